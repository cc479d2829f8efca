//! What is asked of the list of clients: the query of its address and back. Codes only: no name ever stands in an address.

use crate::clients::filter::{Cases, Caseworker, Filter, Place, Quick, Status};
use crate::clients::listing::Sort;
use crate::db::RefKind;
use crate::kernel::codes::{Code, FacilityType, ResidenceStatus};
use crate::web::form::Posted;
use crate::web::session::SignedIn;
use crate::web::state::State;
use crate::web::urls;
use serde::Deserialize;

/// The query of the list's address, as it was sent.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    q: Option<String>,
    scope: Option<String>,
    status: Option<String>,
    place: Option<String>,
    state: Option<String>,
    quick: Option<String>,
    sort: Option<String>,
    dir: Option<String>,
    page: Option<String>,
}

/// The names of the filters in an address and in forms.
const FILTERS: [&str; 5] = ["scope", "status", "place", "state", "quick"];

/// What is asked of the list. What cannot be read is as if it were not there.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The token of a kept search, or empty.
    pub token: String,
    /// Which clients.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// From the end.
    pub is_descending: bool,
    /// The page.
    pub page: Option<usize>,
    /// The filters as they stand in the address.
    pub(super) filters: Vec<(&'static str, String)>,
}

impl Asked {
    /// What a query asks. A search looks among closed cases too, unless it says otherwise.
    #[must_use]
    pub fn of(params: &Params, state: &State, user: &SignedIn) -> Self {
        let text = |given: &Option<String>| given.clone().unwrap_or_default();
        let token = text(&params.q);
        let (scope, status, place) = (text(&params.scope), text(&params.status), text(&params.place));
        let uncovered = || state.database.keyring().uncover(RefKind::User, &scope).ok();
        let caseworker = match scope.as_str() {
            "mine" => Caseworker::Is(user.user_id),
            "none" => Caseworker::Nobody,
            _ => uncovered().map_or(Caseworker::Any, Caseworker::Is),
        };
        let status = match status.as_str() {
            "ending" => Status::Ending,
            "none" => Status::Missing,
            code => ResidenceStatus::from_code(code).map_or(Status::Any, Status::Is),
        };
        let place = match place.as_str() {
            "none" => Place::Missing,
            code => FacilityType::from_code(code).map_or(Place::Any, Place::Kind),
        };
        let cases = match text(&params.state).as_str() {
            "closed" => Cases::Closed,
            "all" => Cases::All,
            "active" => Cases::Active,
            _ if token.is_empty() => Cases::Active,
            _ => Cases::All,
        };
        let quick = match text(&params.quick).as_str() {
            "deadline" => Some(Quick::Deadline),
            "new" => Some(Quick::New),
            "silent" => Some(Quick::Silent),
            "gaps" => Some(Quick::Gaps),
            _ => None,
        };
        let filter = Filter { caseworker, status, place, cases, quick };
        let sort =
            SORTS.iter().find(|(code, _)| params.sort.as_deref() == Some(*code)).map_or(Sort::Case, |(_, sort)| *sort);
        let is_descending = match params.dir.as_deref() {
            Some("asc") => false,
            Some("desc") => true,
            _ => begins_descending(sort),
        };
        let page = params.page.as_deref().and_then(|page| page.parse().ok());
        let filters = filters_of(&filter, &scope);
        Self { token, filter, sort, is_descending, page, filters }
    }

    /// The filters that a new search is to keep. A search from the plain list is among everybody, closed cases too.
    pub(super) fn kept(&self) -> Vec<(&'static str, String)> {
        let is_default = |name: &str, value: &str| self.token.is_empty() && (name, value) == ("state", "active");
        self.filters.iter().filter(|(name, value)| !is_default(name, value)).cloned().collect()
    }

    /// The address where this very list is taken out.
    pub(super) fn export_address(&self) -> String {
        let list = self.address(self.sort, self.is_descending, 1);
        list.replacen(urls::CLIENTS, urls::CLIENT_EXPORT, 1)
    }

    /// The address of this list in another order or at another page.
    pub(super) fn address(&self, sort: Sort, is_descending: bool, page: usize) -> String {
        let mut filters = self.filters.clone();
        if self.token.is_empty() && (sort, is_descending) != (Sort::Case, true) {
            let code = SORTS.iter().find(|(_, known)| *known == sort).map_or("", |(code, _)| *code);
            filters.push(("sort", code.to_owned()));
            filters.push(("dir", if is_descending { "desc" } else { "asc" }.to_owned()));
        }
        if page > 1 {
            filters.push(("page", page.to_string()));
        }
        address(&self.token, &filters)
    }
}

const SORTS: [(&str, Sort); 6] = [
    ("case", Sort::Case),
    ("name", Sort::Name),
    ("status", Sort::Status),
    ("place", Sort::Place),
    ("caseworker", Sort::Caseworker),
    ("entry", Sort::Entry),
];

/// What is newest is asked for first, names from A.
pub(super) const fn begins_descending(sort: Sort) -> bool {
    matches!(sort, Sort::Case | Sort::Entry)
}

/// The filters of an address; those that say nothing are left out.
fn filters_of(filter: &Filter, scope: &str) -> Vec<(&'static str, String)> {
    let mut filters = Vec::new();
    if filter.caseworker != Caseworker::Any {
        filters.push(("scope", scope.to_owned()));
    }
    match filter.status {
        Status::Any => {}
        Status::Ending => filters.push(("status", "ending".to_owned())),
        Status::Missing => filters.push(("status", "none".to_owned())),
        Status::Is(status) => filters.push(("status", status.code().to_owned())),
    }
    match filter.place {
        Place::Any => {}
        Place::Missing => filters.push(("place", "none".to_owned())),
        Place::Kind(kind) => filters.push(("place", kind.code().to_owned())),
    }
    match filter.cases {
        Cases::Active => filters.push(("state", "active".to_owned())),
        Cases::Closed => filters.push(("state", "closed".to_owned())),
        Cases::All => filters.push(("state", "all".to_owned())),
    }
    if let Some(quick) = filter.quick {
        filters.push(("quick", quick_code(quick).to_owned()));
    }
    filters
}

/// The code of a quick filter.
pub(super) const fn quick_code(quick: Quick) -> &'static str {
    match quick {
        Quick::Deadline => "deadline",
        Quick::New => "new",
        Quick::Silent => "silent",
        Quick::Gaps => "gaps",
    }
}

/// The filters that a posted search brings along.
#[must_use]
pub fn kept_filters(form: &Posted) -> Vec<(&'static str, String)> {
    FILTERS.into_iter().filter_map(|name| Some((name, form.text(name)?))).collect()
}

/// The address of a list. The default needs no words.
#[must_use]
pub fn address(token: &str, filters: &[(&'static str, String)]) -> String {
    let default = if token.is_empty() { "active" } else { "all" };
    let said = filters.iter().filter(|(name, value)| (*name, value.as_str()) != ("state", default));
    let token = (!token.is_empty()).then(|| ("q", token.to_owned()));
    let pairs: Vec<(&str, String)> = token.into_iter().chain(said.cloned()).collect();
    match serde_urlencoded::to_string(&pairs) {
        Ok(query) if !query.is_empty() => format!("{}?{query}", urls::CLIENTS),
        _ => urls::CLIENTS.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &'static str, value: &str) -> (&'static str, String) {
        (name, value.to_owned())
    }

    #[test]
    fn an_address_says_only_what_is_not_the_default() {
        assert_eq!(address("", &[]), "/clients");
        assert_eq!(address("", &[text("state", "active")]), "/clients");
        assert_eq!(address("", &[text("scope", "mine"), text("state", "all")]), "/clients?scope=mine&state=all");
        assert_eq!(address("abc", &[text("state", "all")]), "/clients?q=abc");
        assert_eq!(address("abc", &[text("state", "active")]), "/clients?q=abc&state=active");
    }
}
