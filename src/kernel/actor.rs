//! Who acts. Every store function that reads or writes is told.

/// Who acts: a signed-in user, or the system itself (commands on the machine, nightly work).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A command on the machine. Whoever may run it can read the keyring, so it may do everything; it is logged as
    /// `system`.
    System,
}

impl Actor {
    /// The name in the log: never a person's name.
    #[must_use]
    pub fn log_name(&self) -> &str {
        match self {
            Self::System => "system",
        }
    }

    /// The role in the log.
    #[must_use]
    pub fn log_role(&self) -> &str {
        match self {
            Self::System => "system",
        }
    }
}
