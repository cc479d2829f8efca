//! What can go wrong, once for the whole product. Pages answer each kind in one place, commands print it.

/// The one error of the domains.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or not for this actor: the two are told apart nowhere.
    #[error("not found")]
    NotFound,
    /// The actor may not do this at all.
    #[error("not allowed")]
    Forbidden,
    /// Somebody else changed it first, or it is there already.
    #[error("{0}")]
    Conflict(String),
    /// The input is wrong; the text says in what way and what is allowed.
    #[error("{0}")]
    Invalid(String),
    /// The database could not be had in time; trying again may help.
    #[error("the database is busy; try again in a moment")]
    Busy,
    /// Something that should not happen. The cause is for the technical log only.
    #[error("internal error: {0}")]
    Internal(String),
}

/// What domain functions answer.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An internal error from any cause, without its data.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }
}
