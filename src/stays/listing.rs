//! Stays one by one, the latest first, of the clients whom somebody sees: for lists and for what is taken out of them.

use super::model::Stay;
use crate::clients::sight::Sight;
use crate::db::schema::stays;
use crate::db::{Backend, Conn};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use crate::kernel::period::{Period, days_covered};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeMap;

/// Which of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// All.
    #[default]
    All,
    /// Those that go on.
    GoingOn,
    /// Those that have ended.
    Ended,
}

/// What a list asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// With a day from this one.
    pub from: Option<NaiveDate>,
    /// With a day up to this one, which belongs to it.
    pub to: Option<NaiveDate>,
    /// At this facility.
    pub facility: Option<i64>,
    /// Going on or ended.
    pub state: State,
}

type Condition = Box<dyn BoxableExpression<stays::table, Backend, SqlType = diesel::sql_types::Nullable<Bool>>>;

/// The list of a filter as somebody sees it at one moment.
#[derive(Debug)]
pub struct List {
    /// Clients whose stays are not hers to see. A record that is about another client has given its stays to that one.
    hidden: Vec<i64>,
    filter: Filter,
    today: NaiveDate,
}

impl List {
    /// The list for whom this sight is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(conn: &mut Conn, _actor: &Actor, sight: &Sight, filter: Filter, today: NaiveDate) -> Result<Self> {
        Ok(Self { hidden: sight.hidden(conn)?, filter, today })
    }

    fn condition(&self) -> Condition {
        let (filter, today) = (&self.filter, self.today);
        let mut all: Condition = Box::new(stays::client_id.ne_all(self.hidden.clone()).nullable());
        if let Some(from) = filter.from {
            all = Box::new(all.and(stays::ended_on.is_null().or(stays::ended_on.ge(from))));
        }
        if let Some(to) = filter.to {
            all = Box::new(all.and(stays::began_on.le(to)));
        }
        if let Some(facility) = filter.facility {
            all = Box::new(all.and(stays::facility_id.eq(facility)));
        }
        match filter.state {
            State::All => all,
            State::GoingOn => {
                let goes_on = stays::ended_on.is_null().or(stays::ended_on.gt(today));
                Box::new(all.and(stays::began_on.le(today)).and(goes_on))
            }
            State::Ended => Box::new(all.and(stays::ended_on.le(today))),
        }
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count(&self, conn: &mut Conn, _actor: &Actor) -> Result<i64> {
        Ok(stays::table.filter(self.condition()).count().get_result(conn)?)
    }

    /// Some of them, the latest first: `limit` after `skip`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn page(&self, conn: &mut Conn, _actor: &Actor, (skip, limit): (i64, i64)) -> Result<Vec<Stay>> {
        Ok(stays::table
            .filter(self.condition())
            .order((stays::began_on.desc(), stays::id.desc()))
            .offset(skip)
            .limit(limit)
            .select(Stay::as_select())
            .load(conn)?)
    }

    /// All of them in short, the latest first: for a list of a period, which is counted whole anyway.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all(&self, conn: &mut Conn, _actor: &Actor) -> Result<Vec<Brief>> {
        let mut all: Vec<Brief> = stays::table.filter(self.condition()).select(Brief::as_select()).load(conn)?;
        all.sort_unstable_by_key(|stay| std::cmp::Reverse((stay.began_on, stay.id)));
        Ok(all)
    }

    /// The stays with these ids, in the order of the ids.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of_ids(&self, conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<Stay>> {
        let mut found: Vec<(i64, Stay)> = stays::table
            .filter(self.condition())
            .filter(stays::id.eq_any(ids))
            .select((stays::id, Stay::as_select()))
            .load(conn)?;
        found.sort_by_key(|(id, _)| ids.iter().position(|one| one == id));
        Ok(found.into_iter().map(|(_, stay)| stay).collect())
    }
}

/// A stay in short.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = crate::db::schema::stays)]
pub struct Brief {
    /// Its id.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// The date of the first night.
    pub began_on: NaiveDate,
    /// The date of leaving; blank while she is there.
    pub ended_on: Option<NaiveDate>,
}

/// How many clients some stays are of, and how many nights they have within some days up to today: a client's night once, wherever it
/// was spent, as the annual report counts (rule 1).
#[must_use]
pub fn nights(stays: &[Brief], days: Period, today: NaiveDate) -> (i64, i64) {
    let mut by_client: BTreeMap<i64, Vec<Period>> = BTreeMap::new();
    for stay in stays {
        let of_client = by_client.entry(stay.client_id).or_default();
        of_client.extend(within(stay.began_on, stay.ended_on, days, today));
    }
    let clients = i64::try_from(by_client.len()).unwrap_or(i64::MAX);
    (clients, by_client.into_values().map(days_covered).sum())
}

/// The nights of a stay within some days, those after today left out: nobody has spent them yet.
#[must_use]
pub fn within(from: NaiveDate, to: Option<NaiveDate>, days: Period, today: NaiveDate) -> Option<Period> {
    let so_far = Period::inclusive(from, today)?;
    Period::new(from, to)?.intersection(&so_far)?.intersection(&days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nights_are_those_of_the_days_asked_for_up_to_today() {
        let january = Period::inclusive(day("2020-01-01"), day("2020-01-31")).unwrap();
        let nights = |from: &str, to: Option<&str>| {
            within(day(from), to.map(day), january, day("2020-01-08")).and_then(|nights| nights.days()).unwrap_or(0)
        };
        assert_eq!(nights("2019-12-30", Some("2020-01-03")), 2, "the day of leaving has no night");
        assert_eq!(nights("2020-01-05", None), 4, "the 5th, 6th, 7th and tonight");
        assert_eq!(nights("2020-01-05", Some("2020-01-20")), 4, "nobody has slept there tomorrow");
        assert_eq!(nights("2020-01-09", None), 0, "it has not begun");
        assert_eq!(nights("2020-01-03", Some("2020-01-03")), 0);
        assert_eq!(nights("2019-12-01", Some("2020-01-01")), 0);
    }

    #[test]
    fn a_night_that_two_stays_of_one_client_share_counts_once() {
        let january = Period::inclusive(day("2020-01-01"), day("2020-01-31")).unwrap();
        let stay =
            |id, client_id, from: &str, to: &str| Brief { id, client_id, began_on: day(from), ended_on: Some(day(to)) };
        let stays = [
            stay(1, 7, "2020-01-01", "2020-01-05"),
            stay(2, 7, "2020-01-04", "2020-01-06"),
            stay(3, 8, "2020-01-04", "2020-01-06"),
        ];
        assert_eq!(super::nights(&stays, january, day("2020-03-01")), (2, 7));
    }
}
