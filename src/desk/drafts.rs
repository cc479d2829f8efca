//! Half-written forms: one per user and page, kept on the server so that a time-out, a stopped server or a closed window costs
//! nothing, and nobody else on the same machine sees them. A form with drafts is posted to the address that shows it, so the
//! address is all it takes to bring the text back into the same form.

use super::store;
use crate::db::{Conn, Database};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::web::form::Posted;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

/// How long a draft is kept after it was last saved.
pub const KEPT_DAYS: i64 = 14;

/// A half-written form.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::drafts)]
pub struct Draft {
    /// The page that shows the form.
    pub address: String,
    /// The client it is about, if it is about one.
    pub client_id: Option<i64>,
    /// The answers, as a form is posted.
    pub body: String,
    /// When it was saved (UTC).
    pub saved_at: NaiveDateTime,
}

impl Draft {
    /// The answers as the form reads them.
    #[must_use]
    pub fn answers(&self) -> Posted {
        Posted::kept(&self.body)
    }
}

/// Keeps what is written so far. Only the first time is an act for the log: saving goes on while she types.
///
/// # Errors
/// When the database refuses.
pub fn keep(
    database: &Database,
    actor: &Actor,
    address: &str,
    client_id: Option<i64>,
    form: &Posted,
) -> Result<NaiveDateTime> {
    let saved_at = database.clock().now_utc();
    let draft = Draft { address: address.to_owned(), client_id, body: form.without_technical(), saved_at };
    let (is_there, has_had_its_effect) = database.read(|conn| {
        let is_used = store::is_once_key_used(conn, actor, form.value("once"))?;
        Ok::<_, Error>((store::find(conn, actor, address)?.is_some(), is_used))
    })?;
    // A draft that arrives after its form has been saved would bring back a text that stands already.
    if has_had_its_effect {
        return Ok(saved_at);
    }
    if is_there {
        database.upkeep(|conn| store::keep(conn, actor, &draft))?;
    } else {
        database.write(actor, |conn| {
            store::keep(conn, actor, &draft)?;
            let entry =
                client_id.map_or(AuditEntry::done("draft.keep"), |id| AuditEntry::done_to("draft.keep", "client", id));
            Ok::<_, Error>(((), entry))
        })?;
    }
    Ok(saved_at)
}

/// Her draft of a page, unless it has had its time.
///
/// # Errors
/// When the database cannot be read.
pub fn find(conn: &mut Conn, actor: &Actor, address: &str, now: NaiveDateTime) -> Result<Option<Draft>> {
    Ok(store::find(conn, actor, address)?.filter(|draft| now - draft.saved_at < TimeDelta::days(KEPT_DAYS)))
}

/// All her drafts, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn all(conn: &mut Conn, actor: &Actor, now: NaiveDateTime) -> Result<Vec<Draft>> {
    let mut found = store::all(conn, actor)?;
    found.retain(|draft| now - draft.saved_at < TimeDelta::days(KEPT_DAYS));
    Ok(found)
}

/// Notes that a form has been saved: its draft goes, and whatever of it arrives later is no draft. For forms whose key is
/// used for nothing else.
///
/// # Errors
/// When the database refuses.
pub fn done(conn: &mut Conn, actor: &Actor, address: &str, once: &str, now: NaiveDateTime) -> Result<()> {
    if !once.is_empty() {
        store::use_once_key(conn, actor, once, now)?;
    }
    store::remove(conn, actor, address)
}

/// Takes a draft away: it has become what it was to be, or she does not want it.
///
/// # Errors
/// When the database refuses.
pub fn discard(conn: &mut Conn, actor: &Actor, address: &str) -> Result<()> {
    store::remove(conn, actor, address)
}

/// Takes away everybody's drafts that have had their time.
///
/// # Errors
/// When the database refuses.
pub fn sweep(conn: &mut Conn, actor: &Actor, now: NaiveDateTime) -> Result<()> {
    store::expire(conn, actor, now - TimeDelta::days(KEPT_DAYS))
}
