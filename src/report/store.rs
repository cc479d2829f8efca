//! All SQL of the report: the yearly figures, which it owns, and the few queries that fetch its facts from the tables of
//! others. Who can appear in a year is worked out once, into a scratch table that every query about clients joins.

use super::facts::{
    ActivityFact, BenefitFact, ChildFact, ClientFacts, EnquiryFact, EventFact, FacilityFact, MatterFact, OutreachFact,
    ReturnFact, StayFact, SubjectFact,
};
use super::model::{TypedFigure, YearlyFigureRow};
use super::rules::{Standing, Year};
use crate::db::schema::{
    activities, benefits, children, client_citizenships, client_exploitations, client_identities, clients, enquiries,
    enquiry_subject_exploitations, enquiry_subjects, journal_entries, outreach_events, police_events, police_matters,
    report_scope, residence_statuses, returns, stays, yearly_figures,
};
use crate::db::{Conn, Kept, bulk_insert, fresh_scratch_table, ids_were_given, next_id};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{
    AccessRule, ActivityType, AnsweredBy, BenefitStatus, Caller, Channel, ClosureReason, Country, DeclineReason,
    DismissalGround, EnquiryTopic, Exploitation, Gender, JournalMode, MatterRole, Offence, Outcome, OutreachType,
    PoliceDistrict, PoliceEventKind, ReferredBy, ResidenceStatus, ReturnDecision, ReturnProgramme, YesNoUnknown,
};
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::Date;
use std::collections::HashMap;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_yearly_figures(conn: &mut Conn, _actor: &Actor, rows: &[YearlyFigureRow]) -> Result<()> {
    bulk_insert!(conn, yearly_figures, rows)?;
    ids_were_given(conn, "yearly_figures")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_yearly_figures(conn: &mut Conn, _actor: &Actor) -> Result<Vec<YearlyFigureRow>> {
    Ok(yearly_figures::table
        .order((yearly_figures::year, yearly_figures::figure))
        .select(YearlyFigureRow::as_select())
        .load(conn)?)
}

/// All figures typed by hand, the latest year first.
///
/// # Errors
/// When the database cannot be read, or they are not the actor's to keep.
pub fn typed_figures(conn: &mut Conn, actor: &Actor) -> Result<Vec<Kept<TypedFigure>>> {
    actor.must(Area::YearlyFigures)?;
    let rows: Vec<(i64, i32, TypedFigure)> = yearly_figures::table
        .order((yearly_figures::year.desc(), yearly_figures::figure))
        .select((yearly_figures::id, yearly_figures::version, TypedFigure::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, version, fact)| Kept { id, version, fact }).collect())
}

/// Adds a figure typed by hand.
///
/// # Errors
/// [`Error::Conflict`] when its year has it already.
pub fn add_typed_figure(conn: &mut Conn, actor: &Actor, figure: &TypedFigure) -> Result<i64> {
    actor.must(Area::YearlyFigures)?;
    let id = next_id(conn, "yearly_figures")?;
    diesel::insert_into(yearly_figures::table).values((yearly_figures::id.eq(id), figure)).execute(conn)?;
    ids_were_given(conn, "yearly_figures")?;
    Ok(id)
}

/// Changes a figure that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change_typed_figure(conn: &mut Conn, actor: &Actor, id: i64, figure: &TypedFigure, version: i32) -> Result<()> {
    actor.must(Area::YearlyFigures)?;
    let unchanged = yearly_figures::table.filter(yearly_figures::id.eq(id).and(yearly_figures::version.eq(version)));
    let changed = diesel::update(unchanged).set((figure, yearly_figures::version.eq(version + 1))).execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// Removes a figure that is still at `version`.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn remove_typed_figure(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()> {
    actor.must(Area::YearlyFigures)?;
    let unchanged = yearly_figures::table.filter(yearly_figures::id.eq(id).and(yearly_figures::version.eq(version)));
    let removed = diesel::delete(unchanged).execute(conn)?;
    if removed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

/// Whoever had a conversation or a stay in the year, or has an event of her own there: a closing, something at the
/// police, a return with one of its dates in the year or open on its closing date. It may hold too many (the rules decide), never too few.
const SCOPE: &str = "INSERT INTO report_scope (client_id) \
    SELECT client_id FROM journal_entries WHERE mode = 'in_person' AND occurred_on >= $1 AND occurred_on <= $2 \
    UNION SELECT client_id FROM stays WHERE began_on <= $2 AND ended_on IS NULL \
    UNION SELECT client_id FROM stays WHERE began_on <= $2 AND ended_on >= $1 \
    UNION SELECT id FROM clients WHERE closed_on >= $1 AND closed_on <= $2 \
    UNION SELECT m.client_id FROM police_events e JOIN police_matters m ON m.id = e.matter_id \
        WHERE e.happened_on >= $1 AND e.happened_on <= $2 \
    UNION SELECT client_id FROM returns WHERE programme = 'iom' AND (applied_on >= $1 AND applied_on <= $2 \
        OR decided_on >= $1 AND decided_on <= $2 OR withdrawn_on >= $1 AND withdrawn_on <= $2 \
        OR returned_on >= $1 AND returned_on <= $2) \
    UNION SELECT client_id FROM returns WHERE programme = 'iom' AND applied_on <= $2 \
        AND (withdrawn_on IS NULL OR withdrawn_on > $2) AND (returned_on IS NULL OR returned_on > $2) \
        AND (decided_on IS NULL OR decision = 'granted' OR decided_on > $2)";

/// Everything about the clients who can appear in the year, up to its closing date, in order of id.
///
/// # Errors
/// When the database cannot be read.
pub fn clients(
    conn: &mut Conn,
    _actor: &Actor,
    year: Year,
    facilities: &HashMap<i64, FacilityFact>,
) -> Result<Vec<ClientFacts>> {
    fresh_scratch_table(conn, "report_scope", "client_id")?;
    diesel::sql_query(SCOPE).bind::<Date, _>(year.first()).bind::<Date, _>(year.closing()).execute(conn)?;
    in_scope(conn, year, facilities)
}

/// The same about some clients, whether or not they can appear in the year. What follows about the scope is then about them.
///
/// # Errors
/// When the database cannot be read.
pub fn clients_of(
    conn: &mut Conn,
    _actor: &Actor,
    year: Year,
    facilities: &HashMap<i64, FacilityFact>,
    ids: &[i64],
) -> Result<Vec<ClientFacts>> {
    fresh_scratch_table(conn, "report_scope", "client_id")?;
    for id in ids {
        diesel::insert_into(report_scope::table).values(report_scope::client_id.eq(id)).execute(conn)?;
    }
    in_scope(conn, year, facilities)
}

fn in_scope(conn: &mut Conn, year: Year, facilities: &HashMap<i64, FacilityFact>) -> Result<Vec<ClientFacts>> {
    // A merged record has given its rows to the client it turned out to be about, and counts no more.
    let merged = clients::table.filter(clients::merged_into_id.is_not_null()).select(clients::id);
    diesel::delete(report_scope::table.filter(report_scope::client_id.eq_any(merged))).execute(conn)?;
    let mut by_id = Clients::load(conn, year)?;
    by_id.sets(conn)?;
    by_id.contacts(conn, year, facilities)?;
    by_id.changes(conn, year)?;
    by_id.police(conn, year)?;
    by_id.measures(conn, year)?;
    Ok(by_id.0)
}

/// The clients in order of id, so that rows find theirs.
struct Clients(Vec<ClientFacts>);

impl Clients {
    fn load(conn: &mut Conn, year: Year) -> Result<Self> {
        let closing = year.closing();
        let rows: Vec<(ClientColumns, IdentityColumns)> = clients::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(clients::id)))
            .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
            .order(clients::id)
            .select((ClientColumns::as_select(), IdentityColumns::as_select()))
            .load(conn)?;
        let facts = rows.into_iter().map(|(case, identity)| ClientFacts {
            id: case.id,
            intake_date: case.intake_date,
            gender: identity.gender,
            birth_date: identity.birth_date,
            nationality: None,
            exploitation: Vec::new(),
            referred_by: case.referred_by,
            identified_in: case.identified_in_id,
            pregnant_at_intake: case.pregnant_at_intake,
            children_abroad: case.children_abroad,
            closed: case.closed_on.filter(|on| *on <= closing).map(|on| (on, case.closure_reason)),
            conversations: Vec::new(),
            stays: Vec::new(),
            statuses: Vec::new(),
            iom_returns: Vec::new(),
            matters: Vec::new(),
            activities: Vec::new(),
            children: Vec::new(),
            qualifying_date: None,
            standing: Standing::NotAssisted,
        });
        Ok(Self(facts.collect()))
    }

    fn get(&mut self, id: i64) -> Option<&mut ClientFacts> {
        let at = self.0.binary_search_by_key(&id, |client| client.id).ok()?;
        self.0.get_mut(at)
    }

    fn sets(&mut self, conn: &mut Conn) -> Result<()> {
        let first: Vec<(i64, String)> = client_citizenships::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(client_citizenships::client_id)))
            .filter(client_citizenships::position.eq(0))
            .select((client_citizenships::client_id, client_citizenships::country))
            .load(conn)?;
        for (client, country) in first {
            if let Some(client) = self.get(client) {
                client.nationality = Country::from_code(&country);
            }
        }
        let forms: Vec<(i64, Exploitation)> = client_exploitations::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(client_exploitations::client_id)))
            .order((client_exploitations::client_id, client_exploitations::position))
            .select((client_exploitations::client_id, client_exploitations::exploitation))
            .load(conn)?;
        for (client, form) in forms {
            if let Some(client) = self.get(client) {
                client.exploitation.push(form);
            }
        }
        Ok(())
    }

    fn contacts(&mut self, conn: &mut Conn, year: Year, facilities: &HashMap<i64, FacilityFact>) -> Result<()> {
        let conversations: Vec<(i64, NaiveDate)> = journal_entries::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(journal_entries::client_id)))
            .filter(
                journal_entries::mode.eq(JournalMode::InPerson).and(journal_entries::occurred_on.le(year.closing())),
            )
            .select((journal_entries::client_id, journal_entries::occurred_on))
            .load(conn)?;
        for (client, on) in conversations {
            if let Some(client) = self.get(client) {
                client.conversations.push(on);
            }
        }
        for client in &mut self.0 {
            client.conversations.sort_unstable();
            client.conversations.dedup();
        }
        let found: Vec<(i64, i64, i64, NaiveDate, Option<NaiveDate>)> = stays::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(stays::client_id)))
            .filter(stays::began_on.le(year.closing()))
            .order((stays::client_id, stays::began_on, stays::id))
            .select((stays::client_id, stays::id, stays::facility_id, stays::began_on, stays::ended_on))
            .load(conn)?;
        for (client, id, facility, from, to) in found {
            let facility = facilities.get(&facility).map(|known| (facility, known.facility_type));
            let stay = facility.and_then(|facility| StayFact::new(id, facility, from, to, year.closing()));
            if let (Some(client), Some(stay)) = (self.get(client), stay) {
                client.stays.push(stay);
            }
        }
        Ok(())
    }

    fn changes(&mut self, conn: &mut Conn, year: Year) -> Result<()> {
        let closing = year.closing();
        let found: Vec<(i64, NaiveDate, ResidenceStatus)> = residence_statuses::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(residence_statuses::client_id)))
            .filter(residence_statuses::began_on.le(closing))
            .order((residence_statuses::client_id, residence_statuses::began_on))
            .select((residence_statuses::client_id, residence_statuses::began_on, residence_statuses::status))
            .load(conn)?;
        for (client, from, status) in found {
            if let Some(client) = self.get(client) {
                client.statuses.push((from, status));
            }
        }
        let found: Vec<ReturnColumns> = returns::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(returns::client_id)))
            .filter(returns::programme.eq(ReturnProgramme::Iom))
            .order(returns::id)
            .select(ReturnColumns::as_select())
            .load(conn)?;
        let until_closing = |date: Option<NaiveDate>| date.filter(|on| *on <= closing);
        for row in found {
            let fact = ReturnFact {
                id: row.id,
                country: row.country.as_deref().and_then(Country::from_code),
                applied_on: until_closing(row.applied_on),
                decision: until_closing(row.decided_on).zip(row.decision),
                withdrawn_on: until_closing(row.withdrawn_on),
                returned_on: until_closing(row.returned_on),
            };
            if let Some(client) = self.get(row.client_id) {
                client.iom_returns.push(fact);
            }
        }
        Ok(())
    }

    fn police(&mut self, conn: &mut Conn, year: Year) -> Result<()> {
        type Event = (i64, NaiveDate, PoliceEventKind, Option<DismissalGround>);
        let events: Vec<Event> = police_events::table
            .inner_join(police_matters::table.on(police_matters::id.eq(police_events::matter_id)))
            .inner_join(report_scope::table.on(report_scope::client_id.eq(police_matters::client_id)))
            .filter(police_events::happened_on.le(year.closing()))
            .order((police_events::matter_id, police_events::happened_on, police_events::id))
            .select((police_events::matter_id, police_events::happened_on, police_events::event, police_events::ground))
            .load(conn)?;
        let mut of_matter: HashMap<i64, Vec<EventFact>> = HashMap::new();
        for (matter, on, kind, ground) in events {
            of_matter.entry(matter).or_default().push(EventFact { on, kind, ground });
        }
        type Matter = (i64, i64, Offence, Option<MatterRole>, Option<PoliceDistrict>);
        let matters: Vec<Matter> = police_matters::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(police_matters::client_id)))
            .order(police_matters::id)
            .select((
                police_matters::client_id,
                police_matters::id,
                police_matters::offence,
                police_matters::role,
                police_matters::district,
            ))
            .load(conn)?;
        for (client, id, offence, role, district) in matters {
            let events = of_matter.remove(&id).unwrap_or_default();
            if let Some(client) = self.get(client) {
                let role = role.unwrap_or(MatterRole::Aggrieved);
                client.matters.push(MatterFact { id, offence, role, district, events });
            }
        }
        Ok(())
    }

    fn measures(&mut self, conn: &mut Conn, year: Year) -> Result<()> {
        let found: Vec<ActivityColumns> = activities::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(activities::client_id)))
            .filter(activities::began_on.le(year.closing()))
            .filter(activities::ended_on.is_null().or(activities::ended_on.ge(year.first())))
            .order(activities::id)
            .select(ActivityColumns::as_select())
            .load(conn)?;
        for row in found {
            if let Some(client) = self.get(row.client_id) {
                client.activities.push(ActivityFact {
                    id: row.id,
                    activity_type: row.activity_type,
                    provider: row.provider,
                    from: row.began_on,
                    to: row.ended_on,
                    support_ore: row.support_ore,
                });
            }
        }
        let found: Vec<(i64, i64, String, NaiveDate, Option<NaiveDate>)> = children::table
            .inner_join(report_scope::table.on(report_scope::client_id.eq(children::client_id)))
            .filter(children::accompanying_from.le(year.closing()))
            .order(children::id)
            .select((
                children::client_id,
                children::id,
                children::child_label,
                children::accompanying_from,
                children::accompanying_to,
            ))
            .load(conn)?;
        for (client, id, label, from, to) in found {
            if let Some(client) = self.get(client) {
                client.children.push(ChildFact { id, label, from, to });
            }
        }
        Ok(())
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = clients)]
struct ClientColumns {
    id: i64,
    intake_date: NaiveDate,
    referred_by: Option<ReferredBy>,
    identified_in_id: Option<i64>,
    pregnant_at_intake: Option<YesNoUnknown>,
    children_abroad: Option<YesNoUnknown>,
    closed_on: Option<NaiveDate>,
    closure_reason: Option<ClosureReason>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = client_identities)]
struct IdentityColumns {
    gender: Gender,
    birth_date: Option<NaiveDate>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = returns)]
struct ReturnColumns {
    id: i64,
    client_id: i64,
    country: Option<String>,
    applied_on: Option<NaiveDate>,
    decided_on: Option<NaiveDate>,
    decision: Option<ReturnDecision>,
    withdrawn_on: Option<NaiveDate>,
    returned_on: Option<NaiveDate>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = activities)]
struct ActivityColumns {
    id: i64,
    client_id: i64,
    activity_type: ActivityType,
    provider: Option<String>,
    began_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    support_ore: Option<i64>,
}

/// Enquiries received in the year.
///
/// # Errors
/// When the database cannot be read.
pub fn enquiries(conn: &mut Conn, _actor: &Actor, year: Year) -> Result<Vec<EnquiryFact>> {
    #[derive(Queryable, Selectable)]
    #[diesel(table_name = enquiries)]
    struct Columns {
        id: i64,
        received_on: NaiveDate,
        channel: Channel,
        answered_by: AnsweredBy,
        caller: Caller,
        topic: EnquiryTopic,
    }
    let mut rows: Vec<Columns> = enquiries::table
        .filter(enquiries::received_on.between(year.first(), year.closing()))
        .select(Columns::as_select())
        .load(conn)?;
    // Asked for an order by id, SQLite would walk the whole table instead of the year.
    rows.sort_unstable_by_key(|row| row.id);
    let fact = |row: Columns| EnquiryFact {
        id: row.id,
        received_on: row.received_on,
        channel: row.channel,
        answered_by: row.answered_by,
        caller: row.caller,
        topic: row.topic,
    };
    Ok(rows.into_iter().map(fact).collect())
}

/// Subjects of the enquiries received in the year.
///
/// # Errors
/// When the database cannot be read.
pub fn subjects(conn: &mut Conn, _actor: &Actor, year: Year) -> Result<Vec<SubjectFact>> {
    #[derive(Queryable, Selectable)]
    #[diesel(table_name = enquiry_subjects)]
    struct Columns {
        id: i64,
        persons: i32,
        gender: Gender,
        nationality: Option<String>,
        minors_along: Option<i32>,
        first_time: bool,
        outcome: Outcome,
        reason: Option<DeclineReason>,
    }
    let in_year = enquiries::received_on.between(year.first(), year.closing());
    let mut forms: Vec<(i64, i32, Exploitation)> = enquiry_subject_exploitations::table
        .inner_join(enquiry_subjects::table.on(enquiry_subjects::id.eq(enquiry_subject_exploitations::subject_id)))
        .inner_join(enquiries::table.on(enquiries::id.eq(enquiry_subjects::enquiry_id)))
        .filter(in_year)
        .select((
            enquiry_subject_exploitations::subject_id,
            enquiry_subject_exploitations::position,
            enquiry_subject_exploitations::exploitation,
        ))
        .load(conn)?;
    forms.sort_unstable_by_key(|(subject, position, _)| (*subject, *position));
    let mut of_subject: HashMap<i64, Vec<Exploitation>> = HashMap::new();
    for (subject, _, form) in forms {
        of_subject.entry(subject).or_default().push(form);
    }
    let mut rows: Vec<Columns> = enquiry_subjects::table
        .inner_join(enquiries::table.on(enquiries::id.eq(enquiry_subjects::enquiry_id)))
        .filter(in_year)
        .select(Columns::as_select())
        .load(conn)?;
    rows.sort_unstable_by_key(|row| row.id);
    let fact = |row: Columns| SubjectFact {
        id: row.id,
        persons: i64::from(row.persons),
        gender: row.gender,
        nationality: row.nationality.as_deref().and_then(Country::from_code),
        exploitation: of_subject.remove(&row.id).unwrap_or_default(),
        minors_along: i64::from(row.minors_along.unwrap_or(0)),
        first_time: row.first_time,
        outcome: row.outcome,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(fact).collect())
}

/// Outreach in the year.
///
/// # Errors
/// When the database cannot be read.
pub fn outreach(conn: &mut Conn, _actor: &Actor, year: Year) -> Result<Vec<OutreachFact>> {
    type Columns = (i64, OutreachType, Option<i64>, Option<i32>);
    let rows: Vec<Columns> = outreach_events::table
        .filter(outreach_events::held_on.between(year.first(), year.closing()))
        .order(outreach_events::id)
        .select((
            outreach_events::id,
            outreach_events::outreach_type,
            outreach_events::facility_id,
            outreach_events::participants,
        ))
        .load(conn)?;
    let fact = |(id, outreach_type, facility_id, participants): Columns| OutreachFact {
        id,
        outreach_type,
        facility_id,
        participants: participants.map(i64::from),
    };
    Ok(rows.into_iter().map(fact).collect())
}

/// Benefits paid, or paid and refunded, in the year.
///
/// # Errors
/// When the database cannot be read.
pub fn benefits(conn: &mut Conn, _actor: &Actor, year: Year) -> Result<Vec<BenefitFact>> {
    let rows: Vec<(i64, i64, i64, Option<NaiveDate>)> = benefits::table
        .filter(benefits::paid_on.between(year.first(), year.closing()))
        .filter(benefits::status.eq_any([BenefitStatus::Paid, BenefitStatus::Refunded]))
        // What stayed behind with a merged record is said of the client it turned out to be about already.
        .filter(
            benefits::client_id
                .ne_all(clients::table.filter(clients::merged_into_id.is_not_null()).select(clients::id)),
        )
        .order(benefits::id)
        .select((benefits::id, benefits::client_id, benefits::amount_ore, benefits::paid_on))
        .load(conn)?;
    let fact = |(id, client_id, amount_ore, paid_on)| BenefitFact { id, client_id, amount_ore, paid_on };
    Ok(rows.into_iter().map(fact).collect())
}

/// How many ids one statement asks for.
const IDS_AT_ONCE: usize = 500;

/// Case numbers by id.
///
/// # Errors
/// When the database cannot be read.
pub fn case_numbers(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let query = clients::table.filter(clients::id.eq_any(ids)).select((clients::id, clients::case_number));
        found.extend(query.load::<(i64, String)>(conn)?);
    }
    Ok(found)
}

/// Keys of enquiries by id, with the day they came.
///
/// # Errors
/// When the database cannot be read.
pub fn enquiry_keys(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let columns = (enquiries::id, enquiries::enquiry_key, enquiries::received_on);
        let query = enquiries::table.filter(enquiries::id.eq_any(ids)).select(columns);
        found.extend(query.load::<(i64, String, NaiveDate)>(conn)?.into_iter().map(named_enquiry));
    }
    Ok(found)
}

fn named_enquiry((id, key, on): (i64, String, NaiveDate)) -> (i64, String) {
    (id, format!("{key}, {}", on.format("%d.%m.%Y")))
}

/// Subjects by id, called by the enquiry they came in.
///
/// # Errors
/// When the database cannot be read.
pub fn subject_keys(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let query = enquiry_subjects::table
            .inner_join(enquiries::table.on(enquiries::id.eq(enquiry_subjects::enquiry_id)))
            .filter(enquiry_subjects::id.eq_any(ids))
            .select((enquiry_subjects::id, enquiries::enquiry_key, enquiries::received_on));
        found.extend(query.load::<(i64, String, NaiveDate)>(conn)?.into_iter().map(named_enquiry));
    }
    Ok(found)
}

/// Titles of outreach by id, with the day it was held.
///
/// # Errors
/// When the database cannot be read.
pub fn outreach_titles(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let columns = (outreach_events::id, outreach_events::title, outreach_events::held_on);
        let query = outreach_events::table.filter(outreach_events::id.eq_any(ids)).select(columns);
        found.extend(query.load::<(i64, String, NaiveDate)>(conn)?.into_iter().map(named_enquiry));
    }
    Ok(found)
}

/// The first and the last day with an enquiry or an in-person conversation.
///
/// # Errors
/// When the database cannot be read.
pub fn known_days(conn: &mut Conn, _actor: &Actor) -> Result<Option<(NaiveDate, NaiveDate)>> {
    use diesel::dsl::{max, min};
    // One end at a time: an index gives each at once, and both together only by reading it all (SQLite).
    let in_person = || journal_entries::table.filter(journal_entries::mode.eq(JournalMode::InPerson));
    let ends: [Option<NaiveDate>; 4] = [
        enquiries::table.select(min(enquiries::received_on)).first(conn)?,
        enquiries::table.select(max(enquiries::received_on)).first(conn)?,
        in_person().select(min(journal_entries::occurred_on)).first(conn)?,
        in_person().select(max(journal_entries::occurred_on)).first(conn)?,
    ];
    let known = || ends.into_iter().flatten();
    Ok(known().min().zip(known().max()))
}

/// The day of the first call.
///
/// # Errors
/// When the database cannot be read.
pub fn first_call(conn: &mut Conn, _actor: &Actor) -> Result<Option<NaiveDate>> {
    Ok(enquiries::table.select(diesel::dsl::min(enquiries::received_on)).first(conn)?)
}

/// The clients whom somebody may not open: a conflict of interest. Their records count, but she is not shown whose they are.
///
/// # Errors
/// When the database cannot be read.
pub fn blocked_clients(conn: &mut Conn, actor: &Actor) -> Result<Vec<i64>> {
    use crate::db::schema::client_access;
    let Actor::User { id, .. } = actor else { return Ok(Vec::new()) };
    let own = client_access::user_id.eq(id).and(client_access::rule.eq(AccessRule::Block));
    Ok(client_access::table.filter(own).select(client_access::client_id).load(conn)?)
}
