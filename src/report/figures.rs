//! What each record adds to each figure. Every function turns facts into contributions; which rule it follows stands in
//! the catalogue beside it. No SQL, no text, no rounding.

use super::facts::{ClientFacts, EnquiryFact, Facts, MatterFact, ReturnFact, StayFact, SubjectFact};
use super::rules::{Standing, Year, exploitation_form, is_open, is_trafficking, nights_together, reported_residence};
use super::shape::{Contribution, Contributions, MONTHS, Record};
use crate::kernel::age::age_on;
use crate::kernel::codes::{
    AgeBand, Code, ContinuingAgeBand, Country, FacilityMeasure, FacilityType, MatterStatus, Outcome, OutreachType,
    ResidenceStatus, ReturnDecision, YesNoUnknown,
};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// Stands for a blank cell (rule 15).
const UNKNOWN: &str = "unknown";

fn one<'f>(category: &'f str, inner: &'f str, amount: i64, record: Record) -> Contribution<'f> {
    Contribution { category, inner, amount, weight: 1, record }
}

fn code_or_unknown<C: Code>(code: Option<C>) -> &'static str {
    code.map_or(UNKNOWN, Code::code)
}

fn nationality(country: Option<Country>) -> &'static str {
    country.map_or(UNKNOWN, Country::code)
}

fn region(country: Option<Country>) -> &'static str {
    country.map_or(UNKNOWN, |country| Code::code(country.region()))
}

// ---- Enquiries and their subjects

fn enquiries<'f>(f: &'f Facts, category: fn(&'f EnquiryFact) -> &'f str) -> Contributions<'f> {
    Box::new(f.enquiries.iter().map(move |enquiry| one(category(enquiry), "", 1, Record::Enquiry(enquiry.id))))
}

pub(super) fn enquiries_total(f: &Facts) -> Contributions<'_> {
    enquiries(f, |_| "")
}

pub(super) fn enquiries_by_topic(f: &Facts) -> Contributions<'_> {
    enquiries(f, |enquiry| enquiry.topic.code())
}

pub(super) fn enquiries_by_caller(f: &Facts) -> Contributions<'_> {
    enquiries(f, |enquiry| enquiry.caller.code())
}

pub(super) fn enquiries_by_answered_by(f: &Facts) -> Contributions<'_> {
    enquiries(f, |enquiry| enquiry.answered_by.code())
}

pub(super) fn enquiries_by_channel(f: &Facts) -> Contributions<'_> {
    enquiries(f, |enquiry| enquiry.channel.code())
}

pub(super) fn enquiries_by_month(f: &Facts) -> Contributions<'_> {
    enquiries(f, |enquiry| {
        let month = usize::try_from(enquiry.received_on.month0()).ok().and_then(|month| MONTHS.get(month));
        month.map_or(UNKNOWN, |(code, _)| code)
    })
}

pub(super) fn enquiries_by_topic_caller(f: &Facts) -> Contributions<'_> {
    let pair = |enquiry: &EnquiryFact| one(enquiry.topic.code(), enquiry.caller.code(), 1, Record::Enquiry(enquiry.id));
    Box::new(f.enquiries.iter().map(pair))
}

/// First-time subjects (rule 12).
fn first_time(f: &Facts) -> impl Iterator<Item = &SubjectFact> {
    f.subjects.iter().filter(|subject| subject.first_time)
}

/// First-time persons by one or two categories: each row stands for `count` persons.
fn persons<'f>(f: &'f Facts, categories: fn(&'f SubjectFact) -> (&'f str, &'f str)) -> Contributions<'f> {
    Box::new(first_time(f).map(move |subject| {
        let (category, inner) = categories(subject);
        one(category, inner, subject.persons, Record::Subject(subject.id))
    }))
}

pub(super) fn subjects_first_time(f: &Facts) -> Contributions<'_> {
    persons(f, |_| ("", ""))
}

pub(super) fn subjects_first_time_by_exploitation_gender(f: &Facts) -> Contributions<'_> {
    persons(f, |subject| (exploitation_form(&subject.exploitation).code(), subject.gender.code()))
}

pub(super) fn subjects_first_time_by_exploitation_nationality(f: &Facts) -> Contributions<'_> {
    persons(f, |subject| (exploitation_form(&subject.exploitation).code(), nationality(subject.nationality)))
}

pub(super) fn subjects_first_time_by_nationality(f: &Facts) -> Contributions<'_> {
    persons(f, |subject| (nationality(subject.nationality), ""))
}

pub(super) fn subjects_first_time_nationalities(f: &Facts) -> Contributions<'_> {
    Box::new(
        first_time(f).filter_map(|subject| {
            Some(one(subject.nationality?.code(), "", subject.persons, Record::Subject(subject.id)))
        }),
    )
}

pub(super) fn subjects_first_time_by_outcome(f: &Facts) -> Contributions<'_> {
    persons(f, |subject| (subject.outcome.code(), ""))
}

pub(super) fn subjects_first_time_accepted_percent(f: &Facts) -> Contributions<'_> {
    Box::new(first_time(f).map(|subject| Contribution {
        category: "",
        inner: "",
        amount: i64::from(subject.outcome == Outcome::Accepted),
        weight: subject.persons,
        record: Record::Subject(subject.id),
    }))
}

pub(super) fn subjects_first_time_by_reason(f: &Facts) -> Contributions<'_> {
    let rest = first_time(f).filter(|subject| subject.outcome != Outcome::Accepted);
    Box::new(rest.map(|s| one(code_or_unknown(s.reason), "", s.persons, Record::Subject(s.id))))
}

pub(super) fn subjects_minors_along(f: &Facts) -> Contributions<'_> {
    Box::new(
        first_time(f)
            .filter(|subject| subject.minors_along > 0)
            .map(|subject| one("", "", subject.minors_along, Record::Subject(subject.id))),
    )
}

// ---- Clients

type Group = fn(&ClientFacts) -> bool;

const ASSISTED: Group = ClientFacts::is_assisted;
const NEW: Group = ClientFacts::is_new;
const CONTINUING: Group = ClientFacts::is_continuing;
const QUALIFIED: Group = ClientFacts::is_qualified;

fn group(f: &Facts, group: Group) -> impl Iterator<Item = &ClientFacts> {
    f.clients.iter().filter(move |client| group(client))
}

/// The clients of a group by what `category` says of each.
fn by<'f>(f: &'f Facts, of: Group, category: impl Fn(&'f ClientFacts) -> &'f str + 'f) -> Contributions<'f> {
    Box::new(group(f, of).map(move |client| one(category(client), "", 1, Record::Client(client.id))))
}

/// The clients of a group of whom something holds.
fn count<'f>(f: &'f Facts, of: Group, holds: impl Fn(&'f ClientFacts) -> bool + 'f) -> Contributions<'f> {
    Box::new(group(f, of).filter(move |client| holds(client)).map(|client| one("", "", 1, Record::Client(client.id))))
}

fn gender(client: &ClientFacts) -> &str {
    client.gender.code()
}

fn form(client: &ClientFacts) -> &str {
    exploitation_form(&client.exploitation).code()
}

fn client_nationality(client: &ClientFacts) -> &str {
    nationality(client.nationality)
}

fn client_region(client: &ClientFacts) -> &str {
    region(client.nationality)
}

fn referred_by(client: &ClientFacts) -> &str {
    code_or_unknown(client.referred_by)
}

/// Age on Z; unknown without a birth date, or born after Z (rule 7).
fn age(client: &ClientFacts, year: Year) -> Option<i32> {
    age_on(client.birth_date?, year.closing())
}

fn age_band(client: &ClientFacts, year: Year) -> &'static str {
    match age(client, year) {
        None => AgeBand::Unknown,
        Some(..18) => AgeBand::Under18,
        Some(18..25) => AgeBand::Age18To24,
        Some(25..33) => AgeBand::Age25To32,
        Some(33..51) => AgeBand::Age33To50,
        Some(51..) => AgeBand::Age51Plus,
    }
    .code()
}

fn continuing_age_band(client: &ClientFacts, year: Year) -> &'static str {
    match age(client, year) {
        None => ContinuingAgeBand::Unknown,
        Some(..20) => ContinuingAgeBand::Under20,
        Some(20..31) => ContinuingAgeBand::Age20To30,
        Some(31..41) => ContinuingAgeBand::Age31To40,
        Some(41..51) => ContinuingAgeBand::Age41To50,
        Some(51..) => ContinuingAgeBand::Age51Plus,
    }
    .code()
}

pub(super) fn clients_assisted(f: &Facts) -> Contributions<'_> {
    count(f, ASSISTED, |_| true)
}

pub(super) fn clients_new(f: &Facts) -> Contributions<'_> {
    count(f, NEW, |_| true)
}

pub(super) fn clients_continuing(f: &Facts) -> Contributions<'_> {
    count(f, CONTINUING, |_| true)
}

pub(super) fn clients_continuing_after_gap(f: &Facts) -> Contributions<'_> {
    count(f, CONTINUING, |client| client.standing == Standing::Continuing { after_gap: true })
}

pub(super) fn clients_by_gender(f: &Facts) -> Contributions<'_> {
    by(f, ASSISTED, gender)
}

pub(super) fn clients_by_exploitation(f: &Facts) -> Contributions<'_> {
    by(f, ASSISTED, form)
}

pub(super) fn clients_by_exploitation_gender(f: &Facts) -> Contributions<'_> {
    Box::new(group(f, ASSISTED).map(|client| one(form(client), gender(client), 1, Record::Client(client.id))))
}

pub(super) fn clients_by_nationality(f: &Facts) -> Contributions<'_> {
    by(f, ASSISTED, client_nationality)
}

pub(super) fn clients_nationalities(f: &Facts) -> Contributions<'_> {
    Box::new(
        group(f, ASSISTED).filter_map(|client| Some(one(client.nationality?.code(), "", 1, Record::Client(client.id)))),
    )
}

pub(super) fn clients_by_region(f: &Facts) -> Contributions<'_> {
    by(f, ASSISTED, client_region)
}

pub(super) fn clients_by_referred_by(f: &Facts) -> Contributions<'_> {
    by(f, ASSISTED, referred_by)
}

/// The ages of those whose age is known.
fn ages(f: &Facts) -> Contributions<'_> {
    Box::new(
        group(f, ASSISTED)
            .filter_map(|client| Some(one("", "", i64::from(age(client, f.year)?), Record::Client(client.id)))),
    )
}

pub(super) fn clients_age_min(f: &Facts) -> Contributions<'_> {
    ages(f)
}

pub(super) fn clients_age_max(f: &Facts) -> Contributions<'_> {
    ages(f)
}

pub(super) fn clients_age_mean(f: &Facts) -> Contributions<'_> {
    ages(f)
}

pub(super) fn clients_age_unknown(f: &Facts) -> Contributions<'_> {
    count(f, ASSISTED, |client| age(client, f.year).is_none())
}

pub(super) fn clients_by_age_band(f: &Facts) -> Contributions<'_> {
    by(f, ASSISTED, |client| age_band(client, f.year))
}

pub(super) fn clients_new_by_gender(f: &Facts) -> Contributions<'_> {
    by(f, NEW, gender)
}

pub(super) fn clients_new_by_exploitation(f: &Facts) -> Contributions<'_> {
    by(f, NEW, form)
}

pub(super) fn clients_new_by_nationality(f: &Facts) -> Contributions<'_> {
    by(f, NEW, client_nationality)
}

pub(super) fn clients_new_by_region(f: &Facts) -> Contributions<'_> {
    by(f, NEW, client_region)
}

pub(super) fn clients_new_by_referred_by(f: &Facts) -> Contributions<'_> {
    by(f, NEW, referred_by)
}

pub(super) fn clients_new_by_age_band(f: &Facts) -> Contributions<'_> {
    by(f, NEW, |client| age_band(client, f.year))
}

pub(super) fn clients_continuing_by_gender(f: &Facts) -> Contributions<'_> {
    by(f, CONTINUING, gender)
}

pub(super) fn clients_continuing_by_nationality(f: &Facts) -> Contributions<'_> {
    by(f, CONTINUING, client_nationality)
}

pub(super) fn clients_continuing_by_age_band(f: &Facts) -> Contributions<'_> {
    by(f, CONTINUING, |client| continuing_age_band(client, f.year))
}

/// The day of intake, or Z when intake is later.
fn intake_by_closing(client: &ClientFacts, year: Year) -> NaiveDate {
    client.intake_date.min(year.closing())
}

pub(super) fn clients_minors_at_intake(f: &Facts) -> Contributions<'_> {
    count(f, NEW, |client| {
        let age = client.birth_date.and_then(|birth| age_on(birth, intake_by_closing(client, f.year)));
        age.is_some_and(|age| age < 18)
    })
}

pub(super) fn clients_closed(f: &Facts) -> Contributions<'_> {
    count(f, QUALIFIED, |client| client.closed.is_some_and(|(on, _)| f.year.contains(on)))
}

pub(super) fn clients_closed_by_reason(f: &Facts) -> Contributions<'_> {
    Box::new(group(f, QUALIFIED).filter_map(|client| {
        let (_, reason) = client.closed.filter(|(on, _)| f.year.contains(*on))?;
        Some(one(code_or_unknown(reason), "", 1, Record::Client(client.id)))
    }))
}

pub(super) fn clients_pregnant_at_intake(f: &Facts) -> Contributions<'_> {
    count(f, NEW, |client| client.pregnant_at_intake == Some(YesNoUnknown::Yes))
}

pub(super) fn clients_with_children_abroad(f: &Facts) -> Contributions<'_> {
    count(f, ASSISTED, |client| client.children_abroad == Some(YesNoUnknown::Yes))
}

/// The children of some clients whose period overlaps the year: each child once (rule 14).
fn children<'f>(f: &'f Facts, of: impl Fn(&ClientFacts) -> bool + 'f) -> Contributions<'f> {
    Box::new(f.clients.iter().filter(move |client| of(client)).flat_map(|client| {
        let mut seen = BTreeSet::new();
        let accompanying = client.children.iter().filter(|child| child.overlaps(f.year));
        accompanying
            .filter(|child| seen.insert(child.label.as_str()))
            .map(|child| one("", "", 1, Record::Child { client: client.id, period: child.id }))
            .collect::<Vec<_>>()
    }))
}

pub(super) fn children_accompanying(f: &Facts) -> Contributions<'_> {
    children(f, ASSISTED)
}

// ---- Housing: stays and nights of assisted clients (rule 6)

type Which = fn(&StayFact) -> bool;

const ANYWHERE: Which = |_| true;
const SHELTER: Which = StayFact::is_shelter;

/// Each assisted client with the nights she spent in the year at the places asked for; a night counts once.
fn nights(f: &Facts, at: Which) -> impl Iterator<Item = (&ClientFacts, i64)> {
    group(f, ASSISTED)
        .map(move |client| (client, nights_together(client.stays.iter().filter(|stay| at(stay)), f.year)))
        .filter(|(_, nights)| *nights > 0)
}

fn clients_with_nights(f: &Facts, at: Which) -> Contributions<'_> {
    Box::new(nights(f, at).map(|(client, _)| one("", "", 1, Record::Client(client.id))))
}

fn sum_of_nights(f: &Facts, at: Which) -> Contributions<'_> {
    Box::new(nights(f, at).map(|(client, nights)| one("", "", nights, Record::Client(client.id))))
}

pub(super) fn housing_clients(f: &Facts) -> Contributions<'_> {
    clients_with_nights(f, ANYWHERE)
}

pub(super) fn housing_shelter_clients(f: &Facts) -> Contributions<'_> {
    clients_with_nights(f, SHELTER)
}

pub(super) fn housing_nights(f: &Facts) -> Contributions<'_> {
    sum_of_nights(f, ANYWHERE)
}

pub(super) fn housing_shelter_nights(f: &Facts) -> Contributions<'_> {
    sum_of_nights(f, SHELTER)
}

/// The stays of assisted clients that the report counts.
fn counted_stays(f: &Facts) -> impl Iterator<Item = &StayFact> {
    group(f, ASSISTED).flat_map(|client| &client.stays).filter(|stay| stay.counts_in(f.year))
}

pub(super) fn housing_crisis_centres(f: &Facts) -> Contributions<'_> {
    let centres: BTreeSet<i64> = group(f, ASSISTED)
        .flat_map(|client| &client.stays)
        .filter(|stay| stay.facility_type == FacilityType::CrisisCentre && stay.nights_in(f.year).is_some())
        .map(|stay| stay.facility_id)
        .collect();
    Box::new(centres.into_iter().map(|id| one("", "", 1, Record::Facility(id))))
}

/// Clients, nights, stays, moved in and moved out, by what `place` says of a stay.
fn by_place<'f>(f: &'f Facts, place: impl Fn(&'f StayFact) -> &'f str + 'f) -> Contributions<'f> {
    let measure = |measure: FacilityMeasure| measure.code();
    Box::new(group(f, ASSISTED).flat_map(move |client| {
        let mut added = Vec::new();
        let mut by_place: BTreeMap<&str, Vec<&StayFact>> = BTreeMap::new();
        for stay in &client.stays {
            by_place.entry(place(stay)).or_default().push(stay);
        }
        for (place, stays) in by_place {
            let nights = nights_together(stays.iter().copied(), f.year);
            if nights > 0 {
                added.push(one(place, measure(FacilityMeasure::Clients), 1, Record::Client(client.id)));
                added.push(one(place, measure(FacilityMeasure::Nights), nights, Record::Client(client.id)));
            }
            for stay in stays {
                for (holds, counted) in [
                    (stay.counts_in(f.year), FacilityMeasure::Stays),
                    (f.year.contains(stay.from), FacilityMeasure::MovedIn),
                    (stay.to.is_some_and(|to| f.year.contains(to)), FacilityMeasure::MovedOut),
                ] {
                    if holds {
                        added.push(one(place, measure(counted), 1, Record::Stay(stay.id)));
                    }
                }
            }
        }
        added
    }))
}

pub(super) fn housing_by_facility(f: &Facts) -> Contributions<'_> {
    by_place(f, |stay| f.facility_key(stay.facility_id))
}

pub(super) fn housing_by_facility_type(f: &Facts) -> Contributions<'_> {
    by_place(f, |stay| stay.facility_type.code())
}

pub(super) fn housing_by_length(f: &Facts) -> Contributions<'_> {
    Box::new(counted_stays(f).map(|stay| one(stay.length().code(), "", 1, Record::Stay(stay.id))))
}

pub(super) fn identified_by_facility(f: &Facts) -> Contributions<'_> {
    Box::new(
        group(f, NEW)
            .filter_map(|client| Some(one(f.facility_key(client.identified_in?), "", 1, Record::Client(client.id)))),
    )
}

// ---- Residence

fn residence_at_intake(client: &ClientFacts, year: Year) -> &'static str {
    reported_residence(client, intake_by_closing(client, year)).code()
}

fn residence_on_closing(client: &ClientFacts, year: Year) -> &'static str {
    reported_residence(client, year.closing()).code()
}

pub(super) fn residence_new_at_intake(f: &Facts) -> Contributions<'_> {
    by(f, NEW, |client| residence_at_intake(client, f.year))
}

pub(super) fn residence_new_at_year_end(f: &Facts) -> Contributions<'_> {
    by(f, NEW, |client| residence_on_closing(client, f.year))
}

pub(super) fn residence_new_transitions(f: &Facts) -> Contributions<'_> {
    Box::new(group(f, NEW).map(|client| {
        let (before, after) = (residence_at_intake(client, f.year), residence_on_closing(client, f.year));
        one(before, after, 1, Record::Client(client.id))
    }))
}

pub(super) fn residence_all_at_year_end(f: &Facts) -> Contributions<'_> {
    by(f, ASSISTED, |client| residence_on_closing(client, f.year))
}

fn ever_had(client: &ClientFacts, wanted: &[ResidenceStatus]) -> bool {
    client.statuses.iter().any(|(_, status)| wanted.contains(status))
}

pub(super) fn residence_continuing_granted_protection(f: &Facts) -> Contributions<'_> {
    const PROTECTION: &[ResidenceStatus] =
        &[ResidenceStatus::Protection, ResidenceStatus::WitnessPermit, ResidenceStatus::Humanitarian];
    count(f, CONTINUING, |client| ever_had(client, PROTECTION))
}

pub(super) fn residence_continuing_family(f: &Facts) -> Contributions<'_> {
    count(f, CONTINUING, |client| ever_had(client, &[ResidenceStatus::FamilyImmigration]))
}

pub(super) fn residence_continuing_witness_permit(f: &Facts) -> Contributions<'_> {
    count(f, CONTINUING, |client| {
        let began_in_year =
            |(from, status): &(NaiveDate, _)| *status == ResidenceStatus::WitnessPermit && f.year.contains(*from);
        client.statuses.iter().any(began_in_year)
    })
}

// ---- Police (rule 11): matters of qualified clients

fn matters<'f>(
    f: &'f Facts,
    wanted: impl Fn(&MatterFact) -> bool + 'f,
) -> impl Iterator<Item = (&'f ClientFacts, &'f MatterFact)> + 'f {
    let matters = group(f, QUALIFIED).flat_map(|client| client.matters.iter().map(move |matter| (client, matter)));
    matters.filter(move |(_, matter)| wanted(matter))
}

/// The clients, each once, who have a matter of the kind wanted.
fn clients_with_matter<'f>(f: &'f Facts, wanted: impl Fn(&MatterFact) -> bool + 'f) -> Contributions<'f> {
    count(f, QUALIFIED, move |client| client.matters.iter().any(&wanted))
}

fn trafficking_reported(f: &Facts) -> impl Iterator<Item = &MatterFact> {
    matters(f, |matter| is_trafficking(matter.offence) && matter.is_reported_in(f.year)).map(|(_, matter)| matter)
}

fn other_reported(f: &Facts) -> impl Iterator<Item = &MatterFact> {
    matters(f, |matter| !is_trafficking(matter.offence) && matter.is_reported_in(f.year)).map(|(_, matter)| matter)
}

pub(super) fn police_trafficking_clients(f: &Facts) -> Contributions<'_> {
    clients_with_matter(f, |matter| is_trafficking(matter.offence) && matter.is_reported_in(f.year))
}

pub(super) fn police_trafficking_by_status_at_year_end(f: &Facts) -> Contributions<'_> {
    Box::new(trafficking_reported(f).map(|m| one(code_or_unknown(m.status()), "", 1, Record::Matter(m.id))))
}

pub(super) fn police_trafficking_by_district(f: &Facts) -> Contributions<'_> {
    Box::new(trafficking_reported(f).map(|m| one(code_or_unknown(m.district), "", 1, Record::Matter(m.id))))
}

pub(super) fn police_trafficking_by_dismissal_ground(f: &Facts) -> Contributions<'_> {
    let dismissed = trafficking_reported(f).filter(|matter| matter.status() == Some(MatterStatus::Dismissed));
    Box::new(dismissed.map(|m| one(code_or_unknown(m.dismissal_ground()), "", 1, Record::Matter(m.id))))
}

pub(super) fn police_other_reports(f: &Facts) -> Contributions<'_> {
    Box::new(other_reported(f).map(|matter| one("", "", 1, Record::Matter(matter.id))))
}

pub(super) fn police_other_by_offence(f: &Facts) -> Contributions<'_> {
    Box::new(other_reported(f).map(|matter| one(matter.offence.code(), "", 1, Record::Matter(matter.id))))
}

pub(super) fn police_not_reported(f: &Facts) -> Contributions<'_> {
    let not_reported = matters(f, |matter| matter.is_not_reported_in(f.year));
    Box::new(not_reported.map(|(_, matter)| one("", "", 1, Record::Matter(matter.id))))
}

pub(super) fn police_testified_unreported(f: &Facts) -> Contributions<'_> {
    clients_with_matter(f, |matter| matter.is_testified_unreported_in(f.year))
}

// ---- Returns with IOM of qualified clients

/// The returns whose date of one kind lies in the year.
fn returns<'f>(f: &'f Facts, date: fn(&ReturnFact) -> Option<NaiveDate>) -> impl Iterator<Item = &'f ReturnFact> + 'f {
    let applications = group(f, QUALIFIED).flat_map(|client| &client.iom_returns);
    applications.filter(move |application| date(application).is_some_and(|on| f.year.contains(on)))
}

fn count_returns<'f>(f: &'f Facts, date: fn(&ReturnFact) -> Option<NaiveDate>) -> Contributions<'f> {
    Box::new(returns(f, date).map(|application| one("", "", 1, Record::Return(application.id))))
}

fn decided(application: &ReturnFact, wanted: ReturnDecision) -> Option<NaiveDate> {
    application.decision.filter(|(_, decision)| *decision == wanted).map(|(on, _)| on)
}

pub(super) fn returns_open_at_year_end(f: &Facts) -> Contributions<'_> {
    count(f, QUALIFIED, |client| {
        client.iom_returns.iter().any(|application| is_open(application, client, f.year.closing()))
    })
}

pub(super) fn returns_applied(f: &Facts) -> Contributions<'_> {
    count_returns(f, |application| application.applied_on)
}

pub(super) fn returns_granted(f: &Facts) -> Contributions<'_> {
    count_returns(f, |application| decided(application, ReturnDecision::Granted))
}

pub(super) fn returns_refused(f: &Facts) -> Contributions<'_> {
    count_returns(f, |application| decided(application, ReturnDecision::Refused))
}

pub(super) fn returns_withdrawn(f: &Facts) -> Contributions<'_> {
    count_returns(f, |application| application.withdrawn_on)
}

pub(super) fn returns_returned(f: &Facts) -> Contributions<'_> {
    count_returns(f, |application| application.returned_on)
}

pub(super) fn returns_returned_by_country(f: &Facts) -> Contributions<'_> {
    let returned = returns(f, |application| application.returned_on);
    Box::new(returned.map(|r| one(nationality(r.country), "", 1, Record::Return(r.id))))
}

// ---- Activities of assisted clients

/// The clients of a group by the types of activity that overlap the year, each once per type.
fn participants(f: &Facts, of: Group) -> Contributions<'_> {
    Box::new(group(f, of).flat_map(|client| {
        let overlapping = client.activities.iter().filter(|activity| activity.overlaps(f.year));
        let types: BTreeSet<&str> = overlapping.map(|activity| activity.activity_type.code()).collect();
        types.into_iter().map(|kind| one(kind, "", 1, Record::Client(client.id)))
    }))
}

pub(super) fn activities_participants(f: &Facts) -> Contributions<'_> {
    participants(f, ASSISTED)
}

pub(super) fn activities_new_participants(f: &Facts) -> Contributions<'_> {
    participants(f, NEW)
}

pub(super) fn activities_by_provider(f: &Facts) -> Contributions<'_> {
    Box::new(group(f, ASSISTED).flat_map(|client| {
        let overlapping = client.activities.iter().filter(|activity| activity.overlaps(f.year));
        let pairs: BTreeSet<(&str, &str)> = overlapping
            .map(|activity| (activity.activity_type.code(), activity.provider.as_deref().unwrap_or(UNKNOWN)))
            .collect();
        pairs.into_iter().map(|(kind, provider)| one(kind, provider, 1, Record::Client(client.id)))
    }))
}

pub(super) fn activities_support_nok(f: &Facts) -> Contributions<'_> {
    let begun =
        group(f, ASSISTED).flat_map(|client| &client.activities).filter(|activity| f.year.contains(activity.from));
    Box::new(begun.filter_map(|activity| {
        Some(one(activity.activity_type.code(), "", activity.support_ore?, Record::Activity(activity.id)))
    }))
}

// ---- Outreach and benefits

pub(super) fn outreach_events(f: &Facts) -> Contributions<'_> {
    Box::new(f.outreach.iter().map(|event| one(event.outreach_type.code(), "", 1, Record::Outreach(event.id))))
}

pub(super) fn outreach_participants(f: &Facts) -> Contributions<'_> {
    Box::new(
        f.outreach.iter().filter_map(|event| {
            Some(one(event.outreach_type.code(), "", event.participants?, Record::Outreach(event.id)))
        }),
    )
}

pub(super) fn outreach_facilities_visited(f: &Facts) -> Contributions<'_> {
    let visits = f.outreach.iter().filter(|event| event.outreach_type == OutreachType::ShelterVisit);
    let visited: BTreeSet<i64> = visits.filter_map(|event| event.facility_id).collect();
    Box::new(visited.into_iter().map(|id| one("", "", 1, Record::Facility(id))))
}

pub(super) fn benefits_paid_nok(f: &Facts) -> Contributions<'_> {
    Box::new(f.benefits.iter().map(|benefit| one("", "", benefit.amount_ore, Record::Benefit(benefit.id))))
}

pub(super) fn benefits_clients(f: &Facts) -> Contributions<'_> {
    let clients: BTreeSet<i64> = f.benefits.iter().map(|benefit| benefit.client_id).collect();
    Box::new(clients.into_iter().map(|id| one("", "", 1, Record::Client(id))))
}

// ---- Asylum seekers housed. Whoever had a shelter night in the year is qualified, so rule 6 leaves nobody out.

fn asylum_housed(f: &Facts) -> impl Iterator<Item = &ClientFacts> {
    group(f, ASSISTED).filter(|client| client.was_housed_as_asylum_seeker(f.year))
}

pub(super) fn asylum_housed_adults(f: &Facts) -> Contributions<'_> {
    Box::new(asylum_housed(f).map(|client| one("", "", 1, Record::Client(client.id))))
}

pub(super) fn asylum_housed_by_gender(f: &Facts) -> Contributions<'_> {
    Box::new(asylum_housed(f).map(|client| one(gender(client), "", 1, Record::Client(client.id))))
}

pub(super) fn asylum_housed_by_region(f: &Facts) -> Contributions<'_> {
    Box::new(asylum_housed(f).map(|client| one(client_region(client), "", 1, Record::Client(client.id))))
}

pub(super) fn asylum_housed_children(f: &Facts) -> Contributions<'_> {
    children(f, |client| client.is_assisted() && client.was_housed_as_asylum_seeker(f.year))
}
