//! Random sequences of arrivals, departures, transfers, undone departures, corrections and removals against a plain model that knows
//! only nights as a set of days: what is refused, and the nights of the client, of each facility and of the years, agree (annual
//! report, rules 1 and 2). Here and not with the domain, because the report's own rules count.

use super::nights::{by_year, facts};
use crate::db::Kept;
use crate::kernel::codes::FacilityType;
use crate::report::rules::{Year, nights_together};
use crate::stays::acts::{Act, Known};
use crate::stays::model::{Place, Stay};
use crate::stays::rules::share_a_night;
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Today, in days after [`start`]: shortly after a turn of the year, so that nights fall in two years.
const TODAY: u64 = 40;

/// No act reaches further than this.
const END: u64 = 70;

fn start() -> NaiveDate {
    "2018-12-10".parse().unwrap()
}

fn day(n: u64) -> NaiveDate {
    start() + Days::new(n)
}

/// What is tried; numbers of stays are taken round the stays there are.
#[derive(Debug, Clone)]
enum Try {
    Arrival(i64, u64, Option<u64>),
    Departure(usize, u64),
    Transfer(usize, i64, u64),
    Reopening(usize),
    Correction(usize, i64, u64, Option<u64>),
    Removal(usize),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let place = || 1_i64..=4;
    let to = || prop::option::weighted(0.6, 0..END);
    let one = prop_oneof![
        3 => (place(), 0..TODAY + 4, to()).prop_map(|(at, from, to)| Try::Arrival(at, from, to)),
        3 => (0..9_usize, 0..END).prop_map(|(n, on)| Try::Departure(n, on)),
        3 => (0..9_usize, place(), 0..TODAY + 4).prop_map(|(n, to, on)| Try::Transfer(n, to, on)),
        2 => (0..9_usize).prop_map(Try::Reopening),
        2 => (0..9_usize, place(), 0..TODAY + 4, to()).prop_map(|(n, at, from, to)| Try::Correction(n, at, from, to)),
        1 => (0..9_usize).prop_map(Try::Removal),
    ];
    prop::collection::vec(one, 1..30)
}

/// A stay of the model: where, from, to; where she was moved when it ended; whether anything of it was changed since it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Plain {
    at: i64,
    from: u64,
    to: Option<u64>,
    moved_to: Option<i64>,
    is_changed: bool,
}

impl Plain {
    /// Its nights; one that goes on is followed far enough.
    fn nights(self) -> BTreeSet<u64> {
        (self.from..self.to.unwrap_or(END * 2)).collect()
    }

    fn begun(at: i64, from: u64, to: Option<u64>) -> Self {
        Self { at, from, to, moved_to: None, is_changed: false }
    }

    fn changed(at: i64, from: u64, to: Option<u64>) -> Self {
        Self { is_changed: true, ..Self::begun(at, from, to) }
    }

    fn is_over(self) -> bool {
        self.to.is_some_and(|to| to <= TODAY)
    }
}

/// True when the model takes a stay beside the others.
fn fits(stay: Plain, others: &[Plain]) -> bool {
    let collides = |other: &Plain| other.at == stay.at && !other.nights().is_disjoint(&stay.nights());
    stay.from <= TODAY && stay.to.is_none_or(|to| to >= stay.from) && !others.iter().any(collides)
}

fn without(stays: &[Plain], n: usize) -> Vec<Plain> {
    stays.iter().enumerate().filter(|(nth, _)| *nth != n).map(|(_, stay)| *stay).collect()
}

/// What the model becomes; nothing where it refuses.
fn tried(stays: &[Plain], what: &Try) -> Option<Vec<Plain>> {
    let mut next = stays.to_vec();
    let nth = |n: &usize| (!stays.is_empty()).then(|| n % stays.len());
    match what {
        Try::Arrival(at, from, to) => {
            let stay = Plain::begun(*at, *from, *to);
            next.push(stay);
            fits(stay, stays).then_some(next)
        }
        Try::Departure(n, on) => {
            let n = nth(n)?;
            let stay = Plain::changed(stays[n].at, stays[n].from, Some(*on));
            next[n] = stay;
            (!stays[n].is_over() && fits(stay, &without(stays, n))).then_some(next)
        }
        Try::Transfer(n, to, on) => {
            let n = nth(n)?;
            let left = Plain { moved_to: Some(*to), ..Plain::changed(stays[n].at, stays[n].from, Some(*on)) };
            let begun = Plain::begun(*to, *on, None);
            let others = without(stays, n);
            next[n] = left;
            next.push(begun);
            let may = *to != stays[n].at && !stays[n].is_over() && fits(left, &others) && fits(begun, &others);
            may.then_some(next)
        }
        Try::Reopening(n) => {
            let n = nth(n)?;
            let (left, stay) = (stays[n], Plain::changed(stays[n].at, stays[n].from, None));
            next[n] = stay;
            // The stay that moving began goes along, if it is as it was entered.
            let begun = |other: &Plain| {
                (left.moved_to, left.to) == (Some(other.at), Some(other.from))
                    && other.to.is_none()
                    && !other.is_changed
            };
            let mut others = without(stays, n);
            if let Some(m) = (n + 1..stays.len()).find(|m| begun(&stays[*m])) {
                next.remove(m);
                others.remove(m - 1);
            }
            (left.to.is_some() && fits(stay, &others)).then_some(next)
        }
        Try::Correction(n, at, from, to) => {
            let n = nth(n)?;
            let stay = Plain::changed(*at, *from, *to);
            next[n] = stay;
            fits(stay, &without(stays, n)).then_some(next)
        }
        Try::Removal(n) => Some(without(stays, nth(n)?)),
    }
}

fn places() -> Vec<Place> {
    use FacilityType as T;
    let kinds = [T::CrisisCentre, T::SupportedHousing, T::Prison, T::CrisisCentre];
    (1..)
        .zip(kinds)
        .map(|(id, kind)| Place { id, name: format!("Sted {id}"), kind, valid_from: None, valid_to: None })
        .collect()
}

fn stay(at: i64, from: u64, to: Option<u64>) -> Stay {
    Stay {
        client_id: 1,
        facility_id: at,
        began_on: day(from),
        ended_on: to.map(day),
        arranged_by: None,
        exit_reason: None,
        destination_id: None,
    }
}

/// The same through the domain. True when it was done.
fn done(known: &mut Known, what: &Try, next_id: &mut i64) -> bool {
    let today = day(TODAY);
    let mut add = |stays: &mut Vec<Kept<Stay>>, fact: Stay| {
        *next_id += 1;
        stays.push(Kept { id: *next_id, version: 1, fact });
    };
    let count = known.stays.len();
    let nth = |n: &usize| (count > 0).then(|| n % count);
    let (n, act) = match what {
        Try::Arrival(at, from, to) => {
            let fact = stay(*at, *from, *to);
            let may = known.ground(today).judge(None, &fact).is_ok();
            if may {
                add(&mut known.stays, fact);
            }
            return may;
        }
        Try::Correction(n, at, from, to) => {
            let Some(n) = nth(n) else { return false };
            let fact = stay(*at, *from, *to);
            let may = known.ground(today).judge(Some(known.stays[n].id), &fact).is_ok();
            if may {
                known.stays[n].fact = fact;
                known.stays[n].version += 1;
            }
            return may;
        }
        Try::Removal(n) => {
            let Some(n) = nth(n) else { return false };
            known.stays.remove(n);
            return true;
        }
        Try::Departure(n, on) => (nth(n), Act::Departure { on: day(*on), exit_reason: None, destination: None }),
        Try::Transfer(n, to, on) => (nth(n), Act::Transfer { to: *to, on: day(*on), arranged_by: None }),
        Try::Reopening(n) => (nth(n), Act::Reopening),
    };
    let Some(n) = n else { return false };
    let Ok(outcome) = known.outcome(&known.stays[n].clone(), &act, today) else { return false };
    known.stays[n].fact = outcome.becomes.unwrap();
    known.stays[n].version += 1;
    if let Some(gone) = outcome.withdraws {
        known.stays.retain(|stay| stay.id != gone.id);
    }
    if let Some(begins) = outcome.begins {
        add(&mut known.stays, begins);
    }
    true
}

/// The nights that the model counts: up to the one that begins today.
fn counted<'a>(stays: impl Iterator<Item = &'a Plain>, year: i32) -> i64 {
    let nights: BTreeSet<u64> = stays.flat_map(|stay| stay.nights()).filter(|night| *night <= TODAY).collect();
    i64::try_from(nights.into_iter().filter(|night| day(*night).year() == year).count()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn acts_keep_every_night_in_its_place(tries in tries()) {
        let mut model: Vec<Plain> = Vec::new();
        let mut known = Known { client: 1, intake: start(), places: places(), stays: Vec::new(), touched: Vec::new() };
        let mut next_id = 0;
        for what in tries {
            let before: BTreeSet<u64> = model.iter().flat_map(|stay| stay.nights()).filter(|night| *night <= TODAY).collect();
            let becomes = tried(&model, &what);
            let is_done = done(&mut known, &what, &mut next_id);
            prop_assert_eq!(is_done, becomes.is_some(), "{:?} on {:?}", what, model);
            model = becomes.unwrap_or(model);
            // The same stays, in the same order.
            let stays: Vec<(i64, NaiveDate, Option<NaiveDate>)> =
                known.stays.iter().map(|stay| (stay.fact.facility_id, stay.fact.began_on, stay.fact.ended_on)).collect();
            let plain: Vec<_> = model.iter().map(|stay| (stay.at, day(stay.from), stay.to.map(day))).collect();
            prop_assert_eq!(&stays, &plain);
            // No two of one facility share a night.
            for (nth, one) in known.stays.iter().enumerate() {
                for other in known.stays.iter().skip(nth + 1) {
                    prop_assert!(one.fact.facility_id != other.fact.facility_id || !share_a_night(&one.fact, &other.fact));
                }
            }
            // A transfer loses no night of the client and adds none that was not hers by then.
            if is_done && matches!(what, Try::Transfer(..)) {
                let after: BTreeSet<u64> = model.iter().flat_map(|stay| stay.nights()).filter(|night| *night <= TODAY).collect();
                prop_assert_eq!(before, after);
            }
            // The nights of the years, of the client and of each facility, as the report counts them.
            let shown = by_year(&known.stays, &known.places, day(TODAY));
            for number in [2018, 2019] {
                let year = Year::new(number, None, day(TODAY)).unwrap();
                let facts = facts(&known.stays, &known.places, year.closing());
                let is_shelter = |stay: &&Plain| stay.at != 3;
                let (all, shelter) = (counted(model.iter(), number), counted(model.iter().filter(is_shelter), number));
                prop_assert_eq!(nights_together(facts.iter(), year), all);
                prop_assert_eq!(nights_together(facts.iter().filter(|stay| stay.is_shelter()), year), shelter);
                for place in 1..=4 {
                    let there = nights_together(facts.iter().filter(|stay| stay.facility_id == place), year);
                    prop_assert_eq!(there, counted(model.iter().filter(|stay| stay.at == place), number));
                }
                let line = shown.iter().find(|line| line.year == number);
                prop_assert_eq!(line.map_or((0, 0), |line| (line.nights, line.shelter)), (all, shelter));
            }
        }
    }
}
