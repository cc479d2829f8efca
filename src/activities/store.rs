//! All SQL of this domain.

use super::model::{Activity, ActivityRow};
use crate::clients::sight::Sight;
use crate::db::schema::{activities, clients};
use crate::db::{Conn, bulk_insert, ids_were_given, kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use diesel::prelude::*;

kept!(Activity, activities, "activities": of_client, add, change, remove);

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_activities(conn: &mut Conn, _actor: &Actor, rows: &[ActivityRow]) -> Result<()> {
    bulk_insert!(conn, activities, rows)?;
    ids_were_given(conn, "activities")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn activities_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<ActivityRow>> {
    Ok(activities::table
        .filter(activities::client_id.eq_any(owners))
        .order(activities::id)
        .select(ActivityRow::as_select())
        .load(conn)?)
}

/// How many providers are suggested at most.
const SUGGESTED: i64 = 300;

/// Who has provided activities, of clients that everybody with clients may see and whom this actor is not blocked from: a form
/// suggests them, so that one provider is written in one way. What a protected client takes part in tells nobody anything.
///
/// # Errors
/// When the database cannot be read.
pub fn providers(conn: &mut Conn, _actor: &Actor, sight: &Sight) -> Result<Vec<String>> {
    let found: Vec<Option<String>> = activities::table
        .inner_join(clients::table.on(clients::id.eq(activities::client_id)))
        .filter(activities::provider.is_not_null())
        .filter(clients::is_protected.eq(false).and(clients::locked_on.is_null()))
        .filter(clients::id.ne_all(sight.blocked.clone()))
        .select(activities::provider)
        .distinct()
        .order(activities::provider)
        .limit(SUGGESTED)
        .load(conn)?;
    Ok(found.into_iter().flatten().collect())
}
