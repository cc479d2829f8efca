//! All SQL of this domain.

use super::model::{
    ChildRow, CitizenshipRow, ClientRow, ExploitationCountryRow, ExploitationRow, IdentityRow, LanguageRow,
};
use crate::db::schema::{
    children, client_citizenships, client_exploitation_countries, client_exploitations, client_identities,
    client_languages, clients,
};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_clients(conn: &mut Conn, _actor: &Actor, rows: &[ClientRow]) -> Result<()> {
    bulk_insert!(conn, clients, rows)?;
    ids_were_given(conn, "clients")
}

/// These cases.
///
/// # Errors
/// When the database cannot be read.
pub fn clients_of(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<ClientRow>> {
    Ok(clients::table.filter(clients::id.eq_any(ids)).select(ClientRow::as_select()).load(conn)?)
}

/// What ties a register's rows to a case.
#[derive(Debug, Queryable)]
pub struct CaseNumber {
    /// The id in the database.
    pub id: i64,
    /// The case number.
    pub case_number: String,
    /// The day of intake.
    pub intake_date: NaiveDate,
}

/// All case numbers, in order.
///
/// # Errors
/// When the database cannot be read.
pub fn case_numbers(conn: &mut Conn, _actor: &Actor) -> Result<Vec<CaseNumber>> {
    let columns = (clients::id, clients::case_number, clients::intake_date);
    Ok(clients::table.order(clients::case_number).select(columns).load(conn)?)
}

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_client_identities(conn: &mut Conn, _actor: &Actor, rows: &[IdentityRow]) -> Result<()> {
    Ok(bulk_insert!(conn, client_identities, rows)?)
}

/// Who these clients are.
///
/// # Errors
/// When the database cannot be read.
pub fn client_identities_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<IdentityRow>> {
    Ok(client_identities::table
        .filter(client_identities::client_id.eq_any(owners))
        .select(IdentityRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_client_citizenships(conn: &mut Conn, _actor: &Actor, rows: &[CitizenshipRow]) -> Result<()> {
    Ok(bulk_insert!(conn, client_citizenships, rows)?)
}

/// The sets of these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn client_citizenships_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<CitizenshipRow>> {
    Ok(client_citizenships::table
        .filter(client_citizenships::client_id.eq_any(owners))
        .order((client_citizenships::client_id, client_citizenships::position))
        .select(CitizenshipRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_client_languages(conn: &mut Conn, _actor: &Actor, rows: &[LanguageRow]) -> Result<()> {
    Ok(bulk_insert!(conn, client_languages, rows)?)
}

/// The sets of these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn client_languages_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<LanguageRow>> {
    Ok(client_languages::table
        .filter(client_languages::client_id.eq_any(owners))
        .order((client_languages::client_id, client_languages::position))
        .select(LanguageRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_client_exploitations(conn: &mut Conn, _actor: &Actor, rows: &[ExploitationRow]) -> Result<()> {
    Ok(bulk_insert!(conn, client_exploitations, rows)?)
}

/// The sets of these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn client_exploitations_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<ExploitationRow>> {
    Ok(client_exploitations::table
        .filter(client_exploitations::client_id.eq_any(owners))
        .order((client_exploitations::client_id, client_exploitations::position))
        .select(ExploitationRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_client_exploitation_countries(
    conn: &mut Conn,
    _actor: &Actor,
    rows: &[ExploitationCountryRow],
) -> Result<()> {
    Ok(bulk_insert!(conn, client_exploitation_countries, rows)?)
}

/// The sets of these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn client_exploitation_countries_of(
    conn: &mut Conn,
    _actor: &Actor,
    owners: &[i64],
) -> Result<Vec<ExploitationCountryRow>> {
    Ok(client_exploitation_countries::table
        .filter(client_exploitation_countries::client_id.eq_any(owners))
        .order((client_exploitation_countries::client_id, client_exploitation_countries::position))
        .select(ExploitationCountryRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_children(conn: &mut Conn, _actor: &Actor, rows: &[ChildRow]) -> Result<()> {
    bulk_insert!(conn, children, rows)?;
    ids_were_given(conn, "children")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn children_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<ChildRow>> {
    Ok(children::table
        .filter(children::client_id.eq_any(owners))
        .order(children::id)
        .select(ChildRow::as_select())
        .load(conn)?)
}
