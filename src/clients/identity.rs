//! Changing who a client is: the case's own facts, the person's, and the sets of both, in one go. Also the lock of a case whose
//! last consent to a journal was withdrawn. Knows no form and no consent.

use super::finding;
use super::model::{CitizenshipRow, ClientRow, ExploitationCountryRow, ExploitationRow, IdentityRow, LanguageRow};
use super::store;
use crate::db::Conn;
use crate::db::schema::{
    client_citizenships, client_exploitation_countries, client_exploitations, client_identities, client_languages,
    clients,
};
use crate::kernel::actor::Actor;
use crate::kernel::codes::Exploitation;
use crate::kernel::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Everything that is known of who somebody is.
#[derive(Debug, Clone)]
pub struct WholeIdentity {
    /// The case; only its intake, referral, pregnancy and children abroad are changed.
    pub client: ClientRow,
    /// The person.
    pub identity: IdentityRow,
    /// Citizenships, the first is the nationality in the report.
    pub citizenships: Vec<String>,
    /// Languages.
    pub languages: Vec<String>,
    /// Forms of exploitation.
    pub exploitations: Vec<Exploitation>,
    /// Countries of exploitation.
    pub exploitation_countries: Vec<String>,
}

/// All that is known of who a client is, with the version of the case.
///
/// # Errors
/// [`crate::kernel::error::Error::NotFound`] when there is no such client.
pub fn whole(conn: &mut Conn, actor: &Actor, client: i64) -> Result<(WholeIdentity, i32)> {
    let (row, case, identity) = store::file_of(conn, actor, client)?;
    let of = &[client];
    let whole = WholeIdentity {
        client: row,
        identity,
        citizenships: store::client_citizenships_of(conn, actor, of)?.into_iter().map(|row| row.country).collect(),
        languages: store::client_languages_of(conn, actor, of)?.into_iter().map(|row| row.language).collect(),
        exploitations: store::client_exploitations_of(conn, actor, of)?
            .into_iter()
            .map(|row| row.exploitation)
            .collect(),
        exploitation_countries: store::client_exploitation_countries_of(conn, actor, of)?
            .into_iter()
            .map(|row| row.country)
            .collect(),
    };
    Ok((whole, case.version))
}

/// Changes who a client is, if her case is still at `version`; she is found by what she is called now.
///
/// # Errors
/// [`crate::kernel::error::Error::Conflict`] when somebody else changed it first.
pub fn change(conn: &mut Conn, actor: &Actor, whole: &WholeIdentity, version: i32) -> Result<()> {
    let id = whole.client.id;
    store::raise_version(conn, actor, id, version)?;
    let case = &whole.client;
    diesel::update(clients::table.find(id))
        .set((
            clients::intake_date.eq(case.intake_date),
            clients::referred_by.eq(case.referred_by),
            clients::identified_in_id.eq(case.identified_in_id),
            clients::pregnant_at_intake.eq(case.pregnant_at_intake),
            clients::children_abroad.eq(case.children_abroad),
            clients::children_abroad_count.eq(case.children_abroad_count),
        ))
        .execute(conn)?;
    let person = &whole.identity;
    diesel::update(client_identities::table.find(id))
        .set((
            client_identities::given_name.eq(&person.given_name),
            client_identities::family_name.eq(&person.family_name),
            client_identities::alias.eq(&person.alias),
            client_identities::birth_date.eq(person.birth_date),
            client_identities::birth_date_certainty.eq(person.birth_date_certainty),
            client_identities::gender.eq(person.gender),
            client_identities::duf_number.eq(&person.duf_number),
            client_identities::interpreter.eq(person.interpreter),
            client_identities::address_protection.eq(person.address_protection),
            client_identities::interpreter_note.eq(&person.interpreter_note),
            client_identities::note.eq(&person.note),
        ))
        .execute(conn)?;
    replace_sets(conn, actor, whole)?;
    finding::reindex(conn, actor, case, person)
}

fn replace_sets(conn: &mut Conn, actor: &Actor, whole: &WholeIdentity) -> Result<()> {
    let id = whole.client.id;
    diesel::delete(client_citizenships::table.filter(client_citizenships::client_id.eq(id))).execute(conn)?;
    diesel::delete(client_languages::table.filter(client_languages::client_id.eq(id))).execute(conn)?;
    diesel::delete(client_exploitations::table.filter(client_exploitations::client_id.eq(id))).execute(conn)?;
    let countries = client_exploitation_countries::table.filter(client_exploitation_countries::client_id.eq(id));
    diesel::delete(countries).execute(conn)?;
    let rows: Vec<_> = CitizenshipRow::rows(id, whole.citizenships.clone()).collect();
    store::add_client_citizenships(conn, actor, &rows)?;
    let rows: Vec<_> = LanguageRow::rows(id, whole.languages.clone()).collect();
    store::add_client_languages(conn, actor, &rows)?;
    let rows: Vec<_> = ExploitationRow::rows(id, whole.exploitations.clone()).collect();
    store::add_client_exploitations(conn, actor, &rows)?;
    let rows: Vec<_> = ExploitationCountryRow::rows(id, whole.exploitation_countries.clone()).collect();
    store::add_client_exploitation_countries(conn, actor, &rows)
}

/// Makes a client be found by her telephones as they are now.
///
/// # Errors
/// When the database refuses.
pub fn reindex(conn: &mut Conn, actor: &Actor, client: i64) -> Result<()> {
    let (case, _, person) = store::file_of(conn, actor, client)?;
    finding::reindex(conn, actor, &case, &person)
}

/// Locks a case for all but the lead, from a day on. One that is locked keeps its day.
///
/// # Errors
/// When the database refuses.
pub fn lock(conn: &mut Conn, _actor: &Actor, client: i64, on: NaiveDate) -> Result<()> {
    let open = clients::table.filter(clients::id.eq(client).and(clients::locked_on.is_null()));
    diesel::update(open).set(clients::locked_on.eq(Some(on))).execute(conn)?;
    Ok(())
}

/// Opens a locked case again: there is a consent to the journal.
///
/// # Errors
/// When the database refuses.
pub fn unlock(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<()> {
    diesel::update(clients::table.find(client)).set(clients::locked_on.eq(None::<NaiveDate>)).execute(conn)?;
    Ok(())
}
