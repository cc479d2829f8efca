//! Activities, police matters and returns through their forms: what is refused and what is asked, what stood before, and which
//! figures of the report a correction moves. Every test has an office of its own, at a moment that stands still.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, Rosa, files, on_both};
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::kernel::actor::Actor;
use serde_json::Value;
use std::collections::BTreeMap;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("an activity is entered, ended, corrected and removed", an_activity_goes_its_way),
        ("an activity's end moves the figures it should and no others", an_end_moves_its_figures),
        ("a police matter comes with its first event", a_matter_with_its_first_event),
        ("an unlikely order is asked, never refused", an_unlikely_order_is_asked),
        ("events of one day keep their order", events_of_one_day),
        ("a matter with events is not removed", a_matter_with_events_stays),
        ("a police event's date moves the figures it should and no others", a_date_moves_its_figures),
        ("a police event is its client's alone", an_event_is_its_clients),
        ("a return goes its way", a_return_goes_its_way),
        ("a return's dates move the figures they should and no others", a_return_moves_its_figures),
        ("a form sent twice has its effect once, and a lost race loses nothing", twice_and_lost),
        ("what was entered goes out and comes in elsewhere", it_goes_out_and_comes_in),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("measures: {name}"), body)).collect()
}

/// The address of a client's page.
fn client(desk: &Desk, case: &str) -> String {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    let id = cases.into_iter().find(|row| row.case_number == case).unwrap().id;
    format!("/clients/{}", desk.database.keyring().cover(RefKind::Client, id))
}

/// An answer that was saved.
fn saved(answer: &Page) {
    assert_eq!(answer.status, 303, "{:?}", answer.texts(".ds-error-summary li, .doubts li"));
}

/// The fields that an answer says are wrong.
fn wrong(answer: &Page) -> Vec<String> {
    assert_eq!(answer.status, 422);
    answer.attributes(".ds-error-summary a", "href")
}

/// What an answer doubts.
fn doubts(answer: &Page) -> Vec<String> {
    assert_eq!(answer.status, 422, "{:?}", answer.texts(".ds-error-summary li"));
    assert!(wrong(answer).is_empty(), "{:?}", answer.texts(".ds-error-summary li"));
    answer.texts(".doubts li")
}

/// Saves a form that was doubted.
fn save_anyway(browser: &mut Browser, doubted: &Page, path: &str) -> Page {
    let despite = doubted.attributes("button[name=despite]", "value");
    browser.send(doubted, path, &[("despite", &despite[0])])
}

/// The address behind the link that says this; what only the hearing get is part of it.
fn link(page: &Page, says: &str) -> String {
    let (texts, hrefs) = (page.texts("main a"), page.attributes("main a", "href"));
    let place = texts.iter().position(|text| text.contains(says));
    hrefs[place.unwrap_or_else(|| panic!("no link says {says}: {texts:?}"))].clone()
}

fn export(office: &Office, name: &str, file: &str) -> String {
    std::fs::read_to_string(office.rosa.export(name).join(file)).unwrap()
}

fn figures(office: &Office, year: &str) -> Value {
    office.rosa.report(&[year])["figures"].clone()
}

/// The figures that differ, each as it was and as it is.
fn moved(before: &Value, after: &Value) -> BTreeMap<String, (Value, Value)> {
    let (before, after) = (before.as_object().unwrap(), after.as_object().unwrap());
    let differ = after.iter().filter(|(id, value)| before[*id] != **value);
    differ.map(|(id, value)| (id.clone(), (before[id].clone(), value.clone()))).collect()
}

fn names(moved: &BTreeMap<String, (Value, Value)>) -> Vec<&str> {
    moved.keys().map(String::as_str).collect()
}

/// How much one number of a figure has grown.
fn grown(moved: &BTreeMap<String, (Value, Value)>, figure: &str, path: &str) -> f64 {
    let number =
        |value: &Value| if path.is_empty() { value.as_f64() } else { value.pointer(path).and_then(Value::as_f64) };
    let (before, after) = &moved[figure];
    number(after).unwrap_or(0.0) - number(before).unwrap_or(0.0)
}

fn an_activity_goes_its_way(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let (page, new) = (format!("{client}/activities"), format!("{client}/activities/new"));
    let form = browser.get(&new);
    let known = form.attributes("datalist option", "value");
    assert!(known.contains(&"Oslo Voksenopplæring Rosenhof".to_owned()), "{known:?}");

    // What is wrong is said at its field, and every answer is kept.
    let answer = browser.send(
        &form,
        &new,
        &[
            ("kind", "other"),
            ("provider", "Nordlys"),
            ("from", "09.01.2020"),
            ("to", "1.13.2020"),
            ("support", "12,345"),
        ],
    );
    assert_eq!(wrong(&answer), ["#from", "#to", "#support"]);
    assert_eq!(answer.attributes("[name=provider]", "value"), ["Nordlys"]);
    assert_eq!(answer.attributes("[name=kind][checked]", "value"), ["other"]);
    assert_eq!(
        wrong(&browser.send(&answer, &new, &[("from", "070120"), ("to", "06.01.2020"), ("support", "")])),
        ["#to"]
    );

    saved(&browser.fill(
        &new,
        &[
            ("kind", "other"),
            ("provider", "Nordlys"),
            ("from", "060120"),
            ("to", "01.03.2020"),
            ("support", "1 234,50"),
        ],
    ));
    let shown = browser.get(&page);
    let lines = shown.texts(".around li");
    assert!(lines[0].contains("Nordlys") && lines[0].contains("06.01.2020–01.03.2020"), "{lines:?}");
    assert!(shown.texts(".sums").join(" ").contains("1\u{a0}234,50"), "{:?}", shown.texts(".sums"));
    assert!(
        export(&office, "one", "activities.csv").contains("2018-001,other,Nordlys,2020-01-06,2020-03-01,,1234.5\n")
    );

    // Ending it is its form with today filled in; nothing is kept before it is sent.
    let end = link(&shown, "Avslutt");
    let ending = browser.get(&end);
    assert_eq!(ending.attributes("[name=to]", "value"), ["08.01.2020"]);
    let change = end.split('?').next().unwrap().to_owned();
    assert_eq!(browser.get(&change).attributes("[name=to]", "value"), ["01.03.2020"]);
    let odd = browser.send(&ending, &change, &[("to", ""), ("completed", "yes")]);
    assert_eq!(doubts(&odd).len(), 1);
    saved(&browser.send(&ending, &change, &[("completed", "yes")]));
    let history = browser.get(&change).texts(".changes").join(" ");
    assert!(history.contains("01.03.2020") && history.contains("08.01.2020"), "{history}");

    // What was entered by mistake goes, with its reason.
    let removal = format!("{change}/removal");
    let form = browser.get(&change);
    assert_eq!(wrong(&browser.send(&form, &removal, &[("reason", " ")])), ["#reason"]);
    let gone = browser.send(&form, &removal, &[("reason", "Feil bruker")]);
    saved(&gone);
    assert!(browser.follow(&gone).texts("[role=status]").join(" ").contains("tatt vare på"));
    assert!(!export(&office, "two", "activities.csv").contains("Nordlys"));
    assert_eq!(browser.get(&change).status, 404);
    // Somebody with none is told what to do.
    let other = self::client(&desk, "2019-033");
    let empty = browser.get(&format!("{other}/activities")).texts("main").join(" ");
    assert!(empty.contains("Ingen aktiviteter er ført"), "{empty}");
}

fn an_end_moves_its_figures(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let new = format!("{client}/activities/new");
    let before = figures(&office, "2019");
    let answers = [
        ("kind", "education"),
        ("provider", "Ny skole"),
        ("from", "01.11.2018"),
        ("to", "31.12.2018"),
        ("support", "700"),
    ];
    saved(&browser.fill(&new, &answers));
    let entered = figures(&office, "2019");
    assert!(moved(&before, &entered).is_empty(), "what ended before the year is no part of it");
    let change = link(&browser.get(&format!("{client}/activities")), "Utdanning, Ny skole");
    saved(&browser.fill(&change, &[("to", "01.01.2019")]));
    let moved = moved(&entered, &figures(&office, "2019"));
    assert_eq!(names(&moved), ["activities.by_provider", "activities.participants"]);
    assert_eq!(grown(&moved, "activities.participants", "/education"), 1.0);
    assert_eq!(grown(&moved, "activities.by_provider", "/education/Ny skole"), 1.0);
    // Its support stands in the year it began.
    assert_eq!(figures(&office, "2018")["activities.support_nok"]["education"], 700);
}

fn a_matter_with_its_first_event(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let (page, new) = (format!("{client}/police"), format!("{client}/police-matters/new"));
    let form = browser.get(&new);
    assert_eq!(wrong(&browser.send(&form, &new, &[])), ["#offence"]);
    let half = browser.send(&form, &new, &[("offence", "robbery"), ("first_event", "reported"), ("district", "ost")]);
    assert_eq!(wrong(&half), ["#first_on"]);
    assert_eq!(half.attributes("select[name=first_event] option[selected]", "value"), ["reported"]);
    let ahead = browser.send(&half, &new, &[("first_on", "09.01.2020")]);
    assert_eq!(wrong(&ahead), ["#first_on"]);
    // Without an event it is asked, and says what it is worth.
    let without = browser.send(&half, &new, &[("first_event", "")]);
    assert!(doubts(&without)[0].contains("teller den ikke"), "{:?}", doubts(&without));
    saved(&browser.send(&half, &new, &[("first_on", "02.12.2019"), ("case_number", "14900321")]));
    let shown = browser.get(&page);
    assert!(shown.texts(".case-tags").join(" ").contains("Anmeldt"), "the head follows");
    let track = &shown.texts(".track")[0];
    for part in ["Ran", "Anmeldt", "Fornærmet", "Øst", "14900321", "02.12.2019"] {
        assert!(track.contains(part), "{part}: {track}");
    }
    // Its key was given, after the one she had; that one is kept.
    let matters = export(&office, "out", "police_matters.csv");
    assert!(matters.contains("2018-001-2,2018-001,robbery,aggrieved,ost,14900321\n"), "{matters}");
    assert!(matters.contains("M001,2018-001,trafficking,aggrieved,oslo,\n"));
    assert!(export(&office, "again", "police_events.csv").contains("2018-001-2,2019-12-02,reported,,\n"));
    // The next event begins at its matter, and the status is the report's.
    let event = link(&shown, "Ny hendelse: Ran");
    let form = browser.get(&event);
    assert_eq!(form.texts("select[name=matter] option[selected]"), ["Ran, Øst, 14900321"]);
    let add = format!("{client}/police-events/new");
    let ground = browser.send(&form, &add, &[("event", "reported"), ("on", "03.12.2019"), ("ground", "capacity")]);
    assert_eq!(wrong(&ground), ["#ground"]);
    saved(&browser.send(
        &form,
        &add,
        &[("event", "dismissed"), ("on", "03.01.2020"), ("ground", "capacity"), ("note", "Brev")],
    ));
    let shown = browser.get(&page);
    assert!(shown.texts(".track")[0].contains("Henlagt") && shown.texts(".steps li")[1].contains("Brev"));
    assert!(shown.texts(".case-tags").join(" ").contains("Henlagt"));
    // What the matter is about is corrected, and what stood before is shown.
    let change = link(&shown, "Endre: Ran");
    saved(&browser.fill(&change, &[("offence", "threats"), ("role", "witness")]));
    let history = browser.get(&change).texts(".changes").join(" ");
    assert!(history.contains("Ran") && history.contains("Trusler") && history.contains("Vitne"), "{history}");
    assert!(
        export(&office, "last", "police_matters.csv").contains("2018-001-2,2018-001,threats,witness,ost,14900321\n")
    );
}

fn an_unlikely_order_is_asked(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let new = format!("{client}/police-matters/new");
    let answers = [("offence", "rape"), ("first_event", "reported"), ("first_on", "04.11.2019")];
    saved(&browser.fill(&new, &answers));
    let (page, add) = (format!("{client}/police"), format!("{client}/police-events/new"));
    let event = link(&browser.get(&page), "Ny hendelse: Voldtekt");
    for (kind, on, says) in [
        ("investigation_opened", "03.11.2019", "før saken ble anmeldt 04.11.2019"),
        ("dismissal_appealed", "05.11.2019", "ikke henlagt før"),
        ("reopened", "05.11.2019", "ikke henlagt før"),
        ("reported", "04.11.2019", "to ganger"),
    ] {
        let form = browser.get(&event);
        let asked = browser.send(&form, &add, &[("event", kind), ("on", on)]);
        assert!(doubts(&asked).len() == 1 && doubts(&asked)[0].contains(says), "{kind}: {:?}", doubts(&asked));
    }
    let mut enter = |kind: &str, on: &str| {
        let form = browser.get(&event);
        browser.send(&form, &add, &[("event", kind), ("on", on)])
    };
    saved(&enter("dismissed", "05.11.2019"));
    saved(&enter("final", "20.12.2019"));
    assert!(doubts(&enter("testified", "21.12.2019"))[0].contains("rettskraftig 20.12.2019"));
    let late = enter("dismissal_appealed", "27.11.2019");
    assert!(doubts(&late)[0].contains("mer enn tre uker"), "{:?}", doubts(&late));
    saved(&save_anyway(&mut browser, &late, &add));
    assert!(export(&office, "out", "police_events.csv").contains("2018-001-2,2019-11-27,dismissal_appealed,,\n"));
}

fn events_of_one_day(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let answers = [("offence", "pimping"), ("first_event", "dismissed"), ("first_on", "04.11.2019")];
    saved(&browser.fill(&format!("{client}/police-matters/new"), &answers));
    let page = format!("{client}/police");
    let event = link(&browser.get(&page), "Ny hendelse: Hallikvirksomhet");
    let add = format!("{client}/police-events/new");
    let form = browser.get(&event);
    saved(&browser.send(&form, &add, &[("event", "reported"), ("on", "04.11.2019")]));
    let shown = browser.get(&page);
    assert!(shown.texts(".track")[0].contains("Anmeldt"), "the one entered last is where it stands");
    assert!(shown.texts(".track h2 + .ds-tag")[0].contains("Anmeldt"));
    // A change of the first does not move it behind the other.
    let first = link(&shown, "Endre Henlagt, 04.11.2019");
    saved(&browser.fill(&first, &[("ground", "capacity")]));
    let shown = browser.get(&page);
    assert!(shown.texts(".track h2 + .ds-tag")[0].contains("Anmeldt"));
    let events = export(&office, "out", "police_events.csv");
    assert!(
        events.contains("2018-001-2,2019-11-04,dismissed,capacity,\n2018-001-2,2019-11-04,reported,,\n"),
        "{events}"
    );
}

fn a_matter_with_events_stays(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let (page, new) = (format!("{client}/police"), format!("{client}/police-matters/new"));
    let answers = [("offence", "threats"), ("first_event", "considered"), ("first_on", "04.11.2019")];
    saved(&browser.fill(&new, &answers));
    let matter = link(&browser.get(&page), "Endre: Trusler");
    let removal = format!("{matter}/removal");
    let form = browser.get(&matter);
    let refused = browser.send(&form, &removal, &[("reason", "Feil sak")]);
    assert_eq!(wrong(&refused), ["#reason"]);
    assert!(refused.texts(".ds-error-summary li")[0].contains("Fjern hendelsen først"));
    assert_eq!(refused.attributes("[name=reason]", "value"), ["Feil sak"], "what she wrote is kept");
    let event = link(&browser.get(&page), "Endre Anmeldelse vurdert");
    let form = browser.get(&event);
    saved(&browser.send(&form, &format!("{event}/removal"), &[("reason", "Feil sak")]));
    assert!(browser.get(&page).body.contains("Ingen hendelse"), "the page says that it counts nowhere");
    let form = browser.get(&matter);
    saved(&browser.send(&form, &removal, &[("reason", "Feil sak")]));
    assert!(!export(&office, "out", "police_matters.csv").contains("2018-001-"));
    // A key that was given is not given again.
    saved(&browser.fill(&new, &answers));
    let matters = export(&office, "again", "police_matters.csv");
    assert!(matters.contains("2018-001-3,") && !matters.contains("2018-001-2,"), "{matters}");
}

fn a_date_moves_its_figures(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let before = figures(&office, "2019");
    let answers = [("offence", "robbery"), ("first_event", "reported"), ("first_on", "30.12.2018")];
    saved(&browser.fill(&format!("{client}/police-matters/new"), &answers));
    let entered = figures(&office, "2019");
    assert!(moved(&before, &entered).is_empty(), "it was reported in the year before");
    let event = link(&browser.get(&format!("{client}/police")), "Endre Anmeldt, 30.12.2018");
    saved(&browser.fill(&event, &[("on", "02.01.2019")]));
    let corrected = figures(&office, "2019");
    let after = moved(&entered, &corrected);
    assert_eq!(names(&after), ["police.other.by_offence", "police.other.reports"]);
    assert_eq!(grown(&after, "police.other.reports", ""), 1.0);
    assert_eq!(grown(&after, "police.other.by_offence", "/robbery"), 1.0);
    // What was a report becomes a decision not to: it leaves those and stands among the others.
    saved(&browser.fill(&event, &[("event", "decided_not_to_report")]));
    let after = moved(&corrected, &figures(&office, "2019"));
    assert_eq!(names(&after), ["police.not_reported", "police.other.by_offence", "police.other.reports"]);
    assert_eq!(grown(&after, "police.not_reported", ""), 1.0);
    // And removed, everything stands as before.
    let form = browser.get(&event);
    saved(&browser.send(&form, &format!("{event}/removal"), &[("reason", "Prøve")]));
    assert!(moved(&before, &figures(&office, "2019")).is_empty());
}

fn an_event_is_its_clients(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let (one, other) = (client(&desk, "2018-001"), client(&desk, "2019-016"));
    let theirs = browser.get(&format!("{other}/police"));
    let matter = link(&theirs, "Ny hendelse").split("matter=").nth(1).unwrap().to_owned();
    let add = format!("{one}/police-events/new");
    let form = browser.get(&format!("{add}?matter={matter}"));
    assert!(!form.body.contains(&matter), "another's matter is not there");
    let answers = [("matter", matter.as_str()), ("event", "reported"), ("on", "06.01.2020")];
    assert_eq!(wrong(&browser.send(&form, &add, &answers)), ["#matter"]);
    let event = link(&theirs, "Endre Anmeldt").rsplit('/').next().unwrap().to_owned();
    let path = format!("{one}/police-events/{event}");
    assert_eq!(browser.get(&path).status, 404);
    let csrf = form.token();
    let post = [("csrf", csrf.as_str()), ("version", "1"), ("reason", "x")];
    assert_eq!(browser.post(&path, &post).status, 404);
    assert_eq!(browser.post(&format!("{path}/removal"), &post).status, 404);
}

fn a_return_goes_its_way(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let (page, new) = (format!("{client}/returns"), format!("{client}/returns/new"));
    assert!(browser.get(&page).body.contains("Ingen retur er ført"));
    let form = browser.get(&new);
    assert_eq!(wrong(&browser.send(&form, &new, &[])), ["#programme"]);
    let answer = browser.send(&form, &new, &[("programme", "iom"), ("country", "NG"), ("decision", "granted")]);
    assert_eq!(wrong(&answer), ["#applied_on", "#decided_on"]);
    assert_eq!(answer.attributes("select[name=country] option[selected]", "value"), ["NG"]);
    let ahead = browser.send(&answer, &new, &[("applied_on", "01.12.2019"), ("decided_on", "09.01.2020")]);
    assert_eq!(wrong(&ahead), ["#decided_on"]);
    saved(&browser.send(&answer, &new, &[("applied_on", "01.12.2019"), ("decision", "")]));
    let shown = browser.get(&page);
    assert!(shown.texts(".track")[0].contains("Åpen siden 01.12.2019"), "{:?}", shown.texts(".track"));
    let change = link(&shown, "Endre: Assistert retur");
    saved(&browser.fill(&change, &[("decided_on", "10.12.2019"), ("decision", "granted")]));
    assert!(browser.get(&page).texts(".track")[0].contains("Innvilget, ikke reist"));
    // What can hardly be is asked: refused and carried out, withdrawn afterwards, decided before.
    let odd = [
        ("decision", "refused"),
        ("decided_on", "30.11.2019"),
        ("returned_on", "02.01.2020"),
        ("withdrawn_on", "03.01.2020"),
    ];
    let form = browser.get(&change);
    assert_eq!(doubts(&browser.send(&form, &change, &odd)).len(), 3);
    saved(&browser.send(&form, &change, &[("returned_on", "02.01.2020")]));
    let shown = browser.get(&page);
    let track = &shown.texts(".track")[0];
    assert!(track.contains("Gjennomført") && track.contains("før 02.01.2022"), "{track}");
    // What may remain is linked: the status, and the closing of the case.
    assert_eq!(link(&shown, "Avslutt saken"), format!("{client}/closure"));
    assert_eq!(link(&shown, "Reist ut av Norge"), format!("{client}/residence"));
    let returns = export(&office, "out", "returns.csv");
    assert!(returns.contains("2018-001,iom,NG,2019-12-01,2019-12-10,granted,,2020-01-02\n"), "{returns}");
    let form = browser.get(&change);
    saved(&browser.send(&form, &format!("{change}/removal"), &[("reason", "Feil bruker")]));
    assert!(!export(&office, "gone", "returns.csv").contains("2018-001"));
}

fn a_return_moves_its_figures(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let before = figures(&office, "2019");
    let answers = [("programme", "iom"), ("country", "NG"), ("applied_on", "01.12.2019")];
    saved(&browser.fill(&format!("{client}/returns/new"), &answers));
    let applied = figures(&office, "2019");
    let after = moved(&before, &applied);
    assert_eq!(names(&after), ["residence.all_at_year_end", "returns.applied", "returns.open_at_year_end"]);
    assert_eq!(grown(&after, "residence.all_at_year_end", "/iom_process"), 1.0);
    assert_eq!(grown(&after, "returns.open_at_year_end", ""), 1.0);
    let change = link(&browser.get(&format!("{client}/returns")), "Endre: Assistert retur");
    saved(&browser.fill(&change, &[("returned_on", "31.12.2019")]));
    let returned = figures(&office, "2019");
    let after = moved(&applied, &returned);
    let expected =
        ["residence.all_at_year_end", "returns.open_at_year_end", "returns.returned", "returns.returned_by_country"];
    assert_eq!(names(&after), expected);
    assert_eq!(grown(&after, "returns.returned_by_country", "/NG"), 1.0);
    // A day later it belongs to the next year, and is open at the end of this one.
    saved(&browser.fill(&change, &[("returned_on", "01.01.2020")]));
    assert!(moved(&applied, &figures(&office, "2019")).is_empty());
    assert_eq!(figures(&office, "2020")["returns.returned"], 1);
}

fn twice_and_lost(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (mut one, mut other) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let client = client(&desk, "2018-001");
    type Kind<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], (&'a str, &'a str, &'a str));
    let kinds: [Kind<'_>; 3] = [
        ("activities", "activities", &[("kind", "other"), ("from", "02.01.2020")], ("provider", "Her", "Der")),
        (
            "police-matters",
            "police",
            &[("offence", "other"), ("first_event", "reported"), ("first_on", "02.01.2020")],
            ("case_number", "11", "22"),
        ),
        (
            "returns",
            "returns",
            &[("programme", "own"), ("returned_on", "02.01.2020")],
            ("returned_on", "03.01.2020", "04.01.2020"),
        ),
    ];
    for (place, page, answers, (field, first, second)) in kinds {
        let new = format!("{client}/{place}/new");
        let form = one.get(&new);
        for _ in 0..2 {
            saved(&one.send(&form, &new, answers));
        }
        let shown = one.get(&format!("{client}/{page}"));
        let links: Vec<String> = shown.attributes("main a", "href");
        let place_of = |href: &&String| {
            href.contains(&format!("{client}/{place}/")) && !href.contains("/new") && !href.contains('?')
        };
        let count = links.iter().filter(place_of).count();
        let had = match place {
            "activities" => 4,
            "police-matters" => 1,
            _ => 0,
        };
        assert_eq!(count, had + 1, "{place}: {links:?}");
        // The newest stands first on each page.
        let change = links.iter().find(place_of).unwrap().clone();
        let (mine, theirs) = (one.get(&change), other.get(&change));
        saved(&one.send(&mine, &change, &[(field, first)]));
        let lost = other.send(&theirs, &change, &[(field, second)]);
        assert_eq!(lost.status, 409, "{place}");
        let table = lost.texts(".conflict td").join(" ");
        assert!(table.contains(first) && table.contains(second), "{place}: {table}");
        assert_eq!(other.send(&theirs, &format!("{change}/removal"), &[("reason", "x")]).status, 409);
        saved(&other.send(&lost, &change, &[]));
    }
    // The same of an event.
    let event = link(&one.get(&format!("{client}/police")), "Endre Anmeldt, 02.01.2020");
    let (mine, theirs) = (one.get(&event), other.get(&event));
    saved(&one.send(&mine, &event, &[("note", "en")]));
    assert_eq!(other.send(&theirs, &event, &[("note", "to")]).status, 409);
    let log = desk.signed_in("leder").get(&format!("{client}/log")).texts("main").join(" ");
    for words in ["La til en aktivitet", "Endret en politisak", "La til en retur", "Endret en hendelse i en politisak"]
    {
        assert!(log.contains(words), "{words}: {log}");
    }
}

fn it_goes_out_and_comes_in(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver2");
    let client = client(&desk, "2018-001");
    let activity = [
        ("kind", "exercise"),
        ("from", "02.01.2020"),
        ("to", "01.06.2020"),
        ("support", "0,05"),
        ("completed", "unknown"),
    ];
    saved(&browser.fill(&format!("{client}/activities/new"), &activity));
    let matter = [("offence", "other"), ("role", "witness"), ("first_event", "testified"), ("first_on", "02.01.2020")];
    saved(&browser.fill(&format!("{client}/police-matters/new"), &matter));
    saved(&browser.fill(&format!("{client}/returns/new"), &[("programme", "forced"), ("returned_on", "02.01.2020")]));
    let out = office.rosa.export("out");
    let elsewhere = Rosa::new(backend);
    elsewhere.import(&out).done();
    assert_eq!(files(&out), files(&elsewhere.export("back")));
    assert_eq!(figures(&office, "2020"), elsewhere.report(&["2020"])["figures"]);
}
