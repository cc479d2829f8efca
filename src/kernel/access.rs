//! The access table: who may what, as one piece of data that drives routes, stores, pages and tests. A role sees nothing it
//! has no row for.

use super::codes::Role;

/// A part of the product that a role may or may not use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// Open to everybody: signing in, static files.
    Public,
    /// One's own account: home, signing out, language.
    Own,
    /// Clients and everything in their files; which clients, the stores say.
    Clients,
    /// Opening a protected client in an emergency.
    BreakGlass,
    /// Seeing who opened protected clients, and saying who may not open one.
    Oversight,
    /// The figures of the annual report.
    ReportFigures,
    /// The records behind a figure.
    ReportRecords,
    /// Freezing a year, its files, and what is taken out of it.
    ReportFreeze,
    /// Taking the annual report out of the house.
    ReportExport,
    /// Bringing a register in.
    RegisterImport,
    /// Users and their invitations.
    Users,
    /// Agreeing to a new lead.
    LeadGrants,
    /// Facilities.
    Facilities,
    /// The rates of benefits.
    BenefitRates,
    /// Lectures, meetings, visits.
    Outreach,
    /// Enquiries: writing them down, reading one's own; which others, the stores say.
    Enquiries,
    /// What one shift hands to another.
    Handovers,
    /// Looking up the card that a client lets the night duty find.
    NightCards,
    /// Figures of the report that are typed by hand.
    YearlyFigures,
    /// The rules of deadlines.
    DeadlineRules,
    /// Who lives where: all facilities for ROSA, her own for a contact person.
    Stays,
    /// A contact person's own centre: its residents, arrivals, departures and nights.
    Centre,
    /// Leaving a notice that somebody withdrew her consent, for those who may not open the client.
    WithdrawalNotice,
    /// The way to the report: the year's for ROSA, her own centre's figures for a contact person.
    Report,
}

/// The table: each area with the roles that may use it.
pub const TABLE: &[(Area, &[Role])] = &[
    (Area::Public, &[Role::Caseworker, Role::ContactPerson, Role::Helpline, Role::Lead, Role::Admin]),
    (Area::Own, &[Role::Caseworker, Role::ContactPerson, Role::Helpline, Role::Lead, Role::Admin]),
    (Area::Clients, &[Role::Caseworker, Role::Lead]),
    (Area::BreakGlass, &[Role::Caseworker]),
    (Area::Oversight, &[Role::Lead]),
    (Area::ReportFigures, &[Role::Caseworker, Role::Lead]),
    (Area::ReportRecords, &[Role::Lead]),
    (Area::ReportFreeze, &[Role::Lead]),
    (Area::ReportExport, &[Role::Lead]),
    (Area::RegisterImport, &[Role::Lead]),
    (Area::Users, &[Role::Admin]),
    (Area::LeadGrants, &[Role::Lead]),
    (Area::Facilities, &[Role::Admin]),
    (Area::BenefitRates, &[Role::Admin]),
    (Area::Outreach, &[Role::Caseworker, Role::Lead]),
    (Area::Enquiries, &[Role::Caseworker, Role::ContactPerson, Role::Helpline, Role::Lead]),
    (Area::Handovers, &[Role::Caseworker, Role::Helpline, Role::Lead]),
    (Area::NightCards, &[Role::Helpline]),
    (Area::YearlyFigures, &[Role::Lead]),
    (Area::DeadlineRules, &[Role::Admin]),
    (Area::Stays, &[Role::Caseworker, Role::ContactPerson, Role::Lead]),
    (Area::Centre, &[Role::ContactPerson]),
    (Area::WithdrawalNotice, &[Role::ContactPerson, Role::Helpline]),
    (Area::Report, &[Role::Caseworker, Role::ContactPerson, Role::Lead]),
];

/// True when the table has the role in the area's row.
#[must_use]
pub fn may(role: Role, area: Area) -> bool {
    TABLE.iter().any(|(row, roles)| *row == area && roles.contains(&role))
}
