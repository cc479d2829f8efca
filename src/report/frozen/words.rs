//! A difference in words: what a piece of a client was and is, and what a record adds.

use super::aspects::{Aspect, Person};
use super::kept::Add;
use super::texts::FrozenTexts;
use crate::kernel::codes::Code;
use crate::report::facts::{ClientFacts, FacilityFact, StayFact};
use crate::report::numbers::written;
use crate::report::shape::{Figure, Unit};
use crate::web::show;
use std::collections::{BTreeMap, HashMap};

/// What words are made with.
pub struct Words<'a> {
    /// The texts, with the language.
    pub t: FrozenTexts,
    /// Facilities by id.
    pub facilities: &'a HashMap<i64, FacilityFact>,
    /// The names of facilities by key, as they were and are.
    pub names: &'a BTreeMap<String, String>,
}

impl Words<'_> {
    /// What a piece is called.
    #[must_use]
    pub const fn label(&self, aspect: Aspect) -> &'static str {
        let t = self.t;
        match aspect {
            Aspect::Gender => t.gender(),
            Aspect::BirthDate => t.birth_date(),
            Aspect::Nationality => t.nationality(),
            Aspect::Exploitation => t.exploitation(),
            Aspect::ReferredBy => t.referred_by(),
            Aspect::IdentifiedIn => t.identified_in(),
            Aspect::Pregnant => t.pregnant(),
            Aspect::ChildrenAbroad => t.children_abroad(),
            Aspect::Intake => t.intake(),
            Aspect::Closing => t.closing(),
            Aspect::Conversation(_) => t.conversation(),
            Aspect::Stay(_) => t.stay(),
            Aspect::Status(_) => t.status(),
            Aspect::Return(_) => t.return_word(),
            Aspect::Matter(_) => t.matter(),
            Aspect::Activity(_) => t.activity(),
            Aspect::Child(_) => t.child(),
            Aspect::Benefit(_) => t.benefit(),
        }
    }

    /// The name of a place.
    #[must_use]
    pub fn place(&self, id: i64) -> String {
        self.facilities.get(&id).map_or_else(String::new, |place| place.name.clone())
    }

    /// What stands in a piece of a person; nothing where it is not there.
    #[must_use]
    pub fn stands(&self, aspect: Aspect, person: &Person) -> Option<String> {
        if let Aspect::Benefit(id) = aspect {
            let fact = person.benefits.iter().find(|fact| fact.id == id)?;
            return Some(format!("{}, {}", show::kroner(fact.amount_ore, self.t.0), show::maybe_date(fact.paid_on)));
        }
        self.of_client(aspect, person.client.as_ref()?)
    }

    fn code<C: Code>(&self, code: Option<C>) -> String {
        code.map_or_else(|| self.t.blank().to_owned(), |code| code.label(self.t.0).to_owned())
    }

    fn of_client(&self, aspect: Aspect, client: &ClientFacts) -> Option<String> {
        let (t, lang) = (self.t, self.t.0);
        let or_blank = |text: String| if text.is_empty() { t.blank().to_owned() } else { text };
        let until = |from, to| format!("{}–{}", show::date(from), show::maybe_date(to));
        Some(match aspect {
            Aspect::Gender => client.gender.label(lang).to_owned(),
            Aspect::BirthDate => or_blank(show::maybe_date(client.birth_date)),
            Aspect::Nationality => {
                client.nationality.map_or_else(|| t.blank().to_owned(), |c| c.label(lang).to_owned())
            }
            Aspect::Exploitation => {
                or_blank(client.exploitation.iter().map(|form| form.label(lang)).collect::<Vec<_>>().join(", "))
            }
            Aspect::ReferredBy => self.code(client.referred_by),
            Aspect::IdentifiedIn => or_blank(client.identified_in.map(|id| self.place(id)).unwrap_or_default()),
            Aspect::Pregnant => self.code(client.pregnant_at_intake),
            Aspect::ChildrenAbroad => self.code(client.children_abroad),
            Aspect::Intake => show::date(client.intake_date),
            Aspect::Closing => {
                let (on, reason) = client.closed?;
                format!("{}, {}", show::date(on), self.code(reason))
            }
            Aspect::Conversation(on) => client.conversations.contains(&on).then(|| show::date(on))?,
            Aspect::Stay(id) => self.stay(client.stays.iter().find(|stay| stay.id == id)?),
            Aspect::Status(from) => {
                let (on, status) = client.statuses.iter().find(|(on, _)| *on == from)?;
                format!("{}, {}", status.label(lang), until(*on, None))
            }
            Aspect::Return(id) => {
                let fact = client.iom_returns.iter().find(|fact| fact.id == id)?;
                let decided = fact.decision.map(|(on, decision)| (decision.label(lang).to_lowercase(), Some(on)));
                let dates = [
                    Some((t.applied().to_owned(), fact.applied_on)),
                    decided,
                    Some((t.withdrawn().to_owned(), fact.withdrawn_on)),
                    Some((t.returned().to_owned(), fact.returned_on)),
                ];
                let said =
                    dates.into_iter().flatten().filter_map(|(word, on)| Some(format!("{word} {}", show::date(on?))));
                let country = fact.country.map(|country| country.label(lang).to_owned());
                [Some("IOM".to_owned()), country].into_iter().flatten().chain(said).collect::<Vec<_>>().join(", ")
            }
            Aspect::Matter(id) => {
                let fact = client.matters.iter().find(|fact| fact.id == id)?;
                let events = fact.events.iter().map(|event| {
                    let ground = event.ground.map(|ground| format!(" ({})", ground.label(lang))).unwrap_or_default();
                    format!("{} {}{ground}", event.kind.label(lang).to_lowercase(), show::date(event.on))
                });
                let district = fact.district.map(|district| district.label(lang).to_owned());
                let head = [Some(fact.offence.label(lang).to_owned()), district];
                head.into_iter().flatten().chain(events).collect::<Vec<_>>().join(", ")
            }
            Aspect::Activity(id) => {
                let fact = client.activities.iter().find(|fact| fact.id == id)?;
                let support = fact.support_ore.map(|ore| show::kroner(ore, lang));
                let head = [Some(fact.activity_type.label(lang).to_owned()), fact.provider.clone()];
                let tail = [Some(until(fact.from, fact.to)), support];
                head.into_iter().chain(tail).flatten().collect::<Vec<_>>().join(", ")
            }
            Aspect::Child(id) => {
                let fact = client.children.iter().find(|fact| fact.id == id)?;
                format!("{}, {}", fact.label, until(fact.from, fact.to))
            }
            Aspect::Benefit(_) => return None,
        })
    }

    fn stay(&self, stay: &StayFact) -> String {
        let kind = stay.facility_type.label(self.t.0);
        format!("{} ({kind}), {}–{}", self.place(stay.facility_id), show::date(stay.from), show::maybe_date(stay.to))
    }

    /// The line of a piece: what it is, was and became.
    #[must_use]
    pub fn line(&self, aspect: Aspect, before: &Person, after: &Person) -> String {
        let label = self.label(aspect);
        match (self.stands(aspect, before), self.stands(aspect, after)) {
            (Some(before), Some(after)) => format!("{label}: {before} → {after}"),
            (None, Some(stands)) => {
                let hers = after.client.iter().flat_map(|client| &client.stays);
                match hers.into_iter().find(|stay| aspect == Aspect::Stay(stay.id)) {
                    Some(stay) => self.t.first_night(&show::date(stay.from), &self.place(stay.facility_id)),
                    None => format!("{label}: {stands}"),
                }
            }
            (Some(before), None) => format!("{label}: {before}"),
            (None, None) => label.to_owned(),
        }
    }

    /// The name of a category of a figure.
    #[must_use]
    pub fn category(&self, figure: &Figure, axis: usize, code: &str) -> String {
        let known = figure.by.get(axis).and_then(|by| by.label(code).1).map(|text| text.get(self.t.0).to_owned());
        known.or_else(|| self.names.get(code).cloned()).unwrap_or_else(|| code.to_owned())
    }

    /// The categories of a place, for people; empty for a figure of one number.
    #[must_use]
    pub fn categories(&self, figure: &Figure, category: &str, inner: &str) -> String {
        let mut names = Vec::new();
        if !category.is_empty() {
            names.push(self.category(figure, 0, category));
        }
        if !inner.is_empty() {
            names.push(self.category(figure, 1, inner));
        }
        names.join(", ")
    }

    /// What a record adds, where that is more than being one: nights, kroner, years of age; with its categories.
    #[must_use]
    pub fn adds(&self, figure: &Figure, adds: &[Add]) -> String {
        let one = |add: &Add| {
            let place = self.categories(figure, &add.category, &add.inner);
            let amount = match figure.unit {
                Unit::Nok => show::kroner(add.amount, self.t.0),
                _ if add.amount == 1 => String::new(),
                _ => i32::try_from(add.amount)
                    .map_or_else(|_| add.amount.to_string(), |n| written(f64::from(n), self.t.0)),
            };
            [place, amount].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        adds.iter().map(one).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
    }
}
