//! ROSA's page of all facilities: who lives where as far as the reader may know, the nights of this month and year, stays to check,
//! who came without consent, and who is expected. The sight of clients is asked once; names follow it.

use super::figures::{by_place, number};
use super::texts::CentreTexts;
use crate::clients::{sight, store as clients};
use crate::db::{Conn, Kept, RefKind};
use crate::facilities::model::FacilityRow;
use crate::facilities::store as facilities;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, FacilityType};
use crate::kernel::error::{Error, Result};
use crate::kernel::period::{Period, days_covered};
use crate::kernel::text::Lang;
use crate::report::facts::StayFact;
use crate::report::rules::Year;
use crate::stays::announced::{self, Announcement};
use crate::stays::arrivals::{self, Open};
use crate::stays::centre;
use crate::stays::model::{Stay, StayRow};
use crate::stays::rules::is_unconfirmed;
use crate::web::error::Failure;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::{months, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many names stand beside a facility.
const NAMES: usize = 12;
/// How many stays to check, arrivals and announcements are shown.
const SHOWN: usize = 30;

/// A client, as this page names her.
#[derive(Debug, Clone)]
struct Person {
    href: String,
    name: String,
    case_number: String,
}

/// A facility.
struct PlaceLine {
    name: String,
    kind: &'static str,
    is_secret: bool,
    people: Vec<Person>,
    more: String,
    hidden: String,
    residents: String,
    month: String,
    year: String,
}

/// A stay to check.
struct Check {
    person: Person,
    place: String,
    why: String,
}

/// Somebody who came without consent.
struct ArrivalLine {
    href: String,
    alias: String,
    place: String,
    arrived: (String, String),
    left: String,
    nights: String,
}

/// Somebody who is expected.
struct ExpectedLine {
    person: Person,
    place: String,
    when: String,
    is_late: bool,
}

#[derive(Template)]
#[template(path = "centres/overview.html")]
struct OverviewPage {
    l: Layout,
    t: CentreTexts,
    lead: String,
    list_href: &'static str,
    month_word: String,
    year_word: String,
    arrivals: Vec<ArrivalLine>,
    expected: Vec<ExpectedLine>,
    checks: Vec<Check>,
    more_checks: String,
    places: Vec<PlaceLine>,
}

/// What the page reads.
struct Found {
    rows: Vec<FacilityRow>,
    now: Vec<Kept<Stay>>,
    confirmed: HashMap<i64, NaiveDate>,
    of_year: Vec<StayRow>,
    /// Who the reader does not see, and of these whom only a block by name hides.
    hidden: HashSet<i64>,
    hidden_by_name: HashSet<i64>,
    /// Of those who are shown by name.
    names: HashMap<i64, clients::ClientName>,
    arrivals: Vec<Open>,
    expected: Vec<Kept<Announcement>>,
}

/// The page.
///
/// # Errors
/// [`Error::NotFound`] for whoever sees no clients.
pub async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    said: Option<String>,
) -> std::result::Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let found = state.database.read(|conn| read(conn, &state, &user))?;
        state.database.log(&user.actor, AuditEntry::done("stays.list"))?;
        page_of(&state, &visitor, found, said.as_deref())
    })
    .await??;
    Ok(ok(&template))
}

fn read(conn: &mut Conn, state: &State, user: &SignedIn) -> Result<Found> {
    let (actor, today) = (&user.actor, state.clock().today());
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let year = Year::new(today.year(), None, today).map_err(|_| Error::internal("today lies in no year"))?;
    let now = centre::going_on(conn, actor, today)?;
    let of_year = centre::between(conn, actor, None, (year.first(), year.closing()))?;
    let most = i64::try_from(SHOWN).unwrap_or(i64::MAX);
    let expected = announced::open(conn, actor, most)?;
    let stays: Vec<i64> = now.iter().map(|stay| stay.id).collect();
    let confirmed = centre::confirmations(conn, actor, &stays)?;
    let mut found = Found {
        rows: facilities::all_facilities(conn, actor)?,
        confirmed: confirmed.into_iter().map(|one| (one.stay_id, one.on)).collect(),
        arrivals: arrivals::open(conn, actor, most)?,
        hidden: sight.hidden(conn)?.into_iter().collect(),
        hidden_by_name: clients::hidden_by_name(conn, actor, &sight, &sight.blocked)?.into_iter().collect(),
        names: HashMap::new(),
        now,
        of_year,
        expected,
    };
    // Names are read of those alone who are shown.
    let mut ids: Vec<i64> = found.expected.iter().map(|one| one.fact.client_id).collect();
    ids.extend(found.rows.iter().flat_map(|row| found.residents(row.id).take(NAMES)));
    ids.extend(found.checks(today).iter().take(SHOWN).map(|(client, _)| *client));
    ids.sort_unstable();
    ids.dedup();
    for batch in ids.chunks(1000) {
        found.names.extend(clients::names_of(conn, actor, &sight, batch)?.into_iter().map(|name| (name.id, name)));
    }
    Ok(found)
}

/// Why a stay is to be checked.
enum Why {
    /// At this facility nobody has confirmed it for so many days.
    Unconfirmed(i64, i64),
    /// It shares a night of this year with another: the two facilities.
    Overlap(i64, i64),
}

impl Found {
    /// Who lives at a facility, as far as the reader sees them.
    fn residents(&self, facility: i64) -> impl Iterator<Item = i64> {
        let here = self.now.iter().filter(move |stay| stay.fact.facility_id == facility);
        here.map(|stay| stay.fact.client_id).filter(|client| !self.hidden.contains(client))
    }

    /// The clients with a stay to check: two stays that share a night first, then what nobody has confirmed for longest.
    fn checks(&self, today: NaiveDate) -> Vec<(i64, Why)> {
        let mut by_client: BTreeMap<i64, Vec<&StayRow>> = BTreeMap::new();
        for row in self.of_year.iter().filter(|row| !self.hidden.contains(&row.client_id)) {
            by_client.entry(row.client_id).or_default().push(row);
        }
        let mut checks: Vec<(i64, Why)> = Vec::new();
        for (client, rows) in by_client {
            for (nth, one) in rows.iter().enumerate() {
                let others = rows.iter().skip(nth + 1).filter(|other| share(one, other));
                checks.extend(others.map(|other| (client, Why::Overlap(one.facility_id, other.facility_id))));
            }
        }
        let mut unconfirmed: Vec<(i64, i64, i64)> = Vec::new();
        for stay in self.now.iter().filter(|stay| !self.hidden.contains(&stay.fact.client_id)) {
            let confirmed = self.confirmed.get(&stay.id).copied();
            if is_unconfirmed(&stay.fact, confirmed, today) {
                let since = confirmed.map_or(stay.fact.began_on, |on| on.max(stay.fact.began_on));
                unconfirmed.push(((today - since).num_days(), stay.fact.client_id, stay.fact.facility_id));
            }
        }
        unconfirmed.sort_by_key(|(days, ..)| std::cmp::Reverse(*days));
        checks.extend(unconfirmed.into_iter().map(|(days, client, place)| (client, Why::Unconfirmed(place, days))));
        checks
    }
}

/// What was just done, in words.
fn said(code: Option<&str>, t: CentreTexts) -> Option<Flash> {
    let text = match code? {
        "linked" => t.linked_said(),
        "closed" => t.closed_said(),
        _ => return None,
    };
    Some(Flash { color: "success", text: text.to_owned() })
}

fn page_of(state: &State, visitor: &Visitor, found: Found, asked: Option<&str>) -> Result<OverviewPage> {
    let (lang, t, today) = (visitor.lang, CentreTexts(visitor.lang), state.clock().today());
    let year = Year::new(today.year(), None, today).map_err(|_| Error::internal("today lies in no year"))?;
    let shower = Shower { state, lang, t, today, found: &found };
    // Whom the reader does not see is in no list; only those whom a block by name hides are counted beside it.
    let seen = |client: i64| !found.hidden.contains(&client) || found.hidden_by_name.contains(&client);
    let mut living: Vec<i64> =
        found.now.iter().map(|stay| stay.fact.client_id).filter(|client| seen(*client)).collect();
    living.sort_unstable();
    living.dedup();
    let checks = found.checks(today);
    let more = checks.len().saturating_sub(SHOWN);
    let month = months::of(today);
    Ok(OverviewPage {
        l: Layout::new(visitor, state, t.overview(), urls::STAYS)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said(asked, t)),
        lead: t.overview_lead(&living.len().to_string()),
        list_href: urls::STAY_LIST,
        month_word: t.this_month(&month_name(month, lang)),
        year_word: t.this_year(&today.year().to_string()),
        arrivals: found.arrivals.iter().map(|open| shower.arrival(open)).collect(),
        expected: found.expected.iter().filter_map(|one| shower.expected(one)).collect(),
        checks: checks.into_iter().take(SHOWN).filter_map(|(client, why)| shower.check(client, &why)).collect(),
        more_checks: if more > 0 { t.check_more(&more) } else { String::new() },
        places: shower.places(year),
        t,
    })
}

/// The name of a month without its year.
fn month_name(month: NaiveDate, lang: Lang) -> String {
    months::named(month, lang).split(' ').next().unwrap_or_default().to_owned()
}

/// What it takes to show facilities.
struct Shower<'a> {
    state: &'a State,
    lang: Lang,
    t: CentreTexts,
    today: NaiveDate,
    found: &'a Found,
}

impl Shower<'_> {
    fn person(&self, client: i64) -> Option<Person> {
        let name = self.found.names.get(&client)?;
        Some(Person {
            href: urls::client(&self.state.database.keyring().cover(RefKind::Client, client)),
            name: name.full(),
            case_number: name.case_number.clone(),
        })
    }

    fn facility(&self, id: i64) -> String {
        self.found.rows.iter().find(|row| row.id == id).map_or_else(|| "–".to_owned(), |row| row.name.clone())
    }

    fn places(&self, year: Year) -> Vec<PlaceLine> {
        let kinds: HashMap<i64, FacilityType> = self.found.rows.iter().map(|row| (row.id, row.facility_type)).collect();
        let kind = |id: i64| kinds.get(&id).copied().unwrap_or(FacilityType::Other);
        let counted = by_place(self.found.of_year.clone(), kind, year);
        let month = months::of(self.today);
        let of_month = Period::new(month, Some(months::next(month)));
        let of_year = year.nights();
        let mut lines: Vec<(usize, i64, PlaceLine)> = Vec::new();
        for row in &self.found.rows {
            let groups = counted.get(&row.id);
            let nights = |days: Option<Period>| groups.map_or(0, |groups| nights_within(groups, days));
            let (in_month, in_year) = (nights(of_month), nights(of_year));
            let blocked = |stay: &&Kept<Stay>| self.found.hidden_by_name.contains(&stay.fact.client_id);
            let hidden = self.found.now.iter().filter(|stay| stay.fact.facility_id == row.id).filter(blocked).count();
            let seen = self.found.residents(row.id).count();
            let residents = seen + hidden;
            let is_in_use = row.valid_to.is_none_or(|last| last >= self.today);
            if residents == 0 && in_year == 0 && (!is_in_use || groups.is_none()) {
                continue;
            }
            let more = seen.saturating_sub(NAMES);
            let people = self.found.residents(row.id).take(NAMES).filter_map(|client| self.person(client)).collect();
            let line = PlaceLine {
                name: row.name.clone(),
                kind: row.facility_type.label(self.lang),
                is_secret: row.secret_address == Some(true),
                people,
                more: if more > 0 { self.t.more_names(&more) } else { String::new() },
                hidden: if hidden > 0 { self.t.hidden(&hidden) } else { String::new() },
                residents: residents.to_string(),
                month: number(in_month, self.lang),
                year: number(in_year, self.lang),
            };
            lines.push((residents, in_year, line));
        }
        // Where most live stands first, then where most nights were.
        lines.sort_by_key(|(residents, nights, line)| (std::cmp::Reverse((*residents, *nights)), line.name.clone()));
        lines.into_iter().map(|(.., line)| line).collect()
    }

    fn check(&self, client: i64, why: &Why) -> Option<Check> {
        let person = self.person(client)?;
        Some(match why {
            Why::Unconfirmed(place, days) => {
                Check { person, place: self.facility(*place), why: self.t.check_unconfirmed(days) }
            }
            Why::Overlap(one, other) => {
                let (place, there) = (self.facility(*one), self.facility(*other));
                Check { person, why: self.t.check_overlap(&place, &there), place: String::new() }
            }
        })
    }

    fn arrival(&self, (kept, _): &Open) -> ArrivalLine {
        let fact = &kept.fact;
        let until = fact.left_on.unwrap_or(self.today);
        ArrivalLine {
            href: format!("/arrivals/{}", self.state.database.keyring().cover(RefKind::Arrival, kept.id)),
            alias: format!("«{}»", fact.alias),
            place: self.facility(fact.facility_id),
            arrived: (show::date(fact.arrived_on), fact.arrived_on.to_string()),
            left: fact.left_on.map_or_else(|| self.t.still_there().to_owned(), |on| self.t.left_said(&show::date(on))),
            nights: number((until - fact.arrived_on).num_days().max(0), self.lang),
        }
    }

    fn expected(&self, one: &Kept<Announcement>) -> Option<ExpectedLine> {
        let on = one.fact.expected_on;
        let day = show::day(on, self.today, self.lang);
        Some(ExpectedLine {
            person: self.person(one.fact.client_id)?,
            place: self.facility(one.fact.facility_id),
            is_late: on < self.today,
            when: match (on - self.today).num_days() {
                0 => self.t.expected_today().to_owned(),
                days if days < 0 => self.t.expected_late(&day),
                _ => self.t.expected_on(&day),
            },
        })
    }
}

/// True when two stays share a night.
fn share(one: &StayRow, other: &StayRow) -> bool {
    let nights = |stay: &StayRow| Period::new(stay.began_on, stay.ended_on);
    nights(one).zip(nights(other)).is_some_and(|(one, other)| one.overlaps(&other))
}

/// The nights of a facility within some days, each client's once.
fn nights_within(groups: &BTreeMap<i64, Vec<StayFact>>, days: Option<Period>) -> i64 {
    let Some(days) = days else { return 0 };
    groups
        .values()
        .map(|stays| days_covered(stays.iter().filter_map(|stay| stay.nights.intersection(&days)).collect()))
        .sum()
}
