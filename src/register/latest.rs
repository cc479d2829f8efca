//! What the list of clients shows of rows in other sheets, worked out before the cases are written, so that no case has to be
//! written again: on PostgreSQL every change of a row leaves the row before it behind. For rows that come later the stores of
//! the domains say the same in SQL (`note_latest`); a test holds the two against each other.

use super::format::Table;
use super::row::Row;
use super::sheet::Sheet;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// The latest rows of one client.
#[derive(Clone, Copy, Default)]
pub struct Latest<'a> {
    /// Where she stays or stayed last: a stay that goes on is later than one that has ended.
    pub stay: Option<Row<'a>>,
    /// Her latest status.
    pub status: Option<Row<'a>>,
    /// The day of her latest entry.
    pub entry_on: Option<NaiveDate>,
}

/// The latest of the rows that are added, by case number.
#[must_use]
pub fn of(sheets: &[Sheet]) -> HashMap<&str, Latest<'_>> {
    let mut all: HashMap<&str, Latest<'_>> = HashMap::new();
    for sheet in sheets.iter().filter(|sheet| matches!(sheet.table, Table::Stays | Table::Residence | Table::Journal)) {
        for row in sheet.added_rows() {
            let Some(client) = row.text("client") else { continue };
            let latest = all.entry(client).or_default();
            match sheet.table {
                Table::Stays => keep_later(&mut latest.stay, row, |row| (row.date("to").is_none(), row.date("from"))),
                Table::Residence => keep_later(&mut latest.status, row, |row| row.date("from")),
                _ => latest.entry_on = latest.entry_on.max(row.date("occurred_at")),
            }
        }
    }
    all
}

/// Of rows that are equally late the one further down is kept: it gets the higher id.
fn keep_later<'a, K: Ord>(kept: &mut Option<Row<'a>>, row: Row<'a>, place: impl Fn(&Row<'a>) -> K) {
    if kept.as_ref().is_none_or(|kept| place(kept) <= place(&row)) {
        *kept = Some(row);
    }
}

/// The case numbers of those who were there before and get later rows now.
#[must_use]
pub fn of_known<'a>(sheets: &'a [Sheet], latest: &HashMap<&'a str, Latest<'a>>) -> Vec<&'a str> {
    let cases = sheets.iter().filter(|sheet| sheet.table == Table::Clients).flat_map(Sheet::added_rows);
    let new: HashSet<&str> = cases.filter_map(|row| row.text("client")).collect();
    latest.keys().copied().filter(|client| !new.contains(client)).collect()
}
