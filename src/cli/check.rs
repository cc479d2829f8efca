//! `rosa check`: is everything stored still what was written?

use super::{Failure, open};
use crate::audit;
use crate::kernel::actor::Actor;
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
    if faults.is_empty() && chain.is_ok() { Ok(()) } else { Err(Failure::Silent) }
}
