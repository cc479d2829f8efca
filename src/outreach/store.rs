//! All SQL of this domain.

use super::model::{OutreachRow, YearlyFigureRow};
use crate::db::schema::{outreach_events, yearly_figures};
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

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_yearly_figures(conn: &mut Conn, _actor: &Actor, rows: &[YearlyFigureRow]) -> Result<()> {
    bulk_insert!(conn, yearly_figures, rows)?;
    ids_were_given(conn, "yearly_figures")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_yearly_figures(conn: &mut Conn, _actor: &Actor) -> Result<Vec<YearlyFigureRow>> {
    Ok(yearly_figures::table
        .order((yearly_figures::year, yearly_figures::figure))
        .select(YearlyFigureRow::as_select())
        .load(conn)?)
}
