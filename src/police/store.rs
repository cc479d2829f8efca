//! All SQL of this domain.

use super::model::{MatterRow, PoliceEventRow};
use crate::db::schema::{police_events, police_matters};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::codes::PoliceEventKind;
use crate::kernel::error::Result;
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
