//! Age in whole years (annual-report rule 7).

use chrono::{Datelike, NaiveDate};

/// Whole years of someone born on `birth` on the day `on`, or `None` for someone born after it. Someone born on
/// 29 February has her birthday on 1 March in common years (annual-report rule 7).
#[must_use]
pub fn age_on(birth: NaiveDate, on: NaiveDate) -> Option<i32> {
    if birth > on {
        return None;
    }
    let had_birthday = (on.month(), on.day()) >= (birth.month(), birth.day());
    Some(on.year() - birth.year() - i32::from(!had_birthday))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_leap_day_child_has_her_birthday_on_1_march_in_common_years() {
        assert_eq!(age_on(day("2000-02-29"), day("2018-02-28")), Some(17));
        assert_eq!(age_on(day("2000-02-29"), day("2018-03-01")), Some(18));
        assert_eq!(age_on(day("2000-02-29"), day("2020-02-29")), Some(20));
    }

    #[test]
    fn someone_not_yet_born_has_no_age() {
        assert_eq!(age_on(day("2020-01-02"), day("2020-01-01")), None);
        assert_eq!(age_on(day("2020-01-01"), day("2020-01-01")), Some(0));
    }
}
