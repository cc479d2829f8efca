//! `rosa check`: is everything stored still what was written?

use super::{Failure, open};
use crate::audit;
use crate::kernel::actor::Actor;
use crate::report::frozen;
use std::io::Write;
use std::path::Path;

pub fn run(data: &Path) -> Result<(), Failure> {
    let installation = open(data)?;
    let mut out = std::io::stdout().lock();
    let faults = installation.database.check_storage()?;
    for fault in &faults {
        writeln!(out, "storage: {fault}")?;
    }
    let chain = audit::verify(&installation.database, &Actor::System)?;
    match &chain {
        Ok(rows) => writeln!(out, "log: {rows} row(s), the chain is whole")?,
        Err(broken) => {
            writeln!(out, "log: the chain is broken at row {}: it was changed, removed or put in", broken.row)?
        }
    }
    if faults.is_empty() {
        writeln!(out, "storage: whole")?;
    }
    let database = &installation.database;
    let (reports, changed) = database.read(|conn| frozen::verify(conn, &Actor::System, database.keyring()))?;
    for (year, number, what) in &changed {
        writeln!(out, "frozen: report {year}, version {number}: {what}")?;
    }
    if changed.is_empty() {
        writeln!(out, "frozen: {reports} report(s), as they were frozen")?;
    }
    if faults.is_empty() && chain.is_ok() && changed.is_empty() { Ok(()) } else { Err(Failure::Silent) }
}
