//! What stood before a change or a removal, as people read it: each field that became another, beside what it became.

use super::{Choices, Record, RecordTexts};
use crate::audit::changes::{self, RecordChange};
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, FactKind};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDateTime;
use serde::Serialize;
use serde::de::DeserializeOwned;

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
    let Some(Before { record, stood, removal }) = before else { return Ok(()) };
    keep_answers(conn, state, actor, (client, R::KIND, record), &stood, removal)
}

/// The same for a form that is no [`Record`]. `of` is the client, the kind and the record; `removal` the reason of one.
///
/// # Errors
/// When the database refuses.
pub fn keep_answers<A: Serialize>(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    (client, kind, record): (i64, FactKind, i64),
    stood: &A,
    removal: Option<String>,
) -> Result<()> {
    let user = match actor {
        Actor::User { id, .. } => Some(*id),
        _ => None,
    };
    let row = RecordChange {
        client_id: Some(client),
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
    Ok(of_rows::<R>(&rows, &now, &people, lists, state, lang))
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
    Ok(of_rows::<R>(&rows, &now, &people, &lists, state, lang))
}

fn of_rows<R: Record>(
    rows: &[RecordChange],
    now: &[Kept<R::Fact>],
    people: &[Colleague],
    lists: &R::Lists,
    state: &State,
    lang: Lang,
) -> Vec<Change> {
    let current = |id: i64| now.iter().find(|kept| kept.id == id).map(|kept| R::of(&kept.fact, lists));
    told(rows, current, |answers: &R| answers.told(lists, lang), people, state, lang)
}

/// Changes as people read them, the latest first. `current` are the answers that stand now, `tell` puts answers into words, always
/// with the same labels in the same order.
pub fn told<A: DeserializeOwned + Default>(
    rows: &[RecordChange],
    current: impl Fn(i64) -> Option<A>,
    tell: impl Fn(&A) -> Vec<(String, String)>,
    people: &[Colleague],
    state: &State,
    lang: Lang,
) -> Vec<Change> {
    let t = RecordTexts(lang);
    // Answers of an earlier version of a form lack its newer fields; those are then blank.
    let answers = |row: &RecordChange| serde_json::from_str::<A>(&row.before).unwrap_or_default();
    let said = |text: String| if text.is_empty() { t.blank().to_owned() } else { text };
    let changes = rows.iter().enumerate().map(|(place, row)| {
        let stood = answers(row);
        // What it became stood before the next change, or stands now.
        let next = rows.iter().skip(place + 1).find(|later| later.record_id == row.record_id).map(answers);
        let became = next.or_else(|| current(row.record_id)).unwrap_or_default();
        let fields = tell(&stood)
            .into_iter()
            .zip(tell(&became))
            .filter(|((_, stood), (_, became))| if row.is_removal { !stood.is_empty() } else { stood != became })
            .map(|((label, stood), (_, became))| Row { label, stood: said(stood), became: said(became) })
            .collect();
        let at = state.clock().local(row.changed_at);
        let who = row.changed_by_id.and_then(|id| people.iter().find(|one| one.id == id));
        let who = who.map_or(t.unknown_user(), |one| one.name.as_str());
        let when = show::moment(at, lang);
        Change {
            at: row.changed_at,
            iso: at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            kind: row.record_kind.label(lang),
            said: match &row.reason {
                Some(reason) => t.removed_of(&when, who, reason),
                None => t.earlier_of(&when, who),
            },
            rows: fields,
            is_removal: row.is_removal,
        }
    });
    let mut changes: Vec<Change> = changes.collect();
    changes.reverse();
    changes
}
