//! Hours with lawyers as people keep them.

use crate::db::schema::legal_aid;
use crate::db::{Conn, kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::LegalAidKind;
use crate::kernel::error::{Error, Result};
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
}
