//! Benefits as people keep them: what is paid to a client for a month. One person calculates, another approves, then it is paid,
//! and refunded by UDI. What changes the amount falls back to calculated.

pub mod answers;
pub mod export;
pub mod monthly;
pub mod steps;

pub use answers::BenefitForm;

use crate::db::schema::benefits;
use crate::db::{Conn, Kept, kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::BenefitStatus;
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A benefit for one month.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = benefits, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Benefit {
    /// The client.
    pub client_id: i64,
    /// The first day of the month it is for.
    pub period: NaiveDate,
    /// What it is.
    pub category: String,
    /// The amount in øre.
    pub amount_ore: i64,
    /// How far it has come.
    pub status: BenefitStatus,
    /// Paid on.
    pub paid_on: Option<NaiveDate>,
    /// Who calculated it or changed it last; none for what was imported.
    pub calculated_by_id: Option<i64>,
    /// Who approved it.
    pub approved_by_id: Option<i64>,
    /// When it was approved (UTC).
    pub approved_at: Option<NaiveDateTime>,
}

impl Benefit {
    /// A benefit that was just calculated; who did is written when it is kept.
    #[must_use]
    pub const fn calculated(client_id: i64, period: NaiveDate, category: String, amount_ore: i64) -> Self {
        Self {
            client_id,
            period,
            category,
            amount_ore,
            status: BenefitStatus::Calculated,
            paid_on: None,
            calculated_by_id: None,
            approved_by_id: None,
            approved_at: None,
        }
    }

    /// True when both pay the same for the same: what was approved of one was approved of the other.
    #[must_use]
    pub fn pays_as(&self, other: &Self) -> bool {
        (self.period, &self.category, self.amount_ore) == (other.period, &other.category, other.amount_ore)
    }

    /// This benefit with another month, category or amount: if that changes anything, it is calculated anew.
    #[must_use]
    pub fn with(&self, period: NaiveDate, category: String, amount_ore: i64) -> Self {
        let new = Self::calculated(self.client_id, period, category, amount_ore);
        if new.pays_as(self) { self.clone() } else { new }
    }

    /// True when this user may approve it: it waits, and she is not the one who calculated it.
    #[must_use]
    pub fn may_be_approved_by(&self, user: i64) -> bool {
        self.status == BenefitStatus::Calculated && self.calculated_by_id != Some(user)
    }
}

mod rows {
    use super::*;
    kept!(Benefit, benefits, "benefits": all, add, change, remove);
}

pub use rows::{all, remove};

/// Adds a benefit as calculated by the actor.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, actor: &Actor, benefit: &Benefit) -> Result<i64> {
    rows::add(conn, actor, &Benefit { calculated_by_id: actor.user_id(), ..benefit.clone() })
}

/// Changes a benefit that is still at `version`. Where month, category or amount are others, the actor has calculated it, and
/// somebody else must approve it.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change(conn: &mut Conn, actor: &Actor, id: i64, benefit: &Benefit, version: i32) -> Result<()> {
    let stood: Benefit = benefits::table.find(id).select(Benefit::as_select()).first(conn)?;
    let mut becomes = stood.with(benefit.period, benefit.category.clone(), benefit.amount_ore);
    if becomes.pays_as(&stood) {
        becomes.paid_on = benefit.paid_on;
    } else {
        becomes.calculated_by_id = actor.user_id();
    }
    rows::change(conn, actor, id, &becomes, version)
}

/// Writes a step as it is. Only [`steps`] may know what may follow on what.
fn write(conn: &mut Conn, actor: &Actor, id: i64, benefit: &Benefit, version: i32) -> Result<()> {
    rows::change(conn, actor, id, benefit, version)
}

/// These benefits with their versions, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn of_ids(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<Kept<Benefit>>> {
    let rows: Vec<(i64, i32, Benefit)> = benefits::table
        .filter(benefits::id.eq_any(ids))
        .order(benefits::id)
        .select((benefits::id, benefits::version, Benefit::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// What «the same as the month before» would add for a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The month that is taken as the model.
    pub from: NaiveDate,
    /// The month that gets the same.
    pub to: NaiveDate,
    /// What it would be.
    pub benefits: Vec<Benefit>,
}

/// The same as in the latest month with benefits, for this month or, when that has its own, for the one after. A category that is
/// there already is left out; an amount that was the rate becomes the rate of the new month. None where there is nothing to repeat.
#[must_use]
pub fn again(all: &[Kept<Benefit>], rates: &[Kept<super::rates::Rate>], today: NaiveDate) -> Option<Again> {
    use crate::web::months;
    let this = months::of(today);
    let latest = all.iter().map(|kept| kept.fact.period).filter(|period| *period <= this).max()?;
    let (from, to) = if latest == this { (this, months::next(this)) } else { (latest, this) };
    let is_there = |category: &str| all.iter().any(|kept| kept.fact.period == to && kept.fact.category == category);
    let benefits: Vec<Benefit> = all
        .iter()
        .map(|kept| &kept.fact)
        .filter(|one| one.period == from && !is_there(&one.category))
        .map(|one| {
            let rate = |month| super::rates::rate_of(rates, &one.category, month).map(|rate| rate.amount_ore);
            let amount = if rate(from) == Some(one.amount_ore) { rate(to) } else { None };
            Benefit::calculated(one.client_id, to, one.category.clone(), amount.unwrap_or(one.amount_ore))
        })
        .collect();
    if benefits.is_empty() { None } else { Some(Again { from, to, benefits }) }
}

#[cfg(test)]
mod tests {
    use super::super::rates::Rate;
    use super::*;

    fn month(text: &str) -> NaiveDate {
        crate::web::months::read_month(text).unwrap()
    }

    fn kept(period: &str, category: &str, amount_ore: i64) -> Kept<Benefit> {
        let fact = Benefit::calculated(1, month(period), category.to_owned(), amount_ore);
        Kept { id: 1, version: 1, fact }
    }

    #[test]
    fn what_changes_the_payment_is_calculated_anew() {
        let approved = Benefit {
            status: BenefitStatus::Approved,
            approved_by_id: Some(2),
            calculated_by_id: Some(1),
            ..kept("01.2020", "basis", 100).fact
        };
        let same = approved.with(approved.period, "basis".to_owned(), 100);
        assert_eq!(same, approved);
        for (period, category, amount) in
            [("02.2020", "basis", 100), ("01.2020", "barn", 100), ("01.2020", "basis", 101)]
        {
            let anew = approved.with(month(period), category.to_owned(), amount);
            assert_eq!(
                (anew.status, anew.approved_by_id),
                (BenefitStatus::Calculated, None),
                "{period} {category} {amount}"
            );
        }
    }

    #[test]
    fn the_same_again_is_for_this_month_and_then_for_the_next() {
        let today = "2020-01-08".parse().unwrap();
        let all = vec![kept("11.2019", "basis", 100), kept("12.2019", "basis", 200), kept("12.2019", "barn", 50)];
        let found = again(&all, &[], today).unwrap();
        assert_eq!((found.from, found.to, found.benefits.len()), (month("12.2019"), month("01.2020"), 2));
        let mut all = all;
        all.push(kept("01.2020", "basis", 200));
        let found = again(&all, &[], today).unwrap();
        assert_eq!((found.from, found.to, found.benefits.len()), (month("01.2020"), month("02.2020"), 1));
        all.push(kept("02.2020", "basis", 200));
        assert_eq!(again(&all, &[], today), None, "the next month has it already");
        assert_eq!(again(&[], &[], today), None);
    }

    #[test]
    fn an_amount_that_was_the_rate_follows_the_rate() {
        let rate = |from: &str, to: Option<&str>, amount_ore| Kept {
            id: amount_ore,
            version: 1,
            fact: Rate {
                category: "basis".to_owned(),
                amount_ore,
                valid_from: from.parse().unwrap(),
                valid_to: to.map(|day| day.parse().unwrap()),
                source: None,
            },
        };
        let rates = [rate("2019-01-01", Some("2019-12-31"), 200), rate("2020-01-01", None, 300)];
        let today = "2020-01-08".parse().unwrap();
        let of = |amount| again(&[kept("12.2019", "basis", amount)], &rates, today).unwrap().benefits[0].amount_ore;
        assert_eq!((of(200), of(150)), (300, 150));
    }
}
