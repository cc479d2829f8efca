//! A chapter on its sheet: single numbers, then each figure with its table, its chart beside it and its rule below. A chart reads
//! the very cells of the table where it shows just these; else what it shows stands on a sheet of its own.

use super::xlsx::{Sheet, refused};
use super::{Cell, Figure, Picture, Rule, Section, Table, csv, words};
use crate::charts::{Chart, Tone};
use crate::kernel::error::Result;
use crate::kernel::text::Lang;
use rust_xlsxwriter::{
    Chart as Drawn, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartPoint, ChartRange, ChartSolidFill, ChartType, Format, Worksheet,
};

/// The width of the labels, and of the numbers, in characters.
const LABEL: u32 = 46;
const LONGEST_LABEL: u32 = 78;
const NUMBER: u32 = 13;
/// Over how many columns a rule runs, and how many characters that holds in a line.
const RULE_COLUMNS: u16 = 5;
const RULE_CHARACTERS: usize = 125;
/// The height of a row in pixels, and of a line of a rule in points.
const ROW: u32 = 20;
const RULE_LINE: u32 = 13;

/// A sheet of one chapter.
pub(super) struct Chapter<'s> {
    pub(super) sheet: Sheet<'s>,
    pub(super) name: &'s str,
    pub(super) title: &'s str,
}

impl Chapter<'_> {
    pub(super) fn write(mut self, section: &Section, rules: &[Rule], charts: &mut ChartData) -> Result<()> {
        let (styles, lang) = (self.sheet.styles, self.sheet.lang);
        // As wide as the longest label, so that none is written over the row below.
        let rows = section.figures.iter().flat_map(|figure| &figure.table.rows);
        let longest = rows.filter_map(|row| row.first()).map(|cell| cell.shown().chars().count()).max().unwrap_or(0);
        let width = u32::try_from(longest).unwrap_or(LABEL).clamp(LABEL, LONGEST_LABEL);
        self.sheet.sheet.set_column_width(0, width).map_err(refused)?;
        self.sheet.sheet.set_column_range_width(1, 30, NUMBER).map_err(refused)?;
        self.sheet.words(0, &section.title, &styles.title)?;
        self.sheet.row += 1;
        if !section.lead.is_empty() {
            self.sheet.words(0, &section.lead, &styles.muted)?;
            self.sheet.row += 1;
        }
        self.sheet.row += 1;
        if !section.facts.is_empty() {
            self.sheet.words(0, words::NUMBERS.get(lang), &styles.heading)?;
            self.sheet.row += 1;
            self.sheet.table(&facts(section, lang))?;
            self.sheet.row += 1;
        }
        for figure in &section.figures {
            self.figure(figure, rules, charts)?;
        }
        self.sheet.on_paper(self.title, true);
        Ok(())
    }

    fn figure(&mut self, figure: &Figure, rules: &[Rule], charts: &mut ChartData) -> Result<()> {
        let (styles, lang) = (self.sheet.styles, self.sheet.lang);
        self.sheet.words(0, &figure.title, &styles.heading)?;
        self.sheet.row += 1;
        let summary = if figure.table.rows.is_empty() { words::NOBODY.get(lang) } else { &figure.summary };
        if !summary.is_empty() {
            self.sheet.words(0, summary, &styles.muted)?;
            self.sheet.row += 1;
        }
        let begins = self.sheet.row;
        if !figure.table.rows.is_empty() {
            self.sheet.table(&figure.table)?;
        }
        if let Some(picture) = &figure.picture {
            let place = Place { sheet: self.name, row: begins };
            if let Some((drawn, height)) = charts.draw(figure, picture, &place)? {
                let column = u16::try_from(figure.table.head.len() + 1).unwrap_or(3);
                self.sheet.sheet.insert_chart(begins, column, &drawn).map_err(refused)?;
                self.sheet.row = self.sheet.row.max(begins + height.div_ceil(ROW) + 1);
            }
        }
        let rule = rules.iter().find(|rule| rule.id == figure.id).map_or("", |rule| rule.text.as_str());
        self.note(&format!("{rule} [{}]", figure.id))?;
        self.sheet.row += 2;
        Ok(())
    }

    /// A rule over several columns, as many lines high as it needs.
    fn note(&mut self, text: &str) -> Result<()> {
        let (row, styles) = (self.sheet.row, self.sheet.styles);
        self.sheet.sheet.merge_range(row, 0, row, RULE_COLUMNS, text, &styles.note).map_err(refused)?;
        let lines = u32::try_from(text.chars().count().div_ceil(RULE_CHARACTERS)).unwrap_or(1);
        self.sheet.sheet.set_row_height(row, lines * RULE_LINE).map_err(refused)?;
        Ok(())
    }
}

/// The single numbers of a chapter; the years before run over the columns beside them.
fn facts(section: &Section, lang: Lang) -> Table {
    let plain = csv::facts(section, lang);
    let wide = |row: Vec<Cell>| {
        let mut cells = row.into_iter();
        let first: Vec<Cell> = cells.by_ref().take(3).collect();
        first.into_iter().chain([Cell::Blank, Cell::Blank]).chain(cells).collect()
    };
    let mut head = plain.head;
    head.splice(3..3, [String::new(), String::new()]);
    Table { head, rows: plain.rows.into_iter().map(wide).collect(), ..plain }
}

/// Where the head of a table stands.
struct Place<'p> {
    sheet: &'p str,
    row: u32,
}

/// The cells of one line or of one kind of parts.
struct Source {
    name: String,
    tone: Tone,
    /// The colour of each value, where they differ.
    tones: Vec<Tone>,
    labels: Vec<String>,
    values: Vec<Option<f64>>,
}

/// Draws charts, and keeps on a sheet what their tables do not hold just so.
pub(super) struct ChartData {
    name: String,
    sheet: Worksheet,
    row: u32,
}

impl ChartData {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), sheet: Worksheet::new(), row: 0 }
    }

    /// The sheet, when anything stands on it.
    pub(super) fn finish(mut self) -> Result<Option<Worksheet>> {
        if self.row == 0 {
            return Ok(None);
        }
        self.sheet.set_name(&self.name).map_err(refused)?;
        self.sheet.set_column_width(0, LABEL).map_err(refused)?;
        Ok(Some(self.sheet))
    }

    /// A chart and its height in pixels; none where there is nothing to draw.
    fn draw(&mut self, figure: &Figure, picture: &Picture, place: &Place<'_>) -> Result<Option<(Drawn, u32)>> {
        let (kind, sources) = sources(figure, &picture.chart);
        let Some(rows) = sources.first().map(|source| source.labels.len()).filter(|rows| *rows > 0) else {
            return Ok(None);
        };
        let columns: Vec<Option<u16>> = sources.iter().map(|source| column_of(&figure.table, source)).collect();
        let is_table = columns.iter().all(Option::is_some);
        let (sheet, head, columns) = if is_table {
            (place.sheet.to_owned(), place.row, columns.into_iter().flatten().collect::<Vec<_>>())
        } else {
            (self.name.clone(), self.keep(figure, &sources)?, (1..).take(sources.len()).collect())
        };
        let last = head + u32::try_from(rows).unwrap_or(1);
        let range = |column: u16| ChartRange::new_from_range(&sheet, head + 1, column, last, column);
        let mut drawn = Drawn::new(kind);
        for (source, column) in sources.iter().zip(columns) {
            let series = drawn.add_series();
            series.set_categories(&range(0)).set_values(&range(column)).set_name(source.name.as_str());
            dress(series, kind, source);
        }
        let height = finish_chart(&mut drawn, kind, rows, sources.len());
        drawn.title().set_name(figure.title.as_str()).set_font(ChartFont::new().set_bold().set_size(11));
        drawn.set_alt_text(picture.words.as_str()).set_name(figure.title.as_str());
        drawn.set_width(560).set_height(height);
        Ok(Some((drawn, height)))
    }

    /// Writes what a chart shows, and answers the row of its head.
    fn keep(&mut self, figure: &Figure, sources: &[Source]) -> Result<u32> {
        let bold = Format::new().set_bold();
        let head = self.row;
        self.sheet.write_string_with_format(head, 0, &figure.title, &bold).map_err(refused)?;
        for (column, source) in (1_u16..).zip(sources) {
            self.sheet.write_string_with_format(head, column, &source.name, &bold).map_err(refused)?;
            for (row, (label, value)) in (head + 1..).zip(source.labels.iter().zip(&source.values)) {
                self.sheet.write_string(row, 0, label).map_err(refused)?;
                if let Some(value) = value {
                    self.sheet.write_number(row, column, *value).map_err(refused)?;
                }
            }
        }
        let rows = sources.first().map_or(0, |source| source.labels.len());
        self.row += u32::try_from(rows).unwrap_or(0) + 2;
        Ok(head)
    }
}

/// Axes and legend; answers the height in pixels.
fn finish_chart(drawn: &mut Drawn, kind: ChartType, rows: usize, series: usize) -> u32 {
    let rows = u32::try_from(rows).unwrap_or(1);
    if series > 1 {
        drawn.legend().set_position(ChartLegendPosition::Bottom);
    } else {
        drawn.legend().set_hidden();
    }
    let is_bar = matches!(kind, ChartType::Bar | ChartType::BarStacked);
    if is_bar {
        // A spreadsheet begins at the bottom; a reader begins on top. Of bars the categories stand on the y-axis.
        drawn.y_axis().set_reverse();
        // From zero, or the bars lie about their sizes.
        drawn.x_axis().set_min(0).set_hidden(true).set_major_gridlines(false);
        (rows * 24 + if series > 1 { 90 } else { 60 }).clamp(160, 900)
    } else {
        drawn.y_axis().set_num_format("#,##0").set_min(0);
        300
    }
}

/// Colours and labels of a series.
fn dress(series: &mut rust_xlsxwriter::ChartSeries, kind: ChartType, source: &Source) {
    let fill = |tone: Tone| {
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(tone.on_paper()));
        format
    };
    if kind == ChartType::Line {
        let mut format = ChartFormat::new();
        format.set_line(ChartLine::new().set_color(source.tone.on_paper()).set_width(2.25));
        series.set_format(&mut format);
        let mut marked = fill(source.tone);
        let mut marker = ChartMarker::new();
        marker.set_type(ChartMarkerType::Circle).set_size(6).set_format(&mut marked);
        series.set_marker(&marker);
        return;
    }
    series.set_format(&mut fill(source.tone)).set_gap(45);
    if source.tones.iter().any(|tone| *tone != source.tone) {
        let points: Vec<ChartPoint> =
            source.tones.iter().map(|tone| ChartPoint::new().set_format(&mut fill(*tone))).collect();
        series.set_points(&points);
    }
    let mut label = ChartDataLabel::new();
    label.show_value();
    if kind == ChartType::BarStacked {
        series.set_overlap(100);
        // A part of nothing has no number.
        label.set_num_format("#,##0;;");
        let on_dark = matches!(source.tone, Tone::Petrol | Tone::Rose);
        label.set_font(ChartFont::new().set_size(8).set_color(if on_dark { 0xff_ffff_u32 } else { 0x10_140a }));
    } else {
        label.set_num_format("#,##0.##");
    }
    series.set_data_label(&label);
}

/// A chart as series over labels.
fn sources(figure: &Figure, chart: &Chart) -> (ChartType, Vec<Source>) {
    let of_data = |data: &[crate::charts::Datum]| {
        vec![Source {
            name: figure.title.clone(),
            tone: data.first().map_or(Tone::Petrol, |datum| datum.tone),
            tones: data.iter().map(|datum| datum.tone).collect(),
            labels: data.iter().map(|datum| datum.label.clone()).collect(),
            values: data.iter().map(|datum| Some(datum.value)).collect(),
        }]
    };
    match chart {
        Chart::Bars(data) => (ChartType::Bar, of_data(data)),
        Chart::Columns(data) => (ChartType::Column, of_data(data)),
        Chart::Stacked { legend, rows } => {
            let part = |(place, (name, tone)): (usize, &(String, Tone))| Source {
                name: name.clone(),
                tone: *tone,
                tones: Vec::new(),
                labels: rows.iter().map(|row| row.label.clone()).collect(),
                values: rows.iter().map(|row| row.parts.get(place).map(|part| part.value)).collect(),
            };
            (ChartType::BarStacked, legend.iter().enumerate().map(part).collect())
        }
        Chart::Lines { labels, series } => {
            let line = |series: &crate::charts::Series| Source {
                name: series.name.clone(),
                tone: series.tone,
                tones: Vec::new(),
                labels: labels.clone(),
                values: series.values.iter().map(|value| value.as_ref().map(|(value, _)| *value)).collect(),
            };
            (ChartType::Line, series.iter().map(line).collect())
        }
    }
}

/// The column of a table that holds just what a series shows.
fn column_of(table: &Table, source: &Source) -> Option<u16> {
    let has_labels = table.rows.len() == source.labels.len()
        && table.rows.iter().zip(&source.labels).all(|(row, label)| row.first() == Some(&Cell::Text(label.clone())));
    if !has_labels {
        return None;
    }
    let is_it = |column: &usize| {
        table.rows.iter().zip(&source.values).all(|(row, value)| match row.get(*column) {
            Some(Cell::Number(number)) => *value == Some(number.value),
            Some(Cell::Blank | Cell::Dash) => value.is_none_or(|value| value == 0.0),
            _ => false,
        })
    };
    let named = (1..table.head.len()).find(|column| table.head.get(*column) == Some(&source.name) && is_it(column));
    named.or_else(|| (1..table.head.len()).find(is_it)).and_then(|column| u16::try_from(column).ok())
}
