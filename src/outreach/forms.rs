//! The form of an event.

use super::model::Event;
use super::store;
use super::texts::OutreachTexts;
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::facilities;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, FactKind, OutreachType};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::office::{Context, Entry, Headings};
use crate::web::form::{Field, FieldError, Posted, read_date};
use crate::web::inputs::{Input, LINE, Reader, choice, codes, of_text};
use crate::web::record_texts::RecordTexts;
use crate::web::{show, urls};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most people one event can have had.
const MOST: i32 = 1_000_000;

/// A facility to choose.
pub struct Place {
    /// Its id.
    pub id: i64,
    /// What stands for it in a form.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// The answers of the form of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventForm {
    held_on: String,
    kind: String,
    title: String,
    place: String,
    facility: String,
    audience: String,
    participants: String,
    abroad: String,
}

impl Entry for EventForm {
    type Fact = Event;
    type Lists = Vec<Place>;
    const PLACE: &'static str = urls::OUTREACH;
    const REF: RefKind = RefKind::Outreach;
    const KIND: FactKind = FactKind::Outreach;
    const OBJECT: &'static str = "outreach";
    const ADD: &'static str = "outreach.add";
    const CHANGE: &'static str = "outreach.change";
    const REMOVE: &'static str = "outreach.remove";

    fn headings(lang: Lang) -> Headings {
        let t = OutreachTexts(lang);
        Headings { list: t.heading(), new: t.new_heading(), change: t.change_heading() }
    }

    fn lists(conn: &mut Conn, _keyring: &Keyring, actor: &Actor) -> Result<Vec<Place>> {
        let mut all = facilities::store::all_facilities(conn, actor)?;
        all.sort_by_key(|row| row.name.to_lowercase());
        Ok(all.into_iter().map(|row| Place { id: row.id, key: row.facility_key, name: row.name }).collect())
    }

    fn blank(today: NaiveDate, _asked: &Posted) -> Self {
        Self { held_on: show::date(today), ..Self::default() }
    }

    /// The same as last time, today; how many came is another number.
    fn again(self, today: NaiveDate) -> Self {
        Self { held_on: show::date(today), participants: String::new(), ..self }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (held_on, kind, title, place) = (line("held_on"), line("kind"), line("title"), line("place"));
        let (facility, audience) = (line("facility"), line("audience"));
        Self {
            held_on,
            kind,
            title,
            place,
            facility,
            audience,
            participants: line("participants"),
            abroad: line("abroad"),
        }
    }

    fn of(fact: &Event, lists: &Vec<Place>) -> Self {
        let facility = fact.facility_id.and_then(|id| lists.iter().find(|one| one.id == id));
        Self {
            held_on: show::date(fact.held_on),
            kind: fact.outreach_type.code().to_owned(),
            title: fact.title.clone(),
            place: of_text(fact.place.as_ref()),
            facility: facility.map_or_else(String::new, |one| one.key.clone()),
            audience: of_text(fact.audience.as_ref()),
            participants: fact.participants.map_or_else(String::new, |number| number.to_string()),
            abroad: fact.abroad.map_or("", |abroad| if abroad { "yes" } else { "no" }).to_owned(),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Event, Vec<String>), Vec<FieldError>> {
        let t = OutreachTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let held_on = reader.past("held_on", &self.held_on);
        reader.must_date("held_on", &self.held_on, held_on);
        let kind = reader.must_code::<OutreachType>("kind", &self.kind, t.kind_missing());
        let title = reader.must("title", &self.title, LINE, t.title_missing());
        let place = reader.text("place", &self.place, LINE);
        let facility = context.lists.iter().find(|one| one.key == self.facility).map(|one| one.id);
        if facility.is_none() && !self.facility.is_empty() {
            reader.wrong("facility", t.facility_wrong());
        }
        let audience = reader.text("audience", &self.audience, LINE);
        let participants = reader.whole("participants", &self.participants, 0, MOST);
        let abroad = match self.abroad.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        match (held_on, kind) {
            (Some(held_on), Some(outreach_type)) if reader.errors.is_empty() => {
                let is_lost = outreach_type == OutreachType::ShelterVisit && facility.is_none();
                let doubts = if is_lost { vec![t.visit_without().to_owned()] } else { Vec::new() };
                let event = Event {
                    held_on,
                    outreach_type,
                    title,
                    place,
                    facility_id: facility,
                    audience,
                    participants,
                    abroad,
                };
                Ok((event, doubts))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, lists: &Vec<Place>, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, forms) = (OutreachTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut facilities = vec![choice("", t.facility_none(), &self.facility)];
        facilities.extend(lists.iter().map(|one| choice(&one.key, &one.name, &self.facility)));
        let abroad = [("no", t.no()), ("yes", t.yes()), ("", t.not_stated())];
        let abroad = abroad.into_iter().map(|(value, label)| choice(value, label, &self.abroad)).collect();
        vec![
            vec![Input::Date(field("held_on", t.held_on(), &self.held_on).hinted(forms.date_hint()))],
            vec![Input::Chips(field("kind", t.kind(), &self.kind), codes::<OutreachType>(&self.kind, lang))],
            vec![Input::Line(field("title", t.title(), &self.title).hinted(t.title_hint()), "text")],
            vec![Input::Line(field("place", t.place(), &self.place).hinted(t.place_hint()).optional(), "text")],
            vec![Input::Select(field("facility", t.facility(), &self.facility).optional(), facilities)],
            vec![Input::Line(
                field("audience", t.audience(), &self.audience).hinted(t.audience_hint()).optional(),
                "text",
            )],
            vec![
                Input::Line(field("participants", t.participants(), &self.participants).optional(), "numeric"),
                Input::Chips(field("abroad", t.abroad(), &self.abroad), abroad),
            ],
        ]
    }

    fn told(&self, lists: &Vec<Place>, lang: Lang) -> Vec<(String, String)> {
        let t = OutreachTexts(lang);
        let kind = OutreachType::from_code(&self.kind).map_or("", |kind| kind.label(lang));
        let facility = lists.iter().find(|one| one.key == self.facility).map_or("", |one| one.name.as_str());
        let abroad = match self.abroad.as_str() {
            "yes" => t.yes(),
            "no" => t.no(),
            _ => "",
        };
        let held_on = read_date(&self.held_on).map_or_else(|_| self.held_on.clone(), show::maybe_date);
        [
            (t.held_on(), held_on.as_str()),
            (t.kind(), kind),
            (t.title(), self.title.as_str()),
            (t.place(), self.place.as_str()),
            (t.facility(), facility),
            (t.audience(), self.audience.as_str()),
            (t.participants(), self.participants.as_str()),
            (t.abroad(), abroad),
        ]
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value.to_owned()))
        .collect()
    }

    fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<Kept<Event>>> {
        store::all_events(conn, actor)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Event) -> Result<i64> {
        store::add_event(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Event, version: i32) -> Result<()> {
        store::change_event(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()> {
        store::remove_event(conn, actor, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answers: &str) -> std::result::Result<(Event, Vec<String>), Vec<FieldError>> {
        let lists = vec![Place { id: 7, key: "oslo".to_owned(), name: "Oslo krisesenter".to_owned() }];
        let today = "2020-01-08".parse().unwrap();
        let context = Context { own: None, today, lang: Lang::Nb, all: &[], lists: &lists };
        EventForm::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn date_type_and_title_must_be_said_and_nothing_is_ahead() {
        assert_eq!(of("").unwrap_err().len(), 3);
        let wrong = "held_on=09.01.2020&kind=lecture&title=A&participants=-1&facility=bergen";
        let fields: Vec<_> = of(wrong).unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["held_on", "facility", "participants"]);
    }

    #[test]
    fn a_visit_without_a_facility_is_doubted() {
        assert_eq!(of("held_on=080120&kind=shelter_visit&title=A").unwrap().1.len(), 1);
        let (event, doubts) = of("held_on=080120&kind=shelter_visit&title=A&facility=oslo&participants=1+200").unwrap();
        assert_eq!((event.facility_id, event.participants, doubts.len()), (Some(7), Some(1200), 0));
    }
}
