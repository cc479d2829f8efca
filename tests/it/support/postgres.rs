//! A PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket in it, gone afterwards. Or one
//! that is there already: `ROSA_TEST_POSTGRES=postgres://…/postgres?host=…`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};
use tempfile::TempDir;

struct Server {
    /// The URL without its database.
    before: String,
    after: String,
    own: Mutex<Option<(TempDir, PathBuf)>>,
}

static SERVER: OnceLock<Server> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Where the server's programs are, if they are.
fn programs() -> Option<PathBuf> {
    let versions =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let on_path =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    let mut places: Vec<PathBuf> = versions.chain(on_path).filter(|place| place.join("initdb").exists()).collect();
    places.sort();
    places.pop()
}

pub fn is_available() -> bool {
    std::env::var_os("ROSA_TEST_POSTGRES").is_some() || programs().is_some()
}

/// A new empty database; its URL.
pub fn fresh_database() -> String {
    let server = SERVER.get_or_init(start);
    let name = format!("rosa_{}_{}", std::process::id(), DATABASES.fetch_add(1, Ordering::Relaxed));
    execute(&server.url("postgres"), &format!("CREATE DATABASE {name}"));
    server.url(&name)
}

/// Runs one statement as the owner of everything.
pub fn execute(url: &str, statement: &str) {
    use diesel::connection::SimpleConnection;
    let mut conn = <diesel::PgConnection as diesel::Connection>::establish(url).unwrap();
    conn.batch_execute(statement).unwrap();
}

impl Server {
    fn url(&self, database: &str) -> String {
        format!("{}{database}{}", self.before, self.after)
    }
}

fn start() -> Server {
    if let Ok(url) = std::env::var("ROSA_TEST_POSTGRES") {
        let (before, after) = url.split_once("/postgres?").expect("a URL that ends in /postgres?host=…");
        return Server { before: format!("{before}/"), after: format!("?{after}"), own: Mutex::new(None) };
    }
    let programs = programs().expect("PostgreSQL's programs, which ROSA_REQUIRE asks for");
    // A short path: the name of a socket may have only some hundred characters.
    let folder = tempfile::Builder::new().prefix("rosa-pg-").tempdir_in("/tmp").unwrap();
    let place = folder.path().to_owned();
    as_server_user(&place, "true", &[]);
    let data = place.join("data");
    let data_text = data.to_str().unwrap();
    as_server_user(
        &place,
        programs.join("initdb").to_str().unwrap(),
        &["-D", data_text, "-U", "rosa", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
    );
    let options = format!(
        "-c listen_addresses= -c unix_socket_directories={} -c fsync=off -c synchronous_commit=off -c max_connections=400",
        place.display()
    );
    let log = place.join("log");
    as_server_user(
        &place,
        programs.join("pg_ctl").to_str().unwrap(),
        &["-D", data_text, "-w", "-t", "60", "-l", log.to_str().unwrap(), "-o", &options, "start"],
    );
    Server {
        before: "postgres://rosa@/".to_owned(),
        after: format!("?host={}", place.display()),
        own: Mutex::new(Some((folder, programs))),
    }
}

/// Stops the server that the tests started, if they did.
pub fn stop() {
    let Some(server) = SERVER.get() else { return };
    let Some((folder, programs)) = server.own.lock().unwrap().take() else { return };
    let data = folder.path().join("data");
    as_server_user(
        folder.path(),
        programs.join("pg_ctl").to_str().unwrap(),
        &["-D", data.to_str().unwrap(), "-m", "immediate", "-w", "stop"],
    );
}

/// PostgreSQL refuses to run as root: then it runs as the user its package made, or as nobody.
fn as_server_user(folder: &Path, program: &str, arguments: &[&str]) {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let mut command = if is_root {
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let user = if passwd.lines().any(|line| line.starts_with("postgres:")) { "postgres" } else { "nobody" };
        let given = Command::new("chown").arg(user).arg(folder).status().unwrap();
        assert!(given.success());
        let mut command = Command::new("runuser");
        command.args(["-u", user, "--", program]);
        command
    } else {
        Command::new(program)
    };
    let log = fs::OpenOptions::new().create(true).append(true).open(std::env::temp_dir().join("rosa-pg-start.log"));
    let output = log.map_or_else(|_| Stdio::null(), Stdio::from);
    let status =
        command.args(arguments).current_dir("/").stdin(Stdio::null()).stdout(output).stderr(Stdio::inherit()).status();
    assert!(status.unwrap().success(), "{program} {arguments:?}");
}
