//! A centre's own figures: its stays and nights of a year, counted by the rules of the annual report, month by month. How many they
//! are, never who they were.

use super::sight;
use super::store::Own;
use super::texts::CentreTexts;
use crate::charts::{Datum, Frame, Svg, Tone, columns};
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::FacilityType;
use crate::kernel::error::{Error, Result};
use crate::kernel::period::{Period, days_covered};
use crate::kernel::text::Lang;
use crate::report::facts::{Facts, StayFact};
use crate::report::numbers::written;
use crate::report::rules::{Standing, Year, nights_together};
use crate::stays::centre;
use crate::stays::model::StayRow;
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::months;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};

use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/stays/figures", web::get().to(show_page));
}

/// How many years one can look back.
const YEARS: i32 = 12;

/// The stays of one client at one facility that count in a year.
pub type OfClient = (i64, Vec<StayFact>);

/// What is counted of one facility in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Clients with at least one night there in the year.
    pub clients: i64,
    /// Nights there in the year; a client's night once.
    pub nights: i64,
    /// Stays with a night in the year, or begun and ended on one date in it.
    pub stays: i64,
    /// Stays that began in the year.
    pub moved_in: i64,
    /// Stays that ended in the year.
    pub moved_out: i64,
    /// The nights of each month up to the closing date, from January.
    pub months: Vec<(NaiveDate, i64)>,
}

impl Counted {
    /// Counts as `report/figures.rs` does for `housing.by_facility`.
    #[must_use]
    pub fn of(groups: &[OfClient], year: Year) -> Self {
        let mut counted =
            Self { months: by_month(groups.iter().map(|(_, stays)| stays.as_slice()), year), ..Self::default() };
        for (_, stays) in groups {
            let nights = nights_together(stays.iter(), year);
            counted.nights += nights;
            counted.clients += i64::from(nights > 0);
            for stay in stays {
                counted.stays += i64::from(stay.counts_in(year));
                counted.moved_in += i64::from(year.contains(stay.from));
                counted.moved_out += i64::from(stay.to.is_some_and(|to| year.contains(to)));
            }
        }
        counted
    }
}

/// The nights of each month that has begun.
fn by_month<'s>(groups: impl Iterator<Item = &'s [StayFact]>, year: Year) -> Vec<(NaiveDate, i64)> {
    let mut all: Vec<(NaiveDate, i64)> = Vec::new();
    let mut month = year.first();
    while month <= year.closing() {
        all.push((month, 0));
        month = months::next(month);
    }
    for stays in groups {
        for (month, nights) in &mut all {
            let days = Period::new(*month, Some(months::next(*month)));
            let of = |stay: &StayFact| days.and_then(|days| stay.nights.intersection(&days));
            *nights += days_covered(stays.iter().filter_map(of).collect());
        }
    }
    all
}

/// What the report knows in a year of everybody who had a stay at these facilities.
///
/// # Errors
/// When the database cannot be read.
pub fn facts_at(conn: &mut Conn, actor: &Actor, facilities: &[i64], year: Year) -> Result<Facts> {
    let there = centre::between(conn, actor, Some(facilities), (year.first(), year.closing()))?;
    let mut clients: Vec<i64> = there.iter().map(|stay| stay.client_id).collect();
    clients.sort_unstable();
    clients.dedup();
    Facts::about(conn, actor, year, &clients)
}

/// The stays at a facility of the clients whom the report counts in a year, client by client.
#[must_use]
pub fn counted_at(facts: &Facts, facility: i64) -> Vec<OfClient> {
    let assisted = facts.clients.iter().filter(|client| client.standing != Standing::NotAssisted);
    assisted
        .map(|client| {
            let here = client.stays.iter().filter(|stay| stay.facility_id == facility);
            (client.id, here.cloned().collect::<Vec<_>>())
        })
        .filter(|(_, stays)| !stays.is_empty())
        .collect()
}

/// Rows of stays as the rules of the report see them in a year, by facility and client. Whoever has a shelter night is assisted, so
/// for shelters these are the nights of the report.
#[must_use]
pub fn by_place(
    rows: Vec<StayRow>,
    kind: impl Fn(i64) -> FacilityType,
    year: Year,
) -> BTreeMap<i64, BTreeMap<i64, Vec<StayFact>>> {
    let mut places: BTreeMap<i64, BTreeMap<i64, Vec<StayFact>>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.began_on <= year.closing()) {
        let at = (row.facility_id, kind(row.facility_id));
        if let Some(stay) = StayFact::new(row.id, at, row.began_on, row.ended_on, year.closing()) {
            places.entry(row.facility_id).or_default().entry(row.client_id).or_default().push(stay);
        }
    }
    places
}

/// The nights of a year at these facilities together, month by month: for the picture on the board.
///
/// # Errors
/// When the database cannot be read.
pub fn months_at(conn: &mut Conn, actor: &Actor, own: &[Own], year: Year) -> Result<Vec<(NaiveDate, i64)>> {
    let ids: Vec<i64> = own.iter().map(|own| own.id).collect();
    let rows = centre::between(conn, actor, Some(&ids), (year.first(), year.closing()))?;
    let kind = |id: i64| own.iter().find(|own| own.id == id).map_or(FacilityType::Other, |own| own.kind);
    let places = by_place(rows, kind, year);
    Ok(by_month(places.values().flat_map(BTreeMap::values).map(Vec::as_slice), year))
}

/// A count as people read it.
#[must_use]
pub fn number(count: i64, lang: Lang) -> String {
    written(i32::try_from(count).map_or(f64::from(i32::MAX), f64::from), lang)
}

/// The picture of the months, the one that goes on in another colour; none where there are no nights.
#[must_use]
pub fn picture(id: &str, counted: &[(NaiveDate, i64)], year: i32, today: NaiveDate, lang: Lang) -> Option<Svg> {
    let t = CentreTexts(lang);
    if counted.iter().all(|(_, nights)| *nights == 0) {
        return None;
    }
    let data: Vec<Datum> = counted
        .iter()
        .map(|(month, nights)| {
            let tone = if months::of(today) == *month { Tone::Mist } else { Tone::Petrol };
            let value = i32::try_from(*nights).map_or(0.0, f64::from);
            Datum::new(short(*month, lang), value, number(*nights, lang)).tone(tone)
        })
        .collect();
    let said: Vec<String> = data.iter().map(|one| format!("{} {}", one.label, one.shown)).collect();
    let mut desc = format!("{}.", said.join(", "));
    if counted.iter().any(|(month, _)| *month == months::of(today)) {
        desc.push_str(&format!(" {}", t.not_over(&months::named(months::of(today), lang))));
    }
    let title = format!("{}, {year}", t.per_month());
    columns(&Frame { id, title: &title, desc: &desc, lang }, &data)
}

/// A month as the axis has it.
fn short(month: NaiveDate, lang: Lang) -> String {
    months::named(month, lang).chars().take(3).collect()
}

/// A month of the table.
pub struct MonthLine {
    /// The month.
    pub month: String,
    /// Its nights.
    pub nights: String,
}

/// The months as lines.
#[must_use]
pub fn lines(counted: &[(NaiveDate, i64)], lang: Lang) -> Vec<MonthLine> {
    let line = |(month, nights): &(NaiveDate, i64)| MonthLine {
        month: months::named(*month, lang),
        nights: number(*nights, lang),
    };
    counted.iter().map(line).collect()
}

/// A number on top.
struct Tile {
    number: String,
    label: &'static str,
}

/// One facility.
struct Place {
    id: String,
    name: String,
    tiles: Vec<Tile>,
    picture: Option<Svg>,
    months: Vec<MonthLine>,
    sum: String,
    is_empty: bool,
}

/// A year to choose.
struct YearChoice {
    href: String,
    year: String,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "centres/figures.html")]
struct FiguresPage {
    l: Layout,
    t: CentreTexts,
    year: String,
    lead: String,
    years: Vec<YearChoice>,
    places: Vec<Place>,
    export_href: String,
    nothing: String,
}

#[derive(Deserialize)]
struct Asked {
    year: Option<String>,
}

/// The years of these facilities, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn years(conn: &mut Conn, actor: &Actor, own: &[i64], today: NaiveDate) -> Result<Vec<i32>> {
    let first = centre::first_day(conn, actor, own)?.map_or(today.year(), |day| day.year());
    let first = first.max(today.year() - YEARS + 1).min(today.year());
    Ok((first..=today.year()).rev().collect())
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<Asked>,
) -> std::result::Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (lang, t, today) = (visitor.lang, CentreTexts(visitor.lang), state.clock().today());
        let actor = &user.actor;
        let asked = query.year.as_deref().map(str::parse::<i32>);
        let (scope, years, facts) = state.database.read(|conn| {
            let scope = sight::scope(conn, actor, today)?;
            let years = years(conn, actor, &scope.ids(), today)?;
            let number = match asked {
                None => today.year(),
                Some(Ok(year)) if years.contains(&year) => year,
                Some(_) => return Err(Error::NotFound),
            };
            let year = Year::new(number, None, today).map_err(|_| Error::NotFound)?;
            let facts = facts_at(conn, actor, &scope.ids(), year)?;
            Ok((scope, years, facts))
        })?;
        state.database.log(actor, AuditEntry::done("centre.figures"))?;
        let year = facts.year;
        let places = scope.own.iter().enumerate().map(|(nth, own)| {
            let counted = Counted::of(&counted_at(&facts, own.id), year);
            let tile = |count: i64, label: &'static str| Tile { number: number(count, lang), label };
            let id = format!("place-{nth}");
            Place {
                picture: picture(&id, &counted.months, year.number(), today, lang),
                id,
                name: own.name.clone(),
                tiles: vec![
                    tile(counted.nights, t.nights()),
                    tile(counted.clients, t.clients()),
                    tile(counted.stays, t.stays()),
                    tile(counted.moved_in, t.moved_in_count()),
                    tile(counted.moved_out, t.moved_out_count()),
                ],
                months: lines(&counted.months, lang),
                sum: number(counted.nights, lang),
                is_empty: counted.stays == 0,
            }
        });
        let places: Vec<Place> = places.collect();
        let address = |number: i32| format!("{}?year={number}", urls::CENTRE_FIGURES);
        Ok::<_, Error>(FiguresPage {
            l: Layout::new(&visitor, &state, t.our_figures(), urls::CENTRE_FIGURES)
                .with_print_line(&visitor, state.clock().local(state.clock().now_utc())),
            t,
            year: year.number().to_string(),
            lead: if scope.own.is_empty() { t.no_facility().to_owned() } else { t.figures_lead(&scope.names()) },
            years: years
                .into_iter()
                .map(|number| YearChoice {
                    href: address(number),
                    year: number.to_string(),
                    is_current: number == year.number(),
                })
                .collect(),
            export_href: format!("{}?year={}", urls::CENTRE_EXPORT, year.number()),
            nothing: t.nothing_counted(&year.number().to_string()),
            places,
        })
    })
    .await??;
    Ok(ok(&template))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn stay(id: i64, from: &str, to: Option<&str>, year: Year) -> StayFact {
        StayFact::new(id, (1, FacilityType::CrisisCentre), day(from), to.map(day), year.closing()).unwrap()
    }

    #[test]
    fn months_add_up_to_the_nights_of_the_year() {
        let year = Year::new(2020, None, day("2020-03-10")).unwrap();
        let groups = vec![
            (1, vec![stay(1, "2019-12-30", Some("2020-01-03"), year), stay(2, "2020-01-31", None, year)]),
            (2, vec![stay(3, "2020-02-28", Some("2020-02-28"), year)]),
        ];
        let counted = Counted::of(&groups, year);
        let nights: Vec<i64> = counted.months.iter().map(|(_, nights)| *nights).collect();
        // Two nights and the last of January; all of February 2020; ten of March, the coming one included.
        assert_eq!(nights, [3, 29, 10]);
        assert_eq!((counted.nights, counted.clients, counted.stays), (42, 1, 3));
        assert_eq!((counted.moved_in, counted.moved_out), (2, 2));
    }
}
