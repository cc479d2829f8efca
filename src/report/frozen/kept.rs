//! The stored form of what a year was counted from: for each client who counted, and once for the office, the facts and what
//! they added to each figure. It is kept for years, so its names are not changed and every code stands as the register
//! format writes it. Pure.

use crate::kernel::codes::{
    ActivityType, AnsweredBy, Caller, Channel, ClosureReason, Code, Country, DeclineReason, DismissalGround,
    EnquiryTopic, Exploitation, FacilityType, Gender, MatterRole, Offence, Outcome, OutreachType, PoliceDistrict,
    PoliceEventKind, ReferredBy, ResidenceStatus, ReturnDecision, YesNoUnknown,
};
use crate::report::catalogue::CATALOGUE;
use crate::report::facts::{
    ActivityFact, BenefitFact, ChildFact, ClientFacts, EnquiryFact, EventFact, Facts, MatterFact, OutreachFact,
    ReturnFact, StayFact, SubjectFact,
};
use crate::report::rules::{Standing, Year};
use crate::report::shape::{Contribution, Record};
use chrono::NaiveDate;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, HashMap};

/// A code as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coded<C>(pub C);

impl<C: Code> Serialize for Coded<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, C: Code> Deserialize<'de> for Coded<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        C::from_code(&text).map(Self).ok_or_else(|| D::Error::custom("a code that this program does not know"))
    }
}

/// A country as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Land(pub Country);

impl Serialize for Land {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de> Deserialize<'de> for Land {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Country::from_code(&text).map(Self).ok_or_else(|| D::Error::custom("a country that this program does not know"))
    }
}

/// What one record added to a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Add {
    /// The kind of record.
    pub kind: String,
    /// Its id.
    pub id: i64,
    /// The category, or the outer one of two; empty for a number.
    pub category: String,
    /// The inner category of two; else empty.
    pub inner: String,
    /// How much: whole units, øre for kroner.
    pub amount: i64,
    /// How many persons it stands for, where a share or a mean is taken.
    pub weight: i64,
}

impl Add {
    fn of(added: &Contribution<'_>) -> Self {
        let (kind, id) = kind_of(added.record);
        Self {
            kind: kind.to_owned(),
            id,
            category: added.category.to_owned(),
            inner: added.inner.to_owned(),
            amount: added.amount,
            weight: added.weight,
        }
    }
}

/// The kind of a record and its id; of a child the id of its period.
#[must_use]
pub const fn kind_of(record: Record) -> (&'static str, i64) {
    match record {
        Record::Enquiry(id) => ("enquiry", id),
        Record::Subject(id) => ("subject", id),
        Record::Client(id) => ("client", id),
        Record::Child { period, .. } => ("child", period),
        Record::Stay(id) => ("stay", id),
        Record::Facility(id) => ("facility", id),
        Record::Matter(id) => ("matter", id),
        Record::Return(id) => ("return", id),
        Record::Activity(id) => ("activity", id),
        Record::Outreach(id) => ("outreach", id),
        Record::Benefit(id) => ("benefit", id),
    }
}

/// A client's facts as they are stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptClient {
    id: i64,
    intake_date: NaiveDate,
    gender: Coded<Gender>,
    birth_date: Option<NaiveDate>,
    nationality: Option<Land>,
    exploitation: Vec<Coded<Exploitation>>,
    referred_by: Option<Coded<ReferredBy>>,
    identified_in: Option<i64>,
    pregnant_at_intake: Option<Coded<YesNoUnknown>>,
    children_abroad: Option<Coded<YesNoUnknown>>,
    closed: Option<(NaiveDate, Option<Coded<ClosureReason>>)>,
    conversations: Vec<NaiveDate>,
    stays: Vec<KeptStay>,
    statuses: Vec<(NaiveDate, Coded<ResidenceStatus>)>,
    returns: Vec<KeptReturn>,
    matters: Vec<KeptMatter>,
    activities: Vec<KeptActivity>,
    children: Vec<KeptChild>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptStay {
    id: i64,
    facility: i64,
    facility_type: Coded<FacilityType>,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptReturn {
    id: i64,
    country: Option<Land>,
    applied_on: Option<NaiveDate>,
    decision: Option<(NaiveDate, Coded<ReturnDecision>)>,
    withdrawn_on: Option<NaiveDate>,
    returned_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptMatter {
    id: i64,
    offence: Coded<Offence>,
    role: Coded<MatterRole>,
    district: Option<Coded<PoliceDistrict>>,
    events: Vec<(NaiveDate, Coded<PoliceEventKind>, Option<Coded<DismissalGround>>)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptActivity {
    id: i64,
    activity_type: Coded<ActivityType>,
    provider: Option<String>,
    from: NaiveDate,
    to: Option<NaiveDate>,
    support_ore: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptChild {
    id: i64,
    label: String,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptBenefit {
    id: i64,
    client: i64,
    amount_ore: i64,
    paid_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptEnquiry {
    id: i64,
    received_on: NaiveDate,
    channel: Coded<Channel>,
    answered_by: Coded<AnsweredBy>,
    caller: Coded<Caller>,
    topic: Coded<EnquiryTopic>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptSubject {
    id: i64,
    persons: i64,
    gender: Coded<Gender>,
    nationality: Option<Land>,
    exploitation: Vec<Coded<Exploitation>>,
    minors_along: i64,
    first_time: bool,
    outcome: Coded<Outcome>,
    reason: Option<Coded<DeclineReason>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeptOutreach {
    id: i64,
    outreach_type: Coded<OutreachType>,
    facility_id: Option<i64>,
    participants: Option<i64>,
}

/// What a client, or the office, has in a year, as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The client's facts; none for the office, and for a client who counts by a benefit alone.
    pub client: Option<KeptClient>,
    benefits: Vec<KeptBenefit>,
    enquiries: Vec<KeptEnquiry>,
    subjects: Vec<KeptSubject>,
    outreach: Vec<KeptOutreach>,
    /// What was added, by the id of the figure.
    pub adds: BTreeMap<String, Vec<Add>>,
    /// The hash of the figures, in the office's share: whoever changed figures and hash would have to seal this too.
    pub sha256: Option<String>,
}

impl KeptClient {
    fn of(facts: &ClientFacts) -> Self {
        Self {
            id: facts.id,
            intake_date: facts.intake_date,
            gender: Coded(facts.gender),
            birth_date: facts.birth_date,
            nationality: facts.nationality.map(Land),
            exploitation: facts.exploitation.iter().copied().map(Coded).collect(),
            referred_by: facts.referred_by.map(Coded),
            identified_in: facts.identified_in,
            pregnant_at_intake: facts.pregnant_at_intake.map(Coded),
            children_abroad: facts.children_abroad.map(Coded),
            closed: facts.closed.map(|(on, reason)| (on, reason.map(Coded))),
            conversations: facts.conversations.clone(),
            stays: facts.stays.iter().map(KeptStay::of).collect(),
            statuses: facts.statuses.iter().map(|(from, status)| (*from, Coded(*status))).collect(),
            returns: facts.iom_returns.iter().map(KeptReturn::of).collect(),
            matters: facts.matters.iter().map(KeptMatter::of).collect(),
            activities: facts.activities.iter().map(KeptActivity::of).collect(),
            children: facts.children.iter().map(KeptChild::of).collect(),
        }
    }

    /// The facts as the rules take them, with what the rules of today say of her in the year.
    #[must_use]
    pub fn facts(&self, year: Year) -> ClientFacts {
        let stay = |kept: &KeptStay| {
            StayFact::new(kept.id, (kept.facility, kept.facility_type.0), kept.from, kept.to, year.closing())
        };
        let facts = ClientFacts {
            id: self.id,
            intake_date: self.intake_date,
            gender: self.gender.0,
            birth_date: self.birth_date,
            nationality: self.nationality.map(|country| country.0),
            exploitation: self.exploitation.iter().map(|form| form.0).collect(),
            referred_by: self.referred_by.map(|by| by.0),
            identified_in: self.identified_in,
            pregnant_at_intake: self.pregnant_at_intake.map(|answer| answer.0),
            children_abroad: self.children_abroad.map(|answer| answer.0),
            closed: self.closed.map(|(on, reason)| (on, reason.map(|reason| reason.0))),
            conversations: self.conversations.clone(),
            stays: self.stays.iter().filter_map(stay).collect(),
            statuses: self.statuses.iter().map(|(from, status)| (*from, status.0)).collect(),
            iom_returns: self.returns.iter().map(KeptReturn::fact).collect(),
            matters: self.matters.iter().map(KeptMatter::fact).collect(),
            activities: self.activities.iter().map(KeptActivity::fact).collect(),
            children: self.children.iter().map(KeptChild::fact).collect(),
            qualifying_date: None,
            standing: Standing::NotAssisted,
        };
        facts.judged(year)
    }
}

impl KeptStay {
    const fn of(stay: &StayFact) -> Self {
        let facility_type = Coded(stay.facility_type);
        Self { id: stay.id, facility: stay.facility_id, facility_type, from: stay.from, to: stay.to }
    }
}

impl KeptReturn {
    fn of(fact: &ReturnFact) -> Self {
        Self {
            id: fact.id,
            country: fact.country.map(Land),
            applied_on: fact.applied_on,
            decision: fact.decision.map(|(on, decision)| (on, Coded(decision))),
            withdrawn_on: fact.withdrawn_on,
            returned_on: fact.returned_on,
        }
    }

    fn fact(&self) -> ReturnFact {
        ReturnFact {
            id: self.id,
            country: self.country.map(|country| country.0),
            applied_on: self.applied_on,
            decision: self.decision.map(|(on, decision)| (on, decision.0)),
            withdrawn_on: self.withdrawn_on,
            returned_on: self.returned_on,
        }
    }
}

impl KeptMatter {
    fn of(fact: &MatterFact) -> Self {
        let event = |event: &EventFact| (event.on, Coded(event.kind), event.ground.map(Coded));
        Self {
            id: fact.id,
            offence: Coded(fact.offence),
            role: Coded(fact.role),
            district: fact.district.map(Coded),
            events: fact.events.iter().map(event).collect(),
        }
    }

    fn fact(&self) -> MatterFact {
        let event = |(on, kind, ground): &(NaiveDate, Coded<PoliceEventKind>, Option<Coded<DismissalGround>>)| {
            EventFact { on: *on, kind: kind.0, ground: ground.map(|ground| ground.0) }
        };
        MatterFact {
            id: self.id,
            offence: self.offence.0,
            role: self.role.0,
            district: self.district.map(|district| district.0),
            events: self.events.iter().map(event).collect(),
        }
    }
}

impl KeptActivity {
    fn of(fact: &ActivityFact) -> Self {
        Self {
            id: fact.id,
            activity_type: Coded(fact.activity_type),
            provider: fact.provider.clone(),
            from: fact.from,
            to: fact.to,
            support_ore: fact.support_ore,
        }
    }

    fn fact(&self) -> ActivityFact {
        ActivityFact {
            id: self.id,
            activity_type: self.activity_type.0,
            provider: self.provider.clone(),
            from: self.from,
            to: self.to,
            support_ore: self.support_ore,
        }
    }
}

impl KeptChild {
    fn of(fact: &ChildFact) -> Self {
        Self { id: fact.id, label: fact.label.clone(), from: fact.from, to: fact.to }
    }

    fn fact(&self) -> ChildFact {
        ChildFact { id: self.id, label: self.label.clone(), from: self.from, to: self.to }
    }
}

impl Share {
    /// The benefits of it.
    #[must_use]
    pub fn benefits(&self) -> Vec<BenefitFact> {
        let fact = |kept: &KeptBenefit| BenefitFact {
            id: kept.id,
            client_id: kept.client,
            amount_ore: kept.amount_ore,
            paid_on: kept.paid_on,
        };
        self.benefits.iter().map(fact).collect()
    }

    /// The calls of it.
    #[must_use]
    pub fn enquiries(&self) -> Vec<EnquiryFact> {
        let fact = |kept: &KeptEnquiry| EnquiryFact {
            id: kept.id,
            received_on: kept.received_on,
            channel: kept.channel.0,
            answered_by: kept.answered_by.0,
            caller: kept.caller.0,
            topic: kept.topic.0,
        };
        self.enquiries.iter().map(fact).collect()
    }

    /// The possible victims of it.
    #[must_use]
    pub fn subjects(&self) -> Vec<SubjectFact> {
        let fact = |kept: &KeptSubject| SubjectFact {
            id: kept.id,
            persons: kept.persons,
            gender: kept.gender.0,
            nationality: kept.nationality.map(|country| country.0),
            exploitation: kept.exploitation.iter().map(|form| form.0).collect(),
            minors_along: kept.minors_along,
            first_time: kept.first_time,
            outcome: kept.outcome.0,
            reason: kept.reason.map(|reason| reason.0),
        };
        self.subjects.iter().map(fact).collect()
    }

    /// The events of it.
    #[must_use]
    pub fn outreach(&self) -> Vec<OutreachFact> {
        let fact = |kept: &KeptOutreach| OutreachFact {
            id: kept.id,
            outreach_type: kept.outreach_type.0,
            facility_id: kept.facility_id,
            participants: kept.participants,
        };
        self.outreach.iter().map(fact).collect()
    }

    fn office(facts: &Facts) -> Self {
        let enquiry = |fact: &EnquiryFact| KeptEnquiry {
            id: fact.id,
            received_on: fact.received_on,
            channel: Coded(fact.channel),
            answered_by: Coded(fact.answered_by),
            caller: Coded(fact.caller),
            topic: Coded(fact.topic),
        };
        let subject = |fact: &SubjectFact| KeptSubject {
            id: fact.id,
            persons: fact.persons,
            gender: Coded(fact.gender),
            nationality: fact.nationality.map(Land),
            exploitation: fact.exploitation.iter().copied().map(Coded).collect(),
            minors_along: fact.minors_along,
            first_time: fact.first_time,
            outcome: Coded(fact.outcome),
            reason: fact.reason.map(Coded),
        };
        let outreach = |fact: &OutreachFact| KeptOutreach {
            id: fact.id,
            outreach_type: Coded(fact.outreach_type),
            facility_id: fact.facility_id,
            participants: fact.participants,
        };
        Self {
            enquiries: facts.enquiries.iter().map(enquiry).collect(),
            subjects: facts.subjects.iter().map(subject).collect(),
            outreach: facts.outreach.iter().map(outreach).collect(),
            ..Self::default()
        }
    }
}

/// Whose share a record is in: a client's, or none for the office's.
struct Owners(HashMap<Record, i64>);

impl Owners {
    fn of(facts: &Facts) -> Self {
        let mut owners = HashMap::new();
        for client in &facts.clients {
            owners.extend(client.stays.iter().map(|stay| (Record::Stay(stay.id), client.id)));
            owners.extend(client.matters.iter().map(|matter| (Record::Matter(matter.id), client.id)));
            owners.extend(client.iom_returns.iter().map(|fact| (Record::Return(fact.id), client.id)));
            owners.extend(client.activities.iter().map(|activity| (Record::Activity(activity.id), client.id)));
        }
        owners.extend(facts.benefits.iter().map(|benefit| (Record::Benefit(benefit.id), benefit.client_id)));
        Self(owners)
    }

    fn owner(&self, record: Record) -> Option<i64> {
        match record {
            Record::Client(id) | Record::Child { client: id, .. } => Some(id),
            Record::Enquiry(_) | Record::Subject(_) | Record::Outreach(_) | Record::Facility(_) => None,
            other => self.0.get(&other).copied(),
        }
    }
}

/// What each client who counts has in the year, and the office (under no id): facts, and what they add to each figure.
/// Whoever counts in no figure is left out.
#[must_use]
pub fn shares(facts: &Facts) -> BTreeMap<Option<i64>, Share> {
    let owners = Owners::of(facts);
    let mut all = BTreeMap::from([(None, Share::office(facts))]);
    for figure in CATALOGUE {
        for added in (figure.compute)(facts) {
            let share: &mut Share = all.entry(owners.owner(added.record)).or_default();
            share.adds.entry(figure.id.to_owned()).or_default().push(Add::of(&added));
        }
    }
    for client in &facts.clients {
        if let Some(share) = all.get_mut(&Some(client.id)) {
            share.client = Some(KeptClient::of(client));
        }
    }
    for benefit in &facts.benefits {
        if let Some(share) = all.get_mut(&Some(benefit.client_id)) {
            share.benefits.push(KeptBenefit {
                id: benefit.id,
                client: benefit.client_id,
                amount_ore: benefit.amount_ore,
                paid_on: benefit.paid_on,
            });
        }
    }
    for adds in all.values_mut().flat_map(|share| share.adds.values_mut()) {
        adds.sort();
    }
    all
}

/// What some facts add to one figure, in order.
#[must_use]
pub fn adds(facts: &Facts, figure: &crate::report::shape::Figure) -> Vec<Add> {
    let mut adds: Vec<Add> = (figure.compute)(facts).map(|added| Add::of(&added)).collect();
    adds.sort();
    adds
}
