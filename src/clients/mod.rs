//! Those who are helped: the case and who the person is, finding her, and who may see her. Everything that concerns a client
//! depends on this domain.

pub mod closures;
pub mod finding;
pub mod merging;
pub mod model;
pub mod names;
pub mod own;
pub mod pages;
pub mod protection;
pub mod reach;
pub mod sight;
pub mod store;
pub mod tags;
