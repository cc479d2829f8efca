//! What of a client's journal is asked for, and which entries are as asked. Content is asked only of what the reader may read.

use super::entry;
use super::head::File;
use super::journal_texts::JournalTexts;
use crate::db::{Conn, RefKind};
use crate::journal::excerpt;
use crate::journal::model::{EntryHead, may_read};
use crate::journal::store;
use crate::kernel::codes::{Code, JournalAspect, JournalMode, JournalTopic, Visibility};
use crate::kernel::error::Result;
use crate::web::form::{FieldError, read_date};
use crate::web::record_texts::RecordTexts;
use crate::web::session::SignedIn;
use crate::web::state::State;
use crate::web::{show, urls};
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What was asked for, as codes in the address.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The token of a search.
    pub q: String,
    /// How the contact was.
    pub mode: String,
    /// The topic.
    pub topic: String,
    /// What it describes.
    pub aspect: String,
    /// Who may read it.
    pub visibility: String,
    /// The reference of its author.
    pub author: String,
    /// The first day, as it was written.
    pub from: String,
    /// The last day, as it was written.
    pub to: String,
    /// `1` for all on one page.
    pub all: String,
    /// The page.
    pub page: String,
    /// What was just done.
    pub said: String,
}

impl Asked {
    /// The address of the journal with this asked for.
    #[must_use]
    pub fn address(&self, client_ref: &str) -> String {
        let pairs = [
            ("q", &self.q),
            ("mode", &self.mode),
            ("topic", &self.topic),
            ("aspect", &self.aspect),
            ("visibility", &self.visibility),
            ("author", &self.author),
            ("from", &self.from),
            ("to", &self.to),
            ("all", &self.all),
            ("page", &self.page),
        ];
        let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let journal = urls::client_part(client_ref, "journal");
        match serde_urlencoded::to_string(given) {
            Ok(query) if !query.is_empty() => format!("{journal}?{query}"),
            _ => journal,
        }
    }

    /// The same with another page, or all of them.
    #[must_use]
    pub fn at(&self, page: usize, all: bool) -> Self {
        let page = if page > 1 && !all { page.to_string() } else { String::new() };
        Self { page, all: if all { "1" } else { "" }.to_owned(), ..self.clone() }
    }
}

/// What the entries must be like. What is no code asks for nothing.
pub struct Filter {
    mode: Option<JournalMode>,
    topic: Option<JournalTopic>,
    aspect: Option<JournalAspect>,
    visibility: Option<Visibility>,
    author: Option<i64>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    terms: Vec<String>,
}

impl Filter {
    /// What is asked for, with the words of the search.
    #[must_use]
    pub fn of(asked: &Asked, words: &str, state: &State) -> Self {
        Self {
            mode: JournalMode::from_code(&asked.mode),
            topic: JournalTopic::from_code(&asked.topic),
            aspect: JournalAspect::from_code(&asked.aspect),
            visibility: Visibility::from_code(&asked.visibility),
            author: state.database.keyring().uncover(RefKind::User, &asked.author).ok(),
            from: read_date(&asked.from).unwrap_or_default(),
            to: read_date(&asked.to).unwrap_or_default(),
            terms: excerpt::terms(words),
        }
    }

    /// What everybody may know of an entry is asked of all of them.
    fn takes(&self, head: &EntryHead) -> bool {
        self.mode.is_none_or(|mode| mode == head.mode)
            && self.visibility.is_none_or(|visibility| visibility == head.seen_by())
            && self.author.is_none_or(|author| author == head.author_id)
            && self.from.is_none_or(|from| from <= head.occurred_on)
            && self.to.is_none_or(|to| to >= head.occurred_on)
    }

    fn asks_content(&self) -> bool {
        self.topic.is_some() || self.aspect.is_some() || !self.terms.is_empty()
    }

    /// The heads that are as asked. Content is asked only of what she may read: otherwise a hit would tell it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn apply(
        &self,
        conn: &mut Conn,
        user: &SignedIn,
        file: &File,
        heads: Vec<EntryHead>,
    ) -> Result<Vec<EntryHead>> {
        let mut heads = heads;
        heads.retain(|head| self.takes(head));
        if !self.asks_content() {
            return Ok(heads);
        }
        let reader = entry::reader(user, file);
        heads.retain(|head| may_read(head, reader));
        let ids: Vec<i64> = heads.iter().map(|head| head.id).collect();
        let mut keep: HashSet<i64> = ids.iter().copied().collect();
        if let Some(topic) = self.topic {
            let rows = store::topics(conn, &user.actor, &ids)?;
            let with: HashSet<i64> = rows.iter().filter(|row| row.topic == topic).map(|row| row.entry_id).collect();
            keep.retain(|id| with.contains(id));
        }
        if let Some(aspect) = self.aspect {
            let rows = store::aspects(conn, &user.actor, &ids)?;
            let with: HashSet<i64> = rows.iter().filter(|row| row.aspect == aspect).map(|row| row.entry_id).collect();
            keep.retain(|id| with.contains(id));
        }
        if !self.terms.is_empty() {
            let with = self.with_words(conn, user, &ids)?;
            keep.retain(|id| with.contains(id));
        }
        heads.retain(|head| keep.contains(&head.id));
        Ok(heads)
    }

    /// One client's texts are few: they are read, and compared as the index of all journals would.
    fn with_words(&self, conn: &mut Conn, user: &SignedIn, ids: &[i64]) -> Result<HashSet<i64>> {
        let entries = store::entries(conn, &user.actor, ids)?;
        let texts = entries.iter().map(|entry| (entry.head.id, entry.text.as_str()));
        let mut found: HashSet<i64> = self.among(texts);
        let amendments = store::amendments(conn, &user.actor, ids)?;
        found.extend(self.among(amendments.iter().map(|row| (row.entry_id, row.text.as_str()))));
        Ok(found)
    }

    fn among<'t>(&self, texts: impl Iterator<Item = (i64, &'t str)>) -> HashSet<i64> {
        texts.filter(|(_, text)| excerpt::has_all(text, &self.terms)).map(|(id, _)| id).collect()
    }
}

/// What an address asks; what it does not know it leaves out.
#[must_use]
pub fn asked_of(query: &HashMap<String, String>) -> Asked {
    let text = |name: &str| query.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    Asked {
        q: text("q"),
        mode: text("mode"),
        topic: text("topic"),
        aspect: text("aspect"),
        visibility: text("visibility"),
        author: text("author"),
        from: text("from"),
        to: text("to"),
        all: text("all"),
        page: text("page"),
        said: text("said"),
    }
}

/// Only what is a code or a date goes into an address.
#[must_use]
pub fn only_codes(asked: Asked) -> Asked {
    fn code<C: Code>(text: String) -> String {
        C::from_code(&text).map_or_else(String::new, |_| text)
    }
    let date = |text: &str| match read_date(text) {
        Ok(Some(date)) => show::date(date),
        _ => String::new(),
    };
    let is_ref = asked.author.len() == 32 && asked.author.bytes().all(|byte| byte.is_ascii_hexdigit());
    Asked {
        from: date(&asked.from),
        to: date(&asked.to),
        mode: code::<JournalMode>(asked.mode),
        topic: code::<JournalTopic>(asked.topic),
        aspect: code::<JournalAspect>(asked.aspect),
        visibility: code::<Visibility>(asked.visibility),
        author: if is_ref { asked.author } else { String::new() },
        ..asked
    }
}

/// What is wrong with the dates.
#[must_use]
pub fn wrong_dates(asked: &Asked, t: JournalTexts) -> Vec<FieldError> {
    let (from, to) = (read_date(&asked.from), read_date(&asked.to));
    let mut errors = Vec::new();
    if from.is_err() {
        errors.push(FieldError::new("from", RecordTexts(t.0).date_wrong()));
    }
    if to.is_err() {
        errors.push(FieldError::new("to", RecordTexts(t.0).date_wrong()));
    }
    if let (Ok(Some(from)), Ok(Some(to))) = (from, to)
        && to < from
    {
        errors.push(FieldError::new("to", t.order_wrong()));
    }
    errors
}
