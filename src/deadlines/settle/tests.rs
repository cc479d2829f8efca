//! What becomes of deadlines when their records change.

use super::super::rules::tests::{day, rule};
use super::*;

fn rules() -> Rules {
    Rules::new(vec![
        rule(1, DeadlineKind::Appeal, "1900-01-01", 3, DeadlineUnit::Weeks, &[14, 7]),
        rule(2, DeadlineKind::Own, "1900-01-01", 0, DeadlineUnit::Days, &[30]),
    ])
}

fn wanted(source: i64, on: &str) -> (i64, Wanted) {
    let legal_on = day(on);
    let wanted = Wanted {
        kind: DeadlineKind::Appeal,
        source_kind: DeadlineSource::Decision,
        source_id: source,
        rule_id: 1,
        trigger_on: day("2019-10-18"),
        legal_on,
        legal_minute: None,
        act_on: DeadlineKind::Appeal.act_on(legal_on),
    };
    (7, wanted)
}

fn done(id: i64, source: i64, on: &str) -> DeadlineRow {
    let (owner, wanted) = wanted(source, on);
    let reason = Some("Sendt".to_owned());
    DeadlineRow { id, state: DeadlineState::Done, reason, ..new_row(owner, &wanted, &rules()) }
}

fn planned(all: &[(i64, Wanted)], active: &[i64], stand: Vec<DeadlineRow>) -> Change {
    plan(all, &active.iter().copied().collect(), stand, &rules())
}

#[test]
fn a_new_record_gives_an_open_deadline_that_reminds_from_its_first_reminder() {
    let change = planned(&[wanted(5, "2019-11-08")], &[7], Vec::new());
    assert_eq!(change.written.len(), 1);
    let row = &change.written[0];
    assert_eq!((row.id, row.state, row.shows_on), (0, DeadlineState::Open, day("2019-10-25")));
    assert!(change.gone.is_empty() && change.reopened.is_empty());
}

#[test]
fn what_is_as_it_was_is_left_alone() {
    assert_eq!(planned(&[wanted(5, "2019-11-08")], &[7], vec![done(3, 5, "2019-11-08")]), Change::default());
}

#[test]
fn a_moved_day_opens_it_anew_and_what_stood_is_kept() {
    let stood = done(3, 5, "2019-11-08");
    let change = planned(&[wanted(5, "2019-11-15")], &[7], vec![stood.clone()]);
    assert_eq!(change.reopened.len(), 1);
    assert_eq!(change.reopened.first(), Some(&stood));
    assert_eq!(change.gone, [3]);
    let row = &change.written[0];
    assert_eq!((row.id, row.state, row.version), (3, DeadlineState::Open, stood.version + 1));
    assert_eq!((row.reason.clone(), row.legal_on), (None, day("2019-11-15")));
}

#[test]
fn what_its_record_no_longer_gives_disappears() {
    let change = planned(&[], &[7], vec![done(3, 5, "2019-11-08")]);
    assert_eq!((change.gone, change.written), (vec![3], Vec::new()));
}

#[test]
fn whoever_is_closed_keeps_what_was_handled_and_has_nothing_open() {
    let open = DeadlineRow { state: DeadlineState::Open, reason: None, ..done(4, 6, "2019-11-08") };
    let change = planned(&[], &[], vec![done(3, 5, "2019-11-08"), open]);
    assert_eq!((change.gone, change.written), (vec![4], Vec::new()));
}

#[test]
fn a_record_that_moves_to_another_client_takes_its_deadline_along() {
    let stood = DeadlineRow { client_id: 8, ..done(3, 5, "2019-11-08") };
    let change = planned(&[wanted(5, "2019-11-08")], &[7], vec![stood]);
    assert_eq!((change.written[0].client_id, change.written[0].state), (7, DeadlineState::Done));
    assert_eq!(change.gone, [3]);
}

#[test]
fn what_was_written_by_hand_follows_no_record() {
    let (_, appeal) = wanted(5, "2020-02-08");
    let own = DeadlineRow {
        id: 9,
        kind: DeadlineKind::Own,
        source_kind: None,
        source_id: None,
        ..new_row(7, &appeal, &rules())
    };
    let own = by_hand(&own, &rules());
    assert_eq!((own.rule_id, own.shows_on), (Some(2), own.act_on - chrono::TimeDelta::days(30)));
    assert_eq!(planned(&[], &[7], vec![own.clone()]), Change::default());
    // Another rule of reminders reaches it too.
    let other = DeadlineRow { shows_on: own.act_on, ..own };
    assert_eq!(planned(&[], &[7], vec![other]).written.len(), 1);
}
