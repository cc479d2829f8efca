//! `rosa serve`: the pages, until told to stop.

use super::{Failure, open};
use crate::app::server;
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
    let installation = open(data)?;
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
    server::serve(listener, installation.database, Settings { public_url, demo: false })?;
    Ok(())
}
