//! The days ahead as a strip: today at the left, weekends shaded, a mark on every day on which something runs out.
//!
//! Knows dates and words and nothing else. The page beside it has the same in a list, so a mark whose words find no room keeps its
//! place, and its words for those who point at it or hear the picture.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::measure::width;
use super::svg::Canvas;
use super::{Frame, Svg};

/// Width of the view box, in its own units.
const WIDTH: f64 = 1000.0;
/// Where the first and the last day stand.
const MARGIN: f64 = 8.0;
/// The size of all words.
const SIZE: f64 = 12.0;
/// The least room between two words.
const GAP: f64 = 8.0;
/// How much a second row of words adds.
const ROW: f64 = 36.0;

/// What the picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// The first day.
    pub today: NaiveDate,
    /// What stands over it («I dag»).
    pub today_label: String,
    /// How many days ahead the picture reaches.
    pub days: u16,
    /// The word before the number of a week.
    pub week_word: String,
    /// What stands on the days, in any order; what lies outside the picture is left out.
    pub marks: Vec<Mark>,
}

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The day.
    pub on: NaiveDate,
    /// Its words, short. Several on one day are one mark with the words of the first and how many more.
    pub label: String,
    /// How much it presses.
    pub tone: MarkTone,
}

/// How much a mark presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkTone {
    /// Within days.
    Danger,
    /// Soon.
    Warn,
    /// Later.
    Plain,
}

impl MarkTone {
    const fn class(self) -> &'static str {
        match self {
            Self::Danger => "c-danger",
            Self::Warn => "c-warn",
            Self::Plain => "c-plain",
        }
    }
}

/// A mark with its place.
struct Placed {
    x: f64,
    label: String,
    day: String,
    tone: MarkTone,
    /// 0 beside the axis, 1 above; none where there is no room.
    row: Option<u8>,
}

/// A day as `8.11.`
fn short(day: NaiveDate) -> String {
    format!("{}.{}.", day.day(), day.month())
}

/// The picture.
#[must_use]
pub fn strip(frame: &Frame<'_>, data: &Strip) -> Svg {
    let days = data.days.max(1);
    let step = (WIDTH - 2.0 * MARGIN) / f64::from(days);
    let x_of = |ahead: u16| MARGIN + step * f64::from(ahead);
    let marks = placed(data, days, x_of);
    let above = if marks.iter().any(|mark| mark.row == Some(1)) { ROW } else { 0.0 };
    let axis = 62.0 + above;
    let mut canvas = Canvas::new(frame.id);
    for (ahead, day) in (0..=days).zip(data.today.iter_days()) {
        let x = x_of(ahead);
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            let left = (x - step / 2.0).max(0.0);
            canvas.rect("wkend", left, axis - 18.0, (x + step / 2.0).min(WIDTH) - left, 36.0);
        }
        if day.weekday() == Weekday::Mon {
            let week = format!("{} {}", data.week_word, day.iso_week().week());
            // Under the middle of its working days, as far as the picture reaches.
            let middle = x + 2.0 * step;
            if middle + width(&week, SIZE) / 2.0 <= WIDTH {
                canvas.text("ax", SIZE, "middle", (middle, axis + 36.0), &week);
            }
        }
    }
    canvas.line("axis", (MARGIN, axis), (WIDTH - MARGIN, axis));
    canvas.circle("today-dot", (MARGIN, axis), 5.0);
    canvas.text("lbl strong", SIZE, "start", (2.0, axis - 44.0), &data.today_label);
    canvas.text("lbl", SIZE, "start", (2.0, axis - 28.0), &short(data.today));
    for mark in &marks {
        let said = format!("{} {}", mark.label, mark.day);
        let name = mark.row.is_none().then_some(said.as_str());
        canvas.named(name, None, |canvas| {
            if let Some(row) = mark.row {
                let top = axis - 44.0 - ROW * f64::from(row);
                canvas.line("stem", (mark.x, top + 23.0), (mark.x, axis));
                let (anchor, x) = anchored(mark);
                canvas.text("lbl strong", SIZE, anchor, (x, top), &mark.label);
                canvas.text("lbl", SIZE, anchor, (x, top + 16.0), &mark.day);
            }
            canvas.circle(mark.tone.class(), (mark.x, axis), 6.5);
        });
    }
    canvas.finish_as("strip", frame, WIDTH, axis + 44.0)
}

/// How wide the words of a mark are.
fn breadth(mark: &Placed) -> f64 {
    // The words of the day are never wider than those above by much; bold is a little wider than measured.
    (width(&mark.label, SIZE) * 1.05).max(width(&mark.day, SIZE))
}

/// How its words hang on a mark: in the middle, or within the picture at its end.
fn anchored(mark: &Placed) -> (&'static str, f64) {
    if mark.x + breadth(mark) / 2.0 > WIDTH { ("end", WIDTH) } else { ("middle", mark.x) }
}

/// The days with marks, from the left, each with the row in which its words have room.
fn placed(data: &Strip, days: u16, x_of: impl Fn(u16) -> f64) -> Vec<Placed> {
    let mut marks: Vec<(u16, &Mark)> = data
        .marks
        .iter()
        .filter_map(|mark| {
            let ahead = u16::try_from((mark.on - data.today).num_days()).ok()?;
            (ahead <= days).then_some((ahead, mark))
        })
        .collect();
    marks.sort_by_key(|(ahead, mark)| (*ahead, mark.tone));
    let mut found: Vec<Placed> = Vec::new();
    let mut index = 0;
    // What the words of each row reach to; those of today stand in the lower one.
    let today_end = 2.0 + (width(&data.today_label, SIZE) * 1.05).max(width(&short(data.today), SIZE));
    let mut ends = [today_end, -GAP];
    while let Some((ahead, first)) = marks.get(index) {
        let same = marks.iter().skip(index).take_while(|(other, _)| other == ahead).count();
        let mut mark = Placed {
            x: x_of(*ahead),
            label: if same > 1 { format!("{} +{}", first.label, same - 1) } else { first.label.clone() },
            day: short(data.today + TimeDelta::days(i64::from(*ahead))),
            tone: first.tone,
            row: None,
        };
        let left = match anchored(&mark) {
            ("end", x) => x - breadth(&mark),
            (_, x) => x - breadth(&mark) / 2.0,
        };
        for (row, end) in (0_u8..).zip(ends.iter_mut()) {
            if left >= *end + GAP {
                *end = left + breadth(&mark);
                mark.row = Some(row);
                break;
            }
        }
        found.push(mark);
        index += same;
    }
    // A stem from the upper row must not cross the words of the lower one.
    for place in 0..found.len() {
        let crosses = found.get(place).is_some_and(|mark| {
            mark.row == Some(1)
                && (mark.x <= today_end
                    || found
                        .iter()
                        .any(|other| other.row == Some(0) && (other.x - mark.x).abs() < breadth(other) / 2.0 + 2.0))
        });
        if crosses && let Some(mark) = found.get_mut(place) {
            mark.row = None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::text::Lang;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn drawn(marks: &[(&str, &str)]) -> String {
        let marks =
            marks.iter().map(|(on, label)| Mark { on: day(on), label: (*label).to_owned(), tone: MarkTone::Warn });
        let data = Strip {
            today: day("2019-11-06"),
            today_label: "I dag".to_owned(),
            days: 30,
            week_word: "uke".to_owned(),
            marks: marks.collect(),
        };
        strip(&Frame { id: "d", title: "Frister", desc: "Ord", lang: Lang::Nb }, &data).to_string()
    }

    #[test]
    fn weekends_weeks_and_marks_stand_where_they_belong() {
        let svg = drawn(&[("2019-11-08", "Klagefrist"), ("2019-11-20", "Refleksjon")]);
        assert_eq!(svg.matches("wkend").count(), 8);
        assert!(svg.contains("uke 46") && svg.contains("uke 49") && !svg.contains("uke 45"));
        assert_eq!(svg.matches("c-warn").count(), 2);
        assert!(svg.contains(">8.11.<") && svg.contains(">20.11.<"));
        assert!(svg.contains(r#"viewBox="0 0 1000 106""#));
    }

    #[test]
    fn several_on_a_day_are_one_mark() {
        let svg = drawn(&[("2019-11-20", "Klagefrist"), ("2019-11-20", "Samtykke"), ("2019-11-20", "Samtykke")]);
        assert_eq!(svg.matches("c-warn").count(), 1);
        assert!(svg.contains("Klagefrist +2"));
    }

    #[test]
    fn words_without_room_are_said_and_not_drawn_over_each_other() {
        let svg = drawn(&[
            ("2019-11-06", "Samtykke"),
            ("2019-11-12", "Begrenset tillatelse"),
            ("2019-11-13", "Begrenset tillatelse"),
            ("2019-11-14", "Begrenset tillatelse"),
        ]);
        assert_eq!(svg.matches("c-warn").count(), 4);
        assert!(svg.matches("<title>").count() >= 2, "{svg}");
    }

    #[test]
    fn what_lies_outside_is_left_out() {
        assert_eq!(drawn(&[("2019-11-05", "Over"), ("2019-12-07", "Langt fram")]).matches("c-warn").count(), 0);
    }
}
