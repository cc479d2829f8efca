//! How wide a text is and where it breaks: an estimate for Inter, on the wide side, as no font is at hand here.

/// The estimated width of one line in the units of `size`.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The advance of one character as a share of the font size.
const fn advance(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' | '·' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 0.40,
        'm' | 'w' | 'M' | 'W' | 'æ' | 'Æ' | '%' | '@' | '–' | '…' => 0.90,
        'A'..='Z' | 'Ø' | 'Å' => 0.72,
        '0'..='9' => 0.635,
        _ => 0.595,
    }
}

/// The text in lines no wider than `room`: broken at spaces, after hyphens and slashes, and inside a word only where
/// the word alone is too wide. Never empty.
pub(super) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let joined = format!("{line}{piece}");
        if width(joined.trim_end(), size) <= room {
            line = joined;
            continue;
        }
        if !line.trim_end().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = String::new();
        for c in piece.chars() {
            if width(&line, size) + (advance(c) + advance('-')) * size > room
                && width(&piece, size) > room
                && !line.is_empty()
            {
                lines.push(format!("{line}-"));
                line = String::new();
            }
            line.push(c);
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The text, or as much of its beginning as `room` holds with an ellipsis; empty where not even a few letters fit.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut used = advance('…') * size;
    let mut kept = String::new();
    for c in text.chars() {
        used += advance(c) * size;
        if used > room {
            break;
        }
        kept.push(c);
    }
    let kept = kept.trim_end();
    if kept.chars().count() < 3 { String::new() } else { format!("{kept}…") }
}

/// The words of a text, each with the space, hyphen or slash after it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for c in text.trim().chars() {
        piece.push(c);
        if matches!(c, ' ' | '-' | '/') {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    pieces.push(piece);
    pieces
}

/// How many, as a number to reckon with.
pub(super) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}
