//! Months: how people write one, and how it stands on a page, and a day with the name of its month. A month is kept as its first day.

use crate::kernel::text::Lang;
use chrono::{Datelike, Months, NaiveDate};

/// Reads a month as people write it: `mm.åååå` or `åååå-mm`, a one-digit month too. Nothing where it is none.
#[must_use]
pub fn read_month(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let (year, month) = match (text.split_once('-'), text.split_once('.')) {
        (Some((year, month)), None) => (year, month),
        (None, Some((month, year))) => (year, month),
        _ => return None,
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || month.len() > 2 || !is_digits(year) || !is_digits(month) {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    (1900..=2200).contains(&first.year()).then_some(first)
}

/// A month as a form holds it: `01.2020`.
#[must_use]
pub fn written(month: NaiveDate) -> String {
    month.format("%m.%Y").to_string()
}

/// A month in an address: `2020-01`.
#[must_use]
pub fn in_address(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

/// The month of a day.
#[must_use]
pub fn of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The month after another; the same at the end of time.
#[must_use]
pub fn next(month: NaiveDate) -> NaiveDate {
    month.checked_add_months(Months::new(1)).unwrap_or(month)
}

/// The month before another.
#[must_use]
pub fn previous(month: NaiveDate) -> NaiveDate {
    month.checked_sub_months(Months::new(1)).unwrap_or(month)
}

const NB: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month as `januar 2020`.
#[must_use]
pub fn named(month: NaiveDate, lang: Lang) -> String {
    let names = if lang == Lang::Nb { NB } else { EN };
    let place = usize::try_from(month.month0()).unwrap_or(0);
    format!("{} {}", names.get(place).copied().unwrap_or_default(), month.year())
}

/// A day as `6. november 2019`.
#[must_use]
pub fn long_date(day: NaiveDate, lang: Lang) -> String {
    let dot = if lang == Lang::Nb { "." } else { "" };
    format!("{}{dot} {}", day.day(), named(day, lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_in_two_ways() {
        let january = NaiveDate::from_ymd_opt(2020, 1, 1);
        for text in ["01.2020", "1.2020", "2020-01", " 2020-1 "] {
            assert_eq!(read_month(text), january, "{text}");
        }
        for wrong in ["", "13.2020", "2020", "01.20", "2020-01-01", "01.01.2020", "0.2020", "+1.2020", "1.1800"] {
            assert_eq!(read_month(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let december = read_month("12.2019").unwrap();
        assert_eq!(written(next(december)), "01.2020");
        assert_eq!(previous(next(december)), december);
        assert_eq!(named(december, Lang::Nb), "desember 2019");
        let day = "2019-11-06".parse().unwrap();
        assert_eq!(
            (long_date(day, Lang::Nb).as_str(), long_date(day, Lang::En).as_str()),
            ("6. november 2019", "6 November 2019")
        );
        assert_eq!(of("2019-12-31".parse().unwrap()), december);
    }
}
