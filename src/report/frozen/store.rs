//! All SQL of frozen reports. Rows are added and never changed; the database refuses anything else.

use super::kept::Share;
use super::model::{FileRow, FrozenRow, NewFile, PublicationRow, ShareRow};
use crate::db::schema::{
    audit_log, clients, frozen_files, frozen_publications, frozen_records, frozen_reports, journal_entries,
    record_changes,
};
use crate::db::{Conn, Keyring, bulk_insert, ids_were_given, next_id};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{FactKind, JournalMode};
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// How many ids one statement asks for.
const IDS_AT_ONCE: usize = 500;

/// True when a year is frozen up to its last day: then nobody who counts in it is needed for its numbers any more. Whoever
/// erases a client asks this of every year she counts in (docs: protection).
///
/// # Errors
/// When the database cannot be read.
pub fn is_frozen(conn: &mut Conn, actor: &Actor, year: i32) -> Result<bool> {
    Ok(of_year(conn, actor, year)?.iter().any(FrozenRow::is_whole_year))
}

/// The frozen reports of a year, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn of_year(conn: &mut Conn, actor: &Actor, year: i32) -> Result<Vec<FrozenRow>> {
    actor.must(Area::ReportFigures)?;
    Ok(frozen_reports::table
        .filter(frozen_reports::year.eq(year))
        .order(frozen_reports::number)
        .select(FrozenRow::as_select())
        .load(conn)?)
}

/// One version of a year.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn one(conn: &mut Conn, actor: &Actor, year: i32, number: i32) -> Result<FrozenRow> {
    of_year(conn, actor, year)?.into_iter().find(|row| row.number == number).ok_or(Error::NotFound)
}

/// All frozen reports.
///
/// # Errors
/// When the database cannot be read.
pub fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<FrozenRow>> {
    actor.must(Area::ReportFigures)?;
    Ok(frozen_reports::table.order(frozen_reports::id).select(FrozenRow::as_select()).load(conn)?)
}

/// The number of the last version of a year, if there is one.
///
/// # Errors
/// When the database cannot be read.
pub fn last_number(conn: &mut Conn, _actor: &Actor, year: i32) -> Result<Option<i32>> {
    let of_year = frozen_reports::table.filter(frozen_reports::year.eq(year));
    Ok(of_year.select(diesel::dsl::max(frozen_reports::number)).first(conn)?)
}

/// Adds a frozen report with its shares. `row` does not bring its id, and the number it brings gives way to the next one; answers
/// both.
///
/// # Errors
/// When the database refuses, or somebody may not freeze.
pub fn add(
    conn: &mut Conn,
    actor: &Actor,
    keyring: &Keyring,
    row: FrozenRow,
    shares: &BTreeMap<Option<i64>, Share>,
) -> Result<(i64, i32)> {
    actor.must(Area::ReportFreeze)?;
    let id = next_id(conn, "frozen_reports")?;
    let last = last_number(conn, actor, row.year)?;
    let row = FrozenRow { id, number: last.unwrap_or(0) + 1, ..row };
    diesel::insert_into(frozen_reports::table).values(&row).execute(conn)?;
    ids_were_given(conn, "frozen_reports")?;
    let mut sealed = Vec::with_capacity(shares.len());
    for (share_id, (client, share)) in (next_id(conn, "frozen_records")?..).zip(shares) {
        let json = serde_json::to_vec(share).map_err(|_| Error::internal("a share that is no JSON"))?;
        sealed.push(ShareRow::sealed(keyring, (share_id, id), *client, &json)?);
    }
    bulk_insert!(conn, frozen_records, &sealed)?;
    ids_were_given(conn, "frozen_records")?;
    Ok((id, row.number))
}

/// What a frozen report counted, by client; nothing for a client who was erased since.
///
/// # Errors
/// When the database cannot be read, or a row is not what was sealed.
pub fn shares(conn: &mut Conn, actor: &Actor, keyring: &Keyring, report: i64) -> Result<BTreeMap<Option<i64>, Share>> {
    actor.must(Area::ReportRecords)?;
    let rows: Vec<ShareRow> =
        frozen_records::table.filter(frozen_records::report_id.eq(report)).select(ShareRow::as_select()).load(conn)?;
    rows.iter()
        .map(|row| {
            let share = serde_json::from_slice(&row.opened(keyring)?);
            Ok((row.client_id, share.map_err(|_| Error::internal("a frozen share"))?))
        })
        .collect()
}

/// Keeps a file with a frozen report: exports call this in the transaction that freezes, or later with their own log entry.
///
/// # Errors
/// When the file cannot be sealed, or the database refuses.
pub fn attach(
    conn: &mut Conn,
    actor: &Actor,
    keyring: &Keyring,
    report: i64,
    file: &NewFile,
    now: NaiveDateTime,
) -> Result<i64> {
    actor.must(Area::ReportFreeze)?;
    let id = next_id(conn, "frozen_files")?;
    let row = FileRow::sealed(keyring, (id, report), file, (actor.user_id(), now))?;
    diesel::insert_into(frozen_files::table).values(&row).execute(conn)?;
    ids_were_given(conn, "frozen_files")?;
    Ok(id)
}

/// The files of a frozen report, in the order in which they were kept.
///
/// # Errors
/// When the database cannot be read.
pub fn files(conn: &mut Conn, actor: &Actor, report: i64) -> Result<Vec<FileRow>> {
    actor.must(Area::ReportFreeze)?;
    Ok(frozen_files::table
        .filter(frozen_files::report_id.eq(report))
        .order(frozen_files::id)
        .select(FileRow::as_select())
        .load(conn)?)
}

/// Marks a version as the published one of its year, or none.
///
/// # Errors
/// When the database refuses.
pub fn mark(conn: &mut Conn, actor: &Actor, mark: PublicationRow) -> Result<i64> {
    actor.must(Area::ReportFreeze)?;
    let id = next_id(conn, "frozen_publications")?;
    let mark = PublicationRow { id, ..mark };
    diesel::insert_into(frozen_publications::table).values(&mark).execute(conn)?;
    ids_were_given(conn, "frozen_publications")?;
    Ok(id)
}

/// The last mark of each year, by year: which version is published. A year whose mark was taken back is left out.
///
/// # Errors
/// When the database cannot be read.
pub fn published(conn: &mut Conn, actor: &Actor) -> Result<BTreeMap<i32, PublicationRow>> {
    actor.must(Area::ReportFigures)?;
    let rows: Vec<PublicationRow> =
        frozen_publications::table.order(frozen_publications::id).select(PublicationRow::as_select()).load(conn)?;
    let mut last: BTreeMap<i32, PublicationRow> = rows.into_iter().map(|row| (row.year, row)).collect();
    last.retain(|_, row| row.report_id.is_some());
    Ok(last)
}

/// An act of the log since a moment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Act {
    /// When (UTC).
    pub at: NaiveDateTime,
    /// Who: `user:` and an id, or `system`.
    pub actor: String,
    /// What, as `noun.verb`.
    pub action: String,
    /// To which object.
    pub object: Option<i64>,
}

/// What was done to objects of a kind after a moment, in the order of the log; reading is left out.
///
/// # Errors
/// When the log cannot be read.
pub fn acts(conn: &mut Conn, _actor: &Actor, kind: &str, ids: &[i64], since: NaiveDateTime) -> Result<Vec<Act>> {
    let mut found = Vec::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Act> = audit_log::table
            .filter(audit_log::object_kind.eq(kind).and(audit_log::object_id.eq_any(ids)))
            .filter(audit_log::at_utc.ge(since).and(audit_log::result.eq("done")))
            .filter(audit_log::action.not_like("%.read"))
            .order(audit_log::id)
            .select((audit_log::at_utc, audit_log::actor, audit_log::action, audit_log::object_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What was done after a moment that names no object and may have brought records: registers that were brought in.
///
/// # Errors
/// When the log cannot be read.
pub fn imports(conn: &mut Conn, _actor: &Actor, since: NaiveDateTime) -> Result<Vec<Act>> {
    Ok(audit_log::table
        .filter(audit_log::action.eq("register.import").and(audit_log::result.eq("done")))
        .filter(audit_log::at_utc.ge(since))
        .order(audit_log::id)
        .select((audit_log::at_utc, audit_log::actor, audit_log::action, audit_log::object_id))
        .load(conn)?)
}

/// That something was corrected or removed after a moment.
#[derive(Debug, Clone, Queryable)]
pub struct Correction {
    /// Whose record it was.
    pub client: Option<i64>,
    /// What kind of record.
    pub kind: FactKind,
    /// Its id.
    pub record: i64,
    /// True for a removal.
    pub is_removal: bool,
    /// Why it was removed.
    pub reason: Option<String>,
    /// Who did it.
    pub by: Option<i64>,
    /// When (UTC).
    pub at: NaiveDateTime,
}

/// Corrections and removals after a moment, in their order.
///
/// # Errors
/// When the database cannot be read.
pub fn corrections(conn: &mut Conn, _actor: &Actor, since: NaiveDateTime) -> Result<Vec<Correction>> {
    Ok(record_changes::table
        .filter(record_changes::changed_at.ge(since))
        .order(record_changes::id)
        .select((
            record_changes::client_id,
            record_changes::record_kind,
            record_changes::record_id,
            record_changes::is_removal,
            record_changes::reason,
            record_changes::changed_by_id,
            record_changes::changed_at,
        ))
        .load(conn)?)
}

/// When conversations in person were written down, and by whom: client, date, moment (UTC), author.
pub type Written = (i64, NaiveDate, Option<NaiveDateTime>, i64);

/// When the conversations of some clients were written down.
///
/// # Errors
/// When the database cannot be read.
pub fn written(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<Written>> {
    let mut found = Vec::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<Written> = journal_entries::table
            .filter(journal_entries::client_id.eq_any(ids).and(journal_entries::mode.eq(JournalMode::InPerson)))
            .order(journal_entries::id)
            .select((
                journal_entries::client_id,
                journal_entries::occurred_on,
                journal_entries::written_at,
                journal_entries::author_id,
            ))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Which of some clients are there, and which of them turned out to be about another.
///
/// # Errors
/// When the database cannot be read.
pub fn merged(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<BTreeMap<i64, bool>> {
    let mut found = BTreeMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(i64, Option<i64>)> =
            clients::table.filter(clients::id.eq_any(ids)).select((clients::id, clients::merged_into_id)).load(conn)?;
        found.extend(rows.into_iter().map(|(id, into)| (id, into.is_some())));
    }
    Ok(found)
}

/// A fault that a check found: which report, and what is wrong.
pub type Fault = (i32, i32, &'static str);

/// Checks that every frozen report is what was frozen: hash, seals, files. Answers how many there are, and the faults.
///
/// # Errors
/// When the database cannot be read.
pub fn verify(conn: &mut Conn, actor: &Actor, keyring: &Keyring) -> Result<(usize, Vec<Fault>)> {
    let reports = all(conn, actor)?;
    let mut faults = Vec::new();
    for row in &reports {
        let mut wrong = |what| faults.push((row.year, row.number, what));
        if super::model::sha256(row.figures.as_bytes()) != row.sha256 {
            wrong("the figures are not those that were frozen");
        }
        match shares(conn, actor, keyring, row.id) {
            Err(_) => wrong("a sealed row does not open"),
            Ok(shares) => {
                let sealed = shares.get(&None).and_then(|office| office.sha256.as_deref());
                if sealed != Some(row.sha256.as_str()) {
                    wrong("the hash is not the one that was sealed");
                }
            }
        }
        if files(conn, actor, row.id)?.iter().any(|file| file.opened(keyring).is_err()) {
            wrong("a file is not the one that was kept");
        }
    }
    Ok((reports.len(), faults))
}
