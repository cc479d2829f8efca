//! Tasks and appointments: their page in a client's file, the list of all tasks, and what becomes of them.

pub mod appointment_form;
pub mod form;
mod form_page;
mod lines;
mod list_page;
mod page;
mod people;
mod states;
mod texts;

pub use page::{Next, next_of};

use super::record::routes_of;
use crate::web::error::Failure;
use actix_web::{HttpResponse, web};

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    page::routes(config);
    list_page::routes(config);
    // The words before the references: an address is taken by the first route that fits it.
    states::routes(config);
    form_page::routes(config);
    routes_of::<form::TaskForm>(config);
    routes_of::<appointment_form::AppointmentForm>(config);
}
