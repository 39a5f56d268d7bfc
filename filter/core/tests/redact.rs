//! Redaction: exact places, one pass.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use octroi_core::exchange::{Engine, Exchange, Facts, Header, Step};
use octroi_core::policy::Policy;
use serde_json::{Value, json};

fn engine() -> Engine {
    let text = include_str!("../../../examples/policies/company.yaml");
    let mut policy: Value = yaml_serde::from_str(text).unwrap();
    policy["constraints"]
        .as_array_mut()
        .unwrap()
        .push(json!({"name": "no-mails", "when": {"entities": ["email"]}, "then": {"redact": ["email"]}}));
    Engine::new(Policy::from_value(&policy).unwrap_or_else(|problems| panic!("{problems:?}")))
}

/// What is sent on.
fn sent(body: &[u8]) -> Vec<u8> {
    let engine = engine();
    let head = [(":method", "POST"), (":path", "/v1/chat/completions"), ("content-type", "application/json")];
    let headers: Vec<Header> = head.iter().map(|(k, v)| (k.as_bytes().to_vec(), v.as_bytes().to_vec())).collect();
    let (mut exchange, step) = Exchange::open(&engine, headers, false, Facts::default());
    assert_eq!(step, Step::Wait);
    match exchange.body(&engine, body, 0) {
        Step::Forward { body: Some(edit), .. } => [&edit.replacement, &body[edit.drop_bytes..]].concat(),
        other => panic!("{other:?}"),
    }
}

fn chat(content: &str) -> String {
    format!(r#"{{"model":"llama-3.3-70b","messages":[{{"role":"user","content":"{content}"}}]}}"#)
}

#[test]
fn mails_leave_and_every_other_byte_stays() {
    let before = r#"ask \u00e9 \ud83d\ude00 marie@posteo.de,\n or jean@posteo.de\t(\"both\") é"#;
    let after = r#"ask \u00e9 \ud83d\ude00 [email],\n or [email]\t(\"both\") é"#;
    assert_eq!(String::from_utf8(sent(chat(before).as_bytes())).unwrap(), chat(after));
}

/// Each place used to be looked up from the beginning of the text: this many took minutes.
#[test]
fn many_places_in_a_long_escaped_text_take_one_pass() {
    let content = |mail: &str| format!(r"{}{mail}\n", r"\u00e9 ".repeat(20)).repeat(3_000);
    let sent = sent(chat(&content("marie@posteo.de")).as_bytes());
    assert_eq!(String::from_utf8(sent).unwrap(), chat(&content("[email]")));
}
