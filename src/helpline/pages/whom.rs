//! Whom a follow-up call is about: named by case number or name, by who may see clients. A case number is enough; a name leads to a
//! choice, as two may be called alike.

use crate::clients::filter::{Cases, Filter};
use crate::clients::listing::List;
use crate::clients::store::{self, ClientName};
use crate::clients::{finding, names, sight};
use crate::db::{Conn, RefKind};
use crate::helpline::texts::CallTexts;
use crate::kernel::access::Area;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::{Choice, Field, Posted};
use crate::web::inputs::choice;
use crate::web::session::{SignedIn, Visitor};
use crate::web::state::State;
use crate::web::urls;

/// How many are shown to choose from.
const SHOWN: usize = 6;

/// The answers as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WhomForm {
    /// What was typed.
    pub typed: String,
    /// The reference of who was chosen.
    pub chosen: String,
}

impl WhomForm {
    /// The answers as they were posted.
    #[must_use]
    pub fn read(form: &Posted) -> Self {
        Self { typed: form.line("client_search"), chosen: form.line("client_ref") }
    }

    /// True when nobody is named.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.typed.is_empty() && self.chosen.is_empty()
    }
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Whom {
    /// The client, when it is certain who is meant.
    pub client: Option<i64>,
    /// Those to choose from.
    pub candidates: Vec<ClientName>,
    /// Why it is not certain.
    pub error: &'static str,
}

/// Finds out who is meant, among those the actor may see and about whom something may be written.
///
/// # Errors
/// When the database cannot be read, or clients are not the actor's to see.
pub fn find(conn: &mut Conn, state: &State, user: &SignedIn, form: &WhomForm, lang: Lang) -> Result<Whom> {
    let actor = &user.actor;
    actor.must(Area::Clients)?;
    let t = CallTexts(lang);
    let sight = sight::of(conn, actor, state.clock().now_utc())?;
    let chosen = state.database.keyring().uncover(RefKind::Client, &form.chosen).ok();
    if let Some(client) = chosen {
        let named = store::names_of(conn, actor, &sight, &[client])?;
        let is_open = !named.is_empty() && !store::is_locked(conn, actor, client)?;
        let error = if is_open { "" } else { t.client_nobody() };
        return Ok(Whom { client: is_open.then_some(client), candidates: named, error });
    }
    if form.typed.is_empty() {
        return Ok(Whom::default());
    }
    let numbered: Vec<i64> = finding::by_number(conn, actor, &form.typed)?.into_keys().collect();
    let named = store::names_of(conn, actor, &sight, &numbered)?;
    if let Some(exact) = named.iter().find(|name| name.case_number == form.typed)
        && !store::is_locked(conn, actor, exact.id)?
    {
        return Ok(Whom { client: Some(exact.id), candidates: vec![exact.clone()], error: "" });
    }
    let today = state.clock().today();
    let list = List::new(conn, actor, &sight, Filter { cases: Cases::All, ..Filter::default() }, today)?;
    let hits = finding::search(conn, actor, &names::query(&form.typed))?;
    let hits = list.nearest(conn, actor, &hits)?;
    let ids: Vec<i64> = hits.iter().take(SHOWN).map(|hit| hit.client_id).collect();
    let mut candidates = store::names_of(conn, actor, &sight, &ids)?;
    candidates.sort_by_key(|name| ids.iter().position(|id| *id == name.id));
    let error = if candidates.is_empty() { t.client_nobody() } else { t.client_several() };
    Ok(Whom { client: None, candidates, error })
}

/// That part of a form, as a page shows it.
pub struct WhomView {
    /// What is typed.
    pub typed: Field,
    /// The word above those to choose from.
    pub legend: &'static str,
    /// Those to choose from: who was found, else who was opened lately.
    pub choices: Vec<Choice>,
}

impl WhomView {
    /// The part with what is wrong with it.
    #[must_use]
    pub fn new(visitor: &Visitor, state: &State, form: &WhomForm, whom: &Whom, error: &str) -> Self {
        let t = CallTexts(visitor.lang);
        let keyring = state.database.keyring();
        let mut choices: Vec<Choice> = whom
            .candidates
            .iter()
            .map(|name| {
                let label = format!("{} {}", name.case_number, name.short());
                choice(&keyring.cover(RefKind::Client, name.id), &label, &form.chosen)
            })
            .collect();
        let is_found = !choices.is_empty();
        if !is_found {
            choices.extend(visitor.rail.recent.iter().filter_map(|one| {
                let reference = one.href.strip_prefix(urls::CLIENTS)?.strip_prefix('/')?;
                Some(choice(reference, &format!("{} {}", one.case_no, one.label), &form.chosen))
            }));
        }
        if !choices.is_empty() {
            choices.push(choice("", t.client_none(), &form.chosen));
        }
        let typed = Field::new("client_search", t.client_label()).hinted(t.client_hint()).with(&form.typed);
        Self {
            typed: Field { error: error.to_owned(), ..typed },
            legend: if is_found { t.client_found() } else { t.client_recent() },
            choices,
        }
    }
}
