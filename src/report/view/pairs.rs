//! Figures of two dimensions. The dimension with few categories becomes the parts of a stacked bar and the columns of
//! the table; where both have many, or the inner one is free words, each pair has its own row.

use super::categories::sums;
use super::items::{Item, adds_up};
use super::{CellView, FigureView, Page, Query, RowView};
use crate::report::shape::{Dimension, Figure};
use std::collections::BTreeMap;

/// The most parts a bar can have and still be read.
const PARTS: usize = 6;

type Outer = BTreeMap<String, BTreeMap<String, f64>>;

/// Two dimensions as rows and columns.
pub(super) struct Cross<'v> {
    /// The values.
    pub(super) outer: &'v Outer,
    /// The rows with their sums.
    pub(super) rows: Vec<Item>,
    /// The columns with their sums.
    pub(super) columns: Vec<Item>,
    /// True when the inner categories are the rows.
    turned: bool,
}

impl Cross<'_> {
    /// The outer and the inner category of a row and a column.
    const fn pair<'c>(&self, row: &'c str, column: &'c str) -> (&'c str, &'c str) {
        if self.turned { (column, row) } else { (row, column) }
    }

    /// The value of a row and a column, if there is one.
    pub(super) fn value(&self, row: &Item, column: &Item) -> Option<f64> {
        let (outer, inner) = self.pair(&row.code, &column.code);
        self.outer.get(outer)?.get(inner).copied()
    }
}

impl Page<'_> {
    /// A number for each pair of categories.
    pub(super) fn by_two(&self, figure: &'static Figure, outer: &Outer) -> FigureView {
        let outer_sums = outer.iter().map(|(code, inner)| (code.as_str(), inner.values().sum()));
        let first = self.items(figure, 0, outer_sums);
        let second = self.items(figure, 1, sums(outer).into_iter());
        let mut shown = self.figure(figure, second.is_empty());
        if second.is_empty() {
            return shown;
        }
        let is_free = figure.by.get(1).is_some_and(|by| matches!(by, Dimension::Free));
        if is_free || (first.len() > PARTS && second.len() > PARTS) {
            self.listed(figure, outer, &first, &mut shown);
            return shown;
        }
        let turned = second.len() > PARTS;
        let (rows, columns) = if turned { (second, first) } else { (first, second) };
        let cross = Cross { outer, rows, columns, turned };
        let (unit, desc) = self.summary(figure, &cross.rows);
        let axis = usize::from(turned);
        self.draw(&mut shown, &desc, Some(self.stack(figure, axis, &cross)));
        shown.unit = unit;
        shown.table.first_column = self.t.dimension(figure, axis).to_owned();
        self.crossed(figure, &cross, &mut shown);
        shown
    }

    /// The table of rows and columns, with sums where they mean something.
    fn crossed(&self, figure: &'static Figure, cross: &Cross<'_>, shown: &mut FigureView) {
        let has_sums = adds_up(figure) && cross.columns.len() > 1;
        let table = &mut shown.table;
        table.columns = cross.columns.iter().map(|column| column.label.clone()).collect();
        if has_sums {
            table.columns.push(self.t.total().to_owned());
        }
        for row in &cross.rows {
            let mut cells: Vec<CellView> = cross
                .columns
                .iter()
                .map(|column| {
                    let Some(value) = cross.value(row, column) else { return CellView::none() };
                    let (outer, inner) = cross.pair(&row.code, &column.code);
                    CellView { quiet: has_sums, ..self.placed(Query::pair(figure.id, outer, inner), value) }
                })
                .collect();
            if has_sums {
                let query = if cross.turned {
                    Query { inner: Some(row.code.clone()), ..Query::all(figure.id) }
                } else {
                    Query::of(figure.id, &row.code)
                };
                cells.push(CellView { href: self.href(&query, Some(row.value)), ..self.sum(row.value) });
            }
            table.rows.push(RowView { label: row.label.clone(), bar: None, cells });
        }
        if adds_up(figure) && cross.rows.len() > 1 {
            table.foot_label = self.t.total().to_owned();
            table.foot = cross.columns.iter().map(|column| self.sum(column.value)).collect();
            if has_sums {
                table.foot.push(self.sum(cross.rows.iter().map(|row| row.value).sum()));
            }
        }
    }

    /// A row for each pair.
    fn listed(&self, figure: &'static Figure, outer: &Outer, first: &[Item], shown: &mut FigureView) {
        let table = &mut shown.table;
        let between = if figure.id == "residence.new_transitions" { " → " } else { ": " };
        table.first_column = format!("{}{between}{}", self.t.dimension(figure, 0), self.t.dimension(figure, 1));
        table.columns = vec![self.t.unit(figure.unit).to_owned()];
        for item in first {
            let inner = outer.get(&item.code).into_iter().flatten();
            for second in self.items(figure, 1, inner.map(|(code, value)| (code.as_str(), *value))) {
                let cell = self.placed(Query::pair(figure.id, &item.code, &second.code), second.value);
                let label = format!("{}{between}{}", item.label, second.label);
                table.rows.push(RowView { label, bar: None, cells: vec![cell] });
            }
        }
        if adds_up(figure) && table.rows.len() > 1 {
            table.foot_label = self.t.total().to_owned();
            table.foot = vec![self.sum(first.iter().map(|item| item.value).sum())];
        }
    }
}
