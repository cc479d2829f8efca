//! What may be attached to a journal entry: PDF, JPEG, PNG and plain text, told by their content, never by their name
//! or by what the browser says. Pictures are drawn anew, so that no place, time or device is kept with them. Must not
//! know who attaches a file, whose journal it is, or where and under which key it is kept.

use flate2::{Decompress, FlushDecompress, Status};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use std::fmt;
use std::io::Cursor;

/// The largest file, in bytes; neither what is sent nor what is kept is larger.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// A picture of more pixels is not decoded: a few bytes can declare more than a machine has memory for.
const MOST_PIXELS: u64 = 40_000_000;

/// Memory for the pixels of one picture. Sixteen bits a colour use it up with half the pixels.
const MOST_PIXEL_BYTES: u64 = 4 * MOST_PIXELS;

/// Each scan of a JPEG goes over all its pixels and may be a few bytes long. Cameras write ten.
const MOST_SCANS: usize = 100;

/// The quality a JPEG is written at, and the one tried when that is larger than a file may be.
const QUALITIES: [u8; 2] = [90, 75];

/// How much is looked at in the packed parts of one PDF; more than a file of [`LARGEST`] holds unless it is made to
/// cost time.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// The longest display name, in characters.
const LONGEST_NAME: usize = 100;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A screenshot or drawing.
    Png,
    /// Plain text in UTF-8.
    Text,
}

impl MediaType {
    /// Every type, in the order they are named to the user.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Text];

    /// The type for the header `Content-Type`.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// What the file's name ends with, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Text => "txt",
        }
    }

    /// What the database calls it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Text => "text",
        }
    }

    /// The type the database calls `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media_type| media_type.code() == code)
    }
}

/// A file as it is kept. `Debug` shows nothing of its content.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub media_type: MediaType,
    /// Its content: of a picture not the bytes that were sent.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kept({:?}, {} bytes)", self.media_type, self.bytes.len())
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is larger than [`LARGEST`], or would be once it is drawn anew.
    TooLarge,
    /// It is none of the four types.
    UnknownKind,
    /// It begins as a picture and cannot be read as one to its end.
    BrokenImage,
    /// The picture has more pixels than are decoded.
    TooManyPixels,
    /// The PDF is locked, so nobody here can tell what is in it.
    EncryptedPdf,
    /// The PDF runs, sends or carries something: a script, a program, a form that posts itself, another file.
    ActivePdf,
    /// It begins as a PDF and does not end as one, or has packed objects that cannot be unpacked.
    BrokenPdf,
    /// It is text in another encoding than UTF-8, or with control characters in it.
    NotPlainText,
}

/// Tells what the file is, checks it and gives what may be kept.
///
/// * **Pictures** are decoded, turned upright and encoded anew: EXIF with place and time, thumbnails, comments, colour
///   profiles, further frames and whatever stood after the end are gone. What the picture itself shows is not touched.
/// * **PDF** is kept byte for byte, so its own metadata (author, program, times, pictures inside with theirs) stays. It
///   is refused when a name in it declares encryption or active content, also when the name is written with `#xx` or
///   stands in an object stream packed with Flate. Not seen: names in streams packed twice or otherwise unless they say
///   that they are object streams (then the file is refused), and files built to be read differently by this check and
///   a certain viewer. Links to the web are allowed. It is a check, no guarantee: a PDF is only ever handed back as a
///   download, with `nosniff` and a sandbox policy, never shown within a page.
/// * **Text** is UTF-8 without control characters; a byte order mark is removed. It may look like HTML: it is served as
///   `text/plain`.
///
/// Takes up to a few seconds and some hundred MB for the largest pictures, so the caller runs few at once and off the
/// threads that answer requests.
///
/// # Errors
/// When the file is not one that may be kept.
pub fn inspect(bytes: &[u8]) -> Result<Kept, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let (media_type, bytes) = match bytes {
        [] => return Err(Refusal::Empty),
        [b'%', b'P', b'D', b'F', b'-', ..] => (MediaType::Pdf, pdf(bytes)?),
        [0xFF, 0xD8, 0xFF, ..] => (MediaType::Jpeg, jpeg(bytes)?),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => (MediaType::Png, png(bytes)?),
        _ => (MediaType::Text, text(bytes)?),
    };
    if bytes.len() > LARGEST { Err(Refusal::TooLarge) } else { Ok(Kept { media_type, bytes }) }
}

/// The name a file is shown and downloaded under: the last part of a path, without characters that cannot be seen or
/// that turn the writing around ("gpj.exe" must not look like "exe.jpg"), without those that mean something to a disk
/// or a header, of at most 100 characters and with the extension of what it really is.
#[must_use]
pub fn safe_name(name: &str, media_type: MediaType) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|c| !unseen(*c))
        .map(|c| if matches!(c, '"' | '<' | '>' | '|' | ':' | '*' | '?') { '_' } else { c })
        .collect();
    let trim = |c: char| c.is_whitespace() || c == '.';
    let extension = media_type.extension();
    let mut stem = without_extension(plain.trim_end_matches(trim));
    // "brev.pdf.exe" becomes "brev.pdf", not "brev.pdf.pdf".
    while let Some((rest, _)) = stem.rsplit_once('.').filter(|(_, end)| end.eq_ignore_ascii_case(extension)) {
        stem = rest.trim_end_matches(trim);
    }
    let stem: String = stem.chars().take(LONGEST_NAME - extension.len() - 1).collect();
    let stem = stem.trim_matches(trim);
    format!("{}.{extension}", if stem.is_empty() { "vedlegg" } else { stem })
}

/// Takes away what looks like an extension; the year of "møte 12.03.2026" does not.
fn without_extension(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, end))
            if (1..=5).contains(&end.len())
                && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && end.bytes().any(|byte| byte.is_ascii_alphabetic()) =>
        {
            stem.trim_end()
        }
        _ => name,
    }
}

/// Control characters, and those that have no width, fill a place invisibly, or set the direction of writing.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

fn text(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let refusal = if bytes.contains(&0) && !bytes.starts_with(&[0xFF, 0xFE]) && !bytes.starts_with(&[0xFE, 0xFF]) {
        // No text but UTF-16 has zero bytes, and nearly every other file has.
        Refusal::UnknownKind
    } else {
        Refusal::NotPlainText
    };
    let text = std::str::from_utf8(bytes).map_err(|_| refusal)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(refusal);
    }
    if text.trim().is_empty() { Err(Refusal::Empty) } else { Ok(text.as_bytes().to_vec()) }
}

fn jpeg(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    if !is_whole_jpeg(bytes) {
        return Err(Refusal::BrokenImage);
    }
    let pixels = match decode(bytes, ImageFormat::Jpeg)? {
        grey @ DynamicImage::ImageLuma8(_) => grey,
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    };
    for quality in QUALITIES {
        let mut anew = Vec::new();
        pixels.write_with_encoder(JpegEncoder::new_with_quality(&mut anew, quality)).map_err(|e| image_refusal(&e))?;
        if anew.len() <= LARGEST {
            return Ok(anew);
        }
    }
    Err(Refusal::TooLarge)
}

fn png(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let pixels = decode(bytes, ImageFormat::Png)?;
    let mut anew = Vec::new();
    pixels.write_with_encoder(PngEncoder::new(&mut anew)).map_err(|e| image_refusal(&e))?;
    Ok(anew)
}

/// The pixels, upright. Everything else the file holds ends here.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Refusal> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_PIXEL_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|e| image_refusal(&e))?;
    let (width, height) = decoder.dimensions();
    // Not every decoder keeps to the limit of memory, so the size is checked here before any pixel is read.
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_PIXEL_BYTES {
        return Err(Refusal::TooManyPixels);
    }
    // A picture that lies on its side is better than none.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut pixels = DynamicImage::from_decoder(decoder).map_err(|e| image_refusal(&e))?;
    pixels.apply_orientation(orientation);
    Ok(pixels)
}

fn image_refusal(error: &ImageError) -> Refusal {
    if matches!(error, ImageError::Limits(_)) { Refusal::TooManyPixels } else { Refusal::BrokenImage }
}

/// Whether a JPEG comes to its end mark, in a bearable number of scans. The decoder would fill what is missing with
/// grey, and half a letter must not pass for a whole one.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut scans = 0;
    loop {
        rest = match rest {
            [] => return false,
            [0xFF, 0xD9, ..] => return scans > 0,
            // The start mark, restart marks and an escaped 0xFF among the pixels: all without a length.
            [0xFF, 0x00 | 0x01 | 0xD0..=0xD8, after @ ..] => after,
            [0xFF, mark @ 0x02..=0xFE, high, low, ..] => {
                scans += usize::from(*mark == 0xDA);
                if scans > MOST_SCANS {
                    return false;
                }
                rest.get(2 + usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default()
            }
            [_, after @ ..] => after,
        };
    }
}

/// Names that make a PDF active, too long to stand in packed pixels by chance: they are looked for everywhere.
const ACTIVE: [&[u8]; 11] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"FileAttachment",
    b"RichMedia",
    b"Rendition",
    b"SubmitForm",
    b"ImportData",
    // Opening another document, which a viewer may fetch from a stranger's server.
    b"GoToR",
    b"GoToE",
];

/// The short ones, looked for among the objects only: one in many packed files holds these letters by chance.
const ACTIVE_SHORT: [&[u8]; 3] = [b"JS", b"XFA", b"EF"];

/// No name above is longer than this, even with every letter written as `#xx`, with its slash and what ends it.
const LONGEST_ESCAPED: usize = 64;

/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 1024;

fn pdf(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let end = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or_default();
    if find(end, b"%%EOF").is_none() {
        return Err(Refusal::BrokenPdf);
    }
    if declares(bytes, &[b"Encrypt"]) {
        return Err(Refusal::EncryptedPdf);
    }
    if declares(bytes, &ACTIVE) || outside_streams(bytes).any(|objects| declares(objects, &ACTIVE_SHORT)) {
        return Err(Refusal::ActivePdf);
    }
    object_streams(bytes)?;
    Ok(bytes.to_vec())
}

/// What stands between the streams.
fn outside_streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let objects = rest?;
        let Some((at, data)) = next_stream(objects) else {
            rest = None;
            return Some(objects);
        };
        rest = find(data, b"endstream").and_then(|end| data.get(end..));
        objects.get(..at)
    })
}

/// Looks into every stream that says or shows that it holds objects.
fn object_streams(bytes: &[u8]) -> Result<(), Refusal> {
    let mut left = MOST_UNPACKED;
    let mut from = 0;
    // From each `stream` on, also within another one: what looks like the end of a stream may be a part of it.
    while let Some((at, data)) = bytes.get(from..).and_then(next_stream) {
        let at = from + at;
        let before = bytes.get(at.saturating_sub(DICTIONARY)..at).unwrap_or_default();
        let dictionary = before.get(rfind(before, b"endobj").unwrap_or(0)..).unwrap_or_default();
        let declared = declares(dictionary, &[b"ObjStm"]);
        spend(&mut left, before.len())?;
        let readable = object_stream(data, declared, &mut left)?;
        // Hexadecimal digits would pass for a list of numbers that is not packed.
        let as_it_says = declares(dictionary, &[b"Filter"]) != is_list_of_numbers(data);
        if declared && !(readable && as_it_says) {
            return Err(Refusal::BrokenPdf);
        }
        from = bytes.len() - data.len();
    }
    Ok(())
}

/// Whether `data` begins with an object stream that could be read to its end; refused when there is active content in
/// it.
fn object_stream(data: &[u8], declared: bool, left: &mut u64) -> Result<bool, Refusal> {
    if is_list_of_numbers(data) {
        // Not packed: its names stand in the file itself, and only the short ones have not been looked for.
        if declared {
            let objects = data.get(..find(data, b"endstream").unwrap_or(data.len())).unwrap_or_default();
            spend(left, objects.len())?;
            if declares(objects, &ACTIVE_SHORT) {
                return Err(Refusal::ActivePdf);
            }
        }
        return Ok(true);
    }
    let [method, check, ..] = data else { return Ok(false) };
    if method & 0x0F != 8 || u16::from_be_bytes([*method, *check]) % 31 != 0 {
        return Ok(false);
    }
    let mut unpacker = Decompress::new(true);
    let mut packed = data;
    // A little at first: most streams are pixels or letters, which the first numbers tell.
    let mut buffer = vec![0; 512];
    let mut seen: Vec<u8> = Vec::new();
    let mut started = false;
    loop {
        let (read, written) = (unpacker.total_in(), unpacker.total_out());
        let Ok(status) = unpacker.decompress(packed, &mut buffer, FlushDecompress::None) else { return Ok(false) };
        let (read, written) = (count(unpacker.total_in() - read), count(unpacker.total_out() - written));
        spend(left, read.saturating_add(written))?;
        packed = packed.get(read..).unwrap_or_default();
        seen.extend_from_slice(buffer.get(..written).unwrap_or_default());
        let ended = status == Status::StreamEnd;
        if !started && !is_list_of_numbers(&seen) {
            return Ok(false);
        }
        if !started {
            started = true;
            buffer = vec![0; 64 * 1024];
        }
        if ended {
            seen.push(b'\n');
        }
        if declares(&seen, &ACTIVE) || (declared && declares(&seen, &ACTIVE_SHORT)) {
            return Err(Refusal::ActivePdf);
        }
        if ended || (read == 0 && written == 0) {
            return Ok(ended);
        }
        // A name may begin in this piece and end in the next.
        seen.drain(..seen.len().saturating_sub(LONGEST_ESCAPED));
    }
}

/// An object stream begins with the number and place of each of its objects.
fn is_list_of_numbers(data: &[u8]) -> bool {
    let mut rest = data.iter().skip_while(|byte| is_space(**byte));
    // Letter by letter: to look for the end of the word first could cost the whole file, once for every stream.
    rest.next().is_some_and(u8::is_ascii_digit)
        && rest.find(|byte| !byte.is_ascii_digit()).is_none_or(|byte| is_space(*byte))
}

fn spend(left: &mut u64, bytes: usize) -> Result<(), Refusal> {
    *left = left.checked_sub(u64::try_from(bytes).unwrap_or(u64::MAX)).ok_or(Refusal::BrokenPdf)?;
    Ok(())
}

fn count(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

/// The next stream: where its keyword stands, and everything after it. Viewers forgive a missing end of line, so the
/// word is enough; one that stands in a text costs a look at what follows.
fn next_stream(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut from = 0;
    loop {
        let at = from + find(bytes.get(from..)?, b"stream")?;
        from = at + b"stream".len();
        if bytes.get(..at)?.ends_with(b"end") {
            continue;
        }
        let after = bytes.get(from..)?;
        let spaces = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        return match after.get(spaces..)? {
            [b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..] | data => Some((at, data)),
        };
    }
}

/// Whether one of the names stands anywhere in the bytes, written plainly or with `#xx`.
fn declares(bytes: &[u8], names: &[&[u8]]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'/') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if names.iter().any(|name| begins_with_name(rest, name)) {
            return true;
        }
    }
    false
}

fn begins_with_name(bytes: &[u8], name: &[u8]) -> bool {
    let mut rest = bytes;
    for wanted in name {
        let (byte, after) = match rest {
            [b'#', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                (hex_digit(*high) * 16 + hex_digit(*low), after)
            }
            [byte, after @ ..] => (*byte, after),
            [] => return false,
        };
        if byte != *wanted {
            return false;
        }
        rest = after;
    }
    rest.first().is_some_and(|byte| {
        is_space(*byte) || matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
    })
}

fn hex_digit(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        _ => byte.to_ascii_lowercase().wrapping_sub(b'a').wrapping_add(10) & 0x0F,
    }
}

/// White space as PDF has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

fn rfind(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};
    use proptest::prelude::*;
    use std::io::Write;

    /// The head of a ZIP archive: enough to be recognised, were it kept.
    const ARCHIVE: &[u8] = b"PK\x03\x04\x14\x00\x00\x00evil.exe PK\x05\x06";

    fn refused(bytes: &[u8]) -> Refusal {
        inspect(bytes).unwrap_err()
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        find(bytes, part).is_some()
    }

    /// Red on the left, blue on the right, wider than high.
    fn red_blue() -> RgbImage {
        RgbImage::from_fn(32, 16, |x, _| if x < 16 { Rgb([250, 5, 5]) } else { Rgb([5, 5, 250]) })
    }

    fn some_jpeg() -> Vec<u8> {
        let mut bytes = Vec::new();
        red_blue().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 95)).unwrap();
        bytes
    }

    fn some_png() -> Vec<u8> {
        let mut bytes = Vec::new();
        red_blue().write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
        bytes
    }

    /// EXIF with an orientation, the name of a device and a place: 59° 54' north.
    fn exif(orientation: u8) -> Vec<u8> {
        let mut tiff = b"MM\0\x2A\0\0\0\x08".to_vec();
        tiff.extend([0, 3]);
        tiff.extend([0x01, 0x10, 0, 2, 0, 0, 0, 10, 0, 0, 0, 50]);
        tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
        tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 60]);
        tiff.extend([0; 4]);
        tiff.extend(b"SECRETCAM\0");
        tiff.extend([0, 2]);
        tiff.extend([0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0]);
        tiff.extend([0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 90]);
        tiff.extend([0; 4]);
        for part in [59_u32, 1, 54, 1, 0, 1] {
            tiff.extend(part.to_be_bytes());
        }
        tiff
    }

    /// Puts segments right after the start of a JPEG.
    fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = jpeg[..2].to_vec();
        for (mark, content) in segments {
            bytes.extend([0xFF, *mark]);
            bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
            bytes.extend(*content);
        }
        bytes.extend(&jpeg[2..]);
        bytes
    }

    fn jpeg_with_exif(orientation: u8) -> Vec<u8> {
        let exif = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
        with_segments(
            &some_jpeg(),
            &[(0xE1, &exif), (0xE2, b"ICC_PROFILE\0\x01\x01SECRETPROFILE"), (0xFE, b"SECRETCOMMENT")],
        )
    }

    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let body = [kind.as_slice(), content].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&body);
        [&u32::try_from(content.len()).unwrap().to_be_bytes(), body.as_slice(), &crc.sum().to_be_bytes()].concat()
    }

    /// Puts chunks right after the head of a PNG.
    fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
        [&png[..33], &chunks.concat(), &png[33..]].concat()
    }

    fn pixels(kept: &Kept) -> RgbImage {
        let format = if kept.media_type == MediaType::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
        image::load_from_memory_with_format(&kept.bytes, format).unwrap().into_rgb8()
    }

    fn is_red(pixel: Rgb<u8>) -> bool {
        pixel.0[0] > 200 && pixel.0[2] < 60
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn pdf_with(objects: &[u8]) -> Vec<u8> {
        [
            b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
            objects,
            b"\ntrailer\n<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n",
        ]
        .concat()
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        [b"5 0 obj\n<<", dictionary.as_bytes(), b">>\nstream\r\n", data, b"\nendstream\nendobj\n"].concat()
    }

    fn object_stream_of(objects: &[u8]) -> Vec<u8> {
        stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", &packed(&[b"11 0 ".as_slice(), objects].concat()))
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(refused(b""), Refusal::Empty);
        assert_eq!(refused(&vec![b'a'; LARGEST + 1]), Refusal::TooLarge);
        assert_eq!(inspect(&vec![b'a'; LARGEST]).unwrap().bytes.len(), LARGEST);
    }

    #[test]
    fn other_kinds_are_refused() {
        assert_eq!(refused(ARCHIVE), Refusal::UnknownKind);
        assert_eq!(refused(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF"), Refusal::UnknownKind);
        assert_eq!(refused(b"GIF89a\x01\0\x01\0\x80\0\0"), Refusal::UnknownKind);
        assert_eq!(refused(b"\0\0\0\x18ftypheic\0\0\0\0"), Refusal::UnknownKind);
        assert_eq!(refused(b"RIFF\x24\0\0\0WEBPVP8 "), Refusal::UnknownKind);
    }

    #[test]
    fn codes_come_back_and_nothing_else_is_one() {
        for media_type in MediaType::ALL {
            assert_eq!(MediaType::from_code(media_type.code()), Some(media_type));
        }
        assert_eq!(MediaType::from_code("jpg"), None);
        assert_eq!(MediaType::from_code(""), None);
        assert_eq!(MediaType::from_code("PDF"), None);
    }

    #[test]
    fn what_is_kept_is_not_printed() {
        let kept = inspect(b"Hun bor i Storgata 1").unwrap();
        assert_eq!(format!("{kept:?}"), "Kept(Text, 20 bytes)");
    }

    #[test]
    fn a_jpeg_keeps_its_pixels_and_nothing_else() {
        let sent = [jpeg_with_exif(1).as_slice(), ARCHIVE].concat();
        assert!(holds(&sent, b"SECRETCAM") && holds(&sent, b"evil.exe"));
        let kept = inspect(&sent).unwrap();
        assert_eq!(kept.media_type, MediaType::Jpeg);
        for part in [b"Exif".as_slice(), b"SECRET", b"ICC_PROFILE", b"PK", b"evil", b"MM\0\x2A"] {
            assert!(!holds(&kept.bytes, part), "{part:?}");
        }
        assert!(kept.bytes.ends_with(&[0xFF, 0xD9]));
        let drawn = pixels(&kept);
        assert_eq!(drawn.dimensions(), (32, 16));
        assert!(is_red(*drawn.get_pixel(2, 8)) && !is_red(*drawn.get_pixel(29, 8)));
    }

    // Phones write the pixels as the sensor lay and say in the EXIF how to turn them; without it the picture would lie.
    #[test]
    fn a_jpeg_is_turned_upright() {
        let drawn = pixels(&inspect(&jpeg_with_exif(6)).unwrap());
        assert_eq!(drawn.dimensions(), (16, 32));
        assert!(is_red(*drawn.get_pixel(8, 2)) && !is_red(*drawn.get_pixel(8, 29)));
        let drawn = pixels(&inspect(&jpeg_with_exif(3)).unwrap());
        assert!(is_red(*drawn.get_pixel(29, 8)) && !is_red(*drawn.get_pixel(2, 8)));
    }

    #[test]
    fn exif_of_nonsense_is_no_reason_to_refuse() {
        for orientation in [0, 9, 255] {
            assert_eq!(pixels(&inspect(&jpeg_with_exif(orientation)).unwrap()).dimensions(), (32, 16));
        }
        let nonsense = with_segments(&some_jpeg(), &[(0xE1, b"Exif\0\0II\x2A\0\xFF\xFF\xFF\xFF")]);
        assert!(inspect(&nonsense).is_ok());
    }

    #[test]
    fn grey_stays_grey() {
        let mut sent = Vec::new();
        image::GrayImage::new(9, 9).write_with_encoder(JpegEncoder::new(&mut sent)).unwrap();
        let kept = inspect(&sent).unwrap();
        assert!(matches!(image::load_from_memory(&kept.bytes).unwrap(), DynamicImage::ImageLuma8(_)));
    }

    #[test]
    fn a_png_keeps_its_pixels_and_nothing_else() {
        let chunks = [
            chunk(b"tEXt", b"Author\0SECRETNAME"),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0SECRETXMP"),
            chunk(b"zTXt", &[b"Comment\0\0".as_slice(), &packed(b"SECRETCOMMENT")].concat()),
            chunk(b"tIME", &[7, 0xEA, 1, 2, 3, 4, 5]),
            chunk(b"eXIf", &exif(6)),
        ];
        let sent = [with_chunks(&some_png(), &chunks).as_slice(), ARCHIVE].concat();
        let kept = inspect(&sent).unwrap();
        assert_eq!(kept.media_type, MediaType::Png);
        for part in [b"tEXt".as_slice(), b"iTXt", b"zTXt", b"tIME", b"eXIf", b"SECRET", b"PK\x03\x04", b"evil"] {
            assert!(!holds(&kept.bytes, part), "{part:?}");
        }
        assert!(kept.bytes.ends_with(b"IEND\xAE\x42\x60\x82"));
        let drawn = pixels(&kept);
        assert_eq!(drawn.dimensions(), (16, 32));
        assert_eq!(*drawn.get_pixel(8, 2), Rgb([250, 5, 5]));
    }

    #[test]
    fn a_png_keeps_what_can_be_seen_through() {
        let mut sent = Vec::new();
        RgbaImage::from_pixel(3, 3, Rgba([1, 2, 3, 4])).write_with_encoder(PngEncoder::new(&mut sent)).unwrap();
        let kept = inspect(&sent).unwrap();
        assert_eq!(image::load_from_memory(&kept.bytes).unwrap().into_rgba8().get_pixel(1, 1), &Rgba([1, 2, 3, 4]));
    }

    #[test]
    fn half_a_picture_is_refused() {
        let jpeg = some_jpeg();
        for end in 3..jpeg.len() {
            assert_eq!(refused(&jpeg[..end]), Refusal::BrokenImage, "{end} of {}", jpeg.len());
        }
        // The thumbnail in the EXIF has an end mark of its own.
        let thumbnail = [b"Exif\0\0".as_slice(), &jpeg].concat();
        let sent = with_segments(&jpeg, &[(0xE1, &thumbnail)]);
        assert_eq!(refused(&sent[..sent.len() - 40]), Refusal::BrokenImage);
        let png = some_png();
        // All pixels are there before the last chunk; that one is written anew.
        for end in 8..png.len() - 16 {
            assert_eq!(refused(&png[..end]), Refusal::BrokenImage, "{end} of {}", png.len());
        }
    }

    #[test]
    fn a_picture_too_large_to_decode_is_refused_before_it_is() {
        for (width, height) in [(0x7FFF_FFFF_u32, 0x7FFF_FFFF_u32), (100_000, 100_000), (8_000, 5_001)] {
            let head = [width.to_be_bytes(), height.to_be_bytes()].concat();
            let head = [head.as_slice(), &[8, 2, 0, 0, 0]].concat();
            let bomb = [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &head), &some_png()[33..]].concat();
            assert_eq!(refused(&bomb), Refusal::TooManyPixels, "{width} x {height}");
        }
        let mut bomb = some_jpeg();
        let frame = find(&bomb, &[0xFF, 0xC0]).unwrap();
        bomb[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
        assert_eq!(refused(&bomb), Refusal::TooManyPixels);
    }

    #[test]
    fn sixteen_bits_a_colour_count_double() {
        let head = [6_000_u32.to_be_bytes(), 6_000_u32.to_be_bytes()].concat();
        let head = [head.as_slice(), &[16, 6, 0, 0, 0]].concat();
        let bomb = [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &head), &some_png()[33..]].concat();
        assert_eq!(refused(&bomb), Refusal::TooManyPixels);
    }

    #[test]
    fn a_jpeg_of_endless_scans_is_refused() {
        let jpeg = some_jpeg();
        let scan = find(&jpeg, &[0xFF, 0xDA]).unwrap();
        let again = jpeg[scan..jpeg.len() - 2].repeat(MOST_SCANS);
        let sent = [&jpeg[..jpeg.len() - 2], &again, &[0xFF, 0xD9]].concat();
        assert_eq!(refused(&sent), Refusal::BrokenImage);
    }

    // Noise is the worst case for an encoder: kept whole it would be larger than what was sent.
    #[test]
    fn what_is_kept_is_never_larger_than_a_file_may_be() {
        let mut state = 1_u32;
        let noise = RgbImage::from_fn(2_600, 2_400, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [a, b, c, _] = state.to_be_bytes();
            Rgb([a, b, c])
        });
        let mut sent = Vec::new();
        noise.write_with_encoder(JpegEncoder::new_with_quality(&mut sent, 80)).unwrap();
        assert!(sent.len() <= LARGEST, "{}", sent.len());
        let kept = inspect(&sent).unwrap();
        assert!(kept.bytes.len() <= LARGEST, "{}", kept.bytes.len());
    }

    #[test]
    fn an_ordinary_pdf_is_kept_as_it_is() {
        let page = stream("/Filter/FlateDecode", &packed(b"BT /F1 12 Tf (Vedtak) Tj ET"));
        let drawing = stream("/Filter/FlateDecode", &packed(b"1 0 0 1 72 720 cm (HTML/CSS/JS) Tj"));
        let objects = object_stream_of(b"<</Type/Pages/Kids[3 0 R]/Count 1>>");
        let sent = pdf_with(&[page, drawing, objects].concat());
        assert_eq!(inspect(&sent).unwrap(), Kept { media_type: MediaType::Pdf, bytes: sent });
    }

    #[test]
    fn a_pdf_must_begin_and_end_as_one() {
        let whole = pdf_with(b"");
        assert_eq!(refused(&whole[..whole.len() - 8]), Refusal::BrokenPdf);
        assert_eq!(refused(b"%PDF-"), Refusal::BrokenPdf);
        assert_eq!(refused(&[whole.as_slice(), &[0; 2000]].concat()), Refusal::BrokenPdf);
        assert!(inspect(&[whole.as_slice(), b"\r\n\r\n"].concat()).is_ok());
        assert_eq!(refused(&[b"\0", whole.as_slice()].concat()), Refusal::UnknownKind);
    }

    #[test]
    fn a_locked_pdf_is_refused() {
        assert_eq!(refused(&pdf_with(b"trailer\n<</Encrypt 9 0 R>>")), Refusal::EncryptedPdf);
        assert_eq!(refused(&pdf_with(b"trailer\n<</#45ncr#79pt 9 0 R>>")), Refusal::EncryptedPdf);
        assert!(inspect(&pdf_with(b"<</EncryptMetadata false>>")).is_ok());
    }

    #[test]
    fn an_active_pdf_is_refused() {
        for active in [
            "<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
            "<</OpenAction<</S /JavaScript /JS 7 0 R>>>>",
            "<</Names<</JavaScript 8 0 R>>>>",
            "<</JS(x)>>",
            "<</JS 7 0 R>>",
            "<</S/Launch/F(cmd.exe)>>",
            "<</Type/EmbeddedFile>>",
            "<</Names<</EmbeddedFiles 8 0 R>>>>",
            "<</EF<</F 8 0 R>>>>",
            "<</Subtype/FileAttachment>>",
            "<</AcroForm<</XFA[8 0 R]>>>>",
            "<</Subtype/RichMedia>>",
            "<</S/Rendition>>",
            "<</S/SubmitForm/F(http://x)>>",
            "<</S/ImportData>>",
            "<</S/GoToR/F(\\\\\\\\server\\\\x)>>",
            "<</S/GoToE>>",
            "<</S/J#61vaScript>>",
            "<</S/#4a#61#76#61#53#63#72#69#70#74>>",
            "<</S/#4C#61unch%\n>>",
            "<</#4aS\0(x)>>",
            "<</J#53<78>>>",
        ] {
            assert_eq!(refused(&pdf_with(active.as_bytes())), Refusal::ActivePdf, "{active}");
            assert_eq!(
                refused(&pdf_with(&object_stream_of(active.as_bytes()))),
                Refusal::ActivePdf,
                "packed: {active}"
            );
            let plain = stream("/Type/ObjStm/N 1/First 5", format!("11 0 {active}").as_bytes());
            assert_eq!(refused(&pdf_with(&plain)), Refusal::ActivePdf, "unpacked: {active}");
        }
    }

    #[test]
    fn harmless_names_that_look_like_active_ones_are_allowed() {
        for harmless in [
            "/JSX 1",
            "/Launcher 1",
            "/JavaScripts 1",
            "/javascript 1",
            "/XFAx 1",
            "(JavaScript)",
            "/J#5 1",
            "/OpenAction[3 0 R/Fit]",
        ] {
            assert!(inspect(&pdf_with(harmless.as_bytes())).is_ok(), "{harmless}");
        }
    }

    // What a packed picture holds by chance must not make a scan of a letter unwelcome.
    #[test]
    fn short_names_within_packed_pixels_are_no_names() {
        assert!(
            inspect(&pdf_with(&stream("/Subtype/Image/Filter/DCTDecode", b"\xFF\xD8\xFF /JS( /XFA[ /EF<"))).is_ok()
        );
        assert_eq!(refused(&pdf_with(&stream("/Subtype/Image", b"\xFF\xD8\xFF /JavaScript>"))), Refusal::ActivePdf);
    }

    #[test]
    fn active_content_far_within_an_object_stream_is_found() {
        for padding in 65_400..65_600 {
            let objects = [vec![b' '; padding].as_slice(), b"<</S/J#61vaScript>>"].concat();
            assert_eq!(refused(&pdf_with(&object_stream_of(&objects))), Refusal::ActivePdf, "{padding}");
        }
    }

    #[test]
    fn an_object_stream_that_cannot_be_read_is_refused() {
        let packed_twice = packed(&packed(b"11 0 <</S/JavaScript>>"));
        let cut = packed(b"11 0 <</Type/Pages>>");
        for (filter, data) in [
            ("[/ASCIIHexDecode/FlateDecode]", b"789C2B4954".as_slice()),
            ("/ASCIIHexDecode", b"31 31 20 30 20 3C 3C 2F 4A 53"),
            ("/LZWDecode", b"\x80\x0B\x60\x50"),
            ("[/FlateDecode/FlateDecode]", &packed_twice),
            ("/FlateDecode", &cut[..cut.len() - 6]),
            ("/FlateDecode", b"\x78\x9C\xFF\xFF\xFF"),
            ("/FlateDecode", b""),
        ] {
            let sent = pdf_with(&stream(&format!("/Type/Obj#53tm/Filter{filter}"), data));
            assert_eq!(refused(&sent), Refusal::BrokenPdf, "{filter}");
        }
    }

    #[test]
    fn an_object_stream_hidden_in_another_one_is_found() {
        let hidden = [b"%stream\n".as_slice(), &object_stream_of(b"<</S/JavaScript>>")].concat();
        assert_eq!(refused(&pdf_with(&hidden)), Refusal::ActivePdf);
        for keyword in [b"stream \t\n".as_slice(), b"stream\r", b"stream"] {
            let objects = packed(b"11 0 <</S/JavaScript>>");
            let sloppy = [b"5 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>".as_slice(), keyword, &objects].concat();
            assert_eq!(refused(&pdf_with(&sloppy)), Refusal::ActivePdf, "{keyword:?}");
        }
        // One that does not say what it is, as far as the check can see.
        let silent = stream("/X(endobj)", &packed(b"11 0 <</S/JavaScript>>"));
        assert_eq!(refused(&pdf_with(&silent)), Refusal::ActivePdf);
    }

    #[test]
    fn a_pdf_made_to_cost_time_is_refused() {
        let bomb = packed(&[b"1 0 ".as_slice(), &vec![b' '; 100 * 1024 * 1024]].concat());
        let bombs: Vec<u8> = (0..3).flat_map(|_| stream("/Filter/FlateDecode", &bomb)).collect();
        assert_eq!(refused(&pdf_with(&bombs)), Refusal::BrokenPdf);
        for keyword in [b"stream\n\x78\x9C".as_slice(), b"stream", b"stream\n1 ", b"/ObjStm stream\n1 "] {
            let keywords = keyword.repeat(LARGEST / keyword.len() - 20);
            assert_eq!(refused(&pdf_with(&keywords)), Refusal::BrokenPdf);
        }
    }

    #[test]
    fn text_is_kept_without_its_byte_order_mark() {
        let kept = inspect("\u{FEFF}Møte kl. 9\r\n\tمرحبا <script>".as_bytes()).unwrap();
        assert_eq!(kept.media_type, MediaType::Text);
        assert_eq!(kept.bytes, "Møte kl. 9\r\n\tمرحبا <script>".as_bytes());
    }

    #[test]
    fn text_without_a_word_is_empty() {
        assert_eq!(refused(" \r\n\t".as_bytes()), Refusal::Empty);
        assert_eq!(refused("\u{FEFF}".as_bytes()), Refusal::Empty);
    }

    #[test]
    fn other_encodings_and_control_characters_are_not_plain_text() {
        assert_eq!(refused(b"M\xF8te"), Refusal::NotPlainText);
        assert_eq!(refused(b"\xFF\xFEM\0\xF8\0"), Refusal::NotPlainText);
        assert_eq!(refused(b"\x1B[31mred"), Refusal::NotPlainText);
        assert_eq!(refused("a\u{9B}b".as_bytes()), Refusal::NotPlainText);
        assert_eq!(refused(b"a\x7F"), Refusal::NotPlainText);
        assert_eq!(refused(b"a\x0Cb"), Refusal::NotPlainText);
        assert_eq!(refused(b"a\0b"), Refusal::UnknownKind);
    }

    #[test]
    fn names_are_made_safe() {
        for (name, media_type, safe) in [
            ("Vedtak.pdf", MediaType::Pdf, "Vedtak.pdf"),
            ("C:\\Users\\kari\\Skrivebord\\Vedtak.PDF", MediaType::Pdf, "Vedtak.pdf"),
            ("../../etc/passwd", MediaType::Text, "passwd.txt"),
            ("IMG_0001.jpeg", MediaType::Jpeg, "IMG_0001.jpg"),
            ("IMG_0001.HEIC", MediaType::Jpeg, "IMG_0001.jpg"),
            ("brev.pdf.exe", MediaType::Pdf, "brev.pdf"),
            ("brev.exe", MediaType::Pdf, "brev.pdf"),
            ("møte 12.03.2026", MediaType::Text, "møte 12.03.2026.txt"),
            ("møte 12.03.2026.txt", MediaType::Text, "møte 12.03.2026.txt"),
            ("\u{202E}gpj.exe", MediaType::Png, "gpj.png"),
            ("a\u{200B}b\r\nc\u{FEFF}.txt", MediaType::Text, "abc.txt"),
            ("a\";evil=\"b:c?.txt", MediaType::Text, "a_;evil=_b_c_.txt"),
            ("  brev .pdf ", MediaType::Pdf, "brev.pdf"),
            (".pdf", MediaType::Pdf, "vedlegg.pdf"),
            ("", MediaType::Pdf, "vedlegg.pdf"),
            ("...", MediaType::Png, "vedlegg.png"),
            ("bilder/", MediaType::Jpeg, "vedlegg.jpg"),
            ("\u{202E}\u{200D}", MediaType::Text, "vedlegg.txt"),
            ("Søknad ÆØÅ – ملف.pdf", MediaType::Pdf, "Søknad ÆØÅ – ملف.pdf"),
        ] {
            assert_eq!(safe_name(name, media_type), safe, "{name:?}");
        }
        let long = safe_name(&"å".repeat(300), MediaType::Pdf);
        assert_eq!((long.chars().count(), long.ends_with("å.pdf")), (LONGEST_NAME, true));
    }

    fn media_types() -> impl Strategy<Value = MediaType> {
        prop::sample::select(MediaType::ALL.to_vec())
    }

    /// Bytes to be changed, each at some place.
    fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    }

    /// Beginnings that lead into each of the four checks.
    fn beginnings() -> impl Strategy<Value = Vec<u8>> {
        prop::sample::select(vec![
            Vec::new(),
            b"%PDF-1.7\n".to_vec(),
            b"%PDF-1.7\n/ObjStm\nstream\n\x78\x9C".to_vec(),
            vec![0xFF, 0xD8, 0xFF],
            b"\x89PNG\r\n\x1A\n".to_vec(),
            some_jpeg(),
            some_png()[..41].to_vec(),
        ])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn random_bytes_never_panic(
            beginning in beginnings(),
            bytes: Vec<u8>,
            end in prop::sample::select(vec![&b""[..], b"%%EOF", b"\xFF\xD9"]),
        ) {
            let sent = [beginning.as_slice(), &bytes, end].concat();
            if let Ok(kept) = inspect(&sent) {
                prop_assert!(kept.bytes.len() <= LARGEST);
            }
        }

        #[test]
        fn damaged_pictures_never_panic(changes in changes(), png: bool, progressive_frame: bool) {
            let mut bytes = if png { with_chunks(&some_png(), &[chunk(b"eXIf", &exif(6))]) } else { jpeg_with_exif(6) };
            if let Some(frame) = find(&bytes, &[0xFF, 0xC0]).filter(|_| progressive_frame) {
                bytes[frame + 1] = 0xC2;
            }
            for (at, value) in changes {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
            // A picture that passes is one that was drawn anew.
            if let Ok(kept) = inspect(&bytes) {
                prop_assert!(!holds(&kept.bytes, b"SECRETCAM") || kept.media_type == MediaType::Text);
            }
        }

        #[test]
        fn damaged_pdfs_never_panic(changes in changes()) {
            let mut bytes = pdf_with(&object_stream_of(b"<</Type/Pages/Kids[3 0 R]/Count 1>>"));
            for (at, value) in changes {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
            let _ = inspect(&bytes);
        }

        #[test]
        fn plain_text_is_kept_as_it_is(text in "[a-zæøå][\\PC\t\r\n]{0,200}") {
            prop_assert_eq!(inspect(text.as_bytes()).unwrap().bytes, text.as_bytes());
        }

        #[test]
        fn safe_names_are_safe(name: String, media_type in media_types()) {
            let safe = safe_name(&name, media_type);
            let (stem, extension) = safe.rsplit_once('.').unwrap();
            prop_assert_eq!(extension, media_type.extension());
            prop_assert!(!stem.is_empty() && safe.chars().count() <= LONGEST_NAME);
            prop_assert!(!safe.chars().any(|c| unseen(c) || matches!(c, '/' | '\\' | '"')));
        }
    }
}
