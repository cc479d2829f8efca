//! Days to places: how far the picture reaches, and its months, quarters or years. Knows no lane.

use chrono::{Datelike, Months, NaiveDate};

use super::super::measure::width;
use super::{Span, Timeline, WIDTH};
use crate::kernel::text::Lang;

/// Where the lanes begin: right of their names.
pub(super) const LEFT: f64 = 116.0;
/// The greatest share of the room right of today. On a telephone, which shows about a third of the room beside the names, today is then
/// in view.
pub(super) const AHEAD: f64 = 0.28;
/// A day further from today than this many years is a slip of the pen: it does not stretch the picture.
const YEARS: u32 = 20;
/// The size of the words on bars and beside them.
pub(super) const SIZE: f64 = 12.5;
/// How much wider bold words are.
pub(super) const BOLD: f64 = 1.06;
/// The size of the words on the axis.
pub(super) const SMALL: f64 = 12.0;
/// The least and the most room kept right of the last day, for arrows and the words at flags.
const MARGIN: (f64, f64) = (110.0, 260.0);

/// The days of the picture.
pub(super) struct Axis {
    start: NaiveDate,
    /// How many days there are from the start to the last one drawn.
    reach: f64,
    /// The day it is seen from.
    pub(super) today: NaiveDate,
    /// The width of a day.
    unit: f64,
}

/// A mark on the axis.
pub(super) struct Tick {
    /// Where.
    pub(super) x: f64,
    /// The words right of it, where they have room.
    pub(super) label: Option<String>,
}

impl Axis {
    /// The days that the facts reach over.
    pub(super) fn over(data: &Timeline) -> Self {
        let today = data.today;
        let back = |months| today.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
        let (mut first, mut last, mut margin) = (back(3), today, MARGIN.0);
        let (oldest, farthest) = (back(YEARS * 12), today.checked_add_months(Months::new(YEARS * 12)));
        let mut reach = |day: NaiveDate| {
            if day >= oldest && farthest.is_none_or(|farthest| day <= farthest) {
                first = first.min(day);
                last = last.max(day);
            }
        };
        for lane in &data.lanes {
            lane.spans.iter().flat_map(days).for_each(&mut reach);
            lane.events.iter().for_each(|event| reach(event.on));
            lane.dots.iter().for_each(|dot| reach(dot.on));
            for expiry in lane.spans.iter().filter_map(|span| span.expires.as_ref()) {
                let words = (width(&expiry.label, SIZE) * BOLD).max(width(&expiry.sub, SIZE));
                margin = margin.max((words + 36.0).min(MARGIN.1));
            }
        }
        let start = first.with_day(1).unwrap_or(first);
        let past = between(start, today).max(1.0);
        let room = WIDTH - margin - LEFT;
        let ahead = (WIDTH - LEFT) * AHEAD - margin;
        let reach = past + between(today, last).min(past * ahead / (room - ahead));
        Self { start, reach, today, unit: room / reach }
    }

    /// Where a day begins; a day out of reach stands at the end it lies beyond.
    pub(super) fn x(&self, day: NaiveDate) -> f64 {
        LEFT + between(self.start, day).min(self.reach) * self.unit
    }

    /// Where today stands.
    pub(super) fn now(&self) -> f64 {
        self.x(self.today)
    }

    /// True for a day before the first one drawn.
    pub(super) fn is_before(&self, day: NaiveDate) -> bool {
        day < self.start
    }

    /// True for a day after the last one drawn.
    pub(super) fn is_beyond(&self, day: NaiveDate) -> bool {
        between(self.start, day) > self.reach
    }

    /// Months up to a year and a half, quarters up to four years, then years, as many as have room. No words between
    /// the places of `taken`, where those of today stand. The year is said where it is new.
    pub(super) fn ticks(&self, lang: Lang, taken: (f64, f64)) -> Vec<Tick> {
        let step = match (WIDTH - LEFT) / self.unit {
            ..=549.0 => 1,
            ..=1461.0 => 3,
            _ => [12, 24, 60, 120].into_iter().find(|n| f64::from(*n) * 30.4 * self.unit >= 44.0).unwrap_or(240),
        };
        let mut ticks = Vec::new();
        let (mut year, mut free) = (None, LEFT);
        let mut day = if step < 12 { Some(self.start) } else { next(self.start.pred_opt(), step) };
        while let Some(on) = day {
            let x = LEFT + between(self.start, on) * self.unit;
            if x > WIDTH - 1.0 {
                break;
            }
            let words = match (month(on, lang), on.year()) {
                (_, new) if step >= 12 => new.to_string(),
                (name, same) if year == Some(same) => name.to_owned(),
                (name, new) => format!("{name} {new}"),
            };
            let (from, to) = (x + 6.0, x + 6.0 + width(&words, SMALL));
            let has_room = from >= free && to <= WIDTH && (to + 4.0 < taken.0 || from - 4.0 > taken.1);
            if has_room {
                (year, free) = (Some(on.year()), to + 6.0);
            }
            ticks.push(Tick { x, label: has_room.then_some(words) });
            day = next(day, step);
        }
        ticks
    }
}

/// The first day of the next month that is a multiple of `step` months from the year nought.
fn next(day: Option<NaiveDate>, step: i32) -> Option<NaiveDate> {
    let day = day?;
    let month = i32::try_from(day.month0()).ok()? + day.year() * 12;
    let month = (month.div_euclid(step) + 1) * step;
    NaiveDate::from_ymd_opt(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)
}

/// The short name of its month.
fn month(day: NaiveDate, lang: Lang) -> &'static str {
    let names = match lang {
        Lang::Nb => ["jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"],
        Lang::En => ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
    };
    usize::try_from(day.month0()).ok().and_then(|nth| names.get(nth)).copied().unwrap_or_default()
}

/// The days of a bar that the picture must reach.
fn days(span: &Span) -> impl Iterator<Item = NaiveDate> {
    [Some(span.from), span.to, span.expires.as_ref().map(|expiry| expiry.on)].into_iter().flatten()
}

/// How many days from one to the other; never fewer than none.
pub(super) fn between(from: NaiveDate, to: NaiveDate) -> f64 {
    i32::try_from((to - from).num_days()).map_or(f64::from(i32::MAX), f64::from).max(0.0)
}
