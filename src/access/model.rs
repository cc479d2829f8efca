//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::Role;
use diesel::prelude::*;

/// A user of the system.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::users, treat_none_as_default_value = false)]
pub struct UserRow {
    /// The id in the database.
    pub id: i64,
    /// The name used for signing in.
    pub username: String,
    /// The name people see.
    pub name: String,
    /// What she may do.
    pub role: Role,
}

set_table!(
    /// The facilities a user belongs to.
    UserFacilityRow, user_facilities (user_id, facility_id: i64)
);
