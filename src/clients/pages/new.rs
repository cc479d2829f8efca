//! Taking a client in: consent first, then who she is. Whoever is like her is shown while the form is being written, and must be
//! told apart before she is saved.

use super::new_form::{Answers, Choices, Listed};
use super::new_view::{NewPage, Shown, SimilarPart};
use super::texts::IntakeTexts;
use crate::clients::intake::{self, Newcomer};
use crate::clients::similar::{self, Candidate, Similar};
use crate::clients::{sight, store};
use crate::db::{Conn, RefKind};
use crate::desk::{self, drafts, searches};
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted};
use crate::web::layout::Flash;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::{HttpResponse, web};
use chrono::{Datelike, NaiveDateTime};
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/new", web::get().to(new_page))
        .route("/clients/new", web::post().to(new_post))
        .route("/clients/similar", web::post().to(similar_post));
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
    /// What she comes from, by its reference.
    from: Option<String>,
}

/// What the page needs besides the answers.
struct Setting {
    choices: Choices,
    next_number: String,
}

fn setting(conn: &mut Conn, state: &State, actor: &Actor) -> Result<Setting> {
    let keyring = state.database.keyring();
    let listed = |kind: RefKind, rows: Vec<(i64, String)>| {
        let listed = rows.into_iter().map(|(id, label)| Listed { id, reference: keyring.cover(kind, id), label });
        listed.collect::<Vec<_>>()
    };
    let choices = Choices {
        caseworkers: listed(RefKind::User, intake::caseworkers(conn, actor)?),
        facilities: listed(RefKind::Facility, store::facility_names(conn, actor)?),
    };
    let next_number = intake::next_case_number(conn, actor, state.clock().today().year())?;
    Ok(Setting { choices, next_number })
}

/// Whoever is like the one the form is about; logged as a search, and kept nowhere. A blank form asks nothing.
fn look(state: &State, user: &SignedIn, candidate: &Candidate) -> Result<Vec<Similar>> {
    if (Candidate { birth_date: None, ..candidate.clone() }) == Candidate::default() {
        return Ok(Vec::new());
    }
    let terms = [&candidate.names, &candidate.alias, &candidate.duf].map(String::as_str).join(" ");
    let number = searches::number_of(&state.database, terms.trim());
    let found = state.database.read(|conn| {
        let sight = sight::of(conn, &user.actor, state.clock().now_utc())?;
        similar::find(conn, &user.actor, &sight, candidate, None)
    })?;
    state.database.log(&user.actor, AuditEntry::done_to("client.similar", "search", number))?;
    Ok(found)
}

fn shown(state: &State, visitor: &Visitor, answers: &Answers, found: Vec<Similar>) -> Vec<Shown> {
    let keyring = state.database.keyring();
    found
        .into_iter()
        .map(|similar| {
            let client_ref = keyring.cover(RefKind::Client, similar.client_id);
            Shown::new(&similar, &client_ref, answers.distinct.contains(&client_ref), visitor.lang)
        })
        .collect()
}

async fn new_page(state: web::Data<State>, visitor: Visitor, user: SignedIn, query: web::Query<Said>) -> Answer {
    let (worker, asker) = (state.clone(), user);
    let asked = query.from.clone().unwrap_or_default();
    let (answers, saved_at, setting, found, begun) = web::block(move || {
        let now = worker.clock().now_utc();
        let (draft, setting, origin) = worker.database.read(|conn| {
            let draft = drafts::find(conn, &asker.actor, urls::NEW_CLIENT, now)?;
            let origin = if asked.is_empty() { None } else { Some(worker.origin(conn, &asker.actor, &asked)?) };
            Ok::<_, Error>((draft, setting(conn, &worker, &asker.actor)?, origin))
        })?;
        let own = setting.choices.caseworkers.iter().find(|one| one.id == asker.user_id);
        let own_ref = own.map_or("", |own| own.reference.as_str());
        // A draft about somebody else is not overwritten: it comes back, and it is said why.
        let enquiry = origin.as_ref().map(|origin| origin.enquiry.clone());
        let answers = match (&draft, origin) {
            (Some(draft), _) => Answers::of(&draft.answers()),
            (None, None) => Answers::fresh(worker.clock().today(), own_ref),
            (None, Some(origin)) => Answers::fresh(worker.clock().today(), own_ref).begun_from(&asked, origin),
        };
        let begun = enquiry.map(|enquiry| (enquiry, answers.from == asked));
        let found = look(&worker, &asker, &answers.candidate())?;
        Ok::<_, Error>((answers, draft.map(|draft| draft.saved_at), setting, found, begun))
    })
    .await??;
    let similar = shown(&state, &visitor, &answers, found);
    let saved_at = saved_at.map(|at: NaiveDateTime| state.clock().local(at));
    let mut page = NewPage::new(&visitor, &state, &answers, &setting.choices, Vec::new(), similar)
        .numbered(&setting.next_number)
        .drafted(visitor.lang, saved_at);
    if query.said.as_deref() == Some("draft") {
        page = page.saying(Flash { color: "success", text: IntakeTexts(visitor.lang).draft_saved().to_owned() });
    }
    let t = IntakeTexts(visitor.lang);
    page = match begun {
        Some((enquiry, true)) if !enquiry.is_empty() => {
            page.saying(Flash { color: "info", text: t.from_enquiry(&enquiry) })
        }
        Some((_, true)) => page.saying(Flash { color: "info", text: t.from_arrival().to_owned() }),
        Some((_, false)) => page.saying(Flash { color: "warning", text: t.other_draft().to_owned() }),
        _ => page,
    };
    Ok(ok(&page))
}

/// The part of the page that shows who is alike, for the script.
async fn similar_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let answers = Answers::of(&form);
    let (worker, candidate) = (state.clone(), answers.candidate());
    let found = web::block(move || look(&worker, &user, &candidate)).await??;
    let similar = shown(&state, &visitor, &answers, found);
    Ok(ok(&SimilarPart { t: IntakeTexts(visitor.lang), similar }))
}

/// How saving ended.
enum Saved {
    /// She is a client, under this id.
    As(i64),
    /// The form had its effect before, and what it made cannot be told any more.
    Before,
    /// Somebody is alike who was not told apart.
    Similar,
}

/// Why the transaction ends without an effect.
enum Stop {
    Error(Error),
    Similar,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// Saves her, once, unless somebody is alike who was not told apart.
fn save(state: &State, actor: &Actor, once: &str, new: Newcomer, answers: &Answers) -> Result<Saved> {
    let (apart, from) = (&answers.distinct, &answers.from);
    let now = state.clock().now_utc();
    let keyring = state.database.keyring();
    let saved = state.database.write(actor, |conn| {
        if !desk::use_once(conn, actor, once, now)? {
            // Whom she may not see by now, or never might, is not given away by a key that was used.
            let made = match intake::made_before(conn, actor, &new)? {
                Some(id) if sight::must_see(conn, actor, id, now).is_ok() => Saved::As(id),
                _ => Saved::Before,
            };
            return Ok((made, vec![AuditEntry::refused("client.add")]));
        }
        let sight = sight::of(conn, actor, now)?;
        let alike: Vec<i64> =
            similar::find(conn, actor, &sight, &new.candidate(), None)?.into_iter().map(|one| one.client_id).collect();
        if alike.iter().any(|id| !apart.contains(&keyring.cover(RefKind::Client, *id))) {
            return Err(Stop::Similar);
        }
        let id = intake::take_in(conn, actor, Newcomer { distinct: alike, ..new }, now)?;
        state.settle(conn, actor, id)?;
        drafts::discard(conn, actor, urls::NEW_CLIENT)?;
        let mut entries = vec![AuditEntry::done_to("client.add", "client", id)];
        if !from.is_empty() {
            entries.extend(state.took_in(conn, actor, from, id)?);
        }
        Ok((Saved::As(id), entries))
    });
    match saved {
        Ok(saved) => Ok(saved),
        Err(Stop::Similar) => Ok(Saved::Similar),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// What a post led to.
enum Outcome {
    Saved(Saved),
    /// The form again, with a row more or with what is wrong.
    Again(Box<Answers>, Choices, Vec<FieldError>, Vec<Similar>, String),
}

async fn new_post(state: web::Data<State>, visitor: Visitor, user: SignedIn, form: Posted) -> Answer {
    let (worker, t) = (state.clone(), IntakeTexts(visitor.lang));
    let outcome = web::block(move || post(&worker, &user, &form, t)).await??;
    let (answers, choices, errors, found, number) = match outcome {
        Outcome::Saved(Saved::As(id)) => {
            let client_ref = state.database.keyring().cover(RefKind::Client, id);
            return Ok(see_other(&format!("{}?said=new", urls::client(&client_ref))));
        }
        Outcome::Saved(_) => return Ok(see_other(urls::CLIENTS)),
        Outcome::Again(answers, choices, errors, found, number) => (answers, choices, errors, found, number),
    };
    let similar = shown(&state, &visitor, &answers, found);
    let is_wrong = !errors.is_empty();
    let page = NewPage::new(&visitor, &state, &answers, &choices, errors, similar).numbered(&number);
    Ok(if is_wrong { invalid(&page) } else { ok(&page) })
}

fn post(state: &State, user: &SignedIn, form: &Posted, t: IntakeTexts) -> Result<Outcome> {
    let Setting { choices, next_number } = state.database.read(|conn| setting(conn, state, &user.actor))?;
    let mut answers = Answers::of(form);
    let mut errors = Vec::new();
    if form.has("more") {
        answers = answers.with_row(form.value("more"));
    } else {
        match answers.validate(state.clock().today(), &choices, t) {
            Err(wrong) => errors = wrong,
            Ok(new) => match save(state, &user.actor, form.value("once"), new, &answers)? {
                Saved::Similar => errors.push(FieldError::new("similar", t.similar_open())),
                saved => return Ok(Outcome::Saved(saved)),
            },
        }
    }
    let found = look(state, user, &answers.candidate())?;
    Ok(Outcome::Again(Box::new(answers), choices, errors, found, next_number))
}
