//! The annual report as pages: a year with all its figures, and the records behind a number.

use super::facts::Facts;
use super::numbers::{shown, written};
use super::records::{self, Asked, Line};
use super::rules::Year;
use super::shape::{Figure, Unit};
use super::texts::{DocumentTexts, ReportTexts};
use super::view::{self, Choice, Link, MissingView, NumberView, Query, SectionView};
use super::{Report, compare, frozen, missing, store};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Error;
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::paging::{Pager, Window};
use crate::web::respond::{ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Datelike;
use serde::Deserialize;

type Answer = Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    compare::routes(config);
    missing::routes(config);
    frozen::routes(config);
    config
        .route("/report", web::get().to(latest))
        .route("/report/{year}", web::get().to(year_page))
        .route("/report/{year}/records", web::get().to(records_page));
}

/// How many earlier years the picker shows.
const YEARS_SHOWN: i32 = 12;

#[derive(Template)]
#[template(path = "report/year.html")]
struct ReportPage {
    l: Layout,
    t: ReportTexts,
    year: String,
    status_line: String,
    freeze_href: String,
    f: frozen::texts::FrozenTexts,
    versions: Vec<frozen::Version>,
    compare: Link,
    missing_href: String,
    years: Vec<Choice>,
    views: Vec<Choice>,
    view_note: String,
    downloads: Vec<Link>,
    take: DocumentTexts,
    take_formats: Vec<TakeFormat>,
    tiles: Vec<NumberView>,
    missing: Vec<MissingView>,
    sections: Vec<SectionView>,
}

/// A format to take the report out in.
struct TakeFormat {
    href: String,
    name: &'static str,
    hint: String,
}

fn take_formats(year: Year, lang: Lang) -> Vec<TakeFormat> {
    let address = urls::report_export(year.number());
    super::taking::formats(lang)
        .into_iter()
        .map(|(format, hint)| TakeFormat {
            href: format!("{address}?format={}", format.code()),
            name: format.name(),
            hint,
        })
        .collect()
}

/// The latest year that has records, or this one.
async fn latest(state: web::Data<State>, user: SignedIn) -> Answer {
    // A contact person has the figures of her own centre.
    if !user.actor.may(Area::ReportFigures) {
        return Ok(see_other(urls::CENTRE_FIGURES));
    }
    let (database, today) = (state.database.clone(), state.clock().today());
    let known = web::block(move || database.read(|conn| store::known_days(conn, &user.actor))).await??;
    Ok(see_other(&urls::report(known.map_or(today.year(), |(_, last)| last.year()))))
}

async fn year_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, year: web::Path<String>) -> Answer {
    let today = state.clock().today();
    let year = asked_year(&year, today)?;
    let (database, actor) = (state.database.clone(), user.actor.clone());
    let (f, worker) = (frozen::texts::FrozenTexts(visitor.lang), state.clone());
    let (report, gaps, known, versions) = web::block(move || {
        let (report, gaps) = missing::report_with_gaps(&database, &actor, year)?;
        let (known, versions) = database.read(|conn| {
            let versions = frozen::versions(conn, &worker, &actor, (year.number(), None), f)?;
            Ok::<_, Error>((store::known_days(conn, &actor)?, versions))
        })?;
        Ok::<_, Error>((report, gaps, known, versions))
    })
    .await??;
    let lang = visitor.lang;
    let t = ReportTexts(lang);
    let link = move |query: &Query| records_address(year.number(), query);
    let may_open = user.actor.may(Area::ReportRecords);
    let opened: Option<&dyn Fn(&Query) -> String> = if may_open { Some(&link) } else { None };
    let view = view::view(&report, lang, opened);
    let take_formats = if user.actor.may(Area::ReportExport) { take_formats(year, lang) } else { Vec::new() };
    let downloads =
        take_formats.iter().map(|one| Link { href: one.href.clone(), label: one.name.to_owned() }).collect();
    let title = t.heading(&year.number().to_string());
    let now = state.clock().local(state.clock().now_utc());
    let l = Layout::new(&visitor, &state, &title, &urls::report(year.number())).with_print_line(&visitor, now);
    Ok(ok(&ReportPage {
        l,
        t,
        year: year.number().to_string(),
        status_line: status_line(&report, t, now),
        freeze_href: if user.actor.may(Area::ReportFreeze) && year.has_begun() {
            format!("{}/freeze", urls::report(year.number()))
        } else {
            String::new()
        },
        f,
        versions,
        compare: compare::link(lang),
        missing_href: missing::address(year.number()),
        years: year_choices(year, known.map(|(first, last)| (first.year(), last.year())), today.year()),
        views: Vec::new(),
        view_note: String::new(),
        downloads,
        take: DocumentTexts(lang),
        take_formats,
        tiles: view.tiles,
        missing: missing::shown(&gaps, year.number(), lang),
        sections: view.sections,
    }))
}

pub(super) fn asked_year(text: &str, today: chrono::NaiveDate) -> Result<Year, Error> {
    let number = text.parse().map_err(|_| Error::NotFound)?;
    Year::new(number, None, today).map_err(|_| Error::NotFound)
}

pub(super) fn status_line(report: &Report, t: ReportTexts, now: chrono::NaiveDateTime) -> String {
    if !report.year.has_begun() {
        return t.not_begun().to_owned();
    }
    let closing = report.year.closing().format("%d.%m.%Y").to_string();
    t.status_line(&now.format("%d.%m.%Y").to_string(), &now.format("%H.%M").to_string(), &closing)
}

fn year_choices(year: Year, known: Option<(i32, i32)>, this_year: i32) -> Vec<Choice> {
    let (first, last) = known.unwrap_or((this_year, this_year));
    let last = last.max(year.number()).min(this_year.max(year.number()));
    let first = first.max(last - YEARS_SHOWN + 1).min(year.number());
    (first..=last)
        .map(|number| Choice {
            href: urls::report(number),
            label: number.to_string(),
            current: number == year.number(),
        })
        .collect()
}

/// The address of the records behind a number.
fn records_address(year: i32, query: &Query) -> String {
    let mut address = format!("{}/records?figure={}", urls::report(year), urls::encoded(query.figure));
    for (name, value) in [("category", &query.category), ("inner", &query.inner)] {
        if let Some(value) = value {
            address.push_str(&format!("&{name}={}", urls::encoded(value)));
        }
    }
    address
}

/// What a records page is asked for.
#[derive(Deserialize)]
struct Parameters {
    figure: String,
    category: Option<String>,
    inner: Option<String>,
    page: Option<usize>,
}

/// How many records a page shows.
const RECORDS_SHOWN: usize = 500;

struct LineView {
    label: String,
    detail: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "report/records.html")]
struct RecordsPage {
    l: Layout,
    t: ReportTexts,
    heading: &'static str,
    narrowed: String,
    rule: &'static str,
    number: String,
    plain_number: String,
    count_line: String,
    count: usize,
    has_amounts: bool,
    lines: Vec<LineView>,
    pager: Option<Pager>,
    back_href: String,
    back_label: String,
}

async fn records_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    year: web::Path<String>,
    parameters: web::Query<Parameters>,
) -> Answer {
    let year = asked_year(&year, state.clock().today())?;
    let figure = super::figure(&parameters.figure).ok_or(Error::NotFound)?;
    let asked = Asked { category: parameters.category.clone(), inner: parameters.inner.clone() };
    let (database, lang) = (state.database.clone(), visitor.lang);
    let (found, labels) = web::block(move || {
        user.actor.must(Area::ReportRecords)?;
        let found = database.read(|conn| {
            let facts = Facts::load(conn, &user.actor, year)?;
            let found = records::records(conn, &user.actor, &facts, figure, &asked, lang)?;
            Ok::<_, Error>((found, category_labels(figure, &asked, &facts, lang)))
        })?;
        database.log(&user.actor, AuditEntry::done("report.records"))?;
        Ok::<_, Error>(found)
    })
    .await??;
    let t = ReportTexts(lang);
    let window = Window::new(parameters.page, RECORDS_SHOWN, found.lines.len());
    let query = Query { figure: figure.id, category: parameters.category.clone(), inner: parameters.inner.clone() };
    let own = records_address(year.number(), &query);
    let has_amounts = found.lines.iter().any(|line| line.amount != 1);
    let year_text = year.number().to_string();
    Ok(ok(&RecordsPage {
        l: Layout::new(&visitor, &state, figure.title.get(lang), &urls::report(year.number()))
            .with_print_line(&visitor, state.clock().local(state.clock().now_utc())),
        t,
        heading: figure.title.get(lang),
        narrowed: labels,
        rule: figure.rule.get(lang),
        number: shown(found.number, figure.unit, lang),
        plain_number: found.number.map_or_else(|| "null".to_owned(), |number| number.to_string()),
        count_line: match found.hidden {
            0 => t.records_found(&count_shown(found.lines.len(), lang)),
            hidden => {
                let shown = t.records_found(&count_shown(found.lines.len(), lang));
                format!("{shown}. {}", t.records_hidden(hidden))
            }
        },
        count: found.lines.len(),
        has_amounts,
        pager: (window.all > window.size).then(|| window.pager(lang, |page| format!("{own}&page={page}"))),
        lines: found
            .lines
            .into_iter()
            .skip(window.skip)
            .take(window.size)
            .map(|line| line_view(line, figure.unit, lang))
            .collect(),
        back_href: urls::report(year.number()),
        back_label: t.heading(&year_text),
    }))
}

/// A count of lines as people read it.
pub(crate) fn count_shown(count: usize, lang: Lang) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    written(f64::from(count), lang).replace(' ', "\u{a0}")
}

fn line_view(line: Line, unit: Unit, lang: Lang) -> LineView {
    let amount = match unit {
        Unit::Nok => {
            let kroner = crate::kernel::money::Hundredths::from_stored(line.amount).to_string();
            shown(kroner.parse().ok(), unit, lang)
        }
        _ => line.amount.to_string(),
    };
    LineView { label: line.label, detail: line.detail, amount }
}

/// The categories asked for, by name.
fn category_labels(figure: &Figure, asked: &Asked, facts: &Facts, lang: Lang) -> String {
    let named = |category: &Option<String>, place: usize| {
        let category = category.as_deref()?;
        let known = figure.by.get(place).and_then(|by| by.label(category).1).map(|text| text.get(lang).to_owned());
        let facility = || facts.facilities.values().find(|place| place.key == category).map(|place| place.name.clone());
        Some(known.or_else(facility).unwrap_or_else(|| category.to_owned()))
    };
    [named(&asked.category, 0), named(&asked.inner, 1)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
