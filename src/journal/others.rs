//! Whether a text seems to name another client than the one it is about: her case number, or her whole name. Asked before a note
//! is saved, because a journal may be read by whom it is about. Only clients that the writer may see are looked for.

use crate::clients::sight::{self, Sight};
use crate::clients::{finding, names, store};
use crate::db::Conn;
use crate::kernel::actor::Actor;
use crate::kernel::error::Result;
use chrono::NaiveDateTime;
use std::collections::HashMap;

/// At most this many numbers and names of a text are looked up: saving must stay quick.
const MOST_NUMBERS: usize = 12;
const MOST_NAMES: usize = 8;

/// At most this many clients of one name are looked at.
const MOST_ALIKE: usize = 50;

/// What in the text seems to be another client, as it stands in the text. `client` is whom the text is about, `now` is UTC.
///
/// # Errors
/// When the database cannot be read.
pub fn named(conn: &mut Conn, actor: &Actor, client: i64, text: &str, now: NaiveDateTime) -> Result<Vec<String>> {
    let sight = sight::of(conn, actor, now)?;
    let mut found = Vec::new();
    for number in case_numbers(text) {
        let hits = finding::by_number(conn, actor, &number)?;
        let ids: Vec<i64> = hits.into_iter().filter(|(_, penalty)| *penalty == 0).map(|(id, _)| id).collect();
        let named = seen(conn, actor, &sight, &ids)?;
        if named.iter().any(|one| one.case_number == number && one.id != client) {
            found.push(number);
        }
    }
    for name in whole_names(text) {
        let mut alike: Option<HashMap<i64, u32>> = None;
        for word in names::words(&name) {
            let with_word = finding::by_word(conn, actor, &word, 0)?;
            alike = Some(match alike {
                None => with_word,
                Some(before) => before.into_iter().filter(|(id, _)| with_word.contains_key(id)).collect(),
            });
        }
        let ids: Vec<i64> = alike.unwrap_or_default().into_keys().collect();
        // A name that the client herself bears is hers.
        if !ids.contains(&client) && !seen(conn, actor, &sight, &ids)?.is_empty() {
            found.push(name);
        }
    }
    Ok(found)
}

fn seen(conn: &mut Conn, actor: &Actor, sight: &Sight, ids: &[i64]) -> Result<Vec<store::ClientName>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    store::names_of(conn, actor, sight, ids.get(..MOST_ALIKE).unwrap_or(ids))
}

/// What looks like a case number: a year, a hyphen, two to five digits.
fn case_numbers(text: &str) -> Vec<String> {
    let is_number = |word: &&str| {
        let digits = |part: &str, length: std::ops::RangeInclusive<usize>| {
            length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        word.split_once('-').is_some_and(|(year, rest)| digits(year, 4..=4) && digits(rest, 2..=5))
    };
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-').map(|word| word.trim_matches('-'));
    distinct(words.filter(is_number).map(str::to_owned), MOST_NUMBERS)
}

/// Two words side by side that both begin with a capital letter, with nothing but space between them.
fn whole_names(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &str| {
        let rest = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
        word.chars().count() > 1 && word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(rest)
    };
    let pairs = words.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
        let second = second.trim_end_matches(|c: char| !c.is_alphanumeric());
        (is_name(first) && is_name(second)).then(|| format!("{first} {second}"))
    });
    distinct(pairs, MOST_NAMES)
}

fn distinct(all: impl Iterator<Item = String>, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for one in all {
        if found.len() < most && !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_cases_are_told_from_dates_and_telephones() {
        let text = "Se sak 2019-010 (og 2019-010), 2019-11-05, 2019-1, +47-22000014, 2020-00123.";
        assert_eq!(case_numbers(text), ["2019-010", "2020-00123"]);
    }

    #[test]
    fn whole_names_are_two_capitals_side_by_side() {
        let text = "Traff Irina Florea i går. Advokat C ringte «Anne-Lise O’Hara», Oslo. Bufdir";
        assert_eq!(whole_names(text), ["Traff Irina", "Irina Florea", "Anne-Lise O’Hara"]);
    }
}
