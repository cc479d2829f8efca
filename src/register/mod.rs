//! The register format: bringing a register in and taking it out again, as a folder of CSV files or one workbook. Reads
//! and writes through each domain's store; knows no page and no report rule.

mod cells;
mod check;
mod csv;
mod export;
pub mod format;
mod insert;
mod latest;
pub mod pages;
pub mod problems;
mod read;
mod row;
mod rules;
mod sheet;
mod target;
mod texts;
mod workbook;
mod xlsx;

use crate::db::{Conn, Database};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use format::Table;
use problems::Problems;
use read::Reading;
pub use read::Source;
use sheet::Sheet;
use std::path::Path;

/// Is told what is being done, how far it is, and how far it goes (0 when unknown).
pub type Progress<'a> = &'a dyn Fn(&str, usize, usize);

/// What an import did, or would do.
#[derive(Debug)]
pub struct Imported {
    /// Rows added, per table that has any in the register.
    pub added: Vec<(Table, usize)>,
    /// Rows that were in the database already.
    pub unchanged: usize,
    /// What is unlikely, and was imported all the same.
    pub problems: Problems,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The register has problems; all that could be found are here.
    #[error("nothing was imported: the register has {} problem(s)", .0.errors.len())]
    Problems(Problems),
    /// Something else stood in the way.
    #[error(transparent)]
    Other(#[from] Error),
}

/// Brings in a register: everything, or nothing. With `only_check` nothing is changed either way.
///
/// # Errors
/// [`ImportError::Problems`] with everything that is wrong, or what stood in the way.
pub fn import(
    database: &Database,
    actor: &Actor,
    source: Source<'_>,
    only_check: bool,
    progress: Progress<'_>,
) -> std::result::Result<Imported, ImportError> {
    actor.must(Area::RegisterImport)?;
    let mut problems = Problems::default();
    let reading = Reading { today: database.clock().today(), is_figure: crate::report::is_number_figure, progress };
    let mut sheets = read::read_register(source, reading, &mut problems)?;
    check::check_keys(&sheets, &mut problems);
    if only_check {
        return database.read(|conn| {
            prepare(conn, actor, &mut sheets, problems, progress).map(|(_, problems)| Imported {
                added: counts(&sheets),
                unchanged: unchanged(&sheets),
                problems,
            })
        });
    }
    database.write(actor, |conn| {
        let (mut known, problems) = prepare(conn, actor, &mut sheets, problems, progress)?;
        let latest = latest::of(&sheets);
        for sheet in &sheets {
            insert::insert(conn, actor, sheet, &mut known, &latest, progress)?;
        }
        insert::note_latest(conn, actor, &latest::of_known(&sheets, &latest), &known)?;
        insert::lock_withdrawn(conn, actor, &sheets, &known, database.clock().today())?;
        insert::settle_deadlines(conn, actor, &sheets)?;
        let imported = Imported { added: counts(&sheets), unchanged: unchanged(&sheets), problems };
        Ok((imported, AuditEntry::done("register.import")))
    })
}

/// Checks the sheets against each other and the database; any error ends it here.
fn prepare(
    conn: &mut Conn,
    actor: &Actor,
    sheets: &mut [Sheet],
    mut problems: Problems,
    progress: Progress<'_>,
) -> std::result::Result<(check::Known, Problems), ImportError> {
    let known = check::Known::load(conn, actor, sheets)?;
    check::check_references(sheets, &known, &mut problems);
    let names = export::Names::load(conn, actor)?;
    let found = check::compare(conn, actor, &names, sheets, &mut problems, progress)?;
    check::check_rules(sheets, &known, &found, &mut problems);
    problems.sort();
    if problems.errors.is_empty() { Ok((known, problems)) } else { Err(ImportError::Problems(problems)) }
}

fn counts(sheets: &[Sheet]) -> Vec<(Table, usize)> {
    sheets.iter().map(|sheet| (sheet.table, sheet.added_count())).collect()
}

fn unchanged(sheets: &[Sheet]) -> usize {
    sheets.iter().map(|sheet| sheet.len() - sheet.added_count()).sum()
}

/// Writes the whole register to `path`: a workbook when it ends in `.xlsx`, else a folder of CSV files, which must be
/// empty or new. Answers the rows per table.
///
/// # Errors
/// When the place is taken or cannot be written; then nothing is left behind.
pub fn export(database: &Database, actor: &Actor, path: &Path, progress: Progress<'_>) -> Result<Vec<(Table, usize)>> {
    target::refuse_taken(path)?;
    // No entry, no export: the log is written before a name leaves the database.
    database.log(actor, AuditEntry::done("register.export"))?;
    if target::is_workbook(path) {
        let mut writer = workbook::Writer::new();
        let counts = database.read(|conn| {
            let names = export::Names::load(conn, actor)?;
            each_table(|table| {
                let mut sheet = writer.sheet(table)?;
                let mut count = 0;
                export::rows(conn, actor, table, &names, &mut |cells| {
                    count += 1;
                    tell(progress, table, count);
                    sheet.row(cells)
                })?;
                Ok(count)
            })
        })?;
        target::write_file(path, &writer.finish()?)?;
        return Ok(counts);
    }
    target::write_folder(path, |folder| {
        database.read(|conn| {
            let names = export::Names::load(conn, actor)?;
            each_table(|table| {
                let mut file = folder.file(&format!("{}.csv", table.name()))?;
                let header = table.columns().iter().map(|column| column.name);
                csv::write_row(&mut file, header).map_err(Error::internal)?;
                let mut count = 0;
                export::rows(conn, actor, table, &names, &mut |cells| {
                    count += 1;
                    tell(progress, table, count);
                    csv::write_row(&mut file, cells.iter().map(String::as_str)).map_err(target::unwritable)
                })?;
                folder.close(file)?;
                Ok(count)
            })
        })
    })
}

fn each_table(mut write: impl FnMut(Table) -> Result<usize>) -> Result<Vec<(Table, usize)>> {
    Table::ALL.iter().map(|table| Ok((*table, write(*table)?))).collect()
}

fn tell(progress: Progress<'_>, table: Table, count: usize) {
    if count.is_multiple_of(10_000) {
        progress(table.name(), count, 0);
    }
}

/// Writes an empty workbook with drop-downs and help to `path`, which must end in `.xlsx` and not be there.
///
/// # Errors
/// When the place is taken or cannot be written.
pub fn write_template(path: &Path) -> Result<()> {
    if !target::is_workbook(path) {
        return Err(Error::Invalid(format!(
            "{}: the template is a workbook; give a name that ends in .xlsx",
            path.display()
        )));
    }
    target::refuse_taken(path)?;
    target::write_file(path, &workbook::template()?)
}
