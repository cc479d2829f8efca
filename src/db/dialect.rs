//! What the two backends say differently. Every `match` over the backend stands in this folder.

use super::Conn;
use crate::kernel::error::Result;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// Inserts many rows: batches on SQLite, COPY on PostgreSQL. The rows bring their ids (from [`next_id`]).
macro_rules! bulk_insert {
    ($conn:expr, $table:ident, $rows:expr) => {{
        let rows: &[_] = $rows;
        let inserted: ::diesel::QueryResult<()> = match $conn {
            $crate::db::Conn::Sqlite(sqlite) => rows.chunks($crate::db::SQLITE_BATCH).try_for_each(|batch| {
                ::diesel::RunQueryDsl::execute(
                    ::diesel::insert_into($crate::db::schema::$table::table).values(batch),
                    sqlite,
                )
                .map(|_| ())
            }),
            $crate::db::Conn::Postgres(_) if rows.is_empty() => Ok(()),
            $crate::db::Conn::Postgres(postgres) => ::diesel::ExecuteCopyFromDsl::execute(
                ::diesel::copy_from($crate::db::schema::$table::table).from_insertable(rows),
                postgres,
            )
            .map(|_| ()),
        };
        inserted
    }};
}
pub(crate) use bulk_insert;

/// Begins a transaction that will write. SQLite takes its write lock at once: a transaction that reads first and wants to
/// write later may be refused without waiting.
pub(super) fn begin_write(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE"),
        Conn::Postgres(postgres) => {
            AnsiTransactionManager::begin_transaction(postgres)?;
            diesel::sql_query(WRITERS).execute(postgres).map(|_| ())
        }
    }
}

/// One writer at a time on PostgreSQL too: use cases lock tables in the order of their work, and two orders would wait for
/// each other. The number is ours alone.
const WRITERS: &str = "SELECT pg_advisory_xact_lock(7305805)";

/// Begins a transaction that adds to the log only. It locks nothing but the log.
pub(super) fn begin_log(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => begin_write(conn),
        Conn::Postgres(postgres) => AnsiTransactionManager::begin_transaction(postgres),
    }
}

/// Begins a transaction that sees one state of the database from its first read to its last.
pub(super) fn begin_read(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN DEFERRED"),
        Conn::Postgres(postgres) => {
            AnsiTransactionManager::begin_transaction_sql(postgres, "BEGIN ISOLATION LEVEL REPEATABLE READ")
        }
    }
}

pub(super) fn commit(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(sqlite) => AnsiTransactionManager::commit_transaction(sqlite),
        Conn::Postgres(postgres) => AnsiTransactionManager::commit_transaction(postgres),
    }
}

pub(super) fn rollback(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(sqlite) => AnsiTransactionManager::rollback_transaction(sqlite),
        Conn::Postgres(postgres) => AnsiTransactionManager::rollback_transaction(postgres),
    }
}

/// Lets one writer at a time add to the log until its transaction ends. SQLite has only one writer anyway.
pub(super) fn lock_chain(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(_) => {
            diesel::sql_query("LOCK TABLE audit_log IN SHARE ROW EXCLUSIVE MODE").execute(conn).map(|_| ())
        }
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

/// The first id that is free in `table`, which is locked against other writers until the transaction ends. `table` is a
/// name from the schema, never input.
pub(crate) fn next_id(conn: &mut Conn, table: &'static str) -> Result<i64> {
    if matches!(conn, Conn::Postgres(_)) {
        diesel::sql_query(format!("LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")).execute(conn)?;
    }
    let query = format!("SELECT COALESCE(MAX(id), 0) + 1 AS value FROM {table}");
    Ok(diesel::sql_query(query).get_result::<Number>(conn)?.value)
}

/// Tells the backend that ids were given by hand, so that the next one it makes is free.
pub(crate) fn ids_were_given(conn: &mut Conn, table: &'static str) -> Result<()> {
    if matches!(conn, Conn::Postgres(_)) {
        let query = format!(
            "SELECT setval(pg_get_serial_sequence('{table}', 'id'), GREATEST((SELECT MAX(id) FROM {table}), 1)) AS value"
        );
        diesel::sql_query(query).get_result::<Number>(conn)?;
    }
    Ok(())
}

/// Rows in one INSERT on SQLite: larger batches cost more to prepare than they save.
pub(crate) const SQLITE_BATCH: usize = 500;

/// Makes an empty scratch table of ids that lives in memory (SQLite) or until the transaction ends (PostgreSQL). Both
/// names are ours, never input.
pub(crate) fn fresh_scratch_table(conn: &mut Conn, table: &'static str, column: &'static str) -> Result<()> {
    match conn {
        Conn::Sqlite(_) => {
            diesel::sql_query(format!(
                "CREATE TEMP TABLE IF NOT EXISTS {table} ({column} INTEGER PRIMARY KEY NOT NULL)"
            ))
            .execute(conn)?;
        }
        Conn::Postgres(_) => {
            // One transaction may ask for several, one after another: years side by side.
            diesel::sql_query(format!(
                "CREATE TEMP TABLE IF NOT EXISTS {table} ({column} BIGINT PRIMARY KEY) ON COMMIT DROP"
            ))
            .execute(conn)?;
        }
    }
    diesel::sql_query(format!("DELETE FROM {table}")).execute(conn)?;
    Ok(())
}

/// What is wrong with the stored pages and their structure; nothing when all is well.
pub(super) fn check_storage(conn: &mut Conn) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Seal {
        #[diesel(sql_type = diesel::sql_types::Text)]
        cipher_integrity_check: String,
    }
    #[derive(QueryableByName)]
    struct Structure {
        #[diesel(sql_type = diesel::sql_types::Text)]
        quick_check: String,
    }
    if matches!(conn, Conn::Postgres(_)) {
        return Ok(Vec::new());
    }
    let seals: Vec<Seal> = diesel::sql_query("PRAGMA cipher_integrity_check").load(conn)?;
    let structure: Vec<Structure> = diesel::sql_query("PRAGMA quick_check").load(conn)?;
    let seals = seals.into_iter().map(|row| row.cipher_integrity_check);
    let structure = structure.into_iter().map(|row| row.quick_check).filter(|line| line != "ok");
    Ok(seals.chain(structure).collect())
}

/// True for the tables in which SQLite keeps the words of the journal; PostgreSQL has indexes instead.
pub(super) fn is_text_index(table: &str) -> bool {
    table.starts_with("journal_search") || table.starts_with("amendment_search")
}

/// Takes letters with marks as those without, as SQLite's tokenizer does; the same stands in PostgreSQL's `journal_words`.
const FOLDED: &str = "translate(lower(text), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy')";

/// Which text is searched for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// The entries of journals.
    Entries,
    /// What was added to them later.
    Amendments,
}

/// The ids of texts in which every one of `words` begins a word, the newest first, at most `limit` and all below `before`.
/// Words may hold letters and digits only; anything else is left out of them.
pub(crate) fn texts_with_words(
    conn: &mut Conn,
    texts: Texts,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    use diesel::sql_types::Text;
    let (index, table) = match texts {
        Texts::Entries => ("journal_search", "journal_entries"),
        Texts::Amendments => ("amendment_search", "journal_amendments"),
    };
    let plain = words.iter().map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let plain: Vec<String> = plain.filter(|word| !word.is_empty()).collect();
    if plain.is_empty() {
        return Ok(Vec::new());
    }
    // Letters and digits only, so it can stand in the text of a query.
    let longest = plain.iter().max_by_key(|word| word.len()).cloned().unwrap_or_default();
    let (query, terms) = match conn {
        Conn::Sqlite(_) => (
            format!(
                "SELECT rowid AS value FROM {index} WHERE {index} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
            ),
            plain.iter().map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" "),
        ),
        Conn::Postgres(_) => (
            format!(
                // Where the longest word is nowhere in the text, working out the text's words is saved.
                "SELECT id AS value FROM {table} WHERE journal_words(text) @@ to_tsquery('simple', {}) AND id < $2 \
                 AND strpos({FOLDED}, {}) > 0 ORDER BY id DESC LIMIT $3",
                FOLDED.replace("text", "$1"),
                FOLDED.replace("text", &format!("'{longest}'"))
            ),
            plain.iter().map(|word| format!("{word}:*")).collect::<Vec<_>>().join(" & "),
        ),
    };
    if matches!(conn, Conn::Postgres(_)) {
        // A common word is found soonest from the newest text on, a rare one by the index: the plan must be made for the word.
        diesel::sql_query("SET LOCAL plan_cache_mode = force_custom_plan").execute(conn)?;
    }
    let rows: Vec<Number> = diesel::sql_query(query)
        .bind::<Text, _>(terms)
        .bind::<BigInt, _>(before)
        .bind::<BigInt, _>(limit)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.value).collect())
}

/// Writes into these clients what a list shows of their latest rows in another table: `columns` of `clients` from columns of
/// `table`, by its order. All names are ours, never input.
pub(crate) fn note_latest(
    conn: &mut Conn,
    table: &'static str,
    columns: &[(&'static str, &'static str)],
    order: &'static str,
    clients: &[i64],
) -> Result<()> {
    /// How many ids stand in one condition.
    const BATCH: usize = 1000;
    let set: Vec<String> = columns
        .iter()
        .map(|(to, from)| {
            format!("{to} = (SELECT t.{from} FROM {table} t WHERE t.client_id = clients.id ORDER BY {order} LIMIT 1)")
        })
        .collect();
    for batch in clients.chunks(BATCH) {
        // An id is a number, so it can stand in the text on both backends.
        let ids: Vec<String> = batch.iter().map(ToString::to_string).collect();
        let (set, ids) = (set.join(", "), ids.join(", "));
        diesel::sql_query(format!("UPDATE clients SET {set} WHERE id IN ({ids})")).execute(conn)?;
    }
    Ok(())
}
