//! Residence through the running pages: statuses, applications and decisions, appeals; what is refused, what is doubted, and what
//! follows in the head, the list, the register and the report.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, on_both};
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::kernel::actor::Actor;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("a status is added, corrected and removed", a_status_lives),
        ("wrong input comes back with every answer", wrong_input_comes_back),
        ("what is unlikely is doubted and may be saved", doubts_are_confirmed),
        ("two editors lose nothing", two_editors_lose_nothing),
        ("a form sent twice has its effect once", a_form_sent_twice),
        ("the page begins the next step", the_next_step_is_begun),
        ("a decision leads to its status and its appeal", a_decision_leads_on),
        ("children follow a permit", children_follow),
        ("a merge keeps who follows", a_merge_keeps_who_follows),
        ("the register shows what was entered", the_register_shows_it),
        ("correcting a status moves its figures only", figures_move),
        ("nobody else sees it", nobody_else_sees_it),
        ("the page in English", in_english),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("residence: {name}"), body)).collect()
}

/// The address of a client's page.
fn client(desk: &Desk, case: &str) -> String {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    let id =
        cases.into_iter().find(|row| row.case_number == case).unwrap_or_else(|| panic!("there is no case {case}")).id;
    format!("/clients/{}", desk.database.keyring().cover(RefKind::Client, id))
}

fn errors(page: &Page) -> String {
    page.texts(".ds-error-summary li, .doubts li").join(" | ")
}

/// Adds something; it must be taken.
fn add(browser: &mut Browser, client: &str, kind: &str, answers: &[(&str, &str)]) -> Page {
    let answer = browser.fill(&format!("{client}/{kind}/new"), answers);
    assert_eq!(answer.status, 303, "{kind} {answers:?}: {}", errors(&answer));
    browser.follow(&answer)
}

/// Sends what is doubted once more, as it is.
fn despite(browser: &mut Browser, doubted: &Page, path: &str) -> Page {
    assert_eq!(doubted.status, 422, "{}", doubted.body);
    let key = doubted.attributes("button[name=despite]", "value")[0].clone();
    browser.send(doubted, path, &[("despite", &key)])
}

/// Where the statuses on the page are changed, the newest first.
fn changes(page: &Page) -> Vec<String> {
    page.attributes(".dated .acts a", "href")
}

/// What the statuses on the page are called, the newest first.
fn labels(page: &Page) -> Vec<String> {
    page.texts(".dated td strong")
}

/// What the list of clients says of a case.
fn listed(browser: &mut Browser, case: &str) -> String {
    let csrf = browser.get("/clients").token();
    let answer = browser.post("/clients/search", &[("csrf", &csrf), ("q", case)]);
    let list = browser.follow(&answer);
    list.texts("tbody tr").into_iter().find(|row| row.contains(case)).unwrap_or_default()
}

fn a_status_lives(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-003");
    let page = browser.get(&format!("{client}/residence"));
    assert_eq!(labels(&page), ["Uten oppholdstillatelse"]);
    assert!(!page.texts("title")[0].contains("Gjoka"), "no title holds a name");
    let page = add(
        &mut browser,
        &client,
        "statuses",
        &[
            ("status", "reflection_applied"),
            ("from", "011219"),
            ("decided_by", "police"),
            ("note", "Søkt hos politiet.\nMed advokat."),
        ],
    );
    assert_eq!(labels(&page), ["Søkt refleksjonsperiode", "Uten oppholdstillatelse"]);
    // Granted today: six months are filled in, and the head, the list and the page count down.
    let page = add(&mut browser, &client, "statuses", &[("status", "reflection_granted"), ("from", "08.01.2020")]);
    assert_eq!(labels(&page)[0], "Refleksjonsperiode");
    assert!(page.texts(".dated tr.is-now").join(" ").contains("08.07.2020"), "six months");
    let left = "182 dager igjen";
    assert!(page.texts(".case-tags").join(" ").contains(left), "{:?}", page.texts(".case-tags"));
    assert!(page.texts(".dated tr.is-now").join(" ").contains(left));
    assert!(listed(&mut browser, "2019-003").contains(left));
    // Corrected: what stood before is kept and shown.
    let path = changes(&page)[0].clone();
    let answer = browser.fill(&path, &[("from", "02.01.2020"), ("valid_to", "02.07.2020"), ("decided_by", "udi")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = browser.follow(&answer);
    assert!(page.texts(".case-tags").join(" ").contains("176 dager igjen"));
    let before = page.texts(".changes").join(" ");
    assert!(
        before.contains("08.01.2020") && before.contains("02.01.2020") && before.contains("08.07.2020"),
        "{before}"
    );
    let form = browser.get(&path).texts(".changes").join(" ");
    assert!(form.contains("08.07.2020"), "on its form too: {form}");
    // Removed: the one before is in force again.
    let removal = format!("{path}/removal");
    let page = browser.get(&path);
    let unsaid = browser.send(&page, &removal, &[]);
    assert_eq!(unsaid.status, 422, "a reason is asked for");
    let answer = browser.send(&page, &removal, &[("reason", "Gjaldt en annen bruker.")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = browser.follow(&answer);
    assert_eq!(labels(&page)[0], "Søkt refleksjonsperiode");
    assert!(page.texts(".case-tags").join(" ").contains("Søkt refleksjon"));
    assert!(listed(&mut browser, "2019-003").contains("Søkt refleksjon"));
    assert!(page.texts(".changes").join(" ").contains("Gjaldt en annen bruker."));
    assert_eq!(browser.get(&path).status, 404);
    let log = desk.signed_in("leder").get(&format!("{client}/log")).texts("tbody").join(" ");
    for act in ["La til en oppholdsstatus", "Endret en oppholdsstatus", "Fjernet en oppholdsstatus"] {
        assert!(log.contains(act), "{act}");
    }
}

fn wrong_input_comes_back(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-003");
    type Case<'a> = (&'a str, Vec<(&'a str, &'a str)>, &'a str);
    let cases: Vec<Case<'_>> = vec![
        ("statuses", vec![("status", "asylum_pending"), ("from", ""), ("note", "Beholdt")], "from"),
        ("statuses", vec![("status", "asylum_pending"), ("from", "09.01.2020"), ("note", "Beholdt")], "from"),
        ("statuses", vec![("status", "asylum_pending"), ("from", "32.01.2020"), ("legal_basis", "Beholdt")], "from"),
        ("statuses", vec![("status", "asylum_pending"), ("from", "20.01.2019"), ("note", "Beholdt")], "from"),
        ("statuses", vec![("status", "telepathy"), ("from", "08.01.2020"), ("note", "Beholdt")], "status"),
        (
            "statuses",
            vec![("status", "limited_granted"), ("from", "08.01.2020"), ("valid_to", "07.01.2020")],
            "valid_to",
        ),
        ("decisions", vec![("kind", "asylum"), ("applied_on", "09.01.2020"), ("note", "Beholdt")], "applied_on"),
        ("decisions", vec![("kind", ""), ("applied_on", "08.01.2020"), ("note", "Beholdt")], "kind"),
        (
            "decisions",
            vec![
                ("kind", "asylum"),
                ("applied_on", "01.12.2019"),
                ("decided_on", "30.11.2019"),
                ("outcome", "refused"),
            ],
            "decided_on",
        ),
        (
            "decisions",
            vec![("kind", "asylum"), ("decided_on", "30.11.2019"), ("outcome", ""), ("legal_basis", "utl. § 28")],
            "outcome",
        ),
        (
            "decisions",
            vec![
                ("kind", "dublin"),
                ("decided_on", "30.11.2019"),
                ("outcome", "refused"),
                ("notified_on", "29.11.2019"),
            ],
            "notified_on",
        ),
        (
            "decisions",
            vec![
                ("kind", "dublin"),
                ("decided_on", "30.11.2019"),
                ("outcome", "refused"),
                ("notified_on", "30.11.2019"),
                ("notified_time", "24.30"),
            ],
            "notified_time",
        ),
        ("appeals", vec![("decision", ""), ("kind", "appeal"), ("sent_on", "08.01.2020")], "decision"),
    ];
    for (kind, answers, field) in cases {
        let path = format!("{client}/{kind}/new");
        let answer = browser.fill(&path, &answers);
        assert_eq!(answer.status, 422, "{answers:?}");
        assert!(answer.texts("title")[0].starts_with("Feil:"), "{answers:?}");
        let links = answer.attributes(".ds-error-summary a", "href");
        assert_eq!(links, [format!("#{field}")], "{answers:?}: {}", errors(&answer));
        assert_eq!(answer.attributes(&format!("#{field}"), "id").len(), 1, "the summary leads to {field}");
        for (name, value) in answers.iter().filter(|(_, value)| !value.is_empty() && *value != "telepathy") {
            let kept = answer.answers(&path).iter().any(|(known, kept)| known == name && kept == value);
            assert!(kept, "{answers:?}: {name} is kept");
        }
    }
    let page = browser.get(&format!("{client}/residence"));
    assert_eq!(labels(&page).len(), 1, "nothing was half done");
    assert!(!page.body.contains("Beholdt"));
}

fn doubts_are_confirmed(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-003");
    let path = format!("{client}/statuses/new");
    let unlikely = browser.fill(&path, &[("status", "norwegian_citizen"), ("from", "01.10.2019")]);
    assert!(errors(&unlikely).contains("uvanlig"), "{}", errors(&unlikely));
    assert_eq!(despite(&mut browser, &unlikely, &path).status, 303);
    let short =
        browser.fill(&path, &[("status", "limited_granted"), ("from", "02.10.2019"), ("valid_to", "03.10.2020")]);
    assert!(errors(&short).contains("02.10.2020") && errors(&short).contains("uvanlig"), "{}", errors(&short));
    // What is confirmed is just what was read: another answer brings its own doubts.
    let key = short.attributes("button[name=despite]", "value")[0].clone();
    let other = browser.send(&short, &path, &[("despite", &key), ("valid_to", "")]);
    assert_eq!(other.status, 422, "the confirmation was of something else");
    let answer = despite(&mut browser, &other, &path);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    // A second reflection period, and one after asylum was refused for good.
    add(
        &mut browser,
        &client,
        "decisions",
        &[
            ("kind", "asylum"),
            ("body", "une"),
            ("applied_on", "01.01.2018"),
            ("decided_on", "01.06.2018"),
            ("outcome", "refused"),
        ],
    );
    let first =
        browser.fill(&path, &[("status", "reflection_granted"), ("from", "03.10.2019"), ("valid_to", "03.05.2020")]);
    let said = errors(&first);
    assert!(said.contains("01.06.2018") && said.contains("03.04.2020") && said.contains("uvanlig"), "{said}");
    assert_eq!(despite(&mut browser, &first, &path).status, 303);
    let second = browser.fill(&path, &[("status", "reflection_granted"), ("from", "04.10.2019")]);
    assert!(errors(&second).contains("03.10.2019"), "{}", errors(&second));
    assert_eq!(despite(&mut browser, &second, &path).status, 303);
    // The other track while an application is open.
    add(&mut browser, &client, "decisions", &[("kind", "family"), ("applied_on", "01.12.2019")]);
    let decisions = format!("{client}/decisions/new");
    add(&mut browser, &client, "decisions", &[("kind", "dublin"), ("applied_on", "01.12.2019")]);
    let both = browser.fill(&decisions, &[("kind", "limited"), ("applied_on", "02.12.2019")]);
    assert!(errors(&both).contains("utelukker hverandre"), "{}", errors(&both));
}

fn two_editors_lose_nothing(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client(&desk, "2019-008");
    let (mut one, mut other) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let path = changes(&one.get(&format!("{client}/residence")))[0].clone();
    let (first, second) = (one.get(&path), other.get(&path));
    assert_eq!(one.send(&first, &path, &[("note", "Skrevet av den første")]).status, 303);
    let lost = other.send(&second, &path, &[("note", "Skrevet av den andre"), ("from", "22.03.2019")]);
    assert_eq!(lost.status, 409);
    let table = lost.texts(".conflict td").join(" ");
    assert!(table.contains("den første") && table.contains("den andre"), "both texts are shown: {table}");
    assert_eq!(lost.attributes("[name=from]", "value"), ["22.03.2019"], "and hers are kept");
    let removal = other.send(&second, &format!("{path}/removal"), &[("reason", "x"), ("version", "1")]);
    assert_eq!(removal.status, 409, "nor is what changed meanwhile removed");
    assert_eq!(other.send(&lost, &path, &[]).status, 303);
    let page = one.get(&format!("{client}/residence"));
    assert!(page.body.contains("den andre") && page.body.contains("22.03.2019"));
}

fn a_form_sent_twice(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-003");
    for (kind, answers) in [
        ("statuses", vec![("status", "asylum_pending"), ("from", "01.12.2019")]),
        ("decisions", vec![("kind", "asylum"), ("applied_on", "01.12.2019")]),
    ] {
        let path = format!("{client}/{kind}/new");
        let page = browser.get(&path);
        for _ in 0..2 {
            let answer = browser.send(&page, &path, &answers);
            assert_eq!(answer.status, 303, "{kind}: {}", errors(&answer));
        }
    }
    let page = browser.get(&format!("{client}/residence"));
    assert_eq!(labels(&page), ["Asylsøker", "Uten oppholdstillatelse"]);
    assert_eq!(page.texts(".rulings > li").len(), 1);
}

fn the_next_step_is_begun(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-003");
    add(&mut browser, &client, "statuses", &[("status", "reflection_granted"), ("from", "01.08.2019")]);
    let page = browser.get(&format!("{client}/residence"));
    let steps = page.attributes(".next-steps a", "href");
    assert!(steps[0].ends_with("/statuses/new?status=limited_applied"), "{steps:?}");
    let form = browser.get(&steps[0]);
    assert_eq!(form.attributes("[name=from]", "value"), ["08.01.2020"], "today");
    assert_eq!(form.attributes("[name=status] option[selected]", "value"), ["limited_applied"]);
    let path = format!("{client}/statuses/new");
    let answer = browser.send(&form, &path, &[]);
    assert_eq!(answer.status, 303, "one press: {}", errors(&answer));
    let page = browser.follow(&answer);
    assert_eq!(labels(&page)[0], "Søkt begrenset oppholdstillatelse");
    assert!(page.texts("main").join(" ").contains("refleksjonssporet") || page.body.contains("Refleksjonssporet"));
    assert!(page.attributes("[aria-labelledby=housing] a", "href").contains(&format!("{client}/stays")));
    // A status that ran out stands as such until there is another.
    let expired = self::client(&desk, "2019-004");
    let page = browser.get(&format!("{expired}/residence"));
    assert!(!page.body.contains("uten ny status"));
    add(&mut browser, &expired, "statuses", &[("status", "reflection_granted"), ("from", "01.03.2019")]);
    let page = browser.get(&format!("{expired}/residence"));
    let said = page.texts(".dated .late").join(" ");
    assert_eq!(said, "Gikk ut 01.09.2019 uten ny status");
}

fn a_decision_leads_on(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2015-003");
    // A refusal in the Dublin procedure, told this morning: its minute matters.
    let path = format!("{client}/decisions/new");
    let answers = [
        ("kind", "dublin"),
        ("body", "udi"),
        ("applied_on", "01.12.2019"),
        ("decided_on", "07.01.2020"),
        ("outcome", "refused"),
        ("legal_basis", "utl. § 32 første ledd b"),
        ("notified_on", "08.01.2020"),
        ("departure_by", "22.01.2020"),
    ];
    let doubted = browser.fill(&path, &answers);
    assert!(errors(&doubted).contains("48 timer"), "{}", errors(&doubted));
    let answer = browser.send(&doubted, &path, &[("notified_time", "9.15")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = browser.follow(&answer);
    let line = page.texts(".rulings > li").join(" ");
    assert!(line.contains("08.01.2020 kl. 09.15") && line.contains("utreisefrist 22.01.2020"), "{line}");
    assert!(page.texts("[aria-labelledby=deadlines]").join(" ").contains("14 dager igjen"));
    // The status that follows is one press away, with what the decision says.
    let links = page.attributes(".rulings a.ds-button", "href");
    let form = browser.get(&links[0]);
    assert_eq!(form.attributes("[name=status] option[selected]", "value"), ["no_permit"]);
    assert_eq!(form.attributes("[name=from]", "value"), ["07.01.2020"]);
    assert_eq!(form.attributes("[name=legal_basis]", "value"), ["utl. § 32 første ledd b"]);
    assert_eq!(form.attributes("[name=decided_by] option[selected]", "value"), ["udi"]);
    let statuses = format!("{client}/statuses/new");
    let answer = browser.send(&form, &statuses, &[]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = browser.follow(&answer);
    assert_eq!(labels(&page)[0], "Uten oppholdstillatelse");
    assert!(page.texts("[aria-labelledby=housing]").join(" ").contains("flytte fra"), "housing is reminded of");
    let links = page.attributes(".rulings a.ds-button", "href");
    assert_eq!(links.len(), 1, "only the appeal is left: {links:?}");
    // The appeal begins with its decision, and stands under it.
    let appeals = format!("{client}/appeals/new");
    let form = browser.get(&links[0]);
    assert_eq!(form.attributes("[name=decision] option[selected]", "value").len(), 1);
    let early = browser.send(&form, &appeals, &[("sent_on", "06.01.2020")]);
    assert_eq!(early.status, 422);
    let answer =
        browser.send(&early, &appeals, &[("sent_on", "08.01.2020"), ("kind", "stay_request"), ("body", "une")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = browser.follow(&answer);
    assert!(page.texts(".rulings .appeals").join(" ").contains("Utsatt iverksetting"));
    // A decision with appeals is not removed from under them.
    let decision = page.attributes(".rulings > li > p a", "href")[0].clone();
    let form = browser.get(&decision);
    let held = browser.send(&form, &format!("{decision}/removal"), &[("reason", "Feil")]);
    assert_eq!(held.status, 422);
    assert!(held.body.contains("klager på vedtaket"));
    let appeal = page.attributes(".appeals a", "href")[0].clone();
    let form = browser.get(&appeal);
    assert_eq!(browser.send(&form, &format!("{appeal}/removal"), &[("reason", "Feil")]).status, 303);
    let form = browser.get(&decision);
    let gone = browser.send(&form, &format!("{decision}/removal"), &[("reason", "Feil")]);
    assert_eq!(gone.status, 303, "{}", errors(&gone));
    let page = browser.follow(&gone);
    assert!(page.texts(".rulings > li").is_empty());
    let kept = page.texts(".changes").join(" ");
    assert!(kept.contains("utl. § 32") && kept.contains("Utsatt iverksetting"), "what stood there is kept");
}

fn children_follow(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let alone = browser.get(&format!("{}/statuses/new", client(&desk, "2019-003")));
    assert!(alone.attributes("[name=children]", "value").is_empty(), "asked only where there are children");
    let client = client(&desk, "2019-011");
    let path = format!("{client}/statuses/new");
    assert_eq!(browser.get(&path).attributes("[name=children]", "value"), ["1"]);
    let strange = browser.fill(&path, &[("status", "unknown"), ("from", "07.01.2020"), ("children", "2")]);
    assert_eq!(strange.status, 422);
    let doubted = browser.fill(&path, &[("status", "unknown"), ("from", "07.01.2020"), ("children", "1")]);
    assert!(errors(&doubted).contains("ingen tillatelse"), "{}", errors(&doubted));
    let granted = browser.fill(&path, &[("status", "reflection_granted"), ("from", "07.01.2020"), ("children", "1")]);
    let answer = if granted.status == 422 { despite(&mut browser, &granted, &path) } else { granted };
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = browser.follow(&answer);
    assert!(page.texts("[aria-labelledby=followers]").join(" ").contains("Barn 1"));
    let change = changes(&page)[0].clone();
    let form = browser.get(&change);
    assert_eq!(form.attributes("[name=children][checked]", "value"), ["1"]);
    let mut answers = form.answers(&change);
    answers.retain(|(name, _)| name != "children");
    let pairs: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = browser.post(&change, &pairs);
    let answer = if answer.status == 422 { despite(&mut browser, &answer, &change) } else { answer };
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = browser.follow(&answer);
    assert!(page.texts("[aria-labelledby=followers]").is_empty());
    assert!(page.texts(".changes").join(" ").contains("Barn 1"), "who followed is kept");
}

fn a_merge_keeps_who_follows(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (survivor, merged) = (client(&desk, "2019-011"), client(&desk, "2019-035"));
    let mut lead = desk.signed_in("leder");
    // Both have a child 1 of their own, told apart by its gender.
    let path = format!("{merged}/statuses/new");
    let granted = lead.fill(&path, &[("status", "reflection_granted"), ("from", "07.01.2020"), ("children", "1")]);
    let answer = if granted.status == 422 { despite(&mut lead, &granted, &path) } else { granted };
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    add(&mut lead, &merged, "decisions", &[("kind", "reflection"), ("applied_on", "01.12.2019")]);
    let merge = format!("{survivor}/merge");
    let preview = lead.fill(&merge, &[("number", "2019-035")]);
    assert_eq!(lead.send(&preview, &merge, &[("confirm", "yes")]).status, 303);
    let page = lead.get(&format!("{survivor}/residence"));
    let followers = page.texts("[aria-labelledby=followers] li");
    assert_eq!(followers.len(), 1);
    assert_ne!(followers, ["Barn 1"], "the child that came has another label here");
    assert_eq!(page.texts(".rulings > li").len(), 1);
    let page = lead.get(&format!("{survivor}/case"));
    assert_eq!(lead.send(&page, &format!("{survivor}/merge/undo"), &[]).status, 303);
    let page = lead.get(&format!("{merged}/residence"));
    assert_eq!(page.texts("[aria-labelledby=followers] li"), ["Barn 1"], "and its own again");
}

fn the_register_shows_it(backend: Backend) {
    let office = Office::new(backend);
    let before = std::fs::read_to_string(office.rosa.export("before").join("residence.csv")).unwrap();
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-003");
    add(
        &mut browser,
        &client,
        "statuses",
        &[
            ("status", "tourist_visa"),
            ("from", "10.01.2019"),
            ("valid_to", "10.04.2019"),
            ("legal_basis", "utl. kap. 2"),
            ("decided_by", "police"),
            ("note", "Før inntaket"),
        ],
    );
    let after = std::fs::read_to_string(office.rosa.export("after").join("residence.csv")).unwrap();
    let line = "2019-003,2019-01-10,tourist_visa,2019-04-10,utl. kap. 2,police,Før inntaket";
    let mut expected: Vec<&str> = before.lines().collect();
    expected.push(line);
    let mut found: Vec<&str> = after.lines().collect();
    assert!(found.contains(&line), "{after}");
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected, "nothing else changed");
    // Removed again, the register is what it was, byte for byte.
    let page = browser.get(&format!("{client}/residence"));
    let path = changes(&page)[1].clone();
    let form = browser.get(&path);
    assert_eq!(browser.send(&form, &format!("{path}/removal"), &[("reason", "Feil")]).status, 303);
    let again = std::fs::read_to_string(office.rosa.export("again").join("residence.csv")).unwrap();
    assert_eq!(again, before);
}

fn figures_move(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-022");
    let figures = || office.rosa.report(&["2019"])["figures"].clone();
    let before = figures();
    let at_year_end = |figures: &serde_json::Value, status: &str| {
        figures["residence.all_at_year_end"][status].as_f64().unwrap_or(0.0)
    };
    let page = add(&mut browser, &client, "statuses", &[("status", "asylum_pending"), ("from", "31.12.2019")]);
    let moved = figures();
    assert_eq!(at_year_end(&moved, "asylum_pending"), at_year_end(&before, "asylum_pending") + 1.0);
    assert_eq!(at_year_end(&moved, "no_permit"), at_year_end(&before, "no_permit") - 1.0);
    let changed: Vec<&String> = before
        .as_object()
        .unwrap()
        .iter()
        .filter(|(figure, value)| moved[figure.as_str()] != **value)
        .map(|(figure, _)| figure)
        .collect();
    assert_eq!(
        changed,
        ["residence.all_at_year_end", "residence.new_at_year_end", "residence.new_transitions"],
        "just what it should"
    );
    // The first day after the year: the figures are what they were.
    let path = changes(&page)[0].clone();
    let answer = browser.fill(&path, &[("from", "01.01.2020")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert_eq!(figures(), before);
    // Decisions and appeals are not counted.
    add(&mut browser, &client, "decisions", &[("kind", "asylum"), ("applied_on", "01.12.2019")]);
    assert_eq!(figures(), before);
}

fn nobody_else_sees_it(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (own, other) = (client(&desk, "2019-003"), client(&desk, "2019-008"));
    let mut browser = desk.signed_in("radgiver1");
    let status = changes(&browser.get(&format!("{own}/residence")))[0].clone();
    // The rail shows whom she opened last, so what is not there is looked at now.
    let missing = browser.get("/no/such/address");
    // A status of one client is none of another, and a reference of one kind none of another.
    let reference = status.rsplit('/').next().unwrap();
    for path in [format!("{other}/statuses/{reference}"), format!("{own}/decisions/{reference}")] {
        let page = browser.get(&path);
        assert_eq!((page.status, page.body == missing.body), (404, true), "{path}");
    }
    for nobody in ["nattvakt", "kontakt_oslo", "systemansvarlig"] {
        let mut browser = desk.signed_in(nobody);
        for path in [format!("{own}/residence"), status.clone(), format!("{own}/decisions/new")] {
            assert_eq!(browser.get(&path).status, 404, "{nobody} {path}");
        }
    }
}

fn in_english(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-003");
    add(&mut browser, &client, "decisions", &[("kind", "asylum"), ("applied_on", "01.12.2019")]);
    let csrf = browser.get("/").token();
    browser.post("/language", &[("csrf", &csrf), ("lang", "en"), ("return_to", "/")]);
    let page = browser.get(&format!("{client}/residence"));
    let text = page.texts("main").join(" ");
    for said in ["No residence permit", "In force", "Waiting for a decision", "Next step"] {
        assert!(text.contains(said), "{said}");
    }
    for bokmal in ["Gjelder", "Søkt", "Legg til"] {
        assert!(!text.contains(bokmal), "{bokmal}");
    }
}
