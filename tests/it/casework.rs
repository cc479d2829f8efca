//! A caseworker's day through the running pages: finding somebody, writing what happened, losing nothing, and seeing what is hers
//! to see. Every test has an office of its own, at a moment that stands still.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, files, on_both};
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::kernel::actor::Actor;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("a misspelt name leads to a saved note", a_misspelt_name_leads_to_a_note),
        ("names of every script are kept and found", names_of_every_script_are_found),
        ("nobody is taken in without consent", nobody_without_consent),
        ("somebody alike is named before she is taken in twice", somebody_alike_is_named),
        ("a form sent twice has its effect once", a_form_sent_twice),
        ("what is written survives a time-out, and is nobody else's", a_draft_survives),
        ("two editors lose nothing", two_editors_lose_nothing),
        ("a note is corrected for a day, then amended", a_note_is_corrected_then_amended),
        ("who may read which note", who_may_read_which_note),
        ("a protected client is there for her list and the lead", a_protected_client),
        ("a blocked colleague does not see her, nor in a search", a_blocked_colleague),
        ("an emergency opens for an hour, and the lead knows", an_emergency_opens),
        ("withdrawing consent locks at once", withdrawing_consent_locks),
        ("sharing ends with its scope", sharing_ends_with_its_scope),
        ("closing and reopening are kept", closing_and_reopening),
        ("a merge counts once and can be undone", a_merge_can_be_undone),
        ("attachments are checked, stripped and sealed", attachments_are_checked),
        ("a caseworker's list is handed over", a_list_is_handed_over),
        ("the log says who looked", the_log_says_who_looked),
        ("a search is its session's alone", a_search_is_its_sessions),
        ("a search tells nothing of whom one may not see", a_search_tells_nothing_of_the_hidden),
        ("a merged record is as hidden as the client it is about", a_merged_record_is_as_hidden),
        ("an emergency lets nobody govern, and nobody appoints herself", nobody_helps_herself),
        ("a draft about somebody hidden is not kept", no_draft_about_the_hidden),
        ("a restricted text stays so when the note is opened", a_restricted_text_stays_so),
        ("undoing a merge does not undo a withdrawal", undoing_keeps_a_withdrawal),
        ("a blocked lead counts her and is not shown whose records", a_blocked_lead_counts_her),
        ("words are found beside any sign", words_beside_signs),
        ("words of every frequency are all found", words_of_every_frequency),
        ("who is hidden is who is not seen", hidden_is_what_is_not_seen),
        ("wrong input comes back with every answer", wrong_input_comes_back),
        ("dates are taken in three forms", dates_in_three_forms),
        ("a list by latest entry begins or ends with the silent", a_list_by_latest_entry),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("casework: {name}"), body)).collect()
}

impl Desk {
    /// The id of a case.
    fn id(&self, case: &str) -> i64 {
        let cases = self.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
        cases.into_iter().find(|row| row.case_number == case).unwrap_or_else(|| panic!("there is no case {case}")).id
    }

    /// The address of a client's page.
    fn client(&self, case: &str) -> String {
        format!("/clients/{}", self.database.keyring().cover(RefKind::Client, self.id(case)))
    }
}

fn errors(page: &Page) -> String {
    page.texts(".ds-error-summary li").join(" | ")
}

/// Searches as the rail does, and answers the list.
fn search(browser: &mut Browser, terms: &str) -> Page {
    let csrf = browser.get("/clients").token();
    let answer = browser.post("/clients/search", &[("csrf", &csrf), ("q", terms)]);
    assert!(!answer.header("location").contains(terms), "no name stands in an address");
    browser.follow(&answer)
}

fn found(page: &Page) -> Vec<String> {
    page.texts("th[scope=row] a")
}

/// Writes a note and answers the address it was sent to.
fn write_note(browser: &mut Browser, client: &str, answers: &[(&str, &str)]) -> Page {
    let answer = browser.fill(&format!("{client}/journal/new"), answers);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    answer
}

fn a_misspelt_name_leads_to_a_note(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let list = search(&mut browser, "petrowa zarra");
    assert_eq!(found(&list)[0], "Zara Petrova", "{:?}", found(&list));
    let client = list.attributes("th[scope=row] a", "href")[0].clone();
    assert_eq!(client, desk.client("2015-003"));
    let file = browser.get(&client);
    assert_eq!(file.texts("h1"), ["Zara Petrova"]);
    assert!(!file.texts("title")[0].contains("Petrova"), "no title holds a name");
    let answer = write_note(
        &mut browser,
        &client,
        &[("mode", "phone"), ("text", "Ringte om norskkurset på Grønland.\nØnsker å begynne."), ("topics", "activity")],
    );
    let journal = browser.follow(&answer);
    assert!(journal.texts(".entry").iter().any(|entry| entry.contains("norskkurset på Grønland")));
    // Found again by a word, by its beginning, without its mark, and by nobody who may not search.
    for words in ["norskkurset", "norskk", "gronland begynne"] {
        let csrf = journal.token();
        let answer = browser.post("/journal/search", &[("csrf", &csrf), ("q", words)]);
        let hits = browser.follow(&answer);
        let is_found = hits.body.contains("Zara Petrova");
        // SQLite's tokenizer keeps ø as a letter of its own, and so does our index on PostgreSQL.
        assert_eq!(is_found, words != "gronland begynne", "{words}");
    }
    for (terms, case) in
        [("2015-003", "2015-003"), ("2015/3", "2015-003"), ("Måke 9", "2015-004"), ("maake", "2015-004")]
    {
        let list = search(&mut browser, terms);
        assert!(list.texts(".caseno").iter().any(|shown| shown.contains(case)), "{terms}: {:?}", found(&list));
    }
    let list = search(&mut browser, "0206");
    assert!(list.body.contains("2014-003"), "the last digits of a DUF number");
    assert!(found(&search(&mut browser, "Qxyzzy")).is_empty());
}

/// Takes in a client; answers what came of it.
fn take_in(browser: &mut Browser, answers: &[(&str, &str)]) -> Page {
    let mut all = vec![
        ("consent_form", "written"),
        ("given_on", "06.01.2020"),
        ("intake_date", "07.01.2020"),
        ("gender", "female"),
    ];
    all.retain(|(name, _)| !answers.iter().any(|(given, _)| given == name));
    all.extend(answers);
    browser.fill("/clients/new", &all)
}

fn names_of_every_script_are_found(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    for (given, family, terms) in [
        ("Åse-Marie", "Bjørnstad O'Brien", "obrien aase"),
        ("Мария", "Коваленко", "Мария"),
        ("فاطمة", "الزهراء", "فاطمة"),
        ("Đặng", "Thị Nguyễn", "dang nguyen"),
        ("Łucja", "Żółkiewska", "lucja zolkiewska"),
    ] {
        let answer = take_in(&mut browser, &[("given_name", given), ("family_name", family)]);
        assert_eq!(answer.status, 303, "{given}: {}", errors(&answer));
        let list = search(&mut browser, terms);
        let name = format!("{given} {family}");
        assert!(found(&list).contains(&name), "{terms}: {:?}", found(&list));
    }
    let list = search(&mut browser, "Marija Kovalenko");
    assert!(found(&list).contains(&"Мария Коваленко".to_owned()), "by Latin letters too: {:?}", found(&list));
}

fn nobody_without_consent(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let before = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap().len();
    for (wrong, field) in [
        (("given_on", ""), "given_on"),
        (("given_on", "08.01.2020"), "given_on"),
        (("given_on", "09.01.2020"), "given_on"),
        (("consent_form", ""), "consent_form"),
    ] {
        let answer = take_in(&mut browser, &[("given_name", "Prøve"), ("family_name", "Person"), wrong]);
        assert_eq!(answer.status, 422, "{wrong:?}");
        assert!(
            answer.attributes(".ds-error-summary a", "href").contains(&format!("#{field}")),
            "{wrong:?}: {}",
            errors(&answer)
        );
        assert_eq!(answer.attributes("[name=given_name]", "value"), ["Prøve"], "every answer is kept");
    }
    let after = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap().len();
    assert_eq!(before, after);
    let answer = take_in(&mut browser, &[("given_name", "Prøve"), ("family_name", "Person")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let file = browser.follow(&answer);
    assert!(file.texts(".caseno")[0].contains("2020-001"), "{:?}", file.texts(".caseno"));
    // She counts like one who came by an import.
    let out = office.rosa.export("out");
    assert!(std::fs::read_to_string(out.join("clients.csv")).unwrap().contains("2020-001,Prøve,Person"));
}

fn somebody_alike_is_named(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let alike = [("given_name", "Sara"), ("family_name", "Petrowa"), ("birth_date", "20.07.1989")];
    let csrf = browser.get("/clients/new").token();
    let hint = browser.post("/clients/similar", &[&[("csrf", csrf.as_str())], &alike[..]].concat());
    assert_eq!(hint.status, 200);
    assert!(hint.body.contains("2015-003") && !hint.body.contains("<html"), "{}", hint.body);
    let answer = take_in(&mut browser, &alike);
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Zara Petrova"), "the reason is shown");
    let boxes: Vec<(String, String)> = answer
        .attributes("#similar input[type=checkbox]", "name")
        .into_iter()
        .zip(answer.attributes("#similar input[type=checkbox]", "value"))
        .collect();
    assert!(!boxes.is_empty());
    let ticks: Vec<(&str, &str)> = boxes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = browser.send(&answer, "/clients/new", &ticks);
    assert_eq!(saved.status, 303, "{}", errors(&saved));
    let file = browser.follow(&saved);
    assert!(!file.texts("main").join(" ").contains("Zara Petrova"), "what was decided is remembered");
}

fn a_form_sent_twice(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = desk.client("2015-003");
    let path = format!("{client}/journal/new");
    let page = browser.get(&path);
    for _ in 0..2 {
        let answer = browser.send(&page, &path, &[("text", "Sendt to ganger."), ("mode", "phone")]);
        assert_eq!(answer.status, 303);
    }
    let journal = browser.get(&format!("{client}/journal"));
    assert_eq!(journal.texts(".entry").iter().filter(|entry| entry.contains("Sendt to ganger.")).count(), 1);
    let page = browser.get("/clients/new");
    let answers = [
        ("given_name", "Dobbelt"),
        ("family_name", "Klikk"),
        ("consent_form", "oral"),
        ("given_on", "070120"),
        ("gender", "female"),
    ];
    for _ in 0..2 {
        let answer = browser.send(&page, "/clients/new", &answers);
        assert_eq!(answer.status, 303, "{}", errors(&answer));
    }
    assert_eq!(found(&search(&mut browser, "Dobbelt Klikk")).iter().filter(|name| *name == "Dobbelt Klikk").count(), 1);
}

fn a_draft_survives(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let token = desk.session("radgiver1");
    let mut browser = desk.with_session(&token);
    let client = desk.client("2015-003");
    let path = format!("{client}/journal/new");
    // While she types the script saves; the answer says when.
    let page = browser.get(&path);
    let saved = browser.send(&page, &path, &[("text", "Halvskrevet, med æøå"), ("topics", "legal"), ("draft", "auto")]);
    assert_eq!((saved.status, saved.header("x-saved-at")), (204, "13.00"));
    // Half an hour later, on another run of the server: her session is past its limit when she sends the form.
    let later = office.at("2020-01-08 12:30:00");
    let mut late = later.with_session(&token);
    let answer = late.send(&page, &path, &[("text", "Hele notatet, skrevet ferdig"), ("topics", "legal")]);
    assert_eq!(answer.status, 303);
    assert!(answer.header("location").starts_with("/sign-in?return_to="), "{}", answer.header("location"));
    let signing_in = late.get(answer.header("location"));
    assert!(signing_in.texts("[role=status]").join(" ").contains("utkast"), "{}", signing_in.body);
    assert!(!signing_in.body.contains("Hele notatet"), "the sign-in page shows nothing of it");
    // Somebody else on the same machine does not see it.
    let other = later.signed_in("radgiver2").get(&path);
    assert_eq!((other.status, other.body.contains("Hele notatet")), (200, false));
    let mut again = later.signed_in("radgiver1");
    let page = again.get(&path);
    assert_eq!(page.texts("textarea[name=text]")[0].trim(), "Hele notatet, skrevet ferdig");
    assert_eq!(page.attributes("[name=topics][checked]", "value"), ["legal"]);
    assert!(again.get("/").body.contains(&path), "the first page lists it");
    // A token of somebody else's form keeps nothing.
    let stolen = later.with_session(&token).post(&path, &[("csrf", "wrong"), ("text", "fremmed")]);
    assert_eq!(stolen.status, 303);
    assert!(!again.get(&path).body.contains("fremmed"));
    // Saving takes the draft away; so does throwing it away; so do fourteen days.
    let answer = again.send(&page, &path, &[("mode", "note")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let written = |page: &Page| page.texts("textarea[name=text]").join("");
    assert_eq!(written(&again.get(&path)).trim(), "");
    let page = again.get(&path);
    assert_eq!(again.send(&page, &path, &[("text", "Et til"), ("draft", "button")]).status, 303);
    assert!(written(&again.get(&path)).contains("Et til"));
    let csrf = page.token();
    assert_eq!(again.post("/drafts/discard", &[("csrf", &csrf), ("address", &path)]).status, 303);
    assert!(!written(&again.get(&path)).contains("Et til"));
    again.send(&page, &path, &[("text", "Blir gammelt"), ("draft", "button")]);
    let weeks_later = office.at("2020-01-23 12:00:00");
    assert!(!weeks_later.signed_in("radgiver1").get(&path).body.contains("Blir gammelt"));
}

fn two_editors_lose_nothing(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let path = format!("{}/identity", desk.client("2015-003"));
    let (mut one, mut other) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let (first, second) = (one.get(&path), other.get(&path));
    assert_eq!(one.send(&first, &path, &[("alias", "Havørn")]).status, 303);
    let lost = other.send(&second, &path, &[("alias", "Fjellrev"), ("family_name", "Petrovna")]);
    assert_eq!(lost.status, 409);
    let table = lost.texts(".conflict td").join(" ");
    assert!(table.contains("Havørn") && table.contains("Fjellrev"), "both texts are shown: {table}");
    assert_eq!(lost.attributes("[name=alias]", "value"), ["Fjellrev"], "and hers are kept");
    let saved = other.send(&lost, &path, &[]);
    assert_eq!(saved.status, 303, "{}", errors(&saved));
    assert!(found(&search(&mut one, "Zara Petrovna")).contains(&"Zara Petrovna".to_owned()));
    assert_ne!(found(&search(&mut one, "Havørn")).first().map(String::as_str), Some("Zara Petrovna"));
}

/// The address of the entry on a page that says this.
fn entry_with(browser: &mut Browser, client: &str, text: &str) -> String {
    let page = browser.get(&format!("{client}/journal"));
    let ids = page.attributes("li.entry[id]", "id");
    let texts = page.texts("li.entry[id]");
    let place = texts.iter().position(|entry| entry.contains(text)).unwrap_or_else(|| panic!("no entry says {text}"));
    format!("{client}/journal/{}", ids[place].strip_prefix("e-").unwrap())
}

fn a_note_is_corrected_then_amended(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut author = desk.signed_in("radgiver1");
    let client = desk.client("2015-003");
    write_note(&mut author, &client, &[("mode", "phone"), ("text", "Avtale på fredag.")]);
    let entry = entry_with(&mut author, &client, "Avtale på fredag.");
    let correction = format!("{entry}/correction");
    let answer = author.fill(&correction, &[("text", "Avtale på torsdag.")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let journal = author.get(&format!("{client}/journal"));
    let text = journal.texts("main").join(" ");
    assert!(text.contains("Avtale på torsdag.") && text.contains("Avtale på fredag."), "what stood before is shown");
    assert_ne!(desk.signed_in("radgiver2").get(&correction).status, 200, "only the author corrects");
    // A form opened in time and sent too late loses nothing.
    let open = author.get(&correction);
    let tomorrow = office.at("2020-01-09 12:00:01");
    let mut late = tomorrow.signed_in("radgiver1");
    let csrf = late.get("/").token();
    let answer = late.send(&open, &correction, &[("text", "For sent skrevet."), ("csrf", &csrf)]);
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("For sent skrevet."));
    let amendment = format!("{entry}/amendment");
    let answer = tomorrow.signed_in("radgiver2").fill(&amendment, &[("text", "Avtalen ble flyttet til mandag.")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let text = late.get(&format!("{client}/journal")).texts("main").join(" ");
    assert!(text.contains("Avtale på torsdag.") && text.contains("flyttet til mandag"), "both stand");
    // The export holds the entry's own text.
    let out = office.rosa.export("out");
    let exported = std::fs::read_to_string(out.join("journal.csv")).unwrap();
    assert!(exported.contains("Avtale på torsdag.") && !exported.contains("fredag"));
}

fn who_may_read_which_note(backend: Backend) {
    const MARK: &str = "hemmelighetsmerke";
    let office = Office::new(backend);
    let desk = office.open();
    // 2015-003 belongs to another caseworker than the author.
    let client = desk.client("2015-003");
    let own = "radgiver1";
    let csv = std::fs::read_to_string(crate::support::rosa_2019().join("clients.csv")).unwrap();
    let line = csv.lines().find(|line| line.starts_with("2015-003,")).unwrap();
    let caseworker = ["radgiver1", "radgiver2", "radgiver3"].into_iter().find(|name| line.contains(name)).unwrap();
    let (author, third) = match caseworker {
        "radgiver1" => ("radgiver2", "radgiver3"),
        "radgiver2" => (own, "radgiver3"),
        _ => (own, "radgiver2"),
    };
    let mut writer = desk.signed_in(author);
    write_note(&mut writer, &client, &[("mode", "phone"), ("text", MARK), ("visibility", "restricted")]);
    let entry = entry_with(&mut writer, &client, MARK);
    for (reader, reads) in [(author, true), (caseworker, true), ("leder", true), (third, false)] {
        let mut browser = desk.signed_in(reader);
        let pages = [
            browser.get(&client),
            browser.get(&format!("{client}/journal")),
            browser.get(&format!("{client}/journal?all=1")),
            browser.get(&format!("{client}/journal/new")),
        ];
        for page in &pages {
            assert_eq!(page.status, 200, "{reader}");
            assert_eq!(page.body.contains(MARK), reads, "{reader}");
        }
        assert!(pages[1].body.contains("egrenset"), "everybody sees that it is there");
        for place in ["/journal".to_owned(), format!("{client}/journal")] {
            let csrf = browser.get(&place).token();
            let answer = browser.post(&format!("{place}/search"), &[("csrf", &csrf), ("q", MARK)]);
            let hits = browser.follow(&answer);
            assert_eq!(hits.texts(".hits, .entries").join(" ").contains(MARK), reads, "{reader} searches {place}");
        }
        assert_eq!(browser.get(&entry).status, if reads { 200 } else { 404 }, "{reader}");
        for part in ["amendment", "attachment"] {
            assert_eq!(
                browser.get(&format!("{entry}/{part}")).status,
                if reads { 200 } else { 404 },
                "{reader} {part}"
            );
        }
    }
    for nobody in ["nattvakt", "kontakt_oslo", "systemansvarlig"] {
        let mut browser = desk.signed_in(nobody);
        for path in
            [client.clone(), format!("{client}/journal"), entry.clone(), "/clients".to_owned(), "/journal".to_owned()]
        {
            assert_eq!(browser.get(&path).status, 404, "{nobody} {path}");
        }
    }
}

/// Sends the page of protection with some answers changed.
fn protect(browser: &mut Browser, client: &str, answers: &[(&str, &str)]) -> Page {
    let answer = browser.fill(&format!("{client}/protection"), answers);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    answer
}

/// True when a colleague finds nothing of a client anywhere, and gets for her pages what she gets for nobody.
fn is_hidden(desk: &Desk, username: &str, client: &str, name: &str) -> bool {
    let mut browser = desk.signed_in(username);
    let missing = browser.get("/no/such/address");
    let pages = ["", "/journal", "/person", "/consents", "/case", "/journal/new"];
    let answers: Vec<Page> = pages.iter().map(|part| browser.get(&format!("{client}{part}"))).collect();
    let hidden = answers.iter().filter(|page| page.status == 404 && page.body == missing.body).count();
    assert!(hidden == 0 || hidden == pages.len(), "all or nothing");
    let listed = found(&search(&mut browser, name)).contains(&name.to_owned());
    let in_list = browser.get("/clients?state=all").body.contains(name);
    assert_eq!(hidden == 0, listed, "{username}: the search agrees");
    assert!(!(hidden > 0 && in_list), "{username}: the list agrees");
    hidden > 0
}

fn a_protected_client(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let name = "Zara Petrova";
    let mut lead = desk.signed_in("leder");
    assert!(!is_hidden(&desk, "radgiver3", &client, name));
    protect(&mut lead, &client, &[("protected", "yes")]);
    let line = office.rosa.export("out").join("clients.csv");
    let csv = std::fs::read_to_string(line).unwrap();
    let line = csv.lines().find(|line| line.starts_with("2015-003,")).unwrap().to_owned();
    for username in ["radgiver1", "radgiver2", "radgiver3"] {
        assert_eq!(is_hidden(&desk, username, &client, name), !line.contains(username), "{username}");
    }
    assert!(!is_hidden(&desk, "leder", &client, name));
}

fn a_blocked_colleague(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let name = "Zara Petrova";
    let mut one = desk.signed_in("radgiver1");
    let page = one.get(&format!("{client}/protection"));
    assert_eq!(page.status, 200);
    // A lead too can have a conflict of interest.
    let values = page.attributes("select[name=block] option", "value");
    let names = page.texts("select[name=block] option");
    let place = names.iter().position(|name| name.contains("Prosjektleder")).expect("the lead can be blocked");
    let path = format!("{client}/protection");
    let answer = one.send(&page, &path, &[("block", &values[place]), ("block_reason", "Slektning")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert!(is_hidden(&desk, "leder", &client, name));
    let list = desk.signed_in("leder").get("/clients");
    assert!(list.body.contains("1 bruker vises ikke"), "the list says that somebody is not shown");
    assert!(!is_hidden(&desk, "radgiver2", &client, name));
}

fn an_emergency_opens(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let name = "Zara Petrova";
    protect(&mut desk.signed_in("leder"), &client, &[("protected", "yes")]);
    let outsider = ["radgiver1", "radgiver2", "radgiver3"]
        .into_iter()
        .find(|username| is_hidden(&desk, username, &client, name))
        .unwrap();
    let mut browser = desk.signed_in(outsider);
    let reason = "Politiet ringte: hun er i fare i natt, og rådgiveren svarer ikke.";
    let mut refusals = Vec::new();
    for case in ["2015-003x", "2099-999", "2015-004"] {
        let answer = browser.fill("/break-glass", &[("case_number", case), ("reason", reason)]);
        assert_eq!(answer.status, 422, "{case}");
        refusals.push(errors(&answer));
    }
    assert!(refusals.windows(2).all(|pair| pair[0] == pair[1]), "unknown and unprotected sound alike: {refusals:?}");
    assert_eq!(browser.fill("/break-glass", &[("case_number", "2015-003"), ("reason", "kort")]).status, 422);
    let answer = browser.fill("/break-glass", &[("case_number", "2015-003"), ("reason", reason)]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert!(!is_hidden(&desk, outsider, &client, name));
    let day = desk.signed_in("leder").get("/");
    assert!(day.body.contains(reason) && day.body.contains("2015-003"), "the lead sees it at once");
    let after = office.at("2020-01-08 13:00:01");
    assert!(is_hidden(&after, outsider, &client, name), "an hour later it is shut again");
    let mut lead = after.signed_in("leder");
    let day = lead.get("/");
    let action = day.attributes("form[action^=\"/break-glass/\"]", "action")[0].clone();
    assert_eq!(lead.send(&day, &action, &[]).status, 303);
    assert!(!lead.get("/").body.contains(reason));
}

fn withdrawing_consent_locks(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let name = "Zara Petrova";
    let mut browser = desk.signed_in("radgiver1");
    let page = browser.get(&format!("{client}/consents"));
    let path = page.attributes("a[href$=\"/withdrawal\"]", "href")[0].clone();
    let none = browser.fill(&path, &[]);
    assert_eq!(none.status, 422, "what is withdrawn must be said");
    let answer = browser.fill(&path, &[("scopes", "journal")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert_eq!(browser.follow(&answer).status, 200);
    for username in ["radgiver1", "radgiver2", "radgiver3"] {
        assert!(is_hidden(&desk, username, &client, name), "{username}");
    }
    assert!(!is_hidden(&desk, "leder", &client, name));
    let file = desk.signed_in("leder").get(&client);
    assert!(file.texts(".case-tags").join(" ").contains("låst"));
    // She asks to come back: with a new consent she is open again.
    let mut lead = desk.signed_in("leder");
    let answer = lead.fill(
        &format!("{client}/consents/new"),
        &[("form", "oral"), ("given_on", "08.01.2020"), ("scopes", "journal")],
    );
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert!(!is_hidden(&desk, "radgiver1", &client, name));
}

fn sharing_ends_with_its_scope(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2014-001");
    let mut browser = desk.signed_in("radgiver1");
    assert!(browser.get(&client).texts(".case-tags").join(" ").contains("botilbud"));
    let shared = browser.fill(
        &format!("{client}/journal/new"),
        &[("text", "Delt med botilbudet"), ("visibility", "shelter"), ("mode", "phone")],
    );
    assert_eq!(shared.status, 303, "{}", errors(&shared));
    let page = browser.get(&format!("{client}/consents"));
    let path = page.attributes("a[href$=\"/withdrawal\"]", "href")[0].clone();
    let answer = browser.fill(&path, &[("scopes", "share_shelter")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let tags = browser.get(&client).texts(".case-tags").join(" ");
    assert!(!tags.contains("botilbud") && tags.contains("advokat"), "the rest goes on: {tags}");
    let path = format!("{client}/journal/new");
    let page = browser.get(&path);
    let refused = browser.send(&page, &path, &[("text", "Ikke delt"), ("visibility", "shelter"), ("mode", "phone")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Ikke delt"));
}

fn closing_and_reopening(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let mut browser = desk.signed_in("radgiver1");
    let path = format!("{client}/closure");
    for wrong in [("reason", ""), ("closed_on", "01.01.2015"), ("closed_on", "09.01.2020"), ("closed_on", "i går")] {
        let mut answers = vec![("closed_on", "07.01.2020"), ("reason", "settled")];
        answers.retain(|(name, _)| *name != wrong.0);
        answers.push(wrong);
        assert_eq!(browser.fill(&path, &answers).status, 422, "{wrong:?}");
    }
    let answer =
        browser.fill(&path, &[("closed_on", "07.01.2020"), ("reason", "settled"), ("aftercare_until", "07.04.2020")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let file = browser.get(&client);
    assert!(file.texts(".case-tags").join(" ").contains("Ettervern til 07.04.2020"));
    let exported = |name: &str| std::fs::read_to_string(office.rosa.export(name).join("clients.csv")).unwrap();
    assert!(
        exported("closed").lines().any(|line| line.starts_with("2015-003,") && line.ends_with("2020-01-07,settled"))
    );
    assert!(!browser.get("/clients?state=active").body.contains("Zara Petrova"));
    assert!(browser.get("/clients?state=closed").body.contains("Zara Petrova"));
    let page = browser.get(&format!("{client}/case"));
    let reopening = format!("{client}/reopening");
    let answer = browser.send(&page, &reopening, &[]);
    assert_eq!(answer.status, 303);
    assert!(exported("open").lines().any(|line| line.starts_with("2015-003,") && line.ends_with(",,")));
    let history = browser.get(&format!("{client}/case")).texts("main").join(" ");
    assert!(history.contains("07.01.2020"), "what happened stays to be seen");
}

fn a_merge_can_be_undone(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let before = files(&office.rosa.export("before"));
    let mut browser = desk.signed_in("radgiver1");
    let client = desk.client("2019-001");
    let assisted = |year: &str| office.rosa.report(&[year])["figures"]["clients.assisted"].clone();
    let assisted_before = assisted("2019");
    for (survivor, merged) in [("2019-001", "2019-002"), ("2014-001", "2019-001"), ("2015-003", "2015-004")] {
        let path = format!("{}/merge", desk.client(survivor));
        for wrong in ["", "2099-001", survivor] {
            let refused = browser.fill(&path, &[("number", wrong)]);
            assert_eq!(refused.status, 422, "{wrong}");
        }
        let preview = browser.fill(&path, &[("number", merged)]);
        assert_eq!(preview.status, 200, "{}", errors(&preview));
        let done = browser.send(&preview, &path, &[("confirm", "yes")]);
        assert_eq!(done.status, 303, "{}", errors(&done));
        let out = office.rosa.export(&format!("merged-{merged}"));
        for (name, bytes) in files(&out) {
            let text = String::from_utf8(bytes).unwrap();
            let named = text.lines().any(|line| line.split([',', ';']).any(|cell| cell == merged));
            assert!(!named, "{name} still names {merged}");
        }
        // What is exported can be brought in elsewhere.
        let elsewhere = crate::support::Rosa::sqlite();
        elsewhere.run(&["init"]).done();
        elsewhere.import(&out).done();
        assert_eq!(elsewhere.report(&["2019"])["figures"], office.rosa.report(&["2019"])["figures"]);
        // Rows for the record that is no more are refused, with the number to use.
        let refused = office.rosa.import(&crate::support::rosa_2019()).refused();
        assert!(refused.stderr.contains(merged) && refused.stderr.contains(survivor), "{}", refused.stderr);
        // Her old number and name lead to her.
        assert_eq!(browser.get(&desk.client(merged)).status, 303);
        let list = search(&mut browser, merged);
        assert!(
            list.texts(".caseno").iter().any(|case| case.contains(survivor)),
            "{merged}: {:?}",
            list.texts(".caseno")
        );
        let page = browser.get(&format!("{}/case", desk.client(survivor)));
        let undo = format!("{}/merge/undo", desk.client(survivor));
        let undone = browser.send(&page, &undo, &[]);
        assert_eq!(undone.status, 303);
        assert_eq!(
            files(&office.rosa.export(&format!("undone-{merged}"))),
            before,
            "undoing {merged} brings back the register"
        );
    }
    assert_eq!(assisted("2019"), assisted_before);
    assert_eq!(browser.get(&client).status, 200);
}

fn attachments_are_checked(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = desk.client("2015-003");
    write_note(&mut browser, &client, &[("mode", "letter"), ("text", "Brev fra UDI.")]);
    let path = format!("{}/attachment", entry_with(&mut browser, &client, "Brev fra UDI."));
    let mut picture = Vec::new();
    let pixels = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8, y as u8, 7]));
    image::codecs::jpeg::JpegEncoder::new(&mut picture).encode_image(&pixels).unwrap();
    // A comment after the first marker, as a camera writes where it was.
    let comment = b"\xFF\xFE\x00\x16GPS 59.9139,10.7522\x00";
    let tail = picture.split_off(2);
    picture.extend_from_slice(comment);
    picture.extend(tail);
    for (name, bytes, is_kept) in [
        ("../../vedtak.jpg", picture.clone(), true),
        ("vedtak.pdf", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n".to_vec(), true),
        ("notat.txt", "Åpningstider: 9–15".into(), true),
        ("side.html", b"<html><script>alert(1)</script>\x00".to_vec(), false),
        ("program.pdf", b"MZ\x90\x00".to_vec(), false),
        (
            "aktiv.pdf",
            b"%PDF-1.4\n1 0 obj\n<< /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n%%EOF\n".to_vec(),
            false,
        ),
        ("tom.txt", Vec::new(), false),
        ("stor.txt", vec![b'a'; 10 * 1024 * 1024 + 1], false),
    ] {
        let form = browser.get(&path).answers(&path);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = browser.upload_as(&path, &form, "file", &[(name, &bytes)]);
        assert_eq!(answer.status, if is_kept { 303 } else { 422 }, "{name}: {}", errors(&answer));
    }
    let journal = browser.get(&format!("{client}/journal"));
    let links = journal.attributes("a[href*=\"/attachments/\"]", "href");
    assert_eq!(links.len(), 3);
    let mut kinds = Vec::new();
    for link in &links {
        let file = browser.get(link);
        assert_eq!(file.status, 200);
        assert!(file.header("content-disposition").starts_with("attachment"), "{}", file.header("content-disposition"));
        assert!(file.header("content-security-policy").contains("sandbox"));
        assert!(!file.body.contains("59.9139"), "nothing tells where a picture was taken");
        kinds.push(file.header("content-type").to_owned());
        assert_eq!(desk.signed_in("nattvakt").get(link).status, 404);
        let elsewhere = link.replace(&client, &desk.client("2015-004"));
        assert_eq!(browser.get(&elsewhere).status, 404, "a file belongs to its client");
    }
    kinds.sort();
    assert_eq!(kinds, ["application/pdf", "image/jpeg", "text/plain; charset=utf-8"]);
}

fn a_list_is_handed_over(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mine = |desk: &Desk, username: &str| -> i64 {
        desk.database
            .read(|conn| {
                let users = rosa::access::store::all_users(conn, &Actor::System)?;
                let id = users.iter().find(|user| user.username == username).unwrap().id;
                let cases = rosa::clients::store::case_numbers(conn, &Actor::System)?;
                let ids: Vec<i64> = cases.iter().map(|case| case.id).collect();
                let rows = rosa::clients::store::clients_of(conn, &Actor::System, &ids)?;
                let open = rows.iter().filter(|row| row.caseworker_id == Some(id) && row.closed_on.is_none()).count();
                Ok::<_, rosa::kernel::error::Error>(i64::try_from(open).unwrap())
            })
            .unwrap()
    };
    let (from, to) = (mine(&desk, "radgiver1"), mine(&desk, "radgiver2"));
    assert!(from > 0);
    let tasks_of = |username: &str| desk.signed_in(username).get("/tasks").texts("main").join(" ");
    let mut one = desk.signed_in("radgiver1");
    let client = one.get("/clients?scope=mine").attributes("th[scope=row] a", "href").remove(0);
    for (path, title) in [(format!("{client}/task/new"), "Ring Nav"), ("/tasks/new".to_owned(), "Lag foredrag")] {
        assert_eq!(one.fill(&path, &[("title", title)]).status, 303);
    }
    let mut lead = desk.signed_in("leder");
    let page = lead.get("/clients/handover");
    let value = |field: &str, name: &str| {
        let options = page.texts(&format!("select[name={field}] option"));
        let place = options.iter().position(|option| option.contains(name)).unwrap();
        page.attributes(&format!("select[name={field}] option"), "value")[place].clone()
    };
    let preview =
        lead.get(&format!("/clients/handover?from={}&to={}", value("from", "Rådgiver 1"), value("to", "Rådgiver 2")));
    assert_eq!(preview.status, 200, "{}", errors(&preview));
    assert_eq!(preview.texts(".people li").len(), usize::try_from(from).unwrap(), "whom it concerns is named");
    assert_eq!(mine(&desk, "radgiver1"), from, "nothing has happened yet");
    let with_task: Vec<String> =
        preview.texts(".people li").into_iter().filter(|line| line.contains("1 åpen oppgave")).collect();
    assert_eq!(with_task.len(), 1, "a task about no client is not among them: {with_task:?}");
    assert!(preview.body.contains("Rådgiver 1 har 1 åpen oppgave om disse brukerne"));
    let done = lead.send(&preview, "/clients/handover", &[]);
    assert_eq!(done.status, 303, "{}", errors(&done));
    assert_eq!((mine(&desk, "radgiver1"), mine(&desk, "radgiver2")), (0, from + to));
    let (theirs, own) = (tasks_of("radgiver2"), tasks_of("radgiver1"));
    assert!(theirs.contains("Ring Nav") && !theirs.contains("Lag foredrag"), "{theirs}");
    assert!(own.contains("Lag foredrag") && !own.contains("Ring Nav"), "{own}");
    let log = lead.get(&format!("{client}/log")).texts("table").join(" ");
    assert!(log.contains("Ga oppgaver om brukeren til en annen rådgiver"), "{log}");
}

fn the_log_says_who_looked(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    for username in ["radgiver1", "radgiver2", "radgiver3"] {
        assert_eq!(desk.signed_in(username).get(&client).status, 200);
    }
    let log = desk.signed_in("leder").get(&format!("{client}/log"));
    let text = log.texts("table").join(" ");
    for name in ["Rådgiver 1", "Rådgiver 2", "Rådgiver 3"] {
        assert!(text.contains(name), "{text}");
    }
    let readers = ["radgiver1", "radgiver2", "radgiver3"]
        .into_iter()
        .filter(|username| desk.signed_in(username).get(&format!("{client}/log")).status == 200)
        .count();
    assert_eq!(readers, 1, "her own caseworker alone");
    // The names of those who are helped stand nowhere in the log, and its chain is whole.
    office.rosa.run(&["check"]).done();
}

fn a_search_is_its_sessions(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut one = desk.signed_in("radgiver1");
    let csrf = one.get("/clients").token();
    let answer = one.post("/clients/search", &[("csrf", &csrf), ("q", "Zara Petrova")]);
    let address = answer.header("location").to_owned();
    assert!(one.get(&address).body.contains("Zara Petrova"));
    let others = desk.signed_in("radgiver2").get(&address);
    assert!(!others.attributes("[type=search]", "value").iter().any(|value| value.contains("Petrova")), "{address}");
}

fn wrong_input_comes_back(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let mut browser = desk.signed_in("radgiver1");
    let long = "x".repeat(100_001);
    for (part, answers, field) in [
        ("journal/new", vec![("text", "")], "text"),
        ("journal/new", vec![("text", &long[..])], "text"),
        ("journal/new", vec![("text", "ok"), ("date", "09.01.2020")], "date"),
        ("journal/new", vec![("text", "ok"), ("date", "31.02.2019")], "date"),
        ("journal/new", vec![("text", "ok"), ("time", "25.00")], "time"),
        ("journal/new", vec![("text", "ok"), ("mode", "telepathy")], "mode"),
        ("identity", vec![("birth_date", "31.02.1990"), ("alias", "Beholdt")], "birth_date"),
        ("identity", vec![("birth_date", "01.01.2021"), ("alias", "Beholdt")], "birth_date"),
        ("identity", vec![("intake_date", "01.01.2010"), ("alias", "Beholdt")], "intake_date"),
        ("contacts/new", vec![("name", ""), ("kind", "lawyer")], "name"),
        ("contact-points/new", vec![("value", ""), ("kind", "phone"), ("safety", "safe")], "value"),
        ("identifiers/new", vec![("value", ""), ("kind", "passport")], "value"),
        ("alerts/new", vec![("text", ""), ("level", "danger")], "text"),
        (
            "alerts/new",
            vec![("text", "x"), ("level", "danger"), ("began_on", "08.01.2020"), ("ends_on", "01.01.2020")],
            "ends_on",
        ),
        (
            "children/new",
            vec![("child_label", "1"), ("accompanying_from", "08.01.2020"), ("accompanying_to", "01.01.2020")],
            "accompanying_to",
        ),
        ("consents/new", vec![("form", "oral"), ("given_on", "09.01.2020"), ("scopes", "journal")], "given_on"),
        ("consents/new", vec![("form", "oral"), ("given_on", "08.01.2020"), ("scopes", "")], "scopes"),
    ] {
        let path = format!("{client}/{part}");
        let answer = browser.fill(&path, &answers);
        assert_eq!(answer.status, 422, "{part} {field}");
        assert!(answer.texts("title")[0].starts_with("Feil:"), "{part} {field}");
        let links = answer.attributes(".ds-error-summary a", "href");
        assert!(links.contains(&format!("#{field}")), "{part}: {links:?} {}", errors(&answer));
        assert_eq!(answer.attributes(&format!("#{field}"), "id").len(), 1, "{part}: the summary leads to {field}");
        for (name, value) in answers.iter().filter(|(_, value)| !value.is_empty() && value.len() < 100) {
            let kept = answer.answers(&path).iter().any(|(field, kept)| field == name && kept == value);
            assert!(kept || *value == "telepathy", "{part}: {name} is kept");
        }
    }
    let created = browser.get(&format!("{client}/person")).texts("main").join(" ");
    assert!(!created.contains("Beholdt"), "nothing was half done");
}

fn dates_in_three_forms(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let mut browser = desk.signed_in("radgiver1");
    for (place, date) in ["03.01.2020", "030120", "2020-01-03"].into_iter().enumerate() {
        let text = format!("Dato på måte nummer {place}.");
        write_note(&mut browser, &client, &[("mode", "phone"), ("text", &text), ("date", date), ("time", "14.05")]);
    }
    let journal = browser.get(&format!("{client}/journal"));
    let dates: Vec<String> = journal
        .attributes("li.entry time", "datetime")
        .into_iter()
        .filter(|date| date.starts_with("2020-01-03"))
        .collect();
    assert_eq!(dates.len(), 3, "{dates:?}");
}

fn a_search_tells_nothing_of_the_hidden(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut lead = desk.signed_in("leder");
    for family in ["Kvitholm", "Svartvik"] {
        let answer = take_in(&mut lead, &[("given_name", "Ymkjeq"), ("family_name", family)]);
        assert_eq!(answer.status, 303, "{}", errors(&answer));
    }
    let case =
        |browser: &mut Browser, name: &str| search(browser, name).attributes("th[scope=row] a", "href")[0].clone();
    let hidden = case(&mut lead, "Ymkjeq Svartvik");
    protect(&mut lead, &hidden, &[("protected", "yes")]);
    let mut outsider = desk.signed_in("radgiver3");
    // A name that only the hidden one bears leads where a name leads that nobody bears.
    let lists: Vec<Vec<String>> = ["Svartvik", "Finnesikke", "2020-002", "2020-977"]
        .into_iter()
        .map(|word| found(&search(&mut outsider, &format!("Ymkjeq {word}"))))
        .collect();
    assert_eq!(lists[0], lists[1]);
    assert_eq!(lists[2], lists[3]);
    assert_eq!(lists[0], ["Ymkjeq Kvitholm"]);
}

fn a_merged_record_is_as_hidden(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (survivor, merged) = (desk.client("2015-003"), desk.client("2015-004"));
    let mut lead = desk.signed_in("leder");
    let path = format!("{survivor}/merge");
    let preview = lead.fill(&path, &[("number", "2015-004")]);
    assert_eq!(lead.send(&preview, &path, &[("confirm", "yes")]).status, 303);
    let record = format!("{merged}?record=1");
    assert_eq!(desk.signed_in("radgiver1").get(&record).status, 200);
    for part in ["journal/new", "contacts/new"] {
        let csrf = lead.get("/").token();
        let refused = lead.post(&format!("{merged}/{part}"), &[("csrf", &csrf), ("once", "x")]);
        assert_eq!(refused.status, 404, "{part}");
    }
    protect(&mut lead, &survivor, &[("protected", "yes")]);
    let readers = ["radgiver1", "radgiver2", "radgiver3"]
        .into_iter()
        .filter(|username| desk.signed_in(username).get(&record).status == 200)
        .count();
    let survivors = ["radgiver1", "radgiver2", "radgiver3"]
        .into_iter()
        .filter(|username| desk.signed_in(username).get(&survivor).status == 200)
        .count();
    assert_eq!(readers, survivors, "who sees her sees the record, and nobody else");
    assert!(readers < 3);
}

/// A caseworker who is not the client's own.
fn another(case: &str) -> (&'static str, &'static str) {
    let csv = std::fs::read_to_string(crate::support::rosa_2019().join("clients.csv")).unwrap();
    let line = csv.lines().find(|line| line.starts_with(&format!("{case},"))).unwrap().to_owned();
    let all = ["radgiver1", "radgiver2", "radgiver3"];
    let own = all.into_iter().find(|name| line.contains(name)).unwrap();
    (own, all.into_iter().find(|name| *name != own).unwrap())
}

fn nobody_helps_herself(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let (own, outsider) = another("2015-003");
    // Whoever took a colleague's case would read what is restricted to her.
    let mut browser = desk.signed_in(outsider);
    let page = browser.get(&format!("{client}/case"));
    assert!(page.attributes("select[name=caseworker] option", "value").len() <= 1, "she cannot take the case");
    let given = desk.signed_in(own).get(&format!("{client}/case"));
    assert!(given.attributes("select[name=caseworker] option", "value").len() > 1, "its caseworker can give it");
    let value = given.attributes("select[name=caseworker] option", "value")[1].clone();
    let csrf = page.token();
    let taken = browser.post(&format!("{client}/case"), &[("csrf", &csrf), ("version", "1"), ("caseworker", &value)]);
    assert_eq!(taken.status, 422);
    protect(&mut desk.signed_in("leder"), &client, &[("protected", "yes")]);
    let reason = "Politiet ringte: brukeren er i fare i natt, og rådgiveren svarer ikke.";
    let opened = browser.fill("/break-glass", &[("case_number", "2015-003"), ("reason", reason)]);
    assert_eq!(opened.status, 303);
    write_note(&mut browser, &client, &[("mode", "phone"), ("text", "Skrevet i nødstilfellet.")]);
    for part in ["protection", "closure", "merge", "case", "reopening"] {
        let answer =
            browser.post(&format!("{client}/{part}"), &[("csrf", &csrf), ("version", "2"), ("number", "2015-004")]);
        assert_eq!(answer.status, 404, "{part}");
    }
}

fn no_draft_about_the_hidden(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let (_, outsider) = another("2015-003");
    protect(&mut desk.signed_in("leder"), &client, &[("protected", "yes")]);
    let mut browser = desk.signed_in(outsider);
    let csrf = browser.get("/").token();
    let invented = format!("/clients/{}", "0".repeat(32));
    let kept: Vec<(u16, String)> = [client, invented]
        .into_iter()
        .map(|client| {
            let form = [("csrf", csrf.as_str()), ("text", "x"), ("draft", "auto")];
            let answer = browser.post(&format!("{client}/journal/new"), &form);
            (answer.status, answer.body)
        })
        .collect();
    assert_eq!(kept[0].0, 404);
    assert_eq!(kept[0], kept[1]);
    assert!(!browser.get("/").body.contains("/journal/new\""));
}

fn a_restricted_text_stays_so(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = desk.client("2015-003");
    let (own, third) = another("2015-003");
    let mut author = desk.signed_in(own);
    write_note(&mut author, &client, &[("mode", "phone"), ("text", "Bare for oss"), ("visibility", "restricted")]);
    let entry = entry_with(&mut author, &client, "Bare for oss");
    let answer = author.fill(&format!("{entry}/correction"), &[("text", "For alle"), ("visibility", "team")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let seen = desk.signed_in(third).get(&format!("{client}/journal")).body;
    assert!(seen.contains("For alle") && !seen.contains("Bare for oss"));
    assert!(author.get(&format!("{client}/journal")).body.contains("Bare for oss"));
}

fn undoing_keeps_a_withdrawal(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (survivor, merged) = (desk.client("2015-003"), desk.client("2015-004"));
    let mut lead = desk.signed_in("leder");
    let path = format!("{survivor}/merge");
    let preview = lead.fill(&path, &[("number", "2015-004")]);
    assert_eq!(lead.send(&preview, &path, &[("confirm", "yes")]).status, 303);
    // Both consents are hers now, and she withdraws both.
    for _ in 0..2 {
        let page = lead.get(&format!("{survivor}/consents"));
        let withdrawal = page.attributes("a[href$=\"/withdrawal\"]", "href")[0].clone();
        let form = lead.get(&withdrawal);
        let answers: Vec<(&str, String)> =
            form.attributes("input[name=scopes]", "value").into_iter().map(|scope| ("scopes", scope)).collect();
        let answers: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = lead.send(&form, &withdrawal, &answers);
        assert_eq!(answer.status, 303, "{}", errors(&answer));
    }
    let page = lead.get(&format!("{survivor}/case"));
    assert_eq!(lead.send(&page, &format!("{survivor}/merge/undo"), &[]).status, 303);
    for client in [&survivor, &merged] {
        assert_eq!(desk.signed_in("radgiver1").get(client).status, 404);
        assert_eq!(lead.get(&format!("{client}/journal/new")).status, 404, "nothing is written without consent");
        assert_eq!(lead.get(client).status, 200);
    }
}

fn a_blocked_lead_counts_her(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut lead = desk.signed_in("leder");
    let records = "/report/2019/records?figure=clients.assisted";
    let before = lead.get(records);
    assert!(before.body.contains("2019-008"));
    let client = desk.client("2019-008");
    let mut one = desk.signed_in("radgiver1");
    let page = one.get(&format!("{client}/protection"));
    let values = page.attributes("select[name=block] option", "value");
    let place = page.texts("select[name=block] option").iter().position(|name| name.contains("Prosjektleder")).unwrap();
    let path = format!("{client}/protection");
    let blocked = one.send(&page, &path, &[("block", &values[place]), ("block_reason", "Slektning")]);
    assert_eq!(blocked.status, 303);
    let after = lead.get(records);
    assert!(!after.body.contains("2019-008") && after.body.contains("1 vises ikke for deg"));
    assert_eq!(
        after.attributes(".big", "data-number"),
        before.attributes(".big", "data-number"),
        "the number stays right"
    );
}

fn words_beside_signs(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = desk.client("2015-003");
    let text = "Kontakt med mor/far i dag.Hun skrev til post@eksempel.no om vedtak 22-33.";
    write_note(&mut browser, &client, &[("mode", "note"), ("text", text)]);
    for word in ["far", "hun skrev", "eksempel", "33", "mor", "vedtak 22"] {
        let csrf = browser.get("/journal").token();
        let answer = browser.post("/journal/search", &[("csrf", &csrf), ("q", word)]);
        assert!(browser.follow(&answer).texts(".hits").join(" ").contains("mor/far"), "{word}");
    }
}

/// Common words are found by reading the newest texts, others by the index: both find what stands in the texts, each once, to the end.
fn words_of_every_frequency(backend: Backend) {
    use diesel::prelude::*;
    use rosa::db::schema::journal_entries as entries;
    use rosa::journal::excerpt::{has_all, terms};
    use std::collections::{BTreeMap, BTreeSet};
    let office = Office::new(backend);
    let desk = office.open();
    let texts: Vec<(i64, String)> = desk
        .database
        .read(|conn| {
            Ok::<_, rosa::kernel::error::Error>(entries::table.select((entries::id, entries::text)).load(conn)?)
        })
        .unwrap();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, text) in &texts {
        let words: BTreeSet<String> = terms_of(text).into_iter().collect();
        words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
    }
    let mut by_count: Vec<(usize, String)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
    by_count.sort();
    // The rarest, the most common, and some between.
    let some = (0..12).map(|n| by_count[n * (by_count.len() - 1) / 11].1.clone());
    let mut lead = desk.signed_in("leder");
    for word in some {
        let expected =
            texts.iter().filter(|(_, text)| has_all(text, &terms(&word))).map(|(id, _)| *id).collect::<BTreeSet<_>>();
        let csrf = lead.get("/journal").token();
        let answer = lead.post("/journal/search", &[("csrf", &csrf), ("q", &word)]);
        let mut page = lead.follow(&answer);
        let mut found: Vec<String> = Vec::new();
        loop {
            found.extend(page.attributes(".hits .entry-acts a", "href"));
            let next = page.attributes("a[rel=next]", "href").pop();
            let older = page.attributes("p.top-gap.no-print > a", "href").pop();
            match next.or(older) {
                Some(href) => page = lead.get(&href),
                None => break,
            }
        }
        let distinct: BTreeSet<&String> = found.iter().collect();
        assert_eq!((found.len(), distinct.len()), (expected.len(), expected.len()), "«{word}»");
    }

    /// The words of a text that can be searched for by themselves.
    fn terms_of(text: &str) -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= 4)
            .map(str::to_lowercase)
            .collect()
    }
}

/// Who is hidden and who may be seen are one rule, said in two ways.
fn hidden_is_what_is_not_seen(backend: Backend) {
    use diesel::prelude::*;
    use rosa::clients::sight;
    use rosa::db::schema::{client_access as rules, clients, users};
    use rosa::kernel::codes::{AccessRule, Role};
    use rosa::kernel::error::Error;
    let office = Office::new(backend);
    let desk = office.open();
    let now = desk.database.clock().now_utc();
    let checked: Result<(), Error> = desk.database.upkeep(|conn| {
        let all: Vec<i64> = clients::table.order(clients::id).select(clients::id).load(conn)?;
        let user = |conn: &mut rosa::db::Conn, name: &str| -> Result<i64, Error> {
            Ok(users::table.filter(users::username.eq(name)).select(users::id).first(conn)?)
        };
        let (caseworker, lead) = (user(conn, "radgiver1")?, user(conn, "leder")?);
        // 0 to 3 protected, 2 to 5 locked; she stands on the list of 1 and 3, and is blocked from 0 and 7.
        diesel::update(clients::table.filter(clients::id.eq_any(&all[0..4])))
            .set(clients::is_protected.eq(true))
            .execute(conn)?;
        diesel::update(clients::table.filter(clients::id.eq_any(&all[2..6])))
            .set(clients::locked_on.eq(Some(now.date())))
            .execute(conn)?;
        for (user, client, rule) in [
            (caseworker, all[1], AccessRule::Allow),
            (caseworker, all[3], AccessRule::Allow),
            (caseworker, all[0], AccessRule::Block),
            (caseworker, all[7], AccessRule::Block),
            (lead, all[8], AccessRule::Block),
        ] {
            diesel::insert_into(rules::table)
                .values((
                    rules::client_id.eq(client),
                    rules::user_id.eq(user),
                    rules::rule.eq(rule),
                    rules::set_at.eq(now),
                ))
                .execute(conn)?;
        }
        for (actor, expected) in [
            (Actor::User { id: caseworker, role: Role::Caseworker }, vec![0, 2, 3, 4, 5, 7]),
            (Actor::User { id: lead, role: Role::Lead }, vec![8]),
            (Actor::System, vec![]),
        ] {
            let sight = sight::of(conn, &actor, now)?;
            let seen: Vec<i64> = clients::table.filter(sight.condition()).select(clients::id).load(conn)?;
            let hidden = sight.hidden(conn)?;
            assert_eq!(hidden, expected.into_iter().map(|n: usize| all[n]).collect::<Vec<_>>());
            assert_eq!(seen.len() + hidden.len(), all.len());
            assert!(seen.iter().all(|id| !hidden.contains(id)));
        }
        Ok(())
    });
    checked.unwrap();
}

/// Whoever has no entry is the most silent, on both databases; what a list counts is what it holds.
fn a_list_by_latest_entry(backend: Backend) {
    use diesel::prelude::*;
    use rosa::clients::filter::{Cases, Filter, Quick, Status};
    use rosa::clients::listing::{List, Sort};
    use rosa::clients::sight;
    use rosa::db::schema::clients;
    use rosa::kernel::error::Error;
    let office = Office::new(backend);
    let desk = office.open();
    let today = desk.database.clock().today();
    let checked: Result<(), Error> = desk.database.upkeep(|conn| {
        let actor = &Actor::System;
        let some: Vec<i64> = clients::table.order(clients::id).select(clients::id).limit(3).load(conn)?;
        diesel::update(clients::table.filter(clients::id.eq_any(&some)))
            .set((
                clients::latest_entry_on.eq(None::<chrono::NaiveDate>),
                clients::closed_on.eq(None::<chrono::NaiveDate>),
            ))
            .execute(conn)?;
        let sight = sight::of(conn, actor, desk.database.clock().now_utc())?;
        let mut rows: Vec<(Option<chrono::NaiveDate>, String, i64)> = clients::table
            .filter(clients::merged_into_id.is_null())
            .select((clients::latest_entry_on, clients::case_number, clients::id))
            .load(conn)?;
        let everybody = Filter { cases: Cases::All, ..Filter::default() };
        for is_descending in [false, true] {
            rows.sort_by(|one, other| {
                let by_day = if is_descending { other.0.cmp(&one.0) } else { one.0.cmp(&other.0) };
                by_day.then_with(|| other.1.cmp(&one.1))
            });
            let wanted: Vec<i64> = rows.iter().map(|row| row.2).collect();
            let list = List::new(conn, actor, &sight, everybody, today)?;
            assert_eq!(list.page(conn, actor, (Sort::Entry, is_descending), (0, rows.len()))?, wanted);
        }
        for (status, quick) in [
            (Status::Any, None),
            (Status::Missing, None),
            (Status::Ending, Some(Quick::New)),
            (Status::Any, Some(Quick::Deadline)),
            (Status::Any, Some(Quick::Silent)),
            (Status::Any, Some(Quick::Gaps)),
        ] {
            let list = List::new(conn, actor, &sight, Filter { status, quick, ..Filter::default() }, today)?;
            let held = list.page(conn, actor, (Sort::Case, true), (0, rows.len()))?;
            let tallies = list.tallies(conn, actor, 0)?;
            assert_eq!(tallies.asked, i64::try_from(held.len()).unwrap());
            assert_eq!(tallies.asked, list.count(conn, actor)?);
        }
        Ok(())
    });
    checked.unwrap();
}
