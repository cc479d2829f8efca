//! The command line: one file per command. What a command is asked for goes to standard output, all else to standard
//! error. Acts are logged as `system`. Answers 0 when done, 1 when refused, 2 for a wrong command line.

mod check;
mod demo;
mod export;
mod import;
mod init;
mod output;
mod report;
mod serve;
mod template;
mod user;

use crate::app::{self, Installation, StartError};
use crate::kernel::error::Error;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// ROSA journal: a journal system for assistance to victims of human trafficking.
#[derive(Debug, Parser)]
#[command(name = "rosa", version, about, arg_required_else_help = true)]
struct Cli {
    /// The folder of the database and its configuration
    #[arg(long, global = true, env = "ROSA_DATA", default_value = "rosa-data", value_name = "DIR")]
    data: PathBuf,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new encrypted database with its keyring and a configuration file
    Init(init::Args),
    /// Bring a register in: a folder of CSV files, or one .xlsx workbook
    Import(import::Args),
    /// Take the whole register out: to a new folder of CSV files, or to a new .xlsx workbook
    Export(export::Args),
    /// Write an empty workbook with drop-downs and help, to fill in and import
    Template(template::Args),
    /// Compute a year's annual report
    Report(report::Args),
    /// Serve the pages
    Serve(serve::Args),
    /// Show the product with an invented register, on this machine only
    Demo(demo::Args),
    /// Users
    User(user::Args),
    /// Check the stored pages and the chain of the log
    Check,
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Domain(#[from] Error),
    #[error("{0}")]
    Said(String),
    #[error("the output cannot be written: {0}")]
    Output(#[from] std::io::Error),
    /// Everything has been said already.
    #[error("")]
    Silent,
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match &cli.command {
        Command::Init(args) => init::run(&cli.data, args),
        Command::Import(args) => import::run(&cli.data, args),
        Command::Export(args) => export::run(&cli.data, args),
        Command::Template(args) => template::run(args),
        Command::Report(args) => report::run(&cli.data, args),
        Command::Serve(args) => serve::run(&cli.data, args),
        Command::Demo(args) => demo::run(&cli.data, args),
        Command::User(args) => user::run(&cli.data, args),
        Command::Check => check::run(&cli.data),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has heard enough, for example `rosa report 2019 | head`.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Silent) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("rosa: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Opens the installation, and warns when it was made just now.
fn open(data: &std::path::Path) -> Result<Installation, Failure> {
    let installation = app::open(data)?;
    if let Some(keyring) = &installation.made_keyring {
        eprintln!("rosa: made a new database in {}", data.display());
        warn_of_keyring(data, keyring);
    }
    Ok(installation)
}

fn warn_of_keyring(data: &std::path::Path, keyring: &std::path::Path) {
    let beside = keyring.parent().is_some_and(|folder| folder == data);
    if beside {
        eprintln!(
            "rosa: warning: its keyring {} lies beside it: whoever copies this folder can read everything. For real use \
             keep the keyring on another disk and say where with key_file in rosa.toml.",
            keyring.display()
        );
    } else {
        eprintln!(
            "rosa: its keyring is {}; keep a copy of it in a safe place, without it the database is lost.",
            keyring.display()
        );
    }
}
