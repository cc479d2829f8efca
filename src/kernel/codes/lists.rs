//! The closed code lists of the register format (import-format.md), and the categories that the annual report derives
//! from them, each with its labels.
//!
//! The codes are frozen: they stand in files, in the database and in the report of every year. Labels may be reworded
//! here at any time. The order within a list is the order in which people read it.
//!
//! Knows no rule: what leads from a status to a category stands in the report.

use super::codes;

// Places and people who work here.

codes! {
    /// The kind of a place where someone stays. Only nights at the first two are shelter nights.
    FacilityType {
        CrisisCentre = "crisis_centre", "Krisesenter", "Crisis centre";
        SupportedHousing = "supported_housing", "Bo- og støttetilbud", "Supported housing";
        Prison = "prison", "Fengsel", "Prison";
        Reception = "reception", "Asylmottak", "Reception centre";
        Municipal = "municipal", "Kommunal bolig", "Municipal housing";
        Hospital = "hospital", "Sykehus", "Hospital";
        Private = "private", "Privat bolig", "Private home";
        Hotel = "hotel", "Hotell", "Hotel";
        Other = "other", "Annet sted", "Other place";
    }

    /// What a user of the program is here for; the access table says what that opens.
    Role {
        Caseworker = "caseworker", "Rådgiver", "Caseworker";
        ContactPerson = "contact_person", "Kontaktperson", "Contact person";
        Helpline = "helpline", "Telefonvakt", "Helpline";
        Lead = "lead", "Leder", "Lead";
        Admin = "admin", "Administrator", "Administrator";
    }
}

// Who a person is.

codes! {
    /// How a birth date is known.
    BirthDateCertainty {
        Documented = "documented", "Dokumentert", "Documented";
        Stated = "stated", "Oppgitt", "Stated";
        Estimated = "estimated", "Anslått", "Estimated";
    }

    /// The gender of a client, a child or a possible victim.
    Gender {
        Female = "female", "Kvinne", "Female";
        Male = "male", "Mann", "Male";
        TransFemale = "trans_female", "Transkvinne", "Trans female";
        TransMale = "trans_male", "Transmann", "Trans male";
        Nonconforming = "nonconforming", "Ikke-binær eller annet", "Nonconforming";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// An answer that may be known to be unknown; blank means that nobody asked.
    YesNoUnknown {
        Yes = "yes", "Ja", "Yes";
        No = "no", "Nei", "No";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// Who brought a client to us.
    ReferredBy {
        Police = "police", "Politi", "Police";
        ImmigrationPolice = "immigration_police", "Politiets utlendingsenhet (PU)", "Immigration police";
        Udi = "udi", "UDI", "Directorate of Immigration (UDI)";
        Prison = "prison", "Fengsel", "Prison";
        CrisisCentre = "crisis_centre", "Krisesenter", "Crisis centre";
        SupportedHousing = "supported_housing", "Bo- og støttetilbud", "Supported housing";
        Ngo = "ngo", "Frivillig organisasjon", "Voluntary organisation";
        Health = "health", "Helsetjeneste", "Health service";
        Nav = "nav", "NAV", "NAV (labour and welfare)";
        ChildWelfare = "child_welfare", "Barnevern", "Child welfare";
        Lawyer = "lawyer", "Advokat", "Lawyer";
        Iom = "iom", "IOM", "IOM";
        Reception = "reception", "Asylmottak", "Reception centre";
        SelfReferred = "self", "Tok kontakt selv", "Self";
        PrivatePerson = "private_person", "Privatperson", "Private person";
        Other = "other", "Andre", "Other";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// A way in which a person was exploited; one person may have several (Penal Code § 257 and beyond).
    Exploitation {
        Sexual = "sexual", "Prostitusjon eller andre seksuelle formål", "Prostitution or other sexual purposes";
        Labour = "labour", "Tvangsarbeid eller tvangstjenester", "Forced labour or services";
        Begging = "begging", "Tigging", "Begging";
        ForcedCrime = "forced_crime", "Tvungen kriminalitet", "Forced crime";
        Servitude = "servitude", "Slaverilignende forhold", "Servitude";
        ForcedMarriage = "forced_marriage", "Tvangsekteskap", "Forced marriage";
        OrganRemoval = "organ_removal", "Fjerning av organer", "Organ removal";
        WarService = "war_service", "Krigstjeneste i fremmed land", "War service in a foreign country";
        Other = "other", "Annen utnyttelse", "Other exploitation";
    }

    /// The protection of an address in the population register.
    AddressProtection {
        None = "none", "Ingen", "None";
        Confidential = "confidential", "Fortrolig (kode 7)", "Confidential (code 7)";
        StrictlyConfidential = "strictly_confidential", "Strengt fortrolig (kode 6)", "Strictly confidential (code 6)";
    }

    /// Why a case was closed.
    ClosureReason {
        Settled = "settled", "Etablert, trenger ikke mer bistand", "Settled, needs no more assistance";
        ReturnedIom = "returned_iom", "Assistert retur (IOM)", "Assisted return (IOM)";
        ReturnedDublin = "returned_dublin", "Dublin-overføring", "Dublin transfer";
        ForcedReturn = "forced_return", "Tvangsretur", "Forced return";
        LeftNorway = "left_norway", "Reist ut av Norge", "Left Norway";
        OtherService = "other_service", "Overført til annet tilbud", "Moved on to another service";
        NotTrafficking = "not_trafficking", "Ikke menneskehandel", "Not trafficking";
        OwnWish = "own_wish", "Eget ønske", "Own wish";
        Disappeared = "disappeared", "Forsvunnet", "Disappeared";
        Deceased = "deceased", "Død", "Deceased";
        Other = "other", "Annet", "Other";
    }
}

// Consent and journal.

codes! {
    /// How a consent was given.
    ConsentForm {
        Written = "written", "Skriftlig", "Written";
        Oral = "oral", "Muntlig", "Oral";
        Electronic = "electronic", "Elektronisk", "Electronic";
    }

    /// What a consent allows. Without `journal` there is no record at all.
    ConsentScope {
        Journal = "journal", "Journalføring", "Keeping a journal";
        ShareShelter = "share_shelter", "Deling med botilbud", "Sharing with shelters";
        SharePolice = "share_police", "Deling med politi", "Sharing with the police";
        ShareUdi = "share_udi", "Deling med UDI", "Sharing with UDI";
        ShareNav = "share_nav", "Deling med NAV", "Sharing with NAV";
        ShareLawyer = "share_lawyer", "Deling med advokat", "Sharing with the lawyer";
        ShareIom = "share_iom", "Deling med IOM", "Sharing with IOM";
        ShareHealth = "share_health", "Deling med helsetjeneste", "Sharing with health services";
        ShareNgo = "share_ngo", "Deling med frivillige organisasjoner", "Sharing with voluntary organisations";
        Research = "research", "Forskning", "Research";
    }

    /// How the contact behind a journal entry took place. Only `in_person` counts as a conversation in the report.
    JournalMode {
        InPerson = "in_person", "Oppmøte", "In person";
        Phone = "phone", "Telefon", "Phone";
        Video = "video", "Video", "Video";
        Message = "message", "Melding", "Message";
        Email = "email", "E-post", "Email";
        Letter = "letter", "Brev", "Letter";
        ThirdParty = "third_party", "Tredjepart", "Third party";
        Note = "note", "Eget notat", "Own note";
    }

    /// What a journal entry describes.
    JournalAspect {
        Assistance = "assistance", "Bistand gitt", "Assistance given";
        Need = "need", "Behov", "Need";
        Challenge = "challenge", "Utfordring", "Challenge";
    }

    /// What a journal entry is about.
    JournalTopic {
        Economy = "economy", "Økonomi", "Economy";
        Residence = "residence", "Oppholdsstatus", "Residence status";
        Police = "police", "Politi", "Police";
        Legal = "legal", "Juridisk", "Legal";
        Health = "health", "Helse", "Health";
        MentalHealth = "mental_health", "Psykisk helse", "Mental health";
        Housing = "housing", "Bosted", "Housing";
        Activity = "activity", "Aktivitet", "Activity";
        Work = "work", "Arbeid", "Work";
        Return = "return", "Retur", "Return";
        Safety = "safety", "Sikkerhet", "Safety";
        Children = "children", "Barn", "Children";
        Network = "network", "Nettverk", "Network";
        Other = "other", "Annet", "Other";
    }

    /// Who may read a journal entry.
    Visibility {
        Team = "team", "ROSA-teamet", "The ROSA team";
        Shelter = "shelter", "ROSA-teamet og botilbudet", "The ROSA team and the shelter";
        Restricted = "restricted", "Begrenset", "Restricted";
    }
}

// Stays.

codes! {
    /// Who arranged a stay.
    ArrangedBy {
        Rosa = "rosa", "ROSA", "ROSA";
        Nav = "nav", "NAV", "NAV";
        Police = "police", "Politi", "Police";
        Udi = "udi", "UDI", "UDI";
        Client = "self", "Bruker selv", "The client";
        Other = "other", "Andre", "Other";
    }

    /// Why a stay ended.
    ExitReason {
        MovedOn = "moved_on", "Videre til egen bolig", "Moved on to own home";
        MovedFacility = "moved_facility", "Videre til nytt botilbud", "Moved to another facility";
        OwnWish = "own_wish", "Eget ønske", "Own wish";
        Returned = "returned", "Frivillig retur", "Voluntary return";
        ForcedReturn = "forced_return", "Tvangsretur", "Forced return";
        Disappeared = "disappeared", "Forsvunnet", "Disappeared";
        Rules = "rules", "Brudd på husreglene", "Broke the house rules";
        Other = "other", "Annet", "Other";
    }
}

// Residence.

codes! {
    /// The residence status of a client from a day on, until the next one (Immigration Act and Regulations,
    /// norway.md 1.1).
    ResidenceStatus {
        NoPermit = "no_permit", "Uten oppholdstillatelse", "No residence permit";
        AsylumPending = "asylum_pending", "Asylsøker", "Asylum seeker";
        AsylumDublin = "asylum_dublin", "Asylsøker, Dublin-sporet", "Asylum seeker, Dublin procedure";
        TouristVisa = "tourist_visa", "Turistvisum eller visumfritt opphold", "Tourist visa or visa-free stay";
        ReflectionApplied = "reflection_applied", "Søkt refleksjonsperiode", "Reflection period applied for";
        ReflectionGranted = "reflection_granted", "Refleksjonsperiode", "Reflection period";
        LimitedApplied = "limited_applied", "Søkt begrenset oppholdstillatelse", "Limited permit applied for";
        LimitedGranted = "limited_granted", "Begrenset oppholdstillatelse", "Limited permit";
        EeaRight = "eea_right", "EØS-borger med oppholdsrett", "EEA citizen with right of residence";
        Protection = "protection", "Innvilget beskyttelse", "Protection granted";
        WitnessPermit = "witness_permit", "Vitnetillatelse", "Witness permit";
        Humanitarian = "humanitarian", "Opphold på humanitært grunnlag", "Humanitarian permit";
        PermitOther = "permit_other", "Annen oppholdstillatelse", "Other residence permit";
        FamilyImmigration = "family_immigration", "Familieinnvandring", "Family immigration";
        NorwegianCitizen = "norwegian_citizen", "Norsk statsborger", "Norwegian citizen";
        Expelled = "expelled", "Utvist", "Expelled";
        LeftNorway = "left_norway", "Reist ut av Norge", "Left Norway";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// The authority that decided a residence status.
    DecidedBy {
        Police = "police", "Politiet", "Police";
        Udi = "udi", "UDI", "Directorate of Immigration (UDI)";
        Une = "une", "UNE", "Immigration Appeals Board (UNE)";
        Court = "court", "Domstol", "Court";
    }
}

// Activities.

codes! {
    /// What a client takes part in.
    ActivityType {
        NorwegianCourse = "norwegian_course", "Norskkurs", "Norwegian course";
        Adora = "adora", "ADORA", "ADORA";
        Exercise = "exercise", "Trening", "Exercise";
        WorkPractice = "work_practice", "Arbeidspraksis", "Work practice";
        Employment = "employment", "Arbeid", "Employment";
        Education = "education", "Utdanning", "Education";
        SocialNetwork = "social_network", "Sosialt nettverk", "Social network";
        Other = "other", "Annet", "Other";
    }
}

// Police.

codes! {
    /// The offence of a police matter; the first two (Penal Code §§ 257 and 258) are what the report calls
    /// trafficking.
    Offence {
        Trafficking = "trafficking", "Menneskehandel", "Trafficking";
        AggravatedTrafficking = "aggravated_trafficking", "Grov menneskehandel", "Aggravated trafficking";
        DomesticViolence = "domestic_violence", "Vold i nære relasjoner", "Domestic violence";
        Robbery = "robbery", "Ran", "Robbery";
        Rape = "rape", "Voldtekt", "Rape";
        SexualViolence = "sexual_violence", "Annen seksualisert vold", "Other sexual violence";
        PhysicalViolence = "physical_violence", "Annen fysisk vold", "Other physical violence";
        SocialDumping = "social_dumping", "Sosial dumping", "Social dumping";
        Pimping = "pimping", "Hallikvirksomhet", "Pimping";
        Threats = "threats", "Trusler", "Threats";
        Other = "other", "Annet lovbrudd", "Other offence";
    }

    /// The part of a client in a police matter.
    MatterRole {
        Aggrieved = "aggrieved", "Fornærmet", "Aggrieved";
        Witness = "witness", "Vitne", "Witness";
    }

    /// The twelve police districts since 2016, in official order.
    PoliceDistrict {
        Oslo = "oslo", "Oslo", "Oslo";
        Ost = "ost", "Øst", "Øst";
        Innlandet = "innlandet", "Innlandet", "Innlandet";
        SorOst = "sor_ost", "Sør-Øst", "Sør-Øst";
        Agder = "agder", "Agder", "Agder";
        SorVest = "sor_vest", "Sør-Vest", "Sør-Vest";
        Vest = "vest", "Vest", "Vest";
        MoreOgRomsdal = "more_og_romsdal", "Møre og Romsdal", "Møre og Romsdal";
        Trondelag = "trondelag", "Trøndelag", "Trøndelag";
        Nordland = "nordland", "Nordland", "Nordland";
        Troms = "troms", "Troms", "Troms";
        Finnmark = "finnmark", "Finnmark", "Finnmark";
        Abroad = "abroad", "Gjerningssted i utlandet", "Scene of crime abroad";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// What happened in a police matter on a day.
    PoliceEventKind {
        Considered = "considered", "Anmeldelse vurdert", "Report considered";
        DecidedNotToReport = "decided_not_to_report", "Besluttet ikke å anmelde", "Decided not to report";
        Reported = "reported", "Anmeldt", "Reported";
        InvestigationOpened = "investigation_opened", "Etterforskning åpnet", "Investigation opened";
        Dismissed = "dismissed", "Henlagt", "Dismissed";
        DismissalAppealed = "dismissal_appealed", "Henleggelse påklaget", "Dismissal appealed";
        Reopened = "reopened", "Gjenopptatt", "Reopened";
        Indicted = "indicted", "Tiltale tatt ut", "Indicted";
        IndictedOtherProvision = "indicted_other_provision", "Tiltale, annen bestemmelse", "Indicted, other provision";
        Testified = "testified", "Forklart seg i retten", "Testified in court";
        Convicted = "convicted", "Domfellelse", "Conviction";
        Acquitted = "acquitted", "Frifinnelse", "Acquittal";
        Final = "final", "Rettskraftig dom", "Final judgment";
    }

    /// Why the police or the prosecutor dismissed a matter.
    DismissalGround {
        EvidencePosition = "evidence_position", "Bevisets stilling", "State of the evidence";
        LackOfEvidence = "lack_of_evidence", "Mangel på bevis", "Lack of evidence";
        UnknownPerpetrator = "unknown_perpetrator", "Ukjent gjerningsperson", "Unknown perpetrator";
        NoOffence = "no_offence", "Intet straffbart forhold", "No criminal offence";
        Unfounded = "unfounded", "Anmeldelsen åpenbart grunnløs", "Report clearly unfounded";
        Capacity = "capacity", "Manglende saksbehandlingskapasitet", "Lack of capacity";
        TimeBarred = "time_barred", "Foreldet", "Time-barred";
        Other = "other", "Annen grunn", "Other ground";
    }
}

// Return, legal aid and benefits.

codes! {
    /// How a person returns or is returned.
    ReturnProgramme {
        Iom = "iom", "Assistert retur (IOM)", "Assisted return (IOM)";
        Dublin = "dublin", "Dublin-overføring", "Dublin transfer";
        Own = "own", "På egen hånd", "On their own";
        Forced = "forced", "Tvangsretur", "Forced return";
    }

    /// The answer to an application for return.
    ReturnDecision {
        Granted = "granted", "Innvilget", "Granted";
        Refused = "refused", "Avslag", "Refused";
    }

    /// The kind of a lawyer’s help.
    LegalAidKind {
        FreeAdvice = "free_advice", "Fri rettshjelp", "Free legal advice";
        Extended = "extended", "Utvidet fri rettshjelp", "Extended legal aid";
        AggrievedCounsel = "aggrieved_counsel", "Bistandsadvokat", "Counsel for the aggrieved";
    }

    /// How far a benefit has come; `refunded` is paid too.
    BenefitStatus {
        Calculated = "calculated", "Beregnet", "Calculated";
        Approved = "approved", "Godkjent", "Approved";
        Paid = "paid", "Utbetalt", "Paid";
        Refunded = "refunded", "Refundert av UDI", "Refunded by UDI";
    }
}

// Enquiries.

codes! {
    /// How an enquiry reached us.
    Channel {
        Phone = "phone", "Telefon", "Phone";
        Email = "email", "E-post", "Email";
        Chat = "chat", "Chat", "Chat";
        Visit = "visit", "Besøk", "Visit";
        Other = "other", "Annet", "Other";
    }

    /// Who answered an enquiry.
    AnsweredBy {
        Rosa = "rosa", "ROSA", "ROSA";
        NightDuty = "night_duty", "Nattevakt", "Night duty";
    }

    /// Who made an enquiry.
    Caller {
        Police = "police", "Politi", "Police";
        Reception = "reception", "Asylmottak", "Reception centre";
        PublicAuthority = "public_authority", "Annen offentlig myndighet", "Other public authority";
        ChildWelfare = "child_welfare", "Barnevern", "Child welfare";
        Health = "health", "Helsetjeneste", "Health service";
        Nav = "nav", "NAV", "NAV (labour and welfare)";
        ProSentret = "pro_sentret", "Pro Sentret", "Pro Sentret";
        Nadheim = "nadheim", "Nadheim", "Nadheim";
        Ngo = "ngo", "Frivillig organisasjon", "Voluntary organisation";
        CrisisCentre = "crisis_centre", "Krisesenter", "Crisis centre";
        OtherHousing = "other_housing", "Annet botilbud", "Other housing";
        Lawyer = "lawyer", "Advokat", "Lawyer";
        QualifyingMeasure = "qualifying_measure", "Kvalifiserende tiltak", "Qualifying measure";
        Media = "media", "Media", "Media";
        Research = "research", "Forskning, studier", "Research, studies";
        Prison = "prison", "Fengsel", "Prison";
        PrivatePerson = "private_person", "Privatperson", "Private person";
        PersonConcerned = "self", "Personen selv", "The person concerned";
        Other = "other", "Andre", "Other";
    }

    /// What an enquiry is about.
    EnquiryTopic {
        FollowUp = "follow_up", "Oppfølging av bruker", "Follow-up of a client";
        Information = "information", "Informasjon", "Information";
        PossibleVictim = "possible_victim", "Mulig offer", "Possible victim";
        Guidance = "guidance", "Veiledning", "Guidance";
        Other = "other", "Annet", "Other";
    }

    /// What came of the offer of assistance to a possible victim.
    Outcome {
        Accepted = "accepted", "Takket ja til bistand", "Accepted assistance";
        Declined = "declined", "Takket nei til bistand", "Declined assistance";
        NotIdentified = "not_identified", "Ikke identifisert", "Not identified";
        ReferredElsewhere = "referred_elsewhere", "Henvist videre", "Referred elsewhere";
        LostContact = "lost_contact", "Mistet kontakt", "Lost contact";
        Pending = "pending", "Avventer", "Pending";
    }

    /// Why a possible victim did not take up assistance.
    DeclineReason {
        Fear = "fear", "Frykt", "Fear";
        Pressure = "pressure", "Press", "Pressure";
        Threats = "threats", "Trusler", "Threats";
        WantsToLeave = "wants_to_leave", "Ville reise", "Wants to leave";
        NoNeed = "no_need", "Trenger ikke bistand", "No need";
        NoTrust = "no_trust", "Manglende tillit", "No trust";
        Other = "other", "Annen grunn", "Other reason";
    }
}

// What one shift hands to another.

codes! {
    /// What has become of a call that was handed over.
    HandoverState {
        Open = "open", "Åpen", "Open";
        Taken = "taken", "Tatt", "Taken";
        Done = "done", "Ferdig", "Done";
    }
}

// Outreach.

codes! {
    /// The kind of an outreach event.
    OutreachType {
        Lecture = "lecture", "Foredrag", "Lecture";
        Meeting = "meeting", "Møte", "Meeting";
        Seminar = "seminar", "Seminar", "Seminar";
        Conference = "conference", "Konferanse", "Conference";
        Training = "training", "Opplæring", "Training";
        ShelterVisit = "shelter_visit", "Besøk på botilbud", "Visit to a shelter";
        Media = "media", "Media", "Media";
        Hearing = "hearing", "Høring", "Hearing";
        Other = "other", "Annet", "Other";
    }
}

// Derived categories: what the report counts by, never stored (annual-report.md).

codes! {
    /// The one form of exploitation of a person in the report, from the set of [`Exploitation`] (rule 8).
    ExploitationForm {
        Sexual = "sexual", "Seksuelle formål", "Sexual purposes";
        Labour = "labour", "Tvangsarbeid eller tvangstjenester", "Forced labour or services";
        Mixed = "mixed", "Blandingsform", "Mixed";
        Other = "other", "Annen utnyttelse", "Other exploitation";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// The residence status in the report: the four permits are one, an open IOM return goes first (rule 10).
    ReportedResidence {
        NoPermit = "no_permit", "Uten oppholdstillatelse", "No residence permit";
        AsylumPending = "asylum_pending", "Asylsøker", "Asylum seeker";
        AsylumDublin = "asylum_dublin", "Asylsøker, Dublin-sporet", "Asylum seeker, Dublin procedure";
        TouristVisa = "tourist_visa", "Turistvisum eller visumfritt opphold", "Tourist visa or visa-free stay";
        ReflectionApplied = "reflection_applied", "Søkt refleksjonsperiode", "Reflection period applied for";
        ReflectionGranted = "reflection_granted", "Refleksjonsperiode", "Reflection period";
        LimitedApplied = "limited_applied", "Søkt begrenset oppholdstillatelse", "Limited permit applied for";
        LimitedGranted = "limited_granted", "Begrenset oppholdstillatelse", "Limited permit";
        EeaRight = "eea_right", "EØS-borger med oppholdsrett", "EEA citizen with right of residence";
        Permit = "permit", "Oppholdstillatelse", "Residence permit";
        FamilyImmigration = "family_immigration", "Familieinnvandring", "Family immigration";
        NorwegianCitizen = "norwegian_citizen", "Norsk statsborger", "Norwegian citizen";
        Expelled = "expelled", "Utvist", "Expelled";
        LeftNorway = "left_norway", "Reist ut av Norge", "Left Norway";
        IomProcess = "iom_process", "Returprosess (IOM)", "Return process (IOM)";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// The status of a police matter on the closing date (rule 11).
    MatterStatus {
        Reported = "reported", "Anmeldt", "Reported";
        UnderInvestigation = "under_investigation", "Under etterforskning", "Under investigation";
        Dismissed = "dismissed", "Henlagt", "Dismissed";
        Indicted = "indicted", "Tiltale tatt ut", "Indicted";
        IndictedOtherProvision = "indicted_other_provision", "Tiltale, annen bestemmelse", "Indicted, other provision";
        Judged = "judged", "Dom avsagt", "Judged";
    }

    /// Age on the closing date: all assisted clients, and the new ones.
    AgeBand {
        Under18 = "under_18", "Under 18 år", "Under 18 years";
        Age18To24 = "18_24", "18–24 år", "18–24 years";
        Age25To32 = "25_32", "25–32 år", "25–32 years";
        Age33To50 = "33_50", "33–50 år", "33–50 years";
        Age51Plus = "51_plus", "51 år og over", "51 years and over";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// Age on the closing date: continuing clients, whose bands are their own.
    ContinuingAgeBand {
        Under20 = "under_20", "Under 20 år", "Under 20 years";
        Age20To30 = "20_30", "20–30 år", "20–30 years";
        Age31To40 = "31_40", "31–40 år", "31–40 years";
        Age41To50 = "41_50", "41–50 år", "41–50 years";
        Age51Plus = "51_plus", "51 år og over", "51 years and over";
        Unknown = "unknown", "Ukjent", "Unknown";
    }

    /// The nights of a stay up to the closing date.
    StayLength {
        Nights0 = "0", "Ingen netter", "No nights";
        Nights1To7 = "1_7", "1–7 netter", "1–7 nights";
        Nights8To30 = "8_30", "8–30 netter", "8–30 nights";
        Nights31To90 = "31_90", "31–90 netter", "31–90 nights";
        Nights91To180 = "91_180", "91–180 netter", "91–180 nights";
        Nights181Plus = "181_plus", "Over 180 netter", "Over 180 nights";
    }

    /// What is counted for a facility or a type of facility.
    FacilityMeasure {
        Clients = "clients", "Brukere", "Clients";
        Nights = "nights", "Netter", "Nights";
        Stays = "stays", "Opphold", "Stays";
        MovedIn = "moved_in", "Innflyttinger", "Moved in";
        MovedOut = "moved_out", "Utflyttinger", "Moved out";
    }
}

codes! {
    /// Who somebody around a client is.
    ContactKind {
        Lawyer = "lawyer", "Advokat", "Lawyer";
        Investigator = "investigator", "Etterforsker, politi", "Investigator, police";
        ContactPerson = "contact_person", "Kontaktperson på botilbud", "Contact person at a facility";
        Nav = "nav", "NAV", "NAV";
        Doctor = "doctor", "Lege, helsetjeneste", "Doctor, health service";
        ChildWelfare = "child_welfare", "Barnevern", "Child welfare";
        Udi = "udi", "UDI", "UDI";
        Iom = "iom", "IOM", "IOM";
        Ngo = "ngo", "Frivillig organisasjon", "NGO";
        Interpreter = "interpreter", "Tolk", "Interpreter";
        NextOfKin = "next_of_kin", "Pårørende", "Next of kin";
        Other = "other", "Annen", "Other";
    }

    /// A way to reach a client.
    ContactPointKind {
        Phone = "phone", "Telefon", "Phone";
        Email = "email", "E-post", "E-mail";
        Address = "address", "Adresse", "Address";
        Messenger = "messenger", "Meldingsapp", "Messenger";
    }

    /// What is safe to do with a way to reach a client.
    ContactSafety {
        Safe = "safe", "Trygt å bruke", "Safe to use";
        MessageOnly = "message_only", "Bare melding, ikke ring", "Message only, do not call";
        AgreedTimes = "agreed_times", "Bare til avtalte tider", "Only at agreed times";
        ThroughOthers = "through_others", "Bare gjennom kontakten i merknaden", "Only through the contact in the note";
        Never = "never", "Skal ikke brukes", "Never to be used";
    }

    /// A number by which somebody knows a client.
    IdentifierKind {
        Duf = "duf", "DUF-nummer", "DUF number";
        NationalIdentity = "national_identity", "Fødselsnummer", "National identity number";
        DNumber = "d_number", "D-nummer", "D number";
        Passport = "passport", "Pass", "Passport";
        IdentityCard = "identity_card", "ID-kort", "Identity card";
        ResidenceCard = "residence_card", "Oppholdskort", "Residence card";
        Other = "other", "Annet", "Other";
    }

    /// How much an alert presses.
    AlertLevel {
        Danger = "danger", "Fare", "Danger";
        Warning = "warning", "Viktig", "Important";
        Info = "info", "Til orientering", "For information";
    }

    /// What is said of a named user and a client.
    AccessRule {
        Allow = "allow", "Har tilgang", "Has access";
        Block = "block", "Sperret", "Blocked";
    }
}

// Applications, decisions and appeals on residence (norway.md 1.1): beside the status, never instead of it.

codes! {
    /// What an application or a decision on residence is about.
    DecisionKind {
        Reflection = "reflection", "Refleksjonsperiode", "Reflection period";
        Limited = "limited", "Begrenset tillatelse", "Limited permit";
        LimitedRenewal = "limited_renewal", "Fornyet begrenset tillatelse", "Renewed limited permit";
        Asylum = "asylum", "Beskyttelse (asyl)", "Protection (asylum)";
        Dublin = "dublin", "Dublin-sak", "Dublin case";
        Witness = "witness", "Vitnetillatelse", "Witness permit";
        Humanitarian = "humanitarian", "Humanitært grunnlag", "Humanitarian grounds";
        Family = "family", "Familieinnvandring", "Family immigration";
        OtherPermit = "other_permit", "Annen tillatelse", "Other permit";
        Expulsion = "expulsion", "Utvisning", "Expulsion";
        Revocation = "revocation", "Tilbakekall", "Revocation";
        Other = "other", "Annet", "Other";
    }

    /// How an application ended.
    DecisionOutcome {
        Granted = "granted", "Innvilget", "Granted";
        Refused = "refused", "Avslått", "Refused";
        Dismissed = "dismissed", "Avvist", "Dismissed";
        Withdrawn = "withdrawn", "Trukket", "Withdrawn";
        Decided = "decided", "Vedtak mot brukeren (utvisning, tilbakekall)", "Decision against her (expulsion, revocation)";
    }

    /// What is asked of the body above.
    AppealKind {
        Appeal = "appeal", "Klage", "Appeal";
        StayRequest = "stay_request", "Utsatt iverksetting", "Request to stay meanwhile";
        Reversal = "reversal", "Omgjøringsanmodning", "Request for reversal";
        Lawsuit = "lawsuit", "Søksmål", "Lawsuit";
    }

    /// How an appeal ended.
    AppealOutcome {
        Reversed = "reversed", "Medhold", "Reversed";
        PartlyReversed = "partly_reversed", "Delvis medhold", "Partly reversed";
        Upheld = "upheld", "Ikke medhold", "Upheld";
        SentBack = "sent_back", "Opphevet, behandles på nytt", "Sent back";
        Dismissed = "dismissed", "Avvist", "Dismissed";
        Withdrawn = "withdrawn", "Trukket", "Withdrawn";
    }
}

// Tasks and appointments.

codes! {
    /// What became of a task.
    TaskState {
        Open = "open", "Åpen", "Open";
        Done = "done", "Gjort", "Done";
        NotRelevant = "not_relevant", "Ikke aktuell", "Not relevant";
    }

    /// What became of an appointment.
    AppointmentState {
        Planned = "planned", "Avtalt", "Planned";
        Held = "held", "Holdt", "Held";
        Cancelled = "cancelled", "Avlyst", "Cancelled";
        NoShow = "no_show", "Ikke møtt", "No show";
    }

    /// How far an interpreter has been arranged.
    InterpreterState {
        NotNeeded = "not_needed", "Trengs ikke", "Not needed";
        ToOrder = "to_order", "Må bestilles", "To be ordered";
        Ordered = "ordered", "Bestilt", "Ordered";
        Confirmed = "confirmed", "Bekreftet", "Confirmed";
    }
}

// Deadlines (norway.md 1.1): what must not be forgotten.

codes! {
    /// What a deadline is about, and what rule it follows.
    DeadlineKind {
        ReflectionEnds = "reflection_ends", "Refleksjonsperioden går ut", "The reflection period ends";
        LimitedEnds = "limited_ends", "Den begrensede tillatelsen går ut", "The limited permit ends";
        LimitedRenewal = "limited_renewal", "Søke om fornyet begrenset tillatelse", "Apply to renew the limited permit";
        PermitEnds = "permit_ends", "Oppholdstillatelsen går ut", "The residence permit ends";
        VisitEnds = "visit_ends", "Visum eller visumfritt opphold går ut", "Visa or visa-free stay ends";
        Appeal = "appeal", "Klage på vedtak", "Appeal a decision";
        StayRequest = "stay_request", "Be om å få bli under klagen (Dublin)", "Ask to stay during the appeal (Dublin)";
        DublinTransfer = "dublin_transfer", "Fristen for Dublin-overføring", "Time limit of the Dublin transfer";
        Departure = "departure", "Utreisefrist", "Departure deadline";
        DismissalAppeal = "dismissal_appeal", "Klage på henleggelse", "Appeal a dismissal";
        DismissalReversal = "dismissal_reversal", "Påtalemyndighetens frist for å omgjøre henleggelsen", "The prosecutor’s limit to reverse the dismissal";
        FamilyAfterProtection = "family_after_protection", "Familieinnvandring etter beskyttelse", "Family immigration after protection";
        LegalAidUsed = "legal_aid_used", "Timene med fri rettshjelp er brukt opp", "The hours of free legal aid are used up";
        ConsentExpires = "consent_expires", "Samtykket går ut", "The consent expires";
        ConsentReview = "consent_review", "Gå gjennom samtykket", "Review the consent";
        ApplicationWaiting = "application_waiting", "Søknad uten svar", "Application without an answer";
        SilentJournal = "silent_journal", "Lenge uten notat", "Long without a note";
        StayUnconfirmed = "stay_unconfirmed", "Opphold ingen har bekreftet", "Stay nobody has confirmed";
        Card = "card", "Reisebevis eller annet kort går ut", "Travel document or other card expires";
        Own = "own", "Annen frist", "Other deadline";
    }

    /// How far a deadline has come.
    DeadlineState {
        Open = "open", "Åpen", "Open";
        Done = "done", "Ferdig", "Done";
        NotRelevant = "not_relevant", "Ikke aktuelt", "Not relevant";
    }

    /// What a rule of deadlines counts in.
    DeadlineUnit {
        Hours = "hours", "Timer", "Hours";
        Days = "days", "Dager", "Days";
        Weeks = "weeks", "Uker", "Weeks";
        Months = "months", "Måneder", "Months";
    }

    /// What kind of record a deadline follows from.
    DeadlineSource {
        Status = "status", "Oppholdsstatus", "Residence status";
        Decision = "decision", "Vedtak", "Decision";
        PoliceEvent = "police_event", "Hendelse i politisak", "Event in a police matter";
        LegalAid = "legal_aid", "Rettshjelp", "Legal aid";
        Consent = "consent", "Samtykke", "Consent";
        Stay = "stay", "Opphold", "Stay";
    }
}

// What is kept and corrected.

codes! {
    /// A kind of record whose earlier answers are kept when it is changed or removed.
    FactKind {
        Identity = "identity", "Personopplysninger", "Personal data";
        Contact = "contact", "Kontakt", "Contact";
        ContactPoint = "contact_point", "Måte å nå brukeren på", "Way to reach the client";
        Identifier = "identifier", "Nummer", "Number";
        Alert = "alert", "Varsel", "Alert";
        Child = "child", "Medfølgende barn", "Accompanying child";
        Status = "status", "Oppholdsstatus", "Residence status";
        Decision = "decision", "Søknad og vedtak", "Application and decision";
        Appeal = "appeal", "Klage", "Appeal";
        Stay = "stay", "Opphold", "Stay";
        Absence = "absence", "Fravær", "Absence";
        Announcement = "announcement", "Meldt innflytting", "Announced arrival";
        Activity = "activity", "Aktivitet", "Activity";
        Matter = "matter", "Politisak", "Police matter";
        PoliceEvent = "police_event", "Hendelse i politisak", "Event in a police matter";
        Return = "return", "Retur", "Return";
        LegalAid = "legal_aid", "Rettshjelp", "Legal aid";
        Benefit = "benefit", "Ytelse", "Benefit";
        Deadline = "deadline", "Frist", "Deadline";
        Task = "task", "Oppgave", "Task";
        Appointment = "appointment", "Avtale", "Appointment";
        Outreach = "outreach", "Utadrettet arbeid", "Outreach";
        Enquiry = "enquiry", "Henvendelse", "Enquiry";
        NightCard = "night_card", "Nattkort", "Night card";
        YearlyFigure = "yearly_figure", "Årstall", "Yearly figure";
        BenefitRate = "benefit_rate", "Sats", "Rate";
        DeadlineRule = "deadline_rule", "Fristregel", "Deadline rule";
        Export = "export", "Uttak", "Export";
    }
}

// What centres and ROSA tell each other.

codes! {
    /// What became of somebody whom ROSA announced to a centre.
    AnnouncementOutcome {
        Came = "came", "Har kommet", "Has come";
        Absent = "absent", "Kom ikke", "Did not come";
    }

    /// What became of somebody who came to a centre unknown to ROSA.
    ArrivalOutcome {
        Client = "client", "Ble bruker", "Became a client";
        Closed = "closed", "Ble ikke bruker", "Did not become a client";
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::Code;
    use super::*;

    fn check<C: Code + std::fmt::Debug>() {
        let list = std::any::type_name::<C>();
        let (mut codes, mut nb, mut en) = (HashSet::new(), HashSet::new(), HashSet::new());
        for &value in C::ALL {
            let (code, text) = (value.code(), value.text());
            assert!(codes.insert(code), "{list}: {code} stands twice");
            assert!(nb.insert(text.nb), "{list}: «{}» stands twice", text.nb);
            assert!(en.insert(text.en), "{list}: “{}” stands twice", text.en);
            assert_eq!(C::from_code(code), Some(value), "{list}");
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            assert!(code.bytes().all(plain), "{list}: {code}");
            for label in [text.nb, text.en] {
                assert!(!label.is_empty() && label == label.trim(), "{list}: label of {code}");
                assert!(!label.starts_with(char::is_lowercase), "{list}: {label}");
                assert!(!label.to_lowercase().contains("klient"), "{list}: {label}");
            }
        }
        assert!(C::ALL.is_sorted(), "{list}: the order is that of the list");
        for other in ["", " ", "x", "Unknown", "OTHER", "other "] {
            assert_eq!(C::from_code(other), None, "{list}");
        }
    }

    #[test]
    fn every_list_is_sound() {
        check::<FacilityType>();
        check::<Role>();
        check::<BirthDateCertainty>();
        check::<Gender>();
        check::<YesNoUnknown>();
        check::<ReferredBy>();
        check::<Exploitation>();
        check::<AddressProtection>();
        check::<ClosureReason>();
        check::<ConsentForm>();
        check::<ConsentScope>();
        check::<JournalMode>();
        check::<JournalAspect>();
        check::<JournalTopic>();
        check::<Visibility>();
        check::<ArrangedBy>();
        check::<ExitReason>();
        check::<ResidenceStatus>();
        check::<DecidedBy>();
        check::<ActivityType>();
        check::<Offence>();
        check::<MatterRole>();
        check::<PoliceDistrict>();
        check::<PoliceEventKind>();
        check::<DismissalGround>();
        check::<ReturnProgramme>();
        check::<ReturnDecision>();
        check::<LegalAidKind>();
        check::<BenefitStatus>();
        check::<Channel>();
        check::<AnsweredBy>();
        check::<Caller>();
        check::<EnquiryTopic>();
        check::<Outcome>();
        check::<DeclineReason>();
        check::<HandoverState>();
        check::<OutreachType>();
        check::<TaskState>();
        check::<AppointmentState>();
        check::<InterpreterState>();
        check::<FactKind>();
        check::<AnnouncementOutcome>();
        check::<ArrivalOutcome>();
        check::<DecisionKind>();
        check::<DecisionOutcome>();
        check::<AppealKind>();
        check::<AppealOutcome>();
        check::<DeadlineKind>();
        check::<DeadlineState>();
        check::<DeadlineUnit>();
        check::<DeadlineSource>();
        check::<ExploitationForm>();
        check::<ReportedResidence>();
        check::<MatterStatus>();
        check::<AgeBand>();
        check::<ContinuingAgeBand>();
        check::<StayLength>();
        check::<FacilityMeasure>();
    }

    /// The report groups four statuses as one and knows one that is never stored; the rest keep their codes.
    #[test]
    fn reported_residence_has_the_codes_of_the_statuses() {
        let permits = ["protection", "witness_permit", "humanitarian", "permit_other"];
        let stored = ResidenceStatus::ALL.iter().map(|status| status.code());
        let mut expected: Vec<_> = stored.filter(|code| !permits.contains(code)).collect();
        expected.extend(["permit", "iom_process"]);
        expected.sort_unstable();
        let mut reported: Vec<_> = ReportedResidence::ALL.iter().map(|status| status.code()).collect();
        reported.sort_unstable();
        assert_eq!(reported, expected);
    }
}
