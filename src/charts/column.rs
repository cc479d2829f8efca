//! Columns over months, years or any short row of labels, with an axis from zero.

use super::measure::{count, width};
use super::scale::Scale;
use super::svg::Canvas;
use super::{Datum, Frame, Svg, WIDTH, drawable};

/// Text of the axes and of the values.
pub(super) const SIZE: f64 = 11.0;
/// Top of the plot.
pub(super) const TOP: f64 = 18.0;
/// Foot of the plot.
pub(super) const FOOT: f64 = 158.0;

/// Draws the horizontal lines with their numbers; gives where the plot begins.
pub(super) fn axis(canvas: &mut Canvas, frame: &Frame<'_>, scale: &Scale, right: f64) -> f64 {
    let labels: Vec<_> = scale.ticks.iter().map(|t| (*t, scale.label(*t, frame.lang))).collect();
    let x0 = labels.iter().map(|(_, l)| width(l, SIZE)).fold(0.0, f64::max) + 8.0;
    for (tick, label) in labels {
        let y = height(scale, tick);
        canvas.line(if tick > 0.0 { "grid" } else { "axis" }, (x0, y), (right, y));
        canvas.text("ax", SIZE, "end", (x0 - 6.0, y + SIZE * 0.36), &label);
    }
    x0
}

/// Where a value stands.
pub(super) fn height(scale: &Scale, value: f64) -> f64 {
    FOOT - (FOOT - TOP) * drawable(value) / scale.top
}

/// Draws the labels below, as many as have room, and always the last.
pub(super) fn below<'a>(canvas: &mut Canvas, labels: impl DoubleEndedIterator<Item = (f64, &'a str)>, slot: f64) {
    let labels: Vec<_> = labels.collect();
    let widest = labels.iter().map(|(_, l)| width(l, SIZE)).fold(0.0, f64::max);
    let mut free = f64::INFINITY;
    let mut kept = Vec::new();
    for (x, label) in labels.into_iter().rev() {
        let half = if widest <= slot { width(label, SIZE).min(slot) / 2.0 } else { widest / 2.0 + 3.0 };
        if x + half <= free {
            free = x - half;
            kept.push((x, label));
        }
    }
    for (x, label) in kept.into_iter().rev() {
        canvas.text("ax", SIZE, "middle", (x, FOOT + 17.0), label);
    }
}

/// Columns side by side. Each has its value above where all have room, else only the greatest. `None` where there is
/// nothing to draw.
#[must_use]
pub fn columns(frame: &Frame<'_>, data: &[Datum]) -> Option<Svg> {
    if data.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(frame.id);
    let values = || data.iter().map(|d| drawable(d.value));
    let scale = Scale::to(values().fold(0.0, f64::max));
    let x0 = axis(&mut canvas, frame, &scale, WIDTH);
    let slot = (WIDTH - x0) / count(data.len());
    let thick = (slot * 0.66).min(44.0);
    let marked = marked(data, slot);
    let mut x = x0 + slot / 2.0;
    let mut middles = Vec::new();
    for (datum, marked) in data.iter().zip(marked) {
        let top = height(&scale, datum.value);
        canvas.linked(datum.href.as_deref(), |canvas| {
            canvas.rect(datum.tone.class(), x - thick / 2.0, top, thick, FOOT - top);
            if marked {
                let half = width(&datum.shown, SIZE) / 2.0;
                let at = (x.min(WIDTH - half).max(x0 + half), top - 5.0);
                canvas.text("val strong", SIZE, "middle", at, &datum.shown);
            } else if datum.href.is_some() {
                // a link needs a name also where its value has no room
                canvas.text("hid", 1.0, "middle", (x, top), &format!("{} {}", datum.label, datum.shown));
            }
        });
        middles.push((x, datum.label.as_str()));
        x += slot;
    }
    below(&mut canvas, middles.into_iter(), slot);
    Some(canvas.finish(frame, FOOT + 22.0))
}

/// Which columns get their value printed.
fn marked(data: &[Datum], slot: f64) -> Vec<bool> {
    let widest = data.iter().map(|d| width(&d.shown, SIZE)).fold(0.0, f64::max);
    if widest + 2.0 <= slot {
        return data.iter().map(|_| true).collect();
    }
    // the others would stand on the columns beside them
    let greatest =
        data.iter().map(|d| drawable(d.value)).enumerate().fold(None, |best: Option<(usize, f64)>, (i, v)| {
            if best.is_none_or(|(_, most)| v > most) { Some((i, v)) } else { best }
        });
    (0..data.len()).map(|i| greatest.is_some_and(|(at, _)| at == i)).collect()
}
