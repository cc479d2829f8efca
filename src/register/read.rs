//! From a folder of CSV files or one workbook to checked sheets. Every wrong cell is noted, and reading goes on.

use super::cells;
use super::csv::{Next, Reader};
use super::format::Table;
use super::problems::{Problems, Said, quoted, said};
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
                problems.file(
                    &name,
                    said!(
                        "was uploaded twice; each file may come once",
                        "er lastet opp to ganger; hver fil kan komme én gang"
                    ),
                );
            }
            Some(table) => sheets.push(read_table(bytes.as_slice(), &name, table, reading, problems)),
            None => {
                let known = Table::known_files();
                let why = said!(
                    "no such file in a register; upload one .xlsx workbook, or files of these: {known}",
                    "ingen slik fil i et register; last opp én arbeidsbok (.xlsx), eller filer av disse: {known}",
                );
                problems.file(&name, why);
            }
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
            let known = Table::known_files();
            problems.file(
                &name,
                said!("no such file in a register; known: {known}", "ingen slik fil i et register; kjente: {known}"),
            );
        }
    }
    if !any_known {
        let known = Table::known_files();
        let why = said!(
            "no known file of a register is here; known: {known}",
            "ingen kjent fil i et register er her; kjente: {known}"
        );
        problems.file(&path.display().to_string(), why);
    }
    sheets.sort_by_key(|sheet| sheet.table);
    Ok(sheets)
}

fn read_file(path: &Path, name: &str, table: Table, reading: Reading<'_>, problems: &mut Problems) -> Sheet {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => {
            problems.file(name, said!("cannot be read: {error}", "kan ikke leses: {error}"));
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
                let (en, nb) = (why.en, why.nb);
                let why = said!("{en}; the file is read up to here", "{nb}; filen er lest hit");
                problems.row(name, reader.row(), why);
                return cut_short(builder, table, name);
            }
            Err(error) => {
                problems.file(name, said!("cannot be read to its end: {error}", "kan ikke leses til slutten: {error}"));
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
                let cells =
                    reader.cells().map(|cell| std::str::from_utf8(cell).map(Cow::Borrowed).map_err(|_| not_utf8()));
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

fn not_utf8() -> Said {
    said!(
        "is not UTF-8 text; save the file as UTF-8 (in Excel: CSV UTF-8)",
        "er ikke UTF-8-tekst; lagre filen som UTF-8 (i Excel: CSV UTF-8)",
    )
}

/// What is said of a file without a header row.
pub(super) fn no_header(table: Table) -> Said {
    let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
    let names = names.join(",");
    said!(
        "has no header row; its first row must name the columns: {names}",
        "mangler overskrift; første rad må navngi kolonnene: {names}",
    )
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
            let why = said!(
                "the columns are separated by semicolons; save the file with commas (in Excel: CSV UTF-8)",
                "kolonnene er skilt med semikolon; lagre filen med komma (i Excel: CSV UTF-8)",
            );
            problems.row(file, 1, why);
            return None;
        }
        for (place, name) in header.iter().enumerate() {
            if name.is_empty() {
                let (number, known) = (place + 1, known());
                let why = said!(
                    "column {number} has no name; known columns: {known}",
                    "kolonne {number} har ikke noe navn; kjente kolonner: {known}",
                );
                problems.row(file, 1, why);
            } else if table.column(name).is_none() {
                let known = known();
                let why =
                    said!("no such column; known columns: {known}", "ingen slik kolonne; kjente kolonner: {known}");
                problems.cell(file, 1, &printable(name), why);
            } else if header.iter().take(place).any(|earlier| earlier == name) {
                let why = said!(
                    "the column stands twice; each may stand once",
                    "kolonnen står to ganger; hver kan stå én gang"
                );
                problems.cell(file, 1, name, why);
            }
        }
        let places: Vec<Option<usize>> =
            table.columns().iter().map(|column| header.iter().position(|name| *name == column.name)).collect();
        for (column, place) in table.columns().iter().zip(&places) {
            if column.required && place.is_none() {
                problems.cell(
                    file,
                    1,
                    column.name,
                    said!("this required column is missing", "denne kolonnen må være med, men mangler"),
                );
            }
        }
        (problems.errors.len() == before).then(|| Self { sheet: Sheet::new(table, file), places, width: header.len() })
    }

    /// Takes one row; `cells` are its cells in the order of the file, each as text or as what is wrong with it.
    pub(super) fn row<'c>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = std::result::Result<Cow<'c, str>, Said>>,
        length: RowLength,
        reading: Reading<'_>,
        problems: &mut Problems,
    ) {
        let mut cells: Vec<_> = cells.collect();
        let is_blank =
            |cell: &std::result::Result<Cow<'c, str>, Said>| cell.as_ref().is_ok_and(|cell| cell.trim().is_empty());
        if cells.iter().all(is_blank) {
            return;
        }
        if length == RowLength::WithoutBlankEnd {
            let used = cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
            cells.truncate(used.max(self.width));
        }
        let file = self.sheet.file.clone();
        if cells.len() > self.width {
            let (cells, width) = (cells.len(), self.width);
            let why = said!(
                "has {cells} cells, but the header has {width}; a cell with a comma in it must be quoted",
                "har {cells} celler, men overskriften har {width}; en celle med komma må ha anførselstegn rundt seg",
            );
            problems.row(&file, number, why);
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
                    problems.cell(
                        &file,
                        number,
                        column.name,
                        said!("is blank, but must be filled in", "er tom, men må fylles ut"),
                    );
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
