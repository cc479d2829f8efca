//! What follows from which records, case by case and for any records at all.

use super::super::facts::{Aid, Stay};
use super::super::rules::Rule;
use super::super::rules::tests::{day, rule};
use super::*;
use crate::kernel::codes::Code;
use proptest::prelude::*;

fn rules() -> Rules {
    use DeadlineUnit as U;
    let amount = |kind| match kind {
        DeadlineKind::ReflectionEnds | DeadlineKind::DublinTransfer => (6, U::Months),
        DeadlineKind::LimitedRenewal => (1, U::Months),
        DeadlineKind::Appeal | DeadlineKind::DismissalAppeal => (3, U::Weeks),
        DeadlineKind::StayRequest => (48, U::Hours),
        DeadlineKind::DismissalReversal => (3, U::Months),
        DeadlineKind::FamilyAfterProtection | DeadlineKind::ConsentReview => (12, U::Months),
        DeadlineKind::ApplicationWaiting => (12, U::Weeks),
        DeadlineKind::StayUnconfirmed => (30, U::Days),
        _ => (0, U::Days),
    };
    let all = (1_i64..).zip(DeadlineKind::ALL).map(|(id, kind)| {
        let (n, unit) = amount(*kind);
        rule(id, *kind, "1900-01-01", n, unit, &[90, 60, 30, 14, 7])
    });
    Rules::new(all.collect())
}

fn status(status: ResidenceStatus, from: &str, to: Option<&str>) -> Facts {
    Facts { status: Some(Status { id: 1, began_on: day(from), status, valid_to: to.map(day) }), ..Facts::default() }
}

fn decision(kind: DecisionKind) -> Decision {
    Decision {
        id: 5,
        kind,
        body: Some(DecidedBy::Udi),
        applied_on: None,
        decided_on: Some(day("2019-10-16")),
        outcome: Some(DecisionOutcome::Refused),
        notified_on: Some(day("2019-10-18")),
        notified_minute: Some(14 * 60 + 20),
        departure_by: None,
    }
}

/// Kinds with their days.
fn shown(facts: &Facts) -> Vec<(DeadlineKind, String)> {
    derive(facts, &rules()).into_iter().map(|one| (one.kind, one.legal_on.to_string())).collect()
}

fn pair(kind: DeadlineKind, on: &str) -> (DeadlineKind, String) {
    (kind, on.to_owned())
}

#[test]
fn the_status_in_force_sets_the_days_of_its_permit() {
    use DeadlineKind as K;
    use ResidenceStatus as S;
    assert_eq!(shown(&status(S::ReflectionGranted, "2020-01-08", None)), [pair(K::ReflectionEnds, "2020-07-08")]);
    let own = status(S::ReflectionGranted, "2020-01-08", Some("2020-07-07"));
    assert_eq!(shown(&own), [pair(K::ReflectionEnds, "2020-07-07")], "the decision says the day");
    let limited = status(S::LimitedGranted, "2020-01-08", Some("2021-01-07"));
    assert_eq!(shown(&limited), [pair(K::LimitedEnds, "2021-01-07"), pair(K::LimitedRenewal, "2020-12-07")]);
    let applied = Decision {
        applied_on: Some(day("2020-11-20")),
        decided_on: None,
        outcome: None,
        notified_on: None,
        ..decision(DecisionKind::LimitedRenewal)
    };
    let renewed = Facts { decisions: vec![applied], ..limited };
    assert_eq!(shown(&renewed), [pair(K::LimitedEnds, "2021-01-07"), pair(K::ApplicationWaiting, "2021-02-12")]);
    assert!(shown(&status(S::LimitedGranted, "2020-01-08", None)).is_empty(), "nobody wrote the day");
    assert_eq!(
        shown(&status(S::Protection, "2020-01-08", Some("2023-01-08"))),
        [pair(K::PermitEnds, "2023-01-08"), pair(K::FamilyAfterProtection, "2021-01-08")]
    );
    assert_eq!(shown(&status(S::TouristVisa, "2020-01-08", Some("2020-04-06"))), [pair(K::VisitEnds, "2020-04-06")]);
    assert_eq!(shown(&status(S::LimitedApplied, "2020-01-08", None)), [pair(K::ApplicationWaiting, "2020-04-01")]);
    for quiet in [S::NoPermit, S::AsylumPending, S::EeaRight, S::Expelled, S::LeftNorway, S::Unknown] {
        assert!(shown(&status(quiet, "2020-01-08", Some("2020-07-08"))).is_empty(), "{quiet:?}");
    }
}

#[test]
fn a_refusal_may_be_appealed_until_it_is() {
    use DeadlineKind as K;
    let refused = Facts { decisions: vec![decision(DecisionKind::Asylum)], ..Facts::default() };
    assert_eq!(shown(&refused), [pair(K::Appeal, "2019-11-08")]);
    let appeal = |kind, outcome| Appeal { decision_id: 5, kind, outcome };
    let appealed = Facts { appeals: vec![appeal(AppealKind::Appeal, None)], ..refused.clone() };
    assert!(shown(&appealed).is_empty());
    let other = Facts { appeals: vec![Appeal { decision_id: 6, kind: AppealKind::Appeal, outcome: None }], ..refused };
    assert_eq!(shown(&other).len(), 1, "the appeal of another decision");
    let of_une = Decision { body: Some(DecidedBy::Une), ..decision(DecisionKind::Asylum) };
    assert!(shown(&Facts { decisions: vec![of_une], ..Facts::default() }).is_empty());
    let granted = Decision { outcome: Some(DecisionOutcome::Granted), ..decision(DecisionKind::Asylum) };
    assert!(shown(&Facts { decisions: vec![granted], ..Facts::default() }).is_empty());
}

#[test]
fn a_dublin_refusal_gives_48_hours_and_six_months() {
    use DeadlineKind as K;
    let refused = Decision { departure_by: Some(day("2019-11-15")), ..decision(DecisionKind::Dublin) };
    let facts = Facts { decisions: vec![refused], ..Facts::default() };
    let all = derive(&facts, &rules());
    let days: Vec<_> = all.iter().map(|one| (one.kind, one.legal_on.to_string())).collect();
    assert_eq!(
        days,
        [
            pair(K::Appeal, "2019-11-08"),
            pair(K::StayRequest, "2019-10-20"),
            pair(K::DublinTransfer, "2020-04-16"),
            pair(K::Departure, "2019-11-15")
        ]
    );
    assert_eq!(all[1].legal_minute, Some(14 * 60 + 20));
    assert_eq!(all[1].act_on, day("2019-10-20"), "hours run on a Sunday too");
    let asked = Appeal { decision_id: 5, kind: AppealKind::StayRequest, outcome: None };
    let kinds = |facts: &Facts| derive(facts, &rules()).into_iter().map(|one| one.kind).collect::<Vec<_>>();
    let waiting = Facts { appeals: vec![asked], ..facts.clone() };
    assert_eq!(kinds(&waiting), [K::Appeal, K::DublinTransfer, K::Departure]);
    let may_stay = Appeal { outcome: Some(AppealOutcome::Reversed), ..asked };
    assert_eq!(kinds(&Facts { appeals: vec![may_stay], ..facts.clone() }), [K::Appeal, K::DublinTransfer]);
    let won = Appeal { kind: AppealKind::Appeal, ..may_stay };
    assert!(kinds(&Facts { appeals: vec![won], ..facts.clone() }).is_empty());
    let left = Facts { decisions: facts.decisions.clone(), ..status(ResidenceStatus::LeftNorway, "2019-11-01", None) };
    assert!(kinds(&left).is_empty());
    let untold = Decision { notified_minute: None, ..refused };
    let all = derive(&Facts { decisions: vec![untold], ..Facts::default() }, &rules());
    assert_eq!((all[1].legal_on, all[1].legal_minute), (day("2019-10-20"), Some(0)), "the earliest it may be");
}

#[test]
fn a_dismissal_may_be_appealed_while_it_is_the_last_word() {
    use DeadlineKind as K;
    use PoliceEventKind as P;
    let of = |events: &[P]| {
        let events = (1_i64..).zip(events).map(|(id, event)| Event {
            id,
            matter: 9,
            role: None,
            happened_on: days_after(day("2019-12-01"), u32::try_from(id).unwrap()),
            event: *event,
        });
        let facts = Facts { events: events.collect(), ..Facts::default() };
        derive(&facts, &rules()).into_iter().map(|one| (one.kind, one.source_id)).collect::<Vec<_>>()
    };
    assert_eq!(of(&[P::Reported, P::Dismissed]), [(K::DismissalAppeal, 2)]);
    assert_eq!(of(&[P::Dismissed, P::Testified]), [(K::DismissalAppeal, 1)]);
    assert!(of(&[P::Reported, P::Dismissed, P::DismissalAppealed]).is_empty());
    assert!(of(&[P::Dismissed, P::Reopened]).is_empty());
    assert_eq!(of(&[P::Dismissed, P::Reopened, P::Dismissed]), [(K::DismissalAppeal, 3)]);
    assert_eq!(of(&[P::Indicted, P::Dismissed]), [(K::DismissalAppeal, 2), (K::DismissalReversal, 2)]);
    assert_eq!(of(&[P::Indicted, P::Dismissed, P::DismissalAppealed]), [(K::DismissalReversal, 2)]);
    let witness = Event {
        id: 1,
        matter: 9,
        role: Some(MatterRole::Witness),
        happened_on: day("2019-12-01"),
        event: P::Dismissed,
    };
    assert!(shown(&Facts { events: vec![witness], ..Facts::default() }).is_empty());
}

#[test]
fn consents_hours_and_stays_remind() {
    use ConsentScope::{Journal, ShareNav};
    use DeadlineKind as K;
    let consent = |id, given: &str, expires: Option<&str>, scopes: &[ConsentScope]| Consent {
        id,
        given_on: day(given),
        expires_on: expires.map(day),
        scopes: scopes.to_vec(),
    };
    let of = |consents| shown(&Facts { consents, ..Facts::default() });
    assert_eq!(of(vec![consent(1, "2019-01-31", None, &[Journal])]), [pair(K::ConsentReview, "2020-01-31")]);
    let first = consent(1, "2019-01-31", Some("2020-01-31"), &[Journal, ShareNav]);
    assert_eq!(of(vec![first.clone()]), [pair(K::ConsentExpires, "2020-01-31")]);
    let narrower = consent(2, "2019-06-01", None, &[Journal]);
    assert_eq!(
        of(vec![first.clone(), narrower]),
        [pair(K::ConsentExpires, "2020-01-31"), pair(K::ConsentReview, "2020-06-01")]
    );
    let wide = consent(2, "2019-06-01", None, &[Journal, ShareNav]);
    assert_eq!(of(vec![first, wide]), [pair(K::ConsentReview, "2020-06-01")], "the new one carries it on");
    let aid = |is_used_up| Facts {
        aid: Some(Aid { id: 3, granted_on: day("2019-12-02"), is_used_up }),
        stays: vec![Stay { id: 4, confirmed_on: day("2019-12-02") }],
        ..Facts::default()
    };
    assert_eq!(shown(&aid(false)), [pair(K::StayUnconfirmed, "2020-01-01")]);
    assert_eq!(shown(&aid(true)), [pair(K::LegalAidUsed, "2019-12-02"), pair(K::StayUnconfirmed, "2020-01-01")]);
}

#[test]
fn a_changed_rule_holds_from_its_date_and_one_that_is_off_gives_nothing() {
    let with = |from: &str, amount, is_on| {
        let mut later: Rule = rule(90, DeadlineKind::Appeal, from, amount, DeadlineUnit::Weeks, &[7]);
        later.row.is_on = is_on;
        Rules::new(vec![rule(1, DeadlineKind::Appeal, "1900-01-01", 3, DeadlineUnit::Weeks, &[7]), later])
    };
    let facts = Facts { decisions: vec![decision(DecisionKind::Asylum)], ..Facts::default() };
    let on = |rules: Rules| derive(&facts, &rules).first().map(|one| (one.legal_on.to_string(), one.rule_id));
    assert_eq!(on(with("2019-10-18", 4, true)), Some(("2019-11-15".to_owned(), 90)));
    assert_eq!(on(with("2019-10-19", 4, true)), Some(("2019-11-08".to_owned(), 1)));
    assert_eq!(on(with("2019-10-01", 4, false)), None);
    assert_eq!(on(with("2019-12-01", 4, false)), Some(("2019-11-08".to_owned(), 1)));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u32..3_000).prop_map(|offset| days_after(day("2014-01-01"), offset))
}

fn one_of<C: Code + std::fmt::Debug>() -> impl Strategy<Value = C> {
    proptest::sample::select(C::ALL)
}

fn maybe<T: std::fmt::Debug + Clone>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(of)
}

fn any_decision() -> impl Strategy<Value = Decision> {
    (
        (0_i64..6, one_of::<DecisionKind>(), maybe(one_of::<DecidedBy>())),
        (maybe(any_day()), maybe(any_day()), maybe(one_of::<DecisionOutcome>())),
        (maybe(any_day()), maybe(0..1440_i32), maybe(any_day())),
    )
        .prop_map(
            |((id, kind, body), (applied_on, decided_on, outcome), (notified_on, notified_minute, departure_by))| {
                Decision { id, kind, body, applied_on, decided_on, outcome, notified_on, notified_minute, departure_by }
            },
        )
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let status = (one_of::<ResidenceStatus>(), any_day(), maybe(any_day()))
        .prop_map(|(status, began_on, valid_to)| Status { id: 1, began_on, status, valid_to });
    let appeal = (0_i64..6, one_of::<AppealKind>(), maybe(one_of::<AppealOutcome>()))
        .prop_map(|(decision_id, kind, outcome)| Appeal { decision_id, kind, outcome });
    let event = (0_i64..3, any_day(), one_of::<PoliceEventKind>()).prop_map(|(matter, happened_on, event)| Event {
        id: 0,
        matter,
        role: None,
        happened_on,
        event,
    });
    let consent = (any_day(), maybe(any_day()), proptest::collection::vec(one_of::<ConsentScope>(), 1..4))
        .prop_map(|(given_on, expires_on, scopes)| Consent { id: 0, given_on, expires_on, scopes });
    (
        maybe(status),
        proptest::collection::vec(any_decision(), 0..5),
        proptest::collection::vec(appeal, 0..5),
        proptest::collection::vec(event, 0..8),
        proptest::collection::vec(consent, 0..4),
    )
        .prop_map(|(status, mut decisions, appeals, mut events, mut consents)| {
            decisions.sort_by_key(|one| one.id);
            decisions.dedup_by_key(|one| one.id);
            events.sort_by_key(|one| (one.matter, one.happened_on));
            (1..).zip(&mut events).for_each(|(id, one)| one.id = id);
            consents.sort_by_key(|one| one.given_on);
            (1..).zip(&mut consents).for_each(|(id, one)| one.id = id);
            Facts { status, decisions, appeals, events, consents, ..Facts::default() }
        })
}

proptest! {
    /// One for each kind and record, on a working day unless in hours, and the same however often it is asked.
    #[test]
    fn what_follows_from_any_records_is_sound(facts in any_facts()) {
        let (rules, all) = (rules(), derive(&facts, &rules()));
        let mut keys: Vec<_> = all.iter().map(|one| (one.kind, one.source_kind, one.source_id)).collect();
        keys.sort();
        let made = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), made);
        for one in &all {
            prop_assert!(!one.kind.is_by_hand());
            prop_assert_eq!(one.act_on, one.kind.act_on(one.legal_on));
            prop_assert_eq!(one.legal_minute.is_some(), one.kind.is_in_hours());
            prop_assert_eq!(rules.on(one.kind, one.trigger_on).map(|rule| rule.row.id), Some(one.rule_id));
        }
        prop_assert_eq!(derive(&facts, &rules), all);
    }

    /// An appeal that was sent ends its deadline and no other.
    #[test]
    fn an_appeal_ends_its_deadline(facts in any_facts(), decision in 0_i64..6) {
        let mut after = facts.clone();
        after.appeals.push(Appeal { decision_id: decision, kind: AppealKind::Appeal, outcome: None });
        let rules = rules();
        let ended = |one: &Wanted| one.kind == DeadlineKind::Appeal && one.source_id == decision;
        let expected: Vec<Wanted> = derive(&facts, &rules).into_iter().filter(|one| !ended(one)).collect();
        prop_assert_eq!(derive(&after, &rules), expected);
    }

    /// A rule that changes later than everything that runs changes nothing.
    #[test]
    fn a_later_rule_changes_nothing_before_it(facts in any_facts(), kind in one_of::<DeadlineKind>()) {
        let before = derive(&facts, &rules());
        let mut all: Vec<Rule> = DeadlineKind::ALL.iter().flat_map(|kind| rules().of_kind(*kind).cloned().collect::<Vec<_>>()).collect();
        all.push(rule(99, kind, "2030-01-01", 77, DeadlineUnit::Days, &[1]));
        prop_assert_eq!(derive(&facts, &Rules::new(all)), before);
    }
}
