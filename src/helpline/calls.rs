//! Enquiries that people write down, one by one: all SQL of adding, correcting, removing, linking and listing them. Bulk work of the
//! register is in the store beside it; both write the same rows, so both count alike.

use super::model::{Call, KeptCall, KeptSubject, Subject, SubjectExploitationRow};
use super::reach::{CallCondition, Reach};
use crate::db::schema::{
    enquiries, enquiry_handovers, enquiry_subject_exploitations, enquiry_subjects, record_changes,
};
use crate::db::{Conn, ids_were_given, next_id};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AnsweredBy, Caller, Channel, EnquiryTopic, FactKind, Outcome};
use crate::kernel::error::{Error, Result};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, sql, sum};
use diesel::prelude::*;
use diesel::sql_types::Integer;
use std::collections::BTreeMap;

/// Of one day those without a time come last; each backend takes NULL to be at another end by itself.
const UNTIMED_LAST: &str = "enquiries.received_minute DESC NULLS LAST";

/// How many enquiries stand in one condition.
const BATCH: usize = 5_000;

fn conflict() -> Error {
    Error::Conflict("somebody else changed it first".to_owned())
}

/// The next free key of a year: one more than the highest, four digits at least.
#[must_use]
pub fn key_after<'k>(year: i32, taken: impl IntoIterator<Item = &'k str>) -> String {
    let prefix = format!("H{year}-");
    let numbers = taken
        .into_iter()
        .filter_map(|key| key.strip_prefix(&prefix))
        .filter(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|rest| rest.parse::<u64>().ok());
    format!("{prefix}{:04}", numbers.max().unwrap_or(0) + 1)
}

/// The key that an enquiry of this year would get now. A key that was removed is not given again: a register taken out before
/// may still have it.
///
/// # Errors
/// When the database cannot be read.
pub fn next_key(conn: &mut Conn, _actor: &Actor, year: i32) -> Result<String> {
    // Byte order on both backends: the dot follows the dash, so the range holds this year's keys, and the index knows it.
    let of_year = enquiries::enquiry_key.ge(format!("H{year}-")).and(enquiries::enquiry_key.lt(format!("H{year}.")));
    let mut taken: Vec<String> = enquiries::table.filter(of_year).select(enquiries::enquiry_key).load(conn)?;
    let removed = record_changes::record_kind.eq(FactKind::Enquiry).and(record_changes::is_removal.eq(true));
    let answers: Vec<String> = record_changes::table.filter(removed).select(record_changes::before).load(conn)?;
    taken.extend(answers.iter().filter_map(|text| super::form::key_of(text)));
    Ok(key_after(year, taken.iter().map(String::as_str)))
}

/// Adds an enquiry; answers its id and key.
///
/// # Errors
/// When the database refuses.
pub fn add(
    conn: &mut Conn,
    actor: &Actor,
    call: &Call,
    subjects: &[KeptSubject],
    now: NaiveDateTime,
) -> Result<(i64, String)> {
    actor.must(Area::Enquiries)?;
    // The table is locked against other writers from here, so nobody else gets the same key.
    let id = next_id(conn, "enquiries")?;
    let key = next_key(conn, actor, call.received_on.year())?;
    let more = (
        enquiries::id.eq(id),
        enquiries::enquiry_key.eq(&key),
        enquiries::author_id.eq(actor.user_id()),
        enquiries::entered_at.eq(now),
    );
    diesel::insert_into(enquiries::table).values((more, call)).execute(conn)?;
    ids_were_given(conn, "enquiries")?;
    for subject in subjects {
        add_subject(conn, id, subject)?;
    }
    Ok((id, key))
}

fn add_subject(conn: &mut Conn, enquiry: i64, kept: &KeptSubject) -> Result<()> {
    let id = next_id(conn, "enquiry_subjects")?;
    let keys = (enquiry_subjects::id.eq(id), enquiry_subjects::enquiry_id.eq(enquiry));
    diesel::insert_into(enquiry_subjects::table).values((keys, &kept.subject)).execute(conn)?;
    ids_were_given(conn, "enquiry_subjects")?;
    add_forms(conn, id, kept)
}

fn add_forms(conn: &mut Conn, subject: i64, kept: &KeptSubject) -> Result<()> {
    for row in SubjectExploitationRow::rows(subject, kept.exploitations.clone()) {
        diesel::insert_into(enquiry_subject_exploitations::table).values(row).execute(conn)?;
    }
    Ok(())
}

fn remove_forms(conn: &mut Conn, subjects: &[i64]) -> Result<()> {
    let theirs = enquiry_subject_exploitations::subject_id.eq_any(subjects);
    diesel::delete(enquiry_subject_exploitations::table.filter(theirs)).execute(conn)?;
    Ok(())
}

type Columns = (i64, String, Option<i64>, Option<NaiveDateTime>, i32, Call);

fn kept(conn: &mut Conn, rows: Vec<Columns>) -> Result<Vec<KeptCall>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let subjects: Vec<(i64, i64, Subject)> = enquiry_subjects::table
        .filter(enquiry_subjects::enquiry_id.eq_any(&ids))
        .order(enquiry_subjects::id)
        .select((enquiry_subjects::id, enquiry_subjects::enquiry_id, Subject::as_select()))
        .load(conn)?;
    let theirs: Vec<i64> = subjects.iter().map(|row| row.0).collect();
    let forms: Vec<SubjectExploitationRow> = enquiry_subject_exploitations::table
        .filter(enquiry_subject_exploitations::subject_id.eq_any(theirs))
        .order((enquiry_subject_exploitations::subject_id, enquiry_subject_exploitations::position))
        .select(SubjectExploitationRow::as_select())
        .load(conn)?;
    let mut of: BTreeMap<i64, Vec<KeptSubject>> = BTreeMap::new();
    for (id, enquiry, subject) in subjects {
        let hers = forms.iter().filter(|form| form.subject_id == id).map(|form| form.exploitation).collect();
        of.entry(enquiry).or_default().push(KeptSubject { id: Some(id), subject, exploitations: hers });
    }
    let call = |(id, key, author_id, entered_at, version, call): Columns| KeptCall {
        id,
        key,
        author_id,
        entered_at,
        version,
        call,
        subjects: of.remove(&id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(call).collect())
}

macro_rules! columns {
    () => {
        (
            enquiries::id,
            enquiries::enquiry_key,
            enquiries::author_id,
            enquiries::entered_at,
            enquiries::version,
            Call::as_select(),
        )
    };
}

/// The enquiry of an id, if she may read it.
///
/// # Errors
/// [`Error::NotFound`] when it is not there or not hers to read: the two are told apart nowhere.
pub fn find(conn: &mut Conn, _actor: &Actor, reach: &Reach, id: i64) -> Result<KeptCall> {
    let rows = enquiries::table.filter(enquiries::id.eq(id)).filter(reach.condition()).select(columns!()).load(conn)?;
    kept(conn, rows)?.pop().ok_or(Error::NotFound)
}

/// These enquiries, as far as she may read them; in no order.
///
/// # Errors
/// When the database cannot be read.
pub fn of_ids(conn: &mut Conn, _actor: &Actor, reach: &Reach, ids: &[i64]) -> Result<Vec<KeptCall>> {
    let rows = enquiries::table.filter(enquiries::id.eq_any(ids)).filter(reach.condition()).select(columns!());
    let rows = rows.load(conn)?;
    kept(conn, rows)
}

/// Changes an enquiry that is still at `version`, row by row: a row with an id is changed, one without is added, one that is not
/// among them any more is removed.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change(
    conn: &mut Conn,
    actor: &Actor,
    before: &KeptCall,
    call: &Call,
    subjects: &[KeptSubject],
    version: i32,
) -> Result<()> {
    raise(conn, actor, before.id, version)?;
    diesel::update(enquiries::table.find(before.id)).set(call).execute(conn)?;
    let stay: Vec<i64> = subjects.iter().filter_map(|kept| kept.id).collect();
    let gone: Vec<i64> = before.subjects.iter().filter_map(|kept| kept.id).filter(|id| !stay.contains(id)).collect();
    remove_forms(conn, &stay)?;
    remove_forms(conn, &gone)?;
    diesel::delete(enquiry_subjects::table.filter(enquiry_subjects::id.eq_any(gone))).execute(conn)?;
    for kept in subjects {
        match kept.id {
            None => add_subject(conn, before.id, kept)?,
            Some(id) => {
                let own = enquiry_subjects::id.eq(id).and(enquiry_subjects::enquiry_id.eq(before.id));
                diesel::update(enquiry_subjects::table.filter(own)).set(&kept.subject).execute(conn)?;
                add_forms(conn, id, kept)?;
            }
        }
    }
    Ok(())
}

/// Raises the version of an enquiry that is still at `version`: what follows in the transaction is hers alone.
fn raise(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()> {
    actor.must(Area::Enquiries)?;
    let unchanged = enquiries::table.filter(enquiries::id.eq(id).and(enquiries::version.eq(version)));
    let changed = diesel::update(unchanged).set(enquiries::version.eq(version + 1)).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(conflict()) }
}

/// Removes an enquiry that is still at `version`, with its possible victims and what was handed over of it.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn remove(conn: &mut Conn, actor: &Actor, before: &KeptCall, version: i32) -> Result<()> {
    raise(conn, actor, before.id, version)?;
    let subjects: Vec<i64> = before.subjects.iter().filter_map(|kept| kept.id).collect();
    remove_forms(conn, &subjects)?;
    diesel::delete(enquiry_subjects::table.filter(enquiry_subjects::enquiry_id.eq(before.id))).execute(conn)?;
    diesel::delete(enquiry_handovers::table.filter(enquiry_handovers::enquiry_id.eq(before.id))).execute(conn)?;
    diesel::delete(enquiries::table.find(before.id)).execute(conn)?;
    Ok(())
}

/// Says whom a follow-up call was about, or that it is not known.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn link(conn: &mut Conn, actor: &Actor, id: i64, client: Option<i64>, version: i32) -> Result<()> {
    actor.must(Area::Clients)?;
    raise(conn, actor, id, version)?;
    diesel::update(enquiries::table.find(id)).set(enquiries::client_id.eq(client)).execute(conn)?;
    Ok(())
}

/// Says which client a possible victim became: then she has accepted. Or that she is none, and what came of it is open.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed the enquiry first; [`Error::NotFound`] for a row that stands for several.
pub fn link_subject(
    conn: &mut Conn,
    actor: &Actor,
    (enquiry, subject): (i64, i64),
    client: Option<i64>,
    version: i32,
) -> Result<()> {
    actor.must(Area::Clients)?;
    raise(conn, actor, enquiry, version)?;
    let own = enquiry_subjects::id.eq(subject).and(enquiry_subjects::enquiry_id.eq(enquiry));
    let one = enquiry_subjects::table.filter(own.and(enquiry_subjects::persons.eq(1)));
    let outcome = if client.is_some() { Outcome::Accepted } else { Outcome::Pending };
    let became = (
        enquiry_subjects::client_id.eq(client),
        enquiry_subjects::outcome.eq(outcome),
        enquiry_subjects::reason.eq(None::<crate::kernel::codes::DeclineReason>),
    );
    let changed = diesel::update(one).set(became).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// What a list asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// From this day.
    pub from: Option<NaiveDate>,
    /// To this day, which belongs to it.
    pub to: Option<NaiveDate>,
    /// About this.
    pub topic: Option<EnquiryTopic>,
    /// From these.
    pub caller: Option<Caller>,
    /// By this channel.
    pub channel: Option<Channel>,
    /// Entered by this user.
    pub author: Option<i64>,
    /// Only what is handed over and not done.
    pub is_open: bool,
    /// Only follow-up calls of which nobody has said whom they are about.
    pub is_unlinked: bool,
}

impl Filter {
    /// The filter and what the reader may read, as one condition.
    fn condition(&self, conn: &mut Conn, reach: &Reach) -> Result<CallCondition> {
        let mut all = reach.condition();
        if let Some(from) = self.from {
            all = Box::new(all.and(enquiries::received_on.ge(from)));
        }
        if let Some(to) = self.to {
            all = Box::new(all.and(enquiries::received_on.le(to)));
        }
        if let Some(topic) = self.topic {
            all = Box::new(all.and(enquiries::topic.eq(topic)));
        }
        if let Some(caller) = self.caller {
            all = Box::new(all.and(enquiries::caller.eq(caller)));
        }
        if let Some(channel) = self.channel {
            all = Box::new(all.and(enquiries::channel.eq(channel)));
        }
        if let Some(author) = self.author {
            let known = enquiries::author_id.is_not_null();
            all = Box::new(all.and(known).and(enquiries::author_id.assume_not_null().eq(author)));
        }
        if self.is_open {
            let open: Vec<i64> = enquiry_handovers::table
                .filter(enquiry_handovers::done_at.is_null())
                .select(enquiry_handovers::enquiry_id)
                .load(conn)?;
            all = Box::new(all.and(enquiries::id.eq_any(open)));
        }
        if self.is_unlinked {
            let follow_up = enquiries::topic.eq(EnquiryTopic::FollowUp);
            all = Box::new(all.and(follow_up).and(enquiries::client_id.is_null()));
        }
        Ok(all)
    }
}

/// How many there are.
///
/// # Errors
/// When the database cannot be read.
pub fn count(conn: &mut Conn, _actor: &Actor, reach: &Reach, filter: &Filter) -> Result<i64> {
    let condition = filter.condition(conn, reach)?;
    Ok(enquiries::table.filter(condition).count().get_result(conn)?)
}

/// Some of them, the latest first: `limit` after `skip`.
///
/// # Errors
/// When the database cannot be read.
pub fn page(
    conn: &mut Conn,
    actor: &Actor,
    reach: &Reach,
    filter: &Filter,
    (skip, limit): (i64, i64),
) -> Result<Vec<KeptCall>> {
    // First the ids, which the index of the list gives without reading what lies before.
    let ids = ids(conn, actor, reach, filter, (skip, limit))?;
    let mut found = of_ids(conn, actor, reach, &ids)?;
    found.sort_by_key(|call| ids.iter().position(|id| *id == call.id));
    Ok(found)
}

/// The ids of some of them, in the order of the pages: `limit` after `skip`.
///
/// # Errors
/// When the database cannot be read.
pub fn ids(
    conn: &mut Conn,
    _actor: &Actor,
    reach: &Reach,
    filter: &Filter,
    (skip, limit): (i64, i64),
) -> Result<Vec<i64>> {
    let condition = filter.condition(conn, reach)?;
    let all = enquiries::table.filter(condition);
    let ordered = all.order((enquiries::received_on.desc(), sql::<Integer>(UNTIMED_LAST), enquiries::id.desc()));
    Ok(ordered.offset(skip).limit(limit).select(enquiries::id).load(conn)?)
}

/// What somebody wrote down since a moment (UTC), the latest first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub fn written_since(
    conn: &mut Conn,
    actor: &Actor,
    reach: &Reach,
    since: NaiveDateTime,
    limit: i64,
) -> Result<Vec<KeptCall>> {
    let Some(user) = actor.user_id() else { return Ok(Vec::new()) };
    let hers = enquiries::author_id.eq(user).and(enquiries::entered_at.ge(since));
    let rows = enquiries::table
        .filter(hers)
        .filter(reach.condition())
        .order(enquiries::id.desc())
        .limit(limit)
        .select(columns!())
        .load(conn)?;
    kept(conn, rows)
}

/// A month in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Month {
    /// All calls.
    pub calls: i64,
    /// Those about possible victims.
    pub about_victims: i64,
    /// The possible victims of whom ROSA heard for the first time, persons.
    pub first_time: i64,
}

/// A year in figures, month by month, of what she may read.
///
/// # Errors
/// When the database cannot be read.
pub fn months(conn: &mut Conn, _actor: &Actor, reach: &Reach, year: i32) -> Result<[Month; 12]> {
    let days = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    let (first, last) = days.ok_or(Error::NotFound)?;
    let in_year = || enquiries::received_on.ge(first).and(enquiries::received_on.le(last));
    let calls: Vec<(NaiveDate, EnquiryTopic, i64)> = enquiries::table
        .filter(in_year())
        .filter(reach.condition())
        .group_by((enquiries::received_on, enquiries::topic))
        .select((enquiries::received_on, enquiries::topic, count_star()))
        .load(conn)?;
    let days: Vec<(i64, NaiveDate)> = enquiries::table
        .filter(in_year())
        .filter(reach.condition())
        .filter(enquiries::topic.eq(EnquiryTopic::PossibleVictim))
        .select((enquiries::id, enquiries::received_on))
        .load(conn)?;
    let days: BTreeMap<i64, NaiveDate> = days.into_iter().collect();
    let mut persons: Vec<(i64, Option<i64>)> = Vec::new();
    for batch in days.keys().copied().collect::<Vec<i64>>().chunks(BATCH) {
        let counted: Vec<(i64, Option<i64>)> = enquiry_subjects::table
            .filter(enquiry_subjects::enquiry_id.eq_any(batch).and(enquiry_subjects::first_time.eq(true)))
            .group_by(enquiry_subjects::enquiry_id)
            .select((enquiry_subjects::enquiry_id, sum(enquiry_subjects::persons)))
            .load(conn)?;
        persons.extend(counted);
    }
    let mut months = [Month::default(); 12];
    let place = |day: NaiveDate| usize::try_from(day.month0()).unwrap_or(0);
    for (day, topic, count) in calls {
        if let Some(month) = months.get_mut(place(day)) {
            month.calls += count;
            month.about_victims += if topic == EnquiryTopic::PossibleVictim { count } else { 0 };
        }
    }
    for (enquiry, count) in persons {
        let month = days.get(&enquiry).and_then(|day| months.get_mut(place(*day)));
        if let Some(month) = month {
            month.first_time += count.unwrap_or(0);
        }
    }
    Ok(months)
}

/// The years that have enquiries she may read, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn years(conn: &mut Conn, _actor: &Actor, reach: &Reach) -> Result<Vec<i32>> {
    let bound = |latest: bool| {
        let ordered = enquiries::table.filter(reach.condition()).select(enquiries::received_on);
        if latest {
            ordered.order(enquiries::received_on.desc()).limit(1).into_boxed()
        } else {
            ordered.order(enquiries::received_on.asc()).limit(1).into_boxed()
        }
    };
    let latest: Option<NaiveDate> = bound(true).first(conn).optional()?;
    let first: Option<NaiveDate> = bound(false).first(conn).optional()?;
    let (Some(first), Some(latest)) = (first, latest) else { return Ok(Vec::new()) };
    Ok((first.year()..=latest.year()).rev().collect())
}

/// How many calls the night duty answered from 16 on one day to 8 on the next.
///
/// # Errors
/// When the database cannot be read.
pub fn night_of(conn: &mut Conn, actor: &Actor, morning: NaiveDate) -> Result<i64> {
    actor.must(Area::Handovers)?;
    let evening = morning.pred_opt().unwrap_or(morning);
    let in_evening = enquiries::received_on.eq(evening).and(enquiries::received_minute.assume_not_null().ge(16 * 60));
    let in_night = enquiries::received_on.eq(morning).and(enquiries::received_minute.assume_not_null().lt(8 * 60));
    let by_night = enquiries::answered_by.eq(AnsweredBy::NightDuty).and(enquiries::received_minute.is_not_null());
    Ok(enquiries::table.filter(by_night.and(in_evening.or(in_night))).count().get_result(conn)?)
}

#[cfg(test)]
mod tests {
    use super::key_after;

    #[test]
    fn the_next_key_follows_the_highest_of_its_year() {
        assert_eq!(key_after(2020, []), "H2020-0001");
        assert_eq!(key_after(2019, ["H2019-0007", "H2019-1912", "H2020-0003", "e7"]), "H2019-1913");
        assert_eq!(key_after(2019, ["H2019-9999", "H2019-12a"]), "H2019-10000");
    }
}
