//! The form of an application and of what was decided of it.

use super::background::{self, Background};
use super::statuses::doubt_words;
use super::texts::ResidenceTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, codes_or, of_code, of_text};
use crate::casefile::record::{Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::journal::model::read_time;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, DecidedBy, DecisionKind, DecisionOutcome, FactKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::residence::doubts;
use crate::residence::model::Decision;
use crate::residence::store;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The answers of the form of an application or decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    kind: String,
    body: String,
    applied_on: String,
    decided_on: String,
    outcome: String,
    legal_basis: String,
    notified_on: String,
    notified_time: String,
    departure_by: String,
    note: String,
}

/// True for an outcome that a case of this kind seldom has: what is decided against her was not applied for.
const fn is_odd(kind: DecisionKind, outcome: DecisionOutcome) -> bool {
    match kind {
        DecisionKind::Expulsion | DecisionKind::Revocation => !matches!(outcome, DecisionOutcome::Decided),
        DecisionKind::Dublin | DecisionKind::Other => false,
        _ => matches!(outcome, DecisionOutcome::Decided),
    }
}

impl DecisionForm {
    /// What belongs together among the dates.
    fn judge_dates(&self, decision: &Dates, reader: &mut Reader, t: ResidenceTexts) {
        let Dates { applied, decided, outcome, notified, minute, departure } = *decision;
        let is_before =
            |one: Option<NaiveDate>, other: Option<NaiveDate>| one.zip(other).is_some_and(|(one, other)| one < other);
        if self.applied_on.is_empty() && self.decided_on.is_empty() && self.outcome.is_empty() {
            reader.wrong("applied_on", t.date_of_either());
        }
        if is_before(decided, applied) {
            reader.wrong("decided_on", t.decided_before_applied());
        }
        if outcome.is_some() && self.decided_on.is_empty() {
            reader.wrong("decided_on", t.decided_missing());
        }
        if decided.is_some() && self.outcome.is_empty() {
            reader.wrong("outcome", t.outcome_missing());
        }
        if is_before(notified, decided) {
            reader.wrong("notified_on", t.notified_before_decided());
        }
        if notified.is_some() && self.decided_on.is_empty() {
            reader.wrong("notified_on", t.notified_without_decision());
        }
        if minute.is_some() && self.notified_on.is_empty() {
            reader.wrong("notified_on", t.time_without_day());
        }
        if is_before(departure, decided) {
            reader.wrong("departure_by", t.departure_before_decided());
        }
        if departure.is_some() && self.decided_on.is_empty() {
            reader.wrong("departure_by", t.departure_without_decision());
        }
    }
}

/// What is judged together.
struct Dates {
    applied: Option<NaiveDate>,
    decided: Option<NaiveDate>,
    outcome: Option<DecisionOutcome>,
    notified: Option<NaiveDate>,
    minute: Option<i32>,
    departure: Option<NaiveDate>,
}

impl Record for DecisionForm {
    type Fact = Decision;
    type Lists = Background;
    const PART: Part = Part::Residence;
    const KIND: FactKind = FactKind::Decision;
    const PLACE: &'static str = "decisions";
    const REF: RefKind = RefKind::Decision;
    const ADD: &'static str = "decision.add";
    const CHANGE: &'static str = "decision.change";
    const REMOVE: Option<&'static str> = Some("decision.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = ResidenceTexts(lang);
        (t.decision_new(), t.decision_change())
    }

    /// `kind` is what is applied for today.
    fn blank(today: NaiveDate, asked: &Posted, _lists: &Background) -> Self {
        let kind = DecisionKind::from_code(asked.value("kind"));
        let applied_on = kind.map_or_else(String::new, |_| show::date(today));
        Self { kind: of_code(kind), applied_on, ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            kind: line("kind"),
            body: line("body"),
            applied_on: line("applied_on"),
            decided_on: line("decided_on"),
            outcome: line("outcome"),
            legal_basis: line("legal_basis"),
            notified_on: line("notified_on"),
            notified_time: line("notified_time"),
            departure_by: line("departure_by"),
            note: form.lines("note"),
        }
    }

    fn of(fact: &Decision, _lists: &Background) -> Self {
        Self {
            kind: fact.kind.code().to_owned(),
            body: of_code(fact.body),
            applied_on: show::maybe_date(fact.applied_on),
            decided_on: show::maybe_date(fact.decided_on),
            outcome: of_code(fact.outcome),
            legal_basis: of_text(fact.legal_basis.as_ref()),
            notified_on: show::maybe_date(fact.notified_on),
            notified_time: fact.notified_minute.map_or_else(String::new, show::minute),
            departure_by: show::maybe_date(fact.departure_by),
            note: of_text(fact.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Decision, Vec<String>), Vec<FieldError>> {
        let (t, lang) = (ResidenceTexts(context.lang), context.lang);
        let mut reader = Reader::new(lang, context.today);
        let kind = reader.must_code("kind", &self.kind, t.kind_missing());
        let body = reader.code("body", &self.body);
        let dates = Dates {
            applied: reader.past("applied_on", &self.applied_on),
            decided: reader.past("decided_on", &self.decided_on),
            outcome: reader.code("outcome", &self.outcome),
            notified: reader.past("notified_on", &self.notified_on),
            minute: read_time(&self.notified_time).unwrap_or_else(|_| {
                reader.wrong("notified_time", RecordTexts(lang).time_wrong());
                None
            }),
            departure: reader.date("departure_by", &self.departure_by),
        };
        self.judge_dates(&dates, &mut reader, t);
        let legal_basis = reader.text("legal_basis", &self.legal_basis, LINE);
        let note = reader.text("note", &self.note, NOTE);
        let Some(kind) = kind.filter(|_| reader.errors.is_empty()) else { return Err(reader.errors) };
        let decision = Decision {
            client_id: context.client,
            kind,
            body,
            applied_on: dates.applied,
            decided_on: dates.decided,
            outcome: dates.outcome,
            legal_basis,
            notified_on: dates.notified,
            notified_minute: dates.minute,
            departure_by: dates.departure,
            note,
        };
        let beside = doubts::of_decision(&decision, context.own, context.all, &context.lists.appeals);
        let mut words: Vec<String> = beside.into_iter().map(|doubt| doubt_words(doubt, lang)).collect();
        if let Some(outcome) = decision.outcome.filter(|outcome| is_odd(kind, *outcome)) {
            words.push(t.doubt_outcome(outcome.label(lang), kind.label(lang)));
        }
        if decision.outcome == Some(DecisionOutcome::Granted) && decision.departure_by.is_some() {
            words.push(t.doubt_granted_departure().to_owned());
        }
        if doubts::lacks_its_minute(&decision, context.today) {
            words.push(t.doubt_minute().to_owned());
        }
        Ok((decision, words))
    }

    fn inputs(&self, _lists: &Background, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, r) = (ResidenceTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![
                Input::Select(
                    field("kind", t.kind(), &self.kind),
                    codes_or::<DecisionKind>(r.choose(), &self.kind, lang),
                ),
                Input::Select(
                    field("body", t.body(), &self.body).optional(),
                    codes_or::<DecidedBy>(r.none_chosen(), &self.body, lang),
                ),
            ],
            vec![Input::Date(
                field("applied_on", t.applied_on(), &self.applied_on).hinted(t.applied_hint()).optional(),
            )],
            vec![
                Input::Select(
                    field("outcome", t.outcome(), &self.outcome).optional(),
                    codes_or::<DecisionOutcome>(t.outcome_none(), &self.outcome, lang),
                ),
                Input::Date(field("decided_on", t.decided_on(), &self.decided_on).hinted(t.decided_hint()).optional()),
            ],
            vec![Input::Line(
                field("legal_basis", t.legal_basis(), &self.legal_basis).hinted(t.legal_basis_hint()).optional(),
                "text",
            )],
            vec![
                Input::Date(
                    field("notified_on", t.notified_on(), &self.notified_on).hinted(t.notified_hint()).optional(),
                ),
                Input::Date(
                    field("notified_time", t.notified_time(), &self.notified_time)
                        .hinted(t.notified_time_hint())
                        .optional(),
                ),
            ],
            vec![Input::Date(
                field("departure_by", t.departure_by(), &self.departure_by).hinted(t.departure_hint()).optional(),
            )],
            vec![Input::Area(field("note", t.note(), &self.note).optional(), 3)],
        ]
    }

    fn told(&self, _lists: &Background, lang: Lang) -> Vec<(String, String)> {
        fn label<C: Code>(code: &str, lang: Lang) -> String {
            C::from_code(code).map_or("", |value| value.label(lang)).to_owned()
        }
        let t = ResidenceTexts(lang);
        vec![
            (t.kind().to_owned(), label::<DecisionKind>(&self.kind, lang)),
            (t.body().to_owned(), label::<DecidedBy>(&self.body, lang)),
            (t.applied_on().to_owned(), told_date(&self.applied_on)),
            (t.outcome().to_owned(), label::<DecisionOutcome>(&self.outcome, lang)),
            (t.decided_on().to_owned(), told_date(&self.decided_on)),
            (t.legal_basis().to_owned(), self.legal_basis.clone()),
            (t.notified_on().to_owned(), told_date(&self.notified_on)),
            (t.notified_time().to_owned(), self.notified_time.clone()),
            (t.departure_by().to_owned(), told_date(&self.departure_by)),
            (t.note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Decision>>> {
        store::decisions(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Decision) -> Result<i64> {
        store::add_decision(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Decision, version: i32) -> Result<()> {
        store::change_decision(conn, actor, id, fact, version)
    }

    fn removal_bar(conn: &mut Conn, actor: &Actor, _client: i64, id: i64, lang: Lang) -> Result<Option<String>> {
        let appeals = store::appeals_about(conn, actor, id)?;
        Ok((appeals > 0).then(|| ResidenceTexts(lang).has_appeals().to_owned()))
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove_decision(conn, actor, client, id, version)
    }

    fn settle(conn: &mut Conn, _state: &State, actor: &Actor, client: i64) -> Result<()> {
        background::settle(conn, actor, client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answers: &str) -> std::result::Result<(Decision, Vec<String>), Vec<FieldError>> {
        let lists = Background::default();
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &lists };
        DecisionForm::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn what_belongs_together_stands_together() {
        for (answers, field) in [
            ("kind=&applied_on=01.02.2019", "kind"),
            ("kind=asylum", "applied_on"),
            ("kind=asylum&applied_on=07.11.2019", "applied_on"),
            ("kind=asylum&applied_on=01.02.2019&outcome=refused", "decided_on"),
            ("kind=asylum&applied_on=01.02.2019&decided_on=01.03.2019", "outcome"),
            ("kind=asylum&applied_on=01.02.2019&decided_on=31.01.2019&outcome=refused", "decided_on"),
            ("kind=asylum&decided_on=01.02.2019&outcome=refused&notified_on=31.01.2019", "notified_on"),
            ("kind=asylum&applied_on=01.02.2019&notified_on=01.03.2019", "notified_on"),
            ("kind=dublin&decided_on=01.02.2019&outcome=refused&notified_time=14.30", "notified_on"),
            (
                "kind=dublin&decided_on=01.02.2019&outcome=refused&notified_on=02.02.2019&notified_time=25.00",
                "notified_time",
            ),
            ("kind=asylum&decided_on=01.02.2019&outcome=refused&departure_by=31.01.2019", "departure_by"),
            ("kind=asylum&applied_on=01.02.2019&departure_by=31.12.2019", "departure_by"),
        ] {
            let errors = of(answers).unwrap_err();
            assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field], "{answers}");
        }
    }

    #[test]
    fn a_refusal_with_its_deadline_ahead_is_taken() {
        let answers = "kind=dublin&body=udi&applied_on=01.10.2019&decided_on=05.11.2019&outcome=refused\
            &notified_on=06.11.2019&notified_time=1430&departure_by=20.11.2019";
        let (decision, doubts) = of(answers).unwrap();
        assert_eq!((decision.notified_minute, doubts.len()), (Some(870), 0));
        let lists = Background::default();
        assert_eq!(DecisionForm::of(&decision, &lists).notified_time, "14.30");
    }

    #[test]
    fn an_odd_outcome_is_doubted() {
        for (answers, doubted) in [
            ("kind=expulsion&decided_on=01.02.2019&outcome=granted", 1),
            ("kind=expulsion&decided_on=01.02.2019&outcome=decided", 0),
            ("kind=asylum&decided_on=01.02.2019&outcome=decided", 1),
            ("kind=asylum&decided_on=01.02.2019&outcome=granted&departure_by=01.03.2019", 1),
            ("kind=dublin&decided_on=05.11.2019&outcome=refused&notified_on=05.11.2019", 1),
        ] {
            assert_eq!(of(answers).unwrap().1.len(), doubted, "{answers}");
        }
    }
}
