//! How many records each part of a client's file has, in one query: what the tabs above her pages say. Reads the tables of other
//! domains, changes none.

use crate::db::Conn;
use crate::db::schema::{activities, benefits, legal_aid, police_matters, residence_statuses, returns, stays};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use diesel::prelude::*;

/// The counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PartCounts {
    /// Residence statuses.
    pub statuses: i64,
    /// Stays.
    pub stays: i64,
    /// Activities.
    pub activities: i64,
    /// Police matters.
    pub matters: i64,
    /// Returns.
    pub returns: i64,
    /// Benefits.
    pub benefits: i64,
    /// Hours with lawyers.
    pub legal_aid: i64,
}

/// The counts as they are read, in the order of [`PartCounts`].
type Counted = (Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

/// How many there are of one client.
///
/// # Errors
/// When the database cannot be read.
pub fn counts(conn: &mut Conn, _actor: &Actor, client: i64) -> Result<PartCounts> {
    let counted: [Option<i64>; 7] = {
        let row: Counted = diesel::select((
            residence_statuses::table.filter(residence_statuses::client_id.eq(client)).count().single_value(),
            stays::table.filter(stays::client_id.eq(client)).count().single_value(),
            activities::table.filter(activities::client_id.eq(client)).count().single_value(),
            police_matters::table.filter(police_matters::client_id.eq(client)).count().single_value(),
            returns::table.filter(returns::client_id.eq(client)).count().single_value(),
            benefits::table.filter(benefits::client_id.eq(client)).count().single_value(),
            legal_aid::table.filter(legal_aid::client_id.eq(client)).count().single_value(),
        ))
        .get_result(conn)?;
        row.into()
    };
    let [statuses, stays, activities, matters, returns, benefits, legal_aid] = counted.map(Option::unwrap_or_default);
    Ok(PartCounts { statuses, stays, activities, matters, returns, benefits, legal_aid })
}
