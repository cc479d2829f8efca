//! What is unlikely, or blank where the figure leaves blanks out: pure rules over a year's facts and a few more. What is
//! doubted here is what the register format warns about (docs/register-format.md), and what makes a count doubtful.

use super::gaps::{About, Gap};
use crate::kernel::age::age_on;
use crate::kernel::codes::{EnquiryTopic, Outcome, PoliceEventKind, ResidenceStatus, ReturnDecision, YesNoUnknown};
use crate::report::Report;
use crate::report::facts::{ClientFacts, Facts, StayFact};
use crate::report::shape::Record;
use chrono::{Months, NaiveDate};
use std::collections::{HashMap, HashSet};

/// What is known besides the facts that are counted.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    /// Today's local date.
    pub today: NaiveDate,
    /// Stays that go on today, with the day on which somebody last knew.
    pub open_stays: HashMap<i64, NaiveDate>,
    /// Statuses of clients that began on or before the closing date, in order: client, then (id, from, status, valid to).
    pub statuses: HashMap<i64, Vec<StatusFact>>,
    /// Birth dates of children by the id of the period.
    pub child_births: HashMap<i64, NaiveDate>,
    /// Matters in which something happened, whenever.
    pub matters_with_events: HashSet<i64>,
    /// Dismissals without a ground by their matter: the id of the last.
    pub dismissals: HashMap<i64, i64>,
    /// Calls that name a client.
    pub enquiries_with_client: HashSet<i64>,
    /// The call of each possible victim.
    pub subject_enquiries: HashMap<i64, i64>,
    /// Somebody who arrived without consent.
    pub arrivals: Vec<ArrivalFact>,
}

/// A status with how long it is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusFact {
    /// Its id.
    pub id: i64,
    /// Its first day.
    pub from: NaiveDate,
    /// What it is.
    pub status: ResidenceStatus,
    /// Its last day.
    pub valid_to: Option<NaiveDate>,
}

/// Somebody who came to a centre and has given no consent yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrivalFact {
    /// Its id.
    pub id: i64,
    /// When she came.
    pub arrived_on: NaiveDate,
    /// When she left, if she did.
    pub left_on: Option<NaiveDate>,
}

/// Something found: what lacks, whose it is, what it is about, and the figures it touches.
pub type Found = (Gap, Option<i64>, About, Vec<&'static str>);

/// For how many days nobody has to confirm that somebody lives where she lives.
const UNCONFIRMED_AFTER: i64 = 30;

impl Ground {
    /// The status of a client that is unknown, if she has one at all.
    #[must_use]
    pub fn unknown_status(&self, client: i64) -> Option<i64> {
        let unknown = |fact: &&StatusFact| fact.status == ResidenceStatus::Unknown;
        self.statuses.get(&client)?.iter().rfind(unknown).map(|fact| fact.id)
    }
}

/// Everything that is doubted.
#[must_use]
pub fn all(facts: &Facts, ground: &Ground) -> Vec<Found> {
    let mut found = Vec::new();
    for client in &facts.clients {
        blanks(client, &mut found);
        residence(client, facts, ground, &mut found);
        stays(client, facts, ground, &mut found);
        matters(client, facts, ground, &mut found);
        times(client, facts, ground, &mut found);
    }
    enquiries(facts, ground, &mut found);
    typed(facts, &mut found);
    found.extend(arrivals(&ground.arrivals, facts));
    found
}

/// A list of arrivals without consent becomes lines: those who were at a centre in the year are not counted there yet.
#[must_use]
pub fn arrivals(list: &[ArrivalFact], facts: &Facts) -> Vec<Found> {
    let in_year = list.iter().filter(|arrival| facts.year.overlaps(arrival.arrived_on, arrival.left_on));
    let line = |arrival: &ArrivalFact| {
        let figures = vec!["housing.clients", "housing.nights", "housing.shelter_nights"];
        (Gap::ArrivalWithoutConsent, None, About::Arrival(arrival.id), figures)
    };
    in_year.map(line).collect()
}

fn of_client(client: &ClientFacts) -> About {
    About::Record(Record::Client(client.id))
}

/// Blanks that a figure leaves out, so that nobody sees there how many there are.
fn blanks(client: &ClientFacts, found: &mut Vec<Found>) {
    let is_open = |answer: Option<YesNoUnknown>| matches!(answer, None | Some(YesNoUnknown::Unknown));
    let mut add = |gap, figure| found.push((gap, Some(client.id), of_client(client), vec![figure]));
    if client.is_assisted() && is_open(client.children_abroad) {
        add(Gap::ChildrenAbroad, "clients.with_children_abroad");
    }
    if client.is_new() && is_open(client.pregnant_at_intake) && client.gender != crate::kernel::codes::Gender::Male {
        add(Gap::Pregnant, "clients.pregnant_at_intake");
    }
    if client.is_new() && client.identified_in.is_none() {
        add(Gap::IdentifiedIn, "identified.by_facility");
    }
}

/// Statuses that ran out, and permits whose length is unlikely.
fn residence(client: &ClientFacts, facts: &Facts, ground: &Ground, found: &mut Vec<Found>) {
    let Some(statuses) = ground.statuses.get(&client.id).filter(|_| client.is_assisted()) else { return };
    let mut figures = vec!["residence.all_at_year_end"];
    if client.is_new() {
        figures.extend(["residence.new_at_year_end", "residence.new_transitions"]);
    }
    let has_expired = |fact: &&StatusFact| fact.valid_to.is_some_and(|to| to < facts.year.closing());
    if let Some(last) = statuses.last().filter(has_expired) {
        found.push((Gap::StatusExpired, Some(client.id), About::Status(Some(last.id)), figures.clone()));
    }
    for fact in statuses.iter().filter(|fact| fact.valid_to.is_none_or(|to| to >= facts.year.first())) {
        let Some(to) = fact.valid_to else { continue };
        let gap = match fact.status {
            ResidenceStatus::LimitedGranted if is_longer_than_year(fact.from, to) => Gap::LongPermit,
            ResidenceStatus::ReflectionGranted if !is_six_months(fact.from, to) => Gap::ReflectionLength,
            _ => continue,
        };
        found.push((gap, Some(client.id), About::Status(Some(fact.id)), figures.clone()));
    }
}

fn is_longer_than_year(from: NaiveDate, to: NaiveDate) -> bool {
    from.checked_add_months(Months::new(12)).is_some_and(|year| to > year)
}

/// Six months, give or take a day.
fn is_six_months(from: NaiveDate, to: NaiveDate) -> bool {
    from.checked_add_months(Months::new(6)).is_some_and(|half| (to - half).num_days().abs() <= 1)
}

/// Stays that nobody has confirmed, and stays that share nights. Both count all the same.
fn stays(client: &ClientFacts, facts: &Facts, ground: &Ground, found: &mut Vec<Found>) {
    if !client.is_assisted() {
        return;
    }
    let figures = |stay: &StayFact| {
        let mut figures = vec!["housing.nights", "housing.by_facility", "housing.by_length"];
        figures.extend(stay.is_shelter().then_some("housing.shelter_nights"));
        figures
    };
    let counted: Vec<&StayFact> = client.stays.iter().filter(|stay| stay.counts_in(facts.year)).collect();
    for (place, stay) in counted.iter().enumerate() {
        let about = About::Record(Record::Stay(stay.id));
        let known = ground.open_stays.get(&stay.id);
        if known.is_some_and(|known| (ground.today - *known).num_days() > UNCONFIRMED_AFTER) {
            found.push((Gap::StayUnconfirmed, Some(client.id), about, figures(stay)));
        }
        let shares = |other: &&StayFact| {
            other.facility_id != stay.facility_id
                && stay.nights_in(facts.year).zip(other.nights_in(facts.year)).is_some_and(|(a, b)| a.overlaps(&b))
        };
        // Of two that share a night the later is named.
        if counted.iter().take(place).any(shares) {
            found.push((Gap::StaysOverlap, Some(client.id), about, figures(stay)));
        }
    }
}

/// Matters without an event, and dismissals without a ground.
fn matters(client: &ClientFacts, facts: &Facts, ground: &Ground, found: &mut Vec<Found>) {
    if !client.is_qualified() {
        return;
    }
    for matter in &client.matters {
        let about = About::Record(Record::Matter(matter.id));
        if !ground.matters_with_events.contains(&matter.id) {
            found.push((Gap::MatterWithoutEvent, Some(client.id), about, vec!["police.trafficking.clients"]));
        }
        let dismissed = matter.events.iter().rfind(|event| event.kind == PoliceEventKind::Dismissed);
        if dismissed.is_some_and(|event| event.ground.is_none() && facts.year.contains(event.on)) {
            let figures = vec!["police.trafficking.by_dismissal_ground"];
            found.push((Gap::DismissalGround, Some(client.id), about, figures));
        }
    }
    for application in &client.iom_returns {
        let is_refused = application.decision.is_some_and(|(_, decision)| decision == ReturnDecision::Refused);
        if is_refused && application.returned_on.is_some_and(|on| facts.year.contains(on)) {
            let about = About::Record(Record::Return(application.id));
            let figures = vec!["returns.refused", "returns.returned"];
            found.push((Gap::RefusedAndReturned, Some(client.id), about, figures));
        }
    }
}

/// Ages and days that are unlikely.
fn times(client: &ClientFacts, facts: &Facts, ground: &Ground, found: &mut Vec<Found>) {
    for child in client.children.iter().filter(|child| client.is_assisted() && child.overlaps(facts.year)) {
        let birth = ground.child_births.get(&child.id);
        if birth.and_then(|birth| age_on(*birth, child.from)).is_some_and(|age| age >= 18) {
            let about = About::Record(Record::Child { client: client.id, period: child.id });
            found.push((Gap::AdultChild, Some(client.id), about, vec!["children.accompanying"]));
        }
    }
    let age_at_intake = client.birth_date.and_then(|birth| age_on(birth, client.intake_date));
    if client.is_new() && age_at_intake.is_some_and(|age| age < 18) {
        let figures = vec!["clients.minors_at_intake", "clients.new.by_age_band"];
        found.push((Gap::MinorAtIntake, Some(client.id), of_client(client), figures));
    }
    let before = |on: NaiveDate| facts.year.contains(on) && on < client.intake_date;
    let early = client.conversations.iter().copied().chain(client.stays.iter().map(|stay| stay.from)).any(before);
    if client.is_assisted() && early {
        found.push((Gap::BeforeIntake, Some(client.id), of_client(client), vec!["clients.new", "clients.assisted"]));
    }
}

fn enquiries(facts: &Facts, ground: &Ground, found: &mut Vec<Found>) {
    let with_subjects: HashSet<i64> = ground.subject_enquiries.values().copied().collect();
    for enquiry in &facts.enquiries {
        let about = About::Record(Record::Enquiry(enquiry.id));
        match enquiry.topic {
            EnquiryTopic::FollowUp if !ground.enquiries_with_client.contains(&enquiry.id) => {
                found.push((Gap::FollowUpWithoutClient, None, about, vec!["enquiries.by_topic"]));
            }
            EnquiryTopic::PossibleVictim if !with_subjects.contains(&enquiry.id) => {
                found.push((Gap::EnquiryWithoutSubjects, None, about, vec!["subjects.first_time"]));
            }
            _ => {}
        }
    }
    for subject in facts.subjects.iter().filter(|subject| subject.first_time && subject.outcome == Outcome::Pending) {
        let figures = vec!["subjects.first_time.by_outcome", "subjects.first_time.accepted_percent"];
        found.push((Gap::SubjectPending, None, About::Record(Record::Subject(subject.id)), figures));
    }
}

/// Figures typed for this year that the records contradict.
fn typed(facts: &Facts, found: &mut Vec<Found>) {
    // A year that was never kept here has typed figures and nothing to set beside them.
    if facts.clients.is_empty() && facts.enquiries.is_empty() {
        return;
    }
    let typed: Vec<_> = facts
        .typed
        .iter()
        .filter(|row| row.year == facts.year.number())
        .filter_map(|row| Some((row, crate::report::figure(&row.figure)?)))
        .collect();
    if typed.is_empty() {
        return;
    }
    let report = Report::of(facts);
    for (row, figure) in typed {
        if report.number(figure.id) != Some(row.value) {
            found.push((Gap::TypedDiffers, None, About::Typed(row.id), vec![figure.id]));
        }
    }
}
