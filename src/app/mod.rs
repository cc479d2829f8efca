//! Wiring: the configuration, and from it the open database. Knows every room; no room knows it but the command line.

pub mod config;
pub mod server;

use crate::db::{Database, Location, OpenError};
use crate::kernel::clock::Clock;
use config::{Config, ConfigError, Create};
use std::path::{Path, PathBuf};

/// Why the product does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The data folder cannot be made.
    #[error("the data folder {0} cannot be made: {1}")]
    Folder(PathBuf, std::io::Error),
    /// There is a database already.
    #[error("there is a database at {0} already; nothing was changed")]
    Exists(String),
}

/// An opened installation.
#[derive(Debug)]
pub struct Installation {
    /// Its database.
    pub database: Database,
    /// Its configuration.
    pub config: Config,
    /// Where its keyring is, when it was made just now: whoever started the command should know.
    pub made_keyring: Option<PathBuf>,
}

/// Opens the installation in the folder `data`. Where there is none, it is made, unless the configuration forbids.
///
/// # Errors
/// When the configuration, the keyring or the database is not as it must be.
pub fn open(data: &Path) -> Result<Installation, StartError> {
    let config = Config::load(data)?;
    let clock = Clock::in_zone(config.time_zone);
    let location = config.location();
    let keyring = &config.key_file;
    let has_keyring = keyring.exists();
    let (database, made) = match &location {
        Location::File(path) => match (path.exists(), has_keyring) {
            (true, true) => (Database::open(&location, keyring, clock)?, false),
            (true, false) => return Err(keyring_missing(&location, keyring, clock).into()),
            (false, true) => {
                return Err(OpenError::DatabaseMissing { database: path.clone(), keyring: keyring.clone() }.into());
            }
            (false, false) if config.create == Create::Never => return Err(OpenError::Forbidden(path.clone()).into()),
            (false, false) => (create(data, &location, keyring, clock)?, true),
        },
        Location::Postgres(_) if has_keyring => (Database::open(&location, keyring, clock)?, false),
        Location::Postgres(_) if config.create == Create::Never => {
            return Err(keyring_missing(&location, keyring, clock).into());
        }
        Location::Postgres(_) => (create(data, &location, keyring, clock)?, true),
    };
    let made_keyring = made.then(|| keyring.clone());
    Ok(Installation { database, config, made_keyring })
}

/// Makes a new installation in the folder `data`; `key_file` says where its keyring goes, else the configuration does.
///
/// # Errors
/// When there is one already, or it cannot be made.
pub fn init(data: &Path, key_file: Option<&Path>) -> Result<Installation, StartError> {
    let mut config = Config::load(data)?;
    if let Some(key_file) = key_file {
        config.key_file =
            std::path::absolute(key_file).map_err(|error| StartError::Folder(key_file.to_owned(), error))?;
    }
    let location = config.location();
    let taken = match &location {
        Location::File(path) => path.exists(),
        Location::Postgres(_) => false,
    };
    if taken || config.key_file.exists() {
        let at = if taken { shown(&location) } else { format!("{} (its keyring)", config.key_file.display()) };
        return Err(StartError::Exists(at));
    }
    let clock = Clock::in_zone(config.time_zone);
    let database = create(data, &location, &config.key_file, clock)?;
    config.write_example(data, key_file.is_some())?;
    let made_keyring = Some(config.key_file.clone());
    Ok(Installation { database, config, made_keyring })
}

fn create(data: &Path, location: &Location, keyring: &Path, clock: Clock) -> Result<Database, StartError> {
    make_private_folder(data)?;
    Database::create(location, keyring, clock).map_err(|error| match error {
        // The new keyring does not fit because the database has had another one all along.
        OpenError::ForeignKeyring(_) => {
            OpenError::KeyringMissing { database: shown(location), keyring: keyring.to_owned() }.into()
        }
        other => other.into(),
    })
}

/// A database without its keyring: when the file is not even encrypted, that is the better answer.
fn keyring_missing(location: &Location, keyring: &Path, clock: Clock) -> OpenError {
    match Database::open(location, keyring, clock) {
        Err(OpenError::Plaintext(path)) => OpenError::Plaintext(path),
        _ => OpenError::KeyringMissing { database: shown(location), keyring: keyring.to_owned() },
    }
}

fn shown(location: &Location) -> String {
    match location {
        Location::File(path) => path.display().to_string(),
        Location::Postgres(_) => "DATABASE_URL".to_owned(),
    }
}

fn make_private_folder(path: &Path) -> Result<(), StartError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| StartError::Folder(path.to_owned(), error))
}
