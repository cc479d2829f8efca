//! The keyring: one small file with the keys of one installation. Without it the database cannot be read, so it is made
//! together with its database and kept apart from its backups.

use crate::kernel::secret::Key;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroize;

/// The keys of one installation.
#[derive(Debug)]
pub struct Keyring {
    /// Encrypts the database file; PostgreSQL installations have none.
    pub database: Option<Key>,
    /// Chains the log.
    pub log_chain: Key,
    /// Encrypts single fields, and is what further keys are derived from.
    pub fields: Key,
    /// Covers ids in addresses; derived.
    pub(super) refs: Key,
    /// Seals attached files; derived.
    pub files: Key,
}

/// Why a keyring could not be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// There is none at this path.
    #[error("there is no keyring at {0}")]
    Missing(PathBuf),
    /// Other users of the machine may read it.
    #[error("the keyring {0} can be read by other users of this machine; run: chmod 600 {0}")]
    Exposed(PathBuf),
    /// It is not a keyring as ROSA writes it.
    #[error("{0} is not a keyring: {1}")]
    Malformed(PathBuf, String),
    /// The file system said no.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyringFile {
    version: u32,
    database: Option<String>,
    log_chain: String,
    fields: String,
}

impl Drop for KeyringFile {
    fn drop(&mut self) {
        self.database.zeroize();
        self.log_chain.zeroize();
        self.fields.zeroize();
    }
}

impl Keyring {
    /// New random keys from the operating system. `with_database_key` is false for PostgreSQL.
    ///
    /// # Errors
    /// When the operating system has no randomness.
    pub fn generate(with_database_key: bool) -> io::Result<Self> {
        Ok(Self::of(if with_database_key { Some(random_key()?) } else { None }, random_key()?, random_key()?))
    }

    fn of(database: Option<Key>, log_chain: Key, fields: Key) -> Self {
        let (refs, files) = (derived(&fields, "refs"), derived(&fields, "files"));
        Self { database, log_chain, fields, refs, files }
    }

    /// Reads the keyring at `path`.
    ///
    /// # Errors
    /// When it is missing, open to others, or not a keyring.
    pub fn load(path: &Path) -> Result<Self, KeyringError> {
        let io = |error| KeyringError::Io(path.to_owned(), error);
        let metadata = match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(KeyringError::Missing(path.to_owned()));
            }
            other => other.map_err(io)?,
        };
        if open_to_others(&metadata) {
            return Err(KeyringError::Exposed(path.to_owned()));
        }
        let mut text = fs::read_to_string(path).map_err(io)?;
        // The parser's own message would quote the line, and with it a key.
        let parsed: Result<KeyringFile, _> = toml::from_str(&text);
        text.zeroize();
        let malformed = |what: &str| KeyringError::Malformed(path.to_owned(), what.to_owned());
        let file = parsed.map_err(|_| malformed("it must hold version, log_chain and fields, and nothing unknown"))?;
        if file.version != 1 {
            return Err(malformed("its version is not 1; it was made by a newer version of ROSA"));
        }
        let key = |hex: &str, name: &str| decode(hex).ok_or_else(|| malformed(&format!("{name} is not 64 hex digits")));
        Ok(Self::of(
            file.database.as_deref().map(|hex| key(hex, "database")).transpose()?,
            key(&file.log_chain, "log_chain")?,
            key(&file.fields, "fields")?,
        ))
    }

    /// Writes a new file for its owner only; never over one that is there.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn save_new(&self, path: &Path) -> io::Result<()> {
        let mut text = String::from(
            "# The keyring of one ROSA installation. Whoever has it and the database can read everything;\n\
             # without it the database is lost. Keep a copy in a safe place, never beside a backup.\nversion = 1\n",
        );
        let keys = [
            ("database", self.database.as_ref()),
            ("log_chain", Some(&self.log_chain)),
            ("fields", Some(&self.fields)),
        ];
        for (name, key) in keys {
            if let Some(key) = key {
                let mut hex = hex::encode(key.bytes());
                text.push_str(&format!("{name} = \"{hex}\"\n"));
                hex.zeroize();
            }
        }
        let mut file = new_private_file(path)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        text.zeroize();
        written
    }

    /// A keyed hash of a text for one purpose: the same text gives the same hash, and nobody without the key can tell which
    /// text it was.
    #[must_use]
    pub fn blind(&self, purpose: &str, text: &str) -> String {
        hmac_hex(&self.fields, &[purpose.as_bytes(), text.as_bytes()])
    }

    /// A text that tells whether a database belongs to this keyring, and gives away nothing of its keys.
    #[must_use]
    pub fn check_value(&self) -> String {
        hmac_hex(&self.log_chain, &[b"rosa keyring check v1"])
    }
}

/// HMAC-SHA256 of the parts, each with its length before it so that no two lists give one text; as hex.
pub(super) fn hmac_hex(key: &Key, parts: &[&[u8]]) -> String {
    // HMAC takes a key of any length; the error type is there for other MACs.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.bytes()) else { return String::new() };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    hex::encode(mac.finalize().into_bytes())
}

/// A key of its own for one purpose.
fn derived(key: &Key, purpose: &str) -> Key {
    // HMAC takes a key of any length; the error type is there for other MACs.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.bytes()) else { return key.clone() };
    mac.update(b"rosa derived key v1");
    mac.update(purpose.as_bytes());
    Key::new(mac.finalize().into_bytes().into())
}

/// Creates a file that only its owner may read; fails when it is there.
pub fn new_private_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn random_key() -> io::Result<Key> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(Key::new(bytes))
}

fn decode(hex: &str) -> Option<Key> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(hex, &mut bytes).ok()?;
    Some(Key::new(bytes))
}

#[cfg(unix)]
fn open_to_others(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn open_to_others(_metadata: &fs::Metadata) -> bool {
    false
}
