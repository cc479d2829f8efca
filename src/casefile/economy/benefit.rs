//! The form of a benefit. How far it has come is not written here: that is a step of its own, by another person where two are
//! needed (support/benefits/steps.rs).

use crate::casefile::head::Part;
use crate::casefile::record::inputs::{Input, LINE, Reader, choice};
use crate::casefile::record::{Choices, Context, Record, RecordTexts, told_date};
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{BenefitStatus, Code, FactKind};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::support::benefits::{self, Benefit, BenefitForm};
use crate::support::rates::{Rate, all_rates, rate_of};
use crate::support::texts::BenefitTexts;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::{amounts, months};
use chrono::NaiveDate;

/// The rates that a form of a benefit offers.
#[derive(Default)]
pub struct Rates(pub Vec<Kept<Rate>>);

impl Choices for Rates {
    fn load(conn: &mut Conn, _keyring: &Keyring, actor: &Actor, _client: i64) -> Result<Self> {
        Ok(Self(all_rates(conn, actor)?))
    }
}

impl Rates {
    /// The categories with a rate, each with the one of the month, or where the month is not known yet the latest.
    fn offered(&self, month: Option<NaiveDate>) -> Vec<&Rate> {
        let mut offered: Vec<&Rate> = Vec::new();
        for Kept { fact, .. } in &self.0 {
            let fits = month.is_none_or(|month| fact.is_in_force(month));
            if fits && !offered.iter().any(|known| known.category == fact.category) {
                offered.push(fact);
            }
        }
        offered
    }
}

/// True for what has been approved: changing it has consequences.
fn is_approved(status: BenefitStatus) -> bool {
    status != BenefitStatus::Calculated
}

impl Record for BenefitForm {
    type Fact = Benefit;
    type Lists = Rates;
    const PART: Part = Part::Economy;
    const KIND: FactKind = FactKind::Benefit;
    const PLACE: &'static str = "benefits";
    const REF: RefKind = RefKind::Benefit;
    const ADD: &'static str = "benefit.add";
    const CHANGE: &'static str = "benefit.change";
    const REMOVE: Option<&'static str> = Some("benefit.remove");

    fn headings(lang: Lang) -> (&'static str, &'static str) {
        let t = BenefitTexts(lang);
        (t.new_heading(), t.change_heading())
    }

    /// For this month; the only category with a rate is chosen.
    fn blank(today: NaiveDate, _asked: &Posted, lists: &Rates) -> Self {
        let this = months::of(today);
        let offered = lists.offered(Some(this));
        let category = if let [only] = offered.as_slice() { only.category.clone() } else { String::new() };
        Self { period: months::written(this), category, ..Self::default() }
    }

    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let (period, category, other, amount) = (line("period"), line("category"), line("other"), line("amount"));
        // Only the form of what was paid asks for the day.
        let status = if form.has("paid_on") { BenefitStatus::Paid.code() } else { "" };
        Self { period, category, other, amount, status: status.to_owned(), paid_on: line("paid_on") }
    }

    fn of(fact: &Benefit, _lists: &Rates) -> Self {
        Self::of(fact)
    }

    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Benefit, Vec<String>), Vec<FieldError>> {
        let (t, lang) = (BenefitTexts(context.lang), context.lang);
        let mut reader = Reader::new(lang, context.today);
        let period = reader.must_month("period", &self.period);
        if self.category().is_empty() {
            let is_select = !context.lists.0.is_empty();
            reader.wrong(if is_select { "category" } else { "other" }, t.category_missing());
        }
        let category = self.category().to_owned();
        reader.text("other", &category, LINE);
        let written = reader.amount("amount", &self.amount);
        let rate = period.and_then(|period| rate_of(&context.lists.0, &category, period)).map(|rate| rate.amount_ore);
        let amount = if self.amount.is_empty() { rate } else { written };
        if self.amount.is_empty() && amount.is_none() {
            let missing = match period {
                Some(period) if !category.is_empty() => t.no_rate(&category, &months::named(period, lang)),
                _ => t.amount_missing().to_owned(),
            };
            reader.wrong("amount", &missing);
        }
        let stood = context.all.iter().find(|kept| Some(kept.id) == context.own).map(|kept| &kept.fact);
        let was_paid = stood.is_some_and(|one| matches!(one.status, BenefitStatus::Paid | BenefitStatus::Refunded));
        let paid_on = if was_paid { reader.past("paid_on", &self.paid_on) } else { None };
        if was_paid && self.paid_on.is_empty() {
            reader.wrong("paid_on", t.paid_on_missing());
        }
        let (Some(period), Some(amount), true) = (period, amount, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let mut doubts = Vec::new();
        let named = months::named(period, lang);
        let benefit = match stood {
            None => Benefit::calculated(context.client, period, category, amount),
            Some(stood) => {
                let changed = stood.with(period, category, amount);
                if is_approved(stood.status) && !changed.pays_as(stood) {
                    doubts.push(t.falls_back(&stood.status.label(lang).to_lowercase()));
                }
                if changed.pays_as(stood) { Benefit { paid_on, ..changed } } else { changed }
            }
        };
        let others = context.all.iter().filter(|kept| Some(kept.id) != context.own).map(|kept| &kept.fact);
        if others.into_iter().any(|other| (other.period, &other.category) == (period, &benefit.category)) {
            doubts.push(t.twice(&named));
        }
        if period > months::next(months::of(context.today)) {
            doubts.push(t.ahead(&named));
        }
        Ok((benefit, doubts))
    }

    fn inputs(&self, lists: &Rates, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let (t, forms) = (BenefitTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut lines = vec![vec![Input::Date(field("period", t.month(), &self.period).hinted(forms.month_hint()))]];
        let offered = lists.offered(months::read_month(&self.period));
        if lists.0.is_empty() {
            lines.push(vec![Input::Line(field("other", t.category_other_only(), self.category()), "text")]);
        } else {
            let mut choices: Vec<Choice> = vec![choice("", t.other_choice(), &self.category)];
            choices.extend(offered.iter().map(|rate| {
                let label = t.rate(&rate.category, &amounts::kroner(rate.amount_ore, lang));
                choice(&rate.category, &label, &self.category)
            }));
            let is_there = offered.iter().any(|rate| rate.category == self.category);
            if !self.category.is_empty() && !is_there {
                choices.push(choice(&self.category, &self.category, &self.category));
            }
            lines.push(vec![
                Input::Select(field("category", t.category(), &self.category).hinted(t.category_hint()), choices),
                Input::Line(field("other", t.category_other(), &self.other).hinted(t.other_hint()).optional(), "text"),
            ]);
        }
        let amount = field("amount", t.amount(), &self.amount).hinted(t.amount_hint());
        lines.push(vec![Input::Date(if lists.0.is_empty() { amount } else { amount.optional() })]);
        if matches!(BenefitStatus::from_code(&self.status), Some(BenefitStatus::Paid | BenefitStatus::Refunded)) {
            let paid_on = field("paid_on", t.paid_on(), &self.paid_on).hinted(forms.date_hint());
            lines.push(vec![Input::Date(paid_on)]);
        }
        lines
    }

    fn told(&self, _lists: &Rates, lang: Lang) -> Vec<(String, String)> {
        let t = BenefitTexts(lang);
        let period = months::read_month(&self.period);
        let status = BenefitStatus::from_code(&self.status).map_or("", |status| status.label(lang));
        vec![
            (t.month().to_owned(), period.map_or_else(|| self.period.clone(), |month| months::named(month, lang))),
            (t.category().to_owned(), self.category().to_owned()),
            (t.amount().to_owned(), self.amount.clone()),
            (t.status().to_owned(), status.to_owned()),
            (t.paid_on().to_owned(), told_date(&self.paid_on)),
        ]
    }

    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Benefit>>> {
        benefits::all(conn, actor, client)
    }

    fn add(conn: &mut Conn, actor: &Actor, fact: &Benefit) -> Result<i64> {
        benefits::add(conn, actor, fact)
    }

    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Benefit, version: i32) -> Result<()> {
        benefits::change(conn, actor, id, fact, version)
    }

    fn remove(conn: &mut Conn, actor: &Actor, client: i64, id: i64, version: i32) -> Result<()> {
        benefits::remove(conn, actor, client, id, version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Checked = std::result::Result<(Benefit, Vec<String>), Vec<FieldError>>;

    fn rates() -> Rates {
        let rate = |id, from: &str, to: Option<&str>, amount_ore| Kept {
            id,
            version: 1,
            fact: Rate {
                category: "Enslig".to_owned(),
                amount_ore,
                valid_from: from.parse().unwrap(),
                valid_to: to.map(|day| day.parse().unwrap()),
                source: None,
            },
        };
        Rates(vec![rate(2, "2020-01-01", None, 300_000), rate(1, "2015-01-01", Some("2019-12-31"), 292_000)])
    }

    fn of(answers: &str, all: &[Kept<Benefit>], own: Option<i64>) -> Checked {
        let today = "2020-01-08".parse().unwrap();
        let lists = rates();
        let context = Context { client: 1, own, today, lang: Lang::Nb, all, lists: &lists };
        BenefitForm::read(&Posted::kept(answers)).check(&context)
    }

    #[test]
    fn a_blank_amount_is_the_rate_of_the_month() {
        let amount = |answers: &str| of(answers, &[], None).map(|(benefit, _)| benefit.amount_ore);
        assert_eq!(amount("period=12.2019&category=Enslig"), Ok(292_000));
        assert_eq!(amount("period=2020-01&category=Enslig"), Ok(300_000));
        assert_eq!(amount("period=01.2020&category=Enslig&amount=150,50"), Ok(15_050));
        let error = of("period=12.2014&category=Enslig", &[], None).unwrap_err();
        assert_eq!(error[0].text, "Ingen sats gjelder for «Enslig» i desember 2014. Skriv beløpet.");
        assert_eq!(of("period=01.2020&category=Enslig&other=Klær", &[], None).unwrap_err()[0].field, "amount");
        assert_eq!(of("", &[], None).unwrap_err().len(), 3);
    }

    #[test]
    fn what_was_approved_says_so_before_it_falls_back() {
        let fact = Benefit {
            status: BenefitStatus::Paid,
            paid_on: "2020-01-05".parse().ok(),
            approved_by_id: Some(2),
            ..Benefit::calculated(1, months::read_month("01.2020").unwrap(), "Enslig".to_owned(), 300_000)
        };
        let all = [Kept { id: 9, version: 1, fact: fact.clone() }];
        let same = "period=01.2020&category=Enslig&amount=3000";
        let (changed, doubts) = of(&format!("{same}&paid_on=06.01.2020"), &all, Some(9)).unwrap();
        assert_eq!(
            (changed.paid_on, changed.status, doubts.len()),
            ("2020-01-06".parse().ok(), BenefitStatus::Paid, 0)
        );
        assert_eq!(of(same, &all, Some(9)).unwrap_err()[0].field, "paid_on");
        let (changed, doubts) =
            of("period=01.2020&category=Enslig&amount=2999&paid_on=06.01.2020", &all, Some(9)).unwrap();
        assert_eq!((changed.status, changed.paid_on, changed.approved_by_id), (BenefitStatus::Calculated, None, None));
        assert!(doubts[0].contains("utbetalt") && doubts[0].contains("godkjennes"), "{doubts:?}");
        assert_eq!(of(same, &all, None).unwrap().1.len(), 1, "the same for the same month is doubted");
        assert_eq!(of("period=03.2020&category=Enslig", &[], None).unwrap().1.len(), 1, "so is a month far ahead");
    }
}
