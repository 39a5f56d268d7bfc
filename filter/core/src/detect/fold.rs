//! A text folded for matching, with a map back to where each byte came from.
//!
//! ASCII text is its own view. Otherwise each character is folded (`fold_chars`), and words that mix Latin letters with
//! Greek or Cyrillic ones drawn alike are read in one script: in Cyrillic or Greek if a letter of the word exists only
//! there, else in Latin. Case is kept; `lower` is the same text in lower case, byte for byte as long.

use std::borrow::Cow;

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
        match text.is_ascii() {
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

fn fold(text: &str) -> View<'_> {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut map = Map::default();
    let mut small: Vec<(usize, char)> = Vec::new();
    let mut word = (0, Script::Own);
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let ascii = ascii_prefix(rest);
        if ascii > 0 {
            map.copied(out.len(), at);
            out.extend_from_slice(rest.get(..ascii).unwrap_or_default());
            at += ascii;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else { break };
        let len = c.len_utf8();
        if at >= word.0 && is_greek_or_cyrillic(c) {
            word = read_word(text, at);
        }
        let folded = match latin_look_alike_in(c, word.1) {
            Some(letter) => Folded::Ascii(letter),
            None => fold_char(c),
        };
        match folded {
            Folded::Drop => {}
            Folded::Keep | Folded::Char(_) => {
                let kept = if let Folded::Char(other) = folded { other } else { c };
                if lower(kept) != kept {
                    small.push((out.len(), lower(kept)));
                }
                if kept.len_utf8() == len {
                    map.copied(out.len(), at);
                } else {
                    map.unit(out.len(), at, len);
                }
                out.extend_from_slice(kept.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Folded::Ascii(b) => {
                map.unit(out.len(), at, len);
                out.push(b);
            }
            Folded::Text(t) => {
                map.unit(out.len(), at, len);
                out.extend_from_slice(t.as_bytes());
            }
        }
        at += len;
    }
    let lower = (!small.is_empty()).then(|| {
        let mut lower = out.clone();
        for (place, c) in small {
            let mut buffer = [0; 4];
            for (slot, b) in lower.iter_mut().skip(place).zip(c.encode_utf8(&mut buffer).as_bytes()) {
                *slot = *b;
            }
        }
        lower
    });
    View { text: Cow::Owned(out), lower, map }
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

fn is_greek_or_cyrillic(c: char) -> bool {
    matches!(c as u32, 0x370..=0x52F | 0x1F00..=0x1FFF)
}

fn latin_look_alike_in(c: char, script: Script) -> Option<u8> {
    if script == Script::Latin && is_greek_or_cyrillic(c) { latin_look_alike(c) } else { None }
}

/// The end of the word around `at` (at most 64 characters of it) and the script to read it in.
fn read_word(text: &str, at: usize) -> (usize, Script) {
    let before = text.get(..at).unwrap_or_default().as_bytes();
    let mut latin = before.last().is_some_and(|b| b.is_ascii_alphanumeric());
    let mut own_only = false;
    let mut end = at;
    for c in text.get(at..).unwrap_or_default().chars().take(64) {
        if !(c.is_alphanumeric() || matches!(fold_char(c), Folded::Drop)) {
            break;
        }
        end += c.len_utf8();
        latin |= c.is_ascii_alphanumeric();
        own_only |= is_greek_or_cyrillic(c) && latin_look_alike(c).is_none() && fold_char(c) == Folded::Keep;
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
}
