//! The pictures of the figures, and the sentence that says what they show.

use super::items::{Item, adds_up};
use super::pairs::Cross;
use super::{FigureView, Page};
use crate::charts::{Chart, Datum, Frame, Part, Row, Tone};
use crate::documents::Picture;
use crate::report::shape::{Dimension, Figure, MONTHS, Unit};
use chrono::Datelike;

/// How many countries a picture shows; the rest stand together.
const COUNTRIES: usize = 10;
/// The colours of parts, in the order in which they are given out.
const TONES: [Tone; 6] = [Tone::Petrol, Tone::Ochre, Tone::Rose, Tone::Mist, Tone::Moss, Tone::Grey];

/// One bar: a category, or several together.
struct Bar<'i> {
    label: String,
    items: Vec<&'i Item>,
    tone: Tone,
}

impl Bar<'_> {
    fn value(&self) -> f64 {
        self.items.iter().map(|item| item.value).sum()
    }
}

impl Page<'_> {
    /// What is counted and what is largest, for the line under the title; and the same with the smallest, for those who
    /// do not see the picture.
    pub(super) fn summary(&self, figure: &Figure, items: &[Item]) -> (String, String) {
        if figure.by.first().is_some_and(|by| matches!(by, Dimension::Month)) {
            return self.months_summary(items);
        }
        self.summary_of(figure.unit, items, adds_up(figure))
    }

    /// The same for items that are counted in `unit`, with the share of the largest where the whole means something.
    pub(super) fn summary_of(&self, unit: Unit, items: &[Item], has_whole: bool) -> (String, String) {
        let counted = self.t.unit(unit).to_owned();
        if items.len() < 2 {
            return (counted.clone(), counted);
        }
        let whole: f64 = items.iter().map(|item| item.value).sum();
        let most = items.iter().map(|item| item.value).fold(0.0, f64::max);
        let least = items.iter().map(|item| item.value).fold(f64::INFINITY, f64::min);
        let at = |value: f64| items.iter().filter(move |item| item.value == value).collect::<Vec<_>>();
        let number = self.written(most);
        let largest = match at(most).as_slice() {
            [one] => Some(match self.share(most, whole).filter(|_| has_whole) {
                Some(share) => self.t.largest_share(&one.label, &number, &share.text),
                None => self.t.largest(&one.label, &number),
            }),
            [one, two] => Some(self.t.largest_two(&one.label, &two.label, &number)),
            _ => None,
        };
        let shown = largest.map_or_else(|| counted.clone(), |largest| format!("{counted}. {largest}"));
        let desc = match at(least).as_slice() {
            [one] if least < most => format!("{shown}. {}", self.t.smallest(&one.label, &self.written(least))),
            _ => format!("{shown}."),
        };
        (shown, desc)
    }

    /// The months with the most and the fewest.
    fn months_summary(&self, items: &[Item]) -> (String, String) {
        let most = items.iter().max_by(|a, b| a.value.total_cmp(&b.value).then_with(|| b.code.cmp(&a.code)));
        let least = items.iter().min_by(|a, b| a.value.total_cmp(&b.value).then_with(|| a.code.cmp(&b.code)));
        let (Some(most), Some(least)) = (most, least) else { return (String::new(), String::new()) };
        if most.value <= least.value {
            return (String::new(), String::new());
        }
        let month = |item: &Item| self.t.month(&item.label);
        let said =
            self.t.most_and_fewest(&month(most), &self.written(most.value), &month(least), &self.written(least.value));
        let desc = format!("{said}.");
        (said, desc)
    }

    /// A bar for each category; of many countries the largest, the rest together.
    pub(super) fn category_bars(&self, figure: &Figure, items: &[Item]) -> Option<Chart> {
        if items.len() < 2 {
            return None;
        }
        let data: Vec<_> = self
            .grouped(figure, 0, items)
            .into_iter()
            .map(|bar| {
                let value = bar.value();
                Datum::new(bar.label, value, self.shown(Some(value), figure.unit)).tone(bar.tone)
            })
            .collect();
        Some(Chart::Bars(data))
    }

    /// A column for each month up to the closing date, also for those without anything.
    pub(super) fn month_columns(&self, items: &[Item]) -> Chart {
        let last = self.report.year.closing().month();
        let is_whole = self.report.year.has_begun();
        let data: Vec<_> = MONTHS
            .iter()
            .zip(1_u32..)
            .filter(|(_, month)| !is_whole || *month <= last)
            .map(|((code, text), _)| {
                let value = items.iter().find(|item| item.code == *code).map_or(0.0, |item| item.value);
                let name = self.t.month(text.get(self.lang));
                let short = if name.chars().count() > 4 { name.chars().take(3).collect() } else { name };
                Datum::new(short, value, self.written(value))
            })
            .collect();
        Chart::Columns(data)
    }

    /// A bar of parts for each row.
    pub(super) fn stack(&self, figure: &Figure, axis: usize, cross: &Cross<'_>) -> Chart {
        let legend: Vec<_> =
            cross.columns.iter().map(|column| column.label.clone()).zip(tones(&cross.columns)).collect();
        let rows: Vec<_> = self
            .grouped(figure, axis, &cross.rows)
            .into_iter()
            .map(|bar| {
                let part = |column: &Item| bar.items.iter().filter_map(|row| cross.value(row, column)).sum();
                let parts = cross.columns.iter().map(part);
                let parts = parts.map(|value: f64| Part { value, shown: self.written(value) }).collect();
                Row { parts, shown: self.written(bar.value()), label: bar.label, href: None }
            })
            .collect();
        Chart::Stacked { legend, rows }
    }

    /// Draws a figure's chart with its title and its own ids, and keeps it as data for those who draw in their own way.
    pub(super) fn draw(&self, shown: &mut FigureView, desc: &str, chart: Option<Chart>) {
        let Some(chart) = chart else { return };
        let id = format!("{}-c", shown.id);
        shown.chart = chart.draw(&Frame { id: &id, title: &shown.title, desc, lang: self.lang });
        shown.picture = Some(Picture { chart, words: desc.to_owned() });
    }

    /// The bars of a picture.
    fn grouped<'i>(&self, figure: &Figure, axis: usize, items: &'i [Item]) -> Vec<Bar<'i>> {
        let alone = |item: &'i Item| {
            let tone = match item.code.as_str() {
                "unknown" => Tone::Grey,
                "male" => Tone::Ochre,
                _ => Tone::Petrol,
            };
            Bar { label: item.label.clone(), items: vec![item], tone }
        };
        let (unknown, known): (Vec<_>, Vec<_>) = items.iter().partition(|item| item.is_unknown());
        let is_country = figure.by.get(axis).is_some_and(|by| matches!(by, Dimension::Country));
        // to fold one or two saves no room
        if !is_country || known.len() <= COUNTRIES + 2 {
            return items.iter().map(alone).collect();
        }
        let (top, rest) = known.split_at(COUNTRIES);
        let more =
            Bar { label: self.t.more_countries(&rest.len().to_string()), items: rest.to_vec(), tone: Tone::Mist };
        top.iter().copied().map(alone).chain([more]).chain(unknown.into_iter().map(alone)).collect()
    }
}

/// The colours of parts: some have theirs through the whole report, the others what is left.
fn tones(parts: &[Item]) -> Vec<Tone> {
    let fixed: Vec<Option<Tone>> = parts.iter().map(|part| fixed_tone(&part.code)).collect();
    let mut free = TONES.iter().copied().filter(|tone| !fixed.contains(&Some(*tone)));
    fixed.iter().map(|tone| tone.unwrap_or_else(|| free.next().unwrap_or(Tone::Grey))).collect()
}

/// The colour that a category has wherever it is a part.
fn fixed_tone(code: &str) -> Option<Tone> {
    match code {
        "female" | "follow_up" | "sexual" => Some(Tone::Petrol),
        "male" | "information" | "labour" => Some(Tone::Ochre),
        "possible_victim" => Some(Tone::Rose),
        "unknown" => Some(Tone::Grey),
        _ => None,
    }
}
