//! The rows of this domain as the database holds them.

use crate::kernel::codes::{ActivityType, YesNoUnknown};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// An activity.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::activities, treat_none_as_default_value = false)]
pub struct ActivityRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// What kind.
    pub activity_type: ActivityType,
    /// Who provides it.
    pub provider: Option<String>,
    /// First day.
    pub began_on: NaiveDate,
    /// Last day, which belongs to it.
    pub ended_on: Option<NaiveDate>,
    /// Completed.
    pub completed: Option<YesNoUnknown>,
    /// Support in øre.
    pub support_ore: Option<i64>,
}

/// An activity as somebody writes it down.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::db::schema::activities, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Activity {
    /// The client.
    pub client_id: i64,
    /// What kind.
    pub activity_type: ActivityType,
    /// Who provides it.
    pub provider: Option<String>,
    /// First day.
    pub began_on: NaiveDate,
    /// Last day, which belongs to it; it may be ahead.
    pub ended_on: Option<NaiveDate>,
    /// Completed.
    pub completed: Option<YesNoUnknown>,
    /// Support in øre.
    pub support_ore: Option<i64>,
}

impl Activity {
    /// True from the day after its last day.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.ended_on.is_some_and(|last| last < today)
    }

    /// True when two of one kind at one provider share a day: then one of them may have been entered twice.
    #[must_use]
    pub fn doubles(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, other: &Self| one.ended_on.is_some_and(|last| last < other.began_on);
        self.activity_type == other.activity_type
            && self.provider == other.provider
            && !ends_before(self, other)
            && !ends_before(other, self)
    }
}

/// The support in øre by the year in which the activity began, as the report counts it; years without any are left out. The
/// latest year stands first.
pub fn support_by_year<'a>(activities: impl Iterator<Item = &'a Activity>) -> Vec<(i32, i64)> {
    let mut years: BTreeMap<i32, i64> = BTreeMap::new();
    for activity in activities {
        if let Some(support) = activity.support_ore.filter(|support| *support > 0) {
            let year = years.entry(activity.began_on.year()).or_default();
            *year = year.saturating_add(support);
        }
    }
    years.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 1, 1).unwrap().checked_add_days(Days::new(offset)).unwrap()
    }

    fn activity(from: u64, to: Option<u64>, support: Option<i64>) -> Activity {
        Activity {
            client_id: 1,
            activity_type: ActivityType::Exercise,
            provider: None,
            began_on: day(from),
            ended_on: to.map(day),
            completed: None,
            support_ore: support,
        }
    }

    #[test]
    fn the_last_day_belongs_to_it() {
        let course = activity(0, Some(10), None);
        assert!(!course.is_over(day(10)));
        assert!(course.is_over(day(11)));
        assert!(!activity(0, None, None).is_over(day(4000)));
    }

    proptest! {
        #[test]
        fn the_years_add_up_to_all_support(rows in prop::collection::vec((0_u64..1500, prop::option::of(0_i64..10_000_000)), 0..30)) {
            let rows: Vec<Activity> = rows.into_iter().map(|(from, support)| activity(from, None, support)).collect();
            let years = support_by_year(rows.iter());
            let all: i64 = rows.iter().filter_map(|row| row.support_ore).sum();
            prop_assert_eq!(years.iter().map(|(_, sum)| sum).sum::<i64>(), all);
            prop_assert!(years.iter().all(|(_, sum)| *sum > 0));
            prop_assert!(years.is_sorted_by(|one, next| one.0 > next.0));
        }

        #[test]
        fn two_double_each_other_when_they_share_a_day(
            a in 0_u64..40, a_days in prop::option::of(0_u64..20), b in 0_u64..40, b_days in prop::option::of(0_u64..20),
        ) {
            let (one, other) = (activity(a, a_days.map(|n| a + n), None), activity(b, b_days.map(|n| b + n), None));
            let on = |row: &Activity, at: NaiveDate| row.began_on <= at && row.ended_on.is_none_or(|last| at <= last);
            let share = (0..100).any(|at| on(&one, day(at)) && on(&other, day(at)));
            prop_assert_eq!(one.doubles(&other), share);
            prop_assert_eq!(other.doubles(&one), share);
        }
    }
}
