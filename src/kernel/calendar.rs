//! The calendar of Norway: public holidays, working days, and how long something lasts. Holidays are computed, so no list of
//! them grows old.

use chrono::{DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Europe::Oslo;
use chrono_tz::Tz;

/// Easter Sunday of a year in the Gregorian calendar, by the rule known as Meeus', Jones' and Butcher's.
#[must_use]
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon = year.rem_euclid(19);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let full = (19 * moon + century - century / 4 - correction + 15).rem_euclid(30);
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - full - of_century % 4).rem_euclid(7);
    let late = (moon + 11 * full + 22 * sunday) / 451;
    let days = full + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

/// True for the public holidays of Norway: the movable ones around Easter and Whitsun, New Year's Day, 1 and 17 May, Christmas
/// Day and the day after (lov om helligdager and lov om 1 og 17 mai). Sundays are another matter.
#[must_use]
pub fn is_holiday(day: NaiveDate) -> bool {
    if matches!((day.month(), day.day()), (1 | 5, 1) | (5, 17) | (12, 25 | 26)) {
        return true;
    }
    // Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday.
    easter(day.year()).is_some_and(|easter| matches!((day - easter).num_days(), -3 | -2 | 0 | 1 | 39 | 49 | 50))
}

/// True when offices are open: neither Saturday, Sunday nor a public holiday.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day)
}

/// The day itself when it is a working day, else the next one.
#[must_use]
pub fn working_day_from(mut day: NaiveDate) -> NaiveDate {
    while !is_working_day(day) {
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    day
}

/// The day itself when it is a working day, else the last one before it.
#[must_use]
pub fn working_day_until(mut day: NaiveDate) -> NaiveDate {
    while !is_working_day(day) {
        let Some(before) = day.pred_opt() else { break };
        day = before;
    }
    day
}

/// So many days later. A date beyond the calendar stays where it is.
#[must_use]
pub fn days_after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(day)
}

/// So many days earlier.
#[must_use]
pub fn days_before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(day)
}

/// The same day so many months later, or the last of a month that lacks it.
#[must_use]
pub fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

/// The same day so many months earlier, or the last of a month that lacks it.
#[must_use]
pub fn months_before(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

/// So many hours later, both in Norwegian time: an hour is an hour, on the nights when the clocks change too.
#[must_use]
pub fn hours_after(at: NaiveDateTime, hours: u32) -> NaiveDateTime {
    let later = in_norway(at).and_then(|at| at.checked_add_signed(TimeDelta::hours(hours.into())));
    later.map_or(at, |later| later.naive_local())
}

/// How many whole hours there are from `now` to `then`, both in Norwegian time; below zero when it has passed.
#[must_use]
pub fn hours_between(now: NaiveDateTime, then: NaiveDateTime) -> i64 {
    let (now, then) = (in_norway(now), in_norway(then));
    now.zip(then).map_or(0, |(now, then)| (then - now).num_minutes().div_euclid(60))
}

/// A moment of Norwegian time. One that comes twice is taken as the first, one that the clocks leap over as an hour later.
fn in_norway(at: NaiveDateTime) -> Option<DateTime<Tz>> {
    match Oslo.from_local_datetime(&at) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at),
        LocalResult::None => Oslo.from_local_datetime(&at.checked_add_signed(TimeDelta::hours(1))?).earliest(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for known in [
            "1818-03-22",
            "1943-04-25",
            "1961-04-02",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2016-03-27",
            "2019-04-21",
            "2020-04-12",
            "2021-04-04",
            "2022-04-17",
            "2023-04-09",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2285-03-22",
        ] {
            assert_eq!(easter(day(known).year()), Some(day(known)));
        }
    }

    #[test]
    fn the_holidays_of_2020_are_these() {
        let all: Vec<String> =
            day("2020-01-01").iter_days().take(366).filter(|day| is_holiday(*day)).map(|day| day.to_string()).collect();
        assert_eq!(
            all,
            [
                "2020-01-01",
                "2020-04-09",
                "2020-04-10",
                "2020-04-12",
                "2020-04-13",
                "2020-05-01",
                "2020-05-17",
                "2020-05-21",
                "2020-05-31",
                "2020-06-01",
                "2020-12-25",
                "2020-12-26",
            ]
        );
    }

    #[test]
    fn a_day_off_moves_to_the_nearest_working_day() {
        for (given, from, until) in [
            ("2020-01-08", "2020-01-08", "2020-01-08"),
            ("2020-01-11", "2020-01-13", "2020-01-10"),
            ("2020-04-09", "2020-04-14", "2020-04-08"),
            ("2020-12-25", "2020-12-28", "2020-12-24"),
            ("2021-05-17", "2021-05-18", "2021-05-14"),
        ] {
            assert_eq!(
                (working_day_from(day(given)), working_day_until(day(given))),
                (day(from), day(until)),
                "{given}"
            );
        }
    }

    #[test]
    fn an_hour_is_an_hour_when_the_clocks_change() {
        assert_eq!(hours_after(at("2020-01-08T14:20:00"), 48), at("2020-01-10T14:20:00"));
        assert_eq!(hours_after(at("2020-03-28T14:00:00"), 48), at("2020-03-30T15:00:00"), "summer time begins");
        assert_eq!(hours_after(at("2020-10-24T14:00:00"), 48), at("2020-10-26T13:00:00"), "summer time ends");
        assert_eq!(hours_between(at("2020-03-28T14:00:00"), at("2020-03-30T15:00:00")), 48);
        assert_eq!(hours_between(at("2020-01-08T14:00:00"), at("2020-01-09T21:59:00")), 31);
        assert_eq!(hours_between(at("2020-01-08T14:00:00"), at("2020-01-08T13:59:00")), -1);
    }

    #[test]
    fn months_end_on_the_same_day_or_the_last() {
        assert_eq!(months_after(day("2019-08-31"), 6), day("2020-02-29"));
        assert_eq!(months_after(day("2020-01-08"), 6), day("2020-07-08"));
        assert_eq!(months_before(day("2020-03-31"), 1), day("2020-02-29"));
    }

    proptest! {
        #[test]
        fn easter_is_a_sunday_between_22_march_and_25_april(year in 1700..2400_i32) {
            let easter = easter(year).unwrap();
            prop_assert_eq!(easter.weekday(), Weekday::Sun);
            let first = NaiveDate::from_ymd_opt(year, 3, 22).unwrap();
            prop_assert!(easter >= first && (easter - first).num_days() <= 34);
        }

        #[test]
        fn a_moved_day_is_a_working_day_and_nothing_lies_between(offset in 0_u32..60_000) {
            let given = days_after(day("1950-01-01"), offset);
            let (from, until) = (working_day_from(given), working_day_until(given));
            prop_assert!(is_working_day(from) && is_working_day(until) && until <= given && given <= from);
            prop_assert!(until.iter_days().skip(1).take_while(|day| *day < from).all(|day| !is_working_day(day)));
            prop_assert_eq!(is_working_day(given), from == until);
            prop_assert!((from - given).num_days() <= 5);
        }

        #[test]
        fn hours_that_were_added_lie_between(minutes in 0_i64..10_000_000, hours in 0_u32..1_000) {
            let start = at("2010-01-01T00:00:00") + TimeDelta::minutes(minutes);
            // An hour that the clocks leap over or that comes twice is told by nobody.
            prop_assume!(matches!(Oslo.from_local_datetime(&start), LocalResult::Single(_)));
            let end = hours_after(start, hours);
            prop_assume!(matches!(Oslo.from_local_datetime(&end), LocalResult::Single(_)));
            prop_assert_eq!(hours_between(start, end), i64::from(hours));
        }
    }
}
