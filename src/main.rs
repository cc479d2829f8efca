//! The `rosa` program: parses the command line and calls the library. Nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    rosa::cli::run()
}
