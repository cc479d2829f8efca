//! What stood before in the office's own records.

use super::Entry;
use crate::audit::changes::{self, RecordChange};
use crate::audit::told::{self, Change, Words};
use crate::db::{Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::state::State;

/// Keeps what stood before a change or, with its reason, before a removal; in the transaction that makes it.
///
/// # Errors
/// When the database refuses.
pub fn keep<E: Entry>(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    record: i64,
    stood: &E,
    removal: Option<String>,
) -> Result<()> {
    let row = RecordChange {
        client_id: None,
        record_kind: E::KIND,
        record_id: record,
        is_removal: removal.is_some(),
        before: serde_json::to_string(stood).map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: removal,
        changed_by_id: actor.user_id(),
        changed_at: state.clock().now_utc(),
    };
    changes::add(conn, actor, &row)
}

/// What stood before in one record, the latest change first; in all records of the kind where none is named.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn told_of<E: Entry>(
    conn: &mut Conn,
    state: &State,
    lang: Lang,
    actor: &Actor,
    record: Option<i64>,
    lists: &E::Lists,
) -> Result<Vec<Change>> {
    let rows = match record {
        Some(id) => changes::of_record(conn, actor, E::KIND, id)?,
        None => changes::of_kind(conn, actor, E::KIND)?,
    };
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let now: Vec<Kept<E::Fact>> = E::all(conn, actor)?;
    let names = changes::user_names(conn, actor)?;
    let stood = |row: &RecordChange| serde_json::from_str::<E>(&row.before).unwrap_or_default().told(lists, lang);
    let now = |id: i64| now.iter().find(|kept| kept.id == id).map(|kept| E::of(&kept.fact, lists).told(lists, lang));
    let name = |id: i64| names.iter().find(|(user, _)| *user == id).map(|(_, name)| name.clone());
    let words = Words { stood: &stood, now: &now, nothing: &|| E::default().told(lists, lang), name: &name };
    Ok(told::told(&rows, &words, state, lang))
}

/// What was removed of a kind, the latest first: what stands nowhere else.
///
/// # Errors
/// When the database cannot be read.
pub fn removed<E: Entry>(conn: &mut Conn, state: &State, lang: Lang, actor: &Actor) -> Result<Vec<Change>> {
    let lists = E::lists(conn, state.database.keyring(), actor)?;
    let mut all = told_of::<E>(conn, state, lang, actor, None, &lists)?;
    all.retain(|change| change.is_removal);
    Ok(all)
}
