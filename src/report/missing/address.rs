//! Where a gap is mended: the form with the field that lacks, as near as there is one.

use super::doubts::Ground;
use super::gaps::{About, Gap, Line};
use crate::db::{Keyring, RefKind};
use crate::report::shape::Record;
use crate::web::{routes, urls};
use actix_web::http::Method;

/// The address of the form that mends a line; none where there is no such form yet.
#[must_use]
pub fn of(line: &Line, ground: &Ground, keyring: &Keyring) -> Option<String> {
    match line.client {
        Some(client) => Some(of_client(line, &keyring.cover(RefKind::Client, client), ground, keyring)),
        None => match line.about {
            About::Record(Record::Enquiry(id)) => enquiry(id, keyring),
            About::Record(Record::Subject(id)) => {
                let call = keyring.cover(RefKind::Enquiry, *ground.subject_enquiries.get(&id)?);
                there("/enquiries/{enquiry}/correction", || urls::enquiry_part(&call, "correction"))
            }
            About::Record(Record::Outreach(id)) => {
                Some(format!("{}/{}", urls::OUTREACH, keyring.cover(RefKind::Outreach, id)))
            }
            About::Typed(id) => {
                Some(format!("{}/{}#value", urls::YEARLY_FIGURES, keyring.cover(RefKind::YearlyFigure, id)))
            }
            About::Arrival(id) => {
                there("/arrivals/{arrival}", || format!("/arrivals/{}", keyring.cover(RefKind::Arrival, id)))
            }
            About::Record(_) | About::Status(_) => None,
        },
    }
}

/// The page of a call, where the product has one.
fn enquiry(id: i64, keyring: &Keyring) -> Option<String> {
    there("/enquiries/{enquiry}", || format!("/enquiries/{}", keyring.cover(RefKind::Enquiry, id)))
}

/// An address of a page that the table of routes has.
fn there(pattern: &str, address: impl FnOnce() -> String) -> Option<String> {
    routes::find(&Method::GET, pattern).map(|_| address())
}

fn of_client(line: &Line, client: &str, ground: &Ground, keyring: &Keyring) -> String {
    let part = |part: &str| urls::client_part(client, part);
    let record =
        |place: &str, kind: RefKind, id: i64, field: &str| part(&format!("{place}/{}{field}", keyring.cover(kind, id)));
    match (line.gap, line.about) {
        (Gap::Nationality, _) => part("identity#citizenships"),
        (Gap::Gender, _) => part("identity#gender"),
        (Gap::BirthDate | Gap::MinorAtIntake, _) => part("identity#birth_date"),
        (Gap::Exploitation, _) => part("identity#exploitation"),
        (Gap::ReferredBy, _) => part("identity#referred_by"),
        (Gap::IdentifiedIn, _) => part("identity#identified_in"),
        (Gap::Pregnant, _) => part("identity#pregnant"),
        (Gap::ChildrenAbroad, _) => part("identity#children_abroad"),
        (Gap::BeforeIntake, _) => part("identity#intake_date"),
        (Gap::ClosureReason, _) => part("closure#reason"),
        (Gap::StayUnconfirmed, About::Record(Record::Stay(id))) => record("stays", RefKind::Stay, id, "/confirmation"),
        (_, About::Record(Record::Stay(id))) => record("stays", RefKind::Stay, id, "#ended_on"),
        (Gap::StatusExpired, _) | (_, About::Status(None)) => part("statuses/new"),
        (Gap::Residence, About::Status(Some(id))) => record("statuses", RefKind::Status, id, "#status"),
        (_, About::Status(Some(id))) => record("statuses", RefKind::Status, id, "#valid_to"),
        (Gap::DismissalGround, About::Record(Record::Matter(id))) => match ground.dismissals.get(&id) {
            Some(event) => record("police-events", RefKind::PoliceEvent, *event, "#ground"),
            None => part("police"),
        },
        (Gap::MatterWithoutEvent, About::Record(Record::Matter(id))) => {
            part(&format!("police-events/new?matter={}", keyring.cover(RefKind::Matter, id)))
        }
        (_, About::Record(Record::Matter(id))) => record("police-matters", RefKind::Matter, id, "#district"),
        (Gap::ReturnCountry, About::Record(Record::Return(id))) => record("returns", RefKind::Return, id, "#country"),
        (_, About::Record(Record::Return(id))) => record("returns", RefKind::Return, id, "#decision"),
        (_, About::Record(Record::Child { period, .. })) => record("children", RefKind::Child, period, "#birth_date"),
        (_, About::Record(Record::Activity(id))) => record("activities", RefKind::Activity, id, "#provider"),
        (Gap::Provider, _) => part("activities"),
        _ => urls::client(client),
    }
}
