//! Recording a consent. One that holds the journal opens a case that was locked.

use super::consent_texts::ConsentTexts;
use super::consents::errors_of;
use super::head::{self, File, Part};
use crate::clients::{identity, store};
use crate::consents::forms::NewConsentForm;
use crate::consents::model::journal_stands;
use crate::consents::store as consent_store;
use crate::deadlines;
use crate::desk;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, ConsentForm, ConsentScope};
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted, once_key};
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/consents/new", web::get().to(new_page))
        .route("/clients/{client}/consents/new", web::post().to(new_post));
}

/// A scope to choose, with what it opens.
struct ScopeChoice {
    id: String,
    value: &'static str,
    label: &'static str,
    opens: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "casefile/consent_new.html")]
struct NewPage {
    l: Layout,
    t: ConsentTexts,
    file: File,
    action: String,
    back_href: String,
    once: String,
    form: Field,
    forms_given: Vec<Choice>,
    given_on: Field,
    scopes: Field,
    scope_choices: Vec<ScopeChoice>,
    expires_on: Field,
    note: Field,
    errors: Vec<FieldError>,
}

/// What a post leads to.
enum Outcome {
    Added,
    Unlocked,
    Again(Vec<FieldError>),
}

/// Why nothing was kept.
type Stop = Stopped<Vec<FieldError>>;

async fn new_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || {
        let (file, ()) = head::open(&state, &visitor, &user, &path, Part::Consents, |_, _| Ok(()))?;
        let answers = NewConsentForm::blank(state.clock().today());
        Ok::<_, Error>(page_of(&state, &visitor, file, &answers, Vec::new()))
    })
    .await??;
    Ok(ok(&template))
}

async fn new_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let client_ref = path.into_inner();
    let back = urls::client_part(&client_ref, "consents");
    let (said, again) = web::block(move || {
        let answers = NewConsentForm::read(&form);
        match add(&state, &visitor, &user.actor, &client_ref, &answers, form.value("once"))? {
            Outcome::Added => Ok(("saved", None)),
            Outcome::Unlocked => Ok(("unlocked", None)),
            Outcome::Again(errors) => {
                let (file, ()) = head::open(&state, &visitor, &user, &client_ref, Part::Consents, |_, _| Ok(()))?;
                Ok::<_, Error>(("", Some(page_of(&state, &visitor, file, &answers, errors))))
            }
        }
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&format!("{back}?said={said}")), |template| invalid(&template)))
}

/// Records a consent once, however often its form is posted.
fn add(
    state: &State,
    visitor: &Visitor,
    actor: &Actor,
    client_ref: &str,
    answers: &NewConsentForm,
    once: &str,
) -> Result<Outcome> {
    let (today, now) = (state.clock().today(), state.clock().now_utc());
    let added = state.database.write(actor, |conn| {
        let client = head::find_locked_too(conn, state, actor, client_ref)?;
        if !desk::use_once(conn, actor, once, now)? {
            return Ok((Outcome::Added, AuditEntry::refused("consent.add")));
        }
        let (_, case, _) = store::file_of(conn, actor, client)?;
        let is_locked = case.locked_on.is_some();
        let existing = consent_store::consents_with_scopes(conn, actor, client)?;
        let consent = answers
            .validate(today, &existing, is_locked)
            .map_err(|wrongs| Stop::again(errors_of(wrongs, today, ConsentTexts(visitor.lang))))?;
        consent_store::add_consent(conn, actor, client, &consent)?;
        deadlines::settle(conn, actor, Some(client))?;
        let entry = AuditEntry::done_to("consent.add", "client", client);
        let opens = is_locked && consent.scopes.contains(&ConsentScope::Journal);
        if opens && journal_stands(&consent_store::consents_with_scopes(conn, actor, client)?, today) {
            identity::unlock(conn, actor, client)?;
            return Ok((Outcome::Unlocked, entry));
        }
        Ok((Outcome::Added, entry))
    });
    match added {
        Ok(outcome) => Ok(outcome),
        Err(Stop::Again(errors, _)) => Ok(Outcome::Again(errors)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn page_of(state: &State, visitor: &Visitor, file: File, answers: &NewConsentForm, errors: Vec<FieldError>) -> NewPage {
    let (lang, t) = (visitor.lang, ConsentTexts(visitor.lang));
    let back_href = urls::client_part(&file.client_ref, "consents");
    let action = format!("{back_href}/new");
    let forms_given = ConsentForm::ALL.iter().map(|form| Choice {
        value: form.code().to_owned(),
        label: form.label(lang).to_owned(),
        selected: form.code() == answers.form,
    });
    let scope_choices = ConsentScope::ALL.iter().enumerate().map(|(n, scope)| ScopeChoice {
        id: if n == 0 { "scopes".to_owned() } else { format!("scopes-{n}") },
        value: scope.code(),
        label: scope.label(lang),
        opens: t.opens(*scope),
        is_chosen: answers.scopes.iter().any(|code| code == scope.code()),
    });
    NewPage {
        l: Layout::new(visitor, state, t.new(), &action)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!errors.is_empty()),
        t,
        file,
        action,
        back_href,
        once: once_key(),
        form: Field::new("form", t.form()).judged(&errors),
        forms_given: forms_given.collect(),
        given_on: Field::new("given_on", t.given_on()).hinted(t.date_hint()).with(&answers.given_on).judged(&errors),
        scopes: Field::new("scopes", t.scopes()).hinted(t.scopes_hint()).judged(&errors),
        scope_choices: scope_choices.collect(),
        expires_on: Field::new("expires_on", t.expires_on())
            .hinted(t.expires_hint())
            .with(&answers.expires_on)
            .optional()
            .judged(&errors),
        note: Field::new("note", t.note()).hinted(t.note_hint()).with(&answers.note).optional().judged(&errors),
        errors,
    }
}
