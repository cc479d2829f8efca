//! A register in and out: everything or nothing, the same bytes again, CSV and workbook agree.

use crate::support::{Backend, Rosa, edges, files, on_both, register, rosa_2019, test};
use libtest_mimic::Trial;
use std::fs;
use std::time::{Duration, Instant};

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        test("register: a workbook with real dates and numbers imports", a_workbook_with_real_dates_imports),
        test("register: the template imports as it is and has a sheet per table", the_template_imports),
        test("register: --check changes nothing and says what would be added", check_changes_nothing),
        test("register: rows that are equal are two facts, and are added once", equal_rows_are_two_facts),
        test("register: a stay closed since is refused as an overlap and says so", a_stay_closed_since_is_refused),
        test("register: exports are for their owner only and overwrite nothing", exports_are_private),
        test("register: a killed import leaves all or nothing", a_killed_import_leaves_all_or_nothing),
        test("register: odd texts survive CSV and workbook", odd_texts_survive),
    ];
    trials.extend(on_both("register: export after import gives the same bytes", export_gives_the_same_bytes));
    trials.extend(on_both("register: a second import changes nothing", a_second_import_changes_nothing));
    trials
        .extend(on_both("register: a refused import leaves the database as it was", a_refused_import_changes_nothing));
    trials.extend(on_both("register: a register may refer to what is there", a_register_may_refer_to_what_is_there));
    trials.extend(on_both("register: what lists show is as SQL would derive it", what_lists_show_is_derived_alike));
    trials
}

fn export_gives_the_same_bytes(backend: Backend) {
    for source in [rosa_2019(), edges()] {
        let first = Rosa::new(backend);
        first.import(&source).done();
        let folder = first.export("csv");
        let workbook = first.export("register.xlsx");

        let second = Rosa::new(backend);
        second.import(&folder).done();
        assert_eq!(files(&second.export("csv")), files(&folder), "from CSV");

        let third = Rosa::new(backend);
        third.import(&workbook).done();
        assert_eq!(files(&third.export("csv")), files(&folder), "from the workbook");
        let add_again = third.import(&folder).done();
        assert!(add_again.stdout.contains("0 row(s) added"), "{}", add_again.stdout);
    }
}

fn a_second_import_changes_nothing(backend: Backend) {
    let rosa = Rosa::new(backend);
    rosa.import(&edges()).done();
    let before = files(&rosa.export("before"));
    let again = rosa.import(&edges()).done();
    assert!(again.stdout.contains("0 row(s) added, 667 there already"), "{}", again.stdout);
    assert_eq!(files(&rosa.export("after")), before);
}

fn a_refused_import_changes_nothing(backend: Backend) {
    let rosa = Rosa::new(backend);
    rosa.import(&rosa_2019()).done();
    let before = files(&rosa.export("before"));
    let wrong = register(&[
        ("facilities.csv", "facility,name,type\nnew,Nytt sted,crisis_centre\n"),
        ("stays.csv", "client,facility,from\n2014-001,new,2019-02-01\nnobody,new,2019-02-01\n"),
    ]);
    let answer = rosa.import(wrong.path()).refused();
    assert!(
        answer.stderr.contains("stays.csv:3:client: there is no client with the key \"nobody\""),
        "{}",
        answer.stderr
    );
    assert_eq!(files(&rosa.export("after")), before);
    rosa.run(&["check"]).done();
}

fn a_register_may_refer_to_what_is_there(backend: Backend) {
    let rosa = Rosa::new(backend);
    rosa.import(&rosa_2019()).done();
    let more = register(&[
        (
            "journal.csv",
            "client,occurred_at,mode,text,author\n2019-001,2020-02-01,in_person,Samtale.,radgiver1\n\
             2019-001,2020-02-03 10:15,in_person,Ny samtale.,radgiver1\n",
        ),
        ("enquiry_subjects.csv", "enquiry,count,gender,first_time,outcome\nH2019-0030,1,female,no,pending\n"),
    ]);
    rosa.import(more.path()).done();
    assert_eq!(rosa.report(&["2020"])["figures"]["clients.continuing"], 1 + continuing_in_2020_before());
}

/// Who of the 2019 register is assisted in 2020 by an open stay alone is computed, not typed.
fn continuing_in_2020_before() -> i64 {
    let rosa = Rosa::sqlite();
    rosa.import(&rosa_2019()).done();
    rosa.report(&["2020"])["figures"]["clients.continuing"].as_i64().unwrap()
}

/// What lists show is worked out in Rust for those who are imported, in SQL for rows that come later.
fn what_lists_show_is_derived_alike(backend: Backend) {
    use diesel::prelude::*;
    use rosa::clients::model::ClientRow;
    use rosa::kernel::actor::Actor;
    use rosa::kernel::error::Error;
    let rosa = Rosa::new(backend);
    rosa.import(&rosa_2019()).done();
    // Ties, a stay that goes on beside a later one that has ended, and rows for somebody who was there before.
    let more = register(&[
        ("facilities.csv", "facility,name,type\nx,Ett,crisis_centre\ny,Annet,hotel\n"),
        ("users.csv", "username,name,role\nu,U,caseworker\n"),
        ("clients.csv", "client,gender,intake_date\nc,female,2020-01-01\nd,female,2020-01-01\n"),
        ("consents.csv", "client,given_on,form,scopes\nc,2020-01-01,oral,journal\nd,2020-01-01,oral,journal\n"),
        (
            "journal.csv",
            "client,occurred_at,mode,text,author\n2019-001,2020-12-31,phone,Ringte.,u\n\
                         c,2020-02-03 10:15,phone,Ringte.,u\nc,2020-02-01,phone,Ringte.,u\n",
        ),
        ("stays.csv", "client,facility,from,to\nc,x,2020-01-02,\nc,y,2020-03-01,2020-03-01\n"),
        (
            "residence.csv",
            "client,from,status,valid_to\nc,2020-01-01,no_permit,\n\
                           c,2020-02-01,asylum_pending,2020-06-01\nc,2019-01-01,unknown,\n",
        ),
    ]);
    rosa.import(more.path()).done();
    let database = rosa.open();
    let shown = || -> Vec<String> {
        let rows: Result<Vec<ClientRow>, Error> = database.read(|conn| {
            use rosa::db::schema::clients;
            Ok(clients::table.order(clients::id).select(ClientRow::as_select()).load(conn)?)
        });
        rows.unwrap().iter().map(|row| format!("{row:?}")).collect()
    };
    let imported = shown();
    let derived: Result<(), Error> = database.upkeep(|conn| {
        use rosa::db::schema::clients;
        let ids: Vec<i64> = clients::table.select(clients::id).load(conn)?;
        rosa::stays::store::note_latest(conn, &Actor::System, &ids)?;
        rosa::residence::store::note_latest(conn, &Actor::System, &ids)?;
        rosa::journal::store::note_latest(conn, &Actor::System, &ids)
    });
    derived.unwrap();
    assert_eq!(imported, shown());
    let one = imported.iter().find(|row| row.contains("\"c\"")).unwrap();
    for part in ["AsylumPending", "2020-06-01", "latest_stay_ended_on: None", "latest_entry_on: Some(2020-02-03)"] {
        assert!(one.contains(part), "{part} in {one}");
    }
    assert!(imported.iter().any(|row| row.contains("latest_entry_on: Some(2020-12-31)")));
}

fn a_workbook_with_real_dates_imports() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let rosa = Rosa::sqlite();
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let stamp = Format::new().set_num_format("dd.mm.yyyy hh:mm:ss");
    let day = |text: &str| ExcelDateTime::parse_from_str(text).unwrap();
    let clients = workbook.add_worksheet().set_name("clients").unwrap();
    for (column, name) in (0..).zip(["gender", "client", "intake_date", "duf_number", "children_abroad_count"]) {
        clients.write(0, column, name).unwrap();
    }
    clients.write(1, 0, "female").unwrap();
    clients.write(1, 1, 2019).unwrap();
    clients.write_with_format(1, 2, day("2019-03-04"), &date).unwrap();
    clients.write(1, 3, 190_100_000_110_i64).unwrap();
    clients.write(1, 4, 2).unwrap();
    let consents = workbook.add_worksheet().set_name("consents").unwrap();
    for (column, name) in (0..).zip(["client", "given_on", "form", "scopes"]) {
        consents.write(0, column, name).unwrap();
    }
    consents.write(1, 0, "2019").unwrap();
    consents.write_with_format(1, 1, day("2019-03-04"), &date).unwrap();
    consents.write(1, 2, "oral").unwrap();
    consents.write(1, 3, "journal; research").unwrap();
    let enquiries = workbook.add_worksheet().set_name("enquiries").unwrap();
    for (column, name) in (0..).zip(["enquiry", "received_at", "channel", "answered_by", "caller", "topic"]) {
        enquiries.write(0, column, name).unwrap();
    }
    enquiries.write(1, 0, "h1").unwrap();
    enquiries.write_with_format(1, 1, day("2019-05-17T23:59:58"), &stamp).unwrap();
    for (column, value) in (2..).zip(["phone", "rosa", "police", "information"]) {
        enquiries.write(1, column, value).unwrap();
    }
    let path = rosa.path("hand-made.xlsx");
    workbook.save(&path).unwrap();

    rosa.import(&path).done();
    let out = rosa.export("csv");
    let read = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    assert!(read("clients.csv").contains("2019,,,,,,female,,190100000110,,,2019-03-04,"), "{}", read("clients.csv"));
    assert!(read("consents.csv").contains("2019,2019-03-04,oral,journal;research"), "{}", read("consents.csv"));
    assert!(read("enquiries.csv").contains("h1,2019-05-17 23:59,phone"), "{}", read("enquiries.csv"));
}

fn the_template_imports() {
    use calamine::Reader;
    let rosa = Rosa::sqlite();
    let path = rosa.path("template.xlsx");
    rosa.run(&["template", path.to_str().unwrap()]).done();
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheets = workbook.sheet_names();
    assert_eq!(sheets.len(), 19);
    assert!(sheets.contains(&"hjelp".to_owned()));
    let help = workbook.worksheet_range("hjelp").unwrap();
    let texts: Vec<String> = help.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for text in ["crisis_centre", "Krisesenter", "må fylles ut", "intake_date"] {
        assert!(texts.iter().any(|found| found.to_lowercase().contains(&text.to_lowercase())), "{text}");
    }
    let answer = rosa.import(&path).done();
    assert!(answer.stdout.contains("0 row(s) added"), "{}", answer.stdout);
    let refused = rosa.run(&["template", path.to_str().unwrap()]).refused();
    assert!(refused.stderr.contains("nothing is overwritten"), "{}", refused.stderr);
}

fn check_changes_nothing() {
    let rosa = Rosa::sqlite();
    let empty = files(&rosa.export("empty"));
    let source = edges();
    let answer = rosa.run(&["import", "--check", source.to_str().unwrap()]).done();
    assert!(answer.stdout.contains("667 row(s) would be added"), "{}", answer.stdout);
    assert!(answer.stdout.contains("warning: stays.csv:8:from: shares a night with the stay in row 7"));
    assert_eq!(files(&rosa.export("still-empty")), empty);
}

const CLIENT: &[(&str, &str)] = &[
    ("facilities.csv", "facility,name,type\nf,Sted,crisis_centre\n"),
    ("users.csv", "username,name,role\nu,U,caseworker\n"),
    ("clients.csv", "client,gender,intake_date\nc,female,2020-01-01\n"),
    ("consents.csv", "client,given_on,form,scopes\nc,2020-01-01,oral,journal\n"),
];

fn equal_rows_are_two_facts() {
    let rosa = Rosa::sqlite();
    rosa.import(register(CLIENT).path()).done();
    let twice = "client,occurred_at,mode,text,author\nc,2020-02-01,phone,Ringte.,u\nc,2020-02-01,phone,Ringte. ,u\n";
    let once = "client,occurred_at,mode,text,author\nc,2020-02-01,phone,Ringte.,u\n";
    let add = |text| rosa.import(register(&[("journal.csv", text)]).path()).done().stdout;
    assert!(add(once).contains("1 row(s) added"));
    assert!(add(twice).contains("1 row(s) added, 1 there already"), "two in the file, one there: one is added");
    assert!(add(once).contains("0 row(s) added"));
}

fn a_stay_closed_since_is_refused() {
    let rosa = Rosa::sqlite();
    rosa.import(register(CLIENT).path()).done();
    rosa.import(register(&[("stays.csv", "client,facility,from,to\nc,f,2020-03-01,\n")]).path()).done();
    let closed = register(&[("stays.csv", "client,facility,from,to\nc,f,2020-03-01,2020-04-01\n")]);
    let answer = rosa.import(closed.path()).refused();
    assert!(answer.stderr.contains("stays.csv:2:from: shares a night at the same facility"), "{}", answer.stderr);
    assert!(answer.stderr.contains("if that stay has ended since, end it in the system"), "{}", answer.stderr);
}

fn exports_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let rosa = Rosa::sqlite();
    rosa.import(&edges()).done();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = rosa.export("csv");
    assert_eq!(mode(&folder), 0o700);
    for (name, _) in files(&folder) {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
    assert_eq!(mode(&rosa.export("all.xlsx")), 0o600);
    for file in ["rosa.db", "rosa.key"] {
        assert_eq!(mode(&rosa.data().join(file)), 0o600, "{file}");
    }
    for taken in ["csv", "all.xlsx"] {
        let path = rosa.path(taken);
        let answer = rosa.run(&["export", path.to_str().unwrap()]).refused();
        assert!(answer.stderr.contains("nothing is overwritten"), "{}", answer.stderr);
    }
}

/// Kills the program at many moments; at whichever it dies, the register is in as a whole or not at all.
fn a_killed_import_leaves_all_or_nothing() {
    let rosa = Rosa::sqlite();
    rosa.run(&["init"]).done();
    let empty = files(&rosa.export("empty"));
    let mut whole = None;
    for step in 1..=12 {
        let mut child = rosa.command().arg("import").arg(edges()).stdout(std::process::Stdio::null()).spawn().unwrap();
        let until = Instant::now() + Duration::from_millis(step * 8);
        while Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = child.kill();
        child.wait().unwrap();
        let found = files(&rosa.export(&format!("after-{step}")));
        if found != empty {
            let whole = whole.get_or_insert_with(|| {
                let other = Rosa::sqlite();
                other.import(&edges()).done();
                files(&other.export("csv"))
            });
            assert_eq!(&found, whole);
        }
        rosa.run(&["check"]).done();
    }
    rosa.import(&edges()).done();
}

fn odd_texts_survive() {
    let rosa = Rosa::sqlite();
    rosa.import(register(CLIENT).path()).done();
    let texts = [
        "Sa \"nei\", og gikk; så kom hun igjen",
        " mellomrom foran og bak ",
        "to\nlinjer\tog tab",
        "=SUM(A1:A9)",
        "_x0041_ &amp; <b>",
        "Ðorđe عائشة Олена 🏠 æøå",
        "'apostrof",
    ];
    let mut file = String::from("client,occurred_at,mode,text,author\n");
    for text in texts {
        file.push_str(&format!("c,2020-02-01 08:00,note,\"{}\",u\n", text.replace('"', "\"\"")));
    }
    rosa.import(register(&[("journal.csv", &file)]).path()).done();
    let folder = rosa.export("csv");
    let written = fs::read_to_string(folder.join("journal.csv")).unwrap();
    assert!(written.contains("\" mellomrom") || written.contains(" mellomrom foran og bak "), "{written}");
    assert!(written.contains("to\nlinjer\tog tab"));
    let other = Rosa::sqlite();
    other.import(&rosa.export("register.xlsx")).done();
    assert_eq!(files(&other.export("csv")), files(&folder));
}
