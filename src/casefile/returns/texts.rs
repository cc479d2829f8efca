//! What the page and the form of returns say.

use crate::web::texts::texts;

texts! {
    /// The page and the form of returns.
    ReturnTexts {
        heading = "Retur", "Return";
        new = "Ny retur", "New return";
        change = "Endre retur", "Change return";
        change_word = "Endre", "Change";
        empty = "Ingen retur er ført.", "No return is entered.";
        empty_more = "Før en retur når brukeren søker assistert retur gjennom IOM, reiser på egen hånd, overføres etter Dublin-regelverket eller sendes ut. Før datoene etter hvert som de kommer.",
            "Enter a return when the client applies for assisted return through IOM, leaves on their own, is transferred under the Dublin rules or is sent out. Enter the dates as they come.";

        programme = "Hvordan", "How";
        programme_missing = "Velg hvordan returen skjer.", "Choose how the return happens.";
        country = "Til land", "To country";
        applied_on = "Søkt", "Applied";
        applied_hint = "Må føres for assistert retur (IOM).", "Must be entered for assisted return (IOM).";
        applied_missing = "Skriv når det ble søkt om assistert retur (IOM).", "Write when assisted return (IOM) was applied for.";
        decided_on = "Vedtak", "Decision made";
        decision = "Hva vedtaket ble", "What was decided";
        no_decision = "Ikke avgjort", "Not decided";
        decided_missing = "Skriv datoen for vedtaket, eller velg «Ikke avgjort».", "Write the date of the decision, or choose “Not decided”.";
        decision_missing = "Velg hva vedtaket ble, eller la datoen for vedtaket stå tom.", "Choose what was decided, or leave the date of the decision blank.";
        withdrawn_on = "Trukket", "Withdrawn";
        returned_on = "Reist", "Travelled";
        later_hint = "Blank til det har skjedd.", "Blank until it has happened.";

        no_date = "Returen har ingen dato. Da teller den ingen steder.", "The return has no date. Then it counts nowhere.";
        refused_returned = "Returen er både avslått og gjennomført.", "The return is both refused and carried out.";
        withdrawn_after = "Returen er trukket samme dag som reisen eller etter den.", "The return is withdrawn on the day of the journey or after it.";
        decided_before = "Vedtaket er før søknaden.", "The decision is before the application.";
        withdrawn_before = "Returen er trukket før den ble søkt om.", "The return is withdrawn before it was applied for.";
        returned_before = "Reisen er før søknaden.", "The journey is before the application.";
        another_open = "Brukeren har en annen søknad om assistert retur (IOM) som ikke er avsluttet.", "The client has another application for assisted return (IOM) that has not ended.";

        step_applied = "Søkt", "Applied";
        step_granted = "Innvilget", "Granted";
        step_refused = "Avslag", "Refused";
        step_withdrawn = "Trukket", "Withdrawn";
        step_returned = "Reist", "Travelled";
        steps_of(what: &str) = "Det som har skjedd: {what}", "What has happened: {what}";

        unbegun = "Ingen dato ført", "No date entered";
        open_since(date: &str) = "Åpen siden {date}", "Open since {date}";
        applied_since(date: &str) = "Søkt {date}", "Applied {date}";
        granted = "Innvilget, ikke reist", "Granted, not travelled";
        refused = "Avslått", "Refused";
        withdrawn = "Trukket", "Withdrawn";
        returned = "Gjennomført", "Carried out";

        next_unbegun = "Før datoene etter hvert som de kommer.", "Enter the dates as they come.";
        next_applied = "Venter på vedtak. Før vedtaket når det kommer, eller at søknaden er trukket.", "Waits for the decision. Enter it when it comes, or that the application is withdrawn.";
        next_granted = "Før dagen brukeren reiser. Blir det ikke noe av, før at returen er trukket.", "Enter the day of the journey. If nothing comes of it, enter that the return is withdrawn.";
        next_none = "Søker brukeren igjen, føres det som en ny retur.", "If the client applies again, enter it as a new return.";
        ended_otherwise = "I årsrapporten er søknaden ikke lenger åpen: saken er avsluttet, eller brukeren har fått en oppholdsstatus som avslutter den.",
            "In the annual report the application is no longer open: the case is closed, or the client has a residence status that ends it.";
        counts_as_open = "I årsrapporten står brukeren i returprosess så lenge søknaden er åpen.", "In the annual report the client stands in the return process as long as the application is open.";
        reclaim_ahead = "Kommer brukeren tilbake til Norge innen to år etter reisen, kan støtten bli krevd tilbake.", "If the client comes back to Norway within two years of the journey, the support may be reclaimed.";
        reclaim(date: &str) = "Kommer brukeren tilbake til Norge før {date}, kan støtten bli krevd tilbake.", "If the client comes back to Norway before {date}, the support may be reclaimed.";
        reminder = "Kanskje gjenstår det noe:", "Something may remain:";
        remind_status = "Før oppholdsstatusen «Reist ut av Norge»", "Enter the residence status “Left Norway”";
        remind_closure = "Avslutt saken", "Close the case";
    }
}
