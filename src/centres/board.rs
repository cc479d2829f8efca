//! «Hos oss nå»: who is at a contact person's centre, who is expected, who came without consent, who left lately, and the nights of
//! the year. It is her first page too. Whoever else may ask who lives where gets ROSA's page of all facilities.

use super::figures::{self, MonthLine, number};
use super::overview;
use super::sight::{self, Depth, Scope, Who};
use super::texts::CentreTexts;
use crate::charts::{Segment, Svg, Tone, cell};
use crate::clients::store as clients;
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Code;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::report::rules::Year;
use crate::stays::announced::{self, Announcement};
use crate::stays::arrivals::{self, Arrival};
use crate::stays::centre;
use crate::stays::model::{Confirmation, Stay};
use crate::stays::rules::{goes_on, is_unconfirmed};
use crate::web::error::Failure;
use crate::web::form::once_key;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/stays", web::get().to(stays_page));
}

#[derive(Deserialize)]
struct Asked {
    said: Option<String>,
}

async fn stays_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    if user.actor.may(Area::Centre) {
        page(state, visitor, user, query.into_inner().said).await
    } else {
        overview::page(state, visitor, user, query.into_inner().said).await
    }
}

/// A day, as people and machines read it.
pub type Day = (String, String);

fn dated(day: NaiveDate) -> Day {
    (show::date(day), day.to_string())
}

/// Somebody who lives here.
struct Resident {
    href: String,
    label: String,
    case_number: String,
    place: String,
    children: String,
    only_stay: &'static str,
    since: Day,
    nights: String,
    bar: Svg,
    confirmed: String,
    tags: Vec<Tag>,
    is_flagged: bool,
    version: String,
    once: String,
    confirm_action: String,
    departure_href: String,
}

/// Somebody who left lately.
struct Left {
    href: String,
    label: String,
    case_number: String,
    place: String,
    from: Day,
    to: Day,
    nights: String,
    why: String,
    reopening_href: String,
}

/// Somebody who is expected.
struct Expected {
    label: String,
    place: String,
    when: String,
    iso: String,
    came_href: String,
    absent_href: String,
}

/// Somebody who came without consent.
struct Unknown {
    alias: String,
    place: String,
    arrived: Day,
    left: Day,
    has_left: bool,
    change_href: String,
    departure_href: String,
}

#[derive(Template)]
#[template(path = "centres/board.html")]
struct BoardPage {
    l: Layout,
    t: CentreTexts,
    places: String,
    date: String,
    iso: String,
    has_place: bool,
    new_href: &'static str,
    notice: String,
    expected: Vec<Expected>,
    residents: Vec<Resident>,
    counts: Vec<String>,
    unknown: Vec<Unknown>,
    left: Vec<Left>,
    picture: Option<Svg>,
    months: Vec<MonthLine>,
    so_far: String,
    figures_href: &'static str,
    export_href: &'static str,
    notice_href: &'static str,
}

/// What the page reads.
struct Found {
    scope: Scope,
    stays: Vec<(Kept<Stay>, Who)>,
    confirmations: Vec<Confirmation>,
    children: Vec<i64>,
    hidden: usize,
    expected: Vec<(Kept<Announcement>, Who)>,
    unknown: Vec<Kept<Arrival>>,
    months: Vec<(NaiveDate, i64)>,
}

/// The page of a contact person's own centre.
///
/// # Errors
/// [`Error::NotFound`] for whoever is none.
pub async fn page(state: web::Data<State>, visitor: Visitor, user: SignedIn, said: Option<String>) -> Answer {
    let template = web::block(move || {
        let (actor, today) = (&user.actor, state.clock().today());
        let found = state.database.read(|conn| read(conn, &user, today))?;
        state.database.log(actor, AuditEntry::done("centre.read"))?;
        Ok::<_, Error>(page_of(&state, &visitor, found, said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

/// How many clients there are at the facilities of a contact person.
///
/// # Errors
/// [`Error::NotFound`] for whoever is none.
pub fn count(conn: &mut Conn, actor: &Actor, today: NaiveDate) -> Result<usize> {
    let scope = sight::scope(conn, actor, today)?;
    Ok(scope.stays(conn, actor)?.iter().filter(|(stay, _)| goes_on(&stay.fact, today)).count())
}

fn read(conn: &mut Conn, user: &SignedIn, today: NaiveDate) -> Result<Found> {
    let actor = &user.actor;
    let scope = sight::scope(conn, actor, today)?;
    let own = scope.ids();
    let stays = scope.stays(conn, actor)?;
    let ids: Vec<i64> = stays.iter().map(|(stay, _)| stay.id).collect();
    // Children are named to nobody here, but they live here too.
    let sharing = stays.iter().filter(|(stay, who)| who.depth == Depth::Shared && goes_on(&stay.fact, today));
    let parents: Vec<i64> = sharing.map(|(_, who)| who.client_id).collect();
    let with_her = |from: NaiveDate, to: Option<NaiveDate>| from <= today && to.is_none_or(|last| last >= today);
    let children = clients::children_of(conn, actor, &parents)?
        .into_iter()
        .filter(|child| with_her(child.accompanying_from, child.accompanying_to))
        .map(|child| child.client_id)
        .collect();
    let open = announced::open_at(conn, actor, &own)?;
    let expected_ids: Vec<i64> = open.iter().map(|one| one.fact.client_id).collect();
    let whos = scope.announced(conn, actor, &expected_ids)?;
    let with_who = |one: Kept<Announcement>| {
        let who = whos.iter().find(|who| who.client_id == one.fact.client_id)?.clone();
        Some((one, who))
    };
    // A year that has begun always has its first month.
    let year = Year::new(today.year(), None, today).map_err(|_| Error::internal("today lies in no year"))?;
    Ok(Found {
        confirmations: centre::confirmations(conn, actor, &ids)?,
        hidden: scope.hidden(conn, actor)?,
        expected: open.into_iter().filter_map(with_who).collect(),
        unknown: arrivals::open_at(conn, actor, &own)?.into_iter().map(|(kept, _)| kept).collect(),
        months: figures::months_at(conn, actor, &scope.own, year)?,
        stays,
        children,
        scope,
    })
}

/// What was just done, in words.
fn said(code: Option<&str>, t: CentreTexts) -> Option<Flash> {
    let text = match code? {
        "confirmed" => t.confirmed_said(),
        "departed" => t.departed_said(),
        "moved" => t.moved_said(),
        "reopened" => t.reopened_said(),
        "corrected" => t.corrected_said(),
        "came" => t.came_said(),
        "absent" => t.absent_said(),
        "arrived" => t.arrived_said(),
        "arrival_changed" => t.arrival_changed_said(),
        "notice" => t.notice_sent(),
        _ => return None,
    };
    Some(Flash { color: "success", text: text.to_owned() })
}

/// Since when nobody has said that she lives here.
fn known_on(stay: &Stay, confirmed_on: Option<NaiveDate>) -> NaiveDate {
    confirmed_on.map_or(stay.began_on, |on| on.max(stay.began_on))
}

/// The nights that she has spent here, as on the page of a client's stays: the coming one is not among them yet.
pub(super) fn nights(stay: &Stay, today: NaiveDate) -> i64 {
    let until = stay.ended_on.map_or(today, |end| end.min(today));
    (until - stay.began_on).num_days().max(0)
}

fn page_of(state: &State, visitor: &Visitor, found: Found, asked: Option<&str>) -> BoardPage {
    let (lang, t, today) = (visitor.lang, CentreTexts(visitor.lang), state.clock().today());
    let shower = Shower { state, lang, t, today, found: &found };
    let (now, before): (Vec<_>, Vec<_>) = found.stays.iter().partition(|(stay, _)| goes_on(&stay.fact, today));
    let most = now.iter().map(|(stay, _)| nights(&stay.fact, today)).max().unwrap_or(0);
    let residents: Vec<Resident> = now.iter().map(|(stay, who)| shower.resident(stay, who, most)).collect();
    let mut left: Vec<&(Kept<Stay>, Who)> = before;
    left.sort_by_key(|(stay, _)| std::cmp::Reverse((stay.fact.ended_on, stay.id)));
    let waiting: Vec<i64> = now
        .iter()
        .filter(|(stay, _)| is_unconfirmed(&stay.fact, shower.confirmed_on(stay.id), today))
        .map(|(stay, _)| (today - known_on(&stay.fact, shower.confirmed_on(stay.id))).num_days())
        .collect();
    let notice = waiting
        .iter()
        .max()
        .map_or_else(String::new, |days| t.unconfirmed_notice(&i64::try_from(waiting.len()).unwrap_or(i64::MAX), days));
    let mut adults: Vec<i64> = now.iter().map(|(_, who)| who.client_id).collect();
    adults.sort_unstable();
    adults.dedup();
    let children = found.children.len();
    let mut counts = Vec::new();
    if !adults.is_empty() {
        counts.push(t.adults(&adults.len()));
    }
    if children > 0 {
        counts.push(t.children_count(&children));
    }
    if found.hidden > 0 {
        counts.push(t.hidden(&found.hidden));
    }
    let nights_so_far: i64 = found.months.iter().map(|(_, nights)| *nights).sum();
    BoardPage {
        l: Layout::new(visitor, state, t.board(), urls::HOME)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said(asked, t)),
        places: if found.scope.own.is_empty() { t.no_facility().to_owned() } else { found.scope.names() },
        date: format!("{} {}", show::weekday(today.weekday(), lang), show::date(today)),
        iso: today.to_string(),
        has_place: !found.scope.own.is_empty(),
        new_href: urls::NEW_ARRIVAL,
        notice,
        expected: found.expected.iter().map(|(one, who)| shower.expected(one, who)).collect(),
        residents,
        counts,
        unknown: found.unknown.iter().map(|one| shower.unknown(one)).collect(),
        left: left.into_iter().map(|(stay, who)| shower.left(stay, who)).collect(),
        picture: figures::picture("months", &found.months, today.year(), today, lang),
        months: figures::lines(&found.months, lang),
        so_far: t.so_far(&number(nights_so_far, lang), &today.year().to_string()),
        figures_href: urls::CENTRE_FIGURES,
        export_href: urls::CENTRE_EXPORT,
        notice_href: urls::NEW_WITHDRAWAL_NOTICE,
        t,
    }
}

/// What it takes to show stays.
struct Shower<'a> {
    state: &'a State,
    lang: Lang,
    t: CentreTexts,
    today: NaiveDate,
    found: &'a Found,
}

impl Shower<'_> {
    fn confirmed_on(&self, stay: i64) -> Option<NaiveDate> {
        self.found.confirmations.iter().find(|one| one.stay_id == stay).map(|one| one.on)
    }

    fn cover(&self, kind: RefKind, id: i64) -> String {
        self.state.database.keyring().cover(kind, id)
    }

    /// The name of one of her facilities, where she has several.
    fn place(&self, facility: i64) -> String {
        let scope = &self.found.scope;
        if scope.own.len() > 1 { scope.name_of(facility).to_owned() } else { String::new() }
    }

    fn resident(&self, stay: &Kept<Stay>, who: &Who, most: i64) -> Resident {
        let (t, fact) = (self.t, &stay.fact);
        let confirmed_on = self.confirmed_on(stay.id);
        let is_flagged = is_unconfirmed(fact, confirmed_on, self.today);
        let mut tags = Vec::new();
        if is_flagged {
            let days = (self.today - known_on(fact, confirmed_on)).num_days();
            let said = if confirmed_on.is_some() { t.days_ago(&days) } else { t.never_in(&days) };
            tags.push(Tag::new("warning", "warning", said));
        }
        let reference = self.cover(RefKind::Stay, stay.id);
        let so_far = nights(fact, self.today);
        let value = |nights: i64| i32::try_from(nights).map_or(0.0, f64::from);
        let children = self.found.children.iter().filter(|parent| **parent == who.client_id).count();
        let leaves = fact.ended_on.map(|end| t.leaves(&show::date(end)));
        Resident {
            href: urls::resident(&self.cover(RefKind::Client, who.client_id)),
            label: who.label.clone(),
            case_number: who.case_number.clone(),
            place: [self.place(fact.facility_id), leaves.unwrap_or_default()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(". "),
            children: if children > 0 { t.children_count(&children) } else { String::new() },
            only_stay: if who.depth == Depth::Stay { t.only_stay() } else { "" },
            since: dated(fact.began_on),
            nights: number(so_far, self.lang),
            bar: cell(&[Segment { value: value(so_far), tone: Tone::Petrol }], value(most)),
            confirmed: confirmed_on.map_or_else(|| t.never().to_owned(), |on| t.near(on, self.today)),
            tags,
            is_flagged,
            version: stay.version.to_string(),
            once: once_key(),
            confirm_action: urls::stay_act(&reference, "confirmation"),
            departure_href: urls::stay_act(&reference, "departure"),
        }
    }

    fn left(&self, stay: &Kept<Stay>, who: &Who) -> Left {
        let (t, fact) = (self.t, &stay.fact);
        Left {
            href: urls::resident(&self.cover(RefKind::Client, who.client_id)),
            label: who.label.clone(),
            case_number: who.case_number.clone(),
            place: self.place(fact.facility_id),
            from: dated(fact.began_on),
            to: fact.ended_on.map_or_else(|| (String::new(), String::new()), dated),
            nights: number(nights(fact, self.today), self.lang),
            why: fact.exit_reason.map_or(t.not_stated(), |reason| reason.label(self.lang)).to_owned(),
            reopening_href: urls::stay_act(&self.cover(RefKind::Stay, stay.id), "reopening"),
        }
    }

    fn expected(&self, one: &Kept<Announcement>, who: &Who) -> Expected {
        let (t, on) = (self.t, one.fact.expected_on);
        let own = format!("{}/announced/{}", urls::STAYS, self.cover(RefKind::Announcement, one.id));
        let day = show::day(on, self.today, self.lang);
        Expected {
            label: who.label.clone(),
            place: self.place(one.fact.facility_id),
            when: match (on - self.today).num_days() {
                0 => t.expected_today().to_owned(),
                days if days < 0 => t.expected_late(&day),
                _ => t.expected_on(&day),
            },
            iso: on.to_string(),
            came_href: format!("{own}/arrival"),
            absent_href: format!("{own}/absence"),
        }
    }

    fn unknown(&self, one: &Kept<Arrival>) -> Unknown {
        let own = format!("{}/arrivals/{}", urls::STAYS, self.cover(RefKind::Arrival, one.id));
        Unknown {
            alias: format!("«{}»", one.fact.alias),
            place: self.place(one.fact.facility_id),
            arrived: dated(one.fact.arrived_on),
            left: one.fact.left_on.map_or_else(|| (String::new(), String::new()), dated),
            has_left: one.fact.left_on.is_some(),
            departure_href: format!("{own}/departure"),
            change_href: own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nights_so_far_end_with_the_last_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let stay = |ended: Option<&str>| Stay {
            client_id: 1,
            facility_id: 1,
            began_on: day("2019-11-06"),
            ended_on: ended.map(day),
            arranged_by: None,
            exit_reason: None,
            destination_id: None,
        };
        assert_eq!(nights(&stay(None), day("2019-11-06")), 0);
        assert_eq!(nights(&stay(Some("2019-11-08")), day("2019-11-20")), 2);
        assert_eq!(nights(&stay(Some("2019-12-08")), day("2019-11-07")), 1);
        assert_eq!(nights(&stay(Some("2019-11-06")), day("2019-11-07")), 0);
    }
}
