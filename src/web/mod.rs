//! What every page is built on: state, layout, forms, errors, headers, static files, addresses. Knows no domain.

pub mod amounts;
pub mod error;
pub mod form;
pub mod forms;
pub mod inputs;
pub mod layout;
pub mod months;
pub mod paging;
pub mod record_form;
pub mod record_texts;
pub mod respond;
pub mod routes;
pub mod said;
pub mod security;
pub mod session;
pub mod show;
pub mod state;
pub mod statics;
pub(crate) mod texts;
pub mod urls;

impl askama::filters::HtmlSafe for crate::charts::Svg {}
