//! What differs between a frozen report and the same year today: each figure, the records that moved it, and of each record
//! the pieces that made it move. Pure; no words.

use super::aspects::{Aspect, Lone, Person};
use super::kept::{Add, Share, shares};
use super::model::Shown;
use crate::report::Report;
use crate::report::facts::Facts;
use crate::report::shape::{Figure, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a frozen report held, by client; the office has no id.
pub type Shares = BTreeMap<Option<i64>, Share>;

/// A figure that differs, or whose records do.
#[derive(Debug)]
pub struct Difference {
    /// The figure.
    pub figure: &'static Figure,
    /// Where its value differs; empty when only its records do.
    pub cells: Vec<Cell>,
    /// The records that moved it.
    pub moves: Vec<Move>,
}

/// A value that became another.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The category, or the outer one of two; empty for a number.
    pub category: String,
    /// The inner category of two; else empty.
    pub inner: String,
    /// What was frozen; none where it was not there.
    pub before: Option<f64>,
    /// What it is today.
    pub after: Option<f64>,
}

/// A record that adds something else than it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Whose it is; none for calls, events and places.
    pub owner: Option<i64>,
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub id: i64,
    /// What it added; nothing for one that came later.
    pub before: Vec<Add>,
    /// What it adds today; nothing for one that counts no more.
    pub after: Vec<Add>,
    /// Why.
    pub causes: Vec<Cause>,
}

/// Why a record moved a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A piece of what is known of a client is another.
    Piece(i64, Aspect),
    /// The record itself came, went or was changed.
    Itself,
    /// The rule counts the same facts otherwise.
    Rule,
    /// Her case was found to be about another client.
    Merged,
    /// Her case is not there any more.
    Gone,
}

/// A figure typed by hand that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedMove {
    /// Its id or key.
    pub figure: String,
    /// Its year.
    pub year: i32,
    /// What was frozen.
    pub before: Option<f64>,
    /// What it is today.
    pub after: Option<f64>,
}

/// All that differs.
#[derive(Debug, Default)]
pub struct Differences {
    /// Figures whose value differs, in the order of the catalogue.
    pub values: Vec<Difference>,
    /// Figures whose value is the same, and whose records are not.
    pub records: Vec<Difference>,
    /// Figures typed by hand.
    pub typed: Vec<TypedMove>,
}

/// The two states that are compared.
pub struct Sides<'a> {
    /// What was shown.
    pub shown: &'a Shown,
    /// What that was counted from.
    pub frozen: &'a Shares,
    /// The facts of today, up to the same closing date, with everybody who was counted then and is still there.
    pub now: &'a Facts,
    /// Of the clients who were counted then: true for one whose case was found to be about another; absent for one who is gone.
    pub merged: &'a BTreeMap<i64, bool>,
}

impl Sides<'_> {
    /// Everything that differs.
    #[must_use]
    pub fn differences(&self) -> Differences {
        let today = shares(self.now);
        let people = self.people();
        let mut lone = Lone::new(self.now);
        let mut all = Differences { typed: self.typed(), ..Differences::default() };
        for (figure, now) in Report::of(self.now).values {
            let Some(before) = self.shown.report.value(figure.id) else { continue };
            let cells = cells(before, &now);
            let moves = self.moves(figure, &today, &people, &mut lone);
            match (cells.is_empty(), moves.is_empty()) {
                (true, true) => {}
                (true, false) => all.records.push(Difference { figure, cells, moves }),
                (false, _) => all.values.push(Difference { figure, cells, moves }),
            }
        }
        all
    }

    /// Each client who counted then or may count now, as she was known and as she is known.
    #[must_use]
    pub fn people(&self) -> BTreeMap<i64, (Option<Person>, Option<Person>)> {
        let year = self.now.year;
        let mut people: BTreeMap<i64, (Option<Person>, Option<Person>)> = BTreeMap::new();
        for (client, share) in self.frozen {
            if let Some(client) = client {
                people.entry(*client).or_default().0 = Some(Person::of(share, year));
            }
        }
        for client in &self.now.clients {
            let person = Person { client: Some(client.clone()), benefits: Vec::new() };
            people.entry(client.id).or_default().1 = Some(person);
        }
        for benefit in &self.now.benefits {
            let known = &mut people.entry(benefit.client_id).or_default().1;
            known.get_or_insert(Person { client: None, benefits: Vec::new() }).benefits.push(benefit.clone());
        }
        people
    }

    fn moves(
        &self,
        figure: &'static Figure,
        today: &Shares,
        people: &BTreeMap<i64, (Option<Person>, Option<Person>)>,
        lone: &mut Lone,
    ) -> Vec<Move> {
        let owners: BTreeSet<Option<i64>> = self.frozen.keys().chain(today.keys()).copied().collect();
        let mut moves = Vec::new();
        for owner in owners {
            let of = |shares: &Shares| {
                shares.get(&owner).and_then(|share| share.adds.get(figure.id)).cloned().unwrap_or_default()
            };
            let (before, after) = (of(self.frozen), of(today));
            if before == after {
                continue;
            }
            let causes = match owner {
                Some(client) => self.causes(client, figure, people, &before, lone),
                None => self.office_causes(figure, today, people, (before.as_slice(), &mut *lone)),
            };
            moves.extend(by_record(owner, &before, &after).into_iter().map(|moved| {
                // Of somebody who did not count before, what made her count is named too.
                let own = own_piece(&moved).filter(|own| self.frozen.contains_key(&owner) && causes.contains(own));
                let causes = own.map_or_else(|| causes_of(&moved, &causes, self), |own| vec![own]);
                Move { causes, ..moved }
            }));
        }
        moves
    }

    /// Why what a client adds to a figure is another.
    fn causes(
        &self,
        client: i64,
        figure: &Figure,
        people: &BTreeMap<i64, (Option<Person>, Option<Person>)>,
        stored: &[Add],
        lone: &mut Lone,
    ) -> Vec<Cause> {
        let year = self.now.year;
        let (then, now) = match people.get(&client) {
            Some((Some(then), Some(now))) => (then.clone(), now.clone()),
            // Of somebody who did not count, nothing was kept.
            Some((None, Some(now))) => (now.before_anything(year), now.clone()),
            _ => {
                let merged = self.merged.get(&client).copied();
                return vec![if merged == Some(true) { Cause::Merged } else { Cause::Gone }];
            }
        };
        let pieces = lone.causes(&then, &now, figure);
        let mut causes: Vec<Cause> = pieces.into_iter().map(|aspect| Cause::Piece(client, aspect)).collect();
        if causes.is_empty() || (!stored.is_empty() && lone.adds(&then, figure) != stored) {
            causes.push(Cause::Rule);
        }
        causes
    }

    /// Why what the office's records add is another: a place moves with the stays at it, everything else by itself.
    fn office_causes(
        &self,
        figure: &Figure,
        today: &Shares,
        people: &BTreeMap<i64, (Option<Person>, Option<Person>)>,
        (stored, lone): (&[Add], &mut Lone),
    ) -> Vec<Cause> {
        if figure.id.starts_with("housing.") {
            // Of those who count neither then nor now nothing was kept to compare with, and no place moves with them.
            let counts = |client: i64| self.frozen.contains_key(&Some(client)) || today.contains_key(&Some(client));
            let differing = people.iter().filter(|(client, _)| counts(**client)).filter_map(|(client, (then, now))| {
                let now = now.as_ref()?;
                let then = then.clone().unwrap_or_else(|| now.before_anything(self.now.year));
                Some((*client, then.differing(now)))
            });
            let stays = |(client, aspects): (i64, Vec<Aspect>)| {
                let stays = aspects.into_iter().filter(|aspect| matches!(aspect, Aspect::Stay(_)));
                stays.map(move |aspect| Cause::Piece(client, aspect)).collect::<Vec<_>>()
            };
            return differing.flat_map(stays).collect();
        }
        let is_rule = self.frozen.get(&None).is_some_and(|office| lone.office_adds(office, figure) != stored);
        if is_rule { vec![Cause::Rule] } else { Vec::new() }
    }

    /// What was typed by hand, of the year and those before; a later year is no part of it.
    fn typed(&self) -> Vec<TypedMove> {
        let now = Report::of(self.now);
        let year = now.year.number();
        let flat = |report: &Report| {
            let manual = report.manual.iter().map(|(key, value)| ((key.clone(), year), *value));
            let history = report.history.iter().flat_map(|(id, years)| {
                years.range(..=year).map(|(year, value)| ((id.clone(), *year), *value)).collect::<Vec<_>>()
            });
            manual.chain(history).collect::<BTreeMap<(String, i32), f64>>()
        };
        let (before, after) = (flat(&self.shown.report), flat(&now));
        let keys: BTreeSet<&(String, i32)> = before.keys().chain(after.keys()).collect();
        let moved = keys.into_iter().map(|key| TypedMove {
            figure: key.0.clone(),
            year: key.1,
            before: before.get(key).copied(),
            after: after.get(key).copied(),
        });
        moved.filter(|typed| !is_same(typed.before, typed.after)).collect()
    }
}

/// The piece that a record of a client is.
fn own_piece(moved: &Move) -> Option<Cause> {
    let aspect = match moved.kind.as_str() {
        "stay" => Aspect::Stay(moved.id),
        "matter" => Aspect::Matter(moved.id),
        "return" => Aspect::Return(moved.id),
        "activity" => Aspect::Activity(moved.id),
        "child" => Aspect::Child(moved.id),
        "benefit" => Aspect::Benefit(moved.id),
        _ => return None,
    };
    Some(Cause::Piece(moved.owner?, aspect))
}

/// Of the causes of everything a client or the office adds, those of one record.
fn causes_of(moved: &Move, causes: &[Cause], sides: &Sides<'_>) -> Vec<Cause> {
    match (moved.owner, moved.kind.as_str()) {
        (None, "facility") => {
            let at = |client: i64, stay: i64| {
                let now = sides.now.clients.iter().find(|facts| facts.id == client).cloned();
                let then = sides.frozen.get(&Some(client)).and_then(|share| share.client.as_ref());
                let then = then.map(|kept| kept.facts(sides.now.year));
                let stays = now.into_iter().chain(then).flat_map(|facts| facts.stays);
                stays.into_iter().any(|fact| fact.id == stay && fact.facility_id == moved.id)
            };
            let here = |cause: &&Cause| match cause {
                Cause::Piece(client, Aspect::Stay(stay)) => at(*client, *stay),
                _ => true,
            };
            let here: Vec<Cause> = causes.iter().filter(here).copied().collect();
            if here.is_empty() { vec![Cause::Itself] } else { here }
        }
        (None, _) if causes.is_empty() => vec![Cause::Itself],
        _ => causes.to_vec(),
    }
}

/// What each record added and adds, for those where the two differ.
fn by_record(owner: Option<i64>, before: &[Add], after: &[Add]) -> Vec<Move> {
    /// What a record added, and what it adds.
    type Sides = (Vec<Add>, Vec<Add>);
    let mut records: BTreeMap<(&str, i64), Sides> = BTreeMap::new();
    for add in before {
        records.entry((add.kind.as_str(), add.id)).or_default().0.push(add.clone());
    }
    for add in after {
        records.entry((add.kind.as_str(), add.id)).or_default().1.push(add.clone());
    }
    let differ = records.into_iter().filter(|(_, (before, after))| before != after);
    differ
        .map(|((kind, id), (before, after))| {
            // What a record adds to other categories as before says nothing of the difference.
            let only = |of: &[Add], other: &[Add]| of.iter().filter(|add| !other.contains(add)).cloned().collect();
            let (was, is): (Vec<Add>, Vec<Add>) = (only(&before, &after), only(&after, &before));
            Move { owner, kind: kind.to_owned(), id, before: was, after: is, causes: Vec::new() }
        })
        .collect()
}

/// True for two typed numbers that are the same as people write them: read back from a text, one may be off by a hair.
fn is_same(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Where two values of one figure differ.
fn cells(before: &Value, after: &Value) -> Vec<Cell> {
    let (before, after) = (flat(before), flat(after));
    let places: BTreeSet<&(String, String)> = before.keys().chain(after.keys()).collect();
    let cell = |place: &(String, String)| Cell {
        category: place.0.clone(),
        inner: place.1.clone(),
        before: before.get(place).copied().flatten(),
        after: after.get(place).copied().flatten(),
    };
    places.into_iter().map(cell).filter(|cell| cell.before != cell.after).collect()
}

fn flat(value: &Value) -> BTreeMap<(String, String), Option<f64>> {
    match value {
        Value::Number(number) => BTreeMap::from([((String::new(), String::new()), *number)]),
        Value::ByCategory(values) => {
            values.iter().map(|(category, value)| ((category.clone(), String::new()), Some(*value))).collect()
        }
        Value::ByTwo(outer) => outer
            .iter()
            .flat_map(|(category, inner)| {
                inner.iter().map(move |(inner, value)| ((category.clone(), inner.clone()), Some(*value)))
            })
            .collect(),
    }
}
