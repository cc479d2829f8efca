//! Errors as answers: one exhaustive match from the one error type to a status. The page is put around it in one place
//! (the guard), so that "not yours" and "not existing" are the same bytes.

use super::layout::Layout;
use super::respond::page;
use super::state::State;
use super::texts::texts;
use crate::kernel::error::Error;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

/// An error on its way out of a handler.
#[derive(Debug)]
pub struct Failure(Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<actix_web::error::BlockingError> for Failure {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self(Error::internal(error))
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self.0 {
            Error::NotFound | Error::Forbidden => StatusCode::NOT_FOUND,
            Error::Conflict(_) => StatusCode::CONFLICT,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        // The cause is said once, on standard error, with the reference that the page shows; it holds no values.
        let mut response = HttpResponse::build(self.status_code()).finish();
        if let Error::Internal(cause) = &self.0 {
            let reference = reference();
            eprintln!("rosa: {reference}: {cause}");
            response.extensions_mut().insert(Reference(reference));
        }
        response
    }
}

/// What an error page gives to tell an administrator.
#[derive(Clone)]
struct Reference(String);

fn reference() -> String {
    let mut bytes = [0_u8; 4];
    // Without randomness the reference is zeros; the line in the log stands all the same.
    let _ = getrandom::fill(&mut bytes);
    hex::encode(bytes)
}

texts! {
    /// What error pages say.
    ErrorTexts {
        not_found = "Siden finnes ikke", "There is no such page";
        not_found_more = "Adressen er feil, eller det den viste til er ikke her lenger.",
            "The address is wrong, or what it pointed to is no longer here.";
        refused = "Skjemaet ble ikke tatt imot", "The form was not accepted";
        refused_more = "Det var for gammelt eller kom fra et annet sted. Gå tilbake, last siden på nytt og send igjen. Ingenting er endret.",
            "It was too old or came from another place. Go back, load the page again and send it once more. Nothing was changed.";
        too_large = "Det som ble sendt, er for stort", "What was sent is too large";
        too_large_more = "Ingenting er endret.", "Nothing was changed.";
        conflict = "Noen andre var først", "Somebody else was first";
        conflict_more = "Last siden på nytt og se hva som står der nå. Ingenting er endret.",
            "Load the page again and see what stands there now. Nothing was changed.";
        busy = "Det er travelt akkurat nå", "It is busy just now";
        busy_more = "Prøv igjen om et øyeblikk. Ingenting er endret.", "Try again in a moment. Nothing was changed.";
        broken = "Noe gikk galt", "Something went wrong";
        broken_more = "Feilen er notert. Prøv igjen, eller gi referansen til administratoren.",
            "The error is noted. Try again, or give the reference to your administrator.";
        reference = "Referanse:", "Reference:";
        back = "Gå til forsiden", "Go to the front page";
    }
}

/// The template-facing words of an error page.
pub struct Message {
    heading: &'static str,
    text: &'static str,
    reference_label: &'static str,
    reference: String,
    back_href: &'static str,
    back_label: &'static str,
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    l: Layout,
    page: Message,
}

/// The page for an answer that is an error.
#[must_use]
pub fn error_page(request: &HttpRequest, state: &State, status: StatusCode, response: &HttpResponse) -> HttpResponse {
    let visitor = super::session::Visitor::of(request);
    let t = ErrorTexts(visitor.lang);
    let (heading, text) = match status.as_u16() {
        404 | 405 => (t.not_found(), t.not_found_more()),
        409 => (t.conflict(), t.conflict_more()),
        413 => (t.too_large(), t.too_large_more()),
        503 => (t.busy(), t.busy_more()),
        400..=499 => (t.refused(), t.refused_more()),
        _ => (t.broken(), t.broken_more()),
    };
    let reference = response.extensions().get::<Reference>().map(|reference| reference.0.clone()).unwrap_or_default();
    // The address asked for is left out of the page, so that all pages of one kind are the same.
    let layout = Layout::new(&visitor, state, heading, "");
    let message =
        Message { heading, text, reference_label: t.reference(), reference, back_href: "/", back_label: t.back() };
    page(status, &ErrorPage { l: layout, page: message })
}
