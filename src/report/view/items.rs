//! Categories with their names and sums, in the order in which a reader wants them.

use super::Page;
use crate::report::shape::{Dimension, Figure, Section, Unit};
use std::cmp::Ordering;

/// A category and what it comes to.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Its code, its key or its words.
    pub(super) code: String,
    /// Its name.
    pub(super) label: String,
    /// Its number, or the sum of its row or column.
    pub(super) value: f64,
    /// Its place in its list.
    place: usize,
}

impl Item {
    /// True for what nobody knows; it stands last.
    pub(super) fn is_unknown(&self) -> bool {
        self.code == "unknown"
    }
}

impl Page<'_> {
    /// The categories of one of a figure's dimensions. Ages, lengths, months and the like keep their own order, the
    /// rest stand by size; unknown is last.
    pub(super) fn items<'v>(
        &self,
        figure: &Figure,
        axis: usize,
        values: impl Iterator<Item = (&'v str, f64)>,
    ) -> Vec<Item> {
        let by = figure.by.get(axis);
        let mut items: Vec<Item> = values
            .map(|(code, value)| {
                let (place, text) = by.map_or((0, None), |by| by.label(code));
                let label = text.map(|text| text.get(self.lang).to_owned());
                let label = label.or_else(|| self.report.facility_names.get(code).cloned());
                Item { code: code.to_owned(), label: label.unwrap_or_else(|| code.to_owned()), value, place }
            })
            .collect();
        let keeps_order = keeps_order(figure, axis);
        items.sort_by(|a, b| {
            let by_place = if keeps_order { a.place.cmp(&b.place) } else { Ordering::Equal };
            let by_size = b.value.total_cmp(&a.value);
            let by_name = alphabet(&a.label).cmp(&alphabet(&b.label)).then_with(|| a.code.cmp(&b.code));
            a.is_unknown().cmp(&b.is_unknown()).then(by_place).then(by_size).then(by_name)
        });
        items
    }
}

/// True for categories that have an order of their own, or whose colours do.
fn keeps_order(figure: &Figure, axis: usize) -> bool {
    let last = figure.id.rsplit('.').next().unwrap_or_default();
    match (figure.by.get(axis), axis) {
        (Some(Dimension::Month), _) => true,
        (Some(Dimension::Codes(_)), 0) => {
            const OWN: [&str; 8] = [
                "by_age_band",
                "by_length",
                "by_gender",
                "by_facility_type",
                "by_status_at_year_end",
                "by_answered_by",
                "by_topic_caller",
                "by_exploitation_nationality",
            ];
            OWN.contains(&last)
        }
        (Some(Dimension::Codes(_)), _) => !figure.id.starts_with("residence.") && last != "by_topic_caller",
        _ => false,
    }
}

/// True when the categories of a figure exclude each other, so that their sum means something. A client may have several
/// kinds of activity.
pub(super) fn adds_up(figure: &Figure) -> bool {
    figure.section != Section::Activities || figure.unit != Unit::Clients
}

/// The words as the Norwegian alphabet orders them: … z æ ø å.
fn alphabet(label: &str) -> String {
    label
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'å' => '\u{f9}',
            'ä' => 'æ',
            'ö' => 'ø',
            c => c,
        })
        .collect()
}
