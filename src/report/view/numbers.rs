//! Numbers as the page writes them, tiles, single numbers, and the sentence above a section.

use super::{NumberView, Page, Place, Query};
use crate::documents::{Form, Number};
use crate::report::numbers::{shown, written};
use crate::report::shape::{Figure, Section, Unit, Value};

/// How many earlier years stand beside a number.
const EARLIER: usize = 2;

impl Page<'_> {
    /// A number with spaces that do not break.
    pub(super) fn written(&self, number: f64) -> String {
        written(number, self.lang).replace(' ', "\u{a0}")
    }

    /// A number with what it counts, where the number alone would not say.
    pub(super) fn shown(&self, number: Option<f64>, unit: Unit) -> String {
        shown(number, unit, self.lang)
    }

    /// A number as it is.
    pub(super) fn plain(&self, value: f64) -> Number {
        Number { value, form: Form::Plain, text: self.written(value) }
    }

    /// A number with what it counts, where the number alone would not say.
    pub(super) fn counted(&self, value: Option<f64>, unit: Unit) -> Option<Number> {
        let value = value?;
        let form = match unit {
            Unit::Percent => Form::Percent,
            Unit::Nok => Form::Kroner,
            Unit::Years => Form::Years,
            _ => Form::Plain,
        };
        Some(Number { value, form, text: self.shown(Some(value), unit) })
    }

    /// A part of a whole in whole per cent; none of nothing.
    pub(super) fn share(&self, part: f64, whole: f64) -> Option<Number> {
        let share = (whole > 0.0).then(|| (100.0 * part / whole).round());
        self.counted(share, Unit::Percent)
    }

    /// A figure of one number.
    pub(super) fn number(&self, figure: &Figure, value: Option<f64>) -> NumberView {
        let at = Query::all(figure.id);
        NumberView {
            value: self.shown(value, figure.unit),
            label: figure.title.get(self.lang).to_owned(),
            earlier: self.earlier(figure),
            href: self.href(&at, value),
            rule: figure.rule.get(self.lang).to_owned(),
            code: figure.id.to_owned(),
            place: Some(Place::new(at, value)),
            number: self.counted(value, figure.unit),
        }
    }

    /// «56 i 2018, 74 i 2017»: the years before this, the latest first.
    fn earlier(&self, figure: &Figure) -> String {
        let Some(years) = self.report.history.get(figure.id) else { return String::new() };
        let before = years.range(..self.report.year.number()).rev().take(EARLIER);
        let said: Vec<_> = before
            .map(|(year, value)| self.t.number_in_year(&self.shown(Some(*value), figure.unit), &year.to_string()))
            .collect();
        said.join(", ")
    }

    /// The numbers on top. They repeat what stands below.
    pub(super) fn tiles(&self) -> Vec<NumberView> {
        let t = &self.t;
        let tile = |id: &str, label: &dyn Fn(&str) -> String| {
            let (figure, value) = self.report.values.iter().find(|(figure, _)| figure.id == id)?;
            let Value::Number(number) = value else { return None };
            let number = self.number(figure, *number);
            Some(NumberView { label: label(&number.value), place: None, ..number })
        };
        let mut tiles: Vec<NumberView> = [
            tile("clients.assisted", &|_| t.tile_assisted().to_owned()),
            tile("clients.new", &|n| t.tile_new(n)),
            tile("clients.continuing", &|n| t.tile_continuing(n)),
            tile("enquiries.total", &|n| t.tile_enquiries(n)),
            tile("housing.shelter_nights", &|_| t.tile_nights().to_owned()),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let (Some(nights), Some(clients)) = (tiles.last_mut(), self.report.number("housing.shelter_clients"))
            && nights.earlier.is_empty()
            && nights.code == "housing.shelter_nights"
        {
            nights.earlier = t.clients(&self.written(clients));
        }
        tiles
    }

    /// What a section comes to, in a sentence or two; empty where nothing is said, or nothing happened.
    pub(super) fn lead(&self, section: Section) -> String {
        let t = &self.t;
        let said = match section {
            Section::Enquiries => [
                self.some("enquiries.total").map(|n| t.lead_enquiries(&n)),
                self.category("enquiries.by_answered_by", "night_duty").map(|n| t.lead_night_duty(&n)),
            ],
            Section::Subjects => [
                self.some("subjects.first_time").map(|n| t.lead_subjects(&n)),
                self.category("subjects.first_time.by_outcome", "accepted").map(|n| t.lead_accepted(&n)),
            ],
            Section::Clients => [self.some("clients.assisted").map(|n| t.lead_clients(&n)), self.lead_clients()],
            Section::NewClients => [self.some("clients.new").map(|n| t.lead_new(&n)), None],
            Section::ContinuingClients => [self.some("clients.continuing").map(|n| t.lead_continuing(&n)), None],
            Section::Housing => [
                self.some("housing.shelter_nights")
                    .zip(self.some("housing.shelter_clients"))
                    .map(|(n, c)| t.lead_nights(&n, &t.clients(&c))),
                None,
            ],
            Section::Police => [self.some("police.trafficking.clients").map(|n| t.lead_police(&n)), None],
            _ => [None, None],
        };
        said.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Nationalities and ages, where there are several clients.
    fn lead_clients(&self) -> Option<String> {
        self.report.number("clients.assisted").filter(|n| *n > 1.0)?;
        let nationalities = self.some("clients.nationalities").map(|n| self.t.lead_nationalities(&n));
        let ages = self
            .some("clients.age.min")
            .zip(self.some("clients.age.max"))
            .zip(self.some("clients.age.mean"))
            .map(|((youngest, oldest), mean)| self.t.lead_ages(&youngest, &oldest, &mean));
        Some([nationalities, ages].into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    /// A figure of one number as written, unless it is nothing.
    fn some(&self, id: &str) -> Option<String> {
        self.report.number(id).filter(|number| *number > 0.0).map(|number| self.written(number))
    }

    /// A category as written, if there is any.
    fn category(&self, id: &str, category: &str) -> Option<String> {
        match self.report.value(id)? {
            Value::ByCategory(values) => values.get(category).map(|number| self.written(*number)),
            Value::Number(_) | Value::ByTwo(_) => None,
        }
    }
}
