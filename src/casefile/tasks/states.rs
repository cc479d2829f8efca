//! What becomes of tasks and appointments: done, not relevant, open again; held, no show, cancelled. A repeated post finds it done.

use super::Answer;
use super::texts::TaskTexts;
use crate::casefile::head::{self, Part};
use crate::casefile::record::RecordTexts;
use crate::casefile::record::inputs::LINE;
use crate::clients::sight;
use crate::db::{Conn, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{AppointmentState, Code, TaskState};
use crate::kernel::error::{Error, Result};
use crate::tasks::appointments;
use crate::tasks::model::TaskRow;
use crate::tasks::store;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;
use askama::Template;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/tasks/completion", web::post().to(complete_several))
        .route("/tasks/{task}/completion", web::post().to(complete))
        .route("/tasks/{task}/dismissal", web::get().to(dismissal_page))
        .route("/tasks/{task}/dismissal", web::post().to(dismiss))
        .route("/tasks/{task}/reopening", web::post().to(reopen))
        .route("/clients/{client}/appointments/{record}/outcome", web::post().to(conclude));
}

/// How many tasks one form completes at most.
const SEVERAL: usize = 100;

/// Where somebody came from: a code, never an address.
#[derive(Deserialize)]
struct Origin {
    back: Option<String>,
}

/// The page of a code, saying what was done.
fn back_to(state: &State, back: &str, client: Option<i64>, said: &str) -> String {
    match (back, client) {
        ("day", _) => format!("{}?said=task_{said}", urls::HOME),
        ("client", Some(client)) => {
            let client_ref = state.database.keyring().cover(RefKind::Client, client);
            format!("{}?said={said}", urls::client_part(&client_ref, Part::Tasks.place()))
        }
        _ => format!("{}?said={said}", urls::TASKS),
    }
}

/// A task that the actor may work on: one about a client only when she sees her, and the record still takes what is written.
fn find(conn: &mut Conn, state: &State, actor: &Actor, task_ref: &str) -> Result<TaskRow> {
    let row = store::find(conn, actor, state.database.keyring().uncover(RefKind::Task, task_ref)?)?;
    if let Some(client) = row.task.client_id {
        sight::must_see(conn, actor, client, state.clock().now_utc())?;
        if store::is_shut(conn, actor, client)? {
            return Err(Error::NotFound);
        }
    }
    Ok(row)
}

/// What the log says of it.
fn entry(action: &'static str, row: &TaskRow) -> AuditEntry {
    match row.task.client_id {
        Some(client) => AuditEntry::done_to(action, "client", client),
        None => AuditEntry::done_to(action, "task", row.id),
    }
}

async fn complete(state: web::Data<State>, user: SignedIn, path: web::Path<String>, form: Posted) -> Answer {
    let address = web::block(move || {
        let now = state.clock().now_utc();
        let (row, is_first) = state.database.write(&user.actor, |conn| {
            let row = find(conn, &state, &user.actor, &path)?;
            let is_first = store::close(conn, &user.actor, row.id, (TaskState::Done, None), now)?;
            let entry = if is_first { entry("task.complete", &row) } else { AuditEntry::refused("task.complete") };
            Ok::<_, Error>(((row, is_first), entry))
        })?;
        let said = if is_first { "done" } else { "closed_before" };
        Ok::<_, Error>(back_to(&state, form.trimmed("back"), row.task.client_id, said))
    })
    .await??;
    Ok(see_other(&address))
}

/// Completes the tasks that were ticked, in one go.
async fn complete_several(state: web::Data<State>, user: SignedIn, form: Posted) -> Answer {
    let address = web::block(move || {
        let now = state.clock().now_utc();
        let ticked: Vec<String> = form.values("done").take(SEVERAL).map(str::to_owned).collect();
        let count = state.database.write(&user.actor, |conn| {
            let mut entries = Vec::new();
            for task in &ticked {
                let row = find(conn, &state, &user.actor, task)?;
                if store::close(conn, &user.actor, row.id, (TaskState::Done, None), now)? {
                    entries.push(entry("task.complete", &row));
                }
            }
            let count = entries.len();
            if entries.is_empty() {
                entries.push(AuditEntry::refused("task.complete"));
            }
            Ok::<_, Error>((count, entries))
        })?;
        let said = match (ticked.len(), count) {
            (0, _) => "none",
            (_, 0) => "closed_before",
            (_, 1) => "done",
            _ => "done_several",
        };
        Ok::<_, Error>(back_to(&state, "day", None, said))
    })
    .await??;
    Ok(see_other(&address))
}

#[derive(Template)]
#[template(path = "casefile/task_dismissal.html")]
struct DismissalPage {
    l: Layout,
    t: TaskTexts,
    words: RecordTexts,
    title: String,
    action: String,
    back: String,
    back_href: String,
    reason: Field,
    errors: Vec<FieldError>,
}

impl DismissalPage {
    fn new(
        (state, visitor): (&State, &Visitor),
        row: &TaskRow,
        task_ref: &str,
        back: &str,
        (reason, errors): (&str, Vec<FieldError>),
    ) -> Self {
        let t = TaskTexts(visitor.lang);
        let action = format!("{}/{task_ref}/dismissal", urls::TASKS);
        let back_href = back_to(state, back, row.task.client_id, "");
        Self {
            l: Layout::new(visitor, state, t.dismissal(), &action).with_errors(!errors.is_empty()),
            t,
            words: RecordTexts(visitor.lang),
            title: row.task.title.clone(),
            action,
            back: back.to_owned(),
            back_href: back_href.split('?').next().unwrap_or(urls::TASKS).to_owned(),
            reason: Field::new("reason", t.reason()).with(reason).judged(&errors),
            errors,
        }
    }
}

async fn dismissal_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    from: web::Query<Origin>,
) -> Answer {
    let template = web::block(move || {
        let row = state.database.read(|conn| find(conn, &state, &user.actor, &path))?;
        let back = from.back.as_deref().unwrap_or_default();
        Ok::<_, Error>(DismissalPage::new((&state, &visitor), &row, &path, back, ("", Vec::new())))
    })
    .await??;
    Ok(ok(&template))
}

async fn dismiss(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let (reason, back) = (form.line("reason"), form.trimmed("back").to_owned());
    let t = TaskTexts(visitor.lang);
    let wrong = match reason.chars().count() {
        0 => Some(FieldError::new("reason", t.reason_missing())),
        length if length > LINE => Some(FieldError::new("reason", &RecordTexts(visitor.lang).too_long(&LINE))),
        _ => None,
    };
    let done = web::block(move || {
        if let Some(wrong) = wrong {
            let row = state.database.read(|conn| find(conn, &state, &user.actor, &path))?;
            let again = DismissalPage::new((&state, &visitor), &row, &path, &back, (&reason, vec![wrong]));
            return Ok(Err(again));
        }
        let now = state.clock().now_utc();
        let (row, is_first) = state.database.write(&user.actor, |conn| {
            let row = find(conn, &state, &user.actor, &path)?;
            let how = (TaskState::NotRelevant, Some(reason.as_str()));
            let is_first = store::close(conn, &user.actor, row.id, how, now)?;
            let entry = if is_first { entry("task.dismiss", &row) } else { AuditEntry::refused("task.dismiss") };
            Ok::<_, Error>(((row, is_first), entry))
        })?;
        let said = if is_first { "dismissed" } else { "closed_before" };
        Ok::<_, Error>(Ok(back_to(&state, &back, row.task.client_id, said)))
    })
    .await??;
    Ok(match done {
        Ok(address) => see_other(&address),
        Err(again) => invalid(&again),
    })
}

async fn reopen(state: web::Data<State>, user: SignedIn, path: web::Path<String>, form: Posted) -> Answer {
    let address = web::block(move || {
        let row = state.database.write(&user.actor, |conn| {
            let row = find(conn, &state, &user.actor, &path)?;
            let is_first = store::reopen(conn, &user.actor, row.id)?;
            let entry = if is_first { entry("task.reopen", &row) } else { AuditEntry::refused("task.reopen") };
            Ok::<_, Error>((row, entry))
        })?;
        Ok::<_, Error>(back_to(&state, form.trimmed("back"), row.task.client_id, "reopened"))
    })
    .await??;
    Ok(see_other(&address))
}

/// Says what became of an appointment whose day has come.
async fn conclude(state: web::Data<State>, user: SignedIn, path: web::Path<(String, String)>, form: Posted) -> Answer {
    let (client_ref, record) = path.into_inner();
    let outcome = AppointmentState::from_code(form.trimmed("outcome"))
        .filter(|outcome| *outcome != AppointmentState::Planned)
        .ok_or_else(|| Error::Invalid("an outcome that is none".to_owned()))?;
    let address = web::block(move || {
        let id = state.database.keyring().uncover(RefKind::Appointment, &record)?;
        state.database.write(&user.actor, |conn| {
            let client = head::find(conn, &state, &user.actor, &client_ref)?;
            let own = appointments::of_client(conn, &user.actor, client)?.into_iter().find(|kept| kept.id == id);
            let kept = own.ok_or(Error::NotFound)?;
            // A button that the page does not show yet.
            if kept.fact.held_on > state.clock().today() && outcome != AppointmentState::Cancelled {
                return Err(Error::Invalid("an appointment that lies ahead".to_owned()));
            }
            let is_first = appointments::conclude(conn, &user.actor, client, id, outcome)?;
            let entry = if is_first {
                AuditEntry::done_to("appointment.conclude", "client", client)
            } else {
                AuditEntry::refused("appointment.conclude")
            };
            Ok::<_, Error>(((), entry))
        })?;
        let said = if outcome == AppointmentState::Held { "held" } else { "outcome" };
        Ok::<_, Error>(format!("{}?said={said}", urls::client_part(&client_ref, Part::Tasks.place())))
    })
    .await??;
    Ok(see_other(&address))
}
