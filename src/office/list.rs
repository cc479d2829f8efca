//! What the lists of all kinds have in common. What stands in one is its domain's own page.

use super::Entry;
use crate::kernel::text::Lang;
use crate::web::layout::Layout;
use crate::web::said;
use crate::web::session::Visitor;
use crate::web::state::State;
use serde::Deserialize;

/// What may stand behind the address of a list.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Said {
    /// What was just done.
    pub said: Option<String>,
}

/// The frame of the list of a kind, with what was just done above it.
#[must_use]
pub fn layout<E: Entry>(visitor: &Visitor, state: &State, said: Option<&str>) -> Layout {
    let lang: Lang = visitor.lang;
    Layout::new(visitor, state, E::headings(lang).list, E::PLACE)
        .with_print_line(visitor, state.clock().local(state.clock().now_utc()))
        .with_flash(said::flash(said, lang))
}
