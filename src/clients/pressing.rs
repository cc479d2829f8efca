//! Whose deadlines press: a condition for lists of clients, and the deadline itself for their lines. Lists read the table of
//! deadlines as they read what is derived into the case; which deadlines there are the room above says, and which kinds are only
//! our own reminders the kind itself. Knows no page.

use super::sight::ClientCondition;
use super::tags::NEAR_DAYS;
use crate::db::Conn;
use crate::db::schema::{clients, deadlines};
use crate::kernel::actor::Actor;
use crate::kernel::codes::DeadlineKind;
use crate::kernel::error::Result;
use chrono::{NaiveDate, TimeDelta};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

/// A deadline of a line.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Pressing {
    /// The client.
    client_id: i64,
    /// What it is about.
    pub kind: DeadlineKind,
    /// The same in words, when it was written by hand.
    pub title: Option<String>,
    /// The working day on which to act.
    pub act_on: NaiveDate,
}

/// She has an open deadline on which one must act within [`NEAR_DAYS`] days, today included.
pub(super) fn condition(today: NaiveDate) -> ClientCondition {
    // The subquery names no client, so each backend works it out once, by the index of open deadlines, however many cases the
    // list walks through.
    let near = deadlines::table
        // As a literal: only then does SQLite see that this index will do.
        .filter(sql::<Bool>("deadlines.state = 'open'"))
        .filter(deadlines::act_on.between(today, today + TimeDelta::days(NEAR_DAYS)))
        .filter(deadlines::kind.ne_all(DeadlineKind::such(DeadlineKind::is_reminder)))
        .select(deadlines::client_id);
    Box::new(clients::id.eq_any(near))
}

/// The first deadline that presses of each of these clients who has one.
///
/// # Errors
/// When the database cannot be read.
pub fn of(conn: &mut Conn, _actor: &Actor, ids: &[i64], today: NaiveDate) -> Result<HashMap<i64, Pressing>> {
    let rows: Vec<Pressing> = deadlines::table
        .filter(deadlines::client_id.eq_any(ids))
        .filter(sql::<Bool>("deadlines.state = 'open'"))
        .filter(deadlines::act_on.between(today, today + TimeDelta::days(NEAR_DAYS)))
        .filter(deadlines::kind.ne_all(DeadlineKind::such(DeadlineKind::is_reminder)))
        .order((deadlines::act_on, deadlines::id))
        .select((deadlines::client_id, deadlines::kind, deadlines::title, deadlines::act_on))
        .load(conn)?;
    let mut first = HashMap::new();
    for row in rows {
        first.entry(row.client_id).or_insert(row);
    }
    Ok(first)
}
