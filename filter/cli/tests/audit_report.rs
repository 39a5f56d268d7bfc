//! `octroi audit report` and `octroi advise` on a small log that has everything: golden answers.
//! `UPDATE=1 cargo test -p octroi-cli --test audit_report` renews them; the difference is to be read.

use std::path::Path;

use assert_cmd::Command;
use octroi_core::audit::chain::Chain;
use octroi_core::audit::{Record, rfc3339_millis};
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

/// A log of these records, of one chain.
fn log_of(records: Vec<Record>) -> tempfile::NamedTempFile {
    let mut chain = Chain::begin(None, 1, "digest", 0);
    let lines: Vec<String> = records.into_iter().map(|record| chain.seal(record)).collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines.join("\n") + "\n").unwrap();
    file
}

fn sent(zone: Option<&'static str>, coverage: &'static str, day: u64) -> Record {
    Record {
        time: rfc3339_millis(day * 86_400_000_000_000),
        upstream: Some("us_vendor".to_owned()),
        zone,
        coverage,
        ..Record::undecided()
    }
}

#[test]
fn what_was_not_read_is_no_good_news_for_who_asks() {
    let log = log_of(vec![sent(Some("third_country"), "none", 20_000), sent(Some("third_country"), "none", 20_000)]);
    let ask =
        ["audit", "report", log.path().to_str().unwrap(), "--class", "special_category", "--outside", "sovereign"];
    let ran = octroi(&ask);
    assert_eq!(ran.code, 1, "{}", ran.out);
    let headline = "2 requests; nothing that was read went farther than asked about or promised, and not all was read";
    assert!(ran.out.starts_with(headline), "{}", ran.out);
    let answer = "special_category outside sovereign: none of 0 requests; 2 other requests there not read in full\n";
    assert!(ran.out.contains(answer), "{}", ran.out);
    assert_eq!(json(&[&ask[..], &["--json"]].concat())["outside"][0]["kept"], Value::Null);
    let csv = octroi(&[&ask[..], &["--csv"]].concat()).out;
    assert!(csv.contains("asked_outside_unread,special_category,sovereign,2,,\n"), "{csv}");
    let page = tempfile::NamedTempFile::new().unwrap();
    octroi(&[&ask[..], &["--html", page.path().to_str().unwrap()]].concat());
    let html = std::fs::read_to_string(page.path()).unwrap();
    assert!(html.contains("<b class=\"warn\">1 of 1</b><span>bounds kept, as far as was read</span>"), "{html}");
    let read = log_of(vec![sent(Some("third_country"), "complete", 20_000)]);
    let ask = [&["audit", "report", read.path().to_str().unwrap()], &ask[3..]].concat();
    assert_eq!(octroi(&ask).code, 0);
}

#[test]
fn the_text_says_that_it_names_a_few() {
    for (requests, more) in [(5, false), (6, true)] {
        let one = |_| Record { categories: vec!["personal"], ..sent(Some("third_country"), "complete", 20_000) };
        let log = log_of((0..requests).map(one).collect());
        let ran = octroi(&["audit", "report", log.path().to_str().unwrap(), "--class", "personal", "--outside", "eea"]);
        assert_eq!(ran.out.matches(" -> us_vendor (third_country").count(), 5);
        assert_eq!(ran.out.contains("  and more (--json and --html name the first 20)\n"), more, "{}", ran.out);
    }
}

#[test]
fn drafts_say_what_the_log_does_not_tell() {
    let personal = || vec!["personal"];
    let records = vec![
        Record { categories: personal(), ..sent(None, "complete", 20_000) },
        Record { categories: personal(), mode: "observe", ..sent(Some("third_country"), "partial", 20_000) },
    ];
    let log = log_of(records);
    let lines = std::fs::read_to_string(log.path()).unwrap() + "{\"status\":503,\"audit\":[]}\n";
    std::fs::write(log.path(), lines).unwrap();
    let text = octroi(&["audit", "report", log.path().to_str().unwrap(), "--art30", "--ai-act"]).out;
    for told in [
        "to zone third_country: personal 1, special_category 0, criminal_offence 0; 1 request there not read in full",
        "to where the record does not tell: personal 1, special_category 0, criminal_offence 0; 0 requests there not read",
        "one record for each request at the gateway: 2 in 2024-10-04T00:00:00Z to 2024-10-04T00:00:00Z; 1 without a record",
        "left; not enforced for 1 request, only observed",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[test]
fn a_chain_with_faults_may_reach_into_any_period() {
    let log = log_of((0..3).map(|_| sent(Some("eea"), "complete", 20_000)).collect());
    let text = std::fs::read_to_string(log.path()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    std::fs::write(log.path(), format!("{}\n{}\n", lines[0], lines[2])).unwrap();
    let out = octroi(&["audit", "report", log.path().to_str().unwrap(), "--from", "2024-10-06"]).out;
    assert!(out.contains("1 chain may have records in the period, 1 of them with faults"), "{out}");
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
