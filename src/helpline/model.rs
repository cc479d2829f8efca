//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::{
    AnsweredBy, Caller, Channel, DeclineReason, EnquiryTopic, Exploitation, Gender, HandoverState, Outcome, Role,
};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// An enquiry: a call, a message, a visit.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::enquiries, treat_none_as_default_value = false)]
pub struct EnquiryRow {
    /// The id in the database.
    pub id: i64,
    /// Its key in the register.
    pub enquiry_key: String,
    /// The local date on which it came.
    pub received_on: NaiveDate,
    /// The minute of that day, 0 to 1439, when known.
    pub received_minute: Option<i32>,
    /// By which channel.
    pub channel: Channel,
    /// Who answered.
    pub answered_by: AnsweredBy,
    /// Who called.
    pub caller: Caller,
    /// What it was about.
    pub topic: EnquiryTopic,
    /// The client it was about; only for follow-up.
    pub client_id: Option<i64>,
    /// The facility it concerned.
    pub facility_id: Option<i64>,
    /// A note.
    pub note: Option<String>,
}

/// One or several possible victims of one enquiry.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::enquiry_subjects, treat_none_as_default_value = false)]
pub struct SubjectRow {
    /// The id in the database.
    pub id: i64,
    /// The enquiry.
    pub enquiry_id: i64,
    /// How many persons the row stands for.
    pub persons: i32,
    /// Gender.
    pub gender: Gender,
    /// Nationality (code).
    pub nationality: Option<String>,
    /// Minors who come along.
    pub minors_along: Option<i32>,
    /// True when ROSA hears of them for the first time.
    pub first_time: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<DeclineReason>,
    /// The client this person became.
    pub client_id: Option<i64>,
}

set_table!(
    /// Forms of exploitation of a subject.
    SubjectExploitationRow, enquiry_subject_exploitations (subject_id, exploitation: Exploitation)
);

/// An enquiry as people write it down.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::enquiries, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Call {
    /// The local date on which it came.
    pub received_on: NaiveDate,
    /// The minute of that day, 0 to 1439, when known.
    pub received_minute: Option<i32>,
    /// By which channel.
    pub channel: Channel,
    /// Who answered.
    pub answered_by: AnsweredBy,
    /// Who called.
    pub caller: Caller,
    /// What it was about.
    pub topic: EnquiryTopic,
    /// The client it was about; only for follow-up.
    pub client_id: Option<i64>,
    /// The facility it concerned.
    pub facility_id: Option<i64>,
    /// A note.
    pub note: Option<String>,
}

/// One or several possible victims as people write them down.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::enquiry_subjects, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Subject {
    /// How many persons the row stands for.
    pub persons: i32,
    /// Gender.
    pub gender: Gender,
    /// Nationality (code).
    pub nationality: Option<String>,
    /// Minors who come along.
    pub minors_along: Option<i32>,
    /// True when ROSA hears of them for the first time.
    pub first_time: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<DeclineReason>,
    /// The client this person became.
    pub client_id: Option<i64>,
}

/// A row of possible victims with its forms of exploitation; without an id it is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSubject {
    /// The id in the database.
    pub id: Option<i64>,
    /// What was written.
    pub subject: Subject,
    /// In the order they were told.
    pub exploitations: Vec<Exploitation>,
}

/// An enquiry that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCall {
    /// The id in the database.
    pub id: i64,
    /// Its key in the register.
    pub key: String,
    /// Who wrote it down; blank for what was imported.
    pub author_id: Option<i64>,
    /// When it was written down (UTC); blank for what was imported.
    pub entered_at: Option<NaiveDateTime>,
    /// Raised by every change.
    pub version: i32,
    /// What was written.
    pub call: Call,
    /// The possible victims, in the order in which they were entered.
    pub subjects: Vec<KeptSubject>,
}

/// What is handed to a shift, and what it promises to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::enquiry_handovers, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Promise {
    /// Which shift is to act.
    pub shift: AnsweredBy,
    /// The local date on which somebody was promised a call.
    pub call_on: Option<NaiveDate>,
    /// The minute of that day.
    pub call_minute: Option<i32>,
    /// Whom to ask for.
    pub call_name: Option<String>,
    /// Where to call.
    pub call_number: Option<String>,
    /// How to call without putting anybody in danger.
    pub call_note: Option<String>,
}

/// A hand-over that stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::enquiry_handovers)]
pub struct Handover {
    /// The id in the database.
    pub id: i64,
    /// The enquiry.
    pub enquiry_id: i64,
    /// What is handed over.
    #[diesel(embed)]
    pub promise: Promise,
    /// Who handed it over.
    pub handed_by_id: Option<i64>,
    /// When (UTC).
    pub handed_at: NaiveDateTime,
    /// What has become of it.
    pub state: HandoverState,
    /// Who has taken it.
    pub taken_by_id: Option<i64>,
    /// When it was done (UTC).
    pub done_at: Option<NaiveDateTime>,
    /// Raised by every act.
    pub version: i32,
}

impl Promise {
    /// The local moment of the promised call, if one was promised.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDateTime> {
        let minute = u32::try_from(self.call_minute.unwrap_or(0)).unwrap_or(0);
        self.call_on.and_then(|day| day.and_hms_opt(minute / 60, minute % 60, 0))
    }
}

impl Handover {
    /// True when the promised moment has passed and nobody has called.
    #[must_use]
    pub fn is_overdue(&self, now: NaiveDateTime) -> bool {
        self.state != HandoverState::Done && self.promise.due().is_some_and(|due| due < now)
    }
}

/// The shift that somebody of a role works on: the night duty has the helpline, all others are ROSA.
#[must_use]
pub const fn shift_of(role: Role) -> AnsweredBy {
    match role {
        Role::Helpline => AnsweredBy::NightDuty,
        Role::Caseworker | Role::Lead | Role::ContactPerson | Role::Admin => AnsweredBy::Rosa,
    }
}
