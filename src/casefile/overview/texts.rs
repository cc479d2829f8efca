//! What a client's page says, and the picture on it.

use crate::web::texts::texts;

texts! {
    /// The page around the picture.
    OverviewTexts {
        title = "Bruker", "Client";
        timeline = "Tidslinje", "Timeline";
        past_timeline = "Hopp forbi tidslinjen", "Skip past the timeline";
        timeline_scroll = "Tidslinje, kan rulles sidelengs", "Timeline, scrolls sideways";
        as_table = "Tidslinjen som tabell", "The timeline as a table";
        table_caption(n: usize) = "{n} hendelser. Samtalene står i journalen.", "{n} events. The conversations are in the journal.",
            one "1 hendelse. Samtalene står i journalen.", "1 event. The conversations are in the journal.";
        area = "Område", "Area";
        what = "Hendelse", "Event";
        from = "Fra", "From";
        to = "Til", "To";
        remark = "Merknad", "Remark";
        empty_timeline = "Ingenting er registrert ennå. Status, bosted, aktiviteter, politisak og retur vises her etter hvert.",
            "Nothing is registered yet. Status, stays, activities, police matters and return appear here in time.";
        decided = "Vedtatt", "Decided";
        applied = "Søkt", "Applied for";
        in_person = "Oppmøte", "In person";
        other_contact = "Telefon, melding, notat", "Phone, message, note";
        latest = "Siste fra journalen", "Latest from the journal";
        whole_journal(n: &usize) = "Hele journalen, {n} notater", "The whole journal, {n} notes", one "Hele journalen, 1 notat", "The whole journal, 1 note";
        no_entries = "Journalen er tom.", "The journal is empty.";
        first_entry = "Skriv det første notatet", "Write the first note";
        read_on = "Les hele", "Read all of it";
        topics = "Tema", "Topics";
        restricted = "Begrenset", "Restricted";
        with_shelter = "Delt med botilbudet", "Shared with the shelter";
        restricted_entry = "Begrenset notat", "Restricted note";
        restricted_why = "Bare den som skrev det, brukerens rådgiver og lederen kan lese det.",
            "Only its author, the client’s caseworker and the lead can read it.";
        next_deadline = "Neste frist", "Next deadline";
        next_deadlines = "Neste frister", "Next deadlines";
        all_deadlines = "Alle frister", "All deadlines";
        advice_reflection = "Søk om begrenset tillatelse før den datoen. Perioden kan ikke fornyes.",
            "Apply for a limited permit before that day. The period cannot be renewed.";
        advice_limited = "Søk om fornyelse minst en måned før den datoen.", "Apply for renewal at least a month before that day.";
        advice_expired = "Skriv inn den nye statusen hvis den har endret seg.", "Register the new status if it has changed.";
        key_facts = "Nøkkelopplysninger", "Key facts";
        born = "Født", "Born";
        duf = "DUF-nummer", "DUF number";
        intake = "Inntak", "Intake";
        referred_by = "Henvist av", "Referred by";
        exploitation = "Utnyttelse", "Exploitation";
        children = "Barn", "Children";
        benefits = "Ytelser", "Benefits";
        legal_aid = "Rettshjelp", "Legal aid";
        not_given = "Ikke oppgitt", "Not stated";
        accompanying(n: usize) = "{n} barn følger med", "{n} accompanying children", one "1 barn følger med", "1 accompanying child";
        had_accompanying = "Ingen følger med nå", "None accompanying now";
        abroad(n: &str) = "{n} barn i et annet land", "{n} children in another country", one "1 barn i et annet land", "1 child in another country";
        some_abroad = "Barn i et annet land, antall ikke oppgitt", "Children in another country, number not stated";
        none_abroad = "Ingen i et annet land", "None in another country";
        unknown_abroad = "Ukjent om barn i et annet land", "Unknown whether children in another country";
        no_benefits = "Ingen utbetalt", "None paid";
        paid_for(month: &str, amount: &str) = "Utbetalt for {month}, {amount}", "Paid for {month}, {amount}";
        no_legal_aid = "Ikke innvilget", "Not granted";
        reach = "Slik nås brukeren trygt", "How to reach the client safely";
        no_points = "Ingen trygg måte å nå brukeren på er registrert.", "No safe way to reach the client is registered.";
        contacts = "Kontakter", "Contacts";
        no_contacts = "Ingen kontakter er registrert.", "No contacts are registered.";
        to_person = "Se og rett under «Personen»", "See and change under “The person”";
        locked_heading = "Samtykket er trukket", "The consent is withdrawn";
        locked_text(date: &str) = "Trukket {date}. Bare lederen ser saken.", "Withdrawn {date}. Only the lead sees the case.";
        merged_heading = "Slått sammen med en annen sak", "Merged into another case";
        merged_text = "Opplysningene er flyttet dit. Det som står her, er bare det som ikke kunne flyttes, og det telles ikke.",
            "The information was moved there. What stands here could not be moved, and is not counted.";
        to_survivor = "Åpne saken som gjelder", "Open the case that holds";
        closed_heading = "Saken er avsluttet", "The case is closed";
        closed_text(date: &str, reason: &str) = "Avsluttet {date}: {reason}.", "Closed {date}: {reason}.";
        aftercare(date: &str) = "Ettervern til og med {date}.", "Aftercare up to and including {date}.";
        to_case = "Åpne saken igjen under «Saken»", "Open it again under “The case”";
    }
}

texts! {
    /// What was just done, above the page.
    SaidTexts {
        new = "Brukeren er opprettet.", "The client is registered.";
        saved = "Lagret.", "Saved.";
        closed = "Saken er avsluttet.", "The case is closed.";
        reopened = "Saken er åpnet igjen.", "The case is open again.";
        merged = "Sakene er slått sammen.", "The cases are merged.";
        unmerged = "Sammenslåingen er opphevet.", "The merge is undone.";
        merged_record = "Saken du åpnet, er slått sammen med denne.", "The case you opened was merged into this one.";
        protection = "Tilgangen er lagret.", "The access is saved.";
        handed_over = "Saken har fått ny rådgiver. Åpne oppgaver som den forrige hadde om brukeren, følger med.",
            "The case has a new caseworker. Open tasks that the former one had about the client go along.";
        distinct = "Det er lagret at de to ikke er samme person.", "It is saved that the two are not the same person.";
        draft = "Utkastet er lagret.", "The draft is saved.";
        discarded = "Utkastet er forkastet.", "The draft is discarded.";
        opened = "Saken er åpen for deg i 60 minutter. Lederen ser det.", "The case is open to you for 60 minutes. The lead sees it.";
        changed = "Noen andre endret saken i mellomtiden. Ingenting er gjort; se over og prøv igjen.",
            "Somebody else changed the case in the meantime. Nothing was done; look again and retry.";
    }
}

texts! {
    /// The picture and its table.
    PictureTexts {
        title = "Tidslinje for saken", "Timeline of the case";
        today(date: &str) = "i dag {date}", "today {date}";
        residence = "Oppholdsstatus", "Residence status";
        stays = "Bosted", "Stays";
        activities = "Aktiviteter", "Activities";
        police = "Politi", "Police";
        returns = "Retur", "Return";
        conversations = "Samtaler", "Conversations";
        runs_out(date: &str) = "Går ut {date}", "Expires {date}";
        ran_out(date: &str) = "Gikk ut {date}", "Expired {date}";
        valid_to(date: &str) = "gyldig til {date}", "valid to {date}";
        nights(place: &str, n: &str) = "{place}, {n} netter", "{place}, {n} nights";
        one_night(place: &str) = "{place}, 1 natt", "{place}, 1 night";
        investigated = "Under etterforskning", "Under investigation";
        return_applied = "Søkt retur", "Return applied for";
        return_granted = "Retur innvilget", "Return granted";
        return_refused = "Retur avslått", "Return refused";
        return_withdrawn = "Trakk søknaden om retur", "Withdrew the application for return";
        returned = "Returnert", "Returned";
        restricted = "Begrenset notat", "Restricted note";
        goes_on = "pågår", "goes on";
        none = "ingenting registrert", "nothing registered";
        and_more(n: &str) = "og {n} til", "and {n} more";
        met(here: &str, other: &str) = "{here} ved oppmøte og {other} på annen måte", "{here} in person and {other} in other ways";
        in_the_table = "Alt står i tabellen under.", "Everything is in the table below.";
    }
}
