//! Taking a year's report out of the house: as what, in which language, with or without the records behind the numbers, and why.

use super::facts::Facts;
use super::pages::{asked_year, status_line};
use super::rules::Year;
use super::texts::{DocumentTexts, ReportTexts};
use super::{Report, document, records, to_json};
use crate::db::Database;
use crate::documents::{File, Format};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::takeout::{self, Answer, Extra, Offer, Order};
use crate::web::form::Posted;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/report/{year}/export", web::get().to(export_page))
        .route("/report/{year}/export", web::post().to(export_post));
}

#[derive(Deserialize)]
struct Asked {
    format: Option<String>,
}

/// The formats of a report with what is said of each.
#[must_use]
pub fn formats(lang: Lang) -> Vec<(Format, String)> {
    let d = DocumentTexts(lang);
    let said = |format: Format| match format {
        Format::Xlsx => d.xlsx(),
        Format::Docx => d.docx(),
        Format::Pdf => d.pdf(),
        Format::Csv => d.csv(),
        Format::Json => d.json(),
    };
    Format::ALL.iter().map(|format| takeout::offered(*format, said(*format))).collect()
}

fn offer(year: Year, asked: Option<&str>, lang: Lang) -> Offer {
    let (d, t) = (DocumentTexts(lang), ReportTexts(lang));
    let number = year.number().to_string();
    Offer {
        action: "report.export",
        what: t.heading(&number),
        address: urls::report_export(year.number()),
        back: (urls::report(year.number()), t.heading(&number)),
        heading: d.heading(&number),
        lead: d.lead().to_owned(),
        formats: formats(lang),
        format: asked.and_then(Format::from_code).unwrap_or(Format::Xlsx),
        has_languages: true,
        extra: Some(Extra {
            label: d.with_records().to_owned(),
            hint: d.with_records_hint().to_owned(),
            only: Some((vec![Format::Xlsx, Format::Csv], d.records_where().to_owned())),
        }),
    }
}

async fn export_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    year: web::Path<String>,
    query: web::Query<Asked>,
) -> Answer {
    let year = asked_year(&year, state.clock().today())?;
    let offer = offer(year, query.format.as_deref(), visitor.lang);
    takeout::page(state, visitor, user, offer).await
}

async fn export_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    year: web::Path<String>,
    form: Posted,
) -> Answer {
    let year = asked_year(&year, state.clock().today())?;
    let offer = offer(year, None, visitor.lang);
    takeout::take(state, visitor, user, form, offer, move |database, actor, order| file(database, actor, year, order))
        .await
}

/// The report of a year as the file that was ordered.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not take it out; [`Error::Invalid`] when there is more than the format holds.
pub fn file(database: &Database, actor: &Actor, year: Year, order: &Order) -> Result<File> {
    actor.must(Area::ReportExport)?;
    let (report, records) = database.read(|conn| {
        let facts = Facts::load(conn, actor, year)?;
        let every = if order.with_extra { Some(records::every(conn, actor, &facts, order.lang)?) } else { None };
        let records = every.map(|every| document::records(&every, order.lang));
        Ok::<_, Error>((Report::of(&facts), records))
    })?;
    let now = database.clock().local(database.clock().now_utc());
    let status = status_line(&report, ReportTexts(order.lang), now);
    written(&report, status, records, order.format, order.lang)
}

/// A report as a file, whether it was computed just now or kept from before: `status` says which.
///
/// # Errors
/// When there is more than the format holds.
pub fn written(
    report: &Report,
    status: String,
    records: Option<crate::documents::Table>,
    format: Format,
    lang: Lang,
) -> Result<File> {
    let name = DocumentTexts(lang).file_name(&report.year.number().to_string());
    if format == Format::Json {
        let bytes = format!("{:#}\n", to_json(report)).into_bytes();
        return Ok(File { name: format!("{name}.json"), media_type: "application/json", bytes });
    }
    document::document(report, lang, status, records).write(format, &name)
}
