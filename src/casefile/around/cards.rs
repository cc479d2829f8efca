//! The form of a card for the night: what she lets the night duty find. She must have agreed to it herself, and it ends by itself.

use crate::casefile::head::Part;
use crate::casefile::person_texts::CardTexts;
use crate::casefile::record::inputs::{Input, LINE, NOTE, Reader, of_text};
use crate::casefile::record::{Context, Record, told_date};
use crate::db::{Conn, Kept, RefKind};
use crate::helpline::cards::{self, Card};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::record_texts::RecordTexts;
use crate::web::show;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// For how many months a card stands at most before she is asked again.
const MONTHS: u32 = 12;

/// For how many it stands when nothing else is said.
const USUAL: u32 = 3;

/// The answers of the form of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CardForm {
    alias: String,
    safe_number: String,
    instructions: String,
    ring: String,
    agreed_on: String,
    valid_to: String,
}

impl Record for CardForm {
    type Fact = Card;
    type Lists = ();
    const PART: Part = Part::Person;
    const KIND: FactKind = FactKind::NightCard;
    const PLACE: &'static str = "night-cards";
    const REF: RefKind = RefKind::NightCard;
    const ADD: &'static str = "night_card.add";
    const CHANGE: &'static str = "night_card.change";
    const REMOVE: Option<&'static str> = Some("night_card.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = CardTexts(lang);
        (t.card_new(), t.card_change())
    }

    /// The day she agreed is not preset: she must have been asked.
    fn blank(today: NaiveDate, _asked: &Posted, _lists: &()) -> Self {
        let valid_to = today.checked_add_months(Months::new(USUAL));
        Self { valid_to: show::maybe_date(valid_to), ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        Self {
            alias: form.line("alias"),
            safe_number: form.line("safe_number"),
            instructions: form.lines("instructions"),
            ring: form.line("ring"),
            agreed_on: form.line("agreed_on"),
            valid_to: form.line("valid_to"),
        }
    }

    fn of(fact: &Card, _lists: &()) -> Self {
        Self {
            alias: fact.alias.clone(),
            safe_number: of_text(fact.safe_number.as_ref()),
            instructions: of_text(fact.instructions.as_ref()),
            ring: of_text(fact.ring.as_ref()),
            agreed_on: show::date(fact.agreed_on),
            valid_to: show::date(fact.valid_to),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Card, Vec<String>), Vec<FieldError>> {
        let (t, words) = (CardTexts(context.lang), RecordTexts(context.lang));
        let mut reader = Reader::new(context.lang, context.today);
        let alias = reader.must("alias", &self.alias, LINE, t.alias_missing());
        let safe_number = reader.text("safe_number", &self.safe_number, LINE);
        let instructions = reader.text("instructions", &self.instructions, NOTE);
        let ring = reader.text("ring", &self.ring, LINE);
        if ring.is_none() && safe_number.is_none() && instructions.is_none() {
            reader.wrong("ring", t.nothing_said());
        }
        let agreed_on = reader.past("agreed_on", &self.agreed_on);
        if self.agreed_on.is_empty() {
            reader.wrong("agreed_on", t.agreed_missing());
        }
        let valid_to = reader.date("valid_to", &self.valid_to);
        if self.valid_to.is_empty() {
            reader.wrong("valid_to", words.date_missing());
        }
        reader.order("valid_to", agreed_on, valid_to);
        let latest = agreed_on.and_then(|day| day.checked_add_months(Months::new(MONTHS)));
        if valid_to.zip(latest).is_some_and(|(last, latest)| last > latest) {
            reader.wrong("valid_to", t.too_long());
        }
        match (agreed_on, valid_to) {
            (Some(agreed_on), Some(valid_to)) if reader.errors.is_empty() => {
                let client_id = context.client;
                Ok((Card { client_id, alias, safe_number, instructions, ring, agreed_on, valid_to }, Vec::new()))
            }
            _ => Err(reader.errors),
        }
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, words) = (CardTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Date(field("agreed_on", t.agreed_on(), &self.agreed_on).hinted(t.agreed_hint()))],
            vec![Input::Line(field("alias", t.alias(), &self.alias).hinted(t.alias_hint()), "text")],
            vec![Input::Line(field("ring", t.ring(), &self.ring).hinted(t.ring_hint()).optional(), "text")],
            vec![Input::Line(
                field("safe_number", t.safe_number(), &self.safe_number).hinted(t.number_hint()).optional(),
                "tel",
            )],
            vec![Input::Area(field("instructions", t.instructions(), &self.instructions).optional(), 3)],
            vec![Input::Date(field("valid_to", t.valid_to(), &self.valid_to).hinted(words.date_hint()))],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = CardTexts(lang);
        [
            (t.alias(), self.alias.clone()),
            (t.ring(), self.ring.clone()),
            (t.safe_number(), self.safe_number.clone()),
            (t.instructions(), self.instructions.clone()),
            (t.agreed_on(), told_date(&self.agreed_on)),
            (t.valid_to(), told_date(&self.valid_to)),
        ]
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Card>>> {
        cards::all_of(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Card) -> Result<i64> {
        cards::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Card, version: i32) -> Result<()> {
        cards::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        cards::remove(conn, actor, client, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(answers: &str) -> Vec<&'static str> {
        let form = CardForm::read(&Posted::kept(answers));
        let today = "2020-01-08".parse().unwrap();
        let context = Context { client: 1, own: None, today, lang: Lang::Nb, all: &[], lists: &() };
        form.check(&context).map_or_else(|errors| errors.into_iter().map(|e| e.field).collect(), |_| Vec::new())
    }

    #[test]
    fn she_has_agreed_and_the_card_ends_within_a_year() {
        assert_eq!(fields("alias=M%C3%A5ke&ring=Ingrid&agreed_on=080120&valid_to=080420"), [""; 0]);
        assert_eq!(fields("alias=M&ring=I&agreed_on=&valid_to=080420"), ["agreed_on"]);
        assert_eq!(fields("alias=M&ring=I&agreed_on=080120&valid_to=090121"), ["valid_to"]);
        assert_eq!(fields("alias=M&agreed_on=080120&valid_to=080420"), ["ring"]);
    }
}
