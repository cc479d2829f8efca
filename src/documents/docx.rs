//! A document as a text document: real headings, the numbers in sentences, tables with header rows, charts as pictures with the
//! same words that the page has for them. Everything looks as the styles say, so that who receives it changes it in one place.
//!
//! Written part by part (ECMA-376, WordprocessingML): the libraries at hand give pictures no alternative text and tables no header
//! rows.

use super::docx_parts as parts;
use super::fonts::Measure;
use super::{Cell, Document, Figure, Section, Table, csv, picture, words};
use crate::charts::escape;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The width of the text in twentieths of a point: A4 without its margins.
const TEXT_WIDTH: u32 = 9356;
/// What a cell has at its sides, the narrowest column, and the size of a table's letters in points.
const CELL_SIDES: u32 = 190;
const LEAST: u32 = 700;
const TABLE_SIZE: f32 = 9.5;
/// A table of at most so many rows stays on one page.
const SHORT_TABLE: usize = 16;
/// How wide a picture is in millimetres, and how high at most.
const PICTURE_WIDTH: f64 = 108.0;
const PICTURE_HEIGHT: f64 = 190.0;
/// Units of the file format to a millimetre.
const EMU: f64 = 36_000.0;

/// A document that is being written.
struct Writer<'d> {
    document: &'d Document,
    body: String,
    /// Pictures as PNG, in order.
    pictures: Vec<Vec<u8>>,
    /// Headings of the first level, in order, for the contents.
    bookmarks: usize,
    printer: picture::Printer,
    measure: Measure,
}

/// The whole document.
pub(super) fn document(document: &Document) -> Result<Vec<u8>> {
    let printer = picture::Printer::new()?;
    let measure = Measure::new()?;
    let mut writer = Writer { document, body: String::new(), pictures: Vec::new(), bookmarks: 0, printer, measure };
    writer.front();
    for section in &document.sections {
        writer.section(section)?;
    }
    writer.rules();
    writer.finish()
}

impl Writer<'_> {
    fn lang(&self) -> Lang {
        self.document.lang
    }

    /// A paragraph of a style.
    fn paragraph(&mut self, style: &str, text: &str) {
        let _ = write!(
            self.body,
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
            escape(text)
        );
    }

    /// A heading that the contents can lead to.
    fn heading(&mut self, text: &str) {
        self.bookmarks += 1;
        let id = self.bookmarks;
        let _ = write!(
            self.body,
            r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="{id}" w:name="_Toc{id:05}"/><w:r><w:t>{}</w:t></w:r><w:bookmarkEnd w:id="{id}"/></w:p>"#,
            escape(text)
        );
    }

    fn front(&mut self) {
        let document = self.document;
        let lang = self.lang();
        self.paragraph("Title", &document.title);
        self.paragraph("Subtitle", &document.status);
        let key_numbers = Table {
            name: words::KEY_NUMBERS.get(lang).to_owned(),
            head: vec![words::KEY_NUMBERS.get(lang).to_owned(), words::VALUE.get(lang).to_owned()],
            rows: document
                .key_numbers
                .iter()
                .map(|(number, label)| vec![Cell::text(capital(label)), Cell::Number(number.clone())])
                .collect(),
            foot: Vec::new(),
        };
        self.table(&key_numbers, "");
        self.contents();
    }

    /// The contents as a field: they are there at once, and the word processor puts the page numbers in when it renews them.
    fn contents(&mut self) {
        let titles = self.document.sections.iter().map(|section| section.title.as_str());
        let titles: Vec<&str> = titles.chain([words::RULES.get(self.lang())]).collect();
        let heading = escape(words::CONTENTS.get(self.lang()));
        let _ = write!(
            self.body,
            r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>"#
        );
        for (place, title) in (1..).zip(&titles) {
            self.body.push_str(r#"<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>"#);
            if place == 1 {
                self.body.push_str(
                    r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \h \z \u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#,
                );
            }
            let _ = write!(
                self.body,
                r#"<w:hyperlink w:anchor="_Toc{place:05}" w:history="1"><w:r><w:t>{}</w:t></w:r></w:hyperlink>"#,
                escape(title)
            );
            if place == titles.len() {
                self.body.push_str(r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#);
            }
            self.body.push_str("</w:p>");
        }
        self.body.push_str("</w:sdtContent></w:sdt>");
    }

    fn section(&mut self, section: &Section) -> Result<()> {
        self.heading(&section.title);
        if !section.lead.is_empty() {
            self.paragraph("Lead", &section.lead);
        }
        if !section.facts.is_empty() {
            let facts = csv::facts(section, self.lang());
            // The code of a number stands with its rule.
            let short = |cells: &[Cell]| cells.iter().take(3).cloned().collect();
            let facts = Table {
                head: facts.head.iter().take(3).cloned().collect(),
                rows: facts.rows.iter().map(|row| short(row)).collect(),
                ..facts
            };
            let has_earlier = facts.rows.iter().any(|row| !matches!(row.get(2), None | Some(Cell::Blank)));
            let facts = if has_earlier {
                facts
            } else {
                let two = |cells: &[Cell]| cells.iter().take(2).cloned().collect();
                Table {
                    head: facts.head.iter().take(2).cloned().collect(),
                    rows: facts.rows.iter().map(|row| two(row)).collect(),
                    ..facts
                }
            };
            self.table(&facts, "");
        }
        for figure in &section.figures {
            self.figure(figure)?;
        }
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) -> Result<()> {
        self.paragraph("Heading2", &figure.title);
        if figure.table.rows.is_empty() {
            self.paragraph("Normal", words::NOBODY.get(self.lang()));
            return Ok(());
        }
        let said = if figure.sentence.is_empty() { &figure.summary } else { &figure.sentence };
        if !said.is_empty() {
            self.paragraph("Said", said);
        }
        if let Some(picture) = &figure.picture
            && let Some(drawn) = self.printer.png(&picture.chart, &figure.title, &picture.words, self.lang())?
        {
            self.picture(figure, &picture.words, drawn);
        }
        self.table(&figure.table, &figure.summary);
        Ok(())
    }

    fn picture(&mut self, figure: &Figure, said: &str, drawn: picture::Png) {
        self.pictures.push(drawn.bytes);
        let id = self.pictures.len();
        let scale = (PICTURE_WIDTH / drawn.width).min(PICTURE_HEIGHT / drawn.height) * EMU;
        let (cx, cy) = (format!("{:.0}", drawn.width * scale), format!("{:.0}", drawn.height * scale));
        let (title, said) = (escape(&figure.title), escape(said));
        let _ = write!(
            self.body,
            r#"<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{id}" name="{title}" descr="{said}" title="{title}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{id}" name="chart{id}.png" descr="{said}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
        );
    }

    /// The widths of a table's columns, in twentieths of a point: of the numbers what they and the words of their heads need, of the
    /// labels what is left, as far as they need it. Measured in our own typeface, which is wider than most.
    fn widths(&self, table: &Table) -> Vec<u32> {
        let room = |text: &str, is_strong: bool| self.measure.width(text, TABLE_SIZE, is_strong);
        let widest = |place: usize| {
            let cells = table.rows.iter().chain(Some(&table.foot)).filter_map(|row| row.get(place));
            cells.map(|cell| room(&cell.shown(), false)).fold(0.0, f32::max)
        };
        let twentieths = |points: f32| format!("{:.0}", points * 20.0).parse::<u32>().unwrap_or(0) + CELL_SIDES;
        let mut widths: Vec<u32> = table
            .head
            .iter()
            .enumerate()
            .map(|(place, head)| {
                let word = head.split(' ').map(|word| room(word, true)).fold(0.0, f32::max);
                let head = if place == 0 { room(head, true) } else { word };
                twentieths(widest(place).max(head)).max(LEAST)
            })
            .collect();
        let others: u32 = widths.iter().skip(1).sum();
        if let Some(first) = widths.first_mut() {
            *first = (*first).min(TEXT_WIDTH.saturating_sub(others).max(TEXT_WIDTH / 5));
        }
        widths
    }

    /// A table whose head is repeated on every page, and whose rows are never torn.
    fn table(&mut self, table: &Table, said: &str) {
        let widths = self.widths(table);
        let whole: u32 = widths.iter().sum();
        let width = |place: usize| widths.get(place).copied().unwrap_or(0);
        let (name, said) = (escape(&table.name), escape(said));
        let last_row = u8::from(!table.foot.is_empty());
        let _ = write!(
            self.body,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="RosaTable"/><w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="{}" w:firstRow="1" w:lastRow="{last_row}" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{name}"/>"#,
            if last_row == 1 { "06E0" } else { "06A0" }
        );
        if !said.is_empty() {
            let _ = write!(self.body, r#"<w:tblDescription w:val="{said}"/>"#);
        }
        self.body.push_str("</w:tblPr><w:tblGrid>");
        for width in &widths {
            let _ = write!(self.body, r#"<w:gridCol w:w="{width}"/>"#);
        }
        self.body.push_str("</w:tblGrid>");
        let head: Vec<Cell> = table.head.iter().map(|word| Cell::text(word.as_str())).collect();
        let rows = std::iter::once(&head).chain(&table.rows).chain(Some(&table.foot).filter(|foot| !foot.is_empty()));
        let count = 1 + table.rows.len() + usize::from(!table.foot.is_empty());
        for (nth, row) in rows.enumerate() {
            let is_head = nth == 0;
            self.body.push_str(if is_head {
                "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            } else {
                "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            });
            for (place, cell) in row.iter().enumerate() {
                let is_number = table.is_numeric(place);
                let style = if is_number { "TableNumber" } else { "TableText" };
                // What belongs together stays on one page as far as it goes.
                let is_kept = nth < 3 || (nth + 1 < count && (count <= SHORT_TABLE || nth + 3 >= count));
                let keep = if is_kept { "<w:keepNext/>" } else { "" };
                let _ = write!(
                    self.body,
                    r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:tc>"#,
                    width(place),
                    escape(&cell.shown())
                );
            }
            self.body.push_str("</w:tr>");
        }
        self.body.push_str("</w:tbl>");
        // Two tables in a row would grow together.
        self.paragraph("AfterTable", "");
    }

    fn rules(&mut self) {
        let document = self.document;
        self.heading(words::RULES.get(document.lang));
        self.paragraph("Lead", words::RULES_LEAD.get(document.lang));
        for rule in &document.rules {
            let (title, text, id) = (escape(&rule.title), escape(&rule.text), escape(&rule.id));
            let _ = write!(
                self.body,
                r#"<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t xml:space="preserve">{title}. </w:t></w:r><w:r><w:t xml:space="preserve">{text} </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Code"/></w:rPr><w:t>{id}</w:t></w:r></w:p>"#
            );
        }
    }

    /// Packs the parts.
    fn finish(self) -> Result<Vec<u8>> {
        let lang = self.lang();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, bytes: &[u8]| -> Result<()> {
            zip.start_file(name, SimpleFileOptions::default()).map_err(Error::internal)?;
            zip.write_all(bytes).map_err(Error::internal)
        };
        add("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes())?;
        add("_rels/.rels", parts::RELATIONSHIPS.as_bytes())?;
        add("docProps/core.xml", parts::core(&self.document.title, &self.document.status, lang).as_bytes())?;
        add("word/document.xml", parts::document(&self.body).as_bytes())?;
        add("word/_rels/document.xml.rels", parts::document_relationships(self.pictures.len()).as_bytes())?;
        add("word/styles.xml", parts::styles(lang).as_bytes())?;
        add("word/settings.xml", parts::settings(lang).as_bytes())?;
        add("word/footer1.xml", parts::footer(&self.document.title, lang).as_bytes())?;
        for (id, bytes) in (1..).zip(&self.pictures) {
            add(&format!("word/media/chart{id}.png"), bytes)?;
        }
        Ok(zip.finish().map_err(Error::internal)?.into_inner())
    }
}

/// Words that begin a line: «har fått bistand» as «Har fått bistand».
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
