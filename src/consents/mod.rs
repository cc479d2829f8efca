//! What a client has consented to, and when she withdrew it.

pub mod forms;
pub mod model;
pub mod notices;
pub mod store;
