//! Enquiries to the helpline and the possible victims they are about: writing a call down in seconds, what one shift hands to the
//! next, and the cards that clients let the night duty find.
//!
//! Knows clients, but neither their files nor the report: a call is counted from the same rows whichever way it came in.

mod alike;
pub mod board;
pub mod calls;
pub mod cards;
mod form;
pub mod handovers;
pub mod intake;
mod lists;
pub mod model;
pub mod pages;
mod promise;
mod reach;
mod rows;
pub mod store;
mod texts;
