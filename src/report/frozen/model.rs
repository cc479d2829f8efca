//! A year that was frozen: the row, its report as it was shown, and its seals.

use crate::db::Keyring;
use crate::db::seal;
use crate::kernel::error::{Error, Result};
use crate::report::catalogue::CATALOGUE;
use crate::report::rules::Year;
use crate::report::shape::{Figure, Value};
use crate::report::{Report, to_json};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A frozen report. Rows are never changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::frozen_reports, treat_none_as_default_value = false)]
pub struct FrozenRow {
    /// The id in the database.
    pub id: i64,
    /// The year.
    pub year: i32,
    /// 1, 2, 3 … within the year.
    pub number: i32,
    /// The closing date Z.
    pub as_of: NaiveDate,
    /// When it was frozen (UTC).
    pub frozen_at: NaiveDateTime,
    /// Who froze it; blank for a command on the machine.
    pub frozen_by_id: Option<i64>,
    /// Why.
    pub reason: String,
    /// The version of the program that counted.
    pub program_version: String,
    /// The report as canonical JSON: see [`canonical`].
    pub figures: String,
    /// The names of facilities by key, as JSON.
    pub names: String,
    /// SHA-256 of `figures`, hexadecimal.
    pub sha256: String,
}

/// What a frozen report counted: of a client, or of the office.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::frozen_records, treat_none_as_default_value = false)]
pub struct ShareRow {
    /// The id in the database.
    pub id: i64,
    /// The report.
    pub report_id: i64,
    /// The client; none for the office.
    pub client_id: Option<i64>,
    /// The share, as JSON, sealed.
    pub sealed: Vec<u8>,
}

/// A file made of a frozen report.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::frozen_files, treat_none_as_default_value = false)]
pub struct FileRow {
    /// The id in the database.
    pub id: i64,
    /// The report.
    pub report_id: i64,
    /// Under which name it is saved.
    pub file_name: String,
    /// What kind of file it is, as HTTP names it.
    pub media_type: String,
    /// Its size in bytes, before it was sealed.
    pub size_bytes: i64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// The file, sealed.
    pub sealed: Vec<u8>,
    /// Who made it.
    pub added_by_id: Option<i64>,
    /// When (UTC).
    pub added_at: NaiveDateTime,
}

/// Which version of a year is the published one.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::frozen_publications, treat_none_as_default_value = false)]
pub struct PublicationRow {
    /// The id in the database.
    pub id: i64,
    /// The year.
    pub year: i32,
    /// The version; none when no version is published any more.
    pub report_id: Option<i64>,
    /// Where and how it was published.
    pub note: Option<String>,
    /// Who marked it.
    pub marked_by_id: Option<i64>,
    /// When (UTC).
    pub marked_at: NaiveDateTime,
}

/// A file to be kept with a frozen report.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Under which name it is saved.
    pub file_name: String,
    /// What kind of file it is, as HTTP names it.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The report as one text that is always the same for the same figures: the JSON report with its keys in order and no spaces.
#[must_use]
pub fn canonical(report: &Report) -> String {
    in_order(&to_json(report)).to_string()
}

/// The same JSON with the keys of every object in order, whatever order the library keeps them in.
fn in_order(json: &Json) -> Json {
    match json {
        Json::Object(map) => {
            let sorted: BTreeMap<&String, &Json> = map.iter().collect();
            Json::Object(sorted.into_iter().map(|(key, value)| (key.clone(), in_order(value))).collect())
        }
        Json::Array(values) => Json::Array(values.iter().map(in_order).collect()),
        other => other.clone(),
    }
}

/// SHA-256 in hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Where a sealed share belongs: it opens nowhere else.
fn share_place(row: i64, report: i64, client: Option<i64>) -> Vec<u8> {
    let client = client.map_or([0; 8], i64::to_be_bytes);
    [b"frozen share".as_slice(), &row.to_be_bytes(), &report.to_be_bytes(), &client].concat()
}

impl ShareRow {
    /// A sealed share.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn sealed(keyring: &Keyring, (id, report_id): (i64, i64), client_id: Option<i64>, json: &[u8]) -> Result<Self> {
        let sealed = seal::seal(&keyring.files, &share_place(id, report_id, client_id), json)?;
        Ok(Self { id, report_id, client_id, sealed })
    }

    /// The JSON of the share.
    ///
    /// # Errors
    /// When it is not what was sealed.
    pub fn opened(&self, keyring: &Keyring) -> Result<Vec<u8>> {
        seal::open(&keyring.files, &share_place(self.id, self.report_id, self.client_id), &self.sealed)
    }
}

/// Where a sealed file belongs.
fn file_place(row: i64, report: i64) -> Vec<u8> {
    [b"frozen file".as_slice(), &row.to_be_bytes(), &report.to_be_bytes()].concat()
}

impl FileRow {
    /// A sealed file.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn sealed(
        keyring: &Keyring,
        (id, report_id): (i64, i64),
        file: &NewFile,
        (added_by_id, added_at): (Option<i64>, NaiveDateTime),
    ) -> Result<Self> {
        Ok(Self {
            id,
            report_id,
            file_name: file.file_name.clone(),
            media_type: file.media_type.clone(),
            size_bytes: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            sha256: sha256(&file.bytes),
            sealed: seal::seal(&keyring.files, &file_place(id, report_id), &file.bytes)?,
            added_by_id,
            added_at,
        })
    }

    /// The file as it was.
    ///
    /// # Errors
    /// When it is not what was sealed.
    pub fn opened(&self, keyring: &Keyring) -> Result<Vec<u8>> {
        let bytes = seal::open(&keyring.files, &file_place(self.id, self.report_id), &self.sealed)?;
        if sha256(&bytes) == self.sha256 { Ok(bytes) } else { Err(Error::internal("a frozen file is another file")) }
    }
}

/// A figure that was shown and that this program counts no more.
#[derive(Debug, Clone, PartialEq)]
pub struct Former {
    /// Its id.
    pub id: String,
    /// What it showed.
    pub value: Value,
}

/// A frozen report, read back.
#[derive(Debug)]
pub struct Shown {
    /// What it showed, in the order of the catalogue of today.
    pub report: Report,
    /// What it showed and nothing counts any more.
    pub former: Vec<Former>,
    /// The whole JSON.
    json: Json,
}

impl FrozenRow {
    /// The year with the closing date it was frozen at.
    ///
    /// # Errors
    /// When there is no such year.
    pub fn period(&self) -> Result<Year> {
        Year::new(self.year, Some(self.as_of), self.as_of).map_err(Error::internal)
    }

    /// True when the whole year was frozen: up to its last day.
    #[must_use]
    pub fn is_whole_year(&self) -> bool {
        (self.as_of.month(), self.as_of.day()) == (12, 31)
    }

    /// The report as it was shown.
    ///
    /// # Errors
    /// When the stored figures cannot be read.
    pub fn shown(&self) -> Result<Shown> {
        let json: Json = serde_json::from_str(&self.figures).map_err(|_| Error::internal("frozen figures"))?;
        let names = serde_json::from_str(&self.names).map_err(|_| Error::internal("frozen names"))?;
        let figures = json.get("figures").and_then(Json::as_object).ok_or_else(|| Error::internal("frozen figures"))?;
        let is_known = |id: &str| CATALOGUE.iter().any(|figure| figure.id == id);
        let values = CATALOGUE.iter().filter_map(|figure| Some((figure, of_figure(figure, figures.get(figure.id)?))));
        let former = figures.iter().filter(|(id, _)| !is_known(id) && !matches!(id.as_str(), "manual" | "history"));
        let history = match figures.get("history").map(of_json) {
            Some(Value::ByTwo(figures)) => {
                let by_year = |years: BTreeMap<String, f64>| {
                    years.into_iter().filter_map(|(year, value)| Some((year.parse().ok()?, value))).collect()
                };
                figures.into_iter().map(|(id, years)| (id, by_year(years))).collect()
            }
            _ => BTreeMap::new(),
        };
        let manual = match figures.get("manual").map(of_json) {
            Some(Value::ByCategory(values)) => values,
            _ => BTreeMap::new(),
        };
        let former = former.map(|(id, value)| Former { id: id.clone(), value: of_json(value) }).collect();
        let report = Report { year: self.period()?, values: values.collect(), manual, history, facility_names: names };
        Ok(Shown { report, former, json })
    }
}

impl Shown {
    /// What a figure was called, or how it was counted (`titles`, `rules`), in a language.
    #[must_use]
    pub fn words(&self, part: &str, figure: &str, lang: &str) -> Option<&str> {
        self.json.get(part)?.get(figure)?.get(lang)?.as_str()
    }
}

/// A stored value by the shape of its figure: an empty object may be of either kind.
fn of_figure(figure: &Figure, json: &Json) -> Value {
    use crate::report::shape::Shape;
    match (of_json(json), figure.shape) {
        (Value::ByCategory(empty), Shape::ByTwo | Shape::ByMeasure) if empty.is_empty() => {
            Value::ByTwo(BTreeMap::new())
        }
        (Value::Number(number), _) => Value::Number(number.map(two_decimals)),
        (Value::ByCategory(mut values), _) => {
            values.values_mut().for_each(|value| *value = two_decimals(*value));
            Value::ByCategory(values)
        }
        (Value::ByTwo(mut outer), _) => {
            outer.values_mut().flat_map(BTreeMap::values_mut).for_each(|value| *value = two_decimals(*value));
            Value::ByTwo(outer)
        }
    }
}

/// The nearest number of two decimals, which every figure is: what is read back from a text may be off by a hair, and would
/// then differ from the same figure computed today.
fn two_decimals(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn of_json(json: &Json) -> Value {
    match json {
        Json::Object(map) if map.values().any(Json::is_object) => {
            let inner = |json: &Json| match json {
                Json::Object(map) => numbers(map),
                _ => BTreeMap::new(),
            };
            Value::ByTwo(map.iter().map(|(key, json)| (key.clone(), inner(json))).collect())
        }
        Json::Object(map) => Value::ByCategory(numbers(map)),
        other => Value::Number(other.as_f64()),
    }
}

fn numbers(map: &serde_json::Map<String, Json>) -> BTreeMap<String, f64> {
    map.iter().filter_map(|(key, json)| Some((key.clone(), json.as_f64()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_json_has_its_keys_in_order() {
        let json: Json = serde_json::from_str(r#"{"b":{"z":1,"a":[{"y":2,"x":3}]},"a":null}"#).unwrap();
        assert_eq!(in_order(&json).to_string(), r#"{"a":null,"b":{"a":[{"x":3,"y":2}],"z":1}}"#);
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    fn row(figures: &str) -> FrozenRow {
        FrozenRow {
            id: 1,
            year: 2019,
            number: 1,
            as_of: "2019-12-31".parse().unwrap(),
            frozen_at: NaiveDateTime::default(),
            frozen_by_id: None,
            reason: String::new(),
            program_version: String::new(),
            figures: figures.to_owned(),
            names: r#"{"oslo":"Oslo krisesenter"}"#.to_owned(),
            sha256: sha256(figures.as_bytes()),
        }
    }

    #[test]
    fn what_was_shown_is_read_back_as_it_was() {
        let figures = r#"{"figures":{"clients.assisted":63,"clients.age.mean":null,"clients.by_gender":{"female":2.5},
            "housing.by_facility":{},"gone.by_two":{"a":{"b":1}},"manual":{"manual.x":7},
            "history":{"clients.assisted":{"2018":56}}},"titles":{"gone.by_two":{"nb":"Borte","en":"Gone"}}}"#;
        let shown = row(figures).shown().unwrap();
        assert_eq!(shown.report.number("clients.assisted"), Some(63.0));
        assert_eq!(shown.report.value("clients.age.mean"), Some(&Value::Number(None)));
        assert!(matches!(shown.report.value("housing.by_facility"), Some(Value::ByTwo(_))));
        assert_eq!(shown.former.len(), 1);
        assert_eq!(shown.words("titles", "gone.by_two", "en"), Some("Gone"));
        assert_eq!(shown.report.history["clients.assisted"][&2018], 56.0);
        assert_eq!(shown.report.manual["manual.x"], 7.0);
        assert!(row("no json").shown().is_err());
    }

    #[test]
    fn a_share_opens_only_where_it_was_sealed() {
        let keyring = Keyring::generate(false).unwrap();
        let sealed = ShareRow::sealed(&keyring, (1, 2), Some(3), b"{}").unwrap();
        assert_eq!(sealed.opened(&keyring).unwrap(), b"{}");
        for other in [
            ShareRow { id: 9, ..sealed.clone() },
            ShareRow { report_id: 9, ..sealed.clone() },
            ShareRow { client_id: None, ..sealed.clone() },
        ] {
            assert!(other.opened(&keyring).is_err());
        }
    }
}
