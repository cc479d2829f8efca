//! Not written yet.

use actix_web::web;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(_config: &mut web::ServiceConfig) {}
