//! The places people stay: crisis centres, supported housing, prisons and others.

pub mod model;
pub mod pages;
pub mod store;
mod texts;
