//! The pages, as people in each role use them.

use crate::support::server::{Browser, Page, Server, demo};
use crate::support::{project, test};
use libtest_mimic::Trial;
use rosa::kernel::access::{Area, may};
use rosa::kernel::codes::Role;
use rosa::web::routes::ROUTES;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub fn trials() -> Vec<Trial> {
    vec![
        test("pages: every route lets in exactly the roles of the access table", every_route_lets_in_its_roles),
        test("pages: every route in the sources has its row", every_route_has_its_row),
        test("pages: not yours and not existing are the same bytes", not_yours_is_not_existing),
        test("pages: every answer carries the headers", every_answer_carries_the_headers),
        test("pages: a post without token or from another site changes nothing", foreign_posts_change_nothing),
        test("pages: wrong user, wrong password and closed account look the same", wrong_sign_ins_look_the_same),
        test("pages: guessing is slowed and never locks out for good", guessing_is_slowed),
        test("pages: the report holds every figure of the JSON", the_report_holds_every_figure),
        test("pages: every number opens as many records as it says", every_number_opens_its_records),
        test("pages: a caseworker sees figures and no records", a_caseworker_sees_figures_only),
        test("pages: an invited user chooses a password, once", an_invited_user_chooses_a_password),
        test("pages: a new lead needs another lead's consent", a_new_lead_needs_another),
        test("pages: an import lists what is wrong, then what was added", an_import_through_the_page),
        test("pages: forms come back with every answer kept", forms_come_back_with_answers),
        test("pages: two editors of a facility lose nothing", two_editors_lose_nothing),
        test("pages: signing out ends the session, everywhere when asked", signing_out_ends_sessions),
        test("pages: the language follows the choice", the_language_follows_the_choice),
        test("pages: static files are kept, pages are not", static_files_are_kept),
    ]
}

const PEOPLE: [(&str, Role); 5] = [
    ("radgiver1", Role::Caseworker),
    ("kontakt_bergen", Role::ContactPerson),
    ("nattvakt", Role::Helpline),
    ("leder", Role::Lead),
    ("systemansvarlig", Role::Admin),
];

/// An address of a route, with something in its places.
fn address(pattern: &str, client: &str) -> String {
    pattern
        .replace("{client}", client)
        .replace("{record}", "none")
        .replace("{entry}", "none")
        .replace("{file}", "none")
        .replace("{glass}", "none")
        .replace("{year}", "2019")
        .replace("{id}", "999999")
        .replace("{token}", "none")
        .replace("{key}", "oslo")
        .replace("{name}", "none")
        .replace("{job}", "none")
        .replace("{task}", "none")
        .replace("{enquiry}", "none")
        .replace("{subject}", "none")
        .replace("{arrival}", "none")
        .replace("{announcement}", "none")
        .replace("{stay}", "none")
        .replace("{notice}", "none")
        .replace("{frozen}", "none")
}

/// The reference of some client, as the list of clients links to her.
fn some_client() -> String {
    let page = demo().signed_in("leder").get("/clients?state=all");
    let links = page.attributes("th[scope=row] a", "href");
    links[0].strip_prefix("/clients/").unwrap().to_owned()
}

fn every_route_lets_in_its_roles() {
    let client = some_client();
    for (username, role) in PEOPLE {
        let mut browser = demo().signed_in(username);
        for route in ROUTES.iter().filter(|route| route.area != Area::Public && !route.pattern.starts_with("/sign-out"))
        {
            let path = address(route.pattern, &client);
            let allowed = may(role, route.area);
            let page = match route.method {
                "GET" => browser.get(&path),
                // With a wrong token: whoever is let in is told so, and nothing is done.
                _ => browser.post(&path, &[("csrf", "wrong")]),
            };
            // What is named there is not there: only its absence can be answered. The client is no resident of hers.
            let there = ["{client}", "{year}", "{key}", "{id}"];
            let named = there.iter().fold(route.pattern.to_owned(), |rest, part| rest.replace(part, ""));
            let missing_inside = named.contains('{')
                || ["{year}/records", "/residents/"].iter().any(|part| route.pattern.contains(part));
            if !allowed {
                assert_eq!(page.status, 404, "{username} {} {path}", route.method);
            } else if route.method == "POST" {
                assert_eq!(page.status, 422, "{username} {} {path}", route.method);
            } else if !missing_inside {
                assert!(matches!(page.status, 200 | 303), "{username} {} {path}: {}", route.method, page.status);
            }
        }
    }
    // Nobody: every address asks her to sign in, those that are not there too.
    let mut visitor = demo().visitor();
    for path in ROUTES
        .iter()
        .filter(|route| route.area != Area::Public)
        .map(|route| address(route.pattern, &client))
        .chain(["/no/such".to_owned()])
    {
        let page = visitor.get(&path);
        assert_eq!((page.status, page.header("location").starts_with("/sign-in")), (303, true), "{path}");
        let posted = visitor.post(&path, &[]);
        assert_eq!((posted.status, posted.header("location")), (303, "/sign-in"), "{path}");
    }
}

fn every_route_has_its_row() {
    fn sources(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut all = Vec::new();
    sources(&project("src"), &mut all);
    let mut found = BTreeSet::new();
    for part in all.iter().flat_map(|source| source.split(".route(\"").skip(1)) {
        let (pattern, rest) = part.split_once('"').unwrap();
        let method = if rest.trim_start_matches([',', ' ', '\n']).starts_with("web::get") { "GET" } else { "POST" };
        found.insert((method.to_owned(), pattern.to_owned()));
    }
    // The kinds of a client's records have the same routes, made of their places.
    for record in all.iter().flat_map(|source| source.split("\nimpl Record for ").skip(1)) {
        let constants = record.split("    fn headings").next().unwrap();
        let place = constants.split("const PLACE: &'static str = \"").nth(1).unwrap().split('"').next().unwrap();
        let mut add = |method: &str, rest: &str| {
            found.insert((method.to_owned(), format!("/clients/{{client}}/{place}/{rest}")));
        };
        for (method, rest) in [("GET", "new"), ("POST", "new"), ("GET", "{record}"), ("POST", "{record}")] {
            add(method, rest);
        }
        if constants.contains("const REMOVE: Option<&'static str> = Some") {
            add("POST", "{record}/removal");
        }
    }
    let rows: BTreeSet<(String, String)> =
        ROUTES.iter().map(|route| (route.method.to_owned(), route.pattern.to_owned())).collect();
    assert_eq!(found, rows);
    assert_eq!(rows.len(), ROUTES.len(), "no route has two rows");
}

fn not_yours_is_not_existing() {
    let mut caseworker = demo().signed_in("radgiver1");
    let missing = caseworker.get("/no/such/address");
    assert_eq!(missing.status, 404);
    for path in [
        "/users",
        "/facilities/oslo",
        "/register/import",
        "/report/2019/records?figure=clients.assisted",
        "/report/nonsense",
    ] {
        let refused = caseworker.get(path);
        assert_eq!((refused.status, refused.body == missing.body), (404, true), "{path}");
        let names = |page: &Page| {
            let headers: BTreeSet<_> = page.headers.iter().filter(|(name, _)| name != "date").cloned().collect();
            headers
        };
        assert_eq!(names(&refused), names(&missing), "{path}");
    }
    let mut lead = demo().signed_in("leder");
    let missing = lead.get("/no/such/address");
    let other_job = lead.get("/register/import/somebody-elses");
    assert_eq!((other_job.status, other_job.body == missing.body), (404, true));
}

fn every_answer_carries_the_headers() {
    let mut lead = demo().signed_in("leder");
    let style = lead.get("/sign-in").header("location").to_owned();
    assert_eq!(style, "/");
    let report = lead.get("/report/2019");
    let css = report.attributes("link[rel=stylesheet]", "href").remove(0);
    let mut visitor = demo().visitor();
    let answers = [
        report,
        lead.get("/no/such"),
        lead.get(&css),
        lead.get("/static/none.css"),
        visitor.get("/"),
        visitor.get("/sign-in"),
        visitor.post_from("/sign-in", &[], &[]),
    ];
    for page in answers {
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none';")
                && policy.contains("frame-ancestors 'none'")
                && !policy.contains("unsafe")
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(page.header(name), value, "{}", page.status);
        }
        assert!(page.header("permissions-policy").contains("geolocation=()"));
        for (name, cookie) in page.headers.iter().filter(|(name, _)| name == "set-cookie") {
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{name}: {cookie}");
        }
    }
}

fn foreign_posts_change_nothing() {
    let server = demo();
    let mut admin = server.signed_in("systemansvarlig");
    let token = admin.get("/facilities/new").token();
    let key = "fremmed";
    let form = |token: &str| {
        vec![
            ("csrf".to_owned(), token.to_owned()),
            ("key".to_owned(), key.to_owned()),
            ("name".to_owned(), "Fremmed".to_owned()),
            ("kind".to_owned(), "hotel".to_owned()),
        ]
    };
    let send = |browser: &mut Browser, token: &str, headers: &[(&str, &str)]| {
        let form = form(token);
        let pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post_from("/facilities", &pairs, headers).status
    };
    let own = server.url.clone();
    let other_token = server.signed_in("systemansvarlig").get("/facilities/new").token();
    for (token, headers, status) in [
        ("", vec![("Origin", own.as_str())], 422),
        ("wrong", vec![("Origin", own.as_str())], 422),
        (other_token.as_str(), vec![("Origin", own.as_str())], 422),
        (token.as_str(), vec![], 403),
        (token.as_str(), vec![("Origin", "https://example.org")], 403),
        (token.as_str(), vec![("Origin", "null")], 403),
        (token.as_str(), vec![("Sec-Fetch-Site", "cross-site")], 403),
        (token.as_str(), vec![("Sec-Fetch-Site", "cross-site"), ("Origin", "null")], 403),
        (token.as_str(), vec![("Sec-Fetch-Site", "none")], 403),
        (token.as_str(), vec![("Sec-Fetch-Site", "same-site"), ("Origin", own.as_str())], 403),
        (token.as_str(), vec![("Sec-Fetch-Site", "same-origin"), ("Origin", "https://example.org")], 403),
    ] {
        assert_eq!(send(&mut admin, token, &headers), status, "{token} {headers:?}");
        assert_eq!(admin.get(&format!("/facilities/{key}")).status, 404, "nothing was added");
    }
}

fn wrong_sign_ins_look_the_same() {
    let try_with = |username: &str, password: &str| {
        let mut visitor = demo().visitor();
        let token = visitor.get("/sign-in").token();
        let page = visitor.post("/sign-in", &[("csrf", &token), ("username", username), ("password", password)]);
        assert_eq!(page.status, 422);
        assert_eq!(page.attributes("input[name=password]", "value"), [""], "the password is never sent back");
        (page.texts(".ds-error-summary li"), page.texts("title"))
    };
    let unknown = try_with("finnes-ikke", "et passord som er langt nok");
    assert_eq!(unknown, try_with("kontakt_alta", "et passord som er langt nok"));
    assert_eq!(unknown, try_with("radgiver3", ""), "an account without password");
    assert!(unknown.1[0].starts_with("Feil:"), "{unknown:?}");
}

fn guessing_is_slowed() {
    let mut visitor = demo().visitor();
    let token = visitor.get("/sign-in").token();
    let attempt = |username: &str, password: &str| {
        visitor.clone().post("/sign-in", &[("csrf", &token), ("username", username), ("password", password)]).status
    };
    // kontakt_oslo has no password in the demo: a pause of this account concerns no other test.
    for _ in 0..6 {
        assert_eq!(attempt("kontakt_oslo", "galt"), 422);
    }
    let mut other = demo().visitor();
    let token = other.get("/sign-in").token();
    let right = other.post("/sign-in", &[("csrf", &token), ("username", "radgiver1"), ("password", demo().password())]);
    assert_eq!(right.status, 303, "one account's pause concerns no other");
}

fn expected() -> Value {
    serde_json::from_slice(&std::fs::read(project("tests/data/expected-2019.json")).unwrap()).unwrap()
}

/// Every value of the JSON by its place: figure, category, inner category.
fn places(figures: &Value) -> BTreeMap<(String, String, String), Option<f64>> {
    let mut places = BTreeMap::new();
    for (id, value) in figures.as_object().unwrap() {
        match value {
            Value::Object(outer) => {
                for (category, value) in outer {
                    match value {
                        Value::Object(inner) => {
                            for (name, value) in inner {
                                places.insert((id.clone(), category.clone(), name.clone()), value.as_f64());
                            }
                        }
                        value => drop(places.insert((id.clone(), category.clone(), String::new()), value.as_f64())),
                    }
                }
            }
            value => drop(places.insert((id.clone(), String::new(), String::new()), value.as_f64())),
        }
    }
    places
}

fn the_report_holds_every_figure() {
    let page = demo().signed_in("leder").get("/report/2019");
    assert_eq!(page.status, 200);
    let selector = scraper::Selector::parse("[data-figure][data-value]").unwrap();
    let mut found = BTreeMap::new();
    for element in page.html().select(&selector) {
        let part = |name: &str| element.attr(name).unwrap_or("").to_owned();
        let value = part("data-value");
        let place = (part("data-figure"), part("data-category"), part("data-inner"));
        let shown: String = element.text().collect();
        if let Ok(number) = value.parse::<f64>() {
            // What a person reads is the number that stands in the attribute.
            let shown_number = shown.rsplit(": ").next().unwrap_or("");
            let digits: String = shown_number.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect();
            assert_eq!(digits.replace(',', ".").parse::<f64>().ok(), Some(number), "{place:?} shows {shown}");
        }
        assert!(found.insert(place.clone(), value.parse().ok()).is_none(), "{place:?} stands twice");
    }
    assert_eq!(found, places(&expected()["figures"]));
    let tiles = page.texts(".tile b");
    assert_eq!(
        tiles.iter().map(|tile| tile.replace('\u{a0}', " ")).collect::<Vec<_>>(),
        ["63", "40", "23", "1 912", "3 118"]
    );
    let demo_mark = page.texts("[class*=demo]");
    assert!(demo_mark.iter().any(|text| text.contains("oppdiktet")), "every page of the demo is marked");
}

fn every_number_opens_its_records() {
    let mut lead = demo().signed_in("leder");
    let page = lead.get("/report/2019");
    let selector = scraper::Selector::parse("[data-figure][data-value]").unwrap();
    let link = scraper::Selector::parse("a").unwrap();
    let mut numbers = Vec::new();
    for element in page.html().select(&selector) {
        let inside = element.select(&link).next().and_then(|link| link.attr("href")).map(str::to_owned);
        let around =
            element.ancestors().filter_map(scraper::ElementRef::wrap).find(|parent| parent.value().name() == "a");
        let href = inside.or_else(|| around.and_then(|link| link.attr("href").map(str::to_owned)));
        if let Some(href) = href {
            numbers.push((
                href,
                element.attr("data-value").unwrap().to_owned(),
                element.attr("data-figure").unwrap().to_owned(),
            ));
        }
    }
    assert!(numbers.len() > 300, "{}", numbers.len());
    for (href, value, figure) in numbers {
        let records = lead.get(&href);
        assert_eq!(records.status, 200, "{href}");
        let number: f64 = records.attributes("[data-number]", "data-number")[0].parse().unwrap();
        assert_eq!(number, value.parse::<f64>().unwrap(), "{href}");
        let mut listed = records.attributes("tr[data-record]", "data-record").len();
        let mut next = records.attributes("a[rel=next]", "href");
        while let Some(address) = next.pop() {
            let more = lead.get(&address);
            listed += more.attributes("tr[data-record]", "data-record").len();
            next = more.attributes("a[rel=next]", "href");
        }
        let count: usize = records.attributes("[data-count]", "data-count")[0].parse().unwrap();
        assert_eq!(listed, count, "{href}");
        assert!(records.texts("tr[data-record] th").iter().all(|label| !label.is_empty()), "{href} names every record");
        // Ages, shares, sums and nights are no counts of records; the page says what each record adds.
        let counts_records = records.texts("th.num").is_empty()
            && !figure.contains("age.")
            && !figure.ends_with("nationalities")
            && !figure.ends_with("percent");
        if counts_records {
            assert_eq!(f64::from(u32::try_from(listed).unwrap()), number, "{href}");
        }
    }
}

fn a_caseworker_sees_figures_only() {
    let mut caseworker = demo().signed_in("radgiver1");
    let page = caseworker.get("/report/2019");
    assert_eq!(page.texts(".tile b")[0], "63");
    assert!(page.attributes("a", "href").iter().all(|href| !href.contains("/records")));
    assert!(
        page.attributes("nav a", "href")
            .iter()
            .all(|href| !href.starts_with("/users") && !href.starts_with("/register"))
    );
}

fn an_invited_user_chooses_a_password() {
    let server = demo();
    let mut admin = server.signed_in("systemansvarlig");
    let page = admin.get("/users/new");
    let once = page.attributes("input[name=once]", "value").remove(0);
    let token = page.token();
    let form = [
        ("csrf", token.as_str()),
        ("once", once.as_str()),
        ("username", "ny.radgiver"),
        ("name", "Ny Rådgiver"),
        ("role", "caseworker"),
    ];
    let invited = admin.post("/users", &form);
    assert_eq!(invited.status, 200);
    let link = invited.attributes("#link", "value").remove(0);
    let path = link.strip_prefix(&server.url).unwrap().to_owned();
    let repeated = admin.post("/users", &form);
    assert_eq!((repeated.status, repeated.header("location")), (303, "/users"), "a form sent twice has one effect");

    let mut guest = server.visitor();
    let token = guest.get(&path).token();
    let mut choose =
        |password: &str, again: &str| guest.post(&path, &[("csrf", &token), ("password", password), ("again", again)]);
    for (password, again, error) in [
        ("kort", "kort", "Passordet må ha fra 15 til 255 tegn."),
        ("passordpassordpassord", "passordpassordpassord", "Passordet er for lett å gjette."),
        ("fjell tusen regnbue sykkel", "noe annet enn det første", "De to passordene er ikke like."),
    ] {
        let refused = choose(password, again);
        assert_eq!(refused.status, 422);
        assert!(
            refused.texts(".ds-error-summary li")[0].starts_with(error),
            "{:?}",
            refused.texts(".ds-error-summary li")
        );
    }
    let accepted = choose("fjell tusen regnbue sykkel", "fjell tusen regnbue sykkel");
    assert_eq!((accepted.status, accepted.header("location")), (303, "/"));
    assert_eq!(guest.get("/report/2019").texts(".tile b")[0], "63", "she is signed in");
    let mut late = server.visitor();
    assert_eq!(late.get(&path).status, 404, "the link works once");

    let user = format!("tr[data-user=\"{}\"] form", "ny.radgiver");
    let close = admin
        .get("/users")
        .attributes(&user, "action")
        .into_iter()
        .find(|action| action.ends_with("deactivation"))
        .unwrap();
    let token = admin.get("/users").token();
    assert_eq!(admin.post(&close, &[("csrf", &token)]).status, 303);
    assert_eq!(guest.get("/report/2019").status, 303, "a closed account is signed out at once");
}

fn a_new_lead_needs_another() {
    let server = demo();
    let mut admin = server.signed_in("systemansvarlig");
    let page = admin.get("/users/new");
    let (once, token) = (page.attributes("input[name=once]", "value").remove(0), page.token());
    let form = [
        ("csrf", token.as_str()),
        ("once", once.as_str()),
        ("username", "ny.leder"),
        ("name", "Ny Leder"),
        ("role", "lead"),
    ];
    assert_eq!(admin.post("/users", &form).header("location"), "/users?said=awaits");
    let row = "tr[data-user=\"ny.leder\"]";
    let invitation = |admin: &mut Browser| {
        let page = admin.get("/users");
        page.attributes(&format!("{row} form"), "action").into_iter().find(|action| action.ends_with("invitation"))
    };
    assert_eq!(invitation(&mut admin), None, "nobody is invited before a lead has agreed");
    let id = admin
        .get("/users")
        .attributes(&format!("{row} form"), "action")
        .remove(0)
        .split('/')
        .nth(2)
        .unwrap()
        .to_owned();
    let token = admin.get("/users").token();
    assert_eq!(admin.post(&format!("/users/{id}/invitation"), &[("csrf", &token)]).status, 404);
    assert_eq!(
        admin.post(&format!("/lead-grants/{id}/approval"), &[("csrf", &token)]).status,
        404,
        "not by the one who asks"
    );

    let mut lead = server.signed_in("leder");
    let home = lead.get("/");
    let approval = format!("/lead-grants/{id}/approval");
    assert!(home.attributes("main form", "action").contains(&approval));
    assert_eq!(lead.post(&approval, &[("csrf", &home.token())]).status, 303);
    assert!(!lead.get("/").attributes("main form", "action").contains(&approval));
    assert!(invitation(&mut admin).is_some());
}

/// Looks in on an import until it has ended.
fn result_of(lead: &mut Browser, started: &Page) -> Page {
    assert_eq!(started.status, 303, "{}", started.body);
    let path = started.header("location").to_owned();
    for _ in 0..600 {
        let page = lead.get(&path);
        assert_eq!(page.status, 200);
        if page.attributes("[data-running]", "role").is_empty() {
            return page;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the import does not end");
}

fn an_import_through_the_page() {
    let mut lead = demo().signed_in("leder");
    let token = lead.get("/register/import").token();
    let wrong = lead.upload(
        "/register/import",
        &token,
        &[("facilities.csv", b"facility,name,type\nnytt,Nytt sted,slott\n"), ("ukjent.csv", b"a\n")],
    );
    let page = result_of(&mut lead, &wrong);
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 2, "{rows:?}");
    let cells = page.texts("tbody tr:first-child td");
    assert_eq!(&cells[..3], ["facilities.csv", "2", "type"]);
    assert!(cells[3].contains("er ikke tillatt; tillatt: crisis_centre"), "{cells:?}");

    let right = lead.upload(
        "/register/import",
        &token,
        &[("facilities.csv", b"facility,name,type\nimportert,Importert,hotel\n")],
    );
    let page = result_of(&mut lead, &right);
    assert_eq!(page.texts("tr[data-table=facilities] td"), ["1"]);

    assert_eq!(lead.upload("/register/import", &token, &[]).status, 422);
    assert_eq!(
        lead.upload("/register/import", "wrong", &[("facilities.csv", b"facility,name,type\nx,X,hotel\n")]).status,
        422
    );
}

fn forms_come_back_with_answers() {
    let mut admin = demo().signed_in("systemansvarlig");
    let token = admin.get("/facilities/new").token();
    let page = admin.post(
        "/facilities",
        &[
            ("csrf", &token),
            ("key", "a;b"),
            ("name", "Ærlig & <b>«sted»</b>"),
            ("kind", "hotel"),
            ("valid_from", "31.02.2020"),
            ("valid_to", "010120"),
        ],
    );
    assert_eq!(page.status, 422);
    assert!(page.texts("title")[0].starts_with("Feil: "));
    assert_eq!(page.attributes("#name", "value"), ["Ærlig & <b>«sted»</b>"]);
    assert_eq!(page.attributes("#valid_from", "value"), ["31.02.2020"]);
    assert_eq!(page.attributes("#kind option[selected]", "value"), ["hotel"]);
    let summary = page.attributes(".ds-error-summary a", "href");
    assert_eq!(summary, ["#key", "#valid_from"]);
    for link in summary {
        let id = link.trim_start_matches('#');
        let at_field = page.texts(&format!("#{id}-error"));
        assert!(page.texts(".ds-error-summary a").contains(&at_field[0]), "the same words at the field");
        assert_eq!(page.attributes(&format!("#{id}"), "aria-invalid"), ["true"]);
    }
    assert!(!page.body.contains("<b>«sted»"), "what people write is never markup");
}

fn two_editors_lose_nothing() {
    let (mut one, mut two) = (demo().signed_in("systemansvarlig"), demo().signed_in("systemansvarlig"));
    let (first, second) = (one.get("/facilities/hamar"), two.get("/facilities/hamar"));
    let version = |page: &Page| page.attributes("input[name=version]", "value").remove(0);
    let save = |browser: &mut Browser, page: &Page, name: &str| {
        let (token, version) = (page.token(), version(page));
        browser.post(
            "/facilities/hamar",
            &[("csrf", &token), ("version", &version), ("name", name), ("kind", "crisis_centre")],
        )
    };
    assert_eq!(save(&mut one, &first, "Hamar ved den første").status, 303);
    let lost = save(&mut two, &second, "Hamar ved den andre");
    assert_eq!(lost.status, 409);
    assert_eq!(lost.attributes("#name", "value"), ["Hamar ved den andre"], "her own text is kept");
    assert!(lost.texts(".ds-error-summary li")[0].contains("Hamar ved den første"), "and the other is shown");
    assert_eq!(save(&mut two, &lost, "Hamar ved den andre").status, 303);
}

fn signing_out_ends_sessions() {
    // A server of its own: sessions that end here would end under the feet of other tests.
    let server = Server::start();
    let (mut here, mut there) = (server.signed_in("nattvakt"), server.signed_in("nattvakt"));
    let stolen = here.clone();
    let token = here.get("/account").token();
    assert_eq!(here.get("/sign-out").status, 404, "a link signs nobody out");
    assert_eq!(here.post("/sign-out", &[("csrf", &token)]).status, 303);
    assert_eq!(stolen.clone().get("/account").status, 303, "the old cookie opens nothing");
    assert_eq!(there.get("/account").status, 200);
    let token = there.get("/account").token();
    let mut third = server.signed_in("nattvakt");
    let others = there.get("/account").attributes("form[action$=\"/end\"]", "action");
    assert_eq!(others.len(), 1, "every session but this one can be ended");
    let mut stranger = server.signed_in("leder");
    let foreign = stranger.get("/account").token();
    assert_eq!(stranger.post(&others[0], &[("csrf", &foreign)]).status, 404, "another's session is not hers to end");
    assert_eq!(there.post(&others[0], &[("csrf", &token)]).status, 303);
    assert_eq!(third.get("/account").status, 303);
    let mut third = server.signed_in("nattvakt");
    assert_eq!(there.post("/sign-out-everywhere", &[("csrf", &token)]).status, 303);
    assert_eq!(third.get("/account").status, 303);
}

fn the_language_follows_the_choice() {
    let mut visitor = demo().visitor();
    let page = visitor.get("/sign-in");
    assert_eq!(page.attributes("html", "lang"), ["nb"]);
    let token = page.token();
    let changed = visitor.post("/language", &[("csrf", &token), ("lang", "en"), ("return_to", "/sign-in")]);
    assert_eq!((changed.status, changed.header("location")), (303, "/sign-in"));
    let english = visitor.get("/sign-in");
    assert_eq!(
        (english.attributes("html", "lang"), english.texts("h1")),
        (vec!["en".to_owned()], vec!["Sign in".to_owned()])
    );
    let elsewhere =
        visitor.post("/language", &[("csrf", &token), ("lang", "en"), ("return_to", "https://example.org/")]);
    assert_eq!(elsewhere.header("location"), "/", "nobody is sent away from here");
}

fn static_files_are_kept() {
    let mut visitor = demo().visitor();
    let page = visitor.get("/sign-in");
    assert_eq!(page.header("cache-control"), "no-store");
    for href in page.attributes("link", "href") {
        let file = visitor.get(&href);
        assert_eq!(file.status, 200, "{href}");
        assert!(file.header("cache-control").contains("immutable"));
        for part in file.body.split("url(\"").skip(1).filter(|part| !part.starts_with("data:")) {
            let name = part.split('"').next().unwrap();
            assert_eq!(visitor.get(&format!("/static/{name}")).status, 200, "{href} names {name}");
        }
    }
    assert_eq!(visitor.get("/static/none.css").header("cache-control"), "no-store");
}
