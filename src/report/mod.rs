//! The annual report: facts (few queries, the only reader of others' tables), rules (pure functions), figures (one
//! catalogue), views. Every number is computed from records; docs/annual-report.md is the law.

pub mod catalogue;
pub mod compare;
pub mod document;
pub mod facts;
mod figures;
pub mod frozen;
mod json;
pub mod missing;
pub mod model;
pub mod numbers;
pub mod pages;
pub mod records;
#[cfg(test)]
mod rule_tests;
pub mod rules;
pub mod shape;
pub mod store;
pub mod taking;
mod text;
pub mod texts;
mod typed_form;
pub mod typed_pages;
mod typed_texts;
pub mod view;

use crate::db::Database;
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Result;
use catalogue::CATALOGUE;
use facts::Facts;
use rules::Year;
use shape::{Figure, Value};
use std::collections::BTreeMap;

pub use json::to_json;
pub(crate) use pages::count_shown as written_count;
pub use text::to_text;

/// A year's report: every figure of the catalogue with its value, and what was typed by hand.
#[derive(Debug)]
pub struct Report {
    /// The year and its closing date.
    pub year: Year,
    /// Values in the order of the catalogue.
    pub values: Vec<(&'static Figure, Value)>,
    /// Typed figures of the year that no record holds, by their full key.
    pub manual: BTreeMap<String, f64>,
    /// Typed figures of all years for figures of the catalogue: figure -> year -> value.
    pub history: BTreeMap<String, BTreeMap<i32, f64>>,
    /// The names of facilities, by key.
    pub facility_names: BTreeMap<String, String>,
}

impl std::fmt::Debug for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Figure({})", self.id)
    }
}

/// The figure with this id.
#[must_use]
pub fn figure(id: &str) -> Option<&'static Figure> {
    CATALOGUE.iter().find(|figure| figure.id == id)
}

/// True for the id of a figure whose value is one number: such a figure may be typed for earlier years.
#[must_use]
pub fn is_number_figure(id: &str) -> bool {
    figure(id).is_some_and(|figure| figure.shape.is_number())
}

/// True for a free key: figures that nothing computes are typed under one.
#[must_use]
pub fn is_free_key(id: &str) -> bool {
    id.strip_prefix("manual.").is_some_and(|rest| !rest.is_empty())
}

/// True for what a yearly figure may be typed for: a figure whose value is one number, or a free key.
#[must_use]
pub fn may_be_typed(id: &str) -> bool {
    is_free_key(id) || is_number_figure(id)
}

/// Computes a year's report. The reading is logged before anything is answered.
///
/// # Errors
/// When the database cannot be read or the log cannot be written.
pub fn report(database: &Database, actor: &Actor, year: Year) -> Result<Report> {
    actor.must(Area::ReportFigures)?;
    let facts = database.read(|conn| Facts::load(conn, actor, year))?;
    database.log(actor, AuditEntry::done("report.read"))?;
    Ok(Report::of(&facts))
}

impl Report {
    /// Computes every figure from the facts.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut manual = BTreeMap::new();
        let mut history: BTreeMap<String, BTreeMap<i32, f64>> = BTreeMap::new();
        for typed in &facts.typed {
            if !typed.figure.starts_with("manual.") {
                history.entry(typed.figure.clone()).or_default().insert(typed.year, typed.value);
            } else if typed.year == facts.year.number() {
                manual.insert(typed.figure.clone(), typed.value);
            }
        }
        Self {
            year: facts.year,
            values: CATALOGUE.iter().map(|figure| (figure, figure.value(facts))).collect(),
            manual,
            history,
            facility_names: facts.facilities.values().map(|place| (place.key.clone(), place.name.clone())).collect(),
        }
    }

    /// The value of a figure by its id.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&Value> {
        self.values.iter().find(|(figure, _)| figure.id == id).map(|(_, value)| value)
    }

    /// The value of a figure that is one number.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<f64> {
        match self.value(id)? {
            Value::Number(number) => *number,
            Value::ByCategory(_) | Value::ByTwo(_) => None,
        }
    }
}
