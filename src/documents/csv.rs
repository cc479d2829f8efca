//! Tables as CSV: semicolons and a decimal comma in both languages, as spreadsheets in Norway read them, with the mark that says
//! it is UTF-8. Numbers have no thousands apart and no sign of a unit. A cell never begins as a formula does, so that a
//! spreadsheet only shows it. A document becomes a zip of one file for each table.

use super::{Cell, Document, Fact, Section, Table, words};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use std::collections::HashSet;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The mark that says a file is UTF-8.
const MARK: &str = "\u{feff}";

/// A table as one file.
#[must_use]
pub fn table(table: &Table) -> String {
    let mut out = String::from(MARK);
    line(&mut out, table.head.iter().map(|cell| guarded(cell)));
    for row in &table.rows {
        line(&mut out, row.iter().map(cell));
    }
    if !table.foot.is_empty() {
        line(&mut out, table.foot.iter().map(cell));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(';');
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.value.to_string().replace('.', ","),
        Cell::Dash => String::new(),
        other => guarded(&other.shown()),
    }
}

/// A cell that no spreadsheet takes for a formula, quoted where it must be.
#[must_use]
pub fn guarded(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([';', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// All tables of a document: a file for each figure, those of single numbers, all values with their codes, and the rules.
pub(super) fn document(document: &Document) -> Result<Vec<u8>> {
    let mut zip = Zip { zip: ZipWriter::new(Cursor::new(Vec::new())), names: HashSet::new() };
    let lang = document.lang;
    zip.add(words::VALUES_SHEET.get(lang), &document.values)?;
    zip.add(words::RULES_SHEET.get(lang), &rules(document))?;
    if let Some(records) = &document.records {
        zip.add(words::RECORDS_SHEET.get(lang), records)?;
    }
    for (place, section) in (1..).zip(&document.sections) {
        if !section.facts.is_empty() {
            zip.add(&format!("{place:02} {}", section.title), &facts(section, lang))?;
        }
        for figure in section.figures.iter().filter(|figure| !figure.table.rows.is_empty()) {
            zip.add(&format!("{place:02} {} {}", section.title, figure.title), &figure.table)?;
        }
    }
    Ok(zip.zip.finish().map_err(Error::internal)?.into_inner())
}

/// The single numbers of a chapter as a table.
pub(super) fn facts(section: &Section, lang: Lang) -> Table {
    let row = |fact: &Fact| {
        vec![
            Cell::Text(fact.title.clone()),
            fact.number.clone(),
            Cell::text(fact.earlier.clone()),
            Cell::Text(fact.id.clone()),
        ]
    };
    let head = [words::FIGURE, words::VALUE, words::EARLIER, words::CODE].map(|word| word.get(lang).to_owned());
    Table {
        name: words::NUMBERS.get(lang).to_owned(),
        head: head.to_vec(),
        rows: section.facts.iter().map(row).collect(),
        foot: Vec::new(),
    }
}

/// The rules of a document as a table.
pub(super) fn rules(document: &Document) -> Table {
    let lang = document.lang;
    let head = [words::CODE, words::FIGURE, words::RULE].map(|word| word.get(lang).to_owned());
    let row = |rule: &super::Rule| [&rule.id, &rule.title, &rule.text].map(|text| Cell::text(text.as_str())).to_vec();
    Table {
        name: words::RULES_SHEET.get(lang).to_owned(),
        head: head.to_vec(),
        rows: document.rules.iter().map(row).collect(),
        foot: Vec::new(),
    }
}

struct Zip {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    names: HashSet<String>,
}

impl Zip {
    fn add(&mut self, title: &str, of: &Table) -> Result<()> {
        let plain = file_name(title);
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let name = std::iter::once(plain.clone()).chain(numbered).find(|name| self.names.insert(name.clone()));
        let name = name.unwrap_or(plain);
        self.zip.start_file(format!("{name}.csv"), SimpleFileOptions::default()).map_err(Error::internal)?;
        self.zip.write_all(table(of).as_bytes()).map_err(Error::internal)
    }
}

/// A title as the name of a file that every system takes: `Hva henvendelsene gjelder` as `hva-henvendelsene-gjelder`.
#[must_use]
pub fn file_name(title: &str) -> String {
    let mut name = String::new();
    for c in title.to_lowercase().chars() {
        match c {
            'æ' => name.push_str("ae"),
            'ø' => name.push('o'),
            'å' => name.push('a'),
            c if c.is_ascii_alphanumeric() => name.push(c),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
        if name.len() >= 80 {
            break;
        }
    }
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Number};
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+47 22", "'+47 22"),
            ("-1", "'-1"),
            ("@sum", "'@sum"),
            (" =x", "' =x"),
            ("\t=x", "'\t=x"),
            ("basis", "basis"),
            ("a;b", "\"a;b\""),
            ("=\"x\"", "\"'=\"\"x\"\"\""),
            ("1500,50", "1500,50"),
        ] {
            assert_eq!(guarded(cell), written);
        }
    }

    #[test]
    fn numbers_are_numbers_and_words_are_words() {
        let number = |value: f64| Cell::Number(Number { value, form: Form::Kroner, text: "kr 1 912".to_owned() });
        let made = Table {
            name: "x".to_owned(),
            head: vec!["Tall".to_owned(), "=A1".to_owned()],
            rows: vec![vec![Cell::text("-"), number(1912.5)], vec![Cell::Blank, number(-3.0)]],
            foot: Vec::new(),
        };
        assert_eq!(table(&made), "\u{feff}Tall;'=A1\r\n'-;1912,5\r\n;-3\r\n");
    }

    #[test]
    fn a_title_becomes_a_plain_name() {
        assert_eq!(file_name("01 Brukere, får / «Æ»: x "), "01-brukere-far-ae-x");
        assert!(file_name(&"ø".repeat(300)).len() <= 81);
    }
}
