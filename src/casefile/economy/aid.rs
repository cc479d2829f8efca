//! The form of hours with a lawyer.

use super::texts::EconomyTexts;
use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, Reader, codes_or, of_code};
use crate::casefile::record::{Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::deadlines;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Code, FactKind, LegalAidKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::support::legal_aid::{self, LegalAid};
use crate::web::form::{Field, FieldError, Posted};
use crate::web::state::State;
use crate::web::{amounts, show};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The answers of the form of hours with a lawyer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AidForm {
    lawyer: String,
    granted_on: String,
    hours_granted: String,
    hours_used: String,
    kind: String,
}

impl Record for AidForm {
    type Fact = LegalAid;
    type Lists = ();
    const PART: Part = Part::Economy;
    const KIND: FactKind = FactKind::LegalAid;
    const PLACE: &'static str = "legal-aid";
    const REF: RefKind = RefKind::LegalAid;
    const ADD: &'static str = "legal_aid.add";
    const CHANGE: &'static str = "legal_aid.change";
    const REMOVE: Option<&'static str> = Some("legal_aid.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = EconomyTexts(lang);
        (t.new_aid(), t.change_aid())
    }

    /// Three hours of free advice is what is most often granted.
    fn blank(today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        Self {
            granted_on: show::date(today),
            hours_granted: amounts::plain(legal_aid::FREE_HOURS),
            kind: LegalAidKind::FreeAdvice.code().to_owned(),
            ..Self::default()
        }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (lawyer, granted_on, kind) = (line("lawyer"), line("granted_on"), line("kind"));
        Self { lawyer, granted_on, hours_granted: line("hours_granted"), hours_used: line("hours_used"), kind }
    }

    fn of(fact: &LegalAid, _lists: &()) -> Self {
        Self {
            lawyer: fact.lawyer.clone(),
            granted_on: show::date(fact.granted_on),
            hours_granted: amounts::plain(fact.hours_granted_hundredths),
            hours_used: fact.hours_used_hundredths.map_or_else(String::new, amounts::plain),
            kind: of_code(fact.kind),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(LegalAid, Vec<String>), Vec<FieldError>> {
        let t = EconomyTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let lawyer = reader.must("lawyer", &self.lawyer, LINE, t.lawyer_missing());
        let granted_on = reader.past("granted_on", &self.granted_on);
        reader.must_date("granted_on", &self.granted_on, granted_on);
        let granted = reader.hours("hours_granted", &self.hours_granted);
        if self.hours_granted.is_empty() {
            reader.wrong("hours_granted", t.hours_missing());
        }
        let hours_used_hundredths = reader.hours("hours_used", &self.hours_used);
        let kind = reader.code("kind", &self.kind);
        match (granted_on, granted) {
            (Some(granted_on), Some(hours_granted_hundredths)) if reader.errors.is_empty() => {
                let client_id = context.client;
                let aid =
                    LegalAid { client_id, lawyer, granted_on, hours_granted_hundredths, hours_used_hundredths, kind };
                let hours = |hundredths| amounts::hours(hundredths, context.lang);
                let doubts = if aid.left() < 0 {
                    let used = hours(aid.hours_used_hundredths.unwrap_or(0));
                    vec![t.used_more(&used, &hours(aid.hours_granted_hundredths))]
                } else {
                    Vec::new()
                };
                Ok((aid, doubts))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, forms) = (EconomyTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let kinds = codes_or::<LegalAidKind>(t.not_stated(), &self.kind, lang);
        vec![
            vec![Input::Line(field("lawyer", t.lawyer(), &self.lawyer), "text")],
            vec![Input::Chips(field("kind", t.kind(), &self.kind), kinds)],
            vec![Input::Date(field("granted_on", t.granted_on(), &self.granted_on).hinted(forms.date_hint()))],
            vec![
                Input::Date(field("hours_granted", t.hours_granted(), &self.hours_granted).hinted(t.hours_hint())),
                Input::Date(field("hours_used", t.hours_used(), &self.hours_used).hinted(t.hours_hint()).optional()),
            ],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = EconomyTexts(lang);
        let kind = LegalAidKind::from_code(&self.kind).map_or("", |kind| kind.label(lang));
        vec![
            (t.lawyer().to_owned(), self.lawyer.clone()),
            (t.granted_on().to_owned(), told_date(&self.granted_on)),
            (t.hours_granted().to_owned(), self.hours_granted.clone()),
            (t.hours_used().to_owned(), self.hours_used.clone()),
            (t.kind().to_owned(), kind.to_owned()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<LegalAid>>> {
        legal_aid::all(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &LegalAid) -> Result<i64> {
        legal_aid::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &LegalAid, version: i32) -> Result<()> {
        legal_aid::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        legal_aid::remove(conn, actor, client, id, version)
    }

    /// Hours that are used up lead to a deadline.
    fn settle(conn: &mut Conn, _state: &State, actor: &Actor, client: i64) -> Result<()> {
        deadlines::settle(conn, actor, Some(client))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(answers: &str) -> std::result::Result<(LegalAid, Vec<String>), Vec<FieldError>> {
        let today = "2020-01-08".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &() };
        AidForm::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn hours_take_a_comma_and_two_decimals() {
        let (aid, doubts) = of("lawyer=A&granted_on=141019&hours_granted=3&hours_used=1,25").unwrap();
        assert_eq!((aid.hours_granted_hundredths, aid.hours_used_hundredths, doubts.len()), (300, Some(125), 0));
        let wrong = of("lawyer=A&granted_on=141019&hours_granted=1,255&hours_used=-1").unwrap_err();
        assert_eq!(wrong.len(), 2);
        assert!(of("lawyer=A&granted_on=141019&hours_granted=3").unwrap().0.hours_used_hundredths.is_none());
    }

    #[test]
    fn more_used_than_granted_is_doubted() {
        let doubts = of("lawyer=A&granted_on=141019&hours_granted=3&hours_used=3,5").unwrap().1;
        assert_eq!(doubts, ["Det er brukt 3,5 timer av 3 innvilgede"]);
        assert_eq!(of("").unwrap_err().len(), 3);
    }

    #[test]
    fn answers_come_back_as_they_were() {
        let (aid, _) = of("lawyer=A&granted_on=141019&hours_granted=3&hours_used=1,5&kind=extended").unwrap();
        let today = "2020-01-08".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &() };
        assert_eq!(AidForm::of(&aid, &()).check(&context).unwrap().0, aid);
    }
}
