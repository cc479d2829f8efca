//! The form of a new client: the answers as they were given, and what they come to. Consent stands first: without one to a
//! journal nothing else matters.

use super::texts::IntakeTexts;
use crate::clients::intake::{FirstConsent, Newcomer};
use crate::clients::model::{ClientRow, IdentityRow};
use crate::clients::similar::Candidate;
use crate::kernel::codes::{Code, ConsentScope, ContactSafety, Country, Exploitation, Gender, Language, YesNoUnknown};
use crate::kernel::identity_number::{bare, duf_fits, is_duf};
use crate::web::form::{FieldError, NoDate, Posted, read_date};
use crate::web::record_texts::RecordTexts;
use crate::web::show;
use crate::web::state::Origin;
use chrono::NaiveDate;

/// The longest name, in characters.
const NAME: usize = 200;

/// The longest note, in characters.
const NOTE: usize = 4000;

/// How many rows a set of selects may have.
const MOST_ROWS: usize = 12;

/// How many it has from the start.
pub const ROWS: usize = 1;

/// The answers as they were given.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    pub(super) consent_form: String,
    pub(super) given_on: String,
    pub(super) scopes: Vec<String>,
    pub(super) expires_on: String,
    pub(super) consent_note: String,
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
    pub(super) is_duf_anyway: bool,
    pub(super) phone: String,
    pub(super) safety: String,
    pub(super) address_protection: String,
    pub(super) intake_date: String,
    pub(super) referred_by: String,
    pub(super) identified_in: String,
    pub(super) pregnant: String,
    pub(super) children_abroad: String,
    pub(super) children_count: String,
    pub(super) exploitations: Vec<String>,
    pub(super) exploitation_countries: Vec<String>,
    pub(super) caseworker: String,
    pub(super) note: String,
    /// Those who are not the same person, by reference.
    pub(super) distinct: Vec<String>,
    /// What she comes from, by its reference.
    pub(super) from: String,
}

/// Something to choose that is a row of the database: its id, its reference, what it is called.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The id.
    pub id: i64,
    /// The reference that the form carries.
    pub reference: String,
    /// What it is called.
    pub label: String,
}

/// What the form lets one choose among.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Who can be a caseworker.
    pub caseworkers: Vec<Listed>,
    /// Where she can have been identified.
    pub facilities: Vec<Listed>,
}

/// What of a text is kept: one line, without signs that cannot be seen.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}

/// The same of several lines.
fn lines(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

impl Answers {
    /// The answers of a posted form or a draft.
    #[must_use]
    pub fn of(form: &Posted) -> Self {
        let text = |name: &str| line(form.value(name));
        let long = |name: &str| lines(form.value(name));
        let all = |name: &str| form.values(name).take(MOST_ROWS).map(line).collect::<Vec<_>>();
        Self {
            consent_form: text("consent_form"),
            given_on: text("given_on"),
            scopes: form.values("scopes").map(line).collect(),
            expires_on: text("expires_on"),
            consent_note: long("consent_note"),
            given_name: text("given_name"),
            family_name: text("family_name"),
            alias: text("alias"),
            birth_date: text("birth_date"),
            certainty: text("certainty"),
            gender: text("gender"),
            citizenships: all("citizenships"),
            languages: all("languages"),
            interpreter: text("interpreter"),
            interpreter_note: long("interpreter_note"),
            duf: text("duf_number"),
            is_duf_anyway: form.has("duf_anyway"),
            phone: text("phone"),
            safety: text("safety"),
            address_protection: text("address_protection"),
            intake_date: text("intake_date"),
            referred_by: text("referred_by"),
            identified_in: text("identified_in"),
            pregnant: text("pregnant"),
            children_abroad: text("children_abroad"),
            children_count: text("children_count"),
            exploitations: form.values("exploitations").map(line).collect(),
            exploitation_countries: all("exploitation_countries"),
            caseworker: text("caseworker"),
            note: long("note"),
            distinct: form.values("distinct").map(line).collect(),
            from: text("from"),
        }
    }

    /// A blank form: taken in today, by herself where she can be a caseworker, with the one scope it takes.
    #[must_use]
    pub fn fresh(today: NaiveDate, own_ref: &str) -> Self {
        Self {
            scopes: vec![ConsentScope::Journal.code().to_owned()],
            intake_date: show::date(today),
            caseworker: own_ref.to_owned(),
            ..Self::default()
        }
    }

    /// The same answers, begun with what is known of her.
    #[must_use]
    pub fn begun_from(self, from: &str, origin: Origin) -> Self {
        Self {
            alias: origin.alias,
            gender: origin.gender,
            citizenships: vec![origin.nationality],
            exploitations: origin.exploitations,
            referred_by: origin.referred_by,
            from: from.to_owned(),
            ..self
        }
    }

    /// The same answers with a row more in one set.
    #[must_use]
    pub fn with_row(mut self, name: &str) -> Self {
        let set = match name {
            "citizenships" => &mut self.citizenships,
            "languages" => &mut self.languages,
            "exploitation_countries" => &mut self.exploitation_countries,
            _ => return self,
        };
        set.resize((set.len().max(ROWS) + 1).min(MOST_ROWS), String::new());
        self
    }

    /// What similar persons are looked for by, while the form is being written.
    #[must_use]
    pub fn candidate(&self) -> Candidate {
        Candidate {
            names: line(&format!("{} {}", self.given_name, self.family_name)),
            alias: self.alias.clone(),
            birth_date: read_date(&self.birth_date).ok().flatten(),
            duf: read_duf(&self.duf).unwrap_or_default(),
            phones: (!self.phone.is_empty()).then(|| self.phone.clone()).into_iter().collect(),
        }
    }

    /// What the answers come to, or what is wrong with them.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn validate(&self, today: NaiveDate, choices: &Choices, t: IntakeTexts) -> Result<Newcomer, Vec<FieldError>> {
        let mut check = Check { errors: Vec::new(), today, t };
        let intake = read_date(&self.intake_date).ok().flatten();
        let consent = self.consent(&mut check, intake);
        check.length("given_name", &self.given_name, NAME);
        check.length("family_name", &self.family_name, NAME);
        check.length("alias", &self.alias, NAME);
        if self.given_name.is_empty() && self.family_name.is_empty() && self.alias.is_empty() {
            check.wrong("given_name", t.name_missing());
        }
        let birth_date = check.past("birth_date", &self.birth_date);
        if self.birth_date.is_empty() && !self.certainty.is_empty() {
            check.wrong("certainty", t.certainty_alone());
        }
        let gender = Gender::from_code(&self.gender);
        if gender.is_none() {
            check.wrong("gender", t.gender_wrong());
        }
        let citizenships = check.set("citizenships", &self.citizenships, |code| Country::from_code(code).is_some());
        let languages = check.set("languages", &self.languages, |code| Language::from_code(code).is_some());
        check.length("interpreter_note", &self.interpreter_note, NOTE);
        let duf_number = self.duf_number(&mut check);
        let phone = self.reachable(&mut check);
        check.length("note", &self.note, NOTE);
        let intake_date = check.past("intake_date", &self.intake_date);
        if self.intake_date.is_empty() {
            check.wrong("intake_date", t.intake_missing());
        }
        let children_abroad = YesNoUnknown::from_code(&self.children_abroad);
        let children_abroad_count = self.children(&mut check, children_abroad);
        let exploitation_countries = check
            .set("exploitation_countries", &self.exploitation_countries, |code| Country::from_code(code).is_some());
        let identified_in_id = check.row("identified_in", &self.identified_in, &choices.facilities);
        let caseworker_id = check.row("caseworker", &self.caseworker, &choices.caseworkers);
        let text = |text: &String| (!text.is_empty()).then(|| text.clone());
        match (consent, gender, intake_date) {
            (Some(consent), Some(gender), Some(intake_date)) if check.errors.is_empty() => Ok(Newcomer {
                case: ClientRow {
                    id: 0,
                    case_number: String::new(),
                    intake_date,
                    referred_by: Code::from_code(&self.referred_by),
                    identified_in_id,
                    pregnant_at_intake: Code::from_code(&self.pregnant),
                    children_abroad,
                    children_abroad_count,
                    caseworker_id,
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
                    client_id: 0,
                    given_name: text(&self.given_name),
                    family_name: text(&self.family_name),
                    alias: text(&self.alias),
                    birth_date,
                    birth_date_certainty: Code::from_code(&self.certainty),
                    gender,
                    duf_number,
                    interpreter: match self.interpreter.as_str() {
                        "yes" => Some(true),
                        "no" => Some(false),
                        _ => None,
                    },
                    address_protection: Code::from_code(&self.address_protection),
                    interpreter_note: text(&self.interpreter_note),
                    note: text(&self.note),
                },
                citizenships,
                languages,
                exploitations: Exploitation::ALL
                    .iter()
                    .copied()
                    .filter(|form| self.exploitations.iter().any(|code| code == form.code()))
                    .collect(),
                exploitation_countries,
                consent,
                phone,
                distinct: Vec::new(),
            }),
            _ => Err(check.errors),
        }
    }

    fn consent(&self, check: &mut Check, intake: Option<NaiveDate>) -> Option<FirstConsent> {
        let t = check.t;
        let form = Code::from_code(&self.consent_form);
        if form.is_none() {
            check.wrong("consent_form", t.consent_form_wrong());
        }
        let given_on = check.past("given_on", &self.given_on);
        if self.given_on.is_empty() {
            check.wrong("given_on", t.given_missing());
        } else if given_on.zip(intake).is_some_and(|(given, intake)| given > intake) {
            check.wrong("given_on", t.given_late());
        }
        let scopes: Vec<ConsentScope> = ConsentScope::ALL
            .iter()
            .copied()
            .filter(|scope| self.scopes.iter().any(|code| code == scope.code()))
            .collect();
        if !scopes.contains(&ConsentScope::Journal) {
            check.wrong("scopes", t.scopes_wrong());
        }
        let expires_on = check.date("expires_on", &self.expires_on);
        let last = given_on.max(intake);
        if expires_on.zip(last).is_some_and(|(expires, last)| expires <= last) {
            check.wrong("expires_on", t.expires_wrong());
        }
        check.length("consent_note", &self.consent_note, NOTE);
        let note = (!self.consent_note.is_empty()).then(|| self.consent_note.clone());
        Some(FirstConsent { given_on: given_on?, form: form?, expires_on, scopes, note })
    }

    fn duf_number(&self, check: &mut Check) -> Option<String> {
        if self.duf.is_empty() {
            return None;
        }
        let read = read_duf(&self.duf);
        match &read {
            None => check.wrong("duf_number", check.t.duf_wrong()),
            Some(_) if self.is_duf_doubted() && !self.is_duf_anyway => check.wrong("duf_number", check.t.duf_doubt()),
            Some(_) => {}
        }
        read
    }

    /// True for twelve digits that do not fit: whether to keep them is hers to say.
    #[must_use]
    pub fn is_duf_doubted(&self) -> bool {
        read_duf(&self.duf).is_some_and(|duf| !duf_fits(&duf))
    }

    fn reachable(&self, check: &mut Check) -> Option<(String, ContactSafety)> {
        let safety = ContactSafety::from_code(&self.safety);
        if self.phone.is_empty() {
            if safety.is_some() {
                check.wrong("phone", check.t.safety_alone());
            }
            return None;
        }
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        if digits < 4 || self.phone.chars().count() > 40 {
            check.wrong("phone", check.t.phone_wrong());
        }
        if safety.is_none() {
            check.wrong("safety", check.t.safety_wrong());
        }
        Some((self.phone.clone(), safety?))
    }

    fn children(&self, check: &mut Check, abroad: Option<YesNoUnknown>) -> Option<i32> {
        if self.children_count.is_empty() {
            return None;
        }
        if abroad != Some(YesNoUnknown::Yes) {
            check.wrong("children_count", check.t.count_alone());
            return None;
        }
        let count = self.children_count.parse().ok().filter(|count| (1..=30).contains(count));
        if count.is_none() {
            check.wrong("children_count", check.t.count_wrong());
        }
        count
    }
}

/// Collects what is wrong.
struct Check {
    errors: Vec<FieldError>,
    today: NaiveDate,
    t: IntakeTexts,
}

impl Check {
    fn wrong(&mut self, field: &'static str, text: &str) {
        self.errors.push(FieldError::new(field, text));
    }

    fn length(&mut self, field: &'static str, text: &str, most: usize) {
        if text.chars().count() > most {
            self.wrong(field, &self.t.too_long(&most.to_string()));
        }
    }

    fn date(&mut self, field: &'static str, text: &str) -> Option<NaiveDate> {
        match read_date(text) {
            Ok(date) => date,
            Err(NoDate) => {
                self.wrong(field, RecordTexts(self.t.0).date_wrong());
                None
            }
        }
    }

    /// A date of what has happened.
    fn past(&mut self, field: &'static str, text: &str) -> Option<NaiveDate> {
        let date = self.date(field, text)?;
        if date > self.today {
            self.wrong(field, &self.t.date_future(&show::date(self.today)));
            return None;
        }
        Some(date)
    }

    /// Codes, each once, in the order given.
    fn set(&mut self, field: &'static str, given: &[String], is_code: impl Fn(&str) -> bool) -> Vec<String> {
        let mut set: Vec<String> = Vec::new();
        for code in given.iter().filter(|code| !code.is_empty()) {
            if !is_code(code) {
                self.wrong(field, self.t.code_wrong());
                return Vec::new();
            }
            if !set.contains(code) {
                set.push(code.clone());
            }
        }
        set
    }

    /// The id of a row that was chosen.
    fn row(&mut self, field: &'static str, reference: &str, among: &[Listed]) -> Option<i64> {
        if reference.is_empty() {
            return None;
        }
        let found = among.iter().find(|option| option.reference == reference);
        if found.is_none() {
            self.wrong(field, self.t.code_wrong());
        }
        found.map(|option| option.id)
    }
}

/// The twelve digits of a DUF number, without what people write between them.
fn read_duf(text: &str) -> Option<String> {
    Some(bare(text)).filter(|number| is_duf(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::text::Lang;

    fn complete() -> Answers {
        Answers {
            consent_form: "written".into(),
            given_on: "01.11.2019".into(),
            given_name: "Irina".into(),
            gender: "female".into(),
            ..Answers::fresh("2019-11-06".parse().unwrap(), "")
        }
    }

    fn wrong_fields(answers: &Answers) -> Vec<&'static str> {
        let today = "2019-11-06".parse().unwrap();
        let judged = answers.validate(today, &Choices::default(), IntakeTexts(Lang::Nb));
        judged.err().unwrap_or_default().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn what_must_be_there_is_enough() {
        assert_eq!(wrong_fields(&complete()), [""; 0]);
        let fresh = Answers::fresh("2019-11-06".parse().unwrap(), "");
        assert_eq!(wrong_fields(&fresh), ["consent_form", "given_on", "given_name", "gender"]);
    }

    #[test]
    fn no_client_without_consent_to_a_journal_by_the_day_of_intake() {
        type Change = fn(&mut Answers);
        let cases: [(&str, Change); 4] = [
            ("scopes", |a| a.scopes = vec!["share_police".into()]),
            ("given_on", |a| a.given_on = "07.11.2019".into()),
            ("given_on", |a| a.intake_date = "31.10.2019".into()),
            ("expires_on", |a| a.expires_on = "06.11.2019".into()),
        ];
        for (field, change) in cases {
            let mut answers = complete();
            change(&mut answers);
            assert_eq!(wrong_fields(&answers), [field]);
        }
    }

    #[test]
    fn a_doubtful_number_is_hers_to_keep() {
        let mut answers = Answers { duf: "1901 0000 0111".into(), ..complete() };
        assert_eq!(wrong_fields(&answers), ["duf_number"]);
        answers.is_duf_anyway = true;
        assert_eq!(wrong_fields(&answers), [""; 0]);
        answers.duf = "1901".into();
        assert_eq!(wrong_fields(&answers), ["duf_number"]);
    }

    #[test]
    fn a_number_is_not_kept_without_saying_what_is_safe() {
        let answers = Answers { phone: "912 34 567".into(), ..complete() };
        assert_eq!(wrong_fields(&answers), ["safety"]);
        assert_eq!(wrong_fields(&Answers { safety: "safe".into(), ..complete() }), ["phone"]);
    }
}
