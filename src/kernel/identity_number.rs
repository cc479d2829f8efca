//! Numbers by which Norwegian registers know a person, and whether they can be right. Many of those who are helped have false
//! papers or none, so whatever is found here is a doubt to show, never a reason to refuse. Neither gender nor century is read
//! from a number: from 2032 they do not stand there (norway.md 1.2). Knows no page and no person.

use chrono::NaiveDate;

/// The kinds of eleven-digit numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// Fødselsnummer.
    National,
    /// D-nummer: 4 is added to the first digit.
    D,
    /// Help number of the health services (H-nummer): 4 is added to the third digit.
    Help,
}

/// What speaks against a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberDoubt {
    /// It has not as many digits as it must have, or other characters.
    Length,
    /// The birth date in it does not exist.
    Date,
    /// Its check digits do not fit.
    CheckDigits,
    /// It is one that test systems use: nobody has it.
    Synthetic,
    /// It is right, but of another kind than was said.
    OtherKind(NumberKind),
}

/// A number without the blanks, points and dashes that people write into it.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '–')).collect()
}

/// What speaks against an eleven-digit number that is said to be of this kind.
#[must_use]
pub fn doubt_of(text: &str, said: NumberKind) -> Option<NumberDoubt> {
    let number = bare(text);
    let Some(digits) = digits_of(&number).filter(|digits| digits.len() == 11) else { return Some(NumberDoubt::Length) };
    let Some((kind, is_synthetic)) = kind_of(&number) else { return Some(NumberDoubt::Date) };
    if !check_digits_fit(&digits) {
        return Some(NumberDoubt::CheckDigits);
    }
    if is_synthetic {
        return Some(NumberDoubt::Synthetic);
    }
    (kind != said).then_some(NumberDoubt::OtherKind(kind))
}

/// What speaks against a DUF number: twelve digits, the last two a check of the first ten.
#[must_use]
pub fn duf_doubt(text: &str) -> Option<NumberDoubt> {
    let number = bare(text);
    if !is_duf(&number) {
        return Some(NumberDoubt::Length);
    }
    (!duf_fits(&number)).then_some(NumberDoubt::CheckDigits)
}

/// True for twelve digits.
#[must_use]
pub fn is_duf(number: &str) -> bool {
    number.len() == 12 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// True when the check digits of a DUF number fit: weights over the first ten digits as written, sum modulo 11, written as two
/// digits (norway.md 1.2).
#[must_use]
pub fn duf_fits(number: &str) -> bool {
    const WEIGHTS: [u32; 10] = [4, 6, 3, 2, 4, 6, 3, 2, 7, 5];
    let Some(digits) = digits_of(number) else { return false };
    let Some((first, check)) = digits.split_at_checked(10) else { return false };
    let rest = weighted(first, &WEIGHTS) % 11;
    check == [rest / 10, rest % 10]
}

/// A DUF number as people read it: `2019 123456 07`. Anything else stays as it is.
#[must_use]
pub fn show_duf(number: &str) -> String {
    match (is_duf(number), number.get(0..4), number.get(4..10), number.get(10..)) {
        (true, Some(year), Some(running), Some(check)) => format!("{year} {running} {check}"),
        _ => number.to_owned(),
    }
}

/// An eleven-digit number as people read it: `020132 99997`. Anything else stays as it is.
#[must_use]
pub fn show_national(number: &str) -> String {
    match (digits_of(number).filter(|digits| digits.len() == 11), number.get(0..6), number.get(6..)) {
        (Some(_), Some(date), Some(rest)) => format!("{date} {rest}"),
        _ => number.to_owned(),
    }
}

fn digits_of(number: &str) -> Option<Vec<u32>> {
    number.chars().map(|c| c.to_digit(10)).collect()
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The rule of 2032, which every older number follows too: the first check may leave 0, 1, 2 or 3, the second leaves 0.
fn check_digits_fit(digits: &[u32]) -> bool {
    const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    weighted(digits, &FIRST) % 11 <= 3 && weighted(digits, &SECOND).is_multiple_of(11)
}

/// The kind, and whether test systems made it (80 added to the month by the tax administration, 65 by the health network; the
/// 40 of NAV is that of help numbers). Nothing when there is no such day in any century.
fn kind_of(number: &str) -> Option<(NumberKind, bool)> {
    let part = |range: std::ops::Range<usize>| number.get(range).and_then(|part| part.parse::<u32>().ok());
    let (day, month) = (part(0..2)?, part(2..4)?);
    let (day, is_d) = if day > 40 { (day - 40, true) } else { (day, false) };
    let (month, is_synthetic, is_help) = match month {
        81..=92 => (month - 80, true, false),
        66..=77 => (month - 65, true, false),
        41..=52 => (month - 40, false, true),
        _ => (month, false, false),
    };
    // The century is not known, so 29 February is taken in any year.
    NaiveDate::from_ymd_opt(2000, month, day)?;
    let kind = match (is_d, is_help) {
        (true, _) => NumberKind::D,
        (false, true) => NumberKind::Help,
        (false, false) => NumberKind::National,
    };
    Some((kind, is_synthetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_fit_the_rule_of_2032_are_not_doubted() {
        for number in ["02013299997", "30108299939", "020132 99997", "020132-99997"] {
            assert_eq!(doubt_of(number, NumberKind::National), None, "{number}");
        }
    }

    #[test]
    fn numbers_of_test_systems_are_told_apart() {
        for number in ["15869049813", "01928549921", "15869049821"] {
            assert_eq!(doubt_of(number, NumberKind::National), Some(NumberDoubt::Synthetic), "{number}");
        }
        assert_eq!(doubt_of("55869049807", NumberKind::D), Some(NumberDoubt::Synthetic));
    }

    #[test]
    fn what_cannot_be_right_is_named() {
        assert_eq!(doubt_of("0201329999", NumberKind::National), Some(NumberDoubt::Length));
        assert_eq!(doubt_of("0201329999x", NumberKind::National), Some(NumberDoubt::Length));
        assert_eq!(doubt_of("32013299997", NumberKind::National), Some(NumberDoubt::Date));
        assert_eq!(doubt_of("02013299998", NumberKind::National), Some(NumberDoubt::CheckDigits));
        assert_eq!(doubt_of("02013299997", NumberKind::D), Some(NumberDoubt::OtherKind(NumberKind::National)));
    }

    #[test]
    fn every_single_wrong_digit_of_the_last_check_is_seen() {
        for last in 0..10_u32 {
            let number = format!("0201329999{last}");
            assert_eq!(doubt_of(&number, NumberKind::National).is_none(), last == 7, "{number}");
        }
    }

    #[test]
    fn kinds_are_read_from_day_and_month() {
        assert_eq!(kind_of("42013299997"), Some((NumberKind::D, false)));
        assert_eq!(kind_of("02413299997"), Some((NumberKind::Help, false)));
        assert_eq!(kind_of("29020099999"), Some((NumberKind::National, false)));
        assert_eq!(kind_of("30020099999"), None);
        assert_eq!(kind_of("02133299997"), None);
    }

    #[test]
    fn duf_numbers_are_checked_and_shown() {
        for number in ["190100000110", "190100000204", "190112345604", "190199999906", "1901 123456 04"] {
            assert_eq!(duf_doubt(number), None, "{number}");
        }
        assert_eq!(duf_doubt("190100000111"), Some(NumberDoubt::CheckDigits));
        assert_eq!(duf_doubt("19010000011"), Some(NumberDoubt::Length));
        assert_eq!(show_duf("190112345604"), "1901 123456 04");
        assert_eq!(show_duf("AB 12"), "AB 12");
        assert_eq!(show_national("02013299997"), "020132 99997");
    }
}
