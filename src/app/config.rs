//! The configuration: `rosa.toml` in the data folder, then the environment. Read once, checked whole, and documented in
//! docs/configuration.md. It holds no secret: keys stand in the keyring, a database password in a password file.

use crate::db::Location;
use crate::kernel::text::Lang;
use chrono_tz::Tz;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The name of the configuration file in the data folder.
pub const FILE: &str = "rosa.toml";

/// May a command that finds no database make one?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Create {
    /// Yes, with its keyring and a warning.
    WhenMissing,
    /// No: only `rosa init` may.
    Never,
}

/// The configuration of one installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The keyring's place, absolute or as seen from the current folder.
    pub key_file: PathBuf,
    /// The database file.
    pub database_file: PathBuf,
    /// PostgreSQL instead of the file: its URL, without password.
    pub database_url: Option<String>,
    /// May a command make a missing database?
    pub create: Create,
    /// The organisation's time zone: which day it is.
    pub time_zone: Tz,
    /// Where `rosa serve` listens.
    pub listen: String,
    /// The address people use, without a slash at its end.
    pub public_url: Option<String>,
    /// The language of what commands print for people, such as the report.
    pub language: Lang,
    /// Says with every answer how long it took and how many queries were sent (the header Server-Timing).
    pub server_timing: bool,
}

/// Why the configuration is refused.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// The file is not as it must be.
    #[error("{path} is wrong: {message}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// A variable of the environment is not as it must be.
    #[error("the environment variable {name} is wrong: {message}")]
    Variable {
        /// Its name.
        name: &'static str,
        /// What is wrong and what is allowed.
        message: String,
    },
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    key_file: Option<PathBuf>,
    create: Option<Create>,
    database_url: Option<String>,
    time_zone: Option<String>,
    listen: Option<String>,
    public_url: Option<String>,
    language: Option<Lang>,
    server_timing: Option<bool>,
}

impl Config {
    /// Reads the configuration of the data folder and the environment, which wins.
    ///
    /// # Errors
    /// When something in it is unknown or not allowed.
    pub fn load(data: &Path) -> Result<Self, ConfigError> {
        Self::from_sources(data, |name| std::env::var(name).ok())
    }

    fn from_sources(data: &Path, variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let path = data.join(FILE);
        let file = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str::<File>(&text)
                .map_err(|error| ConfigError::File { path: path.clone(), message: error.message().to_owned() })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => File::default(),
            Err(error) => return Err(ConfigError::Io(path, error)),
        };
        let set = |name: &'static str| variable(name).filter(|value| !value.is_empty());
        let create = match set("ROSA_CREATE").as_deref() {
            None => file.create.unwrap_or(Create::WhenMissing),
            Some("when_missing") => Create::WhenMissing,
            Some("never") => Create::Never,
            Some(other) => return Err(wrong("ROSA_CREATE", other, "when_missing, never")),
        };
        let language = match set("ROSA_LANGUAGE").as_deref() {
            None => file.language.unwrap_or_default(),
            Some("nb") => Lang::Nb,
            Some("en") => Lang::En,
            Some(other) => return Err(wrong("ROSA_LANGUAGE", other, "nb, en")),
        };
        let zone_name = |name: &str| name.parse::<Tz>().ok();
        const ZONES: &str = "a name of the time zone database, for example Europe/Oslo";
        let time_zone = match (set("ROSA_TIME_ZONE"), file.time_zone) {
            (Some(name), _) => zone_name(&name).ok_or_else(|| wrong("ROSA_TIME_ZONE", &name, ZONES))?,
            (None, Some(name)) => zone_name(&name).ok_or_else(|| ConfigError::File {
                path: path.clone(),
                message: format!("time_zone \"{name}\" is not allowed; allowed: {ZONES}"),
            })?,
            (None, None) => chrono_tz::Europe::Oslo,
        };
        let key_file = match set("ROSA_KEY_FILE") {
            Some(key_file) => PathBuf::from(key_file),
            // A relative path in the file is seen from the file.
            None => data.join(file.key_file.unwrap_or_else(|| PathBuf::from("rosa.key"))),
        };
        let listen = set("ROSA_LISTEN").or(file.listen).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let public_url = match set("ROSA_PUBLIC_URL").or(file.public_url) {
            Some(url) => Some(checked_url(&url)?),
            None => None,
        };
        Ok(Self {
            listen,
            public_url,
            key_file,
            database_file: data.join("rosa.db"),
            database_url: set("DATABASE_URL").or(file.database_url),
            create,
            time_zone,
            language,
            server_timing: file.server_timing.unwrap_or(false),
        })
    }

    /// Where the database is.
    #[must_use]
    pub fn location(&self) -> Location {
        match &self.database_url {
            Some(url) => Location::Postgres(url.clone()),
            None => Location::File(self.database_file.clone()),
        }
    }

    /// Writes `rosa.toml` with every setting explained, when there is none; `keep_key_file` writes where the keyring is.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn write_example(&self, data: &Path, keep_key_file: bool) -> Result<(), ConfigError> {
        let path = data.join(FILE);
        if path.exists() {
            return Ok(());
        }
        let key_file = toml::Value::String(self.key_file.display().to_string());
        let key_line =
            if keep_key_file { format!("key_file = {key_file}") } else { "# key_file = \"rosa.key\"".to_owned() };
        let text = format!(
            "# Configuration of this ROSA installation; see docs/configuration.md. The environment wins over this file.\n\n\
             # Where the keyring is. Keep it on another disk than the database and its backups.\n{key_line}\n\n\
             # May a command make a missing database? when_missing, or never (then only `rosa init` does).\n\
             create = \"never\"\n\n\
             # PostgreSQL instead of the encrypted file; without password (use a password file or a socket).\n\
             # database_url = \"postgres://rosa@/rosa?host=/run/postgresql\"\n\n\
             # Which day it is, is decided here.\n# time_zone = \"Europe/Oslo\"\n\n\
             # Where `rosa serve` listens; a server for TLS stands before it.\n# listen = \"127.0.0.1:8080\"\n\n\
             # The address people use: decides cookies and which posts are ours.\n\
             # public_url = \"https://journal.example.org\"\n\n\
             # Language of printed reports: nb or en.\n# language = \"nb\"\n\n\
             # Say with every answer how long it took and how many queries it sent.\n# server_timing = false\n"
        );
        std::fs::write(&path, text).map_err(|error| ConfigError::Io(path, error))
    }
}

/// The address people use: https, or http on this machine; a scheme and a host, nothing behind.
fn checked_url(url: &str) -> Result<String, ConfigError> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://localhost").map(|_| "localhost"));
    let is_bare = url.matches('/').count() == 2 && !url.contains(['?', '#', '@', ' ']);
    match host {
        Some(host) if !host.is_empty() && is_bare => Ok(url.to_owned()),
        _ => Err(wrong(
            "ROSA_PUBLIC_URL",
            url,
            "https://host, or http://localhost:PORT for this machine only, without a slash at the end",
        )),
    }
}

fn wrong(name: &'static str, value: &str, allowed: &str) -> ConfigError {
    ConfigError::Variable { name, message: format!("\"{value}\" is not allowed; allowed: {allowed}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), file).unwrap();
        let find =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Config::from_sources(folder.path(), find)
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let config = load("language = \"en\"\ncreate = \"never\"", &[("ROSA_LANGUAGE", "nb")]).unwrap();
        assert_eq!((config.language, config.create), (Lang::Nb, Create::Never));
        assert_eq!(config.time_zone, chrono_tz::Europe::Oslo);
    }

    #[test]
    fn what_is_unknown_or_wrong_is_refused_with_what_is_allowed() {
        assert!(load("keyfile = \"x\"", &[]).unwrap_err().to_string().contains("keyfile"));
        assert!(load("time_zone = \"Oslo\"", &[]).unwrap_err().to_string().contains("Europe/Oslo"));
        assert!(load("", &[("ROSA_CREATE", "yes")]).unwrap_err().to_string().contains("allowed: when_missing, never"));
    }
}
