//! The list of clients and the search for one. What is searched for is posted and kept with the session; the address holds only
//! a token and codes.

use super::list_query::{self, Asked};
use super::list_view::{self, Found, ListPage};
use crate::clients::filter::{Cases, Filter};
use crate::clients::finding::{self, Hit};
use crate::clients::listing::{self, List, Tallies};
use crate::clients::{intake, names, sight};
use crate::db::Conn;
use crate::desk::searches;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::Posted;
use crate::web::paging::Window;
use crate::web::respond::{ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use actix_web::{HttpResponse, web};

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients", web::get().to(list_page)).route("/clients/search", web::post().to(search_post));
}

/// How many lines are read at once where the whole list is.
pub(super) const BATCH: usize = 500;

/// How many lines a page has.
const SIZE: usize = 25;

async fn list_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    query: web::Query<list_query::Params>,
) -> std::result::Result<HttpResponse, Failure> {
    let worker = state.clone();
    let asker = user.clone();
    let (asked, found) = web::block(move || {
        let asked = Asked::of(&query, &worker, &asker);
        let found = worker.database.read(|conn| find(conn, &worker, &asker, &asked))?;
        worker.database.log(&asker.actor, AuditEntry::done("client.list"))?;
        Ok::<_, Error>((asked, found))
    })
    .await??;
    Ok(ok(&ListPage::new(&visitor, &state, &user, &asked, found)))
}

/// One page of the list, or of what was searched for.
fn find(conn: &mut Conn, state: &State, user: &SignedIn, asked: &Asked) -> Result<Found> {
    let actor = &user.actor;
    let today = state.clock().today();
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let is_search = !asked.token.is_empty();
    let list = List::new(conn, actor, &sight, asked.filter, today)?;
    // What was searched for has no quick filters, so nothing is counted for them.
    let tallies = if is_search { Tallies::default() } else { list.tallies(conn, actor, user.user_id)? };
    let everybody = List::new(conn, actor, &sight, Filter::default(), today)?;
    let mut found = Found {
        tallies,
        hidden_active: if is_search { 0 } else { everybody.hidden(conn, actor)? },
        colleagues: intake::caseworkers(conn, actor)?,
        hidden: 0,
        window: Window::new(None, SIZE, 0),
        lines: Vec::new(),
        search: None,
        is_plain: asked.filter == Filter::default(),
    };
    let ids: Vec<i64> = if !is_search {
        let all = if asked.filter.cases == Cases::Active { tallies.asked } else { list.count(conn, actor)? };
        found.window = Window::new(asked.page, SIZE, usize::try_from(all).unwrap_or(0));
        // Under a filter the number would tell of somebody hidden what the filter asks.
        found.hidden = if found.is_plain { found.hidden_active } else { 0 };
        list.page(conn, actor, (asked.sort, asked.is_descending), (found.window.skip, SIZE))?
    } else {
        // A name that leads to somebody she may not open leads nowhere: that one is hidden is said of lists only.
        let terms = searches::find(conn, actor, user.session_id, &asked.token)?;
        let query = names::query(terms.as_deref().unwrap_or_default());
        let hits = finding::search(conn, actor, &query)?;
        let hits = list.nearest(conn, actor, &hits)?;
        found.window = Window::new(asked.page, SIZE, hits.len());
        found.search = Some(search_of(terms, &query, &hits));
        hits.iter().skip(found.window.skip).take(SIZE).map(|hit| hit.client_id).collect()
    };
    found.lines = listing::lines(conn, actor, &ids, today)?;
    Ok(found)
}

fn search_of(terms: Option<String>, query: &names::Query, hits: &[Hit]) -> list_view::Search {
    let typed = query.words.len() + query.numbers.len();
    list_view::Search {
        terms,
        fits_all: hits.first().is_none_or(|hit| hit.terms >= typed),
        // A word that only begins so costs one; a wrong letter costs ten.
        is_spelled_so: hits.first().is_none_or(|hit| hit.penalty < 10),
    }
}

async fn search_post(
    state: web::Data<State>,
    user: SignedIn,
    form: Posted,
) -> std::result::Result<HttpResponse, Failure> {
    let filters = list_query::kept_filters(&form);
    let terms = form.trimmed("q").to_owned();
    if terms.is_empty() {
        return Ok(see_other(&list_query::address("", &filters)));
    }
    let database = state.database.clone();
    let token = web::block(move || searches::keep(&database, &user, "client.search", &terms)).await??;
    Ok(see_other(&list_query::address(&token, &filters)))
}
