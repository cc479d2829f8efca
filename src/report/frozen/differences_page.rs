//! The list of differences between a frozen report and today, explained record by record. For those who may open records;
//! whoever may not open a client reads that there are records she is not shown.

use super::aspects::{Aspect, Person};
use super::differences::{Cause, Cell, Difference, Differences, Move, Sides};
use super::pages::{Answer, address, asked_number, asked_year};
use super::stamps::{How, Stamps};
use super::store;
use super::texts::FrozenTexts;
use super::words::Words;
use crate::audit::changes::user_names;
use crate::db::{Conn, RefKind};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::report::facts::Facts;
use crate::report::numbers::shown;
use crate::report::rules::Year;
use crate::report::shape::Unit;
use crate::report::texts::ReportTexts;
use crate::report::{figure as figure_of, store as report_store};
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::web;
use askama::Template;
use std::collections::{BTreeMap, BTreeSet, HashMap};

type People = BTreeMap<i64, (Option<Person>, Option<Person>)>;

/// A value that became another.
struct CellView {
    label: String,
    before: String,
    after: String,
}

/// A record and why it moved the figure.
struct MoveView {
    who: String,
    href: String,
    what: String,
    causes: Vec<String>,
}

/// A figure that differs.
struct FigureView {
    id: String,
    title: String,
    code: String,
    cells: Vec<CellView>,
    moves: Vec<MoveView>,
    hidden: String,
    /// True when its records are erased.
    is_unexplained: bool,
}

#[derive(Template)]
#[template(path = "report/differences.html")]
struct DifferencesPage {
    l: Layout,
    t: FrozenTexts,
    heading: String,
    lead: String,
    rule_note: String,
    back_href: String,
    back: String,
    count: String,
    values: Vec<FigureView>,
    records: Vec<FigureView>,
}

pub(super) async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
) -> Answer {
    let year = asked_year(&path.0, state.clock().today())?.number();
    let number = asked_number(&path.1)?;
    let template = web::block(move || made(&state, &visitor, &user, year, number)).await??;
    Ok(ok(&template))
}

/// The facts of today with everybody who was counted then.
fn facts_with(conn: &mut Conn, actor: &Actor, year: Year, then: &BTreeSet<i64>) -> Result<Facts> {
    let mut facts = Facts::load(conn, actor, year)?;
    let known: BTreeSet<i64> = facts.clients.iter().map(|client| client.id).collect();
    let others: Vec<i64> = then.difference(&known).copied().collect();
    if !others.is_empty() {
        let more = report_store::clients_of(conn, actor, year, &facts.facilities, &others)?;
        facts.clients.extend(more.into_iter().map(|client| client.judged(year)));
        facts.clients.sort_by_key(|client| client.id);
    }
    Ok(facts)
}

fn made(state: &State, visitor: &Visitor, user: &SignedIn, year: i32, number: i32) -> Result<DifferencesPage> {
    let (t, actor) = (FrozenTexts(visitor.lang), &user.actor);
    actor.must(Area::ReportRecords)?;
    let keyring = state.database.keyring();
    let today = state.clock().today();
    let page = state.database.read(|conn| {
        let row = store::one(conn, actor, year, number)?;
        let kept = row.shown()?;
        let frozen = store::shares(conn, actor, keyring, row.id)?;
        let then: BTreeSet<i64> = frozen.keys().flatten().copied().collect();
        let now = facts_with(conn, actor, row.period()?, &then)?;
        let merged = store::merged(conn, actor, &then.iter().copied().collect::<Vec<_>>())?;
        let sides = Sides { shown: &kept, frozen: &frozen, now: &now, merged: &merged };
        let found = sides.differences();
        let people = sides.people();
        let names = &kept.report.facility_names;
        let mut all_names = now.facilities.values().map(|place| (place.key.clone(), place.name.clone())).collect();
        BTreeMap::append(&mut all_names, &mut names.clone());
        let words = Words { t, facilities: &now.facilities, names: &all_names };
        let teller = Teller {
            state,
            stamps: stamps(conn, actor, &found, row.frozen_at)?,
            labels: Labels::load(conn, actor, &found)?,
            blocked: report_store::blocked_clients(conn, actor)?,
            people,
            words,
        };
        let values: Vec<FigureView> = found.values.iter().map(|one| teller.figure(one)).collect();
        let typed: Vec<FigureView> = teller.typed(conn, actor, &found)?;
        let values: Vec<FigureView> = values.into_iter().chain(typed).collect();
        let own = address(year, number);
        let heading = t.differences_heading(&year.to_string(), &number);
        let program = env!("CARGO_PKG_VERSION");
        Ok::<_, Error>(DifferencesPage {
            l: Layout::new(visitor, state, &heading, &format!("{own}/differences"))
                .with_print_line(visitor, state.clock().local(state.clock().now_utc())),
            heading,
            lead: t.differences_lead(&show::date(state.clock().local(row.frozen_at).date()), &show::date(today)),
            rule_note: if row.program_version == program {
                String::new()
            } else {
                t.rule_note(&row.program_version, program)
            },
            back_href: own,
            back: t.back_to(&number),
            count: t.count_differing(&values.len().to_string()),
            values,
            records: found.records.iter().map(|one| teller.figure(one)).collect(),
            t,
        })
    })?;
    state.database.log(actor, AuditEntry::done("report.differences"))?;
    Ok(page)
}

/// What was done since, to the clients and records that differ.
fn stamps(conn: &mut Conn, actor: &Actor, found: &Differences, since: chrono::NaiveDateTime) -> Result<Stamps> {
    let moves = || found.values.iter().chain(&found.records).flat_map(|one| &one.moves);
    let mut clients: BTreeSet<i64> = moves().filter_map(|moved| moved.owner).collect();
    clients.extend(moves().flat_map(|moved| &moved.causes).filter_map(|cause| match cause {
        Cause::Piece(client, _) => Some(*client),
        _ => None,
    }));
    let clients: Vec<i64> = clients.into_iter().collect();
    let of_kind = |kind: &str| -> Vec<i64> {
        let ids = moves().filter(|moved| moved.owner.is_none() && moved.kind == kind).map(|moved| moved.id);
        ids.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let mut office = Vec::new();
    for kind in ["enquiry", "subject", "outreach"] {
        office.extend(store::acts(conn, actor, kind, &of_kind(kind), since)?.into_iter().map(|act| (kind, act)));
    }
    if !found.typed.is_empty() {
        let ids: Vec<i64> = report_store::all_yearly_figures(conn, actor)?.into_iter().map(|row| row.id).collect();
        let acts = store::acts(conn, actor, "yearly_figure", &ids, since)?;
        office.extend(acts.into_iter().map(|act| ("yearly_figure", act)));
    }
    Ok(Stamps {
        since,
        acts: store::acts(conn, actor, "client", &clients, since)?,
        office,
        corrections: store::corrections(conn, actor, since)?,
        written: store::written(conn, actor, &clients)?,
        imports: store::imports(conn, actor, since)?,
        names: user_names(conn, actor)?,
    })
}

/// What records are called.
struct Labels {
    cases: HashMap<i64, String>,
    enquiries: HashMap<i64, String>,
    subjects: HashMap<i64, String>,
    outreach: HashMap<i64, String>,
}

impl Labels {
    fn load(conn: &mut Conn, actor: &Actor, found: &Differences) -> Result<Self> {
        let moves = || found.values.iter().chain(&found.records).flat_map(|one| &one.moves);
        let ids = |kind: &str| moves().filter(|moved| moved.kind == kind).map(|moved| moved.id).collect::<Vec<_>>();
        let mut owners: BTreeSet<i64> = moves().filter_map(|moved| moved.owner).collect();
        owners.extend(moves().flat_map(|moved| &moved.causes).filter_map(|cause| match cause {
            Cause::Piece(client, _) => Some(*client),
            _ => None,
        }));
        let owners: Vec<i64> = owners.into_iter().collect();
        Ok(Self {
            cases: report_store::case_numbers(conn, actor, &owners)?,
            enquiries: report_store::enquiry_keys(conn, actor, &ids("enquiry"))?,
            subjects: report_store::subject_keys(conn, actor, &ids("subject"))?,
            outreach: report_store::outreach_titles(conn, actor, &ids("outreach"))?,
        })
    }
}

/// Tells differences in words.
struct Teller<'a> {
    state: &'a State,
    stamps: Stamps,
    labels: Labels,
    blocked: Vec<i64>,
    people: People,
    words: Words<'a>,
}

impl Teller<'_> {
    fn figure(&self, one: &Difference) -> FigureView {
        let t = self.words.t;
        let is_hidden = |moved: &&Move| {
            let of = |client: i64| self.blocked.contains(&client);
            moved.owner.is_some_and(of)
                || moved.causes.iter().any(|cause| matches!(cause, Cause::Piece(client, _) if of(*client)))
        };
        let hidden = one.moves.iter().filter(is_hidden).count();
        FigureView {
            id: format!("d-{}", one.figure.id.replace('.', "-")),
            title: one.figure.title.get(t.0).to_owned(),
            code: one.figure.id.to_owned(),
            cells: one.cells.iter().map(|cell| self.cell(one, cell)).collect(),
            moves: one.moves.iter().filter(|moved| !is_hidden(moved)).map(|moved| self.moved(one, moved)).collect(),
            hidden: if hidden == 0 { String::new() } else { t.not_shown(hidden) },
            is_unexplained: one.moves.is_empty(),
        }
    }

    fn cell(&self, one: &Difference, cell: &Cell) -> CellView {
        let t = self.words.t;
        let value = |number: Option<f64>| match number {
            None if cell.category.is_empty() => t.no_value().to_owned(),
            None => t.nothing().to_owned(),
            number => shown(number, one.figure.unit, t.0),
        };
        CellView {
            label: self.words.categories(one.figure, &cell.category, &cell.inner),
            before: value(cell.before),
            after: value(cell.after),
        }
    }

    fn moved(&self, one: &Difference, moved: &Move) -> MoveView {
        let t = self.words.t;
        let (was, is) = (self.words.adds(one.figure, &moved.before), self.words.adds(one.figure, &moved.after));
        let with = |word: &str, adds: String| if adds.is_empty() { word.to_owned() } else { format!("{word}: {adds}") };
        let what = match (moved.before.is_empty(), moved.after.is_empty()) {
            (true, _) => with(t.comes(), is),
            (_, true) => with(t.goes(), was),
            _ => format!("{was} → {is}"),
        };
        let (who, href) = self.who(moved);
        MoveView { who, href, what, causes: moved.causes.iter().map(|cause| self.cause(moved, *cause)).collect() }
    }

    /// Whose record it is, and where one opens it.
    fn who(&self, moved: &Move) -> (String, String) {
        let t = self.words.t;
        if let Some(client) = moved.owner {
            let number = self.labels.cases.get(&client);
            let href = number.map(|_| urls::client(&self.state.database.keyring().cover(RefKind::Client, client)));
            return (t.case(number.map_or("–", String::as_str)), href.unwrap_or_default());
        }
        let named = |word: &str, names: &HashMap<i64, String>| match names.get(&moved.id) {
            Some(name) => format!("{word} {name}"),
            None => word.to_owned(),
        };
        let keyring = self.state.database.keyring();
        match moved.kind.as_str() {
            "enquiry" => (named(t.enquiry(), &self.labels.enquiries), String::new()),
            "subject" => (named(t.subject(), &self.labels.subjects), String::new()),
            "outreach" => {
                let href = format!("{}/{}", urls::OUTREACH, keyring.cover(RefKind::Outreach, moved.id));
                let is_there = self.labels.outreach.contains_key(&moved.id);
                (named(t.outreach(), &self.labels.outreach), if is_there { href } else { String::new() })
            }
            _ => (self.words.place(moved.id), String::new()),
        }
    }

    fn cause(&self, moved: &Move, cause: Cause) -> String {
        let t = self.words.t;
        match cause {
            Cause::Rule => t.rule_changed().to_owned(),
            Cause::Merged => t.case_merged().to_owned(),
            Cause::Gone => t.case_gone().to_owned(),
            Cause::Itself => {
                let how = match (moved.before.is_empty(), moved.after.is_empty()) {
                    (true, _) => How::Came,
                    (_, true) if !self.is_there(moved) => How::Went,
                    _ => How::Changed,
                };
                self.stamps.said_of_office((&moved.kind, moved.id), how, self.state, t)
            }
            Cause::Piece(client, aspect) => {
                let piece = self.piece(client, aspect);
                if moved.owner == Some(client) {
                    return piece;
                }
                format!("{}: {piece}", t.case(self.labels.cases.get(&client).map_or("–", String::as_str)))
            }
        }
    }

    fn is_there(&self, moved: &Move) -> bool {
        let labels = &self.labels;
        [&labels.enquiries, &labels.subjects, &labels.outreach].iter().any(|names| names.contains_key(&moved.id))
    }

    /// A piece with when it was entered or changed.
    fn piece(&self, client: i64, aspect: Aspect) -> String {
        let nobody = Person { client: None, benefits: Vec::new() };
        let (then, now) = self.people.get(&client).cloned().unwrap_or_default();
        let (then, now) = (then.unwrap_or_else(|| nobody.clone()), now.unwrap_or(nobody));
        let stands = |aspect: Aspect, person: &Person| self.words.stands(aspect, person).is_some();
        let how = match (stands(aspect, &then), stands(aspect, &now)) {
            (false, true) => How::Came,
            (true, false) => How::Went,
            _ => How::Changed,
        };
        let of_kind = |other: &Aspect| std::mem::discriminant(other) == std::mem::discriminant(&aspect);
        let fresh: Vec<Aspect> =
            then.differing(&now).into_iter().filter(of_kind).filter(|one| !stands(*one, &then)).collect();
        let said = self.stamps.said((client, aspect), how, &fresh, self.state, self.words.t);
        format!("{}, {said}", self.words.line(aspect, &then, &now))
    }

    /// Figures typed by hand.
    fn typed(&self, conn: &mut Conn, actor: &Actor, found: &Differences) -> Result<Vec<FigureView>> {
        let t = self.words.t;
        let rows = report_store::all_yearly_figures(conn, actor)?;
        let view = |typed: &super::differences::TypedMove| {
            let row = rows.iter().find(|row| row.year == typed.year && row.figure == typed.figure);
            let figure = figure_of(&typed.figure);
            let unit = figure.map_or(Unit::Mixed, |figure| figure.unit);
            let how = match (typed.before, typed.after) {
                (None, _) => How::Came,
                (_, None) => How::Went,
                _ => How::Changed,
            };
            let value =
                |number: Option<f64>| number.map_or_else(|| t.nothing().to_owned(), |n| shown(Some(n), unit, t.0));
            let id = row.map_or(0, |row| row.id);
            let href = row.map(|row| {
                format!(
                    "{}/{}",
                    urls::YEARLY_FIGURES,
                    self.state.database.keyring().cover(RefKind::YearlyFigure, row.id)
                )
            });
            let name = figure
                .map_or_else(|| ReportTexts(t.0).manual(&typed.figure), |figure| figure.title.get(t.0).to_owned());
            FigureView {
                id: format!("d-typed-{}-{}", typed.figure.replace('.', "-"), typed.year),
                title: format!("{name} {}", typed.year),
                code: typed.figure.clone(),
                cells: vec![CellView { label: String::new(), before: value(typed.before), after: value(typed.after) }],
                moves: vec![MoveView {
                    who: t.typed().to_owned(),
                    href: href.unwrap_or_default(),
                    what: String::new(),
                    causes: vec![self.stamps.said_of_office(("yearly_figure", id), how, self.state, t)],
                }],
                hidden: String::new(),
                is_unexplained: false,
            }
        };
        Ok(found.typed.iter().map(view).collect())
    }
}
