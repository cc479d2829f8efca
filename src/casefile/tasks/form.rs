//! The form of a task, about a client or about none.

use super::people::People;
use super::texts::TaskTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, choice, of_text};
use crate::casefile::record::{Context, Record, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::tasks::model::Task;
use crate::tasks::store;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// From how many days ahead a due date is doubted.
const FAR_DAYS: i64 = 731;

/// The answers of the form of a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskForm {
    title: String,
    /// One of the days near by; never kept, since «tomorrow» is another day tomorrow.
    #[serde(skip)]
    due: String,
    due_on: String,
    assignee: String,
    note: String,
}

/// What a task is judged by besides its answers.
pub struct Ground<'a> {
    /// Whom it is about.
    pub client: Option<i64>,
    /// What stood before.
    pub before: Option<&'a Task>,
    /// Today's local date.
    pub today: NaiveDate,
    /// The reader's language.
    pub lang: Lang,
    /// Whom it can be given to.
    pub people: &'a People,
}

impl TaskForm {
    /// A task that nobody has written yet, for whoever asks.
    pub fn fresh(people: &People) -> Self {
        Self { assignee: people.own(), ..Self::default() }
    }

    /// The task and what is doubted of it; what is wrong is told to the reader.
    pub fn judge(&self, reader: &mut Reader, ground: &Ground<'_>) -> (Task, Vec<String>) {
        let t = TaskTexts(ground.lang);
        let title = reader.must("title", &self.title, LINE, t.title_missing());
        let before = ground.before.and_then(|task| task.due_on);
        let due_on = self.due(reader, ground, before);
        let had = ground.before.and_then(|task| task.assignee_id);
        let assignee_id = ground.people.chosen(&self.assignee, had).unwrap_or_else(|()| {
            reader.wrong("assignee", crate::casefile::record::RecordTexts(ground.lang).choice_wrong());
            None
        });
        let note = reader.text("note", &self.note, NOTE);
        let doubts = match due_on.filter(|_| due_on != before) {
            Some(on) if on < ground.today => vec![t.due_past(&show::date(on))],
            Some(on) if on > ground.today + TimeDelta::days(FAR_DAYS) => vec![t.due_far(&show::date(on))],
            _ => Vec::new(),
        };
        let created_on = ground.before.map_or(ground.today, |task| task.created_on);
        (Task { client_id: ground.client, title, note, due_on, assignee_id, created_on }, doubts)
    }

    /// The due date: a day chosen, or a date written. Of a date that stood there before, the chosen day takes the place.
    fn due(&self, reader: &mut Reader, ground: &Ground<'_>, before: Option<NaiveDate>) -> Option<NaiveDate> {
        let ahead = |days: i64| Some(ground.today + TimeDelta::days(days));
        let chosen = match self.due.as_str() {
            "" => None,
            "today" => ahead(0),
            "tomorrow" => ahead(1),
            "week" => ahead(7),
            _ => {
                reader.wrong("due", crate::casefile::record::RecordTexts(ground.lang).choice_wrong());
                None
            }
        };
        let written = reader.date("due_on", &self.due_on);
        if chosen.is_some() && written.is_some() && written != before && written != chosen {
            reader.wrong("due_on", TaskTexts(ground.lang).due_both());
        }
        chosen.or(written)
    }
}

impl Record for TaskForm {
    type Fact = Task;
    type Lists = People;
    const PART: Part = Part::Tasks;
    const KIND: FactKind = FactKind::Task;
    const PLACE: &'static str = "task";
    const REF: RefKind = RefKind::Task;
    const ADD: &'static str = "task.add";
    const CHANGE: &'static str = "task.change";
    const REMOVE: Option<&'static str> = Some("task.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = TaskTexts(lang);
        (t.new_task(), t.change_task())
    }

    fn blank(_today: NaiveDate, asked: &Posted, people: &People) -> Self {
        Self { title: asked.line("title"), ..Self::fresh(people) }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (title, due, due_on, assignee) = (line("title"), line("due"), line("due_on"), line("assignee"));
        Self { title, due, due_on, assignee, note: form.lines("note") }
    }

    fn of(fact: &Task, people: &People) -> Self {
        Self {
            title: fact.title.clone(),
            due: String::new(),
            due_on: show::maybe_date(fact.due_on),
            assignee: people.reference(fact.assignee_id),
            note: of_text(fact.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Task, Vec<String>), Vec<FieldError>> {
        let mut reader = Reader::new(context.lang, context.today);
        let own = context.own.and_then(|own| context.all.iter().find(|kept| kept.id == own));
        let ground = Ground {
            client: Some(context.client),
            before: own.map(|kept| &kept.fact),
            today: context.today,
            lang: context.lang,
            people: context.lists,
        };
        let judged = self.judge(&mut reader, &ground);
        if reader.errors.is_empty() { Ok(judged) } else { Err(reader.errors) }
    }

    fn inputs(&self, people: &People, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = TaskTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let days = vec![
            choice("today", t.due_today(), &self.due),
            choice("tomorrow", t.due_tomorrow(), &self.due),
            choice("week", t.due_week(), &self.due),
        ];
        vec![
            vec![Input::Line(field("title", t.title(), &self.title), "text")],
            vec![Input::Chips(field("due", t.due(), &self.due).hinted(t.due_hint()).optional(), days)],
            vec![
                Input::Date(field("due_on", t.due_on(), &self.due_on).optional()),
                Input::Select(
                    field("assignee", t.assignee(), &self.assignee),
                    people.choices(t.nobody(), &self.assignee),
                ),
            ],
            vec![Input::Area(
                field("note", crate::casefile::record::RecordTexts(lang).note(), &self.note).optional(),
                3,
            )],
        ]
    }

    fn told(&self, people: &People, lang: Lang) -> Vec<(String, String)> {
        let t = TaskTexts(lang);
        let due = match self.due.as_str() {
            "today" => t.due_today().to_owned(),
            "tomorrow" => t.due_tomorrow().to_owned(),
            "week" => t.due_week().to_owned(),
            _ => told_date(&self.due_on),
        };
        vec![
            (t.title().to_owned(), self.title.clone()),
            (t.due().to_owned(), due),
            (t.assignee().to_owned(), people.name(&self.assignee)),
            (crate::casefile::record::RecordTexts(lang).note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Task>>> {
        store::kept_of_client(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Task) -> Result<i64> {
        store::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Task, version: i32) -> Result<()> {
        store::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove(conn, actor, client, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str, before: Option<&str>) -> (Option<String>, Vec<FieldError>, usize) {
        let today = "2020-01-08".parse().unwrap();
        let task = before.map(|due| Task {
            client_id: None,
            title: "Før".to_owned(),
            note: None,
            due_on: due.parse().ok(),
            assignee_id: None,
            created_on: today,
        });
        let mut reader = Reader::new(Lang::Nb, today);
        let people = People::default();
        let ground = Ground { client: None, before: task.as_ref(), today, lang: Lang::Nb, people: &people };
        let (task, doubts) = TaskForm::read(&Posted::kept(body)).judge(&mut reader, &ground);
        (task.due_on.map(|on| on.to_string()), reader.errors, doubts.len())
    }

    #[test]
    fn a_day_near_by_or_a_date_is_when_it_is_due() {
        for (body, due) in [
            ("title=x", None),
            ("title=x&due=today", Some("2020-01-08")),
            ("title=x&due=tomorrow", Some("2020-01-09")),
            ("title=x&due=week", Some("2020-01-15")),
            ("title=x&due_on=200120", Some("2020-01-20")),
            ("title=x&due=tomorrow&due_on=09.01.2020", Some("2020-01-09")),
        ] {
            let (found, errors, doubts) = of(body, None);
            assert_eq!((found.as_deref(), errors.len(), doubts), (due, 0, 0), "{body}");
        }
    }

    #[test]
    fn two_days_at_once_are_refused_unless_one_stood_there_before() {
        assert_eq!(of("title=x&due=today&due_on=20.01.2020", None).1.len(), 1);
        let (due, errors, _) = of("title=x&due=today&due_on=20.01.2020", Some("2020-01-20"));
        assert_eq!((due.as_deref(), errors.len()), (Some("2020-01-08"), 0));
    }

    #[test]
    fn a_day_that_has_passed_or_lies_far_ahead_is_doubted_once() {
        assert_eq!(of("title=x&due_on=07.01.2020", None).2, 1);
        assert_eq!(of("title=x&due_on=07.01.2020", Some("2020-01-07")).2, 0, "it stood there before");
        assert_eq!(of("title=x&due_on=08.02.2022", None).2, 1);
    }

    #[test]
    fn what_is_to_be_done_must_be_said() {
        let fields: Vec<&str> = of("due=someday&due_on=i+morgen", None).1.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["title", "due", "due_on"]);
    }
}
