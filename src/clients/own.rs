//! One caseworker's own clients: how many there are, and whose permit has a day. Knows no page.

use super::sight::Sight;
use crate::db::Conn;
use crate::db::schema::clients;
use crate::kernel::actor::Actor;
use crate::kernel::codes::ResidenceStatus;
use crate::kernel::error::Result;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

/// From how many days ahead a deadline is shown, and for how long after it has passed.
pub const SHOWN_DAYS: i64 = 90;

/// A client whose latest status is valid to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct StatusDeadline {
    /// The client.
    pub client_id: i64,
    /// The status.
    pub status: Option<ResidenceStatus>,
    /// Its last day.
    pub valid_to: Option<NaiveDate>,
}

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

/// The deadlines of this caseworker's active clients around today, the nearest first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn deadlines(
    conn: &mut Conn,
    _actor: &Actor,
    sight: &Sight,
    caseworker: i64,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<StatusDeadline>> {
    let shown = TimeDelta::days(SHOWN_DAYS);
    let own = clients::caseworker_id.eq(caseworker).and(clients::closed_on.is_null());
    Ok(clients::table
        .filter(own)
        .filter(clients::merged_into_id.is_null())
        .filter(clients::latest_status_valid_to.between(today - shown, today + shown))
        .filter(sight.condition())
        .order((clients::latest_status_valid_to, clients::id))
        .limit(limit)
        .select((clients::id, clients::latest_status, clients::latest_status_valid_to))
        .load(conn)?)
}
