//! Forms: a body of pairs with the token of its session, and the parts of a form that a template shows. Whoever takes a
//! [`Posted`] has had its token checked.

use super::error::Failure;
use super::session::Visitor;
use crate::kernel::error::Error;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use std::future::Future;
use std::pin::Pin;

/// The answers of a form whose token is right.
#[derive(Debug, Clone)]
pub struct Posted(Vec<(String, String)>);

impl Posted {
    /// Reads a body; the token must be the visitor's.
    ///
    /// # Errors
    /// When it is no form, or its token is another's.
    pub fn parse(body: &[u8], csrf: &str) -> Result<Self, Error> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| Error::Invalid("the form could not be read".to_owned()))?;
        let posted = Self(pairs);
        if same_token(posted.value("csrf"), csrf) { Ok(posted) } else { Err(Error::Invalid("token".to_owned())) }
    }

    /// A form as a draft kept it; whatever cannot be read is blank.
    #[must_use]
    pub fn kept(body: &str) -> Self {
        Self(serde_urlencoded::from_str(body).unwrap_or_default())
    }

    /// The answers as a draft keeps them: without the fields that are not hers to write.
    #[must_use]
    pub fn without_technical(&self) -> String {
        let written = self.0.iter().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "once" | "draft"));
        serde_urlencoded::to_string(written.collect::<Vec<_>>()).unwrap_or_default()
    }

    /// True when a button of this name sent the form.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The answer with this name; blank when there is none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// The version of the row that the form was made of; 0, which no row has, when it says none.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.trimmed("version").parse().unwrap_or(0)
    }

    /// The answer with this name, trimmed.
    #[must_use]
    pub fn trimmed(&self, name: &str) -> &str {
        self.value(name).trim()
    }

    /// The answer with this name as a text; none when it is blank.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        let text = self.trimmed(name);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The answer with this name as one line: trimmed, without characters that nobody types.
    #[must_use]
    pub fn line(&self, name: &str) -> String {
        self.value(name).chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
    }

    /// The answer with this name as a text: its lines end with one character, and nothing else is there that nobody types.
    #[must_use]
    pub fn lines(&self, name: &str) -> String {
        let text = self.value(name).replace("\r\n", "\n").replace('\r', "\n");
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().trim().to_owned()
    }

    /// All answers with this name.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Compares without telling by its time where they differ. An empty token is never right.
#[must_use]
pub fn same_token(given: &str, expected: &str) -> bool {
    let difference = given.bytes().zip(expected.bytes()).fold(0, |difference, (one, other)| difference | (one ^ other));
    !expected.is_empty() && given.len() == expected.len() && difference == 0
}

impl FromRequest for Posted {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let csrf = Visitor::of(request).csrf;
        let body = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            let body = body.await.map_err(|_| Error::Invalid("the form could not be read".to_owned()))?;
            Ok(Self::parse(&body, &csrf)?)
        })
    }
}

/// A field as a template shows it.
#[derive(Debug, Clone, Default)]
pub struct Field {
    /// Its name, also its id.
    pub name: &'static str,
    /// What it asks.
    pub label: String,
    /// How to answer.
    pub hint: String,
    /// The answer so far.
    pub value: String,
    /// What is wrong with it.
    pub error: String,
    /// True when it may be left blank.
    pub optional: bool,
}

impl Field {
    /// A field that must be answered.
    #[must_use]
    pub fn new(name: &'static str, label: &str) -> Self {
        Self { name, label: label.to_owned(), ..Self::default() }
    }

    /// The same field with an answer.
    #[must_use]
    pub fn with(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// The same field with a hint.
    #[must_use]
    pub fn hinted(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }

    /// The same field, which may be left blank.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The same field with what is wrong with it, if anything.
    #[must_use]
    pub fn judged(mut self, errors: &[FieldError]) -> Self {
        if let Some(error) = errors.iter().find(|error| error.field == self.name) {
            self.error.clone_from(&error.text);
        }
        self
    }
}

/// What is wrong with a field, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field, or empty for the whole form.
    pub field: &'static str,
    /// What is wrong and what is allowed.
    pub text: String,
}

impl FieldError {
    /// An error of one field.
    #[must_use]
    pub fn new(field: &'static str, text: &str) -> Self {
        Self { field, text: text.to_owned() }
    }
}

/// One of the answers to choose from.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What it says.
    pub label: String,
    /// True for what is chosen.
    pub selected: bool,
}

/// A random key that makes a form that creates something take effect once.
#[must_use]
pub fn once_key() -> String {
    random_token()
}

/// 256 random bits for a cookie, an invitation or a form.
#[must_use]
pub fn random_token() -> String {
    use base64::Engine;
    let mut bytes = [0_u8; 32];
    // An operating system without randomness cannot run this; an empty token is never accepted.
    match getrandom::fill(&mut bytes) {
        Ok(()) => base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes),
        Err(_) => String::new(),
    }
}

/// What is stored of a token: nobody can use it.
#[must_use]
pub fn token_hash(token: &str) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// A text is no date in any of the ways people write one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

/// Reads a date as people write it: `dd.mm.åååå`, `ddmmåå`, or `åååå-mm-dd`; blank is none. Of two-digit years those up to 29
/// are of this century.
///
/// # Errors
/// When it is none of these.
pub fn read_date(text: &str) -> Result<Option<chrono::NaiveDate>, NoDate> {
    use chrono::NaiveDate;
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let made = if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |part: std::ops::Range<usize>| text.get(part).and_then(|part| part.parse::<u32>().ok());
        let (day, month, year) = (number(0..2), number(2..4), text.get(4..6).and_then(|part| part.parse::<i32>().ok()));
        let year = year.map(|year| if year < 30 { 2000 + year } else { 1900 + year });
        day.zip(month).zip(year).and_then(|((day, month), year)| NaiveDate::from_ymd_opt(year, month, day))
    } else {
        let by = if text.contains('-') { "%Y-%m-%d" } else { "%d.%m.%Y" };
        NaiveDate::parse_from_str(text, by).ok()
    };
    let is_likely = |date: &NaiveDate| chrono::Datelike::year(date) >= 1800 && chrono::Datelike::year(date) <= 9999;
    made.filter(is_likely).map(Some).ok_or(NoDate)
}

/// A text is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTime;

/// Reads a time of day as people write it: `14.02`, `14:02`, `1402` or `9.05`; blank is none. Answers the minute of the day,
/// 0 to 1439.
///
/// # Errors
/// When it is none of these.
pub fn read_time(text: &str) -> Result<Option<i32>, NoTime> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (hour, minute) = match text.split_once(['.', ':']) {
        Some(parts) => parts,
        None if text.is_ascii() && matches!(text.len(), 3 | 4) => text.split_at(text.len() - 2),
        None => return Err(NoTime),
    };
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_number = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse::<i32>().ok() } else { None }
    };
    let (hour, minute) = number(hour, 1..=2).zip(number(minute, 2..=2)).ok_or(NoTime)?;
    if hour < 24 && minute < 60 { Ok(Some(60 * hour + minute)) } else { Err(NoTime) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_forms_of_dates_are_read() {
        let day = "2019-05-17".parse().ok();
        for text in ["17.05.2019", "170519", "2019-05-17", " 17.5.2019 "] {
            assert_eq!(read_date(text), Ok(day), "{text}");
        }
        assert_eq!(read_date(""), Ok(None));
        for wrong in ["31.02.2019", "17/05/2019", "179919", "17.05.19", "i går"] {
            assert_eq!(read_date(wrong), Err(NoDate), "{wrong}");
        }
    }

    #[test]
    fn only_the_right_token_is_taken() {
        assert!(Posted::parse(b"csrf=abc&x=1", "abc").is_ok());
        for (body, token) in [("csrf=abd", "abc"), ("x=1", "abc"), ("csrf=", ""), ("csrf=abcd", "abc")] {
            assert!(Posted::parse(body.as_bytes(), token).is_err(), "{body}");
        }
    }
}
