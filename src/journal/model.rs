//! The rows of this domain as the database holds them, and its two rules: who may read an entry, and until when its author may
//! correct it. Pure; must not know pages or queries.

use crate::db::set_table;
use crate::kernel::codes::{Code, JournalAspect, JournalMode, JournalTopic, Role, Visibility};
use crate::kernel::text::Lang;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
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

/// An entry without its text: what lists sort and filter by, and what decides who may read it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::journal_entries)]
pub struct EntryHead {
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
    /// The user who wrote it.
    pub author_id: i64,
    /// Who sees it; blank is the team.
    pub visibility: Option<Visibility>,
}

impl EntryHead {
    /// Its place in time; of two at the same time the one entered later is later.
    #[must_use]
    pub fn place(&self) -> (NaiveDate, i32, i64) {
        (self.occurred_on, self.occurred_minute.unwrap_or(-1), self.id)
    }

    /// Who sees it, with blank as what it means.
    #[must_use]
    pub fn seen_by(&self) -> Visibility {
        self.visibility.unwrap_or(Visibility::Team)
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::journal_entries)]
pub struct Entry {
    /// What lists know of it.
    #[diesel(embed)]
    pub head: EntryHead,
    /// What was written.
    pub text: String,
    /// When it was written (UTC); none for what came with a register.
    pub written_at: Option<NaiveDateTime>,
    /// Raised by every correction.
    pub version: i32,
}

/// What stood before a correction.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::journal_versions)]
pub struct VersionRow {
    /// The entry.
    pub entry_id: i64,
    /// What it said.
    pub text: String,
    /// Who saw it then; blank is the team.
    pub visibility: Option<Visibility>,
    /// When it was replaced (UTC).
    pub replaced_at: NaiveDateTime,
}

/// What was added to an entry later.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::journal_amendments)]
pub struct AmendmentRow {
    /// The id in the database.
    pub id: i64,
    /// The entry.
    pub entry_id: i64,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author_id: i64,
    /// When (UTC).
    pub written_at: NaiveDateTime,
}

/// An attached file, without its content.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::attachments, treat_none_as_default_value = false)]
pub struct AttachmentRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// The entry it is attached to.
    pub entry_id: i64,
    /// The name it is shown and downloaded under.
    pub file_name: String,
    /// What it is: a code of [`super::files::MediaType`].
    pub media_type: String,
    /// Its size in bytes, before it was sealed.
    pub size_bytes: i64,
    /// Who attached it.
    pub added_by_id: Option<i64>,
    /// When (UTC).
    pub added_at: NaiveDateTime,
}

/// Somebody who wants to read a client's journal. Whether she may see the client at all was asked before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    /// Her id.
    pub user_id: i64,
    /// Her role.
    pub role: Role,
    /// True when she is this client's caseworker.
    pub is_own_caseworker: bool,
}

/// Who may read an entry (docs: who may see what). A restricted one is for its author, the client's own caseworker and the lead;
/// other caseworkers know that it exists. A contact person reads what is shared with shelters, and what she wrote. The remaining
/// roles have no row in the table, so they read nothing.
#[must_use]
pub fn may_read(entry: &EntryHead, reader: Reader) -> bool {
    match reader.role {
        Role::Lead => true,
        Role::Caseworker => match entry.seen_by() {
            Visibility::Team | Visibility::Shelter => true,
            Visibility::Restricted => entry.author_id == reader.user_id || reader.is_own_caseworker,
        },
        Role::ContactPerson => entry.seen_by() == Visibility::Shelter || entry.author_id == reader.user_id,
        Role::Helpline | Role::Admin => false,
    }
}

/// For how many hours after it was written the author may correct an entry. After that it is amended.
pub const CORRECTED_FOR_HOURS: i64 = 24;

/// Whether somebody may correct an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// She may.
    Open,
    /// She wrote it, and the time has run out.
    TooLate,
    /// She did not write it, or it came with a register and is locked from the start.
    Never,
}

/// Whether this user may correct an entry now (UTC).
#[must_use]
pub fn correction(entry: &Entry, user_id: i64, now: NaiveDateTime) -> Correction {
    match entry.written_at {
        Some(at) if entry.head.author_id == user_id => {
            if now - at < TimeDelta::hours(CORRECTED_FOR_HOURS) {
                Correction::Open
            } else {
                Correction::TooLate
            }
        }
        _ => Correction::Never,
    }
}

/// What is written of an entry: what a new one is made of and a correction changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The local date on which it happened.
    pub occurred_on: NaiveDate,
    /// The minute of that day, 0 to 1439, when known.
    pub occurred_minute: Option<i32>,
    /// How the contact was.
    pub mode: JournalMode,
    /// What was written.
    pub text: String,
    /// Who sees it; none is the team, as in the register.
    pub visibility: Option<Visibility>,
    /// The topics, in the order of their list.
    pub topics: Vec<JournalTopic>,
    /// What it describes, in the order of their list.
    pub aspects: Vec<JournalAspect>,
}

impl Written {
    /// What stands in an entry.
    #[must_use]
    pub fn of(entry: &Entry, topics: Vec<JournalTopic>, aspects: Vec<JournalAspect>) -> Self {
        Self {
            occurred_on: entry.head.occurred_on,
            occurred_minute: entry.head.occurred_minute,
            mode: entry.head.mode,
            text: entry.text.clone(),
            visibility: entry.head.visibility,
            topics,
            aspects,
        }
    }

    /// What is kept of it when `new` takes its place: its text, and above it what else was changed, in the language of the
    /// journal.
    #[must_use]
    pub fn kept_before(&self, new: &Self) -> String {
        let facts = self.facts(Lang::Nb);
        if facts == new.facts(Lang::Nb) { self.text.clone() } else { format!("[{facts}]\n{}", self.text) }
    }

    /// Everything but the text, on one line.
    #[must_use]
    pub fn facts(&self, lang: Lang) -> String {
        let mut facts = vec![self.mode.label(lang).to_owned(), crate::web::show::date(self.occurred_on)];
        facts.extend(self.occurred_minute.map(crate::web::show::minute));
        facts.extend(self.topics.iter().map(|topic| topic.label(lang).to_owned()));
        facts.extend(self.aspects.iter().map(|aspect| aspect.label(lang).to_owned()));
        facts.push(self.visibility.unwrap_or(Visibility::Team).label(lang).to_owned());
        facts.join(", ")
    }
}

pub use crate::web::form::{NoTime, read_time};

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(visibility: Option<Visibility>) -> Entry {
        let occurred_on = NaiveDate::from_ymd_opt(2019, 11, 5).unwrap();
        Entry {
            head: EntryHead {
                id: 1,
                client_id: 7,
                occurred_on,
                occurred_minute: Some(780),
                mode: JournalMode::InPerson,
                author_id: 3,
                visibility,
            },
            text: "Hun vil flytte.".to_owned(),
            written_at: occurred_on.and_hms_opt(12, 0, 0),
            version: 1,
        }
    }

    fn reader(user_id: i64, role: Role, is_own_caseworker: bool) -> Reader {
        Reader { user_id, role, is_own_caseworker }
    }

    #[test]
    fn the_team_reads_what_is_not_restricted() {
        for visibility in [None, Some(Visibility::Team), Some(Visibility::Shelter)] {
            let head = entry(visibility).head;
            for role in [Role::Caseworker, Role::Lead] {
                assert!(may_read(&head, reader(9, role, false)), "{visibility:?} {role:?}");
            }
        }
    }

    #[test]
    fn a_restricted_entry_is_for_its_author_the_own_caseworker_and_the_lead() {
        let head = entry(Some(Visibility::Restricted)).head;
        assert!(may_read(&head, reader(3, Role::Caseworker, false)));
        assert!(may_read(&head, reader(9, Role::Caseworker, true)));
        assert!(may_read(&head, reader(9, Role::Lead, false)));
        assert!(!may_read(&head, reader(9, Role::Caseworker, false)));
    }

    #[test]
    fn other_roles_read_nothing_even_of_their_own() {
        for visibility in [None, Some(Visibility::Team), Some(Visibility::Shelter), Some(Visibility::Restricted)] {
            for role in [Role::Helpline, Role::Admin] {
                assert!(!may_read(&entry(visibility).head, reader(3, role, true)), "{visibility:?} {role:?}");
            }
        }
    }

    #[test]
    fn a_contact_person_reads_what_is_shared_and_what_she_wrote() {
        for (visibility, shared) in [
            (None, false),
            (Some(Visibility::Team), false),
            (Some(Visibility::Shelter), true),
            (Some(Visibility::Restricted), false),
        ] {
            let head = entry(visibility).head;
            assert_eq!(may_read(&head, reader(9, Role::ContactPerson, true)), shared, "{visibility:?}");
            assert!(may_read(&head, reader(3, Role::ContactPerson, false)), "{visibility:?}");
        }
    }

    #[test]
    fn the_author_may_correct_for_24_hours() {
        let mut entry = entry(None);
        let at = entry.written_at.unwrap();
        let last = at + TimeDelta::hours(24) - TimeDelta::seconds(1);
        assert_eq!(correction(&entry, 3, at), Correction::Open);
        assert_eq!(correction(&entry, 3, last), Correction::Open);
        assert_eq!(correction(&entry, 3, at + TimeDelta::hours(24)), Correction::TooLate);
        assert_eq!(correction(&entry, 4, at), Correction::Never);
        entry.written_at = None;
        assert_eq!(correction(&entry, 3, at), Correction::Never);
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minute) in
            [("14.02", 842), ("14:02", 842), ("1402", 842), (" 9.05 ", 545), ("905", 545), ("0.00", 0), ("2359", 1439)]
        {
            assert_eq!(read_time(text), Ok(Some(minute)), "{text}");
        }
        assert_eq!(read_time("  "), Ok(None));
        for wrong in
            ["24.00", "14.60", "14", "14.2", "14.020", "-1.30", "kl. 14", "+1.30", "14..02", "æøå", "12345", "1 02"]
        {
            assert_eq!(read_time(wrong), Err(NoTime), "{wrong}");
        }
    }

    #[test]
    fn what_stood_before_a_correction_is_kept_whole() {
        let before = Written::of(&entry(None), vec![JournalTopic::Housing], Vec::new());
        let text = Written { text: "Hun vil bli.".to_owned(), ..before.clone() };
        assert_eq!(before.kept_before(&text), "Hun vil flytte.");
        let mode = Written { mode: JournalMode::Phone, ..before.clone() };
        let kept = "[Oppmøte, 05.11.2019, 13.00, Bosted, ROSA-teamet]\nHun vil flytte.";
        assert_eq!(before.kept_before(&mode), kept);
        // Blank is the team, so saying so changes nothing.
        assert_eq!(before.kept_before(&Written { visibility: Some(Visibility::Team), ..before.clone() }), before.text);
    }
}
