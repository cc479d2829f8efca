//! A report as a tagged PDF: written as PDF/UA-1 and refused by the library where it would not be one, so whoever hears a document
//! gets its headings, its tables with their heads and the words of its pictures. The typeface is embedded, charts are shapes.

use super::Document;
use super::fonts;
use super::pdf_blocks::{self, Laid};
use super::pdf_layout::{Flow, HEIGHT, Ink, Item, LEFT, Mark, Style, Tag, WIDTH};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use krilla::SerializeSettings;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag as PdfTag, TagGroup,
    TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla_svg::{SurfaceExt, SvgSettings};
use std::num::NonZeroU16;

/// What was drawn for each node of the tree, and where its pictures stand.
struct Drawn {
    ids: Vec<Vec<Identifier>>,
    boxes: Vec<Option<BBox>>,
}

struct Faces {
    regular: Font,
    strong: Font,
}

/// The whole document.
pub(super) fn document(document: &Document) -> Result<Vec<u8>> {
    let Laid { flow, pictures } = pdf_blocks::lay_out(document)?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| Error::internal("no version of PDF can be PDF/UA-1"))?;
    let mut pdf = krilla::Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    pdf.set_metadata(metadata(document));
    let face = |bytes: &'static [u8]| {
        Font::new(bytes.to_vec().into(), 0).ok_or_else(|| Error::internal("a typeface that cannot be read"))
    };
    let faces = Faces { regular: face(fonts::REGULAR)?, strong: face(fonts::STRONG)? };
    let mut drawn = Drawn {
        ids: flow.nodes.iter().map(|_| Vec::new()).collect(),
        boxes: flow.nodes.iter().map(|_| None).collect(),
    };
    for (number, items) in flow.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Error::internal("a page without size"))?;
        let mut page = pdf.start_page_with(settings);
        let mut surface = page.surface();
        for item in items {
            draw(&mut surface, item, number, &faces, &pictures, &mut drawn)?;
        }
        surface.finish();
        for item in items {
            link(&mut page, item, &flow, &mut drawn);
        }
        page.finish();
    }
    pdf.set_outline(outline(&flow.marks));
    let mut tree = TagTree::new();
    // The root of ours is the document itself.
    for node in flow.nodes.first().map(|root| root.nodes.clone()).unwrap_or_default() {
        tree.push(group(&flow, node, &mut drawn));
    }
    pdf.set_tag_tree(tree);
    pdf.finish().map_err(|error| Error::internal(format!("{error:?}")))
}

fn metadata(document: &Document) -> Metadata {
    let language = match document.lang {
        Lang::Nb => "nb-NO",
        Lang::En => "en-GB",
    };
    Metadata::new()
        .title(document.title.clone())
        .description(document.status.clone())
        .language(language.to_owned())
        .creator("ROSA journal".to_owned())
        .authors(vec!["ROSA".to_owned()])
}

fn paint(colour: u32) -> Fill {
    let [_, red, green, blue] = colour.to_be_bytes();
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn colour(ink: Ink) -> u32 {
    match ink {
        Ink::Text => 0x1d_2b30,
        Ink::Muted => 0x57_6469,
        Ink::Heading => 0x0c_2f38,
    }
}

fn draw(
    surface: &mut Surface<'_>,
    item: &Item,
    page: usize,
    faces: &Faces,
    pictures: &[resvg::usvg::Tree],
    drawn: &mut Drawn,
) -> Result<()> {
    match item {
        Item::Text { x, y, style, text, node } => {
            let tag = match node {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
            };
            let id = surface.start_tagged(tag);
            words(surface, *x, *y, *style, text, faces);
            surface.end_tagged();
            if let Some(ids) = node.and_then(|node| drawn.ids.get_mut(node)) {
                ids.push(id);
            }
        }
        Item::Rule { x, y, width, is_strong } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
            surface.set_fill(Some(paint(if *is_strong { 0x8d_8f8c } else { 0xe3_dfd5 })));
            let height = if *is_strong { 0.8 } else { 0.5 };
            let mut path = PathBuilder::new();
            if let Some(line) = Rect::from_xywh(*x, *y, width.max(1.0), height) {
                path.push_rect(line);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
            surface.end_tagged();
        }
        Item::Picture { x, y, width, height, picture, node } => {
            let size = Size::from_wh(*width, *height).ok_or_else(|| Error::internal("a picture without size"))?;
            let tree = pictures.get(*picture).ok_or_else(|| Error::internal("a picture that is not there"))?;
            let id = surface.start_tagged(ContentTag::Other);
            surface.push_transform(&Transform::from_translate(*x, *y));
            surface.draw_svg(tree, size, SvgSettings::default());
            surface.pop();
            surface.end_tagged();
            if let Some(ids) = drawn.ids.get_mut(*node) {
                ids.push(id);
            }
            if let Some(place) = drawn.boxes.get_mut(*node) {
                *place = Rect::from_xywh(*x, *y, *width, *height).map(|rect| BBox::new(page, rect));
            }
        }
        Item::Link { .. } => {}
    }
    Ok(())
}

fn words(surface: &mut Surface<'_>, x: f32, y: f32, style: Style, text: &str, faces: &Faces) {
    surface.set_fill(Some(paint(colour(style.ink))));
    let font = if style.is_strong { &faces.strong } else { &faces.regular };
    surface.draw_text(Point::from_xy(x, y), font.clone(), style.size, text, false, TextDirection::LeftToRight);
}

/// A line of the contents leads to its chapter.
fn link(page: &mut Page<'_>, item: &Item, flow: &Flow, drawn: &mut Drawn) {
    let Item::Link { x, y, width, height, target, node } = item else { return };
    let mark = flow.marks.iter().filter(|mark| mark.level == 1).nth(*target);
    let (Some(mark), Some(rect)) = (mark, Rect::from_xywh(*x, *y, *width, *height)) else { return };
    let target = Target::Destination(place(mark).into());
    let id =
        page.add_tagged_annotation(Annotation::new_link(LinkAnnotation::new(rect, target), Some(mark.title.clone())));
    if let Some(ids) = drawn.ids.get_mut(*node) {
        // What can be pressed comes before what is read of it.
        ids.insert(0, id);
    }
}

fn place(mark: &Mark) -> XyzDestination {
    XyzDestination::new(mark.page, Point::from_xy(LEFT, (mark.y - 12.0).max(0.0)))
}

/// Bookmarks: the chapters, and in them the figures.
fn outline(marks: &[Mark]) -> Outline {
    let mut outline = Outline::new();
    let mut chapter: Option<OutlineNode> = None;
    for mark in marks {
        let node = OutlineNode::new(mark.title.clone(), place(mark));
        match &mut chapter {
            Some(open) if mark.level > 1 => open.push_child(node),
            _ => {
                if let Some(done) = chapter.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(done) = chapter {
        outline.push_child(done);
    }
    outline
}

/// A node with all that is under it.
fn group(flow: &Flow, at: usize, drawn: &mut Drawn) -> Node {
    let Some(node) = flow.nodes.get(at) else { return TagGroup::new(PdfTag::P).into() };
    let tag = node.tag.clone();
    let mut group = match tag {
        Tag::Part => TagGroup::new(PdfTag::Section),
        Tag::Heading(level) => TagGroup::new(PdfTag::Hn(
            NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN),
            Some(node.title.clone()),
        )),
        Tag::Paragraph => TagGroup::new(PdfTag::P),
        Tag::Contents => TagGroup::new(PdfTag::TOC),
        Tag::ContentsItem => TagGroup::new(PdfTag::TOCI),
        Tag::Link => TagGroup::new(PdfTag::Link),
        Tag::Figure(words) => {
            let place = drawn.boxes.get_mut(at).and_then(Option::take);
            TagGroup::new(PdfTag::Figure(Some(words)).with_bbox(place))
        }
        Tag::Table(name) => TagGroup::new(PdfTag::Table.with_summary(Some(name))),
        Tag::Row => TagGroup::new(PdfTag::TR),
        Tag::HeadCell => TagGroup::new(PdfTag::TH(TableHeaderScope::Column)),
        Tag::RowHead => TagGroup::new(PdfTag::TH(TableHeaderScope::Row)),
        Tag::DataCell => TagGroup::new(PdfTag::TD),
    };
    for id in drawn.ids.get_mut(at).map(std::mem::take).unwrap_or_default() {
        group.push(id);
    }
    for node in node.nodes.clone() {
        let child = self::group(flow, node, drawn);
        group.push(child);
    }
    group.into()
}
