//! The form of a return.

use super::texts::ReturnTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, Reader, choice, codes, codes_or, countries, of_code, of_text};
use crate::casefile::record::{Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, Country, FactKind, ReturnDecision, ReturnProgramme};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::returns::model::Return;
use crate::returns::progress::{Progress, Unlikely};
use crate::returns::store;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The answers of the form of a return.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnForm {
    programme: String,
    country: String,
    applied_on: String,
    decided_on: String,
    decision: String,
    withdrawn_on: String,
    returned_on: String,
}

/// What is unlikely, in words.
fn told(unlikely: Unlikely, t: ReturnTexts) -> String {
    match unlikely {
        Unlikely::NoDate => t.no_date(),
        Unlikely::RefusedAndReturned => t.refused_returned(),
        Unlikely::WithdrawnAfterReturn => t.withdrawn_after(),
        Unlikely::DecidedBeforeApplied => t.decided_before(),
        Unlikely::WithdrawnBeforeApplied => t.withdrawn_before(),
        Unlikely::ReturnedBeforeApplied => t.returned_before(),
    }
    .to_owned()
}

/// True for an application with IOM that waits for something.
fn waits(one: &Return) -> bool {
    one.programme == ReturnProgramme::Iom && matches!(one.progress(), Progress::Applied(_) | Progress::Granted(_))
}

impl Record for ReturnForm {
    type Fact = Return;
    type Lists = ();
    const PART: Part = Part::Returns;
    const KIND: FactKind = FactKind::Return;
    const PLACE: &'static str = "returns";
    const REF: RefKind = RefKind::Return;
    const ADD: &'static str = "return.add";
    const CHANGE: &'static str = "return.change";
    const REMOVE: Option<&'static str> = Some("return.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = ReturnTexts(lang);
        (t.new(), t.change())
    }

    fn blank(_today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self::default()
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            programme: line("programme"),
            country: line("country"),
            applied_on: line("applied_on"),
            decided_on: line("decided_on"),
            decision: line("decision"),
            withdrawn_on: line("withdrawn_on"),
            returned_on: line("returned_on"),
        }
    }

    fn of(fact: &Return, _lists: &()) -> Self {
        Self {
            programme: fact.programme.code().to_owned(),
            country: of_text(fact.country.as_ref()),
            applied_on: show::maybe_date(fact.applied_on),
            decided_on: show::maybe_date(fact.decided_on),
            decision: of_code(fact.decision),
            withdrawn_on: show::maybe_date(fact.withdrawn_on),
            returned_on: show::maybe_date(fact.returned_on),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Return, Vec<String>), Vec<FieldError>> {
        let t = ReturnTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let programme = reader.must_code("programme", &self.programme, t.programme_missing());
        let country = (!self.country.is_empty()).then(|| self.country.clone());
        if country.as_deref().is_some_and(|code| Country::from_code(code).is_none()) {
            reader.wrong("country", RecordTexts(context.lang).choice_wrong());
        }
        let applied_on = reader.past("applied_on", &self.applied_on);
        if programme == Some(ReturnProgramme::Iom) && self.applied_on.is_empty() {
            reader.wrong("applied_on", t.applied_missing());
        }
        let decided_on = reader.past("decided_on", &self.decided_on);
        let decision = reader.code("decision", &self.decision);
        match (self.decided_on.is_empty(), self.decision.is_empty()) {
            (true, false) => reader.wrong("decided_on", t.decided_missing()),
            (false, true) => reader.wrong("decision", t.decision_missing()),
            _ => {}
        }
        let withdrawn_on = reader.past("withdrawn_on", &self.withdrawn_on);
        let returned_on = reader.past("returned_on", &self.returned_on);
        let Some(programme) = programme.filter(|_| reader.errors.is_empty()) else { return Err(reader.errors) };
        let client_id = context.client;
        let fact =
            Return { client_id, programme, country, applied_on, decided_on, decision, withdrawn_on, returned_on };
        let mut doubts: Vec<String> = fact.unlikely().into_iter().map(|one| told(one, t)).collect();
        let mut others = context.all.iter().filter(|other| Some(other.id) != context.own);
        if waits(&fact) && others.any(|other| waits(&other.fact)) {
            doubts.push(t.another_open().to_owned());
        }
        Ok((fact, doubts))
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, r) = (ReturnTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut places = vec![choice("", r.none_chosen(), &self.country)];
        places.extend(countries(lang).into_iter().map(|(code, name)| choice(code, name, &self.country)));
        vec![
            vec![Input::Chips(
                field("programme", t.programme(), &self.programme),
                codes::<ReturnProgramme>(&self.programme, lang),
            )],
            vec![
                Input::Select(field("country", t.country(), &self.country).optional(), places),
                Input::Date(field("applied_on", t.applied_on(), &self.applied_on).hinted(t.applied_hint())),
            ],
            vec![
                Input::Chips(
                    field("decision", t.decision(), &self.decision).optional(),
                    codes_or::<ReturnDecision>(t.no_decision(), &self.decision, lang),
                ),
                Input::Date(field("decided_on", t.decided_on(), &self.decided_on).hinted(t.later_hint()).optional()),
            ],
            vec![
                Input::Date(
                    field("withdrawn_on", t.withdrawn_on(), &self.withdrawn_on).hinted(t.later_hint()).optional(),
                ),
                Input::Date(field("returned_on", t.returned_on(), &self.returned_on).hinted(t.later_hint()).optional()),
            ],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = ReturnTexts(lang);
        let programme = ReturnProgramme::from_code(&self.programme).map_or("", |one| one.label(lang));
        let country = Country::from_code(&self.country).map_or("", |one| one.label(lang));
        let decision = ReturnDecision::from_code(&self.decision).map_or("", |one| one.label(lang));
        vec![
            (t.programme().to_owned(), programme.to_owned()),
            (t.country().to_owned(), country.to_owned()),
            (t.applied_on().to_owned(), told_date(&self.applied_on)),
            (t.decided_on().to_owned(), told_date(&self.decided_on)),
            (t.decision().to_owned(), decision.to_owned()),
            (t.withdrawn_on().to_owned(), told_date(&self.withdrawn_on)),
            (t.returned_on().to_owned(), told_date(&self.returned_on)),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Return>>> {
        store::of_client(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Return) -> Result<i64> {
        store::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Return, version: i32) -> Result<()> {
        store::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove(conn, actor, client, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answers: &str, all: &[Kept<Return>]) -> std::result::Result<(Return, Vec<String>), Vec<FieldError>> {
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all, lists: &() };
        ReturnForm::read(&Posted::kept(answers)).check(&context)
    }

    fn fields(answers: &str) -> Vec<&'static str> {
        of(answers, &[]).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn an_application_with_iom_has_its_date_and_others_need_none() {
        assert_eq!(fields("programme=iom"), ["applied_on"]);
        assert_eq!(fields(""), ["programme"]);
        assert!(of("programme=own&returned_on=01.11.2019", &[]).unwrap().1.is_empty());
        assert_eq!(of("programme=forced", &[]).unwrap().1.len(), 1, "a return without a date counts nowhere");
    }

    #[test]
    fn a_decision_has_both_its_date_and_what_it_was() {
        let with = |rest: &str| format!("programme=iom&applied_on=01.10.2019&{rest}");
        assert_eq!(fields(&with("decision=granted")), ["decided_on"]);
        assert_eq!(fields(&with("decided_on=02.10.2019")), ["decision"]);
        assert_eq!(fields(&with("decided_on=07.11.2019&decision=granted")), ["decided_on"]);
        assert_eq!(
            fields(&with("country=QQ&withdrawn_on=x&returned_on=07.11.2019")),
            ["country", "withdrawn_on", "returned_on"]
        );
        assert!(of(&with("decided_on=02.10.2019&decision=granted"), &[]).unwrap().1.is_empty());
    }

    #[test]
    fn a_second_open_application_is_asked() {
        let open = "programme=iom&applied_on=01.10.2019";
        let all = [Kept { id: 3, version: 1, fact: of(open, &[]).unwrap().0 }];
        assert_eq!(of(open, &all).unwrap().1.len(), 1);
        assert!(of(&format!("{open}&withdrawn_on=02.10.2019"), &all).unwrap().1.is_empty());
    }
}
