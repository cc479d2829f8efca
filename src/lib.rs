//! ROSA journal: a journal system for those who help people exploited in human trafficking, and the true annual report
//! that comes from it. The people in the register are in danger if it leaks; every choice starts there.
//!
//! # Where things are
//! [`kernel`] holds the words everything is built of, without input or output; [`db`] is the only place that names a
//! database; the domains own their tables ([`clients`], [`consents`], [`journal`], [`stays`], [`residence`],
//! [`activities`], [`police`], [`returns`], [`support`], [`tasks`], [`deadlines`], [`helpline`], [`outreach`], [`facilities`], [`access`],
//! [`audit`]); [`desk`] keeps half-written forms; [`office`] is the one flow of what is about no client; [`casefile`], [`centres`] and [`today`] assemble pages from the domains; [`register`] brings whole registers in and out; [`report`] counts; [`charts`] draws; [`app`] wires it
//! [`audit`]); [`desk`] keeps half-written forms; [`office`] is the one flow of what is about no client; [`casefile`] and [`today`] assemble pages from the domains; [`register`] brings whole registers in and out; [`report`] counts; [`charts`] draws; [`documents`] writes what leaves the house as files, and [`takeout`] asks why before it does; [`app`] wires it
//! together and [`cli`] is the command line. ARCHITECTURE.md tells how a request goes through the house, and a test holds
//! which room may use which.
//!
//! # Glossary
//! A caseworker's word has one English term in the code:
//!
//! | bokmål | code | bokmål | code |
//! |---|---|---|---|
//! | bruker | `client` | henvendelse | `enquiry` |
//! | mulig offer (i en henvendelse) | `subject` | hvem ringer, hva gjelder det | `caller`, `topic` |
//! | saksnummer, inntaksdato | `case_number`, `intake_date` | saksbehandler, rådgiver | `caseworker` |
//! | kontaktperson (krisesenter) | `contact_person` | nattevakt | `helpline` (role), `night_duty` |
//! | samtykke, trekke samtykke | `consent`, `withdrawn` | journalnotat, samtale | `journal entry`, `conversation` |
//! | opphold (botid), overnattingsdøgn | `stay`, `night` | botilbud, bosted | `facility` |
//! | oppholdsstatus, hjemmel | `residence status`, `legal_basis` | innflytting, utflytting | `began_on`, `ended_on` |
//! | utnyttelse, utnyttelsesform | `exploitation`, `exploitation form` | statsborgerskap | `citizenship` |
//! | anmeldelse, henlagt | `police matter`, `dismissed` | fornærmet, vitne | `aggrieved`, `witness` |
//! | medfølgende barn | `accompanying child` | aktivitet, tiltak | `activity` |
//! | fri rettshjelp | `legal aid` | økonomiske ytelser | `benefit` |
//! | assistert retur | `return` | utadrettet arbeid | `outreach` |
//! | oppgave | `task` | avtale, tolk | `appointment`, `interpreter` |
//! | ny / flerårig bruker | `new` / `continuing` client | avslutning, avslutningsårsak | `closure`, `closure_reason` |
//! | hos oss nå | `board` (`centres`) | kom uten samtykke, meldt innflytting | `arrival`, `announcement` |
//! | overlevering, lovet å ringe tilbake | `handover`, `promise` | nattkort | `night card` |
//! | frist, påminnelse | `deadline`, `lead` | fristregel | `deadline rule` |
//! | årsrapport, rapportdato | `report`, `closing date` (Z) | tilgangslogg | `audit` |

pub mod access;
pub mod activities;
pub mod app;
pub mod audit;
pub mod casefile;
pub mod centres;
pub mod charts;
pub mod cli;
pub mod clients;
pub mod consents;
pub mod db;
pub mod deadlines;
pub mod desk;
pub mod documents;
pub mod facilities;
pub mod helpline;
pub mod journal;
pub mod kernel;
pub mod office;
pub mod outreach;
pub mod police;
pub mod register;
pub mod report;
pub mod residence;
pub mod returns;
pub mod stays;
pub mod support;
pub mod takeout;
pub mod tasks;
pub mod today;
pub mod web;
