//! What stood before a change or a removal, as people read it: each field that became another, beside what it became.

use super::{Choices, Record, RecordTexts};
use crate::audit::changes::{self, RecordChange};
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDateTime;

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

/// A change, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When (UTC), to sort by.
    pub at: NaiveDateTime,
    /// The time for machines.
    pub iso: String,
    /// What kind of record.
    pub kind: &'static str,
    /// When it was, who did it, and why it was removed.
    pub said: String,
    /// What stood before, and what it became; all of it for a removal.
    pub rows: Vec<Row>,
    /// True for a removal: then nothing has become of it.
    pub is_removal: bool,
}

/// A field that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// What stood before.
    pub stood: String,
    /// What it became.
    pub became: String,
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
    match before {
        Some(before) => keep_of(conn, state, actor, Some(client), &before),
        None => Ok(()),
    }
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
    let user = match actor {
        Actor::User { id, .. } => Some(*id),
        _ => None,
    };
    let row = RecordChange {
        client_id: client,
        record_kind: R::KIND,
        record_id: before.record,
        is_removal: before.removal.is_some(),
        before: serde_json::to_string(&before.stood).map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: before.removal.clone(),
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
    use crate::kernel::codes::Code;
    let t = RecordTexts(lang);
    // Answers of an earlier version of a form lack its newer fields; those are then blank.
    let answers = |row: &RecordChange| serde_json::from_str::<R>(&row.before).unwrap_or_default();
    let mut all: Vec<Change> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let stood = answers(row);
        // What it became stood before the next change, or stands now.
        let next = rows.iter().skip(place + 1).find(|later| later.record_id == row.record_id).map(answers);
        let became = next
            .or_else(|| now.iter().find(|kept| kept.id == row.record_id).map(|kept| R::of(&kept.fact, lists)))
            .unwrap_or_default();
        let pairs = stood.told(lists, lang).into_iter().zip(became.told(lists, lang));
        let said = |text: String| if text.is_empty() { t.blank().to_owned() } else { text };
        let rows = pairs
            .filter(|((_, stood), (_, became))| if row.is_removal { !stood.is_empty() } else { stood != became })
            .map(|((label, stood), (_, became))| Row { label, stood: said(stood), became: said(became) })
            .collect();
        let at = state.clock().local(row.changed_at);
        let who = row.changed_by_id.and_then(|id| people.iter().find(|one| one.id == id));
        let who = who.map_or(t.unknown_user(), |one| one.name.as_str());
        let when = show::moment(at, lang);
        all.push(Change {
            at: row.changed_at,
            iso: at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            kind: R::KIND.label(lang),
            said: match &row.reason {
                Some(reason) => t.removed_of(&when, who, reason),
                None => t.earlier_of(&when, who),
            },
            rows,
            is_removal: row.is_removal,
        });
    }
    all.reverse();
    all
}
