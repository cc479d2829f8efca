//! Saying later whom a follow-up call was about, and which client a possible victim became; for who may see clients.

use super::show::{self, Tried};
use super::whom::{self, WhomForm};
use super::{Answer, Reply};
use crate::clients::sight;
use crate::db::{Conn, RefKind};
use crate::desk::searches;
use crate::helpline::form::CallForm;
use crate::helpline::lists::places;
use crate::helpline::model::KeptCall;
use crate::helpline::{calls, reach};
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::EnquiryTopic;
use crate::kernel::error::{Error, Result};
use crate::web::form::Posted;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/enquiries/{enquiry}/client", web::post().to(call_post))
        .route("/enquiries/{enquiry}/subjects/{subject}/client", web::post().to(subject_post));
}

async fn call_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let enquiry = path.into_inner();
    web::block(move || answer(&state, &visitor, &user, &enquiry, None, &form)).await??.answer()
}

async fn subject_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let (enquiry, subject) = path.into_inner();
    web::block(move || {
        let subject = state.database.keyring().uncover(RefKind::Subject, &subject)?;
        answer(&state, &visitor, &user, &enquiry, Some(subject), &form)
    })
    .await??
    .answer()
}

/// What a link led to.
enum Linked {
    Done(&'static str),
    /// It is not certain who is meant.
    Who(WhomForm, whom::Whom),
}

fn answer(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    enquiry: &str,
    subject: Option<i64>,
    form: &Posted,
) -> Result<Reply<show::ShowPage>> {
    let id = state.database.keyring().uncover(RefKind::Enquiry, enquiry)?;
    let written = WhomForm::read(form);
    if !written.typed.is_empty() {
        let number = searches::number_of(&state.database, &written.typed);
        state.database.log(&user.actor, AuditEntry::done_to("client.search", "search", number))?;
    }
    let version = form.version();
    let undo = form.has("undo");
    let done = state.database.write(&user.actor, |conn| {
        let now = state.clock().now_utc();
        let reach = reach::of(conn, &user.actor, now)?;
        let call = calls::find(conn, &user.actor, &reach, id)?;
        let before = linked_before(&call, subject)?;
        if let Some(client) = before {
            sight::must_see(conn, &user.actor, client, now)?;
        }
        let (client, entry, said) = if undo {
            let client = before.ok_or(Error::NotFound)?;
            (None, (client, "unlink"), "unlinked")
        } else {
            let whom = whom::find(conn, state, user, &written, visitor.lang)?;
            match whom.client {
                Some(client) if before.is_none() => (Some(client), (client, "link"), "linked"),
                _ => return Ok((Linked::Who(written.clone(), whom), vec![AuditEntry::refused("enquiry.link")])),
            }
        };
        keep_before(conn, state, user, &call)?;
        let action = match (subject, entry.1) {
            (None, "link") => "enquiry.link",
            (None, _) => "enquiry.unlink",
            (Some(_), "link") => "subject.link",
            (Some(_), _) => "subject.unlink",
        };
        match subject {
            None => calls::link(conn, &user.actor, id, client, version)?,
            Some(subject) => calls::link_subject(conn, &user.actor, (id, subject), client, version)?,
        }
        let entries =
            vec![AuditEntry::done_to(action, "client", entry.0), AuditEntry::done_to("enquiry.change", "enquiry", id)];
        Ok::<_, Error>((Linked::Done(said), entries))
    });
    match done {
        Ok(Linked::Done(said)) => Ok(Reply::Go(format!("{}?said={said}", urls::enquiry(enquiry)))),
        Ok(Linked::Who(written, mut whom)) => {
            if whom.error.is_empty() {
                whom.error = crate::helpline::texts::CallTexts(visitor.lang).client_nobody();
            }
            let tried = Tried { whom: Some((subject, written, whom)), ..Tried::default() };
            Ok(Reply::again(show::page(state, visitor, user, enquiry, tried)?))
        }
        Err(Error::Conflict(_)) => Ok(Reply::Go(format!("{}?said=too_late", urls::enquiry(enquiry)))),
        Err(error) => Err(error),
    }
}

/// Whom the call, or the row, is linked to now.
fn linked_before(call: &KeptCall, subject: Option<i64>) -> Result<Option<i64>> {
    match subject {
        None if call.call.topic == EnquiryTopic::FollowUp => Ok(call.call.client_id),
        None => Err(Error::NotFound),
        Some(id) => {
            let kept = call.subjects.iter().find(|kept| kept.id == Some(id)).ok_or(Error::NotFound)?;
            if kept.subject.persons == 1 { Ok(kept.subject.client_id) } else { Err(Error::NotFound) }
        }
    }
}

fn keep_before(conn: &mut Conn, state: &State, user: &SignedIn, call: &KeptCall) -> Result<()> {
    let places = places(conn, &user.actor)?;
    let stood = CallForm::of(call, &places, state.database.keyring());
    super::keep(conn, state, &user.actor, call.id, &stood, None)
}
