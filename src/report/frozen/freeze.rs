//! Freezing: the figures, what they were counted from and the files made of them come from one state of the database, and are stored
//! in one transaction with its log entry. The files are made before it begins, so that nobody waits for them to write a note.

use super::kept::{Share, shares};
use super::model::{FrozenRow, NewFile, canonical, sha256};
use super::store;
use super::texts::FrozenTexts;
use crate::db::Database;
use crate::desk;
use crate::documents::Format;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::report::Report;
use crate::report::facts::Facts;
use crate::report::rules::Year;
use crate::report::taking;
use crate::web::session::SignedIn;
use crate::web::show;
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// How often it is begun anew when somebody else freezes the same year meanwhile: each file says which version it is.
const TRIES: usize = 3;

/// Freezes a year as it is now, once for each key; answers the number of the version. With it are kept the files that leave the
/// house, in the language of whoever freezes it.
///
/// # Errors
/// [`Error::Invalid`] for a year that has not begun; when the database refuses.
pub fn freeze(
    database: &Database,
    user: &SignedIn,
    year: Year,
    reason: &str,
    once: Option<&str>,
    lang: Lang,
) -> Result<i32> {
    let actor = &user.actor;
    if !year.has_begun() {
        return Err(Error::Invalid("the year has not begun".to_owned()));
    }
    let now = database.clock().now_utc();
    for _ in 0..TRIES {
        let made = Made::of(database, user, (year, reason, now), lang)?;
        let stored = database.write(actor, |conn| {
            if let Some(key) = once
                && !desk::use_once(conn, actor, key, now)?
            {
                // The form has had its effect: the version it made is the last one, or one after it.
                let last = store::last_number(conn, actor, year.number())?;
                return Ok((last.ok_or(Error::NotFound)?, AuditEntry::refused("report.freeze")));
            }
            let (id, number) = store::add(conn, actor, database.keyring(), made.row.clone(), &made.counted)?;
            if number != made.row.number {
                return Err(Error::Conflict("the year was frozen at the same time".to_owned()));
            }
            for file in &made.files {
                store::attach(conn, actor, database.keyring(), id, file, now)?;
            }
            Ok((number, AuditEntry::done_to("report.freeze", "frozen_report", id)))
        });
        if !matches!(stored, Err(Error::Conflict(_))) {
            return stored;
        }
    }
    Err(Error::Busy)
}

/// What is stored of a year, made of one state of the database before anybody has to wait for it.
struct Made {
    row: FrozenRow,
    counted: BTreeMap<Option<i64>, Share>,
    files: Vec<NewFile>,
}

impl Made {
    fn of(
        database: &Database,
        user: &SignedIn,
        (year, reason, now): (Year, &str, NaiveDateTime),
        lang: Lang,
    ) -> Result<Self> {
        let actor = &user.actor;
        let (facts, last) = database.read(|conn| {
            let facts = Facts::load(conn, actor, year)?;
            Ok::<_, Error>((facts, store::last_number(conn, actor, year.number())?))
        })?;
        let number = last.unwrap_or(0) + 1;
        let report = Report::of(&facts);
        let figures = canonical(&report);
        let hash = sha256(figures.as_bytes());
        let mut counted: BTreeMap<Option<i64>, Share> = shares(&facts);
        counted.entry(None).or_default().sha256 = Some(hash.clone());
        let row = FrozenRow {
            id: 0,
            year: year.number(),
            number,
            as_of: year.closing(),
            frozen_at: now,
            frozen_by_id: actor.user_id(),
            reason: reason.to_owned(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            figures,
            names: serde_json::to_string(&report.facility_names).map_err(|_| Error::internal("names"))?,
            sha256: hash,
        };
        let day = show::date(database.clock().local(now).date());
        // Who froze it is known here; a report that is handed out names nobody.
        let status = FrozenTexts(lang).file_line(&number.to_string(), &day, &show::date(year.closing()));
        let file = |format: &Format| {
            let made = taking::written(&report, status.clone(), None, *format, lang)?;
            Ok(NewFile { file_name: made.name, media_type: made.media_type.to_owned(), bytes: made.bytes })
        };
        let files = Format::ALL.iter().map(file).collect::<Result<Vec<_>>>()?;
        Ok(Self { row, counted, files })
    }
}
