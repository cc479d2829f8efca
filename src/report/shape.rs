//! What a figure is: its identity, its shape, and how single contributions become its value.

use super::facts::Facts;
use crate::kernel::codes::{Code, Country};
use crate::kernel::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A part of the report, as a reader wants figures grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Calls and other enquiries.
    Enquiries,
    /// The possible victims they were about.
    Subjects,
    /// All assisted clients.
    Clients,
    /// New clients.
    NewClients,
    /// Clients from earlier years.
    ContinuingClients,
    /// Children.
    Children,
    /// Housing and nights.
    Housing,
    /// Where clients were identified.
    Identified,
    /// Residence status.
    Residence,
    /// Police matters.
    Police,
    /// Returns.
    Returns,
    /// Courses, work, exercise.
    Activities,
    /// Lectures, meetings, visits.
    Outreach,
    /// Benefits.
    Benefits,
    /// Asylum seekers housed.
    AsylumHoused,
}

impl Section {
    /// All sections, in the order in which people read them.
    pub const ALL: &'static [Self] = &[
        Self::Enquiries,
        Self::Subjects,
        Self::Clients,
        Self::NewClients,
        Self::ContinuingClients,
        Self::Children,
        Self::Housing,
        Self::Identified,
        Self::Residence,
        Self::Police,
        Self::Returns,
        Self::Activities,
        Self::Outreach,
        Self::Benefits,
        Self::AsylumHoused,
    ];

    /// The heading.
    #[must_use]
    pub const fn title(self) -> Text {
        let (nb, en) = match self {
            Self::Enquiries => ("Henvendelser", "Enquiries"),
            Self::Subjects => ("Mulige ofre i henvendelsene", "Possible victims in the enquiries"),
            Self::Clients => ("Brukere som fikk bistand", "Clients assisted"),
            Self::NewClients => ("Nye brukere", "New clients"),
            Self::ContinuingClients => ("Flerårige brukere", "Continuing clients"),
            Self::Children => ("Medfølgende barn", "Accompanying children"),
            Self::Housing => ("Bosted og overnattingsdøgn", "Housing and nights"),
            Self::Identified => ("Identifisering", "Identification"),
            Self::Residence => ("Oppholdsstatus", "Residence status"),
            Self::Police => ("Politi og anmeldelser", "Police matters"),
            Self::Returns => ("Retur", "Returns"),
            Self::Activities => ("Aktiviteter", "Activities"),
            Self::Outreach => ("Utadrettet arbeid", "Outreach"),
            Self::Benefits => ("Økonomiske ytelser", "Benefits"),
            Self::AsylumHoused => ("Asylsøkere i botilbud", "Asylum seekers housed"),
        };
        Text { nb, en }
    }
}

/// How contributions become a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One number: their sum.
    Number,
    /// One number: the least; none when there is nobody.
    Min,
    /// One number: the greatest; none when there is nobody.
    Max,
    /// One number: the mean with one decimal, half up; none when there is nobody.
    Mean,
    /// One number: the share of contributions of 1 among all, in percent with one decimal, half up; none when there is
    /// nobody. Each contribution weighs as many persons as its weight says.
    Percent,
    /// One number: how many different categories there are.
    Distinct,
    /// A number for each category.
    ByCategory,
    /// A number for each pair of categories.
    ByTwo,
    /// For each outer category the same set of measures, zeros included.
    ByMeasure,
}

impl Shape {
    /// True for figures whose value is one number (such a figure may also be typed for earlier years).
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::ByCategory | Self::ByTwo | Self::ByMeasure)
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the thing its name says")]
pub enum Unit {
    Calls,
    Persons,
    Clients,
    Children,
    Years,
    Percent,
    Nights,
    Stays,
    Facilities,
    Matters,
    Returns,
    Nok,
    Events,
    Participants,
    Nationalities,
    Minors,
    Mixed,
}

/// What the categories of a figure are, so that they can be shown by name.
#[derive(Clone, Copy)]
pub enum Dimension {
    /// A closed code list; the function finds the label of a code and its place in the list.
    Codes(fn(&str) -> Option<(usize, Text)>),
    /// Countries by their code.
    Country,
    /// Facilities by their key.
    Facility,
    /// Months, `01` to `12`.
    Month,
    /// Free text, such as a provider.
    Free,
}

impl Dimension {
    /// The dimension of a code list.
    #[must_use]
    pub const fn of<C: Code>() -> Self {
        Self::Codes(|code| {
            let value = C::from_code(code)?;
            Some((C::ALL.iter().position(|other| *other == value)?, value.text()))
        })
    }

    /// The label of a category, and its place where the categories have an order of their own. Blank cells stand as
    /// `unknown` (annual-report rule 15).
    #[must_use]
    pub fn label(&self, category: &str) -> (usize, Option<Text>) {
        const LAST: usize = usize::MAX;
        let unknown = (category == "unknown").then_some(Text { nb: "Ukjent", en: "Unknown" });
        let known = match self {
            Self::Codes(find) => find(category),
            Self::Country => Country::from_code(category).map(|country| (0, country.text())),
            Self::Month => MONTHS
                .iter()
                .position(|(code, _)| *code == category)
                .and_then(|place| MONTHS.get(place).map(|(_, text)| (place, *text))),
            Self::Facility | Self::Free => None,
        };
        known.map_or((if unknown.is_some() { LAST } else { 0 }, unknown), |(place, text)| (place, Some(text)))
    }
}

/// The months by the codes of the report.
pub const MONTHS: [(&str, Text); 12] = [
    ("01", Text { nb: "Januar", en: "January" }),
    ("02", Text { nb: "Februar", en: "February" }),
    ("03", Text { nb: "Mars", en: "March" }),
    ("04", Text { nb: "April", en: "April" }),
    ("05", Text { nb: "Mai", en: "May" }),
    ("06", Text { nb: "Juni", en: "June" }),
    ("07", Text { nb: "Juli", en: "July" }),
    ("08", Text { nb: "August", en: "August" }),
    ("09", Text { nb: "September", en: "September" }),
    ("10", Text { nb: "Oktober", en: "October" }),
    ("11", Text { nb: "November", en: "November" }),
    ("12", Text { nb: "Desember", en: "December" }),
];

/// The record behind a contribution, by its id in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the record its name says")]
pub enum Record {
    Enquiry(i64),
    Subject(i64),
    Client(i64),
    Child { client: i64, period: i64 },
    Stay(i64),
    Facility(i64),
    Matter(i64),
    Return(i64),
    Activity(i64),
    Outreach(i64),
    Benefit(i64),
}

/// What one record adds to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution<'f> {
    /// The category, or the outer one of two; empty for a number.
    pub category: &'f str,
    /// The inner category of two; else empty.
    pub inner: &'f str,
    /// How much: whole units, øre for kroner.
    pub amount: i64,
    /// How many persons it stands for, where a share or a mean is taken.
    pub weight: i64,
    /// Whose it is.
    pub record: Record,
}

/// The contributions to one figure.
pub type Contributions<'f> = Box<dyn Iterator<Item = Contribution<'f>> + 'f>;

/// One figure of the report.
pub struct Figure {
    /// Its stable id.
    pub id: &'static str,
    /// Where people look for it.
    pub section: Section,
    /// How contributions become its value.
    pub shape: Shape,
    /// What it counts.
    pub unit: Unit,
    /// What its categories are: none for a number, one, or outer and inner.
    pub by: &'static [Dimension],
    /// Its title.
    pub title: Text,
    /// Its rule in one sentence.
    pub rule: Text,
    /// What each record adds. The value is the fold of it and the list of records is the same, so they cannot disagree.
    pub compute: for<'f> fn(&'f Facts) -> Contributions<'f>,
}

/// The value of a figure. Numbers are whole, or have one or two decimals.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// One number; none when there is nobody to take it from.
    Number(Option<f64>),
    /// A number for each category.
    ByCategory(BTreeMap<String, f64>),
    /// A number for each inner category of each outer one.
    ByTwo(BTreeMap<String, BTreeMap<String, f64>>),
}

impl Figure {
    /// Its value: the fold of its contributions.
    #[must_use]
    pub fn value(&self, facts: &Facts) -> Value {
        let contributions = (self.compute)(facts);
        match self.shape {
            Shape::ByCategory => {
                let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
                for c in contributions {
                    *sums.entry(c.category).or_default() += c.amount;
                }
                Value::ByCategory(sums.into_iter().map(|(key, sum)| (key.to_owned(), self.number(sum))).collect())
            }
            Shape::ByTwo | Shape::ByMeasure => {
                let mut sums: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
                for c in contributions {
                    let inner = sums.entry(c.category).or_insert_with(|| self.measures());
                    *inner.entry(c.inner).or_default() += c.amount;
                }
                let numbers = |sums: BTreeMap<&str, i64>| {
                    sums.into_iter().map(|(key, sum)| (key.to_owned(), self.number(sum))).collect()
                };
                Value::ByTwo(sums.into_iter().map(|(key, inner)| (key.to_owned(), numbers(inner))).collect())
            }
            _ => self.fold_one(contributions),
        }
    }

    /// One number from some of its contributions: of a figure with categories, their sum.
    #[must_use]
    pub fn fold_one<'f>(&self, contributions: impl Iterator<Item = Contribution<'f>>) -> Value {
        let number = match self.shape {
            Shape::Number | Shape::ByCategory | Shape::ByTwo | Shape::ByMeasure => {
                Some(self.number(contributions.map(|c| c.amount).sum()))
            }
            Shape::Min => contributions.map(|c| c.amount).min().map(|least| self.number(least)),
            Shape::Max => contributions.map(|c| c.amount).max().map(|most| self.number(most)),
            Shape::Mean => {
                let (sum, count) = contributions.fold((0, 0), |(sum, count), c| (sum + c.amount, count + c.weight));
                tenths_half_up(sum, count)
            }
            Shape::Percent => {
                let (part, whole) =
                    contributions.fold((0, 0), |(part, whole), c| (part + c.amount * c.weight, whole + c.weight));
                tenths_half_up(part * 100, whole)
            }
            Shape::Distinct => {
                let different: BTreeSet<&str> = contributions.map(|c| c.category).collect();
                Some(float(i64::try_from(different.len()).unwrap_or(i64::MAX)))
            }
        };
        Value::Number(number)
    }

    /// The measures that every outer category has, at zero.
    fn measures(&self) -> BTreeMap<&'static str, i64> {
        use crate::kernel::codes::FacilityMeasure;
        match self.shape {
            Shape::ByMeasure => FacilityMeasure::ALL.iter().map(|measure| (measure.code(), 0)).collect(),
            _ => BTreeMap::new(),
        }
    }

    /// A sum as people read it: kroner are counted in øre.
    fn number(&self, sum: i64) -> f64 {
        if self.unit == Unit::Nok { float(sum) / 100.0 } else { float(sum) }
    }
}

/// `sum / count` with one decimal, half up; none without anybody (annual-report rule 15). Neither is negative.
fn tenths_half_up(sum: i64, count: i64) -> Option<f64> {
    (count > 0).then(|| float((sum * 20 + count).div_euclid(count * 2)) / 10.0)
}

/// A count as a float: exact for everything a register holds.
fn float(number: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, clippy::as_conversions, reason = "counts stay far below 2^53")]
    let number = number as f64;
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tenths_round_half_up(sum in 0_i64..1_000_000, count in 1_i64..10_000) {
            let tenths = tenths_half_up(sum, count).unwrap() * 10.0;
            let exact = float(sum) * 10.0 / float(count);
            prop_assert!((tenths - exact) <= 0.5 + 1e-6 && (exact - tenths) < 0.5 + 1e-6);
        }
    }

    #[test]
    fn half_goes_up_and_nobody_has_no_mean() {
        assert_eq!(tenths_half_up(1, 20), Some(0.1));
        assert_eq!(tenths_half_up(632, 20), Some(31.6));
        assert_eq!(tenths_half_up(40 * 100, 118), Some(33.9));
        assert_eq!(tenths_half_up(0, 0), None);
    }
}
