//! What the APIs of OpenAI's family share: content parts, tool calls, tool declarations, usage of streams.
//!
//! Source: <https://platform.openai.com/docs/api-reference>, vLLM's and Mistral's additions from theirs.

use super::reader::{Reader, any_type, is_role};
use super::{Needs, UsageAsk};
use crate::json::{Kind, Value};
use crate::words::{Reason, Role};

/// Types of content parts. What they carry is told by their fields, not by the type, which an upstream may take from
/// another duplicate than we do.
const PART_TYPES: &[&str] = &[
    "text",
    "input_text",
    "output_text",
    "summary_text",
    "reasoning_text",
    "refusal",
    "thinking",
    "image_url",
    "input_image",
    "computer_screenshot",
    "input_audio",
    "audio_url",
    "video_url",
    "file",
    "input_file",
    "document_url",
    "reference",
];

/// A message's content: a string, or an array of parts.
pub(super) fn content<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>, role: Role) {
    match value.kind() {
        Kind::Array => value.items().for_each(|item| content(reader, item, role)),
        Kind::Object => part(reader, value, role),
        _ => reader.talk(value, role),
    }
}

fn part<'b>(reader: &mut Reader<'b>, part: Value<'_, 'b>, role: Role) {
    if any_type(part, |word| !PART_TYPES.contains(&word)) {
        reader.uninspected(Reason::UnknownPart, part);
    }
    for (key, value) in part.members() {
        match key.text().as_deref().unwrap_or_default() {
            "text" | "refusal" | "thinking" => content(reader, value, role),
            // The short names are those of multimodal embeddings.
            "image_url" | "image" => reader.media(value, Reason::Image, role),
            "input_audio" | "audio_url" | "audio" => reader.media(value, Reason::Audio, role),
            "video_url" | "video" => reader.media(value, Reason::Video, role),
            "file_data" => reader.media(value, Reason::Document, role),
            "file" => file(reader, value, role),
            "file_id" | "file_url" | "document_url" | "reference_ids" => reader.reference(value),
            "filename" | "document_name" => reader.aside(value, Role::Metadata),
            "encrypted_content" => reader.encrypted(value),
            _ => reader.unknown(key, value),
        }
    }
}

fn file<'b>(reader: &mut Reader<'b>, file: Value<'_, 'b>, role: Role) {
    if file.kind() != Kind::Object {
        return reader.media(file, Reason::Document, role);
    }
    for (key, value) in file.members() {
        match key.text().as_deref().unwrap_or_default() {
            "file_id" => reader.reference(value),
            "file_data" => reader.media(value, Reason::Document, role),
            "filename" => reader.aside(value, Role::Metadata),
            _ => reader.unknown(key, value),
        }
    }
}

/// A chat message.
pub(super) fn message<'b>(reader: &mut Reader<'b>, message: Value<'_, 'b>) {
    if message.kind() != Kind::Object {
        return reader.aside(message, Role::Other);
    }
    let role = super::reader::role_of(message);
    for (key, value) in message.members() {
        match key.text().as_deref().unwrap_or_default() {
            "content" | "refusal" | "reasoning_content" | "reasoning" => content(reader, value, role),
            "role" if is_role(value) => {}
            "tool_calls" | "function_call" => tool_calls(reader, value),
            "name" | "tool_call_id" => reader.aside(value, Role::Metadata),
            // An earlier spoken answer, by its id.
            "audio" => reader.reference(value),
            _ => reader.unknown(key, value),
        }
    }
}

/// Calls of tools: `[{"id", "type", "function": {"name", "arguments": "{...}"}}]`, or one alone.
pub(super) fn tool_calls<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for call in value.items() {
        tool_calls(reader, call);
    }
    for (key, inner) in value.members() {
        match key.text().as_deref().unwrap_or_default() {
            "function" | "custom" => tool_calls(reader, inner),
            "arguments" | "input" => reader.talk_apart(inner, Role::Tool),
            "name" => reader.aside(inner, Role::Tool),
            "id" => reader.aside(inner, Role::Metadata),
            _ => reader.unknown(key, inner),
        }
    }
    if !matches!(value.kind(), Kind::Array | Kind::Object) {
        reader.aside(value, Role::Tool);
    }
}

/// Declarations of tools. Types other than `local` run on the provider's side.
pub(super) fn tools<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>, local: &[&str]) {
    for tool in value.items() {
        reader.needs(Needs::TOOLS);
        if any_type(tool, |word| !local.contains(&word)) {
            reader.uninspected(Reason::RemoteTool, tool);
        }
    }
    reader.aside(value, Role::ToolDefinition);
}

/// `response_format`, or `text.format` of the Responses API.
pub(super) fn format<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    if any_type(value, |word| word == "json_object") {
        reader.needs(Needs::JSON_OBJECT);
    }
    if any_type(value, |word| matches!(word, "json_schema" | "grammar" | "structural_tag")) {
        reader.needs(Needs::JSON_SCHEMA);
    }
    reader.aside(value, Role::ToolDefinition);
}

/// A prompt or input: a string, an array of strings, token ids, or arrays of token ids.
pub(super) fn prompt<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    match value.kind() {
        Kind::Array if value.descend().any(|node| node.kind() == Kind::Number) => {
            reader.uninspected(Reason::TokenIds, value);
            // Strings may stand beside the ids. The ids themselves are below seven digits in every vocabulary.
            reader.aside(value, Role::User);
        }
        _ => content(reader, value, Role::User),
    }
}

/// Members of chat and completion requests that mean the same in both, vLLM's additions included. Whether it was one.
pub(super) fn common<'b>(reader: &mut Reader<'b>, name: &str, value: Value<'_, 'b>) -> bool {
    match name {
        "model" => reader.model(value),
        "stream" => reader.stream(value),
        "max_tokens" | "max_completion_tokens" | "max_output_tokens" => reader.output_tokens_max(value),
        "n" | "best_of" => reader.choices(value),
        // Read for its price; else it is carried as any text that is not known.
        "service_tier" => {
            reader.tier(value);
            return false;
        }
        "temperature"
        | "top_p"
        | "top_k"
        | "min_p"
        | "seed"
        | "random_seed"
        | "presence_penalty"
        | "frequency_penalty"
        | "repetition_penalty"
        | "parallel_tool_calls"
        | "store"
        | "echo"
        | "min_tokens"
        | "ignore_eos"
        | "safe_prompt"
        | "dimensions"
        | "background"
        | "stream_options" => reader.parameter(value),
        "user" | "safety_identifier" => reader.user(value),
        "metadata" => reader.metadata(value),
        "prompt_cache_key" => reader.aside(value, Role::Metadata),
        "response_format" => format(reader, value),
        "guided_json" | "guided_regex" | "guided_choice" | "guided_grammar" | "structured_outputs" => {
            reader.needs(Needs::JSON_SCHEMA);
            reader.aside(value, Role::ToolDefinition);
        }
        "logprobs" | "top_logprobs" | "prompt_logprobs" => {
            if value.is_true() || value.kind() == Kind::Number {
                reader.needs(Needs::LOGPROBS);
            }
            reader.parameter(value);
        }
        "prompt_embeds" => reader.media(value, Reason::TokenIds, Role::User),
        "previous_response_id" => reader.reference(value),
        _ => return false,
    }
    true
}

/// How to learn a stream's usage: `stream_options.include_usage`, which streams leave out unless asked.
pub(super) fn usage_ask(reader: &mut Reader<'_>, root: Value<'_, '_>) {
    if !reader.is_stream() {
        return;
    }
    let ask = match root.get("stream_options") {
        None => UsageAsk::Insert { at: root.span().start + 1, text: r#""stream_options":{"include_usage":true},"# },
        Some(options) if options.kind() == Kind::Null => {
            UsageAsk::Replace { range: options.span(), text: r#"{"include_usage":true}"# }
        }
        Some(options) if options.kind() == Kind::Object => {
            let at = options.span().start + 1;
            match options.get("include_usage") {
                Some(told) if told.is_true() => UsageAsk::Present,
                // vLLM would tell the usage in every chunk, which the client does not get without the other switch.
                _ if options.get("continuous_usage_stats").is_some() => {
                    UsageAsk::Replace { range: options.span(), text: r#"{"include_usage":true}"# }
                }
                Some(told) => UsageAsk::Replace { range: told.span(), text: "true" },
                None if options.members().next().is_none() => UsageAsk::Insert { at, text: r#""include_usage":true"# },
                None => UsageAsk::Insert { at, text: r#""include_usage":true,"# },
            }
        }
        // Of a type that no upstream takes: not ours to mend.
        Some(_) => UsageAsk::NotNeeded,
    };
    reader.usage_ask(ask);
}

/// A predicted answer: `{"type": "content", "content": ...}`.
pub(super) fn prediction<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for (key, inner) in value.members() {
        match key.text().as_deref().unwrap_or_default() {
            "content" => content(reader, inner, Role::Assistant),
            _ => reader.unknown(key, inner),
        }
    }
    if value.kind() != Kind::Object {
        reader.aside(value, Role::Other);
    }
}
