//! One look at a view: its words against the word lists, the places of digits, `@`, escapes, long runs and token
//! prefixes. Families work on the result and never walk the text themselves.

use std::cell::{Cell, OnceCell};

use super::classes::{BLOCK_BYTES, Masks, classify};
use super::entity::EntityId;
use super::fold::View;
use super::lexicon::{CueHit, CueSet, Langs};
use super::score::Context;
use super::tables::{Known, Lists, Seen, Tables};
use crate::words::Likelihood;

/// A guess of a family: an entity at a place of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// What it would be.
    pub entity: EntityId,
    /// How sure the family is.
    pub likelihood: Likelihood,
    /// First byte in the view.
    pub start: usize,
    /// One past the last byte in the view.
    pub end: usize,
}

/// One view with all that was noticed in it. Every list is in order of place.
#[derive(Debug)]
pub struct Pass<'a> {
    /// The folded text. Case is as written.
    pub text: &'a [u8],
    /// The folded text in lower case as far as it is not ASCII; byte for byte as long.
    pub lower: &'a [u8],
    /// Words of the lists.
    pub cues: Vec<CueHit>,
    /// For each block, the first of `cues` that begins in it or behind it.
    cues_from: Vec<u32>,
    /// Words of the policy; the cue is the entity's place in the policy.
    pub own: Vec<CueHit>,
    /// Which cues there are at all: the cheapest question a family can ask.
    pub present: CueSet,
    /// First byte of each run of digits.
    pub digits: Vec<u32>,
    /// Each `@`.
    pub ats: Vec<u32>,
    /// Words that some token's prefix begins with (`secrets::prefixes`), in any case; not yet compared in full.
    pub tokens: Vec<u32>,
    /// The twelfth byte of each run of twelve or more letters and digits: tokens, blobs, hashes, long words.
    pub longs: Vec<u32>,
    /// Whether the text has `%`, `&` or `\`.
    pub escapes: bool,
    /// Where words begin that may be words of `Tables::near`, a bit a byte.
    near: Vec<u64>,
    /// Where a sentence or a clause may end (`classes::Masks::stop`), a bit a byte.
    stops: Vec<u64>,
    /// The tables.
    pub tables: &'a Tables,
    /// Steps that may still be taken.
    steps: Cell<u64>,
    /// The range that was last asked about, and what stands around it: many schemes ask about one place, one after the
    /// other.
    last: Cell<Around>,
    last_place: Cell<(usize, usize)>,
    /// How many words of each language the text has; counted when first asked for.
    votes: OnceCell<Votes>,
}

/// What stands around a range.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// The range.
    place: (usize, usize),
    /// Its clause.
    clause: (usize, usize),
    /// The clause's cues: which of `Pass::cues`.
    hits: (usize, usize),
    /// All of them as a set.
    present: CueSet,
}

/// How many words of each language a text has, in 64ths.
#[derive(Debug)]
struct Votes {
    of: [u32; 64],
    /// Languages with at least half as many as the language that has most.
    spoken: Langs,
}

/// How far context may stand before a candidate, in bytes.
pub const BEFORE_BYTES_MAX: usize = 120;
/// How far context may stand behind a candidate, in bytes.
pub const BEHIND_BYTES_MAX: usize = 60;

/// A word behind a candidate counts as if it stood this much farther away.
const BEHIND_PENALTY_BYTES: usize = 12;

impl<'a> Pass<'a> {
    /// Looks at a view once. `seen` is of the same tables.
    pub fn over(view: &'a View<'_>, tables: &'a Tables, seen: &mut Seen, steps: u64) -> Pass<'a> {
        let mut pass = Pass {
            text: &view.text,
            lower: view.lower(),
            cues: Vec::new(),
            cues_from: Vec::new(),
            own: Vec::new(),
            present: CueSet::EMPTY,
            digits: Vec::new(),
            ats: Vec::new(),
            tokens: Vec::new(),
            longs: Vec::new(),
            escapes: false,
            near: Vec::with_capacity(view.text.len() / BLOCK_BYTES + 1),
            stops: Vec::with_capacity(view.text.len() / BLOCK_BYTES + 1),
            tables,
            steps: Cell::new(steps),
            last: Cell::new(Around { place: (0, 0), clause: (0, 0), hits: (0, 0), present: CueSet::EMPTY }),
            last_place: Cell::new((usize::MAX, 0)),
            votes: OnceCell::new(),
        };
        let mut before = Before::default();
        let mut masks = block_masks(&view.text, 0);
        for at in (0..view.text.len()).step_by(BLOCK_BYTES) {
            let behind = block_masks(&view.text, at + BLOCK_BYTES);
            pass.block(seen, at, masks, behind, &mut before);
            masks = behind;
        }
        pass.cues_from.reserve(view.text.len() / BLOCK_BYTES + 1);
        for (index, hit) in pass.cues.iter().enumerate() {
            pass.present.insert(hit.cue);
            while pass.cues_from.len() <= hit.start as usize / BLOCK_BYTES {
                pass.cues_from.push(index as u32);
            }
        }
        pass
    }

    fn block(&mut self, seen: &mut Seen, at: usize, masks: Masks, behind: Masks, before: &mut Before) {
        let word = masks.letter | masks.digit;
        let small = masks.letter & !masks.upper;
        // A word begins after anything that is none, and where a capital follows a small letter.
        let fresh = masks.letter & !(word << 1 | before.word);
        let humps = masks.upper & (small << 1 | before.small);
        let digits = masks.digit & !(masks.digit << 1 | before.digit);
        *before = Before { word: word >> 63, small: small >> 63, digit: masks.digit >> 63, ..*before };
        let humps_behind = behind.upper & ((behind.letter & !behind.upper) << 1 | before.small);
        let reach = Reach { letters: (masks.letter, behind.letter), humps: (humps, humps_behind) };

        self.near.push(0);
        self.words(seen, at, Begins { fresh, humps, capital: masks.upper | masks.high }, reach);
        for_each_bit(digits, |bit| self.digits.push((at + bit) as u32));
        for_each_bit(masks.at, |bit| self.ats.push((at + bit) as u32));
        self.escapes |= masks.escape != 0;
        self.stops.push(masks.stop);
        // Runs of twelve and more, by doubling; each step needs what the block before ended with.
        let two = word & (word << 1 | before.runs[0] >> 63);
        let four = two & (two << 2 | before.runs[1] >> 62);
        let eight = four & (four << 4 | before.runs[2] >> 60);
        let twelve = eight & (eight << 4 | before.runs[3] >> 60);
        let begins = twelve & !(twelve << 1 | before.runs[4] >> 63);
        before.runs = [word, two, four, eight, twelve];
        for_each_bit(begins, |bit| self.longs.push((at + bit) as u32));
    }

    /// Asks for each word of a block which lists know it, and those that do.
    #[inline(always)]
    fn words(&mut self, seen: &mut Seen, at: usize, begins: Begins, reach: Reach) {
        let rest = self.lower.get(at..).unwrap_or_default();
        let last;
        let block = match rest.first_chunk() {
            Some(block) => block,
            None => {
                last = padded(rest);
                &last
            }
        };
        let tables = self.tables;
        let humps = reach.humps != (0, 0);
        for_each_bit(begins.fresh | begins.humps, |bit| {
            let raw = block.get(bit..bit + 8).and_then(|b| b.first_chunk()).map_or(0, |b| u64::from_le_bytes(*b));
            let whole = reach.whole(bit);
            let key = key_of_letters(raw, whole);
            let capital = begins.capital >> bit & 1 == 1;
            let known = seen.know(tables, key, capital);
            let first = if humps { reach.first(bit, whole) } else { whole };
            if known.lists.is_empty() && first == whole {
                return;
            }
            let begins = (capital, begins.fresh >> bit & 1 == 1);
            if first == whole {
                self.word(at + bit, key, known, (whole < 8).then_some(at + bit + whole as usize), begins);
            } else {
                let key_first = key_of_letters(raw, first);
                let known_first = seen.know(tables, key_first, capital);
                self.humped_word(at + bit, (key, known), (key_first, known_first), begins);
            }
        });
    }

    /// A word that lists may know; its end, if it is near. It begins with a `capital`; it begins `fresh`, not within another.
    #[inline(never)]
    fn word(&mut self, at: usize, key: u64, known: Known, end: Option<usize>, begins: (bool, bool)) {
        let lists = known.lists;
        self.note(at, lists, begins);
        if !known.neighbours.let_stand(self.lower, at, end) {
            return;
        }
        lists.words(key, |hash| self.look_up(at, hash));
        if begins.0 {
            lists.capital_words(key, |hash| self.look_up(at, hash));
        }
    }

    /// A word with a hump, which lists may know as a `whole` or up to its `first` hump.
    #[inline(never)]
    fn humped_word(&mut self, at: usize, whole: (u64, Known), first: (u64, Known), begins: (bool, bool)) {
        self.note(at, whole.1.lists, begins);
        for (key, known) in [whole, first] {
            known.lists.words(key, |hash| self.look_up(at, hash));
        }
        for (key, known) in [whole, first] {
            if begins.0 {
                known.lists.capital_words(key, |hash| self.look_up(at, hash));
            }
        }
    }

    /// Notes that a word is a token's prefix or one for `near_words`.
    #[inline(always)]
    fn note(&mut self, at: usize, lists: Lists, (capital, fresh): (bool, bool)) {
        if lists.meet(Lists::TOKEN) {
            self.tokens.push(at as u32);
        }
        let near = lists.meet(Lists::NEAR) || (capital && lists.meet(Lists::NEAR_CAPITAL));
        if fresh
            && near
            && let Some(bits) = self.near.last_mut()
        {
            *bits |= 1 << (at % BLOCK_BYTES);
        }
    }

    #[inline(never)]
    fn look_up(&mut self, at: usize, hash: u64) {
        let tables = self.tables;
        let known = self.cues.len();
        let mut compared = tables.lexicon.look_up(self.text, self.lower, at, hash, &mut self.cues);
        put_in_order(&mut self.cues, known);
        if let Some(custom) = &tables.custom {
            let known = self.own.len();
            compared += custom.look_up(self.text, self.lower, at, hash, &mut self.own);
            put_in_order(&mut self.own, known);
        }
        self.spend(u64::from(compared));
    }

    /// Takes steps off the budget; `false` when it is spent, and the caller then stops.
    pub fn spend(&self, steps: u64) -> bool {
        let left = self.steps.get().saturating_sub(steps);
        self.steps.set(left);
        left > 0
    }

    /// Steps that may still be taken.
    pub fn steps_left(&self) -> u64 {
        self.steps.get()
    }

    /// The cues that begin in a range of the view.
    pub fn cues_in(&self, start: usize, end: usize) -> &[CueHit] {
        self.cues.get(self.first_cue(start)..self.first_cue(end)).unwrap_or_default()
    }

    /// Index of the first cue that begins at a place or behind it.
    fn first_cue(&self, at: usize) -> usize {
        let Some(&from) = self.cues_from.get(at / BLOCK_BYTES) else { return self.cues.len() };
        let rest = self.cues.get(from as usize..).unwrap_or_default();
        from as usize + rest.iter().take_while(|hit| (hit.start as usize) < at).count()
    }

    /// What the words around a candidate say: the nearest of `wanted` in the same clause on either side, unless
    /// something in `against` is nearer.
    pub fn context(&self, start: usize, end: usize, wanted: &CueSet, against: &CueSet) -> Context {
        let for_it = self.nearest(start, end, wanted);
        let against_it = self.nearest(start, end, against);
        match (for_it, against_it) {
            (Some(near), Some(other)) if near <= other => Context::For,
            (Some(_), Some(_)) | (None, Some(_)) => Context::Against,
            (Some(_), None) => Context::For,
            (None, None) => Context::Silent,
        }
    }

    /// How many bytes away the nearest cue of a set is, in the clause around a range; words behind it count as
    /// somewhat farther, since context mostly stands in front.
    pub fn nearest(&self, start: usize, end: usize, wanted: &CueSet) -> Option<usize> {
        self.nearest_hit(start, end, wanted).map(|(distance, _)| distance)
    }

    /// As `nearest`, with the languages of that word.
    pub fn nearest_hit(&self, start: usize, end: usize, wanted: &CueSet) -> Option<(usize, Langs)> {
        if !self.present.meets(wanted) {
            return None;
        }
        self.nearest_in(&self.around(start, end), wanted)
    }

    /// The words of lists in the clause around a range.
    pub fn hits_in(&self, around: &Around) -> &[CueHit] {
        self.cues.get(around.hits.0..around.hits.1).unwrap_or_default()
    }

    /// As `nearest_hit`, of a range whose surroundings are known.
    pub fn nearest_in(&self, around: &Around, wanted: &CueSet) -> Option<(usize, Langs)> {
        self.nearest_where(around, wanted, |_| true)
    }

    /// As `nearest_in`, of words in languages that a question says yes to.
    pub fn nearest_where(
        &self,
        around: &Around,
        wanted: &CueSet,
        of: impl Fn(Langs) -> bool,
    ) -> Option<(usize, Langs)> {
        if !around.has(wanted) {
            return None;
        }
        let (start, end) = around.place;
        let mut best: Option<(usize, Langs)> = None;
        let hits = self.hits_in(around);
        self.spend(hits.len() as u64 / 8);
        for hit in hits.iter().filter(|hit| wanted.has(hit.cue) && of(hit.langs)) {
            let (from, to) = (hit.start as usize, hit.end as usize);
            let distance = if to <= start {
                start - to
            } else if from >= end {
                from - end + BEHIND_PENALTY_BYTES
            } else {
                0
            };
            if best.is_none_or(|(nearest, _)| distance < nearest) {
                best = Some((distance, hit.langs));
            }
        }
        best
    }

    /// Whether the words of the text are of one of these languages, as far as lists know them: at least half as many
    /// as of the language that has most.
    pub fn speaks(&self, langs: Langs) -> bool {
        langs != Langs::ALL && self.votes().spoken.meets(langs)
    }

    /// How many words of the text are of these languages, in 64ths: a word that several share counts as a part for each.
    pub fn votes_for(&self, langs: Langs) -> u32 {
        let mut most = 0;
        for_each_bit(langs.0, |bit| most = most.max(self.votes().of.get(bit).copied().unwrap_or(0)));
        most
    }

    /// How many words of the text are of the language that has most, in 64ths.
    pub fn most_votes(&self) -> u32 {
        self.votes().of.iter().copied().max().unwrap_or(0)
    }

    fn votes(&self) -> &Votes {
        self.votes.get_or_init(|| {
            let mut of = [0u32; 64];
            // A word that several lists have votes once, for all of their languages.
            for word in self.cues.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
                // What a list of no language says of it is no vote.
                let told = word.iter().filter(|hit| hit.langs != Langs::ALL);
                let langs = told.fold(Langs(0), |all, hit| Langs(all.0 | hit.langs.0));
                if langs.0 != 0 {
                    for_each_bit(langs.0, |bit| {
                        if let Some(vote) = of.get_mut(bit) {
                            *vote += 64 / langs.0.count_ones().max(1);
                        }
                    });
                }
            }
            let most = of.iter().copied().max().unwrap_or(0);
            let spoken = of.iter().enumerate().filter(|(_, vote)| **vote > 0 && **vote * 2 >= most);
            let spoken = Langs(spoken.fold(0, |langs, (bit, _)| langs | 1 << bit));
            Votes { of, spoken }
        })
    }

    /// Whether the policy names one of these countries.
    pub fn is_named(&self, countries: &[&str]) -> bool {
        self.tables.countries.iter().any(|named| countries.contains(&named.as_str()))
    }

    /// The clause around a range: at most `BEFORE_BYTES_MAX` before and `BEHIND_BYTES_MAX` behind it, ended by a
    /// sentence's end or an empty line.
    pub fn clause(&self, start: usize, end: usize) -> (usize, usize) {
        self.around(start, end).clause
    }

    /// What stands around a range.
    pub fn around(&self, start: usize, end: usize) -> Around {
        if self.last_place.get() == (start, end) {
            return self.last.get();
        }
        let first = start.saturating_sub(BEFORE_BYTES_MAX);
        let before = self.text.get(first..start).unwrap_or_default();
        let stop = self.stops(first + 1, start).rev().find(|at| ends_clause(before, at - first));
        let first = stop.map_or(first, |at| at + 1);
        let behind = self.text.get(end..).unwrap_or_default();
        let behind = behind.get(..BEHIND_BYTES_MAX.min(behind.len())).unwrap_or_default();
        let stop = self.stops(end, end + behind.len()).find(|at| ends_clause(behind, at - end));
        let last = stop.unwrap_or(end + behind.len());
        let from = self.first_cue(first);
        let hits = self.cues.get(from..).unwrap_or_default().iter().take_while(|hit| (hit.start as usize) < last);
        let (mut count, mut present) = (0, CueSet::EMPTY);
        for hit in hits {
            count += 1;
            present.insert(hit.cue);
        }
        let around = Around { place: (start, end), clause: (first, last), hits: (from, from + count), present };
        self.last.set(around);
        self.last_place.set((start, end));
        around
    }

    /// The places in a range where words begin that may be words of `Tables::near`.
    pub fn near_words(&self, start: usize, end: usize) -> Places<'_> {
        Places { bits: &self.near, start, end: end.min(self.text.len()) }
    }

    /// The places in a range where a sentence or a clause may end: `.`, `;`, `!`, `?`, line feed.
    pub fn stops(&self, start: usize, end: usize) -> Places<'_> {
        Places { bits: &self.stops, start, end: end.min(self.text.len()) }
    }

    /// The bytes of a range; empty when out of bounds.
    pub fn bytes(&self, start: usize, end: usize) -> &'a [u8] {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The byte at a place; a space when out of bounds.
    pub fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(b' ')
    }

    /// The byte before a place; a space at the beginning.
    pub fn byte_before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b' ', |i| self.byte(i))
    }
}

/// How far words reach, in a block and the one behind it.
#[derive(Debug, Clone, Copy)]
struct Reach {
    letters: (u64, u64),
    /// Capitals behind small letters.
    humps: (u64, u64),
}

impl Reach {
    /// How many letters the word that begins at a bit has; at most 8.
    #[inline(always)]
    fn whole(&self, bit: usize) -> u32 {
        let (here, behind) = self.letters;
        match !(here >> bit) {
            // Up to the block's end, or so it seems, since the shift brings zeros in.
            rest if rest.trailing_zeros() as usize + bit == BLOCK_BYTES => {
                (!from((here, behind), bit)).trailing_zeros().min(8)
            }
            rest => rest.trailing_zeros().min(8),
        }
    }

    /// How many of them stand before its first hump (`client` of `clientSecret`; but `KvK` is also one word).
    #[inline(always)]
    fn first(&self, bit: usize, whole: u32) -> u32 {
        (from(self.humps, bit) & !1).trailing_zeros().min(whole)
    }
}

/// Bits of a block and the one behind it, from a bit on.
#[inline(always)]
fn from((here, behind): (u64, u64), bit: usize) -> u64 {
    here >> bit | behind << 1 << (63 - bit)
}

/// Where words begin in a block.
#[derive(Debug, Clone, Copy)]
struct Begins {
    /// Behind what is no word.
    fresh: u64,
    /// Capitals behind small letters.
    humps: u64,
    /// Letters that may be capitals.
    capital: u64,
}

/// Moves the hits from `known` on to their place in the order; the others are in it. Hits come nearly in order: a phrase that
/// is filed under a later word stands before that word, but by few words.
fn put_in_order(hits: &mut [CueHit], known: usize) {
    for new in known..hits.len() {
        let mut at = new;
        while let Some([before, hit]) = at.checked_sub(1).and_then(|i| hits.get_mut(i..=at))
            && before.order() > hit.order()
        {
            std::mem::swap(before, hit);
            at -= 1;
        }
    }
}

/// The last block of a text and eight bytes behind it; zeros behind the end.
fn padded(rest: &[u8]) -> [u8; BLOCK_BYTES + 8] {
    let mut block = [0; BLOCK_BYTES + 8];
    for (slot, b) in block.iter_mut().zip(rest) {
        *slot = *b;
    }
    block
}

/// The masks of the block that begins at a place; spaces behind the end.
#[inline(always)]
fn block_masks(text: &[u8], at: usize) -> Masks {
    let rest = text.get(at..).unwrap_or_default();
    if let Some(block) = rest.first_chunk() {
        return classify(block);
    }
    let mut block = [b' '; BLOCK_BYTES];
    for (slot, b) in block.iter_mut().zip(rest) {
        *slot = *b;
    }
    classify(&block)
}

/// The places in a range whose bits are set.
#[derive(Debug, Clone)]
pub struct Places<'p> {
    bits: &'p [u64],
    start: usize,
    end: usize,
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.start < self.end {
            let word = self.bits.get(self.start >> 6)? >> (self.start & 63);
            if word != 0 {
                let at = self.start + word.trailing_zeros() as usize;
                self.start = at + 1;
                return (at < self.end).then_some(at);
            }
            self.start = (self.start | 63) + 1;
        }
        None
    }
}

impl DoubleEndedIterator for Places<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<usize> {
        while self.start < self.end {
            let last = self.end - 1;
            let word = self.bits.get(last >> 6)? << (63 - (last & 63));
            if word != 0 {
                self.end = last - word.leading_zeros() as usize;
                return (self.end >= self.start).then_some(self.end);
            }
            self.end = last & !63;
        }
        None
    }
}

impl Around {
    /// Whether a cue of the set stands in the clause.
    pub fn has(&self, wanted: &CueSet) -> bool {
        self.present.meets(wanted)
    }
}

/// What the block before ended with: as the lowest bit, if nothing else is said.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    word: u64,
    small: u64,
    digit: u64,
    /// Of the steps that find long runs, whole.
    runs: [u64; 5],
}

/// Whether a clause ends with the byte at `i`: `;`, `!`, `?`, an empty line, or a full stop that ends a sentence (a
/// capital follows, and what it ends is longer than an abbreviation).
fn ends_clause(text: &[u8], i: usize) -> bool {
    let next = text.get(i + 1).copied().unwrap_or(b'x');
    match text.get(i) {
        Some(b';' | b'!' | b'?') => next.is_ascii_whitespace(),
        Some(b'\n') => next == b'\n',
        Some(b'.') if next.is_ascii_whitespace() => {
            let word =
                text.get(..i).unwrap_or_default().iter().rev().take_while(|b| super::lexicon::is_word(**b)).count();
            word > 3 && text.get(i + 2).is_some_and(|b| b.is_ascii_uppercase() || *b >= 0x80)
        }
        _ => false,
    }
}

/// Calls `each` with the place of each bit that is set, lowest first.
#[inline(always)]
pub fn for_each_bit(mut mask: u64, mut each: impl FnMut(usize)) {
    while mask != 0 {
        each(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}

/// Eight bytes from a place on, zero-padded behind the end.
#[inline(always)]
pub fn eight_bytes(text: &[u8], at: usize) -> u64 {
    match text.get(at..at + 8).and_then(|b| b.first_chunk()) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => {
            let mut padded = [0; 8];
            for (slot, b) in padded.iter_mut().zip(text.get(at..).unwrap_or_default()) {
                *slot = *b;
            }
            u64::from_le_bytes(padded)
        }
    }
}

/// The key of a word whose first letters, 1 to 8, are in the first bytes: in lower case, zero-padded.
#[inline(always)]
pub fn key_of_letters(raw: u64, letters: u32) -> u64 {
    (raw | 0x2020_2020_2020_2020) & (u64::MAX >> ((8 * letters).wrapping_neg() & 63))
}

/// The key of the word that begins at a place; 0 where no letter stands.
#[inline(always)]
pub fn key_of_word(lower: &[u8], at: usize) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let raw = eight_bytes(lower, at);
    let low = (raw & !HIGH) | (0x20 * ONES);
    // Per byte: the high bit is set when `low` is at least `a`, and when it is above `z`.
    let from_a = low + (0x80 - 0x61) * ONES;
    let above_z = low + (0x80 - 0x7B) * ONES;
    let ends = !((from_a & !above_z) | raw) & HIGH;
    match ends.trailing_zeros() / 8 {
        0 => 0,
        letters => key_of_letters(raw, letters),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon_table::{CAPITAL_LEVELS, LEVELS, hash};
    use super::*;

    /// Letters of the word at the front, and those up to its first hump, letter by letter; at most 8.
    fn naive_reach(text: &[u8]) -> (u32, u32) {
        let letters = text.iter().take(8).take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80).count();
        let hump = |i: &usize| !text[i - 1].is_ascii_uppercase() && text[*i].is_ascii_uppercase();
        (letters as u32, (1..letters).find(hump).unwrap_or(letters) as u32)
    }

    #[test]
    fn words_reach_as_their_naive_twin() {
        let mut state = 0x9E37_79B9_7F4A_7C15u64;
        let bytes = b"abzABZ019_@[`{ -.\x80\xC3\xFF/:abcdefghijkABC";
        for _ in 0..500 {
            let text: [u8; 2 * BLOCK_BYTES] = std::array::from_fn(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                bytes[(state >> 33) as usize % bytes.len()]
            });
            let (masks, behind) = (block_masks(&text, 0), block_masks(&text, BLOCK_BYTES));
            let humps = |masks: Masks, before: u64| masks.upper & ((masks.letter & !masks.upper) << 1 | before);
            let last = (masks.letter & !masks.upper) >> 63;
            let reach = Reach { letters: (masks.letter, behind.letter), humps: (humps(masks, 0), humps(behind, last)) };
            for bit in (0..BLOCK_BYTES).filter(|bit| masks.letter >> bit & 1 == 1) {
                let lens = naive_reach(&text[bit..]);
                let whole = reach.whole(bit);
                assert_eq!((whole, reach.first(bit, whole)), lens, "{:?}", &text[bit..bit + 9]);
                let mut key = [0; 8];
                for (slot, b) in key.iter_mut().zip(&text[bit..bit + lens.0 as usize]) {
                    *slot = b | 0x20;
                }
                assert_eq!(key_of_letters(eight_bytes(&text, bit), lens.0), u64::from_le_bytes(key));
                assert_eq!(key_of_word(&text, bit), u64::from_le_bytes(key));
            }
        }
    }

    /// Every list asked for every word, nothing remembered and nothing passed over.
    fn naive_cues(tables: &Tables, text: &[u8], lower: &[u8]) -> (Vec<CueHit>, Vec<usize>) {
        let (mut cues, mut near) = (Vec::new(), Vec::new());
        for at in (0..text.len()).filter(|at| text[*at].is_ascii_alphabetic() || text[*at] >= 0x80) {
            let before = if at == 0 { b' ' } else { text[at - 1] };
            let fresh = !(before.is_ascii_alphanumeric() || before >= 0x80);
            let hump = text[at].is_ascii_uppercase() && (before.is_ascii_lowercase() || before >= 0x80);
            if !fresh && !hump {
                continue;
            }
            let (whole, first) = naive_reach(&text[at..]);
            let capital = text[at].is_ascii_uppercase() || text[at] >= 0x80;
            let mut keys = vec![key_of_letters(eight_bytes(lower, at), whole)];
            if first < whole {
                keys.push(key_of_letters(eight_bytes(lower, at), first));
            }
            let mut beside = Vec::new();
            for (levels, asked) in [(LEVELS, true), (CAPITAL_LEVELS, capital)] {
                for (key, level) in keys.iter().flat_map(|key| levels.map(|level| (*key, level))).filter(|_| asked) {
                    tables.lexicon.look_up(text, lower, at, hash(level, key), &mut cues);
                    if fresh && key == keys[0] {
                        tables.near.look_up(text, lower, at, hash(level, key), &mut beside);
                    }
                }
            }
            near.extend((!beside.is_empty()).then_some(at));
        }
        cues.sort_by_key(CueHit::order);
        (cues, near)
    }

    #[test]
    fn words_are_found_as_by_the_naive_twin() {
        let lists = [
            include_str!("../../lexicon/ids.tsv"),
            include_str!("../../lexicon/near_topics.tsv"),
            include_str!("../../lexicon/person_context.tsv"),
        ];
        let terms: Vec<&str> =
            lists.iter().flat_map(|l| l.lines()).filter_map(|line| line.split('\t').nth(2)).collect();
        let tables = Tables::new(None, ["AKIA", "ghp_"].into_iter(), super::super::numbers::Schemes::of(&[]));
        let mut state = 0x9E37_79B9_7F4A_7C15u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) as usize % below
        };
        let mut found = 0;
        for round in 0..300 {
            // Few terms, so that words come again.
            let few: [&str; 6] = std::array::from_fn(|_| terms[next(terms.len())]);
            let mut text = String::new();
            for _ in 0..30 {
                let term = few[next(few.len())].trim_start_matches(['=', '^']).replace('~', ["", "en", "X"][next(3)]);
                let words: Vec<&str> = term.split(' ').collect();
                let cut = words[next(words.len())..].join(["  ", "-", " ", " ", ""][next(5)]);
                text.push_str(&match next(5) {
                    0 => cut.to_uppercase(),
                    1 => cut
                        .split(' ')
                        .map(|w| w.split_at_checked(1).map_or(w.to_owned(), |(a, b)| a.to_uppercase() + b))
                        .collect(),
                    _ => cut,
                });
                text.push_str([" ", " ", " ", "\n", "9", "_", ". ", ", ", ""][next(9)]);
            }
            text.push_str(" AKIA1 GHP_x ghp akia-");
            let view = View::of(&text);
            let mut seen = Seen::for_bytes([0, 2 << 10, 1 << 20][round % 3]);
            let pass = Pass::over(&view, &tables, &mut seen, u64::MAX);
            let (cues, near) = naive_cues(&tables, pass.text, pass.lower);
            assert_eq!(pass.cues, cues, "{text}");
            let noted: Vec<usize> = pass.near_words(0, text.len()).collect();
            assert!(near.iter().all(|at| noted.contains(at)), "{text}");
            let from = pass.text.len() - "AKIA1 GHP_x ghp akia-".len();
            let places: Vec<usize> = pass.tokens.iter().map(|at| *at as usize - from).collect();
            assert_eq!(places, [0, 6, 12, 16]);
            found += cues.len();
        }
        assert!(found > 4_000, "{found}");
    }

    #[test]
    fn places_as_their_naive_twin() {
        let mut state = 0x2545_F491_4F6C_DD1Du64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for round in 0..2000 {
            let sparse = |bits: u64, more: u64, yet: u64| if round % 2 == 0 { bits & more & yet } else { bits };
            let bits: [u64; 4] = std::array::from_fn(|_| sparse(next(), next(), next()));
            let (start, end) = (next() as usize % 256, next() as usize % 257);
            let naive: Vec<usize> = (start..end).filter(|at| bits[at / 64] >> (at % 64) & 1 == 1).collect();
            let places = Places { bits: &bits, start, end };
            assert_eq!(places.clone().collect::<Vec<_>>(), naive, "{start} to {end} of {bits:x?}");
            assert_eq!(places.rev().collect::<Vec<_>>(), naive.into_iter().rev().collect::<Vec<_>>());
        }
    }
}
