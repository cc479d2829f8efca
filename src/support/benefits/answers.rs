//! The answers of the form of a benefit, as they are given and as the history keeps them.

use super::Benefit;
use crate::kernel::codes::Code;
use crate::web::{amounts, months, show};
use serde::{Deserialize, Serialize};

/// The answers of the form of a benefit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BenefitForm {
    /// The month.
    pub period: String,
    /// The category that was chosen of those with a rate; blank for another.
    pub category: String,
    /// Another category, as it was written.
    pub other: String,
    /// The amount in kroner.
    pub amount: String,
    /// How far it has come; not hers to write.
    pub status: String,
    /// When it was paid.
    pub paid_on: String,
}

impl BenefitForm {
    /// The answers that lead to a benefit.
    #[must_use]
    pub fn of(fact: &Benefit) -> Self {
        Self {
            period: months::written(fact.period),
            category: fact.category.clone(),
            other: String::new(),
            amount: amounts::written(fact.amount_ore),
            status: fact.status.code().to_owned(),
            paid_on: show::maybe_date(fact.paid_on),
        }
    }

    /// The category, whichever way it was given: what is written goes before what is chosen.
    #[must_use]
    pub fn category(&self) -> &str {
        if self.other.is_empty() { &self.category } else { &self.other }
    }
}
