//! The words of the pages of figures typed by hand.

use crate::web::texts::texts;

texts! {
    /// The words of figures typed by hand.
    TypedTexts {
        heading = "Årstall", "Yearly figures";
        lead = "Tall som ingen post i journalen gir: tidligere års rapporter, treff på nettsidene, følgere. De vises i årsrapporten slik de er ført.",
            "Numbers that no record in the journal gives: earlier years' reports, visits to the web site, followers. They are shown in the annual report as entered.";
        new_heading = "Nytt årstall", "New yearly figure";
        change_heading = "Endre årstall", "Change a yearly figure";
        add = "Legg til", "Add";
        again = "Nytt år", "Another year";
        year = "År", "Year";
        year_wrong = "Skriv året med fire siffer, fra 1900 til 2200.", "Write the year with four digits, from 1900 to 2200.";
        figure = "Tall i rapporten", "Figure of the report";
        figure_own = "Et annet tall, med egen nøkkel", "Another number, with a key of its own";
        figure_wrong = "Velg et tall i listen, eller skriv en egen nøkkel.", "Choose a figure in the list, or write a key of its own.";
        figure_both = "Velg enten et tall i listen eller en egen nøkkel, ikke begge.", "Choose either a figure in the list or a key of its own, not both.";
        key = "Egen nøkkel", "Key of its own";
        key_hint = "Begynner med manual. – for eksempel manual.web_hits", "Begins with manual. – for example manual.web_hits";
        key_wrong = "Nøkkelen begynner med manual. og har noe etter punktumet, for eksempel manual.web_hits.", "The key begins with manual. and has something after the point, for example manual.web_hits.";
        taken(year: &str, figure: &str) = "«{figure}» er ført for {year} allerede. Endre det som står der.", "“{figure}” is entered for {year} already. Change what stands there.";
        value = "Verdi", "Value";
        value_hint = "Komma foran desimaler, for eksempel 31,6. Mellomrom mellom tusener er greit.", "A comma or a point before decimals, for example 31.6. Spaces between thousands are fine.";
        value_wrong = "Skriv et tall, for eksempel 1 912 eller 31,6.", "Write a number, for example 1 912 or 31.6.";
        thousands(read: &str) = "Verdien leses som {read}. Skriv tusener uten komma og punktum hvis det er tusener du mener", "The value is read as {read}. Write thousands without comma or point if thousands are meant";
        source = "Kilde", "Source";
        source_hint = "For eksempel «Publisert årsrapport».", "For example “Published annual report”.";
        report_word = "Årsrapporten", "The annual report";
        act = "Valg", "Choices";
        empty = "Ingen tall er ført. Legg til det første.", "No figures are entered. Add the first.";
    }
}
