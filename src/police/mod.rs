//! Police matters: reports, and what became of them.

pub mod model;
pub mod store;
