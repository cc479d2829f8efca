//! All SQL of this domain.

use super::model::{Return, ReturnRow};
use crate::db::schema::returns;
use crate::db::{Conn, bulk_insert, ids_were_given, kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use diesel::prelude::*;

kept!(Return, returns, "returns": of_client, add, change, remove);

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_returns(conn: &mut Conn, _actor: &Actor, rows: &[ReturnRow]) -> Result<()> {
    bulk_insert!(conn, returns, rows)?;
    ids_were_given(conn, "returns")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn returns_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<ReturnRow>> {
    Ok(returns::table
        .filter(returns::client_id.eq_any(owners))
        .order(returns::id)
        .select(ReturnRow::as_select())
        .load(conn)?)
}
