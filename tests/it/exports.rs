//! What leaves the house: the report of 2019 in every format agrees with the page in every number, each file read by a library that
//! did not write it; nothing leaves without a reason, a password shown just now and an entry in the log; no name goes along.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, Rosa, on_both, rosa_2019, test};
use calamine::{Data, DataType, Reader, Xlsx};
use libtest_mimic::Trial;
use quick_xml::events::Event;
use rosa::db::RefKind;
use rosa::kernel::actor::Actor;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

pub fn trials() -> Vec<Trial> {
    let mut trials =
        on_both("exports: page, workbook, text, PDF, CSV and JSON agree in every number", every_format_agrees);
    trials.extend(on_both(
        "exports: the report leaves with a reason, logged, and without names",
        the_report_leaves_the_house,
    ));
    trials
        .extend(on_both("exports: a list of clients leaves as it stands and as she sees it", a_list_leaves_the_house));
    trials.extend(on_both(
        "exports: stays and enquiries are counted, listed and taken out by the same rules",
        stays_and_calls,
    ));
    trials.push(test(
        "exports: a text document has styles, header rows and words for its pictures",
        a_text_document_is_whole,
    ));
    trials.push(test("exports: a PDF is tagged, with language, bookmarks and its own typeface", a_pdf_is_tagged));
    trials.push(test("exports: a workbook draws its charts itself and counts with numbers", a_workbook_is_native));
    trials.push(test("exports: the command writes a new file, and says what it cannot do", the_command_writes_files));
    trials.push(test("exports: a year without anybody, and a year in English", other_years_and_languages));
    trials
}

type Place = (String, String, String);

/// A row of the page: its label and its numbers as they are read.
type Row = Vec<String>;

/// The parts of a zip by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut part = archive.by_index(place).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Orders a report and answers its file.
fn order(browser: &mut Browser, path: &str, format: &str, more: &[(&str, &str)]) -> Page {
    let mut answers = vec![("format", format), ("reason", "Til styret")];
    answers.extend_from_slice(more);
    let page = browser.get(path);
    assert_eq!(page.status, 200, "{path}");
    browser.send(&page, path, &answers)
}

fn file(browser: &mut Browser, path: &str, format: &str, more: &[(&str, &str)]) -> Page {
    let page = order(browser, path, format, more);
    let page = if page.status == 303 {
        // It took more than a few seconds: the page waits, and the file is fetched from it.
        let job = page.header("location").to_owned();
        let mut waiting = browser.get(&job);
        while waiting.attributes("a.ds-button", "href").iter().all(|href| !href.ends_with("/file")) {
            assert!(waiting.texts("h1")[0].contains("lages"), "{}", waiting.body);
            waiting = browser.get(&job);
        }
        browser.get(&format!("{job}/file"))
    } else {
        page
    };
    assert_eq!(page.status, 200, "{format}: {}", page.body.chars().take(3000).collect::<String>());
    assert!(page.header("content-disposition").starts_with("attachment; filename="), "{format}");
    assert!(page.header("cache-control").contains("no-store"));
    page
}

/// A number as the page writes it: `1 912`, `33,9 %`, `kr 329 960`, `26 år`.
fn number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '-')).collect();
    digits.replace(',', ".").parse().ok()
}

/// Every value of the page by its place.
fn places_of(page: &Page) -> BTreeMap<Place, Option<f64>> {
    let selector = scraper::Selector::parse("[data-figure][data-value]").unwrap();
    let html = page.html();
    let found = html.select(&selector).map(|element| {
        let part = |name: &str| element.attr(name).unwrap_or("").to_owned();
        ((part("data-figure"), part("data-category"), part("data-inner")), part("data-value").parse().ok())
    });
    found.collect()
}

/// The rows of every table of the page, and the single numbers with their labels.
fn rows_of(page: &Page) -> (Vec<Row>, Vec<Row>) {
    let select = |text: &str| scraper::Selector::parse(text).unwrap();
    let (rows, head, cells) = (select(".fig tbody tr, .fig tfoot tr"), select("th"), select("td.n"));
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    let html = page.html();
    let tables = html.select(&rows).map(|row| {
        let label = row.select(&head).map(text);
        label.chain(row.select(&cells).map(text)).collect::<Row>()
    });
    let (numbers, value, label) = (select(".nums li"), select("b"), select("span"));
    let single = html.select(&numbers).map(|one| {
        let first = |selector| one.select(selector).map(text).next().unwrap_or_default();
        vec![first(&label), first(&value)]
    });
    (tables.collect(), single.collect())
}

fn without_white(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn values_of_json(bytes: &[u8]) -> BTreeMap<Place, Option<f64>> {
    let json: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let mut found = BTreeMap::new();
    for (figure, value) in json["figures"].as_object().unwrap() {
        let place = |outer: &str, inner: &str| (figure.clone(), outer.to_owned(), inner.to_owned());
        match value.as_object() {
            None => drop(found.insert(place("", ""), value.as_f64())),
            Some(outer) => {
                for (category, value) in outer {
                    match value.as_object() {
                        None => drop(found.insert(place(category, ""), value.as_f64())),
                        Some(inner) => {
                            for (name, value) in inner {
                                found.insert(place(category, name), value.as_f64());
                            }
                        }
                    }
                }
            }
        }
    }
    found
}

/// A CSV file with semicolons and the mark of UTF-8.
fn read_csv(bytes: &[u8]) -> Vec<Row> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows of a sheet, cells as they are.
fn read_sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            // The range begins at its first cell, and every sheet of ours begins at A1.
            (name, range.rows().map(<[Data]>::to_vec).collect())
        })
        .collect()
}

/// The paragraphs (style and text) and the rows of tables of a text document.
fn read_docx(bytes: &[u8]) -> (Vec<(String, String)>, Vec<Row>) {
    let parts = parts(bytes);
    let mut reader = quick_xml::Reader::from_reader(parts["word/document.xml"].as_slice());
    let (mut paragraphs, mut rows) = (Vec::new(), Vec::new());
    let (mut style, mut text, mut row, mut in_table, mut in_text) =
        (String::new(), String::new(), Row::new(), false, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:tbl" => in_table = true,
            Event::End(tag) if tag.name().as_ref() == "w:tbl" => in_table = false,
            Event::Start(tag) if tag.name().as_ref() == "w:tr" => row.clear(),
            Event::End(tag) if tag.name().as_ref() == "w:tr" => rows.push(row.clone()),
            Event::Start(tag) if tag.name().as_ref() == "w:p" => {
                style.clear();
                text.clear();
            }
            Event::End(tag) if tag.name().as_ref() == "w:p" => {
                if in_table {
                    row.push(text.clone());
                } else {
                    paragraphs.push((style.clone(), text.clone()));
                }
            }
            Event::Empty(tag) if tag.name().as_ref() == "w:pStyle" => {
                let value = tag.attributes().flatten().find(|a| a.key.as_ref() == "w:val").unwrap();
                style = value.value.clone().into_owned();
            }
            Event::Start(tag) if tag.name().as_ref() == "w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => in_text = false,
            Event::Text(found) if in_text => text.push_str(&found),
            Event::GeneralRef(name) if in_text => text.push(match &*name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                _ => '\'',
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    (paragraphs, rows)
}

/// All text of a PDF.
fn read_pdf(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    pdf.extract_text(&pages).unwrap()
}

fn every_format_agrees(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    // A caseworker's page has no links, so its cells hold nothing but what is read.
    let page = desk.signed_in("radgiver1").get("/report/2019");
    let expected = places_of(&page);
    let (tables, singles) = rows_of(&page);
    assert!(expected.len() > 500 && tables.len() > 300 && singles.len() > 40, "{} {}", expected.len(), tables.len());
    let mut lead = desk.signed_in("leder");
    let path = "/report/2019/export";
    let mut take = |format: &str| file(&mut lead, path, format, &[]).bytes;

    let json = take("json");
    // An empty figure has no place of its own in the JSON but stands there.
    assert_eq!(values_of_json(&json), expected);

    let csv = parts(&take("csv"));
    let all = read_csv(&csv["alle-verdier.csv"]);
    let listed: BTreeMap<Place, Option<f64>> = all[1..]
        .iter()
        .map(|row| ((row[1].clone(), row[3].clone(), row[5].clone()), row[7].replace(',', ".").parse().ok()))
        .collect();
    assert_eq!(listed, expected);
    let in_files: BTreeSet<Vec<String>> =
        csv.values().flat_map(|bytes| read_csv(bytes)).map(|row| plain(&row)).collect();
    for row in tables.iter().chain(&singles) {
        let wanted = plain(row);
        assert!(in_files.iter().any(|found| found.starts_with(&wanted)), "CSV lacks {row:?}");
    }

    let sheets = read_sheets(&take("xlsx"));
    let values = &sheets.iter().find(|(name, _)| name == "Alle verdier").unwrap().1;
    let listed: BTreeMap<Place, Option<f64>> = values[1..]
        .iter()
        .map(|row| ((row[1].to_string(), row[3].to_string(), row[5].to_string()), row[7].as_f64()))
        .collect();
    assert_eq!(listed, expected);
    let in_sheets: Vec<Vec<String>> =
        sheets.iter().flat_map(|(_, rows)| rows).map(|row| row.iter().map(written).collect()).collect();
    for row in tables.iter().chain(&singles) {
        let wanted = plain(row);
        assert!(in_sheets.iter().any(|found| found.starts_with(&wanted)), "the workbook lacks {row:?}");
    }

    let (paragraphs, rows) = read_docx(&take("docx"));
    for row in tables.iter().chain(&singles) {
        assert!(rows.iter().any(|found| found.starts_with(row)), "the text document lacks {row:?}");
    }
    assert!(paragraphs.iter().any(|(style, text)| style == "Title" && text == "Årsrapport 2019"));
    let has = |sentence: &str| paragraphs.iter().any(|(_, text)| text.replace('\u{a0}', " ").contains(sentence));
    assert!(has("63 brukere fikk bistand i året.") && has("1 912 henvendelser i året."), "the numbers in sentences");

    let text = without_white(&read_pdf(&take("pdf")));
    for row in tables.iter().chain(&singles) {
        let wanted = without_white(&row.concat());
        assert!(text.contains(&wanted), "the PDF lacks {row:?}");
    }
}

/// A row with its numbers as plain ones: the label, then digits.
fn plain(row: &[String]) -> Vec<String> {
    let number_of = |text: &String| match number(text) {
        Some(number) if text.chars().any(|c| c.is_ascii_digit()) => number.to_string(),
        _ if text == "–" => String::new(),
        _ => text.clone(),
    };
    let label = row.first().cloned().unwrap_or_default();
    std::iter::once(label).chain(row.iter().skip(1).map(number_of)).collect()
}

/// A cell of a workbook as [`plain`] writes it.
fn written(cell: &Data) -> String {
    cell.as_f64().filter(|_| !cell.is_string()).map_or_else(|| cell.to_string(), |number| number.to_string())
}

/// Everything a file says, whatever its kind.
fn said(page: &Page, format: &str) -> String {
    match format {
        "pdf" => read_pdf(&page.bytes),
        "json" => page.body.clone(),
        _ => parts(&page.bytes).values().map(|part| String::from_utf8_lossy(part).into_owned()).collect(),
    }
}

/// The names of the clients of 2019.
fn family_names() -> BTreeSet<String> {
    let text = std::fs::read_to_string(rosa_2019().join("clients.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.records().map(|row| row.unwrap()).flat_map(|row| [row[1].to_owned(), row[2].to_owned()]);
    names.filter(|name| name.len() > 5).collect()
}

fn errors(page: &Page) -> String {
    page.texts(".ds-error-summary li").join(" | ")
}

fn the_report_leaves_the_house(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let path = "/report/2019/export";
    let mut lead = desk.signed_in("leder");
    let report = lead.get("/report/2019");
    assert_eq!(report.attributes("#take ~ ul a", "href").len(), 5, "the section leads to every format");
    let form = lead.get("/report/2019/export?format=pdf");
    assert_eq!(form.attributes("input[name=format][checked]", "value"), ["pdf"]);
    for (answers, count) in [
        (vec![("format", "pdf"), ("reason", "")], 1),
        (vec![("format", "exe"), ("reason", "")], 2),
        (vec![("format", "pdf"), ("reason", "Til styret"), ("extra", "yes")], 1),
    ] {
        let wrong = lead.fill(path, &answers);
        assert_eq!((wrong.status, wrong.texts(".ds-error-summary li").len()), (422, count), "{}", errors(&wrong));
        assert!(wrong.header("content-disposition").is_empty());
    }
    let names = family_names();
    for (format, more, name) in [
        ("pdf", vec![], "arsrapport-2019.pdf"),
        ("docx", vec![], "arsrapport-2019.docx"),
        ("json", vec![], "arsrapport-2019.json"),
        ("xlsx", vec![("extra", "yes")], "arsrapport-2019.xlsx"),
        ("csv", vec![("extra", "yes")], "arsrapport-2019.zip"),
    ] {
        let taken = file(&mut lead, path, format, &more);
        assert_eq!(taken.header("content-disposition"), format!("attachment; filename=\"{name}\""));
        let text = said(&taken, format);
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        let found: Vec<_> = names.iter().filter(|name| words.contains(name.as_str())).collect();
        assert!(found.is_empty(), "{format} names {found:?}");
        if format == "csv" {
            let records = read_csv(&parts(&taken.bytes)["poster.csv"]);
            let assisted = records.iter().filter(|row| row[0] == "clients.assisted").count();
            assert_eq!(assisted, 63, "one line for each client");
            assert!(records.iter().any(|row| row[4] == "2019-033"), "by case number");
        }
    }
    let list = lead.get(path);
    let taken = list.texts("tbody tr");
    assert_eq!(taken.len(), 5);
    assert!(taken[0].contains("Årsrapport 2019, ta med postene") && taken[0].contains("Til styret"), "{}", taken[0]);
    assert_eq!(exports_logged(&desk), ["report.export"; 5]);
    // Who may see the figures may not take them out; to her it is not there.
    for user in ["radgiver1", "kontakt_bergen", "nattvakt", "systemansvarlig"] {
        let mut other = desk.signed_in(user);
        assert_eq!(other.get(path).status, 404, "{user}");
        assert_eq!(other.post(path, &[("csrf", "x")]).status, 404, "{user}");
    }
    assert!(desk.signed_in("radgiver1").get("/report/2019").attributes("#take", "id").is_empty());
    assert_eq!(lead.get("/report/nonsense/export").status, 404);
    assert_eq!(lead.get("/exports/none").status, 404);
    // The password was shown long ago: it is asked for again, and the way leads back to the form.
    let token = desk.session("leder");
    let later = office.at("2020-01-08 12:10:00");
    let mut late = later.with_session(&token);
    let asked = late.get("/report/2019/export?format=csv");
    assert_eq!(asked.header("location"), "/confirm?return_to=%2Freport%2F2019%2Fexport%3Fformat%3Dcsv");
    let csrf = late.get("/account").token();
    let posted = late.post(path, &[("csrf", &csrf), ("format", "csv"), ("reason", "x")]);
    assert_eq!(posted.header("location"), "/confirm?return_to=%2Freport%2F2019%2Fexport");
}

/// The acts of the log about what left the house.
fn exports_logged(desk: &Desk) -> Vec<String> {
    let of = |id: i64| desk.database.read(|conn| rosa::audit::of_object(conn, &Actor::System, "export", id, 0, 10));
    (1..200).flat_map(|id| of(id).unwrap()).map(|act| act.action).collect()
}

fn client_path(desk: &Desk, case: &str) -> String {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    let id = cases.into_iter().find(|row| row.case_number == case).unwrap().id;
    format!("/clients/{}", desk.database.keyring().cover(RefKind::Client, id))
}

fn a_list_leaves_the_house(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut lead = desk.signed_in("leder");
    let mut caseworker = desk.signed_in("radgiver1");
    for list in ["/clients", "/clients?state=all", "/clients?scope=mine&state=active&sort=name&dir=asc"] {
        let page = caseworker.get(list);
        let shown = page.texts("td.caseno");
        let href = page.attributes("a[href^='/clients/export']", "href").remove(0);
        let form = caseworker.get(&href);
        let taken = file(&mut caseworker, &href, "csv", &[]);
        let rows = read_csv(&taken.bytes);
        let cases: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        let here: Vec<&str> = shown.iter().map(String::as_str).collect();
        assert_eq!(cases[..here.len()], here[..], "{list}: the same in the same order");
        assert!(form.texts(".page-head p")[0].starts_with(&format!("{} brukere", cases.len())), "{list}");
        assert!(!rows[0].contains(&"Navn".to_owned()));
    }
    let href = "/clients/export?state=all";
    let words = |page: &Page| page.body.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<BTreeSet<_>>();
    let names = family_names();
    let plain = file(&mut caseworker, href, "csv", &[]);
    assert!(names.is_disjoint(&words(&plain)), "case numbers only");
    let named = file(&mut caseworker, href, "csv", &[("extra", "yes")]);
    assert!(!names.is_disjoint(&words(&named)));
    let book = file(&mut caseworker, href, "xlsx", &[]);
    let sheets = read_sheets(&book.bytes);
    assert_eq!(sheets[0].1.len(), read_csv(&plain.bytes).len());
    assert!(sheets[0].1[1..].iter().any(|row| row.iter().any(Data::is_datetime)), "dates are dates");
    assert_eq!(order(&mut caseworker, href, "pdf", &[]).status, 422, "a list is no PDF");
    assert_eq!(caseworker.fill(href, &[("format", "csv"), ("reason", " ")]).status, 422);
    // A protected client is in the lead's list only.
    let path = format!("{}/protection", client_path(&desk, "2019-033"));
    let form = lead.get(&path);
    let saved = lead.send(&form, &path, &[("protected", "yes")]);
    assert_eq!(saved.status, 303, "{}", errors(&saved));
    let has = |page: &Page| read_csv(&page.bytes).iter().any(|row| row[0] == "2019-033");
    assert!(!has(&file(&mut desk.signed_in("radgiver2"), href, "csv", &[])));
    assert!(has(&file(&mut lead, href, "csv", &[])));
    let own = desk.signed_in("radgiver2").get(href).texts("tbody tr").len();
    assert_eq!(own, 1, "a colleague sees what she took herself");
    assert!(lead.get(href).texts("tbody tr").len() > 4, "the lead sees what everybody took");
    assert!(exports_logged(&desk).iter().all(|action| action == "client.export"));
    for user in ["kontakt_bergen", "nattvakt", "systemansvarlig"] {
        assert_eq!(desk.signed_in(user).get(href).status, 404, "{user}");
    }
}

/// The numbers of a text, spaces between thousands left out.
fn numbers(text: &str) -> Vec<i64> {
    let joined = text.replace(['\u{a0}', '\u{202f}'], "");
    joined.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

fn stays_and_calls(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (mut lead, mut caseworker) = (desk.signed_in("leder"), desk.signed_in("radgiver1"));
    // The nights of a year are those of the report: the whole register is assisted or lives nowhere else.
    let year = "/stays/list?from=01.01.2019&to=31.12.2019";
    let page = lead.get(year);
    assert_eq!(page.status, 200);
    let report = office.rosa.report(&["2019"]);
    let counted = numbers(&page.texts("#stays")[0]);
    assert_eq!(counted[2], report["figures"]["housing.nights"].as_i64().unwrap(), "{:?}", page.texts("#stays"));
    assert!(lead.get("/stays").attributes("main a", "href").contains(&"/stays/list".to_owned()));
    let href = page.attributes("a[href^='/stays/list/export']", "href").remove(0);
    let form = lead.get(&href);
    assert!(form.texts(".page-head p")[0].starts_with(&format!("{} opphold", counted[0])), "{}", form.body);
    let taken = read_csv(&file(&mut lead, &href, "csv", &[]).bytes);
    assert_eq!(i64::try_from(taken.len()).unwrap() - 1, counted[0]);
    let shown: Vec<String> = page.texts("tbody .caseno");
    assert_eq!(taken[1..=shown.len()].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), shown);
    let names = family_names();
    let words = |page: &Page| page.body.split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<BTreeSet<_>>();
    assert!(names.is_disjoint(&words(&file(&mut lead, &href, "csv", &[]))), "case numbers only");
    assert!(!names.is_disjoint(&words(&file(&mut lead, &href, "csv", &[("extra", "yes")]))));
    let book = read_sheets(&file(&mut lead, &href, "xlsx", &[]).bytes);
    assert_eq!(book[0].1.len(), taken.len());
    // A place, and what goes on, narrow it; every line is what was asked for.
    let place = page.attributes("#place option", "value").remove(1);
    let name = page.texts("#place option").remove(1);
    let there = read_csv(&file(&mut lead, &format!("/stays/list/export?from=&to=&place={place}"), "csv", &[]).bytes);
    assert!(there.len() > 1 && there[1..].iter().all(|row| row[1] == name), "{name}: {there:?}");
    let now = read_csv(&file(&mut lead, "/stays/list/export?from=&to=&of=now", "csv", &[]).bytes);
    assert!(now.len() > 1 && now[1..].iter().all(|row| row[4].is_empty()), "{now:?}");
    for wrong in ["from=40.01.2019&to=", "from=02.01.2019&to=01.01.2019"] {
        let page = lead.get(&format!("/stays/list?{wrong}"));
        assert_eq!((page.status, page.texts(".ds-validation-message").len()), (200, 1), "{wrong}");
    }
    // Enquiries: the same ones in the same order; a note only where it is asked for.
    let page = caseworker.get("/enquiries?from=01.01.2019&to=31.12.2019&topic=possible_victim");
    let counted = numbers(&page.texts("#calls")[0])[0];
    let href = page.attributes("a[href^='/enquiries/export']", "href").remove(0);
    let rows = read_csv(&file(&mut caseworker, &href, "csv", &[]).bytes);
    assert_eq!(i64::try_from(rows.len()).unwrap() - 1, counted);
    let keys = page.texts("tbody a.caseno");
    assert_eq!(rows[1..=keys.len()].iter().map(|row| row[0].clone()).collect::<Vec<_>>(), keys);
    let persons: i64 = rows[1..].iter().map(|row| row[10].parse::<i64>().unwrap()).sum();
    assert_eq!(persons, report["figures"]["subjects.first_time"].as_i64().unwrap());
    let all = read_csv(&file(&mut caseworker, "/enquiries/export?from=01.01.2019&to=31.12.2019", "csv", &[]).bytes);
    assert_eq!(i64::try_from(all.len()).unwrap() - 1, report["figures"]["enquiries.total"].as_i64().unwrap());
    assert!(!all[0].contains(&"Notat".to_owned()));
    let noted = read_csv(&file(&mut caseworker, &href, "csv", &[("extra", "yes")]).bytes);
    assert_eq!(noted[0].last().map(String::as_str), Some("Notat"));
    // Whoever is protected is in the lead's lists only, and in no count of others.
    let before = numbers(&caseworker.get(year).texts("#stays")[0]);
    let case = taken[1][0].clone();
    let path = format!("{}/protection", client_path(&desk, &case));
    let saved = lead.fill(&path, &[("protected", "yes")]);
    assert_eq!(saved.status, 303, "{}", errors(&saved));
    let export = "/stays/list/export?from=01.01.2019&to=31.12.2019";
    let has = |page: &Page| read_csv(&page.bytes).iter().any(|row| row[0] == case);
    let mut colleague = desk.signed_in("radgiver2");
    assert!(has(&file(&mut lead, export, "csv", &[])) && !has(&file(&mut colleague, export, "csv", &[])));
    let after = numbers(&colleague.get(year).texts("#stays")[0]);
    assert!(after[0] < before[0] && after[1] == before[1] - 1 && after[2] < before[2], "{before:?} {after:?}");
    let logged = exports_logged(&desk);
    assert!(logged.iter().all(|action| action == "stays.export" || action == "enquiry.export"), "{logged:?}");
    for user in ["kontakt_bergen", "nattvakt", "systemansvarlig"] {
        for path in ["/stays/list", "/stays/list/export", "/enquiries/export"] {
            assert_eq!(desk.signed_in(user).get(path).status, 404, "{user} {path}");
        }
    }
}

/// A report by the command, on a register of its own.
fn commanded(arguments: &[&str], name: &str) -> Vec<u8> {
    let rosa = Rosa::sqlite();
    let register = rosa_2019();
    let path = rosa.path(name);
    let mut all = vec!["report", "--from", register.to_str().unwrap(), "--out", path.to_str().unwrap()];
    all.extend_from_slice(arguments);
    rosa.run(&all).done();
    std::fs::read(path).unwrap()
}

fn a_text_document_is_whole() {
    let bytes = commanded(&["2019", "--format", "docx"], "r.docx");
    let parts = parts(&bytes);
    for (name, part) in parts.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
        let mut reader = quick_xml::Reader::from_reader(part.as_slice());
        while !matches!(reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")), Event::Eof) {}
    }
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let (document, styles) = (text("word/document.xml"), text("word/styles.xml"));
    let used: BTreeSet<&str> =
        document.split("Style w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for style in &used {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style} is no style");
    }
    for needed in ["Title", "Heading1", "Heading2", "TableNumber", "RosaTable"] {
        assert!(used.contains(needed), "{needed}");
    }
    let count = |part: &str| document.matches(part).count();
    assert_eq!(count("<w:tbl>"), count("<w:tblHeader/>"), "every table has its header row");
    assert_eq!(count("<w:tbl>"), count("<w:tblCaption "), "and its name");
    let pictures = parts.keys().filter(|name| name.starts_with("word/media/")).count();
    assert!(pictures > 20, "{pictures}");
    assert_eq!(count("<wp:docPr "), pictures);
    for picture in document.split("<wp:docPr ").skip(1) {
        let said = picture.split("descr=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(said.len() > 10, "a picture without words: {picture:.200}");
    }
    assert!(document.contains("TOC \\o"), "contents as a field");
    assert!(styles.contains("w:lang w:val=\"nb-NO\"") && document.contains("clients.by_gender"));
    for picture in parts.iter().filter(|(name, _)| name.ends_with(".png")) {
        assert!(picture.1.starts_with(b"\x89PNG"));
    }
}

fn a_pdf_is_tagged() {
    let bytes = commanded(&["2019", "--format", "pdf"], "r.pdf");
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = pdf.catalog().unwrap();
    for key in [&b"StructTreeRoot"[..], b"Outlines", b"Metadata", b"MarkInfo"] {
        assert!(catalog.has(key), "{}", String::from_utf8_lossy(key));
    }
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"nb-NO");
    let dictionaries = || pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let of_kind = |kind: &'static [u8]| {
        dictionaries().filter(move |one| one.get(b"S").and_then(|s| s.as_name()).is_ok_and(|s| s == kind))
    };
    let figures: Vec<_> = of_kind(b"Figure").collect();
    assert!(figures.len() > 20 && figures.iter().all(|figure| figure.has(b"Alt")), "{}", figures.len());
    for kind in [&b"H1"[..], b"H2", b"Table", b"TR", b"TH", b"TD", b"P", b"TOC", b"TOCI", b"Link"] {
        assert!(of_kind(kind).next().is_some(), "{}", String::from_utf8_lossy(kind));
    }
    let fonts: Vec<_> = dictionaries()
        .filter(|one| one.get(b"Type").and_then(|t| t.as_name()).is_ok_and(|t| t == b"FontDescriptor"))
        .collect();
    assert!(fonts.len() >= 2 && fonts.iter().all(|font| font.has(b"FontFile2") || font.has(b"FontFile3")));
    let claims = pdf.objects.values().filter_map(|object| object.as_stream().ok()).any(|stream| {
        let text = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        String::from_utf8_lossy(&text).contains("pdfuaid:part")
    });
    assert!(claims, "it says that it is PDF/UA");
    assert!(pdf.get_pages().len() > 8 && bytes.len() < 2_000_000, "{} pages, {}", pdf.get_pages().len(), bytes.len());
}

fn a_workbook_is_native() {
    let bytes = commanded(&["2019", "--format", "xlsx", "--records"], "r.xlsx");
    let parts = parts(&bytes);
    let charts: Vec<String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/charts/chart"))
        .map(|(_, part)| String::from_utf8(part.clone()).unwrap())
        .collect();
    assert!(charts.len() > 20, "{}", charts.len());
    assert!(!parts.keys().any(|name| name.starts_with("xl/media")), "charts, not pictures of charts");
    let own = charts.iter().filter(|chart| !chart.contains("Diagramdata")).count();
    assert!(own > charts.len() / 2, "most charts read the cells of their table: {own} of {}", charts.len());
    let words = parts.iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing"));
    let words: String = words.map(|(_, part)| String::from_utf8_lossy(part).into_owned()).collect();
    assert_eq!(words.matches("descr=").count(), charts.len(), "every chart has its words");
    let sheets = read_sheets(&bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["Oversikt", "Henvendelser", "Bosted og overnattingsdøgn", "Telleregler", "Alle verdier", "Poster"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    let numbers =
        sheets.iter().flat_map(|(_, rows)| rows).flatten().filter(|cell| cell.is_float() || cell.is_int()).count();
    assert!(numbers > 1_500, "{numbers} numbers");
    let rules = &sheets.iter().find(|(name, _)| name == "Telleregler").unwrap().1;
    assert!(rules.iter().any(|row| row[0] == "clients.assisted" && row[2].to_string().len() > 40));
}

fn the_command_writes_files() {
    let rosa = Rosa::sqlite();
    rosa.import(&rosa_2019()).done();
    let path = rosa.path("r.pdf");
    let out = path.to_str().unwrap();
    let refused = rosa.run(&["report", "2019", "--format", "pdf"]).refused();
    assert!(refused.stderr.contains("--out") && refused.stdout.is_empty(), "{}", refused.stderr);
    let refused = rosa.run(&["report", "2019", "--format", "pdf", "--records", "--out", out]).refused();
    assert!(refused.stderr.contains("xlsx or csv") && !path.exists(), "{}", refused.stderr);
    rosa.run(&["report", "2019", "--format", "pdf", "--out", out]).done();
    let first = std::fs::read(&path).unwrap();
    assert!(first.starts_with(b"%PDF-"));
    rosa.run(&["report", "2019", "--format", "pdf", "--out", out]).refused();
    assert_eq!(std::fs::read(&path).unwrap(), first, "what is there is not written over");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let json = rosa.path("r.json");
    rosa.run(&["report", "2019", "--format", "json", "--out", json.to_str().unwrap()]).done();
    let told = rosa.run(&["report", "2019", "--format", "json"]).done();
    assert_eq!(std::fs::read_to_string(json).unwrap(), told.stdout, "the same as on the terminal");
    let text = rosa.path("r.txt");
    rosa.run(&["report", "2019", "--out", text.to_str().unwrap()]).done();
    assert!(std::fs::read_to_string(text).unwrap().contains("brukere fikk bistand"));
}

fn other_years_and_languages() {
    let english = commanded(&["2019", "--format", "pdf", "--lang", "en"], "e.pdf");
    let text = without_white(&read_pdf(&english));
    assert!(
        text.contains("Annualreport2019") && text.contains("1,912") && text.contains("Clientsassisted63"),
        "{text:.500}"
    );
    assert!(!text.contains("Henvendelser") && !text.to_lowercase().contains("bruker"));
    let (paragraphs, _) = read_docx(&commanded(&["2019", "--format", "docx", "--lang", "en"], "e.docx"));
    assert!(paragraphs.iter().any(|(_, text)| text.starts_with("63 clients were assisted in the year.")));
    let csv = parts(&commanded(&["2019", "--format", "csv", "--lang", "en"], "e.zip"));
    assert!(csv.contains_key("all-values.csv") && csv.contains_key("counting-rules.csv"));
    // Nobody, and a year ahead: every format can say that.
    for year in ["1990", "2199"] {
        for (format, name) in [("pdf", "n.pdf"), ("docx", "n.docx"), ("xlsx", "n.xlsx"), ("csv", "n.zip")] {
            assert!(commanded(&[year, "--format", format], name).len() > 2_000, "{year} {format}");
        }
    }
}
