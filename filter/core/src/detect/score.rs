//! From what was seen to how sure we are, and which of several guesses for one place stands.

use std::collections::BTreeMap;

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

/// What the policy says of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is at or above its entity's threshold.
    Counts,
    /// It is below.
    Below,
    /// Its value is on the allowlist: it is not reported, nor is what lies within it.
    Allowed,
}

/// Of candidates that overlap, the one more likely stands, then the longer one, then the first. Sorted by place.
///
/// Which one stands does not depend on the policy. Where all that stand in a candidate's way do not count, it is reported
/// beside them: a raised threshold or an allowed value never hides another finding. Only such findings may overlap.
pub fn resolve(mut candidates: Vec<Candidate>, standing: impl Fn(&Candidate) -> Standing) -> Vec<Candidate> {
    candidates.sort_by(|a, b| {
        let length = |c: &Candidate| c.end - c.start;
        b.likelihood
            .cmp(&a.likelihood)
            .then(length(b).cmp(&length(a)))
            .then(a.start.cmp(&b.start))
            .then(a.entity.cmp(&b.entity))
    });
    // Places taken, by where they begin: none overlap, so only the neighbours of a new one need a look.
    let mut taken: BTreeMap<usize, Candidate> = BTreeMap::new();
    let mut beaten = Vec::new();
    for candidate in candidates {
        let before = taken.range(..candidate.end).next_back();
        if before.is_none_or(|(_, other)| other.end <= candidate.start) {
            taken.insert(candidate.start, candidate);
        } else {
            beaten.push(candidate);
        }
    }
    let mut stand: Vec<(Candidate, Standing)> = taken.into_values().map(|c| (c, standing(&c))).collect();
    let mut beside = Vec::new();
    if stand.iter().any(|(_, standing)| *standing != Standing::Counts) {
        let free = |c: &Candidate| {
            let from = stand.partition_point(|(other, _)| other.end <= c.start);
            let mut over = stand.iter().skip(from).take_while(|(other, _)| other.start < c.end);
            over.all(|(other, standing)| match standing {
                Standing::Counts => false,
                Standing::Below => true,
                Standing::Allowed => c.start < other.start || other.end < c.end,
            })
        };
        beside.extend(beaten.into_iter().filter(|c| free(c) && standing(c) == Standing::Counts));
        // The same from two derived texts is one.
        beside.sort_by_key(|c| (c.start, c.end, c.entity));
        beside.dedup_by_key(|c| (c.start, c.end, c.entity));
    }
    stand.retain(|(_, standing)| *standing != Standing::Allowed);
    let mut resolved: Vec<Candidate> = stand.into_iter().map(|(c, _)| c).chain(beside).collect();
    resolved.sort_by_key(|c| c.start);
    resolved
}

#[cfg(test)]
mod tests {
    use super::super::entity::EntityId;
    use super::*;
    use proptest::prelude::*;

    const ENTITIES: u16 = 4;

    fn candidate() -> impl Strategy<Value = Candidate> {
        (0..ENTITIES, 1..Likelihood::ALL.len(), 0..40usize, 1..12usize).prop_map(
            |(entity, likelihood, start, length)| {
                let likelihood = Likelihood::ALL[likelihood];
                Candidate { entity: EntityId(entity), likelihood, start, end: start + length }
            },
        )
    }

    /// By entity: a threshold. By place: allowed values.
    fn counting(all: &[Candidate], thresholds: &[usize], allowed: &[(usize, usize)]) -> Vec<Candidate> {
        let standing = |c: &Candidate| match () {
            () if c.likelihood < Likelihood::ALL[thresholds[usize::from(c.entity.0)]] => Standing::Below,
            () if allowed.contains(&(c.start, c.end)) => Standing::Allowed,
            () => Standing::Counts,
        };
        resolve(all.to_vec(), standing).into_iter().filter(|c| standing(c) == Standing::Counts).collect()
    }

    proptest! {
        #[test]
        fn a_raised_threshold_or_an_allowed_value_hides_no_other_finding(
            all in prop::collection::vec(candidate(), 1..12),
            thresholds in prop::collection::vec(1..Likelihood::ALL.len(), usize::from(ENTITIES)),
            raised in 0..ENTITIES,
            allowed in any::<prop::sample::Index>(),
        ) {
            let before = counting(&all, &thresholds, &[]);
            let mut higher = thresholds.clone();
            higher[usize::from(raised)] = Likelihood::ALL.len() - 1;
            let after = counting(&all, &higher, &[]);
            for c in before.iter().filter(|c| c.entity.0 != raised) {
                prop_assert!(after.contains(c), "{c:?} gone");
            }
            let value = allowed.get(&all);
            let after = counting(&all, &thresholds, &[(value.start, value.end)]);
            for c in before.iter().filter(|c| (c.start, c.end) != (value.start, value.end)) {
                prop_assert!(after.contains(c), "{c:?} gone");
            }
        }

        #[test]
        fn where_all_count_none_overlap_and_none_is_beaten_for_nothing(
            all in prop::collection::vec(candidate(), 1..12),
        ) {
            let stand = counting(&all, &[1; ENTITIES as usize], &[]);
            prop_assert!(stand.windows(2).all(|pair| pair[0].end <= pair[1].start));
            for c in &all {
                let reason = stand.iter().any(|s| s.start < c.end && c.start < s.end && s.likelihood >= c.likelihood);
                prop_assert!(reason, "{c:?}");
            }
        }
    }

    #[test]
    fn what_an_allowed_value_covers_is_allowed_and_what_reaches_beyond_is_not() {
        let c = |entity, likelihood, start, end| Candidate { entity: EntityId(entity), likelihood, start, end };
        let all = [
            c(0, Likelihood::VeryLikely, 10, 20),
            c(1, Likelihood::Likely, 12, 16),
            c(2, Likelihood::Likely, 8, 16),
            c(3, Likelihood::Possible, 18, 25),
        ];
        assert_eq!(counting(&all, &[1; 4], &[]), [all[0]]);
        assert_eq!(counting(&all, &[1; 4], &[(10, 20)]), [all[2], all[3]]);
    }
}
