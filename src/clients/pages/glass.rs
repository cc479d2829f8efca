//! Opening a protected client in an emergency, and the lead's word that she has seen it.

use super::texts::GlassTexts;
use crate::clients::glass::{self, Opened, SHORTEST_REASON};
use crate::clients::names;
use crate::db::RefKind;
use crate::kernel::audit_entry::{AuditEntry, AuditResult};
use crate::kernel::error::Error;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;

type Answer = Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/break-glass", web::get().to(glass_page))
        .route("/break-glass", web::post().to(open_post))
        .route("/break-glass/{glass}/seen", web::post().to(seen_post));
}

/// The longest reason, in characters.
const LONGEST_REASON: usize = 4000;

/// The answers of the form as they were given.
#[derive(Default)]
struct Answers {
    case_number: String,
    reason: String,
}

impl Answers {
    fn of(form: &Posted) -> Self {
        let reason = form.trimmed("reason").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
        Self { case_number: form.trimmed("case_number").to_owned(), reason: reason.collect() }
    }

    fn validate(&self, t: GlassTexts) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.case_number.is_empty() {
            errors.push(FieldError::new("case_number", t.not_there()));
        }
        match self.reason.chars().count() {
            length if length < SHORTEST_REASON => errors.push(FieldError::new("reason", t.reason_short())),
            length if length > LONGEST_REASON => errors.push(FieldError::new("reason", t.reason_long())),
            _ => {}
        }
        errors
    }
}

#[derive(Template)]
#[template(path = "clients/glass.html")]
struct GlassPage {
    l: Layout,
    t: GlassTexts,
    action: &'static str,
    cancel_href: &'static str,
    case_number: Field,
    reason: Field,
    errors: Vec<FieldError>,
}

impl GlassPage {
    fn new(visitor: &Visitor, state: &State, answers: &Answers, errors: Vec<FieldError>) -> Self {
        let t = GlassTexts(visitor.lang);
        Self {
            l: Layout::new(visitor, state, t.glass_heading(), urls::BREAK_GLASS).with_errors(!errors.is_empty()),
            action: urls::BREAK_GLASS,
            cancel_href: urls::CLIENTS,
            case_number: Field::new("case_number", t.case_number())
                .hinted(t.case_hint())
                .with(&answers.case_number)
                .judged(&errors),
            reason: Field::new("reason", t.reason()).hinted(t.reason_hint()).with(&answers.reason).judged(&errors),
            errors,
            t,
        }
    }
}

async fn glass_page(state: web::Data<State>, visitor: Visitor) -> HttpResponse {
    ok(&GlassPage::new(&visitor, &state, &Answers::default(), Vec::new()))
}

async fn open_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let t = GlassTexts(visitor.lang);
    let answers = Answers::of(&form);
    let errors = answers.validate(t);
    if !errors.is_empty() {
        return Ok(invalid(&GlassPage::new(&visitor, &state, &answers, errors)));
    }
    // 2019/17 is the same number; the last digits alone are not.
    let number = names::query(&answers.case_number).numbers.into_iter().next().unwrap_or_default();
    let (worker, reason) = (state.clone(), answers.reason.clone());
    let opened = web::block(move || {
        worker.database.write(&user.actor, |conn| {
            let opened = glass::open(conn, &user.actor, &number, &reason, worker.clock().now_utc())?;
            let entry = match opened {
                Opened::Now(client) => AuditEntry::done_to("client.break_glass", "client", client),
                // Nothing was broken: she is on the access list, or has opened her within the hour.
                Opened::Before(client) => AuditEntry {
                    result: AuditResult::Refused,
                    ..AuditEntry::done_to("client.break_glass", "client", client)
                },
                Opened::Not => AuditEntry::refused("client.break_glass"),
            };
            Ok::<_, Error>((opened, entry))
        })
    })
    .await??;
    match opened {
        Opened::Now(client) | Opened::Before(client) => {
            Ok(see_other(&urls::client(&state.database.keyring().cover(RefKind::Client, client))))
        }
        Opened::Not => {
            let errors = vec![FieldError::new("case_number", t.not_there())];
            Ok(invalid(&GlassPage::new(&visitor, &state, &answers, errors)))
        }
    }
}

async fn seen_post(state: web::Data<State>, user: SignedIn, path: web::Path<String>, _form: Posted) -> Answer {
    web::block(move || {
        let id = state.database.keyring().uncover(RefKind::BreakGlass, &path)?;
        state.database.write(&user.actor, |conn| {
            let client = glass::see(conn, &user.actor, id, state.clock().now_utc())?;
            Ok::<_, Error>(((), AuditEntry::done_to("client.see_glass", "client", client)))
        })
    })
    .await??;
    Ok(see_other(urls::HOME))
}
