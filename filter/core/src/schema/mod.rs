//! Which API is spoken, and how it is read: the texts of a request, its model, the tokens that an answer reports, the
//! shape of an error. One file per API family, one row in [`SCHEMAS`] per operation, one folder of cases under
//! `tests/schema/` per row.
//!
//! A schema says what the fields it knows mean. It never says what may be skipped: every string of a body becomes a
//! segment wherever it stands, keys that no schema knows included, and what cannot be read is uninspected by name. So
//! a field that a provider adds tomorrow is inspected today.

mod anthropic;
mod blob;
mod error;
mod gemini;
mod ollama;
mod openai;
mod openai_chat;
mod openai_completions;
mod openai_embeddings;
mod openai_responses;
mod reader;
mod route;
mod usage;
mod vocabulary;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

pub use error::error_body;
pub use route::{Call, Route, path_text, route};
pub use usage::{Usage, UsageOutcome, UsageReader};

use crate::json;
use crate::money::ServiceTier;
use crate::segment::{Segment, Uninspected};
use crate::words::Reason;

/// One operation of one API.
pub struct Schema {
    /// The name in policies and audit records: `openai_chat`.
    pub name: &'static str,
    /// Whose API it is: `openai`, `anthropic`, `mistral`, `ollama`, `gemini`. Decides the shape of errors.
    pub family: &'static str,
    /// OpenTelemetry's `gen_ai.operation.name`; `count_tokens` and `list_models`, which it lacks, are ours.
    pub operation: &'static str,
    /// Reads the body's root object into the reader.
    read: reader::Read,
    /// Where its answers tell the tokens used.
    usage: usage::Shape,
}

impl Schema {
    /// Whether answers tell the tokens used.
    pub fn tells_usage(&self) -> bool {
        self.usage != usage::Shape::None
    }
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Schema {
    fn eq(&self, other: &Schema) -> bool {
        self.name == other.name
    }
}

impl Eq for Schema {}

/// Every operation that is read.
pub static SCHEMAS: &[Schema] = &[
    row("openai_chat", "openai", "chat", openai_chat::read, usage::Shape::OpenAi),
    row("openai_completions", "openai", "text_completion", openai_completions::read, usage::Shape::OpenAi),
    row("openai_embeddings", "openai", "embeddings", openai_embeddings::read, usage::Shape::OpenAi),
    row("openai_responses", "openai", "chat", openai_responses::read, usage::Shape::Responses),
    row("openai_models", "openai", "list_models", reader::nothing, usage::Shape::None),
    row("anthropic_messages", "anthropic", "chat", anthropic::read, usage::Shape::Anthropic),
    row("anthropic_count_tokens", "anthropic", "count_tokens", anthropic::read, usage::Shape::None),
    row("mistral_fim", "mistral", "text_completion", openai_completions::read_fim, usage::Shape::OpenAi),
    row("mistral_agents", "mistral", "chat", openai_chat::read_agents, usage::Shape::OpenAi),
    row("ollama_chat", "ollama", "chat", ollama::read_chat, usage::Shape::Ollama),
    row("ollama_generate", "ollama", "text_completion", ollama::read_generate, usage::Shape::Ollama),
    row("ollama_embed", "ollama", "embeddings", ollama::read_embed, usage::Shape::Ollama),
    row("ollama_show", "ollama", "list_models", ollama::read_show, usage::Shape::None),
    row("ollama_tags", "ollama", "list_models", reader::nothing, usage::Shape::None),
    row("gemini_generate", "gemini", "generate_content", gemini::read_generate, usage::Shape::Gemini),
    row("gemini_embed", "gemini", "embeddings", gemini::read_embed, usage::Shape::Gemini),
    row("gemini_count_tokens", "gemini", "count_tokens", gemini::read_count, usage::Shape::None),
    row("gemini_models", "gemini", "list_models", reader::nothing, usage::Shape::None),
];

const fn row(
    name: &'static str,
    family: &'static str,
    operation: &'static str,
    read: reader::Read,
    usage: usage::Shape,
) -> Schema {
    Schema { name, family, operation, read, usage }
}

/// The schema of this name.
pub fn schema_by_name(name: &str) -> Option<&'static Schema> {
    SCHEMAS.iter().find(|schema| schema.name == name)
}

/// What a request's body says.
pub struct Reading<'b> {
    /// Every text: first those of the conversation in order, then all others. See [`Segment`].
    pub segments: Vec<Segment<'b>>,
    /// What could not be read.
    pub uninspected: Vec<Uninspected>,
    /// The model asked for in the body.
    pub model: Option<Model<'b>>,
    /// Whether the answer is to be a stream, by the body or by the path.
    pub stream: bool,
    /// The bound on generated tokens; the largest when told more than once.
    pub max_output_tokens: Option<u64>,
    /// How many answers are asked for (`n`, `candidateCount`); at least 1.
    pub choices: u32,
    /// How soon the answer is wanted, where the API can say so (`service_tier`).
    pub tier: ServiceTier,
    /// What an upstream must be able to do.
    pub needs: Needs,
    /// Whether the answer will tell its usage, and how to make it.
    pub usage_ask: UsageAsk,
    /// The user on whose behalf the application asks, as it calls them: `user`, `safety_identifier` or
    /// `metadata.user_id`. Never to be shown.
    pub user: Option<Cow<'b, str>>,
}

/// Its texts are not shown.
impl fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading")
            .field("segments", &self.segments.len())
            .field("uninspected", &self.uninspected)
            .field("needs", &self.needs)
            .finish_non_exhaustive()
    }
}

/// The model that a body asks for. Not `Debug`: the name is the client's, and may be anything.
#[derive(Clone)]
pub struct Model<'b> {
    /// The name; the last one when the key is there more than once, as most parsers do.
    pub name: Cow<'b, str>,
    /// The raw string content of every `model`, duplicates included: replace all of them to change the model. Empty
    /// when the model is told by the path alone.
    pub places: Vec<Range<usize>>,
}

/// How to learn the tokens that a stream used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UsageAsk {
    /// The client asked for it.
    Present,
    /// The API tells it anyway.
    NotNeeded,
    /// Insert this text at this byte of the body; all other bytes stay. The answer then has a last chunk that the
    /// client did not ask for: see [`UsageReader::strip_usage_chunk`].
    ///
    /// Not for Mistral's own API: it refuses the field with 422, and tells the usage of streams unasked
    /// (<https://github.com/TabbyML/tabby/pull/4082>).
    Insert {
        /// Byte of the body.
        at: usize,
        /// What to insert.
        text: &'static str,
    },
    /// Replace a `null` or `false` by this text; otherwise as `Insert`.
    Replace {
        /// Bytes of the body.
        range: Range<usize>,
        /// What to put there.
        text: &'static str,
    },
}

/// What an upstream must be able to do to serve a request: a set.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs(u16);

impl Needs {
    /// Nothing but text.
    pub const NONE: Needs = Needs(0);
    /// Function calling.
    pub const TOOLS: Needs = Needs(1);
    /// Images in.
    pub const VISION: Needs = Needs(1 << 1);
    /// Audio in or out.
    pub const AUDIO: Needs = Needs(1 << 2);
    /// Video in.
    pub const VIDEO: Needs = Needs(1 << 3);
    /// Files and documents in.
    pub const DOCUMENTS: Needs = Needs(1 << 4);
    /// JSON out, of any shape.
    pub const JSON_OBJECT: Needs = Needs(1 << 5);
    /// JSON out that follows a schema or grammar.
    pub const JSON_SCHEMA: Needs = Needs(1 << 6);
    /// Probabilities of tokens.
    pub const LOGPROBS: Needs = Needs(1 << 7);
    /// Tools that run on the provider's side.
    pub const REMOTE_TOOLS: Needs = Needs(1 << 8);
    /// State kept by the provider: earlier responses, files, prompts, batches.
    pub const STATE: Needs = Needs(1 << 9);

    /// Each need with its name in policies.
    pub const NAMES: &'static [(Needs, &'static str)] = &[
        (Needs::TOOLS, "tools"),
        (Needs::VISION, "vision"),
        (Needs::AUDIO, "audio"),
        (Needs::VIDEO, "video"),
        (Needs::DOCUMENTS, "documents"),
        (Needs::JSON_OBJECT, "json_object"),
        (Needs::JSON_SCHEMA, "json_schema"),
        (Needs::LOGPROBS, "logprobs"),
        (Needs::REMOTE_TOOLS, "remote_tools"),
        (Needs::STATE, "state"),
    ];

    /// The need of this name.
    pub fn parse(name: &str) -> Option<Needs> {
        Needs::NAMES.iter().find(|(_, text)| *text == name).map(|(need, _)| *need)
    }

    /// Adds all of `other`.
    pub fn insert(&mut self, other: Needs) {
        self.0 |= other.0;
    }

    /// Whether all of `other` are in it.
    pub const fn contains(self, other: Needs) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is in it and not in `other`.
    pub const fn without(self, other: Needs) -> Needs {
        Needs(self.0 & !other.0)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The names of all in it.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Needs::NAMES.iter().filter(move |(need, _)| self.contains(*need)).map(|(_, name)| *name)
    }
}

impl fmt::Debug for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

/// Reads a body as the call's schema has it.
///
/// Errors: those of [`json::parse`]; `InvalidJson` also when what the API requires is missing or of another type;
/// `MissingBody` when the body is empty but should not be, or the reverse.
pub fn read<'b>(call: &Call<'_>, body: &'b [u8]) -> Result<Reading<'b>, Reason> {
    if body.is_empty() == call.takes_body {
        return Err(Reason::MissingBody);
    }
    let mut reader = reader::Reader::new(call);
    if !call.takes_body {
        return Ok(reader.finish());
    }
    let tape = json::parse(body)?;
    let root = tape.root();
    if root.kind() != json::Kind::Object {
        return Err(Reason::InvalidJson);
    }
    (call.schema.read)(&mut reader, root)?;
    Ok(reader.finish())
}
