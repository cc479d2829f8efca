//! Closing a case and opening it again: every closing is a row that stays, and the case holds the one that stands. Knows no page
//! and nothing of what else goes on in the case.

use super::store::raise_version;
use crate::db::Conn;
use crate::db::schema::{client_closures, clients};
use crate::kernel::actor::Actor;
use crate::kernel::codes::ClosureReason;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A closing as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The day on which the case was closed.
    pub closed_on: NaiveDate,
    /// Why.
    pub reason: ClosureReason,
    /// Aftercare is agreed until this day, which belongs to it.
    pub aftercare_until: Option<NaiveDate>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// What may be wrong with the days of a closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongDay {
    /// It is closed on a day to come.
    Future,
    /// It is closed before it began.
    BeforeIntake,
    /// Aftercare ends on the day of closing or before.
    AftercareTooEarly,
}

impl Closing {
    /// What is wrong with its days, for a case taken in on `intake`.
    #[must_use]
    pub fn wrong_days(&self, intake: NaiveDate, today: NaiveDate) -> Vec<WrongDay> {
        let closed_on = self.closed_on;
        [
            (closed_on > today, WrongDay::Future),
            (closed_on < intake, WrongDay::BeforeIntake),
            (self.aftercare_until.is_some_and(|until| until <= closed_on), WrongDay::AftercareTooEarly),
        ]
        .into_iter()
        .filter_map(|(is_wrong, wrong)| is_wrong.then_some(wrong))
        .collect()
    }
}

/// A closing of the past, or the one that stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = client_closures)]
pub struct ClosureRow {
    /// The day on which the case was closed.
    pub closed_on: NaiveDate,
    /// Why.
    pub reason: ClosureReason,
    /// What else was said.
    pub note: Option<String>,
    /// Aftercare was agreed until this day.
    pub aftercare_until: Option<NaiveDate>,
    /// Who closed it.
    pub closed_by_id: Option<i64>,
    /// The day on which it was opened again; none while it stands.
    pub reopened_on: Option<NaiveDate>,
    /// Who opened it again.
    pub reopened_by_id: Option<i64>,
}

/// All closings of a case, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn closures_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<ClosureRow>> {
    Ok(client_closures::table
        .filter(client_closures::client_id.eq(client))
        .order(client_closures::id.desc())
        .select(ClosureRow::as_select())
        .load(conn)?)
}

/// Closes a case that is still at `version`. Of a case that is closed already, the closing that stands is corrected.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn close(conn: &mut Conn, actor: &Actor, client: i64, version: i32, closing: &Closing) -> Result<()> {
    raise_version(conn, actor, client, version)?;
    let columns = (
        clients::closed_on.eq(closing.closed_on),
        clients::closure_reason.eq(closing.reason),
        clients::aftercare_until.eq(closing.aftercare_until),
    );
    diesel::update(clients::table.find(client)).set(columns).execute(conn)?;
    let row = (
        client_closures::closed_on.eq(closing.closed_on),
        client_closures::reason.eq(closing.reason),
        client_closures::note.eq(&closing.note),
        client_closures::aftercare_until.eq(closing.aftercare_until),
        client_closures::closed_by_id.eq(actor.user_id()),
    );
    let standing = client_closures::client_id.eq(client).and(client_closures::reopened_on.is_null());
    let corrected = diesel::update(client_closures::table.filter(standing)).set(row).execute(conn)?;
    if corrected == 0 {
        diesel::insert_into(client_closures::table)
            .values((
                client_closures::client_id.eq(client),
                client_closures::closed_on.eq(closing.closed_on),
                client_closures::reason.eq(closing.reason),
                client_closures::note.eq(&closing.note),
                client_closures::aftercare_until.eq(closing.aftercare_until),
                client_closures::closed_by_id.eq(actor.user_id()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Opens a closed case that is still at `version` again. A case that came closed from a register has no row of its closing
/// yet; it gets one, so that nothing of what stood is lost.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first, and [`Error::NotFound`] when it is not closed.
pub fn reopen(conn: &mut Conn, actor: &Actor, client: i64, version: i32, today: NaiveDate) -> Result<()> {
    type Stood = (Option<NaiveDate>, Option<ClosureReason>, Option<NaiveDate>);
    raise_version(conn, actor, client, version)?;
    let (closed_on, reason, aftercare_until): Stood = clients::table
        .find(client)
        .select((clients::closed_on, clients::closure_reason, clients::aftercare_until))
        .first(conn)?;
    let closed_on = closed_on.ok_or(Error::NotFound)?;
    let nothing = (
        clients::closed_on.eq(None::<NaiveDate>),
        clients::closure_reason.eq(None::<ClosureReason>),
        clients::aftercare_until.eq(None::<NaiveDate>),
    );
    diesel::update(clients::table.find(client)).set(nothing).execute(conn)?;
    let standing = client_closures::client_id.eq(client).and(client_closures::reopened_on.is_null());
    let reopened = (client_closures::reopened_on.eq(Some(today)), client_closures::reopened_by_id.eq(actor.user_id()));
    if diesel::update(client_closures::table.filter(standing)).set(reopened).execute(conn)? == 0 {
        diesel::insert_into(client_closures::table)
            .values((
                client_closures::client_id.eq(client),
                client_closures::closed_on.eq(closed_on),
                client_closures::reason.eq(reason.unwrap_or(ClosureReason::Other)),
                client_closures::aftercare_until.eq(aftercare_until),
                client_closures::reopened_on.eq(Some(today)),
                client_closures::reopened_by_id.eq(actor.user_id()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn closing(closed_on: &str, aftercare_until: Option<&str>) -> Closing {
        Closing {
            closed_on: day(closed_on),
            reason: ClosureReason::Settled,
            aftercare_until: aftercare_until.map(day),
            note: None,
        }
    }

    #[test]
    fn a_case_is_closed_between_its_intake_and_today() {
        let wrong = |text: &str| closing(text, None).wrong_days(day("2019-04-24"), day("2019-11-06"));
        assert!(wrong("2019-04-24").is_empty() && wrong("2019-11-06").is_empty());
        assert_eq!(wrong("2019-04-23"), [WrongDay::BeforeIntake]);
        assert_eq!(wrong("2019-11-07"), [WrongDay::Future]);
    }

    #[test]
    fn aftercare_comes_after_the_closing() {
        let wrong = |until: &str| closing("2019-10-01", Some(until)).wrong_days(day("2019-04-24"), day("2019-11-06"));
        assert_eq!(wrong("2019-10-01"), [WrongDay::AftercareTooEarly]);
        assert!(wrong("2019-10-02").is_empty() && wrong("2020-10-02").is_empty());
    }
}
