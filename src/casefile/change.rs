//! What the two ways to change an entry share: who asks for which entry, and whether she may. An entry is corrected by its author
//! within 24 hours, and amended by whoever may read it. What stood before always stays.

use super::entry;
use super::head::{self, File, Part};
use super::journal;
use crate::db::Conn;
use crate::journal::model::{Correction, Entry, correction};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::layout::Layout;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;
use actix_web::web;
use serde::Deserialize;

/// Who asks for which entry, and how.
pub struct Asking {
    /// The server.
    pub state: web::Data<State>,
    /// The language and the rail.
    pub visitor: Visitor,
    /// Who asks.
    pub user: SignedIn,
    /// The client.
    pub client_ref: String,
    /// The entry.
    pub entry_ref: String,
}

impl Asking {
    /// The language of the answer.
    pub fn lang(&self) -> Lang {
        self.visitor.lang
    }

    /// The address of a page about the entry.
    pub fn address(&self, part: &str) -> String {
        urls::client_part(&self.client_ref, &format!("journal/{}{part}", self.entry_ref))
    }

    /// Where the entry stands in the journal.
    pub fn place(&self, conn: &mut Conn, client: i64, entry: i64, said: &str) -> Result<String> {
        journal::place(conn, &self.state, &self.user, &self.client_ref, (client, entry), said)
    }

    /// The file.
    pub fn load(&self, conn: &mut Conn) -> Result<File> {
        head::load(conn, &self.state, self.lang(), &self.user, &self.client_ref, Part::Journal)
    }

    /// The entry, if she may read it.
    pub fn readable(&self, conn: &mut Conn, file: &File) -> Result<Entry> {
        entry::readable(conn, &self.state, &self.user, file, &self.entry_ref)
    }

    /// Whether she may correct it now.
    pub fn may_correct(&self, entry: &Entry) -> Correction {
        correction(entry, self.user.user_id, self.state.clock().now_utc())
    }

    /// The frame of a form with drafts.
    pub fn layout(&self, title: &str, address: &str, failed: bool) -> Layout {
        Layout::new(&self.visitor, &self.state, title, address)
            .of_client(&self.visitor, &self.client_ref)
            .with_errors(failed)
            .with_print_line(&self.visitor, self.state.clock().local(self.state.clock().now_utc()))
            .with_script()
    }
}

/// What was just done.
#[derive(Deserialize)]
pub struct Said {
    /// Its code.
    pub said: Option<String>,
}

impl Asking {
    /// Who asks, of what a handler was given.
    #[must_use]
    pub fn new(state: web::Data<State>, visitor: Visitor, user: SignedIn, path: web::Path<(String, String)>) -> Self {
        let (client_ref, entry_ref) = path.into_inner();
        Self { state, visitor, user, client_ref, entry_ref }
    }
}
