//! Which facts of two records about the same person cannot stand side by side. Pure.

use crate::kernel::period::Period;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The ids among `coming` that say what a row of `kept` says: as many as there are such rows, the first ones.
pub(super) fn said_twice<T: PartialEq>(kept: &[T], coming: &[(i64, T)]) -> Vec<i64> {
    let mut free: Vec<&T> = kept.iter().collect();
    let mut twice = Vec::new();
    for (id, fact) in coming {
        if let Some(place) = free.iter().position(|known| *known == fact) {
            free.swap_remove(place);
            twice.push(*id);
        }
    }
    twice
}

/// Where and when somebody stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nights {
    pub(super) facility: i64,
    pub(super) began_on: NaiveDate,
    pub(super) ended_on: Option<NaiveDate>,
}

impl Nights {
    fn share_one(&self, other: &Self) -> bool {
        let period = |one: &Self| Period::new(one.began_on, one.ended_on);
        let overlap = period(self).zip(period(other)).is_some_and(|(one, other)| one.overlaps(&other));
        self.facility == other.facility && (overlap || self == other)
    }
}

/// The ids of stays that share a night at the same facility with one that is there (annual-report rule: a night counts once).
pub(super) fn sharing_a_night(kept: &[Nights], coming: &[(i64, Nights)]) -> Vec<i64> {
    let shares = |stay: &Nights| kept.iter().any(|known| known.share_one(stay));
    coming.iter().filter(|(_, stay)| shares(stay)).map(|(id, _)| *id).collect()
}

/// The ids of statuses that begin on the day of one that is there: on a day only one begins.
pub(super) fn beginning_together(kept: &[NaiveDate], coming: &[(i64, NaiveDate)]) -> Vec<i64> {
    coming.iter().filter(|(_, day)| kept.contains(day)).map(|(id, _)| *id).collect()
}

/// A period of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ChildPeriod {
    pub(super) label: String,
    pub(super) birth_date: Option<NaiveDate>,
    pub(super) gender: Option<String>,
    pub(super) from: NaiveDate,
    /// The last day, which belongs to it.
    pub(super) to: Option<NaiveDate>,
}

impl ChildPeriod {
    /// Without a birth date two children of one label cannot be told apart, so they are taken for two.
    fn is_same_child(&self, other: &Self) -> bool {
        let is_known = self.birth_date.is_some() || self == other;
        is_known && self.label == other.label && self.birth_date == other.birth_date && self.gender == other.gender
    }

    fn shares_a_day(&self, other: &Self) -> bool {
        self.from <= other.to.unwrap_or(NaiveDate::MAX) && other.from <= self.to.unwrap_or(NaiveDate::MAX)
    }
}

/// What becomes of children's periods: the ids that stay behind, because the same child is there on the same days, and the
/// new labels of those whose label belongs to another child there, as (id, new label).
pub(super) fn children(kept: &[ChildPeriod], coming: &[(i64, ChildPeriod)]) -> (Vec<i64>, Vec<(i64, String)>) {
    let mut taken: BTreeSet<&str> = kept.iter().map(|child| child.label.as_str()).collect();
    taken.extend(coming.iter().map(|(_, child)| child.label.as_str()));
    let mut taken: BTreeSet<String> = taken.into_iter().map(str::to_owned).collect();
    let mut renamed: BTreeMap<&str, String> = BTreeMap::new();
    let (mut staying, mut labels) = (Vec::new(), Vec::new());
    for (id, child) in coming {
        let namesakes: Vec<&ChildPeriod> = kept.iter().filter(|known| known.label == child.label).collect();
        if namesakes.is_empty() {
            continue;
        }
        // All periods of one label are one child, so one that is known speaks for the others.
        let periods = coming.iter().map(|(_, other)| other).filter(|other| other.label == child.label);
        let mut pairs = periods.flat_map(|period| namesakes.iter().map(move |known| (period, *known)));
        if pairs.any(|(period, known)| period.is_same_child(known)) {
            if namesakes.iter().any(|known| known.shares_a_day(child)) {
                staying.push(*id);
            }
            continue;
        }
        let label = renamed.entry(&child.label).or_insert_with(|| {
            let free = (2_u32..).map(|n| format!("{}-{n}", child.label)).find(|label| !taken.contains(label));
            let label = free.unwrap_or_default();
            taken.insert(label.clone());
            label
        });
        labels.push((*id, label.clone()));
    }
    (staying, labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn nights(facility: i64, began_on: &str, ended_on: Option<&str>) -> Nights {
        Nights { facility, began_on: day(began_on), ended_on: ended_on.map(day) }
    }

    fn child(label: &str, birth: Option<&str>, from: &str, to: Option<&str>) -> ChildPeriod {
        ChildPeriod {
            label: label.to_owned(),
            birth_date: birth.map(day),
            gender: None,
            from: day(from),
            to: to.map(day),
        }
    }

    #[test]
    fn as_many_rows_stay_behind_as_are_there() {
        assert_eq!(said_twice(&["a", "a", "b"], &[(1, "a"), (2, "c"), (3, "a"), (4, "a")]), [1, 3]);
        assert_eq!(said_twice::<&str>(&[], &[(1, "a")]), [0_i64; 0]);
    }

    #[test]
    fn a_night_at_one_place_is_there_once() {
        let kept = [nights(1, "2019-05-02", None), nights(2, "2019-01-01", Some("2019-02-01"))];
        let coming = [
            (1, nights(1, "2019-04-27", Some("2019-05-02"))),
            (2, nights(1, "2019-04-27", Some("2019-05-03"))),
            (3, nights(2, "2019-02-01", Some("2019-02-03"))),
            (4, nights(3, "2019-05-02", None)),
            (5, nights(2, "2019-01-31", Some("2019-01-31"))),
        ];
        assert_eq!(sharing_a_night(&kept, &coming), [2], "leaving and arriving on one day is no shared night");
        let visit = nights(4, "2019-03-01", Some("2019-03-01"));
        assert_eq!(sharing_a_night(&[visit], &[(1, visit)]), [1], "the same visit is there once");
    }

    #[test]
    fn one_status_begins_on_a_day() {
        let coming = [(1, day("2019-05-20")), (2, day("2019-05-21"))];
        assert_eq!(beginning_together(&[day("2019-05-20")], &coming), [1]);
    }

    #[test]
    fn another_child_of_the_same_label_gets_a_new_one() {
        let kept = [child("1", Some("2015-01-01"), "2019-01-01", None), child("1-2", None, "2019-01-01", None)];
        let coming = [
            (7, child("1", Some("2017-01-01"), "2019-01-01", Some("2019-02-01"))),
            (8, child("1", Some("2017-01-01"), "2019-03-01", None)),
            (9, child("2", None, "2019-01-01", None)),
        ];
        assert_eq!(children(&kept, &coming), (Vec::new(), vec![(7, "1-3".to_owned()), (8, "1-3".to_owned())]));
    }

    #[test]
    fn the_same_child_keeps_its_label_and_its_days_count_once() {
        let kept = [child("1", Some("2015-01-01"), "2019-01-01", Some("2019-03-01"))];
        let coming = [
            (7, child("1", Some("2015-01-01"), "2019-03-01", Some("2019-04-01"))),
            (8, child("1", Some("2015-01-01"), "2019-05-01", None)),
        ];
        assert_eq!(children(&kept, &coming), (vec![7], Vec::new()));
        let unknown = [child("1", None, "2019-01-01", None)];
        let two = children(&unknown, &[(7, child("1", None, "2019-02-01", None))]);
        assert_eq!(two, (Vec::new(), vec![(7, "1-2".to_owned())]), "nothing says that they are one");
        let one = children(&unknown, &[(7, unknown[0].clone())]);
        assert_eq!(one, (vec![7], Vec::new()), "the very same row is the same child");
    }
}
