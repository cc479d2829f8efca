//! Horizontal bars: categories with a label and a value each.

use super::measure::{count, width, wrap};
use super::svg::Canvas;
use super::{Datum, Frame, Svg, WIDTH, drawable};

/// Text of labels and values.
pub(super) const SIZE: f64 = 12.5;
/// From line to line of a wrapped label.
const LINE: f64 = 15.5;
/// Height of a bar.
const BAR: f64 = 15.0;
/// Space between rows.
const GAP: f64 = 7.0;
/// The widest a label may be before it wraps.
const LABEL: f64 = 148.0;

/// The left column of a chart with rows: wrapped labels and where the bars begin.
pub(super) struct Labels {
    lines: Vec<Vec<String>>,
    /// Where the bars begin.
    pub(super) x0: f64,
}

/// A row on the canvas.
pub(super) struct Place {
    /// Top of the row.
    top: f64,
    /// Height without the gap.
    height: f64,
}

impl Place {
    /// Top of the bar, which stands in the middle of the row.
    pub(super) const fn bar_top(&self) -> f64 {
        self.top + (self.height - BAR) / 2.0
    }

    /// Height of the bar.
    pub(super) const fn bar_height() -> f64 {
        BAR
    }

    /// Where text of this size stands to be in the middle of the row.
    pub(super) const fn baseline(&self, size: f64) -> f64 {
        self.top + self.height / 2.0 + size * 0.36
    }
}

impl Labels {
    pub(super) fn new<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let lines: Vec<_> = labels.map(|l| wrap(l, SIZE, LABEL)).collect();
        let widest = lines.iter().flatten().map(|l| width(l, SIZE)).fold(0.0, f64::max);
        Self { lines, x0: widest.min(LABEL) + 10.0 }
    }

    /// Calls `draw` for each row with its lines and its place, beginning at `top`; gives the lower edge.
    pub(super) fn rows<T>(&self, top: f64, data: &[T], mut draw: impl FnMut(&T, &[String], &Place)) -> f64 {
        let mut y = top;
        for (datum, lines) in data.iter().zip(&self.lines) {
            let height = (count(lines.len()) * LINE).max(BAR);
            draw(datum, lines, &Place { top: y, height });
            y += height + GAP;
        }
        y - GAP
    }
}

/// The label of a row.
pub(super) fn label(canvas: &mut Canvas, lines: &[String], place: &Place) {
    let mut y = place.top + (place.height - count(lines.len()) * LINE) / 2.0 + LINE * 0.5 + SIZE * 0.36;
    for line in lines {
        canvas.text("lbl", SIZE, "start", (0.0, y), line);
        y += LINE;
    }
}

/// Horizontal bars, one row for each value, as long as the value is great. `None` where there is nothing to draw.
#[must_use]
pub fn bars(frame: &Frame<'_>, data: &[Datum]) -> Option<Svg> {
    if data.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(frame.id);
    let labels = Labels::new(data.iter().map(|d| d.label.as_str()));
    let beside = data.iter().map(|d| width(&d.shown, SIZE)).fold(0.0, f64::max) + 8.0;
    let room = (WIDTH - labels.x0 - beside).max(40.0);
    let max = data.iter().map(|d| drawable(d.value)).fold(0.0, f64::max);
    let bottom = labels.rows(0.0, data, |datum, lines, place| {
        let length = if max > 0.0 { room * drawable(datum.value) / max } else { 0.0 };
        canvas.linked(datum.href.as_deref(), |canvas| {
            label(canvas, lines, place);
            canvas.rect(datum.tone.class(), labels.x0, place.bar_top(), length, BAR);
            let at = (labels.x0 + length + 6.0, place.baseline(SIZE));
            canvas.text("val strong", SIZE, "start", at, &datum.shown);
        });
    });
    canvas.line("axis", (labels.x0, 0.0), (labels.x0, bottom));
    Some(canvas.finish(frame, bottom + 1.0))
}
