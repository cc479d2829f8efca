//! The one connection type over both backends.

#![allow(missing_docs, reason = "the derive makes public items without documentation")]

/// One connection to whichever backend is in use.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// The embedded database, encrypted by SQLCipher.
    Sqlite(diesel::SqliteConnection),
    /// PostgreSQL, where users outgrow one machine.
    Postgres(diesel::PgConnection),
}

/// What queries are built for.
pub type Backend = <Conn as diesel::Connection>::Backend;
