//! Returns: assisted by IOM, under the Dublin rules, on her own or by force.

pub mod model;
pub mod progress;
pub mod store;
