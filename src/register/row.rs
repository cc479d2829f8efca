//! A checked row, read by the names of its columns.

use super::cells::minute_of_day;
use super::sheet::{Cell, Sheet};
use crate::kernel::codes::Code;
use crate::kernel::money::Hundredths;
use chrono::NaiveDate;

/// One row of a sheet.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    at: usize,
}

impl<'a> Row<'a> {
    /// The row at this place of the sheet.
    #[must_use]
    pub const fn new(sheet: &'a Sheet, at: usize) -> Self {
        Self { sheet, at }
    }

    /// Its number in the file.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.sheet.number(self.at)
    }

    /// What a cell holds.
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell<'a> {
        self.sheet.table.column(column).map_or(Cell::Blank, |column| self.sheet.cell(self.at, column))
    }

    /// The value of a cell, when it has a right one.
    #[must_use]
    pub fn text(&self, column: &str) -> Option<&'a str> {
        match self.cell(column) {
            Cell::Value(value) => Some(value),
            Cell::Blank | Cell::Bad => None,
        }
    }

    /// The value as a text of its own.
    #[must_use]
    pub fn owned(&self, column: &str) -> Option<String> {
        self.text(column).map(str::to_owned)
    }

    /// A date; of a date-time its day.
    #[must_use]
    pub fn date(&self, column: &str) -> Option<NaiveDate> {
        self.text(column)?.get(..10)?.parse().ok()
    }

    /// The minute of the day of a date-time that has a time.
    #[must_use]
    pub fn minute(&self, column: &str) -> Option<i32> {
        minute_of_day(self.text(column)?.get(11..)?)
    }

    /// The first day of a month.
    #[must_use]
    pub fn month(&self, column: &str) -> Option<NaiveDate> {
        format!("{}-01", self.text(column)?).parse().ok()
    }

    /// A code.
    #[must_use]
    pub fn code<C: Code>(&self, column: &str) -> Option<C> {
        C::from_code(self.text(column)?)
    }

    /// The values of a set, in its order.
    pub fn set(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text(column).into_iter().flat_map(|set| set.split(';'))
    }

    /// The codes of a set, in its order.
    #[must_use]
    pub fn codes<C: Code>(&self, column: &str) -> Vec<C> {
        self.set(column).filter_map(C::from_code).collect()
    }

    /// `yes` or `no`.
    #[must_use]
    pub fn yes_no(&self, column: &str) -> Option<bool> {
        self.text(column).map(|value| value == "yes")
    }

    /// A number.
    #[must_use]
    pub fn number_in<N: std::str::FromStr>(&self, column: &str) -> Option<N> {
        self.text(column)?.parse().ok()
    }

    /// An amount, as the database holds it.
    #[must_use]
    pub fn amount(&self, column: &str) -> Option<i64> {
        Hundredths::parse(self.text(column)?).ok().map(Hundredths::stored)
    }
}

impl Sheet {
    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|at| Row::new(self, at))
    }

    /// The rows that will be added.
    pub fn added_rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.added().map(|at| Row::new(self, at))
    }
}
