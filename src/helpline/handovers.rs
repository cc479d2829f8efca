//! What one shift hands to another, and who was promised a call: all its SQL. The number, the name and what is safe are removed the
//! moment the call is done; nothing else keeps them.

use super::model::{Handover, Promise};
use crate::db::schema::enquiry_handovers;
use crate::db::{Conn, ids_were_given, next_id};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AnsweredBy, HandoverState};
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// What an act on a hand-over led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acted {
    /// It is done.
    Done,
    /// Somebody else was first.
    TooLate,
}

/// Hands an enquiry over, or changes what is handed over of it and opens it again.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn hand_over(
    conn: &mut Conn,
    actor: &Actor,
    enquiry: i64,
    promise: &Promise,
    version: i32,
    now: NaiveDateTime,
) -> Result<()> {
    actor.must(Area::Enquiries)?;
    let anew = (
        promise,
        enquiry_handovers::handed_by_id.eq(actor.user_id()),
        enquiry_handovers::handed_at.eq(now),
        enquiry_handovers::state.eq(HandoverState::Open),
        enquiry_handovers::taken_by_id.eq(None::<i64>),
        enquiry_handovers::taken_at.eq(None::<NaiveDateTime>),
        enquiry_handovers::done_by_id.eq(None::<i64>),
        enquiry_handovers::done_at.eq(None::<NaiveDateTime>),
    );
    if of_enquiry(conn, actor, enquiry)?.is_none() {
        let id = next_id(conn, "enquiry_handovers")?;
        let keys = (enquiry_handovers::id.eq(id), enquiry_handovers::enquiry_id.eq(enquiry));
        let first =
            (keys, promise, enquiry_handovers::handed_by_id.eq(actor.user_id()), enquiry_handovers::handed_at.eq(now));
        diesel::insert_into(enquiry_handovers::table).values(first).execute(conn)?;
        return ids_were_given(conn, "enquiry_handovers");
    }
    let own = enquiry_handovers::enquiry_id.eq(enquiry).and(enquiry_handovers::version.eq(version));
    let changed = diesel::update(enquiry_handovers::table.filter(own))
        .set((anew, enquiry_handovers::version.eq(version + 1)))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// What is handed over of an enquiry, if anything is.
///
/// # Errors
/// When the database cannot be read.
pub fn of_enquiry(conn: &mut Conn, _actor: &Actor, enquiry: i64) -> Result<Option<Handover>> {
    Ok(enquiry_handovers::table
        .filter(enquiry_handovers::enquiry_id.eq(enquiry))
        .select(Handover::as_select())
        .first(conn)
        .optional()?)
}

/// The same of several.
///
/// # Errors
/// When the database cannot be read.
pub fn of_enquiries(conn: &mut Conn, _actor: &Actor, enquiries: &[i64]) -> Result<Vec<Handover>> {
    Ok(enquiry_handovers::table
        .filter(enquiry_handovers::enquiry_id.eq_any(enquiries))
        .select(Handover::as_select())
        .load(conn)?)
}

/// All that waits, of both shifts, in the order in which it was handed over.
///
/// # Errors
/// When the database cannot be read, or nothing is the actor's to take.
pub fn waiting(conn: &mut Conn, actor: &Actor) -> Result<Vec<Handover>> {
    actor.must(Area::Handovers)?;
    Ok(enquiry_handovers::table
        .filter(enquiry_handovers::done_at.is_null())
        .order((enquiry_handovers::handed_at, enquiry_handovers::id))
        .select(Handover::as_select())
        .load(conn)?)
}

/// Takes what waits and is still at `version`; it is her shift's from then on.
///
/// # Errors
/// When the database refuses.
pub fn take(
    conn: &mut Conn,
    actor: &Actor,
    (enquiry, version): (i64, i32),
    shift: AnsweredBy,
    now: NaiveDateTime,
) -> Result<Acted> {
    actor.must(Area::Handovers)?;
    let taken = (
        enquiry_handovers::shift.eq(shift),
        enquiry_handovers::state.eq(HandoverState::Taken),
        enquiry_handovers::taken_by_id.eq(actor.user_id()),
        enquiry_handovers::taken_at.eq(now),
        enquiry_handovers::version.eq(version + 1),
    );
    let changed =
        diesel::update(enquiry_handovers::table.filter(waits_at(enquiry, version))).set(taken).execute(conn)?;
    Ok(acted(changed))
}

/// Gives back what she has taken.
///
/// # Errors
/// When the database refuses.
pub fn release(conn: &mut Conn, actor: &Actor, (enquiry, version): (i64, i32)) -> Result<Acted> {
    actor.must(Area::Handovers)?;
    let open = (
        enquiry_handovers::state.eq(HandoverState::Open),
        enquiry_handovers::taken_by_id.eq(None::<i64>),
        enquiry_handovers::taken_at.eq(None::<NaiveDateTime>),
        enquiry_handovers::version.eq(version + 1),
    );
    let hers = enquiry_handovers::taken_by_id.eq(actor.must_be_user()?);
    let waiting = enquiry_handovers::table.filter(waits_at(enquiry, version)).filter(hers);
    Ok(acted(diesel::update(waiting).set(open).execute(conn)?))
}

/// Notes that what she has taken is done, and removes name, number and what is safe.
///
/// # Errors
/// When the database refuses.
pub fn complete(conn: &mut Conn, actor: &Actor, (enquiry, version): (i64, i32), now: NaiveDateTime) -> Result<Acted> {
    actor.must(Area::Handovers)?;
    let gone = None::<String>;
    let done = (
        enquiry_handovers::state.eq(HandoverState::Done),
        enquiry_handovers::done_by_id.eq(actor.user_id()),
        enquiry_handovers::done_at.eq(now),
        enquiry_handovers::call_name.eq(gone.clone()),
        enquiry_handovers::call_number.eq(gone.clone()),
        enquiry_handovers::call_note.eq(gone),
        enquiry_handovers::version.eq(version + 1),
    );
    let hers = enquiry_handovers::taken_by_id.eq(actor.must_be_user()?);
    let waiting = enquiry_handovers::table.filter(waits_at(enquiry, version)).filter(hers);
    Ok(acted(diesel::update(waiting).set(done).execute(conn)?))
}

const fn acted(changed: usize) -> Acted {
    if changed == 1 { Acted::Done } else { Acted::TooLate }
}

type WaitsAt = diesel::dsl::And<
    diesel::dsl::And<
        diesel::dsl::Eq<enquiry_handovers::enquiry_id, i64>,
        diesel::dsl::Eq<enquiry_handovers::version, i32>,
    >,
    diesel::dsl::IsNull<enquiry_handovers::done_at>,
>;

fn waits_at(enquiry: i64, version: i32) -> WaitsAt {
    enquiry_handovers::enquiry_id
        .eq(enquiry)
        .and(enquiry_handovers::version.eq(version))
        .and(enquiry_handovers::done_at.is_null())
}
