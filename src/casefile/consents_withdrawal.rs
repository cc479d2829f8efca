//! Withdrawing a consent or parts of it, with the consequences before the button. It takes effect in the same second: without a
//! consent to the journal the case is locked for all but the lead in the same transaction (protection.md).

use super::consent_texts::ConsentTexts;
use super::consents::errors_of;
use super::head::{self, File, Part};
use crate::clients::identity;
use crate::consents::forms::WithdrawalForm;
use crate::consents::model::{Consent, journal_stands};
use crate::consents::store as consent_store;
use crate::db::{Conn, RefKind};
use crate::deadlines;
use crate::desk;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, ConsentScope};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/consents/{record}/withdrawal", web::get().to(withdrawal_page))
        .route("/clients/{client}/consents/{record}/withdrawal", web::post().to(withdrawal_post));
}

/// A scope to withdraw, with what happens then.
struct ScopeChoice {
    id: String,
    value: &'static str,
    label: &'static str,
    consequence: String,
    is_chosen: bool,
    /// True for what locks the case.
    locks: bool,
}

#[derive(Template)]
#[template(path = "casefile/withdrawal.html")]
struct WithdrawalPage {
    l: Layout,
    t: ConsentTexts,
    file: File,
    action: String,
    back_href: String,
    once: String,
    given: String,
    note: String,
    scopes: Field,
    scope_choices: Vec<ScopeChoice>,
    withdrawn_on: Field,
    errors: Vec<FieldError>,
}

/// Where a withdrawal leads.
enum Outcome {
    /// She still sees the client.
    Stays,
    /// The case is locked for her.
    Leaves,
}

/// Why nothing was kept.
type Stop = Stopped<Vec<FieldError>>;

async fn withdrawal_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let template = web::block(move || {
        let answers = WithdrawalForm::blank(state.clock().today());
        page_of(&state, &visitor, &user, &client_ref, &record, &answers, Vec::new())
    })
    .await??;
    Ok(ok(&template))
}

async fn withdrawal_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let here = format!("{}?said=withdrawn", urls::client_part(&client_ref, "consents"));
    let done = web::block(move || {
        let answers = WithdrawalForm::read(&form);
        match withdraw(&state, visitor.lang, &user, &client_ref, &record, &answers, form.value("once")) {
            Ok(outcome) => Ok(Ok(outcome)),
            Err(Stop::Again(errors, _)) => {
                page_of(&state, &visitor, &user, &client_ref, &record, &answers, errors).map(Err)
            }
            Err(Stop::Failed(error)) => Err(error),
        }
    })
    .await??;
    Ok(match done {
        Ok(Outcome::Stays) => see_other(&here),
        Ok(Outcome::Leaves) => see_other(&format!("{}?said=locked", urls::CLIENTS)),
        Err(template) => invalid(&template),
    })
}

/// Withdraws once, however often the form is posted: the second post of a caseworker would find no client any more, and still
/// she must learn that it was done.
fn withdraw(
    state: &State,
    lang: Lang,
    user: &SignedIn,
    client_ref: &str,
    record: &str,
    answers: &WithdrawalForm,
    once: &str,
) -> std::result::Result<Outcome, Stop> {
    let (actor, today, keyring) = (&user.actor, state.clock().today(), state.database.keyring());
    keyring.uncover(RefKind::Client, client_ref)?;
    let id = keyring.uncover(RefKind::Consent, record)?;
    state.database.write(actor, |conn| {
        if !desk::use_once(conn, actor, once, state.clock().now_utc())? {
            return Ok((where_to(conn, state, user, client_ref)?, AuditEntry::refused("consent.withdraw")));
        }
        let client = head::find_locked_too(conn, state, actor, client_ref)?;
        let consents = consent_store::consents_with_scopes(conn, actor, client)?;
        let consent = consents.iter().find(|one| one.row.id == id).ok_or(Error::NotFound)?;
        if consent.row.withdrawn_on.is_some() {
            return Err(Error::Conflict("it has been withdrawn".to_owned()).into());
        }
        let withdrawal = answers
            .validate(today, consent)
            .map_err(|wrongs| Stop::again(errors_of(wrongs, today, ConsentTexts(lang))))?;
        // What is written down is in the language of the register, whoever withdraws.
        let note = ConsentTexts(Lang::Nb).continues(&show::date(consent.row.given_on), &show::date(withdrawal.on));
        consent_store::withdraw(conn, actor, consent, &withdrawal, &note)?;
        deadlines::settle(conn, actor, Some(client))?;
        if !journal_stands(&consent_store::consents_with_scopes(conn, actor, client)?, today) {
            identity::lock(conn, actor, client, today)?;
        }
        let outcome = where_to(conn, state, user, client_ref)?;
        Ok((outcome, AuditEntry::done_to("consent.withdraw", "client", client)))
    })
}

/// Whether she still sees the client, as everywhere.
fn where_to(conn: &mut Conn, state: &State, user: &SignedIn, client_ref: &str) -> Result<Outcome> {
    match head::find_locked_too(conn, state, &user.actor, client_ref) {
        Ok(_) => Ok(Outcome::Stays),
        Err(Error::NotFound) => Ok(Outcome::Leaves),
        Err(error) => Err(error),
    }
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    record: &str,
    answers: &WithdrawalForm,
    errors: Vec<FieldError>,
) -> Result<WithdrawalPage> {
    let (lang, t, today) = (visitor.lang, ConsentTexts(visitor.lang), state.clock().today());
    let id = state.database.keyring().uncover(RefKind::Consent, record)?;
    let (file, consent) = head::open(state, visitor, user, client_ref, Part::Consents, |_, file| {
        let consent = file.consents.iter().find(|one| one.row.id == id && one.row.withdrawn_on.is_none());
        consent.cloned().ok_or(Error::NotFound)
    })?;
    let others: Vec<&Consent> = file.consents.iter().filter(|one| one.row.id != id).collect();
    let scope_choices = consent.scopes.iter().enumerate().map(|(n, scope)| {
        let other = another(&others, *scope, today);
        ScopeChoice {
            id: if n == 0 { "scopes".to_owned() } else { format!("scopes-{n}") },
            value: scope.code(),
            label: scope.label(lang),
            consequence: other.map_or_else(
                || t.closes(*scope).to_owned(),
                |other| t.another_covers(&t.given(other.row.form.label(lang), &show::date(other.row.given_on))),
            ),
            is_chosen: answers.scopes.iter().any(|code| code == scope.code()),
            locks: *scope == ConsentScope::Journal && other.is_none(),
        }
    });
    let scope_choices = scope_choices.collect();
    let back_href = urls::client_part(client_ref, "consents");
    let action = format!("{back_href}/{record}/withdrawal");
    Ok(WithdrawalPage {
        l: Layout::new(visitor, state, t.withdraw(), &action)
            .of_client(visitor, client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!errors.is_empty()),
        t,
        file,
        action,
        back_href,
        once: once_key(),
        given: t.given(consent.row.form.label(lang), &show::date(consent.row.given_on)),
        note: consent.row.note.unwrap_or_default(),
        scopes: Field::new("scopes", t.withdraw_scopes()).hinted(t.rest_goes_on()).judged(&errors),
        scope_choices,
        withdrawn_on: Field::new("withdrawn_on", t.withdrawn_on())
            .hinted(t.date_hint())
            .with(&answers.withdrawn_on)
            .judged(&errors),
        errors,
    })
}

/// Another consent that covers the same: for the journal one that stands, for sharing one that has not expired either.
fn another<'a>(others: &[&'a Consent], scope: ConsentScope, today: NaiveDate) -> Option<&'a Consent> {
    let covers = |one: &Consent| match scope {
        ConsentScope::Journal => one.stands(today),
        _ => one.is_live(today),
    };
    others.iter().copied().find(|one| one.scopes.contains(&scope) && covers(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consents::model::ConsentRow;
    use crate::kernel::codes::ConsentForm;

    #[test]
    fn an_expired_consent_still_keeps_the_journal_but_shares_nothing() {
        let row = ConsentRow {
            id: 2,
            client_id: 1,
            given_on: "2019-01-01".parse().unwrap(),
            form: ConsentForm::Oral,
            expires_on: "2019-06-01".parse().ok(),
            withdrawn_on: None,
            note: None,
        };
        let other = Consent { row, scopes: vec![ConsentScope::Journal, ConsentScope::ShareNav] };
        let today = "2019-11-06".parse().unwrap();
        assert!(another(&[&other], ConsentScope::Journal, today).is_some());
        assert!(another(&[&other], ConsentScope::ShareNav, today).is_none());
        assert!(another(&[], ConsentScope::Journal, today).is_none());
    }
}
