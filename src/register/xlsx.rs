//! The register as one workbook: reading what any spreadsheet wrote, and writing one.

use super::format::{Kind, Table};
use super::problems::Problems;
use super::read::{Reading, RowLength, SheetBuilder, cut_short, no_header};
use super::sheet::Sheet;
use crate::kernel::error::{Error, Result};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, ExcelDateTime as WriteDate, Format, Workbook, Worksheet,
    XlsxError as WriteError,
};
use std::borrow::Cow;
use std::io::{BufReader, Read, Seek};

/// The sheet with help and code lists that the template has; it is no table and is not read.
const HELP_SHEET: &str = "hjelp";

/// A part of a workbook may unpack to at most this; the largest honest register is far below.
const UNPACKED_LIMIT: u64 = 2 * 1024 * 1024 * 1024;

/// A part that unpacks to more than this is looked at for its ratio.
const UNPACKED_FREE: u64 = 64 * 1024 * 1024;

/// Honest sheets pack some ten to twenty times; one that packs far better is made to fill the memory.
const UNPACKED_RATIO: u64 = 100;

/// The most rows a sheet can have, by the file format.
const SHEET_ROWS: u32 = 1_048_576;

/// The most characters a cell can have, by the file format.
const CELL_CHARACTERS: usize = 32_767;

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
            problems.file(name, format!("is not a workbook that can be read (.xlsx): {error}"));
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
            problems.file(&sheet, format!("no such sheet in a register; known: {}", known.join(", ")));
        }
    }
    if !any_known {
        problems.file(name, format!("no known sheet of a register is in this workbook; known: {}", known.join(", ")));
    }
    sheets.sort_by_key(|sheet| sheet.table);
    sheets
}

/// Unpacks every part once without keeping it, so that no part can fill the memory later.
fn refuse_bombs(input: &mut BufReader<Box<dyn ReadSeek>>) -> std::result::Result<(), String> {
    let not_readable = |error: &dyn std::fmt::Display| format!("is not a workbook that can be read (.xlsx): {error}");
    let mut archive = zip::ZipArchive::new(&mut *input).map_err(|error| not_readable(&error))?;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| not_readable(&error))?;
        let packed = part.compressed_size();
        let allowed = UNPACKED_LIMIT.min(UNPACKED_FREE.max(packed.saturating_mul(UNPACKED_RATIO)));
        let unpacked =
            std::io::copy(&mut part.take(allowed + 1), &mut std::io::sink()).map_err(|error| not_readable(&error))?;
        if unpacked > allowed {
            return Err("unpacks to far more than a register holds; it is not read".to_owned());
        }
    }
    input.rewind().map_err(|error| not_readable(&error))
}

fn read_sheet(workbook: &mut Opened, table: Table, reading: Reading<'_>, problems: &mut Problems) -> Sheet {
    let name = table.name();
    let unreadable = |error: XlsxError| format!("the sheet cannot be read to its end: {error}");
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
            Found::Wrong("is a formula; write its value instead".to_owned())
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
    Wrong(String),
}

impl Found {
    fn of(value: &DataRef<'_>) -> Self {
        match value {
            DataRef::Empty => Self::Text(String::new()),
            DataRef::String(text) | DataRef::DurationIso(text) => Self::Text(text.clone()),
            DataRef::SharedString(text) => Self::Text((*text).to_owned()),
            DataRef::Int(number) => Self::Text(number.to_string()),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::Bool(_) => Self::Wrong("is a truth value; write yes or no as text".to_owned()),
            DataRef::DateTime(stamp) => Self::of_stamp(stamp),
            DataRef::DateTimeIso(text) => {
                let parsed = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
                    .ok()
                    .or_else(|| text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0)));
                parsed.map_or_else(|| Self::Text(text.clone()), Self::DateTime)
            }
            DataRef::Error(error) => Self::Wrong(format!("is an error of the spreadsheet ({error})")),
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
            None => Self::Wrong("is a date that no calendar has".to_owned()),
        }
    }

    /// The cell as text for a column of this kind.
    fn text(self, kind: Kind) -> std::result::Result<String, String> {
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
fn written(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let text = format!("{number:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A workbook that is being written: one sheet per table.
pub struct Writer {
    workbook: Workbook,
    date: Format,
    header: Format,
    text: Format,
}

/// One sheet that is being written.
pub struct SheetWriter<'a> {
    table: Table,
    sheet: &'a mut Worksheet,
    date: &'a Format,
    text: &'a Format,
    row: u32,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// An empty workbook.
    #[must_use]
    pub fn new() -> Self {
        Self {
            workbook: Workbook::new(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            header: Format::new().set_bold(),
            text: Format::new().set_num_format("@"),
        }
    }

    /// Adds the sheet of a table, with its header.
    ///
    /// # Errors
    /// When the library refuses, which would be a fault of ours.
    pub fn sheet(&mut self, table: Table) -> Result<SheetWriter<'_>> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(table.name()).map_err(refused)?;
        for (place, column) in (0_u16..).zip(table.columns()) {
            sheet.write_with_format(0, place, column.name, &self.header).map_err(refused)?;
            let width = column.name.len().clamp(10, 24);
            sheet.set_column_width(place, u32::try_from(width + 2).unwrap_or(12)).map_err(refused)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(refused)?;
        Ok(SheetWriter { table, sheet, date: &self.date, text: &self.text, row: 0 })
    }

    /// The finished workbook as bytes.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        self.workbook.save_to_buffer().map_err(refused)
    }
}

fn refused(error: WriteError) -> Error {
    Error::internal(error)
}

impl SheetWriter<'_> {
    /// Adds a row; its cells are in the order of the table's columns.
    ///
    /// # Errors
    /// When a workbook cannot hold it: too many rows, or too long a text.
    pub fn row(&mut self, cells: &[String]) -> Result<()> {
        self.row += 1;
        let name = self.table.name();
        if self.row >= SHEET_ROWS {
            return Err(Error::Invalid(format!(
                "{name} has more rows than a sheet can hold ({SHEET_ROWS}); export to a folder of CSV files instead"
            )));
        }
        for ((place, column), cell) in (0_u16..).zip(self.table.columns()).zip(cells) {
            if cell.is_empty() {
                continue;
            }
            if cell.chars().count() > CELL_CHARACTERS {
                return Err(Error::Invalid(format!(
                    "{name}: a text is longer than a cell of a workbook can be ({CELL_CHARACTERS} characters); export to a folder of CSV files instead"
                )));
            }
            self.write(place, column.kind, cell).map_err(refused)?;
        }
        Ok(())
    }

    fn write(&mut self, place: u16, kind: Kind, cell: &str) -> std::result::Result<(), WriteError> {
        match kind {
            // Spreadsheets count days from 1900 and have one day too many in February of that year.
            Kind::Date | Kind::AnyDate if cell > "1900-03-01" => {
                let date = WriteDate::parse_from_str(cell)?;
                self.sheet.write_with_format(self.row, place, date, self.date)?;
            }
            Kind::Count(_) | Kind::Amount | Kind::Number | Kind::Year => match cell.parse::<f64>() {
                Ok(number) if written(number) == cell => {
                    self.sheet.write_number(self.row, place, number)?;
                }
                _ => {
                    self.sheet.write_string_with_format(self.row, place, cell, self.text)?;
                }
            },
            _ => {
                self.sheet.write_string_with_format(self.row, place, cell, self.text)?;
            }
        }
        Ok(())
    }
}

/// How many rows of the template have drop-downs and formats.
const TEMPLATE_ROWS: u32 = 2_000;

/// An empty workbook with a sheet per table, drop-downs for the codes and a help sheet in bokmål.
///
/// # Errors
/// When the library refuses, which would be a fault of ours.
pub fn template() -> Result<Vec<u8>> {
    let mut writer = Writer::new();
    let lists = help_lists();
    for table in Table::ALL {
        let (text, date) = (writer.text.clone(), writer.date.clone());
        let sheet = writer.sheet(*table)?.sheet;
        for (place, column) in (0_u16..).zip(table.columns()) {
            let format = if matches!(column.kind, Kind::Date | Kind::AnyDate) {
                Some(&date)
            } else {
                // Case numbers like 2019-01 would else become dates while typing.
                (!matches!(column.kind, Kind::Count(_) | Kind::Amount | Kind::Number | Kind::Year)).then_some(&text)
            };
            if let Some(format) = format {
                sheet.set_column_format(place, format).map_err(refused)?;
            }
            let list = lists.iter().find(|list| list.table == *table && list.column == column.name);
            let mut validation = DataValidation::new();
            validation = match list {
                Some(list) if !column.kind.is_set() => validation
                    .allow_list_formula(list.formula().as_str().into())
                    .set_error_style(DataValidationErrorStyle::Stop)
                    .set_error_message("Velg en av kodene i listen.")
                    .map_err(refused)?,
                _ if matches!(column.kind, Kind::YesNo) => validation
                    .allow_list_strings(&["yes", "no"])
                    .map_err(refused)?
                    .set_error_message("Skriv yes eller no.")
                    .map_err(refused)?,
                _ => validation.allow_any_value(),
            };
            let hint =
                if column.required { format!("{} (må fylles ut)", column.label) } else { column.label.to_owned() };
            let title: String = column.name.chars().take(32).collect();
            validation =
                validation.set_input_title(title).map_err(refused)?.set_input_message(hint).map_err(refused)?;
            sheet.add_data_validation(1, place, TEMPLATE_ROWS, place, &validation).map_err(refused)?;
        }
    }
    write_help(&mut writer, &lists)?;
    writer.finish()
}

/// A code list on the help sheet.
struct HelpList {
    table: Table,
    column: &'static str,
    place: u16,
    codes: Vec<(&'static str, crate::kernel::text::Text)>,
}

impl HelpList {
    /// The cells of the codes, for a drop-down.
    fn formula(&self) -> String {
        let column = rust_xlsxwriter::utility::column_number_to_name(self.place);
        format!("={HELP_SHEET}!${column}$3:${column}${}", self.codes.len() + 2)
    }
}

/// Where the code lists begin on the help sheet, right of the help itself.
const LISTS_FROM: u16 = 7;

fn help_lists() -> Vec<HelpList> {
    let coded = Table::ALL.iter().flat_map(|table| {
        table
            .columns()
            .iter()
            .filter_map(|column| column.kind.code_list().map(|list| (*table, column.name, list.all())))
    });
    (0_u16..)
        .zip(coded)
        .map(|(nth, (table, column, codes))| HelpList { table, column, place: LISTS_FROM + nth * 2, codes })
        .collect()
}

fn write_help(writer: &mut Writer, lists: &[HelpList]) -> Result<()> {
    let header = writer.header.clone();
    let wrapped = Format::new().set_text_wrap();
    let sheet = writer.workbook.add_worksheet();
    sheet.set_name(HELP_SHEET).map_err(refused)?;
    let mut row = 0;
    for line in HELP {
        sheet.write_string(row, 0, *line).map_err(refused)?;
        row += 1;
    }
    row += 1;
    for (place, title) in (0_u16..).zip(["Ark", "Kolonne", "Hva den er", "Må fylles ut", "Hva som er tillatt"]) {
        sheet.write_with_format(row, place, title, &header).map_err(refused)?;
    }
    for table in Table::ALL {
        for column in table.columns() {
            row += 1;
            let required = if column.required { "ja" } else { "" };
            for (place, text) in
                (0_u16..).zip([table.name(), column.name, column.label, required, allowed(column.kind).as_str()])
            {
                sheet.write_string_with_format(row, place, text, &wrapped).map_err(refused)?;
            }
        }
    }
    for (place, width) in [(0_u16, 18), (1, 24), (2, 44), (3, 14), (4, 70)] {
        sheet.set_column_width(place, width).map_err(refused)?;
    }
    for list in lists {
        sheet.write_with_format(0, list.place, list.table.name(), &header).map_err(refused)?;
        sheet.write_with_format(1, list.place, list.column, &header).map_err(refused)?;
        sheet.set_column_width(list.place, 24).map_err(refused)?;
        for (at, (code, text)) in (2_u32..).zip(&list.codes) {
            sheet.write_string(at, list.place, *code).map_err(refused)?;
            sheet.write_string(at, list.place + 1, text.nb).map_err(refused)?;
        }
    }
    Ok(())
}

const HELP: &[&str] = &[
    "Registerets format. Fyll ut arkene, ett per tabell; ark du ikke trenger, kan stå tomme med overskriften eller slettes.",
    "Første rad er kolonnenavnene og skal ikke endres. En tom celle betyr «ikke registrert», som ikke er det samme som koden unknown.",
    "Datoer skrives ÅÅÅÅ-MM-DD (eller som ekte datoer), klokkeslett ÅÅÅÅ-MM-DD TT:MM. Beløp har punktum foran desimalene.",
    "Flere verdier i samme celle skilles med semikolon, for eksempel sexual;begging. Formler er ikke tillatt.",
    "Prøv først med «rosa import --check», som bare sier hva som er galt. Ingenting blir lagt inn før alt er riktig.",
    "Kodene for hver kolonne står i listene til høyre på dette arket.",
];

/// What a column of this kind may hold, in bokmål.
fn allowed(kind: Kind) -> String {
    match kind {
        Kind::Key => "fri tekst, hver nøkkel bare én gang".to_owned(),
        Kind::Text | Kind::Label => "fri tekst".to_owned(),
        Kind::Reference(table) => format!("en nøkkel fra arket {}", table.name()),
        Kind::References(table) => format!("nøkler fra arket {}, skilt med semikolon", table.name()),
        Kind::One(list) => format!("én av: {}", list.listed()),
        Kind::Set(list) => format!("en eller flere av, skilt med semikolon: {}", list.listed()),
        Kind::Country => "to store bokstaver (ISO 3166-1), XK for Kosovo, XS for statsløs".to_owned(),
        Kind::Countries => "landkoder skilt med semikolon: to store bokstaver (ISO 3166-1), XK, XS".to_owned(),
        Kind::Languages => "språkkoder skilt med semikolon: to små bokstaver (ISO 639-1)".to_owned(),
        Kind::YesNo => "yes eller no".to_owned(),
        Kind::Date => "dato, ikke etter i dag".to_owned(),
        Kind::AnyDate => "dato, kan ligge fram i tid".to_owned(),
        Kind::DateTime => "dato, gjerne med klokkeslett, ikke etter i dag".to_owned(),
        Kind::Month => "måned, ÅÅÅÅ-MM".to_owned(),
        Kind::Year => "årstall med fire siffer".to_owned(),
        Kind::Count(least) => format!("heltall, {least} eller mer"),
        Kind::Amount => "beløp med høyst to desimaler".to_owned(),
        Kind::Number => "tall".to_owned(),
        Kind::Duf => "tolv siffer".to_owned(),
        Kind::Figure => "id-en til et tall i rapporten, eller en nøkkel som begynner med manual.".to_owned(),
    }
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
