//! How large an image is, from its first bytes as they stand in a request, and how many tokens vendors count for that.
//!
//! Headers of PNG, GIF, WebP and JPEG are read where they stand in the base64, without decoding the rest. What is not
//! inline, or not read, counts as an image of 1024 by 1024 pixels: a photograph as most clients send it.

use crate::tokens::Tokenizer;

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// What an image counts as whose size is not known.
pub const ASSUMED: Size = Size { width: 1024, height: 1024 };

/// Where in a body the base64 of a `data:` URL may begin, behind the place of the image: `{"url":"data:image/png;base64,`.
const URL_BYTES_MAX: usize = 256;

/// Segments of a JPEG before its size. Photographs have some ten.
const JPEG_SEGMENTS_MAX: usize = 64;

/// The size of the image at this place of a body: base64 that begins there, or in a `data:` URL close behind.
pub fn size_at(body: &[u8], at: usize) -> Option<Size> {
    let here = body.get(at..)?;
    let near = here.get(..URL_BYTES_MAX).unwrap_or(here);
    let begin = memchr::memmem::find(near, b";base64,").map_or(0, |found| found + 8);
    let bytes = Base64(here.get(begin..)?);
    png(&bytes).or_else(|| gif(&bytes)).or_else(|| webp(&bytes)).or_else(|| jpeg(&bytes)).filter(|size| {
        let sides = [size.width, size.height];
        sides.iter().all(|side| (1..=65_535).contains(side))
    })
}

/// How many tokens of input an image of that size is, by the rules that vendors publish. Where a family has models with
/// other rules (OpenAI's `mini` and `nano`, Pixtral's successors), it is that of the large model of the generation.
pub fn tokens(tokenizer: Tokenizer, size: Size) -> u64 {
    match tokenizer {
        Tokenizer::O200k | Tokenizer::Cl100k => openai(size),
        Tokenizer::Claude => claude(size),
        Tokenizer::Gemini => gemini(size),
        Tokenizer::Tekken => pixtral(size),
        Tokenizer::Llama3 => llama(size),
    }
}

/// At high detail, which `auto` takes: fitted into 2048 by 2048, the shorter side brought down to 768, then 170 for each
/// tile of 512 and 85. Source: <https://platform.openai.com/docs/guides/images-vision#calculating-costs>
fn openai(size: Size) -> u64 {
    let size = at_most(size, u64::from(size.width.max(size.height)), 2048);
    let size = at_most(size, u64::from(size.width.min(size.height)), 768);
    85 + 170 * tiles(size, 512)
}

/// Fitted into 1568, then a token for 750 pixels, some 1600 at most.
/// Source: <https://docs.anthropic.com/en/docs/build-with-claude/vision#evaluate-image-size>
fn claude(size: Size) -> u64 {
    let size = at_most(size, u64::from(size.width.max(size.height)), 1568);
    (u64::from(size.width) * u64::from(size.height)).div_ceil(750).min(1600)
}

/// 258 for each tile; a small image is one. Source: <https://ai.google.dev/gemini-api/docs/image-understanding>
fn gemini(size: Size) -> u64 {
    if size.width <= 384 && size.height <= 384 {
        return 258;
    }
    let unit = (size.width.min(size.height) * 2 / 3).clamp(256, 768);
    258 * tiles(size, unit)
}

/// Fitted into 1024, then a token for each patch of 16 by 16, and one at the end of each row of them.
/// Source: `mistral-common`, `ImageEncoder`.
fn pixtral(size: Size) -> u64 {
    let size = at_most(size, u64::from(size.width.max(size.height)), 1024);
    let rows = u64::from(size.height.div_ceil(16));
    rows * u64::from(size.width.div_ceil(16)) + rows
}

/// An assumption from Llama 4's image processor: 144 for each tile of 336, 16 tiles at most, and one of the whole.
fn llama(size: Size) -> u64 {
    match tiles(size, 336) {
        1 => 144,
        tiles => 144 * (tiles.min(16) + 1),
    }
}

fn tiles(size: Size, side: u32) -> u64 {
    u64::from(size.width.div_ceil(side)) * u64::from(size.height.div_ceil(side))
}

/// Brought down in proportion so that this side is no longer than that.
fn at_most(size: Size, side: u64, side_max: u64) -> Size {
    if side <= side_max {
        return size;
    }
    let scaled = |length: u32| u32::try_from((u64::from(length) * side_max).div_ceil(side)).unwrap_or(length).max(1);
    Size { width: scaled(size.width), height: scaled(size.height) }
}

/// Bytes that are still base64.
struct Base64<'a>(&'a [u8]);

impl Base64<'_> {
    fn sextet(&self, at: usize) -> Option<u32> {
        match self.0.get(at)? {
            byte @ b'A'..=b'Z' => Some(u32::from(byte - b'A')),
            byte @ b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
            byte @ b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
            b'+' | b'-' => Some(62),
            b'/' | b'_' => Some(63),
            _ => None,
        }
    }

    /// Line breaks and escapes shift what is behind them; the numbers that come out then make no sense, or no header.
    fn byte(&self, at: usize) -> Option<u32> {
        let first = at / 3 * 4 + at % 3;
        let (left, right) = (self.sextet(first)?, self.sextet(first + 1)?);
        Some(((left << 6 | right) >> (4 - at % 3 * 2)) & 0xff)
    }

    fn is(&self, at: usize, text: &[u8]) -> bool {
        text.iter().enumerate().all(|(i, byte)| self.byte(at + i) == Some(u32::from(*byte)))
    }

    /// The most significant byte first.
    fn big(&self, at: usize, bytes: usize) -> Option<u32> {
        (at..at + bytes).try_fold(0, |sum, at| Some(sum << 8 | self.byte(at)?))
    }

    /// The least significant byte first.
    fn little(&self, at: usize, bytes: usize) -> Option<u32> {
        (at..at + bytes).rev().try_fold(0, |sum, at| Some(sum << 8 | self.byte(at)?))
    }
}

/// Source: <https://www.w3.org/TR/png-3/#11IHDR>
fn png(bytes: &Base64<'_>) -> Option<Size> {
    let found = bytes.is(0, b"\x89PNG\r\n\x1a\n") && bytes.is(12, b"IHDR");
    found.then_some(Size { width: bytes.big(16, 4)?, height: bytes.big(20, 4)? })
}

/// Source: <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>
fn gif(bytes: &Base64<'_>) -> Option<Size> {
    bytes.is(0, b"GIF8").then_some(Size { width: bytes.little(6, 2)?, height: bytes.little(8, 2)? })
}

/// Source: <https://developers.google.com/speed/webp/docs/riff_container>
fn webp(bytes: &Base64<'_>) -> Option<Size> {
    if !(bytes.is(0, b"RIFF") && bytes.is(8, b"WEBPVP8")) {
        return None;
    }
    match bytes.byte(15).and_then(|kind| u8::try_from(kind).ok())? {
        b' ' => Some(Size { width: bytes.little(26, 2)? & 0x3fff, height: bytes.little(28, 2)? & 0x3fff }),
        b'L' => {
            let both = bytes.little(21, 4)?;
            Some(Size { width: (both & 0x3fff) + 1, height: (both >> 14 & 0x3fff) + 1 })
        }
        b'X' => Some(Size { width: bytes.little(24, 3)? + 1, height: bytes.little(27, 3)? + 1 }),
        _ => None,
    }
}

/// The first frame header; the segments before it are jumped over. Source: ITU-T T.81, B.1 and B.2.2.
fn jpeg(bytes: &Base64<'_>) -> Option<Size> {
    if !bytes.is(0, b"\xff\xd8") {
        return None;
    }
    let mut at = 2_usize;
    for _ in 0..JPEG_SEGMENTS_MAX {
        let marker = bytes.big(at, 2)?;
        match marker {
            // C4, C8 and CC are tables.
            0xffc0..=0xffcf if !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc) => {
                return Some(Size { height: bytes.big(at + 5, 2)?, width: bytes.big(at + 7, 2)? });
            }
            0xffff => at += 1, // fill
            0xff01..=0xfffe => at = at.checked_add(2)?.checked_add(usize::try_from(bytes.big(at + 2, 2)?).ok()?)?,
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For tests only: what a client would send.
    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for three in bytes.chunks(3) {
            let bits =
                three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - three.len()));
            for i in 0..=three.len() {
                out.push(char::from(LETTERS[bits >> (18 - 6 * i) & 63]));
            }
        }
        out
    }

    fn images() -> Vec<(&'static str, Vec<u8>, Size)> {
        let exif = [b"\xff\xe1\x10\x00".as_slice(), &[0x55; 0xffe]].concat();
        let frame = b"\xff\xdb\x00\x04\0\0\xff\xff\xc2\x00\x11\x08\x02\x58\x03\x20\x03".as_slice();
        vec![
            ("png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x07\x80\0\0\x04\x38\x08".to_vec(), size(1920, 1080)),
            ("gif", b"GIF89a\x40\x01\xf0\x00\xf7".to_vec(), size(320, 240)),
            ("webp, lossy", b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01".to_vec(), size(640, 480)),
            ("webp, lossless", b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0".to_vec(), size(640, 480)),
            ("webp, extended", b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0".to_vec(), size(640, 480)),
            ("jpeg", [b"\xff\xd8".as_slice(), &exif, frame].concat(), size(800, 600)),
        ]
    }

    const fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn sizes_are_read_where_they_stand() {
        for (what, bytes, size) in images() {
            let data = base64(&bytes);
            for (before, at) in [("{\"data\":\"", 9), ("{\"image_url\":{\"url\":\"data:image/x;base64,", 13)] {
                let body = format!("{before}{data}\"}}");
                assert_eq!(size_at(body.as_bytes(), at), Some(size), "{what} after {before}");
            }
            assert_eq!(size_at(data.as_bytes(), data.len()), None);
            assert_eq!(size_at(data.as_bytes(), usize::MAX), None);
        }
    }

    #[test]
    fn whatever_is_cut_or_wrong_has_no_size() {
        for (what, bytes, size) in images() {
            let data = base64(&bytes);
            for end in 0..data.len() {
                let found = size_at(data.as_bytes().get(..end).unwrap(), 0);
                assert!(found.is_none() || found == Some(size), "{what} cut at {end}: {found:?}");
            }
        }
        for other in ["", "https://example.org/a.png", "AAAA", "/9j/", "/9j//////////////////////", "iVBORw0KGgo"] {
            assert_eq!(size_at(other.as_bytes(), 0), None, "{other}");
        }
        let nothing = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\0\x08";
        assert_eq!(size_at(base64(nothing).as_bytes(), 0), None, "an image of no pixels");
    }

    #[test]
    fn tokens_are_those_of_the_vendors_examples() {
        for (tokenizer, size, expected) in [
            // OpenAI's own two examples.
            (Tokenizer::O200k, size(1024, 1024), 765),
            (Tokenizer::O200k, size(2048, 4096), 1105),
            (Tokenizer::O200k, size(512, 512), 255),
            // Anthropic's.
            (Tokenizer::Claude, size(200, 200), 54),
            (Tokenizer::Claude, size(1000, 1000), 1334),
            (Tokenizer::Claude, size(1092, 1092), 1590),
            (Tokenizer::Claude, size(4000, 3000), 1600),
            // Google's: up to 384 one tile; 960 by 540 has six.
            (Tokenizer::Gemini, size(384, 384), 258),
            (Tokenizer::Gemini, size(960, 540), 1548),
            // Rows of patches, each with its end.
            (Tokenizer::Tekken, size(512, 512), 32 * 32 + 32),
            (Tokenizer::Tekken, size(2048, 1024), 64 * 32 + 32),
            (Tokenizer::Llama3, size(336, 336), 144),
            (Tokenizer::Llama3, ASSUMED, 144 * 17),
            (Tokenizer::Claude, size(1, 1), 1),
        ] {
            assert_eq!(tokens(tokenizer, size), expected, "{tokenizer:?} {size:?}");
        }
        for tokenizer in Tokenizer::ALL {
            assert!(tokens(*tokenizer, size(65_535, 1)) < 70_000);
            assert!(tokens(*tokenizer, size(65_535, 65_535)) < 3_000_000);
        }
    }
}
