//! Legal aid and benefits.

pub mod model;
pub mod store;
