//! The benchmark of the daily pages: brings a register into a fresh database, runs the real `rosa serve` on it, asks
//! for the pages of a caseworker's day one after the other, and prints what each costs at the server as Markdown for
//! `docs/benchmarks.md`. Progress goes to stderr.
//!
//! ```text
//! cargo bench --bench scale -- --only-make DIR --clients 100000   makes the register, once
//! cargo bench --bench casework -- --register DIR                  200 requests for each page
//! cargo bench --bench casework -- --register DIR --requests 50    fewer
//! ```
//!
//! With `ROSA_BENCH_POSTGRES` set to the address of an empty database (no password in it) all is measured on PostgreSQL
//! too. `cargo test --all-targets` runs this without a register, unoptimised: then a few requests on the register of
//! the demo have to do.
//!
//! The times and the numbers of queries are what the server says of itself in the header Server-Timing: from the
//! request until the page is made, without the network. One connection asks, one request after the other, for different
//! clients and different searches, the same on every run. A number of queries is what the server's count grew by from
//! one answer to the next, transactions' beginnings and ends included. Where a search is posted and its result shown
//! under another address, both requests are counted together. What a form needs to be filled in is asked for before and
//! not counted.
//!
//! Forms are copied from the pages as they are served, as a browser would. Every answer must have the status that
//! belongs to it, a search by the whole name, by the case number or by a word that only one note holds must show its
//! client, and the benchmark fails otherwise, so that a fast wrong answer is not taken for a good one. Every page is
//! asked for once before anything is measured, so that what does not work is known at once. Sessions are made in the
//! database itself: no password is hashed.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::doc_markdown,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark on data of its own making: a broken assumption should stop it at once"
)]

mod rooms;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate};
use diesel::prelude::*;
use rooms::Rooms;
use rosa::access::{sessions, store as accounts};
use rosa::clients::{sight, store as cases};
use rosa::db::schema::{clients, journal_entries};
use rosa::db::{Database, Location, RefKind};
use rosa::kernel::actor::Actor;
use rosa::kernel::clock::Clock;
use rosa::kernel::codes::Role;
use rosa::kernel::error::Error;
use rosa::web::urls;
use scraper::{ElementRef, Html, Selector};

const POSTGRES_VARIABLE: &str = "ROSA_BENCH_POSTGRES";
/// What is measured when no register is named, in a debug build.
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/rosa-2019");

const REQUESTS: usize = 200;
const MOST_REQUESTS: usize = 5_000;
const WARM_UP: usize = 20;
const QUICK_REQUESTS: usize = 3;
const QUICK_WARM_UP: usize = 1;

/// A page is to be there within this, in 95 of 100 requests.
const GOAL_MILLISECONDS: f64 = 50.0;
/// Which page of the list is asked for, far behind the first.
const FAR_PAGE: usize = 1_000;
/// How often one half-written note is kept before the next is begun.
const SAVED_PER_DRAFT: usize = 10;

/// How long the server may take until it answers, and then for one answer.
const LONGEST_START: Duration = Duration::from_secs(300);
const LONGEST_ANSWER: Duration = Duration::from_secs(120);
/// The server closes a connection that is not used for five seconds.
const LONGEST_IDLE: Duration = Duration::from_secs(4);
const LARGEST_ANSWER: u64 = 64 << 20;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("casework: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("casework: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let mut results = Vec::new();
    if options.has_sqlcipher {
        results.push(measure(options, None)?);
    }
    let postgres = std::env::var(POSTGRES_VARIABLE).unwrap_or_default();
    if !postgres.is_empty() {
        results.push(measure(options, Some(&postgres))?);
    }
    print!("{}", markdown(options, &results));
    let missed: Vec<String> = results.iter().flat_map(Measured::missed).collect();
    if missed.is_empty() { Ok(()) } else { Err(missed.join("\n")) }
}

// ---------------------------------------------------------------------------------------------------- the arguments

const USAGE: &str = "usage: cargo bench --bench casework -- --register DIR [--requests N]
  --register DIR   the register to measure on, made before by
                   cargo bench --bench scale -- --only-make DIR --clients 100000
  --requests N     how many requests are measured for each page (default 200)
  --only TEXT,…    only pages whose name holds one of these
  --postgres-only  nothing on SQLCipher
With ROSA_BENCH_POSTGRES set to the address of an empty database it is measured on PostgreSQL too.";

struct Options {
    register: PathBuf,
    requests: usize,
    warm_up: usize,
    /// Only pages whose name holds one of these; all where there are none.
    only: Vec<String>,
    has_sqlcipher: bool,
}

impl Options {
    /// The options, nothing when help is asked for, or what is wrong with the arguments.
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let (mut register, mut requests, mut only, mut has_sqlcipher) = (None, None, Vec::new(), true);
        while let Some(arg) = args.next() {
            let mut value =
                || args.next().filter(|value| !value.starts_with('-')).ok_or_else(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--bench" | "--test" => {} // cargo adds them
                "--help" | "-h" => return Ok(None),
                "--register" => register = Some(PathBuf::from(value()?)),
                "--requests" => requests = Some(parse_requests(&value()?)?),
                "--only" => only = value()?.split(',').map(|part| part.trim().to_owned()).collect(),
                "--postgres-only" => has_sqlcipher = false,
                _ => return Err(format!("unknown argument {arg}")),
            }
        }
        if let Some(register) = register {
            if !register.join("clients.csv").is_file() {
                return Err(format!("{} holds no register: there is no clients.csv in it", register.display()));
            }
            let requests = requests.unwrap_or(REQUESTS);
            return Ok(Some(Self { register, requests, warm_up: WARM_UP, only, has_sqlcipher }));
        }
        if cfg!(debug_assertions) && requests.is_none() {
            let register = PathBuf::from(DEMO);
            return Ok(Some(Self { register, requests: QUICK_REQUESTS, warm_up: QUICK_WARM_UP, only, has_sqlcipher }));
        }
        Err("nothing is measured: no register is named, and this benchmark makes none".to_owned())
    }

    /// How many requests one page gets at most: once before all, the warm-up, the measured ones.
    fn most(&self) -> usize {
        1 + self.warm_up + self.requests
    }
}

fn parse_requests(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(requests) if (1..=MOST_REQUESTS).contains(&requests) => Ok(requests),
        _ => Err(format!("--requests: {text:?} is not a number from 1 to {MOST_REQUESTS}")),
    }
}

// ---------------------------------------------------------------------------------------------------- the measuring

/// What was measured on one database.
struct Measured {
    backend: &'static str,
    clients: usize,
    entries: usize,
    import_seconds: f64,
    rows: Vec<Row>,
    notes: Vec<String>,
}

impl Measured {
    /// The searches that had to show their client and did not.
    fn missed(&self) -> impl Iterator<Item = String> {
        self.rows.iter().filter(|row| row.must_find && row.found < row.sought).map(|row| {
            format!("{}: {} showed the client in {} of {} requests", self.backend, row.name, row.found, row.sought)
        })
    }
}

/// What was measured of one page; the lists are in order of size.
struct Row {
    name: &'static str,
    milliseconds: Vec<f64>,
    queries: Vec<u64>,
    bytes: Vec<usize>,
    /// How many of the answers were to show a certain client, and how many did.
    sought: usize,
    found: usize,
    must_find: bool,
}

impl Row {
    /// The time in milliseconds that so many in a hundred do not exceed.
    fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.milliseconds.len() * percent).div_ceil(100);
        self.milliseconds[rank.max(1) - 1]
    }

    fn is_slow(&self) -> bool {
        self.percentile(95) > GOAL_MILLISECONDS
    }
}

fn measure(options: &Options, address: Option<&str>) -> Result<Measured, String> {
    let backend = if address.is_some() { "PostgreSQL" } else { "SQLCipher" };
    let work = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let rosa = Rosa { data: work.path().join("data"), logs: work.path().to_path_buf(), address };
    eprintln!("{backend}: init and import of {}", options.register.display());
    rosa.run("init", None)?;
    let import_seconds = rosa.run("import", Some(options.register.as_os_str()))?;
    eprintln!("  imported in {import_seconds:.1} s");
    if let Some(address) = address {
        vacuum(address)?;
    }

    let database = rosa.open()?;
    let sample = Sample::learn(&database, options.most())?;
    let server = Server::start(&rosa)?;
    let desk = Desk { database: &database, sample: &sample, server: &server };
    let list = List::learn(&mut desk.browser(Who::Caseworker)?)?;
    let rooms =
        Rooms::learn(&mut desk.browser(Who::ContactPerson)?, &mut desk.browser(Who::Caseworker)?, &sample.open)?;
    let today = database.clock().today();
    let mut pages = pages(&sample, &list, &rooms, today);
    pages.retain(|page| options.only.is_empty() || options.only.iter().any(|part| page.name.contains(part.as_str())));
    if pages.is_empty() {
        return Err(format!("no page's name holds one of {:?}", options.only));
    }

    eprintln!("  every page once");
    desk.rehearse(&pages)?;
    let mut rows = Vec::new();
    for page in &pages {
        rows.push(desk.measure(page, options)?);
    }
    Ok(Measured {
        backend,
        clients: sample.clients,
        entries: sample.entries,
        import_seconds,
        rows,
        notes: [
            sample.notes(),
            list.notes.clone(),
            rooms.notes(),
            address
                .map(|_| "measured after VACUUM ANALYZE, as autovacuum does after an import".to_owned())
                .into_iter()
                .collect(),
        ]
        .concat(),
    })
}

/// What PostgreSQL does by itself within minutes of an import, so that its indexes answer alone.
fn vacuum(address: &str) -> Result<(), String> {
    use diesel::{Connection as _, RunQueryDsl as _};
    let mut conn = diesel::PgConnection::establish(address).map_err(|error| format!("vacuum: {error}"))?;
    diesel::sql_query("VACUUM ANALYZE").execute(&mut conn).map_err(|error| format!("vacuum: {error}"))?;
    Ok(())
}

/// Where the measuring is done from.
struct Desk<'a> {
    database: &'a Database,
    sample: &'a Sample,
    server: &'a Server,
}

impl Desk<'_> {
    /// Somebody with a session that has just begun.
    fn browser(&self, who: Who) -> Result<Browser, String> {
        let user = self.sample.user(who)?;
        let now = self.database.clock().now_utc();
        let begun = self.database.upkeep(|conn| sessions::begin(conn, &Actor::System, user, None, now));
        let token = begun.map_err(|error: Error| format!("no session: {error}"))?;
        Ok(Browser::new(self.server, &token))
    }

    /// Asks for every page once, and says of all at once what does not work.
    fn rehearse(&self, pages: &[Page]) -> Result<(), String> {
        let mut browsers = HashMap::new();
        let mut wrong = Vec::new();
        for page in pages {
            let browser = match browsers.entry(page.who) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(unknown) => unknown.insert(self.browser(page.who)?),
            };
            if let Err(message) = (page.ask)(browser, 0) {
                wrong.push(format!("{}: {message}", page.name));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(format!("before measuring\n{}", wrong.join("\n"))) }
    }

    fn measure(&self, page: &Page, options: &Options) -> Result<Row, String> {
        let mut browser = self.browser(page.who)?;
        let mut row = Row {
            name: page.name,
            milliseconds: Vec::new(),
            queries: Vec::new(),
            bytes: Vec::new(),
            sought: 0,
            found: 0,
            must_find: page.must_find,
        };
        let warm_up = if page.at_most.is_some() { QUICK_WARM_UP } else { options.warm_up };
        let requests = page.at_most.unwrap_or(options.requests).min(options.requests);
        for index in 1..=warm_up + requests {
            let cost = (page.ask)(&mut browser, index).map_err(|message| format!("{}: {message}", page.name))?;
            if index <= warm_up {
                continue;
            }
            row.milliseconds.push(cost.milliseconds);
            row.queries.push(cost.queries);
            row.bytes.push(cost.bytes);
            row.sought += usize::from(cost.found.is_some());
            row.found += usize::from(cost.found == Some(true));
        }
        row.milliseconds.sort_by(f64::total_cmp);
        row.queries.sort_unstable();
        row.bytes.sort_unstable();
        eprintln!(
            "  {}: p50 {:.1} ms, p95 {:.1} ms, max {:.1} ms, {} queries",
            row.name,
            row.percentile(50),
            row.percentile(95),
            row.percentile(100),
            median(&row.queries)
        );
        Ok(row)
    }
}

/// The upper median of what is in order.
fn median<T: Copy>(sorted: &[T]) -> T {
    sorted[sorted.len() / 2]
}

// -------------------------------------------------------------------------------------------------------- the pages

/// Who asks for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Caseworker,
    Lead,
    ContactPerson,
    NightDuty,
    Admin,
}

/// What one request cost, or the two of a search.
struct Cost {
    milliseconds: f64,
    queries: u64,
    bytes: usize,
    /// True when the answer shows the client it has to; nothing where none is expected.
    found: Option<bool>,
}

impl Cost {
    fn of(answers: &[&Answer]) -> Self {
        Self {
            milliseconds: answers.iter().map(|answer| answer.milliseconds).sum(),
            queries: answers.iter().map(|answer| answer.queries).sum(),
            bytes: answers.iter().map(|answer| answer.body.len()).sum(),
            found: None,
        }
    }
}

/// Asks for a page the so-manieth time.
type Ask<'a> = Box<dyn Fn(&mut Browser, usize) -> Result<Cost, String> + 'a>;

/// One page to be measured.
struct Page<'a> {
    name: &'static str,
    who: Who,
    must_find: bool,
    /// How many requests are measured at most, where one costs much; one is enough to warm up then.
    at_most: Option<usize>,
    ask: Ask<'a>,
}

impl<'a> Page<'a> {
    fn new(name: &'static str, who: Who, ask: impl Fn(&mut Browser, usize) -> Result<Cost, String> + 'a) -> Self {
        Self { name, who, must_find: false, at_most: None, ask: Box::new(ask) }
    }

    /// The same page, whose answers must show their client.
    fn that_must_find(self) -> Self {
        Self { must_find: true, ..self }
    }

    /// The same page, asked for less often.
    fn at_most(self, requests: usize) -> Self {
        Self { at_most: Some(requests), ..self }
    }
}

/// A page that is only looked at.
fn shown<'a>(name: &'static str, who: Who, address: impl Fn(usize) -> String + 'a) -> Page<'a> {
    Page::new(name, who, move |browser, index| {
        let answer = browser.get(&address(index))?.expecting(200)?;
        Ok(Cost::of(&[&answer]))
    })
}

/// What is searched for in which form, and the client whom the result is to show.
struct Search {
    page: String,
    action: String,
    text: String,
    expected: Option<String>,
}

/// A search that is posted, and its result.
fn searched<'a>(name: &'static str, search: impl Fn(usize) -> Search + 'a) -> Page<'a> {
    Page::new(name, Who::Caseworker, move |browser, index| {
        let search = search(index);
        let form = browser.form(&search.page, &search.action)?.with_search(&search.text)?;
        let posted = browser.post(&search.action, &form.pairs)?.expecting(303)?;
        let result = browser.follow(&posted)?.expecting(200)?;
        let mut cost = Cost::of(&[&posted, &result]);
        cost.found = search.expected.map(|client| result.shows(&client));
        Ok(cost)
    })
}

/// A search among the clients.
fn sought<'a>(name: &'static str, people: &'a [Person], text: impl Fn(&Person, usize) -> String + 'a) -> Page<'a> {
    searched(name, move |index| {
        let person = at(people, index);
        Search {
            page: urls::CLIENTS.to_owned(),
            action: urls::CLIENT_SEARCH.to_owned(),
            text: text(person, index),
            expected: Some(person.client_ref.clone()),
        }
    })
}

/// All pages, in the order in which they are measured: the notes that are saved are searched for afterwards, and
/// drafts, which the first page shows, are left to the end.
fn pages<'a>(sample: &'a Sample, list: &'a List, rooms: &'a Rooms, today: NaiveDate) -> Vec<Page<'a>> {
    let mut pages = list_pages(list);
    pages.extend(search_pages(sample));
    pages.extend(file_pages(sample));
    pages.extend(note_pages(sample, today));
    pages.extend(journal_search_pages(sample));
    pages.push(similar(sample));
    pages.push(shown("all tasks", Who::Caseworker, |_| urls::TASKS.to_owned()));
    pages.push(shown("benefits of a month", Who::Caseworker, |_| format!("{}?month=2015-06", urls::BENEFITS)));
    pages.push(shown("outreach", Who::Caseworker, |_| urls::OUTREACH.to_owned()));
    pages.push(shown("first page", Who::Caseworker, |_| urls::HOME.to_owned()));
    pages.push(shown("first page (lead)", Who::Lead, |_| urls::HOME.to_owned()));
    pages.extend(rooms::centres_and_helpline(rooms, today));
    pages.push(draft(sample, today));
    pages.extend(rooms::report(today));
    pages
}

fn list_pages(list: &List) -> Vec<Page<'_>> {
    vec![
        shown("client list", Who::Caseworker, |_| urls::CLIENTS.to_owned()),
        shown("client list (lead)", Who::Lead, |_| urls::CLIENTS.to_owned()),
        shown("client list by name", Who::Caseworker, |_| list.by_name.clone()),
        shown("client list by latest entry", Who::Caseworker, |_| list.by_latest_entry.clone()),
        shown("client list of one status", Who::Caseworker, |index| at(&list.of_status, index).clone()),
        shown("client list, mine", Who::Caseworker, |_| list.mine.clone()),
        shown("client list, page 1,000 and after", Who::Caseworker, |index| {
            format!("{}?page={}", urls::CLIENTS, FAR_PAGE + index)
        }),
    ]
}

fn search_pages(sample: &Sample) -> Vec<Page<'_>> {
    let people = sample.people.as_slice();
    let mut pages = vec![
        sought("search: whole name", people, |person, _| format!("{} {}", person.given, person.family))
            .that_must_find(),
        sought("search: misspelt name", people, |person, index| {
            format!("{} {}", person.given, misspelt(&person.family, index))
        }),
        searched("search: first name only", |index| Search {
            page: urls::CLIENTS.to_owned(),
            action: urls::CLIENT_SEARCH.to_owned(),
            text: at(people, index).given.clone(),
            expected: None,
        }),
        sought("search: case number", people, |person, _| person.case_number.clone()).that_must_find(),
    ];
    if !sample.numbered.is_empty() {
        pages.push(sought("search: last 4 digits of DUF", &sample.numbered, |person, _| {
            person.duf[person.duf.len() - 4..].to_owned()
        }));
    }
    pages
}

fn file_pages(sample: &Sample) -> Vec<Page<'_>> {
    let part = |refs: &[String], index: usize, part: &str| urls::client_part(client_at(refs, index), part);
    vec![
        shown("casefile, average client", Who::Caseworker, |index| urls::client(client_at(&sample.average, index))),
        shown("casefile, most entries", Who::Caseworker, |index| urls::client(client_at(&sample.busiest, index))),
        shown("person", Who::Caseworker, move |index| part(&sample.average, index, "person")),
        shown("consents", Who::Caseworker, move |index| part(&sample.average, index, "consents")),
        shown("residence", Who::Caseworker, move |index| part(&sample.average, index, "residence")),
        shown("stays", Who::Caseworker, move |index| part(&sample.average, index, "stays")),
        shown("activities", Who::Caseworker, move |index| part(&sample.average, index, "activities")),
        shown("police", Who::Caseworker, move |index| part(&sample.average, index, "police")),
        shown("returns", Who::Caseworker, move |index| part(&sample.average, index, "returns")),
        shown("economy", Who::Caseworker, move |index| part(&sample.average, index, "economy")),
        shown("tasks and appointments", Who::Caseworker, move |index| part(&sample.average, index, "tasks")),
        shown("deadlines", Who::Caseworker, move |index| part(&sample.average, index, "deadlines")),
        shown("new status", Who::Caseworker, move |index| part(&sample.open, index, "statuses/new")),
        shown("log of a client (lead)", Who::Lead, move |index| part(&sample.average, index, "log")),
        shown("journal, most entries", Who::Caseworker, move |index| part(&sample.busiest, index, "journal")),
    ]
}

fn note_pages(sample: &Sample, today: NaiveDate) -> Vec<Page<'_>> {
    vec![
        shown("new note", Who::Caseworker, |index| urls::new_entry(client_at(&sample.open, index))),
        Page::new("saving a note", Who::Caseworker, move |browser, index| {
            let client = client_at(&sample.open, index);
            let address = urls::new_entry(client);
            let text = format!("{} Kodeord: {}.", sample.text, rare_word(index));
            let form = browser.fresh_form(&address, &address)?.with_text(&text, today)?;
            let answer = browser.post(&address, &form.pairs)?.expecting(303)?;
            if !answer.location.contains(client) {
                return Err(format!("a saved note of {address} leads to {}", answer.location));
            }
            Ok(Cost::of(&[&answer]))
        }),
    ]
}

fn journal_search_pages(sample: &Sample) -> Vec<Page<'_>> {
    let all = |text: String, expected| Search {
        page: urls::JOURNAL.to_owned(),
        action: urls::JOURNAL_SEARCH.to_owned(),
        text,
        expected,
    };
    vec![
        searched("search in one journal", |index| {
            let client = client_at(&sample.busiest, index);
            Search {
                page: urls::client_part(client, "journal"),
                action: urls::client_part(client, "journal/search"),
                text: at(&sample.common_words, index).clone(),
                expected: None,
            }
        }),
        searched("search in all journals: common word", move |index| {
            all(at(&sample.common_words, index).clone(), None)
        }),
        searched("search in all journals: rare word", move |index| {
            all(rare_word(index), Some(at(&sample.open, index).clone()))
        })
        .that_must_find(),
    ]
}

/// What the form of a new client asks while she is typed in.
fn similar(sample: &Sample) -> Page<'_> {
    Page::new("similar persons", Who::Caseworker, |browser, index| {
        let person = at(&sample.people, index);
        let token = browser.token_of(urls::NEW_CLIENT)?;
        let born = person.birth_date.map_or_else(String::new, |date| date.format("%d.%m.%Y").to_string());
        let form = [
            ("csrf", token.as_str()),
            ("given_name", &person.given),
            ("family_name", &person.family),
            ("birth_date", &born),
        ];
        let pairs: Vec<(String, String)> =
            form.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let answer = browser.post(urls::SIMILAR_CLIENTS, &pairs)?.expecting(200)?;
        let mut cost = Cost::of(&[&answer]);
        cost.found = Some(answer.shows(&person.client_ref) || answer.body.contains(&person.case_number));
        Ok(cost)
    })
}

/// What the form of a note does by itself while it is written.
fn draft(sample: &Sample, today: NaiveDate) -> Page<'_> {
    Page::new("autosave of a draft", Who::Caseworker, move |browser, index| {
        let address = urls::new_entry(client_at(&sample.open, index / SAVED_PER_DRAFT));
        let text = sample.text.repeat(1 + index % SAVED_PER_DRAFT);
        let mut form = browser.form(&address, &address)?.with_text(&text, today)?;
        form.set("draft", "auto");
        let answer = browser.post(&address, &form.pairs)?.expecting(204)?;
        Ok(Cost::of(&[&answer]))
    })
}

/// A name as somebody writes it who has only heard it: two letters swapped, or one left out.
fn misspelt(name: &str, index: usize) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if index.is_multiple_of(2) && letters[2] != letters[3] {
        letters.swap(2, 3);
    } else {
        letters.remove(2);
    }
    letters.into_iter().collect()
}

/// A word that no register holds: the note saved with this number has it, and no other.
fn rare_word(index: usize) -> String {
    let letter = |place: usize| char::from(b'a' + ((index / 26_usize.pow(place as u32)) % 26) as u8);
    format!("kvernstein{}{}{}{}", letter(3), letter(2), letter(1), letter(0))
}

/// The so-manieth of a list that begins again after its end.
fn at<T>(list: &[T], index: usize) -> &T {
    &list[index % list.len()]
}

/// The reference of the so-manieth client of a list.
fn client_at(refs: &[String], index: usize) -> &str {
    at(refs, index).as_str()
}

/// So many of a list, as far from each other as can be.
fn spread<T: Clone>(list: &[T], wanted: usize) -> Vec<T> {
    if list.len() <= wanted {
        return list.to_vec();
    }
    (0..wanted).map(|position| list[position * list.len() / wanted].clone()).collect()
}

// -------------------------------------------------------------------------------------------------- the list's filters

/// The addresses of the list of clients in its ways, as the list itself offers them.
struct List {
    by_name: String,
    by_latest_entry: String,
    of_status: Vec<String>,
    mine: String,
    notes: Vec<String>,
}

impl List {
    fn learn(browser: &mut Browser) -> Result<Self, String> {
        let page = browser.get(urls::CLIENTS)?.expecting(200)?;
        let mut offers = Offers::of(&page.body);
        let by_name = offers.first("sort", &["name"], "name");
        let by_latest_entry = offers.first("sort", &["entry", "latest", "last", "journal", "contact"], "latest");
        let of_status = offers.all("status", "active");
        let mine = offers.first("scope", &["mine"], "mine");
        Ok(Self { by_name, by_latest_entry, of_status, mine, notes: offers.notes })
    }
}

/// What the list of clients can be asked for: by its links, and by its form.
struct Offers {
    pairs: Vec<(String, String)>,
    notes: Vec<String>,
}

impl Offers {
    fn of(body: &str) -> Self {
        let html = Html::parse_document(body);
        let mut pairs: Vec<(String, String)> = Vec::new();
        for link in html.select(&selector("a[href]")) {
            let query = link.attr("href").and_then(|href| href.split_once('?'));
            if let Some((urls::CLIENTS | "", query)) = query {
                let query = query.split('#').next().unwrap_or_default();
                pairs.extend(serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default());
            }
        }
        for form in html.select(&selector("form:not([method=post])")) {
            if form.attr("action").unwrap_or(urls::CLIENTS) != urls::CLIENTS {
                continue;
            }
            for field in form.select(&selector("input[name]")) {
                if matches!(field.attr("type"), Some("radio" | "checkbox")) {
                    pairs.push((attribute(field, "name"), field.attr("value").unwrap_or("on").to_owned()));
                }
            }
            for field in form.select(&selector("select[name]")) {
                for option in field.select(&selector("option")) {
                    pairs.push((attribute(field, "name"), attribute(option, "value")));
                }
            }
        }
        let mut seen = HashSet::new();
        pairs.retain(|(name, value)| !value.is_empty() && name != "page" && seen.insert((name.clone(), value.clone())));
        Self { pairs, notes: Vec::new() }
    }

    /// The address of the first offer of this name whose value holds one of these words; `guess` where there is none.
    fn first(&mut self, name: &str, words: &[&str], guess: &str) -> String {
        let offered =
            self.pairs.iter().find(|(known, value)| known == name && words.iter().any(|word| value.contains(word)));
        let value = offered.map(|(_, value)| value.clone());
        self.address(name, value, guess)
    }

    /// The addresses of all offers of this name; that of `guess` where there is none.
    fn all(&mut self, name: &str, guess: &str) -> Vec<String> {
        let values: Vec<String> =
            self.pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect();
        if values.is_empty() {
            return vec![self.address(name, None, guess)];
        }
        values.into_iter().map(|value| self.address(name, Some(value), guess)).collect()
    }

    fn address(&mut self, name: &str, value: Option<String>, guess: &str) -> String {
        let address = |value: &str| format!("{}?{name}={}", urls::CLIENTS, urls::encoded(value));
        let Some(value) = value else {
            let guessed = address(guess);
            let note = format!("the list of clients offers nothing like {guessed}, which was asked for all the same");
            eprintln!("  {note}");
            self.notes.push(note);
            return guessed;
        };
        address(&value)
    }
}

// ------------------------------------------------------------------------------------------------------- the sample

/// A client to be searched for.
#[derive(Clone)]
struct Person {
    client_ref: String,
    case_number: String,
    given: String,
    family: String,
    birth_date: Option<NaiveDate>,
    /// Blank where there is none.
    duf: String,
}

/// What is asked for, learned from the database: everybody in it can be seen by the caseworker.
struct Sample {
    /// How many there are in all.
    clients: usize,
    entries: usize,
    /// The ids of those who ask.
    users: HashMap<Who, i64>,
    /// With a given and a family name.
    people: Vec<Person>,
    /// Of these, some with a DUF number.
    numbered: Vec<Person>,
    /// References: of clients with as many journal entries as is usual, with the most, and of open cases.
    average: Vec<String>,
    average_entries: usize,
    busiest: Vec<String>,
    busiest_entries: usize,
    open: Vec<String>,
    /// Words of many entries, and what a note says.
    common_words: Vec<String>,
    text: String,
}

/// How many rows are read at once, and of how many entries the words are counted.
const BATCH: usize = 500;
const ENTRIES_READ: i64 = 2_000;
const COMMON_WORDS: usize = 10;
const SHORTEST_WORD: usize = 5;

/// A case as the sample is drawn from it.
#[derive(Clone)]
struct Case {
    id: i64,
    case_number: String,
    closed_on: Option<NaiveDate>,
    entries: usize,
}

impl Sample {
    fn learn(database: &Database, wanted: usize) -> Result<Self, String> {
        let learned = database.read(|conn| {
            let now = database.clock().now_utc();
            let system = &Actor::System;
            let responsible: Vec<Option<i64>> = clients::table.select(clients::caseworker_id).load(conn)?;
            let users = accounts::accounts(conn, system)?;
            let active =
                |role: Role| users.iter().filter(move |user| user.role == role && user.deactivated_at.is_none());
            let clients_of = |user: i64| responsible.iter().filter(|id| **id == Some(user)).count();
            let first = |role: Role| active(role).find(|user| !user.awaits_approval).map(|user| user.id);
            let caseworker = active(Role::Caseworker).map(|user| user.id).max_by_key(|id| clients_of(*id));
            let found = [
                (Who::Caseworker, caseworker),
                (Who::Lead, first(Role::Lead)),
                (Who::ContactPerson, first(Role::ContactPerson)),
                (Who::NightDuty, first(Role::Helpline)),
                (Who::Admin, first(Role::Admin)),
            ];
            let users: HashMap<Who, i64> = found.into_iter().filter_map(|(who, id)| Some((who, id?))).collect();
            let Some(caseworker) = caseworker else {
                return Err(Error::Invalid("the register has no caseworker".to_owned()));
            };

            let owners: Vec<i64> = journal_entries::table.select(journal_entries::client_id).load(conn)?;
            let mut entries: HashMap<i64, usize> = HashMap::new();
            for owner in &owners {
                *entries.entry(*owner).or_default() += 1;
            }
            let sight = sight::of(conn, &Actor::User { id: caseworker, role: Role::Caseworker }, now)?;
            let rows: Vec<(i64, String, Option<NaiveDate>)> = clients::table
                .filter(clients::merged_into_id.is_null())
                .filter(sight.condition())
                .order(clients::id)
                .select((clients::id, clients::case_number, clients::closed_on))
                .load(conn)?;
            let seen: Vec<Case> = rows
                .into_iter()
                .map(|(id, case_number, closed_on)| {
                    let entries = entries.get(&id).copied().unwrap_or(0);
                    Case { id, case_number, closed_on, entries }
                })
                .collect();

            // Not everybody has both names and a number, so more are looked at than are wanted.
            let mut people = Vec::new();
            for batch in spread(&seen, 10 * wanted).chunks(BATCH) {
                let numbers: HashMap<i64, &str> =
                    batch.iter().map(|case| (case.id, case.case_number.as_str())).collect();
                let ids: Vec<i64> = batch.iter().map(|case| case.id).collect();
                let mut identities = cases::client_identities_of(conn, system, &ids)?;
                identities.sort_by_key(|identity| identity.client_id);
                for identity in identities {
                    people.push(Person {
                        client_ref: database.keyring().cover(RefKind::Client, identity.client_id),
                        case_number: numbers.get(&identity.client_id).copied().unwrap_or_default().to_owned(),
                        given: identity.given_name.unwrap_or_default(),
                        family: identity.family_name.unwrap_or_default(),
                        birth_date: identity.birth_date,
                        duf: identity.duf_number.unwrap_or_default(),
                    });
                }
            }
            let texts: Vec<String> = journal_entries::table
                .order(journal_entries::id)
                .select(journal_entries::text)
                .limit(ENTRIES_READ)
                .load(conn)?;
            Ok::<_, Error>((responsible.len(), owners.len(), users, seen, people, texts))
        });
        let (clients, entries, users, seen, people, texts) = learned.map_err(|error| format!("the sample: {error}"))?;

        let people: Vec<Person> = people
            .into_iter()
            .filter(|person| !person.given.is_empty() && person.family.chars().count() >= 5)
            .collect();
        let numbered: Vec<Person> = people.iter().filter(|person| person.duf.len() == 12).cloned().collect();
        let mean = entries as f64 / clients.max(1) as f64;
        let from_mean = |case: &&Case| (case.entries as f64 - mean).abs();
        let average_entries = seen.iter().min_by(|one, other| from_mean(one).total_cmp(&from_mean(other)));
        let average_entries = average_entries.map_or(0, |case| case.entries);
        let busiest_entries = seen.iter().map(|case| case.entries).max().unwrap_or(0);
        let refs = |which: &dyn Fn(&Case) -> bool| -> Vec<String> {
            let chosen: Vec<i64> = seen.iter().filter(|case| which(case)).map(|case| case.id).collect();
            spread(&chosen, wanted).into_iter().map(|id| database.keyring().cover(RefKind::Client, id)).collect()
        };
        let sample = Self {
            clients,
            entries,
            users,
            people: spread(&people, wanted),
            numbered: spread(&numbered, wanted),
            average: refs(&|case| case.entries == average_entries),
            average_entries,
            busiest: refs(&|case| case.entries == busiest_entries),
            busiest_entries,
            open: refs(&|case| case.closed_on.is_none()),
            common_words: common_words(&texts),
            text: texts.first().cloned().unwrap_or_default(),
        };
        let has_all = !sample.people.is_empty() && !sample.open.is_empty() && !sample.common_words.is_empty();
        if has_all { Ok(sample) } else { Err("the register has no names, no open cases or no journal".to_owned()) }
    }

    /// Somebody of this kind.
    fn user(&self, who: Who) -> Result<i64, String> {
        self.users.get(&who).copied().ok_or_else(|| format!("the register has no active user of the kind {who:?}"))
    }

    /// What a reader of the numbers should know of it.
    fn notes(&self) -> Vec<String> {
        vec![format!(
            "an average client has {} journal entries, those with the most have {}",
            self.average_entries, self.busiest_entries
        )]
    }
}

/// The words that stand in most texts, the most frequent first.
fn common_words(texts: &[String]) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for text in texts {
        let words: HashSet<String> = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() >= SHORTEST_WORD)
            .map(str::to_lowercase)
            .collect();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by(|(one, often), (other, seldom)| seldom.cmp(often).then_with(|| one.cmp(other)));
    words.into_iter().take(COMMON_WORDS).map(|(word, _)| word).collect()
}

// ------------------------------------------------------------------------------------------------------- the browser

/// Somebody who has signed in: one connection that is kept, and the server's count of queries at its last answer.
struct Browser {
    agent: ureq::Agent,
    address: String,
    origin: String,
    cookie: String,
    queries: u64,
    /// Forms of pages that stay open, by page and action.
    forms: HashMap<(String, String), Form>,
    /// Tokens of pages that stay open, by page.
    tokens: HashMap<String, String>,
}

/// An answer.
struct Answer {
    path: String,
    status: u16,
    location: String,
    milliseconds: f64,
    /// How many queries were sent since the answer before.
    queries: u64,
    body: String,
}

impl Browser {
    fn new(server: &Server, token: &str) -> Self {
        Self {
            agent: agent(),
            address: server.address(),
            origin: server.public_url(),
            cookie: format!("rosa={token}"),
            queries: 0,
            forms: HashMap::new(),
            tokens: HashMap::new(),
        }
    }

    fn get(&mut self, path: &str) -> Result<Answer, String> {
        self.send(path, None)
    }

    fn post(&mut self, path: &str, form: &[(String, String)]) -> Result<Answer, String> {
        self.send(path, Some(form))
    }

    /// Goes where an answer sends it.
    fn follow(&mut self, answer: &Answer) -> Result<Answer, String> {
        let location = answer.location.strip_prefix(self.origin.as_str()).unwrap_or(&answer.location);
        let path = location.split('#').next().unwrap_or_default().to_owned();
        self.get(&path)
    }

    fn send(&mut self, path: &str, form: Option<&[(String, String)]>) -> Result<Answer, String> {
        let message = |error: ureq::Error| format!("{path}: {error}");
        let url = format!("{}{path}", self.address);
        let mut answer = match form {
            None => self
                .agent
                .get(url)
                .header("Cookie", &self.cookie)
                .header("Origin", &self.origin)
                .call()
                .map_err(message)?,
            Some(form) => {
                let body = serde_urlencoded::to_string(form).expect("text can be written as a form");
                let request = self.agent.post(url).header("Cookie", &self.cookie).header("Origin", &self.origin);
                request.header("Content-Type", "application/x-www-form-urlencoded").send(body).map_err(message)?
            }
        };
        let header = |name: &str| -> String {
            let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (timing, location) = (header("server-timing"), header("location"));
        let (milliseconds, queries) =
            read_timing(&timing).ok_or_else(|| format!("{path}: Server-Timing says {timing:?}"))?;
        let since = queries.saturating_sub(self.queries);
        self.queries = queries;
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_to_vec().map_err(message)?;
        Ok(Answer {
            path: path.to_owned(),
            status,
            location,
            milliseconds,
            queries: since,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    /// The form of a page that is posted to `action`, as it was when the page was opened first.
    fn form(&mut self, page: &str, action: &str) -> Result<Form, String> {
        let key = (page.to_owned(), action.to_owned());
        if let Some(form) = self.forms.get(&key) {
            return Ok(form.clone());
        }
        let form = self.fresh_form(page, action)?;
        self.forms.insert(key, form.clone());
        Ok(form)
    }

    /// The form of a page that is opened for it.
    fn fresh_form(&mut self, page: &str, action: &str) -> Result<Form, String> {
        let answer = self.get(page)?.expecting(200)?;
        Form::of(&answer.body, page, action)
    }

    /// The token that the forms of a page carry.
    fn token_of(&mut self, page: &str) -> Result<String, String> {
        if let Some(token) = self.tokens.get(page) {
            return Ok(token.clone());
        }
        let answer = self.get(page)?.expecting(200)?;
        let html = Html::parse_document(&answer.body);
        let field = html.select(&selector("input[name=csrf]")).next();
        let token = field.map(|field| attribute(field, "value")).ok_or_else(|| format!("{page} has no token"))?;
        self.tokens.insert(page.to_owned(), token.clone());
        Ok(token)
    }
}

impl Answer {
    /// The same answer, if it has this status.
    fn expecting(self, status: u16) -> Result<Self, String> {
        if self.status == status {
            return Ok(self);
        }
        let (path, found) = (&self.path, self.status);
        let to = if self.location.is_empty() { String::new() } else { format!(" to {}", self.location) };
        Err(format!("{path} is answered with {found}{to} instead of {status}: {}", said(&self.body)))
    }

    /// True when the page itself, not what stands around it, leads to this client.
    fn shows(&self, client_ref: &str) -> bool {
        let main = self.body.split_once("<main").map_or(self.body.as_str(), |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        main.contains(&urls::client(client_ref))
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .max_idle_age(LONGEST_IDLE)
        .timeout_global(Some(LONGEST_ANSWER))
        .build()
        .into()
}

/// The milliseconds and the count of queries of `total;dur=12.345, queries;desc="1234"`.
fn read_timing(header: &str) -> Option<(f64, u64)> {
    let (milliseconds, rest) = header.split_once("total;dur=")?.1.split_once(',')?;
    let queries = rest.split_once("queries;desc=\"")?.1.split_once('"')?.0;
    Some((milliseconds.trim().parse().ok()?, queries.parse().ok()?))
}

/// What a page says is wrong, or how it begins.
fn said(body: &str) -> String {
    let html = Html::parse_document(body);
    let found = [".ds-error-summary", "main", "body"].into_iter().find_map(|part| html.select(&selector(part)).next());
    let text = found.map_or_else(String::new, |found| found.text().collect::<String>());
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn attribute(element: ElementRef, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

/// What a browser sends of a form, and what can be filled in.
#[derive(Clone)]
struct Form {
    action: String,
    pairs: Vec<(String, String)>,
    /// The field for what is searched for.
    search: Option<String>,
    /// The field with several lines, the note's text where there are more.
    text: Option<String>,
    /// Groups of which one must be chosen and none is: name and first value.
    unchosen: Vec<(String, String)>,
}

impl Form {
    /// Reads the form that is posted to `action`; one without action is posted to its page.
    fn of(body: &str, page: &str, action: &str) -> Result<Self, String> {
        let html = Html::parse_document(body);
        let form = html
            .select(&selector("form[method=post]"))
            .find(|form| form.attr("action").filter(|action| !action.is_empty()).unwrap_or(page) == action)
            .ok_or_else(|| format!("{page} has no form that is posted to {action}"))?;
        let mut read =
            Self { action: action.to_owned(), pairs: Vec::new(), search: None, text: None, unchosen: Vec::new() };
        for field in form.select(&selector("input[name], select[name], textarea[name]")) {
            read.add(field);
        }
        let chosen: HashSet<String> = read.pairs.iter().map(|(name, _)| name.clone()).collect();
        read.unchosen.retain(|(name, _)| !chosen.contains(name));
        read.unchosen.dedup_by(|later, first| later.0 == first.0);
        Ok(read)
    }

    fn add(&mut self, field: ElementRef) {
        let (name, value) = (attribute(field, "name"), field.attr("value"));
        match (field.value().name(), field.attr("type").unwrap_or("text")) {
            ("textarea", _) => {
                // A browser drops the line break right after the tag.
                let text = field.text().collect::<String>();
                if self.text.is_none() || name == "text" {
                    self.text = Some(name.clone());
                }
                self.pairs.push((name, text.strip_prefix('\n').unwrap_or(&text).to_owned()));
            }
            ("select", _) => {
                let chosen = field.select(&selector("option[selected]")).next();
                let option = chosen.or_else(|| field.select(&selector("option")).next());
                self.pairs.push((name, option.map(|option| attribute(option, "value")).unwrap_or_default()));
            }
            (_, "radio") if field.attr("checked").is_none() => {
                self.unchosen.push((name, value.unwrap_or("on").to_owned()));
            }
            (_, "checkbox") if field.attr("checked").is_none() => {}
            (_, "checkbox" | "radio") => self.pairs.push((name, value.unwrap_or("on").to_owned())),
            (_, "submit" | "button" | "image" | "reset" | "file") => {}
            (_, kind) => {
                if name == "q" || (kind == "search" && self.search.is_none()) {
                    self.search = Some(name.clone());
                }
                self.pairs.push((name, value.unwrap_or_default().to_owned()));
            }
        }
    }

    /// Answers a field in the place of what it held.
    fn set(&mut self, name: &str, value: &str) {
        self.pairs.retain(|(known, _)| known != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
    }

    /// The form with something to be searched for.
    fn with_search(mut self, text: &str) -> Result<Self, String> {
        let field = self.search.clone().ok_or_else(|| format!("the form of {} has no search field", self.action))?;
        self.set(&field, text);
        Ok(self)
    }

    /// The form with its text written, one of each group chosen, and today where a date is blank.
    fn with_text(mut self, text: &str, today: NaiveDate) -> Result<Self, String> {
        let field = self.text.clone().ok_or_else(|| format!("the form of {} has no text", self.action))?;
        self.set(&field, text);
        let unchosen = std::mem::take(&mut self.unchosen);
        self.pairs.extend(unchosen);
        for (name, value) in &mut self.pairs {
            if value.is_empty() && matches!(name.as_str(), "date" | "on" | "occurred_on" | "occurred") {
                *value = today.format("%d.%m.%Y").to_string();
            }
        }
        Ok(self)
    }
}

// ------------------------------------------------------------------------------------------------------- the program

/// The program under test, with a data folder of its own.
struct Rosa<'a> {
    data: PathBuf,
    logs: PathBuf,
    /// The address of the database; the encrypted file where there is none.
    address: Option<&'a str>,
}

impl Rosa<'_> {
    fn command(&self, name: &str) -> Result<Command, String> {
        let log =
            |file: &str| File::create(self.logs.join(file)).map_err(|error| format!("{file} of rosa {name}: {error}"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_rosa"));
        // The program must not find a real installation: no setting of the caller's reaches it.
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("ROSA_") {
                command.env_remove(variable);
            }
        }
        match self.address {
            Some(address) => command.env("DATABASE_URL", address),
            None => command.env_remove("DATABASE_URL"),
        };
        command.arg("--data").arg(&self.data).arg(name);
        command.stdin(Stdio::null()).stdout(log("stdout")?).stderr(log("stderr")?);
        Ok(command)
    }

    /// Runs one command to its end; how many seconds it took.
    fn run(&self, name: &str, last: Option<&OsStr>) -> Result<f64, String> {
        let mut command = self.command(name)?;
        let start = Instant::now();
        let status = command.args(last).status().map_err(|error| format!("rosa {name} does not start: {error}"))?;
        let seconds = start.elapsed().as_secs_f64();
        if status.success() { Ok(seconds) } else { Err(format!("rosa {name} failed\n{}", self.said())) }
    }

    /// What the last command said, as far as it helps.
    fn said(&self) -> String {
        let read = |file: &str| fs::read_to_string(self.logs.join(file)).unwrap_or_default();
        format!("{}\n{}", first_lines(&read("stderr")), first_lines(&read("stdout")))
    }

    /// The same database, opened in this process.
    fn open(&self) -> Result<Database, String> {
        let location = match self.address {
            Some(address) => Location::Postgres(address.to_owned()),
            None => Location::File(self.data.join("rosa.db")),
        };
        let clock = Clock::in_zone(chrono_tz::Europe::Oslo);
        Database::open(&location, &self.data.join("rosa.key"), clock).map_err(|error| error.to_string())
    }
}

fn first_lines(text: &str) -> String {
    text.lines().take(20).collect::<Vec<_>>().join("\n")
}

/// The running server; dropped it is stopped.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(rosa: &Rosa) -> Result<Self, String> {
        let port = free_port().map_err(|error| format!("no free port: {error}"))?;
        configure(&rosa.data, port).map_err(|error| format!("rosa.toml: {error}"))?;
        let mut command = rosa.command("serve")?;
        command.arg("--listen").arg(format!("{}:{port}", Ipv4Addr::LOCALHOST));
        let process = command.spawn().map_err(|error| format!("rosa serve does not start: {error}"))?;
        let mut server = Self { process, port };
        let deadline = Instant::now() + LONGEST_START;
        let sign_in = format!("{}{}", server.address(), urls::SIGN_IN);
        while !agent().get(&sign_in).call().is_ok_and(|answer| answer.status() == 200) {
            if server.process.try_wait().map_err(|error| error.to_string())?.is_some() {
                return Err(format!("rosa serve ended\n{}", rosa.said()));
            }
            if Instant::now() > deadline {
                return Err(format!("rosa serve does not answer\n{}", rosa.said()));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Where it is asked.
    fn address(&self) -> String {
        format!("http://{}:{}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Where it believes to be.
    fn public_url(&self) -> String {
        public_url(self.port)
    }
}

fn public_url(port: u16) -> String {
    format!("http://localhost:{port}")
}

/// A port that was free a moment ago.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Adds to the configuration what `rosa init` left as it comes.
fn configure(data: &Path, port: u16) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(data.join("rosa.toml"))?;
    write!(file, "\nserver_timing = true\npublic_url = \"{}\"\n", public_url(port))
}

// ------------------------------------------------------------------------------------------------------- the output

fn markdown(options: &Options, results: &[Measured]) -> String {
    let mut text = machine(options);
    for result in results {
        let _ = write!(text, "\n{}", table(result));
    }
    if results.iter().all(|result| result.backend != "PostgreSQL") {
        let reason = format!("{POSTGRES_VARIABLE} does not hold the address of an empty database");
        let _ = writeln!(text, "\nPostgreSQL was left out: {reason}.");
    }
    text
}

fn machine(options: &Options) -> String {
    let from = |file: &str, name: &str| -> Option<String> {
        let content = fs::read_to_string(file).ok()?;
        let line = content.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let unknown = || "unknown".to_owned();
    let cores = thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!(
        "Measured on {} with `cargo bench --bench casework` ({} build), {} cores of {}, memory {}. One connection, one \
         request after the other, {} of each page after {} to warm up, for different clients and searches. Times and \
         queries as the server says them in Server-Timing, without the network; queries (median) include those that \
         begin and end transactions. A search is the sum of its post and of the result it leads to. ▲: p95 over \
         {GOAL_MILLISECONDS:.0} ms.\n",
        Local::now().date_naive(),
        if cfg!(debug_assertions) { "debug, which says nothing about the speed" } else { "release" },
        cores,
        from("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
        from("/proc/meminfo", "MemTotal").unwrap_or_else(unknown),
        thousands(options.requests),
        options.warm_up,
    )
}

fn table(result: &Measured) -> String {
    let mut text = format!(
        "{}, {} clients, {} journal entries, imported in {:.1} s:\n\n\
         | page | p50 ms | p95 ms | max ms | queries | bytes |\n|---|---:|---:|---:|---:|---:|\n",
        result.backend,
        thousands(result.clients),
        thousands(result.entries),
        result.import_seconds,
    );
    for row in &result.rows {
        let p95 = format!("{:.1}", row.percentile(95));
        let _ = writeln!(
            text,
            "| {} | {:.1} | {} | {:.1} | {} | {} |",
            row.name,
            row.percentile(50),
            if row.is_slow() { format!("**{p95}** ▲") } else { p95 },
            row.percentile(100),
            median(&row.queries),
            thousands(median(&row.bytes)),
        );
    }
    text.push('\n');
    for row in result.rows.iter().filter(|row| row.sought > 0) {
        let _ = writeln!(text, "- {}: shows the client in {} of {} answers", row.name, row.found, row.sought);
    }
    for note in &result.notes {
        let _ = writeln!(text, "- {note}");
    }
    text
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
