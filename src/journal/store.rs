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
