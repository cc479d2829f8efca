//! The first page: what needs her today. Deadlines of her clients, her tasks and appointments, what centres did, whom nobody has
//! written about for long, her half-written forms, and for the lead what waits for a lead. Roles without clients see where they
//! may go. Each section has a file; here they are read in a fixed number of queries and put together.

mod centres;
mod deadlines;
mod desk;
mod news;
mod quiet;
mod todo;

use self::centres::{ArrivalLine, NoticeLine};
use self::deadlines::Deadlines;
use self::desk::{DraftLine, Grant, OpeningLine, Unfrozen};
use self::news::NewsLine;
use self::quiet::QuietLine;
use self::todo::{AppointmentLine, Tasks};
use super::texts::HomeTexts;
use crate::clients::{sight, store};
use crate::db::{Conn, Keyring, RefKind};
use crate::deadlines::due::DueMoment;
use crate::desk::drafts;
use crate::helpline::board::{self, Board, BoardTexts};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::Posted;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{ok, own_address, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::{months, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Datelike;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/", web::get().to(home_page)).route("/drafts/discard", web::post().to(discard_post));
}

/// A client, as every section names her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Her page.
    pub href: String,
    /// Her name in short.
    pub name: String,
    /// Her case number.
    pub case_number: String,
}

impl Client {
    /// A page of her file; her page itself for nothing.
    fn part(&self, part: &str) -> String {
        if part.is_empty() { self.href.clone() } else { format!("{}/{part}", self.href) }
    }
}

/// The clients that the sections are about, as far as they are there for the reader: whoever is not is in no list and no count.
pub struct Clients<'a> {
    names: Vec<store::ClientName>,
    keyring: &'a Keyring,
}

impl Clients<'_> {
    fn get(&self, id: i64) -> Option<Client> {
        let name = self.names.iter().find(|name| name.id == id)?;
        Some(Client {
            href: urls::client(&self.keyring.cover(RefKind::Client, id)),
            name: name.short(),
            case_number: name.case_number.clone(),
        })
    }
}

/// What there is for her today.
#[derive(Default)]
struct Day {
    deadlines: Deadlines,
    tasks: Tasks,
    appointments: Vec<AppointmentLine>,
    news: Vec<NewsLine>,
    quiet: Vec<QuietLine>,
    is_quiet_cut: bool,
    drafts: Vec<DraftLine>,
    openings: Vec<OpeningLine>,
    grants: Vec<Grant>,
    unfrozen: Option<Unfrozen>,
    notices: Vec<NoticeLine>,
    arrivals: Vec<ArrivalLine>,
    board: Option<Board>,
}

/// A link beside the date: how many of something there are.
struct Count {
    href: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "today/home.html")]
struct HomePage {
    l: Layout,
    t: HomeTexts,
    day: Day,
    date: String,
    iso: String,
    counts: Vec<Count>,
    has_clients: bool,
    lead: &'static str,
    last_time: String,
    kept_days: String,
    quiet_heading: String,
    clients_href: &'static str,
    tasks_href: &'static str,
    new_task_href: &'static str,
    complete_action: &'static str,
    discard_action: &'static str,
}

#[derive(Deserialize)]
struct Asked {
    said: Option<String>,
}

async fn home_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    if user.actor.may(Area::Centre) {
        return crate::centres::board::page(state, visitor, user, query.into_inner().said).await;
    }
    let (worker, asking, lang) = (state.clone(), user.clone(), visitor.lang);
    let day = web::block(move || worker.database.read(|conn| day_of(conn, &worker, &asking, lang))).await??;
    let t = HomeTexts(lang);
    let today = state.clock().today();
    let l = Layout::new(&visitor, &state, t.title(), urls::HOME)
        .with_print_line(&visitor, state.clock().local(state.clock().now_utc()))
        .with_flash(said(query.said.as_deref(), t));
    let last_time = match user.previous_sign_in_at {
        Some(at) => t.last_time(&state.clock().local(at).format("%d.%m.%Y %H.%M").to_string()),
        None => t.first_time().to_owned(),
    };
    let week = today.iso_week().week().to_string();
    Ok(ok(&HomePage {
        t,
        date: capitalized(&t.date(show::weekday(today.weekday(), lang), &months::long_date(today, lang), &week)),
        iso: today.to_string(),
        counts: counts(&day, t),
        has_clients: user.actor.may(Area::Clients),
        lead: if l.nav.len() > 1 { t.lead() } else { t.nothing() },
        last_time,
        kept_days: drafts::KEPT_DAYS.to_string(),
        quiet_heading: t.quiet(&quiet::DAYS.to_string()),
        clients_href: urls::CLIENTS,
        tasks_href: urls::TASKS,
        new_task_href: urls::NEW_TASK,
        complete_action: urls::COMPLETE_TASKS,
        discard_action: urls::DISCARD_DRAFT,
        day,
        l,
    }))
}

/// What was just done, in words.
fn said(code: Option<&str>, t: HomeTexts) -> Option<Flash> {
    let b = BoardTexts(t.0);
    let (color, text) = match code? {
        "enquiry_saved" => ("success", b.saved_said()),
        "handover_taken" => ("success", b.taken_said()),
        "handover_given_back" => ("success", b.given_back_said()),
        "handover_done" => ("success", b.done_said()),
        "handover_handed" => ("success", b.handed_said()),
        "handover_too_late" => ("warning", b.too_late_said()),
        "discarded" => ("success", t.discarded()),
        "task_done" => ("success", t.task_done()),
        "task_done_several" => ("success", t.tasks_done()),
        "task_closed_before" => ("info", t.task_closed_before()),
        "task_none" => ("info", t.task_none()),
        "task_dismissed" => ("success", t.task_dismissed()),
        "notice_handled" => ("success", t.notice_handled()),
        "seen" => ("success", t.deadline_seen()),
        "done" => ("success", t.deadline_done()),
        _ => return None,
    };
    Some(Flash { color, text: text.to_owned() })
}

/// How many there are of what, each a link to its section; nothing is said of what there is none of.
fn counts(day: &Day, t: HomeTexts) -> Vec<Count> {
    let some = |number: usize, text: String| if number > 0 { text } else { String::new() };
    let number = |number: usize| number.to_string();
    let all = [
        ("#deadlines", some(day.deadlines.dues.len(), day.deadlines.count.clone())),
        ("#tasks", day.tasks.count.clone()),
        ("#appointments", some(day.appointments.len(), t.appointment_count(&number(day.appointments.len())))),
        ("#handed", day.board.as_ref().map_or_else(String::new, |board| board.count.clone())),
        ("#news", some(day.news.len(), t.news_count(&number(day.news.len())))),
        ("#drafts", some(day.drafts.len(), t.draft_count(&number(day.drafts.len())))),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(href, text)| Count { href, text }).collect()
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Reads what there is for her today: a fixed number of queries, each with its limit.
fn day_of(conn: &mut Conn, state: &State, user: &SignedIn, lang: Lang) -> Result<Day> {
    let grants = desk::grants(conn, user)?;
    let (actor, now, today) = (&user.actor, state.clock().now_utc(), state.clock().today());
    let keyring = state.database.keyring();
    if !actor.may(Area::Clients) {
        // Nobody is there for her by name.
        let nobody = Clients { names: Vec::new(), keyring };
        let drafts = desk::drafts(drafts::all(conn, actor, now)?, &nobody, state, lang);
        return Ok(Day { grants, board: board::read(conn, state, user, lang)?, drafts, ..Day::default() });
    }
    let moment = DueMoment::of(state.clock().local(now));
    let sight = sight::of(conn, actor, now)?;
    let colleagues = store::colleagues(conn, actor)?;
    let due = deadlines::read(conn, user, &sight, moment)?;
    let tasks = todo::tasks_of(conn, user)?;
    let agreed = todo::appointments_of(conn, user, &sight, today)?;
    let news = news::read(conn, user, &sight, &colleagues, now)?;
    let quiet = quiet::read(conn, user, &sight, today)?;
    let notices = centres::notices(conn, state, user, &sight, lang)?;
    let arrivals = centres::arrivals(conn, state, user, lang)?;
    let written = drafts::all(conn, actor, now)?;
    let mut ids: Vec<i64> = due.iter().map(|one| one.client_id).collect();
    ids.extend(tasks.iter().filter_map(|row| row.task.client_id));
    ids.extend(agreed.iter().map(|kept| kept.fact.client_id));
    ids.extend(news.iter().map(news::Happening::client));
    ids.extend(quiet.iter().map(|one| one.client_id));
    ids.extend(written.iter().filter_map(|draft| draft.client_id));
    ids.sort_unstable();
    ids.dedup();
    // The one place where it is decided who is there for her: whatever is about somebody else falls out of every section.
    let clients = Clients { names: store::names_of(conn, actor, &sight, &ids)?, keyring };
    let (quiet, is_quiet_cut) = quiet::lines(quiet, &clients, today, lang);
    Ok(Day {
        deadlines: deadlines::section(due, &clients, keyring, moment, lang),
        tasks: todo::tasks(tasks, &clients, keyring, today, lang),
        appointments: todo::lines(agreed, &clients, today, lang),
        news: news::lines(news, &clients, &colleagues, (state, keyring), lang),
        quiet,
        is_quiet_cut,
        drafts: desk::drafts(written, &clients, state, lang),
        openings: desk::openings(conn, state, user, lang)?,
        board: board::read(conn, state, user, lang)?,
        grants,
        unfrozen: desk::unfrozen(conn, user, today, lang)?,
        notices,
        arrivals,
    })
}

/// Takes one of her drafts away, then back to where she came from, or to the form without it.
async fn discard_post(state: web::Data<State>, user: SignedIn, form: Posted) -> Answer {
    let address = form.trimmed("address").to_owned();
    let (database, discarded) = (state.database.clone(), address.clone());
    web::block(move || {
        let now = database.clock().now_utc();
        database.write(&user.actor, |conn| {
            let Some(draft) = drafts::find(conn, &user.actor, &discarded, now)? else {
                return Ok(((), AuditEntry::refused("draft.discard")));
            };
            drafts::discard(conn, &user.actor, &discarded)?;
            let of_client = draft.client_id.map(|id| AuditEntry::done_to("draft.discard", "client", id));
            Ok::<_, Error>(((), of_client.unwrap_or(AuditEntry::done("draft.discard"))))
        })
    })
    .await??;
    Ok(match form.trimmed("back") {
        "/" => see_other(&format!("{}?said=discarded", urls::HOME)),
        _ => see_other(own_address(&address)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_with_a_capital() {
        assert_eq!(capitalized("onsdag 6. november"), "Onsdag 6. november");
        assert_eq!(capitalized(""), "");
    }

    #[test]
    fn only_known_codes_say_something() {
        assert!(said(Some("task_done"), HomeTexts(Lang::Nb)).is_some());
        assert!(said(Some("<b>"), HomeTexts(Lang::Nb)).is_none());
    }
}
