//! The running journal: conversations, assistance, needs and challenges.

pub mod excerpt;
pub mod files;
pub mod forms;
pub mod model;
pub mod others;
pub mod pages;
pub mod search;
pub mod store;
mod texts;
