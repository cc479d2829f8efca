//! The year's report is finished: frozen, compared with today record by record, what lacks is mended, years stand side by side.

use crate::support::office::{Desk, Office};
use crate::support::server::Page;
use crate::support::{Backend, on_both};
use diesel::prelude::*;
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::db::schema::{frozen_files, frozen_publications, frozen_records, frozen_reports};
use rosa::kernel::actor::Actor;
use rosa::kernel::audit_entry::AuditEntry;
use rosa::kernel::error::Error;
use rosa::report::frozen;
use rosa::report::frozen::model::NewFile;
use serde_json::Value;
use std::collections::BTreeSet;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("a frozen year stays, and what differs is explained", a_frozen_year_stays),
        ("a form that freezes says what is wrong, and works once", the_form_that_freezes),
        ("one version of a year is the published one", one_version_is_published),
        ("the database changes no frozen row, and a check finds one that was", no_row_is_changed),
        ("files are kept with a frozen report", files_are_kept),
        ("what lacks is mended by its link, and the figure moves", what_lacks_is_mended),
        ("a blocked lead reads how many she is not shown", a_blocked_lead),
        ("years side by side are those of each year's report", years_side_by_side),
        ("only the lead opens what is behind", only_the_lead),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("frozen: {name}"), body)).collect()
}

/// A month after the office's day.
const LATER: &str = "2020-02-08 10:00:00";
const FROZEN: &str = "/report/2019/frozen/1";

fn client(desk: &Desk, case: &str) -> String {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    let id = cases.into_iter().find(|row| row.case_number == case).unwrap().id;
    format!("/clients/{}", desk.database.keyring().cover(RefKind::Client, id))
}

/// Freezes 2019 through the form.
#[track_caller]
fn freeze(desk: &Desk, reason: &str) -> Page {
    let mut lead = desk.signed_in("leder");
    let answer = lead.fill("/report/2019/freeze", &[("reason", reason)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    lead.follow(&answer)
}

fn figures(office: &Office) -> Value {
    office.rosa.report(&["2019"])["figures"].clone()
}

/// The figures that differ, but for those typed by hand.
fn differing(before: &Value, after: &Value) -> BTreeSet<String> {
    let all = before.as_object().unwrap();
    all.iter().filter(|(id, value)| after[id.as_str()] != **value).map(|(id, _)| id.clone()).collect()
}

/// What the page of differences says of a figure.
fn said(page: &Page, figure: &str) -> String {
    page.texts(&format!("[data-difference=\"{figure}\"]")).join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn a_frozen_year_stays(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let page = freeze(&desk, "Sendt til styret");
    assert!(page.texts("h1")[0].contains("utgave 1"));
    assert!(page.body.contains("Frosset 08.01.2020 kl. 13.00 av Prosjektleder, med tall per 31.12.2019"));
    assert!(page.body.contains("Sendt til styret"));
    let mut lead = desk.signed_in("leder");
    let json = lead.get(&format!("{FROZEN}/json"));
    assert_eq!(page.texts(".seal code"), [frozen::model::sha256(json.body.as_bytes())]);
    let stored: Value = serde_json::from_str(&json.body).unwrap();
    let before = figures(&office);
    assert_eq!(stored["figures"], before, "the frozen JSON is the report's");
    let chapters = page.texts(".chapter");
    let today = lead.get("/report/2019");
    assert_eq!(today.texts(".tile b"), page.texts(".tile b"), "the same view");
    assert!(today.texts(".versions").join(" ").contains("Utgave 1, 08.01.2020"));
    let none = lead.get(&format!("{FROZEN}/differences"));
    assert!(none.body.contains("Ingen avvik"), "{:?}", none.texts("h3"));

    // A month later a caseworker enters a late stay and corrects a citizenship.
    let later = office.at(LATER);
    let mut caseworker = later.signed_in("radgiver1");
    let places = later.database.read(|conn| rosa::stays::store::places(conn, &Actor::System)).unwrap();
    let oslo = places.iter().find(|place| place.name == "Oslo krisesenter").unwrap();
    let oslo = later.database.keyring().cover(RefKind::Facility, oslo.id);
    let late = format!("{}/stays/new", client(&later, "2019-010"));
    let answers = [("facility", oslo.as_str()), ("began_on", "03.12.2019"), ("ended_on", "06.12.2019")];
    let answer = caseworker.fill(&late, &answers);
    assert_eq!(answer.status, 303, "{:?}", answer.texts(".doubts li, .ds-error-summary li"));
    let who = format!("{}/identity", client(&later, "2019-012"));
    let answer = caseworker.fill(&who, &[("citizenships", "BG")]);
    assert_eq!(answer.status, 303, "{:?}", answer.texts(".doubts li, .ds-error-summary li"));
    let after = figures(&office);

    let mut lead = later.signed_in("leder");
    let page = lead.get(&format!("{FROZEN}/differences"));
    let listed: BTreeSet<String> = page
        .attributes("section[aria-labelledby=differing] [data-difference]", "data-difference")
        .into_iter()
        .collect();
    let expected = differing(&before, &after);
    assert_eq!(listed, expected);
    assert!(expected.contains("clients.by_nationality") && expected.contains("housing.shelter_nights"), "{expected:?}");
    let nights = said(&page, "housing.shelter_nights");
    for words in ["Sak 2019-010", "Første natt 03.12.2019, Oslo krisesenter", "registrert 08.02.2020 av Rådgiver 1"] {
        assert!(nights.contains(words), "{words}: {nights}");
    }
    assert!(!nights.contains("2019-012"));
    let nationality = said(&page, "clients.by_nationality");
    for words in ["Sak 2019-012", "Statsborgerskap: Romania → Bulgaria", "endret 08.02.2020 av Rådgiver 1"] {
        assert!(nationality.contains(words), "{words}: {nationality}");
    }
    assert!(!nationality.contains("2019-010"));
    let of = |figures: &Value| figures["clients.by_nationality"]["BG"].as_u64().unwrap_or(0);
    let cell = format!("Bulgaria {} → ble {}", of(&before), of(&after));
    assert!(nationality.contains(&cell), "{cell}: {nationality}");

    // Nothing of what was frozen has moved.
    let again = lead.get(FROZEN);
    assert_eq!(again.texts(".chapter"), chapters);
    assert_eq!(lead.get(&format!("{FROZEN}/json")).body, json.body, "byte for byte");
    // A removal is told with its reason.
    let stays = caseworker.get(&late.replace("/new", ""));
    let form = stays.attributes("a[href*=\"/stays/\"]", "href");
    let own = form.iter().map(|href| href.split(['?', '#']).next().unwrap().to_owned()).find(|href| {
        let page = caseworker.get(href);
        page.status == 200 && page.attributes("[name=began_on]", "value") == ["24.04.2019"]
    });
    let own = own.unwrap();
    let page = caseworker.get(&own);
    let answer = caseworker.send(&page, &format!("{own}/removal"), &[("reason", "Feil person")]);
    assert_eq!(answer.status, 303);
    let page = lead.get(&format!("{FROZEN}/differences"));
    let length = said(&page, "housing.by_length");
    for words in ["telles ikke lenger", "24.04.2019–29.04.2019", "fjernet 08.02.2020 av Rådgiver 1: Feil person"] {
        assert!(length.contains(words), "{words}: {length}");
    }
    assert!(lead.get("/report/2019/frozen/1/differences").status == 200);
    let english = {
        let csrf = page.token();
        lead.post("/language", &[("csrf", &csrf), ("lang", "en"), ("return_to", FROZEN)]);
        lead.get(&format!("{FROZEN}/differences"))
    };
    assert!(english.body.contains("removed 08.02.2020 by Rådgiver 1"), "{:?}", english.texts("h1"));
}

fn the_form_that_freezes(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut lead = desk.signed_in("leder");
    let path = "/report/2019/freeze";
    for (answers, field) in [
        (vec![("reason", "")], "#reason"),
        (vec![("reason", "x"), ("as_of", "")], "#as_of"),
        (vec![("reason", "x"), ("as_of", "01.01.2020")], "#as_of"),
        (vec![("reason", "x"), ("as_of", "31.12.2018")], "#as_of"),
        (vec![("reason", "x"), ("as_of", "31.02.2019")], "#as_of"),
        (vec![("reason", &*"x".repeat(300))], "#reason"),
    ] {
        let answer = lead.fill(path, &answers);
        assert_eq!((answer.status, answer.attributes(".ds-error-summary a", "href")), (422, vec![field.to_owned()]));
        for (name, value) in answers {
            assert_eq!(answer.attributes(&format!("[name={name}]"), "value"), [value], "every answer is kept");
        }
    }
    let form = lead.get(path);
    let first = lead.send(&form, path, &[("reason", "Utkast"), ("as_of", "300619")]);
    assert_eq!(first.header("location"), "/report/2019/frozen/1?said=frozen");
    let again = lead.send(&form, path, &[("reason", "Utkast"), ("as_of", "300619")]);
    assert_eq!(again.header("location"), "/report/2019/frozen/1?said=frozen", "a form works once");
    assert_eq!(lead.get("/report/2019/frozen/2").status, 404);
    let json: Value = serde_json::from_str(&lead.get(&format!("{FROZEN}/json")).body).unwrap();
    let expected = office.rosa.report(&["2019", "--as-of", "2019-06-30"]);
    assert_eq!((&json["as_of"], &json["figures"]), (&expected["as_of"], &expected["figures"]));
    assert!(lead.get(&format!("{FROZEN}/differences")).body.contains("Ingen avvik"), "to the same closing date");
    let is_frozen = |year| {
        let of = |conn: &mut _| frozen::is_frozen(conn, &Actor::System, year);
        desk.database.read(of).unwrap()
    };
    assert!(!is_frozen(2019), "half a year is not the year");
    freeze(&desk, "Hele året");
    assert!(is_frozen(2019) && !is_frozen(2018));
    // The year that runs is frozen as of today, and the form says so; one that lies ahead is not.
    let running = lead.get("/report/2020/freeze");
    assert!(running.body.contains("Året er ikke over") && running.body.contains("08.01.2020"));
    let ahead = lead.get("/report/2021/freeze");
    assert!(ahead.body.contains("har ikke begynt") && ahead.attributes("form[action$=freeze]", "action").is_empty());
}

fn one_version_is_published(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    freeze(&desk, "Utkast");
    freeze(&desk, "Til trykking");
    let mut lead = desk.signed_in("leder");
    let mark = |lead: &mut crate::support::server::Browser, number: i32, how: &str, note: &str| {
        let page = lead.get(&format!("/report/2019/frozen/{number}"));
        let path = format!("/report/2019/frozen/{number}/publication");
        let answer = lead.send(&page, &path, &[("mark", how), ("note", note)]);
        lead.follow(&answer)
    };
    let published = |lead: &mut crate::support::server::Browser| {
        lead.get("/report/2019")
            .texts(".versions li")
            .into_iter()
            .filter(|text| text.contains("Publisert"))
            .collect::<Vec<_>>()
    };
    assert!(published(&mut lead).is_empty());
    let page = mark(&mut lead, 1, "this", "Trykt i februar");
    assert!(page.body.contains("Trykt i februar") && page.body.contains("Merket som publisert 08.01.2020"));
    let other = lead.get("/report/2019/frozen/2");
    assert!(other.body.contains("Utgave 1 er merket nå"));
    mark(&mut lead, 2, "this", "");
    assert_eq!(published(&mut lead).len(), 1);
    assert!(published(&mut lead)[0].contains("Utgave 2"));
    // The published version stands in the comparison, also when records have moved on.
    let compare = lead.get("/report/compare?from=2019&to=2019&figure=clients.assisted");
    assert!(compare.texts("th.n").join(" ").contains("publisert utgave 2"));
    mark(&mut lead, 2, "none", "");
    assert!(published(&mut lead).is_empty());
    let rows: i64 =
        desk.database.read(|conn| Ok::<_, Error>(frozen_publications::table.count().get_result(conn)?)).unwrap();
    assert_eq!(rows, 3, "every mark is remembered");
}

fn no_row_is_changed(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    freeze(&desk, "Til styret");
    let mut lead = desk.signed_in("leder");
    let page = lead.get(FROZEN);
    assert_eq!(lead.send(&page, &format!("{FROZEN}/publication"), &[("mark", "this")]).status, 303);
    let refused = |act: fn(&mut rosa::db::Conn) -> QueryResult<usize>| {
        let tried = desk.database.upkeep(|conn| Ok::<_, Error>(act(conn)?));
        assert!(tried.is_err(), "{tried:?}");
    };
    refused(|conn| diesel::update(frozen_reports::table).set(frozen_reports::figures.eq("{}")).execute(conn));
    refused(|conn| diesel::update(frozen_records::table).set(frozen_records::client_id.eq(None::<i64>)).execute(conn));
    refused(|conn| diesel::update(frozen_publications::table).set(frozen_publications::note.eq("x")).execute(conn));
    refused(|conn| diesel::delete(frozen_publications::table).execute(conn));
    refused(|conn| diesel::delete(frozen_reports::table).execute(conn));
    refused(|conn| diesel::delete(frozen_records::table.filter(frozen_records::client_id.is_null())).execute(conn));
    let said = office.rosa.run(&["check"]).done().stdout;
    assert!(said.contains("frozen: 1 report(s), as they were frozen"), "{said}");
    // Of a client who is erased her share goes; the year still shows what it showed.
    let before = lead.get(FROZEN).texts(".chapter");
    let erased = desk.database.upkeep(|conn| {
        let first = frozen_records::table.filter(frozen_records::client_id.is_not_null()).select(frozen_records::id);
        let first: i64 = first.order(frozen_records::id).first(conn)?;
        Ok::<_, Error>(diesel::delete(frozen_records::table.find(first)).execute(conn)?)
    });
    assert_eq!(erased.unwrap(), 1);
    assert_eq!(lead.get(FROZEN).texts(".chapter"), before);
    office.rosa.run(&["check"]).done();
    // Somebody who can write to the file and puts another figure in, hash and all.
    desk.database
        .upkeep(|conn| {
            let rows: Vec<(i32, String)> =
                frozen_reports::table.select((frozen_reports::year, frozen_reports::figures)).load(conn)?;
            let forged = rows[0].1.replace("\"clients.assisted\":63", "\"clients.assisted\":64");
            assert_ne!(forged, rows[0].1);
            for trigger in match backend {
                Backend::Sqlite => vec!["DROP TRIGGER frozen_reports_no_update"],
                Backend::Postgres => vec!["DROP TRIGGER frozen_reports_stay ON frozen_reports"],
            } {
                diesel::sql_query(trigger).execute(conn)?;
            }
            let hash = frozen::model::sha256(forged.as_bytes());
            diesel::update(frozen_reports::table)
                .set((frozen_reports::figures.eq(forged), frozen_reports::sha256.eq(hash)))
                .execute(conn)?;
            Ok::<_, Error>(())
        })
        .unwrap();
    let said = office.rosa.run(&["check"]).refused().stdout;
    assert!(said.contains("frozen: report 2019, version 1: the hash is not the one that was sealed"), "{said}");
}

fn files_are_kept(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    freeze(&desk, "Til styret");
    let mut lead = desk.signed_in("leder");
    let bytes = b"%PDF-1.7 report".to_vec();
    let file =
        NewFile { file_name: "årsrapport-2019.pdf".to_owned(), media_type: "application/pdf".to_owned(), bytes };
    let now = desk.database.clock().now_utc();
    let id = desk
        .database
        .write(&Actor::System, |conn| {
            let row = frozen::store::one(conn, &Actor::System, 2019, 1)?;
            let id = frozen::attach(conn, &Actor::System, desk.database.keyring(), row.id, &file, now)?;
            Ok::<_, Error>((id, AuditEntry::done_to("report.attach", "frozen_report", row.id)))
        })
        .unwrap();
    let page = lead.get(FROZEN);
    let href = page.attributes(".tool .push a", "href").pop().unwrap();
    assert!(page.texts(".tool .push a").join(" ").contains("årsrapport-2019.pdf"));
    let answer = lead.get(&href);
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"));
    let sealed: Vec<u8> = desk
        .database
        .read(|conn| Ok::<_, Error>(frozen_files::table.find(id).select(frozen_files::sealed).first(conn)?))
        .unwrap();
    assert!(!sealed.windows(4).any(|part| part == b"%PDF"), "it is sealed");
    assert_eq!(lead.get(&format!("{FROZEN}/files/{}", "0".repeat(32))).status, 404);
    assert!(desk.database.upkeep(|conn| Ok::<_, Error>(diesel::delete(frozen_files::table).execute(conn)?)).is_err());
    assert!(office.rosa.run(&["check"]).done().stdout.contains("as they were frozen"));
}

/// The count and the links of a kind of gap.
fn gap(page: &Page, code: &str) -> (usize, Vec<String>) {
    let count = page.attributes(&format!("#{code}"), "data-count").pop();
    let count = count.map_or(0, |count| count.replace('\u{a0}', "").parse().unwrap());
    (count, page.attributes(&format!("section[aria-labelledby={code}] [data-line] a"), "href"))
}

fn what_lacks_is_mended(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut lead = desk.signed_in("leder");
    let path = "/report/2019/missing";
    let whole = figures(&office);
    assert_eq!(gap(&lead.get(path), "nationality").0, 0, "nobody lacks one yet");
    let who = format!("{}/identity", client(&desk, "2019-012"));
    assert_eq!(lead.fill(&who, &[("citizenships", "")]).status, 303);
    let before = figures(&office);
    let unknown = |figures: &Value| figures["clients.by_nationality"]["unknown"].as_u64().unwrap_or(0);
    let page = lead.get(path);
    let (count, links) = gap(&page, "nationality");
    assert_eq!((u64::try_from(count).unwrap(), unknown(&before)), (1, 1), "as many lines as the figure has unknowns");
    let shown = page.texts("section[aria-labelledby=nationality]").join(" ");
    for words in ["Irina Zielinska", "2019-012", "Brukere etter nasjonalitet"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let report = lead.get("/report/2019");
    assert!(report.texts(".gaps li").iter().any(|line| line.contains("bruker uten statsborgerskap")));
    let (form, field) = links[0].split_once('#').unwrap();
    assert_eq!((form, field), (who.as_str(), "citizenships"));
    let there = lead.get(form);
    assert_eq!(there.attributes(&format!("#{field}"), "name"), ["citizenships"], "the link leads to the field");
    assert_eq!(lead.send(&there, form, &[("citizenships", "RO")]).status, 303);
    let page = lead.get(path);
    assert_eq!(gap(&page, "nationality").0, 0, "the line is gone");
    let after = figures(&office);
    assert!(differing(&before, &after).contains("clients.by_nationality"), "and the figure moved");
    assert_eq!(after, whole);
    // Of what a figure shows as unknown in the register as it is, each has its line.
    let pending = whole["subjects.first_time.by_outcome"]["pending"].as_u64().unwrap_or(0);
    assert!(u64::try_from(gap(&page, "pending").0).unwrap() <= pending);
    assert_eq!(gap(&page, "residence").0, 1, "{:?}", whole["residence.all_at_year_end"]);
    // Every link of the page leads somewhere, and to a field that is there.
    let mut seen = BTreeSet::new();
    for (code, href) in page
        .attributes("section.gap h3", "id")
        .into_iter()
        .filter_map(|code| Some((code.clone(), gap(&page, &code).1.first()?.clone())))
    {
        let (form, field) = href.split_once('#').unwrap_or((&href, ""));
        let there = lead.get(form);
        assert_eq!(there.status, 200, "{code}: {href}");
        assert!(field.is_empty() || !there.attributes(&format!("#{field}"), "id").is_empty(), "{code}: {href}");
        seen.insert(code);
    }
    assert!(seen.contains("children-abroad"), "{seen:?}");
    // One kind alone, page by page; a kind that is none is not there.
    let many = lead.get(&format!("{path}?gap=follow-up"));
    assert_eq!(many.texts("[data-line]").len(), 100);
    assert_eq!(lead.get(&format!("{path}?gap=nonsense")).status, 404);
    assert!(lead.get("/report/2031/missing").body.contains("Ingenting mangler"));
}

fn a_blocked_lead(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    freeze(&desk, "Til styret");
    let mut caseworker = desk.signed_in("radgiver1");
    let hers = client(&desk, "2019-012");
    let path = format!("{hers}/protection");
    let page = caseworker.get(&path);
    let values = page.attributes("select[name=block] option", "value");
    let place = page.texts("select[name=block] option").iter().position(|name| name.contains("Prosjektleder")).unwrap();
    let answers = [("block", values[place].as_str()), ("block_reason", "Slektning")];
    assert_eq!(caseworker.send(&page, &path, &answers).status, 303);
    let later = office.at(LATER);
    let mut caseworker = later.signed_in("radgiver1");
    let answer = caseworker.fill(&format!("{hers}/identity"), &[("citizenships", "BG"), ("children_abroad", "")]);
    assert_eq!(answer.status, 303, "{:?}", answer.texts(".doubts li, .ds-error-summary li"));
    let mut lead = later.signed_in("leder");
    let page = lead.get(&format!("{FROZEN}/differences"));
    let nationality = said(&page, "clients.by_nationality");
    assert!(nationality.contains("1 post vises ikke for deg") && !page.body.contains("2019-012"), "{nationality}");
    assert!(!page.body.contains(&hers) && !nationality.contains("Rådgiver 1"));
    let missing = lead.get("/report/2019/missing?gap=children-abroad");
    assert!(missing.body.contains("1 vises ikke for deg"));
    assert!(!missing.body.contains("2019-012") && !missing.body.contains(&hers));
    let (count, _) = gap(&missing, "children-abroad");
    assert_eq!(missing.texts("[data-line]").len(), count - 1, "the number stays right");
}

fn years_side_by_side(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut caseworker = desk.signed_in("radgiver1");
    let numbers = ["enquiries.total", "clients.assisted", "clients.age.mean", "housing.shelter_nights"];
    let query = numbers.map(|id| format!("&figure={id}")).join("");
    let page = caseworker.get(&format!("/report/compare?from=2018&to=2020{query}&figure=clients.by_gender"));
    assert_eq!(page.status, 200);
    assert_eq!(page.texts("thead th a"), ["2018", "2019", "2020"]);
    let plain = |text: &str| text.replace(['\u{a0}', ' '], "").replace(',', ".");
    for id in numbers {
        let cells = page.texts(&format!("tr[data-figure=\"{id}\"] td"));
        let is_as_in = |cell: &str, year: &str| {
            let report =
                office.rosa.report(&[year, "--as-of", if year == "2020" { "2020-01-08" } else { "2019-12-31" }]);
            let value = &report["figures"][id];
            let number = plain(cell.split(" år").next().unwrap()).trim_end_matches("år").parse::<f64>().unwrap();
            assert_eq!(Some(number), value.as_f64(), "{id} {year}");
        };
        is_as_in(&cells[1], "2019");
    }
    let assisted = page.texts("tr[data-figure=\"clients.assisted\"] td");
    assert!(assisted[0].starts_with("56") && assisted[0].contains("ført inn"), "{assisted:?}");
    assert!(page.texts("thead th.n small").join("|").contains("per 08.01.2020"), "the year that runs says how far");
    let table = page.texts("[aria-labelledby=\"c-clients-by_gender\"] tbody tr");
    let women = table.iter().find(|row| row.contains("Kvinne")).unwrap();
    let expected = figures(&office)["clients.by_gender"]["female"].to_string();
    assert!(women.contains(&expected), "{women}");
    assert!(!page.attributes("[aria-labelledby=\"c-clients-by_gender\"] svg[role=img]", "aria-labelledby").is_empty());
    // At most ten years; figures that are none are left out; nobody chosen says what to do.
    let cut = caseworker.get("/report/compare?from=2001&to=2019&figure=clients.assisted&figure=nonsense");
    assert_eq!(cut.texts("thead th a").len(), 10);
    assert!(cut.body.contains("Viser de ti siste årene"));
    assert!(caseworker.get("/report/compare?from=2018&to=2019").body.contains("Velg minst ett tall"));
    assert!(caseworker.get("/report/compare").texts("tr[data-figure]").len() > 3);
    // The file is the lead's.
    assert!(page.attributes("a[href*=\"/compare/csv\"]", "href").is_empty());
    let mut lead = desk.signed_in("leder");
    let href = lead.get("/report/compare?from=2018&to=2019&figure=clients.assisted");
    let file = lead.get(&href.attributes("a[href*=\"/compare/csv\"]", "href")[0]);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        file.body.contains(";2018;56;ført inn\r\n") && file.body.contains(";2019;63;regnet ut\r\n"),
        "{}",
        file.body
    );
}

fn only_the_lead(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    freeze(&desk, "Til styret");
    let mut caseworker = desk.signed_in("radgiver1");
    let page = caseworker.get(FROZEN);
    assert_eq!(page.status, 200);
    assert!(page.attributes("a[href*=differences], form[action*=publication], a[href$=json]", "href").is_empty());
    let report = caseworker.get("/report/2019");
    assert!(report.attributes("a[href$=freeze]", "href").is_empty() && report.texts(".gaps").is_empty());
    let hidden = ["/json", "/differences", "/publication", "/files/none"].map(|part| format!("{FROZEN}{part}"));
    let hidden = hidden.iter().map(String::as_str);
    for path in hidden.chain(["/report/2019/missing", "/report/2019/freeze", "/report/compare/csv"]) {
        for username in ["radgiver1", "kontakt_oslo", "nattvakt", "systemansvarlig"] {
            assert_eq!(desk.signed_in(username).get(path).status, 404, "{username} {path}");
        }
    }
    for path in ["/report/compare", FROZEN] {
        for username in ["kontakt_oslo", "nattvakt", "systemansvarlig"] {
            assert_eq!(desk.signed_in(username).get(path).status, 404, "{username} {path}");
        }
    }
    let mut lead = desk.signed_in("leder");
    for path in ["/report/2019/frozen/9", "/report/2019/frozen/x", "/report/x/frozen/1", "/report/2018/frozen/1"] {
        assert_eq!(lead.get(path).status, 404, "{path}");
    }
}
