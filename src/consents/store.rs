//! All SQL of this domain.

use super::model::{Consent, ConsentRow, ConsentScopeRow};
use crate::db::schema::{consent_scopes, consents};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_consents(conn: &mut Conn, _actor: &Actor, rows: &[ConsentRow]) -> Result<()> {
    bulk_insert!(conn, consents, rows)?;
    ids_were_given(conn, "consents")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn consents_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<ConsentRow>> {
    Ok(consents::table
        .filter(consents::client_id.eq_any(owners))
        .order(consents::id)
        .select(ConsentRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_consent_scopes(conn: &mut Conn, _actor: &Actor, rows: &[ConsentScopeRow]) -> Result<()> {
    Ok(bulk_insert!(conn, consent_scopes, rows)?)
}

/// The sets of the rows that belong to these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn consent_scopes_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<ConsentScopeRow>> {
    Ok(consent_scopes::table
        .inner_join(consents::table.on(consents::id.eq(consent_scopes::consent_id)))
        .filter(consents::client_id.eq_any(owners))
        .order((consent_scopes::consent_id, consent_scopes::position))
        .select(ConsentScopeRow::as_select())
        .load(conn)?)
}

/// All consents of one client, the oldest first, each with what it covers.
///
/// # Errors
/// When the database cannot be read.
pub fn consents_with_scopes(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Consent>> {
    let rows = consents_of(conn, actor, &[client])?;
    let scopes = consent_scopes_of(conn, actor, &[client])?;
    let of = |id: i64| scopes.iter().filter(move |scope| scope.consent_id == id).map(|scope| scope.scope).collect();
    Ok(rows.into_iter().map(|row| Consent { scopes: of(row.id), row }).collect())
}
