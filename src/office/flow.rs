//! The pages and posts of all kinds.

use super::history;
use super::{Context, Entry};
use crate::audit::told::Change;
use crate::db::{Conn, Kept};
use crate::desk;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::forms::Conflict;
use crate::web::inputs::{Input, LINE, Reader};
use crate::web::layout::Layout;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

type Answer = std::result::Result<HttpResponse, Failure>;

/// A form as it stands: answers, and what is said of them.
struct Sheet<E> {
    answers: E,
    version: i32,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    theirs: Option<E>,
    reason: String,
}

impl<E> Sheet<E> {
    const fn new(answers: E, version: i32) -> Self {
        Self { answers, version, errors: Vec::new(), doubts: Vec::new(), theirs: None, reason: String::new() }
    }
}

/// Why nothing was kept: the form comes back, or something failed.
enum Stop<E> {
    Again(Box<Sheet<E>>, StatusCode),
    Failed(Error),
}

impl<E> From<Error> for Stop<E> {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

type Done<E> = std::result::Result<(), Stop<E>>;

#[derive(Template)]
#[template(path = "office/entry.html")]
struct EntryPage {
    l: Layout,
    t: RecordTexts,
    heading: &'static str,
    action: String,
    back_href: &'static str,
    back: String,
    is_new: bool,
    once: String,
    version: String,
    inputs: Vec<Vec<Input>>,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    despite: String,
    conflict: Conflict,
    removal: Option<Removal>,
    earlier: Vec<Change>,
}

/// The way to take away what was entered by mistake.
struct Removal {
    action: String,
    reason: Field,
}

/// What a form shows besides its answers.
struct Seen<E: Entry> {
    lists: E::Lists,
    earlier: Vec<Change>,
}

fn seen<E: Entry>(conn: &mut Conn, state: &State, lang: Lang, actor: &Actor, own: Option<i64>) -> Result<Seen<E>> {
    let lists = E::lists(conn, state.database.keyring(), actor)?;
    let earlier = match own {
        None => Vec::new(),
        Some(id) => history::told_of::<E>(conn, state, lang, actor, Some(id), &lists)?,
    };
    Ok(Seen { lists, earlier })
}

/// The form of a new one; `?like=` and a reference begins it as another one was.
///
/// # Errors
/// When the one it should be like is not there.
pub async fn new_page<E: Entry>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    request: HttpRequest,
) -> Answer {
    let asked = Posted::kept(request.query_string());
    let template = web::block(move || {
        let today = state.clock().today();
        let like = asked.trimmed("like");
        let like = if like.is_empty() { None } else { Some(state.database.keyring().uncover(E::REF, like)?) };
        let (answers, seen) = state.database.read(|conn| {
            let seen = seen::<E>(conn, &state, visitor.lang, &user.actor, None)?;
            let answers = match like {
                None => E::blank(today, &asked),
                Some(id) => E::of(&found::<E>(conn, &user.actor, id)?.fact, &seen.lists).again(today),
            };
            Ok::<_, Error>((answers, seen))
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, seen, None, Sheet::new(answers, 0)))
    })
    .await??;
    Ok(ok(&template))
}

/// Adds one.
///
/// # Errors
/// When the database refuses.
pub async fn new_post<E: Entry>(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    web::block(move || {
        let kept = add::<E>(&state, visitor.lang, &user.actor, &form);
        reply(&state, &visitor, &user, None, kept.map(|()| "saved"))
    })
    .await??
    .into_response()
}

/// The form of one that stands.
///
/// # Errors
/// When it is not there.
pub async fn change_page<E: Entry>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    record: web::Path<String>,
) -> Answer {
    let template = web::block(move || {
        let id = state.database.keyring().uncover(E::REF, &record)?;
        let (kept, seen) = state.database.read(|conn| {
            let kept = found::<E>(conn, &user.actor, id)?;
            Ok::<_, Error>((kept, seen::<E>(conn, &state, visitor.lang, &user.actor, Some(id))?))
        })?;
        let sheet = Sheet::new(E::of(&kept.fact, &seen.lists), kept.version);
        Ok::<_, Error>(page_of(&state, &visitor, seen, Some(&record), sheet))
    })
    .await??;
    Ok(ok(&template))
}

/// Changes one.
///
/// # Errors
/// When the database refuses.
pub async fn change_post<E: Entry>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    record: web::Path<String>,
    form: Posted,
) -> Answer {
    web::block(move || {
        let kept = change::<E>(&state, visitor.lang, &user.actor, &record, &form);
        reply(&state, &visitor, &user, Some(&record), kept.map(|()| "saved"))
    })
    .await??
    .into_response()
}

/// Removes one that was entered by mistake.
///
/// # Errors
/// When the database refuses.
pub async fn removal_post<E: Entry>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    record: web::Path<String>,
    form: Posted,
) -> Answer {
    web::block(move || {
        let removed = remove::<E>(&state, visitor.lang, &user.actor, &record, &form);
        reply(&state, &visitor, &user, Some(&record), removed.map(|()| "removed"))
    })
    .await??
    .into_response()
}

/// What a post leads to.
enum Reply {
    Go(String),
    Show(Box<EntryPage>, StatusCode),
}

impl Reply {
    fn into_response(self) -> Answer {
        Ok(match self {
            Self::Go(address) => see_other(&address),
            Self::Show(template, status) => page(status, &*template),
        })
    }
}

/// Goes on to the list, or shows the form again.
fn reply<E: Entry>(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    record: Option<&str>,
    kept: std::result::Result<&'static str, Stop<E>>,
) -> Result<Reply> {
    match kept {
        Ok(said) => Ok(Reply::Go(format!("{}?said={said}", E::PLACE))),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(sheet, status)) => {
            let own = record.map(|record| state.database.keyring().uncover(E::REF, record)).transpose()?;
            let seen = state.database.read(|conn| seen::<E>(conn, state, visitor.lang, &user.actor, own))?;
            Ok(Reply::Show(Box::new(page_of(state, visitor, seen, record, *sheet)), status))
        }
    }
}

fn found<E: Entry>(conn: &mut Conn, actor: &Actor, id: i64) -> Result<Kept<E::Fact>> {
    E::all(conn, actor)?.into_iter().find(|kept| kept.id == id).ok_or(Error::NotFound)
}

/// Adds one, once, however often its form is posted.
fn add<E: Entry>(state: &State, lang: Lang, actor: &Actor, form: &Posted) -> Done<E> {
    state.database.write(actor, |conn| {
        // Before the answers are checked: the second of two equal posts must not be told that the first is there already.
        if !desk::use_once(conn, actor, form.value("once"), state.clock().now_utc())? {
            return Ok(((), AuditEntry::refused(E::ADD)));
        }
        let all = E::all(conn, actor)?;
        let lists = E::lists(conn, state.database.keyring(), actor)?;
        let context = Context { own: None, today: state.clock().today(), lang, all: &all, lists: &lists };
        let fact = checked::<E>(form, &context, 0)?;
        E::make_way(conn, state, actor, None, &fact, &all)?;
        let id = E::add(conn, actor, &fact)?;
        Ok(((), AuditEntry::done_to(E::ADD, E::OBJECT, id)))
    })
}

/// Changes one that nobody else has changed meanwhile; what stood before is kept.
fn change<E: Entry>(state: &State, lang: Lang, actor: &Actor, record: &str, form: &Posted) -> Done<E> {
    let id = state.database.keyring().uncover(E::REF, record)?;
    let version = form.trimmed("version").parse().unwrap_or(0);
    state.database.write(actor, |conn| {
        let all = E::all(conn, actor)?;
        let now = all.iter().find(|kept| kept.id == id).ok_or(Error::NotFound)?;
        let lists = E::lists(conn, state.database.keyring(), actor)?;
        let context = Context { own: Some(id), today: state.clock().today(), lang, all: &all, lists: &lists };
        let fact = checked::<E>(form, &context, version)?;
        if now.version != version {
            return Err(lost(form, now, &lists));
        }
        let stood = E::of(&now.fact, &lists);
        if stood != E::of(&fact, &lists) {
            history::keep(conn, state, actor, id, &stood, None)?;
        }
        E::make_way(conn, state, actor, Some(id), &fact, &all)?;
        E::change(conn, actor, id, &fact, version)?;
        Ok(((), AuditEntry::done_to(E::CHANGE, E::OBJECT, id)))
    })
}

/// Removes one; what stood there is kept, with the reason.
fn remove<E: Entry>(state: &State, lang: Lang, actor: &Actor, record: &str, form: &Posted) -> Done<E> {
    let id = state.database.keyring().uncover(E::REF, record)?;
    let version = form.trimmed("version").parse().unwrap_or(0);
    state.database.write(actor, |conn| {
        let now = found::<E>(conn, actor, id)?;
        let lists = E::lists(conn, state.database.keyring(), actor)?;
        if now.version != version {
            return Err(lost(form, &now, &lists));
        }
        let mut reader = Reader::new(lang, state.clock().today());
        let written = form.line("reason");
        let reason = reader.must("reason", &written, LINE, RecordTexts(lang).reason_missing());
        let stood = E::of(&now.fact, &lists);
        if !reader.errors.is_empty() {
            let sheet = Sheet { errors: reader.errors, reason: written, ..Sheet::new(stood, version) };
            return Err(Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY));
        }
        history::keep(conn, state, actor, id, &stood, Some(reason))?;
        E::remove(conn, actor, id, version)?;
        Ok(((), AuditEntry::done_to(E::REMOVE, E::OBJECT, id)))
    })
}

/// The form of a lost race: what was written, and what stands there now.
fn lost<E: Entry>(form: &Posted, now: &Kept<E::Fact>, lists: &E::Lists) -> Stop<E> {
    let theirs = E::of(&now.fact, lists);
    // A removal brings no answers: then what stands there now is all there is to show.
    let answers = if form.has("removal") { theirs.clone() } else { E::read(form) };
    let sheet = Sheet { theirs: Some(theirs), ..Sheet::new(answers, now.version) };
    Stop::Again(Box::new(sheet), StatusCode::CONFLICT)
}

/// The fact of a form, unless something is wrong, or doubted and not yet confirmed.
fn checked<E: Entry>(form: &Posted, context: &Context<'_, E>, version: i32) -> std::result::Result<E::Fact, Stop<E>> {
    let answers = E::read(form);
    let (errors, doubts) = match answers.check(context) {
        Ok((fact, doubts)) if doubts.is_empty() || form.value("despite") == doubts.join("|") => return Ok(fact),
        Ok((_, doubts)) => (Vec::new(), doubts),
        Err(errors) => (errors, Vec::new()),
    };
    let sheet = Sheet { errors, doubts, ..Sheet::new(answers, version) };
    Err(Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY))
}

fn page_of<E: Entry>(
    state: &State,
    visitor: &Visitor,
    seen: Seen<E>,
    record: Option<&str>,
    sheet: Sheet<E>,
) -> EntryPage {
    let (lang, t, words) = (visitor.lang, RecordTexts(visitor.lang), E::headings(visitor.lang));
    let heading = if record.is_none() { words.new } else { words.change };
    let action = format!("{}/{}", E::PLACE, record.unwrap_or("new"));
    let conflict = sheet.theirs.map_or_else(
        || Conflict::none(lang),
        |theirs| {
            let pairs = theirs.told(&seen.lists, lang).into_iter().zip(sheet.answers.told(&seen.lists, lang));
            Conflict::of(lang, pairs.map(|((label, theirs), (_, yours))| (label, theirs, yours)))
        },
    );
    let reason = Field::new("reason", t.removal_reason()).hinted(t.removal_hint_kept()).with(&sheet.reason);
    EntryPage {
        l: Layout::new(visitor, state, heading, &action)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!sheet.errors.is_empty()),
        t,
        heading,
        back_href: E::PLACE,
        back: t.back(words.list),
        removal: record.map(|_| Removal { action: format!("{action}/removal"), reason: reason.judged(&sheet.errors) }),
        action,
        is_new: record.is_none(),
        once: once_key(),
        version: sheet.version.to_string(),
        inputs: sheet.answers.inputs(&seen.lists, lang, &sheet.errors),
        errors: sheet.errors,
        despite: sheet.doubts.join("|"),
        doubts: sheet.doubts,
        conflict,
        earlier: seen.earlier,
    }
}
