//! The rows of this domain as the database holds them.

use crate::kernel::codes::{DecidedBy, ResidenceStatus};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A status, which lasts until the next one of the same client.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::residence_statuses, treat_none_as_default_value = false)]
pub struct StatusRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// In force from.
    pub began_on: NaiveDate,
    /// The status.
    pub status: ResidenceStatus,
    /// The date to which the permit is valid; it does not end the status by itself.
    pub valid_to: Option<NaiveDate>,
    /// The legal basis.
    pub legal_basis: Option<String>,
    /// Who decided.
    pub decided_by: Option<DecidedBy>,
    /// A note.
    pub note: Option<String>,
}
