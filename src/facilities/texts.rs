//! What the pages of facilities say.

use crate::web::texts::texts;

texts! {
    /// Facilities.
    FacilityTexts {
        heading = "Botilbud", "Facilities";
        add = "Nytt botilbud", "New facility";
        new_heading = "Nytt botilbud", "New facility";
        edit_heading = "Endre botilbud", "Change a facility";
        key = "Nøkkel", "Key";
        key_hint = "Kort og fast, for eksempel oslo. Kan ikke endres siden.", "Short and fixed, for example oslo. It cannot be changed later.";
        key_wrong = "Nøkkelen må ha fra 1 til 64 tegn, uten semikolon.", "The key must have 1 to 64 characters, without semicolon.";
        key_taken = "Nøkkelen er i bruk. Velg en annen.", "The key is taken. Choose another.";
        name = "Navn", "Name";
        name_wrong = "Skriv navnet, høyst 200 tegn.", "Write the name, 200 characters at most.";
        kind = "Type", "Type";
        kind_wrong = "Velg en type.", "Choose a type.";
        municipality = "Kommune", "Municipality";
        secret = "Hemmelig adresse", "Secret address";
        secret_yes = "Ja", "Yes";
        secret_no = "Nei", "No";
        secret_none = "Ikke oppgitt", "Not stated";
        in_use = "I bruk", "In use";
        valid_from = "I bruk fra", "In use from";
        valid_to = "I bruk til", "In use to";
        date_hint = "dd.mm.åååå", "dd.mm.yyyy";
        order_wrong = "Sluttdatoen er før startdatoen.", "The end date is before the start date.";
        save = "Lagre", "Save";
        saved = "Botilbudet er lagret.", "The facility is saved.";
        lost(name: &str) = "Noen andre endret botilbudet mens du skrev. Der står det nå: {name}. Svarene dine er beholdt; lagre igjen for å bruke dem.",
            "Somebody else changed the facility while you were writing. It now says: {name}. Your answers are kept; save again to use them.";
    }
}
