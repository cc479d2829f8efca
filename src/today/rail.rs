//! What the rail shows of somebody's work: the clients she opened last, as the log has them, and how many there are.

use crate::audit;
use crate::centres;
use crate::clients::{own, sight, store};
use crate::db::{Conn, Database, RefKind};
use crate::deadlines;
use crate::helpline;
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Role;
use crate::kernel::error::{Error, Result};
use crate::web::session::{Rail, Recent};
use crate::web::state::{Origin, State, Work};
use crate::web::urls;

/// How many clients stand under «Sist åpnet».
const RECENT: usize = 4;

/// What the pages of every room must know of somebody's work.
pub const WORK: Work = Work { rail, sees, settle: deadlines::settle, origin, took_in };

/// What a new client's form begins with: somebody who came to a centre without consent, or a possible victim of an enquiry.
fn origin(state: &State, conn: &mut Conn, actor: &Actor, from: &str) -> Result<Origin> {
    if is_arrival(state, from) {
        centres::origin(conn, actor, state.database.keyring(), from)
    } else {
        helpline::intake::origin(state, conn, actor, from)
    }
}

/// Ties a client who was just taken in to where she came from. Answers what the log says of it besides.
fn took_in(state: &State, conn: &mut Conn, actor: &Actor, from: &str, client: i64) -> Result<Vec<AuditEntry>> {
    if is_arrival(state, from) {
        centres::arrived(conn, state, actor, from, client)?;
        return Ok(vec![AuditEntry::done_to("stay.add", "client", client)]);
    }
    let linked = helpline::intake::took_in(state, conn, actor, from, client)?;
    Ok(linked.then(|| AuditEntry::done_to("subject.link", "client", client)).into_iter().collect())
}

fn is_arrival(state: &State, from: &str) -> bool {
    state.database.keyring().uncover(RefKind::Arrival, from).is_ok()
}

/// True when she may see this client; whatever cannot be read is not seen.
fn sees(database: &Database, actor: &Actor, client: i64) -> bool {
    let now = database.clock().now_utc();
    if actor.may(Area::Clients) {
        return database.read(|conn| sight::must_see(conn, actor, client, now)).is_ok();
    }
    let today = database.clock().today();
    database.read(|conn| Ok::<_, Error>(centres::sight::sees(conn, actor, client, today))).unwrap_or(false)
}

/// What the rail shows. Whatever cannot be read is left out: a page must not fail for its rail.
fn rail(database: &Database, actor: &Actor) -> Rail {
    let Actor::User { id: user, role } = actor else { return Rail::default() };
    if actor.may(Area::Centre) {
        // How many live with her stands beside her first page.
        let today = database.clock().today();
        let count = database.read(|conn| centres::board::count(conn, actor, today));
        return Rail { clients: count.map_or_else(|_| String::new(), |count| count.to_string()), ..Rail::default() };
    }
    if !actor.may(Area::Clients) {
        return Rail::default();
    }
    let now = database.clock().now_utc();
    let found = database.read(|conn| {
        let sight = sight::of(conn, actor, now)?;
        let opened = audit::last_objects(conn, actor, "client.read", 10 * RECENT)?;
        let names = store::names_of(conn, actor, &sight, &opened)?;
        // Her own are few and found by an index; all clients, which the lead would want, are not counted on every page.
        let clients = match role {
            Role::Caseworker => Some(own::count(conn, actor, &sight, *user)?),
            Role::Lead | Role::ContactPerson | Role::Helpline | Role::Admin => None,
        };
        Ok::<_, Error>((opened, names, clients))
    });
    let Ok((opened, names, clients)) = found else { return Rail::default() };
    let recent = opened
        .into_iter()
        .filter_map(|id| names.iter().find(|name| name.id == id))
        .take(RECENT)
        .map(|name| Recent {
            href: urls::client(&database.keyring().cover(RefKind::Client, name.id)),
            label: name.short(),
            case_no: name.case_number.clone(),
        })
        .collect();
    let clients = match clients {
        None => String::new(),
        Some(count) if count < own::MOST_COUNTED => count.to_string(),
        Some(_) => format!("{}+", own::MOST_COUNTED - 1),
    };
    Rail { recent, clients }
}
