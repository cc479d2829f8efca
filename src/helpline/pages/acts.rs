//! What is done with a call that was handed over: handing it over, taking it, giving it back, done. Each act is on the version that was
//! seen; who comes too late is told so and sees how it stands.

use super::show::{self, Tried};
use super::{Answer, Reply};
use crate::db::{Conn, RefKind};
use crate::helpline::handovers::{self, Acted};
use crate::helpline::model::shift_of;
use crate::helpline::promise::PromiseForm;
use crate::helpline::texts::CallTexts;
use crate::helpline::{calls, reach};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::{AuditEntry, AuditResult};
use crate::kernel::codes::{AnsweredBy, HandoverState, Role};
use crate::kernel::error::{Error, Result};
use crate::web::form::{FieldError, Posted};
use crate::web::respond::see_other;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/enquiries/{enquiry}/handover", web::post().to(handover_post))
        .route("/enquiries/{enquiry}/taking", web::post().to(taking_post))
        .route("/enquiries/{enquiry}/release", web::post().to(release_post))
        .route("/enquiries/{enquiry}/completion", web::post().to(completion_post));
}

/// An act on what waits: its name in the log, what is said when it is done, and the act.
type Act = fn(&mut Conn, &State, &SignedIn, (i64, i32)) -> Result<Acted>;

async fn act(
    state: web::Data<State>,
    user: SignedIn,
    enquiry: String,
    form: Posted,
    (entry, said, act): (&'static str, &'static str, Act),
) -> Answer {
    let back = form.value("back") == "/";
    let place = if back { urls::HOME.to_owned() } else { urls::enquiry(&enquiry) };
    let acted = web::block(move || {
        let id = state.database.keyring().uncover(RefKind::Enquiry, &enquiry)?;
        let version = form.version();
        state.database.write(&user.actor, |conn| {
            let reach = reach::of(conn, &user.actor, state.clock().now_utc())?;
            calls::find(conn, &user.actor, &reach, id)?;
            let waiting = handovers::of_enquiry(conn, &user.actor, id)?.ok_or(Error::NotFound)?;
            // The night duty takes what is the night's; whoever works with clients may take all that waits.
            if user.role == Role::Helpline && waiting.promise.shift != AnsweredBy::NightDuty {
                return Err(Error::NotFound);
            }
            let acted = act(conn, &state, &user, (id, version))?;
            let entry = AuditEntry::done_to(entry, "enquiry", id);
            let refused = AuditEntry { result: AuditResult::Refused, ..entry };
            Ok((acted, if acted == Acted::Done { entry } else { refused }))
        })
    })
    .await??;
    let said = if acted == Acted::Done { said } else { "too_late" };
    // Once it is done it may not be hers to read any more, so she goes to where the next one waits.
    let place = if said == "done" { urls::HOME.to_owned() } else { place };
    let prefix = if place == urls::HOME { "handover_" } else { "" };
    Ok(see_other(&format!("{place}?said={prefix}{said}")))
}

async fn taking_post(state: web::Data<State>, user: SignedIn, path: web::Path<String>, form: Posted) -> Answer {
    let take: Act = |conn, state, user, what| {
        handovers::take(conn, &user.actor, what, shift_of(user.role), state.clock().now_utc())
    };
    act(state, user, path.into_inner(), form, ("handover.take", "taken", take)).await
}

async fn release_post(state: web::Data<State>, user: SignedIn, path: web::Path<String>, form: Posted) -> Answer {
    let release: Act = |conn, _, user, what| handovers::release(conn, &user.actor, what);
    act(state, user, path.into_inner(), form, ("handover.release", "given_back", release)).await
}

async fn completion_post(state: web::Data<State>, user: SignedIn, path: web::Path<String>, form: Posted) -> Answer {
    let complete: Act = |conn, state, user, what| handovers::complete(conn, &user.actor, what, state.clock().now_utc());
    act(state, user, path.into_inner(), form, ("handover.complete", "done", complete)).await
}

/// Hands an enquiry over, or promises a call, after it was written down.
async fn handover_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let enquiry = path.into_inner();
    web::block(move || {
        let id = state.database.keyring().uncover(RefKind::Enquiry, &enquiry)?;
        let version = form.version();
        let written = PromiseForm::read(&form);
        let now = state.clock().now_utc();
        let promise = written.check(shift_of(user.role), visitor.lang, state.clock().local(now));
        let nobody = || vec![FieldError::new("shift", CallTexts(visitor.lang).handed_nobody())];
        let promise = promise.and_then(|promise| promise.ok_or_else(nobody));
        let promise = match promise {
            Ok(promise) => promise,
            Err(promise_errors) => {
                let tried = Tried { promise: Some(written), promise_errors, ..Tried::default() };
                return Ok(Reply::again(show::page(&state, &visitor, &user, &enquiry, tried)?));
            }
        };
        let kept = state.database.write(&user.actor, |conn| {
            let reach = reach::of(conn, &user.actor, now)?;
            let call = calls::find(conn, &user.actor, &reach, id)?;
            let before = handovers::of_enquiry(conn, &user.actor, id)?;
            let is_on_board = before.is_some() && user.actor.may(Area::Handovers);
            if !reach.may_change(&call) && !is_on_board {
                return Err(Error::NotFound);
            }
            // A promise that she has not seen is not written over: she takes it first.
            let is_unseen = before.as_ref().is_some_and(|one| {
                let whose = if one.state == HandoverState::Open { one.handed_by_id } else { one.taken_by_id };
                one.state != HandoverState::Done && one.promise.due().is_some() && whose != Some(user.user_id)
            });
            if is_unseen {
                return Err(Error::Conflict("taken by somebody else".to_owned()));
            }
            handovers::hand_over(conn, &user.actor, id, &promise, version, now)?;
            Ok(((), AuditEntry::done_to("handover.add", "enquiry", id)))
        });
        let said = match kept {
            Ok(()) => "handed",
            Err(Error::Conflict(_)) => "too_late",
            Err(error) => return Err(error),
        };
        // What was handed to the day may not be the night's to read any more.
        let can_read = state.database.read(|conn| {
            let reach = reach::of(conn, &user.actor, now)?;
            calls::find(conn, &user.actor, &reach, id).map(|_| ())
        });
        let place = if can_read.is_ok() { urls::enquiry(&enquiry) } else { urls::HOME.to_owned() };
        let prefix = if can_read.is_ok() { "" } else { "handover_" };
        Ok::<_, Error>(Reply::Go(format!("{place}?said={prefix}{said}")))
    })
    .await??
    .answer()
}
