//! All SQL of this domain.

use super::model::OutreachRow;
use crate::db::schema::outreach_events;
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
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
