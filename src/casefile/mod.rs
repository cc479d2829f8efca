//! A client's file: the pages under her address, each assembled from the domains. Owns no table; nobody depends on it.

mod around;
mod attachments;
mod closure;
mod consents;
mod facts;
mod head;
mod journal;
mod lifecycle;
mod lifecycle_texts;
mod log;
mod merge;
mod note;
mod overview;
mod overview_texts;
mod person;
mod picture;
mod protection;
mod similar;
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
