//! `rosa report`: a year's annual report, as JSON or for the terminal.

use super::output::Progress;
use super::{Failure, open};
use crate::app::config::Config;
use crate::db::Database;
use crate::kernel::actor::Actor;
use crate::kernel::clock::Clock;
use crate::kernel::text::Lang;
use crate::register::{self, ImportError, Source};
use crate::report::{self, rules::Year};
use chrono::NaiveDate;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The year
    year: i32,
    /// Close the year on this date instead of 31 December (YYYY-MM-DD, within the year)
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of the text
    #[arg(long, value_enum)]
    lang: Option<Lang>,
    /// Report on this register instead: it is imported into a temporary encrypted database, which is removed afterwards
    #[arg(long, value_name = "PATH")]
    from: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// The report for people
    Text,
    /// The report for programs (rosa-report/1)
    Json,
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    match &args.from {
        Some(register) => {
            let config = Config::load(data).map_err(crate::app::StartError::from)?;
            let folder = tempfile::Builder::new().prefix("rosa-").tempdir()?;
            let database = Database::create_fleeting(folder.path(), Clock::in_zone(config.time_zone))
                .map_err(crate::app::StartError::from)?;
            import_quietly(&database, register)?;
            print(&database, args, config.language)
        }
        None => {
            let installation = open(data)?;
            print(&installation.database, args, installation.config.language)
        }
    }
}

fn import_quietly(database: &Database, register: &Path) -> Result<(), Failure> {
    let progress = Progress::new();
    let tell = |what: &str, done, total| progress.tell(what, done, total);
    match register::import(database, &Actor::System, Source::Path(register), false, &tell) {
        Ok(_) => Ok(()),
        Err(ImportError::Problems(problems)) => {
            for problem in &problems.errors {
                eprintln!("{problem}");
            }
            Err(Failure::Said("the register was refused, so there is no report".to_owned()))
        }
        Err(ImportError::Other(error)) => Err(error.into()),
    }
}

fn print(database: &Database, args: &Args, language: Lang) -> Result<(), Failure> {
    let year =
        Year::new(args.year, args.as_of, database.clock().today()).map_err(|error| Failure::Said(error.to_string()))?;
    let report = report::report(database, &Actor::System, year)?;
    let mut out = std::io::stdout().lock();
    match args.format {
        Format::Text => out.write_all(report::to_text(&report, args.lang.unwrap_or(language)).as_bytes())?,
        Format::Json => writeln!(out, "{:#}", report::to_json(&report))?,
    }
    Ok(())
}
