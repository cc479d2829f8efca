//! Which clients a list shows, as codes and as conditions on the columns that are kept on the case for this. Knows neither who
//! asks nor how the list is ordered.

use super::pressing;
use super::sight::ClientCondition;
use crate::db::schema::clients;
use crate::kernel::codes::{FacilityType, ResidenceStatus};
use chrono::{Datelike, NaiveDate, TimeDelta};
use diesel::prelude::*;

/// From how many days without an entry a client is silent.
pub const SILENT_DAYS: i64 = 60;

/// Within how many days a status ends soon.
pub const ENDING_DAYS: i64 = 30;

/// Whose clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Caseworker {
    /// Everybody's.
    #[default]
    Any,
    /// Those without a caseworker.
    Nobody,
    /// One user's.
    Is(i64),
}

/// With which latest residence status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Any, or none.
    #[default]
    Any,
    /// One that ends within [`ENDING_DAYS`] days, today included.
    Ending,
    /// None is registered.
    Missing,
    /// This one.
    Is(ResidenceStatus),
}

/// Where they stay today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Anywhere, or unknown where.
    #[default]
    Any,
    /// No stay that goes on is registered.
    Missing,
    /// At a facility of this kind.
    Kind(FacilityType),
}

/// Open or closed cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cases {
    /// Those that are not closed.
    #[default]
    Active,
    /// Those that are closed.
    Closed,
    /// Both.
    All,
}

/// What one looks for besides, in one click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quick {
    /// With a deadline within [`super::tags::NEAR_DAYS`] days, today included.
    Deadline,
    /// Taken in this year.
    New,
    /// Without an entry for [`SILENT_DAYS`] days.
    Silent,
    /// Without nationality, birth date, status or caseworker.
    Gaps,
}

/// Which clients a list shows. The default is all active ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Whose.
    pub caseworker: Caseworker,
    /// With which status.
    pub status: Status,
    /// Staying where.
    pub place: Place,
    /// Open or closed.
    pub cases: Cases,
    /// And besides.
    pub quick: Option<Quick>,
}

impl Filter {
    /// What the filter asks for, whoever may see it; `places` are the facilities of the kind it names. A merged record is in no
    /// list: the one it was merged into is.
    pub(super) fn condition(&self, today: NaiveDate, places: &[i64]) -> ClientCondition {
        let mut all: ClientCondition = Box::new(clients::merged_into_id.is_null());
        match self.cases {
            Cases::Active => all = Box::new(all.and(clients::closed_on.is_null())),
            Cases::Closed => all = Box::new(all.and(clients::closed_on.is_not_null())),
            Cases::All => {}
        }
        match self.caseworker {
            Caseworker::Any => {}
            Caseworker::Nobody => all = Box::new(all.and(clients::caseworker_id.is_null())),
            Caseworker::Is(user) => all = Box::new(all.and(clients::caseworker_id.assume_not_null().eq(user))),
        }
        match self.status {
            Status::Any => {}
            Status::Ending => all = Box::new(all.and(ending(today))),
            Status::Missing => all = Box::new(all.and(clients::latest_status.is_null())),
            Status::Is(status) => all = Box::new(all.and(clients::latest_status.assume_not_null().eq(status))),
        }
        match self.place {
            Place::Any => {}
            Place::Missing => all = Box::new(all.and(stays_nowhere(today))),
            Place::Kind(_) => {
                let there = clients::latest_facility_id.assume_not_null().eq_any(places.to_vec());
                all = Box::new(all.and(stays_now(today)).and(there));
            }
        }
        match self.quick {
            None => all,
            Some(Quick::Deadline) => Box::new(all.and(pressing::condition(today))),
            Some(Quick::New) => Box::new(all.and(new_this_year(today))),
            Some(Quick::Silent) => Box::new(all.and(silent(today))),
            Some(Quick::Gaps) => Box::new(all.and(gaps())),
        }
    }
}

/// She has been silent for long.
pub(super) fn silent(today: NaiveDate) -> ClientCondition {
    let before = today - TimeDelta::days(SILENT_DAYS);
    let never = clients::latest_entry_on.is_null().and(clients::intake_date.lt(before));
    Box::new(
        never.or(clients::latest_entry_on.is_not_null().and(clients::latest_entry_on.assume_not_null().lt(before))),
    )
}

/// Her status ends soon.
pub(super) fn ending(today: NaiveDate) -> ClientCondition {
    let last = clients::latest_status_valid_to.assume_not_null();
    let within = last.ge(today).and(last.le(today + TimeDelta::days(ENDING_DAYS)));
    Box::new(clients::latest_status_valid_to.is_not_null().and(within))
}

/// She was taken in this year.
pub(super) fn new_this_year(today: NaiveDate) -> ClientCondition {
    let first = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    Box::new(clients::intake_date.ge(first))
}

/// Something of what the report asks for is missing.
pub(super) fn gaps() -> ClientCondition {
    let lacking = clients::lacks_identity.eq(true).or(clients::latest_status.is_null());
    Box::new(lacking.or(clients::caseworker_id.is_null()))
}

/// She stays at the latest place today.
pub(super) fn stays_now(today: NaiveDate) -> ClientCondition {
    let ended = clients::latest_stay_ended_on;
    let goes_on = ended.is_null().or(ended.is_not_null().and(ended.assume_not_null().gt(today)));
    Box::new(clients::latest_facility_id.is_not_null().and(goes_on))
}

/// She stays nowhere that is registered today.
pub(super) fn stays_nowhere(today: NaiveDate) -> ClientCondition {
    let ended = clients::latest_stay_ended_on;
    let left = ended.is_not_null().and(ended.assume_not_null().le(today));
    Box::new(clients::latest_facility_id.is_null().or(left))
}
