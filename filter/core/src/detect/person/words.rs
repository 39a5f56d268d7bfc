//! Words of a view as names see them, and the lists that are asked only once a candidate stands.
//!
//! The lists are sorted text files, `word` or `word mark` a line, folded as the view is; they cost clean text nothing.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::detect::fold_chars::lower;

/// Surnames; those marked `?` are words, too.
pub static SURNAMES: List = List::of(include_str!("../../../lexicon/person_surnames.txt"));
/// Public figures, authors and characters: a surname that hardly anybody else has, or a whole name.
pub static FIGURES: List = List::of(include_str!("../../../lexicon/person_figures.txt"));
/// Words that are no surname and, behind a name, make it something else (`Institute`, `Airport`, `GmbH`).
pub static BEHIND: List = List::of(include_str!("../../../lexicon/person_behind.txt"));
/// Words that, right before a name, make it something else (`Saint`, `rue`, `King`).
pub static BEFORE: List = List::of(include_str!("../../../lexicon/person_ahead.txt"));
/// Stems of words that tell of authors, science and history near by.
pub static CULTURE: List = List::of(include_str!("../../../lexicon/person_culture.txt"));

/// Builds what is built when first asked for, so that no request has to wait for it.
pub fn prepare() {
    for list in [&SURNAMES, &FIGURES, &BEHIND, &BEFORE, &CULTURE] {
        list.index();
    }
}

/// Longest word that is looked at, in bytes; longer ones are no names.
const WORD_BYTES_MAX: usize = 48;

/// A sorted list of words, one a line.
#[derive(Debug)]
pub struct List {
    text: &'static str,
    index: OnceLock<Index>,
}

/// Where the words of a list stand; made when first asked for.
#[derive(Debug)]
struct Index {
    /// Which first letters there are, as bits; most words that are asked for begin like none of the list.
    beginnings: Box<[u64; BEGINNINGS_WORDS]>,
    /// A hash table: one more than the place of a line's first byte, 0 where nothing is. At most half full.
    lines: Vec<u32>,
}

impl Index {
    fn of(text: &str) -> Index {
        let words = || text.lines().map(|line| line.split('\t').next().unwrap_or(line));
        let mut lines = vec![0; (2 * words().count()).next_power_of_two()];
        for word in words() {
            // Slices of one text: how far one begins behind the other.
            let at = word.as_ptr().addr() - text.as_ptr().addr();
            let free = probes(lines.len(), word).find(|slot| lines.get(*slot) == Some(&0));
            if let Some(line) = free.and_then(|slot| lines.get_mut(slot)) {
                *line = at as u32 + 1;
            }
        }
        Index { beginnings: beginnings(words()), lines }
    }
}

/// The places of a hash table of a power of two where a word may stand, in the order in which they are filled.
fn probes(len: usize, word: &str) -> impl Iterator<Item = usize> + use<> {
    // FNV-1a; the low bits are spread once more.
    let hash = word.bytes().fold(0x811C_9DC5u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    let first = (hash ^ hash >> 15) as usize;
    (0..len).map(move |step| first.wrapping_add(step) & (len - 1))
}

/// Words of the bitmap of beginnings: eight bits for each of some two thousand entries.
const BEGINNINGS_WORDS: usize = 256;

/// Where the first four bytes of a word stand in that bitmap.
fn beginning(word: &str) -> (usize, u64) {
    place_of(word.bytes().take(4))
}

fn beginnings<'w>(words: impl Iterator<Item = &'w str>) -> Box<[u64; BEGINNINGS_WORDS]> {
    let mut bits = Box::new([0; BEGINNINGS_WORDS]);
    for word in words {
        let (place, bit) = beginning(word);
        if let Some(slot) = bits.get_mut(place) {
            *slot |= bit;
        }
    }
    bits
}

fn place_of(first: impl Iterator<Item = u8>) -> (usize, u64) {
    let first = first.fold(0u32, |key, b| key << 8 | u32::from(b));
    let bit = first.wrapping_mul(0x9E37_79B1) >> 18;
    ((bit >> 6) as usize % BEGINNINGS_WORDS, 1 << (bit & 63))
}

impl List {
    const fn of(text: &'static str) -> List {
        List { text, index: OnceLock::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self.text))
    }

    /// False when no word of the list begins as this one does.
    fn may_have(&self, word: &str) -> bool {
        let (word, bit) = beginning(word);
        self.index().beginnings.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// As `may_have`, of a word as it is written.
    pub fn may_have_written(&self, word: &[u8]) -> bool {
        match word.get(..4).unwrap_or(word) {
            first if first.is_ascii() => {
                let (word, bit) = place_of(first.iter().map(u8::to_ascii_lowercase));
                self.index().beginnings.get(word).is_some_and(|bits| bits & bit != 0)
            }
            _ => true,
        }
    }

    /// The mark of a word (empty when it has none); `None` when the word is not in the list.
    pub fn mark(&self, word: &str) -> Option<&'static str> {
        if !self.may_have(word) {
            return None;
        }
        let lines = &self.index().lines;
        let mut places = probes(lines.len(), word).map_while(|slot| lines.get(slot)?.checked_sub(1));
        places.find_map(|at| {
            let line = self.text.get(at as usize..)?.strip_prefix(word)?;
            match line.as_bytes().first() {
                None | Some(b'\n') => Some(""),
                Some(b'\t') => line.get(1..)?.lines().next(),
                _ => None,
            }
        })
    }

    /// Whether the list has the word.
    pub fn has(&self, word: &str) -> bool {
        self.mark(word).is_some()
    }

    /// Whether the list has the word, or has it less up to `letters` letters at its end (bent forms), of which at
    /// least five stay.
    pub fn has_bent(&self, word: &str, letters: usize) -> bool {
        // A stem is long enough to begin as its word does.
        if !self.may_have(word) {
            return false;
        }
        let mut stem = word;
        for _ in 0..=letters {
            if self.has(stem) {
                return true;
            }
            let Some((at, _)) = stem.char_indices().next_back() else { return false };
            if stem.chars().count() <= 5 {
                return false;
            }
            stem = stem.get(..at).unwrap_or_default();
        }
        false
    }

    /// Whether the word begins with one of the list, of at least four letters; those marked `=` stand whole.
    pub fn begins(&self, word: &str) -> bool {
        if !self.may_have(word) {
            return false;
        }
        let ends = word.char_indices().skip(4).map(|(at, _)| at).chain([word.len()]);
        let mark = |end| self.mark(word.get(..end)?);
        ends.into_iter().any(|end| mark(end).is_some_and(|mark| mark != "=" || end == word.len()))
    }
}

/// A set of words, with the same bitmap in front.
#[derive(Debug)]
pub struct Words {
    words: BTreeSet<&'static str>,
    beginnings: Box<[u64; BEGINNINGS_WORDS]>,
}

impl Words {
    /// The set of these words.
    pub fn of(words: &[&'static str]) -> Words {
        Words { words: words.iter().copied().collect(), beginnings: beginnings(words.iter().copied()) }
    }

    /// Whether the word is in the set.
    pub fn has(&self, word: &str) -> bool {
        let (place, bit) = beginning(word);
        self.beginnings.get(place).is_some_and(|bits| bits & bit != 0) && self.words.contains(word)
    }
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `Anna`, `O'Brien`, `McDonald`, `Müller-Schmidt`.
    Capital,
    /// `DUPONT`.
    AllCapitals,
    /// One capital letter.
    Initial,
    /// A script without capitals.
    None,
    /// Everything else.
    Small,
}

/// A run of letters with single `-` and `'` inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// First byte in the view.
    pub start: usize,
    /// One past the last byte in the view.
    pub end: usize,
    /// Its bytes.
    pub text: &'a str,
    /// How it is written.
    pub case: Case,
}

impl<'a> Word<'a> {
    /// The word that begins at `at`, which is a place where a letter stands and none stands before.
    pub fn at(text: &'a [u8], at: usize) -> Option<Word<'a>> {
        let (start, end) = Word::place_at(text, at)?;
        Word::of(text, start, end)
    }

    /// The word that ends at `end`.
    pub fn before(text: &'a [u8], end: usize) -> Option<Word<'a>> {
        let (start, end) = Word::place_before(text, end)?;
        Word::of(text, start, end)
    }

    /// Where the word that begins at `at` stands.
    pub fn place_at(text: &[u8], at: usize) -> Option<(usize, usize)> {
        let rest = text.get(at..)?;
        let mut len = 0;
        loop {
            let b = rest.get(len).copied().unwrap_or(b' ');
            let inner = (b == b'-' || b == b'\'') && len > 0 && rest.get(len + 1).is_some_and(|n| is_letter(*n));
            if !is_letter(b) && !inner {
                break;
            }
            len += 1;
            if len > WORD_BYTES_MAX {
                return None;
            }
        }
        Some((at, at + len))
    }

    /// Where the word that ends at `end` stands.
    pub fn place_before(text: &[u8], end: usize) -> Option<(usize, usize)> {
        let rest = text.get(end.saturating_sub(WORD_BYTES_MAX + 1)..end)?;
        let mut len = 0;
        for (i, &b) in rest.iter().enumerate().rev() {
            let inner = (b == b'-' || b == b'\'')
                && len > 0
                && i.checked_sub(1).and_then(|p| rest.get(p)).is_some_and(|p| is_letter(*p));
            if !is_letter(b) && !inner {
                break;
            }
            len += 1;
        }
        (len <= WORD_BYTES_MAX).then_some((end - len, end))
    }

    /// The whole word around a place.
    pub fn around(text: &'a [u8], at: usize) -> Option<Word<'a>> {
        let mut start = at;
        // Back over letters, and over a mark between letters.
        while let Some(before) = start.checked_sub(1).and_then(|i| text.get(i)) {
            let mark = b"-'".contains(before) && start > 1 && text.get(start - 2).is_some_and(|b| is_letter(*b));
            if at - start > WORD_BYTES_MAX || !(is_letter(*before) || mark) {
                break;
            }
            start -= 1;
        }
        Word::at(text, start)
    }

    /// The word of a place that `place_at` or `place_before` gave.
    pub fn of(text: &'a [u8], start: usize, end: usize) -> Option<Word<'a>> {
        let word = std::str::from_utf8(text.get(start..end)?).ok()?;
        let case = case_of(word)?;
        Some(Word { start, end, text: word, case })
    }

    /// As lists have it: small letters, final sigma as sigma.
    pub fn key(&self) -> String {
        if self.text.is_ascii() {
            return self.text.to_ascii_lowercase();
        }
        self.text.chars().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { lower(c) }).collect()
    }

    /// Whether it begins with a capital, or the script has none.
    pub fn may_be_name(&self) -> bool {
        matches!(self.case, Case::Capital | Case::AllCapitals)
    }
}

/// A byte of a letter; anything that is not ASCII counts.
pub fn is_letter(b: u8) -> bool {
    b.is_ascii_alphabetic() || b >= 0x80
}

fn case_of(word: &str) -> Option<Case> {
    if let Some(case) = case_of_ascii(word.as_bytes()) {
        return Some(case);
    }
    let first = word.chars().next()?;
    if !first.is_alphabetic() {
        return None;
    }
    if !first.is_uppercase() {
        return Some(if first.is_lowercase() { Case::Small } else { Case::None });
    }
    let (mut letters, mut small, mut humps) = (0, 0, 0);
    let mut before = ' ';
    for c in word.chars() {
        letters += u32::from(c.is_alphabetic());
        small += u32::from(c.is_lowercase());
        humps += u32::from(c.is_uppercase() && before.is_lowercase());
        before = c;
    }
    // `JavaScript`, `GitHub`: a capital behind a small letter, but for these beginnings of surnames.
    let joined = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz", "Dell"].iter().any(|p| word.starts_with(p));
    Some(match (letters, small, humps) {
        (1, ..) => Case::Initial,
        (_, 0, _) => Case::AllCapitals,
        (_, _, 0) => Case::Capital,
        (_, _, 1) if joined => Case::Capital,
        _ => Case::Small,
    })
}

/// The commonest words in short: ASCII, small or with one capital, which is the first letter.
fn case_of_ascii(word: &[u8]) -> Option<Case> {
    let (first, rest) = word.split_first()?;
    let small = !rest.is_empty() && rest.iter().all(u8::is_ascii_lowercase);
    match first {
        b'a'..=b'z' if small => Some(Case::Small),
        b'A'..=b'Z' if small => Some(Case::Capital),
        _ => None,
    }
}

/// How well a word does as a surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surname {
    /// It is something else.
    Not,
    /// Nothing is known of it.
    Unknown,
    /// A surname that is a word, too.
    Weak,
    /// It ends as surnames do.
    Ending,
    /// It is in the list.
    Known,
}

/// Whether a word, or its last part, is in the list of what is no surname.
pub fn is_no_surname(word: &str) -> bool {
    let last = word.rsplit('-').next().unwrap_or(word);
    BEHIND.has(word) || BEHIND.has(last)
}

/// How well a word does as a surname.
pub fn surname(word: &str) -> Surname {
    if is_no_surname(word) {
        return Surname::Not;
    }
    let mut best = Surname::Unknown;
    for part in word.split('-') {
        let class = match SURNAMES.mark(part) {
            Some("?") => Surname::Weak,
            Some(_) => Surname::Known,
            None if ends_as_surname(part) => Surname::Ending,
            None if part.len() > 5 && SURNAMES.has_bent(part, 3) => Surname::Weak,
            None => Surname::Unknown,
        };
        best = best.max(class);
    }
    best
}

/// Endings that surnames of the Union have and few other words; at least three letters stand before.
const ENDINGS: &[&str] = &[
    "ova",
    "sky",
    "ski",
    "ska",
    "skiego",
    "skiej",
    "skiemu",
    "cka",
    "cki",
    "ckiego",
    "iewicz",
    "owicz",
    "ewicz",
    "icz",
    "czyk",
    "czak",
    "escu",
    "eanu",
    "opoulos",
    "opoulou",
    "poulos",
    "poulou",
    "idis",
    "idou",
    "akis",
    "oglu",
    "vic",
    "ovic",
    "evic",
    "ovich",
    "evich",
    "nen",
    "sson",
    "ssen",
    "dottir",
    "enko",
    "chuk",
    "shvili",
    "auskas",
    "auskiene",
    "iene",
    "aite",
    "yte",
    "evicius",
    "avicius",
    "unas",
    "berg",
    "strom",
    "stroem",
    "qvist",
    "kvist",
    "lund",
    "gren",
    "stein",
    "mann",
    "bauer",
    "meier",
    "meyer",
    "maier",
    "mayer",
    "huber",
    "hofer",
    "nchez",
    "andez",
    "iguez",
    "uez",
    "tinez",
    "ucci",
    "elli",
    "etti",
    "acci",
    "ellini",
    "velde",
    "hoven",
    "stra",
    "sma",
    "huis",
    "ovsky",
    "ovska",
    "owski",
    "owska",
    "inski",
    "inska",
    "sdottir",
    "sdotter",
    "gaard",
    "dahl",
    "ström",
    "arson",
    "sen",
    "yan",
    "ins_",
    "πουλοσ",
    "πουλου",
    "ιδησ",
    "ιδου",
    "ακησ",
    "ακη",
    "ογλου",
    "ατοσ",
    "ατου",
    "ελησ",
    "ιου",
    "ов",
    "ова",
    "ев",
    "ева",
    "ски",
    "ска",
    "енко",
    "чук",
    "щук",
    "юк",
    "ович",
    "евич",
    "ська",
    "цька",
    "зька",
    "скии",
    "ськии",
    "цкии",
];

fn ends_as_surname(word: &str) -> bool {
    ENDINGS.iter().any(|e| word.strip_suffix(e).is_some_and(|rest| rest.chars().count() >= 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_found() {
        for list in [&SURNAMES, &FIGURES, &BEHIND, &BEFORE, &CULTURE] {
            let keys: Vec<&str> = list.text.lines().map(|l| l.split('\t').next().unwrap()).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
            for key in keys {
                assert!(list.has(key), "{key}");
                assert!(!list.has(&format!("{key}\u{1}")));
            }
        }
    }

    #[test]
    fn cases() {
        for (word, case) in [
            ("Anna", Case::Capital),
            ("McDonald", Case::Capital),
            ("O'Brien", Case::Capital),
            ("DUPONT", Case::AllCapitals),
            ("JavaScript", Case::Small),
            ("anna", Case::Small),
            ("J", Case::Initial),
            ("Γιώργος", Case::Capital),
            ("محمد", Case::None),
        ] {
            assert_eq!(case_of(word), Some(case), "{word}");
            assert!(case_of_ascii(word.as_bytes()).is_none_or(|short| short == case), "{word}");
        }
        assert_eq!(case_of("→"), None);
    }

    #[test]
    fn words_have_inner_marks() {
        let text = b"x Jean-Pierre O'Neil's- y";
        assert_eq!(Word::at(text, 2).unwrap().text, "Jean-Pierre");
        assert_eq!(Word::before(text, 13).unwrap().text, "Jean-Pierre");
        assert_eq!(Word::around(text, 7).unwrap().text, "Jean-Pierre");
        assert_eq!(Word::at(text, 14).unwrap().text, "O'Neil's");
    }

    #[test]
    fn endings_and_lists_tell_surnames() {
        assert_eq!(surname("institut"), Surname::Not);
        assert_eq!(surname("zzabadopoulos"), Surname::Ending);
        assert_eq!(surname("kowalski"), Surname::Known);
        assert!(surname("qwrt") == Surname::Unknown);
    }
}
