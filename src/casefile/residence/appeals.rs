//! The form of an appeal about a decision, and of a request to stay meanwhile.

use super::background::{self, Background, named};
use super::texts::ResidenceTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, NOTE, Reader, choice, codes, codes_or, of_code, of_text};
use crate::casefile::record::{Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AppealKind, AppealOutcome, Code, DecidedBy, DecisionOutcome, FactKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::residence::model::Appeal;
use crate::residence::store;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The answers of the form of an appeal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    decision: String,
    kind: String,
    body: String,
    sent_on: String,
    decided_on: String,
    outcome: String,
    note: String,
}

impl Record for AppealForm {
    type Fact = Appeal;
    type Lists = Background;
    const PART: Part = Part::Residence;
    const KIND: FactKind = FactKind::Appeal;
    const PLACE: &'static str = "appeals";
    const REF: RefKind = RefKind::Appeal;
    const ADD: &'static str = "appeal.add";
    const CHANGE: &'static str = "appeal.change";
    const REMOVE: Option<&'static str> = Some("appeal.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = ResidenceTexts(lang);
        (t.appeal_new(), t.appeal_change())
    }

    /// `decision` is the decision it is about.
    fn blank(_today: NaiveDate, asked: &Posted, lists: &Background) -> Self {
        let known = lists.decision(asked.value("decision")).map(|kept| lists.reference(kept.id));
        let decision = known.unwrap_or_default();
        let kind = if decision.is_empty() { String::new() } else { AppealKind::Appeal.code().to_owned() };
        Self { decision, kind, ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            decision: line("decision"),
            kind: line("kind"),
            body: line("body"),
            sent_on: line("sent_on"),
            decided_on: line("decided_on"),
            outcome: line("outcome"),
            note: form.lines("note"),
        }
    }

    fn of(fact: &Appeal, lists: &Background) -> Self {
        Self {
            decision: lists.reference(fact.decision_id),
            kind: fact.kind.code().to_owned(),
            body: of_code(fact.body),
            sent_on: show::date(fact.sent_on),
            decided_on: show::maybe_date(fact.decided_on),
            outcome: of_code(fact.outcome),
            note: of_text(fact.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Appeal, Vec<String>), Vec<FieldError>> {
        let t = ResidenceTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let about = context.lists.decision(&self.decision);
        if about.is_none() {
            reader.wrong("decision", t.of_decision_missing());
        }
        let kind = reader.must_code("kind", &self.kind, t.appeal_kind_missing());
        let body = reader.code("body", &self.body);
        let sent = reader.past("sent_on", &self.sent_on);
        reader.must_date("sent_on", &self.sent_on, sent);
        let decided = about.and_then(|kept| kept.fact.decided_on);
        if let Some((_, decided)) = sent.zip(decided).filter(|(sent, decided)| sent < decided) {
            reader.wrong("sent_on", &t.sent_before_decided(&show::date(decided)));
        }
        let decided_on = reader.past("decided_on", &self.decided_on);
        if sent.zip(decided_on).is_some_and(|(sent, decided)| decided < sent) {
            reader.wrong("decided_on", t.appeal_decided_before_sent());
        }
        let outcome = reader.code("outcome", &self.outcome);
        if outcome.is_some() && self.decided_on.is_empty() {
            reader.wrong("decided_on", t.decided_missing());
        }
        if decided_on.is_some() && self.outcome.is_empty() {
            reader.wrong("outcome", t.outcome_missing());
        }
        let note = reader.text("note", &self.note, NOTE);
        let (Some(about), Some(kind), Some(sent_on), true) = (about, kind, sent, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let doubt = match about.fact.outcome {
            None => Some(t.doubt_undecided()),
            Some(DecisionOutcome::Granted | DecisionOutcome::Withdrawn) => Some(t.doubt_not_refused()),
            Some(DecisionOutcome::Refused | DecisionOutcome::Dismissed | DecisionOutcome::Decided) => None,
        };
        let (client_id, decision_id) = (context.client, about.id);
        let appeal = Appeal { client_id, decision_id, kind, body, sent_on, decided_on, outcome, note };
        Ok((appeal, doubt.into_iter().map(str::to_owned).collect()))
    }

    fn inputs(&self, lists: &Background, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, r) = (ResidenceTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let none = if lists.decisions.is_empty() { t.no_decisions() } else { r.choose() };
        let mut decisions: Vec<Choice> = vec![choice("", none, &self.decision)];
        let known = lists.decision_refs.iter().zip(&lists.decisions);
        decisions.extend(known.map(|(known, kept)| choice(known, &named(&kept.fact, lang), &self.decision)));
        vec![
            vec![Input::Select(field("decision", t.of_decision(), &self.decision), decisions)],
            vec![Input::Chips(field("kind", t.appeal_kind(), &self.kind), codes::<AppealKind>(&self.kind, lang))],
            vec![
                Input::Date(field("sent_on", t.sent_on(), &self.sent_on).hinted(r.date_hint())),
                Input::Select(
                    field("body", t.body(), &self.body).optional(),
                    codes_or::<DecidedBy>(r.none_chosen(), &self.body, lang),
                ),
            ],
            vec![
                Input::Select(
                    field("outcome", t.outcome(), &self.outcome).optional(),
                    codes_or::<AppealOutcome>(t.outcome_none(), &self.outcome, lang),
                ),
                Input::Date(
                    field("decided_on", t.appeal_decided_on(), &self.decided_on)
                        .hinted(t.appeal_decided_hint())
                        .optional(),
                ),
            ],
            vec![Input::Area(field("note", t.note(), &self.note).optional(), 3)],
        ]
    }

    fn told(&self, lists: &Background, lang: Lang) -> Vec<(String, String)> {
        fn label<C: Code>(code: &str, lang: Lang) -> String {
            C::from_code(code).map_or("", |value| value.label(lang)).to_owned()
        }
        let t = ResidenceTexts(lang);
        let decision = match lists.decision(&self.decision) {
            Some(kept) => named(&kept.fact, lang),
            None if self.decision.is_empty() => String::new(),
            None => t.removed_decision().to_owned(),
        };
        vec![
            (t.of_decision().to_owned(), decision),
            (t.appeal_kind().to_owned(), label::<AppealKind>(&self.kind, lang)),
            (t.sent_on().to_owned(), told_date(&self.sent_on)),
            (t.body().to_owned(), label::<DecidedBy>(&self.body, lang)),
            (t.outcome().to_owned(), label::<AppealOutcome>(&self.outcome, lang)),
            (t.appeal_decided_on().to_owned(), told_date(&self.decided_on)),
            (t.note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Appeal>>> {
        store::appeals(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Appeal) -> Result<i64> {
        store::add_appeal(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Appeal, version: i32) -> Result<()> {
        store::change_appeal(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove_appeal(conn, actor, client, id, version)
    }

    fn settle(conn: &mut Conn, _state: &State, actor: &Actor, client: i64) -> Result<()> {
        background::settle(conn, actor, client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::DecisionKind;
    use crate::residence::model::Decision;

    fn of(
        answers: &str,
        outcome: Option<DecisionOutcome>,
    ) -> std::result::Result<(Appeal, Vec<String>), Vec<FieldError>> {
        let decision = Decision {
            client_id: 1,
            kind: DecisionKind::Asylum,
            body: None,
            applied_on: "2019-01-01".parse().ok(),
            decided_on: outcome.and("2019-05-01".parse().ok()),
            outcome,
            legal_basis: None,
            notified_on: None,
            notified_minute: None,
            departure_by: None,
            note: None,
        };
        let lists = Background {
            decisions: vec![Kept { id: 7, version: 1, fact: decision }],
            decision_refs: vec!["abc".to_owned()],
            ..Background::default()
        };
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &lists };
        AppealForm::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn an_appeal_is_about_a_decision_that_came_before() {
        let refused = Some(DecisionOutcome::Refused);
        for (answers, field) in [
            ("decision=x&kind=appeal&sent_on=02.05.2019", "decision"),
            ("decision=abc&kind=&sent_on=02.05.2019", "kind"),
            ("decision=abc&kind=appeal&sent_on=", "sent_on"),
            ("decision=abc&kind=appeal&sent_on=30.04.2019", "sent_on"),
            ("decision=abc&kind=appeal&sent_on=07.11.2019", "sent_on"),
            ("decision=abc&kind=appeal&sent_on=02.05.2019&decided_on=01.05.2019&outcome=upheld", "decided_on"),
            ("decision=abc&kind=appeal&sent_on=02.05.2019&outcome=upheld", "decided_on"),
            ("decision=abc&kind=appeal&sent_on=02.05.2019&decided_on=01.06.2019", "outcome"),
        ] {
            let errors = of(answers, refused).unwrap_err();
            assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field], "{answers}");
        }
        let (appeal, doubts) = of("decision=abc&kind=appeal&sent_on=02.05.2019", refused).unwrap();
        assert_eq!((appeal.decision_id, doubts.len()), (7, 0));
        for outcome in [None, Some(DecisionOutcome::Granted)] {
            assert_eq!(of("decision=abc&kind=appeal&sent_on=02.05.2019", outcome).unwrap().1.len(), 1);
        }
    }
}
