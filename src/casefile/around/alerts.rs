//! The form of an alert: what whoever opens the file must know first.

use crate::casefile::head::Part;
use crate::casefile::person_texts::PersonTexts;
use crate::casefile::record::inputs::{Input, Reader, codes};
use crate::casefile::record::{Context, Record, told_date};
use crate::clients::around::{self, Alert};
use crate::db::{Conn, Kept, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AlertLevel, Code, FactKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest alert, in characters: it stands on top of every page.
const ALERT: usize = 500;

/// The answers of the form of an alert.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertForm {
    level: String,
    text: String,
    began_on: String,
    ends_on: String,
}

impl Record for AlertForm {
    type Fact = Alert;
    type Lists = ();
    const PART: Part = Part::Person;
    const KIND: FactKind = FactKind::Alert;
    const PLACE: &'static str = "alerts";
    const REF: RefKind = RefKind::Alert;
    const ADD: &'static str = "alert.add";
    const CHANGE: &'static str = "alert.change";

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = PersonTexts(lang);
        (t.alert_new(), t.alert_change())
    }

    fn blank(today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self { began_on: show::date(today), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self { level: line("level"), text: form.lines("text"), began_on: line("began_on"), ends_on: line("ends_on") }
    }

    fn of(fact: &Alert, _lists: &()) -> Self {
        Self {
            level: fact.level.code().to_owned(),
            text: fact.text.clone(),
            began_on: show::date(fact.began_on),
            ends_on: show::maybe_date(fact.ends_on),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Alert, Vec<String>), Vec<FieldError>> {
        let t = PersonTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let level = reader.must_code("level", &self.level, t.level_missing());
        let text = reader.must("text", &self.text, ALERT, t.alert_text_missing());
        let began_on = reader.date("began_on", &self.began_on);
        reader.must_date("began_on", &self.began_on, began_on);
        let ends_on = reader.date("ends_on", &self.ends_on);
        reader.order("ends_on", began_on, ends_on);
        match (level, began_on) {
            (Some(level), Some(began_on)) if reader.errors.is_empty() => {
                Ok((Alert { client_id: context.client, level, text, began_on, ends_on }, Vec::new()))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let t = PersonTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Chips(field("level", t.level(), &self.level), codes::<AlertLevel>(&self.level, lang))],
            vec![Input::Area(field("text", t.alert_text(), &self.text).hinted(t.alert_text_hint()), 3)],
            vec![
                Input::Date(field("began_on", t.began_on(), &self.began_on).hinted(t.date_hint())),
                Input::Date(field("ends_on", t.ends_on(), &self.ends_on).hinted(t.ends_hint()).optional()),
            ],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = PersonTexts(lang);
        let level = AlertLevel::from_code(&self.level).map_or("", |level| level.label(lang));
        vec![
            (t.level().to_owned(), level.to_owned()),
            (t.alert_text().to_owned(), self.text.clone()),
            (t.began_on().to_owned(), told_date(&self.began_on)),
            (t.ends_on().to_owned(), told_date(&self.ends_on)),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Alert>>> {
        around::alerts(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Alert) -> Result<i64> {
        around::add_alert(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Alert, version: i32) -> Result<()> {
        around::change_alert(conn, actor, id, fact, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_may_begin_later_but_not_end_before_it_begins() {
        let today = "2019-11-06".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &() };
        let of = |answers: &str| AlertForm::read(&Posted::kept(answers)).check(&context);
        assert!(of("level=danger&text=x&began_on=01.12.2019&ends_on=01.12.2019").is_ok());
        assert_eq!(of("level=danger&text=x&began_on=01.12.2019&ends_on=30.11.2019").unwrap_err()[0].field, "ends_on");
        assert_eq!(of("level=&text=&began_on=").unwrap_err().len(), 3);
    }
}
