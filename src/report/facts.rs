//! What the report counts from, read in few queries and kept small. The only reader of other domains' tables. It fetches
//! those who can appear in the year: whoever had a night or a conversation in it, and whoever has an event of her own there.

use super::model::YearlyFigureRow;
use super::rules::{self, Year};
use super::store;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{
    ActivityType, AnsweredBy, Caller, Channel, ClosureReason, Country, DeclineReason, DismissalGround, EnquiryTopic,
    Exploitation, FacilityType, Gender, MatterRole, Offence, Outcome, OutreachType, PoliceDistrict, PoliceEventKind,
    ReferredBy, ResidenceStatus, ReturnDecision, YesNoUnknown,
};
use crate::kernel::error::Result;
use crate::kernel::period::Period;
use chrono::NaiveDate;
use std::collections::HashMap;

/// Everything one report is computed from. Nothing in it happened after the closing date.
#[derive(Debug)]
pub struct Facts {
    /// The year and its closing date.
    pub year: Year,
    /// Clients who can appear in the year, in order of id.
    pub clients: Vec<ClientFacts>,
    /// Enquiries received in the year.
    pub enquiries: Vec<EnquiryFact>,
    /// Subjects of those enquiries.
    pub subjects: Vec<SubjectFact>,
    /// Outreach in the year.
    pub outreach: Vec<OutreachFact>,
    /// Benefits paid in the year.
    pub benefits: Vec<BenefitFact>,
    /// All facilities, by id.
    pub facilities: HashMap<i64, FacilityFact>,
    /// All figures typed by hand, whatever their year.
    pub typed: Vec<YearlyFigureRow>,
}

/// A facility.
#[derive(Debug, Clone)]
pub struct FacilityFact {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub facility_type: FacilityType,
}

/// One client, up to the closing date.
#[derive(Debug, Clone)]
pub struct ClientFacts {
    /// The id of the case.
    pub id: i64,
    /// The day of intake.
    pub intake_date: NaiveDate,
    /// Gender.
    pub gender: Gender,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// The first citizenship.
    pub nationality: Option<Country>,
    /// Forms of exploitation.
    pub exploitation: Vec<Exploitation>,
    /// Who referred her.
    pub referred_by: Option<ReferredBy>,
    /// The facility where she was identified.
    pub identified_in: Option<i64>,
    /// Pregnant at intake.
    pub pregnant_at_intake: Option<YesNoUnknown>,
    /// Has children in another country.
    pub children_abroad: Option<YesNoUnknown>,
    /// The day the case was closed, on or before the closing date.
    pub closed: Option<(NaiveDate, Option<ClosureReason>)>,
    /// Dates with an in-person conversation, each once, in order.
    pub conversations: Vec<NaiveDate>,
    /// Stays that began on or before the closing date, in order of beginning.
    pub stays: Vec<StayFact>,
    /// Statuses that began on or before the closing date, in order.
    pub statuses: Vec<(NaiveDate, ResidenceStatus)>,
    /// Applications for return with IOM.
    pub iom_returns: Vec<ReturnFact>,
    /// Police matters.
    pub matters: Vec<MatterFact>,
    /// Activities that began on or before the closing date.
    pub activities: Vec<ActivityFact>,
    /// Periods in which children accompany her, that began on or before the closing date.
    pub children: Vec<ChildFact>,
    /// The date on which she became an assisted client (annual-report rule 4), on or before the closing date.
    pub qualifying_date: Option<NaiveDate>,
    /// What the rules say of her in the year (annual-report rule 5).
    pub standing: rules::Standing,
}

/// A stay, cut at the closing date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayFact {
    /// Its id.
    pub id: i64,
    /// Where.
    pub facility_id: i64,
    /// What kind of place.
    pub facility_type: FacilityType,
    /// The date of the first night.
    pub from: NaiveDate,
    /// The date of leaving, when it is on or before the closing date.
    pub to: Option<NaiveDate>,
    /// Its nights up to the one that begins on the closing date.
    pub nights: Period,
}

/// An application for return with IOM; dates after the closing date are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnFact {
    /// Its id.
    pub id: i64,
    /// The country.
    pub country: Option<Country>,
    /// Applied on.
    pub applied_on: Option<NaiveDate>,
    /// Decided on, and how.
    pub decision: Option<(NaiveDate, ReturnDecision)>,
    /// Withdrawn on.
    pub withdrawn_on: Option<NaiveDate>,
    /// Returned on.
    pub returned_on: Option<NaiveDate>,
}

/// A police matter with its events up to the closing date, in order of date, then row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterFact {
    /// Its id.
    pub id: i64,
    /// The offence.
    pub offence: Offence,
    /// Her role; blank is the aggrieved party.
    pub role: MatterRole,
    /// The district.
    pub district: Option<PoliceDistrict>,
    /// What happened.
    pub events: Vec<EventFact>,
}

/// Something that happened in a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFact {
    /// When.
    pub on: NaiveDate,
    /// What.
    pub kind: PoliceEventKind,
    /// The ground of a dismissal.
    pub ground: Option<DismissalGround>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityFact {
    /// Its id.
    pub id: i64,
    /// What kind.
    pub activity_type: ActivityType,
    /// Who provides it.
    pub provider: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day, which belongs to it.
    pub to: Option<NaiveDate>,
    /// Support in øre.
    pub support_ore: Option<i64>,
}

/// A period in which a child accompanies the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildFact {
    /// The id of the period.
    pub id: i64,
    /// What tells one client's children apart.
    pub label: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day, which belongs to it.
    pub to: Option<NaiveDate>,
}

/// An enquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryFact {
    /// Its id.
    pub id: i64,
    /// The local date on which it came.
    pub received_on: NaiveDate,
    /// By which channel.
    pub channel: Channel,
    /// Who answered.
    pub answered_by: AnsweredBy,
    /// Who called.
    pub caller: Caller,
    /// What it was about.
    pub topic: EnquiryTopic,
}

/// A row of possible victims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectFact {
    /// Its id.
    pub id: i64,
    /// How many persons.
    pub persons: i64,
    /// Gender.
    pub gender: Gender,
    /// Nationality.
    pub nationality: Option<Country>,
    /// Forms of exploitation.
    pub exploitation: Vec<Exploitation>,
    /// Minors who come along.
    pub minors_along: i64,
    /// First time.
    pub first_time: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<DeclineReason>,
}

/// Something ROSA held or went to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutreachFact {
    /// Its id.
    pub id: i64,
    /// What kind.
    pub outreach_type: OutreachType,
    /// The facility visited.
    pub facility_id: Option<i64>,
    /// How many took part.
    pub participants: Option<i64>,
}

/// A benefit that was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenefitFact {
    /// Its id.
    pub id: i64,
    /// The client.
    pub client_id: i64,
    /// The amount in øre.
    pub amount_ore: i64,
    /// When it was paid.
    pub paid_on: Option<NaiveDate>,
}

impl ClientFacts {
    /// The same facts with what the rules say of her in the year.
    #[must_use]
    pub fn judged(mut self, year: Year) -> Self {
        self.qualifying_date = rules::qualifying_date(&self);
        self.standing = rules::standing(&self, year);
        self
    }
}

impl Facts {
    /// Reads what a year's report is computed from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn load(conn: &mut Conn, actor: &Actor, year: Year) -> Result<Self> {
        let mut facts = Self::bare(conn, actor, year)?;
        // A year that has not begun has no records, whatever is registered ahead.
        if !year.has_begun() {
            return Ok(facts);
        }
        let clients = store::clients(conn, actor, year, &facts.facilities)?;
        facts.clients = clients.into_iter().map(|client| client.judged(year)).collect();
        facts.enquiries = store::enquiries(conn, actor, year)?;
        facts.subjects = store::subjects(conn, actor, year)?;
        facts.outreach = store::outreach(conn, actor, year)?;
        facts.benefits = store::benefits(conn, actor, year)?;
        Ok(facts)
    }

    /// What is about these clients alone, each judged as in the whole: for figures that are about nobody else.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn about(conn: &mut Conn, actor: &Actor, year: Year, clients: &[i64]) -> Result<Self> {
        let mut facts = Self::bare(conn, actor, year)?;
        if year.has_begun() {
            let clients = store::clients_of(conn, actor, year, &facts.facilities, clients)?;
            facts.clients = clients.into_iter().map(|client| client.judged(year)).collect();
        }
        Ok(facts)
    }

    /// The facilities and what was typed, and nobody.
    fn bare(conn: &mut Conn, actor: &Actor, year: Year) -> Result<Self> {
        let facilities: HashMap<i64, FacilityFact> = crate::facilities::store::all_facilities(conn, actor)?
            .into_iter()
            .map(|row| {
                (row.id, FacilityFact { key: row.facility_key, name: row.name, facility_type: row.facility_type })
            })
            .collect();
        Ok(Self {
            year,
            clients: Vec::new(),
            enquiries: Vec::new(),
            subjects: Vec::new(),
            outreach: Vec::new(),
            benefits: Vec::new(),
            facilities,
            typed: store::all_yearly_figures(conn, actor)?,
        })
    }

    /// The key of a facility.
    #[must_use]
    pub fn facility_key(&self, id: i64) -> &str {
        self.facilities.get(&id).map_or("", |facility| facility.key.as_str())
    }
}
