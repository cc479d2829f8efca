//! The rows of this domain as the database holds them.

use crate::kernel::codes::{BenefitStatus, LegalAidKind};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Hours with a lawyer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::legal_aid, treat_none_as_default_value = false)]
pub struct LegalAidRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// The lawyer.
    pub lawyer: String,
    /// Granted on.
    pub granted_on: NaiveDate,
    /// Hours granted, in hundredths.
    pub hours_granted_hundredths: i64,
    /// Hours used, in hundredths.
    pub hours_used_hundredths: Option<i64>,
    /// What kind.
    pub kind: Option<LegalAidKind>,
}

/// A benefit for one month.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::benefits, treat_none_as_default_value = false)]
pub struct BenefitRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// The first day of the month it is for.
    pub period: NaiveDate,
    /// What it is.
    pub category: String,
    /// The amount in øre.
    pub amount_ore: i64,
    /// How far it has come.
    pub status: BenefitStatus,
    /// Paid on.
    pub paid_on: Option<NaiveDate>,
}
