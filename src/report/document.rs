//! The report as a document to hand out: made of the page's own view, so that what is handed out says what the page says. A report
//! is a value here; whether it was computed just now or frozen is for the caller to say in its status.

use super::Report;
use super::catalogue::{HISTORY, MANUAL};
use super::records::Every;
use super::shape::{Figure as ReportFigure, Section as ReportSection, Unit, Value};
use super::texts::{DocumentTexts, ReportTexts};
use super::view::{self, FigureView, NumberView, SectionView, TableView};
use crate::documents::{Cell, Document, Fact, Figure, Form, Number, Rule, Section, Table};
use crate::kernel::text::Lang;

/// How many categories a sentence names before it speaks of the others.
const NAMED: usize = 6;

/// A report as a document in a language. `status` says when it was computed and of what.
#[must_use]
pub fn document(report: &Report, lang: Lang, status: String, records: Option<Table>) -> Document {
    let view = view::view(report, lang, None);
    let t = ReportTexts(lang);
    let key_numbers = view.tiles.into_iter().filter_map(|tile| Some((tile.number?, tile.label))).collect();
    Document {
        lang,
        title: t.heading(&report.year.number().to_string()),
        status,
        key_numbers,
        sections: view.sections.into_iter().map(|section| chapter(section, lang)).collect(),
        rules: rules(report, lang),
        values: values(report, lang),
        records,
    }
}

fn chapter(section: SectionView, lang: Lang) -> Section {
    Section {
        title: section.title,
        lead: section.lead,
        facts: section.numbers.into_iter().map(fact).collect(),
        figures: section.figures.into_iter().map(|shown| figure(shown, lang)).collect(),
    }
}

fn fact(shown: NumberView) -> Fact {
    Fact {
        id: shown.code,
        title: shown.label,
        number: shown.number.map_or(Cell::Dash, Cell::Number),
        earlier: shown.earlier,
    }
}

fn figure(shown: FigureView, lang: Lang) -> Figure {
    let sentence = sentence(&shown, lang);
    Figure {
        id: shown.code,
        summary: shown.unit,
        sentence,
        table: table(shown.title.clone(), shown.table),
        picture: shown.picture,
        title: shown.title,
    }
}

fn table(name: String, shown: TableView) -> Table {
    let cells = |label: String, cells: Vec<view::CellView>| {
        let numbers = cells.into_iter().map(|cell| match cell.number {
            Some(number) => Cell::Number(number),
            // A number that may not be told stands as words.
            None if cell.text == "–" => Cell::Dash,
            None => Cell::text(cell.text),
        });
        std::iter::once(Cell::text(label)).chain(numbers).collect::<Vec<_>>()
    };
    let foot = if shown.foot.is_empty() { Vec::new() } else { cells(shown.foot_label, shown.foot) };
    Table {
        name,
        head: std::iter::once(shown.first_column).chain(shown.columns).collect(),
        rows: shown.rows.into_iter().map(|row| cells(row.label, row.cells)).collect(),
        foot,
    }
}

/// The numbers of a table in a sentence: its categories with their numbers and shares, nothing about what they mean. Only where the
/// table has one number for each category, or their sums.
fn sentence(shown: &FigureView, lang: Lang) -> String {
    let (t, d) = (ReportTexts(lang), DocumentTexts(lang));
    let table = &shown.table;
    let last = table.columns.len().saturating_sub(1);
    let has_shares = table.columns.len() == 2 && table.columns.last().is_some_and(|column| column == t.share());
    let place = match table.columns.len() {
        1 => 0,
        2 if has_shares => 0,
        _ if table.columns.last().is_some_and(|column| column == t.total()) => last,
        _ => return String::new(),
    };
    let said: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| {
            let number = row.cells.get(place)?;
            let share = row.cells.get(1).filter(|cell| has_shares && !cell.text.is_empty());
            Some(match share {
                Some(share) => d.part_share(&row.label, &number.text, &share.text),
                None => d.part(&row.label, &number.text),
            })
        })
        .collect();
    if said.len() < 2 {
        return String::new();
    }
    let (named, others) = if said.len() > NAMED + 1 { said.split_at(NAMED) } else { (said.as_slice(), [].as_slice()) };
    let rest = (!others.is_empty()).then(|| {
        let count = others.len().to_string();
        let rows = table.rows.iter().skip(NAMED);
        let sum: f64 = rows.filter_map(|row| Some(row.cells.get(place)?.number.as_ref()?.value)).sum();
        // Where there is no sum at the foot, the categories overlap.
        match table.foot.is_empty() {
            true => d.others(&count),
            false => d.others_with(&count, &super::numbers::shown(Some(sum), Unit::Mixed, lang)),
        }
    });
    let mut parts: Vec<String> = named.to_vec();
    parts.extend(rest);
    let end = parts.pop().unwrap_or_default();
    d.sentence(&shown.title, &parts.join(", "), &end)
}

fn rules(report: &Report, lang: Lang) -> Vec<Rule> {
    let known = report.values.iter().map(|(figure, _)| (figure.id, figure.title, figure.rule));
    known
        .chain([("manual", MANUAL.0, MANUAL.1), ("history", HISTORY.0, HISTORY.1)])
        .map(|(id, title, rule)| Rule {
            id: id.to_owned(),
            title: title.get(lang).to_owned(),
            text: rule.get(lang).to_owned(),
        })
        .collect()
}

/// Every value with the codes of the JSON report, and the words for them.
fn values(report: &Report, lang: Lang) -> Table {
    let d = DocumentTexts(lang);
    let mut rows = Vec::new();
    let label = |figure: &ReportFigure, axis: usize, code: &str| {
        let known = figure.by.get(axis).and_then(|by| by.label(code).1).map(|text| text.get(lang).to_owned());
        known.or_else(|| report.facility_names.get(code).cloned()).unwrap_or_else(|| code.to_owned())
    };
    for section in ReportSection::ALL {
        for (figure, value) in report.values.iter().filter(|(figure, _)| figure.section == *section) {
            let mut add = |outer: &str, inner: &str, value: Option<f64>| {
                let named = |axis: usize, code: &str| {
                    Cell::text(if code.is_empty() { String::new() } else { label(figure, axis, code) })
                };
                rows.push(vec![
                    Cell::text(section.title().get(lang)),
                    Cell::text(figure.id),
                    Cell::text(figure.title.get(lang)),
                    Cell::text(outer),
                    named(0, outer),
                    Cell::text(inner),
                    named(1, inner),
                    number(value, figure.unit, lang),
                ]);
            };
            match value {
                Value::Number(value) => add("", "", *value),
                Value::ByCategory(values) => values.iter().for_each(|(code, value)| add(code, "", Some(*value))),
                Value::ByTwo(outer) => {
                    for (code, values) in outer {
                        values.iter().for_each(|(inner, value)| add(code, inner, Some(*value)));
                    }
                }
            }
        }
    }
    let typed = ReportTexts(lang).typed_title();
    let mut add = |id: &str, title: String, outer: &str, inner: &str, value: f64, unit: Unit| {
        rows.push(vec![
            Cell::text(typed),
            Cell::text(id),
            Cell::text(title),
            Cell::text(outer),
            Cell::Blank,
            Cell::text(inner),
            Cell::Blank,
            number(Some(value), unit, lang),
        ]);
    };
    for (key, value) in &report.manual {
        add("manual", ReportTexts(lang).manual(key), key, "", *value, Unit::Mixed);
    }
    for (id, years) in &report.history {
        let figure = super::figure(id);
        let title = figure.map_or_else(|| id.clone(), |figure| figure.title.get(lang).to_owned());
        for (year, value) in years {
            add("history", title.clone(), id, &year.to_string(), *value, figure.map_or(Unit::Mixed, |f| f.unit));
        }
    }
    Table {
        name: d.values().to_owned(),
        head: [
            d.section(),
            d.code(),
            d.figure(),
            d.category_code(),
            d.category(),
            d.inner_code(),
            d.inner(),
            d.value(),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
        foot: Vec::new(),
    }
}

fn number(value: Option<f64>, unit: Unit, lang: Lang) -> Cell {
    value.map_or(Cell::Blank, |value| {
        Cell::Number(Number { value, form: Form::Plain, text: super::numbers::shown(Some(value), unit, lang) })
    })
}

/// The records behind the numbers as a table: case numbers, keys and dates, no names.
#[must_use]
pub fn records(every: &Every, lang: Lang) -> Table {
    let d = DocumentTexts(lang);
    let label = |figure: &ReportFigure, axis: usize, code: &str| {
        let known = figure.by.get(axis).and_then(|by| by.label(code).1).map(|text| text.get(lang).to_owned());
        known.or_else(|| every.facility_names.get(code).cloned()).unwrap_or_else(|| code.to_owned())
    };
    let mut rows: Vec<Vec<Cell>> = every
        .lines
        .iter()
        .map(|(figure, outer, inner, line)| {
            let value = if figure.unit == Unit::Nok {
                crate::kernel::money::Hundredths::from_stored(line.amount).to_string().parse().ok()
            } else {
                line.amount.to_string().parse().ok()
            };
            vec![
                Cell::text(figure.id),
                Cell::text(figure.title.get(lang)),
                Cell::text(label(figure, 0, outer)),
                Cell::text(label(figure, 1, inner)),
                Cell::text(line.label.clone()),
                Cell::text(line.detail.clone()),
                number(value, Unit::Mixed, lang),
            ]
        })
        .collect();
    if every.hidden > 0 {
        let mut row = vec![Cell::Blank; 7];
        if let Some(first) = row.first_mut() {
            *first = Cell::text(ReportTexts(lang).records_hidden(every.hidden));
        }
        rows.push(row);
    }
    let r = ReportTexts(lang);
    Table {
        name: r.records().to_owned(),
        head: [d.code(), d.figure(), d.category(), d.inner(), r.record(), r.detail(), r.adds()]
            .map(str::to_owned)
            .to_vec(),
        rows,
        foot: Vec::new(),
    }
}
