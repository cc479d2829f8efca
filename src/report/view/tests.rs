//! Every value of the JSON report stands on the page once, however much or little there is.

use super::*;
use crate::kernel::codes::{Code, FacilityMeasure};
use crate::report::catalogue::CATALOGUE;
use crate::report::rules::Year;
use crate::report::to_json;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

type Found = BTreeSet<(String, String, String, String)>;

fn map(entries: &[(&str, f64)]) -> BTreeMap<String, f64> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect()
}

/// A value for a figure: with categories where `many` is not nothing.
fn value(figure: &Figure, many: usize) -> Value {
    let countries = ["NO", "PL", "SE", "RO", "AL", "NG", "UG", "BR", "CO", "TH", "UA", "VN", "ET", "AF", "unknown"];
    let months = ["01", "04", "12"];
    let words = ["Tone & Lise", "\"Rett\" <b>", "unknown", "d", "e", "f", "g"];
    let places = ["oslo", "bergen", "gone"];
    let codes = ["unknown", "female", "male", "sexual", "labour", "x1", "x2", "x3", "x4"];
    let of = |axis: usize| -> Vec<(&str, f64)> {
        use crate::report::shape::Dimension as By;
        let names: &[&str] = match figure.by.get(axis) {
            Some(By::Country) => &countries,
            Some(By::Month) => &months,
            Some(By::Free) => &words,
            Some(By::Facility) => &places,
            _ => &codes,
        };
        names.iter().copied().zip([1.0, 1912.0, 3.0, 0.0, 2.5, 7.0, 9.0].into_iter().cycle()).take(many).collect()
    };
    match figure.shape {
        Shape::ByCategory => Value::ByCategory(map(&of(0))),
        Shape::ByTwo => Value::ByTwo(
            of(0).iter().enumerate().map(|(i, (key, _))| ((*key).to_owned(), map(&of(1)[i.min(1)..]))).collect(),
        ),
        Shape::ByMeasure => {
            let measures: Vec<_> = FacilityMeasure::ALL.iter().map(|measure| measure.code()).zip(of(0)).collect();
            let measures: Vec<_> = measures.iter().map(|(code, (_, value))| (*code, *value)).collect();
            Value::ByTwo(of(0).iter().map(|(key, _)| ((*key).to_owned(), map(&measures))).collect())
        }
        Shape::Percent => Value::Number((many > 0).then_some(33.9)),
        Shape::Mean | Shape::Min | Shape::Max => Value::Number((many > 0).then_some(31.0)),
        Shape::Number | Shape::Distinct => Value::Number(Some(if many > 0 { 1912.0 } else { 0.0 })),
    }
}

fn sample(many: usize) -> Report {
    let day = NaiveDate::from_ymd_opt(2020, 1, 8).unwrap();
    let mut report = Report {
        year: Year::new(2019, None, day).unwrap(),
        values: CATALOGUE.iter().map(|figure| (figure, value(figure, many))).collect(),
        manual: BTreeMap::new(),
        history: BTreeMap::new(),
        facility_names: [("oslo".to_owned(), "Oslo krisesenter".to_owned())].into(),
    };
    if many > 0 {
        report.manual = map(&[("manual.web_hits", 69_525.0), ("manual.new_thing", 2.5)]);
        report.history.insert("clients.assisted".to_owned(), [(2017, 74.0), (2018, 56.0), (2021, 9.0)].into());
        report.history.insert("subjects.first_time.accepted_percent".to_owned(), [(2018, 45.0)].into());
    }
    report
}

/// The values of the JSON report, each by its place; an empty figure by its id alone.
fn in_json(report: &Report) -> Found {
    let mut found = Found::new();
    let json = to_json(report);
    let mut add = |figure: &str, category: &str, inner: &str, value: &str| {
        found.insert((figure.to_owned(), category.to_owned(), inner.to_owned(), value.to_owned()));
    };
    for (figure, value) in json["figures"].as_object().unwrap() {
        let Some(categories) = value.as_object() else {
            add(figure, "", "", &value.to_string());
            continue;
        };
        if categories.is_empty() {
            add(figure, "", "", "empty");
        }
        for (category, value) in categories {
            match value.as_object() {
                Some(inner) => inner.iter().for_each(|(key, value)| add(figure, category, key, &value.to_string())),
                None => add(figure, category, "", &value.to_string()),
            }
        }
    }
    found
}

/// The values of the page likewise; no place may come twice.
fn on_page(view: &View) -> Found {
    let mut found = Found::new();
    let mut add = |place: &Place| {
        let Place { at, value } = place;
        let (category, inner) = (at.category.clone().unwrap_or_default(), at.inner.clone().unwrap_or_default());
        assert!(found.insert((at.figure.to_owned(), category, inner, value.clone())), "twice: {place:?}");
    };
    assert!(view.tiles.iter().all(|tile| tile.place.is_none()), "tiles repeat");
    let mut empty = Vec::new();
    for section in &view.sections {
        section.numbers.iter().for_each(|number| add(number.place.as_ref().unwrap()));
        for figure in &section.figures {
            if figure.table.rows.is_empty() {
                empty.push((figure.code.clone(), String::new(), String::new(), "empty".to_owned()));
            }
            let cells = figure.table.rows.iter().flat_map(|row| &row.cells).chain(&figure.table.foot);
            cells.filter_map(|cell| cell.place.as_ref()).for_each(&mut add);
        }
    }
    found.extend(empty);
    found
}

fn address(query: &Query) -> String {
    format!("/{query:?}")
}

fn figure<'v>(view: &'v View, id: &str) -> &'v FigureView {
    view.sections.iter().flat_map(|section| &section.figures).find(|figure| figure.id == id).unwrap()
}

#[test]
fn every_value_stands_in_one_place() {
    for many in [0, 1, 2, 3, 6, 9, 15] {
        let report = sample(many);
        for lang in [Lang::Nb, Lang::En] {
            let shown = on_page(&view(&report, lang, None));
            let json = in_json(&report);
            assert_eq!(shown.difference(&json).collect::<Vec<_>>(), Vec::<&_>::new(), "only on the page, {many}");
            assert_eq!(json.difference(&shown).collect::<Vec<_>>(), Vec::<&_>::new(), "only in the JSON, {many}");
        }
    }
}

#[test]
fn tables_are_whole_and_ids_are_one() {
    for many in [0, 1, 2, 6, 9, 15] {
        let page = view(&sample(many), Lang::Nb, None);
        let mut ids = BTreeSet::new();
        for section in &page.sections {
            assert!(ids.insert(section.id.clone()), "{}", section.id);
            for figure in &section.figures {
                assert!(ids.insert(figure.id.clone()) && ids.insert(format!("{}-c", figure.id)), "{}", figure.id);
                let table = &figure.table;
                let width = table.columns.len();
                assert!(table.rows.iter().all(|row| row.cells.len() == width), "{}", figure.id);
                assert!(table.foot.is_empty() || table.foot.len() == width, "{}", figure.id);
                assert!(table.rows.iter().all(|row| !row.label.is_empty()), "{}", figure.id);
            }
        }
    }
}

#[test]
fn numbers_open_their_records_only_for_those_who_may() {
    let report = sample(9);
    let hrefs = |page: &View| -> Vec<String> {
        let figures = || page.sections.iter().flat_map(|section| &section.figures);
        let cells = figures().flat_map(|figure| &figure.table.rows).flat_map(|row| &row.cells);
        let numbers = page.sections.iter().flat_map(|section| &section.numbers).chain(&page.tiles);
        cells
            .filter_map(|cell| cell.href.clone())
            .chain(numbers.filter_map(|number| number.href.clone()))
            .chain(figures().filter_map(|figure| figure.records.as_ref().map(|link| link.href.clone())))
            .collect()
    };
    assert!(hrefs(&view(&report, Lang::Nb, None)).is_empty());
    let page = view(&report, Lang::Nb, Some(&address));
    assert!(hrefs(&page).len() > 300);
    assert!(hrefs(&page).iter().all(|href| !href.contains("manual") && !href.contains("history")), "nothing behind");
    for cell in page.sections.iter().flat_map(|s| &s.figures).flat_map(|f| &f.table.rows).flat_map(|row| &row.cells) {
        if let (Some(place), Some(href)) = (&cell.place, &cell.href) {
            assert_eq!(*href, address(&place.at));
            assert_ne!(place.value, "0", "nobody to list");
        }
    }
}

#[test]
fn sums_stand_only_where_they_mean_something() {
    let page = view(&sample(6), Lang::Nb, None);
    assert!(!figure(&page, "f-clients-by_gender").table.foot.is_empty());
    assert!(figure(&page, "f-activities-participants").table.foot.is_empty());
    assert!(!figure(&page, "f-activities-support_nok").table.foot.is_empty());
    let places = &figure(&page, "f-housing-by_facility").table;
    let foot: Vec<_> =
        places.columns.iter().zip(&places.foot).map(|(c, cell)| (c.as_str(), cell.text.as_str())).collect();
    assert_eq!(foot[..2], [("Brukere", "–"), ("Netter", "–")], "clients and nights may overlap");
    assert!(foot[2..].iter().all(|(_, sum)| *sum != "–"));
}

#[test]
fn unknown_stands_last_and_many_countries_stand_together() {
    let page = view(&sample(15), Lang::Nb, None);
    let countries = figure(&page, "f-clients-by_nationality");
    assert_eq!(countries.table.rows.len(), 15);
    assert_eq!(countries.table.rows.last().unwrap().label, "Ukjent");
    let chart = countries.chart.as_ref().unwrap().as_str();
    assert!(chart.contains("4 andre land") && chart.contains("Ukjent"));
    assert_eq!(chart.matches("class=\"val strong\"").count(), 12);
}

#[test]
fn numbers_are_written_in_the_language_and_beside_the_years_before() {
    let report = sample(6);
    let nb = view(&report, Lang::Nb, None);
    let en = view(&report, Lang::En, None);
    let number = |page: &View, code: &str| -> (String, String) {
        let numbers = page.sections.iter().flat_map(|section| &section.numbers);
        let number = numbers.into_iter().find(|number| number.code == code).unwrap();
        (number.value.clone(), number.earlier.clone())
    };
    let both = |code| (number(&nb, code), number(&en, code));
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        both("clients.assisted"),
        (pair("1\u{a0}912", "56 i 2018, 74 i 2017"), pair("1,912", "56 in 2018, 74 in 2017")),
        "only the years before"
    );
    assert_eq!(
        both("subjects.first_time.accepted_percent"),
        (pair("33,9\u{a0}%", "45\u{a0}% i 2018"), pair("33.9%", "45% in 2018"))
    );
    assert_eq!(both("benefits.paid_nok"), (pair("kr\u{a0}1\u{a0}912", ""), pair("NOK\u{a0}1,912", "")));
    assert_eq!(both("clients.age.min").0.0, "31 år");
    assert_eq!(nb.tiles.len(), 5);
    assert_eq!(nb.tiles[4].earlier, "1\u{a0}912 brukere");
}

#[test]
fn a_line_is_drawn_where_the_years_are_enough() {
    let page = view(&sample(6), Lang::Nb, None);
    let line = figure(&page, "f-clients-assisted-years");
    assert!(line.chart.is_some() && line.table.rows.iter().map(|row| row.label.as_str()).eq(["2017", "2018", "2019"]));
    let typed = page.sections.last().unwrap();
    assert_eq!(
        typed.figures.iter().map(|figure| figure.code.as_str()).collect::<Vec<_>>(),
        ["manual", "history", "clients.assisted"]
    );
}

#[test]
fn pictures_say_what_they_show() {
    let page = view(&sample(3), Lang::Nb, None);
    let months = figure(&page, "f-enquiries-by_month");
    assert_eq!(months.unit, "Flest i april (1\u{a0}912), færrest i januar (1)");
    let gender = figure(&page, "f-clients-by_gender");
    assert_eq!(gender.unit, "Brukere. Størst: Kvinne, 1\u{a0}912 (100\u{a0}%)");
    let chart = gender.chart.as_ref().unwrap().as_str();
    assert!(chart.contains("Minst: Ukjent, 1.</desc>"), "{chart}");
}
