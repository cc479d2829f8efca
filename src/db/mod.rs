//! The database: the only place that names a backend. Domains get a [`Conn`] inside [`Database::read`] or
//! [`Database::write`]; a write cannot be committed without its entry in the log. Knows no domain, no rule, no page.

mod backend;
mod chain;
mod connect;
mod counting;
mod dialect;
mod error;
mod kept;
mod keyring;
mod migrate;
mod pool;
mod refs;
pub mod schema;
pub mod seal;
mod sets;

pub use backend::{Backend, Conn};
pub use chain::{ChainBreak, verify_chain};
pub use connect::{Location, OpenError};
pub use counting::{count_queries, queries};
pub(crate) use dialect::{
    SQLITE_BATCH, Texts, bulk_insert, fresh_scratch_table, ids_were_given, next_id, note_latest, texts_with_words,
};
pub use kept::Kept;
pub(crate) use kept::kept;
pub use keyring::{Keyring, new_private_file};
pub use migrate::columns;
pub use pool::Database;
pub use refs::RefKind;
pub(crate) use sets::set_table;
