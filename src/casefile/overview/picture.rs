//! The timeline of a client: from the rows of the domains to what the picture shows and what the table beside it says. Pure; it
//! draws nothing and reads nothing.

mod lanes;

use super::texts::PictureTexts;
use crate::activities::model::ActivityRow;
use crate::charts::{Lane, Timeline};
use crate::db::RefKind;
use crate::kernel::codes::JournalMode;
use crate::kernel::text::Lang;
use crate::police::model::{MatterRow, PoliceEventRow};
use crate::residence::model::StatusRow;
use crate::returns::model::ReturnRow;
use crate::stays::model::StayRow;
use crate::web::show;
use chrono::{Datelike, NaiveDate};

/// How many items of a lane are said in the words of the picture; the table has all.
const SAID: usize = 6;

/// A contact with the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// Its entry; none where the reader may only know that there is one.
    pub entry: Option<i64>,
    /// The day.
    pub on: NaiveDate,
    /// How it was; none where the reader may only know that there is an entry.
    pub mode: Option<JournalMode>,
}

/// What the domains know of a client, in any order.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Her residence statuses.
    pub statuses: &'a [StatusRow],
    /// Her stays.
    pub stays: &'a [StayRow],
    /// The names of facilities, by id.
    pub facilities: &'a [(i64, String)],
    /// What she takes part in.
    pub activities: &'a [ActivityRow],
    /// Her police matters.
    pub matters: &'a [MatterRow],
    /// Their events.
    pub events: &'a [PoliceEventRow],
    /// Her returns.
    pub returns: &'a [ReturnRow],
    /// Every entry of her journal.
    pub contacts: &'a [Contact],
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The lane.
    pub area: &'static str,
    /// What it is.
    pub what: String,
    /// Its first day, or the day.
    pub from: NaiveDate,
    /// Until when, in words, or nothing.
    pub to: String,
    /// What else is to be said.
    pub note: String,
    /// Its record.
    pub href: String,
}

/// The address of a record of a kind.
pub type Address<'a> = &'a dyn Fn(RefKind, i64) -> String;

/// The picture as data, in words, and as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What is drawn.
    pub data: Timeline,
    /// What one would say of it.
    pub words: String,
    /// The same as rows, conversations left out.
    pub lines: Vec<Line>,
}

/// Makes the picture of `today`; `address` says where a record is opened.
#[must_use]
pub fn picture(rows: &Rows<'_>, address: Address<'_>, today: NaiveDate, lang: Lang) -> Picture {
    let maker = Maker { today, lang, t: PictureTexts(lang), address };
    let made =
        [maker.residence(rows), maker.stays(rows), maker.activities(rows), maker.police(rows), maker.returns(rows)];
    let mut words: Vec<String> = made.iter().map(|(lane, lines)| maker.said(&lane.label, lines)).collect();
    let mut lanes = Vec::new();
    let mut lines = Vec::new();
    for (lane, mut of_lane) in made {
        of_lane.sort_by_key(|line| line.from);
        lanes.push(lane);
        lines.extend(of_lane);
    }
    let here = rows.contacts.iter().filter(|contact| contact.mode == Some(JournalMode::InPerson)).count();
    let met = maker.t.met(&here.to_string(), &(rows.contacts.len() - here).to_string());
    words.push(format!("{}: {met}.", maker.t.conversations()));
    words.push(maker.t.in_the_table().to_owned());
    lanes.push(maker.contacts(rows));
    let today_label = maker.t.today(&today.format("%d.%m").to_string());
    Picture { data: Timeline { today, today_label, lanes }, words: words.join(" "), lines }
}

type Made = (Lane, Vec<Line>);

struct Maker<'a> {
    today: NaiveDate,
    lang: Lang,
    t: PictureTexts,
    address: Address<'a>,
}

impl Maker<'_> {
    /// A day as a flag says it: without the year where it is this one.
    fn short(&self, day: NaiveDate) -> String {
        if day.year() == self.today.year() { day.format("%d.%m").to_string() } else { show::date(day) }
    }

    fn said(&self, area: &str, lines: &[Line]) -> String {
        if lines.is_empty() {
            return format!("{area}: {}.", self.t.none());
        }
        let mut said: Vec<String> = lines
            .iter()
            .rev()
            .take(SAID)
            .map(|line| [line.what.as_str(), &self.short(line.from), &line.to].join(" ").trim().to_owned())
            .collect();
        said.reverse();
        if lines.len() > SAID {
            said.push(self.t.and_more(&(lines.len() - SAID).to_string()));
        }
        format!("{area}: {}.", said.join("; "))
    }

    fn until(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| self.t.goes_on().to_owned(), show::date)
    }
}

/// The nights from `began_on` up to `ended_on`, or so far (annual-report rule 1).
#[must_use]
pub fn nights(began_on: NaiveDate, ended_on: Option<NaiveDate>, today: NaiveDate) -> i64 {
    (ended_on.map_or(today, |end| end.min(today)) - began_on).num_days().max(0)
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
