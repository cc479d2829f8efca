//! The form of a police matter. A new one takes its first event along, because a matter without an event counts nowhere.

use super::doubts::told_doubts;
use super::texts::PoliceTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, Reader, choice, codes, codes_or, of_code, of_text};
use crate::casefile::record::{Context, Record, RecordTexts};
use crate::db::{Conn, Kept, RefKind};
use crate::deadlines;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, FactKind, MatterRole, Offence, PoliceDistrict, PoliceEventKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::police::model::{Matter, PoliceEvent};
use crate::police::{order, store};
use crate::web::form::{Field, FieldError, Posted};
use crate::web::state::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A matter with the event that came with it.
#[derive(Debug, Clone)]
pub struct NewMatter {
    matter: Matter,
    first: Option<(NaiveDate, PoliceEventKind)>,
}

/// The answers of the form of a matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatterForm {
    offence: String,
    role: String,
    district: String,
    case_number: String,
    /// Asked for a new matter only.
    #[serde(skip)]
    first: Option<First>,
}

/// The first event of a new matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct First {
    on: String,
    event: String,
}

impl First {
    /// Both or none, and nothing that is ahead.
    fn check(&self, reader: &mut Reader, t: PoliceTexts) -> Option<(NaiveDate, PoliceEventKind)> {
        let on = reader.past("first_on", &self.on);
        let event = reader.code("first_event", &self.event);
        match (self.on.is_empty(), self.event.is_empty()) {
            (true, false) => reader.wrong("first_on", t.first_on_missing()),
            (false, true) => reader.wrong("first_event", t.first_event_missing()),
            _ => {}
        }
        on.zip(event)
    }
}

impl Record for MatterForm {
    type Fact = NewMatter;
    type Lists = ();
    const PART: Part = Part::Police;
    const KIND: FactKind = FactKind::Matter;
    const PLACE: &'static str = "police-matters";
    const REF: RefKind = RefKind::Matter;
    const ADD: &'static str = "matter.add";
    const CHANGE: &'static str = "matter.change";
    const REMOVE: Option<&'static str> = Some("matter.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = PoliceTexts(lang);
        (t.new(), t.change())
    }

    fn blank(_today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self { role: MatterRole::Aggrieved.code().to_owned(), first: Some(First::default()), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let first = (form.has("first_on") || form.has("first_event"))
            .then(|| First { on: line("first_on"), event: line("first_event") });
        Self {
            offence: line("offence"),
            role: line("role"),
            district: line("district"),
            case_number: line("case_number"),
            first,
        }
    }

    fn of(fact: &NewMatter, _lists: &()) -> Self {
        let matter = &fact.matter;
        Self {
            offence: matter.offence.code().to_owned(),
            role: of_code(matter.role),
            district: of_code(matter.district),
            case_number: of_text(matter.case_number.as_ref()),
            first: None,
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(NewMatter, Vec<String>), Vec<FieldError>> {
        let t = PoliceTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let is_new = context.own.is_none();
        let offence = reader.must_code("offence", &self.offence, t.offence_missing());
        let role = reader.code("role", &self.role);
        // One that came with a register may have none, which is the aggrieved party.
        if is_new && self.role.is_empty() {
            reader.wrong("role", t.role_missing());
        }
        let district = reader.code("district", &self.district);
        let case_number = reader.text("case_number", &self.case_number, LINE);
        let first = self.first.as_ref().filter(|_| is_new).and_then(|first| first.check(&mut reader, t));
        let Some(offence) = offence.filter(|_| reader.errors.is_empty()) else { return Err(reader.errors) };
        let matter = Matter { client_id: context.client, offence, role, district, case_number };
        let mut doubts = Vec::new();
        let others = context.all.iter().filter(|other| Some(other.id) != context.own).map(|other| &other.fact.matter);
        let is_same = |other: &Matter| other.offence == offence && other.case_number == matter.case_number;
        if matter.case_number.is_some() && others.into_iter().any(is_same) {
            doubts.push(t.same_matter().to_owned());
        }
        match first {
            Some(first) => {
                let found = order::unlikely(role.unwrap_or(MatterRole::Aggrieved), &[first]);
                doubts.extend(told_doubts(&found, context.lang));
            }
            None if is_new => doubts.push(t.without_event().to_owned()),
            None => {}
        }
        Ok((NewMatter { matter, first }, doubts))
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, r) = (PoliceTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut offences = vec![choice("", r.choose(), &self.offence)];
        offences.extend(codes::<Offence>(&self.offence, lang));
        let mut lines = vec![
            vec![
                Input::Select(field("offence", t.offence(), &self.offence), offences),
                Input::Chips(field("role", t.role(), &self.role), codes::<MatterRole>(&self.role, lang)),
            ],
            vec![
                Input::Select(
                    field("district", t.district(), &self.district).optional(),
                    codes_or::<PoliceDistrict>(r.none_chosen(), &self.district, lang),
                ),
                Input::Line(field("case_number", t.case_number(), &self.case_number).optional(), "text"),
            ],
        ];
        if let Some(first) = &self.first {
            let mut events = vec![choice("", r.choose(), &first.event)];
            events.extend(codes::<PoliceEventKind>(&first.event, lang));
            lines.push(vec![
                Input::Select(field("first_event", t.first_event(), &first.event).hinted(t.first_hint()), events),
                Input::Date(field("first_on", t.first_on(), &first.on).hinted(r.date_hint())),
            ]);
        }
        lines
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = PoliceTexts(lang);
        let offence = Offence::from_code(&self.offence).map_or("", |one| one.label(lang));
        let role = MatterRole::from_code(&self.role).map_or("", |one| one.label(lang));
        let district = PoliceDistrict::from_code(&self.district).map_or("", |one| one.label(lang));
        vec![
            (t.offence().to_owned(), offence.to_owned()),
            (t.role().to_owned(), role.to_owned()),
            (t.district().to_owned(), district.to_owned()),
            (t.case_number().to_owned(), self.case_number.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<NewMatter>>> {
        let all = store::matters(conn, actor, client)?.into_iter();
        Ok(all
            .map(|kept| Kept { id: kept.id, version: kept.version, fact: NewMatter { matter: kept.fact, first: None } })
            .collect())
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &NewMatter) -> Result<i64> {
        let matter_id = store::add_matter(conn, actor, &fact.matter)?;
        if let Some((happened_on, event)) = fact.first {
            let first = PoliceEvent { matter_id, happened_on, event, ground: None, note: None };
            store::add_event(conn, actor, fact.matter.client_id, &first)?;
        }
        Ok(matter_id)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &NewMatter, version: i32) -> Result<()> {
        store::change_matter(conn, actor, id, &fact.matter, version)
    }

    fn removal_bar(conn: &mut Conn, actor: &Actor, client: i64, id: i64, lang: Lang) -> Result<Option<String>> {
        let events = store::events(conn, actor, client)?.into_iter().filter(|kept| kept.fact.matter_id == id).count();
        Ok((events > 0).then(|| PoliceTexts(lang).events_first(&events.to_string())))
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove_matter(conn, actor, client, id, version)
    }

    fn settle(conn: &mut Conn, _state: &State, actor: &Actor, client: i64) -> Result<()> {
        deadlines::settle(conn, actor, Some(client))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answers: &str, own: Option<i64>) -> std::result::Result<(NewMatter, Vec<String>), Vec<FieldError>> {
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own, today, lang: Lang::Nb, all: &[], lists: &() };
        MatterForm::read(&Posted::kept(answers)).check(&context)
    }

    fn fields(answers: &str) -> Vec<&'static str> {
        of(answers, None).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_first_event_has_both_its_date_and_what_happened() {
        let with = |first: &str| format!("offence=robbery&role=aggrieved&{first}");
        let (fact, doubts) = of(&with("first_event=reported&first_on=01.11.2019"), None).unwrap();
        assert!(fact.first.is_some() && doubts.is_empty());
        assert_eq!(fields(&with("first_event=reported&first_on=")), ["first_on"]);
        assert_eq!(fields(&with("first_event=&first_on=01.11.2019")), ["first_event"]);
        assert_eq!(fields(&with("first_event=reported&first_on=07.11.2019")), ["first_on"]);
        assert_eq!(fields("first_event=&first_on="), ["offence", "role"]);
    }

    #[test]
    fn a_matter_without_an_event_is_asked_once() {
        let blank = "offence=robbery&role=aggrieved&first_event=&first_on=";
        assert_eq!(of(blank, None).unwrap().1.len(), 1);
        // A change asks neither for it nor about it, whatever is sent.
        let (fact, doubts) = of("offence=robbery&first_event=reported&first_on=01.11.2019", Some(7)).unwrap();
        assert!(fact.first.is_none() && fact.matter.role.is_none() && doubts.is_empty());
    }

    #[test]
    fn an_unlikely_first_event_is_asked() {
        let appealed = "offence=robbery&role=aggrieved&first_event=dismissal_appealed&first_on=01.11.2019";
        assert_eq!(of(appealed, None).unwrap().1.len(), 1);
    }
}
