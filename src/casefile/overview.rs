//! A client's page: who she is and what matters now, the timeline, the latest of the journal, the key facts and whom to ring.

use super::entry;
use super::facts::{self, Deadline, Fact};
use super::head::{self, File, Part};
use super::overview_texts::{OverviewTexts, SaidTexts};
use super::picture::{self, Line};
use super::tasks::{Next, next_of};
use crate::charts::{Frame, Svg, timeline, timeline_names};
use crate::clients::{self, around, sight};
use crate::db::{Conn, RefKind};
use crate::journal::model::{EntryHead, TopicRow, may_read};
use crate::journal::store as journal_store;
use crate::kernel::codes::{Code, ContactSafety, Visibility};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show::{self, Tag};
use crate::web::state::State;
use crate::web::urls;
use crate::{activities, police, residence, returns, stays, support};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}", web::get().to(page));
}

/// How many entries of the journal stand on the page.
const LATEST: usize = 4;
/// How much of an entry's text, in characters.
const SHOWN: usize = 700;

/// What may stand behind the address of a client's page.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// What was just done.
    pub(super) said: Option<String>,
    /// `1`: the merged record itself, not the one that took it in.
    pub(super) record: Option<String>,
}

/// What was just done, in words.
pub(super) fn said(code: Option<&str>, lang: Lang) -> Option<Flash> {
    let t = SaidTexts(lang);
    let (color, text) = match code? {
        "new" => ("success", t.new()),
        "saved" => ("success", t.saved()),
        "closed" => ("success", t.closed()),
        "reopened" => ("success", t.reopened()),
        "merged" => ("success", t.merged()),
        "unmerged" => ("success", t.unmerged()),
        "merged_record" => ("info", t.merged_record()),
        "protection" => ("success", t.protection()),
        "handed_over" => ("success", t.handed_over()),
        "distinct" => ("success", t.distinct()),
        "draft" => ("success", t.draft()),
        "discarded" => ("success", t.discarded()),
        "opened" => ("warning", t.opened()),
        "changed" => ("warning", t.changed()),
        _ => return None,
    };
    Some(Flash { color, text: text.to_owned() })
}

/// An entry of the journal.
struct Entry {
    href: String,
    iso: String,
    day: String,
    weekday: &'static str,
    is_readable: bool,
    mode: &'static str,
    author: String,
    tag: Option<Tag>,
    text: String,
    is_cut: bool,
    topics: Vec<&'static str>,
}

/// A way to reach her.
struct Point {
    kind: &'static str,
    value: String,
    tag: Tag,
    note: String,
    is_never: bool,
}

/// Somebody around her.
struct Contact {
    name: String,
    line: String,
    note: String,
}

/// The record that took this one in, for a reader who sees both.
struct Survivor {
    href: String,
}

/// What the page is made of, besides the file.
struct Found {
    picture: picture::Picture,
    entries: Vec<Entry>,
    entry_count: usize,
    facts: Vec<Fact>,
    points: Vec<Point>,
    contacts: Vec<Contact>,
    next: Next,
    survivor: Option<Survivor>,
}

#[derive(Template)]
#[template(path = "casefile/overview.html")]
struct OverviewPage {
    l: Layout,
    t: OverviewTexts,
    file: File,
    found: Found,
    picture: Svg,
    names: Svg,
    lines: Vec<LineView>,
    deadline: Option<Deadline>,
    closed: Option<Closed>,
    locked_text: String,
    is_merged: bool,
    journal_href: String,
    person_href: String,
    case_href: String,
}

/// A row of the table beside the picture.
struct LineView {
    line: Line,
    from: String,
    iso: String,
}

/// What is said of a closed case.
struct Closed {
    text: String,
    aftercare: String,
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    query: web::Query<Asked>,
) -> Answer {
    let (worker, asking) = (state.clone(), visitor.clone());
    let (file, found) = web::block(move || {
        head::open(&worker, &asking, &user, &client, Part::Overview, |conn, file| {
            read(conn, &worker, &user, file, asking.lang)
        })
    })
    .await??;
    if let Some(survivor) = found.survivor.as_ref().filter(|_| query.record.as_deref() != Some("1")) {
        return Ok(see_other(&format!("{}?said=merged_record", survivor.href)));
    }
    let flash = said(query.said.as_deref(), visitor.lang);
    Ok(ok(&OverviewPage::new(&visitor, &state, file, found, flash)))
}

impl OverviewPage {
    fn new(visitor: &Visitor, state: &State, file: File, mut found: Found, flash: Option<Flash>) -> Self {
        let (lang, today) = (visitor.lang, state.clock().today());
        let t = OverviewTexts(lang);
        let title = super::overview_texts::PictureTexts(lang).title();
        let frame = Frame { id: "tl", title, desc: &found.picture.words, lang };
        let lines = std::mem::take(&mut found.picture.lines);
        let closed = file.client.closed_on.map(|day| Closed {
            text: t
                .closed_text(&show::date(day), file.client.closure_reason.map_or(t.not_given(), |why| why.label(lang))),
            aftercare: file.case.aftercare_until.map_or_else(String::new, |until| t.aftercare(&show::date(until))),
        });
        Self {
            l: Layout::new(visitor, state, t.title(), &urls::client(&file.client_ref))
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_flash(flash),
            t,
            picture: timeline(&frame, &found.picture.data),
            names: timeline_names(&found.picture.data),
            lines: lines
                .into_iter()
                .map(|line| LineView { from: show::date(line.from), iso: line.from.to_string(), line })
                .collect(),
            deadline: facts::deadline(file.client.latest_status, file.client.latest_status_valid_to, today, lang)
                .filter(|_| closed.is_none()),
            closed,
            locked_text: file.case.locked_on.map_or_else(String::new, |day| t.locked_text(&show::date(day))),
            is_merged: file.case.merged_into_id.is_some(),
            journal_href: urls::client_part(&file.client_ref, "journal"),
            person_href: urls::client_part(&file.client_ref, "person"),
            case_href: urls::client_part(&file.client_ref, "case"),
            file,
            found,
        }
    }
}

/// Reads what the page shows: a fixed number of queries, each of one client.
fn read(conn: &mut Conn, state: &State, user: &SignedIn, file: &File, lang: Lang) -> Result<Found> {
    let (actor, id, today) = (&user.actor, file.id, state.clock().today());
    let journal = journal_store::heads_of(conn, actor, id)?;
    let reader = entry::reader(user, file);
    let of_journal: Vec<picture::Contact> = journal
        .iter()
        .map(|entry| {
            let is_readable = may_read(entry, reader);
            picture::Contact {
                entry: is_readable.then_some(entry.id),
                on: entry.occurred_on,
                mode: is_readable.then_some(entry.mode),
            }
        })
        .collect();
    let matters = police::store::police_matters_of(conn, actor, &[id])?;
    let of_matters: Vec<i64> = matters.iter().map(|matter| matter.id).collect();
    let rows = picture::Rows {
        statuses: &residence::store::residence_statuses_of(conn, actor, &[id])?,
        stays: &stays::store::stays_of(conn, actor, &[id])?,
        facilities: &clients::store::facility_names(conn, actor)?,
        activities: &activities::store::activities_of(conn, actor, &[id])?,
        matters: &matters,
        events: &police::store::police_events_of(conn, actor, &of_matters)?,
        returns: &returns::store::returns_of(conn, actor, &[id])?,
        contacts: &of_journal,
    };
    let keyring = state.database.keyring();
    let address = |kind, id| record(&file.client_ref, kind, &keyring.cover(kind, id));
    let picture = picture::picture(&rows, &address, today, lang);
    let of_facts = facts::Rows {
        children: clients::store::children_of(conn, actor, &[id])?,
        exploitations: clients::store::client_exploitations_of(conn, actor, &[id])?
            .into_iter()
            .map(|row| row.exploitation)
            .collect(),
        countries: clients::store::client_exploitation_countries_of(conn, actor, &[id])?
            .into_iter()
            .map(|row| row.country)
            .collect(),
        benefits: support::store::benefits_of(conn, actor, &[id])?,
        legal_aid: support::store::legal_aid_of(conn, actor, &[id])?,
    };
    let survivor = match file.case.merged_into_id {
        Some(survivor) if sees(conn, state, user, survivor)? => {
            Some(Survivor { href: urls::client(&state.database.keyring().cover(RefKind::Client, survivor)) })
        }
        _ => None,
    };
    Ok(Found {
        picture,
        entries: latest(conn, state, user, file, &journal, lang)?,
        entry_count: journal.len(),
        facts: facts::facts(file, &of_facts, today, lang),
        points: points(conn, user, id, today, lang)?,
        contacts: contacts(conn, user, id, today, lang)?,
        next: next_of(conn, actor, file, today, lang)?,
        survivor,
    })
}

/// Where a record of a client is opened.
fn record(client_ref: &str, kind: RefKind, reference: &str) -> String {
    let place = match kind {
        RefKind::Status => "statuses",
        RefKind::Stay => "stays",
        RefKind::Activity => "activities",
        RefKind::Matter => "police-matters",
        RefKind::PoliceEvent => "police-events",
        RefKind::Return => "returns",
        RefKind::Entry => "journal",
        // The picture shows no other kind.
        _ => return urls::client(client_ref),
    };
    urls::client_part(client_ref, &format!("{place}/{reference}"))
}

fn sees(conn: &mut Conn, state: &State, user: &SignedIn, client: i64) -> Result<bool> {
    match sight::must_see(conn, &user.actor, client, state.clock().now_utc()) {
        Ok(()) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The latest entries. Of one she may not read, only that it exists.
fn latest(
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

fn points(conn: &mut Conn, user: &SignedIn, client: i64, today: NaiveDate, lang: Lang) -> Result<Vec<Point>> {
    let mut rows: Vec<around::ContactPoint> =
        around::contact_points(conn, &user.actor, client)?.into_iter().map(|kept| kept.fact).collect();
    rows.retain(|row| row.ended_on.is_none_or(|last| last >= today));
    rows.sort_by_key(|row| row.safety);
    let points = rows.into_iter().map(|row| Point {
        kind: row.kind.label(lang),
        value: row.value,
        tag: match row.safety {
            ContactSafety::Safe => Tag::new("success", "check", row.safety.label(lang)),
            ContactSafety::Never => Tag::new("danger", "warning", row.safety.label(lang)),
            ContactSafety::MessageOnly | ContactSafety::AgreedTimes | ContactSafety::ThroughOthers => {
                Tag::new("warning", "warning", row.safety.label(lang))
            }
        },
        note: row.note.unwrap_or_default(),
        is_never: row.safety == ContactSafety::Never,
    });
    Ok(points.collect())
}

fn contacts(conn: &mut Conn, user: &SignedIn, client: i64, today: NaiveDate, lang: Lang) -> Result<Vec<Contact>> {
    let kept = around::contacts(conn, &user.actor, client)?.into_iter().map(|kept| kept.fact);
    let contacts = kept.filter(|row| row.ended_on.is_none_or(|last| last >= today)).map(|row| {
        let parts = [Some(row.kind.label(lang).to_owned()), row.organisation, row.phone];
        Contact {
            name: row.name,
            line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            note: row.note.unwrap_or_default(),
        }
    });
    Ok(contacts.collect())
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

    #[test]
    fn only_known_codes_say_something() {
        assert!(said(Some("closed"), Lang::Nb).is_some());
        assert!(said(Some("<b>"), Lang::Nb).is_none() && said(None, Lang::En).is_none());
    }
}
