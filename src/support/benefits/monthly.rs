//! The benefits of one month over all clients, as somebody may see them. Whom a block by name hides is not named, but stays in the
//! sums; of whom the reader would know nothing either way there is nothing.

use super::Benefit;
use crate::clients::{sight, store as client_store};
use crate::db::schema::{benefits, clients};
use crate::db::{Conn, Kept};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A benefit of somebody who is seen.
#[derive(Debug, Clone)]
pub struct Line {
    /// The benefit.
    pub kept: Kept<Benefit>,
    /// The case number.
    pub case_number: String,
    /// What she is called.
    pub name: String,
    /// Her DUF number.
    pub duf: Option<String>,
    /// True when her case is locked: then nothing is written in it.
    pub is_locked: bool,
}

/// What a category comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// How many payments.
    pub payments: usize,
    /// Øre in all.
    pub ore: i64,
}

/// A month.
#[derive(Debug, Clone)]
pub struct Month {
    /// The benefits of those who are seen, by case number.
    pub lines: Vec<Line>,
    /// The benefits of those who are not.
    pub hidden: Vec<Benefit>,
    /// How many of them there are.
    pub hidden_clients: usize,
}

impl Month {
    /// What each category comes to, those hidden among them.
    #[must_use]
    pub fn by_category(&self) -> BTreeMap<String, Sum> {
        let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
        for one in self.lines.iter().map(|line| &line.kept.fact).chain(&self.hidden) {
            let sum = sums.entry(one.category.clone()).or_default();
            sum.payments += 1;
            sum.ore += one.amount_ore;
        }
        sums
    }
}

/// The benefits of a month, given by its first day.
///
/// # Errors
/// When the actor sees no clients at all, or the database cannot be read.
pub fn of_month(conn: &mut Conn, actor: &Actor, month: NaiveDate, now: NaiveDateTime) -> Result<Month> {
    let sight = sight::of(conn, actor, now)?;
    let rows: Vec<(i64, i32, Benefit)> = benefits::table
        .filter(benefits::period.eq(month))
        .order(benefits::id)
        .select((benefits::id, benefits::version, Benefit::as_select()))
        .load(conn)?;
    let ids: HashSet<i64> = rows.iter().map(|(_, _, benefit)| benefit.client_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let names = client_store::names_of(conn, actor, &sight, &ids)?;
    let names: HashMap<i64, client_store::ClientName> = names.into_iter().map(|name| (name.id, name)).collect();
    let hidden: HashSet<i64> = clients::table
        .filter(clients::id.eq_any(&ids).and(clients::merged_into_id.is_null()))
        .filter(sight.hidden_by_name())
        .select(clients::id)
        .load(conn)?
        .into_iter()
        .collect();
    let locked: HashSet<i64> = clients::table
        .filter(clients::id.eq_any(&ids).and(clients::locked_on.is_not_null()))
        .select(clients::id)
        .load(conn)?
        .into_iter()
        .collect();
    let seen: Vec<i64> = names.keys().copied().collect();
    let mut numbers: HashMap<i64, String> = client_store::client_identities_of(conn, actor, &seen)?
        .into_iter()
        .filter_map(|row| Some((row.client_id, row.duf_number?)))
        .collect();
    numbers.retain(|_, number| !number.is_empty());
    let mut found = Month { lines: Vec::new(), hidden: Vec::new(), hidden_clients: hidden.len() };
    for (id, version, fact) in rows {
        let client = fact.client_id;
        if let Some(name) = names.get(&client) {
            found.lines.push(Line {
                kept: Kept { id, version, fact },
                case_number: name.case_number.clone(),
                name: name.full(),
                duf: numbers.get(&client).cloned(),
                is_locked: locked.contains(&client),
            });
        } else if hidden.contains(&client) {
            found.hidden.push(fact);
        }
    }
    found.lines.sort_by(|one, other| one.case_number.cmp(&other.case_number));
    Ok(found)
}

/// The latest month that has benefits.
///
/// # Errors
/// When the database cannot be read.
pub fn latest(conn: &mut Conn, _actor: &Actor) -> Result<Option<NaiveDate>> {
    Ok(benefits::table.select(diesel::dsl::max(benefits::period)).first(conn)?)
}
