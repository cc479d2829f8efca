//! The form of a stay, new or corrected: all its fields. What is wrong and what is doubted is the domain's to say.

use super::texts::{StayTexts, name_of};
use crate::audit;
use crate::audit::changes::RecordChange;
use crate::casefile::head::Part;
use crate::casefile::record::Choices;
use crate::casefile::record::inputs::{Input, NOTE, Reader, choice, codes_or};
use crate::casefile::record::{Context, Record, told_date};
use crate::clients::names::sort_key;
use crate::clients::store::clients_of;
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::deadlines;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{ArrangedBy, Code, ExitReason, FactKind};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::stays::answers::StayAnswers;
use crate::stays::model::{Place, Stay};
use crate::stays::rules::{Ground, Wrong};
use crate::stays::store;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDate;

/// What the forms of stays choose from: the facilities in the order of the alphabet, with their references, and the day of intake.
#[derive(Default)]
pub struct Places {
    /// Each with its reference.
    refs: Vec<(String, Place)>,
    /// The same, without.
    pub places: Vec<Place>,
    intake: NaiveDate,
}

impl Places {
    /// Those of what an act knows.
    #[must_use]
    pub fn of(mut places: Vec<Place>, intake: NaiveDate, keyring: &Keyring) -> Self {
        // Those that are closed come last.
        places.sort_by_cached_key(|place| (place.valid_to, sort_key(&place.name, "")));
        let refs = places.iter().map(|place| (keyring.cover(RefKind::Facility, place.id), place.clone())).collect();
        Self { refs, places, intake }
    }

    /// The id behind a reference of a form.
    #[must_use]
    pub fn id(&self, reference: &str) -> Option<i64> {
        self.refs.iter().find(|(known, _)| known == reference).map(|(_, place)| place.id)
    }

    /// The reference of a facility.
    #[must_use]
    pub fn reference(&self, id: i64) -> String {
        self.refs.iter().find(|(_, place)| place.id == id).map_or_else(String::new, |(known, _)| known.clone())
    }

    /// The name behind a reference; blank where there is none.
    #[must_use]
    pub fn name(&self, reference: &str) -> String {
        self.id(reference).map_or_else(String::new, |id| name_of(id, &self.places))
    }

    /// All of them to choose from, after an answer that says nothing.
    #[must_use]
    pub fn choices(&self, none: &str, chosen: &str, lang: Lang) -> Vec<Choice> {
        let t = StayTexts(lang);
        let mut choices = vec![choice("", none, chosen)];
        choices.extend(self.refs.iter().map(|(known, place)| {
            let named = format!("{}, {}", place.name, place.kind.label(lang).to_lowercase());
            let label = place.valid_to.map_or_else(|| named.clone(), |to| t.in_use_to(&named, &show::date(to)));
            choice(known, &label, chosen)
        }));
        choices
    }
}

impl Choices for Places {
    fn load(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: i64) -> Result<Self> {
        let row = clients_of(conn, actor, &[client])?.into_iter().next().ok_or(Error::NotFound)?;
        Ok(Self::of(store::places(conn, actor)?, row.intake_date, keyring))
    }
}

/// The field of this form that a refusal is about.
const fn field_of(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::NoPlace | Wrong::SamePlace => "facility",
        Wrong::EndsBefore(_) | Wrong::LeftWithoutEnd | Wrong::Ended(_) | Wrong::GoesOn => "ended_on",
        Wrong::Ahead | Wrong::SharesNight(..) => "began_on",
    }
}

impl Record for StayAnswers {
    type Fact = Stay;
    type Lists = Places;
    const PART: Part = Part::Stays;
    const KIND: FactKind = FactKind::Stay;
    const PLACE: &'static str = "stays";
    const REF: RefKind = RefKind::Stay;
    const ADD: &'static str = "stay.add";
    const CHANGE: &'static str = "stay.change";
    const REMOVE: Option<&'static str> = Some("stay.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = StayTexts(lang);
        (t.new(), t.change())
    }

    fn blank(today: NaiveDate, asked: &Posted, _lists: &Places) -> Self {
        Self { facility: asked.line("facility"), began_on: show::date(today), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            facility: line("facility"),
            began_on: line("began_on"),
            arranged_by: line("arranged_by"),
            ended_on: line("ended_on"),
            exit_reason: line("exit_reason"),
            destination: line("destination"),
        }
    }

    fn of(fact: &Stay, lists: &Places) -> Self {
        Self {
            facility: lists.reference(fact.facility_id),
            began_on: show::date(fact.began_on),
            arranged_by: fact.arranged_by.map_or("", Code::code).to_owned(),
            ended_on: show::maybe_date(fact.ended_on),
            exit_reason: fact.exit_reason.map_or("", Code::code).to_owned(),
            destination: fact.destination_id.map_or_else(String::new, |id| lists.reference(id)),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Stay, Vec<String>), Vec<FieldError>> {
        let (t, lists) = (StayTexts(context.lang), context.lists);
        let mut reader = Reader::new(context.lang, context.today);
        let facility = lists.id(&self.facility);
        if facility.is_none() {
            reader.wrong("facility", t.facility_missing());
        }
        let began_on = reader.past("began_on", &self.began_on);
        reader.must_date("began_on", &self.began_on, began_on);
        let arranged_by = reader.code("arranged_by", &self.arranged_by);
        let ended_on = reader.date("ended_on", &self.ended_on);
        let exit_reason = reader.code("exit_reason", &self.exit_reason);
        let destination_id = lists.id(&self.destination);
        if destination_id.is_none() && !self.destination.is_empty() {
            reader.wrong("destination", t.facility_missing());
        }
        let (Some(facility_id), Some(began_on), true) = (facility, began_on, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let client_id = context.client;
        let stay = Stay { client_id, facility_id, began_on, ended_on, arranged_by, exit_reason, destination_id };
        let ground = Ground { today: context.today, intake: lists.intake, places: &lists.places, stays: context.all };
        match ground.judge(context.own, &stay) {
            Ok(doubts) => Ok((stay, doubts.into_iter().map(|doubt| t.doubt(doubt, &lists.places)).collect())),
            Err(all) => {
                let errors =
                    all.into_iter().map(|wrong| FieldError::new(field_of(wrong), &t.wrong(wrong, context.today)));
                Err(errors.collect())
            }
        }
    }

    fn inputs(&self, lists: &Places, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = StayTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![
                Input::Select(
                    field("facility", t.facility(), &self.facility),
                    lists.choices(t.choose(), &self.facility, lang),
                ),
                Input::Date(field("began_on", t.began_on(), &self.began_on).hinted(t.began_hint())),
            ],
            vec![Input::Chips(
                field("arranged_by", t.arranged_by(), &self.arranged_by).optional(),
                codes_or::<ArrangedBy>(t.none_chosen(), &self.arranged_by, lang),
            )],
            vec![
                Input::Date(field("ended_on", t.ended_on(), &self.ended_on).hinted(t.ended_hint()).optional()),
                Input::Select(
                    field("exit_reason", t.exit_reason(), &self.exit_reason).optional(),
                    codes_or::<ExitReason>(t.none_chosen(), &self.exit_reason, lang),
                ),
                Input::Select(
                    field("destination", t.destination(), &self.destination).optional(),
                    lists.choices(t.none_chosen(), &self.destination, lang),
                ),
            ],
        ]
    }

    fn told(&self, lists: &Places, lang: Lang) -> Vec<(String, String)> {
        let t = StayTexts(lang);
        let arranged = ArrangedBy::from_code(&self.arranged_by).map_or("", |by| by.label(lang));
        let reason = ExitReason::from_code(&self.exit_reason).map_or("", |reason| reason.label(lang));
        vec![
            (t.facility().to_owned(), lists.name(&self.facility)),
            (t.began_on().to_owned(), told_date(&self.began_on)),
            (t.arranged_by().to_owned(), arranged.to_owned()),
            (t.ended_on().to_owned(), told_date(&self.ended_on)),
            (t.exit_reason().to_owned(), reason.to_owned()),
            (t.destination().to_owned(), lists.name(&self.destination)),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Stay>>> {
        store::client_stays(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Stay) -> Result<i64> {
        store::add_stay(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Stay, version: i32) -> Result<()> {
        store::change_stay(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove_stay(conn, actor, client, id, version)
    }

    /// Absences go with their stay; what stood in them is kept.
    fn unfasten(conn: &mut Conn, state: &State, actor: &Actor, (client, id): (i64, i64), reason: &str) -> Result<()> {
        let lists = super::absence::Stays::load(conn, state.database.keyring(), actor, client)?;
        for absence in store::absences(conn, actor, client)?.into_iter().filter(|absence| absence.fact.stay_id == id) {
            let stood = super::absence::AbsenceForm::of(&absence.fact, &lists);
            let row = RecordChange {
                client_id: Some(client),
                record_kind: FactKind::Absence,
                record_id: absence.id,
                is_removal: true,
                before: serde_json::to_string(&stood).map_err(|_| Error::internal("answers that are no JSON"))?,
                reason: Some(reason.to_owned()),
                changed_by_id: actor.user_id(),
                changed_at: state.clock().now_utc(),
            };
            audit::changes::add(conn, actor, &row)?;
            store::remove_absence(conn, actor, client, absence.id, absence.version)?;
        }
        Ok(())
    }

    fn settle(conn: &mut Conn, _state: &State, actor: &Actor, client: i64) -> Result<()> {
        store::note_latest(conn, actor, &[client])?;
        deadlines::settle(conn, actor, Some(client))
    }
}

/// The longest note of an absence, in characters.
pub const ABSENCE_NOTE: usize = NOTE;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::FacilityType;

    fn lists() -> Places {
        let place = |id: i64, name: &str| Place {
            id,
            name: name.to_owned(),
            kind: FacilityType::CrisisCentre,
            valid_from: None,
            valid_to: None,
        };
        let places = vec![place(1, "Oslo"), place(2, "Bergen")];
        let refs = places.iter().map(|place| (format!("r{}", place.id), place.clone())).collect();
        Places { refs, places, intake: "2019-01-10".parse().unwrap() }
    }

    fn of(answers: &str, all: &[Kept<Stay>]) -> std::result::Result<(Stay, Vec<String>), Vec<FieldError>> {
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all, lists: &lists() };
        StayAnswers::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        let fields = |answers: &str| -> Vec<&'static str> {
            of(answers, &[]).unwrap_err().iter().map(|error| error.field).collect()
        };
        assert_eq!(fields("facility=&began_on="), ["facility", "began_on"]);
        assert_eq!(fields("facility=r1&began_on=07.11.2019"), ["began_on"]);
        assert_eq!(fields("facility=r1&began_on=05.11.2019&ended_on=04.11.2019"), ["ended_on"]);
        assert_eq!(fields("facility=r1&began_on=05.11.2019&exit_reason=own_wish"), ["ended_on"]);
        assert_eq!(fields("facility=r9&began_on=05.11.2019&arranged_by=x&destination=y").len(), 3);
    }

    #[test]
    fn a_stay_comes_back_as_its_answers_and_is_told() {
        let answers =
            "facility=r1&began_on=051119&ended_on=2019-12-04&exit_reason=own_wish&destination=r2&arranged_by=nav";
        let (stay, doubts) = of(answers, &[]).unwrap();
        assert!(doubts.is_empty());
        let told = <StayAnswers as Record>::of(&stay, &lists()).told(&lists(), Lang::Nb);
        let said: Vec<&str> = told.iter().map(|(_, said)| said.as_str()).collect();
        assert_eq!(said, ["Oslo", "05.11.2019", "NAV", "04.12.2019", "Eget ønske", "Bergen"]);
    }

    #[test]
    fn an_overlap_elsewhere_is_said_with_its_place() {
        let (stay, _) = of("facility=r2&began_on=01.10.2019", &[]).unwrap();
        let all = [Kept { id: 7, version: 1, fact: stay }];
        let (_, doubts) = of("facility=r1&began_on=05.11.2019", &all).unwrap();
        assert!(doubts[0].contains("Bergen, siden 01.10.2019"), "{doubts:?}");
        assert_eq!(of("facility=r2&began_on=05.11.2019", &all).unwrap_err()[0].field, "began_on");
    }
}
