//! All SQL of this domain.

use super::model::{EnquiryRow, SubjectExploitationRow, SubjectRow};
use crate::db::schema::{enquiries, enquiry_subject_exploitations, enquiry_subjects};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_enquiries(conn: &mut Conn, _actor: &Actor, rows: &[EnquiryRow]) -> Result<()> {
    bulk_insert!(conn, enquiries, rows)?;
    ids_were_given(conn, "enquiries")
}

/// The next enquiries by key, after `after`, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn enquiries_after(conn: &mut Conn, _actor: &Actor, after: &str, limit: i64) -> Result<Vec<EnquiryRow>> {
    Ok(enquiries::table
        .filter(enquiries::enquiry_key.gt(after))
        .order(enquiries::enquiry_key)
        .limit(limit)
        .select(EnquiryRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_enquiry_subjects(conn: &mut Conn, _actor: &Actor, rows: &[SubjectRow]) -> Result<()> {
    bulk_insert!(conn, enquiry_subjects, rows)?;
    ids_were_given(conn, "enquiry_subjects")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn enquiry_subjects_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<SubjectRow>> {
    Ok(enquiry_subjects::table
        .filter(enquiry_subjects::enquiry_id.eq_any(owners))
        .order(enquiry_subjects::id)
        .select(SubjectRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_enquiry_subject_exploitations(
    conn: &mut Conn,
    _actor: &Actor,
    rows: &[SubjectExploitationRow],
) -> Result<()> {
    Ok(bulk_insert!(conn, enquiry_subject_exploitations, rows)?)
}

/// The sets of the rows that belong to these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn enquiry_subject_exploitations_of(
    conn: &mut Conn,
    _actor: &Actor,
    owners: &[i64],
) -> Result<Vec<SubjectExploitationRow>> {
    Ok(enquiry_subject_exploitations::table
        .inner_join(enquiry_subjects::table.on(enquiry_subjects::id.eq(enquiry_subject_exploitations::subject_id)))
        .filter(enquiry_subjects::enquiry_id.eq_any(owners))
        .order((enquiry_subject_exploitations::subject_id, enquiry_subject_exploitations::position))
        .select(SubjectExploitationRow::as_select())
        .load(conn)?)
}

/// All keys of enquiries, with their ids.
///
/// # Errors
/// When the database cannot be read.
pub fn enquiry_keys(conn: &mut Conn, _actor: &Actor) -> Result<Vec<(String, i64)>> {
    Ok(enquiries::table.select((enquiries::enquiry_key, enquiries::id)).load(conn)?)
}
