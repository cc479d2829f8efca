//! A client's file: the pages under her address, each assembled from the domains. Owns no table; nobody depends on it.

mod amendment;
mod around;
mod attachments;
mod change;
mod consents;
mod correction;
mod entry;
mod head;
mod journal;
mod journal_filter;
mod journal_texts;
mod lifecycle;
mod log;
mod note;
mod note_fields;
mod overview;
mod person;
mod texts;

use actix_web::web;

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    overview::routes(config);
    note::routes(config);
    journal::routes(config);
    entry::routes(config);
    correction::routes(config);
    amendment::routes(config);
    attachments::routes(config);
    person::routes(config);
    consents::routes(config);
    lifecycle::routes(config);
    log::routes(config);
    around::routes(config);
}
