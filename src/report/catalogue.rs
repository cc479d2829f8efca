//! The catalogue of the annual report: every figure once, with its stable id, its title and its rule in bokmål and
//! English, its shape and the computation behind it. Whoever shows, exports or freezes figures reads this list and
//! keeps no other. The rules put annual-report.md into words; the numbered rules there are the law.
//!
//! In the rules «i året» / "in the year" runs from 1 January to «rapportdatoen» / "the closing date", both included.
//! «Natt» / "night" is a night at any facility, «overnattingsdøgn» / "shelter night" only one at a crisis centre or in
//! supported housing.
//!
//! Must not know SQL, pages or how a value is written.

use super::figures as f;
use super::shape::{Dimension, Figure, Section, Shape, Unit};
use crate::kernel::codes::{
    ActivityType, AgeBand, AnsweredBy, Caller, Channel, ClosureReason, ContinuingAgeBand, DeclineReason,
    DismissalGround, EnquiryTopic, ExploitationForm, FacilityMeasure, FacilityType, Gender, MatterStatus, Offence,
    Outcome, OutreachType, PoliceDistrict, ReferredBy, Region, ReportedResidence, StayLength,
};
use crate::kernel::text::Text;

/// Every figure of the report, in the order in which people read them.
pub static CATALOGUE: &[Figure] = &[
    Figure {
        id: "enquiries.total",
        section: Section::Enquiries,
        shape: Shape::Number,
        unit: Unit::Calls,
        by: &[],
        title: Text {
            nb: "Henvendelser på telefon og andre kanaler", en: "Enquiries by telephone and other channels"
        },
        rule: Text {
            nb: "Henvendelser mottatt i året, fra og med 1. januar til og med rapportdatoen; hver \
                henvendelse teller som én, uansett hvor mange personer den gjelder.",
            en: "Enquiries received in the year, from 1 January up to and including the closing \
                date; each enquiry counts as one, however many persons it concerns.",
        },
        compute: f::enquiries_total,
    },
    Figure {
        id: "enquiries.by_topic",
        section: Section::Enquiries,
        shape: Shape::ByCategory,
        unit: Unit::Calls,
        by: &[Dimension::of::<EnquiryTopic>()],
        title: Text { nb: "Hva henvendelsene gjelder", en: "What the enquiries are about" },
        rule: Text {
            nb: "Henvendelser mottatt i året, etter tema; hver henvendelse har ett tema.",
            en: "Enquiries received in the year, by topic; each enquiry has one topic.",
        },
        compute: f::enquiries_by_topic,
    },
    Figure {
        id: "enquiries.by_caller",
        section: Section::Enquiries,
        shape: Shape::ByCategory,
        unit: Unit::Calls,
        by: &[Dimension::of::<Caller>()],
        title: Text { nb: "Hvem som henvender seg", en: "Who makes the enquiries" },
        rule: Text {
            nb: "Henvendelser mottatt i året, etter gruppen den som henvendte seg hører til; hver \
                henvendelse har én gruppe.",
            en: "Enquiries received in the year, by the group the caller belongs to; each enquiry \
                has one group.",
        },
        compute: f::enquiries_by_caller,
    },
    Figure {
        id: "enquiries.by_topic_caller",
        section: Section::Enquiries,
        shape: Shape::ByTwo,
        unit: Unit::Calls,
        by: &[Dimension::of::<EnquiryTopic>(), Dimension::of::<Caller>()],
        title: Text { nb: "Tema og hvem som henvender seg", en: "Topic and caller" },
        rule: Text {
            nb: "Henvendelser mottatt i året, etter tema og deretter etter gruppen den som \
                henvendte seg hører til; hver henvendelse har ett tema og én gruppe.",
            en: "Enquiries received in the year, by topic and then by the group the caller belongs \
                to; each enquiry has one topic and one group.",
        },
        compute: f::enquiries_by_topic_caller,
    },
    Figure {
        id: "enquiries.by_answered_by",
        section: Section::Enquiries,
        shape: Shape::ByCategory,
        unit: Unit::Calls,
        by: &[Dimension::of::<AnsweredBy>()],
        title: Text { nb: "Hvem som svarte", en: "Who answered" },
        rule: Text {
            nb: "Henvendelser mottatt i året, etter hvem som svarte: ROSA eller nattevakten.",
            en: "Enquiries received in the year, by who answered: ROSA or the night duty.",
        },
        compute: f::enquiries_by_answered_by,
    },
    Figure {
        id: "enquiries.by_channel",
        section: Section::Enquiries,
        shape: Shape::ByCategory,
        unit: Unit::Calls,
        by: &[Dimension::of::<Channel>()],
        title: Text { nb: "Henvendelser etter kanal", en: "Enquiries by channel" },
        rule: Text {
            nb: "Henvendelser mottatt i året, etter kanalen de kom gjennom, for eksempel telefon \
                eller e-post.",
            en: "Enquiries received in the year, by the channel they came through, for example \
                telephone or e-mail.",
        },
        compute: f::enquiries_by_channel,
    },
    Figure {
        id: "enquiries.by_month",
        section: Section::Enquiries,
        shape: Shape::ByCategory,
        unit: Unit::Calls,
        by: &[Dimension::Month],
        title: Text { nb: "Henvendelser per måned", en: "Enquiries per month" },
        rule: Text {
            nb: "Henvendelser mottatt i året, etter måneden de ble mottatt.",
            en: "Enquiries received in the year, by the month in which they were received.",
        },
        compute: f::enquiries_by_month,
    },
    Figure {
        id: "subjects.first_time",
        section: Section::Subjects,
        shape: Shape::Number,
        unit: Unit::Persons,
        by: &[],
        title: Text { nb: "Mulige ofre meldt for første gang", en: "Possible victims reported for the first time" },
        rule: Text {
            nb: "Mulige ofre meldt for første gang i henvendelser mottatt i året, talt i personer: \
                summen av antallet som er oppgitt, ikke antallet henvendelser.",
            en: "Possible victims reported for the first time in enquiries received in the year, \
                counted as persons: the sum of the numbers given, not the number of enquiries.",
        },
        compute: f::subjects_first_time,
    },
    Figure {
        id: "subjects.first_time.by_exploitation_gender",
        section: Section::Subjects,
        shape: Shape::ByTwo,
        unit: Unit::Persons,
        by: &[Dimension::of::<ExploitationForm>(), Dimension::of::<Gender>()],
        title: Text {
            nb: "Mulige ofre etter utnyttelsesform og kjønn",
            en: "Possible victims by exploitation and gender",
        },
        rule: Text {
            nb: "Mulige ofre meldt for første gang i henvendelser mottatt i året, talt i personer \
                etter kjønn og utnyttelsesform: seksuelle formål, tvangsarbeid og tjenester (også \
                tigging, tvungen kriminalitet og trelldom), blandingsform når begge deler er \
                registrert, annet når bare andre former er det, og ukjent når ingen form er \
                oppgitt.",
            en: "Possible victims reported for the first time in enquiries received in the year, \
                counted as persons by gender and form of exploitation: sexual, labour (with \
                begging, forced crime and servitude), mixed when both are recorded, other when \
                only other forms are, and unknown when no form is given.",
        },
        compute: f::subjects_first_time_by_exploitation_gender,
    },
    Figure {
        id: "subjects.first_time.by_exploitation_nationality",
        section: Section::Subjects,
        shape: Shape::ByTwo,
        unit: Unit::Persons,
        by: &[Dimension::of::<ExploitationForm>(), Dimension::Country],
        title: Text {
            nb: "Mulige ofre etter utnyttelsesform og nasjonalitet",
            en: "Possible victims by exploitation and nationality",
        },
        rule: Text {
            nb: "Mulige ofre meldt for første gang i henvendelser mottatt i året, talt i personer \
                etter nasjonalitet (ukjent når den ikke er oppgitt) og utnyttelsesform: seksuelle \
                formål, tvangsarbeid og tjenester (også tigging, tvungen kriminalitet og \
                trelldom), blandingsform når begge deler er registrert, annet når bare andre \
                former er det, og ukjent når ingen form er oppgitt.",
            en: "Possible victims reported for the first time in enquiries received in the year, \
                counted as persons by nationality (unknown when it is not given) and form of \
                exploitation: sexual, labour (with begging, forced crime and servitude), mixed \
                when both are recorded, other when only other forms are, and unknown when no form \
                is given.",
        },
        compute: f::subjects_first_time_by_exploitation_nationality,
    },
    Figure {
        id: "subjects.first_time.by_nationality",
        section: Section::Subjects,
        shape: Shape::ByCategory,
        unit: Unit::Persons,
        by: &[Dimension::Country],
        title: Text { nb: "Mulige ofre etter nasjonalitet", en: "Possible victims by nationality" },
        rule: Text {
            nb: "Mulige ofre meldt for første gang i henvendelser mottatt i året, talt i personer \
                etter nasjonalitet; statsløse står for seg, og ikke oppgitt nasjonalitet er \
                ukjent.",
            en: "Possible victims reported for the first time in enquiries received in the year, \
                counted as persons by nationality; stateless persons stand by themselves, and a \
                nationality not given is unknown.",
        },
        compute: f::subjects_first_time_by_nationality,
    },
    Figure {
        id: "subjects.first_time.nationalities",
        section: Section::Subjects,
        shape: Shape::Distinct,
        unit: Unit::Nationalities,
        by: &[Dimension::Country],
        title: Text { nb: "Nasjonaliteter blant mulige ofre", en: "Nationalities among possible victims" },
        rule: Text {
            nb: "Ulike nasjonaliteter blant mulige ofre meldt for første gang i henvendelser \
                mottatt i året; statsløs teller som en nasjonalitet, ukjent gjør ikke.",
            en: "Different nationalities among possible victims reported for the first time in \
                enquiries received in the year; stateless counts as a nationality, unknown does \
                not.",
        },
        compute: f::subjects_first_time_nationalities,
    },
    Figure {
        id: "subjects.first_time.by_outcome",
        section: Section::Subjects,
        shape: Shape::ByCategory,
        unit: Unit::Persons,
        by: &[Dimension::of::<Outcome>()],
        title: Text { nb: "Hvordan det gikk med de mulige ofrene", en: "Outcome for possible victims" },
        rule: Text {
            nb: "Mulige ofre meldt for første gang i henvendelser mottatt i året, talt i personer \
                etter det registrerte resultatet, for eksempel om de tok imot bistand.",
            en: "Possible victims reported for the first time in enquiries received in the year, \
                counted as persons by the recorded outcome, for example whether they accepted \
                assistance.",
        },
        compute: f::subjects_first_time_by_outcome,
    },
    Figure {
        id: "subjects.first_time.accepted_percent",
        section: Section::Subjects,
        shape: Shape::Percent,
        unit: Unit::Percent,
        by: &[],
        title: Text { nb: "Andel som tok imot bistand", en: "Share who accepted assistance" },
        rule: Text {
            nb: "Mulige ofre meldt for første gang i henvendelser mottatt i året og som tok imot \
                bistand, i prosent av alle personer meldt for første gang, også dem med uavklart \
                resultat.",
            en: "Possible victims reported for the first time in enquiries received in the year \
                and who accepted assistance, as a percentage of all persons reported for the first \
                time, including those whose outcome is pending.",
        },
        compute: f::subjects_first_time_accepted_percent,
    },
    Figure {
        id: "subjects.first_time.by_reason",
        section: Section::Subjects,
        shape: Shape::ByCategory,
        unit: Unit::Persons,
        by: &[Dimension::of::<DeclineReason>()],
        title: Text { nb: "Grunn til at bistand ikke ble tatt imot", en: "Why assistance was not accepted" },
        rule: Text {
            nb: "Mulige ofre meldt for første gang i henvendelser mottatt i året og som har et \
                annet resultat enn at de tok imot bistand (også uavklart), talt i personer etter \
                grunn; ikke oppgitt grunn er ukjent.",
            en: "Possible victims reported for the first time in enquiries received in the year \
                whose outcome is anything but accepted (pending included), counted as persons by \
                reason; a reason not given is unknown.",
        },
        compute: f::subjects_first_time_by_reason,
    },
    Figure {
        id: "subjects.minors_along",
        section: Section::Subjects,
        shape: Shape::Number,
        unit: Unit::Minors,
        by: &[],
        title: Text { nb: "Mindreårige sammen med mulige ofre", en: "Minors along with possible victims" },
        rule: Text {
            nb: "Mindreårige i følge med mulige ofre meldt for første gang i henvendelser mottatt \
                i året: summen av tallene som er ført på hver rad, ikke ganget med antallet \
                personer på raden.",
            en: "Minors along with possible victims reported for the first time in enquiries \
                received in the year: the sum of the numbers entered on each row, not multiplied \
                by the count of persons on the row.",
        },
        compute: f::subjects_minors_along,
    },
    Figure {
        id: "clients.assisted",
        section: Section::Clients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Brukere som fikk bistand", en: "Clients assisted" },
        rule: Text {
            nb: "Brukere som er kvalifisert senest på rapportdatoen (har hatt minst ett \
                overnattingsdøgn, eller samtaler ved oppmøte på to ulike datoer), og som i året \
                hadde minst ett overnattingsdøgn eller én samtale ved oppmøte.",
            en: "Clients who have qualified by the closing date (at least one shelter night, or \
                in-person conversations on two different dates) and who in the year had at least \
                one shelter night or one in-person conversation.",
        },
        compute: f::clients_assisted,
    },
    Figure {
        id: "clients.new",
        section: Section::Clients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Nye brukere", en: "New clients" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, og som har kvalifiseringsdatoen sin i året: \
                enten datoen da det første oppholdet med overnattingsdøgn begynte, eller den andre \
                datoen med samtale ved oppmøte, den som kom først.",
            en: "Clients assisted in the year whose qualifying date lies in the year: the date on \
                which the first stay with a shelter night began, or the second date with an \
                in-person conversation, whichever came first.",
        },
        compute: f::clients_new,
    },
    Figure {
        id: "clients.continuing",
        section: Section::Clients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Flerårige brukere", en: "Continuing clients" },
        rule: Text {
            nb: "Brukere som fikk bistand i året uten å være nye: kvalifiseringsdatoen deres \
                ligger før året, også om saken har vært avsluttet i mellomtiden.",
            en: "Clients assisted in the year who are not new: their qualifying date lies before \
                the year, even if the case was closed in between.",
        },
        compute: f::clients_continuing,
    },
    Figure {
        id: "clients.by_gender",
        section: Section::Clients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<Gender>()],
        title: Text { nb: "Brukere etter kjønn", en: "Clients by gender" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter registrert kjønn.",
            en: "Clients assisted in the year, by recorded gender.",
        },
        compute: f::clients_by_gender,
    },
    Figure {
        id: "clients.by_exploitation",
        section: Section::Clients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ExploitationForm>()],
        title: Text { nb: "Brukere etter utnyttelsesform", en: "Clients by exploitation" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter utnyttelsesform: seksuelle formål, \
                tvangsarbeid og tjenester (også tigging, tvungen kriminalitet og trelldom), \
                blandingsform når begge deler er registrert, annet når bare andre former er det, \
                og ukjent når ingen form er oppgitt.",
            en: "Clients assisted in the year, by form of exploitation: sexual, labour (with \
                begging, forced crime and servitude), mixed when both are recorded, other when \
                only other forms are, and unknown when no form is given.",
        },
        compute: f::clients_by_exploitation,
    },
    Figure {
        id: "clients.by_exploitation_gender",
        section: Section::Clients,
        shape: Shape::ByTwo,
        unit: Unit::Clients,
        by: &[Dimension::of::<ExploitationForm>(), Dimension::of::<Gender>()],
        title: Text { nb: "Brukere etter utnyttelsesform og kjønn", en: "Clients by exploitation and gender" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter kjønn og utnyttelsesform: seksuelle \
                formål, tvangsarbeid og tjenester (også tigging, tvungen kriminalitet og \
                trelldom), blandingsform når begge deler er registrert, annet når bare andre \
                former er det, og ukjent når ingen form er oppgitt.",
            en: "Clients assisted in the year, by gender and form of exploitation: sexual, labour \
                (with begging, forced crime and servitude), mixed when both are recorded, other \
                when only other forms are, and unknown when no form is given.",
        },
        compute: f::clients_by_exploitation_gender,
    },
    Figure {
        id: "clients.age.min",
        section: Section::Clients,
        shape: Shape::Min,
        unit: Unit::Years,
        by: &[],
        title: Text { nb: "Laveste alder", en: "Lowest age" },
        rule: Text {
            nb: "Laveste alder i hele år på rapportdatoen blant brukere som fikk bistand i året; \
                brukere uten fødselsdato, eller født etter rapportdatoen, er holdt utenfor.",
            en: "The lowest age in whole years on the closing date among clients assisted in the \
                year; clients without a birth date, or born after the closing date, are left out.",
        },
        compute: f::clients_age_min,
    },
    Figure {
        id: "clients.age.max",
        section: Section::Clients,
        shape: Shape::Max,
        unit: Unit::Years,
        by: &[],
        title: Text { nb: "Høyeste alder", en: "Highest age" },
        rule: Text {
            nb: "Høyeste alder i hele år på rapportdatoen blant brukere som fikk bistand i året; \
                brukere uten fødselsdato, eller født etter rapportdatoen, er holdt utenfor.",
            en: "The highest age in whole years on the closing date among clients assisted in the \
                year; clients without a birth date, or born after the closing date, are left out.",
        },
        compute: f::clients_age_max,
    },
    Figure {
        id: "clients.age.mean",
        section: Section::Clients,
        shape: Shape::Mean,
        unit: Unit::Years,
        by: &[],
        title: Text { nb: "Gjennomsnittsalder", en: "Mean age" },
        rule: Text {
            nb: "Gjennomsnittet, med én desimal, av alderen i hele år på rapportdatoen blant \
                brukere som fikk bistand i året; brukere uten fødselsdato, eller født etter \
                rapportdatoen, er holdt utenfor.",
            en: "The mean, to one decimal, of the ages in whole years on the closing date among \
                clients assisted in the year; clients without a birth date, or born after the \
                closing date, are left out.",
        },
        compute: f::clients_age_mean,
    },
    Figure {
        id: "clients.age.unknown",
        section: Section::Clients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Ukjent alder", en: "Age unknown" },
        rule: Text {
            nb: "Brukere som fikk bistand i året og som er uten fødselsdato, eller er født etter \
                rapportdatoen.",
            en: "Clients assisted in the year who have no birth date, or were born after the \
                closing date.",
        },
        compute: f::clients_age_unknown,
    },
    Figure {
        id: "clients.by_age_band",
        section: Section::Clients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<AgeBand>()],
        title: Text { nb: "Brukere etter alder", en: "Clients by age" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter alder i hele år på rapportdatoen (under \
                18, 18–24, 25–32, 33–50, 51 og over); uten fødselsdato, eller født etter \
                rapportdatoen, er ukjent.",
            en: "Clients assisted in the year, by age in whole years on the closing date (under \
                18, 18–24, 25–32, 33–50, 51 and over); without a birth date, or born after the \
                closing date, is unknown.",
        },
        compute: f::clients_by_age_band,
    },
    Figure {
        id: "clients.by_region",
        section: Section::Clients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<Region>()],
        title: Text { nb: "Brukere etter region", en: "Clients by region" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter region etter første statsborgerskap: FNs \
                inndeling, med Baltikum, Albania og landene i det tidligere Jugoslavia i \
                Øst-Europa og Kypros i Vest-Europa; statsløse står for seg, og ikke oppgitt eller \
                uten region er ukjent.",
            en: "Clients assisted in the year, by region of the first citizenship: the UN regions, \
                with the Baltic states, Albania and the countries of former Yugoslavia in Eastern \
                Europe and Cyprus in Western Europe; stateless stands by itself, and not given or \
                without a region is unknown.",
        },
        compute: f::clients_by_region,
    },
    Figure {
        id: "clients.by_nationality",
        section: Section::Clients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::Country],
        title: Text { nb: "Brukere etter nasjonalitet", en: "Clients by nationality" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter første statsborgerskap; statsløse står for \
                seg, og ikke oppgitt statsborgerskap er ukjent.",
            en: "Clients assisted in the year, by first citizenship; stateless stands by itself, \
                and a citizenship not given is unknown.",
        },
        compute: f::clients_by_nationality,
    },
    Figure {
        id: "clients.nationalities",
        section: Section::Clients,
        shape: Shape::Distinct,
        unit: Unit::Nationalities,
        by: &[Dimension::Country],
        title: Text { nb: "Nasjonaliteter blant brukerne", en: "Nationalities among clients" },
        rule: Text {
            nb: "Ulike nasjonaliteter (første statsborgerskap) blant brukere som fikk bistand i \
                året; statsløs teller som en nasjonalitet, ukjent gjør ikke.",
            en: "Different nationalities (first citizenship) among clients assisted in the year; \
                stateless counts as a nationality, unknown does not.",
        },
        compute: f::clients_nationalities,
    },
    Figure {
        id: "clients.by_referred_by",
        section: Section::Clients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ReferredBy>()],
        title: Text { nb: "Brukere etter hvem som henviste", en: "Clients by who referred them" },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter hvem som henviste dem; ikke oppgitt er \
                ukjent.",
            en: "Clients assisted in the year, by who referred them; not given is unknown.",
        },
        compute: f::clients_by_referred_by,
    },
    Figure {
        id: "clients.with_children_abroad",
        section: Section::Clients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Brukere med barn i hjemlandet", en: "Clients with children abroad" },
        rule: Text {
            nb: "Brukere som fikk bistand i året og som er registrert med ja på barn i hjemlandet; \
                det er brukerne som telles, ikke barna.",
            en: "Clients assisted in the year with “yes” recorded for children abroad; clients are \
                counted, not the children.",
        },
        compute: f::clients_with_children_abroad,
    },
    Figure {
        id: "clients.closed",
        section: Section::Clients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Avsluttede brukere", en: "Clients closed" },
        rule: Text {
            nb: "Brukere som fikk saken avsluttet i året og er kvalifisert senest på rapportdatoen \
                (har hatt minst ett overnattingsdøgn, eller samtaler ved oppmøte på to ulike \
                datoer), også dem uten bistand i året.",
            en: "Clients whose case was closed in the year and who have qualified by the closing \
                date (at least one shelter night, or in-person conversations on two different \
                dates), including those not assisted in the year.",
        },
        compute: f::clients_closed,
    },
    Figure {
        id: "clients.closed.by_reason",
        section: Section::Clients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ClosureReason>()],
        title: Text { nb: "Avsluttede brukere etter årsak", en: "Clients closed by reason" },
        rule: Text {
            nb: "Kvalifiserte brukere som fikk saken avsluttet i året, også dem uten bistand i \
                året, etter avslutningsårsak.",
            en: "Qualified clients whose case was closed in the year, including those not assisted \
                in the year, by reason for closing.",
        },
        compute: f::clients_closed_by_reason,
    },
    Figure {
        id: "clients.new.by_gender",
        section: Section::NewClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<Gender>()],
        title: Text { nb: "Nye brukere etter kjønn", en: "New clients by gender" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter \
                registrert kjønn.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by \
                recorded gender.",
        },
        compute: f::clients_new_by_gender,
    },
    Figure {
        id: "clients.new.by_exploitation",
        section: Section::NewClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ExploitationForm>()],
        title: Text { nb: "Nye brukere etter utnyttelsesform", en: "New clients by exploitation" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter \
                utnyttelsesform: seksuelle formål, tvangsarbeid og tjenester (også tigging, \
                tvungen kriminalitet og trelldom), blandingsform når begge deler er registrert, \
                annet når bare andre former er det, og ukjent når ingen form er oppgitt.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by form \
                of exploitation: sexual, labour (with begging, forced crime and servitude), mixed \
                when both are recorded, other when only other forms are, and unknown when no form \
                is given.",
        },
        compute: f::clients_new_by_exploitation,
    },
    Figure {
        id: "clients.new.by_age_band",
        section: Section::NewClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<AgeBand>()],
        title: Text { nb: "Nye brukere etter alder", en: "New clients by age" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter alder i \
                hele år på rapportdatoen (under 18, 18–24, 25–32, 33–50, 51 og over); uten \
                fødselsdato, eller født etter rapportdatoen, er ukjent.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by age \
                in whole years on the closing date (under 18, 18–24, 25–32, 33–50, 51 and over); \
                without a birth date, or born after the closing date, is unknown.",
        },
        compute: f::clients_new_by_age_band,
    },
    Figure {
        id: "clients.new.by_region",
        section: Section::NewClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<Region>()],
        title: Text { nb: "Nye brukere etter region", en: "New clients by region" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter region \
                etter første statsborgerskap: FNs inndeling, med Baltikum, Albania og landene i \
                det tidligere Jugoslavia i Øst-Europa og Kypros i Vest-Europa; statsløse står for \
                seg, og ikke oppgitt eller uten region er ukjent.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by \
                region of the first citizenship: the UN regions, with the Baltic states, Albania \
                and the countries of former Yugoslavia in Eastern Europe and Cyprus in Western \
                Europe; stateless stands by itself, and not given or without a region is unknown.",
        },
        compute: f::clients_new_by_region,
    },
    Figure {
        id: "clients.new.by_nationality",
        section: Section::NewClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::Country],
        title: Text { nb: "Nye brukere etter nasjonalitet", en: "New clients by nationality" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter første \
                statsborgerskap; statsløse står for seg, og ikke oppgitt statsborgerskap er \
                ukjent.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by \
                first citizenship; stateless stands by itself, and a citizenship not given is \
                unknown.",
        },
        compute: f::clients_new_by_nationality,
    },
    Figure {
        id: "clients.new.by_referred_by",
        section: Section::NewClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ReferredBy>()],
        title: Text { nb: "Nye brukere etter hvem som henviste", en: "New clients by who referred them" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter hvem som \
                henviste dem; ikke oppgitt er ukjent.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by who \
                referred them; not given is unknown.",
        },
        compute: f::clients_new_by_referred_by,
    },
    Figure {
        id: "clients.minors_at_intake",
        section: Section::NewClients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Mindreårige ved inntak", en: "Minors at intake" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året) som var under 18 \
                år på inntaksdatoen, eller på rapportdatoen når inntaket er senere.",
            en: "New clients (assisted in the year, with the qualifying date in the year) who were \
                under 18 on their intake date, or on the closing date when the intake is later.",
        },
        compute: f::clients_minors_at_intake,
    },
    Figure {
        id: "clients.pregnant_at_intake",
        section: Section::NewClients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Gravide ved inntak", en: "Pregnant at intake" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året) som er \
                registrert med ja på gravid ved inntak.",
            en: "New clients (assisted in the year, with the qualifying date in the year) with \
                “yes” recorded for pregnant at intake.",
        },
        compute: f::clients_pregnant_at_intake,
    },
    Figure {
        id: "clients.continuing.after_gap",
        section: Section::ContinuingClients,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Flerårige brukere som kom tilbake", en: "Continuing clients who came back" },
        rule: Text {
            nb: "Flerårige brukere (fikk bistand i året, med kvalifiseringsdato før året) som ikke \
                fikk bistand i året før.",
            en: "Continuing clients (assisted in the year, with the qualifying date before the \
                year) who were not assisted in the year before.",
        },
        compute: f::clients_continuing_after_gap,
    },
    Figure {
        id: "clients.continuing.by_gender",
        section: Section::ContinuingClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<Gender>()],
        title: Text { nb: "Flerårige brukere etter kjønn", en: "Continuing clients by gender" },
        rule: Text {
            nb: "Flerårige brukere (fikk bistand i året, med kvalifiseringsdato før året), etter \
                registrert kjønn.",
            en: "Continuing clients (assisted in the year, with the qualifying date before the \
                year), by recorded gender.",
        },
        compute: f::clients_continuing_by_gender,
    },
    Figure {
        id: "clients.continuing.by_age_band",
        section: Section::ContinuingClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ContinuingAgeBand>()],
        title: Text { nb: "Flerårige brukere etter alder", en: "Continuing clients by age" },
        rule: Text {
            nb: "Flerårige brukere (fikk bistand i året, med kvalifiseringsdato før året), etter \
                alder i hele år på rapportdatoen (under 20, 20–30, 31–40, 41–50, 51 og over); uten \
                fødselsdato, eller født etter rapportdatoen, er ukjent.",
            en: "Continuing clients (assisted in the year, with the qualifying date before the \
                year), by age in whole years on the closing date (under 20, 20–30, 31–40, 41–50, \
                51 and over); without a birth date, or born after the closing date, is unknown.",
        },
        compute: f::clients_continuing_by_age_band,
    },
    Figure {
        id: "clients.continuing.by_nationality",
        section: Section::ContinuingClients,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::Country],
        title: Text { nb: "Flerårige brukere etter nasjonalitet", en: "Continuing clients by nationality" },
        rule: Text {
            nb: "Flerårige brukere (fikk bistand i året, med kvalifiseringsdato før året), etter \
                første statsborgerskap; statsløse står for seg, og ikke oppgitt statsborgerskap er \
                ukjent.",
            en: "Continuing clients (assisted in the year, with the qualifying date before the \
                year), by first citizenship; stateless stands by itself, and a citizenship not \
                given is unknown.",
        },
        compute: f::clients_continuing_by_nationality,
    },
    Figure {
        id: "children.accompanying",
        section: Section::Children,
        shape: Shape::Number,
        unit: Unit::Children,
        by: &[],
        title: Text { nb: "Medfølgende barn", en: "Accompanying children" },
        rule: Text {
            nb: "Barn av brukere som fikk bistand i året, som var medfølgende i hele eller deler \
                av året; hvert barn teller én gang, og barn teller aldri som brukere.",
            en: "Children of clients assisted in the year who were accompanying them for all or \
                part of the year; each child counts once, and children never count as clients.",
        },
        compute: f::children_accompanying,
    },
    Figure {
        id: "housing.clients",
        section: Section::Housing,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Brukere med overnatting", en: "Clients with a night anywhere" },
        rule: Text {
            nb: "Brukere som fikk bistand i året og som hadde minst én natt i året på et \
                registrert sted av hvilken som helst type, også fengsel, mottak og sykehus.",
            en: "Clients assisted in the year who had at least one night in the year at a recorded \
                facility of any type, including prison, reception centre and hospital.",
        },
        compute: f::housing_clients,
    },
    Figure {
        id: "housing.shelter_clients",
        section: Section::Housing,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Brukere med overnattingsdøgn", en: "Clients with shelter nights" },
        rule: Text {
            nb: "Brukere som fikk bistand i året og som hadde minst ett overnattingsdøgn i året, \
                det vil si en natt på krisesenter eller i bo- og støttetilbud.",
            en: "Clients assisted in the year who had at least one shelter night in the year, that \
                is, a night at a crisis centre or in supported housing.",
        },
        compute: f::housing_shelter_clients,
    },
    Figure {
        id: "housing.nights",
        section: Section::Housing,
        shape: Shape::Number,
        unit: Unit::Nights,
        by: &[],
        title: Text { nb: "Netter i alt", en: "Nights in all" },
        rule: Text {
            nb: "Netter som begynte i året, på alle typer sted, for brukere som fikk bistand i \
                året; en brukers natt teller én gang, også når to opphold deler den.",
            en: "Nights that began in the year, at facilities of every type, of clients assisted \
                in the year; a client’s night counts once, even when two stays share it.",
        },
        compute: f::housing_nights,
    },
    Figure {
        id: "housing.shelter_nights",
        section: Section::Housing,
        shape: Shape::Number,
        unit: Unit::Nights,
        by: &[],
        title: Text { nb: "Overnattingsdøgn", en: "Shelter nights" },
        rule: Text {
            nb: "Netter som begynte i året, på krisesenter eller i bo- og støttetilbud, for \
                brukere som fikk bistand i året; en brukers natt teller én gang, og netter i \
                fengsel, mottak, sykehus og liknende er ikke overnattingsdøgn.",
            en: "Nights that began in the year, at crisis centres or in supported housing, of \
                clients assisted in the year; a client’s night counts once, and nights in prison, \
                reception centre, hospital and the like are not shelter nights.",
        },
        compute: f::housing_shelter_nights,
    },
    Figure {
        id: "housing.crisis_centres",
        section: Section::Housing,
        shape: Shape::Number,
        unit: Unit::Facilities,
        by: &[],
        title: Text { nb: "Krisesentre med overnatting", en: "Crisis centres with nights" },
        rule: Text {
            nb: "Ulike krisesentre der brukere som fikk bistand i året, hadde minst én natt i \
                året.",
            en: "Different crisis centres at which clients assisted in the year had at least one \
                night in the year.",
        },
        compute: f::housing_crisis_centres,
    },
    Figure {
        id: "housing.by_facility_type",
        section: Section::Housing,
        shape: Shape::ByMeasure,
        unit: Unit::Mixed,
        by: &[Dimension::of::<FacilityType>(), Dimension::of::<FacilityMeasure>()],
        title: Text { nb: "Overnatting etter type sted", en: "Nights and stays by type of facility" },
        rule: Text {
            nb: "For hver type sted, for brukere som fikk bistand i året: brukere med minst én \
                natt der i året, netter der i året (en brukers natt teller én gang per type), \
                opphold (med en natt i året, eller begynt og avsluttet på én og samme dato i \
                året), innflyttinger (oppholdet begynte i året) og utflyttinger (oppholdet ble \
                avsluttet i året).",
            en: "For each type of facility, for clients assisted in the year: clients with at \
                least one night there in the year, nights there in the year (a client’s night \
                counts once per type), stays (with a night in the year, or begun and ended on one \
                date in the year), moves in (the stay began in the year) and moves out (the stay \
                ended in the year).",
        },
        compute: f::housing_by_facility_type,
    },
    Figure {
        id: "housing.by_facility",
        section: Section::Housing,
        shape: Shape::ByMeasure,
        unit: Unit::Mixed,
        by: &[Dimension::Facility, Dimension::of::<FacilityMeasure>()],
        title: Text { nb: "Overnatting per sted", en: "Nights and stays by facility" },
        rule: Text {
            nb: "For hvert sted, for brukere som fikk bistand i året: brukere med minst én natt \
                der i året, netter der i året (en brukers natt teller én gang per sted), opphold \
                (med en natt i året, eller begynt og avsluttet på én og samme dato i året), \
                innflyttinger (oppholdet begynte i året) og utflyttinger (oppholdet ble avsluttet \
                i året).",
            en: "For each facility, for clients assisted in the year: clients with at least one \
                night there in the year, nights there in the year (a client’s night counts once \
                per facility), stays (with a night in the year, or begun and ended on one date in \
                the year), moves in (the stay began in the year) and moves out (the stay ended in \
                the year).",
        },
        compute: f::housing_by_facility,
    },
    Figure {
        id: "housing.by_length",
        section: Section::Housing,
        shape: Shape::ByCategory,
        unit: Unit::Stays,
        by: &[Dimension::of::<StayLength>()],
        title: Text { nb: "Hvor lenge oppholdene varer", en: "How long the stays last" },
        rule: Text {
            nb: "Opphold med en natt i året, eller begynt og avsluttet på én og samme dato i året, \
                for brukere som fikk bistand i året, etter antallet netter i hele oppholdet til og \
                med rapportdatoen, også netter i tidligere år.",
            en: "Stays with a night in the year, or begun and ended on one date in the year, of \
                clients assisted in the year, by the number of all nights of the stay up to and \
                including the closing date, nights in earlier years included.",
        },
        compute: f::housing_by_length,
    },
    Figure {
        id: "identified.by_facility",
        section: Section::Identified,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::Facility],
        title: Text {
            nb: "Nye brukere etter stedet de ble identifisert",
            en: "New clients by where they were identified",
        },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter stedet \
                der de ble identifisert; brukere uten et slikt sted er holdt utenfor.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by the \
                facility in which they were identified; clients without one are left out.",
        },
        compute: f::identified_by_facility,
    },
    Figure {
        id: "residence.new_at_intake",
        section: Section::Residence,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ReportedResidence>()],
        title: Text { nb: "Nye brukeres oppholdsstatus ved inntak", en: "New clients’ residence status at intake" },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter \
                oppholdsstatus på inntaksdatoen, eller på rapportdatoen når den er tidligere; en \
                åpen IOM-retur går foran, beskyttelse, vitnetillatelse, opphold på humanitært \
                grunnlag og annen tillatelse står samlet som oppholdstillatelse, og ingen \
                registrert status er ukjent.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by \
                residence status on the intake date, or on the closing date when that is earlier; \
                an open IOM return takes precedence, protection, witness permit, humanitarian and \
                other permits stand together as permit, and no recorded status is unknown.",
        },
        compute: f::residence_new_at_intake,
    },
    Figure {
        id: "residence.new_at_year_end",
        section: Section::Residence,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ReportedResidence>()],
        title: Text {
            nb: "Nye brukeres oppholdsstatus ved årets slutt",
            en: "New clients’ residence status at year end",
        },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter \
                oppholdsstatus på rapportdatoen; en åpen IOM-retur går foran, beskyttelse, \
                vitnetillatelse, opphold på humanitært grunnlag og annen tillatelse står samlet \
                som oppholdstillatelse, og ingen registrert status er ukjent.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by \
                residence status on the closing date; an open IOM return takes precedence, \
                protection, witness permit, humanitarian and other permits stand together as \
                permit, and no recorded status is unknown.",
        },
        compute: f::residence_new_at_year_end,
    },
    Figure {
        id: "residence.new_transitions",
        section: Section::Residence,
        shape: Shape::ByTwo,
        unit: Unit::Clients,
        by: &[Dimension::of::<ReportedResidence>(), Dimension::of::<ReportedResidence>()],
        title: Text {
            nb: "Nye brukeres status ved inntak og ved årets slutt",
            en: "New clients’ status at intake and at year end",
        },
        rule: Text {
            nb: "Nye brukere (fikk bistand i året, med kvalifiseringsdato i året), etter \
                oppholdsstatus på inntaksdatoen (eller på rapportdatoen når den er tidligere) og \
                deretter etter status på rapportdatoen; en åpen IOM-retur går foran, beskyttelse, \
                vitnetillatelse, opphold på humanitært grunnlag og annen tillatelse står samlet \
                som oppholdstillatelse, og ingen registrert status er ukjent.",
            en: "New clients (assisted in the year, with the qualifying date in the year), by \
                residence status on the intake date (or on the closing date when that is earlier) \
                and then by status on the closing date; an open IOM return takes precedence, \
                protection, witness permit, humanitarian and other permits stand together as \
                permit, and no recorded status is unknown.",
        },
        compute: f::residence_new_transitions,
    },
    Figure {
        id: "residence.all_at_year_end",
        section: Section::Residence,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ReportedResidence>()],
        title: Text {
            nb: "Alle brukeres oppholdsstatus ved årets slutt",
            en: "All clients’ residence status at year end",
        },
        rule: Text {
            nb: "Brukere som fikk bistand i året, etter oppholdsstatus på rapportdatoen; en åpen \
                IOM-retur går foran, beskyttelse, vitnetillatelse, opphold på humanitært grunnlag \
                og annen tillatelse står samlet som oppholdstillatelse, og ingen registrert status \
                er ukjent.",
            en: "Clients assisted in the year, by residence status on the closing date; an open \
                IOM return takes precedence, protection, witness permit, humanitarian and other \
                permits stand together as permit, and no recorded status is unknown.",
        },
        compute: f::residence_all_at_year_end,
    },
    Figure {
        id: "residence.continuing_granted_protection",
        section: Section::Residence,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Flerårige brukere med innvilget beskyttelse", en: "Continuing clients granted protection" },
        rule: Text {
            nb: "Flerårige brukere (fikk bistand i året, med kvalifiseringsdato før året) som noen \
                gang til og med rapportdatoen har hatt beskyttelse, vitnetillatelse eller opphold \
                på humanitært grunnlag.",
            en: "Continuing clients (assisted in the year, with the qualifying date before the \
                year) who at any time up to and including the closing date have had protection, a \
                witness permit or a humanitarian permit.",
        },
        compute: f::residence_continuing_granted_protection,
    },
    Figure {
        id: "residence.continuing_family",
        section: Section::Residence,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text {
            nb: "Flerårige brukere med familieinnvandring",
            en: "Continuing clients with family immigration",
        },
        rule: Text {
            nb: "Flerårige brukere (fikk bistand i året, med kvalifiseringsdato før året) som noen \
                gang til og med rapportdatoen har hatt familieinnvandring.",
            en: "Continuing clients (assisted in the year, with the qualifying date before the \
                year) who at any time up to and including the closing date have had family \
                immigration.",
        },
        compute: f::residence_continuing_family,
    },
    Figure {
        id: "residence.continuing_witness_permit",
        section: Section::Residence,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text {
            nb: "Flerårige brukere som fikk vitnetillatelse i året",
            en: "Continuing clients given a witness permit in the year",
        },
        rule: Text {
            nb: "Flerårige brukere (fikk bistand i året, med kvalifiseringsdato før året) som har \
                en vitnetillatelse som begynte i året.",
            en: "Continuing clients (assisted in the year, with the qualifying date before the \
                year) who had a witness permit that began in the year.",
        },
        compute: f::residence_continuing_witness_permit,
    },
    Figure {
        id: "police.trafficking.clients",
        section: Section::Police,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Brukere som anmeldte menneskehandel", en: "Clients who reported trafficking" },
        rule: Text {
            nb: "Ulike kvalifiserte brukere, også dem uten bistand i året, som er fornærmet i en \
                sak om menneskehandel eller grov menneskehandel med første anmeldelse i året.",
            en: "Different qualified clients, including those not assisted in the year, who are \
                the aggrieved party in a matter of trafficking or aggravated trafficking first \
                reported in the year.",
        },
        compute: f::police_trafficking_clients,
    },
    Figure {
        id: "police.trafficking.by_status_at_year_end",
        section: Section::Police,
        shape: Shape::ByCategory,
        unit: Unit::Matters,
        by: &[Dimension::of::<MatterStatus>()],
        title: Text {
            nb: "Anmeldt menneskehandel etter status ved årets slutt",
            en: "Reported trafficking by status at year end",
        },
        rule: Text {
            nb: "Saker om menneskehandel eller grov menneskehandel der en kvalifisert bruker er \
                fornærmet, med første anmeldelse i året, også for brukere uten bistand i året, \
                etter status på rapportdatoen, slik den siste hendelsen som setter en status har \
                satt den.",
            en: "Matters of trafficking or aggravated trafficking in which a qualified client is \
                the aggrieved party, first reported in the year, including clients not assisted in \
                the year, by status on the closing date, as set by the last event that sets a \
                status.",
        },
        compute: f::police_trafficking_by_status_at_year_end,
    },
    Figure {
        id: "police.trafficking.by_district",
        section: Section::Police,
        shape: Shape::ByCategory,
        unit: Unit::Matters,
        by: &[Dimension::of::<PoliceDistrict>()],
        title: Text {
            nb: "Anmeldt menneskehandel etter politidistrikt",
            en: "Reported trafficking by police district",
        },
        rule: Text {
            nb: "Saker om menneskehandel eller grov menneskehandel der en kvalifisert bruker er \
                fornærmet, med første anmeldelse i året, også for brukere uten bistand i året, \
                etter politidistrikt; ikke oppgitt er ukjent.",
            en: "Matters of trafficking or aggravated trafficking in which a qualified client is \
                the aggrieved party, first reported in the year, including clients not assisted in \
                the year, by police district; not given is unknown.",
        },
        compute: f::police_trafficking_by_district,
    },
    Figure {
        id: "police.trafficking.by_dismissal_ground",
        section: Section::Police,
        shape: Shape::ByCategory,
        unit: Unit::Matters,
        by: &[Dimension::of::<DismissalGround>()],
        title: Text {
            nb: "Henlagte saker om menneskehandel etter grunn",
            en: "Dismissed trafficking matters by ground",
        },
        rule: Text {
            nb: "Saker om menneskehandel eller grov menneskehandel der en kvalifisert bruker er \
                fornærmet, med første anmeldelse i året, også for brukere uten bistand i året, og \
                med status henlagt på rapportdatoen, etter grunnen for den siste henleggelsen; \
                ikke oppgitt er ukjent.",
            en: "Matters of trafficking or aggravated trafficking in which a qualified client is \
                the aggrieved party, first reported in the year, including clients not assisted in \
                the year, whose status on the closing date is dismissed, by the ground of the last \
                dismissal; not given is unknown.",
        },
        compute: f::police_trafficking_by_dismissal_ground,
    },
    Figure {
        id: "police.other.reports",
        section: Section::Police,
        shape: Shape::Number,
        unit: Unit::Matters,
        by: &[],
        title: Text { nb: "Andre anmeldelser", en: "Other reports to the police" },
        rule: Text {
            nb: "Saker om andre lovbrudd enn menneskehandel og grov menneskehandel der en \
                kvalifisert bruker er fornærmet, med første anmeldelse i året, også for brukere \
                uten bistand i året.",
            en: "Matters of offences other than trafficking and aggravated trafficking in which a \
                qualified client is the aggrieved party, first reported in the year, including \
                clients not assisted in the year.",
        },
        compute: f::police_other_reports,
    },
    Figure {
        id: "police.other.by_offence",
        section: Section::Police,
        shape: Shape::ByCategory,
        unit: Unit::Matters,
        by: &[Dimension::of::<Offence>()],
        title: Text { nb: "Andre anmeldelser etter lovbrudd", en: "Other reports by offence" },
        rule: Text {
            nb: "Saker om andre lovbrudd enn menneskehandel og grov menneskehandel der en \
                kvalifisert bruker er fornærmet, med første anmeldelse i året, også for brukere \
                uten bistand i året, etter lovbrudd.",
            en: "Matters of offences other than trafficking and aggravated trafficking in which a \
                qualified client is the aggrieved party, first reported in the year, including \
                clients not assisted in the year, by offence.",
        },
        compute: f::police_other_by_offence,
    },
    Figure {
        id: "police.not_reported",
        section: Section::Police,
        shape: Shape::Number,
        unit: Unit::Matters,
        by: &[],
        title: Text { nb: "Saker som ikke ble anmeldt", en: "Matters not reported" },
        rule: Text {
            nb: "Saker om ethvert lovbrudd der en kvalifisert bruker er fornærmet, som det i året \
                ble besluttet ikke å anmelde, og som ikke er anmeldt noen gang til og med \
                rapportdatoen, også for brukere uten bistand i året.",
            en: "Matters of any offence in which a qualified client is the aggrieved party, with a \
                decision in the year not to report and no report at any time up to and including \
                the closing date, including clients not assisted in the year.",
        },
        compute: f::police_not_reported,
    },
    Figure {
        id: "police.testified_unreported",
        section: Section::Police,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Brukere som vitnet uten anmeldelse", en: "Clients who testified without a report" },
        rule: Text {
            nb: "Ulike kvalifiserte brukere, også dem uten bistand i året, som har rollen vitne og \
                vitnet i året, i en sak uten anmeldelse til og med rapportdatoen.",
            en: "Different qualified clients, including those not assisted in the year, who have \
                the role of witness and testified in the year, in a matter without a report up to \
                and including the closing date.",
        },
        compute: f::police_testified_unreported,
    },
    Figure {
        id: "returns.open_at_year_end",
        section: Section::Returns,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text {
            nb: "Brukere med åpen IOM-retur ved årets slutt",
            en: "Clients with an open IOM return at year end",
        },
        rule: Text {
            nb: "Ulike kvalifiserte brukere, også dem uten bistand i året, med en åpen IOM-retur \
                på rapportdatoen: det er søkt, og det er ikke kommet avslag, trekking, retur, \
                avslutning av saken eller en ny oppholdsstatus som lukker den.",
            en: "Different qualified clients, including those not assisted in the year, with an \
                open IOM return on the closing date: applied for, and not ended by a refusal, \
                withdrawal, return, closing of the case or a later residence status that closes \
                it.",
        },
        compute: f::returns_open_at_year_end,
    },
    Figure {
        id: "returns.applied",
        section: Section::Returns,
        shape: Shape::Number,
        unit: Unit::Returns,
        by: &[],
        title: Text { nb: "Søknader om IOM-retur", en: "IOM returns applied for" },
        rule: Text {
            nb: "IOM-returer det ble søkt om i året, for kvalifiserte brukere, også dem uten \
                bistand i året; to returer for én bruker teller som to.",
            en: "IOM returns applied for in the year, of qualified clients, including those not \
                assisted in the year; two returns of one client count as two.",
        },
        compute: f::returns_applied,
    },
    Figure {
        id: "returns.granted",
        section: Section::Returns,
        shape: Shape::Number,
        unit: Unit::Returns,
        by: &[],
        title: Text { nb: "Innvilgede IOM-returer", en: "IOM returns granted" },
        rule: Text {
            nb: "IOM-returer som ble innvilget i året, for kvalifiserte brukere, også dem uten \
                bistand i året; to returer for én bruker teller som to.",
            en: "IOM returns granted in the year, of qualified clients, including those not \
                assisted in the year; two returns of one client count as two.",
        },
        compute: f::returns_granted,
    },
    Figure {
        id: "returns.refused",
        section: Section::Returns,
        shape: Shape::Number,
        unit: Unit::Returns,
        by: &[],
        title: Text { nb: "Avslåtte IOM-returer", en: "IOM returns refused" },
        rule: Text {
            nb: "IOM-returer som fikk avslag i året, for kvalifiserte brukere, også dem uten \
                bistand i året; to returer for én bruker teller som to.",
            en: "IOM returns refused in the year, of qualified clients, including those not \
                assisted in the year; two returns of one client count as two.",
        },
        compute: f::returns_refused,
    },
    Figure {
        id: "returns.withdrawn",
        section: Section::Returns,
        shape: Shape::Number,
        unit: Unit::Returns,
        by: &[],
        title: Text { nb: "Trukne IOM-returer", en: "IOM returns withdrawn" },
        rule: Text {
            nb: "IOM-returer der søknaden ble trukket i året, for kvalifiserte brukere, også dem \
                uten bistand i året; to returer for én bruker teller som to.",
            en: "IOM returns withdrawn in the year, of qualified clients, including those not \
                assisted in the year; two returns of one client count as two.",
        },
        compute: f::returns_withdrawn,
    },
    Figure {
        id: "returns.returned",
        section: Section::Returns,
        shape: Shape::Number,
        unit: Unit::Returns,
        by: &[],
        title: Text { nb: "Gjennomførte IOM-returer", en: "IOM returns carried out" },
        rule: Text {
            nb: "IOM-returer som ble gjennomført i året, for kvalifiserte brukere, også dem uten \
                bistand i året; to returer for én bruker teller som to.",
            en: "IOM returns carried out in the year, of qualified clients, including those not \
                assisted in the year; two returns of one client count as two.",
        },
        compute: f::returns_returned,
    },
    Figure {
        id: "returns.returned_by_country",
        section: Section::Returns,
        shape: Shape::ByCategory,
        unit: Unit::Returns,
        by: &[Dimension::Country],
        title: Text { nb: "Gjennomførte IOM-returer etter land", en: "IOM returns carried out by country" },
        rule: Text {
            nb: "IOM-returer som ble gjennomført i året, for kvalifiserte brukere, også dem uten \
                bistand i året, etter landet returen gjaldt; ikke oppgitt er ukjent, og to returer \
                for én bruker teller som to.",
            en: "IOM returns carried out in the year, of qualified clients, including those not \
                assisted in the year, by country of return; not given is unknown, and two returns \
                of one client count as two.",
        },
        compute: f::returns_returned_by_country,
    },
    Figure {
        id: "activities.participants",
        section: Section::Activities,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ActivityType>()],
        title: Text { nb: "Deltakere i aktiviteter", en: "Participants in activities" },
        rule: Text {
            nb: "Ulike brukere som fikk bistand i året og hadde en aktivitet som pågikk i hele \
                eller deler av året, etter type aktivitet; en bruker teller én gang per type.",
            en: "Different clients assisted in the year with an activity that ran for all or part \
                of the year, by type of activity; a client counts once per type.",
        },
        compute: f::activities_participants,
    },
    Figure {
        id: "activities.new_participants",
        section: Section::Activities,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<ActivityType>()],
        title: Text { nb: "Nye brukere i aktiviteter", en: "New clients in activities" },
        rule: Text {
            nb: "Ulike nye brukere (fikk bistand i året, med kvalifiseringsdato i året) som hadde \
                en aktivitet som pågikk i hele eller deler av året, etter type aktivitet; en \
                bruker teller én gang per type.",
            en: "Different new clients (assisted in the year, with the qualifying date in the \
                year) with an activity that ran for all or part of the year, by type of activity; \
                a client counts once per type.",
        },
        compute: f::activities_new_participants,
    },
    Figure {
        id: "activities.by_provider",
        section: Section::Activities,
        shape: Shape::ByTwo,
        unit: Unit::Clients,
        by: &[Dimension::of::<ActivityType>(), Dimension::Free],
        title: Text { nb: "Deltakere etter aktivitet og tilbyder", en: "Participants by activity and provider" },
        rule: Text {
            nb: "Ulike brukere som fikk bistand i året og hadde en aktivitet som pågikk i hele \
                eller deler av året, etter type aktivitet og deretter etter tilbyder; ikke oppgitt \
                tilbyder er ukjent.",
            en: "Different clients assisted in the year with an activity that ran for all or part \
                of the year, by type of activity and then by provider; a provider not given is \
                unknown.",
        },
        compute: f::activities_by_provider,
    },
    Figure {
        id: "activities.support_nok",
        section: Section::Activities,
        shape: Shape::ByCategory,
        unit: Unit::Nok,
        by: &[Dimension::of::<ActivityType>()],
        title: Text { nb: "Støtte til aktiviteter", en: "Support for activities" },
        rule: Text {
            nb: "Støtte i kroner til aktiviteter som begynte i året, for brukere som fikk bistand \
                i året, etter type aktivitet.",
            en: "Support in Norwegian kroner for activities that began in the year, of clients \
                assisted in the year, by type of activity.",
        },
        compute: f::activities_support_nok,
    },
    Figure {
        id: "outreach.events",
        section: Section::Outreach,
        shape: Shape::ByCategory,
        unit: Unit::Events,
        by: &[Dimension::of::<OutreachType>()],
        title: Text { nb: "Foredrag, møter og besøk", en: "Lectures, meetings and visits" },
        rule: Text {
            nb: "Registrerte hendelser i utadrettet arbeid i året, etter type.",
            en: "Recorded outreach events in the year, by type.",
        },
        compute: f::outreach_events,
    },
    Figure {
        id: "outreach.participants",
        section: Section::Outreach,
        shape: Shape::ByCategory,
        unit: Unit::Participants,
        by: &[Dimension::of::<OutreachType>()],
        title: Text { nb: "Deltakere i utadrettet arbeid", en: "Participants in outreach" },
        rule: Text {
            nb: "Summen av de oppgitte deltakertallene for hendelser i utadrettet arbeid i året, \
                etter type; hendelser uten deltakertall er holdt utenfor.",
            en: "The sum of the participant numbers given for outreach events in the year, by \
                type; events without a number are left out.",
        },
        compute: f::outreach_participants,
    },
    Figure {
        id: "outreach.facilities_visited",
        section: Section::Outreach,
        shape: Shape::Number,
        unit: Unit::Facilities,
        by: &[],
        title: Text { nb: "Besøkte steder", en: "Facilities visited" },
        rule: Text {
            nb: "Ulike steder med minst ett registrert besøk av typen krisesenterbesøk i året; \
                besøk uten oppgitt sted er holdt utenfor.",
            en: "Different facilities with at least one shelter visit in the year; visits without \
                a facility are left out.",
        },
        compute: f::outreach_facilities_visited,
    },
    Figure {
        id: "benefits.paid_nok",
        section: Section::Benefits,
        shape: Shape::Number,
        unit: Unit::Nok,
        by: &[],
        title: Text { nb: "Utbetalte ytelser", en: "Benefits paid" },
        rule: Text {
            nb: "Ytelser i kroner som er utbetalt eller refundert, med utbetalingsdato i året, for \
                alle brukere, uansett om de fikk bistand i året.",
            en: "Benefits in Norwegian kroner with status paid or refunded and the payment date in \
                the year, of all clients, whether or not they were assisted in the year.",
        },
        compute: f::benefits_paid_nok,
    },
    Figure {
        id: "benefits.clients",
        section: Section::Benefits,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Brukere med utbetalte ytelser", en: "Clients paid benefits" },
        rule: Text {
            nb: "Ulike brukere med minst én ytelse som er utbetalt eller refundert, med \
                utbetalingsdato i året; alle brukere er med, uansett om de fikk bistand i året.",
            en: "Different clients with at least one benefit with status paid or refunded and the \
                payment date in the year; all clients are included, whether or not they were \
                assisted in the year.",
        },
        compute: f::benefits_clients,
    },
    Figure {
        id: "asylum_housed.adults",
        section: Section::AsylumHoused,
        shape: Shape::Number,
        unit: Unit::Clients,
        by: &[],
        title: Text { nb: "Asylsøkere med overnattingsdøgn", en: "Asylum seekers with shelter nights" },
        rule: Text {
            nb: "Brukere i alle aldre med minst ett overnattingsdøgn i året på en dato da \
                gjeldende oppholdsstatus var asylsøker eller asylsøker i Dublin-prosess; en åpen \
                IOM-retur endrer ikke statusen her.",
            en: "Clients of any age with at least one shelter night in the year on a date when the \
                residence status in force was asylum seeker or asylum seeker in the Dublin \
                procedure; an open IOM return does not change the status here.",
        },
        compute: f::asylum_housed_adults,
    },
    Figure {
        id: "asylum_housed.by_gender",
        section: Section::AsylumHoused,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<Gender>()],
        title: Text {
            nb: "Asylsøkere med overnattingsdøgn etter kjønn",
            en: "Asylum seekers with shelter nights by gender",
        },
        rule: Text {
            nb: "Brukere i alle aldre med minst ett overnattingsdøgn i året på en dato da \
                gjeldende oppholdsstatus var asylsøker eller asylsøker i Dublin-prosess, etter \
                registrert kjønn; en åpen IOM-retur endrer ikke statusen her.",
            en: "Clients of any age with at least one shelter night in the year on a date when the \
                residence status in force was asylum seeker or asylum seeker in the Dublin \
                procedure, by recorded gender; an open IOM return does not change the status here.",
        },
        compute: f::asylum_housed_by_gender,
    },
    Figure {
        id: "asylum_housed.by_region",
        section: Section::AsylumHoused,
        shape: Shape::ByCategory,
        unit: Unit::Clients,
        by: &[Dimension::of::<Region>()],
        title: Text {
            nb: "Asylsøkere med overnattingsdøgn etter region",
            en: "Asylum seekers with shelter nights by region",
        },
        rule: Text {
            nb: "Brukere i alle aldre med minst ett overnattingsdøgn i året på en dato da \
                gjeldende oppholdsstatus var asylsøker eller asylsøker i Dublin-prosess (en åpen \
                IOM-retur endrer ikke statusen her), etter region etter første statsborgerskap: \
                FNs inndeling, med Baltikum, Albania og landene i det tidligere Jugoslavia i \
                Øst-Europa og Kypros i Vest-Europa; statsløse står for seg, og ikke oppgitt eller \
                uten region er ukjent.",
            en: "Clients of any age with at least one shelter night in the year on a date when the \
                residence status in force was asylum seeker or asylum seeker in the Dublin \
                procedure (an open IOM return does not change the status here), by region of the \
                first citizenship: the UN regions, with the Baltic states, Albania and the \
                countries of former Yugoslavia in Eastern Europe and Cyprus in Western Europe; \
                stateless stands by itself, and not given or without a region is unknown.",
        },
        compute: f::asylum_housed_by_region,
    },
    Figure {
        id: "asylum_housed.children",
        section: Section::AsylumHoused,
        shape: Shape::Number,
        unit: Unit::Children,
        by: &[],
        title: Text {
            nb: "Medfølgende barn av asylsøkere med overnattingsdøgn",
            en: "Children accompanying asylum seekers with shelter nights",
        },
        rule: Text {
            nb: "Barn som var medfølgende i hele eller deler av året, til brukere med minst ett \
                overnattingsdøgn i året på en dato da gjeldende oppholdsstatus var asylsøker eller \
                asylsøker i Dublin-prosess (en åpen IOM-retur endrer ikke statusen her); hvert \
                barn teller én gang.",
            en: "Children who were accompanying for all or part of the year, of clients with at \
                least one shelter night in the year on a date when the residence status in force \
                was asylum seeker or asylum seeker in the Dublin procedure (an open IOM return \
                does not change the status here); each child counts once.",
        },
        compute: f::asylum_housed_children,
    },
];

/// Title and rule of `manual`: the yearly figures typed in under a key of their own, not computed.
pub static MANUAL: (Text, Text) = (
    Text { nb: "Tall ført inn for hånd", en: "Figures entered by hand" },
    Text {
        nb: "Tall fra andre kilder enn journalen, ført inn for hånd for året og vist slik de er \
            ført.",
        en: "Figures from sources other than the journal, entered by hand for the year and shown \
            as entered.",
    },
);

/// Title and rule of `history`: values typed in for figures of the catalogue, kept apart from what is computed.
pub static HISTORY: (Text, Text) = (
    Text { nb: "Innførte tall til sammenligning", en: "Entered figures for comparison" },
    Text {
        nb: "Tall for rapportens egne nøkkeltall som er ført inn for hånd, for alle år de er ført, \
            vist ved siden av de utregnede tallene uten å erstatte dem.",
        en: "Values entered by hand for figures that the report computes, for every year given, \
            shown beside the computed values without replacing them.",
    },
);
