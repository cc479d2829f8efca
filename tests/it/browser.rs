//! The pages in a real browser: accessibility rules on every page and error state, wide and narrow, light and dark; what is
//! typed is kept. Work with the keyboard alone is in `keyboard.rs`.

use crate::support::chromium::{self, Chromium, with_browser};
use crate::support::server::demo;
use crate::support::{is_required, test};
use libtest_mimic::Trial;

pub fn trials() -> Vec<Trial> {
    let absent = !chromium::is_available() && !is_required("chromium");
    [
        test("browser: signing in is accessible", signing_in_is_sound),
        // The pages of caseworkers are by far the most: parts of them, so that every core has something to do.
        test("browser: pages are accessible, fit a phone and keep their policy: lead, administrator", || {
            pages_are_sound(&["leder", "systemansvarlig"], (0, 1));
        }),
        test("browser: pages are accessible, fit a phone and keep their policy: caseworker, part 1", || {
            pages_are_sound(&["radgiver1"], (0, 3));
        }),
        test("browser: pages are accessible, fit a phone and keep their policy: caseworker, part 2", || {
            pages_are_sound(&["radgiver1"], (1, 3));
        }),
        test("browser: pages are accessible, fit a phone and keep their policy: caseworker, part 3", || {
            pages_are_sound(&["radgiver1"], (2, 3));
        }),
        test("browser: what is typed is kept while it is typed, and comes back", typing_is_kept),
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
    let caseworker = ["/", "/break-glass", "/benefits?month=2019-11", "/benefits/export", "/outreach", "/outreach/new"]
        .into_iter()
        .map(str::to_owned)
        .chain(client_pages())
        .collect();
    let owned = |pages: &[&str]| pages.iter().map(|page| (*page).to_owned()).collect();
    vec![("leder", owned(&lead)), ("systemansvarlig", owned(&admin)), ("radgiver1", caseworker)]
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

/// How every page is looked at: once loaded, it is shown in all these ways.
const LOOKS: [(i64, bool); 4] = [(1280, false), (390, false), (390, true), (1280, true)];

/// What depends on the colours. In the dark the other rules would find what they found in the light: a dark page has the same
/// elements, shown and hidden in the same places.
const OF_COLOUR: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// What is wrong with the page that is shown, wide and narrow, light and dark: accessibility rules, what scrolls sideways on a
/// phone, and what its own policy forbids.
async fn faults(browser: &Chromium) -> Vec<String> {
    let mut found = Vec::new();
    let inline = "script:not([src^=\"/static/\"]), [style], [onclick], [onload]";
    let broken: i64 = browser.ask(&format!("() => document.querySelectorAll('{inline}').length")).await;
    let styles: i64 = browser.ask("() => document.styleSheets.length").await;
    if (broken, styles) != (0, 3) {
        found.push(format!("{broken} inline scripts or styles, {styles} style sheets of 3"));
    }
    browser.ready_axe().await;
    for (width, dark) in LOOKS {
        browser.look(width, dark).await;
        let look = format!("at {width}, {}", if dark { "dark" } else { "light" });
        for fault in browser.axe(if dark { &OF_COLOUR[..] } else { &[] }).await {
            found.push(format!("{look}: {fault}"));
        }
        let wide: i64 = browser.ask("() => document.documentElement.scrollWidth").await;
        if wide > width {
            found.push(format!("{look}: {wide} px wide"));
        }
    }
    browser.look(1280, false).await;
    found
}

/// Before anybody has signed in.
fn signing_in_is_sound() {
    with_browser(demo(), |browser| async move {
        browser.look(1280, false).await;
        browser.go("/sign-in").await;
        let page = faults(&browser).await;
        assert!(page.is_empty(), "/sign-in {}", page.join("\n"));
        browser.sign_in("radgiver3", "galt passord").await;
        let refused = faults(&browser).await;
        assert!(refused.is_empty(), "/sign-in refused {}", refused.join("\n"));
    });
}

/// Walks through a part of the pages of some roles: each page as it is, and its form sent as it stands.
fn pages_are_sound(usernames: &[&str], (part, of): (usize, usize)) {
    let walks: Vec<(&str, Vec<&String>)> = pages()
        .iter()
        .filter(|(username, _)| usernames.contains(username))
        .map(|(username, pages)| (*username, pages.iter().skip(part).step_by(of).collect()))
        .collect();
    with_browser(demo(), |browser| async move {
        browser.look(1280, false).await;
        let mut found = Vec::new();
        for (username, pages) in walks {
            browser.sign_in(username, demo().password()).await;
            for page in pages {
                browser.go(page).await;
                found.extend(faults(&browser).await.into_iter().map(|fault| format!("{page} {fault}")));
                let has_form: bool = browser.ask("() => !!document.querySelector('main form.form')").await;
                // A wrong password here would count against the account that the other tests use.
                if has_form && page != "/confirm" {
                    browser.send("main form.form").await;
                    found.extend(faults(&browser).await.into_iter().map(|fault| format!("{page} sent empty {fault}")));
                }
            }
            sign_out(&browser).await;
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

async fn sign_out(browser: &Chromium) {
    browser.go("/account").await;
    browser.send("form[action=\"/sign-out\"]").await;
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
