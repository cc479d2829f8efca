//! The rates of benefits: dated, kept by the administrator, none invented here. A new rate of a category ends the one before, so
//! that on every day at most one is in force.

use crate::db::schema::benefit_rates;
use crate::db::{Conn, Kept};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A rate.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = benefit_rates, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Rate {
    /// What it is for.
    pub category: String,
    /// The amount of a month in øre.
    pub amount_ore: i64,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; none while it is the latest of its category.
    pub valid_to: Option<NaiveDate>,
    /// Where it was decided.
    pub source: Option<String>,
}

impl Rate {
    /// True on its days, the first and the last among them.
    #[must_use]
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| last >= day)
    }
}

/// The rate of a category for a month: the one in force on its first day.
#[must_use]
pub fn rate_of<'a>(rates: &'a [Kept<Rate>], category: &str, month: NaiveDate) -> Option<&'a Rate> {
    rates.iter().map(|kept| &kept.fact).find(|rate| rate.category == category && rate.is_in_force(month))
}

/// Why a rate cannot stand beside the others of its category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Another begins on the same day.
    SameDay,
    /// It would last into one that begins later.
    IntoNext(NaiveDate),
}

/// A rate as it can stand beside the others, and those that it ends, each with what it becomes. `own` is the rate that is changed.
///
/// # Errors
/// Why it cannot stand there.
pub fn fitted(
    rates: &[Kept<Rate>],
    own: Option<i64>,
    rate: Rate,
) -> std::result::Result<(Rate, Vec<Kept<Rate>>), Clash> {
    let others: Vec<&Kept<Rate>> =
        rates.iter().filter(|kept| Some(kept.id) != own && kept.fact.category == rate.category).collect();
    if others.iter().any(|other| other.fact.valid_from == rate.valid_from) {
        return Err(Clash::SameDay);
    }
    let next = others.iter().map(|other| other.fact.valid_from).filter(|from| *from > rate.valid_from).min();
    let valid_to = match (rate.valid_to, next) {
        (None, Some(next)) => next.pred_opt(),
        (Some(last), Some(next)) if last >= next => return Err(Clash::IntoNext(next)),
        (last, _) => last,
    };
    let ended = others
        .into_iter()
        .filter(|other| other.fact.valid_from < rate.valid_from && other.fact.is_in_force(rate.valid_from))
        .map(|other| Kept { fact: Rate { valid_to: rate.valid_from.pred_opt(), ..other.fact.clone() }, ..*other })
        .collect();
    Ok((Rate { valid_to, ..rate }, ended))
}

/// All rates: by category, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn all_rates(conn: &mut Conn, _actor: &Actor) -> Result<Vec<Kept<Rate>>> {
    let rows: Vec<(i64, i32, Rate)> = benefit_rates::table
        .order((benefit_rates::category, benefit_rates::valid_from.desc()))
        .select((benefit_rates::id, benefit_rates::version, Rate::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// Adds a rate.
///
/// # Errors
/// [`Error::Conflict`] when its category has one from that day.
pub fn add_rate(conn: &mut Conn, actor: &Actor, rate: &Rate) -> Result<i64> {
    actor.must(Area::BenefitRates)?;
    let id = crate::db::next_id(conn, "benefit_rates")?;
    diesel::insert_into(benefit_rates::table).values((benefit_rates::id.eq(id), rate)).execute(conn)?;
    crate::db::ids_were_given(conn, "benefit_rates")?;
    Ok(id)
}

/// Changes a rate that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change_rate(conn: &mut Conn, actor: &Actor, id: i64, rate: &Rate, version: i32) -> Result<()> {
    actor.must(Area::BenefitRates)?;
    let unchanged = benefit_rates::table.filter(benefit_rates::id.eq(id).and(benefit_rates::version.eq(version)));
    let changed = diesel::update(unchanged).set((rate, benefit_rates::version.eq(version + 1))).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// Removes a rate that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn remove_rate(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()> {
    actor.must(Area::BenefitRates)?;
    let unchanged = benefit_rates::table.filter(benefit_rates::id.eq(id).and(benefit_rates::version.eq(version)));
    let removed = diesel::delete(unchanged).execute(conn)?;
    if removed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rate(from: &str, to: Option<&str>) -> Rate {
        Rate {
            category: "basis".to_owned(),
            amount_ore: 100_000,
            valid_from: from.parse().unwrap(),
            valid_to: to.map(|day| day.parse().unwrap()),
            source: None,
        }
    }

    fn kept(id: i64, fact: Rate) -> Kept<Rate> {
        Kept { id, version: 1, fact }
    }

    #[test]
    fn a_new_rate_ends_the_one_before() {
        let (new, ended) = fitted(&[kept(1, rate("2015-01-01", None))], None, rate("2020-01-01", None)).unwrap();
        assert_eq!(new.valid_to, None);
        assert_eq!(ended, [kept(1, rate("2015-01-01", Some("2019-12-31")))]);
    }

    #[test]
    fn one_from_an_earlier_day_ends_before_the_next() {
        let rates = [kept(1, rate("2020-01-01", None))];
        let (new, ended) = fitted(&rates, None, rate("2015-01-01", None)).unwrap();
        assert_eq!((new.valid_to, ended.len()), ("2019-12-31".parse().ok(), 0));
        let into = fitted(&rates, None, rate("2015-01-01", Some("2020-06-30")));
        assert_eq!(into, Err(Clash::IntoNext("2020-01-01".parse().unwrap())));
        assert_eq!(fitted(&rates, None, rate("2020-01-01", None)), Err(Clash::SameDay));
        assert!(fitted(&rates, Some(1), rate("2020-01-01", None)).is_ok(), "it is its own day");
        let other = Rate { category: "barn".to_owned(), ..rate("2020-01-01", None) };
        assert!(fitted(&rates, None, other).unwrap().1.is_empty(), "another category is untouched");
    }

    proptest! {
        /// However rates are entered, no two are in force on one day.
        #[test]
        fn at_most_one_is_in_force(starts in proptest::collection::vec(0_i64..4000, 1..8), day in 0_i64..4000) {
            let at = |days: i64| NaiveDate::from_ymd_opt(2010, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let mut rates: Vec<Kept<Rate>> = Vec::new();
            for (id, start) in (1_i64..).zip(starts) {
                let new = Rate { valid_from: at(start), ..rate("2010-01-01", None) };
                if let Ok((new, ended)) = fitted(&rates, None, new) {
                    for one in ended {
                        rates.retain(|kept| kept.id != one.id);
                        rates.push(one);
                    }
                    rates.push(kept(id, new));
                }
            }
            let day = at(day);
            let in_force = rates.iter().filter(|kept| kept.fact.is_in_force(day)).count();
            let has_begun = rates.iter().any(|kept| kept.fact.valid_from <= day);
            prop_assert_eq!(in_force, usize::from(has_begun));
        }
    }
}
