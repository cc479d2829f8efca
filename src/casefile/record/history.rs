//! What stood before a change or a removal, as people read it: each field that became another, beside what it became.

use super::{Choices, Record};
use crate::audit::changes::{self, RecordChange};
pub use crate::audit::told::Change;
use crate::audit::told::Words;
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::state::State;
use serde::Serialize;

/// What is about to be overwritten.
pub struct Before<R> {
    record: i64,
    stood: R,
    /// Why, for a removal.
    removal: Option<String>,
}

impl<R: Record> Before<R> {
    /// The answers that a change overwrites; none when it changes nothing.
    #[must_use]
    pub fn changed(record: i64, stood: R, becomes: &R) -> Option<Self> {
        (stood != *becomes).then_some(Self { record, stood, removal: None })
    }

    /// The answers that a removal takes away.
    #[must_use]
    pub const fn removed(record: i64, stood: R, reason: String) -> Self {
        Self { record, stood, removal: Some(reason) }
    }
}

/// Keeps what stood before, in the transaction that changes it.
///
/// # Errors
/// When the database refuses.
pub fn keep<R: Record>(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    client: i64,
    before: Option<Before<R>>,
) -> Result<()> {
    let Some(Before { record, stood, removal }) = before else { return Ok(()) };
    keep_answers(conn, state, actor, (Some(client), R::KIND, record), &stood, removal)
}

/// The same of a record that may be about no client.
///
/// # Errors
/// When the database refuses.
pub fn keep_of<R: Record>(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    client: Option<i64>,
    before: &Before<R>,
) -> Result<()> {
    keep_answers(conn, state, actor, (client, R::KIND, before.record), &before.stood, before.removal.clone())
}

/// The same for a form that is no [`Record`]. `of` is the client, the kind and the record; `removal` the reason of one.
///
/// # Errors
/// When the database refuses.
pub fn keep_answers<A: Serialize>(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    (client, kind, record): (Option<i64>, FactKind, i64),
    stood: &A,
    removal: Option<String>,
) -> Result<()> {
    let user = match actor {
        Actor::User { id, .. } => Some(*id),
        _ => None,
    };
    let row = RecordChange {
        client_id: client,
        record_kind: kind,
        record_id: record,
        is_removal: removal.is_some(),
        before: serde_json::to_string(stood).map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: removal,
        changed_by_id: user,
        changed_at: state.clock().now_utc(),
    };
    changes::add(conn, actor, &row)
}

/// What stood before in one record, the latest change first. `of` is the client and the record.
///
/// # Errors
/// When the database cannot be read.
pub fn of_record<R: Record>(
    conn: &mut Conn,
    state: &State,
    lang: Lang,
    actor: &Actor,
    of: (i64, i64),
    lists: &R::Lists,
) -> Result<Vec<Change>> {
    let mut rows = changes::of_client(conn, actor, of.0, R::KIND)?;
    rows.retain(|row| row.record_id == of.1);
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let now = R::all(conn, actor, of.0)?;
    let people = colleagues(conn, actor)?;
    Ok(told::<R>(&rows, &now, &people, lists, state, lang))
}

/// What stood before in all of a client's records of this kind, the latest change first.
///
/// # Errors
/// When the database cannot be read.
pub fn of_client<R: Record>(
    conn: &mut Conn,
    state: &State,
    lang: Lang,
    actor: &Actor,
    client: i64,
) -> Result<Vec<Change>> {
    let rows = changes::of_client(conn, actor, client, R::KIND)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let lists = R::Lists::load(conn, state.database.keyring(), actor, client)?;
    let now = R::all(conn, actor, client)?;
    let people = colleagues(conn, actor)?;
    Ok(told::<R>(&rows, &now, &people, &lists, state, lang))
}

/// Changes as a page shows them: of rows in their order, `now` is what stands there today.
pub fn told<R: Record>(
    rows: &[RecordChange],
    now: &[Kept<R::Fact>],
    people: &[Colleague],
    lists: &R::Lists,
    state: &State,
    lang: Lang,
) -> Vec<Change> {
    // Answers of an earlier version of a form lack its newer fields; those are then blank.
    let stood = |row: &RecordChange| serde_json::from_str::<R>(&row.before).unwrap_or_default().told(lists, lang);
    let now = |id: i64| now.iter().find(|kept| kept.id == id).map(|kept| R::of(&kept.fact, lists).told(lists, lang));
    let name = |id: i64| people.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let words = Words { stood: &stood, now: &now, nothing: &|| R::default().told(lists, lang), name: &name };
    crate::audit::told::told(rows, &words, state, lang)
}
