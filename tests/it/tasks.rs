//! Tasks, appointments and the first page through the running pages: what is written comes back on the right day, for the right
//! person, and for nobody else.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, on_both};
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::journal::model::Written;
use rosa::kernel::actor::Actor;
use rosa::kernel::audit_entry::AuditEntry;
use rosa::kernel::codes::{JournalMode, Role, Visibility};
use rosa::kernel::error::Error;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("a task goes from the file to the day and is done", a_task_is_done),
        ("a task sent twice is one task", a_task_sent_twice),
        ("a wrong task comes back with every answer", a_wrong_task_comes_back),
        ("two who change a task lose nothing", two_who_change_a_task),
        ("a task is not relevant with a reason, and opens again", a_task_is_dismissed_and_reopened),
        ("a task about nobody, or found by its case number", a_task_about_nobody),
        ("ticked tasks are done in one go", ticked_tasks),
        ("a task is given only to who may see her", a_task_is_given),
        ("an appointment with an interpreter, until a note is begun", an_appointment),
        ("tasks of the hidden are nowhere", tasks_of_the_hidden),
        ("a block by name is told, and nothing more", a_block_is_told),
        ("news from centres reach her caseworker alone", news_from_centres),
        ("the day counts down, and is quiet at last", the_day_counts_down),
        ("what was entered by mistake is removed and kept", a_task_is_removed),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("tasks: {name}"), body)).collect()
}

/// A client of `radgiver1` who needs an interpreter for Persian.
const HERS: &str = "2014-003";

fn id(desk: &Desk, case: &str) -> i64 {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    cases.into_iter().find(|row| row.case_number == case).unwrap().id
}

fn client(desk: &Desk, case: &str) -> String {
    format!("/clients/{}", desk.database.keyring().cover(RefKind::Client, id(desk, case)))
}

fn errors(page: &Page) -> String {
    page.texts(".ds-error-summary li").join(" | ")
}

fn add(browser: &mut Browser, client: &str, answers: &[(&str, &str)]) {
    let answer = browser.fill(&format!("{client}/task/new"), answers);
    assert_eq!(answer.status, 303, "{} {:?}", errors(&answer), answer.texts(".doubts"));
}

/// The tasks on the first page.
fn on_day(browser: &mut Browser) -> Vec<String> {
    browser.get("/").texts("ul.tasks label")
}

/// The address of the form that completes a task on a page.
fn completion(page: &Page, title: &str) -> String {
    let labels = page.attributes("form[action$=\"/completion\"] button", "aria-label");
    let place = labels.iter().position(|label| *label == format!("Gjort: {title}")).unwrap();
    page.attributes("form[action$=\"/completion\"]", "action")[place].clone()
}

fn a_task_is_done(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    add(&mut browser, &client, &[("title", "Ring Lauras hus"), ("due", "tomorrow")]);
    add(&mut browser, &client, &[("title", "Send referat"), ("due_on", "08.01.2020")]);
    add(&mut browser, &client, &[("title", "Uten frist")]);
    assert_eq!(
        on_day(&mut browser),
        ["Send referat", "Ring Lauras hus", "Uten frist"],
        "what is due first stands first"
    );
    let day = browser.get("/");
    assert!(day.texts(".day-counts").join(" ").contains("3 oppgaver"));
    assert!(day.texts("ul.tasks .sub").join(" ").contains("i morgen"));
    assert!(browser.get(&client).texts(".next-list").join(" ").contains("Send referat"), "her page shows what is next");
    // For nobody else.
    assert!(on_day(&mut desk.signed_in("radgiver2")).is_empty());
    let page = browser.get(&format!("{client}/tasks"));
    let action = completion(&page, "Ring Lauras hus");
    let done = browser.send(&page, &action, &[]);
    assert!(browser.follow(&done).texts(".flash").join(" ").contains("merket som gjort"));
    assert_eq!(on_day(&mut browser), ["Send referat", "Uten frist"]);
    // The same button in another window finds it done.
    let again = browser.send(&page, &action, &[]);
    assert!(browser.follow(&again).texts(".flash").join(" ").contains("allerede lukket"));
    assert!(
        browser.get(&format!("{client}/tasks")).texts(".earlier").join(" ").contains("Gjort 08.01.2020 av Rådgiver 1")
    );
    let log = browser.get(&format!("{client}/log")).texts("tbody td").join(" | ");
    assert!(log.contains("Gjorde en oppgave") && log.contains("La til en oppgave"), "{log}");
}

fn a_task_sent_twice(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    for path in [format!("{}/task/new", client(&desk, HERS)), "/tasks/new".to_owned()] {
        let page = browser.get(&path);
        for _ in 0..2 {
            assert_eq!(browser.send(&page, &path, &[("title", "Bare en gang")]).status, 303);
        }
    }
    assert_eq!(on_day(&mut browser), ["Bare en gang", "Bare en gang"], "one from each form");
}

fn a_wrong_task_comes_back(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    for path in [format!("{}/task/new", client(&desk, HERS)), "/tasks/new".to_owned()] {
        let answer = browser.fill(&path, &[("title", ""), ("due_on", "i morra"), ("note", "Husk pass")]);
        assert_eq!(answer.status, 422);
        assert_eq!(answer.attributes(".ds-error-summary a", "href"), ["#title", "#due_on"]);
        assert_eq!(answer.attributes("[name=due_on]", "value"), ["i morra"]);
        assert!(answer.texts("textarea").join("").contains("Husk pass"));
        assert!(answer.texts("title")[0].starts_with("Feil:"));
        let both = browser.fill(&path, &[("title", "x"), ("due", "today"), ("due_on", "20.01.2020")]);
        assert_eq!(both.attributes(".ds-error-summary a", "href"), ["#due_on"]);
        let made_up = browser.fill(&path, &[("title", "x"), ("assignee", &"0".repeat(32))]);
        assert_eq!(made_up.attributes(".ds-error-summary a", "href"), ["#assignee"]);
        // A day that has passed is doubted, and kept when that is confirmed.
        let doubted = browser.fill(&path, &[("title", "Sent ute"), ("due_on", "07.01.2020")]);
        assert_eq!(doubted.status, 422);
        assert!(doubted.texts(".doubts").join(" ").contains("allerede passert"));
        let despite = doubted.attributes("button[name=despite]", "value")[0].clone();
        assert_eq!(browser.send(&doubted, &path, &[("despite", &despite)]).status, 303);
    }
    assert_eq!(on_day(&mut browser), ["Sent ute", "Sent ute"]);
    assert!(browser.get("/").texts("ul.tasks .late").join(" ").contains("1 dag over"));
}

fn two_who_change_a_task(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (mut one, mut other) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let hers = client(&desk, HERS);
    add(&mut one, &hers, &[("title", "Bestill time")]);
    assert_eq!(one.fill("/tasks/new", &[("title", "Bestill kaffe")]).status, 303);
    for (list, link) in [
        (format!("{hers}/tasks"), "a[href*=\"/task/\"]:not([href$=\"/new\"])"),
        ("/tasks".to_owned(), "a[href^=\"/tasks/\"]:not([href$=\"/new\"]):not([href*=\"/dismissal\"])"),
    ] {
        let path = one.get(&list).attributes(link, "href")[0].clone();
        let (first, second) = (one.get(&path), other.get(&path));
        assert_eq!(one.send(&first, &path, &[("title", "Bestill time i dag")]).status, 303, "{path}");
        let lost = other.send(&second, &path, &[("title", "Bestill time i morgen")]);
        assert_eq!(lost.status, 409);
        let table = lost.texts(".conflict td").join(" ");
        assert!(table.contains("i dag") && table.contains("i morgen"), "both are shown: {table}");
        assert_eq!(other.send(&lost, &path, &[]).status, 303);
        let page = one.get(&path);
        assert_eq!(page.attributes("[name=title]", "value"), ["Bestill time i morgen"]);
        assert!(page.texts(".changes").join(" ").contains("Bestill time i dag"), "what stood before is kept");
    }
}

fn a_task_is_dismissed_and_reopened(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    add(&mut browser, &client, &[("title", "Søk om plass")]);
    let page = browser.get(&format!("{client}/tasks"));
    let path = page.attributes("a[href*=\"/dismissal\"]", "href")[0].clone();
    let form = browser.get(&path);
    let action = path.split('?').next().unwrap();
    let none = browser.send(&form, action, &[]);
    assert_eq!(none.status, 422);
    assert_eq!(none.attributes(".ds-error-summary a", "href"), ["#reason"]);
    assert_eq!(browser.send(&form, action, &[("reason", &"x".repeat(201))]).status, 422);
    let answer = browser.send(&none, action, &[("reason", "Fikk plass et annet sted")]);
    let page = browser.follow(&answer);
    assert!(page.texts(".earlier").join(" ").contains("Fikk plass et annet sted"));
    assert!(on_day(&mut browser).is_empty());
    let action = page.attributes("form[action$=\"/reopening\"]", "action")[0].clone();
    assert_eq!(browser.send(&page, &action, &[]).status, 303);
    assert_eq!(on_day(&mut browser), ["Søk om plass"]);
    assert!(!browser.get(&format!("{client}/tasks")).body.contains("Fikk plass et annet sted"));
}

fn a_task_about_nobody(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    assert_eq!(browser.fill("/tasks/new", &[("title", "Lag foredrag"), ("due", "week")]).status, 303);
    assert_eq!(browser.fill("/tasks/new", &[("title", "Ring NAV"), ("case_number", HERS)]).status, 303);
    for wrong in ["2014-999", "Costin", "1"] {
        let answer = browser.fill("/tasks/new", &[("title", "x"), ("case_number", wrong)]);
        assert_eq!((answer.status, errors(&answer).contains("Du har ingen åpen sak")), (422, true), "{wrong}");
        assert_eq!(answer.attributes("[name=case_number]", "value"), [wrong]);
    }
    let list = browser.get("/tasks");
    assert_eq!(list.texts(".todo strong"), ["Lag foredrag", "Ring NAV"]);
    assert!(list.texts(".todo").join(" ").contains(HERS));
    assert!(browser.get(&format!("{}/tasks", client(&desk, HERS))).body.contains("Ring NAV"));
    // Everybody's open ones, and what was closed.
    let mut other = desk.signed_in("radgiver2");
    assert!(!other.get("/tasks").body.contains("Lag foredrag"));
    let all = other.get("/tasks?view=all");
    assert!(all.body.contains("Lag foredrag") && all.body.contains("Ring NAV"));
    let action = completion(&all, "Lag foredrag");
    assert_eq!(other.send(&all, &action, &[]).header("location"), "/tasks?said=done");
    assert!(other.get("/tasks?view=done").body.contains("Gjort 08.01.2020 av Rådgiver 2"));
    let later = office.at("2020-01-23 12:00:00");
    assert!(!later.signed_in("radgiver2").get("/tasks?view=done").body.contains("Lag foredrag"));
    // No other role has them.
    for username in ["kontakt_oslo", "nattvakt", "systemansvarlig"] {
        assert_eq!(desk.signed_in(username).get("/tasks").status, 404, "{username}");
    }
}

fn ticked_tasks(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    for title in ["En", "To", "Tre"] {
        assert_eq!(browser.fill("/tasks/new", &[("title", title)]).status, 303);
    }
    let day = browser.get("/");
    let none = browser.send(&day, "/tasks/completion", &[]);
    assert!(browser.follow(&none).texts(".flash").join(" ").contains("Kryss av"));
    let values = day.attributes("ul.tasks [name=done]", "value");
    let done = browser.send(&day, "/tasks/completion", &[("done", &values[0]), ("done", &values[2])]);
    assert!(browser.follow(&done).texts(".flash").join(" ").contains("Oppgavene er merket som gjort"));
    assert_eq!(on_day(&mut browser), ["To"]);
    let made_up = browser.send(&day, "/tasks/completion", &[("done", &values[1]), ("done", &"0".repeat(32))]);
    assert_eq!(made_up.status, 404);
    assert_eq!(on_day(&mut browser), ["To"], "all or nothing");
}

/// Protects a client, so that only her own caseworker and the lead see her.
fn protect(desk: &Desk, client: &str) {
    let answer = desk.signed_in("leder").fill(&format!("{client}/protection"), &[("protected", "yes")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
}

fn a_task_is_given(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    let path = format!("{client}/task/new");
    let form = browser.get(&path);
    let names = form.texts("select[name=assignee] option");
    assert!(names.contains(&"Rådgiver 2".to_owned()) && !names.iter().any(|name| name.starts_with("Kontaktperson")));
    assert_eq!(form.texts("select[name=assignee] option[selected]"), ["Rådgiver 1"], "her own to begin with");
    let place = names.iter().position(|name| name == "Rådgiver 2").unwrap();
    let other = form.attributes("select[name=assignee] option", "value")[place].clone();
    add(&mut browser, &client, &[("title", "Ta over samtalen"), ("assignee", &other)]);
    assert_eq!(on_day(&mut desk.signed_in("radgiver2")), ["Ta over samtalen"]);
    assert!(on_day(&mut browser).is_empty());
    protect(&desk, &client);
    let names = browser.get(&path).texts("select[name=assignee] option");
    assert!(!names.contains(&"Rådgiver 2".to_owned()), "{names:?}");
    let refused = browser.fill(&path, &[("title", "x"), ("assignee", &other)]);
    assert_eq!(refused.attributes(".ds-error-summary a", "href"), ["#assignee"]);
}

fn an_appointment(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    let path = format!("{client}/appointments/new");
    let form = browser.get(&path);
    assert_eq!(form.attributes("[name=interpreter][checked]", "value"), ["to_order"], "she needs an interpreter");
    assert_eq!(form.attributes("select[name=language] option[selected]", "value"), ["fa"]);
    let wrong =
        browser.send(&form, &path, &[("title", ""), ("held_on", "10.01.2020"), ("begins", "kl 10"), ("ends", "9")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.attributes(".ds-error-summary a", "href"), ["#title", "#begins", "#ends"]);
    let early = browser.send(&form, &path, &[("title", "x"), ("held_on", "10.01.2020"), ("outcome", "held")]);
    assert_eq!(early.attributes(".ds-error-summary a", "href"), ["#outcome"]);
    let answers = [("title", "Vitnemål"), ("held_on", "10.01.2020"), ("begins", "09.00"), ("place", "Oslo tingrett")];
    assert_eq!(browser.send(&form, &path, &answers).status, 303);
    let day = browser.get("/").texts(".agreed").join(" ");
    assert!(
        day.contains("Vitnemål") && day.contains("Tolk må bestilles (persisk)") && day.contains("kl. 09.00"),
        "{day}"
    );
    assert!(browser.get(&client).texts(".next-list").join(" ").contains("Tolk må bestilles"));
    let page = browser.get(&format!("{client}/tasks"));
    assert!(page.attributes("form[action$=\"/outcome\"]", "action").is_empty(), "its day has not come");
    let record = page.attributes("a[href*=\"/appointments/\"]:not([href$=\"/new\"])", "href")[0].clone();
    let csrf = page.token();
    let ahead = browser.post(&format!("{record}/outcome"), &[("csrf", &csrf), ("outcome", "held")]);
    assert_eq!(ahead.status, 422);
    assert_eq!(browser.fill(&record, &[("interpreter", "ordered")]).status, 303);
    assert!(browser.get("/").texts(".agreed").join(" ").contains("Tolk bestilt"));
    // The next week: was it held?
    let later = office.at("2020-01-13 08:00:00");
    let mut browser = later.signed_in("radgiver1");
    assert!(browser.get("/").texts(".agreed").join(" ").contains("Ble den holdt?"));
    let page = browser.get(&format!("{client}/tasks"));
    let action = page.attributes("form[action$=\"/outcome\"]", "action")[0].clone();
    let answer = browser.send(&page, &action, &[("outcome", "held")]);
    let page = browser.follow(&answer);
    let note = page.attributes("a[href*=\"/journal/new?on=\"]", "href")[0].clone();
    assert_eq!(browser.get(&note).attributes("[name=date]", "value"), ["10.01.2020"]);
    assert!(browser.get("/").texts(".agreed").is_empty());
}

/// What a colleague finds of a task on the first page, in the lists and in the file.
fn sees(desk: &Desk, username: &str, client: &str, what: &str) -> bool {
    let mut browser = desk.signed_in(username);
    ["/", "/tasks", "/tasks?view=all"].iter().any(|path| browser.get(path).body.contains(what))
        || browser.get(&format!("{client}/tasks")).body.contains(what)
}

fn tasks_of_the_hidden(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    let form = browser.get(&format!("{client}/task/new"));
    let place = form.texts("select[name=assignee] option").iter().position(|name| name == "Rådgiver 2").unwrap();
    let other = form.attributes("select[name=assignee] option", "value")[place].clone();
    add(&mut browser, &client, &[("title", "Hemmelig ærend"), ("due", "today"), ("assignee", &other)]);
    assert!(sees(&desk, "radgiver2", &client, "Hemmelig ærend"));
    let mut theirs = desk.signed_in("radgiver2");
    let list = theirs.get("/tasks");
    let action = completion(&list, "Hemmelig ærend");
    let dismissal = list.attributes("a[href*=\"/dismissal\"]", "href")[0].clone();
    protect(&desk, &client);
    assert!(!sees(&desk, "radgiver2", &client, "Hemmelig ærend"));
    let list = theirs.get("/tasks");
    assert!(!list.body.contains("vises ikke"), "that there is anybody is not told");
    assert!(!theirs.get("/").texts(".day-counts").join(" ").contains("oppgave"), "nor counted");
    assert!(sees(&desk, "radgiver1", &client, "Hemmelig ærend"), "hers to see in the file");
    // What one knew of is not there either.
    let missing = theirs.get("/no/such/address");
    for path in [dismissal.as_str(), action.strip_suffix("/completion").unwrap()] {
        let answer = theirs.get(path);
        assert_eq!((answer.status, answer.body == missing.body), (404, true), "{path}");
    }
    let csrf = theirs.get("/").token();
    assert_eq!(theirs.post(&action, &[("csrf", &csrf), ("back", "tasks")]).status, 404);
    let refused = theirs.fill("/tasks/new", &[("title", "x"), ("case_number", HERS)]);
    assert!(errors(&refused).contains("Du har ingen åpen sak"));
    // Locked: she withdraws her consent, and is gone for all but the lead, who works on nothing of hers.
    let page = browser.get(&format!("{client}/consents"));
    let path = page.attributes("a[href$=\"/withdrawal\"]", "href")[0].clone();
    assert_eq!(browser.fill(&path, &[("scopes", "journal")]).status, 303);
    assert!(!sees(&desk, "radgiver1", &client, "Hemmelig ærend"));
    let mut lead = desk.signed_in("leder");
    let csrf = lead.get("/").token();
    assert_eq!(lead.post(&action, &[("csrf", &csrf), ("back", "tasks")]).status, 404);
}

fn a_block_is_told(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut one = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    let form = one.get(&format!("{client}/task/new"));
    let place = form.texts("select[name=assignee] option").iter().position(|name| name == "Prosjektleder").unwrap();
    let lead = form.attributes("select[name=assignee] option", "value")[place].clone();
    add(&mut one, &client, &[("title", "Les saken"), ("assignee", &lead)]);
    assert!(sees(&desk, "leder", &client, "Les saken"));
    let path = format!("{client}/protection");
    let page = one.get(&path);
    let values = page.attributes("select[name=block] option", "value");
    let place = page.texts("select[name=block] option").iter().position(|name| name.contains("Prosjektleder")).unwrap();
    assert_eq!(one.send(&page, &path, &[("block", &values[place]), ("block_reason", "Slektning")]).status, 303);
    assert!(!sees(&desk, "leder", &client, "Les saken"));
    assert!(desk.signed_in("leder").get("/tasks").body.contains("1 vises ikke for deg."));
    assert!(!desk.signed_in("leder").get("/").body.contains("vises ikke"));
}

/// A contact person writes a note about a client, as the pages of centres will.
fn centre_writes(desk: &Desk, case: &str, visibility: Visibility, text: &str) {
    let client = id(desk, case);
    let now = desk.database.clock().now_utc();
    let today = desk.database.clock().today();
    let user = desk
        .database
        .read(|conn| rosa::access::store::account_by_username(conn, &Actor::System, "kontakt_oslo"))
        .unwrap()
        .unwrap()
        .id;
    let actor = Actor::User { id: user, role: Role::ContactPerson };
    let written = Written {
        occurred_on: today,
        occurred_minute: None,
        mode: JournalMode::InPerson,
        text: text.to_owned(),
        visibility: Some(visibility),
        topics: Vec::new(),
        aspects: Vec::new(),
    };
    desk.database
        .write(&actor, |conn| {
            rosa::journal::store::add_entry(conn, &actor, client, &written, now)?;
            Ok::<_, Error>(((), AuditEntry::done_to("entry.add", "client", client)))
        })
        .unwrap();
    desk.database.log(&actor, AuditEntry::done_to("stay.change", "client", client)).unwrap();
}

fn news_from_centres(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    centre_writes(&desk, HERS, Visibility::Shelter, "Hun sov lite.");
    centre_writes(&desk, "2014-001", Visibility::Shelter, "Om en annens bruker.");
    let news = |desk: &Desk, username: &str| desk.signed_in(username).get("/").texts("ul.feed li");
    let hers = news(&desk, "radgiver1");
    assert_eq!(hers.len(), 2, "{hers:?}");
    let said = hers.join(" ");
    assert!(said.contains("Notat delt med deg") && said.contains("Oppholdet er endret") && said.contains("Costin S."));
    assert!(!said.contains("sov"), "what the note says stands in the journal");
    assert!(news(&desk, "leder").is_empty());
    let link = desk.signed_in("radgiver1").get("/").attributes("ul.feed a", "href");
    let note = link.iter().find(|href| href.contains("/journal/")).unwrap();
    assert!(desk.signed_in("radgiver1").get(note).body.contains("Hun sov lite."));
    assert!(news(&office.at("2020-01-23 12:00:00"), "radgiver1").is_empty(), "after 14 days it is no news");
    // Locked, so gone.
    let client = client(&desk, HERS);
    let mut browser = desk.signed_in("radgiver1");
    let path = browser.get(&format!("{client}/consents")).attributes("a[href$=\"/withdrawal\"]", "href")[0].clone();
    assert_eq!(browser.fill(&path, &[("scopes", "journal")]).status, 303);
    assert!(news(&desk, "radgiver1").is_empty());
}

fn the_day_counts_down(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    add(&mut browser, &client, &[("title", "Tell ned"), ("due_on", "10.01.2020")]);
    // Later days end this session.
    let today = browser.get("/");
    for (moment, said) in [
        ("2020-01-08 12:00:00", "fredag"),
        ("2020-01-09 12:00:00", "i morgen"),
        // Half past midnight in Norway is the tenth, though it is the ninth in UTC.
        ("2020-01-09 23:30:00", "i dag"),
        ("2020-01-12 12:00:00", "2 dager over"),
    ] {
        let day = office.at(moment).signed_in("radgiver1").get("/");
        assert!(day.texts("ul.tasks .sub").join(" ").contains(said), "{moment}: {:?}", day.texts("ul.tasks .sub"));
    }
    let day = today;
    assert_eq!(day.texts(".page-head time"), ["Onsdag 8. januar 2020, uke 2"]);
    // Who has been quiet: every line leads to a client, the longest first.
    let lines = day.texts("section[aria-labelledby=quiet] li .sub");
    assert!(!lines.is_empty() && lines.len() <= 5, "{lines:?}");
    // The picture says in words what it shows, and the list has it all.
    if let Some(desc) = day.texts("svg.strip desc").first() {
        assert!(desc.contains("listen under"), "{desc}");
    }
    let shown = day.texts(".due").len();
    // Deadlines by law and our own reminders are counted apart; together they are what the list holds.
    let counts = day.texts(".day-counts a[href=\"#deadlines\"]").join(" ");
    let counted: usize = counts.split(' ').filter_map(|word| word.parse::<usize>().ok()).sum();
    assert!(shown > 0 && (shown == counted || counts.contains("40+")), "{shown}: {counts}");
    // The other roles have their own first page.
    for username in ["kontakt_oslo", "nattvakt", "systemansvarlig"] {
        let page = desk.signed_in(username).get("/");
        assert!(page.status == 200 && page.texts("ul.tasks, .due, ul.feed").is_empty(), "{username}");
    }
}

fn a_task_is_removed(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, HERS);
    add(&mut browser, &client, &[("title", "Feil bruker")]);
    let page = browser.get(&format!("{client}/tasks"));
    let path = page.attributes("a[href*=\"/task/\"]:not([href$=\"/new\"])", "href")[0].clone();
    let form = browser.get(&path);
    let removal = format!("{path}/removal");
    assert_eq!(browser.send(&form, &removal, &[]).status, 422, "a reason is asked for");
    assert_eq!(browser.send(&form, &removal, &[("reason", "Gjaldt en annen")]).status, 303);
    assert!(on_day(&mut browser).is_empty());
    assert_eq!(browser.get(&path).status, 404);
}
