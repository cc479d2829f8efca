//! Which bar and diamond goes on which row of its lane, and where its words stand. Knows places, not shapes.

use chrono::Days;

use super::super::measure::{cut, width};
use super::axis::{Axis, BOLD, LEFT, SIZE};
use super::{Dot, Event, Expiry, Lane, Span, WIDTH};

/// The most rows with words in a lane.
const ROWS: usize = 6;
/// The most rows of thin bars below them.
const THIN: usize = 4;
/// Half a diamond, with air.
const HALF: f64 = 8.0;
/// The least width of a bar.
const LEAST: f64 = 3.0;
/// From the end of a bar to the words beside it.
const BESIDE: f64 = 6.0;
/// From the edge of a bar to the words on it.
const INSIDE: f64 = 8.0;
/// The least air between words and what comes next.
const AIR: f64 = 5.0;

/// A lane with everything in its place.
pub(super) struct Laid<'a> {
    /// What it is called.
    pub(super) lane: &'a Lane,
    /// From the top.
    pub(super) rows: Vec<Vec<Item<'a>>>,
    /// What found no room among the rows.
    pub(super) thin: Vec<Vec<Item<'a>>>,
    /// The meetings.
    pub(super) dots: Vec<Cluster<'a>>,
}

/// A mark and its words.
pub(super) struct Item<'a> {
    /// What it is.
    pub(super) mark: Mark<'a>,
    /// What it takes up of its row, without its words.
    extent: (f64, f64),
    /// Its words, as long as they can ever be.
    words: String,
    /// Where they stand, if they do.
    pub(super) label: Option<Label>,
}

/// What an item is.
pub(super) enum Mark<'a> {
    /// A bar.
    Bar(Bar<'a>),
    /// A diamond, and where.
    Diamond(&'a Event, f64, Ahead),
}

/// The places of a bar.
pub(super) struct Bar<'a> {
    /// Its data.
    pub(super) span: &'a Span,
    /// What lies before today.
    pub(super) solid: Option<(f64, f64)>,
    /// What lies after.
    pub(super) soft: Option<(f64, f64)>,
    /// Where the arrow of something that goes on begins.
    pub(super) arrow: Option<f64>,
    /// The flag.
    pub(super) flag: Option<Flag>,
}

/// The places of a flag.
pub(super) struct Flag {
    /// The pole; none where the day is out of reach.
    pub(super) pole: Option<f64>,
    /// Where the words begin.
    pub(super) x: f64,
    /// What happens, and the line below, as long as there is room.
    pub(super) lines: (String, String),
    /// True where not all of them is to be seen.
    is_cut: bool,
}

/// Whether a day is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ahead {
    /// It is not.
    Within,
    /// Before the first one drawn.
    Before,
    /// After the last one.
    Beyond,
}

/// Words in their place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// The words, cut where they must be.
    pub(super) text: String,
    /// Where they begin, or end.
    pub(super) x: f64,
    /// Where they stand.
    pub(super) at: Side,
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// On the bar.
    Inside,
    /// Right of the mark.
    Right,
    /// Left of it.
    Left,
}

/// Dots on the same place.
pub(super) struct Cluster<'a> {
    /// Where.
    pub(super) x: f64,
    /// From the first.
    pub(super) dots: Vec<&'a Dot>,
}

impl Item<'_> {
    /// True where its words say all of it.
    pub(super) fn is_said(&self) -> bool {
        let (whole, is_cut) = match &self.mark {
            Mark::Bar(bar) => (bar.span.label.as_str(), bar.flag.as_ref().is_some_and(|flag| flag.is_cut)),
            Mark::Diamond(event, ..) => (event.label.as_str(), false),
        };
        !is_cut && self.label.as_ref().map_or("", |label| label.text.as_str()) == whole
    }

    /// The part of the bar that words fit on.
    fn inside(&self) -> Option<(f64, f64)> {
        match &self.mark {
            Mark::Bar(bar) => bar.solid.or(bar.soft).map(|(from, to)| (from + INSIDE, to - INSIDE)),
            Mark::Diamond(..) => None,
        }
    }

    /// What its label takes up.
    fn spread(&self) -> Option<(f64, f64)> {
        let label = self.label.as_ref()?;
        let long = width(&label.text, SIZE);
        Some(match label.at {
            Side::Inside | Side::Right => (label.x, label.x + long),
            Side::Left => (label.x - long, label.x),
        })
    }

    /// The room for its words: on it, right of it and left of it, between what else is on the row and today.
    fn rooms(&self, now: f64, others: &[(f64, f64)]) -> [(Side, f64, f64); 3] {
        let (from, to) = self.extent;
        let (on, on_to) = self.inside().unwrap_or((from, from));
        let gap = if matches!(self.mark, Mark::Bar(_)) { BESIDE } else { AIR - 1.0 };
        let (right, left) = (to + gap, from - gap);
        let (mut end, mut start) = (WIDTH - 2.0, LEFT);
        for (a, b) in others.iter().copied().chain([(now - 1.0, now + 1.0)]) {
            if b > right {
                end = end.min(a - AIR);
            }
            if a < left {
                start = start.max(b + AIR);
            }
        }
        [(Side::Inside, on, on_to - on), (Side::Right, right, end - right), (Side::Left, left, left - start)]
    }

    /// Puts its words where they have room, whole or, where that may be, cut. False where they have none.
    fn place(&mut self, now: f64, others: &[(f64, f64)], may_cut: bool) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let rooms = self.rooms(now, others);
        let long = width(&self.words, SIZE);
        let whole = rooms.into_iter().find(|(.., room)| long <= *room);
        let widest = || rooms.into_iter().max_by(|a, b| a.2.total_cmp(&b.2)).filter(|_| may_cut);
        self.label = whole.or_else(widest).and_then(|(at, x, room)| {
            let text = cut(&self.words, SIZE, room);
            (!text.is_empty()).then_some(Label { text, x, at })
        });
        self.label.is_some()
    }
}

/// Everything of a lane in its place.
pub(super) fn lane<'a>(axis: &Axis, lane: &'a Lane) -> Laid<'a> {
    let bars = lane.spans.iter().map(|span| (span.from, bar(axis, span)));
    let diamonds = lane.events.iter().map(|event| (event.on, diamond(axis, event)));
    let mut items: Vec<_> = bars.chain(diamonds).collect();
    items.sort_by_key(|(day, _)| *day);
    let mut rest: Vec<_> = items.into_iter().map(|(_, item)| item).collect();
    let mut rows = Vec::new();
    while rows.len() < ROWS && !rest.is_empty() {
        let (on, left) = row(axis.now(), rest, rows.len() + 1 == ROWS);
        rows.push(on);
        rest = left;
    }
    Laid { lane, rows, thin: thin(rest), dots: clusters(axis, &lane.dots) }
}

/// One row of those that wait, and those that still do. At least one of them finds its place.
fn row(now: f64, waiting: Vec<Item<'_>>, may_cut: bool) -> (Vec<Item<'_>>, Vec<Item<'_>>) {
    let (mut on, mut left): (Vec<Item<'_>>, Vec<Item<'_>>) = (Vec::new(), Vec::new());
    for item in waiting {
        if on.iter().all(|other| is_apart(item.extent, other.extent)) { on.push(item) } else { left.push(item) }
    }
    let mut ahead: std::collections::VecDeque<_> = on.into();
    let mut placed: Vec<Item<'_>> = Vec::new();
    while let Some(mut item) = ahead.pop_front() {
        let marks =
            placed.iter().chain(&ahead).map(|other| (other.extent.0, other.extent.1.max(other.extent.0 + LEAST)));
        let others: Vec<_> = marks.chain(placed.iter().filter_map(Item::spread)).collect();
        if item.place(now, &others, may_cut) { placed.push(item) } else { left.push(item) }
    }
    left.sort_by(|a, b| a.extent.0.total_cmp(&b.extent.0));
    (placed, left)
}

/// What is left, on thin rows; on the last one they lie on each other.
fn thin(rest: Vec<Item<'_>>) -> Vec<Vec<Item<'_>>> {
    let mut rows: Vec<Vec<Item<'_>>> = Vec::new();
    for mut item in rest {
        item.label = None;
        let free = rows.iter().position(|row| row.iter().all(|other| is_apart(item.extent, other.extent)));
        let nth = free.unwrap_or(rows.len()).min(THIN - 1);
        match rows.get_mut(nth) {
            Some(row) => row.push(item),
            None => rows.push(vec![item]),
        }
    }
    rows
}

/// True where two marks may share a row; to touch is not to overlap.
fn is_apart(a: (f64, f64), b: (f64, f64)) -> bool {
    a.1 <= b.0 + 0.05 || b.1 <= a.0 + 0.05
}

/// A diamond with its words as long as they can be.
fn diamond<'a>(axis: &Axis, event: &'a Event) -> Item<'a> {
    let x = axis.x(event.on);
    let ahead = match event.on {
        day if axis.is_before(day) => Ahead::Before,
        day if axis.is_beyond(day) => Ahead::Beyond,
        _ => Ahead::Within,
    };
    item(axis, Mark::Diamond(event, x, ahead), (x - HALF, x + HALF), &event.label)
}

/// A bar with its words as long as they can be.
fn bar<'a>(axis: &Axis, span: &'a Span) -> Item<'a> {
    let (from, now) = (axis.x(span.from), axis.now());
    let least = span.from.checked_add_days(Days::new(1)).unwrap_or(span.from);
    let to = span.to.map(|to| to.max(least));
    let lasts = to.is_none_or(|to| to > axis.today);
    let solid = (span.from < axis.today).then(|| (from, to.map_or(now, |to| axis.x(to).min(now)).max(from + LEAST)));
    let after = span.from.max(axis.today);
    let valid = span.expires.as_ref().map(|expiry| expiry.on).filter(|_| lasts);
    let until = to.max(valid).filter(|until| *until > after);
    let soft = match until {
        Some(until) => Some((from.max(now), axis.x(until).max(from.max(now) + LEAST))),
        None if solid.is_none() => Some((from, from + LEAST * 2.0)),
        None => None,
    };
    let end = soft.or(solid).map_or(from, |(_, end)| end);
    let goes_on =
        (to.is_none() && valid.is_none_or(|valid| valid <= after)) || until.is_some_and(|until| axis.is_beyond(until));
    let arrow = goes_on.then_some(end + BESIDE);
    // The words may touch the next bar where the bar itself is shorter than the least that can be seen.
    let mut right = match to {
        Some(to) if arrow.is_none() && valid.is_none() => axis.x(to).max(from),
        _ => arrow.map_or(end, |x| x + 18.0),
    };
    let flag = span.expires.as_ref().map(|expiry| flag(axis, expiry, right.max(end)));
    if let Some(flag) = &flag {
        let (first, second) = &flag.lines;
        right = flag.x + (width(first, SIZE) * BOLD).max(width(second, SIZE));
    }
    item(axis, Mark::Bar(Bar { span, solid, soft, arrow, flag }), (from, right), &span.label)
}

/// A flag right of `end`, where its bar is over.
fn flag(axis: &Axis, expiry: &Expiry, end: f64) -> Flag {
    let is_seen = !axis.is_before(expiry.on) && !axis.is_beyond(expiry.on);
    let pole = is_seen.then(|| axis.x(expiry.on));
    let x = pole.unwrap_or(end).max(end) + BESIDE + 1.0;
    let long = (width(&expiry.label, SIZE) * BOLD).max(width(&expiry.sub, SIZE));
    let is_crossed = x < axis.now() + AIR && x + long > axis.now() - AIR;
    let x = if is_crossed { axis.now() + BESIDE + 1.0 } else { x };
    let room = WIDTH - x - 1.0;
    let lines = (cut(&expiry.label, SIZE, room / BOLD), cut(&expiry.sub, SIZE, room));
    let is_cut = lines.0 != expiry.label || lines.1 != expiry.sub;
    Flag { pole, x, lines, is_cut }
}

/// A mark on a row of its own.
fn item<'a>(axis: &Axis, mark: Mark<'a>, extent: (f64, f64), words: &str) -> Item<'a> {
    let mut item = Item { mark, extent, words: words.trim().to_owned(), label: None };
    item.place(axis.now(), &[], true);
    item.words = item.label.take().map(|label| label.text).unwrap_or_default();
    item
}

/// The dots in the order of their days, those on the same place together.
fn clusters<'a>(axis: &Axis, dots: &'a [Dot]) -> Vec<Cluster<'a>> {
    let mut dots: Vec<_> = dots.iter().map(|dot| (dot.on, axis.x(dot.on), dot)).collect();
    dots.sort_by_key(|(on, ..)| *on);
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for (_, x, dot) in dots {
        match clusters.last_mut() {
            Some(last) if x - last.x < 1.0 => last.dots.push(dot),
            _ => clusters.push(Cluster { x, dots: vec![dot] }),
        }
    }
    clusters
}
