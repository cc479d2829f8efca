//! Lists of payments that leave the house: for the accounts by case number, for UDI by DUF number; no names. A cell never begins
//! as a formula does, so that a spreadsheet only shows it. Each list is remembered, with who took it and why.

use super::super::texts::BenefitTexts;
use super::monthly::{Line, Month};
use crate::db::schema::benefit_exports;
use crate::db::{Conn, ids_were_given, next_id};
use crate::documents::csv::guarded;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{BenefitStatus, Code};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::{amounts, months, show};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// For whom a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receiver {
    /// The accounts: what is approved, paid or refunded.
    Accounts,
    /// UDI, which refunds: what is paid or refunded.
    Udi,
}

impl Receiver {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accounts, Self::Udi];

    /// Its word in forms, file names and the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Udi => "udi",
        }
    }

    /// The receiver of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// True when a benefit that has come so far stands in the list.
    #[must_use]
    pub const fn takes(self, status: BenefitStatus) -> bool {
        match status {
            BenefitStatus::Calculated => false,
            BenefitStatus::Approved => matches!(self, Self::Accounts),
            BenefitStatus::Paid | BenefitStatus::Refunded => true,
        }
    }
}

/// A list that left the house.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = benefit_exports)]
pub struct Export {
    /// The month.
    pub period: NaiveDate,
    /// For whom.
    pub receiver: String,
    /// Why.
    pub reason: String,
    /// How many payments.
    pub lines: i32,
    /// Who took it.
    pub exported_by_id: i64,
    /// When (UTC).
    pub exported_at: NaiveDateTime,
}

/// The list as a file: semicolons and a decimal comma, as spreadsheets here read it, with the mark that says it is UTF-8. Those who
/// are not seen stand as one line with what they come to, so that the sum is right.
#[must_use]
pub fn csv(month: &Month, period: NaiveDate, receiver: Receiver, lang: Lang) -> String {
    let t = BenefitTexts(lang);
    let who = match receiver {
        Receiver::Accounts => t.case_number(),
        Receiver::Udi => t.duf(),
    };
    let mut out = String::from("\u{feff}");
    line(&mut out, &[who, t.period(), t.category(), t.amount(), t.status(), t.paid_on()]);
    let period = months::in_address(period);
    for one in lines(month, receiver) {
        let number = match receiver {
            Receiver::Accounts => one.case_number.as_str(),
            Receiver::Udi => one.duf.as_deref().unwrap_or_default(),
        };
        let fact = &one.kept.fact;
        line(
            &mut out,
            &[
                number,
                &period,
                &fact.category,
                &amounts::written(fact.amount_ore),
                fact.status.label(lang),
                &show::maybe_date(fact.paid_on),
            ],
        );
    }
    let hidden: Vec<_> = month.hidden.iter().filter(|one| receiver.takes(one.status)).collect();
    if !hidden.is_empty() {
        let ore: i64 = hidden.iter().map(|one| one.amount_ore).sum();
        line(&mut out, &["", &period, t.not_shown_word(), &amounts::written(ore), "", ""]);
    }
    out
}

/// The lines of a list, without those who are not seen. UDI knows people by their DUF number, so whoever has none is not in its list.
pub fn lines(month: &Month, receiver: Receiver) -> impl Iterator<Item = &Line> {
    month
        .lines
        .iter()
        .filter(move |line| receiver.takes(line.kept.fact.status))
        .filter(move |line| receiver == Receiver::Accounts || line.duf.is_some())
}

/// The case numbers of those who are not in UDI's list because they have no DUF number.
#[must_use]
pub fn without_duf(month: &Month) -> Vec<&str> {
    let lines = month.lines.iter().filter(|line| line.duf.is_none() && Receiver::Udi.takes(line.kept.fact.status));
    let mut cases: Vec<&str> = lines.map(|line| line.case_number.as_str()).collect();
    cases.dedup();
    cases
}

fn line(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| guarded(cell)).collect();
    out.push_str(&cells.join(";"));
    out.push_str("\r\n");
}

/// Remembers a list.
///
/// # Errors
/// When the database refuses.
pub fn remember(conn: &mut Conn, _actor: &Actor, export: &Export) -> Result<i64> {
    let id = next_id(conn, "benefit_exports")?;
    diesel::insert_into(benefit_exports::table).values((benefit_exports::id.eq(id), export)).execute(conn)?;
    ids_were_given(conn, "benefit_exports")?;
    Ok(id)
}

/// The last lists, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn latest(conn: &mut Conn, _actor: &Actor, most: i64) -> Result<Vec<Export>> {
    Ok(benefit_exports::table.order(benefit_exports::id.desc()).limit(most).select(Export::as_select()).load(conn)?)
}

#[cfg(test)]
mod tests {
    use super::super::Benefit;
    use super::*;
    use crate::db::Kept;

    #[test]
    fn a_list_names_nobody_and_its_sum_is_right() {
        let period = "2020-01-01".parse().unwrap();
        let benefit = |status, amount| Benefit { status, ..Benefit::calculated(1, period, "basis".to_owned(), amount) };
        let line = |id, status| Line {
            kept: Kept { id, version: 1, fact: benefit(status, 100_000) },
            case_number: format!("2020-00{id}"),
            name: "Ada Navn".to_owned(),
            duf: Some(format!("20190000000{id}")),
            is_locked: false,
        };
        let month = Month {
            lines: vec![
                line(1, BenefitStatus::Calculated),
                line(2, BenefitStatus::Approved),
                line(3, BenefitStatus::Paid),
            ],
            hidden: vec![benefit(BenefitStatus::Paid, 5_050)],
            hidden_clients: 1,
        };
        let accounts = csv(&month, period, Receiver::Accounts, Lang::Nb);
        assert_eq!(accounts.lines().count(), 4, "{accounts}");
        assert!(
            !accounts.contains("Ada") && !accounts.contains("2020-001") && accounts.contains(";50,50;"),
            "{accounts}"
        );
        let udi = csv(&month, period, Receiver::Udi, Lang::Nb);
        assert_eq!(udi.lines().count(), 3);
        assert!(udi.contains("201900000003") && !udi.contains("2020-00"), "{udi}");
        assert_eq!(month.by_category()["basis"].ore, 305_050);
    }
}
