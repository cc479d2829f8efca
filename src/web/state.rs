//! What the server holds while it runs.

use super::session::Rail;
use super::statics::Statics;
use crate::db::{Conn, Database};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::clock::Clock;
use crate::kernel::error::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The server's settings, checked at start.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach it, for example `https://journal.example.org`: decides cookies, HSTS and which posts are ours.
    pub public_url: String,
    /// True for the demo: marked on every page, plain cookies.
    pub demo: bool,
    /// True when every answer says how long it took and how many queries were sent.
    pub timing: bool,
}

impl Settings {
    /// True when people reach it over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The name of the session cookie: bound to this host where TLS makes that possible.
    #[must_use]
    pub fn session_cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-rosa" } else { "rosa" }
    }

    /// The name of the cookie that ties the sign-in form to this browser.
    #[must_use]
    pub fn visitor_cookie(&self) -> &'static str {
        if self.is_secure() { "__Host-rosa-visitor" } else { "rosa-visitor" }
    }
}

/// Everything a handler may need.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub database: Database,
    /// The settings.
    pub settings: Arc<Settings>,
    /// The static files.
    pub statics: Arc<Statics>,
    hashing: Arc<AtomicUsize>,
    work: Work,
}

/// What this room must know of somebody's work. It comes from outside, as this room knows no domain.
#[derive(Debug, Clone, Copy)]
pub struct Work {
    /// Makes what the rail shows.
    pub rail: fn(&Database, &Actor) -> Rail,
    /// True when she may see the client of this id.
    pub sees: fn(&Database, &Actor, i64) -> bool,
    /// Works out a client's deadlines anew, in the transaction that changes her records.
    pub settle: fn(&mut Conn, &Actor, Option<i64>) -> Result<()>,
    /// What a new client's form begins with, by the reference of what was there before she was a client.
    pub origin: fn(&State, &mut Conn, &Actor, &str) -> Result<Origin>,
    /// Ties a client to where she came from, in the transaction that takes her in; answers what the log says of it besides.
    pub took_in: fn(&State, &mut Conn, &Actor, &str, i64) -> Result<Vec<AuditEntry>>,
}

/// Where a new client comes from, as far as her form begins with it: texts and codes, blank where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The key of the enquiry in which she was a possible victim.
    pub enquiry: String,
    /// What she was called.
    pub alias: String,
    /// Gender.
    pub gender: String,
    /// Nationality.
    pub nationality: String,
    /// Forms of exploitation.
    pub exploitations: Vec<String>,
    /// Who brought her.
    pub referred_by: String,
}

/// At most this many passwords are hashed at once: each takes 64 MiB.
const HASHES_AT_ONCE: usize = 2;

/// Permission to hash one password; given back when dropped.
#[derive(Debug)]
pub struct HashPermit(Arc<AtomicUsize>);

impl Drop for HashPermit {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl State {
    /// The state of a server.
    #[must_use]
    pub fn new(database: Database, settings: Settings, work: Work) -> Self {
        Self {
            database,
            settings: Arc::new(settings),
            statics: Arc::new(Statics::embedded()),
            hashing: Arc::new(AtomicUsize::new(0)),
            work,
        }
    }

    /// True when an actor may see the client of this id.
    #[must_use]
    pub fn sees(&self, actor: &Actor, client: i64) -> bool {
        (self.work.sees)(&self.database, actor, client)
    }

    /// Works out a client's deadlines anew: for rooms that know no deadlines.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn settle(&self, conn: &mut Conn, actor: &Actor, client: i64) -> Result<()> {
        (self.work.settle)(conn, actor, Some(client))
    }

    /// What a new client's form begins with, by the reference of what it begins from.
    ///
    /// # Errors
    /// [`crate::kernel::error::Error::NotFound`] when there is no such thing for the actor.
    pub fn origin(&self, conn: &mut Conn, actor: &Actor, from: &str) -> Result<Origin> {
        (self.work.origin)(self, conn, actor, from)
    }

    /// Ties a client who was just taken in to where she came from. Answers what the log says of it besides.
    ///
    /// # Errors
    /// When that is open no more, or the database refuses.
    pub fn took_in(&self, conn: &mut Conn, actor: &Actor, from: &str, client: i64) -> Result<Vec<AuditEntry>> {
        (self.work.took_in)(self, conn, actor, from, client)
    }

    /// What the rail shows of an actor's work.
    #[must_use]
    pub fn rail(&self, actor: &Actor) -> Rail {
        (self.work.rail)(&self.database, actor)
    }

    /// The clock.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.database.clock()
    }

    /// Waits, on a thread that may wait, until a password may be hashed.
    #[must_use]
    pub fn hash_permit(&self) -> HashPermit {
        loop {
            let taken = self
                .hashing
                .fetch_update(Ordering::AcqRel, Ordering::Acquire, |now| (now < HASHES_AT_ONCE).then_some(now + 1));
            if taken.is_ok() {
                return HashPermit(Arc::clone(&self.hashing));
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}
