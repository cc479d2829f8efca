//! The rows that belong to a client, table by table, and how they are given to another. The one place outside their domains that
//! changes them, and nothing of them but whose they are.

use super::rules::{self, ChildPeriod, Nights};
use crate::db::Conn;
use crate::db::schema::{
    activities, announced_arrivals, appointments, arrivals, attachments, benefits, children, client_alerts,
    client_contacts, client_identifiers, consent_scopes, consents, contact_points, deadlines, drafts, enquiries,
    enquiry_subjects, journal_amendments, journal_entries, legal_aid, night_cards, police_events, police_matters,
    record_changes, residence_appeals, residence_decisions, residence_status_children, residence_statuses, returns,
    stay_absences, stays, tasks, withdrawal_notices,
};
use crate::kernel::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows one statement changes.
const BATCH: usize = 500;

/// The tables whose rows belong to a client by `client_id`, each once.
macro_rules! movable {
    ($($kind:ident = $table:ident;)+) => {
        /// What belongs to a client and goes with her.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RecordKind {
            $(#[doc = concat!("Rows of ", stringify!($table), ".")] $kind,)+
        }

        impl RecordKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The name of the table.
            #[must_use]
            pub const fn table(self) -> &'static str {
                match self { $(Self::$kind => stringify!($table),)+ }
            }
        }

        /// The ids of a client's rows, in the order in which they were entered.
        pub(super) fn ids_of(conn: &mut Conn, kind: RecordKind, client: i64) -> Result<Vec<i64>> {
            Ok(match kind { $(RecordKind::$kind => $table::table
                .filter($table::client_id.eq(client))
                .order($table::id)
                .select($table::id)
                .load(conn)?,)+
            })
        }

        /// Gives these rows of one client to another. Rows that are not hers (any more) stay where they are.
        pub(super) fn give(conn: &mut Conn, kind: RecordKind, ids: &[i64], from: i64, to: i64) -> Result<()> {
            for batch in ids.chunks(BATCH) {
                match kind { $(RecordKind::$kind => {
                    let hers = $table::table.filter($table::id.eq_any(batch)).filter($table::client_id.eq(from));
                    diesel::update(hers).set($table::client_id.eq(to)).execute(conn)?;
                })+ }
            }
            Ok(())
        }
    };
}

movable! {
    Consents = consents;
    Children = children;
    Entries = journal_entries;
    Attachments = attachments;
    Stays = stays;
    Absences = stay_absences;
    Statuses = residence_statuses;
    Activities = activities;
    Matters = police_matters;
    Returns = returns;
    LegalAid = legal_aid;
    Benefits = benefits;
    Enquiries = enquiries;
    Subjects = enquiry_subjects;
    Contacts = client_contacts;
    ContactPoints = contact_points;
    Identifiers = client_identifiers;
    Alerts = client_alerts;
    Drafts = drafts;
    Changes = record_changes;
    Decisions = residence_decisions;
    Appeals = residence_appeals;
    Tasks = tasks;
    Appointments = appointments;
    Deadlines = deadlines;
    Announced = announced_arrivals;
    Arrivals = arrivals;
    Notices = withdrawal_notices;
    NightCards = night_cards;
}

/// Gives the children who follow a client's statuses the labels that her children have now: (before, now).
pub(super) fn rename_followers(conn: &mut Conn, client: i64, renamed: &BTreeSet<(String, String)>) -> Result<()> {
    for (before, now) in renamed {
        let hers =
            residence_statuses::table.filter(residence_statuses::client_id.eq(client)).select(residence_statuses::id);
        let rows = residence_status_children::table
            .filter(residence_status_children::child_label.eq(before))
            .filter(residence_status_children::status_id.eq_any(hers));
        diesel::update(rows).set(residence_status_children::child_label.eq(now)).execute(conn)?;
    }
    Ok(())
}

/// Facts of the survivor, and those of the other record with their ids.
struct Facts<T> {
    kept: Vec<T>,
    coming: Vec<(i64, T)>,
}

impl<T> Facts<T> {
    fn sorted(rows: Vec<(i64, i64, T)>, survivor: i64) -> Self {
        let (kept, coming): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, client, _)| *client == survivor);
        Self {
            kept: kept.into_iter().map(|(_, _, fact)| fact).collect(),
            coming: coming.into_iter().map(|(id, _, fact)| (id, fact)).collect(),
        }
    }

    fn map<U>(self, mut change: impl FnMut(T) -> U) -> Facts<U> {
        let coming = self.coming.into_iter().map(|(id, fact)| (id, change(fact))).collect::<Vec<_>>();
        Facts { kept: self.kept.into_iter().map(change).collect(), coming }
    }
}

/// Reads columns of a table for both clients.
macro_rules! facts {
    ($conn:ident, $pair:ident, $table:ident ($($column:ident: $kind:ty),+)) => {{
        let rows: Vec<(i64, i64, ($($kind,)+))> = $table::table
            .filter($table::client_id.eq_any($pair))
            .order($table::id)
            .select(($table::id, $table::client_id, ($($table::$column,)+)))
            .load($conn)?;
        Facts::sorted(rows, $pair[0])
    }};
}

type Text = Option<String>;
type Day = Option<NaiveDate>;

/// Rows that stay behind, by what they are, and children with their new labels.
pub(super) type Colliding = (BTreeMap<RecordKind, Vec<i64>>, Vec<(i64, String)>);

/// Which rows of the other record stay behind, and the children that get a new label as (id, new label). `pair` is the
/// survivor and the other.
pub(super) fn colliding(conn: &mut Conn, pair: [i64; 2]) -> Result<Colliding> {
    let mut staying = BTreeMap::new();
    let all = facts!(conn, pair, stays (facility_id: i64, began_on: NaiveDate, ended_on: Day))
        .map(|(facility, began_on, ended_on)| Nights { facility, began_on, ended_on });
    let stays_behind = rules::sharing_a_night(&all.kept, &all.coming);
    // An absence is of one stay: it stays with it.
    staying.insert(
        RecordKind::Absences,
        stay_absences::table
            .filter(stay_absences::stay_id.eq_any(&stays_behind))
            .order(stay_absences::id)
            .select(stay_absences::id)
            .load(conn)?,
    );
    staying.insert(RecordKind::Stays, stays_behind);
    let all = facts!(conn, pair, residence_statuses (began_on: NaiveDate)).map(|(began_on,)| began_on);
    staying.insert(RecordKind::Statuses, rules::beginning_together(&all.kept, &all.coming));
    let all = facts!(conn, pair, children (
        child_label: String, birth_date: Day, gender: Text, accompanying_from: NaiveDate, accompanying_to: Day
    ))
    .map(|(label, birth_date, gender, from, to)| ChildPeriod { label, birth_date, gender, from, to });
    let (periods, labels) = rules::children(&all.kept, &all.coming);
    staying.insert(RecordKind::Children, periods);
    staying.insert(RecordKind::Consents, same_consents(conn, pair)?);
    staying.insert(RecordKind::Entries, same_entries(conn, pair)?);
    staying.insert(RecordKind::Matters, same_matters(conn, pair)?);
    let all = facts!(conn, pair, activities (
        activity_type: String, provider: Text, began_on: NaiveDate, ended_on: Day, completed: Text,
        support_ore: Option<i64>
    ));
    staying.insert(RecordKind::Activities, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, returns (
        programme: String, country: Text, applied_on: Day, decided_on: Day, decision: Text,
        withdrawn_on: Day, returned_on: Day
    ));
    staying.insert(RecordKind::Returns, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, legal_aid (
        lawyer: String, granted_on: NaiveDate, hours_granted_hundredths: i64,
        hours_used_hundredths: Option<i64>, kind: Text
    ));
    staying.insert(RecordKind::LegalAid, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, benefits (
        period: NaiveDate, category: String, amount_ore: i64, status: String, paid_on: Day
    ));
    staying.insert(RecordKind::Benefits, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, client_contacts (
        kind: String, name: String, organisation: Text, phone: Text, email: Text, note: Text, ended_on: Day
    ));
    staying.insert(RecordKind::Contacts, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, contact_points (
        kind: String, value: String, safety: String, note: Text, ended_on: Day
    ));
    staying.insert(RecordKind::ContactPoints, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, client_identifiers (
        kind: String, value: String, source: Text, is_verified: bool, note: Text
    ));
    staying.insert(RecordKind::Identifiers, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, client_alerts (
        level: String, text: String, began_on: NaiveDate, ends_on: Day
    ));
    staying.insert(RecordKind::Alerts, rules::said_twice(&all.kept, &all.coming));
    let all = facts!(conn, pair, appointments (
        title: String, held_on: NaiveDate, begins_minute: Option<i32>, place: Text, state: String
    ));
    staying.insert(RecordKind::Appointments, rules::said_twice(&all.kept, &all.coming));
    staying.insert(RecordKind::Decisions, same_decisions(conn, pair)?);
    let all = facts!(conn, pair, deadlines (
        kind: String, source_id: Option<i64>, legal_on: NaiveDate, legal_minute: Option<i32>, title: Text, note: Text,
        state: String
    ));
    staying.insert(RecordKind::Deadlines, rules::said_twice(&all.kept, &all.coming));
    Ok((staying, labels))
}

/// Decisions that say the same. One that was appealed says more, and moves with its appeals.
fn same_decisions(conn: &mut Conn, pair: [i64; 2]) -> Result<Vec<i64>> {
    let all = facts!(conn, pair, residence_decisions (
        kind: String, body: Text, applied_on: Day, decided_on: Day, outcome: Text, legal_basis: Text,
        notified_on: Day, notified_minute: Option<i32>, departure_by: Day, note: Text
    ));
    let same = rules::said_twice(&all.kept, &all.coming);
    let appealed: Vec<i64> = residence_appeals::table
        .filter(residence_appeals::decision_id.eq_any(&same))
        .select(residence_appeals::decision_id)
        .load(conn)?;
    Ok(same.into_iter().filter(|id| !appealed.contains(id)).collect())
}

/// Consents that say the same, scopes included.
fn same_consents(conn: &mut Conn, pair: [i64; 2]) -> Result<Vec<i64>> {
    let all = facts!(conn, pair, consents (
        id: i64, given_on: NaiveDate, form: String, expires_on: Day, withdrawn_on: Day, note: Text
    ));
    let scopes: Vec<(i64, String)> = consent_scopes::table
        .inner_join(consents::table.on(consents::id.eq(consent_scopes::consent_id)))
        .filter(consents::client_id.eq_any(pair))
        .order((consent_scopes::consent_id, consent_scopes::position))
        .select((consent_scopes::consent_id, consent_scopes::scope))
        .load(conn)?;
    let of = |consent: i64| -> Vec<String> {
        scopes.iter().filter(|(id, _)| *id == consent).map(|(_, scope)| scope.clone()).collect()
    };
    let all = all.map(|(id, given_on, form, expires_on, withdrawn_on, note)| {
        (of(id), given_on, form, expires_on, withdrawn_on, note)
    });
    Ok(rules::said_twice(&all.kept, &all.coming))
}

/// Entries that say the same at the same time: one conversation, written into both records. One that has files or amendments says
/// more, and moves.
fn same_entries(conn: &mut Conn, pair: [i64; 2]) -> Result<Vec<i64>> {
    let all = facts!(conn, pair, journal_entries (
        occurred_on: NaiveDate, occurred_minute: Option<i32>, mode: String, text: String, author_id: i64,
        visibility: Text
    ));
    let same = rules::said_twice(&all.kept, &all.coming);
    let mut richer: Vec<i64> =
        attachments::table.filter(attachments::entry_id.eq_any(&same)).select(attachments::entry_id).load(conn)?;
    let amended: Vec<i64> = journal_amendments::table
        .filter(journal_amendments::entry_id.eq_any(&same))
        .select(journal_amendments::entry_id)
        .load(conn)?;
    richer.extend(amended);
    Ok(same.into_iter().filter(|id| !richer.contains(id)).collect())
}

/// Police matters that are the same in everything but their key in the register, events included.
fn same_matters(conn: &mut Conn, pair: [i64; 2]) -> Result<Vec<i64>> {
    type Event = (i64, NaiveDate, String, Text, Text);
    let all = facts!(conn, pair, police_matters (
        id: i64, offence: String, role: Text, district: Text, case_number: Text
    ));
    let events: Vec<Event> = police_events::table
        .inner_join(police_matters::table.on(police_matters::id.eq(police_events::matter_id)))
        .filter(police_matters::client_id.eq_any(pair))
        .order((police_events::matter_id, police_events::id))
        .select((
            police_events::matter_id,
            police_events::happened_on,
            police_events::event,
            police_events::ground,
            police_events::note,
        ))
        .load(conn)?;
    let of = |matter: i64| -> Vec<(NaiveDate, String, Text, Text)> {
        let hers = events.iter().filter(|(id, ..)| *id == matter);
        hers.map(|(_, on, event, ground, note)| (*on, event.clone(), ground.clone(), note.clone())).collect()
    };
    let all = all.map(|(id, offence, role, district, number)| (of(id), offence, role, district, number));
    Ok(rules::said_twice(&all.kept, &all.coming))
}
