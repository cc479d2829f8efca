//! The report as a page shows it: tiles, then sections of figures and single numbers. Every value of the JSON report
//! stands here in exactly one place, which says where it belongs ([`Place`]), so that a test can compare the two.
//!
//! Pure: a computed report in, words, charts and tables out. Knows no address; whoever shows the page says with `link`
//! what opens the records behind a number.

mod categories;
mod charts;
mod items;
mod numbers;
mod pairs;
mod typed;

#[cfg(test)]
mod tests;

use super::Report;
use super::shape::{Figure, Section, Shape, Value};
use super::texts::ReportTexts;
use crate::charts::Svg;
use crate::documents::{Number, Picture};
use crate::kernel::text::Lang;

/// What a number opens: the records behind a figure, or behind one category of it. Without `category` or `inner`, all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// The figure's id.
    pub figure: &'static str,
    /// The category, or the outer one of two.
    pub category: Option<String>,
    /// The inner category of two, or the measure.
    pub inner: Option<String>,
}

impl Query {
    /// All records of a figure.
    #[must_use]
    pub const fn all(figure: &'static str) -> Self {
        Self { figure, category: None, inner: None }
    }

    /// The records of one category, or of the outer one of two.
    #[must_use]
    pub fn of(figure: &'static str, category: &str) -> Self {
        Self { category: Some(category.to_owned()), ..Self::all(figure) }
    }

    /// The records of a pair of categories.
    #[must_use]
    pub fn pair(figure: &'static str, category: &str, inner: &str) -> Self {
        Self { inner: Some(inner.to_owned()), ..Self::of(figure, category) }
    }
}

/// Where a value stands in the JSON report, and the value as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Figure, category and inner category (for `history`: the figure and the year).
    pub at: Query,
    /// The plain number, or `null`.
    pub value: String,
}

/// The whole page below its head.
#[derive(Debug)]
pub struct View {
    /// The numbers that everybody asks for.
    pub tiles: Vec<NumberView>,
    /// All figures, by section.
    pub sections: Vec<SectionView>,
}

/// A part of the report.
#[derive(Debug)]
pub struct SectionView {
    /// Its id on the page.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it comes to in a sentence or two; may be empty.
    pub lead: String,
    /// Figures with categories.
    pub figures: Vec<FigureView>,
    /// Figures of one number.
    pub numbers: Vec<NumberView>,
}

/// A number with its label.
#[derive(Debug)]
pub struct NumberView {
    /// The number as written.
    pub value: String,
    /// What it is.
    pub label: String,
    /// The years before, typed in by hand; may be empty.
    pub earlier: String,
    /// The records behind.
    pub href: Option<String>,
    /// How it is counted.
    pub rule: String,
    /// The figure's id.
    pub code: String,
    /// Where the value belongs; none for a repetition.
    pub place: Option<Place>,
    /// The number itself; none when there is nobody to take it from.
    pub number: Option<Number>,
}

/// A figure with categories: picture, table, rule.
#[derive(Debug)]
pub struct FigureView {
    /// Its id on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is counted and what is largest; may be empty.
    pub unit: String,
    /// True when it needs the whole width.
    pub wide: bool,
    /// Its picture. Without one, the table stands open.
    pub chart: Option<Svg>,
    /// What is drawn of it where it leaves the house; also of a figure whose bars stand in its table here.
    pub picture: Option<Picture>,
    /// The legend of bars in the table.
    pub legend: Vec<LegendItem>,
    /// All its values.
    pub table: TableView,
    /// How it is counted.
    pub rule: String,
    /// The figure's id.
    pub code: String,
    /// All its records.
    pub records: Option<Link>,
}

/// A colour and what it means.
#[derive(Debug)]
pub struct LegendItem {
    /// The class of the colour.
    pub key: &'static str,
    /// What it means.
    pub label: String,
}

/// A table; without rows, there is nobody.
#[derive(Debug, Default)]
pub struct TableView {
    /// Its name for those who do not see it.
    pub caption: String,
    /// The head of the labels.
    pub first_column: String,
    /// True when rows have bars.
    pub has_bars: bool,
    /// The heads of the numbers.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// The label of the sums.
    pub foot_label: String,
    /// The sums, one for each column, or none at all.
    pub foot: Vec<CellView>,
}

/// A row of a table.
#[derive(Debug)]
pub struct RowView {
    /// What it counts.
    pub label: String,
    /// Its bar.
    pub bar: Option<Svg>,
    /// Its numbers.
    pub cells: Vec<CellView>,
}

/// A number in a table.
#[derive(Debug, Default)]
pub struct CellView {
    /// The number as written.
    pub text: String,
    /// The records behind.
    pub href: Option<String>,
    /// True for what stands beside the message.
    pub quiet: bool,
    /// Where the value belongs; none for sums, shares and repetitions.
    pub place: Option<Place>,
    /// The number itself; none where there is none.
    pub number: Option<Number>,
}

/// Something that the data lack.
#[derive(Debug)]
pub struct MissingView {
    /// How many.
    pub count: String,
    /// Of what.
    pub text: String,
    /// Where it can be mended.
    pub href: Option<String>,
}

/// One of several pages of the same kind, such as a year.
#[derive(Debug)]
pub struct Choice {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: String,
    /// True for the page that is open.
    pub current: bool,
}

/// An address with its name.
#[derive(Debug)]
pub struct Link {
    /// The address.
    pub href: String,
    /// The name.
    pub label: String,
}

/// The report for a reader of `lang`. `link` gives the address of the records behind a number, and is none for those who
/// may see figures only.
#[must_use]
pub fn view(report: &Report, lang: Lang, link: Option<&dyn Fn(&Query) -> String>) -> View {
    let page = Page { report, lang, t: ReportTexts(lang), link };
    let mut sections: Vec<_> =
        Section::ALL.iter().map(|section| page.section(*section)).filter(SectionView::has_content).collect();
    sections.push(page.typed());
    View { tiles: page.tiles(), sections }
}

impl SectionView {
    const fn has_content(&self) -> bool {
        !self.figures.is_empty() || !self.numbers.is_empty()
    }
}

/// What everything on the page is made from.
struct Page<'a> {
    report: &'a Report,
    lang: Lang,
    t: ReportTexts,
    link: Option<&'a dyn Fn(&Query) -> String>,
}

impl Page<'_> {
    fn section(&self, section: Section) -> SectionView {
        let mut shown = SectionView {
            id: kebab(&format!("{section:?}")),
            title: section.title().get(self.lang).to_owned(),
            lead: self.lead(section),
            figures: Vec::new(),
            numbers: Vec::new(),
        };
        for (figure, value) in self.report.values.iter().filter(|(figure, _)| figure.section == section) {
            match value {
                Value::Number(number) => shown.numbers.push(self.number(figure, *number)),
                Value::ByCategory(values) => shown.figures.push(self.by_category(figure, values)),
                Value::ByTwo(outer) if figure.shape == Shape::ByMeasure => {
                    shown.figures.push(self.by_measure(figure, outer));
                }
                Value::ByTwo(outer) => shown.figures.push(self.by_two(figure, outer)),
            }
        }
        shown
    }

    /// A figure with everything but its unit, picture and table.
    fn figure(&self, figure: &Figure, is_empty: bool) -> FigureView {
        let title = figure.title.get(self.lang);
        let records = self
            .link
            .filter(|_| !is_empty)
            .map(|link| Link { href: link(&Query::all(figure.id)), label: self.t.show_records().to_owned() });
        FigureView {
            id: format!("f-{}", figure.id.replace('.', "-")),
            title: title.to_owned(),
            unit: String::new(),
            wide: false,
            chart: None,
            picture: None,
            legend: Vec::new(),
            table: TableView { caption: title.to_owned(), ..TableView::default() },
            rule: figure.rule.get(self.lang).to_owned(),
            code: figure.id.to_owned(),
            records,
        }
    }

    /// The address behind a number; none where there is nothing to list.
    fn href(&self, query: &Query, value: Option<f64>) -> Option<String> {
        let there = value.is_some_and(|value| value != 0.0);
        self.link.filter(|_| there).map(|link| link(query))
    }

    /// A cell that is the place of a value.
    fn placed(&self, at: Query, value: f64) -> CellView {
        CellView {
            text: self.written(value),
            href: self.href(&at, Some(value)),
            quiet: value == 0.0,
            place: Some(Place::new(at, Some(value))),
            number: Some(self.plain(value)),
        }
    }

    /// A cell that repeats or sums up.
    fn sum(&self, value: f64) -> CellView {
        CellView { text: self.written(value), number: Some(self.plain(value)), ..CellView::default() }
    }
}

impl Place {
    fn new(at: Query, value: Option<f64>) -> Self {
        Self { at, value: value.map_or_else(|| "null".to_owned(), |value| value.to_string()) }
    }
}

impl CellView {
    /// A cell without a value.
    fn none() -> Self {
        Self { text: "–".to_owned(), quiet: true, ..Self::default() }
    }

    /// A cell with a number beside the message.
    fn quiet(number: Option<Number>) -> Self {
        let text = number.as_ref().map_or_else(|| "–".to_owned(), |number| number.text.clone());
        Self { text, quiet: true, number, ..Self::default() }
    }
}

/// `NewClients` as `new-clients`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}
