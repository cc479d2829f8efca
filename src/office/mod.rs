//! What the office keeps that is about no client: events, yearly figures, rates. One flow for all of them, as for a client's records
//! (casefile/record): new, change, removal of what was entered by mistake; a form works once, a lost race shows both texts, and what
//! stood before is kept. What a kind asks and what may be wrong stands in its domain, as an [`Entry`].

mod flow;
mod history;
mod list;

pub use flow::{change_page, change_post, new_page, new_post, removal_post};
pub use history::{keep, removed};
pub use list::{Said, layout};

use crate::db::{Conn, Kept, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::codes::FactKind;
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::{FieldError, Posted};
use crate::web::inputs::Input;
use crate::web::state::State;
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The headings of a kind's pages.
#[derive(Debug, Clone, Copy)]
pub struct Headings {
    /// The list.
    pub list: &'static str,
    /// A new one.
    pub new: &'static str,
    /// A change.
    pub change: &'static str,
}

/// A kind of what the office keeps. Its answers are also what the history keeps of what stood before, so their names are not
/// changed lightly. Its list is the domain's own page, at [`Entry::PLACE`].
pub trait Entry: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + 'static {
    /// The checked fact.
    type Fact: Send + 'static;
    /// What the form chooses from.
    type Lists: Default + Send + 'static;
    /// The address of its list.
    const PLACE: &'static str;
    /// What its references refer to.
    const REF: RefKind;
    /// What it is, in the history.
    const KIND: FactKind;
    /// What it is, in the log.
    const OBJECT: &'static str;
    /// The act of adding, in the log.
    const ADD: &'static str;
    /// The act of changing, in the log.
    const CHANGE: &'static str;
    /// The act of removing what was entered by mistake, in the log.
    const REMOVE: &'static str;

    /// The headings.
    fn headings(lang: Lang) -> Headings;
    /// Reads what the form chooses from.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn lists(conn: &mut Conn, keyring: &Keyring, actor: &Actor) -> Result<Self::Lists>;
    /// The answers of a form that nobody has filled in. `asked` are the pairs behind the address, which may begin it.
    fn blank(today: NaiveDate, asked: &Posted) -> Self;
    /// The answers of a new one like this one.
    fn again(self, today: NaiveDate) -> Self;
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
    /// All of them.
    ///
    /// # Errors
    /// When the database cannot be read, or they are not the actor's to see.
    fn all(conn: &mut Conn, actor: &Actor) -> Result<Vec<Kept<Self::Fact>>>;
    /// Adds one.
    ///
    /// # Errors
    /// When the database refuses.
    fn add(conn: &mut Conn, actor: &Actor, fact: &Self::Fact) -> Result<i64>;
    /// Changes one that is still at `version`.
    ///
    /// # Errors
    /// [`crate::kernel::error::Error::Conflict`] when somebody else changed it first.
    fn change(conn: &mut Conn, actor: &Actor, id: i64, fact: &Self::Fact, version: i32) -> Result<()>;
    /// Removes one that is still at `version`.
    ///
    /// # Errors
    /// [`crate::kernel::error::Error::Conflict`] when somebody else changed it first.
    fn remove(conn: &mut Conn, actor: &Actor, id: i64, version: i32) -> Result<()>;
    /// What must follow before this one is added or changed, in the same transaction: for example the end of another. `all` are
    /// those that stood before.
    ///
    /// # Errors
    /// When the database refuses.
    fn make_way(
        _conn: &mut Conn,
        _state: &State,
        _actor: &Actor,
        _own: Option<i64>,
        _fact: &Self::Fact,
        _all: &[Kept<Self::Fact>],
    ) -> Result<()> {
        Ok(())
    }
}

/// What a check may have to know besides the answers.
pub struct Context<'a, E: Entry> {
    /// The record that is changed; none for a new one.
    pub own: Option<i64>,
    /// Today's local date.
    pub today: NaiveDate,
    /// The reader's language.
    pub lang: Lang,
    /// All of this kind, this one among them.
    pub all: &'a [Kept<E::Fact>],
    /// What the form chooses from.
    pub lists: &'a E::Lists,
}
