//! Word lists at run time: which cue a word of the text stands for.
//!
//! Lists live in `filter/core/lexicon/*.tsv`, one `cue<TAB>lang<TAB>term` a line, and are compiled by the build script
//! (`lexicon_table` is the format). A term is written naturally. What counts as a word:
//!
//! - a word is a run of ASCII letters and digits and of all other characters that folding keeps (Greek, Cyrillic ...);
//!   everything else ends it, `_` too, and so do a change from small to capital letter (`clientSecret` is two words, and one as well)
//!   and a change from letter to digit (`tel0612`);
//! - `diabet~` is a stem: any further letters may follow; without `~` the whole word must match;
//! - several words are a phrase, matched across up to three spaces, line breaks, `-`, `.`, `'`, `_`, `/`;
//! - `=NIE` matches only in exactly these capitals, `^Rose` only with a capital first letter; all else ignores case;
//! - accents never matter; German `ä` and Danish `ø` are also found as `ae` and `oe`.

use std::borrow::Cow;
use std::ops::Range;

use super::lexicon_table::{
    BITMAP_BYTES, BUCKET_BITS, ENTRY_BYTES, LABEL_BYTES, Level, Term, bitmap_place, compile, hash, tag,
};
use super::pass::eight_bytes;

mod names {
    include!(concat!(env!("OUT_DIR"), "/cues.rs"));
}
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
static NEAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/near.bin"));

/// What a word of the text stands for: index into the sorted names of all cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cue(pub u16);

impl Cue {
    /// The cue of this name, if a list has it. In code, `cue!("person.title")` does it at compile time.
    pub const fn named(name: &str) -> Option<Cue> {
        let (first, last) = cues_with_prefix(name);
        // The shortest name with this prefix sorts first, and is the name itself if that exists.
        if first < last && name_at(first).len() == name.len() { Some(Cue(first)) } else { None }
    }

    /// Its name, such as `ctx.phone`.
    pub fn name(self) -> &'static str {
        names::NAMES.get(usize::from(self.0)).copied().unwrap_or("custom")
    }
}

/// The files of `lexicon/` and how many bytes of data each adds to a build: a `.tsv` as its own compiled table would hold
/// it, beyond an empty table; a `.txt`, held as it is, all of it. Terms that several lists share are counted in each.
/// `index` is what both tables hold when empty.
pub fn list_bytes() -> &'static [(&'static str, usize)] {
    &names::SIZES
}

/// First and one past the last of the cues whose name begins so: they stand together since names are sorted.
pub const fn cues_with_prefix(prefix: &str) -> (u16, u16) {
    let count = names::NAMES.len() as u16;
    let mut first = 0;
    while first < count && !starts_with(name_at(first), prefix.as_bytes()) {
        first += 1;
    }
    let mut last = first;
    while last < count && starts_with(name_at(last), prefix.as_bytes()) {
        last += 1;
    }
    (first, last)
}

#[expect(clippy::indexing_slicing, reason = "callers stay below the length; const code has no `get`")]
const fn name_at(index: u16) -> &'static [u8] {
    names::NAMES[index as usize].as_bytes()
}

const fn starts_with(text: &[u8], prefix: &[u8]) -> bool {
    let (mut text, mut prefix) = (text, prefix);
    while let Some((wanted, rest)) = prefix.split_first() {
        match text.split_first() {
            Some((found, behind)) if *found == *wanted => text = behind,
            _ => return false,
        }
        prefix = rest;
    }
    true
}

/// The cue of a name, at compile time: a name that no list has does not compile.
#[macro_export]
macro_rules! cue {
    ($name:literal) => {
        const {
            match $crate::detect::lexicon::Cue::named($name) {
                Some(cue) => cue,
                None => $crate::detect::lexicon::no_such_cue(),
            }
        }
    };
}

/// A set of cues, at compile time: `cue_set!["ctx.phone", "ctx.card"]`; a name ending in `.` takes the whole family.
#[macro_export]
macro_rules! cue_set {
    ($($name:literal),+ $(,)?) => {
        const { $crate::detect::lexicon::CueSet::EMPTY$(.with($name))+ }
    };
}
pub use crate::{cue, cue_set};

/// Stops the compiler where a cue is not in any list.
#[doc(hidden)]
#[expect(clippy::panic, reason = "only evaluated at compile time")]
pub const fn no_such_cue() -> Cue {
    panic!("no word list has this cue")
}

/// A set of cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueSet([u64; 8]);

impl CueSet {
    /// No cue.
    pub const EMPTY: CueSet = CueSet([0; 8]);

    /// With a cue of this name, or with all of a family when the name ends in `.`; a name in no list adds nothing.
    #[must_use]
    pub const fn with(self, name: &str) -> CueSet {
        let bytes = name.as_bytes();
        let (mut next, last) = match bytes.last() {
            Some(b'.') => cues_with_prefix(name),
            _ => match Cue::named(name) {
                Some(Cue(n)) => (n, n + 1),
                None => (0, 0),
            },
        };
        let mut set = self;
        while next < last {
            set = set.add(Cue(next));
            next += 1;
        }
        set
    }

    /// With all cues that begin so and have three parts: `ctx.fr.nir`, not `ctx.tax_id`.
    #[must_use]
    pub const fn with_three_parts(self, prefix: &str) -> CueSet {
        let (mut next, last) = cues_with_prefix(prefix);
        let mut set = self;
        while next < last {
            let mut dots = 0;
            let mut name = name_at(next);
            while let Some((b, rest)) = name.split_first() {
                dots += (*b == b'.') as u32;
                name = rest;
            }
            if dots == 2 {
                set = set.add(Cue(next));
            }
            next += 1;
        }
        set
    }

    /// Without those of another set.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "below the length; const code has no `get_mut`")]
    pub const fn without(mut self, other: CueSet) -> CueSet {
        let mut word = 0;
        while word < self.0.len() {
            self.0[word] &= !other.0[word];
            word += 1;
        }
        self
    }

    #[expect(clippy::indexing_slicing, reason = "masked to the eight words; const code has no `get_mut`")]
    const fn add(mut self, cue: Cue) -> CueSet {
        self.0[(cue.0 >> 6) as usize & 7] |= 1 << (cue.0 & 63);
        self
    }

    /// Whether the cue is in the set.
    pub fn has(&self, cue: Cue) -> bool {
        self.0.get(usize::from(cue.0 >> 6)).is_some_and(|word| word >> (cue.0 & 63) & 1 == 1)
    }

    /// Puts a cue in.
    pub fn insert(&mut self, cue: Cue) {
        if let Some(word) = self.0.get_mut(usize::from(cue.0 >> 6)) {
            *word |= 1 << (cue.0 & 63);
        }
    }

    /// Whether they share a cue.
    pub fn meets(&self, other: &CueSet) -> bool {
        // All of it without a stop on the way: a few vectors.
        self.0.iter().zip(&other.0).fold(0, |all, (a, b)| all | (a & b)) != 0
    }

    /// Whether there is no cue in it.
    pub fn is_empty(&self) -> bool {
        *self == CueSet::EMPTY
    }

    /// Both together.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "below the length; const code has no `get_mut`")]
    pub const fn or(mut self, other: CueSet) -> CueSet {
        let mut word = 0;
        while word < self.0.len() {
            self.0[word] |= other.0[word];
            word += 1;
        }
        self
    }
}

/// A set of languages; bit by bit as the build script lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Langs(pub u64);

impl Langs {
    /// Every language: what `*` in a list means.
    pub const ALL: Langs = Langs(u64::MAX);

    /// The set with these ISO 639-1 codes; unknown ones are left out.
    pub fn of(codes: &[&str]) -> Langs {
        let bit = |code: &&str| names::LANGUAGES.iter().position(|l| l == code).map_or(0, |bit| 1u64 << bit);
        Langs(codes.iter().map(bit).fold(0, |all, one| all | one))
    }

    /// Whether they share a language.
    pub fn meets(self, other: Langs) -> bool {
        self.0 & other.0 != 0
    }
}

/// A term of a list, found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueHit {
    /// What it stands for.
    pub cue: Cue,
    /// The languages it is a word of.
    pub langs: Langs,
    /// First byte in the view.
    pub start: u32,
    /// One past the last byte in the view; a stem's hit reaches to the end of the word.
    pub end: u32,
}

impl CueHit {
    /// The order of place; at one place the longest first, so that a reader sees the specific term before the general.
    pub fn order(&self) -> u64 {
        let len = u16::try_from(self.end - self.start).unwrap_or(u16::MAX);
        u64::from(self.start) << 32 | u64::from(u16::MAX - len) << 16 | u64::from(self.cue.0)
    }
}

/// Compiled word lists.
#[derive(Debug, Clone)]
pub struct Lexicon {
    blob: Cow<'static, [u8]>,
    /// First entry of each bucket, and one past the last.
    starts: Vec<u32>,
    /// The tag of each entry, apart from them: most of a bucket is passed over by it.
    tags: Vec<u32>,
    /// What is tested of each entry before it is compared, apart too.
    tests: Vec<Test>,
    entries: Vec<Entry>,
    labels: Range<usize>,
    texts: Range<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    text_at: u32,
    text_len: u8,
    /// How many words of the term stand before the one it is filed under.
    back: u8,
    label_at: u32,
    labels: u16,
    /// One word of ASCII letters, whole, in any case: the commonest term, compared without further ado.
    plain: bool,
}

#[derive(Debug, Clone, Copy)]
struct Test {
    /// Last byte of the word before the one that the term is filed under; 0 for none to test.
    before: u8,
    /// First byte of the word behind; 0 for none to test.
    behind: u8,
    /// Bytes of the word that it is filed under; 0 where a stem makes that unsure.
    word_len: u8,
}

impl Test {
    fn neighbours(self) -> Neighbours {
        Neighbours { before: Neighbours::letter(self.before), behind: Neighbours::letter(self.behind) }
    }

    /// Whether the bytes behind a word of which they are not known let this term stand there.
    fn may_end(&self, text: &[u8], lower: &[u8], at: usize) -> bool {
        let end = at + usize::from(self.word_len);
        match text.get(end) {
            Some(next) if next.is_ascii_lowercase() => false,
            _ => self.behind == 0 || [Some(0), Some(self.behind)].contains(&first_behind(text, lower, end)),
        }
    }
}

/// The words between which a term may stand: the last letter of the word before and the first letter of the word behind, as
/// bits by their lower five bits; all bits where it may be any.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Neighbours {
    before: u32,
    behind: u32,
}

impl Neighbours {
    /// Nowhere.
    pub const NOBODY: Neighbours = Neighbours { before: 0, behind: 0 };

    /// Anywhere.
    pub const ANYBODY: Neighbours = Neighbours { before: u32::MAX, behind: u32::MAX };

    /// Where one of both may stand, or more.
    #[must_use]
    pub fn or(self, other: Neighbours) -> Neighbours {
        Neighbours { before: self.before | other.before, behind: self.behind | other.behind }
    }

    fn letter(b: u8) -> u32 {
        if b.is_ascii_lowercase() { 1 << (b & 31) } else { u32::MAX }
    }

    /// Whether a term may stand at `at..end`, which is a whole word, or its beginning where `end` is `None`: false only where
    /// one space parts it from a word that is another than the term's.
    #[inline(always)]
    pub fn let_stand(self, lower: &[u8], at: usize, end: Option<usize>) -> bool {
        let before = match at.checked_sub(2).and_then(|from| lower.get(from..at)) {
            Some([letter, b' ']) if letter.is_ascii_alphabetic() => 1 << (letter & 31),
            _ => u32::MAX,
        };
        let behind = match end.and_then(|end| lower.get(end..end + 2)) {
            Some([b' ', letter]) if letter.is_ascii_alphabetic() => 1 << (letter & 31),
            _ => u32::MAX,
        };
        self.before & before != 0 && self.behind & behind != 0
    }
}

/// What stands around a word, for a first look at the terms that are filed under it.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// The last byte of the word before, in lower case.
    before: u8,
    /// How many small letters follow on its first byte.
    small: usize,
    /// `first_behind` those.
    behind: Option<u8>,
}

impl Around {
    fn of(text: &[u8], lower: &[u8], at: usize) -> Around {
        let small = match small_letters(eight_bytes(text, at + 1)) {
            8 => {
                let rest = text.get(at + 9..).unwrap_or_default();
                8 + rest.iter().take(usize::from(u8::MAX)).take_while(|b| b.is_ascii_lowercase()).count()
            }
            few => few,
        };
        let before = last_before(lower, at).to_ascii_lowercase();
        Around { before, small, behind: first_behind(text, lower, at + 1 + small) }
    }

    /// Whether they let a term stand at the word: false for nearly all phrases that share a word with the text, true for all
    /// that stand there.
    #[inline(always)]
    fn let_stand(&self, test: Test, text: &[u8], lower: &[u8], at: usize) -> bool {
        if test.before != 0 && test.before != self.before {
            return false;
        }
        match usize::from(test.word_len) {
            0 => true,
            len if len <= self.small => false,
            len if len > self.small + 1 => test.may_end(text, lower, at),
            _ => test.behind == 0 || self.behind == Some(0) || self.behind == Some(test.behind),
        }
    }
}

/// How many of eight bytes, from the lowest on, are small ASCII letters.
#[inline(always)]
fn small_letters(bytes: u64) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let low = bytes & !HIGHS;
    // Per byte: the high bit is set when it is at least `a`, and when it is above `z`.
    let from_a = low + (0x80 - 0x61) * ONES;
    let above_z = low + (0x80 - 0x7B) * ONES;
    let ends = !((from_a & !above_z) & !bytes) & HIGHS;
    (ends.trailing_zeros() / 8) as usize
}

/// The first byte of a phrase's next word behind a word that ends at `end`, in lower case; 0 where it may be any; `None` where
/// no phrase goes on.
fn first_behind(text: &[u8], lower: &[u8], end: usize) -> Option<u8> {
    match (*text.get(end)?, lower.get(end + 1)) {
        (b' ', Some(first)) if is_word(*first) => Some(first.to_ascii_lowercase()),
        (next, _) => (is_gap(next) || next.is_ascii_uppercase()).then_some(0),
    }
}

impl Lexicon {
    /// The lists that are part of the engine.
    pub fn built_in() -> Lexicon {
        Lexicon::from_blob(Cow::Borrowed(BUILT_IN))
    }

    /// The lists named `near_*`: everyday words, looked up only in the neighbourhood of a topic word.
    pub fn near() -> Lexicon {
        Lexicon::from_blob(Cow::Borrowed(NEAR))
    }

    /// A policy's own words. Terms are in `normal_form`.
    pub fn of_terms(terms: &[Term]) -> Lexicon {
        Lexicon::from_blob(Cow::Owned(compile(terms)))
    }

    fn from_blob(blob: Cow<'static, [u8]>) -> Lexicon {
        let mut at = 16 + BITMAP_BYTES;
        let mut part = |index: usize| {
            let from = at;
            at += u32_at(&blob, index * 4) as usize;
            from..at
        };
        let (starts, entries, labels, texts) = (part(0), part(1), part(2), part(3));
        let starts = blob.get(starts).unwrap_or_default().chunks_exact(4).map(|b| u32_at(b, 0)).collect();
        let rows = || blob.get(entries.clone()).unwrap_or_default().chunks_exact(ENTRY_BYTES);
        let tags = rows().map(|entry| u32_at(entry, 0)).collect();
        let tests = rows().map(|entry| {
            let [before, behind] = u16_at(entry, 16).to_le_bytes();
            let [word_len, _] = u16_at(entry, 18).to_le_bytes();
            Test { before, behind, word_len }
        });
        let tests = tests.collect();
        let entries = rows().map(|entry| {
            let [text_len, back] = u16_at(entry, 12).to_le_bytes();
            let [_, plain] = u16_at(entry, 18).to_le_bytes();
            Entry {
                text_at: u32_at(entry, 4),
                text_len,
                back,
                label_at: u32_at(entry, 8),
                labels: u16_at(entry, 14),
                plain: plain == 1,
            }
        });
        let entries = entries.collect();
        Lexicon { blob, starts, tags, tests, entries, labels, texts }
    }

    /// The bitmaps of all levels: the prefilter.
    pub fn bitmaps(&self) -> Option<&[u8; BITMAP_BYTES]> {
        self.blob.get(16..).and_then(|rest| rest.first_chunk())
    }

    /// Between which words the terms may stand that are filed under a key with this hash; `NOBODY` if there are none, as far as
    /// tags tell.
    pub fn filed(&self, hash: u64) -> Neighbours {
        let (first, tags) = self.tags_of(hash);
        let tests = self.tests.get(first..).unwrap_or_default();
        let filed = tags.iter().zip(tests).filter(|(other, _)| **other == tag(hash));
        filed.fold(Neighbours::NOBODY, |all, (_, test)| all.or(test.neighbours()))
    }

    /// The first entry of a hash's bucket, and the tags of all.
    #[inline(always)]
    fn tags_of(&self, hash: u64) -> (usize, &[u32]) {
        let bucket = (hash >> (64 - BUCKET_BITS)) as usize;
        let Some([first, last]) = self.starts.get(bucket..bucket + 2) else { return (0, &[]) };
        (*first as usize, self.tags.get(*first as usize..*last as usize).unwrap_or_default())
    }

    /// Adds every term that stands at a word whose key has this hash at some level (`lexicon_table::hash`). `lower` is
    /// the text in lower case, byte for byte as long; ASCII may be as it is. Returns how many entries were compared.
    pub fn look_up(&self, text: &[u8], lower: &[u8], at: usize, hash: u64, out: &mut Vec<CueHit>) -> u32 {
        let (first, tags) = self.tags_of(hash);
        let tag = tag(hash);
        let mut around = None;
        let tests = self.tests.get(first..).unwrap_or_default();
        for (index, (_, test)) in tags.iter().zip(tests).enumerate().filter(|(_, (other, _))| **other == tag) {
            let around = around.get_or_insert_with(|| Around::of(text, lower, at));
            if around.let_stand(*test, text, lower, at)
                && let Some(entry) = self.entries.get(first + index)
            {
                self.compare(entry, text, lower, at, out);
            }
        }
        tags.len() as u32
    }

    fn compare(&self, entry: &Entry, text: &[u8], lower: &[u8], at: usize, out: &mut Vec<CueHit>) {
        let len = usize::from(entry.text_len);
        let text_at = self.texts.start + entry.text_at as usize;
        let Some(term) = self.blob.get(text_at..text_at + len) else { return };
        let mut start = at;
        let end = if entry.plain {
            let end = at + len;
            let same = lower.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(term));
            if same && ends_word(text, end) { Some(end) } else { None }
        } else {
            for _ in 0..entry.back {
                let Some(before) = word_before(text, start) else { return };
                start = before;
            }
            match_term(term, text, lower, start)
        };
        let Some(end) = end else { return };
        let label_at = self.labels.start + entry.label_at as usize * LABEL_BYTES;
        let labels = self.blob.get(label_at..label_at + usize::from(entry.labels) * LABEL_BYTES);
        for label in labels.unwrap_or_default().chunks_exact(LABEL_BYTES) {
            let langs = u64::from(u32_at(label, 2)) | u64::from(u32_at(label, 6)) << 32;
            let (start, end) = (start as u32, end as u32);
            out.push(CueHit { cue: Cue(u16_at(label, 0)), langs: Langs(langs), start, end });
        }
    }
}

/// Calls `each` with the hash at each level where a word of this key may begin a term.
#[inline(always)]
pub fn probe(bitmaps: &[u8; BITMAP_BYTES], key: u64, levels: [Level; 3], mut each: impl FnMut(u64)) {
    for level in levels {
        let hash = hash(level, key);
        let (byte, bit) = bitmap_place(level, hash);
        if bitmaps.get(byte).copied().unwrap_or(0) & bit != 0 {
            each(hash);
        }
    }
}

/// Where a term that stands at `at` ends, if it does stand there.
fn match_term(term: &[u8], text: &[u8], lower: &[u8], at: usize) -> Option<usize> {
    let (exact, term) = match term.split_first() {
        Some((b'=', rest)) => (true, rest),
        Some((b'^', rest)) if text.get(at).is_some_and(|b| b.is_ascii_uppercase() || *b >= 0x80) => (false, rest),
        Some((b'^', _)) => return None,
        _ => (false, term),
    };
    let found = if exact { text } else { lower };
    let mut place = at;
    let mut stem = false;
    for &b in term {
        match b {
            b' ' => {
                if !stem && !ends_word(text, place) {
                    return None;
                }
                place = next_word(text, place)?;
                stem = false;
            }
            b'~' => {
                place = word_end(text, place);
                stem = true;
            }
            _ => {
                let here = *found.get(place)?;
                if here != b && (exact || here.to_ascii_lowercase() != b) {
                    return None;
                }
                place += 1;
            }
        }
    }
    (stem || ends_word(text, place)).then_some(place)
}

/// Whether a byte is part of a word.
#[inline(always)]
pub fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80
}

/// Whether a word may end before `at`: at anything that is no letter, or where small letters meet a capital.
fn ends_word(text: &[u8], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|i| text.get(i)), text.get(at)) {
        (_, None) => true,
        (Some(before), Some(b)) => {
            !(b.is_ascii_alphabetic() || *b >= 0x80) || (before.is_ascii_lowercase() && b.is_ascii_uppercase())
        }
        (None, Some(_)) => true,
    }
}

/// The end of the word that goes on at `at`.
pub fn word_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len())
}

/// Whether a byte may stand between two words of a phrase.
#[inline(always)]
fn is_gap(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'-' | b'.' | b'\'' | b'_' | b'/')
}

/// The byte before a word, past what may stand between two words of a phrase; 0 at the text's beginning.
fn last_before(text: &[u8], at: usize) -> u8 {
    let before = text.get(at.saturating_sub(4)..at).unwrap_or_default();
    before.iter().rev().find(|b| !is_gap(**b)).copied().unwrap_or(0)
}

/// Where the word before the one at `at` begins: the way back over what `next_word` goes over.
fn word_before(text: &[u8], at: usize) -> Option<usize> {
    const WORD_BYTES_MAX: usize = 64;
    let before = text.get(at.saturating_sub(WORD_BYTES_MAX)..at)?;
    let gap = before.iter().rev().take(4).take_while(|b| is_gap(**b)).count();
    let camel = gap == 0 && text.get(at)?.is_ascii_uppercase() && before.last()?.is_ascii_lowercase();
    if !(camel || (1..=3).contains(&gap)) {
        return None;
    }
    let mut start = at - gap;
    // A capital behind a small letter begins a word, but the phrase may be all within one.
    while let Some(b) = start.checked_sub(1).and_then(|i| text.get(i)).filter(|b| is_word(**b)) {
        let first = text.get(start).is_some_and(u8::is_ascii_uppercase) && b.is_ascii_lowercase() && start < at - gap;
        if first || at - start > WORD_BYTES_MAX {
            break;
        }
        start -= 1;
    }
    (start < at - gap).then_some(start)
}

/// Where the next word of a phrase begins: past one to three separators, or right here in `camelCase`.
fn next_word(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let gap = rest.iter().take(4).take_while(|b| is_gap(**b)).count();
    let camel = gap == 0 && rest.first()?.is_ascii_uppercase();
    (camel || (1..=3).contains(&gap)).then_some(at + gap)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|b| b.first_chunk()).map_or(0, |b| u32::from_le_bytes(*b))
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|b| b.first_chunk()).map_or(0, |b| u16::from_le_bytes(*b))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon_table::{CAPITAL_LEVELS, LEVELS};
    use super::super::pass::{eight_bytes, key_of_letters};
    use super::*;

    /// The same lists with nothing to test before a term is compared in full.
    fn untested(lexicon: &Lexicon) -> Lexicon {
        let mut twin = lexicon.clone();
        twin.tests.fill(Test { before: 0, behind: 0, word_len: 0 });
        twin
    }

    fn capital(word: &str) -> String {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    }

    fn hits(lexicon: &Lexicon, text: &str) -> Vec<CueHit> {
        let lower = text.to_ascii_lowercase();
        let (text, lower) = (text.as_bytes(), lower.as_bytes());
        let mut out = Vec::new();
        for at in (0..text.len()).filter(|&at| is_word(text[at])) {
            for letters in 1..=8 {
                let key = key_of_letters(eight_bytes(lower, at), letters);
                for levels in [LEVELS, CAPITAL_LEVELS] {
                    let bitmaps = lexicon.bitmaps().unwrap();
                    probe(bitmaps, key, levels, |hash| {
                        let known = out.len();
                        lexicon.look_up(text, lower, at, hash, &mut out);
                        // Where the whole word is known, what its neighbours say loses no term either.
                        let end = at + text[at..].iter().take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
                        let whole = letters as usize == (end - at).min(8);
                        let humps =
                            text[at..end].windows(2).any(|w| !w[0].is_ascii_uppercase() && w[1].is_ascii_uppercase());
                        if whole && !humps && !lexicon.filed(hash).let_stand(lower, at, (end - at < 8).then_some(end)) {
                            assert_eq!(out.len(), known, "{:?}", String::from_utf8_lossy(&text[at..]));
                        }
                    });
                }
            }
        }
        out
    }

    #[test]
    fn small_letters_as_their_naive_twin() {
        for b in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"abcmnxyz";
                bytes[place] = b;
                let naive = bytes.iter().take_while(|b| b.is_ascii_lowercase()).count();
                assert_eq!(small_letters(u64::from_le_bytes(bytes)), naive, "{b:#x} at {place}");
            }
        }
    }

    #[test]
    fn cheap_tests_lose_no_term() {
        const GAPS: [&str; 9] = [" ", "\n", " - ", "    ", ". ", "_", "", ", ", "7 "];
        for (lexicon, step) in [(Lexicon::built_in(), 13), (Lexicon::near(), 3)] {
            let twin = untested(&lexicon);
            let mut found = 0;
            for (index, entry) in lexicon.entries.iter().enumerate().step_by(step) {
                let from = lexicon.texts.start + entry.text_at as usize;
                let term = std::str::from_utf8(&lexicon.blob[from..from + usize::from(entry.text_len)]).unwrap();
                let words: Vec<String> =
                    term.trim_start_matches(['=', '^']).split(' ').map(|word| word.replace('~', "en")).collect();
                let gap = GAPS[index / step % GAPS.len()];
                let camel: String = words.iter().map(|w| capital(w)).collect();
                let text = format!("the {} x {camel}Y {gap}{}", words.join(gap), words.join(" ").to_ascii_uppercase());
                let all = hits(&lexicon, &text);
                assert_eq!(all, hits(&twin, &text), "{text}");
                found += usize::from(!all.is_empty());
            }
            assert!(found * step > lexicon.entries.len() * 9 / 10, "{found}");
        }
    }
}
