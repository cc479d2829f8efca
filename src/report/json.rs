//! The JSON report, `rosa-report/1`: the frozen form others check us against (docs/annual-report.md).

use super::Report;
use super::catalogue::{HISTORY, MANUAL};
use super::shape::Value;
use crate::kernel::text::Text;
use serde_json::{Map, Number, Value as Json, json};

/// The report as JSON: figures, and the rule of each in both languages. Whole numbers are written without decimals.
#[must_use]
pub fn to_json(report: &Report) -> Json {
    let mut figures: Map<String, Json> =
        report.values.iter().map(|(figure, value)| (figure.id.to_owned(), value_json(value))).collect();
    figures.insert("manual".to_owned(), numbers(report.manual.iter().map(|(key, value)| (key.clone(), *value))));
    let history = report
        .history
        .iter()
        .map(|(figure, years)| (figure.clone(), numbers(years.iter().map(|(year, value)| (year.to_string(), *value)))));
    figures.insert("history".to_owned(), Json::Object(history.collect()));

    let both = |text: Text| json!({"nb": text.nb, "en": text.en});
    let mut titles: Map<String, Json> = Map::new();
    let mut rules: Map<String, Json> = Map::new();
    let known = report.values.iter().map(|(figure, _)| (figure.id, figure.title, figure.rule));
    for (id, title, rule) in known.chain([("manual", MANUAL.0, MANUAL.1), ("history", HISTORY.0, HISTORY.1)]) {
        titles.insert(id.to_owned(), both(title));
        rules.insert(id.to_owned(), both(rule));
    }
    json!({
        "schema": "rosa-report/1",
        "year": report.year.number(),
        "as_of": report.year.closing().to_string(),
        "figures": figures,
        "titles": titles,
        "rules": rules,
    })
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::Number(value) => value.map_or(Json::Null, number),
        Value::ByCategory(values) => numbers(values.iter().map(|(key, value)| (key.clone(), *value))),
        Value::ByTwo(outer) => Json::Object(
            outer
                .iter()
                .map(|(key, inner)| (key.clone(), numbers(inner.iter().map(|(key, value)| (key.clone(), *value)))))
                .collect(),
        ),
    }
}

fn numbers(values: impl Iterator<Item = (String, f64)>) -> Json {
    Json::Object(values.map(|(key, value)| (key, number(value))).collect())
}

fn number(value: f64) -> Json {
    #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "whole and below 2^53")]
    let whole = value as i64;
    let is_whole = value.fract() == 0.0 && value.abs() < 9e15;
    if is_whole { Json::Number(Number::from(whole)) } else { Number::from_f64(value).map_or(Json::Null, Json::Number) }
}
