//! The words of the list of what lacks.

use super::gaps::Gap;
use crate::kernel::text::Text;
use crate::web::texts::texts;

texts! {
    /// The words of the page.
    MissingTexts {
        heading(year: &str) = "Mangler i dataene {year}", "Missing in the data {year}";
        lead = "Det rapporten teller som ukjent, og det som ser feil ut. Hver linje leder dit det kan rettes. Ingen av dem hindrer at rapporten fryses.",
            "What the report counts as unknown, and what looks wrong. Each line leads to where it can be mended. None of them keeps the report from being frozen.";
        count(n: &str) = "{n} linjer", "{n} lines", one "Én linje", "One line";
        back(year: &str) = "Årsrapport {year}", "Annual report {year}";
        nothing = "Ingenting mangler, og ingenting ser feil ut.", "Nothing is missing, and nothing looks wrong.";
        figures = "Vises i", "Shown in";
        show_all(n: &str) = "Vis alle {n}", "Show all {n}";
        all_groups = "Alle mangler", "All gaps";
        not_shown(n: usize) = "{n} vises ikke for deg", "{n} are not shown to you", one "1 vises ikke for deg", "1 is not shown to you";
        contents = "Hva som mangler", "What is missing";
        typed_heading = "Innførte tall", "Entered figures";
        other_heading = "Annet", "Other";
        no_form = "Rettes i registeret som ble hentet inn", "Mended in the register that was brought in";
        arrival(date: &str) = "Kom {date}", "Came {date}";
        without_status = "ingen status", "no status";
        valid_to(date: &str) = "gjaldt til {date}", "was valid until {date}";
        lasts(from: &str, to: &str) = "{from} til {to}", "{from} to {to}";
        known(date: &str) = "sist bekreftet {date}", "last confirmed {date}";
        typed_is(typed: &str, computed: &str) = "ført {typed}, regnet ut {computed}", "entered {typed}, computed {computed}";
    }
}

impl MissingTexts {
    /// What lacks, after its count.
    #[must_use]
    pub const fn of(&self, gap: Gap) -> &'static str {
        let (nb, en) = match gap {
            Gap::FollowUpWithoutClient => {
                ("oppfølgingssamtaler er ikke knyttet til en bruker", "follow-up calls name no client")
            }
            Gap::EnquiryWithoutSubjects => {
                ("henvendelser om mulig offer uten noen person", "enquiries about a possible victim without a person")
            }
            Gap::SubjectPending => {
                ("mulige ofre der utfallet ikke er avklart", "possible victims whose outcome is pending")
            }
            Gap::SubjectNationality => ("mulige ofre uten nasjonalitet", "possible victims without nationality"),
            Gap::SubjectExploitation => ("mulige ofre uten utnyttelsesform", "possible victims without exploitation"),
            Gap::SubjectGender => ("mulige ofre med ukjent kjønn", "possible victims of unknown gender"),
            Gap::SubjectReason => {
                ("mulige ofre som ikke tok imot, uten grunn", "possible victims who did not accept, without a reason")
            }
            Gap::Nationality => ("brukere uten statsborgerskap", "clients without citizenship"),
            Gap::Gender => ("brukere med ukjent kjønn", "clients of unknown gender"),
            Gap::BirthDate => ("brukere uten fødselsdato", "clients without a birth date"),
            Gap::Exploitation => ("brukere uten utnyttelsesform", "clients without exploitation"),
            Gap::ReferredBy => {
                ("brukere der det er ukjent hvem som henviste", "clients of whom it is unknown who referred them")
            }
            Gap::ChildrenAbroad => {
                ("brukere uten svar på barn i hjemlandet", "clients without an answer on children abroad")
            }
            Gap::ClosureReason => ("avsluttede saker uten årsak", "closed cases without a reason"),
            Gap::BeforeIntake => {
                ("brukere med samtale eller opphold før inntak", "clients with a conversation or stay before intake")
            }
            Gap::Pregnant => (
                "nye brukere uten svar på graviditet ved inntak",
                "new clients without an answer on pregnancy at intake",
            ),
            Gap::MinorAtIntake => ("nye brukere under 18 år ved inntak", "new clients under 18 at intake"),
            Gap::AdultChild => (
                "medfølgende barn som var 18 år da perioden begynte",
                "accompanying children who were 18 when the period began",
            ),
            Gap::StayUnconfirmed => (
                "opphold som ingen har bekreftet på over 30 dager",
                "stays that nobody has confirmed for more than 30 days",
            ),
            Gap::StaysOverlap => ("opphold som overlapper med et annet sted", "stays that overlap with another place"),
            Gap::ArrivalWithoutConsent => ("ankomster uten samtykke", "arrivals without consent"),
            Gap::IdentifiedIn => (
                "nye brukere uten sted de ble identifisert",
                "new clients without the place where they were identified",
            ),
            Gap::Residence => ("brukere med ukjent oppholdsstatus", "clients whose residence status is unknown"),
            Gap::StatusExpired => {
                ("brukere der oppholdsstatusen har gått ut", "clients whose residence status has run out")
            }
            Gap::LongPermit => {
                ("begrensede tillatelser lengre enn tolv måneder", "limited permits longer than twelve months")
            }
            Gap::ReflectionLength => {
                ("refleksjonsperioder som ikke er seks måneder", "reflection periods that are not six months")
            }
            Gap::District => ("politisaker uten politidistrikt", "police matters without a district"),
            Gap::MatterWithoutEvent => ("politisaker uten hendelser", "police matters without events"),
            Gap::DismissalGround => ("henleggelser uten grunn", "dismissals without a ground"),
            Gap::MatterStatus => ("politisaker uten status", "police matters without a status"),
            Gap::RefusedAndReturned => {
                ("returer som både er avslått og gjennomført", "returns both refused and carried out")
            }
            Gap::ReturnCountry => ("returer uten land", "returns without a country"),
            Gap::Provider => ("aktiviteter uten tilbyder", "activities without a provider"),
            Gap::TypedDiffers => (
                "innførte tall som avviker fra det som er regnet ut",
                "entered figures that differ from the computed ones",
            ),
            Gap::Other => ("andre ukjente", "other unknowns"),
        };
        Text { nb, en }.get(self.0)
    }

    /// The same for a count: one thing is said as one.
    #[must_use]
    pub fn counted(&self, gap: Gap, count: usize) -> String {
        let text = self.of(gap);
        let known = ONE.iter().filter(|_| count == 1).find(|(many, _)| text.starts_with(many));
        known.map_or_else(|| text.to_owned(), |(many, one)| text.replacen(many, one, 1))
    }
}

/// How the first words of a gap are said of one, in both languages.
const ONE: &[(&str, &str)] = &[
    ("oppfølgingssamtaler", "oppfølgingssamtale"),
    ("henvendelser", "henvendelse"),
    ("mulige ofre", "mulig offer"),
    ("nye brukere", "ny bruker"),
    ("brukere", "bruker"),
    ("avsluttede saker", "avsluttet sak"),
    ("begrensede tillatelser", "begrenset tillatelse"),
    ("refleksjonsperioder", "refleksjonsperiode"),
    ("politisaker", "politisak"),
    ("henleggelser", "henleggelse"),
    ("returer", "retur"),
    ("ankomster", "ankomst"),
    ("aktiviteter", "aktivitet"),
    ("innførte tall", "innført tall"),
    ("andre ukjente", "annen ukjent"),
    ("follow-up calls name", "follow-up call names"),
    ("enquiries", "enquiry"),
    ("possible victims", "possible victim"),
    ("new clients", "new client"),
    ("clients", "client"),
    ("closed cases", "closed case"),
    ("accompanying children who were", "accompanying child who was"),
    ("stays that overlap", "stay that overlaps"),
    ("stays", "stay"),
    ("arrivals", "arrival"),
    ("limited permits", "limited permit"),
    ("reflection periods that are", "reflection period that is"),
    ("police matters", "police matter"),
    ("dismissals", "dismissal"),
    ("returns", "return"),
    ("activities", "activity"),
    ("entered figures that differ", "entered figure that differs"),
    ("other unknowns", "other unknown"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::text::Lang;

    #[test]
    fn one_thing_is_said_as_one() {
        for lang in [Lang::Nb, Lang::En] {
            let t = MissingTexts(lang);
            for gap in Gap::ALL {
                let is_alike =
                    lang == Lang::Nb && matches!(gap, Gap::StayUnconfirmed | Gap::StaysOverlap | Gap::AdultChild);
                assert_eq!(t.counted(*gap, 1) == t.of(*gap), is_alike, "{gap:?}");
                assert_eq!(t.counted(*gap, 2), t.of(*gap));
            }
        }
    }
}
