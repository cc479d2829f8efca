//! What of a client's records deadlines follow from.

use crate::kernel::codes::{
    AppealKind, AppealOutcome, ConsentScope, DecidedBy, DecisionKind, DecisionOutcome, MatterRole, PoliceEventKind,
    ResidenceStatus,
};
use chrono::NaiveDate;

/// An active client's records. One who is closed or merged has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Her latest status.
    pub status: Option<Status>,
    /// Applications and decisions.
    pub decisions: Vec<Decision>,
    /// Appeals.
    pub appeals: Vec<Appeal>,
    /// Events of police matters: matter by matter, in the order in which they happened.
    pub events: Vec<Event>,
    /// Her latest hours with a lawyer.
    pub aid: Option<Aid>,
    /// Consents that were not withdrawn, in the order in which they were given.
    pub consents: Vec<Consent>,
    /// Stays that go on.
    pub stays: Vec<Stay>,
}

/// A residence status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// The record.
    pub id: i64,
    /// In force from.
    pub began_on: NaiveDate,
    /// What it is.
    pub status: ResidenceStatus,
    /// Valid to.
    pub valid_to: Option<NaiveDate>,
}

/// An application or decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The record.
    pub id: i64,
    /// What it is about.
    pub kind: DecisionKind,
    /// Who decides.
    pub body: Option<DecidedBy>,
    /// Applied on.
    pub applied_on: Option<NaiveDate>,
    /// Decided on.
    pub decided_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<DecisionOutcome>,
    /// When she was told.
    pub notified_on: Option<NaiveDate>,
    /// The minute of that day.
    pub notified_minute: Option<i32>,
    /// The day by which she must leave.
    pub departure_by: Option<NaiveDate>,
}

/// An appeal, or what else is asked of the body above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appeal {
    /// Of which decision.
    pub decision_id: i64,
    /// What it is.
    pub kind: AppealKind,
    /// How it ended.
    pub outcome: Option<AppealOutcome>,
}

/// An event of a police matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The record.
    pub id: i64,
    /// Its matter.
    pub matter: i64,
    /// Her part in the matter; blank is the aggrieved party.
    pub role: Option<MatterRole>,
    /// When.
    pub happened_on: NaiveDate,
    /// What.
    pub event: PoliceEventKind,
}

/// Hours with a lawyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aid {
    /// The record.
    pub id: i64,
    /// Granted on.
    pub granted_on: NaiveDate,
    /// True when all hours are used.
    pub is_used_up: bool,
}

/// A consent that was not withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The record.
    pub id: i64,
    /// Given on.
    pub given_on: NaiveDate,
    /// Its last day.
    pub expires_on: Option<NaiveDate>,
    /// What it covers.
    pub scopes: Vec<ConsentScope>,
}

/// A stay that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The record.
    pub id: i64,
    /// The day from which nobody has confirmed it.
    pub confirmed_on: NaiveDate,
}
