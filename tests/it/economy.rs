//! Money, outreach and typed figures through the running pages: two people for a payment, what a month comes to, what leaves the
//! house, and that every fact moves just the figures it should. Every test has an office of its own.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, on_both};
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::kernel::actor::Actor;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("hours with a lawyer, and how many are left", hours_with_a_lawyer),
        ("two people for a payment, and a change begins anew", two_people_for_a_payment),
        ("every step has its way back, and a lost race is told", every_step_has_its_way_back),
        ("the same as the month before, once", the_same_as_the_month_before),
        ("a new rate ends the one before", a_new_rate_ends_the_one_before),
        ("a month's sums hold those who are not shown", a_month_holds_the_hidden),
        ("several are approved and paid at once, or none", several_at_once),
        ("a list leaves the house with a reason and without names", a_list_leaves_the_house),
        ("outreach, the same as last time", outreach_the_same_as_last_time),
        ("typed figures are the report's", typed_figures_are_the_reports),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("economy: {name}"), body)).collect()
}

fn client(desk: &Desk, case: &str) -> String {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    let id = cases.into_iter().find(|row| row.case_number == case).unwrap().id;
    format!("/clients/{}", desk.database.keyring().cover(RefKind::Client, id))
}

fn errors(page: &Page) -> String {
    page.texts(".ds-error-summary li").join(" | ")
}

/// A figure of a year as JSON.
fn figure(office: &Office, year: &str, id: &str) -> serde_json::Value {
    office.rosa.report(&[year])["figures"][id].clone()
}

fn saved(answer: &Page) {
    assert_eq!(
        answer.status,
        303,
        "{}",
        if errors(answer).is_empty() { answer.texts("li").join(" | ") } else { errors(answer) }
    );
}

/// The addresses of the forms on a page whose address ends so.
fn actions(page: &Page, end: &str) -> Vec<String> {
    page.attributes("form[method=post]", "action").into_iter().filter(|action| action.ends_with(end)).collect()
}

fn has(page: &Page, text: &str) -> bool {
    page.texts("main").join(" ").split_whitespace().collect::<Vec<_>>().join(" ").contains(text)
}

fn add_rate(desk: &Desk, answers: &[(&str, &str)]) {
    saved(&desk.signed_in("systemansvarlig").fill("/benefit-rates/new", answers));
}

const SINGLE: [(&str, &str); 4] =
    [("category", "Enslig"), ("amount", "2920"), ("valid_from", "01.01.2019"), ("source", "Prøve")];

fn hours_with_a_lawyer(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut one = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-033");
    let page = one.get(&format!("{client}/economy"));
    assert!(has(&page, "1 time igjen") && has(&page, "Fri rettshjelp: 2 av 3 timer brukt, 1 igjen."), "{}", page.body);
    let new = format!("{client}/legal-aid/new");
    let wrong = one.fill(&new, &[("lawyer", ""), ("granted_on", "09.01.2020"), ("hours_granted", "1,234")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.texts(".ds-error-summary li").len(), 3, "{}", errors(&wrong));
    assert_eq!(wrong.attributes("[name=hours_granted]", "value"), ["1,234"]);
    saved(&one.fill(
        &new,
        &[("lawyer", "Advokat Ny"), ("granted_on", "06.01.2020"), ("hours_granted", "2,5"), ("kind", "extended")],
    ));
    let page = one.get(&format!("{client}/economy"));
    assert!(has(&page, "2,5 timer igjen"), "{}", page.body);
    let change = page.attributes(".around a", "href").remove(0);
    let doubted = one.fill(&change, &[("hours_used", "3")]);
    assert!(doubted.status == 422 && has(&doubted, "Det er brukt 3 timer av 2,5 innvilgede"));
    let despite = doubted.attributes("button[name=despite]", "value").remove(0);
    saved(&one.send(&doubted, &change, &[("despite", &despite)]));
    assert!(has(&one.get(&format!("{client}/economy")), "0,5 timer for mye"));
    saved(&one.fill(&change, &[("hours_used", "2,5")]));
    let page = one.get(&format!("{client}/economy"));
    assert!(has(&page, "Brukt opp") && has(&page, "Advokaten søker om flere timer"));
    assert_eq!(one.get(&change).texts(".changes > li").len(), 2, "what stood before both changes");
    let removal = format!("{change}/removal");
    assert_eq!(one.fill(&change, &[("hours_used", "2,5")]).status, 303);
    let form = one.get(&change);
    assert_eq!(one.send(&form, &removal, &[("reason", "")]).status, 422);
    saved(&one.send(&form, &removal, &[("reason", "Ført på feil bruker")]));
    let page = one.get(&format!("{client}/economy"));
    assert!(has(&page, "Ført på feil bruker") && !page.texts(".around").join("").contains("Advokat Ny"));
    let exported = std::fs::read_to_string(office.rosa.export("out").join("legal_aid.csv")).unwrap();
    assert!(!exported.contains("Advokat Ny"));
}

/// Enters a benefit and answers the client's page of economy.
fn enter(browser: &mut Browser, client: &str, answers: &[(&str, &str)]) -> Page {
    saved(&browser.fill(&format!("{client}/benefits/new"), answers));
    browser.get(&format!("{client}/economy"))
}

fn two_people_for_a_payment(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    add_rate(&desk, &SINGLE);
    let (mut one, mut two) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let client = client(&desk, "2019-033");
    let new = format!("{client}/benefits/new");
    let wrong = one.fill(&new, &[("period", "januar"), ("amount", "mye"), ("category", "Enslig")]);
    assert_eq!((wrong.status, wrong.texts(".ds-error-summary li").len()), (422, 2), "{}", errors(&wrong));
    assert_eq!(wrong.attributes("[name=period]", "value"), ["januar"]);
    let page = enter(&mut one, &client, &[("period", "2020-01"), ("amount", "")]);
    assert!(has(&page, "kr 2 920") && has(&page, "beregnet av Rådgiver 1") && has(&page, "en annen må godkjenne"));
    assert!(actions(&page, "/approval").is_empty(), "who calculated has no button");
    let page = two.get(&format!("{client}/economy"));
    let approval = actions(&page, "/approval").remove(0);
    // The one who calculated it cannot, however she asks.
    let version = page.attributes("input[name=version]", "value").remove(0);
    let csrf = one.get(&new).token();
    let refused = one.post(&approval, &[("csrf", &csrf), ("version", &version)]);
    assert_eq!(refused.status, 422);
    assert!(errors(&refused).contains("kan ikke godkjenne den selv"), "{}", errors(&refused));
    saved(&two.send(&page, &approval, &[]));
    let page = two.get(&format!("{client}/economy"));
    assert!(has(&page, "godkjent av Rådgiver 2 08.01.2020"));
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 0);
    let payment = actions(&page, "/payment").remove(0);
    let ahead = two.send(&page, &payment, &[("paid_on", "09.01.2020")]);
    assert!(ahead.status == 422 && errors(&ahead).contains("fram i tid"), "{}", errors(&ahead));
    assert_eq!(ahead.attributes("[name=paid_on]", "value"), ["09.01.2020"], "what was written is kept");
    saved(&two.send(&page, &payment, &[("paid_on", "06.01.2020")]));
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 2920);
    assert_eq!(figure(&office, "2020", "benefits.clients"), 1);
    let before = figure(&office, "2019", "benefits.paid_nok");
    // Correcting the day moves the payment to its year and nothing else.
    let page = one.get(&format!("{client}/economy"));
    let change = page.attributes("th.wide a", "href").remove(0);
    saved(&one.fill(&change, &[("paid_on", "30.12.2019")]));
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 0);
    let moved = figure(&office, "2019", "benefits.paid_nok").as_f64().unwrap() - before.as_f64().unwrap();
    assert!((moved - 2920.0).abs() < 0.001, "{moved}");
    saved(&one.fill(&change, &[("paid_on", "06.01.2020")]));
    // A changed amount is told of first, and then begins anew.
    let told = one.fill(&change, &[("amount", "3000,50")]);
    assert!(told.status == 422 && has(&told, "må godkjennes av en annen igjen"), "{}", told.body);
    let despite = told.attributes("button[name=despite]", "value").remove(0);
    saved(&one.send(&told, &change, &[("despite", &despite)]));
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 0);
    assert_eq!(figure(&office, "2019", "benefits.paid_nok"), before);
    let page = one.get(&change);
    let history = page.texts(".changes").join(" ");
    assert!(history.contains("Utbetalt") && history.contains("2920") && history.contains("Godkjent"), "{history}");
    assert!(actions(&one.get(&format!("{client}/economy")), "/approval").is_empty(), "she changed it last");
    assert_eq!(actions(&two.get(&format!("{client}/economy")), "/approval").len(), 1);
    let log = desk.signed_in("leder").get(&format!("{client}/log"));
    for words in ["La til en ytelse", "Godkjente en ytelse", "Førte en utbetaling", "Endret en ytelse"] {
        assert!(log.texts("td").iter().any(|cell| cell.contains(words)) || log.body.contains(words), "{words}");
    }
}

fn every_step_has_its_way_back(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (mut one, mut two) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let client = client(&desk, "2019-033");
    let economy = format!("{client}/economy");
    enter(&mut one, &client, &[("period", "01.2020"), ("other", "Klær"), ("amount", "500")]);
    let stale = two.get(&economy);
    let approval = actions(&stale, "/approval").remove(0);
    let step = |browser: &mut Browser, end: &str, answers: &[(&str, &str)]| {
        let page = browser.get(&economy);
        let action = actions(&page, end).remove(0);
        saved(&browser.send(&page, &action, answers));
        browser.get(&economy)
    };
    step(&mut two, "/approval", &[]);
    let late = two.send(&stale, &approval, &[]);
    assert!(late.status == 409 && errors(&late).contains("Noen andre har endret"), "{}", errors(&late));
    step(&mut two, "/approval", &[("undo", "yes")]);
    step(&mut two, "/approval", &[]);
    step(&mut one, "/payment", &[("paid_on", "070120")]);
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 500);
    step(&mut one, "/refund", &[]);
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 500, "refunded is paid too");
    step(&mut one, "/refund", &[("undo", "yes")]);
    step(&mut one, "/payment", &[("undo", "yes")]);
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 0);
    let page = one.get(&economy);
    let change = page.attributes("th.wide a", "href").remove(0);
    assert_eq!(one.get(&change).texts(".changes > li").len(), 7, "every step is in the history");
}

fn the_same_as_the_month_before(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut one = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-033");
    enter(&mut one, &client, &[("period", "12.2019"), ("other", "Enslig"), ("amount", "2920")]);
    let page = enter(&mut one, &client, &[("period", "12.2019"), ("other", "Barn"), ("amount", "1440,50")]);
    assert!(page.texts("button").iter().any(|word| word == "Samme som desember 2019 for januar 2020"));
    let again = actions(&page, "/repetition").remove(0);
    saved(&one.send(&page, &again, &[]));
    saved(&one.send(&page, &again, &[]));
    let page = one.get(&format!("{client}/economy"));
    let months = page.texts("th.wide");
    assert_eq!(months.iter().filter(|month| *month == "januar 2020").count(), 2, "{months:?}");
    assert!(page.texts("button").iter().any(|word| word == "Samme som januar 2020 for februar 2020"));
    // A page that is not up to date adds nothing.
    let csrf = page.token();
    let form = [("csrf", csrf.as_str()), ("once", "x"), ("from", "2019-12"), ("to", "2020-01")];
    assert_eq!(one.post(&again, &form).status, 303);
    assert_eq!(one.get(&format!("{client}/economy")).texts("th.wide").len(), 4);
}

fn a_new_rate_ends_the_one_before(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut admin = desk.signed_in("systemansvarlig");
    assert!(has(&admin.get("/benefit-rates"), "Ingen satser er ført"), "no rate is invented");
    add_rate(&desk, &SINGLE);
    let list = admin.get("/benefit-rates");
    let again = list.attributes("td a", "href").remove(0);
    let wrong = admin.get(&again);
    let wrong = admin.send(&wrong, "/benefit-rates/new", &[("amount", "3000"), ("valid_from", "01.01.2019")]);
    assert!(wrong.status == 422 && errors(&wrong).contains("har en sats fra denne dagen"), "{}", errors(&wrong));
    let form = admin.get(&again);
    assert_eq!(form.attributes("[name=category]", "value"), ["Enslig"]);
    saved(&admin.send(&form, "/benefit-rates/new", &[("amount", "3 000,50"), ("valid_from", "01.01.2020")]));
    let list = admin.get("/benefit-rates");
    assert!(has(&list, "31.12.2019") && has(&list, "kr 3 000,50"), "{}", list.body);
    let earlier = list.attributes("th a", "href").remove(1);
    assert_eq!(admin.get(&earlier).texts(".changes > li").len(), 1, "that it was ended is in its history");
    let mut one = desk.signed_in("radgiver1");
    let client = client(&desk, "2019-033");
    enter(&mut one, &client, &[("period", "12.2019"), ("category", "Enslig"), ("amount", "")]);
    let page = enter(&mut one, &client, &[("period", "01.2020"), ("category", "Enslig"), ("amount", "")]);
    assert!(has(&page, "kr 2 920") && has(&page, "kr 3 000,50"));
    assert_eq!(one.get("/benefit-rates").status, 404);
}

/// The numbers of the last row of the sums: how many, and what they come to.
fn all_of(page: &Page) -> Vec<String> {
    page.texts("aside tfoot td").into_iter().map(|text| text.replace('\u{a0}', " ")).collect()
}

fn a_month_holds_the_hidden(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (mut one, mut lead) = (desk.signed_in("radgiver1"), desk.signed_in("leder"));
    let before = lead.get("/benefits?month=2019-11");
    assert_eq!(all_of(&before), ["11", "kr 32 120"]);
    assert!(before.body.contains("2019-030"));
    let path = format!("{}/protection", client(&desk, "2019-030"));
    let page = one.get(&path);
    let values = page.attributes("select[name=block] option", "value");
    let place = page.texts("select[name=block] option").iter().position(|name| name.contains("Prosjektleder")).unwrap();
    saved(&one.send(&page, &path, &[("block", &values[place]), ("block_reason", "Slektning")]));
    let after = lead.get("/benefits?month=2019-11");
    assert!(!after.body.contains("2019-030") && after.body.contains("1 vises ikke for deg"));
    assert_eq!(all_of(&after), all_of(&before), "the sums stay right");
    for role in ["nattvakt", "kontakt_oslo", "systemansvarlig"] {
        assert_eq!(desk.signed_in(role).get("/benefits").status, 404, "{role}");
    }
}

fn several_at_once(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (mut one, mut two) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let first = client(&desk, "2019-033");
    let second = client(&desk, "2019-030");
    enter(&mut one, &first, &[("period", "01.2020"), ("other", "Enslig"), ("amount", "2920")]);
    enter(&mut one, &second, &[("period", "01.2020"), ("other", "Enslig"), ("amount", "1980")]);
    let mine = enter(&mut two, &second, &[("period", "01.2020"), ("other", "Klær"), ("amount", "100")]);
    assert_eq!(mine.status, 200);
    let month = "/benefits?month=2020-01";
    let page = two.get(month);
    let boxes = page.attributes("#waiting ~ form input[name=benefit], form input[name=benefit]", "value");
    assert_eq!(boxes.len(), 2, "her own is not among them");
    let csrf = page.token();
    let none = two.post("/benefits/approval", &[("csrf", &csrf), ("month", "2020-01")]);
    assert!(none.status == 422 && errors(&none).contains("Velg minst én"), "{}", errors(&none));
    // With one that is not hers to approve, nothing is approved.
    let others = one.get(month).attributes("input[name=benefit]", "value");
    let form = [("csrf", csrf.as_str()), ("month", "2020-01"), ("benefit", &boxes[0]), ("benefit", &others[0])];
    let refused = two.post("/benefits/approval", &form);
    assert!(refused.status == 422 && errors(&refused).contains("kan ikke godkjenne den selv"), "{}", errors(&refused));
    assert_eq!(refused.attributes("input[name=benefit][checked]", "value"), [boxes[0].clone()], "choices are kept");
    let both = [("csrf", csrf.as_str()), ("month", "2020-01"), ("benefit", &boxes[0]), ("benefit", &boxes[1])];
    saved(&two.post("/benefits/approval", &both));
    assert_eq!(two.post("/benefits/approval", &both).status, 409, "a second time they are others");
    let page = two.get(month);
    let approved: Vec<String> = page.attributes("form[action='/benefits/payment'] input[name=benefit]", "value");
    assert_eq!(approved.len(), 2);
    let pay = |on: &'static str| {
        vec![
            ("csrf", csrf.clone()),
            ("month", "2020-01".to_owned()),
            ("paid_on", on.to_owned()),
            ("benefit", approved[0].clone()),
            ("benefit", approved[1].clone()),
        ]
    };
    let send = |browser: &mut Browser, form: Vec<(&str, String)>| {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/benefits/payment", &form)
    };
    assert_eq!(send(&mut two, pay("31.02.2020")).status, 422);
    saved(&send(&mut two, pay("07.01.2020")));
    assert_eq!(figure(&office, "2020", "benefits.paid_nok"), 4900);
    assert_eq!(figure(&office, "2020", "benefits.clients"), 2);
    assert_eq!(all_of(&two.get(month)), ["3", "kr 5 000"]);
    // What came by the pages goes out and in as any register.
    let out = std::fs::read_to_string(office.rosa.export("out").join("benefits.csv")).unwrap();
    assert!(
        out.contains("2019-033,2020-01,Enslig,2920,paid,2020-01-07")
            && out.contains("2019-030,2020-01,Klær,100,calculated,")
    );
}

fn a_list_leaves_the_house(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut one = desk.signed_in("radgiver1");
    let mut two = desk.signed_in("radgiver2");
    let client = client(&desk, "2019-033");
    enter(&mut one, &client, &[("period", "01.2020"), ("other", "=HYPERLINK(1)"), ("amount", "99,50")]);
    let page = two.get(&format!("{client}/economy"));
    saved(&two.send(&page, &actions(&page, "/approval")[0].clone(), &[]));
    let wrong = two.fill("/benefits/export", &[("month", "2020"), ("reason", "")]);
    assert!(wrong.status == 422 && wrong.texts(".ds-error-summary li").len() == 3, "{}", errors(&wrong));
    let answers = [("month", "01.2020"), ("receiver", "accounts"), ("reason", "Regnskap for januar")];
    let file = two.fill("/benefits/export", &answers);
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"ytelser-2020-01-accounts.csv\"");
    assert!(file.header("cache-control").contains("no-store"));
    assert!(file.body.contains("2019-033;2020-01;'=HYPERLINK(1);99,50;Godkjent;"), "{}", file.body);
    assert!(!file.body.contains("Rojas"), "no names");
    let empty = two.fill("/benefits/export", &[("month", "01.2020"), ("receiver", "udi"), ("reason", "Refusjon")]);
    assert!(empty.status == 422 && errors(&empty).contains("Ingen ytelser"), "nothing is paid yet: {}", errors(&empty));
    let page = two.get(&format!("{client}/economy"));
    saved(&two.send(&page, &actions(&page, "/payment")[0].clone(), &[("paid_on", "07.01.2020")]));
    let without = two.fill("/benefits/export", &[("month", "01.2020"), ("receiver", "udi"), ("reason", "Refusjon")]);
    assert!(errors(&without).contains("mangler DUF-nummer: 2019-033"), "{}", errors(&without));
    let list = two.get("/benefits/export");
    assert!(has(&list, "Regnskap for januar") && has(&list, "Rådgiver 2"));
    let acts: Vec<String> = desk
        .database
        .read(|conn| rosa::audit::of_object(conn, &Actor::System, "benefit_export", 1, 0, 10))
        .unwrap()
        .into_iter()
        .map(|act| act.action)
        .collect();
    assert_eq!(acts, ["benefit.export"]);
    // November has DUF numbers or is told who lacks one; with the password shown long ago it is asked for again.
    let token = desk.session("radgiver1");
    let later = office.at("2020-01-08 12:10:00");
    let mut late = later.with_session(&token);
    let asked = late.get("/benefits/export");
    assert!(asked.status == 303 && asked.header("location").starts_with("/confirm"), "{}", asked.header("location"));
}

fn outreach_the_same_as_last_time(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut one = desk.signed_in("radgiver1");
    let count = |id: &str, kind: &str| figure(&office, "2020", id)[kind].as_i64().unwrap_or(0);
    let list = one.get("/outreach");
    assert!(list.texts("h1")[0].contains("2019"), "the latest year with events");
    let wrong = one.fill("/outreach/new", &[("held_on", "09.01.2020"), ("kind", "lecture"), ("title", "")]);
    assert_eq!((wrong.status, wrong.texts(".ds-error-summary li").len()), (422, 2), "{}", errors(&wrong));
    let lecture = [
        ("held_on", "06.01.2020"),
        ("kind", "lecture"),
        ("title", "Foredrag for studenter"),
        ("place", "Oslo"),
        ("audience", "studenter"),
        ("participants", "30"),
        ("abroad", "no"),
    ];
    let form = one.get("/outreach/new");
    saved(&one.send(&form, "/outreach/new", &lecture));
    saved(&one.send(&form, "/outreach/new", &lecture));
    assert_eq!((count("outreach.events", "lecture"), count("outreach.participants", "lecture")), (1, 30), "once");
    let list = one.get("/outreach?year=2020");
    let again = list.attributes(".page-head a", "href").remove(0);
    let form = one.get(&again);
    assert_eq!(form.attributes("[name=held_on]", "value"), ["08.01.2020"], "today");
    assert_eq!(form.attributes("[name=title]", "value"), ["Foredrag for studenter"]);
    assert_eq!(form.attributes("[name=participants]", "value"), [""]);
    saved(&one.send(&form, "/outreach/new", &[("participants", "12")]));
    assert_eq!((count("outreach.events", "lecture"), count("outreach.participants", "lecture")), (2, 42));
    let list = one.get("/outreach?year=2020");
    let event = list.attributes("th a", "href").remove(0);
    let mut lead = desk.signed_in("leder");
    let (mine, theirs) = (one.get(&event), lead.get(&event));
    saved(&lead.send(&theirs, &event, &[("kind", "meeting")]));
    let lost = one.send(&mine, &event, &[("title", "Et annet navn")]);
    assert!(lost.status == 409 && has(&lost, "Noen andre lagret"), "{}", lost.status);
    assert_eq!((count("outreach.events", "lecture"), count("outreach.events", "meeting")), (1, 1));
    let form = one.get(&event);
    assert!(form.texts(".changes").join(" ").contains("Foredrag"));
    saved(&one.send(&form, &format!("{event}/removal"), &[("reason", "Ført to ganger")]));
    assert_eq!((count("outreach.events", "meeting"), count("outreach.participants", "meeting")), (0, 0));
    assert!(has(&one.get("/outreach?year=2020"), "Ført to ganger"));
    assert_eq!(desk.signed_in("nattvakt").get("/outreach").status, 404);
}

fn typed_figures_are_the_reports(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut lead = desk.signed_in("leder");
    let new = "/yearly-figures/new";
    let wrong = lead.fill(new, &[("year", "18"), ("key", "web"), ("value", "mange")]);
    assert_eq!((wrong.status, wrong.texts(".ds-error-summary li").len()), (422, 3), "{}", errors(&wrong));
    assert_eq!(wrong.attributes("[name=value]", "value"), ["mange"]);
    let taken = lead.fill(new, &[("year", "2019"), ("key", "manual.web_hits"), ("value", "1")]);
    assert!(taken.status == 422 && errors(&taken).contains("ført for 2019 allerede"), "{}", errors(&taken));
    saved(
        &lead.fill(new, &[("year", "2020"), ("key", "manual.web_hits"), ("value", "71 000"), ("source", "Nettsted")]),
    );
    assert_eq!(figure(&office, "2020", "manual")["manual.web_hits"], 71_000);
    assert_eq!(figure(&office, "2019", "manual")["manual.web_hits"], 69_525, "another year is untouched");
    let doubted = lead.fill(new, &[("year", "2012"), ("figure", "clients.assisted"), ("value", "1,912")]);
    assert!(doubted.status == 422 && has(&doubted, "Verdien leses som 1,912"));
    saved(&lead.fill(new, &[("year", "2012"), ("figure", "clients.assisted"), ("value", "57")]));
    assert_eq!(figure(&office, "2019", "history")["clients.assisted"]["2012"], 57);
    let list = lead.get("/yearly-figures");
    let place = list.texts("th a").iter().position(|name| name == "Treff på nettsidene").unwrap();
    let change = list.attributes("th a", "href").remove(place);
    saved(&lead.fill(&change, &[("value", "71 500,5")]));
    assert_eq!(figure(&office, "2020", "manual")["manual.web_hits"], 71_500.5);
    let form = lead.get(&change);
    assert!(form.texts(".changes").join(" ").contains("71 000"), "{}", form.texts(".changes").join(" "));
    saved(&lead.send(&form, &format!("{change}/removal"), &[("reason", "Feil år")]));
    assert!(figure(&office, "2020", "manual").get("manual.web_hits").is_none());
    for role in ["radgiver1", "systemansvarlig"] {
        assert_eq!(desk.signed_in(role).get("/yearly-figures").status, 404, "{role}");
    }
}
