//! The register as one workbook: writing one, and the empty template with its help sheet.

use super::format::{Kind, Table};
use super::xlsx::written;
use crate::kernel::error::{Error, Result};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, ExcelDateTime as WriteDate, Format, Workbook, Worksheet,
    XlsxError as WriteError,
};

/// The sheet with help and code lists that the template has; it is no table and is not read.
pub const HELP_SHEET: &str = "hjelp";

/// The most rows a sheet can have, by the file format.
const SHEET_ROWS: u32 = 1_048_576;

/// The most characters a cell can have, by the file format.
const CELL_CHARACTERS: usize = 32_767;

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
