//! The rows of this domain as the database holds them.

use crate::kernel::codes::FacilityType;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A facility.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::facilities, treat_none_as_default_value = false)]
pub struct FacilityRow {
    /// The id in the database.
    pub id: i64,
    /// Its key in the register.
    pub facility_key: String,
    /// Its name.
    pub name: String,
    /// What kind of place it is.
    pub facility_type: FacilityType,
    /// The municipality.
    pub municipality: Option<String>,
    /// True when its address must not be shown.
    pub secret_address: Option<bool>,
    /// In use from.
    pub valid_from: Option<NaiveDate>,
    /// In use to.
    pub valid_to: Option<NaiveDate>,
}
