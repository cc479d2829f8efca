//! A user's day: the first page after signing in, assembled from the domains, and what the rail shows of her work. Owns no
//! table; nobody depends on it.

mod rail;

use actix_web::web;
pub use rail::rail;

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(_config: &mut web::ServiceConfig) {}
