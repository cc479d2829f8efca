//! Who works with the register, and what they may do.

pub mod model;
pub mod store;
