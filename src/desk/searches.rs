//! What somebody searched for: posted, kept with her session, and shown again under a token, so that no name ever stands in an
//! address, a browser's history or a log.

use super::store;
use crate::db::{Conn, Database};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::web::form::random_token;
use crate::web::session::SignedIn;

/// How many searches of a session are kept.
pub(super) const KEPT: i64 = 30;

/// The longest search that is kept, in characters.
pub const LONGEST: usize = 200;

/// Keeps a search and logs it as a keyed hash of its terms: the same search can be recognised, nobody can read it.
/// Answers the token.
///
/// # Errors
/// When the database refuses.
pub fn keep(database: &Database, user: &SignedIn, action: &'static str, terms: &str) -> Result<String> {
    let token = random_token();
    let terms: String = terms.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let number = number_of(database, &terms);
    let now = database.clock().now_utc();
    database.write(&user.actor, |conn| {
        store::keep_search(conn, &user.actor, user.session_id, &token, &terms, now)?;
        Ok::<_, Error>(((), AuditEntry::done_to(action, "search", number)))
    })?;
    Ok(token)
}

/// What the log holds of searched terms: a number made of their keyed hash.
#[must_use]
pub fn number_of(database: &Database, terms: &str) -> i64 {
    let hash = database.keyring().blind("search", &terms.to_lowercase());
    hash.get(..15).and_then(|hex| i64::from_str_radix(hex, 16).ok()).unwrap_or(0)
}

/// What was searched for under a token; nothing when it is not of this session.
///
/// # Errors
/// When the database cannot be read.
pub fn find(conn: &mut Conn, actor: &Actor, session: i64, token: &str) -> Result<Option<String>> {
    store::search(conn, actor, session, token)
}
