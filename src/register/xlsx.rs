//! The register as one workbook: reading what any spreadsheet wrote.

use super::format::{Kind, Table};
use super::problems::{Problems, Said, said};
use super::read::{Reading, RowLength, SheetBuilder, cut_short, no_header};
use super::sheet::Sheet;
use super::workbook::HELP_SHEET;
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use std::borrow::Cow;
use std::io::{BufReader, Read, Seek};

/// A part of a workbook may unpack to at most this; the largest honest register is far below.
const UNPACKED_LIMIT: u64 = 2 * 1024 * 1024 * 1024;

/// A part that unpacks to more than this is looked at for its ratio.
const UNPACKED_FREE: u64 = 64 * 1024 * 1024;

/// Honest sheets pack some ten to twenty times; one that packs far better is made to fill the memory.
const UNPACKED_RATIO: u64 = 100;

/// A workbook on the disk or in memory.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

type Opened = Xlsx<BufReader<Box<dyn ReadSeek>>>;

/// Reads a workbook called `name`. What is wrong inside stands in the problems.
pub fn read_workbook(
    name: &str,
    input: Box<dyn ReadSeek>,
    reading: Reading<'_>,
    problems: &mut Problems,
) -> Vec<Sheet> {
    let mut input = BufReader::new(input);
    if let Err(why) = refuse_bombs(&mut input) {
        problems.file(name, why);
        return Vec::new();
    }
    let mut workbook: Opened = match Xlsx::new(input) {
        Ok(workbook) => workbook,
        Err(error) => {
            problems.file(name, not_readable(&error));
            return Vec::new();
        }
    };
    let mut sheets = Vec::new();
    let mut any_known = false;
    let known: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    for sheet in workbook.sheet_names() {
        if let Some(table) = Table::from_name(&sheet) {
            any_known = true;
            sheets.push(read_sheet(&mut workbook, table, reading, problems));
        } else if sheet != HELP_SHEET {
            let known = known.join(", ");
            problems.file(
                &sheet,
                said!(
                    "no such sheet in a register; known: {known}",
                    "ikke noe slikt ark i et register; kjente: {known}"
                ),
            );
        }
    }
    if !any_known {
        let known = known.join(", ");
        let why = said!(
            "no known sheet of a register is in this workbook; known: {known}",
            "ikke noe kjent ark i et register er i denne arbeidsboken; kjente: {known}",
        );
        problems.file(name, why);
    }
    sheets.sort_by_key(|sheet| sheet.table);
    sheets
}

fn not_readable(error: &dyn std::fmt::Display) -> Said {
    said!("is not a workbook that can be read (.xlsx): {error}", "er ikke en arbeidsbok som kan leses (.xlsx): {error}",)
}

/// Unpacks every part once without keeping it, so that no part can fill the memory later.
fn refuse_bombs(input: &mut BufReader<Box<dyn ReadSeek>>) -> std::result::Result<(), Said> {
    let mut archive = zip::ZipArchive::new(&mut *input).map_err(|error| not_readable(&error))?;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| not_readable(&error))?;
        let packed = part.compressed_size();
        let allowed = UNPACKED_LIMIT.min(UNPACKED_FREE.max(packed.saturating_mul(UNPACKED_RATIO)));
        let unpacked =
            std::io::copy(&mut part.take(allowed + 1), &mut std::io::sink()).map_err(|error| not_readable(&error))?;
        if unpacked > allowed {
            return Err(said!(
                "unpacks to far more than a register holds; it is not read",
                "pakker ut til langt mer enn et register rommer; den blir ikke lest",
            ));
        }
    }
    input.rewind().map_err(|error| not_readable(&error))
}

fn read_sheet(workbook: &mut Opened, table: Table, reading: Reading<'_>, problems: &mut Problems) -> Sheet {
    let name = table.name();
    let unreadable = |error: XlsxError| {
        said!("the sheet cannot be read to its end: {error}", "arket kan ikke leses til slutten: {error}")
    };
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(error) => {
            problems.file(name, unreadable(error));
            return Sheet::unreadable(table, name);
        }
    };
    let mut rows = Rows { builder: None, table, reading };
    let mut current: Vec<Found> = Vec::new();
    let mut number = 0;
    loop {
        let record = match cells.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(error) => {
                problems.file(name, unreadable(error));
                return cut_short(rows.builder, table, name);
            }
        };
        let (row, column) = record.pos;
        if row + 1 != number {
            if number != 0 && !rows.take(number, std::mem::take(&mut current), problems) {
                return Sheet::unreadable(table, name);
            }
            number = row + 1;
        }
        let found = if record.formula.is_some() {
            Found::Wrong(said!("is a formula; write its value instead", "er en formel; skriv verdien i stedet"))
        } else {
            Found::of(&record.value)
        };
        let Ok(column) = usize::try_from(column) else { continue };
        if current.len() < column {
            current.resize_with(column, || Found::Text(String::new()));
        }
        if column == current.len() {
            current.push(found);
        }
    }
    if number != 0 && !rows.take(number, current, problems) {
        return Sheet::unreadable(table, name);
    }
    if rows.builder.is_none() {
        problems.file(name, no_header(table));
    }
    rows.builder.map_or_else(|| Sheet::unreadable(table, name), SheetBuilder::finish)
}

struct Rows<'a> {
    builder: Option<SheetBuilder>,
    table: Table,
    reading: Reading<'a>,
}

impl Rows<'_> {
    /// Takes one row of cells; the first must be the header. Answers false when the sheet has no meaning.
    fn take(&mut self, number: u32, cells: Vec<Found>, problems: &mut Problems) -> bool {
        let name = self.table.name();
        let Some(builder) = &mut self.builder else {
            if number != 1 {
                problems.row(name, 1, no_header(self.table));
                return false;
            }
            let mut header: Vec<String> =
                cells.into_iter().map(|cell| cell.text(Kind::Label).unwrap_or_default()).collect();
            while header.last().is_some_and(|name| name.trim().is_empty()) {
                header.pop();
            }
            self.builder = SheetBuilder::new(self.table, name, &header, problems);
            return self.builder.is_some();
        };
        let kinds: Vec<Option<Kind>> = builder.kinds().collect();
        let cells = cells
            .into_iter()
            .enumerate()
            .map(|(place, cell)| cell.text(kinds.get(place).copied().flatten().unwrap_or(Kind::Label)).map(Cow::Owned));
        builder.row(number, cells, RowLength::WithoutBlankEnd, self.reading, problems);
        if number.is_multiple_of(50_000) {
            (self.reading.progress)(name, builder.len(), 0);
        }
        true
    }
}

/// What a cell of a workbook holds, before its column is known.
enum Found {
    Text(String),
    Number(f64),
    DateTime(NaiveDateTime),
    Wrong(Said),
}

impl Found {
    fn of(value: &DataRef<'_>) -> Self {
        match value {
            DataRef::Empty => Self::Text(String::new()),
            DataRef::String(text) | DataRef::DurationIso(text) => Self::Text(text.clone()),
            DataRef::SharedString(text) => Self::Text((*text).to_owned()),
            DataRef::Int(number) => Self::Text(number.to_string()),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::Bool(_) => Self::Wrong(said!(
                "is a truth value; write yes or no as text",
                "er en sannhetsverdi; skriv yes eller no som tekst"
            )),
            DataRef::DateTime(stamp) => Self::of_stamp(stamp),
            DataRef::DateTimeIso(text) => {
                let parsed = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
                    .ok()
                    .or_else(|| text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0)));
                parsed.map_or_else(|| Self::Text(text.clone()), Self::DateTime)
            }
            DataRef::Error(error) => {
                Self::Wrong(said!("is an error of the spreadsheet ({error})", "er en feil i regnearket ({error})"))
            }
        }
    }

    fn of_stamp(stamp: &ExcelDateTime) -> Self {
        if !stamp.is_datetime() {
            return Self::Number(stamp.as_f64());
        }
        let (year, month, day, hour, minute, second, millisecond) = stamp.to_ymd_hms_milli();
        let made = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)).and_then(|date| {
            date.and_hms_milli_opt(u32::from(hour), u32::from(minute), u32::from(second), u32::from(millisecond))
        });
        // A spreadsheet keeps times as fractions of a day, a hair beside the second; the library rounds to milliseconds.
        // Seconds are dropped later, not rounded: 23:59:59 stays on its day.
        match made {
            Some(made) => Self::DateTime(made),
            None => Self::Wrong(said!("is a date that no calendar has", "er en dato som ikke finnes")),
        }
    }

    /// The cell as text for a column of this kind.
    fn text(self, kind: Kind) -> std::result::Result<String, Said> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Wrong(message) => Err(message),
            Self::Number(number) => Ok(written(number)),
            Self::DateTime(stamp) => {
                let has_time = stamp.num_seconds_from_midnight() >= 60;
                Ok(match kind {
                    Kind::Month if stamp.day() == 1 && !has_time => stamp.format("%Y-%m").to_string(),
                    _ if has_time => stamp.format("%Y-%m-%d %H:%M").to_string(),
                    _ => stamp.format("%Y-%m-%d").to_string(),
                })
            }
        }
    }
}

/// A number as its digits: whole numbers without a point, others as a person would read them in the cell.
pub(super) fn written(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let text = format!("{number:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_a_person_reads_them() {
        for (number, text) in [
            (2019.0, "2019"),
            (190_100_000_110.0, "190100000110"),
            (2400.5, "2400.5"),
            (0.1 + 0.2, "0.3"),
            (-1.0, "-1"),
        ] {
            assert_eq!(written(number), text);
        }
    }

    #[test]
    fn a_time_a_hair_short_of_the_minute_is_that_minute() {
        use calamine::ExcelDateTimeType;
        // 2019-01-01 09:02 as a spreadsheet keeps it.
        let stamp = ExcelDateTime::new(43_466.376_388_888_89, ExcelDateTimeType::DateTime, false);
        let Found::DateTime(made) = Found::of_stamp(&stamp) else { panic!("a date-time") };
        assert_eq!(made.format("%Y-%m-%d %H:%M").to_string(), "2019-01-01 09:02");
        let late = ExcelDateTime::new(43_466.999_996_5, ExcelDateTimeType::DateTime, false);
        let Found::DateTime(made) = Found::of_stamp(&late) else { panic!("a date-time") };
        assert_eq!(made.format("%Y-%m-%d %H:%M").to_string(), "2019-01-01 23:59");
    }
}
