//! Other clients who may be the same person, for the pages of a file. Whom the reader may not see is not named.

use super::head::File;
use crate::clients::{sight, similar};
use crate::db::{Conn, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::state::State;
use crate::web::urls;

/// A client who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Her page.
    pub href: String,
    /// Her reference, for forms.
    pub client_ref: String,
    /// What she is called.
    pub name: String,
    /// The case number.
    pub case_number: String,
    /// Why she may be the same.
    pub reasons: String,
}

/// Those who may be the same person as this client.
pub fn similar_of(conn: &mut Conn, state: &State, actor: &Actor, file: &File, lang: Lang) -> Result<Vec<Similar>> {
    if file.case.merged_into_id.is_some() {
        return Ok(Vec::new());
    }
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let found = similar::of_client(conn, actor, &sight, file.id)?;
    let seen = found.into_iter().map(|similar| {
        let client_ref = state.database.keyring().cover(RefKind::Client, similar.client_id);
        let reasons: Vec<String> = similar.reasons.iter().map(|reason| reason.text(lang)).collect();
        Similar {
            href: urls::client(&client_ref),
            client_ref,
            name: similar.name,
            case_number: similar.case_number,
            reasons: reasons.join(". "),
        }
    });
    Ok(seen.collect())
}
