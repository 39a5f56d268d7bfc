//! Answers of every API that tells usage, as they are on the wire: `usage/SCHEMA[-what].{json,sse,ndjson}`. What each tells
//! stands in `usage/expected.json`; `OCTROI_BLESS=1 cargo test -p octroi-core --test usage` writes it, and the diff is then
//! to be looked at.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::fs;
use std::path::PathBuf;

use octroi_core::schema::{SCHEMAS, Schema, UsageOutcome, UsageReader, schema_by_name};
use octroi_core::tokens::{Estimate, Tokenizer};
use serde_json::{Map, Value, json};

struct Answer {
    name: String,
    schema: &'static Schema,
    content_type: &'static str,
    bytes: Vec<u8>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/usage")
}

fn answers() -> Vec<Answer> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .into_iter()
        .filter(|file| file.file_name().unwrap() != "expected.json")
        .map(|file| {
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            let schema = name.split(['-', '.']).next().unwrap();
            let content_type = match file.extension().unwrap().to_str().unwrap() {
                "sse" => "text/event-stream",
                "ndjson" => "application/x-ndjson",
                _ => "application/json",
            };
            Answer { schema: schema_by_name(schema).unwrap(), content_type, bytes: fs::read(&file).unwrap(), name }
        })
        .collect()
}

impl Answer {
    fn reader(&self) -> UsageReader {
        UsageReader::new(self.schema, self.content_type, 200)
    }

    fn read(&self) -> UsageOutcome {
        let mut reader = self.reader();
        reader.push(&self.bytes);
        reader.finish()
    }
}

fn told(outcome: &UsageOutcome) -> Value {
    let mut told = Map::new();
    let usage = outcome.usage.clone().unwrap_or_default();
    for (name, number) in [
        ("input", usage.input_tokens),
        ("cached_input", usage.cached_input_tokens),
        ("cache_write", usage.cache_write_tokens),
        ("cache_write_1h", usage.cache_write_1h_tokens),
        ("output", usage.output_tokens),
        ("reasoning", usage.reasoning_tokens),
        ("audio_input", usage.audio_input_tokens),
        ("audio_output", usage.audio_output_tokens),
    ] {
        if let Some(number) = number {
            told.insert(name.to_owned(), json!(number));
        }
    }
    if let Some(tier) = outcome.tier {
        told.insert("tier".to_owned(), json!(tier.as_str()));
    }
    told.insert("model".to_owned(), json!(usage.model));
    told.insert("finished".to_owned(), json!(outcome.finished));
    told.insert("total".to_owned(), json!(outcome.total));
    told.insert("text_seen".to_owned(), json!(outcome.text.tokens(Tokenizer::O200k) > 0));
    Value::Object(told)
}

#[test]
fn every_answer_tells_what_is_expected() {
    let file = folder().join("expected.json");
    let found: Map<String, Value> =
        answers().iter().map(|answer| (answer.name.clone(), told(&answer.read()))).collect();
    if std::env::var_os("OCTROI_BLESS").is_some() {
        fs::write(&file, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
    }
    let expected: Map<String, Value> = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    for (name, found) in &found {
        assert_eq!(expected.get(name), Some(found), "{name}");
    }
    assert_eq!(expected.len(), found.len());
}

#[test]
fn every_schema_that_generates_has_an_answer() {
    let answers = answers();
    for schema in SCHEMAS.iter().filter(|schema| !matches!(schema.operation, "list_models" | "count_tokens")) {
        assert!(answers.iter().any(|answer| answer.schema == schema), "{}", schema.name);
    }
}

/// Two chunks with the border at every byte, and every byte a chunk of its own.
#[test]
fn no_chunk_border_matters() {
    for answer in answers() {
        let whole = answer.read();
        for border in 0..answer.bytes.len() {
            let (before, after) = answer.bytes.split_at(border);
            let mut reader = answer.reader();
            reader.push(before);
            reader.push(after);
            assert_eq!(reader.finish(), whole, "{} at {border}", answer.name);
        }
        let mut reader = answer.reader();
        answer.bytes.iter().for_each(|byte| reader.push(&[*byte]));
        assert_eq!(reader.finish(), whole, "{}", answer.name);
    }
}

/// The chunk that we asked for goes, and nothing else, wherever the border is.
#[test]
fn no_chunk_border_lets_the_usage_chunk_through() {
    for answer in answers().into_iter().filter(|answer| answer.content_type == "text/event-stream") {
        let strip = |border: usize| {
            let (before, after) = answer.bytes.split_at(border);
            let mut reader = answer.reader().strip_usage_chunk();
            let mut forwarded = reader.push_and_strip(before);
            forwarded.extend(reader.push_and_strip(after));
            let outcome = reader.finish();
            forwarded.extend(&outcome.held);
            (forwarded, outcome.usage)
        };
        let (expected, usage) = strip(0);
        for border in 1..answer.bytes.len() {
            let (forwarded, told) = strip(border);
            assert!(forwarded == expected && told == usage, "{} at {border}", answer.name);
        }
        let text = String::from_utf8(expected).unwrap();
        let asked_for = text.split("\n\n").flat_map(|event| event.split("\r\n\r\n")).find(|event| {
            let data = event.trim_start().strip_prefix("data: ").and_then(|json| serde_json::from_str(json).ok());
            data.is_some_and(|event: Value| event["choices"] == json!([]) && event["usage"].is_object())
        });
        assert_eq!(asked_for, None, "{}", answer.name);
    }
}

/// What is generated is counted once, decoded, and nothing beside it.
#[test]
fn counts_the_text_that_passes() {
    let long = "Grüße, 数据 \u{1f642} \"x\"\n".repeat(600);
    let escaped: String = serde_json::to_string(&long)
        .unwrap()
        .chars()
        .map(|c| {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units);
            if c.is_ascii() { c.to_string() } else { units.iter().map(|unit| format!("\\u{unit:04x}")).collect() }
        })
        .collect();
    for text in [serde_json::to_string(&long).unwrap(), escaped] {
        let body = format!(
            r#"{{"id":"text","model":"content","choices":[{{"message":{{"content":{text},"audio":{{"data":"text"}}}}}}]}}"#
        );
        for chunk in [1, 7, 4095, 1 << 20] {
            let mut reader = UsageReader::new(schema_by_name("openai_chat").unwrap(), "application/json", 200);
            body.as_bytes().chunks(chunk).for_each(|bytes| reader.push(bytes));
            let seen = reader.finish().text.tokens(Tokenizer::O200k);
            let expected = Estimate::of(&long).tokens(Tokenizer::O200k);
            assert!(seen.abs_diff(expected) * 100 <= expected, "{seen} for {expected}");
        }
    }
}
