//! From a cell as somebody wrote it to the one way in which we write it, or what is wrong with it and what is allowed.

use super::format::{CodeList, Kind};
use super::problems::{Said, quoted, said};
use crate::kernel::codes::{Country, Language};
use crate::kernel::money::{Hundredths, NoAmount};
use chrono::NaiveDate;
use std::borrow::Cow;

/// A cell in our writing, or what is wrong with it.
pub type Canonical<'a> = Result<Cow<'a, str>, Said>;

/// Reads one cell that is not blank. `is_figure` tells whether a text is the id of a figure whose value is a number.
pub fn canonical(kind: Kind, raw: &str, today: NaiveDate, is_figure: fn(&str) -> bool) -> Canonical<'_> {
    if let Some(control) = raw.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        let code = format!("U+{:04X}", u32::from(control));
        return Err(said!(
            "holds the control character {code}; only line breaks and tabs are allowed",
            "inneholder kontrolltegnet {code}; bare linjeskift og tabulator er tillatt",
        ));
    }
    if kind.is_free_text() {
        return Ok(line_breaks(raw));
    }
    let value = raw.trim();
    let shown = quoted(value);
    match kind {
        Kind::Text => Ok(line_breaks(raw)),
        Kind::Key | Kind::Label | Kind::Reference(_) => Ok(line_breaks(value)),
        Kind::References(_) => canonical_set(value, |_| Ok(())),
        Kind::One(list) => code(&list, value).map(|()| value.into()),
        Kind::Set(list) => canonical_set(value, |part| code(&list, part)),
        Kind::Country => country(value).map(|()| value.into()),
        Kind::Countries => canonical_set(value, country),
        Kind::Languages => canonical_set(value, language),
        Kind::YesNo => match value {
            "yes" | "no" => Ok(value.into()),
            _ => Err(said!("{shown} is not allowed; allowed: yes, no", "{shown} er ikke tillatt; tillatt: yes, no")),
        },
        Kind::Date | Kind::AnyDate => date(value, matches!(kind, Kind::Date).then_some(today)).map(|_| value.into()),
        Kind::DateTime => date_time(value, today).map(|()| value.into()),
        Kind::Month => month(value).map(|()| value.into()),
        Kind::Year => match value.parse::<i32>() {
            Ok(1900..=2200) if value.len() == 4 => Ok(value.into()),
            _ => Err(said!(
                "{shown} is not a year; allowed: 1900 to 2200",
                "{shown} er ikke et årstall; tillatt: 1900 til 2200"
            )),
        },
        Kind::Count(least) => count(value, least).map(|number| number.to_string().into()),
        Kind::Amount => amount(value),
        Kind::Number => number(value).map(|number| number.to_string().into()),
        Kind::Duf => {
            let is_duf = value.len() == 12 && value.bytes().all(|byte| byte.is_ascii_digit());
            let wrong = || {
                said!(
                    "{shown} is not a DUF number; allowed: 12 digits",
                    "{shown} er ikke et DUF-nummer; tillatt: 12 siffer"
                )
            };
            is_duf.then(|| value.into()).ok_or_else(wrong)
        }
        Kind::Figure => {
            let wrong = || {
                said!(
                    "{shown} is not a figure; allowed: the id of a figure of the report whose value is a number (for example clients.assisted), or a key that begins with manual.",
                    "{shown} er ikke et tall i rapporten; tillatt: id-en til et enkelttall i rapporten (for eksempel clients.assisted), eller en nøkkel som begynner med manual.",
                )
            };
            (crate::report::is_free_key(value) || is_figure(value)).then(|| value.into()).ok_or_else(wrong)
        }
    }
}

/// One way of writing line breaks, so that a text from a CSV file and from a workbook are the same.
fn line_breaks(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

fn canonical_set<'a>(value: &'a str, check: impl Fn(&str) -> Result<(), Said>) -> Canonical<'a> {
    let parts: Vec<&str> = value.split(';').map(str::trim).collect();
    for (place, part) in parts.iter().enumerate() {
        if part.is_empty() {
            return Err(said!(
                "holds an empty value; a set is written a;b without anything missing",
                "har en tom verdi; flere verdier skrives a;b uten at noe mangler",
            ));
        }
        if parts.iter().take(place).any(|earlier| earlier == part) {
            let twice = quoted(part);
            return Err(said!("holds {twice} twice", "har {twice} to ganger"));
        }
        check(part)?;
    }
    Ok(parts.join(";").into())
}

fn code(list: &CodeList, value: &str) -> Result<(), Said> {
    if list.has(value) {
        return Ok(());
    }
    let (shown, allowed) = (quoted(value), list.listed());
    Err(if list.has(&value.to_lowercase()) {
        said!(
            "{shown} is not allowed; allowed: {allowed} (codes are lower case)",
            "{shown} er ikke tillatt; tillatt: {allowed} (koder skrives med små bokstaver)",
        )
    } else {
        said!("{shown} is not allowed; allowed: {allowed}", "{shown} er ikke tillatt; tillatt: {allowed}")
    })
}

fn country(value: &str) -> Result<(), Said> {
    let shown = quoted(value);
    Country::from_code(value).map(|_| ()).ok_or_else(|| {
        said!(
            "{shown} is not a country; allowed: two capital letters of ISO 3166-1, XK (Kosovo) or XS (stateless)",
            "{shown} er ikke et land; tillatt: to store bokstaver etter ISO 3166-1, XK (Kosovo) eller XS (statsløs)",
        )
    })
}

fn language(value: &str) -> Result<(), Said> {
    let shown = quoted(value);
    Language::from_code(value).map(|_| ()).ok_or_else(|| {
        said!(
            "{shown} is not a language; allowed: two small letters of ISO 639-1, for example en",
            "{shown} er ikke et språk; tillatt: to små bokstaver etter ISO 639-1, for eksempel en",
        )
    })
}

/// Reads `YYYY-MM-DD`; with `today` a later date is refused.
fn date(value: &str, today: Option<NaiveDate>) -> Result<NaiveDate, Said> {
    let digits_and_dashes = value.len() == 10
        && value.bytes().enumerate().all(
            |(place, byte)| {
                if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
            },
        );
    let date = digits_and_dashes
        .then(|| NaiveDate::parse_from_str(value, "%Y-%m-%d").ok())
        .flatten()
        .filter(|date| *date >= NaiveDate::MIN.max(first_date()))
        .ok_or_else(|| {
            let shown = quoted(value);
            said!(
                "{shown} is not a date; allowed: YYYY-MM-DD, for example 2019-05-17",
                "{shown} er ikke en dato; tillatt: ÅÅÅÅ-MM-DD, for eksempel 2019-05-17",
            )
        })?;
    match today {
        Some(today) if date > today => Err(said!(
            "{value} lies after today ({today}); a date up to today is allowed",
            "{value} er etter i dag ({today}); en dato til og med i dag er tillatt",
        )),
        _ => Ok(date),
    }
}

/// Nobody in a register was born before; a year like 0019 is a slip.
fn first_date() -> NaiveDate {
    NaiveDate::from_ymd_opt(1800, 1, 1).unwrap_or(NaiveDate::MIN)
}

fn date_time(value: &str, today: NaiveDate) -> Result<(), Said> {
    let Some((day, time)) = value.split_once(' ') else { return date(value, Some(today)).map(|_| ()) };
    date(day, Some(today))?;
    minute_of_day(time).map(|_| ()).ok_or_else(|| {
        let shown = quoted(value);
        said!(
            "{shown} is not a date with a time; allowed: YYYY-MM-DD HH:MM or YYYY-MM-DD",
            "{shown} er ikke en dato med klokkeslett; tillatt: ÅÅÅÅ-MM-DD TT:MM eller ÅÅÅÅ-MM-DD",
        )
    })
}

/// Reads `HH:MM` as minutes since midnight.
#[must_use]
pub fn minute_of_day(time: &str) -> Option<i32> {
    let (hours, minutes) = time.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two_digits(hours) || !two_digits(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

fn month(value: &str) -> Result<(), Said> {
    let shown = quoted(value);
    let wrong = || {
        said!(
            "{shown} is not a month; allowed: YYYY-MM, for example 2019-05",
            "{shown} er ikke en måned; tillatt: ÅÅÅÅ-MM, for eksempel 2019-05",
        )
    };
    if value.len() != 7 {
        return Err(wrong());
    }
    date(&format!("{value}-01"), None).map(|_| ()).map_err(|_| wrong())
}

fn count(value: &str, least: i32) -> Result<i32, Said> {
    let is_whole = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_whole { value.parse::<i32>().ok() } else { None };
    number.filter(|number| (least..=1_000_000_000).contains(number)).ok_or_else(|| {
        let shown = quoted(value);
        said!(
            "{shown} is not allowed; allowed: a whole number, {least} or more",
            "{shown} er ikke tillatt; tillatt: et heltall, {least} eller mer",
        )
    })
}

fn amount(value: &str) -> Canonical<'_> {
    let shown = quoted(value);
    Hundredths::parse(value).map(|amount| amount.to_string().into()).map_err(|error| match error {
        NoAmount::NotANumber => said!(
            "{shown} is not an amount; allowed: digits with at most two decimals behind a point, for example 1500.5",
            "{shown} er ikke et beløp; tillatt: siffer med høyst to desimaler etter punktum, for eksempel 1500.5",
        ),
        NoAmount::TooManyDecimals => said!("{shown} has more than two decimals", "{shown} har mer enn to desimaler"),
        NoAmount::Negative => {
            said!("{shown} is negative; an amount is 0 or more", "{shown} er negativt; et beløp er 0 eller mer")
        }
        NoAmount::TooLarge => said!("{shown} is too large", "{shown} er for stort"),
    })
}

fn number(value: &str) -> Result<f64, Said> {
    let plain = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let number = if plain { value.parse::<f64>().ok() } else { None };
    number
        .filter(|number| number.is_finite() && number.abs() < 1e15)
        .map(|number| if number == 0.0 { 0.0 } else { number })
        .ok_or_else(|| {
            let shown = quoted(value);
            said!(
                "{shown} is not a number; allowed: digits, with a point before decimals",
                "{shown} er ikke et tall; tillatt: siffer, med punktum foran desimaler",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::Gender;
    use crate::register::format::Table;

    fn read(kind: Kind, raw: &str) -> Result<String, Said> {
        let today = "2026-11-21".parse().unwrap();
        canonical(kind, raw, today, |id| id == "clients.assisted").map(Cow::into_owned)
    }

    fn one_of_genders() -> Kind {
        Table::Clients.columns()[Table::Clients.column("gender").unwrap()].kind
    }

    #[test]
    fn each_kind_takes_what_the_format_allows() {
        for (kind, raw, written) in [
            (Kind::Text, " Anne  ", " Anne  "),
            (Kind::Text, "a\r\nb\rc", "a\nb\nc"),
            (Kind::Key, " 2019-017 ", "2019-017"),
            (one_of_genders(), " female ", "female"),
            (Kind::Countries, "NG; XS ;XK", "NG;XS;XK"),
            (Kind::Languages, "nb;en", "nb;en"),
            (Kind::Date, "2026-11-21", "2026-11-21"),
            (Kind::AnyDate, "2099-12-31", "2099-12-31"),
            (Kind::DateTime, "2019-01-01 09:02", "2019-01-01 09:02"),
            (Kind::DateTime, "2019-01-01", "2019-01-01"),
            (Kind::Month, "2019-05", "2019-05"),
            (Kind::Count(1), "035", "35"),
            (Kind::Amount, "2400.50", "2400.5"),
            (Kind::Number, "45.0", "45"),
            (Kind::Number, "-0", "0"),
            (Kind::Duf, "190100000110", "190100000110"),
            (Kind::Figure, "manual.web_hits", "manual.web_hits"),
            (Kind::Figure, "clients.assisted", "clients.assisted"),
        ] {
            assert_eq!(read(kind, raw), Ok(written.to_owned()), "{raw}");
        }
        assert_eq!(Gender::Female, crate::kernel::codes::Code::from_code("female").unwrap());
    }

    #[test]
    fn each_kind_refuses_the_rest_and_says_what_is_allowed() {
        for (kind, raw, part) in [
            (one_of_genders(), "Female", "codes are lower case"),
            (one_of_genders(), "woman", "allowed: female, male"),
            (Kind::Countries, "NG;;SE", "empty value"),
            (Kind::Countries, "NG;NG", "twice"),
            (Kind::Country, "ng", "capital letters"),
            (Kind::Country, "ZZ", "not a country"),
            (Kind::Languages, "nor", "not a language"),
            (Kind::Date, "2026-11-22", "after today"),
            (Kind::Date, "2019-02-29", "not a date"),
            (Kind::Date, "17.05.2019", "YYYY-MM-DD"),
            (Kind::Date, "0019-05-17", "not a date"),
            (Kind::DateTime, "2019-01-01 24:00", "HH:MM"),
            (Kind::DateTime, "2019-01-01T09:02", "not a date"),
            (Kind::Month, "2019-13", "YYYY-MM"),
            (Kind::Count(1), "0", "1 or more"),
            (Kind::Count(0), "-1", "0 or more"),
            (Kind::Count(0), "1.0", "whole number"),
            (Kind::Amount, "1.234", "two decimals"),
            (Kind::Amount, "-5", "negative"),
            (Kind::Number, "1e5", "not a number"),
            (Kind::Duf, "1901 0000 0110", "12 digits"),
            (Kind::YesNo, "ja", "allowed: yes, no"),
            (Kind::Year, "19", "not a year"),
            (Kind::Figure, "manual.", "not a figure"),
            (Kind::Figure, "clients.by_gender", "not a figure"),
            (Kind::Text, "a\u{0}b", "control character U+0000"),
        ] {
            let message = read(kind, raw).unwrap_err();
            assert!(message.en.contains(part), "{raw}: {message:?}");
            assert!(message.nb != message.en && !message.nb.contains("allowed"), "{message:?}");
        }
    }
}
