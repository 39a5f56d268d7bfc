//! No figure of the scorecard may get worse. The test scans one case in four, since a debug build is slow; run with
//! `UPDATE=1` to record new floors in `examples/scorecard/floors.json`.

use std::collections::BTreeMap;
use std::fs;

use xtask::scorecard::{Score, Sets, folder, report};

/// What a figure over all languages may lose before the test fails: a handful of cases.
const SLACK: f64 = 0.01;

/// The same of one language, where a case in four leaves some 70 prompts.
const LANGUAGE_SLACK: f64 = 0.04;

#[test]
fn no_figure_gets_worse() {
    let sets = Sets::read(&folder()).unwrap();
    let now = report::floors(&Score::of(&sets.cases(4)));
    let path = folder().join("floors.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
        return;
    }
    let floors: BTreeMap<String, f64> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let worse: Vec<String> = floors
        .iter()
        .filter_map(|(key, floor)| {
            let value = now.get(key)?;
            let slack = if key.starts_with("found_") { LANGUAGE_SLACK } else { SLACK };
            let fell = if report::is_up(key) { value + slack < *floor } else { value - slack > *floor };
            fell.then(|| format!("{key}: {floor} before, {value} now"))
        })
        .collect();
    assert!(worse.is_empty(), "the scorecard fell:\n{}", worse.join("\n"));
}
