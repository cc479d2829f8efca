//! Handing a caseworker's active clients to another, in two steps: whom it concerns, then the button. A caseworker hands over
//! her own; the lead anybody's. Her open tasks about them go along.

use super::lifecycle_texts::HandoverTexts;
use crate::clients::handover::{self, Plan};
use crate::clients::{intake, sight};
use crate::db::{Conn, RefKind};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::tasks::store;
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/handover", web::get().to(choose_page))
        .route("/clients/handover", web::post().to(hand_over_post));
}

/// Who hands over to whom, as it was sent: references.
#[derive(Debug, Clone, Default, Deserialize)]
struct Pair {
    from: Option<String>,
    to: Option<String>,
    said: Option<String>,
}

/// A user to choose: id, reference, name.
#[derive(Debug, Clone)]
struct Person {
    id: i64,
    user_ref: String,
    name: String,
}

/// The choices, what was chosen, and what that would do.
struct Desk {
    givers: Vec<Person>,
    takers: Vec<Person>,
    from: Option<Person>,
    to: Option<Person>,
    plan: Option<Plan>,
    /// Her open tasks about those who would be moved, by client.
    tasks: Vec<i64>,
}

/// Reads what the page needs. Whoever is not among those who may be chosen is not chosen.
fn desk(conn: &mut Conn, state: &State, user: &SignedIn, pair: &Pair) -> Result<Desk> {
    let actor = &user.actor;
    let takers: Vec<Person> = intake::caseworkers(conn, actor)?
        .into_iter()
        .map(|(id, name)| Person { id, user_ref: state.database.keyring().cover(RefKind::User, id), name })
        .collect();
    let givers: Vec<Person> = if actor.may(Area::Oversight) {
        let people = handover::givers(conn, actor)?.into_iter();
        people
            .map(|(id, name)| Person { id, user_ref: state.database.keyring().cover(RefKind::User, id), name })
            .collect()
    } else {
        takers.iter().filter(|person| person.id == user.user_id).cloned().collect()
    };
    let chosen = |people: &[Person], asked: &Option<String>| {
        people.iter().find(|person| asked.as_deref() == Some(person.user_ref.as_str())).cloned()
    };
    let from = match givers.as_slice() {
        // A caseworker has only herself to choose.
        [only] if pair.from.is_none() => Some(only.clone()),
        _ => chosen(&givers, &pair.from),
    };
    let to = chosen(&takers, &pair.to).filter(|to| from.as_ref().is_none_or(|from| from.id != to.id));
    let plan = match (&from, &to) {
        (Some(from), Some(to)) => {
            let sight = sight::of(conn, actor, state.clock().now_utc())?;
            Some(handover::plan(conn, actor, &sight, from.id, to.id)?)
        }
        _ => None,
    };
    let tasks = match (&from, &plan) {
        (Some(from), Some(plan)) => {
            let moved: Vec<i64> = plan.moved.iter().map(|name| name.id).collect();
            store::open_about(conn, actor, from.id, &moved)?.into_iter().map(|(_, client)| client).collect()
        }
        _ => Vec::new(),
    };
    Ok(Desk { givers, takers, from, to, plan, tasks })
}

/// A client as the preview names her.
struct Named {
    href: String,
    name: String,
    case_number: String,
    /// How many open tasks go along, in words; blank where there are none.
    tasks: String,
}

#[derive(Template)]
#[template(path = "casefile/handover.html")]
struct HandoverPage {
    l: Layout,
    t: HandoverTexts,
    action: &'static str,
    from: Field,
    givers: Vec<Choice>,
    to: Field,
    takers: Vec<Choice>,
    errors: Vec<FieldError>,
    is_preview: bool,
    from_ref: String,
    to_ref: String,
    moves: String,
    moved: Vec<Named>,
    tasks_too: String,
    stays: String,
    kept: Vec<Named>,
    hidden: String,
    act: String,
}

impl HandoverPage {
    fn new(visitor: &Visitor, state: &State, desk: Desk, errors: Vec<FieldError>) -> Self {
        let t = HandoverTexts(visitor.lang);
        let keyring = state.database.keyring();
        let choices = |people: &[Person], chosen: &Option<Person>| {
            let blank = Choice { value: String::new(), label: t.pick().to_owned(), selected: chosen.is_none() };
            let others = people.iter().map(|person| Choice {
                value: person.user_ref.clone(),
                label: person.name.clone(),
                selected: chosen.as_ref().is_some_and(|chosen| chosen.id == person.id),
            });
            let is_given = people.len() == 1 && chosen.is_some();
            (!is_given).then_some(blank).into_iter().chain(others).collect::<Vec<_>>()
        };
        let (givers, takers) = (choices(&desk.givers, &desk.from), choices(&desk.takers, &desk.to));
        let is_preview = desk.plan.is_some();
        let plan = desk.plan.unwrap_or_default();
        let named = |names: Vec<crate::clients::store::ClientName>| {
            let named = names.into_iter().map(|name| Named {
                href: urls::client(&keyring.cover(RefKind::Client, name.id)),
                name: name.full(),
                tasks: match desk.tasks.iter().filter(|client| **client == name.id).count() {
                    0 => String::new(),
                    number => t.tasks(number.to_string().as_str()),
                },
                case_number: name.case_number,
            });
            named.collect::<Vec<_>>()
        };
        let name = |person: &Option<Person>| person.as_ref().map_or_else(String::new, |person| person.name.clone());
        let user_ref =
            |person: &Option<Person>| person.as_ref().map_or_else(String::new, |person| person.user_ref.clone());
        let (count, left) = (plan.moved.len().to_string(), plan.kept.len().to_string());
        Self {
            l: Layout::new(visitor, state, t.handover_heading(), urls::HANDOVER).with_errors(!errors.is_empty()),
            action: urls::HANDOVER,
            from: Field::new("from", t.from()).judged(&errors),
            givers,
            to: Field::new("to", t.to()).judged(&errors),
            takers,
            is_preview,
            from_ref: user_ref(&desk.from),
            to_ref: user_ref(&desk.to),
            moves: if plan.moved.is_empty() {
                t.moves_none(&name(&desk.from))
            } else {
                t.moves(count.as_str(), &name(&desk.to))
            },
            act: if plan.moved.is_empty() { String::new() } else { t.act(count.as_str()) },
            moved: named(plan.moved),
            tasks_too: match desk.tasks.len() {
                0 => String::new(),
                number => t.tasks_too(number.to_string().as_str(), &name(&desk.from)),
            },
            stays: if plan.kept.is_empty() { String::new() } else { t.stays(left.as_str(), &name(&desk.to)) },
            kept: named(plan.kept),
            hidden: if plan.hidden > 0 { t.hidden(plan.hidden.to_string().as_str()) } else { String::new() },
            errors,
            t,
        }
    }
}

fn wrong(desk: &Desk, t: HandoverTexts) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if desk.from.is_none() {
        errors.push(FieldError::new("from", t.from_wrong()));
    }
    if desk.to.is_none() {
        errors.push(FieldError::new("to", t.to_wrong()));
    }
    errors
}

async fn choose_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Pair>) -> Answer {
    let pair = query.into_inner();
    let (is_sent, is_done) = (pair.to.is_some(), pair.said.as_deref() == Some("done"));
    let worker = state.clone();
    let desk = web::block(move || {
        let desk = worker.database.read(|conn| desk(conn, &worker, &user, &pair))?;
        if desk.plan.is_some() {
            worker.database.log(&user.actor, AuditEntry::done("client.list"))?;
        }
        Ok::<_, Error>(desk)
    })
    .await??;
    let t = HandoverTexts(visitor.lang);
    let errors = if is_sent { wrong(&desk, t) } else { Vec::new() };
    let is_wrong = !errors.is_empty();
    let mut page = HandoverPage::new(&visitor, &state, desk, errors);
    if is_done {
        page.l = page.l.with_flash(Some(Flash { color: "success", text: t.done().to_owned() }));
    }
    Ok(if is_wrong { invalid(&page) } else { ok(&page) })
}

async fn hand_over_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let pair = Pair { from: form.text("from"), to: form.text("to"), said: None };
    let (worker, t) = (state.clone(), HandoverTexts(visitor.lang));
    let desk = web::block(move || {
        worker.database.write(&user.actor, |conn| {
            let desk = desk(conn, &worker, &user, &pair)?;
            let (Some(from), Some(to)) = (&desk.from, &desk.to) else {
                return Ok((desk, vec![AuditEntry::refused("client.handover")]));
            };
            let now = worker.clock().now_utc();
            let sight = sight::of(conn, &user.actor, now)?;
            let moved = handover::hand_over(conn, &user.actor, &sight, (from.id, to.id), now)?;
            let mut entries = vec![AuditEntry::done_to("client.handover", "user", from.id)];
            let with_tasks = store::hand_over(conn, &user.actor, (from.id, to.id), &moved)?;
            entries.extend(moved.into_iter().map(|client| AuditEntry::done_to("client.handover", "client", client)));
            entries.extend(with_tasks.into_iter().map(|client| AuditEntry::done_to("task.handover", "client", client)));
            Ok::<_, Error>((desk, entries))
        })
    })
    .await??;
    let errors = wrong(&desk, t);
    let (Some(from), Some(to)) = (&desk.from, &desk.to) else {
        return Ok(invalid(&HandoverPage::new(&visitor, &state, desk, errors)));
    };
    Ok(see_other(&format!("{}?from={}&to={}&said=done", urls::HANDOVER, from.user_ref, to.user_ref)))
}
