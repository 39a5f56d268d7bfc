//! Tokens that say what they are: a literal prefix, then runs over alphabets, then a proof.
//!
//! A rule is data. Matching is greedy without backtracking: a run takes all it can, so a body that is too long fails as
//! one that is too short does. What stands before and after must not belong to the token.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::shape::{self, Alphabet};
use crate::detect::entity::{self, EntityId};
use crate::detect::pass::{Candidate, Pass};
use crate::words::Likelihood;

/// One piece of a token.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// This text, as it stands.
    Lit(&'static str),
    /// A run over the alphabet, of at least and at most so many bytes.
    Run(Alphabet, u16, u16),
}

/// How a token of one vendor looks.
#[derive(Debug)]
pub struct Rule {
    /// The entity it reports.
    pub entity: &'static str,
    /// What it begins with: at least two bytes, case-sensitive.
    pub prefix: &'static str,
    /// What follows.
    pub parts: &'static [Part],
    /// Proof on the whole token, after the shape holds and the body looks random.
    pub check: fn(&[u8]) -> bool,
}

/// No proof beyond the shape.
pub fn any(_: &[u8]) -> bool {
    true
}

/// Anthropic's keys end in `AA`.
pub fn ends_aa(token: &[u8]) -> bool {
    token.ends_with(b"AA")
}

/// Not one of those that hold base64("OpenAI") in their middle: they have their own row.
pub fn not_openai(token: &[u8]) -> bool {
    !shape::contains_ignore_case(token, b"t3blbkfj")
}

/// A UUID stands after the last `sep`-free 36 bytes: the token's tail is one.
pub fn ends_uuid(token: &[u8]) -> bool {
    token.len().checked_sub(36).and_then(|at| token.get(at..)).is_some_and(shape::is_uuid)
}

/// Nostr's bech32 checksum.
pub fn nostr(token: &[u8]) -> bool {
    token.strip_prefix(b"nsec1").is_some_and(|data| shape::bech32(b"nsec", data))
}

/// Letters and digits both, for short bodies that words could imitate. `token` includes the prefix.
pub fn mixed(token: &[u8]) -> bool {
    let body =
        token.iter().rposition(|b| matches!(b, b'_' | b'-' | b'.')).and_then(|at| token.get(at + 1..)).unwrap_or(token);
    shape::letters_and_digits(if body.len() >= 8 { body } else { token })
}

/// Random enough to stand without a telling prefix: letters of both cases and digits.
pub fn mixed_case(token: &[u8]) -> bool {
    token.iter().any(u8::is_ascii_digit)
        && token.iter().any(u8::is_ascii_lowercase)
        && token.iter().any(u8::is_ascii_uppercase)
}

/// Whether the text at `at` is a token of the rule; its end.
pub fn matches(rule: &Rule, text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mut left = rest.strip_prefix(rule.prefix.as_bytes())?;
    let mut last = Alphabet::ALNUM;
    for part in rule.parts {
        match *part {
            Part::Lit(lit) => left = left.strip_prefix(lit.as_bytes())?,
            Part::Run(alphabet, min, max) => {
                let window = left.get(..usize::from(max)).unwrap_or(left);
                let run = alphabet.run(window);
                if run < usize::from(min) {
                    return None;
                }
                left = left.get(run..)?;
                last = alphabet;
            }
        }
    }
    // A body that runs on is another thing; padding and a sentence's end are not a body running on.
    if left
        .first()
        .is_some_and(|&b| b.is_ascii_alphanumeric() || (last.has(b) && !matches!(b, b'.' | b'-' | b'=' | b'/')))
    {
        return None;
    }
    let length = rest.len() - left.len();
    let token = rest.get(..length)?;
    let token = token.strip_suffix(b".").unwrap_or(token);
    let body = token.get(rule.prefix.len()..)?;
    (shape::random(body) && (rule.check)(token)).then_some(at + token.len())
}

/// Rules by the first two bytes of their prefix.
struct Index {
    heads: Vec<u16>,
    links: Vec<Link>,
}

/// A rule in the chain of its bucket.
struct Link {
    next: u16,
    rule: &'static Rule,
    entity: EntityId,
}

const BUCKETS: usize = 4096;
const NONE: u16 = u16::MAX;

fn bucket(a: u8, b: u8) -> usize {
    ((usize::from(a) << 5) ^ usize::from(b)) & (BUCKETS - 1)
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let ids: HashMap<&str, EntityId> =
        entity::built_in().enumerate().map(|(i, row)| (row.id, EntityId(i as u16))).collect();
    let mut rules: Vec<&'static Rule> = super::RULES.iter().copied().flatten().collect();
    // Chains are built from the back, so the longest prefix ends up in front.
    rules.sort_by_key(|rule| rule.prefix.len());
    let mut index = Index { heads: vec![NONE; BUCKETS], links: Vec::with_capacity(rules.len()) };
    for rule in rules {
        if let [a, b, ..] = rule.prefix.as_bytes()
            && let Some(head) = index.heads.get_mut(bucket(*a, *b))
            && let Some(&entity) = ids.get(rule.entity)
        {
            index.links.push(Link { next: *head, rule, entity });
            *head = (index.links.len() - 1) as u16;
        }
    }
    index
});

/// Builds the index, so that no request has to wait for it.
pub fn prepare() {
    LazyLock::force(&INDEX);
}

/// The token that begins at `at`, if one does. The most specific prefix wins.
pub fn token_at(text: &[u8], at: usize) -> Option<Candidate> {
    let (&a, &b) = text.get(at).zip(text.get(at + 1))?;
    let index = &*INDEX;
    let mut place = *index.heads.get(bucket(a, b))?;
    while let Some(link) = index.links.get(usize::from(place)) {
        if let Some(end) = matches(link.rule, text, at) {
            let proved = text.get(at + link.rule.prefix.len()..end).is_some_and(shape::crc32_base62);
            // Two letters and a short body may be chance; a checksum or more of either is not.
            let weak = link.rule.prefix.len() < 4 && end - at < 26 && !proved;
            let likelihood = if weak { Likelihood::Likely } else { Likelihood::VeryLikely };
            return Some(Candidate { entity: link.entity, likelihood, start: at, end });
        }
        place = link.next;
    }
    None
}

/// A token may begin anywhere but inside a word.
fn may_begin(text: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|i| text.get(i)).is_none_or(|b| !b.is_ascii_alphanumeric())
}

/// How far before a long run its token may begin: webhook URLs have the longest prefixes.
const PREFIX_BYTES_MAX: usize = 100;

/// Whether a byte may stand in a token's prefix.
fn may_be_of_prefix(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(b, b'_' | b'-' | b'.' | b'/' | b'+' | b':' | b'|' | b'$' | b'~' | b'%' | b'@' | b'?' | b'=' | b'&')
        || matches!(b, b'^' | b'#' | b'!')
}

/// The long run around `place`: where it begins, and where the token that it may be part of can begin.
pub fn long_run(text: &[u8], place: usize) -> (usize, usize) {
    let before = text.get(..place).unwrap_or_default();
    let run = before.iter().rev().take(PREFIX_BYTES_MAX).take_while(|b| b.is_ascii_alphanumeric()).count();
    let reach = before.iter().rev().take(PREFIX_BYTES_MAX).take_while(|b| may_be_of_prefix(**b)).count();
    (place - run, place - reach)
}

/// Tokens at words that begin as one, and around long runs.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let mut done = 0;
    for &at in &pass.tokens {
        let at = at as usize;
        if at >= done
            && may_begin(pass.text, at)
            && let Some(candidate) = token_at(pass.text, at)
        {
            done = candidate.end;
            out.push(candidate);
        }
    }
    let mut done = 0;
    for &place in &pass.longs {
        let place = place as usize;
        if place < done {
            continue;
        }
        let (run, reach) = long_run(pass.text, place);
        if !telling(pass.text, run) {
            continue;
        }
        let starts = (reach.max(done)..=run).filter(|&at| may_begin(pass.text, at));
        for at in starts {
            if let Some(candidate) = token_at(pass.text, at).filter(|c| c.end > place) {
                done = candidate.end;
                out.push(candidate);
                break;
            }
        }
    }
}

/// Whether a long run is more than a long word: a digit in it, or a capital behind a small letter or after two capitals.
pub fn telling(text: &[u8], run: usize) -> bool {
    let body = text.get(run..).unwrap_or_default();
    let body = body.get(..body.len().min(48)).unwrap_or_default();
    let mut letters = body.iter().take_while(|b| b.is_ascii_alphanumeric());
    let _first = letters.next();
    letters.any(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}
