//! Those who are helped: the case and who the person is. Everything that concerns a client depends on this domain.

pub mod model;
pub mod store;
