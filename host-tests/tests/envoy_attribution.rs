//! Whose cost it is, and how its tokens are known, in the real Envoy: records and metrics against what the stand-ins say
//! they served.

use std::sync::LazyLock;

use host_tests::envoy::Fixture;
use serde_json::{Value, json};
use xtask::gateway::Options;
use xtask::standin::FAULT_HEADER;
use xtask::wire::{Answer, Ask};

static SHARED: LazyLock<Fixture> = LazyLock::new(|| {
    Fixture::start_with("attribution", &Options::default(), |config| {
        config.policy().unwrap()["attribution"]["user"] = json!({"source": "body"});
        let key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        let keys = json!({"key_values": {"OCTROI_IDENTIFIER_KEYS": format!("*=k1:{key}")}});
        config.filter("/typed_config/config/vm_config").unwrap()["environment_variables"] = keys;
    })
});

fn send(mark: &str, path: &str, body: &Value, fault: &str) -> (Answer, Value) {
    let ask = Ask::json(path, body).header("x-application", "helpdesk").header("x-task", "summary");
    let answer = SHARED.send(mark, ask.header(FAULT_HEADER, fault));
    let record = SHARED.record(&answer);
    (answer, record)
}

fn chat(model: &str, stream: bool) -> Value {
    json!({"model": model, "stream": stream, "user": "jeanne.dupont", "max_tokens": 90,
        "messages": [{"role": "user", "content": "Name three kinds of wood."}]})
}

#[test]
fn a_request_says_whose_it_is() {
    let (answer, record) = send("whose", "/v1/chat/completions", &chat("gpt-4o", false), "");
    assert_eq!(answer.header("x-octroi-application"), Some("helpdesk"));
    assert_eq!(answer.header("x-octroi-task"), Some("summary"));
    assert_eq!((&record["application"], &record["task"]), (&json!("helpdesk"), &json!("summary")));
    assert!(record["user"].as_str().is_some_and(|user| user.starts_with("k1:")), "{record:#}");
    assert!(!record.to_string().contains("jeanne") && !SHARED.log().contains("jeanne"));
}

/// Every API, as a document and as a stream: the record has what the stand-in says that it served.
#[test]
fn reported_tokens_are_what_was_served() {
    let messages = json!([{"role": "user", "content": "Name three kinds of wood."}]);
    for (path, body) in [
        ("/v1/chat/completions", json!({"model": "gpt-4o", "messages": messages})),
        ("/v1/responses", json!({"model": "gpt-4o", "input": "Name three kinds of wood."})),
        ("/v1/messages", json!({"model": "claude-sonnet-4-5", "max_tokens": 90, "messages": messages})),
        ("/v1/embeddings", json!({"model": "text-embedding-3-small", "input": "wood"})),
    ] {
        for stream in [false, true] {
            let mark = format!("served {path} {stream}");
            let mut body = body.clone();
            if stream && path != "/v1/embeddings" {
                body["stream"] = json!(true);
            }
            let (answer, record) = send(&mark, path, &body, "");
            assert_eq!(answer.status, 200, "{mark}: {}", answer.text());
            let served = SHARED.received(&mark)[0].1.usage;
            assert_eq!(record["usage"], json!("reported"), "{mark}");
            assert_eq!(record["tokens"]["input"], json!(served.input), "{mark}");
            let output = if path == "/v1/embeddings" { Value::Null } else { json!(served.output) };
            assert_eq!(record["tokens"]["output"], output, "{mark}");
            // The chunk that only we asked for is not there.
            assert!(!answer.text().contains("\"choices\":[]"), "{mark}");
        }
    }
}

#[test]
fn tokens_that_nobody_told_are_estimated() {
    // A document that breaks off while its headers are held becomes Envoy's own error: see below.
    for (fault, stream, outcome) in [("no-usage", true, "ok"), ("no-usage", false, "ok"), ("cut", true, "cut")] {
        let mark = format!("estimated {fault} {stream}");
        let (_, record) = send(&mark, "/v1/chat/completions", &chat("gpt-4o", stream), fault);
        assert_eq!((&record["usage"], &record["outcome"]), (&json!("estimated"), &json!(outcome)), "{mark}");
        assert_eq!(record["tokens"]["input"], record["tokens"]["input_estimated"], "{mark}");
        assert!(record["tokens"]["output"].is_u64() && record["cost"].is_string(), "{mark}: {record:#}");
    }
    let body = json!({"model": "gpt-4o", "messages": [{"role": "user", "content": "Name four kinds of stone."}]});
    let answer = SHARED.send("held", Ask::json("/v1/chat/completions", &body).header(FAULT_HEADER, "cut"));
    assert!(!answer.status.is_success() || !answer.complete, "{}", answer.text());
    let is_cut = |line: &Value| line["audit"][0]["outcome"] == "cut" && line["audit"][0]["stream"] == false;
    let line = SHARED.gateway.access_line(is_cut).unwrap();
    assert_eq!(line["audit"][0]["usage"], json!("estimated"));
    assert!(line["audit"][0]["tokens"]["output"].as_u64() > Some(0), "what came before it broke: {line:#}");

    let (_, record) = send("an error", "/v1/chat/completions", &chat("gpt-4o", false), "500");
    assert_eq!((&record["usage"], &record["tokens"]["input"]), (&json!("none"), &Value::Null));
    assert!(record["cost"].is_null());
}
