//! What the pages of a client's journal say.

use crate::web::texts::texts;

texts! {
    /// The journal and its entries.
    JournalTexts {
        heading = "Journal", "Journal";
        new_note = "Nytt notat", "New note";
        said_saved = "Notatet er lagret.", "The note is saved.";
        said_corrected = "Notatet er rettet. Det som sto før, er tatt vare på.", "The note is corrected. What stood before is kept.";
        said_amended = "Tillegget er lagret.", "The amendment is saved.";
        said_attached = "Filen er lagt ved.", "The file is attached.";
        said_draft = "Utkast lagret.", "Draft saved.";
        filter = "Avgrens journalen", "Narrow the journal";
        words = "Ord i teksten", "Words in the text";
        mode = "Kontaktform", "Contact";
        topic = "Tema", "Topic";
        aspect = "Beskriver", "Describes";
        visibility = "Hvem kan lese", "Who may read";
        author = "Skrevet av", "Written by";
        from = "Fra dato", "From date";
        to = "Til dato", "To date";
        any = "Alle", "All";
        order_wrong = "Til-datoen er før fra-datoen.", "The last date is before the first.";
        show = "Vis", "Show";
        reset = "Vis alle notater", "Show all notes";
        count(n: &str) = "{n} notater", "{n} notes", one "1 notat", "1 note";
        count_of(n: &str, all: &str) = "{n} av {all} notater", "{n} of {all} notes";
        none_yet = "Journalen er tom. Skriv det første notatet.", "The journal is empty. Write the first note.";
        none_found = "Ingen notater passer. Fjern noe av det du har avgrenset med.", "No notes match. Remove some of what you narrowed by.";
        words_expired = "Søkeordene er ikke lagret lenger. Skriv dem på nytt.", "The words are no longer kept. Write them again.";
        print_all = "Skriv ut alle", "Print all";
        printing = "Alle notatene står på denne siden. Bruk nettleserens utskrift.", "All the notes are on this page. Use your browser's print.";
        by_pages = "Vis sidevis", "Show page by page";
        restricted = "Begrenset", "Restricted";
        shared = "Delt med botilbudet", "Shared with the shelter";
        masked = "Begrenset notat. Bare den som skrev det, brukerens rådgiver og leder kan lese det.",
            "Restricted note. Only its author, the client's caseworker and the lead may read it.";
        masked_by(name: &str) = "Begrenset notat av {name}.", "Restricted note by {name}.";
        at_time(time: &str) = "kl. {time}", "at {time}";
        topics = "Tema", "Topics";
        aspects = "Notatet beskriver", "The note describes";
        amendments = "Tillegg", "Amendments";
        amendment_by(name: &str, at: &str) = "Tillegg av {name} {at}", "Amendment by {name} {at}";
        corrected_last(at: &str) = "Rettet {at}. Det som sto før", "Corrected {at}. What stood before";
        stood_until(at: &str) = "Sto til {at}", "Stood until {at}";
        files = "Vedlegg", "Attachments";
        entry = "Notat", "Note";
        whole_journal = "Hele journalen", "The whole journal";
        correct = "Rett", "Correct";
        amend = "Skriv tillegg", "Amend";
        attach = "Legg ved fil", "Attach a file";
        of_note(verb: &str, date: &str) = "{verb}, notatet fra {date}", "{verb}, the note of {date}";
    }
}

texts! {
    /// A new note.
    NoteTexts {
        heading = "Nytt journalnotat", "New journal note";
        save = "Lagre notat", "Save note";
        cancel = "Avbryt", "Cancel";
        afterwards = "Et lagret notat kan rettes i 24 timer. Etter det legges rettelser til som tillegg.",
            "A saved note may be corrected for 24 hours. After that, corrections are added as amendments.";
        see_team = "ROSA-teamet", "The ROSA team";
        see_team_sub = "Alle rådgivere og leder", "All caseworkers and the lead";
        see_shelter = "ROSA-teamet og botilbudet", "The ROSA team and the shelter";
        see_shelter_named(place: &str) = "ROSA-teamet og {place}", "The ROSA team and {place}";
        see_shelter_sub = "Samtykket åpner for deling med botilbudet", "The consent allows sharing with the shelter";
        see_shelter_none = "Samtykket åpner for deling med botilbudet. Brukeren bor ikke på et botilbud nå",
            "The consent allows sharing with the shelter. The client does not stay at one now";
        see_shelter_off = "Kan ikke velges: samtykket åpner ikke for deling med botilbudet",
            "Cannot be chosen: the consent does not allow sharing with the shelter";
        see_restricted = "Begrenset", "Restricted";
        see_restricted_sub = "Bare deg, brukerens rådgiver og leder. Andre ser at notatet finnes",
            "Only you, the client's caseworker and the lead. Others see that the note exists";
        named_heading = "Står det en annen bruker i teksten?", "Does the text name another client?";
        named_anyway = "Lagre likevel", "Save anyway";
        named_error(who: &str) = "Teksten ser ut til å nevne en annen bruker: {who}. Skriv om, eller kryss av for å lagre likevel.",
            "The text seems to name another client: {who}. Rewrite it, or tick to save anyway.";
        aside = "Til hjelp mens du skriver", "Help while you write";
        recent = "Sist i journalen", "Latest in the journal";
        recent_none = "Dette blir det første notatet.", "This will be the first note.";
        consent = "Samtykke", "Consent";
        consent_given(form: &str, date: &str) = "{form}, {date}.", "{form}, {date}.";
        consent_review(date: &str) = "Gjelder til {date}.", "Valid until {date}.";
        consent_expired(date: &str) = "Gikk ut {date}. Ingenting deles før det er fornyet.", "Expired {date}. Nothing is shared until it is renewed.";
        consent_none = "Ikke noe gyldig samtykke.", "No valid consent.";
        scope_journal = "Journal", "Journal";
        scope_not(what: &str) = "Ikke {what}", "Not {what}";
        or = "eller", "or";
        counted = "Slik telles notatet", "How the note counts";
        counted_text = "Oppmøte teller som samtale i årsrapporten. To samtaler ved oppmøte, eller én natt på botilbud, gjør personen til bruker. Telefon teller ikke.",
            "Contact in person counts as a conversation in the annual report. Two conversations in person, or one night at a shelter, make the person a client. The telephone does not count.";
    }
}

texts! {
    /// Correcting and amending.
    ChangeTexts {
        correction = "Rett notatet", "Correct the note";
        correction_lead(until: &str) = "Du kan rette notatet til {until}. Det som sto før, blir stående under notatet.",
            "You may correct the note until {until}. What stood before is kept under the note.";
        save_correction = "Lagre rettelsen", "Save the correction";
        late_heading = "Fristen for å rette gikk ut", "The time for correcting has run out";
        late_text = "Et notat kan rettes i 24 timer. Teksten din er ikke borte: den står under, og kan lagres som tillegg til notatet.",
            "A note may be corrected for 24 hours. Your text is not lost: it stands below and may be saved as an amendment to the note.";
        late_error = "Fristen for å rette gikk ut mens du skrev. Lagre teksten som tillegg.",
            "The time for correcting ran out while you were writing. Save the text as an amendment.";
        amendment = "Tillegg til notatet", "Amendment to the note";
        amendment_lead = "Notatet blir stående som det er. Tillegget vises under det, med navnet ditt og tidspunktet.",
            "The note stays as it is. The amendment is shown under it, with your name and the time.";
        amendment_field = "Tillegg", "Amendment";
        save_amendment = "Lagre tillegget", "Save the amendment";
        stands = "Notatet som det står", "The note as it stands";
        cancel = "Avbryt", "Cancel";
        attachment = "Legg ved fil", "Attach a file";
        file = "Fil", "File";
        file_hint = "PDF, JPEG, PNG eller ren tekst, høyst 10 MB. Bilder lagres uten sted, tid og kamera. En PDF beholder det den selv inneholder om forfatter og program.",
            "PDF, JPEG, PNG or plain text, 10 MB at most. Pictures are kept without place, time and camera. A PDF keeps what it says itself of author and program.";
        file_save = "Legg ved", "Attach";
        file_missing = "Velg en fil.", "Choose a file.";
        file_empty = "Filen er tom. Velg en fil med innhold.", "The file is empty. Choose one with content.";
        file_large = "Filen er for stor. Den kan være på høyst 10 MB.", "The file is too large. It may have 10 MB at most.";
        file_kind = "Filen er av en type som ikke kan legges ved. Bruk PDF, JPEG, PNG eller ren tekst.",
            "Files of this kind cannot be attached. Use PDF, JPEG, PNG or plain text.";
        file_broken_image = "Bildet er skadet og kan ikke åpnes. Lagre det på nytt som JPEG eller PNG.",
            "The picture is damaged and cannot be opened. Save it anew as JPEG or PNG.";
        file_pixels = "Bildet har for mange bildepunkter. Det kan ha høyst 40 millioner; gjør det mindre.",
            "The picture has too many pixels. It may have 40 million at most; make it smaller.";
        file_locked = "PDF-en er låst med passord. Lagre den uten passord.", "The PDF is locked with a password. Save it without one.";
        file_active = "PDF-en inneholder skript, skjema som sender eller andre filer. Skriv den ut til en ny PDF og legg ved den.",
            "The PDF holds a script, a form that sends, or other files. Print it to a new PDF and attach that.";
        file_broken_pdf = "PDF-en er skadet. Lagre den på nytt, eller skriv den ut til en ny PDF.",
            "The PDF is damaged. Save it anew, or print it to a new PDF.";
        file_not_text = "Teksten kan ikke leses. Ren tekst må være i UTF-8, uten kontrolltegn.",
            "The text cannot be read. Plain text must be UTF-8 without control characters.";
        file_again = "Velg filen på nytt.", "Choose the file again.";
    }
}
