//! The rules of deadlines: which holds for what, and on which days a deadline reminds. Pure.

use super::model::RuleRow;
use crate::kernel::calendar::days_before;
use crate::kernel::codes::{DeadlineKind, DeadlineUnit};
use chrono::NaiveDate;

/// The most days before that a rule may remind.
pub const MOST_LEAD: i32 = 365;

/// A rule with its reminders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The rule.
    pub row: RuleRow,
    /// How many days before it reminds, the most first.
    pub leads: Vec<i32>,
}

/// All rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// Rules in any order.
    #[must_use]
    pub fn new(mut all: Vec<Rule>) -> Self {
        all.sort_by_key(|rule| (rule.row.kind, rule.row.valid_from));
        for rule in &mut all {
            rule.leads.sort_unstable_by(|one, other| other.cmp(one));
        }
        Self(all)
    }

    /// The rules of a kind, the first that held first.
    pub fn of_kind(&self, kind: DeadlineKind) -> impl DoubleEndedIterator<Item = &Rule> {
        self.0.iter().filter(move |rule| rule.row.kind == kind)
    }

    /// The rule for what begins to run on a day: the last that is valid from that day or earlier. It may say that there is no
    /// such deadline.
    #[must_use]
    pub fn on(&self, kind: DeadlineKind, trigger: NaiveDate) -> Option<&Rule> {
        self.of_kind(kind).rfind(|rule| rule.row.valid_from <= trigger)
    }

    /// The reminders of the rule with this id; none when there is no such rule.
    #[must_use]
    pub fn with_id(&self, id: Option<i64>) -> Option<&Rule> {
        id.and_then(|id| self.0.iter().find(|rule| rule.row.id == id))
    }
}

/// The reminder that stands when so many days are left: the smallest that is not smaller. Nothing before the first; when it is
/// over, the last.
#[must_use]
pub fn lead_of(leads: &[i32], left: i64) -> Option<i32> {
    let last = leads.iter().copied().min()?;
    if left <= last.into() {
        return Some(last);
    }
    leads.iter().copied().filter(|lead| i64::from(*lead) >= left).min()
}

/// True when a reminder may be put aside until the next one: not the last of them.
#[must_use]
pub fn may_be_seen(leads: &[i32], lead: i32) -> bool {
    leads.iter().any(|other| *other < lead)
}

/// The day from which a deadline reminds: the first reminder, or after one was seen the next. What is counted in hours is
/// always shown.
#[must_use]
pub fn shows_on(
    unit: DeadlineUnit,
    leads: &[i32],
    trigger: NaiveDate,
    act_on: NaiveDate,
    seen: Option<i32>,
) -> NaiveDate {
    if unit == DeadlineUnit::Hours {
        return trigger.min(act_on);
    }
    let last = leads.iter().copied().min().unwrap_or(0);
    let lead = match seen {
        None => leads.iter().copied().max().unwrap_or(0),
        Some(seen) => leads.iter().copied().filter(|lead| *lead < seen).max().unwrap_or(last),
    };
    days_before(act_on, u32::try_from(lead).unwrap_or(0))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::kernel::codes::Code;
    use proptest::prelude::*;

    pub fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub fn rule(id: i64, kind: DeadlineKind, from: &str, amount: i32, unit: DeadlineUnit, leads: &[i32]) -> Rule {
        let row = RuleRow {
            id,
            kind,
            valid_from: day(from),
            is_on: true,
            amount,
            unit,
            source: "§".to_owned(),
            note: None,
            version: 1,
        };
        Rule { row, leads: leads.to_vec() }
    }

    const LEADS: [i32; 5] = [90, 60, 30, 14, 7];

    #[test]
    fn each_reminder_stands_until_the_next() {
        for (left, lead) in [
            (91, None),
            (90, Some(90)),
            (61, Some(90)),
            (60, Some(60)),
            (31, Some(60)),
            (30, Some(30)),
            (15, Some(30)),
            (14, Some(14)),
            (8, Some(14)),
            (7, Some(7)),
            (0, Some(7)),
            (-20, Some(7)),
        ] {
            assert_eq!(lead_of(&LEADS, left), lead, "{left} days left");
        }
        assert_eq!(lead_of(&[], 3), None);
    }

    #[test]
    fn what_was_seen_comes_back_at_the_next_reminder_and_the_last_stays() {
        let act = day("2020-07-08");
        let shows = |seen| shows_on(DeadlineUnit::Months, &LEADS, day("2020-01-08"), act, seen);
        let left = |seen| (act - shows(seen)).num_days();
        assert_eq!([None, Some(90), Some(60), Some(30), Some(14), Some(7)].map(left), [90, 60, 30, 14, 7, 7]);
        assert!(may_be_seen(&LEADS, 14) && !may_be_seen(&LEADS, 7));
    }

    #[test]
    fn hours_are_always_shown() {
        assert_eq!(shows_on(DeadlineUnit::Hours, &[2], day("2020-01-08"), day("2020-01-10"), None), day("2020-01-08"));
    }

    #[test]
    fn a_changed_rule_holds_from_its_date() {
        let kind = DeadlineKind::Appeal;
        let rules = Rules::new(vec![
            rule(2, kind, "2020-02-01", 4, DeadlineUnit::Weeks, &[7]),
            rule(1, kind, "1900-01-01", 3, DeadlineUnit::Weeks, &[7, 14]),
            rule(3, DeadlineKind::Departure, "2020-01-01", 0, DeadlineUnit::Days, &[7]),
        ]);
        let amount = |on: &str| rules.on(kind, day(on)).map(|rule| rule.row.amount);
        assert_eq!((amount("1899-12-31"), amount("2020-01-31"), amount("2020-02-01")), (None, Some(3), Some(4)));
        assert_eq!(rules.with_id(Some(1)).unwrap().leads, [14, 7], "the most first");
        assert!(rules.on(DeadlineKind::Departure, day("2019-12-31")).is_none());
    }

    proptest! {
        #[test]
        fn a_deadline_that_shows_has_a_reminder_and_one_that_does_not_has_none(
            mut leads in proptest::collection::vec(0..120_i32, 1..6), left in -30..200_i64
        ) {
            leads.sort_unstable_by(|one, other| other.cmp(one));
            let (act, trigger) = (day("2020-07-08"), day("2019-01-01"));
            let today = act - chrono::TimeDelta::days(left);
            let is_shown = shows_on(DeadlineUnit::Days, &leads, trigger, act, None) <= today;
            prop_assert_eq!(is_shown, lead_of(&leads, left).is_some());
            // Once its reminder is seen, it is gone until a smaller one stands, or it cannot go.
            if let Some(lead) = lead_of(&leads, left) {
                let again = shows_on(DeadlineUnit::Days, &leads, trigger, act, Some(lead));
                prop_assert_eq!(again > today, may_be_seen(&leads, lead));
                if again > today {
                    prop_assert!(lead_of(&leads, (act - again).num_days()).unwrap() < lead);
                }
            }
        }
    }

    #[test]
    fn every_kind_acts_on_a_working_day_or_in_hours() {
        for kind in DeadlineKind::ALL {
            let acted = kind.act_on(day("2020-04-11"));
            assert!(crate::kernel::calendar::is_working_day(acted) || kind.is_in_hours(), "{kind:?}");
            assert_eq!(kind.act_on(day("2020-01-08")), day("2020-01-08"), "a working day is itself");
        }
    }
}
