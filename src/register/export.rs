//! From the database to rows of the register, in the fixed order of the format: by key, else by client and date, rows of
//! one date in the order in which they were entered.

use super::format::Table;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::codes::Code;
use crate::kernel::error::Result;
use crate::kernel::money::Hundredths;
use crate::{
    access, activities, clients, consents, facilities, helpline, journal, outreach, police, report, residence, returns,
    stays, support,
};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::fmt::Display;

/// How many clients (or matters, or enquiries) are read at once: few enough for one statement, and for the memory.
const AT_ONCE: usize = 500;

/// Takes the rows one after the other.
pub type Sink<'a> = dyn FnMut(&[String]) -> Result<()> + 'a;

/// The keys behind the ids of the database.
pub struct Names {
    facilities: HashMap<i64, String>,
    users: HashMap<i64, String>,
    clients: HashMap<i64, String>,
    /// The clients' ids in the order of their case numbers.
    in_order: Vec<i64>,
}

impl Names {
    /// Reads the keys of facilities, users and clients.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn load(conn: &mut Conn, actor: &Actor) -> Result<Self> {
        let cases = clients::store::case_numbers(conn, actor)?;
        Ok(Self {
            facilities: facilities::store::all_facilities(conn, actor)?
                .into_iter()
                .map(|f| (f.id, f.facility_key))
                .collect(),
            users: access::store::all_users(conn, actor)?.into_iter().map(|user| (user.id, user.username)).collect(),
            // A merged record has given its rows to the other.
            in_order: cases.iter().filter(|case| case.merged_into_id.is_none()).map(|case| case.id).collect(),
            clients: cases.into_iter().map(|case| (case.id, case.case_number)).collect(),
        })
    }

    fn client(&self, id: i64) -> &str {
        self.clients.get(&id).map_or("", String::as_str)
    }

    fn client_of(&self, id: Option<i64>) -> &str {
        id.map_or("", |id| self.client(id))
    }

    fn facility(&self, id: Option<i64>) -> &str {
        id.and_then(|id| self.facilities.get(&id)).map_or("", String::as_str)
    }

    fn user(&self, id: Option<i64>) -> &str {
        id.and_then(|id| self.users.get(&id)).map_or("", String::as_str)
    }
}

/// Gives every row of one table to `sink`, as cells in the order of the table's columns.
///
/// # Errors
/// When the database cannot be read, or what the sink answers.
pub fn rows(conn: &mut Conn, actor: &Actor, table: Table, names: &Names, sink: &mut Sink<'_>) -> Result<()> {
    match table {
        Table::Facilities => facility_rows(conn, actor, sink),
        Table::Users => user_rows(conn, actor, names, sink),
        Table::Clients => client_rows(conn, actor, names, sink),
        Table::Consents => consent_rows(conn, actor, names, sink),
        Table::Children => {
            let read = clients::store::children_of;
            per_client(
                conn,
                actor,
                names,
                read,
                |row| (row.client_id, Some(row.accompanying_from)),
                sink,
                |row, line| {
                    line.text(names.client(row.client_id))
                        .text(&row.child_label)
                        .shown(row.birth_date)
                        .code(row.gender);
                    line.shown(Some(row.accompanying_from)).shown(row.accompanying_to).code(row.born_in_norway);
                },
            )
        }
        Table::Journal => journal_rows(conn, actor, names, sink),
        Table::Stays => {
            let read = stays::store::stays_of;
            per_client(
                conn,
                actor,
                names,
                read,
                |row| (row.client_id, Some(row.began_on)),
                sink,
                |row, line| {
                    line.text(names.client(row.client_id)).text(names.facility(Some(row.facility_id)));
                    line.shown(Some(row.began_on)).shown(row.ended_on).code(row.arranged_by).code(row.exit_reason);
                    line.text(names.facility(row.destination_id));
                },
            )
        }
        Table::Residence => {
            let read = residence::store::residence_statuses_of;
            per_client(
                conn,
                actor,
                names,
                read,
                |row| (row.client_id, Some(row.began_on)),
                sink,
                |row, line| {
                    line.text(names.client(row.client_id)).shown(Some(row.began_on)).code(Some(row.status));
                    line.shown(row.valid_to)
                        .opt(row.legal_basis.as_deref())
                        .code(row.decided_by)
                        .opt(row.note.as_deref());
                },
            )
        }
        Table::Activities => {
            let read = activities::store::activities_of;
            per_client(
                conn,
                actor,
                names,
                read,
                |row| (row.client_id, Some(row.began_on)),
                sink,
                |row, line| {
                    line.text(names.client(row.client_id)).code(Some(row.activity_type)).opt(row.provider.as_deref());
                    line.shown(Some(row.began_on)).shown(row.ended_on).code(row.completed).amount(row.support_ore);
                },
            )
        }
        Table::PoliceMatters => {
            for row in police::store::all_police_matters(conn, actor)? {
                let mut line = Line::default();
                line.text(&row.matter_key).text(names.client(row.client_id)).code(Some(row.offence)).code(row.role);
                line.code(row.district).opt(row.case_number.as_deref());
                sink(&line.0)?;
            }
            Ok(())
        }
        Table::PoliceEvents => police_event_rows(conn, actor, sink),
        Table::Returns => {
            let first = |row: &returns::model::ReturnRow| {
                row.applied_on.or(row.decided_on).or(row.withdrawn_on).or(row.returned_on)
            };
            let read = returns::store::returns_of;
            per_client(
                conn,
                actor,
                names,
                read,
                |row| (row.client_id, first(row)),
                sink,
                |row, line| {
                    line.text(names.client(row.client_id)).code(Some(row.programme)).opt(row.country.as_deref());
                    line.shown(row.applied_on).shown(row.decided_on).code(row.decision);
                    line.shown(row.withdrawn_on).shown(row.returned_on);
                },
            )
        }
        Table::LegalAid => {
            let read = support::store::legal_aid_of;
            per_client(
                conn,
                actor,
                names,
                read,
                |row| (row.client_id, Some(row.granted_on)),
                sink,
                |row, line| {
                    line.text(names.client(row.client_id)).text(&row.lawyer).shown(Some(row.granted_on));
                    line.amount(Some(row.hours_granted_hundredths)).amount(row.hours_used_hundredths).code(row.kind);
                },
            )
        }
        Table::Benefits => {
            let read = support::store::benefits_of;
            per_client(
                conn,
                actor,
                names,
                read,
                |row| (row.client_id, Some(row.period)),
                sink,
                |row, line| {
                    line.text(names.client(row.client_id)).shown(Some(row.period.format("%Y-%m"))).text(&row.category);
                    line.amount(Some(row.amount_ore)).code(Some(row.status)).shown(row.paid_on);
                },
            )
        }
        Table::Enquiries => enquiry_rows(conn, actor, names, sink),
        Table::EnquirySubjects => subject_rows(conn, actor, names, sink),
        Table::Outreach => {
            for row in outreach::store::all_outreach_events(conn, actor)? {
                let mut line = Line::default();
                line.shown(Some(row.held_on)).code(Some(row.outreach_type)).text(&row.title).opt(row.place.as_deref());
                line.text(names.facility(row.facility_id)).opt(row.audience.as_deref()).shown(row.participants);
                line.yes_no(row.abroad);
                sink(&line.0)?;
            }
            Ok(())
        }
        Table::YearlyFigures => {
            for row in report::store::all_yearly_figures(conn, actor)? {
                let mut line = Line::default();
                line.shown(Some(row.year)).text(&row.figure).shown(Some(row.value)).opt(row.source.as_deref());
                sink(&line.0)?;
            }
            Ok(())
        }
    }
}

/// The cells of one row, as they are put together.
#[derive(Default)]
struct Line(Vec<String>);

impl Line {
    fn text(&mut self, text: &str) -> &mut Self {
        self.0.push(text.to_owned());
        self
    }

    fn opt(&mut self, text: Option<&str>) -> &mut Self {
        self.text(text.unwrap_or(""))
    }

    fn shown(&mut self, value: Option<impl Display>) -> &mut Self {
        self.0.push(value.map_or_else(String::new, |value| value.to_string()));
        self
    }

    fn code<C: Code>(&mut self, code: Option<C>) -> &mut Self {
        self.text(code.map_or("", Code::code))
    }

    fn yes_no(&mut self, value: Option<bool>) -> &mut Self {
        self.text(value.map_or("", |value| if value { "yes" } else { "no" }))
    }

    fn amount(&mut self, hundredths: Option<i64>) -> &mut Self {
        self.shown(hundredths.map(Hundredths::from_stored))
    }

    fn date_time(&mut self, date: NaiveDate, minute: Option<i32>) -> &mut Self {
        let time = minute.map_or_else(String::new, |minute| format!(" {:02}:{:02}", minute / 60, minute % 60));
        self.shown(Some(format!("{date}{time}")))
    }

    fn set(&mut self, sets: &mut Sets, owner: i64) -> &mut Self {
        self.0.push(sets.0.remove(&owner).unwrap_or_default());
        self
    }
}

/// Sets by their owner, written with `;`.
struct Sets(HashMap<i64, String>);

impl Sets {
    /// From rows that come in order of position.
    fn of<'a>(rows: impl Iterator<Item = (i64, &'a str)>) -> Self {
        let mut sets: HashMap<i64, String> = HashMap::new();
        for (owner, value) in rows {
            let set = sets.entry(owner).or_default();
            if !set.is_empty() {
                set.push(';');
            }
            set.push_str(value);
        }
        Self(sets)
    }
}

type ReadOwned<R> = fn(&mut Conn, &Actor, &[i64]) -> Result<Vec<R>>;

/// Rows that belong to clients: by client, date and order of entry.
fn per_client<R>(
    conn: &mut Conn,
    actor: &Actor,
    names: &Names,
    read: ReadOwned<R>,
    place: impl Fn(&R) -> (i64, Option<NaiveDate>),
    sink: &mut Sink<'_>,
    write: impl Fn(&R, &mut Line),
) -> Result<()> {
    for owners in names.in_order.chunks(AT_ONCE) {
        for row in in_export_order(read(conn, actor, owners)?, owners, &place) {
            let mut line = Line::default();
            write(&row, &mut line);
            sink(&line.0)?;
        }
    }
    Ok(())
}

/// Sorts rows by the order of their owners, then by date. The sort is stable, so rows of one date stay as entered.
fn in_export_order<R>(mut rows: Vec<R>, owners: &[i64], place: &impl Fn(&R) -> (i64, Option<NaiveDate>)) -> Vec<R> {
    let ranks: HashMap<i64, usize> = owners.iter().copied().zip(0..).collect();
    rows.sort_by_cached_key(|row| {
        let (owner, date) = place(row);
        (ranks.get(&owner).copied(), date)
    });
    rows
}

fn facility_rows(conn: &mut Conn, actor: &Actor, sink: &mut Sink<'_>) -> Result<()> {
    for row in facilities::store::all_facilities(conn, actor)? {
        let mut line = Line::default();
        line.text(&row.facility_key).text(&row.name).code(Some(row.facility_type)).opt(row.municipality.as_deref());
        line.yes_no(row.secret_address).shown(row.valid_from).shown(row.valid_to);
        sink(&line.0)?;
    }
    Ok(())
}

fn user_rows(conn: &mut Conn, actor: &Actor, names: &Names, sink: &mut Sink<'_>) -> Result<()> {
    let users = access::store::all_users(conn, actor)?;
    for users in users.chunks(AT_ONCE) {
        let ids: Vec<i64> = users.iter().map(|user| user.id).collect();
        let places = access::store::user_facilities_of(conn, actor, &ids)?;
        let mut places = Sets::of(places.iter().map(|row| (row.user_id, names.facility(Some(row.facility_id)))));
        for row in users {
            let mut line = Line::default();
            line.text(&row.username).text(&row.name).code(Some(row.role)).set(&mut places, row.id);
            sink(&line.0)?;
        }
    }
    Ok(())
}

fn client_rows(conn: &mut Conn, actor: &Actor, names: &Names, sink: &mut Sink<'_>) -> Result<()> {
    for owners in names.in_order.chunks(AT_ONCE) {
        let cases = clients::store::clients_of(conn, actor, owners)?;
        let mut identities: HashMap<i64, _> = clients::store::client_identities_of(conn, actor, owners)?
            .into_iter()
            .map(|row| (row.client_id, row))
            .collect();
        let citizenships = clients::store::client_citizenships_of(conn, actor, owners)?;
        let languages = clients::store::client_languages_of(conn, actor, owners)?;
        let exploitations = clients::store::client_exploitations_of(conn, actor, owners)?;
        let countries = clients::store::client_exploitation_countries_of(conn, actor, owners)?;
        let mut citizenships = Sets::of(citizenships.iter().map(|row| (row.client_id, row.country.as_str())));
        let mut languages = Sets::of(languages.iter().map(|row| (row.client_id, row.language.as_str())));
        let mut exploitations = Sets::of(exploitations.iter().map(|row| (row.client_id, row.exploitation.code())));
        let mut countries = Sets::of(countries.iter().map(|row| (row.client_id, row.country.as_str())));
        for row in in_export_order(cases, owners, &|row| (row.id, None)) {
            let Some(who) = identities.remove(&row.id) else { continue };
            let mut line = Line::default();
            line.text(&row.case_number).opt(who.given_name.as_deref()).opt(who.family_name.as_deref());
            line.opt(who.alias.as_deref()).shown(who.birth_date).code(who.birth_date_certainty).code(Some(who.gender));
            line.set(&mut citizenships, row.id).opt(who.duf_number.as_deref()).set(&mut languages, row.id);
            line.yes_no(who.interpreter).shown(Some(row.intake_date)).code(row.referred_by);
            line.text(names.facility(row.identified_in_id)).set(&mut exploitations, row.id).set(&mut countries, row.id);
            line.code(row.pregnant_at_intake).code(row.children_abroad).shown(row.children_abroad_count);
            line.code(who.address_protection).text(names.user(row.caseworker_id));
            line.shown(row.closed_on).code(row.closure_reason);
            sink(&line.0)?;
        }
    }
    Ok(())
}

fn consent_rows(conn: &mut Conn, actor: &Actor, names: &Names, sink: &mut Sink<'_>) -> Result<()> {
    for owners in names.in_order.chunks(AT_ONCE) {
        let scopes = consents::store::consent_scopes_of(conn, actor, owners)?;
        let mut scopes = Sets::of(scopes.iter().map(|row| (row.consent_id, row.scope.code())));
        let consents = consents::store::consents_of(conn, actor, owners)?;
        for row in in_export_order(consents, owners, &|row| (row.client_id, Some(row.given_on))) {
            let mut line = Line::default();
            line.text(names.client(row.client_id)).shown(Some(row.given_on)).code(Some(row.form));
            line.set(&mut scopes, row.id).shown(row.expires_on).shown(row.withdrawn_on).opt(row.note.as_deref());
            sink(&line.0)?;
        }
    }
    Ok(())
}

fn journal_rows(conn: &mut Conn, actor: &Actor, names: &Names, sink: &mut Sink<'_>) -> Result<()> {
    for owners in names.in_order.chunks(AT_ONCE) {
        let aspects = journal::store::journal_entry_aspects_of(conn, actor, owners)?;
        let topics = journal::store::journal_entry_topics_of(conn, actor, owners)?;
        let mut aspects = Sets::of(aspects.iter().map(|row| (row.entry_id, row.aspect.code())));
        let mut topics = Sets::of(topics.iter().map(|row| (row.entry_id, row.topic.code())));
        let entries = journal::store::journal_entries_of(conn, actor, owners)?;
        for row in in_export_order(entries, owners, &|row| (row.client_id, Some(row.occurred_on))) {
            let mut line = Line::default();
            line.text(names.client(row.client_id)).date_time(row.occurred_on, row.occurred_minute).code(Some(row.mode));
            line.set(&mut aspects, row.id).set(&mut topics, row.id).text(&row.text);
            line.text(names.user(Some(row.author_id))).code(row.visibility);
            sink(&line.0)?;
        }
    }
    Ok(())
}

fn police_event_rows(conn: &mut Conn, actor: &Actor, sink: &mut Sink<'_>) -> Result<()> {
    let matters = police::store::all_police_matters(conn, actor)?;
    for matters in matters.chunks(AT_ONCE) {
        let keys: HashMap<i64, &str> = matters.iter().map(|row| (row.id, row.matter_key.as_str())).collect();
        let owners: Vec<i64> = matters.iter().map(|row| row.id).collect();
        let events = police::store::police_events_of(conn, actor, &owners)?;
        for row in in_export_order(events, &owners, &|row| (row.matter_id, Some(row.happened_on))) {
            let mut line = Line::default();
            line.opt(keys.get(&row.matter_id).copied()).shown(Some(row.happened_on)).code(Some(row.event));
            line.code(row.ground).opt(row.note.as_deref());
            sink(&line.0)?;
        }
    }
    Ok(())
}

/// Gives all enquiries in order of their keys, some at a time.
fn enquiry_pages(
    conn: &mut Conn,
    actor: &Actor,
    mut each: impl FnMut(&mut Conn, Vec<helpline::model::EnquiryRow>) -> Result<()>,
) -> Result<()> {
    let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
    let mut after = String::new();
    loop {
        let page = helpline::store::enquiries_after(conn, actor, &after, limit)?;
        let Some(last) = page.last() else { return Ok(()) };
        after.clone_from(&last.enquiry_key);
        each(conn, page)?;
    }
}

fn enquiry_rows(conn: &mut Conn, actor: &Actor, names: &Names, sink: &mut Sink<'_>) -> Result<()> {
    enquiry_pages(conn, actor, |_, page| {
        for row in page {
            let mut line = Line::default();
            line.text(&row.enquiry_key).date_time(row.received_on, row.received_minute).code(Some(row.channel));
            line.code(Some(row.answered_by)).code(Some(row.caller)).code(Some(row.topic));
            line.text(names.client_of(row.client_id)).text(names.facility(row.facility_id)).opt(row.note.as_deref());
            sink(&line.0)?;
        }
        Ok(())
    })
}

fn subject_rows(conn: &mut Conn, actor: &Actor, names: &Names, sink: &mut Sink<'_>) -> Result<()> {
    enquiry_pages(conn, actor, |conn, page| {
        let owners: Vec<i64> = page.iter().map(|row| row.id).collect();
        let keys: HashMap<i64, String> = page.into_iter().map(|row| (row.id, row.enquiry_key)).collect();
        let forms = helpline::store::enquiry_subject_exploitations_of(conn, actor, &owners)?;
        let mut forms = Sets::of(forms.iter().map(|row| (row.subject_id, row.exploitation.code())));
        let subjects = helpline::store::enquiry_subjects_of(conn, actor, &owners)?;
        for row in in_export_order(subjects, &owners, &|row| (row.enquiry_id, None)) {
            let mut line = Line::default();
            line.opt(keys.get(&row.enquiry_id).map(String::as_str)).shown(Some(row.persons)).code(Some(row.gender));
            line.opt(row.nationality.as_deref()).set(&mut forms, row.id).shown(row.minors_along);
            line.yes_no(Some(row.first_time))
                .code(Some(row.outcome))
                .code(row.reason)
                .text(names.client_of(row.client_id));
            sink(&line.0)?;
        }
        Ok(())
    })
}
