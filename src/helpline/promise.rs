//! Handing an enquiry over, and promising a call: the answers of that part of the form, and what they come to.

use super::model::Promise;
use super::texts::CallTexts;
use crate::kernel::codes::{AnsweredBy, Code};
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted, read_time};
use crate::web::inputs::{LINE, NOTE, Reader, choice, of_text};
use crate::web::record_texts::RecordTexts;
use crate::web::show;
use chrono::{NaiveDateTime, Timelike};

/// The answers as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PromiseForm {
    pub shift: String,
    pub call_on: String,
    pub call_time: String,
    pub call_name: String,
    pub call_number: String,
    pub call_note: String,
}

impl PromiseForm {
    /// The answers as they were posted.
    #[must_use]
    pub fn read(form: &Posted) -> Self {
        Self {
            shift: form.line("shift"),
            call_on: form.line("call_on"),
            call_time: form.line("call_time"),
            call_name: form.line("call_name"),
            call_number: form.line("call_number"),
            call_note: form.lines("call_note"),
        }
    }

    /// The answers that lead to what is handed over.
    #[must_use]
    pub fn of(promise: &Promise) -> Self {
        Self {
            shift: promise.shift.code().to_owned(),
            call_on: show::maybe_date(promise.call_on),
            call_time: promise.call_minute.map_or_else(String::new, show::minute),
            call_name: of_text(promise.call_name.as_ref()),
            call_number: of_text(promise.call_number.as_ref()),
            call_note: of_text(promise.call_note.as_ref()),
        }
    }

    /// True when somebody is to be called.
    #[must_use]
    pub fn has_call(&self) -> bool {
        let asked = [&self.call_on, &self.call_time, &self.call_name, &self.call_number, &self.call_note];
        asked.into_iter().any(|answer| !answer.is_empty())
    }

    /// What is handed over, nothing when nothing was asked; `own` is the shift that keeps a promise nobody else is given. A time
    /// without a date is the next time it is so late.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, own: AnsweredBy, lang: Lang, now: NaiveDateTime) -> Result<Option<Promise>, Vec<FieldError>> {
        let t = CallTexts(lang);
        let mut reader = Reader::new(lang, now.date());
        let shift = reader.code::<AnsweredBy>("shift", &self.shift);
        let call_name = reader.text("call_name", &self.call_name, LINE);
        let call_number = reader.text("call_number", &self.call_number, LINE);
        let call_note = reader.text("call_note", &self.call_note, NOTE);
        let call_minute = read_time(&self.call_time).unwrap_or_else(|_| {
            reader.wrong("call_time", RecordTexts(lang).time_wrong());
            None
        });
        let written = reader.date("call_on", &self.call_on);
        if self.has_call() && self.call_time.is_empty() {
            reader.wrong("call_time", t.call_time_missing());
        }
        let minute_now = i32::try_from(now.time().num_seconds_from_midnight() / 60).unwrap_or(0);
        let call_on = call_minute.and_then(|minute| {
            written.or_else(|| if minute >= minute_now { Some(now.date()) } else { now.date().succ_opt() })
        });
        if call_on.is_some_and(|day| day < now.date()) {
            reader.wrong("call_on", t.call_on_past());
        }
        if !reader.errors.is_empty() {
            return Err(reader.errors);
        }
        let promise = |shift| Promise { shift, call_on, call_minute, call_name, call_number, call_note };
        Ok(match shift {
            Some(shift) => Some(promise(shift)),
            None if self.has_call() => Some(promise(own)),
            None => None,
        })
    }
}

/// That part of the form, as the page shows it.
pub struct PromiseView {
    /// Which shift is to act.
    pub shift: Field,
    /// The shifts.
    pub shifts: Vec<crate::web::form::Choice>,
    /// The day of the promised call.
    pub call_on: Field,
    /// Its time.
    pub call_time: Field,
    /// Whom to ask for.
    pub call_name: Field,
    /// Where to call.
    pub call_number: Field,
    /// What is safe.
    pub call_note: Field,
    /// True when that part stands open.
    pub is_open: bool,
}

impl PromiseView {
    /// The part with what is wrong with it. `none` is what is said for handing over to nobody; empty where somebody must be chosen.
    #[must_use]
    pub fn new(form: &PromiseForm, none: &str, errors: &[FieldError], lang: Lang) -> Self {
        let (t, words) = (CallTexts(lang), RecordTexts(lang));
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        let mut shifts = Vec::new();
        if !none.is_empty() {
            shifts.push(choice("", none, &form.shift));
        }
        for shift in AnsweredBy::ALL {
            shifts.push(choice(shift.code(), t.to_shift(*shift), &form.shift));
        }
        Self {
            shift: field("shift", t.shift(), &form.shift),
            shifts,
            call_on: field("call_on", t.call_on(), &form.call_on).hinted(words.date_hint()).optional(),
            call_time: field("call_time", t.call_time(), &form.call_time),
            call_name: field("call_name", t.call_name(), &form.call_name).optional(),
            call_number: field("call_number", t.call_number(), &form.call_number).optional(),
            call_note: field("call_note", t.call_note(), &form.call_note).optional(),
            is_open: form.has_call() || !errors.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str) -> Result<Option<Promise>, Vec<FieldError>> {
        let now = "2020-01-08T02:40:00".parse().unwrap();
        PromiseForm::read(&Posted::kept(body)).check(AnsweredBy::NightDuty, Lang::Nb, now)
    }

    #[test]
    fn a_promise_stays_with_the_shift_that_gave_it() {
        assert_eq!(check(""), Ok(None));
        assert_eq!(check("shift=rosa").unwrap().unwrap().shift, AnsweredBy::Rosa);
        let promise = check("call_time=03.30&call_number=22+00+00+00").unwrap().unwrap();
        assert_eq!((promise.shift, promise.call_on), (AnsweredBy::NightDuty, "2020-01-08".parse().ok()));
    }

    #[test]
    fn a_time_that_has_passed_today_is_tomorrow() {
        assert_eq!(check("call_time=0100").unwrap().unwrap().call_on, "2020-01-09".parse().ok());
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let fields = |body: &str| check(body).unwrap_err().into_iter().map(|e| e.field).collect::<Vec<_>>();
        assert_eq!(fields("call_number=22"), ["call_time"]);
        assert_eq!(fields("call_time=25.00&call_number=22"), ["call_time"]);
        assert_eq!(fields("call_time=10.00&call_on=07.01.2020"), ["call_on"]);
    }
}
