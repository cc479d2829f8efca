//! The log of acts, as it is read and verified. It is written by the database's write path, which cannot commit without
//! its entry.

use crate::db::{self, ChainBreak, Conn, Database};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;

/// Walks the chain of the log. Answers how many rows it has, or the first broken one.
///
/// # Errors
/// When the log cannot be read.
pub fn verify(database: &Database, _actor: &Actor) -> Result<std::result::Result<i64, ChainBreak>> {
    database.read(|conn| db::verify_chain(conn, database.keyring()))
}

/// The objects of somebody's last acts of one kind, each once, the latest first; of the last `rows` acts.
///
/// # Errors
/// When the log cannot be read.
pub fn last_objects(conn: &mut Conn, actor: &Actor, action: &str, rows: usize) -> Result<Vec<i64>> {
    use crate::db::schema::audit_log;
    use diesel::prelude::*;
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
