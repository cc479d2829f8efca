//! The tests through the running product: one binary, one file per domain. What a machine lacks (PostgreSQL) is reported
//! as ignored, never as passed; `ROSA_REQUIRE=postgres` makes it a failure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod browser;
mod casework;
mod centres;
mod commands;
mod database;
mod deadlines;
mod economy;
mod exports;
mod faults;
mod frozen;
mod helpline;
mod house;
mod keyboard;
mod markers;
mod measures;
mod pages;
mod register;
mod report;
mod residence;
mod small_year;
mod stays;
mod support;
mod tasks;

use libtest_mimic::Arguments;
use std::process::ExitCode;

fn main() -> ExitCode {
    let trials = [
        browser::trials(),
        casework::trials(),
        centres::trials(),
        commands::trials(),
        database::trials(),
        economy::trials(),
        deadlines::trials(),
        exports::trials(),
        faults::trials(),
        frozen::trials(),
        helpline::trials(),
        house::trials(),
        markers::trials(),
        keyboard::trials(),
        measures::trials(),
        pages::trials(),
        register::trials(),
        report::trials(),
        small_year::trials(),
        tasks::trials(),
        residence::trials(),
        stays::trials(),
    ];
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials.into_iter().flatten().collect());
    support::postgres::stop();
    support::server::stop();
    conclusion.exit_code()
}
