//! All SQL of this domain.

use super::model::{Absence, Confirmation, Place, Stay, StayRow};
use crate::db::schema::{facilities, stay_absences, stays};
use crate::db::{Conn, bulk_insert, ids_were_given, kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use diesel::prelude::*;

kept!(Stay, stays, "stays": client_stays, add_stay, change_stay, remove_stay);
kept!(Absence, stay_absences, "absences": absences, add_absence, change_absence, remove_absence);

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

/// The last confirmation of each of a client's stays that has one.
///
/// # Errors
/// When the database cannot be read.
pub fn confirmations(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<Confirmation>> {
    Ok(stays::table
        .filter(stays::client_id.eq(client))
        .filter(stays::confirmed_on.is_not_null())
        .order(stays::id)
        .select((stays::id, stays::confirmed_on.assume_not_null(), stays::confirmed_by_id))
        .load(conn)?)
}

/// Notes that somebody lives where her stay at `version` says. No form shows it, so the version is not raised.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed the stay first.
pub fn confirm(conn: &mut Conn, actor: &Actor, client: i64, id: i64, on: NaiveDate, version: i32) -> Result<()> {
    let own = stays::id.eq(id).and(stays::client_id.eq(client));
    let unchanged = stays::table.filter(own.and(stays::version.eq(version)));
    let changed = diesel::update(unchanged)
        .set((stays::confirmed_on.eq(on), stays::confirmed_by_id.eq(actor.user_id())))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// All facilities.
///
/// # Errors
/// When the database cannot be read.
pub fn places(conn: &mut Conn, _actor: &Actor) -> Result<Vec<Place>> {
    let columns =
        (facilities::id, facilities::name, facilities::facility_type, facilities::valid_from, facilities::valid_to);
    Ok(facilities::table.order(facilities::id).select(columns).load(conn)?)
}
