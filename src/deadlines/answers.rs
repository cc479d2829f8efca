//! What the history keeps of a deadline: its answers as they stood, in the same words as its form.

use super::model::DeadlineRow;
use crate::kernel::codes::{Code, DeadlineState};
use crate::web::show;
use serde::{Deserialize, Serialize};

/// The answers of a deadline: those of its form, and what had become of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// What it is about, as a code.
    pub kind: String,
    /// What it is about, in words.
    pub title: String,
    /// Its day.
    pub on: String,
    /// The time of that day.
    pub time: String,
    /// What else is to be known.
    pub note: String,
    /// What had become of it, as a code; blank while nothing had.
    pub state: String,
    /// Why.
    pub reason: String,
}

impl Answers {
    /// The answers that lead to a row.
    #[must_use]
    pub fn of(row: &DeadlineRow) -> Self {
        Self {
            kind: row.kind.code().to_owned(),
            title: row.title.clone().unwrap_or_default(),
            on: show::date(row.legal_on),
            time: row.legal_minute.map_or_else(String::new, show::minute),
            note: row.note.clone().unwrap_or_default(),
            state: if row.state == DeadlineState::Open { String::new() } else { row.state.code().to_owned() },
            reason: row.reason.clone().unwrap_or_default(),
        }
    }
}
