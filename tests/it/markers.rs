//! Words that stand in one field of one client only, and every role on every address: nobody is shown one that she may not see,
//! neither on a page, in a hidden field, a list, a title, an export nor an error. The addresses are those that the lead, a
//! caseworker and everybody else come to by links and forms, so whatever is built later is walked too.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, register, test};
use libtest_mimic::Trial;
use rosa::db::RefKind;
use rosa::kernel::actor::Actor;
use std::collections::BTreeSet;

pub fn trials() -> Vec<Trial> {
    // On one database: which rows somebody sees is asked of both by the tests of each room.
    vec![test("markers: nobody is shown a word that she may not see", nobody_is_shown_too_much)]
}

/// The clients, each in another relation to centre A on 8 January 2020.
const LIVES: char = 'a';
const SHARES_NOTHING: char = 'b';
const LEFT_14_DAYS_AGO: char = 'c';
const LEFT_15_DAYS_AGO: char = 'd';
const COMES_TODAY: char = 'e';
const PROTECTED: char = 'f';
const LOCKED: char = 'g';
const ELSEWHERE: char = 'h';
const BLOCKED: char = 'i';

const ALL: [char; 9] =
    [LIVES, SHARES_NOTHING, LEFT_14_DAYS_AGO, LEFT_15_DAYS_AGO, COMES_TODAY, PROTECTED, LOCKED, ELSEWHERE, BLOCKED];

/// What a client's centre may know of her.
const SHARED: [&str; 5] = ["given", "family", "alias", "shelter", "point"];
/// What it may not.
const KEPT: [&str; 17] = [
    "team",
    "restricted",
    "status",
    "basis",
    "policecase",
    "policenote",
    "provider",
    "lawyer",
    "category",
    "consentnote",
    "contact",
    "alert",
    "task",
    "appointment",
    "deadline",
    "identifier",
    "decision",
];

/// The word that stands in a field of a client. It looks like a name, so that nothing takes it apart.
fn marker(field: &str, client: char) -> String {
    format!("Zq{field}{client}zq")
}

fn case(client: char) -> String {
    format!("2019-00{}", u32::from(client) - u32::from('a') + 1)
}

/// A line for each client.
fn lines(header: &str, line: impl Fn(char, &dyn Fn(&str) -> String) -> Option<String>) -> String {
    let all = ALL.iter().filter_map(|client| line(*client, &|field| marker(field, *client)));
    std::iter::once(header.to_owned()).chain(all).collect::<Vec<_>>().join("\n") + "\n"
}

fn planted() -> tempfile::TempDir {
    let clients = lines(
        "client,given_name,family_name,alias,birth_date,gender,citizenships,intake_date,caseworker",
        |client, of| {
            let (given, family, alias) = (of("given"), of("family"), of("alias"));
            Some(format!("{},{given},{family},{alias},1990-05-17,female,RO,2019-11-01,radgiver2", case(client)))
        },
    );
    let consents = lines("client,given_on,form,scopes,withdrawn_on,note", |client, of| {
        let scopes = if client == SHARES_NOTHING { "journal" } else { "journal;share_shelter" };
        let withdrawn = if client == LOCKED { "2020-01-05" } else { "" };
        Some(format!("{},2019-11-01,written,{scopes},{withdrawn},{}", case(client), of("consentnote")))
    });
    let stays = lines("client,facility,from,to", |client, _| {
        let (facility, from, to) = match client {
            LEFT_14_DAYS_AGO => ("aaa", "2019-12-01", "2019-12-25"),
            LEFT_15_DAYS_AGO => ("aaa", "2019-12-01", "2019-12-24"),
            COMES_TODAY => ("aaa", "2020-01-08", ""),
            ELSEWHERE => ("bbb", "2019-12-01", ""),
            _ => ("aaa", "2019-12-01", ""),
        };
        Some(format!("{},{facility},{from},{to}", case(client)))
    });
    let journal = lines("client,occurred_at,mode,text,author,visibility", |client, of| {
        let entry = |visibility: &str, field: &str| {
            format!("{},2019-12-05,in_person,Samtale {} her.,radgiver2,{visibility}", case(client), of(field))
        };
        Some([entry("team", "team"), entry("shelter", "shelter"), entry("restricted", "restricted")].join("\n"))
    });
    let residence = lines("client,from,status,valid_to,legal_basis,note", |client, of| {
        Some(format!("{},2019-11-05,reflection_granted,2020-01-20,{},{}", case(client), of("basis"), of("status")))
    });
    let matters = lines("matter,client,offence,case_number", |client, of| {
        Some(format!("{0}-1,{0},trafficking,{1}", case(client), of("policecase")))
    });
    let events = lines("matter,on,event,note", |client, of| {
        Some(format!("{}-1,2019-11-20,reported,{}", case(client), of("policenote")))
    });
    let activities = lines("client,type,provider,from", |client, of| {
        Some(format!("{},norwegian_course,{},2019-11-20", case(client), of("provider")))
    });
    let legal_aid = lines("client,lawyer,granted_on,hours_granted", |client, of| {
        Some(format!("{},{},2019-11-20,3", case(client), of("lawyer")))
    });
    let benefits = lines("client,period,category,amount_nok,status,paid_on", |client, of| {
        Some(format!("{},2019-12,{},2920,paid,2019-12-10", case(client), of("category")))
    });
    register(&[
        (
            "facilities.csv",
            "facility,name,type,secret_address\naaa,Krisesenter A,crisis_centre,no\nbbb,Krisesenter B,crisis_centre,yes\n",
        ),
        (
            "users.csv",
            "username,name,role,facilities\nradgiver1,Ingrid Solheim,caseworker,\nradgiver2,Maria Lind,caseworker,\n\
             kontakt_a,Anne Berg,contact_person,aaa\nkontakt_b,Berit Lie,contact_person,bbb\n\
             nattvakt,Nina Moe,helpline,\nleder,Liv Dahl,lead,\nsystem,Siri Aas,admin,\n",
        ),
        ("clients.csv", &clients),
        ("consents.csv", &consents),
        ("stays.csv", &stays),
        ("journal.csv", &journal),
        ("residence.csv", &residence),
        ("police_matters.csv", &matters),
        ("police_events.csv", &events),
        ("activities.csv", &activities),
        ("legal_aid.csv", &legal_aid),
        ("benefits.csv", &benefits),
        (
            "enquiries.csv",
            "enquiry,received_at,channel,answered_by,caller,topic,client,note\n\
             H2019-1,2019-12-20 22:10,phone,night_duty,police,possible_victim,,Zqcallnightzq\n\
             H2019-2,2019-12-21 12:10,phone,rosa,police,follow_up,2019-001,Zqcalldayzq\n",
        ),
    ])
}

/// The address of a client's page.
fn client(desk: &Desk, client: char) -> String {
    let case = case(client);
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    let id = cases.into_iter().find(|row| row.case_number == case).unwrap().id;
    format!("/clients/{}", desk.database.keyring().cover(RefKind::Client, id))
}

/// What no register holds is entered as a caseworker enters it.
fn plant_by_hand(desk: &Desk) {
    let mut browser = desk.signed_in("leder");
    for one in ALL {
        let file = client(desk, one);
        let of = |field: &str| marker(field, one);
        let records: Vec<(&str, Vec<(&str, String)>)> = vec![
            ("contacts", vec![("name", of("contact")), ("kind", "lawyer".to_owned())]),
            (
                "contact-points",
                vec![
                    ("kind", "email".to_owned()),
                    ("value", format!("{}@example.org", of("point"))),
                    ("safety", "safe".to_owned()),
                ],
            ),
            (
                "identifiers",
                vec![("kind", "passport".to_owned()), ("value", of("identifier")), ("verified", "no".to_owned())],
            ),
            ("alerts", vec![("level", "danger".to_owned()), ("text", of("alert"))]),
            ("task", vec![("title", of("task")), ("due", "today".to_owned())]),
            ("appointments", vec![("title", of("appointment")), ("held_on", "10.01.2020".to_owned())]),
            (
                "deadlines",
                vec![("title", of("deadline")), ("on", "25.01.2020".to_owned()), ("kind", "card".to_owned())],
            ),
            (
                "decisions",
                vec![
                    ("body", "udi".to_owned()),
                    ("kind", "reflection".to_owned()),
                    ("outcome", "granted".to_owned()),
                    ("decided_on", "05.11.2019".to_owned()),
                    ("note", of("decision")),
                ],
            ),
        ];
        if one == LOCKED {
            continue;
        }
        for (part, answers) in records {
            let pairs: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let path = format!("{file}/{part}/new");
            let answer = browser.fill(&path, &pairs);
            assert_eq!(answer.status, 303, "{part}: {}", answer.texts(".ds-error-summary li").join(" | "));
        }
    }
    let protected = browser.fill(&format!("{}/protection", client(desk, PROTECTED)), &[("protected", "yes")]);
    assert_eq!(protected.status, 303);
    for name in ["Anne Berg", "Ingrid Solheim"] {
        let path = format!("{}/protection", client(desk, BLOCKED));
        let page = browser.get(&path);
        let values = page.attributes("select[name=block] option", "value");
        let Some(place) = page.texts("select[name=block] option").iter().position(|option| option.contains(name))
        else {
            panic!("{name} can be blocked");
        };
        let answer = browser.send(&page, &path, &[("block", &values[place]), ("block_reason", "Slektning")]);
        assert_eq!(answer.status, 303, "{}", answer.texts(".ds-error-summary li").join(" | "));
    }
}

/// Who walks. One whose row is not here may see no word at all.
const WALKERS: [&str; 6] = ["radgiver1", "radgiver2", "kontakt_a", "kontakt_b", "nattvakt", "system"];

/// True where the access table lets her see the word of a field. `today` is false on the day before.
fn may_see(who: &str, field: &str, of: char, today: bool) -> bool {
    match who {
        // All but protected and locked clients, those she is blocked from, and restricted notes of others.
        "radgiver1" => !matches!(of, PROTECTED | LOCKED | BLOCKED) && field != "restricted",
        // Her clients: on the access list of the protected one by being her caseworker.
        "radgiver2" => of != LOCKED,
        "kontakt_a" => match of {
            LIVES | LEFT_14_DAYS_AGO => SHARED.contains(&field),
            COMES_TODAY => today && SHARED.contains(&field),
            // The day before was the fourteenth.
            LEFT_15_DAYS_AGO => !today && SHARED.contains(&field),
            // Without the scope only the stay: alias and dates.
            SHARES_NOTHING => field == "alias",
            _ => false,
        },
        "kontakt_b" => of == ELSEWHERE && SHARED.contains(&field),
        _ => false,
    }
}

/// What an answer shows that she may not see.
fn leaks(page: &Page, address: &str, who: &str, today: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let text = format!("{} {:?}", page.body, page.headers);
    if !text.contains("Zq") {
        return found;
    }
    for one in ALL {
        for field in SHARED.into_iter().chain(KEPT) {
            let word = marker(field, one);
            // Whose words they are is not said there: figures and sums are about all.
            let is_of_all = matches!(
                (field, address.split('?').next()),
                ("provider", Some("/report/2019" | "/report/compare")) | ("category", Some("/benefits"))
            );
            let may = may_see(who, field, one, today) || (is_of_all && who.starts_with("radgiver"));
            if text.contains(&word) && !may {
                found.push(word);
            }
        }
    }
    let sees_calls = who.starts_with("radgiver");
    for word in ["Zqcallnightzq", "Zqcalldayzq"] {
        if text.contains(word) && !sees_calls {
            found.push(word.to_owned());
        }
    }
    found
}

/// An address without what only says how it is shown.
fn is_walked(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !["/static/", "/sign-", "/language", "/drafts", "/account/sessions"]
            .iter()
            .any(|part| address.starts_with(part))
}

/// What kind of address it is: of every client each part of her file, of the records in it one, and of the ways in which one thing
/// is shown one.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_ref = |part: &str| part.len() == 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        let is_client = matches!(parts.last(), Some(&"clients" | &"residents"));
        parts.push(if is_ref(part) && !is_client { "{ref}" } else { part });
    }
    let mut names: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    names.sort_unstable();
    format!("{}?{}", parts.join("/"), names.join("&"))
}

/// All addresses that somebody comes to by links, and those her forms are posted to.
fn walk(browser: &mut Browser, pages: &mut BTreeSet<String>, posts: &mut BTreeSet<String>) {
    let mut open = vec!["/".to_owned()];
    let mut seen: BTreeSet<String> = open.iter().map(|address| kind(address)).collect();
    while let Some(address) = open.pop() {
        let page = browser.get(&address);
        pages.insert(address.clone());
        let links = page
            .attributes("a[href]", "href")
            .into_iter()
            .chain((page.status == 303).then(|| page.header("location").to_owned()));
        for link in links {
            let link = link.split('#').next().unwrap_or_default();
            let link = if link.starts_with('?') {
                format!("{}{link}", address.split('?').next().unwrap_or_default())
            } else {
                link.to_owned()
            };
            let is_report = link.starts_with("/report/") && !link.contains("/2019");
            if is_walked(&link) && !is_report && seen.insert(kind(&link)) {
                open.push(link);
            }
        }
        for action in page.attributes("form[method=post]", "action").into_iter().chain([address.clone()]) {
            if is_walked(&action) {
                posts.insert(action);
            }
        }
    }
}

fn nobody_is_shown_too_much() {
    let office = Office::with(Backend::Sqlite, planted().path());
    let desk = office.open();
    plant_by_hand(&desk);
    // A caseworker may see all of these; her walk asks for the others and for what is about nobody.
    let hers: Vec<String> = [LIVES, SHARES_NOTHING, LEFT_14_DAYS_AGO, LEFT_15_DAYS_AGO, COMES_TODAY, ELSEWHERE]
        .into_iter()
        .skip(1)
        .map(|one| client(&desk, one))
        .collect();
    let is_open = |address: &str| hers.iter().any(|open| address.starts_with(open.as_str()));
    let (mut pages, mut posts) = (BTreeSet::new(), BTreeSet::new());
    for who in ["leder"].into_iter().chain(WALKERS) {
        walk(&mut desk.signed_in(who), &mut pages, &mut posts);
    }
    assert!(pages.len() > 200, "the links lead to everything: {}", pages.len());
    let mut found = Vec::new();
    let mut shown: BTreeSet<(&str, String)> = BTreeSet::new();
    let yesterday = office.at("2020-01-07 12:00:00");
    for who in WALKERS {
        let (mut browser, mut before) = (desk.signed_in(who), yesterday.signed_in(who));
        for address in pages.iter().filter(|address| !who.starts_with("radgiver") || !is_open(address)) {
            let page = browser.get(address);
            assert!(page.status < 500, "{who} {address}: {}", page.status);
            for one in ALL {
                for field in SHARED.into_iter().chain(KEPT) {
                    if page.body.contains(&marker(field, one)) {
                        shown.insert((who, marker(field, one)));
                    }
                }
            }
            found.extend(
                leaks(&page, address, who, true).into_iter().map(|word| format!("{who} is shown {word} at {address}")),
            );
            if who.starts_with("kontakt") {
                let page = before.get(address);
                let leaked = leaks(&page, address, who, false).into_iter();
                found.extend(leaked.map(|word| format!("{who} is shown {word} the day before at {address}")));
            }
        }
    }
    // What may be seen is seen, so the walk is no empty one.
    for (who, field, one) in [
        ("radgiver1", "team", LIVES),
        ("radgiver1", "policenote", LIVES),
        ("radgiver2", "restricted", PROTECTED),
        ("kontakt_a", "given", LIVES),
        ("kontakt_a", "shelter", LIVES),
        ("kontakt_a", "point", LIVES),
        ("kontakt_a", "given", LEFT_14_DAYS_AGO),
        ("kontakt_a", "given", COMES_TODAY),
        ("kontakt_a", "alias", SHARES_NOTHING),
        ("kontakt_b", "given", ELSEWHERE),
    ] {
        assert!(shown.contains(&(who, marker(field, one))), "{who} sees {}", marker(field, one));
    }
    // Every form sent empty, to its own address and by everybody: refused, without a word of what it is about.
    for who in WALKERS.into_iter().filter(|who| !who.starts_with("radgiver")) {
        let mut browser = desk.signed_in(who);
        let csrf = browser.get("/account").token();
        let mut kinds = BTreeSet::new();
        for address in posts.iter().filter(|address| !address.starts_with("/confirm") && kinds.insert(kind(address))) {
            let answer = browser.post(address, &[("csrf", &csrf)]);
            assert!(answer.status < 500, "{who} posts to {address}: {}", answer.status);
            found.extend(
                leaks(&answer, address, who, true).into_iter().map(|word| format!("{who} posts to {address}: {word}")),
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
