//! The page of stays: where she lives now and what can be done about it at once, all stays, and the nights of the years. It shows;
//! the forms are elsewhere.

use super::nights::{YearNights, by_year};
use super::texts::{StayTexts, name_of};
use crate::casefile::head::{self, File, Part};
use crate::casefile::overview::nights;
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Kept, RefKind};
use crate::kernel::codes::{Code, FacilityType};
use crate::kernel::error::Error;
use crate::kernel::text::Lang;
use crate::report::numbers::written;
use crate::report::rules::is_shelter;
use crate::stays::announced::{self, Announcement};
use crate::stays::model::{Absence, Confirmation, Place, Stay};
use crate::stays::rules::{goes_on, is_unconfirmed, share_a_night};
use crate::stays::store;
use crate::web::error::Failure;
use crate::web::form::once_key;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::{said, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/stays", web::get().to(show_page));
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

/// Where she lives now.
struct Now {
    place: String,
    kind: &'static str,
    is_shelter: bool,
    since: String,
    nights: String,
    nights_word: String,
    tags: Vec<Tag>,
    confirmed: String,
    version: String,
    once: String,
    addresses: Addresses,
}

/// What can be done about a stay.
struct Addresses {
    change: String,
    departure: String,
    transfer: String,
    confirmation: String,
    reopening: String,
    absence: String,
}

/// A stay, as the table shows it.
struct Line {
    place: String,
    kind: &'static str,
    is_shelter: bool,
    from: (String, String),
    to: (String, String),
    nights: String,
    why: String,
    arranged_by: &'static str,
    tags: Vec<Tag>,
    absences: Vec<Away>,
    has_left: bool,
    is_now: bool,
    addresses: Addresses,
}

/// An absence.
struct Away {
    text: String,
    note: String,
    href: String,
}

/// A year of the table of nights, in words.
struct YearLine {
    year: String,
    nights: String,
    shelter: String,
}

#[derive(Template)]
#[template(path = "casefile/stays.html")]
struct StaysPage {
    l: Layout,
    t: StayTexts,
    file: File,
    new_href: String,
    announce_href: String,
    expected: Vec<(String, String)>,
    now: Vec<Now>,
    lines: Vec<Line>,
    years: Vec<YearLine>,
    sum: YearLine,
    has_overlap: bool,
}

/// What the page reads.
struct Found {
    stays: Vec<Kept<Stay>>,
    places: Vec<Place>,
    absences: Vec<Kept<Absence>>,
    confirmations: Vec<Confirmation>,
    people: Vec<Colleague>,
    expected: Vec<Kept<Announcement>>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let actor = &user.actor;
        let (file, found) = head::open(&state, &visitor, &user, &path, Part::Stays, |conn, file| {
            Ok(Found {
                stays: store::client_stays(conn, actor, file.id)?,
                places: store::places(conn, actor)?,
                absences: store::absences(conn, actor, file.id)?,
                confirmations: store::confirmations(conn, actor, file.id)?,
                people: colleagues(conn, actor)?,
                expected: announced::open_of(conn, actor, file.id)?,
            })
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, file, found, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

/// What was just done, in words.
fn said(code: Option<&str>, lang: Lang) -> Option<Flash> {
    let t = StayTexts(lang);
    let text = match code? {
        "departed" => t.said_departed(),
        "moved" => t.said_moved(),
        "confirmed" => t.said_confirmed(),
        "reopened" => t.said_reopened(),
        other => return said::flash(Some(other), lang),
    };
    Some(Flash { color: "success", text: text.to_owned() })
}

fn page_of(state: &State, visitor: &Visitor, file: File, mut found: Found, asked: Option<&str>) -> StaysPage {
    let (lang, t, today) = (visitor.lang, StayTexts(visitor.lang), state.clock().today());
    found.stays.sort_by_key(|stay| std::cmp::Reverse((stay.fact.began_on, stay.id)));
    let shower = Shower { lang, t, today, state, client_ref: &file.client_ref, found: &found };
    let now = found.stays.iter().filter(|stay| goes_on(&stay.fact, today)).map(|stay| shower.now(stay)).collect();
    let lines: Vec<Line> = found.stays.iter().map(|stay| shower.line(stay)).collect();
    let years = by_year(&found.stays, &found.places, today);
    let sum = YearLine {
        year: t.sum().to_owned(),
        nights: number(years.iter().map(|year| year.nights).sum(), lang),
        shelter: number(years.iter().map(|year| year.shelter).sum(), lang),
    };
    let address = urls::client_part(&file.client_ref, Part::Stays.place());
    StaysPage {
        l: Layout::new(visitor, state, t.heading(), &address)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said(asked, lang)),
        t,
        new_href: format!("{address}/new"),
        announce_href: urls::client_part(&file.client_ref, "announcements/new"),
        expected: found.expected.iter().map(|one| shower.expected(one)).collect(),
        now,
        has_overlap: found.stays.iter().any(|stay| shower.overlapped(stay).next().is_some()),
        lines,
        years: years.into_iter().map(|year| year_line(year, lang)).collect(),
        sum,
        file,
    }
}

fn year_line(year: YearNights, lang: Lang) -> YearLine {
    YearLine { year: year.year.to_string(), nights: number(year.nights, lang), shelter: number(year.shelter, lang) }
}

/// A count as people read it.
fn number(count: i64, lang: Lang) -> String {
    written(i32::try_from(count).map_or(f64::from(i32::MAX), f64::from), lang)
}

/// What it takes to show stays.
struct Shower<'a> {
    lang: Lang,
    t: StayTexts,
    today: NaiveDate,
    state: &'a State,
    client_ref: &'a str,
    found: &'a Found,
}

impl Shower<'_> {
    /// Where she is expected, and the page that changes it.
    fn expected(&self, one: &Kept<Announcement>) -> (String, String) {
        let reference = self.state.database.keyring().cover(RefKind::Announcement, one.id);
        let place = name_of(one.fact.facility_id, &self.found.places);
        (
            self.t.expected_at(&place, &show::date(one.fact.expected_on)),
            urls::client_part(self.client_ref, &format!("announcements/{reference}")),
        )
    }

    fn addresses(&self, id: i64) -> Addresses {
        let reference = self.state.database.keyring().cover(RefKind::Stay, id);
        let change = urls::client_part(self.client_ref, &format!("stays/{reference}"));
        let of = |act: &str| format!("{change}/{act}");
        Addresses {
            departure: of("departure"),
            transfer: of("transfer"),
            confirmation: of("confirmation"),
            reopening: of("reopening"),
            absence: urls::client_part(self.client_ref, &format!("absences/new?stay={reference}")),
            change,
        }
    }

    fn place(&self, stay: &Stay) -> (String, &'static str, bool) {
        let kind = self.found.places.iter().find(|place| place.id == stay.facility_id);
        let kind = kind.map_or(FacilityType::Other, |place| place.kind);
        (name_of(stay.facility_id, &self.found.places), kind.label(self.lang), is_shelter(kind))
    }

    /// Her stays elsewhere that share a night with this one.
    fn overlapped<'b>(&'b self, stay: &'b Kept<Stay>) -> impl Iterator<Item = &'b Kept<Stay>> {
        let others = self.found.stays.iter().filter(|other| other.id != stay.id);
        others.filter(|other| share_a_night(&other.fact, &stay.fact))
    }

    fn now(&self, stay: &Kept<Stay>) -> Now {
        let (t, fact) = (self.t, &stay.fact);
        let (place, kind, is_shelter) = self.place(fact);
        let confirmation = self.found.confirmations.iter().find(|one| one.stay_id == stay.id);
        let confirmed_on = confirmation.map(|one| one.on);
        let known = confirmed_on.map_or(fact.began_on, |on| on.max(fact.began_on));
        let mut tags = Vec::new();
        if is_unconfirmed(fact, confirmed_on, self.today) {
            tags.push(Tag::new("warning", "warning", t.unconfirmed(&(self.today - known).num_days())));
        }
        let is_away = self.found.absences.iter().any(|away| {
            let (away, id) = (&away.fact, away.fact.stay_id);
            id == stay.id && away.began_on <= self.today && away.ended_on.is_none_or(|back| back > self.today)
        });
        if is_away {
            tags.push(Tag::new("info", "departure", t.away_now()));
        }
        tags.extend(fact.ended_on.map(|end| Tag::new("info", "departure", t.leaves(&show::date(end)))));
        tags.extend(self.overlap_tags(stay));
        let so_far = nights(fact.began_on, fact.ended_on, self.today);
        Now {
            place,
            kind,
            is_shelter,
            since: t.since(&show::date(fact.began_on)),
            nights: number(so_far, self.lang),
            nights_word: t.nights_so_far(&so_far),
            tags,
            confirmed: match confirmation {
                None => String::new(),
                Some(one) => {
                    let who = one.by.and_then(|by| self.found.people.iter().find(|person| person.id == by));
                    let on = show::date(one.on);
                    who.map_or_else(|| t.confirmed_by_nobody(&on), |who| t.confirmed(&on, &who.name))
                }
            },
            version: stay.version.to_string(),
            once: once_key(),
            addresses: self.addresses(stay.id),
        }
    }

    fn overlap_tags(&self, stay: &Kept<Stay>) -> Vec<Tag> {
        let places = &self.found.places;
        let tag = |other: &Kept<Stay>| {
            Tag::new("warning", "warning", self.t.overlaps(&name_of(other.fact.facility_id, places)))
        };
        self.overlapped(stay).map(tag).collect()
    }

    fn line(&self, stay: &Kept<Stay>) -> Line {
        let (t, fact) = (self.t, &stay.fact);
        let (place, kind, is_shelter) = self.place(fact);
        let reason = fact.exit_reason.map(|reason| reason.label(self.lang).to_owned());
        let destination = fact.destination_id.map(|id| t.to_place(&name_of(id, &self.found.places)));
        let why = [reason, destination].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let dated = |day: NaiveDate| (show::date(day), day.to_string());
        Line {
            place,
            kind,
            is_shelter,
            from: dated(fact.began_on),
            to: fact.ended_on.map_or_else(|| (String::new(), String::new()), dated),
            nights: number(nights(fact.began_on, fact.ended_on, self.today), self.lang),
            why: if why.is_empty() && fact.ended_on.is_some() { t.not_stated().to_owned() } else { why },
            arranged_by: fact.arranged_by.map_or(t.not_stated(), |by| by.label(self.lang)),
            tags: self.overlap_tags(stay),
            absences: self
                .found
                .absences
                .iter()
                .filter(|away| away.fact.stay_id == stay.id)
                .map(|away| Away {
                    text: t.absence(&t.period(away.fact.began_on, away.fact.ended_on)),
                    note: away.fact.note.clone().unwrap_or_default(),
                    href: urls::client_part(
                        self.client_ref,
                        &format!("absences/{}", self.state.database.keyring().cover(RefKind::Absence, away.id)),
                    ),
                })
                .collect(),
            has_left: fact.ended_on.is_some(),
            is_now: goes_on(fact, self.today),
            addresses: self.addresses(stay.id),
        }
    }
}
