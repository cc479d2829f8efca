//! What was taken out and why. It is kept where the reasons of removals are kept (audit/changes.rs), in the transaction with the
//! entry in the log, which holds no words of anybody.

use crate::audit::changes::{self, RecordChange};
use crate::db::{Conn, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use serde_json::Value;

/// Something that was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// When (UTC).
    pub at: NaiveDateTime,
    /// By whom.
    pub user: Option<i64>,
    /// What it is called.
    pub what: String,
    /// The format.
    pub format: String,
    /// True when what is extra went along.
    pub with_extra: bool,
    /// Why.
    pub reason: String,
}

/// How many of the last exports are looked through for those that a page shows.
const LOOKED_THROUGH: i64 = 500;

/// Remembers an export; answers its number for the log.
///
/// # Errors
/// When the database refuses.
pub(super) fn remember(conn: &mut Conn, actor: &Actor, what: &Value, reason: &str, now: NaiveDateTime) -> Result<i64> {
    // It has no row of its own, so its number is that of what is remembered of it.
    let id = next_id(conn, "record_changes")?;
    let change = RecordChange {
        client_id: None,
        record_kind: FactKind::Export,
        record_id: id,
        is_removal: false,
        before: what.to_string(),
        reason: Some(reason.to_owned()),
        changed_by_id: actor.user_id(),
        changed_at: now,
    };
    changes::add(conn, actor, &change)?;
    Ok(id)
}

/// The last exports of one kind, the latest first: everybody's, or one user's.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn latest(conn: &mut Conn, actor: &Actor, action: &str, of: Option<i64>, most: usize) -> Result<Vec<Taken>> {
    let rows = changes::latest_of_kind(conn, actor, FactKind::Export, LOOKED_THROUGH)?;
    let taken = rows.into_iter().filter_map(|row| {
        let what: Value = serde_json::from_str(&row.before).ok()?;
        let word = |name: &str| what.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let is_asked = word("action") == action && of.is_none_or(|user| row.changed_by_id == Some(user));
        is_asked.then(|| Taken {
            at: row.changed_at,
            user: row.changed_by_id,
            what: word("what"),
            format: word("format"),
            with_extra: what.get("extra").and_then(Value::as_bool).unwrap_or(false),
            reason: row.reason.unwrap_or_default(),
        })
    });
    Ok(taken.take(most).collect())
}
