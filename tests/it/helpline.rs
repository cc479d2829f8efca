//! The helpline through the running pages: a call is written in seconds and counted as an imported one, nobody falls through between
//! shifts, a promised number is gone once the call is made, and nobody reads what is not hers.

use crate::support::chromium::{self, Chromium, with_browser_at};
use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, is_required, on_both, test};
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::kernel::actor::Actor;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("a call is kept once, with a key of its own", a_call_is_kept_once),
        ("a call about 35 persons is one call and 35 persons", a_call_about_many),
        ("a wrong call comes back with every answer", a_wrong_call_comes_back),
        ("calls written at once get different keys", no_race_for_keys),
        ("who reads which enquiry", who_reads_what),
        ("the author corrects for a day, who works with clients always", who_corrects),
        ("two who correct lose nothing", two_who_correct),
        ("what was entered by mistake is removed and its key not given again", removal_is_kept),
        ("a call goes from the night to the day and off the board", night_to_day),
        ("two take one call and one has it", two_take_one),
        ("a promised number is gone once the call is made", a_number_is_gone),
        ("the overdue stand first, and on the day's board too", the_overdue_stand_first),
        ("a follow-up call is linked at entry or later", a_follow_up_is_linked),
        ("a possible victim becomes a client", a_possible_victim_becomes_a_client),
        ("calls about somebody hidden are hidden", calls_about_the_hidden),
        ("a night card is found by who knows it, and only while it stands", a_night_card),
        ("looking up cards is limited", looking_up_is_limited),
        ("earlier calls that are alike are hinted at", alike_calls),
        ("the list and its year count what is there", the_list_counts),
        ("nothing leaks to who may not know", nothing_leaks),
    ];
    let absent = !chromium::is_available() && !is_required("chromium");
    let in_browser = [
        test("browser: ten calls with the keyboard alone, and the morning takes one", ten_calls_by_keyboard),
        test("browser: axe finds nothing on the pages of the helpline", axe_finds_nothing),
    ];
    let mut trials: Vec<Trial> =
        tests.into_iter().flat_map(|(name, body)| on_both(&format!("helpline: {name}"), body)).collect();
    trials.extend(in_browser.into_iter().map(|trial| trial.with_ignored_flag(absent)));
    trials
}

const NEW: &str = "/enquiries/new";

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

/// Writes a call; answers the address of its page.
fn call(browser: &mut Browser, answers: &[(&str, &str)]) -> String {
    let mut all = vec![("caller", "police"), ("topic", "information")];
    all.retain(|(name, _)| !answers.iter().any(|(given, _)| given == name));
    all.extend(answers);
    let answer = browser.fill(NEW, &all);
    assert_eq!(answer.status, 303, "{} {:?}", errors(&answer), answer.texts(".doubts li"));
    let saved = answer.header("location").split("saved=").nth(1).expect("it is saved").to_owned();
    format!("/enquiries/{saved}")
}

const ONE: [(&str, &str); 4] =
    [("topic", "possible_victim"), ("gender", "female"), ("first_time", "yes"), ("nationality", "CO")];

/// The lines of the board on somebody's first page.
fn board(browser: &mut Browser) -> Vec<String> {
    browser.get("/").texts(".calls > li .call-about").into_iter().map(|text| squeezed(&text)).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Presses a button of a page that posts to where `ends` ends.
fn press(browser: &mut Browser, page: &Page, ends: &str) -> Page {
    let actions = page.attributes("form[method=post]", "action");
    let action = actions.iter().find(|action| action.ends_with(ends)).unwrap_or_else(|| panic!("{ends}: {actions:?}"));
    browser.send(page, action, &[])
}

/// The tables and columns in which a text stands.
fn everywhere(desk: &Desk, text: &str) -> Vec<String> {
    use diesel::RunQueryDsl;
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        value: i64,
    }
    desk.database
        .read(|conn| {
            let mut found = Vec::new();
            for (table, column) in rosa::db::columns(conn)? {
                let query =
                    format!("SELECT COUNT(*) AS value FROM {table} WHERE CAST(\"{column}\" AS TEXT) LIKE '%{text}%'");
                let count: Count = diesel::sql_query(query).get_result(conn)?;
                if count.value > 0 {
                    found.push(format!("{table}.{column}"));
                }
            }
            Ok::<_, rosa::kernel::error::Error>(found)
        })
        .unwrap()
}

fn a_call_is_kept_once(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let page = night.get(NEW);
    assert!(page.texts(".page-head p")[0].contains("H2020-0001"), "{:?}", page.texts(".page-head p"));
    assert_eq!(page.attributes("#received_time", "value"), ["13.00"]);
    for _ in 0..2 {
        let answer =
            night.send(&page, NEW, &[("caller", "crisis_centre"), ("topic", "guidance"), ("note", "Spør om § 28")]);
        assert_eq!(answer.status, 303, "{}", errors(&answer));
    }
    let again = night.get(NEW);
    assert!(again.texts(".page-head p")[0].contains("H2020-0002"));
    assert_eq!(again.texts(".call-today tbody tr").len(), 1);
    let closed = night.fill(NEW, &[("caller", "media"), ("topic", "information"), ("then", "close")]);
    assert_eq!(closed.header("location"), "/?said=enquiry_saved");
    let mut day = desk.signed_in("radgiver1");
    let path =
        call(&mut day, &[("received_on", "31.12.2019"), ("received_time", "2359"), ("answered_by", "night_duty")]);
    assert!(day.get(&path).texts("h1")[0].contains("H2019-1913"), "the year is that of the call");
    let out = office.rosa.export("out");
    let csv = std::fs::read_to_string(out.join("enquiries.csv")).unwrap();
    assert!(
        csv.contains("H2020-0001,2020-01-08 13:00,phone,night_duty,crisis_centre,guidance,,,Spør om § 28"),
        "{csv}"
    );
    assert!(csv.contains("H2019-1913,2019-12-31 23:59,phone,night_duty,police,information,,,"));
    let report = office.rosa.report(&["2019"]);
    assert_eq!(report["figures"]["enquiries.total"], 1913);
}

fn a_call_about_many(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let before = office.rosa.report(&["2019"]);
    let rows = [
        ("received_on", "30.12.2019"),
        ("topic", "possible_victim"),
        ("persons", "35"),
        ("persons", "2"),
        ("persons", "1"),
        ("gender", "male"),
        ("gender", "female"),
        ("gender", ""),
        ("nationality", "RO"),
        ("nationality", ""),
        ("nationality", ""),
        ("minors_along", ""),
        ("minors_along", "3"),
        ("minors_along", ""),
        ("first_time", "yes"),
        ("first_time", "no"),
        ("first_time", ""),
        ("outcome", "pending"),
        ("outcome", "declined"),
        ("outcome", "pending"),
        ("reason", ""),
        ("reason", "fear"),
        ("reason", ""),
        ("exploitation", "1:labour"),
        ("exploitation", "1:begging"),
        ("exploitation", "2:sexual"),
    ];
    let path = call(&mut night, &rows);
    let page = night.get(&path);
    assert_eq!(page.texts(".call-persons > li p").len(), 2, "a blank row counts nobody");
    assert!(
        page.texts(".call-persons > li p")[0].starts_with("35 menn, Romania, tvangsarbeid + tigging"),
        "{:?}",
        page.texts(".call-persons > li p")
    );
    let after = office.rosa.report(&["2019"]);
    let figure = |report: &serde_json::Value, name: &str| report["figures"][name].as_i64().unwrap();
    assert_eq!(figure(&after, "enquiries.total") - figure(&before, "enquiries.total"), 1);
    assert_eq!(figure(&after, "subjects.first_time") - figure(&before, "subjects.first_time"), 35);
    let csv = std::fs::read_to_string(office.rosa.export("out").join("enquiry_subjects.csv")).unwrap();
    assert!(csv.contains("H2019-1913,35,male,RO,labour;begging,,yes,pending,,"), "{csv}");
    assert!(csv.contains("H2019-1913,2,female,,sexual,3,no,declined,fear,"));
}

fn a_wrong_call_comes_back(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let answer = night.fill(
        NEW,
        &[
            ("received_on", "09.01.2020"),
            ("received_time", "25.70"),
            ("note", "Husk pass"),
            ("topic", "possible_victim"),
            ("persons", "0"),
            ("nationality", "NG"),
            ("call_number", "22 00 00 99"),
        ],
    );
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.attributes(".ds-error-summary a", "href"),
        ["#received_on", "#received_time", "#caller", "#persons-1", "#gender-1", "#first_time-1", "#call_time"]
    );
    assert!(answer.texts("title")[0].starts_with("Feil:"));
    assert_eq!(answer.attributes("#received_time", "value"), ["25.70"]);
    assert_eq!(answer.attributes("#call_number", "value"), ["22 00 00 99"]);
    assert_eq!(answer.attributes("#nationality-1 option[selected]", "value"), ["NG"]);
    assert!(answer.texts("textarea")[0].contains("Husk pass"));
    // A row more keeps what is written.
    let more = night.send(&answer, NEW, &[("more", "rows")]);
    assert_eq!(more.status, 200);
    assert_eq!(more.texts(".call-row").len(), 2);
    assert_eq!(more.attributes("#persons-1", "value"), ["0"]);
    // A possible victim without anybody is doubted, and kept when that is confirmed.
    let doubted = night.fill(NEW, &[("caller", "police"), ("topic", "possible_victim")]);
    assert_eq!(doubted.status, 422);
    assert!(doubted.texts(".doubts").join(" ").contains("ingen er ført opp"));
    assert_eq!(night.send(&doubted, NEW, &[]).status, 303);
    // Made up codes and places are refused.
    for wrong in [("channel", "fax"), ("facility", "nowhere")] {
        let answer = night.fill(NEW, &[("caller", "police"), ("topic", "other"), wrong]);
        assert_eq!(answer.attributes(".ds-error-summary a", "href"), [format!("#{}", wrong.0)]);
    }
}

fn no_race_for_keys(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let pages: Vec<(Browser, Page)> = ["nattvakt", "radgiver1", "radgiver2", "leder"]
        .into_iter()
        .map(|username| {
            let mut browser = desk.signed_in(username);
            let page = browser.get(NEW);
            (browser, page)
        })
        .collect();
    std::thread::scope(|scope| {
        for (mut browser, page) in pages {
            scope.spawn(move || {
                assert_eq!(browser.send(&page, NEW, &[("caller", "nav"), ("topic", "other")]).status, 303);
            });
        }
    });
    let csv = std::fs::read_to_string(office.rosa.export("out").join("enquiries.csv")).unwrap();
    for key in ["H2020-0001", "H2020-0002", "H2020-0003", "H2020-0004"] {
        assert_eq!(csv.matches(key).count(), 1, "{key}");
    }
}

fn who_reads_what(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let mut day = desk.signed_in("radgiver1");
    let mut centre = desk.signed_in("kontakt_oslo");
    let mut other = desk.signed_in("kontakt_bergen");
    let mut admin = desk.signed_in("systemansvarlig");
    let by_night = call(&mut night, &[]);
    let by_day = call(&mut day, &[]);
    let by_centre = call(&mut centre, &[("answered_by", "night_duty")]);
    let imported =
        day.get("/enquiries?from=31.12.2019&to=31.12.2019").attributes("tbody th a.caseno", "href")[0].clone();
    assert_eq!(centre.get(NEW).texts("#facility option"), ["Ikke oppgitt", "Oslo krisesenter"], "her own centre only");
    let elsewhere = centre.fill(NEW, &[("caller", "police"), ("topic", "other"), ("facility", "bergen")]);
    assert_eq!(elsewhere.status, 422);
    let missing = day.get(&format!("/enquiries/{}", "0".repeat(32)));
    for (name, browser, seen) in [
        ("night", &mut night, vec![&by_night]),
        ("day", &mut day, vec![&by_night, &by_day, &by_centre, &imported]),
        ("centre", &mut centre, vec![&by_centre]),
        ("other centre", &mut other, vec![]),
        ("admin", &mut admin, vec![]),
    ] {
        for path in [&by_night, &by_day, &by_centre, &imported] {
            for part in ["", "/correction"] {
                let page = browser.get(&format!("{path}{part}"));
                assert_eq!(page.status == 200, seen.contains(&path), "{name}: {path}{part}");
                if page.status != 200 {
                    assert_eq!((page.status, page.texts("h1")), (404, missing.texts("h1")), "{name}");
                }
            }
        }
    }
    for path in ["/enquiries", NEW, "/night-card"] {
        assert_eq!(admin.get(path).status, 404, "{path}");
    }
    assert_eq!(night.get("/enquiries").texts("tbody th a.caseno").len(), 1);
    assert_eq!(other.get("/enquiries").texts("tbody th a.caseno").len(), 0);
    assert_eq!(centre.get("/night-card").status, 404);
    assert_eq!(day.get("/night-card").status, 404);
    // Nobody but who works with clients links one, whatever she may read.
    let csrf = night.get(NEW).token();
    assert_eq!(
        night.post(&format!("{by_night}/client"), &[("csrf", &csrf), ("client_search", "2019-001")]).status,
        404
    );
    // A day later it is the night's no more; the centre reads its own all the time.
    let later = office.at("2020-01-09 13:30:00");
    assert_eq!(later.signed_in("nattvakt").get(&by_night).status, 404);
    assert_eq!(later.signed_in("kontakt_oslo").get(&by_centre).status, 200);
    assert_eq!(later.signed_in("radgiver2").get(&by_night).status, 200);
}

fn who_corrects(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let path = call(&mut night, &[("note", "Feil tema"), ("exploitation", "1:sexual"), ONE[0], ONE[1], ONE[2], ONE[3]]);
    let correction = format!("{path}/correction");
    let page = night.get(&correction);
    assert_eq!(page.attributes("#caller, [name=caller][checked]", "value").last().unwrap(), "police");
    assert_eq!(page.attributes("[name=exploitation][checked]", "value"), ["1:sexual"]);
    let answer = night.send(&page, &correction, &[("caller", "lawyer"), ("persons", "2"), ("note", "Rettet")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let shown = night.follow(&answer);
    assert!(shown.texts(".call-persons p")[0].starts_with("2 kvinner, Colombia"));
    let history = shown.texts(".changes td").join(" | ");
    assert!(history.contains("Politi") && history.contains("Advokat") && history.contains("Feil tema"), "{history}");
    let later = office.at("2020-01-09 13:30:00");
    let mut centre = later.signed_in("kontakt_oslo");
    assert_eq!(later.signed_in("nattvakt").get(&correction).status, 404);
    assert_eq!(centre.get(&correction).status, 404);
    let mut day = later.signed_in("radgiver2");
    assert_eq!(day.fill(&correction, &[("caller", "nav")]).status, 303);
    assert!(day.get(&path).texts(".changes").join(" ").contains("Rådgiver 2"));
    // A centre corrects its own for a day, and reads it after.
    let own = call(&mut centre, &[("facility", "oslo")]);
    assert_eq!(centre.fill(&format!("{own}/correction"), &[("caller", "nav")]).status, 303);
    let much_later = office.at("2020-01-12 13:30:00");
    let mut centre = much_later.signed_in("kontakt_oslo");
    assert_eq!((centre.get(&own).status, centre.get(&format!("{own}/correction")).status), (200, 404));
    let csrf = centre.get(NEW).token();
    assert_eq!(
        centre.post(&format!("{own}/removal"), &[("csrf", &csrf), ("version", "2"), ("reason", "x")]).status,
        404
    );
}

fn two_who_correct(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (mut one, mut other) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let path = call(&mut one, &[]);
    let correction = format!("{path}/correction");
    let (first, second) = (one.get(&correction), other.get(&correction));
    assert_eq!(one.send(&first, &correction, &[("note", "Første")]).status, 303);
    let lost = other.send(&second, &correction, &[("note", "Andre")]);
    assert_eq!(lost.status, 409);
    assert!(lost.texts(".conflict td").join(" | ").contains("Første | Andre"), "{:?}", lost.texts(".conflict td"));
    assert!(lost.texts("textarea")[0].contains("Andre"), "her text is kept");
    assert_eq!(other.send(&lost, &correction, &[]).status, 303);
    assert!(one.get(&path).texts(".kept").join(" ").contains("Andre"));
}

fn removal_is_kept(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let path = call(&mut night, &[("note", "Feilregistrert samtale"), ("shift", "rosa")]);
    let page = night.get(&format!("{path}/correction"));
    let removal = format!("{path}/removal");
    let refused = night.send(&page, &removal, &[("reason", "")]);
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes(".ds-error-summary a", "href"), ["#reason"]);
    assert_eq!(night.send(&page, &removal, &[("reason", "Ført to ganger")]).status, 303);
    assert_eq!(night.get(&path).status, 404);
    let mut lead = desk.signed_in("leder");
    let removed = lead.get("/enquiries").texts(".changes").join(" ");
    assert!(removed.contains("Ført to ganger") && removed.contains("Feilregistrert samtale"), "{removed}");
    assert!(!night.get("/enquiries").body.contains("Feilregistrert"));
    assert!(board(&mut lead).is_empty());
    let next = call(&mut night, &[]);
    assert!(night.get(&next).texts("h1")[0].contains("H2020-0002"), "a key is given once");
}

fn night_to_day(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.at("2020-01-08 01:40:00");
    let mut night = desk.signed_in("nattvakt");
    call(&mut night, &[("caller", "nav")]);
    let rows = [ONE[0], ONE[1], ONE[2], ONE[3], ("note", "Politiet ber om plass."), ("shift", "rosa")];
    let path = call(&mut night, &rows);
    let first = night.get("/");
    assert_eq!(first.texts("#handed"), ["Til nattevakta"]);
    assert!(first.texts(".day-quiet h3")[0].contains("Ingenting venter"));
    assert!(first.texts("#away")[0].contains("Venter hos ROSA"), "she sees that it is not forgotten");
    let morning = office.at("2020-01-08 07:00:00");
    let mut day = morning.signed_in("radgiver1");
    let page = day.get("/");
    assert!(page.texts(".section-head").join(" ").contains("i alt 2 samtaler"), "{:?}", page.texts(".section-head"));
    let lines = board(&mut day);
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].contains("Én kvinne, Colombia")
            && lines[0].contains("Mulig offer")
            && lines[0].contains("Politiet ber om plass."),
        "{lines:?}"
    );
    assert!(page.texts(".day-counts").join(" ").contains("1 overlevert"));
    let taken = press(&mut day, &page, "/taking");
    assert_eq!(taken.header("location"), "/?said=handover_taken");
    assert!(board(&mut day)[0].contains("Tatt av deg"));
    assert!(board(&mut morning.signed_in("radgiver2"))[0].contains("Tatt av Rådgiver 1"));
    assert!(morning.signed_in("nattvakt").get("/").texts(".calls").join(" ").contains("Tatt av Rådgiver 1"));
    // Given back it is open to everybody, taken over it is another's, done it is gone.
    let page = day.get("/");
    assert_eq!(press(&mut day, &page, "/release").header("location"), "/?said=handover_given_back");
    assert!(board(&mut day)[0].contains("Åpen"));
    let mut other = morning.signed_in("radgiver2");
    let page = other.get(&path);
    assert_eq!(press(&mut other, &page, "/taking").status, 303);
    let page = other.get("/");
    assert_eq!(press(&mut other, &page, "/completion").header("location"), "/?said=handover_done");
    assert!(board(&mut day).is_empty() && board(&mut other).is_empty());
    assert!(other.get(&path).body.contains("Ferdig."));
    // From the day to the night: handed over it is the night's to read, and its board's.
    let by_day = call(&mut day, &[("shift", "night_duty"), ("note", "Kan ringe i natt")]);
    let mut night = morning.signed_in("nattvakt");
    assert_eq!(night.get(&by_day).status, 200);
    assert_eq!(night.get(&format!("{by_day}/correction")).status, 404);
    assert!(board(&mut night)[0].contains("Kan ringe i natt"));
    let page = night.get("/");
    press(&mut night, &page, "/taking");
    let page = night.get("/");
    press(&mut night, &page, "/completion");
    assert_eq!(night.get(&by_day).status, 404, "what is done is not open any more");
}

fn two_take_one(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let path = call(&mut night, &[("shift", "rosa")]);
    let (mut one, mut other) = (desk.signed_in("radgiver1"), desk.signed_in("radgiver2"));
    let (first, second) = (one.get("/"), other.get("/"));
    assert_eq!(press(&mut one, &first, "/taking").header("location"), "/?said=handover_taken");
    let late = press(&mut other, &second, "/taking");
    assert_eq!(late.header("location"), "/?said=handover_too_late");
    assert!(other.follow(&late).texts(".flash").join(" ").contains("Noen andre var først"));
    assert!(board(&mut one)[0].contains("Tatt av deg"));
    // The night does not take what is the day's, and nobody completes what she has not taken.
    let csrf = night.get("/").token();
    assert_eq!(night.post(&format!("{path}/taking"), &[("csrf", &csrf), ("version", "2")]).status, 404);
    let csrf = other.get("/").token();
    let answer = other.post(&format!("{path}/completion"), &[("csrf", &csrf), ("version", "2"), ("back", "/")]);
    assert_eq!(answer.header("location"), "/?said=handover_too_late");
    assert_eq!(board(&mut one).len(), 1);
}

const PROMISE: [(&str, &str); 4] = [
    ("call_time", "16.30"),
    ("call_name", "Markørnavn"),
    ("call_number", "99887766"),
    ("call_note", "Bare etter at mannen har gått, si at det er fra Markørtannlegen"),
];

fn a_number_is_gone(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    // What is half-written holds the number too, until it is saved.
    let page = night.get(NEW);
    let draft: Vec<(&str, &str)> = [&PROMISE[..], &[("draft", "auto")]].concat();
    assert_eq!(night.send(&page, NEW, &draft).status, 204);
    assert!(everywhere(&desk, "99887766").contains(&"drafts.body".to_owned()));
    let whole: Vec<(&str, &str)> = [&PROMISE[..], &[("caller", "police"), ("topic", "other")]].concat();
    let answer = night.send(&page, NEW, &whole);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let path = format!("/enquiries/{}", answer.header("location").split("saved=").nth(1).unwrap());
    assert_eq!(everywhere(&desk, "99887766"), ["enquiry_handovers.call_number"]);
    // A draft that arrives late brings nothing back.
    assert_eq!(night.send(&page, NEW, &draft).status, 204);
    assert_eq!(everywhere(&desk, "99887766"), ["enquiry_handovers.call_number"]);
    let page = night.get("/");
    assert!(
        page.texts(".calls")[0].contains("Ring kl. 16.30") && !page.body.contains("99887766"),
        "{:?}",
        page.texts(".calls")
    );
    press(&mut night, &page, "/taking");
    let page = night.get("/");
    assert!(page.texts(".call-back").join(" ").contains("99887766"), "who has taken it sees the number");
    assert!(!desk.signed_in("leder").get("/").body.contains("99887766"));
    assert!(!desk.signed_in("leder").get(&path).body.contains("99887766"));
    // A correction keeps no number, and another promise leaves none of the first.
    assert_eq!(night.fill(&format!("{path}/correction"), &[("note", "Rettet")]).status, 303);
    let page = night.get(&path);
    let handover = format!("{path}/handover");
    assert_eq!(page.attributes("#call_number", "value"), ["99887766"]);
    let answer = night.send(&page, &handover, &[("call_number", "99887755"), ("call_time", "17.00")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert!(everywhere(&desk, "99887766").is_empty());
    let page = night.get("/");
    press(&mut night, &page, "/taking");
    let page = night.get("/");
    press(&mut night, &page, "/completion");
    for marker in ["99887755", "99887766", "Markørnavn", "Markørtannlegen"] {
        assert_eq!(everywhere(&desk, marker), [""; 0], "{marker} is in no table");
    }
    let shown = night.get(&path);
    assert!(shown.body.contains("er slettet") && !shown.body.contains("99887755"));
}

fn the_overdue_stand_first(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.at("2020-01-08 01:00:00");
    let mut night = desk.signed_in("nattvakt");
    call(&mut night, &[("note", "Venter"), ("shift", "night_duty")]);
    call(&mut night, &[("note", "Lovet klokka seks"), ("call_time", "0600")]);
    call(&mut night, &[("note", "Lovet klokka tre"), ("call_time", "0300")]);
    let order = |lines: Vec<String>| -> Vec<String> {
        let notes = ["Venter", "Lovet klokka seks", "Lovet klokka tre"];
        lines.iter().map(|line| notes.iter().find(|note| line.contains(**note)).unwrap().to_string()).collect()
    };
    assert_eq!(order(board(&mut night)), ["Lovet klokka tre", "Lovet klokka seks", "Venter"]);
    // At seven the call of three and the one of six were forgotten: the day sees both.
    let morning = office.at("2020-01-08 06:30:00");
    let lines = board(&mut morning.signed_in("radgiver1"));
    assert_eq!(order(lines.clone()), ["Lovet klokka tre", "Lovet klokka seks"]);
    assert!(lines[0].contains("forfalt") && lines[0].contains("Lovet av nattevakta"), "{lines:?}");
    let mut day = morning.signed_in("radgiver1");
    let page = day.get("/");
    press(&mut day, &page, "/taking");
    let night = morning.signed_in("nattvakt").get("/");
    let (ours, theirs) = (night.texts("#handed"), night.texts("#away"));
    assert_eq!((ours.len(), theirs.len()), (1, 1), "what the day took is the day's, and the night sees that");
    assert!(squeezed(&night.texts(".calls")[1]).contains("Tatt av Rådgiver 1"));
}

fn a_follow_up_is_linked(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut day = desk.signed_in("radgiver1");
    let path = call(&mut day, &[("topic", "follow_up"), ("client_search", "2019-001")]);
    let page = day.get(&path);
    let name = page.texts("#whom ~ .row a").join(" ");
    assert!(name.starts_with("2019-001 "), "{name}");
    // A name leads to a choice, and nothing is kept meanwhile.
    let unsure = day.fill(NEW, &[("caller", "nav"), ("topic", "follow_up"), ("client_search", "Petrova Zara")]);
    assert_eq!(unsure.status, 422);
    assert_eq!(unsure.attributes(".ds-error-summary a", "href"), ["#client_search"]);
    let labels = unsure.texts(".call-whom .ds-chip");
    let place = labels.iter().position(|label| label.contains("2015-003")).expect("she is among them");
    let chosen = unsure.attributes(".call-whom .ds-chip input", "value")[place].clone();
    let answer = day.send(&unsure, NEW, &[("client_ref", &chosen)]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let wrong = day.fill(NEW, &[("caller", "nav"), ("topic", "other"), ("client_search", "2019-001")]);
    assert_eq!(wrong.attributes(".ds-error-summary a", "href"), ["#client_search"]);
    // The night writes it without a name; it is linked later, from the list of those without a client.
    let mut night = desk.signed_in("nattvakt");
    assert!(!night.get(NEW).body.contains("client_search"), "the night searches no clients");
    let csrf = night.get(NEW).token();
    let made_up =
        night.fill(NEW, &[("caller", "nav"), ("topic", "follow_up"), ("client_search", "2019-001"), ("csrf", &csrf)]);
    let key = made_up.header("location").split("saved=").nth(1).unwrap().to_owned();
    let by_night = format!("/enquiries/{key}");
    let list = day.get("/enquiries?of=unlinked&from=08.01.2020");
    assert_eq!(
        list.attributes("tbody th a.caseno", "href"),
        std::slice::from_ref(&by_night),
        "what was made up was not linked"
    );
    let page = day.get(&by_night);
    let nobody = day.send(&page, &format!("{by_night}/client"), &[("client_search", "Qxyzzy")]);
    assert_eq!(nobody.status, 422);
    let answer = day.send(&page, &format!("{by_night}/client"), &[("client_search", "2019-002")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert!(day.follow(&answer).texts(".changes").join(" ").contains("2019-002"));
    assert!(!night.get(&by_night).body.contains("2019-002") && !night.get(&by_night).body.contains("Knyttet"));
    let log = desk.signed_in("leder").get(&format!("{}/log", client(&desk, "2019-002"))).texts("tbody td").join(" | ");
    assert!(log.contains("Knyttet en henvendelse til saken"), "{log}");
    let page = day.get(&by_night);
    let answer = day.send(&page, &format!("{by_night}/client"), &[("undo", "yes")]);
    assert_eq!(answer.status, 303);
    assert_eq!(day.get("/enquiries?of=unlinked&from=08.01.2020").texts("tbody th a.caseno").len(), 1);
}

fn a_possible_victim_becomes_a_client(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let rows = [
        ONE[0],
        ONE[1],
        ONE[2],
        ONE[3],
        ("exploitation", "1:sexual"),
        ("exploitation", "1:labour"),
        ("caller", "lawyer"),
    ];
    let path = call(&mut night, &rows);
    assert!(!night.get(&path).body.contains("/clients/new"));
    let mut day = desk.signed_in("radgiver1");
    let take_in = day.get(&path).attributes("a[href^=\"/clients/new?from=\"]", "href")[0].clone();
    let form = day.get(&take_in);
    assert!(form.texts(".flash").join(" ").contains("H2020-0001"));
    let chosen =
        |name: &str| form.attributes(&format!("[name={name}][checked], [name={name}] option[selected]"), "value");
    assert_eq!(chosen("gender"), ["female"]);
    assert_eq!(chosen("citizenships")[0], "CO");
    assert_eq!(chosen("exploitations"), ["sexual", "labour"]);
    assert_eq!(chosen("referred_by"), ["lawyer"]);
    // A draft keeps where she came from.
    assert_eq!(day.send(&form, "/clients/new", &[("given_name", "Lucía"), ("draft", "auto")]).status, 204);
    let form = day.get("/clients/new");
    let answers =
        [("consent_form", "oral"), ("given_on", "08.01.2020"), ("given_name", "Lucía"), ("family_name", "Prøve")];
    let answer = day.send(&form, "/clients/new", &answers);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    let page = day.get(&path);
    let became = squeezed(&page.texts(".call-persons").join(" "));
    assert!(became.contains("Ble bruker: 2020-001 Lucía P.") && became.contains("takket ja til bistand"), "{became}");
    assert!(page.texts(".changes").join(" ").contains("avventer"), "what stood before is kept");
    let csv = std::fs::read_to_string(office.rosa.export("out").join("enquiry_subjects.csv")).unwrap();
    assert!(csv.contains("H2020-0001,1,female,CO,sexual;labour,,yes,accepted,,2020-001"), "{csv}");
    // She stands there for who may see her, and the row is not another's any more.
    assert!(!night.get(&path).body.contains("2020-001"));
    assert_eq!(day.get(&take_in).status, 404);
    let correction = day.fill(&format!("{path}/correction"), &[("persons", "2")]);
    assert_eq!(correction.attributes(".ds-error-summary a", "href"), ["#persons-1"]);
    let removal = day.get(&format!("{path}/correction"));
    assert_eq!(day.send(&removal, &format!("{path}/removal"), &[("reason", "x")]).status, 422);
    // Off her again, and linked to somebody who is there already.
    let link = page.attributes(".call-persons form", "action")[0].clone();
    assert_eq!(day.send(&page, &link, &[]).status, 303);
    let page = day.get(&path);
    let answer = day.send(&page, &link, &[("client_search", "2019-003")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert!(day.get(&path).texts(".call-persons").join(" ").contains("2019-003"));
    // Several persons are no one client.
    let many = call(&mut day, &[ONE[0], ONE[1], ONE[2], ("persons", "3")]);
    let page = day.get(&many);
    assert!(!page.body.contains("new?from=") && page.attributes(".call-persons form", "action").is_empty());
}

fn calls_about_the_hidden(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut lead = desk.signed_in("leder");
    let mut day = desk.signed_in("radgiver2");
    let linked = call(&mut lead, &[("topic", "follow_up"), ("client_search", "2015-003"), ("note", "Markørtekst")]);
    let rows = [ONE[0], ONE[1], ONE[2], ("note", "Markørtekst")];
    let became = call(&mut lead, &rows);
    let page = lead.get(&became);
    let link = page.attributes(".call-persons form", "action")[0].clone();
    assert_eq!(lead.send(&page, &link, &[("client_search", "2015-003")]).status, 303);
    assert_eq!((day.get(&linked).status, day.get(&became).status), (200, 200));
    let count = |browser: &mut Browser| browser.get("/enquiries?from=08.01.2020").texts("tbody th a.caseno").len();
    assert_eq!(count(&mut day), 2);
    let protection = format!("{}/protection", client(&desk, "2015-003"));
    let page = lead.get(&protection);
    let answer = lead.send(&page, &protection, &[("protected", "yes")]);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    for path in [&linked, &became] {
        assert_eq!(day.get(path).status, 404);
        assert_eq!(day.get(&format!("{path}/correction")).status, 404);
    }
    assert_eq!((count(&mut day), count(&mut lead)), (0, 2));
    assert!(!day.get("/enquiries").body.contains("Markørtekst"));
    let nobody = day.fill(NEW, &[("caller", "nav"), ("topic", "follow_up"), ("client_search", "2015-003")]);
    assert_eq!(nobody.status, 422);
    assert!(!nobody.body.contains("Petrova"));
}

/// Asks for a card; answers what is shown.
fn look(browser: &mut Browser, asked: &str) -> Page {
    browser.fill("/night-card", &[("asked", asked)])
}

/// What a page says, without what differs from post to post.
fn said(page: &Page) -> String {
    squeezed(&page.texts("main").join(" "))
}

fn a_night_card(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut day = desk.signed_in("radgiver1");
    let client = client(&desk, "2015-003");
    let mut night = desk.signed_in("nattvakt");
    let none = said(&look(&mut night, "2015-003"));
    assert_eq!(none, said(&look(&mut night, "finnes ikke")), "one answer for all that is not there");
    let path = format!("{client}/night-cards/new");
    let unasked = day.fill(&path, &[("alias", "Måke 9"), ("ring", "Vakttelefon Oslo")]);
    assert_eq!(unasked.attributes(".ds-error-summary a", "href"), ["#agreed_on"], "she must have been asked");
    let answers = [
        ("alias", "Havørn"),
        ("ring", "Vakttelefon Oslo, 22 00 00 01"),
        ("instructions", "Ikke legg igjen beskjed"),
        ("agreed_on", "07.01.2020"),
        ("valid_to", "07.03.2020"),
    ];
    let answer = day.fill(&path, &answers);
    assert_eq!(answer.status, 303, "{}", errors(&answer));
    assert!(day.get(&format!("{client}/person")).texts("#night-cards ~ *, .around").join(" ").contains("Havørn"));
    for asked in ["2015-003", "havørn", " HAVØRN ", "2015/003"] {
        let page = look(&mut night, asked);
        let card = squeezed(&page.texts(".call-card dl").join(" "));
        assert!(
            card.contains("Vakttelefon Oslo, 22 00 00 01") && card.contains("Ikke ring tilbake."),
            "{asked}: {card}"
        );
        assert!(!page.body.contains("Petrova") && !page.body.contains("Zara") && !page.body.contains("/clients/"));
    }
    for asked in ["havør", "2015-00", "Zara", "Petrova"] {
        assert_eq!(said(&look(&mut night, asked)), none, "{asked}");
    }
    let log = desk.signed_in("leder").get(&format!("{client}/log")).texts("tbody td").join(" | ");
    assert!(log.contains("Slo opp nattkortet"), "{log}");
    // While she is protected, and when the card has ended, there is none.
    let mut lead = desk.signed_in("leder");
    let protection = format!("{client}/protection");
    let page = lead.get(&protection);
    assert_eq!(lead.send(&page, &protection, &[("protected", "yes")]).status, 303);
    assert_eq!(said(&look(&mut night, "havørn")), none);
    let page = lead.get(&protection);
    assert_eq!(lead.send(&page, &protection, &[("protected", "no")]).status, 303);
    assert_ne!(said(&look(&mut night, "havørn")), none);
    let ended = office.at("2020-03-08 12:00:00");
    assert_eq!(said(&look(&mut ended.signed_in("nattvakt"), "havørn")), none);
    // A withdrawn consent ends it in the same second. The server of another month has ended all sessions.
    let (mut lead, mut night) = (desk.signed_in("leder"), desk.signed_in("nattvakt"));
    let page = lead.get(&format!("{client}/consents"));
    let withdrawal = page.attributes("a[href$=\"/withdrawal\"]", "href")[0].clone();
    assert_eq!(lead.fill(&withdrawal, &[("scopes", "journal")]).status, 303);
    assert_eq!(said(&look(&mut night, "havørn")), none);
}

fn looking_up_is_limited(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let none = said(&look(&mut night, "2019-0"));
    for number in 1..20 {
        assert_eq!(said(&look(&mut night, &format!("2019-{number}"))), none);
    }
    let page = look(&mut night, "2015-003");
    assert_eq!(page.status, 429);
    assert!(page.body.contains("mange ganger"));
    let later = office.at("2020-01-08 13:01:00");
    assert_eq!(look(&mut later.signed_in("nattvakt"), "x").status, 200);
}

fn alike_calls(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let rows = |country: &'static str, note: &'static str| {
        vec![ONE[0], ONE[1], ONE[2], ("nationality", country), ("exploitation", "1:sexual"), ("note", note)]
    };
    let first = call(&mut night, &rows("IS", "Bor hos kjæresten i Sandvika"));
    call(&mut night, &rows("KM", "Noe annet"));
    let second = call(&mut night, &rows("IS", "Redd for kjæresten, ringer fra Sandvika"));
    let page = desk.signed_in("radgiver1").get(&second);
    let hints = page.attributes("#alike ~ ul a", "href");
    assert_eq!(hints, std::slice::from_ref(&first));
    let why = page.texts("#alike ~ ul .sub").join(" ");
    assert!(why.contains("samme nasjonalitet") && why.contains("kjæresten, sandvika"), "{why}");
    assert!(
        desk.signed_in("radgiver1").get(&first).attributes("#alike ~ ul a", "href").is_empty(),
        "later ones are no earlier ones"
    );
    assert!(night.get(&second).attributes("#alike ~ ul a", "href").is_empty(), "no hints for the night");
}

fn the_list_counts(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut day = desk.signed_in("radgiver1");
    let all = day.get("/enquiries");
    assert_eq!(all.texts("#calls")[0].replace('\u{a0}', " "), "1 912 henvendelser");
    assert_eq!(all.texts("tbody th a.caseno").len(), 50);
    let sums: Vec<String> = all.texts(".call-year tfoot td").iter().map(|text| text.replace('\u{a0}', " ")).collect();
    assert_eq!(sums, ["1 912", "118", "118"], "the year at a glance is that of the report");
    let report = office.rosa.report(&["2019"]);
    let months = all.texts(".call-year tbody tr td:nth-child(2)");
    for (n, shown) in (1..).zip(months) {
        let month = format!("{n:02}");
        assert_eq!(report["figures"]["enquiries.by_month"][&month].as_i64().unwrap().to_string(), shown, "{month}");
    }
    // Without dates the list is of this year and the last; blank ones ask for all there is.
    assert_eq!(all.attributes("#from", "value"), ["01.01.2019"]);
    let ever = day.get("/enquiries?from=&to=");
    let earlier = day.get("/enquiries?from=&to=31.12.2018");
    let number = |page: &Page| page.texts("#calls")[0].replace('\u{a0}', "").split(' ').next().unwrap().parse::<i64>();
    assert_eq!(number(&ever).unwrap(), 1912 + number(&earlier).unwrap());
    let this_year = all.attributes(".call-year .years a", "href")[0].clone();
    assert!(this_year.contains("from=01.01.2020&to=31.12.2020"), "{this_year}");
    let topic = day.get("/enquiries?topic=guidance");
    assert_eq!(topic.texts("#calls"), ["12 henvendelser"]);
    let november = all.attributes(".call-year tbody a", "href")[10].clone();
    let in_november = day.get(&november);
    let by_month = report["figures"]["enquiries.by_month"]["11"].to_string();
    assert_eq!(in_november.texts("#calls"), [format!("{by_month} henvendelser")]);
    assert!(day.get("/enquiries?from=i+morra").body.contains("dd.mm.åååå."), "a wrong date is told");
    call(&mut day, &[("shift", "night_duty")]);
    assert_eq!(day.get("/enquiries?of=mine").texts("#calls"), ["1 henvendelse"]);
    assert_eq!(day.get("/enquiries?of=open").texts("#calls"), ["1 henvendelse"]);
    assert_eq!(desk.signed_in("radgiver2").get("/enquiries?of=mine").texts("#calls"), ["0 henvendelser"]);
    let pages = day.get("/enquiries?page=39");
    assert!(pages.texts(".pager").join(" ").contains("av 1\u{a0}913"));
}

fn nothing_leaks(backend: Backend) {
    const MARKERS: [&str; 5] = ["Hemmelignotat", "99887744", "Petrova", "2015-003", "Vakttelefonnummer"];
    let office = Office::new(backend);
    let desk = office.open();
    let mut day = desk.signed_in("radgiver1");
    let path = call(
        &mut day,
        &[
            ("topic", "follow_up"),
            ("client_search", "2015-003"),
            ("note", "Hemmelignotat"),
            ("call_time", "16.00"),
            ("call_number", "99887744"),
        ],
    );
    let card = format!("{}/night-cards/new", client(&desk, "2015-003"));
    let answers =
        [("alias", "Havørn"), ("ring", "Vakttelefonnummer"), ("agreed_on", "07.01.2020"), ("valid_to", "07.03.2020")];
    assert_eq!(day.fill(&card, &answers).status, 303);
    for username in ["nattvakt", "kontakt_oslo", "kontakt_bergen", "systemansvarlig"] {
        let mut browser = desk.signed_in(username);
        let mut pages = vec!["/".to_owned(), "/enquiries".to_owned(), "/enquiries?of=open".to_owned()];
        pages.extend(
            ["/enquiries?of=unlinked", "/enquiries?of=mine", NEW, "/night-card", "/account"].map(str::to_owned),
        );
        pages.extend(["", "/correction", "/client"].map(|part| format!("{path}{part}")));
        pages.push(card.clone());
        for page in pages {
            let body = browser.get(&page).body;
            for marker in MARKERS {
                assert!(!body.contains(marker), "{username}: {marker} on {page}");
            }
        }
        for part in ["/taking", "/release", "/completion", "/handover", "/removal", "/correction", "/client"] {
            let csrf = browser.get("/").token();
            let answer =
                browser.post(&format!("{path}{part}"), &[("csrf", &csrf), ("version", "1"), ("shift", "rosa")]);
            assert_eq!(answer.status, 404, "{username}: {part}");
        }
    }
    // A title and an address carry no name.
    let page = day.get(&path);
    assert!(page.texts("title").iter().all(|title| !title.contains("Petrova") && !title.contains("2015-003")));
    assert!(!page.attributes("a", "href").join(" ").contains("2015-003"));
}

/// Presses keys one by one and answers how many; what is longer than a word of capitals is typed.
async fn keys(browser: &Chromium, presses: &[&str]) -> usize {
    let mut count = 0;
    for key in presses {
        match *key {
            "Tab" | "ArrowRight" => {
                browser.press(key).await;
                count += 1;
            }
            text => {
                browser.type_text(text).await;
                count += text.chars().count();
            }
        }
    }
    browser.leave(browser.press("Enter")).await;
    count + 1
}

fn ten_calls_by_keyboard() {
    let office = Office::new(Backend::Sqlite);
    let desk = office.at("2020-01-08 01:40:00");
    // A note is typed besides; these are the keys that lead to it.
    let kinds: [(&str, Vec<&str>, usize); 5] = [
        ("information", vec!["p", "Tab", "i"], 4),
        ("follow_up", vec!["k", "Tab", "o"], 4),
        (
            "possible_victim",
            vec!["n", "Tab", "m", "Tab", "Tab", "Kv", "Tab", "Colom", "Tab", "J", "Tab", "Tab", "Tab"],
            20,
        ),
        ("guidance", vec!["f", "Tab", "v", "Tab", "Lov og tolk.", "Tab", "Tab"], 19),
        ("other", vec!["h", "Tab", "a", "Tab", "Ring i dag", "Tab", "Tab", "r"], 18),
    ];
    let (night, of_kinds) = (desk.session("nattvakt"), &kinds);
    with_browser_at(&desk.url, |browser| async move {
        browser.look(1280, false).await;
        browser.with_session(&night).await;
        browser.go("/").await;
        browser.tab_to("a[href=\"/enquiries/new\"]").await;
        browser.leave(browser.press("Enter")).await;
        for (_, presses, most) in of_kinds.iter().chain(of_kinds) {
            let focus: String = browser.ask("() => document.activeElement.name").await;
            assert_eq!(focus, "caller", "a fresh form begins with who is calling");
            let count = keys(&browser, presses).await;
            let said: String = browser
                .ask("() => [...document.querySelectorAll('.ds-error-summary li, .doubts li')].map(one => one.textContent).join(' ')")
                .await;
            assert_eq!(said, "", "{presses:?}");
            assert!(browser.path().await.contains("saved="), "{presses:?}");
            assert!(count <= *most, "{count} keys: {presses:?}");
        }
        let today: Vec<String> = browser
            .ask("() => [...document.querySelectorAll('.call-today td:nth-child(3)')].map(one => one.textContent)")
            .await;
        assert_eq!(today.len(), 8, "the last of them stand below: {today:?}");
    });
    let csv = std::fs::read_to_string(office.rosa.export("out").join("enquiries.csv")).unwrap();
    let tonight: Vec<&str> = csv.lines().filter(|line| line.starts_with("H2020-")).collect();
    assert_eq!(tonight.len(), 10, "{tonight:?}");
    for (topic, ..) in &kinds {
        assert_eq!(
            tonight.iter().filter(|line| line.contains(&format!(",{topic},"))).count(),
            2,
            "{topic}: {tonight:?}"
        );
    }
    assert!(tonight.iter().all(|line| line.contains(",night_duty,")));
    let csv = std::fs::read_to_string(office.rosa.export("more").join("enquiry_subjects.csv")).unwrap();
    assert_eq!(csv.matches(",1,female,CO,,,yes,pending,,").count(), 2, "{csv}");
    let morning = office.at("2020-01-08 07:10:00");
    let day = morning.session("radgiver1");
    with_browser_at(&morning.url, |browser| async move {
        browser.look(1280, false).await;
        browser.with_session(&day).await;
        browser.go("/").await;
        let lines = "() => document.querySelectorAll('.calls > li').length";
        assert_eq!(browser.ask::<usize>(lines).await, 2);
        browser.tab_to(".calls form[action$=\"/taking\"] button").await;
        browser.leave(browser.press("Enter")).await;
        let hers: bool =
            browser.ask("() => document.querySelector('.calls').textContent.includes('Tatt av deg')").await;
        assert!(hers);
        browser.tab_to(".calls form[action$=\"/completion\"] button").await;
        browser.leave(browser.press("Enter")).await;
        assert_eq!(browser.ask::<usize>(lines).await, 1, "what is done leaves the board");
    });
}

fn axe_finds_nothing() {
    let office = Office::new(Backend::Sqlite);
    let desk = office.open();
    let mut night = desk.signed_in("nattvakt");
    let mut day = desk.signed_in("radgiver1");
    let handed = call(
        &mut night,
        &[ONE[0], ONE[1], ONE[2], ONE[3], ("note", "Plass i natt"), ("shift", "rosa"), PROMISE[0], PROMISE[2]],
    );
    let by_day = call(
        &mut day,
        &[("topic", "follow_up"), ("client_search", "2015-003"), ("shift", "night_duty"), PROMISE[0], PROMISE[2]],
    );
    assert_eq!(day.fill(&format!("{handed}/correction"), &[("note", "Rettet")]).status, 303);
    let card = format!("{}/night-cards/new", client(&desk, "2015-003"));
    let answers = [("alias", "Havørn"), ("ring", "Vakt"), ("agreed_on", "07.01.2020"), ("valid_to", "07.03.2020")];
    assert_eq!(day.fill(&card, &answers).status, 303);
    let page = day.get("/");
    press(&mut day, &page, "/taking");
    let correction = format!("{handed}/correction");
    let person = format!("{}/person", client(&desk, "2015-003"));
    let night_pages = ["/", NEW, "/enquiries", "/night-card", by_day.as_str()];
    let day_pages = ["/", NEW, "/enquiries?of=open", &handed, &correction, &by_day, &card, &person];
    let sessions = (desk.session("nattvakt"), desk.session("radgiver1"));
    with_browser_at(&desk.url, |browser| async move {
        let mut found = Vec::new();
        for (width, dark) in [(1280, false), (390, false), (390, true)] {
            browser.look(width, dark).await;
            for (session, pages) in [(&sessions.0, &night_pages[..]), (&sessions.1, &day_pages[..])] {
                browser.with_session(session).await;
                for path in pages {
                    browser.go(path).await;
                    browser.ready_axe().await;
                    let wide: i64 = browser.ask("() => document.documentElement.scrollWidth").await;
                    if wide > width {
                        found.push(format!("{path} is {wide} px wide at {width}"));
                    }
                    found.extend(browser.axe(&[]).await.into_iter().map(|fault| format!("{path} at {width}: {fault}")));
                    if browser.ask("() => !!document.querySelector('main form.call')").await {
                        let _: bool = browser.ask("() => { const topic = document.querySelector('[name=topic][value=possible_victim]'); topic.click(); document.querySelectorAll('main details').forEach(one => one.open = true); document.querySelector('#persons-1').value = 'x'; return true }").await;
                        found.extend(
                            browser
                                .axe(&[])
                                .await
                                .into_iter()
                                .map(|fault| format!("{path} filled at {width}: {fault}")),
                        );
                        browser.send("main form.call").await;
                        browser.ready_axe().await;
                        found.extend(
                            browser
                                .axe(&[])
                                .await
                                .into_iter()
                                .map(|fault| format!("{path} refused at {width}: {fault}")),
                        );
                    }
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}
