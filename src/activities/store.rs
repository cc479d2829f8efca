//! All SQL of this domain.

use super::model::ActivityRow;
use crate::db::schema::activities;
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_activities(conn: &mut Conn, _actor: &Actor, rows: &[ActivityRow]) -> Result<()> {
    bulk_insert!(conn, activities, rows)?;
    ids_were_given(conn, "activities")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn activities_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<ActivityRow>> {
    Ok(activities::table
        .filter(activities::client_id.eq_any(owners))
        .order(activities::id)
        .select(ActivityRow::as_select())
        .load(conn)?)
}
