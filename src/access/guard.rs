//! The one way in: every request passes here. Which route, who asks, may she, is it our own form; then the handler; then the
//! headers, and a page around every error. What she may not see answers exactly like what does not exist.

use super::sessions::{self, STEP_UP_MINUTES};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::text::Lang;
use crate::web::error::error_page;
use crate::web::form::random_token;
use crate::web::respond::see_other;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{routes, security, urls};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};

/// The cookie that keeps the language of somebody who has not signed in.
pub const LANGUAGE_COOKIE: &str = "rosa-language";

/// Guards every request.
///
/// # Errors
/// Never in practice: what goes wrong in a handler is a response when it comes here.
pub async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else {
        return Ok(request.into_response(HttpResponse::InternalServerError().finish()).map_into_boxed_body());
    };
    let is_static = request.path().starts_with("/static/");
    let found = identify(&request, &state).await;
    let (visitor, fresh_cookie) = match found {
        Ok(found) => found,
        Err(response) => return Ok(finish(request.into_response(response), &state, is_static)),
    };
    let refusal = refuse(&request, &state, &visitor).await;
    request.extensions_mut().insert(visitor);
    let mut response = match refusal {
        Some(refusal) => request.into_response(refusal),
        // A handler's error is a response by now; the router wants the request to itself.
        None => next.call(request).await?.map_into_boxed_body(),
    };
    if let Some(cookie) = fresh_cookie {
        // A cookie that cannot be written costs only the next form.
        let _ = response.response_mut().add_cookie(&cookie);
    }
    Ok(finish(response, &state, is_static))
}

/// Puts a page around errors, and the headers on everything.
fn finish(response: ServiceResponse<BoxBody>, state: &State, is_static: bool) -> ServiceResponse<BoxBody> {
    let status = response.status();
    // Our own pages are HTML; whatever else answers with an error has no page yet.
    let has_page =
        response.response().headers().get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let is_bare_error = (status.is_client_error() || status.is_server_error()) && !has_page;
    let mut response = if is_bare_error {
        // A method that a known address does not have is answered as if the address were not there.
        let shown = if status == StatusCode::METHOD_NOT_ALLOWED { StatusCode::NOT_FOUND } else { status };
        let (request, old) = response.into_parts();
        let page = error_page(&request, state, shown, &old);
        ServiceResponse::new(request, page)
    } else {
        response
    };
    let may_be_kept = is_static && response.status() == StatusCode::OK;
    security::add_headers(response.headers_mut(), &state.settings, may_be_kept);
    response
}

/// Finds out who asks. Without a session the browser gets a token of its own for the forms that need none.
async fn identify(request: &ServiceRequest, state: &State) -> Result<(Visitor, Option<Cookie<'static>>), HttpResponse> {
    let token = request.cookie(state.settings.session_cookie()).map(|cookie| cookie.value().to_owned());
    let mut signed_in = None;
    let mut language = None;
    if let Some(token) = token.filter(|token| !token.is_empty() && !request.path().starts_with("/static/")) {
        let database = state.database.clone();
        let found = web::block(move || sessions::find(&database, &token)).await;
        match found {
            Ok(Ok(found)) => {
                if let Some(found) = found {
                    language = found.user.language.clone();
                    signed_in = Some(SignedIn {
                        actor: Actor::User { id: found.user.id, role: found.user.role },
                        user_id: found.user.id,
                        role: found.user.role,
                        name: found.user.name,
                        session_id: found.session.id,
                        csrf: found.session.csrf,
                        verified_at: found.session.verified_at,
                        previous_sign_in_at: found.session.previous_sign_in_at,
                    });
                }
            }
            // A session that cannot be read is no session, and nothing is shown.
            _ => return Err(HttpResponse::ServiceUnavailable().finish()),
        }
    }
    let language = language.or_else(|| request.cookie(LANGUAGE_COOKIE).map(|cookie| cookie.value().to_owned()));
    let lang = if language.as_deref() == Some("en") { Lang::En } else { Lang::Nb };
    if let Some(user) = &signed_in {
        let csrf = user.csrf.clone();
        return Ok((Visitor { lang, signed_in, csrf }, None));
    }
    let name = state.settings.visitor_cookie();
    let (nonce, fresh) = match request.cookie(name).filter(|cookie| cookie.value().len() >= 40) {
        Some(cookie) => (cookie.value().to_owned(), None),
        None => {
            let nonce = random_token();
            let cookie = own_cookie(name, &nonce, state).finish();
            (nonce, Some(cookie))
        }
    };
    let csrf = state.database.keyring().blind("visitor form", &nonce);
    let fresh = fresh.filter(|_| !request.path().starts_with("/static/"));
    Ok((Visitor { lang, signed_in, csrf }, fresh))
}

/// A cookie that no script reads and no other site sends.
pub fn own_cookie<'c>(name: &'c str, value: &str, state: &State) -> actix_web::cookie::CookieBuilder<'c> {
    Cookie::build(name, value.to_owned())
        .path("/")
        .http_only(true)
        .secure(state.settings.is_secure())
        .same_site(SameSite::Strict)
}

/// The same cookie, gone.
pub fn no_cookie(name: &'static str, state: &State) -> Cookie<'static> {
    own_cookie(name, "", state).max_age(Duration::ZERO).finish().into_owned()
}

/// Why a request does not reach its handler, if it does not.
async fn refuse(request: &ServiceRequest, state: &State, visitor: &Visitor) -> Option<HttpResponse> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_safe && !security::is_from_here(request.headers(), &state.settings) {
        return Some(HttpResponse::Forbidden().finish());
    }
    let pattern = request.match_pattern();
    let route = pattern.as_deref().and_then(|pattern| routes::find(request.method(), pattern));
    if route.is_some_and(|route| route.area == Area::Public) {
        return None;
    }
    // Somebody unknown is asked to sign in wherever she goes, so that it does not show which addresses there are.
    let Some(user) = &visitor.signed_in else {
        let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
        let return_to =
            if is_safe && address != "/" { format!("?return_to={}", urls::encoded(address)) } else { String::new() };
        return Some(see_other(&format!("{}{return_to}", urls::SIGN_IN)));
    };
    let Some(route) = route else { return Some(HttpResponse::NotFound().finish()) };
    if !user.actor.may(route.area) {
        let (database, actor) = (state.database.clone(), user.actor.clone());
        // Nothing is shown either way, so a log that cannot be written changes nothing here.
        let _ = web::block(move || database.log(&actor, AuditEntry::refused("route.enter"))).await;
        return Some(HttpResponse::NotFound().finish());
    }
    let confirmed_for = state.clock().now_utc() - user.verified_at;
    if route.step_up && confirmed_for > chrono::TimeDelta::minutes(STEP_UP_MINUTES) {
        let back = if is_safe { request.path().to_owned() } else { form_of(route.pattern).to_owned() };
        return Some(see_other(&format!("{}?return_to={}", urls::CONFIRM, urls::encoded(&back))));
    }
    None
}

/// The page with the form of a posted route.
fn form_of(pattern: &str) -> &str {
    if pattern.starts_with("/lead-grants") { urls::HOME } else { pattern.split("/{").next().unwrap_or(urls::HOME) }
}
