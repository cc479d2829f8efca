//! A register with thirty different faults: all are listed in one run, with file, row and column, and nothing is imported.

use crate::support::{Rosa, files, register, rosa_2019, test};
use libtest_mimic::Trial;
use std::fs;

pub fn trials() -> Vec<Trial> {
    vec![
        test("faults: thirty faults are listed in one run and nothing is imported", thirty_faults_in_one_run),
        test("faults: a file with semicolons is told so", semicolons_are_named),
        test("faults: a file of zeros ends quickly and the others are still read", a_file_of_zeros_ends_quickly),
        test("faults: a workbook's faults are named by sheet, row and column", a_workbooks_faults_are_named),
        test("faults: a workbook that unpacks without end is refused", a_packed_bomb_is_refused),
        test("faults: what is only unlikely is warned about and imported", what_is_unlikely_is_warned_about),
        test("faults: a right cell beside a wrong one causes no second complaint", no_second_complaint),
    ]
}

/// The files, and for each fault the place and a part of what must be said.
const FILES: &[(&str, &str)] = &[
    (
        "facilities.csv",
        "facility,name,type\n\
         f1,Sted,crisis_centre\n\
         f1,Sted to,prison\n\
         f2,Sted tre,castle\n\
         f3,,prison\n\
         f4,Sted fire,prison,too,many\n",
    ),
    (
        "users.csv",
        "username,name,role,facilities\n\
         u,U,caseworker,\n\
         k,K,contact_person,\n\
         l,L,helpline,f1;f1\n\
         m,M,helpline,f1;;f2\n",
    ),
    (
        "clients.csv",
        "client,gender,intake_date,birth_date,duf_number,citizenships,languages,interpreter,closed_on,closure_reason,caseworker,identified_in,children_abroad_count\n\
         a,female,2020-01-01,,,,,,,,,,\n\
         b,female,2020-01-01,,1234,,,,,,,,\n\
         c,Female,2020-01-01,,,,,,,,,,\n\
         d,female,01.02.2020,,,,,,,,,,\n\
         e,female,2020-01-01,2999-01-01,,,,,,,,,\n\
         g,female,2020-01-01,,,NG;QQ,,,,,,,\n\
         h,female,2020-01-01,,,,xx,,,,,,\n\
         i,female,2020-01-01,,,,,ja,,,,,\n\
         j,female,2020-01-01,,,,,,2020-02-01,,,,\n\
         k,female,2020-01-01,,,,,,,settled,,,\n\
         l,female,2020-01-01,,,,,,,,nobody,,\n\
         m,female,2020-01-01,,,,,,,,,nowhere,\n\
         n,female,2020-01-01,,,,,,,,,,-1\n\
         o,female,2020-01-01,,,,,,,,,,\n\
         p,female,2020-01-01,,,,,,,,,,\n\
         q,female,2020-02-30,,,,,,,,,,\n",
    ),
    (
        "consents.csv",
        "client,given_on,form,scopes,expires_on,withdrawn_on\n\
         a,2020-01-01,oral,journal,,\n\
         b,2020-01-01,oral,journal,,\n\
         c,2020-01-01,oral,journal,,\n\
         d,2020-01-01,oral,journal,,\n\
         e,2020-01-01,oral,journal,,\n\
         g,2020-01-01,oral,journal,,\n\
         h,2020-01-01,oral,journal,,\n\
         i,2020-01-01,oral,journal,,\n\
         j,2020-01-01,oral,journal,,\n\
         k,2020-01-01,oral,journal,,\n\
         l,2020-01-01,oral,journal,,\n\
         m,2020-01-01,oral,journal,,\n\
         n,2020-01-01,oral,journal,,\n\
         o,2020-01-01,oral,research,,\n\
         p,2020-01-01,oral,journal,2020-01-01,\n\
         a,2020-01-02,oral,journal,,2020-01-01\n",
    ),
    ("children.csv", "client,child,accompanying_from,accompanying_to\na,1,2020-05-02,2020-05-01\n"),
    (
        "stays.csv",
        "client,facility,from,to\n\
         a,f1,2020-02-01,2020-03-01\n\
         a,f1,2020-02-29,\n\
         a,f1,2019-05-02,2019-05-01\n",
    ),
    ("residence.csv", "client,from,status\na,2020-01-01,no_permit\na,2020-01-01,asylum_pending\n"),
    (
        "activities.csv",
        "client,type,from,to,support_nok\na,adora,2020-02-01,2020-01-31,\na,adora,2020-02-01,,1.234\na,adora,2020-02-01,,-5\n",
    ),
    ("police_matters.csv", "matter,client,offence\nm1,a,threats\n"),
    ("police_events.csv", "matter,on,event\nm2,2020-01-01,reported\n"),
    ("returns.csv", "client,programme,applied_on,decided_on,decision\na,iom,,,\na,own,,2020-05-01,\na,own,,,granted\n"),
    (
        "benefits.csv",
        "client,period,category,amount_nok,status,paid_on\na,2020-13,basic,1,paid,2020-02-01\na,2020-01,basic,1,paid,\n",
    ),
    (
        "enquiries.csv",
        "enquiry,received_at,channel,answered_by,caller,topic,client\n\
         e1,2020-01-01 25:00,phone,rosa,police,follow_up,\n\
         e2,2020-01-01,phone,rosa,police,information,a\n",
    ),
    (
        "enquiry_subjects.csv",
        "enquiry,count,gender,first_time,outcome,client\ne2,0,female,yes,accepted,\ne2,2,female,yes,accepted,a\n",
    ),
    ("outreach.csv", "on,type,title,titles\n2020-01-01,lecture,Foredrag,\n"),
    ("legal_aid.csv", "client,lawyer,lawyer,granted_on,hours_granted\na,L,L,2020-01-01,3\n"),
    ("yearly_figures.csv", "year,figure\n2019,manual.web_hits\n"),
    ("klienter.csv", "client\na\n"),
    ("notes.txt", "ignored\n"),
];

const SAID: &[(&str, &str)] = &[
    ("facilities.csv:3:facility", "stands already in row 2"),
    ("facilities.csv:4:type", "\"castle\" is not allowed; allowed: crisis_centre"),
    ("facilities.csv:5:name", "is blank, but must be filled in"),
    ("facilities.csv:6", "has 5 cells, but the header has 3"),
    ("users.csv:3:facilities", "contact_person must have at least one facility"),
    ("users.csv:4:facilities", "holds \"f1\" twice"),
    ("users.csv:5:facilities", "holds an empty value"),
    ("clients.csv:3:duf_number", "12 digits"),
    ("clients.csv:4:gender", "codes are lower case"),
    ("clients.csv:5:intake_date", "\"01.02.2020\" is not a date; allowed: YYYY-MM-DD"),
    ("clients.csv:6:birth_date", "lies after today"),
    ("clients.csv:7:citizenships", "\"QQ\" is not a country"),
    ("clients.csv:8:languages", "\"xx\" is not a language"),
    ("clients.csv:9:interpreter", "allowed: yes, no"),
    ("clients.csv:10:closure_reason", "is blank while closed_on is filled in"),
    ("clients.csv:11:closed_on", "is blank while closure_reason is filled in"),
    ("clients.csv:12:caseworker", "there is no user with the key \"nobody\""),
    ("clients.csv:13:identified_in", "there is no facility with the key \"nowhere\""),
    ("clients.csv:14:children_abroad_count", "a whole number, 0 or more"),
    ("clients.csv:15:client", "this client has no consent"),
    ("clients.csv:16:client", "this client has no consent"),
    ("clients.csv:17:intake_date", "\"2020-02-30\" is not a date"),
    ("consents.csv:17:withdrawn_on", "2020-01-01 is before given_on"),
    ("children.csv:2:accompanying_to", "is before accompanying_from"),
    ("stays.csv:3:from", "shares a night at the same facility with the stay in row 2"),
    ("stays.csv:4:to", "2019-05-01 is before from (2019-05-02)"),
    ("residence.csv:3:from", "is already in row 2; one status a day"),
    ("activities.csv:2:to", "is before from"),
    ("activities.csv:3:support_nok", "more than two decimals"),
    ("activities.csv:4:support_nok", "negative"),
    ("police_events.csv:2:matter", "there is no police matter with the key \"m2\""),
    ("returns.csv:2:applied_on", "must be filled in for the programme iom"),
    ("returns.csv:3:decision", "is blank while decided_on is filled in"),
    ("returns.csv:4:decided_on", "is blank while decision is filled in"),
    ("benefits.csv:2:period", "\"2020-13\" is not a month"),
    ("benefits.csv:3:paid_on", "must be filled in for the status paid"),
    ("enquiries.csv:2:received_at", "YYYY-MM-DD HH:MM"),
    ("enquiries.csv:3:client", "only allowed with the topic follow_up"),
    ("enquiry_subjects.csv:2:count", "a whole number, 1 or more"),
    ("enquiry_subjects.csv:3:client", "only allowed with the count 1"),
    ("outreach.csv:1:titles", "no such column; known columns: on, type"),
    ("legal_aid.csv:1:lawyer", "the column stands twice"),
    ("yearly_figures.csv:1:value", "this required column is missing"),
    ("klienter.csv", "no such file in a register; known: facilities.csv"),
    ("journal.csv:3", "a broken quote"),
    ("journal.csv:2:text", "is not UTF-8 text"),
    ("journal.csv:2:client", "control character U+0007"),
];

fn thirty_faults_in_one_run() {
    let rosa = Rosa::sqlite();
    rosa.import(&rosa_2019()).done();
    let before = files(&rosa.export("before"));
    let folder = register(FILES);
    let mut journal = b"client,occurred_at,mode,text,author\na\x07,2020-01-01,phone,\"".to_vec();
    journal.extend_from_slice(
        b"Sp\xF8rsm\xE5l\",u\na,2020-01-01,phone,\"broken\"quote,u\na,2020-01-01,phone,never read,nobody\n",
    );
    fs::write(folder.path().join("journal.csv"), journal).unwrap();

    let answer = rosa.import(folder.path()).refused();
    let lines: Vec<&str> = answer.stderr.lines().collect();
    for (place, part) in SAID {
        let found = lines
            .iter()
            .any(|line| line.strip_prefix(place).is_some_and(|rest| rest.starts_with(": ") && rest.contains(part)));
        assert!(found, "{place}: {part}\n{}", answer.stderr);
    }
    let errors = lines.iter().filter(|line| !line.starts_with("warning: ")).count() - 1;
    assert_eq!(errors, SAID.len(), "nothing is said that is not so:\n{}", answer.stderr);
    assert!(lines.last().unwrap().starts_with(&format!("{} error(s)", SAID.len())));
    assert_eq!(answer.stdout, "");
    assert_eq!(files(&rosa.export("after")), before);

    let checked = rosa.run(&["import", "--check", folder.path().to_str().unwrap()]).refused();
    assert_eq!(checked.stdout, answer.stderr, "--check lists the same, on standard output");
}

fn semicolons_are_named() {
    let rosa = Rosa::sqlite();
    let folder = register(&[("facilities.csv", "facility;name;type\nf;Sted;prison\n")]);
    let answer = rosa.import(folder.path()).refused();
    assert!(
        answer.stderr.starts_with("rosa: made")
            && answer.stderr.contains("facilities.csv:1: the columns are separated by semicolons"),
        "{}",
        answer.stderr
    );
}

fn a_file_of_zeros_ends_quickly() {
    let rosa = Rosa::sqlite();
    let folder = register(&[("facilities.csv", "facility,name,type\nf,Sted,castle\n")]);
    // A sparse file: a gigabyte of zeros that takes no room on the disk.
    fs::File::create(folder.path().join("journal.csv")).unwrap().set_len(1 << 30).unwrap();
    let answer = rosa.import(folder.path()).refused();
    assert!(answer.stderr.contains("journal.csv:1: a cell is larger than 1 MiB"), "{}", answer.stderr);
    assert!(answer.stderr.contains("facilities.csv:2:type"), "{}", answer.stderr);
    fs::rename(folder.path().join("journal.csv"), folder.path().join("register.xlsx")).unwrap();
    let answer = rosa.import(&folder.path().join("register.xlsx")).refused();
    assert!(answer.stderr.contains("register.xlsx: is not a workbook that can be read"), "{}", answer.stderr);
}

fn a_workbooks_faults_are_named() {
    use rust_xlsxwriter::{Formula, Workbook};
    let rosa = Rosa::sqlite();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("facilities").unwrap();
    for (column, name) in (0..).zip(["facility", "name", "type", "secret_address"]) {
        sheet.write(0, column, name).unwrap();
    }
    sheet.write(1, 0, "f1").unwrap();
    sheet.write_formula(1, 1, Formula::new("=\"Sted\"").set_result("Sted")).unwrap();
    sheet.write(1, 2, "prison").unwrap();
    sheet.write(1, 3, true).unwrap();
    sheet.write(3, 0, "f2").unwrap();
    sheet.write(3, 2, 7).unwrap();
    sheet.write(3, 6, "outside").unwrap();
    sheet.write(4, 0, "f3").unwrap();
    sheet.write(4, 1, "Sted").unwrap();
    sheet.write(4, 2, "castle").unwrap();
    workbook.add_worksheet().set_name("Ark1").unwrap();
    let path = rosa.path("register.xlsx");
    workbook.save(&path).unwrap();
    let answer = rosa.import(&path).refused();
    for part in [
        "Ark1: no such sheet in a register; known: facilities, users",
        "facilities:2:name: is a formula; write its value instead",
        "facilities:2:secret_address: is a truth value; write yes or no as text",
        "facilities:4: has 7 cells, but the header has 4",
        "facilities:5:type: \"castle\" is not allowed",
    ] {
        assert!(answer.stderr.contains(part), "{part}\n{}", answer.stderr);
    }
}

fn a_packed_bomb_is_refused() {
    use std::io::Write;
    let rosa = Rosa::sqlite();
    let path = rosa.path("bomb.xlsx");
    let mut archive = zip::ZipWriter::new(fs::File::create(&path).unwrap());
    archive.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..100 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap();
    let answer = rosa.import(&path).refused();
    assert!(answer.stderr.contains("bomb.xlsx: unpacks to far more than a register holds"), "{}", answer.stderr);
}

fn what_is_unlikely_is_warned_about() {
    let rosa = Rosa::sqlite();
    let folder = register(&[
        ("facilities.csv", "facility,name,type\nf,F,crisis_centre\ng,G,prison\n"),
        ("users.csv", "username,name,role\nu,U,caseworker\n"),
        (
            "clients.csv",
            "client,gender,intake_date,birth_date,duf_number\nc,female,2020-01-01,2004-01-01,190100000111\n",
        ),
        ("consents.csv", "client,given_on,form,scopes\nc,2020-01-01,oral,journal\n"),
        ("children.csv", "client,child,birth_date,accompanying_from\nc,1,2000-01-01,2020-02-01\n"),
        ("journal.csv", "client,occurred_at,mode,text,author\nc,2019-12-31,in_person,Samtale,u\n"),
        ("stays.csv", "client,facility,from,to\nc,f,2019-12-30,2020-02-01\nc,g,2020-01-31,2020-02-05\n"),
        (
            "residence.csv",
            "client,from,status,valid_to\nc,2020-01-01,reflection_granted,2020-07-01\nc,2020-02-01,reflection_granted,2020-09-01\n\
             c,2020-10-01,limited_granted,2021-10-02\n",
        ),
        (
            "returns.csv",
            "client,programme,applied_on,decided_on,decision,returned_on\nc,iom,2020-02-01,2020-03-01,refused,2020-04-01\n",
        ),
    ]);
    let answer = rosa.import(folder.path()).done();
    let said: Vec<&str> = answer.stderr.lines().filter_map(|line| line.strip_prefix("warning: ")).collect();
    let expected = [
        "children.csv:2:birth_date: the child is 18 or older when the period begins",
        "clients.csv:2:birth_date: the client is under 18 at intake",
        "clients.csv:2:duf_number: the check digits do not fit; is it typed right?",
        "journal.csv:2:occurred_at: the conversation is before the intake date",
        "residence.csv:3:valid_to: a reflection period is six months; this one is not",
        "residence.csv:4:valid_to: a limited permit is for at most twelve months; this one is longer",
        "returns.csv:2:returned_on: the return was refused and carried out",
        "stays.csv:2:from: the stay begins before the intake date",
        "stays.csv:3:from: shares a night with the stay in row 2 at another facility; the night counts once",
    ];
    let found: Vec<&str> = said.iter().filter(|line| !line.contains("rosa:")).copied().collect();
    assert_eq!(found, expected);
    // One night is shared; it counts once for the client, and at both places.
    let report = rosa.report(&["2020"]);
    assert_eq!(report["figures"]["housing.nights"], 31 + 1 + 4 - 1);
}

fn no_second_complaint() {
    let rosa = Rosa::sqlite();
    let folder = register(&[
        ("clients.csv", "client,gender,intake_date,closed_on,closure_reason\nc,female,2020-01-01,1.2.2020,settled\n"),
        ("consents.csv", "client,given_on,form,scopes\nc,1.1.2020,oral,journal\n"),
        ("stays.csv", "client,facility,from\nc,f,2020-01-01\n"),
        ("facilities.csv", "facility,name,kind\nf,F,prison\n"),
    ]);
    let answer = rosa.import(folder.path()).refused();
    let errors: Vec<&str> = answer.stderr.lines().filter(|line| line.contains(".csv")).collect();
    let places: Vec<&str> = errors.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(
        places,
        ["clients.csv:2:closed_on", "consents.csv:2:given_on", "facilities.csv:1:kind", "facilities.csv:1:type"],
        "{}",
        answer.stderr
    );
}
