//! What forms of a client choose from by name, in the order of the alphabet.

use crate::clients::names::sort_key;
use crate::kernel::codes::{Country, Language};
use crate::kernel::text::Lang;

/// All countries as (code, name), in the order of the alphabet.
pub fn countries(lang: Lang) -> Vec<(&'static str, &'static str)> {
    sorted(Country::all().map(|country| (country.code(), country.label(lang))).collect())
}

/// All languages as (code, name), in the order of the alphabet.
pub fn languages(lang: Lang) -> Vec<(&'static str, &'static str)> {
    sorted(Language::all().map(|language| (language.code(), language.label(lang))).collect())
}

fn sorted(mut named: Vec<(&'static str, &'static str)>) -> Vec<(&'static str, &'static str)> {
    named.sort_by_cached_key(|(_, name)| sort_key(name, ""));
    named
}
