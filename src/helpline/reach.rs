//! Which enquiries somebody may read and change: one rule for pages, lists and counts (docs: who may see what). What is not hers to
//! read does not exist for her.

use super::model::KeptCall;
use crate::clients::sight;
use crate::db::schema::{enquiries, enquiry_handovers, enquiry_subjects};
use crate::db::{Backend, Conn};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::{AnsweredBy, Role};
use crate::kernel::error::Result;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// For how long who wrote an enquiry may correct it, and the night duty may read what she wrote.
pub const OWN_HOURS: i64 = 24;

/// What one actor may read at one moment.
#[derive(Debug, Clone)]
pub struct Reach {
    whose: Whose,
    since: NaiveDateTime,
}

#[derive(Debug, Clone)]
enum Whose {
    /// All but those about somebody she may not see: (clients, enquiries in which one of them was a possible victim).
    All(Vec<i64>, Vec<i64>),
    /// These few: of a user of the night duty her own of the last hours, and what is handed to the night and open; of others their own.
    Few(i64, Vec<i64>),
}

/// A condition on enquiries, for any query of them.
pub type CallCondition = Box<dyn BoxableExpression<enquiries::table, Backend, SqlType = Bool>>;

/// What this actor may read now.
///
/// # Errors
/// [`crate::kernel::error::Error::NotFound`] for whoever reads no enquiries at all, and when the database cannot be read.
pub fn of(conn: &mut Conn, actor: &Actor, now: NaiveDateTime) -> Result<Reach> {
    actor.must(Area::Enquiries)?;
    let whose = match actor {
        Actor::User { id, role: Role::Helpline } => {
            let mut few = own(conn, *id, Some(now - TimeDelta::hours(OWN_HOURS)))?;
            few.extend(open_for_night(conn)?);
            Whose::Few(*id, few)
        }
        Actor::User { id, role: Role::ContactPerson } => Whose::Few(*id, own(conn, *id, None)?),
        _ => {
            let hidden = sight::of(conn, actor, now)?.hidden(conn)?;
            let became: Vec<i64> = enquiry_subjects::table
                .filter(enquiry_subjects::client_id.assume_not_null().eq_any(hidden.clone()))
                .select(enquiry_subjects::enquiry_id)
                .load(conn)?;
            Whose::All(hidden, became)
        }
    };
    Ok(Reach { whose, since: now - TimeDelta::hours(OWN_HOURS) })
}

/// What a user entered, since a moment or ever. Asked for by itself, so that an index knows it and no list goes through all.
fn own(conn: &mut Conn, user: i64, since: Option<NaiveDateTime>) -> Result<Vec<i64>> {
    let hers = enquiries::author_id.eq(user).and(enquiries::entered_at.is_not_null());
    let mut query = enquiries::table.filter(hers).select(enquiries::id).into_boxed();
    if let Some(since) = since {
        query = query.filter(enquiries::entered_at.ge(since));
    }
    Ok(query.load(conn)?)
}

fn open_for_night(conn: &mut Conn) -> Result<Vec<i64>> {
    Ok(enquiry_handovers::table
        .filter(enquiry_handovers::done_at.is_null().and(enquiry_handovers::shift.eq(AnsweredBy::NightDuty)))
        .select(enquiry_handovers::enquiry_id)
        .load(conn)?)
}

impl Reach {
    /// The rule as a condition in SQL.
    #[must_use]
    pub fn condition(&self) -> CallCondition {
        match &self.whose {
            Whose::All(hidden, became) => Box::new(
                enquiries::client_id
                    .is_null()
                    .or(enquiries::client_id.assume_not_null().ne_all(hidden.clone()))
                    .and(enquiries::id.ne_all(became.clone())),
            ),
            Whose::Few(_, few) => Box::new(enquiries::id.eq_any(few.clone())),
        }
    }

    /// True when she reads all that there is for somebody who works with clients.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        matches!(self.whose, Whose::All(..))
    }

    /// True when she may correct or remove this one, which she may read: whoever works with clients always, others their own for
    /// a day.
    #[must_use]
    pub fn may_change(&self, call: &KeptCall) -> bool {
        let hers = |user: i64| call.author_id == Some(user) && call.entered_at.is_some_and(|at| at >= self.since);
        match &self.whose {
            Whose::All(..) => true,
            Whose::Few(user, _) => hers(*user),
        }
    }

    /// True when a client whom an enquiry names is hidden from her.
    #[must_use]
    pub fn hides(&self, client: i64) -> bool {
        match &self.whose {
            Whose::All(hidden, _) => hidden.contains(&client),
            Whose::Few(..) => true,
        }
    }
}
