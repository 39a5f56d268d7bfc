//! The audit log of the real Envoy: it verifies as Envoy wrote it, and what is done to it afterwards is found and named.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use host_tests::envoy::Fixture;
use serde_json::{Value, json};
use xtask::gateway::{Options, audit_key};
use xtask::wire::Ask;

fn verify(folder: &Path, log: &str) -> Value {
    fs::write(folder.join("changed.jsonl"), log).expect("a file");
    let output = Command::new(xtask::parts::octroi().expect("the command line builds"))
        .current_dir(folder)
        .env("OCTROI_AUDIT_KEY", audit_key())
        .args(["audit", "verify", "--json", "--anchors", "envoy.log", "changed.jsonl"])
        .output()
        .expect("it runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// Until a file has these words, with the patience that the slowest machine needs.
fn wait_for(file: &Path, words: &str) {
    const PATIENCE: Duration = Duration::from_secs(120);
    let since = Instant::now();
    while !fs::read_to_string(file).is_ok_and(|text| text.contains(words)) {
        assert!(since.elapsed() < PATIENCE, "`{}` does not say `{words}`", file.display());
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn the_log_of_the_real_envoy_is_whole_until_somebody_changes_it() {
    let options = Options { workers: 2, ..Options::default() };
    let fixture = Fixture::start_with("audit", &options, |config| {
        config.policy().expect("a policy")["audit"] = json!({"anchor_seconds": 2});
    });
    for i in 0..24 {
        let text = if i % 3 == 0 { "Write to anna.schmidt@kunde-beispiel.de." } else { "Hello." };
        let body = json!({"model": "gpt-4o", "messages": [{"role": "user", "content": text}]});
        fixture.send("audit", Ask::json("/v1/chat/completions", &body));
    }
    let folder = fixture.gateway.folder.clone();
    wait_for(&folder.join("envoy.log"), "\"anchor\":\"last\"");
    let gateway = fixture.gateway;
    let (told, good) = gateway.verify().expect("it runs");
    assert!(good, "{told:#?}");
    let log = fs::read_to_string(folder.join("access.jsonl")).expect("the log");
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 24);
    let whole = verify(&folder, &log);
    assert_eq!((&whole["records"], &whole["fault_counts"]), (&json!(24), &json!({})), "{whole:#}");
    let said = fs::read_to_string(folder.join("envoy.log")).expect("Envoy's log");
    assert!(said.contains("\"anchor\":\"open\"") && said.contains("\"anchor\":\"last\""), "{said}");

    let mut without = lines.clone();
    without.remove(9);
    let mut doubled = lines.clone();
    doubled.insert(15, lines[3]);
    let edited = log.replacen("\"zone\":\"eea\"", "\"zone\":\"sovereign\"", 1);
    let cut = &lines[..20];
    for (what, changed, fault) in [
        ("one line out", without.join("\n"), ["dropped", "no_beginning", "no_end"]),
        ("one line twice", doubled.join("\n"), ["doubled"; 3]),
        ("a zone made better", edited, ["edited"; 3]),
        ("the end cut off", cut.join("\n"), ["no_end"; 3]),
        ("the beginning cut off", lines[4..].join("\n"), ["no_beginning"; 3]),
    ] {
        let answer = verify(&folder, &changed);
        assert_eq!(answer["verdict"], "not_complete", "{what}: {answer:#}");
        let named =
            answer["fault_counts"].as_object().is_some_and(|counts| fault.iter().any(|f| counts.contains_key(*f)));
        assert!(named, "{what}: {answer:#}");
    }
}
