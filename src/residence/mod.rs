//! Residence over time: statuses, applications and decisions beside them, appeals, and what is unlikely of them. Knows no page.

pub mod doubts;
pub mod model;
pub mod store;
pub mod transitions;
