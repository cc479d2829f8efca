//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::{ConsentForm, ConsentScope};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A consent.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::consents, treat_none_as_default_value = false)]
pub struct ConsentRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// Given on.
    pub given_on: NaiveDate,
    /// How it was given.
    pub form: ConsentForm,
    /// Expires on.
    pub expires_on: Option<NaiveDate>,
    /// Withdrawn on.
    pub withdrawn_on: Option<NaiveDate>,
    /// A note.
    pub note: Option<String>,
}

set_table!(
    /// What a consent covers.
    ConsentScopeRow, consent_scopes (consent_id, scope: ConsentScope)
);
