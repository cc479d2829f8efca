//! All SQL of this room: whose facilities are whose, and the lists that centres took out.

use crate::db::schema::{centre_exports, facilities, user_facilities};
use crate::db::{Conn, ids_were_given, next_id};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::codes::FacilityType;
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A facility of a contact person.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Own {
    /// The id in the database.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What kind of place it is.
    pub kind: FacilityType,
}

/// The facilities of the contact person who acts, by name.
///
/// # Errors
/// [`crate::kernel::error::Error::NotFound`] for whoever is none.
pub fn own_facilities(conn: &mut Conn, actor: &Actor) -> Result<Vec<Own>> {
    actor.must(Area::Centre)?;
    Ok(user_facilities::table
        .inner_join(facilities::table.on(facilities::id.eq(user_facilities::facility_id)))
        .filter(user_facilities::user_id.eq(actor.must_be_user()?))
        .order(facilities::name)
        .select((facilities::id, facilities::name, facilities::facility_type))
        .load(conn)?)
}

/// Those contact persons, of these users, who share a facility with the one who acts.
///
/// # Errors
/// When the database cannot be read.
pub fn colleagues_at(conn: &mut Conn, actor: &Actor) -> Result<Vec<i64>> {
    let own: Vec<i64> = own_facilities(conn, actor)?.into_iter().map(|own| own.id).collect();
    let mut users: Vec<i64> = user_facilities::table
        .filter(user_facilities::facility_id.eq_any(own))
        .select(user_facilities::user_id)
        .load(conn)?;
    users.sort_unstable();
    users.dedup();
    Ok(users)
}

/// A list that left the house.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = centre_exports)]
pub struct Export {
    /// Whose stays.
    pub facility_id: i64,
    /// Of which year.
    pub year: i32,
    /// Why.
    pub reason: String,
    /// How many stays one by one.
    pub lines: i32,
    /// Who took it.
    pub exported_by_id: i64,
    /// When (UTC).
    pub exported_at: NaiveDateTime,
}

/// Remembers a list.
///
/// # Errors
/// When the database refuses.
pub fn remember(conn: &mut Conn, actor: &Actor, export: &Export) -> Result<()> {
    actor.must(Area::Centre)?;
    let id = next_id(conn, "centre_exports")?;
    diesel::insert_into(centre_exports::table).values((centre_exports::id.eq(id), export)).execute(conn)?;
    ids_were_given(conn, "centre_exports")
}

/// The last lists of these facilities, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn latest(conn: &mut Conn, actor: &Actor, facilities: &[i64], most: i64) -> Result<Vec<Export>> {
    actor.must(Area::Centre)?;
    Ok(centre_exports::table
        .filter(centre_exports::facility_id.eq_any(facilities))
        .order(centre_exports::id.desc())
        .limit(most)
        .select(Export::as_select())
        .load(conn)?)
}
