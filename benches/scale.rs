//! The scale benchmark: makes an invented register of N clients over the twenty years 2000-2019, runs the real `rosa`
//! binary on it (init, import, the report of one year), and prints what it measured as Markdown for
//! `docs/benchmarks.md`. Progress goes to stderr.
//!
//! ```text
//! cargo bench --bench scale                                       1,000, 10,000 and 100,000 clients
//! cargo bench --bench scale -- --clients 1000,10000               only these sizes
//! cargo bench --bench scale -- --keep DIR                         keeps the registers in DIR/clients-N
//! cargo bench --bench scale -- --only-make DIR --clients 1000     makes the register in DIR, measures nothing
//! ```
//!
//! With `ROSA_BENCH_POSTGRES` set to the address of an empty database (no password in it) the size 10,000 is measured on
//! PostgreSQL too.
//!
//! Everything is measured from outside, as whole processes. The wall time runs from the start of the process until its
//! end is seen, to about a millisecond. The peak memory is `VmHWM` of `/proc/PID/status`, the kernel's own high-water
//! mark of resident memory, read every millisecond: it only grows, so only growth in the last millisecond of a process
//! can be missed. On PostgreSQL it is the memory of `rosa` alone, not of the server.
//!
//! The register is the same on every machine (fixed seeds). While it is made, the generator counts by the rules of the
//! report who is assisted in each year; the benchmark fails when a report says something else, so that a fast wrong
//! answer is not taken for a good one. Intakes and enquiries become more frequent over the years, so that years of one
//! database differ in active clients: time against active clients is shown across sizes and across years.

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

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Datelike, Days, Local, Months, NaiveDate};

/// The commands that are measured; `--data DIR` goes before, the register's folder after `import`.
const INIT: &[&str] = &["init"];
const IMPORT: &[&str] = &["import"];

/// The formats in which it is taken out.
const FORMATS: [&str; 4] = ["xlsx", "docx", "pdf", "csv"];
/// The year whose report is measured, and the years that are set beside it to see the growth.
const YEAR: i32 = 2015;
const OTHER_YEARS: [i32; 3] = [2001, 2005, 2010];
const REPORT_RUNS: usize = 5;
const OTHER_YEAR_RUNS: usize = 3;

const DEFAULT_SIZES: [u64; 3] = [1_000, 10_000, 100_000];
/// Case numbers have six digits.
const MOST_CLIENTS: u64 = 999_999;
const POSTGRES_SIZE: u64 = 10_000;
const POSTGRES_VARIABLE: &str = "ROSA_BENCH_POSTGRES";

const GOAL_ROWS_PER_SECOND: f64 = 30_000.0;
const GOAL_SIZE: u64 = 100_000;
const GOAL_REPORT_SECONDS: f64 = 1.5;
const GOAL_REPORT_MB: f64 = 300.0;
/// Growth of time divided by growth of active clients; a tenth above 1 is taken for noise.
const GOAL_GROWTH: f64 = 1.1;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("scale: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("scale: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    if let Some(folder) = &options.only_make {
        for &clients in &options.sizes {
            make(folder, clients)?;
        }
        return Ok(());
    }
    let postgres = postgres_address(&options.sizes);
    let mut results = Vec::new();
    for &clients in &options.sizes {
        let work = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
        let folder = match &options.keep {
            Some(keep) => keep.join(format!("clients-{clients}")),
            None => work.path().join("register"),
        };
        let register = make(&folder, clients)?;
        results.push(measure(&register, work.path(), None)?);
        if let (POSTGRES_SIZE, Ok(address)) = (clients, &postgres) {
            results.push(measure(&register, work.path(), Some(address))?);
        }
    }
    print!("{}", markdown(&results, postgres.as_ref().err()));
    Ok(())
}

/// The address of the database to measure on, or why PostgreSQL is left out.
fn postgres_address(sizes: &[u64]) -> Result<String, String> {
    let address = std::env::var(POSTGRES_VARIABLE).unwrap_or_default();
    if address.is_empty() {
        Err(format!("{POSTGRES_VARIABLE} does not hold the address of an empty database"))
    } else if !sizes.contains(&POSTGRES_SIZE) {
        Err(format!("it is measured at {} clients, which is not among the sizes of this run", thousands(POSTGRES_SIZE)))
    } else {
        Ok(address)
    }
}

// ---------------------------------------------------------------------------------------------------- the arguments

const USAGE: &str = "usage: cargo bench --bench scale -- [--clients N,N…] [--keep DIR | --only-make DIR]
  --clients N,N…   the sizes of the registers (default 1000,10000,100000; 1000 in a debug build)
  --keep DIR       keep the registers, in DIR/clients-N
  --only-make DIR  make the register of the one size given with --clients in DIR, and measure nothing";

struct Options {
    sizes: Vec<u64>,
    keep: Option<PathBuf>,
    only_make: Option<PathBuf>,
}

impl Options {
    /// The options, nothing when help is asked for, or what is wrong with the arguments.
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let (mut sizes, mut keep, mut only_make) = (None, None, None);
        while let Some(arg) = args.next() {
            let mut value =
                || args.next().filter(|value| !value.starts_with('-')).ok_or_else(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--bench" => {} // cargo bench adds it
                "--help" | "-h" => return Ok(None),
                "--clients" => sizes = Some(parse_sizes(&value()?)?),
                "--keep" => keep = Some(PathBuf::from(value()?)),
                "--only-make" => only_make = Some(PathBuf::from(value()?)),
                _ => return Err(format!("unknown argument {arg}")),
            }
        }
        if keep.is_some() && only_make.is_some() {
            return Err("--keep and --only-make exclude each other".to_owned());
        }
        if only_make.is_some() && sizes.as_ref().is_none_or(|sizes: &Vec<u64>| sizes.len() != 1) {
            return Err("--only-make needs --clients with one size".to_owned());
        }
        let sizes = sizes.unwrap_or_else(default_sizes);
        Ok(Some(Self { sizes, keep, only_make }))
    }
}

/// `cargo test --all-targets` runs this too, unoptimised: then the smallest size has to do.
fn default_sizes() -> Vec<u64> {
    if cfg!(debug_assertions) { vec![DEFAULT_SIZES[0]] } else { DEFAULT_SIZES.to_vec() }
}

fn parse_sizes(text: &str) -> Result<Vec<u64>, String> {
    let mut sizes = Vec::new();
    for part in text.split(',') {
        match part.trim().parse::<u64>() {
            Ok(size) if (1..=MOST_CLIENTS).contains(&size) => sizes.push(size),
            _ => return Err(format!("--clients: {part:?} is not a number from 1 to {MOST_CLIENTS}")),
        }
    }
    sizes.sort_unstable();
    sizes.dedup();
    Ok(sizes)
}

// ---------------------------------------------------------------------------------------------------- the measuring

/// One run of a process.
struct Run {
    seconds: f64,
    /// Peak resident memory; nothing where there is no `/proc`.
    peak_kib: Option<u64>,
}

/// The reports of one year.
struct Reports {
    year: i32,
    assisted: u64,
    median: f64,
    worst: f64,
    peak_kib: Option<u64>,
}

/// What was measured for one size on one backend.
struct Measured {
    backend: &'static str,
    clients: u64,
    rows: u64,
    import: Run,
    /// Bytes of the database and of its write-ahead log after the import; nothing on PostgreSQL.
    size: Option<(u64, u64)>,
    /// By year, the measured year last.
    reports: Vec<Reports>,
    /// The report of that year as a file: format, time, size in bytes.
    exports: Vec<(&'static str, Run, u64)>,
}

impl Measured {
    fn rows_per_second(&self) -> f64 {
        self.rows as f64 / self.import.seconds
    }

    fn main_report(&self) -> &Reports {
        self.reports.last().expect("every measurement has its reports")
    }
}

/// The program under test, with a data folder of its own.
struct Rosa<'a> {
    data: PathBuf,
    logs: PathBuf,
    database: Option<&'a str>,
}

fn measure(register: &Register, work: &Path, database: Option<&str>) -> Result<Measured, String> {
    let backend = if database.is_some() { "PostgreSQL" } else { "SQLCipher" };
    let rosa = Rosa { data: work.join(format!("data-{backend}")), logs: work.to_path_buf(), database };
    fs::create_dir(&rosa.data).map_err(|error| format!("{}: {error}", rosa.data.display()))?;
    eprintln!("{backend}, {} clients: init and import", thousands(register.clients));
    rosa.run(INIT, None)?;
    let import = rosa.run(IMPORT, Some(register.folder.as_os_str()))?;
    eprintln!("  {} rows in {:.1} s", thousands(register.rows), import.seconds);
    let size = if database.is_some() { None } else { Some(folder_size(&rosa.data)?) };

    rosa.report(YEAR)?; // the warm-up
    let mut reports = Vec::new();
    for year in OTHER_YEARS {
        reports.push(measure_reports(&rosa, register, year, OTHER_YEAR_RUNS)?);
    }
    reports.push(measure_reports(&rosa, register, YEAR, REPORT_RUNS)?);
    let mut exports = Vec::new();
    for format in FORMATS {
        exports.push(rosa.export(YEAR, format)?);
    }
    Ok(Measured { backend, clients: register.clients, rows: register.rows, import, size, reports, exports })
}

fn measure_reports(rosa: &Rosa, register: &Register, year: i32, runs: usize) -> Result<Reports, String> {
    let mut seconds = Vec::new();
    let mut peak_kib = None;
    for _ in 0..runs {
        let (run, json) = rosa.report(year)?;
        check_report(&json, register, year)?;
        seconds.push(run.seconds);
        peak_kib = peak_kib.max(run.peak_kib);
    }
    seconds.sort_by(f64::total_cmp);
    let (median, worst) = (seconds[runs / 2], seconds[runs - 1]);
    let assisted = register.assisted[year_index(year)];
    eprintln!("  report {year}: {median:.3} s for {} assisted clients", thousands(assisted));
    Ok(Reports { year, assisted, median, worst, peak_kib })
}

/// The report must be JSON and count what the generator counted.
fn check_report(json: &str, register: &Register, year: i32) -> Result<(), String> {
    let report: serde_json::Value =
        serde_json::from_str(json).map_err(|error| format!("the report of {year} is not JSON: {error}"))?;
    let expected = [
        ("clients.assisted", register.assisted[year_index(year)]),
        ("enquiries.total", register.enquiries[year_index(year)]),
    ];
    for (figure, expected) in expected {
        let value = report["figures"][figure].as_f64();
        if value != Some(expected as f64) {
            return Err(format!("the report of {year} says {value:?} for {figure}; the register holds {expected}"));
        }
    }
    if year == YEAR && report["figures"]["clients.assisted"].as_f64() <= Some(0.0) {
        return Err(format!("nobody is assisted in {year}: the register is too small to measure"));
    }
    Ok(())
}

impl Rosa<'_> {
    fn report(&self, year: i32) -> Result<(Run, String), String> {
        let run = self.run(&["report", &year.to_string(), "--format", "json"], None)?;
        let path = self.logs.join("stdout");
        let json = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok((run, json))
    }

    /// Takes a report out as a file, computing it included.
    fn export(&self, year: i32, format: &'static str) -> Result<(&'static str, Run, u64), String> {
        let path = self.logs.join(format!("report.{format}"));
        let _ = fs::remove_file(&path);
        let arguments = ["report", &year.to_string(), "--format", format, "--out"];
        let run = self.run(&arguments, Some(path.as_os_str()))?;
        let size = fs::metadata(&path).map_err(|error| format!("{}: {error}", path.display()))?.len();
        eprintln!("  {format}: {:.3} s", run.seconds);
        Ok((format, run, size))
    }

    /// Runs one command to its end; its output goes to files, so that no pipe can hold it up.
    fn run(&self, args: &[&str], last: Option<&OsStr>) -> Result<Run, String> {
        let name = format!("rosa {}", args.join(" "));
        let log = |file: &str| File::create(self.logs.join(file)).map_err(|error| format!("{file} of {name}: {error}"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_rosa"));
        self.clean_environment(&mut command);
        command.arg("--data").arg(&self.data).args(args).args(last);
        command.stdin(Stdio::null()).stdout(log("stdout")?).stderr(log("stderr")?);

        let start = Instant::now();
        let mut child = command.spawn().map_err(|error| format!("{name} does not start: {error}"))?;
        let (success, peak_kib) = watch(&mut child).map_err(|error| format!("{name}: {error}"))?;
        let seconds = start.elapsed().as_secs_f64();
        if success {
            return Ok(Run { seconds, peak_kib });
        }
        let stderr = fs::read_to_string(self.logs.join("stderr")).unwrap_or_default();
        let stdout = fs::read_to_string(self.logs.join("stdout")).unwrap_or_default();
        Err(format!("{name} failed\n{}\n{}", first_lines(&stderr), first_lines(&stdout)))
    }

    /// The program must not find a real installation: no setting of the caller's reaches it.
    fn clean_environment(&self, command: &mut Command) {
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("ROSA_") {
                command.env_remove(name);
            }
        }
        match self.database {
            Some(address) => command.env("DATABASE_URL", address),
            None => command.env_remove("DATABASE_URL"),
        };
    }
}

/// Waits for the end of the process; whether it went well, and its peak memory.
fn watch(child: &mut Child) -> io::Result<(bool, Option<u64>)> {
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak_kib = None;
    loop {
        // An ended process has no VmHWM any more, but keeps its number until it is waited for.
        peak_kib = peak_kib.max(high_water_mark(&status_file));
        if let Some(status) = child.try_wait()? {
            return Ok((status.success(), peak_kib));
        }
        thread::sleep(Duration::from_millis(1));
    }
}

fn high_water_mark(status_file: &str) -> Option<u64> {
    let status = fs::read_to_string(status_file).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn first_lines(text: &str) -> String {
    text.lines().take(20).collect::<Vec<_>>().join("\n")
}

/// Bytes of all files of the data folder: without the write-ahead log, and of that log.
fn folder_size(folder: &Path) -> Result<(u64, u64), String> {
    let walk = || -> io::Result<(u64, u64)> {
        let (mut database, mut log) = (0, 0);
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with("-wal") {
                log += entry.metadata()?.len();
            } else if entry.file_type()?.is_file() && !name.ends_with("-shm") {
                database += entry.metadata()?.len();
            }
        }
        Ok((database, log))
    };
    walk().map_err(|error| format!("{}: {error}", folder.display()))
}

// ------------------------------------------------------------------------------------------------------- the output

fn markdown(results: &[Measured], no_postgres: Option<&String>) -> String {
    let mut text = String::new();
    let page = [
        machine(),
        sizes_table(results),
        exports_table(results),
        growth_table(results),
        years_table(results),
        goals(results),
    ];
    for part in page {
        let _ = writeln!(text, "{part}");
    }
    if let Some(reason) = no_postgres {
        let _ = writeln!(text, "PostgreSQL was left out: {reason}.");
    }
    text
}

fn machine() -> String {
    let from = |file: &str, name: &str| -> Option<String> {
        let content = fs::read_to_string(file).ok()?;
        let line = content.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let unknown = || "unknown".to_owned();
    let cores = thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!(
        "Measured on {} with `cargo bench --bench scale` ({} build), {} cores of {}, memory {}. Whole processes; \
         reports: median and worst of {REPORT_RUNS} after a warm-up; peak memory: `VmHWM` of `/proc/PID/status`, read \
         every millisecond (on PostgreSQL of `rosa` alone, not of the server). 1 MB is 1,000,000 bytes. Each report was \
         checked against the generator's own count.\n",
        Local::now().date_naive(),
        if cfg!(debug_assertions) { "debug, which says nothing about the goals" } else { "release" },
        cores,
        from("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
        from("/proc/meminfo", "MemTotal").unwrap_or_else(unknown),
    )
}

fn sizes_table(results: &[Measured]) -> String {
    let mut text = format!(
        "| clients | backend | rows | import s | rows/s | import peak MB | database MB | wal MB \
         | report {YEAR} s | worst s | report peak MB |\n|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    );
    for result in results {
        let report = result.main_report();
        let (database, log) = result.size.unzip();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.1} | {} | {} | {} | {} | {:.3} | {:.3} | {} |",
            thousands(result.clients),
            result.backend,
            thousands(result.rows),
            result.import.seconds,
            thousands(result.rows_per_second() as u64),
            megabytes(result.import.peak_kib.map(|kib| kib * 1024)),
            megabytes(database),
            megabytes(log),
            report.median,
            report.worst,
            megabytes(report.peak_kib.map(|kib| kib * 1024)),
        );
    }
    text
}

/// The report as a file to hand out.
fn exports_table(results: &[Measured]) -> String {
    let mut text = format!(
        "The report of {YEAR} as a file, computing it included.\n\n\
         | clients | backend | format | s | peak MB | file MB |\n|---:|---|---|---:|---:|---:|\n"
    );
    for result in results {
        for (format, run, size) in &result.exports {
            let _ = writeln!(
                text,
                "| {} | {} | {format} | {:.3} | {} | {} |",
                thousands(result.clients),
                result.backend,
                run.seconds,
                megabytes(run.peak_kib.map(|kib| kib * 1024)),
                megabytes(Some(*size)),
            );
        }
    }
    text
}

/// Across sizes: the same year, more clients.
fn growth_table(results: &[Measured]) -> String {
    let mut text = format!(
        "Growth across sizes, report {YEAR}. The growth is that of the time divided by that of the active \
         clients, from the size before it on the same backend; 1 is linear, less is better. Active are the clients \
         assisted in the year.\n\n\
         | clients | backend | active in {YEAR} | median ms | µs per active client | growth |\n\
         |---:|---|---:|---:|---:|---:|\n"
    );
    for (position, result) in results.iter().enumerate() {
        let before = results[..position].iter().rfind(|before| before.backend == result.backend);
        let report = result.main_report();
        let growth = before.map(|before| growth(before.main_report(), report));
        let _ =
            writeln!(text, "| {} | {} | {}", thousands(result.clients), result.backend, growth_cells(report, growth));
    }
    text
}

/// Across years: the same database, more active clients.
fn years_table(results: &[Measured]) -> String {
    let mut text = "Growth across years of the same database; the growth is counted from the first year.\n\n\
                    | clients | backend | year | active | median ms | µs per active client | growth |\n\
                    |---:|---|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for result in results {
        for (position, report) in result.reports.iter().enumerate() {
            let growth = (position > 0).then(|| growth(&result.reports[0], report));
            let _ = writeln!(
                text,
                "| {} | {} | {} | {}",
                thousands(result.clients),
                result.backend,
                report.year,
                growth_cells(report, growth)
            );
        }
    }
    text
}

fn growth_cells(report: &Reports, growth: Option<f64>) -> String {
    format!(
        "{} | {:.1} | {:.1} | {} |",
        thousands(report.assisted),
        report.median * 1e3,
        report.median * 1e6 / report.assisted as f64,
        growth.map_or_else(|| "–".to_owned(), |growth| format!("{growth:.2}")),
    )
}

fn growth(before: &Reports, after: &Reports) -> f64 {
    (after.median / before.median) / (after.assisted as f64 / before.assisted as f64)
}

fn goals(results: &[Measured]) -> String {
    let mut text = "Goals:\n\n".to_owned();
    let mut line = |goal: &str, value: String, met: bool| {
        let _ = writeln!(text, "- {goal}: {value}, **{}**", if met { "met" } else { "missed" });
    };
    for result in results {
        let speed = result.rows_per_second();
        let value =
            format!("{} at {} clients on {}", thousands(speed as u64), thousands(result.clients), result.backend);
        line("import of 30,000 rows/s", value, speed >= GOAL_ROWS_PER_SECOND);
    }
    for result in results.iter().filter(|result| result.clients == GOAL_SIZE) {
        let report = result.main_report();
        let value = format!("{:.3} s", report.median);
        line("report at 100,000 clients in 1.5 s", value, report.median <= GOAL_REPORT_SECONDS);
        if let Some(kib) = report.peak_kib {
            let bytes = kib * 1024;
            let met = bytes as f64 <= GOAL_REPORT_MB * 1e6;
            line("report at 100,000 clients in 300 MB", format!("{} MB", megabytes(Some(bytes))), met);
        }
    }
    let largest = results.iter().filter(|result| result.size.is_some()).max_by_key(|result| result.clients);
    let smallest = results.iter().filter(|result| result.size.is_some()).min_by_key(|result| result.clients);
    if let (Some(smallest), Some(largest)) = (smallest, largest) {
        if smallest.clients < largest.clients {
            let growth = growth(smallest.main_report(), largest.main_report());
            let value =
                format!("{growth:.2} from {} to {} clients", thousands(smallest.clients), thousands(largest.clients));
            line("growth no worse than linear in active clients", value, growth <= GOAL_GROWTH);
        }
        let growth = growth(&largest.reports[0], largest.main_report());
        let value =
            format!("{growth:.2} from {} to {YEAR} at {} clients", largest.reports[0].year, thousands(largest.clients));
        line("growth no worse than linear in active clients", value, growth <= GOAL_GROWTH);
    }
    text
}

fn megabytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(|| "–".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6))
}

fn thousands(number: u64) -> String {
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

// ------------------------------------------------------------------------------------------------------ the register

const FIRST_YEAR: i32 = 2000;
const YEARS: usize = 20;
/// The last intake leaves a month of room for what follows it.
const ROOM_AFTER_LAST_INTAKE: i64 = 31;

const ENQUIRIES_PER_CLIENT: u64 = 10;
const OUTREACH_PER_YEAR: u64 = 200;
/// How many a client has: ten clients in a row have each number once, so that the averages are exact.
const JOURNAL_ENTRIES: [u64; 10] = [2, 4, 6, 8, 10, 10, 12, 14, 16, 18];
const STAYS: [u64; 10] = [0, 1, 2, 2, 3, 3, 4, 4, 5, 6];
const RESIDENCE_ROWS: [u64; 10] = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3];

/// A made register: where it is, and what the reports on it must say.
struct Register {
    folder: PathBuf,
    clients: u64,
    rows: u64,
    /// By year, from 2000.
    assisted: [u64; YEARS],
    enquiries: [u64; YEARS],
}

fn year_index(year: i32) -> usize {
    (year - FIRST_YEAR) as usize
}

/// Makes the register of so many clients in a new or empty folder.
fn make(folder: &Path, clients: u64) -> Result<Register, String> {
    eprintln!("making a register of {} clients in {}", thousands(clients), folder.display());
    let start = Instant::now();
    let message = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(message)?;
    if fs::read_dir(folder).map_err(message)?.next().is_some() {
        return Err(format!("{} is not empty", folder.display()));
    }
    let register = Maker::new(folder, clients).and_then(Maker::make).map_err(message)?;
    eprintln!("  {} rows in {:.1} s", thousands(register.rows), start.elapsed().as_secs_f64());
    Ok(register)
}

/// A number of days since 1 January 2000.
type Day = i64;

const fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).expect("a date")
}

fn day(year: i32, month: u32, day: u32) -> Day {
    (NaiveDate::from_ymd_opt(year, month, day).expect("a date") - first_day()).num_days()
}

/// The last day on which anything happens.
fn last_day() -> Day {
    day(FIRST_YEAR + YEARS as i32 - 1, 12, 31)
}

fn date(day: Day) -> NaiveDate {
    let days = Days::new(day.unsigned_abs());
    if day < 0 { first_day() - days } else { first_day() + days }
}

fn text(day: Day) -> String {
    date(day).to_string()
}

/// The share of the whole time after which a share of everything has happened: what is made becomes steadily more
/// frequent, at the end four times as frequent as at the beginning.
fn time_of_share(share: f64) -> f64 {
    ((0.16 + 2.4 * share).sqrt() - 0.4) / 1.2
}

fn share_at_time(time: f64) -> f64 {
    time.mul_add(0.4, 0.6 * time * time)
}

/// SplitMix64: small, and the same everywhere. Each client and each enquiry has a stream of its own.
struct Rng(u64);

impl Rng {
    fn new(stream: u64, index: u64) -> Self {
        let mut rng = Self(stream.wrapping_mul(0x5851_F42D_4C95_7F2D) ^ index);
        rng.0 = rng.next();
        rng
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    /// Both ends included.
    fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below((last - first + 1) as u64) as i64
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len() as u64) as usize]
    }

    fn pick_or_blank(&mut self, percent: u64, values: &[&'static str]) -> &'static str {
        if self.chance(percent) { self.pick(values) } else { "" }
    }

    /// From 0 up to, not including, 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// One file of the register.
struct Table {
    out: BufWriter<File>,
    columns: usize,
    rows: u64,
}

impl Table {
    fn create(folder: &Path, name: &str, header: &str) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(1 << 16, File::create(folder.join(format!("{name}.csv")))?);
        writeln!(out, "{header}")?;
        Ok(Self { out, columns: header.split(',').count(), rows: 0 })
    }

    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        assert_eq!(cells.len(), self.columns, "a row has as many cells as its header: {cells:?}");
        self.rows += 1;
        for (position, cell) in cells.iter().enumerate() {
            if position > 0 {
                self.out.write_all(b",")?;
            }
            if cell.contains(['"', ',', '\n', '\r']) {
                write!(self.out, "\"{}\"", cell.replace('"', "\"\""))?;
            } else {
                self.out.write_all(cell.as_bytes())?;
            }
        }
        self.out.write_all(b"\n")
    }
}

/// Makes `Tables` with a file for each table; the header is the register format's.
macro_rules! tables {
    ($($name:ident: $header:literal;)+) => {
        struct Tables { $($name: Table,)+ }

        impl Tables {
            fn create(folder: &Path) -> io::Result<Self> {
                Ok(Self { $($name: Table::create(folder, stringify!($name), $header)?,)+ })
            }

            /// Writes what is still buffered; the number of rows of all files.
            fn finish(&mut self) -> io::Result<u64> {
                let mut rows = 0;
                $(
                    self.$name.out.flush()?;
                    rows += self.$name.rows;
                )+
                Ok(rows)
            }
        }
    };
}

tables! {
    facilities: "facility,name,type,municipality,secret_address,valid_from,valid_to";
    users: "username,name,role,facilities";
    clients: "client,given_name,family_name,alias,birth_date,birth_date_certainty,gender,citizenships,duf_number,\
        languages,interpreter,intake_date,referred_by,identified_in,exploitation,exploitation_countries,\
        pregnant_at_intake,children_abroad,children_abroad_count,address_protection,caseworker,closed_on,\
        closure_reason";
    consents: "client,given_on,form,scopes,expires_on,withdrawn_on,note";
    children: "client,child,birth_date,gender,accompanying_from,accompanying_to,born_in_norway";
    journal: "client,occurred_at,mode,aspects,topics,text,author,visibility";
    stays: "client,facility,from,to,arranged_by,exit_reason,destination";
    residence: "client,from,status,valid_to,legal_basis,decided_by,note";
    activities: "client,type,provider,from,to,completed,support_nok";
    police_matters: "matter,client,offence,role,district,case_number";
    police_events: "matter,on,event,ground,note";
    returns: "client,programme,country,applied_on,decided_on,decision,withdrawn_on,returned_on";
    benefits: "client,period,category,amount_nok,status,paid_on";
    enquiries: "enquiry,received_at,channel,answered_by,caller,topic,client,facility,note";
    enquiry_subjects: "enquiry,count,gender,nationality,exploitation,minors_along,first_time,outcome,reason,client";
    outreach: "on,type,title,place,facility,audience,participants,abroad";
    yearly_figures: "year,figure,value,source";
}

/// One client, as far as the other tables need her.
struct Client {
    index: u64,
    key: String,
    intake: Day,
    /// The end of regular contact; what is known about later is little.
    contact_end: Day,
    citizenship: &'static str,
    european: bool,
    caseworker: &'static str,
}

/// What the report's rules need to know of a client: the shelter stays (from, to) with a night, and the dates of
/// conversations in person.
#[derive(Default)]
struct Contact {
    shelter: Vec<(Day, Option<Day>)>,
    in_person: Vec<Day>,
}

impl Contact {
    /// Assisted in a year by the rules of the annual report: qualified by its end (a shelter night, or the second date
    /// of a conversation in person), and a shelter night or such a conversation in it.
    fn assisted_in(&self, year: i32) -> bool {
        let (begin, end) = (day(year, 1, 1), day(year, 12, 31));
        let mut dates = self.in_person.clone();
        dates.sort_unstable();
        dates.dedup();
        let first_night = self.shelter.iter().map(|stay| stay.0).min();
        let qualified = first_night.into_iter().chain(dates.get(1).copied()).any(|date| date <= end);
        let night = self.shelter.iter().any(|&(from, to)| from <= end && to.is_none_or(|to| to > begin));
        let talk = dates.iter().any(|date| (begin..=end).contains(date));
        qualified && (night || talk)
    }
}

struct Maker {
    tables: Tables,
    register: Register,
    facilities: Vec<Facility>,
}

struct Facility {
    key: String,
    kind: &'static str,
}

impl Facility {
    fn is_shelter(&self) -> bool {
        matches!(self.kind, "crisis_centre" | "supported_housing")
    }
}

impl Maker {
    fn new(folder: &Path, clients: u64) -> io::Result<Self> {
        let register =
            Register { folder: folder.to_path_buf(), clients, rows: 0, assisted: [0; YEARS], enquiries: [0; YEARS] };
        Ok(Self { tables: Tables::create(folder)?, register, facilities: Vec::new() })
    }

    fn make(mut self) -> io::Result<Register> {
        self.facilities()?;
        self.users()?;
        for index in 0..self.register.clients {
            self.one_client(index)?;
        }
        self.enquiries()?;
        self.outreach()?;
        self.yearly_figures()?;
        self.register.rows = self.tables.finish()?;
        Ok(self.register)
    }

    fn facilities(&mut self) -> io::Result<()> {
        let kinds =
            words::FACILITY_TYPES.iter().flat_map(|&(kind, name, count)| std::iter::repeat_n((kind, name), count));
        for ((kind, name), (number, municipality)) in kinds.zip((1..).zip(words::MUNICIPALITIES)) {
            let key = format!("f{number:02}");
            let secret = if matches!(kind, "crisis_centre" | "supported_housing") { "yes" } else { "no" };
            self.tables.facilities.row(&[
                &key,
                &format!("{name} {municipality}"),
                kind,
                municipality,
                secret,
                "",
                "",
            ])?;
            self.facilities.push(Facility { key, kind });
        }
        Ok(())
    }

    fn users(&mut self) -> io::Result<()> {
        for (username, name, role, facilities) in words::USERS {
            self.tables.users.row(&[username, name, role, facilities])?;
        }
        Ok(())
    }

    /// A client with everything about her.
    fn one_client(&mut self, index: u64) -> io::Result<()> {
        let rng = &mut Rng::new(1, index);
        let client = self.plan(index, rng);
        self.client(&client, rng)?;
        let key = client.key.as_str();
        let form = rng.pick(&["written", "written", "written", "oral", "electronic"]);
        self.tables.consents.row(&[key, &text(client.intake), form, "journal;share_shelter", "", "", ""])?;
        let contact = Contact { shelter: self.stays(&client, rng)?, in_person: self.journal(&client, rng)? };
        self.residence(&client, rng)?;
        if rng.chance(50) {
            self.activity(&client, rng)?;
        }
        if rng.chance(20) {
            self.police_matter(&client, rng)?;
        }
        if rng.chance(10) {
            self.return_home(&client, rng)?;
        }
        if index % 20 == 7 {
            self.benefits(&client, rng)?;
        }
        if index % 10 == 3 {
            self.child(&client, rng)?;
        }
        for (year, assisted) in (FIRST_YEAR..).zip(&mut self.register.assisted) {
            *assisted += u64::from(contact.assisted_in(year));
        }
        Ok(())
    }

    /// When she came and how long she is followed up: mostly one to three years, now and then longer.
    fn plan(&self, index: u64, rng: &mut Rng) -> Client {
        let intake = self.intake(index);
        let window = if rng.chance(5) { rng.between(1_096, 2_900) } else { rng.between(365, 1_095) };
        let (citizenship, european) = rng.pick(&words::CITIZENSHIPS);
        Client {
            index,
            key: self.client_key(index),
            intake,
            contact_end: (intake + window).min(last_day()),
            citizenship,
            european,
            caseworker: rng.pick(&words::CASEWORKERS),
        }
    }

    fn intake_days() -> f64 {
        (last_day() - ROOM_AFTER_LAST_INTAKE) as f64
    }

    fn intake(&self, index: u64) -> Day {
        let share = (index as f64 + 0.5) / self.register.clients as f64;
        (time_of_share(share) * Self::intake_days()) as Day
    }

    /// How many clients have surely come by a day: those with a smaller index; greater indexes come on it or later.
    fn clients_by(&self, day: Day) -> u64 {
        let time = (day as f64 / Self::intake_days()).clamp(0.0, 1.0);
        (share_at_time(time) * self.register.clients as f64) as u64
    }

    fn client_key(&self, index: u64) -> String {
        format!("{}-{:06}", date(self.intake(index)).year(), index + 1)
    }

    fn client(&mut self, client: &Client, rng: &mut Rng) -> io::Result<()> {
        let family = format!("{}{}", rng.pick(&words::FAMILY_STARTS), rng.pick(&words::FAMILY_ENDS));
        let alias =
            if rng.chance(40) { format!("{} {}", rng.pick(&words::ALIASES), rng.below(1_000)) } else { String::new() };
        // At least eighteen at intake, one in fifty without a date.
        let birth_date = if rng.chance(98) {
            let age = 18 + rng.below(20) + rng.below(20);
            text(client.intake - age as i64 * 365 - rng.between(10, 365))
        } else {
            String::new()
        };
        let certainty =
            if birth_date.is_empty() { "" } else { rng.pick(&["documented", "stated", "stated", "estimated"]) };
        let citizenships = if rng.chance(3) {
            String::new()
        } else if rng.chance(3) && client.citizenship != "RO" {
            format!("{};RO", client.citizenship)
        } else {
            client.citizenship.to_owned()
        };
        let duf_number = if !client.european && rng.chance(60) { duf(client) } else { String::new() };
        let identified_in = if rng.chance(30) {
            self.facilities[rng.below(self.facilities.len() as u64) as usize].key.as_str()
        } else {
            ""
        };
        let children = rng.below(4);
        let (children_abroad, children_count) = match rng.below(10) {
            0..=3 => ("no", String::new()),
            4..=6 if children > 0 => ("yes", children.to_string()),
            7..=8 => ("unknown", String::new()),
            _ => ("", String::new()),
        };
        let closed = client.contact_end < last_day() && rng.chance(85);
        self.tables.clients.row(&[
            &client.key,
            rng.pick(&words::GIVEN_NAMES),
            &family,
            &alias,
            &birth_date,
            certainty,
            rng.pick(&words::GENDERS),
            &citizenships,
            &duf_number,
            rng.pick(&words::LANGUAGES),
            rng.pick(&["yes", "yes", "no"]),
            &text(client.intake),
            rng.pick_or_blank(95, &words::REFERRED_BY),
            identified_in,
            rng.pick_or_blank(95, &words::EXPLOITATION),
            rng.pick_or_blank(90, &["NO", "NO", "NO", "IT", "ES;NO", "LY;IT", "GR"]),
            rng.pick_or_blank(90, &["no", "no", "no", "no", "yes", "unknown"]),
            children_abroad,
            &children_count,
            rng.pick(&[
                "none",
                "none",
                "none",
                "none",
                "none",
                "none",
                "none",
                "confidential",
                "strictly_confidential",
            ]),
            client.caseworker,
            &if closed { text(client.contact_end) } else { String::new() },
            if closed { rng.pick(&words::CLOSURE_REASONS) } else { "" },
        ])
    }

    /// Stays one after the other: each in its own part of the contact, so that no two share a night.
    fn stays(&mut self, client: &Client, rng: &mut Rng) -> io::Result<Vec<(Day, Option<Day>)>> {
        let count = quota(&STAYS, client.index, 10) as i64;
        let facilities: Vec<usize> = (0..count).map(|_| self.stay_facility(rng)).collect();
        let mut shelter = Vec::new();
        for number in 0..count {
            let part = (client.contact_end - client.intake) / count;
            let begin = client.intake + number * part;
            let from = begin + rng.between(0, part / 3);
            let nights = match rng.below(100) {
                0..2 => 0,
                2..40 => rng.between(1, 14),
                40..80 => rng.between(15, 60),
                _ => rng.between(61, 200),
            };
            let is_last = number + 1 == count;
            let is_open = is_last && client.contact_end == last_day() && rng.chance(50);
            let to = (!is_open).then_some((from + nights).min(begin + part));
            let facility = &self.facilities[facilities[number as usize]];
            let exit_reason = if is_open { "" } else { rng.pick_or_blank(90, &words::EXIT_REASONS) };
            let destination = match facilities.get(number as usize + 1) {
                Some(&next) if exit_reason == "moved_facility" => self.facilities[next].key.as_str(),
                _ => "",
            };
            self.tables.stays.row(&[
                &client.key,
                &facility.key,
                &text(from),
                &to.map(text).unwrap_or_default(),
                rng.pick_or_blank(95, &["rosa", "rosa", "rosa", "nav", "police", "udi", "self", "other"]),
                exit_reason,
                destination,
            ])?;
            if facility.is_shelter() && to.is_none_or(|to| to > from) {
                shelter.push((from, to));
            }
        }
        Ok(shelter)
    }

    /// Mostly crisis centres, which come first.
    fn stay_facility(&self, rng: &mut Rng) -> usize {
        let all = self.facilities.len() as u64;
        (if rng.chance(60) { rng.below(words::FACILITY_TYPES[0].2 as u64) } else { rng.below(all) }) as usize
    }

    /// Journal entries, close together in the beginning; now and then one long after. Gives the dates in person.
    fn journal(&mut self, client: &Client, rng: &mut Rng) -> io::Result<Vec<Day>> {
        let mut days: Vec<Day> = (0..quota(&JOURNAL_ENTRIES, client.index, 1_000))
            .map(|_| {
                if rng.chance(3) {
                    rng.between(client.contact_end, (client.contact_end + 1_500).min(last_day()))
                } else {
                    let length = client.contact_end - client.intake;
                    client.intake + rng.between(0, length).min(rng.between(0, length))
                }
            })
            .collect();
        days.sort_unstable();
        let mut in_person = Vec::new();
        for day in days {
            let mode = rng.pick(&words::MODES);
            if mode == "in_person" {
                in_person.push(day);
            }
            let occurred_at = format!("{} {:02}:{:02}", date(day), rng.between(8, 17), rng.below(60));
            let (first, second) = (rng.pick(&words::TOPICS), rng.pick(&words::TOPICS));
            let topics = if first == second || rng.chance(60) { first.to_owned() } else { format!("{first};{second}") };
            let author = if rng.chance(80) { client.caseworker } else { rng.pick(&words::AUTHORS) };
            self.tables.journal.row(&[
                &client.key,
                &occurred_at,
                mode,
                rng.pick_or_blank(95, &["assistance", "need", "challenge", "need;assistance", "assistance;challenge"]),
                &topics,
                &journal_text(rng),
                author,
                rng.pick(&["team", "team", "team", "shelter", "shelter", "restricted", ""]),
            ])?;
        }
        Ok(in_person)
    }

    fn residence(&mut self, client: &Client, rng: &mut Rng) -> io::Result<()> {
        let count = quota(&RESIDENCE_ROWS, client.index, 100) as i64;
        let part = (client.contact_end - client.intake) / count;
        for number in 0..count {
            // The first on the intake date, the others each in its own part of the contact.
            let from = client.intake + number * part + if number == 0 { 0 } else { rng.between(0, part - 1) };
            let status = match number {
                0 if client.european => rng.pick(&["eea_right", "eea_right", "eea_right", "no_permit"]),
                0 => rng.pick(&words::FIRST_STATUSES),
                _ => rng.pick(&words::LATER_STATUSES),
            };
            let months = match status {
                "reflection_granted" => Some(6),
                "limited_granted" => Some(rng.between(6, 11) as u32),
                "protection" | "witness_permit" | "humanitarian" => Some(12 + 12 * rng.below(3) as u32),
                _ => None,
            };
            let valid_to = months.map(|months| (date(from) + Months::new(months)).to_string());
            let basis = if status.starts_with("reflection") || status.starts_with("limited") {
                "utlendingsforskriften § 8-3"
            } else {
                ""
            };
            let decided_by = if valid_to.is_some() { rng.pick(&["udi", "udi", "udi", "une", "police"]) } else { "" };
            self.tables.residence.row(&[
                &client.key,
                &text(from),
                status,
                &valid_to.unwrap_or_default(),
                basis,
                decided_by,
                "",
            ])?;
        }
        Ok(())
    }

    fn activity(&mut self, client: &Client, rng: &mut Rng) -> io::Result<()> {
        let from = rng.between(client.intake, client.contact_end);
        let to = rng.chance(85).then(|| (from + rng.between(5, 250)).min(last_day()));
        let (kind, provider) = rng.pick(&words::ACTIVITIES);
        let support = if rng.chance(60) { rng.pick(&["500", "1500", "1500.5", "2920", "4800"]) } else { "" };
        self.tables.activities.row(&[
            &client.key,
            kind,
            provider,
            &text(from),
            &to.map(text).unwrap_or_default(),
            if to.is_some() { rng.pick(&["yes", "yes", "no", "unknown"]) } else { "" },
            support,
        ])
    }

    fn police_matter(&mut self, client: &Client, rng: &mut Rng) -> io::Result<()> {
        let key = format!("M{:06}", self.tables.police_matters.rows + 1);
        let (role, first, second) = rng.pick(&words::POLICE_COURSES);
        let case_number = if first == "reported" { format!("{:08}", rng.below(100_000_000)) } else { String::new() };
        self.tables.police_matters.row(&[
            &key,
            &client.key,
            rng.pick(&words::OFFENCES),
            role,
            rng.pick_or_blank(95, &words::DISTRICTS),
            &case_number,
        ])?;
        let begin = rng.between(client.intake, client.contact_end);
        let then = rng.between(begin, (begin + 500).min(last_day()));
        for (day, event) in [(begin, first), (then, second)] {
            let ground = if event == "dismissed" {
                rng.pick(&["evidence_position", "lack_of_evidence", "unknown_perpetrator", "capacity", "time_barred"])
            } else {
                ""
            };
            self.tables.police_events.row(&[&key, &text(day), event, ground, ""])?;
        }
        Ok(())
    }

    fn return_home(&mut self, client: &Client, rng: &mut Rng) -> io::Result<()> {
        let begin = rng.between(client.intake, client.contact_end);
        let mut later = |from: Day| rng.between(from, (from + 90).min(last_day()));
        let (decided, end) = (later(begin), later(begin).max(begin));
        let (decided, end) = (decided.min(end), decided.max(end));
        let (begin, decided, end) = (text(begin), text(decided), text(end));
        let home = client.citizenship;
        let row: [&str; 7] = match rng.below(10) {
            0 => ["dublin", "IT", "", "", "", "", &end],
            1 => ["forced", home, "", "", "", "", &end],
            2 => ["own", home, "", "", "", "", &end],
            3..=4 => ["iom", home, &begin, "", "", "", ""],
            5 => ["iom", home, &begin, "", "", &end, ""],
            6 => ["iom", home, &begin, &decided, "refused", "", ""],
            7 => ["iom", home, &begin, &decided, "granted", "", ""],
            _ => ["iom", home, &begin, &decided, "granted", "", &end],
        };
        let [programme, country, applied, decided, decision, withdrawn, returned] = row;
        self.tables.returns.row(&[&client.key, programme, country, applied, decided, decision, withdrawn, returned])
    }

    /// Half a year of monthly support, as far as it fits before the end.
    fn benefits(&mut self, client: &Client, rng: &mut Rng) -> io::Result<()> {
        let intake_month = date(client.intake).with_day(1).expect("every month has a first day");
        for month in 1..=6 {
            let paid_on = intake_month + Months::new(month) + Days::new(9);
            if paid_on > date(last_day()) {
                break;
            }
            let status = rng.pick(&["paid", "paid", "paid", "refunded", "approved", "calculated"]);
            let paid_on = paid_on.to_string();
            self.tables.benefits.row(&[
                &client.key,
                &paid_on[..7],
                "basic",
                rng.pick(&["2920", "2920", "3150.5", "4380"]),
                status,
                if matches!(status, "paid" | "refunded") { &paid_on } else { "" },
            ])?;
        }
        Ok(())
    }

    fn child(&mut self, client: &Client, rng: &mut Rng) -> io::Result<()> {
        let born_in_norway = rng.chance(30);
        let from = rng.between(client.intake, client.contact_end);
        let birth_date = if born_in_norway { from } else { from - rng.between(100, 5_000) };
        let to = rng.chance(60).then(|| rng.between(from, last_day()));
        self.tables.children.row(&[
            &client.key,
            "1",
            &text(birth_date),
            rng.pick(&["female", "male"]),
            &text(from),
            &to.map(text).unwrap_or_default(),
            if born_in_norway { "yes" } else { "no" },
        ])
    }

    /// Enquiries in order of time, day and night.
    fn enquiries(&mut self) -> io::Result<()> {
        let count = self.register.clients * ENQUIRIES_PER_CLIENT;
        let minutes = ((last_day() + 1) * 24 * 60) as f64;
        let mut next_accepted = 0;
        for number in 0..count {
            let rng = &mut Rng::new(2, number);
            let share = (number as f64 + rng.unit()) / count as f64;
            let minute = ((time_of_share(share) * minutes) as i64).min(minutes as i64 - 1);
            let (day, minute) = (minute / (24 * 60), minute % (24 * 60));
            let topic = match rng.below(100) {
                0..8 => "possible_victim",
                8..48 => "follow_up",
                48..75 => "information",
                75..93 => "guidance",
                _ => "other",
            };
            let key = format!("H{:08}", number + 1);
            self.enquiry(&key, day, minute, topic, rng)?;
            if topic == "possible_victim" {
                self.subject(&key, day, &mut next_accepted, rng)?;
            }
        }
        Ok(())
    }

    fn enquiry(&mut self, key: &str, day: Day, minute: i64, topic: &str, rng: &mut Rng) -> io::Result<()> {
        let is_day = (8 * 60..16 * 60).contains(&minute);
        let caller = rng.pick(&words::CALLERS);
        let client = if topic == "follow_up" && rng.chance(80) { self.recent_client(day, rng) } else { None };
        let facility = if caller == "crisis_centre" && rng.chance(50) {
            self.facilities[rng.below(words::FACILITY_TYPES[0].2 as u64) as usize].key.as_str()
        } else {
            ""
        };
        self.tables.enquiries.row(&[
            key,
            &format!("{} {:02}:{:02}", date(day), minute / 60, minute % 60),
            rng.pick(&["phone", "phone", "phone", "email", "chat", "visit", "other"]),
            if is_day || rng.chance(20) { "rosa" } else { "night_duty" },
            caller,
            topic,
            &client.unwrap_or_default(),
            facility,
            if rng.chance(20) { rng.pick(&words::SENTENCES) } else { "" },
        ])?;
        self.register.enquiries[year_index(date(day).year())] += 1;
        Ok(())
    }

    /// Somebody whose intake lies in the two years before.
    fn recent_client(&self, day: Day, rng: &mut Rng) -> Option<String> {
        let (first, end) = (self.clients_by(day - 730), self.clients_by(day));
        (first < end).then(|| self.client_key(first + rng.below(end - first)))
    }

    /// Whom the call is about. Accepted persons become clients soon after: the next ones to come, each only once.
    fn subject(&mut self, enquiry: &str, day: Day, next_accepted: &mut u64, rng: &mut Rng) -> io::Result<()> {
        let count = if rng.chance(92) { 1 } else { rng.between(2, 4) };
        let outcome = rng.pick(&words::OUTCOMES);
        let mut client = String::new();
        if outcome == "accepted" && count == 1 {
            let index = (self.clients_by(day) + 1).max(*next_accepted);
            if index < self.register.clients {
                client = self.client_key(index);
                *next_accepted = index + 1;
            }
        }
        let reason = if outcome == "accepted" { "" } else { rng.pick_or_blank(80, &words::REASONS) };
        let minors = rng.pick_or_blank(80, &["0", "0", "0", "0", "1", "2"]);
        self.tables.enquiry_subjects.row(&[
            enquiry,
            &count.to_string(),
            rng.pick(&words::GENDERS),
            if rng.chance(90) { rng.pick(&words::CITIZENSHIPS).0 } else { "" },
            rng.pick_or_blank(90, &words::EXPLOITATION),
            minors,
            if rng.chance(85) { "yes" } else { "no" },
            outcome,
            reason,
            &client,
        ])
    }

    fn outreach(&mut self) -> io::Result<()> {
        for year in 0..YEARS as i32 {
            let begin = day(FIRST_YEAR + year, 1, 1);
            for number in 0..OUTREACH_PER_YEAR {
                let rng = &mut Rng::new(3, year as u64 * OUTREACH_PER_YEAR + number);
                let kind = rng.pick(&words::OUTREACH_TYPES);
                let centre = rng.below(words::FACILITY_TYPES[0].2 as u64) as usize;
                let is_visit = kind == "shelter_visit";
                let participants = if rng.chance(90) { rng.between(3, 120).to_string() } else { String::new() };
                self.tables.outreach.row(&[
                    &text(begin + (number * 365 / OUTREACH_PER_YEAR) as i64),
                    kind,
                    if is_visit {
                        "Besøk på krisesenter"
                    } else {
                        "Møte om menneskehandel, identifisering og bistand"
                    },
                    words::MUNICIPALITIES[centre],
                    if is_visit { &self.facilities[centre].key } else { "" },
                    rng.pick_or_blank(90, &["offentlig etat", "utdanning", "frivillig organisasjon", "helsetjeneste"]),
                    &participants,
                    if rng.chance(5) { "yes" } else { "no" },
                ])?;
            }
        }
        Ok(())
    }

    fn yearly_figures(&mut self) -> io::Result<()> {
        let rng = &mut Rng::new(4, 0);
        for year in FIRST_YEAR..FIRST_YEAR + YEARS as i32 {
            for (figure, most) in
                [("manual.web_hits", 90_000), ("manual.facebook_followers", 3_000), ("manual.media_hits", 40)]
            {
                let value = rng.between(1, most).to_string();
                self.tables.yearly_figures.row(&[&year.to_string(), figure, &value, "Oppdiktet tall"])?;
            }
        }
        Ok(())
    }
}

/// Ten in a row have each number of the list once; `turn` (a multiple of ten) moves the lists against each other.
fn quota(numbers: &[u64; 10], index: u64, turn: u64) -> u64 {
    numbers[((index + index / turn) % 10) as usize]
}

/// A DUF number of twelve digits: year, running number, check digits (weighted sum modulo 11).
fn duf(client: &Client) -> String {
    let digits = format!("{}{:06}", date(client.intake).year(), client.index + 1);
    let weights = [4, 6, 3, 2, 4, 6, 3, 2, 7, 5];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{digits}{:02}", sum % 11)
}

/// Sentences up to a length between 100 and 400 characters; some have more than one paragraph.
fn journal_text(rng: &mut Rng) -> String {
    let wanted = 100 + rng.below(301).min(rng.below(301)) as usize;
    let mut text = rng.pick(&words::SENTENCES).to_owned();
    let mut length = text.chars().count();
    while length < wanted {
        let sentence = rng.pick(&words::SENTENCES);
        length += sentence.chars().count() + 1;
        if length > 400 {
            break;
        }
        text.push(if rng.chance(3) { '\n' } else { ' ' });
        text.push_str(sentence);
    }
    text
}

// ------------------------------------------------------------------------------------------------ what is chosen from

/// What the generator chooses from; a word that stands more than once is that much more frequent.
#[rustfmt::skip]
mod words {
    /// Code, first part of the name, how many: 45 in all.
    pub const FACILITY_TYPES: [(&str, &str, usize); 8] = [
        ("crisis_centre", "Krisesenteret i", 30),
        ("supported_housing", "Botiltak i", 6),
        ("prison", "Fengselet i", 3),
        ("reception", "Mottaket i", 2),
        ("municipal", "Kommunal bolig i", 1),
        ("hospital", "Sykehuset i", 1),
        ("private", "Privat innkvartering i", 1),
        ("hotel", "Hotell i", 1),
    ];

    pub const MUNICIPALITIES: [&str; 45] = [
        "Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø", "Kristiansand", "Drammen", "Fredrikstad", "Skien",
        "Ålesund", "Bodø", "Hamar", "Tønsberg", "Haugesund", "Molde", "Alta", "Narvik", "Gjøvik", "Moss", "Ås",
        "Kongsberg", "Ringerike", "Kongsvinger", "Lillestrøm", "Arendal", "Harstad", "Rana", "Stjørdal", "Steinkjer",
        "Levanger", "Sandnes", "Asker", "Bærum", "Halden", "Larvik", "Lillehammer", "Elverum", "Volda", "Førde",
        "Voss", "Odda", "Vadsø", "Kirkenes", "Sortland", "Notodden",
    ];

    /// Username, name, role, facilities.
    pub const USERS: [(&str, &str, &str, &str); 12] = [
        ("leder", "Prosjektleder", "lead", ""),
        ("radgiver1", "Rådgiver 1", "caseworker", ""),
        ("radgiver2", "Rådgiver 2", "caseworker", ""),
        ("radgiver3", "Rådgiver 3", "caseworker", ""),
        ("radgiver4", "Rådgiver 4", "caseworker", ""),
        ("radgiver5", "Rådgiver 5", "caseworker", ""),
        ("nattvakt", "Nattvakt", "helpline", "f01"),
        ("kontakt1", "Kontaktperson 1", "contact_person", "f01"),
        ("kontakt2", "Kontaktperson 2", "contact_person", "f02"),
        ("kontakt3", "Kontaktperson 3", "contact_person", "f03;f04"),
        ("kontakt4", "Kontaktperson 4", "contact_person", "f31"),
        ("systemansvarlig", "Systemansvarlig", "admin", ""),
    ];

    pub const CASEWORKERS: [&str; 5] = ["radgiver1", "radgiver2", "radgiver3", "radgiver4", "radgiver5"];
    pub const AUTHORS: [&str; 7] = ["leder", "radgiver1", "radgiver2", "radgiver3", "radgiver4", "radgiver5", "kontakt1"];

    /// Country, and whether its citizens have the EEA's right of residence.
    pub const CITIZENSHIPS: [(&str, bool); 30] = [
        ("NG", false), ("NG", false), ("NG", false), ("RO", true), ("RO", true), ("BG", true), ("LT", true),
        ("PL", true), ("LV", true), ("HU", true), ("PH", false), ("PH", false), ("VN", false), ("VN", false),
        ("TH", false), ("ET", false), ("ER", false), ("SO", false), ("UG", false), ("KE", false), ("CM", false),
        ("AL", false), ("RS", false), ("UA", false), ("BR", false), ("CO", false), ("AF", false), ("SY", false),
        ("IQ", false), ("PK", false),
    ];

    pub const LANGUAGES: [&str; 16] = [
        "en", "en", "ro", "bg", "lt", "pl", "tl;en", "vi", "th", "am", "ti", "so", "sq", "uk;ru", "es", "ar",
    ];

    pub const GENDERS: [&str; 12] = [
        "female", "female", "female", "female", "female", "female", "female", "male", "male", "male", "trans_female",
        "unknown",
    ];

    pub const GIVEN_NAMES: [&str; 40] = [
        "Amina", "Olena", "Zara", "Costin", "Blessing", "Grace", "Joy", "Elena", "Maria", "Ioana", "Mihai", "Linh",
        "Thuy", "Minh", "Rosa", "Ana", "Daniela", "Ivana", "Milan", "Sara", "Hana", "Selam", "Abebe", "Fatima",
        "Yusuf", "Layla", "Omar", "Nadia", "Kofi", "Esther", "Ruth", "Peace", "Mercy", "Andrei", "Viktor",
        "Agnieszka", "Tomas", "Rūta", "Somchai", "Precious",
    ];

    pub const FAMILY_STARTS: [&str; 30] = [
        "Ado", "Bala", "Chuka", "Dumi", "Elo", "Flora", "Gali", "Hari", "Ivo", "Jana", "Kova", "Lupa", "Mora", "Nico",
        "Osa", "Pava", "Rada", "Sila", "Tana", "Ulu", "Vasi", "Wanji", "Yara", "Zeli", "Ama", "Bori", "Cera", "Dola",
        "Ena", "Fari",
    ];

    pub const FAMILY_ENDS: [&str; 20] = [
        "escu", "ova", "nde", "ru", "wicz", "bayo", "len", "mi", "tes", "na", "dze", "kov", "ni", "ras", "so", "ta",
        "va", "yan", "zi", "ła",
    ];

    pub const ALIASES: [&str; 8] = ["Rød", "Måke", "Blå", "Furu", "Løvetann", "Hegre", "Fjell", "Bekk"];

    pub const REFERRED_BY: [&str; 17] = [
        "police", "immigration_police", "udi", "prison", "crisis_centre", "supported_housing", "ngo", "health", "nav",
        "child_welfare", "lawyer", "iom", "reception", "self", "private_person", "other", "unknown",
    ];

    pub const EXPLOITATION: [&str; 9] = [
        "sexual", "sexual", "sexual", "labour", "labour", "forced_crime", "begging", "servitude;sexual", "other",
    ];

    pub const CLOSURE_REASONS: [&str; 11] = [
        "settled", "returned_iom", "returned_dublin", "forced_return", "left_norway", "other_service",
        "not_trafficking", "own_wish", "disappeared", "deceased", "other",
    ];

    pub const EXIT_REASONS: [&str; 8] =
        ["moved_on", "moved_facility", "own_wish", "returned", "forced_return", "disappeared", "rules", "other"];

    pub const MODES: [&str; 12] = [
        "in_person", "in_person", "in_person", "in_person", "phone", "phone", "phone", "message", "email",
        "third_party", "video", "note",
    ];

    pub const TOPICS: [&str; 14] = [
        "economy", "residence", "police", "legal", "health", "mental_health", "housing", "activity", "work", "return",
        "safety", "children", "network", "other",
    ];

    pub const FIRST_STATUSES: [&str; 8] = [
        "no_permit", "no_permit", "asylum_pending", "asylum_pending", "asylum_dublin", "reflection_applied",
        "tourist_visa", "unknown",
    ];

    pub const LATER_STATUSES: [&str; 12] = [
        "reflection_granted", "reflection_granted", "reflection_granted", "limited_applied", "limited_granted",
        "asylum_pending", "protection", "witness_permit", "humanitarian", "family_immigration", "left_norway",
        "expelled",
    ];

    pub const ACTIVITIES: [(&str, &str); 8] = [
        ("norwegian_course", "Voksenopplæringen"),
        ("norwegian_course", "Språkkafeen, biblioteket"),
        ("adora", "Kursgården"),
        ("exercise", "Treningssenteret"),
        ("work_practice", "Gjenbruksbutikken"),
        ("employment", "Ordinært arbeid"),
        ("education", "Videregående skole"),
        ("social_network", "Kvinnegruppen"),
    ];

    /// Role, and the two events of a matter.
    pub const POLICE_COURSES: [(&str, &str, &str); 8] = [
        ("aggrieved", "reported", "investigation_opened"),
        ("aggrieved", "reported", "dismissed"),
        ("aggrieved", "reported", "dismissed"),
        ("", "reported", "indicted"),
        ("aggrieved", "reported", "convicted"),
        ("aggrieved", "considered", "reported"),
        ("aggrieved", "considered", "decided_not_to_report"),
        ("witness", "considered", "testified"),
    ];

    pub const OFFENCES: [&str; 10] = [
        "trafficking", "trafficking", "trafficking", "aggravated_trafficking", "domestic_violence", "rape", "pimping",
        "threats", "social_dumping", "other",
    ];

    pub const DISTRICTS: [&str; 14] = [
        "oslo", "oslo", "ost", "innlandet", "sor_ost", "agder", "sor_vest", "vest", "more_og_romsdal", "trondelag",
        "nordland", "troms", "finnmark", "unknown",
    ];

    pub const CALLERS: [&str; 19] = [
        "police", "reception", "public_authority", "child_welfare", "health", "nav", "pro_sentret", "nadheim", "ngo",
        "crisis_centre", "other_housing", "lawyer", "qualifying_measure", "media", "research", "prison",
        "private_person", "self", "other",
    ];

    pub const OUTCOMES: [&str; 10] = [
        "accepted", "accepted", "accepted", "accepted", "declined", "declined", "not_identified",
        "referred_elsewhere", "lost_contact", "pending",
    ];

    pub const REASONS: [&str; 7] = ["fear", "pressure", "threats", "wants_to_leave", "no_need", "no_trust", "other"];

    pub const OUTREACH_TYPES: [&str; 10] = [
        "lecture", "lecture", "lecture", "meeting", "meeting", "seminar", "conference", "training", "shelter_visit",
        "media",
    ];

    /// Invented; with the commas, quotes and letters that real texts have.
    pub const SENTENCES: [&str; 28] = [
        "Fulgt til legevakt, ny time hos fastlege om to uker.",
        "Snakket om flytting fra krisesenteret.",
        "Bruker ønsker å bli i samme by, men forstår at det kan ta tid.",
        "Time hos politiet for å levere søknad om refleksjonsperiode.",
        "Hun var nervøs, men gjennomførte samtalen.",
        "Advokaten har bedt om utsatt frist og gir beskjed når svaret kommer.",
        "Bruker sier at hun «sover dårlig og drømmer mye».",
        "Avtalt ny samtale på torsdag klokken ti.",
        "Søkt om økonomisk støtte til vinterklær og bussbilletter.",
        "NAV etterspør dokumentasjon på oppholdsstatus.",
        "Tolk på telefon fungerte godt denne gangen.",
        "Spørsmål om familien i hjemlandet, særlig om barna.",
        "Bruker har fått plass på norskkurs og begynner mandag.",
        "Snakket om trygghet: hvem kjenner adressen, og hva gjør hun hvis telefonen ringer?",
        "Ansatt på senteret melder at måltidene går bedre.",
        "Henvist til DPS etter samtale med lege.",
        "Bruker ble urolig da vi snakket om anmeldelsen, så vi tok en pause.",
        "Sendt e-post til UDI om status i saken.",
        "Hun skrev \"jeg vil gjerne jobbe\" i skjemaet fra verkstedet.",
        "Forklart rettigheter i refleksjonsperioden på nytt, med tolk.",
        "Det er behov for tannlege; undersøker hvem som dekker utgiften.",
        "Bruker møtte ikke til avtalen og svarer ikke på telefon.",
        "Ringte tilbake på ettermiddagen, alt i orden.",
        "Gikk tur sammen langs elva og snakket om framtiden.",
        "Kontakt med IOM om hva retur kan innebære.",
        "Bruker ønsker ikke at opplysninger deles med flere.",
        "Samarbeidsmøte med kommunen, bolig er tema på neste møte.",
        "Gitt informasjon om rett til bistandsadvokat.",
    ];
}
