//! How far a return has come, and what is unlikely about its dates. Pure; the report counts each date by itself
//! (annual-report rule 10 says when an application with IOM is open).

use super::model::Return;
use crate::kernel::codes::ReturnDecision;
use chrono::{Months, NaiveDate};

/// How far a return has come: the latest of its steps in the order in which they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing has a date yet.
    Unbegun,
    /// Applied for, and not decided.
    Applied(NaiveDate),
    /// Granted, and not carried out.
    Granted(NaiveDate),
    /// Refused.
    Refused(NaiveDate),
    /// Withdrawn.
    Withdrawn(NaiveDate),
    /// Carried out.
    Returned(NaiveDate),
}

/// A step of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The application.
    Applied,
    /// The decision.
    Decided(ReturnDecision),
    /// The withdrawal.
    Withdrawn,
    /// The journey.
    Returned,
}

/// What is unlikely, and may be right all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlikely {
    /// It has no date, so that it counts nowhere.
    NoDate,
    /// Refused and carried out.
    RefusedAndReturned,
    /// Withdrawn on or after the day of the journey.
    WithdrawnAfterReturn,
    /// Decided before it was applied for.
    DecidedBeforeApplied,
    /// Withdrawn before it was applied for.
    WithdrawnBeforeApplied,
    /// Carried out before it was applied for.
    ReturnedBeforeApplied,
}

/// For how many months IOM may want a grant back from somebody who comes to Norway again (norway.md 1.1).
const RECLAIMED_MONTHS: u32 = 24;

impl Return {
    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        if let Some(on) = self.returned_on {
            return Progress::Returned(on);
        }
        if let Some(on) = self.withdrawn_on {
            return Progress::Withdrawn(on);
        }
        match (self.decided_on.zip(self.decision), self.applied_on) {
            (Some((on, ReturnDecision::Refused)), _) => Progress::Refused(on),
            (Some((on, ReturnDecision::Granted)), _) => Progress::Granted(on),
            (None, Some(on)) => Progress::Applied(on),
            (None, None) => Progress::Unbegun,
        }
    }

    /// Its dated steps, the earliest first; of one day in the order in which they follow each other.
    #[must_use]
    pub fn steps(&self) -> Vec<(NaiveDate, Step)> {
        let steps = [
            self.applied_on.map(|on| (on, Step::Applied)),
            self.decided_on.zip(self.decision).map(|(on, decision)| (on, Step::Decided(decision))),
            self.withdrawn_on.map(|on| (on, Step::Withdrawn)),
            self.returned_on.map(|on| (on, Step::Returned)),
        ];
        let mut steps: Vec<_> = steps.into_iter().flatten().collect();
        steps.sort_by_key(|(on, _)| *on);
        steps
    }

    /// What is unlikely about it.
    #[must_use]
    pub fn unlikely(&self) -> Vec<Unlikely> {
        let before = |one: Option<NaiveDate>, other: Option<NaiveDate>| one.zip(other).is_some_and(|(a, b)| a < b);
        let is_refused = self.decision == Some(ReturnDecision::Refused);
        let not_before_return = self.withdrawn_on.zip(self.returned_on).is_some_and(|(a, b)| a >= b);
        [
            (self.progress() == Progress::Unbegun, Unlikely::NoDate),
            (is_refused && self.returned_on.is_some(), Unlikely::RefusedAndReturned),
            (not_before_return, Unlikely::WithdrawnAfterReturn),
            (before(self.decided_on, self.applied_on), Unlikely::DecidedBeforeApplied),
            (before(self.withdrawn_on, self.applied_on), Unlikely::WithdrawnBeforeApplied),
            (before(self.returned_on, self.applied_on), Unlikely::ReturnedBeforeApplied),
        ]
        .into_iter()
        .filter_map(|(is_so, unlikely)| is_so.then_some(unlikely))
        .collect()
    }

    /// The last day on which a grant may be wanted back; none where nobody has travelled.
    #[must_use]
    pub fn reclaimed_until(&self) -> Option<NaiveDate> {
        self.returned_on?.checked_add_months(Months::new(RECLAIMED_MONTHS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::ReturnProgramme;
    use chrono::Days;
    use proptest::prelude::*;

    fn made(
        applied: Option<u64>,
        decided: Option<(u64, bool)>,
        withdrawn: Option<u64>,
        returned: Option<u64>,
    ) -> Return {
        let day =
            |offset: u64| NaiveDate::from_ymd_opt(2019, 1, 1).unwrap().checked_add_days(Days::new(offset)).unwrap();
        Return {
            client_id: 1,
            programme: ReturnProgramme::Iom,
            country: None,
            applied_on: applied.map(day),
            decided_on: decided.map(|(on, _)| day(on)),
            decision: decided
                .map(|(_, granted)| if granted { ReturnDecision::Granted } else { ReturnDecision::Refused }),
            withdrawn_on: withdrawn.map(day),
            returned_on: returned.map(day),
        }
    }

    #[test]
    fn the_last_step_tells_how_far_it_is() {
        assert_eq!(made(None, None, None, None).progress(), Progress::Unbegun);
        assert!(matches!(made(Some(1), None, None, None).progress(), Progress::Applied(_)));
        assert!(matches!(made(Some(1), Some((2, true)), None, None).progress(), Progress::Granted(_)));
        assert!(matches!(made(Some(1), Some((2, false)), None, None).progress(), Progress::Refused(_)));
        assert!(matches!(made(Some(1), Some((2, true)), Some(3), None).progress(), Progress::Withdrawn(_)));
        assert!(matches!(made(Some(1), Some((2, false)), None, Some(3)).progress(), Progress::Returned(_)));
    }

    #[test]
    fn a_grant_may_be_wanted_back_for_two_years() {
        let until = made(Some(1), None, None, Some(59)).reclaimed_until();
        assert_eq!(until, "2021-03-01".parse().ok());
    }

    proptest! {
        #[test]
        fn a_return_in_order_is_never_doubted(a in 0_u64..9, b in 0_u64..9, c in 1_u64..9, granted: bool, goes: bool) {
            let (decided, last) = (a + b, a + b + c);
            let one = made(Some(a), Some((decided, granted)), (!goes).then_some(last), goes.then_some(last));
            let expected = if goes && !granted { vec![Unlikely::RefusedAndReturned] } else { Vec::new() };
            prop_assert_eq!(one.unlikely(), expected);
        }

        #[test]
        fn steps_stand_in_order_and_none_is_lost(
            applied in prop::option::of(0_u64..9), decided in prop::option::of((0_u64..9, any::<bool>())),
            withdrawn in prop::option::of(0_u64..9), returned in prop::option::of(0_u64..9),
        ) {
            let one = made(applied, decided, withdrawn, returned);
            let steps = one.steps();
            let dated = [applied.is_some(), decided.is_some(), withdrawn.is_some(), returned.is_some()];
            prop_assert_eq!(steps.len(), dated.into_iter().filter(|is| *is).count());
            prop_assert!(steps.is_sorted_by_key(|(on, _)| *on));
            prop_assert_eq!(steps.is_empty(), one.progress() == Progress::Unbegun);
        }
    }
}
