//! A correction: for 24 hours its author may change what she wrote, and what stood before is kept. Who comes later keeps her text
//! and may add it as an amendment.

use super::amendment::{AmendmentPage, shown_late};
use super::change::{Asking, Said};
use super::entry;
use super::head::{self, File, Part};
use super::journal_texts::ChangeTexts;
use super::note_fields::{self, Named, Seer};
use crate::db::RefKind;
use crate::desk::drafts;
use crate::journal::forms::{FormTexts, NoteFields, NoteForm, differences};
use crate::journal::model::{CORRECTED_FOR_HOURS, Correction, Written};
use crate::journal::store;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Visibility;
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted};
use crate::web::forms::{Conflict, DraftView};
use crate::web::layout::Layout;
use crate::web::respond::{page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/journal/{entry}/correction", web::get().to(correction_page))
        .route("/clients/{client}/journal/{entry}/correction", web::post().to(correction_post));
}

#[derive(Template)]
#[template(path = "casefile/correction.html")]
struct CorrectionPage {
    l: Layout,
    t: ChangeTexts,
    file: File,
    d: DraftView,
    lead: String,
    action: String,
    version: String,
    note: NoteFields,
    seers: Vec<Seer>,
    named: Named,
    conflict: Conflict,
    errors: Vec<FieldError>,
    cancel_href: String,
}

/// What a request for a change is answered with.
enum Outcome {
    Done(String),
    Correction(StatusCode, Box<CorrectionPage>),
    Amendment(StatusCode, Box<AmendmentPage>),
}

fn answer(outcome: Outcome) -> HttpResponse {
    match outcome {
        Outcome::Done(address) => see_other(&address),
        Outcome::Correction(status, template) => page(status, &*template),
        Outcome::Amendment(status, template) => page(status, &*template),
    }
}

/// A correction that came back: as it was written, what is wrong with it, the version it is about, and what stands there now when
/// that is another.
struct Given {
    form: NoteForm,
    errors: Vec<FieldError>,
    version: i32,
    conflict: Conflict,
}

async fn correction_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    query: web::Query<Said>,
) -> Answer {
    let said = query.into_inner().said;
    let outcome = web::block(move || {
        let asking = Asking::new(state, visitor, user, path);
        match shown(&asking, None)? {
            Outcome::Correction(status, mut template) => {
                template.l = template.l.with_flash(entry::flash(said.as_deref(), asking.lang()));
                Ok::<_, Error>(Outcome::Correction(status, template))
            }
            other => Ok(other),
        }
    })
    .await??;
    Ok(answer(outcome))
}

/// The form; for the author whose time has run out what she wrote, as an amendment, or the way to write one.
fn shown(asking: &Asking, given: Option<Given>) -> Result<Outcome> {
    let Asking { state, visitor, user, client_ref, .. } = asking;
    let address = asking.address("/correction");
    let now = state.clock().now_utc();
    let (file, (entry, stands, draft, place)) =
        head::open(state, visitor, user, client_ref, Part::Journal, |conn, file| {
            file.must_take_notes()?;
            let entry = asking.readable(conn, file)?;
            if asking.may_correct(&entry) == Correction::Never {
                return Err(Error::NotFound);
            }
            let stands = store::written(conn, &user.actor, &entry)?;
            let draft = match &given {
                Some(_) => None,
                None => drafts::find(conn, &user.actor, &address, now)?,
            };
            let place = note_fields::stays_at(conn, user, file, state.clock().today())?;
            Ok((entry, stands, draft, place))
        })?;
    if asking.may_correct(&entry) == Correction::TooLate {
        let late = |text: &str, status| Ok(Outcome::Amendment(status, shown_late(asking, text, status)?));
        return match (given, draft) {
            // The last second went by while this form was being checked.
            (Some(given), _) => late(&given.form.text, StatusCode::UNPROCESSABLE_ENTITY),
            (None, Some(draft)) => late(draft.answers().value("text"), StatusCode::OK),
            (None, None) => Ok(Outcome::Done(asking.address("/amendment"))),
        };
    }
    let saved_at = draft.as_ref().map(|draft| state.clock().local(draft.saved_at));
    let is_answer = given.is_some();
    let Given { form, errors, version, conflict } = given.unwrap_or_else(|| {
        let (form, version) = draft.map_or_else(
            || (NoteForm::of_written(&stands), entry.version),
            |draft| (NoteForm::of(&draft.answers()), draft.answers().version()),
        );
        Given { form, errors: Vec::new(), version, conflict: Conflict::none(visitor.lang) }
    });
    let t = ChangeTexts(visitor.lang);
    let until = entry.written_at.map(|at| state.clock().local(at + TimeDelta::hours(CORRECTED_FOR_HOURS)));
    let is_open = note_fields::may_share(&file) || entry.head.seen_by() == Visibility::Shelter;
    let status = match (is_answer, errors.is_empty()) {
        (false, _) => StatusCode::OK,
        (true, true) => StatusCode::CONFLICT,
        (true, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let template = CorrectionPage {
        l: asking.layout(t.correction(), &address, is_answer),
        t,
        d: DraftView::new(visitor.lang, &address, saved_at),
        lead: until.map_or_else(String::new, |until| t.correction_lead(&show::moment(until, visitor.lang))),
        action: address,
        version: version.to_string(),
        note: NoteFields::new(visitor.lang, &form, &errors),
        seers: note_fields::seers(visitor.lang, &place, is_open, &form.visibility),
        named: Named::new(visitor.lang, form.anyway, &errors),
        conflict,
        errors,
        cancel_href: asking.address(""),
        file,
    };
    Ok(Outcome::Correction(status, Box::new(template)))
}

/// How far a posted correction comes.
enum Step {
    Done(String),
    Invalid(Vec<FieldError>),
    Late,
    Lost(i32, Conflict),
}

async fn correction_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let outcome = web::block(move || correct(&Asking::new(state, visitor, user, path), &form)).await??;
    Ok(answer(outcome))
}

fn correct(asking: &Asking, form: &Posted) -> Result<Outcome> {
    let (note, version) = (NoteForm::of(form), form.version());
    let step = match check_correction(asking, &note)? {
        Ok(written) => write_correction(asking, form.value("once"), version, &written)?,
        Err(step) => step,
    };
    let (errors, version, conflict) = match step {
        Step::Done(address) => return Ok(Outcome::Done(address)),
        Step::Late => return too_late(asking, form),
        Step::Invalid(errors) => (errors, version, Conflict::none(asking.lang())),
        Step::Lost(version, conflict) => (Vec::new(), version, conflict),
    };
    shown(asking, Some(Given { form: note, errors, version, conflict }))
}

fn check_correction(asking: &Asking, note: &NoteForm) -> Result<std::result::Result<Written, Step>> {
    let (state, lang) = (&asking.state, asking.lang());
    state.database.read(|conn| {
        let file = asking.load(conn)?;
        let entry = asking.readable(conn, &file)?;
        match asking.may_correct(&entry) {
            Correction::Never => return Err(Error::NotFound),
            Correction::TooLate => return Ok(Err(Step::Late)),
            Correction::Open => {}
        }
        let may_share = note_fields::may_share(&file) || entry.head.seen_by() == Visibility::Shelter;
        let written = match note.validate(state.clock().today(), may_share, FormTexts(lang)) {
            Ok(written) => written,
            Err(errors) => return Ok(Err(Step::Invalid(errors))),
        };
        let named = note_fields::named(conn, state, lang, &asking.user, file.id, &written.text, note.anyway)?;
        Ok(named.map_or(Ok(written), |error| Err(Step::Invalid(vec![error]))))
    })
}

fn write_correction(asking: &Asking, once: &str, version: i32, new: &Written) -> Result<Step> {
    let (state, actor, now) = (&asking.state, &asking.user.actor, asking.state.clock().now_utc());
    state.database.write(actor, |conn| {
        let file = asking.load(conn)?;
        file.must_take_notes()?;
        let entry = asking.readable(conn, &file)?;
        let refused = AuditEntry::refused("journal.correct");
        if asking.may_correct(&entry) != Correction::Open {
            return Ok((Step::Late, refused));
        }
        let stands = store::written(conn, actor, &entry)?;
        if entry.version != version && stands != *new {
            let differing = differences(asking.lang(), &entry, &stands, new);
            return Ok((Step::Lost(entry.version, Conflict::of(asking.lang(), differing)), refused));
        }
        drafts::done(conn, actor, &asking.address("/correction"), once, now)?;
        if stands == *new {
            // Nothing was changed, so nothing stood before; or the same correction was sent twice.
            return Ok((Step::Done(asking.place(conn, file.id, entry.head.id, "corrected")?), refused));
        }
        store::correct(conn, actor, &entry, version, new, now)?;
        store::note_latest(conn, actor, &[file.id])?;
        let address = asking.place(conn, file.id, entry.head.id, "corrected")?;
        Ok((Step::Done(address), AuditEntry::done_to("journal.correct", "client", file.id)))
    })
}

/// The time ran out while she wrote: her text becomes a draft of an amendment, and is offered as one.
fn too_late(asking: &Asking, form: &Posted) -> Result<Outcome> {
    let database = &asking.state.database;
    let client = database.keyring().uncover(RefKind::Client, &asking.client_ref)?;
    drafts::keep(database, &asking.user.actor, &asking.address("/amendment"), Some(client), form)?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(Outcome::Amendment(status, shown_late(asking, form.value("text"), status)?))
}
