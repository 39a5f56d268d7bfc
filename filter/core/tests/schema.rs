//! Cases of every schema: a request and how it is read. `OCTROI_BLESS=1 cargo test -p octroi-core --test schema` writes
//! what was read into the cases; the diff is then to be looked at.
//!
//! A case is `{"path", "body" | "raw", "reading" | "error"}`. In a reading, a segment is `"role: text"`, with `+` before
//! it when it runs on from the one before; places are JSON pointers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use octroi_core::json;
use octroi_core::schema::{self, Call, Reading, SCHEMAS, UsageAsk};
use octroi_core::segment::Seam;
use octroi_core::words::Reason;
use proptest::prelude::*;
use serde_json::{Value, json};

struct Case {
    file: PathBuf,
    schema: String,
    case: Value,
}

impl Case {
    fn path(&self) -> &str {
        self.case["path"].as_str().unwrap()
    }

    fn call(&self) -> Call<'_> {
        let call = schema::route("POST", self.path()).unwrap();
        assert_eq!(call.schema.name, self.schema, "{}", self.file.display());
        call
    }

    fn body(&self) -> Vec<u8> {
        match self.case.get("raw") {
            Some(raw) => raw.as_str().unwrap().as_bytes().to_vec(),
            None => serde_json::to_vec(&self.case["body"]).unwrap(),
        }
    }
}

fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(load)
}

fn load() -> Vec<Case> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/schema");
    let mut cases = Vec::new();
    for schema in SCHEMAS {
        let Ok(entries) = fs::read_dir(root.join(schema.name)) else { continue };
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let case = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            cases.push(Case { file, schema: schema.name.to_owned(), case });
        }
    }
    cases
}

/// What the case expects, as it was read.
fn outcome(call: &Call<'_>, body: &[u8]) -> (&'static str, Value) {
    let reading = match schema::read(call, body) {
        Ok(reading) => reading,
        Err(reason) => return ("error", json!(reason.as_str())),
    };
    let pointer = |at: usize| json::pointer_at(body, at);
    let segment = |segment: &octroi_core::segment::Segment<'_>| {
        let seam = if segment.seam == Seam::RunsOn { "+" } else { "" };
        format!("{seam}{}: {}", segment.role, segment.text)
    };
    let ask = match &reading.usage_ask {
        UsageAsk::Present => json!("present"),
        UsageAsk::NotNeeded => json!("not_needed"),
        UsageAsk::Insert { at, text } => json!({"insert": text, "after": String::from_utf8_lossy(&body[at - 1..*at])}),
        UsageAsk::Replace { range, text } => json!({"replace": pointer(range.start), "by": text}),
    };
    let mut told = json!({
        "segments": reading.segments.iter().map(segment).collect::<Vec<_>>(),
        "uninspected": reading.uninspected.iter().map(|it| format!("{} at {}", it.reason, pointer(it.at))).collect::<Vec<_>>(),
        "model": reading.model.as_ref().map(|model| model.name.clone()),
        "stream": reading.stream,
        "max_output_tokens": reading.max_output_tokens,
        "choices": reading.choices,
        "needs": reading.needs.names().collect::<Vec<_>>(),
        "usage_ask": ask,
    });
    // What is usual is left out, so that a case shows what it is about.
    let usual = json!({"uninspected": [], "model": null, "stream": false, "max_output_tokens": null, "choices": 1,
        "needs": [], "usage_ask": "not_needed"});
    told.as_object_mut().unwrap().retain(|key, value| usual.get(key) != Some(value));
    ("reading", told)
}

#[test]
fn cases_are_read_as_written() {
    let bless = std::env::var_os("OCTROI_BLESS").is_some();
    for case in cases() {
        let (key, found) = outcome(&case.call(), &case.body());
        if bless {
            let mut blessed = case.case.clone();
            let members = blessed.as_object_mut().unwrap();
            members.retain(|key, _| !matches!(key.as_str(), "reading" | "error"));
            members.insert(key.to_owned(), found);
            fs::write(&case.file, serde_json::to_string_pretty(&blessed).unwrap() + "\n").unwrap();
            continue;
        }
        let expected = case.case.get(key).unwrap_or(&Value::Null);
        assert_eq!(expected, &found, "{}\nfound: {found:#}", case.file.display());
    }
}

#[test]
fn every_schema_with_a_body_has_cases() {
    let cases = cases();
    for schema in SCHEMAS.iter().filter(|schema| schema.operation != "list_models") {
        assert!(cases.iter().any(|case| case.schema == schema.name), "{}", schema.name);
    }
}

/// Every place of a document, as JSON pointers.
fn places(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, format!("{at}/{index}"), into));
        }
        Value::Object(members) => {
            for (key, value) in members {
                places(value, format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), into);
            }
        }
        _ => {}
    }
    into.push(at);
}

const CANARY: &str = "canary jean.dupont@example.org";

fn holds(reading: &Reading<'_>, text: &str) -> bool {
    reading.segments.iter().any(|segment| segment.text.contains(text))
}

/// Puts a text at every place of every case, in every guise. It is always read, or the request is refused.
#[test]
fn no_place_hides_a_text() {
    let guises = [
        json!(CANARY),
        json!([CANARY]),
        json!({"canary_key": [{"x": CANARY}]}),
        json!({CANARY: 1}),
        json!({"type": CANARY}),
        json!({"text": CANARY}),
        json!({"type": "text", "text": {"y": CANARY}}),
        json!([[{"content": [CANARY]}]]),
    ];
    let mut places_seen = 0;
    for case in cases() {
        let Some(body) = case.case.get("body").filter(|body| body.is_object()) else { continue };
        let call = case.call();
        let mut all = Vec::new();
        places(body, String::new(), &mut all);
        for place in &all {
            for guise in &guises {
                let mut changed = body.clone();
                *changed.pointer_mut(place).unwrap() = guise.clone();
                check(&call, &changed, &format!("{} {place} = {guise}", case.file.display()));
                let mut changed = body.clone();
                if let Some(Value::Object(members)) = changed.pointer_mut(place) {
                    members.insert("canary_key".to_owned(), guise.clone());
                    check(&call, &changed, &format!("{} {place} + {guise}", case.file.display()));
                }
            }
            places_seen += 1;
        }
    }
    assert!(places_seen > 300, "{places_seen}");
}

fn check(call: &Call<'_>, body: &Value, what: &str) {
    let body = serde_json::to_vec(body).unwrap();
    if let Ok(reading) = schema::read(call, &body) {
        assert!(holds(&reading, CANARY), "{what}");
    }
}

/// A long number at a place that no schema knows is a text; so is a key.
#[test]
fn numbers_and_keys_are_texts() {
    for case in cases() {
        let Some(Value::Object(members)) = case.case.get("body") else { continue };
        let mut members = members.clone();
        members.insert("canary".to_owned(), json!({"x": 1234567, "y": 123456, "anna.schmidt": -1.5e3}));
        let body = serde_json::to_vec(&members).unwrap();
        let Ok(reading) = schema::read(&case.call(), &body) else { continue };
        for (text, there) in [("1234567", true), ("123456", false), ("anna.schmidt", true), ("canary", true)] {
            let found = reading.segments.iter().any(|segment| segment.text == text);
            assert_eq!(found, there, "{} {text}", case.file.display());
        }
    }
}

/// Both of two duplicates are read, wherever they stand.
#[test]
fn duplicates_are_read() {
    for case in cases() {
        let Some(body) = case.case.get("body").filter(|body| body.is_object()) else { continue };
        let call = case.call();
        let mut all = Vec::new();
        places(body, String::new(), &mut all);
        for place in all.iter().filter(|place| body.pointer(place).unwrap().is_string()) {
            let mut changed = body.clone();
            *changed.pointer_mut(place).unwrap() = json!("@@");
            let key = place.rsplit('/').next().unwrap();
            let text = serde_json::to_string(&changed).unwrap();
            let twice = text.replacen("\"@@\"", &format!("\"{CANARY}\",\"{key}\":\"x\""), 1);
            // An item of an array has no key to be doubled.
            if twice != text
                && key.parse::<u32>().is_err()
                && let Ok(reading) = schema::read(&call, twice.as_bytes())
            {
                assert!(holds(&reading, CANARY), "{} {place}", case.file.display());
            }
        }
    }
}

/// Places are true: what stands there decodes to the text, unless it was inside of it.
#[test]
fn segments_stand_where_they_say() {
    for case in cases() {
        let body = case.body();
        let Ok(reading) = schema::read(&case.call(), &body) else { continue };
        for segment in &reading.segments {
            let raw = std::str::from_utf8(&body[segment.raw.clone()]).unwrap();
            let outer = json::unescape(raw);
            let inside = matches!(outer.trim_start().as_bytes().first(), Some(b'{' | b'[' | b'"'));
            let decoded = outer.starts_with("data:") || segment.raw.len() > segment.text.len();
            assert!(outer == segment.text || inside || decoded, "{} {}", case.file.display(), segment.text);
        }
        for place in reading.model.iter().flat_map(|model| &model.places) {
            assert_eq!((body[place.start - 1], body[place.end]), (b'"', b'"'));
        }
    }
}

/// What is spliced in makes the document say what was meant, and nothing else changes.
#[test]
fn asks_for_usage_by_a_splice() {
    let call = schema::route("POST", "/v1/chat/completions").unwrap();
    for (body, asked) in [
        (r#"{"stream":true,"messages":[]}"#, true),
        (r#" { "stream":true,"messages":[],"stream_options":{}}"#, true),
        (r#"{"stream":true,"messages":[],"stream_options":{ "x":1}}"#, true),
        (r#"{"stream":true,"messages":[],"stream_options":null}"#, true),
        (r#"{"stream":true,"messages":[],"stream_options":{"include_usage":false}}"#, true),
        (r#"{"stream":true,"messages":[],"stream_options":{"include_usage":null,"x":1}}"#, true),
        (r#"{"stream":true,"messages":[],"stream_options":{"continuous_usage_stats":true}}"#, true),
        (
            r#"{"stream":true,"messages":[],"stream_options":{"continuous_usage_stats":true,"include_usage":false}}"#,
            true,
        ),
        (
            r#"{"stream":true,"messages":[],"stream_options":{"include_usage":true,"continuous_usage_stats":true}}"#,
            false,
        ),
        (r#"{"stream":true,"messages":[],"stream_options":{"include_usage":true}}"#, false),
        (r#"{"stream":true,"messages":[],"stream_options":7}"#, false),
        (r#"{"stream":false,"messages":[]}"#, false),
        (r#"{"messages":[]}"#, false),
    ] {
        let reading = schema::read(&call, body.as_bytes()).unwrap();
        let (range, text) = match reading.usage_ask {
            UsageAsk::Insert { at, text } => (at..at, text),
            UsageAsk::Replace { range, text } => (range, text),
            UsageAsk::Present | UsageAsk::NotNeeded => {
                assert!(!asked, "{body}");
                continue;
            }
        };
        assert!(asked, "{body}");
        let mut spliced = body.to_owned();
        spliced.replace_range(range, text);
        let mut now: Value = serde_json::from_str(&spliced).unwrap_or_else(|_| panic!("{spliced}"));
        assert_eq!(now["stream_options"]["include_usage"], json!(true), "{spliced}");
        assert!(now["stream_options"]["continuous_usage_stats"].is_null(), "{spliced}");
        let mut before: Value = serde_json::from_str(body).unwrap();
        for value in [&mut now, &mut before] {
            value.as_object_mut().unwrap().remove("stream_options");
        }
        assert_eq!(now, before);
    }
}

#[test]
fn bodies_that_are_refused() {
    let read = |path, body: &[u8]| {
        let call = schema::route("POST", path).unwrap();
        schema::read(&call, body).map(|_| ()).map_err(Reason::as_str)
    };
    let chat = "/v1/chat/completions";
    for (path, body, expected) in [
        (chat, &b""[..], Err("missing_body")),
        (chat, b"{}", Err("invalid_json")),
        (chat, b"[]", Err("invalid_json")),
        (chat, b"null", Err("invalid_json")),
        (chat, br#"{"messages":"x"}"#, Err("invalid_json")),
        (chat, br#"{"messages":[],"messages":{}}"#, Err("invalid_json")),
        (chat, br#"{"messages":[]"#, Err("invalid_json")),
        (chat, br#"{"messages":[]} x"#, Err("invalid_json")),
        (chat, b"\xef\xbb\xbf{\"messages\":[]}", Err("invalid_encoding")),
        (chat, b"{\"messages\":[\"\xe9\"]}", Err("invalid_encoding")),
        (chat, br#"{"messages":[]}"#, Ok(())),
        ("/v1/messages", b"{}", Err("invalid_json")),
        ("/v1/completions", b"{}", Err("invalid_json")),
        ("/v1/embeddings", b"{}", Err("invalid_json")),
        ("/v1/responses", b"{}", Ok(())),
        ("/api/chat", b"{}", Err("invalid_json")),
        ("/api/generate", b"{}", Ok(())),
        ("/v1beta/models/m:generateContent", b"{}", Err("invalid_json")),
        ("/v1beta/models/m:embedContent", b"{}", Err("invalid_json")),
        ("/v1beta/models/m:countTokens", b"{}", Err("invalid_json")),
    ] {
        assert_eq!(read(path, body), expected, "{path} {}", String::from_utf8_lossy(body));
    }
    let list = schema::route("GET", "/v1/models").unwrap();
    assert!(schema::read(&list, b"").is_ok());
    assert_eq!(schema::read(&list, b"{}").err(), Some(Reason::MissingBody));
}

#[test]
fn json_inside_a_text_is_opened() {
    let call = schema::route("POST", "/v1/chat/completions").unwrap();
    let nest = |depth: usize| {
        let mut text = "jean\u{e9}@example.org".to_owned();
        for _ in 0..depth {
            // Escaped as an attacker would: every letter beyond ASCII, and the at sign.
            text = serde_json::to_string(&text).unwrap().replace('@', "\\u0040").replace('\u{e9}', "\\u00e9");
        }
        format!(r#"{{"messages":[{{"role":"user","content":{text}}}]}}"#)
    };
    for depth in 1..=9 {
        let body = nest(depth);
        let reading = schema::read(&call, body.as_bytes()).unwrap();
        let read = reading.segments.iter().any(|segment| segment.text == "jean\u{e9}@example.org");
        let refused = reading.uninspected.iter().any(|it| it.reason == Reason::TooDeep);
        assert_ne!(read, refused, "{depth}");
        assert_eq!(read, depth <= 5, "{depth}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(
        method in "GET|POST|[A-Z]{0,4}",
        path in "(/v1|/v1beta|/openai/deployments/x)?/(chat/completions|models/[a-z%:]{0,9}|messages|[%./a-z:;]{0,20})[?]?[&=%a-z+\u{e9}]{0,9}",
        body: Vec<u8>,
    ) {
        if let Ok(call) = schema::route(&method, &path) {
            let _ = schema::path_text(&call);
            let _ = schema::read(&call, &body);
        }
    }

    #[test]
    fn broken_cases_do_not_panic(
        which: prop::sample::Index,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 1..4),
    ) {
        let case = which.get(cases());
        let mut body = case.body();
        for (place, byte, cut) in edits {
            let at = place.index(body.len());
            if cut { body.truncate(at + 1) } else { body[at] = byte }
        }
        let _ = schema::read(&case.call(), &body);
    }
}

/// An upstream may take the other one of two types: an image must not pass as the text that it also claims to be.
#[test]
fn a_source_with_two_types_is_no_text() {
    for types in [r#""type":"text","type":"base64""#, r#""type":"base64","type":"text""#] {
        let body = format!(
            r#"{{"model":"m","max_tokens":1,"messages":[{{"role":"user","content":[{{"type":"document","source":
            {{{types},"media_type":"image/png","data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"}}}}]}}]}}"#
        );
        let call = octroi_core::schema::route("POST", "/v1/messages").unwrap();
        let reading = octroi_core::schema::read(&call, body.as_bytes()).unwrap();
        assert!(reading.uninspected.iter().any(|part| part.reason == octroi_core::words::Reason::Image), "{types}");
    }
}
