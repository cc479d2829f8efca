//! Tests of the timeline.

use super::*;
use crate::kernel::codes::{
    ActivityType, DecidedBy, Offence, PoliceEventKind, ResidenceStatus, ReturnDecision, ReturnProgramme,
};

const NOTHING: Rows<'static> = Rows {
    statuses: &[],
    stays: &[],
    facilities: &[],
    activities: &[],
    matters: &[],
    events: &[],
    returns: &[],
    contacts: &[],
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn made(rows: &Rows<'_>) -> Picture {
    picture(rows, &|kind, id| format!("/{kind:?}/{id}"), day("2019-11-06"), Lang::Nb)
}

fn status(id: i64, began_on: &str, status: ResidenceStatus, valid_to: Option<&str>) -> StatusRow {
    StatusRow {
        id,
        client_id: 1,
        began_on: day(began_on),
        status,
        valid_to: valid_to.map(day),
        legal_basis: None,
        decided_by: Some(DecidedBy::Udi),
        note: None,
    }
}

fn event(id: i64, matter_id: i64, on: &str, event: PoliceEventKind) -> PoliceEventRow {
    PoliceEventRow { id, matter_id, happened_on: day(on), event, ground: None, note: None }
}

#[test]
fn a_status_lasts_until_the_next_and_only_the_current_one_has_a_flag() {
    let statuses = [
        status(2, "2019-05-20", ResidenceStatus::ReflectionGranted, Some("2019-11-20")),
        status(1, "2019-03-25", ResidenceStatus::ReflectionApplied, Some("2019-04-01")),
    ];
    let picture = made(&Rows { statuses: &statuses, ..NOTHING });
    let spans = &picture.data.lanes[0].spans;
    assert_eq!((spans[0].to, spans[0].is_applied), (Some(day("2019-05-20")), true));
    assert_eq!(spans[0].expires, None);
    assert_eq!((spans[1].to, spans[1].is_applied), (None, false));
    let flag = spans[1].expires.as_ref().unwrap();
    assert_eq!((flag.label.as_str(), flag.sub.as_str()), ("Går ut 20.11", "14 dager igjen"));
    assert_eq!(picture.lines[1].to, "gyldig til 20.11.2019");
    assert_eq!(picture.lines[1].note, "UDI");
}

#[test]
fn nights_are_counted_up_to_today() {
    let nights = |began: &str, ended: Option<&str>| nights(day(began), ended.map(day), day("2019-11-06"));
    assert_eq!(nights("2019-05-02", None), 188);
    assert_eq!(nights("2019-04-27", Some("2019-05-02")), 5);
    assert_eq!(nights("2019-11-01", Some("2019-12-01")), 5);
    assert_eq!(nights("2019-11-20", None), 0);
    assert_eq!(nights("2019-05-02", Some("2019-05-02")), 0);
}

#[test]
fn a_stay_says_where_and_how_long() {
    let stay = StayRow {
        id: 1,
        client_id: 1,
        facility_id: 3,
        began_on: day("2019-11-05"),
        ended_on: None,
        arranged_by: None,
        exit_reason: None,
        destination_id: None,
    };
    let facilities = [(3, "Lauras hus".to_owned())];
    let picture = made(&Rows { stays: &[stay], facilities: &facilities, ..NOTHING });
    assert_eq!(picture.data.lanes[1].spans[0].label, "Lauras hus, 1 natt");
    assert_eq!(picture.lines[0].to, "pågår");
    assert_eq!(picture.data.lanes[1].spans[0].href.as_deref(), Some("/Stay/1"));
    assert_eq!(picture.lines[0].href, "/Stay/1");
}

#[test]
fn an_activity_ends_after_its_last_day() {
    let course = ActivityRow {
        id: 1,
        client_id: 1,
        activity_type: ActivityType::NorwegianCourse,
        provider: Some("Rosenhof".to_owned()),
        began_on: day("2019-06-03"),
        ended_on: Some(day("2019-09-30")),
        completed: None,
        support_ore: None,
    };
    let picture = made(&Rows { activities: &[course], ..NOTHING });
    let span = &picture.data.lanes[2].spans[0];
    assert_eq!((span.label.as_str(), span.to), ("Norskkurs, Rosenhof", Some(day("2019-10-01"))));
    assert_eq!(picture.lines[0].to, "30.09.2019");
}

#[test]
fn an_investigation_lasts_until_it_is_dismissed_and_again_when_reopened() {
    use PoliceEventKind as E;
    let matter = MatterRow {
        id: 7,
        matter_key: "m".to_owned(),
        client_id: 1,
        offence: Offence::Trafficking,
        role: None,
        district: None,
        case_number: None,
    };
    let events = [
        event(1, 7, "2019-06-12", E::Considered),
        event(2, 7, "2019-08-23", E::Reported),
        event(3, 7, "2019-08-30", E::InvestigationOpened),
        event(4, 7, "2019-09-30", E::Dismissed),
        event(5, 7, "2019-10-10", E::Reopened),
        event(6, 8, "2019-10-11", E::Final),
    ];
    let picture = made(&Rows { matters: &[matter], events: &events, ..NOTHING });
    let lane = &picture.data.lanes[3];
    let spans: Vec<_> = lane.spans.iter().map(|span| (span.from, span.to)).collect();
    assert_eq!(spans, [(day("2019-08-30"), Some(day("2019-09-30"))), (day("2019-10-10"), None)]);
    let diamonds: Vec<_> = lane.events.iter().map(|event| (event.label.as_str(), event.is_hollow)).collect();
    let expected = [("Anmeldelse vurdert", true), ("Anmeldt", false), ("Henlagt", false), ("Gjenopptatt", false)];
    assert_eq!(diamonds, expected);
    assert_eq!(picture.lines.len(), 5, "the opening too has its row");
    assert!(lane.spans.iter().all(|span| span.href.as_deref() == Some("/Matter/7")));
    assert_eq!(lane.events[1].href.as_deref(), Some("/PoliceEvent/2"));
}

#[test]
fn a_return_is_what_happened_of_it() {
    let row = ReturnRow {
        id: 1,
        client_id: 1,
        programme: ReturnProgramme::Iom,
        country: Some("RO".to_owned()),
        applied_on: Some(day("2019-09-01")),
        decided_on: Some(day("2019-10-01")),
        decision: Some(ReturnDecision::Refused),
        withdrawn_on: None,
        returned_on: None,
    };
    let picture = made(&Rows { returns: &[row], ..NOTHING });
    let said: Vec<_> = picture.lines.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(said, ["Søkt retur", "Retur avslått"]);
    assert_eq!(picture.lines[0].note, "Assistert retur (IOM), Romania");
}

#[test]
fn only_meetings_are_full_dots_and_what_is_restricted_says_no_more() {
    let contacts = [
        Contact { entry: Some(5), on: day("2019-11-05"), mode: Some(JournalMode::InPerson) },
        Contact { entry: Some(6), on: day("2018-11-05"), mode: Some(JournalMode::Phone) },
        Contact { entry: None, on: day("2019-11-04"), mode: None },
    ];
    let picture = made(&Rows { contacts: &contacts, ..NOTHING });
    let dots: Vec<_> = picture.data.lanes[5].dots.iter().map(|dot| (dot.label.as_str(), dot.is_hollow)).collect();
    assert_eq!(dots, [("Telefon 05.11.2018", true), ("Begrenset notat 04.11", true), ("Oppmøte 05.11", false)]);
    let hrefs: Vec<_> = picture.data.lanes[5].dots.iter().map(|dot| dot.href.as_deref()).collect();
    assert_eq!(hrefs, [Some("/Entry/6"), None, Some("/Entry/5")]);
    assert!(picture.lines.is_empty() && picture.words.contains("Samtaler: 1 ved oppmøte og 2 på annen måte."));
    assert!(picture.words.contains("Bosted: ingenting registrert."));
}
