//! `rosa report`: a year's annual report, for the terminal or as a file to hand out.

use super::output::Progress;
use super::{Failure, open};
use crate::app::config::Config;
use crate::db::{Database, new_private_file};
use crate::documents::Format as FileFormat;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::clock::Clock;
use crate::kernel::text::Lang;
use crate::register::{self, ImportError, Source};
use crate::report::{self, rules::Year};
use crate::takeout::Order;
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
    /// Write to this new file; workbooks, text documents, PDF and CSV (a zip) must be
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Take along the records behind the numbers: case numbers and dates, no names (xlsx and csv)
    #[arg(long)]
    records: bool,
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
    /// A workbook
    Xlsx,
    /// A text document
    Docx,
    /// A tagged PDF
    Pdf,
    /// A zip of CSV files
    Csv,
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    check(args)?;
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

impl Format {
    /// The kind of file; none for the terminal.
    const fn file(self) -> Option<FileFormat> {
        match self {
            Self::Text => None,
            Self::Json => Some(FileFormat::Json),
            Self::Xlsx => Some(FileFormat::Xlsx),
            Self::Docx => Some(FileFormat::Docx),
            Self::Pdf => Some(FileFormat::Pdf),
            Self::Csv => Some(FileFormat::Csv),
        }
    }
}

/// Refuses what cannot be, before anything is computed.
fn check(args: &Args) -> Result<(), Failure> {
    let format = args.format.file();
    if args.out.is_none() && !matches!(format, None | Some(FileFormat::Json)) {
        return Err(Failure::Said("this format is a file: say where with --out FILE".to_owned()));
    }
    if args.records && !matches!(format, Some(FileFormat::Xlsx | FileFormat::Csv)) {
        return Err(Failure::Said("--records goes with --format xlsx or csv".to_owned()));
    }
    Ok(())
}

fn print(database: &Database, args: &Args, language: Lang) -> Result<(), Failure> {
    let year =
        Year::new(args.year, args.as_of, database.clock().today()).map_err(|error| Failure::Said(error.to_string()))?;
    let lang = args.lang.unwrap_or(language);
    let Some(format) = args.format.file() else {
        let report = report::report(database, &Actor::System, year)?;
        return Ok(deliver(args, report::to_text(&report, lang).as_bytes())?);
    };
    let order = Order { format, lang, with_extra: args.records, reason: String::new() };
    let file = report::taking::file(database, &Actor::System, year, &order)?;
    database.log(&Actor::System, AuditEntry::done("report.export"))?;
    Ok(deliver(args, &file.bytes)?)
}

/// To a new file that nobody else can read, or to standard output.
fn deliver(args: &Args, bytes: &[u8]) -> std::io::Result<()> {
    match &args.out {
        Some(path) => new_private_file(path)?.write_all(bytes),
        None => std::io::stdout().lock().write_all(bytes),
    }
}
