//! Charts for paper: drawn by the same code as on the pages, in colours of their own, as shapes for a PDF and as pixels for a text
//! document.

use super::fonts::{self, Measure};
use crate::charts::{Chart, Frame, PRINT_STYLE};
use crate::kernel::error::{Error, Result};
use crate::kernel::text::Lang;
use resvg::usvg::{Options, Tree};
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// Pixels to a unit of a chart: sharp on paper.
const SHARPNESS: f32 = 3.0;

/// Draws charts; it has read the typefaces once.
pub(super) struct Printer {
    options: Options<'static>,
    measure: Measure,
}

/// A chart as pixels.
pub(super) struct Png {
    pub(super) bytes: Vec<u8>,
    /// Its size in units of the chart.
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Printer {
    pub(super) fn new() -> Result<Self> {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(fonts::REGULAR.to_vec());
        fonts.load_font_data(fonts::STRONG.to_vec());
        let options = Options {
            fontdb: Arc::new(fonts),
            font_family: "Inter".to_owned(),
            style_sheet: Some(PRINT_STYLE.to_owned()),
            ..Options::default()
        };
        Ok(Self { options, measure: Measure::new()? })
    }

    /// A chart as shapes; none where there is nothing to draw.
    pub(super) fn tree(&self, chart: &Chart, title: &str, words: &str, lang: Lang) -> Result<Option<Tree>> {
        let Some(drawn) = chart.draw(&Frame { id: "p", title, desc: words, lang }) else { return Ok(None) };
        let markup = drawn.as_str().replacen("<svg ", r#"<svg xmlns="http://www.w3.org/2000/svg" "#, 1);
        let markup = self.measure.printable(&underlaid(&markup));
        Tree::from_str(&markup, &self.options).map(Some).map_err(Error::internal)
    }

    /// A chart as pixels; none where there is nothing to draw.
    pub(super) fn png(&self, chart: &Chart, title: &str, words: &str, lang: Lang) -> Result<Option<Png>> {
        let Some(tree) = self.tree(chart, title, words, lang)? else { return Ok(None) };
        let size = tree.size();
        let whole = size.to_int_size().scale_by(SHARPNESS).ok_or_else(|| Error::internal("a chart without size"))?;
        let mut pixels = tiny_skia::Pixmap::new(whole.width(), whole.height())
            .ok_or_else(|| Error::internal("a chart that is too large"))?;
        pixels.fill(tiny_skia::Color::WHITE);
        resvg::render(&tree, tiny_skia::Transform::from_scale(SHARPNESS, SHARPNESS), &mut pixels.as_mut());
        let bytes = pixels.encode_png().map_err(Error::internal)?;
        Ok(Some(Png { bytes, width: f64::from(size.width()), height: f64::from(size.height()) }))
    }
}

/// The same with a plain box under each patterned one: where the tiles of a pattern meet, nothing white shows through.
fn underlaid(markup: &str) -> String {
    let mut parts = markup.split("<rect ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some((place, rest)) = part.split_once(" fill=\"url(#p-")
            && let Some((class, _)) = rest.split_once(')')
        {
            out.push_str(&format!("<rect class=\"{class}\" {place}/>"));
        }
        out.push_str("<rect ");
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::underlaid;

    #[test]
    fn a_plain_box_lies_under_a_patterned_one() {
        let plain = r#"<svg><rect class="f1" x="1" width="2"/></svg>"#;
        assert_eq!(underlaid(plain), plain);
        assert_eq!(
            underlaid(r#"<g><rect x="1" width="2" fill="url(#p-f2)"/></g>"#),
            r#"<g><rect class="f2" x="1" width="2"/><rect x="1" width="2" fill="url(#p-f2)"/></g>"#
        );
    }
}
