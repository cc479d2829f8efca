//! Amounts on pages: kroner and hours, kept as hundredths, written as people of each language write them.

use crate::kernel::text::Lang;

/// An amount in øre as `kr 2 920` or `kr 1 500,50`; its spaces do not break.
#[must_use]
pub fn kroner(ore: i64, lang: Lang) -> String {
    let rest = ore.rem_euclid(100);
    let decimals = if rest == 0 { String::new() } else { format!("{}{rest:02}", point(lang)) };
    let whole = grouped(ore.div_euclid(100), lang);
    match lang {
        Lang::Nb => format!("kr\u{a0}{whole}{decimals}"),
        Lang::En => format!("NOK\u{a0}{whole}{decimals}"),
    }
}

/// Hours in hundredths as `1,5`.
#[must_use]
pub fn hours(hundredths: i64, lang: Lang) -> String {
    plain(hundredths).replace(',', point(lang))
}

/// An amount in hundredths as a form holds it: `2920`, `1500,50`, `1,5` hours as `1,50`.
#[must_use]
pub fn written(hundredths: i64) -> String {
    let (whole, rest) = (hundredths.div_euclid(100), hundredths.rem_euclid(100));
    if rest == 0 { whole.to_string() } else { format!("{whole},{rest:02}") }
}

/// The same without needless zeros.
#[must_use]
pub fn plain(hundredths: i64) -> String {
    let written = written(hundredths);
    if written.contains(',') { written.trim_end_matches('0').to_owned() } else { written }
}

const fn point(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => ",",
        Lang::En => ".",
    }
}

fn grouped(whole: i64, lang: Lang) -> String {
    let between = match lang {
        Lang::Nb => '\u{a0}',
        Lang::En => ',',
    };
    let digits = whole.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(between);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_the_language() {
        assert_eq!(kroner(292_000, Lang::Nb), "kr\u{a0}2\u{a0}920");
        assert_eq!(kroner(123_456_705, Lang::Nb), "kr\u{a0}1\u{a0}234\u{a0}567,05");
        assert_eq!(kroner(292_050, Lang::En), "NOK\u{a0}2,920.50");
        assert_eq!(
            (hours(150, Lang::Nb), hours(150, Lang::En), hours(300, Lang::Nb)),
            ("1,5".into(), "1.5".into(), "3".into())
        );
    }

    #[test]
    fn a_form_holds_what_it_reads_back() {
        assert_eq!((written(292_000), written(150_050), plain(150)), ("2920".into(), "1500,50".into(), "1,5".into()));
    }
}
