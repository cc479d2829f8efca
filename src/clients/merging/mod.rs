//! Two records that turned out to be about one person: what moves from the other record to the survivor, and how it moves back.
//! Nothing is deleted and nothing is counted twice; who she is stays as the survivor has it. Also remembers which two look
//! alike and are not the same person. Knows no page.

mod moves;
mod rules;

pub use moves::RecordKind;

use super::protection;
use super::sight::Sight;
use super::store::raise_version;
use crate::db::schema::{children, client_merge_moves, client_merges, clients, distinct_clients, drafts};
use crate::db::{Conn, bulk_insert, ids_were_given, next_id};
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What a merge would do to one kind of record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Of what.
    pub kind: RecordKind,
    /// Rows that move.
    pub moving: Vec<i64>,
    /// Rows that cannot stand beside what the survivor has. They stay behind, and are not counted.
    pub staying: Vec<i64>,
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Each kind of which there is something.
    pub parts: Vec<Part>,
    /// Children whose label belongs to another child of the survivor: (id, new label).
    pub labels: Vec<(i64, String)>,
}

/// A record as a form saw it: its id and version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The id.
    pub id: i64,
    /// The version.
    pub version: i32,
}

/// Where half-written forms of each record live: the beginning of their addresses.
#[derive(Debug, Clone)]
pub struct Addresses {
    /// Of the record they leave.
    pub from: String,
    /// Of the record they come to.
    pub to: String,
}

impl Addresses {
    fn moved(&self, address: &str) -> Option<String> {
        let rest = address.strip_prefix(&self.from)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{}{rest}", self.to))
    }
}

/// The client of a case number, as far as she can be seen; a merged record is none.
///
/// # Errors
/// When the database cannot be read.
pub fn by_case_number(conn: &mut Conn, _actor: &Actor, sight: &Sight, number: &str) -> Result<Option<i64>> {
    Ok(clients::table
        .filter(clients::case_number.eq(number).and(clients::merged_into_id.is_null()))
        .filter(sight.condition())
        .select(clients::id)
        .first(conn)
        .optional()?)
}

/// What it would do to make `other` part of `survivor`.
///
/// # Errors
/// When the database cannot be read.
pub fn plan(conn: &mut Conn, _actor: &Actor, survivor: i64, other: i64) -> Result<Plan> {
    let (mut behind, labels) = moves::colliding(conn, [survivor, other])?;
    let mut parts = Vec::new();
    for kind in RecordKind::ALL {
        let staying = behind.remove(kind).unwrap_or_default();
        let mut moving = moves::ids_of(conn, *kind, other)?;
        moving.retain(|id| !staying.contains(id));
        if !moving.is_empty() || !staying.is_empty() {
            parts.push(Part { kind: *kind, moving, staying });
        }
    }
    Ok(Plan { parts, labels })
}

/// A row that was moved.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_merge_moves, treat_none_as_default_value = false)]
struct MoveRow {
    id: i64,
    merge_id: i64,
    record_kind: String,
    record_id: i64,
    label_before: Option<String>,
}

/// Makes one record part of another, as planned in the same transaction. Answers the id of the merge.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed one of them first.
pub fn merge(
    conn: &mut Conn,
    actor: &Actor,
    survivor: Seen,
    other: Seen,
    addresses: &Addresses,
    now: NaiveDateTime,
) -> Result<i64> {
    raise_version(conn, actor, survivor.id, survivor.version)?;
    raise_version(conn, actor, other.id, other.version)?;
    let plan = plan(conn, actor, survivor.id, other.id)?;
    protection::carry_over(conn, actor, other.id, survivor.id, now)?;
    let merge = next_id(conn, "client_merges")?;
    let row = (
        client_merges::id.eq(merge),
        client_merges::survivor_id.eq(survivor.id),
        client_merges::merged_id.eq(other.id),
        client_merges::merged_by_id.eq(actor.user_id()),
        client_merges::merged_at.eq(now),
    );
    diesel::insert_into(client_merges::table).values(row).execute(conn)?;
    ids_were_given(conn, "client_merges")?;
    let into = clients::merged_into_id.eq(Some(survivor.id));
    diesel::update(clients::table.find(other.id)).set(into).execute(conn)?;

    let mut before = relabel(conn, &plan.labels, other.id)?;
    let mut moved = Vec::new();
    for part in &plan.parts {
        let ids = if part.kind == RecordKind::Drafts {
            let drafts = readdress(conn, &part.moving, addresses)?;
            before.extend(drafts.iter().map(|(id, address)| ((part.kind, *id), address.clone())));
            drafts.into_keys().collect()
        } else {
            part.moving.clone()
        };
        moves::give(conn, part.kind, &ids, other.id, survivor.id)?;
        moved.extend(ids.into_iter().map(|id| (part.kind, id)));
    }
    let first = next_id(conn, "client_merge_moves")?;
    let rows: Vec<MoveRow> = (first..)
        .zip(moved)
        .map(|(id, key)| MoveRow {
            id,
            merge_id: merge,
            record_kind: key.0.table().to_owned(),
            record_id: key.1,
            label_before: before.remove(&key),
        })
        .collect();
    bulk_insert!(conn, client_merge_moves, &rows)?;
    ids_were_given(conn, "client_merge_moves")?;
    forget_distinct(conn, survivor.id, other.id)?;
    Ok(merge)
}

/// Gives children of a client their new labels. Answers the old ones.
fn relabel(conn: &mut Conn, labels: &[(i64, String)], client: i64) -> Result<BTreeMap<(RecordKind, i64), String>> {
    let mut before = BTreeMap::new();
    let mut renamed = BTreeSet::new();
    for (id, label) in labels {
        let old: String = children::table.find(id).select(children::child_label).first(conn)?;
        diesel::update(children::table.find(id)).set(children::child_label.eq(label)).execute(conn)?;
        renamed.insert((old.clone(), label.clone()));
        before.insert((RecordKind::Children, *id), old);
    }
    moves::rename_followers(conn, client, &renamed)?;
    Ok(before)
}

/// Gives half-written forms the addresses of the other record. One whose writer has a form there already stays as it is.
/// Answers those that changed, with their old addresses.
fn readdress(conn: &mut Conn, ids: &[i64], addresses: &Addresses) -> Result<BTreeMap<i64, String>> {
    let rows: Vec<(i64, i64, String)> = drafts::table
        .filter(drafts::id.eq_any(ids))
        .select((drafts::id, drafts::user_id, drafts::address))
        .load(conn)?;
    let mut changed = BTreeMap::new();
    for (id, user, address) in rows {
        let Some(moved) = addresses.moved(&address) else { continue };
        let there = drafts::table.filter(drafts::user_id.eq(user).and(drafts::address.eq(&moved)));
        if there.count().get_result::<i64>(conn)? == 0 {
            diesel::update(drafts::table.find(id)).set(drafts::address.eq(&moved)).execute(conn)?;
            changed.insert(id, address);
        }
    }
    Ok(changed)
}

/// A merge of the past, or one that stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = client_merges)]
pub struct MergeRow {
    /// The id in the database.
    pub id: i64,
    /// The record that took the other in.
    pub survivor_id: i64,
    /// The other.
    pub merged_id: i64,
    /// Who did it.
    pub merged_by_id: Option<i64>,
    /// When (UTC).
    pub merged_at: NaiveDateTime,
    /// When it was undone (UTC); none while it stands.
    pub undone_at: Option<NaiveDateTime>,
}

/// All merges into a record, the latest first, each with the case number of the other.
///
/// # Errors
/// When the database cannot be read.
pub fn merges_of(conn: &mut Conn, _actor: &Actor, survivor: i64) -> Result<Vec<(MergeRow, String)>> {
    Ok(client_merges::table
        .inner_join(clients::table.on(clients::id.eq(client_merges::merged_id)))
        .filter(client_merges::survivor_id.eq(survivor))
        .order(client_merges::id.desc())
        .select((MergeRow::as_select(), clients::case_number))
        .load(conn)?)
}

/// Undoes a merge that stands: exactly what was moved moves back, what was written since stays. The survivor must still be at
/// `version`. A protection that came with the other record stays too: it is never lifted by the way.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed the survivor first.
pub fn undo(
    conn: &mut Conn,
    actor: &Actor,
    merge: &MergeRow,
    version: i32,
    addresses: &Addresses,
    now: NaiveDateTime,
) -> Result<()> {
    let (survivor, merged) = (merge.survivor_id, merge.merged_id);
    raise_version(conn, actor, survivor, version)?;
    let at: i32 = clients::table.find(merged).select(clients::version).first(conn)?;
    raise_version(conn, actor, merged, at)?;
    let undone = diesel::update(client_merges::table.find(merge.id).filter(client_merges::undone_at.is_null()))
        .set((client_merges::undone_by_id.eq(actor.user_id()), client_merges::undone_at.eq(Some(now))))
        .execute(conn)?;
    if undone != 1 {
        return Err(Error::Conflict("the merge is undone already".to_owned()));
    }
    diesel::update(clients::table.find(merged)).set(clients::merged_into_id.eq(None::<i64>)).execute(conn)?;
    let rows: Vec<MoveRow> = client_merge_moves::table
        .filter(client_merge_moves::merge_id.eq(merge.id))
        .order(client_merge_moves::id)
        .select(MoveRow::as_select())
        .load(conn)?;
    let mut renamed = BTreeSet::new();
    for kind in RecordKind::ALL {
        let of_kind: Vec<&MoveRow> = rows.iter().filter(|row| row.record_kind == kind.table()).collect();
        let ids: Vec<i64> = of_kind.iter().map(|row| row.record_id).collect();
        if *kind == RecordKind::Drafts {
            // A form may have been sent since, and its id be another's: only what is still at the moved address is the same.
            let was: BTreeSet<&str> = of_kind.iter().filter_map(|row| row.label_before.as_deref()).collect();
            let back = drafts_moved_back(conn, &ids, &was, addresses)?;
            moves::give(conn, *kind, &back, survivor, merged)?;
            continue;
        }
        moves::give(conn, *kind, &ids, survivor, merged)?;
        for row in of_kind.iter().filter(|_| *kind == RecordKind::Children) {
            if let Some(label) = &row.label_before {
                let hers =
                    || children::table.filter(children::id.eq(row.record_id).and(children::client_id.eq(merged)));
                let now: Option<String> = hers().select(children::child_label).first(conn).optional()?;
                diesel::update(hers()).set(children::child_label.eq(label)).execute(conn)?;
                renamed.extend(now.map(|now| (now, label.clone())));
            }
        }
    }
    // Once her statuses are hers again.
    moves::rename_followers(conn, merged, &renamed)
}

/// Gives half-written forms back the addresses they had. Answers which.
fn drafts_moved_back(conn: &mut Conn, ids: &[i64], was: &BTreeSet<&str>, addresses: &Addresses) -> Result<Vec<i64>> {
    let back = Addresses { from: addresses.to.clone(), to: addresses.from.clone() };
    let rows: Vec<(i64, String)> =
        drafts::table.filter(drafts::id.eq_any(ids)).select((drafts::id, drafts::address)).load(conn)?;
    let same: Vec<i64> = rows
        .into_iter()
        .filter(|(_, address)| back.moved(address).is_some_and(|old| was.contains(old.as_str())))
        .map(|(id, _)| id)
        .collect();
    Ok(readdress(conn, &same, &back)?.into_keys().collect())
}

/// The two in the order in which the table keeps them.
const fn ordered(one: i64, other: i64) -> (i64, i64) {
    if one < other { (one, other) } else { (other, one) }
}

fn forget_distinct(conn: &mut Conn, one: i64, other: i64) -> Result<()> {
    diesel::delete(distinct_clients::table.find(ordered(one, other))).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_record_change() {
        let addresses = Addresses { from: "/clients/ab".to_owned(), to: "/clients/cd".to_owned() };
        assert_eq!(addresses.moved("/clients/ab/journal/new").as_deref(), Some("/clients/cd/journal/new"));
        assert_eq!(addresses.moved("/clients/ab").as_deref(), Some("/clients/cd"));
        assert_eq!(addresses.moved("/clients/abc/journal/new"), None);
        assert_eq!(addresses.moved("/clients/new"), None);
    }

    #[test]
    fn a_pair_stands_once() {
        assert_eq!((ordered(2, 1), ordered(1, 2)), ((1, 2), (1, 2)));
    }
}
