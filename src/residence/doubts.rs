//! What is unlikely of a status, an application or an appeal, and may be right all the same. Pure; says no words.

use super::model::{Appeal, Decision, Status};
use super::transitions::{
    expires, has_followers, is_asylum_track, is_likely, is_reflection_track, limited_end, reflection_end,
};
use crate::db::Kept;
use crate::kernel::codes::{AppealKind, AppealOutcome, DecidedBy, DecisionKind, DecisionOutcome, ResidenceStatus};
use chrono::{Days, NaiveDate};

/// A doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// One status is not likely to follow another.
    Unlikely {
        /// What stood before.
        from: ResidenceStatus,
        /// What follows.
        to: ResidenceStatus,
    },
    /// There is another reflection period: it is granted once.
    SecondReflection(NaiveDate),
    /// A reflection period that is not valid for six months, give or take a day; the usual end.
    ReflectionLength(NaiveDate),
    /// A limited permit for more than twelve months; the last day it can have.
    LimitedLength(NaiveDate),
    /// A permit that runs out, and nobody says when.
    NoExpiry,
    /// An application for asylum is open, and this is the reflection track.
    AsylumOpen,
    /// An application on the reflection track is open, and this is asylum.
    ReflectionOpen,
    /// A reflection period after asylum was refused for good: as a rule closed (UDI 2013-014, 2.1.2).
    AfterFinalRefusal(NaiveDate),
    /// A child follows what is no permit.
    ChildWithoutPermit,
}

/// What stands besides the status that is doubted.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// Her other statuses.
    pub statuses: &'a [Status],
    /// Her applications and decisions.
    pub decisions: &'a [Kept<Decision>],
    /// Their appeals.
    pub appeals: &'a [Kept<Appeal>],
}

/// What is doubted of a status. `has_children` is true when a child follows it.
#[must_use]
pub fn of_status(status: &Status, has_children: bool, beside: Beside<'_>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let before = beside.statuses.iter().filter(|other| other.began_on < status.began_on);
    let after = beside.statuses.iter().filter(|other| other.began_on > status.began_on);
    let previous = before.max_by_key(|other| other.began_on).map(|other| (other.status, status.status));
    let next = after.min_by_key(|other| other.began_on).map(|other| (status.status, other.status));
    for (from, to) in previous.into_iter().chain(next) {
        // Two reflection periods have a doubt of their own.
        let is_twice = (from, to) == (ResidenceStatus::ReflectionGranted, ResidenceStatus::ReflectionGranted);
        if !is_likely(from, to) && !is_twice {
            doubts.push(Doubt::Unlikely { from, to });
        }
    }
    if status.status == ResidenceStatus::ReflectionGranted {
        let others = beside.statuses.iter().filter(|other| other.status == ResidenceStatus::ReflectionGranted);
        doubts.extend(others.map(|other| other.began_on).min().map(Doubt::SecondReflection));
    }
    doubts.extend(length(status));
    if status.valid_to.is_none() && expires(status.status) {
        doubts.push(Doubt::NoExpiry);
    }
    let is_open = |track: fn(DecisionKind) -> bool| other_open(beside.decisions, None, track, status.began_on);
    if is_reflection_track(status.status) && is_open(of_asylum) {
        doubts.push(Doubt::AsylumOpen);
    }
    if is_asylum_track(status.status) && is_open(of_reflection) {
        doubts.push(Doubt::ReflectionOpen);
    }
    if matches!(status.status, ResidenceStatus::ReflectionApplied | ResidenceStatus::ReflectionGranted) {
        let refused = final_refusal(beside.decisions, beside.appeals, status.began_on);
        doubts.extend(refused.map(Doubt::AfterFinalRefusal));
    }
    if has_children && !has_followers(status.status) {
        doubts.push(Doubt::ChildWithoutPermit);
    }
    doubts
}

/// What is doubted of the length of a permit.
fn length(status: &Status) -> Option<Doubt> {
    let valid_to = status.valid_to?;
    match status.status {
        ResidenceStatus::ReflectionGranted => {
            let end = reflection_end(status.began_on)?;
            let days = (valid_to - end).num_days();
            (days.abs() > 1).then_some(Doubt::ReflectionLength(end))
        }
        ResidenceStatus::LimitedGranted => {
            let end = limited_end(status.began_on)?;
            (valid_to > end).then_some(Doubt::LimitedLength(end))
        }
        _ => None,
    }
}

/// What is doubted of an application beside the others; `own` is the one that is changed.
#[must_use]
pub fn of_decision(
    decision: &Decision,
    own: Option<i64>,
    decisions: &[Kept<Decision>],
    appeals: &[Kept<Appeal>],
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let Some(applied) = decision.applied_on else { return doubts };
    if of_reflection(decision.kind) && other_open(decisions, own, of_asylum, applied) {
        doubts.push(Doubt::AsylumOpen);
    }
    if of_asylum(decision.kind) && other_open(decisions, own, of_reflection, applied) {
        doubts.push(Doubt::ReflectionOpen);
    }
    if decision.kind == DecisionKind::Reflection {
        doubts.extend(final_refusal(decisions, appeals, applied).map(Doubt::AfterFinalRefusal));
    }
    doubts
}

const fn of_asylum(kind: DecisionKind) -> bool {
    matches!(kind, DecisionKind::Asylum | DecisionKind::Dublin)
}

const fn of_reflection(kind: DecisionKind) -> bool {
    matches!(kind, DecisionKind::Reflection | DecisionKind::Limited | DecisionKind::LimitedRenewal)
}

/// True when another application on a track was open on a day: applied for, and not decided or withdrawn by then.
fn other_open(
    decisions: &[Kept<Decision>],
    own: Option<i64>,
    is_of_track: fn(DecisionKind) -> bool,
    on: NaiveDate,
) -> bool {
    decisions.iter().filter(|kept| Some(kept.id) != own && is_of_track(kept.fact.kind)).any(|kept| {
        kept.fact.applied_on.is_some_and(|applied| applied <= on)
            && kept.fact.decided_on.is_none_or(|decided| decided > on)
    })
}

/// The day on which an application for asylum was refused for good, up to a day: by the board or a court, or because an appeal
/// did not change it.
fn final_refusal(decisions: &[Kept<Decision>], appeals: &[Kept<Appeal>], until: NaiveDate) -> Option<NaiveDate> {
    let refused = decisions.iter().filter(|kept| {
        kept.fact.kind == DecisionKind::Asylum
            && matches!(kept.fact.outcome, Some(DecisionOutcome::Refused | DecisionOutcome::Dismissed))
    });
    let ends = refused.filter_map(|kept| {
        let about = || appeals.iter().map(|kept| &kept.fact).filter(|appeal| appeal.decision_id == kept.id);
        if about()
            .any(|appeal| appeal.outcome == Some(AppealOutcome::Reversed) && appeal.kind != AppealKind::StayRequest)
        {
            return None;
        }
        let of_board =
            kept.fact.decided_on.filter(|_| matches!(kept.fact.body, Some(DecidedBy::Une | DecidedBy::Court)));
        let lost = about()
            .filter(|appeal| {
                appeal.kind == AppealKind::Appeal
                    && matches!(
                        appeal.outcome,
                        Some(AppealOutcome::Upheld | AppealOutcome::Dismissed | AppealOutcome::Withdrawn)
                    )
            })
            .filter_map(|appeal| appeal.decided_on)
            .min();
        of_board.into_iter().chain(lost).min()
    });
    ends.filter(|end| *end <= until).max()
}

/// The days after a refusal in the Dublin procedure within which its minute matters: two, and one for who writes late.
const MINUTE_MATTERS_DAYS: u64 = 3;

/// True for a fresh refusal in the Dublin procedure without the time of day at which she was told: the 48 hours within which one
/// asks to stay (UNE) run from there.
#[must_use]
pub fn lacks_its_minute(decision: &Decision, today: NaiveDate) -> bool {
    decision.kind == DecisionKind::Dublin
        && matches!(decision.outcome, Some(DecisionOutcome::Refused | DecisionOutcome::Dismissed))
        && decision.notified_minute.is_none()
        && decision.notified_on.and_then(|on| on.checked_add_days(Days::new(MINUTE_MATTERS_DAYS))) >= Some(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::Code;
    use ResidenceStatus as S;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn status(code: S, from: &str, to: &str) -> Status {
        Status {
            client_id: 1,
            began_on: day(from),
            status: code,
            valid_to: to.parse().ok(),
            legal_basis: None,
            decided_by: None,
            note: None,
        }
    }

    fn decision(kind: DecisionKind, applied: &str, decided: &str, outcome: Option<DecisionOutcome>) -> Decision {
        Decision {
            client_id: 1,
            kind,
            body: Some(DecidedBy::Udi),
            applied_on: applied.parse().ok(),
            decided_on: decided.parse().ok(),
            outcome,
            legal_basis: None,
            notified_on: None,
            notified_minute: None,
            departure_by: None,
            note: None,
        }
    }

    fn kept<T>(id: i64, fact: T) -> Kept<T> {
        Kept { id, version: 1, fact }
    }

    fn alone(status: &Status, others: &[Status]) -> Vec<Doubt> {
        of_status(status, false, Beside { statuses: others, decisions: &[], appeals: &[] })
    }

    #[test]
    fn a_status_is_judged_with_the_one_before_and_the_one_after() {
        let others = [status(S::NoPermit, "2019-01-01", ""), status(S::ReflectionGranted, "2019-06-01", "2019-12-01")];
        assert_eq!(alone(&status(S::ReflectionApplied, "2019-03-01", ""), &others), []);
        let doubts = alone(&status(S::NorwegianCitizen, "2019-03-01", ""), &others);
        let unlikely = |from, to| Doubt::Unlikely { from, to };
        assert_eq!(
            doubts,
            [unlikely(S::NoPermit, S::NorwegianCitizen), unlikely(S::NorwegianCitizen, S::ReflectionGranted)]
        );
    }

    #[test]
    fn a_reflection_period_is_granted_once_for_six_months() {
        let of = |to: &str| alone(&status(S::ReflectionGranted, "2019-08-31", to), &[]);
        assert_eq!(of("2020-02-29"), []);
        assert_eq!(of("2020-02-28"), []);
        assert_eq!(of("2020-03-01"), []);
        assert_eq!(of("2020-03-02"), [Doubt::ReflectionLength(day("2020-02-29"))]);
        assert_eq!(of(""), [Doubt::NoExpiry]);
        let other = status(S::ReflectionGranted, "2018-01-01", "2018-07-01");
        let second = alone(&status(S::ReflectionGranted, "2019-01-01", "2019-07-01"), &[other]);
        assert_eq!(second, [Doubt::SecondReflection(day("2018-01-01"))]);
    }

    #[test]
    fn a_limited_permit_is_for_twelve_months_at_most() {
        let of = |to: &str| alone(&status(S::LimitedGranted, "2019-02-01", to), &[]);
        assert_eq!(of("2020-02-01"), []);
        assert_eq!(of("2019-08-01"), []);
        assert_eq!(of("2020-02-02"), [Doubt::LimitedLength(day("2020-02-01"))]);
    }

    #[test]
    fn the_tracks_exclude_each_other_while_an_application_is_open() {
        let asylum =
            [kept(1, decision(DecisionKind::Asylum, "2019-02-01", "2019-05-01", Some(DecisionOutcome::Withdrawn)))];
        let of = |from: &str| {
            let status = status(S::ReflectionApplied, from, "");
            of_status(&status, false, Beside { statuses: &[], decisions: &asylum, appeals: &[] })
        };
        assert_eq!(of("2019-04-30"), [Doubt::AsylumOpen]);
        assert_eq!(of("2019-05-01"), [], "withdrawn that day");
        assert_eq!(of("2019-01-31"), [], "not applied for yet");
        let reflection = decision(DecisionKind::Reflection, "2019-03-01", "", None);
        assert_eq!(of_decision(&reflection, None, &asylum, &[]), [Doubt::AsylumOpen]);
        let open = [kept(2, reflection)];
        let pending = status(S::AsylumPending, "2019-04-01", "");
        let beside = Beside { statuses: &[], decisions: &open, appeals: &[] };
        assert_eq!(of_status(&pending, false, beside), [Doubt::ReflectionOpen]);
    }

    #[test]
    fn after_a_final_refusal_a_reflection_period_is_doubted() {
        let refused =
            kept(7, decision(DecisionKind::Asylum, "2018-02-01", "2018-06-01", Some(DecisionOutcome::Refused)));
        let lost = |outcome| Appeal {
            client_id: 1,
            decision_id: 7,
            kind: AppealKind::Appeal,
            body: Some(DecidedBy::Une),
            sent_on: day("2018-06-10"),
            decided_on: Some(day("2018-12-01")),
            outcome: Some(outcome),
            note: None,
        };
        let of = |from: &str, appeals: &[Kept<Appeal>]| {
            let status = status(S::ReflectionApplied, from, "");
            let decisions = std::slice::from_ref(&refused);
            of_status(&status, false, Beside { statuses: &[], decisions, appeals })
        };
        assert_eq!(of("2019-01-01", &[]), [], "nobody knows whether it is final");
        let upheld = [kept(1, lost(AppealOutcome::Upheld))];
        assert_eq!(of("2019-01-01", &upheld), [Doubt::AfterFinalRefusal(day("2018-12-01"))]);
        assert_eq!(of("2018-11-30", &upheld), [], "not final yet");
        assert_eq!(of("2019-01-01", &[kept(1, lost(AppealOutcome::Reversed))]), []);
    }

    #[test]
    fn children_follow_a_permit() {
        let of = |code| {
            let beside = Beside { statuses: &[], decisions: &[], appeals: &[] };
            of_status(&status(code, "2019-01-01", "2019-07-01"), true, beside)
        };
        assert_eq!(of(S::ReflectionGranted), []);
        assert_eq!(of(S::NoPermit), [Doubt::ChildWithoutPermit]);
    }

    #[test]
    fn the_minute_matters_for_a_fresh_refusal_only() {
        let mut refused = decision(DecisionKind::Dublin, "2019-02-01", "2019-05-01", Some(DecisionOutcome::Refused));
        refused.notified_on = Some(day("2019-05-02"));
        assert!(lacks_its_minute(&refused, day("2019-05-05")));
        assert!(!lacks_its_minute(&refused, day("2019-05-06")));
        refused.notified_minute = Some(600);
        assert!(!lacks_its_minute(&refused, day("2019-05-02")));
    }

    fn any_status() -> impl Strategy<Value = Status> {
        (proptest::sample::select(S::ALL), 0_u64..4000, proptest::option::of(0_u64..800)).prop_map(
            |(code, from, length)| {
                let began_on = day("2012-01-01") + Days::new(from);
                Status {
                    client_id: 1,
                    began_on,
                    status: code,
                    valid_to: length.map(|days| began_on + Days::new(days)),
                    legal_basis: None,
                    decided_by: None,
                    note: None,
                }
            },
        )
    }

    proptest! {
        /// Whatever stands around it, the order in which rows were entered says nothing.
        #[test]
        fn the_order_of_rows_says_nothing(
            one in any_status(),
            mut others in proptest::collection::btree_map(0_u64..4000, any_status(), 0..8),
        ) {
            others.remove(&0);
            let mut others: Vec<Status> = others
                .into_iter()
                .map(|(from, status)| Status { began_on: day("2012-01-01") + Days::new(from), ..status })
                .collect();
            others.retain(|other| other.began_on != one.began_on);
            let forward = alone(&one, &others);
            others.reverse();
            prop_assert_eq!(forward, alone(&one, &others));
        }

        /// An unlikely step is named once, with the two that stand beside each other.
        #[test]
        fn every_unlikely_step_is_named_and_no_likely_one(before in any_status(), code in proptest::sample::select(S::ALL)) {
            let after = Status { status: code, began_on: before.began_on + Days::new(30), ..before.clone() };
            let named = alone(&after, std::slice::from_ref(&before))
                .into_iter()
                .filter(|doubt| matches!(doubt, Doubt::Unlikely { .. }))
                .count();
            let twice = (before.status, code) == (S::ReflectionGranted, S::ReflectionGranted);
            prop_assert_eq!(named, usize::from(!is_likely(before.status, code) && !twice));
        }

        /// What the system fills in by itself is never doubted.
        #[test]
        fn the_end_that_is_filled_in_is_not_doubted(from in 0_u64..20_000) {
            let began_on = day("1990-01-01") + Days::new(from);
            let granted = Status { began_on, valid_to: reflection_end(began_on), ..status(S::ReflectionGranted, "2019-01-01", "") };
            prop_assert_eq!(alone(&granted, &[]), []);
        }
    }
}
