//! What lies on a user's desk: half-written forms, what she searched for, and which forms have had their effect. Hers alone, and
//! not for long. Knows no form, and no client beyond her id.

pub mod drafts;
pub mod searches;
mod store;

use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;

/// Uses the key of a form that creates something. Answers false when it was used before: the form has had its effect.
///
/// # Errors
/// [`Error::Invalid`] for a form without its key, and when the database refuses.
pub fn use_once(conn: &mut Conn, actor: &Actor, key: &str, now: NaiveDateTime) -> Result<bool> {
    // The first form without a key would else take effect, and every later one would be taken for the same.
    if key.is_empty() {
        return Err(Error::Invalid("the form has no key".to_owned()));
    }
    store::use_once_key(conn, actor, key, now)
}
