//! Documents that leave the house: one model of a report or a list, and the writers that turn it into a workbook, a text
//! document, a tagged PDF or CSV files. Whoever has something to hand out builds a [`Document`] or a [`Table`] of it once, so
//! all formats say the same. Pure: knows no database, no page and no figure of the report.

pub mod csv;
mod docx;
mod docx_parts;
mod fonts;
mod pdf;
mod pdf_blocks;
mod pdf_layout;
mod picture;
mod sheets;
mod words;
mod xlsx;

use crate::charts::Chart;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use chrono::NaiveDate;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// A text document.
    Docx,
    /// A tagged PDF.
    Pdf,
    /// CSV: of a document a zip of one file for each table, of a list one file.
    Csv,
    /// JSON, for programs.
    Json,
}

impl Format {
    /// All kinds.
    pub const ALL: &'static [Self] = &[Self::Xlsx, Self::Docx, Self::Pdf, Self::Csv, Self::Json];

    /// Its word in forms, addresses and commands.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.code() == code)
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel",
            Self::Docx => "Word",
            Self::Pdf => "PDF",
            Self::Csv => "CSV",
            Self::Json => "JSON",
        }
    }
}

/// A file in memory: plain text of it never touches the disk of the server.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name, without a name of a person.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Plain,
    /// Of a hundred.
    Percent,
    /// Norwegian kroner.
    Kroner,
    /// Years of age.
    Years,
}

/// A number with what the reader sees of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number itself: of a share 33.9, not 0.339.
    pub value: f64,
    /// How it is written.
    pub form: Form,
    /// As the reader sees it, for example «1 912» or «33,9 %».
    pub text: String,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing belongs here.
    Blank,
    /// There is no number: a dash to read, nothing in a spreadsheet.
    Dash,
    /// Words.
    Text(String),
    /// A number.
    Number(Number),
    /// A date.
    Date(NaiveDate),
}

impl Cell {
    /// The cell of words; blank where there are none.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// The cell of a date; blank where there is none.
    #[must_use]
    pub fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Blank, Self::Date)
    }

    /// The cell of a whole number that is written as it is.
    #[must_use]
    pub fn whole(number: impl Into<i32>) -> Self {
        let number: i32 = number.into();
        Self::Number(Number { value: f64::from(number), form: Form::Plain, text: number.to_string() })
    }

    /// As a reader sees it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Dash => "–".to_owned(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.text.clone(),
            Self::Date(date) => date.format("%d.%m.%Y").to_string(),
        }
    }
}

/// A table: the first cell of a row is what the row is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
    /// The sums, as long as the head, or none.
    pub foot: Vec<Cell>,
}

impl Table {
    /// True where a column has numbers, so that it stands to the right.
    #[must_use]
    pub fn is_numeric(&self, column: usize) -> bool {
        column > 0 && self.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Number(_))))
    }
}

/// A picture of numbers, and what one would say of it on the telephone.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The numbers.
    pub chart: Chart,
    /// The words.
    pub words: String,
}

/// A number that stands by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The id of its figure.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The number; blank when there is nobody to take it from.
    pub number: Cell,
    /// The years before; may be empty.
    pub earlier: String,
}

/// Numbers that belong together: a table, and a picture of it where that helps.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The id of the figure.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is counted and what is largest; may be empty.
    pub summary: String,
    /// The numbers in a sentence; may be empty.
    pub sentence: String,
    /// All its numbers; without rows there is nobody.
    pub table: Table,
    /// Its picture.
    pub picture: Option<Picture>,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it comes to; may be empty.
    pub lead: String,
    /// Figures of one number.
    pub facts: Vec<Fact>,
    /// Figures of many.
    pub figures: Vec<Figure>,
}

/// How a figure is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The id of the figure.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The rule.
    pub text: String,
}

/// A report to hand out.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The language of its words and numbers.
    pub lang: Lang,
    /// Its title, for example «Årsrapport 2019».
    pub title: String,
    /// What it was computed from and when, and how far it is to be trusted.
    pub status: String,
    /// The numbers that everybody asks for: the number and its label.
    pub key_numbers: Vec<(Number, String)>,
    /// The chapters.
    pub sections: Vec<Section>,
    /// How every figure is counted.
    pub rules: Vec<Rule>,
    /// Every value of every figure, a row each, with the codes that programs know.
    pub values: Table,
    /// The records behind the numbers, where they go along.
    pub records: Option<Table>,
}

impl Document {
    /// The document as a file of a kind whose name begins with `name`. JSON is not written here: it is the reporter's own form.
    ///
    /// # Errors
    /// When there is more than the format can hold, or the library refuses.
    pub fn write(&self, format: Format, name: &str) -> Result<File> {
        let (extension, media_type, bytes) = match format {
            Format::Xlsx => ("xlsx", XLSX, xlsx::document(self)?),
            Format::Docx => ("docx", DOCX, docx::document(self)?),
            Format::Pdf => ("pdf", "application/pdf", pdf::document(self)?),
            Format::Csv => ("zip", "application/zip", csv::document(self)?),
            Format::Json => {
                return Err(crate::kernel::error::Error::internal("JSON is written by whoever knows the figures"));
            }
        };
        Ok(File { name: format!("{name}.{extension}"), media_type, bytes })
    }
}

impl Table {
    /// The table alone as a file: a workbook or one CSV file.
    ///
    /// # Errors
    /// When it has more rows than the format can hold, or the library refuses.
    pub fn write(&self, format: Format, name: &str, lang: Lang) -> Result<File> {
        Ok(match format {
            Format::Xlsx => File { name: format!("{name}.xlsx"), media_type: XLSX, bytes: xlsx::table(self, lang)? },
            _ => File {
                name: format!("{name}.csv"),
                media_type: "text/csv; charset=utf-8",
                bytes: csv::table(self).into_bytes(),
            },
        })
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
