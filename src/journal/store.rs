//! All SQL of this domain.

use super::model::{AmendmentRow, AspectRow, AttachmentRow, Entry, EntryHead, EntryRow, TopicRow, VersionRow, Written};
use crate::db::schema::{
    attachment_contents, attachments, journal_amendments, journal_entries, journal_entry_aspects, journal_entry_topics,
    journal_versions,
};
use crate::db::{Conn, Texts, bulk_insert, ids_were_given, next_id, texts_with_words};
use crate::kernel::actor::Actor;
use crate::kernel::codes::Visibility;
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_journal_entries(conn: &mut Conn, _actor: &Actor, rows: &[EntryRow]) -> Result<()> {
    bulk_insert!(conn, journal_entries, rows)?;
    ids_were_given(conn, "journal_entries")
}

/// The rows of these owners, in the order in which they were entered.
///
/// # Errors
/// When the database cannot be read.
pub fn journal_entries_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<EntryRow>> {
    Ok(journal_entries::table
        .filter(journal_entries::client_id.eq_any(owners))
        .order(journal_entries::id)
        .select(EntryRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_journal_entry_aspects(conn: &mut Conn, _actor: &Actor, rows: &[AspectRow]) -> Result<()> {
    Ok(bulk_insert!(conn, journal_entry_aspects, rows)?)
}

/// The sets of the rows that belong to these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn journal_entry_aspects_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<AspectRow>> {
    Ok(journal_entry_aspects::table
        .inner_join(journal_entries::table.on(journal_entries::id.eq(journal_entry_aspects::entry_id)))
        .filter(journal_entries::client_id.eq_any(owners))
        .order((journal_entry_aspects::entry_id, journal_entry_aspects::position))
        .select(AspectRow::as_select())
        .load(conn)?)
}

/// Adds rows that were checked before.
///
/// # Errors
/// When the database refuses.
pub fn add_journal_entry_topics(conn: &mut Conn, _actor: &Actor, rows: &[TopicRow]) -> Result<()> {
    Ok(bulk_insert!(conn, journal_entry_topics, rows)?)
}

/// The sets of the rows that belong to these owners, each in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn journal_entry_topics_of(conn: &mut Conn, _actor: &Actor, owners: &[i64]) -> Result<Vec<TopicRow>> {
    Ok(journal_entry_topics::table
        .inner_join(journal_entries::table.on(journal_entries::id.eq(journal_entry_topics::entry_id)))
        .filter(journal_entries::client_id.eq_any(owners))
        .order((journal_entry_topics::entry_id, journal_entry_topics::position))
        .select(TopicRow::as_select())
        .load(conn)?)
}

/// Notes the day of these clients' latest entries: what lists show. For clients who are imported `register/latest.rs` says the
/// same.
///
/// # Errors
/// When the database refuses.
pub fn note_latest(conn: &mut Conn, _actor: &Actor, clients: &[i64]) -> Result<()> {
    let columns = [("latest_entry_on", "occurred_on")];
    crate::db::note_latest(conn, "journal_entries", &columns, "t.occurred_on DESC", clients)
}

/// How many entries a client's journal has.
///
/// # Errors
/// When the database cannot be read.
pub fn count_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<i64> {
    Ok(journal_entries::table.filter(journal_entries::client_id.eq(client)).count().get_result(conn)?)
}

/// How many values stand in one condition.
const BATCH: usize = 1000;

/// The entries of a client without their texts, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn heads_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<EntryHead>> {
    let mut heads: Vec<EntryHead> = journal_entries::table
        .filter(journal_entries::client_id.eq(client))
        .select(EntryHead::as_select())
        .load(conn)?;
    // The backends differ in where no minute sorts.
    heads.sort_by_key(|head| std::cmp::Reverse(head.place()));
    Ok(heads)
}

/// The heads of these entries, in no order.
///
/// # Errors
/// When the database cannot be read.
pub fn heads(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<EntryHead>> {
    let wanted = journal_entries::table.filter(journal_entries::id.eq_any(ids));
    Ok(wanted.select(EntryHead::as_select()).load(conn)?)
}

/// These entries, in no order.
///
/// # Errors
/// When the database cannot be read.
pub fn entries(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<Entry>> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        let wanted = journal_entries::table.filter(journal_entries::id.eq_any(batch));
        found.extend(wanted.select(Entry::as_select()).load(conn)?);
    }
    Ok(found)
}

/// An entry of a client.
///
/// # Errors
/// [`Error::NotFound`] when she has no such entry.
pub fn entry_of(conn: &mut Conn, _actor: &Actor, client: i64, id: i64) -> Result<Entry> {
    journal_entries::table
        .filter(journal_entries::id.eq(id).and(journal_entries::client_id.eq(client)))
        .select(Entry::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// The entry that a user added last to a client's journal.
///
/// # Errors
/// When the database cannot be read.
pub fn last_added(conn: &mut Conn, _actor: &Actor, client: i64, author: i64) -> Result<Option<i64>> {
    let own = journal_entries::client_id.eq(client).and(journal_entries::author_id.eq(author));
    Ok(journal_entries::table.filter(own).select(diesel::dsl::max(journal_entries::id)).first(conn)?)
}

/// The topics of these entries, each set in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn topics(conn: &mut Conn, _actor: &Actor, entries: &[i64]) -> Result<Vec<TopicRow>> {
    let mut found = Vec::new();
    for batch in entries.chunks(BATCH) {
        let rows: Vec<TopicRow> = journal_entry_topics::table
            .filter(journal_entry_topics::entry_id.eq_any(batch))
            .order((journal_entry_topics::entry_id, journal_entry_topics::position))
            .select(TopicRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What these entries describe, each set in its order.
///
/// # Errors
/// When the database cannot be read.
pub fn aspects(conn: &mut Conn, _actor: &Actor, entries: &[i64]) -> Result<Vec<AspectRow>> {
    let mut found = Vec::new();
    for batch in entries.chunks(BATCH) {
        let rows: Vec<AspectRow> = journal_entry_aspects::table
            .filter(journal_entry_aspects::entry_id.eq_any(batch))
            .order((journal_entry_aspects::entry_id, journal_entry_aspects::position))
            .select(AspectRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What stands in an entry, with its sets.
///
/// # Errors
/// When the database cannot be read.
pub fn written(conn: &mut Conn, actor: &Actor, entry: &Entry) -> Result<Written> {
    let topics = topics(conn, actor, &[entry.head.id])?.into_iter().map(|row| row.topic).collect();
    let aspects = aspects(conn, actor, &[entry.head.id])?.into_iter().map(|row| row.aspect).collect();
    Ok(Written::of(entry, topics, aspects))
}

/// What stood in these entries before their corrections, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn versions(conn: &mut Conn, _actor: &Actor, entries: &[i64]) -> Result<Vec<VersionRow>> {
    let mut found = Vec::new();
    for batch in entries.chunks(BATCH) {
        let rows: Vec<VersionRow> = journal_versions::table
            .filter(journal_versions::entry_id.eq_any(batch))
            .order(journal_versions::id)
            .select(VersionRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What was added to these entries later, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn amendments(conn: &mut Conn, _actor: &Actor, entries: &[i64]) -> Result<Vec<AmendmentRow>> {
    let mut found = Vec::new();
    for batch in entries.chunks(BATCH) {
        let rows: Vec<AmendmentRow> = journal_amendments::table
            .filter(journal_amendments::entry_id.eq_any(batch))
            .order(journal_amendments::id)
            .select(AmendmentRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// These amendments, in no order.
///
/// # Errors
/// When the database cannot be read.
pub fn amendments_by_id(conn: &mut Conn, _actor: &Actor, ids: &[i64]) -> Result<Vec<AmendmentRow>> {
    let wanted = journal_amendments::table.filter(journal_amendments::id.eq_any(ids));
    Ok(wanted.select(AmendmentRow::as_select()).load(conn)?)
}

/// The ids of entries (or amendments) in which every term begins a word, the last entered first, all below `below`.
///
/// # Errors
/// When the database cannot be read.
pub fn with_words(
    conn: &mut Conn,
    _actor: &Actor,
    is_amendment: bool,
    terms: &[String],
    below: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    let texts = if is_amendment { Texts::Amendments } else { Texts::Entries };
    texts_with_words(conn, texts, terms, below, limit)
}

/// The texts of entries (or amendments), the last entered first, all below `below`.
///
/// # Errors
/// When the database cannot be read.
pub fn texts_below(
    conn: &mut Conn,
    _actor: &Actor,
    is_amendment: bool,
    below: i64,
    limit: i64,
) -> Result<Vec<(i64, String)>> {
    use journal_amendments as a;
    use journal_entries as e;
    Ok(if is_amendment {
        a::table.filter(a::id.lt(below)).order(a::id.desc()).limit(limit).select((a::id, a::text)).load(conn)?
    } else {
        e::table.filter(e::id.lt(below)).order(e::id.desc()).limit(limit).select((e::id, e::text)).load(conn)?
    })
}

/// What these users wrote since a moment (UTC) and shared with a shelter, the latest first, at most `limit`: each entry without
/// its text, and when it was written.
///
/// # Errors
/// When the database cannot be read.
pub fn shared_since(
    conn: &mut Conn,
    _actor: &Actor,
    authors: &[i64],
    since: NaiveDateTime,
    limit: i64,
) -> Result<Vec<(EntryHead, Option<NaiveDateTime>)>> {
    Ok(journal_entries::table
        .filter(journal_entries::written_at.ge(since))
        .filter(journal_entries::author_id.eq_any(authors))
        .filter(journal_entries::visibility.eq(Visibility::Shelter))
        .order((journal_entries::written_at.desc(), journal_entries::id.desc()))
        .limit(limit)
        .select((EntryHead::as_select(), journal_entries::written_at))
        .load(conn)?)
}

/// Adds an entry by the user who acts; `now` is UTC. Answers its id.
///
/// # Errors
/// When nobody has signed in, or the database refuses.
pub fn add_entry(conn: &mut Conn, actor: &Actor, client: i64, new: &Written, now: NaiveDateTime) -> Result<i64> {
    let author = actor.must_be_user()?;
    let id = next_id(conn, "journal_entries")?;
    diesel::insert_into(journal_entries::table)
        .values((
            journal_entries::id.eq(id),
            journal_entries::client_id.eq(client),
            journal_entries::occurred_on.eq(new.occurred_on),
            journal_entries::occurred_minute.eq(new.occurred_minute),
            journal_entries::mode.eq(new.mode),
            journal_entries::text.eq(&new.text),
            journal_entries::author_id.eq(author),
            journal_entries::visibility.eq(new.visibility),
            journal_entries::written_at.eq(Some(now)),
        ))
        .execute(conn)?;
    ids_were_given(conn, "journal_entries")?;
    add_sets(conn, actor, id, new)?;
    Ok(id)
}

fn add_sets(conn: &mut Conn, actor: &Actor, entry: i64, new: &Written) -> Result<()> {
    add_journal_entry_topics(conn, actor, &TopicRow::rows(entry, new.topics.clone()).collect::<Vec<_>>())?;
    add_journal_entry_aspects(conn, actor, &AspectRow::rows(entry, new.aspects.clone()).collect::<Vec<_>>())
}

/// Corrects an entry that is still at `version`, and keeps what stood before. `now` is UTC.
///
/// # Errors
/// [`Error::Conflict`] when it was corrected meanwhile.
pub fn correct(
    conn: &mut Conn,
    actor: &Actor,
    entry: &Entry,
    version: i32,
    new: &Written,
    now: NaiveDateTime,
) -> Result<()> {
    let id = entry.head.id;
    let before = written(conn, actor, entry)?;
    let unchanged = journal_entries::id.eq(id).and(journal_entries::version.eq(version));
    let changed = diesel::update(journal_entries::table.filter(unchanged))
        .set((
            journal_entries::occurred_on.eq(new.occurred_on),
            journal_entries::occurred_minute.eq(new.occurred_minute),
            journal_entries::mode.eq(new.mode),
            journal_entries::text.eq(&new.text),
            journal_entries::visibility.eq(new.visibility),
            journal_entries::version.eq(version + 1),
        ))
        .execute(conn)?;
    if changed != 1 {
        return Err(Error::Conflict("somebody else changed it first".to_owned()));
    }
    diesel::insert_into(journal_versions::table)
        .values((
            journal_versions::entry_id.eq(id),
            journal_versions::text.eq(before.kept_before(new)),
            journal_versions::visibility.eq(before.visibility),
            journal_versions::replaced_at.eq(now),
        ))
        .execute(conn)?;
    diesel::delete(journal_entry_topics::table.filter(journal_entry_topics::entry_id.eq(id))).execute(conn)?;
    diesel::delete(journal_entry_aspects::table.filter(journal_entry_aspects::entry_id.eq(id))).execute(conn)?;
    add_sets(conn, actor, id, new)
}

/// Adds to an entry what the user who acts has to say later; `now` is UTC.
///
/// # Errors
/// When nobody has signed in, or the database refuses.
pub fn amend(conn: &mut Conn, actor: &Actor, entry: i64, text: &str, now: NaiveDateTime) -> Result<()> {
    diesel::insert_into(journal_amendments::table)
        .values((
            journal_amendments::entry_id.eq(entry),
            journal_amendments::text.eq(text),
            journal_amendments::author_id.eq(actor.must_be_user()?),
            journal_amendments::written_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// The files attached to these entries, the first first.
///
/// # Errors
/// When the database cannot be read.
pub fn attachments_of(conn: &mut Conn, _actor: &Actor, entries: &[i64]) -> Result<Vec<AttachmentRow>> {
    let mut found = Vec::new();
    for batch in entries.chunks(BATCH) {
        let rows: Vec<AttachmentRow> = attachments::table
            .filter(attachments::entry_id.eq_any(batch))
            .order(attachments::id)
            .select(AttachmentRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// A client's attached file, and its content as it is sealed.
///
/// # Errors
/// [`Error::NotFound`] when she has no such file.
pub fn attachment(conn: &mut Conn, _actor: &Actor, client: i64, id: i64) -> Result<(AttachmentRow, Vec<u8>)> {
    attachments::table
        .inner_join(attachment_contents::table.on(attachment_contents::attachment_id.eq(attachments::id)))
        .filter(attachments::id.eq(id).and(attachments::client_id.eq(client)))
        .select((AttachmentRow::as_select(), attachment_contents::sealed))
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// Attaches a file; `row` brings no id. `seal` gets the id it has now, and answers the sealed content.
///
/// # Errors
/// When the content cannot be sealed, or the database refuses.
pub fn attach(
    conn: &mut Conn,
    _actor: &Actor,
    row: AttachmentRow,
    seal: impl FnOnce(i64) -> Result<Vec<u8>>,
) -> Result<()> {
    let id = next_id(conn, "attachments")?;
    diesel::insert_into(attachments::table).values(AttachmentRow { id, ..row }).execute(conn)?;
    ids_were_given(conn, "attachments")?;
    diesel::insert_into(attachment_contents::table)
        .values((attachment_contents::attachment_id.eq(id), attachment_contents::sealed.eq(seal(id)?)))
        .execute(conn)?;
    Ok(())
}
