//! The records behind a number: the same contributions that it was folded from, as lines that a person knows again.

use super::catalogue::CATALOGUE;
use super::facts::Facts;
use super::shape::{Contribution, Figure, Record, Value};
use super::store;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::codes::Code;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// What a number is asked for: a figure, and the category or categories it stands in.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The category, or the outer one of two.
    pub category: Option<String>,
    /// The inner category of two, or the measure.
    pub inner: Option<String>,
}

/// The records behind a number.
#[derive(Debug)]
pub struct Found {
    /// The number itself, folded from these very contributions.
    pub number: Option<f64>,
    /// One line a record.
    pub lines: Vec<Line>,
    /// How many are left out of the lines, because the reader may not open their client; the number holds them.
    pub hidden: usize,
}

/// One record.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// By what people know it: a case number, a key, a name.
    pub label: String,
    /// What else tells it apart.
    pub detail: String,
    /// What it adds to the number: whole units, øre for kroner.
    pub amount: i64,
}

/// Every record behind every figure, for a list that leaves the house: no names, and of a child only when it came along.
#[derive(Debug)]
pub struct Every {
    /// The figure, its categories (codes; empty where it has none) and the record.
    pub lines: Vec<(&'static Figure, String, String, Line)>,
    /// How many are left out, because the reader may not open their client; the numbers hold them.
    pub hidden: usize,
    /// The names of facilities, by key.
    pub facility_names: HashMap<String, String>,
}

/// The most records that go along with a report: more than a house like this has in ten years.
pub const MOST: usize = 250_000;

/// The records behind all figures of a report.
///
/// # Errors
/// [`Error::Invalid`] when there are more than [`MOST`], and when the database cannot be read.
pub fn every(conn: &mut Conn, actor: &Actor, facts: &Facts, lang: Lang) -> Result<Every> {
    let mut all: Vec<(&'static Figure, Contribution<'_>)> = Vec::new();
    for figure in CATALOGUE {
        all.extend((figure.compute)(facts).map(|contribution| (figure, contribution)));
        if all.len() > MOST {
            return Err(Error::Invalid(super::texts::DocumentTexts(lang).too_many().to_owned()));
        }
    }
    let mut labels = Labels::load(conn, actor, facts, all.iter().map(|(_, c)| c.record), lang)?;
    labels.leave_names_out(facts);
    let blocked = store::blocked_clients(conn, actor)?;
    let mut lines: Vec<(&'static Figure, String, String, Line)> = Vec::with_capacity(all.len());
    let mut hidden = 0;
    for (figure, contribution) in all {
        if labels.client_of(contribution.record).is_some_and(|client| blocked.contains(&client)) {
            hidden += 1;
            continue;
        }
        let (label, detail) = labels.of(contribution.record);
        let line = Line { label, detail, amount: contribution.amount };
        lines.push((figure, contribution.category.to_owned(), contribution.inner.to_owned(), line));
    }
    let facility_names = facts.facilities.values().map(|place| (place.key.clone(), place.name.clone())).collect();
    Ok(Every { lines, hidden, facility_names })
}

impl Asked {
    fn holds(&self, contribution: &Contribution<'_>) -> bool {
        self.category.as_deref().is_none_or(|category| category == contribution.category)
            && self.inner.as_deref().is_none_or(|inner| inner == contribution.inner)
    }
}

/// The records behind a number of a figure.
///
/// # Errors
/// When the database cannot be read.
pub fn records(
    conn: &mut Conn,
    actor: &Actor,
    facts: &Facts,
    figure: &Figure,
    asked: &Asked,
    lang: Lang,
) -> Result<Found> {
    let wanted: Vec<Contribution<'_>> = (figure.compute)(facts).filter(|c| asked.holds(c)).collect();
    let number = match figure.fold_one(wanted.iter().copied()) {
        Value::Number(number) => number,
        Value::ByCategory(_) | Value::ByTwo(_) => None,
    };
    let labels = Labels::load(conn, actor, facts, wanted.iter().map(|c| c.record), lang)?;
    let blocked = store::blocked_clients(conn, actor)?;
    let is_shown = |c: &&Contribution<'_>| labels.client_of(c.record).is_none_or(|client| !blocked.contains(&client));
    let mut lines: Vec<Line> = wanted
        .iter()
        .filter(is_shown)
        .map(|contribution| {
            let (label, detail) = labels.of(contribution.record);
            Line { label, detail, amount: contribution.amount }
        })
        .collect();
    lines.sort();
    let hidden = wanted.len() - lines.len();
    Ok(Found { number, lines, hidden })
}

/// What records are called.
struct Labels {
    clients: HashMap<i64, String>,
    enquiries: HashMap<i64, String>,
    subjects: HashMap<i64, String>,
    outreach: HashMap<i64, String>,
    facilities: HashMap<i64, String>,
    /// Records of clients by their kind and id: whose they are, and what tells them apart.
    owned: HashMap<Record, (i64, String)>,
}

impl Labels {
    fn load(
        conn: &mut Conn,
        actor: &Actor,
        facts: &Facts,
        records: impl Iterator<Item = Record>,
        lang: Lang,
    ) -> Result<Self> {
        let (mut clients, mut enquiries, mut subjects, mut outreach) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let records: Vec<Record> = records.collect();
        let is_known_by_id = |record: &Record| {
            matches!(
                record,
                Record::Client(_) | Record::Enquiry(_) | Record::Subject(_) | Record::Outreach(_) | Record::Facility(_)
            )
        };
        // Every stay, matter and activity of the year is gone through only for a list that names some.
        let owned = if records.iter().all(is_known_by_id) { HashMap::new() } else { owned_records(facts, lang) };
        for record in records {
            match record {
                Record::Client(id) | Record::Child { client: id, .. } => drop(clients.insert(id)),
                Record::Enquiry(id) => drop(enquiries.insert(id)),
                Record::Subject(id) => drop(subjects.insert(id)),
                Record::Outreach(id) => drop(outreach.insert(id)),
                Record::Facility(_) => {}
                Record::Stay(_) | Record::Matter(_) | Record::Return(_) | Record::Activity(_) | Record::Benefit(_) => {
                    clients.extend(owned.get(&record).map(|(client, _)| *client));
                }
            }
        }
        let list = |ids: BTreeSet<i64>| ids.into_iter().collect::<Vec<_>>();
        Ok(Self {
            clients: store::case_numbers(conn, actor, &list(clients))?,
            enquiries: store::enquiry_keys(conn, actor, &list(enquiries))?,
            subjects: store::subject_keys(conn, actor, &list(subjects))?,
            outreach: store::outreach_titles(conn, actor, &list(outreach))?,
            facilities: facts.facilities.iter().map(|(id, place)| (*id, place.name.clone())).collect(),
            owned,
        })
    }

    /// What a child is called may be its name.
    fn leave_names_out(&mut self, facts: &Facts) {
        for client in &facts.clients {
            for child in &client.children {
                let record = Record::Child { client: client.id, period: child.id };
                if let Some((_, detail)) = self.owned.get_mut(&record) {
                    *detail = until(child.from, child.to);
                }
            }
        }
    }

    /// Whose record it is, where it is a client's.
    fn client_of(&self, record: Record) -> Option<i64> {
        match record {
            Record::Client(id) | Record::Child { client: id, .. } => Some(id),
            Record::Enquiry(_) | Record::Subject(_) | Record::Outreach(_) | Record::Facility(_) => None,
            Record::Stay(_) | Record::Matter(_) | Record::Return(_) | Record::Activity(_) | Record::Benefit(_) => {
                self.owned.get(&record).map(|(client, _)| *client)
            }
        }
    }

    fn of(&self, record: Record) -> (String, String) {
        let known = |names: &HashMap<i64, String>, id: i64| names.get(&id).cloned().unwrap_or_default();
        match record {
            Record::Client(id) => (known(&self.clients, id), String::new()),
            Record::Enquiry(id) => (known(&self.enquiries, id), String::new()),
            Record::Subject(id) => (known(&self.subjects, id), String::new()),
            Record::Outreach(id) => (known(&self.outreach, id), String::new()),
            Record::Facility(id) => (known(&self.facilities, id), String::new()),
            Record::Child { client, .. }
            | Record::Stay(client)
            | Record::Matter(client)
            | Record::Return(client)
            | Record::Activity(client)
            | Record::Benefit(client) => match self.owned.get(&record) {
                Some((owner, detail)) => (known(&self.clients, *owner), detail.clone()),
                None => (known(&self.clients, client), String::new()),
            },
        }
    }
}

/// A date as people read it.
fn shown(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

fn until(from: NaiveDate, to: Option<NaiveDate>) -> String {
    to.map_or_else(|| format!("{}–", shown(from)), |to| format!("{}–{}", shown(from), shown(to)))
}

/// Every record that belongs to a client, with whose it is and what tells it apart.
fn owned_records(facts: &Facts, lang: Lang) -> HashMap<Record, (i64, String)> {
    let mut owned = HashMap::new();
    for client in &facts.clients {
        let mut add = |record, detail: String| drop(owned.insert(record, (client.id, detail)));
        for child in &client.children {
            let record = Record::Child { client: client.id, period: child.id };
            add(record, format!("{}, {}", child.label, until(child.from, child.to)));
        }
        for stay in &client.stays {
            let place = facts.facilities.get(&stay.facility_id).map_or("", |place| place.name.as_str());
            add(Record::Stay(stay.id), format!("{place}, {}", until(stay.from, stay.to)));
        }
        for matter in &client.matters {
            let began = matter.events.first().map(|event| shown(event.on)).unwrap_or_default();
            add(Record::Matter(matter.id), format!("{}, {began}", matter.offence.label(lang)));
        }
        for application in &client.iom_returns {
            let applied = application.applied_on.map(shown).unwrap_or_default();
            add(Record::Return(application.id), format!("IOM, {applied}"));
        }
        for activity in &client.activities {
            let detail = format!("{}, {}", activity.activity_type.label(lang), until(activity.from, activity.to));
            add(Record::Activity(activity.id), detail);
        }
    }
    for benefit in &facts.benefits {
        owned.insert(Record::Benefit(benefit.id), (benefit.client_id, benefit.paid_on.map(shown).unwrap_or_default()));
    }
    owned
}
