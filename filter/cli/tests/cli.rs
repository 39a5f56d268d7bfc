//! The command line, as a script sees it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::{Value, json};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn octroi(args: &[&str], stdin: &str) -> Ran {
    let output =
        Command::cargo_bin("octroi").unwrap().current_dir(ROOT).args(args).write_stdin(stdin).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file in a folder of its own, which goes when the guard goes.
fn file(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

const POLICY: &str = "examples/policies/company.yaml";
const ENVOY: &str = "envoy/envoy.yaml";

#[test]
fn classify_answers_line_by_line() {
    let input = [
        json!({"id": 1, "text": "écris à marie.durand@wanadoo.fr"}).to_string(),
        json!({"id": "b", "path": "/v1/chat/completions", "expected": "ignored", "body": {
            "model": "m", "messages": [
                {"role": "assistant", "content": "hi"}, {"role": "user", "content": "marie.durand@wanadoo.fr"}]
        }})
        .to_string(),
        json!({"id": 3, "path": "/v1/messages", "body": "{\"model\": 1"}).to_string(),
        String::new(),
        json!({"id": 4, "path": "/v1/unheard-of", "body": ""}).to_string(),
    ]
    .join("\n");
    let ran = octroi(&["classify", "--jsonl", "-"], &input);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), 4);
    assert_eq!(
        answers[0],
        json!({"id": 1, "sensitivity": "confidential", "categories": ["personal"], "uninspected": [], "coverage": "complete",
               "findings": [{"entity": "email", "category": "personal", "likelihood": "very_likely", "start": 10, "end": 33}]})
    );
    assert_eq!(answers[1]["findings"][0]["at"], "/messages/1/content");
    assert_eq!(answers[1]["findings"][0]["start"], 0);
    assert_eq!(
        (&answers[2]["uninspected"], &answers[2]["sensitivity"]),
        (&json!(["invalid_json"]), &json!("restricted"))
    );
    assert_eq!((&answers[3]["uninspected"], &answers[3]["coverage"]), (&json!(["unknown_endpoint"]), &json!("none")));
}

#[test]
fn classify_names_bad_lines_and_goes_on() {
    let input = "not json\n[1]\n{\"id\": 7}\n{\"id\": 8, \"text\": 9}\n{\"id\": 9, \"text\": \"x\", \"path\": \"/\"}\n\
                 {\"id\": 10, \"path\": 1, \"body\": {}}\n{\"id\": 11, \"text\": \"\\ud800\"}\n{\"id\": 12, \"text\": \"fine\"}";
    let ran = octroi(&["classify", "--jsonl"], input);
    assert_eq!(ran.code, 1);
    let answers = lines(&ran.out);
    assert_eq!(answers.len(), 8);
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(json!(ids), json!([null, null, 7, 8, 9, 10, null, 12]));
    assert!(answers[..7].iter().all(|answer| answer["error"].as_str().unwrap().starts_with("expected ")));
    assert_eq!(answers[7]["sensitivity"], "public");
}

#[test]
fn classify_follows_a_policy() {
    let policy = std::fs::read_to_string(Path::new(ROOT).join(POLICY)).unwrap();
    let own = "sensitivity:\n  custom:\n    - {id: project, keywords: [projekt adler], sensitivity: restricted}\n  thresholds: {entities: {email: very_likely}}\n";
    let (_guard, path) = file("policy.yaml", &format!("{policy}\n{own}"));
    let ran = octroi(&["classify", "--policy", shown(&path), "--jsonl"], &json!({"text": "Projekt Adler"}).to_string());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answer = &lines(&ran.out)[0];
    assert_eq!((&answer["id"], &answer["sensitivity"]), (&Value::Null, &json!("restricted")));
    assert_eq!(answer["findings"][0]["entity"], "project");
}

#[test]
fn check_accepts_the_examples() {
    for args in [&["check", POLICY][..], &["check", "--envoy", ENVOY], &["check", POLICY, "--envoy", ENVOY]] {
        let ran = octroi(args, "");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}: {}", ran.out);
        assert!(ran.out.contains("all promises of residency proved"), "{}", ran.out);
        assert!(!ran.out.contains("differs"), "{}", ran.out);
    }
    let ran = octroi(&["check", POLICY, "--json"], "");
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&answer["ok"], &answer["problems"]), (&json!(true), &json!([])));
}

#[test]
fn check_tells_every_problem_at_once() {
    let policy = std::fs::read_to_string(Path::new(ROOT).join(POLICY)).unwrap();
    let broken = policy.replace("country: FR\n", "country: France\n").replace("zone_at_most: eea", "zone_at_mots: eea");
    let (_guard, path) = file("broken.yaml", &broken);
    let ran = octroi(&["check", shown(&path)], "");
    assert_eq!(ran.code, 1);
    for line in [
        "upstreams[2].country: expected a country (two letters, as in ISO 3166-1), found `France`",
        "upstreams[2].operator_country: expected a country (two letters, as in ISO 3166-1), found `France`",
        "constraints[0].then.zone_at_mots: ",
        "found `zone_at_mots`; did you mean `zone_at_most`?",
        "4 problems",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    let ran = octroi(&["check", shown(&path), "--json"], "");
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &answer["ok"]), (1, &json!(false)));
    assert_eq!(answer["problems"][0]["path"], "upstreams[2].country");
    assert_eq!(answer["problems"][2]["suggestion"], "zone_at_most");
}

#[test]
fn check_names_the_edge_that_leaves_the_zone() {
    let policy = std::fs::read_to_string(Path::new(ROOT).join(POLICY)).unwrap();
    let (_guard, path) = file("policy.yaml", &policy.replace("retries_into: [own_gpu]", "retries_into: [us_vendor]"));
    let ran = octroi(&["check", shown(&path)], "");
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("upstreams[2].retries_into: expected no way for "), "{}", ran.out);
    assert!(ran.out.contains("found a retry from `sovereign_eu` into `us_vendor` in `third_country`"), "{}", ran.out);
}

/// Envoy's sample with one text replaced.
fn envoy_with(from: &str, to: &str) -> Ran {
    let text = std::fs::read_to_string(Path::new(ROOT).join(ENVOY)).unwrap();
    assert!(text.contains(from), "{from}");
    let (_guard, path) = file("envoy.yaml", &text.replace(from, to));
    octroi(&["check", "--envoy", shown(&path)], "")
}

#[test]
fn check_reads_envoys_configuration_against_the_policy() {
    for (from, to, code, told) in [
        (
            "allow_on_headers_stop_iteration: true",
            "allow_on_headers_stop_iteration: false",
            1,
            "config.allow_on_headers_stop_iteration: expected `true`",
        ),
        ("allow_on_headers_stop_iteration: true", "", 1, "every request is refused, found nothing"),
        (
            "failure_policy: FAIL_RELOAD",
            "failure_policy: FAIL_OPEN",
            1,
            "requests would pass uninspected, found `FAIL_OPEN`",
        ),
        ("failure_policy: FAIL_RELOAD", "fail_open: true", 1, "config.fail_open: expected `false`"),
        ("failure_policy: FAIL_RELOAD", "", 0, "config.failure_policy: not `FAIL_RELOAD`"),
        (
            "per_connection_buffer_limit_bytes: 4194304",
            "",
            0,
            "1048576 by default, below the policy's `limits.body_bytes_max` of 4194304",
        ),
        (
            "- name: own_gpu # our own machines",
            "- name: own_cpu",
            1,
            "upstreams[3].cluster: expected a cluster of Envoy's configuration, found `own_gpu`; did you mean `own_cpu`?",
        ),
        (
            "cluster_header: x-octroi-route",
            "cluster: us_vendor",
            1,
            "expected `cluster_header: x-octroi-route`, found `cluster`, which goes past the decision",
        ),
        (
            "cluster_header: x-octroi-route",
            "{cluster_header: x-octroi-route, request_mirror_policies: [{cluster: us_vendor}]}",
            1,
            "request_mirror_policies[0]: expected a cluster that every upstream of the policy lists in `retries_into`",
        ),
        (
            "- name: octroi\n                    typed_config",
            "- name: octroi\n                    disabled: true\n                    typed_config",
            1,
            "disabled: expected `false`: requests would pass uninspected",
        ),
        (
            "- name: sovereign_eu # a European operator, in Europe\n      type: LOGICAL_DNS",
            "- name: sovereign_eu\n      cluster_type:\n        name: envoy.clusters.aggregate\n        typed_config: {clusters: [own_gpu, us_vendor, elsewhere]}",
            1,
            "typed_config.clusters[1]: expected an upstream that `sovereign_eu` lists in `retries_into`, so that the proof of residency knows of this way, found `us_vendor` in `third_country`",
        ),
        (
            "zone_at_most: self_hosted",
            "zone_at_most: eea",
            1,
            "config.configuration.value: upstreams[2]: expected no way for ",
        ),
    ] {
        let to = if to.starts_with('{') { format!("\n                            <<: {to}") } else { to.to_owned() };
        let ran = envoy_with(from, &to);
        assert!(ran.out.contains(told), "{from} -> {to}\nexpected {told}\nfound {}{}", ran.out, ran.err);
        assert_eq!(ran.code, code, "{from} -> {to}\n{}", ran.out);
    }
}

#[test]
fn explain_tells_the_decision_and_why() {
    let request = json!({"model": "gpt-4o", "max_tokens": 100, "messages": [
        {"role": "system", "content": "Answer."}, {"role": "user", "content": "écris à marie.durand@wanadoo.fr"}]})
    .to_string();
    let ran = octroi(&["explain", "--policy", POLICY, "--header", "x-tenant: support", "-"], &request);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for line in [
        "decision   reroute",
        "asked      `us_vendor`, as it has the model `gpt-4o`",
        "taken      `us_eea_region` in `eea` (in IE, run from US), model `gpt-4o`",
        "it is      confidential: personal",
        "/messages/1/content 10..33  email (personal, very_likely)",
        "rules      personal-data-in-the-eea",
        "us_vendor  farther than constraint `personal-data-in-the-eea` allows",
        "EUR where it asked to go",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    assert!(!ran.out.contains("marie"));

    let ran = octroi(&["explain", "--policy", ENVOY, "--json", "-"], &request);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let went = (&answer["action"], &answer["upstream"], &answer["zone"]);
    assert_eq!(went, (&json!("reroute"), &json!("us_eea_region"), &json!("eea")));
    assert_eq!(answer["findings"][0]["at"], "/messages/1/content");
    let text = "farther than constraint `personal-data-in-the-eea` allows";
    assert_eq!(answer["refused"][0], json!({"upstream": "us_vendor", "reason": "zone", "text": text}));
}

/// The demo's requests, without Envoy: the same decisions.
#[test]
fn explain_decides_as_the_demo_expects() {
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(Path::new(ROOT).join("examples/requests")).unwrap() {
        let path = entry.unwrap().path();
        let case: Value = yaml_serde::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let request = &case["request"];
        let mut args = vec!["explain".to_owned(), "--json".to_owned(), "--policy".to_owned(), POLICY.to_owned()];
        args.extend(["--path".to_owned(), request["path"].as_str().unwrap().to_owned()]);
        for (name, value) in request["headers"].as_object().into_iter().flatten() {
            args.extend(["--header".to_owned(), format!("{name}: {}", value.as_str().unwrap())]);
        }
        if let Some(name) = case["down"].as_str() {
            args.extend(["--down".to_owned(), name.to_owned()]);
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = octroi(&args, &request["body"].to_string());
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        let expect = &case["expect"];
        for field in ["action", "sensitivity", "upstream", "zone", "model", "uninspected"] {
            if !expect[field].is_null() && expect[field] != answer[field] {
                wrong.push(format!("{}: {field}: expected {}, found {}", path.display(), expect[field], answer[field]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn explain_tells_why_not() {
    let image = json!({"model": "o9", "messages": [{"role": "user", "content": [
        {"type": "image_url", "image_url": {"url": "https://a.example/x.png"}}]}]})
    .to_string();
    for (path, headers, request, told) in [
        ("/v1/chat/completions", &["content-encoding: gzip"][..], "{}", "unread     compressed"),
        ("/v1/chat/completions", &["content-type: text/plain"], "{}", "unread     content_type"),
        ("/v1/unheard-of", &[], "{}", "unread     unknown_endpoint"),
        ("/v1/messages", &[], "{\"model\": ", "unread     invalid_json"),
        ("/v1/chat/completions", &[], &image, "own_gpu        has neither the model nor an equivalent"),
    ] {
        let mut args = vec!["explain", "--policy", POLICY, "--path", path];
        headers.iter().for_each(|header| args.extend(["--header", header]));
        let ran = octroi(&args, request);
        assert_eq!(ran.code, 1, "{path} {headers:?}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains("decision   deny"), "{}", ran.out);
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
    }
}

#[test]
fn no_answer_is_exit_code_2() {
    let (_guard, yaml) = file("bad.yaml", "a: [1");
    let (_guard2, twice) = file("twice.yaml", "mode: enforce\nmode: observe\n");
    let (_guard3, wrong) = file("wrong.yaml", "mode: on\n");
    for (args, told) in [
        (&["check", "/nowhere.yaml"][..], "octroi: cannot read `/nowhere.yaml`: "),
        (&["check"], "<POLICY>"),
        (&["check", shown(&yaml)], "is not YAML: "),
        (&["check", shown(&twice)], "duplicate"),
        (&["classify"], "--jsonl"),
        (&["classify", "--jsonl", "/nowhere"], "octroi: cannot read `/nowhere`: "),
        (&["clasify"], "classify"),
        (&["explain"], "--policy"),
        (&["explain", "--policy", POLICY, "--header", "nonsense", "-"], "expected `NAME: VALUE`"),
        (&["explain", "--policy", POLICY, "--down", "own_cpu"], "octroi: --down: expected an upstream: `us_vendor`"),
        (&["explain", "--policy", shown(&wrong), "-"], "does not load:\n  mode: expected a mode"),
    ] {
        let ran = octroi(args, "");
        assert_eq!(ran.code, 2, "{args:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(told), "{args:?}: {}", ran.err);
    }
}

#[test]
fn detectors_are_listed_in_three_forms() {
    let text = octroi(&["detectors"], "");
    let rows: Vec<Value> = serde_json::from_str(&octroi(&["detectors", "--json"], "").out).unwrap();
    assert_eq!((text.code, text.out.lines().count()), (0, rows.len()));
    assert!(rows.iter().any(|row| row["id"] == "iban" && row["category"] == "financial"));
    let page = octroi(&["detectors", "--markdown"], "").out;
    assert!(page.starts_with("# Detectors\n") && page.contains("| `iban` |"));
}

#[test]
fn known_values_are_found_by_their_hashes_alone() {
    let (_guard, key) = file("key.hex", "00112233445566778899aabbccddeeff\n");
    let ran = octroi(&["hash", "--key-file", shown(&key)], "EMP-004711\n\nAda Byron Lovelace\n");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("words_max: 3") && !ran.out.contains("4711") && !ran.out.contains("Ada"));
    let own = format!("sensitivity:\n  custom:\n  - id: employees\n    {}", ran.out.replace('\n', "\n    "));
    let policy = std::fs::read_to_string(Path::new(ROOT).join(POLICY)).unwrap();
    let (_guard2, path) = file("policy.yaml", &format!("{policy}\n{own}"));
    let text = json!({"text": "ask emp-004711 or ada byron lovelace, not EMP-004712"}).to_string();
    let ran = octroi(&["classify", "--jsonl", "--policy", shown(&path)], &text);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found =
        lines(&ran.out)[0]["findings"].as_array().unwrap().iter().filter(|f| f["entity"] == "employees").count();
    assert_eq!(found, 2, "{}", ran.out);
    let (_guard3, short) = file("key.hex", "0011");
    assert_eq!(octroi(&["hash", "--key-file", shown(&short)], "x").code, 2);
    assert_eq!(octroi(&["hash", "--key-file", shown(&key)], "one two three four five").code, 1);
}

/// The policy as JSON text in a `StringValue`.
#[test]
fn check_reads_a_policy_in_a_string() {
    let read =
        |path: &str| -> Value { yaml_serde::from_slice(&std::fs::read(Path::new(ROOT).join(path)).unwrap()).unwrap() };
    let mut envoy = read(ENVOY);
    let config =
        "/static_resources/listeners/0/filter_chains/0/filters/0/typed_config/http_filters/0/typed_config/config";
    for (text, code, told) in [
        (read(POLICY).to_string(), 0, "all promises of residency proved"),
        ("{".to_owned(), 1, "configuration.value: expected JSON, found EOF"),
        (String::new(), 1, "configuration.value: expected a policy, found an empty configuration"),
    ] {
        envoy.pointer_mut(config).unwrap()["configuration"] =
            json!({"@type": "type.googleapis.com/google.protobuf.StringValue", "value": text});
        let (_guard, path) = file("envoy.json", &envoy.to_string());
        let ran = octroi(&["check", "--envoy", shown(&path)], "");
        assert!(ran.out.contains(told), "{told}: {}", ran.out);
        assert_eq!(ran.code, code, "{}", ran.out);
    }
}

#[test]
fn a_closed_pipe_is_not_good_news() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_octroi"))
        .args(["audit", "verify", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(141));
}

#[test]
fn help_has_examples() {
    for command in [
        "check",
        "bundle",
        "explain",
        "classify",
        "detectors",
        "hash",
        "advise",
        "audit verify",
        "audit report",
        "audit check-signature",
    ] {
        let args: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let ran = octroi(&args, "");
        assert!(ran.code == 0 && ran.out.contains("Examples:"), "{command}: {}", ran.out);
    }
}

#[test]
fn explain_tells_what_budgets_would_do() {
    let text = std::fs::read_to_string(Path::new(ROOT).join(POLICY)).unwrap();
    let mut policy: Value = yaml_serde::from_str(&text).unwrap();
    policy["budgets"] = json!([
        {"name": "month", "amount": {"money": "250"}, "per": "month", "action": "deny"},
        {"name": "day", "amount": {"tokens": 600}, "per": "day", "action": "degrade", "when": {"tenant": "support"}},
        {"name": "soft", "amount": {"requests": 1000}, "per": "minute", "action": "warn"},
        {"name": "others", "amount": {"requests": 5}, "per": "day", "action": "deny", "when": {"tenant": "clinic"}},
    ]);
    let (_folder, loud) = file("policy.json", &policy.to_string());
    let request = r#"{"model": "gpt-4o", "max_tokens": 100, "messages": [{"role": "user", "content": "hello"}]}"#;
    let explain = |policy: &Path, tenant: &str, more: &[&str]| {
        let tenant = format!("x-tenant: {tenant}");
        octroi(&[&["explain", "--policy", shown(policy), "--header", &tenant], more].concat(), request)
    };
    let ran = explain(&loud, "support", &["--json"]);
    let budgets = serde_json::from_str::<Value>(&ran.out).unwrap()["budgets"].take();
    let cheapest = json!({"outcome": "moves", "action": "reroute", "upstream": "own_gpu", "model": "llama-3.3-70b"});
    // Hello and the template around it are six tokens of input at 2.50, and a hundred of output at 10 the million.
    for (place, expected) in [
        json!({"name": "month", "action": "deny", "unit": "EUR", "amount": "250", "per": "month", "holds": "0.001015",
            "used_up": {"outcome": "denied", "status": 429, "code": "budget_exceeded"}}),
        json!({"name": "day", "action": "degrade", "unit": "tokens", "amount": "600", "per": "day", "holds": "106",
            "used_up": cheapest}),
        json!({"name": "soft", "action": "warn", "unit": "requests", "amount": "1000", "per": "minute", "holds": "1",
            "used_up": {"outcome": "passes"}}),
    ]
    .iter()
    .enumerate()
    {
        assert!(budgets.as_array().unwrap().contains(expected), "{place}: {budgets:#}");
    }
    assert_eq!(budgets.as_array().map(Vec::len), Some(3), "the other tenant's is not this request's");
    let ran = explain(&loud, "support", &[]);
    for line in [
        "`month` holds 0.001015 of 250 EUR a month\n           if it is used up: answered 429 `budget_exceeded`",
        "`day` holds 106 of 600 tokens a day\n           \
         if it is used up: goes to the cheapest permitted, `own_gpu`, model `llama-3.3-70b`",
        "`soft` holds 1 of 1000 requests a minute\n           if it is used up: goes on, and is told",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    assert!(explain(&loud, "clinic", &[]).out.contains("`others` holds 1 of 5 requests a day"));

    // A request that does not fit even into a whole budget; nothing follows while observing; what has no price.
    policy["budgets"] = json!([{"name": "tiny", "amount": {"tokens": 50}, "per": "day", "action": "deny"}]);
    let (_folder, tiny) = file("policy.json", &policy.to_string());
    let ran = explain(&tiny, "support", &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("answered   429 `budget_exceeded`"), "{}", ran.out);
    policy["mode"] = json!("observe");
    let (_folder, quiet) = file("policy.json", &policy.to_string());
    assert!(explain(&quiet, "support", &[]).out.contains("if it is used up: goes on, and is told"));
    let (mut unpriced, book) = apart();
    unpriced["currency"] = book["currency"].clone();
    unpriced["budgets"] = json!([{"name": "month", "amount": {"money": "250"}, "per": "month", "action": "deny"}]);
    let (_folder, unpriced) = file("policy.json", &unpriced.to_string());
    let ran = explain(&unpriced, "support", &[]);
    let line = "`month` holds an unknown amount of 250 EUR a month\n           if it is used up: answered 403 `budget_unpriced`";
    assert!(ran.out.contains(line), "{}", ran.out);
}

/// The example without its prices, and the prices as a book beside it.
fn apart() -> (Value, Value) {
    let text = std::fs::read_to_string(Path::new(ROOT).join(POLICY)).unwrap();
    let mut policy: Value = yaml_serde::from_str(&text).unwrap();
    let mut prices = serde_json::Map::new();
    for upstream in policy["upstreams"].as_array_mut().unwrap() {
        let mut of = serde_json::Map::new();
        for (name, model) in upstream["models"].as_object_mut().unwrap() {
            of.extend(model.as_object_mut().unwrap().remove("price").map(|price| (name.clone(), price)));
        }
        prices.insert(upstream["name"].as_str().unwrap().to_owned(), of.into());
    }
    let currency = policy.as_object_mut().unwrap().remove("currency").unwrap();
    (policy, json!({"description": "Prices of 2026", "currency": currency, "prices": prices}))
}

#[test]
fn a_price_book_lies_beside_the_policy_or_is_put_into_it() {
    let (policy, mut book) = apart();
    let (_folder, policy) = file("policy.json", &policy.to_string());
    let (_folder, prices) = file("prices.yaml", &book.to_string());
    let request = r#"{"model": "gpt-4o", "messages": [{"role": "user", "content": "hello"}]}"#;
    let cost = |args: &[&str]| {
        let ran = octroi(&[&["explain", "--json"], args].concat(), request);
        serde_json::from_str::<Value>(&ran.out).unwrap()["cost_estimate"].clone()
    };
    let known = cost(&["--policy", POLICY]);
    assert!(known.is_string());
    assert_eq!(cost(&["--policy", shown(&policy)]), Value::Null);
    assert_eq!(cost(&["--policy", shown(&policy), "--prices", shown(&prices)]), known);
    for form in [&["--json"][..], &[]] {
        let ran = octroi(&[&["bundle", shown(&policy), "--prices", shown(&prices)], form].concat(), "");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let (_folder, bundled) = file("bundled.yaml", &ran.out);
        assert_eq!(cost(&["--policy", shown(&bundled)]), known);
    }
    let ran = octroi(&["check", shown(&policy), "--prices", shown(&prices)], "");
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(!ran.out.contains("has no price"), "{}", ran.out);

    book["prices"]["own_gpu"]["llama-3.3-70b"]["until"] = json!("2026-12-31");
    std::fs::write(&prices, book.to_string()).unwrap();
    for (day, warning) in [
        ("2026-11-25", None),
        ("2026-12-24", Some("the price of `llama-3.3-70b` on `own_gpu` ends on 2026-12-31, and none follows it")),
        (
            "2027-01-01",
            Some("the price of `llama-3.3-70b` on `own_gpu` ended on 2026-12-31: its cost is unknown since"),
        ),
    ] {
        let ran = octroi(&["check", shown(&policy), "--prices", shown(&prices), "--on", day], "");
        assert_eq!(ran.code, 0);
        assert_eq!(warning.is_some(), ran.out.contains("price of"), "{day}: {}", ran.out);
        assert!(warning.is_none_or(|warning| ran.out.contains(warning)), "{day}: {}", ran.out);
    }

    book["price"] = json!({});
    book["prices"]["own_gpu"]["llama"] = json!({"input": 1, "output": 1});
    std::fs::write(&prices, book.to_string()).unwrap();
    let ran = octroi(&["bundle", shown(&policy), "--prices", shown(&prices)], "");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("expected `currency`, `exchange_rates` or `prices`, found `price`"), "{}", ran.err);
    let ran = octroi(&["check", shown(&policy), "--prices", shown(&prices), "--on", "tomorrow"], "");
    assert_eq!(ran.code, 2);
    // The example has prices of its own.
    let ran = octroi(&["check", POLICY, "--prices", shown(&prices), "--json"], "");
    assert_eq!(ran.code, 1);
}
