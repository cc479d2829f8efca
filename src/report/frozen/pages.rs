//! The form that freezes a year. The password must have been shown within the last minutes (web/routes.rs).

use super::store;
use super::texts::FrozenTexts;
use super::{differences_page, shown_page};
use crate::kernel::error::Error;
use crate::report::missing;
use crate::report::rules::Year;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::inputs::{LINE, Reader};
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

pub(super) type Answer = Result<HttpResponse, Failure>;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/report/{year}/freeze", web::get().to(form_page))
        .route("/report/{year}/freeze", web::post().to(form_post))
        .route("/report/{year}/frozen/{frozen}", web::get().to(shown_page::page))
        .route("/report/{year}/frozen/{frozen}/json", web::get().to(shown_page::json))
        .route("/report/{year}/frozen/{frozen}/files/{file}", web::get().to(shown_page::file))
        .route("/report/{year}/frozen/{frozen}/publication", web::post().to(shown_page::publication))
        .route("/report/{year}/frozen/{frozen}/differences", web::get().to(differences_page::page));
}

/// A version of a year.
#[must_use]
pub fn address(year: i32, number: i32) -> String {
    format!("{}/frozen/{number}", urls::report(year))
}

/// A year as an address names it, whole or up to today.
pub(super) fn asked_year(text: &str, today: NaiveDate) -> Result<Year, Error> {
    let number = text.parse().map_err(|_| Error::NotFound)?;
    Year::new(number, None, today).map_err(|_| Error::NotFound)
}

/// The number of a version as an address names it.
pub(super) fn asked_number(text: &str) -> Result<i32, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

#[derive(Template)]
#[template(path = "report/freeze.html")]
struct FreezePage {
    l: Layout,
    t: FrozenTexts,
    heading: String,
    back_href: String,
    back: String,
    action: String,
    once: String,
    has_begun: bool,
    running: String,
    missing: String,
    missing_href: String,
    as_of: Field,
    reason: Field,
    errors: Vec<FieldError>,
}

/// The answers of the form as they were given.
#[derive(Default)]
struct Answers {
    as_of: String,
    reason: String,
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    year: Year,
    answers: &Answers,
    errors: Vec<FieldError>,
) -> Result<FreezePage, Error> {
    let t = FrozenTexts(visitor.lang);
    let number = year.number().to_string();
    let action = format!("{}/freeze", urls::report(year.number()));
    let heading = t.freeze_heading(&number);
    let lines = missing::count(&state.database, &user.actor, year)?;
    let is_over = (year.closing() == last_day(year.number())?) || !year.has_begun();
    Ok(FreezePage {
        l: Layout::new(visitor, state, &heading, &action).with_errors(!errors.is_empty()),
        heading,
        back_href: urls::report(year.number()),
        back: t.back(&number),
        once: once_key(),
        has_begun: year.has_begun(),
        running: if is_over { String::new() } else { t.freeze_running(&show::date(year.closing())) },
        missing: if lines == 0 { String::new() } else { t.freeze_missing(&lines.to_string()) },
        missing_href: missing::address(year.number()),
        as_of: Field::new("as_of", t.as_of()).hinted(t.as_of_hint()).with(&answers.as_of).judged(&errors),
        reason: Field::new("reason", t.reason()).hinted(t.reason_hint()).with(&answers.reason).judged(&errors),
        errors,
        action,
        t,
    })
}

fn last_day(year: i32) -> Result<NaiveDate, Error> {
    NaiveDate::from_ymd_opt(year, 12, 31).ok_or(Error::NotFound)
}

async fn form_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, year: web::Path<String>) -> Answer {
    let year = asked_year(&year, state.clock().today())?;
    let answers = Answers { as_of: show::date(year.closing()), ..Answers::default() };
    let template = web::block(move || page_of(&state, &visitor, &user, year, &answers, Vec::new())).await??;
    Ok(ok(&template))
}

async fn form_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    year: web::Path<String>,
    form: Posted,
) -> Answer {
    let today = state.clock().today();
    let year = asked_year(&year, today)?;
    let done = web::block(move || {
        let t = FrozenTexts(visitor.lang);
        let answers = Answers { as_of: form.line("as_of"), reason: form.line("reason") };
        let mut reader = Reader::new(visitor.lang, today);
        let as_of = reader.past("as_of", &answers.as_of);
        reader.must_date("as_of", &answers.as_of, as_of);
        let closed = as_of.filter(|_| reader.errors.is_empty()).and_then(|as_of| {
            let closed = Year::new(year.number(), Some(as_of), today).ok();
            if closed.is_none() {
                let last =
                    last_day(year.number()).map(|last| last.min(today)).map_or_else(|_| String::new(), show::date);
                reader.wrong("as_of", &t.as_of_outside(&show::date(year.first()), &last));
            }
            closed
        });
        let reason = reader.must("reason", &answers.reason, LINE, t.reason_missing());
        match closed {
            Some(closed) if reader.errors.is_empty() => {
                let once = Some(form.value("once"));
                let number = super::freeze(&state.database, &user, closed, &reason, once, visitor.lang)?;
                Ok::<_, Error>(Ok(format!("{}?said=frozen", address(year.number(), number))))
            }
            _ => Ok(Err(Box::new(page_of(&state, &visitor, &user, year, &answers, reader.errors)?))),
        }
    })
    .await??;
    Ok(match done {
        Ok(address) => see_other(&address),
        Err(template) => invalid(&*template),
    })
}

/// A frozen version, as the page of its year lists it.
pub struct Version {
    /// Its address.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// True for the published one.
    pub is_published: bool,
    /// True for the one that is open.
    pub current: bool,
}

/// The versions of a year, for those who may see its figures.
///
/// # Errors
/// When the database cannot be read.
pub fn versions(
    conn: &mut crate::db::Conn,
    state: &State,
    actor: &crate::kernel::actor::Actor,
    (year, open): (i32, Option<i32>),
    t: FrozenTexts,
) -> Result<Vec<Version>, Error> {
    let published = store::published(conn, actor)?.remove(&year).and_then(|mark| mark.report_id);
    let version = |row: super::model::FrozenRow| Version {
        href: address(year, row.number),
        label: t.version(&row.number, &show::date(state.clock().local(row.frozen_at).date())),
        is_published: published == Some(row.id),
        current: open == Some(row.number),
    };
    Ok(store::of_year(conn, actor, year)?.into_iter().map(version).collect())
}
