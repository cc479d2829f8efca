//! The counting rules held against plain models: random registers, and for every rule and almost every figure the same
//! thing counted a second time by walking from day to day. The models know no period, no standing and no contribution;
//! a day is a number, 0 is 1 January 2018.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions, clippy::expect_used, reason = "tests")]

use super::catalogue::CATALOGUE;
use super::facts::{
    ActivityFact, BenefitFact, ChildFact, ClientFacts, EnquiryFact, EventFact, FacilityFact, Facts, MatterFact,
    OutreachFact, ReturnFact, StayFact, SubjectFact,
};
use super::rules::{self, Standing, Year};
use super::shape::{Dimension, Shape, Unit, Value};
use super::{Report, figure};
use crate::kernel::age::age_on;
use crate::kernel::codes::{
    ActivityType, AnsweredBy, Caller, Channel, ClosureReason, Code, Country, DeclineReason, DismissalGround,
    EnquiryTopic, Exploitation, FacilityType, Gender, MatterRole, Offence, Outcome, OutreachType, PoliceDistrict,
    PoliceEventKind, ReferredBy, ResidenceStatus, ReturnDecision, YesNoUnknown,
};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Debug;

/// Days since 1 January 2018.
type Day = i64;

/// A day before everything that happens.
const START: Day = -10;

/// The last day on which anything happens, 31 December 2021.
const LAST: Day = 1460;

/// 1 January of each year.
const JANUARY_FIRST: [(i32, Day); 8] =
    [(2016, -731), (2017, -365), (2018, 0), (2019, 365), (2020, 730), (2021, 1096), (2022, 1461), (2023, 1826)];

/// Facilities by key; their id is the place in the list.
const FACILITIES: [(&str, FacilityType); 6] = [
    ("centre-a", FacilityType::CrisisCentre),
    ("centre-b", FacilityType::CrisisCentre),
    ("flat", FacilityType::SupportedHousing),
    ("cell", FacilityType::Prison),
    ("camp-a", FacilityType::Reception),
    ("camp-b", FacilityType::Reception),
];

/// Nationalities that occur, with their regions (rule 9).
const NATIONALITIES: [(&str, &str); 8] = [
    ("BR", "latin_america"),
    ("GB", "west_europe"),
    ("NG", "africa"),
    ("RO", "east_europe"),
    ("TR", "asia"),
    ("TW", "asia"),
    ("US", "north_america"),
    ("XS", "stateless"),
];

const PROVIDERS: [&str; 3] = ["ADORA", "Skolen", "Verkstedet"];

fn date(day: Day) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + TimeDelta::days(day)
}

fn first_day(year: i32) -> Day {
    JANUARY_FIRST.iter().find(|(number, _)| *number == year).unwrap().1
}

// ---- What is registered, as plain data

#[derive(Debug, Clone)]
struct RawStay {
    from: Day,
    length: Option<Day>,
    facility: usize,
}

#[derive(Debug, Clone)]
struct RawReturn {
    applied: Option<Day>,
    decision: Option<(Day, ReturnDecision)>,
    withdrawn: Option<Day>,
    returned: Option<Day>,
    country: Option<&'static str>,
}

#[derive(Debug, Clone)]
struct RawMatter {
    offence: Offence,
    role: Option<MatterRole>,
    district: Option<PoliceDistrict>,
    /// In the order of the rows, whatever their dates.
    events: Vec<(Day, PoliceEventKind, Option<DismissalGround>)>,
}

#[derive(Debug, Clone)]
struct RawActivity {
    kind: ActivityType,
    provider: Option<&'static str>,
    from: Day,
    length: Option<Day>,
    support_ore: Option<i64>,
}

#[derive(Debug, Clone)]
struct RawChild {
    label: &'static str,
    from: Day,
    length: Option<Day>,
}

#[derive(Debug, Clone)]
struct RawClient {
    stays: Vec<RawStay>,
    /// May name a date twice.
    conversations: Vec<Day>,
    statuses: BTreeMap<Day, ResidenceStatus>,
    returns: Vec<RawReturn>,
    matters: Vec<RawMatter>,
    activities: Vec<RawActivity>,
    children: Vec<RawChild>,
    intake: Day,
    closed: Option<(Day, Option<ClosureReason>)>,
    gender: Gender,
    birth: Option<NaiveDate>,
    nationality: Option<&'static str>,
    exploitation: Vec<Exploitation>,
    referred_by: Option<ReferredBy>,
    identified_in: Option<usize>,
    pregnant: Option<YesNoUnknown>,
    children_abroad: Option<YesNoUnknown>,
}

#[derive(Debug, Clone)]
struct RawSubject {
    persons: i64,
    gender: Gender,
    nationality: Option<&'static str>,
    exploitation: Vec<Exploitation>,
    minors_along: i64,
    first_time: bool,
    outcome: Outcome,
    reason: Option<DeclineReason>,
}

#[derive(Debug, Clone)]
struct RawEnquiry {
    on: Day,
    channel: Channel,
    answered_by: AnsweredBy,
    caller: Caller,
    topic: EnquiryTopic,
    subjects: Vec<RawSubject>,
}

#[derive(Debug, Clone)]
struct RawOutreach {
    on: Day,
    kind: OutreachType,
    facility: Option<usize>,
    participants: Option<i64>,
}

#[derive(Debug, Clone)]
struct RawBenefit {
    paid_on: Day,
    client: i64,
    ore: i64,
}

#[derive(Debug, Clone)]
struct Raw {
    clients: Vec<RawClient>,
    enquiries: Vec<RawEnquiry>,
    outreach: Vec<RawOutreach>,
    benefits: Vec<RawBenefit>,
}

// ---- How it is made up

/// Days of four years: anywhere, around a turn of the year, or close together so that dates coincide.
fn day() -> impl Strategy<Value = Day> {
    let turn = (select(&[0_i64, 365, 730, 1096, 1461][..]), -1_i64..=1).prop_map(|(turn, by)| (turn + by).min(LAST));
    prop_oneof![2 => 0..=LAST, 2 => turn, 2 => 400_i64..406]
}

fn length() -> impl Strategy<Value = Option<Day>> {
    prop_oneof![
        2 => Just(None),
        2 => Just(Some(0)),
        3 => (1_i64..12).prop_map(Some),
        2 => select(&[7_i64, 8, 30, 31, 90, 91, 180, 181][..]).prop_map(Some),
        3 => (12_i64..420).prop_map(Some),
    ]
}

fn any_code<C: Code + Debug>() -> impl Strategy<Value = C> {
    select(C::ALL)
}

fn maybe<T: Debug>(strategy: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(strategy)
}

fn some<T: Debug>(strategy: impl Strategy<Value = T>, most: usize) -> impl Strategy<Value = Vec<T>> {
    proptest::collection::vec(strategy, 0..=most)
}

fn country() -> impl Strategy<Value = Option<&'static str>> {
    maybe(select(NATIONALITIES.map(|(code, _)| code).to_vec()))
}

/// A stay of some length, or one whose both ends are days where things coincide.
fn stay() -> impl Strategy<Value = RawStay> {
    let until = (day(), day()).prop_map(|(one, other)| (one.min(other), Some((one - other).abs())));
    (prop_oneof![2 => (day(), length()), 1 => until], 0..FACILITIES.len())
        .prop_map(|((from, length), facility)| RawStay { from, length, facility })
}

fn status() -> impl Strategy<Value = ResidenceStatus> {
    use ResidenceStatus::{AsylumDublin, AsylumPending, LimitedApplied, WitnessPermit};
    prop_oneof![any_code(), select(vec![AsylumPending, AsylumDublin, LimitedApplied, WitnessPermit])]
}

fn iom_return() -> impl Strategy<Value = RawReturn> {
    let rare = || proptest::option::weighted(0.3, day());
    let applied = proptest::option::weighted(0.9, day());
    (applied, maybe((day(), any_code())), rare(), rare(), country()).prop_map(
        |(applied, decision, withdrawn, returned, country)| RawReturn {
            applied,
            decision,
            withdrawn,
            returned,
            country,
        },
    )
}

fn matter() -> impl Strategy<Value = RawMatter> {
    use PoliceEventKind::{DecidedNotToReport, Dismissed, Reported, Testified};
    let kind = prop_oneof![any_code(), select(vec![Reported, DecidedNotToReport, Dismissed, Testified])];
    let offence = select(vec![Offence::Trafficking, Offence::AggravatedTrafficking, Offence::Rape, Offence::Pimping]);
    (offence, maybe(any_code()), maybe(any_code()), some((day(), kind, maybe(any_code())), 6))
        .prop_map(|(offence, role, district, events)| RawMatter { offence, role, district, events })
}

fn activity() -> impl Strategy<Value = RawActivity> {
    (any_code(), maybe(select(PROVIDERS.to_vec())), day(), length(), maybe(1_i64..500_000)).prop_map(
        |(kind, provider, from, length, support_ore)| RawActivity { kind, provider, from, length, support_ore },
    )
}

fn child() -> impl Strategy<Value = RawChild> {
    (select(vec!["first", "second"]), day(), length()).prop_map(|(label, from, length)| RawChild {
        label,
        from,
        length,
    })
}

/// Birth dates at any age, many of them where one band of ages ends and the next begins.
fn birth() -> impl Strategy<Value = NaiveDate> {
    let leap_day = select(vec![1960, 1984, 1992, 2000, 2004]).prop_map(|year| (year, 2, 29));
    let edge = select(vec![17, 18, 19, 20, 24, 25, 30, 31, 32, 33, 40, 41, 50, 51]).prop_map(|age| 2019 - age);
    prop_oneof![2 => (1955_i32..2023, 1_u32..=12, 1_u32..=28), 1 => leap_day, 3 => (edge, 1_u32..=12, 1_u32..=28)]
        .prop_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn exploitation() -> impl Strategy<Value = Vec<Exploitation>> {
    subsequence(Exploitation::ALL, 0..=3)
}

fn client() -> impl Strategy<Value = RawClient> {
    let happened = (
        some(stay(), 5),
        some(day(), 5),
        proptest::collection::btree_map(day(), status(), 0..=5),
        some(iom_return(), 2),
        some(matter(), 3),
        some(activity(), 3),
        some(child(), 3),
        day(),
        proptest::option::weighted(0.4, (day(), maybe(any_code()))),
    );
    let told = (
        any_code(),
        proptest::option::weighted(0.8, birth()),
        country(),
        exploitation(),
        maybe(any_code()),
        maybe(0..FACILITIES.len()),
        maybe(any_code()),
        maybe(any_code()),
    );
    (happened, told).prop_map(|(happened, told)| {
        let (stays, conversations, statuses, returns, matters, activities, children, intake, closed) = happened;
        let (gender, birth, nationality, exploitation, referred_by, identified_in, pregnant, children_abroad) = told;
        RawClient {
            stays,
            conversations,
            statuses,
            returns,
            matters,
            activities,
            children,
            intake,
            closed,
            gender,
            birth,
            nationality,
            exploitation,
            referred_by,
            identified_in,
            pregnant,
            children_abroad,
        }
    })
}

fn subject() -> impl Strategy<Value = RawSubject> {
    let first_time = proptest::bool::weighted(0.7);
    (1_i64..5, any_code(), country(), exploitation(), 0_i64..4, first_time, any_code(), maybe(any_code())).prop_map(
        |(persons, gender, nationality, exploitation, minors_along, first_time, outcome, reason)| RawSubject {
            persons,
            gender,
            nationality,
            exploitation,
            minors_along,
            first_time,
            outcome,
            reason,
        },
    )
}

fn enquiry() -> impl Strategy<Value = RawEnquiry> {
    (day(), any_code(), any_code(), any_code(), any_code(), some(subject(), 2)).prop_map(
        |(on, channel, answered_by, caller, topic, subjects)| RawEnquiry {
            on,
            channel,
            answered_by,
            caller,
            topic,
            subjects,
        },
    )
}

fn outreach() -> impl Strategy<Value = RawOutreach> {
    let kind = prop_oneof![any_code(), Just(OutreachType::ShelterVisit)];
    (day(), kind, maybe(0..FACILITIES.len()), maybe(0_i64..40))
        .prop_map(|(on, kind, facility, participants)| RawOutreach { on, kind, facility, participants })
}

fn benefit() -> impl Strategy<Value = RawBenefit> {
    (day(), 1_i64..6, 0_i64..1_000_000).prop_map(|(paid_on, client, ore)| RawBenefit { paid_on, client, ore })
}

fn raw() -> impl Strategy<Value = Raw> {
    (some(client(), 5), some(enquiry(), 12), some(outreach(), 8), some(benefit(), 8))
        .prop_map(|(clients, enquiries, outreach, benefits)| Raw { clients, enquiries, outreach, benefits })
}

/// A year up to its closing date.
#[derive(Debug, Clone, Copy)]
struct Window {
    year: i32,
    first: Day,
    z: Day,
}

impl Window {
    fn closed(year: i32, as_of: Option<Day>, today: Day) -> Self {
        let z = as_of.unwrap_or(first_day(year + 1) - 1).min(first_day(year + 1) - 1).min(today);
        Self { year, first: first_day(year), z }
    }

    /// The whole of the year before.
    fn before(self) -> Self {
        Self { year: self.year - 1, first: first_day(self.year - 1), z: self.first - 1 }
    }

    fn days(self) -> std::ops::RangeInclusive<Day> {
        self.first..=self.z
    }

    fn has(self, day: Day) -> bool {
        self.days().contains(&day)
    }

    /// The same year to the rules.
    fn year(self) -> Year {
        let year = Year::new(self.year, Some(date(self.z)), date(LAST + 1000)).unwrap();
        assert_eq!((year.first(), year.closing()), (date(self.first), date(self.z)));
        year
    }
}

fn window() -> impl Strategy<Value = Window> {
    let as_of = prop_oneof![Just(None), (0_i64..365).prop_map(Some), (0_i64..45).prop_map(Some)];
    let any = (2018..=2021, as_of).prop_map(|(year, after)| (year, after.map(|after| first_day(year) + after)));
    let close = (400_i64..406).prop_map(|as_of| (2019, Some(as_of)));
    prop_oneof![3 => any, 1 => close].prop_map(|(year, as_of)| Window::closed(year, as_of, LAST + 1000))
}

// ---- The facts as the store reads them: cut at the closing date, sorted, each conversation date once

fn to(from: Day, length: Option<Day>) -> Option<NaiveDate> {
    length.map(|length| date(from + length))
}

fn client_facts(id: i64, raw: &RawClient, window: Window) -> ClientFacts {
    let (year, z) = (window.year(), window.z);
    let until = |day: Option<Day>| day.filter(|day| *day <= z).map(date);
    let mut row = id * 1000;
    let mut next = || {
        row += 1;
        row
    };
    let country = |code: Option<&str>| code.map(|code| Country::from_code(code).unwrap());
    let mut conversations: Vec<NaiveDate> =
        raw.conversations.iter().filter(|day| **day <= z).map(|day| date(*day)).collect();
    conversations.sort_unstable();
    conversations.dedup();
    let mut stays: Vec<StayFact> = raw
        .stays
        .iter()
        .map(|stay| (next(), stay))
        .filter(|(_, stay)| stay.from <= z)
        .map(|(id, stay)| {
            let place = (i64::try_from(stay.facility).unwrap(), FACILITIES[stay.facility].1);
            StayFact::new(id, place, date(stay.from), to(stay.from, stay.length), date(z)).unwrap()
        })
        .collect();
    stays.sort_by_key(|stay| (stay.from, stay.id));
    let matter = |id: i64, raw: &RawMatter| {
        let known = raw.events.iter().filter(|(on, ..)| *on <= z);
        let mut events: Vec<EventFact> =
            known.map(|(on, kind, ground)| EventFact { on: date(*on), kind: *kind, ground: *ground }).collect();
        events.sort_by_key(|event| event.on);
        let role = raw.role.unwrap_or(MatterRole::Aggrieved);
        MatterFact { id, offence: raw.offence, role, district: raw.district, events }
    };
    let iom_return = |id: i64, raw: &RawReturn| ReturnFact {
        id,
        country: country(raw.country),
        applied_on: until(raw.applied),
        decision: raw.decision.filter(|(on, _)| *on <= z).map(|(on, decision)| (date(on), decision)),
        withdrawn_on: until(raw.withdrawn),
        returned_on: until(raw.returned),
    };
    let activity = |id: i64, raw: &RawActivity| ActivityFact {
        id,
        activity_type: raw.kind,
        provider: raw.provider.map(str::to_owned),
        from: date(raw.from),
        to: to(raw.from, raw.length),
        support_ore: raw.support_ore,
    };
    let child = |id: i64, raw: &RawChild| ChildFact {
        id,
        label: raw.label.to_owned(),
        from: date(raw.from),
        to: to(raw.from, raw.length),
    };
    let mut client = ClientFacts {
        id,
        intake_date: date(raw.intake),
        gender: raw.gender,
        birth_date: raw.birth,
        nationality: country(raw.nationality),
        exploitation: raw.exploitation.clone(),
        referred_by: raw.referred_by,
        identified_in: raw.identified_in.map(|place| i64::try_from(place).unwrap()),
        pregnant_at_intake: raw.pregnant,
        children_abroad: raw.children_abroad,
        closed: raw.closed.filter(|(on, _)| *on <= z).map(|(on, reason)| (date(on), reason)),
        conversations,
        stays,
        statuses: raw.statuses.iter().filter(|(on, _)| **on <= z).map(|(on, status)| (date(*on), *status)).collect(),
        iom_returns: raw.returns.iter().map(|raw| iom_return(next(), raw)).collect(),
        matters: raw.matters.iter().map(|raw| matter(next(), raw)).collect(),
        activities: raw.activities.iter().filter(|raw| raw.from <= z).map(|raw| activity(next(), raw)).collect(),
        children: raw.children.iter().filter(|raw| raw.from <= z).map(|raw| child(next(), raw)).collect(),
        qualifying_date: None,
        standing: Standing::NotAssisted,
    };
    client.qualifying_date = rules::qualifying_date(&client);
    client.standing = rules::standing(&client, year);
    client
}

fn facts(raw: &Raw, window: Window) -> Facts {
    let ids = 1_i64..;
    let enquiries: Vec<(i64, &RawEnquiry)> =
        ids.clone().zip(&raw.enquiries).filter(|(_, enquiry)| window.has(enquiry.on)).collect();
    let subject = |id: i64, raw: &RawSubject| SubjectFact {
        id,
        persons: raw.persons,
        gender: raw.gender,
        nationality: raw.nationality.and_then(Country::from_code),
        exploitation: raw.exploitation.clone(),
        minors_along: raw.minors_along,
        first_time: raw.first_time,
        outcome: raw.outcome,
        reason: raw.reason,
    };
    let enquiry = |id: i64, raw: &RawEnquiry| EnquiryFact {
        id,
        received_on: date(raw.on),
        channel: raw.channel,
        answered_by: raw.answered_by,
        caller: raw.caller,
        topic: raw.topic,
    };
    let visit = |id: i64, raw: &RawOutreach| OutreachFact {
        id,
        outreach_type: raw.kind,
        facility_id: raw.facility.map(|place| i64::try_from(place).unwrap()),
        participants: raw.participants,
    };
    let facility = |(key, facility_type): (&str, FacilityType)| FacilityFact {
        key: key.to_owned(),
        name: key.to_uppercase(),
        facility_type,
    };
    Facts {
        year: window.year(),
        clients: ids.clone().zip(&raw.clients).map(|(id, raw)| client_facts(id, raw, window)).collect(),
        subjects: enquiries
            .iter()
            .flat_map(|(id, enquiry)| (id * 10..).zip(&enquiry.subjects))
            .map(|(id, raw)| subject(id, raw))
            .collect(),
        enquiries: enquiries.into_iter().map(|(id, raw)| enquiry(id, raw)).collect(),
        outreach: ids
            .clone()
            .zip(&raw.outreach)
            .filter(|(_, raw)| window.has(raw.on))
            .map(|(id, raw)| visit(id, raw))
            .collect(),
        benefits: ids
            .zip(&raw.benefits)
            .filter(|(_, raw)| window.has(raw.paid_on))
            .map(|(id, raw)| BenefitFact { id, client_id: raw.client, amount_ore: raw.ore, paid_on: None })
            .collect(),
        facilities: (0_i64..).zip(FACILITIES.map(facility)).collect(),
        typed: Vec::new(),
    }
}

/// The facts of a random register in a random year.
pub(super) fn any_facts() -> impl Strategy<Value = Facts> {
    (raw(), window()).prop_map(|(raw, window)| facts(&raw, window))
}

/// The facts of two random registers in one year: as they were, and as they are.
pub(super) fn two_facts() -> impl Strategy<Value = (Facts, Facts)> {
    (raw(), raw(), window()).prop_map(|(one, other, window)| (facts(&one, window), facts(&other, window)))
}

// ---- The plain models

/// True on each day from the first to the last, both included.
fn lasts(from: Day, length: Option<Day>, day: Day) -> bool {
    from <= day && length.is_none_or(|length| day <= from + length)
}

impl RawStay {
    /// True when it has the night that begins on the day.
    fn night(&self, day: Day) -> bool {
        self.from <= day && self.length.is_none_or(|length| day < self.from + length)
    }

    fn is_shelter(&self) -> bool {
        ["crisis_centre", "supported_housing"].contains(&FACILITIES[self.facility].1.code())
    }

    fn left(&self) -> Option<Day> {
        self.length.map(|length| self.from + length)
    }

    fn nights(&self, days: impl Iterator<Item = Day>) -> i64 {
        i64::try_from(days.filter(|day| self.night(*day)).count()).unwrap()
    }

    fn counts(&self, window: Window) -> bool {
        (self.length == Some(0) && window.has(self.from)) || self.nights(window.days()) > 0
    }

    fn length_band(&self, window: Window) -> &'static str {
        match self.nights(START..=window.z) {
            0 => "0",
            1..8 => "1_7",
            8..31 => "8_30",
            31..91 => "31_90",
            91..181 => "91_180",
            _ => "181_plus",
        }
    }
}

impl RawMatter {
    /// The days on which something happened, in order of date, then row.
    fn walk(&self, window: Window) -> Vec<(Day, &'static str, Option<DismissalGround>)> {
        let mut happened = Vec::new();
        for day in START..=window.z {
            for (on, kind, ground) in &self.events {
                if *on == day {
                    happened.push((day, kind.code(), *ground));
                }
            }
        }
        happened
    }

    fn first_reported(&self, window: Window) -> Option<Day> {
        self.walk(window).iter().find(|(_, kind, _)| *kind == "reported").map(|(on, ..)| *on)
    }

    fn happened(&self, wanted: &str, window: Window) -> bool {
        self.walk(window).iter().any(|(on, kind, _)| *kind == wanted && window.has(*on))
    }

    fn is_witness(&self) -> bool {
        self.role == Some(MatterRole::Witness)
    }

    fn reported(&self, window: Window) -> bool {
        !self.is_witness() && self.first_reported(window).is_some_and(|on| window.has(on))
    }

    fn not_reported(&self, window: Window) -> bool {
        !self.is_witness() && self.happened("decided_not_to_report", window) && self.first_reported(window).is_none()
    }

    fn testified_unreported(&self, window: Window) -> bool {
        self.is_witness() && self.happened("testified", window) && self.first_reported(window).is_none()
    }

    /// The status on Z and the ground of the last dismissal.
    fn status(&self, window: Window) -> (&'static str, Option<DismissalGround>) {
        let (mut status, mut last_ground) = ("unknown", None);
        for (_, kind, ground) in self.walk(window) {
            match kind {
                "considered" | "decided_not_to_report" | "testified" => {}
                "investigation_opened" | "reopened" | "dismissal_appealed" => status = "under_investigation",
                "convicted" | "acquitted" | "final" => status = "judged",
                other => status = other,
            }
            if kind == "dismissed" {
                last_ground = ground;
            }
        }
        (status, last_ground)
    }

    fn is_trafficking(&self) -> bool {
        self.offence.code().ends_with("trafficking")
    }
}

/// The codes of statuses that end a return (rule 10).
const ENDS_RETURN: [&str; 9] = [
    "reflection_granted",
    "limited_granted",
    "protection",
    "witness_permit",
    "humanitarian",
    "permit_other",
    "family_immigration",
    "norwegian_citizen",
    "left_norway",
];

impl RawClient {
    fn night(&self, day: Day) -> bool {
        self.stays.iter().any(|stay| stay.night(day))
    }

    fn shelter_night(&self, day: Day) -> bool {
        self.stays.iter().any(|stay| stay.is_shelter() && stay.night(day))
    }

    fn contact(&self, day: Day) -> bool {
        self.conversations.contains(&day) || self.shelter_night(day)
    }

    /// Walks from day to day until a shelter night or the second day of conversation.
    fn qualifying(&self, z: Day) -> Option<Day> {
        let mut conversations = 0;
        for day in START..=z {
            conversations += i64::from(self.conversations.contains(&day));
            if self.shelter_night(day) || (conversations == 2 && self.conversations.contains(&day)) {
                return Some(day);
            }
        }
        None
    }

    fn assisted(&self, window: Window) -> bool {
        self.qualifying(window.z).is_some() && window.days().any(|day| self.contact(day))
    }

    fn is_new(&self, window: Window) -> bool {
        self.assisted(window) && self.qualifying(window.z).is_some_and(|day| window.has(day))
    }

    fn status_on(&self, on: Day) -> Option<ResidenceStatus> {
        let mut in_force = None;
        for day in START..=on {
            in_force = self.statuses.get(&day).copied().or(in_force);
        }
        in_force
    }

    /// True when something ends a return on the day, statuses apart.
    fn return_ends(&self, application: &RawReturn, day: Day) -> bool {
        application.decision == Some((day, ReturnDecision::Refused))
            || application.withdrawn == Some(day)
            || application.returned == Some(day)
            || self.closed.is_some_and(|(on, _)| on == day)
    }

    /// The days on which a return is open, up to a day.
    fn open_days(&self, application: &RawReturn, last: Day) -> HashSet<Day> {
        let (mut open, mut over, mut days) = (false, false, HashSet::new());
        for day in START..=last {
            let status_ends = self.statuses.get(&day).is_some_and(|status| ENDS_RETURN.contains(&status.code()));
            over |= self.return_ends(application, day) || (open && status_ends);
            open |= application.applied == Some(day);
            if open && !over {
                days.insert(day);
            }
        }
        days
    }

    fn has_open_return(&self, on: Day) -> bool {
        self.returns.iter().any(|application| self.open_days(application, on).contains(&on))
    }

    fn residence(&self, on: Day) -> &'static str {
        if self.has_open_return(on) { "iom_process" } else { plain_residence(self.status_on(on)) }
    }

    /// Age by counting birthdays; none when unknown or not yet born.
    fn age(&self, on: Day) -> Option<i64> {
        plain_age(self.birth?, date(on))
    }

    fn children(&self, window: Window) -> i64 {
        let here = self.children.iter().filter(|child| window.days().any(|day| lasts(child.from, child.length, day)));
        i64::try_from(here.map(|child| child.label).collect::<HashSet<_>>().len()).unwrap()
    }

    fn housed_as_asylum_seeker(&self, window: Window) -> bool {
        let mut in_force = self.status_on(window.first - 1);
        for day in window.days() {
            in_force = self.statuses.get(&day).copied().or(in_force);
            if self.shelter_night(day) && in_force.is_some_and(|status| status.code().starts_with("asylum_")) {
                return true;
            }
        }
        false
    }
}

fn plain_residence(status: Option<ResidenceStatus>) -> &'static str {
    match status.map_or("unknown", Code::code) {
        "protection" | "witness_permit" | "humanitarian" | "permit_other" => "permit",
        other => other,
    }
}

fn plain_age(birth: NaiveDate, on: NaiveDate) -> Option<i64> {
    use chrono::Datelike;
    let birthday = |age: i32| {
        let year = birth.year() + age;
        birth.with_year(year).unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 3, 1).unwrap())
    };
    (birth <= on).then(|| i64::try_from((1..150).filter(|age| birthday(*age) <= on).count()).unwrap())
}

fn plain_form(named: &[Exploitation]) -> &'static str {
    let has = |code: &str| named.iter().any(|form| form.code() == code);
    let labour = ["labour", "begging", "forced_crime", "servitude"].into_iter().any(has);
    match (named.len(), has("sexual"), labour) {
        (0, ..) => "unknown",
        (_, true, false) => "sexual",
        (_, false, true) => "labour",
        (_, true, true) => "mixed",
        (_, false, false) => "other",
    }
}

fn band(age: Option<i64>, bands: &[(i64, &'static str)]) -> &'static str {
    let Some(age) = age else { return "unknown" };
    bands.iter().rev().find(|(from, _)| age >= *from).unwrap().1
}

const BANDS: [(i64, &str); 5] = [(0, "under_18"), (18, "18_24"), (25, "25_32"), (33, "33_50"), (51, "51_plus")];
const CONTINUING_BANDS: [(i64, &str); 5] =
    [(0, "under_20"), (20, "20_30"), (31, "31_40"), (41, "41_50"), (51, "51_plus")];

fn plain_region(country: Option<&str>) -> &'static str {
    NATIONALITIES.iter().find(|(code, _)| Some(*code) == country).map_or("unknown", |(_, region)| region)
}

fn code_or_unknown<C: Code>(code: Option<C>) -> &'static str {
    code.map_or("unknown", Code::code)
}

// ---- Values to compare with

fn float(whole: i64) -> f64 {
    f64::from(i32::try_from(whole).unwrap())
}

fn number(whole: i64) -> Value {
    Value::Number(Some(float(whole)))
}

fn count<T>(things: impl Iterator<Item = T>) -> Value {
    number(i64::try_from(things.count()).unwrap())
}

/// The number of different things.
fn different<T: Ord>(things: impl Iterator<Item = T>) -> Value {
    number(i64::try_from(things.collect::<BTreeSet<T>>().len()).unwrap())
}

fn sums<'a>(things: impl Iterator<Item = (&'a str, i64)>) -> BTreeMap<String, f64> {
    let mut sums = BTreeMap::new();
    for (category, amount) in things {
        *sums.entry(category.to_owned()).or_default() += float(amount);
    }
    sums
}

fn by<'a>(things: impl Iterator<Item = (&'a str, i64)>) -> Value {
    Value::ByCategory(sums(things))
}

/// Things that count one each.
fn tally<'a>(things: impl Iterator<Item = &'a str>) -> Value {
    by(things.map(|category| (category, 1)))
}

fn by_two<'a>(things: impl Iterator<Item = (&'a str, &'a str, i64)>) -> Value {
    let things: Vec<_> = things.collect();
    let outer: BTreeSet<&str> = things.iter().map(|(outer, ..)| *outer).collect();
    let inner = |of: &str| sums(things.iter().filter(|(outer, ..)| *outer == of).map(|(_, inner, n)| (*inner, *n)));
    Value::ByTwo(outer.into_iter().map(|outer| (outer.to_owned(), inner(outer))).collect())
}

/// The tenth nearest to `sum / count`, half up.
fn tenth(sum: i64, count: i64) -> Value {
    if count == 0 {
        return Value::Number(None);
    }
    let nearest = (0..=20 * sum).find(|tenths| (2 * tenths + 1) * count > 20 * sum);
    Value::Number(nearest.map(|tenths| float(tenths) / 10.0))
}

/// A whole number out of a value: it is written without decimals.
fn whole(value: f64) -> i64 {
    value.to_string().parse().unwrap()
}

/// Every figure that is counted a second time here, by its id.
fn plain_figures(raw: &Raw, window: Window) -> BTreeMap<&'static str, Value> {
    let mut figures = plain_enquiries(raw, window);
    figures.extend(plain_clients(raw, window));
    figures.extend(plain_housing(raw, window));
    figures.extend(plain_residences(raw, window));
    figures.extend(plain_matters_and_returns(raw, window));
    figures.extend(plain_measures(raw, window));
    figures
}

type Figures = BTreeMap<&'static str, Value>;

fn plain_enquiries(raw: &Raw, window: Window) -> Figures {
    let calls: Vec<&RawEnquiry> = raw.enquiries.iter().filter(|call| window.has(call.on)).collect();
    let first: Vec<&RawSubject> =
        calls.iter().flat_map(|call| &call.subjects).filter(|subject| subject.first_time).collect();
    let months: Vec<String> = calls.iter().map(|call| date(call.on).format("%m").to_string()).collect();
    let nationality = |subject: &RawSubject| subject.nationality.unwrap_or("unknown");
    let persons = |category: fn(&RawSubject) -> &'static str| by(first.iter().map(|s| (category(s), s.persons)));
    let all: i64 = first.iter().map(|subject| subject.persons).sum();
    let accepted = first.iter().filter(|s| s.outcome == Outcome::Accepted).map(|s| s.persons).sum::<i64>();
    let others = first.iter().filter(|s| s.outcome != Outcome::Accepted);
    BTreeMap::from([
        ("enquiries.total", count(calls.iter())),
        ("enquiries.by_topic", tally(calls.iter().map(|call| call.topic.code()))),
        ("enquiries.by_caller", tally(calls.iter().map(|call| call.caller.code()))),
        ("enquiries.by_answered_by", tally(calls.iter().map(|call| call.answered_by.code()))),
        ("enquiries.by_channel", tally(calls.iter().map(|call| call.channel.code()))),
        ("enquiries.by_month", tally(months.iter().map(String::as_str))),
        ("enquiries.by_topic_caller", by_two(calls.iter().map(|call| (call.topic.code(), call.caller.code(), 1)))),
        ("subjects.first_time", number(all)),
        (
            "subjects.first_time.by_exploitation_gender",
            by_two(first.iter().map(|s| (plain_form(&s.exploitation), s.gender.code(), s.persons))),
        ),
        (
            "subjects.first_time.by_exploitation_nationality",
            by_two(first.iter().map(|s| (plain_form(&s.exploitation), nationality(s), s.persons))),
        ),
        ("subjects.first_time.by_nationality", persons(|s| s.nationality.unwrap_or("unknown"))),
        ("subjects.first_time.nationalities", different(first.iter().filter_map(|s| s.nationality))),
        ("subjects.first_time.by_outcome", persons(|s| s.outcome.code())),
        ("subjects.first_time.accepted_percent", tenth(accepted * 100, all)),
        ("subjects.first_time.by_reason", by(others.map(|s| (code_or_unknown(s.reason), s.persons)))),
        ("subjects.minors_along", number(first.iter().map(|s| s.minors_along).sum())),
    ])
}

fn plain_clients(raw: &Raw, window: Window) -> Figures {
    let z = window.z;
    let assisted: Vec<&RawClient> = raw.clients.iter().filter(|client| client.assisted(window)).collect();
    let (new, continuing): (Vec<&RawClient>, Vec<&RawClient>) =
        assisted.iter().copied().partition(|client| client.is_new(window));
    let closed: Vec<&RawClient> = raw
        .clients
        .iter()
        .filter(|client| client.qualifying(z).is_some() && client.closed.is_some_and(|(on, _)| window.has(on)))
        .collect();
    let ages: Vec<i64> = assisted.iter().filter_map(|client| client.age(z)).collect();
    let groups = |of: &[&RawClient], category: fn(&RawClient) -> &'static str| tally(of.iter().map(|c| category(c)));
    let gender = |client: &RawClient| client.gender.code();
    let form = |client: &RawClient| plain_form(&client.exploitation);
    let nationality = |client: &RawClient| client.nationality.unwrap_or("unknown");
    let region = |client: &RawClient| plain_region(client.nationality);
    let referred_by = |client: &RawClient| code_or_unknown(client.referred_by);
    let age_bands = |of: &[&RawClient]| tally(of.iter().map(|c| band(c.age(z), &BANDS)));
    BTreeMap::from([
        ("clients.assisted", count(assisted.iter())),
        ("clients.new", count(new.iter())),
        ("clients.continuing", count(continuing.iter())),
        ("clients.continuing.after_gap", count(continuing.iter().filter(|client| !client.assisted(window.before())))),
        ("clients.by_gender", groups(&assisted, gender)),
        ("clients.by_exploitation", groups(&assisted, form)),
        (
            "clients.by_exploitation_gender",
            by_two(assisted.iter().map(|c| (plain_form(&c.exploitation), c.gender.code(), 1))),
        ),
        ("clients.by_nationality", groups(&assisted, nationality)),
        ("clients.nationalities", different(assisted.iter().filter_map(|client| client.nationality))),
        ("clients.by_region", groups(&assisted, region)),
        ("clients.by_referred_by", groups(&assisted, referred_by)),
        ("clients.age.min", Value::Number(ages.iter().min().map(|age| float(*age)))),
        ("clients.age.max", Value::Number(ages.iter().max().map(|age| float(*age)))),
        ("clients.age.mean", tenth(ages.iter().sum(), i64::try_from(ages.len()).unwrap())),
        ("clients.age.unknown", count(assisted.iter().filter(|client| client.age(z).is_none()))),
        ("clients.by_age_band", age_bands(&assisted)),
        ("clients.new.by_gender", groups(&new, gender)),
        ("clients.new.by_exploitation", groups(&new, form)),
        ("clients.new.by_nationality", groups(&new, nationality)),
        ("clients.new.by_region", groups(&new, region)),
        ("clients.new.by_referred_by", groups(&new, referred_by)),
        ("clients.new.by_age_band", age_bands(&new)),
        ("clients.continuing.by_gender", groups(&continuing, gender)),
        ("clients.continuing.by_nationality", groups(&continuing, nationality)),
        (
            "clients.continuing.by_age_band",
            tally(continuing.iter().map(|client| band(client.age(z), &CONTINUING_BANDS))),
        ),
        (
            "clients.minors_at_intake",
            count(new.iter().filter(|client| client.age(client.intake.min(z)).is_some_and(|age| age < 18))),
        ),
        ("clients.closed", count(closed.iter())),
        (
            "clients.closed.by_reason",
            tally(closed.iter().map(|client| code_or_unknown(client.closed.and_then(|(_, reason)| reason)))),
        ),
        ("clients.pregnant_at_intake", count(new.iter().filter(|client| client.pregnant == Some(YesNoUnknown::Yes)))),
        (
            "clients.with_children_abroad",
            count(assisted.iter().filter(|client| client.children_abroad == Some(YesNoUnknown::Yes))),
        ),
        ("children.accompanying", number(assisted.iter().map(|client| client.children(window)).sum())),
        (
            "identified.by_facility",
            tally(new.iter().filter_map(|client| client.identified_in).map(|place| FACILITIES[place].0)),
        ),
    ])
}

/// Clients, nights, stays, moved in and moved out, at each place as `place` names it.
fn plain_places(assisted: &[&RawClient], window: Window, place: fn(&RawStay) -> &'static str) -> Value {
    let names: BTreeSet<&str> = assisted.iter().flat_map(|client| &client.stays).map(place).collect();
    let measures = names.into_iter().map(|name| {
        let (mut clients, mut nights, mut stays, mut moved_in, mut moved_out) = (0, 0, 0, 0, 0);
        for client in assisted {
            let here: Vec<&RawStay> = client.stays.iter().filter(|stay| place(stay) == name).collect();
            let spent = window.days().filter(|day| here.iter().any(|stay| stay.night(*day))).count();
            clients += i64::from(spent > 0);
            nights += i64::try_from(spent).unwrap();
            for stay in here {
                stays += i64::from(stay.counts(window));
                moved_in += i64::from(window.has(stay.from));
                moved_out += i64::from(stay.left().is_some_and(|left| window.has(left)));
            }
        }
        let all = [
            ("clients", clients),
            ("nights", nights),
            ("stays", stays),
            ("moved_in", moved_in),
            ("moved_out", moved_out),
        ];
        (name.to_owned(), all)
    });
    let with_something = measures.filter(|(_, all)| all.iter().any(|(_, value)| *value > 0));
    Value::ByTwo(with_something.map(|(name, all)| (name, sums(all.into_iter()))).collect())
}

fn plain_housing(raw: &Raw, window: Window) -> Figures {
    let assisted: Vec<&RawClient> = raw.clients.iter().filter(|client| client.assisted(window)).collect();
    let nights: Vec<usize> =
        assisted.iter().map(|client| window.days().filter(|day| client.night(*day)).count()).collect();
    let shelter: Vec<usize> =
        assisted.iter().map(|client| window.days().filter(|day| client.shelter_night(*day)).count()).collect();
    let sum = |nights: &[usize]| number(i64::try_from(nights.iter().sum::<usize>()).unwrap());
    let stays: Vec<&RawStay> =
        assisted.iter().flat_map(|client| &client.stays).filter(|stay| stay.from <= window.z).collect();
    let centres = stays
        .iter()
        .filter(|stay| FACILITIES[stay.facility].1 == FacilityType::CrisisCentre && stay.nights(window.days()) > 0);
    let seekers: Vec<&&RawClient> = assisted.iter().filter(|client| client.housed_as_asylum_seeker(window)).collect();
    BTreeMap::from([
        ("housing.clients", count(nights.iter().filter(|nights| **nights > 0))),
        ("housing.shelter_clients", count(shelter.iter().filter(|nights| **nights > 0))),
        ("housing.nights", sum(&nights)),
        ("housing.shelter_nights", sum(&shelter)),
        ("housing.crisis_centres", different(centres.map(|stay| stay.facility))),
        ("housing.by_facility", plain_places(&assisted, window, |stay| FACILITIES[stay.facility].0)),
        ("housing.by_facility_type", plain_places(&assisted, window, |stay| FACILITIES[stay.facility].1.code())),
        (
            "housing.by_length",
            tally(stays.iter().filter(|stay| stay.counts(window)).map(|stay| stay.length_band(window))),
        ),
        ("asylum_housed.adults", count(seekers.iter())),
        ("asylum_housed.by_gender", tally(seekers.iter().map(|client| client.gender.code()))),
        ("asylum_housed.by_region", tally(seekers.iter().map(|client| plain_region(client.nationality)))),
        ("asylum_housed.children", number(seekers.iter().map(|client| client.children(window)).sum())),
    ])
}

fn plain_residences(raw: &Raw, window: Window) -> Figures {
    let z = window.z;
    let assisted: Vec<&RawClient> = raw.clients.iter().filter(|client| client.assisted(window)).collect();
    let (new, continuing): (Vec<&RawClient>, Vec<&RawClient>) =
        assisted.iter().copied().partition(|client| client.is_new(window));
    let at_intake = |client: &RawClient| client.residence(client.intake.min(z));
    let ever = |client: &RawClient, wanted: &[&str]| {
        client.statuses.iter().any(|(on, status)| *on <= z && wanted.contains(&status.code()))
    };
    let witness_permit_in_year = |client: &RawClient| {
        window.days().any(|day| client.statuses.get(&day) == Some(&ResidenceStatus::WitnessPermit))
    };
    BTreeMap::from([
        ("residence.new_at_intake", tally(new.iter().map(|client| at_intake(client)))),
        ("residence.new_at_year_end", tally(new.iter().map(|client| client.residence(z)))),
        ("residence.new_transitions", by_two(new.iter().map(|c| (at_intake(c), c.residence(z), 1)))),
        ("residence.all_at_year_end", tally(assisted.iter().map(|client| client.residence(z)))),
        (
            "residence.continuing_granted_protection",
            count(continuing.iter().filter(|c| ever(c, &["protection", "witness_permit", "humanitarian"]))),
        ),
        ("residence.continuing_family", count(continuing.iter().filter(|c| ever(c, &["family_immigration"])))),
        (
            "residence.continuing_witness_permit",
            count(continuing.iter().filter(|client| witness_permit_in_year(client))),
        ),
    ])
}

fn plain_matters_and_returns(raw: &Raw, window: Window) -> Figures {
    let z = window.z;
    let qualified: Vec<&RawClient> = raw.clients.iter().filter(|c| c.qualifying(z).is_some()).collect();
    let matters: Vec<&RawMatter> = qualified.iter().flat_map(|client| &client.matters).collect();
    let (trafficking, other): (Vec<&RawMatter>, Vec<&RawMatter>) =
        matters.iter().filter(|matter| matter.reported(window)).partition(|matter| matter.is_trafficking());
    let dismissed = trafficking.iter().map(|matter| matter.status(window)).filter(|(status, _)| *status == "dismissed");
    let with = |wanted: fn(&RawMatter, Window) -> bool| {
        count(qualified.iter().filter(|client| client.matters.iter().any(|matter| wanted(matter, window))))
    };
    let returns: Vec<&RawReturn> = qualified.iter().flat_map(|client| &client.returns).collect();
    let on = |day: Option<Day>| day.is_some_and(|day| window.has(day));
    let decided = |wanted: ReturnDecision| {
        count(returns.iter().filter(|r| r.decision.is_some_and(|(day, how)| how == wanted && window.has(day))))
    };
    BTreeMap::from([
        ("police.trafficking.clients", with(|matter, window| matter.is_trafficking() && matter.reported(window))),
        ("police.trafficking.by_status_at_year_end", tally(trafficking.iter().map(|matter| matter.status(window).0))),
        ("police.trafficking.by_district", tally(trafficking.iter().map(|matter| code_or_unknown(matter.district)))),
        ("police.trafficking.by_dismissal_ground", tally(dismissed.map(|(_, ground)| code_or_unknown(ground)))),
        ("police.other.reports", count(other.iter())),
        ("police.other.by_offence", tally(other.iter().map(|matter| matter.offence.code()))),
        ("police.not_reported", count(matters.iter().filter(|matter| matter.not_reported(window)))),
        ("police.testified_unreported", with(RawMatter::testified_unreported)),
        ("returns.open_at_year_end", count(qualified.iter().filter(|client| client.has_open_return(z)))),
        ("returns.applied", count(returns.iter().filter(|r| on(r.applied)))),
        ("returns.granted", decided(ReturnDecision::Granted)),
        ("returns.refused", decided(ReturnDecision::Refused)),
        ("returns.withdrawn", count(returns.iter().filter(|r| on(r.withdrawn)))),
        ("returns.returned", count(returns.iter().filter(|r| on(r.returned)))),
        (
            "returns.returned_by_country",
            tally(returns.iter().filter(|r| on(r.returned)).map(|r| r.country.unwrap_or("unknown"))),
        ),
    ])
}

fn plain_measures(raw: &Raw, window: Window) -> Figures {
    type Taken = BTreeSet<(usize, &'static str, &'static str)>;
    let taken = |of: fn(&RawClient, Window) -> bool| -> Taken {
        let clients = raw.clients.iter().enumerate().filter(|(_, client)| of(client, window));
        clients
            .flat_map(|(at, client)| client.activities.iter().map(move |activity| (at, activity)))
            .filter(|(_, activity)| window.days().any(|day| lasts(activity.from, activity.length, day)))
            .map(|(at, activity)| (at, activity.kind.code(), activity.provider.unwrap_or("unknown")))
            .collect()
    };
    let participants = |taken: &Taken| {
        let each: BTreeSet<(usize, &str)> = taken.iter().map(|(at, kind, _)| (*at, *kind)).collect();
        tally(each.into_iter().map(|(_, kind)| kind))
    };
    let begun = raw
        .clients
        .iter()
        .filter(|client| client.assisted(window))
        .flat_map(|client| &client.activities)
        .filter(|activity| window.has(activity.from));
    let support = by(begun.filter_map(|activity| Some((activity.kind.code(), activity.support_ore?))));
    let nok = |value: Value| match value {
        Value::ByCategory(ore) => Value::ByCategory(ore.into_iter().map(|(key, ore)| (key, ore / 100.0)).collect()),
        other => other,
    };
    let held: Vec<&RawOutreach> = raw.outreach.iter().filter(|event| window.has(event.on)).collect();
    let visits = held.iter().filter(|event| event.kind == OutreachType::ShelterVisit);
    let paid: Vec<&RawBenefit> = raw.benefits.iter().filter(|benefit| window.has(benefit.paid_on)).collect();
    BTreeMap::from([
        ("activities.participants", participants(&taken(RawClient::assisted))),
        ("activities.new_participants", participants(&taken(RawClient::is_new))),
        (
            "activities.by_provider",
            by_two(taken(RawClient::assisted).into_iter().map(|(_, kind, provider)| (kind, provider, 1))),
        ),
        ("activities.support_nok", nok(support)),
        ("outreach.events", tally(held.iter().map(|event| event.kind.code()))),
        ("outreach.participants", by(held.iter().filter_map(|event| Some((event.kind.code(), event.participants?))))),
        ("outreach.facilities_visited", different(visits.filter_map(|event| event.facility))),
        ("benefits.paid_nok", Value::Number(Some(float(paid.iter().map(|paid| paid.ore).sum()) / 100.0))),
        ("benefits.clients", different(paid.iter().map(|paid| paid.client))),
    ])
}

// ---- Reading a report

struct Read(Report);

impl Read {
    fn number(&self, id: &str) -> i64 {
        whole(self.0.number(id).unwrap())
    }

    fn categories(&self, id: &str) -> BTreeMap<String, i64> {
        let Some(Value::ByCategory(values)) = self.0.value(id) else { panic!("{id}") };
        values.iter().map(|(key, value)| (key.clone(), whole(*value))).collect()
    }

    /// The sum over all categories.
    fn sum(&self, id: &str) -> i64 {
        self.categories(id).values().sum()
    }

    fn pairs(&self, id: &str) -> Vec<(String, String, i64)> {
        let Some(Value::ByTwo(values)) = self.0.value(id) else { panic!("{id}") };
        let pair = |outer: &String, (inner, value): (&String, &f64)| (outer.clone(), inner.clone(), whole(*value));
        values.iter().flat_map(|(outer, inner)| inner.iter().map(move |both| pair(outer, both))).collect()
    }

    /// The sums of each outer category.
    fn outer(&self, id: &str) -> BTreeMap<String, i64> {
        let mut sums = BTreeMap::new();
        for (outer, _, value) in self.pairs(id) {
            *sums.entry(outer).or_default() += value;
        }
        sums
    }

    /// The sums of each inner category.
    fn inner(&self, id: &str) -> BTreeMap<String, i64> {
        let mut sums = BTreeMap::new();
        for (_, inner, value) in self.pairs(id) {
            *sums.entry(inner).or_default() += value;
        }
        sums
    }

    /// One measure of each place.
    fn measure(&self, id: &str, wanted: &str) -> Vec<i64> {
        self.pairs(id).into_iter().filter(|(_, measure, _)| measure == wanted).map(|(.., value)| value).collect()
    }
}

fn read(raw: &Raw, window: Window) -> Read {
    Read(Report::of(&facts(raw, window)))
}

fn values(report: Report) -> Vec<(&'static str, Value)> {
    report.values.into_iter().map(|(figure, value)| (figure.id, value)).collect()
}

// ---- What never happened

impl Raw {
    /// The register as it would be had nothing happened after a day.
    fn until(&self, last: Day) -> Self {
        Self {
            clients: self.clients.iter().map(|client| client.until(last)).collect(),
            enquiries: self.enquiries.iter().filter(|call| call.on <= last).cloned().collect(),
            outreach: self.outreach.iter().filter(|event| event.on <= last).cloned().collect(),
            benefits: self.benefits.iter().filter(|benefit| benefit.paid_on <= last).cloned().collect(),
        }
    }
}

impl RawClient {
    fn until(&self, last: Day) -> Self {
        let mut left = self.clone();
        let cut = |from: Day, length: &mut Option<Day>| *length = length.filter(|length| from + *length <= last);
        left.stays.retain(|stay| stay.from <= last);
        left.stays.iter_mut().for_each(|stay| cut(stay.from, &mut stay.length));
        left.conversations.retain(|day| *day <= last);
        left.statuses.retain(|day, _| *day <= last);
        for application in &mut left.returns {
            for day in [&mut application.applied, &mut application.withdrawn, &mut application.returned] {
                *day = day.filter(|day| *day <= last);
            }
            application.decision = application.decision.filter(|(day, _)| *day <= last);
        }
        left.matters.iter_mut().for_each(|matter| matter.events.retain(|(day, ..)| *day <= last));
        left.activities.retain(|activity| activity.from <= last);
        left.activities.iter_mut().for_each(|activity| cut(activity.from, &mut activity.length));
        left.children.retain(|child| child.from <= last);
        left.children.iter_mut().for_each(|child| cut(child.from, &mut child.length));
        left.intake = left.intake.min(last);
        left.closed = left.closed.filter(|(day, _)| *day <= last);
        left.birth = left.birth.filter(|birth| *birth <= date(last));
        left
    }
}

pub(super) fn config() -> ProptestConfig {
    ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_year_has_the_days_from_1_january_to_its_closing_date(
        year in 2018..=2021, as_of in maybe(0_i64..365), today in -20_i64..1800, from in day(), length in length(),
    ) {
        let as_of = as_of.map(|after| first_day(year) + after);
        let window = Window::closed(year, as_of, today);
        let made = Year::new(year, as_of.map(date), date(today)).unwrap();
        prop_assert_eq!((made.first(), made.closing()), (date(window.first), date(window.z)));
        prop_assert_eq!(made.has_begun(), window.days().next().is_some());
        for day in START..=LAST + 40 {
            prop_assert_eq!(made.contains(date(day)), window.has(day));
        }
        if made.has_begun() {
            let shares_a_day = window.days().any(|day| lasts(from, length, day));
            prop_assert_eq!(made.overlaps(date(from), to(from, length)), shares_a_day);
        }
        prop_assert!(Year::new(year, Some(date(first_day(year) - 1)), date(today)).is_err());
        prop_assert!(Year::new(year, Some(date(first_day(year + 1))), date(today)).is_err());
    }

    #[test]
    fn nights_equal_counting_the_different_days(client in client(), window in window()) {
        let facts = client_facts(1, &client, window);
        let known: Vec<&RawStay> = client.stays.iter().filter(|stay| stay.from <= window.z).collect();
        prop_assert_eq!(known.len(), facts.stays.len());
        let (mut days, mut shelter): (HashSet<Day>, HashSet<Day>) = (HashSet::new(), HashSet::new());
        for stay in &known {
            let spent: HashSet<Day> = window.days().filter(|day| stay.night(*day)).collect();
            if stay.is_shelter() {
                shelter.extend(&spent);
            }
            days.extend(spent);
        }
        let all = rules::nights_together(facts.stays.iter(), window.year());
        let sheltered = rules::nights_together(facts.stays.iter().filter(|stay| stay.is_shelter()), window.year());
        prop_assert_eq!(usize::try_from(all).unwrap(), days.len());
        prop_assert_eq!(usize::try_from(sheltered).unwrap(), shelter.len());
    }

    #[test]
    fn each_stay_has_the_nights_the_length_and_the_count_of_a_walk_from_day_to_day(
        client in client(), window in window(),
    ) {
        for stay in client.stays.iter().filter(|stay| stay.from <= window.z) {
            let place = (0, FACILITIES[stay.facility].1);
            let made = StayFact::new(7, place, date(stay.from), to(stay.from, stay.length), date(window.z)).unwrap();
            let nights = made.nights_in(window.year()).map_or(0, |nights| nights.days().unwrap());
            prop_assert_eq!(nights, stay.nights(window.days()));
            prop_assert_eq!(made.nights.days(), Some(stay.nights(START..=window.z)));
            prop_assert_eq!(made.length().code(), stay.length_band(window));
            prop_assert_eq!(made.counts_in(window.year()), stay.counts(window));
            prop_assert_eq!(made.is_shelter(), stay.is_shelter());
            prop_assert_eq!(made.to, stay.left().filter(|left| *left <= window.z).map(date));
            let backwards = StayFact::new(7, place, date(stay.from), Some(date(stay.from - 1)), date(window.z));
            prop_assert!(backwards.is_none());
        }
    }

    #[test]
    fn the_qualifying_date_is_the_one_a_walk_from_day_to_day_reaches(client in client(), window in window()) {
        let facts = client_facts(1, &client, window);
        prop_assert_eq!(facts.qualifying_date, client.qualifying(window.z).map(date));
        let expected = if !client.assisted(window) {
            Standing::NotAssisted
        } else if client.is_new(window) {
            Standing::New
        } else {
            Standing::Continuing { after_gap: !client.assisted(window.before()) }
        };
        prop_assert_eq!(facts.standing, expected);
    }

    #[test]
    fn the_status_on_every_date_is_the_one_a_walk_from_day_to_day_carries(client in client(), window in window()) {
        let facts = client_facts(1, &client, window);
        let open: HashSet<Day> = client.returns.iter().flat_map(|r| client.open_days(r, window.z)).collect();
        let mut in_force = None;
        for day in START..=window.z {
            in_force = client.statuses.get(&day).copied().or(in_force);
            prop_assert_eq!(rules::status_in_force(&facts, date(day)), in_force);
            let expected = if open.contains(&day) { "iom_process" } else { plain_residence(in_force) };
            prop_assert_eq!(rules::reported_residence(&facts, date(day)).code(), expected, "on {}", date(day));
        }
    }

    #[test]
    fn a_return_is_open_on_the_days_a_walk_from_day_to_day_finds_it_open(client in client(), window in window()) {
        let facts = client_facts(1, &client, window);
        for (made, plain) in facts.iom_returns.iter().zip(&client.returns) {
            let open = client.open_days(plain, window.z);
            for day in START..=window.z {
                prop_assert_eq!(rules::is_open(made, &facts, date(day)), open.contains(&day), "on {}", date(day));
            }
        }
    }

    #[test]
    fn a_return_with_an_end_on_or_before_the_application_was_never_open(
        client in client(), applied in day(), before in 0_i64..30, how in 0..4,
    ) {
        let mut client = client;
        let end = applied - before;
        let mut application =
            RawReturn { applied: Some(applied), decision: None, withdrawn: None, returned: None, country: None };
        match how {
            0 => application.decision = Some((end, ReturnDecision::Refused)),
            1 => application.withdrawn = Some(end),
            2 => application.returned = Some(end),
            _ => client.closed = Some((end, None)),
        }
        client.returns = vec![application];
        let facts = client_facts(1, &client, Window::closed(2021, None, LAST));
        for day in START..=LAST {
            prop_assert!(!rules::is_open(&facts.iom_returns[0], &facts, date(day)), "open on {}", date(day));
        }
    }

    #[test]
    fn a_status_on_the_day_of_the_application_does_not_end_it_and_one_on_the_day_after_does(
        applied in 0_i64..1000, status in status(),
    ) {
        let year = Window::closed(2021, None, LAST);
        let application =
            RawReturn { applied: Some(applied), decision: None, withdrawn: None, returned: None, country: None };
        let ends_it = ENDS_RETURN.contains(&status.code());
        for (on, ends) in [(applied - 1, false), (applied, false), (applied + 1, ends_it)] {
            let client = RawClient {
                statuses: BTreeMap::from([(on, status)]),
                returns: vec![application.clone()],
                ..nobody()
            };
            let facts = client_facts(1, &client, year);
            prop_assert!(rules::is_open(&facts.iom_returns[0], &facts, date(applied)));
            prop_assert_eq!(rules::is_open(&facts.iom_returns[0], &facts, date(applied + 1)), !ends);
        }
    }

    #[test]
    fn each_client_is_new_once_or_never_and_continuing_only_afterwards(client in client(), today in 0_i64..1800) {
        let years: Vec<Window> = (2017..=2022)
            .map(|year| Window::closed(year, None, today))
            .filter(|window| window.first <= window.z)
            .collect();
        let reports: Vec<ClientFacts> = years.iter().map(|window| client_facts(1, &client, *window)).collect();
        let new: Vec<usize> = (0..years.len()).filter(|at| reports[*at].is_new()).collect();
        let qualified = reports.last().unwrap().qualifying_date;
        prop_assert_eq!(new.len(), usize::from(qualified.is_some()), "new once when qualified, else never");
        for (at, report) in reports.iter().enumerate() {
            let in_year = qualified.is_some_and(|on| (date(years[at].first)..=date(years[at].z)).contains(&on));
            prop_assert_eq!(report.is_new(), in_year, "new in the year of the qualifying date");
            prop_assert_eq!(report.is_assisted(), client.assisted(years[at]));
            prop_assert_eq!(report.is_assisted(), report.is_new() != report.is_continuing());
            if let Standing::Continuing { after_gap } = report.standing {
                prop_assert!(new.iter().any(|new| *new < at), "continuing without having been new");
                prop_assert_eq!(after_gap, !reports[at - 1].is_assisted());
            }
            if report.is_qualified() {
                prop_assert!(reports[at..].iter().all(|later| later.qualifying_date == report.qualifying_date));
            }
        }
    }

    #[test]
    fn closing_a_case_changes_no_standing(client in client(), closed in day(), window in window()) {
        let mut closed_case = client.clone();
        closed_case.closed = Some((closed, None));
        let (before, after) = (client_facts(1, &client, window), client_facts(1, &closed_case, window));
        prop_assert_eq!((before.qualifying_date, before.standing), (after.qualifying_date, after.standing));
    }

    #[test]
    fn a_matter_has_the_status_its_events_lead_to(matter in matter(), window in window()) {
        let client = RawClient { matters: vec![matter.clone()], ..nobody() };
        let facts = client_facts(1, &client, window);
        let made = &facts.matters[0];
        let (status, ground) = matter.status(window);
        prop_assert_eq!(code_or_unknown(made.status()), status);
        prop_assert_eq!(made.dismissal_ground(), ground);
        prop_assert_eq!(made.is_reported_in(window.year()), matter.reported(window));
        prop_assert_eq!(made.is_not_reported_in(window.year()), matter.not_reported(window));
        prop_assert_eq!(made.is_testified_unreported_in(window.year()), matter.testified_unreported(window));
        prop_assert_eq!(rules::is_trafficking(made.offence), matter.is_trafficking());
    }

    #[test]
    fn a_matter_is_reported_in_one_year_at_most(matter in matter()) {
        let client = RawClient { matters: vec![matter.clone()], ..nobody() };
        let mut reported = 0;
        for year in 2017..=2022 {
            let window = Window::closed(year, None, LAST + 1000);
            let made = &client_facts(1, &client, window).matters[0];
            reported += usize::from(made.is_reported_in(window.year()));
            prop_assert!(!(made.is_reported_in(window.year()) && made.is_not_reported_in(window.year())));
            prop_assert!(!(reported > 0 && made.is_not_reported_in(window.year())));
        }
        let aggrieved = matter.role != Some(MatterRole::Witness);
        let ever = matter.events.iter().any(|(_, kind, _)| *kind == PoliceEventKind::Reported);
        prop_assert_eq!(reported, usize::from(aggrieved && ever));
    }

    #[test]
    fn age_equals_counting_birthdays(
        birth in birth(), any in START..LAST + 1000, year in 2017..=2022, by in -1_i64..=1,
    ) {
        use chrono::Datelike;
        let turn = NaiveDate::from_ymd_opt(year, birth.month(), birth.day().min(28)).unwrap() + TimeDelta::days(by);
        for on in [date(any), turn, birth, birth - TimeDelta::days(1)] {
            prop_assert_eq!(age_on(birth, on).map(i64::from), plain_age(birth, on), "on {}", on);
        }
    }

    #[test]
    fn the_form_of_exploitation_is_that_of_the_groups_named(named in subsequence(Exploitation::ALL, 0..=9)) {
        prop_assert_eq!(rules::exploitation_form(&named).code(), plain_form(&named));
        let backwards: Vec<Exploitation> = named.iter().rev().copied().collect();
        prop_assert_eq!(rules::exploitation_form(&backwards).code(), plain_form(&named));
    }

    #[test]
    fn an_asylum_seeker_is_housed_when_a_walk_from_day_to_day_finds_her_so(client in client(), window in window()) {
        let facts = client_facts(1, &client, window);
        prop_assert_eq!(facts.was_housed_as_asylum_seeker(window.year()), client.housed_as_asylum_seeker(window));
    }

    #[test]
    fn every_figure_equals_a_plain_count(raw in raw(), window in window()) {
        let report = Report::of(&facts(&raw, window));
        let plain = plain_figures(&raw, window);
        for (figure, value) in &report.values {
            prop_assert_eq!(Some(value), plain.get(figure.id), "{}", figure.id);
        }
        prop_assert_eq!(plain.len(), CATALOGUE.len());
    }

    #[test]
    fn totals_of_clients_agree(raw in raw(), window in window()) {
        let r = read(&raw, window);
        let (assisted, new, continuing) =
            (r.number("clients.assisted"), r.number("clients.new"), r.number("clients.continuing"));
        prop_assert_eq!(assisted, new + continuing);
        for id in [
            "clients.by_gender", "clients.by_exploitation", "clients.by_nationality", "clients.by_region",
            "clients.by_referred_by", "clients.by_age_band", "residence.all_at_year_end",
        ] {
            prop_assert_eq!(r.sum(id), assisted, "{}", id);
        }
        for id in [
            "clients.new.by_gender", "clients.new.by_exploitation", "clients.new.by_nationality",
            "clients.new.by_region", "clients.new.by_referred_by", "clients.new.by_age_band",
            "residence.new_at_intake", "residence.new_at_year_end",
        ] {
            prop_assert_eq!(r.sum(id), new, "{}", id);
        }
        for id in
            ["clients.continuing.by_gender", "clients.continuing.by_nationality", "clients.continuing.by_age_band"]
        {
            prop_assert_eq!(r.sum(id), continuing, "{}", id);
        }
        prop_assert_eq!(r.outer("clients.by_exploitation_gender"), r.categories("clients.by_exploitation"));
        prop_assert_eq!(r.inner("clients.by_exploitation_gender"), r.categories("clients.by_gender"));
        prop_assert_eq!(r.outer("residence.new_transitions"), r.categories("residence.new_at_intake"));
        prop_assert_eq!(r.inner("residence.new_transitions"), r.categories("residence.new_at_year_end"));
        let mut nationalities = r.categories("clients.by_nationality");
        nationalities.remove("unknown");
        prop_assert_eq!(r.number("clients.nationalities"), i64::try_from(nationalities.len()).unwrap());
        let unknown = r.categories("clients.by_age_band").get("unknown").copied().unwrap_or(0);
        prop_assert_eq!(r.number("clients.age.unknown"), unknown);
        let (min, mean, max) =
            (r.0.number("clients.age.min"), r.0.number("clients.age.mean"), r.0.number("clients.age.max"));
        prop_assert!(min <= mean && mean <= max);
        prop_assert_eq!(min.is_none(), assisted == unknown);
        for (part, all) in [
            ("clients.continuing.after_gap", continuing), ("clients.minors_at_intake", new),
            ("clients.pregnant_at_intake", new), ("clients.with_children_abroad", assisted),
            ("residence.continuing_granted_protection", continuing), ("residence.continuing_family", continuing),
            ("residence.continuing_witness_permit", r.number("residence.continuing_granted_protection")),
        ] {
            prop_assert!(r.number(part) <= all, "{}", part);
        }
        prop_assert!(r.sum("identified.by_facility") <= new);
        prop_assert_eq!(r.sum("clients.closed.by_reason"), r.number("clients.closed"));
    }

    #[test]
    fn totals_of_enquiries_and_subjects_agree(raw in raw(), window in window()) {
        let r = read(&raw, window);
        for id in [
            "enquiries.by_topic", "enquiries.by_caller", "enquiries.by_answered_by", "enquiries.by_channel",
            "enquiries.by_month",
        ] {
            prop_assert_eq!(r.sum(id), r.number("enquiries.total"), "{}", id);
        }
        prop_assert_eq!(r.outer("enquiries.by_topic_caller"), r.categories("enquiries.by_topic"));
        prop_assert_eq!(r.inner("enquiries.by_topic_caller"), r.categories("enquiries.by_caller"));
        let persons = r.number("subjects.first_time");
        prop_assert_eq!(r.sum("subjects.first_time.by_nationality"), persons);
        prop_assert_eq!(r.sum("subjects.first_time.by_outcome"), persons);
        let by_gender = r.outer("subjects.first_time.by_exploitation_gender");
        prop_assert_eq!(by_gender.values().sum::<i64>(), persons);
        prop_assert_eq!(by_gender, r.outer("subjects.first_time.by_exploitation_nationality"));
        let mut nationalities = r.categories("subjects.first_time.by_nationality");
        prop_assert_eq!(&r.inner("subjects.first_time.by_exploitation_nationality"), &nationalities);
        nationalities.remove("unknown");
        prop_assert_eq!(r.number("subjects.first_time.nationalities"), i64::try_from(nationalities.len()).unwrap());
        let accepted = r.categories("subjects.first_time.by_outcome").get("accepted").copied().unwrap_or(0);
        prop_assert_eq!(r.sum("subjects.first_time.by_reason"), persons - accepted);
        let percent = r.0.value("subjects.first_time.accepted_percent");
        prop_assert_eq!(percent, Some(&tenth(accepted * 100, persons)));
    }

    #[test]
    fn totals_of_housing_agree(raw in raw(), window in window()) {
        let r = read(&raw, window);
        let (nights, shelter_nights) = (r.number("housing.nights"), r.number("housing.shelter_nights"));
        let (clients, shelter_clients) = (r.number("housing.clients"), r.number("housing.shelter_clients"));
        let assisted = r.number("clients.assisted");
        let by_facility = r.measure("housing.by_facility", "nights");
        let by_type = r.measure("housing.by_facility_type", "nights");
        prop_assert!(nights <= by_type.iter().sum() && by_type.iter().sum::<i64>() <= by_facility.iter().sum());
        prop_assert!(by_facility.iter().chain(&by_type).all(|most| nights >= *most));
        prop_assert!(shelter_nights <= nights && nights <= clients * 366);
        prop_assert!(shelter_clients <= clients && clients <= assisted);
        prop_assert!(shelter_clients <= shelter_nights && clients <= nights);
        for measure in ["stays", "moved_in", "moved_out"] {
            let facilities: i64 = r.measure("housing.by_facility", measure).iter().sum();
            prop_assert_eq!(facilities, r.measure("housing.by_facility_type", measure).iter().sum::<i64>());
        }
        prop_assert_eq!(r.sum("housing.by_length"), r.measure("housing.by_facility", "stays").iter().sum::<i64>());
        prop_assert!(r.measure("housing.by_facility", "clients").iter().all(|here| *here <= clients));
        prop_assert!(r.outer("housing.by_facility").values().all(|all| *all > 0), "a facility with nothing but zeros");
        prop_assert!(r.number("housing.crisis_centres") <= 2);
        let seekers = r.number("asylum_housed.adults");
        prop_assert!(seekers <= shelter_clients);
        prop_assert_eq!(r.sum("asylum_housed.by_gender"), seekers);
        prop_assert_eq!(r.sum("asylum_housed.by_region"), seekers);
        prop_assert!(r.number("asylum_housed.children") <= r.number("children.accompanying"));
    }

    #[test]
    fn totals_of_police_returns_activities_and_benefits_agree(raw in raw(), window in window()) {
        let r = read(&raw, window);
        let by_status = r.categories("police.trafficking.by_status_at_year_end");
        let reported: i64 = by_status.values().sum();
        prop_assert_eq!(r.sum("police.trafficking.by_district"), reported);
        prop_assert!(r.number("police.trafficking.clients") <= reported);
        prop_assert_eq!(r.number("police.trafficking.clients") == 0, reported == 0);
        let dismissed = by_status.get("dismissed").copied().unwrap_or(0);
        prop_assert_eq!(r.sum("police.trafficking.by_dismissal_ground"), dismissed);
        prop_assert_eq!(r.sum("police.other.by_offence"), r.number("police.other.reports"));
        prop_assert_eq!(r.sum("returns.returned_by_country"), r.number("returns.returned"));
        let participants = r.categories("activities.participants");
        for (kind, new) in r.categories("activities.new_participants") {
            prop_assert!(new <= participants[&kind], "{}", kind);
        }
        let with_provider = r.outer("activities.by_provider");
        prop_assert!(participants.keys().eq(with_provider.keys()));
        prop_assert!(with_provider.iter().all(|(kind, pairs)| participants[kind] <= *pairs));
        prop_assert!(r.pairs("activities.by_provider").iter().all(|(kind, _, here)| *here <= participants[kind]));
        let paid = raw.benefits.iter().filter(|benefit| window.has(benefit.paid_on));
        prop_assert!(r.number("benefits.clients") <= i64::try_from(paid.count()).unwrap());
        let participants = r.categories("outreach.participants");
        let events = r.categories("outreach.events");
        prop_assert!(participants.keys().all(|kind| events.contains_key(kind)));
        prop_assert!(r.number("outreach.facilities_visited") <= events.get("shelter_visit").copied().unwrap_or(0));
    }

    #[test]
    fn every_value_is_the_sum_of_the_records_listed_under_it(raw in raw(), window in window()) {
        let facts = facts(&raw, window);
        for figure in CATALOGUE {
            let listed: Vec<_> = (figure.compute)(&facts).collect();
            let parts = if figure.unit == Unit::Nok { 100.0 } else { 1.0 };
            let sum = |amounts: &mut dyn Iterator<Item = i64>| float(amounts.sum()) / parts;
            let all = sum(&mut listed.iter().map(|c| c.amount));
            let expected = match figure.shape {
                Shape::Number => Value::Number(Some(all)),
                Shape::Min => Value::Number(listed.iter().map(|c| float(c.amount)).reduce(f64::min)),
                Shape::Max => Value::Number(listed.iter().map(|c| float(c.amount)).reduce(f64::max)),
                Shape::Mean => {
                    tenth(listed.iter().map(|c| c.amount).sum(), i64::try_from(listed.len()).unwrap())
                }
                Shape::Percent => tenth(
                    listed.iter().map(|c| c.amount * c.weight * 100).sum(),
                    listed.iter().map(|c| c.weight).sum(),
                ),
                Shape::Distinct => different(listed.iter().map(|c| c.category)),
                Shape::ByCategory => {
                    let categories: BTreeSet<&str> = listed.iter().map(|c| c.category).collect();
                    let of = |category| sum(&mut listed.iter().filter(|c| c.category == category).map(|c| c.amount));
                    Value::ByCategory(categories.into_iter().map(|c| (c.to_owned(), of(c))).collect())
                }
                Shape::ByTwo => by_two(listed.iter().map(|c| (c.category, c.inner, c.amount))),
                Shape::ByMeasure => {
                    let measures = ["clients", "nights", "stays", "moved_in", "moved_out"];
                    let places: BTreeSet<&str> = listed.iter().map(|c| c.category).collect();
                    let zeros = places.iter().flat_map(|place| measures.map(|measure| (*place, measure, 0)));
                    by_two(zeros.chain(listed.iter().map(|c| (c.category, c.inner, c.amount))))
                }
            };
            prop_assert_eq!(figure.value(&facts), expected, "{}", figure.id);
        }
    }

    #[test]
    fn no_record_is_listed_twice_under_one_category(raw in raw(), window in window()) {
        let facts = facts(&raw, window);
        for figure in CATALOGUE {
            // The law asks it of clients; it holds of every record, as a stay stands once under each measure.
            let mut seen = HashSet::new();
            for c in (figure.compute)(&facts) {
                prop_assert!(seen.insert((c.category, c.inner, c.record)), "{}: {:?} twice", figure.id, c.record);
                if figure.unit == Unit::Clients {
                    prop_assert_eq!((c.amount, c.weight), (1, 1), "{}: {:?}", figure.id, c.record);
                }
            }
        }
    }

    #[test]
    fn every_category_is_one_its_figure_knows_by_name(raw in raw(), window in window()) {
        let facts = facts(&raw, window);
        for figure in CATALOGUE {
            for c in (figure.compute)(&facts) {
                let named = [c.category, c.inner];
                if figure.by.is_empty() {
                    prop_assert_eq!(named, ["", ""], "{}", figure.id);
                }
                for (dimension, category) in figure.by.iter().zip(named) {
                    let known = match dimension {
                        Dimension::Codes(_) | Dimension::Country | Dimension::Month => {
                            dimension.label(category).1.is_some()
                        }
                        Dimension::Facility => FACILITIES.iter().any(|(key, _)| *key == category),
                        Dimension::Free => !category.is_empty(),
                    };
                    prop_assert!(known, "{}: {:?}", figure.id, category);
                }
            }
        }
    }

    #[test]
    fn a_report_as_of_a_day_is_the_report_had_nothing_happened_after_it(
        raw in raw(), year in 2018..=2021, after in 0_i64..365,
    ) {
        let last = first_day(year) + after;
        let as_of = Window::closed(year, Some(last), LAST + 1000);
        let (all, cut) = (Report::of(&facts(&raw, as_of)), Report::of(&facts(&raw.until(last), as_of)));
        prop_assert_eq!(values(all), values(cut));
    }

    #[test]
    fn what_happened_in_later_years_does_not_change_an_earlier_report(raw in raw(), year in 2018..=2020) {
        let window = Window::closed(year, None, LAST + 1000);
        let now = values(Report::of(&facts(&raw, window)));
        prop_assert_eq!(now, values(Report::of(&facts(&raw.until(first_day(year + 1) - 1), window))));
    }

    #[test]
    fn the_new_clients_of_all_years_are_the_clients_who_ever_qualified(raw in raw()) {
        let years = (2017..=2022).map(|year| Window::closed(year, None, LAST + 1000));
        let new: i64 = years.map(|window| read(&raw, window).number("clients.new")).sum();
        let qualified = raw.clients.iter().filter(|client| client.qualifying(LAST + 1000).is_some()).count();
        prop_assert_eq!(usize::try_from(new).unwrap(), qualified);
    }
}

/// A client of whom nothing is known.
fn nobody() -> RawClient {
    RawClient {
        stays: Vec::new(),
        conversations: Vec::new(),
        statuses: BTreeMap::new(),
        returns: Vec::new(),
        matters: Vec::new(),
        activities: Vec::new(),
        children: Vec::new(),
        intake: 0,
        closed: None,
        gender: Gender::Unknown,
        birth: None,
        nationality: None,
        exploitation: Vec::new(),
        referred_by: None,
        identified_in: None,
        pregnant: None,
        children_abroad: None,
    }
}

#[test]
fn the_plain_models_count_every_figure_of_the_catalogue() {
    let nothing = Raw { clients: Vec::new(), enquiries: Vec::new(), outreach: Vec::new(), benefits: Vec::new() };
    let plain = plain_figures(&nothing, Window::closed(2019, None, LAST));
    let missing: Vec<&str> = CATALOGUE.iter().map(|figure| figure.id).filter(|id| !plain.contains_key(id)).collect();
    assert!(missing.is_empty(), "no plain count of {missing:?}");
    assert!(plain.keys().all(|id| figure(id).is_some()));
}

#[test]
fn every_age_up_to_sixty_stands_in_its_band() {
    let window = Window::closed(2019, None, LAST);
    let born = |age: i32| NaiveDate::from_ymd_opt(2019 - age, 12, 31).unwrap();
    let births = (0..=60).flat_map(|age| [born(age), born(age) + TimeDelta::days(1)]);
    let client = |birth: NaiveDate, from: Day| RawClient {
        birth: Some(birth),
        stays: vec![RawStay { from, length: None, facility: 0 }],
        ..nobody()
    };
    let clients = births.flat_map(|birth| [client(birth, 100), client(birth, 500)]).collect();
    let raw = Raw { clients, enquiries: Vec::new(), outreach: Vec::new(), benefits: Vec::new() };
    let (report, plain) = (Report::of(&facts(&raw, window)), plain_clients(&raw, window));
    for id in ["clients.by_age_band", "clients.new.by_age_band", "clients.continuing.by_age_band"] {
        assert_eq!(report.value(id), plain.get(id), "{id}");
    }
}
