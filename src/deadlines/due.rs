//! What is due for a caseworker: the deadlines of her clients that remind today, and clients nobody has written about for long.

use super::model::DeadlineRow;
use super::rules::{MOST_LEAD, lead_of, may_be_seen};
use super::rules_store;
use crate::clients::sight::Sight;
use crate::db::Conn;
use crate::db::schema::{clients, deadlines};
use crate::kernel::actor::Actor;
use crate::kernel::calendar::{days_after, days_before, hours_between};
use crate::kernel::codes::{DeadlineKind, DeadlineSource, DeadlineUnit};
use crate::kernel::error::Result;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// For how many days a right that was lost still stands among what is due: long enough to see that it was.
pub const LAPSED_DAYS: u32 = 90;
/// What has a time is told in hours when no more than these are left.
const HOURS_FROM: i64 = 48;

/// The moment for which deadlines are asked: the local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueMoment(NaiveDateTime);

impl DueMoment {
    /// A local moment: `clock.local(clock.now_utc())`.
    #[must_use]
    pub const fn of(local: NaiveDateTime) -> Self {
        Self(local)
    }

    /// Its day.
    #[must_use]
    pub const fn today(self) -> NaiveDate {
        self.0.date()
    }
}

/// How much is left; below zero when it has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Whole hours to its minute.
    Hours(i64),
    /// Days to the day on which to act.
    Days(i64),
    /// Nobody counts: a reminder of ours.
    Reminder,
}

/// What a deadline follows from, as data; [`super::texts::why`] puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Somebody wrote it, perhaps with a note.
    Written(Option<String>),
    /// It follows from a record.
    Follows {
        /// What kind of record.
        source: DeadlineSource,
        /// That record.
        source_id: i64,
        /// The day from which it runs.
        trigger_on: NaiveDate,
        /// What the rule counts; none where the record says the day itself.
        counted: Option<(i32, DeadlineUnit)>,
        /// A note that somebody added.
        note: Option<String>,
    },
}

/// A deadline as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The id; [`crate::db::RefKind::Deadline`].
    pub id: i64,
    /// Its version, for forms.
    pub version: i32,
    /// The client.
    pub client_id: i64,
    /// What it is about.
    pub kind: DeadlineKind,
    /// The same in words, when it was written by hand.
    pub title: Option<String>,
    /// What it follows from.
    pub note: Why,
    /// The day the law or the record says.
    pub legal_on: NaiveDate,
    /// The minute of that day, where it has one.
    pub legal_minute: Option<i32>,
    /// The working day on which to act.
    pub act_on: NaiveDate,
    /// The reminder that stands, in days before; none before the first.
    pub lead: Option<i32>,
    /// True when the reminder may be put aside until the next one.
    pub may_be_seen: bool,
}

impl Due {
    /// The deadline of a row, by the reminders of its rule.
    #[must_use]
    pub fn of(row: DeadlineRow, rules: &super::rules::Rules, now: DueMoment) -> Self {
        let rule = rules.with_id(row.rule_id);
        let leads = rule.map_or(&[][..], |rule| rule.leads.as_slice());
        let lead = lead_of(leads, (row.act_on - now.today()).num_days());
        let is_shown = row.shows_on <= now.today();
        let counted = rule.map(|rule| (rule.row.amount, rule.row.unit));
        let counted = counted.filter(|_| rule.is_some_and(|rule| is_counted(&row, rule.row.amount, rule.row.unit)));
        Self {
            id: row.id,
            version: row.version,
            client_id: row.client_id,
            kind: row.kind,
            title: row.title,
            note: match row.source_kind.zip(row.source_id) {
                None => Why::Written(row.note),
                Some((source, source_id)) => {
                    Why::Follows { source, source_id, trigger_on: row.trigger_on, counted, note: row.note }
                }
            },
            legal_on: row.legal_on,
            legal_minute: row.legal_minute,
            act_on: row.act_on,
            lead,
            may_be_seen: is_shown && !row.kind.is_in_hours() && lead.is_some_and(|lead| may_be_seen(leads, lead)),
        }
    }

    /// How much is left at a moment.
    #[must_use]
    pub fn left(&self, now: DueMoment) -> Left {
        if self.kind.is_reminder() {
            return Left::Reminder;
        }
        let minute = self.legal_minute.and_then(|minute| u32::try_from(minute).ok());
        let time = minute.and_then(|minute| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0));
        match time.map(|time| hours_between(now.0, self.legal_on.and_time(time))) {
            Some(hours) if hours < HOURS_FROM || self.kind.is_in_hours() => Left::Hours(hours),
            _ => Left::Days((self.act_on - now.today()).num_days()),
        }
    }
}

/// True when the rule's amount says the day: the record does not say another itself.
fn is_counted(row: &DeadlineRow, amount: i32, unit: DeadlineUnit) -> bool {
    amount > 0
        && (!row.kind.has_own_date() || super::derive::counted(row.trigger_on, None, amount, unit).0 == row.legal_on)
}

/// The deadlines of this caseworker's active clients that remind at a moment, at most `limit`: those that a law or a record sets,
/// the first to act on first, then our own reminders.
///
/// # Errors
/// When the database cannot be read.
pub fn due(
    conn: &mut Conn,
    actor: &Actor,
    sight: &Sight,
    caseworker: i64,
    now: DueMoment,
    limit: i64,
) -> Result<Vec<Due>> {
    let rules = rules_store::all(conn, actor)?;
    let mut rows = reminding(conn, sight, caseworker, now.today(), false, limit)?;
    let room = limit - i64::try_from(rows.len()).unwrap_or(limit);
    if room > 0 {
        rows.extend(reminding(conn, sight, caseworker, now.today(), true, room)?);
    }
    Ok(rows.into_iter().map(|row| Due::of(row, &rules, now)).collect())
}

fn reminding(
    conn: &mut Conn,
    sight: &Sight,
    caseworker: i64,
    today: NaiveDate,
    is_reminder: bool,
    limit: i64,
) -> Result<Vec<DeadlineRow>> {
    let own =
        clients::caseworker_id.eq(caseworker).and(clients::closed_on.is_null()).and(clients::merged_into_id.is_null());
    let lapsing = DeadlineKind::such(DeadlineKind::lapses);
    let fresh = deadlines::act_on.ge(days_before(today, LAPSED_DAYS));
    let most = days_after(today, u32::try_from(MOST_LEAD).unwrap_or(0));
    let (mut found, mut skip) = (Vec::new(), 0);
    loop {
        let rows: Vec<DeadlineRow> = deadlines::table
            .inner_join(clients::table.on(clients::id.eq(deadlines::client_id)))
            // As a literal: only then does SQLite see that the index of open deadlines will do.
            .filter(sql::<Bool>("deadlines.state = 'open'"))
            .filter(deadlines::act_on.le(most))
            .filter(deadlines::shows_on.le(today))
            .filter(deadlines::kind.eq_any(DeadlineKind::such(|kind| kind.is_reminder() == is_reminder)))
            .filter(deadlines::kind.ne_all(lapsing.clone()).or(fresh))
            .filter(own)
            .order((deadlines::act_on, deadlines::id))
            .offset(skip)
            .limit(limit)
            .select(DeadlineRow::as_select())
            .load(conn)?;
        // What she sees is a condition on clients alone. Of her own clients hardly any is hidden from her, so this goes round once.
        let ids: Vec<i64> = rows.iter().map(|row| row.client_id).collect();
        let seen: Vec<i64> =
            clients::table.filter(clients::id.eq_any(ids)).filter(sight.condition()).select(clients::id).load(conn)?;
        let is_last = i64::try_from(rows.len()).unwrap_or(limit) < limit;
        found.extend(rows.into_iter().filter(|row| seen.contains(&row.client_id)));
        if is_last || i64::try_from(found.len()).unwrap_or(limit) >= limit {
            found.truncate(usize::try_from(limit).unwrap_or(0));
            return Ok(found);
        }
        skip += limit;
    }
}

/// A client nobody has written about for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Quiet {
    /// The client.
    pub client_id: i64,
    /// The day of the latest note; none when there never was one.
    pub latest_entry_on: Option<NaiveDate>,
    /// When the case began.
    pub intake_date: NaiveDate,
}

/// This caseworker's active clients whose latest note, or whose intake where there is none, is longer ago than the rule says
/// today; the most silent first, at most `limit`. Nobody when the rule is off.
///
/// # Errors
/// When the database cannot be read.
pub fn quiet(
    conn: &mut Conn,
    actor: &Actor,
    sight: &Sight,
    caseworker: i64,
    now: DueMoment,
    limit: i64,
) -> Result<Vec<Quiet>> {
    let rules = rules_store::all(conn, actor)?;
    let rule = rules.on(DeadlineKind::SilentJournal, now.today()).map(|rule| &rule.row).filter(|row| row.is_on);
    let Some(rule) = rule else { return Ok(Vec::new()) };
    let amount = u32::try_from(rule.amount).unwrap_or(0);
    let since = match rule.unit {
        DeadlineUnit::Hours => days_before(now.today(), amount / 24),
        DeadlineUnit::Days => days_before(now.today(), amount),
        DeadlineUnit::Weeks => days_before(now.today(), amount.saturating_mul(7)),
        DeadlineUnit::Months => crate::kernel::calendar::months_before(now.today(), amount),
    };
    let own =
        clients::caseworker_id.eq(caseworker).and(clients::closed_on.is_null()).and(clients::merged_into_id.is_null());
    let silent = clients::latest_entry_on.is_null().and(clients::intake_date.lt(since));
    let never = clients::latest_entry_on.is_null();
    Ok(clients::table
        .filter(own)
        .filter(sight.condition())
        .filter(clients::latest_entry_on.lt(since).or(silent))
        .order((never.desc(), clients::latest_entry_on, clients::id))
        .limit(limit)
        .select((clients::id, clients::latest_entry_on, clients::intake_date))
        .load(conn)?)
}

#[cfg(test)]
mod tests {
    use super::super::rules::Rules;
    use super::super::rules::tests::{day, rule};
    use super::*;
    use crate::kernel::codes::DeadlineState;

    fn row(kind: DeadlineKind, legal: &str, minute: Option<i32>) -> DeadlineRow {
        DeadlineRow {
            id: 1,
            client_id: 2,
            kind,
            source_kind: Some(DeadlineSource::Decision),
            source_id: Some(3),
            rule_id: Some(1),
            trigger_on: day("2020-01-08"),
            legal_on: day(legal),
            legal_minute: minute,
            act_on: kind.act_on(day(legal)),
            title: None,
            note: None,
            state: DeadlineState::Open,
            reason: None,
            handled_by_id: None,
            handled_at: None,
            seen_lead: None,
            shows_on: day("2020-01-08"),
            version: 1,
        }
    }

    fn at(text: &str) -> DueMoment {
        DueMoment::of(text.parse().unwrap())
    }

    #[test]
    fn a_deadline_of_48_hours_tells_the_hours_that_are_left() {
        let rules = Rules::new(vec![rule(1, DeadlineKind::StayRequest, "1900-01-01", 48, DeadlineUnit::Hours, &[2])]);
        let row = row(DeadlineKind::StayRequest, "2020-01-10", Some(14 * 60 + 20));
        let left = |now| Due::of(row.clone(), &rules, at(now)).left(at(now));
        assert_eq!(left("2020-01-08T14:20:00"), Left::Hours(48));
        assert_eq!(left("2020-01-09T07:00:00"), Left::Hours(31));
        assert_eq!(left("2020-01-10T14:19:00"), Left::Hours(0));
        assert_eq!(left("2020-01-10T14:21:00"), Left::Hours(-1));
    }

    #[test]
    fn days_are_counted_to_the_day_on_which_to_act() {
        let rules = Rules::new(vec![rule(1, DeadlineKind::Appeal, "1900-01-01", 3, DeadlineUnit::Weeks, &[14, 7])]);
        // The Saturday of an appeal moves to Monday.
        let due = Due::of(row(DeadlineKind::Appeal, "2020-01-25", None), &rules, at("2020-01-13T09:00:00"));
        assert_eq!((due.left(at("2020-01-13T09:00:00")), due.lead, due.may_be_seen), (Left::Days(14), Some(14), true));
        let due = Due::of(row(DeadlineKind::Appeal, "2020-01-25", None), &rules, at("2020-01-24T09:00:00"));
        assert_eq!((due.left(at("2020-01-24T09:00:00")), due.lead, due.may_be_seen), (Left::Days(3), Some(7), false));
    }

    #[test]
    fn why_says_what_was_counted_and_not_what_the_record_says_itself() {
        let kind = DeadlineKind::ReflectionEnds;
        let rules = Rules::new(vec![rule(1, kind, "1900-01-01", 6, DeadlineUnit::Months, &[90])]);
        let counted = |legal| match Due::of(row(kind, legal, None), &rules, at("2020-01-08T09:00:00")).note {
            Why::Follows { counted, .. } => counted,
            Why::Written(_) => panic!("it follows from a record"),
        };
        assert_eq!(counted("2020-07-08"), Some((6, DeadlineUnit::Months)));
        assert_eq!(counted("2020-07-01"), None);
    }
}
