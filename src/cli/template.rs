//! `rosa template`: an empty workbook to fill in.

use super::Failure;
use crate::register;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A new file that ends in .xlsx
    path: PathBuf,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    register::write_template(&args.path)?;
    eprintln!("rosa: wrote {}", args.path.display());
    Ok(())
}
