//! What the page of the import says.

use crate::web::texts::texts;

texts! {
    /// Bringing a register in.
    ImportTexts {
        heading = "Hent inn et register", "Import a register";
        lead = "Velg en arbeidsbok (.xlsx) eller alle CSV-filene på én gang. Alt blir hentet inn, eller ingenting.",
            "Choose one workbook (.xlsx), or all CSV files at once. Everything is brought in, or nothing.";
        files = "Filer", "Files";
        files_hint = "Inntil 100 MB til sammen. Filene leses i minnet og lagres ikke.",
            "Up to 100 MB together. The files are read in memory and not kept.";
        only_check = "Bare kontroller, ikke hent inn", "Only check, do not import";
        start = "Start", "Start";
        no_files = "Velg minst én fil.", "Choose at least one file.";
        running = "Registeret leses …", "The register is being read …";
        running_more = "Et stort register tar sin tid. Du kan trygt gå herfra; arbeidet fortsetter.",
            "A large register takes its time. You may leave this page; the work goes on.";
        renew = "Se på nytt", "Look again";
        refused = "Ingenting ble hentet inn", "Nothing was imported";
        problems(n: &usize) = "{n} feil må rettes i filene.", "{n} errors must be mended in the files.",
            one "Én feil må rettes i filene.", "One error must be mended in the files.";
        done = "Registeret er hentet inn", "The register is imported";
        checked = "Registeret er i orden", "The register is in order";
        added = "Lagt til", "Added";
        would_add = "Ville blitt lagt til", "Would be added";
        unchanged(n: &usize) = "{n} rader fantes fra før.", "{n} rows were there already.",
            one "Én rad fantes fra før.", "One row was there already.";
        warnings = "Lite sannsynlig, men tatt med", "Unlikely, but taken";
        file = "Fil", "File";
        row = "Rad", "Row";
        column = "Kolonne", "Column";
        what = "Hva som er galt, og hva som er tillatt", "What is wrong and what is allowed";
        table = "Tabell", "Table";
        first_shown(n: &usize) = "De første {n} vises.", "The first {n} are shown.";
        again = "Hent inn flere filer", "Import more files";
    }
}
