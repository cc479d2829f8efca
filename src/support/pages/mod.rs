//! The pages of benefits that are about no single client: a month, the lists that leave the house, the rates.

mod export;
mod monthly;
mod rate_form;
mod rates;

use crate::web::months;
use actix_web::web;
use chrono::NaiveDate;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    export::routes(config);
    monthly::routes(config);
    rates::routes(config);
}

/// The month that an address or a form asks for; otherwise the latest that has benefits, or this one.
fn asked_month(asked: &str, latest: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    months::read_month(asked).or(latest).unwrap_or_else(|| months::of(today))
}
