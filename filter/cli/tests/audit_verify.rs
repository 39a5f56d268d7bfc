//! `octroi audit verify`: every kind of tampering is planted into a log, found and named; and no bad log is ever called
//! complete.

use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use flate2::Compression;
use flate2::write::GzEncoder;
use octroi_core::audit::chain::{AnchorKind, Chain};
use octroi_core::audit::key::{Key, Use};
use octroi_core::audit::{Record, rfc3339_millis};
use proptest::prelude::*;
use serde_json::Value;

const SECOND: u64 = 1_000_000_000;
const START: u64 = 1_795_305_600 * SECOND;

fn key_text(id: &str) -> String {
    let digits: String = id.bytes().cycle().map(|b| format!("{b:02x}")).take(32).collect();
    format!("{id}:{digits}")
}

fn key(id: &str) -> Key {
    Key::parse(&key_text(id), Use::Chain).unwrap()
}

fn record(nanos: u64) -> Record {
    Record { id: format!("d-{nanos}"), time: rfc3339_millis(nanos), zone: Some("eea"), ..Record::undecided() }
}

fn access(record: &str) -> String {
    format!(r#"{{"time":"x","status":200,"flags":"-","audit":[{record}]}}"#)
}

/// Two workers that write `each` records, by turns; and what they say in Envoy's log.
struct Log {
    lines: Vec<String>,
    anchors: Vec<String>,
    chains: Vec<Chain>,
}

impl Log {
    fn of(key: Option<&Key>, each: u64) -> Log {
        let chains = [0xa, 0xb].map(|vm| Chain::begin(key.cloned(), vm, "digest", START)).into();
        let mut log = Log { lines: Vec::new(), anchors: Vec::new(), chains };
        log.anchor(AnchorKind::Open);
        for i in 0..each {
            for chain in &mut log.chains {
                log.lines.push(access(&chain.seal(record(START + i * SECOND))));
            }
        }
        log
    }

    fn anchor(&mut self, kind: AnchorKind) {
        let said = self.chains.iter_mut().filter_map(|chain| chain.anchor(kind, START));
        self.anchors.extend(said.map(|anchor| format!("[2026-11-22 00:00:00.000][1][info][wasm] wasm log: {anchor}")));
    }

    fn closed(mut self) -> Log {
        self.anchor(AnchorKind::Close);
        self
    }

    fn anchored(mut self) -> Log {
        self.anchor(AnchorKind::Last);
        self
    }

    fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Files {
        let files = Files(tempfile::tempdir().unwrap());
        files.write("keys", format!("# old and new\n{}\n{}\n", key_text("old"), key_text("new")));
        files
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn verify(&self, args: &[&str]) -> Ran {
        let output = Command::cargo_bin("octroi")
            .unwrap()
            .current_dir(self.0.path())
            .env_remove("OCTROI_AUDIT_KEY")
            .args(["audit", "verify", "--json"])
            .args(args)
            .output()
            .unwrap();
        let answer = serde_json::from_slice(&output.stdout).unwrap_or_default();
        Ran { code: output.status.code().unwrap(), answer, err: String::from_utf8(output.stderr).unwrap() }
    }
}

struct Ran {
    code: i32,
    answer: Value,
    err: String,
}

impl Ran {
    fn verdict(&self) -> &str {
        self.answer["verdict"].as_str().unwrap_or("none")
    }

    /// Kinds of faults, with the records they are about.
    fn faults(&self) -> Vec<String> {
        let of = |fault: &Value| {
            let kind = fault["kind"].as_str().unwrap();
            match (&fault["vm"], &fault["first"], &fault["last"]) {
                (Value::String(vm), first, last) if first != last => {
                    format!("{kind} {} {first}-{last}", vm.trim_start_matches('0'))
                }
                (Value::String(vm), first, _) => format!("{kind} {} {first}", vm.trim_start_matches('0')),
                _ => kind.to_owned(),
            }
        };
        self.answer["faults"].as_array().into_iter().flatten().map(of).collect()
    }
}

/// Runs verify on lines and anchors, with the keys.
fn verify(lines: &str, anchors: &[String]) -> Ran {
    let files = Files::new();
    files.write("access.jsonl", lines);
    files.write("envoy.log", anchors.join("\n"));
    files.verify(&["--key-file", "keys", "--anchors", "envoy.log", "access.jsonl"])
}

#[test]
fn a_whole_log_is_complete_and_an_open_one_unbroken() {
    let log = Log::of(Some(&key("new")), 6);
    let ran = verify(&log.text(), &[]);
    assert_eq!((ran.verdict(), ran.code, ran.faults()), ("unbroken", 0, vec![]), "{}", ran.answer);
    assert_eq!(ran.answer["chains"][0]["end"], "open");
    let log = log.anchored();
    let ran = verify(&log.text(), &log.anchors);
    assert_eq!((ran.verdict(), ran.answer["chains"][1]["end"].as_str()), ("unbroken", Some("anchored")));
    let log = log.closed();
    let ran = verify(&log.text(), &log.anchors);
    assert_eq!((ran.verdict(), ran.code), ("complete", 0), "{}", ran.answer);
    assert_eq!((&ran.answer["records"], &ran.answer["chains"][0]["last"]), (&12.into(), &6.into()));
    let unkeyed = Log::of(None, 6).closed();
    let files = Files::new();
    files.write("access.jsonl", unkeyed.text());
    files.write("envoy.log", unkeyed.anchors.join("\n"));
    let ran = files.verify(&["--anchors", "envoy.log", "access.jsonl"]);
    assert_eq!((ran.verdict(), ran.code), ("unbroken", 0), "without a key nothing is ever complete");
    assert_eq!(files.verify(&["--strict", "--anchors", "envoy.log", "access.jsonl"]).code, 1);
}

type Tamper = fn(&mut Vec<String>);

#[test]
fn every_kind_of_tampering_is_found_and_named() {
    // Lines are a1 b1 a2 b2 ... of 6 records each, closed.
    let tampers: &[(&str, Tamper, &[&str])] = &[
        ("a field edited", |l| l[4] = l[4].replace("\"zone\":\"eea\"", "\"zone\":\"sovereign\""), &["edited a 3"]),
        ("a field added", |l| l[4] = l[4].replacen("\"v\":2", "\"tenant\":\"x\",\"v\":2", 1), &["edited a 3"]),
        (
            "a MAC edited",
            |l| l[4] = l[4].replace("\"mac\":\"", "\"mac\":\"0").replacen("0\"}]", "\"}]", 1),
            &["edited a 3"],
        ),
        ("one dropped", |l| drop(l.remove(4)), &["dropped a 3"]),
        ("a gap planted", |l| drop(l.drain(2..8)), &["dropped a 2-4", "dropped b 2-4"]),
        ("one doubled at once", |l| l.insert(5, l[4].clone()), &["doubled a 3"]),
        ("one doubled later", |l| l.push(l[4].clone()), &["doubled a 3"]),
        ("two exchanged", |l| l.swap(4, 6), &["reordered a 3"]),
        (
            "one moved to the end",
            |l| {
                let x = l.remove(4);
                l.push(x)
            },
            &["reordered a 3"],
        ),
        ("the beginning cut off", |l| drop(l.drain(..4)), &["no_beginning a 1-2", "no_beginning b 1-2"]),
        ("the end cut off", |l| l.truncate(8), &["no_end a 5-6", "no_end b 5-6"]),
        ("the last one cut off", |l| l.truncate(11), &["no_end b 6"]),
        ("all of one worker", |l| *l = l.iter().step_by(2).cloned().collect(), &["no_end b 1-6"]),
        (
            "the last line cut",
            |l| {
                let x = l.pop().unwrap();
                l.push(x[..90].to_owned())
            },
            &["damaged", "no_end b 6"],
        ),
        (
            "the seal stripped",
            |l| {
                let at = l[4].find(",\"mac\"").unwrap();
                l[4].replace_range(at.., "}]}")
            },
            &["unchained", "dropped a 3"],
        ),
        ("a line damaged", |l| l[4] = l[4].replacen("\"chain\":{", "\"chain\":", 1), &["damaged", "dropped a 3"]),
        ("another number", |l| l[4] = l[4].replace("\"seq\":3", "\"seq\":9"), &["edited a 9", "dropped a 3"]),
    ];
    for (name, tamper, expected) in tampers {
        let mut log = Log::of(Some(&key("new")), 6).closed();
        tamper(&mut log.lines);
        let ran = verify(&log.text(), &log.anchors);
        let faults = ran.faults();
        assert_eq!((ran.verdict(), ran.code), ("not_complete", 1), "{name}");
        for expected in *expected {
            assert!(faults.iter().any(|fault| fault == expected), "{name}: expected {expected}, found {faults:?}");
        }
    }
}

#[test]
fn forgers_are_found() {
    let (new, old) = (key("new"), key("old"));
    // Who has no key: seals with another one, with none, or makes a chain of his own.
    let honest = Log::of(Some(&new), 6).closed();
    let forged = |key: Option<&Key>, vm: u64| {
        let mut chain = Chain::begin(key.cloned(), vm, "digest", START);
        (0..6).map(|i| access(&chain.seal(record(START + (i + 100) * SECOND)))).collect::<Vec<_>>()
    };
    for (name, lines, expected) in [
        ("sealed by no key", forged(None, 0xa), "unkeyed a 1"),
        ("a chain of his own without a key", forged(None, 0xc), "unkeyed c 1"),
        ("a key that nobody knows", forged(Some(&key("his")), 0xc), "unknown_key c 1-null"),
        (
            "a key with a known name",
            forged(Some(&Key::parse(&key_text("his").replace("his", "new"), Use::Chain).unwrap()), 0xa),
            "edited a 1",
        ),
    ] {
        let mut log = Log::of(Some(&new), 6).closed();
        log.lines = log.lines.into_iter().filter(|line| !line.contains("00000a\"")).chain(lines).collect();
        let ran = verify(&log.text(), &log.anchors);
        assert_eq!(ran.verdict(), "not_complete", "{name}");
        assert!(ran.faults().iter().any(|fault| fault == expected), "{name}: {:?}", ran.faults());
    }
    // Who has the key, or needs none, but not the place where the anchors are: another record 3, sealed anew.
    for key in [Some(&new), None] {
        let honest = Log::of(key, 6).closed();
        let mut other = Log::of(key, 2);
        other.chains[0].seal(record(START)); // record 3, another one
        for i in 3..6 {
            other.lines.push(access(&other.chains[0].seal(record(START + i * SECOND))));
        }
        let fork: Vec<String> = honest.lines[..6].iter().chain(&other.lines[4..]).cloned().collect();
        let files = Files::new();
        files.write("envoy.log", honest.anchors.join("\n"));
        files.write("access.jsonl", fork.join("\n"));
        let keys: &[&str] = if key.is_some() { &["--key-file", "keys"] } else { &[] };
        let ran = files.verify(&[keys, &["--anchors", "envoy.log", "access.jsonl"]].concat());
        assert!(ran.faults().contains(&"forked a 3".to_owned()), "{:?}", ran.faults());
        assert!(ran.faults().contains(&"forked a 6".to_owned()), "anchored otherwise: {:?}", ran.faults());
    }
    // One chain, two keys: nobody rotates within a chain.
    let mut chain = Chain::begin(Some(old), 0xa, "digest", START);
    let mut other = Chain::begin(Some(new), 0xa, "digest", START);
    other.seal(record(START));
    let lines = [chain.seal(record(START)), other.seal(record(START))].map(|line| access(&line)).join("\n");
    assert!(verify(&lines, &[]).faults().contains(&"mixed_keys a 2".to_owned()));
    // A closing that the chain did not write.
    let mut cut = honest;
    cut.lines.truncate(8);
    cut.anchors.retain(|anchor| anchor.contains("\"open\""));
    let mut his = Log::of(None, 4).closed();
    cut.anchors.append(&mut his.anchors);
    let ran = verify(&cut.text(), &cut.anchors);
    assert!(ran.faults().iter().any(|fault| fault.starts_with("bad_anchor")), "{:?}", ran.faults());
}

#[test]
fn what_is_no_tampering_is_none() {
    let files = Files::new();
    let log = Log::of(Some(&key("new")), 40).closed();
    files.write("envoy.log", log.anchors.join("\n"));
    let (early, late) = log.lines.split_at(37);
    let gzip = |lines: &[String]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(lines.join("\n").as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    files.write("access.jsonl", late.join("\n"));
    files.write("access.jsonl.1.gz", gzip(early));
    let base = ["--key-file", "keys", "--anchors", "envoy.log"];
    let with = |more: &[&str]| files.verify(&[&base, more].concat());
    for rotated in [["access.jsonl", "access.jsonl.1.gz"], ["access.jsonl.1.gz", "access.jsonl"]] {
        let ran = with(&rotated);
        assert_eq!((ran.verdict(), ran.faults()), ("complete", vec![]), "rotated, in any order");
    }
    let ran = with(&["access.jsonl"]);
    assert_eq!(ran.faults(), ["no_beginning a 1-19", "no_beginning b 1-18"]);
    assert_eq!(with(&["--part", "access.jsonl"]).verdict(), "unbroken", "a part is never complete");
    let ran = with(&["access.jsonl", "access.jsonl.1.gz", "access.jsonl"]);
    assert_eq!(ran.verdict(), "not_complete", "a file twice is said");
    assert!(ran.faults().iter().all(|fault| fault.starts_with("doubled")), "{:?}", ran.faults());

    // Other programs' lines between, requests without a record, a clock that goes back, anchors among the records.
    let mut mixed: Vec<String> = log.lines.iter().flat_map(|line| [line.clone(), "GET / 200".to_owned()]).collect();
    mixed.insert(7, r#"{"status":503,"audit":[]}"#.to_owned());
    mixed.extend(log.anchors.clone());
    files.write("mixed.log", mixed.join("\n"));
    let ran = files.verify(&["--key-file", "keys", "mixed.log"]);
    assert_eq!((ran.verdict(), &ran.answer["requests_without_record"]), ("complete", &1.into()), "{}", ran.answer);
    assert_eq!(ran.answer["other_lines"], 80);
    let mut chain = Chain::begin(Some(key("old")), 0xa, "digest", START);
    let times = [100, 101, 30, 31].map(|second| access(&chain.seal(record(START + second * SECOND))));
    files.write("clock.jsonl", times.join("\n"));
    let ran = files.verify(&["--key-file", "keys", "clock.jsonl"]);
    assert_eq!((ran.verdict(), &ran.answer["chains"][0]["clock_went_back"]), ("unbroken", &1.into()));

    // Written again by somebody who sorts keys, or wraps lines.
    let sorted: Vec<String> = log
        .lines
        .iter()
        .map(|line| {
            let value: Value = serde_json::from_str(line).unwrap();
            octroi_core::audit::chain::canonical(&value)
        })
        .collect();
    let wrapped: Vec<String> =
        log.lines.iter().map(|line| serde_json::json!({"log": line, "stream": "stdout"}).to_string()).collect();
    for lines in [sorted, wrapped] {
        files.write("again.jsonl", lines.join("\n"));
        assert_eq!(with(&["again.jsonl"]).verdict(), "complete");
    }
}

#[test]
fn bad_logs_are_never_complete() {
    let log = Log::of(Some(&key("new")), 6).closed();
    let old_record =
        r#"{"v":1,"id":"x-1","time":"2026-01-01T00:00:00.000Z","policy":"d","sensitivity":"public","duration_ms":1}"#;
    let text = log.text();
    let with_old = format!("{}\n{text}", access(old_record));
    let mut broken_gzip = GzEncoder::new(Vec::new(), Compression::fast());
    broken_gzip.write_all(text.as_bytes()).unwrap();
    let mut broken_gzip = broken_gzip.finish().unwrap();
    broken_gzip.truncate(broken_gzip.len() / 2);
    let cases: [(&str, &[u8], &str, i32); 6] = [
        ("empty", b"", "not_complete", 1), // the anchors tell of records
        ("other lines only", b"GET / 200\nGET / 200\n", "not_complete", 1),
        ("mixed versions", with_old.as_bytes(), "not_complete", 1),
        ("a compressed file cut short", &broken_gzip, "not_complete", 1),
        ("no line feed at the end", text.trim_end().as_bytes(), "complete", 0),
        ("empty lines", &text.replace('\n', "\n\n\n").into_bytes(), "complete", 0),
    ];
    for (name, bytes, verdict, code) in cases {
        let files = Files::new();
        files.write("access.jsonl", bytes);
        files.write("envoy.log", log.anchors.join("\n"));
        let ran = files.verify(&["--key-file", "keys", "--anchors", "envoy.log", "access.jsonl"]);
        assert_eq!((ran.verdict(), ran.code), (verdict, code), "{name}: {:?} {}", ran.faults(), ran.err);
    }
    let files = Files::new();
    files.write("access.jsonl", "");
    let ran = files.verify(&["access.jsonl"]);
    assert_eq!((ran.verdict(), ran.code), ("nothing", 1));
    assert_eq!(files.verify(&["absent.jsonl"]).code, 2);
    files.write("short", "new:00ff\n");
    let ran = files.verify(&["--key-file", "short", "access.jsonl"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("line 1") && !ran.err.contains("00ff"), "{}", ran.err);
    let without_keys = {
        files.write("access.jsonl", log.text());
        files.verify(&["access.jsonl"])
    };
    assert!(without_keys.faults().iter().any(|fault| fault.starts_with("unknown_key")), "{:?}", without_keys.faults());
}

#[test]
fn an_anchor_of_a_key_that_was_not_given_is_no_good_news() {
    // A whole chain of another key is missing, but for its anchors.
    let log = Log::of(Some(&key("new")), 6).closed();
    let mut gone = Chain::begin(Some(key("lost")), 0xc, "digest", START);
    gone.seal(record(START));
    let more = [AnchorKind::Open, AnchorKind::Close].map(|kind| gone.anchor(kind, START).unwrap());
    let anchors = [log.anchors.clone(), more.into()].concat();
    let ran = verify(&log.text(), &anchors);
    assert_eq!((ran.verdict(), ran.faults()), ("not_complete", vec!["unknown_key c 1-null".to_owned()]));
    // Written anew by somebody without a key, and looked at without one.
    let anew = Log::of(None, 6);
    let files = Files::new();
    files.write("access.jsonl", anew.text());
    files.write("envoy.log", log.anchors.join("\n"));
    let ran = files.verify(&["--anchors", "envoy.log", "access.jsonl"]);
    assert_eq!((ran.verdict(), ran.code), ("not_complete", 1), "{}", ran.answer);
}

#[test]
fn an_anchor_that_was_not_compared_is_told() {
    let log = Log::of(Some(&key("new")), 1200).closed();
    let mut other = Log::of(Some(&key("new")), 2);
    other.chains[0].seal(record(START + 77 * SECOND)); // record 3, another one
    let contradiction = other.chains[0].anchor(AnchorKind::Last, START).unwrap();
    let files = Files::new();
    files.write("access.jsonl", log.text());
    files.write("envoy.log", [log.anchors.clone(), vec![contradiction]].concat().join("\n"));
    let ran = files.verify(&["--key-file", "keys", "--anchors", "envoy.log", "access.jsonl"]);
    assert_eq!(ran.faults(), ["forked a 3"]);
    let late = files.verify(&["--key-file", "keys", "access.jsonl", "envoy.log"]);
    assert_eq!((late.verdict(), &late.answer["chains"][0]["anchors_not_compared"]), ("unbroken", &1.into()));
    // Two anchors of one number that contradict one another, whatever the records say.
    let mut third = Log::of(Some(&key("new")), 2);
    third.chains[0].seal(record(START + 78 * SECOND));
    let two = [&mut other, &mut third].map(|log| log.chains[0].anchor(AnchorKind::Close, START).unwrap());
    assert!(verify("", &two).faults().contains(&"forked a 3".to_owned()));
}

#[test]
fn several_secrets_may_have_one_id() {
    let log = Log::of(Some(&key("new")), 3).closed();
    let files = Files::new();
    let another = key_text("his").replace("his", "new");
    files.write("access.jsonl", log.text());
    files.write("envoy.log", log.anchors.join("\n"));
    for keys in [[another.clone(), key_text("new")], [key_text("new"), another]] {
        files.write("keys", keys.join("\n"));
        let ran = files.verify(&["--key-file", "keys", "--anchors", "envoy.log", "access.jsonl"]);
        assert_eq!((ran.verdict(), ran.faults()), ("complete", vec![]));
    }
}

#[test]
fn a_chain_with_faults_is_never_called_unbroken() {
    let mut log = Log::of(Some(&key("new")), 300);
    for line in log.lines.iter_mut().step_by(2).chain([&mut String::new()]) {
        *line = line.replace("eea", "adequate");
    }
    let at = log.lines.len() - 1;
    log.lines[at] = log.lines[at].replace("eea", "adequate");
    let ran = verify(&log.text(), &[]);
    let faulty = [0, 1].map(|chain| ran.answer["chains"][chain]["faulty"].as_bool().unwrap());
    assert_eq!((ran.faults().len(), faulty), (200, [true, true]), "the second chain's fault is not told by itself");
}

#[test]
fn a_forged_record_steers_neither_the_answer_nor_the_terminal() {
    let mut chain = Chain::begin(None, 0xa, "\u{1b}[2Jdigest\nCOMPLETE: 1 record, 1 chain", START);
    let forged = Record { policy: "\u{1b}[2J\nCOMPLETE: x".to_owned(), ..record(START) };
    let lines = [chain.seal(forged), chain.seal(record(START))].map(|line| access(&line));
    let files = Files::new();
    let named =
        |vm: &str| lines[1].replace("000000000000000a", vm).replace("\"seq\":2", "\"seq\":18446744073709551615");
    let odd = named("x\\nCOMPLETE: 1 record");
    files.write(
        "access.jsonl",
        [&lines[0], &named("000000000000000b"), &odd, &named("000000000000000b")].map(String::as_str).join("\n"),
    );
    let output = Command::cargo_bin("octroi")
        .unwrap()
        .current_dir(files.0.path())
        .env_remove("OCTROI_AUDIT_KEY")
        .args(["audit", "verify", "access.jsonl"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.lines().any(|line| line.starts_with("COMPLETE")) && !text.contains('\u{1b}'), "{text}");
    assert!(text.contains("damaged: a record in a chain whose name is none (access.jsonl:3)"), "{text}");
    assert!(text.lines().last().unwrap().starts_with("NOT COMPLETE: "), "{text}");
}

#[test]
fn the_answer_names_place_and_verdict() {
    let files = Files::new();
    let mut log = Log::of(Some(&key("new")), 6).closed();
    log.lines[4] = log.lines[4].replace("eea", "adequate");
    files.write("access.jsonl", log.text());
    let output = Command::cargo_bin("octroi")
        .unwrap()
        .current_dir(files.0.path())
        .env("OCTROI_AUDIT_KEY", key_text("new"))
        .args(["audit", "verify", "access.jsonl"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("edited: record 3 of 000000000000000a: it does not say what was sealed (access.jsonl:5)"),
        "{text}"
    );
    assert!(text.ends_with("NOT COMPLETE: 1 edited\n"), "{text}");
    assert!(Path::new(&files.0.path().join("access.jsonl")).exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_changed_byte_of_a_log_is_found(line in 0usize..12, at in 0.0f64..1.0, by in 1u8..=255) {
        let log = Log::of(Some(&key("new")), 6).closed();
        let mut lines: Vec<Vec<u8>> = log.lines.iter().map(|line| line.clone().into_bytes()).collect();
        // Within the record: what stands around it is Envoy's own, and sealed by nobody.
        let record = log.lines[line].find("[{").unwrap() + 1..log.lines[line].len() - 2;
        let at = record.start + (at * record.len() as f64) as usize;
        lines[line][at] ^= by;
        let files = Files::new();
        files.write("access.jsonl", lines.join(&b"\n"[..]));
        files.write("envoy.log", log.anchors.join("\n"));
        let ran = files.verify(&["--key-file", "keys", "--anchors", "envoy.log", "access.jsonl"]);
        prop_assert_eq!(ran.verdict(), "not_complete", "byte {} of line {}", at, line + 1);
    }
}
