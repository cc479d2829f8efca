//! All SQL of this domain.

use super::drafts::Draft;
use crate::db::Conn;
use crate::db::schema::{drafts, once_keys, stored_searches};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Keeps a draft in the place of the one before it. Answers true when there was none.
pub(super) fn keep(conn: &mut Conn, actor: &Actor, draft: &Draft) -> Result<bool> {
    let own = drafts::user_id.eq(actor.must_be_user()?).and(drafts::address.eq(&draft.address));
    let changed = diesel::update(drafts::table.filter(own))
        .set((drafts::body.eq(&draft.body), drafts::saved_at.eq(draft.saved_at)))
        .execute(conn)?;
    if changed > 0 {
        return Ok(false);
    }
    let row = (
        drafts::user_id.eq(actor.must_be_user()?),
        drafts::address.eq(&draft.address),
        drafts::client_id.eq(draft.client_id),
        drafts::body.eq(&draft.body),
        drafts::saved_at.eq(draft.saved_at),
    );
    diesel::insert_into(drafts::table).values(row).execute(conn)?;
    Ok(true)
}

/// Her draft of one page.
pub(super) fn find(conn: &mut Conn, actor: &Actor, address: &str) -> Result<Option<Draft>> {
    Ok(drafts::table
        .filter(drafts::user_id.eq(actor.must_be_user()?).and(drafts::address.eq(address)))
        .select(Draft::as_select())
        .first(conn)
        .optional()?)
}

/// All her drafts, the newest first.
pub(super) fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<Draft>> {
    Ok(drafts::table
        .filter(drafts::user_id.eq(actor.must_be_user()?))
        .order(drafts::saved_at.desc())
        .select(Draft::as_select())
        .load(conn)?)
}

/// Removes her draft of one page, if there is one.
pub(super) fn remove(conn: &mut Conn, actor: &Actor, address: &str) -> Result<()> {
    let own = drafts::user_id.eq(actor.must_be_user()?).and(drafts::address.eq(address));
    diesel::delete(drafts::table.filter(own)).execute(conn)?;
    Ok(())
}

/// Removes everybody's drafts that were last saved before.
pub(super) fn expire(conn: &mut Conn, _actor: &Actor, before: NaiveDateTime) -> Result<()> {
    diesel::delete(drafts::table.filter(drafts::saved_at.lt(before))).execute(conn)?;
    Ok(())
}

/// Keeps what was searched for in a session, and no more than the last of them.
pub(super) fn keep_search(
    conn: &mut Conn,
    _actor: &Actor,
    session: i64,
    token: &str,
    terms: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let row = (
        stored_searches::session_id.eq(session),
        stored_searches::token.eq(token),
        stored_searches::terms.eq(terms),
        stored_searches::searched_at.eq(now),
    );
    diesel::insert_into(stored_searches::table).values(row).execute(conn)?;
    let kept: Vec<i64> = stored_searches::table
        .filter(stored_searches::session_id.eq(session))
        .order(stored_searches::id.desc())
        .select(stored_searches::id)
        .limit(super::searches::KEPT)
        .load(conn)?;
    if let Some(oldest) = kept.last() {
        let older = stored_searches::session_id.eq(session).and(stored_searches::id.lt(*oldest));
        diesel::delete(stored_searches::table.filter(older)).execute(conn)?;
    }
    Ok(())
}

/// What was searched for under a token of this session.
pub(super) fn search(conn: &mut Conn, _actor: &Actor, session: i64, token: &str) -> Result<Option<String>> {
    Ok(stored_searches::table
        .filter(stored_searches::session_id.eq(session).and(stored_searches::token.eq(token)))
        .select(stored_searches::terms)
        .first(conn)
        .optional()?)
}

/// True when the key of a form was used.
pub(super) fn is_once_key_used(conn: &mut Conn, _actor: &Actor, key: &str) -> Result<bool> {
    let used: i64 = once_keys::table.filter(once_keys::once_key.eq(key)).count().get_result(conn)?;
    Ok(used > 0)
}

/// Uses the key of a form; false when it was used before.
///
/// # Errors
/// When the database refuses.
pub(super) fn use_once_key(conn: &mut Conn, actor: &Actor, key: &str, now: NaiveDateTime) -> Result<bool> {
    if is_once_key_used(conn, actor, key)? {
        return Ok(false);
    }
    diesel::insert_into(once_keys::table)
        .values((once_keys::once_key.eq(key), once_keys::used_at.eq(now)))
        .execute(conn)?;
    Ok(true)
}
