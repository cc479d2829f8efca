//! Where people live, seen from both sides: a contact person's pages of her own centre (who is there, arrival and departure, what
//! she may know of a resident, her centre's nights), and ROSA's page of all facilities with what waits for it. Assembles from the
//! domains; what a contact person may see is one rule ([`sight`]).

mod acts;
mod announced;
mod arrivals;
pub mod board;
mod export;
mod figures;
mod form;
mod note;
pub mod notices;
mod open_arrival;
mod overview;
mod places;
mod resident;
pub mod sight;
mod stay_list;
mod store;
pub mod texts;

use actix_web::web;

pub use open_arrival::{arrived, origin};

/// The routes of this room; each has its row in `web/routes.rs`. Fixed addresses come before those with a stay in them.
pub fn routes(config: &mut web::ServiceConfig) {
    board::routes(config);
    figures::routes(config);
    stay_list::routes(config);
    export::routes(config);
    arrivals::routes(config);
    announced::routes(config);
    resident::routes(config);
    note::routes(config);
    acts::routes(config);
    open_arrival::routes(config);
    notices::routes(config);
}
