//! Every route with the area it belongs to. The guard lets nobody pass by another way: a route without a row here does not
//! exist, and a test walks all rows with all roles.

use crate::kernel::access::Area;
use actix_web::http::Method;

/// A route: a method and a pattern of an address, and what the access table says of it.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The pattern as actix knows it.
    pub pattern: &'static str,
    /// The area it belongs to.
    pub area: Area,
    /// True where the password must have been shown within the last minutes.
    pub step_up: bool,
    /// True for a form whose half-written text is kept; it is posted to the address that shows it.
    pub drafts: bool,
}

const fn get(pattern: &'static str, area: Area) -> Route {
    Route { method: "GET", pattern, area, step_up: false, drafts: false }
}

const fn post(pattern: &'static str, area: Area) -> Route {
    Route { method: "POST", pattern, area, step_up: false, drafts: false }
}

const fn confirmed(route: Route) -> Route {
    Route { step_up: true, ..route }
}

const fn drafted(route: Route) -> Route {
    Route { drafts: true, ..route }
}

/// All routes.
pub const ROUTES: &[Route] = &[
    get("/static/{name}", Area::Public),
    get("/sign-in", Area::Public),
    post("/sign-in", Area::Public),
    get("/invitation/{token}", Area::Public),
    post("/invitation/{token}", Area::Public),
    post("/language", Area::Public),
    get("/", Area::Own),
    get("/account", Area::Own),
    post("/account/sessions/{id}/end", Area::Own),
    get("/confirm", Area::Own),
    post("/confirm", Area::Own),
    post("/sign-out", Area::Own),
    post("/sign-out-everywhere", Area::Own),
    post("/drafts/discard", Area::Own),
    get("/clients", Area::Clients),
    post("/clients/search", Area::Clients),
    get("/clients/new", Area::Clients),
    drafted(post("/clients/new", Area::Clients)),
    post("/clients/similar", Area::Clients),
    get("/clients/handover", Area::Clients),
    post("/clients/handover", Area::Clients),
    confirmed(get("/break-glass", Area::BreakGlass)),
    confirmed(post("/break-glass", Area::BreakGlass)),
    post("/break-glass/{glass}/seen", Area::Oversight),
    get("/notes/new", Area::Clients),
    get("/journal", Area::Clients),
    post("/journal/search", Area::Clients),
    get("/clients/{client}", Area::Clients),
    get("/clients/{client}/identity", Area::Clients),
    drafted(post("/clients/{client}/identity", Area::Clients)),
    get("/clients/{client}/person", Area::Clients),
    get("/clients/{client}/contacts/new", Area::Clients),
    post("/clients/{client}/contacts/new", Area::Clients),
    get("/clients/{client}/contacts/{record}", Area::Clients),
    post("/clients/{client}/contacts/{record}", Area::Clients),
    get("/clients/{client}/contact-points/new", Area::Clients),
    post("/clients/{client}/contact-points/new", Area::Clients),
    get("/clients/{client}/contact-points/{record}", Area::Clients),
    post("/clients/{client}/contact-points/{record}", Area::Clients),
    get("/clients/{client}/identifiers/new", Area::Clients),
    post("/clients/{client}/identifiers/new", Area::Clients),
    get("/clients/{client}/identifiers/{record}", Area::Clients),
    post("/clients/{client}/identifiers/{record}", Area::Clients),
    get("/clients/{client}/alerts/new", Area::Clients),
    post("/clients/{client}/alerts/new", Area::Clients),
    get("/clients/{client}/alerts/{record}", Area::Clients),
    post("/clients/{client}/alerts/{record}", Area::Clients),
    get("/clients/{client}/children/new", Area::Clients),
    post("/clients/{client}/children/new", Area::Clients),
    get("/clients/{client}/children/{record}", Area::Clients),
    post("/clients/{client}/children/{record}", Area::Clients),
    get("/clients/{client}/stays", Area::Clients),
    get("/clients/{client}/stays/new", Area::Clients),
    post("/clients/{client}/stays/new", Area::Clients),
    get("/clients/{client}/stays/{record}", Area::Clients),
    post("/clients/{client}/stays/{record}", Area::Clients),
    post("/clients/{client}/stays/{record}/removal", Area::Clients),
    get("/clients/{client}/absences/new", Area::Clients),
    post("/clients/{client}/absences/new", Area::Clients),
    get("/clients/{client}/absences/{record}", Area::Clients),
    post("/clients/{client}/absences/{record}", Area::Clients),
    post("/clients/{client}/absences/{record}/removal", Area::Clients),
    get("/clients/{client}/stays/{record}/departure", Area::Clients),
    post("/clients/{client}/stays/{record}/departure", Area::Clients),
    get("/clients/{client}/stays/{record}/transfer", Area::Clients),
    post("/clients/{client}/stays/{record}/transfer", Area::Clients),
    get("/clients/{client}/stays/{record}/confirmation", Area::Clients),
    post("/clients/{client}/stays/{record}/confirmation", Area::Clients),
    get("/clients/{client}/stays/{record}/reopening", Area::Clients),
    post("/clients/{client}/stays/{record}/reopening", Area::Clients),
    get("/clients/{client}/consents", Area::Clients),
    get("/clients/{client}/consents/new", Area::Clients),
    post("/clients/{client}/consents/new", Area::Clients),
    get("/clients/{client}/consents/{record}/withdrawal", Area::Clients),
    post("/clients/{client}/consents/{record}/withdrawal", Area::Clients),
    get("/clients/{client}/journal", Area::Clients),
    post("/clients/{client}/journal/search", Area::Clients),
    get("/clients/{client}/journal/new", Area::Clients),
    drafted(post("/clients/{client}/journal/new", Area::Clients)),
    get("/clients/{client}/journal/{entry}", Area::Clients),
    get("/clients/{client}/journal/{entry}/correction", Area::Clients),
    drafted(post("/clients/{client}/journal/{entry}/correction", Area::Clients)),
    get("/clients/{client}/journal/{entry}/amendment", Area::Clients),
    drafted(post("/clients/{client}/journal/{entry}/amendment", Area::Clients)),
    get("/clients/{client}/journal/{entry}/attachment", Area::Clients),
    post("/clients/{client}/journal/{entry}/attachment", Area::Clients),
    get("/clients/{client}/attachments/{file}", Area::Clients),
    get("/clients/{client}/case", Area::Clients),
    post("/clients/{client}/case", Area::Clients),
    get("/clients/{client}/closure", Area::Clients),
    post("/clients/{client}/closure", Area::Clients),
    post("/clients/{client}/reopening", Area::Clients),
    get("/clients/{client}/protection", Area::Clients),
    post("/clients/{client}/protection", Area::Clients),
    get("/clients/{client}/merge", Area::Clients),
    post("/clients/{client}/merge", Area::Clients),
    post("/clients/{client}/merge/undo", Area::Clients),
    post("/clients/{client}/distinct", Area::Clients),
    get("/clients/{client}/log", Area::Clients),
    get("/report", Area::ReportFigures),
    get("/report/{year}", Area::ReportFigures),
    get("/report/{year}/records", Area::ReportRecords),
    get("/register/import", Area::RegisterImport),
    confirmed(post("/register/import", Area::RegisterImport)),
    get("/register/import/{job}", Area::RegisterImport),
    get("/users", Area::Users),
    confirmed(get("/users/new", Area::Users)),
    confirmed(post("/users", Area::Users)),
    confirmed(post("/users/{id}/invitation", Area::Users)),
    confirmed(post("/users/{id}/deactivation", Area::Users)),
    confirmed(post("/lead-grants/{id}/approval", Area::LeadGrants)),
    get("/facilities", Area::Facilities),
    get("/facilities/new", Area::Facilities),
    post("/facilities", Area::Facilities),
    get("/facilities/{key}", Area::Facilities),
    post("/facilities/{key}", Area::Facilities),
];

/// The route that answers a request, if there is one. HEAD is answered as GET.
#[must_use]
pub fn find(method: &Method, pattern: &str) -> Option<&'static Route> {
    let method = if *method == Method::HEAD { "GET" } else { method.as_str() };
    ROUTES.iter().find(|route| route.method == method && route.pattern == pattern)
}
