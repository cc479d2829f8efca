//! Who acts. Every store function that reads or writes is told.

use super::access::{Area, may};
use super::codes::{Code, Role};
use super::error::{Error, Result};

/// Who acts: a signed-in user, or the system itself (commands on the machine, nightly work).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A command on the machine. Whoever may run it can read the keyring, so it may do everything; it is logged as
    /// `system`.
    System,
    /// A signed-in user.
    User {
        /// Her id.
        id: i64,
        /// Her role.
        role: Role,
    },
    /// Somebody who has not signed in.
    Nobody,
}

impl Actor {
    /// Who it is in the log: an id, never a person's name.
    #[must_use]
    pub fn log_name(&self) -> String {
        match self {
            Self::System => "system".to_owned(),
            Self::User { id, .. } => format!("user:{id}"),
            Self::Nobody => "nobody".to_owned(),
        }
    }

    /// The role in the log.
    #[must_use]
    pub fn log_role(&self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User { role, .. } => role.code(),
            Self::Nobody => "none",
        }
    }

    /// The id of the user who acts; none for the system and for nobody.
    #[must_use]
    pub const fn user_id(&self) -> Option<i64> {
        match self {
            Self::User { id, .. } => Some(*id),
            Self::System | Self::Nobody => None,
        }
    }

    /// The id of the user who acts, where only a user can.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the system and for nobody.
    pub fn must_be_user(&self) -> Result<i64> {
        self.user_id().ok_or(Error::NotFound)
    }

    /// True when the access table lets her into an area.
    #[must_use]
    pub fn may(&self, area: Area) -> bool {
        match self {
            Self::System => true,
            Self::User { role, .. } => may(*role, area),
            Self::Nobody => area == Area::Public,
        }
    }

    /// Refuses whoever may not: to her it does not exist.
    ///
    /// # Errors
    /// [`Error::NotFound`], the same as for what is not there.
    pub fn must(&self, area: Area) -> Result<()> {
        if self.may(area) { Ok(()) } else { Err(Error::NotFound) }
    }
}
