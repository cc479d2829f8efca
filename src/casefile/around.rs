//! Adding and changing what is around a client: people, ways to reach her, numbers, alerts, children. One flow for all kinds; a
//! kind says in a [`Record`] what its form asks and what may be wrong. Nothing is deleted: what is over gets its end.

use super::around_alerts::AlertForm;
use super::around_children::ChildForm;
use super::around_contacts::{ContactForm, PointForm};
use super::around_inputs::Input;
use super::around_numbers::NumberForm;
use super::head::{self, File, Part};
use super::person_texts::PersonTexts;
use crate::clients::around::Kept;
use crate::db::{Conn, RefKind};
use crate::desk;
use crate::kernel::actor::Actor;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use crate::web::error::Failure;
use crate::web::form::{FieldError, Posted, once_key, read_date};
use crate::web::forms::Conflict;
use crate::web::layout::Layout;
use crate::web::respond::{ok, page, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::{show, urls};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

type Answer = std::result::Result<HttpResponse, Failure>;

/// A kind of what is around a client: its answers as they were given, and what becomes of them.
pub(super) trait Record: Sized + Send + 'static {
    /// The checked fact.
    type Fact: Send + 'static;
    /// Its part of the address.
    const PLACE: &'static str;
    /// What its references refer to.
    const REF: RefKind;
    /// The act of adding, in the log.
    const ADD: &'static str;
    /// The act of changing, in the log.
    const CHANGE: &'static str;

    /// The headings of a new one and of a change.
    fn headings(t: PersonTexts) -> (&'static str, &'static str);
    /// The answers of a form that nobody has filled in.
    fn blank(today: NaiveDate) -> Self;
    /// The answers as they were posted.
    fn read(form: &Posted) -> Self;
    /// The answers that lead to a fact.
    fn of(fact: &Self::Fact) -> Self;
    /// The fact and what is doubted of it, or what is wrong.
    fn check(
        &self,
        context: &Context<'_, Self::Fact>,
    ) -> std::result::Result<(Self::Fact, Vec<String>), Vec<FieldError>>;
    /// The form, in lines.
    fn inputs(&self, lang: Lang, errors: &[FieldError]) -> Vec<Vec<Input>>;
    /// The answers as people read them, each with its label.
    fn told(&self, lang: Lang) -> Vec<(String, String)>;
    /// All of a client.
    fn all(conn: &mut Conn, actor: &Actor, client: i64) -> Result<Vec<Kept<Self::Fact>>>;
    /// Adds one.
    fn add(conn: &mut Conn, actor: &Actor, fact: &Self::Fact) -> Result<i64>;
    /// Changes one that is still at `version`.
    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Self::Fact, version: i32) -> Result<()>;
}

/// What a check may have to know besides the answers.
pub(super) struct Context<'a, F> {
    /// The client.
    pub client: i64,
    /// The record that is changed; none for a new one.
    pub own: Option<i64>,
    /// Today's local date.
    pub today: NaiveDate,
    /// The reader's language.
    pub lang: Lang,
    /// All records of this kind.
    pub all: &'a [Kept<F>],
}

/// A form as it stands: answers, and what is said of them.
struct Sheet<R> {
    answers: R,
    version: i32,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    theirs: Option<R>,
}

impl<R> Sheet<R> {
    const fn new(answers: R, version: i32) -> Self {
        Self { answers, version, errors: Vec::new(), doubts: Vec::new(), theirs: None }
    }
}

/// Why nothing was kept: the form comes back, or something failed.
enum Stop<R> {
    Again(Box<Sheet<R>>, StatusCode),
    Failed(Error),
}

impl<R> From<Error> for Stop<R> {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

#[derive(Template)]
#[template(path = "casefile/record.html")]
struct RecordPage {
    l: Layout,
    t: PersonTexts,
    file: File,
    heading: &'static str,
    action: String,
    back_href: String,
    is_new: bool,
    once: String,
    version: String,
    inputs: Vec<Vec<Input>>,
    errors: Vec<FieldError>,
    doubts: Vec<String>,
    despite: String,
    conflict: Conflict,
}

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/contacts/new", web::get().to(new_page::<ContactForm>))
        .route("/clients/{client}/contacts/new", web::post().to(new_post::<ContactForm>))
        .route("/clients/{client}/contacts/{record}", web::get().to(change_page::<ContactForm>))
        .route("/clients/{client}/contacts/{record}", web::post().to(change_post::<ContactForm>))
        .route("/clients/{client}/contact-points/new", web::get().to(new_page::<PointForm>))
        .route("/clients/{client}/contact-points/new", web::post().to(new_post::<PointForm>))
        .route("/clients/{client}/contact-points/{record}", web::get().to(change_page::<PointForm>))
        .route("/clients/{client}/contact-points/{record}", web::post().to(change_post::<PointForm>))
        .route("/clients/{client}/identifiers/new", web::get().to(new_page::<NumberForm>))
        .route("/clients/{client}/identifiers/new", web::post().to(new_post::<NumberForm>))
        .route("/clients/{client}/identifiers/{record}", web::get().to(change_page::<NumberForm>))
        .route("/clients/{client}/identifiers/{record}", web::post().to(change_post::<NumberForm>))
        .route("/clients/{client}/alerts/new", web::get().to(new_page::<AlertForm>))
        .route("/clients/{client}/alerts/new", web::post().to(new_post::<AlertForm>))
        .route("/clients/{client}/alerts/{record}", web::get().to(change_page::<AlertForm>))
        .route("/clients/{client}/alerts/{record}", web::post().to(change_post::<AlertForm>))
        .route("/clients/{client}/children/new", web::get().to(new_page::<ChildForm>))
        .route("/clients/{client}/children/new", web::post().to(new_post::<ChildForm>))
        .route("/clients/{client}/children/{record}", web::get().to(change_page::<ChildForm>))
        .route("/clients/{client}/children/{record}", web::post().to(change_post::<ChildForm>));
}

async fn new_page<R: Record>(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<String>,
) -> Answer {
    let template = web::block(move || {
        let sheet = Sheet::new(R::blank(state.clock().today()), 0);
        let (file, ()) = head::open(&state, &visitor, &user, &path, Part::Person, |_, _| Ok(()))?;
        Ok::<_, Error>(page_of(&state, &visitor, file, None, sheet))
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
) -> Answer {
    let (client_ref, record) = path.into_inner();
    let template = web::block(move || {
        let id = state.database.keyring().uncover(R::REF, &record)?;
        let (file, kept) = head::open(&state, &visitor, &user, &client_ref, Part::Person, |conn, file| {
            R::all(conn, &user.actor, file.id)?.into_iter().find(|kept| kept.id == id).ok_or(Error::NotFound)
        })?;
        let sheet = Sheet::new(R::of(&kept.fact), kept.version);
        Ok::<_, Error>(page_of(&state, &visitor, file, Some(&record), sheet))
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

/// What a post leads to.
enum Reply {
    Go(String),
    Show(Box<RecordPage>, StatusCode),
}

impl Reply {
    fn into_response(self) -> Answer {
        Ok(match self {
            Self::Go(address) => see_other(&address),
            Self::Show(template, status) => page(status, &*template),
        })
    }
}

fn answer<R: Record>(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    record: Option<&str>,
    form: &Posted,
) -> Result<Reply> {
    let kept = match record {
        None => add::<R>(state, visitor.lang, &user.actor, client_ref, form),
        Some(record) => change::<R>(state, visitor.lang, &user.actor, client_ref, record, form),
    };
    match kept {
        Ok(()) => Ok(Reply::Go(format!("{}?said=saved", urls::client_part(client_ref, "person")))),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Again(sheet, status)) => {
            let (file, ()) = head::open(state, visitor, user, client_ref, Part::Person, |_, _| Ok(()))?;
            Ok(Reply::Show(Box::new(page_of(state, visitor, file, record, *sheet)), status))
        }
    }
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
        let context = Context { client, own: None, today: state.clock().today(), lang, all: &all };
        let fact = checked::<R>(form, &context, 0)?;
        R::add(conn, actor, &fact)?;
        Ok(((), AuditEntry::done_to(R::ADD, "client", client)))
    })
}

/// Changes a record that nobody else has changed meanwhile.
fn change<R: Record>(
    state: &State,
    lang: Lang,
    actor: &Actor,
    client_ref: &str,
    record: &str,
    form: &Posted,
) -> std::result::Result<(), Stop<R>> {
    let id = state.database.keyring().uncover(R::REF, record)?;
    let version = form.trimmed("version").parse().unwrap_or(0);
    state.database.write(actor, |conn| {
        let client = head::find(conn, state, actor, client_ref)?;
        let all = R::all(conn, actor, client)?;
        let now = all.iter().find(|kept| kept.id == id).ok_or(Error::NotFound)?;
        let context = Context { client, own: Some(id), today: state.clock().today(), lang, all: &all };
        let fact = checked::<R>(form, &context, version)?;
        if now.version != version {
            let sheet = Sheet { theirs: Some(R::of(&now.fact)), ..Sheet::new(R::read(form), now.version) };
            return Err(Stop::Again(Box::new(sheet), StatusCode::CONFLICT));
        }
        R::change(conn, actor, id, &fact, version)?;
        Ok(((), AuditEntry::done_to(R::CHANGE, "client", client)))
    })
}

/// The fact of a form, unless something is wrong, or doubted and not yet confirmed.
fn checked<R: Record>(
    form: &Posted,
    context: &Context<'_, R::Fact>,
    version: i32,
) -> std::result::Result<R::Fact, Stop<R>> {
    let answers = R::read(form);
    let (errors, doubts) = match answers.check(context) {
        Ok((fact, doubts)) if doubts.is_empty() || form.value("despite") == key_of(&doubts) => return Ok(fact),
        Ok((_, doubts)) => (Vec::new(), doubts),
        Err(errors) => (errors, Vec::new()),
    };
    let sheet = Sheet { errors, doubts, ..Sheet::new(answers, version) };
    Err(Stop::Again(Box::new(sheet), StatusCode::UNPROCESSABLE_ENTITY))
}

/// What «save anyway» confirms: just these doubts and no others.
pub(super) fn key_of(doubts: &[String]) -> String {
    doubts.join("|")
}

fn page_of<R: Record>(
    state: &State,
    visitor: &Visitor,
    file: File,
    record: Option<&str>,
    sheet: Sheet<R>,
) -> RecordPage {
    let (lang, t) = (visitor.lang, PersonTexts(visitor.lang));
    let (new, change) = R::headings(t);
    let heading = if record.is_none() { new } else { change };
    let action = urls::client_part(&file.client_ref, &format!("{}/{}", R::PLACE, record.unwrap_or("new")));
    let conflict = sheet.theirs.map_or_else(
        || Conflict::none(lang),
        |theirs| {
            let pairs = theirs.told(lang).into_iter().zip(sheet.answers.told(lang));
            Conflict::of(lang, pairs.map(|((label, theirs), (_, yours))| (label, theirs, yours)))
        },
    );
    RecordPage {
        l: Layout::new(visitor, state, heading, &action)
            .of_client(visitor, &file.client_ref)
            .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
            .with_errors(!sheet.errors.is_empty()),
        t,
        heading,
        back_href: urls::client_part(&file.client_ref, "person"),
        file,
        action,
        is_new: record.is_none(),
        once: once_key(),
        version: sheet.version.to_string(),
        inputs: sheet.answers.inputs(lang, &sheet.errors),
        errors: sheet.errors,
        despite: key_of(&sheet.doubts),
        doubts: sheet.doubts,
        conflict,
    }
}

/// A date as people read it, whichever way it was written.
pub(super) fn told_date(written: &str) -> String {
    match read_date(written) {
        Ok(date) => show::maybe_date(date),
        Err(_) => written.to_owned(),
    }
}
