//! The bar in a table cell: the table says everything, the bar lets the eye compare. Hidden from assistive technology.

use std::fmt::Write as _;

use super::svg::num;
use super::{Svg, Tone, drawable};

/// A part of the bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// How much.
    pub value: f64,
    /// Its colour.
    pub tone: Tone,
}

/// A bar whose parts are shares of `max`, the greatest sum in the table. Its widths are in per cent, so it follows the cell.
#[must_use]
pub fn cell(segments: &[Segment], max: f64) -> Svg {
    let max = drawable(max);
    let mut out = String::from(r#"<svg class="bar" aria-hidden="true">"#);
    let mut x = 0.0;
    for segment in segments.iter().filter(|s| drawable(s.value) > 0.0 && max > 0.0) {
        let whole = (100.0 * segment.value / max).min(100.0 - x);
        let w = if whole > 1.0 { whole - 0.4 } else { whole };
        if w > 0.0 {
            let (class, x, w) = (segment.tone.class(), num(x), num(w));
            let _ = write!(out, r#"<rect class="{class}" x="{x}%" width="{w}%" height="100%"/>"#);
        }
        x += whole;
    }
    out.push_str("</svg>");
    Svg(out)
}
