//! What is said where something leaves the house.

use crate::web::texts::texts;

texts! {
    /// The form and the page that waits.
    TakeTexts {
        format = "Format", "Format";
        format_missing = "Velg et format.", "Choose a format.";
        language = "Språk i filen", "Language of the file";
        bokmal = "Bokmål", "Bokmål";
        english = "Engelsk", "English";
        include = "Innhold", "Contents";
        reason = "Hvorfor tas den ut?", "Why is it taken out?";
        reason_hint = "Står i loggen sammen med hvem og når. Skriv ingen navn.", "Kept in the log with who and when. Write no names.";
        reason_missing = "Skriv hvorfor filen tas ut.", "Write why the file is taken out.";
        too_long = "Listen har mer enn 250 000 linjer, flere enn en fil kan ha. Velg en kortere periode eller et utvalg.",
            "The list has more than 250,000 lines, more than a file can have. Choose a shorter period or a selection.";
        xlsx = "Et ark med filter på hver kolonne", "A sheet with a filter on every column";
        csv = "Semikolon, desimalkomma, UTF-8", "Semicolons, decimal comma, UTF-8";
        take = "Last ned", "Download";
        care = "En fil som er lastet ned, er ikke lenger beskyttet av ROSA journal. Slett den når den er brukt.",
            "A file that has been downloaded is no longer protected by ROSA journal. Delete it when it has been used.";
        taken_before = "Tatt ut før", "Taken out before";
        at = "Når", "When";
        who = "Hvem", "Who";
        what = "Hva", "What";
        why = "Hvorfor", "Why";
        with_extra(what: &str, extra: &str) = "{what}, {extra}", "{what}, {extra}";

        job_title = "Filen lages", "The file is being made";
        making = "Filen lages. Arbeidet går av seg selv, og du kan gå til andre sider så lenge.",
            "The file is being made. The work goes on by itself, and you may leave this page.";
        look_again = "Se etter igjen", "Look again";
        ready = "Filen er klar", "The file is ready";
        ready_more = "Den ligger her i ti minutter, bare for deg.", "It stays here for ten minutes, for you alone.";
        failed = "Filen ble ikke laget", "The file was not made";
        failed_more = "Noe gikk galt. Prøv igjen, eller si fra til administratoren.",
            "Something went wrong. Try again, or tell your administrator.";
    }
}
