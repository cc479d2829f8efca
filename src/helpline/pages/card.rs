//! Looking up a card for the night. What is asked is posted, the answer is shown once, and there is one answer for all that is not there.

use super::Answer;
use crate::helpline::cards::{self, Card, Looked};
use crate::helpline::texts::CardTexts;
use crate::kernel::audit_entry::{AuditEntry, AuditResult};
use crate::kernel::error::Error;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::layout::Layout;
use crate::web::respond::{ok, page};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/night-card", web::get().to(card_page)).route("/night-card", web::post().to(card_post));
}

/// The longest that is asked, in characters.
const LONGEST: usize = 100;

#[derive(Template)]
#[template(path = "helpline/card.html")]
struct CardPage {
    l: Layout,
    t: CardTexts,
    action: &'static str,
    new_href: &'static str,
    asked: Field,
    errors: Vec<FieldError>,
    said: &'static str,
    card: Option<Card>,
}

fn page_of(state: &State, visitor: &Visitor, looked: Option<Looked>, errors: Vec<FieldError>) -> CardPage {
    let t = CardTexts(visitor.lang);
    let said = match looked {
        Some(Looked::None) => t.none(),
        Some(Looked::TooOften) => t.too_many(),
        Some(Looked::Found(_)) | None => "",
    };
    CardPage {
        l: Layout::new(visitor, state, t.heading(), urls::NIGHT_CARD).with_errors(!errors.is_empty()),
        t,
        action: urls::NIGHT_CARD,
        new_href: urls::NEW_ENQUIRY,
        asked: Field::new("asked", t.asked()).judged(&errors),
        errors,
        said,
        card: match looked {
            Some(Looked::Found(card)) => Some(card),
            _ => None,
        },
    }
}

async fn card_page(state: web::Data<State>, visitor: Visitor) -> Answer {
    Ok(ok(&page_of(&state, &visitor, None, Vec::new())))
}

async fn card_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let asked: String = form.line("asked").chars().take(LONGEST).collect();
    if asked.is_empty() {
        let errors = vec![FieldError::new("asked", CardTexts(visitor.lang).asked_missing())];
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &page_of(&state, &visitor, None, errors)));
    }
    let worker = state.clone();
    let looked = web::block(move || {
        let clock = worker.clock();
        // Counting, looking and logging are one transaction, so nobody looks faster than she is counted.
        worker.database.write(&user.actor, |conn| {
            let looked = cards::look(conn, &user.actor, &asked, clock.now_utc(), clock.today())?;
            let entry = match &looked {
                Looked::Found(card) => AuditEntry::done_to(cards::LOOK, "client", card.client_id),
                Looked::None | Looked::TooOften => {
                    AuditEntry { action: cards::LOOK, object: None, result: AuditResult::Refused }
                }
            };
            Ok::<_, Error>((looked, entry))
        })
    })
    .await??;
    let status = if looked == Looked::TooOften { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::OK };
    Ok(page(status, &page_of(&state, &visitor, Some(looked), Vec::new())))
}
