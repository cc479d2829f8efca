//! Every address as a function, so that any page can link anywhere and none is spelled twice.

use crate::db::{Keyring, RefKind};

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
/// The benefits of a month.
pub const BENEFITS: &str = "/benefits";
/// A list of payments to take out.
pub const BENEFIT_EXPORT: &str = "/benefits/export";
/// The rates of benefits.
pub const BENEFIT_RATES: &str = "/benefit-rates";
/// Lectures, meetings, visits.
pub const OUTREACH: &str = "/outreach";
/// Enquiries.
pub const ENQUIRIES: &str = "/enquiries";
/// A new enquiry.
pub const NEW_ENQUIRY: &str = "/enquiries/new";
/// Taking the list of enquiries out.
pub const ENQUIRY_EXPORT: &str = "/enquiries/export";
/// Looking up a card for the night.
pub const NIGHT_CARD: &str = "/night-card";
/// Figures of the report that are typed by hand.
pub const YEARLY_FIGURES: &str = "/yearly-figures";
/// Facilities.
pub const FACILITIES: &str = "/facilities";
/// Rules of deadlines.
pub const DEADLINE_RULES: &str = "/deadline-rules";

/// The list of clients.
pub const CLIENTS: &str = "/clients";
/// Where a search for a client is posted.
pub const CLIENT_SEARCH: &str = "/clients/search";
/// A new client.
pub const NEW_CLIENT: &str = "/clients/new";
/// Similar persons, as a part of a page.
pub const SIMILAR_CLIENTS: &str = "/clients/similar";
/// Taking the list of clients out.
pub const CLIENT_EXPORT: &str = "/clients/export";
/// Handing a caseworker's clients to another.
pub const HANDOVER: &str = "/clients/handover";
/// Opening a protected client in an emergency.
pub const BREAK_GLASS: &str = "/break-glass";
/// A note about a client to be chosen.
pub const NEW_NOTE: &str = "/notes/new";
/// The journals of all clients, to be searched.
pub const JOURNAL: &str = "/journal";
/// Where a search of all journals is posted.
pub const JOURNAL_SEARCH: &str = "/journal/search";
/// Tasks.
pub const TASKS: &str = "/tasks";
/// A new task, about no client or about one to be named.
pub const NEW_TASK: &str = "/tasks/new";
/// Where tasks that were ticked are completed.
pub const COMPLETE_TASKS: &str = "/tasks/completion";
/// Who lives where.
pub const STAYS: &str = "/stays";
/// A contact person's pages of residents.
pub const RESIDENTS: &str = "/stays/residents";
/// A centre's own figures.
pub const CENTRE_FIGURES: &str = "/stays/figures";
/// A centre's own stays and nights, to take out.
pub const CENTRE_EXPORT: &str = "/stays/export";
/// All stays one by one.
pub const STAY_LIST: &str = "/stays/list";
/// Taking that list out.
pub const STAY_LIST_EXPORT: &str = "/stays/list/export";
/// Somebody who came unknown to ROSA.
pub const NEW_ARRIVAL: &str = "/stays/arrivals/new";
/// A notice that somebody withdrew her consent.
pub const NEW_WITHDRAWAL_NOTICE: &str = "/withdrawal-notices/new";

/// An act on a stay at one's own centre, for example `departure`.
#[must_use]
pub fn stay_act(stay_ref: &str, act: &str) -> String {
    format!("{STAYS}/{stay_ref}/{act}")
}

/// A contact person's page of a resident.
#[must_use]
pub fn resident(client_ref: &str) -> String {
    format!("{RESIDENTS}/{client_ref}")
}

/// Where a draft is thrown away.
pub const DISCARD_DRAFT: &str = "/drafts/discard";

/// A client's page.
#[must_use]
pub fn client(client_ref: &str) -> String {
    format!("{CLIENTS}/{client_ref}")
}

/// A part of a client's file, for example `journal`.
#[must_use]
pub fn client_part(client_ref: &str, part: &str) -> String {
    format!("{CLIENTS}/{client_ref}/{part}")
}

/// A new entry in a client's journal.
#[must_use]
pub fn new_entry(client_ref: &str) -> String {
    client_part(client_ref, "journal/new")
}

/// The client whose page an address is, if it is one's.
#[must_use]
pub fn client_of(keyring: &Keyring, address: &str) -> Option<i64> {
    let rest = address.strip_prefix(CLIENTS).or_else(|| address.strip_prefix(RESIDENTS))?.strip_prefix('/')?;
    keyring.uncover(RefKind::Client, rest.split('/').next()?).ok()
}

/// True for an address that is about one client, whether there is such a client or not.
#[must_use]
pub fn is_of_client(address: &str) -> bool {
    (address.starts_with(CLIENTS) && address != NEW_CLIENT) || address.starts_with(RESIDENTS)
}

/// An enquiry.
#[must_use]
pub fn enquiry(enquiry_ref: &str) -> String {
    format!("{ENQUIRIES}/{enquiry_ref}")
}

/// A part of an enquiry's address, for example `correction`.
#[must_use]
pub fn enquiry_part(enquiry_ref: &str, part: &str) -> String {
    format!("{ENQUIRIES}/{enquiry_ref}/{part}")
}

/// A year's report.
#[must_use]
pub fn report(year: i32) -> String {
    format!("/report/{year}")
}

/// Taking a year's report out.
#[must_use]
pub fn report_export(year: i32) -> String {
    format!("/report/{year}/export")
}

/// A file that is being made for somebody.
#[must_use]
pub fn export_job(job: &str) -> String {
    format!("/exports/{job}")
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
