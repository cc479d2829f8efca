//! An office for tests of daily work: the register of 2019 on a database of its own, served in this process at a moment that
//! stands still, and colleagues who are signed in without hashing a password. Another moment is another server on the same
//! database, so nothing waits for a clock.

use super::server::Browser;
use super::{Backend, Rosa, rosa_2019};
use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use rosa::access::{sessions, store};
use rosa::db::{Database, Location};
use rosa::kernel::actor::Actor;
use rosa::kernel::clock::Clock;
use rosa::kernel::error::Error;
use rosa::web::state::Settings;
use std::net::TcpListener;
use std::path::Path;

/// When the office is open: Wednesday 8 January 2020, 13.00 in Norway.
pub const NOW: &str = "2020-01-08 12:00:00";

/// An office.
pub struct Office {
    pub rosa: Rosa,
    location: Location,
}

/// A server at one moment.
pub struct Desk {
    pub url: String,
    pub database: Database,
}

impl Office {
    /// An office with the register of 2019.
    pub fn new(backend: Backend) -> Self {
        Self::with(backend, &rosa_2019())
    }

    /// An office with a register.
    pub fn with(backend: Backend, register: &Path) -> Self {
        let rosa = Rosa::new(backend);
        rosa.run(&["init"]).done();
        rosa.import(register).done();
        let location = rosa.location();
        Self { rosa, location }
    }

    /// An office with the people and places of a register, and nobody in its care.
    pub fn with_people(backend: Backend, register: &Path) -> Self {
        let rosa = Rosa::new(backend);
        rosa.run(&["init"]).done();
        let folder = rosa.path("people");
        std::fs::create_dir(&folder).unwrap();
        for file in ["facilities.csv", "users.csv"] {
            std::fs::copy(register.join(file), folder.join(file)).unwrap();
        }
        rosa.import(&folder).done();
        let location = rosa.location();
        Self { rosa, location }
    }

    /// Serves at [`NOW`].
    pub fn open(&self) -> Desk {
        self.at(NOW)
    }

    /// Serves at a moment in UTC.
    pub fn at(&self, moment: &str) -> Desk {
        let naive = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M:%S").unwrap();
        let now: DateTime<Utc> = Utc.from_utc_datetime(&naive);
        let clock = Clock::fixed(chrono_tz::Europe::Oslo, now);
        let database = Database::open(&self.location, &self.rosa.data().join("rosa.key"), clock).unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let settings = Settings { public_url: url.clone(), demo: false, timing: false };
        let served = database.clone();
        // It ends with the process.
        std::thread::spawn(move || rosa::app::server::serve(listener, served, settings).unwrap());
        Desk { url, database }
    }
}

impl Desk {
    /// A colleague at her desk.
    pub fn signed_in(&self, username: &str) -> Browser {
        Browser::with_cookie(&self.url, "rosa", &self.session(username))
    }

    /// The token of a new session of a colleague.
    pub fn session(&self, username: &str) -> String {
        let now = self.database.clock().now_utc();
        self.database
            .upkeep(|conn| {
                let user = store::account_by_username(conn, &Actor::System, username)?.ok_or(Error::NotFound)?;
                sessions::begin(conn, &Actor::System, user.id, None, now)
            })
            .unwrap()
    }

    /// The same browser at this desk: its session may have grown old.
    pub fn with_session(&self, token: &str) -> Browser {
        Browser::with_cookie(&self.url, "rosa", token)
    }
}
