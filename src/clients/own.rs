//! One caseworker's own clients: how many there are, and in whose journals nobody has written for long. Knows no page.

use super::sight::Sight;
use crate::db::Conn;
use crate::db::schema::clients;
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;

/// The number of active clients beside «Brukere» is counted no further than this: nobody follows more up.
pub const MOST_COUNTED: i64 = 100;

/// How many active clients of this caseworker she sees, at most [`MOST_COUNTED`].
///
/// # Errors
/// When the database cannot be read.
pub fn count(conn: &mut Conn, _actor: &Actor, sight: &Sight, caseworker: i64) -> Result<i64> {
    let own = clients::caseworker_id.eq(caseworker).and(clients::closed_on.is_null());
    Ok(clients::table
        .filter(own)
        .filter(clients::merged_into_id.is_null())
        .filter(sight.condition())
        .limit(MOST_COUNTED)
        .select(clients::id)
        .load::<i64>(conn)?
        .len()
        .try_into()
        .unwrap_or(MOST_COUNTED))
}

/// Which of these clients are this caseworker's own, active, and there for the actor.
///
/// # Errors
/// When the database cannot be read.
pub fn among(conn: &mut Conn, _actor: &Actor, sight: &Sight, caseworker: i64, ids: &[i64]) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let own = clients::caseworker_id.eq(caseworker).and(clients::closed_on.is_null());
    Ok(clients::table
        .filter(clients::id.eq_any(ids).and(clients::merged_into_id.is_null()))
        .filter(own)
        .filter(sight.condition())
        .select(clients::id)
        .load(conn)?)
}

/// A client in whose journal nobody has written for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Quiet {
    /// The client.
    pub client_id: i64,
    /// The day of the latest entry, when there is one.
    pub latest_entry_on: Option<NaiveDate>,
    /// When she was taken in.
    pub intake_date: NaiveDate,
}

impl Quiet {
    /// Since when nobody has written.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        self.latest_entry_on.unwrap_or(self.intake_date)
    }
}

/// The active clients of this caseworker in whose journals nobody has written since `before`, those of longest ago first, at most
/// `limit`. Whoever has no entry at all counts from her intake.
///
/// # Errors
/// When the database cannot be read.
pub fn quiet(
    conn: &mut Conn,
    _actor: &Actor,
    sight: &Sight,
    caseworker: i64,
    before: NaiveDate,
    limit: i64,
) -> Result<Vec<Quiet>> {
    let columns = (clients::id, clients::latest_entry_on, clients::intake_date);
    let active = clients::closed_on.is_null().and(clients::merged_into_id.is_null());
    let own = clients::caseworker_id.eq(caseworker).and(active);
    // Two queries, because the backends differ in where no day sorts, and each then reads its index in order.
    let mut found: Vec<Quiet> = clients::table
        .filter(own.and(clients::latest_entry_on.lt(before)))
        .filter(sight.condition())
        .order(clients::latest_entry_on)
        .limit(limit)
        .select(columns)
        .load(conn)?;
    let never: Vec<Quiet> = clients::table
        .filter(own.and(clients::latest_entry_on.is_null()).and(clients::intake_date.lt(before)))
        .filter(sight.condition())
        .order(clients::intake_date)
        .limit(limit)
        .select(columns)
        .load(conn)?;
    found.extend(never);
    found.sort_by_key(|one| (one.since(), one.client_id));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}
