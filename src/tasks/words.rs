//! How a task's day and an appointment's time and interpreter are said, on every page the same.

use super::model::Appointment;
use crate::kernel::codes::{InterpreterState, Language};
use crate::kernel::text::Lang;
use crate::web::show::{self, Tag};
use crate::web::texts::texts;
use chrono::{Datelike, NaiveDate};

texts! {
    /// Words of days.
    DayTexts {
        today = "i dag", "today";
        tomorrow = "i morgen", "tomorrow";
        yesterday = "i går", "yesterday";
        over(n: &str) = "{n} dager over", "{n} days over", one "1 dag over", "1 day over";
        at(day: &str, from: &str) = "{day} kl. {from}", "{day} at {from}";
        interpreter_to_order(language: &str) = "Tolk må bestilles{language}", "Interpreter to be ordered{language}";
        interpreter_ordered(language: &str) = "Tolk bestilt{language}", "Interpreter ordered{language}";
        interpreter_confirmed(language: &str) = "Tolk bekreftet{language}", "Interpreter confirmed{language}";
    }
}

/// A day as one says it: «i dag», «i morgen», «fredag» within a week, else its date.
#[must_use]
pub fn day(on: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let t = DayTexts(lang);
    match (on - today).num_days() {
        -1 => t.yesterday().to_owned(),
        0 => t.today().to_owned(),
        1 => t.tomorrow().to_owned(),
        2..=6 => show::weekday(on.weekday(), lang).to_owned(),
        _ => show::day(on, today, lang),
    }
}

/// By when something is to be done: how long it is overdue, or its day.
#[must_use]
pub fn due(on: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let over = (today - on).num_days();
    if over > 0 { DayTexts(lang).over(&over.to_string()) } else { day(on, today, lang) }
}

/// The same as a tag.
#[must_use]
pub fn due_tag(on: NaiveDate, today: NaiveDate, lang: Lang) -> Tag {
    let words = due(on, today, lang);
    match (on - today).num_days() {
        ..0 => Tag::new("danger", "warning", words),
        0 => Tag::new("warning", "clock", words),
        _ => Tag::new("neutral", "", words).outline(),
    }
}

/// When an appointment is: its day, and its time as far as it is known.
#[must_use]
pub fn when(appointment: &Appointment, today: NaiveDate, lang: Lang) -> String {
    let on = appointment.held_on;
    let day = match (on - today).num_days() {
        2..=6 => format!("{} {}", show::weekday(on.weekday(), lang), show::day(on, today, lang)),
        _ => day(on, today, lang),
    };
    let times = [appointment.begins_minute, appointment.ends_minute];
    let times: Vec<String> = times.into_iter().flatten().map(show::minute).collect();
    if times.is_empty() { day } else { DayTexts(lang).at(&day, &times.join("–")) }
}

/// How far the interpreter of an appointment is; nothing where none is needed.
#[must_use]
pub fn interpreter_tag(appointment: &Appointment, lang: Lang) -> Option<Tag> {
    let t = DayTexts(lang);
    let language = appointment.interpreter_language.as_deref().and_then(Language::from_code);
    let language = language.map_or_else(String::new, |language| format!(" ({})", language.label(lang).to_lowercase()));
    Some(match appointment.interpreter_state {
        InterpreterState::NotNeeded => return None,
        InterpreterState::ToOrder => Tag::new("warning", "warning", t.interpreter_to_order(&language)),
        InterpreterState::Ordered => Tag::new("info", "message", t.interpreter_ordered(&language)),
        InterpreterState::Confirmed => Tag::new("success", "check", t.interpreter_confirmed(&language)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let date = |text: &str| text.parse().unwrap();
        let today = date("2020-01-08");
        for (on, nb, en) in [
            ("2020-01-08", "i dag", "today"),
            ("2020-01-09", "i morgen", "tomorrow"),
            ("2020-01-10", "fredag", "Friday"),
            ("2020-01-15", "15. jan.", "15 Jan"),
            ("2020-01-07", "1 dag over", "1 day over"),
            ("2020-01-01", "7 dager over", "7 days over"),
        ] {
            assert_eq!(due(date(on), today, Lang::Nb), nb);
            assert_eq!(due(date(on), today, Lang::En), en);
        }
        assert_eq!(due_tag(date("2020-01-07"), today, Lang::Nb).color, "danger");
        assert_eq!(due_tag(today, today, Lang::Nb).color, "warning");
    }
}
