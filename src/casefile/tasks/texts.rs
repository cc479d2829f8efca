//! What the pages of tasks and appointments say.

use crate::web::texts::texts;

texts! {
    /// Tasks and appointments.
    TaskTexts {
        heading = "Oppgaver og avtaler", "Tasks and appointments";
        tasks = "Oppgaver", "Tasks";
        all_tasks = "Oppgaver", "Tasks";
        appointments = "Avtaler", "Appointments";
        new_task = "Ny oppgave", "New task";
        change_task = "Endre oppgaven", "Change the task";
        new_appointment = "Ny avtale", "New appointment";
        change_appointment = "Endre avtalen", "Change the appointment";
        no_tasks = "Ingen åpne oppgaver. Legg til det som må huskes, så står det på «Min dag».",
            "No open tasks. Add what must be remembered, and it stands on “My day”.";
        no_appointments = "Ingen avtaler. Legg til møter, rettsmøter og timer, gjerne med tolk.",
            "No appointments. Add meetings, hearings and consultations, with an interpreter if needed.";
        none_mine = "Du har ingen åpne oppgaver.", "You have no open tasks.";
        none_open = "Ingen har åpne oppgaver.", "Nobody has open tasks.";
        none_done = "Ingen oppgaver er lukket de siste 14 dagene.", "No tasks were closed in the last 14 days.";
        views = "Hvilke oppgaver", "Which tasks";
        mine = "Mine", "Mine";
        all_open = "Alle åpne", "All open";
        lately = "Nylig lukket", "Closed lately";
        hidden(n: &usize) = "{n} vises ikke for deg.", "{n} are not shown to you.", one "1 vises ikke for deg.", "1 is not shown to you.";
        first(n: &str) = "De {n} første vises.", "The first {n} are shown.";
        title = "Hva skal gjøres", "What is to be done";
        due = "Frist", "Due";
        due_hint = "Velg en dag her, eller skriv en dato under. Det kan stå åpent.", "Choose a day here, or write a date below. It may be left open.";
        due_today = "I dag", "Today";
        due_tomorrow = "I morgen", "Tomorrow";
        due_week = "Om en uke", "In a week";
        due_on = "Eller dato", "Or a date";
        assignee = "Hvem", "Who";
        nobody = "Ingen ennå", "Nobody yet";
        case_number = "Saksnummer", "Case number";
        case_hint = "Når oppgaven gjelder en bruker, for eksempel 2019-010.", "When the task is about a client, for example 2019-010.";
        case_wrong = "Du har ingen åpen sak med dette nummeret. Skriv det slik: 2019-010.", "You have no open case with this number. Write it like this: 2019-010.";
        title_missing = "Skriv hva som skal gjøres.", "Write what is to be done.";
        due_both = "Velg en av dagene, eller skriv en dato, men ikke begge deler.", "Choose one of the days or write a date, but not both.";
        due_past(date: &str) = "Fristen {date} er allerede passert.", "The due date {date} has passed already.";
        due_far(date: &str) = "Fristen {date} er mer enn to år fram.", "The due date {date} is more than two years ahead.";
        done = "Gjort", "Done";
        done_of(title: &str) = "Gjort: {title}", "Done: {title}";
        dismiss = "Ikke aktuell", "Not relevant";
        reopen = "Åpne igjen", "Open again";
        by(who: &str) = "Laget av {who}", "Made by {who}";
        closed_by(state: &str, when: &str, who: &str) = "{state} {when} av {who}", "{state} {when} by {who}";
        unknown_user = "ukjent bruker", "unknown user";
        system = "systemet", "the system";
        earlier_tasks = "Lukkede oppgaver", "Closed tasks";
        dismissal = "Oppgaven er ikke aktuell", "The task is not relevant";
        dismissal_lead = "Oppgaven blir borte fra listene. Den kan åpnes igjen.", "The task leaves the lists. It can be opened again.";
        reason = "Hvorfor", "Why";
        reason_missing = "Skriv hvorfor den ikke er aktuell.", "Write why it is not relevant.";
        dismiss_act = "Lagre som ikke aktuell", "Save as not relevant";
        what = "Hva", "What";
        what_hint = "For eksempel «Samtale» eller «Vitnemål i tingretten».", "For example “Conversation” or “Testimony in court”.";
        what_missing = "Skriv hva avtalen er.", "Write what the appointment is.";
        held_on = "Dato", "Date";
        begins = "Fra kl.", "From";
        ends = "Til kl.", "To";
        times_wrong = "Sluttiden er ikke etter starttiden.", "The end is not after the beginning.";
        times_open = "Skriv når avtalen begynner.", "Write when the appointment begins.";
        place = "Sted", "Place";
        place_hint = "Aldri adressen til et botilbud.", "Never the address of a shelter.";
        with_whom = "Med hvem", "With whom";
        goes_along = "Hvem følger opp", "Who follows it up";
        interpreter = "Tolk", "Interpreter";
        language = "Språk", "Language";
        language_missing = "Velg språket tolken skal ha.", "Choose the language of the interpreter.";
        interpreter_note = "Om tolken", "About the interpreter";
        interpreter_note_hint = "Hvem som er bestilt, eller hvem hun ikke vil ha.", "Who is ordered, or whom she does not want.";
        outcome = "Hva ble det til", "What became of it";
        outcome_early = "Avtalen er fram i tid. Den kan ikke være holdt ennå.", "The appointment is in the future. It cannot have been held yet.";
        held_past(date: &str) = "Datoen {date} er passert, og avtalen står som «Avtalt».", "The date {date} has passed, and the appointment is still “Planned”.";
        was_it_held = "Ble den holdt?", "Was it held?";
        was_held = "Holdt", "Held";
        no_show = "Ikke møtt", "No show";
        cancelled = "Avlyst", "Cancelled";
        outcome_of(what: &str, title: &str) = "{what}: {title}", "{what}: {title}";
        write_note = "Skriv notat", "Write a note";
        write_note_of(title: &str) = "Skriv notat om {title}", "Write a note about {title}";
        earlier_appointments = "Tidligere avtaler", "Earlier appointments";
        said_done = "Oppgaven er merket som gjort.", "The task is marked as done.";
        said_done_several = "Oppgavene er merket som gjort.", "The tasks are marked as done.";
        said_closed_before = "Oppgaven var allerede lukket.", "The task was closed already.";
        said_dismissed = "Oppgaven er lagret som ikke aktuell.", "The task is saved as not relevant.";
        said_reopened = "Oppgaven er åpnet igjen.", "The task is open again.";
        said_saved = "Oppgaven er lagret.", "The task is saved.";
        said_outcome = "Det er lagret hva det ble til.", "What became of it is saved.";
        said_held = "Avtalen er lagret som holdt. Skriv gjerne et notat om den.", "The appointment is saved as held. You may want to write a note about it.";
        next_heading = "Oppgaver og avtaler", "Tasks and appointments";
        next_none = "Ingenting er planlagt.", "Nothing is planned.";
        next_all = "Alle oppgaver og avtaler", "All tasks and appointments";
        back_to_tasks = "Tilbake til oppgavene", "Back to the tasks";
    }
}
