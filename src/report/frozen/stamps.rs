//! When a piece of what is known was entered, changed or removed, and by whom: read from what stood before, from the moment a
//! note was written, and from the log. Pure over what the store found.

use super::aspects::Aspect;
use super::store::{Act, Correction, Written};
use super::texts::FrozenTexts;
use crate::kernel::codes::FactKind;
use crate::web::show;
use crate::web::state::State;
use chrono::{NaiveDate, NaiveDateTime};

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It came.
    Came,
    /// It was changed.
    Changed,
    /// It went.
    Went,
}

/// Everything that was done since a report was frozen.
#[derive(Default)]
pub struct Stamps {
    /// When it was frozen (UTC).
    pub since: NaiveDateTime,
    /// Acts on clients.
    pub acts: Vec<Act>,
    /// Acts on calls, events and typed figures, by the kind of object.
    pub office: Vec<(&'static str, Act)>,
    /// Corrections and removals.
    pub corrections: Vec<Correction>,
    /// When conversations were written down.
    pub written: Vec<Written>,
    /// Registers that were brought in.
    pub imports: Vec<Act>,
    /// The names of users.
    pub names: Vec<(i64, String)>,
}

/// How a piece leaves its marks: its kinds in the history, its id there, the acts that bring one, and the nouns of all its acts.
struct Trace {
    kinds: &'static [FactKind],
    record: Option<i64>,
    brings: &'static [&'static str],
    nouns: &'static [&'static str],
}

const fn trace(aspect: Aspect) -> Trace {
    const fn of(
        kinds: &'static [FactKind],
        record: Option<i64>,
        brings: &'static [&'static str],
        nouns: &'static [&'static str],
    ) -> Trace {
        Trace { kinds, record, brings, nouns }
    }
    match aspect {
        Aspect::Gender
        | Aspect::BirthDate
        | Aspect::Nationality
        | Aspect::Exploitation
        | Aspect::ReferredBy
        | Aspect::IdentifiedIn
        | Aspect::Pregnant
        | Aspect::ChildrenAbroad
        | Aspect::Intake => of(&[FactKind::Identity], None, &["client.change"], &["client.change"]),
        Aspect::Closing => of(&[], None, &["client.close", "client.reopen"], &["client.close", "client.reopen"]),
        Aspect::Conversation(_) => of(&[], None, &["journal.add", "entry.add"], &["journal."]),
        Aspect::Stay(id) => of(&[FactKind::Stay], Some(id), &["stay.add", "stay.transfer"], &["stay."]),
        Aspect::Status(_) => of(&[FactKind::Status], None, &["status.add"], &["status."]),
        Aspect::Return(id) => of(&[FactKind::Return], Some(id), &["return.add"], &["return."]),
        // Its events are rows of their own, with ids of their own.
        Aspect::Matter(_) => of(
            &[FactKind::Matter, FactKind::PoliceEvent],
            None,
            &["matter.add", "police_event.add"],
            &["matter.", "police_event."],
        ),
        Aspect::Activity(id) => of(&[FactKind::Activity], Some(id), &["activity.add"], &["activity."]),
        Aspect::Child(id) => of(&[FactKind::Child], Some(id), &["child.add"], &["child."]),
        Aspect::Benefit(id) => {
            of(&[FactKind::Benefit], Some(id), &["benefit.add", "benefit.repeat", "benefit.pay"], &["benefit."])
        }
    }
}

impl Stamps {
    fn who(&self, user: Option<i64>, t: FrozenTexts) -> String {
        let known = user.and_then(|id| self.names.iter().find(|(user, _)| *user == id));
        known.map_or_else(|| t.the_system().to_owned(), |(_, name)| name.clone())
    }

    fn actor(&self, act: &Act, t: FrozenTexts) -> String {
        self.who(act.actor.strip_prefix("user:").and_then(|id| id.parse().ok()), t)
    }

    /// What is said of a piece of a client. `fresh` are all her new pieces of its kind, in order.
    #[must_use]
    pub fn said(
        &self,
        (client, aspect): (i64, Aspect),
        how: How,
        fresh: &[Aspect],
        state: &State,
        t: FrozenTexts,
    ) -> String {
        let day = |at: NaiveDateTime| show::date(state.clock().local(at).date());
        let trace = trace(aspect);
        let hers = |act: &&Act| act.object == Some(client);
        let its = |one: &&Correction| {
            one.client == Some(client)
                && trace.kinds.contains(&one.kind)
                && trace.record.is_none_or(|record| record == one.record)
        };
        match how {
            How::Went => {
                if let Some(one) = self.corrections.iter().rfind(|one| its(one) && one.is_removal) {
                    let reason = one.reason.clone().unwrap_or_default();
                    return t.removed(&day(one.at), &self.who(one.by, t), &reason);
                }
            }
            How::Changed => {
                if let Some(one) = self.corrections.iter().rfind(|one| its(one) && !one.is_removal) {
                    return t.changed(&day(one.at), &self.who(one.by, t));
                }
            }
            How::Came => {
                if let Some(said) = self.written_down(client, aspect, &day, t) {
                    return said;
                }
                let acts: Vec<&Act> =
                    self.acts.iter().filter(hers).filter(|act| trace.brings.contains(&act.action.as_str())).collect();
                // The log names the client and not the row; both are in the order in which they were entered.
                let own = fresh.iter().position(|one| *one == aspect).filter(|_| fresh.len() == acts.len());
                let act = own.and_then(|place| acts.get(place)).or_else(|| acts.last());
                if let Some(act) = act {
                    return t.entered(&day(act.at), &self.actor(act, t));
                }
            }
        }
        if let Some(act) =
            self.acts.iter().filter(hers).rfind(|act| trace.nouns.iter().any(|noun| act.action.starts_with(noun)))
        {
            return t.changed(&day(act.at), &self.actor(act, t));
        }
        match (how, self.imports.last()) {
            (How::Came, Some(act)) => t.imported(&day(act.at), &self.actor(act, t)),
            _ => t.since(&day(self.since)),
        }
    }

    fn written_down(
        &self,
        client: i64,
        aspect: Aspect,
        day: &impl Fn(NaiveDateTime) -> String,
        t: FrozenTexts,
    ) -> Option<String> {
        let Aspect::Conversation(on) = aspect else { return None };
        let is_it = |(of, date, _, _): &&(i64, NaiveDate, Option<NaiveDateTime>, i64)| *of == client && *date == on;
        let (_, _, at, author) = self.written.iter().rfind(is_it)?;
        let at = at.filter(|at| *at >= self.since)?;
        Some(t.entered(&day(at), &self.who(Some(*author), t)))
    }

    /// What is said of a call, an event or a typed figure: by its kind in the log and its id there.
    #[must_use]
    pub fn said_of_office(&self, (kind, id): (&str, i64), how: How, state: &State, t: FrozenTexts) -> String {
        let day = |at: NaiveDateTime| show::date(state.clock().local(at).date());
        if how == How::Went {
            let removed = |one: &&Correction| {
                one.is_removal && one.record == id && crate::kernel::codes::Code::code(one.kind) == kind
            };
            if let Some(one) = self.corrections.iter().rfind(removed) {
                let reason = one.reason.clone().unwrap_or_default();
                return t.removed(&day(one.at), &self.who(one.by, t), &reason);
            }
        }
        let its = |of: &&(&'static str, Act)| of.0 == kind && of.1.object == Some(id);
        let found = self.office.iter().rfind(|act| its(act) && (how != How::Came || act.1.action.ends_with(".add")));
        match (found, how, self.imports.last()) {
            (Some((_, act)), How::Came, _) => t.entered(&day(act.at), &self.actor(act, t)),
            (Some((_, act)), _, _) => t.changed(&day(act.at), &self.actor(act, t)),
            (None, How::Came, Some(act)) => t.imported(&day(act.at), &self.actor(act, t)),
            _ => t.since(&day(self.since)),
        }
    }
}
