//! All SQL of this domain.

use super::model::{Matter, MatterRow, PoliceEvent, PoliceEventRow};
use crate::audit::changes;
use crate::db::schema::{clients, police_events, police_matters};
use crate::db::{Conn, Kept, bulk_insert, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{FactKind, PoliceEventKind};
use crate::kernel::error::{Error, Result};
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_police_matters(conn: &mut Conn, _actor: &Actor, rows: &[MatterRow]) -> Result<()> {
    bulk_insert!(conn, police_matters, rows)?;
    ids_were_given(conn, "police_matters")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_police_matters(conn: &mut Conn, _actor: &Actor) -> Result<Vec<MatterRow>> {
    Ok(police_matters::table.order(police_matters::matter_key).select(MatterRow::as_select()).load(conn)?)
}

/// The matters of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn police_matters_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<MatterRow>> {
    Ok(police_matters::table
        .filter(police_matters::client_id.eq_any(owners))
        .order(police_matters::id)
        .select(MatterRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_police_events(conn: &mut Conn, _actor: &Actor, rows: &[PoliceEventRow]) -> Result<()> {
    bulk_insert!(conn, police_events, rows)?;
    ids_were_given(conn, "police_events")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn police_events_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<PoliceEventRow>> {
    Ok(police_events::table
        .filter(police_events::matter_id.eq_any(owners))
        .order(police_events::id)
        .select(PoliceEventRow::as_select())
        .load(conn)?)
}

/// The latest event of any of a client's matters.
///
/// # Errors
/// When the database cannot be read.
pub fn latest_event_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Option<PoliceEventKind>> {
    Ok(police_events::table
        .inner_join(police_matters::table.on(police_matters::id.eq(police_events::matter_id)))
        .filter(police_matters::client_id.eq(client))
        .order((police_events::happened_on.desc(), police_events::id.desc()))
        .select(police_events::event)
        .first(conn)
        .optional()?)
}

/// All matters of a client, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn matters(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<Kept<Matter>>> {
    let rows: Vec<(i64, i32, Matter)> = police_matters::table
        .filter(police_matters::client_id.eq(client))
        .order(police_matters::id)
        .select((police_matters::id, police_matters::version, Matter::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// Adds a matter, with a key in the register that is its own.
///
/// # Errors
/// When the database refuses.
pub fn add_matter(conn: &mut Conn, actor: &Actor, fact: &Matter) -> Result<i64> {
    let id = next_id(conn, "police_matters")?;
    let key = free_key(conn, actor, fact.client_id)?;
    let row = (police_matters::id.eq(id), police_matters::matter_key.eq(key), fact);
    diesel::insert_into(police_matters::table).values(row).execute(conn)?;
    ids_were_given(conn, "police_matters")?;
    Ok(id)
}

/// The case number with a running number. That of a matter which was removed is not given again: a register that holds it may
/// have been taken out.
fn free_key(conn: &mut Conn, actor: &Actor, client: i64) -> Result<String> {
    let case: String = clients::table.find(client).select(clients::case_number).first(conn)?;
    let kept: i64 = police_matters::table.filter(police_matters::client_id.eq(client)).count().get_result(conn)?;
    let removed = changes::of_client(conn, actor, client, FactKind::Matter)?.into_iter().filter(|one| one.is_removal);
    let mut number = kept.saturating_add(i64::try_from(removed.count()).unwrap_or(0)).saturating_add(1);
    loop {
        let key = format!("{case}-{number}");
        let taken: i64 = police_matters::table.filter(police_matters::matter_key.eq(&key)).count().get_result(conn)?;
        if taken == 0 {
            return Ok(key);
        }
        number = number.saturating_add(1);
    }
}

/// Changes a matter that is still at `version`; it stays its client's and keeps its key.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change_matter(conn: &mut Conn, _actor: &Actor, id: i64, fact: &Matter, version: i32) -> Result<()> {
    let own = police_matters::id.eq(id).and(police_matters::client_id.eq(fact.client_id));
    let unchanged = police_matters::table.filter(own.and(police_matters::version.eq(version)));
    let changed = diesel::update(unchanged).set((fact, police_matters::version.eq(version + 1))).execute(conn)?;
    one(changed)
}

/// Removes a matter of a client that is still at `version` and has no events.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn remove_matter(conn: &mut Conn, _actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
    let own = police_matters::id.eq(id).and(police_matters::client_id.eq(client));
    let unchanged = police_matters::table.filter(own.and(police_matters::version.eq(version)));
    one(diesel::delete(unchanged).execute(conn)?)
}

fn one(changed: usize) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// All events of a client's matters, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn events(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<Kept<PoliceEvent>>> {
    let rows: Vec<(i64, i32, PoliceEvent)> = police_events::table
        .inner_join(police_matters::table.on(police_matters::id.eq(police_events::matter_id)))
        .filter(police_matters::client_id.eq(client))
        .order(police_events::id)
        .select((police_events::id, police_events::version, PoliceEvent::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// The matters of a client: an event is hers through them.
fn own_matters(conn: &mut Conn, client: i64) -> Result<Vec<i64>> {
    Ok(police_matters::table.filter(police_matters::client_id.eq(client)).select(police_matters::id).load(conn)?)
}

/// Adds an event to a matter of a client.
///
/// # Errors
/// [`Error::NotFound`] when the matter is not hers.
pub fn add_event(conn: &mut Conn, _actor: &Actor, client: i64, fact: &PoliceEvent) -> Result<i64> {
    if !own_matters(conn, client)?.contains(&fact.matter_id) {
        return Err(Error::NotFound);
    }
    let id = next_id(conn, "police_events")?;
    diesel::insert_into(police_events::table).values((police_events::id.eq(id), fact)).execute(conn)?;
    ids_were_given(conn, "police_events")?;
    Ok(id)
}

/// Changes an event of a client's matter that is still at `version`; it may go to another matter of hers.
///
/// # Errors
/// [`Error::NotFound`] when the matter is not hers, [`Error::Conflict`] when somebody else changed it first.
pub fn change_event(
    conn: &mut Conn,
    _actor: &Actor,
    client: i64,
    id: i64,
    fact: &PoliceEvent,
    version: i32,
) -> Result<()> {
    let hers = own_matters(conn, client)?;
    if !hers.contains(&fact.matter_id) {
        return Err(Error::NotFound);
    }
    let own = police_events::id.eq(id).and(police_events::matter_id.eq_any(hers));
    let unchanged = police_events::table.filter(own.and(police_events::version.eq(version)));
    one(diesel::update(unchanged).set((fact, police_events::version.eq(version + 1))).execute(conn)?)
}

/// Removes an event of a client's matter that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn remove_event(conn: &mut Conn, _actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
    let own = police_events::id.eq(id).and(police_events::matter_id.eq_any(own_matters(conn, client)?));
    let unchanged = police_events::table.filter(own.and(police_events::version.eq(version)));
    one(diesel::delete(unchanged).execute(conn)?)
}
