//! The pages of clients that are not one client's file: finding one, taking one in, opening in an emergency.

mod choose;
mod glass;
mod list;
mod list_query;
mod list_view;
mod new;
mod new_form;
mod new_view;
mod taking;
mod texts;

use actix_web::web;

/// The routes of this room; each has its row in `web/routes.rs`. Fixed addresses come before those with a client in them.
pub fn routes(config: &mut web::ServiceConfig) {
    list::routes(config);
    taking::routes(config);
    new::routes(config);
    choose::routes(config);
    glass::routes(config);
}
