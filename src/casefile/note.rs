//! A new note in a client's journal.

use super::entry;
use super::head::{self, File, Part, shared_word};
use super::journal;
use super::journal_texts::{JournalTexts, NoteTexts};
use super::note_fields::{self, Named, Seer};
use crate::db::Conn;
use crate::desk::{drafts, use_once};
use crate::journal::excerpt;
use crate::journal::forms::{FormTexts, NoteFields, NoteForm};
use crate::journal::model::{Written, may_read};
use crate::journal::store;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::{Code, ConsentScope};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted, once_key, read_date};
use crate::web::forms::DraftView;
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = std::result::Result<HttpResponse, Failure>;

/// How many entries stand beside a note that is being written.
const RECENT: usize = 3;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/journal/new", web::get().to(page))
        .route("/clients/{client}/journal/new", web::post().to(add));
}

/// An entry in short.
struct Recent {
    heading: String,
    text: String,
}

/// The consent, as the panel shows it.
#[derive(Default)]
struct ConsentPanel {
    said: String,
    yes: String,
    no: String,
}

#[derive(Template)]
#[template(path = "casefile/note.html")]
struct NotePage {
    l: Layout,
    t: NoteTexts,
    file: File,
    d: DraftView,
    action: String,
    once: String,
    note: NoteFields,
    seers: Vec<Seer>,
    named: Named,
    errors: Vec<FieldError>,
    cancel_href: String,
    recent: Vec<Recent>,
    consent: ConsentPanel,
}

/// A form that came back.
struct Given {
    form: NoteForm,
    errors: Vec<FieldError>,
    once: String,
}

#[derive(Deserialize)]
struct Said {
    said: Option<String>,
    /// The day of what is to be written about, for a note that begins elsewhere.
    on: Option<String>,
}

async fn page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client_ref: web::Path<String>,
    query: web::Query<Said>,
) -> Answer {
    let Said { said, on } = query.into_inner();
    let page = web::block(move || {
        let mut page = shown(&state, &visitor, &user, &client_ref, on.as_deref(), None)?;
        page.l = page.l.with_flash(entry::flash(said.as_deref(), visitor.lang));
        Ok::<_, Error>(page)
    })
    .await??;
    Ok(ok(&page))
}

/// The day a note begins with: the day of what it is about, when that is no later than today.
fn begins_on(on: Option<&str>, today: NaiveDate) -> NaiveDate {
    on.and_then(|on| read_date(on).ok().flatten()).filter(|on| *on <= today).unwrap_or(today)
}

fn shown(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    on: Option<&str>,
    given: Option<Given>,
) -> Result<NotePage> {
    let (lang, today, now) = (visitor.lang, state.clock().today(), state.clock().now_utc());
    let address = urls::new_entry(client_ref);
    let (file, (draft, place, recent)) = head::open(state, visitor, user, client_ref, Part::Journal, |conn, file| {
        file.must_take_notes()?;
        let draft = match &given {
            Some(_) => None,
            None => drafts::find(conn, &user.actor, &address, now)?,
        };
        let place = note_fields::stays_at(conn, user, file, today)?;
        Ok((draft, place, recent(conn, lang, user, file, today)?))
    })?;
    let saved_at = draft.as_ref().map(|draft| state.clock().local(draft.saved_at));
    let Given { form, errors, once } = given.unwrap_or_else(|| Given {
        form: draft.map_or_else(|| NoteForm::fresh(begins_on(on, today)), |draft| NoteForm::of(&draft.answers())),
        errors: Vec::new(),
        once: once_key(),
    });
    let t = NoteTexts(lang);
    let l = Layout::new(visitor, state, t.heading(), &address)
        .of_client(visitor, client_ref)
        .with_errors(!errors.is_empty())
        .with_print_line(visitor, state.clock().local(now))
        .with_script();
    Ok(NotePage {
        l,
        t,
        d: DraftView::new(lang, &address, saved_at),
        action: address,
        once,
        note: NoteFields::new(lang, &form, &errors),
        seers: note_fields::seers(lang, &place, note_fields::may_share(&file), &form.visibility),
        named: Named::new(lang, form.anyway, &errors),
        errors,
        cancel_href: urls::client_part(client_ref, "journal"),
        recent,
        consent: consent_panel(&file, lang, today),
        file,
    })
}

/// The last entries in short. Of one that she may not read only whose it is.
fn recent(conn: &mut Conn, lang: Lang, user: &SignedIn, file: &File, today: NaiveDate) -> Result<Vec<Recent>> {
    let heads: Vec<_> = store::heads_of(conn, &user.actor, file.id)?.into_iter().take(RECENT).collect();
    let reader = entry::reader(user, file);
    let ids: Vec<i64> = heads.iter().filter(|head| may_read(head, reader)).map(|head| head.id).collect();
    let entries = store::entries(conn, &user.actor, &ids)?;
    let names = entry::names(conn, user)?;
    let text_of = |id: i64| entries.iter().find(|entry| entry.head.id == id).map(|entry| entry.text.as_str());
    let recent = heads.iter().map(|head| {
        let mode = head.mode.label(lang).to_lowercase();
        let author = names.get(&head.author_id).map_or("", String::as_str);
        Recent {
            heading: format!("{}, {mode}", show::day(head.occurred_on, today, lang)),
            text: text_of(head.id).map_or_else(|| JournalTexts(lang).masked_by(author), excerpt::beginning),
        }
    });
    Ok(recent.collect())
}

fn consent_panel(file: &File, lang: Lang, today: NaiveDate) -> ConsentPanel {
    let t = NoteTexts(lang);
    let standing = file.consents.iter().filter(|one| one.stands(today) && one.scopes.contains(&ConsentScope::Journal));
    let Some(consent) = standing.max_by_key(|one| (one.row.given_on, one.row.id)) else {
        return ConsentPanel { said: t.consent_none().to_owned(), ..ConsentPanel::default() };
    };
    let given = t.consent_given(consent.row.form.label(lang), &show::date(consent.row.given_on));
    let until = consent.row.expires_on.map(|last| {
        let last_day = show::date(last);
        if last < today { t.consent_expired(&last_day) } else { t.consent_review(&last_day) }
    });
    let word = |scope: &ConsentScope| shared_word(*scope, lang);
    let journal = file.scopes.contains(&ConsentScope::Journal).then(|| t.scope_journal().to_owned());
    let yes: Vec<String> = journal.into_iter().chain(file.scopes.iter().filter_map(word)).collect();
    let closed = ConsentScope::ALL.iter().filter(|scope| !file.scopes.contains(scope));
    let no: Vec<String> = closed.filter_map(word).collect();
    let no = match no.as_slice() {
        [] => String::new(),
        [one] => t.scope_not(one),
        [first @ .., last] => t.scope_not(&format!("{} {} {last}", first.join(", "), t.or())),
    };
    let said = until.map_or_else(|| given.clone(), |until| format!("{given} {until}"));
    ConsentPanel { said, yes: yes.join(", "), no }
}

/// What becomes of a form.
enum Outcome {
    Done(String),
    Again(Box<NotePage>),
}

async fn add(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    client_ref: web::Path<String>,
    form: Posted,
) -> Answer {
    let outcome = web::block(move || save(&state, &visitor, &user, &client_ref, &form)).await??;
    Ok(match outcome {
        Outcome::Done(address) => see_other(&address),
        Outcome::Again(page) => invalid(&*page),
    })
}

fn save(state: &State, visitor: &Visitor, user: &SignedIn, client_ref: &str, form: &Posted) -> Result<Outcome> {
    let once = form.value("once").to_owned();
    let note = NoteForm::of(form);
    match check(state, visitor.lang, user, client_ref, &note)? {
        Ok(written) => write(state, user, client_ref, &once, &written).map(Outcome::Done),
        Err(errors) => {
            let given = Given { form: note, errors, once };
            Ok(Outcome::Again(Box::new(shown(state, visitor, user, client_ref, None, Some(given))?)))
        }
    }
}

fn check(
    state: &State,
    lang: Lang,
    user: &SignedIn,
    client_ref: &str,
    note: &NoteForm,
) -> Result<std::result::Result<Written, Vec<FieldError>>> {
    state.database.read(|conn| {
        let file = head::load(conn, state, lang, user, client_ref, Part::Journal)?;
        let checked = note.validate(state.clock().today(), note_fields::may_share(&file), FormTexts(lang));
        let Ok(written) = checked else { return Ok(checked) };
        let named = note_fields::named(conn, state, lang, user, file.id, &written.text, note.anyway)?;
        Ok(named.map_or(Ok(written), |error| Err(vec![error])))
    })
}

/// Saves a note; a form sent twice has its effect once and the same answer. Answers where the note stands now.
fn write(state: &State, user: &SignedIn, client_ref: &str, once: &str, written: &Written) -> Result<String> {
    let (actor, now) = (&user.actor, state.clock().now_utc());
    state.database.write(actor, |conn| {
        let client = head::find(conn, state, actor, client_ref)?;
        if !use_once(conn, actor, once, now)? {
            let last = store::last_added(conn, actor, client, user.user_id)?.unwrap_or(0);
            let address = journal::place(conn, state, user, client_ref, (client, last), "saved")?;
            return Ok((address, AuditEntry::refused("journal.add")));
        }
        let entry = store::add_entry(conn, actor, client, written, now)?;
        store::note_latest(conn, actor, &[client])?;
        drafts::discard(conn, actor, &urls::new_entry(client_ref))?;
        let address = journal::place(conn, state, user, client_ref, (client, entry), "saved")?;
        Ok((address, AuditEntry::done_to("journal.add", "client", client)))
    })
}
