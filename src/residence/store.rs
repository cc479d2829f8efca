//! All SQL of this domain.

use super::model::StatusRow;
use crate::db::schema::residence_statuses;
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_residence_statuses(conn: &mut Conn, _actor: &Actor, rows: &[StatusRow]) -> Result<()> {
    bulk_insert!(conn, residence_statuses, rows)?;
    ids_were_given(conn, "residence_statuses")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn residence_statuses_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<StatusRow>> {
    Ok(residence_statuses::table
        .filter(residence_statuses::client_id.eq_any(owners))
        .order(residence_statuses::id)
        .select(StatusRow::as_select())
        .load(conn)?)
}

/// Notes the latest status of these clients: what lists show. For clients who are imported `register/latest.rs` says the same.
///
/// # Errors
/// When the database refuses.
pub fn note_latest(conn: &mut Conn, _actor: &Actor, clients: &[i64]) -> Result<()> {
    let columns = [("latest_status", "status"), ("latest_status_valid_to", "valid_to")];
    crate::db::note_latest(conn, "residence_statuses", &columns, "t.began_on DESC, t.id DESC", clients)
}
