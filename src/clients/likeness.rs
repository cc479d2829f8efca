//! Whether two persons may be the same, and why: judged from what is known of both. Pure; knows neither database nor page.

use super::names;
use crate::kernel::text::Lang;
use crate::web::texts::texts;
use chrono::{Datelike, NaiveDate, TimeDelta};

/// Two words whose difference costs more than this are not alike: one wrong letter, or the same sound.
pub(super) const ALIKE: u32 = 15;

/// So many last digits of two telephone numbers must agree: a Norwegian number without its country.
const PHONE_DIGITS: usize = 8;

/// Birth dates so many days apart are within a year.
pub(super) const YEAR: TimeDelta = TimeDelta::days(366);

texts! {
    /// Why somebody may be the same person.
    ReasonTexts {
        same_duf = "Samme DUF-nummer", "Same DUF number";
        same_phone = "Samme telefonnummer", "Same telephone number";
        name_alike(name: &str) = "Navnet ligner: {name}", "The name is alike: {name}";
        alias_alike(alias: &str) = "Aliaset ligner: «{alias}»", "The alias is alike: “{alias}”";
        same_birth_date = "Samme fødselsdato", "Same birth date";
        birth_date_swapped(date: &str) = "Fødselsdato med dag og måned byttet: {date}", "Birth date with day and month swapped: {date}";
        birth_date_near(date: &str) = "Fødselsdato innen et år: {date}", "Birth date within a year: {date}";
    }
}

/// What is known of somebody, to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Given and family name.
    pub names: String,
    /// Alias.
    pub alias: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// DUF number, twelve digits.
    pub duf: String,
    /// Telephone numbers.
    pub phones: Vec<String>,
}

/// Why somebody may be the same person; the strongest first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The DUF number is the same.
    SameDuf,
    /// A telephone number is the same.
    SamePhone,
    /// The name, or a part of it, is alike: hers.
    NameAlike(String),
    /// The alias is alike: hers.
    AliasAlike(String),
    /// The birth date is the same.
    SameBirthDate,
    /// The birth date is the same with day and month swapped: hers.
    BirthDateSwapped(NaiveDate),
    /// The birth date is within a year: hers.
    BirthDateNear(NaiveDate),
}

impl Reason {
    /// In words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let t = ReasonTexts(lang);
        let date = |date: &NaiveDate| crate::web::show::date(*date);
        match self {
            Self::SameDuf => t.same_duf().to_owned(),
            Self::SamePhone => t.same_phone().to_owned(),
            Self::NameAlike(name) => t.name_alike(name),
            Self::AliasAlike(alias) => t.alias_alike(alias),
            Self::SameBirthDate => t.same_birth_date().to_owned(),
            Self::BirthDateSwapped(birth) => t.birth_date_swapped(&date(birth)),
            Self::BirthDateNear(birth) => t.birth_date_near(&date(birth)),
        }
    }

    /// How much it counts.
    pub(super) const fn weight(&self) -> u32 {
        match self {
            Self::SameDuf => 100,
            Self::SamePhone => 50,
            Self::NameAlike(_) | Self::AliasAlike(_) => 10,
            Self::SameBirthDate => 8,
            Self::BirthDateSwapped(_) => 6,
            Self::BirthDateNear(_) => 3,
        }
    }
}

/// Why two may be the same person; nothing when they hardly are. A number is enough, so are two names alike or the alias; one
/// name alike needs a birth date that is equal, turned round or near.
#[must_use]
pub fn reasons(one: &Candidate, other: &Candidate) -> Vec<Reason> {
    let mut found = Vec::new();
    if !one.duf.is_empty() && one.duf == other.duf {
        found.push(Reason::SameDuf);
    }
    if one.phones.iter().any(|phone| other.phones.iter().any(|hers| same_phone(phone, hers))) {
        found.push(Reason::SamePhone);
    }
    let is_same_alias = {
        let (words, hers) = (names::words(&one.alias), names::words(&other.alias));
        !words.is_empty() && words.len() == hers.len() && alike(&words, &hers) == words.len()
    };
    let names_alike = alike(&names::words(&one.names), &names::words(&other.names));
    let birth = one.birth_date.zip(other.birth_date).and_then(|(birth, hers)| births(birth, hers));
    let is_enough = !found.is_empty() || is_same_alias || names_alike >= 2 || (names_alike == 1 && birth.is_some());
    if !is_enough {
        return Vec::new();
    }
    if names_alike > 0 {
        found.push(Reason::NameAlike(other.names.clone()));
    }
    if is_same_alias {
        found.push(Reason::AliasAlike(other.alias.clone()));
    }
    found.extend(birth);
    found
}

/// How two birth dates are near each other.
fn births(one: NaiveDate, other: NaiveDate) -> Option<Reason> {
    if one == other {
        return Some(Reason::SameBirthDate);
    }
    if swapped(one) == Some(other) {
        return Some(Reason::BirthDateSwapped(other));
    }
    ((one - other).abs() <= YEAR).then_some(Reason::BirthDateNear(other))
}

/// The date with day and month swapped, when there is such a day.
pub(super) fn swapped(date: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year(), date.day(), date.month())
}

/// How many words have a word of their own that is like them.
fn alike(words: &[String], hers: &[String]) -> usize {
    let mut free: Vec<&String> = hers.iter().collect();
    let mut count = 0;
    for word in words {
        // The nearest of those that are left, so that a word does not take another's match.
        let nearest =
            free.iter().enumerate().filter_map(|(place, candidate)| Some((likeness(word, candidate)?, place))).min();
        if let Some((_, place)) = nearest {
            free.remove(place);
            count += 1;
        }
    }
    count
}

/// How far two words are from each other, whichever was written first; nothing when they are not alike.
fn likeness(word: &str, other: &str) -> Option<u32> {
    let penalty = names::penalty(word, other).into_iter().chain(names::penalty(other, word)).min()?;
    (penalty <= ALIKE).then_some(penalty)
}

/// The last digits of a telephone number; nothing when it has too few.
pub(super) fn phone_end(phone: &str) -> Option<String> {
    let reversed: String = names::digits_reversed(phone).chars().take(PHONE_DIGITS).collect();
    (reversed.len() == PHONE_DIGITS).then(|| reversed.chars().rev().collect())
}

fn same_phone(one: &str, other: &str) -> bool {
    phone_end(one).is_some_and(|end| phone_end(other) == Some(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(names: &str, birth: &str) -> Candidate {
        Candidate { names: names.to_owned(), birth_date: birth.parse().ok(), ..Candidate::default() }
    }

    #[test]
    fn two_names_alike_are_enough_in_any_order() {
        let other = person("Irina Florea", "");
        for names in ["Irina Florea", "Florea Irina", "Irína Floréa", "Irina Maria Florea"] {
            assert_eq!(reasons(&person(names, ""), &other), [Reason::NameAlike("Irina Florea".into())], "{names}");
        }
        for names in ["Irina Popescu", "Grace Florea", "Irina", "", "Irina Irina"] {
            assert!(reasons(&person(names, ""), &other).is_empty(), "{names}");
        }
    }

    #[test]
    fn one_name_alike_needs_a_birth_date_that_is_near() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let other = person("Irina Florea", "1997-05-03");
        let name = Reason::NameAlike("Irina Florea".into());
        let cases = [
            ("1997-05-03", Some(Reason::SameBirthDate)),
            ("1997-03-05", Some(Reason::BirthDateSwapped(day("1997-05-03")))),
            ("1998-01-01", Some(Reason::BirthDateNear(day("1997-05-03")))),
            ("1999-05-03", None),
        ];
        for (birth, near) in cases {
            let expected: Vec<Reason> = near.into_iter().flat_map(|near| [name.clone(), near]).collect();
            assert_eq!(reasons(&person("Irina Popescu", birth), &other), expected, "{birth}");
        }
        assert!(reasons(&person("Grace Popescu", "1997-05-03"), &other).is_empty());
    }

    #[test]
    fn a_number_is_enough_alone() {
        let with = |duf: &str, phone: &str| Candidate {
            duf: duf.to_owned(),
            phones: vec![phone.to_owned()],
            ..person("Grace Okafor", "")
        };
        let other = Candidate { names: "Irina Florea".into(), ..with("190100000110", "+47 912 34 567") };
        assert_eq!(reasons(&with("190100000110", ""), &other), [Reason::SameDuf]);
        assert_eq!(reasons(&with("", "91234567"), &other), [Reason::SamePhone]);
        assert!(reasons(&with("190100000204", "912 34 568"), &other).is_empty());
        assert!(reasons(&with("", "567"), &other).is_empty());
    }

    #[test]
    fn the_same_alias_is_enough_and_a_part_of_it_is_not() {
        let with = |alias: &str| Candidate { alias: alias.to_owned(), ..Candidate::default() };
        assert_eq!(reasons(&with("lilla"), &with("Lilla")), [Reason::AliasAlike("Lilla".into())]);
        assert!(reasons(&with("Lilla rose"), &with("Lilla")).is_empty());
        assert!(reasons(&with(""), &with("")).is_empty());
    }
}
