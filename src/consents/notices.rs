//! Notices that somebody withdrew her consent, left by those who may not open the client: the helpline, contact persons. Whoever
//! leaves one learns nothing: not whether she exists, not whether it was recognised (docs: consent, rights, retention).

use crate::db::schema::{client_identities, clients, withdrawal_notices};
use crate::db::{Conn, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// The longest case number or alias in a notice, in characters.
pub const ABOUT: usize = 100;

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = withdrawal_notices)]
pub struct Notice {
    /// The id in the database.
    pub id: i64,
    /// The case number or alias, as it was written.
    pub about: String,
    /// What she said.
    pub said: String,
    /// The case it was recognised as.
    pub client_id: Option<i64>,
    /// Who left it.
    pub left_by_id: Option<i64>,
    /// When (UTC).
    pub left_at: NaiveDateTime,
    /// Raised when it is handled.
    pub version: i32,
}

/// Leaves a notice. Answers the case it was recognised as, for the log and for nobody else.
///
/// # Errors
/// When the database refuses.
pub fn leave(conn: &mut Conn, actor: &Actor, about: &str, said: &str, now: NaiveDateTime) -> Result<Option<i64>> {
    let client = recognised(conn, about)?;
    let id = next_id(conn, "withdrawal_notices")?;
    diesel::insert_into(withdrawal_notices::table)
        .values((
            withdrawal_notices::id.eq(id),
            withdrawal_notices::about.eq(about),
            withdrawal_notices::said.eq(said),
            withdrawal_notices::client_id.eq(client),
            withdrawal_notices::left_by_id.eq(actor.user_id()),
            withdrawal_notices::left_at.eq(now),
        ))
        .execute(conn)?;
    ids_were_given(conn, "withdrawal_notices")?;
    Ok(client)
}

/// The one case that has this number, or this alias when no other has it. Both are asked for whatever the first says, so that
/// the time it takes tells nothing.
fn recognised(conn: &mut Conn, about: &str) -> Result<Option<i64>> {
    let about = about.trim().trim_matches(['«', '»', '"', '“', '”']).trim();
    let by_number: Vec<(i64, Option<i64>)> = clients::table
        .filter(clients::case_number.eq(about))
        .limit(2)
        .select((clients::id, clients::merged_into_id))
        .load(conn)?;
    let by_alias: Vec<(i64, Option<i64>)> = clients::table
        .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
        .filter(client_identities::alias.eq_any(spellings(about)))
        .filter(clients::merged_into_id.is_null())
        .limit(2)
        .select((clients::id, clients::merged_into_id))
        .load(conn)?;
    let only = |found: &[(i64, Option<i64>)]| match found {
        // A merged record is about the client it was merged into.
        [(id, into)] => Some(into.unwrap_or(*id)),
        _ => None,
    };
    Ok(only(&by_number).or_else(|| only(&by_alias)))
}

/// An alias as it may have been written down.
fn spellings(about: &str) -> Vec<String> {
    let lower = about.to_lowercase();
    let mut letters = lower.chars();
    let capital = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    let mut all = vec![about.to_owned(), lower, capital, about.to_uppercase()];
    all.retain(|one| !one.is_empty());
    all.sort_unstable();
    all.dedup();
    all
}

/// Those that nobody has handled, the first first, at most `limit`. Whose they are to see, the caller says.
///
/// # Errors
/// When the database cannot be read.
pub fn open(conn: &mut Conn, _actor: &Actor, limit: i64) -> Result<Vec<Notice>> {
    Ok(withdrawal_notices::table
        .filter(withdrawal_notices::handled_at.is_null())
        .order((withdrawal_notices::left_at, withdrawal_notices::id))
        .limit(limit)
        .select(Notice::as_select())
        .load(conn)?)
}

/// One that nobody has handled.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn one_open(conn: &mut Conn, _actor: &Actor, id: i64) -> Result<Notice> {
    withdrawal_notices::table
        .filter(withdrawal_notices::id.eq(id).and(withdrawal_notices::handled_at.is_null()))
        .select(Notice::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// Says what was done about one that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else was first.
pub fn handle(conn: &mut Conn, actor: &Actor, id: i64, version: i32, handling: &str, now: NaiveDateTime) -> Result<()> {
    let unchanged = withdrawal_notices::id
        .eq(id)
        .and(withdrawal_notices::version.eq(version))
        .and(withdrawal_notices::handled_at.is_null());
    let changed = diesel::update(withdrawal_notices::table.filter(unchanged))
        .set((
            withdrawal_notices::handled_by_id.eq(actor.user_id()),
            withdrawal_notices::handled_at.eq(Some(now)),
            withdrawal_notices::handling.eq(Some(handling)),
            withdrawal_notices::version.eq(version + 1),
        ))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn an_alias_is_known_however_it_is_capitalised() {
        assert_eq!(spellings("anna"), ["ANNA", "Anna", "anna"]);
        assert!(spellings("ANNA B").contains(&"Anna b".to_owned()));
        assert!(spellings("").is_empty());
    }
}
