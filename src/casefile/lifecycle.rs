//! «Saken»: what may be done with a case, and what was: closing and opening again, its caseworker, access, records about the same
//! person.

use super::head::{self, File, Part};
use super::lifecycle_texts::CaseTexts;
use super::overview::{Asked, said};
use super::similar::{Similar, similar_of};
use crate::clients::closures::{self, ClosureRow};
use crate::clients::merging::{self, MergeRow};
use crate::clients::protection::{self, Protection};
use crate::clients::store::{Colleague, colleagues};
use crate::db::{Conn, RefKind};
use crate::deadlines;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::Code;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::tasks;
use crate::web::error::Failure;
use crate::web::form::{Choice, Field, FieldError, Posted};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::show;
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

pub(super) type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of a case's life; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/case", web::get().to(case_page))
        .route("/clients/{client}/case", web::post().to(caseworker_post))
        .route("/clients/{client}/reopening", web::post().to(reopening_post))
        .route("/clients/{client}/distinct", web::post().to(distinct_post));
    super::closure::routes(config);
    super::protection::routes(config);
    super::merge::routes(config);
}

/// The page of the case, with what was just done there.
pub(super) fn case_address(client_ref: &str, said: &str) -> String {
    format!("{}?said={said}", urls::client_part(client_ref, "case"))
}

/// Refuses what cannot be done with a record that has become part of another.
pub(super) fn must_stand(file: &File) -> Result<()> {
    if file.case.merged_into_id.is_some() { Err(Error::NotFound) } else { Ok(()) }
}

/// What a colleague is called.
pub(super) fn name_of(colleagues: &[Colleague], user: Option<i64>) -> String {
    user.and_then(|id| colleagues.iter().find(|one| one.id == id))
        .map_or_else(|| "–".to_owned(), |one| one.name.clone())
}

/// What the page shows besides the file.
struct Found {
    closures: Vec<ClosureRow>,
    merges: Vec<(MergeRow, String)>,
    protection: Protection,
    colleagues: Vec<Colleague>,
    similar: Vec<Similar>,
}

fn read(conn: &mut Conn, state: &State, user: &SignedIn, file: &File, lang: Lang) -> Result<Found> {
    let actor = &user.actor;
    Ok(Found {
        closures: closures::closures_of(conn, actor, file.id)?,
        merges: merging::merges_of(conn, actor, file.id)?,
        protection: protection::of(conn, actor, file.id)?,
        colleagues: colleagues(conn, actor)?,
        similar: similar_of(conn, state, actor, file, lang)?,
    })
}

/// A closing, as the history shows it.
struct ClosureLine {
    closed_on: String,
    reason: &'static str,
    by: String,
    aftercare: String,
    note: String,
    reopened: String,
}

/// A merge, as the list shows it.
struct MergeLine {
    number: String,
    merged_at: String,
    by: String,
    undone_at: String,
    record_href: String,
}

/// The merge that may be undone.
struct Undo {
    action: String,
    merged_ref: String,
    word: String,
}

/// The addresses of what may be done.
struct Ways {
    closure: String,
    reopening: String,
    case: String,
    protection: String,
    merge: String,
    distinct: String,
}

#[derive(Template)]
#[template(path = "casefile/case.html")]
struct CasePage {
    l: Layout,
    t: CaseTexts,
    file: File,
    version: String,
    ways: Ways,
    is_merged: bool,
    is_closed: bool,
    state_text: String,
    aftercare: String,
    closures: Vec<ClosureLine>,
    caseworker: Field,
    caseworkers: Vec<Choice>,
    conflict: Conflict,
    errors: Vec<FieldError>,
    access: Vec<String>,
    merges: Vec<MergeLine>,
    undo: Option<Undo>,
    similar: Vec<Similar>,
}

impl CasePage {
    fn new(visitor: &Visitor, state: &State, file: File, found: Found, chosen: &str, errors: Vec<FieldError>) -> Self {
        let lang = visitor.lang;
        let t = CaseTexts(lang);
        let keyring = state.database.keyring();
        let part = |part: &str| urls::client_part(&file.client_ref, part);
        let ways = Ways {
            closure: part("closure"),
            reopening: part("reopening"),
            case: part("case"),
            protection: part("protection"),
            merge: part("merge"),
            distinct: part("distinct"),
        };
        let at = |utc| show::moment(state.clock().local(utc), lang);
        let names = |ids: &mut dyn Iterator<Item = i64>| -> String {
            ids.map(|id| name_of(&found.colleagues, Some(id))).collect::<Vec<_>>().join(", ")
        };
        let caseworkers = candidates(&found, &file).map(|one| {
            let value = keyring.cover(RefKind::User, one.id);
            Choice {
                selected: value == chosen,
                value,
                label: format!("{} ({})", one.name, one.role.label(lang).to_lowercase()),
            }
        });
        let nobody = Choice { value: String::new(), label: t.choose().to_owned(), selected: chosen.is_empty() };
        let merges = found.merges.iter().map(|(row, number)| MergeLine {
            number: number.clone(),
            merged_at: at(row.merged_at),
            by: name_of(&found.colleagues, row.merged_by_id),
            undone_at: row.undone_at.map_or_else(String::new, at),
            record_href: if row.undone_at.is_none() {
                format!("{}?record=1", urls::client(&keyring.cover(RefKind::Client, row.merged_id)))
            } else {
                String::new()
            },
        });
        let undo = latest_standing(&found.merges).map(|(row, number)| Undo {
            action: part("merge/undo"),
            merged_ref: keyring.cover(RefKind::Client, row.merged_id),
            word: t.undo_of(number),
        });
        Self {
            l: Layout::new(visitor, state, t.title(), &ways.case)
                .of_client(visitor, &file.client_ref)
                .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
                .with_errors(!errors.is_empty()),
            t,
            version: file.case.version.to_string(),
            is_merged: file.case.merged_into_id.is_some(),
            is_closed: file.client.closed_on.is_some(),
            state_text: file.client.closed_on.map_or_else(
                || t.is_active(&show::date(file.client.intake_date)),
                |day| {
                    t.is_closed(&show::date(day), file.client.closure_reason.map_or("–", |reason| reason.label(lang)))
                },
            ),
            aftercare: file.case.aftercare_until.map_or_else(String::new, |until| t.aftercare(&show::date(until))),
            closures: found
                .closures
                .iter()
                .map(|row| ClosureLine {
                    closed_on: show::date(row.closed_on),
                    reason: row.reason.label(lang),
                    by: name_of(&found.colleagues, row.closed_by_id),
                    aftercare: row.aftercare_until.map_or_else(String::new, |until| t.aftercare(&show::date(until))),
                    note: row.note.clone().unwrap_or_default(),
                    reopened: row.reopened_on.map_or_else(
                        || t.stands().to_owned(),
                        |day| format!("{}, {}", show::date(day), name_of(&found.colleagues, row.reopened_by_id)),
                    ),
                })
                .collect(),
            caseworker: Field::new("caseworker", t.hand_over()).hinted(t.caseworker_hint()).judged(&errors),
            caseworkers: std::iter::once(nobody).chain(caseworkers).collect(),
            conflict: Conflict::none(lang),
            errors,
            access: access(&found.protection, names, t),
            merges: merges.collect(),
            undo,
            similar: found.similar.clone(),
            ways,
            file,
        }
    }
}

/// What is said of who may open the case.
fn access(
    protection: &Protection,
    names: impl Fn(&mut dyn Iterator<Item = i64>) -> String,
    t: CaseTexts,
) -> Vec<String> {
    let mut said = vec![if protection.is_protected { t.is_protected() } else { t.is_open() }.to_owned()];
    if protection.is_protected && protection.allowed.is_empty() {
        said.push(t.allowed_nobody().to_owned());
    } else if protection.is_protected {
        said.push(t.allowed(&names(&mut protection.allowed.iter().copied())));
    }
    if !protection.blocked.is_empty() {
        said.push(t.blocked(&names(&mut protection.blocked.iter().map(|(id, _)| *id))));
    }
    said
}

/// To whom the case may be given: active caseworkers and leads who are not blocked. By its caseworker or the lead; by anybody
/// who sees it while it has no caseworker: whoever took a colleague's case would read what is restricted to her.
fn candidates<'a>(found: &'a Found, file: &'a File) -> impl Iterator<Item = &'a Colleague> {
    let open = Protection { is_protected: false, ..found.protection.clone() };
    let is_locked = file.case.locked_on.is_some();
    let may_give = file.is_trusted || file.client.caseworker_id.is_none();
    found
        .colleagues
        .iter()
        .filter(move |_| may_give)
        .filter(move |one| Some(one.id) != file.client.caseworker_id && open.lets_in(one, is_locked))
}

/// The merge that may be undone: the latest that stands, so that what it moved is where it put it.
pub(super) fn latest_standing(merges: &[(MergeRow, String)]) -> Option<&(MergeRow, String)> {
    merges.iter().find(|(row, _)| row.undone_at.is_none())
}

async fn case_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    query: web::Query<Asked>,
) -> Answer {
    let (worker, asking) = (state.clone(), visitor.clone());
    let (file, found) = web::block(move || {
        head::open(&worker, &asking, &user, &client, Part::Case, |conn, file| {
            read(conn, &worker, &user, file, asking.lang)
        })
    })
    .await??;
    let flash = said(query.said.as_deref(), visitor.lang);
    let mut page = CasePage::new(&visitor, &state, file, found, "", Vec::new());
    page.l = page.l.with_flash(flash);
    Ok(ok(&page))
}

/// How a change ended.
enum Ended {
    Done,
    /// Wrong input: the page again.
    Wrong(Box<(File, Found)>, FieldError),
    /// Somebody else was first: the page again.
    Lost(Box<(File, Found)>),
}

async fn caseworker_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client: web::Path<String>,
    form: Posted,
) -> Answer {
    let chosen = form.trimmed("caseworker").to_owned();
    let version = form.version();
    let (worker, lang, client_ref, wanted) = (state.clone(), visitor.lang, client.clone(), chosen.clone());
    let ended = web::block(move || {
        let t = CaseTexts(lang);
        let database = worker.database.clone();
        database.write(&user.actor, |conn| {
            head::find_to_govern(conn, &worker, &user.actor, &client_ref)?;
            let file = head::load(conn, &worker, lang, &user, &client_ref, Part::Case)?;
            must_stand(&file)?;
            let found = read(conn, &worker, &user, &file, lang)?;
            let refused = AuditEntry::done_to("client.read", "client", file.id);
            let id = worker.database.keyring().uncover(RefKind::User, &wanted).ok();
            if id.is_some() && id == file.client.caseworker_id {
                let error = FieldError::new("caseworker", t.caseworker_same());
                return Ok((Ended::Wrong(Box::new((file, found)), error), vec![refused]));
            }
            let Some(to) = candidates(&found, &file).find(|one| Some(one.id) == id).map(|one| one.id) else {
                let error = FieldError::new("caseworker", t.caseworker_wrong());
                return Ok((Ended::Wrong(Box::new((file, found)), error), vec![refused]));
            };
            if file.case.version != version {
                return Ok((Ended::Lost(Box::new((file, found))), vec![refused]));
            }
            protection::hand_over(conn, &user.actor, file.id, version, to, worker.clock().now_utc())?;
            let mut entries = vec![AuditEntry::done_to("client.handover", "client", file.id)];
            if let Some(from) = file.client.caseworker_id {
                let with_tasks = tasks::store::hand_over(conn, &user.actor, (from, to), &[file.id])?;
                entries.extend(
                    with_tasks.into_iter().map(|client| AuditEntry::done_to("task.handover", "client", client)),
                );
            }
            Ok::<_, Error>((Ended::Done, entries))
        })
    })
    .await??;
    Ok(match ended {
        Ended::Done => see_other(&case_address(&client, "handed_over")),
        Ended::Wrong(read, error) => {
            let (file, found) = *read;
            invalid(&CasePage::new(&visitor, &state, file, found, &chosen, vec![error]))
        }
        Ended::Lost(read) => {
            let (file, found) = *read;
            let t = CaseTexts(visitor.lang);
            let id = state.database.keyring().uncover(RefKind::User, &chosen).ok();
            let now = if file.caseworker.is_empty() { t.nobody().to_owned() } else { file.caseworker.clone() };
            let rows = [(t.lost_caseworker().to_owned(), now, name_of(&found.colleagues, id))];
            let mut again = CasePage::new(&visitor, &state, file, found, &chosen, Vec::new());
            again.conflict = Conflict::of(visitor.lang, rows);
            page(StatusCode::CONFLICT, &again)
        }
    })
}

async fn reopening_post(state: web::Data<State>, user: SignedIn, client: web::Path<String>, form: Posted) -> Answer {
    let version = form.version();
    let (worker, client_ref) = (state.clone(), client.clone());
    let said = web::block(move || {
        let database = worker.database.clone();
        database.write(&user.actor, |conn| {
            head::find_to_govern(conn, &worker, &user.actor, &client_ref)?;
            let file = head::load(conn, &worker, Lang::Nb, &user, &client_ref, Part::Case)?;
            must_stand(&file)?;
            // Sent twice, or open again by somebody else: what was wanted is so.
            if file.client.closed_on.is_none() {
                return Ok(("reopened", AuditEntry::refused("client.reopen")));
            }
            if file.case.version != version {
                return Ok(("changed", AuditEntry::refused("client.reopen")));
            }
            closures::reopen(conn, &user.actor, file.id, version, worker.clock().today())?;
            deadlines::settle(conn, &user.actor, Some(file.id))?;
            Ok::<_, Error>(("reopened", AuditEntry::done_to("client.reopen", "client", file.id)))
        })
    })
    .await??;
    Ok(see_other(&case_address(&client, said)))
}

async fn distinct_post(state: web::Data<State>, user: SignedIn, client: web::Path<String>, form: Posted) -> Answer {
    let (worker, client_ref, other) = (state.clone(), client.clone(), form.trimmed("other").to_owned());
    web::block(move || {
        let database = worker.database.clone();
        database.write(&user.actor, |conn| {
            let id = head::find(conn, &worker, &user.actor, &client_ref)?;
            let other = head::find(conn, &worker, &user.actor, &other)?;
            crate::clients::similar::tell_apart(conn, &user.actor, id, other, worker.clock().now_utc())?;
            let of = |client| AuditEntry::done_to("client.distinct", "client", client);
            Ok::<_, Error>(((), vec![of(id), of(other)]))
        })
    })
    .await??;
    Ok(see_other(&case_address(&client, "distinct")))
}
