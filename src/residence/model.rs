//! The rows of this domain as the database holds them.

use crate::db::schema::{residence_appeals, residence_decisions, residence_statuses};
use crate::db::set_table;
use crate::kernel::codes::{AppealKind, AppealOutcome, DecidedBy, DecisionKind, DecisionOutcome, ResidenceStatus};
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

/// A status as people enter and correct it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = residence_statuses, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Status {
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

set_table! {
    /// A child who follows its parent's permit, by the label that tells one client's children apart.
    StatusChildRow, residence_status_children (status_id, child_label: String)
}

/// An application, and what was decided of it; or a decision that nobody applied for.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = residence_decisions, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Decision {
    /// The client.
    pub client_id: i64,
    /// What it is about.
    pub kind: DecisionKind,
    /// Who decides.
    pub body: Option<DecidedBy>,
    /// When it was applied for.
    pub applied_on: Option<NaiveDate>,
    /// When it was decided, or the application withdrawn.
    pub decided_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<DecisionOutcome>,
    /// The legal basis.
    pub legal_basis: Option<String>,
    /// When she or her lawyer was told.
    pub notified_on: Option<NaiveDate>,
    /// The minute of that day, 0 to 1439.
    pub notified_minute: Option<i32>,
    /// The day by which she must leave.
    pub departure_by: Option<NaiveDate>,
    /// A note.
    pub note: Option<String>,
}

/// What is asked of the body above, about one decision.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = residence_appeals, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Appeal {
    /// The client.
    pub client_id: i64,
    /// The decision.
    pub decision_id: i64,
    /// What is asked.
    pub kind: AppealKind,
    /// Who decides.
    pub body: Option<DecidedBy>,
    /// When it was sent.
    pub sent_on: NaiveDate,
    /// When it was decided, or withdrawn.
    pub decided_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<AppealOutcome>,
    /// A note.
    pub note: Option<String>,
}
