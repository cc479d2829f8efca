//! Lectures, meetings, visits; and the yearly figures that no record holds.

pub mod model;
pub mod store;
