//! What may lack, and which figures show it. Pure.

use super::doubts::{self, Ground};
use crate::report::catalogue::CATALOGUE;
use crate::report::facts::Facts;
use crate::report::shape::{Figure, Record, Section};
use std::collections::{BTreeMap, BTreeSet};

/// The word for what nobody knows, in every figure.
const UNKNOWN: &str = "unknown";

/// Makes the kinds of gaps with their codes and the part of the report where people look for them.
macro_rules! gaps {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $section:ident;)+) => {
        /// Something that lacks or is unlikely, in the order in which it is shown.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Gap { $($(#[$doc])* $name,)+ }

        impl Gap {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its word in addresses.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Where people look for it.
            #[must_use]
            pub const fn section(self) -> Section {
                match self { $(Self::$name => Section::$section,)+ }
            }
        }
    };
}

gaps! {
    /// A call about a client that names none.
    FollowUpWithoutClient = "follow-up", Enquiries;
    /// A call about a possible victim with nobody in it.
    EnquiryWithoutSubjects = "no-subjects", Enquiries;
    /// A possible victim whose outcome is pending.
    SubjectPending = "pending", Subjects;
    /// A possible victim without nationality.
    SubjectNationality = "subject-nationality", Subjects;
    /// A possible victim without exploitation.
    SubjectExploitation = "subject-exploitation", Subjects;
    /// A possible victim whose gender is unknown.
    SubjectGender = "subject-gender", Subjects;
    /// A possible victim who did not accept, without a reason.
    SubjectReason = "subject-reason", Subjects;
    /// A client without citizenship.
    Nationality = "nationality", Clients;
    /// A client whose gender is unknown.
    Gender = "gender", Clients;
    /// A client without birth date, or born after the closing date.
    BirthDate = "birth-date", Clients;
    /// A client without exploitation.
    Exploitation = "exploitation", Clients;
    /// A client of whom nobody knows who referred her.
    ReferredBy = "referred-by", Clients;
    /// No answer to whether she has children in another country.
    ChildrenAbroad = "children-abroad", Clients;
    /// A closed case without a reason.
    ClosureReason = "closure-reason", Clients;
    /// A night or a conversation before the intake.
    BeforeIntake = "before-intake", Clients;
    /// No answer to whether a new client was pregnant at intake.
    Pregnant = "pregnant", NewClients;
    /// A new client younger than 18 at intake.
    MinorAtIntake = "minor-at-intake", NewClients;
    /// A child who was 18 when the period began.
    AdultChild = "adult-child", Children;
    /// A stay that goes on and that nobody has confirmed for more than 30 days.
    StayUnconfirmed = "unconfirmed", Housing;
    /// Two stays at different places that share a night.
    StaysOverlap = "overlap", Housing;
    /// Somebody who came to a centre and has given no consent yet.
    ArrivalWithoutConsent = "arrivals", Housing;
    /// A new client of whom nobody knows where she was identified.
    IdentifiedIn = "identified-in", Identified;
    /// A client without a residence status, or with one that is unknown.
    Residence = "residence", Residence;
    /// A status that ran out before the closing date, with none after it.
    StatusExpired = "expired", Residence;
    /// A limited permit longer than twelve months.
    LongPermit = "long-permit", Residence;
    /// A reflection period that is not six months.
    ReflectionLength = "reflection", Residence;
    /// A reported matter without a district.
    District = "district", Police;
    /// A matter with nothing that happened in it.
    MatterWithoutEvent = "no-event", Police;
    /// A dismissal without a ground.
    DismissalGround = "dismissal-ground", Police;
    /// A reported matter without a status.
    MatterStatus = "matter-status", Police;
    /// A return both refused and carried out.
    RefusedAndReturned = "refused-and-returned", Returns;
    /// A return without a country.
    ReturnCountry = "return-country", Returns;
    /// An activity without a provider.
    Provider = "provider", Activities;
    /// A figure typed by hand that differs from the computed one.
    TypedDiffers = "typed", Benefits;
    /// Something unknown that has no name here.
    Other = "other", Benefits;
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A record of the report.
    Record(Record),
    /// A dated status of a client: its id, none where there is no status at all.
    Status(Option<i64>),
    /// A typed figure.
    Typed(i64),
    /// Somebody who arrived.
    Arrival(i64),
}

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What lacks.
    pub gap: Gap,
    /// Whose it is; none for calls and the like.
    pub client: Option<i64>,
    /// What it is about.
    pub about: About,
    /// The figures that show it.
    pub figures: BTreeSet<&'static str>,
}

/// The gap behind an unknown of one dimension of a figure.
#[must_use]
pub fn unknown_gap(figure: &Figure, axis: usize) -> Gap {
    let last = figure.id.rsplit('.').next().unwrap_or(figure.id);
    let is_subject = figure.section == Section::Subjects;
    match (last, axis) {
        ("by_exploitation_gender", 1) | ("by_gender", _) => either(is_subject, Gap::SubjectGender, Gap::Gender),
        ("by_exploitation_nationality", 1) | ("by_nationality" | "by_region", _) => {
            either(is_subject, Gap::SubjectNationality, Gap::Nationality)
        }
        ("by_exploitation" | "by_exploitation_gender" | "by_exploitation_nationality", _) => {
            either(is_subject, Gap::SubjectExploitation, Gap::Exploitation)
        }
        ("by_referred_by", _) => Gap::ReferredBy,
        ("by_age_band", _) => Gap::BirthDate,
        ("by_reason", _) => either(is_subject, Gap::SubjectReason, Gap::ClosureReason),
        ("new_at_intake" | "new_at_year_end" | "new_transitions" | "all_at_year_end", _) => Gap::Residence,
        ("by_district", _) => Gap::District,
        ("by_dismissal_ground", _) => Gap::DismissalGround,
        ("by_status_at_year_end", _) => Gap::MatterStatus,
        ("returned_by_country", _) => Gap::ReturnCountry,
        ("by_provider", 1) => Gap::Provider,
        _ => Gap::Other,
    }
}

const fn either(first: bool, one: Gap, other: Gap) -> Gap {
    if first { one } else { other }
}

/// Everything that lacks or is doubted, each once, in the order in which it is shown.
#[must_use]
pub fn lines(facts: &Facts, ground: &Ground) -> Vec<Line> {
    let mut found: BTreeMap<(Gap, Option<i64>, About), BTreeSet<&'static str>> = BTreeMap::new();
    let owners = Owners::of(facts);
    for figure in CATALOGUE {
        for added in (figure.compute)(facts) {
            for (axis, code) in [added.category, added.inner].into_iter().enumerate() {
                if code != UNKNOWN {
                    continue;
                }
                let gap = unknown_gap(figure, axis);
                let client = owners.client(added.record);
                let about = if gap == Gap::Residence {
                    About::Status(client.and_then(|client| ground.unknown_status(client)))
                } else {
                    About::Record(added.record)
                };
                found.entry((gap, client, about)).or_default().insert(figure.id);
            }
        }
        // The one figure of a single number that counts what is unknown.
        if figure.id == "clients.age.unknown" {
            for added in (figure.compute)(facts) {
                let key = (Gap::BirthDate, owners.client(added.record), About::Record(added.record));
                found.entry(key).or_default().insert(figure.id);
            }
        }
    }
    for (gap, client, about, figures) in doubts::all(facts, ground) {
        found.entry((gap, client, about)).or_default().extend(figures);
    }
    found.into_iter().map(|((gap, client, about), figures)| Line { gap, client, about, figures }).collect()
}

/// Whose a client's record is.
struct Owners(BTreeMap<Record, i64>);

impl Owners {
    fn of(facts: &Facts) -> Self {
        let mut all = BTreeMap::new();
        for client in &facts.clients {
            all.extend(client.stays.iter().map(|fact| (Record::Stay(fact.id), client.id)));
            all.extend(client.matters.iter().map(|fact| (Record::Matter(fact.id), client.id)));
            all.extend(client.iom_returns.iter().map(|fact| (Record::Return(fact.id), client.id)));
            all.extend(client.activities.iter().map(|fact| (Record::Activity(fact.id), client.id)));
        }
        Self(all)
    }

    fn client(&self, record: Record) -> Option<i64> {
        match record {
            Record::Client(id) | Record::Child { client: id, .. } => Some(id),
            other => self.0.get(&other).copied(),
        }
    }
}
