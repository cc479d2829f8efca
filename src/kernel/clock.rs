//! The time of day, from outside: rules take `today`, only the edges ask the clock.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

/// Tells the time in the organisation's time zone. Tests fix it.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    zone: Tz,
    fixed: Option<DateTime<Utc>>,
    moved: TimeDelta,
}

impl Clock {
    /// The machine's clock, read in `zone` (a server often runs in UTC, but a night in Norway is Norwegian).
    #[must_use]
    pub const fn in_zone(zone: Tz) -> Self {
        Self { zone, fixed: None, moved: TimeDelta::zero() }
    }

    /// A clock that stands still, for tests.
    #[must_use]
    pub const fn fixed(zone: Tz, now: DateTime<Utc>) -> Self {
        Self { zone, fixed: Some(now), moved: TimeDelta::zero() }
    }

    /// The same clock, moved by whole days so that today is `day`: the demo lives at the end of its register.
    #[must_use]
    pub fn moved_to(self, day: NaiveDate) -> Self {
        Self { moved: self.moved + (day - self.today()), ..self }
    }

    fn now(&self) -> DateTime<Utc> {
        let now = self.fixed.unwrap_or_else(Utc::now);
        now.checked_add_signed(self.moved).unwrap_or(now)
    }

    /// Now in UTC, in whole seconds: the backends store different fractions.
    #[must_use]
    pub fn now_utc(&self) -> NaiveDateTime {
        let now = self.now().naive_utc();
        now.with_nanosecond(0).unwrap_or(now)
    }

    /// A technical stamp (UTC) as local time, for people.
    #[must_use]
    pub fn local(&self, utc: NaiveDateTime) -> NaiveDateTime {
        utc.and_utc().with_timezone(&self.zone).naive_local()
    }

    /// Today's local date.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now().with_timezone(&self.zone).date_naive()
    }
}
