//! A centre's own stays and nights as a workbook: those it may see now one by one and by no name, all others as numbers, and the
//! nights of each month. Counted as its figures are. What leaves the house is remembered, with who took it and why.

use super::figures::{self, Counted};
use super::sight::{self, Scope};
use super::store::{self, Export};
use super::texts::CentreTexts;
use crate::audit::changes::user_names;
use crate::db::{Conn, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, ExitReason};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::report::facts::Facts;
use crate::report::rules::Year;
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::inputs::{LINE, Reader, choice};
use crate::web::layout::Layout;
use crate::web::months;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::{invalid, ok};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// How many earlier lists the page shows.
const SHOWN: i64 = 20;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.route("/stays/export", web::get().to(export_page)).route("/stays/export", web::post().to(export_post));
}

#[derive(Deserialize)]
struct Asked {
    year: Option<String>,
}

/// A list that was taken out, as the page shows it.
struct Taken {
    at: String,
    who: String,
    place: String,
    year: i32,
    lines: i32,
    reason: String,
}

#[derive(Template)]
#[template(path = "centres/export.html")]
struct ExportPage {
    l: Layout,
    t: CentreTexts,
    back: String,
    action: &'static str,
    back_href: &'static str,
    facility: Field,
    facilities: Vec<Choice>,
    year: Field,
    reason: Field,
    taken: Vec<Taken>,
    errors: Vec<FieldError>,
}

/// The answers of the form as they were given.
#[derive(Default)]
struct Answers {
    facility: String,
    year: String,
    reason: String,
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    answers: &Answers,
    errors: Vec<FieldError>,
) -> Result<ExportPage> {
    let (t, lang, today) = (CentreTexts(visitor.lang), visitor.lang, state.clock().today());
    let (scope, latest, names) = state.database.read(|conn| {
        let scope = sight::scope(conn, &user.actor, today)?;
        if scope.own.is_empty() {
            return Err(Error::NotFound);
        }
        let latest = store::latest(conn, &user.actor, &scope.ids(), SHOWN)?;
        Ok((scope, latest, user_names(conn, &user.actor)?))
    })?;
    let keyring = state.database.keyring();
    let own =
        scope.own.iter().map(|own| choice(&keyring.cover(RefKind::Facility, own.id), &own.name, &answers.facility));
    Ok(ExportPage {
        l: Layout::new(visitor, state, t.export_heading(), urls::CENTRE_EXPORT).with_errors(!errors.is_empty()),
        back: RecordTexts(lang).back(t.our_figures()),
        action: urls::CENTRE_EXPORT,
        back_href: urls::CENTRE_FIGURES,
        facility: Field::new("facility", t.facility()).judged(&errors),
        facilities: if scope.own.len() > 1 { own.collect() } else { Vec::new() },
        year: Field::new("year", t.year()).with(&answers.year).judged(&errors),
        reason: Field::new("reason", t.reason()).hinted(t.reason_hint()).with(&answers.reason).judged(&errors),
        taken: latest
            .into_iter()
            .map(|one| Taken {
                at: show::moment(state.clock().local(one.exported_at), lang),
                who: names
                    .iter()
                    .find(|(id, _)| *id == one.exported_by_id)
                    .map_or_else(String::new, |(_, name)| name.clone()),
                place: scope.name_of(one.facility_id).to_owned(),
                year: one.year,
                lines: one.lines,
                reason: one.reason,
            })
            .collect(),
        errors,
        t,
    })
}

async fn export_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let template = web::block(move || {
        let this_year = state.clock().today().year();
        let year = query.year.as_deref().and_then(|year| year.parse().ok()).unwrap_or(this_year);
        let answers = Answers { year: year.to_string(), ..Answers::default() };
        page_of(&state, &visitor, &user, &answers, Vec::new())
    })
    .await??;
    Ok(ok(&template))
}

/// A list, or the form with what is wrong with it.
enum Outcome {
    File(String, Vec<u8>),
    Again(Box<ExportPage>),
}

async fn export_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let outcome = web::block(move || {
        let (t, lang, today) = (CentreTexts(visitor.lang), visitor.lang, state.clock().today());
        let answers = Answers { facility: form.line("facility"), year: form.line("year"), reason: form.line("reason") };
        let (scope, years) = state.database.read(|conn| {
            let scope = sight::scope(conn, &user.actor, today)?;
            let years = figures::years(conn, &user.actor, &scope.ids(), today)?;
            Ok::<_, Error>((scope, years))
        })?;
        let mut reader = Reader::new(lang, today);
        let facility = match scope.own.as_slice() {
            [only] => Some(only.id),
            _ => scope.facility(state.database.keyring(), &answers.facility).ok().map(|own| own.id),
        };
        if facility.is_none() {
            reader.wrong("facility", t.place_missing());
        }
        let year = answers.year.parse::<i32>().ok().filter(|year| years.contains(year));
        if year.is_none() {
            let of = |year: Option<&i32>| year.map_or_else(String::new, ToString::to_string);
            reader.wrong("year", &t.year_wrong(&of(years.last()), &of(years.first())));
        }
        let reason = reader.must("reason", &answers.reason, LINE, t.reason_missing());
        if let (Some(facility), Some(number), true) = (facility, year, reader.errors.is_empty()) {
            let file = taken(&state, lang, &user, (facility, number), reason)?;
            return Ok(Outcome::File(format!("{}-{number}.xlsx", t.file_name()), file));
        }
        Ok::<_, Error>(Outcome::Again(Box::new(page_of(&state, &visitor, &user, &answers, reader.errors)?)))
    })
    .await??;
    Ok(match outcome {
        Outcome::Again(template) => invalid(&*template),
        Outcome::File(name, bytes) => HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
            .body(bytes),
    })
}

/// Makes the workbook and remembers it in one transaction: what is not in the log has not left the house.
fn taken(
    state: &State,
    lang: Lang,
    user: &SignedIn,
    (facility, number): (i64, i32),
    reason: String,
) -> Result<Vec<u8>> {
    let (actor, now, today) = (&user.actor, state.clock().now_utc(), state.clock().today());
    let year = Year::new(number, None, today).map_err(|_| Error::NotFound)?;
    state.database.write(actor, |conn| {
        let scope = sight::scope(conn, actor, today)?;
        let facts = figures::facts_at(conn, actor, &[facility], year)?;
        let seen = lines(conn, actor, &scope, facility)?;
        let list = List::of(&facts, facility, &seen);
        let export = Export {
            facility_id: facility,
            year: number,
            reason,
            lines: i32::try_from(list.lines.len()).unwrap_or(i32::MAX),
            exported_by_id: user.user_id,
            exported_at: now,
        };
        store::remember(conn, actor, &export)?;
        let file = list.workbook(lang).map_err(Error::internal)?;
        Ok((file, AuditEntry::done_to("centre.export", "facility", facility)))
    })
}

/// A stay that is open to the centre, and what she is called there without her name.
#[derive(Debug, Clone)]
struct Seen {
    stay: i64,
    called: String,
    exit_reason: Option<ExitReason>,
}

fn lines(conn: &mut Conn, actor: &Actor, scope: &Scope, facility: i64) -> Result<Vec<Seen>> {
    let stays = scope.stays(conn, actor)?;
    let here: Vec<_> = stays.into_iter().filter(|(stay, _)| stay.fact.facility_id == facility).collect();
    let ids: Vec<i64> = here.iter().map(|(_, who)| who.client_id).collect();
    let called = scope.announced(conn, actor, &ids)?;
    let call = |client: i64| called.iter().find(|who| who.client_id == client).map(|who| who.label.clone());
    let seen = here.into_iter().filter_map(|(stay, who)| {
        Some(Seen { stay: stay.id, called: call(who.client_id)?, exit_reason: stay.fact.exit_reason })
    });
    Ok(seen.collect())
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    called: String,
    from: NaiveDate,
    to: Option<NaiveDate>,
    nights: i64,
    exit_reason: Option<ExitReason>,
}

/// The list.
#[derive(Debug)]
struct List {
    lines: Vec<Line>,
    /// Stays that count and are not shown one by one, and their nights.
    others: (i64, i64),
    counted: Counted,
}

impl List {
    fn of(facts: &Facts, facility: i64, seen: &[Seen]) -> Self {
        let (groups, year) = (figures::counted_at(facts, facility), facts.year);
        let counted = Counted::of(&groups, year);
        let mut lines: Vec<Line> = Vec::new();
        for stay in groups.iter().flat_map(|(_, stays)| stays).filter(|stay| stay.counts_in(year)) {
            let nights = stay.nights_in(year).and_then(|nights| nights.days()).unwrap_or(0);
            if let Some(known) = seen.iter().find(|known| known.stay == stay.id) {
                let exit_reason = known.exit_reason.filter(|_| stay.to.is_some());
                lines.push(Line { called: known.called.clone(), from: stay.from, to: stay.to, nights, exit_reason });
            }
        }
        lines.sort_by_key(|line| line.from);
        let shown: i64 = lines.iter().map(|line| line.nights).sum();
        let others = (counted.stays - i64::try_from(lines.len()).unwrap_or(0), counted.nights - shown);
        Self { lines, others, counted }
    }

    fn workbook(&self, lang: Lang) -> std::result::Result<Vec<u8>, XlsxError> {
        let t = CentreTexts(lang);
        let mut book = Workbook::new();
        let (bold, date) = (Format::new().set_bold(), Format::new().set_num_format("dd.mm.yyyy"));
        let sheet = book.add_worksheet();
        head(sheet, t.sheet_stays(), &[t.resident(), t.from(), t.to(), t.nights_in_year(), t.why()], &bold)?;
        let mut row = 0;
        for line in &self.lines {
            row += 1;
            sheet.write_string(row, 0, guarded(&line.called))?;
            for (place, day) in [(1, Some(line.from)), (2, line.to)] {
                if let Some(day) = day {
                    sheet.write_with_format(row, place, ExcelDateTime::parse_from_str(&day.to_string())?, &date)?;
                }
            }
            sheet.write_number(row, 3, whole(line.nights))?;
            sheet.write_string(row, 4, line.exit_reason.map_or("", |reason| reason.label(lang)))?;
        }
        if self.others != (0, 0) {
            row += 1;
            sheet.write_string(row, 0, t.earlier(&self.others.0))?;
            sheet.write_number(row, 3, whole(self.others.1))?;
        }
        sheet.write_string_with_format(row + 1, 0, t.sum(), &bold)?;
        sheet.write_number_with_format(row + 1, 3, whole(self.counted.nights), &bold)?;
        let sheet = book.add_worksheet();
        head(sheet, t.sheet_months(), &[t.month(), t.nights()], &bold)?;
        for (row, (month, nights)) in (1_u32..).zip(&self.counted.months) {
            sheet.write_string(row, 0, months::named(*month, lang))?;
            sheet.write_number(row, 1, whole(*nights))?;
        }
        let last = u32::try_from(self.counted.months.len()).unwrap_or(12) + 1;
        sheet.write_string_with_format(last, 0, t.sum(), &bold)?;
        sheet.write_number_with_format(last, 1, whole(self.counted.nights), &bold)?;
        for (below, (label, count)) in (2_u32..).zip([
            (t.clients(), self.counted.clients),
            (t.stays(), self.counted.stays),
            (t.moved_in_count(), self.counted.moved_in),
            (t.moved_out_count(), self.counted.moved_out),
        ]) {
            sheet.write_string(last + below, 0, label)?;
            sheet.write_number(last + below, 1, whole(count))?;
        }
        sheet.write_string(last + 7, 0, t.rule())?;
        book.save_to_buffer()
    }
}

fn head(sheet: &mut Worksheet, name: &str, columns: &[&str], bold: &Format) -> std::result::Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (place, column) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, place, *column, bold)?;
        sheet.set_column_width(place, 18)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn whole(count: i64) -> f64 {
    i32::try_from(count).map_or(f64::from(i32::MAX), f64::from)
}

/// A text that no spreadsheet takes for a formula, also after the workbook is saved as something else.
fn guarded(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for (cell, kept) in [("=1+1", "'=1+1"), (" @x", "' @x"), ("«=x»", "«=x»"), ("2019-001", "2019-001")] {
            assert_eq!(guarded(cell), kept);
        }
    }
}
