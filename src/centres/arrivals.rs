//! Somebody who came unknown to ROSA, as her centre enters it: an alias and a date, later a departure. No name, and no text in which
//! one could stand.

use super::form::{FormPage, Sheet};
use super::places::Places;
use super::sight::{self, Scope};
use super::texts::CentreTexts;
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, ExitReason};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::stays::arrivals::{self, ALIAS, Arrival};
use crate::stays::rules::Wrong;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::forms::Conflict;
use crate::web::inputs::{Input, Reader, choice, codes_or};
use crate::web::record_form::Stopped;
use crate::web::respond::{invalid, ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use crate::{desk, stays};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/stays/arrivals/new", web::get().to(new_page))
        .route("/stays/arrivals/new", web::post().to(new_post))
        .route("/stays/arrivals/{arrival}", web::get().to(change_page))
        .route("/stays/arrivals/{arrival}", web::post().to(change_post))
        .route("/stays/arrivals/{arrival}/departure", web::get().to(departure_page))
        .route("/stays/arrivals/{arrival}/departure", web::post().to(departure_post));
}

/// The answers of all of these forms; each has some of them.
#[derive(Debug, Clone, Default)]
struct Answers {
    facility: String,
    alias: String,
    arrived_on: String,
    left_on: String,
    exit_reason: String,
    destination: String,
}

impl Answers {
    fn read(form: &Posted) -> Self {
        let line = |name: &str| form.line(name);
        Self {
            facility: line("facility"),
            alias: line("alias"),
            arrived_on: line("arrived_on"),
            left_on: line("left_on"),
            exit_reason: line("exit_reason"),
            destination: line("destination"),
        }
    }

    fn of(arrival: &Arrival, keyring: &Keyring, places: &Places) -> Self {
        Self {
            facility: keyring.cover(RefKind::Facility, arrival.facility_id),
            alias: arrival.alias.clone(),
            arrived_on: show::date(arrival.arrived_on),
            left_on: show::maybe_date(arrival.left_on),
            exit_reason: arrival.exit_reason.map_or("", Code::code).to_owned(),
            destination: places.reference(arrival.destination_id),
        }
    }

    /// The alias and the day of coming.
    fn came(&self, t: CentreTexts, reader: &mut Reader) -> Option<(String, NaiveDate)> {
        let alias = reader.must("alias", &self.alias, ALIAS, t.alias_missing());
        let arrived_on = reader.past("arrived_on", &self.arrived_on);
        reader.must_date("arrived_on", &self.arrived_on, arrived_on);
        arrived_on.map(|on| (alias, on))
    }

    fn came_inputs(&self, t: CentreTexts, errors: &[FieldError]) -> Vec<Input> {
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            Input::Line(field("alias", t.alias(), &self.alias).hinted(t.alias_hint()), "text"),
            Input::Date(field("arrived_on", t.came_on(), &self.arrived_on).hinted(t.first_night())),
        ]
    }

    fn left_inputs(&self, t: CentreTexts, places: &Places, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>> {
        let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(errors);
        vec![
            vec![Input::Date(field("left_on", t.left_on(), &self.left_on).hinted(t.left_hint()))],
            vec![Input::Chips(
                field("exit_reason", t.exit_reason(), &self.exit_reason).optional(),
                codes_or::<ExitReason>(t.not_stated(), &self.exit_reason, lang),
            )],
            vec![Input::Select(
                field("destination", t.destination(), &self.destination).hinted(t.destination_hint()).optional(),
                places.choices(t.not_stated(), &self.destination, lang),
            )],
        ]
    }
}

fn judged(arrival: &Arrival, today: NaiveDate, t: CentreTexts) -> Vec<FieldError> {
    let field = |wrong: &Wrong| match wrong {
        Wrong::EndsBefore(_) => "left_on",
        _ => "arrived_on",
    };
    let wrong = arrivals::wrong(arrival, today);
    wrong.into_iter().map(|wrong| FieldError::new(field(&wrong), &t.wrong(wrong, false, today))).collect()
}

fn new_form(state: &State, visitor: &Visitor, scope: &Scope, answers: &Answers, errors: Vec<FieldError>) -> FormPage {
    let (lang, t, keyring) = (visitor.lang, CentreTexts(visitor.lang), state.database.keyring());
    let facility = Field::new("facility", t.facility()).judged(&errors);
    let own =
        scope.own.iter().map(|own| choice(&keyring.cover(RefKind::Facility, own.id), &own.name, &answers.facility));
    let mut inputs = Vec::new();
    if scope.own.len() > 1 {
        inputs.push(vec![Input::Chips(facility, own.collect())]);
    }
    inputs.push(answers.came_inputs(t, &errors));
    let back = (urls::STAYS.to_owned(), t.board());
    let sheet = Sheet {
        lead: t.arrival_lead().to_owned(),
        of: if scope.own.len() > 1 { String::new() } else { scope.names() },
        inputs,
        errors,
        ..Sheet::new(lang, t.arrival_heading(), urls::NEW_ARRIVAL, back)
    };
    FormPage::new(visitor, state, sheet)
}

async fn new_page(state: web::Data<State>, visitor: Visitor, user: SignedIn) -> Answer {
    let template = web::block(move || {
        let today = state.clock().today();
        let scope = state.database.read(|conn| must_have_place(conn, &user, today))?;
        let answers = Answers { arrived_on: show::date(today), ..Answers::default() };
        Ok::<_, Error>(new_form(&state, &visitor, &scope, &answers, Vec::new()))
    })
    .await??;
    Ok(ok(&template))
}

/// Whoever belongs to no facility has nowhere to enter anybody.
fn must_have_place(conn: &mut Conn, user: &SignedIn, today: NaiveDate) -> Result<Scope> {
    let scope = sight::scope(conn, &user.actor, today)?;
    if scope.own.is_empty() { Err(Error::NotFound) } else { Ok(scope) }
}

async fn new_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let again = web::block(move || {
        let (t, today, actor) = (CentreTexts(visitor.lang), state.clock().today(), &user.actor);
        let answers = Answers::read(&form);
        let scope = state.database.read(|conn| must_have_place(conn, &user, today))?;
        let mut reader = Reader::new(visitor.lang, today);
        let facility = match scope.own.as_slice() {
            [only] => Some(only.id),
            _ => scope.facility(state.database.keyring(), &answers.facility).ok().map(|own| own.id),
        };
        if facility.is_none() {
            reader.wrong("facility", t.place_missing());
        }
        let came = answers.came(t, &mut reader);
        let (Some(facility_id), Some((alias, arrived_on)), true) = (facility, came, reader.errors.is_empty()) else {
            return Ok(Some(new_form(&state, &visitor, &scope, &answers, reader.errors)));
        };
        let arrival =
            Arrival { facility_id, alias, arrived_on, left_on: None, exit_reason: None, destination_id: None };
        state.database.write(actor, |conn| {
            let now = state.clock().now_utc();
            if !desk::use_once(conn, actor, form.value("once"), now)? {
                return Ok(((), AuditEntry::refused("arrival.add")));
            }
            let id = arrivals::note(conn, actor, &arrival, now)?;
            Ok::<_, Error>(((), AuditEntry::done_to("arrival.add", "arrival", id)))
        })?;
        Ok::<_, Error>(None)
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&format!("{}?said=arrived", urls::STAYS)), |template| invalid(&template)))
}

/// An open arrival at one of her facilities.
fn find(conn: &mut Conn, state: &State, user: &SignedIn, reference: &str) -> Result<(Scope, Kept<Arrival>)> {
    let scope = sight::scope(conn, &user.actor, state.clock().today())?;
    let id = state.database.keyring().uncover(RefKind::Arrival, reference)?;
    let (kept, _) = arrivals::one_open(conn, &user.actor, id)?;
    if scope.ids().contains(&kept.fact.facility_id) { Ok((scope, kept)) } else { Err(Error::NotFound) }
}

/// Which form of an arrival.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Change,
    Departure,
}

/// A form that came back, and after a lost race what stands now.
struct Given {
    answers: Answers,
    version: i32,
    errors: Vec<FieldError>,
    race: Option<(Arrival, Arrival)>,
}

fn form_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (reference, kind): (&str, Kind),
    given: Option<Given>,
) -> Result<FormPage> {
    let (lang, t, keyring) = (visitor.lang, CentreTexts(visitor.lang), state.database.keyring());
    let today = state.clock().today();
    let (scope, kept, places) = state.database.read(|conn| {
        let (scope, kept) = find(conn, state, user, reference)?;
        Ok::<_, Error>((scope, kept, stays::store::places(conn, &user.actor)?))
    })?;
    let places = Places::of(places, keyring, today).without(kept.fact.facility_id);
    let given = given.unwrap_or_else(|| {
        let mut answers = Answers::of(&kept.fact, keyring, &places);
        if kind == Kind::Departure && kept.fact.left_on.is_none() {
            answers.left_on = show::date(today);
        }
        Given { answers, version: kept.version, errors: Vec::new(), race: None }
    });
    let own = format!("{}/arrivals/{reference}", urls::STAYS);
    let (heading, action, inputs) = match kind {
        Kind::Change => (t.arrival_change(), own, vec![given.answers.came_inputs(t, &given.errors)]),
        Kind::Departure => {
            (t.departure(), format!("{own}/departure"), given.answers.left_inputs(t, &places, lang, &given.errors))
        }
    };
    let day = show::date(kept.fact.arrived_on);
    let sheet = Sheet {
        of: t.arrival_of(&kept.fact.alias, scope.name_of(kept.fact.facility_id), &day),
        version: Some(given.version),
        inputs,
        conflict: given.race.map_or_else(
            || Conflict::none(lang),
            |(now, would)| {
                let pairs = said_of(&now, lang).into_iter().zip(said_of(&would, lang));
                Conflict::all(lang, pairs.map(|((label, now), (_, would))| (label, now, would)))
            },
        ),
        errors: given.errors,
        ..Sheet::new(lang, heading, &action, (urls::STAYS.to_owned(), t.board()))
    };
    Ok(FormPage::new(visitor, state, sheet))
}

fn said_of(arrival: &Arrival, lang: Lang) -> Vec<(String, String)> {
    let t = CentreTexts(lang);
    vec![
        (t.alias().to_owned(), arrival.alias.clone()),
        (t.came_on().to_owned(), show::date(arrival.arrived_on)),
        (t.left_on().to_owned(), show::maybe_date(arrival.left_on)),
        (
            t.exit_reason().to_owned(),
            arrival.exit_reason.map_or_else(String::new, |reason| reason.label(lang).to_owned()),
        ),
    ]
}

async fn change_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || form_of(&state, &visitor, &user, (&path, Kind::Change), None)).await??;
    Ok(ok(&template))
}

async fn departure_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || form_of(&state, &visitor, &user, (&path, Kind::Departure), None)).await??;
    Ok(ok(&template))
}

async fn change_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    post(state, visitor, user, path.into_inner(), form, Kind::Change).await
}

async fn departure_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    post(state, visitor, user, path.into_inner(), form, Kind::Departure).await
}

/// Why nothing was kept.
type Stop = Stopped<Box<Given>>;

async fn post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    reference: String,
    form: Posted,
    kind: Kind,
) -> Answer {
    let again = web::block(move || match changed(&state, &visitor, &user, (&reference, kind), &form) {
        Ok(()) => Ok(None),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(given, status)) => {
            form_of(&state, &visitor, &user, (&reference, kind), Some(*given)).map(|form| Some((form, status)))
        }
    })
    .await??;
    let there = format!("{}?said=arrival_changed", urls::STAYS);
    Ok(again.map_or_else(|| see_other(&there), |(template, status)| page(status, &template)))
}

fn changed(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (reference, kind): (&str, Kind),
    form: &Posted,
) -> std::result::Result<(), Stop> {
    let (t, lang, today, actor) = (CentreTexts(visitor.lang), visitor.lang, state.clock().today(), &user.actor);
    let version = form.version();
    let act = if kind == Kind::Change { "arrival.change" } else { "arrival.depart" };
    state.database.write(actor, |conn| {
        let (_, kept) = find(conn, state, user, reference)?;
        if !desk::use_once(conn, actor, form.value("once"), state.clock().now_utc())? {
            return Ok(((), AuditEntry::refused(act)));
        }
        let places = Places::of(stays::store::places(conn, actor)?, state.database.keyring(), today);
        let answers = Answers::read(form);
        let mut reader = Reader::new(lang, today);
        let wanted = match kind {
            Kind::Change => answers.came(t, &mut reader).map(|(alias, arrived_on)| Arrival {
                alias,
                arrived_on,
                ..kept.fact.clone()
            }),
            Kind::Departure => {
                let left_on = reader.date("left_on", &answers.left_on);
                reader.must_date("left_on", &answers.left_on, left_on);
                let exit_reason = reader.code("exit_reason", &answers.exit_reason);
                let destination_id = places.id(&answers.destination);
                if destination_id.is_none() && !answers.destination.is_empty() {
                    reader.wrong("destination", t.place_missing());
                }
                Some(Arrival { left_on, exit_reason, destination_id, ..kept.fact.clone() })
            }
        };
        let again = |errors, race, version, status| {
            Stop::Again(Box::new(Given { answers: answers.clone(), version, errors, race }), status)
        };
        let wrong = StatusCode::UNPROCESSABLE_ENTITY;
        let Some(wanted) = wanted.filter(|_| reader.errors.is_empty()) else {
            return Err(again(reader.errors, None, version, wrong));
        };
        let errors = judged(&wanted, today, t);
        if !errors.is_empty() {
            return Err(again(errors, None, version, wrong));
        }
        if kept.version != version {
            return Err(again(Vec::new(), Some((kept.fact, wanted)), kept.version, StatusCode::CONFLICT));
        }
        arrivals::change(conn, actor, kept.id, &wanted, version)?;
        Ok(((), AuditEntry::done_to(act, "arrival", kept.id)))
    })
}
