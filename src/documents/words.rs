//! The few words that the writers add to a document.

use crate::kernel::text::{Lang, Text};

const fn both(nb: &'static str, en: &'static str) -> Text {
    Text { nb, en }
}

pub(super) const CONTENTS: Text = both("Innhold", "Contents");
pub(super) const OVERVIEW: Text = both("Oversikt", "Overview");
pub(super) const KEY_NUMBERS: Text = both("Nøkkeltall", "Key figures");
pub(super) const NUMBERS: Text = both("Enkelttall", "Single numbers");
pub(super) const FIGURE: Text = both("Tall", "Figure");
pub(super) const VALUE: Text = both("Verdi", "Value");
pub(super) const EARLIER: Text = both("Tidligere år", "Earlier years");
pub(super) const NOBODY: Text = both("Ingen i dette året.", "None in this year.");
pub(super) const RULES: Text = both("Slik er tallene regnet", "How the numbers are counted");
pub(super) const RULES_SHEET: Text = both("Telleregler", "Counting rules");
pub(super) const RULES_LEAD: Text = both(
    "Hvert tall er regnet ut av det som er registrert, etter reglene under. Koden er tallets faste navn og den samme i alle formater.",
    "Every number is computed from what is recorded, by the rules below. The code is the number's permanent name and the same in all formats.",
);
pub(super) const RULE: Text = both("Regel", "Rule");
pub(super) const CODE: Text = both("Kode", "Code");
pub(super) const VALUES_SHEET: Text = both("Alle verdier", "All values");
pub(super) const RECORDS_SHEET: Text = both("Poster", "Records");
pub(super) const CHARTS_SHEET: Text = both("Diagramdata", "Chart data");
pub(super) const SHEET: Text = both("Ark", "Sheet");

/// «Side 2 av 9».
pub(super) fn page_of(page: usize, all: usize, lang: Lang) -> String {
    match lang {
        Lang::Nb => format!("Side {page} av {all}"),
        Lang::En => format!("Page {page} of {all}"),
    }
}

/// The words before and between the numbers of a page and of all pages.
pub(super) const fn page_words(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Nb => ("Side ", " av "),
        Lang::En => ("Page ", " of "),
    }
}
