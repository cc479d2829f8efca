//! Years that are frozen: what a report showed on a day stays what it was, with the records it was counted from, so that every
//! later difference can be explained. Several versions of a year may stand; one may be marked as the published one.
//!
//! What is stored is never changed (the database refuses it). Of a client who is erased her sealed row goes; the figures stay.

pub mod aspects;
pub mod differences;
mod differences_page;
mod freeze;
pub mod kept;
pub mod model;
mod pages;
mod shown_page;
mod stamps;
pub mod store;
pub mod texts;
mod words;

#[cfg(test)]
mod tests;

pub use freeze::freeze;
pub use pages::{Version, address as version_address, routes, versions};
pub use store::{attach, is_frozen, verify};
