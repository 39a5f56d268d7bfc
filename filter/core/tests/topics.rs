//! Art. 9 and 10, children, markings: natural prompts by language, with goals for recall and false alarms.
//!
//! The cases (`topics_cases.txt`) are written as people would type them, apart from the word lists. Single failures
//! are allowed within the goals and printed; to make a failing case pass by listing its words would measure nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests may panic")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use octroi_core::detect::{Options, Scanner};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Likelihood, Role};

const CASES: &str = include_str!("topics_cases.txt");

/// Entities of this family, all reported at `Possible` or above.
const OWN: &[&str] = &[
    "health_data",
    "genetic_data",
    "biometric_data",
    "ethnic_origin",
    "political_opinion",
    "religion_belief",
    "union_membership",
    "sex_life_orientation",
    "criminal_offence",
    "child_data",
    "marking_classified",
    "marking_tlp",
    "marking_confidential",
    "marking_internal",
    "legal_privilege",
    "business_secret",
    "source_code",
];

struct Case {
    lang: &'static str,
    expected: &'static str,
    text: &'static str,
}

fn cases() -> Vec<Case> {
    let lines = CASES.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let mut fields = line.splitn(3, " | ");
            let mut next = || fields.next().expect("three fields").trim();
            Case { lang: next(), expected: next(), text: next() }
        })
        .collect()
}

fn found(scanner: &Scanner, text: &str) -> Vec<String> {
    let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
    let scan = scanner.scan(&[segment]);
    let likely = scan.findings.iter().filter(|f| f.likelihood >= Likelihood::Possible);
    let ids = likely.filter_map(|f| scanner.entity(f.entity)).map(|info| info.id.to_owned());
    ids.filter(|id| OWN.contains(&id.as_str()) || id == "salary").collect()
}

#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    all: usize,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    fn share(self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

#[test]
fn natural_prompts_meet_the_goals() {
    let scanner = Scanner::new(&Options::default());
    let mut by_lang: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut by_entity: BTreeMap<&str, Tally> = BTreeMap::new();
    let (mut recall, mut quiet, mut clean) = (Tally::default(), Tally::default(), Tally::default());
    for case in cases() {
        let ids = found(&scanner, case.text);
        let harmless = matches!(case.expected, "topic" | "double" | "clean");
        let right = if harmless { ids.is_empty() } else { ids.iter().any(|id| id == case.expected) };
        if !right {
            println!("{} | {} | found {ids:?} | {}", case.lang, case.expected, case.text);
        }
        match case.expected {
            "clean" => clean.add(right),
            "topic" | "double" => quiet.add(right),
            entity => {
                recall.add(right);
                by_lang.entry(case.lang).or_default().add(right);
                by_entity.entry(entity).or_default().add(right);
            }
        }
    }
    println!(
        "recall {:.3}, topic and double meaning quiet {:.3}, harmless quiet {:.3}",
        recall.share(),
        quiet.share(),
        clean.share()
    );
    for (name, tally) in by_lang.iter().chain(&by_entity) {
        println!("{name}: {}/{}", tally.right, tally.all);
    }
    assert!(recall.share() >= 0.9, "recall of persons' special data and markings");
    assert!(quiet.share() >= 0.97, "topic-only and double-meaning prompts that stay quiet");
    assert!(clean.share() >= 0.99, "harmless prompts that stay quiet");
    for (lang, tally) in by_lang {
        assert!(tally.share() >= 0.75, "recall in {lang}");
    }
}
