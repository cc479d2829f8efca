//! Half-open periods of days, with an open end where something still lasts.

use chrono::{Days, NaiveDate};

/// The days from `from` up to, not including, `to`; without `to` it runs on. Of a stay these are its nights: the night
/// that begins on the date `from` up to the one before `to` (annual-report rule 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl Period {
    /// A period, or `None` when it would end before it begins. It may be empty.
    #[must_use]
    pub fn new(from: NaiveDate, to: Option<NaiveDate>) -> Option<Self> {
        (to.is_none_or(|to| from <= to)).then_some(Self { from, to })
    }

    /// The days from `first` to `last`, both included.
    #[must_use]
    pub fn inclusive(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        Self::new(first, Some(last.checked_add_days(Days::new(1))?))
    }

    /// The first day, or the day on which an empty period stands.
    #[must_use]
    pub const fn from(&self) -> NaiveDate {
        self.from
    }

    /// The day on which it has ended, when it has.
    #[must_use]
    pub const fn to(&self) -> Option<NaiveDate> {
        self.to
    }

    /// True for a period with no day in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to == Some(self.from)
    }

    /// The days that both have, if any.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self::new(from, to).filter(|both| !both.is_empty())
    }

    /// True when there is a day that both have.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.intersection(other).is_some()
    }

    /// How many days it has, or `None` when it has no end.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        self.to.map(|to| (to - self.from).num_days())
    }
}

/// How many different days closed `periods` cover together: a day that two of them have counts once. Periods without an
/// end are left out; cut them first.
#[must_use]
pub fn days_covered(mut periods: Vec<Period>) -> i64 {
    periods.sort_by_key(|period| period.from);
    let mut covered = 0;
    let mut reached: Option<NaiveDate> = None;
    for period in periods {
        let Some(to) = period.to else { continue };
        let from = reached.map_or(period.from, |reached| reached.max(period.from));
        if to > from {
            covered += (to - from).num_days();
            reached = Some(to);
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn periods() -> impl Strategy<Value = Vec<(u64, u64)>> {
        proptest::collection::vec((0_u64..60, 0_u64..20), 0..12)
    }

    fn made((start, length): (u64, u64)) -> Period {
        let base: NaiveDate = "2018-12-20".parse().unwrap();
        Period::new(base + Days::new(start), Some(base + Days::new(start + length))).unwrap()
    }

    proptest! {
        #[test]
        fn days_covered_equals_counting_the_different_days(input in periods()) {
            let plain: HashSet<u64> = input.iter().flat_map(|(start, length)| *start..start + length).collect();
            let covered = days_covered(input.into_iter().map(made).collect());
            prop_assert_eq!(covered, i64::try_from(plain.len()).unwrap());
        }

        #[test]
        fn two_periods_overlap_exactly_when_they_share_a_day(a in (0_u64..60, 0_u64..20), b in (0_u64..60, 0_u64..20)) {
            let share = (a.0..a.0 + a.1).any(|day| (b.0..b.0 + b.1).contains(&day));
            prop_assert_eq!(made(a).overlaps(&made(b)), share);
            prop_assert_eq!(made(b).overlaps(&made(a)), share);
        }
    }

    #[test]
    fn a_period_never_ends_before_it_begins() {
        let day: NaiveDate = "2019-05-02".parse().unwrap();
        assert!(Period::new(day, Some(day - Days::new(1))).is_none());
        assert!(Period::new(day, Some(day)).unwrap().is_empty());
    }
}
