//! What stood before somebody corrected or removed it: the log says that something was changed, this keeps what it was. Rows are
//! never changed; they go with the client they are about.

use crate::db::schema::{record_changes, users};
use crate::db::{Conn, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// What stood before.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = record_changes, treat_none_as_default_value = false)]
pub struct RecordChange {
    /// The client it is about, if it is about one.
    pub client_id: Option<i64>,
    /// What was changed.
    pub record_kind: FactKind,
    /// Its id in its own table.
    pub record_id: i64,
    /// True when it was removed.
    pub is_removal: bool,
    /// The answers that stood before, as the form of its kind reads them (JSON).
    pub before: String,
    /// Why it was removed.
    pub reason: Option<String>,
    /// Who changed it; blank for commands on the machine.
    pub changed_by_id: Option<i64>,
    /// When (UTC).
    pub changed_at: NaiveDateTime,
}

/// Keeps what stood before, in the transaction that changes it.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, _actor: &Actor, change: &RecordChange) -> Result<()> {
    let id = next_id(conn, "record_changes")?;
    diesel::insert_into(record_changes::table).values((record_changes::id.eq(id), change)).execute(conn)?;
    ids_were_given(conn, "record_changes")
}

/// What stood before in a client's records of one kind, in the order of the changes.
///
/// # Errors
/// When the database cannot be read.
pub fn of_client(conn: &mut Conn, _actor: &Actor, client: i64, kind: FactKind) -> Result<Vec<RecordChange>> {
    let hers = record_changes::client_id.eq(client).and(record_changes::record_kind.eq(kind));
    Ok(record_changes::table.filter(hers).order(record_changes::id).select(RecordChange::as_select()).load(conn)?)
}

/// Which kinds of a client's records have been changed.
///
/// # Errors
/// When the database cannot be read.
pub fn kinds_of_client(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<FactKind>> {
    Ok(record_changes::table
        .filter(record_changes::client_id.eq(client))
        .select(record_changes::record_kind)
        .distinct()
        .load(conn)?)
}

/// What stood before in one record that is about no client.
///
/// # Errors
/// When the database cannot be read.
pub fn of_record(conn: &mut Conn, _actor: &Actor, kind: FactKind, record: i64) -> Result<Vec<RecordChange>> {
    let its = record_changes::record_kind.eq(kind).and(record_changes::record_id.eq(record));
    Ok(record_changes::table.filter(its).order(record_changes::id).select(RecordChange::as_select()).load(conn)?)
}

/// What stood before in all records of a kind that is about no client, in the order of the changes.
///
/// # Errors
/// When the database cannot be read.
pub fn of_kind(conn: &mut Conn, _actor: &Actor, kind: FactKind) -> Result<Vec<RecordChange>> {
    let its = record_changes::client_id.is_null().and(record_changes::record_kind.eq(kind));
    Ok(record_changes::table.filter(its).order(record_changes::id).select(RecordChange::as_select()).load(conn)?)
}

/// What was removed of a kind since a moment (UTC), in the order in which it was.
///
/// # Errors
/// When the database cannot be read.
pub fn removed_since(
    conn: &mut Conn,
    _actor: &Actor,
    kind: FactKind,
    since: NaiveDateTime,
) -> Result<Vec<RecordChange>> {
    let gone = record_changes::record_kind.eq(kind).and(record_changes::is_removal.eq(true));
    Ok(record_changes::table
        .filter(gone.and(record_changes::changed_at.ge(since)))
        .order(record_changes::id)
        .select(RecordChange::as_select())
        .load(conn)?)
}

/// What is remembered last of a kind that is about no client, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn latest_of_kind(conn: &mut Conn, _actor: &Actor, kind: FactKind, most: i64) -> Result<Vec<RecordChange>> {
    Ok(record_changes::table
        .filter(record_changes::record_kind.eq(kind))
        .order(record_changes::id.desc())
        .limit(most)
        .select(RecordChange::as_select())
        .load(conn)?)
}

/// The names of everybody who may have changed something, by id.
///
/// # Errors
/// When the database cannot be read.
pub fn user_names(conn: &mut Conn, _actor: &Actor) -> Result<Vec<(i64, String)>> {
    Ok(users::table.order(users::id).select((users::id, users::name)).load(conn)?)
}
