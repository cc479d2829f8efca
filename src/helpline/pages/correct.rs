//! Correcting an enquiry, and removing one that was entered by mistake: by who wrote it for a day, by who works with clients always.
//! What stood before is kept.

use super::{Answer, Reply};
use crate::audit::changes::{self, RecordChange};
use crate::db::{Conn, RefKind};
use crate::helpline::form::{CallForm, CallView, Setting};
use crate::helpline::lists::{Place, places};
use crate::helpline::model::KeptCall;
use crate::helpline::rows::{Fault, MOST_ROWS, RowForm};
use crate::helpline::texts::CallTexts;
use crate::helpline::{calls, reach};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::FactKind;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::{Field, Posted};
use crate::web::forms::Conflict;
use crate::web::inputs::{LINE, Reader};
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/enquiries/{enquiry}/correction", web::get().to(correct_page))
        .route("/enquiries/{enquiry}/correction", web::post().to(correct_post))
        .route("/enquiries/{enquiry}/removal", web::post().to(removal_post));
}

/// The form as it stands.
struct Sheet {
    call: CallForm,
    version: i32,
    faults: Vec<Fault>,
    doubts: Vec<String>,
    theirs: Option<CallForm>,
    has_row_more: bool,
    reason: Field,
}

impl Sheet {
    fn new(call: CallForm, version: i32, lang: Lang) -> Self {
        let t = RecordTexts(lang);
        let reason = Field::new("reason", t.removal_reason()).hinted(t.removal_hint_kept());
        Self { call, version, faults: Vec::new(), doubts: Vec::new(), theirs: None, has_row_more: false, reason }
    }
}

/// Why nothing was kept.
type Stop = Stopped<Box<Sheet>>;

#[derive(Template)]
#[template(path = "helpline/correct.html")]
struct CorrectPage {
    l: Layout,
    t: CallTexts,
    forms: RecordTexts,
    key: String,
    back_href: String,
    action: String,
    removal_action: String,
    version: String,
    call: CallView,
    errors: Vec<Fault>,
    doubts: Vec<String>,
    despite: String,
    conflict: Conflict,
    reason: Field,
}

/// An enquiry that she may change, and what its form chooses from.
fn find(conn: &mut Conn, state: &State, user: &SignedIn, enquiry: &str) -> Result<(KeptCall, Vec<Place>)> {
    let id = state.database.keyring().uncover(RefKind::Enquiry, enquiry)?;
    let reach = reach::of(conn, &user.actor, state.clock().now_utc())?;
    let call = calls::find(conn, &user.actor, &reach, id)?;
    if !reach.may_change(&call) {
        return Err(Error::NotFound);
    }
    Ok((call, places(conn, &user.actor)?))
}

async fn correct_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || {
        let (call, places) = state.database.read(|conn| find(conn, &state, &user, &path))?;
        state.database.log(&user.actor, AuditEntry::done_to("enquiry.read", "enquiry", call.id))?;
        let mut form = CallForm::of(&call, &places, state.database.keyring());
        if form.rows.is_empty() {
            form.rows.push(RowForm::fresh());
        }
        let sheet = Sheet::new(form, call.version, visitor.lang);
        Ok::<_, Error>(page_of(&state, &visitor, &user, &path, (&call, &places), sheet))
    })
    .await??;
    Ok(ok(&template))
}

async fn correct_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    web::block(move || {
        let done = correct(&state, visitor.lang, &user, &path, &form);
        reply(&state, &visitor, &user, &path, done, &format!("{}?said=corrected", urls::enquiry(&path)))
    })
    .await??
    .answer()
}

async fn removal_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    web::block(move || {
        let done = remove(&state, visitor.lang, &user, &path, &form);
        reply(&state, &visitor, &user, &path, done, &format!("{}?said=removed", urls::ENQUIRIES))
    })
    .await??
    .answer()
}

fn reply(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    enquiry: &str,
    done: std::result::Result<(), Stop>,
    place: &str,
) -> Result<Reply<CorrectPage>> {
    match done {
        Ok(()) => Ok(Reply::Go(place.to_owned())),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(sheet, status)) => {
            let (call, places) = state.database.read(|conn| find(conn, state, user, enquiry))?;
            Ok(Reply::Show(Box::new(page_of(state, visitor, user, enquiry, (&call, &places), *sheet)), status))
        }
    }
}

/// Keeps what stood before in an enquiry, in the transaction that changes it; with a reason when it is removed.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    id: i64,
    stood: &CallForm,
    removal: Option<String>,
) -> Result<()> {
    let row = RecordChange {
        client_id: None,
        record_kind: FactKind::Enquiry,
        record_id: id,
        is_removal: removal.is_some(),
        before: serde_json::to_string(stood).map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: removal,
        changed_by_id: actor.user_id(),
        changed_at: state.clock().now_utc(),
    };
    changes::add(conn, actor, &row)
}

fn correct(state: &State, lang: Lang, user: &SignedIn, enquiry: &str, form: &Posted) -> std::result::Result<(), Stop> {
    let version = form.version();
    let mut written = CallForm::read(form);
    let (actor, keyring) = (&user.actor, state.database.keyring());
    if form.has("more") {
        if written.rows.len() < MOST_ROWS {
            written.rows.push(RowForm::fresh());
        }
        let sheet = Sheet { has_row_more: true, ..Sheet::new(written, version, lang) };
        return Err(Stop::Again(Box::new(sheet), StatusCode::OK));
    }
    state.database.write(actor, |conn| {
        let (before, places) = find(conn, state, user, enquiry)?;
        let stood = CallForm::of(&before, &places, keyring);
        let now = state.clock().local(state.clock().now_utc());
        let setting = Setting { places: &places, before: Some(&before), keyring, role: user.role, now, lang };
        let again = |sheet: Sheet, status| Err(Stop::Again(Box::new(sheet), status));
        let checked = match written.check(&setting) {
            Ok(checked) => checked,
            Err(faults) => {
                let sheet = Sheet { faults, ..Sheet::new(written, version, lang) };
                return again(sheet, StatusCode::UNPROCESSABLE_ENTITY);
            }
        };
        if before.version != version {
            let sheet = Sheet { theirs: Some(stood), ..Sheet::new(written, before.version, lang) };
            return again(sheet, StatusCode::CONFLICT);
        }
        if !checked.doubts.is_empty() && form.value("despite") != checked.doubts.join("|") {
            let sheet = Sheet { doubts: checked.doubts, ..Sheet::new(written, version, lang) };
            return again(sheet, StatusCode::UNPROCESSABLE_ENTITY);
        }
        if (&checked.call, &checked.subjects) != (&before.call, &before.subjects) {
            keep(conn, state, actor, before.id, &stood, None)?;
        }
        calls::change(conn, actor, &before, &checked.call, &checked.subjects, version)?;
        Ok(((), AuditEntry::done_to("enquiry.change", "enquiry", before.id)))
    })
}

fn remove(state: &State, lang: Lang, user: &SignedIn, enquiry: &str, form: &Posted) -> std::result::Result<(), Stop> {
    let version = form.version();
    let actor = &user.actor;
    state.database.write(actor, |conn| {
        let (before, places) = find(conn, state, user, enquiry)?;
        let stood = CallForm::of(&before, &places, state.database.keyring());
        let mut reader = Reader::new(lang, state.clock().today());
        let written = form.line("reason");
        let reason = reader.must("reason", &written, LINE, RecordTexts(lang).reason_missing());
        if before.subjects.iter().any(|kept| kept.subject.client_id.is_some()) {
            reader.errors.clear();
            reader.wrong("reason", CallTexts(lang).removal_bar());
        }
        if before.version != version {
            let sheet = Sheet { theirs: Some(stood.clone()), ..Sheet::new(stood, before.version, lang) };
            return Err(Stop::Again(Box::new(sheet), StatusCode::CONFLICT));
        }
        if !reader.errors.is_empty() {
            let mut sheet = Sheet::new(stood, version, lang);
            sheet.reason = sheet.reason.with(&written).judged(&reader.errors);
            sheet.faults = crate::helpline::form::faults_of(&reader.errors);
            return Err(Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY));
        }
        keep(conn, state, actor, before.id, &stood, Some(reason))?;
        calls::remove(conn, actor, &before, version)?;
        Ok(((), AuditEntry::done_to("enquiry.remove", "enquiry", before.id)))
    })
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    enquiry: &str,
    (call, places): (&KeptCall, &[Place]),
    sheet: Sheet,
) -> CorrectPage {
    let (lang, t) = (visitor.lang, CallTexts(visitor.lang));
    let action = urls::enquiry_part(enquiry, "correction");
    // Whom it is about is no answer of this form, so it stands the same on both sides.
    let nobody = |_: i64| String::new();
    let conflict = sheet.theirs.map_or_else(
        || Conflict::none(lang),
        |theirs| {
            let pairs = theirs.told(places, &nobody, lang).into_iter().zip(sheet.call.told(places, &nobody, lang));
            Conflict::of(lang, pairs.map(|((label, theirs), (_, yours))| (label, theirs, yours)))
        },
    );
    CorrectPage {
        l: Layout::new(visitor, state, t.correct_heading(), &action)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!sheet.faults.is_empty())
            .with_script(),
        forms: RecordTexts(lang),
        key: call.key.clone(),
        back_href: urls::enquiry(enquiry),
        removal_action: urls::enquiry_part(enquiry, "removal"),
        action,
        version: sheet.version.to_string(),
        call: CallView::new(&sheet.call, places, user.role, (&sheet.faults, sheet.has_row_more), lang),
        errors: sheet.faults,
        despite: sheet.doubts.join("|"),
        doubts: sheet.doubts,
        conflict,
        reason: sheet.reason,
        t,
    }
}
