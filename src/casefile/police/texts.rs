//! What the page and the forms of police matters say.

use crate::web::texts::texts;

texts! {
    /// The page and the forms of police matters.
    PoliceTexts {
        heading = "Politisaker", "Police matters";
        empty = "Ingen politisaker er ført.", "No police matters are entered.";
        empty_more = "Før en sak når anmeldelse vurderes, når noe er anmeldt, eller når brukeren er vitne. Hver sak er en rekke datoer, og årsrapporten regner ut hvor den står.",
            "Enter a matter when a report is considered, when something is reported, or when the client is a witness. Each matter is a line of dates, and the annual report works out where it stands.";
        new = "Ny politisak", "New police matter";
        change = "Endre politisak", "Change police matter";
        event_new = "Ny hendelse i politisak", "New event in a police matter";
        event_change = "Endre hendelse i politisak", "Change event in a police matter";
        event_add = "Ny hendelse", "New event";
        change_word = "Endre", "Change";
        no_events = "Ingen hendelse. Saken teller ikke i årsrapporten før den har en.", "No event. The matter does not count in the annual report until it has one.";
        status_none = "Ikke anmeldt", "Not reported";
        number(number: &str) = "Saksnummer {number}", "Case number {number}";
        events_of(matter: &str) = "Hendelser i saken: {matter}", "Events of the matter: {matter}";

        offence = "Hva saken gjelder", "What the matter is about";
        offence_missing = "Velg hva saken gjelder.", "Choose what the matter is about.";
        role = "Brukerens rolle", "The client’s part";
        role_missing = "Velg om brukeren er fornærmet eller vitne.", "Choose whether the client is the aggrieved party or a witness.";
        district = "Politidistrikt", "Police district";
        case_number = "Saksnummer hos politiet", "Case number at the police";
        first_event = "Første hendelse", "First event";
        first_on = "Dato for hendelsen", "Date of the event";
        first_hint = "En sak uten hendelse teller ingen steder.", "A matter without an event counts nowhere.";
        first_on_missing = "Skriv datoen for hendelsen, eller la begge stå tomme.", "Write the date of the event, or leave both blank.";
        first_event_missing = "Velg hva som skjedde den datoen, eller la begge stå tomme.", "Choose what happened on that date, or leave both blank.";
        without_event = "Saken har ingen hendelse. Da teller den ikke i årsrapporten.", "The matter has no event. Then it does not count in the annual report.";
        same_matter = "En sak med samme lovbrudd og saksnummer er ført fra før.", "A matter of the same offence and case number is entered already.";
        events_first(n: &str) = "Saken har {n} hendelser. Fjern hendelsene først, hver med sin årsak.", "The matter has {n} events. Remove the events first, each with its reason.",
            one "Saken har en hendelse. Fjern hendelsen først, med sin årsak.", "The matter has an event. Remove the event first, with its reason.";

        matter = "Sak", "Matter";
        matter_missing = "Velg hvilken sak hendelsen hører til.", "Choose which matter the event belongs to.";
        matter_none = "Før saken først: det er ingen sak å velge.", "Enter the matter first: there is none to choose.";
        removed_matter = "En sak som er fjernet", "A matter that was removed";
        on = "Dato", "Date";
        event = "Hva skjedde", "What happened";
        event_missing = "Velg hva som skjedde.", "Choose what happened.";
        ground = "Henleggelsesgrunn", "Ground of the dismissal";
        ground_hint = "Bare når saken er henlagt.", "Only when the matter is dismissed.";
        ground_wrong = "Grunnen hører bare til «Henlagt». Velg «Ikke oppgitt», eller velg at saken ble henlagt.",
            "The ground belongs to “Dismissed” only. Choose “Not stated”, or that the matter was dismissed.";

        unreported(on: &str) = "Etterforskning er ført {on}, men saken er ikke anmeldt. Da teller den ikke som anmeldt.",
            "An investigation is entered on {on}, but the matter is not reported. Then it does not count as reported.";
        before_report(on: &str, report: &str) = "Etterforskning er ført {on}, før saken ble anmeldt {report}.", "An investigation is entered on {on}, before the matter was reported on {report}.";
        appeal_of_nothing(on: &str) = "Klage på henleggelse er ført {on}, men saken er ikke henlagt før det.", "An appeal against a dismissal is entered on {on}, but the matter was not dismissed before.";
        appeal_late(since: &str, on: &str) = "Klagen {on} er mer enn tre uker etter henleggelsen {since}. Fristen regnes fra brukeren fikk vite om den.",
            "The appeal of {on} is more than three weeks after the dismissal of {since}. The time limit runs from when the client was told.";
        reopened_nothing(on: &str) = "Saken er gjenopptatt {on}, men ikke henlagt før det.", "The matter is reopened on {on}, but was not dismissed before.";
        after_final(event: &str, on: &str, last: &str) = "«{event}» {on} er etter at dommen var rettskraftig {last}.", "“{event}” on {on} is after the judgment was final on {last}.";
        twice(event: &str, on: &str) = "«{event}» står to ganger {on}.", "“{event}” stands twice on {on}.";
    }
}
