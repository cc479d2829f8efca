//! The words of the log of outreach.

use crate::web::texts::texts;

texts! {
    /// The words of the log of outreach.
    OutreachTexts {
        heading = "Utadrettet arbeid", "Outreach";
        lead = "Foredrag, møter, seminarer og besøk. Tallene går inn i årsrapporten.", "Lectures, meetings, seminars and visits. The numbers go into the annual report.";
        new_heading = "Nytt utadrettet arbeid", "New outreach";
        change_heading = "Endre utadrettet arbeid", "Change outreach";
        add = "Legg til", "Add";
        same_as_last = "Samme som sist", "Same as last time";
        again = "Samme igjen", "Same again";
        held_on = "Dato", "Date";
        kind = "Type", "Type";
        kind_missing = "Velg hva det var.", "Choose what it was.";
        title = "Tittel", "Title";
        title_hint = "Hva det handlet om. Ikke skriv navn på brukere.", "What it was about. Do not write names of clients.";
        title_missing = "Skriv en tittel.", "Write a title.";
        place = "Sted", "Place";
        place_hint = "By eller kommune. La stå tomt ved besøk på hemmelig adresse.", "Town or municipality. Leave blank for a visit to a secret address.";
        facility = "Botilbud som ble besøkt", "Facility visited";
        facility_none = "Ikke et botilbud", "No facility";
        facility_wrong = "Velg et botilbud i listen.", "Choose a facility in the list.";
        visit_without = "Et besøk uten botilbud telles ikke blant de besøkte botilbudene", "A visit without a facility is not counted among the facilities visited";
        audience = "Målgruppe", "Audience";
        audience_hint = "For eksempel politi, helsepersonell, studenter.", "For example police, health personnel, students.";
        participants = "Antall deltakere", "Number of participants";
        abroad = "I utlandet", "Abroad";
        yes = "Ja", "Yes";
        no = "Nei", "No";
        not_stated = "Ikke oppgitt", "Not stated";
        years = "År", "Years";
        counts = "Antall per type", "Number per type";
        number = "Antall", "Number";
        all = "I alt", "In all";
        events = "Hendelser", "Events";
        act = "Valg", "Choices";
        empty(year: &str) = "Det er ikke ført noe utadrettet arbeid i {year}. Legg til det første.", "No outreach is entered for {year}. Add the first.";
    }
}
