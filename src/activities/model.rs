//! The rows of this domain as the database holds them.

use crate::kernel::codes::{ActivityType, YesNoUnknown};
use chrono::NaiveDate;
use diesel::prelude::*;

/// An activity.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::activities, treat_none_as_default_value = false)]
pub struct ActivityRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// What kind.
    pub activity_type: ActivityType,
    /// Who provides it.
    pub provider: Option<String>,
    /// First day.
    pub began_on: NaiveDate,
    /// Last day, which belongs to it.
    pub ended_on: Option<NaiveDate>,
    /// Completed.
    pub completed: Option<YesNoUnknown>,
    /// Support in øre.
    pub support_ore: Option<i64>,
}
