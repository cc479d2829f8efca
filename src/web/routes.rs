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
}

const fn get(pattern: &'static str, area: Area) -> Route {
    Route { method: "GET", pattern, area, step_up: false }
}

const fn post(pattern: &'static str, area: Area) -> Route {
    Route { method: "POST", pattern, area, step_up: false }
}

const fn confirmed(route: Route) -> Route {
    Route { step_up: true, ..route }
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
