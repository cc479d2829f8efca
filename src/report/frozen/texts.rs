//! The words of frozen reports.

use crate::web::texts::texts;

texts! {
    /// The words of freezing, of frozen reports and of what differs from them.
    FrozenTexts {
        freeze_heading(year: &str) = "Frys årsrapport {year}", "Freeze annual report {year}";
        freeze_lead = "Tallene lagres slik de er nå, med postene de er talt av, og endres aldri. Du kan fryse et år flere ganger; hver gang blir en ny utgave.",
            "The numbers are kept as they are now, with the records they were counted from, and never change. A year can be frozen several times; each time makes a new version.";
        freeze_running(closing: &str) = "Året er ikke over. Rapporten fryses per {closing}, og det som skjer senere i året er ikke med.",
            "The year is not over. The report is frozen as of {closing}, and what happens later in the year is not in it.";
        freeze_missing(n: &str) = "Det er {n} linjer under «Mangler i dataene».", "There are {n} lines under “Missing in the data”.",
            one "Det er én linje under «Mangler i dataene».", "There is one line under “Missing in the data”.";
        see_missing = "Se hva som mangler", "See what is missing";
        as_of = "Rapportdato", "Closing date";
        as_of_hint = "dd.mm.åååå. 31. desember, eller en tidligere dag i året.", "dd.mm.yyyy. 31 December, or an earlier day of the year.";
        as_of_outside(first: &str, last: &str) = "Rapportdatoen må ligge fra {first} til {last}.", "The closing date must lie from {first} to {last}.";
        reason = "Hvorfor fryses rapporten?", "Why is the report frozen?";
        reason_hint = "For eksempel «Sendt til styret» eller «Trykkes i februar».", "For example “Sent to the board” or “To be printed in February”.";
        reason_missing = "Skriv hvorfor rapporten fryses.", "Write why the report is frozen.";
        freeze = "Frys rapporten", "Freeze the report";
        cancel = "Avbryt", "Cancel";
        back(year: &str) = "Årsrapport {year}", "Annual report {year}";
        not_begun = "Året har ikke begynt, så det er ingenting å fryse.", "The year has not begun, so there is nothing to freeze.";

        heading(year: &str, number: &i32) = "Årsrapport {year}, utgave {number}", "Annual report {year}, version {number}";
        frozen_line(date: &str, who: &str, closing: &str) = "Frosset {date} av {who}, med tall per {closing}",
            "Frozen {date} by {who}, with numbers as of {closing}";
        versions = "Frosne utgaver", "Frozen versions";
        version(number: &i32, date: &str) = "Utgave {number}, {date}", "Version {number}, {date}";
        is_published = "Publisert", "Published";
        today_report = "Tallene i dag", "The numbers today";
        why = "Begrunnelse", "Reason";
        program = "Programversjon", "Program version";
        hash = "Kontrollsum (SHA-256)", "Checksum (SHA-256)";
        hash_note = "Kontrollsummen er regnet av filen bak knappen JSON, byte for byte, så hvem som helst kan kontrollere den.",
            "The checksum is taken of the file behind the button JSON, byte by byte, so that anybody can check it.";
        files = "Filer", "Files";
        json = "JSON", "JSON";
        former = "Tall som ikke regnes ut lenger", "Numbers that are no longer computed";
        former_rule = "Regelen finnes ikke i denne versjonen av programmet.", "The rule is not in this version of the program.";
        differences = "Avvik fra tallene i dag", "Differences from the numbers today";
        see_differences = "Se avvik fra i dag", "See the differences from today";
        publish_heading = "Publisert utgave", "Published version";
        publish_lead = "Merk den utgaven som er trykket eller sendt ut. Bare én utgave av et år kan være merket.",
            "Mark the version that was printed or sent out. Only one version of a year can be marked.";
        publish_note = "Hvor og når ble den publisert?", "Where and when was it published?";
        publish = "Merk som publisert", "Mark as published";
        unpublish = "Fjern merket", "Remove the mark";
        published_line(date: &str, who: &str) = "Merket som publisert {date} av {who}.", "Marked as published {date} by {who}.";
        other_published(number: &i32) = "Utgave {number} er merket nå. Merket flyttes hit.", "Version {number} is marked now. The mark moves here.";
        file_line(number: &str, date: &str, closing: &str) = "Utgave {number}, frosset {date}, med tall per {closing}",
            "Version {number}, frozen {date}, with figures as of {closing}";
        said_frozen = "Rapporten er frosset.", "The report is frozen.";
        said_published = "Utgaven er merket som publisert.", "The version is marked as published.";
        said_unpublished = "Merket er fjernet.", "The mark is removed.";

        differences_heading(year: &str, number: &i32) = "Avvik: årsrapport {year}, utgave {number}", "Differences: annual report {year}, version {number}";
        differences_lead(date: &str, today: &str) = "Hva som er annerledes i dag, {today}, enn da rapporten ble frosset {date}. Regnet til samme rapportdato.",
            "What is different today, {today}, from when the report was frozen {date}. Counted to the same closing date.";
        back_to(number: &i32) = "Utgave {number}", "Version {number}";
        no_differences = "Ingen avvik. Alle tall er de samme i dag.", "No differences. All numbers are the same today.";
        count_differing(n: &str) = "{n} tall er annerledes", "{n} numbers differ", one "Ett tall er annerledes", "One number differs";
        same_value = "Samme tall, andre poster", "Same numbers, other records";
        same_value_lead = "Tallet er det samme, men det er talt av andre poster enn da.", "The number is the same, but it is counted from other records than then.";
        rule_note(then: &str, now: &str) = "Rapporten ble frosset med programversjon {then}; nå brukes {now}.",
            "The report was frozen with program version {then}; now {now} is in use.";
        not_shown(n: usize) = "{n} poster vises ikke for deg", "{n} records are not shown to you",
            one "1 post vises ikke for deg", "1 record is not shown to you";
        erased_note = "Postene bak er slettet, så forskjellen kan ikke forklares lenger.", "The records behind are erased, so the difference can no longer be explained.";
        nothing = "ingen", "none";
        became = "ble", "became";
        comes = "telles nå", "counts now";
        goes = "telles ikke lenger", "counts no more";
        no_value = "–", "–";

        entered(date: &str, who: &str) = "registrert {date} av {who}", "entered {date} by {who}";
        changed(date: &str, who: &str) = "endret {date} av {who}", "changed {date} by {who}";
        removed(date: &str, who: &str, reason: &str) = "fjernet {date} av {who}: {reason}", "removed {date} by {who}: {reason}";
        imported(date: &str, who: &str) = "hentet inn med et register {date} av {who}", "brought in with a register {date} by {who}";
        since(date: &str) = "etter frysingen {date}", "after the freezing {date}";
        the_system = "systemet", "the system";
        rule_changed = "Regelen teller de samme opplysningene annerledes nå.", "The rule counts the same facts otherwise now.";
        case_merged = "Saken er slått sammen med en annen.", "The case was merged into another.";
        case_gone = "Saken finnes ikke lenger.", "The case is no longer there.";
        case(number: &str) = "Sak {number}", "Case {number}";

        gender = "Kjønn", "Gender";
        birth_date = "Fødselsdato", "Birth date";
        nationality = "Statsborgerskap", "Citizenship";
        exploitation = "Utnyttelse", "Exploitation";
        referred_by = "Henvist av", "Referred by";
        identified_in = "Identifisert i", "Identified in";
        pregnant = "Gravid ved inntak", "Pregnant at intake";
        children_abroad = "Barn i hjemlandet", "Children abroad";
        intake = "Inntaksdato", "Intake date";
        closing = "Avslutning", "Closing";
        conversation = "Samtale ansikt til ansikt", "In-person conversation";
        first_night(date: &str, place: &str) = "Første natt {date}, {place}", "First night {date}, {place}";
        stay = "Opphold", "Stay";
        status = "Oppholdsstatus", "Residence status";
        return_word = "Retur", "Return";
        matter = "Politisak", "Police matter";
        activity = "Aktivitet", "Activity";
        child = "Medfølgende barn", "Accompanying child";
        benefit = "Ytelse", "Benefit";
        enquiry = "Henvendelse", "Enquiry";
        subject = "Mulig offer", "Possible victim";
        outreach = "Utadrettet arbeid", "Outreach";
        facility = "Sted", "Facility";
        typed = "Ført for hånd", "Entered by hand";
        blank = "ikke oppgitt", "not given";
        applied = "søkt", "applied";
        withdrawn = "trukket", "withdrawn";
        returned = "reist", "returned";
    }
}
