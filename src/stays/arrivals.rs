//! Somebody who came to a centre unknown to ROSA: an alias and a date, no client (docs: who may see what). With her consent she
//! becomes a client and the arrival a stay with its original date; until then it stands among what is missing. A departure
//! before that is kept too, so that no night is lost.

use super::acts::{self, Known, Scene};
use super::model::Stay;
use super::rules::Wrong;
use crate::db::schema::arrivals;
use crate::db::{Conn, Kept, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{ArrivalOutcome, ExitReason};
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// The longest alias, in characters.
pub const ALIAS: usize = 60;

/// An arrival.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = arrivals, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Arrival {
    /// Where.
    pub facility_id: i64,
    /// What she is called until she has consented.
    pub alias: String,
    /// The first night.
    pub arrived_on: NaiveDate,
    /// The day she left again.
    pub left_on: Option<NaiveDate>,
    /// Why.
    pub exit_reason: Option<ExitReason>,
    /// Where to.
    pub destination_id: Option<i64>,
}

/// Who noted an arrival, and when (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Noted {
    /// Who.
    pub by: Option<i64>,
    /// When (UTC).
    pub at: NaiveDateTime,
}

/// An arrival that is neither a client nor closed, with who noted it.
pub type Open = (Kept<Arrival>, Noted);

type Row = (i64, i32, Arrival, (Option<i64>, NaiveDateTime));

fn of_row((id, version, fact, (by, at)): Row) -> Open {
    (Kept { id, version, fact }, Noted { by, at })
}

/// What an arrival may not be: dates ahead, or an end before the beginning.
#[must_use]
pub fn wrong(arrival: &Arrival, today: NaiveDate) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if arrival.arrived_on > today {
        wrong.push(Wrong::Ahead);
    }
    if arrival.left_on.is_some_and(|left| left < arrival.arrived_on) {
        wrong.push(Wrong::EndsBefore(arrival.arrived_on));
    }
    wrong
}

/// The open ones at these facilities, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn open_at(conn: &mut Conn, _actor: &Actor, facilities: &[i64]) -> Result<Vec<Open>> {
    let found: Vec<Row> = arrivals::table
        .filter(arrivals::facility_id.eq_any(facilities).and(arrivals::outcome.is_null()))
        .order((arrivals::arrived_on, arrivals::id))
        .select((arrivals::id, arrivals::version, Arrival::as_select(), (arrivals::noted_by_id, arrivals::noted_at)))
        .load(conn)?;
    Ok(found.into_iter().map(of_row).collect())
}

/// All open ones, the first first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn open(conn: &mut Conn, _actor: &Actor, limit: i64) -> Result<Vec<Open>> {
    let found: Vec<Row> = arrivals::table
        .filter(arrivals::outcome.is_null())
        .order((arrivals::arrived_on, arrivals::id))
        .limit(limit)
        .select((arrivals::id, arrivals::version, Arrival::as_select(), (arrivals::noted_by_id, arrivals::noted_at)))
        .load(conn)?;
    Ok(found.into_iter().map(of_row).collect())
}

/// An open one.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn one_open(conn: &mut Conn, _actor: &Actor, id: i64) -> Result<Open> {
    let found: Option<Row> = arrivals::table
        .filter(arrivals::id.eq(id).and(arrivals::outcome.is_null()))
        .select((arrivals::id, arrivals::version, Arrival::as_select(), (arrivals::noted_by_id, arrivals::noted_at)))
        .first(conn)
        .optional()?;
    found.map(of_row).ok_or(Error::NotFound)
}

/// Notes an arrival. Answers its id.
///
/// # Errors
/// When the database refuses.
pub fn note(conn: &mut Conn, actor: &Actor, arrival: &Arrival, now: NaiveDateTime) -> Result<i64> {
    let id = next_id(conn, "arrivals")?;
    diesel::insert_into(arrivals::table)
        .values((arrivals::id.eq(id), arrival, arrivals::noted_by_id.eq(actor.user_id()), arrivals::noted_at.eq(now)))
        .execute(conn)?;
    ids_were_given(conn, "arrivals")?;
    Ok(id)
}

/// Changes one that is open and still at `version`; it stays where it was.
///
/// # Errors
/// [`Error::Conflict`] when somebody else was first.
pub fn change(conn: &mut Conn, _actor: &Actor, id: i64, arrival: &Arrival, version: i32) -> Result<()> {
    let own = arrivals::id.eq(id).and(arrivals::facility_id.eq(arrival.facility_id));
    let unchanged = own.and(arrivals::version.eq(version)).and(arrivals::outcome.is_null());
    let changed = diesel::update(arrivals::table.filter(unchanged))
        .set((arrival, arrivals::version.eq(version + 1)))
        .execute(conn)?;
    must_be_one(changed)
}

fn must_be_one(changed: usize) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// Closes one that does not become a client. Her alias is not kept: it is nobody's any more.
///
/// # Errors
/// [`Error::Conflict`] when somebody else was first.
pub fn close(conn: &mut Conn, _actor: &Actor, id: i64, version: i32, reason: &str) -> Result<()> {
    let unchanged = arrivals::id.eq(id).and(arrivals::version.eq(version)).and(arrivals::outcome.is_null());
    let changed = diesel::update(arrivals::table.filter(unchanged))
        .set((
            arrivals::outcome.eq(Some(ArrivalOutcome::Closed)),
            arrivals::reason.eq(Some(reason)),
            arrivals::alias.eq(""),
            arrivals::version.eq(version + 1),
        ))
        .execute(conn)?;
    must_be_one(changed)
}

/// The stay that an arrival of a client is.
#[must_use]
pub fn stay_of(arrival: &Arrival, client_id: i64) -> Stay {
    Stay {
        client_id,
        facility_id: arrival.facility_id,
        began_on: arrival.arrived_on,
        ended_on: arrival.left_on,
        arranged_by: None,
        exit_reason: arrival.left_on.and(arrival.exit_reason),
        destination_id: arrival.left_on.and(arrival.destination_id),
    }
}

/// Why an arrival does not become a stay.
#[derive(Debug)]
pub enum NoStay {
    /// What is wrong with the stay it would be.
    Wrong(Vec<Wrong>),
    /// Something failed.
    Failed(Error),
}

impl From<Error> for NoStay {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Makes an open arrival a stay of a client, with its original date. The caller has found the client for the actor, and settles
/// what follows.
///
/// # Errors
/// What is wrong with that stay, and [`Error::Conflict`] when somebody else was first.
pub fn become_stay(
    conn: &mut Conn,
    scene: &Scene<'_>,
    arrival: &Kept<Arrival>,
    client: i64,
) -> std::result::Result<i64, NoStay> {
    let known = Known::load(conn, scene.actor, client)?;
    let stay = stay_of(&arrival.fact, client);
    // An overlap elsewhere or a day before the intake is as it is: she came before she had a case.
    known.ground(scene.today).judge(None, &stay).map_err(NoStay::Wrong)?;
    let id = acts::arrive(conn, scene, &stay)?;
    let unchanged =
        arrivals::id.eq(arrival.id).and(arrivals::version.eq(arrival.version)).and(arrivals::outcome.is_null());
    let changed = diesel::update(arrivals::table.filter(unchanged))
        .set((
            arrivals::outcome.eq(Some(ArrivalOutcome::Client)),
            arrivals::client_id.eq(Some(client)),
            arrivals::stay_id.eq(Some(id)),
            arrivals::version.eq(arrival.version + 1),
        ))
        .execute(conn)
        .map_err(Error::from)?;
    must_be_one(changed)?;
    Ok(id)
}
