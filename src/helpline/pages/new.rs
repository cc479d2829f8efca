//! A new enquiry: one screen made for the keyboard, and beneath it what was registered today.

use super::whom::{self, Whom, WhomForm, WhomView};
use super::{Answer, Reply};
use crate::db::{Conn, RefKind};
use crate::desk::{self, drafts, searches};
use crate::helpline::form::{CallForm, CallView, Setting, answers_as, faults_of, when};
use crate::helpline::lists::{Place, places};
use crate::helpline::model::{KeptCall, Promise, shift_of};
use crate::helpline::promise::{PromiseForm, PromiseView};
use crate::helpline::rows::{Fault, MOST_ROWS, RowForm};
use crate::helpline::texts::CallTexts;
use crate::helpline::{calls, handovers, reach};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, EnquiryTopic};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::{FieldError, Posted, once_key};
use crate::web::forms::DraftView;
use crate::web::layout::{Flash, Layout};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;
use chrono::{Datelike, NaiveDateTime};
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/enquiries/new", web::get().to(new_page)).route("/enquiries/new", web::post().to(new_post));
}

/// How many of today's are listed.
const SHOWN: usize = 8;
/// How many are counted.
const COUNTED: i64 = 200;

#[derive(Deserialize)]
struct Asked {
    saved: Option<String>,
    said: Option<String>,
}

/// What is being written, and what is said of it.
#[derive(Default)]
struct Sheet {
    call: CallForm,
    promise: PromiseForm,
    whom: WhomForm,
    found: Whom,
    faults: Vec<Fault>,
    promise_errors: Vec<FieldError>,
    doubts: Vec<String>,
    has_row_more: bool,
}

/// One of today's.
struct TodayLine {
    time: String,
    who: &'static str,
    topic: &'static str,
    key: String,
    href: String,
}

/// What the page reads besides the answers.
struct Desk {
    places: Vec<Place>,
    next_key: String,
    today: Vec<KeptCall>,
    saved_key: String,
}

#[derive(Template)]
#[template(path = "helpline/new.html")]
struct NewPage {
    l: Layout,
    t: CallTexts,
    forms: RecordTexts,
    sub: String,
    action: &'static str,
    once: String,
    d: DraftView,
    call: CallView,
    whom: Option<WhomView>,
    is_whom_open: bool,
    promise: PromiseView,
    errors: Vec<Fault>,
    doubts: Vec<String>,
    despite: String,
    today: Vec<TodayLine>,
    today_all: String,
    list_href: String,
    is_fresh: bool,
}

fn desk_of(conn: &mut Conn, state: &State, user: &SignedIn, saved: Option<&str>) -> Result<Desk> {
    let actor = &user.actor;
    let now = state.clock().now_utc();
    let reach = reach::of(conn, actor, now)?;
    let midnight = state.clock().today();
    let today = calls::written_since(conn, actor, &reach, now - chrono::TimeDelta::hours(24), COUNTED)?;
    let is_today = |at: NaiveDateTime| state.clock().local(at).date() == midnight;
    let today: Vec<KeptCall> = today.into_iter().filter(|call| call.entered_at.is_some_and(is_today)).collect();
    let saved = saved.and_then(|text| state.database.keyring().uncover(RefKind::Enquiry, text).ok());
    let saved_key = today.iter().find(|call| saved == Some(call.id)).map_or_else(String::new, |call| call.key.clone());
    Ok(Desk {
        places: places(conn, actor)?,
        next_key: calls::next_key(conn, actor, midnight.year())?,
        today,
        saved_key,
    })
}

async fn new_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Asked>) -> Answer {
    let template = web::block(move || {
        let now = state.clock().now_utc();
        let (desk, draft) = state.database.read(|conn| {
            let desk = desk_of(conn, &state, &user, query.saved.as_deref())?;
            Ok::<_, Error>((desk, drafts::find(conn, &user.actor, urls::NEW_ENQUIRY, now)?))
        })?;
        let sheet = match &draft {
            Some(draft) => sheet_of(&draft.answers()),
            None => {
                Sheet { call: CallForm::blank(state.clock().local(now), user.role, &desk.places), ..Sheet::default() }
            }
        };
        let t = CallTexts(visitor.lang);
        let said = match query.said.as_deref() {
            Some("draft") => Some(t.draft_saved().to_owned()),
            _ if !desk.saved_key.is_empty() => Some(t.saved(&desk.saved_key)),
            _ => None,
        };
        let saved_at = draft.map(|draft| state.clock().local(draft.saved_at));
        let mut page = page_of(&state, &visitor, &user, desk, sheet, saved_at);
        page.is_fresh = true;
        page.l = page.l.with_flash(said.map(|text| Flash { color: "success", text }));
        Ok::<_, Error>(page)
    })
    .await??;
    Ok(ok(&template))
}

fn sheet_of(form: &Posted) -> Sheet {
    Sheet {
        call: CallForm::read(form),
        promise: PromiseForm::read(form),
        whom: WhomForm::read(form),
        ..Sheet::default()
    }
}

/// What a post led to.
enum Outcome {
    Saved(i64),
    Before,
    Again(Box<Sheet>),
}

async fn new_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let closes = form.value("then") == "close";
    web::block(move || {
        let outcome = post(&state, &visitor, &user, &form)?;
        let sheet = match outcome {
            Outcome::Saved(_) | Outcome::Before if closes => {
                return Ok(Reply::Go(format!("{}?said=enquiry_saved", urls::HOME)));
            }
            Outcome::Saved(id) => {
                let reference = state.database.keyring().cover(RefKind::Enquiry, id);
                return Ok(Reply::Go(format!("{}?saved={reference}", urls::NEW_ENQUIRY)));
            }
            Outcome::Before => return Ok(Reply::Go(urls::NEW_ENQUIRY.to_owned())),
            Outcome::Again(sheet) => sheet,
        };
        let desk = state.database.read(|conn| desk_of(conn, &state, &user, None))?;
        let is_wrong = !sheet.faults.is_empty() || !sheet.doubts.is_empty();
        let page = page_of(&state, &visitor, &user, desk, *sheet, None);
        let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Ok::<_, Error>(Reply::Show(Box::new(page), status))
    })
    .await??
    .answer()
}

fn post(state: &State, visitor: &Visitor, user: &SignedIn, form: &Posted) -> Result<Outcome> {
    let (lang, actor) = (visitor.lang, &user.actor);
    let mut sheet = sheet_of(form);
    if form.has("more") {
        if sheet.call.rows.len() < MOST_ROWS {
            sheet.call.rows.push(RowForm::fresh());
        }
        sheet.has_row_more = true;
        return Ok(Outcome::Again(Box::new(sheet)));
    }
    if !sheet.whom.typed.is_empty() && actor.may(Area::Clients) {
        let number = searches::number_of(&state.database, &sheet.whom.typed);
        state.database.log(actor, AuditEntry::done_to("client.search", "search", number))?;
    }
    let kept = state.database.write(actor, |conn| keep(conn, state, user, form, &mut sheet, lang));
    match kept {
        Ok(outcome) => Ok(outcome),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again) => Ok(Outcome::Again(Box::new(sheet))),
    }
}

enum Stop {
    Failed(Error),
    Again,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

type Kept = std::result::Result<(Outcome, Vec<AuditEntry>), Stop>;

/// Keeps the enquiry, once, with what is handed over of it; or says in the sheet what is wrong.
fn keep(conn: &mut Conn, state: &State, user: &SignedIn, form: &Posted, sheet: &mut Sheet, lang: Lang) -> Kept {
    let (actor, now, keyring) = (&user.actor, state.clock().now_utc(), state.database.keyring());
    let local = state.clock().local(now);
    // Before the answers are checked: the second of two equal posts must lead where the first did.
    if !desk::use_once(conn, actor, form.value("once"), now)? {
        return Ok((Outcome::Before, vec![AuditEntry::refused("enquiry.add")]));
    }
    let places = places(conn, actor)?;
    let setting = Setting { places: &places, before: None, keyring, role: user.role, now: local, lang };
    let checked = sheet.call.check(&setting);
    let promise = sheet.promise.check(shift_of(user.role), lang, local);
    if actor.may(Area::Clients) && !sheet.whom.is_blank() {
        sheet.found = whom::find(conn, state, user, &sheet.whom, lang)?;
        let is_follow_up = sheet.call.topic == EnquiryTopic::FollowUp.code();
        let error = if is_follow_up { sheet.found.error } else { CallTexts(lang).client_topic() };
        if !error.is_empty() {
            sheet.faults.push(Fault { field: "client_search".to_owned(), text: error.to_owned() });
        }
    }
    match (checked, promise) {
        (Ok(mut checked), Ok(promise)) if sheet.faults.is_empty() => {
            if !checked.doubts.is_empty() && form.value("despite") != checked.doubts.join("|") {
                sheet.doubts = checked.doubts;
                return Err(Stop::Again);
            }
            checked.call.client_id = sheet.found.client;
            let (id, _) = calls::add(conn, actor, &checked.call, &checked.subjects, now)?;
            if let Some(promise) = &promise {
                handovers::hand_over(conn, actor, id, promise, 0, now)?;
            }
            drafts::discard(conn, actor, urls::NEW_ENQUIRY)?;
            Ok((Outcome::Saved(id), added(id, sheet.found.client, promise.as_ref())))
        }
        (checked, promise) => {
            if let Err(wrong) = checked {
                sheet.faults.splice(0..0, wrong);
            }
            if let Err(wrong) = promise {
                sheet.faults.extend(faults_of(&wrong));
                sheet.promise_errors = wrong;
            }
            Err(Stop::Again)
        }
    }
}

/// What the log says of a new enquiry.
fn added(id: i64, client: Option<i64>, promise: Option<&Promise>) -> Vec<AuditEntry> {
    let mut entries = vec![AuditEntry::done_to("enquiry.add", "enquiry", id)];
    entries.extend(client.map(|client| AuditEntry::done_to("enquiry.link", "client", client)));
    entries.extend(promise.map(|_| AuditEntry::done_to("handover.add", "enquiry", id)));
    entries
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    desk: Desk,
    sheet: Sheet,
    saved_at: Option<NaiveDateTime>,
) -> NewPage {
    let (lang, t) = (visitor.lang, CallTexts(visitor.lang));
    let cover = |id| state.database.keyring().cover(RefKind::Enquiry, id);
    let who = format!("{}, {}", user.name, answers_as(user.role).label(lang));
    let error = sheet.faults.iter().find(|fault| fault.field == "client_search");
    let error = error.map_or("", |fault| fault.text.as_str());
    let whom = user.actor.may(Area::Clients).then(|| WhomView::new(visitor, state, &sheet.whom, &sheet.found, error));
    let all = desk.today.len();
    let today = desk
        .today
        .iter()
        .take(SHOWN)
        .map(|call| TodayLine {
            time: when(call.call.received_on, call.call.received_minute).1,
            who: call.call.caller.label(lang),
            topic: call.call.topic.label(lang),
            href: urls::enquiry_part(&cover(call.id), "correction"),
            key: t.correct_of(&call.key),
        })
        .collect();
    let is_follow_up = sheet.call.topic == EnquiryTopic::FollowUp.code();
    NewPage {
        l: Layout::new(visitor, state, t.new_heading(), urls::NEW_ENQUIRY)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!sheet.faults.is_empty())
            .with_script(),
        forms: RecordTexts(lang),
        sub: t.next_key(&desk.next_key, &who),
        action: urls::NEW_ENQUIRY,
        once: once_key(),
        d: DraftView::new(lang, urls::NEW_ENQUIRY, saved_at),
        call: CallView::new(&sheet.call, &desk.places, user.role, (&sheet.faults, sheet.has_row_more), lang),
        is_whom_open: !sheet.whom.is_blank() && !is_follow_up,
        whom,
        promise: PromiseView::new(&sheet.promise, t.shift_none(), &sheet.promise_errors, lang),
        errors: sheet.faults,
        despite: sheet.doubts.join("|"),
        doubts: sheet.doubts,
        today,
        today_all: if all > SHOWN { t.today_all(&all.to_string()) } else { String::new() },
        list_href: format!("{}?of=mine", urls::ENQUIRIES),
        is_fresh: false,
        t,
    }
}
