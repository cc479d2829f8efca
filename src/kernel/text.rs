//! The two languages of the product and a pair of words in both. Knows nothing of pages or of the person who reads.

/// A language of the user interface. Bokmål comes first wherever both stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Deserialize, serde::Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Norwegian bokmål.
    #[default]
    Nb,
    /// English.
    En,
}

impl Lang {
    /// The language tag for `lang="…"` (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::En => "en",
        }
    }
}

/// The same words in bokmål and English. Both are always there: a missing translation does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Bokmål.
    pub nb: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The words in the language asked for.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nb => self.nb,
            Lang::En => self.en,
        }
    }
}
