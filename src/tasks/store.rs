//! All SQL of tasks. Whether the actor may see the client of a task is asked by whoever calls.

use super::model::{Task, TaskRow};
use crate::db::schema::{clients, tasks};
use crate::db::{Conn, Kept, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::TaskState;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashSet};

/// How many ids stand in one condition.
const BATCH: usize = 1000;

/// Adds an open task; the system may too. Answers its id.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, actor: &Actor, task: &Task) -> Result<i64> {
    let id = next_id(conn, "tasks")?;
    diesel::insert_into(tasks::table)
        .values((tasks::id.eq(id), task, tasks::created_by_id.eq(actor.user_id()), tasks::state.eq(TaskState::Open)))
        .execute(conn)?;
    ids_were_given(conn, "tasks")?;
    Ok(id)
}

/// Changes a task that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change(conn: &mut Conn, _actor: &Actor, id: i64, task: &Task, version: i32) -> Result<()> {
    let unchanged = tasks::table.filter(tasks::id.eq(id).and(tasks::version.eq(version)));
    let changed = diesel::update(unchanged).set((task, tasks::version.eq(version + 1))).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// Removes a task of a client that was entered by mistake and is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn remove(conn: &mut Conn, _actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
    let hers = tasks::id.eq(id).and(tasks::client_id.eq(client)).and(tasks::version.eq(version));
    let removed = diesel::delete(tasks::table.filter(hers)).execute(conn)?;
    if removed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// Closes an open task. Answers false when it was closed already: it stays as it is. `now` is UTC.
///
/// # Errors
/// When the database refuses.
pub fn close(
    conn: &mut Conn,
    actor: &Actor,
    id: i64,
    (state, reason): (TaskState, Option<&str>),
    now: NaiveDateTime,
) -> Result<bool> {
    let open = tasks::table.filter(tasks::id.eq(id).and(tasks::state.eq(TaskState::Open)));
    let closed = diesel::update(open)
        .set((
            tasks::state.eq(state),
            tasks::reason.eq(reason),
            tasks::closed_by_id.eq(actor.user_id()),
            tasks::closed_at.eq(Some(now)),
            tasks::version.eq(tasks::version + 1),
        ))
        .execute(conn)?;
    Ok(closed == 1)
}

/// Opens a closed task again. Answers false when it is open already.
///
/// # Errors
/// When the database refuses.
pub fn reopen(conn: &mut Conn, _actor: &Actor, id: i64) -> Result<bool> {
    let closed = tasks::table.filter(tasks::id.eq(id).and(tasks::state.ne(TaskState::Open)));
    let opened = diesel::update(closed)
        .set((
            tasks::state.eq(TaskState::Open),
            tasks::reason.eq(None::<String>),
            tasks::closed_by_id.eq(None::<i64>),
            tasks::closed_at.eq(None::<NaiveDateTime>),
            tasks::version.eq(tasks::version + 1),
        ))
        .execute(conn)?;
    Ok(opened == 1)
}

/// One task.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn find(conn: &mut Conn, _actor: &Actor, id: i64) -> Result<TaskRow> {
    tasks::table.find(id).select(TaskRow::as_select()).first(conn).optional()?.ok_or(Error::NotFound)
}

/// All tasks of a client, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn of_client(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<TaskRow>> {
    Ok(tasks::table.filter(tasks::client_id.eq(client)).order(tasks::id).select(TaskRow::as_select()).load(conn)?)
}

/// The same as their forms keep them.
///
/// # Errors
/// When the database cannot be read.
pub fn kept_of_client(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Task>>> {
    let rows = of_client(conn, actor, client)?;
    Ok(rows.into_iter().map(|row| Kept { id: row.id, version: row.version, fact: row.task }).collect())
}

/// The open tasks of a user, what is due first, those without a day last; at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn open_of_user(conn: &mut Conn, _actor: &Actor, user: i64, limit: i64) -> Result<Vec<TaskRow>> {
    let hers = tasks::assignee_id.eq(user).and(tasks::state.eq(TaskState::Open));
    // Two queries, because the backends differ in where no day sorts, and each then reads its index in order.
    let mut rows: Vec<TaskRow> = tasks::table
        .filter(hers.and(tasks::due_on.is_not_null()))
        .order(tasks::due_on)
        .limit(limit)
        .select(TaskRow::as_select())
        .load(conn)?;
    let undated: Vec<TaskRow> = tasks::table
        .filter(hers.and(tasks::due_on.is_null()))
        .limit(limit.saturating_sub(i64::try_from(rows.len()).unwrap_or(limit)))
        .select(TaskRow::as_select())
        .load(conn)?;
    rows.extend(undated);
    rows.sort_by_key(place);
    Ok(rows)
}

/// The open tasks of a user that are about some of these clients: the task, the client.
///
/// # Errors
/// When the database cannot be read.
pub fn open_about(conn: &mut Conn, _actor: &Actor, user: i64, about: &[i64]) -> Result<Vec<(i64, i64)>> {
    let hers = tasks::assignee_id.eq(user).and(tasks::state.eq(TaskState::Open));
    let mut found: Vec<(i64, i64)> = tasks::table
        .filter(hers.and(tasks::client_id.is_not_null()))
        .select((tasks::id, tasks::client_id.assume_not_null()))
        .load(conn)?;
    let about: HashSet<i64> = about.iter().copied().collect();
    found.retain(|(_, client)| about.contains(client));
    Ok(found)
}

/// Gives the open tasks of a user that are about some of these clients to another. Answers which clients they are about.
///
/// # Errors
/// When the database refuses.
pub fn hand_over(conn: &mut Conn, actor: &Actor, (from, to): (i64, i64), about: &[i64]) -> Result<BTreeSet<i64>> {
    let found = open_about(conn, actor, from, about)?;
    for batch in found.chunks(BATCH) {
        let ids: Vec<i64> = batch.iter().map(|(task, _)| *task).collect();
        diesel::update(tasks::table.filter(tasks::id.eq_any(ids)))
            .set((tasks::assignee_id.eq(Some(to)), tasks::version.eq(tasks::version + 1)))
            .execute(conn)?;
    }
    Ok(found.into_iter().map(|(_, client)| client).collect())
}

/// Everybody's open tasks in the same order, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn open(conn: &mut Conn, _actor: &Actor, limit: i64) -> Result<Vec<TaskRow>> {
    let is_open = tasks::state.eq(TaskState::Open);
    let mut rows: Vec<TaskRow> = tasks::table
        .filter(is_open.and(tasks::due_on.is_not_null()))
        .order(tasks::due_on)
        .limit(limit)
        .select(TaskRow::as_select())
        .load(conn)?;
    let undated: Vec<TaskRow> = tasks::table
        .filter(is_open.and(tasks::due_on.is_null()))
        .limit(limit.saturating_sub(i64::try_from(rows.len()).unwrap_or(limit)))
        .select(TaskRow::as_select())
        .load(conn)?;
    rows.extend(undated);
    rows.sort_by_key(place);
    Ok(rows)
}

/// What was closed since a moment (UTC), the latest first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn closed_since(conn: &mut Conn, _actor: &Actor, since: NaiveDateTime, limit: i64) -> Result<Vec<TaskRow>> {
    Ok(tasks::table
        .filter(tasks::closed_at.ge(since))
        .order((tasks::closed_at.desc(), tasks::id.desc()))
        .limit(limit)
        .select(TaskRow::as_select())
        .load(conn)?)
}

/// Which of these clients is merged into another or has withdrawn her consent: their tasks are not worked on.
///
/// # Errors
/// When the database cannot be read.
pub fn is_shut(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<bool> {
    let shut = clients::merged_into_id.is_not_null().or(clients::locked_on.is_not_null());
    Ok(clients::table.find(client).select(shut).first(conn)?)
}

/// Where a task stands in a list: what is due first, without a day last, then the older.
#[must_use]
pub fn place(row: &TaskRow) -> (bool, Option<chrono::NaiveDate>, i64) {
    (row.task.due_on.is_none(), row.task.due_on, row.id)
}
