//! A contact person's note about a resident, shared with ROSA and the shelter: new, and corrected by its author within a day. What is
//! half-written is kept as a draft, as everywhere.

use super::sight::{self, Depth};
use super::texts::CentreTexts;
use crate::db::{Conn, RefKind};
use crate::desk::{self, drafts};
use crate::journal::forms::{FormTexts, NoteFields, NoteForm, differences};
use crate::journal::model::{Correction, Entry, Written, correction};
use crate::journal::store as journal;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, Visibility};
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted, once_key};
use crate::web::forms::{Conflict, DraftView};
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/stays/residents/{client}/notes/new", web::get().to(new_page))
        .route("/stays/residents/{client}/notes/new", web::post().to(new_post))
        .route("/stays/residents/{client}/notes/{entry}", web::get().to(correct_page))
        .route("/stays/residents/{client}/notes/{entry}", web::post().to(correct_post));
}

#[derive(Template)]
#[template(path = "centres/note.html")]
struct NotePage {
    l: Layout,
    r: RecordTexts,
    d: DraftView,
    heading: &'static str,
    of: String,
    lead: &'static str,
    action: String,
    back_href: String,
    back: String,
    once: String,
    version: String,
    note: NoteFields,
    errors: Vec<FieldError>,
    conflict: Conflict,
}

/// A form that came back.
struct Given {
    form: NoteForm,
    errors: Vec<FieldError>,
    once: String,
    version: i32,
    conflict: Option<Conflict>,
}

/// Whose note it is: a client whose consent shares with shelters, and the entry when one is corrected.
struct Place {
    client: i64,
    label: String,
    entry: Option<Entry>,
}

/// Finds the client, and the entry of a reference that its author may still correct.
fn find(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    (client_ref, entry_ref): (&str, Option<&str>),
) -> Result<Place> {
    let (actor, keyring) = (&user.actor, state.database.keyring());
    let scope = sight::scope(conn, actor, state.clock().today())?;
    let (who, _) = scope.client(conn, actor, keyring, client_ref)?;
    if who.depth != Depth::Shared {
        return Err(Error::NotFound);
    }
    let entry = match entry_ref {
        None => None,
        Some(reference) => {
            let id = keyring.uncover(RefKind::Entry, reference)?;
            let entry = journal::entry_of(conn, actor, who.client_id, id)?;
            if correction(&entry, user.user_id, state.clock().now_utc()) != Correction::Open {
                return Err(Error::NotFound);
            }
            Some(entry)
        }
    };
    Ok(Place { client: who.client_id, label: who.label, entry })
}

fn address(client_ref: &str, entry_ref: Option<&str>) -> String {
    format!("{}/notes/{}", urls::resident(client_ref), entry_ref.unwrap_or("new"))
}

fn shown(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    of: (&str, Option<&str>),
    given: Option<Given>,
) -> Result<NotePage> {
    let (lang, t, now) = (visitor.lang, CentreTexts(visitor.lang), state.clock().now_utc());
    let actor = &user.actor;
    let address = address(of.0, of.1);
    let (place, draft, stands) = state.database.read(|conn| {
        let place = find(conn, state, user, of)?;
        let draft = if given.is_none() { drafts::find(conn, actor, &address, now)? } else { None };
        let stands = match &place.entry {
            Some(entry) => Some(journal::written(conn, actor, entry)?),
            None => None,
        };
        Ok::<_, Error>((place, draft, stands))
    })?;
    state.database.log(actor, AuditEntry::done_to("client.read", "client", place.client))?;
    let saved_at = draft.as_ref().map(|draft| state.clock().local(draft.saved_at));
    let given = given.unwrap_or_else(|| Given {
        form: match (&draft, &stands) {
            (Some(draft), _) => NoteForm::of(&draft.answers()),
            (None, Some(stands)) => NoteForm::of_written(stands),
            (None, None) => NoteForm::fresh(state.clock().today()),
        },
        errors: Vec::new(),
        once: once_key(),
        version: place.entry.as_ref().map_or(0, |entry| entry.version),
        conflict: None,
    });
    let (heading, lead) = match of.1 {
        None => (t.new_note(), t.note_lead()),
        Some(_) => (t.correct_note(), t.correct_note_lead()),
    };
    Ok(NotePage {
        l: Layout::new(visitor, state, heading, &address).with_errors(!given.errors.is_empty()).with_script(),
        r: RecordTexts(lang),
        d: DraftView::new(lang, &address, saved_at),
        heading,
        of: place.label,
        lead,
        action: address,
        back_href: urls::resident(of.0),
        back: RecordTexts(lang).back(t.the_resident()),
        once: given.once,
        version: given.version.to_string(),
        note: NoteFields::new(lang, &given.form, &given.errors),
        errors: given.errors,
        conflict: given.conflict.unwrap_or_else(|| Conflict::none(lang)),
    })
}

async fn new_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || shown(&state, &visitor, &user, (&path, None), None)).await??;
    Ok(ok(&template))
}

async fn correct_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
) -> Answer {
    let template = web::block(move || shown(&state, &visitor, &user, (&path.0, Some(&path.1)), None)).await??;
    Ok(ok(&template))
}

async fn new_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    post(state, visitor, user, (path.into_inner(), None), form).await
}

async fn correct_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let (client_ref, entry_ref) = path.into_inner();
    post(state, visitor, user, (client_ref, Some(entry_ref)), form).await
}

/// Why nothing was kept.
type Stop = Stopped<Box<Given>>;

async fn post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    (client_ref, entry_ref): (String, Option<String>),
    form: Posted,
) -> Answer {
    let there = format!("{}?said=note", urls::resident(&client_ref));
    let again = web::block(move || {
        let of = (client_ref.as_str(), entry_ref.as_deref());
        match saved(&state, &visitor, &user, of, &form) {
            Ok(()) => Ok(None),
            Err(Stop::Failed(error)) => Err(error),
            Err(Stop::Again(given, status)) => {
                shown(&state, &visitor, &user, of, Some(*given)).map(|page| Some((page, status)))
            }
        }
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&there), |(template, status)| page(status, &template)))
}

/// Saves a note once, or its correction while it is still at the version of the form.
fn saved(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    of: (&str, Option<&str>),
    form: &Posted,
) -> std::result::Result<(), Stop> {
    let (actor, lang, now) = (&user.actor, visitor.lang, state.clock().now_utc());
    let act = if of.1.is_none() { "journal.add" } else { "entry.correct" };
    let version = form.version();
    // Who reads it is not hers to choose, and what a note describes is the caseworker's to say.
    let note =
        NoteForm { visibility: Visibility::Shelter.code().to_owned(), aspects: Vec::new(), ..NoteForm::of(form) };
    state.database.write(actor, |conn| {
        let place = find(conn, state, user, of)?;
        if !desk::use_once(conn, actor, form.value("once"), now)? {
            return Ok(((), AuditEntry::refused(act)));
        }
        let again = |errors: Vec<FieldError>, version: i32, conflict: Option<Conflict>, status: StatusCode| {
            let given = Given { form: note.clone(), errors, once: once_key(), version, conflict };
            Stop::Again(Box::new(given), status)
        };
        let written = note
            .validate(state.clock().today(), true, FormTexts(lang))
            .map_err(|errors| again(errors, version, None, StatusCode::UNPROCESSABLE_ENTITY))?;
        match &place.entry {
            None => {
                journal::add_entry(conn, actor, place.client, &written, now)?;
            }
            Some(entry) => {
                let stands = journal::written(conn, actor, entry)?;
                let corrected = Written { aspects: stands.aspects.clone(), ..written };
                if entry.version != version {
                    let conflict = Conflict::of(lang, differences(lang, entry, &stands, &corrected));
                    return Err(again(Vec::new(), entry.version, Some(conflict), StatusCode::CONFLICT));
                }
                journal::correct(conn, actor, entry, version, &corrected, now)?;
            }
        }
        journal::note_latest(conn, actor, &[place.client])?;
        state.settle(conn, actor, place.client)?;
        drafts::discard(conn, actor, &address(of.0, of.1))?;
        Ok(((), AuditEntry::done_to(act, "client", place.client)))
    })
}
