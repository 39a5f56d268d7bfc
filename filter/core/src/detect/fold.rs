//! A text folded for matching, with a map back to where each byte came from.
//!
//! ASCII text is its own view. Otherwise each character is folded (`fold_chars`), and words that mix Latin letters with
//! Greek or Cyrillic ones drawn alike are read in one script: in Cyrillic or Greek if a letter of the word exists only
//! there, else in Latin. Case is kept; `lower` is the same text in lower case, byte for byte as long.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::fold_chars::{Folded, fold_char, latin_look_alike, lower};

/// A folded text.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The folded bytes; always valid UTF-8.
    pub text: Cow<'a, [u8]>,
    /// The folded bytes in lower case as far as they are not ASCII; `None` when that changes nothing.
    lower: Option<Vec<u8>>,
    /// Where the bytes came from.
    pub map: Map,
}

impl<'a> View<'a> {
    /// Folds a text.
    pub fn of(text: &'a str) -> View<'a> {
        match is_ascii(text.as_bytes()) {
            true => View { text: Cow::Borrowed(text.as_bytes()), lower: None, map: Map::default() },
            false => fold(text),
        }
    }

    /// The text for looking words up: as `text`, but letters that are not ASCII are small.
    pub fn lower(&self) -> &[u8] {
        self.lower.as_deref().unwrap_or(&self.text)
    }
}

/// Where the bytes of a derived text came from: runs in order of place, each up to the next one's beginning. No runs
/// means that nothing moved.
#[derive(Debug, Clone, Default)]
pub struct Map {
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    /// First byte in the derived text.
    to: u32,
    /// First byte in the text it came from.
    from: u32,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Byte for byte.
    Copied,
    /// All bytes of the run came from one unit of this many bytes.
    Unit(u32),
    /// Each `to` bytes came from `from` bytes, evenly: base64 (3 from 4), hex (1 from 2).
    Even { to: u32, from: u32 },
}

impl Map {
    /// The next bytes, from `to` on, are copies of those from `from` on.
    pub fn copied(&mut self, to: usize, from: usize) {
        self.push(to, from, Kind::Copied);
    }

    /// The next bytes, from `to` on, all came from the `len` bytes at `from`.
    pub fn unit(&mut self, to: usize, from: usize, len: usize) {
        self.push(to, from, Kind::Unit(len as u32));
    }

    /// Each `per.0` bytes from `to` on came from `per.1` bytes from `from` on.
    pub fn even(&mut self, to: usize, from: usize, per: (u32, u32)) {
        self.push(to, from, Kind::Even { to: per.0.max(1), from: per.1 });
    }

    fn push(&mut self, to: usize, from: usize, kind: Kind) {
        let run = Run { to: to as u32, from: from as u32, kind };
        match self.runs.last_mut() {
            // A copy that goes on where the last one ended is the same run.
            Some(last)
                if kind == Kind::Copied
                    && last.kind == Kind::Copied
                    && run.from.wrapping_sub(last.from) == run.to.wrapping_sub(last.to) => {}
            Some(last) if last.to == run.to => *last = run,
            _ => self.runs.push(run),
        }
    }

    /// The range in the text it came from of a range in the derived text.
    pub fn origin(&self, start: usize, end: usize) -> (usize, usize) {
        if self.runs.is_empty() {
            return (start, end);
        }
        let first = self.place(start).0;
        let last = match end.checked_sub(1) {
            Some(before) if end > start => self.place(before).1,
            _ => first,
        };
        (first, last.max(first))
    }

    /// First and one past the last source byte of one derived byte.
    fn place(&self, at: usize) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.to as usize <= at);
        let Some(run) = after.checked_sub(1).and_then(|i| self.runs.get(i)) else { return (at, at + 1) };
        let (from, inside) = (run.from as usize, at.saturating_sub(run.to as usize));
        match run.kind {
            Kind::Copied => (from + inside, from + inside + 1),
            Kind::Unit(len) => (from, from + len as usize),
            Kind::Even { to, from: per } => {
                let (to, per) = (to as usize, per as usize);
                let group = inside.checked_div(to).unwrap_or(0);
                let (low, high) = (inside - group * to, inside - group * to + 1);
                let low = (low * per).checked_div(to).unwrap_or(0);
                (from + group * per + low, from + group * per + (high * per).div_ceil(to.max(1)))
            }
        }
    }
}

/// Which script a mixed word is read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Own,
}

/// What a character of two bytes, U+0080 to U+07FF, becomes, with all that is asked about it: most texts in Latin, Greek,
/// Cyrillic, Hebrew and Arabic script have no others that are not ASCII.
#[derive(Debug, Clone, Copy)]
struct Two {
    /// What it becomes, as `fold_char` says: so many bytes of these.
    bytes: [u8; 2],
    len: u8,
    /// What it is, as bits.
    is: u8,
    /// The Latin letter that it is drawn like, if it is a Greek or Cyrillic one; 0 for none.
    alike: u8,
    /// What it becomes, small, where that is another.
    small: Option<char>,
}

/// A word goes on with it.
const IN_WORD: u8 = 1;
/// It becomes a character of two bytes.
const KEPT: u8 = 2;
/// It becomes itself, and is small.
const SAME: u8 = 4;
/// It is Greek or Cyrillic.
const HAS_TWINS: u8 = 8;
/// It is Greek or Cyrillic, and drawn like no Latin letter.
const OWN_ONLY: u8 = 16;

impl Two {
    fn of(c: char) -> Two {
        let folded = fold_char(c);
        let has_twins = is_greek_or_cyrillic(c);
        let alike = if has_twins { latin_look_alike(c) } else { None };
        let mut buffer = [0; 4];
        let becomes = match folded {
            Folded::Drop => "",
            Folded::Ascii(b) => &*char::from(b).encode_utf8(&mut buffer),
            Folded::Text(t) => t,
            Folded::Char(other) => &*other.encode_utf8(&mut buffer),
            Folded::Keep => &*c.encode_utf8(&mut buffer),
        };
        let mut bytes = [0; 2];
        for (slot, b) in bytes.iter_mut().zip(becomes.bytes()) {
            *slot = b;
        }
        let small = becomes.chars().next().filter(|kept| !kept.is_ascii() && lower(*kept) != *kept).map(lower);
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        let is = flag(c.is_alphanumeric() || folded == Folded::Drop, IN_WORD)
            | flag(matches!(folded, Folded::Keep | Folded::Char(_)), KEPT)
            | flag(folded == Folded::Keep && small.is_none(), SAME)
            | flag(has_twins, HAS_TWINS)
            | flag(has_twins && alike.is_none() && folded == Folded::Keep, OWN_ONLY);
        Two { bytes, len: becomes.len() as u8, is, alike: alike.unwrap_or(0), small }
    }

    #[inline(always)]
    fn is(&self, all: u8) -> bool {
        self.is & all == all
    }
}

/// By the lower five bits of the first byte and the lower six of the second.
type Twos = [Two; 1 << 11];

static TWOS: LazyLock<Box<Twos>> = LazyLock::new(|| {
    let of = |code: usize| Two::of(char::from_u32(code as u32).unwrap_or(' '));
    Box::new(std::array::from_fn(of))
});

/// Builds the table, so that no request has to wait for it.
pub fn prepare() {
    LazyLock::force(&TWOS);
}

/// The character of two bytes at the front.
#[inline(always)]
fn two_at<'t>(twos: &'t Twos, rest: &[u8]) -> Option<&'t Two> {
    match rest {
        [first @ 0xC2..=0xDF, second, ..] => twos.get(usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)),
        _ => None,
    }
}

/// A view in the making.
struct Folding {
    out: Vec<u8>,
    map: Map,
    /// How far the text is ahead of `out`, while the last run of `map` is a copy.
    ahead: Option<usize>,
    /// Letters to make small, by place.
    small: Vec<(usize, char)>,
}

impl Folding {
    /// Adds bytes that stand at `at` in the text.
    #[inline(always)]
    fn copy(&mut self, at: usize, bytes: &[u8]) {
        let ahead = at.wrapping_sub(self.out.len());
        if self.ahead != Some(ahead) {
            self.map.copied(self.out.len(), at);
            self.ahead = Some(ahead);
        }
        self.out.extend_from_slice(bytes);
    }

    /// Adds what the `len` bytes at `at` become.
    #[inline(always)]
    fn unit(&mut self, at: usize, len: usize, bytes: &[u8]) {
        self.map.unit(self.out.len(), at, len);
        self.ahead = None;
        self.out.extend_from_slice(bytes);
    }

    /// Adds a word of which each character stays one of two bytes.
    #[inline(always)]
    fn own_word(&mut self, at: usize, word: &[u8], twos: &Twos) {
        let from = self.out.len();
        self.copy(at, word);
        let (pairs, _) = word.as_chunks::<2>();
        for (i, pair) in pairs.iter().enumerate() {
            let Some(two) = two_at(twos, pair).filter(|two| !two.is(SAME)) else { continue };
            if let Some(slot) = self.out.get_mut(from + 2 * i..).and_then(|out| out.first_chunk_mut()) {
                *slot = two.bytes;
            }
            if let Some(small) = two.small {
                self.small.push((from + 2 * i, small));
            }
        }
    }

    /// Adds what a character of two bytes becomes.
    fn two(&mut self, two: &Two, at: usize, script: Script) {
        match two.alike {
            1.. if script == Script::Latin => self.unit(at, 2, &[two.alike]),
            _ if two.is(KEPT) => {
                if let Some(small) = two.small {
                    self.small.push((self.out.len(), small));
                }
                self.copy(at, &two.bytes);
            }
            _ if two.len > 0 => self.unit(at, 2, two.bytes.get(..usize::from(two.len)).unwrap_or_default()),
            _ => {}
        }
    }

    /// Adds what a character that has more or less than two bytes becomes.
    fn char(&mut self, c: char, at: usize, script: Script) {
        let len = c.len_utf8();
        let folded = match latin_look_alike_in(c, script) {
            Some(letter) => Folded::Ascii(letter),
            None => fold_char(c),
        };
        match folded {
            Folded::Drop => {}
            Folded::Keep | Folded::Char(_) => {
                let kept = if let Folded::Char(other) = folded { other } else { c };
                if lower(kept) != kept {
                    self.small.push((self.out.len(), lower(kept)));
                }
                let mut buffer = [0; 4];
                let bytes = kept.encode_utf8(&mut buffer).as_bytes();
                if bytes.len() == len { self.copy(at, bytes) } else { self.unit(at, len, bytes) }
            }
            Folded::Ascii(b) => self.unit(at, len, &[b]),
            Folded::Text(t) => self.unit(at, len, t.as_bytes()),
        }
    }

    fn view<'t>(self) -> View<'t> {
        let lower = (!self.small.is_empty()).then(|| {
            let mut lower = self.out.clone();
            for (place, c) in self.small {
                let mut buffer = [0; 4];
                for (slot, b) in lower.iter_mut().skip(place).zip(c.encode_utf8(&mut buffer).as_bytes()) {
                    *slot = *b;
                }
            }
            lower
        });
        View { text: Cow::Owned(self.out), lower, map: self.map }
    }
}

fn fold(text: &str) -> View<'_> {
    let bytes = text.as_bytes();
    let twos: &Twos = &TWOS;
    let out = Vec::with_capacity(bytes.len());
    let mut view = Folding { out, map: Map::default(), ahead: None, small: Vec::new() };
    let mut word = (0, Script::Own);
    // Up to there no word is one of its own script: it goes on with something else, wherever it is begun.
    let mut mixed_until = 0;
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(two) = two_at(twos, rest) else {
            let ascii = ascii_prefix(rest);
            if ascii > 0 {
                view.copy(at, rest.get(..ascii).unwrap_or_default());
                at += ascii;
                continue;
            }
            let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else { break };
            if at >= word.0 && is_greek_or_cyrillic(c) {
                word = read_word(text, at, twos);
            }
            view.char(c, at, word.1);
            at += c.len_utf8();
            continue;
        };
        if at >= word.0.max(mixed_until) && two.is(KEPT | IN_WORD) {
            match own_word(bytes, at, twos) {
                Ok(len) => {
                    view.own_word(at, rest.get(..len).unwrap_or_default(), twos);
                    at += len;
                    continue;
                }
                Err(len) => mixed_until = at + len,
            }
        }
        if at >= word.0 && two.is(HAS_TWINS) {
            word = read_word(text, at, twos);
        }
        view.two(two, at, word.1);
        at += 2;
    }
    view.view()
}

/// The length of the word at `at`, if it is all of two-byte characters that stay such: it is read in its own script. Else, how
/// many bytes of it were found to be followed by something else; 0 if it goes on from before.
#[inline(always)]
fn own_word(bytes: &[u8], at: usize, twos: &Twos) -> Result<usize, usize> {
    if at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphanumeric) {
        return Err(0);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let (pairs, _) = rest.as_chunks::<2>();
    let own = |pair: &&[u8; 2]| two_at(twos, *pair).is_some_and(|two| two.is(KEPT | IN_WORD));
    let len = 2 * pairs.iter().take_while(own).count();
    let ends = rest.get(len).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
    if ends { Ok(len) } else { Err(len) }
}

/// How many bytes at the front are ASCII; eight at a time.
fn ascii_prefix(bytes: &[u8]) -> usize {
    let mut done = 0;
    for chunk in bytes.chunks_exact(8) {
        let word = chunk.first_chunk().map_or(u64::MAX, |c| u64::from_le_bytes(*c));
        let high = word & 0x8080_8080_8080_8080;
        if high != 0 {
            return done + (high.trailing_zeros() / 8) as usize;
        }
        done += 8;
    }
    done + bytes.get(done..).unwrap_or_default().iter().take_while(|b| b.is_ascii()).count()
}

/// Whether all bytes are ASCII; a block at a time.
fn is_ascii(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<64>();
    let ascii = |block: &[u8; 64]| {
        let (words, _) = block.as_chunks::<8>();
        words.iter().fold(0, |all, word| all | u64::from_le_bytes(*word)) & 0x8080_8080_8080_8080 == 0
    };
    blocks.iter().all(ascii) && rest.is_ascii()
}

fn is_greek_or_cyrillic(c: char) -> bool {
    matches!(c as u32, 0x370..=0x52F | 0x1F00..=0x1FFF)
}

fn latin_look_alike_in(c: char, script: Script) -> Option<u8> {
    if script == Script::Latin && is_greek_or_cyrillic(c) { latin_look_alike(c) } else { None }
}

/// Most characters of a word that are read before it is folded.
const WORD_CHARS_MAX: usize = 64;

/// The end of the word around `at` (at most `WORD_CHARS_MAX` characters of it) and the script to read it in.
fn read_word(text: &str, at: usize, twos: &Twos) -> (usize, Script) {
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).and_then(|i| bytes.get(i));
    let mut latin = before.is_some_and(u8::is_ascii_alphanumeric);
    let mut own_only = false;
    let mut end = at;
    for _ in 0..WORD_CHARS_MAX {
        let rest = bytes.get(end..).unwrap_or_default();
        if let Some(two) = two_at(twos, rest) {
            if !two.is(IN_WORD) {
                break;
            }
            own_only |= two.is(OWN_ONLY);
            end += 2;
        } else if let Some(b) = rest.first().filter(|b| b.is_ascii()) {
            if !b.is_ascii_alphanumeric() {
                break;
            }
            latin = true;
            end += 1;
        } else {
            let Some(c) = text.get(end..).and_then(|t| t.chars().next()) else { break };
            if !(c.is_alphanumeric() || fold_char(c) == Folded::Drop) {
                break;
            }
            own_only |= is_greek_or_cyrillic(c) && latin_look_alike(c).is_none() && fold_char(c) == Folded::Keep;
            end += c.len_utf8();
        }
    }
    (end, if latin && !own_only { Script::Latin } else { Script::Own })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        String::from_utf8(View::of(text).text.into_owned()).unwrap()
    }

    #[test]
    fn folds_to_what_is_compared() {
        for (text, want) in [
            ("plain", "plain"),
            ("Numéro de sécurité", "Numero de securite"),
            ("Straße, Øre, Łódź", "Strasse, Ore, Lodz"),
            ("1\u{200b}8\u{ad}5\u{2060}0", "1850"),
            ("１２３４", "1234"),
            ("٠١٢٣٤", "01234"),
            ("𝟏𝟐𝟑 𝐀𝐛𝒄", "123 Abc"),
            ("a\u{a0}b\u{2013}c\u{2212}d", "a b-c-d"),
            ("e\u{301}te\u{301}", "ete"),
            ("\u{455}k-ant", "sk-ant"),
            ("АKIA", "AKIA"),
            ("пaроль", "пaроль"),
            ("Ωμέγα ΆΣ", "Ωμεγα ΑΣ"),
            ("Україна", "Украіна"),
            ("n° №", "n° No"),
        ] {
            assert_eq!(folded(text), want, "{text}");
        }
    }

    #[test]
    fn lower_case_keeps_length() {
        let view = View::of("ΆΛΦΑ Ж ς A");
        assert_eq!(std::str::from_utf8(view.lower()).unwrap(), "αλφα ж σ A");
        assert_eq!(view.lower().len(), view.text.len());
    }

    #[test]
    fn maps_back_to_the_original_bytes() {
        let text = "né 1\u{200b}2 ß3";
        let view = View::of(text);
        assert_eq!(&*view.text, b"ne 12 ss3");
        let back = |s, e| {
            let (a, b) = view.map.origin(s, e);
            text.get(a..b).unwrap()
        };
        assert_eq!(back(0, 2), "né");
        assert_eq!(back(3, 5), "1\u{200b}2");
        assert_eq!(back(3, 4), "1");
        assert_eq!(back(6, 8), "ß");
        assert_eq!(back(8, 9), "3");
        assert_eq!(back(0, 9), text);
    }

    #[test]
    fn even_runs_map_by_ratio() {
        let mut map = Map::default();
        map.even(0, 10, (3, 4));
        assert_eq!(map.origin(0, 3), (10, 14));
        assert_eq!(map.origin(1, 2), (11, 13));
        assert_eq!(map.origin(3, 6), (14, 18));
    }

    /// The end of the word around `at` and the script to read it in, character by character.
    fn naive_word(text: &str, at: usize) -> (usize, Script) {
        let mut latin = at > 0 && text.as_bytes()[at - 1].is_ascii_alphanumeric();
        let mut own_only = false;
        let mut end = at;
        for c in text.get(at..).unwrap_or_default().chars().take(WORD_CHARS_MAX) {
            if !(c.is_alphanumeric() || matches!(fold_char(c), Folded::Drop)) {
                break;
            }
            end += c.len_utf8();
            latin |= c.is_ascii_alphanumeric();
            own_only |= is_greek_or_cyrillic(c) && latin_look_alike(c).is_none() && fold_char(c) == Folded::Keep;
        }
        (end, if latin && !own_only { Script::Latin } else { Script::Own })
    }

    /// The folded text, in lower case too, and for each byte the range it came from: character by character.
    fn naive(text: &str) -> (String, String, Vec<(usize, usize)>) {
        let (mut out, mut small, mut from) = (String::new(), String::new(), Vec::new());
        let mut word = (0, Script::Own);
        for (at, c) in text.char_indices() {
            if at >= word.0 && is_greek_or_cyrillic(c) {
                word = naive_word(text, at);
            }
            let mut buffer = [0; 4];
            let folded = match latin_look_alike_in(c, word.1) {
                Some(letter) => Folded::Ascii(letter),
                None => fold_char(c),
            };
            let (becomes, byte_for_byte) = match folded {
                Folded::Drop => ("", false),
                Folded::Keep => (&*c.encode_utf8(&mut buffer), true),
                Folded::Char(other) => (&*other.encode_utf8(&mut buffer), other.len_utf8() == c.len_utf8()),
                Folded::Ascii(b) => (&*char::from(b).encode_utf8(&mut buffer), false),
                Folded::Text(t) => (t, false),
            };
            out.push_str(becomes);
            small.extend(becomes.chars().map(|c| if c.is_ascii() { c } else { lower(c) }));
            let whole = (at, at + c.len_utf8());
            from.extend((0..becomes.len()).map(|i| if byte_for_byte { (at + i, at + i + 1) } else { whole }));
        }
        (out, small, from)
    }

    fn agrees_with_naive(text: &str) {
        let view = View::of(text);
        let (out, small, from) = naive(text);
        assert_eq!(String::from_utf8_lossy(&view.text), out, "{text:?}");
        assert_eq!(String::from_utf8_lossy(view.lower()), small, "{text:?}");
        let origins: Vec<(usize, usize)> = (0..out.len()).map(|at| view.map.origin(at, at + 1)).collect();
        assert_eq!(origins, from, "{text:?}");
    }

    #[test]
    fn every_character_as_its_naive_twin() {
        for c in '\0'..='\u{FFFF}' {
            agrees_with_naive(&format!("a {c} b{c}c{c}{c}"));
        }
    }

    #[test]
    fn random_words_as_their_naive_twin() {
        let pieces: Vec<char> =
            "aZ09 .-абвжёйїӀԁАЖЇαβνοΑΩΆςϊ;·éßøÆĳǅƒʼابتأئ٠۳֑פ\u{301}\u{483}\u{200b}\u{ad}\u{34f}\u{640}ἀἈᾳ€№中文🙂𝐀"
                .chars()
                .collect();
        let mut state = 0x2545_F491_4F6C_DD1Du64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) as usize % below
        };
        for _ in 0..4000 {
            // Few kinds of characters at a time, so that there are long words and long runs.
            let kinds: [char; 5] = std::array::from_fn(|_| pieces[next(pieces.len())]);
            let text: String = (0..next(150)).map(|_| kinds[next(kinds.len())]).collect();
            agrees_with_naive(&text);
        }
    }

    #[test]
    fn text_is_ascii_as_far_as_each_byte_is() {
        for len in [0, 1, 63, 64, 65, 128, 200] {
            let text = "a".repeat(len);
            assert!(is_ascii(text.as_bytes()));
            for at in 0..len {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = 0x80;
                assert!(!is_ascii(&bytes), "{at} of {len}");
            }
        }
    }
}
