//! What many forms share besides their fields: a draft that was brought back, and the two texts of a lost race.

use super::texts::texts;
use super::urls;
use crate::kernel::text::Lang;

texts! {
    /// Words of drafts and lost races.
    DeskTexts {
        draft_back(at: &str) = "Utkastet ditt fra {at} er hentet fram.", "Your draft from {at} is back.";
        draft_discard = "Forkast utkastet", "Discard the draft";
        draft_saved(at: &str) = "Utkast lagret {at}", "Draft saved {at}";
        draft_ended = "Du er logget ut. Teksten er lagret som utkast; logg inn igjen, så er den her.",
            "You are signed out. The text is kept as a draft; sign in again and it is here.";
        draft_failed = "Utkastet er ikke lagret. Prøver igjen.", "The draft is not saved. Trying again.";
        draft_save = "Lagre utkast", "Save draft";
        lost_heading = "Noen andre lagret mens du skrev", "Somebody else saved while you were writing";
        lost_lead = "Ingenting er overskrevet. Her står det som ligger der nå ved siden av det du skrev. Svarene dine er beholdt i skjemaet; rett dem om du vil, og lagre igjen for å bruke dem.",
            "Nothing is overwritten. What stands there now is shown beside what you wrote. Your answers are kept in the form; change them if you like, and save again to use them.";
        lost_field = "Felt", "Field";
        lost_theirs = "Står der nå", "Stands there now";
        lost_yours = "Du skrev", "You wrote";
    }
}

/// The draft of a form, as its page shows it, and the words its script says.
#[derive(Debug, Clone)]
pub struct DraftView {
    /// True when a draft was brought back into the form.
    pub is_there: bool,
    /// What is said of it.
    pub said: String,
    /// Where it is thrown away.
    pub discard_action: &'static str,
    /// The page it belongs to.
    pub address: String,
    /// The button that throws it away.
    pub discard_word: &'static str,
    /// The button that keeps one without a script.
    pub save_word: &'static str,
    /// The key of a form that changes something: once it is used, no draft of the form is kept any more.
    pub key: String,
    /// What the script says when it has kept one; `{at}` is the time.
    pub saved_words: String,
    /// What it says when the session has ended.
    pub ended_words: &'static str,
    /// What it says when nothing was kept.
    pub failed_words: &'static str,
}

impl DraftView {
    /// The draft of the form at `address`; `saved_at` is the local time of one that was brought back.
    #[must_use]
    pub fn new(lang: Lang, address: &str, saved_at: Option<chrono::NaiveDateTime>) -> Self {
        let t = DeskTexts(lang);
        Self {
            is_there: saved_at.is_some(),
            said: saved_at.map_or_else(String::new, |at| t.draft_back(&super::show::moment(at, lang))),
            discard_action: urls::DISCARD_DRAFT,
            address: address.to_owned(),
            discard_word: t.draft_discard(),
            save_word: t.draft_save(),
            key: super::form::once_key(),
            saved_words: t.draft_saved("{at}"),
            ended_words: t.draft_ended(),
            failed_words: t.draft_failed(),
        }
    }
}

/// What stands beside what she wrote, after a lost race. Without rows there was none.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The heading.
    pub heading: &'static str,
    /// What to do.
    pub lead: &'static str,
    /// The head of the first column.
    pub field_word: &'static str,
    /// The head of the second.
    pub theirs_word: &'static str,
    /// The head of the third.
    pub yours_word: &'static str,
    /// The fields that differ.
    pub rows: Vec<ConflictRow>,
}

/// A field that differs.
#[derive(Debug, Clone)]
pub struct ConflictRow {
    /// The field.
    pub label: String,
    /// What stands there now.
    pub theirs: String,
    /// What she wrote.
    pub yours: String,
}

impl Conflict {
    /// No lost race.
    #[must_use]
    pub const fn none(lang: Lang) -> Self {
        let t = DeskTexts(lang);
        Self {
            heading: t.lost_heading(),
            lead: t.lost_lead(),
            field_word: t.lost_field(),
            theirs_word: t.lost_theirs(),
            yours_word: t.lost_yours(),
            rows: Vec::new(),
        }
    }

    /// A lost race of an act that names no field: all fields, as (label, what stands now, what would become of it).
    #[must_use]
    pub fn all(lang: Lang, fields: impl IntoIterator<Item = (String, String, String)>) -> Self {
        let rows = fields.into_iter().map(|(label, theirs, yours)| ConflictRow { label, theirs, yours }).collect();
        Self { rows, ..Self::none(lang) }
    }

    /// A lost race: of fields as (label, what stands now, what she wrote) those that differ.
    #[must_use]
    pub fn of(lang: Lang, fields: impl IntoIterator<Item = (String, String, String)>) -> Self {
        let differing = fields.into_iter().filter(|(_, theirs, yours)| theirs != yours);
        let rows = differing.map(|(label, theirs, yours)| ConflictRow { label, theirs, yours }).collect();
        Self { rows, ..Self::none(lang) }
    }
}
