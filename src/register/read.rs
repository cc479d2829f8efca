//! From a folder of CSV files or one workbook to checked sheets. Every wrong cell is noted, and reading goes on.

use super::cells;
use super::csv::{Next, Reader};
use super::format::Table;
use super::problems::{Problems, quoted};
use super::sheet::Sheet;
use super::xlsx;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// What reading needs to know from outside.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Today's local date.
    pub today: NaiveDate,
    /// Tells whether a text is the id of a figure whose value is a number.
    pub is_figure: fn(&str) -> bool,
    /// Is told what is being done, how far it is, and how far it goes (0 when unknown).
    pub progress: &'a dyn Fn(&str, usize, usize),
}

/// Where a register is read from.
#[derive(Debug)]
pub enum Source<'a> {
    /// A folder of CSV files, or one `.xlsx` workbook.
    Path(&'a Path),
    /// Uploaded files with their names, in memory: plain text never touches the disk.
    Files(Vec<(String, Vec<u8>)>),
}

/// Reads a register: CSV files, or one workbook.
///
/// # Errors
/// When there is nothing to read. What is wrong inside stands in the problems.
pub fn read_register(source: Source<'_>, reading: Reading<'_>, problems: &mut Problems) -> Result<Vec<Sheet>> {
    let path = match source {
        Source::Path(path) => path,
        Source::Files(files) => return Ok(read_uploaded(files, reading, problems)),
    };
    let shown = path.display();
    if path.is_dir() {
        read_folder(path, reading, problems)
    } else if !path.exists() {
        Err(Error::Invalid(format!("there is nothing at {shown}; give a folder of CSV files or one .xlsx workbook")))
    } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        let name = path.file_name().map_or_else(|| shown.to_string(), |name| name.to_string_lossy().into_owned());
        let file = File::open(path).map_err(|error| Error::Invalid(format!("{shown} cannot be read: {error}")))?;
        Ok(xlsx::read_workbook(&name, Box::new(file), reading, problems))
    } else {
        Err(Error::Invalid(format!("{shown} is neither a folder of CSV files nor an .xlsx workbook")))
    }
}

/// Reads what was uploaded: one workbook, or CSV files.
fn read_uploaded(mut files: Vec<(String, Vec<u8>)>, reading: Reading<'_>, problems: &mut Problems) -> Vec<Sheet> {
    let is_workbook = matches!(files.as_slice(), [(name, _)] if name.to_lowercase().ends_with(".xlsx"));
    if is_workbook {
        let (name, bytes) = files.swap_remove(0);
        return xlsx::read_workbook(&name, Box::new(std::io::Cursor::new(bytes)), reading, problems);
    }
    files.sort();
    let mut sheets: Vec<Sheet> = Vec::new();
    for (name, bytes) in files {
        match name.strip_suffix(".csv").and_then(Table::from_name) {
            Some(table) if sheets.iter().any(|sheet| sheet.table == table) => {
                problems.file(&name, "was uploaded twice; each file may come once");
            }
            Some(table) => sheets.push(read_table(bytes.as_slice(), &name, table, reading, problems)),
            None => problems.file(
                &name,
                format!(
                    "no such file in a register; upload one .xlsx workbook, or files of these: {}",
                    Table::known_files()
                ),
            ),
        }
    }
    sheets.sort_by_key(|sheet| sheet.table);
    sheets
}

fn read_folder(path: &Path, reading: Reading<'_>, problems: &mut Problems) -> Result<Vec<Sheet>> {
    let unreadable = |error: std::io::Error| Error::Invalid(format!("{} cannot be read: {error}", path.display()));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut sheets = Vec::new();
    let mut any_known = false;
    for name in names {
        if !name.to_lowercase().ends_with(".csv") {
            continue;
        }
        if let Some(table) = name.strip_suffix(".csv").and_then(Table::from_name) {
            any_known = true;
            sheets.push(read_file(&path.join(&name), &name, table, reading, problems));
        } else {
            problems.file(&name, format!("no such file in a register; known: {}", Table::known_files()));
        }
    }
    if !any_known {
        problems.file(
            &path.display().to_string(),
            format!("no known file of a register is here; known: {}", Table::known_files()),
        );
    }
    sheets.sort_by_key(|sheet| sheet.table);
    Ok(sheets)
}

fn read_file(path: &Path, name: &str, table: Table, reading: Reading<'_>, problems: &mut Problems) -> Sheet {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => {
            problems.file(name, format!("cannot be read: {error}"));
            return Sheet::unreadable(table, name);
        }
    };
    read_table(BufReader::with_capacity(1 << 16, file), name, table, reading, problems)
}

fn read_table(input: impl BufRead, name: &str, table: Table, reading: Reading<'_>, problems: &mut Problems) -> Sheet {
    let mut reader = Reader::new(input);
    let mut builder = None;
    loop {
        match reader.next_row() {
            Ok(Next::Row) => {}
            Ok(Next::End) => break,
            Ok(Next::Broken(why)) => {
                problems.row(name, reader.row(), format!("{why}; the file is read up to here"));
                return cut_short(builder, table, name);
            }
            Err(error) => {
                problems.file(name, format!("cannot be read to its end: {error}"));
                return cut_short(builder, table, name);
            }
        }
        match &mut builder {
            None => {
                let header: Vec<String> =
                    reader.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
                builder = SheetBuilder::new(table, name, &header, problems);
                if builder.is_none() {
                    return Sheet::unreadable(table, name);
                }
            }
            Some(builder) => {
                let cells = reader
                    .cells()
                    .map(|cell| std::str::from_utf8(cell).map(Cow::Borrowed).map_err(|_| NOT_UTF8.to_owned()));
                builder.row(reader.row(), cells, RowLength::AsWritten, reading, problems);
                if reader.row().is_multiple_of(50_000) {
                    (reading.progress)(name, builder.sheet.len(), 0);
                }
            }
        }
    }
    if builder.is_none() {
        problems.file(name, no_header(table));
    }
    builder.map_or_else(|| Sheet::unreadable(table, name), SheetBuilder::finish)
}

/// What was read of a file whose end cannot be read.
pub(super) fn cut_short(builder: Option<SheetBuilder>, table: Table, name: &str) -> Sheet {
    let mut sheet = builder.map_or_else(|| Sheet::unreadable(table, name), SheetBuilder::finish);
    sheet.complete = false;
    sheet
}

const NOT_UTF8: &str = "is not UTF-8 text; save the file as UTF-8 (in Excel: CSV UTF-8)";

/// What is said of a file without a header row.
pub(super) fn no_header(table: Table) -> String {
    let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
    format!("has no header row; its first row must name the columns: {}", names.join(","))
}

/// How the length of a row is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RowLength {
    /// Every cell counts, as commas were written.
    AsWritten,
    /// Blank cells at the end are not there, as in a workbook.
    WithoutBlankEnd,
}

/// Builds one sheet row by row.
pub(super) struct SheetBuilder {
    sheet: Sheet,
    /// For each column of the table, its place in the file.
    places: Vec<Option<usize>>,
    /// How many cells the header has.
    width: usize,
}

impl SheetBuilder {
    /// Reads the header. Answers `None` when a column is unknown, repeated or missing: then the cells have no meaning.
    pub(super) fn new(table: Table, file: &str, header: &[String], problems: &mut Problems) -> Option<Self> {
        let before = problems.errors.len();
        let header: Vec<&str> = header.iter().map(|name| name.trim()).collect();
        let known = || table.columns().iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
        if header.iter().all(|name| name.is_empty()) {
            problems.row(file, 1, no_header(table));
            return None;
        }
        if matches!(header.as_slice(), [only] if only.contains(';')) {
            let why = "the columns are separated by semicolons; save the file with commas (in Excel: CSV UTF-8)";
            problems.row(file, 1, why);
            return None;
        }
        for (place, name) in header.iter().enumerate() {
            if name.is_empty() {
                problems.row(file, 1, format!("column {} has no name; known columns: {}", place + 1, known()));
            } else if table.column(name).is_none() {
                problems.cell(file, 1, &printable(name), format!("no such column; known columns: {}", known()));
            } else if header.iter().take(place).any(|earlier| earlier == name) {
                problems.cell(file, 1, name, "the column stands twice; each may stand once");
            }
        }
        let places: Vec<Option<usize>> =
            table.columns().iter().map(|column| header.iter().position(|name| *name == column.name)).collect();
        for (column, place) in table.columns().iter().zip(&places) {
            if column.required && place.is_none() {
                problems.cell(file, 1, column.name, "this required column is missing");
            }
        }
        (problems.errors.len() == before).then(|| Self { sheet: Sheet::new(table, file), places, width: header.len() })
    }

    /// Takes one row; `cells` are its cells in the order of the file, each as text or as what is wrong with it.
    pub(super) fn row<'c>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = std::result::Result<Cow<'c, str>, String>>,
        length: RowLength,
        reading: Reading<'_>,
        problems: &mut Problems,
    ) {
        let mut cells: Vec<_> = cells.collect();
        let is_blank =
            |cell: &std::result::Result<Cow<'c, str>, String>| cell.as_ref().is_ok_and(|cell| cell.trim().is_empty());
        if cells.iter().all(is_blank) {
            return;
        }
        if length == RowLength::WithoutBlankEnd {
            let used = cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
            cells.truncate(used.max(self.width));
        }
        let file = self.sheet.file.clone();
        if cells.len() > self.width {
            problems.row(
                &file,
                number,
                format!(
                    "has {} cells, but the header has {}; a cell with a comma in it must be quoted",
                    cells.len(),
                    self.width
                ),
            );
            // Which cell is the extra one cannot be known, so the rest of the row is not judged.
            for _ in self.sheet.table.columns() {
                self.sheet.push_cell(None);
            }
            self.sheet.end_row(number);
            return;
        }
        for (column, place) in self.sheet.table.columns().iter().zip(&self.places) {
            let cell = match place.and_then(|place| cells.get(place)) {
                None => Ok(Cow::Borrowed("")),
                Some(Err(message)) => Err(message.clone()),
                Some(Ok(raw)) if raw.trim().is_empty() => Ok(Cow::Borrowed("")),
                Some(Ok(raw)) => cells::canonical(column.kind, raw, reading.today, reading.is_figure),
            };
            match cell {
                Ok(cell) if cell.is_empty() && column.required => {
                    problems.cell(&file, number, column.name, "is blank, but must be filled in");
                    self.sheet.push_cell(None);
                }
                Ok(cell) => self.sheet.push_cell(Some(&cell)),
                Err(message) => {
                    problems.cell(&file, number, column.name, message);
                    self.sheet.push_cell(None);
                }
            }
        }
        self.sheet.end_row(number);
    }

    /// The sheet as read.
    pub(super) fn finish(self) -> Sheet {
        self.sheet
    }

    /// What each cell of the file's header holds, in the order of the file.
    pub(super) fn kinds(&self) -> impl Iterator<Item = Option<super::format::Kind>> {
        (0..self.width).map(|place| {
            let column = self.places.iter().position(|known| *known == Some(place))?;
            self.sheet.table.columns().get(column).map(|column| column.kind)
        })
    }

    /// How many rows there are so far.
    pub(super) fn len(&self) -> usize {
        self.sheet.len()
    }
}

/// A column name as a message shows it.
fn printable(name: &str) -> String {
    quoted(name).trim_matches('"').to_owned()
}
