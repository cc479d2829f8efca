//! What the pages of centres say.

use crate::stays::rules::Wrong;
use crate::web::show;
use crate::web::texts::texts;
use chrono::NaiveDate;

texts! {
    /// A contact person's pages, and ROSA's page of all facilities.
    CentreTexts {
        board = "Hos oss nå", "With us now";
        no_facility = "Kontoen din er ikke knyttet til noe botilbud. Be administratoren om å legge til stedet ditt.",
            "Your account belongs to no facility. Ask the administrator to add yours.";
        register_arrival = "Registrer innflytting", "Register an arrival";
        unconfirmed_notice(n: &i64, days: &i64) = "{n} opphold er ikke bekreftet, det eldste på {days} dager.", "{n} stays are not confirmed, the oldest for {days} days.",
            one "Ett opphold er ikke bekreftet på {days} dager.", "One stay is not confirmed for {days} days.";
        unconfirmed_more = "Bor personen her fortsatt? Trykk «Bekreft», eller «Flytt ut» med riktig dato. Netter telles til oppholdet er avsluttet.",
            "Does the person still live here? Press “Confirm”, or “Move out” with the right date. Nights are counted until the stay has ended.";
        expected = "Ventes", "Expected";
        expected_on(day: &str) = "Ventes {day}", "Expected {day}";
        expected_today = "Ventes i dag", "Expected today";
        expected_late(day: &str) = "Ventet {day}", "Was expected {day}";
        expected_sub = "Meldt av ROSA. Mer vises når personen har flyttet inn.", "Announced by ROSA. More is shown once the person has moved in.";
        has_come = "Har kommet", "Has come";
        did_not_come = "Kom ikke", "Did not come";
        lives_here = "Bor her", "Lives here";
        adults(n: &usize) = "{n} voksne", "{n} adults", one "1 voksen", "1 adult";
        children_count(n: &usize) = "{n} barn", "{n} children", one "1 barn", "1 child";
        hidden(n: &usize) = "{n} vises ikke for deg", "{n} not shown to you";
        nobody = "Ingen er registrert her nå. Trykk «Registrer innflytting» når noen flytter inn.", "Nobody is registered here now. Press “Register an arrival” when somebody moves in.";
        resident = "Beboer", "Resident";
        moved_in = "Innflyttet", "Moved in";
        nights_so_far = "Netter så langt", "Nights so far";
        spent(n: &str) = "{n} netter", "{n} nights", one "1 natt", "1 night";
        spent_so_far(n: &str) = "{n} netter så langt", "{n} nights so far", one "1 natt så langt", "1 night so far";
        nights_word = "netter", "nights";
        confirmed = "Bekreftet", "Confirmed";
        never = "aldri", "never";
        today = "i dag", "today";
        yesterday = "i går", "yesterday";
        never_in(n: &i64) = "aldri, på {n} dager", "never, in {n} days";
        days_ago(n: &i64) = "{n} dager siden", "{n} days ago";
        confirm = "Bekreft", "Confirm";
        confirm_of(who: &str) = " at {who} bor her", " that {who} lives here";
        move_out = "Flytt ut", "Move out";
        of(who: &str) = ": {who}", ": {who}";
        correct_departure = "Rett utflyttingen", "Correct the departure";
        leaves(day: &str) = "Flytter ut {day}", "Leaves {day}";
        actions = "Handlinger", "Actions";
        only_stay = "Bare oppholdet deles", "Only the stay is shared";
        without_consent = "Uten samtykke ennå", "No consent yet";
        without_consent_lead = "ROSA har fått beskjed. Oppholdet telles når personen har samtykket og er registrert som bruker, med datoene dere har ført.",
            "ROSA has been told. The stay is counted once the person has consented and is registered as a client, with the dates you entered.";
        alias = "Alias", "Alias";
        arrived = "Kom", "Came";
        left = "Dro", "Left";
        correct = "Rett", "Correct";
        lately_left = "Nylig flyttet ut", "Moved out lately";
        lately_left_sub = "De siste 14 dagene", "The last 14 days";
        stay = "Opphold", "Stay";
        nights = "Netter", "Nights";
        why = "Årsak", "Reason";
        undo = "Angre", "Undo";
        undo_of(who: &str) = " utflytting for {who}", " the departure of {who}";
        not_stated = "Ikke oppgitt", "Not stated";
        per_month = "Netter per måned", "Nights per month";
        so_far(n: &str, year: &str) = "{n} netter hittil i {year}", "{n} nights so far in {year}", one "1 natt hittil i {year}", "1 night so far in {year}";
        month = "Måned", "Month";
        as_table = "Vis som tabell", "Show as a table";
        not_over(month: &str) = "{month} er ikke slutt.", "{month} is not over.";
        our_figures = "Våre tall", "Our figures";
        download = "Last ned våre opphold (Excel)", "Download our stays (Excel)";
        notice_link = "Har noen trukket samtykket?", "Has somebody withdrawn a consent?";
        confirmed_said = "Det er notert at personen bor her fortsatt.", "It is noted that the person still lives here.";
        departed_said = "Utflyttingen er lagret. Den kan angres på siden til beboeren, til 14 dager etter utflyttingen.",
            "The departure is saved. It can be undone on the resident’s page, until 14 days after it.";
        moved_said = "Flyttingen er lagret. Ingen natt er tapt eller telt to ganger.", "The move is saved. No night is lost or counted twice.";
        reopened_said = "Utflyttingen er angret. Oppholdet går videre.", "The departure is undone. The stay goes on.";
        corrected_said = "Oppholdet er rettet.", "The stay is corrected.";
        came_said = "Innflyttingen er lagret.", "The arrival is saved.";
        absent_said = "ROSA har fått beskjed om at personen ikke kom.", "ROSA has been told that the person did not come.";
        arrived_said = "Innflyttingen er notert, og ROSA har fått beskjed.", "The arrival is noted, and ROSA has been told.";
        arrival_changed_said = "Lagret. ROSA ser endringen.", "Saved. ROSA sees the change.";
        note_said = "Notatet er lagret. ROSA ser det.", "The note is saved. ROSA sees it.";

        departure = "Utflytting", "Departure";
        transfer = "Flytting til et annet sted", "Move to another place";
        transfer_short = "Flytt til et annet sted", "Move to another place";
        confirmation = "Bor her fortsatt", "Still lives here";
        reopening = "Angre utflyttingen", "Undo the departure";
        correction = "Rett oppholdet", "Correct the stay";
        confirmation_lead = "Det noteres med dagens dato at personen fortsatt bor her.", "It is noted with today’s date that the person still lives here.";
        reopening_lead = "Datoen og årsaken fjernes, og oppholdet går videre som om personen ikke hadde flyttet. Flyttet dere personen til et annet sted, fjernes oppholdet der også, så lenge ingen har ført noe på det siden. Ellers må ROSA rette det.",
            "The date and the reason are taken away, and the stay goes on as if the person had not left. If you moved the person to another place, the stay there is taken away too, unless somebody has written of it since. Otherwise ROSA must correct it.";
        came_lead = "Oppholdet begynner den dagen personen kom. Fra da av ser dere det som er delt med dere.", "The stay begins on the day the person came. From then on you see what is shared with you.";
        absent_lead = "Meldingen lukkes, og ROSA får beskjed. Ingen netter telles.", "The announcement is closed, and ROSA is told. No nights are counted.";
        act_of(who: &str, place: &str, since: &str) = "{who}, {place}, siden {since}", "{who}, {place}, since {since}";
        announced_of(who: &str, place: &str, day: &str) = "{who}, {place}, ventet {day}", "{who}, {place}, expected {day}";
        left_on = "Flyttet ut", "Moved out";
        left_hint = "Kan være fram i tid. Natten som begynner denne dagen, teller ikke.", "May be ahead. The night that begins on this day does not count.";
        left_on_blank = "Blank så lenge personen bor her. Natten som begynner denne dagen, teller ikke.", "Blank as long as the person lives here. The night that begins on this day does not count.";
        moved_on = "Flyttet", "Moved";
        moved_hint = "Natten som begynner denne dagen, teller på det nye stedet.", "The night that begins on this day counts at the new place.";
        came_on = "Kom", "Came";
        first_night = "Datoen for den første natten", "The date of the first night";
        exit_reason = "Hvorfor", "Why";
        destination = "Hvor til", "Where to";
        destination_hint = "Bare hvilket sted, aldri en adresse.", "Only which place, never an address.";
        new_place = "Nytt sted", "New place";
        choose = "Velg", "Choose";
        place_missing = "Velg et sted.", "Choose a place.";

        wrong_ends_before(date: &str) = "Datoen er før innflyttingen {date}. Skriv den dagen eller senere.", "The date is before the arrival on {date}. Write that day or later.";
        wrong_ahead(today: &str) = "Datoen er fram i tid. Skriv i dag, {today}, eller tidligere.", "The date is in the future. Write today, {today}, or earlier.";
        wrong_without_end = "Skriv når personen flyttet ut, eller fjern årsaken.", "Write when the person moved out, or take away the reason.";
        wrong_shares = "Det er allerede ført et opphold her disse nettene. Velg andre datoer, eller spør ROSA.", "A stay in these nights is entered here already. Choose other dates, or ask ROSA.";
        wrong_shares_there = "Flyttingen passer ikke med det som er ført på det nye stedet. Velg «Flytt ut» i stedet, eller spør ROSA.", "The move does not fit what is entered at the new place. Choose “Move out” instead, or ask ROSA.";
        wrong_ended(date: &str) = "Oppholdet er allerede avsluttet {date}. Rett oppholdet i stedet.", "The stay has ended already on {date}. Correct the stay instead.";
        wrong_goes_on = "Det er ingen utflytting å angre.", "There is no departure to undo.";
        wrong_same = "Det er stedet personen flytter fra. Velg et annet sted.", "That is the place the person moves from. Choose another place.";
        doubt_use(place: &str) = "{place} var ikke i bruk hele tiden", "{place} was not in use all the time";

        arrival_heading = "Innflytting", "Arrival";
        arrival_lead = "Bruk dette når ROSA ikke har meldt personen. Skriv et alias, aldri navnet: personen har ikke samtykket ennå.",
            "Use this when ROSA has not announced the person. Write an alias, never the name: the person has not consented yet.";
        arrival_change = "Rett innflyttingen", "Correct the arrival";
        facility = "Sted", "Place";
        alias_hint = "For eksempel et fornavn som ikke er det riktige", "For example a first name that is not the real one";
        alias_missing = "Skriv et alias, så ROSA og dere snakker om den samme.", "Write an alias, so that you and ROSA speak of the same person.";
        arrival_of(alias: &str, place: &str, day: &str) = "«{alias}», {place}, kom {day}", "“{alias}”, {place}, came {day}";

        permit_until(day: &str) = "Har en oppholdsfrist {day}", "Has a permit deadline on {day}";
        permit_lead = "ROSA følger den opp.", "ROSA follows it up.";
        about = "Om personen", "About the person";
        languages = "Språk", "Languages";
        interpreter = "Tolk", "Interpreter";
        interpreter_yes = "Trenger tolk", "Needs an interpreter";
        interpreter_no = "Trenger ikke tolk", "Needs no interpreter";
        children = "Medfølgende barn", "Accompanying children";
        no_children = "Ingen registrert", "None registered";
        child_age(n: &str) = "{n} år", "{n} years", one "1 år", "1 year";
        safe_contact = "Trygg kontakt", "Safe contact";
        no_contact = "Ingen registrert", "None registered";
        caseworker = "Rådgiver i ROSA", "Caseworker at ROSA";
        no_caseworker = "Ikke satt", "Not set";
        the_resident = "beboeren", "the resident";
        stays_here = "Opphold hos dere", "Stays with you";
        closes(day: &str) = "Siden lukkes for dere etter {day}.", "The page closes for you after {day}.";
        journal = "Notater delt med dere", "Notes shared with you";
        no_notes = "Ingen notater er delt med dere ennå.", "No notes are shared with you yet.";
        new_note = "Nytt notat", "New note";
        correct_note = "Rett notatet", "Correct the note";
        correct_note_of(day: &str) = "Rett notatet fra {day}", "Correct the note of {day}";
        note_lead = "Notatet kan leses av ROSA og av botilbudet personen bor på. Samtaler ved oppmøte teller i årsrapporten; telefon og annet gjør ikke.",
            "The note can be read by ROSA and by the shelter where the person lives. Conversations in person count in the annual report; the telephone and other contact do not.";
        correct_note_lead = "Du kan rette ditt eget notat i 24 timer. Det som sto før, blir tatt vare på.", "You can correct your own note for 24 hours. What stood before is kept.";
        shared_not = "Samtykket deler ikke mer enn selve oppholdet med dere: alias og datoer. Spør ROSA hvis dere trenger mer.",
            "The consent shares no more with you than the stay itself: alias and dates. Ask ROSA if you need more.";
        corrected_note(at: &str) = "Rettet {at}", "Corrected {at}";
        amended(who: &str, at: &str) = "Tillegg av {who} {at}", "Amendment by {who} {at}";
        contact_person = "Kontaktperson", "Contact person";
        at_time(time: &str) = "kl. {time}", "at {time}";
        who_reads = "Hvem leser", "Who reads";

        figures_lead(place: &str) = "{place}. Telles som i årsrapporten.", "{place}. Counted as in the annual report.";
        year = "År", "Year";
        clients = "Personer med natt", "People with a night";
        stays = "Opphold", "Stays";
        moved_in_count = "Flyttet inn", "Moved in";
        moved_out_count = "Flyttet ut", "Moved out";
        nothing_counted(year: &str) = "Ingen netter er ført her i {year}.", "No nights are entered here in {year}.";
        rule = "En natt hører til dagen den begynner, og natten til i morgen er med. Et opphold som begynner og slutter samme dag, har ingen natt. Tallene gjelder personer ROSA har bistått i året; de som ikke har samtykket ennå, er ikke med.",
            "A night belongs to the day on which it begins, and the coming night is included. A stay that begins and ends on one day has no night. The figures are of people whom ROSA assisted in the year; those who have not consented yet are not included.";

        export_heading = "Last ned våre opphold", "Download our stays";
        export_lead = "Et regneark med oppholdene dere kan se nå, ett for ett uten navn, og nettene per måned for hele året. Tidligere opphold står bare som tall.",
            "A workbook with the stays you can see now, one by one without names, and the nights per month for the whole year. Earlier stays stand as numbers only.";
        reason = "Hva listen skal brukes til", "What the list is for";
        reason_hint = "For eksempel beboerskjema til Bufdir. Det lagres med hvem som tok ut listen.", "For example the national statistics. It is kept with who took the list.";
        reason_missing = "Skriv hva listen skal brukes til.", "Write what the list is for.";
        year_wrong(first: &str, last: &str) = "Skriv et år fra {first} til {last}.", "Write a year from {first} to {last}.";
        download_button = "Last ned", "Download";
        file_name = "opphold", "stays";
        sheet_stays = "Opphold", "Stays";
        sheet_months = "Netter per måned", "Nights per month";
        from = "Fra", "From";
        to = "Til", "To";
        nights_in_year = "Netter i året", "Nights in the year";
        earlier(n: &i64) = "Andre opphold i året ({n})", "Other stays in the year ({n})";
        sum = "Sum", "Total";
        taken = "Lister dere har tatt ut", "Lists you have taken out";
        taken_at = "Tatt ut", "Taken out";
        taken_by = "Av", "By";
        lines = "Linjer", "Lines";

        overview = "Bosted", "Housing";
        all_stays = "Alle opphold", "All stays";
        overview_lead(n: &str) = "{n} bor på et registrert sted i dag.", "{n} live at a registered place today.", one "1 bor på et registrert sted i dag.", "1 lives at a registered place today.";
        open_arrivals = "Kom uten samtykke", "Came without consent";
        open_arrivals_lead = "Botilbudene har notert disse. De mangler i dataene til de er brukere.", "Shelters have noted these. They are missing in the data until they are clients.";
        open = "Åpne", "Open";
        open_of(alias: &str) = ": «{alias}»", ": “{alias}”";
        nights_waiting = "Netter som venter", "Nights waiting";
        announced = "Meldt innflytting", "Announced";
        announced_lead = "Botilbudet bekrefter når de kommer.", "The shelter confirms when they come.";
        to_check = "Opphold å se på", "Stays to check";
        nothing_to_check = "Alle opphold er bekreftet de siste 30 dagene, og ingen overlapper.", "All stays were confirmed in the last 30 days, and none overlap.";
        check_unconfirmed(days: &i64) = "Ikke bekreftet på {days} dager", "Not confirmed for {days} days";
        check_overlap(one: &str, other: &str) = "Overlapper: {one} og {other}", "Overlaps: {one} and {other}";
        check_more(n: &usize) = "og {n} til", "and {n} more";
        facilities = "Hvem bor hvor", "Who lives where";
        place = "Sted", "Place";
        residents = "Bor der nå", "Lives there now";
        this_month(month: &str) = "Netter i {month}", "Nights in {month}";
        this_year(year: &str) = "Netter i {year}", "Nights in {year}";
        more_names(n: &usize) = "og {n} til", "and {n} more";
        nobody_there = "ingen", "nobody";
        no_facilities = "Ingen botilbud er i bruk i år. Administratoren legger dem til under «Botilbud».", "No facility is in use this year. The administrator adds them under “Facilities”.";
        overview_rule = "Netter per sted, natt for natt. Årsrapporten teller ved fengsel, mottak og andre steder bare dem som fikk bistand i året.",
            "Nights by place, night by night. At prisons, reception centres and other places the annual report counts only those who were assisted in the year.";
        secret = "Hemmelig adresse", "Secret address";

        open_arrival = "Kom uten samtykke", "Came without consent";
        noted_by(who: &str, at: &str) = "Notert av {who} {at}", "Noted by {who} {at}";
        left_said(day: &str) = "Dro {day}", "Left {day}";
        still_there = "Bor der fortsatt", "Still there";
        make_client = "Ny bruker", "New client";
        make_client_lead = "Når personen har samtykket: skjemaet for ny bruker åpnes med aliaset, og oppholdet føres med den opprinnelige datoen.",
            "When the person has consented: the form of a new client opens with the alias, and the stay is entered with its original date.";
        make_client_button = "Registrer som ny bruker", "Register as a new client";
        link_heading = "Er allerede bruker", "Is a client already";
        link_lead = "Oppholdet føres på saken med den opprinnelige datoen.", "The stay is entered in the case with its original date.";
        link_case = "Saksnummer", "Case number";
        link_missing = "Skriv et saksnummer du har tilgang til, for eksempel 2019-017.", "Write a case number you have access to, for example 2019-017.";
        link_button = "Før oppholdet på saken", "Enter the stay in the case";
        close_heading = "Blir ikke bruker", "Does not become a client";
        close_lead = "Aliaset slettes, og oppholdet telles ikke.", "The alias is deleted, and the stay is not counted.";
        close_reason = "Hvorfor", "Why";
        close_missing = "Skriv hvorfor personen ikke blir bruker.", "Write why the person does not become a client.";
        close_button = "Lukk", "Close";
        linked_said = "Oppholdet er ført på saken.", "The stay is entered in the case.";
        closed_said = "Innflyttingen er lukket, og aliaset er slettet.", "The arrival is closed, and the alias is deleted.";

        notice_heading = "Noen har trukket samtykket", "Somebody has withdrawn a consent";
        notice_lead = "Skriv det personen sa. ROSA får det øverst på dagen sin. Svaret her er alltid det samme, så det viser ikke om personen er registrert.",
            "Write what the person said. ROSA gets it first on the day. The answer here is always the same, so it does not show whether the person is registered.";
        notice_about = "Saksnummer eller alias", "Case number or alias";
        notice_about_hint = "Slik personen eller dere kjenner det", "As the person or you know it";
        notice_about_missing = "Skriv saksnummeret eller aliaset, eller «ukjent».", "Write the case number or the alias, or “unknown”.";
        notice_said = "Hva personen sa", "What the person said";
        notice_said_missing = "Skriv hva personen sa.", "Write what the person said.";
        notice_send = "Send til ROSA", "Send to ROSA";
        notice_sent = "Beskjeden er sendt til ROSA.", "The message is sent to ROSA.";
        handle_heading = "Beskjed om trukket samtykke", "Notice of a withdrawn consent";
        handle_about(about: &str) = "Gjelder «{about}»", "About “{about}”";
        handle_left(who: &str, at: &str) = "Mottatt av {who} {at}", "Received by {who} {at}";
        handle_known = "Kjent igjen som", "Recognised as";
        handle_unknown = "Saken ble ikke kjent igjen. Finn den i listen over brukere.", "The case was not recognised. Find it in the list of clients.";
        handle_withdraw = "Trekk samtykket på brukerens side", "Withdraw the consent on the client’s page";
        handle_find = "Finn brukeren", "Find the client";
        handling = "Hva som ble gjort", "What was done";
        handling_hint = "For eksempel at samtykket er trukket, eller hvem som ble ringt.", "For example that the consent is withdrawn, or who was called.";
        handling_missing = "Skriv hva som ble gjort.", "Write what was done.";
        handle_button = "Ferdig behandlet", "Handled";
        to_front = "forsiden", "the front page";
        handled_said = "Beskjeden er behandlet.", "The notice is handled.";
    }
}

impl CentreTexts {
    /// What is refused, in words that tell nothing of stays elsewhere. `is_move` is true where the new place refused.
    #[must_use]
    pub fn wrong(&self, wrong: Wrong, is_move: bool, today: NaiveDate) -> String {
        match wrong {
            Wrong::NoPlace => self.place_missing().to_owned(),
            Wrong::EndsBefore(began) => self.wrong_ends_before(&show::date(began)),
            Wrong::Ahead => self.wrong_ahead(&show::date(today)),
            Wrong::LeftWithoutEnd => self.wrong_without_end().to_owned(),
            Wrong::SharesNight(..) if is_move => self.wrong_shares_there().to_owned(),
            Wrong::SharesNight(..) => self.wrong_shares().to_owned(),
            Wrong::Ended(on) => self.wrong_ended(&show::date(on)),
            Wrong::GoesOn => self.wrong_goes_on().to_owned(),
            Wrong::SamePlace => self.wrong_same().to_owned(),
        }
    }

    /// A day that is near, in a word; else its date.
    #[must_use]
    pub fn near(&self, on: NaiveDate, today: NaiveDate) -> String {
        match (today - on).num_days() {
            0 => self.today().to_owned(),
            1 => self.yesterday().to_owned(),
            _ => show::date(on),
        }
    }
}

texts! {
    /// Stays one by one, and taking them out.
    StayListTexts {
        heading = "Alle opphold", "All stays";
        lead(day: &str) = "Opphold ved alle steder, de siste først. Netter er talt til og med {day}.", "Stays at all places, the latest first. Nights are counted up to {day}.";
        from = "Fra", "From";
        to = "Til", "To";
        place = "Sted", "Place";
        every_place = "Alle steder", "All places";
        show = "Vis", "Show";
        quick = "Utvalg", "Selections";
        everything = "Alle", "All";
        going_on = "Pågår", "Going on";
        ended = "Avsluttet", "Ended";
        date_wrong = "Skriv datoene som dd.mm.åååå, den første før den siste.", "Write the dates as dd.mm.yyyy, the first before the last.";
        count(n: &str) = "{n} opphold", "{n} stays", one "1 opphold", "1 stay";
        clients(n: &str) = "{n} brukere", "{n} clients", one "1 bruker", "1 client";
        nights_sum(n: &str) = "{n} netter i perioden", "{n} nights in the period", one "1 natt i perioden", "1 night in the period";
        client = "Bruker", "Client";
        moved_in = "Inn", "In";
        moved_out = "Ut", "Out";
        still_there = "bor der", "lives there";
        nights = "Netter", "Nights";
        nights_in_period = "Netter i perioden", "Nights in the period";
        arranged_by = "Ordnet av", "Arranged by";
        why = "Hvorfor slutt", "Why it ended";
        destination = "Flyttet til", "Moved to";
        name = "Navn", "Name";
        kind = "Type", "Kind";
        empty = "Ingen opphold passer. Velg en annen periode eller et annet sted.", "No stays fit. Choose another period or place.";
        rule = "Natten til avreisedagen telles, avreisedagen selv ikke. Samme natt telles én gang for hver bruker i summen.",
            "The night before the day of leaving counts, the day itself does not. In the sum a client's night counts once.";
        take = "Ta ut listen", "Take the list out";
        take_heading = "Ta ut listen over opphold", "Take the list of stays out";
        take_lead(n: &str) = "{n} opphold, de samme og i samme rekkefølge som i listen du kom fra.",
            "{n} stays, the same and in the same order as in the list you came from.",
            one "Ett opphold, det samme som i listen du kom fra.", "One stay, the same as in the list you came from.";
        with_names = "Med navn", "With names";
        with_names_hint = "Uten dette står bare saksnummer. Ta med navn bare når den som får filen, må ha dem.",
            "Without this only case numbers stand there. Take names along only when whoever gets the file must have them.";
        file_name = "opphold", "stays";
    }
}
