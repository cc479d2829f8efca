//! The timeline of a case: one lane for each subject, what lasts as bars, what happened as diamonds, meetings as dots,
//! and where today stands among them.
//!
//! Knows dates and words and nothing else: not what a status is, which code stands behind a label, nor what is urgent.
//! The page beside it says the same in a table.
//!
//! Filled is decided, a dashed outline is applied for; right of the line of today is the future, softer; an arrow is
//! still going on; full diamonds and dots against hollow ones as the caller means them. Bars that overlap, or whose
//! words cannot stand apart, go on rows of their own ([`layout`]); words never lie on each other.
//!
//! The picture begins at the first fact, at least three months back, and ends with the last one ahead. A day more than
//! twenty years off is taken for a slip of the pen and stands at the edge, as a triangle that points to where it lies.
//! The future never takes more than [`axis::AHEAD`] of the room, so that a telephone, which shows the right end first,
//! shows today: a term further off ends in an arrow instead of a flag, and its words say when.

mod axis;
mod draw;
mod layout;

use chrono::NaiveDate;

use super::{Frame, Svg};

/// Width of the view box, in its own units.
const WIDTH: f64 = 1000.0;

/// What the picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The day it is seen from.
    pub today: NaiveDate,
    /// What stands on the line of today («i dag 06.11»).
    pub today_label: String,
    /// From the top.
    pub lanes: Vec<Lane>,
}

/// One subject. Without anything in it, its name and a thin line are drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lane {
    /// Its name.
    pub label: String,
    /// What lasts.
    pub spans: Vec<Span>,
    /// What happened on a day and has words.
    pub events: Vec<Event>,
    /// What happened often and needs none.
    pub dots: Vec<Dot>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The day on which it has ended; before `from` it counts as one day. Without it, it is still going on.
    pub to: Option<NaiveDate>,
    /// Its words.
    pub label: String,
    /// Its colour.
    pub tone: SpanTone,
    /// Applied for, not decided.
    pub is_applied: bool,
    /// How long it is valid, where that is known.
    pub expires: Option<Expiry>,
    /// Its record, an address on this site («/…», «?…» or «#…»; anything else is left out).
    pub href: Option<String>,
}

/// A flag where something runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiry {
    /// The day.
    pub on: NaiveDate,
    /// What happens then («Går ut 20.11»).
    pub label: String,
    /// The line below («14 dager igjen»), may be empty.
    pub sub: String,
}

/// The colour of a bar. A colour keeps its meaning through all pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SpanTone {
    /// Residence status: petrol.
    Status,
    /// Where she lives: ochre.
    Housing,
    /// What she takes part in: moss.
    Activity,
    /// The criminal case: grey.
    Police,
    /// Anything else: paper with an outline.
    #[default]
    Neutral,
}

/// A diamond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub on: NaiveDate,
    /// Its words.
    pub label: String,
    /// Only an outline.
    pub is_hollow: bool,
    /// Its record, as of a [`Span`].
    pub href: Option<String>,
}

/// A dot. Those that would lie on the same place become one, full where one of them is, with the address of the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dot {
    /// The day.
    pub on: NaiveDate,
    /// Only an outline.
    pub is_hollow: bool,
    /// What is said of it where one points at it.
    pub label: String,
    /// Its record, as of a [`Span`].
    pub href: Option<String>,
}

/// The picture. There always is one: without lanes, the months and today.
#[must_use]
pub fn timeline(frame: &Frame<'_>, data: &Timeline) -> Svg {
    let axis = axis::Axis::over(data);
    let lanes: Vec<_> = data.lanes.iter().map(|lane| layout::lane(&axis, lane)).collect();
    draw::picture(frame, data, &axis, &lanes)
}

/// The names of the lanes once more, as high as [`timeline`] and as wide as the room it keeps for them: to lie on it and stay where
/// it is scrolled. Without links and hidden from those who hear the page.
#[must_use]
pub fn timeline_names(data: &Timeline) -> Svg {
    let axis = axis::Axis::over(data);
    let lanes: Vec<_> = data.lanes.iter().map(|lane| layout::lane(&axis, lane)).collect();
    draw::names(&lanes)
}

#[cfg(test)]
mod tests;
