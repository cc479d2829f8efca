//! The running journal: conversations, assistance, needs and challenges.

pub mod files;
pub mod glance;
pub mod model;
pub mod store;
