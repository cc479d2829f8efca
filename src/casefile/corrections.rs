//! What stood before in everything that is kept of a client, for the page of her log. One line here for each kind of record.

use super::around::alerts::AlertForm;
use super::around::children::ChildForm;
use super::around::contacts::{ContactForm, PointForm};
use super::around::numbers::NumberForm;
use super::identity;
use super::record::Change;
use super::record::history::of_client;
use crate::audit;
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::state::State;

/// All changes of a client's records, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub fn of(conn: &mut Conn, state: &State, lang: Lang, actor: &Actor, client: i64) -> Result<Vec<Change>> {
    let mut all = Vec::new();
    for kind in audit::changes::kinds_of_client(conn, actor, client)? {
        let of_kind = match kind {
            FactKind::Identity => identity::changes(conn, state, lang, actor, client)?,
            FactKind::Contact => of_client::<ContactForm>(conn, state, lang, actor, client)?,
            FactKind::ContactPoint => of_client::<PointForm>(conn, state, lang, actor, client)?,
            FactKind::Identifier => of_client::<NumberForm>(conn, state, lang, actor, client)?,
            FactKind::Alert => of_client::<AlertForm>(conn, state, lang, actor, client)?,
            FactKind::Child => of_client::<ChildForm>(conn, state, lang, actor, client)?,
            _ => Vec::new(),
        };
        all.extend(of_kind);
    }
    all.sort_by(|one, other| other.at.cmp(&one.at));
    Ok(all)
}
