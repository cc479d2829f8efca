//! The one way in: every request passes here. Which route, who asks, may she, is it our own form; then the handler; then the
//! headers, and a page around every error. What she may not see answers exactly like what does not exist.

use super::sessions::{self, STEP_UP_MINUTES, Session};
use crate::desk::drafts;
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::text::Lang;
use crate::web::error::error_page;
use crate::web::form::{Posted, random_token};
use crate::web::respond::see_other;
use crate::web::session::{Rail, SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{routes, security, urls};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};
use std::time::Instant;

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
    let begun = state.settings.timing.then(Instant::now);
    let is_static = request.path().starts_with("/static/");
    let found = identify(&request, &state).await;
    let Identified { visitor, past, fresh_cookie } = match found {
        Ok(found) => found,
        Err(response) => return Ok(finish(request.into_response(response), &state, is_static)),
    };
    let mut refusal = refuse(&request, &state, &visitor).await;
    let mut request = request;
    if let Some(writer) = drafting(&request, &state, &visitor, past, refusal.is_some()) {
        refusal = keep_draft(&mut request, &state, &writer).await.or(refusal);
    }
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
    let mut response = finish(response, &state, is_static);
    if let Some(begun) = begun {
        let milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
        let said = format!("total;dur={milliseconds:.3}, queries;desc=\"{}\"", crate::db::queries());
        if let Ok(value) = HeaderValue::try_from(said) {
            response.headers_mut().insert(HeaderName::from_static("server-timing"), value);
        }
    }
    Ok(response)
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

/// Who asks.
struct Identified {
    visitor: Visitor,
    /// The session of the browser, when it is past its limits.
    past: Option<Writer>,
    fresh_cookie: Option<Cookie<'static>>,
}

/// Finds out who asks. Without a session the browser gets a token of its own for the forms that need none.
async fn identify(request: &ServiceRequest, state: &State) -> Result<Identified, HttpResponse> {
    let token = request.cookie(state.settings.session_cookie()).map(|cookie| cookie.value().to_owned());
    let mut signed_in = None;
    let mut language = None;
    let mut past = None;
    let mut rail = Rail::default();
    if let Some(token) = token.filter(|token| !token.is_empty() && !request.path().starts_with("/static/")) {
        let worker = state.clone();
        let shows_page = matches!(*request.method(), Method::GET | Method::POST);
        let found = web::block(move || {
            let session = sessions::find(&worker.database, &token)?;
            let rail = match &session {
                Session::Live(found) if shows_page => worker.rail(&actor_of(found)),
                _ => Rail::default(),
            };
            Ok::<_, crate::kernel::error::Error>((session, rail))
        })
        .await;
        // A session that cannot be read is no session, and nothing is shown.
        let Ok(Ok((session, opened))) = found else { return Err(HttpResponse::ServiceUnavailable().finish()) };
        match session {
            Session::Live(found) => {
                language.clone_from(&found.user.language);
                rail = opened;
                signed_in = Some(SignedIn {
                    actor: actor_of(&found),
                    user_id: found.user.id,
                    role: found.user.role,
                    name: found.user.name,
                    session_id: found.session.id,
                    csrf: found.session.csrf,
                    verified_at: found.session.verified_at,
                    previous_sign_in_at: found.session.previous_sign_in_at,
                });
            }
            Session::Past(found) => {
                past = Some(Writer { actor: actor_of(&found), csrf: found.session.csrf.clone(), is_signed_in: false });
                language.clone_from(&found.user.language);
            }
            Session::None => {}
        }
    }
    let language = language.or_else(|| request.cookie(LANGUAGE_COOKIE).map(|cookie| cookie.value().to_owned()));
    let lang = if language.as_deref() == Some("en") { Lang::En } else { Lang::Nb };
    if let Some(user) = &signed_in {
        let csrf = user.csrf.clone();
        return Ok(Identified { visitor: Visitor { lang, signed_in, csrf, rail }, past, fresh_cookie: None });
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
    let fresh_cookie = fresh.filter(|_| !request.path().starts_with("/static/"));
    Ok(Identified { visitor: Visitor { lang, signed_in, csrf, rail }, past, fresh_cookie })
}

fn actor_of(found: &sessions::Found) -> Actor {
    Actor::User { id: found.user.id, role: found.user.role }
}

/// Somebody whose half-written form may have to be kept.
struct Writer {
    actor: Actor,
    csrf: String,
    is_signed_in: bool,
}

/// Who is writing, when this is the post of a form that has drafts: she who has signed in, or she whose session ran out while
/// she wrote. Only the form's own token makes it hers, so a session that is past its limits can do nothing but this.
fn drafting(
    request: &ServiceRequest,
    state: &State,
    visitor: &Visitor,
    past: Option<Writer>,
    is_refused: bool,
) -> Option<Writer> {
    let pattern = request.match_pattern()?;
    let route = routes::find(request.method(), &pattern).filter(|route| route.drafts)?;
    if !security::is_from_here(request.headers(), &state.settings) {
        return None;
    }
    let writer = match &visitor.signed_in {
        Some(_) if is_refused => None,
        Some(user) => Some(Writer { actor: user.actor.clone(), csrf: user.csrf.clone(), is_signed_in: true }),
        None => past,
    };
    writer.filter(|writer| writer.actor.may(route.area))
}

/// Keeps a form as a draft when its button or script asks for that, or when its session has run out. Otherwise the request
/// goes on as it came.
async fn keep_draft(request: &mut ServiceRequest, state: &State, writer: &Writer) -> Option<HttpResponse> {
    let body = request.extract::<web::Bytes>().await.ok()?;
    let form = Posted::parse(&body, &writer.csrf);
    request.set_payload(actix_web::dev::Payload::from(body));
    let form = form.ok()?;
    let asked = form.value("draft").to_owned();
    if writer.is_signed_in && asked.is_empty() {
        return None;
    }
    let address = request.path().to_owned();
    let client = urls::client_of(state.database.keyring(), &address);
    let is_of_client = urls::is_of_client(&address);
    let (worker, actor, path) = (state.clone(), writer.actor.clone(), address.clone());
    let kept = web::block(move || {
        // A client whom she may not see is not there, so neither is a form about her.
        let is_there = !is_of_client || client.is_some_and(|client| worker.sees(&actor, client));
        if !is_there {
            return Err(crate::kernel::error::Error::NotFound);
        }
        drafts::keep(&worker.database, &actor, &path, client, &form)
    })
    .await;
    if let Ok(Err(crate::kernel::error::Error::NotFound)) = kept {
        return Some(HttpResponse::NotFound().finish());
    }
    let Ok(Ok(saved_at)) = kept else { return Some(HttpResponse::ServiceUnavailable().finish()) };
    let shown = state.clock().local(saved_at).format("%H.%M").to_string();
    if !writer.is_signed_in {
        let back = urls::encoded(&address);
        return Some(see_other(&format!("{}?return_to={back}&said=kept", urls::SIGN_IN)));
    }
    Some(match asked.as_str() {
        "auto" => HttpResponse::NoContent().insert_header(("x-saved-at", shown)).finish(),
        _ => see_other(&format!("{address}?said=draft")),
    })
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
        let asked = request.uri().path_and_query().map_or(urls::HOME, |address| address.as_str());
        // A form that is posted to its own address is shown there again.
        let has_own_form = routes::find(&Method::GET, route.pattern).is_some();
        let back = if is_safe || has_own_form { asked.to_owned() } else { form_of(route.pattern).to_owned() };
        return Some(see_other(&format!("{}?return_to={}", urls::CONFIRM, urls::encoded(&back))));
    }
    None
}

/// The page with the form of a posted route.
fn form_of(pattern: &str) -> &str {
    if pattern.starts_with("/lead-grants") { urls::HOME } else { pattern.split("/{").next().unwrap_or(urls::HOME) }
}
