//! Consents that are about to expire, or have: they are reminded of before they stop sharing.

use super::model::Consent;
use crate::db::Conn;
use crate::db::schema::{clients, consents};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

/// From how many days ahead an expiry is reminded of.
pub const NOTICE_DAYS: i64 = 30;

/// The clients of a caseworker, active and not locked, who have a consent that expires soon or has expired and was not
/// withdrawn, by the latest `limit` such consents. Whether a later one has taken its place, [`next_expiry`] says.
///
/// # Errors
/// When the database cannot be read.
pub fn clients_to_remind_of(
    conn: &mut Conn,
    _actor: &Actor,
    caseworker: i64,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<i64>> {
    let own = clients::caseworker_id.eq(caseworker).and(clients::closed_on.is_null());
    let is_open = clients::merged_into_id.is_null().and(clients::locked_on.is_null());
    let found: Vec<i64> = consents::table
        .inner_join(clients::table.on(clients::id.eq(consents::client_id)))
        .filter(own)
        .filter(is_open)
        .filter(consents::expires_on.le(today + TimeDelta::days(NOTICE_DAYS)))
        .filter(consents::withdrawn_on.is_null())
        .order((consents::expires_on.desc(), consents::client_id))
        .limit(limit)
        .select(consents::client_id)
        .load(conn)?;
    let mut once = Vec::new();
    for client in found {
        if !once.contains(&client) {
            once.push(client);
        }
    }
    Ok(once)
}

/// The first day, up to [`NOTICE_DAYS`] ahead, on which one of a client's consents stops sharing something that no other of
/// them goes on to share.
#[must_use]
pub fn next_expiry(consents: &[Consent], today: NaiveDate) -> Option<NaiveDate> {
    let until = today + TimeDelta::days(NOTICE_DAYS);
    let standing: Vec<&Consent> = consents.iter().filter(|one| one.stands(today)).collect();
    let is_carried_on = |one: &Consent, last: NaiveDate| {
        one.scopes.iter().all(|scope| {
            standing
                .iter()
                .any(|other| other.scopes.contains(scope) && other.row.expires_on.is_none_or(|day| day > last))
        })
    };
    standing
        .iter()
        .filter_map(|one| one.row.expires_on.filter(|last| *last <= until && !is_carried_on(one, *last)))
        .min()
}

#[cfg(test)]
mod tests {
    use super::super::model::ConsentRow;
    use super::*;
    use crate::kernel::codes::{ConsentForm, ConsentScope};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn consent(expires: Option<&str>, withdrawn: Option<&str>, scopes: &[ConsentScope]) -> Consent {
        Consent {
            row: ConsentRow {
                id: 1,
                client_id: 1,
                given_on: day("2019-01-01"),
                form: ConsentForm::Written,
                expires_on: expires.map(day),
                withdrawn_on: withdrawn.map(day),
                note: None,
            },
            scopes: scopes.to_vec(),
        }
    }

    #[test]
    fn what_another_consent_carries_on_is_not_reminded_of() {
        use ConsentScope::{Journal, ShareNav};
        let today = day("2019-11-06");
        let next = |consents: &[Consent]| next_expiry(consents, today);
        assert_eq!(next(&[consent(Some("2019-12-06"), None, &[Journal])]), Some(day("2019-12-06")));
        assert_eq!(next(&[consent(Some("2019-12-07"), None, &[Journal])]), None, "not yet");
        assert_eq!(next(&[consent(Some("2019-10-01"), None, &[Journal])]), Some(day("2019-10-01")), "expired");
        assert_eq!(next(&[consent(Some("2019-10-01"), Some("2019-10-02"), &[Journal])]), None, "withdrawn");
        let renewed = consent(None, None, &[Journal]);
        assert_eq!(next(&[consent(Some("2019-10-01"), None, &[Journal]), renewed.clone()]), None);
        let narrower = [consent(Some("2019-10-01"), None, &[Journal, ShareNav]), renewed];
        assert_eq!(next(&narrower), Some(day("2019-10-01")), "something is no longer shared");
    }
}
