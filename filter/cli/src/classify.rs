//! `octroi classify`: a request or text a line in, its class a line out.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use octroi_core::classify::{Classified, classify};
use octroi_core::detect::Scanner;
use octroi_core::exchange::{counting, locate, show};
use octroi_core::policy::Policy;
use octroi_core::schema;
use octroi_core::segment::{Seam, Segment, Uninspected};
use octroi_core::words::{Reason, Role};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Failure, News, input};

const EXAMPLES: &str = r#"Examples:
  echo '{"id": 1, "text": "write to marie@posteo.de"}' | octroi classify --jsonl -
  octroi classify --jsonl requests.jsonl --policy policy.yaml > classes.jsonl

A line in, either of:
  {"id": ..., "text": "..."}
  {"id": ..., "path": "/v1/chat/completions", "body": {...} or "...", "method": "POST"}
A line out:
  {"id", "sensitivity", "categories", "coverage", "uninspected",
   "findings": [{"entity", "category", "likelihood", "start", "end", "at"}]}
`start` and `end` are bytes of the text; for a body, of the decoded text that the JSON pointer `at` leads to.
A line that cannot be read gives {"id", "error"}, and the exit code is 1 at the end.
Other fields of a line are ignored."#;

/// Class texts and requests, one a line
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Read and write JSON lines (the one format there is)
    #[arg(long, required = true)]
    jsonl: bool,
    /// Lines to read; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Class by this policy's sensitivities, thresholds and own entities (default: built-in)
    #[arg(long, value_name = "POLICY")]
    policy: Option<PathBuf>,
}

/// A longer line is an error, so that memory stays bounded.
const LINE_BYTES_MAX: u64 = 64 << 20;

pub fn run(args: &Args) -> Result<News, Failure> {
    let policy = match &args.policy {
        Some(path) => input::require_policy(path)?,
        None => Policy::classing_only(),
    };
    let scanner = Scanner::new(policy.scan_options());
    let mut lines = input::open_lines(&args.file)?;
    let mut out = BufWriter::with_capacity(1 << 18, io::stdout().lock());
    let mut news = News::Good;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = io::Read::take(&mut lines, LINE_BYTES_MAX).read_until(b'\n', &mut line);
        match read {
            Err(error) => return Err(Failure::Input(format!("cannot read `{}`: {error}", args.file.display()))),
            Ok(0) => break,
            Ok(_) => {}
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = if line.len() as u64 == LINE_BYTES_MAX && !line.ends_with(b"\n") {
            skip_line(&mut lines)?;
            Err(json!({"id": null, "error": format!("expected a line of at most {LINE_BYTES_MAX} bytes")}))
        } else {
            answer(&policy, &scanner, &line)
        };
        let answer = answer.unwrap_or_else(|error| {
            news = News::Bad;
            error
        });
        serde_json::to_writer(&mut out, &answer).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(news)
}

fn skip_line(lines: &mut dyn BufRead) -> Result<(), Failure> {
    loop {
        let (skipped, ended) = {
            let bytes = lines.fill_buf()?;
            match bytes.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (bytes.len(), bytes.is_empty()),
            }
        };
        lines.consume(skipped);
        if ended {
            return Ok(());
        }
    }
}

/// A line as it is read. Every field is looked at by itself, so that a bad one can be named together with the id.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: Option<Value>,
    path: Option<Value>,
    body: Option<Value>,
    method: Option<Value>,
}

/// The answer to a line, or the error.
fn answer(policy: &Policy, scanner: &Scanner, line: &[u8]) -> Result<Value, Value> {
    let line: Line = serde_json::from_slice(line)
        .map_err(|error| json!({"id": null, "error": format!("expected a JSON object, found: {error}")}))?;
    let Line { id, text, path, body, method } = line;
    let error = |what: &str| json!({"id": id, "error": what});
    let answer = match (text, path, body) {
        (Some(Value::String(text)), None, None) => of_text(policy, scanner, &text),
        (None, Some(Value::String(path)), Some(body)) => {
            let method = match method {
                None => "POST".to_owned(),
                Some(Value::String(method)) => method,
                Some(_) => return Err(error("expected `method` to be a string")),
            };
            let body = match body {
                Value::String(text) => text,
                value => value.to_string(),
            };
            of_body(policy, scanner, &method, &path, body.as_bytes())
        }
        (Some(_), None, None) => return Err(error("expected `text` to be a string")),
        (None, Some(_), Some(_)) => return Err(error("expected `path` to be a string")),
        _ => return Err(error("expected either `text`, or `path` and `body`")),
    };
    let mut line = json!({"id": id});
    if let (Value::Object(line), Value::Object(answer)) = (&mut line, answer) {
        line.extend(answer);
    }
    Ok(line)
}

fn of_text(policy: &Policy, scanner: &Scanner, text: &str) -> Value {
    let segments = [Segment { text: text.into(), role: Role::User, raw: 0..text.len(), seam: Seam::Apart }];
    let scan = scanner.scan(&segments);
    let classified = classify(policy, &segments, &scan.findings, &scan.uninspected);
    let counting = counting(policy, &scan.findings);
    shown(&classified, counting.map(|finding| show(policy, finding)).collect())
}

fn of_body(policy: &Policy, scanner: &Scanner, method: &str, path: &str, body: &[u8]) -> Value {
    let unread = |reason: Reason| {
        let classified = classify(policy, &[], &[], &[Uninspected { reason, at: 0 }]);
        shown(&classified, Vec::new())
    };
    let reading = match schema::route(method, path).and_then(|call| schema::read(&call, body)) {
        Ok(reading) => reading,
        Err(reason) => return unread(reason),
    };
    let scan = scanner.scan(&reading.segments);
    let uninspected = [reading.uninspected, scan.uninspected].concat();
    let classified = classify(policy, &reading.segments, &scan.findings, &uninspected);
    let places: Vec<_> = reading.segments.iter().map(|segment| Some(segment.raw.start)).collect();
    let findings = locate(policy, &places, body, &scan.findings);
    shown(&classified, findings)
}

fn shown(classified: &Classified, findings: Vec<Value>) -> Value {
    json!({
        "sensitivity": classified.sensitivity().as_str(),
        "categories": classified.categories().iter().map(|category| category.as_str()).collect::<Vec<_>>(),
        "findings": findings,
        "uninspected": classified.uninspected().iter().map(|reason| reason.as_str()).collect::<Vec<_>>(),
        "coverage": classified.coverage().as_str(),
    })
}
