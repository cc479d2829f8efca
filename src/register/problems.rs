//! What is wrong with a register, and what is only unlikely: each with its file, row and column.

use crate::kernel::text::Lang;
use std::fmt;

/// What is wrong and what is allowed, in both languages. Codes, column and file names are the same in both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// English, as commands print it.
    pub en: String,
    /// Bokmål.
    pub nb: String,
}

impl Said {
    /// The words in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nb => &self.nb,
            Lang::En => &self.en,
        }
    }
}

/// Says something in both languages: `said!("English {value}", "bokmål {value}")`.
macro_rules! said {
    ($en:literal, $nb:literal $(,)?) => {
        $crate::register::problems::Said { en: format!($en), nb: format!($nb) }
    };
}
pub(crate) use said;

/// A place in a register: file (or sheet), row as a spreadsheet counts them (the header is row 1), column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file or sheet.
    pub file: String,
    /// The row, or none when it concerns the whole file.
    pub row: Option<u32>,
    /// The name of the column, or none when it concerns the whole row.
    pub column: Option<String>,
    /// What is wrong and what is allowed.
    pub message: Said,
}

impl fmt::Display for Problem {
    /// Writes `file:row:column: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ":{row}")?;
            if let Some(column) = &self.column {
                write!(f, ":{column}")?;
            }
        }
        write!(f, ": {}", self.message.en)
    }
}

/// Everything found in one run.
#[derive(Debug, Default)]
pub struct Problems {
    /// What stands in the way: nothing is imported.
    pub errors: Vec<Problem>,
    /// What is only unlikely: it is imported all the same.
    pub warnings: Vec<Problem>,
}

impl Problems {
    /// Notes what is wrong with a whole file.
    pub fn file(&mut self, file: &str, message: Said) {
        self.errors.push(Problem { file: file.to_owned(), row: None, column: None, message });
    }

    /// Notes what is wrong with one row.
    pub fn row(&mut self, file: &str, row: u32, message: Said) {
        self.errors.push(Problem { file: file.to_owned(), row: Some(row), column: None, message });
    }

    /// Notes what is wrong with one cell.
    pub fn cell(&mut self, file: &str, row: u32, column: &str, message: Said) {
        self.errors.push(at(file, row, column, message));
    }

    /// Notes what is unlikely about one cell.
    pub fn warn(&mut self, file: &str, row: u32, column: &str, message: Said) {
        self.warnings.push(at(file, row, column, message));
    }

    /// Puts both lists in order of file and row.
    pub fn sort(&mut self) {
        self.errors.sort();
        self.warnings.sort();
    }
}

fn at(file: &str, row: u32, column: &str, message: Said) -> Problem {
    Problem { file: file.to_owned(), row: Some(row), column: Some(column.to_owned()), message }
}

/// A value as a message quotes it: cut, and without what a terminal might obey.
#[must_use]
pub fn quoted(value: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = value.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    if value.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{}\"", shown.replace("\\'", "'").replace("\\\"", "\""))
}
