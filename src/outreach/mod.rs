//! Lectures, meetings, visits.

pub mod forms;
pub mod model;
pub mod pages;
pub mod store;
pub mod texts;
