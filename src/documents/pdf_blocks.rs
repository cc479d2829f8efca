//! A report laid out on pages: front page with the numbers that everybody asks for and the contents, then the chapters, then how
//! everything is counted. A figure with a small table has its picture beside it.

use super::docx::capital;
use super::fonts::Measure;
use super::pdf_layout::{Flow, Ink, Item, LEFT, Mark, RIGHT, Style, TEXT, Tag};
use super::picture::Printer;
use super::{Cell, Document, Figure, Section, Table, csv, words};
use crate::kernel::error::Result;
use resvg::usvg::Tree;

const TITLE: Style = Style { size: 25.0, is_strong: true, ink: Ink::Heading, leading: 30.0 };
const CHAPTER: Style = Style { size: 17.0, is_strong: true, ink: Ink::Heading, leading: 22.0 };
const FIGURE: Style = Style { size: 11.5, is_strong: true, ink: Ink::Heading, leading: 15.0 };
const BODY: Style = Style { size: 9.6, is_strong: false, ink: Ink::Text, leading: 14.0 };
const LEAD: Style = Style { size: 10.6, is_strong: false, ink: Ink::Muted, leading: 15.5 };
const SMALL: Style = Style { size: 8.8, is_strong: false, ink: Ink::Muted, leading: 12.4 };
const KEY: Style = Style { size: 22.0, is_strong: true, ink: Ink::Heading, leading: 27.0 };
const RULE: Style = Style { size: 8.6, is_strong: false, ink: Ink::Text, leading: 11.8 };
const RULE_TITLE: Style = Style { is_strong: true, ..RULE };
const CODE: Style = Style { size: 7.4, is_strong: false, ink: Ink::Muted, leading: 11.0 };

/// The width of a picture beside its table, and of one above it.
const BESIDE: f32 = 246.0;
const ABOVE: f32 = 280.0;
const BETWEEN: f32 = 20.0;
/// A table that stands beside a picture has at most so many columns.
const NARROW: usize = 3;

/// A report on pages.
pub(super) struct Laid {
    pub(super) flow: Flow,
    pub(super) pictures: Vec<Tree>,
}

/// Lays a report out. The contents come before what they name, so their page numbers are filled in at the end.
pub(super) fn lay_out(document: &Document) -> Result<Laid> {
    let mut page = Page {
        laid: Laid { flow: Flow::new(Measure::new()?), pictures: Vec::new() },
        printer: Printer::new()?,
        document,
    };
    page.front();
    for section in &document.sections {
        page.section(section)?;
    }
    page.rules();
    let mut laid = page.laid;
    foot(&mut laid.flow, document);
    Ok(laid)
}

struct Page<'d> {
    laid: Laid,
    printer: Printer,
    document: &'d Document,
}

/// The root of the tree.
const ROOT: usize = 0;

impl Page<'_> {
    fn front(&mut self) {
        let document = self.document;
        let flow = &mut self.laid.flow;
        flow.heading(ROOT, &document.title, 1, TITLE, 0.0);
        flow.y += 4.0;
        flow.paragraph(ROOT, &document.status, LEAD);
        flow.y += 22.0;
        let (top, mut lowest) = (flow.y, flow.y);
        let width = TEXT / super::pdf_layout::count(document.key_numbers.len().max(1));
        let mut x = LEFT;
        for (number, label) in &document.key_numbers {
            let node = flow.node(ROOT, Tag::Paragraph);
            flow.y = top;
            flow.text(node, &number.text, KEY, x, width - 8.0);
            flow.text(node, &capital(label), SMALL, x, width - 8.0);
            lowest = lowest.max(flow.y);
            x += width;
        }
        flow.y = lowest + 26.0;
        flow.heading(ROOT, words::CONTENTS.get(document.lang), 2, FIGURE, 0.0);
        // The contents are no chapter of theirs.
        flow.marks.pop();
        flow.y += 4.0;
        self.contents();
        self.laid.flow.new_page();
    }

    /// A line for each chapter. Its number is written when all is laid out.
    fn contents(&mut self) {
        let document = self.document;
        let flow = &mut self.laid.flow;
        let node = flow.node(ROOT, Tag::Contents);
        let titles = document.sections.iter().map(|section| section.title.as_str());
        for (nth, title) in titles.chain([words::RULES.get(document.lang)]).enumerate() {
            let item = flow.node(node, Tag::ContentsItem);
            let link = flow.node(item, Tag::Link);
            let y = flow.y;
            flow.text(link, title, BODY, LEFT, TEXT - 40.0);
            let height = flow.y - y;
            // The first mark is the title's own.
            flow.add(Item::Link { x: LEFT, y, width: TEXT, height, target: nth + 1, node: link });
            flow.y += 2.5;
            flow.add(Item::Rule { x: LEFT, y: flow.y, width: TEXT, is_strong: false });
            flow.y += 2.5;
        }
    }

    fn section(&mut self, section: &Section) -> Result<()> {
        let flow = &mut self.laid.flow;
        flow.space(30.0);
        let part = flow.node(ROOT, Tag::Part);
        flow.heading(part, &section.title, 1, CHAPTER, 110.0);
        flow.y += 3.0;
        if !section.lead.is_empty() {
            flow.paragraph(part, &section.lead, LEAD);
            flow.y += 4.0;
        }
        if !section.facts.is_empty() {
            self.facts(part, section);
        }
        for figure in &section.figures {
            self.figure(part, figure)?;
        }
        Ok(())
    }

    fn facts(&mut self, part: usize, section: &Section) {
        let facts = csv::facts(section, self.document.lang);
        let has_earlier = section.facts.iter().any(|fact| !fact.earlier.is_empty());
        let columns = if has_earlier { 3 } else { 2 };
        let few = |cells: Vec<Cell>| cells.into_iter().take(columns).collect::<Vec<_>>();
        let table = Table {
            head: facts.head.into_iter().take(columns).collect(),
            rows: facts.rows.into_iter().map(few).collect(),
            ..facts
        };
        let flow = &mut self.laid.flow;
        flow.y += 6.0;
        flow.table(part, &table, LEFT, TEXT);
        flow.y += 4.0;
    }

    fn figure(&mut self, part: usize, figure: &Figure) -> Result<()> {
        let lang = self.document.lang;
        let picture = match &figure.picture {
            Some(picture) if !figure.table.rows.is_empty() => {
                self.printer.tree(&picture.chart, &figure.title, &picture.words, lang)?.map(|tree| (picture, tree))
            }
            _ => None,
        };
        let flow = &mut self.laid.flow;
        let beside_room = TEXT - BESIDE - BETWEEN;
        let table_height = flow.table_height(&figure.table, beside_room);
        let height_of = |tree: &Tree, width: f32| width * tree.size().height() / tree.size().width();
        let is_narrow = figure.table.head.len() <= NARROW;
        let beside = picture.as_ref().map(|(_, tree)| height_of(tree, BESIDE).max(table_height));
        let beside = beside.filter(|height| is_narrow && *height < Flow::whole_page() - 80.0);
        let first = match (&picture, beside) {
            (_, Some(height)) => height,
            (Some((_, tree)), None) => height_of(tree, ABOVE).min(Flow::whole_page() - 90.0) + 60.0,
            (None, None) => flow.table_height(&figure.table, TEXT).min(90.0),
        };
        flow.space(20.0);
        let summary = if figure.table.rows.is_empty() { words::NOBODY.get(lang) } else { figure.summary.as_str() };
        let said = if summary.is_empty() { 0.0 } else { flow.text_height(summary, SMALL, TEXT) };
        flow.heading(part, &figure.title, 2, FIGURE, said + first + 8.0);
        if !summary.is_empty() {
            flow.paragraph(part, summary, SMALL);
        }
        flow.y += 6.0;
        let Some((picture, tree)) = picture else {
            if !figure.table.rows.is_empty() {
                flow.table(part, &figure.table, LEFT, TEXT);
            }
            return Ok(());
        };
        let top = flow.y;
        let width = if beside.is_some() { BESIDE } else { ABOVE };
        let tall = height_of(&tree, width);
        let most = Flow::whole_page() - 90.0;
        let (width, height) = if tall > most { (width * most / tall, most) } else { (width, tall) };
        let node = flow.node(part, Tag::Figure(format!("{}. {}", figure.title, picture.words)));
        flow.add(Item::Picture { x: LEFT, y: top, width, height, picture: self.laid.pictures.len(), node });
        self.laid.pictures.push(tree);
        let flow = &mut self.laid.flow;
        match beside {
            Some(all) => {
                flow.table(part, &figure.table, LEFT + BESIDE + BETWEEN, beside_room);
                flow.y = top + all;
            }
            None => {
                flow.y = top + height + 10.0;
                flow.table(part, &figure.table, LEFT, TEXT);
            }
        }
        Ok(())
    }

    fn rules(&mut self) {
        let document = self.document;
        let flow = &mut self.laid.flow;
        flow.new_page();
        let part = flow.node(ROOT, Tag::Part);
        flow.heading(part, words::RULES.get(document.lang), 1, CHAPTER, 60.0);
        flow.y += 3.0;
        flow.paragraph(part, words::RULES_LEAD.get(document.lang), LEAD);
        for rule in &document.rules {
            flow.space(7.0);
            flow.need(RULE_TITLE.leading + flow.text_height(&rule.text, RULE, TEXT) + CODE.leading);
            let node = flow.node(part, Tag::Paragraph);
            flow.text(node, &rule.title, RULE_TITLE, LEFT, TEXT);
            flow.text(node, &rule.text, RULE, LEFT, TEXT);
            flow.text(node, &rule.id, CODE, LEFT, TEXT);
        }
    }
}

/// The foot of every page, and the page numbers of the contents.
fn foot(flow: &mut Flow, document: &Document) {
    let all = flow.pages.len();
    let right = |flow: &Flow, text: &str, style: Style| RIGHT - flow.measure.width(text, style.size, style.is_strong);
    let chapters: Vec<Mark> = flow.marks.iter().filter(|mark| mark.level == 1).cloned().collect();
    let mut numbers = Vec::new();
    if let Some(first) = flow.pages.first() {
        for item in first {
            if let Item::Link { y, target, node, .. } = item
                && let Some(mark) = chapters.get(*target)
            {
                let text = (mark.page + 1).to_string();
                let (x, y) =
                    (right(flow, &text, BODY), y + BODY.size + (BODY.leading - BODY.size) / 2.0 - BODY.size * 0.12);
                numbers.push(Item::Text { x, y, style: BODY, text, node: Some(*node) });
            }
        }
    }
    if let Some(first) = flow.pages.first_mut() {
        first.extend(numbers);
    }
    let title = flow.measure.printable(&document.title);
    for page in 0..all {
        let text = words::page_of(page + 1, all, document.lang);
        let y = super::pdf_layout::HEIGHT - 34.0;
        let x = right(flow, &text, CODE);
        if let Some(items) = flow.pages.get_mut(page) {
            items.push(Item::Text { x: LEFT, y, style: CODE, text: title.clone(), node: None });
            items.push(Item::Text { x, y, style: CODE, text, node: None });
        }
    }
}
