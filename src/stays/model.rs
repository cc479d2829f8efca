//! The rows of this domain as the database holds them.

use crate::kernel::codes::{ArrangedBy, ExitReason};
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
