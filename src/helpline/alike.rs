//! Earlier enquiries that may be about the same person: hints for who reads all enquiries, never a finding. The same nationality says
//! most; words of a note say something when they are not those of every note. Pure but for one query of its own.

use super::calls;
use super::model::{KeptCall, KeptSubject};
use super::reach::Reach;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// How far back one looks, in days.
pub const DAYS: i64 = 180;

/// How many enquiries are compared at most.
const MOST: i64 = 3000;

/// How many hints are shown.
const SHOWN: usize = 5;

/// From how many points an enquiry is a hint.
const ENOUGH: u32 = 4;

/// The shortest word that is compared.
const WORD: usize = 5;

/// What two enquiries have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Common {
    /// A nationality.
    pub nationality: bool,
    /// A gender, of possible victims.
    pub gender: bool,
    /// A form of exploitation.
    pub exploitation: bool,
    /// The place.
    pub facility: bool,
    /// Words of the notes, in the order of the alphabet.
    pub words: Vec<String>,
}

impl Common {
    /// How much that says.
    #[must_use]
    pub fn points(&self) -> u32 {
        let words = u32::try_from(self.words.len()).unwrap_or(u32::MAX).min(4);
        3 * u32::from(self.nationality)
            + u32::from(self.gender)
            + u32::from(self.exploitation)
            + u32::from(self.facility)
            + words
    }
}

fn words(call: &KeptCall) -> BTreeSet<String> {
    let note = call.call.note.as_deref().unwrap_or_default().to_lowercase();
    note.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= WORD && !COMMON.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Words that stand in every note.
const COMMON: [&str; 24] = [
    "kvinne",
    "ringer",
    "ringte",
    "ønsker",
    "snakke",
    "spørsmål",
    "politiet",
    "krisesenter",
    "telefon",
    "samtale",
    "tilbake",
    "kontakt",
    "bruker",
    "henne",
    "hennes",
    "gjelder",
    "spurte",
    "plass",
    "skulle",
    "hadde",
    "etter",
    "menneskehandel",
    "informasjon",
    "veiledning",
];

/// What two enquiries have in common.
#[must_use]
pub fn common(one: &KeptCall, other: &KeptCall) -> Common {
    let set = |call: &KeptCall, of: &dyn Fn(&KeptSubject) -> Vec<String>| -> BTreeSet<String> {
        call.subjects.iter().flat_map(of).collect()
    };
    let share = |of: &dyn Fn(&KeptSubject) -> Vec<String>| !set(one, of).is_disjoint(&set(other, of));
    use crate::kernel::codes::{Code, Gender};
    Common {
        nationality: share(&|kept| kept.subject.nationality.iter().cloned().collect()),
        gender: share(&|kept| match kept.subject.gender {
            Gender::Unknown => Vec::new(),
            known => vec![known.code().to_owned()],
        }),
        exploitation: share(&|kept| kept.exploitations.iter().map(|form| form.code().to_owned()).collect()),
        facility: one.call.facility_id.is_some() && one.call.facility_id == other.call.facility_id,
        words: words(one).intersection(&words(other)).cloned().collect(),
    }
}

/// The enquiries before this one that are like it, the most alike first.
///
/// # Errors
/// When the database cannot be read.
pub fn find(conn: &mut Conn, actor: &Actor, reach: &Reach, call: &KeptCall) -> Result<Vec<(KeptCall, Common)>> {
    if !reach.is_all() || (call.subjects.is_empty() && words(call).is_empty()) {
        return Ok(Vec::new());
    }
    let to = call.call.received_on;
    let filter = calls::Filter { from: Some(to - TimeDelta::days(DAYS)), to: Some(to), ..calls::Filter::default() };
    let earlier = calls::page(conn, actor, reach, &filter, (0, MOST))?;
    let is_before = |other: &KeptCall| {
        other.id != call.id
            && (other.call.received_on, other.call.received_minute, other.id)
                <= (call.call.received_on, call.call.received_minute, call.id)
    };
    let mut hints: Vec<(KeptCall, Common)> = earlier
        .into_iter()
        .filter(is_before)
        .map(|other| {
            let common = common(call, &other);
            (other, common)
        })
        .filter(|(_, common)| common.points() >= ENOUGH)
        .collect();
    hints.sort_by_key(|(_, common)| std::cmp::Reverse(common.points()));
    hints.truncate(SHOWN);
    Ok(hints)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helpline::model::{Call, Subject};
    use crate::kernel::codes::{AnsweredBy, Caller, Channel, EnquiryTopic, Exploitation, Gender, Outcome};

    fn call(nationality: &str, form: Exploitation, note: &str) -> KeptCall {
        let subject = Subject {
            persons: 1,
            gender: Gender::Female,
            nationality: (!nationality.is_empty()).then(|| nationality.to_owned()),
            minors_along: None,
            first_time: true,
            outcome: Outcome::Pending,
            reason: None,
            client_id: None,
        };
        KeptCall {
            id: 1,
            key: String::new(),
            author_id: None,
            entered_at: None,
            version: 1,
            call: Call {
                received_on: "2020-01-08".parse().unwrap(),
                received_minute: None,
                channel: Channel::Phone,
                answered_by: AnsweredBy::Rosa,
                caller: Caller::Police,
                topic: EnquiryTopic::PossibleVictim,
                client_id: None,
                facility_id: None,
                note: Some(note.to_owned()),
            },
            subjects: vec![KeptSubject { id: None, subject, exploitations: vec![form] }],
        }
    }

    #[test]
    fn the_same_country_and_gender_are_a_hint_and_gender_alone_is_none() {
        let one = call("CO", Exploitation::Sexual, "Kvinne ringer fra Sandvika, redd for kjæresten");
        assert!(common(&one, &call("CO", Exploitation::Labour, "")).points() >= ENOUGH);
        assert!(common(&one, &call("BR", Exploitation::Sexual, "Kvinne ringer, ønsker plass")).points() < ENOUGH);
        let words = common(&one, &call("", Exploitation::Begging, "Bor i SANDVIKA, kjæresten truer")).words;
        assert_eq!(words, ["kjæresten", "sandvika"]);
    }
}
