//! What the pages of a case's life say: closing, protecting, merging, and its log.

use crate::web::texts::texts;

texts! {
    /// «Saken»: what may be done with a case.
    CaseTexts {
        title = "Saken", "The case";
        state = "Status for saken", "State of the case";
        is_active(date: &str) = "Saken er aktiv siden {date}.", "The case is active since {date}.";
        is_closed(date: &str, reason: &str) = "Saken er avsluttet {date}: {reason}.", "The case was closed {date}: {reason}.";
        aftercare(date: &str) = "Ettervern er avtalt til og med {date}.", "Aftercare is agreed up to and including {date}.";
        close = "Avslutt saken", "Close the case";
        correct_closure = "Rett avslutningen", "Correct the closing";
        reopen = "Åpne saken igjen", "Open the case again";
        history = "Avslutninger", "Closings";
        closed_on = "Avsluttet", "Closed";
        reason = "Årsak", "Reason";
        by = "Av", "By";
        reopened_on = "Åpnet igjen", "Opened again";
        note = "Merknad", "Note";
        stands = "Gjelder", "Stands";
        caseworker = "Rådgiver", "Caseworker";
        caseworker_hint = "Den nye rådgiveren ser saken på «Min dag» og kan lese begrensede notater.",
            "The new caseworker sees the case on “My day” and may read restricted notes.";
        choose = "Velg", "Choose";
        hand_over = "Gi saken til", "Hand the case to";
        hand_over_button = "Gi videre", "Hand over";
        caseworker_wrong = "Velg en aktiv kollega som har tilgang til saken.", "Choose an active colleague who may see the case.";
        caseworker_same = "Saken er hos denne rådgiveren allerede. Velg en annen.", "This colleague is the caseworker already. Choose another.";
        access = "Tilgang", "Access";
        is_open = "Alle rådgivere og lederen kan åpne saken.", "All caseworkers and the lead may open the case.";
        is_protected = "Beskyttet: bare de på tilgangslisten og lederen finner og ser saken.",
            "Protected: only those on the access list and the lead find and see the case.";
        allowed(names: &str) = "På tilgangslisten: {names}.", "On the access list: {names}.";
        allowed_nobody = "Ingen rådgivere står på tilgangslisten.", "No caseworker is on the access list.";
        blocked(names: &str) = "Sperret: {names}.", "Blocked: {names}.";
        change_access = "Endre tilgang og beskyttelse", "Change access and protection";
        merging = "Dobbeltregistrering", "Registered twice";
        merging_lead = "Er samme person registrert med et annet saksnummer, kan sakene slås sammen. Ingenting slettes, og det kan angres.",
            "When the same person is registered under another case number, the cases can be merged. Nothing is deleted, and it can be undone.";
        merge = "Slå sammen med en annen sak", "Merge with another case";
        merges = "Sammenslåinger", "Merges";
        merged_case = "Sak", "Case";
        merged_at = "Slått sammen", "Merged";
        undone_at = "Opphevet", "Undone";
        undo_of(number: &str) = "Opphev sammenslåingen med {number}", "Undo the merge with {number}";
        undo_hint = "Det som ble flyttet, flyttes tilbake. Det som er skrevet etterpå, blir her. Beskyttelse og sperringer som fulgte med, blir stående.",
            "What was moved goes back. What was written since stays here. Protection and blocks that came along stay.";
        see_record(number: &str) = "Det som ble igjen i {number}", "What stayed behind in {number}";
        similar = "Kan være samme person", "May be the same person";
        compare(number: &str) = "Sammenlign med {number}", "Compare with {number}";
        compare_short = "Sammenlign", "Compare";
        not_same_short = "Ikke samme person", "Not the same person";
        merged_lead = "Denne saken er slått sammen med en annen. Det som kan gjøres, gjøres der.",
            "This case was merged into another. What can be done is done there.";
        lost_caseworker = "Rådgiver", "Caseworker";
        nobody = "Ingen", "Nobody";
        back = "Tilbake til saken", "Back to the case";
        cancel = "Avbryt", "Cancel";
    }
}

texts! {
    /// Closing a case.
    ClosureTexts {
        title = "Avslutning", "Closing";
        heading = "Avslutt saken", "Close the case";
        heading_again = "Rett avslutningen", "Correct the closing";
        lead = "Saken blir liggende, kan søkes fram og åpnes igjen. Oppgi hvorfor kontakten er slutt.",
            "The case stays, can be found and be opened again. Say why the contact has ended.";
        warnings = "Se over dette først", "Look at this first";
        open_stay(place: &str, date: &str) = "Oppholdet på {place} fra {date} er ikke avsluttet.",
            "The stay at {place} since {date} has not ended.";
        open_matter(offence: &str) = "Politisaken om «{offence}» er ikke avgjort.", "The police matter “{offence}” is not decided.";
        warnings_more = "Du kan avslutte saken likevel.", "You may close the case all the same.";
        closed_on = "Dato for avslutning", "Date of closing";
        date_hint = "dd.mm.åååå", "dd.mm.yyyy";
        reason = "Årsak", "Reason";
        choose = "Velg årsak", "Choose a reason";
        aftercare = "Ettervern til og med", "Aftercare up to and including";
        aftercare_hint = "Når det er avtalt at brukeren kan ta kontakt også etter avslutningen. dd.mm.åååå",
            "When it is agreed that the client may make contact after the closing too. dd.mm.yyyy";
        note = "Merknad", "Note";
        note_hint = "Står i sakens historikk. Det faglige skrives i journalen.", "Stands in the history of the case. Professional matters go in the journal.";
        close = "Avslutt saken", "Close the case";
        correct = "Lagre", "Save";
        date_missing = "Skriv datoen saken ble avsluttet.", "Write the date on which the case was closed.";
        future(today: &str) = "Datoen er fram i tid. Skriv i dag, {today}, eller tidligere.", "The date is in the future. Write today, {today}, or earlier.";
        before_intake(date: &str) = "Saken begynte {date}. Skriv den datoen eller en senere.", "The case began {date}. Write that day or a later one.";
        aftercare_early = "Ettervernet må vare lenger enn til avslutningen. Skriv en senere dato, eller la feltet stå tomt.",
            "Aftercare must last beyond the closing. Write a later date, or leave it blank.";
        reason_missing = "Velg hvorfor saken avsluttes.", "Choose why the case is closed.";
        note_long = "Merknaden kan ha høyst 4000 tegn.", "The note may have at most 4000 characters.";
        note_control = "Merknaden har tegn som ikke kan lagres. Skriv den på nytt uten spesialtegn.",
            "The note has characters that cannot be kept. Write it again without special characters.";
    }
}

texts! {
    /// Who may open a client.
    ProtectionTexts {
        title = "Tilgang", "Access";
        heading = "Tilgang og beskyttelse", "Access and protection";
        lead = "Den som ikke har tilgang, finner ikke saken i søk og lister, og får vite at siden ikke finnes.",
            "Whoever has no access does not find the case in searches and lists, and is told that the page does not exist.";
        protected = "Hvem skal kunne åpne saken?", "Who may open the case?";
        open_choice = "Alle rådgivere", "All caseworkers";
        protected_choice = "Bare tilgangslisten (beskyttet sak)", "Only the access list (protected case)";
        protected_hint = "Lederen ser også beskyttede saker. En rådgiver utenfor listen kan åpne saken i en nødssituasjon, med skriftlig grunn.",
            "The lead sees protected cases too. A caseworker outside the list may open the case in an emergency, with a reason in writing.";
        access = "Tilgangslisten", "The access list";
        access_hint = "Gjelder når saken er beskyttet. Når den blir det, kommer rådgiveren og du med på listen.",
            "Holds while the case is protected. When it becomes so, its caseworker and you come on the list.";
        blocked = "Sperrede kolleger", "Blocked colleagues";
        blocked_lead = "En sperret kollega kan ikke åpne saken i det hele tatt, heller ikke i en nødssituasjon. Gjelder også ledere.",
            "A blocked colleague cannot open the case at all, not in an emergency either. Holds for leads too.";
        unblock = "Opphev sperring", "Lift a block";
        block = "Sperr en kollega", "Block a colleague";
        block_nobody = "Ingen", "Nobody";
        block_reason = "Grunn til sperringen", "Reason for the block";
        block_reason_hint = "For eksempel at de kjenner hverandre. De som ser saken, ser grunnen.",
            "For example that they know each other. Those who see the case see the reason.";
        confirm = "Bekreft", "Confirm";
        confirm_self = "Jeg vet at jeg selv mister tilgangen", "I know that I lose access myself";
        confirm_hint = "Bare nødvendig når du sperrer deg selv eller ikke står på tilgangslisten.",
            "Only needed when you block yourself or are not on the access list.";
        save = "Lagre tilgangen", "Save the access";
        blocked_line(name: &str, reason: &str) = "{name}: {reason}", "{name}: {reason}";
        protected_missing = "Velg hvem som skal kunne åpne saken.", "Choose who may open the case.";
        reason_missing = "Skriv hvorfor kollegaen sperres.", "Write why the colleague is blocked.";
        reason_long = "Grunnen kan ha høyst 200 tegn.", "The reason may have at most 200 characters.";
        reason_control = "Grunnen har tegn som ikke kan lagres.", "The reason has characters that cannot be kept.";
        block_missing = "Velg hvem som skal sperres, eller ta bort grunnen.", "Choose who is to be blocked, or remove the reason.";
        colleague_wrong = "Velg en kollega fra listen.", "Choose a colleague from the list.";
        nobody_left = "Minst én aktiv rådgiver eller leder må fortsatt kunne åpne saken.",
            "At least one active caseworker or lead must still be able to open the case.";
        self_unconfirmed = "Slik mister du selv tilgangen. Kryss av for at du vet det, eller endre valget.",
            "Like this you lose access yourself. Tick that you know, or change your choice.";
        openings = "Åpnet i nødssituasjon", "Opened in an emergency";
        no_openings = "Ingen har åpnet saken i en nødssituasjon.", "Nobody has opened the case in an emergency.";
        who = "Hvem", "Who";
        when = "Når", "When";
        until = "Til", "Until";
        why = "Grunn", "Reason";
    }
}

texts! {
    /// Merging two records.
    MergeTexts {
        title = "Sammenslåing", "Merge";
        heading = "Slå sammen med en annen sak", "Merge with another case";
        heading_preview = "Se over før sakene slås sammen", "Look before the cases are merged";
        lead(number: &str) = "Denne saken, {number}, består. Den andre sakens opplysninger flyttes hit. Du ser hva som skjer før noe gjøres.",
            "This case, {number}, stays. The other case’s information moves here. You see what happens before anything is done.";
        number = "Saksnummeret til den andre saken", "The case number of the other case";
        number_hint = "For eksempel 2019-017", "For example 2019-017";
        go_on = "Se hva som skjer", "See what happens";
        number_missing = "Skriv saksnummeret til den andre saken.", "Write the case number of the other case.";
        number_wrong = "Det er ingen annen sak med dette nummeret som kan slås sammen med denne. Se over nummeret.",
            "There is no other case with this number that can be merged with this one. Check the number.";
        number_same = "Det er saksnummeret til denne saken. Skriv nummeret til den andre.", "That is the number of this case. Write the number of the other.";
        locked = "En av sakene er låst fordi samtykket er trukket. En låst sak kan ikke slås sammen.",
            "One of the cases is locked because the consent is withdrawn. A locked case cannot be merged.";
        compare = "De to sakene", "The two cases";
        field = "Opplysning", "Information";
        stays(number: &str) = "{number} (består)", "{number} (stays)";
        goes(number: &str) = "{number} (slås inn)", "{number} (merged in)";
        differs = "ulike", "differ";
        name = "Navn", "Name";
        alias = "Alias", "Alias";
        born = "Født", "Born";
        gender = "Kjønn", "Gender";
        citizenships = "Statsborgerskap", "Citizenship";
        languages = "Språk", "Languages";
        duf = "DUF-nummer", "DUF number";
        intake = "Inntak", "Intake";
        referred = "Henvist av", "Referred by";
        caseworker = "Rådgiver", "Caseworker";
        state = "Status", "State";
        active = "Aktiv", "Active";
        closed(date: &str) = "Avsluttet {date}", "Closed {date}";
        protection = "Beskyttet", "Protected";
        yes = "Ja", "Yes";
        no = "Nei", "No";
        identity_note = "Navn, fødselsdato og de andre opplysningene om personen blir som i saken som består. Det gamle navnet og nummeret kan fortsatt søkes fram.",
            "Name, birth date and the rest of who the person is stay as in the case that stays. The old name and number can still be found.";
        protection_note = "Beskyttelse og sperringer følger med: den felles saken blir minst like beskyttet som hver av dem.",
            "Protection and blocks come along: the joint case is at least as protected as each of them.";
        moves = "Dette flyttes", "This moves";
        kind = "Hva", "What";
        moving = "Flyttes", "Moves";
        staying = "Blir igjen", "Stays behind";
        nothing_moves = "Den andre saken har ingenting å flytte.", "The other case has nothing to move.";
        staying_note = "Det som blir igjen, står der fra før eller kan ikke stå ved siden av det: et opphold på samme sted med en felles natt, en status fra samme dag, eller en lik rad. Det telles ikke.",
            "What stays behind is there already or cannot stand beside it: a stay at the same place with a shared night, a status from the same day, or an equal row. It is not counted.";
        staying_list = "Opphold og statuser som blir igjen", "Stays and statuses that stay behind";
        labels_note(n: usize) = "{n} perioder for barn får et nytt kjennetegn, fordi kjennetegnet er i bruk her.",
            "{n} periods of children get a new label, as theirs is in use here.",
            one "1 periode for et barn får et nytt kjennetegn, fordi kjennetegnet er i bruk her.",
            "1 period of a child gets a new label, as its own is in use here.";
        confirm = "Slå sammen sakene", "Merge the cases";
        other_case = "Velg en annen sak", "Choose another case";
        changed = "En av sakene ble endret mens du så på dem. Ingenting er slått sammen; se over på nytt.",
            "One of the cases changed while you were looking. Nothing was merged; look again.";
        consents = "Samtykker", "Consents";
        children = "Barn", "Children";
        entries = "Journalnotater", "Journal notes";
        attachments = "Vedlegg", "Attachments";
        stay_rows = "Opphold", "Stays";
        absences = "Fravær", "Absences";
        statuses = "Oppholdsstatuser", "Residence statuses";
        activities = "Aktiviteter", "Activities";
        matters = "Politisaker", "Police matters";
        returns = "Returer", "Returns";
        legal_aid = "Rettshjelp", "Legal aid";
        benefits = "Ytelser", "Benefits";
        enquiries = "Henvendelser", "Enquiries";
        subjects = "Mulige ofre i henvendelser", "Possible victims in enquiries";
        contacts = "Kontakter", "Contacts";
        contact_points = "Måter å nå brukeren på", "Ways to reach the client";
        identifiers = "Andre numre", "Other numbers";
        alerts = "Varsler", "Alerts";
        drafts = "Utkast", "Drafts";
        changes = "Det som sto før rettelser", "What stood before corrections";
        decisions = "Søknader og vedtak", "Applications and decisions";
        appeals = "Klager", "Appeals";
        tasks = "Oppgaver", "Tasks";
        appointments = "Avtaler", "Appointments";
        announced = "Meldte innflyttinger", "Announced arrivals";
        arrivals = "Innflyttinger uten samtykke", "Arrivals without consent";
        notices = "Beskjeder om trukket samtykke", "Notices of withdrawn consent";
        deadlines = "Frister", "Deadlines";
        night_cards = "Nattkort", "Night cards";
    }
}

texts! {
    /// The log of one client.
    LogTexts {
        title = "Logg", "Log";
        heading = "Hvem har sett eller endret", "Who has looked or changed";
        lead = "Nyeste først. Loggen kan ikke endres, og viser ikke hva som ble lest eller skrevet.",
            "Latest first. The log cannot be changed, and does not show what was read or written.";
        who = "Hvem", "Who";
        role = "Rolle", "Role";
        what = "Hva", "What";
        when = "Når", "When";
        system = "Systemet", "The system";
        nobody = "Ikke innlogget", "Not signed in";
        unknown_user = "Ukjent bruker av systemet", "Unknown user of the system";
        refused(what: &str) = "{what} (ikke utført)", "{what} (not done)";
        other(action: &str) = "Annen handling ({action})", "Other act ({action})";
        empty = "Ingenting er logget om denne saken.", "Nothing is logged about this case.";
    }
}

texts! {
    /// Handing over.
    HandoverTexts {
        handover_heading = "Overfør saker", "Hand over cases";
        handover_lead = "Alle aktive saker hos én rådgiver får en ny rådgiver. Åpne oppgaver om disse brukerne følger med. Avsluttede saker blir stående.",
            "All active cases of one caseworker get a new caseworker. Open tasks about these clients go along. Closed cases stay as they are.";
        from = "Fra rådgiver", "From caseworker";
        to = "Til rådgiver", "To caseworker";
        pick = "Velg", "Choose";
        preview = "Se hvem det gjelder", "See whom it concerns";
        from_wrong = "Velg rådgiveren som gir fra seg sakene.", "Choose the caseworker who gives the cases away.";
        to_wrong = "Velg en annen rådgiver som skal ha sakene.", "Choose another caseworker who is to have the cases.";
        moves(n: &str, to: &str) = "{n} saker får {to} som rådgiver", "{n} cases get {to} as caseworker",
            one "1 sak får {to} som rådgiver", "1 case gets {to} as caseworker";
        moves_none(from: &str) = "{from} har ingen aktive saker som kan overføres.", "{from} has no active cases that can be handed over.";
        stays(n: &str, to: &str) = "{n} saker blir stående: {to} er sperret fra dem", "{n} cases stay: {to} is blocked from them",
            one "1 sak blir stående: {to} er sperret fra den", "1 case stays: {to} is blocked from it";
        hidden(n: &str) = "{n} brukere vises ikke for deg og blir ikke overført.", "{n} clients are not shown to you and are not handed over.",
            one "1 bruker vises ikke for deg og blir ikke overført.", "1 client is not shown to you and is not handed over.";
        guarded = "Er en av sakene beskyttet, kommer den nye rådgiveren på tilgangslisten.",
            "If one of the cases is protected, the new caseworker is put on its access list.";
        act(n: &str) = "Overfør {n} saker", "Hand over {n} cases", one "Overfør 1 sak", "Hand over 1 case";
        done = "Sakene er overført.", "The cases are handed over.";
        tasks(n: &str) = "{n} åpne oppgaver", "{n} open tasks", one "1 åpen oppgave", "1 open task";
        tasks_too(n: &str, from: &str) = "{from} har {n} åpne oppgaver om disse brukerne. De overføres også.", "{from} has {n} open tasks about these clients. They are handed over too.",
            one "{from} har 1 åpen oppgave om disse brukerne. Den overføres også.", "{from} has 1 open task about these clients. It is handed over too.";
        cancel = "Avbryt", "Cancel";
    }
}
