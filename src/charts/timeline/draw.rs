//! The shapes of the picture. Knows where things stand, not why.

use super::super::measure::{count, cut, width, wrap};
use super::super::svg::{Canvas, num};
use super::super::{Frame, Svg};
use super::axis::{Axis, BOLD, LEFT, SIZE, SMALL};
use super::layout::{Ahead, Bar, Cluster, Item, Laid, Mark, Side};
use super::{SpanTone, Timeline, WIDTH};

/// Where the first lane begins.
const TOP: f64 = 28.0;
/// The size of the names of the lanes.
const NAME: f64 = 13.0;
/// From the line above a lane to its first row.
const ABOVE: f64 = 10.0;
/// From its last row to the line below.
const BELOW: f64 = 8.0;
/// Between two rows.
const GAP: f64 = 4.0;
/// The height of a thin bar, and from one to the next.
const THIN: (f64, f64) = (4.0, 6.0);
/// The height of a row of dots.
const DOTS: f64 = 20.0;
/// More dots than this are drawn small, the full ones above the hollow ones.
const CROWD: usize = 120;

/// Draws it all.
pub(super) fn picture(frame: &Frame<'_>, data: &Timeline, axis: &Axis, lanes: &[Laid<'_>]) -> Svg {
    let mut canvas = Canvas::new(frame.id);
    let (tops, foot) = tops(lanes);
    let now = axis.now();
    let words = cut(&data.today_label, SMALL * BOLD, WIDTH / 3.0);
    let half = width(&words, SMALL * BOLD) / 2.0 + 8.0;
    let middle = now.min(WIDTH - half - 1.0);
    canvas.rect("future", now, TOP - 4.0, WIDTH - now, foot - TOP + 4.0);
    for tick in axis.ticks(frame.lang, (middle - half, middle + half)) {
        canvas.line("grid", (tick.x, TOP - 4.0), (tick.x, foot));
        if let Some(label) = tick.label {
            canvas.text("ax", SMALL, "start", (tick.x + 6.0, 17.0), &label);
        }
    }
    for (lane, top) in tops {
        canvas.line("lane", (0.0, top), (WIDTH, top));
        write_name(&mut canvas, lane, top);
        self::lane(&mut canvas, frame, lane, top, now);
    }
    canvas.line("now", (now, TOP - 6.0), (now, foot));
    if !words.is_empty() {
        canvas.rounded("now-b", (middle - half, 2.0), half * 2.0, 21.0, 10.5);
        canvas.text("now-t", SMALL, "middle", (middle, 17.0), &words);
    }
    canvas.finish_as("timeline", frame, WIDTH, foot + 2.0)
}

/// Draws the names of the lanes alone, where [`picture`] has them.
pub(super) fn names(lanes: &[Laid<'_>]) -> Svg {
    let mut canvas = Canvas::new("names");
    let (tops, foot) = tops(lanes);
    for (lane, top) in tops {
        canvas.line("lane", (0.0, top), (LEFT, top));
        write_name(&mut canvas, lane, top);
    }
    canvas.finish_hidden("timeline-names", LEFT, foot + 2.0)
}

/// Where each lane begins, and where the last one ends.
fn tops<'a, 'b>(lanes: &'a [Laid<'b>]) -> (Vec<(&'a Laid<'b>, f64)>, f64) {
    let mut next = TOP;
    let tops: Vec<_> = lanes
        .iter()
        .map(|lane| {
            let top = next;
            next += height(lane);
            (lane, top)
        })
        .collect();
    let foot = if tops.is_empty() { TOP + 20.0 } else { next };
    (tops, foot)
}

fn write_name(canvas: &mut Canvas, lane: &Laid<'_>, top: f64) {
    for (nth, line) in name(lane).iter().enumerate() {
        canvas.text("lane-t", NAME, "start", (0.0, top + 25.0 + 16.0 * count(nth)), line);
    }
}

/// The lines of the name of a lane.
fn name(lane: &Laid<'_>) -> Vec<String> {
    wrap(&lane.lane.label, NAME, LEFT - 10.0)
}

/// The height of a lane: of its rows, or of its name where that is more.
fn height(lane: &Laid<'_>) -> f64 {
    let rows: f64 = lane.rows.iter().map(|row| tall(lane, row) + GAP).sum();
    let thin = if lane.thin.is_empty() { 0.0 } else { count(lane.thin.len()) * THIN.1 + GAP };
    let dots = if lane.dots.is_empty() { 0.0 } else { DOTS + GAP };
    let marks = (rows + thin + dots - GAP).max(DOTS);
    (ABOVE + marks + BELOW).max(ABOVE + 16.0 * count(name(lane).len()) + BELOW)
}

/// The height of a row: less where there are many, or no bar.
fn tall(lane: &Laid<'_>, row: &[Item<'_>]) -> f64 {
    let mut bars = row.iter().filter_map(|item| if let Mark::Bar(bar) = &item.mark { Some(bar) } else { None });
    if bars.clone().any(|bar| bar.flag.as_ref().is_some_and(|flag| !flag.lines.1.is_empty())) {
        return 28.0;
    }
    match (bars.next(), lane.rows.len()) {
        (None, _) => DOTS,
        (_, 1) => 28.0,
        _ => 21.0,
    }
}

/// What is in a lane.
fn lane(canvas: &mut Canvas, frame: &Frame<'_>, lane: &Laid<'_>, top: f64, now: f64) {
    if lane.rows.is_empty() && lane.dots.is_empty() {
        let y = top + height(lane) / 2.0;
        canvas.line("lane", (LEFT, y), (now, y));
    }
    let or_lane = |words: String| match [words.trim(), lane.lane.label.trim()].into_iter().find(|w| !w.is_empty()) {
        Some(words) => words.to_owned(),
        None => frame.title.to_owned(),
    };
    let mut y = top + ABOVE;
    for row in &lane.rows {
        let h = tall(lane, row);
        for item in row {
            let (href, words) = said(item);
            let name = (href.is_some() || !item.is_said()).then(|| or_lane(words));
            canvas.named(name.as_deref(), href, |canvas| {
                mark(canvas, item, y, h);
                label(canvas, item, y + h / 2.0);
            });
        }
        y += h + GAP;
    }
    for row in &lane.thin {
        for item in row {
            let (href, words) = said(item);
            canvas.named(Some(&or_lane(words)), href, |canvas| thin(canvas, item, y));
        }
        y += THIN.1;
    }
    y += if lane.thin.is_empty() { 0.0 } else { GAP };
    let (full, hollow, apart) = if lane.dots.len() > CROWD { (3.0, 2.6, 4.0) } else { (5.5, 4.75, 0.0) };
    let middle = y + DOTS / 2.0;
    for cluster in &lane.dots {
        let href = cluster.dots.last().and_then(|dot| dot.href.as_deref());
        canvas.named(Some(&or_lane(together(cluster))), href, |canvas| {
            if cluster.dots.iter().all(|dot| dot.is_hollow) {
                canvas.circle("dot hollow", (cluster.x, middle + apart), hollow);
            } else {
                canvas.circle("dot", (cluster.x, middle - apart), full);
            }
        });
    }
}

/// The address of an item, and all that is to be said of it.
fn said<'a>(item: &'a Item<'_>) -> (Option<&'a str>, String) {
    match &item.mark {
        Mark::Diamond(event, ..) => (event.href.as_deref(), event.label.clone()),
        Mark::Bar(bar) => {
            let expiry = bar.span.expires.as_ref().map_or(["", ""], |e| [e.label.as_str(), e.sub.as_str()]);
            let words = [bar.span.label.as_str(), expiry[0], expiry[1]];
            let words: Vec<_> = words.into_iter().map(str::trim).filter(|words| !words.is_empty()).collect();
            (bar.span.href.as_deref(), words.join(", "))
        }
    }
}

/// What is said of dots on the same place: the last ones, and how many there are besides.
fn together(cluster: &Cluster<'_>) -> String {
    let words: Vec<_> = cluster.dots.iter().rev().map(|dot| dot.label.trim()).filter(|w| !w.is_empty()).collect();
    let mut text = words.iter().take(5).copied().collect::<Vec<_>>().join("; ");
    if words.len() > 5 {
        text.push_str(&format!(" (+ {})", words.len() - 5));
    }
    text
}

/// A bar or a diamond on a row from `y`, `h` high.
fn mark(canvas: &mut Canvas, item: &Item<'_>, y: f64, h: f64) {
    match &item.mark {
        Mark::Bar(bar) => {
            rects(canvas, bar, y, h);
            if let Some(x) = bar.arrow {
                arrow(canvas, x, y + h / 2.0);
            }
            let Some(flag) = &bar.flag else { return };
            if let Some(x) = flag.pole {
                canvas.line("flag", (x, y - 4.0), (x, y + h + 4.0));
            }
            let middle = y + h / 2.0;
            let (first, second) = &flag.lines;
            if second.is_empty() {
                canvas.text("bo strong", SIZE, "start", (flag.x, middle + 4.5), first);
            } else {
                canvas.text("bo strong", SIZE, "start", (flag.x, middle - 2.0), first);
                canvas.text("bo", SIZE, "start", (flag.x, middle + 14.0), second);
            }
        }
        Mark::Diamond(event, x, ahead) => {
            let class = if event.is_hollow { "ev hollow" } else { "ev" };
            diamond(canvas, class, *x, y + h / 2.0, 7.0, *ahead);
        }
    }
}

/// A diamond, or for a day out of reach a triangle that points to it.
fn diamond(canvas: &mut Canvas, class: &str, x: f64, y: f64, half: f64, ahead: Ahead) {
    let (left, top, n) = (num(x - half), num(y - half), num(half));
    let d = match ahead {
        Ahead::Within => format!("M{} {top}l{n} {n}-{n} {n}-{n}-{n}z", num(x)),
        Ahead::Before => format!("M{left} {}l{n}-{n}v{}z", num(y), num(half * 2.0)),
        Ahead::Beyond => format!("M{} {}l-{n}-{n}v{}z", num(x + half), num(y), num(half * 2.0)),
    };
    canvas.shape(class, &d);
}

/// The two parts of a bar.
fn rects(canvas: &mut Canvas, bar: &Bar<'_>, y: f64, h: f64) {
    let class = if bar.span.is_applied { "b-applied" } else { fill(bar.span.tone) };
    let radius = if h < 10.0 { 1.5 } else { 4.0 };
    if let Some((from, to)) = bar.solid {
        canvas.rounded(class, (from, y), to - from, h, radius);
    }
    if let Some((from, to)) = bar.soft {
        canvas.rounded(&format!("{class} soft"), (from, y), to - from, h, radius);
    }
}

/// A bar or a diamond without words.
fn thin(canvas: &mut Canvas, item: &Item<'_>, y: f64) {
    match &item.mark {
        Mark::Bar(bar) => rects(canvas, bar, y, THIN.0),
        Mark::Diamond(event, x, ahead) => {
            let class = if event.is_hollow { "ev hollow" } else { "ev" };
            diamond(canvas, class, *x, y + THIN.0 / 2.0, 3.0, *ahead);
        }
    }
}

/// The words of an item on a row with this middle.
fn label(canvas: &mut Canvas, item: &Item<'_>, middle: f64) {
    let Some(label) = &item.label else { return };
    let class = match (&item.mark, label.at) {
        (Mark::Bar(bar), Side::Inside) if bar.span.is_applied => "bo2",
        (Mark::Bar(Bar { span, solid: Some(_), .. }), Side::Inside) => on(span.tone),
        _ => "bo",
    };
    let anchor = if label.at == Side::Left { "end" } else { "start" };
    canvas.text(class, SIZE, anchor, (label.x, middle + 4.5), &label.text);
}

/// The arrow of something that goes on.
fn arrow(canvas: &mut Canvas, x: f64, y: f64) {
    canvas.shape("arrow", &format!("M{} {}h18m-6-5 6 5-6 5", num(x), num(y)));
}

/// The class of a bar.
const fn fill(tone: SpanTone) -> &'static str {
    match tone {
        SpanTone::Status => "b-c1",
        SpanTone::Housing => "b-c2",
        SpanTone::Activity => "b-c5",
        SpanTone::Police => "b-c0",
        SpanTone::Neutral => "b-n",
    }
}

/// The class of the words on a bar.
const fn on(tone: SpanTone) -> &'static str {
    match tone {
        SpanTone::Status => "bt",
        SpanTone::Housing | SpanTone::Activity => "bt2",
        SpanTone::Police | SpanTone::Neutral => "bt3",
    }
}
