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
use crate::web::inputs::Input;
use crate::web::layout::Layout;
use crate::web::record_form::{self, Removal, Sheet, Stop, judged, key_of, reason_of};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::said;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

type Answer = std::result::Result<HttpResponse, Failure>;

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
        reply(&state, &visitor, &user, None, kept.map(|()| said::added(E::KIND)))
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
        reply(&state, &visitor, &user, Some(&record), kept.map(|()| said::SAVED.to_owned()))
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
        reply(&state, &visitor, &user, Some(&record), removed.map(|()| said::REMOVED.to_owned()))
    })
    .await??
    .into_response()
}

type Reply = record_form::Reply<EntryPage>;

/// Goes on to the list, or shows the form again.
fn reply<E: Entry>(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    record: Option<&str>,
    kept: std::result::Result<String, Stop<E>>,
) -> Result<Reply> {
    match kept {
        Ok(code) => Ok(Reply::Go(format!("{}?said={code}", E::PLACE))),
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
    let version = form.version();
    state.database.write(actor, |conn| {
        let all = E::all(conn, actor)?;
        let now = all.iter().find(|kept| kept.id == id).ok_or(Error::NotFound)?;
        let lists = E::lists(conn, state.database.keyring(), actor)?;
        let context = Context { own: Some(id), today: state.clock().today(), lang, all: &all, lists: &lists };
        // Before the answers are judged: what is wrong or doubted now may be so because of what somebody else saved.
        if now.version != version {
            return Err(lost(form, now, &lists));
        }
        let fact = checked::<E>(form, &context, version)?;
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
    let version = form.version();
    state.database.write(actor, |conn| {
        let now = found::<E>(conn, actor, id)?;
        let lists = E::lists(conn, state.database.keyring(), actor)?;
        if now.version != version {
            return Err(lost(form, &now, &lists));
        }
        let stood = E::of(&now.fact, &lists);
        let reason = reason_of(form, (lang, state.clock().today()), None, || stood.clone(), version)?;
        history::keep(conn, state, actor, id, &stood, Some(reason))?;
        E::remove(conn, actor, id, version)?;
        Ok(((), AuditEntry::done_to(E::REMOVE, E::OBJECT, id)))
    })
}

/// The form of a lost race.
fn lost<E: Entry>(form: &Posted, now: &Kept<E::Fact>, lists: &E::Lists) -> Stop<E> {
    Stop::lost(form, E::of(&now.fact, lists), now.version, E::read)
}

/// The fact of a form, unless something is wrong, or doubted and not yet confirmed.
fn checked<E: Entry>(form: &Posted, context: &Context<'_, E>, version: i32) -> std::result::Result<E::Fact, Stop<E>> {
    let answers = E::read(form);
    let checked = answers.check(context);
    judged(form, answers, version, checked)
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
    let conflict = sheet.conflict(lang, |answers| answers.told(&seen.lists, lang));
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
        despite: key_of(&sheet.doubts),
        doubts: sheet.doubts,
        conflict,
        earlier: seen.earlier,
    }
}
