//! How commands speak: what was asked for on standard output, all else on standard error, and clear refusals.

use crate::support::{Rosa, answer, edges, rosa_2019, test};
use libtest_mimic::Trial;
use std::fs;

pub fn trials() -> Vec<Trial> {
    vec![
        test("commands: a command that finds no database makes one and warns", a_command_makes_what_is_missing),
        test("commands: standard output holds only what was asked for", standard_output_is_clean),
        test("commands: a wrong configuration is named", a_wrong_configuration_is_named),
        test("commands: a path with nothing there is named", a_path_with_nothing_is_named),
        test("commands: output into a closed pipe is no error", a_closed_pipe_is_no_error),
    ]
}

fn a_command_makes_what_is_missing() {
    let rosa = Rosa::sqlite();
    let first = rosa.run(&["report", "2019", "--format", "json"]).done();
    assert!(first.stderr.contains("whoever copies this folder can read everything"), "{}", first.stderr);
    let second = rosa.run(&["report", "2019", "--format", "json"]).done();
    assert_eq!(second.stderr, "", "the warning stands once, when the database is made");
    // ROSA_DATA names the folder as --data does.
    let by_variable =
        answer(std::process::Command::new(env!("CARGO_BIN_EXE_rosa")).env("ROSA_DATA", rosa.data()).args(["check"]));
    assert!(by_variable.done().stdout.contains("log: 3 row(s)"));
}

fn standard_output_is_clean() {
    let rosa = Rosa::sqlite();
    let register = rosa_2019();
    let answer = rosa.run(&["report", "2019", "--from", register.to_str().unwrap(), "--format", "json"]).done();
    assert!(serde_json::from_str::<serde_json::Value>(&answer.stdout).is_ok());
    let refused = rosa.import(&rosa.path("nothing")).refused();
    assert_eq!(refused.stdout, "");
}

fn a_wrong_configuration_is_named() {
    let rosa = Rosa::sqlite();
    fs::create_dir(rosa.data()).unwrap();
    fs::write(rosa.data().join("rosa.toml"), "databse_url = \"x\"\n").unwrap();
    let refused = rosa.run(&["check"]).refused();
    assert!(
        refused.stderr.contains("rosa.toml is wrong") && refused.stderr.contains("databse_url"),
        "{}",
        refused.stderr
    );
}

fn a_path_with_nothing_is_named() {
    let rosa = Rosa::sqlite();
    let refused = rosa.import(&rosa.path("nothing")).refused();
    assert!(refused.stderr.contains("give a folder of CSV files or one .xlsx workbook"), "{}", refused.stderr);
    let empty = tempfile::tempdir().unwrap();
    let refused = rosa.import(empty.path()).refused();
    assert!(
        refused.stderr.contains("no known file of a register is here; known: facilities.csv"),
        "{}",
        refused.stderr
    );
    let not_a_workbook = edges().join("clients.csv");
    let refused = rosa.import(&not_a_workbook).refused();
    assert!(refused.stderr.contains("neither a folder of CSV files nor an .xlsx workbook"), "{}", refused.stderr);
}

fn a_closed_pipe_is_no_error() {
    let rosa = Rosa::sqlite();
    rosa.import(&rosa_2019()).done();
    let mut child = rosa.command().args(["report", "2019"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
