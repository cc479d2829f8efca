//! What the forms of this domain and the search of all journals say.

use crate::web::texts::texts;

texts! {
    /// The form of a note.
    FormTexts {
        mode = "Kontaktform", "Contact";
        mode_wrong = "Velg kontaktform.", "Choose the form of contact.";
        date = "Dato", "Date";
        date_hint = "dd.mm.åååå", "dd.mm.yyyy";
        date_missing = "Skriv datoen.", "Write the date.";
        date_ahead(today: &str) = "Datoen er fram i tid. Skriv i dag, {today}, eller tidligere.",
            "The date is in the future. Write today, {today}, or earlier.";
        time = "Klokkeslett", "Time";
        time_hint = "tt.mm", "hh.mm";
        time_wrong = "Skriv klokkeslettet som tt.mm, for eksempel 14.02.", "Write the time as hh.mm, for example 14.02.";
        topics = "Tema", "Topics";
        topics_wrong = "Velg blant temaene som står der.", "Choose among the topics given.";
        aspects = "Notatet beskriver", "The note describes";
        aspects_wrong = "Velg blant svarene som står der.", "Choose among the answers given.";
        text = "Notat", "Note";
        text_hint = "Skriv så brukeren kan lese det. Ikke navn på andre brukere.",
            "Write so that the client can read it. No names of other clients.";
        text_missing = "Skriv noe i feltet.", "Write something in the field.";
        text_long(n: &str) = "Teksten er på {n} tegn. Den kan ha høyst 100 000. Del den i flere.",
            "The text has {n} characters. It may have 100,000 at most. Divide it.";
        visibility = "Hvem kan lese notatet", "Who may read the note";
        visibility_wrong = "Velg hvem som kan lese notatet.", "Choose who may read the note.";
        visibility_not_shared = "Samtykket åpner ikke for deling med botilbudet nå. Velg noe annet.",
            "The consent does not allow sharing with the shelter now. Choose something else.";
    }
}

texts! {
    /// The page that searches all journals.
    SearchTexts {
        heading = "Søk i journaler", "Search journals";
        lead = "Søker i teksten i alle notater og tillegg du kan lese.", "Searches the text of all notes and amendments that you may read.";
        field = "Ord i teksten", "Words in the text";
        hint = "Alle ordene må stå der. Begynnelsen av et ord er nok.", "All words must be there. The beginning of a word is enough.";
        search = "Søk", "Search";
        empty = "Skriv ett eller flere ord for å søke.", "Write one or more words to search.";
        missing = "Skriv minst ett ord med bokstaver eller tall.", "Write at least one word of letters or digits.";
        expired = "Søket er ikke lagret lenger. Søk på nytt.", "The search is no longer kept. Search again.";
        results = "Treff", "Results";
        found(n: &str) = "{n} treff", "{n} results", one "1 treff", "1 result";
        found_part(n: &str) = "{n} treff i det som sist ble ført", "{n} results in what was recorded last",
            one "1 treff i det som sist ble ført", "1 result in what was recorded last";
        found_older(n: &str) = "{n} treff i det som ble ført før det", "{n} results in what was recorded before that",
            one "1 treff i det som ble ført før det", "1 result in what was recorded before that";
        none = "Ingen treff. Prøv færre ord, eller bare begynnelsen av et ord.",
            "No results. Try fewer words, or only the beginning of a word.";
        none_here = "Ingen treff i denne delen av journalene.", "No results in this part of the journals.";
        older = "Søk videre i eldre notater", "Go on in older notes";
        amendment = "Tillegg", "Amendment";
        by(name: &str) = "av {name}", "by {name}";
        open(date: &str) = "Åpne notatet fra {date}", "Open the note of {date}";
    }
}
