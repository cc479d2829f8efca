//! The words everything else is built of: codes, periods, dates, money, actors, audit entries and errors. No I/O, no
//! database connection, no page; depends on nothing else in the crate.

pub mod access;
pub mod actor;
pub mod age;
pub mod audit_entry;
pub mod calendar;
pub mod clock;
pub mod codes;
pub mod error;
pub mod identity_number;
pub mod money;
pub mod period;
pub mod secret;
pub mod text;
