//! Finding a client by what somebody remembers: words of names in any order and spelling, the case number, the last digits of a
//! number. The words of all names are kept once each, with the keys of their sound; how far a word is from what was typed is
//! judged in Rust, so both backends find the same. Knows nothing of who may see whom: callers do.

use super::model::{ClientRow, IdentityRow};
use super::names::{self, Query};
use crate::db::schema::{
    client_citizenships, client_numbers, client_words, clients, contact_points, search_word_keys, search_words,
};
use crate::db::{Conn, bulk_insert, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::codes::ContactPointKind;
use crate::kernel::error::Result;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many words of the vocabulary one typed word is compared with.
const WORDS: i64 = 3000;

/// How many clients one typed word or number may lead to.
const CLIENTS: i64 = 20_000;

/// How many values stand in one condition.
const BATCH: usize = 1000;

/// What of a client can be searched for.
#[derive(Debug, Clone)]
pub struct Searchable {
    /// The client.
    pub client_id: i64,
    /// Her names and aliases.
    pub names: String,
    /// Her numbers: case number, DUF, telephones.
    pub numbers: Vec<String>,
}

impl Searchable {
    /// What a case and an identity say.
    #[must_use]
    pub fn of(client: &ClientRow, identity: &IdentityRow) -> Self {
        let names = [&identity.given_name, &identity.family_name, &identity.alias];
        let names: Vec<&str> = names.into_iter().filter_map(|name| name.as_deref()).collect();
        let numbers = [Some(client.case_number.clone()), identity.duf_number.clone()];
        Self { client_id: client.id, names: names.join(" "), numbers: numbers.into_iter().flatten().collect() }
    }
}

/// A client that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The client.
    pub client_id: i64,
    /// How far she is from what was typed; 0 is just that.
    pub penalty: u32,
    /// How many of the terms lead to her.
    pub terms: usize,
}

#[derive(Insertable)]
#[diesel(table_name = search_words, treat_none_as_default_value = false)]
struct WordRow {
    id: i64,
    word: String,
}

#[derive(Insertable)]
#[diesel(table_name = search_word_keys, treat_none_as_default_value = false)]
struct KeyRow {
    sound: String,
    word_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = client_words, treat_none_as_default_value = false)]
struct ClientWordRow {
    word_id: i64,
    client_id: i64,
}

#[derive(Insertable)]
#[diesel(table_name = client_numbers, treat_none_as_default_value = false)]
struct NumberRow {
    id: i64,
    client_id: i64,
    reversed: String,
}

/// Makes clients searchable who were not so before.
///
/// # Errors
/// When the database refuses.
pub fn index(conn: &mut Conn, _actor: &Actor, all: &[Searchable]) -> Result<()> {
    let words_of: Vec<(i64, Vec<String>)> = all.iter().map(|one| (one.client_id, names::words(&one.names))).collect();
    let wanted: BTreeSet<&String> = words_of.iter().flat_map(|(_, words)| words).collect();
    // The table is locked against other writers from here, so that a word is added once and not removed meanwhile.
    let first = next_id(conn, "search_words")?;
    let ids = known_words(conn, &wanted)?;
    let (mut words, mut keys, mut made) = (Vec::new(), Vec::new(), HashMap::new());
    for (id, word) in (first..).zip(wanted.into_iter().filter(|word| !ids.contains_key(*word))) {
        keys.extend(names::keys(word).into_iter().map(|sound| KeyRow { sound, word_id: id }));
        words.push(WordRow { id, word: word.clone() });
        made.insert(word.clone(), id);
    }
    bulk_insert!(conn, search_words, &words)?;
    ids_were_given(conn, "search_words")?;
    bulk_insert!(conn, search_word_keys, &keys)?;
    let rows: Vec<ClientWordRow> = words_of
        .iter()
        .flat_map(|(client_id, words)| {
            let ids = words.iter().filter_map(|word| ids.get(word).or_else(|| made.get(word)).copied());
            ids.map(|word_id| ClientWordRow { word_id, client_id: *client_id }).collect::<Vec<_>>()
        })
        .collect();
    bulk_insert!(conn, client_words, &rows)?;
    let first = next_id(conn, "client_numbers")?;
    let numbers = all.iter().flat_map(|one| one.numbers.iter().map(|number| (one.client_id, number)));
    let numbers: Vec<NumberRow> = (first..)
        .zip(numbers.map(|(client, number)| (client, names::digits_reversed(number))).filter(|(_, n)| !n.is_empty()))
        .map(|(id, (client_id, reversed))| NumberRow { id, client_id, reversed })
        .collect();
    bulk_insert!(conn, client_numbers, &numbers)?;
    ids_were_given(conn, "client_numbers")
}

/// Makes new cases searchable.
///
/// # Errors
/// When the database refuses.
pub fn index_new(conn: &mut Conn, actor: &Actor, cases: &[ClientRow], identities: &[IdentityRow]) -> Result<()> {
    let all = cases.iter().zip(identities).map(|(case, identity)| Searchable::of(case, identity));
    index(conn, actor, &all.collect::<Vec<_>>())
}

/// Those who came before there was a search.
///
/// # Errors
/// When the database cannot be read.
pub fn missing(conn: &mut Conn, _actor: &Actor) -> Result<Vec<i64>> {
    let numbered = client_numbers::table.filter(client_numbers::client_id.eq(clients::id));
    Ok(clients::table.filter(diesel::dsl::not(diesel::dsl::exists(numbered))).select(clients::id).load(conn)?)
}

/// Makes them searchable.
///
/// # Errors
/// When the database refuses.
pub fn index_missing(conn: &mut Conn, actor: &Actor, missing: &[i64]) -> Result<()> {
    for batch in missing.chunks(BATCH) {
        let mut cases = super::store::clients_of(conn, actor, batch)?;
        let mut identities = super::store::client_identities_of(conn, actor, batch)?;
        cases.sort_by_key(|case| case.id);
        identities.sort_by_key(|identity| identity.client_id);
        index_new(conn, actor, &cases, &identities)?;
        for identity in &identities {
            note_identity(conn, identity)?;
        }
    }
    Ok(())
}

fn known_words(conn: &mut Conn, wanted: &BTreeSet<&String>) -> Result<HashMap<String, i64>> {
    let wanted: Vec<&String> = wanted.iter().copied().collect();
    let mut known = HashMap::new();
    for batch in wanted.chunks(BATCH) {
        let found: Vec<(String, i64)> = search_words::table
            .filter(search_words::word.eq_any(batch.iter().map(|word| word.as_str())))
            .select((search_words::word, search_words::id))
            .load(conn)?;
        known.extend(found);
    }
    Ok(known)
}

/// Makes a client searchable by what she is called now, and no longer by what she was called. Words that nobody is called any
/// more are forgotten. Also her name in the order of lists.
///
/// # Errors
/// When the database refuses.
pub fn reindex(conn: &mut Conn, actor: &Actor, client: &ClientRow, identity: &IdentityRow) -> Result<()> {
    forget(conn, actor, client.id)?;
    let mut searchable = Searchable::of(client, identity);
    let phones: Vec<String> = contact_points::table
        .filter(contact_points::client_id.eq(client.id).and(contact_points::kind.eq(ContactPointKind::Phone)))
        .select(contact_points::value)
        .load(conn)?;
    searchable.numbers.extend(phones);
    index(conn, actor, &[searchable])?;
    note_identity(conn, identity)
}

fn note_identity(conn: &mut Conn, identity: &IdentityRow) -> Result<()> {
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    let sort_name = sort_name(&name(&identity.given_name), &name(&identity.family_name), &name(&identity.alias));
    let countries: i64 = client_citizenships::table
        .filter(client_citizenships::client_id.eq(identity.client_id))
        .count()
        .get_result(conn)?;
    let lacks_identity = countries == 0 || identity.birth_date.is_none();
    diesel::update(clients::table.find(identity.client_id))
        .set((clients::sort_name.eq(sort_name), clients::lacks_identity.eq(lacks_identity)))
        .execute(conn)?;
    Ok(())
}

/// Her name as lists sort it; an alias where there is no name.
#[must_use]
pub fn sort_name(given_name: &str, family_name: &str, alias: &str) -> String {
    let named = names::sort_key(given_name, family_name);
    if named.is_empty() { names::sort_key(alias, "") } else { named }
}

/// Takes a client out of all searches.
///
/// # Errors
/// When the database refuses.
pub fn forget(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<()> {
    next_id(conn, "search_words")?;
    let words: Vec<i64> =
        client_words::table.filter(client_words::client_id.eq(client)).select(client_words::word_id).load(conn)?;
    diesel::delete(client_words::table.filter(client_words::client_id.eq(client))).execute(conn)?;
    diesel::delete(client_numbers::table.filter(client_numbers::client_id.eq(client))).execute(conn)?;
    let used: Vec<i64> = client_words::table
        .filter(client_words::word_id.eq_any(&words))
        .select(client_words::word_id)
        .distinct()
        .load(conn)?;
    let unused: Vec<i64> = words.into_iter().filter(|word| !used.contains(word)).collect();
    diesel::delete(search_word_keys::table.filter(search_word_keys::word_id.eq_any(&unused))).execute(conn)?;
    diesel::delete(search_words::table.filter(search_words::id.eq_any(&unused))).execute(conn)?;
    Ok(())
}

/// Everybody to whom some term leads: those to whom most terms lead first, and of these the nearest. Whom the reader may see is
/// not decided here, so neither is which of them are near enough: that would tell of somebody hidden.
///
/// # Errors
/// When the database cannot be read.
pub fn search(conn: &mut Conn, actor: &Actor, query: &Query) -> Result<Vec<Hit>> {
    let mut found: BTreeMap<i64, (usize, u32)> = BTreeMap::new();
    let mut add = |clients: HashMap<i64, u32>| {
        for (client, penalty) in clients {
            let entry = found.entry(client).or_default();
            *entry = (entry.0 + 1, entry.1 + penalty);
        }
    };
    for word in &query.words {
        add(by_word(conn, actor, word, u32::MAX)?);
    }
    for number in &query.numbers {
        add(by_number(conn, actor, number)?);
    }
    let mut hits: Vec<Hit> =
        found.into_iter().map(|(client_id, (terms, penalty))| Hit { client_id, penalty, terms }).collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.terms), hit.penalty, hit.client_id));
    Ok(hits)
}

/// The clients one word leads to, each with how far her word is from it: at most `farthest`.
///
/// # Errors
/// When the database cannot be read.
pub fn by_word(conn: &mut Conn, _actor: &Actor, word: &str, farthest: u32) -> Result<HashMap<i64, u32>> {
    let columns = (search_words::id, search_words::word);
    let mut candidates: Vec<(i64, String)> = search_words::table
        .filter(search_words::word.ge(word).and(search_words::word.lt(format!("{word}~"))))
        .order(search_words::word)
        .limit(WORDS)
        .select(columns)
        .load(conn)?;
    let alike: Vec<(i64, String)> = search_word_keys::table
        .inner_join(search_words::table.on(search_words::id.eq(search_word_keys::word_id)))
        .filter(search_word_keys::sound.eq_any(names::keys(word)))
        .limit(WORDS)
        .select(columns)
        .load(conn)?;
    candidates.extend(alike);
    let mut near: HashMap<i64, u32> = HashMap::new();
    for (id, candidate) in candidates {
        if let Some(penalty) = names::penalty(word, &candidate).filter(|penalty| *penalty <= farthest) {
            near.insert(id, penalty);
        }
    }
    let mut found: HashMap<i64, u32> = HashMap::new();
    let ids: Vec<i64> = near.keys().copied().collect();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(i64, i64)> = client_words::table
            .filter(client_words::word_id.eq_any(batch))
            .select((client_words::word_id, client_words::client_id))
            .limit(CLIENTS)
            .load(conn)?;
        for (word, client) in rows {
            let penalty = near.get(&word).copied().unwrap_or(u32::MAX);
            found.entry(client).and_modify(|best| *best = penalty.min(*best)).or_insert(penalty);
        }
    }
    Ok(found)
}

/// The clients whose case number this is, or one of whose numbers ends so.
///
/// # Errors
/// When the database cannot be read.
pub fn by_number(conn: &mut Conn, _actor: &Actor, number: &str) -> Result<HashMap<i64, u32>> {
    let reversed = names::digits_reversed(number);
    if reversed.len() < 2 {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String)> = client_numbers::table
        .filter(client_numbers::reversed.ge(&reversed).and(client_numbers::reversed.lt(format!("{reversed}~"))))
        .select((client_numbers::client_id, client_numbers::reversed))
        .limit(CLIENTS)
        .load(conn)?;
    let mut found = HashMap::new();
    for (client, whole) in rows {
        let rest = u32::try_from(whole.len().saturating_sub(reversed.len())).unwrap_or(u32::MAX);
        found.entry(client).and_modify(|best: &mut u32| *best = rest.min(*best)).or_insert(rest);
    }
    Ok(found)
}
