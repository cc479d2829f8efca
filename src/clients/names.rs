//! Names as a caseworker types them: one folded spelling for all scripts, fuzzy keys to look words up by, a penalty
//! that judges what the keys found, the alphabetical order, and the reading of the one search field.
//!
//! Knows nothing of the database, of clients or of who may see them. It only turns text into text and numbers.

use any_ascii::any_ascii_char;
use std::collections::BTreeSet;
use std::iter::once;

/// Longer words are cut. No name is longer, and the vocabulary has a column of this width.
const LONGEST_WORD: usize = 40;

/// Longer skeletons are cut before keys are made of them, so that a long word does not get forty keys.
const LONGEST_SKELETON: usize = 12;

/// So many words, and so many numbers, are read from the search field. Each costs look-ups.
const MOST_TERMS: usize = 8;

/// What was typed in the search field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Folded name words, distinct, in order.
    pub words: Vec<String>,
    /// Digits of a DUF number, a telephone number and the like; a case number is `2019-017`. Distinct, in order.
    pub numbers: Vec<String>,
}

/// The folded words of a name: distinct, in order, only `[a-z0-9]`. A name in another script comes out as near to its
/// Latin spelling as the script allows.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in pieces(text) {
        add_words(&mut words, &piece.run);
    }
    words
}

/// The fuzzy keys of a folded word: its sound skeleton, and the skeleton with each one letter left out. Two words whose
/// skeletons are one edit apart share a key. Sorted, distinct, only `[a-z0-9]`; empty only for an empty word.
#[must_use]
pub fn keys(word: &str) -> Vec<String> {
    let skeleton: String = skeleton(&sound(word)).chars().take(LONGEST_SKELETON).collect();
    let mut keys = BTreeSet::new();
    match skeleton.len() {
        0 => return Vec::new(),
        // One letter less of these would be found in half the names. But Hanna is also Anna, and Ганна.
        1 | 2 => {
            if let Some(rest) = skeleton.strip_prefix('h').filter(|rest| !rest.is_empty()) {
                keys.extend([format!("a{rest}"), format!("g{rest}")]);
            }
        }
        _ => keys.extend((0..skeleton.len()).map(|left_out| without(&skeleton, left_out))),
    }
    keys.insert(skeleton);
    keys.into_iter().collect()
}

/// How far a word of the search is from a word of a name, both folded; `None` when the difference is not forgiven.
///
/// - 0: equal.
/// - 1: the name begins with what was typed, two letters or more.
/// - otherwise the cheapest of: 10 for each wrong, missing, added or swapped letter; 15 when both sound alike; 5 more
///   than the number of letters when counted by sound; 20 when what was typed is a beginning with one wrong letter.
#[must_use]
pub fn penalty(query: &str, word: &str) -> Option<u32> {
    if query.is_empty() {
        return None;
    }
    if query == word {
        return Some(0);
    }
    if query.len() >= 2 && word.starts_with(query) {
        return Some(1);
    }
    let row = distances(query, word);
    let letters = row.last().copied()?;
    let (query_sound, word_sound) = (sound(query), sound(word));
    let sounds = distances(&query_sound, &word_sound).last().copied()?;
    [
        (letters <= forgiven(query, word)).then_some(10 * letters),
        (sounds == 0 || same_consonants(&query_sound, &word_sound, letters, query.len().max(word.len()))).then_some(15),
        (sounds <= forgiven(&query_sound, &word_sound)).then_some((10 * sounds + 5).max(15)),
        begins_nearly(query, &row).then_some(20),
    ]
    .into_iter()
    .flatten()
    .min()
}

/// A text whose byte order is the Norwegian alphabetical order of the name, in both databases: only ASCII. After z come
/// æ, ø and å as the three next ASCII characters, then words in other scripts. Equal keys are names that differ only in
/// case, accents and signs.
#[must_use]
pub fn sort_key(given: &str, family: &str) -> String {
    let mut key = String::new();
    for part in [given, family] {
        for piece in pieces(part) {
            let word = sort_word(&piece.run);
            if !word.is_empty() && !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&word);
        }
    }
    key
}

/// The digits of a text as ASCII, the last first: people remember the end of a number, a database finds a beginning.
#[must_use]
pub fn digits_reversed(text: &str) -> String {
    text.chars().rev().filter_map(digit).collect()
}

/// Reads what was typed in the search field: name words and numbers in any order. Groups of digits that stand together
/// are one number, but `2019-017` and `2019/17` are the case number `2019-017`.
#[must_use]
pub fn query(text: &str) -> Query {
    let pieces = pieces(text);
    let mut words = Vec::new();
    let mut numbers: Vec<String> = Vec::new();
    // The number that the next group of digits may belong to.
    let mut open: Option<String> = None;
    let mut rest = pieces.as_slice();
    while let Some((piece, after)) = rest.split_first() {
        rest = after;
        let Some(digits) = all_digits(&piece.run) else {
            numbers.extend(open.take());
            add_words(&mut words, &piece.run);
            continue;
        };
        let joined = open.is_some() && piece.gap.chars().all(joins);
        // A year after a dash is the middle of something else, say a date.
        let touching = joined && !piece.gap.chars().all(char::is_whitespace);
        if let Some((case, after)) = case_number(&digits, after).filter(|_| !touching) {
            numbers.extend(open.take());
            numbers.push(case);
            rest = after;
        } else if joined {
            open = open.map(|number| number + &digits);
        } else {
            numbers.extend(open.replace(digits));
        }
    }
    numbers.extend(open);
    words.truncate(MOST_TERMS);
    let mut distinct = Vec::new();
    for number in numbers {
        if !distinct.contains(&number) {
            distinct.push(number);
        }
    }
    distinct.truncate(MOST_TERMS);
    Query { words, numbers: distinct }
}

// --- Splitting ---

/// Letters and digits that stand together, lower case, and what stood between them and the piece before.
struct Piece {
    gap: String,
    run: String,
}

/// What a character is to a word.
enum Kind {
    /// A letter or digit of it.
    Inside,
    /// Nothing: an accent, an apostrophe, an invisible character.
    Nothing,
    /// It ends the word.
    Between,
}

fn kind(c: char) -> Kind {
    if c.is_whitespace() || c.is_control() {
        Kind::Between
    } else if is_point(c) {
        Kind::Nothing
    } else if c.is_alphanumeric() {
        Kind::Inside
    } else {
        // Accents and zero-width characters have no ASCII at all; every kind of apostrophe has one of these two.
        match any_ascii_char(c) {
            "" | "'" | "`" => Kind::Nothing,
            _ => Kind::Between,
        }
    }
}

/// Vowel points of Arabic and Hebrew. Most people write names without them, so they cannot count.
const fn is_point(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}')
}

/// The letter that a letter and a mark after it make, where the letter alone would come out otherwise. For all other
/// marks it is enough to leave them out.
fn composed(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('a', '\u{30a}') => Some('å'),
        ('и', '\u{306}') => Some('й'),
        ('و', '\u{654}') => Some('ؤ'),
        ('ي', '\u{654}') => Some('ئ'),
        ('う', '\u{3099}') => Some('ゔ'),
        ('ウ', '\u{3099}') => Some('ヴ'),
        // In Unicode voiced kana stand right after the plain ones, half-voiced after those.
        ('か'..='と' | 'は'..='ほ' | 'カ'..='ト' | 'ハ'..='ホ', '\u{3099}') => {
            char::from_u32(u32::from(letter) + 1)
        }
        ('は'..='ほ' | 'ハ'..='ホ', '\u{309a}') => char::from_u32(u32::from(letter) + 2),
        _ => None,
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut gap, mut run) = (String::new(), String::new());
    for c in text.to_lowercase().chars() {
        if let Some(whole) = run.chars().next_back().and_then(|letter| composed(letter, c)) {
            run.pop();
            run.push(whole);
            continue;
        }
        match kind(c) {
            Kind::Inside => run.push(c),
            Kind::Nothing => {}
            Kind::Between => {
                if !run.is_empty() {
                    pieces.push(Piece { gap: std::mem::take(&mut gap), run: std::mem::take(&mut run) });
                }
                gap.push(c);
            }
        }
    }
    if !run.is_empty() {
        pieces.push(Piece { gap, run });
    }
    pieces
}

// --- Folding ---

fn add_words(words: &mut Vec<String>, run: &str) {
    let (article, rest) = article(run);
    for part in [article, rest] {
        let mut word = folded(part);
        word.truncate(LONGEST_WORD);
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
}

/// The Arabic article is written together with its word, but in Latin letters apart: Al-Rahman. A short rest is no
/// word, and before y it is no article (Elias).
fn article(run: &str) -> (&str, &str) {
    const ARTICLE: &str = "ال";
    match run.strip_prefix(ARTICLE) {
        Some(rest) if rest.chars().count() >= 3 && !rest.starts_with(['ي', 'ی']) => (ARTICLE, rest),
        _ => ("", run),
    }
}

fn folded(run: &str) -> String {
    let mut word = String::new();
    for (place, c) in run.chars().enumerate() {
        for letter in latin(c, place == 0) {
            push_folded(&mut word, letter);
        }
    }
    word
}

/// Adds a letter, with aa, ae and oe as å, æ and ø come out: a, e and o. What has been folded once does not change when
/// folded again.
fn push_folded(word: &mut String, letter: char) {
    match (word.chars().next_back(), letter) {
        (Some('a'), 'a') | (Some('o'), 'e') => {}
        (Some('a'), 'e') => {
            word.pop();
            push_folded(word, 'e');
        }
        _ => word.push(letter),
    }
}

/// A letter in `[a-z0-9]`, perhaps several, perhaps none.
fn latin(c: char, first: bool) -> impl Iterator<Item = char> {
    arabic(c, first)
        .unwrap_or_else(|| any_ascii_char(c))
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
}

/// The Arabic letters that stand for vowels, as people write them in Latin letters. The general transliteration drops
/// them or makes consonants of them.
const fn arabic(c: char, first: bool) -> Option<&'static str> {
    match c {
        'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' | 'ة' | 'ى' => Some("a"),
        'ع' if first => Some("a"),
        'ع' | 'ء' => Some(""),
        'ؤ' => Some("u"),
        'و' if !first => Some("u"),
        'ي' | 'ی' if first => Some("y"),
        'ئ' | 'ي' | 'ی' => Some("i"),
        _ => None,
    }
}

// --- Sound ---

/// Spellings of one sound, the longest first. `x` stands for sh and its like.
const SPELLINGS: &[(&str, &str)] = &[
    ("tsch", "x"),
    ("sch", "x"),
    ("skj", "x"),
    ("tch", "x"),
    ("cz", "x"),
    ("sh", "x"),
    ("sj", "x"),
    ("sz", "x"),
    ("xh", "x"),
    ("zh", "x"),
    ("bh", "b"),
    ("ck", "k"),
    ("dh", "d"),
    ("gh", "g"),
    ("kh", "k"),
    ("ph", "f"),
    ("qu", "k"),
    ("rh", "r"),
    ("th", "t"),
    ("ts", "s"),
    ("tz", "s"),
    ("wh", "v"),
    ("j", "i"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("z", "s"),
];

/// A folded word as it roughly sounds: one letter for each sound, no double letters, y and j as i. The names come from
/// everywhere, so the rules are those that no one language contradicts much.
fn sound(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let (sounds, after) = first_sound(first, rest, out.is_empty());
        rest = after;
        for letter in sounds.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) {
            if !out.ends_with(letter) {
                out.push(letter);
            }
        }
    }
    out
}

/// The sound that a text begins with, and what comes after it.
fn first_sound(first: char, text: &str, initial: bool) -> (&str, &str) {
    let spelled = SPELLINGS.iter().find_map(|(spelling, sound)| Some((*sound, text.strip_prefix(spelling)?)));
    if let Some(found) = spelled {
        return found;
    }
    if let Some(after) = text.strip_prefix("ch") {
        // Christina and Chrysanthi, but Chioma and Sanchez.
        let hard = after.starts_with(|next: char| !is_vowel(next) && !matches!(next, 'y' | 'j'));
        return (if hard { "k" } else { "x" }, after);
    }
    let (letter, after) = text.split_at(first.len_utf8());
    match first {
        'c' if after.starts_with(['e', 'i', 'y']) => ("s", after),
        'c' => ("k", after),
        // Xenia and Xuan, but Alexander.
        'x' if initial => ("s", after),
        'x' => ("ks", after),
        _ => (letter, after),
    }
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The consonants of a sound. A vowel at the beginning is `a`, whichever it is; h counts only there.
fn skeleton(sound: &str) -> String {
    let mut out = String::new();
    for (place, c) in sound.chars().enumerate() {
        match (place, is_vowel(c)) {
            (0, true) => out.push('a'),
            (0, false) => out.push(c),
            (_, true) => {}
            (_, false) if c == 'h' => {}
            (_, false) => out.push(c),
        }
    }
    out
}

fn without(skeleton: &str, left_out: usize) -> String {
    skeleton.chars().enumerate().filter(|(place, _)| *place != left_out).map(|(_, c)| c).collect()
}

// --- Judging ---

/// So many wrong letters are forgiven; of a short word none, since it would become any other short word. The shorter
/// word counts: Maria is not Martin.
fn forgiven(a: &str, b: &str) -> u32 {
    match a.len().min(b.len()) {
        0..=3 => 0,
        4..=5 => 1,
        6..=8 => 2,
        _ => 3,
    }
}

/// True when two words of two consonants or more have the same ones, and half the letters besides. Arabic, Ethiopic and
/// Thai names come out with few vowels, and these must still be found.
fn same_consonants(a: &str, b: &str, letters: u32, longest: usize) -> bool {
    let skeleton_a = skeleton(a);
    skeleton_a.chars().filter(|c| !is_vowel(*c)).count() >= 2
        && skeleton_a == skeleton(b)
        && u32::try_from(longest.div_ceil(2)).is_ok_and(|half| letters <= half)
}

/// True when what was typed is a beginning of the word but for one letter.
fn begins_nearly(query: &str, row: &[u32]) -> bool {
    let length = query.len();
    length >= 5 && row.iter().skip(length - 1).take(3).any(|distance| *distance <= 1)
}

/// The distance of `query` from each beginning of `word`, from none of it to all of it: the fewest letters to change,
/// leave out, put in or swap with their neighbour (optimal string alignment).
fn distances(query: &str, word: &str) -> Vec<u32> {
    let mut before_last: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = (0..).take(word.len() + 1).collect();
    let mut previous_typed = None;
    for typed in query.bytes() {
        let mut left = last.first().map_or(0, |d| d + 1);
        let mut row = vec![left];
        let mut previous = None;
        // A swap comes from two rows up and two columns back: there is none in the first column.
        let swaps = once(None).chain(before_last.iter().copied().map(Some)).chain(std::iter::repeat(None));
        for (((letter, diagonal), above), swap) in word.bytes().zip(&last).zip(last.iter().skip(1)).zip(swaps) {
            let mut best = (diagonal + u32::from(letter != typed)).min(above + 1).min(left + 1);
            if previous == Some(typed) && previous_typed == Some(letter) {
                best = swap.map_or(best, |swap| best.min(swap + 1));
            }
            row.push(best);
            left = best;
            previous = Some(letter);
        }
        before_last = std::mem::replace(&mut last, row);
        previous_typed = Some(typed);
    }
    last
}

// --- Order ---

fn sort_word(run: &str) -> String {
    // The four characters after z in ASCII.
    const AE: char = '{';
    const OE: char = '|';
    const AA: char = '}';
    const OTHER_SCRIPT: char = '~';

    let mut out = String::new();
    let mut other = false;
    for (place, c) in run.chars().enumerate() {
        let mut letters = latin(c, place == 0).peekable();
        if letters.peek().is_none() {
            continue;
        }
        let was_other = other;
        other = !(is_latin(c) || c.is_numeric());
        match c {
            'æ' | 'ǽ' | 'ǣ' => out.push(AE),
            'ø' | 'ǿ' => out.push(OE),
            'å' | 'ǻ' => out.push(AA),
            _ => {
                if other && !was_other {
                    out.push(OTHER_SCRIPT);
                }
                for letter in letters {
                    if letter == 'a' && !other && !was_other && out.ends_with('a') {
                        out.pop();
                        out.push(AA);
                    } else {
                        out.push(letter);
                    }
                }
            }
        }
    }
    out
}

/// The blocks of Unicode that hold Latin letters.
const fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{2af}' | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}')
}

// --- Numbers ---

/// A decimal digit of any script as ASCII.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let mut written = any_ascii_char(c).chars().filter(|_| c.is_numeric());
    let digit = written.next().filter(char::is_ascii_digit)?;
    written.next().is_none().then_some(digit)
}

fn all_digits(run: &str) -> Option<String> {
    run.chars().map(digit).collect()
}

/// Signs that stand within a telephone or DUF number. A plus begins a new one.
fn joins(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '.' | '/' | '(' | ')') || is_dash(c)
}

/// Hyphens and dashes, also those that a word processor puts in.
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_case_separator(gap: &str) -> bool {
    let mut signs = gap.trim().chars();
    signs.next().is_some_and(|sign| is_dash(sign) || sign == '/') && signs.next().is_none()
}

/// The case number that begins with these digits, and what comes after it. A third group makes it a date or a DUF
/// number.
fn case_number<'a>(year: &str, after: &'a [Piece]) -> Option<(String, &'a [Piece])> {
    let (serial, after) = after.split_first()?;
    let digits = all_digits(&serial.run)?;
    let third = after.first().is_some_and(|next| is_case_separator(&next.gap) && all_digits(&next.run).is_some());
    let is_case = year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && digits.len() <= 5
        && is_case_separator(&serial.gap)
        && !third;
    is_case.then(|| (format!("{year}-{:0>3}", digits.trim_start_matches('0')), after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Finds as the store does: by prefix or by a shared key, judged by the penalty. Each word typed must be found.
    fn finds(typed: &str, name: &str) -> bool {
        let typed = query(typed).words;
        let name = words(name);
        !typed.is_empty()
            && typed.iter().all(|typed| {
                let mine = keys(typed);
                name.iter().any(|word| {
                    let candidate = word.starts_with(typed) || keys(word).iter().any(|key| mine.contains(key));
                    candidate && penalty(typed, word).is_some()
                })
            })
    }

    fn folded_word() -> impl Strategy<Value = String> {
        "[a-z0-9]{1,44}".prop_filter_map("folds to nothing", |text| words(&text).into_iter().next())
    }

    /// Any text, but mostly letters of the scripts that the names come in.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,30}",
            "[a-zA-ZæøåÆØÅäöüéñșțđłčšžƠơƯưạế' '’ʼ\u{301}\u{30a}\u{306}\u{200b}-]{0,50}",
            "[а-яА-ЯіїєґІЇЄҐ '-]{0,30}",
            "[ء-ي\u{64b}-\u{652} -]{0,30}",
            "[ሀ-ፚ ก-๛ 0-9٠-٩/.+-]{0,30}",
        ]
    }

    #[test]
    fn words_are_folded() {
        for (name, expected) in [
            ("Đorđević", "dordevic"),
            ("Søren", "soren"),
            ("Åse", "ase"),
            ("Aase", "ase"),
            ("Bjoern", "bjorn"),
            ("Bjørn", "bjorn"),
            ("Kjær", "kjer"),
            ("Kjaer", "kjer"),
            ("Nguyễn", "nguyen"),
            ("Țuțea", "tutea"),
            ("Мария", "mariya"),
            ("Юлія", "yuliya"),
            ("فاطمة", "fatma"),
            ("محمد", "mhmd"),
            ("مُحَمَّد", "mhmd"),
            ("علي", "ali"),
            ("يوسف", "yusf"),
            ("ትግስት", "tgst"),
            ("สมชาย", "smchay"),
        ] {
            assert_eq!(words(name), [expected], "{name}");
        }
    }

    #[test]
    fn apostrophes_join_and_all_other_signs_split() {
        for name in ["O'Brien", "O’Brien", "Oʼbrien", "O`Brien", "O‘BRIEN", "O\u{b4}Brien"] {
            assert_eq!(words(name), ["obrien"], "{name}");
        }
        assert_eq!(words("Anne-Marie  Nilsen/Berg, (Mia) 😀 Mia"), ["anne", "marie", "nilsen", "berg", "mia"]);
        assert_eq!(words("Anne\u{2011}Marie\u{a0}Li"), ["anne", "marie", "li"]);
        assert_eq!(words("عبد الرحمن"), ["abd", "al", "rhmn"]);
        assert!(words(" - ' ’ \u{200b}").is_empty());
    }

    #[test]
    fn invisible_characters_do_not_count() {
        assert_eq!(words("\u{feff}Ma\u{200b}r\u{200d}i\u{ad}a\u{202e} \u{2066}Li\u{2069}"), ["maria", "li"]);
    }

    #[test]
    fn decomposed_letters_are_the_same() {
        for (decomposed, composed) in [
            ("A\u{30a}se", "Åse"),
            ("Nguye\u{302}\u{303}n", "Nguyễn"),
            ("S\u{326}erban", "Șerban"),
            ("Андреи\u{306}", "Андрей"),
            ("Андріи\u{306} І\u{308}жак", "Андрій Їжак"),
            ("ا\u{654}حمد", "أحمد"),
            ("فو\u{654}اد", "فؤاد"),
            ("عاي\u{654}شة", "عائشة"),
            ("さくらか\u{3099}", "さくらが"),
        ] {
            assert_eq!(words(decomposed), words(composed), "{composed}");
            assert_eq!(sort_key(decomposed, ""), sort_key(composed, ""), "{composed}");
        }
    }

    #[test]
    fn words_are_cut() {
        assert_eq!(words(&"xy".repeat(50)), ["xy".repeat(20)]);
    }

    #[test]
    fn keys_are_the_skeleton_and_one_letter_less() {
        assert_eq!(keys("okafor"), ["afr", "akf", "akfr", "akr", "kfr"]);
        assert_eq!(keys("maria"), ["mr"]);
        assert_eq!(keys("joy"), ["a"]);
        assert_eq!(keys("martin"), ["mrn", "mrt", "mrtn", "mtn", "rtn"]);
        assert!(keys("").is_empty());
    }

    #[test]
    fn spellings_of_one_sound_have_one_skeleton() {
        for (a, b) in [
            ("kristoffersen", "christophersen"),
            ("schmidt", "shmidt"),
            ("skjerve", "sjerve"),
            ("khadija", "cadiya"),
            ("wahid", "vahid"),
            ("zara", "sarah"),
            ("thuy", "tui"),
            ("alexander", "aleksander"),
            ("ghebre", "gebre"),
            ("quynh", "kuin"),
            ("hoxha", "hosha"),
            ("xenia", "senia"),
        ] {
            assert_eq!(skeleton(&sound(a)), skeleton(&sound(b)), "{a} {b}");
        }
    }

    #[test]
    fn misspelt_names_are_found() {
        for (typed, name) in [
            ("irena floera", "Irina Florea"),
            ("florea irina", "Irina Florea"),
            ("mohamad", "Muhammed"),
            ("muhammed", "Mohamad"),
            ("yetunde", "Yetonde"),
            ("nguyen", "Nguyễn"),
            ("ngueyn thi", "Nguyễn Thị Lan"),
            ("okafor", "Okaforr"),
            ("zielinska", "Zielińska"),
            ("kristoffersen", "Christophersen"),
            ("christofersen", "Kristoffersen"),
            ("mikael", "Michael"),
            ("jorgensen", "Jørgensen"),
            ("joergensen", "Jørgensen"),
            ("hakon", "Haakon"),
            ("håkon", "Hakon"),
            ("obrien", "O'Brien"),
            ("anne marie", "Anne-Marie"),
            ("blesing", "Blessing Osagie"),
            ("osagi", "Blessing Osaghae"),
            ("shkipe", "Shqipe"),
            ("durata", "Dhurata"),
            ("serban", "Șerban"),
            ("sherban", "Șerban"),
            ("dordevic", "Đorđević"),
            ("djordjevic", "Đorđević"),
            ("gebremariam", "Ghebremariam"),
            ("tigist", "ትግስት"),
            ("berhane", "ብርሃነ"),
            ("somchai", "Somchay"),
            ("gonzales", "González"),
            ("jimenes", "Jiménez"),
            ("elena", "Helena"),
            ("hanna", "Anna"),
            ("maria", "Marya"),
            ("aly", "Ali"),
            ("chirstina", "Christina"),
            ("krisitn", "Kristin"),
            ("mari", "Mariana"),
        ] {
            assert!(finds(typed, name), "{typed} / {name}");
        }
    }

    #[test]
    fn names_are_found_across_scripts() {
        for (typed, name) in [
            ("Мария", "Мария Петренко"),
            ("мария", "Марія"),
            ("maria", "Мария"),
            ("mariia petrenko", "Марія Петренко"),
            ("Мария", "Maria"),
            ("volodymyr", "Володимир"),
            ("oleksandr", "Олександр"),
            ("oleh", "Олег"),
            ("hanna", "Ганна"),
            ("serhii", "Сергій"),
            ("shcherbak", "Щербак"),
            ("yulia", "Юлія"),
            ("فاطمة", "فاطمة"),
            ("fatima", "فاطمة"),
            ("فاطمة", "Fatima"),
            ("mohammed", "محمد"),
            ("محمد", "Muhammad"),
            ("ahmed", "أحمد"),
            ("احمد", "أحمد"),
            ("yousef", "يوسف"),
            ("hussein", "حسين"),
            ("khadija", "خديجة"),
            ("zeinab", "زينب"),
            ("omar", "عمر"),
            ("aisha", "عائشة"),
            ("said", "سعيد"),
            ("al-rahman", "عبد الرحمن"),
            ("rahman", "عبدالرحمن الرحمن"),
            ("elias", "الياس"),
        ] {
            assert!(finds(typed, name), "{typed} / {name}: {:?} {:?}", words(typed), words(name));
        }
    }

    #[test]
    fn other_names_are_not_found() {
        for (typed, name) in [
            ("anna", "Hans"),
            ("hans", "Anna"),
            ("maria", "Martin"),
            ("martin", "Maria"),
            ("joy", "Jon"),
            ("jon", "Joy"),
            ("jon", "Anna"),
            ("ali", "Ole"),
            ("irina florea", "Irina Popescu"),
            ("blessing", "Bleona"),
            ("grace", "Gloria"),
            ("maria", "Omar"),
            ("irina", "Rana"),
            ("mohamad", "Mahdi"),
            ("nguyen", "Nganga"),
        ] {
            assert!(!finds(typed, name), "{typed} / {name}");
        }
    }

    #[test]
    fn nearer_costs_less() {
        assert_eq!(penalty("maria", "maria"), Some(0));
        assert_eq!(penalty("mar", "maria"), Some(1));
        assert_eq!(penalty("m", "maria"), None);
        assert_eq!(penalty("", "maria"), None);
        assert_eq!(penalty("mraia", "maria"), Some(10));
        assert_eq!(penalty("mohamad", "muhammed"), Some(15));
        assert_eq!(penalty("kristoffersen", "christophersen"), Some(15));
        assert_eq!(penalty("kristpof", "kristoffersen"), Some(20));
        assert_eq!(penalty("joy", "jon"), None);
    }

    #[test]
    fn distances_count_swaps_once() {
        for (a, b, expected) in
            [("abcd", "abdc", 1), ("ca", "abc", 3), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3)]
        {
            assert_eq!(distances(a, b).last(), Some(&expected), "{a} {b}");
        }
    }

    #[test]
    fn the_order_is_norwegian() {
        let sorted = [
            ("Ana Maria", "Berg"),
            ("Ana", "Zamfir"),
            ("Anna", "Berg"),
            ("Élodie", "Arnaud"),
            ("Emma", "Arnaud"),
            ("Kari", "Bye"),
            ("Kari", "Bø"),
            ("Kari", "Bå"),
            ("Øde", "A"),
            ("Ørjan", "A"),
            ("Aase", "A"),
            ("Åse", "B"),
            ("Мария", "A"),
        ];
        let keys: Vec<String> = sorted.iter().map(|(given, family)| sort_key(given, family)).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        assert!(sort_key("Zoe", "") < sort_key("Ægir", "") && sort_key("Ægir", "") < sort_key("Øde", ""));
        assert_eq!(sort_key("Aase", "O'Brien-Næss"), "}se obrien n{ss");
        assert_eq!(sort_key("", " Berg "), "berg");
    }

    #[test]
    fn digits_come_last_first() {
        assert_eq!(digits_reversed("+47 22 33 11 60"), "0611332274");
        assert_eq!(digits_reversed("٢٠١٩"), "9102");
        assert_eq!(digits_reversed("۱۲ a"), "21");
    }

    #[test]
    fn the_search_field_is_read() {
        for (typed, words, numbers) in [
            ("irina florea", &["irina", "florea"][..], &[][..]),
            ("2019-017", &[], &["2019-017"]),
            ("2019/17", &[], &["2019-017"]),
            ("2019–0017", &[], &["2019-017"]),
            ("2019 - 1234", &[], &["2019-1234"]),
            ("Florea,2019/7 irina", &["florea", "irina"], &["2019-007"]),
            ("2019 123456 07", &[], &["201912345607"]),
            ("2019-123456-07", &[], &["201912345607"]),
            ("2019-03-05", &[], &["20190305"]),
            ("05.03.2019", &[], &["05032019"]),
            ("+47 22 33 11 60", &[], &["4722331160"]),
            ("(+47) 22-33-11-60 +4799887766", &[], &["4722331160", "4799887766"]),
            ("22331160 2019-017", &[], &["22331160", "2019-017"]),
            ("2019-017 22331160", &[], &["2019-017", "22331160"]),
            ("1 ola 2, 3", &["ola"], &["1", "2", "3"]),
            ("٢٠١٩/١٧ محمد", &["mhmd"], &["2019-017"]),
            ("22\u{200b}33", &[], &["2233"]),
            ("  ", &[], &[]),
        ] {
            let read = query(typed);
            assert_eq!((read.words, read.numbers), (texts(words), texts(numbers)), "{typed}");
        }
    }

    fn texts(parts: &[&str]) -> Vec<String> {
        parts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn at_most_eight_terms_of_each_are_read() {
        let read = query("a b c d e f g h i j k 1, 2, 3, 4, 5, 6, 7, 8, 9, 10");
        assert_eq!((read.words.len(), read.numbers.len()), (8, 8));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in text()) {
            let once = words(&text);
            prop_assert_eq!(words(&once.join(" ")), once);
        }

        #[test]
        fn words_are_short_ascii(text in text()) {
            for word in words(&text) {
                prop_assert!((1..=LONGEST_WORD).contains(&word.len()));
                prop_assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
            }
        }

        #[test]
        fn every_word_has_keys(word in folded_word()) {
            let keys = keys(&word);
            prop_assert!(!keys.is_empty() && keys.len() <= LONGEST_SKELETON + 1);
            prop_assert!(keys.is_sorted());
            prop_assert!(keys.iter().flat_map(|key| key.bytes()).all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        }

        #[test]
        fn skeletons_one_edit_apart_share_a_key(
            a in "[bdfgklmnprstv]{4,14}",
            place in 0_usize..14,
            put in "[bdfgklmnprstv]?",
        ) {
            let (a, place) = (skeleton(&sound(&a)), place % a.len());
            prop_assume!(a.len() >= 4);
            let change = |(i, c): (usize, char)| if i == place { put.clone() } else { c.to_string() };
            let b: String = a.chars().enumerate().map(change).collect();
            // Letters with vowels between them keep their places.
            let spelled = |s: &str| s.chars().flat_map(|c| [c, 'o']).collect::<String>();
            let (mine, theirs) = (keys(&spelled(&a)), keys(&spelled(&b)));
            prop_assert!(mine.iter().any(|key| theirs.contains(key)), "{} {}", a, b);
        }

        #[test]
        fn the_penalty_is_nothing_only_for_the_same(a in folded_word(), b in folded_word()) {
            prop_assert_eq!(penalty(&a, &a), Some(0));
            prop_assert_eq!(penalty(&a, &b) == Some(0), a == b);
        }

        #[test]
        fn distances_are_symmetric(a in "[a-c]{0,8}", b in "[a-c]{0,8}") {
            prop_assert_eq!(distances(&a, &b).last().copied(), distances(&b, &a).last().copied());
        }

        #[test]
        fn a_swap_is_one_letter(a in "[a-z]{4,12}", place in 0_usize..11) {
            let mut swapped: Vec<char> = a.chars().collect();
            let place = place % (a.len() - 1);
            swapped.swap(place, place + 1);
            let swapped: String = swapped.into_iter().collect();
            prop_assert!(penalty(&a, &swapped).is_some_and(|penalty| penalty <= 10));
        }

        #[test]
        fn case_does_not_order(given in "[a-zæøåéöñшщйіїґ '-]{0,20}", family in "[a-zæøåéöñшщйіїґ '-]{0,20}") {
            prop_assert_eq!(sort_key(&given, &family), sort_key(&given.to_uppercase(), &family.to_uppercase()));
            prop_assert_eq!(words(&given), words(&given.to_uppercase()));
        }

        #[test]
        fn the_order_is_that_of_the_alphabet(a in "[b-zæøå]{0,6}", b in "[b-zæøå]{0,6}") {
            const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyzæøå";
            let plain = |s: &str| s.chars().map(|c| ALPHABET.find(c)).collect::<Vec<_>>();
            prop_assert_eq!(sort_key(&a, "").cmp(&sort_key(&b, "")), plain(&a).cmp(&plain(&b)));
        }

        #[test]
        fn sort_keys_are_ascii_on_one_line(given in text(), family in text()) {
            prop_assert!(sort_key(&given, &family).bytes().all(|b| (b' '..=b'~').contains(&b)));
        }

        #[test]
        fn any_text_can_be_typed(text in text(), any in any::<String>()) {
            for typed in [text, any] {
                let read = query(&typed);
                prop_assert!(read.words.len() <= MOST_TERMS && read.numbers.len() <= MOST_TERMS);
                prop_assert!(read.numbers.iter().all(|n| n.bytes().all(|b| b.is_ascii_digit() || b == b'-')));
                let _ = digits_reversed(&typed);
            }
        }
    }
}
