//! What the first page says.

use crate::web::texts::texts;

texts! {
    /// The first page.
    HomeTexts {
        title = "Min dag", "My day";
        lead = "Dette kan du gjøre her:", "This is what you can do here:";
        nothing = "Sidene for rollen din kommer i en senere versjon.", "The pages for your role come in a later version.";
        date(weekday: &str, date: &str, week: &str) = "{weekday} {date}, uke {week}", "{weekday} {date}, week {week}";
        deadline_count(n: &str) = "{n} frister", "{n} deadlines", one "1 frist", "1 deadline";
        task_count(n: &str) = "{n} oppgaver", "{n} tasks", one "1 oppgave", "1 task";
        appointment_count(n: &str) = "{n} avtaler", "{n} appointments", one "1 avtale", "1 appointment";
        news_count(n: &str) = "{n} fra botilbudene", "{n} from shelters";
        draft_count(n: &str) = "{n} utkast", "{n} drafts", one "1 utkast", "1 draft";
        counts = "I dag", "Today";
        last_time(at: &str) = "Du logget sist inn {at}. Var det ikke deg, si fra til administratoren.",
            "You last signed in {at}. If that was not you, tell your administrator.";
        first_time = "Dette er første gang du logger inn.", "This is the first time you sign in.";
        all_quiet = "Ingenting haster i dag", "Nothing presses today";
        all_quiet_more = "Ingen av brukerne dine har en frist de nærmeste ukene. Frister følger av det som registreres, og kommer hit av seg selv.",
            "None of your clients has a deadline in the coming weeks. Deadlines of residence status and consent appear here by themselves.";
        find_client = "Finn en bruker", "Find a client";
        deadlines = "Frister", "Deadlines";
        reminder_count(n: &str) = "{n} påminnelser", "{n} reminders", one "1 påminnelse", "1 reminder";
        deadline_seen = "Fristen er sett. Den kommer tilbake ved neste påminnelse.", "The deadline is seen. It comes back with the next reminder.";
        deadline_done = "Fristen er merket som ferdig.", "The deadline is marked as done.";
        more_deadlines(n: &str) = "Vis {n} til", "Show {n} more";
        strip_scroll = "Frister på tidslinje, kan rulles sidelengs", "Deadlines on a line of days, scrolls sideways";
        strip_title(n: &u16) = "Frister de neste {n} dagene", "Deadlines of the next {n} days";
        strip_words(n: &str, days: &str) = "{n} frister: {days}. Alle står i listen under.", "{n} deadlines: {days}. All stand in the list below.",
            one "1 frist: {days}. Den står i listen under.", "1 deadline: {days}. It stands in the list below.";
        today_word = "I dag", "Today";
        week_word = "uke", "week";
        hours_left(n: &str) = "timer", "hours", one "time", "hour";
        hours_over(n: &str) = "timer over", "hours over", one "time over", "hour over";
        seen_deadline(what: &str) = "Sett: {what}", "Seen: {what}";
        done = "Utført", "Done";
        done_deadline(what: &str) = "Utført: {what}", "Done: {what}";
        tasks = "Oppgaver", "Tasks";
        mark_done = "Merk som gjort", "Mark as done";
        new_task = "Ny oppgave", "New task";
        no_tasks = "Du har ingen åpne oppgaver.", "You have no open tasks.";
        all_tasks = "Alle oppgaver", "All tasks";
        all_my_tasks(n: &str) = "Alle {n} oppgavene", "All {n} tasks";
        change = "Endre", "Change";
        appointments = "Avtaler", "Appointments";
        appointments_lead = "I dag og de neste dagene", "Today and the next days";
        what_became = "Ble den holdt?", "Was it held?";
        news = "Nytt fra botilbudene", "News from shelters";
        news_lead = "De siste 14 dagene, om brukerne dine", "The last 14 days, about your clients";
        news_note = "Notat delt med deg", "Note shared with you";
        news_stay_added = "Nytt opphold", "New stay";
        news_stay_changed = "Oppholdet er endret", "The stay was changed";
        news_stay_ended = "Flyttet ut", "Moved out";
        news_stay_moved = "Flyttet til et annet sted", "Moved to another place";
        news_stay_reopened = "Utflyttingen er angret", "The departure was undone";
        news_absent = "Kom ikke som ventet", "Did not come as expected";
        news_stay_confirmed = "Bekreftet boende", "Confirmed as staying";
        at(day: &str, time: &str) = "{day} {time}", "{day} {time}";
        quiet(n: &str) = "Stille i mer enn {n} dager", "Quiet for more than {n} days";
        quiet_lead = "Ingen journal på saken. Følg opp eller avslutt.", "Nothing in the journal. Follow up or close.";
        quiet_more = "De lengste vises. Resten står sist i listen over brukere når den sorteres etter siste notat.",
            "The longest are shown. The others stand last in the list of clients when it is sorted by latest note.";
        last_note(date: &str, n: &str) = "Siste notat {date}, {n} dager", "Last note {date}, {n} days";
        no_note(date: &str, n: &str) = "Ingen notat siden inntak {date}, {n} dager", "No note since intake {date}, {n} days";
        task_done = "Oppgaven er merket som gjort. Den står under «Nylig lukket» i oppgavene og kan åpnes igjen der.",
            "The task is marked as done. It stands under “Closed lately” among the tasks and can be opened again there.";
        tasks_done = "Oppgavene er merket som gjort. De står under «Nylig lukket» i oppgavene og kan åpnes igjen der.",
            "The tasks are marked as done. They stand under “Closed lately” among the tasks and can be opened again there.";
        task_closed_before = "Oppgaven var allerede lukket.", "The task was closed already.";
        task_none = "Kryss av oppgavene som er gjort, og trykk «Merk som gjort».", "Tick the tasks that are done, and press “Mark as done”.";
        task_dismissed = "Oppgaven er lagret som ikke aktuell.", "The task is saved as not relevant.";
        deadlines_more(n: &str) = "De {n} nærmeste vises.", "The nearest {n} are shown.";
        days_left(n: &str) = "dager", "days", one "dag", "day";
        days_over(n: &str) = "dager over", "days over", one "dag over", "day over";
        today_last = "siste dag", "last day";
        see_consents = "Se samtykket", "See the consent";
        see_residence = "Se oppholdet", "See the residence";
        see_police = "Se politisaken", "See the police matter";
        see_economy = "Se økonomien", "See the economy";
        see_stays = "Se bostedet", "See the housing";
        see_deadline = "Se fristen", "See the deadline";
        short_reflection = "Refleksjon ut", "Reflection ends";
        short_permit = "Tillatelse ut", "Permit ends";
        short_renewal = "Søk fornyelse", "Apply to renew";
        short_visit = "Besøk ut", "Visit ends";
        short_appeal = "Klagefrist", "Appeal";
        short_stay_request = "Utsettelse", "Stay request";
        short_transfer = "Dublin", "Dublin";
        short_departure = "Utreise", "Departure";
        short_family = "Familie", "Family";
        short_consent = "Samtykke", "Consent";
        drafts = "Uferdige utkast", "Unfinished drafts";
        drafts_lead(n: &str) = "Et utkast slettes {n} dager etter at det sist ble lagret.", "A draft is deleted {n} days after it was last saved.";
        draft_saved(at: &str) = "Lagret {at}", "Saved {at}";
        discard = "Forkast", "Discard";
        no_access = "Du har ikke lenger tilgang til saken", "You no longer have access to the case";
        new_client = "Ny bruker", "New client";
        new_enquiry = "Ny henvendelse", "New enquiry";
        identity = "Personopplysninger", "Who the person is";
        new_entry = "Nytt notat", "New note";
        correction = "Rettelse av et notat", "Correction of a note";
        amendment = "Tillegg til et notat", "Amendment to a note";
        other_form = "Skjema", "Form";
        discarded = "Utkastet er forkastet.", "The draft is discarded.";
        openings = "Åpnet i nødssituasjon", "Opened in an emergency";
        openings_lead = "Beskyttede saker som er åpnet av noen utenfor tilgangslisten.",
            "Protected cases opened by somebody outside the access list.";
        opened(who: &str, at: &str) = "{who}, {at}", "{who}, {at}";
        seen(number: &str) = "Sett, {number}", "Seen, {number}";
        seen_short = "Sett", "Seen";
        notices = "Trukket samtykke", "Withdrawn consent";
        notices_lead = "Noen har sagt fra om at en bruker trekker samtykket. Det gjelder fra det ble sagt.", "Somebody has said that a client withdraws her consent. It holds from when it was said.";
        notice_about(about: &str) = "Gjelder «{about}»", "About “{about}”";
        notice_unknown = "Ukjent sak", "Unknown case";
        notice_open = "Behandle", "Handle";
        notice_handled = "Beskjeden er behandlet.", "The notice is handled.";
        arrivals = "Kom til et botilbud uten samtykke", "Came to a shelter without consent";
        arrivals_all = "Alle", "All";
        came_to(place: &str, day: &str) = "{place}, kom {day}", "{place}, came {day}";
        unfrozen(year: &str) = "Årsrapporten for {year}", "The annual report of {year}";
        unfrozen_lead = "Året er over, og rapporten er ikke frosset ennå.", "The year is over, and its report is not frozen yet.";
        unfrozen_missing = "Se hva som mangler", "See what is missing";
        unfrozen_report = "Åpne rapporten", "Open the report";
        lead_grants = "Nye ledere som venter på godkjenning", "New leads awaiting approval";
        lead_grants_lead = "En leder ser hele registeret. Godkjenn bare den du vet skal være det.",
            "A lead sees the whole register. Approve only somebody you know shall be one.";
        approve(name: &str) = "Godkjenn {name}", "Approve {name}";
    }
}
