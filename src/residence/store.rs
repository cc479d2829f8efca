//! All SQL of this domain.

use super::model::{Appeal, Decision, Status, StatusChildRow, StatusRow};
use crate::db::schema::{residence_appeals, residence_decisions, residence_status_children, residence_statuses};
use crate::db::{Conn, bulk_insert, ids_were_given, kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
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

kept!(Status, residence_statuses, "statuses": statuses, add_status, change_status, remove_status);
kept!(Decision, residence_decisions, "decisions": decisions, add_decision, change_decision, remove_decision);
kept!(Appeal, residence_appeals, "appeals": appeals, add_appeal, change_appeal, remove_appeal);

/// Which children follow which of a client's statuses: (status, label of the child), in the order of the set.
///
/// # Errors
/// When the database cannot be read.
pub fn status_children(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<(i64, String)>> {
    Ok(residence_status_children::table
        .inner_join(residence_statuses::table.on(residence_statuses::id.eq(residence_status_children::status_id)))
        .filter(residence_statuses::client_id.eq(client))
        .order((residence_status_children::status_id, residence_status_children::position))
        .select((residence_status_children::status_id, residence_status_children::child_label))
        .load(conn)?)
}

/// Says which children follow a status, in place of what was said before. Goes with a change of the status itself, whose version
/// guards it.
///
/// # Errors
/// When the database refuses.
pub fn set_status_children(conn: &mut Conn, _actor: &Actor, status: i64, labels: &[String]) -> Result<()> {
    let of_status = residence_status_children::table.filter(residence_status_children::status_id.eq(status));
    diesel::delete(of_status).execute(conn)?;
    let rows: Vec<StatusChildRow> = StatusChildRow::rows(status, labels.to_vec()).collect();
    bulk_insert!(conn, residence_status_children, &rows)?;
    Ok(())
}

/// How many appeals there are about a decision.
///
/// # Errors
/// When the database cannot be read.
pub fn appeals_about(conn: &mut Conn, _actor: &Actor, decision: i64) -> Result<i64> {
    let about = residence_appeals::table.filter(residence_appeals::decision_id.eq(decision));
    Ok(about.count().get_result(conn)?)
}
