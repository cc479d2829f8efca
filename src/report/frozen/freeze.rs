//! Freezing: the figures, what they were counted from and the files made of them are stored in one transaction with its log
//! entry, from one state of the database.

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
use std::collections::BTreeMap;

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
    database.write(actor, |conn| {
        if let Some(key) = once
            && !desk::use_once(conn, actor, key, now)?
        {
            // The form has had its effect: the version it made is the last one, or one after it.
            let last = store::of_year(conn, actor, year.number())?.last().map(|row| row.number);
            return Ok((last.ok_or(Error::NotFound)?, AuditEntry::refused("report.freeze")));
        }
        let facts = Facts::load(conn, actor, year)?;
        let report = Report::of(&facts);
        let figures = canonical(&report);
        let hash = sha256(figures.as_bytes());
        let mut counted: BTreeMap<Option<i64>, Share> = shares(&facts);
        counted.entry(None).or_default().sha256 = Some(hash.clone());
        let row = FrozenRow {
            id: 0,
            year: year.number(),
            number: 0,
            as_of: year.closing(),
            frozen_at: now,
            frozen_by_id: actor.user_id(),
            reason: reason.to_owned(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            figures,
            names: serde_json::to_string(&report.facility_names).map_err(|_| Error::internal("names"))?,
            sha256: hash,
        };
        let (id, number) = store::add(conn, actor, database.keyring(), row, &counted)?;
        let day = show::date(database.clock().local(now).date());
        // Who froze it is known here; a report that is handed out names nobody.
        let status = FrozenTexts(lang).file_line(&number.to_string(), &day, &show::date(year.closing()));
        for format in Format::ALL {
            let made = taking::written(&report, status.clone(), None, *format, lang)?;
            let file = NewFile { file_name: made.name, media_type: made.media_type.to_owned(), bytes: made.bytes };
            store::attach(conn, actor, database.keyring(), id, &file, now)?;
        }
        Ok((number, AuditEntry::done_to("report.freeze", "frozen_report", id)))
    })
}
