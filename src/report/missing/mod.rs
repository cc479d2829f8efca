//! «Mangler i dataene»: what a year's figures count as unknown, and what is unlikely. Each line leads to the place where it is
//! mended. What is unknown is read off the figures themselves, so that a figure with an unknown has its line and every line
//! its figure; what is doubted follows from rules over facts (`doubts`). Nothing here changes a number.

mod address;
mod doubts;
mod gaps;
mod page;
mod store;
mod texts;

#[cfg(test)]
mod tests;

pub use doubts::{ArrivalFact, Ground, arrivals};
pub use gaps::{Gap, Line, lines};
pub use page::{address, routes};
pub use texts::MissingTexts;

use super::facts::Facts;
use super::rules::Year;
use super::view::MissingView;
use super::{Report, written_count};
use crate::db::{Conn, Database};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A year's facts with everything that lacks in them, from one state of the database.
///
/// # Errors
/// When the database cannot be read.
pub fn load(conn: &mut Conn, actor: &Actor, year: Year, today: NaiveDate) -> Result<(Facts, Ground, Vec<Line>)> {
    let facts = Facts::load(conn, actor, year)?;
    let ground = store::ground(conn, actor, &facts, today)?;
    let lines = lines(&facts, &ground);
    Ok((facts, ground, lines))
}

/// How many lines a year has.
///
/// # Errors
/// When the database cannot be read.
pub fn count(database: &Database, actor: &Actor, year: Year) -> Result<usize> {
    let today = database.clock().today();
    Ok(database.read(|conn| load(conn, actor, year, today))?.2.len())
}

/// The report of a year as [`super::report`] computes it, with how much lacks of each kind, for those who may mend it.
///
/// # Errors
/// When the database cannot be read or the log cannot be written.
pub fn report_with_gaps(database: &Database, actor: &Actor, year: Year) -> Result<(Report, BTreeMap<Gap, usize>)> {
    if !actor.may(Area::ReportRecords) {
        return Ok((super::report(database, actor, year)?, BTreeMap::new()));
    }
    let today = database.clock().today();
    let (facts, _, lines) = database.read(|conn| load(conn, actor, year, today))?;
    database.log(actor, AuditEntry::done("report.read"))?;
    let mut counts: BTreeMap<Gap, usize> = BTreeMap::new();
    for line in lines {
        *counts.entry(line.gap).or_default() += 1;
    }
    Ok((Report::of(&facts), counts))
}

/// The kinds that lack most first, as the page of the year shows them.
#[must_use]
pub fn shown(counts: &BTreeMap<Gap, usize>, year: i32, lang: Lang) -> Vec<MissingView> {
    let mut counts: Vec<(Gap, usize)> = counts.iter().map(|(gap, count)| (*gap, *count)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let view = |(gap, count): (Gap, usize)| MissingView {
        count: written_count(count, lang),
        text: MissingTexts(lang).counted(gap, count),
        href: Some(format!("{}#{}", address(year), gap.code())),
    };
    counts.into_iter().map(view).collect()
}
