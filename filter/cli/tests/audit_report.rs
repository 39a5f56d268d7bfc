//! `octroi audit report` and `octroi advise` on a small log that has everything: golden answers.
//! `UPDATE=1 cargo test -p octroi-cli --test audit_report` renews them; the difference is to be read.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const LOG: &str = "filter/cli/tests/data/audit.jsonl";
const POLICY: &str = "examples/policies/company.yaml";

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn octroi(args: &[&str]) -> Ran {
    let output = Command::cargo_bin("octroi").unwrap().current_dir(ROOT).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn golden(name: &str, out: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, out).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(out, expected, "differs from `{}`", path.display());
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&octroi(args).out).unwrap()
}

#[test]
fn the_answers_are_as_they_were() {
    let ask = ["audit", "report", LOG, "--policy", POLICY, "--class", "special_category", "--outside", "sovereign"];
    for (name, more) in [
        ("report.txt", &["--art30", "--ai-act"][..]),
        ("report.json", &["--json", "--art30", "--ai-act"]),
        ("report.csv", &["--csv"]),
    ] {
        let ran = octroi(&[&ask[..], more].concat());
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{name}");
        golden(name, &ran.out);
    }
}

#[test]
fn the_advice_is_as_it_was() {
    for (name, more) in [("advice.txt", &[][..]), ("advice.json", &["--json"])] {
        let ran = octroi(&[&["advise", LOG, "--policy", POLICY], more].concat());
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{name}: two lines of the log cannot be read");
        golden(name, &ran.out);
    }
}

#[test]
fn advice_without_a_policy_says_what_it_lacks() {
    let advice = json(&["advise", LOG, "--json"]);
    let limits = advice["limits"].as_array().unwrap();
    assert!(limits.iter().any(|line| line == "no policy was given: what is permitted elsewhere is not known"));
    assert_eq!(advice["cheapest"], serde_json::json!([]));
    assert_eq!(advice["vendors"][0]["reversibility"], 0);
}

#[test]
fn assumptions_are_named_when_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.yaml");
    std::fs::write(&file, "peple: 100\n").unwrap();
    let ran = octroi(&["advise", LOG, "--assumptions", file.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("did you mean `people`?"), "{}", ran.err);
    std::fs::write(&file, octroi(&["advise", "--defaults"]).out.replace("people: 300", "people: 150")).unwrap();
    let advice = json(&["advise", LOG, "--json", "--assumptions", file.to_str().unwrap()]);
    assert_eq!(
        (&advice["inputs"]["people"]["value"], &advice["inputs"]["people"]["source"]),
        (&"150".into(), &"given".into())
    );
}

#[test]
fn a_period_is_days_or_times() {
    let total = |more: &[&str]| {
        let report = json(&[&["audit", "report", LOG, "--json"], more].concat());
        report["records"]["count"]["requests"].as_u64().unwrap()
    };
    assert_eq!(total(&[]), 11);
    assert_eq!(total(&["--from", "2026-10-01", "--to", "2026-10-01"]), 6);
    assert_eq!(total(&["--to", "2026-10-03"]), 8);
    assert_eq!(total(&["--from", "2026-10-04"]), 3);
    assert_eq!(total(&["--from", "2026-10-01T09:30:00Z", "--to", "2026-10-01T11:00:00Z"]), 2);
}

#[test]
fn a_period_without_records_is_not_good_news() {
    let ran = octroi(&["audit", "report", LOG, "--from", "2026-12-01", "--class", "personal", "--outside", "eea"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("no record in this period: the log tells nothing about it\n"), "{}", ran.out);
}

#[test]
fn a_wrong_question_has_no_answer() {
    for (args, error) in [
        (&["--class", "helth", "--outside", "eea"][..], "--class: expected `personal`"),
        (&["--class", "personal", "--outside", "europe"], "--outside: expected one of `self_hosted`"),
        (&["--from", "yesterday"], "--from: expected a day"),
        (&["--from", "2026-10-02", "--to", "2026-10-01"], "--to: expected a time after"),
        (&["no-such-file"], "cannot read `no-such-file`"),
    ] {
        let ran = octroi(&[&["audit", "report", LOG], args].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(error), "{}", ran.err);
    }
}

#[test]
fn the_page_stands_on_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let ran = octroi(&["audit", "report", LOG, "--policy", POLICY, "--html", file.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let html = std::fs::read_to_string(&file).unwrap();
    for sign in ["http:", "https:", "<script", "<link", "<img", "url("] {
        assert!(!html.contains(sign), "{sign}");
    }
    for figure in [
        "<b class=\"\">11</b><span>requests</span>",
        "special_category",
        "exceeded",
        "Art. 30(1)(b)",
        "<svg class=\"plot\"",
    ] {
        assert!(html.contains(figure), "{figure}");
    }
}

#[test]
fn a_lost_record_is_told_beside_the_sums() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log.jsonl");
    let mut log = Vec::new();
    xtask::audit_log::write(&xtask::audit_log::Wish { requests: 60, seed: 3, days: 2 }, &mut log).unwrap();
    let lines: Vec<&str> = std::str::from_utf8(&log).unwrap().lines().collect();
    let report = |lines: &[&str]| {
        std::fs::write(&file, lines.join("\n") + "\n").unwrap();
        octroi(&["audit", "report", file.to_str().unwrap(), "--policy", POLICY])
    };
    let whole = report(&lines);
    assert_eq!(whole.code, 0, "{}", whole.out);
    assert!(
        whole.out.starts_with("60 requests; nothing went farther than asked about or promised; the log is unbroken")
    );
    let lost = report(&[&lines[..30], &lines[31..]].concat());
    assert_eq!(lost.code, 1);
    assert!(lost.out.contains("59 requests") && lost.out.contains("THE LOG IS NOT COMPLETE"), "{}", lost.out);
    let before = octroi(&["audit", "report", file.to_str().unwrap(), "--to", "2026-08-24"]);
    assert!(before.out.contains("4 chains may have records in the period, 1 of them with faults"), "{}", before.out);
}
