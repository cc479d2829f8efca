//! ROSA's page of somebody who came without consent: she becomes a client, or turns out to be one, or does not become one. The
//! form of a new client begins from here with the alias ([`origin`]), and the arrival becomes the stay ([`arrived`]).

use super::texts::CentreTexts;
use crate::clients::merging::by_case_number;
use crate::clients::{sight, store as clients};
use crate::db::{Conn, Keyring, RefKind};
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::stays::acts::Scene;
use crate::stays::arrivals::{self, NoStay, Open};
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::inputs::{LINE, Reader};
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::{Origin, State};
use crate::web::urls;
use crate::{deadlines, desk, stays};
use actix_web::{HttpResponse, web};
use askama::Template;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/arrivals/{arrival}", web::get().to(show_page))
        .route("/arrivals/{arrival}/client", web::post().to(link_post))
        .route("/arrivals/{arrival}/closure", web::post().to(close_post));
}

/// What the form of a new client begins with, when it begins from an arrival.
///
/// # Errors
/// [`Error::NotFound`] when it is none that is open, or not the actor's to see.
pub fn origin(conn: &mut Conn, actor: &Actor, keyring: &Keyring, reference: &str) -> Result<Origin> {
    actor.must(Area::Clients)?;
    let (kept, _) = arrivals::one_open(conn, actor, keyring.uncover(RefKind::Arrival, reference)?)?;
    Ok(Origin { alias: kept.fact.alias, ..Origin::default() })
}

/// Makes the arrival the first stay of a client who was just taken in.
///
/// # Errors
/// [`Error::Conflict`] when the arrival is open no more, or is no stay of hers.
pub fn arrived(conn: &mut Conn, state: &State, actor: &Actor, reference: &str, client: i64) -> Result<()> {
    actor.must(Area::Clients)?;
    let keyring = state.database.keyring();
    let scene = Scene { actor, keyring, now: state.clock().now_utc(), today: state.clock().today() };
    let taken = || Error::Conflict("the arrival is open no more".to_owned());
    let (kept, _) = match arrivals::one_open(conn, actor, keyring.uncover(RefKind::Arrival, reference)?) {
        Err(Error::NotFound) => return Err(taken()),
        found => found?,
    };
    match arrivals::become_stay(conn, &scene, &kept, client) {
        Ok(_) => deadlines::settle(conn, actor, Some(client)),
        Err(NoStay::Failed(error)) => Err(error),
        Err(NoStay::Wrong(_)) => Err(taken()),
    }
}

#[derive(Template)]
#[template(path = "centres/open_arrival.html")]
struct ArrivalPage {
    l: Layout,
    t: CentreTexts,
    back_href: &'static str,
    heading: String,
    place: String,
    arrived: (String, String),
    left: String,
    noted: String,
    version: String,
    once: String,
    once_too: String,
    new_client_href: String,
    link_action: String,
    case: Field,
    close_action: String,
    reason: Field,
    errors: Vec<FieldError>,
}

/// What was written in one of the forms.
#[derive(Default)]
struct Given {
    case: String,
    reason: String,
    errors: Vec<FieldError>,
}

fn find(conn: &mut Conn, state: &State, actor: &Actor, reference: &str) -> Result<Open> {
    actor.must(Area::Clients)?;
    arrivals::one_open(conn, actor, state.database.keyring().uncover(RefKind::Arrival, reference)?)
}

fn page_of(state: &State, visitor: &Visitor, user: &SignedIn, reference: &str, given: Given) -> Result<ArrivalPage> {
    let (t, lang, actor) = (CentreTexts(visitor.lang), visitor.lang, &user.actor);
    let (kept, noted, place, who) = state.database.read(|conn| {
        let (kept, noted) = find(conn, state, actor, reference)?;
        let place = clients::facility_name(conn, actor, kept.fact.facility_id)?;
        let who = match noted.by {
            Some(by) => clients::user_name(conn, actor, by)?,
            None => String::new(),
        };
        Ok::<_, Error>((kept, noted, place, who))
    })?;
    state.database.log(actor, AuditEntry::done_to("arrival.read", "arrival", kept.id))?;
    let own = format!("/arrivals/{reference}");
    let Given { case, reason, errors } = given;
    Ok(ArrivalPage {
        l: Layout::new(visitor, state, t.open_arrival(), &own)
            .with_errors(!errors.is_empty())
            .with_print_line(visitor, state.clock().local(state.clock().now_utc())),
        t,
        back_href: urls::STAYS,
        heading: format!("«{}»", kept.fact.alias),
        place,
        arrived: (show::date(kept.fact.arrived_on), kept.fact.arrived_on.to_string()),
        left: kept.fact.left_on.map_or_else(|| t.still_there().to_owned(), |on| t.left_said(&show::date(on))),
        noted: t.noted_by(&who, &show::moment(state.clock().local(noted.at), lang)),
        version: kept.version.to_string(),
        once: once_key(),
        once_too: once_key(),
        new_client_href: format!("{}?from={reference}", urls::NEW_CLIENT),
        link_action: format!("{own}/client"),
        case: Field::new("case", t.link_case()).with(&case).judged(&errors),
        close_action: format!("{own}/closure"),
        reason: Field::new("reason", t.close_reason()).with(&reason).judged(&errors),
        errors,
    })
}

async fn show_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || page_of(&state, &visitor, &user, &path, Given::default())).await??;
    Ok(ok(&template))
}

/// Why nothing was kept.
type Stop = Stopped<Given>;

async fn link_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let again = web::block(move || match linked(&state, &visitor, &user, &path, &form) {
        Ok(()) => Ok(None),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(given, _)) => page_of(&state, &visitor, &user, &path, given).map(Some),
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&format!("{}?said=linked", urls::STAYS)), |template| invalid(&template)))
}

fn linked(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    reference: &str,
    form: &Posted,
) -> std::result::Result<(), Stop> {
    let (t, actor) = (CentreTexts(visitor.lang), &user.actor);
    let (now, today) = (state.clock().now_utc(), state.clock().today());
    let scene = Scene { actor, keyring: state.database.keyring(), now, today };
    let case = form.line("case");
    let wrong = |text: &str| {
        Stop::again(Given { case: case.clone(), errors: vec![FieldError::new("case", text)], ..Given::default() })
    };
    state.database.write(actor, |conn| {
        if !desk::use_once(conn, actor, form.value("once"), now)? {
            return Ok(((), AuditEntry::refused("arrival.link")));
        }
        let (kept, _) = find(conn, state, actor, reference)?;
        must_be_at(kept.version, form)?;
        // Whoever is not there for her, or takes no more, answers like a number that nobody has.
        let sight = sight::of(conn, actor, now)?;
        let client = match by_case_number(conn, actor, &sight, &case)? {
            Some(id) if !clients::is_locked(conn, actor, id)? => id,
            _ => return Err(wrong(t.link_missing())),
        };
        match arrivals::become_stay(conn, &scene, &kept, client) {
            Ok(_) => {}
            Err(NoStay::Failed(error)) => return Err(Stop::Failed(error)),
            Err(NoStay::Wrong(all)) => {
                let said: Vec<String> = all.into_iter().map(|one| t.wrong(one, false, today)).collect();
                return Err(wrong(&said.join(" ")));
            }
        }
        deadlines::settle(conn, actor, Some(client))?;
        Ok(((), AuditEntry::done_to("stay.add", "client", client)))
    })
}

fn must_be_at(version: i32, form: &Posted) -> Result<()> {
    if form.version() == version { Ok(()) } else { Err(Error::Conflict("somebody else changed it first".to_owned())) }
}

async fn close_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let again = web::block(move || {
        let (t, actor) = (CentreTexts(visitor.lang), &user.actor);
        let mut reader = Reader::new(visitor.lang, state.clock().today());
        let reason = reader.must("reason", &form.line("reason"), LINE, t.close_missing());
        if !reader.errors.is_empty() {
            let given = Given { reason: form.line("reason"), errors: reader.errors, ..Given::default() };
            return page_of(&state, &visitor, &user, &path, given).map(Some);
        }
        state.database.write(actor, |conn| {
            if !desk::use_once(conn, actor, form.value("once"), state.clock().now_utc())? {
                return Ok(((), AuditEntry::refused("arrival.close")));
            }
            let (kept, _) = find(conn, &state, actor, &path)?;
            let version = form.version();
            stays::arrivals::close(conn, actor, kept.id, version, &reason)?;
            Ok::<_, Error>(((), AuditEntry::done_to("arrival.close", "arrival", kept.id)))
        })?;
        Ok(None)
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&format!("{}?said=closed", urls::STAYS)), |template| invalid(&template)))
}
