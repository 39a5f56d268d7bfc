//! Identifiers: runs of digits and letters with separators between, brought to a compact form and dispatched by length
//! to the schemes of that shape. No pattern is ever searched for in the text.
//!
//! A *chunk* is a run of ASCII letters and digits. A *group* is a chain of chunks with up to three separators between
//! them; it begins and ends at a chunk with a digit, with a few short chunks of letters on either side (`DE`, `NWBK`,
//! `Z`). Every stretch of chunks within a group is a candidate for the schemes of its compact length, if it is
//! *closed* (bound more tightly inside than to the digits beside it) or the group is short.
//!
//! Which scheme a stretch is, is decided by the words around it. A cue with a country's name (`ctx.fr.nir`) *names*
//! schemes; it also *claims* the number beside it: a number right behind `PESEL` that is no PESEL is not some other
//! country's number. A cue of a kind (`ctx.tax_id`) counts for schemes of its language. Between schemes that pass
//! alike, the text's language decides, then the countries the policy names, then the stronger check.

use std::cell::OnceCell;

use super::entity::{EntityId, built_in, named};
use super::lexicon::{CueSet, Langs, cue_set};
use super::pass::{Around, BEFORE_BYTES_MAX, Candidate, Pass};
use super::score::{CHANCE_WITHOUT_WORDS_PPM_MAX, Context, Evidence, identifier};
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
    /// For each length and kind of first byte.
    index: Vec<Shapes>,
}

/// The schemes of one length and kind of first byte.
#[derive(Debug, Clone, Default)]
struct Shapes {
    /// All of them.
    all: Vec<Shape>,
    /// Those that can count where the digits are one stretch of a chain of numbers (`Stretch::may_count`).
    chained: Vec<Shape>,
}

/// What is asked of a scheme first.
#[derive(Debug, Clone, Copy)]
struct Shape {
    digits: u64,
    letters: u64,
    /// Index into `Schemes::rows`.
    row: u16,
}

#[derive(Debug)]
struct Compiled {
    scheme: &'static Scheme,
    entity: EntityId,
    literals: u64,
    /// The scheme's layouts that have separators in them.
    layouts: Vec<&'static [u8]>,
    /// Words that name it.
    own: CueSet,
    /// Words that name its kind.
    kind: CueSet,
    /// Both together.
    words: CueSet,
    /// Words that claim a number for another scheme.
    claims: CueSet,
    /// Words that name another scheme.
    others: CueSet,
    /// What speaks against it.
    against: CueSet,
    langs: Langs,
    countries: &'static [&'static str],
    /// Names and adjectives of its countries.
    home: CueSet,
    /// Its shape is nothing but a length, of no country.
    loose: bool,
}

/// Kinds of a first byte: a digit or one of 26 letters.
const FIRSTS: usize = 27;

impl Schemes {
    /// Compiles tables of schemes. A row whose entity no table has, or whose shape is too long, is left out; a test
    /// keeps the tables free of such rows.
    pub fn of(tables: &[&[&'static [Scheme]]]) -> Schemes {
        let mut schemes =
            Schemes { rows: Vec::new(), index: vec![Shapes::default(); (COMPACT_BYTES_MAX + 1) * FIRSTS] };
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
            let digits = bits(|b| b == b'#' || b.is_ascii_digit());
            let letters = bits(|b| b == b'@' || b.is_ascii_uppercase());
            let layouts: Vec<&[u8]> =
                scheme.separators.split('|').map(str::as_bytes).filter(|l| separates(l)).collect();
            let may_be_chained = scheme.chance_ppm.saturating_mul(CHAINED) <= 1_000_000 || !layouts.is_empty();
            let number = schemes.rows.len() as u16;
            let countries = built_in().nth(usize::from(entity.0)).map_or(&[][..], |row| row.countries);
            let home = countries
                .iter()
                .fold(CueSet::EMPTY, |set, code| set.with(&format!("home.{}", code.to_ascii_lowercase())));
            schemes.rows.push(Compiled {
                scheme,
                entity,
                literals: bits(|b| b.is_ascii_alphanumeric()),
                layouts,
                own,
                kind,
                words: own.or(kind),
                claims: CLAIMS.without(own),
                others: NAMES.without(names_of(tables, scheme)),
                against: AGAINST.without(own).without(kind),
                langs: languages_of(entity),
                countries,
                home,
                loose: countries.is_empty() && shape.iter().all(|b| *b == b'*'),
            });
            for first in 0..FIRSTS {
                let fits = match shape.first() {
                    Some(b'#') => first == 0,
                    Some(b'@') => first > 0,
                    Some(b'*') => true,
                    Some(&b) => first == first_kind(b),
                    None => false,
                };
                if fits && let Some(shapes) = schemes.index.get_mut(shape.len() * FIRSTS + first) {
                    let shape = Shape { digits, letters, row: number };
                    shapes.all.push(shape);
                    if may_be_chained {
                        shapes.chained.push(shape);
                    }
                }
            }
        }
        schemes.let_the_unchecked_be_of_no_country();
        schemes
    }

    /// `Luxembourg identity card 3ABC20D7E`: a name whose scheme has no check does not rule out that some other shape is
    /// such a document, of no country. A name with a check does: what fails it is none.
    fn let_the_unchecked_be_of_no_country(&mut self) {
        let checked = self.rows.iter().filter(|row| row.scheme.chance_ppm < SHAPE_ONLY_PPM_MIN);
        let checked = checked.fold(CueSet::EMPTY, |all, row| all.or(row.own));
        for row in self.rows.iter_mut().filter(|row| row.countries.is_empty()) {
            row.others = row.others.without(row.others.without(checked));
        }
    }

    /// Whether a scheme of this name is in the tables.
    pub fn has(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.scheme.name == name)
    }

    fn of_shape(&self, compact: &Compact, chained: bool) -> impl Iterator<Item = &Compiled> {
        let first = compact.bytes.first().map_or(0, |b| first_kind(*b));
        let shapes = self.index.get(compact.len * FIRSTS + first);
        let shapes = shapes.map(|s| if chained { &s.chained } else { &s.all }).map(Vec::as_slice).unwrap_or_default();
        let (not_digits, not_letters) = (!compact.digits, !compact.letters);
        shapes
            .iter()
            .filter(move |shape| (shape.digits & not_digits) | (shape.letters & not_letters) == 0)
            .filter_map(|shape| self.rows.get(usize::from(shape.row)))
            .filter(|row| row.literals == 0 || row.literals_fit(compact))
    }
}

/// The cues that name a scheme, and those of its entity's schemes that it shares all of its names with.
fn names_of(tables: &[&[&'static [Scheme]]], scheme: &Scheme) -> CueSet {
    let named = |other: &&Scheme| {
        let mut names = scheme.context.iter().filter(|name| name.split('.').count() > 2);
        other.entity == scheme.entity && names.all(|name| other.context.contains(name))
    };
    let all = tables.iter().flat_map(|family| family.iter()).flat_map(|file| file.iter());
    let contexts = all.filter(named).flat_map(|other| other.context);
    contexts.filter(|name| name.split('.').count() > 2).fold(CueSet::EMPTY, |names, name| names.with(name))
}

/// Whether a sign of money or `%` stands at either end of what is near a number; folded, as the view is.
fn has_money_sign(near: &[u8]) -> bool {
    matches!(
        near.trim_ascii(),
        [b'$' | b'%', ..]
            | [.., b'$' | b'%']
            | [0xE2, 0x82, 0xAC, ..]
            | [.., 0xE2, 0x82, 0xAC]
            | [0xC2, 0xA3, ..]
            | [.., 0xC2, 0xA3]
            | [b'E', b'U', b'R', ..]
            | [.., b'E', b'U', b'R']
            | [b'U', b'S', b'D', ..]
            | [.., b'U', b'S', b'D']
            | [b'C', b'H', b'F', ..]
            | [.., b'C', b'H', b'F']
            | [b'P', b'L', b'N', ..]
            | [.., b'P', b'L', b'N']
            | [b'G', b'B', b'P', ..]
            | [.., b'G', b'B', b'P']
    )
}

/// Whether a layout has anything but digits and letters in it.
fn separates(layout: &[u8]) -> bool {
    layout.iter().any(|b| !b"#@*".contains(b) && !b.is_ascii_alphanumeric())
}

impl Compiled {
    /// Whether a number is written in one of the layouts of its scheme.
    fn has_layout(&self, written: &[u8]) -> bool {
        self.layouts.iter().any(|layout| {
            layout.len() == written.len()
                && layout.iter().zip(written).all(|(l, b)| match l {
                    b'#' => b.is_ascii_digit(),
                    b'@' => b.is_ascii_alphabetic(),
                    b'*' => b.is_ascii_alphanumeric(),
                    _ => *l == b.to_ascii_uppercase(),
                })
        })
    }

    fn literals_fit(&self, compact: &Compact) -> bool {
        let shape = self.scheme.shape.as_bytes();
        compact.bytes.iter().zip(shape).all(|(b, s)| !s.is_ascii_alphanumeric() || b == s)
    }
}

/// The languages in which words for an entity are looked for. English speaks for all countries and so for none, but
/// for those where it is at home.
fn languages_of(entity: EntityId) -> Langs {
    let Some(row) = built_in().nth(usize::from(entity.0)) else { return Langs(0) };
    if row.languages.is_empty() && row.countries.is_empty() {
        return Langs::ALL;
    }
    let english = row.countries.iter().any(|c| matches!(*c, "GB" | "IE" | "MT"));
    let langs: Vec<&str> = row.languages.iter().copied().filter(|l| *l != "en" || english).collect();
    Langs::of(&langs)
}

fn first_kind(b: u8) -> usize {
    if b.is_ascii_uppercase() { usize::from(b - b'A') + 1 } else { 0 }
}

/// A run of ASCII letters and digits.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    start: usize,
    end: usize,
    /// How it hangs on the chunk before it.
    gap: Gap,
    /// Whether it holds a digit.
    digits: bool,
}

impl Chunk {
    fn len(&self) -> usize {
        self.end - self.start
    }
}

/// How two chunks hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Gap {
    /// How loose it is.
    fn rank(self) -> u8 {
        match self {
            Gap::None => 0,
            Gap::Mark(_) => 1,
            Gap::Space => 2,
            Gap::Line => 3,
            Gap::Loose => 4,
            Gap::Apart => 5,
        }
    }
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
        if !is_other_thing(pass.text, &chunks) {
            stretches(pass, &chunks, out);
        }
    }
}

/// Collects the chunks of the group around a digit, not reaching back beyond `floor`. Returns where the group ends.
fn group(text: &[u8], digit: usize, floor: usize, chunks: &mut Vec<Chunk>) -> usize {
    chunks.clear();
    let mut start = chunk_start(text, digit, floor);
    // Short chunks of letters in front: `DE`, `RSS MRA`, `R S S M R A`.
    let mut letters = 0;
    while letters < 6 {
        let (gap, before) = gap_before(text, start, floor);
        if gap.rank() > Gap::Space.rank() || before == floor {
            break;
        }
        let from = chunk_start(text, before - 1, floor);
        let bytes = text.get(from..before).unwrap_or_default();
        if bytes.len() > 6 || (bytes.len() > 1 && letters > 1) || bytes.iter().any(u8::is_ascii_digit) {
            break;
        }
        start = from;
        letters += 1;
    }
    let mut gap = gap_before(text, start, floor).0;
    let mut letters_in_a_row = 0;
    let mut end = start;
    while chunks.len() < GROUP_CHUNKS_MAX {
        let stop = chunk_end(text, start);
        let bytes = text.get(start..stop).unwrap_or_default();
        let digits = bytes.iter().any(u8::is_ascii_digit);
        letters_in_a_row = if digits { 0 } else { letters_in_a_row + 1 };
        if start > digit && !digits && (bytes.len() > 6 || letters_in_a_row > 2) {
            break;
        }
        // `PESEL44051401359`: a word before a number is a chunk of its own.
        let word = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if word >= 3 && bytes.len() - word >= 5 {
            chunks.push(Chunk { start, end: start + word, gap, digits: false });
            chunks.push(Chunk { start: start + word, end: stop, gap: Gap::None, digits });
        } else {
            chunks.push(Chunk { start, end: stop, gap, digits });
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

/// The gap before a chunk, and where the chunk before it ends.
fn gap_before(text: &[u8], start: usize, floor: usize) -> (Gap, usize) {
    let before = text.get(floor..start).unwrap_or_default();
    let len = before.iter().rev().take(4).take_while(|b| is_separator(**b)).count();
    let place = start - len;
    let solid = place > floor && text.get(place - 1).is_some_and(u8::is_ascii_alphanumeric);
    (gap_of(before.get(before.len() - len..).unwrap_or_default(), solid), place)
}

/// The gap behind a chunk, and where the next chunk begins.
fn gap_behind(text: &[u8], end: usize) -> (Gap, usize) {
    let rest = text.get(end..).unwrap_or_default();
    let len = rest.iter().take(4).take_while(|b| is_separator(**b)).count();
    let solid = rest.get(len).is_some_and(u8::is_ascii_alphanumeric);
    (gap_of(rest.get(..len).unwrap_or_default(), solid), end + len)
}

fn gap_of(between: &[u8], solid: bool) -> Gap {
    match (solid, between) {
        (false, _) | (true, [] | [_, _, _, _, ..]) => Gap::Apart,
        (true, [b' ' | b'\t']) => Gap::Space,
        (true, [b'\n'] | [b'\r', b'\n']) => Gap::Line,
        (true, [b',']) => Gap::Loose,
        (true, [mark]) => Gap::Mark(*mark),
        (true, _) => Gap::Loose,
    }
}

fn is_separator(b: u8) -> bool {
    matches!(
        b,
        b' ' | b'\t'
            | b'\r'
            | b'\n'
            | b'-'
            | b'.'
            | b'/'
            | b'_'
            | b':'
            | b','
            | b'|'
            | b'\''
            | b'*'
            | b'('
            | b')'
            | b'+'
            | b'~'
    )
}

/// Whether a group as a whole is something that holds numbers but is no identifier: a UUID, an address of a network
/// or a device.
fn is_other_thing(text: &[u8], chunks: &[Chunk]) -> bool {
    let uuid = chunks.windows(5).any(|w| {
        w.iter().map(Chunk::len).eq([8, 4, 4, 4, 12])
            && w.iter().skip(1).all(|c| c.gap == Gap::Mark(b'-'))
            && w.iter().flat_map(|c| text.get(c.start..c.end).unwrap_or_default()).all(u8::is_ascii_hexdigit)
    });
    // Digits one by one with colons between are a hidden number rather than an address.
    let colons = chunks.iter().filter(|c| c.gap == Gap::Mark(b':')).count();
    uuid || (colons >= 4 && chunks.iter().any(|c| c.len() > 1))
}

/// Tries every stretch of chunks that may be one number.
fn stretches(pass: &Pass<'_>, chunks: &[Chunk], out: &mut Vec<Candidate>) {
    let long = chunks.len() > SHORT_GROUP_CHUNKS;
    for (first, chunk) in chunks.iter().enumerate() {
        let mut compact = Compact::EMPTY;
        let mut inside = Gap::None;
        let mut uniform = true;
        let mut colon = false;
        let before = first.checked_sub(1).and_then(|i| chunks.get(i));
        let left = if before.is_some_and(|c| c.digits) { chunk.gap } else { Gap::Apart };
        for (offset, last) in chunks.iter().skip(first).enumerate() {
            if offset > 0 {
                uniform &= inside == Gap::None || inside == last.gap;
                colon |= last.gap == Gap::Mark(b':');
                if last.gap.rank() >= inside.rank() {
                    inside = last.gap;
                }
            }
            if !compact.add(pass.bytes(last.start, last.end)) {
                break;
            }
            let tighter = |outside: Gap| {
                inside.rank() < outside.rank()
                    || outside == Gap::Apart
                    || (uniform && inside.rank() == 1 && outside != inside)
            };
            // What is inside only becomes looser, so nothing longer is closed either.
            if long && inside.rank() > 0 && !tighter(left) {
                break;
            }
            // `2006-05-15 14:30`: a time among other signs.
            if compact.digits == 0 || colon && !uniform {
                continue;
            }
            let behind = chunks.get(first + offset + 1).filter(|c| c.digits);
            let right = behind.map_or(Gap::Apart, |c| c.gap);
            let closed = tighter(left) && tighter(right);
            if long && !closed {
                continue;
            }
            let stretch = Stretch {
                start: chunk.start,
                end: last.end,
                chunks: chunks.get(first..=first + offset).unwrap_or_default(),
                left,
                right,
                sound: closed && inside.rank() < Gap::Loose.rank(),
            };
            stretch.try_schemes(pass, &compact, out);
        }
    }
}

/// Chunks that may be one number.
struct Stretch<'c> {
    start: usize,
    end: usize,
    chunks: &'c [Chunk],
    left: Gap,
    right: Gap,
    /// Whether it hangs together as one number does.
    sound: bool,
}

const PHONE: CueSet = cue_set!["ctx.phone"];
/// What speaks against any identifier.
const AGAINST: CueSet = cue_set!["against."].or(PHONE);
/// Words that name a certain scheme of some country: three parts, `ctx.fr.nir`.
const NAMES: CueSet = CueSet::EMPTY.with_three_parts("ctx.");
/// Those, and words of another kind of number.
const CLAIMS: CueSet = NAMES.with("ctx.iban").with("ctx.card").with("ctx.phone");
/// Names and adjectives of countries.
const HOMES: CueSet = cue_set!["home."];
/// "number": where it stands near, the word for the kind may stand farther off.
const NUMBER: CueSet = cue_set!["number.word"];
/// How near the word for its kind, or "number", must stand to digits that have no check.
const DIGITS_REACH_BYTES: usize = 14;
/// The same for letters and digits of any order.
const LOOSE_REACH_BYTES: usize = 20;
/// Between the word "telephone" and a number with letters: so many digits are the telephone number.
const PHONE_DIGITS_MIN: usize = 6;
/// Up to this share of random strings that pass, a check says more than the language of the words around.
const STRONG_PPM_MAX: u32 = 20_000;
/// From this share of random strings that pass on, there is nothing but a shape.
const SHAPE_ONLY_PPM_MIN: u32 = 500_000;
/// How much more easily one of the stretches of a chain passes than a number that stands alone.
const CHAINED: u32 = 8;
/// How near a word must stand to claim a number.
const CLAIM_BYTES_MAX: usize = 30;

/// What decides between schemes of one stretch: how sure, named, at home, of no country though only a shape, rarity.
type Rank = (Likelihood, bool, u32, bool, u32);

impl Stretch<'_> {
    fn try_schemes(&self, pass: &Pass<'_>, compact: &Compact, out: &mut Vec<Candidate>) {
        let mut best: Option<(Rank, EntityId)> = None;
        let known = OnceCell::new();
        let around = || known.get_or_init(|| pass.around(self.start, self.end));
        for row in pass.tables.numbers.of_shape(compact, !self.sound) {
            pass.spend(1);
            if !self.may_count(pass, around, row) || !(row.scheme.check)(compact.as_bytes()) {
                continue;
            }
            let around = around();
            if !self.letters_belong(pass, around, row) {
                continue;
            }
            let likelihood = self.likelihood(pass, around, row);
            if likelihood == Likelihood::VeryUnlikely {
                continue;
            }
            // A scheme's own name comes first. A country that the policy names weighs less than a word of its language.
            let named = around.has(&row.own);
            let speaks = if row.langs == Langs::ALL { 0 } else { pass.votes_for(row.langs) };
            // Of a shape alone, a language that is hardly the text's does not tell the country: then none is told.
            let shape_only = row.scheme.chance_ppm >= SHAPE_ONLY_PPM_MIN;
            let speaks = if shape_only && speaks < pass.most_votes() { 0 } else { speaks };
            let home = speaks + 48 * u32::from(pass.is_named(row.countries) || around.has(&row.home));
            let untold = shape_only && row.countries.is_empty();
            let rank = (likelihood, named, home, untold, u32::MAX - row.scheme.chance_ppm);
            if best.is_none_or(|(other, _)| other < rank) {
                best = Some((rank, row.entity));
            }
        }
        if let Some(((likelihood, ..), entity)) = best {
            out.push(Candidate { entity, likelihood, start: self.start, end: self.end });
        }
    }

    /// False where `likelihood` would say `VeryUnlikely` whatever the check says; asked first, since most schemes that a
    /// number has the shape of end here.
    fn may_count<'k>(&self, pass: &Pass<'_>, around: impl Fn() -> &'k Around, row: &Compiled) -> bool {
        let chance = row.scheme.chance_ppm;
        let laid_out = || row.has_layout(pass.bytes(self.start, self.end));
        if chance >= SHAPE_ONLY_PPM_MIN && self.goes_on() && !laid_out() {
            return false;
        }
        let chained = chance.saturating_mul(CHAINED);
        if !self.sound && chained > CHANCE_WITHOUT_WORDS_PPM_MAX && !laid_out() {
            return chained <= 1_000_000 && pass.present.meets(&row.own) && around().has(&row.own);
        }
        chance <= CHANCE_WITHOUT_WORDS_PPM_MAX || (pass.present.meets(&row.words) && around().has(&row.words))
    }

    /// Whether digits go on before or behind it.
    fn goes_on(&self) -> bool {
        self.left.rank() <= Gap::Space.rank() || self.right.rank() <= Gap::Space.rank()
    }

    /// Letters that stand apart from the digits belong to the number only if they are capitals and no common word; a
    /// literal of the shape (`DE`) may be written in any way.
    fn letters_belong(&self, pass: &Pass<'_>, around: &Around, row: &Compiled) -> bool {
        const WORDS: &[&[u8]] = &[
            b"NO", b"NR", b"ID", b"IS", b"IN", b"OF", b"ON", b"TO", b"TEL", b"VAT", b"TIN", b"NIF", b"NIE", b"DNI",
            b"CIF", b"NIP", b"BSN", b"PIN", b"SSN", b"AND", b"THE", b"UND", b"ET", b"EN", b"Y", b"E", b"A", b"I",
            b"NUM", b"NUMBER",
        ];
        const UNITS: &[&[u8]] = &[
            b"EUR", b"USD", b"CHF", b"GBP", b"PLN", b"CZK", b"HUF", b"RON", b"SEK", b"DKK", b"NOK", b"BGN", b"TRY",
            b"UAH", b"KG", b"KM", b"CM", b"MM", b"KB", b"MB", b"GB", b"TB", b"KW", b"AM", b"PM", b"UTC", b"CET", b"PX",
            b"RPM",
        ];
        let shape = row.scheme.shape.as_bytes();
        let mut place = 0;
        self.chunks.iter().enumerate().all(|(index, chunk)| {
            let literal =
                shape.get(place..place + chunk.len()).is_some_and(|s| s.iter().all(u8::is_ascii_alphanumeric));
            place += chunk.len();
            let glued = chunk.gap == Gap::None && index > 0;
            if chunk.digits || literal || glued || chunk.len() == 1 && index > 0 {
                return true;
            }
            let bytes = pass.bytes(chunk.start, chunk.end);
            // `Krankenversichertennummer A 123 456 780`, `nino: ab 12 34 56 c`: the scheme's own name vouches for letters.
            if chunk.len() <= 2 && around.has(&row.own) {
                return true;
            }
            let apart = self.chunks.get(index + 1).is_none_or(|next| next.gap != Gap::None);
            // `12500 EUR` is no identity card.
            if row.scheme.chance_ppm >= SHAPE_ONLY_PPM_MIN && index > 0 && UNITS.contains(&bytes) {
                return false;
            }
            bytes.iter().all(u8::is_ascii_uppercase) && !(apart && index == 0 && WORDS.contains(&bytes))
        })
    }

    fn likelihood(&self, pass: &Pass<'_>, around: &Around, row: &Compiled) -> Likelihood {
        let (start, end) = (self.start, self.end);
        if row.scheme.chance_ppm > CHANCE_WITHOUT_WORDS_PPM_MAX && !around.has(&row.words) {
            return Likelihood::VeryUnlikely; // as `score::identifier` says of it, whatever else is known
        }
        let nearest = |wanted: &CueSet| pass.nearest_in(around, wanted).map(|(distance, _)| distance);
        let own = nearest(&row.own);
        let (mut claims, mut against) = (row.claims, row.against);
        if self.phone_is_another(pass, around) {
            (claims, against) = (claims.without(PHONE), against.without(PHONE));
        }
        let claimed = nearest(&claims).filter(|near| *near <= CLAIM_BYTES_MAX);
        let against = nearest(&against);
        let nearer =
            |near: usize| claimed.is_none_or(|other| near <= other) && against.is_none_or(|other| near <= other);
        // `Polish tax number` names a scheme; its last two words are no other country's kind.
        // Where one word is a scheme's name in one language and a kind in another, the text's language decides.
        let foreign = |langs| langs == Langs::ALL || pass.votes_for(langs) >= pass.votes_for(row.langs);
        let named = pass.nearest_where(around, &row.others, foreign).map(|(distance, _)| distance);
        let unclaimed = |near: usize| nearer(near) && named != Some(near);
        if self.is_fraction(pass) {
            return Likelihood::VeryUnlikely;
        }
        let laid_out = row.has_layout(pass.bytes(start, end));
        let at_home = pass.speaks(row.langs) || pass.is_named(row.countries) || around.has(&row.home);
        // `polnische Passnummer`: the word is German, the document is not. A strong check knows better.
        let abroad = row.scheme.chance_ppm > STRONG_PPM_MAX && around.has(&HOMES) && !around.has(&row.home);
        let context = match own {
            Some(near) if nearer(near) => Context::Own,
            _ => match pass.nearest_in(around, &row.kind) {
                // A word of another country's language says nothing; an English one is for strong checks only.
                Some((near, langs)) if unclaimed(near) => {
                    // `passport control handled 12345678 travellers`: a shape alone stands close to its word.
                    let digits = !pass.bytes(start, end).iter().any(u8::is_ascii_alphabetic);
                    let reach = match (digits, row.loose) {
                        (true, _) => DIGITS_REACH_BYTES,
                        (false, true) => LOOSE_REACH_BYTES,
                        (false, false) => BEFORE_BYTES_MAX,
                    };
                    let near_enough = || near <= reach || nearest(&NUMBER).is_some_and(|near| near <= reach);
                    if row.scheme.chance_ppm >= SHAPE_ONLY_PPM_MIN && !near_enough() {
                        return Likelihood::VeryUnlikely;
                    }
                    let foreign = abroad && !row.countries.is_empty() && !pass.is_named(row.countries);
                    let meant = !foreign && (langs == Langs::ALL || langs.meets(row.langs) || at_home);
                    if !meant && langs.meets(Langs::of(&["en"])) && row.scheme.chance_ppm <= STRONG_PPM_MAX {
                        return Likelihood::Possible;
                    }
                    if meant { Context::For } else { Context::Silent }
                }
                _ if claimed.is_some() || against.is_some() || self.is_amount(pass) => Context::Against,
                _ => Context::Silent,
            },
        };
        // One of several stretches of a chain of numbers passes more easily than a number that stands alone.
        let factor = if self.sound || laid_out { 1 } else { CHAINED };
        let chance = row.scheme.chance_ppm.saturating_mul(factor);
        // Nothing but a shape must be the whole of what stands there, not the head or the tail of something longer.
        let glued = self.chunks.first().is_some_and(|chunk| chunk.gap == Gap::None);
        if row.scheme.chance_ppm >= SHAPE_ONLY_PPM_MIN && (self.goes_on() || glued) && !laid_out {
            return Likelihood::VeryUnlikely;
        }
        if factor > 1 && chance > if context == Context::Own { 1_000_000 } else { CHANCE_WITHOUT_WORDS_PPM_MAX } {
            return Likelihood::VeryUnlikely;
        }
        let bare = start == 0 && end == pass.text.trim_ascii_end().len();
        let evidence = Evidence { context, supported: at_home || laid_out || bare };
        identifier(chance, evidence)
    }

    /// Whether it is what stands behind the point of a decimal, in one piece: `0.4839358435839171`.
    fn is_fraction(&self, pass: &Pass<'_>) -> bool {
        self.chunks.len() == 1 && pass.bytes(self.start.saturating_sub(2), self.start) == b"0."
    }

    /// `tel. 0171 2345678, payments to DE04...`: letters are in no telephone number, and the digits between are the
    /// number that the word names.
    fn phone_is_another(&self, pass: &Pass<'_>, around: &Around) -> bool {
        let letters = || pass.bytes(self.start, self.end).iter().any(u8::is_ascii_alphabetic);
        if !around.has(&PHONE) || !letters() {
            return false;
        }
        let named = pass.hits_in(around).iter().filter(|hit| PHONE.has(hit.cue));
        named.map(|hit| (hit.start as usize, hit.end as usize)).all(|(from, to)| {
            let between = if to <= self.start { pass.bytes(to, self.start) } else { b"" };
            let digits = between.iter().filter(|b| b.is_ascii_digit()).count();
            digits >= PHONE_DIGITS_MIN || from >= self.end
        })
    }

    /// Whether it is money, a decimal, a date, a telephone number: `1.234.567,89`, `€ 250000`, `3.14159`, `12.05.1985`.
    fn is_amount(&self, pass: &Pass<'_>) -> bool {
        let marks = |c: &Chunk| matches!(c.gap, Gap::Mark(b'.') | Gap::Loose);
        let lens = || self.chunks.iter().map(Chunk::len);
        let date = self.chunks.len() == 3 && (lens().eq([2, 2, 4]) || lens().eq([4, 2, 2]));
        let decimal = self.left == Gap::Mark(b'.') || (self.right == Gap::Mark(b'.') && self.chunks.len() > 1);
        let thousands = self.chunks.len() > 1
            && self.chunks.iter().skip(1).all(|c| marks(c) && c.len() == 3)
            && self.chunks.first().is_some_and(|c| c.len() <= 3);
        let before = pass.bytes(self.start.saturating_sub(4), self.start);
        let behind = pass.bytes(self.end, (self.end + 4).min(pass.text.len()));
        let phone = before.ends_with(b"+");
        date || decimal || thousands || phone || has_money_sign(before) || has_money_sign(behind)
    }
}
