//! Police matters: reports, and what became of them.

pub mod model;
pub mod order;
pub mod store;
