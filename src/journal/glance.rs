//! The journal of a client at a glance: when each contact was and how, without the texts; and the texts of a few entries.
//! Who may read what is not decided here.

use crate::db::Conn;
use crate::db::schema::{journal_entries, journal_entry_topics};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{JournalMode, JournalTopic, Visibility};
use crate::kernel::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;

/// An entry without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = journal_entries)]
pub struct Glance {
    /// The id in the database.
    pub id: i64,
    /// The local date on which it happened.
    pub occurred_on: NaiveDate,
    /// The minute of that day, 0 to 1439, when known.
    pub occurred_minute: Option<i32>,
    /// How the contact was.
    pub mode: JournalMode,
    /// The user who wrote it.
    pub author_id: i64,
    /// Who sees it; blank is the team.
    pub visibility: Option<Visibility>,
}

/// All entries of a client's journal, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn glance_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<Glance>> {
    let mut rows: Vec<Glance> =
        journal_entries::table.filter(journal_entries::client_id.eq(client)).select(Glance::as_select()).load(conn)?;
    // Sorted here, as the backends do not agree on where no minute sorts.
    rows.sort_by_key(|row| std::cmp::Reverse((row.occurred_on, row.occurred_minute, row.id)));
    Ok(rows)
}

/// The texts of these entries, which somebody may read, as (id, text).
///
/// # Errors
/// When the database cannot be read.
pub fn texts_of(conn: &mut Conn, _actor: &Actor, entries: &[i64]) -> Result<Vec<(i64, String)>> {
    Ok(journal_entries::table
        .filter(journal_entries::id.eq_any(entries))
        .select((journal_entries::id, journal_entries::text))
        .load(conn)?)
}

/// The topics of these entries, as (id, topic), each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn topics_of(conn: &mut Conn, _actor: &Actor, entries: &[i64]) -> Result<Vec<(i64, JournalTopic)>> {
    Ok(journal_entry_topics::table
        .filter(journal_entry_topics::entry_id.eq_any(entries))
        .order((journal_entry_topics::entry_id, journal_entry_topics::position))
        .select((journal_entry_topics::entry_id, journal_entry_topics::topic))
        .load(conn)?)
}
