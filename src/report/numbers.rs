//! Numbers as people read them in each language: `1 912` and `31,6` in bokmål, `1,912` and `31.6` in English.

use super::shape::Unit;
use crate::kernel::text::Lang;

/// Writes a number with its thousands apart and its decimals as they are.
#[must_use]
pub fn written(number: f64, lang: Lang) -> String {
    let (thousands, point) = match lang {
        Lang::Nb => (' ', ','),
        Lang::En => (',', '.'),
    };
    let plain = number.abs().to_string();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::from(if number < 0.0 { "-" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

/// Writes a number with what it counts, where the number alone would not say. Its spaces do not break.
#[must_use]
pub fn shown(number: Option<f64>, unit: Unit, lang: Lang) -> String {
    let Some(number) = number else { return "–".to_owned() };
    let text = written(number, lang).replace(' ', "\u{a0}");
    match (unit, lang) {
        (Unit::Percent, Lang::Nb) => format!("{text}\u{a0}%"),
        (Unit::Percent, Lang::En) => format!("{text}%"),
        (Unit::Nok, Lang::Nb) => format!("kr\u{a0}{text}"),
        (Unit::Nok, Lang::En) => format!("NOK\u{a0}{text}"),
        (Unit::Years, lang) => super::texts::ReportTexts(lang).years_old(&text),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        for (number, nb, en) in [
            (0.0, "0", "0"),
            (1912.0, "1 912", "1,912"),
            (31.6, "31,6", "31.6"),
            (329_960.0, "329 960", "329,960"),
            (-1_234_567.25, "-1 234 567,25", "-1,234,567.25"),
        ] {
            assert_eq!(written(number, Lang::Nb), nb);
            assert_eq!(written(number, Lang::En), en);
        }
    }
}
