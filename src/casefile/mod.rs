//! A client's file: the pages under her address, each assembled from the domains. Owns no table; nobody depends on it.

mod activities;
mod amendment;
mod around;
mod attachments;
mod change;
mod closure;
mod consent_texts;
mod consents;
mod consents_new;
mod consents_withdrawal;
mod correction;
mod corrections;
mod deadlines;
mod economy;
mod entry;
mod handover;
mod head;
mod identity;
mod identity_form;
mod identity_inputs;
mod journal;
mod journal_filter;
mod journal_texts;
mod lifecycle;
mod lifecycle_texts;
mod log;
mod merge;
mod note;
mod note_fields;
mod overview;
mod person;
mod person_lines;
mod person_texts;
mod police;
mod protection;
mod record;
mod residence;
mod returns;
mod similar;
mod stays;
mod tasks;
mod texts;

use actix_web::web;

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    // A fixed address, before that of a client.
    handover::routes(config);
    overview::routes(config);
    note::routes(config);
    journal::routes(config);
    entry::routes(config);
    correction::routes(config);
    amendment::routes(config);
    attachments::routes(config);
    person::routes(config);
    identity::routes(config);
    consents::routes(config);
    lifecycle::routes(config);
    log::routes(config);
    around::routes(config);
    activities::routes(config);
    police::routes(config);
    returns::routes(config);
    economy::routes(config);
    tasks::routes(config);
    residence::routes(config);
    deadlines::routes(config);
    stays::routes(config);
}
