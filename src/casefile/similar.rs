//! Other clients who may be the same person, for the pages of a file. Whom the reader may not see is not named.

use super::head::File;
use crate::clients::{sight, store};
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
    let found = candidates(conn, actor, file.id, lang)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    let names = store::names_of(conn, actor, &sight, &ids)?;
    let seen = found.into_iter().filter_map(|(id, reasons)| {
        let name = names.iter().find(|name| name.id == id)?;
        let client_ref = state.database.keyring().cover(RefKind::Client, id);
        Some(Similar {
            href: urls::client(&client_ref),
            client_ref,
            name: name.full(),
            case_number: name.case_number.clone(),
            reasons,
        })
    });
    Ok(seen.collect())
}

/// HOOK, to be wired when the slices are merged: `clients::similar::of_client` answers who is alike, with the reasons in words.
/// Those who were said not to be the same are left out there.
fn candidates(_conn: &mut Conn, _actor: &Actor, _client: i64, _lang: Lang) -> Result<Vec<(i64, String)>> {
    Ok(Vec::new())
}
