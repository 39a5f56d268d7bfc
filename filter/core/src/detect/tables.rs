//! What the policy and the word lists say, the same for every text; and which of the lists know a word.
//!
//! A word's first eight letters (its key) tell which lists may have a term that is filed under it. Text says the same words
//! over and over, so what is found out of the last words is remembered: most words are in no list, and cost one look into
//! `Seen`.

use super::lexicon::{Lexicon, Neighbours};
use super::lexicon_table::{BITMAP_BYTES, CAPITAL_LEVELS, LEVELS, Level, bitmap_place, hash};
use super::numbers::Schemes;
use super::pass::{eight_bytes, key_of_letters};

/// What the policy and the scanner's tables say.
#[derive(Debug)]
pub struct Tables {
    /// Built-in word lists.
    pub lexicon: Lexicon,
    /// Everyday words that only count beside a topic word.
    pub near: Lexicon,
    /// The policy's own words; absent when it has none.
    pub custom: Option<Lexicon>,
    /// Bitmaps of all of them together.
    words: Box<[u8; BITMAP_BYTES]>,
    /// Words that a token's prefix begins with.
    prefixes: Prefixes,
    /// Identifier schemes, compiled.
    pub numbers: Schemes,
    /// Countries the policy names, ISO 3166-1 alpha-2; they win where schemes are identical.
    pub countries: Vec<String>,
    /// Whether published test values count as findings.
    pub test_values: bool,
}

impl Tables {
    /// Tables with a policy's own words; `prefixes` are those of tokens.
    pub fn new<'p>(custom: Option<Lexicon>, prefixes: impl Iterator<Item = &'p str>, numbers: Schemes) -> Tables {
        let (lexicon, near) = (Lexicon::built_in(), Lexicon::near());
        let mut words = Box::new([0; BITMAP_BYTES]);
        for list in [Some(&lexicon), Some(&near), custom.as_ref()].into_iter().flatten() {
            for (slot, b) in words.iter_mut().zip(list.bitmaps().into_iter().flatten()) {
                *slot |= b;
            }
        }
        let prefixes = Prefixes::of(prefixes);
        Tables { lexicon, near, custom, words, prefixes, numbers, countries: Vec::new(), test_values: true }
    }

    /// What the bitmaps say of a word of this key: a list for each that may know it, wherever it stands. Of one that is not a
    /// `capital`, only what is asked of any.
    #[inline(always)]
    fn guess(&self, key: u64, capital: bool) -> Known {
        let mut lists = Lists(0);
        let mut ask = |level, lists_there: Lists| {
            if self.has(level, hash(level, key)) {
                lists = lists.or(lists_there);
            }
        };
        each_level(key, LEVELS, Lists::WORD, |level, own| ask(level, own.or(Lists::NEAR)));
        if capital {
            each_level(key, CAPITAL_LEVELS, Lists::CAPITAL_WORD, |level, own| ask(level, own.or(Lists::NEAR_CAPITAL)));
        }
        if self.prefixes.may_begin(key) {
            lists = lists.or(Lists::TOKEN);
        }
        Known { lists, neighbours: Neighbours::ANYBODY }
    }

    /// What is known of a word of this key.
    fn know(&self, key: u64) -> Known {
        let mut known = Known::default();
        each_level(key, LEVELS, Lists::WORD, |level, own| self.know_at(level, key, own, Lists::NEAR, &mut known));
        each_level(key, CAPITAL_LEVELS, Lists::CAPITAL_WORD, |level, own| {
            self.know_at(level, key, own, Lists::NEAR_CAPITAL, &mut known);
        });
        if self.prefixes.may_begin(key) {
            known.lists = known.lists.or(Lists::TOKEN);
        }
        known
    }

    /// Whether the bitmaps have a hash.
    #[inline(always)]
    fn has(&self, level: Level, hash: u64) -> bool {
        let (byte, bit) = bitmap_place(level, hash);
        self.words.get(byte).is_some_and(|b| b & bit != 0)
    }

    #[inline(always)]
    fn know_at(&self, level: Level, key: u64, own: Lists, near: Lists, known: &mut Known) {
        let hash = hash(level, key);
        if self.has(level, hash) {
            self.filed(hash, own, near, known);
        }
    }

    #[inline(never)]
    fn filed(&self, hash: u64, own: Lists, near: Lists, known: &mut Known) {
        let listed = self.lexicon.filed(hash);
        let custom = self.custom.as_ref().map_or(Neighbours::NOBODY, |custom| custom.filed(hash));
        let neighbours = listed.or(custom);
        if neighbours != Neighbours::NOBODY {
            known.lists = known.lists.or(own);
            known.neighbours = known.neighbours.or(neighbours);
        }
        if self.near.filed(hash) != Neighbours::NOBODY {
            known.lists = known.lists.or(near);
        }
    }
}

/// Calls `each` with the levels at which a word of this key can be filed, and the list of each: stems have four letters at
/// least at the first level and six at the second, so that a shorter word is none of theirs.
#[inline(always)]
fn each_level(
    key: u64,
    [four, six, eight]: [Level; 3],
    [in_four, in_six, in_eight]: [Lists; 3],
    mut each: impl FnMut(Level, Lists),
) {
    each(eight, in_eight);
    if key >> (8 * 3) != 0 {
        each(four, in_four);
        if key >> (8 * 5) != 0 {
            each(six, in_six);
        }
    }
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// Which lists may have a term that is filed under it.
    pub lists: Lists,
    /// Between which words those of `Tables::lexicon` and of the policy may stand.
    pub neighbours: Neighbours,
}

/// A set of lists that may know a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lists(u16);

impl Lists {
    /// A word of the text beside a topic word.
    pub const NEAR: Lists = Lists(1 << 6);
    /// The same, if it begins with a capital.
    pub const NEAR_CAPITAL: Lists = Lists(1 << 7);
    /// The beginning of some token's prefix.
    pub const TOKEN: Lists = Lists(1 << 8);
    /// A list that is asked at the first, second or third of `LEVELS`.
    const WORD: [Lists; 3] = [Lists(1), Lists(1 << 1), Lists(1 << 2)];
    /// A list that is asked at the first, second or third of `CAPITAL_LEVELS`.
    const CAPITAL_WORD: [Lists; 3] = [Lists(1 << 3), Lists(1 << 4), Lists(1 << 5)];

    /// Both together.
    const fn or(self, other: Lists) -> Lists {
        Lists(self.0 | other.0)
    }

    /// Whether they share one.
    #[inline(always)]
    pub fn meet(self, other: Lists) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no list knows it.
    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Calls `each` with the hash of a key at each of `LEVELS` where a list may know it.
    #[inline(always)]
    pub fn words(self, key: u64, each: impl FnMut(u64)) {
        self.hashes(Lists::WORD, LEVELS, key, each);
    }

    /// The same at `CAPITAL_LEVELS`.
    #[inline(always)]
    pub fn capital_words(self, key: u64, each: impl FnMut(u64)) {
        self.hashes(Lists::CAPITAL_WORD, CAPITAL_LEVELS, key, each);
    }

    #[inline(always)]
    fn hashes(self, [a, b, c]: [Lists; 3], [four, six, eight]: [Level; 3], key: u64, mut each: impl FnMut(u64)) {
        if !self.meet(a.or(b).or(c)) {
            return;
        }
        if self.meet(a) {
            each(hash(four, key));
        }
        if self.meet(b) {
            each(hash(six, key));
        }
        if self.meet(c) {
            each(hash(eight, key));
        }
    }
}

/// The last words of a request's texts, and which lists may know them.
#[derive(Debug)]
pub struct Seen {
    /// Two words for each place, the one seen first before the other.
    slots: Vec<[Slot; 2]>,
    /// How far a hash is shifted to be a place.
    shift: u32,
}

/// A word's key, 0 for none, and what is known of it.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    known: Known,
}

impl Seen {
    /// With room for the words of so many bytes of text, as far as that pays: 96 KiB at most, and none for a short text, which
    /// says most of its words once.
    pub fn for_bytes(bytes: usize) -> Seen {
        const SHORT_BYTES: usize = 2 << 10;
        let places = (bytes / 32).clamp(8, 2048).next_power_of_two();
        let room = if bytes < SHORT_BYTES { 0 } else { places };
        Seen { slots: vec![[Slot::default(); 2]; room], shift: 64 - places.trailing_zeros() }
    }

    /// What is known of a word of this key, which begins with a `capital` or not.
    #[inline(always)]
    pub fn know(&mut self, tables: &Tables, key: u64, capital: bool) -> Known {
        let place = (hash(LEVELS[2], key) >> self.shift) as usize;
        match self.slots.get(place) {
            Some([slot, _]) if slot.key == key => slot.known,
            Some([_, slot]) if slot.key == key => slot.known,
            _ => self.learn(tables, key, capital, place),
        }
    }

    #[inline(never)]
    fn learn(&mut self, tables: &Tables, key: u64, capital: bool, place: usize) -> Known {
        let Some([first, second]) = self.slots.get_mut(place) else { return tables.guess(key, capital) };
        let known = tables.know(key);
        *second = *first;
        *first = Slot { key, known };
        known
    }
}

/// What the first word of a token's prefix is: `AKIA`, or `ghp` of `ghp_`.
#[derive(Debug)]
struct Prefixes {
    /// Sorted by their first three letters.
    all: Vec<Prefix>,
    /// Which first three letters there are: bits by `place`.
    begin: [u64; 64],
}

#[derive(Debug, Clone, Copy)]
struct Prefix {
    key: u64,
    /// Which of a word's letters are compared: all, where the prefix goes on with what is no letter.
    mask: u64,
}

impl Prefixes {
    /// Of prefixes, each of three bytes at least.
    fn of<'p>(prefixes: impl Iterator<Item = &'p str>) -> Prefixes {
        let first_word = |prefix: &str| {
            let letters = prefix.bytes().take_while(u8::is_ascii_alphabetic).count();
            let whole = letters < prefix.len();
            let letters = letters.min(8) as u32;
            let key = key_of_letters(eight_bytes(prefix.as_bytes(), 0), letters);
            let mask = if whole { u64::MAX } else { key_of_letters(u64::MAX, letters) };
            (letters > 0).then_some(Prefix { key, mask })
        };
        let mut all: Vec<Prefix> = prefixes.filter_map(first_word).collect();
        all.sort_unstable_by_key(|prefix| (three(prefix.key), prefix.key, prefix.mask));
        all.dedup_by_key(|prefix| (prefix.key, prefix.mask));
        let mut begin = [0; 64];
        for prefix in &all {
            let (word, bit) = Prefixes::place(prefix.key);
            if let Some(bits) = begin.get_mut(word) {
                *bits |= 1u64 << bit;
            }
        }
        Prefixes { all, begin }
    }

    /// Whether a prefix may begin with a word of this key.
    fn may_begin(&self, key: u64) -> bool {
        let (word, bit) = Prefixes::place(key);
        if self.begin.get(word).is_none_or(|bits| bits >> bit & 1 == 0) {
            return false;
        }
        let from = self.all.partition_point(|prefix| three(prefix.key) < three(key));
        let mut alike = self.all.iter().skip(from).take_while(|prefix| three(prefix.key) == three(key));
        alike.any(|prefix| key & prefix.mask == prefix.key)
    }

    fn place(key: u64) -> (usize, u64) {
        let bit = three(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52;
        ((bit >> 6) as usize, bit & 63)
    }
}

/// The first three letters of a key.
fn three(key: u64) -> u64 {
    key & 0xFF_FFFF
}
