//! Opening a protected client in an emergency: a caseworker who stands on no access list writes why, sees her for an hour, and
//! the lead sees that at once. Knows no page.

use crate::db::Conn;
use crate::db::schema::{break_glass, client_access, clients, users};
use crate::kernel::actor::Actor;
use crate::kernel::codes::AccessRule;
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

/// For how many minutes she is open.
pub const OPEN_MINUTES: i64 = 60;

/// The shortest reason that is one, in characters.
pub const SHORTEST_REASON: usize = 20;

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// She is open for [`OPEN_MINUTES`] minutes.
    Now(i64),
    /// She could be seen before: nothing had to be broken.
    Before(i64),
    /// There is no protected client with this number for this user, for whatever reason.
    Not,
}

/// An emergency opening that no lead has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Unseen {
    /// The opening.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// Her case number.
    pub case_number: String,
    /// Who opened her.
    pub user: String,
    /// When (UTC).
    pub opened_at: NaiveDateTime,
    /// When it ends or ended (UTC).
    pub ends_at: NaiveDateTime,
    /// Why.
    pub reason: String,
}

/// Opens the protected client with this case number for the one who acts. A number that leads to nobody, to a client without
/// protection, or to one she may never open is the same to her.
///
/// # Errors
/// When the database refuses.
pub fn open(conn: &mut Conn, actor: &Actor, case_number: &str, reason: &str, now: NaiveDateTime) -> Result<Opened> {
    let user = actor.must_be_user()?;
    let usable = clients::locked_on.is_null().and(clients::merged_into_id.is_null());
    let found: Option<i64> = clients::table
        .filter(clients::case_number.eq(case_number).and(clients::is_protected.eq(true)).and(usable))
        .select(clients::id)
        .first(conn)
        .optional()?;
    let Some(client) = found else { return Ok(Opened::Not) };
    let sight = super::sight::of(conn, actor, now)?;
    if sight.blocked.contains(&client) {
        return Ok(Opened::Not);
    }
    if sight.sees(super::sight::Guarded { id: client, is_protected: true, is_locked: false }) {
        return Ok(Opened::Before(client));
    }
    diesel::insert_into(break_glass::table)
        .values((
            break_glass::client_id.eq(client),
            break_glass::user_id.eq(user),
            break_glass::reason.eq(reason),
            break_glass::opened_at.eq(now),
            break_glass::ends_at.eq(now + TimeDelta::minutes(OPEN_MINUTES)),
        ))
        .execute(conn)?;
    Ok(Opened::Now(client))
}

/// The emergency openings that no lead has looked at, the latest first. Of a client whom she may not open by name she is not
/// told.
///
/// # Errors
/// When the database cannot be read.
pub fn unseen(conn: &mut Conn, actor: &Actor) -> Result<Vec<Unseen>> {
    let blocked = blocked(conn, actor)?;
    Ok(break_glass::table
        .inner_join(clients::table.on(clients::id.eq(break_glass::client_id)))
        .inner_join(users::table.on(users::id.eq(break_glass::user_id)))
        .filter(break_glass::seen_at.is_null().and(break_glass::client_id.ne_all(blocked)))
        .order(break_glass::id.desc())
        .select((
            break_glass::id,
            break_glass::client_id,
            clients::case_number,
            users::name,
            break_glass::opened_at,
            break_glass::ends_at,
            break_glass::reason,
        ))
        .load(conn)?)
}

fn blocked(conn: &mut Conn, actor: &Actor) -> Result<Vec<i64>> {
    let own = client_access::user_id.eq(actor.must_be_user()?).and(client_access::rule.eq(AccessRule::Block));
    Ok(client_access::table.filter(own).select(client_access::client_id).load(conn)?)
}

/// Notes that the lead who acts has looked at an emergency opening. Answers the client; one that was seen before stays as it is.
///
/// # Errors
/// [`Error::NotFound`] when there is no such opening for her.
pub fn see(conn: &mut Conn, actor: &Actor, glass: i64, now: NaiveDateTime) -> Result<i64> {
    let user = actor.must_be_user()?;
    let blocked = blocked(conn, actor)?;
    let client: i64 = break_glass::table
        .filter(break_glass::id.eq(glass).and(break_glass::client_id.ne_all(blocked)))
        .select(break_glass::client_id)
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)?;
    diesel::update(break_glass::table.filter(break_glass::id.eq(glass).and(break_glass::seen_at.is_null())))
        .set((break_glass::seen_by_id.eq(Some(user)), break_glass::seen_at.eq(Some(now))))
        .execute(conn)?;
    Ok(client)
}
