//! How dates and small facts stand on a page: the same everywhere.

use crate::kernel::text::Lang;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

/// A date as `06.11.2019`.
#[must_use]
pub fn date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// A date, or nothing where there is none.
#[must_use]
pub fn maybe_date(given: Option<NaiveDate>) -> String {
    given.map_or_else(String::new, date)
}

/// A moment (local) as `06.11.2019 kl. 14.02`.
#[must_use]
pub fn moment(at: NaiveDateTime, lang: Lang) -> String {
    match lang {
        Lang::Nb => at.format("%d.%m.%Y kl. %H.%M").to_string(),
        Lang::En => at.format("%d.%m.%Y at %H.%M").to_string(),
    }
}

/// A minute of the day, 0 to 1439, as `14.02`.
#[must_use]
pub fn minute(minute: i32) -> String {
    format!("{:02}.{:02}", minute.div_euclid(60), minute.rem_euclid(60))
}

const MONTHS_NB: [&str; 12] =
    ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."];
const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/// A day as `5. nov.`, with its year when that is not this one.
#[must_use]
pub fn day(date: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let months = if lang == Lang::Nb { MONTHS_NB } else { MONTHS_EN };
    let place = usize::try_from(date.month0()).unwrap_or(0);
    let month = months.get(place).copied().unwrap_or_default();
    let year = if date.year() == today.year() { String::new() } else { format!(" {}", date.year()) };
    match lang {
        Lang::Nb => format!("{}. {month}{year}", date.day()),
        Lang::En => format!("{} {month}{year}", date.day()),
    }
}

/// A month of a year as `nov.`.
#[must_use]
pub fn month_short(date: NaiveDate, lang: Lang) -> String {
    let months = if lang == Lang::Nb { MONTHS_NB } else { MONTHS_EN };
    let place = usize::try_from(date.month0()).unwrap_or(0);
    months.get(place).copied().unwrap_or_default().to_owned()
}

/// A whole number as `1 912`, its space does not break; in English `1,912`.
#[must_use]
pub fn whole(number: i64, lang: Lang) -> String {
    let thousands = if lang == Lang::Nb { '\u{a0}' } else { ',' };
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    text
}

/// The day of the week, for example `tirsdag`.
#[must_use]
pub const fn weekday(day: Weekday, lang: Lang) -> &'static str {
    match (day, lang) {
        (Weekday::Mon, Lang::Nb) => "mandag",
        (Weekday::Tue, Lang::Nb) => "tirsdag",
        (Weekday::Wed, Lang::Nb) => "onsdag",
        (Weekday::Thu, Lang::Nb) => "torsdag",
        (Weekday::Fri, Lang::Nb) => "fredag",
        (Weekday::Sat, Lang::Nb) => "lørdag",
        (Weekday::Sun, Lang::Nb) => "søndag",
        (Weekday::Mon, Lang::En) => "Monday",
        (Weekday::Tue, Lang::En) => "Tuesday",
        (Weekday::Wed, Lang::En) => "Wednesday",
        (Weekday::Thu, Lang::En) => "Thursday",
        (Weekday::Fri, Lang::En) => "Friday",
        (Weekday::Sat, Lang::En) => "Saturday",
        (Weekday::Sun, Lang::En) => "Sunday",
    }
}

/// An amount in øre as `kr 1 500` or `kr 1 500,50`, its spaces do not break. In English `NOK 1,500.50`.
#[must_use]
pub fn kroner(ore: i64, lang: Lang) -> String {
    let (word, thousands, point) = match lang {
        Lang::Nb => ("kr", '\u{a0}', ','),
        Lang::En => ("NOK", ',', '.'),
    };
    let (whole, rest) = ((ore / 100).unsigned_abs().to_string(), (ore % 100).unsigned_abs());
    let mut text = format!("{word}\u{a0}");
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(thousands);
        }
        text.push(digit);
    }
    if rest > 0 {
        text.push_str(&format!("{point}{rest:02}"));
    }
    text
}

/// A tag: a short fact with a colour of its meaning, never colour alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// `success`, `info`, `warning`, `danger`, `neutral` or `accent`.
    pub color: &'static str,
    /// True for what is applied for or waits.
    pub is_outline: bool,
    /// Its icon, or empty.
    pub icon: &'static str,
    /// What it says.
    pub text: String,
    /// What of it matters most, after the text and in bold; or empty.
    pub strong: String,
}

impl Tag {
    /// A filled tag.
    #[must_use]
    pub fn new(color: &'static str, icon: &'static str, text: impl Into<String>) -> Self {
        Self { color, icon, text: text.into(), ..Self::default() }
    }

    /// The same tag as an outline.
    #[must_use]
    pub const fn outline(mut self) -> Self {
        self.is_outline = true;
        self
    }

    /// The same tag with what matters most in bold.
    #[must_use]
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.strong = text.into();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_read_them() {
        for (ore, nb, en) in [
            (0, "kr 0", "NOK 0"),
            (5, "kr 0,05", "NOK 0.05"),
            (150_050, "kr 1 500,50", "NOK 1,500.50"),
            (100_000_000, "kr 1 000 000", "NOK 1,000,000"),
        ] {
            assert_eq!(kroner(ore, Lang::Nb).replace('\u{a0}', " "), nb);
            assert_eq!(kroner(ore, Lang::En).replace('\u{a0}', " "), en);
        }
    }
}
