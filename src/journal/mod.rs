//! The running journal: conversations, assistance, needs and challenges.

pub mod model;
pub mod store;
