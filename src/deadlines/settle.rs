//! Brings the table of deadlines up to date with the records: what is new is added, what is gone is taken away, what has moved is
//! open again, and what is as it was keeps what people have done with it.

use super::answers::Answers;
use super::derive::{Wanted, derive};
use super::model::DeadlineRow;
use super::rules::{Rules, shows_on};
use super::{rules_store, store};
use crate::audit;
use crate::audit::changes::{self, RecordChange};
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{DeadlineKind, DeadlineSource, DeadlineState, DeadlineUnit, FactKind};
use crate::kernel::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Works out anew which deadlines follow from the records of one client, or of all: in the transaction that changes them.
///
/// # Errors
/// When the database refuses.
pub fn settle(conn: &mut Conn, actor: &Actor, client: Option<i64>) -> Result<()> {
    let rules = rules_store::all(conn, actor)?;
    let facts = store::facts(conn, actor, client)?;
    let wanted: Vec<(i64, Wanted)> = facts
        .iter()
        .flat_map(|(owner, facts)| derive(facts, &rules).into_iter().map(move |wanted| (*owner, wanted)))
        .collect();
    let active: BTreeSet<i64> = facts.keys().copied().collect();
    let mut stand = store::all(conn, actor, client)?;
    if let Some(client) = client {
        // A record that a merge has moved brings its deadline, wherever that stands.
        let sources: Vec<i64> = wanted.iter().map(|(_, wanted)| wanted.source_id).collect();
        stand.extend(store::of_others(conn, actor, client, &sources)?.into_iter().filter(|row| {
            wanted.iter().any(|(_, wanted)| {
                let key = (wanted.kind, Some(wanted.source_kind), Some(wanted.source_id));
                (row.kind, row.source_kind, row.source_id) == key
            })
        }));
    }
    let change = plan(&wanted, &active, stand, &rules);
    for row in &change.reopened {
        keep(conn, actor, row)?;
    }
    store::delete(conn, actor, &change.gone)?;
    store::insert(conn, actor, change.written)
}

/// What must be done to the table.
#[derive(Debug, Default, PartialEq, Eq)]
struct Change {
    /// Rows to take away, those that are written anew among them.
    gone: Vec<i64>,
    /// Rows to write: new ones with the id 0, and those that are not as they were, with theirs.
    written: Vec<DeadlineRow>,
    /// Rows that somebody had handled and that have moved since, as they stood.
    reopened: Vec<DeadlineRow>,
}

type Key = (DeadlineKind, DeadlineSource, i64);

/// `active` are the clients whose records were read.
fn plan(wanted: &[(i64, Wanted)], active: &BTreeSet<i64>, stand: Vec<DeadlineRow>, rules: &Rules) -> Change {
    let mut change = Change::default();
    let mut derived: BTreeMap<Key, DeadlineRow> = BTreeMap::new();
    for row in stand {
        match (row.source_kind, row.source_id) {
            (Some(kind), Some(id)) => {
                derived.insert((row.kind, kind, id), row);
            }
            // Nothing of what was written by hand follows from a record, but when it reminds follows from a rule.
            _ => change.rewrite(&row, by_hand(&row, rules)),
        }
    }
    for (owner, wanted) in wanted {
        match derived.remove(&(wanted.kind, wanted.source_kind, wanted.source_id)) {
            None => change.written.push(new_row(*owner, wanted, rules)),
            Some(row) => {
                let becomes = moved(&row, *owner, wanted, rules);
                if row.state != DeadlineState::Open && becomes.state == DeadlineState::Open {
                    change.reopened.push(row.clone());
                }
                change.rewrite(&row, becomes);
            }
        }
    }
    // Whoever is closed has no deadlines that run; what was done about them stays for the day she comes back.
    let gone = derived.into_values().filter(|row| active.contains(&row.client_id) || row.state == DeadlineState::Open);
    change.gone.extend(gone.map(|row| row.id));
    change
}

impl Change {
    fn rewrite(&mut self, stood: &DeadlineRow, becomes: DeadlineRow) {
        if *stood != becomes {
            self.gone.push(stood.id);
            self.written.push(becomes);
        }
    }
}

fn reminds(rules: &Rules, rule: Option<i64>, row: &DeadlineRow) -> DeadlineRow {
    let (unit, leads) =
        rules.with_id(rule).map_or((DeadlineUnit::Days, &[][..]), |rule| (rule.row.unit, rule.leads.as_slice()));
    let shows_on = shows_on(unit, leads, row.trigger_on, row.act_on, row.seen_lead);
    DeadlineRow { rule_id: rule, shows_on, ..row.clone() }
}

/// A deadline that was written by hand, with the day from which it reminds.
#[must_use]
pub fn by_hand(row: &DeadlineRow, rules: &Rules) -> DeadlineRow {
    reminds(rules, rules.on(row.kind, row.trigger_on).map(|rule| rule.row.id), row)
}

fn new_row(owner: i64, wanted: &Wanted, rules: &Rules) -> DeadlineRow {
    let row = DeadlineRow {
        id: 0,
        client_id: owner,
        kind: wanted.kind,
        source_kind: Some(wanted.source_kind),
        source_id: Some(wanted.source_id),
        rule_id: None,
        trigger_on: wanted.trigger_on,
        legal_on: wanted.legal_on,
        legal_minute: wanted.legal_minute,
        act_on: wanted.act_on,
        title: None,
        note: None,
        state: DeadlineState::Open,
        reason: None,
        handled_by_id: None,
        handled_at: None,
        seen_lead: None,
        shows_on: wanted.act_on,
        version: 1,
    };
    reminds(rules, Some(wanted.rule_id), &row)
}

/// The same deadline as its record and rule have it now. One whose day has moved is a new task: it is open and unseen.
fn moved(row: &DeadlineRow, owner: i64, wanted: &Wanted, rules: &Rules) -> DeadlineRow {
    let mut becomes = DeadlineRow {
        client_id: owner,
        trigger_on: wanted.trigger_on,
        legal_on: wanted.legal_on,
        legal_minute: wanted.legal_minute,
        act_on: wanted.act_on,
        ..row.clone()
    };
    if (row.legal_on, row.legal_minute) != (wanted.legal_on, wanted.legal_minute) {
        becomes = DeadlineRow {
            state: DeadlineState::Open,
            reason: None,
            handled_by_id: None,
            handled_at: None,
            seen_lead: None,
            version: row.version + 1,
            ..becomes
        };
    }
    reminds(rules, Some(wanted.rule_id), &becomes)
}

/// Keeps what stood of a deadline that somebody had handled. The time is that of the last act in the log, which is the one that
/// led here: no rule of this room looks at a clock.
fn keep(conn: &mut Conn, actor: &Actor, row: &DeadlineRow) -> Result<()> {
    let Some(changed_at) = audit::latest_moment(conn, actor)?.or(row.handled_at) else { return Ok(()) };
    let change = RecordChange {
        client_id: Some(row.client_id),
        record_kind: FactKind::Deadline,
        record_id: row.id,
        is_removal: false,
        before: serde_json::to_string(&Answers::of(row)).map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: None,
        changed_by_id: actor.user_id(),
        changed_at,
    };
    changes::add(conn, actor, &change)
}

#[cfg(test)]
mod tests;
