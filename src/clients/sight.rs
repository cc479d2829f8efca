//! Which clients somebody may see: one rule for pages, lists, counts and searches (docs: who may see what). Whom she may not
//! see does not exist for her.

use crate::db::schema::{break_glass, client_access, clients, users};
use crate::db::{Backend, Conn};
use crate::kernel::access::{Area, may};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AccessRule, Code, Role};
use crate::kernel::error::{Error, Result};
use chrono::NaiveDateTime;
use diesel::dsl::{not, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// What one actor may see at one moment.
#[derive(Debug, Clone)]
pub struct Sight {
    /// True for the lead and for commands on the machine: protected and locked clients too.
    sees_all: bool,
    /// Protected clients on whose access list she stands, or whom she opened in an emergency.
    allowed: Vec<i64>,
    /// Clients she may not open: a conflict of interest.
    pub blocked: Vec<i64>,
}

/// The part of a case that decides who may see it.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Guarded {
    /// The client.
    pub id: i64,
    /// True when only her access list and the lead see her.
    pub is_protected: bool,
    /// True when she has withdrawn her consent.
    pub is_locked: bool,
}

/// A condition on clients, for any query of them.
pub type ClientCondition = Box<dyn BoxableExpression<clients::table, Backend, SqlType = Bool>>;

/// What this actor may see now.
///
/// # Errors
/// [`Error::NotFound`] for whoever sees no clients at all, and when the database cannot be read.
pub fn of(conn: &mut Conn, actor: &Actor, now: NaiveDateTime) -> Result<Sight> {
    actor.must(Area::Clients)?;
    let Actor::User { id, role } = actor else {
        return Ok(Sight { sees_all: true, allowed: Vec::new(), blocked: Vec::new() });
    };
    let (mut allowed, blocked) = by_name(conn, *id)?;
    let opened: Vec<i64> = break_glass::table
        .filter(break_glass::user_id.eq(id).and(break_glass::ends_at.gt(now)))
        .select(break_glass::client_id)
        .load(conn)?;
    allowed.extend(opened);
    Ok(Sight { sees_all: *role == Role::Lead, allowed, blocked })
}

/// What a contact person may see of clients, as far as it is about the client; where she stays must be asked besides
/// (`centres/sight.rs`). Nothing opens to her in an emergency.
///
/// # Errors
/// [`Error::NotFound`] for whoever is none, and when the database cannot be read.
pub fn of_centre(conn: &mut Conn, actor: &Actor) -> Result<Sight> {
    actor.must(Area::Centre)?;
    let (allowed, blocked) = by_name(conn, actor.must_be_user()?)?;
    Ok(Sight { sees_all: false, allowed, blocked })
}

/// The clients whom a user may open by name, and those whom she may not.
fn by_name(conn: &mut Conn, user: i64) -> Result<(Vec<i64>, Vec<i64>)> {
    let rules: Vec<(i64, AccessRule)> = client_access::table
        .filter(client_access::user_id.eq(user))
        .select((client_access::client_id, client_access::rule))
        .load(conn)?;
    let of_rule = |wanted: AccessRule| rules.iter().filter(move |(_, rule)| *rule == wanted).map(|(client, _)| *client);
    Ok((of_rule(AccessRule::Allow).collect(), of_rule(AccessRule::Block).collect()))
}

/// What of a case decides who may see it, and whether its record is about another client; none where there is no case.
///
/// # Errors
/// When the database cannot be read.
pub fn guarded(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Option<(Guarded, bool)>> {
    Ok(clients::table
        .find(client)
        .select((
            (clients::id, clients::is_protected, clients::locked_on.is_not_null()),
            clients::merged_into_id.is_not_null(),
        ))
        .first(conn)
        .optional()?)
}

impl Sight {
    /// A sight by name, for tests of rules.
    #[cfg(test)]
    pub(crate) const fn named(allowed: Vec<i64>, blocked: Vec<i64>) -> Self {
        Self { sees_all: false, allowed, blocked }
    }

    /// True when she may see this client.
    #[must_use]
    pub fn sees(&self, client: Guarded) -> bool {
        let is_open = !client.is_locked && (!client.is_protected || self.allowed.contains(&client.id));
        (self.sees_all || is_open) && !self.blocked.contains(&client.id)
    }

    /// The same rule as a condition in SQL.
    #[must_use]
    pub fn condition(&self) -> ClientCondition {
        let unblocked = clients::id.ne_all(self.blocked.clone());
        match (self.sees_all, self.blocked.is_empty()) {
            (true, _) => Box::new(unblocked),
            (false, true) => self.open(),
            (false, false) => Box::new(self.open().and(unblocked)),
        }
    }

    /// The clients whom she does not see: as a rule few, so that lists of what is about clients leave these out and can be read in
    /// the order of their own index.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hidden(&self, conn: &mut Conn) -> Result<Vec<i64>> {
        let mut hidden = self.blocked.clone();
        if !self.sees_all {
            // In words that the index of guarded clients has.
            let guarded = sql::<Bool>("(clients.locked_on IS NOT NULL OR clients.is_protected)");
            let unseen: Vec<i64> =
                clients::table.filter(guarded).filter(not(self.open())).select(clients::id).load(conn)?;
            hidden.extend(unseen);
        }
        hidden.sort_unstable();
        hidden.dedup();
        Ok(hidden)
    }

    /// What is open to whoever sees clients, and to her by name. A list of nobody is left out: it would be gone through for
    /// each client.
    fn open(&self) -> ClientCondition {
        let (unlocked, unprotected) = (clients::locked_on.is_null(), clients::is_protected.eq(false));
        if self.allowed.is_empty() {
            return Box::new(unlocked.and(unprotected));
        }
        Box::new(unlocked.and(unprotected.or(clients::id.eq_any(self.allowed.clone()))))
    }

    /// Those whom only a block by name hides from her: a list of people says how many they are, so that its number stays
    /// right. Whom she would not see without the block either is not among them.
    #[must_use]
    pub fn hidden_by_name(&self) -> ClientCondition {
        let blocked = clients::id.eq_any(self.blocked.clone());
        if self.sees_all { Box::new(blocked) } else { Box::new(self.open().and(blocked)) }
    }
}

/// The client of an id, if the actor may see her.
///
/// # Errors
/// [`Error::NotFound`] when she is not there or not hers to see: the two are told apart nowhere.
pub fn must_see(conn: &mut Conn, actor: &Actor, client: i64, now: NaiveDateTime) -> Result<()> {
    let sight = of(conn, actor, now)?;
    let mut next = Some(client);
    // A merged record is about the client it was merged into, so whoever may not see her may not see it either.
    while let Some(id) = next {
        let found: Option<(Guarded, Option<i64>)> = clients::table
            .find(id)
            .select(((clients::id, clients::is_protected, clients::locked_on.is_not_null()), clients::merged_into_id))
            .first(conn)
            .optional()?;
        match found {
            Some((found, into)) if sight.sees(found) => next = into,
            _ => return Err(Error::NotFound),
        }
    }
    Ok(())
}

/// True when it is an emergency alone that lets her see a client: then she may read and write notes, but change nothing of who
/// may see her.
///
/// # Errors
/// When the database cannot be read.
pub fn is_emergency(conn: &mut Conn, actor: &Actor, client: i64) -> Result<bool> {
    let Actor::User { id, role } = actor else { return Ok(false) };
    if *role == Role::Lead {
        return Ok(false);
    }
    let is_protected: bool = clients::table.find(client).select(clients::is_protected).first(conn)?;
    let own = client_access::client_id.eq(client).and(client_access::user_id.eq(id));
    let listed: i64 =
        client_access::table.filter(own.and(client_access::rule.eq(AccessRule::Allow))).count().get_result(conn)?;
    Ok(is_protected && listed == 0)
}

/// The ids of the colleagues with open accounts who may see a client for good; an emergency opens for an hour and is none of that.
///
/// # Errors
/// When the database cannot be read.
pub fn colleagues_who_see(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<Vec<i64>> {
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| may(*role, Area::Clients)).collect();
    let open = users::deactivated_at.is_null().and(users::awaits_approval.eq(false));
    let colleagues: Vec<(i64, Role)> =
        users::table.filter(open.and(users::role.eq_any(roles))).select((users::id, users::role)).load(conn)?;
    let rules: Vec<(i64, AccessRule)> = client_access::table
        .filter(client_access::client_id.eq(client))
        .select((client_access::user_id, client_access::rule))
        .load(conn)?;
    let is_protected: bool = clients::table.find(client).select(clients::is_protected).first(conn)?;
    let has = |user: i64, rule: AccessRule| rules.contains(&(user, rule));
    let sees = |(user, role): &(i64, Role)| {
        let is_open = !is_protected || *role == Role::Lead || has(*user, AccessRule::Allow);
        is_open && !has(*user, AccessRule::Block)
    };
    Ok(colleagues.into_iter().filter(sees).map(|(user, _)| user).collect())
}
