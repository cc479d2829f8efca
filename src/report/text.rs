//! The report for a terminal, in bokmål or English.

use super::numbers::{self, written};
use super::shape::{Dimension, Figure, Section, Unit, Value};
use super::{Report, catalogue};
use crate::kernel::text::{Lang, Text};
use std::fmt::Write;

/// How wide the text before a number is.
const WIDTH: usize = 58;

/// The whole report as text: first what everybody asks for, then every figure by section.
#[must_use]
pub fn to_text(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    let say = |nb: &'static str, en: &'static str| Text { nb, en }.get(lang);
    let closing = report.year.closing().format("%d.%m.%Y");
    let title = format!("{} {} – ROSA", say("Årsrapport", "Annual report"), report.year.number());
    line(&mut out, &title);
    line(&mut out, &"=".repeat(title.chars().count()));
    if report.year.has_begun() {
        line(
            &mut out,
            &format!("{} {closing}", say("Regnet ut fra registeret per", "Computed from the register as of")),
        );
    } else {
        line(
            &mut out,
            say("Året har ikke begynt, så rapporten er tom.", "The year has not begun, so the report is empty."),
        );
    }
    line(&mut out, "");
    for (id, nb, en) in [
        ("clients.assisted", "brukere fikk bistand", "assisted"),
        ("clients.new", "nye", "new"),
        ("clients.continuing", "flerårige", "continuing"),
        ("enquiries.total", "henvendelser", "calls"),
    ] {
        let number = report.number(id).map_or_else(|| "–".to_owned(), |number| written(number, lang));
        line(&mut out, &format!("{number:>8} {}", say(nb, en)));
    }
    for section in Section::ALL {
        heading(&mut out, section.title().get(lang));
        for (figure, value) in report.values.iter().filter(|(figure, _)| figure.section == *section) {
            write_figure(&mut out, report, figure, value, lang);
        }
    }
    if !report.manual.is_empty() {
        heading(&mut out, catalogue::MANUAL.0.get(lang));
        for (key, value) in &report.manual {
            row(&mut out, 2, key.trim_start_matches("manual."), &written(*value, lang));
        }
    }
    if !report.history.is_empty() {
        heading(&mut out, catalogue::HISTORY.0.get(lang));
        for (id, years) in &report.history {
            line(&mut out, &format!("  {}", super::figure(id).map_or(id.as_str(), |figure| figure.title.get(lang))));
            for (year, value) in years {
                row(&mut out, 4, &year.to_string(), &written(*value, lang));
            }
        }
    }
    out
}

fn write_figure(out: &mut String, report: &Report, figure: &Figure, value: &Value, lang: Lang) {
    let title = figure.title.get(lang);
    match value {
        Value::Number(number) => row(out, 2, title, &shown(*number, figure.unit, lang)),
        Value::ByCategory(values) => {
            if values.is_empty() {
                row(out, 2, title, "–");
                return;
            }
            line(out, &format!("  {title}"));
            let by = figure.by.first();
            for (category, label) in in_order(values.keys(), by, report, lang) {
                row(out, 4, &label, &shown(values.get(&category).copied(), figure.unit, lang));
            }
        }
        Value::ByTwo(outer) => {
            if outer.is_empty() {
                row(out, 2, title, "–");
                return;
            }
            line(out, &format!("  {title}"));
            for (category, label) in in_order(outer.keys(), figure.by.first(), report, lang) {
                line(out, &format!("    {label}"));
                let Some(inner) = outer.get(&category) else { continue };
                for (category, label) in in_order(inner.keys(), figure.by.get(1), report, lang) {
                    row(out, 6, &label, &shown(inner.get(&category).copied(), figure.unit, lang));
                }
            }
        }
    }
}

/// Categories with their labels, in the order in which people read them.
fn in_order<'a>(
    categories: impl Iterator<Item = &'a String>,
    by: Option<&Dimension>,
    report: &Report,
    lang: Lang,
) -> Vec<(String, String)> {
    let mut labelled: Vec<(usize, String, String)> = categories
        .map(|category| {
            let (place, text) = by.map_or((0, None), |by| by.label(category));
            let name = text.map(|text| text.get(lang).to_owned());
            let name = name.or_else(|| report.facility_names.get(category).cloned());
            (place, name.unwrap_or_else(|| category.clone()), category.clone())
        })
        .collect();
    labelled.sort();
    labelled.into_iter().map(|(_, label, category)| (category, label)).collect()
}

/// A number for the terminal, where spaces are plain.
fn shown(number: Option<f64>, unit: Unit, lang: Lang) -> String {
    numbers::shown(number, unit, lang).replace('\u{a0}', " ")
}

fn heading(out: &mut String, title: &str) {
    line(out, "");
    line(out, title);
    line(out, &"-".repeat(title.chars().count()));
}

fn row(out: &mut String, indent: usize, label: &str, value: &str) {
    let label = format!("{}{label}", " ".repeat(indent));
    let gap = WIDTH.saturating_sub(label.chars().count()).max(2);
    line(out, &format!("{label}{}{value:>12}", " ".repeat(gap)));
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}
