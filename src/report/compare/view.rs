//! Figures over the years as pictures with their tables. The same parts as the page of one year; the picture has its words.

use super::texts::CompareTexts;
use super::{Column, Source};
use crate::charts::{Datum, Frame, Part, Row, Series, Svg, Tone, columns, lines, stacked};
use crate::report::numbers::shown;
use crate::report::shape::Figure;
use crate::report::texts::ReportTexts;
use crate::report::view::{CellView, FigureView, LegendItem, RowView, TableView};
use std::collections::BTreeMap;

/// How many categories are drawn as lines.
const LINES: usize = 4;
/// How many categories a bar can have as parts.
const PARTS: usize = 6;
/// How many years make a line.
const LINE: usize = 3;
/// The colours of parts.
const TONES: [Tone; PARTS] = [Tone::Petrol, Tone::Ochre, Tone::Rose, Tone::Mist, Tone::Moss, Tone::Grey];

/// A value with what it is: a typed one and a part say so.
#[must_use]
pub fn written(value: Option<(f64, Source)>, figure: &Figure, t: CompareTexts) -> (String, &'static str) {
    let Some((number, source)) = value else { return ("–".to_owned(), "") };
    let mark = match source {
        Source::Typed => t.typed_mark(),
        Source::Part => t.part_mark(),
        Source::Published | Source::Computed => "",
    };
    (shown(Some(number), figure.unit, t.0), mark)
}

/// A figure over the years.
#[must_use]
pub fn figure(figure: &'static Figure, years: &[Column], t: CompareTexts) -> FigureView {
    let title = figure.title.get(t.0).to_owned();
    let mut view = FigureView {
        id: format!("c-{}", figure.id.replace('.', "-")),
        unit: String::new(),
        wide: false,
        chart: None,
        picture: None,
        legend: Vec::<LegendItem>::new(),
        table: TableView { caption: title.clone(), ..TableView::default() },
        title,
        rule: figure.rule.get(t.0).to_owned(),
        code: figure.id.to_owned(),
        records: None,
    };
    if figure.shape.is_number() {
        number(figure, years, &mut view, t);
    } else {
        categories(figure, years, &mut view, t);
    }
    view
}

fn framed(view: &FigureView, t: CompareTexts, draw: impl FnOnce(&Frame<'_>) -> Option<Svg>) -> Option<Svg> {
    let (id, desc) = (format!("{}-c", view.id), format!("{}.", view.unit));
    draw(&Frame { id: &id, title: &view.title, desc: &desc, lang: t.0 })
}

fn number(figure: &'static Figure, years: &[Column], view: &mut FigureView, t: CompareTexts) {
    let words = ReportTexts(t.0);
    let values: Vec<(String, Option<(f64, Source)>)> =
        years.iter().map(|column| (column.year.to_string(), column.number(figure))).collect();
    // What is only a part would make a line that tells nothing.
    let drawn = |value: Option<(f64, Source)>| value.filter(|(_, source)| *source != Source::Part).map(|(n, _)| n);
    let known: Vec<(&String, f64)> = values.iter().filter_map(|(year, value)| Some((year, drawn(*value)?))).collect();
    let text = |number: f64| shown(Some(number), figure.unit, t.0);
    let said = |(year, number): &(&String, f64)| t.in_year(&text(*number), year);
    view.unit = match (known.first(), known.last()) {
        (Some(first), Some(last)) if known.len() > 1 => {
            let highest = known.iter().fold(first, |most, one| if one.1 > most.1 { one } else { most });
            let development = t.development(&said(first), &said(last));
            let is_between = highest.0 != first.0 && highest.0 != last.0;
            if is_between { format!("{development}. {}", t.highest(&text(highest.1), highest.0)) } else { development }
        }
        (Some(only), _) => said(only),
        _ => String::new(),
    };
    view.chart = if known.len() >= LINE {
        let labels: Vec<String> = values.iter().map(|(year, _)| year.clone()).collect();
        let points = values.iter().map(|(_, value)| drawn(*value).map(|number| (number, text(number)))).collect();
        let series = Series { name: view.title.clone(), values: points, tone: Tone::Petrol };
        framed(view, t, |frame| lines(frame, &labels, &[series]))
    } else if known.len() > 1 {
        let data: Vec<Datum> =
            known.iter().map(|(year, number)| Datum::new((*year).clone(), *number, text(*number))).collect();
        framed(view, t, |frame| columns(frame, &data))
    } else {
        None
    };
    view.table.first_column = t.year().to_owned();
    view.table.columns = vec![words.unit(figure.unit).to_owned(), t.source().to_owned()];
    for (column, (year, value)) in years.iter().zip(values) {
        let (number, _) = written(value, figure, t);
        let source = value.map_or_else(String::new, |(_, source)| t.of(source).to_owned());
        let cells = vec![
            CellView { text: number, quiet: value.is_none(), ..CellView::default() },
            CellView { text: source, quiet: true, ..CellView::default() },
        ];
        debug_assert_eq!(column.year.to_string(), year);
        view.table.rows.push(RowView { label: year, bar: None, cells });
    }
}

fn categories(figure: &'static Figure, years: &[Column], view: &mut FigureView, t: CompareTexts) {
    let words = ReportTexts(t.0);
    let by_year: Vec<BTreeMap<String, f64>> = years.iter().map(|column| column.categories(figure)).collect();
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for (code, value) in by_year.iter().flatten() {
        *sums.entry(code.as_str()).or_default() += value;
    }
    let label = |code: &str| {
        let known = figure.by.first().and_then(|by| by.label(code).1).map(|text| text.get(t.0).to_owned());
        let name = || years.iter().rev().find_map(|column| column.report().facility_names.get(code).cloned());
        known.or_else(name).unwrap_or_else(|| code.to_owned())
    };
    let mut codes: Vec<(&str, f64)> = sums.into_iter().collect();
    codes.sort_by(|a, b| {
        let unknown = |code: &str| code == "unknown";
        unknown(a.0).cmp(&unknown(b.0)).then(b.1.total_cmp(&a.1)).then_with(|| label(a.0).cmp(&label(b.0)))
    });
    view.table.first_column = words.dimension(figure, 0).to_owned();
    view.table.columns = years.iter().map(|column| column.year.to_string()).collect();
    view.wide = view.table.columns.len() > 5;
    for (code, _) in &codes {
        let cells = by_year
            .iter()
            .map(|values| match values.get(*code) {
                Some(value) => {
                    CellView { text: shown(Some(*value), figure.unit, t.0), quiet: false, ..CellView::default() }
                }
                None => CellView { text: "–".to_owned(), quiet: true, ..CellView::default() },
            })
            .collect();
        view.table.rows.push(RowView { label: label(code), bar: None, cells });
    }
    if codes.is_empty() {
        return;
    }
    let is_drawn = |column: &Column| column.source != Source::Part;
    let drawn: Vec<(&Column, &BTreeMap<String, f64>)> =
        years.iter().zip(&by_year).filter(|(column, _)| is_drawn(column)).collect();
    let unit = words.unit(figure.unit).to_owned();
    view.unit = match codes.first() {
        Some((code, _)) if codes.len() > 1 => {
            let values: Vec<String> = drawn
                .iter()
                .map(|(column, values)| {
                    let number = values.get(*code).copied().unwrap_or(0.0);
                    t.in_year(&shown(Some(number), figure.unit, t.0), &column.year.to_string())
                })
                .collect();
            format!("{unit}. {}: {}", label(code), values.join(", "))
        }
        _ => unit,
    };
    view.chart = if drawn.len() >= LINE {
        let most = codes.len().min(LINES);
        if codes.len() > most {
            view.unit = format!("{}. {}", view.unit, t.largest_only(&most));
        }
        let labels: Vec<String> = years.iter().map(|column| column.year.to_string()).collect();
        let series: Vec<Series> = codes
            .iter()
            .take(most)
            .zip(TONES)
            .map(|((code, _), tone)| {
                let value = |(column, values): (&Column, &BTreeMap<String, f64>)| {
                    let number = values.get(*code).copied().unwrap_or(0.0);
                    is_drawn(column).then(|| (number, shown(Some(number), figure.unit, t.0)))
                };
                Series { name: label(code), values: years.iter().zip(&by_year).map(value).collect(), tone }
            })
            .collect();
        framed(view, t, |frame| lines(frame, &labels, &series))
    } else if codes.len() <= PARTS {
        let legend: Vec<(String, Tone)> =
            codes.iter().zip(TONES).map(|((code, _), tone)| (label(code), tone)).collect();
        let rows: Vec<Row> = drawn
            .iter()
            .map(|(column, values)| {
                let part = |(code, _): &(&str, f64)| {
                    let value = values.get(*code).copied().unwrap_or(0.0);
                    Part { value, shown: shown(Some(value), figure.unit, t.0) }
                };
                let sum: f64 = values.values().sum();
                Row {
                    label: column.year.to_string(),
                    parts: codes.iter().map(part).collect(),
                    shown: shown(Some(sum), figure.unit, t.0),
                    href: None,
                }
            })
            .collect();
        framed(view, t, |frame| stacked(frame, &legend, &rows))
    } else {
        None
    };
}
