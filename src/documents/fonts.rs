//! The typeface of paper: Inter, as on the pages, in two weights with digits of one width (static/VENDORED.md). What it lacks is
//! written in Latin letters, so that no letter is ever an empty box.

use crate::kernel::error::{Error, Result};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::HashMap;

/// The typeface for text.
pub(super) const REGULAR: &[u8] = include_bytes!("../../static/inter-regular.ttf");
/// The typeface for headings and what matters.
pub(super) const STRONG: &[u8] = include_bytes!("../../static/inter-semibold.ttf");

/// How wide letters are.
pub(super) struct Measure {
    regular: HashMap<char, f32>,
    strong: HashMap<char, f32>,
}

impl Measure {
    pub(super) fn new() -> Result<Self> {
        Ok(Self { regular: advances(REGULAR)?, strong: advances(STRONG)? })
    }

    /// The width of a line in points.
    pub(super) fn width(&self, text: &str, size: f32, is_strong: bool) -> f32 {
        let advances = if is_strong { &self.strong } else { &self.regular };
        text.chars().map(|c| advances.get(&c).copied().unwrap_or(0.6)).sum::<f32>() * size
    }

    /// The text in letters that the typeface has.
    pub(super) fn printable(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if self.regular.contains_key(&c) {
                out.push(c);
            } else if c.is_whitespace() {
                out.push(' ');
            } else if !c.is_control() {
                let latin = any_ascii::any_ascii_char(c);
                out.push_str(if latin.is_empty() { "?" } else { latin });
            }
        }
        out
    }

    /// The text in lines no wider than `room`, broken at spaces, and inside a word only where the word alone is too wide. Never
    /// empty.
    pub(super) fn lines(&self, text: &str, size: f32, is_strong: bool, room: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&joined, size, is_strong) <= room {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if self.width(&line, size, is_strong) > room && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// The advance of each letter as a share of the size.
fn advances(bytes: &[u8]) -> Result<HashMap<char, f32>> {
    let font = FontRef::new(bytes).map_err(Error::internal)?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    let known = font
        .charmap()
        .mappings()
        .filter_map(|(code, glyph)| Some((char::from_u32(code)?, metrics.advance_width(glyph)?)));
    Ok(known.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_under_each_other() {
        let measure = Measure::new().unwrap();
        let one = measure.width("1", 10.0, false);
        assert!(one > 4.0 && one < 8.0, "{one}");
        for digit in ["0", "4", "7", "9"] {
            assert!((measure.width(digit, 10.0, false) - one).abs() < 0.001, "{digit}");
        }
    }

    #[test]
    fn what_the_typeface_lacks_is_written_in_latin_letters() {
        let measure = Measure::new().unwrap();
        assert_eq!(measure.printable("Ærlig – «Łódź» ș"), "Ærlig – «Łódź» ș");
        assert_eq!(measure.printable("Україна\u{7}"), "Ukraina");
    }

    #[test]
    fn lines_are_no_wider_than_their_room() {
        let measure = Measure::new().unwrap();
        let lines = measure.lines("Brukere som fikk bistand i et kjempelangtordutenmellomrom", 10.0, false, 90.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| measure.width(line, 10.0, false) <= 90.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "Brukeresomfikkbistandietkjempelangtordutenmellomrom");
        assert_eq!(measure.lines("", 10.0, false, 90.0), [""]);
    }
}
