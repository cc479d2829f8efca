//! What every test uses: the program as its user runs it, on either backend, with a fresh database.

pub mod chromium;
pub mod office;
pub mod postgres;
pub mod server;

use libtest_mimic::Trial;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// One test.
pub fn test(name: &str, body: fn()) -> Trial {
    Trial::test(name, move || {
        body();
        Ok(())
    })
}

/// The same test on both databases.
pub fn on_both(name: &str, body: fn(Backend)) -> Vec<Trial> {
    let on = |backend: Backend, suffix: &str| {
        Trial::test(format!("{name} [{suffix}]"), move || {
            body(backend);
            Ok(())
        })
    };
    let absent = !postgres::is_available() && !is_required("postgres");
    vec![on(Backend::Sqlite, "sqlcipher"), on(Backend::Postgres, "postgres").with_ignored_flag(absent)]
}

/// True when the environment says that a part must not be skipped.
pub fn is_required(part: &str) -> bool {
    std::env::var("ROSA_REQUIRE").is_ok_and(|parts| parts.split(',').any(|required| required.trim() == part))
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Answer {
    /// Expects that the command did what it was asked.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self
    }

    /// Expects that the command refused.
    #[track_caller]
    pub fn refused(self) -> Self {
        assert_eq!(self.code, 1, "{}\n{}", self.stdout, self.stderr);
        self
    }
}

/// An installation of its own in a temporary folder.
pub struct Rosa {
    folder: TempDir,
    database_url: Option<String>,
}

impl Rosa {
    pub fn new(backend: Backend) -> Self {
        let database_url = match backend {
            Backend::Sqlite => None,
            Backend::Postgres => Some(postgres::fresh_database()),
        };
        Self { folder: tempfile::tempdir().unwrap(), database_url }
    }

    pub fn sqlite() -> Self {
        Self::new(Backend::Sqlite)
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A path beside the data folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, ready for more arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rosa"));
        for name in ["ROSA_DATA", "ROSA_KEY_FILE", "ROSA_CREATE", "ROSA_LANGUAGE", "ROSA_TIME_ZONE", "DATABASE_URL"] {
            command.env_remove(name);
        }
        if let Some(url) = &self.database_url {
            command.env("DATABASE_URL", url);
        }
        command.arg("--data").arg(self.data()).stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        answer(self.command().args(arguments))
    }

    /// Imports a register.
    pub fn import(&self, path: &Path) -> Answer {
        answer(self.command().arg("import").arg(path))
    }

    /// Exports the register to a name beside the data folder.
    pub fn export(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        answer(self.command().arg("export").arg(&path)).done();
        path
    }

    /// The figures of a year's report.
    pub fn report(&self, arguments: &[&str]) -> serde_json::Value {
        let answer = answer(self.command().arg("report").args(["--format", "json"]).args(arguments)).done();
        serde_json::from_str(&answer.stdout).unwrap()
    }

    /// Where the database is.
    pub fn location(&self) -> rosa::db::Location {
        use rosa::db::Location;
        match &self.database_url {
            Some(url) => Location::Postgres(url.clone()),
            None => Location::File(self.data().join("rosa.db")),
        }
    }

    /// The opened database, for what no command shows.
    pub fn open(&self) -> rosa::db::Database {
        let location = self.location();
        let clock = rosa::kernel::clock::Clock::in_zone(chrono_tz::Europe::Oslo);
        rosa::db::Database::open(&location, &self.data().join("rosa.key"), clock).unwrap()
    }
}

pub fn answer(command: &mut Command) -> Answer {
    let output = command.output().unwrap();
    Answer {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A file or folder of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The register whose margins equal a printed annual report.
pub fn rosa_2019() -> PathBuf {
    project("demo/rosa-2019")
}

/// The register of edge cases.
pub fn edges() -> PathBuf {
    project("tests/data/edges")
}

/// Every file of a folder by name, as bytes.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Writes a register of the given files into a fresh folder.
pub fn register(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}
