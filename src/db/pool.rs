//! The open database: connections, read and write transactions. A write commits only together with its log entry.

use super::connect::{self, Location, OpenError};
use super::keyring::{Keyring, new_private_file};
use super::schema::installation;
use super::{Conn, chain, dialect, migrate};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::clock::Clock;
use crate::kernel::error::{Error, Result};
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How many connections one process holds at most: one writer and a few readers.
const CONNECTIONS: u32 = 5;

/// How long a request waits for a free connection before it is told that the database is busy.
const WAIT: Duration = Duration::from_secs(10);

/// An open database with its keyring.
#[derive(Clone)]
pub struct Database {
    pool: Pool<Manager>,
    keyring: Arc<Keyring>,
    clock: Clock,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Database(..)")
    }
}

struct Manager {
    location: Location,
    keyring: Arc<Keyring>,
    keyring_path: PathBuf,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = OpenError;

    fn connect(&self) -> std::result::Result<Conn, OpenError> {
        connect::open(&self.location, &self.keyring, &self.keyring_path)
    }

    fn is_valid(&self, conn: &mut Conn) -> std::result::Result<(), OpenError> {
        diesel::sql_query("SELECT 1").execute(conn).map(|_| ()).map_err(|error| OpenError::Backend(error.to_string()))
    }

    fn has_broken(&self, _conn: &mut Conn) -> bool {
        std::thread::panicking()
    }
}

impl Database {
    /// Makes a new database at `location` and its keyring at `keyring_path`, both or neither.
    ///
    /// # Errors
    /// When one of them is there already, or cannot be made.
    pub fn create(location: &Location, keyring_path: &Path, clock: Clock) -> std::result::Result<Self, OpenError> {
        if let Location::Postgres(url) = location {
            connect::check_url(url)?;
        }
        let io = |path: &Path| {
            let path = path.to_owned();
            move |error| OpenError::Io(path, error)
        };
        let keyring = Keyring::generate(matches!(location, Location::File(_))).map_err(io(keyring_path))?;
        keyring.save_new(keyring_path).map_err(io(keyring_path))?;
        let made = match location {
            Location::File(path) => new_private_file(path).map(|_| ()).map_err(io(path)),
            Location::Postgres(_) => Ok(()),
        }
        .and_then(|()| Self::open_checked(location, keyring, keyring_path, clock));
        if made.is_err() {
            // A keyring without its database would stand in the way of the next attempt.
            let _ = std::fs::remove_file(keyring_path);
            if let Location::File(path) = location {
                let _ = std::fs::remove_file(path);
            }
        }
        made
    }

    /// Makes a database in the folder `folder` whose keys are kept in memory only: when the process ends, nobody can read
    /// what is left of it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create_fleeting(folder: &Path, clock: Clock) -> std::result::Result<Self, OpenError> {
        let path = folder.join("fleeting.db");
        let io = |error| OpenError::Io(path.clone(), error);
        let keyring = Keyring::generate(true).map_err(io)?;
        new_private_file(&path).map_err(io)?;
        Self::open_checked(&Location::File(path.clone()), keyring, Path::new("memory"), clock)
    }

    /// Opens the database at `location`, proves it, and brings its schema up to date.
    ///
    /// # Errors
    /// When anything is not as it must be; see [`OpenError`].
    pub fn open(location: &Location, keyring_path: &Path, clock: Clock) -> std::result::Result<Self, OpenError> {
        match location {
            Location::File(path) => connect::refuse_plaintext(path)?,
            Location::Postgres(url) => connect::check_url(url)?,
        }
        Self::open_checked(location, Keyring::load(keyring_path)?, keyring_path, clock)
    }

    fn open_checked(
        location: &Location,
        keyring: Keyring,
        keyring_path: &Path,
        clock: Clock,
    ) -> std::result::Result<Self, OpenError> {
        let keyring = Arc::new(keyring);
        let mut first = connect::open(location, &keyring, keyring_path)?;
        let ran = migrate::run(&mut first)?;
        let backend = |error: Error| OpenError::Backend(error.to_string());
        check_installation(&mut first, &keyring, clock)
            .map_err(backend)?
            .then_some(())
            .ok_or_else(|| OpenError::ForeignKeyring(keyring_path.to_owned()))?;
        if ran > 0 {
            transaction(&mut first, dialect::begin_write, |conn| {
                chain::append(conn, &keyring, &Actor::System, AuditEntry::done("database.migrate"), clock.now_utc())
            })
            .map_err(backend)?;
        }
        drop(first);
        let manager = Manager {
            location: location.clone(),
            keyring: Arc::clone(&keyring),
            keyring_path: keyring_path.to_owned(),
        };
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(0))
            .connection_timeout(WAIT)
            .test_on_check_out(matches!(location, Location::Postgres(_)))
            .build(manager)
            .map_err(|error| OpenError::Backend(error.to_string()))?;
        Ok(Self { pool, keyring, clock })
    }

    /// The clock that stamps the log.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// The keys of this installation.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Reads: everything inside sees one state of the database.
    ///
    /// # Errors
    /// What the closure answers, or that the database is busy or broken.
    pub fn read<T, E: From<Error>>(
        &self,
        act: impl FnOnce(&mut Conn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        transaction(&mut *self.connection()?, dialect::begin_read, act)
    }

    /// Writes: what the closure did and its log entry are committed together, or neither.
    ///
    /// # Errors
    /// What the closure answers, or that the database is busy or broken; then nothing has changed.
    pub fn write<T, L: Into<Vec<AuditEntry>>, E: From<Error>>(
        &self,
        actor: &Actor,
        act: impl FnOnce(&mut Conn) -> std::result::Result<(T, L), E>,
    ) -> std::result::Result<T, E> {
        transaction(&mut *self.connection()?, dialect::begin_write, |conn| {
            let (done, entries) = act(conn)?;
            self.append(conn, actor, entries.into())?;
            Ok(done)
        })
    }

    fn append(&self, conn: &mut Conn, actor: &Actor, entries: Vec<AuditEntry>) -> Result<()> {
        // An act that nothing is said of is a fault of ours; the log must not have holes.
        if entries.is_empty() {
            return Err(Error::internal("a write without an entry in the log"));
        }
        entries.into_iter().try_for_each(|entry| chain::append(conn, &self.keyring, actor, entry, self.clock.now_utc()))
    }

    /// Changes technical rows that are no act of anybody: when a session was last seen, an expired token. Not for records.
    ///
    /// # Errors
    /// What the closure answers, or that the database is busy or broken.
    pub fn upkeep<T, E: From<Error>>(
        &self,
        act: impl FnOnce(&mut Conn) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        transaction(&mut *self.connection()?, dialect::begin_write, act)
    }

    /// Asks the backend whether what it stored is whole: on SQLCipher every page against its seal, then the structure.
    /// Answers what is wrong, nothing when all is well. PostgreSQL checks its pages itself.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn check_storage(&self) -> Result<Vec<String>> {
        dialect::check_storage(&mut *self.connection()?)
    }

    /// Logs a read, in a short transaction of its own. Whoever shows what was read calls this first: no entry, no page.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub fn log(&self, actor: &Actor, entry: AuditEntry) -> Result<()> {
        self.log_all(actor, vec![entry])
    }

    /// Logs several reads that one page shows, in one short transaction.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub fn log_all(&self, actor: &Actor, entries: Vec<AuditEntry>) -> Result<()> {
        // Nothing but the log is written, so nobody else's writing has to be waited for.
        transaction(&mut *self.connection()?, dialect::begin_log, |conn| self.append(conn, actor, entries))
    }

    fn connection(&self) -> Result<PooledConnection<Manager>> {
        self.pool.get().map_err(|_| Error::Busy)
    }
}

/// Runs `act` between `begin` and commit; an error rolls everything back.
fn transaction<T, E: From<Error>>(
    conn: &mut Conn,
    begin: fn(&mut Conn) -> QueryResult<()>,
    act: impl FnOnce(&mut Conn) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    begin(conn).map_err(Error::from)?;
    match act(conn) {
        Ok(done) => {
            dialect::commit(conn).map_err(Error::from)?;
            Ok(done)
        }
        Err(error) => {
            // The first error is the one to tell; a failed rollback ends with the connection.
            let _ = dialect::rollback(conn);
            Err(error)
        }
    }
}

/// True when the database belongs to the keyring; a new database is bound to it here.
fn check_installation(conn: &mut Conn, keyring: &Keyring, clock: Clock) -> Result<bool> {
    transaction(conn, dialect::begin_write, |conn| {
        let found: Option<String> = installation::table.select(installation::keyring_check).first(conn).optional()?;
        let own = keyring.check_value();
        if let Some(found) = found {
            return Ok(found == own);
        }
        diesel::insert_into(installation::table)
            .values((
                installation::id.eq(1_i64),
                installation::created_at.eq(clock.now_utc()),
                installation::keyring_check.eq(own),
            ))
            .execute(conn)?;
        Ok(true)
    })
}
