//! Handing all of a caseworker's active clients to another. Whom the one who acts may not see is not touched, and whom the new
//! caseworker may not open stays where she is. Knows no page.

use super::sight::Sight;
use super::store::{self, ClientName};
use crate::db::Conn;
use crate::db::schema::{client_access, clients, users};
use crate::kernel::actor::Actor;
use crate::kernel::codes::AccessRule;
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// How many values stand in one condition.
const BATCH: usize = 1000;

/// What handing over would do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Those who get the new caseworker.
    pub moved: Vec<ClientName>,
    /// Those whom the new caseworker may not open.
    pub kept: Vec<ClientName>,
    /// How many the one who acts may not open by name; they stay where they are.
    pub hidden: i64,
}

/// Whose clients the lead can hand over, by name: everybody who has some, though the account may be closed by now, and everybody
/// who may have some.
///
/// # Errors
/// When the database cannot be read.
pub fn givers(conn: &mut Conn, actor: &Actor) -> Result<Vec<(i64, String)>> {
    let open = clients::closed_on.is_null().and(clients::merged_into_id.is_null());
    let with_clients: Vec<Option<i64>> =
        clients::table.filter(open).select(clients::caseworker_id).distinct().load(conn)?;
    let with_clients: Vec<i64> = with_clients.into_iter().flatten().collect();
    let mut givers = super::intake::caseworkers(conn, actor)?;
    let others: Vec<(i64, String)> =
        users::table.filter(users::id.eq_any(with_clients)).select((users::id, users::name)).load(conn)?;
    for person in others {
        if !givers.contains(&person) {
            givers.push(person);
        }
    }
    givers.sort_by_key(|(_, name)| super::names::sort_key(name, ""));
    Ok(givers)
}

/// What handing over `from`'s active clients to `to` would do, in the order of their case numbers.
///
/// # Errors
/// When the database cannot be read.
pub fn plan(conn: &mut Conn, actor: &Actor, sight: &Sight, from: i64, to: i64) -> Result<Plan> {
    let own = || {
        let open = clients::closed_on.is_null().and(clients::merged_into_id.is_null());
        clients::caseworker_id.assume_not_null().eq(from).and(open)
    };
    let ids: Vec<i64> = clients::table.filter(sight.condition()).filter(own()).select(clients::id).load(conn)?;
    let hidden = clients::table.filter(sight.hidden_by_name()).filter(own()).count().get_result(conn)?;
    let barred: Vec<i64> = client_access::table
        .filter(client_access::user_id.eq(to).and(client_access::rule.eq(AccessRule::Block)))
        .select(client_access::client_id)
        .load(conn)?;
    let mut names = Vec::new();
    for batch in ids.chunks(BATCH) {
        names.extend(store::names_of(conn, actor, sight, batch)?);
    }
    names.sort_by(|one, other| other.case_number.cmp(&one.case_number));
    let (kept, moved) = names.into_iter().partition(|name| barred.contains(&name.id));
    Ok(Plan { moved, kept, hidden })
}

/// Hands over. The new caseworker is put on the access lists of those who are protected. Answers who were moved.
///
/// # Errors
/// When the database refuses.
pub fn hand_over(
    conn: &mut Conn,
    actor: &Actor,
    sight: &Sight,
    (from, to): (i64, i64),
    now: NaiveDateTime,
) -> Result<Vec<i64>> {
    let ids: Vec<i64> = plan(conn, actor, sight, from, to)?.moved.into_iter().map(|name| name.id).collect();
    for batch in ids.chunks(BATCH) {
        diesel::update(clients::table.filter(clients::id.eq_any(batch)))
            .set((clients::caseworker_id.eq(Some(to)), clients::version.eq(clients::version + 1)))
            .execute(conn)?;
        let guarded: Vec<i64> = clients::table
            .filter(clients::id.eq_any(batch).and(clients::is_protected.eq(true)))
            .select(clients::id)
            .load(conn)?;
        let there: Vec<i64> = client_access::table
            .filter(client_access::user_id.eq(to).and(client_access::client_id.eq_any(&guarded)))
            .select(client_access::client_id)
            .load(conn)?;
        for client in guarded.into_iter().filter(|client| !there.contains(client)) {
            diesel::insert_into(client_access::table)
                .values((
                    client_access::client_id.eq(client),
                    client_access::user_id.eq(to),
                    client_access::rule.eq(AccessRule::Allow),
                    client_access::set_by_id.eq(actor.user_id()),
                    client_access::set_at.eq(now),
                ))
                .execute(conn)?;
        }
    }
    Ok(ids)
}
