//! The log of acts, as it is read and verified. It is written by the database's write path, which cannot commit without
//! its entry.

pub mod changes;
pub mod told;

use crate::db::{self, ChainBreak, Conn, Database};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, Role};
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// One act, as the log of an object shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Act {
    /// When (UTC).
    pub at: NaiveDateTime,
    /// Who: `user:` and an id, `system` or `nobody`.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// What, as `noun.verb`.
    pub action: String,
    /// How it ended: `done` or `refused`.
    pub result: String,
}

impl Act {
    /// The id of the user who acted, if it was one.
    #[must_use]
    pub fn user(&self) -> Option<i64> {
        self.actor.strip_prefix("user:")?.parse().ok()
    }
}

/// How many acts the log has of one object.
///
/// # Errors
/// When the log cannot be read.
pub fn count_of_object(conn: &mut Conn, _actor: &Actor, kind: &str, id: i64) -> Result<i64> {
    use crate::db::schema::audit_log;
    let of_it = audit_log::object_kind.eq(kind).and(audit_log::object_id.eq(id));
    Ok(audit_log::table.filter(of_it).count().get_result(conn)?)
}

/// When the last act was logged (UTC), if any was.
///
/// # Errors
/// When the log cannot be read.
pub fn latest_moment(conn: &mut Conn, _actor: &Actor) -> Result<Option<NaiveDateTime>> {
    use crate::db::schema::audit_log;
    Ok(audit_log::table.order(audit_log::id.desc()).select(audit_log::at_utc).first(conn).optional()?)
}

/// The acts of one object, the latest first: `limit` of them after `skip`.
///
/// # Errors
/// When the log cannot be read.
pub fn of_object(conn: &mut Conn, _actor: &Actor, kind: &str, id: i64, skip: i64, limit: i64) -> Result<Vec<Act>> {
    use crate::db::schema::audit_log;
    let of_it = audit_log::object_kind.eq(kind).and(audit_log::object_id.eq(id));
    Ok(audit_log::table
        .filter(of_it)
        .order(audit_log::id.desc())
        .offset(skip)
        .limit(limit)
        .select((audit_log::at_utc, audit_log::actor, audit_log::role, audit_log::action, audit_log::result))
        .load(conn)?)
}

/// Walks the chain of the log. Answers how many rows it has, or the first broken one.
///
/// # Errors
/// When the log cannot be read.
pub fn verify(database: &Database, _actor: &Actor) -> Result<std::result::Result<i64, ChainBreak>> {
    database.read(|conn| db::verify_chain(conn, database.keyring()))
}

/// How often somebody did something since a moment (UTC), whatever came of it.
///
/// # Errors
/// When the log cannot be read.
pub fn count_since(conn: &mut Conn, actor: &Actor, action: &str, since: NaiveDateTime) -> Result<i64> {
    use crate::db::schema::audit_log;
    let hers = audit_log::actor.eq(actor.log_name()).and(audit_log::action.eq(action));
    Ok(audit_log::table.filter(hers.and(audit_log::at_utc.ge(since))).count().get_result(conn)?)
}

/// The objects of somebody's last acts of one kind, each once, the latest first; of the last `rows` acts.
///
/// # Errors
/// When the log cannot be read.
pub fn last_objects(conn: &mut Conn, actor: &Actor, action: &str, rows: usize) -> Result<Vec<i64>> {
    use crate::db::schema::audit_log;
    let found: Vec<Option<i64>> = audit_log::table
        .filter(audit_log::actor.eq(actor.log_name()).and(audit_log::action.eq(action)))
        .order(audit_log::id.desc())
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .select(audit_log::object_id)
        .load(conn)?;
    let mut once = Vec::new();
    for id in found.into_iter().flatten() {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    Ok(once)
}

/// What somebody of a role did to clients since a moment (UTC): the acts of one kind with the client of each, the latest first, at
/// most `limit`.
///
/// # Errors
/// When the log cannot be read.
pub fn of_role(
    conn: &mut Conn,
    _actor: &Actor,
    role: Role,
    action: &str,
    since: NaiveDateTime,
    limit: i64,
) -> Result<Vec<(i64, Act)>> {
    use crate::db::schema::audit_log;
    type Row = (Option<i64>, Act);
    let rows: Vec<Row> = audit_log::table
        .filter(audit_log::role.eq(role.code()).and(audit_log::action.eq(action)))
        .filter(audit_log::object_kind.eq("client").and(audit_log::result.eq("done")))
        .order(audit_log::id.desc())
        .limit(limit)
        .select((
            audit_log::object_id,
            (audit_log::at_utc, audit_log::actor, audit_log::role, audit_log::action, audit_log::result),
        ))
        .load(conn)?;
    let lately = rows.into_iter().filter(|(_, act)| act.at >= since);
    Ok(lately.filter_map(|(client, act)| Some((client?, act))).collect())
}
