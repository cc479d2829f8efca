//! The list of tasks, about clients or about none: one's own, everybody's open ones, and what was closed lately. A task about a
//! client whom the reader may not see is not there; where it is a block by name that hides her, the list says how many.

use super::Answer;
use super::lines::{Shower, TaskLine};
use super::page::{Said, said};
use super::texts::TaskTexts;
use crate::casefile::record::RecordTexts;
use crate::clients::store::{ClientName, colleagues, names_of};
use crate::clients::{sight, store as client_store};
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use crate::tasks::model::TaskRow;
use crate::tasks::store;
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;
use askama::Template;
use chrono::TimeDelta;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/tasks", web::get().to(page));
}

/// How many tasks stand on the page.
const SHOWN: usize = 200;
/// For how many days what was closed is shown.
const LATELY_DAYS: i64 = 14;

/// Which tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Mine,
    All,
    Done,
}

#[derive(Deserialize)]
struct Asked {
    view: Option<String>,
}

/// A link to another list.
struct ViewLink {
    href: String,
    label: &'static str,
    is_current: bool,
}

#[derive(Template)]
#[template(path = "casefile/task_list.html")]
struct ListPage {
    l: Layout,
    t: TaskTexts,
    words: RecordTexts,
    views: Vec<ViewLink>,
    back: &'static str,
    tasks: Vec<TaskLine>,
    empty: &'static str,
    hidden: String,
    first: String,
    new_href: &'static str,
}

/// The tasks of a list that the reader may see, with what their clients are called.
struct Found {
    rows: Vec<TaskRow>,
    names: Vec<ClientName>,
    hidden: usize,
    is_cut: bool,
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    asked: web::Query<Asked>,
    query: web::Query<Said>,
) -> Answer {
    let (lang, t) = (visitor.lang, TaskTexts(visitor.lang));
    let view = match asked.view.as_deref() {
        Some("all") => View::All,
        Some("done") => View::Done,
        _ => View::Mine,
    };
    let worker = state.clone();
    let (found, people) = web::block(move || {
        worker.database.read(|conn| {
            let found = read(conn, &worker, &user, view)?;
            Ok::<_, Error>((found, colleagues(conn, &user.actor)?))
        })
    })
    .await??;
    let show = Shower {
        lang,
        today: state.clock().today(),
        keyring: state.database.keyring(),
        state: &state,
        colleagues: &people,
        back: "tasks",
        is_live: true,
    };
    let lines = found.rows.iter().map(|row| {
        let client = row.task.client_id.and_then(|id| found.names.iter().find(|name| name.id == id));
        show.task(row, client)
    });
    let links =
        [(View::Mine, "", t.mine()), (View::All, "?view=all", t.all_open()), (View::Done, "?view=done", t.lately())];
    Ok(ok(&ListPage {
        l: Layout::new(&visitor, &state, t.all_tasks(), urls::TASKS)
            .with_print_line(&visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(said(query.said.as_deref(), lang)),
        t,
        words: RecordTexts(lang),
        views: links
            .into_iter()
            .map(|(one, query, label)| ViewLink {
                href: format!("{}{query}", urls::TASKS),
                label,
                is_current: one == view,
            })
            .collect(),
        back: show.back,
        tasks: lines.collect(),
        empty: match view {
            View::Mine => t.none_mine(),
            View::All => t.none_open(),
            View::Done => t.none_done(),
        },
        hidden: if found.hidden > 0 { t.hidden(&found.hidden) } else { String::new() },
        first: if found.is_cut { t.first(&SHOWN.to_string()) } else { String::new() },
        new_href: urls::NEW_TASK,
    }))
}

fn read(conn: &mut Conn, state: &State, user: &SignedIn, view: View) -> Result<Found> {
    let (actor, now) = (&user.actor, state.clock().now_utc());
    // One more than is shown tells that there are more.
    let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = match view {
        View::Mine => store::open_of_user(conn, actor, user.user_id, limit)?,
        View::All => store::open(conn, actor, limit)?,
        View::Done => store::closed_since(conn, actor, now - TimeDelta::days(LATELY_DAYS), limit)?,
    };
    let is_cut = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let (names, hidden) = sift(conn, actor, state, &mut rows)?;
    Ok(Found { rows, names, hidden, is_cut })
}

/// Leaves out the tasks about clients whom the actor may not see. Answers what the others are called, and how many tasks only a
/// block by name hides: of whom one would not see anyway, nobody learns that there is anything.
fn sift(conn: &mut Conn, actor: &Actor, state: &State, rows: &mut Vec<TaskRow>) -> Result<(Vec<ClientName>, usize)> {
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.task.client_id).collect();
    let names = names_of(conn, actor, &sight, &ids)?;
    let blocked = client_store::hidden_by_name(conn, actor, &sight, &ids)?;
    let is_of = |row: &TaskRow, all: &[i64]| row.task.client_id.is_some_and(|id| all.contains(&id));
    let hidden = rows.iter().filter(|row| is_of(row, &blocked)).count();
    rows.retain(|row| row.task.client_id.is_none_or(|id| names.iter().any(|name| name.id == id)));
    Ok((names, hidden))
}
