//! The form of a period in which a child accompanies a client. A child may have several periods, and a day belongs to one of
//! them at most (the report counts children by period).

use crate::casefile::head::Part;
use crate::casefile::person_texts::PersonTexts;
use crate::casefile::record::inputs::{Input, Reader, codes_or, of_code};
use crate::casefile::record::{Context, Record, told_date};
use crate::clients::around::{self, Child};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::age::age_on;
use crate::kernel::codes::{Code, FactKind, Gender, YesNoUnknown};
use crate::kernel::error::Result;
use crate::kernel::period::Period;
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest name of a child, in characters.
const LABEL: usize = 64;

/// The age from which a child is none.
const GROWN: i32 = 18;

/// The days of a period whose last day belongs to it.
fn days(child: &Child) -> Option<Period> {
    match child.accompanying_to {
        Some(last) => Period::inclusive(child.accompanying_from, last),
        None => Period::new(child.accompanying_from, None),
    }
}

/// Another period of the same child that has a day of this one.
fn overlap<'a>(child: &Child, own: Option<i64>, all: &'a [Kept<Child>]) -> Option<&'a Child> {
    let wanted = days(child)?;
    all.iter()
        .filter(|other| Some(other.id) != own && other.fact.child_label == child.child_label)
        .find(|other| days(&other.fact).is_some_and(|days| days.overlaps(&wanted)))
        .map(|other| &other.fact)
}

/// The answers of the form of a child's period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildForm {
    label: String,
    birth_date: String,
    gender: String,
    from: String,
    to: String,
    born_in_norway: String,
}

impl Record for ChildForm {
    type Fact = Child;
    type Lists = ();
    const PART: Part = Part::Person;
    const KIND: FactKind = FactKind::Child;
    const PLACE: &'static str = "children";
    const REF: RefKind = RefKind::Child;
    const ADD: &'static str = "child.add";
    const CHANGE: &'static str = "child.change";

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = PersonTexts(lang);
        (t.child_new(), t.child_change())
    }

    fn blank(_today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self::default()
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            label: line("child_label"),
            birth_date: line("birth_date"),
            gender: line("gender"),
            from: line("accompanying_from"),
            to: line("accompanying_to"),
            born_in_norway: line("born_in_norway"),
        }
    }

    fn of(fact: &Child, _lists: &()) -> Self {
        Self {
            label: fact.child_label.clone(),
            birth_date: show::maybe_date(fact.birth_date),
            gender: of_code(fact.gender),
            from: show::date(fact.accompanying_from),
            to: show::maybe_date(fact.accompanying_to),
            born_in_norway: of_code(fact.born_in_norway),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Child, Vec<String>), Vec<FieldError>> {
        let t = PersonTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let child_label = reader.must("child_label", &self.label, LABEL, t.child_label_missing());
        let birth_date = reader.past("birth_date", &self.birth_date);
        let gender = reader.code("gender", &self.gender);
        let from = reader.past("accompanying_from", &self.from);
        reader.must_date("accompanying_from", &self.from, from);
        let accompanying_to = reader.past("accompanying_to", &self.to);
        reader.order("accompanying_to", from, accompanying_to);
        let born_in_norway = reader.code("born_in_norway", &self.born_in_norway);
        let Some(accompanying_from) = from.filter(|_| reader.errors.is_empty()) else { return Err(reader.errors) };
        let client_id = context.client;
        let child =
            Child { client_id, child_label, birth_date, gender, accompanying_from, accompanying_to, born_in_norway };
        if let Some(other) = overlap(&child, context.own, context.all) {
            let period = format!("{}–{}", show::date(other.accompanying_from), show::maybe_date(other.accompanying_to));
            reader.wrong("accompanying_from", &t.child_overlap(&period));
            return Err(reader.errors);
        }
        let age = birth_date.and_then(|birth| age_on(birth, accompanying_from));
        let doubts = age.filter(|age| *age >= GROWN).map(|_| t.child_grown().to_owned());
        Ok((child, doubts.into_iter().collect()))
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = PersonTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Line(field("child_label", t.child_label(), &self.label).hinted(t.child_label_hint()), "text")],
            vec![
                Input::Date(field("birth_date", t.birth_date(), &self.birth_date).hinted(t.date_hint()).optional()),
                Input::Select(
                    field("gender", t.gender(), &self.gender).optional(),
                    codes_or::<Gender>(t.none_chosen(), &self.gender, lang),
                ),
            ],
            vec![
                Input::Date(field("accompanying_from", t.accompanying_from(), &self.from).hinted(t.date_hint())),
                Input::Date(
                    field("accompanying_to", t.accompanying_to(), &self.to).hinted(t.accompanying_to_hint()).optional(),
                ),
            ],
            vec![Input::Chips(
                field("born_in_norway", t.born_in_norway(), &self.born_in_norway).optional(),
                codes_or::<YesNoUnknown>(t.none_chosen(), &self.born_in_norway, lang),
            )],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = PersonTexts(lang);
        let gender = Gender::from_code(&self.gender).map_or(t.not_stated(), |gender| gender.label(lang));
        let born = YesNoUnknown::from_code(&self.born_in_norway).map_or(t.not_stated(), |born| born.label(lang));
        vec![
            (t.child_label().to_owned(), self.label.clone()),
            (t.birth_date().to_owned(), told_date(&self.birth_date)),
            (t.gender().to_owned(), gender.to_owned()),
            (t.accompanying_from().to_owned(), told_date(&self.from)),
            (t.accompanying_to().to_owned(), told_date(&self.to)),
            (t.born_in_norway().to_owned(), born.to_owned()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Child>>> {
        around::child_periods(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Child) -> Result<i64> {
        around::add_child_period(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Child, version: i32) -> Result<()> {
        around::change_child_period(conn, actor, id, fact, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        answers: &str,
        own: Option<i64>,
        all: &[Kept<Child>],
    ) -> std::result::Result<(Child, Vec<String>), Vec<FieldError>> {
        let today = "2019-11-06".parse().unwrap();
        ChildForm::read(&Posted::kept(answers)).check(&Context {
            client: 1,
            own,
            today,
            lang: Lang::Nb,
            all,
            lists: &(),
        })
    }

    fn kept(id: i64, answers: &str) -> Kept<Child> {
        Kept { id, version: 1, fact: of(answers, None, &[]).unwrap().0 }
    }

    #[test]
    fn periods_of_one_child_share_no_day() {
        let all = [kept(7, "child_label=1&accompanying_from=01.02.2019&accompanying_to=28.02.2019")];
        let new = |from: &str, to: &str| format!("child_label=1&accompanying_from={from}&accompanying_to={to}");
        assert!(of(&new("28.02.2019", ""), None, &all).is_err());
        assert!(of(&new("01.01.2019", "01.02.2019"), None, &all).is_err());
        assert!(of(&new("01.03.2019", ""), None, &all).is_ok());
        assert!(of(&new("01.01.2019", "31.01.2019"), None, &all).is_ok());
        assert!(of("child_label=2&accompanying_from=10.02.2019", None, &all).is_ok());
        assert!(of(&new("01.02.2019", ""), Some(7), &all).is_ok());
    }

    #[test]
    fn an_open_period_overlaps_all_that_come_after() {
        let all = [kept(7, "child_label=1&accompanying_from=01.02.2019")];
        assert!(of("child_label=1&accompanying_from=01.11.2019", None, &all).is_err());
    }

    #[test]
    fn a_period_ends_no_earlier_than_it_begins_and_not_ahead() {
        assert!(of("child_label=1&accompanying_from=02.02.2019&accompanying_to=01.02.2019", None, &[]).is_err());
        assert!(of("child_label=1&accompanying_from=02.02.2019&accompanying_to=02.02.2019", None, &[]).is_ok());
        assert!(of("child_label=1&accompanying_from=02.02.2019&accompanying_to=07.11.2019", None, &[]).is_err());
    }

    #[test]
    fn a_child_of_eighteen_is_doubted() {
        let (_, doubts) = of("child_label=1&birth_date=02.02.2001&accompanying_from=02.02.2019", None, &[]).unwrap();
        assert_eq!(doubts.len(), 1);
        let (_, doubts) = of("child_label=1&birth_date=02.02.2001&accompanying_from=01.02.2019", None, &[]).unwrap();
        assert!(doubts.is_empty());
    }
}
