//! The rows of this domain as the database holds them.

use crate::kernel::codes::{ReturnDecision, ReturnProgramme};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A return.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::returns, treat_none_as_default_value = false)]
pub struct ReturnRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// Under what programme.
    pub programme: ReturnProgramme,
    /// To which country (code).
    pub country: Option<String>,
    /// Applied on.
    pub applied_on: Option<NaiveDate>,
    /// Decided on.
    pub decided_on: Option<NaiveDate>,
    /// The decision.
    pub decision: Option<ReturnDecision>,
    /// Withdrawn on.
    pub withdrawn_on: Option<NaiveDate>,
    /// Returned on.
    pub returned_on: Option<NaiveDate>,
}

/// A return as somebody writes it down.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::returns, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Return {
    /// The client.
    pub client_id: i64,
    /// Under what programme.
    pub programme: ReturnProgramme,
    /// To which country (code).
    pub country: Option<String>,
    /// Applied on.
    pub applied_on: Option<NaiveDate>,
    /// Decided on.
    pub decided_on: Option<NaiveDate>,
    /// The decision.
    pub decision: Option<ReturnDecision>,
    /// Withdrawn on.
    pub withdrawn_on: Option<NaiveDate>,
    /// Returned on.
    pub returned_on: Option<NaiveDate>,
}
