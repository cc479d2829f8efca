//! A client's tasks and appointments, and the few of them that her page shows.

use super::Answer;
use super::lines::{AppointmentLine, Shower, TaskLine};
use super::texts::TaskTexts;
use crate::casefile::deadlines;
use crate::casefile::head::{self, File, Part};
use crate::casefile::record::RecordTexts;
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AppointmentState, TaskState};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::tasks::model::{Appointment, TaskRow};
use crate::tasks::{appointments, store, words};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::Tag;
use crate::web::state::State;
use crate::web::{said, urls};
use actix_web::web;
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/tasks", web::get().to(page));
}

/// How many closed tasks and earlier appointments stand on the page.
const EARLIER: usize = 20;

#[derive(Template)]
#[template(path = "casefile/tasks.html")]
struct TasksPage {
    l: Layout,
    t: TaskTexts,
    words: RecordTexts,
    file: File,
    deadlines: deadlines::Section,
    back: &'static str,
    tasks: Vec<TaskLine>,
    closed: Vec<TaskLine>,
    coming: Vec<AppointmentLine>,
    earlier: Vec<AppointmentLine>,
    new_task_href: String,
    new_appointment_href: String,
}

/// What may stand behind the address.
#[derive(Deserialize)]
pub(super) struct Said {
    pub(super) said: Option<String>,
}

/// What was just done, in words.
pub(super) fn said(code: Option<&str>, lang: Lang) -> Option<Flash> {
    let t = TaskTexts(lang);
    let (color, text) = match code? {
        "task" => ("success", t.said_saved()),
        "done" => ("success", t.said_done()),
        "done_several" => ("success", t.said_done_several()),
        "closed_before" => ("info", t.said_closed_before()),
        "dismissed" => ("success", t.said_dismissed()),
        "reopened" => ("success", t.said_reopened()),
        "outcome" => ("success", t.said_outcome()),
        "held" => ("success", t.said_held()),
        other => return said::flash(Some(other), lang),
    };
    Some(Flash { color, text: text.to_owned() })
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Answer {
    let template = web::block(move || {
        let actor = &user.actor;
        let (file, (tasks, appointments, people, found)) =
            head::open(&state, &visitor, &user, &path, Part::Tasks, |conn, file| {
                let tasks = store::of_client(conn, actor, file.id)?;
                let appointments = appointments::of_client(conn, actor, file.id)?;
                let found = deadlines::found(conn, &state, actor, file.id)?;
                Ok((tasks, appointments, colleagues(conn, actor)?, found))
            })?;
        let section = deadlines::section(&state, visitor.lang, &file, found, Part::Tasks.place());
        Ok::<_, Error>(page_of(&state, &visitor, file, section, (tasks, appointments, &people), query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

type Found<'a> = (Vec<TaskRow>, Vec<Kept<Appointment>>, &'a [Colleague]);

fn page_of(
    state: &State,
    visitor: &Visitor,
    file: File,
    deadlines: deadlines::Section,
    (mut tasks, mut appointments, colleagues): Found<'_>,
    code: Option<&str>,
) -> TasksPage {
    let (lang, today) = (visitor.lang, state.clock().today());
    let show = Shower {
        lang,
        today,
        keyring: state.database.keyring(),
        state,
        colleagues,
        back: "client",
        is_live: file.may_write,
    };
    tasks.sort_by_key(store::place);
    let (open, mut closed): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|row| row.state == TaskState::Open);
    closed.sort_by_key(|row| std::cmp::Reverse(row.closed_at));
    closed.truncate(EARLIER);
    appointments.sort_by_key(|kept| (kept.fact.place_in_time(), kept.id));
    let (coming, mut earlier): (Vec<_>, Vec<_>) =
        appointments.into_iter().partition(|kept| kept.fact.state == AppointmentState::Planned);
    earlier.reverse();
    earlier.truncate(EARLIER);
    let lines = |rows: &[TaskRow]| rows.iter().map(|row| show.task(row, None)).collect();
    let of = |kept: &[Kept<Appointment>]| kept.iter().map(|one| show.appointment(one, &file.client_ref)).collect();
    let path = urls::client_part(&file.client_ref, Part::Tasks.place());
    TasksPage {
        deadlines,
        l: Layout::new(visitor, state, TaskTexts(lang).heading(), &path)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said(code, lang)),
        t: TaskTexts(lang),
        words: RecordTexts(lang),
        back: show.back,
        tasks: lines(&open),
        closed: lines(&closed),
        coming: of(&coming),
        earlier: of(&earlier),
        new_task_href: urls::client_part(&file.client_ref, "task/new"),
        new_appointment_href: urls::client_part(&file.client_ref, "appointments/new"),
        file,
    }
}

/// What is next for a client, as her page shows it.
#[derive(Debug, Default)]
pub struct Next {
    /// What the part is called.
    pub heading: &'static str,
    /// What is said of an empty one.
    pub none: &'static str,
    /// The link to all of it.
    pub all: &'static str,
    /// Where that is.
    pub href: String,
    /// The lines: what, when, and what presses of it.
    pub lines: Vec<NextLine>,
}

/// A line of it.
#[derive(Debug)]
pub struct NextLine {
    /// What.
    pub what: String,
    /// When.
    pub when: String,
    /// What presses of it.
    pub tag: Option<Tag>,
}

/// How many appointments, and how many tasks, stand on her page.
const NEXT: usize = 3;

/// What is next for a client: her appointments from today on, then her open tasks, what is due first.
///
/// # Errors
/// When the database cannot be read.
pub fn next_of(conn: &mut Conn, actor: &Actor, file: &File, today: NaiveDate, lang: Lang) -> Result<Next> {
    let t = TaskTexts(lang);
    let mut agreed = appointments::of_client(conn, actor, file.id)?;
    agreed.retain(|kept| kept.fact.state == AppointmentState::Planned && kept.fact.held_on >= today);
    agreed.sort_by_key(|kept| (kept.fact.place_in_time(), kept.id));
    let mut open = store::of_client(conn, actor, file.id)?;
    open.retain(|row| row.state == TaskState::Open);
    open.sort_by_key(store::place);
    let appointments = agreed.into_iter().take(NEXT).map(|kept| NextLine {
        when: words::when(&kept.fact, today, lang),
        tag: words::interpreter_tag(&kept.fact, lang),
        what: kept.fact.title,
    });
    let tasks = open.into_iter().take(NEXT).map(|row| NextLine {
        when: row.task.due_on.map_or_else(String::new, |on| words::due(on, today, lang)),
        tag: row.task.due_on.filter(|on| *on < today).map(|on| words::due_tag(on, today, lang)),
        what: row.task.title,
    });
    Ok(Next {
        heading: t.next_heading(),
        none: t.next_none(),
        all: t.next_all(),
        href: urls::client_part(&file.client_ref, Part::Tasks.place()),
        lines: appointments.chain(tasks).collect(),
    })
}
