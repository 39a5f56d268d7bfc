//! What must hold for any bytes. Each function is a target of `cargo fuzz` (`fuzz/targets/`) and is called by an ordinary
//! test with a fixed seed (`filter/core/tests/fuzz.rs`), so that none of them rots. They panic where a promise is broken.

use std::sync::LazyLock;

use octroi_core::detect::Scanner;
use octroi_core::exchange::{Engine, Exchange, Facts, Header, Step};
use octroi_core::json;
use octroi_core::policy::Policy;
use octroi_core::schema::{self, SCHEMAS, UsageOutcome, UsageReader};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::Role;
use serde_json::json;

static SCANNER: LazyLock<Scanner> = LazyLock::new(Scanner::default);

/// Paths of every API that has a body to read.
const PATHS: &[&str] = &[
    "/v1/chat/completions",
    "/v1/completions",
    "/v1/embeddings",
    "/v1/responses",
    "/v1/messages",
    "/v1/fim/completions",
    "/v1beta/models/gemini-2.0-flash:generateContent",
    "/api/chat",
    "/api/generate",
];

/// Texts divided by zero bytes, as segments of one request: every finding is a true place, on characters' borders, and the
/// scan gives the same twice.
pub fn scan(data: &[u8]) {
    let texts: Vec<String> = data.split(|b| *b == 0).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    let mut raw = 0;
    let segments: Vec<Segment<'_>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let start = raw;
            raw += text.len() + 1;
            let seam = if index % 2 == 0 { Seam::Apart } else { Seam::RunsOn };
            Segment { text: text.as_str().into(), role: Role::User, raw: start..start + text.len(), seam }
        })
        .collect();
    let scan = SCANNER.scan(&segments);
    for finding in &scan.findings {
        let text = &segments[finding.segment as usize].text;
        let place = finding.start as usize..finding.end as usize;
        assert!(place.start < place.end && text.get(place).is_some(), "{finding:?} is no place of its text");
        assert!(SCANNER.entity(finding.entity).is_some(), "{finding:?} is no entity");
    }
    assert_eq!(scan.findings, SCANNER.scan(&segments).findings);
}

/// A body for every API: places lie in it, and what is read as text stands there.
pub fn body(data: &[u8]) {
    if let Ok(tape) = json::parse(data) {
        for value in tape.root().descend() {
            assert!(value.span().end <= data.len());
            if let Some(text) = value.text() {
                assert!(text.len() <= value.raw().len().max(1) * 3);
            }
        }
    }
    for path in PATHS {
        let call = schema::route("POST", path).expect("these are known");
        let Ok(reading) = schema::read(&call, data) else { continue };
        for segment in &reading.segments {
            assert!(segment.raw.start <= segment.raw.end && segment.raw.end <= data.len(), "{segment:?}");
        }
    }
}

/// A policy, as Envoy hands it over: JSON or the protobuf of a `Struct`. It loads or says why not.
pub fn policy(data: &[u8]) {
    if let Err(problems) = Policy::from_config(data) {
        assert!(!problems.is_empty(), "refused without a reason");
        let _ = problems.iter().map(ToString::to_string).collect::<Vec<_>>();
    }
}

/// An answer, cut at any border: what it tells of its usage does not depend on where. The first byte names the API, the
/// second where to cut.
pub fn usage(data: &[u8]) {
    let [which, cut, answer @ ..] = data else { return };
    let schema = &SCHEMAS[usize::from(*which) % SCHEMAS.len()];
    for content_type in ["text/event-stream", "application/json", "application/x-ndjson"] {
        let read = |chunks: &mut dyn Iterator<Item = &[u8]>| -> UsageOutcome {
            let mut reader = UsageReader::new(schema, content_type, 200);
            chunks.for_each(|chunk| reader.push(chunk));
            reader.finish()
        };
        let _ = read(&mut std::iter::once(answer));
        if answer.len() < 2 {
            continue;
        }
        let (first, rest) = answer.split_at(1 + usize::from(*cut) % (answer.len() - 1));
        let in_two = read(&mut [first, rest].into_iter());
        let by_byte = read(&mut answer.chunks(1));
        assert_eq!(in_two.usage, by_byte.usage, "{which} {content_type}");
    }
}

/// The example policy, which takes mail addresses out as well.
fn engine() -> Engine {
    let text = include_str!("../../examples/policies/company.yaml");
    let mut policy: serde_json::Value = yaml_serde::from_str(text).expect("the example is YAML");
    let constraints = policy["constraints"].as_array_mut().expect("the example has constraints");
    constraints.push(json!({"name": "no-mails", "when": {"entities": ["email"]}, "then": {"redact": ["email"]}}));
    Engine::new(Policy::from_value(&policy).expect("the example loads"))
}

thread_local! {
    static ENGINE: Engine = engine();
}

/// A prompt of any text: if it is sent on, no mail address is in it any more.
pub fn redaction(data: &[u8]) {
    let content = String::from_utf8_lossy(data);
    let body = json!({"model": "gpt-4o", "messages": [{"role": "user", "content": content}]}).to_string();
    let head = [(":method", "POST"), (":path", "/v1/chat/completions"), ("content-type", "application/json")];
    let headers: Vec<Header> = head.iter().map(|(k, v)| (k.as_bytes().to_vec(), v.as_bytes().to_vec())).collect();
    let step = ENGINE.with(|engine| {
        let (mut exchange, _) = Exchange::open(engine, headers, false, Facts::default());
        exchange.body(engine, body.as_bytes(), 0)
    });
    let Step::Forward { body: edit, .. } = step else { return };
    let sent = match edit {
        Some(edit) => [&edit.replacement, &body.as_bytes()[edit.drop_bytes..]].concat(),
        None => body.into_bytes(),
    };
    let call = schema::route("POST", "/v1/chat/completions").expect("is known");
    let reading = schema::read(&call, &sent).expect("what is sent is whole");
    let email = SCANNER.entity_by_id("email").expect("is in the table");
    let left = SCANNER.scan(&reading.segments).findings;
    assert!(left.iter().all(|f| f.entity != email || f.likelihood < octroi_core::policy::THRESHOLD), "a mail is left");
}
