//! Choosing whom a new note is about: those she opened last, her own active clients, or a search.

use super::texts::{ChooseTexts, ListTexts};
use crate::clients::filter::{Caseworker, Filter};
use crate::clients::listing::{self, Line, List, Sort};
use crate::clients::{sight, store::ClientName};
use crate::db::RefKind;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{Recent, SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/notes/new", web::get().to(choose_page));
}

/// How many of her own clients are named at most.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "clients/choose.html")]
struct ChoosePage {
    l: Layout,
    t: ChooseTexts,
    words: ListTexts,
    search_action: &'static str,
    recent: Vec<Recent>,
    own: Vec<Recent>,
    more_href: String,
}

async fn choose_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
) -> std::result::Result<HttpResponse, Failure> {
    let worker = state.clone();
    let (lines, all) = web::block(move || {
        let found = own_clients(&worker, &user)?;
        worker.database.log(&user.actor, AuditEntry::done("client.list"))?;
        Ok::<_, Error>(found)
    })
    .await??;
    let t = ChooseTexts(visitor.lang);
    let recent = visitor.rail.recent.iter().map(|one| Recent { href: note_href(&one.href), ..one.clone() });
    let own = lines.into_iter().map(|line| {
        let fact = line.fact;
        let client_ref = state.database.keyring().cover(RefKind::Client, fact.id);
        let name = ClientName {
            id: fact.id,
            case_number: fact.case_number.clone(),
            given_name: fact.given_name,
            family_name: fact.family_name,
            alias: fact.alias,
        };
        Recent { href: urls::new_entry(&client_ref), label: name.full(), case_no: fact.case_number }
    });
    let is_more = usize::try_from(all).unwrap_or(0) > SHOWN;
    let page = ChoosePage {
        recent: recent.collect(),
        own: own.collect(),
        more_href: if is_more { format!("{}?scope=mine&sort=name", urls::CLIENTS) } else { String::new() },
        search_action: urls::CLIENT_SEARCH,
        words: ListTexts(visitor.lang),
        l: Layout::new(&visitor, &state, t.choose_heading(), urls::NEW_NOTE),
        t,
    };
    Ok(ok(&page))
}

/// Her own active clients by name, and how many they are.
fn own_clients(state: &State, user: &SignedIn) -> Result<(Vec<Line>, i64)> {
    let actor = &user.actor;
    let today = state.clock().today();
    let filter = Filter { caseworker: Caseworker::Is(user.user_id), ..Filter::default() };
    state.database.read(|conn| {
        let sight = sight::of(conn, actor, state.clock().now_utc())?;
        let list = List::new(conn, actor, &sight, filter, today)?;
        let ids = list.page(conn, actor, (Sort::Name, false), (0, SHOWN))?;
        Ok((listing::lines(conn, actor, &ids, today)?, list.count(conn, actor)?))
    })
}

/// A note about her whose page this is.
fn note_href(client: &str) -> String {
    client.strip_prefix(urls::CLIENTS).and_then(|rest| rest.strip_prefix('/')).map_or_else(String::new, urls::new_entry)
}
