//! Ollama's own API: chat, generate, embed, show.
//!
//! Source: <https://github.com/ollama/ollama/blob/main/docs/api.md>.

use super::reader::{Reader, required_array};
use super::{Needs, openai};
use crate::json::{Kind, Value};
use crate::words::{Reason, Role};

/// Reads `/api/chat`.
pub(super) fn read_chat<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    required_array(root, "messages")?;
    reader.stream_by_default(root);
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "messages" => value.items().for_each(|item| message(reader, item)),
            "tools" => openai::tools(reader, value, &["function"]),
            name if common(reader, name, value) => {}
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}

/// Reads `/api/generate`. Without a prompt it only loads the model.
pub(super) fn read_generate<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    reader.stream_by_default(root);
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "prompt" | "suffix" => reader.talk(value, Role::User),
            "system" | "template" => reader.talk(value, Role::System),
            "images" => images(reader, value),
            // The tokens of an earlier conversation.
            "context" => {
                if value.kind() != Kind::Null {
                    reader.uninspected(Reason::TokenIds, value);
                    reader.aside(value, Role::Other);
                }
            }
            name if common(reader, name, value) => {}
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}

/// Reads `/api/embed`, and its forerunner `/api/embeddings`.
pub(super) fn read_embed<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "input" | "prompt" => openai::prompt(reader, value),
            name if common(reader, name, value) => {}
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}

/// Reads `/api/show`, which asks about a model.
pub(super) fn read_show<'b>(reader: &mut Reader<'b>, root: Value<'_, 'b>) -> Result<(), Reason> {
    for (key, value) in root.members() {
        match key.text().as_deref().unwrap_or_default() {
            "model" | "name" => reader.model(value),
            "system" | "template" => reader.talk(value, Role::System),
            _ => reader.unknown(key, value),
        }
    }
    Ok(())
}

fn message<'b>(reader: &mut Reader<'b>, message: Value<'_, 'b>) {
    if message.kind() != Kind::Object {
        return reader.aside(message, Role::Other);
    }
    let role = super::reader::role_of(message);
    for (key, value) in message.members() {
        match key.text().as_deref().unwrap_or_default() {
            "content" | "thinking" => openai::content(reader, value, role),
            "images" => images(reader, value),
            "tool_calls" => openai::tool_calls(reader, value),
            "tool_name" | "tool_call_id" => reader.aside(value, Role::Metadata),
            _ => reader.unknown(key, value),
        }
    }
}

fn images<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for image in value.items() {
        reader.media(image, Reason::Image, Role::User);
    }
    if !matches!(value.kind(), Kind::Array | Kind::Null) {
        reader.media(value, Reason::Image, Role::User);
    }
}

fn common<'b>(reader: &mut Reader<'b>, name: &str, value: Value<'_, 'b>) -> bool {
    match name {
        "model" => reader.model(value),
        // Read beforehand: the default is to stream.
        "stream" | "raw" | "truncate" | "dimensions" => reader.parameter(value),
        "format" => {
            match value.kind() {
                Kind::Object => reader.needs(Needs::JSON_SCHEMA),
                Kind::String => reader.needs(Needs::JSON_OBJECT),
                _ => {}
            }
            reader.aside(value, Role::ToolDefinition);
        }
        "options" => options(reader, value),
        "logprobs" | "top_logprobs" => {
            if value.is_true() || value.kind() == Kind::Number {
                reader.needs(Needs::LOGPROBS);
            }
            reader.parameter(value);
        }
        _ => return false,
    }
    true
}

fn options<'b>(reader: &mut Reader<'b>, value: Value<'_, 'b>) {
    for (key, inner) in value.members() {
        match key.text().as_deref().unwrap_or_default() {
            // -1 and -2 are "no bound" and "fill the context": not told.
            "num_predict" => reader.output_tokens_max(inner),
            "seed" | "num_ctx" => reader.parameter(inner),
            _ => reader.unknown(key, inner),
        }
    }
    if value.kind() != Kind::Object {
        reader.aside(value, Role::Other);
    }
}
