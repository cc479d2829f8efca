//! Where clients stay, night by night: what may be written of a stay ([`rules`], pure), arrival, departure, transfer and the other
//! acts ([`acts`]), and the answers of its form, which the history keeps ([`answers`]). Whom ROSA announced ([`announced`]), who
//! came unknown to ROSA ([`arrivals`]), what a centre sees of all this ([`centre`]), and stays one by one ([`listing`]). Knows no page of a file.

pub mod acts;
pub mod announced;
pub mod answers;
pub mod arrivals;
pub mod centre;
pub mod listing;
pub mod model;
pub mod rules;
pub mod store;
