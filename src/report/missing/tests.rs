//! Every unknown in a figure has its line, and every such line its unknown; and each doubt when it is due.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::doubts::{ArrivalFact, Ground, StatusFact, all, arrivals};
use super::gaps::{About, Gap, lines, unknown_gap};
use crate::kernel::codes::ResidenceStatus;
use crate::report::Report;
use crate::report::catalogue::CATALOGUE;
use crate::report::facts::Facts;
use crate::report::rule_tests::{any_facts, config};
use crate::report::shape::{Record, Value};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The gaps that stand for an unknown in a figure.
fn unknowns() -> BTreeSet<Gap> {
    CATALOGUE
        .iter()
        .flat_map(|figure| (0..figure.by.len()).map(move |axis| unknown_gap(figure, axis)))
        .chain([Gap::BirthDate])
        .collect()
}

/// The records that a figure counts as unknown, with whose they are where they are clients.
fn unknown_records(facts: &Facts, id: &str) -> BTreeSet<Record> {
    let figure = crate::report::figure(id).unwrap();
    let unknown = (figure.compute)(facts).filter(|added| added.category == "unknown" || added.inner == "unknown");
    unknown.map(|added| added.record).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_unknown_has_its_line_and_every_line_its_unknown(facts in any_facts()) {
        let ground = Ground { today: facts.year.closing(), ..Ground::default() };
        let lines = lines(&facts, &ground);
        let report = Report::of(&facts);
        for figure in CATALOGUE {
            let of_figure = lines.iter().filter(|line| line.figures.contains(figure.id));
            let unknown: BTreeSet<Record> = unknown_records(&facts, figure.id);
            let found: BTreeSet<Record> = of_figure
                .clone()
                .filter(|line| unknowns().contains(&line.gap))
                .filter_map(|line| match (line.about, line.client) {
                    (About::Record(record), _) => Some(record),
                    (About::Status(_), Some(client)) => Some(Record::Client(client)),
                    _ => None,
                })
                .collect();
            if figure.id == "clients.age.unknown" {
                prop_assert_eq!(report.number(figure.id), Some(f64::from(u32::try_from(found.len()).unwrap())));
            } else if figure.id != "police.trafficking.by_dismissal_ground" {
                // The ground of a dismissal is asked of other offences too.
                prop_assert_eq!(&found, &unknown, "{}", figure.id);
            } else {
                prop_assert!(found.is_superset(&unknown));
            }
            if let Some(Value::ByCategory(values)) = report.value(figure.id) {
                prop_assert_eq!(values.contains_key("unknown"), !unknown.is_empty());
            }
        }
        prop_assert!(lines.iter().all(|line| line.gap != Gap::Other && !line.figures.is_empty()), "{lines:?}");
    }

    #[test]
    fn a_line_stands_once(facts in any_facts()) {
        let ground = Ground { today: facts.year.closing(), ..Ground::default() };
        let lines = lines(&facts, &ground);
        let once: BTreeSet<_> = lines.iter().map(|line| (line.gap, line.client, line.about)).collect();
        prop_assert_eq!(once.len(), lines.len());
    }

    #[test]
    fn a_stay_is_doubted_after_thirty_days(facts in any_facts(), ago in 0_i64..60) {
        let today = facts.year.closing();
        let known = today - chrono::TimeDelta::days(ago);
        let stays = facts.clients.iter().flat_map(|client| &client.stays);
        let ground = Ground { today, open_stays: stays.map(|stay| (stay.id, known)).collect(), ..Ground::default() };
        let doubted = all(&facts, &ground).into_iter().filter(|found| found.0 == Gap::StayUnconfirmed).count();
        let assisted = facts.clients.iter().filter(|client| client.is_assisted());
        let counted = assisted.flat_map(|client| &client.stays).filter(|stay| stay.counts_in(facts.year)).count();
        prop_assert_eq!(doubted, if ago > 30 { counted } else { 0 });
    }

    #[test]
    fn permits_are_doubted_by_their_length(facts in any_facts(), months in 1_u32..18) {
        let from = facts.year.first();
        let to = from + chrono::Months::new(months);
        let is = |status| {
            let fact = StatusFact { id: 7, from, status, valid_to: Some(to) };
            let statuses = facts.clients.iter().map(|client| (client.id, vec![fact])).collect();
            let ground = Ground { today: facts.year.closing(), statuses, ..Ground::default() };
            let wanted = [Gap::LongPermit, Gap::ReflectionLength];
            all(&facts, &ground).into_iter().filter(|found| wanted.contains(&found.0)).count()
        };
        let assisted = facts.clients.iter().filter(|client| client.is_assisted()).count();
        prop_assert_eq!(is(ResidenceStatus::LimitedGranted), if months > 12 { assisted } else { 0 });
        prop_assert_eq!(is(ResidenceStatus::ReflectionGranted), if months == 6 { 0 } else { assisted });
        prop_assert_eq!(is(ResidenceStatus::Protection), 0);
    }

    #[test]
    fn a_status_that_ran_out_is_doubted_when_none_follows(facts in any_facts(), valid in -40_i64..40) {
        let z = facts.year.closing();
        let fact = |id, from, valid_to| StatusFact { id, from, status: ResidenceStatus::Protection, valid_to };
        let ran_out = fact(1, day("2017-01-01"), Some(z + chrono::TimeDelta::days(valid)));
        let doubted = |rows: Vec<StatusFact>| {
            let statuses = facts.clients.iter().map(|client| (client.id, rows.clone())).collect();
            let ground = Ground { today: z, statuses, ..Ground::default() };
            all(&facts, &ground).into_iter().filter(|found| found.0 == Gap::StatusExpired).count()
        };
        let assisted = facts.clients.iter().filter(|client| client.is_assisted()).count();
        prop_assert_eq!(doubted(vec![ran_out]), if valid < 0 { assisted } else { 0 });
        prop_assert_eq!(doubted(vec![ran_out, fact(2, day("2017-06-01"), None)]), 0);
    }

    #[test]
    fn arrivals_of_the_year_are_listed(facts in any_facts()) {
        let (first, z) = (facts.year.first(), facts.year.closing());
        let list = [
            ArrivalFact { id: 1, arrived_on: z, left_on: None },
            ArrivalFact { id: 2, arrived_on: first - chrono::TimeDelta::days(9), left_on: Some(first) },
            ArrivalFact { id: 3, arrived_on: first - chrono::TimeDelta::days(9), left_on: first.pred_opt() },
            ArrivalFact { id: 4, arrived_on: z + chrono::TimeDelta::days(1), left_on: None },
        ];
        let found: Vec<About> = arrivals(&list, &facts).into_iter().map(|found| found.2).collect();
        prop_assert_eq!(found, vec![About::Arrival(1), About::Arrival(2)]);
    }
}

#[test]
fn every_kind_has_a_word_of_its_own_in_addresses() {
    let codes: BTreeSet<&str> = Gap::ALL.iter().map(|gap| gap.code()).collect();
    assert_eq!(codes.len(), Gap::ALL.len());
}

#[test]
fn every_unknown_has_a_name() {
    for gap in unknowns() {
        assert!(Gap::ALL.contains(&gap));
    }
}
