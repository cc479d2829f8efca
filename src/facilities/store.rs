//! All SQL of this domain.

use super::model::FacilityRow;
use crate::db::schema::facilities;
use crate::db::{Conn, bulk_insert, ids_were_given};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::error::{Error, Result};
use diesel::prelude::*;

/// Adds rows that were checked before and bring their ids.
///
/// # Errors
/// When the database refuses.
pub fn add_facilities(conn: &mut Conn, _actor: &Actor, rows: &[FacilityRow]) -> Result<()> {
    bulk_insert!(conn, facilities, rows)?;
    ids_were_given(conn, "facilities")
}

/// All rows, in the order of the export.
///
/// # Errors
/// When the database cannot be read.
pub fn all_facilities(conn: &mut Conn, _actor: &Actor) -> Result<Vec<FacilityRow>> {
    Ok(facilities::table.order(facilities::facility_key).select(FacilityRow::as_select()).load(conn)?)
}

/// The facility with this key, and its version.
///
/// # Errors
/// When the database cannot be read.
pub fn facility_by_key(conn: &mut Conn, actor: &Actor, key: &str) -> Result<Option<(FacilityRow, i32)>> {
    actor.must(Area::Facilities)?;
    Ok(facilities::table
        .filter(facilities::facility_key.eq(key))
        .select((FacilityRow::as_select(), facilities::version))
        .first(conn)
        .optional()?)
}

/// Adds one facility.
///
/// # Errors
/// [`Error::Conflict`] when its key is taken.
pub fn add_facility(conn: &mut Conn, actor: &Actor, facility: &FacilityRow) -> Result<i64> {
    actor.must(Area::Facilities)?;
    let id = crate::db::next_id(conn, "facilities")?;
    add_facilities(conn, actor, &[FacilityRow { id, ..facility.clone() }])?;
    Ok(id)
}

/// Changes a facility that is still at `version`; its key stays.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn change_facility(conn: &mut Conn, actor: &Actor, facility: &FacilityRow, version: i32) -> Result<()> {
    actor.must(Area::Facilities)?;
    let unchanged = facilities::id.eq(facility.id).and(facilities::version.eq(version));
    let changed = diesel::update(facilities::table.filter(unchanged))
        .set((
            facilities::name.eq(&facility.name),
            facilities::facility_type.eq(facility.facility_type),
            facilities::municipality.eq(&facility.municipality),
            facilities::secret_address.eq(facility.secret_address),
            facilities::valid_from.eq(facility.valid_from),
            facilities::valid_to.eq(facility.valid_to),
            facilities::version.eq(version + 1),
        ))
        .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}
