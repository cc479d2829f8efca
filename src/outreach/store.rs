//! All SQL of this domain.

use super::model::{Event, OutreachRow};
use crate::db::schema::outreach_events;
use crate::db::{Conn, Kept, bulk_insert, ids_were_given, next_id};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_outreach_events(conn: &mut Conn, _actor: &Actor, rows: &[OutreachRow]) -> Result<()> {
    bulk_insert!(conn, outreach_events, rows)?;
    ids_were_given(conn, "outreach_events")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_outreach_events(conn: &mut Conn, _actor: &Actor) -> Result<Vec<OutreachRow>> {
    Ok(outreach_events::table
        .order((outreach_events::held_on, outreach_events::id))
        .select(OutreachRow::as_select())
        .load(conn)?)
}

/// All events, the latest first.
///
/// # Errors
/// When the database cannot be read, or they are not the actor's to see.
pub fn all_events(conn: &mut Conn, actor: &Actor) -> Result<Vec<Kept<Event>>> {
    actor.must(Area::Outreach)?;
    let rows: Vec<(i64, i32, Event)> = outreach_events::table
        .order((outreach_events::held_on.desc(), outreach_events::id.desc()))
        .select((outreach_events::id, outreach_events::version, Event::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// Adds an event.
///
/// # Errors
/// When the database refuses.
pub fn add_event(conn: &mut Conn, actor: &Actor, event: &Event) -> Result<i64> {
    actor.must(Area::Outreach)?;
    let id = next_id(conn, "outreach_events")?;
    diesel::insert_into(outreach_events::table).values((outreach_events::id.eq(id), event)).execute(conn)?;
    ids_were_given(conn, "outreach_events")?;
    Ok(id)
}

/// Changes an event that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change_event(conn: &mut Conn, actor: &Actor, id: i64, event: &Event, version: i32) -> Result<()> {
    actor.must(Area::Outreach)?;
    let unchanged = outreach_events::table.filter(outreach_events::id.eq(id).and(outreach_events::version.eq(version)));
    let changed = diesel::update(unchanged).set((event, outreach_events::version.eq(version + 1))).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// Removes an event that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn remove_event(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()> {
    actor.must(Area::Outreach)?;
    let unchanged = outreach_events::table.filter(outreach_events::id.eq(id).and(outreach_events::version.eq(version)));
    let removed = diesel::delete(unchanged).execute(conn)?;
    if removed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}
