//! A client's deadlines in brief, for the panels of other pages.

use super::{Found, address, moment, waiting};
use crate::casefile::head::{File, Part};
use crate::deadlines::due::{Due, DueMoment, LAPSED_DAYS, Left};
use crate::deadlines::model::DeadlineRow;
use crate::deadlines::texts as words;
use crate::kernel::codes::{DeadlineKind, DeadlineState};
use crate::kernel::text::Lang;
use crate::web::show::{self, Tag};
use crate::web::state::State;

/// From how many days ahead a deadline stands on her page.
const AHEAD_DAYS: i64 = 90;

/// How many stand there.
const MOST: usize = 3;

/// A deadline in a narrow panel.
pub struct Brief {
    /// What kind it is.
    pub kind: DeadlineKind,
    /// What it is about.
    pub what: String,
    /// Its day, and the working day it moves to; nothing for a reminder of our own.
    pub day: String,
    /// The day for machines.
    pub iso: String,
    /// How much is left.
    pub tag: Tag,
    /// True when it has passed.
    pub is_over: bool,
    /// Where one deals with it.
    pub href: String,
}

/// The deadlines of an opened file that one acts on under residence, the first to act on first.
pub fn of_residence(state: &State, lang: Lang, file: &File, found: Found) -> Vec<Brief> {
    briefs(state, lang, file, found, |row, _, _| words::place(row.kind) == Part::Residence.place())
}

/// The next deadlines of an opened file, the first to act on first, reminders of ours last: what stands on her page. One that has
/// passed is among them until somebody deals with it, a right that was lost as long as the first page shows it.
pub fn next(state: &State, lang: Lang, file: &File, found: Found) -> Vec<Brief> {
    let mut next = briefs(state, lang, file, found, |row, due, now| match due.left(now) {
        Left::Reminder => waiting(row, now).is_none(),
        Left::Hours(_) | Left::Days(_) => {
            let days = (row.act_on - now.today()).num_days();
            days <= AHEAD_DAYS && !(row.kind.lapses() && days < -i64::from(LAPSED_DAYS))
        }
    });
    next.truncate(MOST);
    next
}

fn briefs(
    state: &State,
    lang: Lang,
    file: &File,
    found: Found,
    is_wanted: impl Fn(&DeadlineRow, &Due, DueMoment) -> bool,
) -> Vec<Brief> {
    let now = moment(state);
    if file.client.closed_on.is_some() || file.case.merged_into_id.is_some() {
        return Vec::new();
    }
    let mut open = found.dues;
    open.retain(|(row, due)| row.state == DeadlineState::Open && is_wanted(row, due, now));
    open.sort_by_key(|(row, _)| (row.kind.is_reminder(), row.act_on, row.id));
    let brief = |(row, due): (DeadlineRow, Due)| {
        let left = due.left(now);
        let color = words::color(left);
        let said = match waiting(&row, now) {
            Some(from) => super::DeadlineTexts(lang).reminds_from(&show::date(from)),
            None => words::left(left, lang),
        };
        Brief {
            kind: row.kind,
            what: words::title(&due, lang),
            day: if left == Left::Reminder { String::new() } else { words::day(&due, lang) },
            iso: row.act_on.to_string(),
            tag: Tag::new(color, if color == "neutral" { "" } else { "clock" }, said),
            is_over: matches!(left, Left::Hours(n) | Left::Days(n) if n < 0),
            href: address(state, &file.client_ref, row.id, "/handling"),
        }
    };
    open.into_iter().map(brief).collect()
}
