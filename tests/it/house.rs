//! The house stays as ARCHITECTURE.md says: rooms and what they may know, migrations that agree, no column without a line
//! in the catalogue.

use crate::support::{Backend, Rosa, on_both, postgres, project, test};
use libtest_mimic::Trial;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        test("house: rooms depend only on what they may", rooms_depend_only_on_what_they_may),
        test("house: only db names a backend", only_db_names_a_backend),
        test("house: every module says what it is for", every_module_says_what_it_is_for),
        test("house: both backends have the same migrations", both_backends_have_the_same_migrations),
        test("house: every dependency says what it is for", every_dependency_says_what_it_is_for),
    ];
    trials.extend(on_both("house: every column has its line in the data catalogue", every_column_is_in_the_catalogue));
    trials.push(
        test("house: both backends have the same tables and columns [postgres]", both_backends_have_the_same_columns)
            .with_ignored_flag(!postgres::is_available() && !crate::support::is_required("postgres")),
    );
    trials
}

/// What each room may use. A room that is not here may use nothing.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    // Whoever has lists may let them leave the house, all in the same way.
    let domain = ["audit", "db", "desk", "documents", "kernel", "takeout", "web"];
    let client_domain = ["audit", "clients", "db", "desk", "documents", "kernel", "takeout", "web"];
    let every_domain = [
        "access",
        "activities",
        "clients",
        "consents",
        "deadlines",
        "facilities",
        "helpline",
        "journal",
        "outreach",
        "police",
        "report",
        "residence",
        "returns",
        "stays",
        "support",
        "tasks",
    ];
    let mut rooms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    rooms.insert("kernel", vec![]);
    rooms.insert("charts", vec!["kernel"]);
    rooms.insert("documents", vec!["charts", "kernel"]);
    rooms.insert("db", vec!["kernel"]);
    rooms.insert("web", vec!["charts", "db", "kernel"]);
    rooms.insert("desk", vec!["db", "kernel", "web"]);
    rooms.insert("takeout", vec!["audit", "db", "documents", "kernel", "web"]);
    for room in ["access", "audit", "facilities", "office"] {
        rooms.insert(room, domain.to_vec());
    }
    rooms.insert("outreach", [&domain[..], &["facilities", "office"]].concat());
    // No client without a consent: taking one in writes both in one go. So a consent knows no client.
    rooms.insert("clients", [&domain[..], &["consents"]].concat());
    rooms.insert("consents", domain.to_vec());
    for room in ["activities", "helpline", "journal", "police", "residence", "returns", "stays", "support", "tasks"] {
        rooms.insert(room, client_domain.to_vec());
    }
    // A card for the night is shown only inside a live consent.
    rooms.insert("helpline", [&client_domain[..], &["charts", "consents"]].concat());
    // Its rates are about no client.
    rooms.insert("support", [&client_domain[..], &["office"]].concat());
    let followed = ["consents", "police", "residence", "returns", "stays", "support"];
    rooms.insert("deadlines", [&client_domain[..], &followed[..]].concat());
    rooms.insert("report", [&domain[..], &["charts", "facilities", "office"]].concat());
    for room in ["casefile", "centres"] {
        rooms.insert(room, [&domain[..], &every_domain[..], &["audit", "charts"]].concat());
    }
    // A contact person's first page is that of her centre.
    rooms.insert("today", [&domain[..], &every_domain[..], &["audit", "centres", "charts"]].concat());
    rooms.insert("register", [&domain[..], &every_domain[..]].concat());
    rooms.insert(
        "app",
        [&domain[..], &every_domain[..], &["audit", "casefile", "centres", "register", "today"]].concat(),
    );
    rooms.insert("cli", [&domain[..], &every_domain[..], &["app", "audit", "register"]].concat());
    rooms.insert("main.rs", vec!["cli"]);
    rooms.insert("lib.rs", vec![]);
    rooms
}

fn sources() -> Vec<(String, String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(project("src")).unwrap();
                let room = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
                found.push((room, inside.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&project("src"), &mut found);
    found
}

/// The rooms that a source names with `crate::room` (or `rosa::room` in the program).
fn named_rooms(source: &str) -> BTreeSet<String> {
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut rooms = BTreeSet::new();
    for prefix in ["crate::", "rosa::"] {
        for (place, _) in code.match_indices(prefix) {
            let rest = &code[place + prefix.len()..];
            let names: Vec<&str> = if let Some(group) = rest.strip_prefix('{') {
                // The names at the top of a group: those behind a path separator are deeper.
                let mut depth = 0;
                let inside: String = group
                    .chars()
                    .take_while(|c| {
                        depth += i32::from(*c == '{') - i32::from(*c == '}');
                        depth >= 0
                    })
                    .collect();
                let owned: Vec<String> =
                    inside.split(',').map(|part| part.trim().split("::").next().unwrap_or("").to_owned()).collect();
                rooms.extend(owned.into_iter().filter(|name| !name.is_empty()));
                continue;
            } else {
                vec![rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")]
            };
            rooms.extend(names.into_iter().map(str::to_owned));
        }
    }
    rooms
}

fn rooms_depend_only_on_what_they_may() {
    let allowed = allowed();
    let rooms: BTreeSet<&str> = allowed.keys().copied().collect();
    for (room, file, source) in sources() {
        let own = allowed
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{room} is not a known room; add it here and in ARCHITECTURE.md"));
        for named in named_rooms(&source) {
            let is_room = rooms.contains(named.as_str());
            assert!(
                !is_room || named == room || own.contains(&named.as_str()),
                "{file} uses crate::{named}, which {room} may not know"
            );
        }
    }
}

fn only_db_names_a_backend() {
    for (room, file, source) in sources() {
        if room == "db" {
            continue;
        }
        for word in
            ["SqliteConnection", "PgConnection", "Conn::Sqlite", "Conn::Postgres", "diesel::sqlite", "diesel::pg"]
        {
            assert!(!source.contains(word), "{file} names a backend: {word}");
        }
    }
}

fn every_module_says_what_it_is_for() {
    for (_, file, source) in sources() {
        assert!(source.starts_with("//! "), "{file} does not begin with what it is for (//!)");
    }
}

fn both_backends_have_the_same_migrations() {
    let names = |backend: &str| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(project("migrations").join(backend))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        for name in &names {
            for file in ["up.sql", "down.sql"] {
                assert!(project("migrations").join(backend).join(name).join(file).exists(), "{backend}/{name}/{file}");
            }
        }
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

fn columns(backend: Backend) -> Vec<(String, String)> {
    let rosa = Rosa::new(backend);
    rosa.run(&["init"]).done();
    rosa.open().read(rosa::db::columns).unwrap()
}

fn both_backends_have_the_same_columns() {
    assert_eq!(columns(Backend::Sqlite), columns(Backend::Postgres));
}

fn every_column_is_in_the_catalogue(backend: Backend) {
    let text = fs::read_to_string(project("docs/data-catalogue.csv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("table,column,class,purpose,ground,retention,owner"));
    let mut catalogue: Vec<(String, String)> = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.splitn(4, ',').collect();
        assert!(cells.len() == 4 && cells.iter().all(|cell| !cell.is_empty()), "{line}");
        catalogue.push((cells[0].to_owned(), cells[1].to_owned()));
    }
    catalogue.sort();
    assert_eq!(catalogue, columns(backend));
}

fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string(project("Cargo.toml")).unwrap();
    let mut in_dependencies = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies]");
        } else if in_dependencies && line.contains(" = ") && !line.starts_with('#') {
            assert!(before.starts_with("# "), "say in Cargo.toml what this dependency is for: {line}");
        }
        before = line;
    }
}
