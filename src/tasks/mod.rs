//! What somebody is to do, about a client or about none, and what is agreed with a client: tasks and appointments. Owns their
//! tables; knows no page.

pub mod appointments;
pub mod model;
pub mod store;
pub mod words;
