//! Merging another case into this one, in two steps: which, and, after a look at what would happen, doing it. And undoing it.

mod preview;

use self::preview::{Preview, preview};
use super::head::{self, File, Part};
use super::lifecycle::{Answer, case_address, latest_standing, must_stand};
use super::lifecycle_texts::{CaseTexts, MergeTexts};
use crate::clients::merging::{self, Addresses, Seen};
use crate::clients::{identity, sight};
use crate::consents::model::journal_stands;
use crate::db::{Conn, RefKind};
use crate::deadlines;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::{Field, FieldError, Posted};
use crate::web::layout::{Flash, Layout};
use crate::web::respond::{invalid, ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use crate::{consents, journal, residence, stays};
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;
use chrono::NaiveDate;

/// The routes of this file; each has its row in `web/routes.rs`.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/merge", web::get().to(merge_page))
        .route("/clients/{client}/merge", web::post().to(merge_post))
        .route("/clients/{client}/merge/undo", web::post().to(undo_post));
}

#[derive(Template)]
#[template(path = "casefile/merge.html")]
struct MergePage {
    l: Layout,
    t: MergeTexts,
    c: CaseTexts,
    file: File,
    heading: &'static str,
    lead: String,
    action: String,
    back_href: String,
    version: String,
    number: Field,
    preview: Option<Preview>,
    errors: Vec<FieldError>,
}

impl MergePage {
    fn new(
        visitor: &Visitor,
        state: &State,
        file: File,
        number: &str,
        preview: Option<Preview>,
        errors: Vec<FieldError>,
    ) -> Self {
        let t = MergeTexts(visitor.lang);
        let action = urls::client_part(&file.client_ref, "merge");
        Self {
            l: Layout::new(visitor, state, t.title(), &action)
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_errors(!errors.is_empty()),
            t,
            c: CaseTexts(visitor.lang),
            heading: if preview.is_some() { t.heading_preview() } else { t.heading() },
            lead: t.lead(&file.client.case_number),
            back_href: urls::client_part(&file.client_ref, "case"),
            action,
            version: file.case.version.to_string(),
            number: Field::new("number", t.number()).hinted(t.number_hint()).with(number).judged(&errors),
            preview,
            errors,
            file,
        }
    }
}

async fn merge_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, client: web::Path<String>) -> Answer {
    let (worker, asking) = (state.clone(), visitor.clone());
    let (file, ()) =
        web::block(move || head::open(&worker, &asking, &user, &client, Part::Case, |_, file| must_stand(file)))
            .await??;
    Ok(ok(&MergePage::new(&visitor, &state, file, "", None, Vec::new())))
}

/// What was posted.
#[derive(Clone)]
struct Wanted {
    number: String,
    is_confirmed: bool,
    version: i32,
    other_version: i32,
}

/// How a step ended.
enum Step {
    Wrong(Box<File>, FieldError),
    Look(Box<(File, Preview)>),
    /// One of the two was changed since she looked.
    Lost(Box<(File, Preview)>),
    Done,
}

async fn merge_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    form: Posted,
) -> Answer {
    let version = |name: &str| form.trimmed(name).parse().unwrap_or(0);
    let wanted = Wanted {
        number: form.trimmed("number").to_owned(),
        is_confirmed: form.value("confirm") == "yes",
        version: version("version"),
        other_version: version("other_version"),
    };
    let (worker, lang, client_ref, asked) = (state.clone(), visitor.lang, client.clone(), wanted.clone());
    let step = web::block(move || {
        let database = worker.database.clone();
        database.write(&user.actor, |conn| take_step(conn, &worker, &user, &client_ref, &asked, lang))
    })
    .await??;
    let t = MergeTexts(visitor.lang);
    let number = wanted.number.as_str();
    Ok(match step {
        Step::Done => see_other(&format!("{}?said=merged", urls::client(&client))),
        Step::Wrong(file, error) => invalid(&MergePage::new(&visitor, &state, *file, number, None, vec![error])),
        Step::Look(read) => {
            let (file, preview) = *read;
            ok(&MergePage::new(&visitor, &state, file, number, Some(preview), Vec::new()))
        }
        Step::Lost(read) => {
            let (file, preview) = *read;
            let mut shown = MergePage::new(&visitor, &state, file, number, Some(preview), Vec::new());
            shown.l = shown.l.with_flash(Some(Flash { color: "warning", text: t.changed().to_owned() }));
            page(StatusCode::CONFLICT, &shown)
        }
    })
}

/// Looks, or merges when she has looked and nothing has changed since.
fn take_step(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    client_ref: &str,
    wanted: &Wanted,
    lang: Lang,
) -> Result<(Step, Vec<AuditEntry>)> {
    let (actor, t, now) = (&user.actor, MergeTexts(lang), state.clock().now_utc());
    head::find_to_govern(conn, state, &user.actor, client_ref)?;
    let file = head::load(conn, state, lang, user, client_ref, Part::Case)?;
    must_stand(&file)?;
    let survivor = file.id;
    let read = |client: i64| [survivor, client].map(|one| AuditEntry::done_to("client.read", "client", one)).to_vec();
    let id = file.id;
    // Sent twice: the other record is in this one already, so there is nothing left to do.
    if wanted.is_confirmed && is_merged_already(conn, actor, id, &wanted.number)? {
        return Ok((Step::Done, vec![AuditEntry::refused("client.merge")]));
    }
    let other = match find_other(conn, state, actor, &file, &wanted.number, t)? {
        Ok(other) => other,
        Err(error) => return Ok((Step::Wrong(Box::new(file), error), read(id))),
    };
    let other_ref = state.database.keyring().cover(RefKind::Client, other);
    let other = head::load(conn, state, lang, user, &other_ref, Part::Case)?;
    if file.case.locked_on.is_some() || other.case.locked_on.is_some() {
        let error = FieldError::new("number", t.locked());
        return Ok((Step::Wrong(Box::new(file), error), read(other.id)));
    }
    let is_unchanged = file.case.version == wanted.version && other.case.version == wanted.other_version;
    if !wanted.is_confirmed || !is_unchanged {
        let preview = preview(conn, actor, &file, &other, lang)?;
        let entry = read(other.id);
        let both = Box::new((file, preview));
        let step = if wanted.is_confirmed { Step::Lost(both) } else { Step::Look(both) };
        return Ok((step, entry));
    }
    let seen = |file: &File| Seen { id: file.id, version: file.case.version };
    let addresses = Addresses { from: urls::client(&other_ref), to: urls::client(client_ref) };
    merging::merge(conn, actor, seen(&file), seen(&other), &addresses, now)?;
    note_latest(conn, actor, &[id, other.id])?;
    find_anew(conn, actor, &[id, other.id])?;
    let merged = |client| AuditEntry::done_to("client.merge", "client", client);
    Ok((Step::Done, vec![merged(id), merged(other.id)]))
}

/// Telephones have moved with their rows: each record is found by what is its own now.
fn find_anew(conn: &mut Conn, actor: &Actor, clients: &[i64]) -> Result<()> {
    clients.iter().try_for_each(|client| identity::reindex(conn, actor, *client))
}

/// Whoever withdrew her consent while two records were one stays locked when they are two again.
fn lock_without_consent(conn: &mut Conn, actor: &Actor, clients: &[i64], today: NaiveDate) -> Result<()> {
    for client in clients {
        let consents = consents::store::consents_with_scopes(conn, actor, *client)?;
        if !journal_stands(&consents, today) {
            identity::lock(conn, actor, *client, today)?;
        }
    }
    Ok(())
}

fn is_merged_already(conn: &mut Conn, actor: &Actor, survivor: i64, number: &str) -> Result<bool> {
    let merges = merging::merges_of(conn, actor, survivor)?;
    Ok(merges.iter().any(|(row, merged)| row.undone_at.is_none() && merged == number))
}

/// The other record. Whether there is none, or none for her, is told apart nowhere.
fn find_other(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    file: &File,
    number: &str,
    t: MergeTexts,
) -> Result<std::result::Result<i64, FieldError>> {
    let wrong = |text: &str| Ok(Err(FieldError::new("number", text)));
    if number.is_empty() {
        return wrong(t.number_missing());
    }
    if number == file.client.case_number {
        return wrong(t.number_same());
    }
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    match merging::by_case_number(conn, actor, &sight, number)? {
        Some(other) => Ok(Ok(other)),
        None => wrong(t.number_wrong()),
    }
}

/// What lists show of both records follows the rows that moved, and so do deadlines.
fn note_latest(conn: &mut Conn, actor: &Actor, clients: &[i64]) -> Result<()> {
    stays::store::note_latest(conn, actor, clients)?;
    residence::store::note_latest(conn, actor, clients)?;
    journal::store::note_latest(conn, actor, clients)?;
    for client in clients {
        deadlines::settle(conn, actor, Some(*client))?;
    }
    Ok(())
}

async fn undo_post(state: web::Data<State>, user: SignedIn, client: web::Path<String>, form: Posted) -> Answer {
    let version = form.version();
    let (worker, client_ref, merged) = (state.clone(), client.clone(), form.trimmed("merged").to_owned());
    let said = web::block(move || {
        let database = worker.database.clone();
        database.write(&user.actor, |conn| undo(conn, &worker, &user, &client_ref, &merged, version))
    })
    .await??;
    Ok(see_other(&case_address(&client, said)))
}

fn undo(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    client_ref: &str,
    merged_ref: &str,
    version: i32,
) -> Result<(&'static str, Vec<AuditEntry>)> {
    let actor = &user.actor;
    head::find_to_govern(conn, state, &user.actor, client_ref)?;
    let file = head::load(conn, state, Lang::Nb, user, client_ref, Part::Case)?;
    must_stand(&file)?;
    let merged = state.database.keyring().uncover(RefKind::Client, merged_ref)?;
    let merges = merging::merges_of(conn, actor, file.id)?;
    if !merges.iter().any(|(row, _)| row.merged_id == merged) {
        return Err(Error::NotFound);
    }
    let Some((latest, _)) = latest_standing(&merges).filter(|(row, _)| row.merged_id == merged) else {
        // Sent twice: it is undone already. Otherwise another was merged since, and she must look again.
        let is_undone = merges.iter().all(|(row, _)| row.merged_id != merged || row.undone_at.is_some());
        let said = if is_undone { "unmerged" } else { "changed" };
        return Ok((said, vec![AuditEntry::refused("client.unmerge")]));
    };
    if file.case.version != version {
        return Ok(("changed", vec![AuditEntry::refused("client.unmerge")]));
    }
    let addresses = Addresses { from: urls::client(merged_ref), to: urls::client(client_ref) };
    merging::undo(conn, actor, latest, version, &addresses, state.clock().now_utc())?;
    note_latest(conn, actor, &[file.id, merged])?;
    find_anew(conn, actor, &[file.id, merged])?;
    lock_without_consent(conn, actor, &[file.id, merged], state.clock().today())?;
    let unmerged = |client| AuditEntry::done_to("client.unmerge", "client", client);
    Ok(("unmerged", vec![unmerged(file.id), unmerged(merged)]))
}
