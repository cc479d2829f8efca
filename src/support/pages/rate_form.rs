//! The form of a rate.

use super::super::rates::{self, Clash, Rate, fitted};
use super::super::texts::RateTexts;
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::office::{self, Context, Entry, Headings};
use crate::web::form::{Field, FieldError, Posted, read_date};
use crate::web::inputs::{Input, LINE, Reader, of_text};
use crate::web::record_texts::RecordTexts;
use crate::web::state::State;
use crate::web::{amounts, show, urls};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The answers of the form of a rate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RateForm {
    category: String,
    amount: String,
    valid_from: String,
    valid_to: String,
    source: String,
}

impl Entry for RateForm {
    type Fact = Rate;
    type Lists = ();
    const PLACE: &'static str = urls::BENEFIT_RATES;
    const REF: RefKind = RefKind::BenefitRate;
    const KIND: FactKind = FactKind::BenefitRate;
    const OBJECT: &'static str = "benefit_rate";
    const ADD: &'static str = "benefit_rate.add";
    const CHANGE: &'static str = "benefit_rate.change";
    const REMOVE: &'static str = "benefit_rate.remove";

    fn headings(lang: Lang) -> Headings {
        let t = RateTexts(lang);
        Headings { list: t.heading(), new: t.new_heading(), change: t.change_heading() }
    }

    fn lists(_conn: &mut Conn, _keyring: &Keyring, _actor: &Actor) -> Result<()> {
        Ok(())
    }

    fn blank(_today: NaiveDate, _asked: &Posted) -> Self {
        Self::default()
    }

    /// The next rate of the category: amount, day and source are others.
    fn again(self, _today: NaiveDate) -> Self {
        Self { category: self.category, ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (category, amount, source) = (line("category"), line("amount"), line("source"));
        Self { category, amount, valid_from: line("valid_from"), valid_to: line("valid_to"), source }
    }

    fn of(fact: &Rate, _lists: &()) -> Self {
        Self {
            category: fact.category.clone(),
            amount: amounts::written(fact.amount_ore),
            valid_from: show::date(fact.valid_from),
            valid_to: show::maybe_date(fact.valid_to),
            source: of_text(fact.source.as_ref()),
        }
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Rate, Vec<String>), Vec<FieldError>> {
        let t = RateTexts(context.lang);
        let mut reader = Reader::new(context.lang, context.today);
        let category = reader.must("category", &self.category, LINE, t.category_missing());
        let amount = reader.amount("amount", &self.amount);
        if self.amount.is_empty() {
            reader.wrong("amount", t.amount_missing());
        }
        let valid_from = reader.date("valid_from", &self.valid_from);
        reader.must_date("valid_from", &self.valid_from, valid_from);
        let valid_to = reader.date("valid_to", &self.valid_to);
        reader.order("valid_to", valid_from, valid_to);
        let source = reader.text("source", &self.source, LINE);
        if let (Some(amount_ore), Some(valid_from)) = (amount, valid_from)
            && reader.errors.is_empty()
        {
            let rate = Rate { category, amount_ore, valid_from, valid_to, source };
            match fitted(context.all, context.own, rate) {
                Ok((rate, _)) => return Ok((rate, Vec::new())),
                Err(Clash::SameDay) => reader.wrong("valid_from", t.same_day()),
                Err(Clash::IntoNext(next)) => reader.wrong("valid_to", &t.into_next(&show::date(next))),
            }
        }
        Err(reader.errors)
    }

    fn inputs(&self, _lists: &(), lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, forms) = (RateTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Line(field("category", t.category(), &self.category).hinted(t.category_hint()), "text")],
            vec![Input::Line(field("amount", t.amount(), &self.amount), "text")],
            vec![Input::Date(field("valid_from", t.valid_from(), &self.valid_from).hinted(forms.date_hint()))],
            vec![Input::Date(field("valid_to", t.valid_to(), &self.valid_to).hinted(t.valid_to_hint()).optional())],
            vec![Input::Line(field("source", t.source(), &self.source).hinted(t.source_hint()).optional(), "text")],
        ]
    }

    fn told(&self, _lists: &(), lang: Lang) -> Vec<(String, String)> {
        let t = RateTexts(lang);
        let date = |text: &str| read_date(text).map_or_else(|_| text.to_owned(), show::maybe_date);
        vec![
            (t.category().to_owned(), self.category.clone()),
            (t.amount().to_owned(), self.amount.clone()),
            (t.valid_from().to_owned(), date(&self.valid_from)),
            (t.valid_to().to_owned(), date(&self.valid_to)),
            (t.source().to_owned(), self.source.clone()),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<Kept<Rate>>> {
        rates::all_rates(conn, actor)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Rate) -> Result<i64> {
        rates::add_rate(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Rate, version: i32) -> Result<()> {
        rates::change_rate(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()> {
        rates::remove_rate(conn, actor, id, version)
    }

    /// The rate before it ends on the day before.
    fn make_way(
        conn: &mut Conn,
        state: &State,
        actor: &Actor,
        own: Option<i64>,
        fact: &Rate,
        all: &[Kept<Rate>],
    ) -> Result<()> {
        let Ok((_, ended)) = fitted(all, own, fact.clone()) else { return Ok(()) };
        for becomes in ended {
            if let Some(stood) = all.iter().find(|kept| kept.id == becomes.id) {
                office::keep(conn, state, actor, stood.id, &Self::of(&stood.fact, &()), None)?;
                rates::change_rate(conn, actor, stood.id, &becomes.fact, stood.version)?;
            }
        }
        Ok(())
    }
}
