//! Answers: a page, or the way to one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use askama::Template;

/// A page with a status. A template that cannot be rendered is a fault of ours.
#[must_use]
pub fn page(status: StatusCode, template: &impl Template) -> HttpResponse {
    match template.render() {
        Ok(html) => HttpResponse::build(status).insert_header((CONTENT_TYPE, "text/html; charset=utf-8")).body(html),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

/// A page that is as it should be.
#[must_use]
pub fn ok(template: &impl Template) -> HttpResponse {
    page(StatusCode::OK, template)
}

/// The same form again, with what is wrong with it.
#[must_use]
pub fn invalid(template: &impl Template) -> HttpResponse {
    page(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// After a post: go and get this.
#[must_use]
pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}

/// An address within this product that somebody gave us to return to; anything else becomes the front page.
#[must_use]
pub fn own_address(given: &str) -> &str {
    let is_own = given.starts_with('/')
        && !given.starts_with("//")
        && !given.contains('\\')
        && given.chars().all(|c| !c.is_control() && !c.is_whitespace());
    if is_own { given } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn only_addresses_of_our_own_are_returned_to() {
        assert_eq!(own_address("/report/2019?x=1"), "/report/2019?x=1");
        for foreign in ["https://example.org", "//example.org", "/\\example.org", "javascript:alert(1)", "", "/a\r\nb"]
        {
            assert_eq!(own_address(foreign), "/", "{foreign}");
        }
    }
}
