//! What must hold between rows: keys, references, and the rules of the format, all for the database as it would be after
//! the import.

use super::export::{self, Names};
use super::format::{Kind, Table};
use super::problems::{Problems, Said, quoted, said};
use super::row::Row;
use super::sheet::{Cell, Sheet};
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use crate::kernel::text::Text;
use crate::{access, clients, facilities, helpline, police};
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet, VecDeque};

/// The keys of the database, with their ids.
#[derive(Default)]
pub struct Known {
    /// Ids by key, per table.
    pub ids: HashMap<Table, HashMap<String, i64>>,
    /// The day of intake, by case number.
    pub intake: HashMap<String, NaiveDate>,
    /// Case numbers of merged records, with the case number of the client they turned out to be about.
    pub merged: HashMap<String, String>,
}

impl Known {
    /// Reads the keys that the sheets may refer to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn load(conn: &mut Conn, actor: &Actor, sheets: &[Sheet]) -> Result<Self> {
        let mut known = Self::default();
        let facilities = facilities::store::all_facilities(conn, actor)?;
        known.ids.insert(Table::Facilities, facilities.into_iter().map(|row| (row.facility_key, row.id)).collect());
        let users = access::store::all_users(conn, actor)?;
        known.ids.insert(Table::Users, users.into_iter().map(|row| (row.username, row.id)).collect());
        let cases = clients::store::case_numbers(conn, actor)?;
        let merged: HashMap<i64, i64> = cases.iter().filter_map(|case| Some((case.id, case.merged_into_id?))).collect();
        for case in cases.iter().filter(|case| case.merged_into_id.is_some()) {
            let mut survivor = case.id;
            while let Some(next) = merged.get(&survivor) {
                survivor = *next;
            }
            if let Some(found) = cases.iter().find(|other| other.id == survivor) {
                known.merged.insert(case.case_number.clone(), found.case_number.clone());
            }
        }
        known.intake = cases.iter().map(|case| (case.case_number.clone(), case.intake_date)).collect();
        known.ids.insert(Table::Clients, cases.into_iter().map(|case| (case.case_number, case.id)).collect());
        if sheets.iter().any(|sheet| matches!(sheet.table, Table::PoliceMatters | Table::PoliceEvents)) {
            let matters = police::store::all_police_matters(conn, actor)?;
            known.ids.insert(Table::PoliceMatters, matters.into_iter().map(|row| (row.matter_key, row.id)).collect());
        }
        if sheets.iter().any(|sheet| matches!(sheet.table, Table::Enquiries | Table::EnquirySubjects)) {
            known.ids.insert(Table::Enquiries, helpline::store::enquiry_keys(conn, actor)?.into_iter().collect());
        }
        Ok(known)
    }

    /// The id of a key.
    #[must_use]
    pub fn id(&self, table: Table, key: &str) -> Option<i64> {
        self.ids.get(&table)?.get(key).copied()
    }
}

/// What a database row said that the rules between rows must know: stays and statuses of clients in the register.
#[derive(Default)]
pub struct InDatabase {
    stays: HashMap<String, Vec<Stay>>,
    statuses: HashMap<String, HashSet<String>>,
}

/// Notes every key that stands twice in its file.
pub fn check_keys(sheets: &[Sheet], problems: &mut Problems) {
    for sheet in sheets.iter().filter(|sheet| sheet.table.key_columns() > 0) {
        let columns = sheet.table.columns().get(..sheet.table.key_columns()).unwrap_or_default();
        let mut seen: HashMap<Vec<&str>, u32> = HashMap::with_capacity(sheet.len());
        for row in sheet.rows() {
            let Some(key) = columns.iter().map(|column| row.text(column.name)).collect::<Option<Vec<_>>>() else {
                continue;
            };
            let shown = quoted(&key.join(" "));
            if let Some(first) = seen.get(&key) {
                let column = columns.last().map_or("", |column| column.name);
                let message = said!(
                    "the key {shown} stands already in row {first}; a key may stand once",
                    "nøkkelen {shown} står allerede i rad {first}; en nøkkel kan stå én gang",
                );
                problems.cell(&sheet.file, row.number(), column, message);
            } else {
                seen.insert(key, row.number());
            }
        }
    }
}

/// Notes every reference to something that is neither in the register nor in the database.
pub fn check_references(sheets: &[Sheet], known: &Known, problems: &mut Problems) {
    let mut in_file: HashMap<Table, HashSet<&str>> = HashMap::new();
    for sheet in sheets {
        if let Some(key) = sheet.table.columns().iter().find(|column| matches!(column.kind, Kind::Key)) {
            in_file.entry(sheet.table).or_default().extend(sheet.rows().filter_map(|row| row.text(key.name)));
        }
    }
    // Where the file of the other table could not be read to its end, what is missing may stand there.
    let unreadable: HashSet<Table> = sheets.iter().filter(|sheet| !sheet.complete).map(|sheet| sheet.table).collect();
    for sheet in sheets {
        for column in sheet.table.columns() {
            if sheet.table == Table::Clients && matches!(column.kind, Kind::Key) {
                for row in sheet.rows() {
                    check_merged(sheet, &row, column.name, row.text(column.name), known, problems);
                }
            }
            let (Kind::Reference(to) | Kind::References(to)) = column.kind else { continue };
            if unreadable.contains(&to) {
                continue;
            }
            let in_file = in_file.get(&to);
            let in_database = known.ids.get(&to);
            for row in sheet.rows() {
                let Some(value) = row.text(column.name) else { continue };
                if to == Table::Clients {
                    check_merged(sheet, &row, column.name, Some(value), known, problems);
                }
                let parts: Vec<&str> = if column.kind.is_set() { value.split(';').collect() } else { vec![value] };
                for part in parts {
                    let found = in_file.is_some_and(|keys| keys.contains(part))
                        || in_database.is_some_and(|keys| keys.contains_key(part));
                    if !found {
                        let (kind, key) = (one_of(to), quoted(part));
                        let (en, nb) = (kind.en, kind.nb);
                        let message = said!(
                            "there is no {en} with the key {key}, neither in the register nor in the database",
                            "det finnes {nb} med nøkkelen {key}, verken i registeret eller i databasen",
                        );
                        problems.cell(&sheet.file, row.number(), column.name, message);
                    }
                }
            }
        }
    }
}

/// A merged record takes no more rows: they belong to the client it turned out to be about.
fn check_merged(
    sheet: &Sheet,
    row: &Row<'_>,
    column: &str,
    case: Option<&str>,
    known: &Known,
    problems: &mut Problems,
) {
    let Some((case, survivor)) = case.and_then(|case| known.merged.get_key_value(case)) else { return };
    let (case, survivor) = (quoted(case), quoted(survivor));
    let message = said!(
        "the client {case} was merged into {survivor}; give the rows to {survivor}",
        "brukeren {case} er slått sammen med {survivor}; før radene på {survivor}",
    );
    problems.cell(&sheet.file, row.number(), column, message);
}

/// What a key of another table is the key of; in bokmål as "there is no such" says it.
const fn one_of(table: Table) -> Text {
    match table {
        Table::Facilities => Text { nb: "ikke noe sted", en: "facility" },
        Table::Users => Text { nb: "ingen brukerkonto", en: "user" },
        Table::Clients => Text { nb: "ingen bruker", en: "client" },
        Table::PoliceMatters => Text { nb: "ingen politisak", en: "police matter" },
        Table::Enquiries => Text { nb: "ingen henvendelse", en: "enquiry" },
        _ => Text { nb: "ingen rad", en: "row" },
    }
}

/// Compares the sheets with the database: rows that are there already are skipped, a key with other cells is refused.
///
/// # Errors
/// When the database cannot be read.
pub fn compare(
    conn: &mut Conn,
    actor: &Actor,
    names: &Names,
    sheets: &mut [Sheet],
    problems: &mut Problems,
    progress: &dyn Fn(&str, usize, usize),
) -> Result<InDatabase> {
    let mut found = InDatabase::default();
    for sheet in sheets.iter_mut().filter(|sheet| !sheet.is_empty()) {
        progress(&sheet.file, 0, 0);
        let clients: HashSet<String> = match sheet.table {
            Table::Stays | Table::Residence => sheet.rows().filter_map(|row| row.owned("client")).collect(),
            _ => HashSet::new(),
        };
        if sheet.table.key_columns() > 0 {
            compare_keyed(conn, actor, names, sheet, problems)?;
        } else {
            let table = sheet.table;
            compare_bag(conn, actor, names, sheet, |cells| note(&mut found, table, &clients, cells))?;
        }
    }
    Ok(found)
}

/// Keeps what the rules between rows must know of a row of the database: stays and statuses of clients in the register.
fn note(found: &mut InDatabase, table: Table, clients: &HashSet<String>, cells: &[String]) {
    let cell = |name| table.column(name).and_then(|place| cells.get(place)).map_or("", String::as_str);
    let client = cell("client");
    if !clients.contains(client) {
        return;
    }
    match (table, cell("from").parse()) {
        (Table::Stays, Ok(from)) => {
            let stay = Stay { facility: cell("facility").to_owned(), from, to: cell("to").parse().ok(), row: None };
            found.stays.entry(client.to_owned()).or_default().push(stay);
        }
        (Table::Residence, Ok(_)) => {
            found.statuses.entry(client.to_owned()).or_default().insert(cell("from").to_owned());
        }
        _ => {}
    }
}

fn compare_keyed(
    conn: &mut Conn,
    actor: &Actor,
    names: &Names,
    sheet: &mut Sheet,
    problems: &mut Problems,
) -> Result<()> {
    let width = sheet.table.key_columns();
    let mut rows: HashMap<Vec<String>, usize> = HashMap::with_capacity(sheet.len());
    for at in 0..sheet.len() {
        rows.insert(sheet.cells(at).take(width).map(str::to_owned).collect(), at);
    }
    let mut equal = Vec::new();
    export::rows(conn, actor, sheet.table, names, &mut |cells| {
        let Some(at) = cells.get(..width).and_then(|key| rows.get(key)).copied() else { return Ok(()) };
        let mut same = true;
        for ((place, column), stored) in sheet.table.columns().iter().enumerate().zip(cells) {
            let here = match sheet.cell(at, place) {
                Cell::Bad => {
                    same = false;
                    continue;
                }
                Cell::Blank => "",
                Cell::Value(value) => value,
            };
            if here.trim() != stored.trim() {
                same = false;
                let (here, there) = (shown(here), shown(stored));
                let ((here_en, here_nb), (there_en, there_nb)) = ((here.en, here.nb), (there.en, there.nb));
                let message = said!(
                    "is {here_en} here, but {there_en} in the database; an import adds and never corrects: correct the file, or change it in the system",
                    "er {here_nb} her, men {there_nb} i databasen; en import legger til og retter aldri: rett filen, eller endre i systemet",
                );
                problems.cell(&sheet.file, sheet.number(at), column.name, message);
            }
        }
        if same {
            equal.push(at);
        }
        Ok(())
    })?;
    equal.into_iter().for_each(|at| sheet.skip(at));
    Ok(())
}

fn shown(value: &str) -> Said {
    if value.is_empty() {
        return said!("blank", "tomt");
    }
    let value = quoted(value);
    said!("{value}", "{value}")
}

fn compare_bag(
    conn: &mut Conn,
    actor: &Actor,
    names: &Names,
    sheet: &mut Sheet,
    mut each: impl FnMut(&[String]),
) -> Result<()> {
    let mut rows: HashMap<[u8; 32], VecDeque<usize>> = HashMap::with_capacity(sheet.len());
    for at in 0..sheet.len() {
        rows.entry(fingerprint(sheet.cells(at))).or_default().push_back(at);
    }
    let mut there = Vec::new();
    export::rows(conn, actor, sheet.table, names, &mut |cells| {
        each(cells);
        let equal = rows.get_mut(&fingerprint(cells.iter().map(String::as_str)));
        there.extend(equal.and_then(VecDeque::pop_front));
        Ok(())
    })?;
    there.into_iter().for_each(|at| sheet.skip(at));
    Ok(())
}

/// Two rows are equal when their cells are, after trimming.
fn fingerprint<'a>(cells: impl Iterator<Item = &'a str>) -> [u8; 32] {
    let mut digest = Sha256::new();
    for cell in cells {
        digest.update(cell.trim().as_bytes());
        digest.update([0]);
    }
    digest.finalize().into()
}

/// The rules of the format between rows and between cells of one row.
pub fn check_rules(sheets: &[Sheet], known: &Known, found: &InDatabase, problems: &mut Problems) {
    let intake = intake_dates(sheets, known);
    for sheet in sheets {
        match sheet.table {
            Table::Clients => super::rules::clients(sheet, sheets, problems),
            Table::Stays => stays(sheet, found, &intake, problems),
            Table::Residence => statuses(sheet, found, problems),
            Table::Journal => super::rules::conversations(sheet, &intake, problems),
            _ => super::rules::single_rows(sheet, problems),
        }
    }
}

/// The day of intake of every client, in the database or the register.
fn intake_dates<'a>(sheets: &'a [Sheet], known: &'a Known) -> HashMap<&'a str, NaiveDate> {
    let mut intake: HashMap<&str, NaiveDate> = known.intake.iter().map(|(key, date)| (key.as_str(), *date)).collect();
    for sheet in sheets.iter().filter(|sheet| sheet.table == Table::Clients) {
        intake.extend(sheet.rows().filter_map(|row| Some((row.text("client")?, row.date("intake_date")?))));
    }
    intake
}

/// A stay, in the register (with its row) or in the database.
struct Stay {
    facility: String,
    from: NaiveDate,
    to: Option<NaiveDate>,
    row: Option<u32>,
}

impl Stay {
    fn shares_a_night_with(&self, other: &Self) -> bool {
        use crate::kernel::period::Period;
        match (Period::new(self.from, self.to), Period::new(other.from, other.to)) {
            (Some(one), Some(two)) => one.overlaps(&two),
            _ => false,
        }
    }

    fn place(&self) -> Said {
        let from = self.from;
        match (self.row, self.to) {
            (Some(row), _) => said!("the stay in row {row}", "oppholdet i rad {row}"),
            (None, Some(to)) => said!(
                "the stay from {from} (to {to}) that is already in the database",
                "oppholdet fra {from} (til {to}) som allerede er i databasen",
            ),
            (None, None) => said!(
                "the stay from {from} (still open) that is already in the database",
                "oppholdet fra {from} (fortsatt åpent) som allerede er i databasen",
            ),
        }
    }
}

fn stays(sheet: &Sheet, found: &InDatabase, intake: &HashMap<&str, NaiveDate>, problems: &mut Problems) {
    let mut of_client: HashMap<&str, Vec<Stay>> = HashMap::new();
    for row in sheet.added_rows() {
        super::rules::ends_after_it_begins(sheet, row, "from", "to", problems);
        let (Some(client), Some(facility), Some(from)) = (row.text("client"), row.text("facility"), row.date("from"))
        else {
            continue;
        };
        if matches!(row.cell("to"), Cell::Bad) {
            continue;
        }
        if intake.get(client).is_some_and(|intake| from < *intake) {
            problems.warn(
                &sheet.file,
                row.number(),
                "from",
                said!("the stay begins before the intake date", "oppholdet begynner før inntaksdatoen"),
            );
        }
        let stay = Stay { facility: facility.to_owned(), from, to: row.date("to"), row: Some(row.number()) };
        let earlier = of_client.entry(client).or_default();
        let stored = found.stays.get(client).map_or(&[][..], Vec::as_slice);
        for other in stored.iter().chain(earlier.iter()).filter(|other| stay.shares_a_night_with(other)) {
            let place = other.place();
            let (en, nb) = (place.en, place.nb);
            if other.facility != stay.facility {
                let message = said!(
                    "shares a night with {en} at another facility; the night counts once",
                    "deler en natt med {nb} et annet sted; natten teller én gang",
                );
                problems.warn(&sheet.file, row.number(), "from", message);
                continue;
            }
            let message = if other.row.is_none() {
                said!(
                    "shares a night at the same facility with {en}; an import adds and never corrects: if that stay has ended since, end it in the system",
                    "deler en natt på samme sted med {nb}; en import legger til og retter aldri: er det oppholdet avsluttet siden, så avslutt det i systemet",
                )
            } else {
                said!(
                    "shares a night at the same facility with {en}; stays of one client at one facility may not overlap",
                    "deler en natt på samme sted med {nb}; én brukers opphold på ett sted kan ikke overlappe",
                )
            };
            problems.cell(&sheet.file, row.number(), "from", message);
        }
        earlier.push(stay);
    }
}

fn statuses(sheet: &Sheet, found: &InDatabase, problems: &mut Problems) {
    let mut seen: HashMap<(&str, &str), u32> = HashMap::new();
    for row in sheet.added_rows() {
        super::rules::unlikely_permit(sheet, row, problems);
        let (Some(client), Some(from)) = (row.text("client"), row.text("from")) else { continue };
        let message = if let Some(first) = seen.get(&(client, from)) {
            said!(
                "a status of this client that begins on {from} is already in row {first}; one status a day is allowed",
                "en status for denne brukeren fra {from} står allerede i rad {first}; én status om dagen er tillatt",
            )
        } else if found.statuses.get(client).is_some_and(|dates| dates.contains(from)) {
            said!(
                "a status of this client that begins on {from} is already in the database; one status a day is allowed",
                "en status for denne brukeren fra {from} er allerede i databasen; én status om dagen er tillatt",
            )
        } else {
            seen.insert((client, from), row.number());
            continue;
        };
        problems.cell(&sheet.file, row.number(), "from", message);
    }
}
