//! The page that searches all journals. The words are posted and kept with the session; the address knows only a token.

use super::excerpt::{self, Part};
use super::search::{self, Below, Found};
use super::texts::SearchTexts;
use crate::clients;
use crate::db::{Keyring, RefKind};
use crate::desk::searches;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Code;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::layout::Layout;
use crate::web::paging::Pager;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/journal", web::get().to(page)).route("/journal/search", web::post().to(search_post));
}

#[derive(Deserialize)]
struct Asked {
    q: Option<String>,
    page: Option<String>,
    below: Option<String>,
}

/// A hit as the page shows it.
struct Line {
    href: String,
    client_href: String,
    client: String,
    case_number: String,
    date: String,
    date_code: String,
    mode: &'static str,
    author: String,
    is_amendment: bool,
    open_word: String,
    excerpt: Vec<Part>,
}

/// What was found, as the page shows it.
struct Results {
    count: String,
    lines: Vec<Line>,
    pager: Option<Pager>,
    older_href: String,
    none: &'static str,
}

#[derive(Template)]
#[template(path = "journal/search.html")]
struct SearchPage {
    l: Layout,
    t: SearchTexts,
    action: &'static str,
    q: Field,
    errors: Vec<FieldError>,
    notice: &'static str,
    results: Option<Results>,
}

impl SearchPage {
    fn new(visitor: &Visitor, state: &State, terms: &str, errors: Vec<FieldError>) -> Self {
        let t = SearchTexts(visitor.lang);
        let l = Layout::new(visitor, state, t.heading(), urls::JOURNAL).with_errors(!errors.is_empty());
        let q = Field::new("q", t.field()).hinted(t.hint()).with(terms).judged(&errors);
        let l = l.with_print_line(visitor, state.clock().local(state.clock().now_utc()));
        Self { l, t, action: urls::JOURNAL_SEARCH, q, errors, notice: t.empty(), results: None }
    }
}

/// The address of a search that was kept.
fn address(token: &str, below: &str, page: usize) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let pairs = [("q", token), ("below", below), ("page", &page)];
    let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    format!("{}?{}", urls::JOURNAL, serde_urlencoded::to_string(given).unwrap_or_default())
}

fn covered(keyring: &Keyring, below: Below) -> String {
    format!("{}-{}", keyring.cover(RefKind::Entry, below.entry), keyring.cover(RefKind::Entry, below.amendment))
}

fn uncovered(keyring: &Keyring, text: &str) -> Option<Below> {
    let (entry, amendment) = text.split_once('-')?;
    let id = |covered: &str| keyring.uncover(RefKind::Entry, covered).ok();
    Some(Below { entry: id(entry)?, amendment: id(amendment)? })
}

async fn page(state: web::Data<State>, visitor: Visitor, user: SignedIn, asked: web::Query<Asked>) -> Answer {
    let Some(token) = asked.q.clone().filter(|token| !token.is_empty()) else {
        return Ok(ok(&SearchPage::new(&visitor, &state, "", Vec::new())));
    };
    let shown = web::block(move || show_results(&state, &visitor, &user, &token, &asked)).await??;
    Ok(ok(&shown))
}

fn show_results(state: &State, visitor: &Visitor, user: &SignedIn, token: &str, asked: &Asked) -> Result<SearchPage> {
    let keyring = state.database.keyring();
    let given = asked.below.as_deref().unwrap_or("");
    let below = uncovered(keyring, given);
    let number: Option<usize> = asked.page.as_deref().and_then(|page| page.parse().ok());
    let found = state.database.read(|conn| {
        let Some(words) = searches::find(conn, &user.actor, user.session_id, token)? else { return Ok(None) };
        let terms = excerpt::terms(&words);
        let found = search::find(conn, user, state.clock(), &terms, below.unwrap_or(Below::START), number)?;
        let names = clients::store::colleagues(conn, &user.actor)?;
        let names: HashMap<i64, String> = names.into_iter().map(|one| (one.id, one.name)).collect();
        Ok::<_, Error>(Some((words, found, names)))
    })?;
    let Some((words, found, names)) = found else {
        let mut page = SearchPage::new(visitor, state, "", Vec::new());
        page.notice = page.t.expired();
        return Ok(page);
    };
    // Texts of many journals are shown: that is a read like any other.
    state.database.log(&user.actor, AuditEntry::done("journal.list"))?;
    let mut page = SearchPage::new(visitor, state, &words, Vec::new());
    let begins = below.map_or_else(String::new, |below| covered(keyring, below));
    page.l.path = address(token, &begins, found.window.page);
    page.results = Some(results(visitor.lang, keyring, token, &begins, found, &names));
    Ok(page)
}

fn results(
    lang: Lang,
    keyring: &Keyring,
    token: &str,
    begins: &str,
    found: Found,
    names: &HashMap<i64, String>,
) -> Results {
    let t = SearchTexts(lang);
    let all = found.window.all.to_string();
    let is_whole = begins.is_empty() && found.older.is_none();
    let line = |hit: search::Hit| {
        let client_ref = keyring.cover(RefKind::Client, hit.client.id);
        let entry = keyring.cover(RefKind::Entry, hit.entry.id);
        let date = show::date(hit.on);
        Line {
            href: urls::client_part(&client_ref, &format!("journal/{entry}")),
            client_href: urls::client(&client_ref),
            client: hit.client.full(),
            open_word: t.open(&date),
            date,
            date_code: hit.on.to_string(),
            mode: hit.entry.mode.label(lang),
            author: names.get(&hit.author_id).map_or_else(String::new, |name| t.by(name)),
            is_amendment: hit.is_amendment,
            case_number: hit.client.case_number,
            excerpt: hit.excerpt,
        }
    };
    Results {
        count: match (is_whole, begins.is_empty()) {
            (true, _) => t.found(&all),
            (false, true) => t.found_part(&all),
            (false, false) => t.found_older(&all),
        },
        none: if is_whole { t.none() } else { t.none_here() },
        pager: (found.window.all > 0).then(|| found.window.pager(lang, |page| address(token, begins, page))),
        older_href: found.older.map_or_else(String::new, |below| address(token, &covered(keyring, below), 1)),
        lines: found.hits.into_iter().map(line).collect(),
    }
}

async fn search_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let words = form.trimmed("q").to_owned();
    if excerpt::terms(&words).is_empty() {
        let errors = vec![FieldError::new("q", SearchTexts(visitor.lang).missing())];
        return Ok(invalid(&SearchPage::new(&visitor, &state, &words, errors)));
    }
    let token = web::block(move || searches::keep(&state.database, &user, "journal.search", &words)).await??;
    Ok(see_other(&address(&token, "", 1)))
}
