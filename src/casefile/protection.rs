//! The form that says who may open a client: protected or not, the access list, colleagues who are blocked; and who has opened the
//! client in an emergency.

mod answers;

use self::answers::{Answers, Case};
use super::head::{self, File, Part};
use super::lifecycle::{Answer, case_address, must_stand, name_of};
use super::lifecycle_texts::{CaseTexts, ProtectionTexts};
use crate::clients::protection::{self, Opening, Protection};
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Conn, RefKind};
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, Role};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/protection", web::get().to(protection_page))
        .route("/clients/{client}/protection", web::post().to(protection_post));
}

/// What the page shows besides the file.
struct Found {
    stands: Protection,
    colleagues: Vec<Colleague>,
    openings: Vec<Opening>,
}

fn read(conn: &mut Conn, user: &SignedIn, file: &File) -> Result<Found> {
    must_stand(file)?;
    Ok(Found {
        stands: protection::of(conn, &user.actor, file.id)?,
        colleagues: colleagues(conn, &user.actor)?,
        openings: protection::openings_of(conn, &user.actor, file.id)?,
    })
}

/// An emergency opening, as the page shows it.
struct OpeningLine {
    who: String,
    when: String,
    until: String,
    why: String,
}

#[derive(Template)]
#[template(path = "casefile/protection.html")]
struct ProtectionPage {
    l: Layout,
    t: ProtectionTexts,
    c: CaseTexts,
    file: File,
    action: String,
    back_href: String,
    version: String,
    protected: Field,
    protections: Vec<Choice>,
    access: Field,
    accesses: Vec<Choice>,
    unblock: Field,
    unblocks: Vec<Choice>,
    block: Field,
    blocks: Vec<Choice>,
    block_reason: Field,
    confirm: Field,
    confirms: Vec<Choice>,
    openings: Vec<OpeningLine>,
    conflict: Conflict,
    errors: Vec<FieldError>,
}

impl ProtectionPage {
    fn new(
        visitor: &Visitor,
        state: &State,
        file: File,
        found: &Found,
        answers: &Answers,
        errors: Vec<FieldError>,
    ) -> Self {
        let lang = visitor.lang;
        let t = ProtectionTexts(lang);
        let cover = |id: i64| state.database.keyring().cover(RefKind::User, id);
        let at = |utc| show::moment(state.clock().local(utc), lang);
        let is_blocked = |id: i64| found.stands.blocked.iter().any(|(blocked, _)| *blocked == id);
        let active = |one: &&Colleague| one.is_active && !is_blocked(one.id);
        let choice = |value: String, label: String, selected: bool| Choice { value, label, selected };
        // A contact person on the list sees her only while she stays at her centre (`centres/sight.rs`).
        let may_be_listed = |one: &&Colleague| matches!(one.role, Role::Caseworker | Role::ContactPerson);
        let accesses = found.colleagues.iter().filter(active).filter(may_be_listed);
        let may_be_blocked = |one: &&Colleague| may_be_listed(one) || one.role == Role::Lead;
        let blocks = found.colleagues.iter().filter(active).filter(may_be_blocked);
        let nobody = choice(String::new(), t.block_nobody().to_owned(), answers.block.is_none());
        let action = urls::client_part(&file.client_ref, "protection");
        Self {
            l: Layout::new(visitor, state, t.title(), &action)
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_errors(!errors.is_empty()),
            t,
            c: CaseTexts(lang),
            back_href: urls::client_part(&file.client_ref, "case"),
            action,
            version: answers.version.to_string(),
            protected: Field::new("protected", t.protected()).hinted(t.protected_hint()).judged(&errors),
            protections: [("no", t.open_choice()), ("yes", t.protected_choice())]
                .into_iter()
                .map(|(value, label)| choice(value.to_owned(), label.to_owned(), answers.protected == value))
                .collect(),
            access: Field::new("access", t.access()).hinted(t.access_hint()).judged(&errors),
            accesses: accesses
                .map(|one| {
                    let label = match one.role {
                        Role::Caseworker => one.name.clone(),
                        _ => format!("{} ({})", one.name, one.role.label(lang).to_lowercase()),
                    };
                    choice(cover(one.id), label, answers.access.contains(&one.id))
                })
                .collect(),
            unblock: Field::new("unblock", t.unblock()).optional().judged(&errors),
            unblocks: found
                .stands
                .blocked
                .iter()
                .map(|(id, reason)| {
                    let label = t.blocked_line(&name_of(&found.colleagues, Some(*id)), reason);
                    choice(cover(*id), label, answers.unblock.contains(id))
                })
                .collect(),
            block: Field::new("block", t.block()).optional().judged(&errors),
            blocks: std::iter::once(nobody)
                .chain(blocks.map(|one| {
                    let label = format!("{} ({})", one.name, one.role.label(lang).to_lowercase());
                    choice(cover(one.id), label, answers.block == Some(one.id))
                }))
                .collect(),
            block_reason: Field::new("block_reason", t.block_reason())
                .hinted(t.block_reason_hint())
                .with(&answers.block_reason)
                .optional()
                .judged(&errors),
            confirm: Field::new("confirm_self", t.confirm()).hinted(t.confirm_hint()).optional().judged(&errors),
            confirms: vec![choice("yes".to_owned(), t.confirm_self().to_owned(), answers.is_confirmed)],
            openings: found
                .openings
                .iter()
                .map(|row| OpeningLine {
                    who: name_of(&found.colleagues, Some(row.user_id)),
                    when: at(row.opened_at),
                    until: at(row.ends_at),
                    why: row.reason.clone(),
                })
                .collect(),
            conflict: Conflict::none(lang),
            errors,
            file,
        }
    }
}

async fn protection_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
) -> Answer {
    let (worker, asking) = (state.clone(), visitor.clone());
    let (file, found) = web::block(move || {
        head::open(&worker, &asking, &user, &client, Part::Case, |conn, file| read(conn, &user, file))
    })
    .await??;
    let answers = Answers::of(&found.stands, file.case.version);
    Ok(ok(&ProtectionPage::new(&visitor, &state, file, &found, &answers, Vec::new())))
}

/// How saving ended.
enum Ended {
    /// It is saved; true when she still sees the client.
    Done(bool),
    Wrong(Box<(File, Found)>, Vec<FieldError>),
    Lost(Box<(File, Found)>),
}

async fn protection_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    form: Posted,
) -> Answer {
    let mut answers = Answers::posted(&form, state.database.keyring());
    let (worker, lang, client_ref, given) = (state.clone(), visitor.lang, client.clone(), answers.clone());
    let ended = web::block(move || {
        let database = worker.database.clone();
        database.write(&user.actor, |conn| save(conn, &worker, &user, &client_ref, &given, lang))
    })
    .await??;
    Ok(match ended {
        Ended::Done(true) => see_other(&case_address(&client, "protection")),
        Ended::Done(false) => see_other(urls::CLIENTS),
        Ended::Wrong(read, errors) => {
            let (file, found) = *read;
            invalid(&ProtectionPage::new(&visitor, &state, file, &found, &answers, errors))
        }
        Ended::Lost(read) => {
            let (file, found) = *read;
            answers.version = file.case.version;
            let rows = differing(&found, &answers, visitor.lang);
            let mut shown = ProtectionPage::new(&visitor, &state, file, &found, &answers, Vec::new());
            shown.conflict = Conflict::of(visitor.lang, rows);
            page(StatusCode::CONFLICT, &shown)
        }
    })
}

fn save(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    client_ref: &str,
    given: &Answers,
    lang: Lang,
) -> Result<(Ended, AuditEntry)> {
    head::find_to_govern(conn, state, &user.actor, client_ref)?;
    let file = head::load(conn, state, lang, user, client_ref, Part::Case)?;
    let found = read(conn, user, &file)?;
    let refused = AuditEntry::done_to("client.read", "client", file.id);
    let case = Case {
        stands: &found.stands,
        colleagues: &found.colleagues,
        caseworker: file.client.caseworker_id,
        is_locked: file.case.locked_on.is_some(),
        user,
    };
    let wanted = match given.validate(&case, ProtectionTexts(lang)) {
        Ok(wanted) => wanted,
        Err(errors) => return Ok((Ended::Wrong(Box::new((file, found)), errors), refused)),
    };
    if file.case.version != given.version {
        return Ok((Ended::Lost(Box::new((file, found))), refused));
    }
    protection::set(conn, &user.actor, file.id, given.version, &wanted, state.clock().now_utc())?;
    let still_sees = match head::find_locked_too(conn, state, &user.actor, client_ref) {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(error) => return Err(error),
    };
    Ok((Ended::Done(still_sees), AuditEntry::done_to("client.protect", "client", file.id)))
}

/// What stands now beside what she chose.
fn differing(found: &Found, answers: &Answers, lang: Lang) -> Vec<(String, String, String)> {
    let t = ProtectionTexts(lang);
    let names = |ids: &[i64]| {
        let names: Vec<String> = ids.iter().map(|id| name_of(&found.colleagues, Some(*id))).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    };
    let who = |is_protected: bool| if is_protected { t.protected_choice() } else { t.open_choice() }.to_owned();
    let stands: Vec<i64> = found.stands.blocked.iter().map(|(id, _)| *id).collect();
    let mut blocked = stands.clone();
    blocked.retain(|id| !answers.unblock.contains(id));
    blocked.extend(answers.block);
    vec![
        (t.protected().to_owned(), who(found.stands.is_protected), who(answers.protected == "yes")),
        (t.access().to_owned(), names(&found.stands.allowed), names(&answers.access)),
        (t.blocked().to_owned(), names(&stands), names(&blocked)),
    ]
}
