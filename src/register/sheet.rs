//! One table of a register in memory: checked cells in one long text, so that a million rows stay small.

use super::format::Table;
use std::collections::HashSet;

/// Stands in a cell that was wrong, so that nothing is said twice about it. No right cell can hold it.
const BAD: &str = "\u{1}";

/// The checked rows of one table.
#[derive(Debug)]
pub struct Sheet {
    /// Which table it is.
    pub table: Table,
    /// The file or sheet it came from, for messages.
    pub file: String,
    /// False when the end of the file could not be read: what is missing may stand there.
    pub complete: bool,
    text: String,
    ends: Vec<usize>,
    numbers: Vec<u32>,
    skipped: HashSet<usize>,
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing was recorded.
    Blank,
    /// It was wrong, and that has been said.
    Bad,
    /// A value in our writing.
    Value(&'a str),
}

impl Sheet {
    /// An empty sheet.
    #[must_use]
    pub fn new(table: Table, file: &str) -> Self {
        Self {
            table,
            file: file.to_owned(),
            complete: true,
            text: String::new(),
            ends: Vec::new(),
            numbers: Vec::new(),
            skipped: HashSet::new(),
        }
    }

    /// A sheet that could not be read at all.
    #[must_use]
    pub fn unreadable(table: Table, file: &str) -> Self {
        Self { complete: false, ..Self::new(table, file) }
    }

    /// Adds a cell to the row that is being read; `None` is a wrong cell.
    pub fn push_cell(&mut self, cell: Option<&str>) {
        self.text.push_str(cell.unwrap_or(BAD));
        self.ends.push(self.text.len());
    }

    /// Ends the row that is being read; `number` is where it stands in the file.
    pub fn end_row(&mut self, number: u32) {
        self.numbers.push(number);
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Where the row stands in the file.
    #[must_use]
    pub fn number(&self, row: usize) -> u32 {
        self.numbers.get(row).copied().unwrap_or(0)
    }

    /// A cell by row and place of its column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let at = row * self.table.columns().len() + column;
        let end = self.ends.get(at).copied().unwrap_or(0);
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        match self.text.get(start..end) {
            None | Some("") => Cell::Blank,
            Some(BAD) => Cell::Bad,
            Some(value) => Cell::Value(value),
        }
    }

    /// The value of a cell, when it has a right one.
    #[must_use]
    pub fn value(&self, row: usize, column: usize) -> Option<&str> {
        match self.cell(row, column) {
            Cell::Value(value) => Some(value),
            Cell::Blank | Cell::Bad => None,
        }
    }

    /// All cells of a row, blank ones as empty texts.
    pub fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.table.columns().len()).map(move |column| self.value(row, column).unwrap_or(""))
    }

    /// Leaves a row out of the import because it is in the database already.
    pub fn skip(&mut self, row: usize) {
        self.skipped.insert(row);
    }

    /// The rows that will be added.
    pub fn added(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|row| !self.skipped.contains(row))
    }

    /// How many rows will be added.
    #[must_use]
    pub fn added_count(&self) -> usize {
        self.len() - self.skipped.len()
    }
}
