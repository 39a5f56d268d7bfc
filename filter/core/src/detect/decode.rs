//! What a text hides: escapes (HTML entities, percent, backslash, quoted-printable), base64, base32 and hex, digits spelled
//! as words. Each gives a derived text with a map back; it is scanned like any other, to a bounded depth.
//!
//! Escapes are undone in *windows*: the stretch around escapes that stand close together, so that a text with few of
//! them is not scanned twice. Undone are `&amp;` `&#233;` `&#xE9;` `&eacute;` (as its base letter, which folding would
//! give anyway), `%C3%A9` (only where it is valid UTF-8; `+` between letters or digits is a space beside it), `\u0041`
//! with surrogate pairs, `\u{41}`, `\U00000041`, `\x41`, `\n` `\r` `\t` `\"` `\'` `\\` `\/`. What only decodes to
//! something unprintable stays as it is. Quoted-printable (RFC 2045, 6.7) is undone around two escapes in a row (`=C3=A9`)
//! and around a soft line break: a single `=42` is anything.

use super::fold::Map;
use super::lexicon::{CueHit, cue};
use super::pass::Pass;

/// A text derived from another, with a map to where it came from.
#[derive(Debug)]
pub struct Derived {
    /// The text; always valid UTF-8.
    pub text: String,
    /// Where its bytes came from, in the text it was derived from.
    pub map: Map,
    /// Whether it was cut out of a longer text at its beginning, at its end. What touches a cut may be half a value.
    pub cut: (bool, bool),
}

/// Bytes kept on both sides of a window, for context and for a value that only begins or ends escaped.
const MARGIN_BYTES: usize = 96;
/// Shortest run that is taken for base64 or hex: 12 and 8 bytes of text. Shorter ones decode to text by chance.
const BLOB_BYTES_MIN: usize = 16;

/// Shortest line of a blob that is wrapped to lines.
const WRAPPED_LINE_BYTES_MIN: usize = 60;

/// Everything a pass gives reason to look for.
pub fn derive(pass: &Pass<'_>) -> Vec<Derived> {
    let mut all = Vec::new();
    if pass.escapes {
        unescape(pass.text, memchr::memchr3_iter(b'%', b'&', b'\\', pass.text), escape, &mut all);
    }
    let soft = |at: &usize| begins_quoted(pass.text, *at);
    unescape(pass.text, memchr::memchr_iter(b'=', pass.text).filter(soft), quoted, &mut all);
    blobs(pass, &mut all);
    spelled_digits(pass, &mut all);
    all
}

/// What an escape at a place stands for; `None` where there is none.
type Undo = fn(&[u8], usize) -> Option<Escape>;

fn unescape(text: &[u8], marks: impl Iterator<Item = usize>, undo: Undo, all: &mut Vec<Derived>) {
    let mut windows: Vec<(usize, usize)> = Vec::new();
    for at in marks {
        if windows.last().is_some_and(|w| at + MARGIN_BYTES < w.1) || undo(text, at).is_none() {
            continue;
        }
        let from = char_border(text, at.saturating_sub(MARGIN_BYTES));
        let to = char_border(text, (at + 2 * MARGIN_BYTES).min(text.len()));
        match windows.last_mut() {
            Some(last) if last.1 >= from => last.1 = to,
            _ => windows.push((from, to)),
        }
    }
    all.extend(windows.into_iter().filter_map(|(from, to)| undo_window(text, from, to, undo)));
}

/// The nearest place at or before `at` where a character begins.
fn char_border(text: &[u8], at: usize) -> usize {
    let back = text.get(..at).unwrap_or_default().iter().rev().take(4).position(|b| b & 0xC0 != 0x80);
    match text.get(at) {
        Some(b) if b & 0xC0 == 0x80 => at - back.map_or(0, |n| n + 1),
        _ => at,
    }
}

fn undo_window(text: &[u8], from: usize, to: usize, undo: Undo) -> Option<Derived> {
    let mut out: Vec<u8> = Vec::with_capacity(to - from);
    let mut map = Map::default();
    let mut at = from;
    let mut percent = false;
    while at < to {
        let b = *text.get(at)?;
        let undone = if matches!(b, b'%' | b'&' | b'\\' | b'=') { undo(text, at) } else { None };
        match undone {
            Some(escape) => {
                percent |= b == b'%';
                map.unit(out.len(), at, escape.len);
                out.extend_from_slice(escape.text.as_str().as_bytes());
                at += escape.len;
            }
            None => {
                map.copied(out.len(), at);
                out.push(b);
                at += 1;
            }
        }
    }
    if percent {
        plus_to_space(&mut out);
    }
    Some(Derived { text: String::from_utf8(out).ok()?, map, cut: (from > 0, to < text.len()) })
}

/// In a form or a query `+` is a space.
fn plus_to_space(text: &mut [u8]) {
    let solid = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    for i in 1..text.len() {
        if text.get(i) == Some(&b'+')
            && solid(text.get(i - 1))
            && solid(text.get(i + 1))
            && let Some(plus) = text.get_mut(i)
        {
            *plus = b' ';
        }
    }
}

/// An escape sequence: how long it is and what it stands for.
struct Escape {
    len: usize,
    text: Undone,
}

/// Up to four bytes of UTF-8.
struct Undone {
    bytes: [u8; 4],
    len: usize,
}

impl Undone {
    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }

    fn char(c: char) -> Option<Undone> {
        // Control characters would only break words; line breaks and tabs are kept.
        if c.is_control() && !matches!(c, '\n' | '\r' | '\t') {
            return None;
        }
        let mut bytes = [0; 4];
        let len = c.encode_utf8(&mut bytes).len();
        Some(Undone { bytes, len })
    }
}

fn escape(text: &[u8], at: usize) -> Option<Escape> {
    let rest = text.get(at..)?;
    match rest.first()? {
        b'%' => percent(rest),
        b'&' => entity(rest),
        b'\\' => backslash(rest),
        _ => None,
    }
}

/// An escape of quoted-printable: bytes of UTF-8, one of Latin-1, or a line break that is none.
fn quoted(text: &[u8], at: usize) -> Option<Escape> {
    let rest = text.get(at..)?;
    match rest {
        [b'=', b'\n', ..] => Some(Escape { len: 2, text: Undone { bytes: [0; 4], len: 0 } }),
        [b'=', b'\r', b'\n', ..] => Some(Escape { len: 3, text: Undone { bytes: [0; 4], len: 0 } }),
        [b'=', ..] => hex_bytes(rest, b'=').or_else(|| {
            let latin = hex(rest.get(1..3)?).filter(|code| *code >= 0xA0)?;
            Some(Escape { len: 3, text: Undone::char(char::from_u32(latin)?)? })
        }),
        _ => None,
    }
}

/// Whether quoted-printable shows at `=`: two escapes in a row, or a soft line break.
fn begins_quoted(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..at + 6).unwrap_or(text.get(at..).unwrap_or_default());
    let digit = |b: &u8| b.is_ascii_digit() || (b'A'..=b'F').contains(b);
    match rest {
        [b'=', b'\n', ..] | [b'=', b'\r', b'\n', ..] => true,
        [b'=', a, b, b'=', c, d] => [a, b, c, d].into_iter().all(digit),
        _ => false,
    }
}

fn percent(rest: &[u8]) -> Option<Escape> {
    hex_bytes(rest, b'%')
}

/// One character of UTF-8, each byte as a mark and two hexadecimal digits.
fn hex_bytes(rest: &[u8], mark: u8) -> Option<Escape> {
    let byte = |i: usize| if rest.get(i)? == &mark { Some(hex(rest.get(i + 1..i + 3)?)? as u8) } else { None };
    let mut bytes = [0u8; 4];
    let first = byte(0)?;
    let count = match first {
        0..0x80 => 1,
        0xC2..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0..0xF5 => 4,
        _ => return None,
    };
    for (i, slot) in bytes.iter_mut().take(count).enumerate() {
        *slot = byte(3 * i)?;
    }
    let c = std::str::from_utf8(bytes.get(..count)?).ok()?.chars().next()?;
    Some(Escape { len: 3 * count, text: Undone::char(c)? })
}

fn entity(rest: &[u8]) -> Option<Escape> {
    let end = rest.iter().take(12).position(|b| *b == b';')?;
    let name = std::str::from_utf8(rest.get(1..end)?).ok()?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => named_entity(name)?,
    };
    Some(Escape { len: end + 1, text: Undone::char(c)? })
}

fn named_entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" | "QUOT" => '"',
        "apos" | "lsquo" | "rsquo" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "shy" | "zwj" | "zwnj" => '\u{200B}',
        "commat" => '@',
        "period" => '.',
        "comma" => ',',
        "colon" => ':',
        "semi" => ';',
        "sol" => '/',
        "bsol" => '\\',
        "lowbar" => '_',
        "hyphen" | "dash" | "ndash" | "mdash" | "minus" => '-',
        "num" => '#',
        "percnt" => '%',
        "plus" => '+',
        "equals" => '=',
        "lpar" => '(',
        "rpar" => ')',
        "Tab" => '\t',
        "NewLine" => '\n',
        "szlig" => 'ß',
        "aelig" => 'æ',
        "AElig" => 'Æ',
        "oelig" => 'œ',
        "euro" => '€',
        "deg" => '°',
        _ => {
            // `eacute`, `Uuml` ...: the base letter is what folding would leave.
            let mut letters = name.chars();
            let base = letters.next().filter(char::is_ascii_alphabetic)?;
            let marks = [
                "acute", "grave", "circ", "uml", "tilde", "ring", "cedil", "slash", "caron", "strok", "ogon", "breve",
                "dblac", "macr", "dot",
            ];
            marks.contains(&letters.as_str()).then_some(base)?
        }
    })
}

fn backslash(rest: &[u8]) -> Option<Escape> {
    let simple = |c| Some(Escape { len: 2, text: Undone::char(c)? });
    match rest.get(1)? {
        b'n' => simple('\n'),
        b'r' => simple('\r'),
        b't' => simple('\t'),
        b @ (b'"' | b'\'' | b'\\' | b'/') => simple(char::from(*b)),
        b'x' => Some(Escape { len: 4, text: Undone::char(char::from_u32(hex(rest.get(2..4)?)?)?)? }),
        b'U' => Some(Escape { len: 10, text: Undone::char(char::from_u32(hex(rest.get(2..10)?)?)?)? }),
        b'u' if rest.get(2) == Some(&b'{') => {
            let digits = rest.get(3..)?.iter().take(7).position(|b| *b == b'}')?;
            let c = char::from_u32(hex(rest.get(3..3 + digits)?)?)?;
            Some(Escape { len: digits + 4, text: Undone::char(c)? })
        }
        b'u' => {
            let high = hex(rest.get(2..6)?)?;
            if !(0xD800..0xDC00).contains(&high) {
                return Some(Escape { len: 6, text: Undone::char(char::from_u32(high)?)? });
            }
            let low = if rest.get(6..8)? == br"\u" { hex(rest.get(8..12)?)? } else { return None };
            let code = 0x10000 + ((high - 0xD800) << 10) + low.checked_sub(0xDC00)?;
            Some(Escape { len: 12, text: Undone::char(char::from_u32(code)?)? })
        }
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0, |all, b| Some(all << 4 | char::from(*b).to_digit(16)?))
}

/// Runs of base64 or hex that decode to text.
fn blobs(pass: &Pass<'_>, all: &mut Vec<Derived>) {
    let mut done = 0;
    for &place in &pass.longs {
        let place = place as usize;
        if place < done {
            continue;
        }
        let blob = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_' | b'=');
        let before = pass.text.get(done..place).unwrap_or_default();
        let start = place - before.iter().rev().take_while(|b| blob(b)).count();
        let rest = pass.text.get(place..).unwrap_or_default();
        let mut end = place + rest.iter().take_while(|b| blob(b)).count();
        // Lines of a wrapped blob (MIME 76, PEM 64) belong together.
        while let Some(line) = wrapped_line(pass.text, end) {
            end = line;
        }
        done = end;
        if !looks_encoded(pass.bytes(start, end)) {
            continue;
        }
        // What stands before the blob may be glued to it (`data=`, `id-`): try from each such border.
        let run = pass.bytes(start, end);
        let borders = run.iter().enumerate().filter(|(_, b)| b"=-_/".contains(b)).map(|(i, _)| i + 1).take(3);
        for from in std::iter::once(0).chain(borders) {
            let run = run.get(from..).unwrap_or_default();
            let at = start + from;
            if let Some(found) = hex_text(run, at).or_else(|| base64_text(run, at)).or_else(|| base32_text(run, at)) {
                all.push(found);
                break;
            }
        }
    }
}

/// Whether a run may be an encoded text at all: hexadecimal, or with digits or capitals inside, which encoded text
/// always has and words hardly ever.
fn looks_encoded(run: &[u8]) -> bool {
    run.len() >= BLOB_BYTES_MIN && run.iter().skip(1).any(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

/// The end of the next line of a blob, if what ends at `at` was a full line.
fn wrapped_line(text: &[u8], at: usize) -> Option<usize> {
    // Lines of a wrapped blob are 60 bytes and longer; after a shorter one other text follows.
    let line = text.get(at.checked_sub(WRAPPED_LINE_BYTES_MIN)?..at)?;
    if line.contains(&b'\n') {
        return None;
    }
    let rest = text.get(at..)?;
    let gap = rest.iter().take(3).take_while(|b| b" \r\n".contains(b)).count();
    if !rest.get(..gap)?.contains(&b'\n') {
        return None;
    }
    let line = rest.get(gap..)?.iter().take_while(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b)).count();
    (line >= 8).then_some(at + gap + line)
}

fn hex_text(run: &[u8], at: usize) -> Option<Derived> {
    let skip = if run.starts_with(b"0x") { 2 } else { 0 };
    let digits = run.get(skip..)?;
    let len = digits.iter().take_while(|b| b.is_ascii_hexdigit()).count() & !1;
    if len < BLOB_BYTES_MIN || len + 1 < digits.len() {
        return None;
    }
    let bytes: Option<Vec<u8>> = digits.get(..len)?.chunks(2).map(|pair| hex(pair).map(|v| v as u8)).collect();
    let mut map = Map::default();
    map.even(0, at + skip, (1, 2));
    Some(Derived { text: printable(bytes?)?, map, cut: (false, false) })
}

fn base64_text(run: &[u8], at: usize) -> Option<Derived> {
    let mut out: Vec<u8> = Vec::with_capacity(run.len() / 4 * 3);
    let mut map = Map::default();
    let (mut bits, mut count, mut moved, mut letters) = (0u32, 0, true, 0usize);
    for (i, b) in run.iter().enumerate() {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => {
                moved = true;
                continue;
            }
        };
        if moved && count == 0 {
            map.even(out.len(), at + i, (3, 4));
            moved = false;
        }
        letters += 1;
        bits = bits << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            out.extend_from_slice(bits.to_be_bytes().get(1..)?);
            (bits, count) = (0, 0);
            // Most runs are no text; their first bytes tell, and the rest need not be decoded.
            if out.len() == 12 && out.iter().any(|b| b.is_ascii_control() && !b.is_ascii_whitespace()) {
                return None;
            }
        }
    }
    match count {
        2 => out.push((bits >> 4) as u8),
        3 => out.extend_from_slice(((bits >> 2) as u16).to_be_bytes().as_slice()),
        1 => return None,
        _ => {}
    }
    if letters < BLOB_BYTES_MIN {
        return None;
    }
    Some(Derived { text: printable(out)?, map, cut: (false, false) })
}

/// Base32 (RFC 4648), in capitals or in small letters.
fn base32_text(run: &[u8], at: usize) -> Option<Derived> {
    let digits = run.get(..run.iter().rposition(|b| *b != b'=')? + 1)?;
    let upper = digits.first()?.is_ascii_uppercase() || digits.iter().any(u8::is_ascii_uppercase);
    let mut out: Vec<u8> = Vec::with_capacity(digits.len() / 8 * 5 + 5);
    let (mut bits, mut count) = (0u64, 0);
    for b in digits {
        let value = match b {
            b'A'..=b'Z' if upper => b - b'A',
            b'a'..=b'z' if !upper => b - b'a',
            b'2'..=b'7' => b - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u64::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            let byte = (bits >> count) as u8;
            // A run that is no text mostly shows it at once.
            if byte.is_ascii_control() && !byte.is_ascii_whitespace() {
                return None;
            }
            out.push(byte);
        }
    }
    let mut map = Map::default();
    map.even(0, at, (5, 8));
    (digits.len() >= BLOB_BYTES_MIN).then_some(Derived { text: printable(out)?, map, cut: (false, false) })
}

/// The bytes as a text, if they are one: valid UTF-8 with hardly a control character.
fn printable(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    let control = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    (control == 0 && !text.is_empty()).then_some(text)
}

/// Fewest digits spelled as words that are read as a number.
const SPELLED_DIGITS_MIN: usize = 5;

/// Digits written as words (`null vier neun`), as digits again, with what stands before them as context.
fn spelled_digits(pass: &Pass<'_>, all: &mut Vec<Derived>) {
    let mut run: Vec<(CueHit, u8)> = Vec::new();
    for hit in &pass.cues {
        let Some(value) = digit_value(hit) else { continue };
        match run.last() {
            Some((last, _)) if last.start == hit.start => {}
            Some((last, _)) if joined(pass, last.end as usize, hit.start as usize) => run.push((*hit, value)),
            _ => {
                all.extend(spelled(pass, &run));
                run.clear();
                run.push((*hit, value));
            }
        }
    }
    all.extend(spelled(pass, &run));
}

fn digit_value(hit: &CueHit) -> Option<u8> {
    let first = cue!("digit.0").0;
    let value = hit.cue.0.checked_sub(first)?;
    (value < 10).then_some(b'0' + value as u8)
}

/// Whether only separators, digits and Danish twos stand between two spelled digits.
fn joined(pass: &Pass<'_>, end: usize, start: usize) -> bool {
    let between = pass.bytes(end, start);
    let separator = |b: &u8| b.is_ascii_digit() || b" ,.-\n".contains(b);
    start >= end && start - end <= 8 && (between.iter().all(separator) || is_danish_two(between))
}

/// Danish and Norwegian `to` is no term of a list, since English has it in every line.
fn is_danish_two(between: &[u8]) -> bool {
    between.trim_ascii().eq_ignore_ascii_case(b"to")
}

fn spelled(pass: &Pass<'_>, run: &[(CueHit, u8)]) -> Option<Derived> {
    if run.len() < SPELLED_DIGITS_MIN {
        return None;
    }
    let first = run.first()?.0.start as usize;
    let from = char_border(pass.text, first.saturating_sub(MARGIN_BYTES));
    let mut out = pass.bytes(from, first).to_vec();
    let mut map = Map::default();
    map.copied(0, from);
    let mut end = first;
    for (hit, digit) in run {
        let between = pass.bytes(end, hit.start as usize);
        if is_danish_two(between) {
            map.unit(out.len(), end, between.len());
            out.push(b'2');
        }
        for (i, b) in between.iter().enumerate().filter(|(_, b)| b.is_ascii_digit()) {
            map.unit(out.len(), end + i, 1);
            out.push(*b);
        }
        map.unit(out.len(), hit.start as usize, (hit.end - hit.start) as usize);
        out.push(*digit);
        end = hit.end as usize;
    }
    let behind = char_border(pass.text, (end + MARGIN_BYTES).min(pass.text.len()));
    map.copied(out.len(), end);
    out.extend_from_slice(pass.bytes(end, behind));
    let cut = (from > 0, behind < pass.text.len());
    Some(Derived { text: String::from_utf8(out).ok()?, map, cut })
}
