//! All SQL of this domain.

use super::model::{MatterRow, PoliceEventRow};
use crate::db::schema::{police_events, police_matters};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
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
