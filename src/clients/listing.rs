//! The list of clients: which of them, in which order, a page at a time, and how many the quick filters would show. It reads the
//! columns that are kept on the case for this, so that a hundred thousand cases cost a few milliseconds. Whom the reader may
//! not see is neither listed nor counted. Knows no page.

use super::filter::{self, Cases, Filter, Place};
use super::finding::Hit;
use super::pressing::{self, Pressing};
use super::sight::{ClientCondition, Sight};
use crate::db::schema::{client_identities, clients, facilities, users};
use crate::db::{Backend, Conn};
use crate::kernel::actor::Actor;
use crate::kernel::codes::ResidenceStatus;
use crate::kernel::error::Result;
use chrono::NaiveDate;
use diesel::dsl::{case_when, count, count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::Date;
use std::collections::HashMap;

/// How many ids stand in one condition.
const BATCH: usize = 1000;

/// The orders by latest entry. Those without any are the most silent of all, and each backend takes NULL to be at another end
/// by itself. In these words an index gives both orders, in an expression of our own none would.
const SILENT_FIRST: &str = "clients.latest_entry_on ASC NULLS FIRST";
const SILENT_LAST: &str = "clients.latest_entry_on DESC NULLS LAST";

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By case number.
    #[default]
    Case,
    /// By name.
    Name,
    /// By the day of the latest entry.
    Entry,
    /// By status, in the order of the list of codes.
    Status,
    /// By the name of the place.
    Place,
    /// By the name of the caseworker.
    Caseworker,
}

/// Clients that share what a list is ordered by.
#[derive(Debug, Clone, Copy)]
enum Group {
    Caseworker(Option<i64>),
    Status(Option<ResidenceStatus>),
    Place(Option<i64>),
}

/// How many active clients the list and each quick filter would show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Default)]
pub struct Tallies {
    /// All that are active.
    pub active: i64,
    /// Those of them that the list itself asks for.
    pub asked: i64,
    /// Her own.
    pub mine: i64,
    /// Whose deadlines press.
    pub pressing: i64,
    /// Taken in this year.
    pub new: i64,
    /// Silent.
    pub silent: i64,
    /// Of whom something is missing.
    pub gaps: i64,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The case and the person.
    pub fact: LineFact,
    /// Citizenships, the first is the nationality.
    pub countries: Vec<String>,
    /// Where she stays today.
    pub place: Option<String>,
    /// Her caseworker's name.
    pub caseworker: Option<String>,
    /// Her next deadline, when it presses and her case is open.
    pub deadline: Option<Pressing>,
}

/// What a line shows of a case and its person.
#[derive(Debug, Clone, Queryable)]
pub struct LineFact {
    /// The client.
    pub id: i64,
    /// The case number.
    pub case_number: String,
    /// The day the case was closed.
    pub closed_on: Option<NaiveDate>,
    /// True for a protected case.
    pub is_protected: bool,
    /// The day the case was locked.
    pub locked_on: Option<NaiveDate>,
    /// The caseworker.
    pub caseworker_id: Option<i64>,
    /// The latest status.
    pub status: Option<ResidenceStatus>,
    /// Its last day.
    pub valid_to: Option<NaiveDate>,
    /// Where she stays or stayed last.
    pub facility_id: Option<i64>,
    /// Since when.
    pub stay_began_on: Option<NaiveDate>,
    /// The day she left.
    pub stay_ended_on: Option<NaiveDate>,
    /// The day of the latest entry.
    pub latest_entry_on: Option<NaiveDate>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Alias.
    pub alias: Option<String>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
}

impl Group {
    fn condition(self, today: NaiveDate) -> ClientCondition {
        match self {
            Self::Caseworker(None) => Box::new(clients::caseworker_id.is_null()),
            Self::Caseworker(Some(user)) => Box::new(clients::caseworker_id.assume_not_null().eq(user)),
            Self::Status(None) => Box::new(clients::latest_status.is_null()),
            Self::Status(Some(status)) => Box::new(clients::latest_status.assume_not_null().eq(status)),
            Self::Place(None) => filter::stays_nowhere(today),
            Self::Place(Some(place)) => {
                Box::new(filter::stays_now(today).and(clients::latest_facility_id.assume_not_null().eq(place)))
            }
        }
    }
}

/// A list of clients as somebody may see it.
#[derive(Debug)]
pub struct List<'s> {
    sight: &'s Sight,
    filter: Filter,
    today: NaiveDate,
    /// The facilities of the kind that is asked for.
    places: Vec<i64>,
}

impl<'s> List<'s> {
    /// A list for her who sees so.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(conn: &mut Conn, _actor: &Actor, sight: &'s Sight, filter: Filter, today: NaiveDate) -> Result<Self> {
        let places = match filter.place {
            Place::Kind(kind) => {
                facilities::table.filter(facilities::facility_type.eq(kind)).select(facilities::id).load(conn)?
            }
            Place::Any | Place::Missing => Vec::new(),
        };
        Ok(Self { sight, filter, today, places })
    }

    fn asked(&self) -> ClientCondition {
        self.filter.condition(self.today, &self.places)
    }

    fn seen(&self) -> ClientCondition {
        Box::new(self.sight.condition().and(self.asked()))
    }

    /// How many active clients the list and each quick filter would show, in one walk through the cases.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn tallies(&self, conn: &mut Conn, _actor: &Actor, own: i64) -> Result<Tallies> {
        let today = self.today;
        let mine = Group::Caseworker(Some(own)).condition(today);
        Ok(clients::table
            .filter(self.sight.condition())
            .filter(Filter::default().condition(today, &[]))
            .select((
                count_star(),
                count(case_when(self.asked(), clients::id)),
                count(case_when(mine, clients::id)),
                count(case_when(pressing::condition(today), clients::id)),
                count(case_when(filter::new_this_year(today), clients::id)),
                count(case_when(filter::silent(today), clients::id)),
                count(case_when(filter::gaps(), clients::id)),
            ))
            .first(conn)?)
    }

    /// How many there are. Of active ones the tallies say it too.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count(&self, conn: &mut Conn, _actor: &Actor) -> Result<i64> {
        Ok(match self.filter.cases {
            Cases::Active => clients::table.filter(self.seen()).count().get_result(conn)?,
            // Here the condition stands in what is counted: the index of closed cases would lead to each of them.
            Cases::Closed | Cases::All => {
                clients::table.select(count(case_when(self.seen(), clients::id))).first(conn)?
            }
        })
    }

    /// How many she is not shown because she may not open them by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hidden(&self, conn: &mut Conn, _actor: &Actor) -> Result<i64> {
        if self.sight.blocked.is_empty() {
            return Ok(0);
        }
        let hidden = self.sight.hidden_by_name().and(self.asked());
        Ok(clients::table.filter(hidden).count().get_result(conn)?)
    }

    /// The ids of one page.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn page(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        (sort, is_descending): (Sort, bool),
        (skip, size): (usize, usize),
    ) -> Result<Vec<i64>> {
        if matches!(sort, Sort::Status | Sort::Place | Sort::Caseworker) {
            return self.grouped_page(conn, actor, (sort, is_descending), (skip, size));
        }
        let all = clients::table.filter(self.seen()).select(clients::id).into_boxed::<Backend>();
        let number = clients::case_number;
        let ordered = match (sort, is_descending) {
            (Sort::Name, false) => all.order((clients::sort_name.asc(), clients::id.asc())),
            (Sort::Name, true) => all.order((clients::sort_name.desc(), clients::id.desc())),
            (Sort::Entry, false) => all.order((sql::<Date>(SILENT_FIRST), number.desc())),
            (Sort::Entry, true) => all.order((sql::<Date>(SILENT_LAST), number.desc())),
            (_, false) => all.order(number.asc()),
            (_, true) => all.order(number.desc()),
        };
        Ok(ordered.limit(limit(size)).offset(limit(skip)).load(conn)?)
    }

    /// A page ordered by what few values share: the groups in the order of their names, of them those that the page shows.
    /// So names are sorted as Norwegian is, on both backends, and no list is sorted whole.
    fn grouped_page(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        (sort, is_descending): (Sort, bool),
        (skip, size): (usize, usize),
    ) -> Result<Vec<i64>> {
        let mut groups = self.groups(conn, actor, sort)?;
        if is_descending {
            groups.reverse();
        }
        // Those without a value come last either way.
        groups.sort_by_key(|(group, _)| {
            matches!(group, Group::Caseworker(None) | Group::Status(None) | Group::Place(None))
        });
        let (mut skip, mut wanted, mut found) = (skip, size, Vec::new());
        for (group, members) in groups {
            let members = usize::try_from(members).unwrap_or(usize::MAX);
            if skip >= members {
                skip -= members;
                continue;
            }
            let page: Vec<i64> = clients::table
                .filter(self.seen())
                .filter(group.condition(self.today))
                .order(clients::case_number.desc())
                .select(clients::id)
                .limit(limit(wanted))
                .offset(limit(skip))
                .load(conn)?;
            (skip, wanted) = (0, wanted.saturating_sub(page.len()));
            found.extend(page);
            if wanted == 0 {
                break;
            }
        }
        Ok(found)
    }

    fn groups(&self, conn: &mut Conn, actor: &Actor, sort: Sort) -> Result<Vec<(Group, i64)>> {
        let seen = clients::table.filter(self.seen());
        match sort {
            Sort::Status => {
                let column = clients::latest_status;
                let mut rows: Vec<(Option<ResidenceStatus>, i64)> =
                    seen.group_by(column).select((column, count_star())).load(conn)?;
                rows.sort_by_key(|(status, _)| *status);
                Ok(rows.into_iter().map(|(status, count)| (Group::Status(status), count)).collect())
            }
            Sort::Place => {
                let column = clients::latest_facility_id;
                let mut rows: Vec<(Option<i64>, i64)> = seen
                    .filter(filter::stays_now(self.today))
                    .group_by(column)
                    .select((column, count_star()))
                    .load(conn)?;
                let names = facility_names(conn, actor, rows.iter().filter_map(|(id, _)| *id).collect())?;
                rows.sort_by_key(|(id, _)| {
                    id.and_then(|id| names.get(&id)).map(|name| super::names::sort_key(name, ""))
                });
                let nowhere: i64 = clients::table
                    .filter(self.seen())
                    .filter(filter::stays_nowhere(self.today))
                    .count()
                    .get_result(conn)?;
                let rows = rows.into_iter().map(|(id, count)| (Group::Place(id), count));
                Ok(rows.chain([(Group::Place(None), nowhere)]).collect())
            }
            Sort::Case | Sort::Name | Sort::Entry | Sort::Caseworker => {
                let column = clients::caseworker_id;
                let mut rows: Vec<(Option<i64>, i64)> =
                    seen.group_by(column).select((column, count_star())).load(conn)?;
                let names = user_names(conn, actor, rows.iter().filter_map(|(id, _)| *id).collect())?;
                rows.sort_by_key(|(id, _)| {
                    id.and_then(|id| names.get(&id)).map(|name| super::names::sort_key(name, ""))
                });
                Ok(rows.into_iter().map(|(id, count)| (Group::Caseworker(id), count)).collect())
            }
        }
    }

    /// Those of a search's hits that the list shows and to whom most terms lead, in the order of the hits. Whom she may not see
    /// plays no part in what "most" is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn nearest(&self, conn: &mut Conn, actor: &Actor, hits: &[Hit]) -> Result<Vec<Hit>> {
        for with_as_many_terms in hits.chunk_by(|one, other| one.terms == other.terms) {
            let shown = self.among(conn, actor, with_as_many_terms)?;
            if !shown.is_empty() {
                return Ok(shown);
            }
        }
        Ok(Vec::new())
    }

    /// Those of a search's hits that the list shows, in the order of the hits. A merged record leads to the one it was merged
    /// into.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn among(&self, conn: &mut Conn, _actor: &Actor, hits: &[Hit]) -> Result<Vec<Hit>> {
        let survivors = survivors(conn)?;
        let mut led: Vec<Hit> = Vec::new();
        let mut once = std::collections::HashSet::new();
        for hit in hits {
            let client_id = survivors.get(&hit.client_id).copied().unwrap_or(hit.client_id);
            if once.insert(client_id) {
                led.push(Hit { client_id, ..*hit });
            }
        }
        // A search among everybody leaves out those few who are hidden, instead of asking for each of thousands.
        if self.filter == (Filter { cases: Cases::All, ..Filter::default() }) {
            let hidden = self.sight.hidden(conn)?;
            led.retain(|hit| hidden.binary_search(&hit.client_id).is_err());
            return Ok(led);
        }
        let mut seen = std::collections::HashSet::new();
        for batch in ids(&led).chunks(BATCH) {
            let shown: Vec<i64> =
                clients::table.filter(self.seen()).filter(clients::id.eq_any(batch)).select(clients::id).load(conn)?;
            seen.extend(shown);
        }
        led.retain(|hit| seen.contains(&hit.client_id));
        Ok(led)
    }
}

/// Of merged records those they were merged into, in the end: a survivor may have been merged in its turn. They are few, so all
/// are read at once.
fn survivors(conn: &mut Conn) -> Result<HashMap<i64, i64>> {
    let rows: Vec<(i64, Option<i64>)> = clients::table
        .filter(clients::merged_into_id.is_not_null())
        .select((clients::id, clients::merged_into_id))
        .load(conn)?;
    let into: HashMap<i64, i64> = rows.into_iter().filter_map(|(id, other)| Some((id, other?))).collect();
    let last = |first: i64| {
        let mut end = first;
        while let Some(next) = into.get(&end) {
            end = *next;
        }
        end
    };
    Ok(into.keys().map(|id| (*id, last(*id))).collect())
}

fn ids(hits: &[Hit]) -> Vec<i64> {
    hits.iter().map(|hit| hit.client_id).collect()
}

fn limit(lines: usize) -> i64 {
    i64::try_from(lines).unwrap_or(i64::MAX)
}

/// What a list shows of these clients, in the order given.
///
/// # Errors
/// When the database cannot be read.
pub fn lines(conn: &mut Conn, actor: &Actor, ids: &[i64], today: NaiveDate) -> Result<Vec<Line>> {
    let facts: Vec<LineFact> = clients::table
        .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
        .filter(clients::id.eq_any(ids))
        .select((
            clients::id,
            clients::case_number,
            clients::closed_on,
            clients::is_protected,
            clients::locked_on,
            clients::caseworker_id,
            clients::latest_status,
            clients::latest_status_valid_to,
            clients::latest_facility_id,
            clients::latest_stay_began_on,
            clients::latest_stay_ended_on,
            clients::latest_entry_on,
            client_identities::given_name,
            client_identities::family_name,
            client_identities::alias,
            client_identities::birth_date,
        ))
        .load(conn)?;
    let countries = super::store::client_citizenships_of(conn, actor, ids)?;
    let places = facility_names(conn, actor, facts.iter().filter_map(|fact| fact.facility_id).collect())?;
    let people = user_names(conn, actor, facts.iter().filter_map(|fact| fact.caseworker_id).collect())?;
    let mut deadlines = pressing::of(conn, actor, ids, today)?;
    let mut by_id: HashMap<i64, LineFact> = facts.into_iter().map(|fact| (fact.id, fact)).collect();
    let mut line = |fact: LineFact| Line {
        countries: countries.iter().filter(|row| row.client_id == fact.id).map(|row| row.country.clone()).collect(),
        place: fact
            .facility_id
            .filter(|_| fact.stay_ended_on.is_none_or(|end| end > today))
            .and_then(|id| places.get(&id).cloned()),
        caseworker: fact.caseworker_id.and_then(|id| people.get(&id).cloned()),
        deadline: deadlines.remove(&fact.id).filter(|_| fact.closed_on.is_none()),
        fact,
    };
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).map(&mut line).collect())
}

fn user_names(conn: &mut Conn, _actor: &Actor, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}

fn facility_names(conn: &mut Conn, _actor: &Actor, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> =
        facilities::table.filter(facilities::id.eq_any(ids)).select((facilities::id, facilities::name)).load(conn)?;
    Ok(rows.into_iter().collect())
}
