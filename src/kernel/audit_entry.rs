//! What the log says of one act: who comes from the actor, when from the clock, the rest from here.

/// One act for the log. It names kinds and ids, never a name, a value or an address of a person or a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditEntry {
    /// What was done, as `noun.verb`, for example `register.import`.
    pub action: &'static str,
    /// What it was done to: the kind of object and its id, where there is one.
    pub object: Option<(&'static str, i64)>,
    /// How it ended.
    pub result: AuditResult,
}

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditResult {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
}

impl AuditEntry {
    /// An act that was done and concerns no single object.
    #[must_use]
    pub const fn done(action: &'static str) -> Self {
        Self { action, object: None, result: AuditResult::Done }
    }

    /// An act that was done to one object.
    #[must_use]
    pub const fn done_to(action: &'static str, kind: &'static str, id: i64) -> Self {
        Self { action, object: Some((kind, id)), result: AuditResult::Done }
    }

    /// An act that was refused and concerns no single object.
    #[must_use]
    pub const fn refused(action: &'static str) -> Self {
        Self { action, object: None, result: AuditResult::Refused }
    }
}

impl From<AuditEntry> for Vec<AuditEntry> {
    fn from(entry: AuditEntry) -> Self {
        vec![entry]
    }
}

impl AuditResult {
    /// The word in the log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}
