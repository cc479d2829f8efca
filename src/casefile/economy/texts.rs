//! The words of economy and legal aid in a file.

use crate::web::texts::texts;

texts! {
    /// The words of the page and of the form of legal aid.
    EconomyTexts {
        heading = "Økonomi og rettshjelp", "Economy and legal aid";
        benefits = "Ytelser", "Benefits";
        benefits_empty = "Ingen ytelser er ført. Legg til den første.", "No benefits are entered. Add the first.";
        aid = "Rettshjelp", "Legal aid";
        aid_empty = "Ingen timer hos advokat er ført. Tre timer fri rettshjelp gis uten anmeldelse.", "No hours with a lawyer are entered. Three hours of free legal advice are given without a report to the police.";
        add = "Legg til", "Add";
        change = "Endre", "Change";
        act = "Valg", "Choices";
        same_again(from: &str, to: &str) = "Samme som {from} for {to}", "The same as {from} for {to}";
        repeated = "Ytelsene er ført på nytt og venter på godkjenning.", "The benefits are entered again and wait for approval.";
        month_list = "Alle brukere denne måneden", "All clients this month";
        calculated_by(who: &str) = "beregnet av {who}", "calculated by {who}";
        approved_by(who: &str, when: &str) = "godkjent av {who} {when}", "approved by {who} {when}";
        paid_on(day: &str) = "utbetalt {day}", "paid {day}";
        new_aid = "Ny rettshjelp", "New legal aid";
        change_aid = "Endre rettshjelp", "Change legal aid";
        lawyer = "Advokat", "Lawyer";
        lawyer_missing = "Skriv navnet på advokaten.", "Write the name of the lawyer.";
        granted_on = "Innvilget", "Granted on";
        hours_granted = "Timer innvilget", "Hours granted";
        hours_missing = "Skriv hvor mange timer som er innvilget.", "Write how many hours are granted.";
        hours_used = "Timer brukt", "Hours used";
        hours_hint = "For eksempel 1,5", "For example 1.5";
        kind = "Type", "Kind";
        not_stated = "Ikke oppgitt", "Not stated";
        used_more(used: &str, granted: &str) = "Det er brukt {used} timer av {granted} innvilgede", "{used} hours are used of {granted} granted";
        hours_of(used: &str, granted: &str) = "{used} av {granted} timer brukt", "{used} of {granted} hours used";
        left(hours: &str) = "{hours} timer igjen", "{hours} hours left", one "1 time igjen", "1 hour left";
        used_up = "Brukt opp", "Used up";
        over(hours: &str) = "{hours} timer for mye", "{hours} hours too many";
        apply_more = "Timene er brukt opp. Advokaten søker om flere timer. Minn advokaten om det, og før de nye timene her når de er innvilget.",
            "The hours are used up. The lawyer applies for more. Remind the lawyer, and enter the new hours here when they are granted.";
        removed_list = "Fjernet", "Removed";
    }
}
