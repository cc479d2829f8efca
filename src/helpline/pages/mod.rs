//! The pages of enquiries.

mod acts;
mod card;
mod correct;
mod link;
mod list;
mod new;
mod show;
mod whom;

pub use correct::keep;

use crate::web::error::Failure;
use actix_web::{HttpResponse, web};

type Answer = Result<HttpResponse, Failure>;

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    new::routes(config);
    list::routes(config);
    show::routes(config);
    correct::routes(config);
    acts::routes(config);
    link::routes(config);
    card::routes(config);
}
