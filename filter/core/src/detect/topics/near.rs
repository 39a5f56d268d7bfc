//! Who is spoken about near a topic word, and whether the text is about persons at all.
//!
//! Everyday words (possessives, relatives, pronouns, "what is") stand in a table of their own (`lexicon/near_*.tsv`),
//! and only sentences with a topic word are looked up there. Words count only in the languages the sentence is in.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::entity::{self, entity};
use super::super::lexicon::{CueHit, CueSet, Langs, cue, cue_set, is_word, probe};
use super::super::lexicon_table::{CAPITAL_LEVELS, LEVELS};
use super::super::pass::{Candidate, Pass, for_each_bit, key_of_word};
use super::super::person::{is_known_figure, is_no_name};
use crate::limits::TOPIC_SENTENCE_BYTES_MAX;
use crate::words::{Category, Likelihood};

/// What somebody in the text is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An identifier, a date of birth, an address: something another family found.
    Identifier,
    /// A title with a name, or a name.
    Name,
    /// "my son", "our employee", "the applicant John".
    Relation,
    /// "the patient".
    Patient,
    /// "54 years old".
    Age,
    /// "I have", "I was".
    First,
    /// "my", which counts where the topic follows.
    Possessive,
    /// "she", "his".
    Third,
    /// Somebody of the sentence before.
    Before,
}

/// A person at a place.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// How it is known who is meant.
    pub kind: Kind,
    /// 1: hardly says who; 2: says something about somebody; 3: somebody in particular.
    pub weight: u8,
    /// First byte in the view.
    pub start: usize,
    /// One past the last byte in the view.
    pub end: usize,
}

/// What speaks against a person's data, at a place.
#[derive(Debug, Clone, Copy)]
pub struct Doubt {
    /// How much it speaks against, as weights of persons speak for.
    pub weight: u8,
    /// Whether it speaks as much against where a person stands between it and the topic: history, other meanings.
    pub always: bool,
    /// First byte in the view.
    pub start: usize,
    /// One past the last byte in the view.
    pub end: usize,
}

/// What the words of a stretch of text say.
#[derive(Debug, Default)]
pub struct Neighbourhood {
    /// Who is spoken about.
    pub persons: Vec<Person>,
    /// Questions, definitions, fiction, statistics, other meanings.
    pub doubts: Vec<Doubt>,
    /// "member of", "voted".
    pub members: Vec<usize>,
    /// Sons, daughters, pupils.
    pub children: Vec<usize>,
    /// Ages below 18: where, and whether the number is set apart as an age is ("Emma, 8 years,", "(11)").
    pub minors: Vec<(usize, bool)>,
    /// Languages the stretch is in.
    pub langs: Tongue,
}

const QUESTIONS: CueSet = cue_set!["question."];
const GIVEN: CueSet = cue_set!["person.given_name"];
const GIVEN_WEAK: CueSet = cue_set!["person.given_weak"];

/// Years before this one tell of history, not of somebody who writes or is written about.
const LIVING_SINCE_YEAR: u32 = 1926;

/// Of age.
const ADULT_YEARS: u32 = 18;

/// Looks at `start..end`. `known` is what other families found.
pub fn look(pass: &Pass<'_>, known: &Known, start: usize, end: usize) -> Neighbourhood {
    let hits = near_hits(pass, start, end);
    let mut tongue = Tongue::default();
    // Names travel: they tell nothing about the language.
    let words = pass.cues_in(start, end).iter().filter(|hit| !GIVEN.has(hit.cue) && !GIVEN_WEAK.has(hit.cue));
    // A word that several lists have, in other languages each, votes once, for all of them.
    let mut votes: Vec<(u32, u32, u64)> = hits.iter().chain(words).map(|h| (h.start, h.end, h.langs.0)).collect();
    votes.sort_unstable();
    for word in votes.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let langs = word.iter().fold(0, |all, (.., langs)| all | langs);
        tongue.vote(word.first().map_or(0, |(start, end, _)| end - start), Langs(langs));
    }
    let spoken: Vec<CueHit> = hits.into_iter().filter(|hit| tongue.speaks(hit.langs)).collect();
    // "aké sú" is a question, and its second word no Spanish possessive.
    let questions: Vec<CueHit> = spoken.iter().filter(|hit| QUESTIONS.has(hit.cue)).copied().collect();
    let asked = |hit: &CueHit| {
        questions.iter().any(|q| q.start <= hit.start && hit.end <= q.end && hit.end - hit.start < q.end - q.start)
    };
    let hits: Vec<CueHit> = spoken.into_iter().filter(|hit| !asked(hit)).collect();
    let mut found = Neighbourhood { langs: tongue, ..Neighbourhood::default() };
    for hit in &hits {
        found.near_word(pass, &hits, hit);
    }
    let verbs: Vec<u32> = hits.iter().filter(|hit| hit.cue == cue!("person.is")).map(|hit| hit.start).collect();
    found.names(pass, &known.figures, &verbs, start, end);
    let members = hits.iter().filter(|hit| hit.cue == cue!("person.member")).map(|hit| hit.start);
    let verbs: Vec<u32> = verbs.iter().copied().chain(members).collect();
    if let Some((from, to)) = subject(pass, &hits, &verbs, start, end)
        && !is_known_figure(pass, from)
    {
        found.person(Kind::Name, 2, from, to);
    }
    let places = &known.places;
    let from = places.partition_point(|(_, to)| *to <= start);
    for &(s, e) in places.iter().skip(from).take_while(|(s, _)| *s < end) {
        found.person(Kind::Identifier, 3, s, e);
    }
    found.numbers(pass, start, end);
    found.code(pass, start, end);
    // "Ronald Reagan announced his": the pronoun is the figure's.
    let first = known.figures.partition_point(|(from, _)| *from < start);
    let mut figures = known.figures.iter().skip(first).take_while(|(from, _)| *from < end);
    if figures.any(|(_, to)| *to <= end) {
        found.persons.retain(|person| person.kind != Kind::Third);
    }
    found
}

/// What other families found, sorted by place.
#[derive(Debug, Default)]
pub struct Known {
    /// What identifies somebody.
    pub places: Vec<(usize, usize)>,
    /// Full names that are no private person's: they were found, but hardly likely.
    pub figures: Vec<(usize, usize)>,
}

/// What other families found of persons.
pub fn known(out: &[Candidate]) -> Known {
    static PERSONAL: LazyLock<Vec<bool>> =
        LazyLock::new(|| entity::built_in().map(|row| row.category == Category::Personal).collect());
    let mut known = Known::default();
    for c in out {
        if c.likelihood >= Likelihood::Possible {
            if PERSONAL.get(usize::from(c.entity.0)).copied().unwrap_or(false) {
                known.places.push((c.start, c.end));
            }
        } else if c.entity == entity!("person_name") {
            known.figures.push((c.start, c.end));
        }
    }
    known.places.sort_unstable();
    known.figures.sort_unstable();
    known
}

/// The sentence around a place, at most `TOPIC_SENTENCE_BYTES_MAX` to either side, and not before `floor`.
pub fn sentence(pass: &Pass<'_>, at: usize, floor: usize) -> (usize, usize) {
    let first = at.saturating_sub(TOPIC_SENTENCE_BYTES_MAX).max(floor);
    let start = pass.stops(first, at).rev().find(|&i| ends_sentence(pass, i)).map_or(first, |i| i + 1);
    let last = (at + TOPIC_SENTENCE_BYTES_MAX).min(pass.text.len());
    let end = pass.stops(at, last).find(|&i| ends_sentence(pass, i)).map_or(last, |i| i + 1);
    (start, end)
}

/// Whether a sentence ends with the byte at `i`: a line's end, `!`, `?`, or a full stop that ends no abbreviation.
fn ends_sentence(pass: &Pass<'_>, i: usize) -> bool {
    let next = pass.byte(i + 1);
    match pass.byte(i) {
        b'\n' => true,
        b'!' | b'?' | b';' => next.is_ascii_whitespace() || i + 1 >= pass.text.len(),
        b'.' if next.is_ascii_whitespace() => {
            let before = pass.bytes(i.saturating_sub(12), i);
            let word = before.iter().rev().take_while(|b| is_word(**b)).count();
            // "Mrs. Patel", "geb. 12.3.", "Dr. Weber": what a stop ends is short, or no capital follows.
            word > 3 && is_capital(pass, i + 2)
        }
        _ => false,
    }
}

/// The words of the near table in a range, in order of place.
fn near_hits(pass: &Pass<'_>, start: usize, end: usize) -> Vec<CueHit> {
    let mut hits = Vec::new();
    let near = &pass.tables.near;
    let Some(bitmaps) = near.bitmaps() else { return hits };
    let mut compared = 0;
    for at in pass.near_words(start, end) {
        let key = key_of_word(pass.lower, at);
        let mut look_up = |hash| compared += near.look_up(pass.text, pass.lower, at, hash, &mut hits);
        probe(bitmaps, key, LEVELS, &mut look_up);
        if !pass.byte(at).is_ascii_lowercase() {
            probe(bitmaps, key, CAPITAL_LEVELS, look_up);
        }
    }
    hits.sort_by_key(CueHit::order);
    pass.spend(u64::from(compared) + (end.saturating_sub(start) as u64) / 8);
    hits
}

/// Whether a letter at a place is a capital.
pub fn is_capital(pass: &Pass<'_>, at: usize) -> bool {
    match pass.byte(at) {
        b if b.is_ascii_uppercase() => true,
        // Greek and Cyrillic: the text in lower case differs.
        b if b >= 0x80 => pass.bytes(at, at + 2) != pass.lower.get(at..at + 2).unwrap_or_default(),
        _ => false,
    }
}

/// Whether a name may begin here: a capital, or Arabic script, which has none.
fn may_be_name(pass: &Pass<'_>, at: usize) -> bool {
    is_capital(pass, at) || (0xD8..=0xDB).contains(&pass.byte(at))
}

/// At most so many bytes from a place on.
pub fn ahead<'p>(pass: &Pass<'p>, at: usize, bytes_max: usize) -> &'p [u8] {
    pass.bytes(at, (at + bytes_max).min(pass.text.len()))
}

/// Where the next word begins, past at most three of space, comma and full stop.
fn next_word(pass: &Pass<'_>, at: usize) -> Option<usize> {
    let gap = ahead(pass, at, 4).iter().take_while(|b| b" ,.(".contains(b)).count();
    ((1..=3).contains(&gap) && is_word(pass.byte(at + gap))).then_some(at + gap)
}

/// Small words within names.
const PARTICLES: [&[u8]; 16] = [
    b"de", b"van", b"der", b"den", b"von", b"zu", b"di", b"da", b"del", b"della", b"la", b"le", b"af", b"av", b"ter",
    b"ten",
];

/// Whether a name stands right behind, perhaps after `de`, `van der` and the like.
fn name_behind(pass: &Pass<'_>, end: usize) -> bool {
    let mut at = end;
    for _ in 0..3 {
        let Some(next) = next_word(pass, at) else { return false };
        if may_be_name(pass, next) {
            return true;
        }
        let length = ahead(pass, next, 8).iter().take_while(|b| is_word(**b)).count();
        if !PARTICLES.contains(&pass.bytes(next, next + length)) {
            return false;
        }
        at = next + length;
    }
    false
}

/// Where the capitalised word right behind a place ends.
pub fn capital_behind(pass: &Pass<'_>, end: usize) -> Option<usize> {
    let next = next_word(pass, end).filter(|next| *next == end + 1 && is_capital(pass, *next))?;
    let length = ahead(pass, next, 40).iter().take_while(|b| is_word(**b) || **b == b'-').count();
    (length > 1).then_some(next + length)
}

/// Whether the word before is a name, parted by one space, or a comma and a space.
fn is_named_before(pass: &Pass<'_>, at: usize) -> bool {
    let Some(end) = at.checked_sub(1).filter(|&i| b" ,".contains(&pass.byte(i))) else { return false };
    let length = pass.bytes(end.saturating_sub(40), end).iter().rev().take_while(|b| is_word(**b)).count();
    length > 1 && is_capital(pass, end - length)
}

impl Neighbourhood {
    fn person(&mut self, kind: Kind, weight: u8, start: usize, end: usize) {
        self.persons.push(Person { kind, weight, start, end });
    }

    fn doubt(&mut self, weight: u8, hit: &CueHit) {
        let always = hit.cue == cue!("question.other");
        self.doubts.push(Doubt { weight, always, start: hit.start as usize, end: hit.end as usize });
    }

    fn near_word(&mut self, pass: &Pass<'_>, hits: &[CueHit], hit: &CueHit) {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let named = || name_behind(pass, end);
        match hit.cue {
            c if c == cue!("person.kin") => {
                let weight = if possessed(pass, hits, hit) || named() { 3 } else { 1 };
                self.person(Kind::Relation, weight, start, end);
            }
            c if c == cue!("person.relation") => self.person(Kind::Relation, 3, start, end),
            c if c == cue!("person.title") && named() => self.person(Kind::Name, 3, start, end),
            c if c == cue!("person.title_after") && is_named_before(pass, start) => {
                self.person(Kind::Name, 3, start, end);
            }
            c if c == cue!("person.patient") => self.person(Kind::Patient, 2, start, end),
            c if c == cue!("person.first") => self.person(Kind::First, 1, start, end),
            c if c == cue!("person.my") => {
                self.person(Kind::Possessive, 0, start, end);
                // German writes every noun with a capital, the role too.
                let german = self.langs.speaks(Langs::of(&["de"]));
                if german == is_capital(pass, end + 1) && names_somebody(pass, end) {
                    self.person(Kind::Relation, 2, start, end);
                }
            }
            c if c == cue!("person.third") => self.person(Kind::Third, 1, start, end),
            c if c == cue!("person.age") => {
                if let Some(weight) = age_before(pass, start, end) {
                    self.person(Kind::Age, weight, start, end);
                    let gap = pass.bytes(start.saturating_sub(2), start).iter().filter(|b| b" -\n".contains(b)).count();
                    self.minor(pass, start - gap);
                } else if follows_number(pass, end) {
                    self.person(Kind::Age, 2, start, end);
                    self.minor(pass, number_behind(pass, end));
                }
            }
            c if c == cue!("person.aged") && follows_number(pass, end) => {
                self.person(Kind::Age, 2, start, end);
                self.minor(pass, number_behind(pass, end));
            }
            c if c == cue!("person.member") => self.members.push(start),
            c if c == cue!("person.child") => self.children.push(start),
            c if c == cue!("question.define") || c == cue!("question.work") => self.doubt(3, hit),
            c if c == cue!("question.about") || c == cue!("question.other") => self.doubt(3, hit),
            c if c == cue!("question.many") => self.doubt(2, hit),
            // "I am a nurse and ...": what follows is the trade, not the person; elsewhere it says nothing.
            c if c == cue!("person.job") => self.doubt(0, hit),
            _ => {}
        }
    }

    /// Notes the age whose digits end before a place, if it is a child's.
    fn minor(&mut self, pass: &Pass<'_>, end: usize) {
        let digits = pass.bytes(end.saturating_sub(3), end).iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let start = end - digits;
        let years = pass.bytes(start, end).iter().fold(0u32, |n, b| n * 10 + u32::from(*b - b'0'));
        if (1..=2).contains(&digits) && years < ADULT_YEARS {
            let apart = b",(".contains(&pass.byte_before(start)) || pass.bytes(start.saturating_sub(2), start) == b", ";
            self.minors.push((start, apart));
        }
    }

    /// Given names, alone or with a family name behind.
    fn names(&mut self, pass: &Pass<'_>, figures: &[(usize, usize)], verbs: &[u32], start: usize, end: usize) {
        for hit in pass.cues_in(start, end) {
            let (from, to) = (hit.start as usize, hit.end as usize);
            let figure = figures.partition_point(|(s, _)| *s <= from).checked_sub(1).and_then(|i| figures.get(i));
            if figure.is_some_and(|(_, e)| from < *e) {
                continue;
            }
            if (GIVEN.has(hit.cue) || GIVEN_WEAK.has(hit.cue)) && is_known_figure(pass, from) {
                continue;
            }
            let full = || next_word(pass, to).is_some_and(|next| next == to + 1 && is_capital(pass, next));
            if GIVEN.has(hit.cue) {
                // Alone it may be another language's word: "German" is a Spaniard's name.
                let own = self.langs.speaks(hit.langs);
                match (full(), own) {
                    (true, _) => self.person(Kind::Name, 3, from, to),
                    (false, true) => self.person(Kind::Name, 2, from, to),
                    (false, false) => {}
                }
            } else if GIVEN_WEAK.has(hit.cue) && (full() || verbs.contains(&(hit.end + 1))) {
                self.person(Kind::Name, 2, from, to);
            }
        }
    }

    /// Braces without quotes, and what programs begin a line with, are no person's record: `class Cancer {`.
    fn code(&mut self, pass: &Pass<'_>, start: usize, end: usize) {
        const BEGINNINGS: &[&[u8]] = &[b"def ", b"class ", b"function ", b"fn ", b"import ", b"public ", b"private "];
        let text = pass.bytes(start, end);
        let begins = |beginning: &&[u8]| text.trim_ascii_start().starts_with(beginning);
        let braces = || text.iter().any(|b| b"{}".contains(b)) && !text.contains(&b'"');
        if braces() || BEGINNINGS.iter().any(begins) && text.contains(&b'(') {
            self.doubts.push(Doubt { weight: 3, always: true, start, end: start });
        }
    }

    /// Years of history; ages between commas ("Mrs Patel, 54, has").
    fn numbers(&mut self, pass: &Pass<'_>, start: usize, end: usize) {
        let first = pass.digits.partition_point(|&at| (at as usize) < start);
        for at in pass.digits.iter().skip(first).map(|&at| at as usize).take_while(|&at| at < end) {
            let digits = ahead(pass, at, 5);
            let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
            let number = digits.iter().take(length).fold(0u32, |n, b| n * 10 + u32::from(b - b'0'));
            if length == 4 && (1000..LIVING_SINCE_YEAR).contains(&number) {
                let alone = !b"./-,:+".contains(&pass.byte_before(at)) && !b"/-:$%".contains(&pass.byte(at + 4));
                if alone {
                    self.doubts.push(Doubt { weight: 3, always: true, start: at, end: at + 4 });
                }
            } else if is_set_apart(pass, at, length) {
                self.person(Kind::Age, 2, at, at + length);
                self.minor(pass, at + length);
            }
        }
    }
}

/// Words of two capitals and more that begin a sentence, and a verb of one person behind them: "Alison Lambert votes",
/// "Rolf Dörr ist". No list need know them. What is a place or begins sentences stands in neither word.
fn subject(pass: &Pass<'_>, hits: &[CueHit], verbs: &[u32], start: usize, end: usize) -> Option<(usize, usize)> {
    const WORDS_MAX: usize = 5;
    if verbs.is_empty() || hits.iter().any(|hit| hit.cue == cue!("place.noun")) {
        return None;
    }
    let first = (start..end.min(start + 8)).find(|at| is_word(pass.byte(*at)))?;
    // Greek puts an article before names.
    let first = match pass.bytes(first, first + 3) {
        article @ ([0xCE, _, b' '] | [b'O' | b'H', b' ', _]) => {
            first + if article.first() == Some(&0xCE) { 3 } else { 2 }
        }
        _ => first,
    };
    let (mut at, mut names) = (first, 0);
    for _ in 0..WORDS_MAX {
        let length = ahead(pass, at, 40).iter().take_while(|b| is_word(**b) || **b == b'-').count();
        let (word, lower) = (pass.bytes(at, at + length), pass.lower.get(at..at + length).unwrap_or_default());
        if verbs.contains(&(at as u32)) {
            return (names >= 2).then(|| (first, at - 1));
        }
        let particle = names > 0 && PARTICLES.contains(&word);
        let lower = std::str::from_utf8(lower).unwrap_or_default().to_ascii_lowercase();
        if !particle
            && (length < 3 || !is_capital(pass, at) || NO_SUBJECTS.contains(lower.as_str()) || is_no_name(&lower))
        {
            return None;
        }
        let known = |hit: &&CueHit| hit.start as usize == at && hit.cue != cue!("person.title");
        if hits.iter().any(|hit| known(&hit)) {
            return None;
        }
        names += usize::from(!particle);
        at += length + 1;
        if pass.byte(at - 1) != b' ' {
            return None;
        }
    }
    None
}

/// Words that begin sentences with a capital and are no names, and first words of places.
static NO_SUBJECTS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| WORDS_OF_NO_SUBJECT.split(' ').collect());
const WORDS_OF_NO_SUBJECT: &str = "about abu aceasta acest addis after all ancient arabia auf aus avec bayerische before bei buenos burkina \
    cabo cannabis central cette chez con costa cystic czech dal dan dans das dear della dem den der des desde \
    det deutsche deze die din dla during each east eastern een ein eine esta este every federal fil for fort \
    fra from gach gli great hello het hong hos inside jau jede jeder kod kuala lake las les long los maidir \
    med meie met mit monte mount multiple mums musu naar nach nad nas nasa nase nasz nasza national near nel \
    nella new noastra north northern nossa nosso nostra nostro notre nuestra nuestro onze our ova ovaj papua \
    para pentru per phnom pie please pod por pour pred prin pro przed przy public puerto questa questo rio \
    saint san sankt santo sao saudi schweizer seda seit sierra since sna social some sous south southern sri \
    sul ta tel ten that the this til till trinidad type una une united unser unsere until uz van var ved \
    vitamin von voor vor vores votre west western with world";

/// Whether a number stands as ages do: "Mrs Patel, 54, has", "Emma (8)". One digit only behind a capitalised word: else it
/// is the item of a list.
fn is_set_apart(pass: &Pass<'_>, at: usize, length: usize) -> bool {
    let before = pass.bytes(at.saturating_sub(2), at);
    let commas = before == b", " && b",)".contains(&pass.byte(at + length));
    let brackets = before == b" (" && pass.byte(at + length) == b')';
    match length {
        2 => commas || brackets,
        1 => (commas || brackets) && is_named_before(pass, at - 1),
        _ => false,
    }
}

/// Whether a possessive stands before ("my little daughter") or right behind ("colegul meu").
fn possessed(pass: &Pass<'_>, hits: &[CueHit], kin: &CueHit) -> bool {
    /// "my 9-year-old" is the longest that commonly stands between.
    const BETWEEN_BYTES_MAX: u32 = 24;
    hits.iter().filter(|hit| hit.cue == cue!("person.my")).any(|my| {
        let before = my.end <= kin.start && kin.start - my.end <= BETWEEN_BYTES_MAX;
        let between = pass.bytes(my.end as usize, kin.start as usize);
        let behind = my.start >= kin.end && my.start - kin.end <= 2;
        (before && !between.iter().any(|b| b",:()".contains(b))) || behind
    })
}

/// "our driver Liam": a word behind the possessive, and behind it a capital that no sentence begins with.
fn names_somebody(pass: &Pass<'_>, end: usize) -> bool {
    let role = end + 1;
    let length = ahead(pass, role, 40).iter().take_while(|b| is_word(**b)).count();
    pass.byte(end) == b' ' && length > 2 && pass.byte(role + length) == b' ' && is_capital(pass, role + length + 1)
}

/// How sure it is that the number before a unit of age is an age: alone it may as well be a duration.
fn age_before(pass: &Pass<'_>, start: usize, end: usize) -> Option<u8> {
    let before = pass.bytes(start.saturating_sub(5), start);
    let gap = before.iter().rev().take_while(|b| b" -\n".contains(b)).count();
    let digits = before.iter().rev().skip(gap).take_while(|b| b.is_ascii_digit()).count();
    if gap > 1 || digits == 0 || digits > 3 {
        return None;
    }
    let number = start - gap - digits;
    let unit = pass.lower.get(start..end).unwrap_or_default();
    let old = pass.bytes(end, end + 4).eq_ignore_ascii_case(b" old") || pass.bytes(end, end + 4) == b"-old";
    let set_apart = b",(".contains(&pass.byte_before(number))
        || b",(".contains(&pass.byte(number.saturating_sub(2)))
        || [&b" de "[..], b" di ", b"con ", b"van "].contains(&pass.bytes(number.saturating_sub(4), number));
    let only_age = unit.len() > 4 && !unit.eq_ignore_ascii_case(b"years") && !unit.eq_ignore_ascii_case(b"jahre");
    Some(if old || set_apart || only_age { 2 } else { 1 })
}

fn follows_number(pass: &Pass<'_>, end: usize) -> bool {
    let behind = ahead(pass, end, 5);
    let gap = behind.iter().take_while(|b| b" :".contains(b)).count();
    let digits = behind.iter().skip(gap).take_while(|b| b.is_ascii_digit()).count();
    (1..=2).contains(&gap) && (1..=2).contains(&digits) && !pass.byte(end + gap + digits).is_ascii_digit()
}

/// Where the number right behind a word ends, as `follows_number` knows it.
fn number_behind(pass: &Pass<'_>, end: usize) -> usize {
    let behind = ahead(pass, end, 5);
    let gap = behind.iter().take_while(|b| b" :".contains(b)).count();
    end + gap + behind.iter().skip(gap).take_while(|b| b.is_ascii_digit()).count()
}

/// Which languages a stretch of text is in, by the words that lists know.
#[derive(Debug, Clone, Copy)]
pub struct Tongue {
    votes: [u32; 64],
    /// The votes of the first.
    most: u32,
}

impl Default for Tongue {
    fn default() -> Tongue {
        Tongue { votes: [0; 64], most: 0 }
    }
}

impl Tongue {
    fn vote(&mut self, length: u32, langs: Langs) {
        if langs == Langs::ALL || langs.0 == 0 {
            return;
        }
        let langs = langs.0;
        // Long words and words of one language say more.
        let weight = 4 * length.min(16) / langs.count_ones();
        for_each_bit(langs, |bit| {
            if let Some(vote) = self.votes.get_mut(bit) {
                *vote += weight;
                self.most = self.most.max(*vote);
            }
        });
    }

    /// Whether a word of these languages belongs here: they have at least half as many votes as the first.
    pub fn speaks(&self, langs: Langs) -> bool {
        let mut own = 0;
        for_each_bit(langs.0, |bit| own = own.max(self.votes.get(bit).copied().unwrap_or(0)));
        langs == Langs::ALL || own * 2 >= self.most
    }
}
