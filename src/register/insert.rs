//! From checked rows to the rows of each domain, with their ids, in batches.

use super::check::Known;
use super::format::Table;
use super::latest::Latest;
use super::row::Row;
use super::sheet::Sheet;
use crate::consents::model::{journal_stands, latest_journal_withdrawal};
use crate::db::{Conn, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Exploitation, JournalAspect, JournalTopic};
use crate::kernel::error::{Error, Result};
use crate::{
    access, activities, clients, consents, deadlines, facilities, helpline, journal, outreach, police, report,
    residence, returns, stays, support,
};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// How many rows are made at once.
const BATCH: usize = 10_000;

/// Adds the rows of one sheet that are not skipped, and notes the ids of their keys; `latest` is what cases hold of other sheets.
///
/// # Errors
/// When the database refuses.
pub fn insert(
    conn: &mut Conn,
    actor: &Actor,
    sheet: &Sheet,
    known: &mut Known,
    latest: &HashMap<&str, Latest<'_>>,
    progress: &dyn Fn(&str, usize, usize),
) -> Result<usize> {
    let total = sheet.added_count();
    if total == 0 {
        return Ok(0);
    }
    let mut next = next_id(conn, database_table(sheet.table))?;
    let mut done = 0;
    let mut added = sheet.added_rows();
    loop {
        let batch: Vec<Row<'_>> = added.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(total);
        }
        let ids: Vec<i64> = (next..).take(batch.len()).collect();
        next += i64::try_from(batch.len()).map_err(Error::internal)?;
        if sheet.table.key_columns() == 1 {
            let keys = known.ids.entry(sheet.table).or_default();
            let key = sheet.table.columns().first().map_or("", |column| column.name);
            keys.extend(batch.iter().zip(&ids).filter_map(|(row, id)| Some((row.owned(key)?, *id))));
        }
        insert_batch(conn, actor, sheet.table, &Batch { rows: &batch, ids: &ids, known, latest })?;
        done += batch.len();
        progress(&sheet.file, done, total);
    }
}

/// Brings up to date what the list of clients shows of these clients' rows in other tables.
///
/// # Errors
/// When the database refuses.
pub fn note_latest(conn: &mut Conn, actor: &Actor, clients: &[&str], known: &Known) -> Result<()> {
    let ids: Vec<i64> = clients.iter().filter_map(|client| known.id(Table::Clients, client)).collect();
    stays::store::note_latest(conn, actor, &ids)?;
    residence::store::note_latest(conn, actor, &ids)?;
    journal::store::note_latest(conn, actor, &ids)
}

/// Locks the cases whose consent to keep a journal is withdrawn, as withdrawing it on a page does (protection.md: she is locked for
/// all but the lead), from the day on which it was.
///
/// # Errors
/// When the database refuses.
pub fn lock_withdrawn(conn: &mut Conn, actor: &Actor, sheets: &[Sheet], known: &Known, today: NaiveDate) -> Result<()> {
    let rows = sheets.iter().filter(|sheet| sheet.table == Table::Consents).flat_map(Sheet::added_rows);
    let withdrawn = rows.filter(|row| row.date("withdrawn_on").is_some());
    let clients: BTreeSet<i64> = withdrawn.filter_map(|row| known.id(Table::Clients, row.text("client")?)).collect();
    for client in clients {
        let given = consents::store::consents_with_scopes(conn, actor, client)?;
        let last = latest_journal_withdrawal(&given).filter(|_| !journal_stands(&given, today));
        if let Some(on) = last {
            clients::identity::lock(conn, actor, client, on)?;
        }
    }
    Ok(())
}

/// Brings up to date which deadlines follow from the rows that were added.
///
/// # Errors
/// When the database refuses.
pub fn settle_deadlines(conn: &mut Conn, actor: &Actor, sheets: &[Sheet]) -> Result<()> {
    let leads_to_deadlines = |table: Table| {
        matches!(
            table,
            Table::Consents
                | Table::Stays
                | Table::Residence
                | Table::PoliceMatters
                | Table::PoliceEvents
                | Table::LegalAid
        )
    };
    if sheets.iter().any(|sheet| sheet.added_count() > 0 && leads_to_deadlines(sheet.table)) {
        deadlines::settle(conn, actor, None)?;
    }
    Ok(())
}

/// The table whose ids the rows of a sheet take.
const fn database_table(table: Table) -> &'static str {
    match table {
        Table::Facilities => "facilities",
        Table::Users => "users",
        Table::Clients => "clients",
        Table::Consents => "consents",
        Table::Children => "children",
        Table::Journal => "journal_entries",
        Table::Stays => "stays",
        Table::Residence => "residence_statuses",
        Table::Activities => "activities",
        Table::PoliceMatters => "police_matters",
        Table::PoliceEvents => "police_events",
        Table::Returns => "returns",
        Table::LegalAid => "legal_aid",
        Table::Benefits => "benefits",
        Table::Enquiries => "enquiries",
        Table::EnquirySubjects => "enquiry_subjects",
        Table::Outreach => "outreach_events",
        Table::YearlyFigures => "yearly_figures",
    }
}

struct Batch<'a> {
    rows: &'a [Row<'a>],
    ids: &'a [i64],
    known: &'a Known,
    latest: &'a HashMap<&'a str, Latest<'a>>,
}

/// A checked row lacks what it must have: the check and this file disagree.
fn missing() -> Error {
    Error::internal("a checked row of a register lacks a required cell")
}

impl Batch<'_> {
    /// Makes one record of each row.
    fn each<R>(&self, make: impl Fn(&Row<'_>, i64) -> Option<R>) -> Result<Vec<R>> {
        self.rows.iter().zip(self.ids).map(|(row, id)| make(row, *id).ok_or_else(missing)).collect()
    }

    /// Makes several records of each row: a set with its positions.
    fn sets<R, I: Iterator<Item = R>>(&self, make: impl Fn(&Row<'_>, i64) -> I) -> Vec<R> {
        self.rows.iter().zip(self.ids).flat_map(|(row, id)| make(row, *id)).collect()
    }

    fn client(&self, row: &Row<'_>) -> Option<i64> {
        self.known.id(Table::Clients, row.text("client")?)
    }

    fn facility(&self, row: &Row<'_>, column: &str) -> Option<i64> {
        self.known.id(Table::Facilities, row.text(column)?)
    }

    fn user(&self, row: &Row<'_>, column: &str) -> Option<i64> {
        self.known.id(Table::Users, row.text(column)?)
    }
}

fn insert_batch(conn: &mut Conn, actor: &Actor, table: Table, batch: &Batch<'_>) -> Result<()> {
    match table {
        Table::Facilities => {
            let rows = batch.each(|row, id| {
                Some(facilities::model::FacilityRow {
                    id,
                    facility_key: row.owned("facility")?,
                    name: row.owned("name")?,
                    facility_type: row.code("type")?,
                    municipality: row.owned("municipality"),
                    secret_address: row.yes_no("secret_address"),
                    valid_from: row.date("valid_from"),
                    valid_to: row.date("valid_to"),
                })
            })?;
            facilities::store::add_facilities(conn, actor, &rows)
        }
        Table::Users => users(conn, actor, batch),
        Table::Clients => clients(conn, actor, batch),
        Table::Consents => consents(conn, actor, batch),
        Table::Children => {
            let rows = batch.each(|row, id| {
                Some(clients::model::ChildRow {
                    id,
                    client_id: batch.client(row)?,
                    child_label: row.owned("child")?,
                    birth_date: row.date("birth_date"),
                    gender: row.code("gender"),
                    accompanying_from: row.date("accompanying_from")?,
                    accompanying_to: row.date("accompanying_to"),
                    born_in_norway: row.code("born_in_norway"),
                })
            })?;
            clients::store::add_children(conn, actor, &rows)
        }
        Table::Journal => journal(conn, actor, batch),
        Table::Stays => {
            let rows = batch.each(|row, id| {
                Some(stays::model::StayRow {
                    id,
                    client_id: batch.client(row)?,
                    facility_id: batch.facility(row, "facility")?,
                    began_on: row.date("from")?,
                    ended_on: row.date("to"),
                    arranged_by: row.code("arranged_by"),
                    exit_reason: row.code("exit_reason"),
                    destination_id: batch.facility(row, "destination"),
                })
            })?;
            stays::store::add_stays(conn, actor, &rows)
        }
        Table::Residence => {
            let rows = batch.each(|row, id| {
                Some(residence::model::StatusRow {
                    id,
                    client_id: batch.client(row)?,
                    began_on: row.date("from")?,
                    status: row.code("status")?,
                    valid_to: row.date("valid_to"),
                    legal_basis: row.owned("legal_basis"),
                    decided_by: row.code("decided_by"),
                    note: row.owned("note"),
                })
            })?;
            residence::store::add_residence_statuses(conn, actor, &rows)
        }
        Table::Activities => {
            let rows = batch.each(|row, id| {
                Some(activities::model::ActivityRow {
                    id,
                    client_id: batch.client(row)?,
                    activity_type: row.code("type")?,
                    provider: row.owned("provider"),
                    began_on: row.date("from")?,
                    ended_on: row.date("to"),
                    completed: row.code("completed"),
                    support_ore: row.amount("support_nok"),
                })
            })?;
            activities::store::add_activities(conn, actor, &rows)
        }
        Table::PoliceMatters => {
            let rows = batch.each(|row, id| {
                Some(police::model::MatterRow {
                    id,
                    matter_key: row.owned("matter")?,
                    client_id: batch.client(row)?,
                    offence: row.code("offence")?,
                    role: row.code("role"),
                    district: row.code("district"),
                    case_number: row.owned("case_number"),
                })
            })?;
            police::store::add_police_matters(conn, actor, &rows)
        }
        Table::PoliceEvents => {
            let rows = batch.each(|row, id| {
                Some(police::model::PoliceEventRow {
                    id,
                    matter_id: batch.known.id(Table::PoliceMatters, row.text("matter")?)?,
                    happened_on: row.date("on")?,
                    event: row.code("event")?,
                    ground: row.code("ground"),
                    note: row.owned("note"),
                })
            })?;
            police::store::add_police_events(conn, actor, &rows)
        }
        Table::Returns => {
            let rows = batch.each(|row, id| {
                Some(returns::model::ReturnRow {
                    id,
                    client_id: batch.client(row)?,
                    programme: row.code("programme")?,
                    country: row.owned("country"),
                    applied_on: row.date("applied_on"),
                    decided_on: row.date("decided_on"),
                    decision: row.code("decision"),
                    withdrawn_on: row.date("withdrawn_on"),
                    returned_on: row.date("returned_on"),
                })
            })?;
            returns::store::add_returns(conn, actor, &rows)
        }
        Table::LegalAid => {
            let rows = batch.each(|row, id| {
                Some(support::model::LegalAidRow {
                    id,
                    client_id: batch.client(row)?,
                    lawyer: row.owned("lawyer")?,
                    granted_on: row.date("granted_on")?,
                    hours_granted_hundredths: row.amount("hours_granted")?,
                    hours_used_hundredths: row.amount("hours_used"),
                    kind: row.code("kind"),
                })
            })?;
            support::store::add_legal_aid(conn, actor, &rows)
        }
        Table::Benefits => {
            let rows = batch.each(|row, id| {
                Some(support::model::BenefitRow {
                    id,
                    client_id: batch.client(row)?,
                    period: row.month("period")?,
                    category: row.owned("category")?,
                    amount_ore: row.amount("amount_nok")?,
                    status: row.code("status")?,
                    paid_on: row.date("paid_on"),
                })
            })?;
            support::store::add_benefits(conn, actor, &rows)
        }
        Table::Enquiries => {
            let rows = batch.each(|row, id| {
                Some(helpline::model::EnquiryRow {
                    id,
                    enquiry_key: row.owned("enquiry")?,
                    received_on: row.date("received_at")?,
                    received_minute: row.minute("received_at"),
                    channel: row.code("channel")?,
                    answered_by: row.code("answered_by")?,
                    caller: row.code("caller")?,
                    topic: row.code("topic")?,
                    client_id: batch.client(row),
                    facility_id: batch.facility(row, "facility"),
                    note: row.owned("note"),
                })
            })?;
            helpline::store::add_enquiries(conn, actor, &rows)
        }
        Table::EnquirySubjects => subjects(conn, actor, batch),
        Table::Outreach => {
            let rows = batch.each(|row, id| {
                Some(outreach::model::OutreachRow {
                    id,
                    held_on: row.date("on")?,
                    outreach_type: row.code("type")?,
                    title: row.owned("title")?,
                    place: row.owned("place"),
                    facility_id: batch.facility(row, "facility"),
                    audience: row.owned("audience"),
                    participants: row.number_in("participants"),
                    abroad: row.yes_no("abroad"),
                })
            })?;
            outreach::store::add_outreach_events(conn, actor, &rows)
        }
        Table::YearlyFigures => {
            let rows = batch.each(|row, id| {
                Some(report::model::YearlyFigureRow {
                    id,
                    year: row.number_in("year")?,
                    figure: row.owned("figure")?,
                    value: row.number_in("value")?,
                    source: row.owned("source"),
                })
            })?;
            report::store::add_yearly_figures(conn, actor, &rows)
        }
    }
}

fn users(conn: &mut Conn, actor: &Actor, batch: &Batch<'_>) -> Result<()> {
    let rows = batch.each(|row, id| {
        Some(access::model::UserRow {
            id,
            username: row.owned("username")?,
            name: row.owned("name")?,
            role: row.code("role")?,
        })
    })?;
    access::store::add_users(conn, actor, &rows)?;
    let places = batch.sets(|row, id| {
        let facilities = row.set("facilities").filter_map(|key| batch.known.id(Table::Facilities, key)).collect();
        access::model::UserFacilityRow::rows(id, facilities)
    });
    access::store::add_user_facilities(conn, actor, &places)
}

fn clients(conn: &mut Conn, actor: &Actor, batch: &Batch<'_>) -> Result<()> {
    let cases = batch.each(|row, id| {
        let case_number = row.owned("client")?;
        let Latest { stay, status, entry_on } = batch.latest.get(case_number.as_str()).copied().unwrap_or_default();
        Some(clients::model::ClientRow {
            id,
            case_number,
            intake_date: row.date("intake_date")?,
            referred_by: row.code("referred_by"),
            identified_in_id: batch.facility(row, "identified_in"),
            pregnant_at_intake: row.code("pregnant_at_intake"),
            children_abroad: row.code("children_abroad"),
            children_abroad_count: row.number_in("children_abroad_count"),
            caseworker_id: batch.user(row, "caseworker"),
            closed_on: row.date("closed_on"),
            closure_reason: row.code("closure_reason"),
            sort_name: clients::finding::sort_name(
                &row.owned("given_name").unwrap_or_default(),
                &row.owned("family_name").unwrap_or_default(),
                &row.owned("alias").unwrap_or_default(),
            ),
            lacks_identity: row.text("birth_date").is_none() || row.text("citizenships").is_none(),
            latest_status: status.and_then(|row| row.code("status")),
            latest_status_valid_to: status.and_then(|row| row.date("valid_to")),
            latest_facility_id: stay.and_then(|row| batch.facility(&row, "facility")),
            latest_stay_began_on: stay.and_then(|row| row.date("from")),
            latest_stay_ended_on: stay.and_then(|row| row.date("to")),
            latest_entry_on: entry_on,
        })
    })?;
    clients::store::add_clients(conn, actor, &cases)?;
    let identities = batch.each(|row, client_id| {
        Some(clients::model::IdentityRow {
            client_id,
            given_name: row.owned("given_name"),
            family_name: row.owned("family_name"),
            alias: row.owned("alias"),
            birth_date: row.date("birth_date"),
            birth_date_certainty: row.code("birth_date_certainty"),
            gender: row.code("gender")?,
            duf_number: row.owned("duf_number"),
            interpreter: row.yes_no("interpreter"),
            address_protection: row.code("address_protection"),
            interpreter_note: None,
            note: None,
        })
    })?;
    clients::store::add_client_identities(conn, actor, &identities)?;
    clients::finding::index_new(conn, actor, &cases, &identities)?;
    let owned = |row: &Row<'_>, column: &str| row.set(column).map(str::to_owned).collect::<Vec<_>>();
    let rows = batch.sets(|row, id| clients::model::CitizenshipRow::rows(id, owned(row, "citizenships")));
    clients::store::add_client_citizenships(conn, actor, &rows)?;
    let rows = batch.sets(|row, id| clients::model::LanguageRow::rows(id, owned(row, "languages")));
    clients::store::add_client_languages(conn, actor, &rows)?;
    let rows = batch.sets(|row, id| clients::model::ExploitationRow::rows(id, row.codes("exploitation")));
    clients::store::add_client_exploitations(conn, actor, &rows)?;
    let rows =
        batch.sets(|row, id| clients::model::ExploitationCountryRow::rows(id, owned(row, "exploitation_countries")));
    clients::store::add_client_exploitation_countries(conn, actor, &rows)
}

fn consents(conn: &mut Conn, actor: &Actor, batch: &Batch<'_>) -> Result<()> {
    let rows = batch.each(|row, id| {
        Some(consents::model::ConsentRow {
            id,
            client_id: batch.client(row)?,
            given_on: row.date("given_on")?,
            form: row.code("form")?,
            expires_on: row.date("expires_on"),
            withdrawn_on: row.date("withdrawn_on"),
            note: row.owned("note"),
        })
    })?;
    consents::store::add_consents(conn, actor, &rows)?;
    let scopes = batch.sets(|row, id| consents::model::ConsentScopeRow::rows(id, row.codes("scopes")));
    consents::store::add_consent_scopes(conn, actor, &scopes)
}

fn journal(conn: &mut Conn, actor: &Actor, batch: &Batch<'_>) -> Result<()> {
    let rows = batch.each(|row, id| {
        Some(journal::model::EntryRow {
            id,
            client_id: batch.client(row)?,
            occurred_on: row.date("occurred_at")?,
            occurred_minute: row.minute("occurred_at"),
            mode: row.code("mode")?,
            text: row.owned("text")?,
            author_id: batch.user(row, "author")?,
            visibility: row.code("visibility"),
        })
    })?;
    journal::store::add_journal_entries(conn, actor, &rows)?;
    let aspects = batch.sets(|row, id| journal::model::AspectRow::rows(id, row.codes::<JournalAspect>("aspects")));
    journal::store::add_journal_entry_aspects(conn, actor, &aspects)?;
    let topics = batch.sets(|row, id| journal::model::TopicRow::rows(id, row.codes::<JournalTopic>("topics")));
    journal::store::add_journal_entry_topics(conn, actor, &topics)
}

fn subjects(conn: &mut Conn, actor: &Actor, batch: &Batch<'_>) -> Result<()> {
    let rows = batch.each(|row, id| {
        Some(helpline::model::SubjectRow {
            id,
            enquiry_id: batch.known.id(Table::Enquiries, row.text("enquiry")?)?,
            persons: row.number_in("count")?,
            gender: row.code("gender")?,
            nationality: row.owned("nationality"),
            minors_along: row.number_in("minors_along"),
            first_time: row.yes_no("first_time")?,
            outcome: row.code("outcome")?,
            reason: row.code("reason"),
            client_id: batch.client(row),
        })
    })?;
    helpline::store::add_enquiry_subjects(conn, actor, &rows)?;
    let forms = batch
        .sets(|row, id| helpline::model::SubjectExploitationRow::rows(id, row.codes::<Exploitation>("exploitation")));
    helpline::store::add_enquiry_subject_exploitations(conn, actor, &forms)
}
