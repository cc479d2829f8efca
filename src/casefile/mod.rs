//! A client's file: the pages under her address, each assembled from the domains. Owns no table; nobody depends on it.

mod around;
mod attachments;
mod consents;
mod head;
mod journal;
mod lifecycle;
mod log;
mod note;
mod overview;
mod person;
mod texts;

use actix_web::web;

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    overview::routes(config);
    note::routes(config);
    journal::routes(config);
    attachments::routes(config);
    person::routes(config);
    consents::routes(config);
    lifecycle::routes(config);
    log::routes(config);
    around::routes(config);
}
