//! The last section: what was typed in by hand, for the year and for the years before.

use super::{CellView, FigureView, Page, Place, Query, RowView, SectionView, TableView};
use crate::charts::{Chart, Series, Tone};
use crate::kernel::text::Text;
use crate::report::catalogue::{HISTORY, MANUAL};
use crate::report::shape::{Figure, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// How many years make a line worth drawing.
const LINE: usize = 3;
/// How many years a picture reaches back.
const SPAN: i32 = 30;

impl Page<'_> {
    /// The figures typed in by hand.
    pub(super) fn typed(&self) -> SectionView {
        let lines = self.report.history.iter().filter_map(|(id, years)| self.line(super::super::figure(id)?, years));
        SectionView {
            id: "typed".to_owned(),
            title: self.t.typed_title().to_owned(),
            lead: self.t.typed_lead().to_owned(),
            figures: [self.manual(), self.history()].into_iter().chain(lines).collect(),
            numbers: Vec::new(),
        }
    }

    fn manual(&self) -> FigureView {
        let mut shown = self.typed_figure("manual", MANUAL);
        shown.table.columns = vec![self.report.year.number().to_string()];
        for (key, value) in &self.report.manual {
            let cell = self.typed_cell(Query::of("manual", key), *value, Unit::Mixed);
            shown.table.rows.push(RowView { label: self.t.manual(key), bar: None, cells: vec![cell] });
        }
        shown
    }

    /// A row for each figure, a column for each year typed in, and last what is computed for this year.
    fn history(&self) -> FigureView {
        let mut shown = self.typed_figure("history", HISTORY);
        let history = &self.report.history;
        let years: BTreeSet<i32> = history.values().flat_map(BTreeMap::keys).copied().collect();
        shown.table.columns = years.iter().map(i32::to_string).collect();
        shown.table.columns.push(self.t.computed(&self.report.year.number().to_string()));
        shown.wide = shown.table.columns.len() > 5;
        for (id, values) in history {
            let figure = super::super::figure(id);
            let unit = figure.map_or(Unit::Mixed, |figure| figure.unit);
            let label = figure.map_or_else(|| id.clone(), |figure| figure.title.get(self.lang).to_owned());
            let mut cells: Vec<CellView> = years
                .iter()
                .map(|year| match values.get(year) {
                    Some(value) => self.typed_cell(Query::pair("history", id, &year.to_string()), *value, unit),
                    None => CellView::none(),
                })
                .collect();
            cells.push(CellView::quiet(self.counted(self.report.number(id), unit)));
            shown.table.rows.push(RowView { label, bar: None, cells });
        }
        shown
    }

    /// A figure over the years, typed in before and computed for this year. None where the years are few.
    fn line(&self, figure: &'static Figure, typed: &BTreeMap<i32, f64>) -> Option<FigureView> {
        let this = self.report.year.number();
        let mut years: BTreeMap<i32, f64> =
            typed.range(this - SPAN..this).map(|(year, value)| (*year, *value)).collect();
        years.extend(self.report.number(figure.id).map(|value| (this, value)));
        let ((first, from), (last, to)) = (years.first_key_value()?, years.last_key_value()?);
        if years.len() < LINE {
            return None;
        }
        let mut shown = FigureView { records: None, ..self.figure(figure, false) };
        shown.id = format!("{}-years", shown.id);
        let said =
            |year: &i32, value: &f64| self.t.number_in_year(&self.shown(Some(*value), figure.unit), &year.to_string());
        shown.unit = self.t.development(&said(first, from), &said(last, to));
        let labels: Vec<String> = (*first..=*last).map(|year| year.to_string()).collect();
        let value = |year| years.get(&year).map(|value| (*value, self.shown(Some(*value), figure.unit)));
        let series =
            Series { name: shown.title.clone(), values: (*first..=*last).map(value).collect(), tone: Tone::Petrol };
        let words = format!("{}.", shown.unit);
        self.draw(&mut shown, &words, Some(Chart::Lines { labels, series: vec![series] }));
        shown.table.first_column = self.t.years().to_owned();
        shown.table.columns = vec![self.t.unit(figure.unit).to_owned()];
        for (year, value) in &years {
            let number = self.counted(Some(*value), figure.unit);
            let cell = CellView { text: self.shown(Some(*value), figure.unit), number, ..CellView::default() };
            shown.table.rows.push(RowView { label: year.to_string(), bar: None, cells: vec![cell] });
        }
        Some(shown)
    }

    fn typed_figure(&self, code: &str, (title, rule): (Text, Text)) -> FigureView {
        let title = title.get(self.lang).to_owned();
        FigureView {
            id: format!("f-{code}"),
            unit: String::new(),
            wide: false,
            chart: None,
            picture: None,
            legend: Vec::new(),
            table: TableView {
                caption: title.clone(),
                first_column: self.t.figure_column().to_owned(),
                ..TableView::default()
            },
            title,
            rule: rule.get(self.lang).to_owned(),
            code: code.to_owned(),
            records: None,
        }
    }

    /// A typed value in its place. No record is behind it.
    fn typed_cell(&self, at: Query, value: f64, unit: Unit) -> CellView {
        CellView {
            text: self.shown(Some(value), unit),
            place: Some(Place::new(at, Some(value))),
            number: self.counted(Some(value), unit),
            ..CellView::default()
        }
    }
}
