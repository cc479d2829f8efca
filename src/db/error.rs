//! Database errors as the domains know them. The message of a backend may reach the technical log, so only those parts
//! are kept that hold no values.

use crate::kernel::error::Error;
use diesel::result::{DatabaseErrorKind, Error as DieselError};

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                Self::Conflict("there is such a record already".to_owned())
            }
            DieselError::DatabaseError(kind, info) => {
                let message = info.message();
                let is_in_the_way = ["database is locked", "database table is locked", "deadlock detected"];
                if is_in_the_way.iter().any(|words| message.contains(words))
                    || matches!(kind, DatabaseErrorKind::SerializationFailure)
                {
                    Self::Busy
                } else {
                    Self::Internal(format!("database ({kind:?}): {message}"))
                }
            }
            other => Self::Internal(format!("database: {other}")),
        }
    }
}
