//! Enquiries to the helpline and the possible victims they are about.

pub mod model;
pub mod store;
