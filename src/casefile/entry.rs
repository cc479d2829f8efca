//! Entries of a journal as pages show them: what stands in them, or only that they exist; and the page of one entry.

use super::head::{self, File, Part};
use super::journal_texts::JournalTexts;
use crate::clients::store::colleagues;
use crate::db::{Conn, Keyring, RefKind};
use crate::journal::files::MediaType;
use crate::journal::model::{
    AmendmentRow, AttachmentRow, Correction, Entry, EntryHead, Reader, VersionRow, correction, may_read,
};
use crate::journal::store;
use crate::kernel::clock::Clock;
use crate::kernel::codes::{Code, JournalAspect, JournalTopic, Visibility};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Datelike;
use serde::Deserialize;
use std::collections::HashMap;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/journal/{entry}", web::get().to(page));
}

/// An entry as a page shows it.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// Its id on the page.
    pub anchor: String,
    /// Its day as a machine reads it.
    pub date_code: String,
    /// Its day, for example `5. nov.`.
    pub day: String,
    /// The day of the week.
    pub weekday: &'static str,
    /// The time of day, or empty.
    pub time: String,
    /// How the contact was.
    pub mode: &'static str,
    /// Who wrote it.
    pub author: String,
    /// Who may read it, where that is not the team.
    pub tags: Vec<Tag>,
    /// True when all that may be known is that it exists.
    pub is_masked: bool,
    /// What was written, or that it is restricted.
    pub text: String,
    /// The topics.
    pub topics: Vec<&'static str>,
    /// What it describes.
    pub aspects: Vec<&'static str>,
    /// What was added later.
    pub amendments: Vec<SignedText>,
    /// What is said above the former texts; empty where nothing was corrected.
    pub corrected: String,
    /// What stood before, the last first.
    pub former: Vec<SignedText>,
    /// Attached files.
    pub files: Vec<FileLink>,
    /// What may be done with it.
    pub links: Vec<EntryLink>,
    /// Its own page, or empty.
    pub href: String,
}

/// A text with who wrote it, or until when it stood.
#[derive(Debug, Clone)]
pub struct SignedText {
    /// The line above it.
    pub signed: String,
    /// The text.
    pub text: String,
}

/// An attached file.
#[derive(Debug, Clone)]
pub struct FileLink {
    /// Where it is fetched.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it is and how large.
    pub about: String,
}

/// Something that may be done with an entry.
#[derive(Debug, Clone)]
pub struct EntryLink {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub label: &'static str,
    /// The same with the entry it is about, for those who hear the page.
    pub whole_label: String,
}

/// Who reads this file's journal.
#[must_use]
pub fn reader(user: &SignedIn, file: &File) -> Reader {
    Reader {
        user_id: user.user_id,
        role: user.role,
        is_own_caseworker: file.client.caseworker_id == Some(user.user_id),
    }
}

/// The address of an entry, or of a page about it (`part` begins with a slash or is empty).
#[must_use]
pub fn address(keyring: &Keyring, client_ref: &str, entry: i64, part: &str) -> String {
    urls::client_part(client_ref, &format!("journal/{}{part}", keyring.cover(RefKind::Entry, entry)))
}

/// The entry of a reference in this file, if she may read it.
///
/// # Errors
/// [`Error::NotFound`] otherwise: a restricted entry has no page of its own for others.
pub fn readable(conn: &mut Conn, state: &State, user: &SignedIn, file: &File, entry_ref: &str) -> Result<Entry> {
    let id = state.database.keyring().uncover(RefKind::Entry, entry_ref)?;
    let entry = store::entry_of(conn, &user.actor, file.id, id)?;
    if may_read(&entry.head, reader(user, file)) { Ok(entry) } else { Err(Error::NotFound) }
}

/// The names of everybody who works here.
///
/// # Errors
/// When the database cannot be read.
pub fn names(conn: &mut Conn, user: &SignedIn) -> Result<HashMap<i64, String>> {
    Ok(colleagues(conn, &user.actor)?.into_iter().map(|one| (one.id, one.name)).collect())
}

/// What belongs to the entries of a page.
struct Belongings {
    names: HashMap<i64, String>,
    topics: HashMap<i64, Vec<JournalTopic>>,
    aspects: HashMap<i64, Vec<JournalAspect>>,
    versions: HashMap<i64, Vec<VersionRow>>,
    amendments: HashMap<i64, Vec<AmendmentRow>>,
    files: HashMap<i64, Vec<AttachmentRow>>,
}

fn grouped<R, V>(rows: Vec<R>, key: impl Fn(&R) -> i64, value: impl Fn(R) -> V) -> HashMap<i64, Vec<V>> {
    let mut groups: HashMap<i64, Vec<V>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(value(row));
    }
    groups
}

impl Belongings {
    fn load(conn: &mut Conn, user: &SignedIn, ids: &[i64]) -> Result<Self> {
        let actor = &user.actor;
        Ok(Self {
            names: names(conn, user)?,
            topics: grouped(store::topics(conn, actor, ids)?, |row| row.entry_id, |row| row.topic),
            aspects: grouped(store::aspects(conn, actor, ids)?, |row| row.entry_id, |row| row.aspect),
            versions: grouped(store::versions(conn, actor, ids)?, |row| row.entry_id, |row| row),
            amendments: grouped(store::amendments(conn, actor, ids)?, |row| row.entry_id, |row| row),
            files: grouped(store::attachments_of(conn, actor, ids)?, |row| row.entry_id, |row| row),
        })
    }

    fn name(&self, user: i64) -> String {
        self.names.get(&user).cloned().unwrap_or_default()
    }
}

/// These entries as pages show them, in the order given. Of those that she may not read nothing but heads is fetched.
///
/// # Errors
/// When the database cannot be read.
pub fn views(
    conn: &mut Conn,
    state: &State,
    lang: Lang,
    user: &SignedIn,
    file: &File,
    heads: &[EntryHead],
) -> Result<Vec<EntryView>> {
    let reader = reader(user, file);
    let ids: Vec<i64> = heads.iter().filter(|head| may_read(head, reader)).map(|head| head.id).collect();
    let entries: HashMap<i64, Entry> =
        store::entries(conn, &user.actor, &ids)?.into_iter().map(|entry| (entry.head.id, entry)).collect();
    let all = Belongings::load(conn, user, &ids)?;
    let maker = Maker { state, lang, user, file, all: &all };
    Ok(heads.iter().map(|head| maker.view(head, entries.get(&head.id))).collect())
}

struct Maker<'m> {
    state: &'m State,
    lang: Lang,
    user: &'m SignedIn,
    file: &'m File,
    all: &'m Belongings,
}

impl Maker<'_> {
    fn clock(&self) -> Clock {
        self.state.clock()
    }

    fn moment(&self, at: chrono::NaiveDateTime) -> String {
        show::moment(self.clock().local(at), self.lang)
    }

    /// `entry` is there when it may be read.
    fn view(&self, head: &EntryHead, entry: Option<&Entry>) -> EntryView {
        let t = JournalTexts(self.lang);
        let id = head.id;
        let view = EntryView {
            anchor: format!("e-{}", self.state.database.keyring().cover(RefKind::Entry, id)),
            date_code: head.occurred_on.to_string(),
            day: show::day(head.occurred_on, self.clock().today(), self.lang),
            weekday: show::weekday(head.occurred_on.weekday(), self.lang),
            time: String::new(),
            mode: head.mode.label(self.lang),
            author: self.all.name(head.author_id),
            tags: tags(head, t),
            is_masked: entry.is_none(),
            text: t.masked().to_owned(),
            topics: Vec::new(),
            aspects: Vec::new(),
            amendments: Vec::new(),
            corrected: String::new(),
            former: Vec::new(),
            files: Vec::new(),
            links: Vec::new(),
            href: String::new(),
        };
        let Some(entry) = entry else { return view };
        let topics = self.all.topics.get(&id).into_iter().flatten();
        let aspects = self.all.aspects.get(&id).into_iter().flatten();
        let versions = self.all.versions.get(&id).map_or(&[][..], Vec::as_slice);
        let amendments = self.all.amendments.get(&id).into_iter().flatten();
        EntryView {
            time: head.occurred_minute.map_or_else(String::new, |minute| t.at_time(&show::minute(minute))),
            text: entry.text.clone(),
            topics: topics.map(|topic| topic.label(self.lang)).collect(),
            aspects: aspects.map(|aspect| aspect.label(self.lang)).collect(),
            amendments: amendments.map(|row| self.amendment(row)).collect(),
            corrected: versions.last().map_or_else(String::new, |row| t.corrected_last(&self.moment(row.replaced_at))),
            // What was restricted while it stood stays so.
            former: versions
                .iter()
                .rev()
                .filter(|row| {
                    may_read(&EntryHead { visibility: row.visibility, ..entry.head }, reader(self.user, self.file))
                })
                .map(|row| self.former(row))
                .collect(),
            files: self.all.files.get(&id).into_iter().flatten().map(|row| self.file_link(row)).collect(),
            links: self.links(entry),
            href: address(self.state.database.keyring(), &self.file.client_ref, id, ""),
            ..view
        }
    }

    fn amendment(&self, row: &AmendmentRow) -> SignedText {
        let signed = JournalTexts(self.lang).amendment_by(&self.all.name(row.author_id), &self.moment(row.written_at));
        SignedText { signed, text: row.text.clone() }
    }

    fn former(&self, row: &VersionRow) -> SignedText {
        let signed = JournalTexts(self.lang).stood_until(&self.moment(row.replaced_at));
        SignedText { signed, text: row.text.clone() }
    }

    fn file_link(&self, row: &AttachmentRow) -> FileLink {
        let file = self.state.database.keyring().cover(RefKind::Attachment, row.id);
        let kind = MediaType::from_code(&row.media_type).map_or("", MediaType::extension).to_uppercase();
        let by = row.added_by_id.map_or_else(String::new, |user| format!(", {}", self.all.name(user)));
        let at = show::date(self.clock().local(row.added_at).date());
        FileLink {
            href: urls::client_part(&self.file.client_ref, &format!("attachments/{file}")),
            name: row.file_name.clone(),
            about: format!("{kind}, {}{by}, {at}", size(row.size_bytes, self.lang)),
        }
    }

    fn links(&self, entry: &Entry) -> Vec<EntryLink> {
        let t = JournalTexts(self.lang);
        let date = show::date(entry.head.occurred_on);
        let link = |part: &str, label: &'static str| EntryLink {
            href: address(self.state.database.keyring(), &self.file.client_ref, entry.head.id, part),
            label,
            whole_label: t.of_note(label, &date),
        };
        let may_correct = correction(entry, self.user.user_id, self.clock().now_utc()) == Correction::Open;
        if !self.file.may_write {
            return Vec::new();
        }
        let correct = may_correct.then(|| link("/correction", t.correct()));
        let others = [link("/amendment", t.amend()), link("/attachment", t.attach())];
        correct.into_iter().chain(others).collect()
    }
}

fn tags(head: &EntryHead, t: JournalTexts) -> Vec<Tag> {
    match head.seen_by() {
        Visibility::Team => Vec::new(),
        Visibility::Shelter => vec![Tag::new("neutral", "clients", t.shared())],
        Visibility::Restricted => vec![Tag::new("neutral", "hidden", t.restricted())],
    }
}

/// A size in bytes as people read it, for example `1,2 MB`.
fn size(bytes: i64, lang: Lang) -> String {
    let tenths = |unit: i64| {
        let tenths = (10 * bytes + unit / 2) / unit;
        let point = if lang == Lang::Nb { ',' } else { '.' };
        format!("{}{point}{}", tenths / 10, tenths % 10)
    };
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

#[derive(Template)]
#[template(path = "casefile/entry.html")]
struct EntryPage {
    l: Layout,
    t: JournalTexts,
    file: File,
    entry: EntryView,
    journal_href: String,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

/// What was just done, by its code in the address.
#[must_use]
pub fn flash(said: Option<&str>, lang: Lang) -> Option<Flash> {
    let t = JournalTexts(lang);
    let text = match said? {
        "saved" => t.said_saved(),
        "corrected" => t.said_corrected(),
        "amended" => t.said_amended(),
        "attached" => t.said_attached(),
        "draft" => t.said_draft(),
        _ => return None,
    };
    Some(Flash { color: "success", text: text.to_owned() })
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    query: web::Query<Said>,
) -> std::result::Result<HttpResponse, Failure> {
    let page = web::block(move || {
        let (client_ref, entry_ref) = path.into_inner();
        let (file, mut views) = head::open(&state, &visitor, &user, &client_ref, Part::Journal, |conn, file| {
            let entry = readable(conn, &state, &user, file, &entry_ref)?;
            views(conn, &state, visitor.lang, &user, file, &[entry.head])
        })?;
        let entry = views.pop().ok_or(Error::NotFound)?;
        let t = JournalTexts(visitor.lang);
        let l = Layout::new(&visitor, &state, t.entry(), &entry.href)
            .of_client(&visitor, &client_ref)
            .with_flash(flash(query.said.as_deref(), visitor.lang))
            .with_print_line(&visitor, state.clock().local(state.clock().now_utc()));
        let journal_href = urls::client_part(&client_ref, "journal");
        Ok::<_, Error>(EntryPage { l, t, file, entry, journal_href })
    })
    .await??;
    Ok(ok(&page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_the_readers_language() {
        assert_eq!(size(0, Lang::Nb), "0 B");
        assert_eq!(size(1_540, Lang::Nb), "1,5 kB");
        assert_eq!(size(10_485_760, Lang::En), "10.5 MB");
    }
}
