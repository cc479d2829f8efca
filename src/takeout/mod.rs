//! What leaves the house: before a list or a report becomes a file, she shows her password again (web/routes.rs), says why, and the
//! log keeps it. Whoever has something to take out makes an [`Offer`] of it and calls [`page`] and [`take`]; the form, the work that
//! goes on by itself and the file that waits for its owner are the same for all. Knows no domain.

mod jobs;
mod order;
pub mod pages;
mod store;
mod texts;

pub use order::{Extra, Offer, Order};
pub use store::Taken;

use crate::db::Database;
use crate::documents::{File, Format};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted};
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use std::time::Duration;
use texts::TakeTexts;

/// What a handler answers.
pub type Answer = std::result::Result<HttpResponse, Failure>;

/// The most lines that a file has: more than a house like this has in ten years.
pub const MOST_LINES: usize = 250_000;

/// How long a post waits for its file before it answers with a page that looks in.
const PATIENCE: Duration = Duration::from_secs(4);

/// The form of an offer, with what was taken of it before.
///
/// # Errors
/// When the database cannot be read.
pub async fn page(state: web::Data<State>, visitor: Visitor, user: SignedIn, offer: Offer) -> Answer {
    let template = web::block(move || {
        let order = offer.first_order(visitor.lang);
        pages::form(&state, &visitor, &user, offer, &order, Vec::new())
    })
    .await??;
    Ok(ok(&template))
}

/// Takes what was ordered: `make` reads and writes the file on a thread that may wait. A file that is made in a few seconds is the
/// answer itself; a longer one is waited for on a page of its own. What is not in the log has not left the house.
///
/// # Errors
/// When the database cannot be read or the log cannot be written.
pub async fn take<M>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    form: Posted,
    offer: Offer,
    make: M,
) -> Answer
where
    M: FnOnce(&Database, &Actor, &Order) -> Result<File> + Send + 'static,
{
    let (order, errors) = Order::read(&form, &offer, visitor.lang, state.clock().today());
    if !errors.is_empty() {
        return again(state, visitor, user, offer, order, errors).await;
    }
    let job = jobs::begin(user.user_id);
    let (database, actor, name) = (state.database.clone(), user.actor.clone(), job.clone());
    let (what, ordered) = (offer.memory(&order), order.clone());
    let action = offer.action;
    // Not awaited: it ends whether or not anybody looks.
    drop(web::block(move || {
        let made = jobs::one_at_a_time(|| make(&database, &actor, &ordered));
        let made = made.and_then(|file| {
            database.write(&actor, |conn| {
                let id = store::remember(conn, &actor, &what, &ordered.reason, database.clock().now_utc())?;
                Ok::<_, Error>(((), AuditEntry::done_to(action, "export", id)))
            })?;
            Ok(file)
        });
        jobs::end(&name, made);
    }));
    jobs::wait_for(&job, PATIENCE).await;
    match jobs::take(&job, user.user_id) {
        Some(Ok(file)) => Ok(delivered(file)),
        Some(Err(Error::Invalid(text))) => {
            let errors = vec![FieldError::new("format", &text)];
            again(state, visitor, user, offer, order, errors).await
        }
        Some(Err(error)) => Err(error.into()),
        None => Ok(see_other(&urls::export_job(&job))),
    }
}

async fn again(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    offer: Offer,
    order: Order,
    errors: Vec<FieldError>,
) -> Answer {
    let template = web::block(move || pages::form(&state, &visitor, &user, offer, &order, errors)).await??;
    Ok(invalid(&template))
}

/// A file as an answer.
fn delivered(file: File) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, file.media_type))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)))
        .body(file.bytes)
}

/// The formats of a list, with what is said of each.
#[must_use]
pub fn list_formats(lang: Lang) -> Vec<(Format, String)> {
    let t = TakeTexts(lang);
    vec![(Format::Xlsx, t.xlsx().to_owned()), (Format::Csv, t.csv().to_owned())]
}

/// That a list is not too long for a file.
///
/// # Errors
/// [`Error::Invalid`], in words for the reader, when it has more than [`MOST_LINES`] lines.
pub fn must_fit(lines: usize, lang: Lang) -> Result<()> {
    if lines > MOST_LINES { Err(Error::Invalid(TakeTexts(lang).too_long().to_owned())) } else { Ok(()) }
}

/// A format with what is said of it.
#[must_use]
pub fn offered(format: Format, hint: &str) -> (Format, String) {
    (format, hint.to_owned())
}
