//! The migrations, embedded in the program: the same names for both backends, each in its own dialect.

use super::connect::OpenError;
use super::{Conn, dialect};
use crate::kernel::error::Result;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::{EmbeddedMigrations, HarnessWithOutput, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Brings the schema up to what this program knows. Answers how many migrations ran.
pub(super) fn run(conn: &mut Conn) -> std::result::Result<usize, OpenError> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| OpenError::Migration(error.to_string());
    let newer = match conn {
        Conn::Sqlite(sqlite) => unknown(&sqlite.applied_migrations().map_err(failed)?, &SQLITE, sqlite),
        Conn::Postgres(postgres) => unknown(&postgres.applied_migrations().map_err(failed)?, &POSTGRES, postgres),
    };
    if let Some(version) = newer {
        return Err(OpenError::NewerSchema(version));
    }
    match conn {
        Conn::Sqlite(sqlite) => {
            HarnessWithOutput::new(sqlite, std::io::sink()).run_pending_migrations(SQLITE).map(|ran| ran.len())
        }
        Conn::Postgres(postgres) => {
            HarnessWithOutput::new(postgres, std::io::sink()).run_pending_migrations(POSTGRES).map(|ran| ran.len())
        }
    }
    .map_err(failed)
}

/// A migration that the database has and this program does not know.
fn unknown<DB, C>(
    applied: &[diesel::migration::MigrationVersion<'static>],
    known: &EmbeddedMigrations,
    _conn: &C,
) -> Option<String>
where
    DB: diesel::backend::Backend,
    C: Connection<Backend = DB>,
    EmbeddedMigrations: diesel::migration::MigrationSource<DB>,
{
    let known: Vec<String> = diesel::migration::MigrationSource::<DB>::migrations(known)
        .unwrap_or_default()
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    applied.iter().map(ToString::to_string).find(|version| !known.contains(version))
}

/// Every table and column of the database, in order of name: `(table, column)`.
///
/// # Errors
/// When the schema cannot be read.
pub fn columns(conn: &mut Conn) -> Result<Vec<(String, String)>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        table_name: String,
        #[diesel(sql_type = Text)]
        column_name: String,
    }
    let query = match conn {
        Conn::Sqlite(_) => {
            "SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1, 2"
        }
        Conn::Postgres(_) => {
            "SELECT table_name::text AS table_name, column_name::text AS column_name FROM information_schema.columns \
             WHERE table_schema = current_schema() ORDER BY 1, 2"
        }
    };
    let rows: Vec<Row> = diesel::sql_query(query).load(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.table_name, row.column_name))
        .filter(|(table, _)| table != "__diesel_schema_migrations" && !dialect::is_text_index(table))
        .collect())
}
