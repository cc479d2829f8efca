//! Lectures, meetings, visits.

pub mod model;
pub mod store;
