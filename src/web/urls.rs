//! Every address as a function, so that any page can link anywhere and none is spelled twice.

/// The front page.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// Signing out.
pub const SIGN_OUT: &str = "/sign-out";
/// Signing out of all sessions.
pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out-everywhere";
/// The language switch.
pub const LANGUAGE: &str = "/language";
/// Showing the password again.
pub const CONFIRM: &str = "/confirm";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// The annual report, at its latest year.
pub const REPORT: &str = "/report";
/// Bringing a register in.
pub const IMPORT: &str = "/register/import";
/// Users.
pub const USERS: &str = "/users";
/// Facilities.
pub const FACILITIES: &str = "/facilities";

/// A year's report.
#[must_use]
pub fn report(year: i32) -> String {
    format!("/report/{year}")
}

/// Taking up an invitation.
#[must_use]
pub fn invitation(token: &str) -> String {
    format!("/invitation/{token}")
}

/// A text as part of a query.
#[must_use]
pub fn encoded(text: &str) -> String {
    serde_urlencoded::to_string([("", text)]).unwrap_or_default().trim_start_matches('=').to_owned()
}
