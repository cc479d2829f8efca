//! `rosa serve`: the pages, until told to stop.

use super::{Failure, open};
use crate::app::config::Config;
use crate::app::server;
use crate::clients;
use crate::db::Database;
use crate::deadlines;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::Error;
use crate::web::state::Settings;
use std::net::TcpListener;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to listen, instead of what the configuration says
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    if Config::load(data).is_ok_and(|config| config.server_timing) {
        crate::db::count_queries();
    }
    let installation = open(data)?;
    make_searchable(&installation.database)?;
    settle_deadlines(&installation.database)?;
    let listen = args.listen.as_deref().unwrap_or(&installation.config.listen);
    let public_url = installation.config.public_url.clone().ok_or_else(|| {
        Failure::Said(
            "public_url is missing in rosa.toml: the address people use, for example https://journal.example.org; cookies \
             and forms are bound to it"
                .to_owned(),
        )
    })?;
    let listener =
        TcpListener::bind(listen).map_err(|error| Failure::Said(format!("cannot listen on {listen}: {error}")))?;
    eprintln!("rosa: listening on {listen}, for {public_url}");
    server::serve(
        listener,
        installation.database,
        Settings { public_url, demo: false, timing: installation.config.server_timing },
    )?;
    Ok(())
}

/// The deadlines of a database from before there were any are worked out, once.
fn settle_deadlines(database: &Database) -> Result<(), Error> {
    if !database.read(|conn| deadlines::store::is_empty(conn, &Actor::System))? {
        return Ok(());
    }
    database.write(&Actor::System, |conn| {
        deadlines::settle(conn, &Actor::System, None)?;
        Ok(((), AuditEntry::done("deadline.settle")))
    })
}

/// Clients of a database from before there was a search are made searchable, once.
fn make_searchable(database: &Database) -> Result<(), Error> {
    let missing = database.read(|conn| clients::finding::missing(conn, &Actor::System))?;
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("rosa: making {} clients searchable", missing.len());
    database.write(&Actor::System, |conn| {
        clients::finding::index_missing(conn, &Actor::System, &missing)?;
        Ok(((), AuditEntry::done("search.index")))
    })
}
