//! The rows of this domain as the database holds them.

use crate::kernel::codes::{ArrangedBy, ExitReason, FacilityType};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A stay.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::stays, treat_none_as_default_value = false)]
pub struct StayRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// The facility.
    pub facility_id: i64,
    /// The date of the first night.
    pub began_on: NaiveDate,
    /// The date of leaving, whose night does not belong to the stay; blank while she is there.
    pub ended_on: Option<NaiveDate>,
    /// Who arranged it.
    pub arranged_by: Option<ArrangedBy>,
    /// Why it ended.
    pub exit_reason: Option<ExitReason>,
    /// The facility she moved to.
    pub destination_id: Option<i64>,
}

/// What is written down of a stay.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::stays, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Stay {
    /// The client.
    pub client_id: i64,
    /// The facility.
    pub facility_id: i64,
    /// The date of the first night.
    pub began_on: NaiveDate,
    /// The date of leaving, whose night does not belong to the stay; blank while she is there.
    pub ended_on: Option<NaiveDate>,
    /// Who arranged it.
    pub arranged_by: Option<ArrangedBy>,
    /// Why it ended.
    pub exit_reason: Option<ExitReason>,
    /// The facility she moved to.
    pub destination_id: Option<i64>,
}

/// Days away from a stay. Its nights count all the same.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::stay_absences, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Absence {
    /// The client.
    pub client_id: i64,
    /// The stay.
    pub stay_id: i64,
    /// The first night away.
    pub began_on: NaiveDate,
    /// The date of coming back, whose night she spends there again; blank while she is away.
    pub ended_on: Option<NaiveDate>,
    /// Why, as far as it is known.
    pub note: Option<String>,
}

/// Who said last that she still lives there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Confirmation {
    /// The stay.
    pub stay_id: i64,
    /// The day.
    pub on: NaiveDate,
    /// Who; blank for the system.
    pub by: Option<i64>,
}

/// A facility, as far as a stay needs it. What is secret of it is not here.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Place {
    /// The id in the database.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What kind of place it is: it says whether its nights are shelter nights.
    pub kind: FacilityType,
    /// In use from.
    pub valid_from: Option<NaiveDate>,
    /// In use to; the last day.
    pub valid_to: Option<NaiveDate>,
}
