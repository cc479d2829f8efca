//! What the first page says.

use crate::web::texts::texts;

texts! {
    /// The first page.
    HomeTexts {
        title = "Min dag", "My day";
        lead = "Dette kan du gjøre her:", "This is what you can do here:";
        nothing = "Sidene for rollen din kommer i en senere versjon.", "The pages for your role come in a later version.";
        date(weekday: &str, date: &str) = "{weekday} {date}", "{weekday} {date}";
        last_time(at: &str) = "Du logget sist inn {at}. Var det ikke deg, si fra til administratoren.",
            "You last signed in {at}. If that was not you, tell your administrator.";
        first_time = "Dette er første gang du logger inn.", "This is the first time you sign in.";
        all_quiet = "Ingenting haster i dag", "Nothing presses today";
        all_quiet_more = "Her kommer frister for oppholdsstatus og samtykke hos dine brukere, og utkast du ikke er ferdig med.",
            "Deadlines of residence status and consent of your clients appear here, and drafts you have not finished.";
        find_client = "Finn en bruker", "Find a client";
        deadlines = "Frister", "Deadlines";
        deadlines_more(n: &str) = "De {n} nærmeste vises.", "The nearest {n} are shown.";
        days_left(n: &str) = "dager", "days", one "dag", "day";
        days_over(n: &str) = "dager over", "days over", one "dag over", "day over";
        today_last = "siste dag", "last day";
        status_runs_out(status: &str) = "{status} går ut", "{status} expires";
        status_ran_out(status: &str) = "{status} gikk ut", "{status} expired";
        consent_runs_out = "Samtykket går ut", "The consent expires";
        consent_ran_out = "Samtykket gikk ut. Deling er stanset.", "The consent expired. Sharing has stopped.";
        see_client = "Åpne saken", "Open the case";
        see_consents = "Se samtykket", "See the consent";
        drafts = "Utkast", "Drafts";
        drafts_lead(n: &str) = "Et utkast slettes {n} dager etter at det sist ble lagret.", "A draft is deleted {n} days after it was last saved.";
        draft_saved(at: &str) = "Lagret {at}", "Saved {at}";
        discard = "Forkast", "Discard";
        no_access = "Du har ikke lenger tilgang til saken", "You no longer have access to the case";
        new_client = "Ny bruker", "New client";
        identity = "Personopplysninger", "Who the person is";
        new_entry = "Nytt notat", "New note";
        correction = "Rettelse av et notat", "Correction of a note";
        amendment = "Tillegg til et notat", "Amendment to a note";
        other_form = "Skjema", "Form";
        discarded = "Utkastet er forkastet.", "The draft is discarded.";
        openings = "Åpnet i nødssituasjon", "Opened in an emergency";
        openings_lead = "Beskyttede saker som er åpnet av noen utenfor tilgangslisten.",
            "Protected cases opened by somebody outside the access list.";
        opened(who: &str, at: &str) = "{who}, {at}", "{who}, {at}";
        seen(number: &str) = "Sett, {number}", "Seen, {number}";
        seen_short = "Sett", "Seen";
        lead_grants = "Nye ledere som venter på godkjenning", "New leads awaiting approval";
        lead_grants_lead = "En leder ser hele registeret. Godkjenn bare den du vet skal være det.",
            "A lead sees the whole register. Approve only somebody you know shall be one.";
        approve(name: &str) = "Godkjenn {name}", "Approve {name}";
    }
}
