//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::{
    AddressProtection, BirthDateCertainty, ClosureReason, Exploitation, Gender, ReferredBy, YesNoUnknown,
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
