//! The few shapes the charts are drawn with, and the frame around them. Everything written here is escaped here.

use std::fmt::Write as _;

use super::{Frame, Svg, Tone, WIDTH};

/// A picture being drawn.
pub(super) struct Canvas {
    id: String,
    body: String,
    patterns: Vec<Tone>,
    linked: bool,
}

impl Canvas {
    /// An empty picture whose ids begin with `id`.
    pub(super) fn new(id: &str) -> Self {
        let id = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
        Self { id, body: String::new(), patterns: Vec::new(), linked: false }
    }

    /// A box. Nothing where it has no extent.
    pub(super) fn rect(&mut self, class: &str, x: f64, y: f64, w: f64, h: f64) {
        if w > 0.0 && h > 0.0 {
            let (x, y, w, h) = (num(x), num(y), num(w), num(h));
            let _ = write!(self.body, r#"<rect class="{class}" x="{x}" y="{y}" width="{w}" height="{h}"/>"#);
        }
    }

    /// A box with round corners. Nothing where it has no extent.
    pub(super) fn rounded(&mut self, class: &str, (x, y): (f64, f64), w: f64, h: f64, radius: f64) {
        if w > 0.0 && h > 0.0 {
            let (x, y, w, h, r) = (num(x), num(y), num(w), num(h), num(radius));
            let _ = write!(self.body, r#"<rect class="{class}" x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}"/>"#);
        }
    }

    /// A circle.
    pub(super) fn circle(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let (x, y, r) = (num(x), num(y), num(radius));
        let _ = write!(self.body, r#"<circle class="{class}" cx="{x}" cy="{y}" r="{r}"/>"#);
    }

    /// A box in a colour and its pattern.
    pub(super) fn patterned(&mut self, tone: Tone, x: f64, y: f64, w: f64, h: f64) {
        if tone == Tone::Petrol {
            self.rect(tone.class(), x, y, w, h);
        } else if w > 0.0 && h > 0.0 {
            if !self.patterns.contains(&tone) {
                self.patterns.push(tone);
            }
            let (x, y, w, h, name) = (num(x), num(y), num(w), num(h), tone.class());
            let _ = write!(
                self.body,
                r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#{}-{name})"/>"#,
                self.id
            );
        }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, y1, x2, y2) = (num(x1), num(y1), num(x2), num(y2));
        let _ = write!(self.body, r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#);
    }

    /// A line through points.
    pub(super) fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let mut d = String::new();
        for (x, y) in points {
            let _ = write!(d, "{}{} {}", if d.is_empty() { "M" } else { "L" }, num(*x), num(*y));
        }
        let _ = write!(self.body, r#"<path class="{class}" d="{d}"/>"#);
    }

    /// A filled shape given as path data.
    pub(super) fn shape(&mut self, class: &str, d: &str) {
        let _ = write!(self.body, r#"<path class="{class}" d="{d}"/>"#);
    }

    /// A line of text; `anchor` is start, middle or end.
    pub(super) fn text(&mut self, class: &str, size: f64, anchor: &str, (x, y): (f64, f64), text: &str) {
        let (x, y, size, text) = (num(x), num(y), num(size), escape(text));
        let _ = write!(self.body, r#"<text class="{class}" x="{x}" y="{y}" font-size="{size}""#);
        if anchor != "start" {
            let _ = write!(self.body, r#" text-anchor="{anchor}""#);
        }
        let _ = write!(self.body, ">{text}</text>");
    }

    /// What `draw` draws, as a link where there is an address on this site.
    pub(super) fn linked(&mut self, href: Option<&str>, draw: impl FnOnce(&mut Self)) {
        let href = href.filter(|h| is_local(h));
        if let Some(href) = href {
            self.linked = true;
            let _ = write!(self.body, r#"<a class="lk" href="{}">"#, escape(href));
        }
        draw(self);
        if href.is_some() {
            self.body.push_str("</a>");
        }
    }

    /// The same with a name: what a link is called, and what is said of a mark whose words are not all to be seen.
    pub(super) fn named(&mut self, name: Option<&str>, href: Option<&str>, draw: impl FnOnce(&mut Self)) {
        let is_group = name.is_some() && !href.is_some_and(is_local);
        self.linked(href, |canvas| {
            if is_group {
                canvas.body.push_str("<g>");
            }
            if let Some(name) = name {
                let _ = write!(canvas.body, "<title>{}</title>", escape(name));
            }
            draw(canvas);
            if is_group {
                canvas.body.push_str("</g>");
            }
        });
    }

    /// The picture with its frame.
    pub(super) fn finish(self, frame: &Frame<'_>, height: f64) -> Svg {
        self.finish_as("chart", frame, WIDTH, height)
    }

    /// A picture that repeats what another one says, for the eye alone: those who hear the page never meet it.
    pub(super) fn finish_hidden(self, class: &str, width: f64, height: f64) -> Svg {
        let (width, height, body) = (num(width), num(height), self.body);
        Svg(format!(r#"<svg class="{class}" viewBox="0 0 {width} {height}" aria-hidden="true">{body}</svg>"#))
    }

    /// The picture with its frame, under a class and in a width of its own.
    pub(super) fn finish_as(self, class: &str, frame: &Frame<'_>, width: f64, height: f64) -> Svg {
        let Self { id, body, patterns, linked } = self;
        let role = if linked { "group" } else { "img" };
        let (width, height) = (num(width), num(height));
        let (title, desc) = (escape(frame.title), escape(frame.desc));
        let mut out = String::with_capacity(body.len() + 600);
        let _ = write!(
            out,
            r#"<svg class="{class}" viewBox="0 0 {width} {height}" role="{role}" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{desc}</desc>"#
        );
        if !patterns.is_empty() {
            out.push_str("<defs>");
            for tone in patterns {
                pattern(&mut out, &id, tone);
            }
            out.push_str("</defs>");
        }
        out.push_str(&body);
        out.push_str("</svg>");
        Svg(out)
    }
}

/// True for an address on this site. A browser reads a backslash as a slash, and [`escape`] drops control characters:
/// neither may turn a path into another site.
fn is_local(href: &str) -> bool {
    href.starts_with(['/', '?', '#'])
        && !href.starts_with("//")
        && !href.contains(|c: char| c == '\\' || c.is_control())
}

/// The pattern of a colour, so that parts differ in grey too.
fn pattern(out: &mut String, id: &str, tone: Tone) {
    let class = tone.class();
    let (size, turn, mark) = match tone {
        Tone::Petrol => ("6", "", ""),
        Tone::Ochre => ("6", r#" patternTransform="rotate(45)""#, r#"<path class="hatch" d="M3 0V6"/>"#),
        Tone::Rose => ("5", "", r#"<circle class="dots" cx="2.5" cy="2.5" r="1"/>"#),
        Tone::Mist => ("5", "", r#"<path class="hatch" d="M2.5 0V5"/>"#),
        Tone::Moss => ("6", r#" patternTransform="rotate(-45)""#, r#"<path class="hatch" d="M3 0V6"/>"#),
        Tone::Grey => ("5", "", r#"<path class="hatch" d="M0 2.5H5"/>"#),
    };
    let _ = write!(
        out,
        r#"<pattern id="{id}-{class}" width="{size}" height="{size}" patternUnits="userSpaceOnUse"{turn}><rect class="{class}" width="{size}" height="{size}"/>{mark}</pattern>"#
    );
}

/// A number with at most two decimals and none that say nothing.
pub(super) fn num(n: f64) -> String {
    let text = format!("{n:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text for an element or an attribute; what XML does not allow is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
