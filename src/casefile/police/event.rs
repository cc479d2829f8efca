//! The form of an event in a police matter. Events of one day stand in the order in which they were entered.

use super::doubts::told_doubts;
use super::texts::PoliceTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, NOTE, Reader, choice, codes, codes_or, of_code, of_text};
use crate::casefile::record::{Choices, Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::deadlines;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, DismissalGround, FactKind, MatterRole, PoliceEventKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::police::model::{Matter, PoliceEvent};
use crate::police::{order, store};
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An event with the client whose matter it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnEvent {
    client_id: i64,
    event: PoliceEvent,
}

/// A matter to choose.
struct MatterChoice {
    reference: String,
    id: i64,
    fact: Matter,
}

/// The client's matters.
#[derive(Default)]
pub struct Matters(Vec<MatterChoice>);

impl Choices for Matters {
    fn load(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: i64) -> Result<Self> {
        let all = store::matters(conn, actor, client)?.into_iter();
        let one = |kept: Kept<Matter>| MatterChoice {
            reference: keyring.cover(RefKind::Matter, kept.id),
            id: kept.id,
            fact: kept.fact,
        };
        Ok(Self(all.map(one).collect()))
    }
}

impl Matters {
    fn find(&self, reference: &str) -> Option<&MatterChoice> {
        self.0.iter().find(|one| one.reference == reference)
    }

    /// What tells the matters apart: offence, district and number; those alike are numbered as they were entered.
    fn labels(&self, lang: Lang) -> Vec<(String, String)> {
        let names: Vec<String> = self.0.iter().map(|one| matter_name(&one.fact, lang)).collect();
        let mut labels = Vec::new();
        for (place, (one, name)) in self.0.iter().zip(&names).enumerate() {
            let alike = names.iter().filter(|other| *other == name).count();
            let number = names.iter().take(place + 1).filter(|other| *other == name).count();
            labels.push((one.reference.clone(), if alike > 1 { format!("{name} ({number})") } else { name.clone() }));
        }
        labels
    }
}

/// A matter in one line.
pub(super) fn matter_name(matter: &Matter, lang: Lang) -> String {
    let district = matter.district.map(|district| district.label(lang).to_owned());
    let parts = [Some(matter.offence.label(lang).to_owned()), district, matter.case_number.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The answers of the form of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventForm {
    /// The reference of its matter.
    matter: String,
    on: String,
    event: String,
    ground: String,
    note: String,
}

impl Record for EventForm {
    type Fact = OwnEvent;
    type Lists = Matters;
    const PART: Part = Part::Police;
    const KIND: FactKind = FactKind::PoliceEvent;
    const PLACE: &'static str = "police-events";
    const REF: RefKind = RefKind::PoliceEvent;
    const ADD: &'static str = "police_event.add";
    const CHANGE: &'static str = "police_event.change";
    const REMOVE: Option<&'static str> = Some("police_event.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = PoliceTexts(lang);
        (t.event_new(), t.event_change())
    }

    fn blank(_today: NaiveDate, asked: &Posted, lists: &Matters) -> Self {
        let only = match lists.0.as_slice() {
            [only] => only.reference.clone(),
            _ => String::new(),
        };
        Self { matter: lists.find(asked.value("matter")).map_or(only, |one| one.reference.clone()), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            matter: line("matter"),
            on: line("on"),
            event: line("event"),
            ground: line("ground"),
            note: form.lines("note"),
        }
    }

    fn of(fact: &OwnEvent, lists: &Matters) -> Self {
        let event = &fact.event;
        let matter = lists.0.iter().find(|one| one.id == event.matter_id);
        Self {
            matter: matter.map(|one| one.reference.clone()).unwrap_or_default(),
            on: show::date(event.happened_on),
            event: event.event.code().to_owned(),
            ground: of_code(event.ground),
            note: of_text(event.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(OwnEvent, Vec<String>), Vec<FieldError>> {
        let t = PoliceTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let matter = context.lists.find(&self.matter);
        if matter.is_none() {
            reader.wrong("matter", if context.lists.0.is_empty() { t.matter_none() } else { t.matter_missing() });
        }
        let event = reader.must_code("event", &self.event, t.event_missing());
        let on = reader.past("on", &self.on);
        reader.must_date("on", &self.on, on);
        let ground: Option<DismissalGround> = reader.code("ground", &self.ground);
        if ground.is_some() && event.is_some_and(|event| event != PoliceEventKind::Dismissed) {
            reader.wrong("ground", t.ground_wrong());
        }
        let note = reader.text("note", &self.note, NOTE);
        let (Some(matter), Some(event), Some(happened_on), true) = (matter, event, on, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let event = PoliceEvent { matter_id: matter.id, happened_on, event, ground, note };
        let role = matter.fact.role.unwrap_or(MatterRole::Aggrieved);
        let doubts = told_doubts(&unlikely(role, &event, context.own, context.all), context.lang);
        Ok((OwnEvent { client_id: context.client, event }, doubts))
    }

    fn inputs(&self, lists: &Matters, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, r) = (PoliceTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut matters = vec![choice("", r.choose(), &self.matter)];
        matters.extend(lists.labels(lang).iter().map(|(reference, label)| choice(reference, label, &self.matter)));
        let mut events = vec![choice("", r.choose(), &self.event)];
        events.extend(codes::<PoliceEventKind>(&self.event, lang));
        vec![
            vec![Input::Select(field("matter", t.matter(), &self.matter), matters)],
            vec![
                Input::Select(field("event", t.event(), &self.event), events),
                Input::Date(field("on", t.on(), &self.on).hinted(r.date_hint())),
            ],
            vec![Input::Select(
                field("ground", t.ground(), &self.ground).hinted(t.ground_hint()).optional(),
                codes_or::<DismissalGround>(r.none_chosen(), &self.ground, lang),
            )],
            vec![Input::Area(field("note", r.note(), &self.note).optional(), 2)],
        ]
    }

    fn told(&self, lists: &Matters, lang: Lang) -> Vec<(String, String)> {
        let t = PoliceTexts(lang);
        let matter = lists.labels(lang).into_iter().find(|(reference, _)| *reference == self.matter);
        let event = PoliceEventKind::from_code(&self.event).map_or("", |event| event.label(lang));
        let ground = DismissalGround::from_code(&self.ground).map_or("", |ground| ground.label(lang));
        vec![
            (t.matter().to_owned(), matter.map_or_else(|| t.removed_matter().to_owned(), |(_, label)| label)),
            (t.on().to_owned(), told_date(&self.on)),
            (t.event().to_owned(), event.to_owned()),
            (t.ground().to_owned(), ground.to_owned()),
            (RecordTexts(lang).note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<OwnEvent>>> {
        let all = store::events(conn, actor, client)?.into_iter();
        let own = |kept: Kept<PoliceEvent>| Kept {
            id: kept.id,
            version: kept.version,
            fact: OwnEvent { client_id: client, event: kept.fact },
        };
        Ok(all.map(own).collect())
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &OwnEvent) -> Result<i64> {
        store::add_event(conn, actor, fact.client_id, &fact.event)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &OwnEvent, version: i32) -> Result<()> {
        store::change_event(conn, actor, fact.client_id, id, &fact.event, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove_event(conn, actor, client, id, version)
    }

    fn settle(conn: &mut Conn, _state: &State, actor: &Actor, client: i64) -> Result<()> {
        deadlines::settle(conn, actor, Some(client))
    }
}

/// What an event makes unlikely in its matter. A new one comes after those of its day; one that is changed keeps its place.
fn unlikely(role: MatterRole, event: &PoliceEvent, own: Option<i64>, all: &[Kept<OwnEvent>]) -> Vec<order::Unlikely> {
    let others = all.iter().filter(|kept| Some(kept.id) != own && kept.fact.event.matter_id == event.matter_id);
    let mut without: Vec<_> =
        others.map(|kept| (kept.fact.event.happened_on, kept.id, kept.fact.event.event)).collect();
    let mut with = without.clone();
    with.push((event.happened_on, own.unwrap_or(i64::MAX), event.event));
    let in_order = |events: &mut Vec<(NaiveDate, i64, PoliceEventKind)>| {
        events.sort_by_key(|(on, id, _)| (*on, *id));
        events.iter().map(|(on, _, kind)| (*on, *kind)).collect::<Vec<_>>()
    };
    order::made_unlikely(role, &in_order(&mut with), &in_order(&mut without))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::Offence;

    fn matters() -> Matters {
        let fact =
            Matter { client_id: 1, offence: Offence::Trafficking, role: None, district: None, case_number: None };
        Matters(vec![
            MatterChoice { reference: "a".to_owned(), id: 11, fact: fact.clone() },
            MatterChoice { reference: "b".to_owned(), id: 12, fact },
        ])
    }

    fn of(
        answers: &str,
        own: Option<i64>,
        all: &[Kept<OwnEvent>],
    ) -> std::result::Result<(OwnEvent, Vec<String>), Vec<FieldError>> {
        let (today, lists) = ("2019-11-06".parse().unwrap(), matters());
        let context = Context { client: 1, own, today, lang: Lang::Nb, all, lists: &lists };
        EventForm::read(&Posted::kept(answers)).check(&context)
    }

    fn kept(id: i64, answers: &str) -> Kept<OwnEvent> {
        Kept { id, version: 1, fact: of(answers, None, &[]).unwrap().0 }
    }

    #[test]
    fn a_ground_belongs_to_a_dismissal_alone() {
        assert!(of("matter=a&on=01.11.2019&event=dismissed&ground=capacity", None, &[]).is_ok());
        let error = of("matter=a&on=01.11.2019&event=reported&ground=capacity", None, &[]).unwrap_err();
        assert_eq!(error[0].field, "ground");
    }

    #[test]
    fn what_is_missing_ahead_or_of_no_matter_is_refused() {
        let fields = |answers: &str| {
            of(answers, None, &[]).unwrap_err().into_iter().map(|error| error.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(""), ["matter", "event", "on"]);
        assert_eq!(fields("matter=z&on=07.11.2019&event=reported"), ["matter", "on"]);
    }

    #[test]
    fn an_order_is_judged_within_its_matter_only() {
        let all = [kept(1, "matter=a&on=01.10.2019&event=reported"), kept(2, "matter=a&on=02.10.2019&event=dismissed")];
        let doubts = |answers: &str, own: Option<i64>| of(answers, own, &all).unwrap().1.len();
        assert_eq!(doubts("matter=a&on=20.10.2019&event=dismissal_appealed", None), 0);
        assert_eq!(doubts("matter=b&on=20.10.2019&event=dismissal_appealed", None), 1);
        assert_eq!(doubts("matter=a&on=24.10.2019&event=dismissal_appealed", None), 1);
        assert_eq!(
            doubts("matter=a&on=02.10.2019&event=dismissal_appealed", None),
            0,
            "a new one comes last of its day"
        );
        assert_eq!(
            doubts("matter=a&on=02.10.2019&event=dismissal_appealed", Some(1)),
            1,
            "a changed one keeps its place"
        );
    }

    #[test]
    fn matters_alike_are_told_apart() {
        let labels: Vec<String> = matters().labels(Lang::Nb).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["Menneskehandel (1)", "Menneskehandel (2)"]);
    }
}
