//! The posts beside the forms: a benefit is approved, paid or refunded, or a step is undone; and the same again as the month before.

use super::page::{self, Said};
use crate::casefile::head;
use crate::db::{Kept, RefKind};
use crate::desk;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Error;
use crate::support::benefits::steps::{self, Refusal, Step};
use crate::support::benefits::{self, Benefit};
use crate::support::rates::all_rates;
use crate::support::texts::BenefitTexts;
use crate::web::error::Failure;
use crate::web::form::Posted;
use crate::web::inputs::Reader;
use crate::web::record_form::Stopped;
use crate::web::respond::{self, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{months, urls};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

type Answer = Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`. They stand before those of the forms, whose addresses would take
/// them for references.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/benefits/repetition", web::post().to(repetition_post))
        .route("/clients/{client}/benefits/{record}/approval", web::post().to(approval_post))
        .route("/clients/{client}/benefits/{record}/payment", web::post().to(payment_post))
        .route("/clients/{client}/benefits/{record}/refund", web::post().to(refund_post));
}

/// Why a step was not taken, in words.
type Stop = Stopped<String>;

type Path = web::Path<(String, String)>;

async fn approval_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: Path, form: Posted) -> Answer {
    let step = if form.has("undo") { Step::Unapprove } else { Step::Approve };
    step_post(state, visitor, user, path, form, move |_, _| Some(step)).await
}

async fn payment_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: Path, form: Posted) -> Answer {
    step_post(state, visitor, user, path, form, |form, reader| {
        if form.has("undo") {
            return Some(Step::Unpay);
        }
        let written = form.line("paid_on");
        let paid_on = reader.past("paid_on", &written);
        reader.must_date("paid_on", &written, paid_on);
        paid_on.map(Step::Pay)
    })
    .await
}

async fn refund_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: Path, form: Posted) -> Answer {
    let step = if form.has("undo") { Step::Unrefund } else { Step::Refund };
    step_post(state, visitor, user, path, form, move |_, _| Some(step)).await
}

async fn step_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: Path,
    form: Posted,
    step: impl Fn(&Posted, &mut Reader) -> Option<Step> + Send + 'static,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let shown = web::block(move || {
        let mut reader = Reader::new(visitor.lang, state.clock().today());
        let step = step(&form, &mut reader);
        let version = form.version();
        let done = match step {
            Some(step) if reader.errors.is_empty() => {
                take(&state, &visitor, &user, &client_ref, &record, version, step)
            }
            _ => Err(Stop::again(reader.errors.iter().map(|error| error.text.as_str()).collect::<Vec<_>>().join(" "))),
        };
        let (text, status) = match done {
            Ok(said) => {
                return Ok(Err(format!("{}?said={said}", urls::client_part(&client_ref, "economy"))));
            }
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::Again(text, status)) => (text, status),
        };
        let said = Said { wrong: text, record, paid_on: form.line("paid_on"), done: String::new() };
        Ok(Ok((Box::new(page::open(&state, &visitor, &user, &client_ref, &said)?), status)))
    })
    .await??;
    Ok(match shown {
        Ok((template, status)) => respond::page(status, &*template),
        Err(address) => see_other(&address),
    })
}

fn take(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    record: &str,
    version: i32,
    step: Step,
) -> Result<&'static str, Stop> {
    let (t, actor) = (BenefitTexts(visitor.lang), &user.actor);
    let id = state.database.keyring().uncover(RefKind::Benefit, record)?;
    state.database.write(actor, |conn| {
        let client = head::find(conn, state, actor, client_ref)?;
        let all = benefits::all(conn, actor, client)?;
        let kept: &Kept<Benefit> = all.iter().find(|kept| kept.id == id).ok_or(Error::NotFound)?;
        let named = format!("{}, {}", kept.fact.category, months::named(kept.fact.period, visitor.lang));
        if kept.version != version {
            return Err(Stop::Again(t.stale(&named), StatusCode::CONFLICT));
        }
        match steps::take(conn, actor, kept, step, state.clock().now_utc())? {
            Ok(entry) => Ok((said_of(step), entry)),
            Err(Refusal::Own) => Err(Stop::again(t.own_refused(&named))),
            Err(Refusal::NotThere) => Err(Stop::again(t.not_there(&named))),
        }
    })
}

const fn said_of(step: Step) -> &'static str {
    match step {
        Step::Approve => "approved",
        Step::Pay(_) => "paid",
        Step::Refund => "refunded",
        Step::Unapprove | Step::Unpay | Step::Unrefund => "saved",
    }
}

/// Adds the same as the month before, once. The months are those that the button named, so that nothing else is added than what she
/// saw.
async fn repetition_post(
    state: web::Data<State>,
    user: SignedIn,
    client_ref: web::Path<String>,
    form: Posted,
) -> Answer {
    let address = web::block(move || {
        let actor = &user.actor;
        let (from, to) = (months::read_month(form.value("from")), months::read_month(form.value("to")));
        state.database.write(actor, |conn| {
            let client = head::find(conn, &state, actor, &client_ref)?;
            if !desk::use_once(conn, actor, form.value("once"), state.clock().now_utc())? {
                return Ok(((), AuditEntry::refused("benefit.repeat")));
            }
            let all = benefits::all(conn, actor, client)?;
            let again = benefits::again(&all, &all_rates(conn, actor)?, state.clock().today());
            let again = again.filter(|again| Some(again.from) == from && Some(again.to) == to);
            let Some(again) = again else { return Ok(((), AuditEntry::refused("benefit.repeat"))) };
            for benefit in &again.benefits {
                benefits::add(conn, actor, benefit)?;
            }
            Ok::<_, Error>(((), AuditEntry::done_to("benefit.repeat", "client", client)))
        })?;
        Ok::<_, Error>(format!("{}?said=repeated", urls::client_part(&client_ref, "economy")))
    })
    .await??;
    Ok(see_other(&address))
}
