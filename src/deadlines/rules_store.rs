//! All SQL of the rules of deadlines.

use super::model::{LeadRow, RuleRow};
use super::rules::{Rule, Rules};
use crate::db::schema::{deadline_rule_leads, deadline_rules};
use crate::db::{Conn, bulk_insert, ids_were_given, next_id};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use diesel::prelude::*;

/// All rules.
///
/// # Errors
/// When the database cannot be read.
pub fn all(conn: &mut Conn, _actor: &Actor) -> Result<Rules> {
    let rows: Vec<RuleRow> = deadline_rules::table.select(RuleRow::as_select()).load(conn)?;
    let leads: Vec<LeadRow> =
        deadline_rule_leads::table.order(deadline_rule_leads::position).select(LeadRow::as_select()).load(conn)?;
    let with_leads = rows.into_iter().map(|row| {
        let leads = leads.iter().filter(|lead| lead.rule_id == row.id).map(|lead| lead.days).collect();
        Rule { row, leads }
    });
    Ok(Rules::new(with_leads.collect()))
}

/// Adds a rule that begins on a day on which none of its kind does; its id and version are given here.
///
/// # Errors
/// [`Error::Conflict`] when one does; [`Error::Forbidden`] for whoever does not keep rules.
pub fn add(conn: &mut Conn, actor: &Actor, rule: &Rule) -> Result<i64> {
    actor.must(Area::DeadlineRules)?;
    let id = next_id(conn, "deadline_rules")?;
    let row = RuleRow { id, version: 1, ..rule.row.clone() };
    diesel::insert_into(deadline_rules::table).values(&row).execute(conn)?;
    ids_were_given(conn, "deadline_rules")?;
    add_leads(conn, id, &rule.leads)?;
    Ok(id)
}

/// Corrects a rule that is still at the version of `rule`; kind and first day stay.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first; [`Error::Forbidden`] for whoever does not keep rules.
pub fn correct(conn: &mut Conn, actor: &Actor, rule: &Rule) -> Result<()> {
    actor.must(Area::DeadlineRules)?;
    let row = &rule.row;
    let unchanged = deadline_rules::id.eq(row.id).and(deadline_rules::version.eq(row.version));
    let changed = diesel::update(deadline_rules::table.filter(unchanged))
        .set((
            deadline_rules::is_on.eq(row.is_on),
            deadline_rules::amount.eq(row.amount),
            deadline_rules::unit.eq(row.unit),
            deadline_rules::source.eq(&row.source),
            deadline_rules::note.eq(&row.note),
            deadline_rules::version.eq(row.version + 1),
        ))
        .execute(conn)?;
    if changed != 1 {
        return Err(Error::Conflict("somebody else changed it first".to_owned()));
    }
    diesel::delete(deadline_rule_leads::table.filter(deadline_rule_leads::rule_id.eq(row.id))).execute(conn)?;
    add_leads(conn, row.id, &rule.leads)
}

fn add_leads(conn: &mut Conn, rule_id: i64, leads: &[i32]) -> Result<()> {
    let rows: Vec<LeadRow> =
        (0_i32..).zip(leads).map(|(position, days)| LeadRow { rule_id, position, days: *days }).collect();
    bulk_insert!(conn, deadline_rule_leads, &rows)?;
    Ok(())
}
