//! All SQL of this domain.

use super::model::{UserFacilityRow, UserRow};
use crate::db::schema::{user_facilities, users};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_users(conn: &mut Conn, _actor: &Actor, rows: &[UserRow]) -> Result<()> {
    bulk_insert!(conn, users, rows)?;
    ids_were_given(conn, "users")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_users(conn: &mut Conn, _actor: &Actor) -> Result<Vec<UserRow>> {
    Ok(users::table.order(users::username).select(UserRow::as_select()).load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_user_facilities(conn: &mut Conn, _actor: &Actor, rows: &[UserFacilityRow]) -> Result<()> {
    Ok(bulk_insert!(conn, user_facilities, rows)?)
}

/// The sets of these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn user_facilities_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<UserFacilityRow>> {
    Ok(user_facilities::table
        .filter(user_facilities::user_id.eq_any(owners))
        .order((user_facilities::user_id, user_facilities::position))
        .select(UserFacilityRow::as_select())
        .load(conn)?)
}
