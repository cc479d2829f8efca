//! Centres through the running pages: what a contact person sees and when, every flow by plain posts, nights against a plain model,
//! people without consent, announced clients, and notices of withdrawn consents.

use crate::support::office::{Desk, Office};
use crate::support::server::{Browser, Page};
use crate::support::{Backend, on_both};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use libtest_mimic::Trial;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rosa::db::schema;
use rosa::db::{Kept, RefKind};
use rosa::kernel::actor::Actor;
use rosa::kernel::audit_entry::AuditEntry;
use rosa::kernel::codes::{ConsentScope, ExitReason, Role};
use rosa::kernel::error::Error;
use rosa::stays::model::Stay;
use std::collections::BTreeSet;

pub fn trials() -> Vec<Trial> {
    type Body = fn(Backend);
    let tests: Vec<(&str, Body)> = vec![
        ("a stay opens with its first day and closes after the fourteenth day", access_by_day),
        ("consent, lock, protection, block and another centre decide what is seen", access_by_client),
        ("the rule and the list of the board agree on everybody", the_rule_and_the_list_agree),
        ("confirmation, departure, undoing, correction and transfer by plain posts", flows_by_posts),
        ("whom ROSA announces is expected by an alias and comes on the true day", announced),
        ("somebody without consent becomes a client with the original date", unknown_becomes_a_client),
        ("somebody without consent turns out to be a client, or becomes none", unknown_is_linked_or_closed),
        ("notes are written, corrected and read as the table says", notes),
        ("a notice of a withdrawal tells its writer nothing and stands until it is handled", notices),
        ("nothing a contact person may not know is on any page she can reach", nothing_leaks),
        ("random acts at two centres keep every night in its place", random_acts),
        ("a centre takes out its own stays, with reason and log", export),
        ("who lives where, for ROSA, and nothing for others", overview),
    ];
    tests.into_iter().flat_map(|(name, body)| on_both(&format!("centres: {name}"), body)).collect()
}

/// Somebody in the register whose caseworker is radgiver1 or another; the tests give her the stays they need.
const CASE: &str = "2019-010";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn write<T>(desk: &Desk, act: impl FnOnce(&mut rosa::db::Conn) -> Result<T, Error>) -> T {
    desk.database.write(&Actor::System, |conn| Ok::<_, Error>((act(conn)?, AuditEntry::done("test.prepare")))).unwrap()
}

fn client_of(desk: &Desk, case: &str) -> i64 {
    let cases = desk.database.read(|conn| rosa::clients::store::case_numbers(conn, &Actor::System)).unwrap();
    cases.into_iter().find(|row| row.case_number == case).unwrap().id
}

fn facility(desk: &Desk, key: &str) -> i64 {
    desk.database
        .read(|conn| {
            use schema::facilities as t;
            Ok::<_, Error>(t::table.filter(t::facility_key.eq(key)).select(t::id).first(conn)?)
        })
        .unwrap()
}

fn user(desk: &Desk, username: &str) -> i64 {
    desk.database
        .read(|conn| rosa::access::store::account_by_username(conn, &Actor::System, username))
        .unwrap()
        .unwrap()
        .id
}

fn cover(desk: &Desk, kind: RefKind, id: i64) -> String {
    desk.database.keyring().cover(kind, id)
}

fn stays_of(desk: &Desk, client: i64) -> Vec<Kept<Stay>> {
    desk.database.read(|conn| rosa::stays::store::client_stays(conn, &Actor::System, client)).unwrap()
}

/// Takes away her stays and gives her these: facility, from, to.
fn stay_at(desk: &Desk, client: i64, stays: &[(i64, &str, Option<&str>)]) -> Vec<i64> {
    let system = Actor::System;
    write(desk, |conn| {
        for stay in rosa::stays::store::client_stays(conn, &system, client)? {
            rosa::stays::store::remove_stay(conn, &system, client, stay.id, stay.version)?;
        }
        let mut ids = Vec::new();
        for (facility_id, from, to) in stays {
            let stay = Stay {
                client_id: client,
                facility_id: *facility_id,
                began_on: day(from),
                ended_on: to.map(day),
                arranged_by: None,
                exit_reason: None,
                destination_id: None,
            };
            ids.push(rosa::stays::store::add_stay(conn, &system, &stay)?);
        }
        rosa::stays::store::note_latest(conn, &system, &[client])?;
        Ok(ids)
    })
}

/// Takes the scope to share with shelters out of her consents, or puts it in.
fn share(desk: &Desk, client: i64, shares: bool) {
    use schema::{consent_scopes as s, consents as c};
    write(desk, |conn| {
        let ids: Vec<i64> = c::table.filter(c::client_id.eq(client)).select(c::id).load(conn)?;
        let scope = s::consent_id.eq_any(&ids).and(s::scope.eq(ConsentScope::ShareShelter));
        diesel::delete(s::table.filter(scope)).execute(conn)?;
        if shares {
            diesel::insert_into(s::table)
                .values((s::consent_id.eq(ids[0]), s::position.eq(90), s::scope.eq(ConsentScope::ShareShelter)))
                .execute(conn)?;
        }
        Ok(())
    });
}

fn resident(desk: &Desk, client: i64) -> String {
    format!("/stays/residents/{}", cover(desk, RefKind::Client, client))
}

fn act(desk: &Desk, stay: i64, what: &str) -> String {
    format!("/stays/{}/{what}", cover(desk, RefKind::Stay, stay))
}

#[track_caller]
fn taken(browser: &mut Browser, answer: &Page) -> Page {
    assert_eq!(answer.status, 303, "{}", answer.texts(".ds-error-summary li").join(" | "));
    browser.follow(answer)
}

/// What stands in her name, for a client who may have none.
fn name_her(desk: &Desk, client: i64) {
    use schema::client_identities as t;
    write(desk, |conn| {
        diesel::update(t::table.filter(t::client_id.eq(client)))
            .set((t::given_name.eq("Zmarknavn"), t::family_name.eq("Zmarkslekt"), t::alias.eq("Zalias")))
            .execute(conn)?;
        Ok(())
    });
}

fn access_by_day(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    share(&desk, client, true);
    name_her(&desk, client);
    let stay = stay_at(&desk, client, &[(facility(&desk, "lauras_hus"), "2019-12-01", Some("2019-12-20"))])[0];
    for (moment, status) in [
        ("2019-11-30 12:00:00", 404),
        ("2019-12-01 12:00:00", 200),
        ("2019-12-10 12:00:00", 200),
        ("2020-01-03 12:00:00", 200),
        ("2020-01-04 12:00:00", 404),
    ] {
        let then = office.at(moment);
        let mut browser = then.signed_in("kontakt_lauras_hus");
        assert_eq!(browser.get(&resident(&then, client)).status, status, "{moment}");
        assert_eq!(browser.get(&act(&then, stay, "departure")).status, status, "{moment}");
        assert_eq!(browser.get(&act(&then, stay, "correction")).status, status, "{moment}");
        for board in ["/", "/stays"] {
            assert_eq!(browser.get(board).body.contains("Zmarknavn"), status == 200, "{moment} {board}");
        }
        let mut other = then.signed_in("kontakt_bergen");
        assert_eq!(other.get(&resident(&then, client)).status, 404, "{moment}");
    }
}

fn access_by_client(backend: Backend) {
    use schema::{client_access as a, clients as c};
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    name_her(&desk, client);
    let stay = stay_at(&desk, client, &[(facility(&desk, "lauras_hus"), "2019-12-01", None)])[0];
    let (contact, page) = (user(&desk, "kontakt_lauras_hus"), resident(&desk, client));
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    share(&desk, client, true);
    let seen = browser.get(&page);
    assert!(seen.status == 200 && seen.body.contains("Zmarknavn") && seen.body.contains(CASE));
    // Titles and addresses carry no name.
    assert!(!seen.texts("title")[0].contains("Zmark"));
    share(&desk, client, false);
    let seen = browser.get(&page);
    assert!(seen.status == 200 && seen.body.contains("«Zalias»"), "{}", seen.body);
    for hidden in ["Zmarknavn", "Zmarkslekt", CASE, "Trygg kontakt", "Nytt notat"] {
        assert!(!seen.body.contains(hidden), "{hidden}");
        assert!(!browser.get("/").body.contains(hidden), "{hidden} on the board");
    }
    assert_eq!(browser.get(&format!("{page}/notes/new")).status, 404);
    assert_eq!(browser.get(&act(&desk, stay, "departure")).status, 200, "the stay itself is hers");
    share(&desk, client, true);
    let is_gone = |browser: &mut Browser| {
        let other = resident(&desk, 999_999);
        let gone = browser.get(&other);
        let missing = (gone.status, gone.body.replace(&other, ""));
        let seen = browser.get(&page);
        assert_eq!((seen.status, seen.body.replace(&page, "")), missing, "the same as what does not exist");
        for what in ["departure", "transfer", "confirmation", "reopening", "correction"] {
            assert_eq!(browser.get(&act(&desk, stay, what)).status, 404, "{what}");
        }
        assert!(!browser.get("/").body.contains("Zmarknavn"));
    };
    write(&desk, |conn| {
        diesel::update(c::table.find(client)).set(c::locked_on.eq(Some(day("2020-01-07")))).execute(conn)?;
        Ok(())
    });
    is_gone(&mut browser);
    write(&desk, |conn| {
        diesel::update(c::table.find(client))
            .set((c::locked_on.eq(None::<NaiveDate>), c::is_protected.eq(true)))
            .execute(conn)?;
        Ok(())
    });
    is_gone(&mut browser);
    // ROSA puts her on the list of those who may see a protected client.
    let protection = format!("/clients/{}/protection", cover(&desk, RefKind::Client, client));
    let mut lead = desk.signed_in("leder");
    let listed = lead.fill(&protection, &[("access", &cover(&desk, RefKind::User, contact))]);
    taken(&mut lead, &listed);
    assert_eq!(browser.get(&page).status, 200);
    let rule = |conn: &mut rosa::db::Conn, rule: &str| {
        diesel::delete(a::table.filter(a::client_id.eq(client))).execute(conn)?;
        diesel::insert_into(a::table)
            .values((
                a::client_id.eq(client),
                a::user_id.eq(contact),
                a::rule.eq(rule),
                a::set_at.eq(day("2020-01-01").and_hms_opt(0, 0, 0).unwrap()),
            ))
            .execute(conn)?;
        diesel::update(c::table.find(client)).set(c::is_protected.eq(false)).execute(conn)?;
        Ok::<(), Error>(())
    };
    write(&desk, |conn| rule(conn, "block"));
    is_gone(&mut browser);
    assert!(browser.get("/").body.contains("1 vises ikke for deg"), "the number stays right");
    write(&desk, |conn| {
        diesel::delete(a::table.filter(a::client_id.eq(client))).execute(conn)?;
        Ok(())
    });
    for other in ["kontakt_bergen", "nattvakt", "systemansvarlig", "radgiver1", "leder"] {
        assert_eq!(desk.signed_in(other).get(&page).status, 404, "{other}");
    }
    // Whoever has no facility has an empty board and no form.
    write(&desk, |conn| {
        diesel::delete(schema::user_facilities::table.filter(schema::user_facilities::user_id.eq(contact)))
            .execute(conn)?;
        Ok(())
    });
    assert!(browser.get("/").body.contains("ikke knyttet til noe botilbud"));
    assert_eq!(browser.get("/stays/arrivals/new").status, 404);
}

fn the_rule_and_the_list_agree(backend: Backend) {
    use schema::{clients as c, user_facilities as f};
    let office = Office::new(backend);
    let desk = office.open();
    let contact = user(&desk, "kontakt_lauras_hus");
    let actor = Actor::User { id: contact, role: Role::ContactPerson };
    // Several facilities, some clients locked and protected, and many days.
    write(&desk, |conn| {
        for (position, key) in ["glamdal", "oslo", "kongsvinger_fengsel"].into_iter().enumerate() {
            let id: i64 = schema::facilities::table
                .filter(schema::facilities::facility_key.eq(key))
                .select(schema::facilities::id)
                .first(conn)?;
            let position = i32::try_from(position).unwrap() + 5;
            diesel::insert_into(f::table)
                .values((f::user_id.eq(contact), f::position.eq(position), f::facility_id.eq(id)))
                .execute(conn)?;
        }
        let all: Vec<i64> = c::table.order(c::id).select(c::id).load(conn)?;
        for (nth, id) in all.iter().enumerate() {
            let locked = (nth % 5 == 0).then(|| day("2019-06-01"));
            diesel::update(c::table.find(id))
                .set((c::locked_on.eq(locked), c::is_protected.eq(nth % 7 == 0)))
                .execute(conn)?;
        }
        Ok(())
    });
    let mut seen = 0;
    for today in ["2019-02-20", "2019-05-14", "2019-06-30", "2019-09-20", "2019-12-31", "2020-01-08"] {
        let today = day(today);
        desk.database
            .read(|conn| {
                let scope = rosa::centres::sight::scope(conn, &actor, today)?;
                let listed: BTreeSet<i64> = scope.stays(conn, &actor)?.iter().map(|(_, who)| who.client_id).collect();
                let all: Vec<i64> = c::table.select(c::id).load(conn)?;
                for client in all {
                    let by_rule = rosa::centres::sight::sees(conn, &actor, client, today);
                    assert_eq!(by_rule, listed.contains(&client), "{client} on {today}");
                }
                seen += listed.len();
                Ok::<_, Error>(())
            })
            .unwrap();
    }
    assert!(seen > 10, "{seen}");
}

fn flows_by_posts(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    share(&desk, client, true);
    name_her(&desk, client);
    let (lauras, oslo) = (facility(&desk, "lauras_hus"), facility(&desk, "oslo"));
    let stay = stay_at(&desk, client, &[(lauras, "2019-11-01", None)])[0];
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    let board = browser.get("/");
    assert!(board.texts(".notice").join("").contains("ikke bekreftet"), "{}", board.body);
    assert!(board.texts(".flagged").join("").contains("aldri, på 68 dager"));
    // Confirmation: one post from the board; the same form sent again does nothing more.
    let confirmation = act(&desk, stay, "confirmation");
    let answer = browser.send(&board, &confirmation, &[]);
    let confirmed = taken(&mut browser, &answer);
    assert!(confirmed.texts(".flagged").iter().all(|line| !line.contains("Zmarknavn")));
    assert_eq!(browser.send(&board, &confirmation, &[]).status, 303);
    // Departure: the form, and one post. Wrong input comes back.
    let departure = act(&desk, stay, "departure");
    let wrong = browser.fill(&departure, &[("on", "31.10.2019"), ("exit_reason", "own_wish")]);
    assert_eq!((wrong.status, wrong.attributes(".ds-error-summary a", "href")), (422, vec!["#on".to_owned()]));
    assert_eq!(wrong.attributes("input[name=exit_reason][checked]", "value"), ["own_wish"], "every answer is kept");
    let form = browser.get(&departure);
    let there = cover(&desk, RefKind::Facility, oslo);
    let answers = [("on", "05.01.2020"), ("exit_reason", "own_wish"), ("destination", there.as_str())];
    let answer = browser.send(&form, &departure, &answers);
    let board = taken(&mut browser, &answer);
    assert!(board.body.contains("Eget ønske") && !board.body.contains("Oslo krisesenter"), "why, but not where to");
    let twice = browser.send(&form, &departure, &answers);
    assert_eq!(twice.status, 303, "a form sent twice has one effect");
    let left = &stays_of(&desk, client)[0];
    assert_eq!((left.version, left.fact.destination_id), (2, Some(oslo)));
    // A form from before has lost its race, and both texts are shown.
    let mut stale = form.answers(&departure);
    stale.retain(|(name, _)| name != "once");
    stale.push(("once".to_owned(), "another".to_owned()));
    let pairs: Vec<(&str, &str)> = stale.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let lost = browser.post(&departure, &pairs);
    assert_eq!(lost.status, 409, "{}", lost.body);
    assert!(lost.texts(".conflict").join("").contains("05.01.2020"));
    // Correction of dates; where she went to is kept and not shown.
    let correction = act(&desk, stay, "correction");
    let page = browser.get(&correction);
    assert!(!page.body.contains("Oslo krisesenter"));
    let answer = browser.send(&page, &correction, &[("began_on", "02.11.2019"), ("ended_on", "06.01.2020")]);
    taken(&mut browser, &answer);
    let corrected = &stays_of(&desk, client)[0].fact;
    assert_eq!((corrected.began_on, corrected.ended_on), (day("2019-11-02"), Some(day("2020-01-06"))));
    assert_eq!((corrected.destination_id, corrected.exit_reason), (Some(oslo), Some(ExitReason::OwnWish)));
    // Undone.
    let reopening = act(&desk, stay, "reopening");
    let answer = browser.fill(&reopening, &[]);
    taken(&mut browser, &answer);
    assert_eq!(stays_of(&desk, client)[0].fact.ended_on, None);
    // Transfer: no night is lost, none is there twice; the new place has her now.
    let transfer = act(&desk, stay, "transfer");
    let same = browser.fill(&transfer, &[("to", &cover(&desk, RefKind::Facility, lauras)), ("on", "03.01.2020")]);
    assert_eq!(same.status, 422);
    let answer = browser.fill(&transfer, &[("to", &cover(&desk, RefKind::Facility, oslo)), ("on", "03.01.2020")]);
    taken(&mut browser, &answer);
    let all = stays_of(&desk, client);
    assert_eq!(all[0].fact.ended_on, Some(day("2020-01-03")));
    assert_eq!((all[1].fact.facility_id, all[1].fact.began_on, all[1].fact.ended_on), (oslo, day("2020-01-03"), None));
    let mut next = desk.signed_in("kontakt_oslo");
    assert!(next.get("/").body.contains("Zmarknavn"));
    assert_eq!(browser.get(&act(&desk, all[1].id, "departure")).status, 404, "what is elsewhere is not hers");
    // The move undone takes the stay that it began along, as long as nobody there has said anything of it.
    let answer = browser.fill(&act(&desk, stay, "reopening"), &[]);
    taken(&mut browser, &answer);
    assert_eq!(stays_of(&desk, client).iter().map(|stay| stay.fact.ended_on).collect::<Vec<_>>(), [None]);
    assert!(!next.get("/").body.contains("Zmarknavn"), "she never was there");
    let answer = browser.fill(&transfer, &[("to", &cover(&desk, RefKind::Facility, oslo)), ("on", "03.01.2020")]);
    taken(&mut browser, &answer);
    let answer = next.fill(&act(&desk, stays_of(&desk, client)[1].id, "confirmation"), &[]);
    taken(&mut next, &answer);
    let answer = browser.fill(&act(&desk, stay, "reopening"), &[]);
    taken(&mut browser, &answer);
    assert_eq!(stays_of(&desk, client).len(), 2, "where somebody says that she is, she stays");
    // What stood before is kept, and ROSA's day tells of it.
    let caseworker = desk
        .database
        .read(|conn| {
            let row = rosa::clients::store::clients_of(conn, &Actor::System, &[client])?.pop().unwrap();
            use schema::users as u;
            let id = row.caseworker_id.unwrap();
            Ok::<_, Error>(u::table.find(id).select(u::username).first::<String>(conn)?)
        })
        .unwrap();
    let day = desk.signed_in(&caseworker).get("/");
    assert!(day.texts(".feed").join("").contains("Flyttet til et annet sted"), "{:?}", day.texts(".feed"));
}

fn announced(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    share(&desk, client, true);
    name_her(&desk, client);
    stay_at(&desk, client, &[]);
    let lauras = facility(&desk, "lauras_hus");
    let mut rosa = desk.signed_in("leder");
    let file = format!("/clients/{}", cover(&desk, RefKind::Client, client));
    let new = format!("{file}/announcements/new");
    let place = cover(&desk, RefKind::Facility, lauras);
    let wrong = rosa.fill(&new, &[("facility", &place), ("expected_on", "07.01.2020")]);
    assert_eq!((wrong.status, wrong.attributes(".ds-error-summary a", "href")), (422, vec!["#expected_on".to_owned()]));
    let answer = rosa.fill(&new, &[("facility", &place), ("expected_on", "10.01.2020")]);
    let page = taken(&mut rosa, &answer);
    assert!(page.body.contains("Ventes på Lauras hus 10.01.2020"), "{}", page.body);
    assert!(rosa.get("/stays").texts("#expected ~ ul").join("").contains("Zmarknavn"));
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    let board = browser.get("/");
    assert!(board.texts(".arrival").join("").contains("«Zalias»"), "{}", board.body);
    assert!(!board.body.contains("Zmarknavn"), "nothing opens before she has come");
    assert_eq!(browser.get(&resident(&desk, client)).status, 404);
    assert!(!desk.signed_in("kontakt_bergen").get("/").body.contains("Zalias"));
    let links = board.attributes(".arrival a", "href");
    let (came, absent) = (links[0].clone(), links[1].clone());
    let mut other = desk.signed_in("kontakt_bergen");
    assert_eq!((other.get(&came).status, other.get(&absent).status), (404, 404));
    // She came two days ago already.
    let ahead = browser.fill(&came, &[("on", "09.01.2020")]);
    assert_eq!(ahead.status, 422);
    let answer = browser.fill(&came, &[("on", "06.01.2020")]);
    let board = taken(&mut browser, &answer);
    assert!(board.texts(".residents").join("").contains("Zmarknavn") && board.texts(".arrival").is_empty());
    let stay = &stays_of(&desk, client)[0].fact;
    assert_eq!((stay.began_on, stay.ended_on), (day("2020-01-06"), None));
    assert_eq!(browser.get(&came).status, 404, "it is answered");
    // Announced again, and she did not come.
    stay_at(&desk, client, &[]);
    let answer = rosa.fill(&new, &[("facility", &place), ("expected_on", "08.01.2020")]);
    taken(&mut rosa, &answer);
    let absent = browser.get("/").attributes(".arrival a", "href")[1].clone();
    let answer = browser.fill(&absent, &[]);
    let board = taken(&mut browser, &answer);
    assert!(board.texts(".arrival").is_empty() && stays_of(&desk, client).is_empty());
}

/// The reference at the end of the first open arrival's address on ROSA's page.
fn open_arrival(rosa: &mut Browser) -> String {
    rosa.get("/stays").attributes("#arrivals ~ div a", "href").pop().unwrap()
}

fn unknown_becomes_a_client(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    let blank = browser.fill("/stays/arrivals/new", &[("alias", ""), ("arrived_on", "09.01.2020")]);
    assert_eq!(
        (blank.status, blank.attributes(".ds-error-summary a", "href")),
        (422, vec!["#alias".to_owned(), "#arrived_on".to_owned()])
    );
    let answer = browser.fill("/stays/arrivals/new", &[("alias", "Kari"), ("arrived_on", "28.12.2019")]);
    let board = taken(&mut browser, &answer);
    assert!(board.body.contains("«Kari»") && board.body.contains("Uten samtykke"));
    let departure = board
        .attributes("#unknown ~ div a, section a", "href")
        .into_iter()
        .find(|href| href.contains("/stays/arrivals/") && href.ends_with("/departure"))
        .unwrap();
    assert_eq!(desk.signed_in("kontakt_bergen").get(&departure).status, 404);
    let early = browser.fill(&departure, &[("left_on", "27.12.2019")]);
    assert_eq!(early.status, 422);
    let answer = browser.fill(&departure, &[("left_on", "04.01.2020"), ("exit_reason", "own_wish")]);
    taken(&mut browser, &answer);
    // ROSA is told, on the day and on the page of all facilities.
    let mut rosa = desk.signed_in("radgiver1");
    assert!(rosa.get("/").body.contains("«Kari»"));
    let arrival = open_arrival(&mut rosa);
    let page = rosa.get(&arrival);
    assert!(page.body.contains("«Kari»") && page.body.contains("Dro 04.01.2020"));
    // The form of a new client begins with the alias.
    let from = page.attributes("a[href^=\"/clients/new?from=\"]", "href").pop().unwrap();
    let form = rosa.get(&from);
    assert_eq!(form.attributes("#alias", "value"), ["Kari"]);
    let answers =
        [("consent_form", "written"), ("given_on", "08.01.2020"), ("given_name", "Karianne"), ("gender", "female")];
    // An answer that is wrong keeps where she comes from.
    let wrong = rosa.send(&form, "/clients/new", &answers[..3]);
    assert_eq!(wrong.status, 422);
    let answer = rosa.send(&wrong, "/clients/new", &answers);
    taken(&mut rosa, &answer);
    let client = desk
        .database
        .read(|conn| {
            use schema::client_identities as t;
            Ok::<_, Error>(t::table.filter(t::given_name.eq("Karianne")).select(t::client_id).first::<i64>(conn)?)
        })
        .unwrap();
    let stay = &stays_of(&desk, client)[0].fact;
    assert_eq!((stay.began_on, stay.ended_on), (day("2019-12-28"), Some(day("2020-01-04"))));
    assert_eq!((stay.facility_id, stay.exit_reason), (facility(&desk, "lauras_hus"), Some(ExitReason::OwnWish)));
    assert_eq!(rosa.get(&arrival).status, 404, "it is open no more");
    assert!(!rosa.get("/").body.contains("«Kari»"));
    // The contact person sees the stay by its alias: this consent shares no more.
    let board = browser.get("/");
    assert!(board.body.contains("«Kari»") && !board.body.contains("Karianne") && !board.body.contains("Uten samtykke"));
}

fn unknown_is_linked_or_closed(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    let lauras = facility(&desk, "lauras_hus");
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    let mut rosa = desk.signed_in("leder");
    let arrive = |browser: &mut Browser, alias: &str| {
        let answer = browser.fill("/stays/arrivals/new", &[("alias", alias), ("arrived_on", "28.12.2019")]);
        taken(browser, &answer);
    };
    arrive(&mut browser, "Kari");
    let arrival = open_arrival(&mut rosa);
    let link = format!("{arrival}/client");
    stay_at(&desk, client, &[(lauras, "2019-12-20", None)]);
    let page = rosa.get(&arrival);
    for wrong in ["", "2019-999", CASE] {
        let answer = rosa.send(&page, &link, &[("case", wrong)]);
        assert_eq!(
            (answer.status, answer.attributes(".ds-error-summary a", "href")),
            (422, vec!["#case".to_owned()]),
            "{wrong}"
        );
    }
    stay_at(&desk, client, &[]);
    let answer = rosa.send(&page, &link, &[("case", CASE)]);
    taken(&mut rosa, &answer);
    assert_eq!(stays_of(&desk, client)[0].fact.began_on, day("2019-12-28"));
    // A client whom somebody may not see answers like one who is not there.
    arrive(&mut browser, "Anna");
    write(&desk, |conn| {
        diesel::update(schema::clients::table.find(client))
            .set(schema::clients::is_protected.eq(true))
            .execute(conn)?;
        Ok(())
    });
    let other = if desk
        .signed_in("radgiver1")
        .get(&format!("/clients/{}", cover(&desk, RefKind::Client, client)))
        .status
        == 404
    {
        "radgiver1"
    } else {
        "radgiver2"
    };
    let mut stranger = desk.signed_in(other);
    let arrival = open_arrival(&mut stranger);
    let page = stranger.get(&arrival);
    let errors = |answer: &Page| answer.texts(".ds-error-summary li").join("|");
    let unseen = stranger.send(&page, &format!("{arrival}/client"), &[("case", CASE)]);
    let unknown = stranger.send(&page, &format!("{arrival}/client"), &[("case", "2019-999")]);
    assert_eq!((unseen.status, errors(&unseen)), (unknown.status, errors(&unknown)));
    // Closed: the alias goes.
    let blank = stranger.send(&page, &format!("{arrival}/closure"), &[("reason", "")]);
    assert_eq!(blank.status, 422);
    let answer = stranger.send(&page, &format!("{arrival}/closure"), &[("reason", "Ville ikke")]);
    taken(&mut stranger, &answer);
    assert_eq!(stranger.get(&arrival).status, 404);
    let kept: Vec<String> = desk
        .database
        .read(|conn| {
            use schema::arrivals as t;
            Ok::<_, Error>(t::table.filter(t::outcome.eq("closed")).select(t::alias).load(conn)?)
        })
        .unwrap();
    assert_eq!(kept, [""]);
    assert!(!browser.get("/").body.contains("«Anna»"));
}

fn notes(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    share(&desk, client, true);
    stay_at(&desk, client, &[(facility(&desk, "lauras_hus"), "2019-12-01", None)]);
    let page = resident(&desk, client);
    let new = format!("{page}/notes/new");
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    let form = browser.get(&new);
    assert!(form.body.contains("teller i årsrapporten"), "the form says that talks count");
    let empty = browser.send(&form, &new, &[("text", " ")]);
    assert_eq!(empty.status, 422);
    // Half-written, with the button that keeps it; then it is back.
    let kept = browser.send(&form, &new, &[("text", "Halvferdig"), ("draft", "button")]);
    assert_eq!(kept.status, 303);
    assert!(browser.get(&new).texts("textarea").join("").contains("Halvferdig"));
    // Who reads it is not hers to choose.
    let answer =
        browser.fill(&new, &[("text", "Snakket om skolen."), ("visibility", "restricted"), ("mode", "in_person")]);
    let shown = taken(&mut browser, &answer);
    assert!(shown.body.contains("Snakket om skolen."), "{}", shown.body);
    let mut rosa = desk.signed_in("leder");
    let journal = format!("/clients/{}/journal", cover(&desk, RefKind::Client, client));
    assert!(rosa.get(&journal).body.contains("Snakket om skolen."));
    // Corrected within a day; what stood before is kept.
    let correction = shown.attributes(".entry-acts a", "href").pop().unwrap();
    let answer = browser.fill(&correction, &[("text", "Snakket om jobb.")]);
    assert!(taken(&mut browser, &answer).body.contains("Snakket om jobb."));
    assert_eq!(desk.signed_in("kontakt_bergen").get(&correction).status, 404);
    let later = office.at("2020-01-09 13:00:00");
    assert_eq!(later.signed_in("kontakt_lauras_hus").get(&correction).status, 404);
    // What the team writes for itself is not hers; what it shares is.
    let team = format!("{journal}/new");
    for (text, visibility) in
        [("Bare for teamet.", "team"), ("Begrenset her.", "restricted"), ("Delt med huset.", "shelter")]
    {
        let answer = rosa.fill(&team, &[("text", text), ("visibility", visibility), ("mode", "phone")]);
        taken(&mut rosa, &answer);
    }
    let shown = browser.get(&page).body;
    assert!(
        shown.contains("Delt med huset.") && !shown.contains("Bare for teamet.") && !shown.contains("Begrenset her.")
    );
    // Her talk counts as a conversation.
    share(&desk, client, false);
    assert_eq!(browser.get(&new).status, 404);
    assert!(!browser.get(&page).body.contains("Snakket om jobb."), "without the scope not even her own");
    let entry = desk
        .database
        .read(|conn| {
            use schema::journal_entries as t;
            let own = t::client_id.eq(client).and(t::text.eq("Snakket om jobb."));
            Ok::<_, Error>(
                t::table.filter(own).select((t::mode, t::visibility)).first::<(String, Option<String>)>(conn)?,
            )
        })
        .unwrap();
    assert_eq!(entry, ("in_person".to_owned(), Some("shelter".to_owned())));
}

/// A page without what differs on every load: tokens and keys.
fn plain(page: &Page) -> String {
    let mut body = page.body.clone();
    for value in page.attributes("input[name=csrf], input[name=once]", "value") {
        body = body.replace(&value, "");
    }
    body
}

fn notices(backend: Backend) {
    use schema::client_identities as t;
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    name_her(&desk, client);
    let caseworker = desk
        .database
        .read(|conn| {
            use schema::{clients as c, users as u};
            Ok::<_, Error>(
                c::table
                    .inner_join(u::table.on(u::id.nullable().eq(c::caseworker_id)))
                    .filter(c::id.eq(client))
                    .select(u::username)
                    .first::<String>(conn)?,
            )
        })
        .unwrap();
    let other = ["radgiver1", "radgiver2", "radgiver3"].into_iter().find(|name| *name != caseworker).unwrap();
    write(&desk, |conn| {
        diesel::update(t::table.filter(t::client_id.ne(client)).filter(t::alias.eq("Zalias")))
            .set(t::alias.eq(None::<String>))
            .execute(conn)?;
        Ok(())
    });
    let new = "/withdrawal-notices/new";
    let mut answers = Vec::new();
    for (username, about, said) in [
        ("nattvakt", CASE, "Hun ringte og trakk alt."),
        ("kontakt_bergen", "zalias", "Hun sa det i går."),
        ("nattvakt", "2019-999", "Ukjent stemme."),
        ("kontakt_lauras_hus", "Ingen", "Vet ikke hvem."),
    ] {
        let mut browser = desk.signed_in(username);
        let blank = browser.fill(new, &[("about", about), ("said", "")]);
        assert_eq!((blank.status, blank.attributes(".ds-error-summary a", "href")), (422, vec!["#said".to_owned()]));
        let answer = browser.fill(new, &[("about", about), ("said", said)]);
        let shown = taken(&mut browser, &answer);
        answers.push((username, answer.status, answer.header("location").to_owned(), plain(&shown)));
    }
    let of = |name: &str| {
        answers.iter().filter(|(user, ..)| *user == name).map(|(_, a, b, c)| (a, b, c)).collect::<Vec<_>>()
    };
    assert_eq!(of("nattvakt")[0], of("nattvakt")[1], "known and unknown are answered with the same bytes");
    for role in ["radgiver1", "leder", "systemansvarlig"] {
        assert_eq!(desk.signed_in(role).get(new).status, 404, "{role}");
    }
    // First on the day: all four for the lead, the two recognised ones for her caseworker, none for others.
    let lines = |username: &str| desk.signed_in(username).get("/").texts("#notices ~ ul > li").len();
    assert_eq!((lines("leder"), lines(&caseworker), lines(other)), (4, 2, 0));
    let mut lead = desk.signed_in("leder");
    let day = lead.get("/");
    let first = day.attributes("main section", "aria-labelledby").into_iter().next().unwrap();
    assert_eq!(first, "notices");
    // A lead who is blocked from the client does not see hers, and one who may not see her gets the same as for nothing.
    let handle = day.attributes("#notices ~ ul a", "href")[0].clone();
    assert_eq!(desk.signed_in(other).get(&handle).status, 404);
    assert_eq!(desk.signed_in("nattvakt").get(&handle).status, 404);
    let page = lead.get(&handle);
    assert!(page.body.contains("Hun ringte og trakk alt.") && page.body.contains(CASE), "{}", page.body);
    assert!(page.attributes("main a", "href").iter().any(|href| href.ends_with("/consents")));
    let blank = lead.send(&page, &handle, &[("handling", "")]);
    assert_eq!(blank.status, 422);
    let answer = lead.send(&page, &handle, &[("handling", "Trakk samtykket.")]);
    taken(&mut lead, &answer);
    assert_eq!((lines("leder"), lines(&caseworker)), (3, 1));
    assert_eq!(lead.get(&handle).status, 404);
    write(&desk, |conn| {
        use schema::client_access as a;
        let id: i64 =
            schema::users::table.filter(schema::users::username.eq("leder")).select(schema::users::id).first(conn)?;
        diesel::insert_into(a::table)
            .values((
                a::client_id.eq(client),
                a::user_id.eq(id),
                a::rule.eq("block"),
                a::set_at.eq(self::day("2020-01-01").and_hms_opt(0, 0, 0).unwrap()),
            ))
            .execute(conn)?;
        Ok(())
    });
    assert_eq!((lines("leder"), lines(&caseworker)), (2, 1));
}

/// Every page of ours that a browser reaches by links from an address.
fn reachable(browser: &mut Browser, from: &[String]) -> Vec<(String, String)> {
    let mut waiting: Vec<String> = from.to_vec();
    let (mut seen, mut pages) = (BTreeSet::new(), Vec::new());
    while let Some(address) = waiting.pop() {
        if !seen.insert(address.clone()) || address.starts_with("/static/") {
            continue;
        }
        let page = browser.get(&address);
        if page.status == 303 {
            waiting.push(page.header("location").to_owned());
            continue;
        }
        assert!(page.status == 200 || page.status == 404, "{address}: {}", page.status);
        let links = page.attributes("a[href]", "href").into_iter().filter(|href| href.starts_with('/'));
        waiting.extend(links.map(|href| href.split('#').next().unwrap().to_owned()));
        pages.push((address, page.body));
    }
    pages
}

fn nothing_leaks(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    let other_client = client_of(&desk, "2019-001");
    let (lauras, elsewhere) = (facility(&desk, "lauras_hus"), facility(&desk, "narvik"));
    let hers = stay_at(
        &desk,
        client,
        &[
            (lauras, "2019-12-01", Some("2020-01-06")),
            (elsewhere, "2019-01-03", Some("2019-03-03")),
            (elsewhere, "2019-12-20", None),
        ],
    );
    stay_at(&desk, other_client, &[(elsewhere, "2019-12-01", None)]);
    share(&desk, client, true);
    name_her(&desk, client);
    // A mark in every field of hers that holds a text, by the table it stands in.
    write(&desk, |conn| {
        let sql = |conn: &mut rosa::db::Conn, text: String| diesel::sql_query(text).execute(conn).map_err(Error::from);
        for (table, column) in [
            ("client_identities", "duf_number"),
            ("client_identities", "interpreter_note"),
            ("client_identities", "note"),
            ("consents", "note"),
            ("residence_statuses", "note"),
            ("residence_statuses", "legal_basis"),
            ("legal_aid", "lawyer"),
            ("activities", "provider"),
            ("police_matters", "case_number"),
        ] {
            sql(conn, format!("UPDATE {table} SET {column} = 'Xmark{table}{column}' WHERE client_id = {client}"))?;
        }
        sql(
            conn,
            format!(
                "UPDATE facilities SET name = 'Xmarkelsewhere', municipality = 'Xmarkmunicipality' WHERE id = {elsewhere}"
            ),
        )?;
        sql(conn, format!("UPDATE stays SET destination_id = {elsewhere} WHERE id = {}", hers[0]))?;
        for insert in [
            format!(
                "INSERT INTO client_contacts (id, client_id, kind, name, note) VALUES (9001, {client}, 'lawyer', 'Xmarkcontact', 'Xmarkcontactnote')"
            ),
            format!(
                "INSERT INTO contact_points (id, client_id, kind, value, safety, note) VALUES (9001, {client}, 'address', 'Xmarkaddress', 'safe', 'Xmarkaddressnote')"
            ),
            format!(
                "INSERT INTO contact_points (id, client_id, kind, value, safety, note) VALUES (9002, {client}, 'phone', 'Xmarknever', 'never', 'Xmarknevernote')"
            ),
            format!(
                "INSERT INTO contact_points (id, client_id, kind, value, safety, note) VALUES (9003, {client}, 'phone', 'Okphone', 'safe', 'Okphonenote')"
            ),
            format!(
                "INSERT INTO client_identifiers (id, client_id, kind, value, is_verified) VALUES (9001, {client}, 'passport', 'Xmarkpassport', {})",
                if backend == Backend::Sqlite { "1" } else { "true" }
            ),
            format!(
                "INSERT INTO client_alerts (id, client_id, level, text, began_on) VALUES (9001, {client}, 'danger', 'Xmarkalert', '2019-01-01')"
            ),
            format!(
                "INSERT INTO children (id, client_id, child_label, accompanying_from) VALUES (9001, {client}, 'Okchild', '2019-12-01')"
            ),
            format!(
                "INSERT INTO children (id, client_id, child_label, accompanying_from, accompanying_to) VALUES (9002, {client}, 'Xmarkearlierchild', '2018-12-01', '2019-01-01')"
            ),
            format!(
                "INSERT INTO tasks (id, client_id, title, note, created_on, state) VALUES (9001, {client}, 'Xmarktask', 'Xmarktasknote', '2019-12-01', 'open')"
            ),
            format!(
                "INSERT INTO appointments (id, client_id, title, held_on, place, with_whom, interpreter_state, state, note) VALUES (9001, {client}, 'Xmarkappointment', '2020-01-10', 'Xmarkplace', 'Xmarkwho', 'not_needed', 'planned', 'Xmarkappnote')"
            ),
            format!(
                "INSERT INTO residence_decisions (id, client_id, kind, body, applied_on, note) VALUES (9001, {client}, 'reflection', 'udi', '2019-12-01', 'Xmarkdecision')"
            ),
            format!(
                "INSERT INTO deadlines (id, client_id, kind, trigger_on, legal_on, act_on, title, note, state, shows_on) VALUES (9001, {client}, 'own', '2020-01-01', '2020-01-20', '2020-01-20', 'Xmarkdeadline', 'Xmarkdeadlinenote', 'open', '2020-01-01')"
            ),
            format!(
                "INSERT INTO deadlines (id, client_id, kind, trigger_on, legal_on, act_on, state, shows_on) VALUES (9002, {client}, 'reflection_ends', '2020-01-01', '2020-02-11', '2020-02-11', 'open', '2020-01-01')"
            ),
        ] {
            sql(conn, insert)?;
        }
        Ok(())
    });
    let mut rosa = desk.signed_in("leder");
    let team = format!("/clients/{}/journal/new", cover(&desk, RefKind::Client, client));
    for (text, visibility) in [("Xmarkteam", "team"), ("Xmarkrestricted", "restricted"), ("Okshelter", "shelter")] {
        let answer = rosa.fill(&team, &[("text", text), ("visibility", visibility), ("mode", "phone")]);
        taken(&mut rosa, &answer);
    }
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    let start = || {
        vec![
            "/".to_owned(),
            resident(&desk, client),
            "/report".to_owned(),
            "/stays/export".to_owned(),
            "/account".to_owned(),
        ]
    };
    let with = |mark: &str, pages: &[(String, String)]| -> Vec<String> {
        pages.iter().filter(|(_, body)| body.contains(mark)).map(|(address, _)| address.clone()).collect()
    };
    // A form may name all facilities to choose one; that is no fact about her.
    let no_form = |mut found: Vec<String>| {
        found.retain(|address| !address.ends_with("/departure") && !address.ends_with("/transfer"));
        found
    };
    let pages = reachable(&mut browser, &start());
    assert!(pages.len() > 10, "{:?}", pages.iter().map(|(address, _)| address).collect::<Vec<_>>());
    for shown in ["Zmarknavn", "Okphone", "Okchild", "Okshelter", "oppholdsfrist 11.02.2020"] {
        assert!(!with(shown, &pages).is_empty(), "{shown} is hers to know");
    }
    assert!(no_form(with("Xmark", &pages)).is_empty(), "{:?}", no_form(with("Xmark", &pages)));
    assert!(with("Xmarkmunicipality", &pages).is_empty());
    // Without the scope no more than the stay.
    share(&desk, client, false);
    let pages = reachable(&mut browser, &start());
    assert!(!with("Zalias", &pages).is_empty());
    for hidden in ["Zmark", "Okphone", "Okchild", "Okshelter", "oppholdsfrist 11.02.2020", CASE] {
        assert!(with(hidden, &pages).is_empty(), "{hidden}: {:?}", with(hidden, &pages));
    }
    assert!(no_form(with("Xmark", &pages)).is_empty());
    assert!(!browser.get(&resident(&desk, client)).body.contains("oppholdsfrist"), "other residents have theirs");
    // Refusals tell nothing of stays elsewhere either.
    let mut say = |place: &str, answers: &[(&str, &str)]| {
        let page = browser.fill(&act(&desk, hers[0], place), answers);
        let said = [page.texts(".ds-error-summary"), page.texts(".doubts")].concat().join("");
        assert!(!said.contains("Xmark") && !said.contains("2019"), "{place}: {said}");
        page.status
    };
    assert_eq!(say("reopening", &[]), 303);
    let there = cover(&desk, RefKind::Facility, elsewhere);
    assert_eq!(say("transfer", &[("to", &there), ("on", "03.01.2020")]), 422);
}

/// What is tried at the pages; numbers of stays are taken round the stays there are.
#[derive(Debug, Clone)]
enum Try {
    Arrival(usize, u64, Option<u64>),
    Departure(usize, u64),
    Transfer(usize, u64),
    Reopening(usize),
    Correction(usize, u64, Option<u64>),
}

/// Today, in days after the first day of the model.
const TODAY: u64 = 29;
const END: u64 = 33;

fn at(n: u64) -> NaiveDate {
    day("2019-12-10") + Days::new(n)
}

fn written(n: u64) -> String {
    at(n).format("%d.%m.%Y").to_string()
}

/// A stay of the model: where, from, to; where she was moved when it ended; whether anything of it was changed since it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Plain {
    at: usize,
    from: u64,
    to: Option<u64>,
    moved_to: Option<usize>,
    is_changed: bool,
}

impl Plain {
    fn begun(at: usize, from: u64, to: Option<u64>) -> Self {
        Self { at, from, to, moved_to: None, is_changed: false }
    }

    fn changed(at: usize, from: u64, to: Option<u64>) -> Self {
        Self { is_changed: true, ..Self::begun(at, from, to) }
    }

    fn nights(self) -> BTreeSet<u64> {
        (self.from..self.to.unwrap_or(1000)).collect()
    }

    /// True while the pages of its centre show it.
    fn is_open(self) -> bool {
        self.from <= TODAY && self.to.is_none_or(|to| TODAY <= to + 14)
    }
}

fn fits(stay: Plain, others: &[Plain]) -> bool {
    let collides = |other: &Plain| other.at == stay.at && !other.nights().is_disjoint(&stay.nights());
    stay.from <= TODAY && stay.to.is_none_or(|to| to >= stay.from) && !others.iter().any(collides)
}

/// What the model becomes; nothing where it refuses.
fn tried(stays: &[Plain], what: &Try) -> Option<Vec<Plain>> {
    let mut next = stays.to_vec();
    let nth = |n: &usize| (!stays.is_empty()).then(|| n % stays.len());
    let without = |n: usize| -> Vec<Plain> {
        stays.iter().enumerate().filter(|(nth, _)| *nth != n).map(|(_, stay)| *stay).collect()
    };
    let is_over = |stay: &Plain| stay.to.is_some_and(|to| to <= TODAY);
    let mut gone = None;
    let (n, becomes, begins) = match what {
        Try::Arrival(at, from, to) => {
            let stay = Plain::begun(*at, *from, *to);
            next.push(stay);
            return fits(stay, stays).then_some(next);
        }
        Try::Departure(n, on) => {
            let n = nth(n)?;
            if is_over(&stays[n]) {
                return None;
            }
            (n, Plain::changed(stays[n].at, stays[n].from, Some(*on)), None)
        }
        Try::Transfer(n, on) => {
            let n = nth(n)?;
            if is_over(&stays[n]) {
                return None;
            }
            let there = 1 - stays[n].at;
            let left = Plain { moved_to: Some(there), ..Plain::changed(stays[n].at, stays[n].from, Some(*on)) };
            (n, left, Some(Plain::begun(there, *on, None)))
        }
        Try::Reopening(n) => {
            let n = nth(n)?;
            let left = stays[n];
            left.to?;
            // The stay that moving began goes along, if it is as it was entered.
            let begun = |other: &Plain| {
                (left.moved_to, left.to) == (Some(other.at), Some(other.from))
                    && other.to.is_none()
                    && !other.is_changed
            };
            gone = (n + 1..stays.len()).find(|m| begun(&stays[*m]));
            (n, Plain::changed(left.at, left.from, None), None)
        }
        Try::Correction(n, from, to) => {
            let n = nth(n)?;
            (n, Plain::changed(stays[n].at, *from, *to), None)
        }
    };
    let mut others = without(n);
    if let Some(m) = gone {
        others.remove(m - 1);
    }
    let may = stays[n].is_open() && fits(becomes, &others) && begins.is_none_or(|stay| fits(stay, &others));
    next[n] = becomes;
    next.extend(begins);
    if let Some(m) = gone {
        next.remove(m);
    }
    may.then_some(next)
}

fn random_acts(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    share(&desk, client, true);
    let places = [facility(&desk, "oslo"), facility(&desk, "bergen")];
    let mut contacts = [desk.signed_in("kontakt_oslo"), desk.signed_in("kontakt_bergen")];
    let mut rosa = desk.signed_in("leder");
    let file = format!("/clients/{}/stays/new", cover(&desk, RefKind::Client, client));
    let nights = |browser: &mut Browser, year: &str| -> i64 {
        let page = browser.get(&format!("/stays/figures?year={year}"));
        page.texts(".tile b").first().map_or(0, |number| number.replace(' ', "").parse().unwrap())
    };
    stay_at(&desk, client, &[]);
    let before: Vec<[i64; 2]> =
        contacts.iter_mut().map(|browser| [nights(browser, "2019"), nights(browser, "2020")]).collect();
    let report_before = office.rosa.report(&["2019"]);
    let reported = |report: &serde_json::Value, place: &str| {
        report["figures"]["housing.by_facility"][place]["nights"].as_i64().unwrap_or(0)
    };
    let place = || 0..2_usize;
    let to = || prop::option::weighted(0.5, 0..END);
    let one = prop_oneof![
        3 => (place(), 0..TODAY + 2, to()).prop_map(|(at, from, to)| Try::Arrival(at, from, to)),
        3 => (0..9_usize, 0..END).prop_map(|(n, on)| Try::Departure(n, on)),
        3 => (0..9_usize, 0..TODAY + 2).prop_map(|(n, on)| Try::Transfer(n, on)),
        2 => (0..9_usize).prop_map(Try::Reopening),
        2 => (0..9_usize, 0..TODAY + 2, to()).prop_map(|(n, from, to)| Try::Correction(n, from, to)),
    ];
    let sequences = prop::collection::vec(one, 25);
    let mut runner = TestRunner::deterministic();
    let mut done = 0;
    for _ in 0..6 {
        stay_at(&desk, client, &[]);
        let mut model: Vec<Plain> = Vec::new();
        for what in sequences.new_tree(&mut runner).unwrap().current() {
            let all = stays_of(&desk, client);
            let nth = |n: &usize| (!all.is_empty()).then(|| &all[n % all.len()]);
            let becomes = tried(&model, &what);
            let centre = |stay: &Kept<Stay>| places.iter().position(|place| *place == stay.fact.facility_id).unwrap();
            let mut send = |stay: Option<&Kept<Stay>>, place: &str, answers: &[(&str, &str)]| {
                let Some(stay) = stay else { return false };
                let (browser, path) = (&mut contacts[centre(stay)], act(&desk, stay.id, place));
                let page = browser.get(&path);
                if page.status == 404 {
                    return false;
                }
                let answer = browser.send(&page, &path, answers);
                assert!(answer.status == 303 || answer.status == 422, "{what:?}: {}", answer.status);
                answer.status == 303
            };
            let is_done = match &what {
                Try::Arrival(at, from, to) => {
                    let to = to.map_or_else(String::new, written);
                    let reference = cover(&desk, RefKind::Facility, places[*at]);
                    let from = written(*from);
                    let answers =
                        [("facility", reference.as_str()), ("began_on", from.as_str()), ("ended_on", to.as_str())];
                    let mut answer = rosa.fill(&file, &answers);
                    if let Some(despite) = answer.attributes("button[name=despite]", "value").pop() {
                        answer = rosa.send(&answer, &file, &[("despite", &despite)]);
                    }
                    answer.status == 303
                }
                Try::Departure(n, on) => send(nth(n), "departure", &[("on", &written(*on))]),
                Try::Transfer(n, on) => {
                    let to = nth(n).map_or(places[0], |stay| places[1 - centre(stay)]);
                    send(nth(n), "transfer", &[("to", &cover(&desk, RefKind::Facility, to)), ("on", &written(*on))])
                }
                Try::Reopening(n) => send(nth(n), "reopening", &[]),
                Try::Correction(n, from, to) => {
                    let to = to.map_or_else(String::new, written);
                    let from = written(*from);
                    let answers = [("began_on", from.as_str()), ("ended_on", to.as_str()), ("exit_reason", "")];
                    send(nth(n), "correction", &answers)
                }
            };
            assert_eq!(is_done, becomes.is_some(), "{what:?} on {model:?}");
            done += usize::from(is_done);
            model = becomes.unwrap_or(model);
            let stands: Vec<(i64, NaiveDate, Option<NaiveDate>)> = stays_of(&desk, client)
                .iter()
                .map(|stay| (stay.fact.facility_id, stay.fact.began_on, stay.fact.ended_on))
                .collect();
            let plain: Vec<_> = model.iter().map(|stay| (places[stay.at], at(stay.from), stay.to.map(at))).collect();
            assert_eq!(stands, plain, "after {what:?}");
        }
        // The nights of both centres and both years, up to the one that begins today; then the year's report.
        let counted = |at_place: Option<usize>, year: i32| -> i64 {
            let all: BTreeSet<u64> = model
                .iter()
                .filter(|stay| at_place.is_none_or(|place| place == stay.at))
                .flat_map(|stay| stay.nights())
                .filter(|night| *night <= TODAY && chrono::Datelike::year(&at(*night)) == year)
                .collect();
            i64::try_from(all.len()).unwrap()
        };
        for (nth, browser) in contacts.iter_mut().enumerate() {
            assert_eq!(nights(browser, "2019") - before[nth][0], counted(Some(nth), 2019), "{model:?}");
            assert_eq!(nights(browser, "2020") - before[nth][1], counted(Some(nth), 2020), "{model:?}");
        }
        let report = office.rosa.report(&["2019"]);
        for (nth, key) in ["oslo", "bergen"].into_iter().enumerate() {
            let grew = reported(&report, key) - reported(&report_before, key);
            assert_eq!(grew, counted(Some(nth), 2019), "{key}: {model:?}");
        }
        let whole = |report: &serde_json::Value| report["figures"]["housing.shelter_nights"].as_i64().unwrap();
        assert_eq!(
            whole(&report) - whole(&report_before),
            counted(None, 2019),
            "a client's night counts once: {model:?}"
        );
    }
    assert!(done > 15, "{done}");
}

fn export(backend: Backend) {
    use calamine::Reader;
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    share(&desk, client, true);
    name_her(&desk, client);
    write(&desk, |conn| {
        use schema::client_identities as t;
        diesel::update(t::table.filter(t::client_id.eq(client))).set(t::alias.eq("=1+1")).execute(conn)?;
        Ok(())
    });
    stay_at(&desk, client, &[(facility(&desk, "lauras_hus"), "2019-12-01", Some("2020-01-06"))]);
    let mut browser = desk.signed_in("kontakt_lauras_hus");
    let blank = browser.fill("/stays/export", &[("year", "2031"), ("reason", "")]);
    assert_eq!(
        (blank.status, blank.attributes(".ds-error-summary a", "href")),
        (422, vec!["#year".to_owned(), "#reason".to_owned()])
    );
    let form = browser.get("/stays/export?year=2019");
    let answers = form.answers("/stays/export");
    let mut pairs: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs.retain(|(name, _)| *name != "reason");
    pairs.push(("reason", "Beboerskjema"));
    let bytes = browser.download("/stays/export", &pairs);
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let mut cells = |sheet: &str| -> Vec<Vec<String>> {
        let range = book.worksheet_range(sheet).unwrap();
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let stays = cells("Opphold");
    let text = format!("{stays:?}");
    assert!(text.contains("«=1+1»") && !text.contains("Zmark"), "{text}");
    let months = cells("Netter per måned");
    let number = |rows: &[Vec<String>], label: &str, column: usize| -> f64 {
        let row = rows.iter().find(|row| row[0].starts_with(label)).unwrap_or_else(|| panic!("{label}: {rows:?}"));
        row[column].parse().unwrap()
    };
    let report = office.rosa.report(&["2019"]);
    let nights = report["figures"]["housing.by_facility"]["lauras_hus"]["nights"].as_f64().unwrap();
    assert_eq!((number(&stays, "Sum", 3), number(&months, "Sum", 1)), (nights, nights));
    assert_eq!(number(&stays, "«=1+1»", 3), 31.0);
    let shown = browser.get("/stays/export");
    assert!(
        shown.body.contains("Beboerskjema")
            && !desk.signed_in("kontakt_bergen").get("/stays/export").body.contains("Beboerskjema")
    );
    let logged: i64 = desk
        .database
        .read(|conn| {
            use schema::audit_log as t;
            Ok::<_, Error>(t::table.filter(t::action.eq("centre.export")).count().get_result(conn)?)
        })
        .unwrap();
    assert_eq!(logged, 1);
    // The password must have been shown within the last minutes.
    let session = desk.session("kontakt_lauras_hus");
    let later = office.at("2020-01-08 12:06:00");
    let asked = later.with_session(&session).get("/stays/export");
    assert!(asked.status == 303 && asked.header("location").starts_with("/confirm"), "{}", asked.status);
}

fn overview(backend: Backend) {
    let office = Office::new(backend);
    let desk = office.open();
    let client = client_of(&desk, CASE);
    name_her(&desk, client);
    let (oslo, lauras) = (facility(&desk, "oslo"), facility(&desk, "lauras_hus"));
    stay_at(&desk, client, &[(oslo, "2019-11-01", None), (lauras, "2019-12-20", None)]);
    let page = desk.signed_in("leder").get("/stays");
    assert!(page.texts(".who-where").join("").contains("Zmarknavn Zmarkslekt"));
    let checks = page.texts(".checks").join("");
    assert!(checks.contains("Ikke bekreftet på 68 dager"), "{checks}");
    assert!(checks.contains("Overlapper: Oslo krisesenter og Lauras hus"), "{checks}");
    write(&desk, |conn| {
        diesel::update(schema::clients::table.find(client))
            .set(schema::clients::is_protected.eq(true))
            .execute(conn)?;
        Ok(())
    });
    for caseworker in ["radgiver1", "radgiver2", "radgiver3"] {
        assert!(!desk.signed_in(caseworker).get("/stays").body.contains("Zmarknavn"), "{caseworker}");
    }
    write(&desk, |conn| {
        use schema::client_access as a;
        let id: i64 =
            schema::users::table.filter(schema::users::username.eq("leder")).select(schema::users::id).first(conn)?;
        diesel::insert_into(a::table)
            .values((
                a::client_id.eq(client),
                a::user_id.eq(id),
                a::rule.eq("block"),
                a::set_at.eq(day("2020-01-01").and_hms_opt(0, 0, 0).unwrap()),
            ))
            .execute(conn)?;
        Ok(())
    });
    let page = desk.signed_in("leder").get("/stays");
    assert!(!page.body.contains("Zmarknavn") && page.texts(".who-where").join("").contains("1 vises ikke for deg"));
    for other in ["nattvakt", "systemansvarlig"] {
        assert_eq!(desk.signed_in(other).get("/stays").status, 404, "{other}");
    }
    for other in ["leder", "radgiver1", "nattvakt"] {
        assert_eq!(desk.signed_in(other).get("/stays/figures").status, 404, "{other}");
    }
    let mut contact = desk.signed_in("kontakt_oslo");
    let report = contact.get("/report");
    assert_eq!((report.status, report.header("location")), (303, "/stays/figures"));
    assert_eq!(contact.get("/report/2019").status, 404);
}
