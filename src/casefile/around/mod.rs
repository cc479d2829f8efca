//! Who and what is around a client: people, ways to reach her, numbers, alerts, children. Each kind is a form
//! ([`super::record`]); the page of the person shows them. Nothing is removed here: what is over gets its end.

pub mod alerts;
pub mod cards;
pub mod children;
pub mod contacts;
pub mod numbers;

use super::record::routes_of;
use actix_web::web;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    routes_of::<contacts::ContactForm>(config);
    routes_of::<contacts::PointForm>(config);
    routes_of::<numbers::NumberForm>(config);
    routes_of::<alerts::AlertForm>(config);
    routes_of::<cards::CardForm>(config);
    routes_of::<children::ChildForm>(config);
}
