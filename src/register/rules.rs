//! The rules of the format that one row, or one client, must keep; and what is only unlikely. Source: docs/register-format.md.

use super::format::Table;
use super::problems::{Problems, said};
use super::row::Row;
use super::sheet::{Cell, Sheet};
use crate::kernel::age::age_on;
use crate::kernel::codes::{
    BenefitStatus, ConsentScope, EnquiryTopic, JournalMode, ResidenceStatus, ReturnDecision, ReturnProgramme, Role,
};
use crate::kernel::identity_number::duf_fits;
use chrono::{Days, Months, NaiveDate};
use std::collections::{HashMap, HashSet};

/// The rules of rows that concern no other row.
pub fn single_rows(sheet: &Sheet, problems: &mut Problems) {
    for row in sheet.added_rows() {
        match sheet.table {
            Table::Users => user(sheet, row, problems),
            Table::Consents => consent(sheet, row, problems),
            Table::Children => child(sheet, row, problems),
            Table::Activities => ends_after_it_begins(sheet, row, "from", "to", problems),
            Table::Returns => returned(sheet, row, problems),
            Table::Benefits => benefit(sheet, row, problems),
            Table::Enquiries => enquiry(sheet, row, problems),
            Table::EnquirySubjects => subject(sheet, row, problems),
            _ => {}
        }
    }
}

/// Refuses a period that ends before it begins.
pub fn ends_after_it_begins(sheet: &Sheet, row: Row<'_>, from: &str, to: &str, problems: &mut Problems) {
    if let (Some(begins), Some(ends)) = (row.date(from), row.date(to))
        && ends < begins
    {
        let message = said!(
            "{ends} is before {from} ({begins}); it may be the same day or later",
            "{ends} er før {from} ({begins}); samme dag eller senere er tillatt",
        );
        problems.cell(&sheet.file, row.number(), to, message);
    }
}

fn user(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    if row.code::<Role>("role") == Some(Role::ContactPerson) && row.cell("facilities") == Cell::Blank {
        problems.cell(
            &sheet.file,
            row.number(),
            "facilities",
            said!(
                "is blank, but a contact_person must have at least one facility",
                "er tom, men en contact_person må ha minst ett sted"
            ),
        );
    }
}

fn consent(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    ends_after_it_begins(sheet, row, "given_on", "withdrawn_on", problems);
}

fn child(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    ends_after_it_begins(sheet, row, "accompanying_from", "accompanying_to", problems);
    if let (Some(birth), Some(from)) = (row.date("birth_date"), row.date("accompanying_from"))
        && age_on(birth, from).is_some_and(|age| age >= 18)
    {
        problems.warn(
            &sheet.file,
            row.number(),
            "birth_date",
            said!(
                "the child is 18 or older when the period begins",
                "barnet er 18 år eller eldre når perioden begynner"
            ),
        );
    }
}

fn returned(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    let is_iom = row.code::<ReturnProgramme>("programme") == Some(ReturnProgramme::Iom);
    if is_iom && row.cell("applied_on") == Cell::Blank {
        problems.cell(
            &sheet.file,
            row.number(),
            "applied_on",
            said!(
                "is blank, but must be filled in for the programme iom",
                "er tom, men må fylles ut for programmet iom"
            ),
        );
    }
    both_or_none(sheet, row, "decided_on", "decision", problems);
    if row.code::<ReturnDecision>("decision") == Some(ReturnDecision::Refused) && row.date("returned_on").is_some() {
        problems.warn(
            &sheet.file,
            row.number(),
            "returned_on",
            said!("the return was refused and carried out", "returen er både avslått og gjennomført"),
        );
    }
}

fn benefit(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    let status: Option<BenefitStatus> = row.code("status");
    let is_paid = matches!(status, Some(BenefitStatus::Paid | BenefitStatus::Refunded));
    if is_paid && row.cell("paid_on") == Cell::Blank {
        problems.cell(
            &sheet.file,
            row.number(),
            "paid_on",
            said!(
                "is blank, but must be filled in for the status paid or refunded",
                "er tom, men må fylles ut for statusen paid eller refunded"
            ),
        );
    }
}

fn enquiry(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    let other_topic = row.code::<EnquiryTopic>("topic").is_some_and(|topic| topic != EnquiryTopic::FollowUp);
    if other_topic && row.text("client").is_some() {
        problems.cell(
            &sheet.file,
            row.number(),
            "client",
            said!("is only allowed with the topic follow_up", "er bare tillatt med temaet follow_up"),
        );
    }
}

fn subject(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    let several = row.text("count").is_some_and(|count| count != "1");
    if several && row.text("client").is_some() {
        problems.cell(
            &sheet.file,
            row.number(),
            "client",
            said!(
                "is only allowed with the count 1: several persons cannot become one client",
                "er bare tillatt med antallet 1: flere personer kan ikke bli én bruker"
            ),
        );
    }
}

/// Refuses one cell filled in without the other.
fn both_or_none(sheet: &Sheet, row: Row<'_>, one: &str, other: &str, problems: &mut Problems) {
    for (filled, blank) in [(one, other), (other, one)] {
        if matches!(row.cell(filled), Cell::Value(_)) && row.cell(blank) == Cell::Blank {
            let message = said!(
                "is blank while {filled} is filled in; both or none",
                "er tom mens {filled} er fylt ut; begge eller ingen"
            );
            problems.cell(&sheet.file, row.number(), blank, message);
        }
    }
}

/// The rules of clients: consent first, closing with its reason; and what is unlikely about them.
pub fn clients(sheet: &Sheet, sheets: &[Sheet], problems: &mut Problems) {
    let consents = sheets.iter().find(|sheet| sheet.table == Table::Consents);
    let with_doubtful: HashSet<&str> = consents.map_or_else(HashSet::new, doubtful_consents);
    let mut given: HashMap<&str, Vec<Row<'_>>> = HashMap::new();
    for row in consents.into_iter().flat_map(Sheet::rows) {
        if let Some(client) = row.text("client") {
            given.entry(client).or_default().push(row);
        }
    }
    let consents_readable = consents.is_none_or(|sheet| sheet.complete);
    for row in sheet.added_rows() {
        both_or_none(sheet, row, "closed_on", "closure_reason", problems);
        if row.text("duf_number").is_some_and(|duf| !duf_fits(duf)) {
            problems.warn(
                &sheet.file,
                row.number(),
                "duf_number",
                said!(
                    "the check digits do not fit; is it typed right?",
                    "kontrollsifrene stemmer ikke; er det skrevet riktig?"
                ),
            );
        }
        let (Some(client), Some(intake)) = (row.text("client"), row.date("intake_date")) else { continue };
        if row.date("birth_date").and_then(|birth| age_on(birth, intake)).is_some_and(|age| age < 18) {
            problems.warn(
                &sheet.file,
                row.number(),
                "birth_date",
                said!("the client is under 18 at intake", "brukeren er under 18 år ved inntak"),
            );
        }
        let has_consent = given.get(client).is_some_and(|rows| rows.iter().any(|row| covers_intake(*row, intake)));
        if !has_consent && consents_readable && !with_doubtful.contains(client) {
            let message = said!(
                "this client has no consent; she needs one that holds the scope journal, is given on or before the intake date {intake}, and is not withdrawn or expired on or before it (in consents)",
                "denne brukeren har ikke samtykke; det trengs ett som omfatter journal, er gitt senest på inntaksdatoen {intake}, og ikke er trukket eller utløpt senest da (i consents)",
            );
            problems.cell(&sheet.file, row.number(), "client", message);
        }
    }
}

/// Clients with a consent row that has a wrong cell: whether it would do cannot be known, and the cell has been named.
fn doubtful_consents(sheet: &Sheet) -> HashSet<&str> {
    let is_doubtful = |row: &Row<'_>| {
        ["given_on", "scopes", "expires_on", "withdrawn_on"].iter().any(|column| row.cell(column) == Cell::Bad)
    };
    sheet.rows().filter(is_doubtful).filter_map(|row| row.text("client")).collect()
}

fn covers_intake(consent: Row<'_>, intake: NaiveDate) -> bool {
    consent.codes::<ConsentScope>("scopes").contains(&ConsentScope::Journal)
        && consent.date("given_on").is_some_and(|given| given <= intake)
        && consent.date("withdrawn_on").is_none_or(|withdrawn| withdrawn > intake)
        && consent.date("expires_on").is_none_or(|expires| expires > intake)
}

/// Warns about conversations before the intake date.
pub fn conversations(sheet: &Sheet, intake: &HashMap<&str, NaiveDate>, problems: &mut Problems) {
    for row in sheet.added_rows() {
        let mode: Option<JournalMode> = row.code("mode");
        if !matches!(mode, Some(JournalMode::InPerson | JournalMode::Phone | JournalMode::Video)) {
            continue;
        }
        let (Some(client), Some(on)) = (row.text("client"), row.date("occurred_at")) else { continue };
        if intake.get(client).is_some_and(|intake| on < *intake) {
            problems.warn(
                &sheet.file,
                row.number(),
                "occurred_at",
                said!("the conversation is before the intake date", "samtalen er før inntaksdatoen"),
            );
        }
    }
}

/// Warns about a reflection period that is not six months, give or take a day, and a limited permit of more than twelve.
pub fn unlikely_permit(sheet: &Sheet, row: Row<'_>, problems: &mut Problems) {
    let (Some(status), Some(from), Some(valid_to)) = (row.code("status"), row.date("from"), row.date("valid_to"))
    else {
        return;
    };
    let after = |months| from.checked_add_months(Months::new(months));
    match status {
        ResidenceStatus::ReflectionGranted => {
            let near = after(6).is_some_and(|end| {
                end.checked_sub_days(Days::new(1)).is_some_and(|early| valid_to >= early)
                    && end.checked_add_days(Days::new(1)).is_some_and(|late| valid_to <= late)
            });
            if !near {
                problems.warn(
                    &sheet.file,
                    row.number(),
                    "valid_to",
                    said!(
                        "a reflection period is six months; this one is not",
                        "en refleksjonsperiode er seks måneder; det er ikke denne"
                    ),
                );
            }
        }
        ResidenceStatus::LimitedGranted if after(12).is_some_and(|end| valid_to > end) => {
            problems.warn(
                &sheet.file,
                row.number(),
                "valid_to",
                said!(
                    "a limited permit is for at most twelve months; this one is longer",
                    "en begrenset tillatelse gjelder høyst tolv måneder; denne er lengre"
                ),
            );
        }
        _ => {}
    }
}
