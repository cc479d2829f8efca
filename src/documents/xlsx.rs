//! A document or a list as a workbook: a sheet for each chapter, numbers as numbers, charts that the spreadsheet draws itself.

use super::sheets::{Chapter, ChartData};
use super::{Cell, Document, Form, Number, Table, csv, words};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use chrono::Datelike;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};
use std::collections::HashSet;

/// The most rows a sheet can have, by the file format.
const SHEET_ROWS: usize = 1_048_576;

/// The most characters a cell can have, by the file format.
const CELL_CHARACTERS: usize = 32_767;

/// The most characters of the name of a sheet.
const SHEET_NAME: usize = 31;

/// A4.
const PAPER: u8 = 9;

/// Ink of headings, and of what stands beside the message.
const INK: u32 = 0x0c_2f38;
const MUTED: u32 = 0x57_6469;
const LINE: u32 = 0x8d_8f8c;

/// How cells look.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) muted: Format,
    pub(super) note: Format,
    pub(super) lead: Format,
    head: Format,
    head_right: Format,
    head_left: Format,
    label: Format,
    text: Format,
    foot: Format,
    link: Format,
}

impl Styles {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(LINE));
        Self {
            title: Format::new().set_bold().set_font_size(18).set_font_color(Color::RGB(INK)),
            heading: Format::new().set_bold().set_font_size(13).set_font_color(Color::RGB(INK)),
            muted: Format::new().set_font_color(Color::RGB(MUTED)),
            note: top().set_font_color(Color::RGB(MUTED)).set_text_wrap().set_font_size(9),
            lead: top().set_text_wrap(),
            head_right: head.clone().set_align(FormatAlign::Right),
            head_left: head.clone().set_indent(1),
            head,
            label: top().set_text_wrap(),
            text: top().set_indent(1),
            foot: Format::new().set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(Color::RGB(LINE)),
            link: Format::new()
                .set_font_color(Color::RGB(0x17_566a))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
        }
    }
}

/// What the library refuses is a fault of ours.
pub(super) fn refused(error: XlsxError) -> Error {
    Error::internal(error)
}

/// How a number is written in a spreadsheet: the value stays the number itself.
fn number_format(number: &Number, lang: Lang) -> &'static str {
    let is_whole = number.value.fract() == 0.0;
    match (number.form, is_whole, lang) {
        (Form::Plain, true, _) => "#,##0",
        (Form::Plain, false, _) => "#,##0.0#",
        (Form::Percent, true, Lang::Nb) => "0\" %\"",
        (Form::Percent, false, Lang::Nb) => "0.0\" %\"",
        (Form::Percent, true, Lang::En) => "0\"%\"",
        (Form::Percent, false, Lang::En) => "0.0\"%\"",
        (Form::Kroner, true, Lang::Nb) => "\"kr \"#,##0",
        (Form::Kroner, false, Lang::Nb) => "\"kr \"#,##0.00",
        (Form::Kroner, true, Lang::En) => "\"NOK \"#,##0",
        (Form::Kroner, false, Lang::En) => "\"NOK \"#,##0.00",
        (Form::Years, true, Lang::Nb) => "0\" år\"",
        (Form::Years, false, Lang::Nb) => "0.0\" år\"",
        (Form::Years, true, Lang::En) => "0\" years\"",
        (Form::Years, false, Lang::En) => "0.0\" years\"",
    }
}

/// A sheet with the place where the next row goes.
pub(super) struct Sheet<'s> {
    pub(super) sheet: &'s mut Worksheet,
    pub(super) styles: &'s Styles,
    pub(super) lang: Lang,
    pub(super) row: u32,
}

impl Sheet<'_> {
    /// Writes words, cut where a cell can hold no more.
    pub(super) fn words(&mut self, column: u16, text: &str, format: &Format) -> Result<()> {
        let cut: String = text.chars().take(CELL_CHARACTERS).collect();
        self.sheet.write_string_with_format(self.row, column, cut, format).map_err(refused)?;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell, format: &Format) -> Result<()> {
        match cell {
            Cell::Blank | Cell::Dash => {
                self.sheet.write_blank(self.row, column, format).map_err(refused)?;
            }
            Cell::Text(text) => self.words(column, text, format)?,
            Cell::Number(number) => {
                let format = format
                    .clone()
                    .set_num_format(number_format(number, self.lang))
                    .set_align(FormatAlign::Right)
                    .set_indent(0);
                self.sheet.write_number_with_format(self.row, column, number.value, &format).map_err(refused)?;
            }
            Cell::Date(date) => {
                let format = format.clone().set_num_format("dd.mm.yyyy");
                let year = u16::try_from(date.year()).unwrap_or(1900);
                let (month, day) = (date.month().to_string().parse(), date.day().to_string().parse());
                let written = ExcelDateTime::from_ymd(year, month.unwrap_or(1), day.unwrap_or(1));
                match written {
                    Ok(written) => {
                        self.sheet.write_datetime_with_format(self.row, column, &written, &format).map_err(refused)?;
                    }
                    // Before 1900 a spreadsheet knows no dates.
                    Err(_) => self.words(column, &date.format("%d.%m.%Y").to_string(), &format)?,
                }
            }
        }
        Ok(())
    }

    /// Writes a table from the row on, head first.
    pub(super) fn table(&mut self, table: &Table) -> Result<()> {
        let styles = self.styles;
        for (place, head) in (0_u16..).zip(&table.head) {
            let format = match place {
                0 => &styles.head,
                _ if table.is_numeric(usize::from(place)) => &styles.head_right,
                _ => &styles.head_left,
            };
            self.words(place, head, format)?;
        }
        self.row += 1;
        for row in &table.rows {
            for (place, cell) in (0_u16..).zip(row) {
                self.cell(place, cell, if place == 0 { &styles.label } else { &styles.text })?;
            }
            self.row += 1;
        }
        if !table.foot.is_empty() {
            for (place, cell) in (0_u16..).zip(&table.foot) {
                self.cell(place, cell, &styles.foot)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    /// Prints on A4, as wide as the paper, with the title and the page below.
    pub(super) fn on_paper(&mut self, title: &str, is_landscape: bool) {
        self.sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        if is_landscape {
            self.sheet.set_landscape();
        }
        let title = title.replace('&', "&&");
        let (page, of) = words::page_words(self.lang);
        self.sheet.set_footer(format!("&L&9{title}&R&9{page}&P{of}&N"));
    }
}

/// A list as a workbook of one sheet.
pub(super) fn table(table: &Table, lang: Lang) -> Result<Vec<u8>> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(&table.name).set_author("ROSA journal"));
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.name, &mut HashSet::new())).map_err(refused)?;
    list(sheet, &styles, table, lang)?;
    workbook.save_to_buffer().map_err(refused)
}

/// A table alone on a sheet: its head stays in sight, and every column can be filtered.
fn list(sheet: &mut Worksheet, styles: &Styles, table: &Table, lang: Lang) -> Result<()> {
    let rows = table.rows.len() + 2;
    if rows > SHEET_ROWS {
        return Err(Error::Invalid(match lang {
            Lang::Nb => format!("{} rader er mer enn et ark i Excel rommer. Velg CSV.", table.rows.len()),
            Lang::En => format!("{} rows are more than a sheet of Excel holds. Choose CSV.", table.rows.len()),
        }));
    }
    let mut written = Sheet { sheet, styles, lang, row: 0 };
    written.table(table)?;
    written.on_paper(&table.name, true);
    let last_column = u16::try_from(table.head.len().saturating_sub(1)).unwrap_or(0);
    for (place, head) in (0_u16..).zip(&table.head) {
        let longest = table.rows.iter().take(500).filter_map(|row| row.get(usize::from(place)));
        let longest = longest.map(|cell| cell.shown().chars().count()).max().unwrap_or(0);
        let width = longest.max(head.chars().count() + 3).clamp(9, 60);
        sheet.set_column_width(place, f64::from(u32::try_from(width).unwrap_or(20)) + 1.0).map_err(refused)?;
    }
    sheet.set_freeze_panes(1, 0).map_err(refused)?;
    sheet.set_repeat_rows(0, 0).map_err(refused)?;
    let last_row = u32::try_from(table.rows.len()).unwrap_or(0);
    if last_row > 0 && !table.head.is_empty() {
        sheet.autofilter(0, 0, last_row, last_column).map_err(refused)?;
    }
    Ok(())
}

/// A document as a workbook.
pub(super) fn document(document: &Document) -> Result<Vec<u8>> {
    let (styles, lang) = (Styles::new(), document.lang);
    let mut names = HashSet::new();
    let overview = sheet_name(words::OVERVIEW.get(lang), &mut names);
    let chart_sheet = sheet_name(words::CHARTS_SHEET.get(lang), &mut names);
    let fixed = [words::RULES_SHEET, words::VALUES_SHEET, words::RECORDS_SHEET];
    let [rules_sheet, values_sheet, records_sheet] = fixed.map(|word| sheet_name(word.get(lang), &mut names));
    let chapters: Vec<String> =
        document.sections.iter().map(|section| sheet_name(&section.title, &mut names)).collect();

    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_title(&document.title).set_subject(&document.status).set_author("ROSA journal"),
    );
    let first = workbook.add_worksheet();
    first.set_name(&overview).map_err(refused)?;
    let mut after: Vec<&str> = vec![&rules_sheet, &values_sheet];
    if document.records.is_some() {
        after.push(&records_sheet);
    }
    let all: Vec<(&str, &str)> = chapters
        .iter()
        .zip(&document.sections)
        .map(|(name, section)| (name.as_str(), section.lead.as_str()))
        .chain(after.iter().map(|name| (*name, "")))
        .collect();
    cover(&mut Sheet { sheet: first, styles: &styles, lang, row: 0 }, document, &all)?;

    let mut charts = ChartData::new(&chart_sheet);
    for (name, section) in chapters.iter().zip(&document.sections) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).map_err(refused)?;
        let sheet = Sheet { sheet, styles: &styles, lang, row: 0 };
        Chapter { sheet, name, title: &document.title }.write(section, &document.rules, &mut charts)?;
    }
    let tables = [(&rules_sheet, &csv::rules(document)), (&values_sheet, &document.values)];
    for (name, table) in tables.into_iter().chain(document.records.as_ref().map(|records| (&records_sheet, records))) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).map_err(refused)?;
        list(sheet, &styles, table, lang)?;
    }
    if let Some(sheet) = charts.finish()? {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer().map_err(refused)
}

/// The first sheet: the title, the key numbers and the way to the others.
fn cover(sheet: &mut Sheet<'_>, document: &Document, all: &[(&str, &str)]) -> Result<()> {
    let (styles, lang) = (sheet.styles, document.lang);
    sheet.sheet.set_column_width(0, 38).map_err(refused)?;
    sheet.sheet.set_column_width(1, 100).map_err(refused)?;
    sheet.sheet.set_screen_gridlines(false);
    sheet.words(0, &document.title, &styles.title)?;
    sheet.row += 1;
    sheet.words(0, &document.status, &styles.muted)?;
    sheet.row += 2;
    sheet.words(0, words::KEY_NUMBERS.get(lang), &styles.heading)?;
    sheet.row += 1;
    for (number, label) in &document.key_numbers {
        sheet.words(0, label, &styles.text)?;
        let left =
            styles.text.clone().set_num_format(number_format(number, lang)).set_align(FormatAlign::Left).set_bold();
        sheet.sheet.write_number_with_format(sheet.row, 1, number.value, &left).map_err(refused)?;
        sheet.row += 1;
    }
    sheet.row += 1;
    sheet.words(0, words::SHEET.get(lang), &styles.heading)?;
    sheet.row += 1;
    for (name, lead) in all {
        let url = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(*name);
        sheet.sheet.write_url_with_format(sheet.row, 0, url, &styles.link).map_err(refused)?;
        sheet.words(1, lead, &styles.lead)?;
        sheet.row += 1;
    }
    sheet.on_paper(&document.title, true);
    Ok(())
}

/// A title as the name of a sheet: short enough, without what the format forbids, and not there yet.
fn sheet_name(title: &str, taken: &mut HashSet<String>) -> String {
    let plain: String =
        title.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')).collect();
    let cut = |text: &str, most: usize| {
        if text.chars().count() <= most {
            return text.trim().to_owned();
        }
        let short: String = text.chars().take(most).collect();
        let whole = short.rsplit_once(' ').map_or(short.as_str(), |(words, _)| words);
        whole.trim().to_owned()
    };
    let numbered = (2..).map(|n| format!("{} {n}", cut(&plain, SHEET_NAME - 4)));
    let mut names = std::iter::once(cut(&plain, SHEET_NAME)).chain(numbered);
    names.find(|name| !name.is_empty() && taken.insert(name.to_lowercase())).unwrap_or_else(|| "ROSA".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_and_different() {
        let mut taken = HashSet::new();
        assert_eq!(sheet_name("Possible victims in the enquiries", &mut taken), "Possible victims in the");
        assert_eq!(sheet_name("Possible victims in the: enquiries", &mut taken), "Possible victims in the 2");
        assert_eq!(sheet_name("Retur", &mut taken), "Retur");
        assert_eq!(sheet_name("RETUR", &mut taken), "RETUR 2");
    }

    #[test]
    fn a_list_that_is_too_long_for_a_sheet_is_refused_in_words() {
        let made = Table {
            name: "x".to_owned(),
            head: vec!["a".to_owned()],
            rows: vec![Vec::new(); SHEET_ROWS],
            foot: Vec::new(),
        };
        assert!(matches!(table(&made, Lang::Nb), Err(Error::Invalid(text)) if text.contains("Velg CSV")));
    }
}
