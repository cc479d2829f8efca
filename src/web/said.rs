//! What was just done with a record: the code that stands behind an address, and its words. The same for every kind of record, so
//! that a page says the same of the same everywhere.

use super::layout::Flash;
use super::record_texts::RecordTexts;
use crate::kernel::codes::{Code, FactKind};
use crate::kernel::text::Lang;

/// A record was changed.
pub const SAVED: &str = "saved";

/// A record that was entered by mistake was removed.
pub const REMOVED: &str = "removed";

/// What stands before the kind of a record that was added.
const ADDED: &str = "added_";

/// The code of a new record of a kind.
#[must_use]
pub fn added(kind: FactKind) -> String {
    format!("{ADDED}{}", kind.code())
}

/// A code in words; nothing for one that says nothing of a record.
#[must_use]
pub fn words(code: &str, lang: Lang) -> Option<String> {
    let t = RecordTexts(lang);
    match code {
        SAVED => Some(t.saved().to_owned()),
        REMOVED => Some(t.removed().to_owned()),
        _ => FactKind::from_code(code.strip_prefix(ADDED)?).map(|kind| t.added(kind.label(lang))),
    }
}

/// The same above a page.
#[must_use]
pub fn flash(code: Option<&str>, lang: Lang) -> Option<Flash> {
    words(code?, lang).map(|text| Flash { color: "success", text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_record_is_named_and_an_odd_code_says_nothing() {
        let said = |code: &str| words(code, Lang::Nb);
        assert_eq!(said(&added(FactKind::Status)).as_deref(), Some("Oppholdsstatus er lagt til."));
        assert_eq!(said("saved").as_deref(), Some("Endringen er lagret."));
        assert!(said("removed").is_some_and(|text| !text.contains("Logg")), "not everybody sees the log");
        assert_eq!((said("added_<b>"), said("added_"), said("x")), (None, None, None));
    }
}
