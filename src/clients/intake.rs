//! Taking a client in: the case with its number, the person, the consent without which there is no record, and what makes her
//! findable, all in one transaction. Knows no form.

use super::finding;
use super::model::{CitizenshipRow, ClientRow, ExploitationCountryRow, ExploitationRow, IdentityRow, LanguageRow};
use super::{similar, store};
use crate::consents;
use crate::consents::model::{ConsentRow, ConsentScopeRow};
use crate::db::schema::{client_identities, clients, contact_points, users};
use crate::db::{Conn, next_id};
use crate::kernel::access::{Area, may};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, ConsentForm, ConsentScope, ContactPointKind, ContactSafety, Exploitation, Role};
use crate::kernel::error::Result;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// Somebody who is to become a client. The ids and the case number in it are given when she is taken in.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// The case.
    pub case: ClientRow,
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
    /// Her consent.
    pub consent: FirstConsent,
    /// Her telephone and what is safe.
    pub phone: Option<(String, ContactSafety)>,
    /// Clients who look like her and are not the same person.
    pub distinct: Vec<i64>,
}

/// The consent with which a case begins.
#[derive(Debug, Clone)]
pub struct FirstConsent {
    /// The day she gave it.
    pub given_on: NaiveDate,
    /// How.
    pub form: ConsentForm,
    /// Its last day.
    pub expires_on: Option<NaiveDate>,
    /// What it covers; the journal is among it.
    pub scopes: Vec<ConsentScope>,
    /// A note.
    pub note: Option<String>,
}

impl Newcomer {
    /// What similar persons are looked for by.
    #[must_use]
    pub fn candidate(&self) -> similar::Candidate {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let identity = &self.identity;
        let names = [&identity.given_name, &identity.family_name].into_iter().flatten().cloned();
        similar::Candidate {
            names: names.collect::<Vec<_>>().join(" "),
            alias: text(&identity.alias),
            birth_date: identity.birth_date,
            duf: text(&identity.duf_number),
            phones: self.phone.iter().map(|(number, _)| number.clone()).collect(),
        }
    }
}

/// The next free case number of a year: one more than the highest there is, three digits at least.
#[must_use]
pub fn number_after<'n>(year: i32, taken: impl IntoIterator<Item = &'n str>) -> String {
    let prefix = format!("{year}-");
    let highest = taken
        .into_iter()
        .filter_map(|number| number.strip_prefix(&prefix))
        .filter(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|rest| rest.parse::<u64>().ok())
        .max()
        .unwrap_or(0);
    format!("{prefix}{:03}", highest + 1)
}

/// The case number that a client taken in on a day of this year would get now.
///
/// # Errors
/// When the database cannot be read.
pub fn next_case_number(conn: &mut Conn, _actor: &Actor, year: i32) -> Result<String> {
    // Byte order on both backends: the dot follows the dash, so the range holds this year's numbers, and the index knows it.
    let of_year = clients::case_number.ge(format!("{year}-")).and(clients::case_number.lt(format!("{year}.")));
    let taken: Vec<String> = clients::table.filter(of_year).select(clients::case_number).load(conn)?;
    Ok(number_after(year, taken.iter().map(String::as_str)))
}

/// Takes her in. Answers the client's id.
///
/// # Errors
/// When the database refuses.
pub fn take_in(conn: &mut Conn, actor: &Actor, new: Newcomer, now: NaiveDateTime) -> Result<i64> {
    // The table is locked against other writers from here, so nobody else gets the same number.
    let id = next_id(conn, "clients")?;
    let case_number = next_case_number(conn, actor, new.case.intake_date.year())?;
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    let person = &new.identity;
    let sort_name = finding::sort_name(&name(&person.given_name), &name(&person.family_name), &name(&person.alias));
    let lacks_identity = person.birth_date.is_none() || new.citizenships.is_empty();
    let case = ClientRow { id, case_number, sort_name, lacks_identity, ..new.case };
    let identity = IdentityRow { client_id: id, ..new.identity };
    store::add_clients(conn, actor, std::slice::from_ref(&case))?;
    store::add_client_identities(conn, actor, std::slice::from_ref(&identity))?;
    let rows: Vec<_> = CitizenshipRow::rows(id, new.citizenships).collect();
    store::add_client_citizenships(conn, actor, &rows)?;
    let rows: Vec<_> = LanguageRow::rows(id, new.languages).collect();
    store::add_client_languages(conn, actor, &rows)?;
    let rows: Vec<_> = ExploitationRow::rows(id, new.exploitations).collect();
    store::add_client_exploitations(conn, actor, &rows)?;
    let rows: Vec<_> = ExploitationCountryRow::rows(id, new.exploitation_countries).collect();
    store::add_client_exploitation_countries(conn, actor, &rows)?;
    add_consent(conn, actor, id, new.consent)?;
    if let Some((number, safety)) = new.phone {
        diesel::insert_into(contact_points::table)
            .values((
                contact_points::client_id.eq(id),
                contact_points::kind.eq(ContactPointKind::Phone),
                contact_points::value.eq(number),
                contact_points::safety.eq(safety),
            ))
            .execute(conn)?;
    }
    finding::reindex(conn, actor, &case, &identity)?;
    for other in new.distinct {
        similar::tell_apart(conn, actor, id, other, now)?;
    }
    Ok(id)
}

fn add_consent(conn: &mut Conn, actor: &Actor, client_id: i64, consent: FirstConsent) -> Result<()> {
    let id = next_id(conn, "consents")?;
    let FirstConsent { given_on, form, expires_on, scopes, note } = consent;
    let row = ConsentRow { id, client_id, given_on, form, expires_on, withdrawn_on: None, note };
    consents::store::add_consents(conn, actor, &[row])?;
    let scopes: Vec<_> = ConsentScopeRow::rows(id, scopes).collect();
    consents::store::add_consent_scopes(conn, actor, &scopes)
}

/// The client whom an earlier sending of the same form made: the latest with this case and person.
///
/// # Errors
/// When the database cannot be read.
pub fn made_before(conn: &mut Conn, _actor: &Actor, new: &Newcomer) -> Result<Option<i64>> {
    type Named = (i64, Option<String>, Option<String>, Option<String>);
    let person = &new.identity;
    let names: Vec<Named> = clients::table
        .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
        .filter(clients::intake_date.eq(new.case.intake_date))
        .filter(client_identities::gender.eq(person.gender))
        .order(clients::id.desc())
        .select((clients::id, client_identities::given_name, client_identities::family_name, client_identities::alias))
        .load(conn)?;
    let is_she = |given: &Option<String>, family: &Option<String>, alias: &Option<String>| {
        (given, family, alias) == (&person.given_name, &person.family_name, &person.alias)
    };
    Ok(names.into_iter().find(|(_, given, family, alias)| is_she(given, family, alias)).map(|(id, ..)| id))
}

/// Those who can be a client's caseworker: everybody whose account is open and who may work with clients, by name.
///
/// # Errors
/// When the database cannot be read.
pub fn caseworkers(conn: &mut Conn, _actor: &Actor) -> Result<Vec<(i64, String)>> {
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| may(*role, Area::Clients)).collect();
    let open = users::deactivated_at.is_null().and(users::awaits_approval.eq(false));
    let mut rows: Vec<(i64, String)> =
        users::table.filter(open.and(users::role.eq_any(roles))).select((users::id, users::name)).load(conn)?;
    rows.sort_by_key(|(_, name)| super::names::sort_key(name, ""));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::number_after;

    #[test]
    fn the_next_number_follows_the_highest_of_its_year() {
        assert_eq!(number_after(2026, []), "2026-001");
        assert_eq!(number_after(2026, ["2025-090", "2026-040", "2026-007"]), "2026-041");
        assert_eq!(number_after(2026, ["2026-999", "2026-1000"]), "2026-1001");
        assert_eq!(number_after(2026, ["2026-010b", "2026-", "x"]), "2026-001");
    }
}
