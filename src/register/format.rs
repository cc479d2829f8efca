//! The register format, version 1, as data: which tables and columns there are and what each cell may hold. Import,
//! export, the template and its help sheet all follow from it. Source: docs/register-format.md (frozen).

use crate::kernel::codes::{self, Code};
use crate::kernel::text::Text;

/// A table of the register: one CSV file, or one sheet of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// Where people stay.
    Facilities,
    /// Who works with the register.
    Users,
    /// Those who are helped.
    Clients,
    /// What they have consented to.
    Consents,
    /// Children who accompany them.
    Children,
    /// The running journal.
    Journal,
    /// Nights at facilities.
    Stays,
    /// Residence status over time.
    Residence,
    /// Courses, work, exercise.
    Activities,
    /// Police matters.
    PoliceMatters,
    /// What happened in them.
    PoliceEvents,
    /// Returns to the home country or a third country.
    Returns,
    /// Hours with a lawyer.
    LegalAid,
    /// Money paid out.
    Benefits,
    /// Calls and other enquiries.
    Enquiries,
    /// The possible victims they were about.
    EnquirySubjects,
    /// Lectures, meetings, visits.
    Outreach,
    /// Figures typed by hand.
    YearlyFigures,
}

/// A closed code list as the format sees it.
#[derive(Clone, Copy)]
pub struct CodeList {
    has: fn(&str) -> bool,
    all: fn() -> Vec<(&'static str, Text)>,
}

impl CodeList {
    const fn of<C: Code>() -> Self {
        Self { has: |code| C::from_code(code).is_some(), all: || C::ALL.iter().map(|c| (c.code(), c.text())).collect() }
    }

    /// True when the list has this code.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        (self.has)(code)
    }

    /// The codes with their labels.
    #[must_use]
    pub fn all(&self) -> Vec<(&'static str, Text)> {
        (self.all)()
    }

    /// The codes as a person reads them in a message.
    #[must_use]
    pub fn listed(&self) -> String {
        self.all().iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ")
    }
}

/// What a cell may hold.
#[derive(Clone, Copy)]
pub enum Kind {
    /// The key of this table, or a part of it; free text, trimmed.
    Key,
    /// Free text kept as it is written.
    Text,
    /// Free text that is trimmed.
    Label,
    /// The key of a row of another table.
    Reference(Table),
    /// A set of such keys.
    References(Table),
    /// One of a closed list.
    One(CodeList),
    /// A set from a closed list.
    Set(CodeList),
    /// An ISO 3166-1 alpha-2 code, XK or XS.
    Country,
    /// A set of such codes, whose order counts.
    Countries,
    /// A set of ISO 639-1 codes.
    Languages,
    /// `yes` or `no`.
    YesNo,
    /// A date, today at the latest.
    Date,
    /// A date that may lie ahead.
    AnyDate,
    /// A date with an optional time of day.
    DateTime,
    /// A month, `YYYY-MM`.
    Month,
    /// A year of four digits.
    Year,
    /// A whole number, at least this.
    Count(i32),
    /// An amount with at most two decimals, not negative.
    Amount,
    /// Any number.
    Number,
    /// Twelve digits.
    Duf,
    /// The id of a figure of the report, or a key that begins with `manual.`.
    Figure,
}

/// One column.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// What its cells may hold.
    pub kind: Kind,
    /// True when no cell may be blank.
    pub required: bool,
    /// What it is, in bokmål, for the help sheet.
    pub label: &'static str,
}

const fn must(name: &'static str, kind: Kind, label: &'static str) -> Column {
    Column { name, kind, required: true, label }
}

const fn may(name: &'static str, kind: Kind, label: &'static str) -> Column {
    Column { name, kind, required: false, label }
}

const fn one<C: Code>() -> Kind {
    Kind::One(CodeList::of::<C>())
}

const fn set<C: Code>() -> Kind {
    Kind::Set(CodeList::of::<C>())
}

const CLIENT: Kind = Kind::Reference(Table::Clients);
const FACILITY: Kind = Kind::Reference(Table::Facilities);

const FACILITIES: &[Column] = &[
    must("facility", Kind::Key, "Nøkkel for stedet"),
    must("name", Kind::Text, "Navn"),
    must("type", one::<codes::FacilityType>(), "Type sted"),
    may("municipality", Kind::Text, "Kommune"),
    may("secret_address", Kind::YesNo, "Hemmelig adresse"),
    may("valid_from", Kind::AnyDate, "I bruk fra"),
    may("valid_to", Kind::AnyDate, "I bruk til"),
];

const USERS: &[Column] = &[
    must("username", Kind::Key, "Brukernavn i systemet"),
    must("name", Kind::Text, "Navn"),
    must("role", one::<codes::Role>(), "Rolle"),
    may("facilities", Kind::References(Table::Facilities), "Steder (må fylles ut for kontaktpersoner)"),
];

const CLIENTS: &[Column] = &[
    must("client", Kind::Key, "Saksnummer, for eksempel 2019-017"),
    may("given_name", Kind::Text, "Fornavn"),
    may("family_name", Kind::Text, "Etternavn"),
    may("alias", Kind::Text, "Alias"),
    may("birth_date", Kind::Date, "Fødselsdato"),
    may("birth_date_certainty", one::<codes::BirthDateCertainty>(), "Hvor sikker fødselsdatoen er"),
    must("gender", one::<codes::Gender>(), "Kjønn"),
    may("citizenships", Kind::Countries, "Statsborgerskap, det første er nasjonaliteten i rapporten"),
    may("duf_number", Kind::Duf, "DUF-nummer, tolv siffer"),
    may("languages", Kind::Languages, "Språk"),
    may("interpreter", Kind::YesNo, "Trenger tolk"),
    must("intake_date", Kind::Date, "Inntaksdato"),
    may("referred_by", one::<codes::ReferredBy>(), "Henvist av"),
    may("identified_in", FACILITY, "Identifisert på sted"),
    may("exploitation", set::<codes::Exploitation>(), "Utnyttelse"),
    may("exploitation_countries", Kind::Countries, "Land der utnyttelsen skjedde"),
    may("pregnant_at_intake", one::<codes::YesNoUnknown>(), "Gravid ved inntak"),
    may("children_abroad", one::<codes::YesNoUnknown>(), "Barn i hjemlandet"),
    may("children_abroad_count", Kind::Count(0), "Antall barn i hjemlandet"),
    may("address_protection", one::<codes::AddressProtection>(), "Adressesperre"),
    may("caseworker", Kind::Reference(Table::Users), "Saksbehandler (brukernavn)"),
    may("closed_on", Kind::Date, "Avsluttet dato"),
    may("closure_reason", one::<codes::ClosureReason>(), "Avslutningsårsak"),
];

const CONSENTS: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("given_on", Kind::Date, "Gitt dato"),
    must("form", one::<codes::ConsentForm>(), "Form"),
    must("scopes", set::<codes::ConsentScope>(), "Hva samtykket gjelder"),
    may("expires_on", Kind::AnyDate, "Utløper"),
    may("withdrawn_on", Kind::Date, "Trukket dato"),
    may("note", Kind::Text, "Merknad"),
];

const CHILDREN: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("child", Kind::Label, "Det som skiller barna til én bruker, for eksempel 1, 2"),
    may("birth_date", Kind::Date, "Fødselsdato"),
    may("gender", one::<codes::Gender>(), "Kjønn"),
    must("accompanying_from", Kind::Date, "Medfølgende fra"),
    may("accompanying_to", Kind::Date, "Medfølgende til og med"),
    may("born_in_norway", one::<codes::YesNoUnknown>(), "Født i Norge"),
];

const JOURNAL: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("occurred_at", Kind::DateTime, "Dato, gjerne med klokkeslett"),
    must("mode", one::<codes::JournalMode>(), "Hvordan kontakten var"),
    may("aspects", set::<codes::JournalAspect>(), "Bistand, behov, utfordring"),
    may("topics", set::<codes::JournalTopic>(), "Tema"),
    must("text", Kind::Text, "Journaltekst"),
    must("author", Kind::Reference(Table::Users), "Skrevet av (brukernavn)"),
    may("visibility", one::<codes::Visibility>(), "Hvem som ser notatet (blankt = teamet)"),
];

const STAYS: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("facility", FACILITY, "Sted"),
    must("from", Kind::Date, "Innflytting"),
    may("to", Kind::AnyDate, "Utflytting (blankt = bor der fortsatt)"),
    may("arranged_by", one::<codes::ArrangedBy>(), "Ordnet av"),
    may("exit_reason", one::<codes::ExitReason>(), "Hvorfor oppholdet tok slutt"),
    may("destination", FACILITY, "Flyttet til sted"),
];

const RESIDENCE: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("from", Kind::Date, "Gjelder fra"),
    must("status", one::<codes::ResidenceStatus>(), "Oppholdsstatus"),
    may("valid_to", Kind::AnyDate, "Gyldig til"),
    may("legal_basis", Kind::Text, "Hjemmel"),
    may("decided_by", one::<codes::DecidedBy>(), "Avgjort av"),
    may("note", Kind::Text, "Merknad"),
];

const ACTIVITIES: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("type", one::<codes::ActivityType>(), "Type aktivitet"),
    may("provider", Kind::Text, "Arrangør"),
    must("from", Kind::Date, "Fra"),
    may("to", Kind::AnyDate, "Til og med"),
    may("completed", one::<codes::YesNoUnknown>(), "Fullført"),
    may("support_nok", Kind::Amount, "Støtte i kroner"),
];

const POLICE_MATTERS: &[Column] = &[
    must("matter", Kind::Key, "Nøkkel for politisaken"),
    must("client", CLIENT, "Saksnummer"),
    must("offence", one::<codes::Offence>(), "Lovbrudd"),
    may("role", one::<codes::MatterRole>(), "Rolle (blankt = fornærmet)"),
    may("district", one::<codes::PoliceDistrict>(), "Politidistrikt"),
    may("case_number", Kind::Text, "Politiets saksnummer"),
];

const POLICE_EVENTS: &[Column] = &[
    must("matter", Kind::Reference(Table::PoliceMatters), "Politisak"),
    must("on", Kind::Date, "Dato"),
    must("event", one::<codes::PoliceEventKind>(), "Hendelse"),
    may("ground", one::<codes::DismissalGround>(), "Henleggelsesgrunn"),
    may("note", Kind::Text, "Merknad"),
];

const RETURNS: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("programme", one::<codes::ReturnProgramme>(), "Ordning"),
    may("country", Kind::Country, "Land"),
    may("applied_on", Kind::Date, "Søkt dato (må fylles ut for IOM)"),
    may("decided_on", Kind::Date, "Avgjort dato"),
    may("decision", one::<codes::ReturnDecision>(), "Avgjørelse"),
    may("withdrawn_on", Kind::Date, "Trukket dato"),
    may("returned_on", Kind::Date, "Reist dato"),
];

const LEGAL_AID: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("lawyer", Kind::Text, "Advokat"),
    must("granted_on", Kind::Date, "Innvilget dato"),
    must("hours_granted", Kind::Amount, "Timer innvilget"),
    may("hours_used", Kind::Amount, "Timer brukt"),
    may("kind", one::<codes::LegalAidKind>(), "Type rettshjelp"),
];

const BENEFITS: &[Column] = &[
    must("client", CLIENT, "Saksnummer"),
    must("period", Kind::Month, "Måned, ÅÅÅÅ-MM"),
    must("category", Kind::Text, "Ytelse"),
    must("amount_nok", Kind::Amount, "Beløp i kroner"),
    must("status", one::<codes::BenefitStatus>(), "Status"),
    may("paid_on", Kind::Date, "Utbetalt dato (må fylles ut når ytelsen er utbetalt)"),
];

const ENQUIRIES: &[Column] = &[
    must("enquiry", Kind::Key, "Nøkkel for henvendelsen"),
    must("received_at", Kind::DateTime, "Mottatt, gjerne med klokkeslett"),
    must("channel", one::<codes::Channel>(), "Kanal"),
    must("answered_by", one::<codes::AnsweredBy>(), "Besvart av"),
    must("caller", one::<codes::Caller>(), "Hvem ringer"),
    must("topic", one::<codes::EnquiryTopic>(), "Hva henvendelsen gjelder"),
    may("client", CLIENT, "Saksnummer (bare for oppfølging av bruker)"),
    may("facility", FACILITY, "Sted"),
    may("note", Kind::Text, "Merknad"),
];

const ENQUIRY_SUBJECTS: &[Column] = &[
    must("enquiry", Kind::Reference(Table::Enquiries), "Henvendelse"),
    must("count", Kind::Count(1), "Antall personer"),
    must("gender", one::<codes::Gender>(), "Kjønn"),
    may("nationality", Kind::Country, "Nasjonalitet"),
    may("exploitation", set::<codes::Exploitation>(), "Utnyttelse"),
    may("minors_along", Kind::Count(0), "Medfølgende mindreårige"),
    must("first_time", Kind::YesNo, "Første gang"),
    must("outcome", one::<codes::Outcome>(), "Utfall"),
    may("reason", one::<codes::DeclineReason>(), "Årsak"),
    may("client", CLIENT, "Brukeren personen ble (bare når antallet er 1)"),
];

const OUTREACH: &[Column] = &[
    must("on", Kind::Date, "Dato"),
    must("type", one::<codes::OutreachType>(), "Type"),
    must("title", Kind::Text, "Tittel"),
    may("place", Kind::Text, "Sted"),
    may("facility", FACILITY, "Botilbud som ble besøkt"),
    may("audience", Kind::Text, "Målgruppe"),
    may("participants", Kind::Count(0), "Antall deltakere"),
    may("abroad", Kind::YesNo, "I utlandet"),
];

const YEARLY_FIGURES: &[Column] = &[
    must("year", Kind::Year, "År"),
    must("figure", Kind::Figure, "Tallets id i rapporten, eller en egen nøkkel som begynner med manual."),
    must("value", Kind::Number, "Verdi"),
    may("source", Kind::Text, "Kilde"),
];

impl Table {
    /// All tables, each after those it refers to.
    pub const ALL: &'static [Self] = &[
        Self::Facilities,
        Self::Users,
        Self::Clients,
        Self::Consents,
        Self::Children,
        Self::Journal,
        Self::Stays,
        Self::Residence,
        Self::Activities,
        Self::PoliceMatters,
        Self::PoliceEvents,
        Self::Returns,
        Self::LegalAid,
        Self::Benefits,
        Self::Enquiries,
        Self::EnquirySubjects,
        Self::Outreach,
        Self::YearlyFigures,
    ];

    /// The name of its sheet; its file is this with `.csv`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facilities => "facilities",
            Self::Users => "users",
            Self::Clients => "clients",
            Self::Consents => "consents",
            Self::Children => "children",
            Self::Journal => "journal",
            Self::Stays => "stays",
            Self::Residence => "residence",
            Self::Activities => "activities",
            Self::PoliceMatters => "police_matters",
            Self::PoliceEvents => "police_events",
            Self::Returns => "returns",
            Self::LegalAid => "legal_aid",
            Self::Benefits => "benefits",
            Self::Enquiries => "enquiries",
            Self::EnquirySubjects => "enquiry_subjects",
            Self::Outreach => "outreach",
            Self::YearlyFigures => "yearly_figures",
        }
    }

    /// The table with this sheet name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.name() == name)
    }

    /// Its columns, in the order in which they are exported.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Facilities => FACILITIES,
            Self::Users => USERS,
            Self::Clients => CLIENTS,
            Self::Consents => CONSENTS,
            Self::Children => CHILDREN,
            Self::Journal => JOURNAL,
            Self::Stays => STAYS,
            Self::Residence => RESIDENCE,
            Self::Activities => ACTIVITIES,
            Self::PoliceMatters => POLICE_MATTERS,
            Self::PoliceEvents => POLICE_EVENTS,
            Self::Returns => RETURNS,
            Self::LegalAid => LEGAL_AID,
            Self::Benefits => BENEFITS,
            Self::Enquiries => ENQUIRIES,
            Self::EnquirySubjects => ENQUIRY_SUBJECTS,
            Self::Outreach => OUTREACH,
            Self::YearlyFigures => YEARLY_FIGURES,
        }
    }

    /// How many of its first columns are its key: none where rows are compared as a bag.
    #[must_use]
    pub const fn key_columns(self) -> usize {
        match self {
            Self::Facilities | Self::Users | Self::Clients | Self::PoliceMatters | Self::Enquiries => 1,
            Self::YearlyFigures => 2,
            _ => 0,
        }
    }

    /// The place of a column by its name.
    #[must_use]
    pub fn column(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.name == name)
    }

    /// The known file names, for a message.
    #[must_use]
    pub fn known_files() -> String {
        Self::ALL.iter().map(|table| format!("{}.csv", table.name())).collect::<Vec<_>>().join(", ")
    }
}

impl Kind {
    /// True for cells that keep the spaces around them.
    #[must_use]
    pub const fn is_free_text(self) -> bool {
        matches!(self, Self::Text)
    }

    /// The code list, for kinds that have one.
    #[must_use]
    pub const fn code_list(self) -> Option<CodeList> {
        match self {
            Self::One(list) | Self::Set(list) => Some(list),
            _ => None,
        }
    }

    /// True for sets, written with `;` between the values.
    #[must_use]
    pub const fn is_set(self) -> bool {
        matches!(self, Self::Set(_) | Self::References(_) | Self::Countries | Self::Languages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_columns_come_first_and_are_required() {
        for table in Table::ALL {
            for column in &table.columns()[..table.key_columns()] {
                assert!(column.required, "{}.{}", table.name(), column.name);
            }
            let keys = table.columns().iter().filter(|column| matches!(column.kind, Kind::Key)).count();
            assert!(keys <= table.key_columns());
        }
    }

    #[test]
    fn no_column_stands_twice() {
        for table in Table::ALL {
            for (place, column) in table.columns().iter().enumerate() {
                assert_eq!(table.column(column.name), Some(place), "{}.{}", table.name(), column.name);
            }
        }
    }
}
