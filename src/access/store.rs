//! All SQL of this domain.

use super::model::{Account, NewSession, SessionRow, UserFacilityRow, UserRow};
use super::users::NewUser;
use crate::db::schema::{invitations, once_keys, sessions, sign_in_failures, user_facilities, users};
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_users(conn: &mut Conn, _actor: &Actor, rows: &[UserRow]) -> Result<()> {
    bulk_insert!(conn, users, rows)?;
    ids_were_given(conn, "users")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_users(conn: &mut Conn, _actor: &Actor) -> Result<Vec<UserRow>> {
    Ok(users::table.order(users::username).select(UserRow::as_select()).load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_user_facilities(conn: &mut Conn, _actor: &Actor, rows: &[UserFacilityRow]) -> Result<()> {
    Ok(bulk_insert!(conn, user_facilities, rows)?)
}

/// The sets of these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn user_facilities_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<UserFacilityRow>> {
    Ok(user_facilities::table
        .filter(user_facilities::user_id.eq_any(owners))
        .order((user_facilities::user_id, user_facilities::position))
        .select(UserFacilityRow::as_select())
        .load(conn)?)
}

/// The account with this user name.
///
/// # Errors
/// When the database cannot be read.
pub fn account_by_username(conn: &mut Conn, _actor: &Actor, username: &str) -> Result<Option<Account>> {
    Ok(users::table.filter(users::username.eq(username)).select(Account::as_select()).first(conn).optional()?)
}

/// The account with this id.
///
/// # Errors
/// When there is none.
pub fn account(conn: &mut Conn, _actor: &Actor, id: i64) -> Result<Account> {
    Ok(users::table.find(id).select(Account::as_select()).first(conn)?)
}

/// All accounts, by user name.
///
/// # Errors
/// When the database cannot be read.
pub fn accounts(conn: &mut Conn, _actor: &Actor) -> Result<Vec<Account>> {
    Ok(users::table.order(users::username).select(Account::as_select()).load(conn)?)
}

/// Adds one user with her facilities; answers her id.
///
/// # Errors
/// When the user name is taken.
pub fn add_user(conn: &mut Conn, _actor: &Actor, user: &NewUser, awaits_approval: bool) -> Result<i64> {
    let row = (
        users::username.eq(&user.username),
        users::name.eq(&user.name),
        users::role.eq(user.role),
        users::awaits_approval.eq(awaits_approval),
    );
    let id: i64 = diesel::insert_into(users::table).values(row).returning(users::id).get_result(conn)?;
    for place in UserFacilityRow::rows(id, user.facilities.clone()) {
        diesel::insert_into(user_facilities::table).values(place).execute(conn)?;
    }
    Ok(id)
}

/// Notes that a lead has agreed to a new one.
///
/// # Errors
/// When nobody of this id awaits it.
pub fn approve(conn: &mut Conn, _actor: &Actor, user: i64) -> Result<()> {
    let waiting = users::table.filter(users::id.eq(user).and(users::awaits_approval.eq(true)));
    let changed = diesel::update(waiting).set(users::awaits_approval.eq(false)).execute(conn)?;
    if changed == 0 { Err(crate::kernel::error::Error::NotFound) } else { Ok(()) }
}

/// Sets a user's password hash.
///
/// # Errors
/// When the database refuses.
pub fn set_password(conn: &mut Conn, _actor: &Actor, user: i64, hash: &str) -> Result<()> {
    let change = (users::password_hash.eq(hash), users::deactivated_at.eq(None::<NaiveDateTime>));
    diesel::update(users::table.find(user)).set(change).execute(conn)?;
    Ok(())
}

/// Sets the language of a user's pages.
///
/// # Errors
/// When the database refuses.
pub fn set_language(conn: &mut Conn, _actor: &Actor, user: i64, language: &str) -> Result<()> {
    diesel::update(users::table.find(user)).set(users::language.eq(language)).execute(conn)?;
    Ok(())
}

/// Notes that a user signs in; answers when she did so before.
///
/// # Errors
/// When the database refuses.
pub fn note_sign_in(conn: &mut Conn, _actor: &Actor, user: i64, now: NaiveDateTime) -> Result<Option<NaiveDateTime>> {
    let previous: Option<NaiveDateTime> = users::table.find(user).select(users::last_sign_in_at).first(conn)?;
    diesel::update(users::table.find(user)).set(users::last_sign_in_at.eq(now)).execute(conn)?;
    Ok(previous)
}

/// Closes a user's account.
///
/// # Errors
/// When there is no such user.
pub fn deactivate(conn: &mut Conn, _actor: &Actor, user: i64, now: NaiveDateTime) -> Result<()> {
    let change = (users::deactivated_at.eq(now), users::password_hash.eq(None::<String>));
    let changed = diesel::update(users::table.find(user)).set(change).execute(conn)?;
    if changed == 0 { Err(crate::kernel::error::Error::NotFound) } else { Ok(()) }
}

/// Adds a session.
///
/// # Errors
/// When the database refuses.
pub fn add_session(conn: &mut Conn, _actor: &Actor, session: &NewSession) -> Result<()> {
    diesel::insert_into(sessions::table).values(session).execute(conn)?;
    Ok(())
}

/// The session with this token hash, and its user.
///
/// # Errors
/// When the database cannot be read.
pub fn session_by_token(conn: &mut Conn, _actor: &Actor, hash: &str) -> Result<Option<(SessionRow, Account)>> {
    Ok(sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .filter(sessions::token_hash.eq(hash))
        .select((SessionRow::as_select(), Account::as_select()))
        .first(conn)
        .optional()?)
}

/// Notes that a session was used. A session that has ended does not come back.
///
/// # Errors
/// When the database refuses.
pub fn touch_session(conn: &mut Conn, _actor: &Actor, session: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(sessions::table.find(session)).set(sessions::last_seen_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Notes that the password was shown again.
///
/// # Errors
/// When the database refuses.
pub fn verify_session(conn: &mut Conn, _actor: &Actor, session: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(sessions::table.find(session)).set(sessions::verified_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// When the database refuses.
pub fn end_session(conn: &mut Conn, _actor: &Actor, session: i64) -> Result<()> {
    diesel::delete(sessions::table.find(session)).execute(conn)?;
    Ok(())
}

/// Ends one session of a user; another's is not hers to end.
///
/// # Errors
/// When it is not there, or not hers.
pub fn end_own_session(conn: &mut Conn, _actor: &Actor, user: i64, session: i64) -> Result<()> {
    let own = sessions::table.filter(sessions::id.eq(session).and(sessions::user_id.eq(user)));
    let ended = diesel::delete(own).execute(conn)?;
    if ended == 0 { Err(crate::kernel::error::Error::NotFound) } else { Ok(()) }
}

/// Ends all sessions of a user.
///
/// # Errors
/// When the database refuses.
pub fn end_sessions(conn: &mut Conn, _actor: &Actor, user: i64) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(conn)?;
    Ok(())
}

/// The sessions of a user, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn sessions_of(conn: &mut Conn, _actor: &Actor, user: i64) -> Result<Vec<SessionRow>> {
    Ok(sessions::table
        .filter(sessions::user_id.eq(user))
        .order(sessions::created_at.desc())
        .select(SessionRow::as_select())
        .load(conn)?)
}

/// Adds an invitation.
///
/// # Errors
/// When the database refuses.
pub fn add_invitation(conn: &mut Conn, _actor: &Actor, hash: &str, user: i64, expires_at: NaiveDateTime) -> Result<()> {
    let row = (invitations::token_hash.eq(hash), invitations::user_id.eq(user), invitations::expires_at.eq(expires_at));
    diesel::insert_into(invitations::table).values(row).execute(conn)?;
    Ok(())
}

/// Whose invitation a token hash is, while it can be taken up.
///
/// # Errors
/// When the database cannot be read.
pub fn invited(conn: &mut Conn, _actor: &Actor, hash: &str, now: NaiveDateTime) -> Result<Option<Account>> {
    Ok(invitations::table
        .inner_join(users::table.on(users::id.eq(invitations::user_id)))
        .filter(invitations::token_hash.eq(hash).and(invitations::expires_at.gt(now)))
        .select(Account::as_select())
        .first(conn)
        .optional()?)
}

/// The users who have an invitation that can be taken up.
///
/// # Errors
/// When the database cannot be read.
pub fn invited_users(conn: &mut Conn, _actor: &Actor, now: NaiveDateTime) -> Result<Vec<i64>> {
    Ok(invitations::table.filter(invitations::expires_at.gt(now)).select(invitations::user_id).load(conn)?)
}

/// Ends all invitations of a user.
///
/// # Errors
/// When the database refuses.
pub fn end_invitations(conn: &mut Conn, _actor: &Actor, user: i64) -> Result<()> {
    diesel::delete(invitations::table.filter(invitations::user_id.eq(user))).execute(conn)?;
    Ok(())
}

/// Failed attempts to sign in since a time.
#[derive(Debug)]
pub struct Failures {
    /// Of the account.
    pub of_account: i64,
    /// Of the network.
    pub of_network: i64,
    /// The last of the account (UTC).
    pub last_of_account: Option<NaiveDateTime>,
}

/// Counts failed attempts of an account and a network.
///
/// # Errors
/// When the database cannot be read.
pub fn sign_in_failures(
    conn: &mut Conn,
    _actor: &Actor,
    account: &str,
    network: &str,
    since: NaiveDateTime,
) -> Result<Failures> {
    let recent = sign_in_failures::table.filter(sign_in_failures::failed_at.gt(since));
    let of_account: Vec<NaiveDateTime> = recent
        .filter(sign_in_failures::account_key.eq(account))
        .order(sign_in_failures::failed_at)
        .select(sign_in_failures::failed_at)
        .load(conn)?;
    let of_network: i64 = recent.filter(sign_in_failures::network_key.eq(network)).count().get_result(conn)?;
    Ok(Failures {
        of_account: i64::try_from(of_account.len()).unwrap_or(i64::MAX),
        of_network,
        last_of_account: of_account.last().copied(),
    })
}

/// Notes a failed attempt.
///
/// # Errors
/// When the database refuses.
pub fn add_sign_in_failure(
    conn: &mut Conn,
    _actor: &Actor,
    account: &str,
    network: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let row = (
        sign_in_failures::account_key.eq(account),
        sign_in_failures::network_key.eq(network),
        sign_in_failures::failed_at.eq(now),
    );
    diesel::insert_into(sign_in_failures::table).values(row).execute(conn)?;
    Ok(())
}

/// Facilities to choose from: key, name, id, by name.
///
/// # Errors
/// When the database cannot be read.
pub fn facility_names(conn: &mut Conn, _actor: &Actor) -> Result<Vec<(String, String, i64)>> {
    use crate::db::schema::facilities;
    let columns = (facilities::facility_key, facilities::name, facilities::id);
    Ok(facilities::table.order(facilities::name).select(columns).load(conn)?)
}

/// Removes what has had its time: sessions past their limit, old failures, invitations nobody took up, used keys of forms.
///
/// # Errors
/// When the database refuses.
pub fn sweep(conn: &mut Conn, _actor: &Actor, limits: &Limits) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::created_at.lt(limits.sessions))).execute(conn)?;
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::failed_at.lt(limits.failures))).execute(conn)?;
    diesel::delete(invitations::table.filter(invitations::expires_at.lt(limits.invitations))).execute(conn)?;
    diesel::delete(once_keys::table.filter(once_keys::used_at.lt(limits.once_keys))).execute(conn)?;
    Ok(())
}

/// Before which stamps (UTC) technical rows have had their time.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Sessions begun before.
    pub sessions: NaiveDateTime,
    /// Failures before.
    pub failures: NaiveDateTime,
    /// Invitations that expired before.
    pub invitations: NaiveDateTime,
    /// Keys of forms used before.
    pub once_keys: NaiveDateTime,
}
