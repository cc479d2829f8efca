//! Stacked bars: outer categories as rows, inner ones as parts of the bar, a legend above and the sum to the right.

use super::bar::{Labels, Place, SIZE, label};
use super::measure::width;
use super::svg::Canvas;
use super::{Frame, Svg, Tone, WIDTH, drawable};

/// Text inside a part.
const INSIDE: f64 = 10.5;
/// White between two parts.
const BETWEEN: f64 = 1.5;
/// From line to line of the legend.
const LEGEND: f64 = 19.0;

/// One part of a row; the parts stand in the order of the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// How much.
    pub value: f64,
    /// The value as the reader sees it.
    pub shown: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row counts.
    pub label: String,
    /// One part for each name of the legend.
    pub parts: Vec<Part>,
    /// The sum as the reader sees it.
    pub shown: String,
    /// The records behind, an address on this site.
    pub href: Option<String>,
}

impl Row {
    fn sum(&self) -> f64 {
        self.parts.iter().map(|p| drawable(p.value)).sum()
    }
}

/// Stacked bars: `legend` names the parts and gives them their colours. `None` without rows or without a legend.
#[must_use]
pub fn stacked(frame: &Frame<'_>, legend: &[(String, Tone)], rows: &[Row]) -> Option<Svg> {
    if rows.is_empty() || legend.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(frame.id);
    let top = keys(&mut canvas, legend);
    let labels = Labels::new(rows.iter().map(|r| r.label.as_str()));
    let beside = rows.iter().map(|r| width(&r.shown, SIZE)).fold(0.0, f64::max) + 8.0;
    let room = (WIDTH - labels.x0 - beside).max(40.0);
    let max = rows.iter().map(Row::sum).fold(0.0, f64::max);
    let bottom = labels.rows(top, rows, |row, lines, place| {
        canvas.linked(row.href.as_deref(), |canvas| {
            label(canvas, lines, place);
            let mut x = labels.x0;
            for (part, (_, tone)) in row.parts.iter().zip(legend) {
                let whole = if max > 0.0 { room * drawable(part.value) / max } else { 0.0 };
                if whole > 0.0 {
                    let w = (whole - BETWEEN).max(whole.min(1.0));
                    canvas.patterned(*tone, x, place.bar_top(), w, Place::bar_height());
                    if width(&part.shown, INSIDE) + 8.0 <= w {
                        let at = (x + w / 2.0, place.baseline(INSIDE));
                        canvas.text(tone.on(), INSIDE, "middle", at, &part.shown);
                    }
                }
                x += whole;
            }
            canvas.text("val strong", SIZE, "start", (x + 5.0, place.baseline(SIZE)), &row.shown);
        });
    });
    canvas.line("axis", (labels.x0, top), (labels.x0, bottom));
    Some(canvas.finish(frame, bottom + 1.0))
}

/// Draws the legend, on as many lines as it needs; gives the top of what follows.
fn keys(canvas: &mut Canvas, legend: &[(String, Tone)]) -> f64 {
    let (mut x, mut y) = (0.0, 0.0);
    for (name, tone) in legend {
        let w = 17.0 + width(name, SIZE);
        if x > 0.0 && x + w > WIDTH {
            x = 0.0;
            y += LEGEND;
        }
        canvas.patterned(*tone, x, y + 1.5, 12.0, 12.0);
        canvas.text("ax", SIZE, "start", (x + 17.0, y + 12.0), name);
        x += w + 14.0;
    }
    y + LEGEND + 7.0
}
