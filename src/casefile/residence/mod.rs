//! Residence in a client's file: statuses as a dated line, applications and decisions with their appeals, the children who follow
//! the permit, and the likely next step. It shows; each kind is a form ([`super::record`]).

pub mod appeals;
mod background;
pub mod decisions;
mod lines;
pub mod statuses;
mod texts;

use self::appeals::AppealForm;
use self::background::Background;
use self::decisions::DecisionForm;
use self::lines::{Children, DecisionLine, Housing, Shower, StatusLine, Step};
use self::statuses::{StatusFact, StatusForm};
use self::texts::ResidenceTexts;
use super::deadlines::{self, Brief};
use super::head::{self, File, Part};
use super::record::{Change, Choices, Record, RecordTexts, history, routes_of};
use crate::db::{Conn, Kept};
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::layout::Layout;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{said, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The routes of this folder; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/clients/{client}/residence", web::get().to(show_page));
    routes_of::<StatusForm>(config);
    routes_of::<DecisionForm>(config);
    routes_of::<AppealForm>(config);
}

#[derive(Template)]
#[template(path = "casefile/residence.html")]
struct ResidencePage {
    l: Layout,
    t: ResidenceTexts,
    r: RecordTexts,
    file: File,
    new_status_href: String,
    new_decision_href: String,
    statuses: Vec<StatusLine>,
    decisions: Vec<DecisionLine>,
    steps: Vec<Step>,
    due: Vec<Brief>,
    deadlines_href: String,
    children: Option<Children>,
    housing: Option<Housing>,
    corrected: Vec<Change>,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

/// What the page reads.
struct Found {
    statuses: Vec<Kept<StatusFact>>,
    background: Background,
    deadlines: deadlines::Found,
    corrected: Vec<Change>,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> std::result::Result<HttpResponse, Failure> {
    let template = web::block(move || {
        let (file, found) = head::open(&state, &visitor, &user, &path, Part::Residence, |conn, file| {
            read(conn, &state, &visitor, &user, file.id)
        })?;
        Ok::<_, Error>(page_of(&state, &visitor, file, found, query.said.as_deref()))
    })
    .await??;
    Ok(ok(&template))
}

fn read(conn: &mut Conn, state: &State, visitor: &Visitor, user: &SignedIn, client: i64) -> Result<Found> {
    let (actor, lang) = (&user.actor, visitor.lang);
    let mut corrected = history::of_client::<StatusForm>(conn, state, lang, actor, client)?;
    corrected.extend(history::of_client::<DecisionForm>(conn, state, lang, actor, client)?);
    corrected.extend(history::of_client::<AppealForm>(conn, state, lang, actor, client)?);
    corrected.sort_by_key(|change| std::cmp::Reverse(change.at));
    Ok(Found {
        statuses: StatusForm::all(conn, actor, client)?,
        background: Background::load(conn, state.database.keyring(), actor, client)?,
        deadlines: deadlines::found(conn, state, actor, client)?,
        corrected,
    })
}

fn page_of(state: &State, visitor: &Visitor, file: File, mut found: Found, said: Option<&str>) -> ResidencePage {
    let (lang, today) = (visitor.lang, state.clock().today());
    let (t, r) = (ResidenceTexts(lang), RecordTexts(lang));
    // The newest first; the register allows one status a day.
    found.statuses.sort_by_key(|kept| std::cmp::Reverse((kept.fact.status.began_on, kept.id)));
    let show = Shower { t, lang, today, keyring: state.database.keyring(), client_ref: &file.client_ref };
    let flash = said::flash(said, lang);
    let current = found.statuses.first().map(|kept| &kept.fact);
    ResidencePage {
        l: Layout::new(visitor, state, t.heading(), &urls::client_part(&file.client_ref, Part::Residence.place()))
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_flash(flash),
        t,
        r,
        new_status_href: show.new_href::<StatusForm>(""),
        new_decision_href: show.new_href::<DecisionForm>(""),
        steps: show.steps(current),
        due: deadlines::of_residence(state, lang, &file, found.deadlines),
        deadlines_href: urls::client_part(&file.client_ref, "deadlines"),
        children: show.children(current),
        housing: show.housing(current),
        decisions: show.decisions(&found.background, current),
        statuses: show.statuses(&found.statuses),
        corrected: found.corrected,
        file,
    }
}
