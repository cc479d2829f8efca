//! Stays through the running pages: arrival, departure, transfer, what is refused, what the report counts, and what stood before.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, Rosa, on_both};
use libtest_mimic::Trial;
use rosa::db::{Kept, RefKind};
use rosa::kernel::actor::Actor;
use rosa::stays::model::Stay;
use serde_json::Value;
use std::collections::BTreeSet;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("from arrival to departure through the forms, and undone", from_arrival_to_departure),
        ("a transfer moves no night", a_transfer_moves_no_night),
        ("wrong input comes back with every answer", wrong_input_comes_back),
        ("what is doubted is saved once it is confirmed", what_is_doubted),
        ("a corrected date moves the figures of housing and no others", a_corrected_date_moves_housing),
        ("a stay sent twice is there once, and a lost race shows both", sent_twice_and_lost),
        ("an absence is shown and subtracts nothing, and goes with its stay", an_absence_subtracts_nothing),
        ("a stay that nobody has confirmed is marked until somebody does", an_unconfirmed_stay),
        ("stays of somebody hidden are not there", stays_of_the_hidden),
        ("the timeline leads to its records", the_timeline_leads_to_records),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("stays: {name}"), body)).collect()
}

/// Somebody in the register who has a caseworker of her own.
const CASE: &str = "2019-010";

/// A file that is open in a browser.
struct Open {
    browser: Browser,
    client: i64,
    /// The address of the page of stays.
    stays: String,
}

fn open(desk: &Desk, case: &str) -> Open {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    let client = cases.into_iter().find(|row| row.case_number == case).unwrap().id;
    let stays = format!("/clients/{}/stays", desk.database.keyring().cover(RefKind::Client, client));
    Open { browser: desk.signed_in("radgiver1"), client, stays }
}

impl Open {
    fn all(&self, desk: &Desk) -> Vec<Kept<Stay>> {
        desk.database.read(|conn| rosa::stays::store::client_stays(conn, &Actor::System, self.client)).unwrap()
    }

    fn last(&self, desk: &Desk) -> Kept<Stay> {
        self.all(desk).pop().unwrap()
    }

    fn address(&self, desk: &Desk, stay: i64) -> String {
        format!("{}/{}", self.stays, desk.database.keyring().cover(RefKind::Stay, stay))
    }

    /// Sends the form at an address below the page of stays.
    fn fill(&mut self, place: &str, answers: &[(&str, &str)]) -> Page {
        let path = if place.starts_with('/') { place.to_owned() } else { format!("{}/{place}", self.stays) };
        self.browser.fill(&path, answers)
    }

    /// The page after a form that was taken.
    #[track_caller]
    fn taken(&mut self, answer: &Page) -> Page {
        assert_eq!(
            answer.status,
            303,
            "{} {:?}",
            answer.texts(".ds-error-summary li").join(" | "),
            answer.texts(".doubts li")
        );
        self.browser.follow(answer)
    }

    /// Begins a stay and answers it.
    fn arrive(&mut self, desk: &Desk, answers: &[(&str, &str)]) -> Kept<Stay> {
        let mut answer = self.fill("new", answers);
        if !answer.texts(".doubts li").is_empty() {
            answer = self.despite(&answer, &format!("{}/new", self.stays));
        }
        self.taken(&answer);
        self.last(desk)
    }

    /// Sends a doubted form again with the button that saves it all the same.
    fn despite(&mut self, page: &Page, path: &str) -> Page {
        let despite = page.attributes("button[name=despite]", "value").pop().unwrap();
        self.browser.send(page, path, &[("despite", &despite)])
    }
}

/// Two facilities whose nights are shelter nights, and one whose nights are not.
fn three_places(desk: &Desk) -> [(i64, String, String); 3] {
    use rosa::kernel::codes::FacilityType as T;
    let all = desk.database.read(|conn| rosa::stays::store::places(conn, &Actor::System)).unwrap();
    let of = |kind: T, skip: usize| {
        let place = all.iter().filter(|place| place.kind == kind && place.valid_to.is_none()).nth(skip).unwrap();
        (place.id, desk.database.keyring().cover(RefKind::Facility, place.id), place.name.clone())
    };
    [of(T::CrisisCentre, 0), of(T::CrisisCentre, 1), of(T::Prison, 0)]
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Takes away all stays of the client, so that a test knows what is there.
fn without_stays(desk: &Desk, client: i64) {
    let system = Actor::System;
    desk.database
        .write(&system, |conn| {
            for stay in rosa::stays::store::client_stays(conn, &system, client)? {
                rosa::stays::store::remove_stay(conn, &system, client, stay.id, stay.version)?;
            }
            rosa::stays::store::note_latest(conn, &system, &[client])?;
            Ok::<_, rosa::kernel::error::Error>(((), rosa::kernel::audit_entry::AuditEntry::done("test.prepare")))
        })
        .unwrap();
}

fn from_arrival_to_departure(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let empty = file.browser.get(&file.stays.clone());
    assert!(empty.body.contains("Ingen opphold er registrert"), "an empty page says what to do");
    let [(shelter, reference, name), (_, next, _), _] = three_places(&desk);
    let answer = file.fill("new", &[("facility", &reference), ("began_on", "020120"), ("arranged_by", "nav")]);
    let page = file.taken(&answer);
    assert!(
        page.texts(".lives").join("").contains(&name) && page.texts(".lives-n")[0].starts_with('6'),
        "6 nights so far"
    );
    let tags = page.texts(".case-tags").join("");
    assert!(tags.contains(&name), "the head follows: {tags}");
    let stay = file.last(&desk);
    assert_eq!((stay.fact.facility_id, stay.fact.began_on), (shelter, day("2020-01-02")));
    let address = file.address(&desk, stay.id);
    let answer = file.fill(
        &format!("{address}/departure"),
        &[("on", "07.01.2020"), ("exit_reason", "own_wish"), ("destination", &next)],
    );
    let page = file.taken(&answer);
    assert!(page.texts(".lives").is_empty() && page.body.contains("Eget ønske, til "));
    // Now it is over: there is nothing to leave any more.
    let again = file.fill(&format!("{address}/departure"), &[("on", "07.01.2020")]);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("allerede avsluttet 07.01.2020"));
    let answer = file.fill(&format!("{address}/reopening"), &[]);
    let page = file.taken(&answer);
    assert_eq!(page.texts(".lives").len(), 1);
    let stay = file.last(&desk);
    assert_eq!((stay.fact.ended_on, stay.fact.exit_reason, stay.fact.destination_id), (None, None, None));
    // What stood before each change is kept, and the log says what was done.
    let form = file.browser.get(&address);
    let earlier = form.texts(".changes").join(" ");
    assert!(earlier.contains("Eget ønske") && earlier.contains("07.01.2020"), "{earlier}");
    let answer = file.browser.send(&form, &format!("{address}/removal"), &[("reason", "")]);
    assert_eq!(answer.status, 422, "a removal has its reason");
    let answer = file.browser.send(&form, &format!("{address}/removal"), &[("reason", "Feil person")]);
    let page = file.taken(&answer);
    assert!(page.body.contains("Ingen opphold er registrert") && file.all(&desk).is_empty());
    let mut lead = desk.signed_in("leder");
    let log = lead.get(&file.stays.replace("/stays", "/log")).texts("td, th").join(" ");
    for words in
        ["Registrerte en innflytting", "Registrerte en utflytting", "Angret en utflytting", "Fjernet et opphold"]
    {
        assert!(log.contains(words), "{words}: {log}");
    }
}

fn a_transfer_moves_no_night(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, first, _), (second, next, next_name), _] = three_places(&desk);
    let stay = file.arrive(&desk, &[("facility", &first), ("began_on", "01.12.2019")]);
    let before = [office.rosa.report(&["2019"]), office.rosa.report(&["2020", "--as-of", "2020-01-08"])];
    let address = file.address(&desk, stay.id);
    let answer =
        file.fill(&format!("{address}/transfer"), &[("to", &next), ("on", "20.12.2019"), ("arranged_by", "rosa")]);
    let page = file.taken(&answer);
    assert!(page.texts(".lives").join("").contains(&next_name));
    let all = file.all(&desk);
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].fact.ended_on, all[0].fact.destination_id), (Some(day("2019-12-20")), Some(second)));
    assert_eq!((all[1].fact.began_on, all[1].fact.ended_on), (day("2019-12-20"), None));
    let after = [office.rosa.report(&["2019"]), office.rosa.report(&["2020", "--as-of", "2020-01-08"])];
    for (before, after) in before.iter().zip(&after) {
        for figure in ["housing.nights", "housing.shelter_nights", "housing.clients", "housing.shelter_clients"] {
            assert_eq!(before["figures"][figure], after["figures"][figure], "{figure}");
        }
    }
    // She is moved to where she is, and before she came.
    let now = file.last(&desk);
    let address = file.address(&desk, now.id);
    for (to, on, words) in [(&next, "05.01.2020", "bor der allerede"), (&first, "19.12.2019", "før innflyttingen")] {
        let answer = file.fill(&format!("{address}/transfer"), &[("to", to), ("on", on)]);
        assert_eq!(answer.status, 422);
        assert!(answer.texts(".ds-error-summary").join("").contains(words), "{}", answer.body);
    }
}

fn wrong_input_comes_back(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, first, _), (_, second, _), _] = three_places(&desk);
    let stay = file.arrive(&desk, &[("facility", &first), ("began_on", "01.12.2019"), ("ended_on", "05.12.2019")]);
    for (answers, field) in [
        (vec![("facility", ""), ("began_on", "01.01.2020")], "facility"),
        (vec![("facility", second.as_str()), ("began_on", "")], "began_on"),
        (vec![("facility", second.as_str()), ("began_on", "31.02.2019")], "began_on"),
        (vec![("facility", second.as_str()), ("began_on", "09.01.2020")], "began_on"),
        (vec![("facility", second.as_str()), ("began_on", "05.01.2020"), ("ended_on", "04.01.2020")], "ended_on"),
        (vec![("facility", second.as_str()), ("began_on", "05.01.2020"), ("exit_reason", "rules")], "ended_on"),
        (vec![("facility", first.as_str()), ("began_on", "04.12.2019"), ("ended_on", "08.12.2019")], "began_on"),
    ] {
        let answer = file.fill("new", &answers);
        assert_eq!(answer.status, 422, "{answers:?}");
        let links = answer.attributes(".ds-error-summary a", "href");
        assert_eq!(links, [format!("#{field}")], "{answers:?}");
        let kept = answer.answers(&format!("{}/new", file.stays));
        for (name, value) in answers {
            assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name} is kept: {kept:?}");
        }
    }
    assert_eq!(file.all(&desk).len(), 1);
    // She may leave and come back on one day, and an end may be ahead.
    file.arrive(&desk, &[("facility", &first), ("began_on", "05.12.2019"), ("ended_on", "01.02.2020")]);
    // Undoing the first departure would put two stays into the same nights.
    let address = file.address(&desk, stay.id);
    let answer = file.fill(&format!("{address}/reopening"), &[]);
    assert_eq!(answer.status, 422);
    assert!(answer.texts(".ds-error-summary").join("").contains("05.12.2019–01.02.2020"), "{}", answer.body);
    assert_eq!(file.browser.get(&format!("{}/nonsense/departure", file.stays)).status, 404);
}

fn what_is_doubted(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, first, first_name), (_, second, _), (_, prison, _)] = three_places(&desk);
    file.arrive(&desk, &[("facility", &first), ("began_on", "01.12.2019")]);
    let answer = file.fill("new", &[("facility", &prison), ("began_on", "20.12.2019"), ("ended_on", "22.12.2019")]);
    assert_eq!(answer.status, 422);
    assert!(answer.texts(".doubts li")[0].contains(&first_name) && file.all(&desk).len() == 1);
    let path = format!("{}/new", file.stays);
    let answer = file.despite(&answer, &path);
    let page = file.taken(&answer);
    assert!(page.body.contains(&format!("Overlapper {first_name}")) && page.body.contains("teller én gang"));
    // The night counts once for the client: 31 nights of December at the shelter, none besides.
    let row = page.texts(".nights tbody tr").into_iter().find(|row| row.starts_with("2019")).unwrap();
    assert_eq!(row, "20193131");
    // Before the intake, which is doubted too.
    let answer = file.fill("new", &[("facility", &second), ("began_on", "01.01.2001"), ("ended_on", "03.01.2001")]);
    assert!(answer.texts(".doubts li").join("").contains("før inntaksdatoen"), "{}", answer.body);
}

/// The ids of the figures that differ.
fn moved(before: &Value, after: &Value) -> BTreeSet<String> {
    let (before, after) = (before["figures"].as_object().unwrap(), after["figures"].as_object().unwrap());
    before.iter().filter(|(id, value)| after[*id] != **value).map(|(id, _)| id.clone()).collect()
}

fn a_corrected_date_moves_housing(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, first, _), ..] = three_places(&desk);
    // A second stay keeps her assisted whatever becomes of the one that is corrected.
    file.arrive(&desk, &[("facility", &first), ("began_on", "01.10.2019"), ("ended_on", "05.10.2019")]);
    let stay = file.arrive(&desk, &[("facility", &first), ("began_on", "01.11.2019"), ("ended_on", "06.11.2019")]);
    let report = |rosa: &Rosa| rosa.report(&["2019"]);
    let before = report(&office.rosa);
    let address = file.address(&desk, stay.id);
    let answer = file.fill(&address, &[("began_on", "01.11.2019"), ("ended_on", "16.11.2019")]);
    file.taken(&answer);
    let after = report(&office.rosa);
    let wanted = [
        "housing.by_facility",
        "housing.by_facility_type",
        "housing.by_length",
        "housing.nights",
        "housing.shelter_nights",
    ];
    assert_eq!(moved(&before, &after), wanted.map(str::to_owned).into_iter().collect());
    let nights = |report: &Value| report["figures"]["housing.nights"].as_i64().unwrap();
    assert_eq!(nights(&after) - nights(&before), 10);
    // A date that keeps the nights of the year moves nothing but what is counted by it.
    let answer = file.fill(&address, &[("arranged_by", "police")]);
    file.taken(&answer);
    assert!(moved(&after, &report(&office.rosa)).is_empty());
    let form = file.browser.get(&address);
    let earlier = form.texts(".changes").join(" ");
    assert!(earlier.contains("06.11.2019") && earlier.contains("16.11.2019"), "what stood before: {earlier}");
    // Back to what it was, and the report is what it was.
    let answer = file.fill(&address, &[("ended_on", "06.11.2019"), ("arranged_by", "")]);
    file.taken(&answer);
    assert!(moved(&before, &report(&office.rosa)).is_empty());
}

fn sent_twice_and_lost(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, first, _), (_, second, _), _] = three_places(&desk);
    let path = format!("{}/new", file.stays);
    let form = file.browser.get(&path);
    for _ in 0..2 {
        let answer = file.browser.send(&form, &path, &[("facility", &first), ("began_on", "01.12.2019")]);
        assert_eq!(answer.status, 303);
    }
    assert_eq!(file.all(&desk).len(), 1);
    let stay = file.last(&desk);
    let address = file.address(&desk, stay.id);
    let mut other = desk.signed_in("radgiver1");
    let late = other.get(&format!("{address}/departure"));
    let late_correction = other.get(&address);
    let transfer = format!("{address}/transfer");
    let form = file.browser.get(&transfer);
    for _ in 0..2 {
        let answer = file.browser.send(&form, &transfer, &[("to", &second), ("on", "03.01.2020")]);
        assert_eq!(answer.status, 303);
    }
    assert_eq!(file.all(&desk).len(), 2);
    let answer = other.send(&late, &format!("{address}/departure"), &[("on", "04.01.2020")]);
    assert_eq!(answer.status, 409);
    assert!(answer.texts(".conflict td").join(" ").contains("03.01.2020"), "{}", answer.body);
    let answer = other.send(&late_correction, &address, &[("ended_on", "04.01.2020")]);
    assert_eq!(answer.status, 409);
    let said = answer.texts(".conflict td").join(" ");
    assert!(said.contains("03.01.2020") && said.contains("04.01.2020"), "{said}");
    assert_eq!(file.all(&desk)[0].fact.ended_on, Some(day("2020-01-03")), "nothing is overwritten");
}

fn an_absence_subtracts_nothing(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, first, _), ..] = three_places(&desk);
    let stay = file.arrive(&desk, &[("facility", &first), ("began_on", "01.12.2019")]);
    let before = office.rosa.report(&["2019"]);
    let absences = file.stays.replace("/stays", "/absences");
    let new = format!("{absences}/new");
    for (answers, field) in [
        ([("began_on", "30.11.2019"), ("ended_on", "")], "began_on"),
        ([("began_on", "10.12.2019"), ("ended_on", "09.12.2019")], "ended_on"),
    ] {
        let answer = file.fill(&new, &answers);
        assert_eq!((answer.status, answer.attributes(".ds-error-summary a", "href")), (422, vec![format!("#{field}")]));
    }
    let answer =
        file.fill(&new, &[("began_on", "23.12.2019"), ("ended_on", "27.12.2019"), ("note", "Hos en venninne")]);
    let page = file.taken(&answer);
    assert!(page.body.contains("Borte 23.12.2019–27.12.2019") && page.body.contains("trekkes ikke fra"));
    assert!(moved(&before, &office.rosa.report(&["2019"])).is_empty());
    let absent = || desk.database.read(|conn| rosa::stays::store::absences(conn, &Actor::System, file.client)).unwrap();
    assert_eq!(absent().len(), 1);
    // It goes with its stay; what stood there is kept.
    let (client, address) = (file.client, file.address(&desk, stay.id));
    let answer = file.fill(&address, &[]);
    file.taken(&answer);
    let form = file.browser.get(&address);
    let answer = file.browser.send(&form, &format!("{address}/removal"), &[("reason", "Feil sak")]);
    file.taken(&answer);
    let kept = desk
        .database
        .read(|conn| {
            let kind = rosa::kernel::codes::FactKind::Absence;
            rosa::audit::changes::of_client(conn, &Actor::System, client, kind)
        })
        .unwrap();
    assert!(kept.len() == 1 && kept[0].before.contains("Hos en venninne") && kept[0].is_removal);
}

fn an_unconfirmed_stay(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, first, _), ..] = three_places(&desk);
    let stay = file.arrive(&desk, &[("facility", &first), ("began_on", "01.12.2019")]);
    let page = file.browser.get(&file.stays.clone());
    assert!(page.texts(".lives .ds-tag").join("").contains("Ikke bekreftet på 38 dager"), "{}", page.body);
    let confirmation = format!("{}/confirmation", file.address(&desk, stay.id));
    let answer = file.browser.send(&page, &confirmation, &[]);
    let page = file.taken(&answer);
    assert!(
        page.texts(".lives").join("").contains("Bekreftet 08.01.2020 av ") && page.texts(".lives .ds-tag").is_empty()
    );
    assert_eq!(file.last(&desk).version, stay.version, "no form shows it, so nobody loses a race to it");
    // 31 days later it is asked for again.
    let later = office.at("2020-02-08 12:00:00");
    let mut browser = later.signed_in("radgiver1");
    assert!(browser.get(&file.stays).texts(".lives .ds-tag").join("").contains("31 dager"));
}

fn stays_of_the_hidden(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    let [(_, first, _), ..] = three_places(&desk);
    without_stays(&desk, file.client);
    let stay = file.arrive(&desk, &[("facility", &first), ("began_on", "01.12.2019")]);
    let mut admin = desk.signed_in("systemansvarlig");
    for place in ["", "/new"] {
        assert_eq!(admin.get(&format!("{}{place}", file.stays)).status, 404);
    }
    // A stay of one client is not there under another one's address.
    let other = open(&desk, "2015-003");
    let reference = desk.database.keyring().cover(RefKind::Stay, stay.id);
    for act in ["", "/departure", "/transfer", "/reopening", "/confirmation"] {
        assert_eq!(file.browser.get(&format!("{}/{reference}{act}", other.stays)).status, 404, "{act}");
    }
}

fn the_timeline_leads_to_records(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut file = open(&desk, CASE);
    without_stays(&desk, file.client);
    let [(_, reference, _), ..] = three_places(&desk);
    let stay = file.arrive(&desk, &[("facility", &reference), ("began_on", "01.12.2019")]);
    let address = file.address(&desk, stay.id);
    let overview = file.browser.get(file.stays.trim_end_matches("/stays"));
    let marks = overview.attributes(".timeline a", "href");
    assert!(marks.contains(&address), "{marks:?}");
    let table = overview.attributes(".ds-details td a", "href");
    assert!(table.contains(&address), "{table:?}");
    assert_eq!(overview.texts(".timeline-names text").len(), overview.texts(".timeline .lane-t").len());
    for mark in marks.iter().filter(|mark| mark.contains("/journal/") || mark.contains("/stays/")) {
        assert_eq!(file.browser.get(mark).status, 200, "{mark}");
    }
}
