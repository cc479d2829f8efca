//! All SQL of this domain.

use super::model::{BenefitRow, LegalAidRow};
use crate::db::schema::{benefits, legal_aid};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_legal_aid(conn: &mut Conn, _actor: &Actor, rows: &[LegalAidRow]) -> Result<()> {
    bulk_insert!(conn, legal_aid, rows)?;
    ids_were_given(conn, "legal_aid")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn legal_aid_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<LegalAidRow>> {
    Ok(legal_aid::table
        .filter(legal_aid::client_id.eq_any(owners))
        .order(legal_aid::id)
        .select(LegalAidRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_benefits(conn: &mut Conn, _actor: &Actor, rows: &[BenefitRow]) -> Result<()> {
    bulk_insert!(conn, benefits, rows)?;
    ids_were_given(conn, "benefits")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn benefits_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<BenefitRow>> {
    Ok(benefits::table
        .filter(benefits::client_id.eq_any(owners))
        .order(benefits::id)
        .select(BenefitRow::as_select())
        .load(conn)?)
}
