//! The server: every domain's routes behind the one guard.

use crate::web::state::{Settings, State};
use crate::{access, casefile, register, report, today};
use actix_web::middleware::from_fn;
use actix_web::{App, HttpResponse, HttpServer, web};
use std::net::TcpListener;

/// The largest body of a form: the longest journal text fits in any script, where a letter may take twelve bytes.
const FORM_LIMIT: usize = 1_536 * 1024;

/// How many threads answer; each waits for the database on threads of its own.
const WORKERS: usize = 2;

async fn static_file(state: web::Data<State>, name: web::Path<String>) -> HttpResponse {
    match state.statics.find(&name) {
        Some(file) => HttpResponse::Ok().content_type(file.content_type).body(file.bytes.clone()),
        None => HttpResponse::NotFound().finish(),
    }
}

/// Every route of the product.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/static/{name}", web::get().to(static_file));
    access::routes(config);
    today::routes(config);
    crate::centres::routes(config);
    crate::clients::pages::routes(config);
    casefile::routes(config);
    crate::journal::pages::routes(config);
    report::pages::routes(config);
    report::typed_pages::routes(config);
    report::taking::routes(config);
    crate::takeout::pages::routes(config);
    crate::outreach::pages::routes(config);
    crate::helpline::pages::routes(config);
    crate::support::pages::routes(config);
    register::pages::routes(config);
    access::admin::routes(config);
    crate::facilities::pages::routes(config);
    crate::deadlines::admin::routes(config);
}

/// Serves until it is told to stop (SIGTERM, ctrl-C). `ready` is called once the address is bound.
///
/// # Errors
/// When the address cannot be served.
pub fn serve(listener: TcpListener, database: crate::db::Database, settings: Settings) -> std::io::Result<()> {
    let state = State::new(database, settings, today::WORK);
    actix_web::rt::System::new().block_on(async move {
        HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(state.clone()))
                .app_data(web::PayloadConfig::new(FORM_LIMIT))
                .configure(routes)
                .wrap(from_fn(access::guard::guard))
        })
        .workers(WORKERS)
        .shutdown_timeout(10)
        .listen(listener)?
        .run()
        .await
    })
}
