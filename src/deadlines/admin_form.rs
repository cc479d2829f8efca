//! The form of a rule: its answers, and what may be wrong with them.

use super::admin_texts::RuleTexts;
use super::model::RuleRow;
use super::rules::{MOST_LEAD, Rule};
use crate::kernel::codes::{Code, DeadlineKind, DeadlineUnit};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError, Posted, read_date};
use crate::web::show;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The longest source, in characters.
const SOURCE: usize = 300;
/// The longest note, in characters.
const NOTE: usize = 1000;
/// The longest deadline, in its unit.
const MOST_AMOUNT: i32 = 1000;
/// How many reminders a rule may have.
const MOST_LEADS: usize = 10;

/// The answers, also what is kept of a rule that was corrected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RuleAnswers {
    pub valid_from: String,
    pub is_on: String,
    pub amount: String,
    pub unit: String,
    pub leads: String,
    pub source: String,
    pub note: String,
}

/// The parts of the form as the template shows them.
pub(super) struct Fields {
    pub valid_from: Field,
    pub is_on: Field,
    pub yes_no: Vec<Choice>,
    pub amount: Field,
    pub unit: Field,
    pub units: Vec<Choice>,
    pub leads: Field,
    pub source: Field,
    pub note: Field,
}

/// The least amount of a kind: 0 where the record may say the day, or where it presses at once.
const fn least(kind: DeadlineKind) -> i32 {
    if kind.has_own_date() || matches!(kind, DeadlineKind::LegalAidUsed) { 0 } else { 1 }
}

impl RuleAnswers {
    pub(super) fn read(form: &Posted) -> Self {
        Self {
            valid_from: form.line("valid_from"),
            is_on: form.line("is_on"),
            amount: form.line("amount"),
            unit: form.line("unit"),
            leads: form.line("leads"),
            source: form.line("source"),
            note: form.lines("note"),
        }
    }

    pub(super) fn of(rule: &Rule) -> Self {
        let leads: Vec<String> = rule.leads.iter().map(ToString::to_string).collect();
        Self {
            valid_from: show::date(rule.row.valid_from),
            is_on: if rule.row.is_on { "yes" } else { "no" }.to_owned(),
            amount: rule.row.amount.to_string(),
            unit: rule.row.unit.code().to_owned(),
            leads: leads.join(", "),
            source: rule.row.source.clone(),
            note: rule.row.note.clone().unwrap_or_default(),
        }
    }

    /// The rule of these answers, without an id.
    pub(super) fn check(&self, kind: DeadlineKind, lang: Lang) -> Result<Rule, Vec<FieldError>> {
        let t = RuleTexts(lang);
        let mut errors = Vec::new();
        let mut wrong = |field: &'static str, text: &str| errors.push(FieldError::new(field, text));
        let valid_from = read_date(&self.valid_from).ok().flatten().filter(is_likely);
        if valid_from.is_none() {
            wrong("valid_from", t.valid_from_wrong());
        }
        if !matches!(self.is_on.as_str(), "yes" | "no") {
            wrong("is_on", t.is_on_missing());
        }
        let least = least(kind);
        let amount = self.amount.parse::<i32>().ok().filter(|amount| (least..=MOST_AMOUNT).contains(amount));
        if amount.is_none() {
            wrong("amount", &t.amount_wrong(&least));
        }
        let unit = DeadlineUnit::from_code(&self.unit);
        match unit {
            None => wrong("unit", t.unit_wrong()),
            Some(DeadlineUnit::Hours) if !kind.is_in_hours() => wrong("unit", t.unit_not_hours()),
            Some(unit) if kind.is_in_hours() && unit != DeadlineUnit::Hours => wrong("unit", t.unit_hours()),
            Some(_) => {}
        }
        let leads = read_leads(&self.leads);
        if leads.is_none() {
            wrong("leads", t.leads_wrong());
        }
        if self.source.is_empty() {
            wrong("source", t.source_missing());
        }
        for (field, text, most) in [("source", &self.source, SOURCE), ("note", &self.note, NOTE)] {
            if text.chars().count() > most {
                wrong(field, &t.too_long(&most));
            }
        }
        match (valid_from, amount, unit, leads) {
            (Some(valid_from), Some(amount), Some(unit), Some(leads)) if errors.is_empty() => Ok(Rule {
                row: RuleRow {
                    id: 0,
                    kind,
                    valid_from,
                    is_on: self.is_on == "yes",
                    amount,
                    unit,
                    source: self.source.clone(),
                    note: (!self.note.is_empty()).then(|| self.note.clone()),
                    version: 1,
                },
                leads,
            }),
            _ => Err(errors),
        }
    }

    pub(super) fn fields(&self, kind: DeadlineKind, lang: Lang, errors: &[FieldError]) -> Fields {
        let t = RuleTexts(lang);
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let choice = |value: &str, label: &str, chosen: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            selected: value == chosen,
        };
        let units = DeadlineUnit::ALL.iter().filter(|unit| (**unit == DeadlineUnit::Hours) == kind.is_in_hours());
        let amount = field("amount", t.amount(), &self.amount);
        Fields {
            valid_from: field("valid_from", t.valid_from(), &self.valid_from).hinted(t.valid_from_hint()),
            is_on: field("is_on", t.is_on(), &self.is_on),
            yes_no: vec![choice("yes", t.yes(), &self.is_on), choice("no", t.no(), &self.is_on)],
            amount: if kind.has_own_date() { amount.hinted(t.amount_hint_own()) } else { amount },
            unit: field("unit", t.unit(), &self.unit),
            units: units.map(|unit| choice(unit.code(), unit.label(lang), &self.unit)).collect(),
            leads: field("leads", t.leads(), &self.leads).hinted(t.leads_hint()),
            source: field("source", t.source(), &self.source).hinted(t.source_hint()),
            note: field("note", t.note(), &self.note).optional(),
        }
    }
}

fn is_likely(date: &NaiveDate) -> bool {
    (1900..2200).contains(&date.year())
}

/// Reads reminders; the most days first, whichever way they were written.
fn read_leads(text: &str) -> Option<Vec<i32>> {
    let parts = text.split([',', ';', ' ']).filter(|part| !part.is_empty());
    let mut leads = parts.map(|part| part.parse::<i32>().ok()).collect::<Option<Vec<i32>>>()?;
    leads.sort_unstable_by(|one, other| other.cmp(one));
    let written = leads.len();
    leads.dedup();
    let is_sound = (1..=MOST_LEADS).contains(&written)
        && leads.len() == written
        && leads.iter().all(|lead| (0..=MOST_LEAD).contains(lead));
    is_sound.then_some(leads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields_of(kind: DeadlineKind, answers: &str) -> Vec<&'static str> {
        let checked = RuleAnswers::read(&Posted::kept(answers)).check(kind, Lang::Nb);
        checked.err().unwrap_or_default().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_rule_says_from_when_how_long_and_why() {
        let right = "valid_from=01.02.2020&is_on=yes&amount=4&unit=weeks&leads=7,+14&source=x&note=";
        let rule = RuleAnswers::read(&Posted::kept(right)).check(DeadlineKind::Appeal, Lang::Nb).unwrap();
        assert_eq!((rule.leads, rule.row.amount, rule.row.unit), (vec![14, 7], 4, DeadlineUnit::Weeks));
        assert_eq!(fields_of(DeadlineKind::Appeal, ""), ["valid_from", "is_on", "amount", "unit", "leads", "source"]);
        let of = |kind, change: (&str, &str)| fields_of(kind, &right.replace(change.0, change.1));
        assert_eq!(of(DeadlineKind::Appeal, ("amount=4", "amount=0")), ["amount"]);
        assert!(of(DeadlineKind::PermitEnds, ("amount=4", "amount=0")).is_empty());
        assert_eq!(of(DeadlineKind::Appeal, ("weeks", "hours")), ["unit"]);
        assert_eq!(of(DeadlineKind::StayRequest, ("x=1", "")), ["unit"], "counted in hours");
        assert_eq!(of(DeadlineKind::Appeal, ("01.02.2020", "01.02.1820")), ["valid_from"]);
    }

    #[test]
    fn reminders_are_few_different_numbers_of_days() {
        assert_eq!(read_leads("7, 90,14 ;30"), Some(vec![90, 30, 14, 7]));
        for wrong in ["", ",", "7, 7", "-1", "366", "x", "1,2,3,4,5,6,7,8,9,10,11"] {
            assert_eq!(read_leads(wrong), None, "{wrong}");
        }
    }
}
