//! The pages in a real browser: accessibility rules on every page and error state, wide and narrow, light and dark; signing
//! in with the keyboard alone.

use crate::support::chromium::{self, Chromium, with_browser};
use crate::support::server::demo;
use crate::support::{is_required, test};
use libtest_mimic::Trial;

pub fn trials() -> Vec<Trial> {
    let absent = !chromium::is_available() && !is_required("chromium");
    [
        test("browser: axe finds nothing on any page, wide and narrow, light and dark", axe_finds_nothing),
        test("browser: no page scrolls sideways on a phone", no_page_scrolls_sideways),
        test("browser: signing in and reading the report with the keyboard alone", the_keyboard_is_enough),
        test("browser: from signing in to a saved note with the keyboard alone", a_note_by_keyboard),
        test("browser: a police matter with its first event with the keyboard alone", a_matter_by_keyboard),
        test("browser: what is typed is kept while it is typed, and comes back", typing_is_kept),
        test("browser: pages have nothing inline and break no rule of their own policy", pages_keep_their_policy),
    ]
    .into_iter()
    .map(|trial| trial.with_ignored_flag(absent))
    .collect()
}

/// The pages that each role sees, found once.
fn pages() -> &'static [(&'static str, Vec<String>)] {
    static PAGES: std::sync::OnceLock<Vec<(&'static str, Vec<String>)>> = std::sync::OnceLock::new();
    PAGES.get_or_init(found_pages)
}

/// Of each kind of page one, as the links of the pages before lead to them.
fn found_pages() -> Vec<(&'static str, Vec<String>)> {
    let lead = [
        "/",
        "/account",
        "/confirm",
        "/report/2019",
        "/report/2030",
        "/report/2019/records?figure=housing.nights",
        "/register/import",
        "/yearly-figures",
        "/yearly-figures/new",
        "/no/such",
    ];
    let admin = [
        "/users",
        "/users/new",
        "/facilities",
        "/facilities/new",
        "/facilities/oslo",
        "/deadline-rules",
        "/deadline-rules/appeal",
        "/benefit-rates",
        "/benefit-rates/new",
    ];
    let caseworker =
        ["/", "/break-glass", "/benefits?month=2019-11", "/benefits/export", "/outreach", "/outreach/new", "/stays"]
            .into_iter()
            .map(str::to_owned)
            .chain(client_pages())
            .collect();
    let owned = |pages: &[&str]| pages.iter().map(|page| (*page).to_owned()).collect();
    vec![
        ("leder", owned(&lead)),
        ("systemansvarlig", owned(&admin)),
        ("radgiver1", caseworker),
        ("kontakt_bergen", centre_pages()),
    ]
}

/// The pages of a contact person in whose centre there is something of everything: a resident, somebody announced, somebody
/// without consent, a note. It all begins in 2020, so that the figures of 2019 stay as they are.
fn centre_pages() -> Vec<String> {
    let mut rosa = demo().signed_in("radgiver1");
    let client = rosa.get("/clients?state=all").attributes("th[scope=row] a", "href")[0].clone();
    let new = format!("{client}/stays/new");
    let form = rosa.get(&new);
    let selector = scraper::Selector::parse("option").unwrap();
    let is_bergen = |option: &scraper::ElementRef<'_>| option.text().collect::<String>().contains("Bergen");
    let bergen = form.html().select(&selector).find(is_bergen).unwrap().attr("value").unwrap().to_owned();
    let mut answer = rosa.fill(&new, &[("facility", &bergen), ("began_on", "05.01.2020")]);
    if let Some(despite) = answer.attributes("button[name=despite]", "value").pop() {
        answer = rosa.send(&answer, &new, &[("despite", &despite)]);
    }
    assert_eq!(answer.status, 303, "{}", answer.texts(".ds-error-summary").join(" "));
    let announce = format!("{client}/announcements/new");
    let answer = rosa.fill(&announce, &[("facility", &bergen), ("expected_on", "10.01.2020")]);
    assert_eq!(answer.status, 303, "{}", answer.texts(".ds-error-summary").join(" "));
    let mut contact = demo().signed_in("kontakt_bergen");
    let answer = contact.fill("/stays/arrivals/new", &[("alias", "Kari"), ("arrived_on", "06.01.2020")]);
    assert_eq!(answer.status, 303, "{}", answer.texts(".ds-error-summary").join(" "));
    let board = contact.get("/");
    let mut pages = vec!["/".to_owned()];
    let fixed = ["/stays/figures", "/stays/export", "/stays/arrivals/new", "/withdrawal-notices/new"];
    pages.extend(fixed.into_iter().map(str::to_owned));
    let resident = board.attributes(".residents th a", "href")[0].clone();
    pages.push(format!("{resident}/notes/new"));
    for page in [board, contact.get(&resident)] {
        pages.extend(page.attributes("main a[href^=\"/stays/\"]", "href"));
    }
    pages.sort_unstable();
    pages.dedup();
    pages
}

/// One page of each kind about clients, found by following links from the list and from one client's file in which there is
/// something of everything.
fn client_pages() -> Vec<String> {
    let mut browser = demo().signed_in("radgiver1");
    let list = browser.get("/clients?state=all");
    let client = list.attributes("th[scope=row] a", "href")[0].clone();
    for (part, answers) in [
        ("contacts", vec![("name", "Advokat Øre"), ("kind", "lawyer")]),
        ("contact-points", vec![("kind", "phone"), ("value", "22 00 00 31"), ("safety", "never")]),
        ("identifiers", vec![("kind", "passport"), ("value", "A 1234567"), ("verified", "no")]),
        ("alerts", vec![("level", "danger"), ("text", "Ikke ring")]),
        ("children", vec![("child_label", "9"), ("accompanying_from", "05.01.2020")]),
        ("activities", vec![("kind", "exercise"), ("from", "05.01.2020")]),
        ("police-matters", vec![("offence", "robbery"), ("first_event", "reported"), ("first_on", "05.01.2020")]),
        ("returns", vec![("programme", "iom"), ("applied_on", "05.01.2020")]),
        ("task", vec![("title", "Ring Lauras hus"), ("due", "today")]),
        ("appointments", vec![("title", "Samtale"), ("held_on", "07.01.2020"), ("outcome", "held")]),
        ("appointments", vec![("title", "Vitnemål"), ("held_on", "08.01.2020")]),
        ("deadlines", vec![("title", "Reisebeviset går ut"), ("on", "25.01.2020"), ("kind", "card")]),
    ] {
        let path = format!("{client}/{part}/new");
        let answer = browser.fill(&path, &answers);
        assert_eq!(answer.status, 303, "{path}: {}", answer.texts(".ds-error-summary").join(" "));
    }
    let answer = browser.fill("/tasks/new", &[("title", "Lag foredrag")]);
    assert_eq!(answer.status, 303, "{}", answer.texts(".ds-error-summary").join(" "));
    let path = format!("{client}/journal/new");
    let answer = browser.fill(&path, &[("mode", "phone"), ("text", "En prøve på et notat.")]);
    assert_eq!(answer.status, 303, "{}", answer.texts(".ds-error-summary").join(" "));
    let kind = |address: &str| -> String {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let is_ref = |part: &&str| part.len() == 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        path.split('/').map(|part| if is_ref(&part) { "{ref}" } else { part }).collect::<Vec<_>>().join("/")
    };
    let wanted = |address: &str| {
        (address.starts_with(&client)
            || address.starts_with("/clients")
            || address.starts_with("/notes")
            || address.starts_with("/tasks")
            || address.starts_with("/journal"))
            && !address.contains("/attachments/")
    };
    let mut found: Vec<String> = vec![
        "/clients".to_owned(),
        client.clone(),
        "/journal".to_owned(),
        "/notes/new".to_owned(),
        "/tasks".to_owned(),
    ];
    found.push(format!("{client}/deadlines"));
    let mut kinds: std::collections::BTreeSet<String> = found.iter().map(|address| kind(address)).collect();
    let mut next = 0;
    while let Some(address) = found.get(next).cloned() {
        next += 1;
        let page = browser.get(&address);
        for link in page.attributes("main a[href]", "href") {
            let address = link.split('#').next().unwrap_or_default().to_owned();
            if wanted(&address) && kinds.insert(kind(&address)) {
                found.push(address);
            }
        }
    }
    assert!(found.len() > 20, "the links lead to every kind of page: {kinds:?}");
    found
}

fn axe_finds_nothing() {
    let pages = pages();
    with_browser(demo(), |browser| async move {
        let mut found = Vec::new();
        for (width, dark) in [(1280, false), (1280, true), (390, false), (390, true)] {
            browser.look(width, dark).await;
            let mut judge = async |name: &str, browser: &Chromium| {
                for fault in browser.axe().await {
                    found.push(format!("{name} at {width}, {}: {fault}", if dark { "dark" } else { "light" }));
                }
            };
            browser.go("/sign-in").await;
            judge("/sign-in", &browser).await;
            browser.sign_in("radgiver3", "galt passord").await;
            judge("/sign-in refused", &browser).await;
            for (username, pages) in pages {
                browser.sign_in(username, demo().password()).await;
                for page in pages {
                    browser.go(page).await;
                    judge(page, &browser).await;
                    let has_form: bool = browser.ask("() => !!document.querySelector('main form.form')").await;
                    // A wrong password here would count against the account that the other tests use.
                    if has_form && page != "/confirm" {
                        browser.send("main form.form").await;
                        judge(&format!("{page} sent empty"), &browser).await;
                    }
                }
                sign_out(&browser).await;
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

async fn sign_out(browser: &Chromium) {
    browser.go("/account").await;
    browser.send("form[action=\"/sign-out\"]").await;
}

fn no_page_scrolls_sideways() {
    let pages = pages();
    with_browser(demo(), |browser| async move {
        browser.look(390, false).await;
        for (username, pages) in pages {
            browser.sign_in(username, demo().password()).await;
            for page in pages {
                browser.go(page).await;
                let wide: i64 = browser.ask("() => document.documentElement.scrollWidth").await;
                assert!(wide <= 390, "{page} is {wide} px wide");
            }
            sign_out(&browser).await;
        }
    });
}

fn the_keyboard_is_enough() {
    with_browser(demo(), |browser| async move {
        browser.look(1280, false).await;
        browser.sign_in("leder", demo().password()).await;
        assert_eq!(browser.path().await, "/");
        // The first Tab reaches the skip link, which says where it goes.
        browser.press("Tab").await;
        let first: String = browser.ask("() => document.activeElement.getAttribute('href')").await;
        assert_eq!(first, "#main");
        let focus_shows: bool = browser
            .ask("() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' || style.boxShadow !== 'none' }")
            .await;
        assert!(focus_shows, "the focus can be seen");
        for _ in 0..40 {
            let here: String = browser.ask("() => document.activeElement.getAttribute('href') || ''").await;
            if here == "/report" {
                break;
            }
            browser.press("Tab").await;
        }
        browser.leave(browser.press("Enter")).await;
        assert_eq!(browser.path().await, "/report/2019");
        let tile: String = browser.ask("() => document.querySelector('.tile b').textContent").await;
        assert_eq!(tile, "63");
    });
}

fn pages_keep_their_policy() {
    let pages = pages();
    with_browser(demo(), |browser| async move {
        browser.look(1280, false).await;
        for (username, pages) in pages {
            browser.sign_in(username, demo().password()).await;
            for page in pages {
                browser.go(page).await;
                let broken: i64 =
                    browser.ask("() => document.querySelectorAll('script:not([src^=\"/static/\"]), [style], [onclick], [onload]').length").await;
                assert_eq!(broken, 0, "{page} has an inline script or style");
                let styles: i64 = browser.ask("() => document.styleSheets.length").await;
                assert_eq!(styles, 3, "{page} has all its styles");
            }
            sign_out(&browser).await;
        }
    });
}

fn a_note_by_keyboard() {
    with_browser(demo(), |browser| async move {
        browser.look(1280, false).await;
        browser.sign_in("radgiver1", demo().password()).await;
        let mut keys = browser.tab_to("#rail-search").await;
        browser.type_text("petrowa sara").await;
        browser.leave(browser.press("Enter")).await;
        // The first hit has the focus already; a note about her is the next link.
        let name: String = browser.ask("() => document.activeElement.textContent").await;
        assert_eq!(name.trim(), "Zara Petrova");
        keys += browser.tab_to("a[href$=\"/journal/new\"]").await;
        browser.leave(browser.press("Enter")).await;
        keys += browser.tab_to("textarea").await;
        browser.type_text("Skrevet uten mus.").await;
        // From any box of the form Enter saves; nobody has to pass all of them.
        keys += 1;
        browser.press("Tab").await;
        browser.leave(browser.press("Enter")).await;
        let path = browser.path().await;
        assert!(path.contains("/journal?"), "{path}");
        let stands: bool =
            browser.ask("() => document.querySelector('main').textContent.includes('Skrevet uten mus.')").await;
        assert!(stands);
        assert!(keys < 15, "{keys} presses of Tab are too many");
    });
}

fn a_matter_by_keyboard() {
    let list = demo().signed_in("radgiver1").get("/clients?state=all");
    let client = list.attributes("th[scope=row] a", "href")[1].clone();
    with_browser(demo(), |browser| async move {
        browser.look(1280, false).await;
        browser.sign_in("radgiver1", demo().password()).await;
        browser.go(&format!("{client}/police-matters/new")).await;
        // What stands in a list is chosen by its first letters.
        let mut keys = browser.tab_to("#offence").await;
        browser.type_text("Trus").await;
        keys += browser.tab_to("#first_event").await;
        browser.type_text("Anmeldt").await;
        keys += browser.tab_to("#first_on").await;
        browser.type_text("060120").await;
        browser.leave(browser.press("Enter")).await;
        let path = browser.path().await;
        assert!(path.contains("/police?said=saved"), "{path}");
        let stands: bool = browser
            .ask("() => [...document.querySelectorAll('.track')].some(one => /Trusler[^]*Anmeldt[^]*06.01.2020/.test(one.textContent))")
            .await;
        assert!(stands);
        assert!(keys < 45, "{keys} presses of Tab are too many");
    });
}

fn typing_is_kept() {
    with_browser(demo(), |browser| async move {
        browser.look(1280, false).await;
        browser.sign_in("radgiver1", demo().password()).await;
        let client =
            demo().signed_in("radgiver1").get("/clients?state=all").attributes("th[scope=row] a", "href").remove(1);
        let form = format!("{client}/journal/new");
        browser.go(&form).await;
        browser.tab_to("textarea").await;
        browser.type_text("Halvveis i en setning").await;
        browser.until("() => /\\d\\d\\.\\d\\d/.test(document.querySelector('#draft-state').textContent)").await;
        browser.go("/clients").await;
        browser.go(&form).await;
        let back: String = browser.ask("() => document.querySelector('textarea').value").await;
        assert_eq!(back.trim(), "Halvveis i en setning");
        let kept: i64 = browser.ask("() => localStorage.length + sessionStorage.length").await;
        assert_eq!(kept, 0, "nothing is kept in the browser");
        browser
            .leave(async {
                let _: bool =
                    browser.ask("() => { document.querySelector('.draft-back button').click(); return true }").await;
            })
            .await;
        browser.go(&form).await;
        let gone: String = browser.ask("() => document.querySelector('textarea').value").await;
        assert_eq!(gone, "");
    });
}
