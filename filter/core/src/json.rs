//! JSON (RFC 8259) read into a tape: one pass over the bytes, one flat vector of nodes with their places, no copies.
//!
//! Strict, because a document that we read otherwise than the upstream does is a way around us: no byte order mark,
//! no trailing data, no comments, no control characters in strings, UTF-8 only. Duplicate keys are all kept: which of
//! them an upstream takes is not ours to guess. Escaped lone surrogates are accepted, as most parsers do, and decode to
//! U+FFFD.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use crate::limits;
use crate::words::Reason;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number, not converted.
    Number,
    /// A string that is a value.
    String,
    /// A string that is a member's name; its value is the next node.
    Key,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// One node. Strings and keys span their content without the quotes; all others span their whole text.
#[derive(Debug, Clone, Copy)]
struct Node {
    start: u32,
    end: u32,
    /// Index of the first node that is not part of this one. While a container is open: the index of its parent.
    next: u32,
    kind: Kind,
    /// For strings and keys: the content holds a backslash.
    escaped: bool,
}

/// A document as a flat vector of nodes, in order of place.
pub struct Tape<'b> {
    text: &'b str,
    nodes: Vec<Node>,
}

/// Its text is not shown.
impl fmt::Debug for Tape<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tape({} nodes, {} bytes)", self.nodes.len(), self.text.len())
    }
}

/// Reads a whole document.
///
/// Errors: `InvalidEncoding` when the bytes are not UTF-8, or begin as UTF-8 with a byte order mark; `TooDeep` beyond
/// [`limits::JSON_DEPTH_MAX`]; `TooLarge` from 4 GiB; `InvalidJson` for all else.
pub fn parse(body: &[u8]) -> Result<Tape<'_>, Reason> {
    let text = std::str::from_utf8(body).map_err(|_| Reason::InvalidEncoding)?;
    if text.starts_with('\u{feff}') {
        return Err(Reason::InvalidEncoding);
    }
    parse_str(text)
}

/// As [`parse`], for text that is known to be UTF-8.
pub fn parse_str(text: &str) -> Result<Tape<'_>, Reason> {
    if u32::try_from(text.len()).is_err() {
        return Err(Reason::TooLarge);
    }
    // A prompt has few nodes for its size, an answer's envelope many: this avoids most growth without wasting memory.
    let nodes = Vec::with_capacity(16 + text.len().min(512) / 8 + text.len() / 64);
    let mut parser = Parser { bytes: text.as_bytes(), at: 0, nodes, open: NONE, in_object: false, depth: 0 };
    parser.document()?;
    Ok(Tape { text, nodes: parser.nodes })
}

impl<'b> Tape<'b> {
    /// The document's one value.
    pub fn root(&self) -> Value<'_, 'b> {
        Value { tape: self, index: 0 }
    }
}

/// A node of a tape: a value or a key.
#[derive(Debug, Clone, Copy)]
pub struct Value<'t, 'b> {
    tape: &'t Tape<'b>,
    index: usize,
}

impl<'t, 'b> Value<'t, 'b> {
    fn node(self) -> &'t Node {
        const NOTHING: &Node = &Node { start: 0, end: 0, next: NONE, kind: Kind::Null, escaped: false };
        self.tape.nodes.get(self.index).unwrap_or(NOTHING)
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Where it stands, in bytes: a string's content without quotes, else the whole value.
    pub fn span(self) -> Range<usize> {
        let node = self.node();
        node.start as usize..node.end as usize
    }

    /// The text of [`Value::span`], not decoded.
    pub fn raw(self) -> &'b str {
        self.tape.text.get(self.span()).unwrap_or_default()
    }

    /// Whether it is a string or key that equals `text` when decoded.
    pub fn is(self, text: &str) -> bool {
        let Some(node) = self.tape.nodes.get(self.index) else { return false };
        if !matches!(node.kind, Kind::String | Kind::Key) {
            return false;
        }
        if node.escaped {
            return unescape(self.raw()) == text;
        }
        // Most names differ in length already; and many are asked for by name.
        let (start, end) = (node.start as usize, node.end as usize);
        end - start == text.len() && self.tape.text.as_bytes().get(start..end) == Some(text.as_bytes())
    }

    /// The decoded text of a string or key.
    pub fn text(self) -> Option<Cow<'b, str>> {
        let node = self.node();
        match node.kind {
            Kind::String | Kind::Key if node.escaped => Some(unescape(self.raw())),
            Kind::String | Kind::Key => Some(Cow::Borrowed(self.raw())),
            _ => None,
        }
    }

    /// Whether it is `true`.
    pub fn is_true(self) -> bool {
        self.kind() == Kind::Bool && self.raw() == "true"
    }

    /// A number that is a non-negative integer, also when written `256.0`.
    pub fn as_u64(self) -> Option<u64> {
        if self.kind() != Kind::Number {
            return None;
        }
        let raw = self.raw();
        raw.strip_suffix(".0").unwrap_or(raw).parse().ok()
    }

    /// Members of an object, in order and with duplicates; nothing for other kinds.
    pub fn members(self) -> Members<'t, 'b> {
        Members(self.inside(Kind::Object))
    }

    /// Items of an array, in order; nothing for other kinds.
    pub fn items(self) -> Items<'t, 'b> {
        self.inside(Kind::Array)
    }

    /// The values of every member of this name, duplicates included.
    pub fn get_all(self, name: &str) -> impl Iterator<Item = Value<'t, 'b>> {
        self.members().filter(move |(key, _)| key.is(name)).map(|(_, value)| value)
    }

    /// The last value of this name, which is the one that most parsers take.
    pub fn get(self, name: &str) -> Option<Value<'t, 'b>> {
        self.get_all(name).last()
    }

    /// Every node of this value in order of place: itself, keys, and all values within.
    pub fn descend(self) -> impl Iterator<Item = Value<'t, 'b>> {
        let tape = self.tape;
        (self.index..self.node().next as usize).map(move |index| Value { tape, index })
    }

    fn inside(self, kind: Kind) -> Items<'t, 'b> {
        let node = self.node();
        let end = if node.kind == kind { node.next as usize } else { 0 };
        Items { tape: self.tape, index: self.index + 1, end }
    }
}

/// Items of an array.
#[derive(Debug, Clone)]
pub struct Items<'t, 'b> {
    tape: &'t Tape<'b>,
    index: usize,
    end: usize,
}

impl<'t, 'b> Iterator for Items<'t, 'b> {
    type Item = Value<'t, 'b>;

    fn next(&mut self) -> Option<Value<'t, 'b>> {
        if self.index >= self.end {
            return None;
        }
        let value = Value { tape: self.tape, index: self.index };
        self.index = value.node().next as usize;
        Some(value)
    }
}

/// Members of an object: key and value.
#[derive(Debug, Clone)]
pub struct Members<'t, 'b>(Items<'t, 'b>);

impl<'t, 'b> Iterator for Members<'t, 'b> {
    type Item = (Value<'t, 'b>, Value<'t, 'b>);

    fn next(&mut self) -> Option<Self::Item> {
        // A key's `next` is its value, so keys and values alternate.
        Some((self.0.next()?, self.0.next()?))
    }
}

/// A key that stands twice in one object of a document, which two readers would read differently.
pub fn duplicate_key(text: &[u8]) -> Option<String> {
    let tape = parse(text).ok()?;
    tape.root().descend().find_map(|value| {
        let mut seen = BTreeSet::new();
        let mut keys = value.members().filter_map(|(key, _)| key.text());
        keys.find(|key| !seen.insert(key.clone())).map(Cow::into_owned)
    })
}

/// Decodes a string's content. Borrowed when nothing is escaped; a lone surrogate becomes U+FFFD.
pub fn unescape(raw: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    for unit in units(raw) {
        match unit {
            Unit::Plain(run) => text.push_str(run),
            Unit::Escape { decoded, .. } => text.push(decoded),
        }
    }
    Cow::Owned(text)
}

/// Where a byte of the decoded text stands in the string's raw content: the first byte of the character or escape that
/// it belongs to, and `raw.len()` for the end of the text and beyond. Both ends of a range may be mapped so.
pub fn raw_offset(raw: &str, decoded_offset: usize) -> usize {
    let (mut raw_at, mut decoded_at) = (0, 0);
    for unit in units(raw) {
        let (raw_len, decoded_len) = match unit {
            Unit::Plain(run) => {
                if decoded_offset < decoded_at + run.len() {
                    return raw_at + run.floor_char_boundary(decoded_offset - decoded_at);
                }
                (run.len(), run.len())
            }
            Unit::Escape { decoded, raw_len } => {
                if decoded_offset < decoded_at + decoded.len_utf8() {
                    return raw_at;
                }
                (raw_len, decoded.len_utf8())
            }
        };
        raw_at += raw_len;
        decoded_at += decoded_len;
    }
    raw.len()
}

/// Where a range of a decoded text stands in the string's raw content, for a splice that replaces nothing else. `None`
/// when the text is not the string's own but was inside of it (nested JSON, base64): then only the whole can be replaced.
pub fn raw_range(raw: &str, text: &str, decoded: Range<usize>) -> Option<Range<usize>> {
    if unescape(raw) != text {
        return None;
    }
    Some(raw_offset(raw, decoded.start)..raw_offset(raw, decoded.end))
}

/// The JSON pointer (RFC 6901) of the innermost value at a byte of the document, or of the member whose key is there.
/// Empty for the document as a whole, and when the body is not JSON. A duplicate key cannot be told from its twin.
pub fn pointer_at(body: &[u8], raw_offset: usize) -> String {
    let mut pointer = String::new();
    let Ok(tape) = parse(body) else { return pointer };
    let mut here = tape.root();
    loop {
        let within = |value: &Value<'_, '_>| value.span().start <= raw_offset && raw_offset <= value.span().end;
        let member = here.members().find(|(key, value)| within(key) || within(value));
        if let Some((key, value)) = member {
            let name = key.text().unwrap_or_default();
            pointer.push('/');
            pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
            here = value;
            continue;
        }
        match here.items().enumerate().find(|(_, value)| within(value)) {
            Some((index, value)) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
                here = value;
            }
            None => return pointer,
        }
    }
}

/// A piece of a string's raw content.
enum Unit<'a> {
    Plain(&'a str),
    Escape { decoded: char, raw_len: usize },
}

/// Takes a string's content apart. Content that did not come from a tape may hold broken escapes; each is one U+FFFD.
fn units(raw: &str) -> impl Iterator<Item = Unit<'_>> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        match memchr::memchr(b'\\', rest.as_bytes()) {
            Some(0) => {
                let (decoded, raw_len) = escape(rest.as_bytes());
                rest = rest.get(raw_len..).unwrap_or_default();
                Some(Unit::Escape { decoded, raw_len })
            }
            found => {
                let (run, after) = rest.split_at_checked(found.unwrap_or(rest.len()))?;
                rest = after;
                Some(Unit::Plain(run))
            }
        }
    })
}

/// The character that an escape stands for, and the escape's length in bytes. `raw` begins with a backslash.
fn escape(raw: &[u8]) -> (char, usize) {
    let simple = match raw.get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        _ => match hex_escape(raw) {
            Some(high @ 0xd800..=0xdbff) => match raw.get(6..).and_then(hex_escape) {
                Some(low @ 0xdc00..=0xdfff) => {
                    let code = 0x1_0000 + ((u32::from(high) - 0xd800) << 10) + (u32::from(low) - 0xdc00);
                    return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
                }
                _ => return (char::REPLACEMENT_CHARACTER, 6),
            },
            Some(unit) => return (char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
            None => return (char::REPLACEMENT_CHARACTER, 1),
        },
    };
    (simple, 2)
}

/// The code unit of `\uXXXX` at the beginning of `raw`.
fn hex_escape(raw: &[u8]) -> Option<u16> {
    let digits = raw.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0u16, |code, digit| {
        let value = char::from(*digit).to_digit(16)?;
        Some(code << 4 | value as u16)
    })
}

/// No node: the parent of the root.
const NONE: u32 = u32::MAX;

struct Parser<'b> {
    bytes: &'b [u8],
    at: usize,
    nodes: Vec<Node>,
    /// The innermost open container.
    open: u32,
    /// Whether that is an object.
    in_object: bool,
    depth: usize,
}

/// What may come next.
enum Expect {
    Value,
    /// After `[`: a value or `]`.
    FirstItem,
    /// After `{`: a key or `}`.
    FirstKey,
    Key,
    /// After a value: `,`, the container's end, or the document's.
    After,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<(), Reason> {
        let mut expect = Expect::Value;
        loop {
            let byte = self.skip_space();
            expect = match (expect, byte) {
                (Expect::After, None) if self.open == NONE => return Ok(()),
                (_, None) => return Err(Reason::InvalidJson),
                (Expect::FirstItem, Some(b']')) | (Expect::FirstKey, Some(b'}')) => self.close(),
                (Expect::Value | Expect::FirstItem, Some(byte)) => self.value(byte)?,
                (Expect::FirstKey | Expect::Key, Some(b'"')) => {
                    self.string(Kind::Key)?;
                    if self.skip_space() != Some(b':') {
                        return Err(Reason::InvalidJson);
                    }
                    self.at += 1;
                    Expect::Value
                }
                (Expect::After, Some(_)) if self.open == NONE => return Err(Reason::InvalidJson),
                (Expect::After, Some(byte)) => match (self.in_object, byte) {
                    (false, b',') => {
                        self.at += 1;
                        Expect::Value
                    }
                    (true, b',') => {
                        self.at += 1;
                        Expect::Key
                    }
                    (false, b']') | (true, b'}') => self.close(),
                    _ => return Err(Reason::InvalidJson),
                },
                _ => return Err(Reason::InvalidJson),
            };
        }
    }

    fn value(&mut self, first: u8) -> Result<Expect, Reason> {
        match first {
            b'"' => self.string(Kind::String)?,
            b'{' => return self.open(Kind::Object, Expect::FirstKey),
            b'[' => return self.open(Kind::Array, Expect::FirstItem),
            b't' => self.literal(b"true", Kind::Bool)?,
            b'f' => self.literal(b"false", Kind::Bool)?,
            b'n' => self.literal(b"null", Kind::Null)?,
            _ => self.number()?,
        }
        Ok(Expect::After)
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, escaped: bool) {
        // `parse_str` refuses text whose length does not fit, and there are never more nodes than bytes.
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: start as u32, end: end as u32, next, kind, escaped });
    }

    fn open(&mut self, kind: Kind, expect: Expect) -> Result<Expect, Reason> {
        self.depth += 1;
        if self.depth > limits::JSON_DEPTH_MAX {
            return Err(Reason::TooDeep);
        }
        let index = self.nodes.len() as u32;
        self.push(kind, self.at, self.at, false);
        if let Some(node) = self.nodes.last_mut() {
            node.next = self.open;
        }
        self.open = index;
        self.in_object = kind == Kind::Object;
        self.at += 1;
        Ok(expect)
    }

    fn close(&mut self) -> Expect {
        self.at += 1;
        self.depth -= 1;
        let next = self.nodes.len() as u32;
        if let Some(node) = self.nodes.get_mut(self.open as usize) {
            self.open = node.next;
            node.next = next;
            node.end = self.at as u32;
        }
        self.in_object = self.nodes.get(self.open as usize).is_some_and(|node| node.kind == Kind::Object);
        Expect::After
    }

    fn literal(&mut self, word: &[u8], kind: Kind) -> Result<(), Reason> {
        if !self.rest().starts_with(word) {
            return Err(Reason::InvalidJson);
        }
        self.push(kind, self.at, self.at + word.len(), false);
        self.at += word.len();
        Ok(())
    }

    fn number(&mut self) -> Result<(), Reason> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        // A leading zero stands alone.
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        self.push(Kind::Number, start, self.at, false);
        Ok(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Result<(), Reason> {
        let count = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count == 0 { Err(Reason::InvalidJson) } else { Ok(()) }
    }

    /// A string; `at` is its opening quote.
    fn string(&mut self, kind: Kind) -> Result<(), Reason> {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at += plain_run(self.rest());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += match self.bytes.get(self.at + 1) {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                        _ if hex_escape(self.rest()).is_some() => 6,
                        _ => return Err(Reason::InvalidJson),
                    };
                }
                _ => return Err(Reason::InvalidJson),
            }
        }
        self.push(kind, start, self.at, escaped);
        self.at += 1;
        Ok(())
    }

    /// Skips white space and gives the byte after it.
    fn skip_space(&mut self) -> Option<u8> {
        while let Some(byte) = self.peek() {
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
        None
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }
}

/// How many bytes stand before the first quote, backslash or control character. Prompts are long strings, and this is most
/// of what parsing them costs.
pub(crate) fn plain_run(bytes: &[u8]) -> usize {
    /// Most strings end within so many; for those the search for a quote would not pay.
    const SHORT_BYTES: usize = 32;
    let (short, long) = bytes.split_at_checked(SHORT_BYTES).unwrap_or((bytes, &[]));
    match plain_words(short) {
        count if count < short.len() => count,
        count => {
            let end = memchr::memchr2(b'"', b'\\', long).unwrap_or(long.len());
            count + printable(long.get(..end).unwrap_or_default())
        }
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The high bit of each byte that is a control character is set, up to the first; a byte of 0x80 and above never is.
fn controls(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word
}

/// `plain_run`, eight bytes at a time. The three tests are the usual "has a zero byte" and "has a byte below n" tricks.
fn plain_words(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut count = 0;
    for word in words.iter().copied().map(u64::from_le_bytes) {
        let quote = word ^ (ONES * b'"' as u64);
        let backslash = word ^ (ONES * b'\\' as u64);
        let found = quote.wrapping_sub(ONES) & !quote | backslash.wrapping_sub(ONES) & !backslash | controls(word);
        if found & HIGHS != 0 {
            // The lowest set bit is exact: borrows only spoil the bytes above a true hit.
            return count + (found & HIGHS).trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    count + rest.iter().take_while(|byte| !matches!(**byte, b'"' | b'\\' | 0..=0x1f)).count()
}

/// How many bytes stand before the first control character.
fn printable(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<64>();
    let whole = |block: &&[u8; 64]| {
        let (words, _) = block.as_chunks::<8>();
        words.iter().fold(0, |all, word| all | controls(u64::from_le_bytes(*word))) & HIGHS == 0
    };
    let count = 64 * blocks.iter().take_while(whole).count();
    count + bytes.get(count..).unwrap_or_default().iter().take_while(|byte| **byte >= 0x20).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn error(body: &[u8]) -> Reason {
        parse(body).err().unwrap()
    }

    #[test]
    fn refuses_with_the_reason() {
        let deep = |n: usize| [vec![b'['; n], vec![b']'; n]].concat();
        assert!(parse(&deep(limits::JSON_DEPTH_MAX)).is_ok());
        assert_eq!(error(&deep(limits::JSON_DEPTH_MAX + 1)), Reason::TooDeep);
        for (body, reason) in [
            (&b""[..], Reason::InvalidJson),
            (b" ", Reason::InvalidJson),
            (b"{", Reason::InvalidJson),
            (b"{} {}", Reason::InvalidJson),
            (b"[1,]", Reason::InvalidJson),
            (b"{\"a\":1,}", Reason::InvalidJson),
            (b"{\"a\" 1}", Reason::InvalidJson),
            (b"{1:1}", Reason::InvalidJson),
            (b"[}", Reason::InvalidJson),
            (b"01", Reason::InvalidJson),
            (b"1.", Reason::InvalidJson),
            (b"+1", Reason::InvalidJson),
            (b"-", Reason::InvalidJson),
            (b"1e", Reason::InvalidJson),
            (b"NaN", Reason::InvalidJson),
            (b"nul", Reason::InvalidJson),
            (b"\"a\nb\"", Reason::InvalidJson),
            (b"\"\\x\"", Reason::InvalidJson),
            (b"\"\\u12g4\"", Reason::InvalidJson),
            (b"\"abc", Reason::InvalidJson),
            (b"{}\0", Reason::InvalidJson),
            (b"// c\n{}", Reason::InvalidJson),
            (b"\xef\xbb\xbf{}", Reason::InvalidEncoding),
            (b"\"\xff\"", Reason::InvalidEncoding),
            (b"\xff\xfe{\0}\0", Reason::InvalidEncoding),
            (b"{\0}\0", Reason::InvalidJson),
        ] {
            assert_eq!(error(body), reason, "{:?}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn keeps_duplicates_and_places() {
        let body = br#"{"a":"x", "b":[1,{"c":null}], "\u0061":true}"#;
        let tape = parse(body).unwrap();
        let all: Vec<_> = tape.root().get_all("a").map(Value::raw).collect();
        assert_eq!(all, ["x", "true"]);
        assert!(tape.root().get("a").unwrap().is_true());
        let items: Vec<_> = tape.root().get("b").unwrap().items().map(Value::raw).collect();
        assert_eq!(items, ["1", r#"{"c":null}"#]);
        for (needle, pointer) in [("x", "/a"), ("1,", "/b/0"), ("null", "/b/1/c"), ("\"c", "/b/1"), ("c\"", "/b/1/c")] {
            let at = memchr::memmem::find(body, needle.as_bytes()).unwrap();
            assert_eq!(pointer_at(body, at), pointer, "{needle}");
        }
        assert_eq!(pointer_at(br#"{"a/b~":1}"#, 8), "/a~1b~0");
        assert_eq!(pointer_at(b"not json", 3), "");
    }

    #[test]
    fn decodes_and_maps_back() {
        let raw = r#"é\n\u00e9\ud83d\ude00x\ud83d\"\/"#;
        let text = unescape(raw);
        assert_eq!(text, "é\né😀x\u{fffd}\"/");
        for (decoded, place) in [(0, 0), (1, 0), (2, 2), (3, 4), (4, 4), (5, 10), (9, 22), (10, 23), (13, 29), (14, 31)]
        {
            assert_eq!(raw_offset(raw, decoded), place, "{decoded}");
        }
        assert_eq!(raw_offset(raw, text.len()), raw.len());
        assert_eq!(raw_offset(raw, 999), raw.len());
        assert_eq!(unescape(r"\ude00\ud83d\ud83d\ude00"), "\u{fffd}\u{fffd}😀");
        assert_eq!(raw_range(raw, &text, 3..5), Some(4..10));
        assert_eq!(raw_range(raw, "inside", 0..1), None);
        assert_eq!(unescape("broken \\"), "broken \u{fffd}");
    }

    #[test]
    fn integers() {
        let read = |text: &str| parse_str(text).unwrap().root().as_u64();
        assert_eq!(read("12"), Some(12));
        assert_eq!(read("12.0"), Some(12));
        assert_eq!(read("-1"), None);
        assert_eq!(read("1.5"), None);
        assert_eq!(read("99999999999999999999"), None);
        assert_eq!(read("\"1\""), None);
    }

    /// Every string and key of a document, as serde_json sees them.
    fn strings(value: &serde_json::Value, into: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => into.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
            serde_json::Value::Object(members) => members.iter().for_each(|(key, value)| {
                into.push(key.clone());
                strings(value, into);
            }),
            _ => {}
        }
    }

    fn document() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            ".{0,20}".prop_map(Into::into),
            "[ -~\\n\\\\\"]{0,40}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
                prop::collection::vec(("[a-c\"\\\\é]{0,3}", inner), 0..4)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn agrees_with_serde_json(document in document(), pretty: bool) {
            let body = if pretty { serde_json::to_vec_pretty(&document) } else { serde_json::to_vec(&document) }.unwrap();
            let tape = parse(&body).unwrap();
            let ours: Vec<String> =
                tape.root().descend().filter_map(|value| value.text()).map(Cow::into_owned).collect();
            let mut theirs = Vec::new();
            strings(&document, &mut theirs);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn accepts_what_serde_json_accepts(
            document in document(),
            edits in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![
                prop::sample::select(&b"{}[]\",:\\u0123456789truefalsn eE+-.\n\x00\x1f\x7f\xff"[..]), any::<u8>()], 0..3u8), 1..4),
        ) {
            let mut body = serde_json::to_vec(&document).unwrap();
            for (place, byte, how) in edits {
                let at = place.index(body.len());
                match how {
                    0 => body[at] = byte,
                    1 => body.insert(at, byte),
                    _ if body.len() > 1 => { body.remove(at); }
                    _ => {}
                }
            }
            let theirs = std::str::from_utf8(&body).is_ok()
                && serde_json::from_slice::<serde::de::IgnoredAny>(&body).is_ok();
            prop_assert_eq!(parse(&body).is_ok(), theirs, "{:?}", String::from_utf8_lossy(&body));
            pointer_at(&body, body.len() / 2);
        }

        #[test]
        fn never_panics(body: Vec<u8>, raw in "[\\\\u0-9a-fdé\"]{0,30}", at in 0usize..40) {
            let _ = parse(&body);
            let place = raw_offset(&raw, at);
            prop_assert!(raw.is_char_boundary(place));
            prop_assert!(at < unescape(&raw).len() || place == raw.len());
        }

        #[test]
        fn plain_run_is_the_naive_one(bytes in prop::collection::vec(prop_oneof![
            9 => Just(b'a'), 3 => 0x80..=0xffu8, 1 => any::<u8>(), 1 => Just(b'"'), 1 => Just(b'\\')], 0..40)) {
            let naive = bytes.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f)).unwrap_or(bytes.len());
            prop_assert_eq!(plain_run(&bytes), naive);
        }
    }
}
