//! Where a client stays: the page with who lives where now, all stays and the nights as the report counts them; the forms of a stay
//! and of an absence; departure, transfer, confirmation and the undoing of a departure.

pub mod absence;
mod acts;
pub mod announce;
pub mod form;
mod nights;
mod page;
#[cfg(test)]
mod sequences;
mod texts;

use super::record::routes_of;
use crate::stays::answers::StayAnswers;
use actix_web::web;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    page::routes(config);
    acts::routes(config);
    routes_of::<StayAnswers>(config);
    routes_of::<absence::AbsenceForm>(config);
    routes_of::<announce::AnnouncementForm>(config);
}
