//! The compact table that word lists are compiled into. Free of dependencies but for `fold_chars`: the build script
//! compiles the built-in lists with it, and the scanner a policy's own keywords.
//!
//! A term begins with a word; the word's first bytes, lower-cased, are its key. Stems of 4 or 5 bytes are filed under
//! 4 bytes, of 6 or 7 under 6, everything else under 8, zero-padded where the word is shorter; and terms that must
//! begin with a capital (`^Rose`, `=NIE`) apart from the others, since only words with a capital need look there. One
//! multiplication hashes a key; its top bits index a bitmap (the prefilter, all the work that clean text costs) and
//! then a bucket of entries, whose terms are compared in full.

use std::collections::BTreeMap;

use super::fold_chars::fold_term;

/// Bits of a key's hash that index the buckets.
pub const BUCKET_BITS: u32 = 14;
/// Longest phrase, in words.
pub const PHRASE_WORDS_MAX: usize = 6;
/// Bytes of one entry.
pub const ENTRY_BYTES: usize = 20;
/// Bytes of one label: cue (2) and languages (8).
pub const LABEL_BYTES: usize = 10;

/// A kind of key: which bytes it takes, and the bitmap of those that terms have.
#[derive(Debug, Clone, Copy)]
pub struct Level {
    /// Which bytes of the first eight count.
    pub mask: u64,
    /// Keeps the levels' hashes apart.
    pub salt: u64,
    /// Bits of the hash that index the bitmap: some ten times as many places as terms.
    pub bits: u32,
    /// Where the bitmap begins, in bytes.
    pub at: usize,
}

const FOUR: u64 = 0xFFFF_FFFF;
const SIX: u64 = 0xFFFF_FFFF_FFFF;
const EIGHT: u64 = u64::MAX;

/// Levels for any word.
pub const LEVELS: [Level; 3] = [
    Level { mask: FOUR, salt: 0x9E37_79B9_0000_0000, bits: 16, at: 0 },
    Level { mask: SIX, salt: 0xC2B2_0000_0000_0000, bits: 16, at: 8 << 10 },
    Level { mask: EIGHT, salt: 0, bits: 18, at: 16 << 10 },
];
/// Levels for words that begin with a capital, in one bitmap.
pub const CAPITAL_LEVELS: [Level; 3] = [
    Level { mask: FOUR, salt: 0x1656_67B1_0000_0000, bits: 17, at: 48 << 10 },
    Level { mask: SIX, salt: 0x27D4_0000_0000_0000, bits: 17, at: 48 << 10 },
    Level { mask: EIGHT, salt: 0x85EB_CA77_C2B2_AE3D, bits: 17, at: 48 << 10 },
];
/// Bytes of all bitmaps.
pub const BITMAP_BYTES: usize = 64 << 10;

/// Hash of a word's first eight bytes at a level.
#[inline(always)]
pub fn hash(level: Level, key: u64) -> u64 {
    ((key & level.mask) ^ level.salt).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Where a hash stands in its level's bitmap: byte and bit.
#[inline(always)]
pub fn bitmap_place(level: Level, hash: u64) -> (usize, u8) {
    let bit = hash >> (64 - level.bits);
    (level.at + (bit >> 3) as usize, 1 << (bit & 7))
}

/// The part of a hash that an entry keeps, to pass over others of its bucket cheaply.
#[inline(always)]
pub fn tag(hash: u64) -> u32 {
    (hash >> 19) as u32
}

/// A term with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// As `normal_form` gives it.
    pub text: String,
    /// Cue number and set of languages.
    pub labels: Vec<(u16, u64)>,
}

/// The normal form of a term as it is written in a list: folded and lower-cased, words separated by one space, `~`
/// kept at the end of stems, `=` (exact capitals) and `^` (capital first letter) kept in front.
pub fn normal_form(written: &str) -> Result<String, &'static str> {
    let written = written.trim();
    let (flag, body) = match written.chars().next() {
        Some(flag @ ('=' | '^')) => (Some(flag), written.trim_start_matches(['=', '^'])),
        _ => (None, written),
    };
    // Exact capitals are compared with the folded text, which keeps its case; keys are lower-cased either way.
    let folded = if flag == Some('=') { fold_keeping_case(body) } else { fold_term(body) };
    let mut out = String::new();
    let mut words = 0;
    for word in folded.split(|c: char| !(c.is_ascii_alphanumeric() || c == '~' || !c.is_ascii())) {
        let stem = word.ends_with('~');
        let letters = word.trim_matches('~');
        if letters.is_empty() {
            continue;
        }
        if letters.contains('~') {
            return Err("a stem's `~` stands at the end of its word");
        }
        if stem && words == 0 && letters.len() < 4 {
            return Err("a stem has at least 4 letters");
        }
        if words > 0 {
            out.push(' ');
        }
        out.push_str(letters);
        if stem {
            out.push('~');
        }
        words += 1;
    }
    if words == 0 {
        return Err("a term has at least one word");
    }
    if words > PHRASE_WORDS_MAX {
        return Err("a phrase has at most 6 words");
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) {
        return Err("a term begins with a letter");
    }
    if out.len() > 200 {
        return Err("a term has at most 200 bytes");
    }
    if let Some(flag) = flag {
        out.insert(0, flag);
    }
    Ok(out)
}

fn fold_keeping_case(text: &str) -> String {
    use super::fold_chars::{Folded, fold_char};
    let mut out = String::new();
    for c in text.chars() {
        match fold_char(c) {
            Folded::Keep => out.push(c),
            Folded::Drop => {}
            Folded::Ascii(b) => out.push(char::from(b)),
            Folded::Text(t) => out.push_str(t),
            Folded::Char(other) => out.push(other),
        }
    }
    out
}

/// Where a term is filed.
#[derive(Debug, Clone, Copy)]
pub struct Filed {
    /// The level.
    pub level: Level,
    /// The key at that level.
    pub key: u64,
    /// How many words of the term stand before the one that the key is of.
    pub back: u8,
}

/// How often each word stands in a list. Words that many terms share are the ones that texts are full of, too.
#[derive(Debug, Default)]
pub struct Crowd<'t>(BTreeMap<&'t str, u32>);

impl<'t> Crowd<'t> {
    /// Counts the words of terms.
    pub fn of(terms: &'t [Term]) -> Crowd<'t> {
        let mut crowd = Crowd::default();
        for word in terms.iter().flat_map(|term| words_of(&term.text)) {
            *crowd.0.entry(word).or_default() += 1;
        }
        crowd
    }

    /// How much it costs to file a term under a word, by guess; `None` where the scanner has no key for it.
    fn cost(&self, word: &str) -> Option<u32> {
        let letters = letters_of(word);
        if letters == 0 || (word.ends_with('~') && letters < 4) {
            return None;
        }
        // Short words are common in every language.
        let common = match letters {
            0..=3 => 64,
            4 => 8,
            5 => 2,
            _ => 1,
        };
        Some(common * self.0.get(word).copied().unwrap_or(0))
    }
}

/// The words of a term, without its flag.
fn words_of(term: &str) -> impl Iterator<Item = &str> {
    term.trim_start_matches(['=', '^']).split(' ')
}

/// Where a term is filed: under the word of it that is rarest, by guess. Phrases mostly begin with words that every
/// text is full of (`in the hospital`), and under those they would cost clean text most of all.
pub fn file(term: &str, crowd: &Crowd<'_>) -> Filed {
    let capital =
        term.starts_with('^') || (term.starts_with('=') && term.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase));
    let words = || words_of(term).enumerate();
    let rarest = || words().filter_map(|(index, word)| Some((crowd.cost(word)?, index, word))).min();
    let (index, word) = match capital {
        true => words().next(),
        false => rarest().map(|(_, index, word)| (index, word)),
    }
    .unwrap_or((0, term));
    let (level, key) = key_of(word, capital);
    Filed { level, key, back: index as u8 }
}

/// How many bytes of a word the scanner takes for its key at most: up to where letters end, so `hba1c` is `hba`.
fn letters_of(word: &str) -> usize {
    word.bytes().take_while(|b| b.is_ascii_alphabetic() || *b >= 0x80).count()
}

/// The level and key of one word.
fn key_of(word: &str, capital: bool) -> (Level, u64) {
    let bytes = word.as_bytes();
    let letters = letters_of(word);
    let stem = bytes.get(letters) == Some(&b'~');
    let [four, six, eight] = if capital { CAPITAL_LEVELS } else { LEVELS };
    let level = match (stem, letters) {
        (true, 4 | 5) => four,
        (true, 6 | 7) => six,
        _ => eight,
    };
    let mut key = 0u64;
    for (i, &b) in bytes.iter().take(letters.min(8)).enumerate() {
        key |= u64::from(b | 0x20) << (8 * i);
    }
    (level, key)
}

/// What an entry keeps so that most places where a term does not stand are passed over without comparing it:
///
/// - the last byte of the word before the one it is filed under, unless that is a stem;
/// - the first byte of the word behind it;
/// - the length of the word it is filed under, in bytes, unless a stem makes that or its place unsure;
/// - 1 where the term is one word of ASCII letters, whole, in any case.
///
/// 0 is "nothing to test".
fn cheap_test(term: &str, back: u8) -> [u8; 4] {
    let exact = term.starts_with('=');
    let words: Vec<&str> = term.trim_start_matches(['=', '^']).split(' ').collect();
    let back = usize::from(back);
    // What is compared with its capitals is tested only as far as those are ASCII.
    let tested = |b: u8| if exact && !b.is_ascii() { 0 } else { b.to_ascii_lowercase() };
    let before = back.checked_sub(1).and_then(|i| words.get(i)).and_then(|word| word.bytes().last());
    let before = before.filter(|b| *b != b'~').map_or(0, tested);
    let stems = words.iter().take(back + 1).any(|word| word.ends_with('~'));
    let len = if stems { 0 } else { words.get(back).map_or(0, |word| word.len()) };
    let behind = if stems { None } else { words.get(back + 1).and_then(|word| word.bytes().next()) };
    let plain = term.bytes().all(|b| b.is_ascii_lowercase());
    [before, behind.map_or(0, tested), len as u8, u8::from(plain)]
}

/// Compiles terms: bitmaps, bucket starts, entries, labels, texts, behind a header of four `u32` lengths.
pub fn compile(terms: &[Term]) -> Vec<u8> {
    let mut bitmaps = vec![0u8; BITMAP_BYTES];
    let crowd = Crowd::of(terms);
    let mut filed: Vec<(u64, &Term, u8)> = Vec::with_capacity(terms.len());
    for term in terms {
        let Filed { level, key, back } = file(&term.text, &crowd);
        let hash = hash(level, key);
        let (byte, bit) = bitmap_place(level, hash);
        if let Some(slot) = bitmaps.get_mut(byte) {
            *slot |= bit;
        }
        filed.push((hash, term, back));
    }
    // Longest first within a bucket, so that a reader sees the specific term before the general one.
    filed.sort_by(|a, b| {
        (a.0 >> (64 - BUCKET_BITS)).cmp(&(b.0 >> (64 - BUCKET_BITS))).then(b.1.text.len().cmp(&a.1.text.len()))
    });

    let mut starts = Vec::new();
    let mut entries: Vec<u8> = Vec::new();
    let mut labels: Vec<u8> = Vec::new();
    let mut texts: Vec<u8> = Vec::new();
    let mut known_labels: BTreeMap<Vec<(u16, u64)>, u32> = BTreeMap::new();
    let mut next = filed.iter().peekable();
    let mut count: u32 = 0;
    for bucket in 0..(1u64 << BUCKET_BITS) {
        starts.extend_from_slice(&count.to_le_bytes());
        while let Some((hash, term, back)) = next.next_if(|(hash, ..)| hash >> (64 - BUCKET_BITS) == bucket) {
            let label_at = *known_labels.entry(term.labels.clone()).or_insert_with(|| {
                let at = (labels.len() / LABEL_BYTES) as u32;
                for (cue, langs) in &term.labels {
                    labels.extend_from_slice(&cue.to_le_bytes());
                    labels.extend_from_slice(&langs.to_le_bytes());
                }
                at
            });
            entries.extend_from_slice(&tag(*hash).to_le_bytes());
            entries.extend_from_slice(&(texts.len() as u32).to_le_bytes());
            entries.extend_from_slice(&label_at.to_le_bytes());
            entries.extend_from_slice(&[term.text.len() as u8, *back]);
            entries.extend_from_slice(&(term.labels.len() as u16).to_le_bytes());
            entries.extend_from_slice(&cheap_test(&term.text, *back));
            texts.extend_from_slice(term.text.as_bytes());
            count += 1;
        }
    }
    starts.extend_from_slice(&count.to_le_bytes());

    let mut blob = Vec::new();
    for part in [&starts, &entries, &labels, &texts] {
        blob.extend_from_slice(&(part.len() as u32).to_le_bytes());
    }
    for part in [&bitmaps, &starts, &entries, &labels, &texts] {
        blob.extend_from_slice(part);
    }
    blob
}
