//! All SQL of this domain.

use super::model::{AspectRow, EntryRow, TopicRow};
use crate::db::schema::{journal_entries, journal_entry_aspects, journal_entry_topics};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_journal_entries(conn: &mut Conn, _actor: &Actor, rows: &[EntryRow]) -> Result<()> {
    bulk_insert!(conn, journal_entries, rows)?;
    ids_were_given(conn, "journal_entries")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn journal_entries_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<EntryRow>> {
    Ok(journal_entries::table
        .filter(journal_entries::client_id.eq_any(owners))
        .order(journal_entries::id)
        .select(EntryRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_journal_entry_aspects(conn: &mut Conn, _actor: &Actor, rows: &[AspectRow]) -> Result<()> {
    Ok(bulk_insert!(conn, journal_entry_aspects, rows)?)
}

/// The sets of the rows that belong to these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn journal_entry_aspects_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<AspectRow>> {
    Ok(journal_entry_aspects::table
        .inner_join(journal_entries::table.on(journal_entries::id.eq(journal_entry_aspects::entry_id)))
        .filter(journal_entries::client_id.eq_any(owners))
        .order((journal_entry_aspects::entry_id, journal_entry_aspects::position))
        .select(AspectRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_journal_entry_topics(conn: &mut Conn, _actor: &Actor, rows: &[TopicRow]) -> Result<()> {
    Ok(bulk_insert!(conn, journal_entry_topics, rows)?)
}

/// The sets of the rows that belong to these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn journal_entry_topics_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<TopicRow>> {
    Ok(journal_entry_topics::table
        .inner_join(journal_entries::table.on(journal_entries::id.eq(journal_entry_topics::entry_id)))
        .filter(journal_entries::client_id.eq_any(owners))
        .order((journal_entry_topics::entry_id, journal_entry_topics::position))
        .select(TopicRow::as_select())
        .load(conn)?)
}

/// Notes the day of each client's latest entry, or one client's: what lists show.
///
/// # Errors
/// When the database refuses.
pub fn note_latest(conn: &mut Conn, _actor: &Actor, client: Option<i64>) -> Result<()> {
    crate::db::note_latest(conn, "journal_entries", &[("latest_entry_on", "occurred_on")], "t.occurred_on DESC", client)
}

/// How many entries a client's journal has.
///
/// # Errors
/// When the database cannot be read.
pub fn count_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<i64> {
    Ok(journal_entries::table.filter(journal_entries::client_id.eq(client)).count().get_result(conn)?)
}
