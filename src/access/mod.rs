//! Who works with the register: signing in, sessions, invitations, and the guard that every request passes.

pub mod admin;
mod admin_texts;
pub mod guard;
pub mod model;
pub mod pages;
mod password;
pub mod sessions;
mod sign_in;
pub mod store;
pub mod texts;
pub mod users;

pub use pages::routes;
pub use password::hash;

use crate::db::Database;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, Role};
use crate::kernel::error::{Error, Result};

/// Opens one account of each role in a demo database, all with the same password. Answers who they are.
///
/// # Errors
/// When the database refuses.
pub fn open_demo_accounts(database: &Database, actor: &Actor, password: &str) -> Result<Vec<(String, Role)>> {
    let hash = password::hash(password)?;
    database.write(actor, |conn| {
        let accounts = store::accounts(conn, actor)?;
        let mut opened = Vec::new();
        for role in Role::ALL {
            if let Some(account) = accounts.iter().find(|account| account.role == *role) {
                store::set_password(conn, actor, account.id, &hash)?;
                opened.push((account.username.clone(), *role));
            }
        }
        Ok::<_, Error>((opened, AuditEntry::done("demo.open")))
    })
}
