//! The form of a deadline that somebody writes by hand. One that follows from a record has its day from there: only a note may be
//! added to it.

use super::texts::DeadlineTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, choice};
use crate::casefile::record::{Choices, Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::deadlines::answers::Answers;
use crate::deadlines::model::DeadlineRow;
use crate::deadlines::rules::Rules;
use crate::deadlines::{by_hand, rules_store, store};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, DeadlineKind, DeadlineState, FactKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;

/// The rules by which a deadline reminds.
#[derive(Debug, Default)]
pub struct Reminders(Rules);

impl Choices for Reminders {
    fn load(conn: &mut Conn, _keyring: &Keyring, actor: &Actor, _client: i64) -> Result<Self> {
        Ok(Self(rules_store::all(conn, actor)?))
    }
}

impl Record for Answers {
    type Fact = DeadlineRow;
    type Lists = Reminders;
    const PART: Part = Part::Tasks;
    const PAGE: &'static str = "deadlines";
    const KIND: FactKind = FactKind::Deadline;
    const PLACE: &'static str = "deadlines";
    const REF: RefKind = RefKind::Deadline;
    const ADD: &'static str = "deadline.add";
    const CHANGE: &'static str = "deadline.change";
    const REMOVE: Option<&'static str> = Some("deadline.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = DeadlineTexts(lang);
        (t.new_heading(), t.change_heading())
    }

    fn blank(_today: NaiveDate, asked: &Posted, _lists: &Reminders) -> Self {
        let kind = DeadlineKind::from_code(asked.trimmed("kind")).filter(|kind| kind.is_by_hand());
        Self { kind: kind.unwrap_or(DeadlineKind::Own).code().to_owned(), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            kind: line("kind"),
            title: line("title"),
            on: line("on"),
            time: line("time"),
            note: form.lines("note"),
            ..Self::default()
        }
    }

    fn of(fact: &DeadlineRow, _lists: &Reminders) -> Self {
        Self::of(fact)
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(DeadlineRow, Vec<String>), Vec<FieldError>> {
        let t = DeadlineTexts(context.lang);
        let own = context.own.and_then(|id| context.all.iter().find(|kept| kept.id == id)).map(|kept| &kept.fact);
        let mut reader = Reader::new(context.lang, context.today);
        let note = reader.text("note", &self.note, NOTE);
        let on = reader.date("on", &self.on);
        if let Some(row) = own.filter(|row| row.source_id.is_some()) {
            if on.is_some_and(|on| on != row.legal_on) {
                reader.wrong("on", &t.on_follows(&show::date(row.legal_on)));
            }
            let row = DeadlineRow { note, ..row.clone() };
            return if reader.errors.is_empty() { Ok((row, Vec::new())) } else { Err(reader.errors) };
        }
        let kind = DeadlineKind::from_code(&self.kind).filter(|kind| kind.is_by_hand());
        if kind.is_none() {
            reader.wrong("kind", t.kind_missing());
        }
        let title = reader.must("title", &self.title, LINE, t.title_missing());
        if self.on.is_empty() {
            reader.wrong("on", t.on_missing());
        }
        let minute = read_minute(&self.time);
        if minute.is_none() && !self.time.is_empty() {
            reader.wrong("time", RecordTexts(context.lang).time_wrong());
        }
        match (kind, on) {
            (Some(kind), Some(on)) if reader.errors.is_empty() => {
                let row = written(own, context, (kind, on, minute));
                let row = DeadlineRow { title: Some(title), note, ..row };
                Ok((by_hand(&row, &context.lists.0), Vec::new()))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &Reminders, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = DeadlineTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let note = Input::Area(field("note", t.note(), &self.note).optional(), 3);
        if DeadlineKind::from_code(&self.kind).is_some_and(|kind| !kind.is_by_hand()) {
            return vec![vec![note]];
        }
        let kinds = DeadlineKind::such(DeadlineKind::is_by_hand);
        let kinds = kinds.into_iter().map(|kind| choice(kind.code(), kind.label(lang), &self.kind)).collect();
        vec![
            vec![Input::Line(field("title", t.title(), &self.title).hinted(t.title_hint()), "text")],
            vec![
                Input::Date(field("on", t.on(), &self.on).hinted(t.on_hint())),
                Input::Line(field("time", t.time(), &self.time).hinted(t.time_hint()).optional(), "numeric"),
            ],
            vec![Input::Chips(field("kind", t.kind(), &self.kind), kinds)],
            vec![note],
        ]
    }

    fn told(&self, _lists: &Reminders, lang: Lang) -> Vec<(String, String)> {
        let t = DeadlineTexts(lang);
        let kind = DeadlineKind::from_code(&self.kind).map_or("", |kind| kind.label(lang));
        let state = DeadlineState::from_code(&self.state).unwrap_or(DeadlineState::Open);
        vec![
            (t.kind().to_owned(), kind.to_owned()),
            (t.title().to_owned(), self.title.clone()),
            (t.on().to_owned(), told_date(&self.on)),
            (t.time().to_owned(), self.time.clone()),
            (t.note().to_owned(), self.note.clone()),
            (t.state().to_owned(), state.label(lang).to_owned()),
            (t.reason().to_owned(), self.reason.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<DeadlineRow>>> {
        store::kept(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &DeadlineRow) -> Result<i64> {
        store::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &DeadlineRow, version: i32) -> Result<()> {
        store::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove(conn, actor, client, id, version)
    }
}

/// A deadline of this day; of one that was there what people did with it, unless its day has moved: then it is open again.
fn written(
    own: Option<&DeadlineRow>,
    context: &Context<'_, Answers>,
    (kind, on, minute): (DeadlineKind, NaiveDate, Option<i32>),
) -> DeadlineRow {
    let fresh = DeadlineRow {
        id: own.map_or(0, |row| row.id),
        client_id: context.client,
        kind,
        source_kind: None,
        source_id: None,
        rule_id: None,
        trigger_on: own.map_or(context.today, |row| row.trigger_on),
        legal_on: on,
        legal_minute: minute,
        act_on: kind.act_on(on),
        title: None,
        note: None,
        state: DeadlineState::Open,
        reason: None,
        handled_by_id: None,
        handled_at: None,
        seen_lead: None,
        shows_on: on,
        version: own.map_or(1, |row| row.version),
    };
    match own.filter(|row| (row.legal_on, row.legal_minute) == (on, minute)) {
        None => fresh,
        Some(row) => DeadlineRow { kind, act_on: fresh.act_on, ..row.clone() },
    }
}

/// A time of day as `14.30`, `14:30` or `1430`, in minutes.
fn read_minute(text: &str) -> Option<i32> {
    let (hour, minute) = match text.split_once(['.', ':']) {
        Some(parts) => parts,
        None if text.len() == 4 => text.split_at_checked(2)?,
        None => (text, "00"),
    };
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answers: &str) -> std::result::Result<(DeadlineRow, Vec<String>), Vec<FieldError>> {
        let today = "2020-01-08".parse().unwrap();
        let lists = Reminders::default();
        let context = Context { client: 7, own: None, today, lang: Lang::Nb, all: &[], lists: &lists };
        Answers::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn a_deadline_says_what_and_when() {
        let (row, doubts) = of("kind=card&title=Reisebeviset&on=11.01.2020&time=14.30").unwrap();
        assert!(doubts.is_empty());
        assert_eq!((row.client_id, row.legal_minute), (7, Some(870)));
        assert_eq!(row.act_on.to_string(), "2020-01-10", "the working day before a Saturday");
        let wrong: Vec<_> = of("kind=appeal&title=&on=&time=25.00").unwrap_err().iter().map(|e| e.field).collect();
        assert_eq!(wrong, ["kind", "title", "on", "time"]);
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minute) in [
            ("14.30", Some(870)),
            ("0:05", Some(5)),
            ("1430", Some(870)),
            ("9", Some(540)),
            ("24.00", None),
            ("x", None),
            ("14.3", None),
        ] {
            assert_eq!(read_minute(text), minute, "{text}");
        }
    }
}
