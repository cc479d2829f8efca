//! The rows of this domain as the database holds them.

use crate::db::set_table;
use crate::kernel::codes::{ConsentForm, ConsentScope};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A consent.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::consents, treat_none_as_default_value = false)]
pub struct ConsentRow {
    /// The id in the database.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// Given on.
    pub given_on: NaiveDate,
    /// How it was given.
    pub form: ConsentForm,
    /// Expires on.
    pub expires_on: Option<NaiveDate>,
    /// Withdrawn on.
    pub withdrawn_on: Option<NaiveDate>,
    /// A note.
    pub note: Option<String>,
}

set_table!(
    /// What a consent covers.
    ConsentScopeRow, consent_scopes (consent_id, scope: ConsentScope)
);

/// A consent with what it covers.
#[derive(Debug, Clone)]
pub struct Consent {
    /// The consent.
    pub row: ConsentRow,
    /// What it covers, in the order it was given.
    pub scopes: Vec<ConsentScope>,
}

impl Consent {
    /// True when it has been given and not withdrawn. It may have expired: an expired consent is reminded of and no longer
    /// shares, but does not lock (docs: consent, rights, retention).
    #[must_use]
    pub fn stands(&self, today: NaiveDate) -> bool {
        self.row.given_on <= today && self.row.withdrawn_on.is_none_or(|day| day > today)
    }

    /// True when it stands and has not expired: only then is anything shared.
    #[must_use]
    pub fn is_live(&self, today: NaiveDate) -> bool {
        self.stands(today) && self.row.expires_on.is_none_or(|last| last >= today)
    }
}

/// What may be done today under any of these consents, each scope once, in the order of the list of scopes.
#[must_use]
pub fn live_scopes(consents: &[Consent], today: NaiveDate) -> Vec<ConsentScope> {
    use crate::kernel::codes::Code;
    let live: Vec<ConsentScope> =
        consents.iter().filter(|one| one.is_live(today)).flat_map(|one| one.scopes.iter().copied()).collect();
    ConsentScope::ALL.iter().copied().filter(|scope| live.contains(scope)).collect()
}

/// True when some consent to keep a journal stands: without one the client is locked.
#[must_use]
pub fn journal_stands(consents: &[Consent], today: NaiveDate) -> bool {
    consents.iter().any(|one| one.stands(today) && one.scopes.contains(&ConsentScope::Journal))
}

/// The last day on which a consent to keep a journal was withdrawn, if any was.
#[must_use]
pub fn latest_journal_withdrawal(consents: &[Consent]) -> Option<NaiveDate> {
    let journal = consents.iter().filter(|one| one.scopes.contains(&ConsentScope::Journal));
    journal.filter_map(|one| one.row.withdrawn_on).max()
}

/// A consent that was checked and is not yet in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsent {
    /// Given on.
    pub given_on: NaiveDate,
    /// How it was given.
    pub form: ConsentForm,
    /// What it covers.
    pub scopes: Vec<ConsentScope>,
    /// Expires on; that day still belongs to it.
    pub expires_on: Option<NaiveDate>,
    /// A note.
    pub note: Option<String>,
}

/// A withdrawal that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// From this day on it does not stand.
    pub on: NaiveDate,
    /// What is withdrawn.
    pub withdrawn: Vec<ConsentScope>,
    /// What goes on, under a consent of its own.
    pub remaining: Vec<ConsentScope>,
}
