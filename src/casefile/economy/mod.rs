//! Economy and legal aid in a client's file: hours with lawyers, with how many are left of three, and benefits on their way from
//! calculated to refunded.

pub mod aid;
pub mod benefit;
mod page;
mod steps;
mod texts;

use super::record::routes_of;
use crate::support::benefits::BenefitForm;
use actix_web::web;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    page::routes(config);
    steps::routes(config);
    routes_of::<aid::AidForm>(config);
    routes_of::<BenefitForm>(config);
}
