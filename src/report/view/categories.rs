//! Figures of one dimension, and the table of measures: a bar or column for each category, and all of them in the table.

use super::items::{Item, adds_up};
use super::{CellView, FigureView, Page, Query, RowView};
use crate::charts::{Chart, Datum, Segment, Tone, cell};
use crate::documents::Picture;
use crate::report::shape::{Dimension, Figure, Unit};
use std::collections::BTreeMap;

/// The measure that has the bars.
const NIGHTS: &str = "nights";

impl Page<'_> {
    /// A number for each category.
    pub(super) fn by_category(&self, figure: &'static Figure, values: &BTreeMap<String, f64>) -> FigureView {
        let items = self.items(figure, 0, values.iter().map(|(code, value)| (code.as_str(), *value)));
        let mut shown = self.figure(figure, items.is_empty());
        if items.is_empty() {
            return shown;
        }
        let (unit, desc) = self.summary(figure, &items);
        let chart = if figure.by.first().is_some_and(|by| matches!(by, Dimension::Month)) {
            Some(self.month_columns(&items))
        } else {
            self.category_bars(figure, &items)
        };
        self.draw(&mut shown, &desc, chart);
        if shown.chart.is_some() {
            shown.unit = unit;
        }
        let whole: f64 = items.iter().map(|item| item.value).sum();
        let has_shares = adds_up(figure) && items.len() > 1 && whole > 0.0;
        shown.table.first_column = self.t.dimension(figure, 0).to_owned();
        shown.table.columns.push(self.t.unit(figure.unit).to_owned());
        if has_shares {
            shown.table.columns.push(self.t.share().to_owned());
            shown.table.foot_label = self.t.total().to_owned();
            shown.table.foot = vec![self.sum(whole), CellView::default()];
        }
        for item in items {
            let mut cells = vec![self.placed(Query::of(figure.id, &item.code), item.value)];
            if has_shares {
                cells.push(CellView::quiet(self.share(item.value, whole)));
            }
            shown.table.rows.push(RowView { label: item.label, bar: None, cells });
        }
        shown
    }

    /// The same measures for each category, with bars for the nights.
    pub(super) fn by_measure(
        &self,
        figure: &'static Figure,
        outer: &BTreeMap<String, BTreeMap<String, f64>>,
    ) -> FigureView {
        let nights = |measures: &BTreeMap<String, f64>| measures.get(NIGHTS).copied().unwrap_or(0.0);
        let items = self.items(figure, 0, outer.iter().map(|(code, measures)| (code.as_str(), nights(measures))));
        let sums = sums(outer);
        let measures = self.items(figure, 1, sums.iter().map(|(code, sum)| (*code, *sum)));
        let mut shown = self.figure(figure, items.is_empty());
        let most = items.iter().map(|item| item.value).fold(0.0, f64::max);
        shown.wide = true;
        shown.table.has_bars = true;
        shown.table.first_column = self.t.dimension(figure, 0).to_owned();
        shown.table.columns = measures.iter().map(|measure| measure.label.clone()).collect();
        if items.len() > 1 {
            let is_whole = sums.get(NIGHTS).copied() == self.report.number("housing.nights");
            let (unit, words) = self.summary_of(Unit::Nights, &items, is_whole);
            shown.unit = unit;
            let bar = |item: &Item| Datum::new(item.label.clone(), item.value, self.written(item.value));
            shown.picture = Some(Picture { chart: Chart::Bars(items.iter().map(bar).collect()), words });
            shown.table.foot_label = self.t.total().to_owned();
            shown.table.foot = measures.iter().map(|measure| self.measure_sum(measure)).collect();
        }
        for item in items {
            let bar = cell(&[Segment { value: item.value, tone: Tone::Petrol }], most);
            let of = outer.get(&item.code);
            let cells = measures
                .iter()
                .map(|measure| match of.and_then(|of| of.get(&measure.code)) {
                    Some(value) => self.placed(Query::pair(figure.id, &item.code, &measure.code), *value),
                    None => CellView::none(),
                })
                .collect();
            shown.table.rows.push(RowView { label: item.label, bar: Some(bar), cells });
        }
        shown
    }

    /// The sum of a measure where it means something: a client may be in several places, also on one and the same night.
    fn measure_sum(&self, measure: &Item) -> CellView {
        let is_whole = match measure.code.as_str() {
            "clients" => false,
            NIGHTS => self.report.number("housing.nights") == Some(measure.value),
            _ => true,
        };
        if is_whole { self.sum(measure.value) } else { CellView::none() }
    }
}

/// The sum of each inner category.
pub(super) fn sums(outer: &BTreeMap<String, BTreeMap<String, f64>>) -> BTreeMap<&str, f64> {
    let mut sums = BTreeMap::new();
    for (code, value) in outer.values().flatten() {
        *sums.entry(code.as_str()).or_insert(0.0) += value;
    }
    sums
}
