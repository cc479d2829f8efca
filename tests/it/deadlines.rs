//! Deadlines through the running pages: that they come, remind, are handled, follow dated rules, and are nobody's who may not see.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, on_both};
use diesel::prelude::*;
use libtest_mimic::Trial;
use rosa::clients::sight;
use rosa::db::RefKind;
use rosa::db::schema::{clients, residence_decisions, users};
use rosa::deadlines::{self, Due, DueMoment, Left};
use rosa::kernel::actor::Actor;
use rosa::kernel::codes::{DeadlineKind, ResidenceStatus, Role};
use rosa::kernel::error::Error;
use rosa::residence::model::StatusRow;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("a reflection period reminds 90, 60, 30, 14 and 7 days before", a_reflection_period_reminds),
        ("a deadline of 48 hours shows hours", hours_are_shown),
        ("a changed rule holds from its date", a_changed_rule_holds_from_its_date),
        ("done and not relevant, with a reason, and back", a_deadline_is_handled),
        ("one that is written by hand is changed and removed", by_hand),
        ("what one may not see does not exist", not_hers_to_see),
        ("closing takes deadlines away, reopening brings them back", closing_and_reopening),
        ("a rule is judged before it is kept", a_rule_is_judged),
        ("her page and the list ask for every kind of deadline", her_page_and_the_list),
        ("a reminder of ours says from when it reminds", a_reminder_waits),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("deadlines: {name}"), body)).collect()
}

/// An active client of radgiver1: her id and the address of her deadlines.
fn a_client(desk: &Desk) -> (i64, String) {
    let id = desk
        .database
        .read(|conn| {
            let found: i64 = clients::table
                .inner_join(users::table.on(users::id.nullable().eq(clients::caseworker_id)))
                .filter(users::username.eq("radgiver1"))
                .filter(clients::closed_on.is_null())
                .filter(clients::is_protected.eq(false))
                .order(clients::id)
                .select(clients::id)
                .first(conn)?;
            Ok::<_, Error>(found)
        })
        .unwrap();
    (id, format!("/clients/{}/deadlines", desk.database.keyring().cover(RefKind::Client, id)))
}

/// Gives a client a reflection period, as the form of a status does.
fn grant_reflection(desk: &Desk, client: i64, from: &str, to: &str) {
    desk.database
        .upkeep(|conn| {
            let row = StatusRow {
                id: 9_000 + client,
                client_id: client,
                began_on: from.parse().unwrap(),
                status: ResidenceStatus::ReflectionGranted,
                valid_to: Some(to.parse().unwrap()),
                legal_basis: None,
                decided_by: None,
                note: None,
            };
            rosa::residence::store::add_residence_statuses(conn, &Actor::System, &[row])?;
            rosa::residence::store::note_latest(conn, &Actor::System, &[client])?;
            deadlines::settle(conn, &Actor::System, Some(client))
        })
        .unwrap();
}

/// Writes a refusal down, as the form of a decision does.
fn refuse(desk: &Desk, client: i64, kind: &str, told: (&str, Option<i32>)) {
    desk.database
        .upkeep(|conn| {
            use residence_decisions as t;
            let on: chrono::NaiveDate = told.0.parse().unwrap();
            let id: Option<i64> = t::table.select(diesel::dsl::max(t::id)).first(conn)?;
            diesel::insert_into(t::table)
                .values((
                    t::id.eq(id.unwrap_or(0) + 1),
                    t::client_id.eq(client),
                    t::kind.eq(kind),
                    t::body.eq(Some("udi")),
                    t::decided_on.eq(Some(on)),
                    t::outcome.eq(Some("refused")),
                    t::notified_on.eq(Some(on)),
                    t::notified_minute.eq(told.1),
                    t::version.eq(1),
                ))
                .execute(conn)?;
            deadlines::settle(conn, &Actor::System, Some(client))
        })
        .unwrap();
}

/// What is due for radgiver1 of one client at a local moment.
fn due(desk: &Desk, client: i64, moment: &str) -> Vec<Due> {
    let all = desk.database.read(|conn| {
        let user: i64 = users::table.filter(users::username.eq("radgiver1")).select(users::id).first(conn)?;
        let actor = Actor::User { id: user, role: Role::Caseworker };
        let sight = sight::of(conn, &actor, desk.database.clock().now_utc())?;
        deadlines::due(conn, &actor, &sight, user, DueMoment::of(moment.parse().unwrap()), 1_000)
    });
    all.unwrap().into_iter().filter(|due| due.client_id == client).collect()
}

fn of_kind(all: &[Due], kind: DeadlineKind) -> Option<&Due> {
    all.iter().find(|due| due.kind == kind)
}

fn errors(page: &Page) -> String {
    page.texts(".ds-error-summary li").join(" | ")
}

/// The line of a deadline that runs.
fn line(page: &Page, title: &str) -> Option<String> {
    page.texts(".dues .due").into_iter().find(|line| line.contains(title))
}

/// Where a deadline is dealt with.
fn handling(page: &Page, title: &str) -> String {
    let titles = page.texts(".dues .due h3 a");
    let place = titles.iter().position(|shown| shown == title).unwrap_or_else(|| panic!("no {title}: {titles:?}"));
    page.attributes(".dues .due h3 a", "href")[place].clone()
}

/// The version of a deadline, as its page has it.
fn version(browser: &mut Browser, handling: &str) -> String {
    browser.get(handling).attributes("main form.form input[name=version]", "value").remove(0)
}

const REFLECTION: &str = "Refleksjonsperioden går ut";

fn a_reflection_period_reminds(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    grant_reflection(&desk, client, "2020-01-08", "2020-07-08");
    let lead = |moment: &str| {
        of_kind(&due(&desk, client, moment), DeadlineKind::ReflectionEnds).map(|due| (due.lead, due.may_be_seen))
    };
    assert_eq!(lead("2020-04-08T09:00:00"), None, "91 days before");
    // Each reminder is seen on its day, is gone the day after, and the next one comes.
    for (utc, days, is_last) in [
        ("2020-04-09 08:00:00", 90, false),
        ("2020-05-09 08:00:00", 60, false),
        ("2020-06-08 08:00:00", 30, false),
        ("2020-06-24 08:00:00", 14, false),
        ("2020-07-01 08:00:00", 7, true),
    ] {
        let then = office.at(utc);
        let today = then.database.clock().today();
        assert_eq!(lead(&format!("{today}T09:00:00")), Some((Some(days), !is_last)), "{days} days before");
        let mut browser = then.signed_in("radgiver1");
        let page = browser.get(&list);
        let shown = line(&page, REFLECTION).unwrap();
        assert!(shown.contains(&format!("{days}")) && shown.contains("08.07.2020"), "{shown}");
        let seen = format!("{}/seen", handling(&page, REFLECTION).trim_end_matches("/handling"));
        let csrf = page.token();
        let version = version(&mut browser, &handling(&page, REFLECTION));
        let answer = browser.post(&seen, &[("csrf", &csrf), ("version", &version), ("back", "/")]);
        let expected = if is_last { "/?said=stays" } else { "/?said=seen" };
        assert_eq!((answer.status, answer.header("location")), (303, expected));
        let after = lead(&format!("{}T09:00:00", today + chrono::TimeDelta::days(1)));
        assert_eq!(after.is_some(), is_last, "the day after");
    }
    assert!(lead("2020-07-20T09:00:00").is_some(), "over, and nobody has said anything");
    let over = of_kind(&due(&desk, client, "2020-07-20T09:00:00"), DeadlineKind::ReflectionEnds).cloned().unwrap();
    assert_eq!(over.left(DueMoment::of("2020-07-20T09:00:00".parse().unwrap())), Left::Days(-12));
}

fn hours_are_shown(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    // Told at 14.20 the day before; at 13.00 today 25 hours and 20 minutes are left.
    refuse(&desk, client, "dublin", ("2020-01-07", Some(14 * 60 + 20)));
    let page = desk.signed_in("radgiver1").get(&list);
    let shown = line(&page, "Be om å få bli under klagen (Dublin)").unwrap();
    assert!(shown.contains("25 timer igjen") && shown.contains("09.01.2020 kl. 14.20"), "{shown}");
    assert!(line(&page, "Klage på vedtak").unwrap().contains("Underrettet 07.01.2020, 3 uker"));
    let all = due(&desk, client, "2020-01-09T15:30:00");
    let passed = of_kind(&all, DeadlineKind::StayRequest).unwrap();
    assert_eq!(passed.left(DueMoment::of("2020-01-09T15:30:00".parse().unwrap())), Left::Hours(-2));
}

fn a_changed_rule_holds_from_its_date(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    refuse(&desk, client, "asylum", ("2020-01-03", None));
    refuse(&desk, client, "humanitarian", ("2020-01-07", None));
    let days = |desk: &Desk| {
        let page = desk.signed_in("radgiver1").get(&list);
        let mut days = page.texts(".dues .due");
        days.retain(|line| line.contains("Klage på vedtak"));
        days
    };
    let before = days(&desk);
    assert!(before[0].contains("24.01.2020") && before[1].contains("28.01.2020"), "{before:?}");
    let mut admin = desk.signed_in("systemansvarlig");
    let rules = admin.get("/deadline-rules");
    assert!(rules.texts("tbody tr").iter().any(|row| row.contains("Klage på vedtak") && row.contains("3 uker etter")));
    let change = [
        ("valid_from", "05.01.2020"),
        ("is_on", "yes"),
        ("amount", "4"),
        ("unit", "weeks"),
        ("leads", "28, 14, 7"),
        ("source", "Ny forvaltningslov § 50"),
    ];
    let answer = admin.fill("/deadline-rules/appeal", &change);
    assert_eq!(answer.header("location"), "/deadline-rules?said=saved", "{}", errors(&answer));
    let after = days(&desk);
    assert!(after[0].contains("24.01.2020") && after[1].contains("04.02.2020"), "{after:?}");
    // The same day again is a correction, and what stood is there.
    let off: Vec<_> =
        change.iter().map(|(name, value)| (*name, if *name == "is_on" { "no" } else { *value })).collect();
    assert_eq!(admin.fill("/deadline-rules/appeal", &off).status, 303);
    assert_eq!(days(&desk).len(), 1, "switched off for what begins to run from the 5th");
    let page = admin.get("/deadline-rules/appeal");
    assert!(page.body.contains("4 uker etter") && page.body.contains("Rettet 08.01.2020"), "what stood before");
    // Somebody who saw the page before that is told.
    let stale = admin.get("/deadline-rules/departure");
    let first = [
        ("valid_from", "01.02.2020"),
        ("amount", "0"),
        ("source", "En"),
        ("is_on", "yes"),
        ("unit", "days"),
        ("leads", "7"),
    ];
    assert_eq!(admin.send(&stale, "/deadline-rules/departure", &first).status, 303);
    assert_eq!(admin.send(&stale, "/deadline-rules/departure", &first).status, 303, "sent twice");
    let second = [
        ("valid_from", "01.02.2020"),
        ("amount", "0"),
        ("source", "To"),
        ("is_on", "yes"),
        ("unit", "days"),
        ("leads", "7"),
    ];
    let lost = admin.send(&stale, "/deadline-rules/departure", &second);
    assert_eq!(lost.status, 409);
    assert!(lost.attributes("input[name=source]", "value").contains(&"To".to_owned()), "her answers are kept");
}

fn a_deadline_is_handled(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    refuse(&desk, client, "asylum", ("2020-01-03", None));
    let mut browser = desk.signed_in("radgiver1");
    let title = "Klage på vedtak";
    let page = browser.get(&list);
    let form = handling(&page, title);
    let refused = browser.fill(&form, &[("state", "not_relevant"), ("reason", "")]);
    assert_eq!((refused.status, errors(&refused).contains("hvorfor")), (422, true), "{}", errors(&refused));
    let stale = browser.get(&form);
    let answer = browser.fill(&form, &[("state", "not_relevant"), ("reason", "Advokaten fraråder")]);
    assert_eq!(answer.header("location"), format!("{list}?said=not_relevant"));
    let page = browser.get(&list);
    assert!(line(&page, title).is_none());
    assert!(page.texts(".earlier li").iter().any(|line| line.contains("Ikke aktuelt") && line.contains("fraråder")));
    assert!(of_kind(&due(&desk, client, "2020-01-08T13:00:00"), DeadlineKind::Appeal).is_none());
    // Two at once: the second is told.
    let lost = browser.send(&stale, &form, &[("state", "done"), ("reason", "")]);
    assert_eq!(lost.status, 409);
    let twice = browser.send(&stale, &form, &[("state", "not_relevant"), ("reason", "Advokaten fraråder")]);
    assert_eq!(twice.status, 303, "the same twice has its effect once");
    // And back, with what stood kept.
    assert_eq!(browser.fill(&form, &[("state", "open"), ("reason", "")]).status, 303);
    let page = browser.get(&list);
    assert!(line(&page, title).is_some());
    assert!(page.texts(".changes tr").iter().any(|row| row.contains("Advokaten fraråder")));
    // Done, then the day moves: it is open again.
    assert_eq!(browser.fill(&form, &[("state", "done"), ("reason", "")]).status, 303);
    desk.database
        .upkeep(|conn| {
            use residence_decisions as t;
            let later: chrono::NaiveDate = "2020-01-06".parse().unwrap();
            diesel::update(t::table.filter(t::client_id.eq(client)))
                .set(t::notified_on.eq(Some(later)))
                .execute(conn)?;
            deadlines::settle(conn, &Actor::System, Some(client))
        })
        .unwrap();
    assert!(line(&browser.get(&list), title).unwrap().contains("27.01.2020"));
}

fn by_hand(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (_, list) = a_client(&desk);
    let mut browser = desk.signed_in("radgiver1");
    let wrong = browser.fill(&format!("{list}/new"), &[("title", ""), ("on", "i morgen"), ("time", "25.00")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.texts(".ds-error-summary li").len(), 3, "{}", errors(&wrong));
    assert!(wrong.attributes("input[name=on]", "value").contains(&"i morgen".to_owned()));
    let answers = [("title", "Reisebeviset går ut"), ("on", "110120"), ("kind", "card"), ("note", "Hos UDI")];
    let answer = browser.fill(&format!("{list}/new"), &answers);
    assert_eq!(answer.header("location"), format!("{list}?said=added_deadline"), "{}", errors(&answer));
    let page = browser.follow(&answer);
    let shown = line(&page, "Reisebeviset går ut").unwrap();
    assert!(shown.contains("siste virkedag før er fredag 10.01.2020") && shown.contains("2 dager igjen"), "{shown}");
    let change = handling(&page, "Reisebeviset går ut").trim_end_matches("/handling").to_owned();
    assert_eq!(browser.fill(&change, &[("on", "20.01.2020")]).status, 303);
    let page = browser.get(&list);
    assert!(line(&page, "Reisebeviset går ut").unwrap().contains("20.01.2020"));
    assert!(page.texts(".changes tr").iter().any(|row| row.contains("11.01.2020") && row.contains("20.01.2020")));
    let form = browser.get(&change);
    let (csrf, version) = (form.token(), version(&mut browser, &format!("{change}/handling")));
    let removed = browser.post(
        &format!("{change}/removal"),
        &[("csrf", &csrf), ("version", &version), ("removal", "yes"), ("reason", "Feil bruker")],
    );
    assert_eq!(removed.header("location"), format!("{list}?said=removed"), "{}", errors(&removed));
    assert!(line(&browser.get(&list), "Reisebeviset går ut").is_none());
}

fn not_hers_to_see(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    refuse(&desk, client, "asylum", ("2020-01-03", None));
    let mut browser = desk.signed_in("radgiver1");
    let page = browser.get(&list);
    let form = handling(&page, "Klage på vedtak");
    let record = form.trim_start_matches(&list).to_owned();
    // Another client's address with this deadline.
    let other = desk
        .database
        .read(|conn| {
            let id: i64 = clients::table.filter(clients::id.ne(client)).select(clients::id).first(conn)?;
            Ok::<_, Error>(desk.database.keyring().cover(RefKind::Client, id))
        })
        .unwrap();
    let missing = browser.get("/no/such/address");
    let answer = browser.get(&format!("/clients/{other}/deadlines{record}"));
    assert_eq!((answer.status, answer.body == missing.body), (404, true));
    let csrf = page.token();
    let posted = browser.post(
        &format!("/clients/{other}/deadlines{record}"),
        &[("csrf", &csrf), ("version", "1"), ("state", "done"), ("reason", "")],
    );
    assert_eq!(posted.status, 404);
    assert!(line(&browser.get(&list), "Klage på vedtak").is_some(), "nothing was done");
    // A protected client: not for a caseworker who is not on her list, neither page nor day.
    desk.database
        .upkeep(|conn| {
            diesel::update(clients::table.find(client)).set(clients::is_protected.eq(true)).execute(conn)?;
            Ok::<_, Error>(())
        })
        .unwrap();
    // The rail has lost her too.
    let missing = browser.get("/no/such/address");
    for path in [list.clone(), form.clone(), format!("{list}/new")] {
        let answer = browser.get(&path);
        assert_eq!((answer.status, answer.body == missing.body), (404, true), "{path}");
    }
    let posted = browser.post(&form, &[("csrf", &csrf), ("version", "1"), ("state", "done"), ("reason", "")]);
    assert_eq!(posted.status, 404);
    assert!(due(&desk, client, "2020-01-08T13:00:00").is_empty());
    assert_eq!(desk.signed_in("leder").get(&list).status, 200);
    for (username, path) in
        [("radgiver1", "/deadline-rules"), ("leder", "/deadline-rules/appeal"), ("systemansvarlig", &list)]
    {
        assert_eq!(desk.signed_in(username).get(path).status, 404, "{username} {path}");
    }
}

fn closing_and_reopening(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    refuse(&desk, client, "asylum", ("2020-01-03", None));
    let mut browser = desk.signed_in("radgiver1");
    let file = list.trim_end_matches("/deadlines").to_owned();
    let closed = browser.fill(&format!("{file}/closure"), &[("closed_on", "08.01.2020"), ("reason", "settled")]);
    assert_eq!(closed.status, 303, "{}", errors(&closed));
    assert!(browser.get(&list).texts(".dues .due").is_empty());
    assert!(due(&desk, client, "2020-01-08T13:00:00").is_empty());
    let case = browser.get(&format!("{file}/case"));
    let reopened = browser.send(&case, &format!("{file}/reopening"), &[]);
    assert_eq!(reopened.status, 303);
    assert!(line(&browser.get(&list), "Klage på vedtak").is_some());
}

fn a_rule_is_judged(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut admin = desk.signed_in("systemansvarlig");
    let wrong = admin.fill(
        "/deadline-rules/appeal",
        &[("valid_from", "snart"), ("amount", "0"), ("unit", "hours"), ("leads", "900"), ("source", "")],
    );
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.texts(".ds-error-summary li").len(), 5, "{}", errors(&wrong));
    assert!(wrong.attributes("input[name=valid_from]", "value").contains(&"snart".to_owned()));
    assert_eq!(admin.get("/deadline-rules/nonsense").status, 404);
}

fn her_page_and_the_list(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    let page = list.trim_end_matches("/deadlines").to_owned();
    let mut browser = desk.signed_in("radgiver1");
    const NEXT: &str = "[aria-labelledby=deadline]";
    let near = |browser: &mut Browser| -> (usize, Option<String>) {
        let shown = browser.get("/clients?scope=mine&quick=deadline");
        let count =
            shown.texts(".quickfilter li").into_iter().find(|one| one.contains("Frist innen 30 dager")).unwrap();
        let lines = shown.texts("tbody tr");
        let place = shown.attributes("th[scope=row] a", "href").iter().position(|href| *href == page);
        (count.split(' ').next_back().unwrap().parse().unwrap(), place.map(|place| lines[place].clone()))
    };
    let (before, line) = near(&mut browser);
    assert_eq!(line, None);
    // An appeal, which no column of the case says: due in three weeks.
    refuse(&desk, client, "asylum", ("2020-01-08", None));
    let (after, line) = near(&mut browser);
    assert_eq!(after, before + 1, "the number follows");
    assert!(line.unwrap().contains("21 dager igjen"));
    let next = browser.get(&page).texts(NEXT).join(" ");
    assert!(next.contains("Klage") && next.contains("29.01.2020") && next.contains("21 dager igjen"), "{next}");
    // A permit whose end lies further ahead stands on her page and not in the list.
    let more = browser
        .fill(&format!("{list}/new"), &[("title", "Reisebeviset går ut"), ("on", "05.03.2020"), ("kind", "card")]);
    assert_eq!(more.status, 303, "{}", errors(&more));
    let next = browser.get(&page).texts(NEXT).join(" ");
    assert!(next.contains("Neste frister") && next.contains("Reisebeviset går ut"), "{next}");
    assert_eq!(near(&mut browser).0, after);
    // Done, and it is gone from both.
    let shown = browser.get(&list);
    let title = shown.texts(".dues .due h3 a").into_iter().find(|title| title.contains("lage")).unwrap();
    let path = handling(&shown, &title);
    let version = version(&mut browser, &path);
    let csrf = shown.token();
    let done = browser.post(&path, &[("csrf", &csrf), ("version", &version), ("state", "done"), ("back", &list)]);
    assert_eq!(done.status, 303);
    assert_eq!(near(&mut browser), (before, None));
    let next = browser.get(&page).texts(NEXT).join(" ");
    assert!(next.contains("Neste frist") && !next.contains("Klage"), "{next}");
}

fn a_reminder_waits(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let (client, list) = a_client(&desk);
    desk.database
        .upkeep(|conn| {
            use residence_decisions as t;
            let id: Option<i64> = t::table.select(diesel::dsl::max(t::id)).first(conn)?;
            diesel::insert_into(t::table)
                .values((
                    t::id.eq(id.unwrap_or(0) + 1),
                    t::client_id.eq(client),
                    t::kind.eq("asylum"),
                    t::applied_on.eq(Some("2020-01-07".parse::<chrono::NaiveDate>().unwrap())),
                    t::version.eq(1),
                ))
                .execute(conn)?;
            deadlines::settle(conn, &Actor::System, Some(client))
        })
        .unwrap();
    // Twelve weeks after the application.
    let waits = "minner fra 31.03.2020";
    let mut browser = desk.signed_in("radgiver1");
    let shown =
        browser.get(&list).texts(".dues .due").into_iter().find(|line| line.contains("Søkt 07.01.2020")).unwrap();
    assert!(shown.contains(waits), "{shown}");
    let page = list.trim_end_matches("/deadlines");
    assert!(browser.get(&format!("{page}/residence")).texts("[aria-labelledby=deadlines]").join(" ").contains(waits));
    assert!(
        !browser.get(page).texts("[aria-labelledby=deadline]").join(" ").contains("Søknad uten svar"),
        "nothing presses yet"
    );
}
