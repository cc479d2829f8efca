//! Lines over years: one or a few series, named at their ends, each with its own marker and dash.

use super::column::{FOOT, SIZE, axis, below, height};
use super::measure::{count, width};
use super::scale::Scale;
use super::svg::{Canvas, num};
use super::{Frame, Svg, Tone, WIDTH, drawable};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it counts.
    pub name: String,
    /// One value and its text for each year, `None` where the year is not known.
    pub values: Vec<Option<(f64, String)>>,
    /// Its colour.
    pub tone: Tone,
}

/// A point of a line.
struct Point {
    x: f64,
    y: f64,
    shown: String,
}

/// Lines over `years` (or any labels in order). A year without a value breaks the line. `None` where no year has one.
#[must_use]
pub fn lines(frame: &Frame<'_>, years: &[String], series: &[Series]) -> Option<Svg> {
    let known = || series.iter().flat_map(|s| s.values.iter().take(years.len()).flatten());
    known().next()?;
    let alone = series.len() == 1;
    let mut canvas = Canvas::new(frame.id);
    let scale = Scale::to(known().map(|(v, _)| drawable(*v)).fold(0.0, f64::max));
    let ends =
        series.iter().map(|s| width(&s.name, SIZE) + last(s).map_or(0.0, |l| width(l, SIZE) + 5.0)).fold(0.0, f64::max);
    let right = if alone { WIDTH } else { WIDTH - (ends + 12.0).min(WIDTH * 0.45) };
    let x0 = axis(&mut canvas, frame, &scale, right);
    let slot = (right - x0) / count(years.len());
    let at = |i: usize| x0 + slot * (count(i) + 0.5);
    below(&mut canvas, years.iter().enumerate().map(|(i, y)| (at(i), y.as_str())), slot);
    let mut names = Vec::new();
    for (nth, s) in series.iter().enumerate() {
        let mut run: Vec<Point> = Vec::new();
        let mut runs = Vec::new();
        for (i, value) in s.values.iter().take(years.len()).enumerate() {
            match value {
                Some((v, shown)) => run.push(Point { x: at(i), y: height(&scale, *v), shown: shown.clone() }),
                None => runs.push(std::mem::take(&mut run)),
            }
        }
        runs.push(run);
        let class = format!("ln {} d{}", s.tone.class(), nth % 4);
        for run in runs.iter().filter(|r| r.len() > 1) {
            let points: Vec<_> = run.iter().map(|p| (p.x, p.y)).collect();
            canvas.path(&class, &points);
        }
        let widest = s.values.iter().flatten().map(|(_, l)| width(l, SIZE)).fold(0.0, f64::max);
        for point in runs.iter().flatten() {
            marker(&mut canvas, s.tone, nth, point);
            if alone && widest + 2.0 <= slot {
                canvas.text("val strong", SIZE, "middle", (point.x, point.y - 8.0), &point.shown);
            }
        }
        if let Some(point) = runs.into_iter().flatten().last() {
            names.push((nth, s, point));
        }
    }
    if !alone {
        label_ends(&mut canvas, names, right);
    }
    Some(canvas.finish(frame, FOOT + 22.0))
}

/// The text of the last known value.
fn last(series: &Series) -> Option<&str> {
    series.values.iter().flatten().last().map(|(_, shown)| shown.as_str())
}

/// The names at the ends of the lines, pushed apart where they would meet.
fn label_ends(canvas: &mut Canvas, mut names: Vec<(usize, &Series, Point)>, right: f64) {
    names.sort_by(|a, b| a.2.y.total_cmp(&b.2.y));
    let room = WIDTH - right - 6.0;
    let lowest = FOOT - 15.0 * (count(names.len()) - 1.0);
    let mut free = f64::NEG_INFINITY;
    for (above, (nth, series, point)) in names.into_iter().enumerate() {
        let y = point.y.max(free).min(lowest + 15.0 * count(above));
        free = y + 15.0;
        let shown = format!("{} {}", point.shown, series.name);
        let size = if width(&shown, SIZE) > room { SIZE * room / width(&shown, SIZE) } else { SIZE };
        marker(canvas, series.tone, nth, &Point { x: right + 3.0, y, shown: String::new() });
        canvas.text("lbl", size, "start", (right + 10.0, y + size * 0.36), &shown);
    }
}

/// Circle, square, diamond or triangle, so that a line is known without its colour.
fn marker(canvas: &mut Canvas, tone: Tone, nth: usize, point: &Point) {
    let (x, y) = (num(point.x), num(point.y));
    let d = match nth % 4 {
        0 => format!("M{x} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z"),
        1 => format!("M{x} {y}m-3.5-3.5h7v7h-7Z"),
        2 => format!("M{x} {y}m0-5l5 5l-5 5l-5-5Z"),
        _ => format!("M{x} {y}m0-4.5l4.8 8h-9.6Z"),
    };
    canvas.shape(&format!("mk {}", tone.class()), &d);
}
