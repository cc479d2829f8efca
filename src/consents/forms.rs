//! The forms of a new consent and of a withdrawal: the answers as strings, and what may be wrong with them. Says what is wrong as
//! a value; the page has the words.

use super::model::{Consent, NewConsent, Withdrawal, latest_journal_withdrawal};
use crate::kernel::codes::{Code, ConsentForm, ConsentScope};
use crate::web::form::{Posted, read_date};
use crate::web::show;
use chrono::NaiveDate;

/// The longest note, in characters.
pub const NOTE: usize = 4000;

/// What can be wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// How it was given is not said.
    NoForm,
    /// A date that must be there is blank.
    NoDate,
    /// A date that cannot be read.
    NotADate,
    /// A date after today.
    Ahead,
    /// No scope is chosen.
    NoScope,
    /// Something else than was offered.
    NotOffered,
    /// It would expire before it was given.
    ExpiresBefore,
    /// A note with more than [`NOTE`] characters.
    TooLong,
    /// The consent to the journal was withdrawn on this day, and this one is from before it.
    BeforeWithdrawal(NaiveDate),
    /// It was given on this day, so it cannot have been withdrawn before.
    BeforeGiven(NaiveDate),
}

/// What is wrong, with the field it is in.
pub type Wrongs = Vec<(&'static str, Wrong)>;

fn past(field: &'static str, text: &str, today: NaiveDate, wrongs: &mut Wrongs) -> Option<NaiveDate> {
    let wrong = match read_date(text) {
        Ok(Some(date)) if date <= today => return Some(date),
        Ok(Some(_)) => Wrong::Ahead,
        Ok(None) => Wrong::NoDate,
        Err(_) => Wrong::NotADate,
    };
    wrongs.push((field, wrong));
    None
}

/// The scopes of these codes, each once, in the order of the list of scopes.
fn scopes_of(codes: &[String], offered: &[ConsentScope], wrongs: &mut Wrongs) -> Vec<ConsentScope> {
    let chosen: Vec<Option<ConsentScope>> = codes.iter().map(|code| ConsentScope::from_code(code)).collect();
    if chosen.is_empty() {
        wrongs.push(("scopes", Wrong::NoScope));
    } else if chosen.iter().any(|scope| scope.is_none_or(|scope| !offered.contains(&scope))) {
        wrongs.push(("scopes", Wrong::NotOffered));
    }
    ConsentScope::ALL.iter().copied().filter(|scope| chosen.contains(&Some(*scope))).collect()
}

/// The answers of the form of a new consent.
#[derive(Debug, Clone, Default)]
pub struct NewConsentForm {
    /// How it was given.
    pub form: String,
    /// When.
    pub given_on: String,
    /// What it covers.
    pub scopes: Vec<String>,
    /// When it expires.
    pub expires_on: String,
    /// A note.
    pub note: String,
}

impl NewConsentForm {
    /// The form that nobody has filled in. Neither the form nor a scope is preset: both are asked.
    #[must_use]
    pub fn blank(today: NaiveDate) -> Self {
        Self { given_on: show::date(today), ..Self::default() }
    }

    /// The answers as they were posted.
    #[must_use]
    pub fn read(form: &Posted) -> Self {
        Self {
            form: form.line("form"),
            given_on: form.line("given_on"),
            scopes: form.values("scopes").map(str::to_owned).collect(),
            expires_on: form.line("expires_on"),
            note: form.lines("note"),
        }
    }

    /// The consent, or what is wrong. `existing` are her consents so far; `is_locked` says that she has withdrawn the one to the
    /// journal, which only a later one sets aside.
    ///
    /// # Errors
    /// All that is wrong, in the order of the form.
    pub fn validate(&self, today: NaiveDate, existing: &[Consent], is_locked: bool) -> Result<NewConsent, Wrongs> {
        let mut wrongs = Vec::new();
        let form = ConsentForm::from_code(&self.form);
        if form.is_none() {
            wrongs.push(("form", Wrong::NoForm));
        }
        let given_on = past("given_on", &self.given_on, today, &mut wrongs);
        let scopes = scopes_of(&self.scopes, ConsentScope::ALL, &mut wrongs);
        let expires_on = read_date(&self.expires_on).unwrap_or_else(|_| {
            wrongs.push(("expires_on", Wrong::NotADate));
            None
        });
        if given_on.zip(expires_on).is_some_and(|(given, expires)| expires < given) {
            wrongs.push(("expires_on", Wrong::ExpiresBefore));
        }
        if self.note.chars().count() > NOTE {
            wrongs.push(("note", Wrong::TooLong));
        }
        let withdrawn = latest_journal_withdrawal(existing).filter(|_| is_locked);
        if let (Some(given), Some(withdrawn), true) = (given_on, withdrawn, scopes.contains(&ConsentScope::Journal))
            && given < withdrawn
        {
            wrongs.push(("given_on", Wrong::BeforeWithdrawal(withdrawn)));
        }
        match (form, given_on) {
            (Some(form), Some(given_on)) if wrongs.is_empty() => {
                let note = (!self.note.is_empty()).then(|| self.note.clone());
                Ok(NewConsent { given_on, form, scopes, expires_on, note })
            }
            _ => Err(wrongs),
        }
    }
}

/// The answers of the form of a withdrawal.
#[derive(Debug, Clone, Default)]
pub struct WithdrawalForm {
    /// What is withdrawn.
    pub scopes: Vec<String>,
    /// When.
    pub withdrawn_on: String,
}

impl WithdrawalForm {
    /// The form that nobody has filled in: nothing is chosen, it is withdrawn today.
    #[must_use]
    pub fn blank(today: NaiveDate) -> Self {
        Self { scopes: Vec::new(), withdrawn_on: show::date(today) }
    }

    /// The answers as they were posted.
    #[must_use]
    pub fn read(form: &Posted) -> Self {
        Self { scopes: form.values("scopes").map(str::to_owned).collect(), withdrawn_on: form.line("withdrawn_on") }
    }

    /// The withdrawal from a consent, or what is wrong.
    ///
    /// # Errors
    /// All that is wrong, in the order of the form.
    pub fn validate(&self, today: NaiveDate, consent: &Consent) -> Result<Withdrawal, Wrongs> {
        let mut wrongs = Vec::new();
        let withdrawn = scopes_of(&self.scopes, &consent.scopes, &mut wrongs);
        let on = past("withdrawn_on", &self.withdrawn_on, today, &mut wrongs);
        if on.is_some_and(|on| on < consent.row.given_on) {
            wrongs.push(("withdrawn_on", Wrong::BeforeGiven(consent.row.given_on)));
        }
        match on {
            Some(on) if wrongs.is_empty() => {
                let remaining = consent.scopes.iter().copied().filter(|scope| !withdrawn.contains(scope)).collect();
                Ok(Withdrawal { on, withdrawn, remaining })
            }
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consents::model::ConsentRow;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn consent(scopes: &[ConsentScope], withdrawn_on: Option<&str>) -> Consent {
        let row = ConsentRow {
            id: 1,
            client_id: 1,
            given_on: day("2019-04-24"),
            form: ConsentForm::Written,
            expires_on: None,
            withdrawn_on: withdrawn_on.map(day),
            note: None,
        };
        Consent { row, scopes: scopes.to_vec() }
    }

    fn new(answers: &str) -> Result<NewConsent, Wrongs> {
        NewConsentForm::read(&Posted::kept(answers)).validate(day("2019-11-06"), &[], false)
    }

    #[test]
    fn a_consent_has_a_form_a_day_and_a_scope() {
        let found = new("form=written&given_on=061119&scopes=share_police&scopes=journal&note=x").unwrap();
        assert_eq!(found.scopes, [ConsentScope::Journal, ConsentScope::SharePolice]);
        let wrongs = new("form=&given_on=&expires_on=x").unwrap_err();
        let fields: Vec<_> = wrongs.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["form", "given_on", "scopes", "expires_on"]);
    }

    #[test]
    fn a_consent_is_not_given_ahead_and_does_not_expire_before() {
        assert_eq!(new("form=oral&given_on=07.11.2019&scopes=journal").unwrap_err(), [("given_on", Wrong::Ahead)]);
        let before = new("form=oral&given_on=06.11.2019&scopes=journal&expires_on=05.11.2019");
        assert_eq!(before.unwrap_err(), [("expires_on", Wrong::ExpiresBefore)]);
        assert_eq!(new("form=oral&given_on=06.11.2019&scopes=all").unwrap_err(), [("scopes", Wrong::NotOffered)]);
    }

    #[test]
    fn a_consent_from_before_the_withdrawal_does_not_open_what_it_locked() {
        let existing = [consent(&[ConsentScope::Journal], Some("2019-11-01"))];
        let form =
            |given: &str| NewConsentForm::read(&Posted::kept(&format!("form=oral&given_on={given}&scopes=journal")));
        let today = day("2019-11-06");
        let refused = form("31.10.2019").validate(today, &existing, true).unwrap_err();
        assert_eq!(refused, [("given_on", Wrong::BeforeWithdrawal(day("2019-11-01")))]);
        assert!(form("01.11.2019").validate(today, &existing, true).is_ok());
        assert!(form("31.10.2019").validate(today, &existing, false).is_ok());
    }

    #[test]
    fn a_withdrawal_takes_what_was_chosen_and_leaves_the_rest() {
        let consent = consent(&[ConsentScope::Journal, ConsentScope::SharePolice, ConsentScope::ShareNav], None);
        let of = |answers: &str| WithdrawalForm::read(&Posted::kept(answers)).validate(day("2019-11-06"), &consent);
        let found = of("scopes=share_police&withdrawn_on=05.11.2019").unwrap();
        assert_eq!(found.remaining, [ConsentScope::Journal, ConsentScope::ShareNav]);
        assert_eq!(of("withdrawn_on=06.11.2019").unwrap_err(), [("scopes", Wrong::NoScope)]);
        assert_eq!(of("scopes=share_udi&withdrawn_on=06.11.2019").unwrap_err(), [("scopes", Wrong::NotOffered)]);
        let before = of("scopes=journal&withdrawn_on=23.04.2019").unwrap_err();
        assert_eq!(before, [("withdrawn_on", Wrong::BeforeGiven(day("2019-04-24")))]);
        assert_eq!(of("scopes=journal&withdrawn_on=07.11.2019").unwrap_err(), [("withdrawn_on", Wrong::Ahead)]);
    }
}
