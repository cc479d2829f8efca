//! The form of an absence: days away from a stay. It is noted and shown; no night is subtracted for it.

use super::form::ABSENCE_NOTE;
use super::texts::{StayTexts, name_of};
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, Reader, choice, of_text};
use crate::casefile::record::{Choices, Context, Record, told_date};
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::period::Period;
use crate::kernel::text::Lang;
use crate::stays::model::{Absence, Stay};
use crate::stays::store;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The stays of a client, the latest first, with their references and the names of their places.
#[derive(Default)]
pub struct Stays(Vec<(String, String, Kept<Stay>)>);

impl Stays {
    fn find(&self, reference: &str) -> Option<&Kept<Stay>> {
        self.0.iter().find(|(known, ..)| known == reference).map(|(.., stay)| stay)
    }

    fn label(place: &str, stay: &Stay, lang: Lang) -> String {
        format!("{place}, {}", StayTexts(lang).period(stay.began_on, stay.ended_on))
    }
}

impl Choices for Stays {
    fn load(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: i64) -> Result<Self> {
        let places = store::places(conn, actor)?;
        let mut stays = store::client_stays(conn, actor, client)?;
        stays.sort_by_key(|stay| std::cmp::Reverse((stay.fact.began_on, stay.id)));
        let named = stays
            .into_iter()
            .map(|stay| (keyring.cover(RefKind::Stay, stay.id), name_of(stay.fact.facility_id, &places), stay));
        Ok(Self(named.collect()))
    }
}

/// The answers of the form of an absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceForm {
    stay: String,
    began_on: String,
    ended_on: String,
    note: String,
}

fn nights(absence: &Absence) -> Option<Period> {
    Period::new(absence.began_on, absence.ended_on)
}

impl Record for AbsenceForm {
    type Fact = Absence;
    type Lists = Stays;
    const PART: Part = Part::Stays;
    const KIND: FactKind = FactKind::Absence;
    const PLACE: &'static str = "absences";
    const REF: RefKind = RefKind::Absence;
    const ADD: &'static str = "absence.add";
    const CHANGE: &'static str = "absence.change";
    const REMOVE: Option<&'static str> = Some("absence.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = StayTexts(lang);
        (t.absence_new(), t.absence_change())
    }

    fn blank(today: NaiveDate, asked: &Posted, lists: &Stays) -> Self {
        let asked = asked.line("stay");
        let stay = if lists.find(&asked).is_some() {
            asked
        } else {
            lists.0.first().map_or_else(String::new, |(known, ..)| known.clone())
        };
        Self { stay, began_on: show::date(today), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self { stay: line("stay"), began_on: line("began_on"), ended_on: line("ended_on"), note: form.lines("note") }
    }

    fn of(fact: &Absence, lists: &Stays) -> Self {
        let stay = lists.0.iter().find(|(.., stay)| stay.id == fact.stay_id);
        Self {
            stay: stay.map_or_else(String::new, |(known, ..)| known.clone()),
            began_on: show::date(fact.began_on),
            ended_on: show::maybe_date(fact.ended_on),
            note: of_text(fact.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Absence, Vec<String>), Vec<FieldError>> {
        let t = StayTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let stay = context.lists.find(&self.stay);
        if stay.is_none() {
            reader.wrong("stay", t.stay_missing());
        }
        let began_on = reader.past("began_on", &self.began_on);
        reader.must_date("began_on", &self.began_on, began_on);
        let ended_on = reader.date("ended_on", &self.ended_on);
        reader.order("ended_on", began_on, ended_on);
        let note = reader.text("note", &self.note, ABSENCE_NOTE);
        if let Some((stay, began)) = stay.zip(began_on) {
            let (first, last) = (stay.fact.began_on, stay.fact.ended_on);
            let within = t.outside(&t.period(first, last));
            if began < first || last.is_some_and(|last| began > last) {
                reader.wrong("began_on", &within);
            } else if ended_on.zip(last).is_some_and(|(end, last)| end > last) {
                reader.wrong("ended_on", &within);
            }
        }
        let (Some(stay), Some(began_on), true) = (stay, began_on, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let absence = Absence { client_id: context.client, stay_id: stay.id, began_on, ended_on, note };
        let overlaps = context.all.iter().any(|other| {
            Some(other.id) != context.own
                && other.fact.stay_id == absence.stay_id
                && nights(&other.fact).zip(nights(&absence)).is_some_and(|(one, other)| one.overlaps(&other))
        });
        Ok((absence, overlaps.then(|| t.absence_overlap().to_owned()).into_iter().collect()))
    }

    fn inputs(&self, lists: &Stays, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = StayTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let stays = lists
            .0
            .iter()
            .map(|(known, place, stay)| choice(known, &Stays::label(place, &stay.fact, lang), &self.stay))
            .collect();
        vec![
            vec![Input::Select(field("stay", t.stay(), &self.stay), stays)],
            vec![
                Input::Date(field("began_on", t.away_from(), &self.began_on).hinted(t.away_hint())),
                Input::Date(field("ended_on", t.back_on(), &self.ended_on).hinted(t.back_hint()).optional()),
            ],
            vec![Input::Area(field("note", t.note(), &self.note).hinted(t.note_hint()).optional(), 2)],
        ]
    }

    fn told(&self, lists: &Stays, lang: Lang) -> Vec<(String, String)> {
        let t = StayTexts(lang);
        let stay = lists.0.iter().find(|(known, ..)| *known == self.stay);
        vec![
            (
                t.stay().to_owned(),
                stay.map_or_else(String::new, |(_, place, stay)| Stays::label(place, &stay.fact, lang)),
            ),
            (t.away_from().to_owned(), told_date(&self.began_on)),
            (t.back_on().to_owned(), told_date(&self.ended_on)),
            (t.note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Absence>>> {
        store::absences(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Absence) -> Result<i64> {
        store::add_absence(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Absence, version: i32) -> Result<()> {
        store::change_absence(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove_absence(conn, actor, client, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absence_lies_within_its_stay() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let stay = Stay {
            client_id: 1,
            facility_id: 1,
            began_on: day("2019-05-02"),
            ended_on: Some(day("2019-06-02")),
            arranged_by: None,
            exit_reason: None,
            destination_id: None,
        };
        let lists = Stays(vec![("r".to_owned(), "Oslo".to_owned(), Kept { id: 3, version: 1, fact: stay })]);
        let all = [Kept {
            id: 9,
            version: 1,
            fact: Absence {
                client_id: 1,
                stay_id: 3,
                began_on: day("2019-05-20"),
                ended_on: Some(day("2019-05-22")),
                note: None,
            },
        }];
        let context =
            Context { client: 1, own: None, today: day("2019-11-06"), lang: Lang::Nb, all: &all, lists: &lists };
        let of = |from: &str, to: &str| {
            let answers = format!("stay=r&began_on={from}&ended_on={to}");
            AbsenceForm::read(&Posted::kept(&answers)).check(&context)
        };
        assert!(of("02.05.2019", "02.06.2019").is_ok());
        assert_eq!(of("01.05.2019", "").unwrap_err()[0].field, "began_on");
        assert_eq!(of("03.05.2019", "03.06.2019").unwrap_err()[0].field, "ended_on");
        assert!(of("22.05.2019", "").unwrap().1.is_empty());
        assert_eq!(of("21.05.2019", "").unwrap().1.len(), 1);
    }
}
