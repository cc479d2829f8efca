//! Where things stand on paper: lines, tables and pictures one under the other on pages of A4, and the tree of what they are. Knows
//! sizes and letters, no PDF.

use super::fonts::Measure;
use super::{Cell, Table};

/// A4 and its margins, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
pub(super) const LEFT: f32 = 56.0;
pub(super) const RIGHT: f32 = WIDTH - LEFT;
const TOP: f32 = 58.0;
const BOTTOM: f32 = HEIGHT - 62.0;
/// The width of the text.
pub(super) const TEXT: f32 = RIGHT - LEFT;

/// White beside the words of a cell.
const CELL_SIDE: f32 = 5.0;
const CELL_ABOVE: f32 = 2.6;
/// The width of a head that is not broken.
const SHORT_HEAD: f32 = 44.0;

/// What a part of the document is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tag {
    Part,
    Heading(u8),
    Paragraph,
    Contents,
    /// A line of the contents: inside it a link.
    ContentsItem,
    Link,
    /// A picture and what it says.
    Figure(String),
    /// A table and what it is called.
    Table(String),
    Row,
    HeadCell,
    RowHead,
    DataCell,
}

/// A node of the tree of what things are: either it has nodes, or things are drawn for it.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) title: String,
    pub(super) nodes: Vec<usize>,
}

/// The colours of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Muted,
    Heading,
}

/// How a line looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) is_strong: bool,
    pub(super) ink: Ink,
    /// From line to line.
    pub(super) leading: f32,
}

/// A thing on a page. Without a node it is part of no text: a rule, a repeated head, the foot of a page.
#[derive(Debug)]
pub(super) enum Item {
    Text {
        x: f32,
        y: f32,
        style: Style,
        text: String,
        node: Option<usize>,
    },
    Rule {
        x: f32,
        y: f32,
        width: f32,
        is_strong: bool,
    },
    Picture {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        picture: usize,
        node: usize,
    },
    /// A way to a place: a page and a height on it, known when all is laid out.
    Link {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        target: usize,
        node: usize,
    },
}

/// Where a heading stands, for bookmarks and contents.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) title: String,
    pub(super) level: u8,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// Pages that are being filled.
pub(super) struct Flow {
    pub(super) measure: Measure,
    pub(super) pages: Vec<Vec<Item>>,
    pub(super) nodes: Vec<Node>,
    pub(super) marks: Vec<Mark>,
    /// Where the next thing goes.
    pub(super) y: f32,
}

/// The widths of a table's columns, and how large its letters are.
struct Columns {
    widths: Vec<f32>,
    numeric: Vec<bool>,
    size: f32,
}

/// A row in lines.
struct Lines {
    cells: Vec<Vec<String>>,
    height: f32,
}

impl Flow {
    pub(super) fn new(measure: Measure) -> Self {
        let root = Node { tag: Tag::Part, title: String::new(), nodes: Vec::new() };
        Self { measure, pages: vec![Vec::new()], nodes: vec![root], marks: Vec::new(), y: TOP }
    }

    /// A new node under another.
    pub(super) fn node(&mut self, parent: usize, tag: Tag) -> usize {
        let id = self.nodes.len();
        self.nodes.push(Node { tag, title: String::new(), nodes: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.nodes.push(id);
        }
        id
    }

    pub(super) fn add(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.push(item);
        }
    }

    /// The number of the page that is being filled, from 0.
    pub(super) fn page(&self) -> usize {
        self.pages.len() - 1
    }

    pub(super) fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// How much room there is on a fresh page.
    pub(super) const fn whole_page() -> f32 {
        BOTTOM - TOP
    }

    /// Begins a page where so much does not fit on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.new_page();
        }
    }

    /// White before the next thing, but not on top of a page.
    pub(super) fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// How high a text is.
    pub(super) fn text_height(&self, text: &str, style: Style, width: f32) -> f32 {
        let lines = self.measure.lines(&self.measure.printable(text), style.size, style.is_strong, width).len();
        style.leading * count(lines)
    }

    /// A text in lines under the last thing.
    pub(super) fn text(&mut self, node: usize, text: &str, style: Style, x: f32, width: f32) {
        let text = self.measure.printable(text);
        for line in self.measure.lines(&text, style.size, style.is_strong, width) {
            self.need(style.leading);
            let y = self.y + style.size + (style.leading - style.size) / 2.0 - style.size * 0.12;
            self.add(Item::Text { x, y, style, text: line, node: Some(node) });
            self.y += style.leading;
        }
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, parent: usize, text: &str, style: Style) {
        let node = self.node(parent, Tag::Paragraph);
        self.text(node, text, style, LEFT, TEXT);
    }

    /// A heading that stays with so much of what follows.
    pub(super) fn heading(&mut self, parent: usize, text: &str, level: u8, style: Style, with: f32) {
        self.need(self.text_height(text, style, TEXT) + with);
        let node = self.node(parent, Tag::Heading(level));
        if let Some(node) = self.nodes.get_mut(node) {
            node.title = text.to_owned();
        }
        let mark = Mark { title: text.to_owned(), level, page: self.page(), y: self.y };
        self.marks.push(mark);
        self.text(node, text, style, LEFT, TEXT);
    }

    fn columns(&self, table: &Table, room: f32) -> Columns {
        let numeric: Vec<bool> = (0..table.head.len()).map(|place| table.is_numeric(place)).collect();
        let mut size = 8.6;
        loop {
            let widths = self.widths(table, &numeric, size);
            let others: f32 = widths.iter().skip(1).sum();
            let label = widths.first().copied().unwrap_or(0.0);
            let least = (room * 0.28).min(label);
            if others + least <= room || size < 6.2 {
                let label = label.min((room - others).max(room * 0.2));
                let widths = std::iter::once(label).chain(widths.into_iter().skip(1)).collect();
                return Columns { widths, numeric, size };
            }
            size -= 0.4;
        }
    }

    /// What each column would like: the labels on one line, of a head its longest word.
    fn widths(&self, table: &Table, numeric: &[bool], size: f32) -> Vec<f32> {
        let printed = |text: &str, is_strong| self.measure.width(&self.measure.printable(text), size, is_strong);
        table
            .head
            .iter()
            .enumerate()
            .map(|(place, head)| {
                let cells = table.rows.iter().filter_map(|row| row.get(place));
                let widest = cells.map(|cell| printed(&cell.shown(), false)).fold(0.0, f32::max);
                let foot = table.foot.get(place).map_or(0.0, |cell| printed(&cell.shown(), true));
                let is_number = numeric.get(place).copied().unwrap_or(false);
                // A short head stands on one line, a long one in words.
                let whole = printed(head, true);
                let head = if (is_number || place > 0) && whole > SHORT_HEAD {
                    head.split(' ').map(|word| printed(word, true)).fold(0.0, f32::max)
                } else {
                    whole
                };
                widest.max(head).max(foot) + 2.0 * CELL_SIDE + 1.0
            })
            .collect()
    }

    fn lines_of(&self, columns: &Columns, row: &[String], is_strong: bool) -> Lines {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(&columns.widths)
            .map(|(text, width)| {
                let text = self.measure.printable(text);
                self.measure.lines(&text, columns.size, is_strong, (width - 2.0 * CELL_SIDE).max(12.0))
            })
            .collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or(1);
        Lines { cells, height: count(most) * columns.size * 1.25 + 2.0 * CELL_ABOVE }
    }

    /// How high a table is in so much room.
    pub(super) fn table_height(&self, table: &Table, room: f32) -> f32 {
        let columns = self.columns(table, room);
        let head = self.lines_of(&columns, &table.head, true).height;
        let rows: f32 = table.rows.iter().map(|row| self.lines_of(&columns, &shown(row), false).height).sum();
        let foot = if table.foot.is_empty() { 0.0 } else { self.lines_of(&columns, &shown(&table.foot), true).height };
        head + rows + foot
    }

    /// A table; its head is repeated on every page it runs over.
    pub(super) fn table(&mut self, parent: usize, table: &Table, x: f32, room: f32) {
        let columns = self.columns(table, room);
        let node = self.node(parent, Tag::Table(table.name.clone()));
        let head = self.lines_of(&columns, &table.head, true);
        self.need(head.height * 3.0);
        self.row(Some(node), &columns, &head, x, Kind::Head);
        for row in &table.rows {
            let lines = self.lines_of(&columns, &shown(row), false);
            if self.y + lines.height > BOTTOM {
                self.new_page();
                self.row(None, &columns, &head, x, Kind::Head);
            }
            self.row(Some(node), &columns, &lines, x, Kind::Data);
        }
        if !table.foot.is_empty() {
            let lines = self.lines_of(&columns, &shown(&table.foot), true);
            if self.y + lines.height > BOTTOM {
                self.new_page();
            }
            self.row(Some(node), &columns, &lines, x, Kind::Foot);
        }
    }

    fn row(&mut self, table: Option<usize>, columns: &Columns, lines: &Lines, x: f32, kind: Kind) {
        let row = table.map(|table| self.node(table, Tag::Row));
        let width: f32 = columns.widths.iter().sum();
        if kind == Kind::Foot {
            self.add(Item::Rule { x, y: self.y, width, is_strong: true });
        }
        let style = Style {
            size: columns.size,
            is_strong: kind != Kind::Data,
            ink: if kind == Kind::Head { Ink::Heading } else { Ink::Text },
            leading: columns.size * 1.25,
        };
        let mut left = x;
        for (place, cell) in lines.cells.iter().enumerate() {
            let width = columns.widths.get(place).copied().unwrap_or(0.0);
            let is_number = columns.numeric.get(place).copied().unwrap_or(false);
            let tag = match (kind, place) {
                (Kind::Head, _) => Tag::HeadCell,
                (_, 0) => Tag::RowHead,
                _ => Tag::DataCell,
            };
            let node = row.map(|row| self.node(row, tag));
            // A head stands on the line below it, a cell on top.
            let unused = lines.height - 2.0 * CELL_ABOVE - count(cell.len()) * style.leading;
            let mut y = self.y + CELL_ABOVE + if kind == Kind::Head { unused } else { 0.0 } + style.size * 0.95;
            for line in cell {
                let from = if is_number {
                    left + width - CELL_SIDE - self.measure.width(line, style.size, style.is_strong)
                } else {
                    left + if place == 0 { 0.0 } else { CELL_SIDE }
                };
                self.add(Item::Text { x: from, y, style, text: line.clone(), node });
                y += style.leading;
            }
            left += width;
        }
        self.y += lines.height;
        if kind != Kind::Foot {
            self.add(Item::Rule { x, y: self.y, width, is_strong: kind == Kind::Head });
        }
    }
}

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    Data,
    Foot,
}

fn shown(row: &[Cell]) -> Vec<String> {
    row.iter().map(Cell::shown).collect()
}

/// How many, as a number to reckon with.
pub(super) fn count(n: usize) -> f32 {
    u16::try_from(n).map_or(f32::from(u16::MAX), f32::from)
}
