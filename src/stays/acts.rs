//! Arrival, departure, transfer, "still here" and the undoing of a departure: each one change of the database with what stood
//! before, for a caller's transaction and its log entry. The file's page and the centre's call the same. The caller has found the
//! client for the actor, and settles the deadlines that follow (`deadlines::settle`), which this room may not know.

use super::answers::StayAnswers;
use super::model::{Place, Stay};
use super::rules::{self, Doubt, Ground, Wrong};
use super::store;
use crate::audit::changes::{self, RecordChange};
use crate::clients;
use crate::db::{Conn, Kept, Keyring};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{ArrangedBy, ExitReason, FactKind};
use crate::kernel::error::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};

/// Who acts and when.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// Covers the references of what the history keeps.
    pub keyring: &'a Keyring,
    /// Now (UTC).
    pub now: NaiveDateTime,
    /// Today's local date.
    pub today: NaiveDate,
}

/// What an act needs to know of a client.
pub struct Known {
    /// The client.
    pub client: i64,
    /// The day of her intake.
    pub intake: NaiveDate,
    /// All facilities.
    pub places: Vec<Place>,
    /// All her stays.
    pub stays: Vec<Kept<Stay>>,
    /// Those of them that somebody has confirmed or noted an absence from.
    pub touched: Vec<i64>,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// She left.
    Departure {
        /// The day of leaving; it may be ahead.
        on: NaiveDate,
        /// Why.
        exit_reason: Option<ExitReason>,
        /// Where to.
        destination: Option<i64>,
    },
    /// She moved to another facility.
    Transfer {
        /// The facility she moved to.
        to: i64,
        /// The day of leaving and of arriving.
        on: NaiveDate,
        /// Who arranged the new place.
        arranged_by: Option<ArrangedBy>,
    },
    /// Somebody knows that she still lives there.
    Confirmation,
    /// She did not leave after all. Where she was moved, the stay that began there goes too, unless somebody has written of it since.
    Reopening,
}

/// What an act comes to, before it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The stay as it will stand; none where nothing of it changes.
    pub becomes: Option<Stay>,
    /// A stay that begins.
    pub begins: Option<Stay>,
    /// A stay that never was.
    pub withdraws: Option<Kept<Stay>>,
    /// What may be right all the same.
    pub doubts: Vec<Doubt>,
}

impl Known {
    /// Reads what is known of a client.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such client, and when the database cannot be read.
    pub fn load(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Self> {
        let row = clients::store::clients_of(conn, actor, &[client])?.into_iter().next().ok_or(Error::NotFound)?;
        let confirmed = store::confirmations(conn, actor, client)?.into_iter().map(|one| one.stay_id);
        let absent = store::absences(conn, actor, client)?.into_iter().map(|kept| kept.fact.stay_id);
        Ok(Self {
            touched: confirmed.chain(absent).collect(),
            client,
            intake: row.intake_date,
            places: store::places(conn, actor)?,
            stays: store::client_stays(conn, actor, client)?,
        })
    }

    /// What a stay of hers is judged against.
    #[must_use]
    pub fn ground(&self, today: NaiveDate) -> Ground<'_> {
        Ground { today, intake: self.intake, places: &self.places, stays: &self.stays }
    }

    /// One of her stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not hers.
    pub fn stay(&self, id: i64) -> Result<&Kept<Stay>> {
        self.stays.iter().find(|kept| kept.id == id).ok_or(Error::NotFound)
    }

    /// The stay that a departure began elsewhere and that goes when it is undone.
    #[must_use]
    pub fn begun_by(&self, left: &Kept<Stay>) -> Option<&Kept<Stay>> {
        let untouched = self.stays.iter().filter(|next| !self.touched.contains(&next.id));
        untouched.into_iter().find(|next| rules::was_begun_by(next, left))
    }

    /// What an act on one of her stays comes to.
    ///
    /// # Errors
    /// All that is refused.
    pub fn outcome(&self, stay: &Kept<Stay>, act: &Act, today: NaiveDate) -> std::result::Result<Outcome, Vec<Wrong>> {
        let ground = self.ground(today);
        Ok(match act {
            Act::Departure { on, exit_reason, destination } => {
                let (left, doubts) = ground.departed(stay, *on, *exit_reason, *destination)?;
                Outcome { becomes: Some(left), begins: None, withdraws: None, doubts }
            }
            Act::Transfer { to, on, arranged_by } => {
                let ((left, next), doubts) = ground.moved(stay, *to, *on, *arranged_by)?;
                Outcome { becomes: Some(left), begins: Some(next), withdraws: None, doubts }
            }
            Act::Confirmation => {
                ground.must_go_on(&stay.fact)?;
                Outcome { becomes: None, begins: None, withdraws: None, doubts: Vec::new() }
            }
            Act::Reopening => {
                let along = self.begun_by(stay);
                let (open, doubts) = ground.reopened(stay, along.map(|next| next.id))?;
                Outcome { becomes: Some(open), begins: None, withdraws: along.cloned(), doubts }
            }
        })
    }
}

/// Begins a stay that was judged.
///
/// # Errors
/// When the database refuses.
pub fn arrive(conn: &mut Conn, scene: &Scene<'_>, stay: &Stay) -> Result<i64> {
    let id = store::add_stay(conn, scene.actor, stay)?;
    store::note_latest(conn, scene.actor, &[stay.client_id])?;
    Ok(id)
}

/// Does what was judged, to a stay as it stood at its version; keeps what stood before.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it first.
pub fn carry_out(conn: &mut Conn, scene: &Scene<'_>, stay: &Kept<Stay>, outcome: &Outcome) -> Result<()> {
    let client = stay.fact.client_id;
    match &outcome.becomes {
        None => store::confirm(conn, scene.actor, client, stay.id, scene.today, stay.version)?,
        Some(becomes) => {
            keep(conn, scene, stay, false)?;
            store::change_stay(conn, scene.actor, stay.id, becomes, stay.version)?;
        }
    }
    if let Some(begins) = &outcome.begins {
        store::add_stay(conn, scene.actor, begins)?;
    }
    if let Some(gone) = &outcome.withdraws {
        keep(conn, scene, gone, true)?;
        store::remove_stay(conn, scene.actor, client, gone.id, gone.version)?;
    }
    store::note_latest(conn, scene.actor, &[client])
}

fn keep(conn: &mut Conn, scene: &Scene<'_>, stay: &Kept<Stay>, is_removal: bool) -> Result<()> {
    let before = StayAnswers::of(&stay.fact, scene.keyring);
    let row = RecordChange {
        client_id: Some(stay.fact.client_id),
        record_kind: FactKind::Stay,
        record_id: stay.id,
        is_removal,
        before: serde_json::to_string(&before).map_err(|_| Error::internal("answers that are no JSON"))?,
        reason: None,
        changed_by_id: scene.actor.user_id(),
        changed_at: scene.now,
    };
    changes::add(conn, scene.actor, &row)
}
