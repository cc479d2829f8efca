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

/// Somebody who can sign in to a demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// The name used for signing in.
    pub username: String,
    /// The name people see.
    pub name: String,
    /// What she may do.
    pub role: Role,
}

/// Opens one account of each role in a demo database and those of `others`, all with the same password. Answers who they are.
///
/// # Errors
/// When the database refuses.
pub fn open_demo_accounts(
    database: &Database,
    actor: &Actor,
    password: &str,
    others: &[&str],
) -> Result<Vec<DemoAccount>> {
    let hash = password::hash(password)?;
    database.write(actor, |conn| {
        let accounts = store::accounts(conn, actor)?;
        let mut opened = Vec::new();
        for role in Role::ALL {
            let of_role = accounts.iter().filter(|account| account.role == *role).enumerate();
            for (place, account) in of_role {
                if place == 0 || others.contains(&account.username.as_str()) {
                    store::set_password(conn, actor, account.id, &hash)?;
                    let (username, name) = (account.username.clone(), account.name.clone());
                    opened.push(DemoAccount { username, name, role: *role });
                }
            }
        }
        Ok::<_, Error>((opened, AuditEntry::done("demo.open")))
    })
}
