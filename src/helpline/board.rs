//! The board that one shift leaves to the next: what is open, taken, promised and overdue. It is the night duty's first page, and a
//! part of the day of whoever works with clients. Nobody falls through: what the night promised and did not do stands on the day's
//! board too.

use super::model::{Handover, KeptCall, shift_of};
use super::rows::RowForm;
pub use super::texts::BoardTexts;
use super::texts::CallTexts;
use super::{calls, handovers, reach};
use crate::clients::sight;
use crate::clients::store::{self, ClientName};
use crate::db::{Conn, RefKind};
use crate::kernel::access::Area;
use crate::kernel::codes::{AnsweredBy, Code, EnquiryTopic, HandoverState};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::session::SignedIn;
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use chrono::{NaiveDateTime, TimeDelta};
use std::cmp::Reverse;

/// A client, as a line names her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Her page.
    pub href: String,
    /// Her name in short.
    pub name: String,
    /// Her case number.
    pub case_number: String,
}

/// A line of the board.
#[derive(Debug, Clone)]
pub struct BoardLine {
    /// The enquiry's page.
    pub href: String,
    /// Its key.
    pub key: String,
    /// When it came, for machines.
    pub iso: String,
    /// When it came.
    pub when: String,
    /// Who called.
    pub who: &'static str,
    /// What it is about, in a few words.
    pub title: String,
    /// Whom it is about, for who may know.
    pub client: Option<About>,
    /// Its topic.
    pub tag: Tag,
    /// What has become of it, and what is promised.
    pub states: Vec<Tag>,
    /// The note.
    pub note: String,
    /// Whom to call, where, and what is safe; only for who has taken it.
    pub call: Vec<String>,
    /// True when there is something of that to see for who takes it.
    pub is_hidden: bool,
    /// The version that an act is on.
    pub version: String,
    /// Where it is taken; empty when she has it.
    pub taking: String,
    /// What that says.
    pub take_word: &'static str,
    /// Where it is given back; empty when she has not taken it.
    pub release: String,
    /// Where it is done.
    pub completion: String,
}

/// The board.
pub struct Board {
    /// Its words.
    pub t: BoardTexts,
    /// Its heading.
    pub heading: &'static str,
    /// What the night was like; empty for the night itself.
    pub night: String,
    /// What is said when nothing waits.
    pub empty: &'static str,
    /// What waits, the overdue first.
    pub lines: Vec<BoardLine>,
    /// What she handed to the other shift and nobody has done.
    pub away: Vec<BoardLine>,
    /// How many wait, in words; blank for none.
    pub count: String,
}

/// The board of her shift; nothing for roles without one.
///
/// # Errors
/// When the database cannot be read.
pub fn read(conn: &mut Conn, state: &State, user: &SignedIn, lang: Lang) -> Result<Option<Board>> {
    let actor = &user.actor;
    if !actor.may(Area::Handovers) {
        return Ok(None);
    }
    let now = state.clock().now_utc();
    let local = state.clock().local(now);
    let shift = shift_of(user.role);
    let waiting = handovers::waiting(conn, actor)?;
    let lately = now - TimeDelta::hours(reach::OWN_HOURS);
    let (mut lines, mut away) = (Vec::new(), Vec::new());
    // On most days little waits; then the first page asks for nothing more.
    if !waiting.is_empty() {
        let reach = reach::of(conn, actor, now)?;
        let ids: Vec<i64> = waiting.iter().map(|one| one.enquiry_id).collect();
        let known = calls::of_ids(conn, actor, &reach, &ids)?;
        let viewer = Viewer::of(conn, state, user, &known, lang)?;
        for handover in &waiting {
            let Some(call) = known.iter().find(|call| call.id == handover.enquiry_id) else { continue };
            let is_ours = handover.promise.shift == shift;
            let fell = shift == AnsweredBy::Rosa && handover.is_overdue(local);
            if is_ours || fell {
                lines.push((handover, viewer.line(call, handover, local)));
            } else if shift == AnsweredBy::NightDuty
                && handover.handed_by_id == Some(user.user_id)
                && handover.handed_at >= lately
            {
                away.push(viewer.line(call, handover, local).looked_at());
            }
        }
    }
    lines.sort_by_key(|(handover, _)| urgency(handover, local));
    let t = BoardTexts(lang);
    let is_night = shift == AnsweredBy::NightDuty;
    Ok(Some(Board {
        t,
        heading: if is_night { t.heading_night() } else { t.heading_day() },
        night: if is_night { String::new() } else { t.night(&calls::night_of(conn, actor, local.date())?.to_string()) },
        empty: if is_night { t.empty_night() } else { t.empty_day() },
        count: if lines.is_empty() { String::new() } else { t.handed_count(&lines.len().to_string()) },
        lines: lines.into_iter().map(|(_, line)| line).collect(),
        away,
    }))
}

/// The order of the board: overdue, then promised by time, then what has waited longest.
fn urgency(handover: &Handover, now: NaiveDateTime) -> (Reverse<bool>, bool, Option<NaiveDateTime>, NaiveDateTime) {
    let due = handover.promise.due();
    (Reverse(handover.is_overdue(now)), due.is_none(), due, handover.handed_at)
}

/// What it takes to show enquiries to somebody.
pub(super) struct Viewer<'a> {
    state: &'a State,
    user: &'a SignedIn,
    lang: Lang,
    names: Vec<ClientName>,
    people: Vec<(i64, String)>,
    places: Vec<(i64, String)>,
}

impl<'a> Viewer<'a> {
    /// Reads the names that these enquiries need, as far as she may know them.
    pub fn of(conn: &mut Conn, state: &'a State, user: &'a SignedIn, calls: &[KeptCall], lang: Lang) -> Result<Self> {
        let actor = &user.actor;
        let names = if actor.may(Area::Clients) {
            let sight = sight::of(conn, actor, state.clock().now_utc())?;
            let mut ids: Vec<i64> = calls.iter().filter_map(|call| call.call.client_id).collect();
            ids.extend(calls.iter().flat_map(|call| &call.subjects).filter_map(|kept| kept.subject.client_id));
            store::names_of(conn, actor, &sight, &ids)?
        } else {
            Vec::new()
        };
        let people = store::colleagues(conn, actor)?.into_iter().map(|one| (one.id, one.name)).collect();
        Ok(Self { state, user, lang, names, people, places: store::facility_names(conn, actor)? })
    }

    /// The name of a colleague.
    pub fn person(&self, id: Option<i64>) -> String {
        let found = id.and_then(|id| self.people.iter().find(|(user, _)| *user == id));
        found.map_or_else(|| CallTexts(self.lang).somebody().to_owned(), |(_, name)| name.clone())
    }

    /// A client, as far as she may know her.
    pub fn client(&self, id: Option<i64>) -> Option<About> {
        let id = id?;
        let name = self.names.iter().find(|name| name.id == id)?;
        Some(About {
            href: urls::client(&self.state.database.keyring().cover(RefKind::Client, id)),
            name: name.short(),
            case_number: name.case_number.clone(),
        })
    }

    /// The name of a place.
    pub fn place(&self, id: Option<i64>) -> String {
        let found = id.and_then(|id| self.places.iter().find(|(place, _)| *place == id));
        found.map_or_else(String::new, |(_, name)| name.clone())
    }

    /// What an enquiry is about, in a few words: its possible victims, else its place.
    pub fn title(&self, call: &KeptCall) -> String {
        let rows: Vec<String> = call
            .subjects
            .iter()
            .map(|kept| {
                let mut row = RowForm::of(kept, None);
                (row.outcome, row.first_time, row.reason) = Default::default();
                row.told(self.lang)
            })
            .collect();
        let place = self.place(call.call.facility_id);
        let all: Vec<String> = rows.into_iter().chain((!place.is_empty()).then_some(place)).collect();
        let text = all.join("; ");
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The possible victims of an enquiry with all that is known of them.
    pub fn victims(&self, call: &KeptCall) -> String {
        let told = call.subjects.iter().map(|kept| RowForm::of(kept, None).told(self.lang));
        told.collect::<Vec<_>>().join("; ")
    }

    /// The tag of a topic.
    pub fn topic(&self, topic: EnquiryTopic) -> Tag {
        let color = if topic == EnquiryTopic::PossibleVictim { "warning" } else { "neutral" };
        Tag::new(color, "", topic.label(self.lang))
    }

    /// What has become of a hand-over, and what is promised.
    pub fn states(&self, handover: &Handover, now: NaiveDateTime) -> Vec<Tag> {
        let t = BoardTexts(self.lang);
        let mut tags = Vec::new();
        if let Some(due) = handover.promise.due().filter(|_| handover.state != HandoverState::Done) {
            let at = if due.date() == now.date() {
                match self.lang {
                    Lang::Nb => due.format("kl. %H.%M").to_string(),
                    Lang::En => due.format("at %H.%M").to_string(),
                }
            } else {
                show::moment(due, self.lang)
            };
            let is_over = handover.is_overdue(now);
            let color = if is_over { "danger" } else { "info" };
            let tag = Tag::new(color, "clock", t.promised(&at));
            tags.push(if is_over { tag.strong(t.overdue().to_lowercase()) } else { tag });
        }
        tags.push(match handover.state {
            HandoverState::Open => Tag::new("neutral", "", t.is_open()).outline(),
            HandoverState::Done => Tag::new("success", "check", t.is_done()),
            HandoverState::Taken if handover.taken_by_id == Some(self.user.user_id) => {
                Tag::new("accent", "", t.taken_by_me())
            }
            HandoverState::Taken => Tag::new("neutral", "", t.taken_by(&self.person(handover.taken_by_id))),
        });
        if handover.promise.shift != shift_of(self.user.role) && handover.is_overdue(now) {
            tags.push(Tag::new("neutral", "", t.of_night()).outline());
        }
        tags
    }

    /// A line of the board.
    pub fn line(&self, call: &KeptCall, handover: &Handover, now: NaiveDateTime) -> BoardLine {
        let t = BoardTexts(self.lang);
        let reference = self.state.database.keyring().cover(RefKind::Enquiry, call.id);
        let is_hers = handover.state == HandoverState::Taken && handover.taken_by_id == Some(self.user.user_id);
        let promise = &handover.promise;
        let facts = [
            promise.call_name.as_ref().map(|name| t.call_to(name)),
            promise.call_number.clone(),
            promise.call_note.clone(),
        ];
        let call_facts: Vec<String> = facts.into_iter().flatten().collect();
        let received = call.call.received_on;
        let day = show::day(received, now.date(), self.lang);
        let part = |part: &str| urls::enquiry_part(&reference, part);
        BoardLine {
            href: urls::enquiry(&reference),
            key: call.key.clone(),
            iso: received.to_string(),
            when: call.call.received_minute.map_or(day.clone(), |minute| format!("{day} {}", show::minute(minute))),
            who: call.call.caller.label(self.lang),
            title: self.title(call),
            client: self.client(call.call.client_id),
            tag: self.topic(call.call.topic),
            states: self.states(handover, now),
            note: call.call.note.clone().unwrap_or_default(),
            is_hidden: !is_hers && !call_facts.is_empty(),
            call: if is_hers { call_facts } else { Vec::new() },
            version: handover.version.to_string(),
            taking: if is_hers { String::new() } else { part("taking") },
            take_word: if handover.state == HandoverState::Taken { t.take_over() } else { t.take() },
            release: if is_hers { part("release") } else { String::new() },
            completion: if is_hers { part("completion") } else { String::new() },
        }
    }
}

impl BoardLine {
    /// The same line for who only looks: nothing can be done with it.
    fn looked_at(self) -> Self {
        let none = String::new;
        Self { taking: none(), release: none(), completion: none(), is_hidden: false, call: Vec::new(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helpline::model::Promise;

    fn handover(id: i64, due: Option<(&str, i32)>, handed: &str) -> Handover {
        let promise = Promise {
            shift: AnsweredBy::NightDuty,
            call_on: due.map(|(day, _)| day.parse().unwrap()),
            call_minute: due.map(|(_, minute)| minute),
            call_name: None,
            call_number: None,
            call_note: None,
        };
        Handover {
            id,
            enquiry_id: id,
            promise,
            handed_by_id: None,
            handed_at: handed.parse().unwrap(),
            state: HandoverState::Open,
            taken_by_id: None,
            done_at: None,
            version: 1,
        }
    }

    #[test]
    fn the_overdue_come_first_then_the_promised_then_who_waited_longest() {
        let now = "2020-01-08T04:00:00".parse().unwrap();
        let mut all = [
            handover(1, None, "2020-01-08T01:00:00"),
            handover(2, Some(("2020-01-08", 5 * 60)), "2020-01-08T03:00:00"),
            handover(3, None, "2020-01-07T23:00:00"),
            handover(4, Some(("2020-01-08", 3 * 60)), "2020-01-08T03:30:00"),
            handover(5, Some(("2020-01-07", 3 * 60)), "2020-01-08T03:40:00"),
        ];
        all.sort_by_key(|one| urgency(one, now));
        assert_eq!(all.map(|one| one.id), [5, 4, 2, 3, 1]);
    }
}
