//! What becomes of a deadline: done, not relevant, open again; and a reminder that was seen.

use super::texts::DeadlineTexts;
use super::{address, moment};
use crate::casefile::head::{self, File, Part};
use crate::casefile::record::inputs::{LINE, Reader, choice};
use crate::casefile::record::{Before, Change, RecordTexts, history};
use crate::db::{Conn, RefKind};
use crate::deadlines::answers::Answers;
use crate::deadlines::due::Due;
use crate::deadlines::model::DeadlineRow;
use crate::deadlines::rules::{Rules, shows_on};
use crate::deadlines::store::{self, Handling};
use crate::deadlines::{rules_store, texts as words};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, DeadlineState, DeadlineUnit};
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::layout::Layout;
use crate::web::record_form::Stopped;
use crate::web::respond::{ok, own_address, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/deadlines/{record}/handling", web::get().to(handling_page))
        .route("/clients/{client}/deadlines/{record}/handling", web::post().to(handling_post))
        .route("/clients/{client}/deadlines/{record}/seen", web::post().to(seen_post));
}

#[derive(Template)]
#[template(path = "casefile/deadline_handling.html")]
struct HandlingPage {
    l: Layout,
    t: DeadlineTexts,
    rt: RecordTexts,
    file: File,
    title: String,
    action: String,
    back_href: String,
    back: String,
    version: String,
    facts: Vec<(&'static str, String)>,
    becomes: Field,
    choices: Vec<Choice>,
    reason: Field,
    errors: Vec<FieldError>,
    earlier: Vec<Change>,
}

/// What the page reads.
struct Found {
    row: DeadlineRow,
    rules: Rules,
    earlier: Vec<Change>,
}

fn read(conn: &mut Conn, state: &State, visitor: &Visitor, actor: &Actor, client: i64, id: i64) -> Result<Found> {
    let rules = rules_store::all(conn, actor)?;
    let lists = super::form::Reminders::default();
    let earlier = history::of_record::<Answers>(conn, state, visitor.lang, actor, (client, id), &lists)?;
    Ok(Found { row: store::one(conn, actor, client, id)?, rules, earlier })
}

async fn handling_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let template = web::block(move || {
        let id = state.database.keyring().uncover(RefKind::Deadline, &record)?;
        let (file, found) = head::open(&state, &visitor, &user, &client_ref, Part::Tasks, |conn, file| {
            file.must_take_notes()?;
            read(conn, &state, &visitor, &user.actor, file.id, id)
        })?;
        let becomes =
            if found.row.state == DeadlineState::Open { DeadlineState::NotRelevant } else { DeadlineState::Open };
        let given = Given { becomes: becomes.code().to_owned(), reason: String::new(), back: String::new() };
        Ok::<_, Error>(page_of(&state, &visitor, file, found, &given, Vec::new()))
    })
    .await??;
    Ok(ok(&template))
}

/// What was answered.
struct Given {
    becomes: String,
    reason: String,
    back: String,
}

impl Given {
    fn read(form: &Posted) -> Self {
        Self { becomes: form.line("state"), reason: form.line("reason"), back: form.line("back") }
    }

    fn check(&self, visitor: &Visitor, state: &State) -> std::result::Result<DeadlineState, Vec<FieldError>> {
        let t = DeadlineTexts(visitor.lang);
        let mut reader = Reader::new(visitor.lang, state.clock().today());
        let becomes = reader.must_code::<DeadlineState>("state", &self.becomes, t.becomes_missing());
        if becomes == Some(DeadlineState::NotRelevant) {
            reader.must("reason", &self.reason, LINE, t.reason_missing());
        } else {
            reader.text("reason", &self.reason, LINE);
        }
        becomes.filter(|_| reader.errors.is_empty()).ok_or(reader.errors)
    }
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    file: File,
    found: Found,
    given: &Given,
    errors: Vec<FieldError>,
) -> HandlingPage {
    let (t, lang, now) = (DeadlineTexts(visitor.lang), visitor.lang, moment(state));
    let row = found.row;
    let rule = found.rules.with_id(row.rule_id).filter(|_| row.source_id.is_some());
    let due = Due::of(row.clone(), &found.rules, now);
    let why = words::why(&due, lang);
    let mut facts = vec![(t.state(), row.state.label(lang).to_owned())];
    if !row.kind.is_reminder() {
        facts.push((t.day(), words::day(&due, lang)));
    }
    if row.state == DeadlineState::Open {
        facts.push((t.left(), words::left(due.left(now), lang)));
    }
    if row.source_id.is_none() {
        facts.push((t.follows(), t.written().to_owned()));
    }
    if !why.is_empty() {
        facts.push((if row.source_id.is_none() { t.note() } else { t.follows() }, why));
    }
    facts.extend(rule.map(|rule| (t.source(), rule.row.source.clone())));
    facts.extend(row.reason.clone().map(|reason| (t.reason(), reason)));
    let action = address(state, &file.client_ref, row.id, "/handling");
    let is_open = row.state == DeadlineState::Open;
    let offered = DeadlineState::ALL.iter().filter(|one| !is_open || **one != DeadlineState::Open);
    let choices = offered.map(|one| {
        let label = if *one == DeadlineState::Open { t.open_again() } else { one.label(lang) };
        choice(one.code(), label, &given.becomes)
    });
    HandlingPage {
        l: Layout::new(visitor, state, t.handling(), &action)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!errors.is_empty()),
        t,
        rt: RecordTexts(lang),
        title: words::title(&due, lang),
        action,
        back_href: urls::client_part(&file.client_ref, "deadlines"),
        back: given.back.clone(),
        version: row.version.to_string(),
        facts,
        becomes: Field::new("state", t.becomes()).judged(&errors),
        choices: choices.collect(),
        reason: Field::new("reason", t.reason()).hinted(t.reason_hint()).with(&given.reason).judged(&errors),
        errors,
        earlier: found.earlier,
        file,
    }
}

/// Why nothing was kept.
type Stop = Stopped<Vec<FieldError>>;

async fn handling_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let shown = web::block(move || {
        let given = Given::read(&form);
        let id = state.database.keyring().uncover(RefKind::Deadline, &record)?;
        match handle(&state, &visitor, &user.actor, &client_ref, id, &form, &given) {
            Ok(becomes) => Ok(Err(back_to(&given.back, &client_ref, becomes.code()))),
            Err(Stop::Failed(error)) => Err(error),
            Err(Stop::Again(errors, status)) => {
                let (file, found) = head::open(&state, &visitor, &user, &client_ref, Part::Tasks, |conn, file| {
                    read(conn, &state, &visitor, &user.actor, file.id, id)
                })?;
                Ok(Ok((page_of(&state, &visitor, file, found, &given, errors), status)))
            }
        }
    })
    .await??;
    Ok(match shown {
        Ok((template, status)) => page(status, &template),
        Err(to) => see_other(&to),
    })
}

fn handle(
    state: &State,
    visitor: &Visitor,
    actor: &Actor,
    client_ref: &str,
    id: i64,
    form: &Posted,
    given: &Given,
) -> std::result::Result<DeadlineState, Stop> {
    let becomes = given.check(visitor, state);
    let version = form.version();
    state.database.write(actor, |conn| {
        let client = head::find(conn, state, actor, client_ref)?;
        let stood = store::one(conn, actor, client, id)?;
        let becomes = becomes.map_err(|errors| Stop::Again(errors, StatusCode::UNPROCESSABLE_ENTITY))?;
        let reason = (!given.reason.is_empty()).then(|| given.reason.clone());
        // Sent twice: it is as it was asked to be.
        if stood.version != version && stood.state == becomes && stood.reason == reason {
            return Ok((becomes, AuditEntry::refused("deadline.handle")));
        }
        if stood.version != version {
            let lost = vec![FieldError::new("state", DeadlineTexts(visitor.lang).lost())];
            return Err(Stop::Again(lost, StatusCode::CONFLICT));
        }
        let handling = Handling { state: becomes, reason, by: actor.user_id(), at: state.clock().now_utc() };
        store::handle(conn, actor, id, version, &handling)?;
        let stands = store::one(conn, actor, client, id)?;
        let before = Before::changed(id, Answers::of(&stood), &Answers::of(&stands));
        history::keep(conn, state, actor, client, before)?;
        Ok((becomes, AuditEntry::done_to("deadline.handle", "client", client)))
    })
}

/// Back to where she came from, saying what was done.
fn back_to(back: &str, client_ref: &str, said: &str) -> String {
    let place = if back.is_empty() { urls::client_part(client_ref, "deadlines") } else { own_address(back).to_owned() };
    let sign = if place.contains('?') { '&' } else { '?' };
    format!("{place}{sign}said={said}")
}

async fn seen_post(state: web::Data<State>, user: SignedIn, path: web::Path<(String, String)>, form: Posted) -> Answer {
    let (client_ref, record) = path.into_inner();
    let back = form.line("back");
    let to = web::block(move || {
        let id = state.database.keyring().uncover(RefKind::Deadline, &record)?;
        let version = form.version();
        let actor = &user.actor;
        let said = state.database.write(actor, |conn| {
            let client = head::find(conn, &state, actor, &client_ref)?;
            let row = store::one(conn, actor, client, id)?;
            let rules = rules_store::all(conn, actor)?;
            let due = Due::of(row.clone(), &rules, moment(&state));
            // The last reminder stays; one that somebody has seen or moved meanwhile is not seen for her.
            let lead = due.lead.filter(|_| due.may_be_seen && row.state == DeadlineState::Open);
            let Some(lead) = lead.filter(|_| row.version == version) else {
                let said = if row.version == version { "stays" } else { "seen" };
                return Ok((said, AuditEntry::refused("deadline.see")));
            };
            let (unit, leads) = rules
                .with_id(row.rule_id)
                .map_or((DeadlineUnit::Days, &[][..]), |rule| (rule.row.unit, rule.leads.as_slice()));
            let next = shows_on(unit, leads, row.trigger_on, row.act_on, Some(lead));
            store::see(conn, actor, id, version, lead, next)?;
            Ok::<_, Error>(("seen", AuditEntry::done_to("deadline.see", "client", client)))
        })?;
        Ok::<_, Error>(back_to(&back, &client_ref, said))
    })
    .await??;
    Ok(see_other(&to))
}
