//! The counting rules of the annual report as pure functions. Their numbers are those of docs/annual-report.md, which is
//! the law. Knows no database and no figure.

use super::facts::{ActivityFact, ChildFact, ClientFacts, MatterFact, ReturnFact, StayFact};
use crate::kernel::codes::{
    DismissalGround, Exploitation, ExploitationForm, FacilityType, MatterRole, MatterStatus, Offence, PoliceEventKind,
    ReportedResidence, ResidenceStatus, ReturnDecision, StayLength,
};
use crate::kernel::period::{Period, days_covered};
use chrono::{Datelike, Days, NaiveDate};

/// A year with its closing date Z: 31 December, the as-of date or today, whichever comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    year: i32,
    first: NaiveDate,
    closing: NaiveDate,
}

/// Why there is no report for a year and an as-of date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoYear {
    /// The year is outside what is allowed.
    #[error("{0} is not a year a report can be made for; allowed: 1900 to 2200")]
    OutOfRange(i32),
    /// The as-of date lies outside the year.
    #[error("the as-of date {as_of} lies outside {year}; allowed: {year}-01-01 to {year}-12-31")]
    AsOfOutside {
        /// The date given.
        as_of: NaiveDate,
        /// The year asked for.
        year: i32,
    },
}

impl Year {
    /// The year `year`, closed on `as_of` if given, and never after `today`.
    ///
    /// # Errors
    /// When the year is outside 1900 to 2200, or the as-of date outside the year.
    pub fn new(year: i32, as_of: Option<NaiveDate>, today: NaiveDate) -> Result<Self, NoYear> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let last = NaiveDate::from_ymd_opt(year, 12, 31);
        let (Some(first), Some(last), true) = (first, last, (1900..=2200).contains(&year)) else {
            return Err(NoYear::OutOfRange(year));
        };
        if let Some(as_of) = as_of.filter(|as_of| as_of.year() != year) {
            return Err(NoYear::AsOfOutside { as_of, year });
        }
        Ok(Self { year, first, closing: last.min(as_of.unwrap_or(last)).min(today) })
    }

    /// The year's number.
    #[must_use]
    pub const fn number(&self) -> i32 {
        self.year
    }

    /// 1 January.
    #[must_use]
    pub const fn first(&self) -> NaiveDate {
        self.first
    }

    /// The closing date Z.
    #[must_use]
    pub const fn closing(&self) -> NaiveDate {
        self.closing
    }

    /// False for a year that lies ahead.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.first <= self.closing
    }

    /// True for a date from 1 January to Z, both included.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        (self.first..=self.closing).contains(&date)
    }

    /// The nights that begin in the year, up to the one that begins on Z (rule 1).
    #[must_use]
    pub fn nights(&self) -> Option<Period> {
        Period::inclusive(self.first, self.closing)
    }

    /// True when a period from `from` to `to`, both included, overlaps the year: it begins on or before Z and does not
    /// end before 1 January (rule 13).
    #[must_use]
    pub fn overlaps(&self, from: NaiveDate, to: Option<NaiveDate>) -> bool {
        from <= self.closing && to.is_none_or(|to| to >= self.first)
    }
}

/// True at a place whose nights are shelter nights (rule 2).
#[must_use]
pub const fn is_shelter(facility_type: FacilityType) -> bool {
    matches!(facility_type, FacilityType::CrisisCentre | FacilityType::SupportedHousing)
}

impl StayFact {
    /// A stay that began on or before the closing date, cut there: its nights run up to the one that begins on Z
    /// (rule 1). `None` for a stay that ends before it begins, which no register may hold.
    #[must_use]
    pub fn new(
        id: i64,
        facility: (i64, FacilityType),
        from: NaiveDate,
        to: Option<NaiveDate>,
        closing: NaiveDate,
    ) -> Option<Self> {
        let after_closing = closing.checked_add_days(Days::new(1))?;
        let nights = Period::new(from, Some(to.map_or(after_closing, |to| to.min(after_closing))))?;
        Some(Self {
            id,
            facility_id: facility.0,
            facility_type: facility.1,
            from,
            to: to.filter(|to| *to <= closing),
            nights,
        })
    }

    /// True when its nights are shelter nights (rule 2).
    #[must_use]
    pub const fn is_shelter(&self) -> bool {
        is_shelter(self.facility_type)
    }

    /// Its nights in the year.
    #[must_use]
    pub fn nights_in(&self, year: Year) -> Option<Period> {
        self.nights.intersection(&year.nights()?)
    }

    /// True when the year's report counts it as a stay: with a night in the year, or begun and ended on one date in it.
    #[must_use]
    pub fn counts_in(&self, year: Year) -> bool {
        let on_one_date = self.to == Some(self.from) && year.contains(self.from);
        on_one_date || self.nights_in(year).is_some()
    }

    /// All its nights up to Z, earlier years included.
    #[must_use]
    pub fn length(&self) -> StayLength {
        match self.nights.days().unwrap_or(0) {
            ..=0 => StayLength::Nights0,
            1..=7 => StayLength::Nights1To7,
            8..=30 => StayLength::Nights8To30,
            31..=90 => StayLength::Nights31To90,
            91..=180 => StayLength::Nights91To180,
            181.. => StayLength::Nights181Plus,
        }
    }
}

/// How many nights of the year some stays cover together: a client's night counts once, wherever it was spent.
#[must_use]
pub fn nights_together<'a>(stays: impl Iterator<Item = &'a StayFact>, year: Year) -> i64 {
    days_covered(stays.filter_map(|stay| stay.nights_in(year)).collect())
}

/// The date on which a person became an assisted client (rule 4): the earlier of the first date of the first stay with a
/// shelter night, and the second date with an in-person conversation. What happened after Z is not among the facts.
#[must_use]
pub fn qualifying_date(client: &ClientFacts) -> Option<NaiveDate> {
    let first_shelter =
        client.stays.iter().filter(|stay| stay.is_shelter() && !stay.nights.is_empty()).map(|s| s.from).min();
    let second_conversation = client.conversations.get(1).copied();
    match (first_shelter, second_conversation) {
        (Some(stay), Some(conversation)) => Some(stay.min(conversation)),
        (stay, conversation) => stay.or(conversation),
    }
}

/// What the rules say of one person in one year (rule 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not assisted in the year.
    NotAssisted,
    /// Assisted, and she qualified in the year.
    New,
    /// Assisted, and she qualified earlier; with whether she was assisted in the year before too.
    Continuing {
        /// True when she was not assisted in the year before.
        after_gap: bool,
    },
}

/// Where a person stands in a year (rule 5). Her qualifying date must be known.
#[must_use]
pub fn standing(client: &ClientFacts, year: Year) -> Standing {
    let Some(qualifying) = client.qualifying_date.filter(|date| *date <= year.closing()) else {
        return Standing::NotAssisted;
    };
    if !had_contact(client, year.first(), year.closing()) {
        return Standing::NotAssisted;
    }
    if year.contains(qualifying) {
        return Standing::New;
    }
    let before = NaiveDate::from_ymd_opt(year.number() - 1, 1, 1).zip(year.first().pred_opt());
    // She qualified before this year, so contact in the year before is all it takes.
    Standing::Continuing { after_gap: !before.is_some_and(|(first, last)| had_contact(client, first, last)) }
}

/// True with a shelter night or an in-person conversation from `first` to `last`.
fn had_contact(client: &ClientFacts, first: NaiveDate, last: NaiveDate) -> bool {
    let Some(days) = Period::inclusive(first, last) else { return false };
    client.conversations.iter().any(|date| (first..=last).contains(date))
        || client.stays.iter().any(|stay| stay.is_shelter() && stay.nights.overlaps(&days))
}

/// The form of exploitation a report shows (rule 8).
#[must_use]
pub fn exploitation_form(named: &[Exploitation]) -> ExploitationForm {
    let sexual = named.contains(&Exploitation::Sexual);
    let labour = named.iter().any(|form| {
        matches!(
            form,
            Exploitation::Labour | Exploitation::Begging | Exploitation::ForcedCrime | Exploitation::Servitude
        )
    });
    match (sexual, labour) {
        (true, true) => ExploitationForm::Mixed,
        (true, false) => ExploitationForm::Sexual,
        (false, true) => ExploitationForm::Labour,
        (false, false) if named.is_empty() => ExploitationForm::Unknown,
        (false, false) => ExploitationForm::Other,
    }
}

/// The residence status on a date as the report shows it (rule 10): the status in force, permits as one group, and
/// whoever has an open IOM return as in the return process.
#[must_use]
pub fn reported_residence(client: &ClientFacts, on: NaiveDate) -> ReportedResidence {
    if client.iom_returns.iter().any(|application| is_open(application, client, on)) {
        return ReportedResidence::IomProcess;
    }
    status_in_force(client, on).map_or(ReportedResidence::Unknown, reported)
}

/// The last status that began on or before a date; a valid-to does not end it (rule 10).
#[must_use]
pub fn status_in_force(client: &ClientFacts, on: NaiveDate) -> Option<ResidenceStatus> {
    client.statuses.iter().rev().find(|(from, _)| *from <= on).map(|(_, status)| *status)
}

const fn reported(status: ResidenceStatus) -> ReportedResidence {
    match status {
        ResidenceStatus::NoPermit => ReportedResidence::NoPermit,
        ResidenceStatus::AsylumPending => ReportedResidence::AsylumPending,
        ResidenceStatus::AsylumDublin => ReportedResidence::AsylumDublin,
        ResidenceStatus::TouristVisa => ReportedResidence::TouristVisa,
        ResidenceStatus::ReflectionApplied => ReportedResidence::ReflectionApplied,
        ResidenceStatus::ReflectionGranted => ReportedResidence::ReflectionGranted,
        ResidenceStatus::LimitedApplied => ReportedResidence::LimitedApplied,
        ResidenceStatus::LimitedGranted => ReportedResidence::LimitedGranted,
        ResidenceStatus::EeaRight => ReportedResidence::EeaRight,
        ResidenceStatus::Protection
        | ResidenceStatus::WitnessPermit
        | ResidenceStatus::Humanitarian
        | ResidenceStatus::PermitOther => ReportedResidence::Permit,
        ResidenceStatus::FamilyImmigration => ReportedResidence::FamilyImmigration,
        ResidenceStatus::NorwegianCitizen => ReportedResidence::NorwegianCitizen,
        ResidenceStatus::Expelled => ReportedResidence::Expelled,
        ResidenceStatus::LeftNorway => ReportedResidence::LeftNorway,
        ResidenceStatus::Unknown => ReportedResidence::Unknown,
    }
}

/// True while an IOM return is open (rule 10): from the application until the day of a refusal, a withdrawal, the return,
/// the closing of the case, or the next status after the application that ends it; on that day it is open no more. An end
/// on or before the application (a status must lie after it) means that it was never open.
#[must_use]
pub fn is_open(application: &ReturnFact, client: &ClientFacts, on: NaiveDate) -> bool {
    is_open_beside(application, &client.statuses, client.closed.map(|(on, _)| on), on)
}

/// The same beside the statuses of the client, in order, and the day on which her case was closed.
#[must_use]
pub fn is_open_beside(
    application: &ReturnFact,
    statuses: &[(NaiveDate, ResidenceStatus)],
    closed_on: Option<NaiveDate>,
    on: NaiveDate,
) -> bool {
    let Some(applied) = application.applied_on.filter(|applied| *applied <= on) else { return false };
    let refused =
        application.decision.filter(|(_, decision)| *decision == ReturnDecision::Refused).map(|(date, _)| date);
    let status = statuses.iter().find(|(from, status)| *from > applied && ends_return(*status)).map(|(from, _)| *from);
    let ends = [refused, application.withdrawn_on, application.returned_on, closed_on, status];
    // An end on or before the application lies before every day on which it could be open.
    ends.into_iter().flatten().all(|end| on < end)
}

const fn ends_return(status: ResidenceStatus) -> bool {
    matches!(
        status,
        ResidenceStatus::ReflectionGranted
            | ResidenceStatus::LimitedGranted
            | ResidenceStatus::Protection
            | ResidenceStatus::WitnessPermit
            | ResidenceStatus::Humanitarian
            | ResidenceStatus::PermitOther
            | ResidenceStatus::FamilyImmigration
            | ResidenceStatus::NorwegianCitizen
            | ResidenceStatus::LeftNorway
    )
}

/// True for the offences of trafficking.
#[must_use]
pub const fn is_trafficking(offence: Offence) -> bool {
    matches!(offence, Offence::Trafficking | Offence::AggravatedTrafficking)
}

impl MatterFact {
    fn first_reported(&self) -> Option<NaiveDate> {
        self.events.iter().find(|event| event.kind == PoliceEventKind::Reported).map(|event| event.on)
    }

    fn happened_in(&self, kind: PoliceEventKind, year: Year) -> bool {
        self.events.iter().any(|event| event.kind == kind && year.contains(event.on))
    }

    /// Reported in the year by her as the aggrieved party: its first report lies in the year (rule 11).
    #[must_use]
    pub fn is_reported_in(&self, year: Year) -> bool {
        self.role == MatterRole::Aggrieved && self.first_reported().is_some_and(|on| year.contains(on))
    }

    /// Not reported in the year, as the aggrieved party: decided so in the year, and no report up to Z (rule 11).
    #[must_use]
    pub fn is_not_reported_in(&self, year: Year) -> bool {
        self.role == MatterRole::Aggrieved
            && self.happened_in(PoliceEventKind::DecidedNotToReport, year)
            && self.first_reported().is_none()
    }

    /// She testified in the year, as a witness in a matter that has no report up to Z.
    #[must_use]
    pub fn is_testified_unreported_in(&self, year: Year) -> bool {
        self.role == MatterRole::Witness
            && self.happened_in(PoliceEventKind::Testified, year)
            && self.first_reported().is_none()
    }

    /// Its status on Z: the last event that sets one wins (rule 11).
    #[must_use]
    pub fn status(&self) -> Option<MatterStatus> {
        self.events.iter().rev().find_map(|event| match event.kind {
            PoliceEventKind::Reported => Some(MatterStatus::Reported),
            PoliceEventKind::InvestigationOpened | PoliceEventKind::Reopened | PoliceEventKind::DismissalAppealed => {
                Some(MatterStatus::UnderInvestigation)
            }
            PoliceEventKind::Dismissed => Some(MatterStatus::Dismissed),
            PoliceEventKind::Indicted => Some(MatterStatus::Indicted),
            PoliceEventKind::IndictedOtherProvision => Some(MatterStatus::IndictedOtherProvision),
            PoliceEventKind::Convicted | PoliceEventKind::Acquitted | PoliceEventKind::Final => {
                Some(MatterStatus::Judged)
            }
            PoliceEventKind::Considered | PoliceEventKind::DecidedNotToReport | PoliceEventKind::Testified => None,
        })
    }

    /// The ground of its last dismissal.
    #[must_use]
    pub fn dismissal_ground(&self) -> Option<DismissalGround> {
        self.events.iter().rev().find(|event| event.kind == PoliceEventKind::Dismissed)?.ground
    }
}

impl ActivityFact {
    /// True when it overlaps the year (rule 13).
    #[must_use]
    pub fn overlaps(&self, year: Year) -> bool {
        year.overlaps(self.from, self.to)
    }
}

impl ChildFact {
    /// True when the period overlaps the year (rule 13).
    #[must_use]
    pub fn overlaps(&self, year: Year) -> bool {
        year.overlaps(self.from, self.to)
    }
}

impl ClientFacts {
    /// True when her qualifying date is on or before Z (rule 4).
    #[must_use]
    pub const fn is_qualified(&self) -> bool {
        self.qualifying_date.is_some()
    }

    /// True when she is assisted in the year (rule 5).
    #[must_use]
    pub const fn is_assisted(&self) -> bool {
        !matches!(self.standing, Standing::NotAssisted)
    }

    /// True when she is new in the year (rule 5).
    #[must_use]
    pub const fn is_new(&self) -> bool {
        matches!(self.standing, Standing::New)
    }

    /// True when she is continuing (rule 5).
    #[must_use]
    pub const fn is_continuing(&self) -> bool {
        matches!(self.standing, Standing::Continuing { .. })
    }

    /// True when she spent a shelter night of the year as an asylum seeker: by the status in force on the night's date,
    /// without the exception for returns.
    #[must_use]
    pub fn was_housed_as_asylum_seeker(&self, year: Year) -> bool {
        let ends = self.statuses.iter().skip(1).map(|(from, _)| Some(*from)).chain([None]);
        self.statuses
            .iter()
            .zip(ends)
            .filter(|((_, status), _)| matches!(status, ResidenceStatus::AsylumPending | ResidenceStatus::AsylumDublin))
            .filter_map(|((from, _), to)| Period::new(*from, to))
            .any(|in_force| {
                self.stays
                    .iter()
                    .filter(|stay| stay.is_shelter())
                    .filter_map(|stay| stay.nights_in(year))
                    .any(|nights| nights.overlaps(&in_force))
            })
    }
}
