//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::{JournalAspect, JournalMode, JournalTopic, Visibility};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A journal entry.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::journal_entries, treat_none_as_default_value = false)]
pub struct EntryRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// The local date on which it happened.
    pub occurred_on: NaiveDate,
    /// The minute of that day, 0 to 1439, when known.
    pub occurred_minute: Option<i32>,
    /// How the contact was.
    pub mode: JournalMode,
    /// What was written.
    pub text: String,
    /// The user who wrote it.
    pub author_id: i64,
    /// Who sees it; blank is the team.
    pub visibility: Option<Visibility>,
}

set_table!(
    /// What an entry is about: assistance, need, challenge.
    AspectRow, journal_entry_aspects (entry_id, aspect: JournalAspect)
);

set_table!(
    /// The topics of an entry.
    TopicRow, journal_entry_topics (entry_id, topic: JournalTopic)
);
