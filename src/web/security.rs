//! What every answer carries, and which posts are ours.

use super::state::Settings;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// What pages may load: nothing but our own styles, fonts, forms and one script. Nothing inline.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What somebody else's file may do, should a browser show it in spite of all: nothing.
pub const FILE_SECURITY_POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// Headers of every answer, errors and static files included. An answer that is stricter with itself keeps its own policy.
pub fn add_headers(headers: &mut HeaderMap, settings: &Settings, may_be_kept: bool) {
    let has_policy = headers.contains_key(header::CONTENT_SECURITY_POLICY);
    let mut set = |name: &'static str, value: &'static str| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    };
    if !has_policy {
        set("content-security-policy", CONTENT_SECURITY_POLICY);
    }
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    set("x-frame-options", "DENY");
    set("cache-control", if may_be_kept { "public, max-age=31536000, immutable" } else { "no-store" });
    if settings.is_secure() {
        set("strict-transport-security", "max-age=63072000; includeSubDomains");
    }
}

/// True for a post from a page of ours. Browsers say where it came from in Sec-Fetch-Site, older ones in Origin; a post that
/// says neither is not taken. Because our pages send no referrer, browsers that know Sec-Fetch-Site give the origin of our own
/// posts as `null`.
#[must_use]
pub fn is_from_here(headers: &HeaderMap, settings: &Settings) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN.as_str());
    match text("sec-fetch-site") {
        Some(site) => {
            site == "same-origin" && origin.is_none_or(|origin| origin == settings.public_url || origin == "null")
        }
        None => origin == Some(settings.public_url.as_str()),
    }
}
