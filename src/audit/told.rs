//! What stood before a change or a removal, as people read it: each field that became another, beside what it became. The words
//! of the fields are the asker's; this knows none of them.

use super::changes::RecordChange;
use crate::kernel::codes::Code;
use crate::kernel::text::Lang;
use crate::web::record_texts::RecordTexts;
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDateTime;

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

/// Fields as (label, what stands there), always the same labels in the same order.
pub type Told = Vec<(String, String)>;

/// What the records of one kind say: of a change what stood before it, of a record what stands now, and of one that is not there.
pub struct Words<'a> {
    /// What stood before a change.
    pub stood: &'a dyn Fn(&RecordChange) -> Told,
    /// What stands now in a record, if it is still there.
    pub now: &'a dyn Fn(i64) -> Option<Told>,
    /// The labels without anything.
    pub nothing: &'a dyn Fn() -> Told,
    /// The name of a user.
    pub name: &'a dyn Fn(i64) -> Option<String>,
}

/// Changes in the order in which they were made become what people read, the latest first.
#[must_use]
pub fn told(rows: &[RecordChange], words: &Words<'_>, state: &State, lang: Lang) -> Vec<Change> {
    let t = RecordTexts(lang);
    let said = |text: String| if text.is_empty() { t.blank().to_owned() } else { text };
    let one = |(place, row): (usize, &RecordChange)| {
        // What it became stood before the next change, or stands now.
        let next = rows.iter().skip(place + 1).find(|later| later.record_id == row.record_id).map(words.stood);
        let became = next.or_else(|| (words.now)(row.record_id)).unwrap_or_else(words.nothing);
        let fields = (words.stood)(row)
            .into_iter()
            .zip(became)
            .filter(|((_, stood), (_, became))| if row.is_removal { !stood.is_empty() } else { stood != became })
            .map(|((label, stood), (_, became))| Row { label, stood: said(stood), became: said(became) })
            .collect();
        let at = state.clock().local(row.changed_at);
        let who = row.changed_by_id.and_then(words.name).unwrap_or_else(|| t.unknown_user().to_owned());
        let when = show::moment(at, lang);
        Change {
            at: row.changed_at,
            iso: at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            kind: row.record_kind.label(lang),
            said: match &row.reason {
                Some(reason) => t.removed_of(&when, &who, reason),
                None => t.earlier_of(&when, &who),
            },
            rows: fields,
            is_removal: row.is_removal,
        }
    };
    let mut all: Vec<Change> = rows.iter().enumerate().map(one).collect();
    all.reverse();
    all
}
