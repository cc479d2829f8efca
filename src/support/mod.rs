//! Legal aid and benefits: hours with lawyers, what is paid to clients, by which rates, who approved it, and the lists that leave
//! the house.

pub mod benefits;
pub mod legal_aid;
pub mod model;
pub mod pages;
pub mod rates;
pub mod store;
pub mod texts;
