//! The key facts of a client, for the panel beside the journal. Pure. What nobody asked about is said as such: «Ikke oppgitt» is
//! not «Ukjent».

use super::texts::OverviewTexts;
use crate::casefile::head::File;
use crate::clients::model::ChildRow;
use crate::kernel::codes::{BenefitStatus, Code, Country, Exploitation, YesNoUnknown};
use crate::kernel::text::Lang;
use crate::support::legal_aid::{self, LegalAid};
use crate::support::model::BenefitRow;
use crate::web::{amounts, months, show};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// The fact.
    pub value: String,
    /// What is said of it in brackets, or nothing.
    pub note: String,
}

/// What the panel is made of, besides the file.
#[derive(Debug, Clone)]
pub struct Rows {
    /// Her children's periods.
    pub children: Vec<ChildRow>,
    /// How she was exploited.
    pub exploitations: Vec<Exploitation>,
    /// Where, as country codes.
    pub countries: Vec<String>,
    /// Her benefits.
    pub benefits: Vec<BenefitRow>,
    /// Her hours with lawyers.
    pub legal_aid: Vec<LegalAid>,
}

/// The key facts.
#[must_use]
pub fn facts(file: &File, rows: &Rows, today: NaiveDate, lang: Lang) -> Vec<Fact> {
    let t = OverviewTexts(lang);
    let fact = |label, value: Option<String>| Fact {
        label,
        value: value.unwrap_or_else(|| t.not_given().to_owned()),
        note: String::new(),
    };
    let certainty = file.identity.birth_date_certainty.filter(|_| file.identity.birth_date.is_some());
    let born = Fact {
        note: certainty.map_or_else(String::new, |known| known.label(lang).to_lowercase()),
        ..fact(t.born(), file.identity.birth_date.map(show::date))
    };
    vec![
        born,
        fact(t.duf(), file.identity.duf_number.as_deref().map(duf)),
        fact(t.intake(), Some(show::date(file.client.intake_date))),
        fact(t.referred_by(), file.client.referred_by.map(|by| by.label(lang).to_owned())),
        fact(t.exploitation(), exploitation(rows, lang)),
        fact(t.children(), children(file, &rows.children, today, t)),
        fact(t.benefits(), Some(benefits(&rows.benefits, t))),
        fact(t.legal_aid(), Some(legal_aid(&rows.legal_aid, t))),
    ]
}

/// A DUF number as people read it: year, running number, check digits.
fn duf(number: &str) -> String {
    match (number.get(..4), number.get(4..10), number.get(10..)) {
        (Some(year), Some(running), Some(check)) if number.len() == 12 => format!("{year} {running} {check}"),
        _ => number.to_owned(),
    }
}

fn exploitation(rows: &Rows, lang: Lang) -> Option<String> {
    let forms = rows.exploitations.iter().map(|form| form.label(lang));
    let countries =
        rows.countries.iter().filter_map(|code| Country::from_code(code)).map(|country| country.label(lang));
    let all: Vec<&str> = forms.chain(countries).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

fn children(file: &File, periods: &[ChildRow], today: NaiveDate, t: OverviewTexts) -> Option<String> {
    let now: BTreeSet<&str> = periods
        .iter()
        .filter(|child| child.accompanying_from <= today && child.accompanying_to.is_none_or(|last| last >= today))
        .map(|child| child.child_label.as_str())
        .collect();
    let with_her = match (now.len(), periods.is_empty()) {
        (0, true) => None,
        (0, false) => Some(t.had_accompanying().to_owned()),
        (n, _) => Some(t.accompanying(n)),
    };
    let abroad = match (file.client.children_abroad, file.client.children_abroad_count) {
        (Some(YesNoUnknown::Yes), Some(count)) => Some(t.abroad(&count.to_string())),
        (Some(YesNoUnknown::Yes), None) => Some(t.some_abroad().to_owned()),
        (Some(YesNoUnknown::No), _) => Some(t.none_abroad().to_owned()),
        (Some(YesNoUnknown::Unknown), _) => Some(t.unknown_abroad().to_owned()),
        (None, _) => None,
    };
    let all: Vec<String> = [with_her, abroad].into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(". "))
}

/// What was paid for the latest month of which something was.
fn benefits(rows: &[BenefitRow], t: OverviewTexts) -> String {
    let is_paid = |row: &&BenefitRow| matches!(row.status, BenefitStatus::Paid | BenefitStatus::Refunded);
    let Some(month) = rows.iter().filter(is_paid).map(|row| row.period).max() else {
        return t.no_benefits().to_owned();
    };
    let sum: i64 = rows.iter().filter(is_paid).filter(|row| row.period == month).map(|row| row.amount_ore).sum();
    t.paid_for(&months::named(month, t.0), &amounts::kroner(sum, t.0))
}

fn legal_aid(rows: &[LegalAid], t: OverviewTexts) -> String {
    if rows.is_empty() {
        return t.no_legal_aid().to_owned();
    }
    legal_aid::told(&rows.iter().collect::<Vec<_>>(), t.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn benefit(period: &str, amount_ore: i64, status: BenefitStatus) -> BenefitRow {
        BenefitRow {
            id: 1,
            client_id: 1,
            period: day(period),
            category: "Livsopphold".to_owned(),
            amount_ore,
            status,
            paid_on: None,
        }
    }

    #[test]
    fn the_last_month_that_was_paid_is_told() {
        let t = OverviewTexts(Lang::Nb);
        let rows = [
            benefit("2019-10-01", 250_000, BenefitStatus::Paid),
            benefit("2019-10-01", 42_000, BenefitStatus::Refunded),
            benefit("2019-09-01", 100_000, BenefitStatus::Paid),
            benefit("2019-11-01", 292_000, BenefitStatus::Approved),
        ];
        assert_eq!(benefits(&rows, t), "Utbetalt for oktober 2019, kr\u{a0}2\u{a0}920");
        assert_eq!(benefits(&[], t), "Ingen utbetalt");
    }

    #[test]
    fn a_duf_number_is_read_in_three_parts() {
        assert_eq!(duf("190100013205"), "1901 000132 05");
        assert_eq!(duf("x"), "x");
    }
}
