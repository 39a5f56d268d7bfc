//! The module's records under the wasmtime host: chained under the key of its environment, anchored, witnessed, signed,
//! and verified by the command line.

use std::path::PathBuf;
use std::process::Command;

use host_tests::wasm_host::{HostOptions, Outcome, Request, Response, Vm};
use host_tests::{chat, chat_answer, company_policy};
use octroi_core::audit::chain::{ANCHOR_MARK, check};
use octroi_core::audit::key::{Key, Use};
use octroi_core::audit::signature;
use serde_json::{Value, json};

const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn policy(audit: Value) -> String {
    let mut policy = company_policy();
    policy["audit"] = audit;
    policy.to_string()
}

fn options(env: &[(&str, &str)]) -> HostOptions {
    let env = env.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    HostOptions { env, ..HostOptions::default() }
}

fn send(vm: &mut Vm, text: &str) -> Outcome {
    let request = Request::post("/v1/chat/completions", chat("gpt-4o", text)).with("x-conversation", "c-1");
    vm.exchange(&request, &Response::new(200, "application/json", chat_answer())).expect("no trap")
}

fn line(outcome: &Outcome) -> String {
    String::from_utf8(outcome.filter_state["octroi.audit"].clone()).expect("a record is text")
}

/// What `octroi audit verify --json` answers about these lines.
fn verify(name: &str, lines: &[String], anchors: &str) -> Value {
    let folder: PathBuf = xtask::parts::scratch("audit-tests").expect("a folder").join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text).expect("a file");
    write("access.jsonl", lines.iter().map(|line| format!("{{\"audit\":[{line}]}}\n")).collect());
    write("envoy.log", anchors.to_owned());
    let output = Command::new(xtask::parts::octroi().expect("the command line builds"))
        .current_dir(&folder)
        .env("OCTROI_AUDIT_KEY", format!("k1:{HEX}"))
        .args(["audit", "verify", "--json", "--anchors", "envoy.log", "access.jsonl"])
        .output()
        .expect("it runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn records_are_chained_under_the_environments_key_and_verify() {
    let key = format!("k1:{HEX}");
    let options = options(&[("OCTROI_AUDIT_KEY", &key)]);
    let other = HostOptions { random_seed: 77, ..options.clone() };
    let policy = policy(json!({"anchor_seconds": 10}));
    let mut vms = [options, other].map(|options| Vm::start(policy.as_bytes(), options).expect("it loads"));
    let mut lines = Vec::new();
    for _ in 0..3 {
        for vm in &mut vms {
            lines.push(line(&send(vm, "Hello.")));
            vm.advance(6_000).expect("no trap");
            vm.advance(6_000).expect("no trap");
        }
    }
    let sealing = Key::parse(&key, Use::Chain).expect("a key");
    assert!(lines.iter().all(|line| check(line, Some(&sealing)).is_some() && check(line, None).is_none()));
    let records: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&records[4]["chain"]["seq"], &records[4]["chain"]["prev"]), (&json!(3), &records[2]["mac"]));
    assert_eq!(records[4]["chain"]["witness"][0]["mac"], records[1]["mac"], "{}", records[4]);
    let log: String = vms.iter().map(Vm::log_text).collect();
    assert_eq!(log.matches("\"anchor\":\"open\"").count(), 2, "{log}");
    assert_eq!(log.matches("\"anchor\":\"last\"").count(), 6, "at most one every ten seconds: {log}");
    assert!(!log.contains(HEX) && !lines.concat().contains(HEX), "a key stays where it is");
    let answer = verify("whole", &lines, &log);
    assert_eq!(
        (&answer["verdict"], &answer["chains"][1]["end"]),
        (&json!("unbroken"), &json!("anchored")),
        "{answer:#}"
    );
    let answer = verify("cut", &lines[..5], &log);
    assert_eq!(answer["fault_counts"], json!({"no_end": 1}), "{answer:#}");
    // Without Envoy's log, the other worker still bears witness of what is missing.
    let without_second: Vec<String> = lines.iter().step_by(2).cloned().collect();
    let answer = verify("witnessed", &without_second, "");
    assert_eq!(answer["fault_counts"], json!({"no_end": 1}), "{answer:#}");
    let mut edited = lines.clone();
    edited[2] = edited[2].replace("\"us_vendor\"", "\"own_gpu\"");
    let answer = verify("edited", &edited, &log);
    assert_eq!(answer["fault_counts"], json!({"edited": 1}), "{answer:#}");
}

#[test]
fn the_whole_life_of_a_request_is_sealed_whatever_became_of_it() {
    let mut vm = Vm::start(policy(json!({})).as_bytes(), options(&[])).expect("it loads");
    let request = Request::post("/v1/chat/completions", chat("gpt-4o", "Hello."));
    let id = vm.open(&request).expect("no trap");
    vm.send_head_and_chunks(id, &request).expect("no trap");
    let abandoned = line(&vm.abandon(id).expect("no trap"));
    let denied = line(&send(&mut vm, "x"));
    let unread = vm.exchange(&Request::post("/v1/none", "{"), &Response::default()).expect("no trap");
    for (seq, line) in (1..).zip([abandoned, denied, line(&unread)]) {
        assert!(check(&line, None).is_some(), "{line}");
        let record: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!((&record["chain"]["seq"], &record["chain"]["alg"]), (&json!(seq), &json!("blake3")));
    }
}

#[test]
fn decisions_are_signed_for_the_zones_that_the_policy_names_and_only_with_a_key() {
    let wanted = policy(json!({"sign": {"to": ["self_hosted", "sovereign"], "ttl_seconds": 30}}));
    let key = format!("d1:{HEX}");
    let mut vm = Vm::start(wanted.as_bytes(), options(&[("OCTROI_DECISION_KEY", &key)])).expect("it loads");
    let outcome = send(&mut vm, "Patient Anna Schmidt, IBAN DE02120300000000202051, has diabetes.");
    let header = outcome.sent_header(signature::HEADER).expect("it is signed");
    let keys = [Key::parse(&key, Use::Decision).expect("a key")];
    let audit = outcome.audit();
    let statement = signature::check(&header, &keys, 0).unwrap_or_else(|why| panic!("{why:?}: {header}"));
    assert_eq!(audit["id"], statement.id);
    assert_eq!((&audit["zone"], &audit["policy"]), (&json!(statement.zone), &json!(statement.policy)));
    assert_eq!(statement.expires_unix_secs, 1_795_305_600 + 30);
    assert_eq!(outcome.client_header(signature::HEADER), None, "it is for the next hop");
    assert_eq!(send(&mut vm, "Hello.").sent_header(signature::HEADER), None, "another zone");
    let mut vm = Vm::start(wanted.as_bytes(), options(&[])).expect("it loads without");
    assert!(vm.log_text().contains("OCTROI_DECISION_KEY"), "and says so");
    let request = Request::post("/v1/chat/completions", chat("gpt-4o", "IBAN DE02120300000000202051"))
        .with(signature::HEADER, "v=1;a client's own");
    let outcome = vm.exchange(&request, &Response::new(200, "application/json", chat_answer())).expect("no trap");
    assert_eq!(outcome.sent_header(signature::HEADER), None, "a client's copy is removed");
}

#[test]
fn identifiers_are_hashed_under_the_tenants_key_or_not_at_all() {
    let wanted = policy(json!({"identifiers": {"body": true, "conversation": {"header": "x-conversation"}}}));
    let keys = format!("*=i1:{HEX}");
    let mut vm = Vm::start(wanted.as_bytes(), options(&[("OCTROI_IDENTIFIER_KEYS", &keys)])).expect("it loads");
    let [one, same, other] = ["Hello.", "Hello.", "Hello!"].map(|text| send(&mut vm, text).audit());
    assert!(one["body"].as_str().is_some_and(|hash| hash.len() == 35 && hash.starts_with("i1:")), "{one:#}");
    assert_eq!((&one["body"], &one["conversation"]), (&same["body"], &same["conversation"]));
    assert_ne!(one["body"], other["body"]);
    assert_ne!(one["body"], one["conversation"]);
    let none = send(&mut Vm::start(wanted.as_bytes(), options(&[])).expect("it loads"), "Hello.").audit();
    assert_eq!((&none["body"], &none["conversation"]), (&Value::Null, &Value::Null));
    let none = send(
        &mut Vm::start(policy(json!({})).as_bytes(), options(&[("OCTROI_IDENTIFIER_KEYS", &keys)])).expect("it loads"),
        "x",
    );
    assert_eq!(none.audit()["body"], Value::Null, "only where the policy asks for it");
}

#[test]
fn a_key_that_cannot_be_read_is_refused_and_not_repeated() {
    for variable in ["OCTROI_AUDIT_KEY", "OCTROI_DECISION_KEY", "OCTROI_IDENTIFIER_KEYS"] {
        let error = Vm::start(policy(json!({})).as_bytes(), options(&[(variable, "k1:0123456789")]));
        let error = error.err().map(|error| format!("{error:#}")).expect("it does not load");
        assert!(error.contains(variable) && !error.contains("0123456789"), "{error}");
    }
}

#[test]
fn an_anchor_is_a_line_that_verify_can_find() {
    let mut vm = Vm::start(policy(json!({})).as_bytes(), options(&[])).expect("it loads");
    assert!(!vm.log_text().contains(ANCHOR_MARK), "Envoy's main thread loads it, too, and serves no request");
    send(&mut vm, "Hello.");
    let log = vm.log_text();
    let (_, anchor) = log.split_once(ANCHOR_MARK).expect("an anchor");
    assert!(check(anchor.trim(), None).is_some(), "{anchor}");
}

/// The verifier that `docs/AUDIT.md` shows to who wants to write his own: no line of ours in it.
#[test]
fn the_verifier_in_the_docs_agrees() {
    let docs = std::fs::read_to_string(xtask::parts::root().join("docs/AUDIT.md")).expect("docs/AUDIT.md");
    let (_, code) = docs.split_once("```python\n").expect("a verifier in Python");
    let (code, _) = code.split_once("record = json.loads(line)").expect("its function, then how to use it");
    let key = format!("k1:{HEX}");
    let program = |line: &str| {
        let literal = json!(line).to_string(); // JSON's strings are Python's, too
        format!("{code}\nrecord = json.loads({literal})\nassert seal(record, \"{HEX}\") == record[\"mac\"], record\n")
    };
    let mut vm = Vm::start(policy(json!({})).as_bytes(), options(&[("OCTROI_AUDIT_KEY", &key)])).expect("it loads");
    let record = line(&send(&mut vm, "Write to anna.schmidt@kunde-beispiel.de."));
    let python = xtask::parts::python_with("python-blake3", &["blake3==1.0.11"]).expect("Python with blake3");
    let agrees = |line: &str| Command::new(&python).args(["-c", &program(line)]).output().expect("Python runs");
    let output = agrees(&record);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!agrees(&record.replace("us_eea_region", "own_gpu")).status.success(), "an edited record is told");
}
