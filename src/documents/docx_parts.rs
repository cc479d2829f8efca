//! The fixed parts of a text document: its styles, its footer and what ties the parts together. Whoever receives the document
//! changes how it looks by changing a style.

use super::words;
use crate::charts::escape;
use crate::kernel::text::Lang;
use std::fmt::Write as _;

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#;

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

pub(super) const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// The tag of a language as word processors know it.
const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "nb-NO",
        Lang::En => "en-GB",
    }
}

pub(super) fn core(title: &str, subject: &str, lang: Lang) -> String {
    let (title, subject, lang) = (escape(title), escape(subject), tag(lang));
    format!(
        r#"{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>ROSA journal</dc:creator><dc:language>{lang}</dc:language></cp:coreProperties>"#
    )
}

/// The text with its page: A4, 2.25 cm at the sides.
pub(super) fn document(body: &str) -> String {
    format!(
        r#"{XML}<w:document {NAMESPACES}><w:body>{body}<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1275" w:bottom="1304" w:left="1275" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    )
}

pub(super) fn document_relationships(pictures: usize) -> String {
    const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = format!(
        r#"{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="{TYPES}/styles" Target="styles.xml"/><Relationship Id="settings" Type="{TYPES}/settings" Target="settings.xml"/><Relationship Id="footer" Type="{TYPES}/footer" Target="footer1.xml"/>"#
    );
    for id in 1..=pictures {
        let _ = write!(out, r#"<Relationship Id="picture{id}" Type="{TYPES}/image" Target="media/chart{id}.png"/>"#);
    }
    out.push_str("</Relationships>");
    out
}

pub(super) fn settings(lang: Lang) -> String {
    format!(
        r#"{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="{}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#,
        tag(lang)
    )
}

pub(super) fn footer(title: &str, lang: Lang) -> String {
    let (page, of) = words::page_words(lang);
    let field = |name: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let text = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text));
    format!(
        r#"{XML}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}</w:p></w:ftr>"#,
        text(title),
        text(page),
        field("PAGE"),
        text(of),
        field("NUMPAGES"),
    )
}

/// A style of paragraphs: id, name, what follows it, properties of the paragraph and of its letters.
fn paragraph(id: &str, name: &str, next: &str, of_paragraph: &str, of_letters: &str) -> String {
    let based = if id == "Normal" { "" } else { r#"<w:basedOn w:val="Normal"/>"# };
    let is_default = if id == "Normal" { r#" w:default="1""# } else { "" };
    format!(
        r#"<w:style w:type="paragraph"{is_default} w:styleId="{id}"><w:name w:val="{name}"/>{based}<w:next w:val="{next}"/><w:qFormat/><w:pPr>{of_paragraph}</w:pPr><w:rPr>{of_letters}</w:rPr></w:style>"#
    )
}

/// The styles. Sizes are in half points, space in twentieths of a point.
pub(super) fn styles(lang: Lang) -> String {
    const FONT: &str = r#"<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>"#;
    const INK: &str = r#"<w:color w:val="0C2F38"/>"#;
    const MUTED: &str = r#"<w:color w:val="576469"/>"#;
    let all = [
        paragraph("Normal", "Normal", "Normal", r#"<w:spacing w:after="120" w:line="269" w:lineRule="auto"/>"#, ""),
        // What is said above a picture or a table stays with it.
        paragraph("Said", "Said above a figure", "Normal", r#"<w:keepNext/>"#, ""),
        paragraph(
            "Title",
            "Title",
            "Subtitle",
            r#"<w:keepNext/><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>"#,
            &format!(r#"<w:b/>{INK}<w:sz w:val="52"/>"#),
        ),
        paragraph("Subtitle", "Subtitle", "Normal", r#"<w:spacing w:after="280"/>"#, MUTED),
        paragraph(
            "Heading1",
            "heading 1",
            "Normal",
            r#"<w:keepNext/><w:keepLines/><w:spacing w:before="480" w:after="80" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>"#,
            &format!(r#"<w:b/>{INK}<w:sz w:val="34"/>"#),
        ),
        paragraph(
            "Heading2",
            "heading 2",
            "Normal",
            r#"<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="60" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="1"/>"#,
            &format!(r#"<w:b/>{INK}<w:sz w:val="25"/>"#),
        ),
        paragraph(
            "Lead",
            "Lead",
            "Normal",
            r#"<w:keepNext/><w:spacing w:after="160"/>"#,
            &format!(r#"{MUTED}<w:sz w:val="24"/>"#),
        ),
        paragraph(
            "Figure",
            "Figure",
            "Normal",
            r#"<w:keepNext/><w:spacing w:before="60" w:after="120" w:line="240" w:lineRule="auto"/>"#,
            "",
        ),
        paragraph(
            "TableText",
            "Table text",
            "TableText",
            r#"<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>"#,
            r#"<w:sz w:val="19"/>"#,
        ),
        paragraph(
            "TableNumber",
            "Table number",
            "TableNumber",
            r#"<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>"#,
            r#"<w:sz w:val="19"/>"#,
        ),
        paragraph(
            "AfterTable",
            "After table",
            "Normal",
            r#"<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#,
            r#"<w:sz w:val="12"/>"#,
        ),
        paragraph(
            "Rule",
            "Rule",
            "Rule",
            r#"<w:keepLines/><w:spacing w:after="90" w:line="250" w:lineRule="auto"/>"#,
            r#"<w:sz w:val="19"/>"#,
        ),
        paragraph(
            "TOCHeading",
            "TOC Heading",
            "Normal",
            r#"<w:keepNext/><w:spacing w:before="360" w:after="80"/>"#,
            &format!(r#"<w:b/>{INK}<w:sz w:val="28"/>"#),
        ),
        paragraph(
            "TOC1",
            "toc 1",
            "Normal",
            r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9356"/></w:tabs><w:spacing w:after="40"/>"#,
            "",
        ),
        paragraph(
            "Footer",
            "footer",
            "Footer",
            r#"<w:tabs><w:tab w:val="right" w:pos="9356"/></w:tabs><w:spacing w:after="0"/>"#,
            &format!(r#"{MUTED}<w:sz w:val="17"/>"#),
        ),
    ];
    let letters = format!(
        r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style><w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/><w:qFormat/><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/>{MUTED}<w:sz w:val="17"/></w:rPr></w:style>"#
    );
    let table = format!(
        r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="RosaTable"><w:name w:val="Rosa table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="8D8F8C"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="E3DFD5"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>{INK}</w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="8D8F8C"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="8D8F8C"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"#
    );
    format!(
        r#"{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{}{letters}{table}</w:styles>"#,
        tag(lang),
        all.concat(),
    )
}
