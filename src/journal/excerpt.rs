//! Words in journal texts: which ones a search asks for, whether they stand in a text, and the part of the text around them. Both
//! backends take a letter with marks as the one without (`db/dialect.rs`); so does this. Pure.

/// The most words a search looks for.
const MOST_TERMS: usize = 10;

/// How much stands before the first match and in an excerpt altogether, in bytes; both end at words.
const BEFORE: usize = 80;
const LENGTH: usize = 260;

/// A part of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// True for a word that was searched for.
    pub is_match: bool,
}

/// The words of a search: letters and digits only.
#[must_use]
pub fn terms(query: &str) -> Vec<String> {
    query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST_TERMS).map(folded).collect()
}

/// True when every term begins a word of the text.
#[must_use]
pub fn has_all(text: &str, terms: &[String]) -> bool {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(folded).collect();
    terms.iter().all(|term| words.iter().any(|word| word.starts_with(term.as_str())))
}

/// The part of a text around the first word that was searched for, with all such words in it told apart; its beginning when
/// there is none. Line breaks become spaces.
#[must_use]
pub fn excerpt(text: &str, terms: &[String]) -> Vec<Part> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words(&text);
    let asked = |(from, to): (usize, usize)| {
        let word = folded(text.get(from..to).unwrap_or_default());
        terms.iter().any(|term| word.starts_with(term.as_str()))
    };
    let first = words.iter().copied().find(|word| asked(*word)).map_or(0, |(from, _)| from);
    let is_near = |(from, _): &&(usize, usize)| from + BEFORE >= first;
    let begin = if first <= BEFORE { 0 } else { words.iter().find(is_near).map_or(0, |(from, _)| *from) };
    let end = if text.len() <= begin + LENGTH {
        text.len()
    } else {
        // A single word may be longer than an excerpt; then it stands whole.
        let inside = words.iter().rev().find(|(from, to)| *from >= begin && *to <= begin + LENGTH);
        inside.or_else(|| words.iter().find(|(from, _)| *from >= begin)).map_or(text.len(), |(_, to)| *to)
    };
    let mut parts = Parts::default();
    if begin > 0 {
        parts.push("… ", false);
    }
    let mut at = begin;
    for (from, to) in words.iter().copied().filter(|(from, to)| *from >= begin && *to <= end) {
        if asked((from, to)) {
            parts.push(text.get(at..from).unwrap_or_default(), false);
            parts.push(text.get(from..to).unwrap_or_default(), true);
            at = to;
        }
    }
    parts.push(text.get(at..end).unwrap_or_default(), false);
    if end < text.len() {
        parts.push(" …", false);
    }
    parts.0
}

/// The beginning of a text on one line, for a list.
#[must_use]
pub fn beginning(text: &str) -> String {
    excerpt(text, &[]).into_iter().map(|part| part.text).collect()
}

#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn push(&mut self, text: &str, is_match: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.is_match == is_match => last.text.push_str(text),
            _ => self.0.push(Part { text: text.to_owned(), is_match }),
        }
    }
}

/// Where the words of a text begin and end, in bytes.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut began = None;
    for (at, c) in text.char_indices() {
        match (began, c.is_alphanumeric()) {
            (None, true) => began = Some(at),
            (Some(from), false) => {
                words.push((from, at));
                began = None;
            }
            _ => {}
        }
    }
    words.extend(began.map(|from| (from, text.len())));
    words
}

/// A word as it is compared: small letters without marks. `ø` and `æ` are letters of their own, as both backends have it.
fn folded(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(plain).collect()
}

const fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, query: &str) -> String {
        let mark = |part: Part| if part.is_match { format!("[{}]", part.text) } else { part.text };
        excerpt(text, &terms(query)).into_iter().map(mark).collect()
    }

    #[test]
    fn whole_words_are_told_apart() {
        assert_eq!(shown("Hun ringte\nhelsestasjonen i går.", "helse"), "Hun ringte [helsestasjonen] i går.");
        assert_eq!(shown("Går det? GÅR det", "gar"), "[Går] det? [GÅR] det");
        assert_eq!(shown("<b>møte</b>", "møte"), "<b>[møte]</b>");
        assert_eq!(shown("Ingenting her", "annet"), "Ingenting her");
        assert_eq!(shown("", "annet"), "");
    }

    #[test]
    fn an_excerpt_lies_around_the_first_match() {
        let text = format!("{}politi {}", "ord ".repeat(100), "siden ".repeat(100));
        let shown = shown(&text, "politi");
        assert!(shown.starts_with("… ord ord"), "{shown}");
        assert!(shown.contains("ord [politi] siden"), "{shown}");
        assert!(shown.ends_with("siden …"), "{shown}");
        assert!(shown.len() < LENGTH + 20);
    }

    #[test]
    fn all_words_must_stand_there() {
        let asked = |query: &str| has_all("Samtale med politiet på Grønland, kl. 13.00", &terms(query));
        assert!(asked("politi") && asked("SAMTALE grøn") && asked("13.00") && asked("pa") && asked(""));
        assert!(!asked("olitiet") && !asked("politi advokat") && !asked("gronland"));
        assert_eq!(terms("å-b  C!"), ["a", "b", "c"]);
    }

    proptest! {
        #[test]
        fn nothing_is_invented(text in ".{0,600}", query in "[a-zæøå ]{0,12}") {
            let parts = excerpt(&text, &terms(&query));
            let joined: String = parts.iter().map(|part| part.text.as_str()).collect();
            let inner = joined.trim_start_matches("… ").trim_end_matches(" …");
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(flat.contains(inner.trim()), "{inner}");
        }
    }
}
