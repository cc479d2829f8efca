//! The words of years side by side.

use super::Source;
use crate::kernel::text::Text;
use crate::web::texts::texts;

texts! {
    /// The words of the page.
    CompareTexts {
        heading = "År mot år", "Year by year";
        lead = "Tall fra inntil ti år ved siden av hverandre.", "Numbers of up to ten years side by side.";
        back = "Årsrapport", "Annual report";
        from = "Fra", "From";
        to = "Til", "To";
        figures = "Tall", "Figures";
        choose = "Velg tall", "Choose figures";
        show = "Vis", "Show";
        chosen(n: &str) = "{n} tall er valgt", "{n} figures are chosen", one "Ett tall er valgt", "One figure is chosen";
        none = "Velg minst ett tall.", "Choose at least one figure.";
        cut = "Viser de ti siste årene.", "Showing the last ten years.";
        csv = "Last ned CSV", "Download CSV";
        overview = "Oversikt", "Overview";
        year = "År", "Year";
        source = "Kilde", "Source";
        category = "Kategori", "Category";
        value = "Verdi", "Value";
        figure = "Tall", "Figure";
        as_of(date: &str) = "per {date}", "as of {date}";
        version(n: &i32) = "publisert utgave {n}", "published version {n}";
        typed_mark = "ført inn", "entered";
        part_mark = "delvis", "in part";
        part_note = "«Delvis» betyr at året ikke ble ført her: tallet kommer av poster som fulgte med til senere år, og er ikke med i tegningen.",
            "“In part” means that the year was not kept here: the number comes from records brought along to later years, and is not in the picture.";
        typed_note = "«Ført inn» er tall skrevet inn for hånd.", "“Entered” are numbers typed by hand.";
        highest(number: &str, year: &str) = "Høyest {number} i {year}", "Highest {number} in {year}";
        development(from: &str, to: &str) = "Fra {from} til {to}", "From {from} to {to}";
        in_year(number: &str, year: &str) = "{number} i {year}", "{number} in {year}";
        largest_only(n: &usize) = "De {n} største er tegnet", "The {n} largest are drawn";
        file_name = "aar-mot-aar", "year-by-year";
    }
}

impl CompareTexts {
    /// Where a value comes from.
    #[must_use]
    pub const fn of(&self, source: Source) -> &'static str {
        let (nb, en) = match source {
            Source::Published => ("publisert", "published"),
            Source::Computed => ("regnet ut", "computed"),
            Source::Part => ("delvis", "in part"),
            Source::Typed => ("ført inn", "entered"),
        };
        Text { nb, en }.get(self.0)
    }
}
