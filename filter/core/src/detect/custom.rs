//! The policy's own entities: keywords, patterns, and lists of known values that are held only as keyed hashes.

use super::entity::{EntityId, EntityInfo};
use super::lexicon::{Lexicon, word_end};
use super::lexicon_table::{Term, normal_form};
use super::pass::{Candidate, Pass};
use crate::words::{Category, Likelihood, Sensitivity};

/// An entity that a policy defines.
#[derive(Debug, Clone)]
pub struct CustomEntity {
    /// Name in policies and records.
    pub id: String,
    /// What it is, for people.
    pub title: String,
    /// What kind of protected data it is.
    pub category: Category,
    /// What a finding counts as.
    pub sensitivity: Sensitivity,
    /// Words and phrases, written as in the word lists (`projekt~`, `=ACME`). `keyword_error` tells what is wrong
    /// with one; such a keyword is left out.
    pub keywords: Vec<String>,
    /// Patterns, matched in the folded text.
    pub patterns: Vec<Pattern>,
    /// Known values.
    pub exact: Option<ExactMatch>,
}

/// Why a keyword cannot be used; `None` for a good one.
pub fn keyword_error(keyword: &str) -> Option<&'static str> {
    normal_form(keyword).err()
}

/// A pattern of a policy: a regular expression without look-around and back references, matched in linear time.
#[derive(Debug, Clone)]
pub struct Pattern(regex_lite::Regex);

/// Largest compiled form of one pattern, in bytes: some hundred counted repetitions.
const PATTERN_BYTES_MAX: usize = 64 << 10;
/// Text matched at once. Searching for all matches may take quadratic time in the length searched, so it is cut into
/// stretches; a match longer than half of one is not found.
const PATTERN_STRETCH_BYTES: usize = 1024;

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// What is wrong with it, for the author of the policy: its syntax, its size, or that it matches nothing at all.
    pub fn new(text: &str) -> Result<Pattern, String> {
        let regex = regex_lite::RegexBuilder::new(text).size_limit(PATTERN_BYTES_MAX).nest_limit(32).build();
        let regex = regex.map_err(|e| e.to_string())?;
        if regex.is_match("") {
            return Err("matches the empty text".to_owned());
        }
        Ok(Pattern(regex))
    }
}

/// Known values, held as keyed hashes of their normal form (see `exact_hash`).
#[derive(Clone)]
pub struct ExactMatch {
    /// The key, from the policy.
    pub key: [u8; 16],
    /// Hashes, sorted.
    pub hashes: Vec<u64>,
    /// Most words a value has, 1 to 4.
    pub words_max: usize,
}

impl std::fmt::Debug for ExactMatch {
    /// Neither key nor hashes: with both, short values could be found by trying.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExactMatch").field("values", &self.hashes.len()).finish_non_exhaustive()
    }
}

/// Most words of an exact value.
pub const EXACT_WORDS_MAX: usize = 4;

/// The keyed hash (SipHash-2-4) of a value's normal form: folded, lower case, its words divided by one space. `None`
/// when it has no word or more than `EXACT_WORDS_MAX`. Also gives the number of words.
pub fn exact_hash(key: &[u8; 16], value: &str) -> Option<(u64, usize)> {
    let folded = super::fold_chars::fold_term(value);
    let words: Vec<&str> =
        folded.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let count = words.len();
    (1..=EXACT_WORDS_MAX).contains(&count).then(|| (sip_hash(key, words.join(" ").as_bytes()), count))
}

/// The policy's entities, compiled.
#[derive(Debug)]
pub struct Custom {
    entities: Vec<CustomEntity>,
    first_id: usize,
}

impl Custom {
    /// Compiles; also gives the keywords as a word list, whose cues are the entities' places.
    pub fn of(entities: &[CustomEntity], first_id: usize) -> (Custom, Option<Lexicon>) {
        let mut terms: std::collections::BTreeMap<String, Vec<(u16, u64)>> = std::collections::BTreeMap::new();
        for (index, entity) in entities.iter().enumerate() {
            for text in entity.keywords.iter().filter_map(|k| normal_form(k).ok()) {
                terms.entry(text).or_default().push((index as u16, u64::MAX));
            }
        }
        let terms: Vec<Term> = terms.into_iter().map(|(text, labels)| Term { text, labels }).collect();
        let words = (!terms.is_empty()).then(|| Lexicon::of_terms(&terms));
        (Custom { entities: entities.to_vec(), first_id }, words)
    }

    /// What is known of each.
    pub fn infos(&self) -> impl Iterator<Item = EntityInfo<'_>> {
        self.entities.iter().map(|e| EntityInfo {
            id: &e.id,
            title: &e.title,
            category: e.category,
            sensitivity: e.sensitivity,
            countries: &[],
        })
    }

    /// Finds the policy's entities.
    pub fn find(&self, pass: &Pass<'_>, out: &mut Vec<Candidate>) {
        if self.entities.is_empty() {
            return;
        }
        let id = |index: usize| EntityId((self.first_id + index) as u16);
        let mut push = |index, start, end| {
            out.push(Candidate { entity: id(index), likelihood: Likelihood::VeryLikely, start, end });
        };
        for hit in &pass.own {
            push(usize::from(hit.cue.0), hit.start as usize, hit.end as usize);
        }
        for (index, entity) in self.entities.iter().enumerate() {
            for pattern in &entity.patterns {
                pattern.find(pass, |start, end| push(index, start, end));
            }
            if let Some(exact) = &entity.exact {
                exact.find(pass, |start, end| push(index, start, end));
            }
        }
    }
}

impl Pattern {
    fn find(&self, pass: &Pass<'_>, mut each: impl FnMut(usize, usize)) {
        let Ok(text) = std::str::from_utf8(pass.text) else { return };
        let border = |at: usize| (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
        let mut from = 0;
        while from < text.len() {
            let to = border(from + PATTERN_STRETCH_BYTES);
            if !pass.spend(4 * (to - from) as u64) {
                return;
            }
            let next = if to == text.len() { to } else { border(from + PATTERN_STRETCH_BYTES / 2).max(from + 1) };
            for found in self.0.find_iter(text.get(from..to).unwrap_or_default()) {
                // What begins in the second half is found again, whole, in the next stretch.
                if !found.is_empty() && from + found.start() < next {
                    each(from + found.start(), from + found.end());
                }
            }
            from = next;
        }
    }
}

impl ExactMatch {
    fn find(&self, pass: &Pass<'_>, mut each: impl FnMut(usize, usize)) {
        // Places of the last words, to hash one to four of them together.
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        let mut buffer = Vec::new();
        while let Some(gap) = pass.text.get(at..).and_then(|t| t.iter().position(|b| super::lexicon::is_word(*b))) {
            let start = at + gap;
            let end = word_end(pass.text, start);
            at = end;
            if gap > 3 {
                places.clear();
            }
            places.push((start, end));
            if places.len() > self.words_max.min(EXACT_WORDS_MAX) {
                places.remove(0);
            }
            if !pass.spend(8) {
                return;
            }
            for first in 0..places.len() {
                buffer.clear();
                for &(from, to) in places.iter().skip(first) {
                    if !buffer.is_empty() {
                        buffer.push(b' ');
                    }
                    buffer.extend(pass.lower.get(from..to).unwrap_or_default().iter().map(u8::to_ascii_lowercase));
                }
                if buffer.len() <= 128
                    && self.hashes.binary_search(&sip_hash(&self.key, &buffer)).is_ok()
                    && let Some((from, _)) = places.get(first)
                {
                    each(*from, end);
                }
            }
        }
    }
}

/// SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash for short inputs.
fn sip_hash(key: &[u8; 16], data: &[u8]) -> u64 {
    let word = |bytes: &[u8]| bytes.iter().rev().fold(0u64, |all, b| all << 8 | u64::from(*b));
    let (k0, k1) = key.split_at(8);
    let (k0, k1) = (word(k0), word(k1));
    let mut v = [
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let chunks = data.chunks_exact(8);
    let last = (data.len() as u64) << 56 | word(chunks.remainder());
    for m in chunks.map(word).chain([last]) {
        v[3] ^= m;
        sip_rounds(&mut v, 2);
        v[0] ^= m;
    }
    v[2] ^= 0xFF;
    sip_rounds(&mut v, 4);
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

fn sip_rounds(v: &mut [u64; 4], count: usize) {
    for _ in 0..count {
        let [mut a, mut b, mut c, mut d] = *v;
        a = a.wrapping_add(b);
        c = c.wrapping_add(d);
        b = b.rotate_left(13) ^ a;
        d = d.rotate_left(16) ^ c;
        a = a.rotate_left(32);
        c = c.wrapping_add(b);
        a = a.wrapping_add(d);
        b = b.rotate_left(17) ^ c;
        d = d.rotate_left(21) ^ a;
        c = c.rotate_left(32);
        *v = [a, b, c, d];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sip_hash_gives_the_reference_values() {
        // From the reference implementation's vectors: key 00..0f, input 00..len-1.
        let key: [u8; 16] = std::array::from_fn(|i| i as u8);
        let input: Vec<u8> = (0..15).collect();
        assert_eq!(sip_hash(&key, &input[..0]), 0x726f_db47_dd0e_0e31);
        assert_eq!(sip_hash(&key, &input[..1]), 0x74f8_39c5_93dc_67fd);
        assert_eq!(sip_hash(&key, &input[..15]), 0xa129_ca61_49be_45e5);
    }

    #[test]
    fn patterns_say_what_is_wrong() {
        assert!(Pattern::new(r"PRJ-\d{4}").is_ok());
        assert!(Pattern::new(r"(").is_err());
        assert!(Pattern::new(r"x*").is_err());
        assert!(Pattern::new(r"(?:[a-z]{1000}){1000}").is_err());
    }
}
