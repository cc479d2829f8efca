//! The page of one enquiry: what it was about, what is handed over of it, whom it is about and what became of its possible victims, what
//! it is like, and what stood before.

use super::Answer;
use super::whom::{Whom, WhomForm, WhomView};
use crate::audit::changes::{self, RecordChange};
use crate::audit::told::{self, Change, Words};
use crate::db::{Conn, RefKind};
use crate::helpline::alike::{self, Common};
use crate::helpline::board::{About, BoardLine, Viewer};
use crate::helpline::form::CallForm;
use crate::helpline::lists::places;
use crate::helpline::model::{Handover, KeptCall};
use crate::helpline::promise::{PromiseForm, PromiseView};
use crate::helpline::reach::{self, Reach};
use crate::helpline::rows::RowForm;
use crate::helpline::texts::{BoardTexts, CallTexts};
use crate::helpline::{calls, handovers};
use crate::kernel::access::Area;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, EnquiryTopic, FactKind, HandoverState};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::form::FieldError;
use crate::web::layout::{Flash, Layout};
use crate::web::record_texts::RecordTexts;
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::web;
use askama::Template;
use serde::Deserialize;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/enquiries/{enquiry}", web::get().to(show_page));
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
}

/// A fact of the enquiry.
struct Fact {
    label: String,
    value: String,
}

/// A possible victim, as the page shows her.
struct SubjectLine {
    n: String,
    told: String,
    client: Option<About>,
    /// True when she became a client whom the reader may not see.
    is_hidden: bool,
    /// Where she is taken in as a client; empty where that cannot be.
    take_in: String,
    /// Where she is linked to a client, or taken off her; empty where that cannot be.
    link: String,
    link_word: String,
    whom: Option<WhomView>,
}

/// An earlier enquiry that is like it.
struct Hint {
    href: String,
    key: String,
    date: String,
    iso: String,
    title: String,
    why: String,
}

/// What was typed on the page and could not be kept.
#[derive(Default)]
pub struct Tried {
    /// What is handed over.
    pub promise: Option<PromiseForm>,
    /// What is wrong with it.
    pub promise_errors: Vec<FieldError>,
    /// Whom it is about, and of which row; none for the call itself.
    pub whom: Option<(Option<i64>, WhomForm, Whom)>,
}

#[derive(Template)]
#[template(path = "helpline/show.html")]
pub struct ShowPage {
    l: Layout,
    t: CallTexts,
    b: BoardTexts,
    forms: RecordTexts,
    key: String,
    entered: String,
    correct_href: String,
    version: String,
    facts: Vec<Fact>,
    note: String,
    board: Option<BoardLine>,
    handed: String,
    is_done: bool,
    promise: Option<PromiseView>,
    promise_action: String,
    promise_version: String,
    client: Option<About>,
    is_client_hidden: bool,
    link_action: String,
    whom: Option<WhomView>,
    subjects: Vec<SubjectLine>,
    hints: Vec<Hint>,
    earlier: Vec<Change>,
    errors: Vec<FieldError>,
}

/// What the page reads.
struct Found {
    call: KeptCall,
    handover: Option<Handover>,
    hints: Vec<(KeptCall, Common)>,
    earlier: Vec<Change>,
    may_change: bool,
}

async fn show_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    query: web::Query<Said>,
) -> Answer {
    let template = web::block(move || {
        let mut page = page(&state, &visitor, &user, &path, Tried::default())?;
        page.l = page.l.with_flash(said(query.said.as_deref(), visitor.lang));
        Ok::<_, Error>(page)
    })
    .await??;
    Ok(ok(&template))
}

fn said(code: Option<&str>, lang: Lang) -> Option<Flash> {
    let (t, b) = (CallTexts(lang), BoardTexts(lang));
    let (color, text) = match code? {
        "corrected" => ("success", t.corrected()),
        "linked" => ("success", t.linked()),
        "unlinked" => ("success", t.unlinked()),
        "handed" => ("success", t.handed_said()),
        "taken" => ("success", b.taken_said()),
        "given_back" => ("success", b.given_back_said()),
        "done" => ("success", b.done_said()),
        "too_late" => ("warning", b.too_late_said()),
        _ => return None,
    };
    Some(Flash { color, text: text.to_owned() })
}

/// The page of an enquiry that she may read, logged.
///
/// # Errors
/// [`Error::NotFound`] when it is not there or not hers to read.
pub fn page(state: &State, visitor: &Visitor, user: &SignedIn, enquiry: &str, tried: Tried) -> Result<ShowPage> {
    let id = state.database.keyring().uncover(RefKind::Enquiry, enquiry)?;
    let lang = visitor.lang;
    let page = state.database.read(|conn| {
        let actor = &user.actor;
        let reach = reach::of(conn, actor, state.clock().now_utc())?;
        let call = calls::find(conn, actor, &reach, id)?;
        let rows = changes::of_record(conn, actor, FactKind::Enquiry, id)?;
        let found = Found {
            handover: handovers::of_enquiry(conn, actor, id)?,
            hints: alike::find(conn, actor, &reach, &call)?,
            earlier: if reach.is_all() || reach.may_change(&call) {
                history(conn, state, user, (&reach, Some(&call)), &rows, lang)?
            } else {
                Vec::new()
            },
            may_change: reach.may_change(&call),
            call,
        };
        let mut shown = vec![found.call.clone()];
        shown.extend(found.hints.iter().map(|(call, _)| call.clone()));
        let viewer = Viewer::of(conn, state, user, &shown, lang)?;
        Ok::<_, Error>(page_of(state, visitor, user, (enquiry, found), &viewer, tried))
    })?;
    state.database.log(&user.actor, AuditEntry::done_to("enquiry.read", "enquiry", id))?;
    Ok(page)
}

/// What stood before in enquiries, the latest first; of one that stands, or of those that were removed. What was about somebody hidden
/// is left out.
///
/// # Errors
/// When the database cannot be read.
pub fn history(
    conn: &mut Conn,
    state: &State,
    user: &SignedIn,
    (reach, now): (&Reach, Option<&KeptCall>),
    rows: &[RecordChange],
    lang: Lang,
) -> Result<Vec<Change>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let actor = &user.actor;
    let places = places(conn, actor)?;
    let names = changes::user_names(conn, actor)?;
    let stood = |row: &RecordChange| serde_json::from_str::<CallForm>(&row.before).unwrap_or_default();
    let is_shown = |row: &&RecordChange| stood(row).client.is_none_or(|client| now.is_some() || !reach.hides(client));
    let rows: Vec<RecordChange> = rows.iter().filter(is_shown).cloned().collect();
    let mut known: Vec<KeptCall> = now.cloned().into_iter().collect();
    // Those of history name clients too.
    let mut named = known.clone();
    for row in &rows {
        if let (Some(client), Some(first)) = (stood(row).client, known.first()) {
            let mut call = first.clone();
            call.call.client_id = Some(client);
            named.push(call);
        }
    }
    let viewer = Viewer::of(conn, state, user, &named, lang)?;
    let client = |id: i64| {
        viewer.client(Some(id)).map_or_else(
            || CallTexts(lang).hidden_client().to_owned(),
            |about| format!("{} {}", about.case_number, about.name),
        )
    };
    let keyring = state.database.keyring();
    let stood_told = |row: &RecordChange| stood(row).told(&places, &client, lang);
    let call = known.pop();
    let now_told = |id: i64| {
        call.as_ref()
            .filter(|call| call.id == id)
            .map(|call| CallForm::of(call, &places, keyring).told(&places, &client, lang))
    };
    let name = |id: i64| names.iter().find(|(user, _)| *user == id).map(|(_, name)| name.clone());
    let nothing = || CallForm::default().told(&places, &client, lang);
    let words = Words { stood: &stood_told, now: &now_told, nothing: &nothing, name: &name };
    Ok(told::told(&rows, &words, state, lang))
}

fn page_of(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (enquiry, found): (&str, Found),
    viewer: &Viewer<'_>,
    tried: Tried,
) -> ShowPage {
    let (lang, t, keyring) = (visitor.lang, CallTexts(visitor.lang), state.database.keyring());
    let (now, call) = (state.clock().local(state.clock().now_utc()), &found.call);
    let part = |part: &str| urls::enquiry_part(enquiry, part);
    let may_link = user.actor.may(Area::Clients);
    let entered = match call.entered_at {
        Some(at) => t.entered(&show::moment(state.clock().local(at), lang), &viewer.person(call.author_id)),
        None => t.entered_before().to_owned(),
    };
    let received = call.call.received_minute.map_or_else(
        || show::date(call.call.received_on),
        |minute| {
            format!(
                "{} {} {}",
                show::date(call.call.received_on),
                if lang == Lang::Nb { "kl." } else { "at" },
                show::minute(minute)
            )
        },
    );
    let place = viewer.place(call.call.facility_id);
    let fact = |label: &str, value: &str| Fact {
        label: label.to_owned(),
        value: if value.is_empty() { t.nothing().to_owned() } else { value.to_owned() },
    };
    let facts = vec![
        fact(t.received(), &received),
        fact(t.channel(), call.call.channel.label(lang)),
        fact(t.answered_by(), call.call.answered_by.label(lang)),
        fact(t.who(), call.call.caller.label(lang)),
        fact(t.topic(), call.call.topic.label(lang)),
        fact(t.facility(), &place),
    ];
    let (tried_row, tried_whom) = match tried.whom {
        Some((row, form, whom)) => (Some(row), (form, whom)),
        None => (None, (WhomForm::default(), Whom::default())),
    };
    let blank = (WhomForm::default(), Whom::default());
    let mut errors = tried.promise_errors.clone();
    if !tried_whom.1.error.is_empty() {
        errors.push(FieldError::new("client_search", tried_whom.1.error));
    }
    let whom_of = |row: Option<i64>| {
        let (form, whom) = if tried_row == Some(row) { &tried_whom } else { &blank };
        WhomView::new(visitor, state, form, whom, whom.error)
    };
    let may_hand = found.may_change || found.handover.is_some() && user.actor.may(Area::Handovers);
    let is_done = found.handover.as_ref().is_some_and(|one| one.state == HandoverState::Done);
    // What somebody was promised is there for who wrote it down or has taken it; nobody else writes it anew unseen.
    let is_hers = |one: &Handover| match one.state {
        HandoverState::Open => one.handed_by_id == Some(user.user_id),
        HandoverState::Taken => one.taken_by_id == Some(user.user_id),
        HandoverState::Done => false,
    };
    let may_write_anew =
        found.handover.as_ref().is_none_or(|one| is_hers(one) || one.promise.due().is_none() || is_done);
    let promise = (may_hand && may_write_anew).then(|| {
        let form = tried.promise.unwrap_or_else(|| match &found.handover {
            Some(handover) if is_hers(handover) => PromiseForm::of(&handover.promise),
            Some(handover) => PromiseForm { shift: handover.promise.shift.code().to_owned(), ..PromiseForm::default() },
            None => PromiseForm::default(),
        });
        PromiseView::new(&form, "", &tried.promise_errors, lang)
    });
    let is_follow_up = call.call.topic == EnquiryTopic::FollowUp;
    let subjects = (1_usize..)
        .zip(&call.subjects)
        .map(|(n, kept)| {
            let reference = kept.id.map_or_else(String::new, |id| keyring.cover(RefKind::Subject, id));
            let client = viewer.client(kept.subject.client_id);
            let is_linked = kept.subject.client_id.is_some();
            let may = may_link && kept.subject.persons == 1 && (!is_linked || client.is_some());
            SubjectLine {
                n: n.to_string(),
                told: RowForm::of(kept, None).told(lang),
                is_hidden: is_linked && client.is_none() && may_link,
                client,
                take_in: if may && !is_linked {
                    format!("{}?from={reference}", urls::NEW_CLIENT)
                } else {
                    String::new()
                },
                link: if may { part(&format!("subjects/{reference}/client")) } else { String::new() },
                link_word: t.link_row(&n.to_string()),
                whom: (may && !is_linked).then(|| whom_of(kept.id)),
            }
        })
        .collect();
    let client = viewer.client(call.call.client_id);
    let board = found
        .handover
        .as_ref()
        .filter(|one| user.actor.may(Area::Handovers) && one.state != HandoverState::Done)
        .map(|one| viewer.line(call, one, now));
    let hints = found
        .hints
        .iter()
        .map(|(other, common)| Hint {
            href: urls::enquiry(&keyring.cover(RefKind::Enquiry, other.id)),
            key: other.key.clone(),
            date: show::date(other.call.received_on),
            iso: other.call.received_on.to_string(),
            title: viewer.title(other),
            why: why(common, t),
        })
        .collect();
    let handed = found.handover.as_ref().map_or_else(String::new, |one| {
        let at = show::moment(state.clock().local(one.handed_at), lang);
        t.handed(t.to_shift(one.promise.shift), &at, &viewer.person(one.handed_by_id))
    });
    ShowPage {
        l: Layout::new(visitor, state, t.page_heading(), &urls::enquiry(enquiry))
            .with_print_line(visitor, now)
            .with_errors(!errors.is_empty())
            .with_script(),
        b: BoardTexts(lang),
        forms: RecordTexts(lang),
        key: call.key.clone(),
        entered,
        correct_href: if found.may_change { part("correction") } else { String::new() },
        version: call.version.to_string(),
        facts,
        note: call.call.note.clone().unwrap_or_default(),
        board,
        handed,
        is_done,
        promise,
        promise_action: part("handover"),
        promise_version: found.handover.as_ref().map_or(0, |one| one.version).to_string(),
        is_client_hidden: call.call.client_id.is_some() && client.is_none() && may_link,
        whom: (may_link && is_follow_up && call.call.client_id.is_none()).then(|| whom_of(None)),
        link_action: if may_link && is_follow_up { part("client") } else { String::new() },
        client,
        subjects,
        hints,
        earlier: found.earlier,
        errors,
        t,
    }
}

/// What two enquiries have in common, in words.
fn why(common: &Common, t: CallTexts) -> String {
    let facts = [
        (common.nationality, t.same_nationality()),
        (common.gender, t.same_gender()),
        (common.exploitation, t.same_exploitation()),
        (common.facility, t.same_facility()),
    ];
    let mut all: Vec<String> = facts.into_iter().filter(|(is, _)| *is).map(|(_, text)| text.to_owned()).collect();
    if !common.words.is_empty() {
        all.push(t.same_words(&common.words.join(", ")));
    }
    all.join(", ")
}
