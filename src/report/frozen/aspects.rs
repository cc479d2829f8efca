//! What may differ between two states of what a client has in a year, piece by piece, so that a difference in a figure can be
//! explained by just those pieces that make it. Pure.

use super::kept::{Add, Share, adds};
use crate::report::facts::{BenefitFact, ClientFacts, Facts};
use crate::report::rules::Year;
use crate::report::shape::Figure;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A piece of what is known of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the fact its name says; lists by id, or by the date that tells them apart")]
pub enum Aspect {
    Gender,
    BirthDate,
    Nationality,
    Exploitation,
    ReferredBy,
    IdentifiedIn,
    Pregnant,
    ChildrenAbroad,
    Intake,
    Closing,
    Conversation(NaiveDate),
    Stay(i64),
    Status(NaiveDate),
    Return(i64),
    Matter(i64),
    Activity(i64),
    Child(i64),
    Benefit(i64),
}

/// What a client has in a year.
#[derive(Debug, Clone)]
pub struct Person {
    /// Her facts; none when she counts by a benefit alone.
    pub client: Option<ClientFacts>,
    /// Her benefits of the year.
    pub benefits: Vec<BenefitFact>,
}

impl Person {
    /// What a stored share says of her.
    #[must_use]
    pub fn of(share: &Share, year: Year) -> Self {
        Self { client: share.client.as_ref().map(|kept| kept.facts(year)), benefits: share.benefits() }
    }

    /// The same person with nothing that happened.
    #[must_use]
    pub fn before_anything(&self, year: Year) -> Self {
        let blank = |client: &ClientFacts| {
            let facts = ClientFacts {
                closed: None,
                conversations: Vec::new(),
                stays: Vec::new(),
                statuses: Vec::new(),
                iom_returns: Vec::new(),
                matters: Vec::new(),
                activities: Vec::new(),
                children: Vec::new(),
                ..client.clone()
            };
            facts.judged(year)
        };
        Self { client: self.client.as_ref().map(blank), benefits: Vec::new() }
    }

    /// Every piece there is of her.
    fn aspects(&self) -> BTreeSet<Aspect> {
        let mut all = BTreeSet::new();
        if let Some(client) = &self.client {
            all.extend([
                Aspect::Gender,
                Aspect::BirthDate,
                Aspect::Nationality,
                Aspect::Exploitation,
                Aspect::ReferredBy,
                Aspect::IdentifiedIn,
                Aspect::Pregnant,
                Aspect::ChildrenAbroad,
                Aspect::Intake,
                Aspect::Closing,
            ]);
            all.extend(client.conversations.iter().map(|on| Aspect::Conversation(*on)));
            all.extend(client.stays.iter().map(|stay| Aspect::Stay(stay.id)));
            all.extend(client.statuses.iter().map(|(from, _)| Aspect::Status(*from)));
            all.extend(client.iom_returns.iter().map(|fact| Aspect::Return(fact.id)));
            all.extend(client.matters.iter().map(|fact| Aspect::Matter(fact.id)));
            all.extend(client.activities.iter().map(|fact| Aspect::Activity(fact.id)));
            all.extend(client.children.iter().map(|fact| Aspect::Child(fact.id)));
        }
        all.extend(self.benefits.iter().map(|fact| Aspect::Benefit(fact.id)));
        all
    }

    /// The pieces in which two states differ.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<Aspect> {
        let mut all = self.aspects();
        all.extend(other.aspects());
        all.into_iter().filter(|aspect| !aspect.is_same(self, other)).collect()
    }
}

impl Aspect {
    /// True when both have the same of it.
    fn is_same(self, one: &Person, other: &Person) -> bool {
        if let Self::Benefit(id) = self {
            let of = |person: &Person| person.benefits.iter().find(|fact| fact.id == id).cloned();
            return of(one) == of(other);
        }
        let (Some(a), Some(b)) = (&one.client, &other.client) else {
            return one.client.is_none() && other.client.is_none();
        };
        match self {
            Self::Gender => a.gender == b.gender,
            Self::BirthDate => a.birth_date == b.birth_date,
            Self::Nationality => a.nationality == b.nationality,
            Self::Exploitation => a.exploitation == b.exploitation,
            Self::ReferredBy => a.referred_by == b.referred_by,
            Self::IdentifiedIn => a.identified_in == b.identified_in,
            Self::Pregnant => a.pregnant_at_intake == b.pregnant_at_intake,
            Self::ChildrenAbroad => a.children_abroad == b.children_abroad,
            Self::Intake => a.intake_date == b.intake_date,
            Self::Closing => a.closed == b.closed,
            Self::Conversation(on) => a.conversations.contains(&on) == b.conversations.contains(&on),
            Self::Status(from) => {
                let of = |c: &ClientFacts| c.statuses.iter().find(|(on, _)| *on == from).copied();
                of(a) == of(b)
            }
            Self::Stay(id) => found(&a.stays, |fact| fact.id == id) == found(&b.stays, |fact| fact.id == id),
            Self::Return(id) => found(&a.iom_returns, |fact| fact.id == id) == found(&b.iom_returns, |f| f.id == id),
            Self::Matter(id) => found(&a.matters, |fact| fact.id == id) == found(&b.matters, |fact| fact.id == id),
            Self::Activity(id) => found(&a.activities, |f| f.id == id) == found(&b.activities, |f| f.id == id),
            Self::Child(id) => found(&a.children, |fact| fact.id == id) == found(&b.children, |fact| fact.id == id),
            Self::Benefit(_) => true,
        }
    }

    /// Makes this piece of `onto` what it is in `from`.
    fn take(self, from: &Person, onto: &mut Person, year: Year) {
        if let Self::Benefit(id) = self {
            replace(&mut onto.benefits, &from.benefits, |fact| fact.id == id);
            return;
        }
        let (Some(a), Some(b)) = (&from.client, &mut onto.client) else { return };
        match self {
            Self::Gender => b.gender = a.gender,
            Self::BirthDate => b.birth_date = a.birth_date,
            Self::Nationality => b.nationality = a.nationality,
            Self::Exploitation => b.exploitation.clone_from(&a.exploitation),
            Self::ReferredBy => b.referred_by = a.referred_by,
            Self::IdentifiedIn => b.identified_in = a.identified_in,
            Self::Pregnant => b.pregnant_at_intake = a.pregnant_at_intake,
            Self::ChildrenAbroad => b.children_abroad = a.children_abroad,
            Self::Intake => b.intake_date = a.intake_date,
            Self::Closing => b.closed = a.closed,
            Self::Conversation(on) => replace(&mut b.conversations, &a.conversations, |date| *date == on),
            Self::Stay(id) => replace(&mut b.stays, &a.stays, |fact| fact.id == id),
            Self::Status(from) => replace(&mut b.statuses, &a.statuses, |(on, _)| *on == from),
            Self::Return(id) => replace(&mut b.iom_returns, &a.iom_returns, |fact| fact.id == id),
            Self::Matter(id) => replace(&mut b.matters, &a.matters, |fact| fact.id == id),
            Self::Activity(id) => replace(&mut b.activities, &a.activities, |fact| fact.id == id),
            Self::Child(id) => replace(&mut b.children, &a.children, |fact| fact.id == id),
            Self::Benefit(_) => {}
        }
        b.conversations.sort_unstable();
        b.stays.sort_by_key(|stay| (stay.from, stay.id));
        b.statuses.sort_by_key(|(from, _)| *from);
        *b = b.clone().judged(year);
    }
}

fn found<T>(of: &[T], wanted: impl Fn(&T) -> bool) -> Option<&T> {
    of.iter().find(|one| wanted(one))
}

/// Puts what `from` has of something into the place of what `onto` has of it.
fn replace<T: Clone>(onto: &mut Vec<T>, from: &[T], wanted: impl Fn(&T) -> bool) {
    onto.retain(|one| !wanted(one));
    onto.extend(found(from, wanted).cloned());
}

/// Counts for one person at a time.
pub struct Lone(Facts);

impl Lone {
    /// A year with nobody in it, and the facilities that facts name.
    #[must_use]
    pub fn new(of: &Facts) -> Self {
        Self(Facts {
            year: of.year,
            clients: Vec::new(),
            enquiries: Vec::new(),
            subjects: Vec::new(),
            outreach: Vec::new(),
            benefits: Vec::new(),
            facilities: of.facilities.clone(),
            typed: Vec::new(),
        })
    }

    /// What a person adds to a figure.
    pub fn adds(&mut self, person: &Person, figure: &Figure) -> Vec<Add> {
        self.0.clients = person.client.iter().cloned().collect();
        self.0.benefits.clone_from(&person.benefits);
        (self.0.enquiries, self.0.subjects, self.0.outreach) = (Vec::new(), Vec::new(), Vec::new());
        adds(&self.0, figure)
    }

    /// What the office's share adds to a figure.
    pub fn office_adds(&mut self, share: &Share, figure: &Figure) -> Vec<Add> {
        (self.0.clients, self.0.benefits) = (Vec::new(), Vec::new());
        self.0.enquiries = share.enquiries();
        self.0.subjects = share.subjects();
        self.0.outreach = share.outreach();
        adds(&self.0, figure)
    }

    /// Of the pieces in which two states of a person differ, those that make what she adds to a figure another: alone put
    /// into the first state, or alone taken out of the second. All of them, when only several together do.
    pub fn causes(&mut self, before: &Person, after: &Person, figure: &Figure) -> Vec<Aspect> {
        let year = self.0.year;
        let differing = before.differing(after);
        let (first, last) = (self.adds(before, figure), self.adds(after, figure));
        let mut alone = |aspect: Aspect, from: &Person, to: &Person, stands: &[Add]| {
            let mut changed = to.clone();
            aspect.take(from, &mut changed, year);
            self.adds(&changed, figure) != stands
        };
        let made: Vec<Aspect> = differing
            .iter()
            .copied()
            .filter(|aspect| alone(*aspect, after, before, &first) || alone(*aspect, before, after, &last))
            .collect();
        if made.is_empty() && first != last { differing } else { made }
    }
}
