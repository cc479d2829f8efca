//! What the form of an enquiry chooses from, in the order in which people look for it.

use crate::clients::names::sort_key;
use crate::db::Conn;
use crate::db::schema::{facilities, user_facilities};
use crate::kernel::actor::Actor;
use crate::kernel::codes::{Caller, Country, Exploitation, Role};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use crate::web::form::Choice;
use crate::web::inputs::choice;
use diesel::prelude::*;

/// Who calls, the most frequent first: so the keyboard has the shortest way.
pub const CALLERS: [Caller; 19] = [
    Caller::CrisisCentre,
    Caller::Police,
    Caller::Ngo,
    Caller::OtherHousing,
    Caller::PublicAuthority,
    Caller::Lawyer,
    Caller::Health,
    Caller::Nav,
    Caller::PrivatePerson,
    Caller::PersonConcerned,
    Caller::ChildWelfare,
    Caller::Reception,
    Caller::Prison,
    Caller::ProSentret,
    Caller::Nadheim,
    Caller::QualifyingMeasure,
    Caller::Media,
    Caller::Research,
    Caller::Other,
];

/// A facility to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: i64,
    /// What stands for it in a form.
    pub key: String,
    /// Its name.
    pub name: String,
    /// False for one that she may not write about, and which an enquiry names all the same.
    pub is_hers: bool,
}

/// The facilities to choose from, by name: a contact person writes for her own centre.
///
/// # Errors
/// When the database cannot be read.
pub fn places(conn: &mut Conn, actor: &Actor) -> Result<Vec<Place>> {
    let own: Option<Vec<i64>> = match actor {
        Actor::User { id, role: Role::ContactPerson } => Some(
            user_facilities::table
                .filter(user_facilities::user_id.eq(id))
                .select(user_facilities::facility_id)
                .load(conn)?,
        ),
        _ => None,
    };
    let rows: Vec<(i64, String, String)> =
        facilities::table.select((facilities::id, facilities::facility_key, facilities::name)).load(conn)?;
    let mut all: Vec<Place> = rows
        .into_iter()
        .map(|(id, key, name)| Place { id, key, name, is_hers: own.as_ref().is_none_or(|own| own.contains(&id)) })
        .collect();
    all.sort_by_cached_key(|place| sort_key(&place.name, ""));
    Ok(all)
}

/// All countries to choose, by name; blank is «unknown».
#[must_use]
pub fn countries(unknown: &str, chosen: &str, lang: Lang) -> Vec<Choice> {
    let mut named: Vec<(&str, &str)> = Country::all().map(|country| (country.code(), country.label(lang))).collect();
    named.sort_by_cached_key(|(_, name)| sort_key(name, ""));
    // Whoever types "nig" means Nigeria far more often than Niger: those of whom ROSA hears most come first.
    const OFTEN: [&str; 8] = ["NG", "RO", "PL", "BG", "CO", "LT", "RU", "VN"];
    named.sort_by_key(|(code, _)| OFTEN.iter().position(|often| often == code).unwrap_or(OFTEN.len()));
    let mut choices = vec![choice("", unknown, chosen)];
    choices.extend(named.into_iter().map(|(code, name)| choice(code, name, chosen)));
    choices
}

/// A form of exploitation in one or two words, for chips.
#[must_use]
pub const fn short(form: Exploitation, lang: Lang) -> &'static str {
    let nb = matches!(lang, Lang::Nb);
    match form {
        Exploitation::Sexual => {
            if nb {
                "Seksuell"
            } else {
                "Sexual"
            }
        }
        Exploitation::Labour => {
            if nb {
                "Tvangsarbeid"
            } else {
                "Labour"
            }
        }
        Exploitation::Begging => {
            if nb {
                "Tigging"
            } else {
                "Begging"
            }
        }
        Exploitation::ForcedCrime => {
            if nb {
                "Kriminalitet"
            } else {
                "Forced crime"
            }
        }
        Exploitation::Servitude => {
            if nb {
                "Slaveri"
            } else {
                "Servitude"
            }
        }
        Exploitation::ForcedMarriage => {
            if nb {
                "Ekteskap"
            } else {
                "Marriage"
            }
        }
        Exploitation::OrganRemoval => {
            if nb {
                "Organer"
            } else {
                "Organs"
            }
        }
        Exploitation::WarService => {
            if nb {
                "Krigstjeneste"
            } else {
                "War service"
            }
        }
        Exploitation::Other => {
            if nb {
                "Annen"
            } else {
                "Other"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::codes::Code;

    #[test]
    fn every_caller_can_be_chosen_once() {
        let mut all = CALLERS.to_vec();
        all.sort_unstable();
        let mut known = Caller::ALL.to_vec();
        known.sort_unstable();
        assert_eq!(all, known);
    }
}
