//! Data to SVG: bars, stacked bars, columns, lines and the timeline of a case, as complete, self-describing pictures.
//!
//! Pure: numbers and words in, one string out. Knows no page, no database and no figure of the report; only std,
//! dates and [`Lang`] for what is written on an axis. Colours come from the classes `f0` to `f5` in `static/rosa.css`, never from
//! inline style (the content security policy forbids it); sizes are presentation attributes in units of the view box.
//!
//! How they stay legible: the view box is [`WIDTH`] units wide, about the text column of a phone, so the 12.5 unit
//! text is 12 px at 390 px and 15 px where the style sheet stops the growth. Long labels wrap. Every value is
//! printed where it has room; parts of a stack also differ by pattern, lines by marker and dash, so colour is never
//! needed. The page puts a table beside every chart.
//!
//! A picture without links has `role="img"`. With links it is a `group`, as an image must hold nothing one can focus.

mod bar;
mod cell;
mod column;
mod line;
mod measure;
mod print;
mod scale;
mod stacked;
mod strip;
mod svg;
mod timeline;

use std::fmt;

use crate::kernel::text::Lang;

pub use bar::bars;
pub use cell::{Segment, cell};
pub use column::columns;
pub use line::{Series, lines};
pub use print::PRINT_STYLE;
pub use stacked::{Part, Row, stacked};
pub use strip::{Mark, MarkTone, Strip, strip};
pub(crate) use svg::escape;
pub use timeline::{Dot, Event, Expiry, Lane, Span, SpanTone, Timeline, timeline, timeline_names};

/// Width of every view box but that of the timeline, in its own units.
pub const WIDTH: f64 = 380.0;

/// A finished picture: well-formed markup in which everything that came from outside is escaped. Only this module
/// makes one, so a template may print it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What every picture needs: whose ids it may use, what it is called and what it shows in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Prefix of the ids inside, unique on the page.
    pub id: &'a str,
    /// The name of the picture, one noun phrase.
    pub title: &'a str,
    /// What one would say of it on the telephone.
    pub desc: &'a str,
    /// For the numbers on the axis.
    pub lang: Lang,
}

/// One value with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Datum {
    /// What it counts.
    pub label: String,
    /// How much; below zero or not a number is drawn as nothing.
    pub value: f64,
    /// The value as the reader sees it («1 912», «34 %», «1–4»).
    pub shown: String,
    /// The records behind, an address on this site («/…», «?…» or «#…»; anything else is left out).
    pub href: Option<String>,
    /// Its colour.
    pub tone: Tone,
}

impl Datum {
    /// A value in the first colour, without a link.
    #[must_use]
    pub fn new(label: impl Into<String>, value: f64, shown: impl Into<String>) -> Self {
        Self { label: label.into(), value, shown: shown.into(), href: None, tone: Tone::default() }
    }

    /// The same with a link to its records.
    #[must_use]
    pub fn href(mut self, href: Option<String>) -> Self {
        self.href = href;
        self
    }

    /// The same in another colour.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// A chart as data: what a page draws, and what a workbook, a text document or a sheet of paper draws in its own way.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// A bar for each value.
    Bars(Vec<Datum>),
    /// A column for each value.
    Columns(Vec<Datum>),
    /// A bar of parts for each row.
    Stacked {
        /// The names and colours of the parts.
        legend: Vec<(String, Tone)>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Lines over labels in order, such as years.
    Lines {
        /// The labels.
        labels: Vec<String>,
        /// The lines.
        series: Vec<Series>,
    },
}

impl Chart {
    /// The picture; none where there is nothing to draw.
    #[must_use]
    pub fn draw(&self, frame: &Frame<'_>) -> Option<Svg> {
        match self {
            Self::Bars(data) => bars(frame, data),
            Self::Columns(data) => columns(frame, data),
            Self::Stacked { legend, rows } => stacked(frame, legend, rows),
            Self::Lines { labels, series } => lines(frame, labels, series),
        }
    }
}

/// The palette. A colour keeps its meaning through the report: women petrol, men ochre; new petrol, continuing mist;
/// follow-up petrol, information ochre, possible victim rose; unknown and hidden always grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// The first and the only one where there is one.
    #[default]
    Petrol,
    /// The second.
    Ochre,
    /// The third.
    Rose,
    /// Light petrol, the kin of the first.
    Mist,
    /// The fifth.
    Moss,
    /// Unknown, hidden, other.
    Grey,
}

impl Tone {
    /// The class of the style sheet that fills with it.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Petrol => "f1",
            Self::Ochre => "f2",
            Self::Rose => "f3",
            Self::Mist => "f4",
            Self::Moss => "f5",
            Self::Grey => "f0",
        }
    }

    /// Its colour on paper, in 24 bits.
    #[must_use]
    pub const fn on_paper(self) -> u32 {
        match self {
            Self::Petrol => 0x1b_5e6f,
            Self::Ochre => 0xc9_862b,
            Self::Rose => 0xb4_4a6c,
            Self::Mist => 0x6a_94a0,
            Self::Moss => 0x74_894a,
            Self::Grey => 0x8c_9294,
        }
    }

    /// The class of text that stands on it.
    const fn on(self) -> &'static str {
        match self {
            Self::Petrol => "on1",
            Self::Ochre => "on2",
            Self::Rose => "on3",
            Self::Mist => "on4",
            Self::Moss => "on5",
            Self::Grey => "on0",
        }
    }
}

/// What can be drawn of a value.
const fn drawable(value: f64) -> f64 {
    if value.is_finite() && value > 0.0 { value } else { 0.0 }
}

#[cfg(test)]
mod tests;
