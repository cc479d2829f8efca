//! What is unlikely about the order of a matter's events. Pure. Practice varies and facts arrive late, so nothing of it is
//! refused.

use crate::kernel::codes::{MatterRole, PoliceEventKind as Kind};
use chrono::NaiveDate;

/// A dismissal is appealed within three weeks from when she was told of it (Criminal Procedure Act § 59 a).
pub const APPEAL_DAYS: i64 = 21;

/// What is unlikely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlikely {
    /// An investigation of what she has not reported.
    InvestigationUnreported(NaiveDate),
    /// An investigation before the report, which is of the second day.
    InvestigationBeforeReport(NaiveDate, NaiveDate),
    /// An appeal where nothing was dismissed before.
    AppealWithoutDismissal(NaiveDate),
    /// An appeal on the second day, more than three weeks after the dismissal on the first.
    AppealLate(NaiveDate, NaiveDate),
    /// Taken up again where nothing was dismissed before.
    ReopenedWithoutDismissal(NaiveDate),
    /// Something on the second day, after a judgment that was final on the first.
    AfterFinal(NaiveDate, Kind, NaiveDate),
    /// The same twice on one day.
    Twice(NaiveDate, Kind),
}

/// What is unlikely about a matter's events, which stand in order of date and then of entry.
#[must_use]
pub fn unlikely(role: MatterRole, events: &[(NaiveDate, Kind)]) -> Vec<Unlikely> {
    let mut found = Vec::new();
    let reported = events.iter().find(|(_, kind)| *kind == Kind::Reported).map(|(on, _)| *on);
    let (mut is_reported, mut dismissed, mut is_final) = (false, None, None);
    for (place, (on, kind)) in events.iter().copied().enumerate() {
        if let Some(last) = is_final {
            found.push(Unlikely::AfterFinal(last, kind, on));
        }
        if events.iter().take(place).any(|earlier| *earlier == (on, kind)) {
            found.push(Unlikely::Twice(on, kind));
        }
        match kind {
            Kind::Reported => is_reported = true,
            Kind::InvestigationOpened if !is_reported => match reported {
                Some(report) => found.push(Unlikely::InvestigationBeforeReport(on, report)),
                // What a witness tells of was reported by somebody else.
                None if role == MatterRole::Aggrieved => found.push(Unlikely::InvestigationUnreported(on)),
                None => {}
            },
            Kind::Dismissed => dismissed = Some(on),
            Kind::DismissalAppealed => match dismissed {
                None => found.push(Unlikely::AppealWithoutDismissal(on)),
                Some(since) if (on - since).num_days() > APPEAL_DAYS => found.push(Unlikely::AppealLate(since, on)),
                Some(_) => {}
            },
            Kind::Reopened if dismissed.is_none() => found.push(Unlikely::ReopenedWithoutDismissal(on)),
            Kind::Final => is_final = is_final.or(Some(on)),
            _ => {}
        }
    }
    found
}

/// What an event makes unlikely: what is so with it, and is not without it. `events` are the others, in order; the new one of
/// a day that has others already comes after those entered before it.
#[must_use]
pub fn made_unlikely(role: MatterRole, with: &[(NaiveDate, Kind)], without: &[(NaiveDate, Kind)]) -> Vec<Unlikely> {
    let mut before = unlikely(role, without);
    let mut made = unlikely(role, with);
    made.retain(|one| match before.iter().position(|other| other == one) {
        Some(place) => {
            before.remove(place);
            false
        }
        None => true,
    });
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 1, 1).unwrap().checked_add_days(Days::new(offset)).unwrap()
    }

    fn of(events: &[(u64, Kind)]) -> Vec<Unlikely> {
        let events: Vec<_> = events.iter().map(|(on, kind)| (day(*on), *kind)).collect();
        unlikely(MatterRole::Aggrieved, &events)
    }

    #[test]
    fn a_matter_that_goes_its_way_is_not_doubted() {
        let way = [
            (0, Kind::Considered),
            (1, Kind::Reported),
            (2, Kind::InvestigationOpened),
            (30, Kind::Dismissed),
            (51, Kind::DismissalAppealed),
            (60, Kind::Reopened),
            (90, Kind::Indicted),
            (100, Kind::Testified),
            (110, Kind::Convicted),
            (130, Kind::Final),
        ];
        for end in 0..=way.len() {
            assert_eq!(of(&way[..end]), [], "{end}");
        }
    }

    #[test]
    fn each_unlikely_order_is_named() {
        assert_eq!(of(&[(3, Kind::InvestigationOpened)]), [Unlikely::InvestigationUnreported(day(3))]);
        assert_eq!(unlikely(MatterRole::Witness, &[(day(3), Kind::InvestigationOpened)]), []);
        assert_eq!(
            of(&[(3, Kind::InvestigationOpened), (4, Kind::Reported)]),
            [Unlikely::InvestigationBeforeReport(day(3), day(4))]
        );
        assert_eq!(
            of(&[(1, Kind::Reported), (2, Kind::DismissalAppealed)]),
            [Unlikely::AppealWithoutDismissal(day(2))]
        );
        assert_eq!(of(&[(1, Kind::Reported), (2, Kind::Reopened)]), [Unlikely::ReopenedWithoutDismissal(day(2))]);
        assert_eq!(
            of(&[(1, Kind::Reported), (2, Kind::Dismissed), (24, Kind::DismissalAppealed)]),
            [Unlikely::AppealLate(day(2), day(24))]
        );
        assert_eq!(of(&[(1, Kind::Reported), (1, Kind::Reported)]), [Unlikely::Twice(day(1), Kind::Reported)]);
    }

    #[test]
    fn the_last_dismissal_is_the_one_that_is_appealed() {
        let events = [(1, Kind::Reported), (2, Kind::Dismissed), (40, Kind::Dismissed), (50, Kind::DismissalAppealed)];
        assert_eq!(of(&events), []);
    }

    #[test]
    fn only_what_an_event_makes_unlikely_is_asked() {
        let odd = [(day(3), Kind::InvestigationOpened)];
        let with = [odd[0], (day(5), Kind::Considered)];
        assert_eq!(made_unlikely(MatterRole::Aggrieved, &with, &odd), []);
        let late = [odd[0], (day(5), Kind::Reported)];
        assert_eq!(
            made_unlikely(MatterRole::Aggrieved, &late, &odd),
            [Unlikely::InvestigationBeforeReport(day(3), day(5))]
        );
    }

    proptest! {
        #[test]
        fn everything_after_the_first_final_judgment_is_doubted_once(
            kinds in prop::collection::vec(prop::sample::select(<Kind as crate::kernel::codes::Code>::ALL.to_vec()), 0..8)
        ) {
            let events: Vec<_> = (0_u64..).zip(&kinds).map(|(n, kind)| (day(n), *kind)).collect();
            let after = events.iter().position(|(_, kind)| *kind == Kind::Final).map_or(0, |at| events.len() - at - 1);
            let found = unlikely(MatterRole::Aggrieved, &events);
            prop_assert_eq!(found.iter().filter(|one| matches!(one, Unlikely::AfterFinal(..))).count(), after);
            prop_assert!(!found.iter().any(|one| matches!(one, Unlikely::Twice(..))));
        }
    }
}
