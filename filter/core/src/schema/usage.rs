//! The tokens that an answer reports, read as it streams.

use super::Schema;

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

/// Tokens that were used, in one meaning for all APIs: `None` is *not told*, never zero.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// All input, cached and written to a cache included.
    pub input_tokens: Option<u64>,
    /// The part of the input that was read from a cache.
    pub cached_input_tokens: Option<u64>,
    /// The part of the input that was written to a cache.
    pub cache_write_tokens: Option<u64>,
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsageOutcome {
    /// The tokens; `None` when none were told.
    pub usage: Option<Usage>,
    /// Whether the answer came to its own end: the stream's end marker, or the document's last bracket.
    pub finished: bool,
    /// With [`UsageReader::strip_usage_chunk`]: bytes held back when the answer broke off, to be forwarded.
    pub held: Vec<u8>,
}

/// Reads an answer's usage from its bytes, in bounded memory, wherever the chunks are cut.
#[derive(Debug)]
pub struct UsageReader {}

impl UsageReader {
    /// A reader for an answer of this schema, by its content type and HTTP status.
    pub fn new(schema: &'static Schema, _content_type: &str, _status: u16) -> UsageReader {
        let _ = schema.usage;
        UsageReader {}
    }

    /// Makes [`UsageReader::push_and_strip`] leave out the chunk that tells the usage and nothing else, because the
    /// client did not ask for it.
    pub fn strip_usage_chunk(self) -> UsageReader {
        self
    }

    /// Takes the next bytes of the answer.
    pub fn push(&mut self, _chunk: &[u8]) {}

    /// Takes the next bytes of the answer and gives the bytes to forward in their stead.
    pub fn push_and_strip(&mut self, chunk: &[u8]) -> Vec<u8> {
        self.push(chunk);
        chunk.to_vec()
    }

    /// The answer is over.
    pub fn finish(self) -> UsageOutcome {
        UsageOutcome::default()
    }
}
