//! The form of a residence status. A status lasts until the next one begins; the day to which a permit is valid does not end it
//! (rule 10 of the annual report).

use super::background::{self, Background};
use super::texts::ResidenceTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, choice, codes_or, of_code, of_text};
use crate::casefile::record::{Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, DecidedBy, FactKind, ResidenceStatus};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::residence::doubts::{self, Beside, Doubt};
use crate::residence::model::Status;
use crate::residence::store;
use crate::residence::transitions::{consequence, reflection_end};
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use crate::web::state::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A status with the children who follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusFact {
    /// The status.
    pub status: Status,
    /// The labels of the children.
    pub children: Vec<String>,
}

/// The answers of the form of a status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatusForm {
    status: String,
    from: String,
    valid_to: String,
    legal_basis: String,
    decided_by: String,
    children: Vec<String>,
    note: String,
}

/// A doubt in words.
pub fn doubt_words(doubt: Doubt, lang: Lang) -> String {
    let t = ResidenceTexts(lang);
    match doubt {
        Doubt::Unlikely { from, to } => t.doubt_unlikely(from.label(lang), to.label(lang)),
        Doubt::SecondReflection(on) => t.doubt_second(&show::date(on)),
        Doubt::ReflectionLength(end) => t.doubt_reflection(&show::date(end)),
        Doubt::LimitedLength(end) => t.doubt_limited(&show::date(end)),
        Doubt::NoExpiry => t.doubt_no_expiry().to_owned(),
        Doubt::AsylumOpen => t.doubt_asylum_open().to_owned(),
        Doubt::ReflectionOpen => t.doubt_reflection_open().to_owned(),
        Doubt::AfterFinalRefusal(on) => t.doubt_final(&show::date(on)),
        Doubt::ChildWithoutPermit => t.doubt_child().to_owned(),
    }
}

impl Record for StatusForm {
    type Fact = StatusFact;
    type Lists = Background;
    const PART: Part = Part::Residence;
    const KIND: FactKind = FactKind::Status;
    const PLACE: &'static str = "statuses";
    const REF: RefKind = RefKind::Status;
    const ADD: &'static str = "status.add";
    const CHANGE: &'static str = "status.change";
    const REMOVE: Option<&'static str> = Some("status.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = ResidenceTexts(lang);
        (t.status_new(), t.status_change())
    }

    /// `decision` is a decision that the status follows from; `status` a step that is taken today.
    fn blank(today: NaiveDate, asked: &Posted, lists: &Background) -> Self {
        let decision = lists.decision(asked.value("decision"));
        let follows = decision.and_then(|kept| {
            let found = consequence(&kept.fact, lists.appeals_about(kept.id))?;
            Some((kept, found))
        });
        if let Some((kept, found)) = follows {
            return Self {
                status: found.status.code().to_owned(),
                from: show::date(found.on),
                legal_basis: of_text(kept.fact.legal_basis.as_ref()),
                decided_by: of_code(found.by),
                ..Self::default()
            };
        }
        let status = ResidenceStatus::from_code(asked.value("status"));
        Self {
            status: of_code(status),
            from: status.map_or_else(String::new, |_| show::date(today)),
            ..Self::default()
        }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            status: line("status"),
            from: line("from"),
            valid_to: line("valid_to"),
            legal_basis: line("legal_basis"),
            decided_by: line("decided_by"),
            children: form.values("children").filter(|label| !label.is_empty()).map(str::to_owned).collect(),
            note: form.lines("note"),
        }
    }

    fn of(fact: &StatusFact, _lists: &Background) -> Self {
        let status = &fact.status;
        Self {
            status: status.status.code().to_owned(),
            from: show::date(status.began_on),
            valid_to: show::maybe_date(status.valid_to),
            legal_basis: of_text(status.legal_basis.as_ref()),
            decided_by: of_code(status.decided_by),
            children: fact.children.clone(),
            note: of_text(status.note.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(StatusFact, Vec<String>), Vec<FieldError>> {
        let t = ResidenceTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let status = reader.must_code("status", &self.status, t.status_missing());
        let from = reader.past("from", &self.from);
        reader.must_date("from", &self.from, from);
        let valid_to = reader.date("valid_to", &self.valid_to);
        if from.zip(valid_to).is_some_and(|(from, to)| to < from) {
            reader.wrong("valid_to", t.valid_before_from());
        }
        let legal_basis = reader.text("legal_basis", &self.legal_basis, LINE);
        let decided_by = reader.code("decided_by", &self.decided_by);
        let own = context.all.iter().find(|kept| Some(kept.id) == context.own);
        // A child whose periods were removed may go on following, but nobody who was never hers begins to.
        let is_hers = |label: &String| {
            context.lists.children.contains(label) || own.is_some_and(|own| own.fact.children.contains(label))
        };
        if !self.children.iter().all(is_hers) {
            reader.wrong("children", RecordTexts(context.lang).choice_wrong());
        }
        let note = reader.text("note", &self.note, NOTE);
        let others: Vec<Status> = context
            .all
            .iter()
            .filter(|kept| Some(kept.id) != context.own)
            .map(|kept| kept.fact.status.clone())
            .collect();
        if let Some(other) = others.iter().find(|other| Some(other.began_on) == from) {
            reader.wrong("from", &t.same_day(other.status.label(context.lang)));
        }
        let (Some(status), Some(began_on), true) = (status, from, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        // The caseworker's fastest way: the one length that the law gives is filled in by itself, and the form says so.
        let usual = if status == ResidenceStatus::ReflectionGranted { reflection_end(began_on) } else { None };
        let valid_to = valid_to.or(usual);
        let client_id = context.client;
        let status = Status { client_id, began_on, status, valid_to, legal_basis, decided_by, note };
        let beside = Beside { statuses: &others, decisions: &context.lists.decisions, appeals: &context.lists.appeals };
        let doubts = doubts::of_status(&status, !self.children.is_empty(), beside);
        let words = doubts.into_iter().map(|doubt| doubt_words(doubt, context.lang)).collect();
        Ok((StatusFact { status, children: self.children.clone() }, words))
    }

    fn inputs(&self, lists: &Background, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, r) = (ResidenceTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut lines = vec![
            vec![
                Input::Select(
                    field("status", t.status(), &self.status),
                    codes_or::<ResidenceStatus>(r.choose(), &self.status, lang),
                ),
                Input::Date(field("from", t.from(), &self.from).hinted(t.from_hint())),
            ],
            vec![Input::Date(field("valid_to", t.valid_to(), &self.valid_to).hinted(t.valid_to_hint()).optional())],
            vec![
                Input::Line(
                    field("legal_basis", t.legal_basis(), &self.legal_basis).hinted(t.legal_basis_hint()).optional(),
                    "text",
                ),
                Input::Select(
                    field("decided_by", t.decided_by(), &self.decided_by).optional(),
                    codes_or::<DecidedBy>(r.none_chosen(), &self.decided_by, lang),
                ),
            ],
        ];
        let mut labels: Vec<&String> = lists.children.iter().collect();
        labels.extend(self.children.iter().filter(|label| !lists.children.contains(label)));
        if !labels.is_empty() {
            let boxes = labels.into_iter().map(|label| {
                let chosen = if self.children.contains(label) { label.as_str() } else { "" };
                choice(label, &t.child(label), chosen)
            });
            let asked = field("children", t.children(), "").hinted(t.children_hint()).optional();
            lines.push(vec![Input::Checks(asked, boxes.collect())]);
        }
        lines.push(vec![Input::Area(field("note", t.note(), &self.note).optional(), 3)]);
        lines
    }

    fn told(&self, _lists: &Background, lang: Lang) -> Vec<(String, String)> {
        let t = ResidenceTexts(lang);
        let status = ResidenceStatus::from_code(&self.status).map_or("", |status| status.label(lang));
        let by = DecidedBy::from_code(&self.decided_by).map_or("", |by| by.label(lang));
        let children: Vec<String> = self.children.iter().map(|label| t.child(label)).collect();
        vec![
            (t.status().to_owned(), status.to_owned()),
            (t.from().to_owned(), told_date(&self.from)),
            (t.valid_to().to_owned(), told_date(&self.valid_to)),
            (t.legal_basis().to_owned(), self.legal_basis.clone()),
            (t.decided_by().to_owned(), by.to_owned()),
            (t.children().to_owned(), children.join(", ")),
            (t.note().to_owned(), self.note.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<StatusFact>>> {
        let children = store::status_children(conn, actor, client)?;
        let of =
            |id: i64| children.iter().filter(|(status, _)| *status == id).map(|(_, label)| label.clone()).collect();
        let statuses = store::statuses(conn, actor, client)?.into_iter();
        Ok(statuses
            .map(|Kept { id, version, fact: status }| Kept {
                id,
                version,
                fact: StatusFact { status, children: of(id) },
            })
            .collect())
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &StatusFact) -> Result<i64> {
        let id = store::add_status(conn, actor, &fact.status)?;
        store::set_status_children(conn, actor, id, &fact.children)?;
        Ok(id)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &StatusFact, version: i32) -> Result<()> {
        store::change_status(conn, actor, id, &fact.status, version)?;
        store::set_status_children(conn, actor, id, &fact.children)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        store::remove_status(conn, actor, client, id, version)
    }

    fn settle(conn: &mut Conn, _state: &State, actor: &Actor, client: i64) -> Result<()> {
        background::settle(conn, actor, client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = std::result::Result<(StatusFact, Vec<String>), Vec<FieldError>>;

    fn of(answers: &str, own: Option<i64>, all: &[Kept<StatusFact>]) -> Checked {
        let lists = Background { children: vec!["1".to_owned()], ..Background::default() };
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own, today, lang: Lang::Nb, all, lists: &lists };
        StatusForm::read(&Posted::kept(answers)).check(&context)
    }

    fn kept(id: i64, answers: &str) -> Kept<StatusFact> {
        Kept { id, version: 1, fact: of(answers, None, &[]).unwrap().0 }
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        for (answers, field) in [
            ("status=no_permit&from=", "from"),
            ("status=no_permit&from=07.11.2019", "from"),
            ("status=&from=06.11.2019", "status"),
            ("status=asylum&from=06.11.2019", "status"),
            ("status=no_permit&from=06.11.2019&valid_to=05.11.2019", "valid_to"),
            ("status=no_permit&from=06.11.2019&decided_by=nav", "decided_by"),
            ("status=no_permit&from=06.11.2019&children=2", "children"),
        ] {
            let errors = of(answers, None, &[]).unwrap_err();
            assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field], "{answers}");
        }
        assert!(of("status=tourist_visa&from=061119&valid_to=06.02.2020", None, &[]).unwrap().1.is_empty());
    }

    #[test]
    fn one_status_begins_on_a_day() {
        let all = [kept(7, "status=no_permit&from=01.02.2019")];
        assert_eq!(of("status=asylum_pending&from=01.02.2019", None, &all).unwrap_err()[0].field, "from");
        assert!(of("status=asylum_pending&from=01.02.2019", Some(7), &all).is_ok());
        assert!(of("status=asylum_pending&from=02.02.2019", None, &all).is_ok());
    }

    #[test]
    fn six_months_are_filled_in_and_others_are_asked_for() {
        let (fact, doubts) = of("status=reflection_granted&from=31.08.2019", None, &[]).unwrap();
        assert_eq!((fact.status.valid_to, doubts.len()), ("2020-02-29".parse().ok(), 0));
        let (fact, doubts) = of("status=limited_granted&from=31.08.2019", None, &[]).unwrap();
        assert_eq!((fact.status.valid_to, doubts.len()), (None, 1));
    }

    #[test]
    fn answers_come_back_as_they_were() {
        let lists = Background::default();
        let fact =
            kept(1, "status=reflection_granted&from=01.02.2019&children=1&legal_basis=x&decided_by=udi&note=a%0D%0Ab")
                .fact;
        let again = StatusForm::of(&fact, &lists);
        assert_eq!(again.told(&lists, Lang::Nb).len(), StatusForm::default().told(&lists, Lang::En).len());
        assert_eq!(again.children, ["1"]);
        assert_eq!(again.note, "a\nb");
    }
}
