//! Years side by side: figures of up to ten years, each from where it is truest. A year with a published frozen version shows
//! that; a year that was kept here is computed from records; for a year before that, figures typed by hand are shown, and
//! what its records hold stands there as a part. Pure, but for the reading.

mod csv;
mod page;
mod texts;
mod view;

pub use page::{link, routes};

use super::facts::Facts;
use super::frozen::store as frozen_store;
use super::rules::Year;
use super::shape::{Figure, Shape, Value};
use super::{Report, catalogue::CATALOGUE, store};
use crate::db::{Conn, Database};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Result;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The most years side by side.
pub const MOST_YEARS: i32 = 10;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// From the frozen version that was published.
    Published,
    /// From records.
    Computed,
    /// From records of a year that was not kept here: those that were brought along.
    Part,
    /// Typed by hand.
    Typed,
}

/// A year.
#[derive(Debug)]
pub struct Column {
    /// Its number.
    pub year: i32,
    /// Its closing date: today for the year that runs.
    pub closing: NaiveDate,
    /// Where its values come from; typed ones are told apart one by one.
    pub source: Source,
    /// The number of the frozen version.
    pub version: Option<i32>,
    report: Report,
    typed: BTreeMap<String, f64>,
}

impl Column {
    /// The value of a figure of one number, with where it comes from. None where nobody knows it.
    #[must_use]
    pub fn number(&self, figure: &Figure) -> Option<(f64, Source)> {
        let typed = self.typed.get(figure.id).map(|value| (*value, Source::Typed));
        let own = self.report.number(figure.id).map(|value| (value, self.source));
        match self.source {
            Source::Published | Source::Computed => own.or(typed),
            // A nought that nobody counted says nothing.
            Source::Part | Source::Typed => typed.or_else(|| own.filter(|(value, _)| *value != 0.0)),
        }
    }

    /// The values of a figure by category.
    #[must_use]
    pub fn categories(&self, figure: &Figure) -> BTreeMap<String, f64> {
        match self.report.value(figure.id) {
            Some(Value::ByCategory(values)) => values.clone(),
            _ => BTreeMap::new(),
        }
    }

    /// The report behind it.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// `kept_from` is the year of the first call.
    fn of(report: Report, version: Option<i32>, kept_from: Option<i32>) -> Self {
        let year = report.year.number();
        // Calls belong to one year only, while a client brings her earlier years along: a year before there were calls was
        // not kept here.
        let is_kept = kept_from.is_some_and(|first| first <= year);
        let source = match (version, is_kept) {
            (Some(_), _) => Source::Published,
            (None, true) => Source::Computed,
            (None, false) => Source::Part,
        };
        let typed = report.history.iter().filter_map(|(id, years)| Some((id.clone(), *years.get(&year)?))).collect();
        Self { year, closing: report.year.closing(), source, version, report, typed }
    }
}

/// True for a figure that can stand beside itself in other years.
#[must_use]
pub const fn is_comparable(figure: &Figure) -> bool {
    figure.shape.is_number() || matches!(figure.shape, Shape::ByCategory)
}

/// The figures of some ids that can be compared, in the order of the catalogue.
#[must_use]
pub fn figures(ids: &BTreeSet<String>) -> Vec<&'static Figure> {
    CATALOGUE.iter().filter(|figure| is_comparable(figure) && ids.contains(figure.id)).collect()
}

/// The years from the first to the last, at most ten: the last ones.
#[must_use]
pub fn span(from: i32, to: i32) -> Vec<i32> {
    let (from, to) = (from.min(to), from.max(to));
    (from.max(to.saturating_sub(MOST_YEARS - 1))..=to).collect()
}

/// The years of which anything is known, first and last; this year, when nothing is.
///
/// # Errors
/// When the database cannot be read.
pub fn known_years(conn: &mut Conn, actor: &Actor, today: NaiveDate) -> Result<(i32, i32)> {
    let kept = store::known_days(conn, actor)?.map(|(first, last)| [first.year(), last.year()]);
    let typed = store::all_yearly_figures(conn, actor)?.into_iter().map(|row| row.year);
    let frozen: Vec<i32> = frozen_store::all(conn, actor)?.iter().map(|row| row.year).collect();
    let years: BTreeSet<i32> = kept.into_iter().flatten().chain(typed).chain(frozen).collect();
    let last = years.last().copied().unwrap_or_else(|| today.year()).min(today.year());
    Ok((years.first().copied().unwrap_or(last).min(last), last))
}

/// Reads the years asked for. The reading is logged before anything is answered.
///
/// # Errors
/// When the database cannot be read or the log cannot be written.
pub fn columns(database: &Database, actor: &Actor, years: &[i32]) -> Result<Vec<Column>> {
    actor.must(Area::ReportFigures)?;
    let today = database.clock().today();
    let columns = database.read(|conn| {
        let published = frozen_store::published(conn, actor)?;
        let kept_from = store::first_call(conn, actor)?.map(|first| first.year());
        years
            .iter()
            .filter_map(|year| Some((*year, Year::new(*year, None, today).ok()?)))
            .map(|(number, year)| {
                if let Some(id) = published.get(&number).and_then(|mark| mark.report_id) {
                    let row = frozen_store::of_year(conn, actor, number)?.into_iter().find(|row| row.id == id);
                    if let Some(row) = row {
                        return Ok(Column::of(row.shown()?.report, Some(row.number), kept_from));
                    }
                }
                Ok(Column::of(Report::of(&Facts::load(conn, actor, year)?), None, kept_from))
            })
            .collect::<Result<Vec<_>>>()
    })?;
    database.log(actor, AuditEntry::done("report.compare"))?;
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_ten_years_stand_side_by_side() {
        assert_eq!(span(2015, 2019), [2015, 2016, 2017, 2018, 2019]);
        assert_eq!(span(2019, 2017), [2017, 2018, 2019]);
        assert_eq!(span(2001, 2019).len(), 10);
        assert_eq!(span(2001, 2019).last(), Some(&2019));
    }

    fn column(kept_from: i32, assisted: f64, typed: Option<f64>, version: Option<i32>) -> Column {
        let values = [(crate::report::figure("clients.assisted").unwrap(), Value::Number(Some(assisted)))];
        let history = typed.map(|value| ("clients.assisted".to_owned(), BTreeMap::from([(2018, value)])));
        let report = Report {
            year: Year::new(2018, None, "2020-01-08".parse().unwrap()).unwrap(),
            values: values.to_vec(),
            manual: BTreeMap::new(),
            history: history.into_iter().collect(),
            facility_names: BTreeMap::new(),
        };
        Column::of(report, version, Some(kept_from))
    }

    #[test]
    fn a_value_comes_from_where_it_is_truest() {
        let assisted = crate::report::figure("clients.assisted").unwrap();
        for (kept_from, records, typed, version, expected) in [
            (2018, 20.0, Some(56.0), None, Some((20.0, Source::Computed))),
            (2019, 20.0, Some(56.0), None, Some((56.0, Source::Typed))),
            (2019, 20.0, None, None, Some((20.0, Source::Part))),
            (2019, 0.0, None, None, None),
            (2017, 0.0, None, None, Some((0.0, Source::Computed))),
            (2019, 55.0, Some(56.0), Some(2), Some((55.0, Source::Published))),
        ] {
            assert_eq!(column(kept_from, records, typed, version).number(assisted), expected);
        }
    }
}
