//! The rows of this domain as the database holds them.

use crate::kernel::codes::{DismissalGround, MatterRole, Offence, PoliceDistrict, PoliceEventKind};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A police matter.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::police_matters, treat_none_as_default_value = false)]
pub struct MatterRow {
    /// The id in the database.
    pub id: i64,
    /// Its key in the register.
    pub matter_key: String,
    /// The client.
    pub client_id: i64,
    /// The offence.
    pub offence: Offence,
    /// Her role; blank is the aggrieved party.
    pub role: Option<MatterRole>,
    /// The police district.
    pub district: Option<PoliceDistrict>,
    /// The number at the police.
    pub case_number: Option<String>,
}

/// Something that happened in a matter.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::police_events, treat_none_as_default_value = false)]
pub struct PoliceEventRow {
    /// The id in the database.
    pub id: i64,
    /// The matter.
    pub matter_id: i64,
    /// When.
    pub happened_on: NaiveDate,
    /// What.
    pub event: PoliceEventKind,
    /// The ground of a dismissal.
    pub ground: Option<DismissalGround>,
    /// A note.
    pub note: Option<String>,
}

/// A police matter as somebody writes it down; its key in the register is given when it is added and stays.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::police_matters, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Matter {
    /// The client.
    pub client_id: i64,
    /// The offence.
    pub offence: Offence,
    /// Her role; blank is the aggrieved party.
    pub role: Option<MatterRole>,
    /// The police district.
    pub district: Option<PoliceDistrict>,
    /// The number at the police.
    pub case_number: Option<String>,
}

/// Something that happened in a matter, as somebody writes it down.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::police_events, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct PoliceEvent {
    /// The matter.
    pub matter_id: i64,
    /// When.
    pub happened_on: NaiveDate,
    /// What.
    pub event: PoliceEventKind,
    /// The ground of a dismissal.
    pub ground: Option<DismissalGround>,
    /// A note.
    pub note: Option<String>,
}
