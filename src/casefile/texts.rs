//! What stands on every page of a client's file.

use crate::web::texts::texts;

texts! {
    /// The head of the file.
    HeadTexts {
        case = "Sak", "Case";
        active_since(date: &str) = "aktiv siden {date}", "active since {date}";
        closed_on(date: &str) = "avsluttet {date}", "closed {date}";
        status = "Status", "Status";
        parts = "Deler av saken", "Parts of the case";
        new_note = "Nytt notat", "New note";
        nameless = "Uten navn", "No name";
        age(n: &str) = "{n} år", "{n} years old", one "1 år", "1 year old";
        interpreter(languages: &str) = "{languages}, trenger tolk", "{languages}, needs an interpreter";
        needs_interpreter = "Trenger tolk", "Needs an interpreter";
        caseworker(name: &str) = "Rådgiver {name}", "Caseworker {name}";
        no_caseworker = "Uten rådgiver", "No caseworker";
        code_6 = "Strengt fortrolig adresse", "Strictly confidential address";
        code_7 = "Fortrolig adresse", "Confidential address";
        protected = "Beskyttet sak", "Protected case";
        locked = "Samtykket er trukket, låst", "Consent withdrawn, locked";
        merged = "Slått sammen med en annen sak", "Merged into another case";
        nights(place: &str, n: &str) = "{place}, {n} netter", "{place}, {n} nights";
        shares(what: &str) = "Deles: {what}", "Shared: {what}";
        shares_nothing = "Ingen deling", "Nothing is shared";
        no_consent = "Uten gyldig samtykke", "No valid consent";
        closed = "Avsluttet", "Closed";
        aftercare(date: &str) = "Ettervern til {date}", "Aftercare until {date}";
        overview = "Oversikt", "Overview";
        journal = "Journal", "Journal";
        residence = "Oppholdsstatus", "Residence";
        stays = "Bosted", "Housing";
        activities = "Aktiviteter", "Activities";
        police = "Politi", "Police";
        returns = "Retur", "Return";
        economy = "Økonomi", "Economy";
        tasks = "Oppgaver", "Tasks";
        person = "Personen", "The person";
        consents = "Samtykke", "Consent";
        the_case = "Saken", "The case";
        log = "Logg", "Log";
    }
}
