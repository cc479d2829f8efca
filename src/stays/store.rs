//! All SQL of this domain.

use super::model::StayRow;
use crate::db::schema::stays;
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_stays(conn: &mut Conn, _actor: &Actor, rows: &[StayRow]) -> Result<()> {
    bulk_insert!(conn, stays, rows)?;
    ids_were_given(conn, "stays")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn stays_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<StayRow>> {
    Ok(stays::table.filter(stays::client_id.eq_any(owners)).order(stays::id).select(StayRow::as_select()).load(conn)?)
}

/// Notes where these clients stayed last: what lists show. For clients who are imported `register/latest.rs` says the same.
///
/// # Errors
/// When the database refuses.
pub fn note_latest(conn: &mut Conn, _actor: &Actor, clients: &[i64]) -> Result<()> {
    let columns = [
        ("latest_facility_id", "facility_id"),
        ("latest_stay_began_on", "began_on"),
        ("latest_stay_ended_on", "ended_on"),
    ];
    // A stay that goes on is later than one that has ended; both backends must agree on where no date sorts.
    let order = "CASE WHEN t.ended_on IS NULL THEN 0 ELSE 1 END, t.began_on DESC, t.id DESC";
    crate::db::note_latest(conn, "stays", &columns, order, clients)
}
