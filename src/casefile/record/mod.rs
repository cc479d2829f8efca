//! Adding, changing and taking away what is kept of a client: one flow for all kinds. A kind says in a [`Record`] what its form
//! asks and what may be wrong; which kinds there are stands in the folders beside this one. Whatever is changed or removed is
//! kept as it stood ([`history`]).

pub mod history;
mod named;

pub use crate::web::record_form::key_of;
pub use crate::web::record_texts::RecordTexts;
pub use history::{Before, Change};

/// The parts of forms as data, and the reading of answers.
pub mod inputs {
    pub use super::named::{countries, languages};
    pub use crate::web::inputs::*;
}

use self::inputs::Input;
use super::head::{self, File, Part};
use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::desk;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::codes::FactKind;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key, read_date};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::record_form::{self, Removal, Sheet, Stop, judged, reason_of};
use crate::web::respond::ok;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{said, show, urls};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;

type Answer = std::result::Result<HttpResponse, Failure>;

/// What a form of a client chooses from: facilities, matters, colleagues. A form that chooses from nothing has `()`.
pub trait Choices: Default + Send + 'static {
    /// Reads them for one client.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn load(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: i64) -> Result<Self>;
}

impl Choices for () {
    fn load(_conn: &mut Conn, _keyring: &Keyring, _actor: &Actor, _client: i64) -> Result<Self> {
        Ok(())
    }
}

/// A kind of what is kept of a client: its answers as they were given, and what becomes of them. The answers are also what the
/// history keeps of what stood before, so their names are not changed lightly.
pub trait Record: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + 'static {
    /// The checked fact.
    type Fact: Send + 'static;
    /// What the form chooses from.
    type Lists: Choices;
    /// Its part of the address.
    const PLACE: &'static str;
    /// The tab it belongs to.
    const PART: Part;
    /// The page it stands on, where that is not the tab's own.
    const PAGE: &'static str = Self::PART.place();
    /// What its references refer to.
    const REF: RefKind;
    /// What it is, in the history.
    const KIND: FactKind;
    /// The act of adding, in the log.
    const ADD: &'static str;
    /// The act of changing, in the log.
    const CHANGE: &'static str;
    /// The act of removing what was entered by mistake, in the log; none where nothing is removed.
    const REMOVE: Option<&'static str> = None;

    /// The headings of a new one and of a change.
    fn headings(lang: Lang) -> (&'static str, &'static str);
    /// The answers of a form that nobody has filled in. `asked` are the pairs behind the address, which may begin it.
    fn blank(today: NaiveDate, asked: &Posted, lists: &Self::Lists) -> Self;
    /// The answers of a change as its address begins it, for example with an end of today; nothing is kept by that.
    #[must_use]
    fn begun(self, _today: NaiveDate, _asked: &Posted) -> Self {
        self
    }
    /// The answers as they were posted.
    fn read(form: &Posted) -> Self;
    /// The answers that lead to a fact.
    fn of(fact: &Self::Fact, lists: &Self::Lists) -> Self;
    /// The fact and what is doubted of it, or what is wrong.
    ///
    /// # Errors
    /// What is wrong, field by field.
    fn check(&self, context: &Context<'_, Self>) -> std::result::Result<(Self::Fact, Vec<String>), Vec<FieldError>>;
    /// The form, in lines.
    fn inputs(&self, lists: &Self::Lists, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>>;
    /// The answers as people read them, each with its label; always the same labels in the same order.
    fn told(&self, lists: &Self::Lists, lang: Lang) -> Vec<(String, String)>;
    /// All of a client, in the order in which they were entered.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Self::Fact>>>;
    /// Adds one.
    ///
    /// # Errors
    /// When the database refuses.
    fn add(conn: &mut Conn, actor: &Actor, fact: &Self::Fact) -> Result<i64>;
    /// Changes one that is still at `version`.
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody else changed it first.
    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Self::Fact, version: i32) -> Result<()>;
    /// Removes one of a client that is still at `version`.
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody else changed it first; [`Error::NotFound`] where nothing is removed.
    fn remove(_conn: &mut Conn, _actor: &Actor, _client: i64, _id: i64, _version: i32) -> Result<()> {
        Err(Error::NotFound)
    }
    /// Why one cannot be removed as it stands, in the reader's words; none where it can.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn removal_bar(_conn: &mut Conn, _actor: &Actor, _client: i64, _id: i64, _lang: Lang) -> Result<Option<String>> {
        Ok(None)
    }
    /// Takes away what cannot stand without one of a client's records, (client, record), before that is removed, and keeps what
    /// stood there.
    ///
    /// # Errors
    /// When the database refuses.
    fn unfasten(_conn: &mut Conn, _state: &State, _actor: &Actor, _of: (i64, i64), _reason: &str) -> Result<()> {
        Ok(())
    }
    /// What else follows from a change, in the same transaction: derived columns, deadlines.
    ///
    /// # Errors
    /// When the database refuses.
    fn settle(_conn: &mut Conn, _state: &State, _actor: &Actor, _client: i64) -> Result<()> {
        Ok(())
    }
}

/// What a check may have to know besides the answers.
pub struct Context<'a, R: Record> {
    /// The client.
    pub client: i64,
    /// The record that is changed; none for a new one.
    pub own: Option<i64>,
    /// Today's local date.
    pub today: NaiveDate,
    /// The reader's language.
    pub lang: Lang,
    /// All records of this kind, this one among them.
    pub all: &'a [Kept<R::Fact>],
    /// What the form chooses from.
    pub lists: &'a R::Lists,
}

#[derive(Template)]
#[template(path = "casefile/record.html")]
struct RecordPage {
    l: Layout,
    t: RecordTexts,
    file: File,
    heading: &'static str,
    action: String,
    back_href: String,
    back: String,
    is_new: bool,
    once: String,
    version: String,
    inputs: Vec<Vec<Input>>,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    despite: String,
    conflict: Conflict,
    removal: Option<Removal>,
    earlier: Vec<Change>,
}

/// The routes of one kind; each has its row in `web/routes.rs`.
pub fn routes_of<R: Record>(config: &mut web::ServiceConfig) {
    let place = format!("/clients/{{client}}/{}", R::PLACE);
    config
        .route(&format!("{place}/new"), web::get().to(new_page::<R>))
        .route(&format!("{place}/new"), web::post().to(new_post::<R>))
        .route(&format!("{place}/{{record}}"), web::get().to(change_page::<R>))
        .route(&format!("{place}/{{record}}"), web::post().to(change_post::<R>));
    if R::REMOVE.is_some() {
        config.route(&format!("{place}/{{record}}/removal"), web::post().to(removal_post::<R>));
    }
}

async fn new_page<R: Record>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    request: HttpRequest,
) -> Answer {
    let asked = Posted::kept(request.query_string());
    let template = web::block(move || {
        let (file, seen) = head::open(&state, &visitor, &user, &path, R::PART, |conn, file| {
            file.must_take_notes()?;
            seen::<R>(conn, &state, &visitor, &user.actor, file.id, None)
        })?;
        let sheet = Sheet::new(R::blank(state.clock().today(), &asked, &seen.lists), 0);
        Ok::<_, Error>(page_of(&state, &visitor, file, seen, None, sheet))
    })
    .await??;
    Ok(ok(&template))
}

async fn new_post<R: Record>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
    form: Posted,
) -> Answer {
    let client_ref = path.into_inner();
    web::block(move || answer::<R>(&state, &visitor, &user, &client_ref, None, &form)).await??.into_response()
}

async fn change_page<R: Record>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let asked = Posted::kept(request.query_string());
    let template = web::block(move || {
        let id = state.database.keyring().uncover(R::REF, &record)?;
        let (file, (kept, seen)) = head::open(&state, &visitor, &user, &client_ref, R::PART, |conn, file| {
            let kept = R::all(conn, &user.actor, file.id)?.into_iter().find(|kept| kept.id == id);
            let seen = seen::<R>(conn, &state, &visitor, &user.actor, file.id, Some(id))?;
            Ok((kept.ok_or(Error::NotFound)?, seen))
        })?;
        let answers = R::of(&kept.fact, &seen.lists).begun(state.clock().today(), &asked);
        let sheet = Sheet::new(answers, kept.version);
        Ok::<_, Error>(page_of(&state, &visitor, file, seen, Some(&record), sheet))
    })
    .await??;
    Ok(ok(&template))
}

async fn change_post<R: Record>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    web::block(move || answer::<R>(&state, &visitor, &user, &client_ref, Some(&record), &form)).await??.into_response()
}

async fn removal_post<R: Record>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let (client_ref, record) = path.into_inner();
    web::block(move || {
        let removed = remove::<R>(&state, visitor.lang, &user.actor, &client_ref, &record, &form);
        reply(&state, &visitor, &user, &client_ref, Some(&record), removed.map(|()| said::REMOVED.to_owned()))
    })
    .await??
    .into_response()
}

type Reply = record_form::Reply<RecordPage>;

fn answer<R: Record>(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    record: Option<&str>,
    form: &Posted,
) -> Result<Reply> {
    let (kept, code) = match record {
        None => (add::<R>(state, visitor.lang, &user.actor, client_ref, form), said::added(R::KIND)),
        Some(record) => {
            (change::<R>(state, visitor.lang, &user.actor, client_ref, record, form), said::SAVED.to_owned())
        }
    };
    reply(state, visitor, user, client_ref, record, kept.map(|()| code))
}

/// Goes on to the page the record stands on, or shows the form again.
fn reply<R: Record>(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    record: Option<&str>,
    kept: std::result::Result<String, Stop<R>>,
) -> Result<Reply> {
    match kept {
        Ok(code) => Ok(Reply::Go(format!("{}?said={code}", urls::client_part(client_ref, R::PAGE)))),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(sheet, status)) => {
            let own = record.map(|record| state.database.keyring().uncover(R::REF, record)).transpose()?;
            let (file, seen) = head::open(state, visitor, user, client_ref, R::PART, |conn, file| {
                seen::<R>(conn, state, visitor, &user.actor, file.id, own)
            })?;
            Ok(Reply::Show(Box::new(page_of(state, visitor, file, seen, record, *sheet)), status))
        }
    }
}

/// What a form shows besides its answers.
struct Seen<R: Record> {
    lists: R::Lists,
    earlier: Vec<Change>,
}

fn seen<R: Record>(
    conn: &mut Conn,
    state: &State,
    visitor: &Visitor,
    actor: &Actor,
    client: i64,
    own: Option<i64>,
) -> Result<Seen<R>> {
    let lists = R::Lists::load(conn, state.database.keyring(), actor, client)?;
    let earlier = match own {
        None => Vec::new(),
        Some(id) => history::of_record::<R>(conn, state, visitor.lang, actor, (client, id), &lists)?,
    };
    Ok(Seen { lists, earlier })
}

/// Adds a record once, however often its form is posted.
fn add<R: Record>(
    state: &State,
    lang: Lang,
    actor: &Actor,
    client_ref: &str,
    form: &Posted,
) -> std::result::Result<(), Stop<R>> {
    if form.value("once").is_empty() {
        return Err(Error::Invalid("a form without its key".to_owned()).into());
    }
    state.database.write(actor, |conn| {
        let client = head::find(conn, state, actor, client_ref)?;
        // Before the answers are checked: the second of two equal posts must not be told that it overlaps with the first.
        if !desk::use_once(conn, actor, form.value("once"), state.clock().now_utc())? {
            return Ok(((), AuditEntry::refused(R::ADD)));
        }
        let all = R::all(conn, actor, client)?;
        let lists = R::Lists::load(conn, state.database.keyring(), actor, client)?;
        let context = Context { client, own: None, today: state.clock().today(), lang, all: &all, lists: &lists };
        let fact = checked::<R>(form, &context, 0)?;
        R::add(conn, actor, &fact)?;
        R::settle(conn, state, actor, client)?;
        Ok(((), AuditEntry::done_to(R::ADD, "client", client)))
    })
}

/// Changes a record that nobody else has changed meanwhile; what stood before is kept.
fn change<R: Record>(
    state: &State,
    lang: Lang,
    actor: &Actor,
    client_ref: &str,
    record: &str,
    form: &Posted,
) -> std::result::Result<(), Stop<R>> {
    let id = state.database.keyring().uncover(R::REF, record)?;
    let version = form.version();
    state.database.write(actor, |conn| {
        let client = head::find(conn, state, actor, client_ref)?;
        let all = R::all(conn, actor, client)?;
        let now = all.iter().find(|kept| kept.id == id).ok_or(Error::NotFound)?;
        let lists = R::Lists::load(conn, state.database.keyring(), actor, client)?;
        let context = Context { client, own: Some(id), today: state.clock().today(), lang, all: &all, lists: &lists };
        // Before the answers are judged: what is wrong or doubted now may be so because of what somebody else saved.
        if now.version != version {
            return Err(lost(form, now, &lists));
        }
        let fact = checked::<R>(form, &context, version)?;
        history::keep(
            conn,
            state,
            actor,
            client,
            Before::changed(id, R::of(&now.fact, &lists), &R::of(&fact, &lists)),
        )?;
        R::change(conn, actor, id, &fact, version)?;
        R::settle(conn, state, actor, client)?;
        Ok(((), AuditEntry::done_to(R::CHANGE, "client", client)))
    })
}

/// Removes a record that was entered by mistake; what stood there is kept, with the reason.
fn remove<R: Record>(
    state: &State,
    lang: Lang,
    actor: &Actor,
    client_ref: &str,
    record: &str,
    form: &Posted,
) -> std::result::Result<(), Stop<R>> {
    let id = state.database.keyring().uncover(R::REF, record)?;
    let version = form.version();
    let act = R::REMOVE.ok_or(Error::NotFound)?;
    state.database.write(actor, |conn| {
        let client = head::find(conn, state, actor, client_ref)?;
        let all = R::all(conn, actor, client)?;
        let now = all.iter().find(|kept| kept.id == id).ok_or(Error::NotFound)?;
        let lists = R::Lists::load(conn, state.database.keyring(), actor, client)?;
        if now.version != version {
            return Err(lost(form, now, &lists));
        }
        let bar = R::removal_bar(conn, actor, client, id, lang)?;
        let stood = R::of(&now.fact, &lists);
        let reason = reason_of(form, (lang, state.clock().today()), bar, || stood.clone(), version)?;
        R::unfasten(conn, state, actor, (client, id), &reason)?;
        history::keep(conn, state, actor, client, Some(Before::removed(id, stood, reason)))?;
        R::remove(conn, actor, client, id, version)?;
        R::settle(conn, state, actor, client)?;
        Ok(((), AuditEntry::done_to(act, "client", client)))
    })
}

/// The form of a lost race.
fn lost<R: Record>(form: &Posted, now: &Kept<R::Fact>, lists: &R::Lists) -> Stop<R> {
    Stop::lost(form, R::of(&now.fact, lists), now.version, R::read)
}

/// The fact of a form, unless something is wrong, or doubted and not yet confirmed.
fn checked<R: Record>(form: &Posted, context: &Context<'_, R>, version: i32) -> std::result::Result<R::Fact, Stop<R>> {
    let answers = R::read(form);
    let checked = answers.check(context);
    judged(form, answers, version, checked)
}

fn page_of<R: Record>(
    state: &State,
    visitor: &Visitor,
    file: File,
    seen: Seen<R>,
    record: Option<&str>,
    sheet: Sheet<R>,
) -> RecordPage {
    let (lang, t) = (visitor.lang, RecordTexts(visitor.lang));
    let (new, change) = R::headings(lang);
    let heading = if record.is_none() { new } else { change };
    let action = urls::client_part(&file.client_ref, &format!("{}/{}", R::PLACE, record.unwrap_or("new")));
    let conflict = sheet.conflict(lang, |answers| answers.told(&seen.lists, lang));
    let reason = Field::new("reason", t.removal_reason()).hinted(t.removal_hint()).with(&sheet.reason);
    RecordPage {
        l: Layout::new(visitor, state, heading, &action)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!sheet.errors.is_empty()),
        t,
        heading,
        back_href: urls::client_part(&file.client_ref, R::PAGE),
        back: t.back(R::PART.label(lang)),
        removal: record
            .filter(|_| R::REMOVE.is_some())
            .map(|_| Removal { action: format!("{action}/removal"), reason: reason.judged(&sheet.errors) }),
        file,
        action,
        is_new: record.is_none(),
        once: once_key(),
        version: sheet.version.to_string(),
        inputs: sheet.answers.inputs(&seen.lists, lang, &sheet.errors),
        errors: sheet.errors,
        despite: key_of(&sheet.doubts),
        doubts: sheet.doubts,
        conflict,
        earlier: seen.earlier,
    }
}

/// A date as people read it, whichever way it was written.
pub fn told_date(written: &str) -> String {
    match read_date(written) {
        Ok(date) => show::maybe_date(date),
        Err(_) => written.to_owned(),
    }
}
