//! All SQL of appointments. Whether the actor may see the client is asked by whoever calls.

use super::model::Appointment;
use crate::db::schema::appointments;
use crate::db::{Conn, Kept, kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::AppointmentState;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use diesel::prelude::*;

kept!(Appointment, appointments, "appointments": of_client, add, change, remove);

/// Says what became of an appointment of a client that is still planned. Answers false when somebody has said it already.
///
/// # Errors
/// When the database refuses.
pub fn conclude(conn: &mut Conn, _actor: &Actor, client: i64, id: i64, state: AppointmentState) -> Result<bool> {
    let hers = appointments::id.eq(id).and(appointments::client_id.eq(client));
    let planned = appointments::table.filter(hers.and(appointments::state.eq(AppointmentState::Planned)));
    let changed = diesel::update(planned)
        .set((appointments::state.eq(state), appointments::version.eq(appointments::version + 1)))
        .execute(conn)?;
    Ok(changed == 1)
}

/// The planned appointments of a user from day to day, both included, the first first, at most `limit`. Without a user those
/// that nobody goes along to.
///
/// # Errors
/// When the database cannot be read.
pub fn planned(
    conn: &mut Conn,
    _actor: &Actor,
    user: Option<i64>,
    (from, to): (NaiveDate, NaiveDate),
    limit: i64,
) -> Result<Vec<Kept<Appointment>>> {
    let planned = appointments::table
        .filter(appointments::state.eq(AppointmentState::Planned))
        .filter(appointments::held_on.between(from, to))
        .order((appointments::held_on, appointments::id))
        .limit(limit)
        .select((appointments::id, appointments::version, Appointment::as_select()));
    let rows: Vec<(i64, i32, Appointment)> = match user {
        Some(user) => planned.filter(appointments::assignee_id.eq(user)).load(conn)?,
        None => planned.filter(appointments::assignee_id.is_null()).load(conn)?,
    };
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}
