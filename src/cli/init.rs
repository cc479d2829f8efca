//! `rosa init`: a new installation.

use super::{Failure, warn_of_keyring};
use crate::app;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where the keyring goes (default: beside the database, which suits a trial only)
    #[arg(long, value_name = "PATH")]
    key_file: Option<PathBuf>,
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    let installation = app::init(data, args.key_file.as_deref())?;
    eprintln!("rosa: made a new encrypted database in {}", data.display());
    warn_of_keyring(data, &installation.config.key_file);
    Ok(())
}
