//! The answers of a stay's form, as they were given: what the form holds and what the history keeps of what stood before. Here and
//! not with a page, so that whichever page changes a stay keeps the same.

use super::model::Stay;
use crate::db::{Keyring, RefKind};
use crate::kernel::codes::Code;
use crate::web::show;
use serde::{Deserialize, Serialize};

/// The answers. The history reads them by these names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayAnswers {
    /// The facility, by its reference.
    pub facility: String,
    /// From.
    pub began_on: String,
    /// Who arranged it.
    pub arranged_by: String,
    /// To.
    pub ended_on: String,
    /// Why it ended.
    pub exit_reason: String,
    /// Where to, by its reference.
    pub destination: String,
}

impl StayAnswers {
    /// The answers that lead to a stay.
    #[must_use]
    pub fn of(stay: &Stay, keyring: &Keyring) -> Self {
        let place = |id: i64| keyring.cover(RefKind::Facility, id);
        Self {
            facility: place(stay.facility_id),
            began_on: show::date(stay.began_on),
            arranged_by: stay.arranged_by.map_or("", Code::code).to_owned(),
            ended_on: show::maybe_date(stay.ended_on),
            exit_reason: stay.exit_reason.map_or("", Code::code).to_owned(),
            destination: stay.destination_id.map_or_else(String::new, place),
        }
    }
}
