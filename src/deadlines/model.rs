//! The rows of this domain as the database holds them.

use crate::db::schema::{deadline_rule_leads, deadline_rules, deadlines};
use crate::kernel::codes::{DeadlineKind, DeadlineSource, DeadlineState, DeadlineUnit};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A deadline of a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = deadlines, treat_none_as_default_value = false)]
pub struct DeadlineRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// What it is about.
    pub kind: DeadlineKind,
    /// What kind of record it follows from; blank when it was written by hand.
    pub source_kind: Option<DeadlineSource>,
    /// That record.
    pub source_id: Option<i64>,
    /// The rule by which it was counted.
    pub rule_id: Option<i64>,
    /// The day from which it runs.
    pub trigger_on: NaiveDate,
    /// The day the law or the record says.
    pub legal_on: NaiveDate,
    /// The minute of that day (0 to 1439), Norwegian time, where it has one.
    pub legal_minute: Option<i32>,
    /// The working day on which to act.
    pub act_on: NaiveDate,
    /// What it is about, when it was written by hand.
    pub title: Option<String>,
    /// What else is to be known.
    pub note: Option<String>,
    /// How far it has come.
    pub state: DeadlineState,
    /// Why it is not relevant, or what was done.
    pub reason: Option<String>,
    /// Who handled it.
    pub handled_by_id: Option<i64>,
    /// When (UTC).
    pub handled_at: Option<NaiveDateTime>,
    /// The reminder that somebody has seen, in days before.
    pub seen_lead: Option<i32>,
    /// The day from which it reminds (again).
    pub shows_on: NaiveDate,
    /// Raised by everything that people do to it, and when its day moves.
    pub version: i32,
}

/// A rule without its reminders.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = deadline_rules, treat_none_as_default_value = false)]
pub struct RuleRow {
    /// The id in the database.
    pub id: i64,
    /// What it is a rule of.
    pub kind: DeadlineKind,
    /// It holds for what begins to run on this day or later, until the next rule of its kind.
    pub valid_from: NaiveDate,
    /// False where there are no such deadlines.
    pub is_on: bool,
    /// How long.
    pub amount: i32,
    /// In what.
    pub unit: DeadlineUnit,
    /// The paragraph or whoever said so.
    pub source: String,
    /// What else is to be known.
    pub note: Option<String>,
    /// Raised by every correction.
    pub version: i32,
}

/// How many days before a rule reminds.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = deadline_rule_leads, treat_none_as_default_value = false)]
pub struct LeadRow {
    /// The rule.
    pub rule_id: i64,
    /// The place in its list, from 0.
    pub position: i32,
    /// The days.
    pub days: i32,
}
