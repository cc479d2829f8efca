//! From a place to an open, proven connection: key first, then the settings, then the proof that it really is encrypted
//! and really is ours. Whatever is wrong is one sentence that says what to do.

use super::Conn;
use super::keyring::{Keyring, KeyringError};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use zeroize::Zeroize;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// An encrypted file.
    File(PathBuf),
    /// A PostgreSQL database by its URL, without password.
    Postgres(String),
}

/// Why the database does not open. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The keyring is missing while the database is there.
    #[error(
        "the database {database} is there, but its keyring {keyring} is missing; put the keyring back, or say where it is with key_file in rosa.toml"
    )]
    KeyringMissing {
        /// The database.
        database: String,
        /// Where the keyring was looked for.
        keyring: PathBuf,
    },
    /// The keyring is there while its database is missing.
    #[error(
        "the keyring {keyring} is there, but its database {database} is missing; put the database back, or move the keyring away if a new database is to be made"
    )]
    DatabaseMissing {
        /// Where the database was looked for.
        database: PathBuf,
        /// The keyring.
        keyring: PathBuf,
    },
    /// There is no database, and none may be made.
    #[error(
        "there is no database at {0}, and the configuration forbids making one (create = \"never\"); run `rosa init`, or correct --data"
    )]
    Forbidden(PathBuf),
    /// The keyring cannot be used.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The keyring has no key for an encrypted file.
    #[error(
        "the keyring {0} has no database key: it belongs to a PostgreSQL installation; set DATABASE_URL or use the right keyring"
    )]
    NoDatabaseKey(PathBuf),
    /// The file is not encrypted.
    #[error(
        "{0} is a plaintext SQLite file; ROSA opens only encrypted databases and will not touch it. Move it away, and export its content by other means"
    )]
    Plaintext(PathBuf),
    /// The key does not fit.
    #[error(
        "the key in {keyring} does not open {database}: it is the keyring of another database, or the file is damaged; use the keyring that was made with this database, or restore a backup"
    )]
    WrongKey {
        /// The database.
        database: PathBuf,
        /// The keyring used.
        keyring: PathBuf,
    },
    /// The keyring belongs to another installation.
    #[error("the keyring {0} does not belong to this database; use the keyring that was made with it")]
    ForeignKeyring(PathBuf),
    /// This program was built without SQLCipher.
    #[error("this program was built without SQLCipher and would write plaintext; install a proper build")]
    NoCipher,
    /// A newer program has been here.
    #[error(
        "the database was made by a newer version of ROSA (it has migration {0}); install that version or a later one"
    )]
    NewerSchema(String),
    /// A migration failed; nothing of it remains.
    #[error("the database could not be brought up to this version: {0}")]
    Migration(String),
    /// The URL holds a password.
    #[error(
        "DATABASE_URL holds a password; environment variables are read by others. Take it out and use a password file (PGPASSFILE) or a socket"
    )]
    PasswordInUrl,
    /// The URL is of no known kind.
    #[error(
        "DATABASE_URL must begin with postgres:// or postgresql://; without it the encrypted file in the data folder is used"
    )]
    UnknownUrl,
    /// The backend refused.
    #[error("the database cannot be opened: {0}")]
    Backend(String),
    /// The file system said no.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
}

/// Opens one connection to `location` with `keyring`, which was read from `keyring_path`.
pub(super) fn open(location: &Location, keyring: &Keyring, keyring_path: &Path) -> Result<Conn, OpenError> {
    match location {
        Location::File(path) => open_file(path, keyring, keyring_path).map(Conn::Sqlite),
        Location::Postgres(url) => open_postgres(url).map(Conn::Postgres),
    }
}

fn open_file(path: &Path, keyring: &Keyring, keyring_path: &Path) -> Result<SqliteConnection, OpenError> {
    let key = keyring.database.as_ref().ok_or_else(|| OpenError::NoDatabaseKey(keyring_path.to_owned()))?;
    let name = path.to_str().ok_or_else(|| OpenError::Backend("the path of the database is not UTF-8".to_owned()))?;
    let backend = |error: &dyn std::fmt::Display| OpenError::Backend(error.to_string());
    let mut conn = SqliteConnection::establish(name).map_err(|error| backend(&error))?;
    // A wrong key is said once, by us; SQLCipher's own lines about it would only stand beside.
    conn.batch_execute("PRAGMA cipher_log_level = NONE").map_err(|error| backend(&error))?;
    let mut hex = hex::encode(key.bytes());
    let mut statement = format!("PRAGMA key = \"x'{hex}'\"");
    let keyed = conn.batch_execute(&statement);
    statement.zeroize();
    hex.zeroize();
    keyed.map_err(|error| backend(&error))?;
    if !has_cipher(&mut conn) {
        return Err(OpenError::NoCipher);
    }
    // The first read proves the key: SQLCipher takes any key until then.
    conn.batch_execute("PRAGMA busy_timeout = 10000; SELECT count(*) FROM sqlite_master")
        .map_err(|_| OpenError::WrongKey { database: path.to_owned(), keyring: keyring_path.to_owned() })?;
    // FULL: what was answered as saved survives a power cut. secure_delete: erased means overwritten.
    conn.batch_execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; \
         PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536; \
         PRAGMA journal_size_limit = 67108864",
    )
    .map_err(|error| backend(&error))?;
    Ok(conn)
}

fn has_cipher(conn: &mut SqliteConnection) -> bool {
    #[derive(QueryableByName)]
    struct Version {
        #[diesel(sql_type = Text)]
        cipher_version: String,
    }
    diesel::sql_query("PRAGMA cipher_version")
        .get_result::<Version>(conn)
        .is_ok_and(|version| !version.cipher_version.is_empty())
}

fn open_postgres(url: &str) -> Result<PgConnection, OpenError> {
    let mut conn = PgConnection::establish(url).map_err(|error| OpenError::Backend(error.to_string()))?;
    // Our tables lie in memory or on flash. By itself PostgreSQL reckons with a turning disk, where one page after the other is
    // cheap and any other page dear, and reads whole tables where an index holds all that is asked. Our queries are short:
    // starting other processes for one takes longer than they save.
    conn.batch_execute(
        "SET client_min_messages = warning; SET lock_timeout = '10s'; SET random_page_cost = 1.1; \
         SET max_parallel_workers_per_gather = 0",
    )
    .map_err(|error| OpenError::Backend(error.to_string()))?;
    Ok(conn)
}

/// Refuses a file that begins as plaintext SQLite. A new file is empty and passes.
pub(super) fn refuse_plaintext(path: &Path) -> Result<(), OpenError> {
    let io = |error| OpenError::Io(path.to_owned(), error);
    let mut head = Vec::new();
    fs::File::open(path).map_err(io)?.take(16).read_to_end(&mut head).map_err(io)?;
    if head.starts_with(b"SQLite format 3") { Err(OpenError::Plaintext(path.to_owned())) } else { Ok(()) }
}

/// Checks a database URL: PostgreSQL, and no password in it.
///
/// # Errors
/// When it is another kind of URL, or holds a password.
pub(super) fn check_url(url: &str) -> Result<(), OpenError> {
    let rest =
        url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://")).ok_or(OpenError::UnknownUrl)?;
    let authority = rest.split(['/', '?']).next().unwrap_or("");
    let user_part = authority.rsplit_once('@').map_or("", |(user, _)| user);
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    if user_part.contains(':') || query.split('&').any(|pair| pair.starts_with("password=")) {
        return Err(OpenError::PasswordInUrl);
    }
    Ok(())
}
