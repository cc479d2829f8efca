//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::Role;
use chrono::NaiveDateTime;
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

/// A user as signing in and administration need her.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::users)]
pub struct Account {
    /// The id in the database.
    pub id: i64,
    /// The name used for signing in.
    pub username: String,
    /// The name people see.
    pub name: String,
    /// What she may do.
    pub role: Role,
    /// The Argon2id hash of her password; none until she has taken up an invitation.
    pub password_hash: Option<String>,
    /// The language of her pages.
    pub language: Option<String>,
    /// When her account was closed (UTC).
    pub deactivated_at: Option<NaiveDateTime>,
    /// When she last signed in (UTC).
    pub last_sign_in_at: Option<NaiveDateTime>,
    /// True for a new lead until another lead has agreed.
    pub awaits_approval: bool,
}

/// A session.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::sessions)]
pub struct SessionRow {
    /// The id in the database.
    pub id: i64,
    /// `complete`, or a state before it.
    pub state: String,
    /// The token that forms carry.
    pub csrf: String,
    /// Begun (UTC).
    pub created_at: NaiveDateTime,
    /// Last used (UTC), to the minute.
    pub last_seen_at: NaiveDateTime,
    /// When the password was last shown (UTC).
    pub verified_at: NaiveDateTime,
    /// When she had signed in before this session (UTC).
    pub previous_sign_in_at: Option<NaiveDateTime>,
}

/// A session that begins.
#[derive(Debug, Insertable)]
#[diesel(table_name = crate::db::schema::sessions)]
pub struct NewSession {
    /// SHA-256 of the token in the browser.
    pub token_hash: String,
    /// Whose it is.
    pub user_id: i64,
    /// `complete`, or a state before it.
    pub state: String,
    /// The token that forms carry.
    pub csrf: String,
    /// Begun (UTC).
    pub created_at: NaiveDateTime,
    /// Last used (UTC).
    pub last_seen_at: NaiveDateTime,
    /// When the password was last shown (UTC).
    pub verified_at: NaiveDateTime,
    /// When she had signed in before (UTC).
    pub previous_sign_in_at: Option<NaiveDateTime>,
}
