//! The latest of a client's journal, for her page.

use super::texts::OverviewTexts;
use crate::casefile::entry;
use crate::casefile::head::File;
use crate::clients;
use crate::db::{Conn, RefKind};
use crate::journal::model::{EntryHead, TopicRow, may_read};
use crate::journal::store as journal_store;
use crate::kernel::codes::{Code, Visibility};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::session::SignedIn;
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use chrono::Datelike;

/// How many entries of the journal stand on the page.
const LATEST: usize = 4;
/// How much of an entry's text, in characters.
const SHOWN: usize = 700;

/// An entry of the journal.
pub struct Entry {
    pub href: String,
    pub iso: String,
    pub day: String,
    pub weekday: &'static str,
    pub is_readable: bool,
    pub mode: &'static str,
    pub author: String,
    pub tag: Option<Tag>,
    pub text: String,
    pub is_cut: bool,
    pub topics: Vec<&'static str>,
}

/// The latest entries. Of one she may not read, only that it exists.
pub fn latest(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    file: &File,
    journal: &[EntryHead],
    lang: Lang,
) -> Result<Vec<Entry>> {
    let (t, today) = (OverviewTexts(lang), state.clock().today());
    let reader = entry::reader(user, file);
    let shown: Vec<&EntryHead> = journal.iter().take(LATEST).collect();
    let readable: Vec<i64> = shown.iter().filter(|entry| may_read(entry, reader)).map(|entry| entry.id).collect();
    let texts = journal_store::entries(conn, &user.actor, &readable)?;
    let topics = journal_store::topics(conn, &user.actor, &readable)?;
    let colleagues = clients::store::colleagues(conn, &user.actor)?;
    let entries = shown.into_iter().map(|entry| {
        let is_readable = may_read(entry, reader);
        let text = texts.iter().find(|read| read.head.id == entry.id).map_or("", |read| read.text.as_str());
        let (text, is_cut) = cut(text);
        let author = colleagues.iter().find(|one| one.id == entry.author_id).filter(|_| is_readable);
        let of_entry = |row: &TopicRow| (row.entry_id == entry.id).then(|| row.topic.label(lang));
        let entry_ref = state.database.keyring().cover(RefKind::Entry, entry.id);
        Entry {
            href: urls::client_part(&file.client_ref, &format!("journal/{entry_ref}")),
            iso: entry.occurred_on.to_string(),
            day: show::day(entry.occurred_on, today, lang),
            weekday: show::weekday(entry.occurred_on.weekday(), lang),
            is_readable,
            mode: if is_readable { entry.mode.label(lang) } else { t.restricted_entry() },
            author: author.map_or_else(String::new, |one| one.name.clone()),
            tag: match entry.visibility {
                Some(Visibility::Restricted) => Some(Tag::new("neutral", "hidden", t.restricted())),
                Some(Visibility::Shelter) => Some(Tag::new("neutral", "clients", t.with_shelter())),
                Some(Visibility::Team) | None => None,
            },
            text,
            is_cut,
            topics: topics.iter().filter_map(of_entry).collect(),
        }
    });
    Ok(entries.collect())
}

/// The beginning of a long text, cut between two words; and whether it was cut.
fn cut(text: &str) -> (String, bool) {
    let Some((end, _)) = text.char_indices().nth(SHOWN) else { return (text.trim_end().to_owned(), false) };
    let start = text.get(..end).unwrap_or_default();
    let whole = start.rfind(char::is_whitespace).and_then(|space| start.get(..space)).unwrap_or(start);
    (format!("{} …", whole.trim_end()), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(cut("Kort notat.\n"), ("Kort notat.".to_owned(), false));
        let (text, is_cut) = cut(&"ærlig talt ".repeat(100));
        assert!(is_cut && text.ends_with(" …") && text.chars().count() <= SHOWN + 2);
        assert!(cut(&"å".repeat(SHOWN)) == ("å".repeat(SHOWN), false));
        assert!(cut(&"å".repeat(SHOWN + 1)).1);
    }
}
