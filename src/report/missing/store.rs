//! What the list of gaps knows besides the facts, from the same state of the database: the scratch table of the facts says
//! which clients it is about.

use super::doubts::{ArrivalFact, Ground, StatusFact};
use crate::db::Conn;
use crate::db::schema::{
    arrivals, children, client_identities, clients, enquiries, enquiry_subjects, police_events, police_matters,
    report_scope, residence_statuses, stays,
};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{PoliceEventKind, ResidenceStatus};
use crate::kernel::error::Result;
use crate::report::facts::Facts;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// How many ids one statement asks for.
const IDS_AT_ONCE: usize = 500;

/// Reads the ground of a year's facts, in the transaction that read them.
///
/// # Errors
/// When the database cannot be read.
pub fn ground(conn: &mut Conn, _actor: &Actor, facts: &Facts, today: NaiveDate) -> Result<Ground> {
    let mut ground = Ground { today, ..Ground::default() };
    // Of a year that has not begun nothing was read, and the scratch table is another's.
    if !facts.year.has_begun() {
        return Ok(ground);
    }
    let closing = facts.year.closing();
    let open: Vec<(i64, NaiveDate, Option<NaiveDate>)> = stays::table
        .inner_join(report_scope::table.on(report_scope::client_id.eq(stays::client_id)))
        .filter(stays::began_on.le(closing).and(stays::ended_on.is_null()))
        .select((stays::id, stays::began_on, stays::confirmed_on))
        .load(conn)?;
    let known = |(id, began, confirmed): (i64, NaiveDate, Option<NaiveDate>)| {
        (id, confirmed.map_or(began, |confirmed| confirmed.max(began)))
    };
    ground.open_stays = open.into_iter().map(known).collect();
    type Status = (i64, i64, NaiveDate, ResidenceStatus, Option<NaiveDate>);
    let statuses: Vec<Status> = residence_statuses::table
        .inner_join(report_scope::table.on(report_scope::client_id.eq(residence_statuses::client_id)))
        .filter(residence_statuses::began_on.le(closing))
        .order((residence_statuses::client_id, residence_statuses::began_on))
        .select((
            residence_statuses::client_id,
            residence_statuses::id,
            residence_statuses::began_on,
            residence_statuses::status,
            residence_statuses::valid_to,
        ))
        .load(conn)?;
    for (client, id, from, status, valid_to) in statuses {
        ground.statuses.entry(client).or_default().push(StatusFact { id, from, status, valid_to });
    }
    let births: Vec<(i64, Option<NaiveDate>)> = children::table
        .inner_join(report_scope::table.on(report_scope::client_id.eq(children::client_id)))
        .filter(children::birth_date.is_not_null())
        .select((children::id, children::birth_date))
        .load(conn)?;
    ground.child_births = births.into_iter().filter_map(|(id, birth)| Some((id, birth?))).collect();
    let with_events: Vec<i64> = police_events::table
        .inner_join(police_matters::table.on(police_matters::id.eq(police_events::matter_id)))
        .inner_join(report_scope::table.on(report_scope::client_id.eq(police_matters::client_id)))
        .select(police_events::matter_id)
        .distinct()
        .load(conn)?;
    ground.matters_with_events = with_events.into_iter().collect();
    let dismissals: Vec<(i64, i64)> = police_events::table
        .inner_join(police_matters::table.on(police_matters::id.eq(police_events::matter_id)))
        .inner_join(report_scope::table.on(report_scope::client_id.eq(police_matters::client_id)))
        .filter(police_events::event.eq(PoliceEventKind::Dismissed).and(police_events::ground.is_null()))
        .filter(police_events::happened_on.le(closing))
        .order((police_events::happened_on, police_events::id))
        .select((police_events::matter_id, police_events::id))
        .load(conn)?;
    ground.dismissals = dismissals.into_iter().collect();
    let in_year = enquiries::received_on.between(facts.year.first(), closing);
    let with_client: Vec<i64> =
        enquiries::table.filter(in_year.and(enquiries::client_id.is_not_null())).select(enquiries::id).load(conn)?;
    ground.enquiries_with_client = with_client.into_iter().collect();
    let subjects: Vec<(i64, i64)> = enquiry_subjects::table
        .inner_join(enquiries::table.on(enquiries::id.eq(enquiry_subjects::enquiry_id)))
        .filter(in_year)
        .select((enquiry_subjects::id, enquiry_subjects::enquiry_id))
        .load(conn)?;
    ground.subject_enquiries = subjects.into_iter().collect();
    // An arrival with an outcome has become a client, or is known not to.
    let open: Vec<(i64, NaiveDate, Option<NaiveDate>)> = arrivals::table
        .filter(arrivals::outcome.is_null().and(arrivals::arrived_on.le(closing)))
        .order(arrivals::id)
        .select((arrivals::id, arrivals::arrived_on, arrivals::left_on))
        .load(conn)?;
    let arrival = |(id, arrived_on, left_on)| ArrivalFact { id, arrived_on, left_on };
    ground.arrivals = open.into_iter().map(arrival).collect();
    Ok(ground)
}

/// How a client is called: case number, and the name or what stands for it.
pub type Called = (String, String);

/// What clients are called.
///
/// # Errors
/// When the database cannot be read.
pub fn called(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<HashMap<i64, Called>> {
    type Row = (i64, String, Option<String>, Option<String>, Option<String>);
    let mut found = HashMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Row> = clients::table
            .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
            .filter(clients::id.eq_any(ids))
            .select((
                clients::id,
                clients::case_number,
                client_identities::given_name,
                client_identities::family_name,
                client_identities::alias,
            ))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, case, given, family, alias)| {
            let name = [given, family].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let name = if name.is_empty() { alias.unwrap_or_default() } else { name };
            (id, (case, name))
        }));
    }
    Ok(found)
}
