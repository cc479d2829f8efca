//! What must not be forgotten: deadlines that follow from residence, police matters, consents and hours with lawyers by dated rules
//! that the administrator keeps, and deadlines that somebody wrote by hand. Knows the domains they follow from, no page of a file.
//!
//! [`derive`] and [`rules`] are pure: from records and rules to deadlines, from a deadline and a day to whether it reminds. What
//! stands in the table is records, never a judgement of today.

pub mod admin;
mod admin_form;
mod admin_texts;
pub mod answers;
pub mod derive;
pub mod due;
pub mod facts;
mod kinds;
pub mod model;
pub mod rules;
pub mod rules_store;
mod settle;
pub mod store;
pub mod texts;

pub use due::{Due, DueMoment, Left, Quiet, due, quiet};
pub use settle::{by_hand, settle};
