//! Files attached to journal entries: taken in, sealed and kept; handed back as downloads and never shown within a page. The
//! content never touches the disk unsealed.

use super::entry::{self, EntryView};
use super::head::{self, File, Part};
use super::journal;
use super::journal_texts::{ChangeTexts, JournalTexts};
use crate::db::{RefKind, seal};
use crate::desk::use_once;
use crate::journal::files::{self, Kept, MediaType, Refusal};
use crate::journal::model::{AttachmentRow, may_read};
use crate::journal::store;
use crate::kernel::audit_entry::AuditEntry;
use crate::kernel::error::{Error, Result};
use crate::web::error::Failure;
use crate::web::form::{Field, FieldError, once_key, same_token};
use crate::web::layout::Layout;
use crate::web::respond::{invalid, ok, see_other};
use crate::web::security::FILE_SECURITY_POLICY;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_multipart::Multipart;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use futures_util::TryStreamExt;
use std::sync::{Mutex, PoisonError};

type Answer = std::result::Result<HttpResponse, Failure>;

/// The most bytes of everything but the file.
const FIELDS_LIMIT: usize = 4 * 1024;

/// A file that is too large is read on and thrown away up to here, because a browser whose upload is cut short shows its own
/// error instead of our page.
const PATIENCE: usize = 100 * 1024 * 1024;

/// The routes of this file; each has its row in `web/routes.rs`.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/clients/{client}/journal/{entry}/attachment", web::get().to(form_page))
        .route("/clients/{client}/journal/{entry}/attachment", web::post().to(add))
        .route("/clients/{client}/attachments/{file}", web::get().to(download));
}

#[derive(Template)]
#[template(path = "casefile/attachment.html")]
struct AttachmentPage {
    l: Layout,
    t: ChangeTexts,
    file: File,
    /// The words of the entry above.
    words: JournalTexts,
    entry: EntryView,
    action: String,
    once: String,
    field: Field,
    accept: String,
    errors: Vec<FieldError>,
    cancel_href: String,
}

fn address(client_ref: &str, entry_ref: &str, part: &str) -> String {
    urls::client_part(client_ref, &format!("journal/{entry_ref}{part}"))
}

fn shown(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (client_ref, entry_ref): (&str, &str),
    errors: Vec<FieldError>,
) -> Result<AttachmentPage> {
    let (file, mut views) = head::open(state, visitor, user, client_ref, Part::Journal, |conn, file| {
        file.must_take_notes()?;
        let entry = entry::readable(conn, state, user, file, entry_ref)?;
        entry::views(conn, state, visitor.lang, user, file, &[entry.head])
    })?;
    let mut entry = views.pop().ok_or(Error::NotFound)?;
    entry.links.clear();
    let t = ChangeTexts(visitor.lang);
    let action = address(client_ref, entry_ref, "/attachment");
    let l = Layout::new(visitor, state, t.attachment(), &action)
        .of_client(visitor, client_ref)
        .with_errors(!errors.is_empty())
        .with_print_line(visitor, state.clock().local(state.clock().now_utc()));
    let accept: Vec<String> = MediaType::ALL.iter().map(|kind| format!(".{}", kind.extension())).collect();
    Ok(AttachmentPage {
        l,
        t,
        file,
        words: JournalTexts(visitor.lang),
        entry,
        action,
        // A file is chosen anew every time, so every form has a key of its own.
        once: once_key(),
        field: Field::new("file", t.file()).hinted(t.file_hint()).judged(&errors),
        accept: accept.join(","),
        errors,
        cancel_href: address(client_ref, entry_ref, ""),
    })
}

async fn form_page(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
) -> Answer {
    let page = web::block(move || shown(&state, &visitor, &user, (&path.0, &path.1), Vec::new())).await??;
    Ok(ok(&page))
}

/// What was uploaded.
#[derive(Default)]
struct Upload {
    csrf: String,
    once: String,
    name: String,
    bytes: Vec<u8>,
    is_too_large: bool,
}

/// Reads an upload into memory. The token comes first; without the right one nothing more is read.
async fn read_upload(mut body: Multipart, csrf: &str) -> Result<Upload> {
    let unreadable = |_| Error::Invalid("the upload could not be read".to_owned());
    let mut upload = Upload::default();
    let mut total = 0;
    while let Some(mut part) = body.try_next().await.map_err(unreadable)? {
        let disposition = part.content_disposition();
        let name = disposition.and_then(|given| given.get_name()).unwrap_or("").to_owned();
        let file = disposition.and_then(|given| given.get_filename()).unwrap_or("").to_owned();
        if name != "csrf" && !same_token(&upload.csrf, csrf) {
            return Err(Error::Invalid("token".to_owned()));
        }
        let limit = if name == "file" { files::LARGEST } else { FIELDS_LIMIT };
        let mut bytes = Vec::new();
        while let Some(chunk) = part.try_next().await.map_err(unreadable)? {
            total += chunk.len();
            if total > PATIENCE {
                return Err(Error::Invalid("the upload is far too large".to_owned()));
            }
            if bytes.len() + chunk.len() > limit {
                upload.is_too_large = true;
                bytes.clear();
            } else if !upload.is_too_large {
                bytes.extend_from_slice(&chunk);
            }
        }
        match name.as_str() {
            "csrf" => upload.csrf = String::from_utf8_lossy(&bytes).into_owned(),
            "once" => upload.once = String::from_utf8_lossy(&bytes).into_owned(),
            "file" => (upload.name, upload.bytes) = (file, bytes),
            _ => {}
        }
    }
    if !same_token(&upload.csrf, csrf) {
        return Err(Error::Invalid("token".to_owned()));
    }
    Ok(upload)
}

/// Why a file is not taken, and what is.
fn refusal_text(refusal: Refusal, t: ChangeTexts) -> &'static str {
    match refusal {
        Refusal::Empty => t.file_empty(),
        Refusal::TooLarge => t.file_large(),
        Refusal::UnknownKind => t.file_kind(),
        Refusal::BrokenImage => t.file_broken_image(),
        Refusal::TooManyPixels => t.file_pixels(),
        Refusal::EncryptedPdf => t.file_locked(),
        Refusal::ActivePdf => t.file_active(),
        Refusal::BrokenPdf => t.file_broken_pdf(),
        Refusal::NotPlainText => t.file_not_text(),
    }
}

/// Looks into one file at a time: the largest pictures take some hundred MB.
fn inspected(upload: &Upload, t: ChangeTexts) -> std::result::Result<Kept, &'static str> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    if upload.is_too_large {
        return Err(t.file_large());
    }
    if upload.name.is_empty() && upload.bytes.is_empty() {
        return Err(t.file_missing());
    }
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    files::inspect(&upload.bytes).map_err(|refusal| refusal_text(refusal, t))
}

async fn add(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
    body: Multipart,
) -> Answer {
    let upload = read_upload(body, &visitor.csrf).await?;
    let done = web::block(move || {
        let (client_ref, entry_ref) = path.into_inner();
        let place = (client_ref.as_str(), entry_ref.as_str());
        match inspected(&upload, ChangeTexts(visitor.lang)) {
            Ok(kept) => keep(&state, &visitor, &user, place, &upload, &kept).map(Ok),
            Err(wrong) => {
                let errors = vec![FieldError::new("file", wrong)];
                shown(&state, &visitor, &user, place, errors).map(|page| Err(Box::new(page)))
            }
        }
    })
    .await??;
    Ok(match done {
        Ok(address) => see_other(&address),
        Err(page) => invalid(&*page),
    })
}

/// Where sealed content belongs: it opens nowhere else.
fn context(id: i64) -> Vec<u8> {
    [b"attachment".as_slice(), &id.to_be_bytes()].concat()
}

fn keep(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    (client_ref, entry_ref): (&str, &str),
    upload: &Upload,
    kept: &Kept,
) -> Result<String> {
    let (actor, now) = (&user.actor, state.clock().now_utc());
    state.database.write(actor, |conn| {
        let file = head::load(conn, state, visitor.lang, user, client_ref, Part::Journal)?;
        file.must_take_notes()?;
        let entry = entry::readable(conn, state, user, &file, entry_ref)?;
        let address = journal::place(conn, state, user, client_ref, (file.id, entry.head.id), "attached")?;
        if !use_once(conn, actor, &upload.once, now)? {
            return Ok((address, AuditEntry::refused("attachment.add")));
        }
        let row = AttachmentRow {
            id: 0,
            client_id: file.id,
            entry_id: entry.head.id,
            file_name: files::safe_name(&upload.name, kept.media_type),
            media_type: kept.media_type.code().to_owned(),
            size_bytes: i64::try_from(kept.bytes.len()).unwrap_or(i64::MAX),
            added_by_id: Some(user.user_id),
            added_at: now,
        };
        let key = &state.database.keyring().files;
        store::attach(conn, actor, row, |id| seal::seal(key, &context(id), &kept.bytes))?;
        Ok((address, AuditEntry::done_to("attachment.add", "client", file.id)))
    })
}

async fn download(
    state: web::Data<State>,
    visitor: Visitor,
    user: SignedIn,
    path: web::Path<(String, String)>,
) -> Answer {
    let (row, bytes) = web::block(move || opened(&state, &visitor, &user, &path.0, &path.1)).await??;
    let media_type = MediaType::from_code(&row.media_type).ok_or_else(|| Error::internal("an unknown media type"))?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type.mime()))
        .insert_header((CONTENT_DISPOSITION, disposition(&row.file_name)))
        .insert_header((CONTENT_SECURITY_POLICY, FILE_SECURITY_POLICY))
        .body(bytes))
}

fn opened(
    state: &State,
    visitor: &Visitor,
    user: &SignedIn,
    client_ref: &str,
    file_ref: &str,
) -> Result<(AttachmentRow, Vec<u8>)> {
    let keyring = state.database.keyring();
    let id = keyring.uncover(RefKind::Attachment, file_ref)?;
    let (client, row, sealed) = state.database.read(|conn| {
        let file = head::load(conn, state, visitor.lang, user, client_ref, Part::Journal)?;
        let (row, sealed) = store::attachment(conn, &user.actor, file.id, id)?;
        let entry = store::entry_of(conn, &user.actor, file.id, row.entry_id)?;
        let may = may_read(&entry.head, entry::reader(user, &file));
        if may { Ok((file.id, row, sealed)) } else { Err(Error::NotFound) }
    })?;
    let bytes = seal::open(&keyring.files, &context(row.id), &sealed)?;
    state.database.log(&user.actor, AuditEntry::done_to("attachment.read", "client", client))?;
    Ok((row, bytes))
}

/// The header that makes a browser save a file under its name (RFC 6266): in plain letters for old ones, and whole (RFC 8187).
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if matches!(c, ' '..='~') && !matches!(c, '"' | '\\' | '%') { c } else { '_' }).collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        match byte {
            b'0'..=b'9'
            | b'A'..=b'Z'
            | b'a'..=b'z'
            | b'!'
            | b'#'
            | b'$'
            | b'&'
            | b'+'
            | b'-'
            | b'.'
            | b'^'
            | b'_'
            | b'`'
            | b'|'
            | b'~' => whole.push(char::from(byte)),
            other => whole.push_str(&format!("%{other:02X}")),
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_its_header() {
        let header = disposition("møte 12.03 (Ærlig).pdf");
        let whole = "filename*=UTF-8''m%C3%B8te%2012.03%20%28%C3%86rlig%29.pdf";
        assert_eq!(header, format!("attachment; filename=\"m_te 12.03 (_rlig).pdf\"; {whole}"));
        assert!(disposition("a\"b\\c\r\nd%22.txt").is_ascii());
        assert!(!disposition("a\r\nb").contains(['\r', '\n']));
    }

    #[test]
    fn sealed_content_belongs_to_one_file() {
        assert_ne!(context(1), context(256));
        assert!(context(1).starts_with(b"attachment"));
    }
}
