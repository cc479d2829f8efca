//! What the forms of all records have in common, about a client or about none: a form as it stands, why it comes back, and what a
//! lost race shows. Knows no table and no page.

use super::error::Failure;
use super::form::{Field, FieldError, Posted};
use super::forms::Conflict;
use super::inputs::{LINE, Reader};
use super::record_texts::RecordTexts;
use super::respond::{page, see_other};
use crate::kernel::error::Error;
use crate::kernel::text::Lang;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use chrono::NaiveDate;

/// A form as it stands: answers, and what is said of them.
#[derive(Debug)]
pub struct Sheet<A> {
    /// The answers.
    pub answers: A,
    /// The version of the record they are about; 0 for a new one.
    pub version: i32,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What is doubted.
    pub doubts: Vec<String>,
    /// What somebody else has saved meanwhile.
    pub theirs: Option<A>,
    /// Why it is to be removed, as far as that was written.
    pub reason: String,
}

impl<A> Sheet<A> {
    /// Answers of which nothing is said yet.
    #[must_use]
    pub const fn new(answers: A, version: i32) -> Self {
        Self { answers, version, errors: Vec::new(), doubts: Vec::new(), theirs: None, reason: String::new() }
    }

    /// What stands now beside what was written, after a lost race; `told` are the answers as people read them.
    #[must_use]
    pub fn conflict(&self, lang: Lang, told: impl Fn(&A) -> Vec<(String, String)>) -> Conflict {
        let Some(theirs) = &self.theirs else { return Conflict::none(lang) };
        let pairs = told(theirs).into_iter().zip(told(&self.answers));
        Conflict::of(lang, pairs.map(|((label, theirs), (_, yours))| (label, theirs, yours)))
    }
}

/// Why nothing was kept: the form comes back as `S` has it, or something failed.
#[derive(Debug)]
pub enum Stopped<S> {
    /// The form comes back.
    Again(S, StatusCode),
    /// Something failed.
    Failed(Error),
}

impl<S> From<Error> for Stopped<S> {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl<S> Stopped<S> {
    /// The form comes back because something in it is wrong or doubted.
    pub const fn again(form: S) -> Self {
        Self::Again(form, StatusCode::UNPROCESSABLE_ENTITY)
    }
}

/// Why nothing was kept of the form of a record.
pub type Stop<A> = Stopped<Box<Sheet<A>>>;

impl<A> Stop<A> {
    /// A lost race: what was written, and what stands there now. A removal brings no answers: then what stands is all there is to
    /// show.
    #[must_use]
    pub fn lost(form: &Posted, theirs: A, version: i32, read: impl FnOnce(&Posted) -> A) -> Self
    where
        A: Clone,
    {
        let answers = if form.has("removal") { theirs.clone() } else { read(form) };
        let sheet = Sheet { theirs: Some(theirs), ..Sheet::new(answers, version) };
        Self::Again(Box::new(sheet), StatusCode::CONFLICT)
    }
}

/// The fact of a form, unless something is wrong, or doubted and not yet confirmed. `checked` is what the check of the answers said.
///
/// # Errors
/// The form as it comes back.
pub fn judged<A, F>(
    form: &Posted,
    answers: A,
    version: i32,
    checked: Result<(F, Vec<String>), Vec<FieldError>>,
) -> Result<F, Stop<A>> {
    let (errors, doubts) = match checked {
        Ok((fact, doubts)) if doubts.is_empty() || form.value("despite") == key_of(&doubts) => return Ok(fact),
        Ok((_, doubts)) => (Vec::new(), doubts),
        Err(errors) => (errors, Vec::new()),
    };
    let sheet = Sheet { errors, doubts, ..Sheet::new(answers, version) };
    Err(Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY))
}

/// Why something is to be removed. `bar` is why it cannot be; `stood` what stands there.
///
/// # Errors
/// The form as it comes back.
pub fn reason_of<A>(
    form: &Posted,
    (lang, today): (Lang, NaiveDate),
    bar: Option<String>,
    stood: impl FnOnce() -> A,
    version: i32,
) -> Result<String, Stop<A>> {
    let mut reader = Reader::new(lang, today);
    let written = form.line("reason");
    let reason = reader.must("reason", &written, LINE, RecordTexts(lang).reason_missing());
    if let Some(bar) = bar {
        reader.errors = vec![FieldError::new("reason", &bar)];
    }
    if reader.errors.is_empty() {
        return Ok(reason);
    }
    let sheet = Sheet { errors: reader.errors, reason: written, ..Sheet::new(stood(), version) };
    Err(Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY))
}

/// What «save anyway» confirms: just these doubts and no others.
#[must_use]
pub fn key_of(doubts: &[String]) -> String {
    doubts.join("|")
}

/// The way to take away what was entered by mistake.
pub struct Removal {
    /// Where it is posted.
    pub action: String,
    /// Why.
    pub reason: Field,
}

/// What a post leads to.
pub enum Reply<P> {
    /// Another page.
    Go(String),
    /// The form again.
    Show(Box<P>, StatusCode),
}

impl<P: Template> Reply<P> {
    /// The answer.
    ///
    /// # Errors
    /// None: a page that cannot be written is an answer too.
    pub fn into_response(self) -> Result<HttpResponse, Failure> {
        Ok(match self {
            Self::Go(address) => see_other(&address),
            Self::Show(template, status) => page(status, &*template),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_doubts_are_confirmed() {
        let doubts = || Ok((1, vec!["a".to_owned(), "b".to_owned()]));
        let kept = |body: &str| judged(&Posted::kept(body), (), 0, doubts()).ok();
        assert_eq!((kept("despite=a%7Cb"), kept("despite=a"), kept("")), (Some(1), None, None));
        let wrong = judged::<(), i32>(&Posted::kept("despite="), (), 3, Err(vec![FieldError::new("on", "x")]));
        let Err(Stop::Again(sheet, status)) = wrong else { panic!("it comes back") };
        assert_eq!((sheet.version, sheet.errors.len(), status.as_u16()), (3, 1, 422));
    }

    #[test]
    fn a_reason_must_be_given_and_a_bar_goes_before_it() {
        let day = (Lang::Nb, "2020-01-08".parse().unwrap());
        let asked = |body: &str, bar: Option<&str>| {
            reason_of(&Posted::kept(body), day, bar.map(str::to_owned), || (), 1).map_err(|stop| match stop {
                Stop::Again(sheet, _) => sheet.errors[0].text.clone(),
                Stop::Failed(_) => String::new(),
            })
        };
        assert_eq!(asked("reason=Feil+bruker", None).unwrap(), "Feil bruker");
        assert_eq!(asked("", None).unwrap_err(), "Skriv hvorfor det skal fjernes.");
        assert_eq!(asked("", Some("Den er betalt")).unwrap_err(), "Den er betalt");
    }
}
