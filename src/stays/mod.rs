//! Where clients stay, night by night: what may be written of a stay ([`rules`], pure), arrival, departure, transfer and the other
//! acts ([`acts`]), and the answers of its form, which the history keeps ([`answers`]). Knows no page of a file.

pub mod acts;
pub mod answers;
pub mod model;
pub mod rules;
pub mod store;
