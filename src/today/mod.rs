//! A user's day: the first page after signing in, assembled from the domains, and what the rail shows of her work. Owns no
//! table; nobody depends on it.

mod home;
mod rail;
mod texts;

pub use home::routes;
pub use rail::WORK;
