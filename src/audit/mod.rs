//! The log of acts, as it is read and verified. It is written by the database's write path, which cannot commit without
//! its entry.

use crate::db::{self, ChainBreak, Database};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;

/// Walks the chain of the log. Answers how many rows it has, or the first broken one.
///
/// # Errors
/// When the log cannot be read.
pub fn verify(database: &Database, _actor: &Actor) -> Result<std::result::Result<i64, ChainBreak>> {
    database.read(|conn| db::verify_chain(conn, database.keyring()))
}
