//! Whom to ring about a client and how she can be reached, as her page shows it: what has not ended. Knows no form.

use crate::db::Conn;
use crate::db::schema::{client_contacts, contact_points};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{ContactKind, ContactPointKind, ContactSafety};
use crate::kernel::error::Result;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Somebody around a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = client_contacts)]
pub struct Contact {
    /// Who she or he is.
    pub kind: ContactKind,
    /// The name.
    pub name: String,
    /// Where she or he works.
    pub organisation: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// What else is to be known.
    pub note: Option<String>,
}

/// A way to reach a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = contact_points)]
pub struct ContactPoint {
    /// What it is.
    pub kind: ContactPointKind,
    /// The number or address.
    pub value: String,
    /// What is safe.
    pub safety: ContactSafety,
    /// What else is to be known: times, through whom.
    pub note: Option<String>,
}

/// The people around a client today.
///
/// # Errors
/// When the database cannot be read.
pub fn contacts_of(conn: &mut Conn, _actor: &Actor, client: i64, today: NaiveDate) -> Result<Vec<Contact>> {
    let goes_on = client_contacts::ended_on.is_null().or(client_contacts::ended_on.ge(today));
    Ok(client_contacts::table
        .filter(client_contacts::client_id.eq(client))
        .filter(goes_on)
        .order(client_contacts::id)
        .select(Contact::as_select())
        .load(conn)?)
}

/// The ways to reach a client today, the safe ones first.
///
/// # Errors
/// When the database cannot be read.
pub fn contact_points_of(conn: &mut Conn, _actor: &Actor, client: i64, today: NaiveDate) -> Result<Vec<ContactPoint>> {
    let goes_on = contact_points::ended_on.is_null().or(contact_points::ended_on.ge(today));
    let mut rows: Vec<ContactPoint> = contact_points::table
        .filter(contact_points::client_id.eq(client))
        .filter(goes_on)
        .order(contact_points::id)
        .select(ContactPoint::as_select())
        .load(conn)?;
    rows.sort_by_key(|row| row.safety);
    Ok(rows)
}
