//! Languages that a person speaks, by their two-letter code.
//!
//! The codes are those of ISO 639-1 (183; the withdrawn `sh` is not among them). The names were taken once from CLDR (through Babel 2.18), with a capital for lists.
//! A language without a two-letter code, Dari for example, has the code of the wider one (`fa`).
//!
//! Knows nothing of the order of a list on a page.

use crate::kernel::text::{Lang, Text};

/// A language that the register knows. There is no way to make one but [`Language::from_code`] and [`Language::all`].
/// Languages are ordered by code; a list for people is sorted by label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(&'static LanguageRow);

impl Language {
    /// The language with this code. Codes are lower case; nothing is forgiven here.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let index = LANGUAGES.binary_search_by(|row| row.code.cmp(code)).ok()?;
        LANGUAGES.get(index).map(Self)
    }

    /// All languages, by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        LANGUAGES.iter().map(Self)
    }

    /// The code as files and the database hold it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// The name in both languages.
    #[must_use]
    pub const fn text(self) -> Text {
        let LanguageRow { nb, en, .. } = *self.0;
        Text { nb, en }
    }

    /// The name in one language.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.text().get(lang)
    }
}

/// A line of [`LANGUAGES`]; read it through [`Language`].
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LanguageRow {
    code: &'static str,
    nb: &'static str,
    en: &'static str,
}

const fn row(code: &'static str, nb: &'static str, en: &'static str) -> LanguageRow {
    LanguageRow { code, nb, en }
}

/// All languages, sorted by code: [`Language::from_code`] searches by halves.
#[rustfmt::skip]
pub static LANGUAGES: &[LanguageRow] = &[
    row("aa", "Afar", "Afar"),
    row("ab", "Abkhasisk", "Abkhazian"),
    row("ae", "Avestisk", "Avestan"),
    row("af", "Afrikaans", "Afrikaans"),
    row("ak", "Akan", "Akan"),
    row("am", "Amharisk", "Amharic"),
    row("an", "Aragonsk", "Aragonese"),
    row("ar", "Arabisk", "Arabic"),
    row("as", "Assamesisk", "Assamese"),
    row("av", "Avarisk", "Avaric"),
    row("ay", "Aymara", "Aymara"),
    row("az", "Aserbajdsjansk", "Azerbaijani"),
    row("ba", "Basjkirsk", "Bashkir"),
    row("be", "Belarusisk", "Belarusian"),
    row("bg", "Bulgarsk", "Bulgarian"),
    row("bi", "Bislama", "Bislama"),
    row("bm", "Bambara", "Bambara"),
    row("bn", "Bengali", "Bangla"),
    row("bo", "Tibetansk", "Tibetan"),
    row("br", "Bretonsk", "Breton"),
    row("bs", "Bosnisk", "Bosnian"),
    row("ca", "Katalansk", "Catalan"),
    row("ce", "Tsjetsjensk", "Chechen"),
    row("ch", "Chamorro", "Chamorro"),
    row("co", "Korsikansk", "Corsican"),
    row("cr", "Cree", "Cree"),
    row("cs", "Tsjekkisk", "Czech"),
    row("cu", "Kirkeslavisk", "Church Slavic"),
    row("cv", "Tsjuvasjisk", "Chuvash"),
    row("cy", "Walisisk", "Welsh"),
    row("da", "Dansk", "Danish"),
    row("de", "Tysk", "German"),
    row("dv", "Divehi", "Divehi"),
    row("dz", "Dzongkha", "Dzongkha"),
    row("ee", "Ewe", "Ewe"),
    row("el", "Gresk", "Greek"),
    row("en", "Engelsk", "English"),
    row("eo", "Esperanto", "Esperanto"),
    row("es", "Spansk", "Spanish"),
    row("et", "Estisk", "Estonian"),
    row("eu", "Baskisk", "Basque"),
    row("fa", "Persisk", "Persian"),
    row("ff", "Fulfulde", "Fula"),
    row("fi", "Finsk", "Finnish"),
    row("fj", "Fijiansk", "Fijian"),
    row("fo", "Færøysk", "Faroese"),
    row("fr", "Fransk", "French"),
    row("fy", "Vestfrisisk", "Western Frisian"),
    row("ga", "Irsk", "Irish"),
    row("gd", "Skotsk-gælisk", "Scottish Gaelic"),
    row("gl", "Galisisk", "Galician"),
    row("gn", "Guarani", "Guarani"),
    row("gu", "Gujarati", "Gujarati"),
    row("gv", "Mansk", "Manx"),
    row("ha", "Hausa", "Hausa"),
    row("he", "Hebraisk", "Hebrew"),
    row("hi", "Hindi", "Hindi"),
    row("ho", "Hiri motu", "Hiri Motu"),
    row("hr", "Kroatisk", "Croatian"),
    row("ht", "Haitisk", "Haitian Creole"),
    row("hu", "Ungarsk", "Hungarian"),
    row("hy", "Armensk", "Armenian"),
    row("hz", "Herero", "Herero"),
    row("ia", "Interlingua", "Interlingua"),
    row("id", "Indonesisk", "Indonesian"),
    row("ie", "Interlingue", "Interlingue"),
    row("ig", "Ibo", "Igbo"),
    row("ii", "Sichuan-yi", "Sichuan Yi"),
    row("ik", "Inupiak", "Inupiaq"),
    row("io", "Ido", "Ido"),
    row("is", "Islandsk", "Icelandic"),
    row("it", "Italiensk", "Italian"),
    row("iu", "Inuktitut", "Inuktitut"),
    row("ja", "Japansk", "Japanese"),
    row("jv", "Javanesisk", "Javanese"),
    row("ka", "Georgisk", "Georgian"),
    row("kg", "Kikongo", "Kongo"),
    row("ki", "Kikuyu", "Kikuyu"),
    row("kj", "Kuanyama", "Kuanyama"),
    row("kk", "Kasakhisk", "Kazakh"),
    row("kl", "Grønlandsk", "Kalaallisut"),
    row("km", "Khmer", "Khmer"),
    row("kn", "Kannada", "Kannada"),
    row("ko", "Koreansk", "Korean"),
    row("kr", "Kanuri", "Kanuri"),
    row("ks", "Kasjmiri", "Kashmiri"),
    row("ku", "Kurdisk", "Kurdish"),
    row("kv", "Komi", "Komi"),
    row("kw", "Kornisk", "Cornish"),
    row("ky", "Kirgisisk", "Kyrgyz"),
    row("la", "Latin", "Latin"),
    row("lb", "Luxemburgsk", "Luxembourgish"),
    row("lg", "Ganda", "Ganda"),
    row("li", "Limburgsk", "Limburgish"),
    row("ln", "Lingala", "Lingala"),
    row("lo", "Laotisk", "Lao"),
    row("lt", "Litauisk", "Lithuanian"),
    row("lu", "Luba-katanga", "Luba-Katanga"),
    row("lv", "Latvisk", "Latvian"),
    row("mg", "Gassisk", "Malagasy"),
    row("mh", "Marshallesisk", "Marshallese"),
    row("mi", "Maori", "Māori"),
    row("mk", "Makedonsk", "Macedonian"),
    row("ml", "Malayalam", "Malayalam"),
    row("mn", "Mongolsk", "Mongolian"),
    row("mr", "Marathi", "Marathi"),
    row("ms", "Malayisk", "Malay"),
    row("mt", "Maltesisk", "Maltese"),
    row("my", "Burmesisk", "Burmese"),
    row("na", "Nauru", "Nauru"),
    row("nb", "Norsk bokmål", "Norwegian Bokmål"),
    row("nd", "Nord-ndebele", "North Ndebele"),
    row("ne", "Nepali", "Nepali"),
    row("ng", "Ndonga", "Ndonga"),
    row("nl", "Nederlandsk", "Dutch"),
    row("nn", "Norsk nynorsk", "Norwegian Nynorsk"),
    row("no", "Norsk", "Norwegian"),
    row("nr", "Sør-ndebele", "South Ndebele"),
    row("nv", "Navajo", "Navajo"),
    row("ny", "Nyanja", "Nyanja"),
    row("oc", "Oksitansk", "Occitan"),
    row("oj", "Ojibwa", "Ojibwa"),
    row("om", "Oromo", "Oromo"),
    row("or", "Odia", "Odia"),
    row("os", "Ossetisk", "Ossetic"),
    row("pa", "Panjabi", "Punjabi"),
    row("pi", "Pali", "Pali"),
    row("pl", "Polsk", "Polish"),
    row("ps", "Pashto", "Pashto"),
    row("pt", "Portugisisk", "Portuguese"),
    row("qu", "Quechua", "Quechua"),
    row("rm", "Retoromansk", "Romansh"),
    row("rn", "Rundi", "Rundi"),
    row("ro", "Rumensk", "Romanian"),
    row("ru", "Russisk", "Russian"),
    row("rw", "Kinyarwanda", "Kinyarwanda"),
    row("sa", "Sanskrit", "Sanskrit"),
    row("sc", "Sardisk", "Sardinian"),
    row("sd", "Sindhi", "Sindhi"),
    row("se", "Nordsamisk", "Northern Sami"),
    row("sg", "Sango", "Sango"),
    row("si", "Singalesisk", "Sinhala"),
    row("sk", "Slovakisk", "Slovak"),
    row("sl", "Slovensk", "Slovenian"),
    row("sm", "Samoansk", "Samoan"),
    row("sn", "Shona", "Shona"),
    row("so", "Somali", "Somali"),
    row("sq", "Albansk", "Albanian"),
    row("sr", "Serbisk", "Serbian"),
    row("ss", "Swati", "Swati"),
    row("st", "Sør-sotho", "Southern Sotho"),
    row("su", "Sundanesisk", "Sundanese"),
    row("sv", "Svensk", "Swedish"),
    row("sw", "Swahili", "Swahili"),
    row("ta", "Tamil", "Tamil"),
    row("te", "Telugu", "Telugu"),
    row("tg", "Tadsjikisk", "Tajik"),
    row("th", "Thai", "Thai"),
    row("ti", "Tigrinja", "Tigrinya"),
    row("tk", "Turkmensk", "Turkmen"),
    row("tl", "Tagalog", "Tagalog"),
    row("tn", "Setswana", "Tswana"),
    row("to", "Tongansk", "Tongan"),
    row("tr", "Tyrkisk", "Turkish"),
    row("ts", "Tsonga", "Tsonga"),
    row("tt", "Tatarisk", "Tatar"),
    row("tw", "Twi", "Twi"),
    row("ty", "Tahitisk", "Tahitian"),
    row("ug", "Uigurisk", "Uyghur"),
    row("uk", "Ukrainsk", "Ukrainian"),
    row("ur", "Urdu", "Urdu"),
    row("uz", "Usbekisk", "Uzbek"),
    row("ve", "Venda", "Venda"),
    row("vi", "Vietnamesisk", "Vietnamese"),
    row("vo", "Volapyk", "Volapük"),
    row("wa", "Vallonsk", "Walloon"),
    row("wo", "Wolof", "Wolof"),
    row("xh", "Xhosa", "Xhosa"),
    row("yi", "Jiddisk", "Yiddish"),
    row("yo", "Joruba", "Yoruba"),
    row("za", "Zhuang", "Zhuang"),
    row("zh", "Kinesisk", "Chinese"),
    row("zu", "Zulu", "Zulu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_sorted() {
        assert_eq!(LANGUAGES.len(), 183);
        assert!(LANGUAGES.is_sorted_by(|a, b| a.code < b.code));
        assert!(Language::all().is_sorted());
        for language in Language::all() {
            assert_eq!(Language::from_code(language.code()), Some(language));
            assert_eq!(language.code().len(), 2);
            assert!(language.code().bytes().all(|byte| byte.is_ascii_lowercase()));
        }
    }

    #[test]
    fn every_name_is_there_once_and_begins_with_a_capital() {
        for lang in [Lang::Nb, Lang::En] {
            let mut names: Vec<_> = Language::all().map(|language| language.label(lang)).collect();
            assert!(names.iter().all(|name| name.starts_with(char::is_uppercase)));
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), LANGUAGES.len());
        }
    }

    #[test]
    fn norwegian_has_three_codes() {
        let name = |code| Language::from_code(code).map(|language| language.label(Lang::Nb));
        assert_eq!(name("no"), Some("Norsk"));
        assert_eq!(name("nb"), Some("Norsk bokmål"));
        assert_eq!(name("nn"), Some("Norsk nynorsk"));
    }

    #[test]
    fn other_codes_are_no_languages() {
        for code in ["", "n", "NB", "nor", " nb", "zz", "iw", "xx"] {
            assert_eq!(Language::from_code(code), None, "{code}");
        }
    }
}
