//! `rosa demo`: a fresh demo database with an invented register, one sign-in per role, gone afterwards.

use super::Failure;
use crate::access;
use crate::app::{StartError, config::Config, server};
use crate::db::Database;
use crate::kernel::actor::Actor;
use crate::kernel::clock::Clock;
use crate::kernel::codes::{Code, Role};
use crate::kernel::text::Lang;
use crate::register::{self, ImportError, Source};
use crate::web::state::Settings;
use chrono::NaiveDate;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port on this machine
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// The day on which the demo begins: its register ends in December 2019, and deadlines are to mean something.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2020, 1, 8).unwrap();

/// The register of the demo, embedded: the program shows itself wherever it runs.
const REGISTER: &[(&str, &[u8])] = &[
    ("activities.csv", include_bytes!("../../demo/rosa-2019/activities.csv")),
    ("benefits.csv", include_bytes!("../../demo/rosa-2019/benefits.csv")),
    ("children.csv", include_bytes!("../../demo/rosa-2019/children.csv")),
    ("clients.csv", include_bytes!("../../demo/rosa-2019/clients.csv")),
    ("consents.csv", include_bytes!("../../demo/rosa-2019/consents.csv")),
    ("enquiries.csv", include_bytes!("../../demo/rosa-2019/enquiries.csv")),
    ("enquiry_subjects.csv", include_bytes!("../../demo/rosa-2019/enquiry_subjects.csv")),
    ("facilities.csv", include_bytes!("../../demo/rosa-2019/facilities.csv")),
    ("journal.csv", include_bytes!("../../demo/rosa-2019/journal.csv")),
    ("legal_aid.csv", include_bytes!("../../demo/rosa-2019/legal_aid.csv")),
    ("outreach.csv", include_bytes!("../../demo/rosa-2019/outreach.csv")),
    ("police_events.csv", include_bytes!("../../demo/rosa-2019/police_events.csv")),
    ("police_matters.csv", include_bytes!("../../demo/rosa-2019/police_matters.csv")),
    ("residence.csv", include_bytes!("../../demo/rosa-2019/residence.csv")),
    ("returns.csv", include_bytes!("../../demo/rosa-2019/returns.csv")),
    ("stays.csv", include_bytes!("../../demo/rosa-2019/stays.csv")),
    // The same users as in the register, with names as people have them.
    ("users.csv", include_bytes!("../../demo/users.csv")),
    ("yearly_figures.csv", include_bytes!("../../demo/rosa-2019/yearly_figures.csv")),
];

/// Who may sign in besides the first of each role: what one caseworker has calculated, another must approve; and the
/// contact person of a centre where somebody lives.
const SECOND: [&str; 2] = ["radgiver2", "kontakt_lauras_hus"];

/// A file of the register as the demo shows it: it calls a benefit as people do. No figure asks for its name.
fn shown(name: &str, bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if name == "benefits.csv" => text.replace(",basic,", ",Livsopphold,").into_bytes(),
        _ => bytes.to_vec(),
    }
}

pub fn run(data: &Path, args: &Args) -> Result<(), Failure> {
    let config = Config::load(data).map_err(StartError::from)?;
    let listener = TcpListener::bind(("127.0.0.1", args.port)).map_err(|error| {
        Failure::Said(format!("port {} on this machine cannot be had ({error}); choose another with --port", args.port))
    })?;
    let port = listener.local_addr()?.port();
    let folder = tempfile::Builder::new().prefix("rosa-demo-").tempdir()?;
    let clock = Clock::in_zone(config.time_zone).moved_to(TODAY);
    let database = Database::create_fleeting(folder.path(), clock).map_err(StartError::from)?;
    let files = REGISTER.iter().map(|(name, bytes)| ((*name).to_owned(), shown(name, bytes))).collect();
    match register::import(&database, &Actor::System, Source::Files(files), false, &|_, _, _| {}) {
        Ok(_) => {}
        Err(ImportError::Problems(_)) => return Err(Failure::Said("the demo's own register was refused".to_owned())),
        Err(ImportError::Other(error)) => return Err(error.into()),
    }
    let password = passphrase()?;
    let people = access::open_demo_accounts(&database, &Actor::System, &password, &SECOND)?;
    let public_url = format!("http://localhost:{port}");
    let mut out = std::io::stdout().lock();
    writeln!(out, "ROSA journal, demo: {public_url}\n")?;
    for person in &people {
        writeln!(out, "  {:<18} {}, {}", person.username, person.name, role_label(person.role))?;
    }
    writeln!(
        out,
        "\n  password for all:  {password}\n\nEverybody in it is invented. Stop with Ctrl-C; then it is gone."
    )?;
    out.flush()?;
    drop(out);
    server::serve(listener, database, Settings { public_url, demo: true, timing: false })?;
    Ok(())
}

fn role_label(role: Role) -> String {
    format!("{} / {}", role.label(Lang::Nb), role.label(Lang::En))
}

/// A password that can be read and typed: five groups of consonant and vowel.
fn passphrase() -> Result<String, Failure> {
    const CONSONANTS: &[u8] = b"bdfghjklmnprstv";
    const VOWELS: &[u8] = b"aeiouy";
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Said(error.to_string()))?;
    let mut text = String::new();
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        let letters = if place % 2 == 0 { CONSONANTS } else { VOWELS };
        text.extend(letters.get(usize::from(*byte) % letters.len()).map(|letter| char::from(*letter)));
    }
    Ok(text)
}
