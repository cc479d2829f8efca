//! Whom a task or an appointment can be given to: colleagues with open accounts who may see the client.

use crate::casefile::record::Choices;
use crate::casefile::record::inputs::choice;
use crate::clients::store::colleagues;
use crate::clients::{identity, intake, sight};
use crate::db::{Conn, Keyring, RefKind};
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use crate::web::form::Choice;

/// A colleague to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    id: i64,
    reference: String,
    name: String,
    /// False for who keeps what she has and is given no more: a closed account, a client she may not see.
    may_be_given: bool,
    is_self: bool,
}

/// All colleagues.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People(Vec<Person>);

impl People {
    /// Reads them for a task about a client, or about none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: Option<i64>) -> Result<Self> {
        let able: Vec<i64> = match client {
            Some(client) => sight::colleagues_who_see(conn, actor, client)?,
            None => intake::caseworkers(conn, actor)?.into_iter().map(|(id, _)| id).collect(),
        };
        let all = colleagues(conn, actor)?.into_iter().map(|one| Person {
            id: one.id,
            reference: keyring.cover(RefKind::User, one.id),
            name: one.name,
            may_be_given: able.contains(&one.id),
            is_self: actor.user_id() == Some(one.id),
        });
        Ok(Self(all.collect()))
    }

    /// The reference of the one who asks, when it can be given to her.
    pub fn own(&self) -> String {
        let own = self.0.iter().find(|one| one.is_self && one.may_be_given);
        own.map_or_else(String::new, |one| one.reference.clone())
    }

    /// The reference of a colleague.
    pub fn reference(&self, user: Option<i64>) -> String {
        let found = user.and_then(|user| self.0.iter().find(|one| one.id == user));
        found.map_or_else(String::new, |one| one.reference.clone())
    }

    /// The name behind a reference.
    pub fn name(&self, reference: &str) -> String {
        self.0.iter().find(|one| one.reference == reference).map_or_else(String::new, |one| one.name.clone())
    }

    /// The colleague behind a reference, nobody for a blank one. Who had it before may keep it.
    pub fn chosen(&self, reference: &str, before: Option<i64>) -> std::result::Result<Option<i64>, ()> {
        if reference.is_empty() {
            return Ok(None);
        }
        let found = self.0.iter().find(|one| one.reference == reference);
        found.filter(|one| one.may_be_given || before == Some(one.id)).map(|one| Some(one.id)).ok_or(())
    }

    /// Whom one may choose.
    pub fn choices(&self, nobody: &str, chosen: &str) -> Vec<Choice> {
        let mut choices = vec![choice("", nobody, chosen)];
        let shown = self.0.iter().filter(|one| one.may_be_given || one.reference == chosen);
        choices.extend(shown.map(|one| choice(&one.reference, &one.name, chosen)));
        choices
    }
}

impl Choices for People {
    fn load(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: i64) -> Result<Self> {
        Self::read(conn, keyring, actor, Some(client))
    }
}

/// What the form of an appointment chooses from and begins with.
#[derive(Debug, Clone, Default)]
pub struct AppointmentLists {
    /// Colleagues.
    pub people: People,
    /// The client's languages, the first first.
    pub languages: Vec<String>,
    /// True when she needs an interpreter.
    pub needs_interpreter: bool,
}

impl Choices for AppointmentLists {
    fn load(conn: &mut Conn, keyring: &Keyring, actor: &Actor, client: i64) -> Result<Self> {
        let (whole, _) = identity::whole(conn, actor, client)?;
        Ok(Self {
            people: People::read(conn, keyring, actor, Some(client))?,
            needs_interpreter: whole.identity.interpreter == Some(true),
            languages: whole.languages,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_had_it_before_may_keep_it_and_nobody_else_who_may_not_see() {
        let person = |id: i64, may_be_given: bool| Person {
            id,
            reference: format!("r{id}"),
            name: format!("Navn {id}"),
            may_be_given,
            is_self: id == 1,
        };
        let people = People(vec![person(1, true), person(2, false)]);
        assert_eq!(people.own(), "r1");
        assert_eq!(people.chosen("r1", None), Ok(Some(1)));
        assert_eq!(people.chosen("r2", None), Err(()));
        assert_eq!(people.chosen("r2", Some(2)), Ok(Some(2)));
        assert_eq!(people.chosen("", Some(2)), Ok(None));
        assert_eq!(people.chosen("made up", None), Err(()));
        assert_eq!(people.choices("Ingen", "r1").len(), 2);
        assert_eq!(people.choices("Ingen", "r2").len(), 3);
    }
}
