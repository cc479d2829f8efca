//! The form of a task outside a client's file: about nobody, or about the client of a case number. A task that is about a client is
//! changed in her file.

use super::Answer;
use super::form::{Ground, TaskForm};
use super::people::People;
use super::texts::TaskTexts;
use crate::audit::changes;
use crate::casefile::record::history::{self, Change};
use crate::casefile::record::inputs::{Input, Reader};
use crate::casefile::record::{Record, RecordTexts, key_of};
use crate::clients::{finding, sight, store as client_store};
use crate::db::{Conn, RefKind};
use crate::desk;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::FactKind;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::tasks::model::{Task, TaskRow};
use crate::tasks::store;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/tasks/new", web::get().to(new_page))
        .route("/tasks/new", web::post().to(new_post))
        .route("/tasks/{task}", web::get().to(change_page))
        .route("/tasks/{task}", web::post().to(change_post));
}

#[derive(Template)]
#[template(path = "casefile/task.html")]
struct TaskPage {
    l: Layout,
    t: TaskTexts,
    words: RecordTexts,
    heading: &'static str,
    action: String,
    back_href: &'static str,
    is_new: bool,
    once: String,
    version: String,
    inputs: Vec<Vec<Input>>,
    case_number: Option<Field>,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    despite: String,
    conflict: Conflict,
    earlier: Vec<Change>,
}

/// A form as it stands.
#[derive(Default)]
struct Sheet {
    answers: TaskForm,
    case_number: String,
    version: i32,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    theirs: Option<TaskForm>,
}

/// Why nothing was kept.
type Stop = Stopped<Box<Sheet>>;

async fn new_page(state: web::Data<State>, visitor: Visitor, user: SignedIn) -> Answer {
    let template = web::block(move || {
        let people = state.database.read(|conn| People::read(conn, state.database.keyring(), &user.actor, None))?;
        let sheet = Sheet { answers: TaskForm::fresh(&people), ..Sheet::default() };
        Ok::<_, Error>(page_of(&state, &visitor, &people, None, sheet, Vec::new()))
    })
    .await??;
    Ok(ok(&template))
}

async fn new_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    web::block(move || {
        let added = add(&state, visitor.lang, &user.actor, &form);
        answer(&state, &visitor, &user, None, added)
    })
    .await??
    .into_response()
}

async fn change_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    web::block(move || {
        let (row, people, earlier) = state.database.read(|conn| {
            let row = find(conn, &state, &user.actor, &path)?;
            let people = People::read(conn, state.database.keyring(), &user.actor, None)?;
            let earlier = earlier(conn, &state, visitor.lang, &user.actor, &row, &people)?;
            Ok::<_, Error>((row, people, earlier))
        })?;
        if let Some(client) = row.task.client_id {
            let client_ref = state.database.keyring().cover(RefKind::Client, client);
            return Ok(Reply::Go(urls::client_part(&client_ref, &format!("{}/{path}", TaskForm::PLACE))));
        }
        let sheet = Sheet { answers: TaskForm::of(&row.task, &people), version: row.version, ..Sheet::default() };
        let template = page_of(&state, &visitor, &people, Some(&path), sheet, earlier);
        Ok::<_, Error>(Reply::Show(Box::new(template), StatusCode::OK))
    })
    .await??
    .into_response()
}

async fn change_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    web::block(move || {
        let changed = change(&state, visitor.lang, &user.actor, &path, &form);
        answer(&state, &visitor, &user, Some(&path), changed)
    })
    .await??
    .into_response()
}

/// What a request leads to.
enum Reply {
    Go(String),
    Show(Box<TaskPage>, StatusCode),
}

impl Reply {
    fn into_response(self) -> Answer {
        Ok(match self {
            Self::Go(address) => see_other(&address),
            Self::Show(template, status) => page(status, &*template),
        })
    }
}

/// A task that may be opened here: one about a client only by whoever sees her.
fn find(conn: &mut Conn, state: &State, actor: &Actor, task_ref: &str) -> Result<TaskRow> {
    let row = store::find(conn, actor, state.database.keyring().uncover(RefKind::Task, task_ref)?)?;
    if let Some(client) = row.task.client_id {
        sight::must_see(conn, actor, client, state.clock().now_utc())?;
    }
    Ok(row)
}

fn earlier(
    conn: &mut Conn,
    state: &State,
    lang: Lang,
    actor: &Actor,
    row: &TaskRow,
    people: &People,
) -> Result<Vec<Change>> {
    if row.task.client_id.is_some() {
        return Ok(Vec::new());
    }
    let rows = changes::of_record(conn, actor, FactKind::Task, row.id)?;
    let now = [crate::db::Kept { id: row.id, version: row.version, fact: row.task.clone() }];
    let colleagues = client_store::colleagues(conn, actor)?;
    Ok(history::told::<TaskForm>(&rows, &now, &colleagues, people, state, lang))
}

fn answer(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    task: Option<&str>,
    kept: std::result::Result<(), Stop>,
) -> Result<Reply> {
    match kept {
        Ok(()) => Ok(Reply::Go(format!("{}?said=task", urls::TASKS))),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(sheet, status)) => {
            let people = state.database.read(|conn| People::read(conn, state.database.keyring(), &user.actor, None))?;
            Ok(Reply::Show(Box::new(page_of(state, visitor, &people, task, *sheet, Vec::new())), status))
        }
    }
}

/// Adds a task once, however often its form is posted.
fn add(state: &State, lang: Lang, actor: &Actor, form: &Posted) -> std::result::Result<(), Stop> {
    if form.value("once").is_empty() {
        return Err(Error::Invalid("a form without its key".to_owned()).into());
    }
    state.database.write(actor, |conn| {
        if !desk::use_once(conn, actor, form.value("once"), state.clock().now_utc())? {
            return Ok(((), AuditEntry::refused(TaskForm::ADD)));
        }
        let case_number = form.line("case_number");
        let client = match case_number.as_str() {
            "" => Ok(None),
            number => client_of(conn, state, actor, number)?.map(Some).ok_or(()),
        };
        let about = client.ok().flatten();
        let people = People::read(conn, state.database.keyring(), actor, about)?;
        let mut reader = Reader::new(lang, state.clock().today());
        if client.is_err() {
            reader.wrong("case_number", TaskTexts(lang).case_wrong());
        }
        let (task, _) = checked(form, reader, (lang, state), &people, (None, about))?;
        store::add(conn, actor, &task)?;
        let entry = about.map(|client| AuditEntry::done_to(TaskForm::ADD, "client", client));
        Ok(((), entry.unwrap_or(AuditEntry::done(TaskForm::ADD))))
    })
}

/// The client of a case number, if the actor may see her and her case is not locked or merged.
fn client_of(conn: &mut Conn, state: &State, actor: &Actor, number: &str) -> Result<Option<i64>> {
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let hits: Vec<i64> = finding::by_number(conn, actor, number)?.into_keys().collect();
    let named = client_store::names_of(conn, actor, &sight, &hits)?;
    let found = named.into_iter().find(|name| name.case_number == number).map(|name| name.id);
    match found {
        Some(client) if !store::is_shut(conn, actor, client)? => Ok(Some(client)),
        _ => Ok(None),
    }
}

/// Changes a task about no client that nobody else has changed meanwhile; what stood before is kept.
fn change(state: &State, lang: Lang, actor: &Actor, task_ref: &str, form: &Posted) -> std::result::Result<(), Stop> {
    let version = form.version();
    state.database.write(actor, |conn| {
        let row = find(conn, state, actor, task_ref)?;
        if row.task.client_id.is_some() {
            return Err(Error::NotFound.into());
        }
        let people = People::read(conn, state.database.keyring(), actor, None)?;
        let reader = Reader::new(lang, state.clock().today());
        let (task, answers) =
            checked(form, reader, (lang, state), &people, (Some(&row.task), None)).map_err(|stop| match stop {
                Stop::Again(sheet, status) => Stop::Again(Box::new(Sheet { version, ..*sheet }), status),
                failed @ Stop::Failed(_) => failed,
            })?;
        if row.version != version {
            let theirs = Some(TaskForm::of(&row.task, &people));
            let sheet = Sheet { answers, version: row.version, theirs, ..Sheet::default() };
            return Err(Stop::Again(Box::new(sheet), StatusCode::CONFLICT));
        }
        let stood = TaskForm::of(&row.task, &people);
        if let Some(before) = history::Before::changed(row.id, stood, &TaskForm::of(&task, &people)) {
            history::keep_of(conn, state, actor, None, &before)?;
        }
        store::change(conn, actor, row.id, &task, version)?;
        Ok(((), AuditEntry::done_to(TaskForm::CHANGE, "task", row.id)))
    })
}

/// The task of a form, unless something is wrong, or doubted and not yet confirmed; and the answers.
fn checked(
    form: &Posted,
    mut reader: Reader,
    (lang, state): (Lang, &State),
    people: &People,
    (before, client): (Option<&Task>, Option<i64>),
) -> std::result::Result<(Task, TaskForm), Stop> {
    let answers = TaskForm::read(form);
    let ground = Ground { client, before, today: state.clock().today(), lang, people };
    let (task, doubts) = answers.judge(&mut reader, &ground);
    if reader.errors.is_empty() && (doubts.is_empty() || form.value("despite") == key_of(&doubts)) {
        return Ok((task, answers));
    }
    let doubts = if reader.errors.is_empty() { doubts } else { Vec::new() };
    let case_number = form.line("case_number");
    let sheet = Sheet { answers, case_number, errors: reader.errors, doubts, ..Sheet::default() };
    Err(Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY))
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    people: &People,
    task: Option<&str>,
    sheet: Sheet,
    earlier: Vec<Change>,
) -> TaskPage {
    let (lang, t) = (visitor.lang, TaskTexts(visitor.lang));
    let heading = if task.is_none() { t.new_task() } else { t.change_task() };
    let action = task.map_or_else(|| urls::NEW_TASK.to_owned(), |task| format!("{}/{task}", urls::TASKS));
    let conflict = sheet.theirs.map_or_else(
        || Conflict::none(lang),
        |theirs| {
            let pairs = theirs.told(people, lang).into_iter().zip(sheet.answers.told(people, lang));
            Conflict::of(lang, pairs.map(|((label, theirs), (_, yours))| (label, theirs, yours)))
        },
    );
    let case_number =
        Field::new("case_number", t.case_number()).hinted(t.case_hint()).with(&sheet.case_number).optional();
    TaskPage {
        l: Layout::new(visitor, state, heading, &action)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!sheet.errors.is_empty()),
        t,
        words: RecordTexts(lang),
        heading,
        action,
        back_href: urls::TASKS,
        is_new: task.is_none(),
        once: once_key(),
        version: sheet.version.to_string(),
        inputs: sheet.answers.inputs(people, lang, &sheet.errors),
        case_number: task.is_none().then(|| case_number.judged(&sheet.errors)),
        errors: sheet.errors,
        despite: key_of(&sheet.doubts),
        doubts: sheet.doubts,
        conflict,
        earlier,
    }
}
