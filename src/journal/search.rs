//! A search through the texts of all journals. It walks from what was recorded last towards the oldest, a window at a time, so
//! that it is as quick in a large register as in a small one; inside a window the latest day comes first.

use super::excerpt::{self, Part};
use super::model::{EntryHead, Reader, may_read};
use super::store;
use crate::clients;
use crate::clients::sight::{self, Sight};
use crate::clients::store::ClientName;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::clock::Clock;
use crate::kernel::codes::{Role, Visibility};
use crate::kernel::error::Result;
use crate::web::paging::Window;
use crate::web::session::SignedIn;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// How many ids the index is asked for at a time, and how often at most for one window.
const SLICE: i64 = 60;
const SLICES: usize = 16;

/// How many texts are read at a time while the words are common, and in how many of them they stand then. An index gathers all places
/// of a word before it tells the newest; where a word is common, reading the newest texts is much the quicker way.
const READ: i64 = 400;
const COMMON: usize = 10;

/// A window has had enough when it has this many hits of a kind.
const ENOUGH: usize = 50;

/// How many hits stand on a page.
pub const PAGE: usize = 25;

/// Where a window begins: below these ids of entries and amendments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Below {
    /// Entries.
    pub entry: i64,
    /// Amendments.
    pub amendment: i64,
}

impl Below {
    /// The window of what was recorded last.
    pub const START: Self = Self { entry: i64::MAX, amendment: i64::MAX };
}

/// A text that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The client.
    pub client: ClientName,
    /// The entry.
    pub entry: EntryHead,
    /// True when the words stand in what was added to the entry later.
    pub is_amendment: bool,
    /// The local date of the entry, or of the amendment.
    pub on: NaiveDate,
    /// Who wrote it.
    pub author_id: i64,
    /// The text around the first match.
    pub excerpt: Vec<Part>,
}

/// A page of hits.
#[derive(Debug)]
pub struct Found {
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// Which of the window's hits they are.
    pub window: Window,
    /// Where the next window begins, when there may be more.
    pub older: Option<Below>,
}

/// A hit whose text has not been read yet.
struct Candidate {
    /// The entry's id, or the amendment's.
    id: i64,
    is_amendment: bool,
    on: NaiveDate,
    author_id: i64,
    entry: EntryHead,
}

/// Finds the texts in which every term begins a word, among those that the user may read.
///
/// # Errors
/// When the database cannot be read.
pub fn find(
    conn: &mut Conn,
    user: &SignedIn,
    clock: Clock,
    terms: &[String],
    below: Below,
    page: Option<usize>,
) -> Result<Found> {
    let actor = &user.actor;
    let sight = sight::of(conn, actor, clock.now_utc())?;
    let mut walk = Walk { user, clock, sight, names: HashMap::new(), unseen: HashSet::new(), terms };
    let (mut found, more_entries) = walk.window(conn, false, below.entry)?;
    let (amendments, more_amendments) = walk.window(conn, true, below.amendment)?;
    found.extend(amendments);
    found.sort_by_key(|one| std::cmp::Reverse((one.on, one.entry.place(), one.is_amendment, one.id)));
    let older = (more_entries.is_some() || more_amendments.is_some())
        .then(|| Below { entry: more_entries.unwrap_or(0), amendment: more_amendments.unwrap_or(0) });
    let window = Window::new(page, PAGE, found.len());
    let shown: Vec<Candidate> = found.into_iter().skip(window.skip).take(PAGE).collect();
    Ok(Found { hits: walk.with_texts(conn, shown)?, window, older })
}

/// Some hits, the newest first, and the id down to which all texts have been looked at; none when there are no older ones.
struct Slice {
    ids: Vec<i64>,
    last: Option<i64>,
}

struct Walk<'w> {
    user: &'w SignedIn,
    clock: Clock,
    sight: Sight,
    /// What the clients are called that she may see.
    names: HashMap<i64, ClientName>,
    /// Those she may not.
    unseen: HashSet<i64>,
    terms: &'w [String],
}

impl Walk<'_> {
    /// The hits of one kind below an id, and where to go on when there may be more.
    fn window(&mut self, conn: &mut Conn, is_amendment: bool, below: i64) -> Result<(Vec<Candidate>, Option<i64>)> {
        let (mut found, mut below, mut are_common) = (Vec::new(), below, true);
        for _ in 0..SLICES {
            let slice = if are_common {
                let slice = self.read(conn, is_amendment, below)?;
                are_common = slice.ids.len() >= COMMON;
                slice
            } else {
                self.looked_up(conn, is_amendment, below)?
            };
            let ids = slice.ids;
            let candidates = if is_amendment { self.amendments(conn, &ids)? } else { self.entries(conn, &ids)? };
            found.extend(self.readable(conn, candidates)?);
            let Some(last) = slice.last else { return Ok((found, None)) };
            below = last;
            if found.len() >= ENOUGH {
                break;
            }
        }
        Ok((found, Some(below)))
    }

    /// The next hits among the texts themselves.
    fn read(&self, conn: &mut Conn, is_amendment: bool, below: i64) -> Result<Slice> {
        let texts = store::texts_below(conn, &self.user.actor, is_amendment, below, READ)?;
        let hits = texts.iter().filter(|(_, text)| excerpt::has_all(text, self.terms)).map(|(id, _)| *id).collect();
        let is_end = i64::try_from(texts.len()).unwrap_or(i64::MAX) < READ;
        Ok(Slice { ids: hits, last: texts.last().map(|(id, _)| *id).filter(|_| !is_end) })
    }

    /// The next hits that the index knows.
    fn looked_up(&self, conn: &mut Conn, is_amendment: bool, below: i64) -> Result<Slice> {
        let ids = store::with_words(conn, &self.user.actor, is_amendment, self.terms, below, SLICE)?;
        let is_end = i64::try_from(ids.len()).unwrap_or(i64::MAX) < SLICE;
        Ok(Slice { last: ids.last().copied().filter(|_| !is_end), ids })
    }

    fn entries(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<Candidate>> {
        let candidate = |entry: EntryHead| Candidate {
            id: entry.id,
            is_amendment: false,
            on: entry.occurred_on,
            author_id: entry.author_id,
            entry,
        };
        Ok(store::heads(conn, &self.user.actor, ids)?.into_iter().map(candidate).collect())
    }

    fn amendments(&self, conn: &mut Conn, ids: &[i64]) -> Result<Vec<Candidate>> {
        let rows = store::amendments_by_id(conn, &self.user.actor, ids)?;
        let entries: Vec<i64> = rows.iter().map(|row| row.entry_id).collect();
        let heads: HashMap<i64, EntryHead> =
            store::heads(conn, &self.user.actor, &entries)?.into_iter().map(|head| (head.id, head)).collect();
        let candidate = |entry: EntryHead, id, author_id, at| Candidate {
            id,
            is_amendment: true,
            on: self.clock.local(at).date(),
            author_id,
            entry,
        };
        let of = |entry: i64| heads.get(&entry).cloned();
        let known = rows.into_iter().filter_map(|row| Some((of(row.entry_id)?, row)));
        Ok(known.map(|(entry, row)| candidate(entry, row.id, row.author_id, row.written_at)).collect())
    }

    /// Those of clients she sees, and of these what she may read. Whoever is not seen is left out of the count too.
    fn readable(&mut self, conn: &mut Conn, candidates: Vec<Candidate>) -> Result<Vec<Candidate>> {
        let actor = &self.user.actor;
        let clients: HashSet<i64> = candidates.iter().map(|one| one.entry.client_id).collect();
        let new: Vec<i64> =
            clients.into_iter().filter(|id| !self.names.contains_key(id) && !self.unseen.contains(id)).collect();
        let names = clients::store::names_of(conn, actor, &self.sight, &new)?;
        self.names.extend(names.into_iter().map(|name| (name.id, name)));
        self.unseen.extend(new.into_iter().filter(|id| !self.names.contains_key(id)));
        let own = self.own_clients(conn, &candidates)?;
        let (user_id, role) = (self.user.user_id, self.user.role);
        let mut readable = candidates;
        readable.retain(|one| {
            let client = one.entry.client_id;
            let reader = Reader { user_id, role, is_own_caseworker: own.contains(&client) };
            self.names.contains_key(&client) && may_read(&one.entry, reader)
        });
        Ok(readable)
    }

    /// Whose caseworker she is, among the clients where it matters.
    fn own_clients(&self, conn: &mut Conn, candidates: &[Candidate]) -> Result<HashSet<i64>> {
        if self.user.role == Role::Lead {
            return Ok(HashSet::new());
        }
        let restricted = candidates.iter().filter(|one| one.entry.seen_by() == Visibility::Restricted);
        let ids: HashSet<i64> = restricted.map(|one| one.entry.client_id).collect();
        let cases = clients::store::clients_of(conn, &self.user.actor, &ids.into_iter().collect::<Vec<_>>())?;
        let is_own = |caseworker: Option<i64>| caseworker == Some(self.user.user_id);
        Ok(cases.into_iter().filter(|case| is_own(case.caseworker_id)).map(|case| case.id).collect())
    }

    /// The texts of what is shown.
    fn with_texts(&self, conn: &mut Conn, shown: Vec<Candidate>) -> Result<Vec<Hit>> {
        let actor: &Actor = &self.user.actor;
        let ids = |is_amendment: bool| -> Vec<i64> {
            shown.iter().filter(|one| one.is_amendment == is_amendment).map(|one| one.id).collect()
        };
        let mut texts: HashMap<(bool, i64), String> = HashMap::new();
        let entries = store::entries(conn, actor, &ids(false))?;
        texts.extend(entries.into_iter().map(|entry| ((false, entry.head.id), entry.text)));
        let amendments = store::amendments_by_id(conn, actor, &ids(true))?;
        texts.extend(amendments.into_iter().map(|row| ((true, row.id), row.text)));
        let hit = |one: Candidate| {
            Some(Hit {
                client: self.names.get(&one.entry.client_id)?.clone(),
                excerpt: excerpt::excerpt(texts.get(&(one.is_amendment, one.id))?, self.terms),
                entry: one.entry,
                is_amendment: one.is_amendment,
                on: one.on,
                author_id: one.author_id,
            })
        };
        Ok(shown.into_iter().filter_map(hit).collect())
    }
}
