//! Years side by side as a file: a line for each value with where it comes from. Semicolons and a decimal comma, as spreadsheets
//! here read it, with the mark that says it is UTF-8; no cell begins as a formula does.

use super::texts::CompareTexts;
use super::{Column, Source};
use crate::report::shape::Figure;

/// The file.
#[must_use]
pub fn csv(figures: &[&'static Figure], years: &[Column], t: CompareTexts) -> String {
    let mut out = String::from("\u{feff}");
    line(&mut out, &["id", t.figure(), t.category(), t.year(), t.value(), t.source()]);
    for figure in figures {
        let title = figure.title.get(t.0);
        for column in years {
            let year = column.year.to_string();
            let mut add = |category: &str, value: f64, source: Source| {
                let value = value.to_string().replace('.', ",");
                line(&mut out, &[figure.id, title, category, &year, &value, t.of(source)]);
            };
            if figure.shape.is_number() {
                if let Some((value, source)) = column.number(figure) {
                    add("", value, source);
                }
            } else {
                for (code, value) in column.categories(figure) {
                    let known = figure.by.first().and_then(|by| by.label(&code).1).map(|text| text.get(t.0).to_owned());
                    let name = known.or_else(|| column.report().facility_names.get(&code).cloned()).unwrap_or(code);
                    add(&name, value, column.source);
                }
            }
        }
    }
    out
}

fn line(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| guarded(cell)).collect();
    out.push_str(&cells.join(";"));
    out.push_str("\r\n");
}

/// A cell that no spreadsheet takes for a formula, quoted where it must be. Numbers below nought stay numbers.
fn guarded(cell: &str) -> String {
    let is_number = cell.replace(',', ".").parse::<f64>().is_ok();
    let is_formula = !is_number && cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([';', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for (cell, written) in
            [("=1", "'=1"), ("-2,5", "-2,5"), ("-a", "'-a"), ("a;b", "\"a;b\""), ("Tone \"x\"", "\"Tone \"\"x\"\"\"")]
        {
            assert_eq!(guarded(cell), written);
        }
    }
}
