//! All SQL of this domain.

use super::model::FacilityRow;
use crate::db::schema::facilities;
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_facilities(conn: &mut Conn, _actor: &Actor, rows: &[FacilityRow]) -> Result<()> {
    bulk_insert!(conn, facilities, rows)?;
    ids_were_given(conn, "facilities")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_facilities(conn: &mut Conn, _actor: &Actor) -> Result<Vec<FacilityRow>> {
    Ok(facilities::table.order(facilities::facility_key).select(FacilityRow::as_select()).load(conn)?)
}
