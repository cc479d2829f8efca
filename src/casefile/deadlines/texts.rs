//! What the deadlines of a client say.

use crate::web::texts::texts;

texts! {
    /// A client's deadlines.
    DeadlineTexts {
        heading = "Frister", "Deadlines";
        add = "Ny frist", "New deadline";
        reminds_from(date: &str) = "minner fra {date}", "reminds from {date}";
        empty = "Ingen frister løper. De kommer av seg selv når oppholdsstatus, vedtak, politisak eller samtykke er ført. Andre frister skriver du selv.",
            "No deadline runs. They come by themselves when residence status, decisions, police matters or consents are entered. Other deadlines you write yourself.";
        handled = "Ferdig eller ikke aktuelt", "Done or not relevant";
        handled_by(when: &str, who: &str) = "{when} av {who}", "{when} by {who}";
        done = "Ferdig", "Done";
        seen = "Sett", "Seen";
        seen_hint = "Vises igjen ved neste påminnelse", "Shown again at the next reminder";
        deal = "Ikke aktuelt …", "Not relevant …";
        reopen = "Åpne igjen …", "Open again …";
        change = "Endre", "Change";
        said_done = "Fristen er ferdig.", "The deadline is done.";
        said_not_relevant = "Fristen er ikke aktuell.", "The deadline is not relevant.";
        said_open = "Fristen er åpen igjen.", "The deadline is open again.";
        said_seen = "Påminnelsen er sett. Fristen vises igjen ved neste påminnelse.", "The reminder is seen. The deadline is shown again at the next reminder.";
        said_stays = "Dette er den siste påminnelsen. Den står til fristen er ferdig eller ikke aktuell.",
            "This is the last reminder. It stays until the deadline is done or not relevant.";
        handling = "Ta stilling til fristen", "Deal with the deadline";
        back = "Tilbake til frister", "Back to deadlines";
        day = "Dato", "Date";
        left = "Igjen", "Left";
        follows = "Følger av", "Follows from";
        source = "Kilde", "Source";
        state = "Status", "State";
        becomes = "Hva skjer med fristen", "What becomes of the deadline";
        open_again = "Åpen igjen", "Open again";
        becomes_missing = "Velg hva som skjer med fristen.", "Choose what becomes of the deadline.";
        reason = "Hva er gjort, eller hvorfor er den ikke aktuell", "What was done, or why is it not relevant";
        reason_hint = "Må skrives når fristen ikke er aktuell.", "Must be written when the deadline is not relevant.";
        reason_missing = "Skriv hvorfor fristen ikke er aktuell.", "Write why the deadline is not relevant.";
        save = "Lagre", "Save";
        cancel = "Avbryt", "Cancel";
        lost = "Noen andre har endret fristen mens du skrev. Se hva som står nå, og lagre igjen hvis det fortsatt er riktig.",
            "Somebody else has changed the deadline while you were writing. Look at what stands now, and save again if it is still right.";
        written = "Skrevet for hånd", "Written by hand";
        new_heading = "Ny frist", "New deadline";
        change_heading = "Endre frist", "Change a deadline";
        kind = "Hva slags frist", "What kind of deadline";
        kind_missing = "Velg hva slags frist det er.", "Choose what kind of deadline it is.";
        title = "Hva gjelder den", "What is it about";
        title_hint = "Kort, for eksempel «Reisebeviset går ut» eller «Svar til advokaten».", "Short, for example “The travel document expires” or “Answer to the lawyer”.";
        title_missing = "Skriv hva fristen gjelder.", "Write what the deadline is about.";
        on = "Siste dag", "Last day";
        on_hint = "dd.mm.åååå", "dd.mm.yyyy";
        on_missing = "Skriv den siste dagen.", "Write the last day.";
        on_follows(day: &str) = "Datoen, {day}, følger av en regel. Rett opplysningen den følger av.", "The date, {day}, follows from a rule. Correct the fact it follows from.";
        time = "Klokkeslett", "Time";
        time_hint = "tt.mm, når det har noe å si", "hh.mm, when it matters";
        note = "Merknad", "Note";
        earlier = "Hva som sto før", "What stood before";
    }
}
