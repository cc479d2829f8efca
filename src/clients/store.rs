//! All SQL of this domain.

use super::model::{
    CaseState, ChildRow, CitizenshipRow, ClientRow, ExploitationCountryRow, ExploitationRow, IdentityRow, LanguageRow,
};
use super::sight::Sight;
use crate::db::schema::{
    children, client_citizenships, client_exploitation_countries, client_exploitations, client_identities,
    client_languages, clients, facilities, users,
};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::codes::Role;
use crate::kernel::error::{Error, Result};
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
    /// The client whom this record turned out to be about: then it is in no export and no report.
    pub merged_into_id: Option<i64>,
}

/// All case numbers, in order; merged records too.
///
/// # Errors
/// When the database cannot be read.
pub fn case_numbers(conn: &mut Conn, _actor: &Actor) -> Result<Vec<CaseNumber>> {
    let columns = (clients::id, clients::case_number, clients::intake_date, clients::merged_into_id);
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

/// A case with what the register format does not know of it, and who the person is.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn file_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<(ClientRow, CaseState, IdentityRow)> {
    clients::table
        .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
        .filter(clients::id.eq(client))
        .select((ClientRow::as_select(), CaseState::as_select(), IdentityRow::as_select()))
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// A colleague, to choose or to name.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Colleague {
    /// Her id.
    pub id: i64,
    /// The name people see.
    pub name: String,
    /// Her role.
    pub role: Role,
    /// True when her account is open.
    pub is_active: bool,
}

/// Everybody who works here, by name.
///
/// # Errors
/// When the database cannot be read.
pub fn colleagues(conn: &mut Conn, _actor: &Actor) -> Result<Vec<Colleague>> {
    Ok(users::table
        .order(users::name)
        .select((users::id, users::name, users::role, users::deactivated_at.is_null()))
        .load(conn)?)
}

/// The name of a user.
///
/// # Errors
/// When the database cannot be read.
pub fn user_name(conn: &mut Conn, _actor: &Actor, user: i64) -> Result<String> {
    Ok(users::table.find(user).select(users::name).first(conn).optional()?.unwrap_or_default())
}

/// The name of a facility.
///
/// # Errors
/// When the database cannot be read.
pub fn facility_name(conn: &mut Conn, _actor: &Actor, facility: i64) -> Result<String> {
    Ok(facilities::table.find(facility).select(facilities::name).first(conn).optional()?.unwrap_or_default())
}

/// Facilities to choose from: id and name, by name.
///
/// # Errors
/// When the database cannot be read.
pub fn facility_names(conn: &mut Conn, _actor: &Actor) -> Result<Vec<(i64, String)>> {
    Ok(facilities::table.order(facilities::name).select((facilities::id, facilities::name)).load(conn)?)
}

/// Raises the version of a case that is still at `version`: what follows in the transaction is hers alone.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn raise_version(conn: &mut Conn, _actor: &Actor, client: i64, version: i32) -> Result<()> {
    let unchanged = clients::table.filter(clients::id.eq(client).and(clients::version.eq(version)));
    let changed = diesel::update(unchanged).set(clients::version.eq(version + 1)).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// What a client is called, in the shortest way that is enough for a list.
#[derive(Debug, Clone, Queryable)]
pub struct ClientName {
    /// The client.
    pub id: i64,
    /// The case number.
    pub case_number: String,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Alias.
    pub alias: Option<String>,
}

/// Given and family name as one, as far as they are known.
#[must_use]
pub fn whole_name(given: Option<&str>, family: Option<&str>) -> String {
    [given, family].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

impl ClientName {
    /// Her whole name; the alias where there is none, the case number where there is neither.
    #[must_use]
    pub fn full(&self) -> String {
        let name = whole_name(self.given_name.as_deref(), self.family_name.as_deref());
        if !name.is_empty() {
            return name;
        }
        self.alias.as_ref().map_or_else(|| self.case_number.clone(), |alias| format!("«{alias}»"))
    }

    /// As the rail shows it: given name and initial.
    #[must_use]
    pub fn short(&self) -> String {
        match (&self.given_name, &self.family_name) {
            (Some(given), Some(family)) => {
                let initial = family.chars().next().map_or_else(String::new, |letter| format!(" {letter}."));
                format!("{given}{initial}")
            }
            _ => self.full(),
        }
    }
}

/// What these clients are called, as far as they can be seen; merged records are left out.
///
/// # Errors
/// When the database cannot be read.
pub fn names_of(conn: &mut Conn, _actor: &Actor, sight: &Sight, ids: &[i64]) -> Result<Vec<ClientName>> {
    let seen: Vec<i64> = clients::table
        .filter(clients::id.eq_any(ids).and(clients::merged_into_id.is_null()))
        .filter(sight.condition())
        .select(clients::id)
        .load(conn)?;
    Ok(clients::table
        .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
        .filter(clients::id.eq_any(seen))
        .select((
            clients::id,
            clients::case_number,
            client_identities::given_name,
            client_identities::family_name,
            client_identities::alias,
        ))
        .load(conn)?)
}

/// Which of these clients only a block by name hides from the actor.
///
/// # Errors
/// When the database cannot be read.
pub fn hidden_by_name(conn: &mut Conn, _actor: &Actor, sight: &Sight, ids: &[i64]) -> Result<Vec<i64>> {
    if sight.blocked.is_empty() || ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(clients::table
        .filter(clients::id.eq_any(ids).and(clients::merged_into_id.is_null()))
        .filter(sight.hidden_by_name())
        .select(clients::id)
        .load(conn)?)
}

/// True for a record that turned out to be about another client.
///
/// # Errors
/// When the database cannot be read.
pub fn is_merged(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<bool> {
    Ok(clients::table.find(client).select(clients::merged_into_id.is_not_null()).first(conn)?)
}

/// True for a client who has withdrawn her consent to the journal.
///
/// # Errors
/// When the database cannot be read.
pub fn is_locked(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<bool> {
    Ok(clients::table.find(client).select(clients::locked_on.is_not_null()).first(conn)?)
}

/// A child as whoever houses the family needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ChildSeen {
    /// What tells one client's children apart.
    pub child_label: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// First day.
    pub accompanying_from: NaiveDate,
    /// Last day, which belongs to the period.
    pub accompanying_to: Option<NaiveDate>,
}

/// A client's children, as whoever houses them needs to know them.
///
/// # Errors
/// When the database cannot be read.
pub fn children_seen(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<ChildSeen>> {
    Ok(children::table
        .filter(children::client_id.eq(client))
        .order(children::id)
        .select((children::child_label, children::birth_date, children::accompanying_from, children::accompanying_to))
        .load(conn)?)
}

/// Whether a client needs an interpreter, and her caseworker.
///
/// # Errors
/// When the database cannot be read.
pub fn interpreter_and_caseworker(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<(Option<bool>, Option<i64>)> {
    clients::table
        .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
        .filter(clients::id.eq(client))
        .select((client_identities::interpreter, clients::caseworker_id))
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}
