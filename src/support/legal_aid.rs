//! Hours with lawyers as people keep them.

use crate::db::schema::legal_aid;
use crate::db::{Conn, kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::LegalAidKind;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::support::texts::AidTexts;
use crate::web::amounts;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Everybody has three hours of free legal advice without a report to the police, in hundredths; the lawyer applies for more when
/// they are used up (ROSA's report for 2019; docs/economy.md).
pub const FREE_HOURS: i64 = 300;

/// Hours with a lawyer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = legal_aid, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct LegalAid {
    /// The client.
    pub client_id: i64,
    /// The lawyer.
    pub lawyer: String,
    /// Granted on.
    pub granted_on: NaiveDate,
    /// Hours granted, in hundredths.
    pub hours_granted_hundredths: i64,
    /// Hours used, in hundredths.
    pub hours_used_hundredths: Option<i64>,
    /// What kind.
    pub kind: Option<LegalAidKind>,
}

impl LegalAid {
    /// Hours left, in hundredths; below zero when more was used than granted. Hours that nobody has written are not used.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.hours_granted_hundredths - self.hours_used_hundredths.unwrap_or(0)
    }
}

/// Hours of one sort together, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Granted; of free advice what everybody has.
    pub granted: i64,
    /// Used, as far as that was written; none where nobody wrote any.
    pub used: Option<i64>,
}

impl Sum {
    fn of<'a>(granted: i64, all: impl Iterator<Item = &'a LegalAid>) -> Self {
        let used: Vec<i64> = all.filter_map(|aid| aid.hours_used_hundredths).collect();
        Self { granted, used: (!used.is_empty()).then(|| used.iter().sum()) }
    }

    /// Hours left, in hundredths, never below zero.
    #[must_use]
    pub fn left(self) -> i64 {
        (self.granted - self.used.unwrap_or(0)).max(0)
    }
}

/// A client's hours: those of free advice, and all others together; none where there are none. The free ones are three however
/// often a lawyer has registered some of them, and what was granted beyond is no part of them.
#[must_use]
pub fn sums(all: &[&LegalAid]) -> (Option<Sum>, Option<Sum>) {
    let (free, other): (Vec<&LegalAid>, Vec<&LegalAid>) =
        all.iter().copied().partition(|aid| aid.kind == Some(LegalAidKind::FreeAdvice));
    let granted = other.iter().map(|aid| aid.hours_granted_hundredths).sum();
    (
        (!free.is_empty()).then(|| Sum::of(FREE_HOURS, free.into_iter())),
        (!other.is_empty()).then(|| Sum::of(granted, other.into_iter())),
    )
}

/// The same in words, a sentence for each sort, as every page that tells them says it; blank where there are none.
#[must_use]
pub fn told(all: &[&LegalAid], lang: Lang) -> String {
    let t = AidTexts(lang);
    let hours = |hundredths| amounts::hours(hundredths, lang);
    let (free, other) = sums(all);
    let free = free.map(|sum| match sum.used {
        Some(used) => t.free(&hours(used), &hours(sum.left())),
        None => t.free_unsaid().to_owned(),
    });
    let other = other.map(|sum| match sum.used {
        Some(used) => t.other(&hours(used), &hours(sum.granted)),
        None => t.other_unsaid(&hours(sum.granted)),
    });
    [free, other].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

kept!(LegalAid, legal_aid, "hours with lawyers": all, add, change, remove);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_left_are_those_granted_less_those_used() {
        let aid = |used| LegalAid {
            client_id: 1,
            lawyer: "Advokat A".to_owned(),
            granted_on: "2019-10-14".parse().unwrap(),
            hours_granted_hundredths: FREE_HOURS,
            hours_used_hundredths: used,
            kind: Some(LegalAidKind::FreeAdvice),
        };
        assert_eq!((aid(None).left(), aid(Some(150)).left(), aid(Some(325)).left()), (300, 150, -25));
    }

    #[test]
    fn three_hours_are_free_and_the_others_are_told_apart() {
        let aid = |kind, granted, used| LegalAid {
            client_id: 1,
            lawyer: "Advokat A".to_owned(),
            granted_on: "2019-10-14".parse().unwrap(),
            hours_granted_hundredths: granted,
            hours_used_hundredths: used,
            kind,
        };
        let free = aid(Some(LegalAidKind::FreeAdvice), 300, Some(200));
        let more = aid(Some(LegalAidKind::Extended), 700, Some(150));
        let silent = aid(None, 500, None);
        let words = |all: &[&LegalAid]| told(all, Lang::Nb);
        assert_eq!(words(&[]), "");
        assert_eq!(words(&[&free]), "Fri rettshjelp: 2 av 3 timer brukt, 1 igjen.");
        assert_eq!(words(&[&free, &free]), "Fri rettshjelp: 4 av 3 timer brukt, 0 igjen.");
        assert_eq!(words(&[&silent]), "Andre timer med advokat: 5 innvilget, forbruk ikke oppgitt.");
        let both = "Fri rettshjelp: 2 av 3 timer brukt, 1 igjen. Andre timer med advokat: 1,5 av 12 brukt.";
        assert_eq!(words(&[&more, &free, &silent]), both);
    }
}
