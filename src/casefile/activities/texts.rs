//! What the page and the form of activities say.

use crate::web::texts::texts;

texts! {
    /// The page and the form of activities.
    ActivityTexts {
        heading = "Aktiviteter", "Activities";
        new = "Ny aktivitet", "New activity";
        change = "Endre aktivitet", "Change activity";
        now = "Pågår", "Going on";
        now_empty = "Ingen aktivitet pågår. Velg «Ny aktivitet» når brukeren begynner på noe.",
            "No activity is going on. Choose “New activity” when the client begins something.";
        over = "Avsluttet", "Ended";
        empty = "Ingen aktiviteter er ført.", "No activities are entered.";
        empty_more = "Før norskkurs, trening, arbeidspraksis og annet brukeren deltar i, med støtten som er betalt. Årsrapporten teller dem.",
            "Enter Norwegian courses, exercise, work practice and whatever else the client takes part in, with the support paid. The annual report counts them.";
        end = "Avslutt", "End";
        change_word = "Endre", "Change";
        support_heading = "Støtte", "Support";
        support_none = "Ingen støtte er ført.", "No support is entered.";
        support_all = "I alt", "In all";
        support_hint = "Støtten står på året aktiviteten begynte, som i årsrapporten.", "Support stands in the year the activity began, as in the annual report.";
        since(date: &str) = "siden {date}", "since {date}";

        kind = "Hva", "What";
        kind_missing = "Velg hva slags aktivitet det er.", "Choose what kind of activity it is.";
        provider = "Arrangør", "Provider";
        provider_hint = "Skriv den som før: forslagene er det som er brukt tidligere.", "Write it as before: the suggestions are what has been used earlier.";
        from = "Fra", "From";
        to = "Til", "To";
        to_hint = "Siste dag. Den kan være fram i tid. Blank når ingen vet det ennå.", "The last day. It may be ahead. Blank while nobody knows.";
        completed = "Fullført", "Completed";
        support = "Støtte betalt, kroner", "Support paid, NOK";
        support_input_hint = "For eksempel 1500 eller 1500,50.", "For example 1500 or 1500.50.";
        doubles(period: &str) = "Samme aktivitet hos samme arrangør er ført for {period}. Er det den samme, endre heller den.",
            "The same activity with the same provider is entered for {period}. If it is the same, change that one.";
        completed_open = "Aktiviteten er fullført, men har ingen sluttdato.", "The activity is completed, but has no end date.";
        completed_ahead = "Aktiviteten er fullført, men sluttdatoen er fram i tid.", "The activity is completed, but its end date is in the future.";
    }
}
