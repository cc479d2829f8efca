//! The database: encrypted, refused when anything is not as it must be, with a log that tells of every change.

use crate::support::{Backend, Rosa, answer, edges, files, on_both, project, register, rosa_2019, test};
use diesel::prelude::*;
use libtest_mimic::Trial;
use rosa::kernel::actor::Actor;
use rosa::kernel::audit_entry::AuditEntry;
use rosa::kernel::error::Error;
use std::fs;

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        test("database: no file holds a name of the register", no_file_holds_a_name_of_the_register),
        test("database: a wrong key is one clear sentence", a_wrong_key_is_one_clear_sentence),
        test("database: a plaintext file is refused and left alone", a_plaintext_file_is_refused),
        test("database: a missing keyring is named and none is made", a_missing_keyring_is_named),
        test("database: a missing database beside its keyring is named", a_missing_database_is_named),
        test("database: a keyring open to others is refused", a_keyring_open_to_others_is_refused),
        test("database: a damaged keyring is named without showing it", a_damaged_keyring_is_named),
        test("database: the configuration may forbid making one", the_configuration_may_forbid_making_one),
        test("database: init makes everything once", init_makes_everything_once),
        test("database: a damaged page is found", a_damaged_page_is_found),
        test("database: a password in DATABASE_URL is refused", a_password_in_the_url_is_refused),
    ];
    trials.extend(on_both("database: a newer schema is refused", a_newer_schema_is_refused));
    trials
        .extend(on_both("database: cases brought in before are locked at the next start", what_was_brought_in_before));
    trials.extend(on_both("database: another installation's keyring is refused", a_foreign_keyring_is_refused));
    trials.extend(on_both("database: the log is append-only and chained", the_log_is_append_only_and_chained));
    trials.extend(on_both("database: an act and its entry are committed together or not at all", an_act_and_its_entry));
    trials
}

/// Names and texts of the register that would give a person away.
fn secrets() -> Vec<String> {
    let mut reader = fs::read_to_string(rosa_2019().join("clients.csv")).unwrap();
    reader.retain(|c| c != '\r');
    let mut secrets: Vec<String> =
        reader.lines().skip(1).flat_map(|line| line.split(',').skip(1).take(3)).map(str::to_owned).collect();
    secrets.extend(["Fulgt til legevakt".to_owned(), "Bruker var nerv".to_owned(), "radgiver2".to_owned()]);
    secrets.retain(|secret| secret.len() >= 4);
    secrets.sort();
    secrets.dedup();
    secrets
}

fn no_file_holds_a_name_of_the_register() {
    let rosa = Rosa::sqlite();
    let scratch = tempfile::tempdir().unwrap();
    let import = answer(
        rosa.command()
            .env("TMPDIR", scratch.path())
            .env("SQLITE_TMPDIR", scratch.path())
            .arg("import")
            .arg(rosa_2019()),
    );
    import.done();
    // An open connection keeps the write-ahead log there to be looked at.
    let database = rosa.open();
    database.log(&Actor::System, AuditEntry::done("test.write")).unwrap();
    let found = files(&rosa.data());
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"rosa.db-wal"), "{names:?}");
    assert!(files(scratch.path()).is_empty(), "nothing was left in the temporary folder");
    for (name, bytes) in &found {
        for secret in secrets() {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{name} holds a name");
        }
    }
    let (_, database_file) = found.iter().find(|(name, _)| name == "rosa.db").unwrap();
    assert!(!database_file.starts_with(b"SQLite format 3"));
    drop(database);
}

fn with_data(backend: Backend) -> Rosa {
    let rosa = Rosa::new(backend);
    rosa.import(&edges()).done();
    rosa
}

/// One clear sentence: one line, and nothing on standard output.
#[track_caller]
fn assert_one_sentence(rosa: &Rosa, parts: &[&str]) {
    let answer = rosa.run(&["report", "2019"]).refused();
    assert_eq!(answer.stdout, "");
    assert_eq!(answer.stderr.lines().count(), 1, "{}", answer.stderr);
    for part in parts {
        assert!(answer.stderr.contains(part), "{part}: {}", answer.stderr);
    }
}

fn a_wrong_key_is_one_clear_sentence() {
    let (rosa, other) = (with_data(Backend::Sqlite), with_data(Backend::Sqlite));
    fs::copy(other.data().join("rosa.key"), rosa.data().join("rosa.key")).unwrap();
    assert_one_sentence(&rosa, &["does not open", "use the keyring that was made with this database"]);
}

fn a_plaintext_file_is_refused() {
    let rosa = with_data(Backend::Sqlite);
    let path = rosa.data().join("rosa.db");
    for name in ["rosa.db", "rosa.db-wal", "rosa.db-shm"] {
        let _ = fs::remove_file(rosa.data().join(name));
    }
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(4096, 0);
    fs::write(&path, &plain).unwrap();
    assert_one_sentence(&rosa, &["plaintext SQLite file"]);
    assert_eq!(fs::read(&path).unwrap(), plain);
    fs::remove_file(rosa.data().join("rosa.key")).unwrap();
    assert_one_sentence(&rosa, &["plaintext SQLite file"]);
}

fn a_missing_keyring_is_named() {
    let rosa = with_data(Backend::Sqlite);
    fs::remove_file(rosa.data().join("rosa.key")).unwrap();
    assert_one_sentence(&rosa, &["its keyring", "is missing; put the keyring back"]);
    assert!(!rosa.data().join("rosa.key").exists());
}

fn a_missing_database_is_named() {
    let rosa = with_data(Backend::Sqlite);
    fs::remove_file(rosa.data().join("rosa.db")).unwrap();
    assert_one_sentence(&rosa, &["its database", "is missing; put the database back"]);
    assert!(!rosa.data().join("rosa.db").exists());
}

fn a_keyring_open_to_others_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let rosa = with_data(Backend::Sqlite);
    fs::set_permissions(rosa.data().join("rosa.key"), fs::Permissions::from_mode(0o644)).unwrap();
    assert_one_sentence(&rosa, &["chmod 600"]);
}

fn a_damaged_keyring_is_named() {
    let rosa = with_data(Backend::Sqlite);
    let path = rosa.data().join("rosa.key");
    let text = fs::read_to_string(&path).unwrap().replace("fields = \"", "fields = \"zz");
    fs::write(&path, &text).unwrap();
    assert_one_sentence(&rosa, &["is not a keyring", "fields is not 64 hex digits"]);
    fs::write(&path, text.replace("log_chain", "chain")).unwrap();
    assert_one_sentence(&rosa, &["is not a keyring"]);
    let secret = text.lines().find(|line| line.starts_with("database")).unwrap().split('"').nth(1).unwrap().to_owned();
    assert!(!rosa.run(&["report", "2019"]).stderr.contains(&secret));
}

fn the_configuration_may_forbid_making_one() {
    let rosa = Rosa::sqlite();
    let answer = answer(rosa.command().env("ROSA_CREATE", "never").args(["report", "2019"])).refused();
    assert!(answer.stderr.contains("run `rosa init`"), "{}", answer.stderr);
    assert!(!rosa.data().exists());
}

fn init_makes_everything_once() {
    let rosa = Rosa::sqlite();
    let key = rosa.path("elsewhere.key");
    let made = rosa.run(&["init", "--key-file", key.to_str().unwrap()]).done();
    assert!(made.stderr.contains("keep a copy"), "{}", made.stderr);
    assert!(key.exists() && !rosa.data().join("rosa.key").exists());
    let config = fs::read_to_string(rosa.data().join("rosa.toml")).unwrap();
    assert!(config.contains("key_file = ") && config.contains("create = \"never\""), "{config}");
    rosa.run(&["report", "2019"]).done();
    let again = rosa.run(&["init", "--key-file", key.to_str().unwrap()]).refused();
    assert!(again.stderr.contains("already; nothing was changed"), "{}", again.stderr);
    rosa.run(&["report", "2019"]).done();
}

fn a_damaged_page_is_found() {
    let rosa = with_data(Backend::Sqlite);
    let path = rosa.data().join("rosa.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let answer = rosa.run(&["check"]);
    assert_eq!(answer.code, 1, "{}{}", answer.stdout, answer.stderr);
}

fn a_password_in_the_url_is_refused() {
    let rosa = Rosa::sqlite();
    for url in ["postgres://rosa:hemmelig@localhost/rosa", "postgres://rosa@/rosa?password=hemmelig"] {
        let answer = answer(rosa.command().env("DATABASE_URL", url).args(["report", "2019"])).refused();
        assert!(answer.stderr.contains("holds a password"), "{}", answer.stderr);
        assert!(!answer.stderr.contains("hemmelig"));
    }
    let other = answer(rosa.command().env("DATABASE_URL", "mysql://x/y").args(["report", "2019"])).refused();
    assert!(other.stderr.contains("must begin with postgres://"), "{}", other.stderr);
}

fn a_newer_schema_is_refused(backend: Backend) {
    let rosa = with_data(backend);
    let database = rosa.open();
    let insert = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')";
    database
        .write(&Actor::System, |conn| {
            diesel::sql_query(insert).execute(conn).map_err(Error::from)?;
            Ok::<_, Error>(((), AuditEntry::done("test.write")))
        })
        .unwrap();
    drop(database);
    assert_one_sentence(&rosa, &["made by a newer version of ROSA", "29990101000000"]);
}

/// A register that came in before the import locked whoever had withdrawn her consent: the migration that makes up for it, run again
/// on a database as it was before.
fn what_was_brought_in_before(backend: Backend) {
    use rosa::db::schema::clients;
    const VERSION: &str = "20261128000016";
    let rosa = Rosa::new(backend);
    let case = |case: u32| format!("2019-00{case},female,2019-01-02\n");
    let folder = register(&[
        ("clients.csv", &format!("client,gender,intake_date\n{}{}{}{}", case(1), case(2), case(3), case(4))),
        (
            "consents.csv",
            "client,given_on,form,scopes,withdrawn_on\n\
             2019-001,2019-01-02,written,journal,\n\
             2019-002,2019-01-02,written,journal,2019-03-01\n\
             2019-002,2019-03-02,written,journal;share_shelter,2019-05-04\n\
             2019-003,2019-01-02,written,journal,2019-03-01\n\
             2019-003,2019-04-01,oral,journal,\n\
             2019-004,2019-01-02,written,journal,\n\
             2019-004,2019-01-02,written,share_nav,2019-02-01\n",
        ),
    ]);
    rosa.import(folder.path()).done();
    let locked = || -> Vec<(String, Option<String>)> {
        let rows = rosa.open().read(|conn| {
            let rows = clients::table.order(clients::case_number).select((clients::case_number, clients::locked_on));
            Ok::<_, Error>(rows.load::<(String, Option<chrono::NaiveDate>)>(conn)?)
        });
        rows.unwrap().into_iter().map(|(case, on)| (case, on.map(|on| on.to_string()))).collect()
    };
    let expected = locked();
    let days: Vec<Option<&str>> = expected.iter().map(|(_, on)| on.as_deref()).collect();
    assert_eq!(days, [None, Some("2019-05-04"), None, None], "the import locks");
    let kind = match backend {
        Backend::Sqlite => "sqlite",
        Backend::Postgres => "postgres",
    };
    let down = project(&format!("migrations/{kind}/{VERSION}_guarded_and_listed/down.sql"));
    let database = rosa.open();
    let undo = fs::read_to_string(down).unwrap();
    let forget = format!("DELETE FROM __diesel_schema_migrations WHERE version = '{VERSION}'");
    let steps = undo.split(';').map(str::trim).filter(|step| !step.is_empty()).map(str::to_owned).chain([forget]);
    let done = database.upkeep(|conn| {
        for step in steps {
            diesel::sql_query(step).execute(conn)?;
        }
        diesel::update(clients::table).set(clients::locked_on.eq(None::<chrono::NaiveDate>)).execute(conn)?;
        Ok::<_, Error>(())
    });
    done.unwrap();
    drop(database);
    assert_eq!(locked(), expected, "and the next start does");
}

fn a_foreign_keyring_is_refused(backend: Backend) {
    let (rosa, other) = (with_data(backend), with_data(backend));
    let (own, foreign) = (rosa.data().join("rosa.key"), other.data().join("rosa.key"));
    // The right database key with another chain: only the check of the keyring can tell.
    let text = fs::read_to_string(&own).unwrap();
    let line = |text: &str| text.lines().find(|line| line.starts_with("log_chain")).unwrap().to_owned();
    let mixed = text.replace(&line(&text), &line(&fs::read_to_string(foreign).unwrap()));
    fs::write(&own, mixed).unwrap();
    assert_one_sentence(&rosa, &["does not belong to this database"]);
}

fn the_log_is_append_only_and_chained(backend: Backend) {
    let rosa = with_data(backend);
    rosa.run(&["report", "2019"]).done();
    rosa.import(register(&[("facilities.csv", "facility,name,type\nny,Ny,prison\n")]).path()).done();
    let whole = rosa.run(&["check"]).done();
    assert!(whole.stdout.contains("log: 4 row(s), the chain is whole"), "{}", whole.stdout);

    let execute = |statement: &str| {
        rosa.open().write(&Actor::System, |conn| {
            diesel::sql_query(statement).execute(conn).map_err(Error::from)?;
            Ok::<_, Error>(((), AuditEntry::done("test.write")))
        })
    };
    for statement in ["UPDATE audit_log SET action = 'x' WHERE id = 2", "DELETE FROM audit_log WHERE id = 2"] {
        let refused = execute(statement).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    let without_guard = match backend {
        Backend::Sqlite => "DROP TRIGGER audit_log_no_update",
        Backend::Postgres => "DROP TRIGGER audit_log_no_update ON audit_log",
    };
    execute(without_guard).unwrap();
    execute("UPDATE audit_log SET actor = 'somebody' WHERE id = 3").unwrap();
    let broken = rosa.run(&["check"]).refused();
    assert!(broken.stdout.contains("the chain is broken at row 3"), "{}", broken.stdout);
}

fn an_act_and_its_entry(backend: Backend) {
    let rosa = with_data(backend);
    let database = rosa.open();
    let count = || {
        #[derive(QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            facilities: i64,
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            entries: i64,
        }
        let query =
            "SELECT (SELECT count(*) FROM facilities) AS facilities, (SELECT count(*) FROM audit_log) AS entries";
        let found: Result<Count, Error> =
            database.read(|conn| diesel::sql_query(query).get_result(conn).map_err(Error::from));
        found.map(|found| (found.facilities, found.entries)).unwrap()
    };
    let insert = "INSERT INTO facilities (facility_key, name, facility_type) VALUES ('x', 'X', 'hotel')";
    let before = count();
    let failed: Result<(), Error> = database.write(&Actor::System, |conn| {
        diesel::sql_query(insert).execute(conn).map_err(Error::from)?;
        Err::<((), AuditEntry), _>(Error::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(count(), before);

    // When the log cannot be written, the act is not done either.
    let break_log = match backend {
        Backend::Sqlite => "CREATE TRIGGER no_log BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no log'); END",
        Backend::Postgres => "ALTER TABLE audit_log ADD CONSTRAINT no_log CHECK (false) NOT VALID",
    };
    let executed: Result<usize, Error> =
        database.read(|conn| diesel::sql_query(break_log).execute(conn).map_err(Error::from));
    executed.unwrap();
    let refused: Result<(), Error> = database.write(&Actor::System, |conn| {
        diesel::sql_query(insert).execute(conn).map_err(Error::from)?;
        Ok(((), AuditEntry::done("test.write")))
    });
    assert!(refused.is_err());
    assert_eq!(count(), before);
    drop(database);
    let report = rosa.run(&["report", "2019"]).refused();
    assert_eq!(report.stdout, "", "no entry, no page: nothing is shown that is not logged");
}
