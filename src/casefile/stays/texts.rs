//! What the pages of stays say.

use crate::stays::model::Place;
use crate::stays::rules::{Doubt, Wrong};
use crate::web::show;
use crate::web::texts::texts;
use chrono::NaiveDate;

texts! {
    /// The page of stays and its forms.
    StayTexts {
        heading = "Bosted", "Housing";
        new = "Registrer innflytting", "Register an arrival";
        change = "Rett oppholdet", "Correct the stay";
        now = "Bor nå", "Lives now";
        nowhere = "Brukeren bor ikke på noe registrert sted nå.", "The client lives at no registered place now.";
        since(date: &str) = "siden {date}", "since {date}";
        nights_so_far(n: &i64) = "netter så langt", "nights so far", one "natt så langt", "night so far";
        leaves(date: &str) = "flytter ut {date}", "leaves {date}";
        still_here = "Bor her fortsatt", "Still lives here";
        departure = "Flytt ut", "Move out";
        departure_heading = "Utflytting", "Departure";
        transfer = "Flytt til et annet sted", "Move to another place";
        transfer_heading = "Flytting til et annet sted", "Move to another place";
        confirmation_heading = "Bor her fortsatt", "Still lives here";
        reopening = "Angre utflytting", "Undo the departure";
        reopening_heading = "Angre utflyttingen", "Undo the departure";
        confirmed(date: &str, who: &str) = "Bekreftet {date} av {who}", "Confirmed {date} by {who}";
        confirmed_by_nobody(date: &str) = "Bekreftet {date}", "Confirmed {date}";
        unconfirmed(days: &i64) = "Ikke bekreftet på {days} dager", "Not confirmed for {days} days";
        shelter_night = "Teller som overnatting på krisesenter og botilbud", "Counts as a shelter night";
        shelter = "Botilbud", "Shelter";
        all = "Alle opphold", "All stays";
        none = "Ingen opphold er registrert. Registrer innflytting når brukeren har fått et sted å bo.",
            "No stays here. Register an arrival when the client has got a place to live.";
        caption(n: usize) = "{n} opphold, det siste først", "{n} stays, the latest first", one "Ett opphold", "One stay";
        place = "Sted", "Place";
        from = "Fra", "From";
        to = "Til", "To";
        nights = "Netter", "Nights";
        why = "Årsak og hvor til", "Why and where to";
        arranged_by = "Ordnet av", "Arranged by";
        goes_on = "bor der", "lives there";
        not_stated = "ikke oppgitt", "not stated";
        to_place(place: &str) = "til {place}", "to {place}";
        overlaps(place: &str) = "Overlapper {place}", "Overlaps {place}";
        overlap_note = "Opphold på to steder samme natt beholdes begge. Natten teller én gang for brukeren.",
            "Stays at two places in one night are both kept. The night counts once for the client.";
        actions = "Handlinger", "Actions";
        correct = "Rett", "Correct";
        of(place: &str) = "oppholdet på {place}", "the stay at {place}";
        absence(period: &str) = "Borte {period}", "Away {period}";
        absence_add = "Noter fravær", "Note an absence";
        absence_new = "Nytt fravær", "New absence";
        absence_change = "Endre fravær", "Change an absence";
        absence_note = "Fravær noteres og vises. Nettene trekkes ikke fra, verken her eller i årsrapporten.",
            "Absences are noted and shown. Their nights are not subtracted, neither here nor in the annual report.";
        away_now = "Borte nå", "Away now";
        years = "Netter per år", "Nights per year";
        year = "År", "Year";
        all_nights = "Netter i alt", "All nights";
        shelter_nights = "På krisesenter og botilbud", "At shelters";
        sum = "Sum", "Total";
        years_note = "Telles som i årsrapporten: en natt teller én gang uansett hvor, hører til året den begynner i, og natten til i morgen er med. Årsrapporten tar med nettene i de årene brukeren fikk bistand.",
            "Counted as in the annual report: a night counts once wherever it was, belongs to the year it begins in, and the coming night is included. The annual report has the nights of those years in which the client was assisted.";

        facility = "Sted", "Place";
        facility_missing = "Velg et sted.", "Choose a place.";
        began_on = "Innflyttet", "Moved in";
        began_hint = "Datoen for den første natten, dd.mm.åååå", "The date of the first night, dd.mm.yyyy";
        ended_on = "Flyttet ut", "Moved out";
        ended_hint = "Natten som begynner denne dagen, teller ikke. Blank så lenge brukeren bor der.",
            "The night that begins on this day does not count. Blank as long as the client lives there.";
        left_on = "Flyttet ut", "Moved out";
        left_hint = "Kan være fram i tid. Natten som begynner denne dagen, teller ikke.", "May be ahead. The night that begins on this day does not count.";
        moved_on = "Flyttet", "Moved";
        moved_hint = "Natten som begynner denne dagen, teller på det nye stedet.", "The night that begins on this day counts at the new place.";
        exit_reason = "Hvorfor", "Why";
        destination = "Hvor til", "Where to";
        new_place = "Nytt sted", "New place";
        choose = "Velg", "Choose";
        none_chosen = "Ikke oppgitt", "Not stated";
        in_use_to(name: &str, date: &str) = "{name} (i bruk til {date})", "{name} (in use to {date})";
        reopening_lead = "Datoen, årsaken og hvor til fjernes, og oppholdet går videre som om brukeren ikke hadde flyttet. Begynte flyttingen et opphold et annet sted, fjernes det også, så lenge ingen har ført noe på det siden.",
            "The date, the reason and where to are taken away, and the stay goes on as if the client had not left. If the move began a stay elsewhere, it is taken away too, unless somebody has written of it since.";
        confirmation_lead = "Det noteres med dagens dato at brukeren fortsatt bor der.", "It is noted with today’s date that the client still lives there.";
        act_of(place: &str, since: &str) = "{place}, siden {since}", "{place}, since {since}";
        to_correct = "Rett oppholdet", "Correct the stay";

        announce = "Meld innflytting til et botilbud", "Announce an arrival to a shelter";
        announce_change = "Endre meldt innflytting", "Change an announced arrival";
        announce_short = "Meld innflytting", "Announce an arrival";
        announce_hint = "Botilbudet ser bare alias eller saksnummer og datoen til personen har kommet.", "The shelter sees no more than alias or case number and the date until the person has come.";
        announce_when(today: &str) = "Skriv i dag, {today}, eller en dag det neste året. Har personen kommet allerede, registrer innflytting i stedet.",
            "Write today, {today}, or a day within the next year. If the person has come already, register an arrival instead.";
        announce_twice = "Brukeren er allerede meldt til dette stedet. Endre den meldingen i stedet.", "The client is announced to this place already. Change that announcement instead.";
        expected_on = "Ventes", "Expected";
        expected_at(place: &str, day: &str) = "Ventes på {place} {day}", "Expected at {place} {day}";
        stay = "Opphold", "Stay";
        stay_missing = "Velg hvilket opphold det gjelder.", "Choose which stay it is about.";
        away_from = "Borte fra", "Away from";
        away_hint = "Den første natten borte", "The first night away";
        back_on = "Tilbake", "Back";
        back_hint = "Dagen brukeren kom tilbake. Blank så lenge brukeren er borte.", "The day the client came back. Blank as long as the client is away.";
        note = "Merknad", "Note";
        note_hint = "Skriv ikke adressen til et sted som er hemmelig.", "Do not write the address of a secret place.";
        outside(period: &str) = "Fraværet må ligge innenfor oppholdet, {period}.", "The absence must lie within the stay, {period}.";
        absence_overlap = "Fraværet overlapper et annet fravær fra samme opphold", "The absence overlaps another one from the same stay";

        wrong_ends_before(date: &str) = "Datoen er før innflyttingen {date}. Skriv den dagen eller senere.", "The date is before the arrival on {date}. Write that day or later.";
        wrong_ahead(today: &str) = "Datoen er fram i tid. Skriv i dag, {today}, eller tidligere.", "The date is in the future. Write today, {today}, or earlier.";
        wrong_without_end = "Skriv når brukeren flyttet ut, eller fjern årsaken og hvor til.", "Write when the client moved out, or take away the reason and where to.";
        wrong_shares(period: &str) = "Brukeren har allerede et opphold på samme sted disse nettene: {period}. Rett det, eller velg andre datoer.",
            "The client has a stay at the same place in these nights already: {period}. Correct that one, or choose other dates.";
        wrong_ended(date: &str) = "Oppholdet er allerede avsluttet {date}. Rett oppholdet i stedet.", "The stay has ended already on {date}. Correct the stay instead.";
        wrong_goes_on = "Det er ingen utflytting å angre.", "There is no departure to undo.";
        wrong_same = "Brukeren bor der allerede. Velg et annet sted.", "The client lives there already. Choose another place.";
        doubt_overlap(place: &str, period: &str) = "Brukeren har også et opphold på {place}, {period}. Begge beholdes, og natten teller én gang for brukeren.",
            "The client has a stay at {place} too, {period}. Both are kept, and the night counts once for the client.";
        doubt_intake(date: &str) = "Innflyttingen er før inntaksdatoen {date}", "The arrival is before the day of intake, {date}";
        doubt_use(place: &str) = "{place} var ikke i bruk hele tiden", "{place} was not in use all the time";

        said_departed = "Utflyttingen er lagret.", "The departure is saved.";
        said_moved = "Flyttingen er lagret. Ingen natt er tapt eller telt to ganger.", "The move is saved. No night is lost or counted twice.";
        said_confirmed = "Det er notert at brukeren bor der fortsatt.", "It is noted that the client still lives there.";
        said_reopened = "Utflyttingen er angret. Oppholdet går videre.", "The departure is undone. The stay goes on.";
    }
}

impl StayTexts {
    /// A period of nights, as one reads it.
    #[must_use]
    pub fn period(&self, from: NaiveDate, to: Option<NaiveDate>) -> String {
        match to {
            Some(to) => format!("{}–{}", show::date(from), show::date(to)),
            None => self.since(&show::date(from)),
        }
    }

    /// What is refused, in words.
    #[must_use]
    pub fn wrong(&self, wrong: Wrong, today: NaiveDate) -> String {
        match wrong {
            Wrong::NoPlace => self.facility_missing().to_owned(),
            Wrong::EndsBefore(began) => self.wrong_ends_before(&show::date(began)),
            Wrong::Ahead => self.wrong_ahead(&show::date(today)),
            Wrong::LeftWithoutEnd => self.wrong_without_end().to_owned(),
            Wrong::SharesNight(from, to) => self.wrong_shares(&self.period(from, to)),
            Wrong::Ended(on) => self.wrong_ended(&show::date(on)),
            Wrong::GoesOn => self.wrong_goes_on().to_owned(),
            Wrong::SamePlace => self.wrong_same().to_owned(),
        }
    }

    /// What is doubted, in words.
    #[must_use]
    pub fn doubt(&self, doubt: Doubt, places: &[Place]) -> String {
        let name = |id: i64| name_of(id, places);
        match doubt {
            Doubt::Overlap(place, from, to) => self.doubt_overlap(&name(place), &self.period(from, to)),
            Doubt::BeforeIntake(intake) => self.doubt_intake(&show::date(intake)),
            Doubt::OutOfUse(place) => self.doubt_use(&name(place)),
        }
    }
}

/// The name of a facility.
#[must_use]
pub fn name_of(id: i64, places: &[Place]) -> String {
    places.iter().find(|place| place.id == id).map_or_else(|| "–".to_owned(), |place| place.name.clone())
}
