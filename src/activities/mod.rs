//! Courses, work, exercise, and the support paid for them.

pub mod model;
pub mod store;
