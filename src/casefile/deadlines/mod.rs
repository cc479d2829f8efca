//! The deadlines of a client: those that run, those that were handled, and what one does with them. [`section`] makes the part of a
//! page, `templates/casefile/deadlines.html` shows it; here is also the page of its own. Panels of other pages show some of them
//! in brief.

mod brief;
pub mod form;
mod handling;
mod texts;

pub use brief::{Brief, next, of_residence};
pub use texts::DeadlineTexts;

use super::head::{self, File, Part};
use super::record::{RecordTexts, history, routes_of};
use crate::db::Conn;
use crate::db::RefKind;
use crate::deadlines::answers::Answers;
use crate::deadlines::due::{Due, DueMoment, Left};
use crate::deadlines::model::DeadlineRow;
use crate::deadlines::{rules_store, store, texts as words};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, DeadlineState};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
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

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/deadlines", web::get().to(show_page));
    // Before the pages of a record: «new» is no record.
    routes_of::<Answers>(config);
    handling::routes(config);
}

/// A deadline that runs.
pub struct OpenLine {
    /// `due`, `due soon` or `due over`.
    pub class: &'static str,
    /// The number of days or hours, where there is one.
    pub number: String,
    /// What follows the number.
    pub unit: String,
    /// What it is about.
    pub title: String,
    /// Its day, and the working day it moves to.
    pub day: String,
    /// The day for machines.
    pub iso: String,
    /// What it follows from.
    pub why: String,
    /// Its version, for the forms.
    pub version: String,
    /// Where one deals with it; posting there is done.
    pub handling_href: String,
    /// Where a reminder is put aside until the next one; empty where it stays.
    pub seen_action: String,
    /// Where it is changed, when it was written by hand; else empty.
    pub change_href: String,
}

/// A deadline that was handled.
pub struct HandledLine {
    /// What it is about.
    pub title: String,
    /// Its day.
    pub day: String,
    /// What was done.
    pub tag: Tag,
    /// By whom and when.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Where it is opened again.
    pub handling_href: String,
}

/// The part of a page that shows a client's deadlines.
pub struct Section {
    /// Those that run, the first to act on first.
    pub open: Vec<OpenLine>,
    /// Those that were handled, the latest first.
    pub handled: Vec<HandledLine>,
    /// Where one is written by hand.
    pub new_href: String,
    /// True when something may be written in the file.
    pub may_write: bool,
    /// The page to come back to.
    pub back: String,
    /// The words.
    pub t: DeadlineTexts,
}

/// Reads what [`section`] shows.
///
/// # Errors
/// When the database cannot be read.
pub fn found(conn: &mut Conn, state: &State, actor: &Actor, client: i64) -> Result<Found> {
    let rules = rules_store::all(conn, actor)?;
    let now = moment(state);
    let rows = store::all(conn, actor, Some(client))?;
    let dues = rows.into_iter().map(|row| (row.clone(), Due::of(row, &rules, now))).collect();
    Ok(Found { dues, people: crate::clients::store::colleagues(conn, actor)? })
}

/// What [`found`] has read.
pub struct Found {
    dues: Vec<(DeadlineRow, Due)>,
    people: Vec<crate::clients::store::Colleague>,
}

/// Now, as deadlines ask for it.
pub(super) fn moment(state: &State) -> DueMoment {
    DueMoment::of(state.clock().local(state.clock().now_utc()))
}

/// The part of a page for an opened file; `back` is the page it stands on, as a part of the address.
pub fn section(state: &State, lang: Lang, file: &File, found: Found, back: &str) -> Section {
    let now = moment(state);
    let is_active = file.client.closed_on.is_none() && file.case.merged_into_id.is_none();
    let back = urls::client_part(&file.client_ref, back);
    let (mut open, mut handled): (Vec<_>, Vec<_>) =
        found.dues.into_iter().partition(|(row, _)| row.state == DeadlineState::Open);
    open.retain(|_| is_active);
    // Our own reminders have no day that somebody set: they come last.
    open.sort_by_key(|(row, _)| (row.kind.is_reminder(), row.act_on, row.id));
    handled.sort_by_key(|(row, _)| std::cmp::Reverse((row.handled_at, row.id)));
    Section {
        open: open.into_iter().map(|(row, due)| open_line(state, lang, file, &row, &due, now)).collect(),
        handled: handled
            .into_iter()
            .map(|(row, due)| handled_line(state, lang, file, row, &due, &found.people))
            .collect(),
        new_href: urls::client_part(&file.client_ref, "deadlines/new"),
        may_write: file.may_write && is_active,
        back,
        t: DeadlineTexts(lang),
    }
}

/// The address of a deadline, with what comes behind it.
fn address(state: &State, client_ref: &str, id: i64, behind: &str) -> String {
    let covered = state.database.keyring().cover(RefKind::Deadline, id);
    urls::client_part(client_ref, &format!("deadlines/{covered}{behind}"))
}

fn open_line(state: &State, lang: Lang, file: &File, row: &DeadlineRow, due: &Due, now: DueMoment) -> OpenLine {
    let left = due.left(now);
    let (number, unit) = match waiting(row, now) {
        Some(from) => (String::new(), DeadlineTexts(lang).reminds_from(&show::date(from))),
        None => words::number_and_unit(left, lang),
    };
    let at = |behind: &str| address(state, &file.client_ref, row.id, behind);
    OpenLine {
        class: class_of(left),
        number,
        unit,
        title: words::title(due, lang),
        day: if row.kind.is_reminder() { String::new() } else { words::day(due, lang) },
        iso: row.legal_on.to_string(),
        why: words::why(due, lang),
        version: row.version.to_string(),
        handling_href: at("/handling"),
        seen_action: if due.may_be_seen { at("/seen") } else { String::new() },
        change_href: if row.source_id.is_none() { at("") } else { String::new() },
    }
}

/// The day from which a reminder of ours reminds, when that has not come: nothing presses until then.
fn waiting(row: &DeadlineRow, now: DueMoment) -> Option<NaiveDate> {
    (row.kind.is_reminder() && row.shows_on > now.today()).then_some(row.shows_on)
}

/// How a deadline presses, as lists of them show it.
fn class_of(left: Left) -> &'static str {
    match words::color(left) {
        "danger" => "due over",
        "warning" => "due soon",
        _ => "due",
    }
}

fn handled_line(
    state: &State,
    lang: Lang,
    file: &File,
    row: DeadlineRow,
    due: &Due,
    people: &[crate::clients::store::Colleague],
) -> HandledLine {
    let t = DeadlineTexts(lang);
    let who = row.handled_by_id.and_then(|id| people.iter().find(|one| one.id == id));
    let who = who.map_or(RecordTexts(lang).unknown_user(), |one| one.name.as_str());
    let when = row.handled_at.map_or_else(String::new, |at| show::moment(state.clock().local(at), lang));
    let (color, icon) = if row.state == DeadlineState::Done { ("success", "check") } else { ("neutral", "") };
    HandledLine {
        title: words::title(due, lang),
        day: if row.kind.is_reminder() { String::new() } else { words::day(due, lang) },
        tag: Tag::new(color, icon, row.state.label(lang)),
        by: t.handled_by(&when, who),
        reason: row.reason.clone().unwrap_or_default(),
        handling_href: address(state, &file.client_ref, row.id, "/handling"),
    }
}

#[derive(Template)]
#[template(path = "casefile/deadlines_page.html")]
struct DeadlinesPage {
    l: Layout,
    t: DeadlineTexts,
    rt: RecordTexts,
    file: File,
    s: Section,
    earlier: Vec<super::record::Change>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> std::result::Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (actor, lang) = (&user.actor, visitor.lang);
        let (file, (found, earlier)) = head::open(&state, &visitor, &user, &path, Part::Tasks, |conn, file| {
            let earlier = history::of_client::<Answers>(conn, &state, lang, actor, file.id)?;
            Ok((found(conn, &state, actor, file.id)?, earlier))
        })?;
        let t = DeadlineTexts(lang);
        let said = query.said.as_deref().and_then(|code| said_of(code, lang));
        let l = Layout::new(&visitor, &state, t.heading(), &urls::client_part(&file.client_ref, "deadlines"))
            .of_client(&visitor, &file.client_ref)
            .with_print_line(&visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said.map(|text| Flash { color: "success", text }));
        let s = section(&state, lang, &file, found, "deadlines");
        Ok::<_, Error>(DeadlinesPage { l, t, rt: RecordTexts(lang), s, file, earlier })
    })
    .await??;
    Ok(ok(&template))
}

/// What was just done with a deadline, for every page that shows them.
#[must_use]
pub fn said_of(code: &str, lang: Lang) -> Option<String> {
    let t = DeadlineTexts(lang);
    let text = match code {
        "done" => t.said_done(),
        "not_relevant" => t.said_not_relevant(),
        "open" => t.said_open(),
        "seen" => t.said_seen(),
        "stays" => t.said_stays(),
        other => return said::words(other, lang),
    };
    Some(text.to_owned())
}
