//! Identifiers: runs of digits and letters with separators between, brought to a compact form and dispatched by length
//! to the schemes of that shape. No pattern is ever searched for in the text.
//!
//! A *chunk* is a run of ASCII letters and digits. A *group* is a chain of chunks with up to three separators between
//! them; it begins and ends at a chunk with a digit, with up to two short chunks of letters on either side (`DE`,
//! `NWBK`, `Z`). Every stretch of chunks within a group is a candidate for the schemes of its compact length, if it is
//! *closed* (bound more tightly inside than to its neighbours) or the group is short.

use super::entity::{EntityId, named};
use super::lexicon::{CueSet, cue_set};
use super::pass::{Candidate, Pass};
use super::score::{Context, identifier};
use crate::words::Likelihood;

/// One way in which an identifier is written, with its check.
#[derive(Debug)]
pub struct Scheme {
    /// Id of the entity it reports.
    pub entity: &'static str,
    /// Its own name: `fr.nir`.
    pub name: &'static str,
    /// The compact form: `#` a digit, `@` a letter, `*` either, all else a literal in upper case. At most 40 bytes.
    pub shape: &'static str,
    /// Checksum, dates, prefixes. Gets the compact form in upper case; the shape already holds.
    pub check: fn(&[u8]) -> bool,
    /// Share of random strings of this shape that pass `check`, in parts per million.
    pub chance_ppm: u32,
    /// Names of the cues that speak for it. Those with a country's name (`ctx.fr.nir`, `ctx.fr.`) name this very
    /// scheme; others name its kind and count where their language is one of the entity's.
    pub context: &'static [&'static str],
    /// The layout people write it in, as shapes with separators, divided by `|`: `# ## ## ## ### ### ##`. A candidate
    /// in this layout needs no other sign that it is one number. May be empty.
    pub separators: &'static str,
}

/// Longest compact form.
pub const COMPACT_BYTES_MAX: usize = 40;
/// Chunks of a group that are looked at together.
const GROUP_CHUNKS_MAX: usize = 48;
/// In a group of more chunks than this, only closed stretches are tried.
const SHORT_GROUP_CHUNKS: usize = 10;

/// Schemes by length and first byte.
#[derive(Debug)]
pub struct Schemes {
    rows: Vec<Compiled>,
    /// Index into `rows`, for each length and kind of first byte.
    index: Vec<Vec<u16>>,
}

#[derive(Debug)]
struct Compiled {
    scheme: &'static Scheme,
    entity: EntityId,
    digits: u64,
    letters: u64,
    literals: u64,
    own: CueSet,
    kind: CueSet,
}

/// Kinds of a first byte: a digit or one of 26 letters.
const FIRSTS: usize = 27;

impl Schemes {
    /// Compiles tables of schemes. A row whose entity no table has, or whose shape is too long, is left out; a test
    /// keeps the tables free of such rows.
    pub fn of(tables: &[&[&'static [Scheme]]]) -> Schemes {
        let mut schemes = Schemes { rows: Vec::new(), index: vec![Vec::new(); (COMPACT_BYTES_MAX + 1) * FIRSTS] };
        for scheme in tables.iter().flat_map(|family| family.iter()).flat_map(|file| file.iter()) {
            let shape = scheme.shape.as_bytes();
            let (Some(entity), 1..=COMPACT_BYTES_MAX) = (named(scheme.entity), shape.len()) else { continue };
            let bits = |want: fn(u8) -> bool| {
                shape.iter().enumerate().filter(|(_, b)| want(**b)).fold(0, |all, (i, _)| all | 1 << i)
            };
            let (mut own, mut kind) = (CueSet::EMPTY, CueSet::EMPTY);
            for name in scheme.context {
                match name.split('.').count() {
                    0..=2 => kind = kind.with(name),
                    _ => own = own.with(name),
                }
            }
            let number = schemes.rows.len() as u16;
            schemes.rows.push(Compiled {
                scheme,
                entity,
                digits: bits(|b| b == b'#' || b.is_ascii_digit()),
                letters: bits(|b| b == b'@' || b.is_ascii_uppercase()),
                literals: bits(|b| b.is_ascii_alphanumeric()),
                own,
                kind,
            });
            for first in 0..FIRSTS {
                let fits = match shape.first() {
                    Some(b'#') => first == 0,
                    Some(b'@') => first > 0,
                    Some(b'*') => true,
                    Some(&b) => first == first_kind(b),
                    None => false,
                };
                if fits && let Some(rows) = schemes.index.get_mut(shape.len() * FIRSTS + first) {
                    rows.push(number);
                }
            }
        }
        schemes
    }

    /// Whether a scheme of this name is in the tables.
    pub fn has(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.scheme.name == name)
    }

    fn of_shape(&self, compact: &Compact) -> impl Iterator<Item = &Compiled> {
        let first = compact.bytes.first().map_or(0, |b| first_kind(*b));
        let rows = self.index.get(compact.len * FIRSTS + first).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter_map(|row| self.rows.get(usize::from(*row))).filter(|row| row.fits(compact))
    }
}

impl Compiled {
    fn fits(&self, compact: &Compact) -> bool {
        self.digits & !compact.digits == 0
            && self.letters & !compact.letters == 0
            && (self.literals == 0 || self.literals_fit(compact))
    }

    fn literals_fit(&self, compact: &Compact) -> bool {
        let shape = self.scheme.shape.as_bytes();
        compact.bytes.iter().zip(shape).all(|(b, s)| !s.is_ascii_alphanumeric() || b == s)
    }
}

fn first_kind(b: u8) -> usize {
    if b.is_ascii_uppercase() { usize::from(b - b'A') + 1 } else { 0 }
}

/// A run of ASCII letters and digits.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    start: usize,
    end: usize,
    /// How loosely it hangs on the chunk before it.
    gap: Gap,
}

/// How loosely two chunks hang together. Ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing between.
    None,
    /// One `-`, `.`, `/`, `_`, `:` and the like.
    Mark(u8),
    /// One space.
    Space,
    /// A line break.
    Line,
    /// A comma, or more than one separator.
    Loose,
    /// No separator that could be inside a number: text, or nothing at all.
    Apart,
}

/// A number without its separators, in upper case.
#[derive(Debug, Clone, Copy)]
struct Compact {
    bytes: [u8; COMPACT_BYTES_MAX],
    len: usize,
    digits: u64,
    letters: u64,
}

impl Compact {
    const EMPTY: Compact = Compact { bytes: [0; COMPACT_BYTES_MAX], len: 0, digits: 0, letters: 0 };

    /// Adds a chunk; `false` when it does not fit.
    fn add(&mut self, chunk: &[u8]) -> bool {
        for &b in chunk {
            let Some(slot) = self.bytes.get_mut(self.len) else { return false };
            *slot = b.to_ascii_uppercase();
            let bit = 1u64 << self.len;
            if b.is_ascii_digit() {
                self.digits |= bit;
            } else {
                self.letters |= bit;
            }
            self.len += 1;
        }
        true
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// Finds identifiers of all schemes.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let mut done = 0;
    let mut chunks = Vec::new();
    for &digit in &pass.digits {
        if (digit as usize) < done {
            continue;
        }
        if pass.steps_left() == 0 {
            return;
        }
        done = group(pass.text, digit as usize, done, &mut chunks);
        if !is_other_thing(pass, &chunks) {
            stretches(pass, &chunks, out);
        }
    }
}

/// Collects the chunks of the group around a digit, not reaching back beyond `floor`. Returns where the group ends.
fn group(text: &[u8], digit: usize, floor: usize, chunks: &mut Vec<Chunk>) -> usize {
    chunks.clear();
    let mut start = chunk_start(text, digit, floor);
    // Up to two short chunks of letters in front: `DE`, `FR`, `RSS MRA`.
    for _ in 0..2 {
        let (gap, before) = gap_before(text, start, floor);
        if gap > Gap::Space || before == 0 {
            break;
        }
        let from = chunk_start(text, before - 1, floor);
        if before - from > 6 || text.get(from..before).unwrap_or_default().iter().any(u8::is_ascii_digit) {
            break;
        }
        start = from;
    }
    let mut gap = gap_before(text, start, floor).0;
    let mut letters_in_a_row = 0;
    let mut end = start;
    while chunks.len() < GROUP_CHUNKS_MAX {
        let stop = chunk_end(text, start);
        let bytes = text.get(start..stop).unwrap_or_default();
        let digits = bytes.iter().any(u8::is_ascii_digit);
        letters_in_a_row = if digits { 0 } else { letters_in_a_row + 1 };
        if !digits && (bytes.len() > 6 || letters_in_a_row > 2) {
            break;
        }
        // `PESEL44051401359`: a word before a number is a chunk of its own.
        let word = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if word >= 3 && bytes.len() - word >= 5 {
            chunks.push(Chunk { start, end: start + word, gap });
            chunks.push(Chunk { start: start + word, end: stop, gap: Gap::None });
        } else {
            chunks.push(Chunk { start, end: stop, gap });
        }
        end = stop;
        let (next_gap, next) = gap_behind(text, stop);
        if next_gap == Gap::Apart {
            break;
        }
        (gap, start) = (next_gap, next);
    }
    end.max(digit + 1)
}

/// The beginning of the chunk that holds the byte at `at`.
fn chunk_start(text: &[u8], at: usize, floor: usize) -> usize {
    let before = text.get(floor..at).unwrap_or_default();
    let len = before.iter().rev().take(COMPACT_BYTES_MAX).take_while(|b| b.is_ascii_alphanumeric()).count();
    at - len
}

fn chunk_end(text: &[u8], start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start + rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

fn gap_before(text: &[u8], start: usize, floor: usize) -> (Gap, usize) {
    let before = text.get(floor..start).unwrap_or_default();
    let len = before.iter().rev().take(4).take_while(|b| is_separator(**b)).count();
    let place = start - len;
    let solid = place.checked_sub(1).and_then(|i| text.get(i)).is_some_and(u8::is_ascii_alphanumeric);
    (gap_of(before.get(before.len() - len..).unwrap_or_default(), solid && place > floor), place)
}

fn gap_behind(text: &[u8], end: usize) -> (Gap, usize) {
    let rest = text.get(end..).unwrap_or_default();
    let len = rest.iter().take(4).take_while(|b| is_separator(**b)).count();
    let solid = rest.get(len).is_some_and(u8::is_ascii_alphanumeric);
    (gap_of(rest.get(..len).unwrap_or_default(), solid), end + len)
}

fn gap_of(between: &[u8], solid: bool) -> Gap {
    match (solid, between) {
        (false, _) => Gap::Apart,
        (true, [] | [_, _, _, _, ..]) => Gap::Apart,
        (true, [b' ' | b'\t']) => Gap::Space,
        (true, [b'\n'] | [b'\r', b'\n']) => Gap::Line,
        (true, [b',']) => Gap::Loose,
        (true, [mark]) => Gap::Mark(*mark),
        (true, _) => Gap::Loose,
    }
}

fn is_separator(b: u8) -> bool {
    b" \t\r\n-./_:,|'*()+~".contains(&b)
}

/// Whether a group as a whole is something that holds numbers but is no identifier: a UUID, a time stamp.
fn is_other_thing(pass: &Pass<'_>, chunks: &[Chunk]) -> bool {
    let lens: Vec<usize> = chunks.iter().map(|c| c.end - c.start).collect();
    let uuid =
        lens.windows(5).any(|w| w == [8, 4, 4, 4, 12]) && chunks.iter().skip(1).all(|c| c.gap == Gap::Mark(b'-'));
    uuid && !chunks.is_empty() && pass.text.len() > 36
}

/// Tries every stretch of chunks that may be one number.
fn stretches(pass: &Pass<'_>, chunks: &[Chunk], out: &mut Vec<Candidate>) {
    let long = chunks.len() > SHORT_GROUP_CHUNKS;
    for (first, chunk) in chunks.iter().enumerate() {
        let mut compact = Compact::EMPTY;
        let mut inside = Gap::None;
        for (offset, last) in chunks.iter().skip(first).enumerate() {
            if offset > 0 {
                inside = inside.max(last.gap);
            }
            if !compact.add(pass.bytes(last.start, last.end)) {
                break;
            }
            if compact.digits == 0 {
                continue;
            }
            let behind = chunks.get(first + offset + 1).map_or(Gap::Apart, |c| c.gap);
            let closed = inside < chunk.gap.min(behind) || (chunk.gap == Gap::Apart && behind == Gap::Apart);
            if long && !closed {
                continue;
            }
            try_schemes(pass, &compact, (chunk.start, last.end), closed && inside < Gap::Loose, out);
        }
    }
}

/// What speaks against any identifier.
const AGAINST: CueSet = cue_set!["against."];

fn try_schemes(pass: &Pass<'_>, compact: &Compact, place: (usize, usize), closed: bool, out: &mut Vec<Candidate>) {
    let (start, end) = place;
    for row in pass.tables.numbers.of_shape(compact) {
        pass.spend(1);
        if !(row.scheme.check)(compact.as_bytes()) {
            continue;
        }
        let context = match pass.context(start, end, &row.own, &AGAINST) {
            Context::For => Context::Own,
            Context::Against => Context::Against,
            _ => pass.context(start, end, &row.kind, &AGAINST),
        };
        // One of several stretches of a chain of numbers passes more easily than a number that stands alone.
        let chance = if closed { row.scheme.chance_ppm } else { row.scheme.chance_ppm.saturating_mul(8) };
        let likelihood = identifier(chance, context);
        if likelihood > Likelihood::VeryUnlikely {
            out.push(Candidate { entity: row.entity, likelihood, start, end });
        }
    }
}
