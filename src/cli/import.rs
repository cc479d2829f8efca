//! `rosa import`: a register in, everything or nothing.

use super::output::Progress;
use super::{Failure, open};
use crate::kernel::actor::Actor;
use crate::register::problems::Problems;
use crate::register::{self, ImportError, Imported, Source};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A folder of CSV files, or one .xlsx workbook
    path: PathBuf,
    /// Only report what is wrong and what would be added; change nothing
    #[arg(long)]
    check: bool,
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    let installation = open(data)?;
    let progress = Progress::new();
    let tell = |what: &str, done, total| progress.tell(what, done, total);
    let outcome = register::import(&installation.database, &Actor::System, Source::Path(&args.path), args.check, &tell);
    // With --check the list of problems is what was asked for, else it is why the answer is no.
    let mut stdout = std::io::stdout().lock();
    let mut stderr = std::io::stderr().lock();
    let out: &mut dyn Write = if args.check { &mut stdout } else { &mut stderr };
    match outcome {
        Ok(imported) => {
            write_warnings(out, &imported.problems)?;
            write_summary(&mut stdout, &imported, args.check)?;
            Ok(())
        }
        Err(ImportError::Problems(problems)) => {
            for problem in &problems.errors {
                writeln!(out, "{problem}")?;
            }
            write_warnings(out, &problems)?;
            writeln!(
                out,
                "{} error(s), {} warning(s); nothing was imported",
                problems.errors.len(),
                problems.warnings.len()
            )?;
            Err(Failure::Silent)
        }
        Err(ImportError::Other(error)) => Err(error.into()),
    }
}

fn write_warnings(out: &mut dyn Write, problems: &Problems) -> std::io::Result<()> {
    problems.warnings.iter().try_for_each(|warning| writeln!(out, "warning: {warning}"))
}

fn write_summary(out: &mut dyn Write, imported: &Imported, only_check: bool) -> std::io::Result<()> {
    let added: usize = imported.added.iter().map(|(_, rows)| rows).sum();
    for (table, rows) in imported.added.iter().filter(|(_, rows)| *rows > 0) {
        writeln!(out, "{:>10}  {}", rows, table.name())?;
    }
    let what = if only_check { "would be added" } else { "added" };
    writeln!(
        out,
        "{added} row(s) {what}, {} there already, {} warning(s)",
        imported.unchanged,
        imported.problems.warnings.len()
    )
}
