//! A client's nights year by year, counted by the rules of the annual report themselves, so that the page and the report agree.

use crate::db::Kept;
use crate::kernel::codes::FacilityType;
use crate::report::facts::StayFact;
use crate::report::rules::{Year, nights_together};
use crate::stays::model::{Place, Stay};
use chrono::{Datelike, NaiveDate};

/// The nights of a year, up to the one that begins today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearNights {
    /// The year.
    pub year: i32,
    /// Nights anywhere; each once.
    pub nights: i64,
    /// Shelter nights; each once.
    pub shelter: i64,
}

/// The stays as the rules of the report see them in a year that closes on `closing`.
pub fn facts(stays: &[Kept<Stay>], places: &[Place], closing: NaiveDate) -> Vec<StayFact> {
    let kind = |id: i64| places.iter().find(|place| place.id == id).map_or(FacilityType::Other, |place| place.kind);
    let begun = stays.iter().filter(|stay| stay.fact.began_on <= closing);
    begun
        .filter_map(|stay| {
            let at = (stay.fact.facility_id, kind(stay.fact.facility_id));
            StayFact::new(stay.id, at, stay.fact.began_on, stay.fact.ended_on, closing)
        })
        .collect()
}

/// Each year with a stay in it, the latest first.
pub fn by_year(stays: &[Kept<Stay>], places: &[Place], today: NaiveDate) -> Vec<YearNights> {
    let Some(first) = stays.iter().map(|stay| stay.fact.began_on.year()).min() else { return Vec::new() };
    let years = (first..=today.year()).rev().filter_map(|year| {
        let year = Year::new(year, None, today).ok()?;
        let facts = facts(stays, places, year.closing());
        let is_there = facts.iter().any(|stay| stay.counts_in(year));
        is_there.then(|| YearNights {
            year: year.number(),
            nights: nights_together(facts.iter(), year),
            shelter: nights_together(facts.iter().filter(|stay| stay.is_shelter()), year),
        })
    });
    years.collect()
}
