//! What all forms of records say: their buttons, what may be wrong with an answer, and what stood before.

use crate::web::texts::texts;

texts! {
    /// The words of every form.
    RecordTexts {
        back(page: &str) = "Tilbake til {page}", "Back to {page}";
        add = "Legg til", "Add";
        change = "Endre", "Change";
        save = "Lagre", "Save";
        save_anyway = "Lagre likevel", "Save anyway";
        cancel = "Avbryt", "Cancel";
        one_more = "Ny rad", "One more row";
        row_label(label: &str, n: &usize) = "{label}, rad {n}", "{label}, row {n}";
        choose = "Velg", "Choose";
        none_chosen = "Ikke oppgitt", "Not stated";
        yes = "Ja", "Yes";
        no = "Nei", "No";
        note = "Merknad", "Note";
        date_hint = "dd.mm.åååå", "dd.mm.yyyy";
        saved = "Endringen er lagret.", "The change is saved.";
        added(what: &str) = "{what} er lagt til.", "{what} is added.";
        removed = "Det som var ført feil, er fjernet. Det som sto der, er tatt vare på.",
            "What was entered by mistake is removed. What stood there is kept.";
        doubts_heading = "Se over dette før du lagrer", "Look at this before you save";
        doubts_lead = "Det kan likevel være riktig. Rett det, eller lagre likevel.", "It may be right all the same. Correct it, or save anyway.";
        choice_wrong = "Velg et av svarene i listen.", "Choose one of the answers in the list.";
        date_wrong = "Skriv datoen som dd.mm.åååå, ddmmåå eller åååå-mm-dd.", "Write the date as dd.mm.yyyy, ddmmyy or yyyy-mm-dd.";
        date_missing = "Skriv datoen.", "Write the date.";
        date_ahead(today: &str) = "Datoen er fram i tid. Skriv i dag, {today}, eller tidligere.", "The date is in the future. Write today, {today}, or earlier.";
        order_wrong = "Sluttdatoen er før startdatoen.", "The end date is before the start date.";
        too_long(most: &usize) = "Teksten er for lang. Den kan ha høyst {most} tegn.", "The text is too long. It may have {most} characters at most.";
        amount_wrong = "Skriv et beløp med høyst to desimaler, for eksempel 1500 eller 1500,50.", "Write an amount with at most two decimals, for example 1500 or 1500.50.";
        hours_wrong = "Skriv timer med høyst to desimaler, for eksempel 3 eller 1,5.", "Write hours with at most two decimals, for example 3 or 1.5.";
        month_wrong = "Skriv måneden som mm.åååå eller åååå-mm, for eksempel 01.2020.", "Write the month as mm.yyyy or yyyy-mm, for example 01.2020.";
        month_hint = "mm.åååå", "mm.yyyy";
        whole_wrong(least: &i32, most: &i32) = "Skriv et helt tall fra {least} til {most}.", "Write a whole number from {least} to {most}.";
        time_wrong = "Skriv klokkeslettet som tt.mm, for eksempel 14.30.", "Write the time as hh.mm, for example 14.30.";
        twice(what: &str) = "«{what}» står to ganger.", "“{what}” stands twice.";
        removal = "Ført feil?", "Entered by mistake?";
        removal_reason = "Hvorfor skal det fjernes", "Why is it to be removed";
        removal_hint = "Det som sto der, blir tatt vare på med årsaken. Er noe over, skriv heller sluttdatoen.",
            "What stood there is kept with the reason. If something is over, write its end date instead.";
        removal_hint_kept = "Det som sto der, blir tatt vare på med årsaken.", "What stood there is kept with the reason.";
        removed_list = "Fjernet", "Removed";
        remove = "Fjern", "Remove";
        reason_missing = "Skriv hvorfor det skal fjernes.", "Write why it is to be removed.";
        earlier = "Hva som sto før", "What stood before";
        earlier_of(when: &str, who: &str) = "Endret {when} av {who}", "Changed {when} by {who}";
        removed_of(when: &str, who: &str, reason: &str) = "Fjernet {when} av {who}: {reason}", "Removed {when} by {who}: {reason}";
        stood = "Sto før", "Stood before";
        became = "Ble endret til", "Was changed to";
        field = "Felt", "Field";
        blank = "tomt", "blank";
        unknown_user = "ukjent bruker", "unknown user";
    }
}
