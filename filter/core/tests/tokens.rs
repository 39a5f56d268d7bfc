//! The estimate of tokens against true numbers: data/tokens.tsv has short texts of our own with what the real tokenizers
//! count. `cargo xtask tokens --golden filter/core/tests/data/tokens.tsv` counts anew; `cargo xtask tokens` measures on
//! longer texts, which docs/TOKENS.md tells.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use octroi_core::tokens::{Estimate, Tokenizer};

/// In per cent. Letters of some 300 bytes are shorter than what is measured for the docs, so that they scatter more.
const MEDIAN_MAX: u64 = 6;
const MOST: u64 = 35;

#[test]
fn estimates_are_near_what_the_real_tokenizers_count() {
    let mut errors: Vec<Vec<(u64, &str)>> = vec![Vec::new(); Tokenizer::ALL.len()];
    for line in include_str!("data/tokens.tsv").lines() {
        let [what, numbers, text] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let text: String = serde_json::from_str(text).unwrap();
        let numbers: Vec<u64> = numbers.split(',').map(|number| number.parse().unwrap()).collect();
        assert_eq!(numbers.len(), Tokenizer::ALL.len(), "{what}");
        for ((tokenizer, real), errors) in Tokenizer::ALL.iter().zip(numbers).zip(&mut errors) {
            let error = Estimate::of(&text).tokens(*tokenizer).abs_diff(real) * 100 / real;
            assert!(error <= MOST, "{what}, {tokenizer:?}: {error} % of {real}");
            errors.push((error, what));
        }
    }
    for (tokenizer, errors) in Tokenizer::ALL.iter().zip(&mut errors) {
        errors.sort_unstable();
        assert!(errors.len() >= 25);
        let (median, _) = errors[errors.len() / 2];
        assert!(median <= MEDIAN_MAX, "{tokenizer:?}: median {median} %, {errors:?}");
    }
}
