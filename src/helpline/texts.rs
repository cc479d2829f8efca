//! What the pages of enquiries say.

use crate::kernel::codes::{AnsweredBy, Gender};
use crate::kernel::text::Lang;
use crate::web::texts::texts;

texts! {
    /// The form of an enquiry and its page.
    CallTexts {
        new_heading = "Ny henvendelse", "New enquiry";
        next_key(key: &str, who: &str) = "{key} · besvart av {who}", "{key} · answered by {who}";
        key_next = "neste felt", "next field";
        key_choose = "velg, eller skriv første bokstav", "choose, or type the first letter";
        key_save = "lagre og ny", "save and new";
        date = "Dato", "Date";
        time = "Kl.", "Time";
        received = "Mottatt", "Received";
        time_ahead = "Klokkeslettet er fram i tid.", "The time is in the future.";
        channel = "Kanal", "Channel";
        channel_missing = "Velg kanal.", "Choose a channel.";
        answered_by = "Besvart av", "Answered by";
        answered_missing = "Velg hvem som svarte.", "Choose who answered.";
        who = "Hvem ringer", "Who is calling";
        caller_missing = "Velg hvem som ringer.", "Choose who is calling.";
        topic = "Hva gjelder det", "What is it about";
        topic_missing = "Velg hva det gjelder.", "Choose what it is about.";
        topic_linked = "Henvendelsen er knyttet til en bruker. Løs den fra brukeren før den får et annet tema.",
            "The enquiry is linked to a client. Take it off the client before it gets another topic.";
        subjects = "Mulige ofre", "Possible victims";
        persons = "Antall", "Number";
        persons_missing = "Skriv hvor mange raden gjelder.", "Write how many the row is about.";
        persons_linked = "Raden er knyttet til en bruker og kan bare gjelde én.", "The row is linked to a client and can only be about one.";
        row_linked = "Raden er knyttet til en bruker. Løs den fra brukeren før den fjernes.",
            "The row is linked to a client. Take it off the client before it is removed.";
        in_row(n: &str, text: &str) = "Rad {n}: {text}", "Row {n}: {text}";
        gender = "Kjønn", "Gender";
        gender_missing = "Velg kjønn, eller Ukjent.", "Choose a gender, or Unknown.";
        nationality = "Nasjonalitet", "Nationality";
        unknown = "Ukjent", "Unknown";
        minors = "Barn med", "Children along";
        first_time = "Første gang", "First time";
        first_time_missing = "Velg ja eller nei for første gang.", "Choose yes or no for first time.";
        outcome = "Resultat", "Outcome";
        outcome_missing = "Velg resultat.", "Choose an outcome.";
        reason = "Hvorfor ikke", "Why not";
        reason_accepted = "Den som takket ja, har ingen grunn til å si nei. La feltet stå tomt.",
            "Who accepted has no reason to decline. Leave it blank.";
        exploitation = "Utnyttelse", "Exploitation";
        rows_hint = "Én rad kan gjelde flere som er like. Antall, kjønn og første gang må fylles ut; ellers betyr blank at det ikke ble spurt.",
            "One row may be about several who are alike. Number, gender and first time must be filled in; elsewhere blank means that nobody asked.";
        total(n: &str, first: &str) = "{n} personer i alt, {first} første gang.", "{n} persons in all, {first} for the first time.",
            one "1 person i alt, {first} første gang.", "1 person in all, {first} for the first time.";
        victims_missing = "Det gjelder et mulig offer, men ingen er ført opp. Da telles samtalen, men ingen person.",
            "It is about a possible victim, but nobody is entered. Then the call is counted, but no person.";
        victims_beside(topic: &str) = "Det er ført opp mulige ofre, men temaet er «{topic}». Personene lagres og telles likevel.",
            "Possible victims are entered, but the topic is “{topic}”. The persons are kept and counted all the same.";
        minors_told(n: &str) = "{n} barn med", "{n} children along", one "1 barn med", "1 child along";
        first_told = "første gang", "first time";
        not_first_told = "ikke første gang", "not the first time";
        client = "Bruker", "Client";
        client_label = "Bruker", "Client";
        client_only = "(bare ved oppfølging)", "(only for follow-up)";
        client_hint = "Navn eller saksnr.", "Name or case no.";
        client_recent = "Sist åpnet", "Opened lately";
        client_found = "Hvem av disse", "Which of these";
        client_none = "Ingen av dem", "None of them";
        client_nobody = "Ingen bruker passer. Skriv saksnummeret, eller la feltet stå tomt; det kan knyttes senere.",
            "No client fits. Write the case number, or leave it blank; it can be linked later.";
        client_several = "Velg hvem det gjelder under feltet, eller skriv saksnummeret.", "Choose whom it is about below the field, or write the case number.";
        client_topic = "En bruker kan bare stå ved temaet «Oppfølging av bruker».", "A client can only stand with the topic “Follow-up of a client”.";
        facility = "Botilbud", "Facility";
        facility_none = "Ikke oppgitt", "Not stated";
        facility_missing = "Velg botilbudet ditt.", "Choose your facility.";
        note = "Kort notat", "Short note";
        save_new = "Lagre og ny", "Save and new";
        save_close = "Lagre og lukk", "Save and close";
        shift = "Følges opp av", "To be followed up by";
        shift_none = "Ingen", "Nobody";
        shift_rosa = "ROSA på dagtid", "ROSA by day";
        shift_night = "Nattevakt", "Night duty";
        promised = "Lovet å ringe tilbake", "Promised to call back";
        promised_hint = "Navn, nummer og hva som er trygt, slettes når samtalen er tatt. Skriv dem her, ikke i notatet.",
            "Name, number and what is safe are deleted once the call is made. Write them here, not in the note.";
        call_on = "Dato", "Date";
        call_on_past = "Dagen har vært. Skriv i dag eller senere.", "That day has passed. Write today or later.";
        call_time = "Kl.", "Time";
        call_time_missing = "Skriv når det skal ringes tilbake.", "Write when to call back.";
        call_name = "Til hvem", "To whom";
        call_number = "Nummer", "Number";
        call_note = "Hva er trygt å si og gjøre", "What is safe to say and do";
        today_heading = "Registrert i dag", "Registered today";
        today_all(n: &str) = "Alle {n} i dag", "All {n} today";
        today_empty = "Du har ikke registrert noe i dag. Det du lagrer, står her og kan rettes i 24 timer.",
            "You have registered nothing today. What you save stands here and can be corrected for 24 hours.";
        correct = "Rett", "Correct";
        correct_of(key: &str) = "henvendelsen {key}", "enquiry {key}";
        act = "Handling", "Act";
        saved(key: &str) = "{key} er lagret.", "{key} is saved.";
        draft_saved = "Utkastet er lagret.", "The draft is saved.";
        correct_heading = "Rett henvendelsen", "Correct the enquiry";
        page_heading = "Henvendelse", "Enquiry";
        back = "Tilbake til henvendelsene", "Back to the enquiries";
        entered(at: &str, who: &str) = "Ført {at} av {who}", "Entered {at} by {who}";
        entered_before = "Kom med et register", "Came with a register";
        somebody = "en annen", "somebody else";
        facts = "Hva det gjaldt", "What it was about";
        nothing = "–", "–";
        became = "Ble bruker", "Became a client";
        take_in = "Ta inn som bruker", "Take in as a client";
        link = "Knytt til bruker", "Link to a client";
        link_row(n: &str) = "Knytt rad {n} til en bruker som finnes", "Link row {n} to a client who is there";
        unlink = "Løs fra brukeren", "Take off the client";
        hidden_client = "en bruker som ikke vises for deg", "a client who is not shown to you";
        link_heading = "Hvem gjaldt samtalen", "Whom was the call about";
        linked = "Henvendelsen er knyttet til brukeren.", "The enquiry is linked to the client.";
        unlinked = "Henvendelsen er løst fra brukeren.", "The enquiry is taken off the client.";
        corrected = "Rettelsen er lagret. Det som sto før, står nederst.", "The correction is saved. What stood before stands below.";
        removal_bar = "Et mulig offer her er knyttet til en bruker. Løs raden fra brukeren først.",
            "A possible victim here is linked to a client. Take the row off the client first.";
        handover = "Overlevering", "Hand-over";
        handover_none = "Henvendelsen er ikke overlevert til noen.", "The enquiry is not handed over to anybody.";
        handover_new = "Overlever, eller lov å ringe tilbake", "Hand over, or promise to call back";
        handover_change = "Endre overleveringen", "Change the hand-over";
        handover_save = "Overlever", "Hand over";
        handed(shift: &str, at: &str, who: &str) = "Til {shift}, {at} av {who}", "To {shift}, {at} by {who}";
        handed_said = "Henvendelsen er overlevert.", "The enquiry is handed over.";
        handed_nobody = "Velg hvem som skal følge opp.", "Choose who is to follow up.";
        done_gone = "Ferdig. Navn, nummer og hva som er trygt, er slettet.", "Done. Name, number and what is safe are deleted.";
        alike = "Ligner på tidligere henvendelser", "Like earlier enquiries";
        alike_lead = "Fra de siste 180 dagene. Det kan være samme person, også når ingen har sagt navnet.",
            "From the last 180 days. It may be the same person, even when nobody has said the name.";
        same_nationality = "samme nasjonalitet", "same nationality";
        same_gender = "samme kjønn", "same gender";
        same_exploitation = "samme utnyttelse", "same exploitation";
        same_facility = "samme sted", "same place";
        same_words(words: &str) = "samme ord: {words}", "same words: {words}";
    }
}

texts! {
    /// The list of enquiries.
    ListTexts {
        heading = "Henvendelser", "Enquiries";
        lead_all = "Alle samtaler og henvendelser, også de som kom med et register.", "All calls and enquiries, those of a register too.";
        lead_own = "Det du selv har ført. Andre ser du bare når de er overlevert til deg.", "What you have entered. Others you see only when they are handed to you.";
        lead_night = "Det du har ført det siste døgnet, og det som er overlevert til nattevakta.", "What you entered during the last day, and what is handed to the night duty.";
        new = "Ny henvendelse", "New enquiry";
        from = "Fra", "From";
        to = "Til", "To";
        topic = "Hva gjelder det", "What about";
        who = "Hvem ringte", "Who called";
        channel = "Kanal", "Channel";
        all = "Alle", "All";
        show = "Vis", "Show";
        quick = "Utvalg", "Selections";
        everything = "Alle", "All";
        open = "Åpne overleveringer", "Open hand-overs";
        mine = "Mine", "Mine";
        unlinked = "Oppfølging uten bruker", "Follow-up without a client";
        count(n: &str) = "{n} henvendelser", "{n} enquiries", one "1 henvendelse", "1 enquiry";
        table = "Henvendelser", "Enquiries";
        key = "Nr.", "No.";
        when = "Når", "When";
        about = "Gjelder", "About";
        years = "År", "Years";
        by_month(year: &str) = "Måned for måned {year}", "Month by month {year}";
        by_month_desc(n: &str) = "{n} henvendelser, fordelt på måneder; tallene står i tabellen under.",
            "{n} enquiries by month; the numbers are in the table below.";
        month = "Måned", "Month";
        calls = "Samtaler", "Calls";
        victims = "Om mulige ofre", "About possible victims";
        persons = "Personer, første gang", "Persons, first time";
        sum = "I alt", "In all";
        empty_all = "Ingen henvendelser passer. Ta bort et utvalg, eller registrer en ny.", "No enquiries fit. Remove a selection, or register a new one.";
        empty_none = "Ingenting er registrert ennå. Trykk «Ny henvendelse» når telefonen ringer.", "Nothing is registered yet. Press “New enquiry” when the telephone rings.";
        removed_said = "Henvendelsen er fjernet. Det som sto der, er tatt vare på.", "The enquiry is removed. What stood there is kept.";
        date_wrong = "Skriv datoene som dd.mm.åååå.", "Write the dates as dd.mm.yyyy.";
    }
}

texts! {
    /// Taking the list of enquiries out.
    TakeEnquiryTexts {
        take = "Ta ut listen", "Take the list out";
        heading = "Ta ut listen over henvendelser", "Take the list of enquiries out";
        lead(n: &str) = "{n} henvendelser, de samme og i samme rekkefølge som i listen du kom fra.",
            "{n} enquiries, the same and in the same order as in the list you came from.",
            one "Én henvendelse, den samme som i listen du kom fra.", "One enquiry, the same as in the list you came from.";
        with_notes = "Med notater", "With notes";
        with_notes_hint = "Notater er fri tekst og kan nevne personer. Ta dem med bare når den som får filen, må ha dem.",
            "Notes are free text and may name people. Take them along only when whoever gets the file must have them.";
        date = "Dato", "Date";
        time = "Klokkeslett", "Time";
        answered_by = "Besvart av", "Answered by";
        facility = "Sted", "Place";
        client = "Bruker", "Client";
        victims = "Mulige ofre, personer", "Possible victims, persons";
        first_time = "Første gang, personer", "First time, persons";
        minors = "Mindreårige med", "Minors along";
        told = "Om de mulige ofrene", "About the possible victims";
        note = "Notat", "Note";
        file_name = "henvendelser", "enquiries";
    }
}

texts! {
    /// The board that one shift leaves to the next.
    BoardTexts {
        heading_night = "Til nattevakta", "For the night duty";
        heading_day = "Overlevert til ROSA", "Handed over to ROSA";
        title_night = "Telefonvakt", "Helpline";
        night(n: &str) = "Vakt i går kl. 16 til i dag kl. 8, i alt {n} samtaler", "Shift from 16 yesterday to 8 today, {n} calls in all",
            one "Vakt i går kl. 16 til i dag kl. 8, i alt 1 samtale", "Shift from 16 yesterday to 8 today, 1 call in all";
        empty = "Ingenting venter", "Nothing waits";
        empty_night = "Det ROSA overlever, og det dere lover å ringe tilbake om, står her til det er gjort.",
            "What ROSA hands over, and calls you promise to return, stand here until they are done.";
        empty_day = "Det nattevakta overlever, står her til noen har tatt det.", "What the night duty hands over stands here until somebody has taken it.";
        waits_there = "Venter hos ROSA", "Waits with ROSA";
        waits_there_lead = "Det du har overlevert det siste døgnet.", "What you handed over during the last day.";
        take = "Ta den", "Take it";
        take_over = "Ta over", "Take over";
        done = "Ferdig", "Done";
        give_back = "Gi tilbake", "Give back";
        open = "Åpne", "Open";
        overdue = "Forfalt", "Overdue";
        promised(at: &str) = "Ring {at}", "Call {at}";
        taken_by(who: &str) = "Tatt av {who}", "Taken by {who}";
        taken_by_me = "Tatt av deg", "Taken by you";
        is_open = "Åpen", "Open";
        is_done = "Ferdig", "Done";
        of_night = "Lovet av nattevakta", "Promised by the night duty";
        number_hidden = "Ta den for å se navn, nummer og hva som er trygt.", "Take it to see name, number and what is safe.";
        call_to(who: &str) = "Til {who}", "To {who}";
        taken_said = "Du har tatt den. Trykk «Ferdig» når det er gjort.", "You have taken it. Press “Done” when it is done.";
        given_back_said = "Den er gitt tilbake, og åpen for alle på vakta.", "It is given back, and open to everybody on the shift.";
        done_said = "Ferdig. Navn, nummer og hva som er trygt, er slettet.", "Done. Name, number and what is safe are deleted.";
        too_late_said = "Noen andre var først. Her står det som gjelder nå.", "Somebody else was first. This is how it stands now.";
        saved_said = "Henvendelsen er lagret.", "The enquiry is saved.";
        handed_said = "Henvendelsen er overlevert.", "The enquiry is handed over.";
        handed_count(n: &str) = "{n} overlevert", "{n} handed over";
    }
}

texts! {
    /// Looking up a card for the night.
    CardTexts {
        heading = "Nattkort", "Night card";
        lead = "Noen brukere har bedt om at nattevakta kan hjelpe dem. Skriv hele saksnummeret eller aliaset. Oppslag blir loggført.",
            "Some clients have asked that the night duty can help them. Write the whole case number or the alias. Look-ups are logged.";
        asked = "Saksnummer eller alias", "Case number or alias";
        asked_missing = "Skriv saksnummer eller alias.", "Write a case number or an alias.";
        look = "Slå opp", "Look up";
        none = "Det finnes ikke noe kort for det du skrev. Registrer samtalen som vanlig, og overlever den til ROSA.",
            "There is no card for what you wrote. Register the call as usual, and hand it over to ROSA.";
        too_many = "Du har slått opp mange ganger den siste timen. Vent litt, og registrer samtalen så lenge.",
            "You have looked up many times during the last hour. Wait a little, and register the call meanwhile.";
        found = "Kort", "Card";
        alias = "Kaller seg", "Goes by";
        safe_number = "Trygt å ringe tilbake til", "Safe to call back at";
        instructions = "Hva er trygt å si og gjøre", "What is safe to say and do";
        ring = "Ring", "Ring";
        no_number = "Ikke ring tilbake.", "Do not call back.";
        new = "Registrer samtalen", "Register the call";
    }
}

impl CallTexts {
    /// What a shift is called in the form.
    #[must_use]
    pub const fn to_shift(self, shift: AnsweredBy) -> &'static str {
        match shift {
            AnsweredBy::Rosa => self.shift_rosa(),
            AnsweredBy::NightDuty => self.shift_night(),
        }
    }

    /// One possible victim: `én kvinne`.
    #[must_use]
    pub fn one_person(&self, gender: Option<Gender>) -> String {
        let text = match (self.0, gender) {
            (Lang::Nb, Some(Gender::Female)) => "én kvinne",
            (Lang::Nb, Some(Gender::Male)) => "én mann",
            (Lang::Nb, Some(Gender::TransFemale)) => "én transkvinne",
            (Lang::Nb, Some(Gender::TransMale)) => "én transmann",
            (Lang::Nb, Some(Gender::Nonconforming)) => "én ikke-binær",
            (Lang::Nb, _) => "én person",
            (Lang::En, Some(Gender::Female)) => "one woman",
            (Lang::En, Some(Gender::Male)) => "one man",
            (Lang::En, Some(Gender::TransFemale)) => "one trans woman",
            (Lang::En, Some(Gender::TransMale)) => "one trans man",
            (Lang::En, Some(Gender::Nonconforming)) => "one nonconforming",
            (Lang::En, _) => "one person",
        };
        text.to_owned()
    }

    /// Several: `35 menn`.
    #[must_use]
    pub fn persons_of(&self, count: &str, gender: Option<Gender>) -> String {
        let text = match (self.0, gender) {
            (Lang::Nb, Some(Gender::Female)) => "kvinner",
            (Lang::Nb, Some(Gender::Male)) => "menn",
            (Lang::Nb, Some(Gender::TransFemale)) => "transkvinner",
            (Lang::Nb, Some(Gender::TransMale)) => "transmenn",
            (Lang::Nb, Some(Gender::Nonconforming)) => "ikke-binære",
            (Lang::Nb, _) => "personer",
            (Lang::En, Some(Gender::Female)) => "women",
            (Lang::En, Some(Gender::Male)) => "men",
            (Lang::En, Some(Gender::TransFemale)) => "trans women",
            (Lang::En, Some(Gender::TransMale)) => "trans men",
            (Lang::En, Some(Gender::Nonconforming)) => "nonconforming",
            (Lang::En, _) => "persons",
        };
        format!("{count} {text}")
    }
}
