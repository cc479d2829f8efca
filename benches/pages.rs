//! The benchmark of the pages: starts the real binary as `rosa demo`, asks it for the sign-in page, the report page and
//! a static file over 8 connections, and prints requests/s and latencies as Markdown for `docs/benchmarks.md`, beside a
//! bare actix-web server that answers fixed bodies of the same sizes. Progress goes to stderr.
//!
//! ```text
//! cargo bench --bench pages
//! ```
//!
//! The client is of the plainest kind: 8 threads, each with one connection that is kept, each writing a request and
//! reading its whole answer before the next. A latency runs from before the request is written until the last byte of
//! the body is there. The clients run on the same machine as the servers and take their share of its cores; the bare
//! server, which shows what is left for a server at best, is measured in the same way and has as many workers as ours.
//!
//! Every answer must be a 200 with a body of the size of the first one; the benchmark fails otherwise, so that a fast
//! wrong answer is not taken for a good one. Only the loopback interface is used. The demo's own folder is in a
//! temporary folder of the benchmark, which is gone afterwards.

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

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpResponse, HttpServer, web};
use chrono::Local;
use tempfile::TempDir;

const USAGE: &str = "usage: cargo bench --bench pages";

const CONNECTIONS: usize = 8;
/// As many as `rosa` has.
const BARE_WORKERS: usize = 2;

/// So many requests are measured, or as many as there is time for. The report is dearer than the others.
const REQUESTS: usize = if cfg!(debug_assertions) { 200 } else { 20_000 };
const REPORT_REQUESTS: usize = if cfg!(debug_assertions) { 40 } else { 1_000 };
const LONGEST_LOAD: Duration = Duration::from_secs(5);
/// The warm-up is this part of the load.
const WARM_UP_PART: usize = 10;

/// How long the demo may take until it says where it is (unoptimised programs are slow at it), and then to answer.
const LONGEST_START: Duration = Duration::from_secs(120);
const LONGEST_ANSWER: Duration = Duration::from_secs(30);

const USER: &str = "leder";
const REPORT: &str = "/report/2019";

fn main() -> ExitCode {
    for arg in std::env::args().skip(1) {
        match arg.as_str() {
            "--bench" => {} // cargo bench adds it
            "--help" | "-h" => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            _ => {
                eprintln!("pages: unknown argument {arg}\n{USAGE}");
                return ExitCode::from(2);
            }
        }
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("pages: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    eprintln!("starting the demo");
    let demo = Demo::start()?;
    let pages = demo.pages()?;
    let bare = Bare::start(&pages)?;
    let mut rows = Vec::new();
    for (position, page) in pages.iter().enumerate() {
        eprintln!("{}, {} bytes", page.name, thousands(page.bytes));
        let ours = measure("rosa", demo.address, &page.request, page.bytes, page.requests)?;
        let fixed = measure("bare", bare.address, &get(bare.address, &bare_path(position), ""), page.bytes, REQUESTS)?;
        rows.push((page, ours, fixed));
    }
    drop(bare);
    drop(demo);
    print!("{}\n{}", machine(), table(&rows));
    Ok(())
}

// ---------------------------------------------------------------------------------------------------- the measuring

/// One page to be measured.
struct Page {
    name: &'static str,
    request: String,
    content_type: String,
    bytes: usize,
    requests: usize,
}

/// What was measured of one page at one server.
struct Measured {
    /// Seconds, in order of size.
    latencies: Vec<f64>,
    seconds: f64,
}

impl Measured {
    fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.seconds
    }

    /// The latency in milliseconds that so many in a hundred do not exceed.
    fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.latencies.len() * percent).div_ceil(100);
        self.latencies[rank.max(1) - 1] * 1e3
    }
}

/// Measures one page at one server, after a warm-up over the same connections.
fn measure(
    server: &str,
    address: SocketAddr,
    request: &str,
    bytes: usize,
    requests: usize,
) -> Result<Measured, String> {
    let connect = |_| Connection::open(address);
    let mut connections = (0..CONNECTIONS).map(connect).collect::<Result<Vec<_>, _>>()?;
    load(&mut connections, request, bytes, (requests / WARM_UP_PART).max(CONNECTIONS))?;
    let measured = load(&mut connections, request, bytes, requests)?;
    eprintln!(
        "  {server}: {} requests in {:.2} s, p50 {:.2} ms, p95 {:.2} ms, max {:.2} ms, not 200: 0",
        thousands(measured.latencies.len()),
        measured.seconds,
        measured.percentile(50),
        measured.percentile(95),
        measured.percentile(100),
    );
    Ok(measured)
}

/// So many requests, shared among the connections, each with a thread of its own.
fn load(connections: &mut [Connection], request: &str, bytes: usize, requests: usize) -> Result<Measured, String> {
    let taken = AtomicUsize::new(0);
    let start = Instant::now();
    let deadline = start + LONGEST_LOAD;
    let parts: Vec<Result<Part, String>> = thread::scope(|scope| {
        let mut threads = Vec::new();
        for connection in connections {
            let taken = &taken;
            threads.push(scope.spawn(move || {
                let mut part = Part::default();
                while Instant::now() < deadline && taken.fetch_add(1, Ordering::Relaxed) < requests {
                    let before = Instant::now();
                    let answer = connection.ask(request)?;
                    part.latencies.push(before.elapsed().as_secs_f64());
                    part.not_200 += usize::from(answer.status != 200);
                    part.other_size += usize::from(answer.body.len() != bytes);
                }
                Ok(part)
            }));
        }
        threads.into_iter().map(|thread| thread.join().expect("a client does not panic")).collect()
    });
    let seconds = start.elapsed().as_secs_f64();

    let mut whole = Part::default();
    for part in parts {
        let part = part?;
        whole.latencies.extend(part.latencies);
        whole.not_200 += part.not_200;
        whole.other_size += part.other_size;
    }
    let line = request.lines().next().unwrap_or_default();
    if whole.latencies.is_empty() {
        return Err(format!("{line}: nothing was answered"));
    }
    if whole.not_200 > 0 || whole.other_size > 0 {
        let (count, not_200, other_size) = (whole.latencies.len(), whole.not_200, whole.other_size);
        return Err(format!("{line}: of {count} answers {not_200} were not 200, {other_size} not of {bytes} bytes"));
    }
    whole.latencies.sort_by(f64::total_cmp);
    Ok(Measured { latencies: whole.latencies, seconds })
}

/// What one thread of a load has seen.
#[derive(Default)]
struct Part {
    latencies: Vec<f64>,
    not_200: usize,
    other_size: usize,
}

// -------------------------------------------------------------------------------------------------------- the client

/// A connection that is kept.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, in the buffer of its connection.
struct Answer<'a> {
    status: u16,
    head: &'a str,
    body: &'a [u8],
}

impl Connection {
    fn open(address: SocketAddr) -> Result<Self, String> {
        let open = || {
            let stream = TcpStream::connect_timeout(&address, LONGEST_ANSWER)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(LONGEST_ANSWER))?;
            stream.set_write_timeout(Some(LONGEST_ANSWER))?;
            Ok(Self { stream, buffer: Vec::new() })
        };
        open().map_err(|error: std::io::Error| format!("no connection to {address}: {error}"))
    }

    /// Writes a request and reads the whole answer to it.
    fn ask(&mut self, request: &str) -> Result<Answer<'_>, String> {
        let line = request.lines().next().unwrap_or_default();
        self.stream.write_all(request.as_bytes()).map_err(|error| format!("{line}: {error}"))?;
        self.buffer.clear();
        let head_end = loop {
            let searched = self.buffer.len().saturating_sub(3);
            self.read(line)?;
            let found = self.buffer[searched..].windows(4).position(|bytes| bytes == b"\r\n\r\n");
            if let Some(position) = found {
                break searched + position;
            }
        };
        let head = str::from_utf8(&self.buffer[..head_end]).map_err(|_| format!("{line}: a head that is not text"))?;
        let status = head.get(9..12).and_then(|status| status.parse().ok());
        let length = header(head, "content-length").and_then(|length| length.parse::<usize>().ok());
        let (Some(status), Some(length)) = (status, length) else {
            return Err(format!("{line}: a head without status or length\n{head}"));
        };
        let body = head_end + 4;
        while self.buffer.len() < body + length {
            self.read(line)?;
        }
        if self.buffer.len() > body + length {
            return Err(format!("{line}: more was answered than asked for"));
        }
        let head = str::from_utf8(&self.buffer[..head_end]).expect("it was text before");
        Ok(Answer { status, head, body: &self.buffer[body..] })
    }

    fn read(&mut self, line: &str) -> Result<(), String> {
        let mut piece = [0; 32 * 1024];
        match self.stream.read(&mut piece) {
            Ok(0) => Err(format!("{line}: the connection was closed before the answer was complete")),
            Ok(count) => {
                self.buffer.extend_from_slice(&piece[..count]);
                Ok(())
            }
            Err(error) => Err(format!("{line}: {error}")),
        }
    }
}

impl Answer<'_> {
    fn text(&self) -> String {
        String::from_utf8_lossy(self.body).into_owned()
    }
}

/// The first header of this name.
fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    headers(head, name).next()
}

fn headers<'a>(head: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let fields = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    fields.filter(move |(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// A request for a page; the cookies may be empty.
fn get(address: SocketAddr, path: &str, cookies: &str) -> String {
    let cookie = if cookies.is_empty() { String::new() } else { format!("Cookie: {cookies}\r\n") };
    format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n{cookie}\r\n", address.port())
}

/// What stands between the quotes that open after these marks, one found after the other.
fn quoted<'a>(text: &'a str, marks: &[&str]) -> Option<&'a str> {
    let mut rest = text;
    for mark in marks {
        rest = rest.split_once(mark)?.1;
    }
    Some(rest.split_once('"')?.0)
}

// ----------------------------------------------------------------------------------------------------------- the demo

/// The running demo; dropped it is stopped, and then its folder removed.
struct Demo {
    _process: Process,
    address: SocketAddr,
    password: String,
    _folder: TempDir,
}

/// A process that does not outlive its owner.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Demo {
    fn start() -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_rosa"));
        // The program must not find a real installation: no setting of the caller's reaches it.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("ROSA_") {
                command.env_remove(name);
            }
        }
        command.env_remove("DATABASE_URL").env("TMPDIR", folder.path());
        command.arg("--data").arg(folder.path()).args(["demo", "--port", "0"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let child = command.spawn().map_err(|error| format!("rosa demo does not start: {error}"))?;
        let mut process = Process(child);

        // A thread reads what it says, to the end: waiting for it is bounded, and no full pipe holds the demo up.
        let stdout = process.0.stdout.take().expect("it was asked for");
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let deadline = Instant::now() + LONGEST_START;
        let after = |mark: &str| loop {
            let line = lines
                .recv_timeout(deadline.saturating_duration_since(Instant::now()))
                .map_err(|_| format!("rosa demo did not say {mark:?}"))?;
            if let Some((_, rest)) = line.split_once(mark) {
                return Ok::<_, String>(rest.trim().to_owned());
            }
        };
        let url = after("demo: ")?;
        let password = after("password for all:")?;
        let port = url.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        let port: u16 = port.ok_or_else(|| format!("rosa demo says no port: {url}"))?;
        Ok(Self {
            _process: process,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            password,
            _folder: folder,
        })
    }

    /// The pages that are measured, each asked for once.
    fn pages(&self) -> Result<Vec<Page>, String> {
        let mut connection = Connection::open(self.address)?;
        let sign_in = get(self.address, "/sign-in", "");
        let answer = connection.ask(&sign_in)?;
        let style = quoted(&answer.text(), &["href=\"/static/rosa."]).map(|rest| format!("/static/rosa.{rest}"));
        let style = style.ok_or("the sign-in page names no rosa….css")?;
        let cookies = self.sign_in(&mut connection)?;

        let mut pages = Vec::new();
        for (name, request, requests) in [
            ("sign-in page", sign_in, REQUESTS),
            ("report page", get(self.address, REPORT, &cookies), REPORT_REQUESTS),
            ("static file (rosa.css)", get(self.address, &style, ""), REQUESTS),
        ] {
            let answer = connection.ask(&request)?;
            if answer.status != 200 {
                return Err(format!("the {name} is answered with {}", answer.status));
            }
            let content_type = header(answer.head, "content-type").unwrap_or_default().to_owned();
            let bytes = answer.body.len();
            pages.push(Page { name, request, content_type, bytes, requests });
        }
        Ok(pages)
    }

    /// Signs in as a browser does; the cookies of the session.
    fn sign_in(&self, connection: &mut Connection) -> Result<String, String> {
        let answer = connection.ask(&get(self.address, "/sign-in", ""))?;
        let page = answer.text();
        let token = quoted(&page, &["name=\"csrf\"", "value=\""]).ok_or("the sign-in page has no csrf token")?;
        let cookies = cookies(answer.head);
        let form = [("csrf", token), ("username", USER), ("password", &self.password)];
        let body = serde_urlencoded::to_string(form).expect("text can be written as a form");
        let port = self.address.port();
        let answer = connection.ask(&format!(
            "POST /sign-in HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n\
             Sec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))?;
        if answer.status != 303 {
            return Err(format!("{USER} cannot sign in: {}", answer.status));
        }
        Ok(self::cookies(answer.head))
    }
}

/// The cookies that an answer sets, as the next request sends them.
fn cookies(head: &str) -> String {
    let pairs = headers(head, "set-cookie").filter_map(|cookie| cookie.split(';').next());
    pairs.collect::<Vec<_>>().join("; ")
}

// ---------------------------------------------------------------------------------------------------- the bare server

/// A server of fixed bodies in a thread of this process; dropped it is stopped.
struct Bare {
    address: SocketAddr,
    handle: ServerHandle,
    thread: Option<thread::JoinHandle<()>>,
}

impl Drop for Bare {
    fn drop(&mut self) {
        actix_web::rt::System::new().block_on(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Bare {
    /// Serves a body of the size and type of each page, under the page's number.
    fn start(pages: &[Page]) -> Result<Self, String> {
        let bodies: Vec<(String, String)> =
            pages.iter().map(|page| (page.content_type.clone(), "x".repeat(page.bytes))).collect();
        let message = |error: std::io::Error| format!("the bare server: {error}");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(message)?;
        let address = listener.local_addr().map_err(message)?;
        let (sender, started) = mpsc::channel();
        let thread = thread::spawn(move || {
            let served: std::io::Result<()> = actix_web::rt::System::new().block_on(async {
                let server = HttpServer::new(move || {
                    let mut app = App::new();
                    for (position, (content_type, body)) in bodies.iter().cloned().enumerate() {
                        let answer = move || {
                            let answer = HttpResponse::Ok().content_type(content_type.as_str()).body(body.clone());
                            std::future::ready(answer)
                        };
                        app = app.route(&bare_path(position), web::get().to(answer));
                    }
                    app
                });
                // Ctrl-C is not for this server but for the whole benchmark.
                let server = server.workers(BARE_WORKERS).disable_signals().listen(listener)?.run();
                let _ = sender.send(server.handle());
                server.await
            });
            if let Err(error) = served {
                eprintln!("pages: the bare server: {error}");
            }
        });
        let handle = started.recv().map_err(|_| "the bare server did not start".to_owned())?;
        Ok(Self { address, handle, thread: Some(thread) })
    }
}

fn bare_path(position: usize) -> String {
    format!("/{position}")
}

// ------------------------------------------------------------------------------------------------------- the output

fn machine() -> String {
    let from = |file: &str, name: &str| -> Option<String> {
        let content = fs::read_to_string(file).ok()?;
        let line = content.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let unknown = || "unknown".to_owned();
    let cores = thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!(
        "Measured on {} with `cargo bench --bench pages` ({}), {} cores of {}, memory {}. {CONNECTIONS} connections \
         that are kept, without TLS, over the loopback interface, after a warm-up; the clients share the cores with the \
         servers. Bare is an actix-web server with {BARE_WORKERS} workers, as ours, that answers a fixed body of the same \
         size and type. Every answer was a 200 of the size given.\n",
        Local::now().date_naive(),
        if cfg!(debug_assertions) { "debug build, which says nothing about the speed" } else { "release build" },
        cores,
        from("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
        from("/proc/meminfo", "MemTotal").unwrap_or_else(unknown),
    )
}

fn table(rows: &[(&Page, Measured, Measured)]) -> String {
    let mut text =
        "| page | bytes | requests | bare | requests/s | bare | p50 ms | bare | p95 ms | bare | max ms | bare \
                    |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
    for (page, ours, bare) in rows {
        let _ = write!(text, "| {} | {} ", page.name, thousands(page.bytes));
        for measured in [ours, bare] {
            let _ = write!(text, "| {} ", thousands(measured.latencies.len()));
        }
        for measured in [ours, bare] {
            let _ = write!(text, "| {} ", thousands(measured.per_second() as usize));
        }
        for percent in [50, 95, 100] {
            let _ = write!(text, "| {:.2} | {:.2} ", ours.percentile(percent), bare.percentile(percent));
        }
        text.push_str("|\n");
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
