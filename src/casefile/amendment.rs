//! An amendment: whoever may read an entry adds to it, with her name and the time. The entry itself stays as it is.

use super::change::{Asking, Said};
use super::entry::{self, EntryView};
use super::head::{self, File, Part};
use super::journal_texts::{ChangeTexts, JournalTexts};
use super::note_fields::{self, Named};
use crate::desk::{drafts, use_once};
use crate::journal::forms::{FormTexts, read_text};
use crate::journal::model::Correction;
use crate::journal::store;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, Posted, once_key};
use crate::web::forms::DraftView;
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

type Answer = std::result::Result<HttpResponse, Failure>;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/journal/{entry}/amendment", web::get().to(amendment_page))
        .route("/clients/{client}/journal/{entry}/amendment", web::post().to(amendment_post));
}

/// The page of an amendment, also of what was to be a correction.
#[derive(Template)]
#[template(path = "casefile/amendment.html")]
pub struct AmendmentPage {
    l: Layout,
    t: ChangeTexts,
    file: File,
    d: DraftView,
    /// True when this was to be a correction and the time has run out.
    is_late: bool,
    /// The words of the entry above.
    words: JournalTexts,
    entry: EntryView,
    action: String,
    once: String,
    text: Field,
    named: Named,
    errors: Vec<FieldError>,
    cancel_href: String,
}

/// An amendment that came back, or a correction that came too late.
struct Given {
    text: String,
    is_confirmed: bool,
    errors: Vec<FieldError>,
    once: String,
    is_late: bool,
}

async fn amendment_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    query: web::Query<Said>,
) -> Answer {
    let said = query.into_inner().said;
    let template = web::block(move || {
        let asking = Asking::new(state, visitor, user, path);
        let mut template = shown(&asking, None)?;
        template.l = template.l.with_flash(entry::flash(said.as_deref(), asking.lang()));
        Ok::<_, Error>(template)
    })
    .await??;
    Ok(ok(&template))
}

fn shown(asking: &Asking, given: Option<Given>) -> Result<AmendmentPage> {
    let Asking { state, visitor, user, client_ref, .. } = asking;
    let address = asking.address("/amendment");
    let now = state.clock().now_utc();
    let (file, (draft, mut views)) = head::open(state, visitor, user, client_ref, Part::Journal, |conn, file| {
        file.must_take_notes()?;
        let entry = asking.readable(conn, file)?;
        let draft = match &given {
            Some(_) => None,
            None => drafts::find(conn, &user.actor, &address, now)?,
        };
        Ok((draft, entry::views(conn, state, visitor.lang, user, file, &[entry.head])?))
    })?;
    let mut entry = views.pop().ok_or(Error::NotFound)?;
    entry.links.clear();
    let saved_at = draft.as_ref().map(|draft| state.clock().local(draft.saved_at));
    let answers = draft.map(|draft| draft.answers());
    let Given { text, is_confirmed, errors, once, is_late } = given.unwrap_or_else(|| Given {
        text: answers.as_ref().map_or_else(String::new, |form| form.value("text").to_owned()),
        is_confirmed: answers.as_ref().is_some_and(|form| form.has("anyway")),
        errors: Vec::new(),
        once: once_key(),
        is_late: false,
    });
    let t = ChangeTexts(visitor.lang);
    let hint = FormTexts(visitor.lang).text_hint();
    Ok(AmendmentPage {
        l: asking.layout(t.amendment(), &address, !errors.is_empty()),
        t,
        d: DraftView::new(visitor.lang, &address, saved_at),
        is_late,
        words: JournalTexts(visitor.lang),
        entry,
        action: address,
        once,
        text: Field::new("text", t.amendment_field()).hinted(hint).with(&text).judged(&errors),
        named: Named::new(visitor.lang, is_confirmed, &errors),
        errors,
        cancel_href: asking.address(""),
        file,
    })
}

async fn amendment_post(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    form: Posted,
) -> Answer {
    let outcome = web::block(move || amend(&Asking::new(state, visitor, user, path), &form)).await??;
    Ok(match outcome {
        Ok(address) => see_other(&address),
        Err(template) => invalid(&*template),
    })
}

fn amend(asking: &Asking, form: &Posted) -> Result<std::result::Result<String, Box<AmendmentPage>>> {
    let once = form.value("once").to_owned();
    let (state, lang, is_confirmed) = (&asking.state, asking.lang(), form.has("anyway"));
    let checked = state.database.read(|conn| {
        let file = asking.load(conn)?;
        asking.readable(conn, &file)?;
        let text = match read_text(form.value("text"), FormTexts(lang)) {
            Ok(text) => text,
            Err(error) => return Ok(Err(error)),
        };
        let named = note_fields::named(conn, state, lang, &asking.user, file.id, &text, is_confirmed)?;
        Ok::<_, Error>(named.map_or(Ok(text), Err))
    })?;
    match checked {
        Ok(text) => write_amendment(asking, &once, &text).map(Ok),
        Err(error) => {
            let text = form.value("text").to_owned();
            let given = Given { text, is_confirmed, errors: vec![error], once, is_late: false };
            Ok(Err(Box::new(shown(asking, Some(given))?)))
        }
    }
}

fn write_amendment(asking: &Asking, once: &str, text: &str) -> Result<String> {
    let (state, actor, now) = (&asking.state, &asking.user.actor, asking.state.clock().now_utc());
    state.database.write(actor, |conn| {
        let file = asking.load(conn)?;
        file.must_take_notes()?;
        let entry = asking.readable(conn, &file)?;
        let address = asking.place(conn, file.id, entry.head.id, "amended")?;
        if !use_once(conn, actor, once, now)? {
            return Ok((address, AuditEntry::refused("journal.amend")));
        }
        store::amend(conn, actor, entry.head.id, text, now)?;
        drafts::discard(conn, actor, &asking.address("/amendment"))?;
        if asking.may_correct(&entry) != Correction::Open {
            drafts::discard(conn, actor, &asking.address("/correction"))?;
        }
        Ok((address, AuditEntry::done_to("journal.amend", "client", file.id)))
    })
}

/// A correction that came too late, offered as an amendment. `status` is 200 for a draft that is brought back.
///
/// # Errors
/// When there is no such entry for her.
pub fn shown_late(asking: &Asking, text: &str, status: StatusCode) -> Result<Box<AmendmentPage>> {
    let t = ChangeTexts(asking.lang());
    let errors = if status == StatusCode::OK { Vec::new() } else { vec![FieldError::new("text", t.late_error())] };
    let given = Given { text: text.to_owned(), is_confirmed: false, errors, once: once_key(), is_late: true };
    Ok(Box::new(shown(asking, Some(given))?))
}
