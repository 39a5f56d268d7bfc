//! Logs into records: line by line, in constant memory, whatever else stands in the files.
//!
//! A record is found as
//!
//! - an element of `audit` in a line of Envoy's access log, as `envoy/envoy.yaml` writes it, or the value of `audit`;
//! - the line itself;
//! - either of these inside a string or object of a line that a log shipper wrapped around it;
//!
//! with whatever text in front of the line's JSON. An anchor is found by its mark in any line, as in Envoy's own log. Files
//! may be compressed by gzip and may come in any order; what another program wrote is skipped. What looks like ours and
//! cannot be read is [`Item::Damaged`], never skipped.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use octroi_core::audit::chain::ANCHOR_MARK;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::Failure;

/// Longest line that is read. A record has some 1,200 bytes.
pub const LINE_BYTES_MAX: usize = 1 << 20;

/// How deep a wrapper's strings and objects are followed.
const WRAPPERS_MAX: usize = 4;

/// Bytes between two looks at the progress bar.
const PROGRESS_STEP_BYTES: u64 = 4 << 20;

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which of the files.
    pub file: usize,
    /// From 1.
    pub line: u64,
}

/// What was found in a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A record's JSON, as it is written there.
    Record(&'a str),
    /// An anchor's JSON.
    Anchor(&'a str),
    /// A request in Envoy's access log that has no record.
    NoRecord,
    /// A line of some other program.
    Other,
    /// A line of ours that cannot be read, and why.
    Damaged(&'static str),
}

/// Reads every line of every file. `-` is standard input.
///
/// # Errors
/// A file that cannot be opened or read, or whatever `each` fails with.
pub fn read(paths: &[PathBuf], each: &mut impl FnMut(Place, Item<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
    let progress = Progress::new(paths);
    for (file, path) in paths.iter().enumerate() {
        let cannot = |error: io::Error| Failure::Input(format!("cannot read `{}`: {error}", path.display()));
        let mut lines = Lines::open(path, &progress).map_err(cannot)?;
        loop {
            let place = Place { file, line: lines.number + 1 };
            let compressed = lines.compressed;
            match lines.next() {
                Ok(Line::Text(line)) => items(line, &mut |item| each(place, item))?,
                Ok(Line::TooLong) => each(place, Item::Damaged("longer than any line of ours"))?,
                Ok(Line::Cut(line)) => items(line, &mut |item| each(place, item.if_damaged("cut short")))?,
                Ok(Line::End) => break,
                // The rest of a compressed file is lost, but not what other files tell.
                Err(error) if compressed && is_broken(&error) => {
                    each(place, Item::Damaged("the compressed file is cut short or broken here"))?;
                    break;
                }
                Err(error) => return Err(cannot(error)),
            }
            progress.show();
        }
    }
    progress.finish();
    Ok(())
}

fn is_broken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
}

impl<'a> Item<'a> {
    fn if_damaged(self, why: &'static str) -> Item<'a> {
        if matches!(self, Item::Damaged(_)) { Item::Damaged(why) } else { self }
    }
}

enum Line<'a> {
    Text(&'a [u8]),
    /// The last one, without a line feed.
    Cut(&'a [u8]),
    TooLong,
    End,
}

struct Lines {
    source: Box<dyn BufRead>,
    compressed: bool,
    buffer: Vec<u8>,
    number: u64,
}

impl Lines {
    fn open(path: &Path, progress: &Progress) -> io::Result<Lines> {
        let file: Box<dyn Read> =
            if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
        let counted = Counted { source: file, read: Arc::clone(&progress.read) };
        let mut source = BufReader::with_capacity(1 << 18, counted);
        let start = source.fill_buf()?;
        if start.starts_with(b"\x28\xb5\x2f\xfd") {
            return Err(io::Error::other("it is compressed by zstd; try `zstd -dc FILE | octroi audit ... -`"));
        }
        let compressed = start.starts_with(b"\x1f\x8b");
        let source: Box<dyn BufRead> = match compressed {
            true => Box::new(BufReader::with_capacity(1 << 18, MultiGzDecoder::new(source))),
            false => Box::new(source),
        };
        Ok(Lines { source, compressed, buffer: Vec::new(), number: 0 })
    }

    fn next(&mut self) -> io::Result<Line<'_>> {
        self.buffer.clear();
        let mut limited = (&mut self.source).take(LINE_BYTES_MAX as u64 + 1);
        if limited.read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(Line::End);
        }
        self.number += 1;
        let complete = self.buffer.ends_with(b"\n");
        if !complete && self.buffer.len() > LINE_BYTES_MAX {
            self.skip_line()?;
            return Ok(Line::TooLong);
        }
        Ok(if complete { Line::Text(&self.buffer) } else { Line::Cut(&self.buffer) })
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.source.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let (skip, done) = end.map_or((buffer.len(), buffer.is_empty()), |at| (at + 1, true));
            self.source.consume(skip);
            if done {
                return Ok(());
            }
        }
    }
}

type Each<'e> = dyn FnMut(Item<'_>) -> Result<(), Failure> + 'e;

/// What stands in one line. Nothing for an empty one.
fn items(line: &[u8], each: &mut Each<'_>) -> Result<(), Failure> {
    let Ok(text) = std::str::from_utf8(line) else {
        let ours = looks_like_ours(&String::from_utf8_lossy(line));
        return each(if ours { Item::Damaged("not UTF-8") } else { Item::Other });
    };
    let text = text.trim();
    if text.is_empty() {
        return Ok(());
    }
    if let Some((_, anchor)) = text.split_once(ANCHOR_MARK)
        && anchor.starts_with("{\"")
        && let Some(anchor) = first_object(anchor)
    {
        return each(Item::Anchor(anchor));
    }
    let json = text.find('{').and_then(|at| text.get(at..)).unwrap_or_default();
    match Fields::of(json) {
        Some(fields) => from_fields(json, &fields, 0, each),
        None if looks_like_ours(text) || begins_like_ours(text) => each(Item::Damaged("not JSON")),
        None => each(Item::Other),
    }
}

/// The object that a text begins with.
fn first_object(text: &str) -> Option<&str> {
    let object: &RawValue = serde_json::Deserializer::from_str(text).into_iter().next()?.ok()?;
    Some(object.get())
}

/// Words of which every record holds several, from its beginning to its end, so that no single damage hides that it is
/// one.
const MARKS: [&str; 7] =
    ["audit\":[{", "action\":", "categories\":", "chain\":", "coverage\":", "sensitivity\":", "mac\":"];

/// How a record begins, and how it does where Envoy's access log holds it: enough where a line breaks off behind it.
const BEGINNINGS: [&str; 2] = ["{\"action\":", "\"audit\":[{"];

fn begins_like_ours(text: &str) -> bool {
    let found = |text: &str| BEGINNINGS.iter().any(|beginning| text.contains(beginning));
    found(text) || (text.contains('\\') && found(&text.replace('\\', "")))
}

fn looks_like_ours(text: &str) -> bool {
    let found = |text: &str| MARKS.iter().filter(|mark| text.contains(**mark)).count() >= 2;
    found(text) || (text.contains('\\') && found(&text.replace('\\', ""))) || text.contains(ANCHOR_MARK)
}

/// The fields of a line by which it is told what it is.
#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow, default, deserialize_with = "even_null")]
    audit: Option<&'a RawValue>,
    #[serde(borrow)]
    v: Option<&'a RawValue>,
    #[serde(borrow)]
    policy: Option<&'a RawValue>,
    #[serde(borrow)]
    sensitivity: Option<&'a RawValue>,
}

impl<'a> Fields<'a> {
    fn of(json: &'a str) -> Option<Fields<'a>> {
        serde_json::from_str(json).ok()
    }
}

fn even_null<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(from).map(Some)
}

fn from_fields(json: &str, fields: &Fields<'_>, depth: usize, each: &mut Each<'_>) -> Result<(), Failure> {
    if fields.v.is_some() && fields.policy.is_some() && fields.sensitivity.is_some() {
        return each(Item::Record(json));
    }
    match fields.audit.map(RawValue::get) {
        Some(list) if list.starts_with('[') => {
            let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(list) else { return each(Item::Other) };
            let elements: Vec<&str> = elements.into_iter().map(RawValue::get).collect();
            if elements.is_empty() {
                return each(Item::NoRecord);
            }
            from_elements(&elements, json, depth, each)
        }
        Some("null") => each(Item::NoRecord),
        Some(element) => from_elements(&[element], json, depth, each),
        None => from_wrapper(json, depth, each),
    }
}

/// What stands at `audit`; or, if that is somebody else's word for something else, what he wraps beside it.
fn from_elements(elements: &[&str], json: &str, depth: usize, each: &mut Each<'_>) -> Result<(), Failure> {
    let mut ours = false;
    for element in elements {
        from_element(element, depth, &mut |item| {
            ours |= item != Item::Other;
            if item == Item::Other { Ok(()) } else { each(item) }
        })?;
    }
    if ours { Ok(()) } else { from_wrapper(json, depth, each) }
}

/// A record, or a string that holds one.
fn from_element(element: &str, depth: usize, each: &mut Each<'_>) -> Result<(), Failure> {
    let inner: String = match serde_json::from_str(element) {
        Ok(inner) => inner,
        Err(_) => element.to_owned(),
    };
    match Fields::of(&inner) {
        Some(fields) if depth < WRAPPERS_MAX => from_fields(&inner, &fields, depth + 1, each),
        _ if inner.is_empty() || inner == "-" => each(Item::NoRecord),
        _ if looks_like_ours(&inner) => each(Item::Damaged("not JSON")),
        _ => each(Item::Other),
    }
}

/// The strings and objects of a line that somebody else wrote, for who wraps our lines into his.
fn from_wrapper(json: &str, depth: usize, each: &mut Each<'_>) -> Result<(), Failure> {
    if depth >= WRAPPERS_MAX || !(looks_like_ours(json) || json.contains("audit\\\"")) {
        return each(Item::Other);
    }
    let Ok(Value::Object(map)) = serde_json::from_str(json) else { return each(Item::Other) };
    let mut found = false;
    for value in map.values() {
        let inner = match value {
            Value::String(text) => text.trim().to_owned(),
            Value::Object(_) => value.to_string(),
            _ => continue,
        };
        let mut inner_each = |item: Item<'_>| {
            if item == Item::Other {
                return Ok(());
            }
            found = true;
            each(item)
        };
        match Fields::of(&inner) {
            Some(fields) => from_fields(&inner, &fields, depth + 1, &mut inner_each)?,
            None if value.is_string() && looks_like_ours(&inner) => items(inner.as_bytes(), &mut inner_each)?,
            None => {}
        }
    }
    if found { Ok(()) } else { each(Item::Damaged("a record that is wrapped in a way that is not known")) }
}

struct Counted {
    source: Box<dyn Read>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// A bar on standard error, where that is a terminal.
struct Progress {
    bar: ProgressBar,
    read: Arc<AtomicU64>,
}

impl Progress {
    fn new(paths: &[PathBuf]) -> Progress {
        let length = |path: &PathBuf| std::fs::metadata(path).ok().filter(|meta| meta.is_file()).map(|meta| meta.len());
        let total: Option<u64> = paths.iter().map(length).sum();
        let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        let template = match total {
            Some(_) => "{bar:24} {percent}% {bytes}/{total_bytes} {bytes_per_sec} {eta}",
            None => "{spinner} {bytes} {bytes_per_sec}",
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress { bar, read: Arc::default() }
    }

    fn show(&self) {
        let read = self.read.load(Ordering::Relaxed);
        if read >= self.bar.position() + PROGRESS_STEP_BYTES {
            self.bar.set_position(read);
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use octroi_core::audit::Record;
    use octroi_core::audit::chain::{AnchorKind, Chain};
    use serde_json::json;

    use super::*;

    fn record() -> String {
        Chain::begin(None, 1, "digest", 0).seal(Record::undecided())
    }

    /// What is found in a file of these bytes, one word each.
    fn found(bytes: &[u8]) -> Vec<String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let mut found = Vec::new();
        let record = record();
        read(&[file.path().to_owned()], &mut |place, item| {
            found.push(match item {
                Item::Record(text) if text == record => format!("{} record", place.line),
                Item::Record(text) => format!("{} {text}", place.line),
                Item::Anchor(text) => format!("{} anchor {}", place.line, text.starts_with("{\"anchor\"")),
                Item::NoRecord => format!("{} none", place.line),
                Item::Other => format!("{} other", place.line),
                Item::Damaged(why) => format!("{} damaged: {why}", place.line),
            });
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn records_are_found_wherever_they_stand() {
        let record = record();
        let access = format!(r#"{{"time":"x","status":200,"audit":[{record}]}}"#);
        let anchor = Chain::begin(None, 1, "d", 0).anchor(AnchorKind::Open, 0).unwrap();
        for (line, expected) in [
            (record.clone(), "record"),
            (access.clone(), "record"),
            (format!(r#"{{"audit":{record}}}"#), "record"),
            (json!({"audit": record, "status": 1}).to_string(), "record"),
            (json!({"audit": [record]}).to_string(), "record"),
            (format!("2026-11-25T10:00:00Z stdout F {access}"), "record"),
            (json!({"log": format!("{access}\n"), "stream": "stdout"}).to_string(), "record"),
            (format!(r#"{{"jsonPayload":{access},"severity":"INFO"}}"#), "record"),
            (json!({"jsonPayload": {"message": access}}).to_string(), "record"),
            (format!("[2026-11-25][info][wasm] wasm log octroi: {anchor}"), "anchor true"),
            (json!({"log": access, "audit": "x"}).to_string(), "record"),
            (json!({"log": access, "audit": [{"user": "root"}]}).to_string(), "record"),
            (json!({"log": record, "audit": {"user": "root"}}).to_string(), "record"),
            (r#"{"audit":"x","level":"info"}"#.to_owned(), "other"),
            (r#"{"audit":[],"status":503}"#.to_owned(), "none"),
            (r#"{"audit":null}"#.to_owned(), "none"),
            (r#"{"audit":"-"}"#.to_owned(), "none"),
            ("GET /index.html 200".to_owned(), "other"),
            (r#"{"level":"info","msg":"ready"}"#.to_owned(), "other"),
            (r#"{"audit":[{"user":"root"}]}"#.to_owned(), "other"),
            ("Nov 25 12:00:00 host kernel: {oops".to_owned(), "other"),
            (access.replacen("\"action\"", "\"action", 1), "damaged: not JSON"),
            (access.replacen("\"v\"", "\"w\"", 1), "damaged: a record that is wrapped in a way that is not known"),
            (json!({"log": access.replacen("\"action\"", "\"action", 1)}).to_string(), "damaged: not JSON"),
        ] {
            assert_eq!(found(format!("{line}\n").as_bytes()), [format!("1 {expected}")], "{line}");
        }
    }

    #[test]
    fn ends_are_told() {
        let record = record();
        assert_eq!(found(format!("\n{record}\n{record}").as_bytes()), ["2 record", "3 record"]);
        let cut = &record[..record.len() / 2];
        assert_eq!(found(format!("{record}\n{cut}").as_bytes()), ["1 record", "2 damaged: cut short"]);
        for short in [
            r#"{"action":"for"#,
            r#"{"time":"x","status":200,"audit":[{"#,
            r#"2026 stdout F {"time":"x","audit":[{"ac"#,
            r#"{"log":"{\"time\":\"x\",\"audit\":[{\"act"#,
        ] {
            assert_eq!(found(short.as_bytes()), ["1 damaged: cut short"], "{short}");
            assert_eq!(found(format!("{short}\n").as_bytes()), ["1 damaged: not JSON"], "{short}");
        }
        assert_eq!(found(b"{\"level\":\"info\",\"act"), ["1 other"]);
        assert_eq!(found(b"just some words"), ["1 other"]);
        assert_eq!(found(b""), [""; 0]);
        let long = format!("{}\n{record}\n", "x".repeat(LINE_BYTES_MAX + 10));
        assert_eq!(found(long.as_bytes()), ["1 damaged: longer than any line of ours", "2 record"]);
        let mut broken = record.clone().into_bytes();
        broken[20] = 0xff;
        assert_eq!(found(&[broken, b"\n".to_vec()].concat()), ["1 damaged: not UTF-8"]);
        assert_eq!(found(b"caf\xe9\n"), ["1 other"]);
    }

    #[test]
    fn compressed_files_are_read_and_broken_ones_told() {
        let record = record();
        let gzip = |text: &str| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let one = gzip(&format!("{record}\n"));
        assert_eq!(found(&one), ["1 record"]);
        assert_eq!(found(&[one.clone(), one.clone()].concat()), ["1 record", "2 record"], "several in one file");
        let many = gzip(&format!("{record}\n").repeat(2000));
        let found = found(&many[..many.len() - 9]);
        assert!(found.last().unwrap().ends_with("damaged: the compressed file is cut short or broken here"));
    }
}
