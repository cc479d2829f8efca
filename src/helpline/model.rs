//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::{AnsweredBy, Caller, Channel, DeclineReason, EnquiryTopic, Exploitation, Gender, Outcome};
use chrono::NaiveDate;
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
