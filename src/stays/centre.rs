//! Stays by the place: who lives at a centre now or left it lately, and the nights of a year at facilities. The window in which a
//! centre sees a stay is one rule, as a function and as a condition (docs: who may see what).

use super::model::{Confirmation, Stay, StayRow};
use crate::db::schema::{clients, stays};
use crate::db::{Backend, Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// For how many days after its end a centre sees a stay; the last of them belongs to it.
pub const OPEN_DAYS: i64 = 14;

/// True on the days on which a centre sees a stay of its own: from the day it begins, through the fourteenth after it ends.
#[must_use]
pub fn is_open(stay: &Stay, today: NaiveDate) -> bool {
    stay.began_on <= today && stay.ended_on.is_none_or(|end| (today - end).num_days() <= OPEN_DAYS)
}

type Condition = Box<dyn BoxableExpression<stays::table, Backend, SqlType = diesel::sql_types::Nullable<Bool>>>;

/// The same as a condition in SQL, for stays at these facilities.
fn open_at(facilities: &[i64], today: NaiveDate) -> Condition {
    let ended = stays::ended_on.is_null().or(stays::ended_on.ge(today - TimeDelta::days(OPEN_DAYS)));
    Box::new(stays::facility_id.eq_any(facilities.to_vec()).and(stays::began_on.le(today)).and(ended))
}

/// The stays that these facilities see today, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn seen_at(conn: &mut Conn, _actor: &Actor, facilities: &[i64], today: NaiveDate) -> Result<Vec<Kept<Stay>>> {
    let rows: Vec<(i64, i32, Stay)> = stays::table
        .filter(open_at(facilities, today))
        .order((stays::began_on, stays::id))
        .select((stays::id, stays::version, Stay::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// One stay, whoever's it is.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn one(conn: &mut Conn, _actor: &Actor, id: i64) -> Result<Kept<Stay>> {
    let found: Option<(i64, i32, Stay)> =
        stays::table.find(id).select((stays::id, stays::version, Stay::as_select())).first(conn).optional()?;
    found.map(|(id, version, fact)| Kept { id, version, fact }).ok_or(Error::NotFound)
}

/// The stays that go on today, at whatever place, of records that are about their client; the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn going_on(conn: &mut Conn, _actor: &Actor, today: NaiveDate) -> Result<Vec<Kept<Stay>>> {
    let rows: Vec<(i64, i32, Stay)> = stays::table
        .inner_join(clients::table.on(clients::id.eq(stays::client_id)))
        .filter(clients::merged_into_id.is_null())
        .filter(stays::began_on.le(today))
        .filter(stays::ended_on.is_null().or(stays::ended_on.gt(today)))
        .order((stays::began_on, stays::id))
        .select((stays::id, stays::version, Stay::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// The last confirmation of each of these stays that has one.
///
/// # Errors
/// When the database cannot be read.
pub fn confirmations(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<Confirmation>> {
    let mut all = Vec::new();
    for batch in ids.chunks(1000) {
        let found: Vec<Confirmation> = stays::table
            .filter(stays::id.eq_any(batch))
            .filter(stays::confirmed_on.is_not_null())
            .order(stays::id)
            .select((stays::id, stays::confirmed_on.assume_not_null(), stays::confirmed_by_id))
            .load(conn)?;
        all.extend(found);
    }
    Ok(all)
}

/// The stays that have a day between two, both included, of records that are about their client; at these facilities, or at all.
///
/// # Errors
/// When the database cannot be read.
pub fn between(
    conn: &mut Conn,
    _actor: &Actor,
    facilities: Option<&[i64]>,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Vec<StayRow>> {
    let mut query = stays::table
        .inner_join(clients::table.on(clients::id.eq(stays::client_id)))
        .filter(clients::merged_into_id.is_null())
        .filter(stays::began_on.le(last))
        .filter(stays::ended_on.is_null().or(stays::ended_on.ge(first)))
        .order(stays::id)
        .select(StayRow::as_select())
        .into_boxed();
    if let Some(facilities) = facilities {
        query = query.filter(stays::facility_id.eq_any(facilities));
    }
    Ok(query.load(conn)?)
}

/// The day of the first stay at these facilities.
///
/// # Errors
/// When the database cannot be read.
pub fn first_day(conn: &mut Conn, _actor: &Actor, facilities: &[i64]) -> Result<Option<NaiveDate>> {
    let own = stays::table.filter(stays::facility_id.eq_any(facilities));
    Ok(own.select(diesel::dsl::min(stays::began_on)).first(conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_is_seen_from_its_first_day_through_the_fourteenth_after_its_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let stay = |ended: Option<&str>| Stay {
            client_id: 1,
            facility_id: 1,
            began_on: day("2019-11-06"),
            ended_on: ended.map(day),
            arranged_by: None,
            exit_reason: None,
            destination_id: None,
        };
        for (today, ended, seen) in [
            ("2019-11-05", None, false),
            ("2019-11-06", None, true),
            ("2029-11-06", None, true),
            ("2019-12-20", Some("2019-12-06"), true),
            ("2019-12-21", Some("2019-12-06"), false),
            ("2019-11-06", Some("2019-12-06"), true),
            ("2019-11-05", Some("2019-12-06"), false),
        ] {
            assert_eq!(is_open(&stay(ended), day(today)), seen, "{today} {ended:?}");
        }
    }
}
