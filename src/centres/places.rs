//! Facilities to choose from in the forms of a centre: those in use, in the order of the alphabet.

use crate::clients::names::sort_key;
use crate::db::{Keyring, RefKind};
use crate::kernel::codes::Code;
use crate::kernel::text::Lang;
use crate::stays::model::Place;
use crate::web::form::Choice;
use crate::web::inputs::choice;
use chrono::NaiveDate;

/// The facilities, each with its reference.
pub struct Places(Vec<(String, Place)>);

impl Places {
    /// Those that are in use today.
    #[must_use]
    pub fn of(mut places: Vec<Place>, keyring: &Keyring, today: NaiveDate) -> Self {
        places.retain(|place| place.valid_to.is_none_or(|last| last >= today));
        places.sort_by_cached_key(|place| sort_key(&place.name, ""));
        Self(places.into_iter().map(|place| (keyring.cover(RefKind::Facility, place.id), place)).collect())
    }

    /// The same without one: nobody moves from a place to itself.
    #[must_use]
    pub fn without(mut self, id: i64) -> Self {
        self.0.retain(|(_, place)| place.id != id);
        self
    }

    /// The id behind a reference of a form.
    #[must_use]
    pub fn id(&self, reference: &str) -> Option<i64> {
        self.0.iter().find(|(known, _)| known == reference).map(|(_, place)| place.id)
    }

    /// The reference of a facility; blank for one that is not in use.
    #[must_use]
    pub fn reference(&self, id: Option<i64>) -> String {
        self.0.iter().find(|(_, place)| Some(place.id) == id).map_or_else(String::new, |(known, _)| known.clone())
    }

    /// All of them to choose from, after an answer that says nothing.
    #[must_use]
    pub fn choices(&self, none: &str, chosen: &str, lang: Lang) -> Vec<Choice> {
        let mut choices = vec![choice("", none, chosen)];
        choices.extend(self.0.iter().map(|(known, place)| {
            choice(known, &format!("{}, {}", place.name, place.kind.label(lang).to_lowercase()), chosen)
        }));
        choices
    }
}
