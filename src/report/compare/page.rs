//! The page of years side by side. Figures only, so caseworkers may see it; the file is for those who may take files out, and
//! the password must have been shown within the last minutes (web/routes.rs).

use super::texts::CompareTexts;
use super::view::{figure as figure_view, written};
use super::{Column, MOST_YEARS, Source, columns, csv, figures, is_comparable, known_years, span};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::report::catalogue::CATALOGUE;
use crate::report::shape::{Figure, Section};
use crate::report::texts::ReportTexts;
use crate::report::view::{FigureView, Link};
use crate::report::written_count;
use crate::web::error::Failure;
use crate::web::form::{Choice, Posted};
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::BTreeSet;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The address of the page.
pub const ADDRESS: &str = "/report/compare";

/// The figures that stand there before anybody has chosen.
const FIRST: [&str; 5] =
    ["enquiries.total", "clients.assisted", "clients.new", "clients.continuing", "housing.shelter_nights"];
/// How many years stand there before anybody has chosen.
const FIRST_YEARS: i32 = 5;

/// The routes of this file; each has its row in `web/routes.rs`. They come before those of a year.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/report/compare", web::get().to(page)).route("/report/compare/csv", web::get().to(file));
}

/// The way to the page.
#[must_use]
pub fn link(lang: Lang) -> Link {
    Link { href: ADDRESS.to_owned(), label: CompareTexts(lang).heading().to_owned() }
}

/// A year in the list of sources.
struct YearView {
    href: String,
    year: String,
    source: String,
}

/// A number in the overview.
struct CellView {
    text: String,
    mark: &'static str,
}

/// A figure in the overview.
struct RowView {
    label: String,
    href: String,
    code: &'static str,
    cells: Vec<CellView>,
}

/// The figures of one part of the report, to choose from.
struct PartView {
    title: &'static str,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "report/compare.html")]
struct ComparePage {
    l: Layout,
    t: ReportTexts,
    c: CompareTexts,
    action: &'static str,
    from: Vec<Choice>,
    to: Vec<Choice>,
    parts: Vec<PartView>,
    chosen: String,
    is_cut: bool,
    years: Vec<YearView>,
    rows: Vec<RowView>,
    figures: Vec<FigureView>,
    csv_href: String,
    has_typed: bool,
    has_part: bool,
}

/// What is asked for.
struct Asked {
    figures: Vec<&'static Figure>,
    years: Vec<i32>,
    from: i32,
    to: i32,
    known: (i32, i32),
}

fn asked(state: &State, user: &SignedIn, query: &str) -> Result<Asked> {
    let today = state.clock().today();
    let known = state.database.read(|conn| known_years(conn, &user.actor, today))?;
    let given = Posted::kept(query);
    let year = |name: &str| given.trimmed(name).parse::<i32>().ok().filter(|year| (1900..=2200).contains(year));
    let to = year("to").unwrap_or(known.1);
    let from = year("from").unwrap_or_else(|| (to - FIRST_YEARS + 1).max(known.0.min(to)));
    let mut ids: BTreeSet<String> = given.values("figure").map(str::to_owned).collect();
    if !given.has("from") && ids.is_empty() {
        ids.extend(FIRST.map(str::to_owned));
    }
    let known = (known.0.min(from).min(to), known.1.max(from).max(to));
    Ok(Asked { figures: figures(&ids), years: span(from, to), from, to, known })
}

async fn page(state: web::Data<State>, visitor: Visitor, user: SignedIn, request: HttpRequest) -> Answer {
    let query = request.query_string().to_owned();
    let template = web::block(move || {
        let asked = asked(&state, &user, &query)?;
        let years = columns(&state.database, &user.actor, &asked.years)?;
        Ok::<_, Error>(made(&state, &visitor, &user, &asked, &years))
    })
    .await??;
    Ok(ok(&template))
}

fn made(state: &State, visitor: &Visitor, user: &SignedIn, asked: &Asked, years: &[Column]) -> ComparePage {
    let (c, lang) = (CompareTexts(visitor.lang), visitor.lang);
    let choices = |chosen: i32| -> Vec<Choice> {
        let choice = |year: i32| Choice { value: year.to_string(), label: year.to_string(), selected: year == chosen };
        (asked.known.0..=asked.known.1).rev().map(choice).collect()
    };
    let parts = Section::ALL.iter().map(|section| PartView {
        title: section.title().get(lang),
        choices: CATALOGUE
            .iter()
            .filter(|figure| figure.section == *section && is_comparable(figure))
            .map(|figure| Choice {
                value: figure.id.to_owned(),
                label: figure.title.get(lang).to_owned(),
                selected: asked.figures.iter().any(|chosen| chosen.id == figure.id),
            })
            .collect(),
    });
    let sources = |column: &Column| {
        let source = match column.version {
            Some(version) => c.version(&version),
            None => c.of(column.source).to_owned(),
        };
        let is_whole = (chrono::Datelike::month(&column.closing), chrono::Datelike::day(&column.closing)) == (12, 31);
        if is_whole { source } else { format!("{source} {}", c.as_of(&show::date(column.closing))) }
    };
    let numbers: Vec<&&'static Figure> = asked.figures.iter().filter(|figure| figure.shape.is_number()).collect();
    let used: Vec<Source> = years
        .iter()
        .flat_map(|column| numbers.iter().filter_map(move |figure| column.number(figure)))
        .map(|(_, source)| source)
        .chain(years.iter().map(|column| column.source).filter(|_| numbers.len() < asked.figures.len()))
        .collect();
    let rows = numbers.iter().map(|figure| RowView {
        label: figure.title.get(lang).to_owned(),
        href: format!("#c-{}", figure.id.replace('.', "-")),
        code: figure.id,
        cells: years
            .iter()
            .map(|column| {
                let (text, mark) = written(column.number(figure), figure, c);
                CellView { text, mark }
            })
            .collect(),
    });
    let own = format!("{ADDRESS}?{}", query_of(asked));
    ComparePage {
        l: Layout::new(visitor, state, c.heading(), &own)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc())),
        t: ReportTexts(lang),
        action: ADDRESS,
        from: choices(asked.from),
        to: choices(asked.to),
        parts: parts.filter(|part| !part.choices.is_empty()).collect(),
        chosen: c.chosen(&written_count(asked.figures.len(), lang)),
        is_cut: (asked.to - asked.from).abs() >= MOST_YEARS,
        years: years
            .iter()
            .map(|column| YearView {
                href: match column.version {
                    Some(version) => crate::report::frozen::version_address(column.year, version),
                    None => urls::report(column.year),
                },
                year: column.year.to_string(),
                source: sources(column),
            })
            .collect(),
        rows: rows.collect(),
        figures: asked.figures.iter().map(|figure| figure_view(figure, years, c)).collect(),
        csv_href: if user.actor.may(Area::ReportFreeze) && !asked.figures.is_empty() {
            format!("{ADDRESS}/csv?{}", query_of(asked))
        } else {
            String::new()
        },
        has_typed: used.contains(&Source::Typed),
        has_part: used.contains(&Source::Part),
        c,
    }
}

/// The query that asks for the same again.
fn query_of(asked: &Asked) -> String {
    let mut query = format!("from={}&to={}", asked.from, asked.to);
    for figure in &asked.figures {
        query.push_str(&format!("&figure={}", urls::encoded(figure.id)));
    }
    query
}

async fn file(state: web::Data<State>, visitor: Visitor, user: SignedIn, request: HttpRequest) -> Answer {
    let query = request.query_string().to_owned();
    let c = CompareTexts(visitor.lang);
    let text = web::block(move || {
        user.actor.must(Area::ReportFreeze)?;
        let asked = asked(&state, &user, &query)?;
        let years = columns(&state.database, &user.actor, &asked.years)?;
        state.database.log(&user.actor, AuditEntry::done("report.compare_export"))?;
        Ok::<_, Error>(csv::csv(&asked.figures, &years, c))
    })
    .await??;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}.csv\"", c.file_name())))
        .body(text))
}
