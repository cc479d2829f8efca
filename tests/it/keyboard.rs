//! Work with the keyboard alone, in a real browser, and how much of it the things take that a caseworker does all day.
//!
//! That each takes less than 30 seconds is said by counting, never by a clock: a test that is timed would fail on a busy machine
//! and pass a bad page on a fast one. The count is the keystroke-level model (Card, Moran and Newell, 1980): a key costs somebody
//! who types as people at desks do 0.28 seconds, and each thing she has to think of before she goes on 1.35. [`must_be_quick`]
//! adds it up, every Tab among the keys.

use crate::support::chromium::{self, Chromium, with_browser};
use crate::support::server::demo;
use crate::support::{is_required, test};
use libtest_mimic::Trial;

pub fn trials() -> Vec<Trial> {
    let absent = !chromium::is_available() && !is_required("chromium");
    [
        test("keyboard: signing in and reading the report", the_keyboard_is_enough),
        test("keyboard: from signing in to a saved note", a_note_by_keyboard),
        test("keyboard: a police matter with its first event", a_matter_by_keyboard),
        test("keyboard: a residence status", a_status_by_keyboard),
        test("keyboard: a stay", a_stay_by_keyboard),
        test("keyboard: a task", a_task_by_keyboard),
    ]
    .into_iter()
    .map(|trial| trial.with_ignored_flag(absent))
    .collect()
}

/// The keys that were pressed since the browser began to count, and what somebody had to think of between them, take less than
/// 30 seconds by the keystroke-level model.
fn must_be_quick(browser: &Chromium, thoughts: u32) {
    let keys = browser.keys();
    let hundredths = keys * 28 + thoughts * 135;
    assert!(hundredths < 3_000, "{keys} keys and {thoughts} thoughts take {hundredths} hundredths of a second");
}

/// The addresses of clients of a list, as radgiver1 sees it.
fn clients_of(list: &str) -> Vec<String> {
    demo().signed_in("radgiver1").get(list).attributes("th[scope=row] a", "href")
}

/// Signs in and opens a page of a client's file; from here on keys are counted, and the first of them leads past what stands
/// above every page.
async fn open_file(browser: &Chromium, page: &str) {
    browser.look(1280, false).await;
    browser.sign_in("radgiver1", demo().password()).await;
    browser.go(page).await;
    browser.count_anew();
}

/// True when something on the page matches a regular expression.
async fn stands(browser: &Chromium, selector: &str, words: &str) -> bool {
    browser
        .ask(&format!(
            "() => [...document.querySelectorAll('{selector}')].some(one => /{words}/.test(one.textContent))"
        ))
        .await
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
    let client = clients_of("/clients?state=all").remove(1);
    with_browser(demo(), |browser| async move {
        open_file(&browser, &format!("{client}/police")).await;
        browser.past_the_head().await;
        browser.tab_to("a[href*=\"/police-matters/new\"]").await;
        browser.leave(browser.press("Enter")).await;
        // What stands in a list is chosen by its first letters.
        browser.past_the_head().await;
        browser.tab_to("#offence").await;
        browser.type_text("Trus").await;
        browser.tab_to("#first_event").await;
        browser.type_text("Anmeldt").await;
        browser.tab_to("#first_on").await;
        browser.type_text("060120").await;
        browser.leave(browser.press("Enter")).await;
        let path = browser.path().await;
        assert!(path.contains("/police?said="), "{path}");
        assert!(stands(&browser, ".track", "Trusler[^]*Anmeldt[^]*06.01.2020").await);
        // That there is one to write; which offence; what happened; when.
        must_be_quick(&browser, 4);
    });
}

fn a_status_by_keyboard() {
    let client = clients_of("/clients?state=all").remove(2);
    with_browser(demo(), |browser| async move {
        open_file(&browser, &format!("{client}/residence")).await;
        browser.past_the_head().await;
        browser.tab_to("a[href*=\"/statuses/new\"]").await;
        browser.leave(browser.press("Enter")).await;
        browser.past_the_head().await;
        browser.tab_to("#status").await;
        // A status that may come after any.
        browser.type_text("Ukj").await;
        browser.tab_to("#from").await;
        browser.type_text("060120").await;
        browser.leave(browser.press("Enter")).await;
        let path = browser.path().await;
        assert!(path.contains("/residence?said="), "{path}");
        assert!(stands(&browser, "tbody tr", "Ukjent[^]*06.01.2020").await);
        // That there is one to write; which status; since when.
        must_be_quick(&browser, 3);
    });
}

fn a_stay_by_keyboard() {
    let client = clients_of("/clients?place=none").remove(0);
    with_browser(demo(), |browser| async move {
        open_file(&browser, &format!("{client}/stays")).await;
        browser.past_the_head().await;
        browser.tab_to("a[href$=\"/stays/new\"]").await;
        browser.leave(browser.press("Enter")).await;
        browser.past_the_head().await;
        browser.tab_to("#facility").await;
        browser.type_text("Lauras").await;
        // Today stands there already.
        browser.tab_to("#began_on").await;
        browser.leave(browser.press("Enter")).await;
        let path = browser.path().await;
        assert!(path.contains("/stays?said="), "{path}");
        assert!(stands(&browser, "main", "Lauras hus[^]*08.01.2020").await);
        // That she has moved in; where; that it was today.
        must_be_quick(&browser, 3);
    });
}

fn a_task_by_keyboard() {
    let client = clients_of("/clients?state=all").remove(3);
    with_browser(demo(), |browser| async move {
        open_file(&browser, &format!("{client}/tasks")).await;
        browser.past_the_head().await;
        browser.tab_to("a[href$=\"/task/new\"]").await;
        browser.leave(browser.press("Enter")).await;
        browser.past_the_head().await;
        browser.tab_to("#title").await;
        browser.type_text("Ring advokaten").await;
        browser.tab_to("#due").await;
        // The first of the days near by is today.
        browser.press(" ").await;
        browser.leave(browser.press("Enter")).await;
        let path = browser.path().await;
        assert!(path.contains("/tasks?said="), "{path}");
        assert!(stands(&browser, "main li", "Ring advokaten[^]*i dag").await);
        // That there is one to write; what it is; when it is due.
        must_be_quick(&browser, 3);
    });
}
