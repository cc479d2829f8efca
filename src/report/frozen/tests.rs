//! Random registers: what is stored is what was counted, nothing differs from itself, and of two that differ every number is
//! explained by just the records that move it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::aspects::{Aspect, Lone, Person};
use super::differences::{Cause, Differences, Shares, Sides};
use super::kept::{Share, shares};
use super::model::{FrozenRow, Shown, canonical, sha256};
use crate::kernel::codes::Country;
use crate::report::Report;
use crate::report::catalogue::CATALOGUE;
use crate::report::facts::{Facts, StayFact};
use crate::report::rule_tests::{any_facts, config, two_facts};
use crate::report::shape::{Shape, Unit};
use chrono::NaiveDateTime;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn row(facts: &Facts) -> FrozenRow {
    let report = Report::of(facts);
    let figures = canonical(&report);
    FrozenRow {
        id: 1,
        year: facts.year.number(),
        number: 1,
        as_of: facts.year.closing(),
        frozen_at: NaiveDateTime::default(),
        frozen_by_id: None,
        reason: String::new(),
        program_version: String::new(),
        sha256: sha256(figures.as_bytes()),
        figures,
        names: serde_json::to_string(&report.facility_names).unwrap(),
    }
}

/// What a freezing stores of facts, read back.
fn stored(facts: &Facts) -> (Shown, Shares) {
    let back = |share: Share| serde_json::from_str(&serde_json::to_string(&share).unwrap()).unwrap();
    let shares = shares(facts).into_iter().map(|(client, share)| (client, back(share))).collect();
    (row(facts).shown().unwrap(), shares)
}

fn differences(then: &Facts, now: &Facts) -> Differences {
    let (shown, frozen) = stored(then);
    let merged = BTreeMap::new();
    Sides { shown: &shown, frozen: &frozen, now, merged: &merged }.differences()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_stored_counts_as_it_did(facts in any_facts()) {
        let (shown, frozen) = stored(&facts);
        let report = Report::of(&facts);
        prop_assert_eq!(&shown.report.values.iter().map(|(_, value)| value).collect::<Vec<_>>(),
            &report.values.iter().map(|(_, value)| value).collect::<Vec<_>>());
        let mut lone = Lone::new(&facts);
        for (client, share) in &frozen {
            for figure in CATALOGUE {
                let adds = match client {
                    Some(_) => lone.adds(&Person::of(share, facts.year), figure),
                    None => lone.office_adds(share, figure),
                };
                // A place is nobody's, and stands for everybody who stayed there.
                let kept: Vec<_> = adds.into_iter().filter(|add| client.is_none() || add.kind != "facility").collect();
                let none = Vec::new();
                let stored = share.adds.get(figure.id).unwrap_or(&none);
                let is_of_clients = client.is_none() && figure.id.starts_with("housing.");
                prop_assert!(is_of_clients || kept == *stored, "{}: {kept:?} and {stored:?}", figure.id);
            }
        }
    }

    #[test]
    fn nothing_differs_from_itself(facts in any_facts()) {
        let found = differences(&facts, &facts);
        prop_assert!(found.values.is_empty() && found.records.is_empty() && found.typed.is_empty(), "{found:?}");
    }

    #[test]
    fn every_difference_is_explained_by_its_records((then, now) in two_facts()) {
        let found = differences(&then, &now);
        let (before, after) = (Report::of(&then), Report::of(&now));
        for figure in CATALOGUE {
            let differs = before.value(figure.id) != after.value(figure.id);
            prop_assert_eq!(found.values.iter().any(|one| one.figure.id == figure.id), differs, "{}", figure.id);
        }
        for one in found.values.iter().chain(&found.records) {
            prop_assert!(!one.moves.is_empty(), "{}", one.figure.id);
            for moved in &one.moves {
                prop_assert!(!moved.causes.is_empty(), "{}: {moved:?}", one.figure.id);
                prop_assert!(moved.before != moved.after || moved.before.is_empty());
            }
            let is_sum = matches!(one.figure.shape, Shape::Number | Shape::ByCategory | Shape::ByTwo | Shape::ByMeasure);
            for cell in one.cells.iter().filter(|_| is_sum) {
                let here = |adds: &[super::kept::Add]| -> i64 {
                    let of = adds.iter().filter(|add| add.category == cell.category && add.inner == cell.inner);
                    of.map(|add| add.amount).sum()
                };
                let moved: i64 = one.moves.iter().map(|moved| here(&moved.after) - here(&moved.before)).sum();
                let by = cell.after.unwrap_or(0.0) - cell.before.unwrap_or(0.0);
                let by = if one.figure.unit == Unit::Nok { by * 100.0 } else { by };
                prop_assert!((by - f64::from(i32::try_from(moved).unwrap())).abs() < 0.5, "{} {cell:?}", one.figure.id);
            }
        }
    }

    #[test]
    fn a_corrected_nationality_moves_its_figures_and_nothing_else(facts in any_facts(), which in 0_usize..5) {
        let mut now = facts_again(&facts);
        let Some(client) = now.clients.get_mut(which) else { return Ok(()) };
        let id = client.id;
        client.nationality = Country::from_code(if client.nationality == Country::from_code("NO") { "SE" } else { "NO" });
        let found = differences(&facts, &now);
        for one in found.values.iter().chain(&found.records) {
            let of_it = ["by_nationality", "by_region", "nationalities"];
            prop_assert!(of_it.iter().any(|part| one.figure.id.ends_with(part)), "{}", one.figure.id);
            for moved in &one.moves {
                prop_assert_eq!(&moved.causes, &vec![Cause::Piece(id, Aspect::Nationality)]);
            }
        }
    }

    #[test]
    fn a_late_stay_is_named_wherever_it_counts(facts in any_facts(), which in 0_usize..5) {
        let mut now = facts_again(&facts);
        let year = now.year;
        let Some(client) = now.clients.get_mut(which) else { return Ok(()) };
        let place = (0, crate::kernel::codes::FacilityType::CrisisCentre);
        let stay = StayFact::new(999_999, place, year.closing(), None, year.closing()).unwrap();
        client.stays.push(stay);
        *client = client.clone().judged(year);
        let id = client.id;
        let did_count = stored(&facts).1.contains_key(&Some(id));
        let found = differences(&facts, &now);
        for one in found.values.iter().chain(&found.records) {
            for moved in &one.moves {
                let late = Cause::Piece(id, Aspect::Stay(999_999));
                prop_assert!(moved.causes.contains(&late), "{}: {moved:?}", one.figure.id);
                // Of somebody who did not count nothing was kept; then what else counts now is named too.
                prop_assert!(!did_count || moved.causes == vec![late], "{}: {moved:?}", one.figure.id);
            }
        }
    }
}

/// The same facts once more.
fn facts_again(facts: &Facts) -> Facts {
    Facts {
        year: facts.year,
        clients: facts.clients.clone(),
        enquiries: facts.enquiries.clone(),
        subjects: facts.subjects.clone(),
        outreach: facts.outreach.clone(),
        benefits: facts.benefits.clone(),
        facilities: facts.facilities.clone(),
        typed: facts.typed.clone(),
    }
}
