//! The rows of possible victims in the form of an enquiry: a row may stand for several who are alike. A row that says nothing but what
//! the form began with is blank, and counts nobody.

use super::lists::{countries, short};
use super::model::{KeptSubject, Subject};
use super::texts::CallTexts;
use crate::db::{Keyring, RefKind};
use crate::kernel::codes::{Code, Country, DeclineReason, Exploitation, Gender, Outcome};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Posted};
use crate::web::inputs::{Reader, choice, codes_or, of_code};
use crate::web::record_texts::RecordTexts;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most persons one row can stand for.
const MOST: i32 = 10_000;

/// The most rows one form takes.
pub const MOST_ROWS: usize = 40;

/// What is wrong with an answer; rows are many, so their fields have names of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The id of the field.
    pub field: String,
    /// What is wrong and what is allowed.
    pub text: String,
}

/// The answers of one row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowForm {
    /// The reference of a row that stands.
    #[serde(skip)]
    pub row: String,
    pub persons: String,
    pub gender: String,
    pub nationality: String,
    pub exploitations: Vec<String>,
    pub minors_along: String,
    pub first_time: String,
    pub outcome: String,
    pub reason: String,
}

/// The columns that every row sends once, so that they come in rows.
const COLUMNS: [&str; 8] =
    ["row", "persons", "gender", "nationality", "minors_along", "first_time", "outcome", "reason"];

impl RowForm {
    /// A row that nobody has filled in.
    #[must_use]
    pub fn fresh() -> Self {
        Self { persons: "1".to_owned(), outcome: Outcome::Pending.code().to_owned(), ..Self::default() }
    }

    /// The rows as they were posted, blank ones too.
    #[must_use]
    pub fn read(form: &Posted) -> Vec<Self> {
        let columns = COLUMNS.map(|name| form.values(name).collect::<Vec<_>>());
        let count = columns.iter().map(Vec::len).max().unwrap_or(0).min(MOST_ROWS);
        let chosen: Vec<(usize, String)> = form
            .values("exploitation")
            .filter_map(|value| value.split_once(':'))
            .filter_map(|(row, code)| Some((row.parse().ok()?, code.to_owned())))
            .collect();
        (0..count)
            .map(|place| {
                let cell = |column: usize| {
                    let value = columns.get(column).and_then(|values| values.get(place)).copied().unwrap_or_default();
                    value.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
                };
                let exploitations =
                    chosen.iter().filter(|(row, _)| *row == place + 1).map(|(_, code)| code.clone()).collect();
                Self {
                    row: cell(0),
                    persons: cell(1),
                    gender: cell(2),
                    nationality: cell(3),
                    exploitations,
                    minors_along: cell(4),
                    first_time: cell(5),
                    outcome: cell(6),
                    reason: cell(7),
                }
            })
            .collect()
    }

    /// The answers that lead to a row.
    #[must_use]
    pub fn of(kept: &KeptSubject, keyring: Option<&Keyring>) -> Self {
        let subject = &kept.subject;
        let reference = kept.id.zip(keyring).map(|(id, keyring)| keyring.cover(RefKind::Subject, id));
        Self {
            row: reference.unwrap_or_default(),
            persons: subject.persons.to_string(),
            gender: subject.gender.code().to_owned(),
            nationality: subject.nationality.clone().unwrap_or_default(),
            exploitations: kept.exploitations.iter().map(|form| form.code().to_owned()).collect(),
            minors_along: subject.minors_along.map_or_else(String::new, |count| count.to_string()),
            first_time: if subject.first_time { "yes" } else { "no" }.to_owned(),
            outcome: subject.outcome.code().to_owned(),
            reason: of_code(subject.reason),
        }
    }

    /// True when it says nothing but what the form began with.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let asked = [&self.gender, &self.nationality, &self.minors_along, &self.first_time, &self.reason];
        asked.into_iter().all(String::is_empty)
            && self.exploitations.is_empty()
            && matches!(self.persons.as_str(), "" | "1")
            && (self.outcome.is_empty() || self.outcome == Outcome::Pending.code())
    }

    /// How many persons it stands for, as far as that was written.
    #[must_use]
    pub fn counted(&self) -> i64 {
        if self.is_blank() { 0 } else { self.persons.parse().unwrap_or(0) }
    }

    /// The row, or what is wrong with it; `place` is its place from 1, `before` the row that stands.
    pub fn check(
        &self,
        place: usize,
        before: Option<&KeptSubject>,
        (lang, today): (Lang, NaiveDate),
    ) -> Result<KeptSubject, Vec<Fault>> {
        let t = CallTexts(lang);
        let mut reader = Reader::new(lang, today);
        let persons = reader.whole("persons", &self.persons, 1, MOST);
        if self.persons.is_empty() {
            reader.wrong("persons", t.persons_missing());
        }
        let client_id = before.and_then(|kept| kept.subject.client_id);
        if client_id.is_some() && persons.is_some_and(|persons| persons != 1) {
            reader.wrong("persons", t.persons_linked());
        }
        let gender = reader.must_code::<Gender>("gender", &self.gender, t.gender_missing());
        if Country::from_code(&self.nationality).is_none() && !self.nationality.is_empty() {
            reader.wrong("nationality", RecordTexts(lang).choice_wrong());
        }
        let exploitations: Vec<Exploitation> =
            self.exploitations.iter().filter_map(|code| Exploitation::from_code(code)).collect();
        let minors_along = reader.whole("minors_along", &self.minors_along, 0, MOST);
        let first_time = match self.first_time.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        if first_time.is_none() {
            reader.wrong("first_time", t.first_time_missing());
        }
        let outcome = reader.must_code::<Outcome>("outcome", &self.outcome, t.outcome_missing());
        let reason = reader.code::<DeclineReason>("reason", &self.reason);
        if reason.is_some() && outcome == Some(Outcome::Accepted) {
            reader.wrong("reason", t.reason_accepted());
        }
        let all = persons.zip(gender).zip(first_time).zip(outcome);
        match all {
            Some((((persons, gender), first_time), outcome)) if reader.errors.is_empty() => {
                let nationality = (!self.nationality.is_empty()).then(|| self.nationality.clone());
                let subject =
                    Subject { persons, gender, nationality, minors_along, first_time, outcome, reason, client_id };
                Ok(KeptSubject { id: before.and_then(|kept| kept.id), subject, exploitations })
            }
            _ => Err(reader
                .errors
                .into_iter()
                .map(|error| Fault {
                    field: format!("{}-{place}", error.field),
                    text: t.in_row(&place.to_string(), &error.text),
                })
                .collect()),
        }
    }

    /// The row in a few words: `2 kvinner, Colombia, Seksuell, første gang, avventer`.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        let t = CallTexts(lang);
        let label = |text: Option<&'static str>| text.unwrap_or_default().to_lowercase();
        let gender = Gender::from_code(&self.gender);
        let who = if self.persons == "1" { t.one_person(gender) } else { t.persons_of(&self.persons, gender) };
        let country = Country::from_code(&self.nationality).map(|country| country.label(lang).to_owned());
        let forms: Vec<&str> = self
            .exploitations
            .iter()
            .filter_map(|code| Exploitation::from_code(code))
            .map(|f| short(f, lang))
            .collect();
        let minors = match self.minors_along.as_str() {
            "" | "0" => None,
            count => Some(t.minors_told(count)),
        };
        let first = match self.first_time.as_str() {
            "yes" => Some(t.first_told().to_owned()),
            "no" => Some(t.not_first_told().to_owned()),
            _ => None,
        };
        let outcome = Outcome::from_code(&self.outcome).map(|one| one.label(lang));
        let reason = DeclineReason::from_code(&self.reason).map(|one| one.label(lang));
        [
            Some(who),
            country,
            (!forms.is_empty()).then(|| forms.join(" + ").to_lowercase()),
            minors,
            first,
            outcome.map(|text| label(Some(text))),
            reason.map(|text| label(Some(text))),
        ]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
    }
}

/// One answer of a row, as the page shows it.
pub struct Cell {
    /// Its id.
    pub id: String,
    /// What it asks.
    pub short: String,
    /// The same with the row, for those who hear the page.
    pub label: String,
    /// The answer.
    pub value: String,
    /// What is wrong with it.
    pub error: String,
    /// What may be chosen.
    pub choices: Vec<Choice>,
}

/// A row, as the page shows it.
pub struct RowView {
    /// Its place from 1.
    pub n: String,
    /// The reference of a row that stands.
    pub row: String,
    /// True for the row that was just added.
    pub is_new: bool,
    /// Columns in the order of the page.
    pub persons: Cell,
    /// Gender.
    pub gender: Cell,
    /// Nationality.
    pub nationality: Cell,
    /// Minors along.
    pub minors: Cell,
    /// First time.
    pub first_time: Cell,
    /// How it ended.
    pub outcome: Cell,
    /// Why.
    pub reason: Cell,
    /// Forms of exploitation.
    pub exploitation: Cell,
}

impl RowView {
    /// A row with what is wrong with it.
    #[must_use]
    pub fn new(form: &RowForm, n: usize, is_new: bool, faults: &[Fault], lang: Lang) -> Self {
        let (t, words) = (CallTexts(lang), RecordTexts(lang));
        let cell = |field: &str, label: &str, value: &str, choices: Vec<Choice>| {
            let id = format!("{field}-{n}");
            let error = faults.iter().find(|fault| fault.field == id).map_or("", |fault| fault.text.as_str());
            Cell {
                short: label.to_owned(),
                label: words.row_label(label, &n),
                value: value.to_owned(),
                error: error.to_owned(),
                choices,
                id,
            }
        };
        let blank = "";
        let first_time = [("", blank), ("yes", words.yes()), ("no", words.no())]
            .map(|(v, l)| choice(v, l, &form.first_time))
            .to_vec();
        let forms = Exploitation::ALL.iter().map(|one| Choice {
            value: format!("{n}:{}", one.code()),
            label: short(*one, lang).to_owned(),
            selected: form.exploitations.iter().any(|code| code == one.code()),
        });
        Self {
            n: n.to_string(),
            row: form.row.clone(),
            is_new,
            persons: cell("persons", t.persons(), &form.persons, Vec::new()),
            gender: cell("gender", t.gender(), "", codes_or::<Gender>(blank, &form.gender, lang)),
            nationality: cell("nationality", t.nationality(), "", countries(t.unknown(), &form.nationality, lang)),
            minors: cell("minors_along", t.minors(), &form.minors_along, Vec::new()),
            first_time: cell("first_time", t.first_time(), "", first_time),
            outcome: cell("outcome", t.outcome(), "", codes_or::<Outcome>(blank, &form.outcome, lang)),
            reason: cell("reason", t.reason(), "", codes_or::<DeclineReason>(blank, &form.reason, lang)),
            exploitation: cell("exploitation", t.exploitation(), "", forms.collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Vec<RowForm> {
        RowForm::read(&Posted::kept(body))
    }

    #[test]
    fn rows_come_back_as_they_were_posted() {
        let rows = read(
            "persons=1&persons=35&gender=female&gender=unknown&nationality=CO&nationality=&minors_along=&minors_along=2\
             &first_time=yes&first_time=no&outcome=pending&outcome=declined&reason=&reason=fear\
             &exploitation=1:sexual&exploitation=1:labour&exploitation=2:begging&exploitation=9:other",
        );
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].exploitations, ["sexual", "labour"]);
        assert_eq!((rows[1].persons.as_str(), rows[1].reason.as_str()), ("35", "fear"));
        let today = "2020-01-08".parse().unwrap();
        let kept = rows[1].check(2, None, (Lang::Nb, today)).unwrap();
        assert_eq!((kept.subject.persons, kept.subject.first_time, kept.subject.minors_along), (35, false, Some(2)));
    }

    #[test]
    fn a_fresh_row_is_blank_and_says_nothing() {
        assert!(RowForm::fresh().is_blank());
        assert_eq!(RowForm::fresh().counted(), 0);
        let two = RowForm { persons: "2".to_owned(), ..RowForm::fresh() };
        assert!(!two.is_blank());
        let today = "2020-01-08".parse().unwrap();
        let faults = two.check(3, None, (Lang::Nb, today)).unwrap_err();
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["gender-3", "first_time-3"]);
    }

    #[test]
    fn several_persons_cannot_be_one_client() {
        let row = read("persons=2&gender=female&first_time=yes&outcome=pending").remove(0);
        let today = "2020-01-08".parse().unwrap();
        let mut kept = row.check(1, None, (Lang::Nb, today)).unwrap();
        kept.subject.client_id = Some(7);
        assert_eq!(row.check(1, Some(&kept), (Lang::Nb, today)).unwrap_err()[0].field, "persons-1");
    }
}
