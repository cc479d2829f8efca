//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::{
    AddressProtection, BirthDateCertainty, ClosureReason, Exploitation, Gender, ReferredBy, ResidenceStatus,
    YesNoUnknown,
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// The case.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::clients, treat_none_as_default_value = false)]
pub struct ClientRow {
    /// The id in the database.
    pub id: i64,
    /// The case number, for example `2019-017`.
    pub case_number: String,
    /// The day of intake.
    pub intake_date: NaiveDate,
    /// Who referred her.
    pub referred_by: Option<ReferredBy>,
    /// The facility where she was identified.
    pub identified_in_id: Option<i64>,
    /// Pregnant at intake.
    pub pregnant_at_intake: Option<YesNoUnknown>,
    /// Has children in another country.
    pub children_abroad: Option<YesNoUnknown>,
    /// How many.
    pub children_abroad_count: Option<i32>,
    /// The user who is her caseworker.
    pub caseworker_id: Option<i64>,
    /// The day the case was closed.
    pub closed_on: Option<NaiveDate>,
    /// Why it was closed.
    pub closure_reason: Option<ClosureReason>,
    /// Her name as lists sort it.
    pub sort_name: String,
    /// True while her nationality or birth date is missing.
    pub lacks_identity: bool,
    /// Her latest residence status.
    pub latest_status: Option<ResidenceStatus>,
    /// The last day of that status, when it has one.
    pub latest_status_valid_to: Option<NaiveDate>,
    /// Where she stays or stayed last.
    pub latest_facility_id: Option<i64>,
    /// Since when.
    pub latest_stay_began_on: Option<NaiveDate>,
    /// The day she left.
    pub latest_stay_ended_on: Option<NaiveDate>,
    /// The day of her latest journal entry.
    pub latest_entry_on: Option<NaiveDate>,
}

/// Who the person is; a table of its own, so that a list of cases need not touch it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::client_identities, treat_none_as_default_value = false)]
pub struct IdentityRow {
    /// The case.
    pub client_id: i64,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Alias.
    pub alias: Option<String>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// How certain the birth date is.
    pub birth_date_certainty: Option<BirthDateCertainty>,
    /// Gender.
    pub gender: Gender,
    /// Number in the immigration register, twelve digits.
    pub duf_number: Option<String>,
    /// Needs an interpreter.
    pub interpreter: Option<bool>,
    /// Protection of the address.
    pub address_protection: Option<AddressProtection>,
    /// What to know about interpreting: a dialect, whom not to use.
    pub interpreter_note: Option<String>,
    /// What else is to be known of who she is.
    pub note: Option<String>,
}

/// What of a case the register format does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::clients)]
pub struct CaseState {
    /// Raised by every change of case or identity, so that a lost race is seen.
    pub version: i32,
    /// True when only her access list and the lead see her.
    pub is_protected: bool,
    /// The day she withdrew her consent to the journal.
    pub locked_on: Option<NaiveDate>,
    /// Aftercare is agreed until this day, which belongs to it.
    pub aftercare_until: Option<NaiveDate>,
    /// The client whom this record turned out to be about.
    pub merged_into_id: Option<i64>,
}

set_table!(
    /// Citizenships; the first is the nationality in the report.
    CitizenshipRow, client_citizenships (client_id, country: String)
);

set_table!(
    /// Languages.
    LanguageRow, client_languages (client_id, language: String)
);

set_table!(
    /// Forms of exploitation.
    ExploitationRow, client_exploitations (client_id, exploitation: Exploitation)
);

set_table!(
    /// Countries of exploitation.
    ExploitationCountryRow, client_exploitation_countries (client_id, country: String)
);

/// One period in which a child accompanies a client.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::children, treat_none_as_default_value = false)]
pub struct ChildRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// What tells one client's children apart.
    pub child_label: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// First day.
    pub accompanying_from: NaiveDate,
    /// Last day, which belongs to the period.
    pub accompanying_to: Option<NaiveDate>,
    /// Born in Norway.
    pub born_in_norway: Option<YesNoUnknown>,
}
