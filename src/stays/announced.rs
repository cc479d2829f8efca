//! Clients whom ROSA announced to a facility: on which day they are expected, and whether they came. A stay begins only when
//! somebody saw them arrive.

use crate::db::schema::announced_arrivals;
use crate::db::{Conn, Kept, kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::AnnouncementOutcome;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Somebody who is expected.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = announced_arrivals, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Announcement {
    /// The client.
    pub client_id: i64,
    /// Where.
    pub facility_id: i64,
    /// On which day.
    pub expected_on: NaiveDate,
}

kept!(Announcement, announced_arrivals, "announced arrivals": announced, announce, change_announcement, withdraw_announcement);

type Row = (i64, i32, Announcement);

fn rows(rows: Vec<Row>) -> Vec<Kept<Announcement>> {
    rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect()
}

/// Those of a client that nobody has answered yet, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn open_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<Kept<Announcement>>> {
    let open = announced_arrivals::client_id.eq(client).and(announced_arrivals::outcome.is_null());
    let found: Vec<Row> = announced_arrivals::table
        .filter(open)
        .order((announced_arrivals::expected_on, announced_arrivals::id))
        .select((announced_arrivals::id, announced_arrivals::version, Announcement::as_select()))
        .load(conn)?;
    Ok(rows(found))
}

/// Those at these facilities that nobody has answered yet, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn open_at(conn: &mut Conn, _actor: &Actor, facilities: &[i64]) -> Result<Vec<Kept<Announcement>>> {
    let open = announced_arrivals::facility_id.eq_any(facilities).and(announced_arrivals::outcome.is_null());
    let found: Vec<Row> = announced_arrivals::table
        .filter(open)
        .order((announced_arrivals::expected_on, announced_arrivals::id))
        .select((announced_arrivals::id, announced_arrivals::version, Announcement::as_select()))
        .load(conn)?;
    Ok(rows(found))
}

/// All that nobody has answered yet, the first first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn open(conn: &mut Conn, _actor: &Actor, limit: i64) -> Result<Vec<Kept<Announcement>>> {
    let found: Vec<Row> = announced_arrivals::table
        .filter(announced_arrivals::outcome.is_null())
        .order((announced_arrivals::expected_on, announced_arrivals::id))
        .limit(limit)
        .select((announced_arrivals::id, announced_arrivals::version, Announcement::as_select()))
        .load(conn)?;
    Ok(rows(found))
}

/// One that nobody has answered yet.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn one_open(conn: &mut Conn, _actor: &Actor, id: i64) -> Result<Kept<Announcement>> {
    let own = announced_arrivals::id.eq(id).and(announced_arrivals::outcome.is_null());
    let found: Option<Row> = announced_arrivals::table
        .filter(own)
        .select((announced_arrivals::id, announced_arrivals::version, Announcement::as_select()))
        .first(conn)
        .optional()?;
    found.map(|(id, version, fact)| Kept { id, version, fact }).ok_or(Error::NotFound)
}

/// Says what became of one that is still at `version`; the stay, when she came.
///
/// # Errors
/// [`Error::Conflict`] when somebody else was first.
pub fn answer(
    conn: &mut Conn,
    _actor: &Actor,
    id: i64,
    version: i32,
    outcome: AnnouncementOutcome,
    stay: Option<i64>,
) -> Result<()> {
    let unchanged = announced_arrivals::id
        .eq(id)
        .and(announced_arrivals::version.eq(version))
        .and(announced_arrivals::outcome.is_null());
    let changed = diesel::update(announced_arrivals::table.filter(unchanged))
        .set((
            announced_arrivals::outcome.eq(Some(outcome)),
            announced_arrivals::stay_id.eq(stay),
            announced_arrivals::version.eq(version + 1),
        ))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}
