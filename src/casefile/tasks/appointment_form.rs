//! The form of an appointment. For whoever needs an interpreter it begins with her language and «must be ordered».

use super::people::AppointmentLists;
use super::texts::TaskTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, choice, codes, languages, of_code, of_text};
use crate::casefile::record::{Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::journal::model::read_time;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AppointmentState, Code, FactKind, InterpreterState, Language};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::tasks::appointments;
use crate::tasks::model::Appointment;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The answers of the form of an appointment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentForm {
    title: String,
    held_on: String,
    begins: String,
    ends: String,
    place: String,
    with_whom: String,
    assignee: String,
    interpreter: String,
    language: String,
    interpreter_note: String,
    outcome: String,
    note: String,
}

/// A time of day; a word to the reader when it is none.
fn time(reader: &mut Reader, field: &'static str, value: &str, lang: Lang) -> Option<i32> {
    read_time(value).unwrap_or_else(|_| {
        reader.wrong(field, RecordTexts(lang).time_wrong());
        None
    })
}

/// The languages to choose from, the client's own first.
fn language_choices(lists: &AppointmentLists, chosen: &str, lang: Lang) -> Vec<Choice> {
    let mut choices = vec![choice("", RecordTexts(lang).none_chosen(), chosen)];
    let own = |code: &str| lists.languages.iter().any(|language| language == code);
    let all = languages(lang);
    let (hers, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(code, _)| own(code));
    choices.extend(hers.into_iter().chain(others).map(|(code, name)| choice(code, name, chosen)));
    choices
}

impl Record for AppointmentForm {
    type Fact = Appointment;
    type Lists = AppointmentLists;
    const PART: Part = Part::Tasks;
    const KIND: FactKind = FactKind::Appointment;
    const PLACE: &'static str = "appointments";
    const REF: RefKind = RefKind::Appointment;
    const ADD: &'static str = "appointment.add";
    const CHANGE: &'static str = "appointment.change";
    const REMOVE: Option<&'static str> = Some("appointment.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = TaskTexts(lang);
        (t.new_appointment(), t.change_appointment())
    }

    fn blank(_today: NaiveDate, asked: &Posted, lists: &AppointmentLists) -> Self {
        let state = if lists.needs_interpreter { InterpreterState::ToOrder } else { InterpreterState::NotNeeded };
        let language = lists.languages.first().filter(|_| lists.needs_interpreter);
        Self {
            title: asked.line("title"),
            held_on: asked.line("held_on"),
            assignee: lists.people.own(),
            interpreter: state.code().to_owned(),
            language: language.cloned().unwrap_or_default(),
            outcome: AppointmentState::Planned.code().to_owned(),
            ..Self::default()
        }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            title: line("title"),
            held_on: line("held_on"),
            begins: line("begins"),
            ends: line("ends"),
            place: line("place"),
            with_whom: line("with_whom"),
            assignee: line("assignee"),
            interpreter: line("interpreter"),
            language: line("language"),
            interpreter_note: line("interpreter_note"),
            outcome: line("outcome"),
            note: form.lines("note"),
        }
    }

    fn of(fact: &Appointment, lists: &AppointmentLists) -> Self {
        let minute = |minute: Option<i32>| minute.map_or_else(String::new, show::minute);
        Self {
            title: fact.title.clone(),
            held_on: show::date(fact.held_on),
            begins: minute(fact.begins_minute),
            ends: minute(fact.ends_minute),
            place: of_text(fact.place.as_ref()),
            with_whom: of_text(fact.with_whom.as_ref()),
            assignee: lists.people.reference(fact.assignee_id),
            interpreter: of_code(Some(fact.interpreter_state)),
            language: of_text(fact.interpreter_language.as_ref()),
            interpreter_note: of_text(fact.interpreter_note.as_ref()),
            outcome: of_code(Some(fact.state)),
            note: of_text(fact.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Appointment, Vec<String>), Vec<FieldError>> {
        let (lang, today) = (context.lang, context.today);
        let (t, words) = (TaskTexts(lang), RecordTexts(lang));
        let mut reader = Reader::new(lang, today);
        let own = context.own.and_then(|own| context.all.iter().find(|kept| kept.id == own));
        let title = reader.must("title", &self.title, LINE, t.what_missing());
        let held_on = reader.date("held_on", &self.held_on);
        reader.must_date("held_on", &self.held_on, held_on);
        let begins_minute = time(&mut reader, "begins", &self.begins, lang);
        let ends_minute = time(&mut reader, "ends", &self.ends, lang);
        match (begins_minute, ends_minute) {
            (Some(begins), Some(ends)) if ends <= begins => reader.wrong("ends", t.times_wrong()),
            (None, Some(_)) if self.begins.is_empty() => reader.wrong("begins", t.times_open()),
            _ => {}
        }
        let place = reader.text("place", &self.place, LINE);
        let with_whom = reader.text("with_whom", &self.with_whom, LINE);
        let had = own.and_then(|kept| kept.fact.assignee_id);
        let assignee_id = context.lists.people.chosen(&self.assignee, had).unwrap_or_else(|()| {
            reader.wrong("assignee", words.choice_wrong());
            None
        });
        let interpreter = reader.must_code::<InterpreterState>("interpreter", &self.interpreter, words.choice_wrong());
        if !self.language.is_empty() && Language::from_code(&self.language).is_none() {
            reader.wrong("language", words.choice_wrong());
        }
        let is_needed = interpreter.is_some_and(|state| state != InterpreterState::NotNeeded);
        if is_needed && self.language.is_empty() {
            reader.wrong("language", t.language_missing());
        }
        let interpreter_note = reader.text("interpreter_note", &self.interpreter_note, LINE);
        let state = reader.must_code::<AppointmentState>("outcome", &self.outcome, words.choice_wrong());
        let has_happened = matches!(state, Some(AppointmentState::Held | AppointmentState::NoShow));
        if has_happened && held_on.is_some_and(|on| on > today) {
            reader.wrong("outcome", t.outcome_early());
        }
        let note = reader.text("note", &self.note, NOTE);
        let (Some(held_on), Some(interpreter_state), Some(state), true) =
            (held_on, interpreter, state, reader.errors.is_empty())
        else {
            return Err(reader.errors);
        };
        let is_late = state == AppointmentState::Planned && held_on < today;
        let is_new_day = own.is_none_or(|kept| kept.fact.held_on != held_on);
        let doubts = if is_late && is_new_day { vec![t.held_past(&show::date(held_on))] } else { Vec::new() };
        let fact = Appointment {
            client_id: context.client,
            title,
            held_on,
            begins_minute,
            ends_minute,
            place,
            with_whom,
            assignee_id,
            // A language without an interpreter would say that one is needed.
            interpreter_language: Some(self.language.clone()).filter(|code| is_needed && !code.is_empty()),
            interpreter_state,
            interpreter_note,
            state,
            note,
        };
        Ok((fact, doubts))
    }

    fn inputs(&self, lists: &AppointmentLists, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = TaskTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Line(field("title", t.what(), &self.title).hinted(t.what_hint()), "text")],
            vec![
                Input::Date(field("held_on", t.held_on(), &self.held_on)),
                Input::Date(field("begins", t.begins(), &self.begins).optional()),
                Input::Date(field("ends", t.ends(), &self.ends).optional()),
            ],
            vec![
                Input::Line(field("place", t.place(), &self.place).hinted(t.place_hint()).optional(), "text"),
                Input::Line(field("with_whom", t.with_whom(), &self.with_whom).optional(), "text"),
            ],
            vec![Input::Select(
                field("assignee", t.goes_along(), &self.assignee),
                lists.people.choices(t.nobody(), &self.assignee),
            )],
            vec![Input::Chips(
                field("interpreter", t.interpreter(), &self.interpreter),
                codes::<InterpreterState>(&self.interpreter, lang),
            )],
            vec![
                Input::Select(
                    field("language", t.language(), &self.language).optional(),
                    language_choices(lists, &self.language, lang),
                ),
                Input::Line(
                    field("interpreter_note", t.interpreter_note(), &self.interpreter_note)
                        .hinted(t.interpreter_note_hint())
                        .optional(),
                    "text",
                ),
            ],
            vec![Input::Area(field("note", RecordTexts(lang).note(), &self.note).optional(), 3)],
            vec![Input::Chips(
                field("outcome", t.outcome(), &self.outcome),
                codes::<AppointmentState>(&self.outcome, lang),
            )],
        ]
    }

    fn told(&self, lists: &AppointmentLists, lang: Lang) -> Vec<(String, String)> {
        let t = TaskTexts(lang);
        let code = |label: Option<&'static str>| label.unwrap_or_default().to_owned();
        vec![
            (t.what().to_owned(), self.title.clone()),
            (t.held_on().to_owned(), told_date(&self.held_on)),
            (t.begins().to_owned(), self.begins.clone()),
            (t.ends().to_owned(), self.ends.clone()),
            (t.place().to_owned(), self.place.clone()),
            (t.with_whom().to_owned(), self.with_whom.clone()),
            (t.goes_along().to_owned(), lists.people.name(&self.assignee)),
            (
                t.interpreter().to_owned(),
                code(InterpreterState::from_code(&self.interpreter).map(|state| state.label(lang))),
            ),
            (t.language().to_owned(), code(Language::from_code(&self.language).map(|one| one.label(lang)))),
            (t.interpreter_note().to_owned(), self.interpreter_note.clone()),
            (t.outcome().to_owned(), code(AppointmentState::from_code(&self.outcome).map(|state| state.label(lang)))),
            (RecordTexts(lang).note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Appointment>>> {
        appointments::of_client(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Appointment) -> Result<i64> {
        appointments::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Appointment, version: i32) -> Result<()> {
        appointments::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        appointments::remove(conn, actor, client, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str) -> std::result::Result<(Appointment, Vec<String>), Vec<&'static str>> {
        let today = "2020-01-08".parse().unwrap();
        let lists = AppointmentLists::default();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &lists };
        let form = AppointmentForm::read(&Posted::kept(body));
        form.check(&context).map_err(|errors| errors.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn an_interpreter_needs_a_language_and_none_leaves_none() {
        let asked = "title=Samtale&held_on=090120&outcome=planned";
        assert_eq!(of(&format!("{asked}&interpreter=to_order")).unwrap_err(), ["language"]);
        let (fact, _) = of(&format!("{asked}&interpreter=to_order&language=uk")).unwrap();
        assert_eq!(fact.interpreter_language.as_deref(), Some("uk"));
        let (fact, _) = of(&format!("{asked}&interpreter=not_needed&language=uk")).unwrap();
        assert_eq!(fact.interpreter_language, None);
    }

    #[test]
    fn times_stand_in_order_and_nothing_ahead_has_been_held() {
        let asked = "title=Samtale&held_on=090120&interpreter=not_needed";
        assert_eq!(of(&format!("{asked}&outcome=planned&begins=10&ends=9.30")).unwrap_err(), ["begins"]);
        assert_eq!(of(&format!("{asked}&outcome=planned&begins=10.00&ends=0930")).unwrap_err(), ["ends"]);
        assert_eq!(of(&format!("{asked}&outcome=planned&ends=0930")).unwrap_err(), ["begins"]);
        assert_eq!(of(&format!("{asked}&outcome=held")).unwrap_err(), ["outcome"]);
        assert!(of(&format!("{asked}&outcome=cancelled")).is_ok());
        assert_eq!(of("title=x&held_on=060120&interpreter=not_needed&outcome=planned").unwrap().1.len(), 1);
    }

    #[test]
    fn whoever_needs_an_interpreter_gets_her_language() {
        let lists = AppointmentLists {
            languages: vec!["uk".to_owned(), "ru".to_owned()],
            needs_interpreter: true,
            ..AppointmentLists::default()
        };
        let form = AppointmentForm::blank("2020-01-08".parse().unwrap(), &Posted::kept(""), &lists);
        assert_eq!((form.interpreter.as_str(), form.language.as_str()), ("to_order", "uk"));
        let none = AppointmentLists { needs_interpreter: false, ..lists };
        let form = AppointmentForm::blank("2020-01-08".parse().unwrap(), &Posted::kept(""), &none);
        assert_eq!((form.interpreter.as_str(), form.language.as_str()), ("not_needed", ""));
    }
}
