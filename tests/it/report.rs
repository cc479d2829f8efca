//! The annual report of the registers whose figures are known.

use crate::support::{Backend, Rosa, edges, on_both, project, register, rosa_2019, test};
use libtest_mimic::Trial;
use serde_json::Value;
use std::path::Path;

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        test(
            "report: the first command of the readme prints the known numbers",
            the_first_command_prints_the_known_numbers,
        ),
        test("report: an as-of date outside the year is an error", an_as_of_date_outside_the_year_is_an_error),
        test("report: both languages, every figure has its rule", both_languages_and_every_rule),
        test("report: numbers are written without needless decimals", numbers_are_written_plainly),
    ];
    trials.push(test("report: a return counts in a year without other contact", a_return_counts_without_other_contact));
    trials.extend(on_both("report: every figure of rosa-2019 is equal", every_figure_of_rosa_2019_is_equal));
    trials.extend(on_both("report: every figure of edges is equal", every_figure_of_edges_is_equal));
    trials.extend(on_both("report: an empty or future year is no error", an_empty_or_future_year_is_no_error));
    trials
}

#[track_caller]
fn assert_figures(report: &Value, expected: &Path) {
    let expected: Value = serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
    for key in ["schema", "year", "as_of"] {
        if let Some(wanted) = expected.get(key) {
            assert_eq!(&report[key], wanted);
        }
    }
    let (wanted, found) = (expected["figures"].as_object().unwrap(), report["figures"].as_object().unwrap());
    let keys = |object: &serde_json::Map<String, Value>| object.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(wanted), keys(found));
    for (id, value) in wanted {
        assert!(same(value, &found[id]), "{id}: expected {value}, found {}", found[id]);
    }
}

/// Numbers are compared as numbers: 45 and 45.0 are the same.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

fn every_figure_of_rosa_2019_is_equal(backend: Backend) {
    let rosa = Rosa::new(backend);
    rosa.import(&rosa_2019()).done();
    assert_figures(&rosa.report(&["2019"]), &project("tests/data/expected-2019.json"));
}

fn every_figure_of_edges_is_equal(backend: Backend) {
    let rosa = Rosa::new(backend);
    rosa.import(&edges()).done();
    for year in ["2016", "2017", "2018", "2019", "2020", "2021"] {
        assert_figures(&rosa.report(&[year]), &edges().join(format!("expected-{year}.json")));
    }
    let as_of = rosa.report(&["2019", "--as-of", "2019-06-30"]);
    assert_figures(&as_of, &edges().join("expected-2019-as-of-2019-06-30.json"));
}

fn an_empty_or_future_year_is_no_error(backend: Backend) {
    let rosa = Rosa::new(backend);
    rosa.import(&rosa_2019()).done();
    for year in ["1990", "2199"] {
        let report = rosa.report(&[year]);
        assert_eq!(report["figures"]["clients.assisted"], 0, "{year}");
        assert_eq!(report["figures"]["clients.age.mean"], Value::Null);
        assert_eq!(report["figures"]["clients.by_gender"], serde_json::json!({}));
        assert_eq!(report["figures"]["history"]["clients.assisted"]["2018"], 56);
    }
    let text = rosa.run(&["report", "2199", "--lang", "en"]).done().stdout;
    assert!(text.contains("has not begun"), "{text}");
}

fn the_first_command_prints_the_known_numbers() {
    let rosa = Rosa::sqlite();
    let register = rosa_2019();
    let answer = rosa.run(&["report", "2019", "--from", register.to_str().unwrap()]).done();
    for line in ["      63 brukere fikk bistand", "      40 nye", "      23 flerårige", "   1 912 henvendelser"] {
        assert!(answer.stdout.lines().any(|found| found == line), "{line}\n{}", answer.stdout);
    }
    assert!(!rosa.data().exists(), "a report on another register makes no database of its own");
}

fn an_as_of_date_outside_the_year_is_an_error() {
    let rosa = Rosa::sqlite();
    let answer = rosa.run(&["report", "2019", "--as-of", "2020-01-01"]).refused();
    assert!(answer.stderr.contains("allowed: 2019-01-01 to 2019-12-31"), "{}", answer.stderr);
    assert_eq!(answer.stdout, "");
}

fn both_languages_and_every_rule() {
    let rosa = Rosa::sqlite();
    rosa.import(&rosa_2019()).done();
    let report = rosa.report(&["2019"]);
    let figures = report["figures"].as_object().unwrap();
    for id in figures.keys() {
        for language in ["nb", "en"] {
            for part in ["rules", "titles"] {
                assert!(
                    report[part][id][language].as_str().is_some_and(|text| text.len() > 3),
                    "{part} {id} {language}"
                );
            }
        }
    }
    let bokmal = rosa.run(&["report", "2019"]).done().stdout;
    let english = rosa.run(&["report", "2019", "--lang", "en"]).done().stdout;
    assert!(bokmal.contains("31,6") && english.contains("31.6"));
    assert!(english.contains("1,912"));
    for text in [&bokmal, &english] {
        assert!(text.contains("Romania"), "categories are shown by name");
        assert!(!text.contains("asylum_pending"), "no code is shown where a name is known");
    }
    assert!(!bokmal.to_lowercase().contains("klient"));
}

fn numbers_are_written_plainly() {
    let rosa = Rosa::sqlite();
    rosa.import(&rosa_2019()).done();
    let text = rosa.run(&["report", "2019", "--format", "json"]).done().stdout;
    assert!(text.contains("\"clients.assisted\": 63,"), "whole numbers have no decimals");
    assert!(text.contains("\"benefits.paid_nok\": 329960,"));
}

/// The dates of a return count where they lie (rule 6), also when an earlier one had ended it.
fn a_return_counts_without_other_contact() {
    let figures = |dates: &str| {
        let returns = format!(
            "client,programme,country,applied_on,decided_on,decision,withdrawn_on,returned_on\nc,iom,NG,{dates}\n"
        );
        let folder = register(&[
            ("facilities.csv", "facility,name,type\nf,F,crisis_centre\n"),
            ("clients.csv", "client,gender,intake_date\nc,female,2015-01-01\n"),
            ("consents.csv", "client,given_on,form,scopes\nc,2015-01-01,written,journal\n"),
            ("stays.csv", "client,facility,from,to\nc,f,2015-01-01,2015-01-05\n"),
            ("returns.csv", &returns),
        ]);
        Rosa::sqlite().report(&["2017", "--from", folder.path().to_str().unwrap()])["figures"].clone()
    };
    for (dates, figure) in [
        ("2016-05-02,2016-06-01,refused,,2017-04-30", "returns.returned"),
        ("2016-05-02,2017-04-30,refused,2016-06-01,", "returns.refused"),
        ("2016-05-02,2016-06-01,refused,2017-04-30,", "returns.withdrawn"),
        ("2016-05-02,2017-04-30,granted,,2016-06-01", "returns.granted"),
        ("2017-05-01,2016-04-01,refused,,", "returns.applied"),
        ("2016-05-01,,,,", "returns.open_at_year_end"),
    ] {
        assert_eq!(figures(dates)[figure], 1, "{figure}");
    }
    assert_eq!(figures("2016-05-02,2016-06-01,refused,,2017-04-30")["returns.returned_by_country"]["NG"], 1);
}
