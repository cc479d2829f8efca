//! A client's journal: its entries the latest first, narrowed by what was chosen, a page at a time or all for printing. Words that
//! were searched for are kept with the session; the address knows codes and a token.

use super::entry::{self, EntryView};
use super::head::{self, File, Part};
use super::journal_filter::{Asked, Filter, asked_of, only_codes, wrong_dates};
use super::journal_texts::JournalTexts;
use crate::db::{Conn, RefKind};
use crate::desk::searches;
use crate::journal::excerpt;
use crate::journal::forms::choices;
use crate::journal::model::EntryHead;
use crate::journal::store;
use crate::kernel::codes::{JournalAspect, JournalMode, JournalTopic, Visibility};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::layout::Layout;
use crate::web::paging::{Pager, Window};
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use std::collections::{HashMap, HashSet};

type Answer = std::result::Result<HttpResponse, Failure>;

/// How many entries stand on a page.
pub const PAGE: usize = 25;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    // Before the page of one entry, whose pattern would take it.
    config
        .route("/clients/{client}/journal/search", web::post().to(search))
        .route("/clients/{client}/journal", web::get().to(page));
}

/// The page on which an entry stands when nothing is asked for, from 1.
///
/// # Errors
/// When the database cannot be read.
pub fn page_of(conn: &mut Conn, user: &SignedIn, client: i64, entry: i64) -> Result<usize> {
    let heads = store::heads_of(conn, &user.actor, client)?;
    Ok(heads.iter().position(|head| head.id == entry).unwrap_or(0) / PAGE + 1)
}

/// The address of an entry in the journal, saying what was just done to it.
///
/// # Errors
/// When the database cannot be read.
pub fn place(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    client_ref: &str,
    (client, entry): (i64, i64),
    said: &str,
) -> Result<String> {
    let page = page_of(conn, user, client, entry)?;
    let page = if page > 1 { format!("&page={page}") } else { String::new() };
    let anchor = state.database.keyring().cover(RefKind::Entry, entry);
    Ok(format!("{}?said={said}{page}#e-{anchor}", urls::client_part(client_ref, "journal")))
}

#[derive(Template)]
#[template(path = "casefile/journal.html")]
struct JournalPage {
    l: Layout,
    t: JournalTexts,
    file: File,
    action: String,
    new_href: String,
    words: Field,
    mode: Field,
    modes: Vec<Choice>,
    topic: Field,
    topics: Vec<Choice>,
    aspect: Field,
    aspects: Vec<Choice>,
    visibility: Field,
    visibilities: Vec<Choice>,
    author: Field,
    authors: Vec<Choice>,
    from: Field,
    to: Field,
    errors: Vec<FieldError>,
    notice: &'static str,
    count: String,
    is_narrowed: bool,
    reset_href: String,
    print_href: String,
    pages_href: String,
    is_all: bool,
    entries: Vec<EntryView>,
    pager: Option<Pager>,
}

/// What was read for the page.
struct Read {
    words: Option<String>,
    all: usize,
    window: Window,
    entries: Vec<EntryView>,
    authors: Vec<(i64, String)>,
}

impl Read {
    /// `posted` are the words of a form that came back.
    fn of(
        conn: &mut Conn,
        state: &State,
        lang: Lang,
        user: &SignedIn,
        file: &File,
        asked: &Asked,
        posted: Option<&str>,
    ) -> Result<Self> {
        let words = match posted {
            Some(words) => Some(words.to_owned()),
            None if asked.q.is_empty() => Some(String::new()),
            None => searches::find(conn, &user.actor, user.session_id, &asked.q)?,
        };
        let heads = store::heads_of(conn, &user.actor, file.id)?;
        let all = heads.len();
        let names = entry::names(conn, user)?;
        let writers: HashSet<i64> = heads.iter().map(|head| head.author_id).collect();
        let mut authors: Vec<(i64, String)> =
            writers.into_iter().map(|id| (id, names.get(&id).cloned().unwrap_or_default())).collect();
        authors.sort_by_key(|(_, name)| crate::clients::names::sort_key("", name));
        let filter = Filter::of(asked, words.as_deref().unwrap_or(""), state);
        let heads = filter.apply(conn, user, file, heads)?;
        let size = if asked.all.is_empty() { PAGE } else { heads.len().max(1) };
        let window = Window::new(asked.page.parse().ok(), size, heads.len());
        let shown: Vec<EntryHead> = heads.into_iter().skip(window.skip).take(window.size).collect();
        let entries = entry::views(conn, state, lang, user, file, &shown)?;
        Ok(Self { words, all, window, entries, authors })
    }
}

fn with_any(any: &'static str, choices: Vec<Choice>) -> Vec<Choice> {
    let selected = !choices.iter().any(|choice| choice.selected);
    let first = Choice { value: String::new(), label: any.to_owned(), selected };
    std::iter::once(first).chain(choices).collect()
}

/// The page for what is asked; with `errors` as the answer to a form, whose words were not kept.
fn show(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    asked: &Asked,
    posted: Option<&str>,
) -> Result<JournalPage> {
    let lang = visitor.lang;
    let t = JournalTexts(lang);
    let errors = wrong_dates(asked, t);
    let (file, read) = head::open(state, visitor, user, client_ref, Part::Journal, |conn, file| {
        Read::of(conn, state, lang, user, file, asked, posted)
    })?;
    let keyring = state.database.keyring();
    let author = |(id, name): (i64, String)| {
        let value = keyring.cover(RefKind::User, id);
        Choice { selected: value == asked.author, value, label: name }
    };
    let journal = urls::client_part(client_ref, "journal");
    let found = read.window.all.to_string();
    let is_all = !asked.all.is_empty();
    let is_narrowed = asked.at(1, false).address(client_ref) != journal;
    let l = Layout::new(visitor, state, t.heading(), &asked.address(client_ref))
        .of_client(visitor, client_ref)
        .with_errors(!errors.is_empty())
        .with_flash(entry::flash(Some(asked.said.as_str()), lang))
        .with_print_line(visitor, state.clock().local(state.clock().now_utc()));
    Ok(JournalPage {
        l,
        t,
        action: urls::client_part(client_ref, "journal/search"),
        new_href: urls::new_entry(client_ref),
        words: Field::new("q", t.words()).with(read.words.as_deref().unwrap_or("")),
        mode: Field::new("mode", t.mode()),
        modes: with_any(t.any(), choices::<JournalMode>(lang, |code| code == asked.mode)),
        topic: Field::new("topic", t.topic()),
        topics: with_any(t.any(), choices::<JournalTopic>(lang, |code| code == asked.topic)),
        aspect: Field::new("aspect", t.aspect()),
        aspects: with_any(t.any(), choices::<JournalAspect>(lang, |code| code == asked.aspect)),
        visibility: Field::new("visibility", t.visibility()),
        visibilities: with_any(t.any(), choices::<Visibility>(lang, |code| code == asked.visibility)),
        author: Field::new("author", t.author()),
        authors: with_any(t.any(), read.authors.into_iter().map(author).collect()),
        from: Field::new("from", t.from()).with(&asked.from).judged(&errors),
        to: Field::new("to", t.to()).with(&asked.to).judged(&errors),
        errors,
        notice: match (read.words.is_none(), read.all, read.window.all) {
            (true, ..) => t.words_expired(),
            (_, 0, _) => t.none_yet(),
            (_, _, 0) => t.none_found(),
            _ => "",
        },
        count: if is_narrowed { t.count_of(&found, &read.all.to_string()) } else { t.count(&found) },
        is_narrowed,
        reset_href: journal,
        print_href: if read.window.all > 0 && !is_all { asked.at(1, true).address(client_ref) } else { String::new() },
        pages_href: asked.at(1, false).address(client_ref),
        is_all,
        pager: (read.window.all > PAGE && !is_all)
            .then(|| read.window.pager(lang, |page| asked.at(page, false).address(client_ref))),
        entries: read.entries,
        file,
    })
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client_ref: web::Path<String>,
    asked: web::Query<HashMap<String, String>>,
) -> Answer {
    let asked = asked_of(&asked);
    let page = web::block(move || show(&state, &visitor, &user, &client_ref, &asked, None)).await??;
    Ok(if page.errors.is_empty() { ok(&page) } else { invalid(&page) })
}

async fn search(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client_ref: web::Path<String>,
    form: Posted,
) -> Answer {
    let text = |name: &str| form.trimmed(name).to_owned();
    let asked = Asked {
        mode: text("mode"),
        topic: text("topic"),
        aspect: text("aspect"),
        visibility: text("visibility"),
        author: text("author"),
        from: text("from"),
        to: text("to"),
        ..Asked::default()
    };
    let words = text("q");
    if !wrong_dates(&asked, JournalTexts(visitor.lang)).is_empty() {
        // What is no date may be a name: it must not come into an address, so the page is the answer itself.
        let page = web::block(move || show(&state, &visitor, &user, &client_ref, &asked, Some(&words))).await??;
        return Ok(invalid(&page));
    }
    let address = web::block(move || {
        state.database.read(|conn| head::find_locked_too(conn, &state, &user.actor, &client_ref))?;
        let q = if excerpt::terms(&words).is_empty() {
            String::new()
        } else {
            searches::keep(&state.database, &user, "journal.search", &words)?
        };
        Ok::<_, Error>(Asked { q, ..only_codes(asked) }.address(&client_ref))
    })
    .await??;
    Ok(see_other(&address))
}
