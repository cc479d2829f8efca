//! A notice that somebody withdrew her consent, left by those who may not open the client, and what ROSA does about it. The answer
//! to whoever leaves one is always the same; it stands first on the day of the lead and of the client's caseworker until somebody
//! has handled it.

use super::form::{FormPage, Sheet};
use super::texts::CentreTexts;
use crate::clients::sight::{self, Sight};
use crate::clients::store as clients;
use crate::consents::notices::{self, ABOUT, Notice};
use crate::db::{Conn, RefKind};
use crate::desk;
use crate::kernel::access::Area;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Role;
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::inputs::{Input, NOTE, Reader};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// How many notices are read for somebody's day.
const MOST: i64 = 200;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/withdrawal-notices/new", web::get().to(new_page))
        .route("/withdrawal-notices/new", web::post().to(new_post))
        .route("/withdrawal-notices/{notice}", web::get().to(handle_page))
        .route("/withdrawal-notices/{notice}", web::post().to(handle_post));
}

#[derive(Deserialize)]
struct Asked {
    said: Option<String>,
}

/// The form; blank again after a notice was left, with the one answer there is.
fn form_of(visitor: &Visitor, state: &State, (about, said): (&str, &str), errors: Vec<FieldError>) -> FormPage {
    let t = CentreTexts(visitor.lang);
    let field = |name: &'static str, label: &str, value: &str| Field::new(name, label).with(value).judged(&errors);
    let back = (urls::HOME.to_owned(), t.to_front());
    let sheet = Sheet {
        lead: t.notice_lead().to_owned(),
        inputs: vec![
            vec![Input::Line(field("about", t.notice_about(), about).hinted(t.notice_about_hint()), "text")],
            vec![Input::Area(field("said", t.notice_said(), said), 4)],
        ],
        save: t.notice_send(),
        errors,
        ..Sheet::new(visitor.lang, t.notice_heading(), urls::NEW_WITHDRAWAL_NOTICE, back)
    };
    FormPage::new(visitor, state, sheet)
}

async fn new_page(state: web::Data<State>, visitor: Visitor, query: web::Query<Asked>) -> Answer {
    let t = CentreTexts(visitor.lang);
    let flash =
        (query.said.as_deref() == Some("left")).then(|| Flash { color: "success", text: t.notice_sent().to_owned() });
    Ok(ok(&form_of(&visitor, &state, ("", ""), Vec::new()).saying(flash)))
}

async fn new_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let again = web::block(move || {
        let (t, actor, now) = (CentreTexts(visitor.lang), &user.actor, state.clock().now_utc());
        let (about, said) = (form.line("about"), form.lines("said"));
        let mut reader = Reader::new(visitor.lang, state.clock().today());
        reader.must("about", &about, ABOUT, t.notice_about_missing());
        reader.must("said", &said, NOTE, t.notice_said_missing());
        if !reader.errors.is_empty() {
            return Ok(Some(form_of(&visitor, &state, (&about, &said), reader.errors)));
        }
        state.database.write(actor, |conn| {
            actor.must(Area::WithdrawalNotice)?;
            if !desk::use_once(conn, actor, form.value("once"), now)? {
                return Ok(((), AuditEntry::refused("notice.leave")));
            }
            let entry = match notices::leave(conn, actor, &about, &said, now)? {
                Some(client) => AuditEntry::done_to("notice.leave", "client", client),
                None => AuditEntry::done("notice.leave"),
            };
            Ok::<_, Error>(((), entry))
        })?;
        Ok::<_, Error>(None)
    })
    .await??;
    let there = format!("{}?said=left", urls::NEW_WITHDRAWAL_NOTICE);
    Ok(again.map_or_else(|| see_other(&there), |template| invalid(&template)))
}

/// A notice that waits for somebody, as far as she may know of it.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The notice.
    pub notice: Notice,
    /// The case it was recognised as: number and reference.
    pub case: Option<(String, String)>,
}

/// The notices that wait for this user: for the lead all but those about a client who is blocked for her, for a caseworker those
/// about her own clients whom she may see.
///
/// # Errors
/// When the database cannot be read.
pub fn waiting(conn: &mut Conn, state: &State, user: &SignedIn, sight: &Sight) -> Result<Vec<Waiting>> {
    let all = notices::open(conn, &user.actor, MOST)?;
    seen(conn, state, &user.actor, sight, all)
}

fn seen(conn: &mut Conn, state: &State, actor: &Actor, sight: &Sight, all: Vec<Notice>) -> Result<Vec<Waiting>> {
    let Actor::User { id, role } = actor else { return Ok(Vec::new()) };
    let ids: Vec<i64> = all.iter().filter_map(|notice| notice.client_id).collect();
    let names = clients::names_of(conn, actor, sight, &ids)?;
    let own: Vec<i64> = clients::clients_of(conn, actor, &ids)?
        .into_iter()
        .filter(|row| row.caseworker_id == Some(*id))
        .map(|row| row.id)
        .collect();
    let keyring = state.database.keyring();
    let waiting = all.into_iter().filter_map(|notice| {
        let Some(client) = notice.client_id else {
            return (*role == Role::Lead).then_some(Waiting { notice, case: None });
        };
        let name = names.iter().find(|name| name.id == client)?;
        let is_hers = *role == Role::Lead || own.contains(&client);
        let case = (name.case_number.clone(), keyring.cover(RefKind::Client, client));
        is_hers.then_some(Waiting { notice, case: Some(case) })
    });
    Ok(waiting.collect())
}

#[derive(Template)]
#[template(path = "centres/notice.html")]
struct HandlePage {
    l: Layout,
    t: CentreTexts,
    about: String,
    left: String,
    said: String,
    case_number: String,
    case_href: String,
    withdraw_href: String,
    find_href: &'static str,
    action: String,
    once: String,
    version: String,
    handling: Field,
    errors: Vec<FieldError>,
}

fn find(conn: &mut Conn, state: &State, actor: &Actor, reference: &str) -> Result<Waiting> {
    let id = state.database.keyring().uncover(RefKind::WithdrawalNotice, reference)?;
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let notice = notices::one_open(conn, actor, id)?;
    seen(conn, state, actor, &sight, vec![notice])?.pop().ok_or(Error::NotFound)
}

fn handle_form(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    reference: &str,
    (handling, errors): (&str, Vec<FieldError>),
) -> Result<HandlePage> {
    let (t, lang, actor) = (CentreTexts(visitor.lang), visitor.lang, &user.actor);
    let (waiting, who) = state.database.read(|conn| {
        let waiting = find(conn, state, actor, reference)?;
        let who = match waiting.notice.left_by_id {
            Some(by) => clients::user_name(conn, actor, by)?,
            None => String::new(),
        };
        Ok::<_, Error>((waiting, who))
    })?;
    let entry = match waiting.notice.client_id {
        Some(client) => AuditEntry::done_to("notice.read", "client", client),
        None => AuditEntry::done("notice.read"),
    };
    state.database.log(actor, entry)?;
    let address = format!("/withdrawal-notices/{reference}");
    let (case_number, client_ref) = waiting.case.unwrap_or_default();
    let of = |part: &str| if client_ref.is_empty() { String::new() } else { urls::client_part(&client_ref, part) };
    Ok(HandlePage {
        l: Layout::new(visitor, state, t.handle_heading(), &address).with_errors(!errors.is_empty()),
        about: t.handle_about(&waiting.notice.about),
        left: t.handle_left(&who, &show::moment(state.clock().local(waiting.notice.left_at), lang)),
        said: waiting.notice.said,
        withdraw_href: of("consents"),
        case_href: if client_ref.is_empty() { String::new() } else { urls::client(&client_ref) },
        case_number,
        find_href: urls::CLIENTS,
        action: address,
        once: once_key(),
        version: waiting.notice.version.to_string(),
        handling: Field::new("handling", t.handling()).hinted(t.handling_hint()).with(handling).judged(&errors),
        errors,
        t,
    })
}

async fn handle_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<String>) -> Answer {
    let template = web::block(move || handle_form(&state, &visitor, &user, &path, ("", Vec::new()))).await??;
    Ok(ok(&template))
}

async fn handle_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let again = web::block(move || {
        let (t, actor, now) = (CentreTexts(visitor.lang), &user.actor, state.clock().now_utc());
        let handling = form.lines("handling");
        let mut reader = Reader::new(visitor.lang, state.clock().today());
        reader.must("handling", &handling, NOTE, t.handling_missing());
        if !reader.errors.is_empty() {
            return handle_form(&state, &visitor, &user, &path, (&handling, reader.errors)).map(Some);
        }
        state.database.write(actor, |conn| {
            if !desk::use_once(conn, actor, form.value("once"), now)? {
                return Ok(((), AuditEntry::refused("notice.handle")));
            }
            let notice = find(conn, &state, actor, &path)?.notice;
            let version = form.version();
            notices::handle(conn, actor, notice.id, version, &handling, now)?;
            let entry = match notice.client_id {
                Some(client) => AuditEntry::done_to("notice.handle", "client", client),
                None => AuditEntry::done("notice.handle"),
            };
            Ok::<_, Error>(((), entry))
        })?;
        Ok(None)
    })
    .await??;
    Ok(again.map_or_else(|| see_other(&format!("{}?said=notice_handled", urls::HOME)), |template| invalid(&template)))
}
