//! Residence status over time.

pub mod model;
pub mod store;
