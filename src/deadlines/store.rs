//! All SQL of deadlines: the rows themselves, and what of other rooms' tables they follow from, in few queries however many
//! clients there are.

use super::facts::{Aid, Appeal, Consent, Decision, Event, Facts, Status, Stay};
use super::model::DeadlineRow;
use crate::db::schema::{
    clients, consent_scopes, consents, deadlines, legal_aid, police_events, police_matters, residence_appeals,
    residence_decisions, residence_statuses, stays,
};
use crate::db::{Backend, Conn, Kept, bulk_insert, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{
    AppealKind, AppealOutcome, ConsentScope, DeadlineState, DecidedBy, DecisionKind, DecisionOutcome, LegalAidKind,
    MatterRole, PoliceEventKind, ResidenceStatus,
};
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// How many rows one statement deletes.
const BATCH: usize = 500;

/// Columns of a table for the active clients, or one of them: those who are neither closed nor merged into another.
macro_rules! of_active {
    ($conn:ident, $client:ident, $from:expr, $owner:expr, $columns:expr, $order:expr) => {{
        let query = $from
            .filter(clients::closed_on.is_null())
            .filter(clients::merged_into_id.is_null())
            .order($order)
            .select($columns)
            .into_boxed::<Backend>();
        match $client {
            Some(client) => query.filter($owner.eq(client)).load($conn)?,
            None => query.load($conn)?,
        }
    }};
}

type Day = Option<NaiveDate>;
type StatusColumns = (i64, i64, NaiveDate, ResidenceStatus, Day);
type DecisionColumns =
    (i64, (i64, DecisionKind, Option<DecidedBy>, Day, Day, Option<DecisionOutcome>, Day, Option<i32>, Day));
type AidColumns = (i64, i64, NaiveDate, i64, Option<i64>, Option<LegalAidKind>);

/// What deadlines follow from, for all active clients who have records, or for one of them, who has an entry in any case.
///
/// # Errors
/// When the database cannot be read.
pub fn facts(conn: &mut Conn, _actor: &Actor, client: Option<i64>) -> Result<BTreeMap<i64, Facts>> {
    let mut all: BTreeMap<i64, Facts> = BTreeMap::new();
    if let Some(client) = client {
        let active = clients::closed_on.is_null().and(clients::merged_into_id.is_null());
        let found: Option<i64> =
            clients::table.find(client).filter(active).select(clients::id).first(conn).optional()?;
        all.extend(found.map(|client| (client, Facts::default())));
    }
    read_statuses(conn, client, &mut all)?;
    read_decisions(conn, client, &mut all)?;
    read_events(conn, client, &mut all)?;
    read_aid(conn, client, &mut all)?;
    read_consents(conn, client, &mut all)?;
    read_stays(conn, client, &mut all)?;
    Ok(all)
}

fn read_statuses(conn: &mut Conn, client: Option<i64>, all: &mut BTreeMap<i64, Facts>) -> Result<()> {
    use residence_statuses as t;
    let rows: Vec<StatusColumns> = of_active!(
        conn,
        client,
        t::table.inner_join(clients::table.on(clients::id.eq(t::client_id))),
        t::client_id,
        (t::client_id, t::id, t::began_on, t::status, t::valid_to),
        (t::client_id, t::began_on, t::id)
    );
    // The last of a client stays.
    for (owner, id, began_on, status, valid_to) in rows {
        all.entry(owner).or_default().status = Some(Status { id, began_on, status, valid_to });
    }
    Ok(())
}

fn read_decisions(conn: &mut Conn, client: Option<i64>, all: &mut BTreeMap<i64, Facts>) -> Result<()> {
    use residence_appeals as a;
    use residence_decisions as t;
    let rows: Vec<DecisionColumns> = of_active!(
        conn,
        client,
        t::table.inner_join(clients::table.on(clients::id.eq(t::client_id))),
        t::client_id,
        (
            t::client_id,
            (
                t::id,
                t::kind,
                t::body,
                t::applied_on,
                t::decided_on,
                t::outcome,
                t::notified_on,
                t::notified_minute,
                t::departure_by
            )
        ),
        (t::client_id, t::id)
    );
    for (owner, columns) in rows {
        let (id, kind, body, applied_on, decided_on, outcome, notified_on, notified_minute, departure_by) = columns;
        all.entry(owner).or_default().decisions.push(Decision {
            id,
            kind,
            body,
            applied_on,
            decided_on,
            outcome,
            notified_on,
            notified_minute,
            departure_by,
        });
    }
    let rows: Vec<(i64, i64, AppealKind, Option<AppealOutcome>)> = of_active!(
        conn,
        client,
        a::table.inner_join(clients::table.on(clients::id.eq(a::client_id))),
        a::client_id,
        (a::client_id, a::decision_id, a::kind, a::outcome),
        (a::client_id, a::id)
    );
    for (owner, decision_id, kind, outcome) in rows {
        all.entry(owner).or_default().appeals.push(Appeal { decision_id, kind, outcome });
    }
    Ok(())
}

fn read_events(conn: &mut Conn, client: Option<i64>, all: &mut BTreeMap<i64, Facts>) -> Result<()> {
    use police_events as t;
    use police_matters as m;
    let rows: Vec<(i64, i64, i64, Option<MatterRole>, NaiveDate, PoliceEventKind)> = of_active!(
        conn,
        client,
        t::table
            .inner_join(m::table.on(m::id.eq(t::matter_id)))
            .inner_join(clients::table.on(clients::id.eq(m::client_id))),
        m::client_id,
        (m::client_id, m::id, t::id, m::role, t::happened_on, t::event),
        (m::client_id, m::id, t::happened_on, t::id)
    );
    for (owner, matter, id, role, happened_on, event) in rows {
        all.entry(owner).or_default().events.push(Event { id, matter, role, happened_on, event });
    }
    Ok(())
}

/// Counsel for the aggrieved is paid by another rule: only hours that a lawyer must apply for more of.
fn read_aid(conn: &mut Conn, client: Option<i64>, all: &mut BTreeMap<i64, Facts>) -> Result<()> {
    use legal_aid as t;
    let rows: Vec<AidColumns> = of_active!(
        conn,
        client,
        t::table.inner_join(clients::table.on(clients::id.eq(t::client_id))),
        t::client_id,
        (t::client_id, t::id, t::granted_on, t::hours_granted_hundredths, t::hours_used_hundredths, t::kind),
        (t::client_id, t::granted_on, t::id)
    );
    for (owner, id, granted_on, granted, used, kind) in rows {
        if kind != Some(LegalAidKind::AggrievedCounsel) {
            let is_used_up = used.is_some_and(|used| used >= granted);
            all.entry(owner).or_default().aid = Some(Aid { id, granted_on, is_used_up });
        }
    }
    Ok(())
}

fn read_consents(conn: &mut Conn, client: Option<i64>, all: &mut BTreeMap<i64, Facts>) -> Result<()> {
    use consent_scopes as s;
    use consents as t;
    let standing =
        || t::table.inner_join(clients::table.on(clients::id.eq(t::client_id))).filter(t::withdrawn_on.is_null());
    let rows: Vec<(i64, i64, NaiveDate, Day)> = of_active!(
        conn,
        client,
        standing(),
        t::client_id,
        (t::client_id, t::id, t::given_on, t::expires_on),
        (t::client_id, t::given_on, t::id)
    );
    let scopes: Vec<(i64, ConsentScope)> = of_active!(
        conn,
        client,
        s::table
            .inner_join(t::table.on(t::id.eq(s::consent_id)))
            .inner_join(clients::table.on(clients::id.eq(t::client_id)))
            .filter(t::withdrawn_on.is_null()),
        t::client_id,
        (s::consent_id, s::scope),
        (s::consent_id, s::position)
    );
    let mut covered: BTreeMap<i64, Vec<ConsentScope>> = BTreeMap::new();
    for (consent, scope) in scopes {
        covered.entry(consent).or_default().push(scope);
    }
    for (owner, id, given_on, expires_on) in rows {
        let scopes = covered.remove(&id).unwrap_or_default();
        all.entry(owner).or_default().consents.push(Consent { id, given_on, expires_on, scopes });
    }
    Ok(())
}

fn read_stays(conn: &mut Conn, client: Option<i64>, all: &mut BTreeMap<i64, Facts>) -> Result<()> {
    use stays as t;
    let rows: Vec<(i64, i64, NaiveDate, Option<NaiveDate>)> = of_active!(
        conn,
        client,
        t::table.inner_join(clients::table.on(clients::id.eq(t::client_id))).filter(t::ended_on.is_null()),
        t::client_id,
        (t::client_id, t::id, t::began_on, t::confirmed_on),
        (t::client_id, t::id)
    );
    for (owner, id, began_on, confirmed_on) in rows {
        // Whoever took her in knew that she was there.
        let confirmed_on = confirmed_on.map_or(began_on, |on| on.max(began_on));
        all.entry(owner).or_default().stays.push(Stay { id, confirmed_on });
    }
    Ok(())
}

/// All deadlines, or those of a client, whatever has become of them.
///
/// # Errors
/// When the database cannot be read.
pub fn all(conn: &mut Conn, _actor: &Actor, client: Option<i64>) -> Result<Vec<DeadlineRow>> {
    let query = deadlines::table.order(deadlines::id).select(DeadlineRow::as_select()).into_boxed::<Backend>();
    Ok(match client {
        Some(client) => query.filter(deadlines::client_id.eq(client)).load(conn)?,
        None => query.load(conn)?,
    })
}

/// Deadlines of others that follow from records with these ids, of whatever kind.
///
/// # Errors
/// When the database cannot be read.
pub fn of_others(conn: &mut Conn, _actor: &Actor, client: i64, sources: &[i64]) -> Result<Vec<DeadlineRow>> {
    Ok(deadlines::table
        .filter(deadlines::source_id.eq_any(sources))
        .filter(deadlines::client_id.ne(client))
        .select(DeadlineRow::as_select())
        .load(conn)?)
}

/// True when no deadline follows from any record: there are none, or nobody has worked them out yet.
///
/// # Errors
/// When the database cannot be read.
pub fn is_empty(conn: &mut Conn, _actor: &Actor) -> Result<bool> {
    let found: Option<i64> = deadlines::table.select(deadlines::id).first(conn).optional()?;
    Ok(found.is_none())
}

/// Takes deadlines away.
///
/// # Errors
/// When the database refuses.
pub fn delete(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<()> {
    for batch in ids.chunks(BATCH) {
        diesel::delete(deadlines::table.filter(deadlines::id.eq_any(batch))).execute(conn)?;
    }
    Ok(())
}

/// Adds deadlines; those with the id 0 get one.
///
/// # Errors
/// When the database refuses.
pub fn insert(conn: &mut Conn, _actor: &Actor, mut rows: Vec<DeadlineRow>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let next = next_id(conn, "deadlines")?;
    let highest = rows.iter().map(|row| row.id + 1).max().unwrap_or(1);
    let fresh = rows.iter_mut().filter(|row| row.id == 0);
    for (row, id) in fresh.zip(next.max(highest)..) {
        row.id = id;
    }
    bulk_insert!(conn, deadlines, &rows)?;
    ids_were_given(conn, "deadlines")
}

/// A deadline of a client.
///
/// # Errors
/// [`Error::NotFound`] when she has none with this id.
pub fn one(conn: &mut Conn, _actor: &Actor, client: i64, id: i64) -> Result<DeadlineRow> {
    let hers = deadlines::id.eq(id).and(deadlines::client_id.eq(client));
    Ok(deadlines::table.filter(hers).select(DeadlineRow::as_select()).first(conn)?)
}

/// All deadlines of a client as they are kept and corrected.
///
/// # Errors
/// When the database cannot be read.
pub fn kept(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<DeadlineRow>>> {
    let rows = all(conn, actor, Some(client))?;
    Ok(rows.into_iter().map(|fact| Kept { id: fact.id, version: fact.version, fact }).collect())
}

/// Adds one that was written by hand.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, _actor: &Actor, row: &DeadlineRow) -> Result<i64> {
    let id = next_id(conn, "deadlines")?;
    let row = DeadlineRow { id, version: 1, ..row.clone() };
    diesel::insert_into(deadlines::table).values(&row).execute(conn)?;
    ids_were_given(conn, "deadlines")?;
    Ok(id)
}

/// Changes what was written of one that is still at `version`: for a derived one its note alone. `row` is the whole of it.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change(conn: &mut Conn, _actor: &Actor, id: i64, row: &DeadlineRow, version: i32) -> Result<()> {
    let own = deadlines::id.eq(id).and(deadlines::client_id.eq(row.client_id));
    let unchanged = deadlines::table.filter(own.and(deadlines::version.eq(version)));
    let changed = diesel::update(unchanged)
        .set((
            deadlines::kind.eq(row.kind),
            deadlines::legal_on.eq(row.legal_on),
            deadlines::legal_minute.eq(row.legal_minute),
            deadlines::act_on.eq(row.act_on),
            deadlines::title.eq(&row.title),
            deadlines::note.eq(&row.note),
            deadlines::state.eq(row.state),
            deadlines::reason.eq(&row.reason),
            deadlines::handled_by_id.eq(row.handled_by_id),
            deadlines::handled_at.eq(row.handled_at),
            deadlines::seen_lead.eq(row.seen_lead),
            deadlines::shows_on.eq(row.shows_on),
            deadlines::version.eq(version + 1),
        ))
        .execute(conn)?;
    must_be_one(changed)
}

/// Removes one that was written by hand and is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first, or when it follows from a record.
pub fn remove(conn: &mut Conn, _actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
    let own = deadlines::id.eq(id).and(deadlines::client_id.eq(client)).and(deadlines::source_id.is_null());
    let unchanged = deadlines::table.filter(own.and(deadlines::version.eq(version)));
    must_be_one(diesel::delete(unchanged).execute(conn)?)
}

/// What becomes of a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// Done, not relevant, or open again.
    pub state: DeadlineState,
    /// Why.
    pub reason: Option<String>,
    /// By whom.
    pub by: Option<i64>,
    /// When (UTC).
    pub at: NaiveDateTime,
}

/// Handles a deadline that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn handle(conn: &mut Conn, _actor: &Actor, id: i64, version: i32, handling: &Handling) -> Result<()> {
    let is_open = handling.state == DeadlineState::Open;
    let unchanged = deadlines::id.eq(id).and(deadlines::version.eq(version));
    let changed = diesel::update(deadlines::table.filter(unchanged))
        .set((
            deadlines::state.eq(handling.state),
            deadlines::reason.eq(handling.reason.as_deref().filter(|_| !is_open)),
            deadlines::handled_by_id.eq(handling.by.filter(|_| !is_open)),
            deadlines::handled_at.eq(Some(handling.at).filter(|_| !is_open)),
            deadlines::version.eq(version + 1),
        ))
        .execute(conn)?;
    must_be_one(changed)
}

/// Notes that a reminder was seen: it comes back on `shows_on`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn see(conn: &mut Conn, _actor: &Actor, id: i64, version: i32, lead: i32, shows_on: NaiveDate) -> Result<()> {
    let unchanged = deadlines::id.eq(id).and(deadlines::version.eq(version));
    let changed = diesel::update(deadlines::table.filter(unchanged))
        .set((
            deadlines::seen_lead.eq(Some(lead)),
            deadlines::shows_on.eq(shows_on),
            deadlines::version.eq(version + 1),
        ))
        .execute(conn)?;
    must_be_one(changed)
}

fn must_be_one(changed: usize) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}
