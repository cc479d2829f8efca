//! What the administrator's pages of deadline rules say.

use crate::web::texts::texts;

texts! {
    /// Rules of deadlines.
    RuleTexts {
        heading = "Frister", "Deadlines";
        lead = "Reglene som frister følger av. En endring gjelder det som begynner å løpe fra sin dato; eldre frister følger regelen som gjaldt da.",
            "The rules that deadlines follow. A change holds for what begins to run from its date; older deadlines follow the rule that held then.";
        kind = "Frist", "Deadline";
        rule = "Regel nå", "Rule now";
        reminds = "Minner om", "Reminds";
        source = "Kilde", "Source";
        always = "Fra starten", "From the start";
        off = "Av", "Off";
        own_date = "Datoen i vedtaket eller på kortet", "The date in the decision or on the card";
        own_date_or(amount: &str) = "Datoen i vedtaket, ellers {amount}", "The date in the decision, else {amount}";
        after(amount: &str) = "{amount} etter", "{amount} after";
        before(amount: &str) = "{amount} før", "{amount} before";
        at_once = "Med én gang", "At once";
        days_before(days: &str) = "{days} dager før", "{days} days before";
        on_the_day = "På dagen", "On the day";
        all_the_time = "Hele tiden", "All the time";
        coming(date: &str) = "Endres {date}", "Changes {date}";
        change_heading(kind: &str) = "Regel: {kind}", "Rule: {kind}";
        change_lead = "Skriv hva som gjelder, og fra hvilken dag. Er det en regel fra samme dag, blir den rettet, og det som sto før, blir tatt vare på.",
            "Write what holds, and from which day. If there is a rule from the same day, it is corrected, and what stood before is kept.";
        back = "Tilbake til frister", "Back to deadlines";
        valid_from = "Gjelder fra", "Holds from";
        valid_from_hint = "Dagen fristen begynner å løpe, dd.mm.åååå.", "The day the deadline begins to run, dd.mm.yyyy.";
        valid_from_wrong = "Skriv datoen som dd.mm.åååå, ddmmåå eller åååå-mm-dd, fra 01.01.1900 til 31.12.2199.",
            "Write the date as dd.mm.yyyy, ddmmyy or yyyy-mm-dd, from 01.01.1900 to 31.12.2199.";
        is_on = "Er fristen i bruk", "Is the deadline in use";
        yes = "Ja", "Yes";
        no = "Nei", "No";
        is_on_missing = "Velg om fristen er i bruk.", "Choose whether the deadline is in use.";
        amount = "Lengde", "Length";
        amount_hint_own = "0 når datoen alltid står i vedtaket.", "0 when the date always stands in the decision.";
        amount_wrong(least: &i32) = "Skriv et helt tall fra {least} til 1000.", "Write a whole number from {least} to 1000.";
        unit = "Telles i", "Counted in";
        unit_wrong = "Velg timer, dager, uker eller måneder.", "Choose hours, days, weeks or months.";
        unit_not_hours = "Denne fristen går til en dag. Velg dager, uker eller måneder.", "This deadline goes to a day. Choose days, weeks or months.";
        unit_hours = "Denne fristen telles i timer.", "This deadline is counted in hours.";
        leads = "Minner om, dager før", "Reminds, days before";
        leads_hint = "Hele tall med komma mellom, for eksempel 90, 60, 30, 14, 7. 0 er på dagen.", "Whole numbers with commas between, for example 90, 60, 30, 14, 7. 0 is on the day.";
        leads_wrong = "Skriv fra ett til ti hele tall fra 0 til 365, ulike, med komma mellom.", "Write one to ten different whole numbers from 0 to 365, with commas between.";
        source_hint = "Paragrafen, eller hvem som har bestemt det.", "The paragraph, or who decided it.";
        source_missing = "Skriv hva regelen bygger på.", "Write what the rule rests on.";
        too_long(most: &usize) = "Teksten er for lang. Den kan ha høyst {most} tegn.", "The text is too long. It may have {most} characters at most.";
        note = "Merknad", "Note";
        save = "Lagre", "Save";
        cancel = "Avbryt", "Cancel";
        saved = "Regelen er lagret, og alle frister er regnet ut på nytt.", "The rule is saved, and all deadlines are worked out anew.";
        lost = "Noen andre endret regelen mens du skrev. Det som gjelder nå, står under «Alle regler». Svarene dine er beholdt; lagre igjen for å bruke dem.",
            "Somebody else changed the rule while you were writing. What holds now stands under “All rules”. Your answers are kept; save again to use them.";
        all_rules = "Alle regler", "All rules";
        from(date: &str) = "Fra {date}", "From {date}";
        corrected_of(when: &str, who: &str) = "Rettet {when} av {who}. Der sto:", "Corrected {when} by {who}. It said:";
        unknown_user = "ukjent bruker", "unknown user";
    }
}
