//! The pages of enquiries.

mod acts;
mod card;
mod correct;
mod link;
mod list;
mod new;
mod show;
mod taking;
mod whom;

pub use correct::keep;

use crate::web::error::Failure;
use crate::web::respond::{page, see_other};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

type Answer = Result<HttpResponse, Failure>;

/// What a post leads to: an address, or a page again.
enum Reply<T> {
    Go(String),
    Show(Box<T>, StatusCode),
}

impl<T: Template> Reply<T> {
    fn again(template: T) -> Self {
        Self::Show(Box::new(template), StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn answer(self) -> Answer {
        Ok(match self {
            Self::Go(address) => see_other(&address),
            Self::Show(template, status) => page(status, &*template),
        })
    }
}

/// The routes of this room; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    new::routes(config);
    taking::routes(config);
    list::routes(config);
    show::routes(config);
    correct::routes(config);
    acts::routes(config);
    link::routes(config);
    card::routes(config);
}
