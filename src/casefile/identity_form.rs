//! The form of who somebody is: its answers, and what may be wrong with them. Pure: what it must know
//! of the register comes in.

use super::person_texts::PersonTexts;
use super::record::inputs::{LINE, NOTE, Reader, of_code, of_text};
use crate::clients::identity::WholeIdentity;
use crate::clients::model::{ClientRow, IdentityRow};
use crate::consents::model::Consent;
use crate::kernel::age::age_on;
use crate::kernel::codes::{
    AddressProtection, BirthDateCertainty, Code, ConsentScope, Country, Exploitation, Gender, Language, ReferredBy,
    YesNoUnknown,
};
use crate::kernel::identity_number::{bare, duf_fits, is_duf, show_duf};
use crate::kernel::text::Lang;
use crate::web::form::{FieldError, Posted};
use crate::web::show;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A facility to choose: its id, its reference in the form, its name.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub id: i64,
    pub reference: String,
    pub name: String,
}

/// What a check must know besides the answers.
pub(super) struct Register<'a> {
    /// What stands there now; what the form does not ask stays.
    pub now: &'a WholeIdentity,
    /// Her consents.
    pub consents: &'a [Consent],
    /// All facilities.
    pub places: &'a [Place],
    /// Today's local date.
    pub today: NaiveDate,
    /// The reader's language.
    pub lang: Lang,
}

/// The answers as they were given.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct IdentityForm {
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) alias: String,
    pub(super) birth_date: String,
    pub(super) certainty: String,
    pub(super) gender: String,
    pub(super) citizenships: Vec<String>,
    pub(super) languages: Vec<String>,
    pub(super) interpreter: String,
    pub(super) interpreter_note: String,
    pub(super) duf: String,
    pub(super) address_protection: String,
    pub(super) intake_date: String,
    pub(super) referred_by: String,
    pub(super) identified_in: String,
    pub(super) exploitation: Vec<String>,
    pub(super) exploitation_countries: Vec<String>,
    pub(super) pregnant: String,
    pub(super) children_abroad: String,
    pub(super) children_abroad_count: String,
    pub(super) note: String,
    /// The set to which a row is to be added; blank when the form is to be saved.
    #[serde(skip)]
    pub(super) more: String,
    /// The version of the case that she had before her.
    #[serde(skip)]
    pub(super) version: i32,
}

/// True when a consent to the journal covers an intake on this day (import-format.md: given on or before it, and neither
/// withdrawn nor expired on or before it).
pub(super) fn covers_intake(consents: &[Consent], intake: NaiveDate) -> bool {
    consents.iter().any(|consent| {
        consent.scopes.contains(&ConsentScope::Journal)
            && consent.row.given_on <= intake
            && consent.row.withdrawn_on.is_none_or(|day| day > intake)
            && consent.row.expires_on.is_none_or(|day| day > intake)
    })
}

impl IdentityForm {
    /// The answers as they were posted, or as a draft kept them.
    pub(super) fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        let set = |name: &str| form.values(name).filter(|value| !value.is_empty()).map(str::to_owned).collect();
        Self {
            given_name: line("given_name"),
            family_name: line("family_name"),
            alias: line("alias"),
            birth_date: line("birth_date"),
            certainty: line("certainty"),
            gender: line("gender"),
            citizenships: set("citizenships"),
            languages: set("languages"),
            interpreter: line("interpreter"),
            interpreter_note: form.lines("interpreter_note"),
            duf: line("duf"),
            address_protection: line("address_protection"),
            intake_date: line("intake_date"),
            referred_by: line("referred_by"),
            identified_in: line("identified_in"),
            exploitation: set("exploitation"),
            exploitation_countries: set("exploitation_countries"),
            pregnant: line("pregnant"),
            children_abroad: line("children_abroad"),
            children_abroad_count: line("children_abroad_count"),
            note: form.lines("note"),
            more: line("more"),
            version: form.version(),
        }
    }

    /// The answers that lead to what stands there.
    pub(super) fn of(whole: &WholeIdentity, places: &[Place], version: i32) -> Self {
        let (case, person) = (&whole.client, &whole.identity);
        let place = places.iter().find(|place| Some(place.id) == case.identified_in_id);
        Self {
            given_name: of_text(person.given_name.as_ref()),
            family_name: of_text(person.family_name.as_ref()),
            alias: of_text(person.alias.as_ref()),
            birth_date: show::maybe_date(person.birth_date),
            certainty: of_code(person.birth_date_certainty),
            gender: person.gender.code().to_owned(),
            citizenships: whole.citizenships.clone(),
            languages: whole.languages.clone(),
            interpreter: person.interpreter.map_or("", |needed| if needed { "yes" } else { "no" }).to_owned(),
            interpreter_note: of_text(person.interpreter_note.as_ref()),
            duf: person.duf_number.as_deref().map_or_else(String::new, show_duf),
            address_protection: of_code(person.address_protection),
            intake_date: show::date(case.intake_date),
            referred_by: of_code(case.referred_by),
            identified_in: place.map_or_else(String::new, |place| place.reference.clone()),
            exploitation: whole.exploitations.iter().map(|one| one.code().to_owned()).collect(),
            exploitation_countries: whole.exploitation_countries.clone(),
            pregnant: of_code(case.pregnant_at_intake),
            children_abroad: of_code(case.children_abroad),
            children_abroad_count: case.children_abroad_count.map_or_else(String::new, |count| count.to_string()),
            note: of_text(person.note.as_ref()),
            more: String::new(),
            version,
        }
    }

    /// Who she is now, with what is doubted; or what is wrong.
    pub(super) fn check(&self, register: &Register<'_>) -> Result<(WholeIdentity, Vec<String>), Vec<FieldError>> {
        let (lang, t) = (register.lang, PersonTexts(register.lang));
        let mut reader = Reader::new(lang, register.today);
        let given_name = reader.text("given_name", &self.given_name, LINE);
        let family_name = reader.text("family_name", &self.family_name, LINE);
        let alias = reader.text("alias", &self.alias, LINE);
        let birth_date = reader.past("birth_date", &self.birth_date);
        let birth_date_certainty = reader.code::<BirthDateCertainty>("certainty", &self.certainty);
        let gender = reader.must_code::<Gender>("gender", &self.gender, t.gender_missing());
        let country = |code: &str| Country::from_code(code).map(|country| country.label(lang));
        reader.set("citizenships", &self.citizenships, country);
        reader.set("languages", &self.languages, |code| Language::from_code(code).map(|language| language.label(lang)));
        let interpreter = self.interpreter_needed(&mut reader, t);
        let interpreter_note = reader.text("interpreter_note", &self.interpreter_note, NOTE);
        let duf_number = self.duf_number(&mut reader, t);
        let address_protection = reader.code::<AddressProtection>("address_protection", &self.address_protection);
        let intake_date = self.intake(&mut reader, register);
        let referred_by = reader.code::<ReferredBy>("referred_by", &self.referred_by);
        let identified_in_id = self.place(&mut reader, register.places, t);
        reader.set("exploitation", &self.exploitation, |code| Exploitation::from_code(code).map(|one| one.label(lang)));
        reader.set("exploitation_countries", &self.exploitation_countries, country);
        let pregnant_at_intake = reader.code::<YesNoUnknown>("pregnant", &self.pregnant);
        let children_abroad = reader.code::<YesNoUnknown>("children_abroad", &self.children_abroad);
        let children_abroad_count = self.count(&mut reader, t);
        let note = reader.text("note", &self.note, NOTE);
        let (Some(gender), Some(intake_date), true) = (gender, intake_date, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let doubts = doubts(duf_number.as_deref(), birth_date, intake_date, t);
        let whole = WholeIdentity {
            client: ClientRow {
                intake_date,
                referred_by,
                identified_in_id,
                pregnant_at_intake,
                children_abroad,
                children_abroad_count,
                ..register.now.client.clone()
            },
            identity: IdentityRow {
                client_id: register.now.client.id,
                given_name,
                family_name,
                alias,
                birth_date,
                birth_date_certainty,
                gender,
                duf_number,
                interpreter,
                address_protection,
                interpreter_note,
                note,
            },
            citizenships: self.citizenships.clone(),
            languages: self.languages.clone(),
            exploitations: self.exploitation.iter().filter_map(|code| Exploitation::from_code(code)).collect(),
            exploitation_countries: self.exploitation_countries.clone(),
        };
        Ok((whole, doubts))
    }

    fn interpreter_needed(&self, reader: &mut Reader, t: PersonTexts) -> Option<bool> {
        match self.interpreter.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            "" => None,
            _ => {
                reader.wrong("interpreter", t.choice_wrong());
                None
            }
        }
    }

    fn duf_number(&self, reader: &mut Reader, t: PersonTexts) -> Option<String> {
        let number = bare(&self.duf);
        if !number.is_empty() && !is_duf(&number) {
            reader.wrong("duf", t.duf_wrong());
        }
        (!number.is_empty()).then_some(number)
    }

    /// A changed intake date must have its consent; one that stands is not asked for it again.
    fn intake(&self, reader: &mut Reader, register: &Register<'_>) -> Option<NaiveDate> {
        let intake = reader.past("intake_date", &self.intake_date);
        reader.must_date("intake_date", &self.intake_date, intake);
        let changed = intake.filter(|day| *day <= register.today && *day != register.now.client.intake_date);
        if changed.is_some_and(|day| !covers_intake(register.consents, day)) {
            reader.wrong("intake_date", PersonTexts(register.lang).intake_unconsented());
        }
        intake
    }

    fn place(&self, reader: &mut Reader, places: &[Place], t: PersonTexts) -> Option<i64> {
        if self.identified_in.is_empty() {
            return None;
        }
        let place = places.iter().find(|place| place.reference == self.identified_in);
        if place.is_none() {
            reader.wrong("identified_in", t.choice_wrong());
        }
        place.map(|place| place.id)
    }

    fn count(&self, reader: &mut Reader, t: PersonTexts) -> Option<i32> {
        if self.children_abroad_count.is_empty() {
            return None;
        }
        let count = self.children_abroad_count.parse().ok().filter(|count| (0..=99).contains(count));
        if count.is_none() {
            reader.wrong("children_abroad_count", t.count_wrong());
        }
        count
    }
}

fn doubts(duf: Option<&str>, birth: Option<NaiveDate>, intake: NaiveDate, t: PersonTexts) -> Vec<String> {
    let mut doubts = Vec::new();
    if duf.is_some_and(|number| !duf_fits(number)) {
        doubts.push(format!("{}: {}", t.duf(), t.doubt_digits()));
    }
    match birth.map(|birth| age_on(birth, intake)) {
        Some(None) => doubts.push(t.doubt_unborn().to_owned()),
        Some(Some(age)) if age < 18 => doubts.push(t.doubt_minor().to_owned()),
        _ => {}
    }
    doubts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consents::model::ConsentRow;
    use crate::kernel::codes::ConsentForm;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn consent(given: &str, withdrawn: Option<&str>, scopes: &[ConsentScope]) -> Consent {
        let row = ConsentRow {
            id: 1,
            client_id: 1,
            given_on: day(given),
            form: ConsentForm::Written,
            expires_on: None,
            withdrawn_on: withdrawn.map(day),
            note: None,
        };
        Consent { row, scopes: scopes.to_vec() }
    }

    fn whole() -> WholeIdentity {
        WholeIdentity {
            client: ClientRow {
                id: 1,
                case_number: "2019-001".to_owned(),
                intake_date: day("2019-05-01"),
                referred_by: None,
                identified_in_id: None,
                pregnant_at_intake: None,
                children_abroad: None,
                children_abroad_count: None,
                caseworker_id: None,
                closed_on: None,
                closure_reason: None,
                sort_name: String::new(),
                lacks_identity: false,
                latest_status: None,
                latest_status_valid_to: None,
                latest_facility_id: None,
                latest_stay_began_on: None,
                latest_stay_ended_on: None,
                latest_entry_on: None,
            },
            identity: IdentityRow {
                client_id: 1,
                given_name: Some("Ana".to_owned()),
                family_name: None,
                alias: None,
                birth_date: None,
                birth_date_certainty: None,
                gender: Gender::Female,
                duf_number: None,
                interpreter: None,
                address_protection: None,
                interpreter_note: None,
                note: None,
            },
            citizenships: vec!["BR".to_owned(), "RO".to_owned()],
            languages: vec!["pt".to_owned()],
            exploitations: vec![Exploitation::Sexual, Exploitation::Labour],
            exploitation_countries: Vec::new(),
        }
    }

    fn check(form: &IdentityForm) -> Result<(WholeIdentity, Vec<String>), Vec<FieldError>> {
        let consents = [consent("2019-04-24", None, &[ConsentScope::Journal])];
        form.check(&Register {
            now: &whole(),
            consents: &consents,
            places: &[],
            today: day("2019-11-06"),
            lang: Lang::Nb,
        })
    }

    #[test]
    fn what_stands_there_comes_back_as_it_was() {
        let (found, doubts) = check(&IdentityForm::of(&whole(), &[], 3)).unwrap();
        assert!(doubts.is_empty());
        assert_eq!(format!("{found:?}"), format!("{:?}", whole()));
    }

    #[test]
    fn an_intake_date_needs_its_consent_only_when_it_is_changed() {
        let form = |intake: &str| IdentityForm { intake_date: intake.to_owned(), ..IdentityForm::of(&whole(), &[], 1) };
        assert!(check(&form("24.04.2019")).is_ok());
        assert_eq!(check(&form("23.04.2019")).unwrap_err()[0].field, "intake_date");
        assert_eq!(check(&form("07.11.2019")).unwrap_err().len(), 1);
        let none = form("01.05.2019");
        let register = Register { now: &whole(), consents: &[], places: &[], today: day("2019-11-06"), lang: Lang::Nb };
        assert!(none.check(&register).is_ok());
    }

    #[test]
    fn a_consent_covers_an_intake_only_with_the_journal_and_while_it_stands() {
        let journal = [ConsentScope::Journal];
        assert!(covers_intake(&[consent("2019-05-01", None, &journal)], day("2019-05-01")));
        assert!(!covers_intake(&[consent("2019-05-01", Some("2019-06-01"), &journal)], day("2019-06-01")));
        assert!(!covers_intake(&[consent("2019-05-01", None, &[ConsentScope::SharePolice])], day("2019-05-01")));
    }

    #[test]
    fn what_may_be_right_is_only_doubted() {
        let base = IdentityForm::of(&whole(), &[], 1);
        let form =
            IdentityForm { duf: "1901 000001 11".to_owned(), birth_date: "02.05.2001".to_owned(), ..base.clone() };
        assert_eq!(check(&form).unwrap().1.len(), 2);
        assert_eq!(check(&IdentityForm { duf: "12".to_owned(), ..base.clone() }).unwrap_err()[0].field, "duf");
        let twice = IdentityForm { languages: vec!["pt".to_owned(), "pt".to_owned()], ..base };
        assert_eq!(check(&twice).unwrap_err()[0].field, "languages");
    }
}
