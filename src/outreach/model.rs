//! The rows of this domain as the database holds them.

use crate::kernel::codes::OutreachType;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Something ROSA held or went to.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::outreach_events, treat_none_as_default_value = false)]
pub struct OutreachRow {
    /// The id in the database.
    pub id: i64,
    /// When.
    pub held_on: NaiveDate,
    /// What kind.
    pub outreach_type: OutreachType,
    /// The title.
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// The facility visited.
    pub facility_id: Option<i64>,
    /// For whom.
    pub audience: Option<String>,
    /// How many took part.
    pub participants: Option<i32>,
    /// Held in another country.
    pub abroad: Option<bool>,
}

/// An event as people keep it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::outreach_events, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Event {
    /// When.
    pub held_on: NaiveDate,
    /// What kind.
    pub outreach_type: OutreachType,
    /// The title.
    pub title: String,
    /// Where.
    pub place: Option<String>,
    /// The facility visited.
    pub facility_id: Option<i64>,
    /// For whom.
    pub audience: Option<String>,
    /// How many took part.
    pub participants: Option<i32>,
    /// Held in another country.
    pub abroad: Option<bool>,
}
