//! Persons who may be the same: found while somebody is taken in, and beside a client who is there. The database is asked for
//! whoever is near by sound or number; [`reasons`] judges, and says why. Two whom somebody has told apart are not asked about
//! again. Knows no page.

use super::likeness::{ALIKE, YEAR, phone_end, swapped};
use super::{finding, names};

pub use super::likeness::{Candidate, Reason, reasons};
use super::sight::Sight;
use crate::db::Conn;
use crate::db::schema::{client_identities, clients, contact_points, distinct_clients};
use crate::kernel::actor::Actor;
use crate::kernel::codes::ContactPointKind;
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many similar persons are named at most, the nearest first.
const SHOWN: usize = 8;

/// How many values stand in one condition.
const BATCH: usize = 1000;

/// Somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// The client.
    pub client_id: i64,
    /// Her case number.
    pub case_number: String,
    /// What she is called; her alias, or nothing where there is neither.
    pub name: String,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Whoever may be the same person, of those the actor may see, the nearest first. Merged records are left out, and `exclude`.
///
/// # Errors
/// When the database cannot be read.
pub fn find(
    conn: &mut Conn,
    actor: &Actor,
    sight: &Sight,
    candidate: &Candidate,
    exclude: Option<i64>,
) -> Result<Vec<Similar>> {
    let mut near = near(conn, actor, candidate)?;
    if let Some(own) = exclude {
        near.remove(&own);
    }
    let mut found = Vec::new();
    for batch in near.into_iter().collect::<Vec<_>>().chunks(BATCH) {
        let visible: Vec<i64> = clients::table
            .filter(clients::id.eq_any(batch).and(clients::merged_into_id.is_null()))
            .filter(sight.condition())
            .select(clients::id)
            .load(conn)?;
        for (client_id, case_number, known) in known(conn, actor, &visible)? {
            let reasons = reasons(candidate, &known);
            if !reasons.is_empty() {
                let name = if known.names.is_empty() { known.alias } else { known.names };
                found.push(Similar { client_id, case_number, name, reasons });
            }
        }
    }
    let weight = |similar: &Similar| similar.reasons.iter().map(Reason::weight).sum::<u32>();
    found.sort_by_key(|similar| (std::cmp::Reverse(weight(similar)), similar.client_id));
    found.truncate(SHOWN);
    Ok(found)
}

/// Whoever may be the same person as a client and has not been told apart from her.
///
/// # Errors
/// When the database cannot be read.
pub fn of_client(conn: &mut Conn, actor: &Actor, sight: &Sight, client_id: i64) -> Result<Vec<Similar>> {
    let Some((_, _, candidate)) = known(conn, actor, &[client_id])?.into_iter().next() else { return Ok(Vec::new()) };
    let apart = told_apart(conn, actor, client_id)?;
    let mut found = find(conn, actor, sight, &candidate, Some(client_id))?;
    found.retain(|similar| !apart.contains(&similar.client_id));
    Ok(found)
}

/// Remembers that two clients are not the same person. Saying it again changes nothing.
///
/// # Errors
/// [`Error::Invalid`] for one and the same record, and when the database refuses.
pub fn tell_apart(conn: &mut Conn, actor: &Actor, one: i64, other: i64, now: NaiveDateTime) -> Result<()> {
    if one == other {
        return Err(Error::Invalid("a record is not two".to_owned()));
    }
    if told_apart(conn, actor, one)?.contains(&other) {
        return Ok(());
    }
    diesel::insert_into(distinct_clients::table)
        .values((
            distinct_clients::client_id.eq(one.min(other)),
            distinct_clients::other_id.eq(one.max(other)),
            distinct_clients::decided_by_id.eq(actor.user_id()),
            distinct_clients::decided_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

fn told_apart(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<i64>> {
    let pairs: Vec<(i64, i64)> = distinct_clients::table
        .filter(distinct_clients::client_id.eq(client).or(distinct_clients::other_id.eq(client)))
        .select((distinct_clients::client_id, distinct_clients::other_id))
        .load(conn)?;
    Ok(pairs.into_iter().map(|(one, other)| if one == client { other } else { one }).collect())
}

/// The ids of those whom it is worth to judge: a number that ends the same, two words near, or one and a birth date near.
fn near(conn: &mut Conn, actor: &Actor, candidate: &Candidate) -> Result<BTreeSet<i64>> {
    let mut near = BTreeSet::new();
    let ends = candidate.phones.iter().filter_map(|phone| phone_end(phone));
    for number in ends.chain((!candidate.duf.is_empty()).then(|| candidate.duf.clone())) {
        near.extend(finding::by_number(conn, actor, &number)?.into_keys());
    }
    let alias = names::words(&candidate.alias);
    if let Some(word) = alias.first() {
        let found: Vec<i64> = finding::by_word(conn, actor, word, ALIKE)?.into_keys().collect();
        near.extend(by_alias(conn, &found)?);
    }
    let mut words: HashMap<i64, usize> = HashMap::new();
    for word in names::words(&candidate.names) {
        for client in finding::by_word(conn, actor, &word, ALIKE)?.into_keys() {
            *words.entry(client).or_default() += 1;
        }
    }
    near.extend(words.iter().filter(|(_, count)| **count >= 2).map(|(client, _)| *client));
    if let Some(birth) = candidate.birth_date {
        let one_word: Vec<i64> = words.into_iter().filter(|(_, count)| *count == 1).map(|(client, _)| client).collect();
        near.extend(by_birth(conn, &one_word, birth)?);
    }
    Ok(near)
}

fn by_alias(conn: &mut Conn, of: &[i64]) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for batch in of.chunks(BATCH) {
        let named = client_identities::client_id.eq_any(batch).and(client_identities::alias.is_not_null());
        let rows: Vec<i64> = client_identities::table.filter(named).select(client_identities::client_id).load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those of some clients who were born near a day. Thousands may share a name; who was born near it an index knows.
fn by_birth(conn: &mut Conn, of: &[i64], birth: NaiveDate) -> Result<Vec<i64>> {
    let born = client_identities::birth_date.assume_not_null();
    let turned = swapped(birth).unwrap_or(birth);
    let near: HashSet<i64> = client_identities::table
        .filter(born.between(birth - YEAR, birth + YEAR).or(born.eq(turned)))
        .select(client_identities::client_id)
        .load(conn)?
        .into_iter()
        .collect();
    Ok(of.iter().copied().filter(|client| near.contains(client)).collect())
}

/// What is known of these clients.
fn known(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<(i64, String, Candidate)>> {
    type Row = (i64, String, Option<String>, Option<String>, Option<String>, Option<NaiveDate>, Option<String>);
    let rows: Vec<Row> = clients::table
        .inner_join(client_identities::table.on(client_identities::client_id.eq(clients::id)))
        .filter(clients::id.eq_any(ids))
        .select((
            clients::id,
            clients::case_number,
            client_identities::given_name,
            client_identities::family_name,
            client_identities::alias,
            client_identities::birth_date,
            client_identities::duf_number,
        ))
        .load(conn)?;
    let phones: Vec<(i64, String)> = contact_points::table
        .filter(contact_points::client_id.eq_any(ids).and(contact_points::kind.eq(ContactPointKind::Phone)))
        .select((contact_points::client_id, contact_points::value))
        .load(conn)?;
    let phones_of =
        |id: i64| phones.iter().filter(move |(client, _)| *client == id).map(|(_, value)| value.clone()).collect();
    Ok(rows
        .into_iter()
        .map(|(id, case_number, given, family, alias, birth_date, duf)| {
            let names = [given, family].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let (alias, duf) = (alias.unwrap_or_default(), duf.unwrap_or_default());
            (id, case_number, Candidate { names, alias, birth_date, duf, phones: phones_of(id) })
        })
        .collect())
}
