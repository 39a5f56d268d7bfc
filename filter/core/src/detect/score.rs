//! From what was seen to how sure we are, and which of several guesses for one place stands.

use super::pass::Candidate;
use crate::words::Likelihood;

/// What the words around a candidate say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A word that names this very scheme.
    Own,
    /// A word that names its kind.
    For,
    /// Nothing.
    Silent,
    /// A word that names something else: an order, an invoice, a version.
    Against,
}

/// What is known beside the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// What the words around say.
    pub context: Context,
    /// Whether the layout, the text's language or the policy's countries fit.
    pub supported: bool,
}

/// Beyond this share of random strings that pass, in parts per million, a number without words around it says nothing.
pub const CHANCE_WITHOUT_WORDS_PPM_MAX: u32 = 120_000;

/// How sure an identifier is, from the share of random strings of its shape that pass its check (parts per million)
/// and from what else is known. Without words around it, a number speaks for itself when at most one in 1,000 passes by
/// chance, or one in 50 if it is supported.
pub fn identifier(chance_ppm: u32, evidence: Evidence) -> Likelihood {
    match (evidence.context, chance_ppm) {
        (Context::Own, 0..=120_000) => Likelihood::VeryLikely,
        (Context::Own, _) => Likelihood::Likely,
        (Context::For, 0..=20_000) => Likelihood::VeryLikely,
        (Context::For, 20_001..=120_000) => Likelihood::Likely,
        (Context::For, _) => Likelihood::Possible,
        (Context::Silent, 0..=1_000) => Likelihood::Likely,
        (Context::Silent, 1_001..=20_000) if evidence.supported => Likelihood::Possible,
        (Context::Silent, 1_001..=CHANCE_WITHOUT_WORDS_PPM_MAX) => Likelihood::Unlikely,
        (Context::Silent, _) => Likelihood::VeryUnlikely,
        (Context::Against, 0..=1_000) => Likelihood::Unlikely,
        (Context::Against, _) => Likelihood::VeryUnlikely,
    }
}

/// Of candidates that overlap, the one more likely stands, then the longer one, then the first. Sorted by place.
pub fn resolve(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| {
        let length = |c: &Candidate| c.end - c.start;
        b.likelihood
            .cmp(&a.likelihood)
            .then(length(b).cmp(&length(a)))
            .then(a.start.cmp(&b.start))
            .then(a.entity.cmp(&b.entity))
    });
    // Places taken, by where they begin: none overlap, so only the neighbours of a new one need a look.
    let mut taken: std::collections::BTreeMap<usize, Candidate> = std::collections::BTreeMap::new();
    for candidate in candidates {
        let before = taken.range(..candidate.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= candidate.start) {
            taken.insert(candidate.start, candidate);
        }
    }
    taken.into_values().collect()
}
