//! Those who are helped: the case and who the person is, finding her, and who may see her. Everything that concerns a client
//! depends on this domain.

pub mod around;
pub mod closures;
pub mod filter;
pub mod finding;
pub mod glass;
pub mod handover;
pub mod identity;
pub mod intake;
pub mod likeness;
pub mod listing;
pub mod merging;
pub mod model;
pub mod names;
pub mod own;
pub mod pages;
pub mod parts;
pub mod pressing;
pub mod protection;
pub mod sight;
pub mod similar;
pub mod store;
pub mod tags;
