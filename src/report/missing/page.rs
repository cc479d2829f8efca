//! The page of what lacks: a list to work through, grouped by what lacks and under the part of the report that shows it. Whoever
//! may not open a client reads how many there are that she is not shown.

use super::address as place;
use super::doubts::Ground;
use super::gaps::{About, Gap, Line};
use super::store::{self, Called};
use super::texts::MissingTexts;
use crate::db::Conn;
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::report::facts::Facts;
use crate::report::numbers::shown;
use crate::report::rules::Year;
use crate::report::shape::Record;
use crate::report::view::Link;
use crate::report::{Report, figure as figure_of, store as report_store, written_count};
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::paging::{Pager, Window};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/report/{year}/missing", web::get().to(page));
}

/// How many lines of a kind stand on the page of all.
const SHOWN: usize = 12;
/// How many lines stand on the page of one kind.
const PAGE: usize = 100;

/// The list of a year.
#[must_use]
pub fn address(year: i32) -> String {
    format!("{}/missing", urls::report(year))
}

#[derive(Deserialize)]
struct Asked {
    gap: Option<String>,
    page: Option<usize>,
}

/// A line to mend.
struct LineView {
    href: String,
    name: String,
    number: String,
    detail: String,
}

/// Lines of one kind.
struct GroupView {
    id: &'static str,
    count: String,
    text: String,
    figures: Vec<Link>,
    lines: Vec<LineView>,
    hidden: String,
    more_href: String,
    more: String,
}

/// The kinds of one part of the report.
struct PartView {
    id: String,
    title: String,
    groups: Vec<GroupView>,
}

#[derive(Template)]
#[template(path = "report/missing.html")]
struct MissingPage {
    l: Layout,
    t: MissingTexts,
    heading: String,
    back_href: String,
    back: String,
    all_href: String,
    is_one: bool,
    count: String,
    contents: Vec<Link>,
    parts: Vec<PartView>,
    pager: Option<Pager>,
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    year: web::Path<String>,
    asked: web::Query<Asked>,
) -> std::result::Result<HttpResponse, Failure> {
    let today = state.clock().today();
    let number = year.parse().map_err(|_| Error::NotFound)?;
    let year = Year::new(number, None, today).map_err(|_| Error::NotFound)?;
    let only = match asked.gap.as_deref() {
        None => None,
        Some(code) => Some(*Gap::ALL.iter().find(|gap| gap.code() == code).ok_or(Error::NotFound)?),
    };
    let at = asked.page;
    let template = web::block(move || made(&state, &visitor, &user, (year, only, at))).await??;
    Ok(ok(&template))
}

fn made(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (year, only, at): (Year, Option<Gap>, Option<usize>),
) -> Result<MissingPage> {
    let (t, actor) = (MissingTexts(visitor.lang), &user.actor);
    actor.must(Area::ReportRecords)?;
    let today = state.clock().today();
    let (list, lines) = state.database.read(|conn| {
        let (facts, ground, lines) = super::load(conn, actor, year, today)?;
        let list = List::load(conn, state, actor, (facts, ground), &lines, t)?;
        Ok::<_, Error>((list, lines))
    })?;
    state.database.log(actor, AuditEntry::done("report.missing"))?;
    let mut of_gap: BTreeMap<Gap, Vec<&Line>> = BTreeMap::new();
    for line in &lines {
        of_gap.entry(line.gap).or_default().push(line);
    }
    let number = year.number().to_string();
    let own = address(year.number());
    let contents = of_gap.iter().map(|(gap, lines)| Link {
        href: format!("#{}", gap.code()),
        label: format!("{} {}", written_count(lines.len(), t.0), t.counted(*gap, lines.len())),
    });
    let contents: Vec<Link> = if only.is_some() { Vec::new() } else { contents.collect() };
    let window = only.map(|gap| Window::new(at, PAGE, of_gap.get(&gap).map_or(0, Vec::len)));
    let mut parts: Vec<PartView> = Vec::new();
    for (gap, lines) in of_gap.iter().filter(|(gap, _)| only.is_none_or(|only| only == **gap)) {
        let group = list.group(*gap, lines, window.as_ref());
        let title = list.part_title(*gap);
        match parts.last_mut().filter(|part| part.title == title) {
            Some(part) => part.groups.push(group),
            None => parts.push(PartView { id: format!("part-{}", gap.code()), title, groups: vec![group] }),
        }
    }
    let heading = t.heading(&number);
    let paged = window.filter(|window| window.all > window.size);
    Ok(MissingPage {
        l: Layout::new(visitor, state, &heading, &own)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc())),
        heading,
        back_href: urls::report(year.number()),
        back: t.back(&number),
        is_one: only.is_some(),
        count: t.count(&written_count(lines.len(), t.0)),
        contents,
        parts,
        pager: paged.map(|window| {
            let code = only.map_or("", Gap::code);
            window.pager(t.0, |page| format!("{own}?gap={code}&page={page}"))
        }),
        all_href: own,
        t,
    })
}

/// What the lines are written with.
struct List<'a> {
    state: &'a State,
    t: MissingTexts,
    facts: Facts,
    ground: Ground,
    report: Report,
    blocked: BTreeSet<i64>,
    called: HashMap<i64, Called>,
    enquiries: HashMap<i64, String>,
    subjects: HashMap<i64, String>,
}

impl<'a> List<'a> {
    fn load(
        conn: &mut Conn,
        state: &'a State,
        actor: &Actor,
        (facts, ground): (Facts, Ground),
        lines: &[Line],
        t: MissingTexts,
    ) -> Result<Self> {
        let blocked: BTreeSet<i64> = report_store::blocked_clients(conn, actor)?.into_iter().collect();
        let clients: BTreeSet<i64> =
            lines.iter().filter_map(|line| line.client).filter(|client| !blocked.contains(client)).collect();
        let records = |wanted: fn(Record) -> Option<i64>| -> Vec<i64> {
            let ids = lines.iter().filter_map(|line| match line.about {
                About::Record(record) => wanted(record),
                _ => None,
            });
            ids.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let enquiries = records(|record| if let Record::Enquiry(id) = record { Some(id) } else { None });
        let subjects = records(|record| if let Record::Subject(id) = record { Some(id) } else { None });
        Ok(Self {
            state,
            t,
            report: Report::of(&facts),
            called: store::called(conn, actor, &clients.into_iter().collect::<Vec<_>>())?,
            enquiries: report_store::enquiry_keys(conn, actor, &enquiries)?,
            subjects: report_store::subject_keys(conn, actor, &subjects)?,
            blocked,
            facts,
            ground,
        })
    }

    fn part_title(&self, gap: Gap) -> String {
        match gap {
            Gap::TypedDiffers => self.t.typed_heading().to_owned(),
            Gap::Other => self.t.other_heading().to_owned(),
            _ => gap.section().title().get(self.t.0).to_owned(),
        }
    }

    fn group(&self, gap: Gap, lines: &[&Line], window: Option<&Window>) -> GroupView {
        let year = self.facts.year.number();
        let is_hidden = |line: &&&Line| line.client.is_some_and(|client| self.blocked.contains(&client));
        let hidden = lines.iter().filter(is_hidden).count();
        let mut views: Vec<LineView> =
            lines.iter().filter(|line| !is_hidden(line)).map(|line| self.line(line)).collect();
        views.sort_by(|a, b| (&a.number, &a.name, &a.detail).cmp(&(&b.number, &b.name, &b.detail)));
        let (skip, size) = window.map_or((0, SHOWN), |window| (window.skip, window.size));
        let is_cut = window.is_none() && views.len() > size;
        let mut figures: BTreeMap<usize, &'static str> = BTreeMap::new();
        for id in lines.iter().flat_map(|line| &line.figures) {
            let place = self.report.values.iter().position(|(figure, _)| figure.id == *id);
            figures.insert(place.unwrap_or(usize::MAX), id);
        }
        GroupView {
            id: gap.code(),
            count: written_count(lines.len(), self.t.0),
            text: self.t.counted(gap, lines.len()),
            figures: figures.into_values().map(|id| figure_link(year, id, self.t)).collect(),
            lines: views.into_iter().skip(skip).take(size).collect(),
            hidden: if hidden == 0 { String::new() } else { self.t.not_shown(hidden) },
            more_href: if is_cut { format!("{}?gap={}", address(year), gap.code()) } else { String::new() },
            more: self.t.show_all(&written_count(lines.len(), self.t.0)),
        }
    }

    fn line(&self, line: &Line) -> LineView {
        let (number, name) = match (line.client, line.about) {
            (Some(client), _) => self.called.get(&client).cloned().unwrap_or_default(),
            (None, About::Record(Record::Enquiry(id))) => {
                (String::new(), self.enquiries.get(&id).cloned().unwrap_or_default())
            }
            (None, About::Record(Record::Subject(id))) => {
                (String::new(), self.subjects.get(&id).cloned().unwrap_or_default())
            }
            (None, About::Typed(id)) => (String::new(), self.typed_name(id)),
            (None, About::Arrival(id)) => {
                let arrived = self.ground.arrivals.iter().find(|arrival| arrival.id == id);
                (String::new(), arrived.map_or_else(String::new, |one| self.t.arrival(&show::date(one.arrived_on))))
            }
            _ => (String::new(), String::new()),
        };
        LineView {
            href: place::of(line, &self.ground, self.state.database.keyring()).unwrap_or_default(),
            name: if name.is_empty() { number.clone() } else { name },
            number,
            detail: self.detail(line).unwrap_or_default(),
        }
    }

    fn typed_name(&self, id: i64) -> String {
        let row = self.facts.typed.iter().find(|row| row.id == id);
        let figure = row.and_then(|row| figure_of(&row.figure));
        figure.map_or_else(String::new, |figure| figure.title.get(self.t.0).to_owned())
    }

    /// What else tells a line apart, or how wrong it is.
    fn detail(&self, line: &Line) -> Option<String> {
        let (t, lang) = (self.t, self.t.0);
        let facts = || self.facts.clients.iter().find(|client| Some(client.id) == line.client);
        match line.about {
            About::Status(None) => Some(t.without_status().to_owned()),
            About::Status(Some(id)) => {
                let status = self.ground.statuses.get(&line.client?)?.iter().find(|status| status.id == id)?;
                let label = crate::kernel::codes::Code::label(status.status, lang);
                let to = status.valid_to.map(show::date);
                Some(match (line.gap, to) {
                    (Gap::StatusExpired, Some(to)) => format!("{label}, {}", t.valid_to(&to)),
                    (_, Some(to)) => format!("{label}, {}", t.lasts(&show::date(status.from), &to)),
                    (_, None) => format!("{label}, {}", show::date(status.from)),
                })
            }
            About::Record(Record::Stay(id)) => {
                let stay = facts()?.stays.iter().find(|stay| stay.id == id)?;
                let name = self.facts.facilities.get(&stay.facility_id).map_or("", |place| place.name.as_str());
                let period = format!("{name}, {}–{}", show::date(stay.from), show::maybe_date(stay.to));
                match self.ground.open_stays.get(&id).filter(|_| line.gap == Gap::StayUnconfirmed) {
                    Some(known) => Some(format!("{period}, {}", t.known(&show::date(*known)))),
                    None => Some(period),
                }
            }
            About::Record(Record::Matter(id)) => {
                let matter = facts()?.matters.iter().find(|matter| matter.id == id)?;
                Some(crate::kernel::codes::Code::label(matter.offence, lang).to_owned())
            }
            About::Record(Record::Child { period, .. }) => {
                let child = facts()?.children.iter().find(|child| child.id == period)?;
                Some(format!("{}, {}–{}", child.label, show::date(child.from), show::maybe_date(child.to)))
            }
            About::Typed(id) => {
                let row = self.facts.typed.iter().find(|row| row.id == id)?;
                let figure = figure_of(&row.figure)?;
                let written = |value| shown(value, figure.unit, lang);
                Some(t.typed_is(&written(Some(row.value)), &written(self.report.number(figure.id))))
            }
            _ => None,
        }
    }
}

/// The figure on the page of the year, where it has a heading of its own.
fn figure_link(year: i32, id: &'static str, t: MissingTexts) -> Link {
    let label = figure_of(id).map_or_else(|| id.to_owned(), |figure| figure.title.get(t.0).to_owned());
    let is_number = figure_of(id).is_some_and(|figure| figure.shape.is_number());
    let anchor = if is_number { String::new() } else { format!("#f-{}", id.replace('.', "-")) };
    Link { href: format!("{}{anchor}", urls::report(year)), label }
}
