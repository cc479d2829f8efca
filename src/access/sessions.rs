//! Sessions: a random token in the browser, only its hash here; idle and absolute limits; ended one by one or all at once.

use super::store;
use crate::db::{Conn, Database};
use crate::kernel::actor::Actor;
use crate::kernel::codes::Role;
use crate::kernel::error::Result;
use crate::web::form::{random_token, token_hash};
use chrono::{NaiveDateTime, TimeDelta};

/// How long a session lasts without use.
pub const IDLE_MINUTES: i64 = 15;

/// The helpline answers calls between entries.
const IDLE_MINUTES_HELPLINE: i64 = 30;

/// How long a session lasts at most.
const ABSOLUTE_HOURS: i64 = 12;

/// How long a shown password opens what asks for it again.
pub const STEP_UP_MINUTES: i64 = 5;

/// How long the row of a session that is past its limits is kept, so that a form sent with it becomes a draft.
const KEPT_HOURS: i64 = ABSOLUTE_HOURS + 24;

/// How long failed attempts are kept: as long as they count.
const FAILURES_KEPT_MINUTES: i64 = 15;

/// How long a form sent twice is known again.
const ONCE_KEYS_DAYS: i64 = 30;

/// A session is noted as seen at most this often.
const TOUCH_SECONDS: i64 = 60;

/// Signing in is complete; a second factor will bring a state before it.
pub const COMPLETE: &str = "complete";

/// A session with its user, as the guard finds it.
#[derive(Debug, Clone)]
pub struct Found {
    /// The session's row.
    pub session: super::model::SessionRow,
    /// The user's row.
    pub user: super::model::Account,
}

/// Begins a session. Answers the token for the browser.
///
/// # Errors
/// When the database refuses.
pub fn begin(
    conn: &mut Conn,
    actor: &Actor,
    user_id: i64,
    previous: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Result<String> {
    let token = random_token();
    let row = super::model::NewSession {
        token_hash: token_hash(&token),
        user_id,
        state: COMPLETE.to_owned(),
        csrf: random_token(),
        created_at: now,
        last_seen_at: now,
        verified_at: now,
        previous_sign_in_at: previous,
    };
    store::add_session(conn, actor, &row)?;
    // Every sign-in takes away what has had its time, so that these rows stay few without a clock of their own.
    let limits = store::Limits {
        sessions: now - TimeDelta::hours(KEPT_HOURS),
        failures: now - TimeDelta::minutes(FAILURES_KEPT_MINUTES),
        invitations: now,
        once_keys: now - TimeDelta::days(ONCE_KEYS_DAYS),
    };
    store::sweep(conn, actor, &limits)?;
    crate::desk::drafts::sweep(conn, actor, now)?;
    Ok(token)
}

/// What a token leads to.
#[derive(Debug, Clone)]
pub enum Session {
    /// Somebody has signed in.
    Live(Found),
    /// Somebody had signed in, and her session is past its limits. It opens nothing; what she was writing is kept for her.
    Past(Found),
    /// Nobody.
    None,
}

/// The session of a token. Whatever cannot be read is none.
///
/// # Errors
/// When the database cannot be read.
pub fn find(database: &Database, token: &str) -> Result<Session> {
    let now = database.clock().now_utc();
    let found = database.read(|conn| store::session_by_token(conn, &Actor::Nobody, &token_hash(token)))?;
    let Some((session, user)) = found else { return Ok(Session::None) };
    if session.state != COMPLETE || user.deactivated_at.is_some() {
        return Ok(Session::None);
    }
    if !is_live(&session, user.role, now) {
        return Ok(Session::Past(Found { session, user }));
    }
    if now - session.last_seen_at >= TimeDelta::seconds(TOUCH_SECONDS) {
        database.upkeep(|conn| store::touch_session(conn, &Actor::System, session.id, now))?;
    }
    Ok(Session::Live(Found { session, user }))
}

/// True for a session within both its limits.
#[must_use]
pub fn is_live(session: &super::model::SessionRow, role: Role, now: NaiveDateTime) -> bool {
    let idle = if role == Role::Helpline { IDLE_MINUTES_HELPLINE } else { IDLE_MINUTES };
    now - session.last_seen_at < TimeDelta::minutes(idle) && now - session.created_at < TimeDelta::hours(ABSOLUTE_HOURS)
}
