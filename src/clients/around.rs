//! Who and what is around a client: people, ways to reach her, numbers, alerts, children. Rows with all their SQL; each has a
//! version, so that a lost race is seen. Nothing is deleted here: what is over gets its end. Knows no page and no consent.

use crate::db::schema::{children, client_alerts, client_contacts, client_identifiers, contact_points};
use crate::db::{Conn, kept};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{
    AlertLevel, ContactKind, ContactPointKind, ContactSafety, Gender, IdentifierKind, YesNoUnknown,
};
use crate::kernel::error::{Error, Result};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Somebody around a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = client_contacts, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Contact {
    /// The client.
    pub client_id: i64,
    /// Who she or he is.
    pub kind: ContactKind,
    /// The name.
    pub name: String,
    /// Where she or he works.
    pub organisation: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// What else is to be known.
    pub note: Option<String>,
    /// The last day, when it is over.
    pub ended_on: Option<NaiveDate>,
}

/// A way to reach a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = contact_points, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct ContactPoint {
    /// The client.
    pub client_id: i64,
    /// What it is.
    pub kind: ContactPointKind,
    /// The number or address.
    pub value: String,
    /// What is safe.
    pub safety: ContactSafety,
    /// What else is to be known: times, through whom.
    pub note: Option<String>,
    /// The last day, when it is not hers any more.
    pub ended_on: Option<NaiveDate>,
}

/// A number by which somebody knows a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = client_identifiers, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Identifier {
    /// The client.
    pub client_id: i64,
    /// What it is.
    pub kind: IdentifierKind,
    /// The number.
    pub value: String,
    /// Who gave it, or what it was read from.
    pub source: Option<String>,
    /// True when somebody has seen the document or asked the register.
    pub is_verified: bool,
    /// What else is to be known.
    pub note: Option<String>,
}

/// What whoever opens the file must know first.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = client_alerts, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Alert {
    /// The client.
    pub client_id: i64,
    /// How much it presses.
    pub level: AlertLevel,
    /// What it says.
    pub text: String,
    /// Since when.
    pub began_on: NaiveDate,
    /// Its last day, when it has one.
    pub ends_on: Option<NaiveDate>,
}

/// One period in which a child accompanies a client.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = children, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Child {
    /// The client.
    pub client_id: i64,
    /// What tells one client's children apart.
    pub child_label: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// First day.
    pub accompanying_from: NaiveDate,
    /// Last day, which belongs to the period.
    pub accompanying_to: Option<NaiveDate>,
    /// Born in Norway.
    pub born_in_norway: Option<YesNoUnknown>,
}

kept!(Contact, client_contacts, "people around": contacts, add_contact, change_contact);
kept!(ContactPoint, contact_points, "ways to reach": contact_points, add_contact_point, change_contact_point);
kept!(Identifier, client_identifiers, "numbers": identifiers, add_identifier, change_identifier);
kept!(Alert, client_alerts, "alerts": alerts, add_alert, change_alert);
kept!(Child, children, "children’s periods": child_periods, add_child_period, change_child_period);
