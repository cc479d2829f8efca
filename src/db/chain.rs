//! The chain of the log: each row holds an HMAC over itself and the row before. Whoever changes, removes or inserts a row
//! without the key breaks it from there on.

use super::keyring::hmac_hex;
use super::schema::audit_log;
use super::{Conn, Keyring, dialect};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;
use diesel::prelude::*;

#[derive(Queryable, Insertable)]
#[diesel(table_name = audit_log)]
struct LogRow {
    id: i64,
    at_utc: NaiveDateTime,
    actor: String,
    role: String,
    action: String,
    object_kind: Option<String>,
    object_id: Option<i64>,
    result: String,
    mac: String,
}

impl LogRow {
    fn expected_mac(&self, keyring: &Keyring, previous: &str) -> String {
        let object_id = self.object_id.map_or(String::new(), |id| id.to_string());
        hmac_hex(
            &keyring.log_chain,
            &[
                previous.as_bytes(),
                &self.id.to_be_bytes(),
                self.at_utc.to_string().as_bytes(),
                self.actor.as_bytes(),
                self.role.as_bytes(),
                self.action.as_bytes(),
                self.object_kind.as_deref().unwrap_or("").as_bytes(),
                object_id.as_bytes(),
                self.result.as_bytes(),
            ],
        )
    }
}

/// Adds one act to the log, inside the caller's transaction. The chain's lock is taken here, so this comes last.
pub(super) fn append(
    conn: &mut Conn,
    keyring: &Keyring,
    actor: &Actor,
    entry: AuditEntry,
    now: NaiveDateTime,
) -> Result<()> {
    dialect::lock_chain(conn)?;
    let last: Option<(i64, String)> =
        audit_log::table.order(audit_log::id.desc()).select((audit_log::id, audit_log::mac)).first(conn).optional()?;
    let (last_id, previous) = last.unwrap_or((0, String::new()));
    let mut row = LogRow {
        id: last_id + 1,
        at_utc: now,
        actor: actor.log_name(),
        role: actor.log_role().to_owned(),
        action: entry.action.to_owned(),
        object_kind: entry.object.map(|(kind, _)| kind.to_owned()),
        object_id: entry.object.map(|(_, id)| id),
        result: entry.result.word().to_owned(),
        mac: String::new(),
    };
    row.mac = row.expected_mac(keyring, &previous);
    diesel::insert_into(audit_log::table).values(&row).execute(conn)?;
    Ok(())
}

/// The first row of the log that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainBreak {
    /// The number of the row.
    pub row: i64,
}

/// Walks the whole log. Answers how many rows it has, or the first broken one.
///
/// # Errors
/// When the log cannot be read.
pub fn verify_chain(conn: &mut Conn, keyring: &Keyring) -> Result<std::result::Result<i64, ChainBreak>> {
    const PAGE: i64 = 10_000;
    let mut previous = String::new();
    let mut last_id = 0;
    loop {
        let rows: Vec<LogRow> = audit_log::table
            .filter(audit_log::id.gt(last_id))
            .order(audit_log::id)
            .limit(PAGE)
            .load(conn)
            .map_err(Error::from)?;
        if rows.is_empty() {
            return Ok(Ok(last_id));
        }
        for row in rows {
            if row.id != last_id + 1 || row.mac != row.expected_mac(keyring, &previous) {
                return Ok(Err(ChainBreak { row: last_id + 1 }));
            }
            last_id = row.id;
            previous = row.mac;
        }
    }
}
