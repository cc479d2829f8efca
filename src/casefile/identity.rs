//! Changing who somebody is. A lost race shows both texts field by field; what is doubted can be saved anyway; a half-written
//! form is kept as a draft.

use super::head::{self, File, Part};
use super::identity_form::{IdentityForm, Place, Register};
use super::identity_inputs::FormPart;
use super::person_texts::PersonTexts;
use super::record::inputs::Input;
use super::record::{history, key_of};
use crate::audit;
use crate::audit::changes::RecordChange;
use crate::audit::told::Words;
use crate::clients;
use crate::clients::identity::{self, WholeIdentity};
use crate::clients::names::sort_key;
use crate::consents;
use crate::db::{Conn, RefKind};
use crate::desk::drafts;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::FactKind;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted};
use crate::web::forms::{Conflict, DraftView};
use crate::web::layout::{Flash, Layout};
use crate::web::record_form::Stopped;
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/identity", web::get().to(show_page))
        .route("/clients/{client}/identity", web::post().to(change_post));
}

#[derive(Template)]
#[template(path = "casefile/identity.html")]
struct IdentityPage {
    l: Layout,
    t: PersonTexts,
    file: File,
    action: String,
    back_href: String,
    version: String,
    parts: Vec<FormPart>,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    despite: String,
    conflict: Conflict,
    d: DraftView,
}

/// The form as it stands, with what is said of it.
struct Sheet {
    form: IdentityForm,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    theirs: Option<IdentityForm>,
    saved_at: Option<NaiveDateTime>,
}

impl Sheet {
    const fn new(form: IdentityForm) -> Self {
        Self { form, errors: Vec::new(), doubts: Vec::new(), theirs: None, saved_at: None }
    }
}

/// Why nothing was kept.
type Stop = Stopped<Box<Sheet>>;

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
) -> Answer {
    let template = web::block(move || {
        let now = state.clock().now_utc();
        let address = urls::client_part(&path, "identity");
        let (file, (sheet, places)) = head::open(&state, &visitor, &user, &path, Part::Person, |conn, file| {
            let places = places(conn, &state, &user.actor)?;
            let sheet = match drafts::find(conn, &user.actor, &address, now)? {
                Some(draft) => Sheet {
                    saved_at: Some(state.clock().local(draft.saved_at)),
                    ..Sheet::new(IdentityForm::read(&draft.answers()))
                },
                None => {
                    let (whole, version) = identity::whole(conn, &user.actor, file.id)?;
                    Sheet::new(IdentityForm::of(&whole, &places, version))
                }
            };
            Ok((sheet, places))
        })?;
        let mut template = page_of(&state, &visitor, file, &places, sheet);
        if query.said.as_deref() == Some("draft") {
            template.l =
                template.l.with_flash(Some(Flash { color: "success", text: template.t.draft_kept().to_owned() }));
        }
        Ok::<_, Error>(template)
    })
    .await??;
    Ok(ok(&template))
}

async fn change_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let client_ref = path.into_inner();
    let back = format!("{}?said=saved", urls::client_part(&client_ref, "person"));
    let again = web::block(move || match change(&state, &visitor, &user, &client_ref, &form) {
        Ok(()) => Ok(None),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(sheet, status)) => {
            let (file, places) = head::open(&state, &visitor, &user, &client_ref, Part::Person, |conn, _| {
                places(conn, &state, &user.actor)
            })?;
            Ok(Some((page_of(&state, &visitor, file, &places, *sheet), status)))
        }
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&back), |(template, status)| page(status, &template)))
}

/// Changes who she is, in one transaction with the end of the draft.
fn change(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    form: &Posted,
) -> std::result::Result<(), Stop> {
    let actor = &user.actor;
    let answers = IdentityForm::read(form);
    if !answers.more.is_empty() {
        return Err(Stop::Again(Box::new(Sheet::new(answers)), StatusCode::OK));
    }
    let again = |sheet: Sheet, status| Err(Stop::Again(Box::new(sheet), status));
    state.database.write(actor, |conn| {
        let id = head::find(conn, state, actor, client_ref)?;
        let (now, at) = identity::whole(conn, actor, id)?;
        let places = places(conn, state, actor)?;
        let consents = consents::store::consents_with_scopes(conn, actor, id)?;
        let today = state.clock().today();
        let register = Register { now: &now, consents: &consents, places: &places, today, lang: visitor.lang };
        let whole: WholeIdentity = match answers.check(&register) {
            Ok((whole, doubts)) if doubts.is_empty() || form.value("despite") == key_of(&doubts) => whole,
            Ok((_, doubts)) => {
                return again(Sheet { doubts, ..Sheet::new(answers) }, StatusCode::UNPROCESSABLE_ENTITY);
            }
            Err(errors) => return again(Sheet { errors, ..Sheet::new(answers) }, StatusCode::UNPROCESSABLE_ENTITY),
        };
        if answers.version != at {
            let theirs = Some(IdentityForm::of(&now, &places, at));
            let mut mine = answers;
            mine.version = at;
            return again(Sheet { theirs, ..Sheet::new(mine) }, StatusCode::CONFLICT);
        }
        let (stood, becomes) = (IdentityForm::of(&now, &places, at), IdentityForm::of(&whole, &places, at));
        if stood.told(&places, visitor.lang) != becomes.told(&places, visitor.lang) {
            history::keep_answers(conn, state, actor, (Some(id), FactKind::Identity, id), &stood, None)?;
        }
        identity::change(conn, actor, &whole, at)?;
        let address = urls::client_part(client_ref, "identity");
        drafts::done(conn, actor, &address, form.value("once"), state.clock().now_utc())?;
        Ok(((), AuditEntry::done_to("client.change", "client", id)))
    })
}

/// What stood before in who she is, the latest change first.
pub(super) fn changes(
    conn: &mut Conn,
    state: &State,
    lang: Lang,
    actor: &Actor,
    client: i64,
) -> Result<Vec<history::Change>> {
    let rows = audit::changes::of_client(conn, actor, client, FactKind::Identity)?;
    let (whole, at) = identity::whole(conn, actor, client)?;
    let places = places(conn, state, actor)?;
    let people = clients::store::colleagues(conn, actor)?;
    let now = IdentityForm::of(&whole, &places, at).told(&places, lang);
    let stood =
        |row: &RecordChange| serde_json::from_str::<IdentityForm>(&row.before).unwrap_or_default().told(&places, lang);
    let name = |id: i64| people.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let nothing = || IdentityForm::default().told(&places, lang);
    let words = Words { stood: &stood, now: &|_| Some(now.clone()), nothing: &nothing, name: &name };
    Ok(audit::told::told(&rows, &words, state, lang))
}

/// All facilities to choose from, in the order of the alphabet.
fn places(conn: &mut Conn, state: &State, actor: &Actor) -> Result<Vec<Place>> {
    let keyring = state.database.keyring();
    let named = clients::store::facility_names(conn, actor)?;
    let mut places: Vec<Place> = named
        .into_iter()
        .map(|(id, name)| Place { id, reference: keyring.cover(RefKind::Facility, id), name })
        .collect();
    places.sort_by_cached_key(|place| sort_key(&place.name, ""));
    Ok(places)
}

fn page_of(state: &State, visitor: &Visitor, file: File, places: &[Place], sheet: Sheet) -> IdentityPage {
    let (lang, t) = (visitor.lang, PersonTexts(visitor.lang));
    let action = urls::client_part(&file.client_ref, "identity");
    let conflict = sheet.theirs.as_ref().map_or_else(
        || Conflict::none(lang),
        |theirs| {
            let pairs = theirs.told(places, lang).into_iter().zip(sheet.form.told(places, lang));
            Conflict::of(lang, pairs.map(|((label, theirs), (_, yours))| (label, theirs, yours)))
        },
    );
    IdentityPage {
        l: Layout::new(visitor, state, t.identity_change(), &action)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_script()
            .with_errors(!sheet.errors.is_empty()),
        t,
        back_href: urls::client_part(&file.client_ref, "person"),
        d: DraftView::new(lang, &action, sheet.saved_at),
        file,
        action,
        version: sheet.form.version.to_string(),
        parts: sheet.form.parts(places, &sheet.errors, lang),
        errors: sheet.errors,
        despite: key_of(&sheet.doubts),
        doubts: sheet.doubts,
        conflict,
    }
}
