//! Where clients stay, night by night.

pub mod model;
pub mod store;
