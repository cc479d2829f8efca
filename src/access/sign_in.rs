//! Signing in: limits first, then the password; whatever is wrong looks the same and lasts as long.

use super::{password, sessions, store};
use crate::db::Database;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Result;
use chrono::TimeDelta;
use std::net::IpAddr;

/// Failures in this time are counted.
const WINDOW_MINUTES: i64 = 15;

/// From this many failures of one account on, there is a growing pause.
const ACCOUNT_FAILURES: i64 = 5;

/// From this many failures of one network on, it has to wait.
const NETWORK_FAILURES: i64 = 50;

/// The first pause in seconds; each further failure doubles it, up to the window. So nobody can lock somebody out for good.
const FIRST_PAUSE_SECONDS: i64 = 15;

/// What the limits say of an attempt.
struct Attempt {
    account_key: String,
    network_key: String,
    must_wait: bool,
}

/// Looks at what failed lately for this account and this network.
fn attempt(database: &Database, username: &str, from: Option<IpAddr>) -> Result<Attempt> {
    let now = database.clock().now_utc();
    let account_key = database.keyring().blind("sign-in account", &username.to_lowercase());
    let network_key = database.keyring().blind("sign-in network", &network(from));
    let since = now - TimeDelta::minutes(WINDOW_MINUTES);
    let failures =
        database.read(|conn| store::sign_in_failures(conn, &Actor::Nobody, &account_key, &network_key, since))?;
    let pause = if failures.of_account < ACCOUNT_FAILURES {
        TimeDelta::zero()
    } else {
        let doublings = u32::try_from((failures.of_account - ACCOUNT_FAILURES).min(10)).unwrap_or(10);
        TimeDelta::seconds(FIRST_PAUSE_SECONDS * 2_i64.pow(doublings)).min(TimeDelta::minutes(WINDOW_MINUTES))
    };
    let must_wait =
        failures.of_network >= NETWORK_FAILURES || failures.last_of_account.is_some_and(|last| now < last + pause);
    Ok(Attempt { account_key, network_key, must_wait })
}

/// Notes a failed attempt, in the limits and in the log.
fn note_failure(database: &Database, actor: &Actor, attempt: &Attempt, action: &'static str) -> Result<()> {
    let now = database.clock().now_utc();
    database.write(actor, |conn| {
        store::add_sign_in_failure(conn, actor, &attempt.account_key, &attempt.network_key, now)?;
        Ok(((), AuditEntry::refused(action)))
    })
}

/// Tries a name and a password. Answers the token of a new session, or none.
///
/// # Errors
/// When the database refuses.
pub fn try_sign_in(database: &Database, username: &str, given: &str, from: Option<IpAddr>) -> Result<Option<String>> {
    let now = database.clock().now_utc();
    let attempt = attempt(database, username, from)?;
    let account = database.read(|conn| store::account_by_username(conn, &Actor::Nobody, username))?;
    let account = account.filter(|account| account.deactivated_at.is_none());
    // The hash is computed in every case, so that waiting, unknown and wrong last the same.
    let is_right = password::verify(given, account.as_ref().and_then(|account| account.password_hash.as_deref()))?;
    if let (true, false, Some(account)) = (is_right, attempt.must_wait, account) {
        let actor = Actor::User { id: account.id, role: account.role };
        let begun = AuditEntry::done_to("session.begin", "user", account.id);
        let outdated = account.password_hash.as_deref().is_some_and(password::is_outdated);
        let stronger = if outdated { Some(password::hash(given)?) } else { None };
        return database.write(&actor, |conn| {
            if let Some(hash) = &stronger {
                store::set_password(conn, &actor, account.id, hash)?;
            }
            let previous = store::note_sign_in(conn, &actor, account.id, now)?;
            let token = sessions::begin(conn, &actor, account.id, previous, now)?;
            Ok((Some(token), begun))
        });
    }
    note_failure(database, &Actor::Nobody, &attempt, "session.begin")?;
    Ok(None)
}

/// Shows the password again for what asks for it. Answers whether it was right.
///
/// # Errors
/// When the database refuses.
pub fn confirm(database: &Database, actor: &Actor, user: i64, session: i64, given: &str) -> Result<bool> {
    let now = database.clock().now_utc();
    let account = database.read(|conn| store::account(conn, actor, user))?;
    let attempt = attempt(database, &account.username, None)?;
    let is_right = password::verify(given, account.password_hash.as_deref())?;
    if is_right && !attempt.must_wait {
        database.write(actor, |conn| {
            store::verify_session(conn, actor, session, now)?;
            Ok((true, AuditEntry::done("session.confirm")))
        })
    } else {
        note_failure(database, actor, &attempt, "session.confirm")?;
        Ok(false)
    }
}

/// The network of an address: a centre's address is its location, so only this is used, and only as a keyed hash.
fn network(from: Option<IpAddr>) -> String {
    match from {
        Some(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}")
        }
        Some(IpAddr::V6(address)) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}")
        }
        None => String::new(),
    }
}
