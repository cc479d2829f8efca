//! `rosa export`: the register out.

use super::output::Progress;
use super::{Failure, open};
use crate::kernel::actor::Actor;
use crate::register;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A new or empty folder for CSV files, or a new file that ends in .xlsx
    path: PathBuf,
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    let installation = open(data)?;
    let progress = Progress::new();
    let tell = |what: &str, done, total| progress.tell(what, done, total);
    let written = register::export(&installation.database, &Actor::System, &args.path, &tell)?;
    let mut out = std::io::stdout().lock();
    for (table, rows) in &written {
        writeln!(out, "{:>10}  {}", rows, table.name())?;
    }
    eprintln!("rosa: {} holds names and journals in plain text; keep it as safe as the database.", args.path.display());
    Ok(())
}
