//! Which status is likely to follow which, and what follows from a decision: as data. Pure. Practice varies and data arrive late,
//! so what is not here is doubted, never refused.

use super::model::{Appeal, Decision};
use crate::kernel::codes::{AppealKind, AppealOutcome, DecidedBy, DecisionKind, DecisionOutcome, ResidenceStatus};
use ResidenceStatus as S;
use chrono::{Months, NaiveDate};

/// The months of a reflection period (Immigration Regulations § 8-3, first paragraph).
const REFLECTION_MONTHS: u32 = 6;

/// The most months of a limited permit at a time (§ 8-3, second paragraph).
const LIMITED_MONTHS: u32 = 12;

/// What is likely to come after a status, besides what may come after any ([`AFTER_ANY`]). Sources: Immigration Regulations
/// § 8-3 and § 8-4, UDI 2013-014 (the tracks of § 8-3), UDI 2014-031 (trafficking in asylum cases), KOM's report for 2018 (how
/// cases went) and the statuses in ROSA's annual report for 2019. A register often skips the step of applying, so what is
/// granted may follow what came before the application.
const LIKELY: &[(S, &[S])] = &[
    (
        S::NoPermit,
        &[
            S::AsylumPending,
            S::AsylumDublin,
            S::ReflectionApplied,
            S::ReflectionGranted,
            S::LimitedApplied,
            S::LimitedGranted,
            S::EeaRight,
            S::Protection,
            S::WitnessPermit,
            S::Humanitarian,
            S::FamilyImmigration,
            S::PermitOther,
            S::Expelled,
        ],
    ),
    (
        S::AsylumPending,
        &[
            S::AsylumDublin,
            S::Protection,
            S::WitnessPermit,
            S::Humanitarian,
            S::FamilyImmigration,
            S::PermitOther,
            S::NoPermit,
            // The asylum case was withdrawn for the reflection track: the two exclude each other.
            S::ReflectionApplied,
            S::ReflectionGranted,
            S::LimitedApplied,
            S::LimitedGranted,
            S::Expelled,
        ],
    ),
    // Transferred, or examined on its merits after all.
    (S::AsylumDublin, &[S::AsylumPending, S::Protection, S::ReflectionApplied, S::NoPermit, S::Expelled]),
    (
        S::TouristVisa,
        &[
            S::AsylumPending,
            S::AsylumDublin,
            S::ReflectionApplied,
            S::ReflectionGranted,
            S::LimitedApplied,
            S::FamilyImmigration,
            S::PermitOther,
            S::NoPermit,
            S::Expelled,
        ],
    ),
    (S::ReflectionApplied, &[S::ReflectionGranted, S::NoPermit, S::AsylumPending, S::AsylumDublin, S::Expelled]),
    (
        S::ReflectionGranted,
        &[
            S::LimitedApplied,
            S::LimitedGranted,
            S::AsylumPending,
            S::AsylumDublin,
            S::FamilyImmigration,
            S::PermitOther,
            S::NoPermit,
            S::Expelled,
        ],
    ),
    (S::LimitedApplied, &[S::LimitedGranted, S::AsylumPending, S::NoPermit, S::Expelled]),
    (
        S::LimitedGranted,
        &[
            // Renewed, or applied for anew after it ran out.
            S::LimitedGranted,
            S::LimitedApplied,
            S::AsylumPending,
            S::Protection,
            S::WitnessPermit,
            S::Humanitarian,
            S::FamilyImmigration,
            S::PermitOther,
            S::NoPermit,
            S::Expelled,
        ],
    ),
    (
        S::EeaRight,
        // Citizens of the EEA seldom seek a reflection period, but may.
        &[S::ReflectionApplied, S::ReflectionGranted, S::LimitedApplied, S::PermitOther, S::NoPermit, S::Expelled],
    ),
    (S::Protection, &[S::Protection, S::PermitOther, S::NorwegianCitizen, S::NoPermit, S::Expelled]),
    (
        S::WitnessPermit,
        &[S::WitnessPermit, S::Humanitarian, S::PermitOther, S::NorwegianCitizen, S::NoPermit, S::Expelled],
    ),
    (
        S::Humanitarian,
        &[S::Humanitarian, S::FamilyImmigration, S::PermitOther, S::NorwegianCitizen, S::NoPermit, S::Expelled],
    ),
    (
        S::PermitOther,
        &[
            S::PermitOther,
            S::FamilyImmigration,
            S::AsylumPending,
            S::ReflectionApplied,
            S::NorwegianCitizen,
            S::NoPermit,
            S::Expelled,
        ],
    ),
    (
        S::FamilyImmigration,
        &[
            S::FamilyImmigration,
            S::PermitOther,
            S::Humanitarian,
            S::AsylumPending,
            S::ReflectionApplied,
            S::NorwegianCitizen,
            S::NoPermit,
            S::Expelled,
        ],
    ),
    (S::NorwegianCitizen, &[]),
    // A reflection period can be granted despite an expulsion.
    (
        S::Expelled,
        &[
            S::ReflectionApplied,
            S::ReflectionGranted,
            S::LimitedApplied,
            S::AsylumPending,
            S::AsylumDublin,
            S::NoPermit,
        ],
    ),
    // She came back.
    (
        S::LeftNorway,
        &[
            S::NoPermit,
            S::AsylumPending,
            S::AsylumDublin,
            S::TouristVisa,
            S::ReflectionApplied,
            S::EeaRight,
            S::FamilyImmigration,
            S::PermitOther,
            S::Expelled,
        ],
    ),
];

/// What may come after any status but itself.
const AFTER_ANY: &[S] = &[S::LeftNorway, S::Unknown];

/// True when a status is likely to follow another. After what is not known anything is.
#[must_use]
pub fn is_likely(from: S, to: S) -> bool {
    let listed = LIKELY.iter().find(|(status, _)| *status == from).is_some_and(|(_, next)| next.contains(&to));
    from == S::Unknown && to != S::Unknown || from != to && AFTER_ANY.contains(&to) || listed
}

/// The statuses that are the usual next step, the likeliest first: what a page offers with one press.
#[must_use]
pub const fn next_steps(status: Option<S>) -> &'static [S] {
    match status {
        None | Some(S::Unknown | S::LeftNorway) => {
            &[S::NoPermit, S::AsylumPending, S::ReflectionApplied, S::EeaRight, S::TouristVisa]
        }
        Some(S::NoPermit | S::TouristVisa | S::Expelled) => &[S::ReflectionApplied, S::AsylumPending, S::LeftNorway],
        Some(S::EeaRight) => &[S::ReflectionApplied, S::LeftNorway],
        Some(S::AsylumPending) => {
            &[S::Protection, S::WitnessPermit, S::Humanitarian, S::NoPermit, S::AsylumDublin, S::ReflectionApplied]
        }
        Some(S::AsylumDublin) => &[S::AsylumPending, S::LeftNorway],
        Some(S::ReflectionApplied) => &[S::ReflectionGranted, S::NoPermit],
        Some(S::ReflectionGranted) => &[S::LimitedApplied, S::AsylumPending, S::NoPermit],
        Some(S::LimitedApplied) => &[S::LimitedGranted, S::AsylumPending, S::NoPermit],
        Some(S::LimitedGranted) => &[S::LimitedGranted, S::AsylumPending, S::NoPermit],
        Some(S::Protection) => &[S::PermitOther, S::NorwegianCitizen],
        Some(S::WitnessPermit | S::Humanitarian | S::FamilyImmigration) => &[S::PermitOther, S::NoPermit],
        Some(S::PermitOther) => &[S::NorwegianCitizen, S::NoPermit],
        Some(S::NorwegianCitizen) => &[],
    }
}

/// True for a permit of which one expects to know when it runs out. Other permits may be permanent.
#[must_use]
pub const fn expires(status: S) -> bool {
    matches!(
        status,
        S::TouristVisa
            | S::ReflectionGranted
            | S::LimitedGranted
            | S::Protection
            | S::WitnessPermit
            | S::Humanitarian
            | S::FamilyImmigration
    )
}

/// True for what a child can follow: a permit, or an application for one.
#[must_use]
pub const fn has_followers(status: S) -> bool {
    !matches!(status, S::NoPermit | S::Expelled | S::LeftNorway | S::Unknown)
}

/// True on the track of the reflection period (§ 8-3).
#[must_use]
pub const fn is_reflection_track(status: S) -> bool {
    matches!(status, S::ReflectionApplied | S::ReflectionGranted | S::LimitedApplied | S::LimitedGranted)
}

/// True on the track of asylum.
#[must_use]
pub const fn is_asylum_track(status: S) -> bool {
    matches!(status, S::AsylumPending | S::AsylumDublin)
}

/// The day to which a reflection period that begins on a day is valid.
#[must_use]
pub fn reflection_end(from: NaiveDate) -> Option<NaiveDate> {
    from.checked_add_months(Months::new(REFLECTION_MONTHS))
}

/// The last day to which a limited permit that begins on a day can be valid.
#[must_use]
pub fn limited_end(from: NaiveDate) -> Option<NaiveDate> {
    from.checked_add_months(Months::new(LIMITED_MONTHS))
}

/// The status that follows from an application or a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consequence {
    /// The status.
    pub status: S,
    /// Since when.
    pub on: NaiveDate,
    /// Who decided; none for an application.
    pub by: Option<DecidedBy>,
}

/// What follows from an application or decision with its appeals, if it is clear.
#[must_use]
pub fn consequence<'a>(decision: &Decision, appeals: impl Iterator<Item = &'a Appeal>) -> Option<Consequence> {
    let reversed = appeals
        .filter(|appeal| appeal.kind != AppealKind::StayRequest && appeal.outcome == Some(AppealOutcome::Reversed))
        .filter_map(|appeal| appeal.decided_on.map(|on| (on, appeal.body)))
        .max_by_key(|(on, _)| *on);
    let (status, on, by) = match (decision.outcome, decision.decided_on, reversed) {
        (Some(DecisionOutcome::Refused | DecisionOutcome::Dismissed), _, Some((on, by))) => {
            (granted(decision.kind)?, on, by)
        }
        // What stood before a decision against her that was reversed is not known here.
        (Some(DecisionOutcome::Decided), _, Some(_)) => return None,
        (Some(outcome), Some(on), _) => (decided(decision.kind, outcome)?, on, decision.body),
        _ => (applied(decision.kind)?, decision.applied_on?, None),
    };
    Some(Consequence { status, on, by })
}

const fn applied(kind: DecisionKind) -> Option<S> {
    match kind {
        DecisionKind::Reflection => Some(S::ReflectionApplied),
        DecisionKind::Limited => Some(S::LimitedApplied),
        DecisionKind::Asylum => Some(S::AsylumPending),
        DecisionKind::Dublin => Some(S::AsylumDublin),
        // Whoever applies for one of these in time keeps what she has meanwhile.
        _ => None,
    }
}

const fn granted(kind: DecisionKind) -> Option<S> {
    match kind {
        DecisionKind::Reflection => Some(S::ReflectionGranted),
        DecisionKind::Limited | DecisionKind::LimitedRenewal => Some(S::LimitedGranted),
        DecisionKind::Asylum => Some(S::Protection),
        // The application is examined on its merits.
        DecisionKind::Dublin => Some(S::AsylumPending),
        DecisionKind::Witness => Some(S::WitnessPermit),
        DecisionKind::Humanitarian => Some(S::Humanitarian),
        DecisionKind::Family => Some(S::FamilyImmigration),
        DecisionKind::OtherPermit => Some(S::PermitOther),
        DecisionKind::Expulsion | DecisionKind::Revocation | DecisionKind::Other => None,
    }
}

const fn decided(kind: DecisionKind, outcome: DecisionOutcome) -> Option<S> {
    match (kind, outcome) {
        (_, DecisionOutcome::Granted) => granted(kind),
        (DecisionKind::Expulsion, DecisionOutcome::Decided) => Some(S::Expelled),
        (DecisionKind::Revocation, DecisionOutcome::Decided) => Some(S::NoPermit),
        (
            DecisionKind::Reflection
            | DecisionKind::Limited
            | DecisionKind::LimitedRenewal
            | DecisionKind::Asylum
            | DecisionKind::Dublin,
            DecisionOutcome::Refused | DecisionOutcome::Dismissed,
        ) => Some(S::NoPermit),
        // A refusal of the others, or a withdrawal, says nothing of what she has.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::Code;

    fn decision(kind: DecisionKind, outcome: Option<DecisionOutcome>) -> Decision {
        Decision {
            client_id: 1,
            kind,
            body: Some(DecidedBy::Udi),
            applied_on: "2019-02-01".parse().ok(),
            decided_on: outcome.and("2019-05-01".parse().ok()),
            outcome,
            legal_basis: None,
            notified_on: None,
            notified_minute: None,
            departure_by: None,
            note: None,
        }
    }

    fn appeal(kind: AppealKind, outcome: AppealOutcome) -> Appeal {
        Appeal {
            client_id: 1,
            decision_id: 1,
            kind,
            body: Some(DecidedBy::Une),
            sent_on: "2019-05-10".parse().unwrap(),
            decided_on: "2019-09-01".parse().ok(),
            outcome: Some(outcome),
            note: None,
        }
    }

    #[test]
    fn every_status_has_its_row_once_and_leads_somewhere_else_than_twice_to_one() {
        for status in S::ALL.iter().filter(|status| **status != S::Unknown) {
            let rows: Vec<_> = LIKELY.iter().filter(|(from, _)| from == status).collect();
            assert_eq!(rows.len(), 1, "{status:?}");
            let next = rows[0].1;
            assert!(next.iter().all(|one| next.iter().filter(|other| *other == one).count() == 1), "{status:?}");
        }
    }

    #[test]
    fn what_is_offered_is_likely() {
        for status in S::ALL {
            for next in next_steps(Some(*status)) {
                assert!(is_likely(*status, *next), "{status:?} to {next:?}");
            }
        }
    }

    #[test]
    fn she_may_leave_after_anything_and_nothing_is_entered_twice() {
        for status in S::ALL {
            assert_eq!(is_likely(*status, S::LeftNorway), *status != S::LeftNorway, "{status:?}");
        }
        for status in
            [S::NoPermit, S::AsylumPending, S::ReflectionGranted, S::EeaRight, S::Unknown, S::NorwegianCitizen]
        {
            assert!(!is_likely(status, status), "{status:?}");
        }
        assert!(is_likely(S::LimitedGranted, S::LimitedGranted), "renewed");
        assert!(!is_likely(S::NorwegianCitizen, S::AsylumPending));
        assert!(!is_likely(S::ReflectionGranted, S::ReflectionApplied), "not renewable");
    }

    #[test]
    fn a_decision_leads_to_its_status() {
        use DecisionKind as K;
        use DecisionOutcome as O;
        for (kind, outcome, status) in [
            (K::Reflection, None, Some(S::ReflectionApplied)),
            (K::Reflection, Some(O::Granted), Some(S::ReflectionGranted)),
            (K::LimitedRenewal, None, None),
            (K::LimitedRenewal, Some(O::Granted), Some(S::LimitedGranted)),
            (K::Asylum, Some(O::Refused), Some(S::NoPermit)),
            (K::Asylum, Some(O::Withdrawn), None),
            (K::Family, Some(O::Refused), None),
            (K::Expulsion, Some(O::Decided), Some(S::Expelled)),
            (K::Other, Some(O::Granted), None),
        ] {
            let found = consequence(&decision(kind, outcome), std::iter::empty());
            assert_eq!(found.map(|found| found.status), status, "{kind:?} {outcome:?}");
            if let Some(found) = found {
                let on = if outcome.is_some() { "2019-05-01" } else { "2019-02-01" };
                assert_eq!(found.on, on.parse::<NaiveDate>().unwrap());
                assert_eq!(found.by.is_some(), outcome.is_some());
            }
        }
    }

    #[test]
    fn an_appeal_turns_a_refusal_round() {
        let refused = decision(DecisionKind::Asylum, Some(DecisionOutcome::Refused));
        let turned = [appeal(AppealKind::Appeal, AppealOutcome::Reversed)];
        let found = consequence(&refused, turned.iter()).unwrap();
        assert_eq!((found.status, found.by), (S::Protection, Some(DecidedBy::Une)));
        assert_eq!(found.on, "2019-09-01".parse::<NaiveDate>().unwrap());
        for other in [
            appeal(AppealKind::Appeal, AppealOutcome::Upheld),
            appeal(AppealKind::StayRequest, AppealOutcome::Reversed),
        ] {
            assert_eq!(consequence(&refused, [other].iter()).unwrap().status, S::NoPermit);
        }
        let expelled = decision(DecisionKind::Expulsion, Some(DecisionOutcome::Decided));
        assert_eq!(consequence(&expelled, turned.iter()), None);
    }
}
