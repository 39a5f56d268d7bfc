//! The tokens that an answer reports, read as it streams, in bounded memory.
//!
//! An answer is one JSON document, or many: events of a stream (SSE), one after the other (NDJSON, Ollama), items of an
//! array (Gemini without `alt=sse`). An [`Sse`] takes documents out of a stream's lines, a [`Sniffer`] follows each
//! document without keeping it, and holds on to a few small values at known paths. So an answer of any size is read, and
//! it does not matter where its chunks are cut.
//!
//! What the numbers mean, and how they become one meaning:
//!
//! - OpenAI, chat and completions: `usage.prompt_tokens` holds `prompt_tokens_details.cached_tokens` and `.audio_tokens`;
//!   `completion_tokens` holds `completion_tokens_details.reasoning_tokens`. Streams tell it in one last chunk, others
//!   carry `"usage": null`. vLLM and Mistral are the same; DeepSeek says `prompt_cache_hit_tokens`. `service_tier`, beside
//!   `usage`, is the tier that was served (as it is in Responses, in the last event).
//!   <https://platform.openai.com/docs/api-reference/chat/object>
//! - Responses: `input_tokens` with `input_tokens_details.cached_tokens`, `output_tokens` with
//!   `output_tokens_details.reasoning_tokens`, in the last event's `response`.
//!   <https://platform.openai.com/docs/api-reference/responses/object>
//! - Anthropic: `input_tokens` is what was neither read from nor written to a cache; `cache_read_input_tokens` and
//!   `cache_creation_input_tokens` come on top. Of the latter, `cache_creation.ephemeral_1h_input_tokens` were written for
//!   an hour, the rest for five minutes. `output_tokens` holds thinking. A stream tells it in `message_start`, which also has
//!   the `service_tier`, and, cumulative, in every `message_delta`. <https://docs.anthropic.com/en/docs/build-with-claude/streaming>
//! - Gemini: `promptTokenCount` holds `cachedContentTokenCount`, not `toolUsePromptTokenCount`; `candidatesTokenCount`
//!   does not hold `thoughtsTokenCount`. Every chunk tells the sum so far.
//!   <https://ai.google.dev/api/generate-content#UsageMetadata>
//! - Ollama: `prompt_eval_count` and `eval_count` of the last line. A prompt that was in the cache may be told smaller.
//!   <https://github.com/ollama/ollama/blob/main/docs/api.md>
//!
//! Not every answer tells its usage, and one that broke off tells it in part. Therefore the text that passes is counted
//! too, by kind of character, as the tokens of a prompt are: [`UsageOutcome::text`].

use std::borrow::Cow;
use std::fmt;

use super::Schema;
use crate::json::{self, Kind, Value};
use crate::limits::{ANSWER_TEXT_BYTES_MAX, HELD_EVENT_BYTES_MAX, USAGE_BYTES_MAX};
use crate::money::ServiceTier;
use crate::tokens::Estimate;

/// Where answers tell their usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    None,
    OpenAi,
    Responses,
    Anthropic,
    Ollama,
    Gemini,
}

/// Tokens that were used, in one meaning for all APIs. `None` is *not told*, never zero.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// All input, cached and written to a cache included.
    pub input_tokens: Option<u64>,
    /// The part of the input that was read from a cache.
    pub cached_input_tokens: Option<u64>,
    /// The part of the input that was written to a cache.
    pub cache_write_tokens: Option<u64>,
    /// The part of that which is kept for an hour, where the vendor tells it apart.
    pub cache_write_1h_tokens: Option<u64>,
    /// All output, reasoning included.
    pub output_tokens: Option<u64>,
    /// The part of the output that was reasoning.
    pub reasoning_tokens: Option<u64>,
    /// The part of the input that was audio.
    pub audio_input_tokens: Option<u64>,
    /// The part of the output that was audio.
    pub audio_output_tokens: Option<u64>,
    /// The model that answered, as it calls itself.
    pub model: Option<String>,
}

/// What an answer told by its end.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct UsageOutcome {
    /// The tokens; `None` when none were told.
    pub usage: Option<Usage>,
    /// The tier in which it was served, where the answer names it.
    pub tier: Option<ServiceTier>,
    /// Whether these are the tokens of the whole answer. A stream that tells its sum so far may break off.
    pub total: bool,
    /// An estimate of the text that passed: answer, reasoning and arguments of tools.
    pub text: Estimate,
    /// Whether the answer came to its own end: the stream's end marker, or the document's last bracket.
    pub finished: bool,
    /// After [`UsageReader::push_and_strip`]: bytes held back when the answer broke off, to be forwarded.
    pub held: Vec<u8>,
}

/// What was held back is not shown.
impl fmt::Debug for UsageOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { usage, tier, total, text, finished, held } = self;
        write!(
            f,
            "UsageOutcome({usage:?}, {tier:?}, total {total}, {text:?}, finished {finished}, {} held)",
            held.len()
        )
    }
}

/// Longest path that is followed, in bytes; those that matter have 30.
const PATH_BYTES_MAX: usize = 64;

/// Levels of a document that are followed by path: the arguments of a tool's call stand in the seventh.
const PATH_DEPTH_MAX: usize = 7;

/// Reads an answer's usage from its bytes, in bounded memory, wherever the chunks are cut.
pub struct UsageReader {
    shape: Shape,
    /// Set for a stream of events; otherwise documents follow each other.
    sse: Option<Sse>,
    sniffer: Sniffer,
    tally: Tally,
    strip: bool,
    /// Bytes of the event at hand, when stripping.
    held: Vec<u8>,
    /// The event at hand grew too large to be held, and is on its way.
    released: bool,
}

/// An answer's texts pass through here; none is shown.
impl fmt::Debug for UsageReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UsageReader").field("shape", &self.shape).field("sse", &self.sse).finish_non_exhaustive()
    }
}

impl UsageReader {
    /// A reader for an answer of this schema, by its content type and HTTP status. Only answers of status 2xx are read:
    /// an error is not billed.
    pub fn new(schema: &Schema, content_type: &str, status: u16) -> UsageReader {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        let sse = essence.eq_ignore_ascii_case("text/event-stream").then(Sse::default);
        UsageReader {
            shape: if (200..300).contains(&status) { schema.usage } else { Shape::None },
            sniffer: Sniffer { text_keys: text_keys(schema.usage, sse.is_some()), ..Sniffer::default() },
            sse,
            tally: Tally::default(),
            strip: false,
            held: Vec::new(),
            released: false,
        }
    }

    /// Makes [`UsageReader::push_and_strip`] leave out the chunk that tells the usage and nothing else, because the
    /// client did not ask for it. Only streams of OpenAI's shape have one.
    #[must_use]
    pub fn strip_usage_chunk(mut self) -> UsageReader {
        self.strip = self.shape == Shape::OpenAi && self.sse.is_some();
        self
    }

    /// Takes the next bytes of the answer.
    pub fn push(&mut self, chunk: &[u8]) {
        if self.shape == Shape::None || self.take_whole(chunk) {
            return;
        }
        let mut rest = chunk;
        while !rest.is_empty() {
            let (taken, _) = self.advance(rest);
            rest = rest.get(taken..).unwrap_or_default();
        }
    }

    /// Takes the next bytes of the answer and gives the bytes to forward in their stead: the same, but for the usage
    /// chunk. An event is forwarded when its last line is there, so one that arrives in pieces waits for its end; an SSE
    /// client could not have used it before.
    pub fn push_and_strip(&mut self, chunk: &[u8]) -> Vec<u8> {
        if !self.strip {
            self.push(chunk);
            return chunk.to_vec();
        }
        let mut forward = Vec::with_capacity(self.held.len() + chunk.len());
        let mut rest = chunk;
        while !rest.is_empty() {
            let (taken, event) = self.advance(rest);
            let (bytes, after) = rest.split_at_checked(taken).unwrap_or((rest, &[]));
            self.held.extend_from_slice(bytes);
            rest = after;
            match event {
                Some(event) => {
                    if event.is_usage_chunk && !self.released {
                        self.held.clear();
                    }
                    forward.append(&mut self.held);
                    self.released = false;
                }
                // The line feed of a `\r\n` that ended an event with its first half.
                None if self.held == b"\n" => forward.append(&mut self.held),
                None if self.released || self.held.len() > HELD_EVENT_BYTES_MAX => {
                    self.released = true;
                    forward.append(&mut self.held);
                }
                None => {}
            }
        }
        forward
    }

    /// The answer is over.
    pub fn finish(mut self) -> UsageOutcome {
        // The last document may lack its line or blank line. What it told counts; the end that it did not reach does not.
        self.document_ends();
        let finished = match self.shape {
            // Lines of a stream say that more will come; one answer alone says nothing.
            Shape::Ollama => self.tally.closed && !self.tally.goes_on,
            _ if self.sse.is_some() => self.tally.ended,
            _ => self.tally.closed,
        };
        let total = finished || self.tally.summed_up;
        let text = self.sniffer.text.finish();
        let tier = self.tally.tier;
        UsageOutcome { usage: self.tally.usage(self.shape), tier, total, text, finished, held: self.held }
    }

    /// Takes bytes that are one whole document and nothing else, as most answers without a stream come: the tape reads
    /// it in a quarter of the time that following it takes. False when they are something else.
    fn take_whole(&mut self, bytes: &[u8]) -> bool {
        let document = bytes.trim_ascii();
        let looks_whole = document.first() == Some(&b'{') && document.last() == Some(&b'}');
        if self.sse.is_some() || !self.sniffer.is_between_documents() || !looks_whole {
            return false;
        }
        let Ok(tape) = json::parse(document) else { return false };
        for path in wanted(self.shape) {
            if let Some(value) = at_path(tape.root(), path).filter(|value| value.span().len() <= USAGE_BYTES_MAX) {
                self.tally.take(self.shape, path, value);
            }
        }
        let mut key = None;
        for node in tape.root().descend() {
            let is_text = |key: Value<'_, '_>| self.sniffer.text_keys.contains(&key.raw());
            match node.kind() {
                Kind::Key => key = Some(node),
                Kind::String if key.take().is_some_and(is_text) => {
                    self.sniffer.text.add(node.text().unwrap_or_default().as_bytes());
                }
                _ => key = None,
            }
        }
        self.tally.closed = true;
        true
    }

    /// Takes some bytes, at least one; tells how many, and when an event of a stream ended with them.
    fn advance(&mut self, bytes: &[u8]) -> (usize, Option<Event>) {
        let Some(sse) = &mut self.sse else {
            let taken = self.sniffer.feed(bytes, wanted(self.shape));
            if self.sniffer.document_ended {
                self.document_ends();
            }
            return (taken, None);
        };
        if sse.in_data() {
            let line = memchr::memchr2(b'\n', b'\r', bytes).map_or(bytes, |end| bytes.get(..end).unwrap_or_default());
            if !line.is_empty() {
                return (self.sniffer.feed(line, wanted(self.shape)), None);
            }
        }
        (1, bytes.first().and_then(|byte| self.step(*byte)))
    }

    /// Takes one byte of a stream; tells when an event ended with it.
    fn step(&mut self, byte: u8) -> Option<Event> {
        match self.sse.as_mut()?.step(byte) {
            Line::Nothing => {}
            Line::Data(byte) => self.sniffer.step(byte, wanted(self.shape)),
            Line::EventEnds => return Some(self.document_ends()),
            Line::Done => self.tally.ended = true,
        }
        None
    }

    /// Takes over what the document at hand told.
    fn document_ends(&mut self) -> Event {
        let mut event = Event { is_usage_chunk: false };
        for (path, value) in self.sniffer.taken.drain(..) {
            let Ok(tape) = json::parse(&value) else { continue };
            event.is_usage_chunk |= path == "usage" && tape.root().kind() == Kind::Object;
            self.tally.take(self.shape, path, tape.root());
        }
        // Azure's first chunk has no choices either, but no usage.
        event.is_usage_chunk &= self.sniffer.choices == Choices::None;
        self.tally.summed_up |= event.is_usage_chunk;
        self.tally.closed |= self.sniffer.closed;
        self.sniffer.document_begins(self.sse.is_some());
        event
    }
}

/// An event of a stream.
struct Event {
    is_usage_chunk: bool,
}

// Framing: bytes of a stream -> bytes of its documents.

/// What a byte of a stream means.
enum Line {
    Nothing,
    /// A byte of the event's document.
    Data(u8),
    EventEnds,
    /// The stream told its end: `data: [DONE]`.
    Done,
}

/// Where in a line we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// So many bytes of `data:` were seen.
    Name(u8),
    /// After `data:`, where one space may follow.
    Colon,
    /// In the value of `data`.
    Data,
    /// In a comment or another field.
    Other,
}

/// Server-sent events (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).
#[derive(Debug)]
struct Sse {
    field: Field,
    /// The byte before was a carriage return: a line feed now belongs to it.
    after_return: bool,
    /// Bytes of `[DONE]` seen in this line's value; `None` when it is something else.
    done: Option<usize>,
}

impl Default for Sse {
    fn default() -> Sse {
        Sse { field: Field::Name(0), after_return: false, done: Some(0) }
    }
}

impl Sse {
    /// Whether all bytes up to the line's end are data and nothing else.
    fn in_data(&self) -> bool {
        self.field == Field::Data && self.done.is_none()
    }

    fn step(&mut self, byte: u8) -> Line {
        const NAME: &[u8] = b"data:";
        const DONE: &[u8] = b"[DONE]";
        let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
        if byte == b'\n' && after_return {
            return Line::Nothing;
        }
        if matches!(byte, b'\n' | b'\r') {
            let field = std::mem::replace(&mut self.field, Field::Name(0));
            let done = self.done.replace(0) == Some(DONE.len());
            return match field {
                Field::Name(0) => Line::EventEnds,
                Field::Data if done => Line::Done,
                // Lines of one event's data are joined by a line feed.
                Field::Data | Field::Colon => Line::Data(b'\n'),
                Field::Name(_) | Field::Other => Line::Nothing,
            };
        }
        match self.field {
            Field::Name(seen) if NAME.get(usize::from(seen)) == Some(&byte) => {
                self.field = if usize::from(seen) + 1 == NAME.len() { Field::Colon } else { Field::Name(seen + 1) };
                Line::Nothing
            }
            Field::Name(_) | Field::Other => {
                self.field = Field::Other;
                Line::Nothing
            }
            Field::Colon if byte == b' ' => {
                self.field = Field::Data;
                Line::Nothing
            }
            Field::Colon | Field::Data => {
                self.field = Field::Data;
                self.done = self.done.filter(|seen| DONE.get(*seen) == Some(&byte)).map(|seen| seen + 1);
                Line::Data(byte)
            }
        }
    }
}

// Sniffing: bytes of a document -> values at known paths.

/// What was seen of `choices`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Choices {
    #[default]
    Unseen,
    None,
    Some,
}

/// Follows one JSON document byte by byte. It checks nothing: what it takes is parsed afterwards.
///
/// Path of a value: names and `*` for array items, joined by dots; `usage`, `choices.*`, `message.usage`. The array around
/// a whole document (Gemini) is not in the path.
#[derive(Debug, Default)]
struct Sniffer {
    /// Open containers: `true` for an object.
    open: Vec<bool>,
    /// Containers open beyond those of `open`: counted, not told apart.
    open_beyond: usize,
    /// The document began with an array, whose items are documents.
    is_array: bool,
    in_string: bool,
    after_backslash: bool,
    /// The string at hand is a member's name.
    is_key: bool,
    /// The string at hand is a text of the answer.
    in_text: bool,
    /// Names of members that are texts of the answer.
    text_keys: &'static [&'static str],
    text: Text,
    /// In an object, a name is awaited.
    key_next: bool,
    /// A value began and is a bare word or number.
    in_word: bool,
    /// The path of the value at hand; for each open container its length.
    path: Vec<u8>,
    path_lens: Vec<usize>,
    /// The name at hand.
    key: Vec<u8>,
    /// The value that is being taken: its path, its depth, its bytes (`None` when too many).
    taking: Option<(&'static str, usize, Option<Vec<u8>>)>,
    taken: Vec<(&'static str, Vec<u8>)>,
    choices: Choices,
    /// A document is complete, be it an item of an array of documents.
    document_ended: bool,
    /// The document as a whole is complete, the array around it included.
    closed: bool,
}

impl Sniffer {
    /// Whether the next byte begins a document.
    fn is_between_documents(&self) -> bool {
        self.depth() == 0 && !self.in_string && !self.in_word
    }

    /// Takes bytes, at least one, up to the end of a document or of them all; tells how many.
    fn feed(&mut self, bytes: &[u8], wanted: &[&'static str]) -> usize {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let run = self.run(rest);
            if run > 0 {
                at += run;
            } else if let Some(byte) = rest.first() {
                self.step(*byte, wanted);
                at += 1;
            }
            if self.document_ended {
                break;
            }
        }
        at
    }

    /// Takes the bytes, if any, that are nothing but the inside of a string or a word; tells how many.
    fn run(&mut self, bytes: &[u8]) -> usize {
        let run = match (self.in_string, self.in_word) {
            (true, _) if !self.after_backslash && !self.text.in_escape() => inside_string(bytes),
            (false, true) => bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count(),
            _ => 0,
        };
        let Some(inside) = bytes.get(..run).filter(|inside| !inside.is_empty()) else { return 0 };
        self.keep(inside);
        if self.in_text {
            self.text.add(inside);
        }
        if self.in_string && self.is_key {
            let room = PATH_BYTES_MAX.saturating_sub(self.key.len()).min(run);
            self.key.extend_from_slice(inside.get(..room).unwrap_or_default());
        }
        run
    }

    fn step(&mut self, byte: u8, wanted: &[&'static str]) {
        if self.in_string {
            self.keep(&[byte]);
            if self.in_text {
                self.text.step(byte, self.after_backslash);
            }
            if self.after_backslash {
                self.after_backslash = false;
            } else if byte == b'\\' {
                self.after_backslash = true;
            } else if byte == b'"' {
                self.in_string = false;
                self.in_text = false;
                if !self.is_key {
                    self.value_ends();
                }
                return;
            }
            if self.is_key && self.key.len() < PATH_BYTES_MAX {
                self.key.push(byte);
            }
            return;
        }
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => self.word_ends(),
            b'"' => {
                self.is_key = std::mem::take(&mut self.key_next);
                if self.is_key {
                    self.key.clear();
                } else {
                    self.value_begins(wanted);
                    self.in_text = self.begins_text();
                }
                self.in_string = true;
                self.keep(&[byte]);
            }
            b'{' | b'[' => {
                self.value_begins(wanted);
                self.keep(&[byte]);
                self.enter(byte == b'{');
            }
            b'}' | b']' => {
                self.word_ends();
                self.leave();
                self.keep(&[byte]);
                self.value_ends();
                self.closed = self.depth() == 0;
                self.document_ended = self.closed || self.is_array && self.depth() == 1;
            }
            b',' => {
                self.word_ends();
                self.keep(&[byte]);
                self.key_next = self.open_beyond == 0 && self.open.last() == Some(&true);
            }
            b':' => self.keep(&[byte]),
            _ => {
                if !self.in_word {
                    self.value_begins(wanted);
                    self.in_word = true;
                }
                self.keep(&[byte]);
            }
        }
    }

    /// Forgets the document; in an array of documents, the next one may follow.
    fn document_begins(&mut self, anew: bool) {
        self.choices = Choices::Unseen;
        self.document_ended = false;
        if anew || self.closed {
            self.open.clear();
            self.path_lens.clear();
            self.path.clear();
            self.taking = None;
            (self.open_beyond, self.is_array, self.closed) = (0, false, false);
            (self.in_string, self.after_backslash, self.in_word, self.key_next) = (false, false, false, false);
            self.in_text = false;
        }
    }

    fn depth(&self) -> usize {
        self.open.len() + self.open_beyond
    }

    fn enter(&mut self, is_object: bool) {
        if self.open.is_empty() && !is_object && !self.is_array {
            self.is_array = true;
        }
        // Keys of deeper containers are nobody's: there, a string is a string.
        if self.open_beyond > 0 || self.open.len() > PATH_DEPTH_MAX {
            self.open_beyond += 1;
            self.key_next = false;
        } else {
            self.open.push(is_object);
            self.path_lens.push(self.path.len());
            self.key_next = is_object;
        }
    }

    fn leave(&mut self) {
        self.key_next = false;
        if self.open_beyond > 0 {
            self.open_beyond -= 1;
            return;
        }
        self.open.pop();
        if let Some(len) = self.path_lens.pop() {
            self.path.truncate(len);
        }
    }

    /// A value begins: works out its path, and whether it is wanted.
    fn value_begins(&mut self, wanted: &[&'static str]) {
        if self.open_beyond > 0 || self.taking.is_some() {
            return;
        }
        let (Some(is_object), Some(len)) = (self.open.last(), self.path_lens.last()) else { return };
        self.path.truncate(*len);
        let is_item = !*is_object;
        if self.is_array && self.open.len() == 1 {
            return;
        }
        if !self.path.is_empty() {
            self.path.push(b'.');
        }
        self.path.extend_from_slice(if is_item { b"*" } else { &self.key });
        if self.path == b"choices" && self.choices == Choices::Unseen {
            self.choices = Choices::None;
        }
        if self.path.starts_with(b"choices.") {
            self.choices = Choices::Some;
        }
        if let Some(path) = wanted.iter().find(|path| path.as_bytes() == self.path) {
            self.taking = Some((path, self.depth(), Some(Vec::new())));
        }
    }

    /// Whether the string that begins is a text of the answer: the value of a member so named, at any place.
    fn begins_text(&self) -> bool {
        let is_member = self.open_beyond == 0 && self.open.last() == Some(&true);
        is_member && self.taking.is_none() && self.text_keys.iter().any(|key| key.as_bytes() == self.key)
    }

    fn word_ends(&mut self) {
        if std::mem::take(&mut self.in_word) {
            self.value_ends();
        }
    }

    fn value_ends(&mut self) {
        let depth = self.depth();
        if self.taking.as_ref().is_some_and(|(_, at, _)| *at == depth)
            && let Some((path, _, Some(value))) = self.taking.take()
        {
            // The last of duplicates stands, as in most parsers; so there are never more than there are paths.
            self.taken.retain(|(other, _)| *other != path);
            self.taken.push((path, value));
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        if let Some((_, _, value)) = &mut self.taking {
            match value {
                Some(kept) if kept.len() + bytes.len() <= USAGE_BYTES_MAX => kept.extend_from_slice(bytes),
                _ => *value = None,
            }
        }
    }
}

/// How many bytes there are before a quote or a backslash. Most strings of an answer are short; only a long one is worth
/// the beginning of a search at memory speed.
fn inside_string(bytes: &[u8]) -> usize {
    const SHORT: usize = 24;
    let (beginning, rest) = bytes.split_at_checked(SHORT).unwrap_or((bytes, &[]));
    let run = beginning.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    run.or_else(|| memchr::memchr2(b'"', b'\\', rest).map(|run| SHORT + run)).unwrap_or(bytes.len())
}

/// The last value at a path, whose names are joined by dots and where `*` stands for each item of an array.
fn at_path<'t, 'b>(value: Value<'t, 'b>, path: &str) -> Option<Value<'t, 'b>> {
    // Not by `split_once`, whose search is made for long texts.
    let dot = path.bytes().position(|byte| byte == b'.');
    let (first, rest) = match dot.and_then(|dot| Some((path.get(..dot)?, path.get(dot + 1..)?))) {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let below = |value: Value<'t, 'b>| rest.map_or(Some(value), |rest| at_path(value, rest));
    if first == "*" { value.items().filter_map(below).last() } else { value.get_all(first).filter_map(below).last() }
}

/// The last member of each of these names, all found in one go.
fn last_of<'t, 'b, const N: usize>(object: Option<Value<'t, 'b>>, names: [&str; N]) -> [Option<Value<'t, 'b>>; N] {
    let mut found = [None; N];
    for (key, value) in object.into_iter().flat_map(Value::members) {
        for (slot, _) in found.iter_mut().zip(names).filter(|(_, name)| key.is(name)) {
            *slot = Some(value);
        }
    }
    found
}

fn number(value: Option<Value<'_, '_>>) -> Option<u64> {
    value?.as_u64()
}

/// The paths at which an API tells something.
fn wanted(shape: Shape) -> &'static [&'static str] {
    match shape {
        Shape::None => &[],
        Shape::OpenAi => &["usage", "model", "service_tier"],
        Shape::Responses => {
            &["usage", "model", "service_tier", "type", "response.usage", "response.model", "response.service_tier"]
        }
        Shape::Anthropic => &["usage", "model", "type", "message.usage", "message.model"],
        Shape::Ollama => &["model", "done", "prompt_eval_count", "eval_count"],
        Shape::Gemini => &["usageMetadata", "modelVersion", "candidates.*.finishReason", "promptFeedback.blockReason"],
    }
}

/// The names of members that hold what was generated. The events of the Responses API tell each text piece by piece and
/// then once more as a whole; only the pieces count.
fn text_keys(shape: Shape, sse: bool) -> &'static [&'static str] {
    match shape {
        Shape::None => &[],
        Shape::OpenAi => &["content", "text", "reasoning_content", "reasoning", "refusal", "arguments", "thinking"],
        Shape::Responses if sse => &["delta"],
        Shape::Responses => &["text", "refusal", "arguments"],
        Shape::Anthropic => &["text", "thinking", "partial_json"],
        Shape::Ollama => &["content", "response", "thinking"],
        Shape::Gemini => &["text"],
    }
}

/// Text on its way to be counted: pieces of JSON strings are decoded into a buffer, and counted when it is full. So
/// it does not matter where the chunks were cut.
#[derive(Default)]
struct Text {
    /// Shorter than [`ANSWER_TEXT_BYTES_MAX`].
    buffer: Vec<u8>,
    estimate: Estimate,
    /// Digits and value of a `\u` escape so far.
    escape: Option<(u8, u32)>,
}

/// What is in the buffer is not shown.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.buffer.len())
    }
}

impl Text {
    fn in_escape(&self) -> bool {
        self.escape.is_some()
    }

    /// Bytes of a string in which nothing is escaped.
    fn add(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = ANSWER_TEXT_BYTES_MAX.saturating_sub(self.buffer.len()).max(1);
            let (fitting, rest) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
            self.buffer.extend_from_slice(fitting);
            bytes = rest;
            if self.buffer.len() >= ANSWER_TEXT_BYTES_MAX {
                self.count();
            }
        }
    }

    /// One byte of a string, as JSON writes it.
    fn step(&mut self, byte: u8, after_backslash: bool) {
        if after_backslash {
            match byte {
                b'u' => self.escape = Some((0, 0)),
                b'n' | b'r' | b't' | b'b' | b'f' => self.add(b"\n"),
                _ => self.add(&[byte]),
            }
        } else if let Some((digits, value)) = self.escape.take() {
            let value = value << 4 | char::from(byte).to_digit(16).unwrap_or(0);
            match digits {
                0..3 => self.escape = Some((digits + 1, value)),
                // The first half of a pair; the second stands for both.
                _ if (0xd800..0xdc00).contains(&value) => {}
                _ => self.add(char::from_u32(value).unwrap_or('\u{1f642}').encode_utf8(&mut [0; 4]).as_bytes()),
            }
        } else if !matches!(byte, b'\\' | b'"') {
            self.add(&[byte]);
        }
    }

    /// Counts what is in the buffer, but for a last character that is not all there yet.
    fn count(&mut self) {
        let mut cut_off = 0;
        for chunk in self.buffer.utf8_chunks() {
            self.estimate.add(chunk.valid());
            cut_off = chunk.invalid().len();
        }
        // A sequence that breaks off at the end may go on; one that is wrong is passed over.
        let ends_within = std::str::from_utf8(&self.buffer).is_err_and(|error| error.error_len().is_none());
        let kept = if ends_within { cut_off } else { 0 };
        self.buffer.drain(..self.buffer.len().saturating_sub(kept));
    }

    fn finish(&mut self) -> Estimate {
        self.count();
        self.estimate
    }
}

// What was told so far.

/// Numbers as the API tells them; the newest stands, for all of them are totals.
#[derive(Debug, Default)]
struct Tally {
    usage: Usage,
    /// Gemini's tool results that were put into the prompt.
    tool_input_tokens: Option<u64>,
    told: bool,
    tier: Option<ServiceTier>,
    /// The stream told its end.
    ended: bool,
    /// The newest line says that more will come.
    goes_on: bool,
    /// The last chunk of a stream, which tells its usage and nothing else, was there.
    summed_up: bool,
    /// A document was complete.
    closed: bool,
}

impl Tally {
    fn take(&mut self, shape: Shape, path: &str, value: Value<'_, '_>) {
        match path {
            "model" | "modelVersion" | "message.model" | "response.model" => {
                let model = (value.kind() == Kind::String).then(|| value.text()).flatten();
                self.usage.model = model.map(Cow::into_owned).or(self.usage.model.take());
            }
            "service_tier" | "response.service_tier" => self.take_tier(Some(value)),
            "type" => {
                const LAST: &[&str] = &["message_stop", "response.completed", "response.incomplete", "response.failed"];
                self.ended |= LAST.iter().any(|event| value.is(event));
            }
            "done" => self.goes_on = value.kind() == Kind::Bool && !value.is_true(),
            "candidates.*.finishReason" | "promptFeedback.blockReason" => self.ended |= value.kind() == Kind::String,
            "prompt_eval_count" => self.update(|usage| &mut usage.input_tokens, value.as_u64()),
            "eval_count" => self.update(|usage| &mut usage.output_tokens, value.as_u64()),
            _ => self.take_usage(shape, value),
        }
    }

    fn take_usage(&mut self, shape: Shape, value: Value<'_, '_>) {
        match shape {
            Shape::OpenAi => {
                let [input, output, input_details, output_details, cache_hit] = last_of(
                    Some(value),
                    [
                        "prompt_tokens",
                        "completion_tokens",
                        "prompt_tokens_details",
                        "completion_tokens_details",
                        "prompt_cache_hit_tokens",
                    ],
                );
                let [cached, heard] = last_of(input_details, ["cached_tokens", "audio_tokens"]);
                let [reasoning, spoken] = last_of(output_details, ["reasoning_tokens", "audio_tokens"]);
                self.update(|usage| &mut usage.input_tokens, number(input));
                self.update(|usage| &mut usage.output_tokens, number(output));
                self.update(|usage| &mut usage.cached_input_tokens, number(cached).or_else(|| number(cache_hit)));
                self.update(|usage| &mut usage.reasoning_tokens, number(reasoning));
                self.update(|usage| &mut usage.audio_input_tokens, number(heard));
                self.update(|usage| &mut usage.audio_output_tokens, number(spoken));
            }
            Shape::Responses => {
                let [input, output, input_details, output_details] = last_of(
                    Some(value),
                    ["input_tokens", "output_tokens", "input_tokens_details", "output_tokens_details"],
                );
                let [cached] = last_of(input_details, ["cached_tokens"]);
                let [reasoning] = last_of(output_details, ["reasoning_tokens"]);
                self.update(|usage| &mut usage.input_tokens, number(input));
                self.update(|usage| &mut usage.output_tokens, number(output));
                self.update(|usage| &mut usage.cached_input_tokens, number(cached));
                self.update(|usage| &mut usage.reasoning_tokens, number(reasoning));
            }
            Shape::Anthropic => {
                let [input, output, read, written, creation, tier] = last_of(
                    Some(value),
                    [
                        "input_tokens",
                        "output_tokens",
                        "cache_read_input_tokens",
                        "cache_creation_input_tokens",
                        "cache_creation",
                        "service_tier",
                    ],
                );
                let [for_an_hour] = last_of(creation, ["ephemeral_1h_input_tokens"]);
                self.update(|usage| &mut usage.input_tokens, number(input));
                self.update(|usage| &mut usage.output_tokens, number(output));
                self.update(|usage| &mut usage.cached_input_tokens, number(read));
                self.update(|usage| &mut usage.cache_write_tokens, number(written));
                self.update(|usage| &mut usage.cache_write_1h_tokens, number(for_an_hour));
                self.take_tier(tier);
            }
            Shape::Gemini => {
                let [input, output, cached, thoughts, tools] = last_of(
                    Some(value),
                    [
                        "promptTokenCount",
                        "candidatesTokenCount",
                        "cachedContentTokenCount",
                        "thoughtsTokenCount",
                        "toolUsePromptTokenCount",
                    ],
                );
                self.update(|usage| &mut usage.input_tokens, number(input));
                self.update(|usage| &mut usage.output_tokens, number(output));
                self.update(|usage| &mut usage.cached_input_tokens, number(cached));
                self.update(|usage| &mut usage.reasoning_tokens, number(thoughts));
                let audio = |list| modality_tokens(value.get(list), "AUDIO");
                self.update(|usage| &mut usage.audio_input_tokens, audio("promptTokensDetails"));
                self.update(|usage| &mut usage.audio_output_tokens, audio("candidatesTokensDetails"));
                self.tool_input_tokens = number(tools).or(self.tool_input_tokens);
            }
            Shape::None | Shape::Ollama => {}
        }
    }

    /// The newest that names a tier stands: a stream may begin with what was wished.
    fn take_tier(&mut self, value: Option<Value<'_, '_>>) {
        let name = value.filter(|value| value.kind() == Kind::String).and_then(|value| value.text());
        let tier = name.and_then(|name| ServiceTier::of_answer(&name));
        self.tier = tier.or(self.tier);
    }

    fn update(&mut self, field: impl Fn(&mut Usage) -> &mut Option<u64>, told: Option<u64>) {
        if told.is_some() {
            *field(&mut self.usage) = told;
            self.told = true;
        }
    }

    /// The numbers in the one meaning of [`Usage`].
    fn usage(self, shape: Shape) -> Option<Usage> {
        let mut usage = self.usage;
        let plus = |sum: Option<u64>, part: Option<u64>| sum.map(|sum| sum.saturating_add(part.unwrap_or(0)));
        match shape {
            Shape::Anthropic => {
                usage.input_tokens =
                    plus(plus(usage.input_tokens, usage.cached_input_tokens), usage.cache_write_tokens);
            }
            Shape::Gemini => {
                usage.input_tokens = plus(usage.input_tokens, self.tool_input_tokens);
                // An answer that was all thought has no candidates' count.
                let output = usage.output_tokens.or(usage.reasoning_tokens.map(|_| 0));
                usage.output_tokens = plus(output, usage.reasoning_tokens);
            }
            _ => {}
        }
        self.told.then_some(usage)
    }
}

/// Gemini: `[{"modality": "AUDIO", "tokenCount": 7}]`.
fn modality_tokens(list: Option<Value<'_, '_>>, modality: &str) -> Option<u64> {
    let of = |entry: &Value<'_, '_>| entry.get("modality").is_some_and(|name| name.is(modality));
    list?.items().find(of)?.get("tokenCount")?.as_u64()
}

#[cfg(test)]
mod tests {
    use super::super::{SCHEMAS, schema_by_name};
    use super::*;
    use proptest::prelude::*;

    const SSE: &str = "text/event-stream; charset=utf-8";
    const JSON: &str = "application/json";

    fn read(schema: &str, content_type: &str, answer: &str) -> UsageOutcome {
        let mut reader = UsageReader::new(schema_by_name(schema).unwrap(), content_type, 200);
        reader.push(answer.as_bytes());
        reader.finish()
    }

    /// Input, cached, cache write, output, reasoning, model, finished.
    type Told<'a> = (Option<u64>, Option<u64>, Option<u64>, Option<u64>, Option<u64>, Option<&'a str>, bool);

    fn check(schema: &str, content_type: &str, answer: &str, told: Told<'_>) {
        let outcome = read(schema, content_type, answer);
        let usage = outcome.usage.unwrap_or_default();
        let (input, cached, write, output) =
            (usage.input_tokens, usage.cached_input_tokens, usage.cache_write_tokens, usage.output_tokens);
        let found = (input, cached, write, output, usage.reasoning_tokens, usage.model.as_deref(), outcome.finished);
        assert_eq!(found, told, "{schema}: {answer}");
    }

    const OPENAI_STREAM: &str = concat!(
        ": ping\n\n",
        "data: {\"id\":\"c\",\"model\":\"gpt-4o\",\"choices\":[{\"delta\":{\"content\":\"\\\"usage\\\":{é\"}}],\"usage\":null}\r\n\r\n",
        "event: x\ndata:{\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,",
        "\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":2}}}\n\n",
        "data: [DONE]\n\n",
    );
    const ANTHROPIC_STREAM: &str = concat!(
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"content\":[],",
        "\"usage\":{\"input_tokens\":7,\"cache_read_input_tokens\":100,\"cache_creation_input_tokens\":20,\"output_tokens\":1}}}\n\n",
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"{\\\"usage\\\": 1}\"}}\n\n",
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":9}}\n\n",
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15}}\n\n",
        "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
    );
    const GEMINI_ARRAY: &str = concat!(
        "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}],\"usageMetadata\":{\"promptTokenCount\":3}}\n,\r\n",
        "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"modelVersion\":\"gemini-2.5\",\"usageMetadata\":{\"promptTokenCount\":3,",
        "\"candidatesTokenCount\":4,\"thoughtsTokenCount\":6,\"toolUsePromptTokenCount\":1}}]",
    );
    const OLLAMA_LINES: &str = concat!(
        "{\"model\":\"llama3\",\"message\":{\"content\":\"x\"},\"done\":false}\n",
        "{\"model\":\"llama3\",\"done\":true,\"prompt_eval_count\":26,\"eval_count\":298}\n",
    );

    #[test]
    fn tells_usage() {
        let gpt = Some("gpt-4o");
        check("openai_chat", SSE, OPENAI_STREAM, (Some(10), Some(4), None, Some(5), Some(2), gpt, true));
        let cut = OPENAI_STREAM.find("event: x").unwrap();
        check("openai_chat", SSE, OPENAI_STREAM.get(..cut).unwrap(), (None, None, None, None, None, None, false));
        let json = r#"{"model":"m","choices":[{"usage":{"prompt_tokens":1}}],"usage":{"prompt_tokens":3,"completion_tokens":4}}"#;
        check("openai_chat", JSON, json, (Some(3), None, None, Some(4), None, Some("m"), true));
        check(
            "openai_chat",
            JSON,
            json.get(..json.len() - 1).unwrap(),
            (Some(3), None, None, Some(4), None, Some("m"), false),
        );
        check("openai_chat", JSON, "<html>{}</html", (None, None, None, None, None, None, true));
        check("openai_chat", JSON, "<html>", (None, None, None, None, None, None, false));
        let claude = Some("claude");
        let told = (Some(127), Some(100), Some(20), Some(15), None, claude, true);
        check("anthropic_messages", SSE, ANTHROPIC_STREAM, told);
        let json = r#"{"type":"message","model":"claude","usage":{"input_tokens":7,"output_tokens":2}}"#;
        check("anthropic_messages", JSON, json, (Some(7), None, None, Some(2), None, claude, true));
        let told = (Some(4), None, None, Some(10), Some(6), Some("gemini-2.5"), true);
        check("gemini_generate", JSON, GEMINI_ARRAY, told);
        let told = (Some(26), None, None, Some(298), None, Some("llama3"), true);
        check("ollama_chat", "application/x-ndjson", OLLAMA_LINES, told);
        check("ollama_chat", JSON, OLLAMA_LINES, told);
        let stream = concat!(
            "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"model\":\"o3\",\"usage\":null}}\n\n",
            "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"model\":\"o3\",\"output\":[],",
            "\"usage\":{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":1},\"output_tokens\":8,",
            "\"output_tokens_details\":{\"reasoning_tokens\":3}}}}\n\n",
        );
        check("openai_responses", SSE, stream, (Some(5), Some(1), None, Some(8), Some(3), Some("o3"), true));
    }

    #[test]
    fn errors_are_not_billed() {
        let mut reader = UsageReader::new(schema_by_name("openai_chat").unwrap(), JSON, 500);
        reader.push(br#"{"usage":{"prompt_tokens":3}}"#);
        assert_eq!(reader.finish().usage, None);
    }

    #[test]
    fn finds_usage_behind_any_size() {
        let long = format!(
            r#"{{"choices":[{{"message":{{"content":"{}"}}}}],"usage":{{"prompt_tokens":3}}}}"#,
            "x".repeat(1 << 20)
        );
        assert_eq!(read("openai_chat", JSON, &long).usage.unwrap().input_tokens, Some(3));
        let twice = r#"{"usage":{"prompt_tokens":1},"usage":{"prompt_tokens":2}}"#;
        assert_eq!(read("openai_chat", JSON, twice).usage.unwrap().input_tokens, Some(2));
        let too_large =
            format!(r#"{{"usage":{{"prompt_tokens":3,"x":"{}"}},"model":"m"}}"#, "x".repeat(USAGE_BYTES_MAX));
        assert_eq!(read("openai_chat", JSON, &too_large).usage, None);
        let deep = format!(
            r#"{{"a":{}{}{},"usage":{{"prompt_tokens":3}}}}"#,
            "[{\"usage\":".repeat(500),
            "1",
            "}]".repeat(500)
        );
        assert_eq!(read("openai_chat", JSON, &deep).usage.unwrap().input_tokens, Some(3));
    }

    fn strip(answer: &str, cuts: usize) -> (String, String) {
        let mut reader = UsageReader::new(schema_by_name("openai_chat").unwrap(), SSE, 200).strip_usage_chunk();
        let forwarded: Vec<u8> =
            answer.as_bytes().chunks(cuts).flat_map(|chunk| reader.push_and_strip(chunk)).collect();
        let outcome = reader.finish();
        (String::from_utf8(forwarded).unwrap(), String::from_utf8(outcome.held).unwrap())
    }

    #[test]
    fn strips_the_usage_chunk() {
        let begin = OPENAI_STREAM.find("event: x").unwrap();
        let end = OPENAI_STREAM.find("data: [DONE]").unwrap();
        let expected = [&OPENAI_STREAM.as_bytes()[..begin], &OPENAI_STREAM.as_bytes()[end..]].concat();
        for cuts in [1, 2, 3, 7, 64, 4096] {
            assert_eq!(strip(OPENAI_STREAM, cuts), (String::from_utf8(expected.clone()).unwrap(), String::new()));
        }
        // Usage beside an answer (Mistral), usage that is null, no choices but no usage (Azure): all stay.
        for kept in [
            "data: {\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":1}}\n\n",
            "data: {\"choices\":[],\"usage\":null}\n\n",
            "data: {\"choices\":[],\"prompt_filter_results\":[]}\r\n\r\n",
            "data: {\"usage\":{\"prompt_tokens\":1}}\n\n",
        ] {
            assert_eq!(strip(kept, 5), (kept.to_owned(), String::new()));
        }
        // What is too large to be held goes on; what breaks off is given back.
        let large =
            format!("data: {{\"x\":\"{}\",\"choices\":[],\"usage\":{{}}}}\n\n", "x".repeat(HELD_EVENT_BYTES_MAX));
        assert_eq!(strip(&large, 1000), (large, String::new()));
        assert_eq!(strip("data: {\"cho", 4), (String::new(), "data: {\"cho".to_owned()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn chunk_borders_do_not_matter(
            which in 0usize..4, noise in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
            cuts in prop::collection::vec(1usize..40, 1..8), schema in 0..SCHEMAS.len(), sse: bool,
        ) {
            let mut answer = [OPENAI_STREAM, ANTHROPIC_STREAM, GEMINI_ARRAY, OLLAMA_LINES][which].as_bytes().to_vec();
            for (place, byte) in noise {
                let at = place.index(answer.len());
                answer[at] = byte;
            }
            let content_type = if sse { SSE } else { JSON };
            let new = || UsageReader::new(&SCHEMAS[schema], content_type, 200);
            let mut whole = new();
            whole.push(&answer);
            let mut cut = new();
            let mut stripping = new().strip_usage_chunk();
            let mut whole_stripping = new().strip_usage_chunk();
            let mut forwarded = Vec::new();
            let mut rest = &answer[..];
            for size in cuts.iter().cycle() {
                let (chunk, after) = rest.split_at((*size).min(rest.len()));
                cut.push(chunk);
                forwarded.extend(stripping.push_and_strip(chunk));
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            let whole_forwarded = whole_stripping.push_and_strip(&answer);
            let outcome = whole.finish();
            prop_assert_eq!(&outcome, &cut.finish());
            let (one, other) = (stripping.finish(), whole_stripping.finish());
            prop_assert_eq!(&outcome.usage, &one.usage);
            prop_assert_eq!(one, other);
            prop_assert_eq!(forwarded, whole_forwarded);
        }

        #[test]
        fn never_panics(answer: Vec<u8>, json in "[\\[\\]{}\",:a\\\\\\n \r]{0,60}", sse: bool) {
            for schema in SCHEMAS {
                let mut reader = UsageReader::new(schema, if sse { SSE } else { JSON }, 200).strip_usage_chunk();
                reader.push_and_strip(&answer);
                reader.push_and_strip(json.as_bytes());
                reader.finish();
            }
        }
    }
}
