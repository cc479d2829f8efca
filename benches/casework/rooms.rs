//! The pages of those who do not work in the file of one client: centres, helpline, and the lead's annual report.

use super::{Browser, Cost, Html, Page, Who, at, attribute, client_at, selector, shown};
use chrono::{Datelike, NaiveDate};
use rosa::web::urls;

/// The year whose report is asked for.
const YEAR: i32 = 2015;
/// A page that works out a whole year is asked for no more often than this.
const HEAVY: usize = 12;
/// A year is frozen no more often than this.
const FREEZES: usize = 5;
/// More look-ups an hour are refused.
const LOOK_UPS: usize = 15;
/// Which page of the list of enquiries is asked for, far behind the first.
const FAR_CALLS: usize = 200;

/// What the pages of the rooms lead to, learned from them as their readers would.
pub struct Rooms {
    residents: Vec<String>,
    stays: Vec<String>,
    calls: Vec<String>,
    open: Vec<String>,
}

impl Rooms {
    /// Follows the links of the first page of a contact person and of the list of enquiries; `open` are references of clients.
    pub fn learn(contact: &mut Browser, caseworker: &mut Browser, open: &[String]) -> Result<Self, String> {
        let board = contact.get(urls::STAYS)?.expecting(200)?;
        let residents = links(&board.body, |path| {
            path.strip_prefix(urls::RESIDENTS).is_some_and(|rest| rest.matches('/').count() == 1)
        });
        let stays = links(&board.body, |path| path.ends_with("/departure") && !path.contains("/arrivals/"));
        let list = caseworker.get(&format!("{}?from=01.01.2019&to=31.12.2019", urls::ENQUIRIES))?.expecting(200)?;
        let calls = links(&list.body, |path| {
            path.strip_prefix(urls::ENQUIRIES).is_some_and(|rest| rest.matches('/').count() == 1)
                && path != urls::NEW_ENQUIRY
        });
        if calls.is_empty() {
            return Err("the register has no enquiries of 2019".to_owned());
        }
        Ok(Self { residents, stays, calls, open: open.to_vec() })
    }

    /// What a reader of the numbers should know of them.
    pub fn notes(&self) -> Vec<String> {
        vec![format!("the contact person has {} residents", self.residents.len())]
    }
}

/// The paths that a page leads to and that are wanted, each once, in their order.
fn links(body: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let html = Html::parse_document(body);
    let mut found: Vec<String> = Vec::new();
    for link in html.select(&selector("main a[href]")) {
        let path = attribute(link, "href").split(['?', '#']).next().unwrap_or_default().to_owned();
        if is_wanted(&path) && !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// The pages of centres and of the helpline.
pub fn centres_and_helpline(rooms: &Rooms, today: NaiveDate) -> Vec<Page<'_>> {
    let mut pages = vec![
        shown("hos oss nå (contact person)", Who::ContactPerson, |_| urls::STAYS.to_owned()),
        shown("somebody unknown, blank", Who::ContactPerson, |_| urls::NEW_ARRIVAL.to_owned()),
        shown("the centre's figures", Who::ContactPerson, |_| urls::CENTRE_FIGURES.to_owned()),
        shown("all facilities", Who::Caseworker, |_| urls::STAYS.to_owned()),
        shown("all facilities (lead)", Who::Lead, |_| urls::STAYS.to_owned()),
        shown("stays of a year", Who::Caseworker, |index| {
            let year = 2000 + index % 20;
            format!("{}?from=01.01.{year}&to=31.12.{year}", urls::STAY_LIST)
        }),
        shown("enquiries, two years (154,000)", Who::Caseworker, |_| {
            format!("{}?from=01.01.2018&to=31.12.2019", urls::ENQUIRIES)
        }),
        shown("enquiries (night duty)", Who::NightDuty, |_| urls::ENQUIRIES.to_owned()),
        shown("enquiries of a year about possible victims", Who::Caseworker, |index| {
            let year = 2000 + index % 20;
            format!("{}?from=01.01.{year}&to=31.12.{year}&topic=possible_victim&year={year}", urls::ENQUIRIES)
        }),
        shown("enquiries of a year, page 200 and after", Who::Caseworker, |index| {
            format!("{}?from=01.01.2019&to=31.12.2019&page={}", urls::ENQUIRIES, FAR_CALLS + index)
        }),
        shown("an enquiry", Who::Caseworker, |index| at(&rooms.calls, index).clone()),
        shown("a new enquiry, blank", Who::NightDuty, |_| urls::NEW_ENQUIRY.to_owned()),
        saved_call("saving an enquiry", Who::NightDuty, today, &[("topic", "information")]),
        saved_call(
            "saving one about a possible victim",
            Who::Caseworker,
            today,
            &[("topic", "possible_victim"), ("gender", "female"), ("first_time", "yes"), ("outcome", "accepted")],
        ),
        Page::new("looking up a night card", Who::NightDuty, |browser, index| {
            let token = browser.token_of(urls::NIGHT_CARD)?;
            let number = format!("2019-{index:06}");
            let pairs = [("csrf".to_owned(), token), ("asked".to_owned(), number)];
            let answer = browser.post(urls::NIGHT_CARD, &pairs)?.expecting(200)?;
            Ok(Cost::of(&[&answer]))
        })
        .at_most(LOOK_UPS),
        shown("announcing somebody to a centre, blank", Who::Caseworker, |index| {
            urls::client_part(client_at(&rooms.open, index), "announcements/new")
        }),
        shown("first page (night duty)", Who::NightDuty, |_| urls::HOME.to_owned()),
        shown("first page (administrator)", Who::Admin, |_| urls::HOME.to_owned()),
    ];
    if !rooms.residents.is_empty() && !rooms.stays.is_empty() {
        pages.extend(residents(rooms));
    }
    pages
}

/// What a contact person opens of those who live at her centre.
fn residents(rooms: &Rooms) -> Vec<Page<'_>> {
    let resident = |index: usize, part: &str| format!("{}{part}", at(&rooms.residents, index));
    vec![
        shown("a resident", Who::ContactPerson, move |index| resident(index, "")),
        shown("a note for the centre, blank", Who::ContactPerson, move |index| resident(index, "/notes/new")),
        shown("departure, blank", Who::ContactPerson, |index| at(&rooms.stays, index).clone()),
        Page::new("confirming that she is there", Who::ContactPerson, |browser, index| {
            let address = at(&rooms.stays, index).replace("/departure", "/confirmation");
            posted(browser, &address, &[])
        }),
    ]
}

/// The lead's pages of a year: each works out the whole year.
pub fn report<'a>(today: NaiveDate) -> Vec<Page<'a>> {
    let missing = format!("{}/missing", urls::report(YEAR));
    let freeze = format!("{}/freeze", urls::report(YEAR));
    let blank = freeze.clone();
    let compare = format!("{}/compare?from={}&to={}", urls::REPORT, YEAR - 9, YEAR);
    vec![
        shown("report of a year", Who::Lead, |_| urls::report(YEAR)).at_most(HEAVY),
        shown("report of the running year", Who::Lead, move |_| urls::report(today.year())).at_most(HEAVY),
        shown("what is missing in a year", Who::Lead, move |_| missing.clone()).at_most(HEAVY),
        shown("ten years side by side", Who::Lead, move |_| compare.clone()).at_most(HEAVY),
        shown("freezing a year, blank", Who::Lead, move |_| blank.clone()).at_most(HEAVY),
        Page::new("freezing a year", Who::Lead, move |browser, index| {
            let reason = format!("Måling {index}");
            posted(browser, &freeze, &[("reason", reason.as_str())])
        })
        .at_most(FREEZES),
        Page::new("a frozen year", Who::Lead, |browser, _| {
            let address = frozen(browser)?;
            let answer = browser.get(&address)?.expecting(200)?;
            Ok(Cost::of(&[&answer]))
        })
        .at_most(HEAVY),
        Page::new("what moved since it was frozen", Who::Lead, |browser, _| {
            let address = format!("{}/differences", frozen(browser)?);
            let answer = browser.get(&address)?.expecting(200)?;
            Ok(Cost::of(&[&answer]))
        })
        .at_most(HEAVY),
    ]
}

/// The page of the year that was frozen last.
fn frozen(browser: &mut Browser) -> Result<String, String> {
    let report = browser.get(&urls::report(YEAR))?.expecting(200)?;
    let prefix = format!("{}/frozen/", urls::report(YEAR));
    let found = links(&report.body, |path| path.strip_prefix(&prefix).is_some_and(|rest| !rest.contains('/')));
    found.into_iter().next().ok_or_else(|| format!("{} leads to no frozen year", report.path))
}

/// Opens a form, fills it in and posts it to its own address; the post alone is counted.
fn posted(browser: &mut Browser, address: &str, answers: &[(&str, &str)]) -> Result<Cost, String> {
    let mut form = browser.fresh_form(address, address)?;
    for (name, value) in answers {
        form.set(name, value);
    }
    let answer = browser.post(address, &form.pairs)?.expecting(303)?;
    Ok(Cost::of(&[&answer]))
}

/// A call that is registered; the form is opened before and not counted.
fn saved_call<'a>(
    name: &'static str,
    who: Who,
    today: NaiveDate,
    answers: &'static [(&'static str, &'static str)],
) -> Page<'a> {
    Page::new(name, who, move |browser, index| {
        let note = format!("Spør om retten til nødhjelp, samtale nummer {index}.");
        let mut form = browser.fresh_form(urls::NEW_ENQUIRY, urls::NEW_ENQUIRY)?.with_text(&note, today)?;
        for (name, value) in answers {
            form.set(name, value);
        }
        let answer = browser.post(urls::NEW_ENQUIRY, &form.pairs)?.expecting(303)?;
        if !answer.location.contains("saved=") {
            return Err(format!("a registered call leads to {}", answer.location));
        }
        Ok(Cost::of(&[&answer]))
    })
}
