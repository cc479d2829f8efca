//! Who may open one client: the access list of a protected case, colleagues who are blocked, and who opened it in an emergency.
//! `sight.rs` applies these rules; here they are set. Knows no page.

use super::store::{Colleague, raise_version};
use crate::db::Conn;
use crate::db::schema::{break_glass, client_access, clients};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AccessRule, Role};
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Who may open a client, as it stands or as somebody wants it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Protection {
    /// True when only the access list and the lead see her.
    pub is_protected: bool,
    /// The access list: ids of users. It counts only while the case is protected.
    pub allowed: Vec<i64>,
    /// Users who may not open her, each with the reason.
    pub blocked: Vec<(i64, String)>,
}

impl Protection {
    /// The same as it may be saved: a case that becomes protected keeps its own caseworker and the one who does it, nobody
    /// stands on the list twice, a block goes before a place on the list, and an open case has no list.
    #[must_use]
    pub fn settled(mut self, was_protected: bool, caseworker: Option<i64>, actor: &Actor) -> Self {
        if self.is_protected && !was_protected {
            self.allowed.extend(caseworker);
            if let Actor::User { id, role: Role::Caseworker } = actor {
                self.allowed.push(*id);
            }
        }
        if !self.is_protected {
            self.allowed.clear();
        }
        self.allowed.sort_unstable();
        self.allowed.dedup();
        self.allowed.retain(|id| !self.blocked.iter().any(|(blocked, _)| blocked == id));
        self
    }

    /// True when this colleague may open the client, whom nobody but the lead opens when she is locked.
    #[must_use]
    pub fn lets_in(&self, colleague: &Colleague, is_locked: bool) -> bool {
        let is_let_in = match colleague.role {
            Role::Lead => true,
            Role::Caseworker => !is_locked && (!self.is_protected || self.allowed.contains(&colleague.id)),
            Role::ContactPerson | Role::Helpline | Role::Admin => false,
        };
        is_let_in && colleague.is_active && !self.blocked.iter().any(|(id, _)| *id == colleague.id)
    }
}

/// Who may open a client, as it stands.
///
/// # Errors
/// When the database cannot be read.
pub fn of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Protection> {
    let is_protected: bool = clients::table.find(client).select(clients::is_protected).first(conn)?;
    let rules: Vec<(i64, AccessRule, Option<String>)> = client_access::table
        .filter(client_access::client_id.eq(client))
        .order(client_access::user_id)
        .select((client_access::user_id, client_access::rule, client_access::reason))
        .load(conn)?;
    let mut protection = Protection { is_protected, ..Protection::default() };
    for (user, rule, reason) in rules {
        match rule {
            AccessRule::Allow => protection.allowed.push(user),
            AccessRule::Block => protection.blocked.push((user, reason.unwrap_or_default())),
        }
    }
    Ok(protection)
}

/// Says who may open a client whose case is still at `version`.
///
/// # Errors
/// [`crate::kernel::error::Error::Conflict`] when somebody else changed it first.
pub fn set(
    conn: &mut Conn,
    actor: &Actor,
    client: i64,
    version: i32,
    wanted: &Protection,
    now: NaiveDateTime,
) -> Result<()> {
    raise_version(conn, actor, client, version)?;
    write(conn, actor, client, wanted, now)
}

/// Writes the rules that differ; those that stay keep who set them and when.
fn write(conn: &mut Conn, actor: &Actor, client: i64, wanted: &Protection, now: NaiveDateTime) -> Result<()> {
    let stands = of(conn, actor, client)?;
    let protected = clients::is_protected.eq(wanted.is_protected);
    diesel::update(clients::table.find(client)).set(protected).execute(conn)?;
    let rules = |of: &Protection| -> Vec<(i64, AccessRule, Option<String>)> {
        let allowed = of.allowed.iter().map(|user| (*user, AccessRule::Allow, None));
        let blocked = of.blocked.iter().map(|(user, reason)| (*user, AccessRule::Block, Some(reason.clone())));
        allowed.chain(blocked).collect()
    };
    let (before, after) = (rules(&stands), rules(wanted));
    for (user, ..) in before.iter().filter(|rule| !after.contains(rule)) {
        let of_user = client_access::client_id.eq(client).and(client_access::user_id.eq(*user));
        diesel::delete(client_access::table.filter(of_user)).execute(conn)?;
    }
    for (user, rule, reason) in after.iter().filter(|rule| !before.contains(rule)) {
        let row = (
            client_access::client_id.eq(client),
            client_access::user_id.eq(*user),
            client_access::rule.eq(*rule),
            client_access::reason.eq(reason),
            client_access::set_by_id.eq(actor.user_id()),
            client_access::set_at.eq(now),
        );
        diesel::insert_into(client_access::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// What protects two records together when one becomes part of the other: never less than one of them had. Their lists are
/// joined as far as they counted, and so are the blocks.
#[must_use]
pub fn joined(kept: &Protection, coming: &Protection, caseworker: Option<i64>, actor: &Actor) -> Protection {
    let is_protected = kept.is_protected || coming.is_protected;
    let lists = [kept, coming].into_iter().filter(|one| one.is_protected).flat_map(|one| one.allowed.iter().copied());
    let mut blocked = kept.blocked.clone();
    let others = coming.blocked.iter().filter(|(id, _)| !kept.blocked.iter().any(|(known, _)| known == id));
    blocked.extend(others.cloned());
    let joined = Protection { is_protected, allowed: lists.collect(), blocked };
    joined.settled(kept.is_protected, caseworker, actor)
}

/// Gives a record the protection of another that becomes part of it.
///
/// # Errors
/// When the database refuses.
pub fn carry_over(conn: &mut Conn, actor: &Actor, from: i64, to: i64, now: NaiveDateTime) -> Result<()> {
    let (kept, coming) = (of(conn, actor, to)?, of(conn, actor, from)?);
    let caseworker: Option<i64> = clients::table.find(to).select(clients::caseworker_id).first(conn)?;
    write(conn, actor, to, &joined(&kept, &coming, caseworker, actor), now)
}

/// Gives a case that is still at `version` another caseworker. She comes on the access list of a protected case.
///
/// # Errors
/// [`crate::kernel::error::Error::Conflict`] when somebody else changed it first.
pub fn hand_over(
    conn: &mut Conn,
    actor: &Actor,
    client: i64,
    version: i32,
    caseworker: i64,
    now: NaiveDateTime,
) -> Result<()> {
    raise_version(conn, actor, client, version)?;
    diesel::update(clients::table.find(client)).set(clients::caseworker_id.eq(caseworker)).execute(conn)?;
    let mut wanted = of(conn, actor, client)?;
    wanted.allowed.push(caseworker);
    let was_protected = wanted.is_protected;
    write(conn, actor, client, &wanted.settled(was_protected, None, actor), now)
}

/// An emergency opening of a protected client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = break_glass)]
pub struct Opening {
    /// Who opened her.
    pub user_id: i64,
    /// Why, in writing.
    pub reason: String,
    /// When (UTC).
    pub opened_at: NaiveDateTime,
    /// Until when it holds (UTC).
    pub ends_at: NaiveDateTime,
}

/// All emergency openings of a client, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn openings_of(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<Opening>> {
    Ok(break_glass::table
        .filter(break_glass::client_id.eq(client))
        .order(break_glass::id.desc())
        .select(Opening::as_select())
        .load(conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY: Actor = Actor::User { id: 2, role: Role::Caseworker };
    const LEAD: Actor = Actor::User { id: 9, role: Role::Lead };

    fn protection(is_protected: bool, allowed: &[i64], blocked: &[i64]) -> Protection {
        let blocked = blocked.iter().map(|id| (*id, "kjenner henne".to_owned())).collect();
        Protection { is_protected, allowed: allowed.to_vec(), blocked }
    }

    fn colleague(id: i64, role: Role) -> Colleague {
        Colleague { id, name: String::new(), role, is_active: true }
    }

    #[test]
    fn a_case_that_becomes_protected_keeps_its_own() {
        let settled = protection(true, &[5], &[]).settled(false, Some(1), &BY);
        assert_eq!(settled.allowed, [1, 2, 5]);
        assert_eq!(protection(true, &[5], &[]).settled(false, Some(1), &LEAD).allowed, [1, 5]);
        assert_eq!(
            protection(true, &[5], &[]).settled(true, Some(1), &BY).allowed,
            [5],
            "later the list is as it is set"
        );
        assert_eq!(protection(true, &[5], &[1]).settled(false, Some(1), &BY).allowed, [2, 5], "a block goes first");
        assert!(protection(false, &[5], &[]).settled(true, Some(1), &BY).allowed.is_empty());
    }

    #[test]
    fn a_block_shuts_out_the_lead_too() {
        let protection = protection(true, &[1], &[9]);
        assert!(protection.lets_in(&colleague(1, Role::Caseworker), false));
        assert!(!protection.lets_in(&colleague(1, Role::Caseworker), true), "locked");
        assert!(!protection.lets_in(&colleague(2, Role::Caseworker), false));
        assert!(!protection.lets_in(&colleague(9, Role::Lead), false));
        assert!(protection.lets_in(&colleague(8, Role::Lead), true));
        assert!(!protection.lets_in(&colleague(1, Role::Admin), false));
    }

    #[test]
    fn what_is_joined_is_protected_as_well_as_either_was() {
        let one = joined(&protection(false, &[], &[4]), &protection(true, &[5], &[6]), Some(1), &BY);
        assert_eq!(one, protection(true, &[1, 2, 5], &[4, 6]));
        let other = joined(&protection(true, &[5], &[]), &protection(false, &[], &[5]), Some(1), &BY);
        assert_eq!(other, protection(true, &[], &[5]), "a block of the other record counts");
    }
}
