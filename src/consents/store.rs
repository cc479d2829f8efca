//! All SQL of this domain.

use super::model::{Consent, ConsentRow, ConsentScopeRow, NewConsent, Withdrawal};
use crate::db::schema::{consent_scopes, consents};
use crate::db::{Conn, bulk_insert, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
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

/// Adds one consent of a client.
///
/// # Errors
/// When the database refuses.
pub fn add_consent(conn: &mut Conn, actor: &Actor, client: i64, consent: &NewConsent) -> Result<i64> {
    let id = next_id(conn, "consents")?;
    let row = ConsentRow {
        id,
        client_id: client,
        given_on: consent.given_on,
        form: consent.form,
        expires_on: consent.expires_on,
        withdrawn_on: None,
        note: consent.note.clone(),
    };
    add_consents(conn, actor, &[row])?;
    let scopes: Vec<ConsentScopeRow> = ConsentScopeRow::rows(id, consent.scopes.clone()).collect();
    add_consent_scopes(conn, actor, &scopes)?;
    Ok(id)
}

/// Withdraws a consent. What of it was not withdrawn goes on as a consent of its own, with the same day, form and expiry; `note`
/// says there what it continues.
///
/// # Errors
/// [`Error::Conflict`] when it has been withdrawn meanwhile.
pub fn withdraw(conn: &mut Conn, actor: &Actor, consent: &Consent, withdrawal: &Withdrawal, note: &str) -> Result<()> {
    let standing = consents::id.eq(consent.row.id).and(consents::withdrawn_on.is_null());
    let changed = diesel::update(consents::table.filter(standing))
        .set(consents::withdrawn_on.eq(Some(withdrawal.on)))
        .execute(conn)?;
    if changed != 1 {
        return Err(Error::Conflict("it has been withdrawn".to_owned()));
    }
    if withdrawal.remaining.is_empty() {
        return Ok(());
    }
    let notes = [consent.row.note.as_deref(), Some(note)];
    let rest = NewConsent {
        given_on: consent.row.given_on,
        form: consent.row.form,
        scopes: withdrawal.remaining.clone(),
        expires_on: consent.row.expires_on,
        note: Some(notes.into_iter().flatten().collect::<Vec<_>>().join("\n")),
    };
    add_consent(conn, actor, consent.row.client_id, &rest).map(|_| ())
}
