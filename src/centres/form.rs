//! The page of a centre's small forms: one template for all, its fields as data.

use crate::kernel::text::Lang;
use crate::web::form::{FieldError, once_key};
use crate::web::forms::Conflict;
use crate::web::inputs::Input;
use crate::web::layout::{Flash, Layout};
use crate::web::record_texts::RecordTexts;
use crate::web::session::Visitor;
use crate::web::state::State;
use askama::Template;

/// What a form is made of.
pub struct Sheet {
    /// The heading; never a name.
    pub heading: &'static str,
    /// Whom or what it is about.
    pub of: String,
    /// What is explained below the heading.
    pub lead: String,
    /// Where it is posted.
    pub action: String,
    /// The page it came from, and what that is called.
    pub back: (String, &'static str),
    /// The version of the row it changes.
    pub version: Option<i32>,
    /// Its fields.
    pub inputs: Vec<Vec<Input>>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// What is doubted.
    pub doubts: Vec<String>,
    /// After a lost race.
    pub conflict: Conflict,
    /// The button.
    pub save: &'static str,
}

impl Sheet {
    /// A form without fields.
    #[must_use]
    pub fn new(lang: Lang, heading: &'static str, action: &str, back: (String, &'static str)) -> Self {
        Self {
            heading,
            of: String::new(),
            lead: String::new(),
            action: action.to_owned(),
            back,
            version: None,
            inputs: Vec::new(),
            errors: Vec::new(),
            doubts: Vec::new(),
            conflict: Conflict::none(lang),
            save: RecordTexts(lang).save(),
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "centres/form.html")]
pub struct FormPage {
    l: Layout,
    r: RecordTexts,
    once: String,
    back: String,
    version: String,
    despite: String,
    s: Sheet,
}

impl FormPage {
    /// The page of a form.
    #[must_use]
    pub fn new(visitor: &Visitor, state: &State, s: Sheet) -> Self {
        let r = RecordTexts(visitor.lang);
        Self {
            l: Layout::new(visitor, state, s.heading, &s.action).with_errors(!s.errors.is_empty()),
            r,
            once: once_key(),
            back: r.back(s.back.1),
            version: s.version.map_or_else(String::new, |version| version.to_string()),
            despite: key_of(&s.doubts),
            s,
        }
    }
}

impl FormPage {
    /// The same page, saying what was just done.
    #[must_use]
    pub fn saying(mut self, flash: Option<Flash>) -> Self {
        self.l = self.l.with_flash(flash);
        self
    }
}

/// What says that somebody has seen these doubts: other doubts have another key, so that none is passed over unseen.
#[must_use]
pub fn key_of(doubts: &[String]) -> String {
    doubts.join("|").chars().filter(|c| c.is_alphanumeric()).collect()
}
