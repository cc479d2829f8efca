//! What the forms of new notes, corrections and amendments share: who may read a note, and the question whether a text names
//! another client.

use super::head::File;
use super::journal_texts::NoteTexts;
use crate::clients::store::facility_name;
use crate::db::Conn;
use crate::journal::others;
use crate::kernel::codes::{Code, ConsentScope, Visibility};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::FieldError;
use crate::web::session::SignedIn;
use crate::web::state::State;
use chrono::NaiveDate;

/// One of those who may read a note, to choose.
#[derive(Debug, Clone)]
pub struct Seer {
    /// Its id on the page. The first bears the name of the field, so that the summary of errors finds it.
    pub id: String,
    /// What is sent.
    pub value: &'static str,
    /// What it says.
    pub label: String,
    /// What that means.
    pub sub: &'static str,
    /// True for what is chosen.
    pub is_chosen: bool,
    /// True when it cannot be chosen; the reason stands beside it.
    pub is_off: bool,
}

/// True when a live consent lets the shelter read notes.
#[must_use]
pub fn may_share(file: &File) -> bool {
    file.scopes.contains(&ConsentScope::ShareShelter)
}

/// Where she stays today; blank when she stays nowhere.
///
/// # Errors
/// When the database cannot be read.
pub fn stays_at(conn: &mut Conn, user: &SignedIn, file: &File, today: NaiveDate) -> Result<String> {
    let has_begun = file.client.latest_stay_began_on.is_some_and(|began| began <= today);
    let goes_on = file.client.latest_stay_ended_on.is_none_or(|end| end > today);
    match file.client.latest_facility_id {
        Some(facility) if has_begun && goes_on => facility_name(conn, &user.actor, facility),
        _ => Ok(String::new()),
    }
}

/// Who may read a note. `place` is where she stays; `is_open` lets the shelter be chosen.
#[must_use]
pub fn seers(lang: Lang, place: &str, is_open: bool, chosen: &str) -> Vec<Seer> {
    let t = NoteTexts(lang);
    let shelter = match (is_open, place) {
        (true, "") => (t.see_shelter().to_owned(), t.see_shelter_none()),
        (true, place) => (t.see_shelter_named(place), t.see_shelter_sub()),
        (false, _) => (t.see_shelter().to_owned(), t.see_shelter_off()),
    };
    let seer = |visibility: Visibility| {
        let (label, sub) = match visibility {
            Visibility::Team => (t.see_team().to_owned(), t.see_team_sub()),
            Visibility::Shelter => shelter.clone(),
            Visibility::Restricted => (t.see_restricted().to_owned(), t.see_restricted_sub()),
        };
        let value = visibility.code();
        let is_off = visibility == Visibility::Shelter && !is_open;
        Seer {
            id: if visibility == Visibility::Team { "visibility".to_owned() } else { format!("visibility-{value}") },
            value,
            label,
            sub,
            is_chosen: value == chosen && !is_off,
            is_off,
        }
    };
    Visibility::ALL.iter().map(|visibility| seer(*visibility)).collect()
}

/// The question that is asked before a text is saved that seems to name another client.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// True when it is asked.
    pub is_asked: bool,
    /// Its heading.
    pub heading: &'static str,
    /// What was found; blank when she has answered and something else is wrong.
    pub lead: String,
    /// What the box says.
    pub anyway: &'static str,
    /// True when she has answered that it should stand.
    pub is_confirmed: bool,
}

/// The field of the question.
const FIELD: &str = "anyway";

impl Named {
    /// The question as these errors ask it again.
    #[must_use]
    pub fn new(lang: Lang, is_confirmed: bool, errors: &[FieldError]) -> Self {
        let t = NoteTexts(lang);
        let error = errors.iter().find(|error| error.field == FIELD);
        Self {
            is_asked: is_confirmed || error.is_some(),
            heading: t.named_heading(),
            lead: error.map_or_else(String::new, |error| error.text.clone()),
            anyway: t.named_anyway(),
            is_confirmed,
        }
    }
}

/// What is wrong with a text because of whom it seems to name; nothing when she has said that it should stand.
///
/// # Errors
/// When the database cannot be read.
pub fn named(
    conn: &mut Conn,
    state: &State,
    lang: Lang,
    user: &SignedIn,
    client: i64,
    text: &str,
    is_confirmed: bool,
) -> Result<Option<FieldError>> {
    if is_confirmed {
        return Ok(None);
    }
    let found = others::named(conn, &user.actor, client, text, state.clock().now_utc())?;
    let error = |found: Vec<String>| FieldError::new(FIELD, &NoteTexts(lang).named_error(&found.join(", ")));
    Ok(if found.is_empty() { None } else { Some(error(found)) })
}
