//! Users as the administrator keeps them: invited by a one-time link, never given a password.

use super::password::{self, Weakness};
use super::{sessions, store};
use crate::db::{Conn, Database};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Role;
use crate::kernel::error::{Error, Result};
use crate::web::form::{random_token, token_hash};
use chrono::TimeDelta;

/// How long an invitation can be taken up.
pub const INVITATION_HOURS: i64 = 24;

/// A new user, as the administrator or a command asks for her.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The name to sign in with.
    pub username: String,
    /// The name people see.
    pub name: String,
    /// Her role.
    pub role: Role,
    /// The facilities she belongs to.
    pub facilities: Vec<i64>,
}

/// What came of making a user.
#[derive(Debug)]
pub enum Added {
    /// She is invited: the token of the invitation.
    Invited(String),
    /// She is to be a lead, and another lead must agree first.
    AwaitsApproval,
    /// The form had been sent before and has had its effect.
    Before,
}

/// Makes a user and invites her; `once` makes a form sent twice take effect once. A new lead must be agreed to by another
/// lead; the first is made by a command on the machine.
///
/// # Errors
/// [`Error::Conflict`] when the user name is taken.
pub fn add(database: &Database, actor: &Actor, user: &NewUser, once: Option<&str>) -> Result<Added> {
    actor.must(Area::Users)?;
    let now = database.clock().now_utc();
    database.write(actor, |conn| {
        let is_repeated = match once {
            Some(once) => !crate::desk::use_once(conn, actor, once, now)?,
            None => false,
        };
        if is_repeated {
            return Ok((Added::Before, AuditEntry::refused("user.add")));
        }
        let awaits_approval = user.role == Role::Lead && *actor != Actor::System;
        let id = store::add_user(conn, actor, user, awaits_approval)?;
        if awaits_approval {
            return Ok((Added::AwaitsApproval, AuditEntry::done_to("user.add", "user", id)));
        }
        let token = invite_in(conn, actor, id, now)?;
        Ok((Added::Invited(token), AuditEntry::done_to("user.add", "user", id)))
    })
}

/// Invites a user who is there already: after an import, or when she has forgotten her password. Earlier invitations and all
/// her sessions end.
///
/// # Errors
/// When there is no such user.
pub fn invite(database: &Database, actor: &Actor, username: &str) -> Result<String> {
    actor.must(Area::Users)?;
    let now = database.clock().now_utc();
    database.write(actor, |conn| {
        let account = store::account_by_username(conn, actor, username)?.ok_or(Error::NotFound)?;
        if account.awaits_approval && *actor != Actor::System {
            return Err(Error::NotFound);
        }
        let token = invite_in(conn, actor, account.id, now)?;
        Ok((token, AuditEntry::done_to("user.invite", "user", account.id)))
    })
}

fn invite_in(conn: &mut Conn, actor: &Actor, id: i64, now: chrono::NaiveDateTime) -> Result<String> {
    store::end_invitations(conn, actor, id)?;
    store::end_sessions(conn, actor, id)?;
    let token = random_token();
    store::add_invitation(conn, actor, &token_hash(&token), id, now + TimeDelta::hours(INVITATION_HOURS))?;
    Ok(token)
}

/// Agrees, as a lead, to somebody becoming one.
///
/// # Errors
/// When nobody of this id awaits it.
pub fn approve(database: &Database, actor: &Actor, id: i64) -> Result<()> {
    actor.must(Area::LeadGrants)?;
    database.write(actor, |conn| {
        store::approve(conn, actor, id)?;
        Ok(((), AuditEntry::done_to("user.approve_lead", "user", id)))
    })
}

/// Closes an account: she is signed out everywhere and cannot sign in.
///
/// # Errors
/// When there is no such user.
pub fn deactivate(database: &Database, actor: &Actor, id: i64) -> Result<()> {
    actor.must(Area::Users)?;
    let now = database.clock().now_utc();
    database.write(actor, |conn| {
        store::end_invitations(conn, actor, id)?;
        store::end_sessions(conn, actor, id)?;
        store::deactivate(conn, actor, id, now)?;
        Ok(((), AuditEntry::done_to("user.deactivate", "user", id)))
    })
}

/// Whose invitation a token is, while it can be taken up.
///
/// # Errors
/// [`Error::NotFound`] when it is none, used or too old.
pub fn invited(database: &Database, token: &str) -> Result<super::model::Account> {
    let now = database.clock().now_utc();
    database.read(|conn| store::invited(conn, &Actor::Nobody, &token_hash(token), now))?.ok_or(Error::NotFound)
}

/// What came of taking up an invitation.
#[derive(Debug)]
pub enum Accepted {
    /// The password stands, and this is the token of her first session.
    SignedIn(String),
    /// The password will not do.
    Weak(Weakness),
}

/// Takes up an invitation with a password of her own choice. The link works once.
///
/// # Errors
/// [`Error::NotFound`] when the invitation is none, used or too old.
pub fn accept(database: &Database, token: &str, chosen: &str) -> Result<Accepted> {
    let account = invited(database, token)?;
    if let Some(weakness) = password::weakness(chosen, &[&account.username, &account.name]) {
        return Ok(Accepted::Weak(weakness));
    }
    let hash = password::hash(chosen)?;
    let now = database.clock().now_utc();
    let actor = Actor::User { id: account.id, role: account.role };
    database.write(&actor, |conn| {
        // Between the look and now somebody else may have taken it up.
        store::invited(conn, &actor, &token_hash(token), now)?.ok_or(Error::NotFound)?;
        store::end_invitations(conn, &actor, account.id)?;
        store::set_password(conn, &actor, account.id, &hash)?;
        let previous = store::note_sign_in(conn, &actor, account.id, now)?;
        let session = sessions::begin(conn, &actor, account.id, previous, now)?;
        Ok((Accepted::SignedIn(session), AuditEntry::done_to("user.accept", "user", account.id)))
    })
}
