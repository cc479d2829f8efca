//! The words of the report page that are not the catalogue's, in both languages.

use super::shape::{Dimension, Figure, Unit};
use crate::kernel::text::{Lang, Text};
use crate::web::texts::texts;

texts! {
    /// The texts of the annual report as a page. Counts come written, as the reader sees them.
    ReportTexts {
        heading(year: &str) = "Årsrapport {year}", "Annual report {year}";
        freeze = "Frys rapporten", "Freeze the report";
        years = "År", "Years";
        view = "Visning", "View";
        download = "Last ned", "Download";
        contents = "Innhold i rapporten", "Contents of the report";
        missing = "Mangler i dataene", "Missing in the data";
        missing_all = "Gå gjennom alle.", "Go through all of them.";
        missing_note = "Rapporten kan fryses med mangler. «Ukjent» vises alltid som en egen verdi.",
            "The report can be frozen with gaps. “Unknown” is always shown as a value of its own.";
        nobody = "Ingen i dette året.", "None in this year.";
        table = "Tabell", "Table";
        how_counted = "Slik er det telt", "How it is counted";
        how_these_counted = "Slik er disse tallene telt", "How these numbers are counted";

        status_line(date: &str, time: &str, closing: &str) =
            "Foreløpig. Regnet ut {date} kl. {time} av det som er registrert per {closing}",
            "Preliminary. Computed {date} at {time} from what is recorded as of {closing}";
        not_begun = "Året har ikke begynt, så rapporten er tom.", "The year has not begun, so the report is empty.";
        records = "Postene bak tallet", "The records behind the number";
        record = "Post", "Record";
        detail = "Nærmere bestemt", "In detail";
        adds = "Bidrag", "Adds";
        records_hidden(n: usize) = "{n} vises ikke for deg", "{n} are not shown to you", one "1 vises ikke for deg", "1 is not shown to you";
        records_found(n: &str) = "{n} poster", "{n} records", one "{n} post", "{n} record";
        show_records = "Vis postene", "Show the records";
        number_in_year(number: &str, year: &str) = "{number} i {year}", "{number} in {year}";

        tile_assisted = "har fått bistand", "have been assisted";
        tile_new(n: &str) = "nye brukere", "new clients", one "ny bruker", "new client";
        tile_continuing(n: &str) = "flerårige brukere", "continuing clients",
            one "flerårig bruker", "continuing client";
        tile_enquiries(n: &str) = "henvendelser", "enquiries", one "henvendelse", "enquiry";
        tile_nights = "overnattingsdøgn", "shelter nights";
        clients(n: &str) = "{n} brukere", "{n} clients", one "{n} bruker", "{n} client";
        years_old(n: &str) = "{n} år", "{n} years", one "{n} år", "{n} year";

        lead_enquiries(n: &str) = "{n} henvendelser i året.", "{n} enquiries in the year.",
            one "Én henvendelse i året.", "One enquiry in the year.";
        lead_night_duty(n: &str) = "Nattevakten svarte på {n} av dem.", "Night duty answered {n} of them.";
        lead_subjects(n: &str) = "{n} personer ble meldt for første gang.",
            "{n} persons were reported for the first time.",
            one "Én person ble meldt for første gang.", "One person was reported for the first time.";
        lead_accepted(n: &str) = "{n} tok imot bistand.", "{n} accepted assistance.";
        lead_clients(n: &str) = "{n} brukere fikk bistand i året.", "{n} clients were assisted in the year.",
            one "Én bruker fikk bistand i året.", "One client was assisted in the year.";
        lead_nationalities(n: &str) = "De har {n} ulike nasjonaliteter.", "They have {n} different nationalities.",
            one "De har samme nasjonalitet.", "They have the same nationality.";
        lead_ages(youngest: &str, oldest: &str, mean: &str) = "Alder {youngest} til {oldest} år, i snitt {mean}.",
            "Ages {youngest} to {oldest}, {mean} on average.";
        lead_new(n: &str) = "{n} brukere er nye i året.", "{n} clients are new in the year.",
            one "Én bruker er ny i året.", "One client is new in the year.";
        lead_continuing(n: &str) = "{n} brukere er med fra tidligere år.", "{n} clients are from earlier years.",
            one "Én bruker er med fra tidligere år.", "One client is from earlier years.";
        lead_nights(nights: &str, clients: &str) =
            "{nights} overnattingsdøgn på krisesenter og i bo- og støttetilbud, for {clients}.",
            "{nights} nights at crisis centres and in supported housing, for {clients}.";
        lead_police(n: &str) = "{n} brukere anmeldte menneskehandel.", "{n} clients reported trafficking.",
            one "Én bruker anmeldte menneskehandel.", "One client reported trafficking.";

        typed_title = "Innførte tall", "Entered figures";
        typed_lead = "Disse tallene er ført inn for hånd og ikke regnet ut av journalen.",
            "These figures are entered by hand and not computed from the journal.";
        computed(year: &str) = "{year}, regnet ut", "{year}, computed";
        development(from: &str, to: &str) = "Fra {from} til {to}", "From {from} to {to}";

        total = "I alt", "In all";
        share = "Andel", "Share";
        figure_column = "Tall", "Figure";
        more_countries(n: &str) = "{n} andre land", "{n} other countries", one "{n} annet land", "{n} other country";
        largest(label: &str, n: &str) = "Størst: {label}, {n}", "Largest: {label}, {n}";
        largest_share(label: &str, n: &str, percent: &str) = "Størst: {label}, {n} ({percent})",
            "Largest: {label}, {n} ({percent})";
        largest_two(a: &str, b: &str, n: &str) = "Størst: {a} og {b}, {n} hver", "Largest: {a} and {b}, {n} each";
        smallest(label: &str, n: &str) = "Minst: {label}, {n}.", "Smallest: {label}, {n}.";
        most_and_fewest(most: &str, n: &str, fewest: &str, m: &str) = "Flest i {most} ({n}), færrest i {fewest} ({m})",
            "Most in {most} ({n}), fewest in {fewest} ({m})";
    }
}

texts! {
    /// What a report says that is handed out: templates filled with numbers, never what they mean.
    DocumentTexts {
        part(label: &str, n: &str) = "{label} {n}", "{label} {n}";
        part_share(label: &str, n: &str, share: &str) = "{label} {n} ({share})", "{label} {n} ({share})";
        others(n: &str) = "{n} flere i tabellen", "{n} more in the table", one "{n} til i tabellen", "{n} more in the table";
        others_with(n: &str, sum: &str) = "{n} flere i tabellen, til sammen {sum}", "{n} more in the table, {sum} together";
        sentence(title: &str, parts: &str, end: &str) = "{title}: {parts} og {end}.", "{title}: {parts} and {end}.";
        values = "Alle verdier", "All values";
        section = "Kapittel", "Chapter";
        code = "Kode", "Code";
        figure = "Tall", "Figure";
        category_code = "Kategorikode", "Category code";
        category = "Kategori", "Category";
        inner_code = "Underkode", "Inner code";
        inner = "Underkategori", "Inner category";
        value = "Verdi", "Value";
        too_many = "Bak tallene står mer enn 250 000 poster, flere enn en fil kan ha med. Ta ut rapporten uten postene.",
            "Behind the numbers stand more than 250,000 records, more than a file can take along. Take the report out without them.";
        file_name(year: &str) = "arsrapport-{year}", "annual-report-{year}";

        heading(year: &str) = "Ta med deg årsrapporten {year}", "Take the annual report {year} with you";
        take = "Ta med deg", "Take it with you";
        take_lead = "Rapporten som fil, med de samme tallene som på siden. Ingen navn følger med.",
            "The report as a file, with the same numbers as on the page. No names go along.";
        lead = "Filen har de samme tallene som siden, og reglene de er regnet etter. Ingen navn følger med.",
            "The file has the same numbers as the page, and the rules they are counted by. No names go along.";
        xlsx = "Ett ark for hvert kapittel, tall å regne videre på og diagrammer",
            "A sheet for each chapter, numbers to go on with and charts";
        docx = "Setninger, tabeller og diagrammer i stiler du kan endre", "Sentences, tables and charts in styles you can change";
        pdf = "Ferdig til å deles ut, med innhold og bokmerker; kan leses av skjermlesere",
            "Ready to hand out, with contents and bookmarks; made for screen readers too";
        csv = "En zip med én fil for hver tabell (semikolon, desimalkomma, UTF-8)",
            "A zip with a file for each table (semicolons, decimal comma, UTF-8)";
        json = "For programmer: alle tall med koder og regler (rosa-report/1)",
            "For programs: all numbers with codes and rules (rosa-report/1)";
        with_records = "Ta med postene bak tallene", "Take along the records behind the numbers";
        with_records_hint = "Saksnumre, steder og datoer, ingen navn. Bare i Excel og CSV.",
            "Case numbers, places and dates, no names. In Excel and CSV only.";
        records_where = "Postene kan bare tas med i Excel og CSV. Velg et av dem, eller ta rapporten uten postene.",
            "The records can go along in Excel and CSV only. Choose one of them, or take the report without the records.";
    }
}

impl ReportTexts {
    /// What is counted, as the head of a column.
    #[must_use]
    pub const fn unit(&self, unit: Unit) -> &'static str {
        let (nb, en) = match unit {
            Unit::Calls => ("Henvendelser", "Enquiries"),
            Unit::Persons => ("Personer", "Persons"),
            Unit::Clients => ("Brukere", "Clients"),
            Unit::Children => ("Barn", "Children"),
            Unit::Years => ("År", "Years"),
            Unit::Percent => ("Prosent", "Per cent"),
            Unit::Nights => ("Netter", "Nights"),
            Unit::Stays => ("Opphold", "Stays"),
            Unit::Facilities => ("Steder", "Facilities"),
            Unit::Matters => ("Saker", "Matters"),
            Unit::Returns => ("Returer", "Returns"),
            Unit::Nok => ("Kroner", "NOK"),
            Unit::Events => ("Hendelser", "Events"),
            Unit::Participants => ("Deltakere", "Participants"),
            Unit::Nationalities => ("Nasjonaliteter", "Nationalities"),
            Unit::Minors => ("Mindreårige", "Minors"),
            Unit::Mixed => ("Antall", "Number"),
        };
        Text { nb, en }.get(self.0)
    }

    /// What the categories of a figure are, as the head of a column: of its outer dimension (0) or its inner (1).
    #[must_use]
    pub fn dimension(&self, figure: &Figure, axis: usize) -> &'static str {
        let (nb, en) = match figure.by.get(axis) {
            Some(Dimension::Country) => ("Land", "Country"),
            Some(Dimension::Facility) => ("Sted", "Facility"),
            Some(Dimension::Month) => ("Måned", "Month"),
            Some(Dimension::Free) => ("Tilbyder", "Provider"),
            Some(Dimension::Codes(_)) | None => code_dimension(figure.id, axis),
        };
        Text { nb, en }.get(self.0)
    }

    /// The name of a figure that is typed in; one not known here is called by its key.
    #[must_use]
    pub fn manual(&self, key: &str) -> String {
        let key = key.trim_start_matches("manual.");
        let (nb, en) = match key {
            "web_hits" => ("Treff på nettsidene", "Hits on the website"),
            "media_hits" => ("Oppslag i mediene", "Mentions in the media"),
            "facebook_followers" => ("Følgere på Facebook", "Followers on Facebook"),
            _ => return key.replace('_', " "),
        };
        Text { nb, en }.get(self.0).to_owned()
    }

    /// The name of a month within a sentence.
    #[must_use]
    pub fn month(&self, label: &str) -> String {
        match self.0 {
            Lang::Nb => label.to_lowercase(),
            Lang::En => label.to_owned(),
        }
    }
}

/// The name of a code list, by the figure that uses it.
fn code_dimension(id: &str, axis: usize) -> (&'static str, &'static str) {
    let last = id.rsplit('.').next().unwrap_or(id);
    match (last, axis) {
        ("by_topic", _) | ("by_topic_caller", 0) => ("Tema", "Topic"),
        ("by_caller", _) | ("by_topic_caller", _) => ("Hvem", "Caller"),
        ("by_answered_by", _) => ("Hvem svarte", "Answered by"),
        ("by_channel", _) => ("Kanal", "Channel"),
        ("by_gender", _) | ("by_exploitation_gender", 1) => ("Kjønn", "Gender"),
        ("by_exploitation" | "by_exploitation_gender" | "by_exploitation_nationality", _) => {
            ("Utnyttelsesform", "Exploitation")
        }
        ("by_outcome", _) => ("Resultat", "Outcome"),
        ("by_reason", _) => ("Grunn", "Reason"),
        ("by_dismissal_ground", _) => ("Grunn", "Ground"),
        ("by_age_band", _) => ("Alder", "Age"),
        ("by_region", _) => ("Region", "Region"),
        ("by_referred_by", _) => ("Hvem henviste", "Referred by"),
        ("by_facility_type", _) => ("Type sted", "Type of facility"),
        ("by_length", _) => ("Lengde", "Length"),
        ("by_status_at_year_end", _) => ("Status", "Status"),
        ("by_district", _) => ("Politidistrikt", "Police district"),
        ("by_offence", _) => ("Lovbrudd", "Offence"),
        ("new_transitions", 0) => ("Ved inntak", "At intake"),
        ("new_transitions", _) => ("Ved årets slutt", "At year end"),
        _ if id.starts_with("residence.") => ("Oppholdsstatus", "Residence status"),
        _ if id.starts_with("activities.") => ("Aktivitet", "Activity"),
        _ => ("Type", "Type"),
    }
}
