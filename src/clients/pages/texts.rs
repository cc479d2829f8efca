//! What the pages of clients say that are not one client's.

use crate::web::texts::texts;

texts! {
    /// The list as a file.
    TakeListTexts {
        take = "Ta ut listen", "Take the list out";
        heading = "Ta ut listen over brukere", "Take the list of clients out";
        lead(n: &str) = "{n} brukere, de samme og i samme rekkefølge som i listen du kom fra.",
            "{n} clients, the same and in the same order as in the list you came from.",
            one "Én bruker, den samme som i listen du kom fra.", "One client, the same as in the list you came from.";
        with_names = "Med navn og alias", "With names and aliases";
        with_names_hint = "Uten dette står bare saksnummer. Ta med navn bare når den som får filen, må ha dem.",
            "Without this only case numbers stand there. Take names along only when whoever gets the file must have them.";
        alias = "Alias", "Alias";
        valid_to = "Status gyldig til", "Status valid until";
        since = "Bor der fra", "Lives there since";
        nights = "Netter", "Nights";
        closed = "Avsluttet", "Closed";
        marks = "Merknad", "Mark";
        file_name = "brukere", "clients";
    }
}

texts! {
    /// The list.
    ListTexts {
        heading = "Brukere", "Clients";
        active(n: &str) = "{n} med aktiv sak", "{n} with an active case";
        new_case = "Ny sak", "New case";
        hand_over = "Overfør saker", "Hand over cases";
        search = "Søk", "Search";
        search_hint = "Navn, saksnr., DUF", "Name, case no., DUF";
        find = "Finn", "Find";
        filter = "Filtrer brukere", "Filter clients";
        caseworker = "Rådgiver", "Caseworker";
        status = "Oppholdsstatus", "Residence status";
        place = "Bosted", "Place";
        case_state = "Sak", "Case";
        all = "Alle", "All";
        mine = "Mine", "Mine";
        no_caseworker = "Uten rådgiver", "No caseworker";
        ending = "Går ut innen 30 dager", "Ends within 30 days";
        missing = "Ikke registrert", "Not registered";
        active_cases = "Aktive", "Active";
        closed_cases = "Avsluttede", "Closed";
        show = "Vis", "Show";
        quick = "Hurtigvalg", "Quick filters";
        quick_deadline = "Frist innen 30 dager", "Deadline within 30 days";
        quick_new(year: &str) = "Ny i {year}", "New in {year}";
        quick_silent = "Stille i 60 dager", "Silent for 60 days";
        quick_gaps = "Mangler opplysninger", "Facts missing";
        reset = "Vis alle aktive", "Show all active";
        reset_search = "Avslutt søket", "Leave the search";
        sorted(summary: &str, by: &str) = "{summary}, sortert etter {by}", "{summary}, sorted by {by}";
        by_case_down = "saksnummer, nyeste først", "case number, newest first";
        by_case_up = "saksnummer, eldste først", "case number, oldest first";
        by_name_up = "navn, A til Å", "name, A to Z";
        by_name_down = "navn, Å til A", "name, Z to A";
        by_status = "oppholdsstatus", "residence status";
        by_place = "bosted", "place";
        by_caseworker = "rådgiver", "caseworker";
        by_entry_down = "siste notat, nyeste først", "latest note, newest first";
        by_entry_up = "siste notat, eldste først", "latest note, oldest first";
        by_nearness = "hvor godt de ligner det du søkte etter", "how near they are to what you searched for";
        hidden(n: &str) = "{n} brukere vises ikke for deg.", "{n} clients are not shown to you.",
            one "1 bruker vises ikke for deg.", "1 client is not shown to you.";
        number = "Saksnr.", "Case no.";
        name = "Navn", "Name";
        age = "Alder", "Age";
        years = "år", "years";
        country = "Land", "Country";
        latest_entry = "Siste notat", "Latest note";
        nights(n: &str) = "{n} netter", "{n} nights", one "1 natt", "1 night";
        note_word = "Notat", "Note";
        new_note = "Nytt notat", "New note";
        new_note_about(who: &str) = "Nytt notat om {who}", "New note about {who}";
        protected = "Beskyttet sak", "Protected case";
        locked = "Låst", "Locked";
        closed_on(date: &str) = "Avsluttet {date}", "Closed {date}";
        results(n: &str) = "{n} treff", "{n} hits", one "1 treff", "1 hit";
        nearest_terms = "Ingen passer med alt du skrev. Dette er de nærmeste.", "Nobody fits all you wrote. These are the nearest.";
        nearest_spelling = "Ingen heter akkurat det du skrev. Dette er de som ligner mest.",
            "Nobody is called just what you wrote. These are the most alike.";
        no_hits = "Ingen treff", "No hits";
        no_hits_more = "Prøv bare fornavnet eller etternavnet, aliaset, saksnummeret, eller de siste sifrene i DUF-nummeret eller telefonnummeret. Skrivemåten trenger ikke å være riktig.",
            "Try only the given or the family name, the alias, the case number, or the last digits of the DUF or telephone number. The spelling need not be right.";
        no_hits_filtered = "Søket er begrenset av filtrene over. Sett dem til «Alle» for å lete blant alle.",
            "The search is narrowed by the filters above. Set them to “All” to look among everybody.";
        search_gone = "Søket er ikke lagret lenger. Søk på nytt.", "The search is no longer kept. Search again.";
        none = "Ingen brukere her", "No clients here";
        none_more = "Ingen passer med filtrene. Endre dem, eller vis alle aktive.", "Nobody fits the filters. Change them, or show all active.";
        none_yet = "Det er ingen brukere ennå. Den første blir til med «Ny sak».", "There are no clients yet. The first comes with “New case”.";
        glass_lead = "Finner du ikke en bruker du vet finnes? Saken kan være beskyttet.", "Cannot find a client you know is there? The case may be protected.";
        glass = "Åpne en beskyttet sak i nødstilfelle", "Open a protected case in an emergency";
    }
}

texts! {
    /// Choosing whom a note is about.
    ChooseTexts {
        choose_heading = "Nytt notat", "New note";
        choose_lead = "Hvem gjelder notatet?", "Whom is the note about?";
        recent = "Sist åpnet", "Recently opened";
        own = "Dine aktive saker", "Your active cases";
        own_none = "Du er ikke rådgiver for noen med aktiv sak. Søk etter brukeren over.",
            "You are nobody's caseworker in an active case. Search for the client above.";
        own_more = "Vis alle dine", "Show all yours";
    }
}

texts! {
    /// Opening a protected case in an emergency.
    GlassTexts {
        glass_heading = "Åpne en beskyttet sak", "Open a protected case";
        glass_lead = "Bare når det haster og ingen med tilgang kan nås. Saken åpnes for deg i 60 minutter. Lederen ser med en gang at du har gjort det, og hva du har skrevet.",
            "Only when it is urgent and nobody with access can be reached. The case is open to you for 60 minutes. The lead sees at once that you did it, and what you wrote.";
        case_number = "Saksnummer", "Case number";
        case_hint = "Hele nummeret, for eksempel 2019-017", "The whole number, for example 2019-017";
        reason = "Hvorfor må du åpne saken nå?", "Why must you open the case now?";
        reason_hint = "Minst 20 tegn. Skriv hva som haster, ikke navn.", "At least 20 characters. Write what is urgent, no names.";
        reason_short = "Skriv hvorfor, med minst 20 tegn.", "Write why, in at least 20 characters.";
        reason_long = "Begrunnelsen kan ha høyst 4000 tegn.", "The reason may have at most 4000 characters.";
        not_there = "Finner ingen beskyttet sak med dette nummeret som du kan åpne.", "There is no protected case with this number that you can open.";
        open = "Åpne saken i 60 minutter", "Open the case for 60 minutes";
        cancel = "Avbryt", "Cancel";
    }
}

texts! {
    /// Taking a client in.
    IntakeTexts {
        intake_heading = "Ny sak", "New case";
        number_to_come(n: &str) = "Saksnummer gis ved lagring, trolig {n}", "The case number is given on saving, probably {n}";
        consent = "Samtykke", "Consent";
        consent_lead = "Uten samtykke til journalføring blir det ingen sak.", "Without a consent to a journal there is no case.";
        no_consent = "Når brukeren ikke samtykker", "When there is no consent";
        no_consent_record = "Da lages det ingen sak, og ingenting om personen skrives her.",
            "Then no case is made, and nothing about the person is written here.";
        from_enquiry(key: &str) = "Skjemaet er begynt med det som står i henvendelse {key}. Når brukeren er lagret, er raden der knyttet til saken.",
            "The form is begun with what stands in enquiry {key}. Once the client is saved, the row there is linked to the case.";
        from_arrival = "Skjemaet er begynt med aliaset fra botilbudet. Når brukeren er lagret, føres oppholdet der på saken, med sin opprinnelige dato.",
            "The form begins with the alias from the shelter. When the client is saved, the stay there is entered in the case, with its original date.";
        other_draft = "Du har et utkast til en annen ny bruker. Lagre eller forkast det først, og begynn så på nytt.",
            "You have a draft of another new client. Save or discard it first, and then begin again.";
        no_consent_enquiry = "Registrer i stedet en henvendelse på telefonvakten, uten navn eller noe personen kan kjennes igjen på.",
            "Register an enquiry with the helpline instead, without a name or anything the person could be recognised by.";
        no_consent_phone = "Gi nummeret til døgntelefonen. Der kan hvem som helst ringe når som helst, uten å si hvem de er, og samtykke senere.",
            "Give the number of the 24-hour line. Anybody can call at any time, without saying who they are, and consent later.";
        consent_form = "Hvordan er samtykket gitt?", "How was the consent given?";
        consent_form_wrong = "Velg hvordan samtykket er gitt.", "Choose how the consent was given.";
        given_on = "Gitt dato", "Given on";
        given_missing = "Skriv datoen samtykket ble gitt.", "Write the date on which the consent was given.";
        given_late = "Samtykket må være gitt senest på inntaksdatoen.", "The consent must be given on or before the date of intake.";
        scopes = "Hva omfatter samtykket?", "What does the consent cover?";
        scopes_wrong = "Uten «Journalføring» kan det ikke lages en sak. Velg den når brukeren har samtykket til det.",
            "Without “Keeping a journal” no case can be made. Choose it when the client has consented to it.";
        expires_on = "Gjelder til", "Valid until";
        expires_hint = "dd.mm.åååå. Blankt når det gjelder til det trekkes.", "dd.mm.yyyy. Blank when it holds until it is withdrawn.";
        expires_wrong = "Samtykket må gjelde lenger enn til dagen det er gitt og inntaksdatoen.",
            "The consent must hold beyond the day it was given and the date of intake.";
        consent_note = "Merknad til samtykket", "Note on the consent";
        person = "Personen", "The person";
        given_name = "Fornavn", "Given name";
        family_name = "Etternavn", "Family name";
        alias = "Alias", "Alias";
        alias_hint = "Fyll ut navn eller alias, eller begge.", "Fill in a name or an alias, or both.";
        name_missing = "Skriv et navn eller et alias.", "Write a name or an alias.";
        too_long(n: &str) = "Høyst {n} tegn.", "At most {n} characters.";
        birth_date = "Fødselsdato", "Date of birth";
        certainty = "Hvor sikker er datoen?", "How certain is the date?";
        certainty_alone = "Skriv fødselsdatoen, eller velg «Ikke oppgitt» her.", "Write the birth date, or choose “Not stated” here.";
        gender = "Kjønn", "Gender";
        gender_wrong = "Velg kjønn. «Ukjent» er også et svar.", "Choose a gender. “Unknown” is an answer too.";
        citizenships = "Statsborgerskap", "Citizenships";
        citizenships_hint = "Det første er nasjonaliteten i årsrapporten.", "The first is the nationality in the annual report.";
        citizenship(n: &str) = "Statsborgerskap {n}", "Citizenship {n}";
        languages = "Språk", "Languages";
        language(n: &str) = "Språk {n}", "Language {n}";
        country(n: &str) = "Land {n}", "Country {n}";
        add_row = "Ny rad", "New row";
        code_wrong = "Velg fra listen.", "Choose from the list.";
        interpreter = "Trenger brukeren tolk?", "Is an interpreter needed?";
        interpreter_note = "Om tolking", "About interpreting";
        interpreter_hint = "Dialekt, og hvem som ikke bør brukes.", "Dialect, and who should not be used.";
        yes = "Ja", "Yes";
        no = "Nei", "No";
        not_stated = "Ikke oppgitt", "Not stated";
        duf = "DUF-nummer", "DUF number";
        duf_hint = "12 siffer", "12 digits";
        duf_wrong = "Et DUF-nummer har 12 siffer.", "A DUF number has 12 digits.";
        duf_doubt = "Kontrollsifrene stemmer ikke. Se over nummeret, eller kryss av for å lagre det likevel.",
            "The check digits do not fit. Look over the number, or tick to save it all the same.";
        duf_anyway = "Lagre nummeret likevel", "Save the number all the same";
        phone = "Telefon", "Telephone";
        phone_wrong = "Skriv telefonnummeret med sifre, minst fire.", "Write the telephone number in digits, four at least.";
        safety = "Er det trygt å bruke nummeret?", "Is it safe to use the number?";
        safety_wrong = "Velg hva som er trygt før nummeret lagres.", "Choose what is safe before the number is saved.";
        safety_alone = "Skriv nummeret, eller velg «Ikke oppgitt» for tryggheten.", "Write the number, or choose “Not stated” for its safety.";
        address_protection = "Adressebeskyttelse", "Protection of the address";
        intake = "Inntak", "Intake";
        intake_date = "Inntaksdato", "Date of intake";
        intake_missing = "Skriv inntaksdatoen.", "Write the date of intake.";
        referred_by = "Henvist av", "Referred by";
        identified_in = "Identifisert på", "Identified at";
        pregnant = "Gravid ved inntak?", "Pregnant at intake?";
        children_abroad = "Har brukeren barn i et annet land?", "Children in another country?";
        children_count = "Hvor mange barn i et annet land", "How many children in another country";
        count_wrong = "Skriv antallet med sifre, 1 til 30.", "Write the number in digits, 1 to 30.";
        count_alone = "Svar «Ja» på om brukeren har barn i et annet land, eller fjern antallet.",
            "Answer “Yes” to children in another country, or remove the number.";
        exploitation = "Utnyttelse", "Exploitation";
        exploitations = "Hva har brukeren vært utsatt for?", "What has the client been subjected to?";
        exploitation_countries = "Land for utnyttelsen", "Countries of exploitation";
        caseworker = "Rådgiver", "Caseworker";
        no_caseworker = "Ingen ennå", "None yet";
        note = "Merknad om personen", "Note about the person";
        date_hint = "dd.mm.åååå", "dd.mm.yyyy";
        date_future(today: &str) = "Datoen er fram i tid. Skriv i dag, {today}, eller tidligere.",
            "The date lies ahead. Write today, {today}, or earlier.";
        save = "Opprett sak", "Create case";
        cancel = "Avbryt", "Cancel";
        draft_saved = "Utkast lagret", "Draft saved";
        similar_heading = "Kan personen være registrert fra før?", "Is the person registered already?";
        similar_lead = "Åpne saken og se etter. Kryss av ved dem som ikke er samme person.",
            "Open the case and look. Tick those who are not the same person.";
        not_same(who: &str) = "Ikke samme person som {who}", "Not the same person as {who}";
        similar_open = "Noen ligner. Kryss av ved dem som ikke er samme person, og lagre igjen.",
            "Somebody is alike. Tick those who are not the same person, and save again.";
    }
}
